"""What is kept of estimates: counts, choices and the day's prices; never what was sent."""

from __future__ import annotations

import datetime as dt
import json
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bot.db.codecs import decimal_from_text, decimal_to_text, instant_from_text, instant_to_text
from bot.db.queries import load
from bot.features.cost.asked import Choices, Counts, DayPrice, Details, Kept, Often, Source, Tokens
from bot.features.cost.reading.results import Span, Unit
from bot.features.cost.rules import AnswerLength, Period, Rates, Tier

if TYPE_CHECKING:
    from decimal import Decimal

    from bot.db.database import Transaction

_sql = load(Path(__file__).with_name("queries.sql"))

KEPT: Final = dt.timedelta(days=365)
"""How long the buttons under an estimate work."""
MOST: Final = 300
"""How many estimates of one person are kept; an older one goes when another comes."""
_ID_BITS: Final = 41  # at most eight characters in a button
_LOOKED_AT: Final = 40
_Row = tuple[Any, ...]


class EstimateStore:
    """Reads and writes estimates. Every method runs inside the caller's transaction."""

    def add(self, tx: Transaction, kept: Kept) -> None:
        """Keep a new estimate, in place of the person's oldest one where there are too many.

        An earlier estimate of the same message stays, but an edit of that message does not find it any more. Whoever's
        estimates are older than `KEPT` are deleted.
        """
        self.drop_old(tx, kept.made_at)
        if kept.origin is not None:
            _sql.release_origin(tx, person_id=kept.person_id, origin=kept.origin)
        _sql.add(tx, **_columns(kept))
        for (estimate_id,) in list(_sql.beyond(tx, person_id=kept.person_id, most=MOST, count=_LOOKED_AT)):
            _sql.drop(tx, estimate_id=estimate_id)

    def drop_old(self, tx: Transaction, now: dt.datetime) -> None:
        """Delete everybody's estimates that are older than :data:`KEPT`."""
        _sql.drop_before(tx, before=instant_to_text(now - KEPT))

    def change(self, tx: Transaction, kept: Kept) -> None:
        """Keep an estimate as it is now."""
        _sql.change(tx, **_columns(kept))

    def find(self, tx: Transaction, estimate_id: int) -> Kept | None:
        """Return an estimate, whoever made it; None where it is not kept any more."""
        row = _sql.find(tx, estimate_id=estimate_id)
        return _kept(row) if row else None

    def of_message(self, tx: Transaction, person_id: int, origin: str) -> Kept | None:
        """Return the person's estimate that answers a message (``chat:message``)."""
        row = _sql.of_origin(tx, person_id=person_id, origin=origin)
        return _kept(row) if row else None

    def newest(self, tx: Transaction, person_id: int, count: int) -> list[Kept]:
        """Return the person's newest estimates, the last one first."""
        return [_kept(row) for row in _sql.newest(tx, person_id=person_id, count=count)]

    def recent_models(self, tx: Transaction, person_id: int, count: int) -> tuple[str, ...]:
        """Return the models of the person's newest estimates, the last one first."""
        names = [row[0] for row in _sql.newest_models(tx, person_id=person_id, count=_LOOKED_AT)]
        return tuple(dict.fromkeys(names))[:count]

    def export(self, tx: Transaction, person_id: int) -> list[dict[str, Any]] | None:
        """Return the person's estimates, None where there are none."""
        rows = [dict(zip(_COLUMNS, row, strict=True)) for row in _sql.for_export(tx, person_id=person_id)]
        return rows or None

    def forget(self, tx: Transaction, person_id: int) -> None:
        """Delete the person's estimates."""
        _sql.erase(tx, person_id=person_id)


def new_id() -> int:
    """Draw the number of an estimate: none is ever used twice, and nobody guesses another's."""
    return secrets.randbits(_ID_BITS)


_COLUMNS: Final = (
    "estimate_id",
    "person_id",
    "origin",
    "source",
    "o200k_tokens",
    "cl100k_tokens",
    "characters",
    "parts",
    "cached_tokens",
    "output_tokens",
    "reasoning_tokens",
    "output_limit",
    "requests",
    "long_requests",
    "long_o200k_tokens",
    "long_cl100k_tokens",
    "is_total",
    "details",
    "model",
    "tier",
    "answer",
    "cached_percent",
    "calls",
    "period",
    "span_count",
    "span_unit",
    "price_day",
    "input_usd_per_mtok",
    "cached_usd_per_mtok",
    "output_usd_per_mtok",
    "cny_per_usd",
    "made_at",
)


def _columns(kept: Kept) -> dict[str, object]:
    counts, choices, day = kept.counts, kept.choices, kept.day
    rates = day.rates if day else None
    return {
        "estimate_id": kept.id,
        "person_id": kept.person_id,
        "origin": kept.origin,
        "source": counts.source.value,
        "o200k_tokens": counts.tokens.o200k,
        "cl100k_tokens": counts.tokens.cl100k,
        "characters": counts.characters,
        "parts": counts.parts,
        "cached_tokens": counts.cached_tokens,
        "output_tokens": counts.output_tokens,
        "reasoning_tokens": counts.reasoning_tokens,
        "output_limit": counts.output_limit,
        "requests": counts.requests,
        "long_requests": counts.long_requests,
        "long_o200k_tokens": counts.long_tokens.o200k,
        "long_cl100k_tokens": counts.long_tokens.cl100k,
        "is_total": int(counts.is_total),
        "details": json.dumps(counts.details.to_json()),
        "model": choices.model,
        "tier": choices.tier.value,
        "answer": choices.answer.value if choices.answer else None,
        "cached_percent": _text(choices.cached_percent),
        "calls": choices.often.calls if choices.often else None,
        "period": choices.often.per.value if choices.often and choices.often.per else None,
        "span_count": choices.span.count if choices.span else None,
        "span_unit": choices.span.unit.value if choices.span else None,
        "price_day": day.on.isoformat() if day else None,
        "input_usd_per_mtok": decimal_to_text(rates.input_usd_per_mtok) if rates else None,
        "cached_usd_per_mtok": _text(rates.cached_usd_per_mtok) if rates else None,
        "output_usd_per_mtok": _text(rates.output_usd_per_mtok) if rates else None,
        "cny_per_usd": decimal_to_text(day.cny_per_usd) if day else None,
        "made_at": instant_to_text(kept.made_at),
    }


def _kept(row: _Row) -> Kept:
    of = dict(zip(_COLUMNS, row, strict=True))
    counts = Counts(
        source=Source(of["source"]),
        tokens=Tokens(of["o200k_tokens"], of["cl100k_tokens"]),
        long_tokens=Tokens(of["long_o200k_tokens"], of["long_cl100k_tokens"]),
        is_total=bool(of["is_total"]),
        details=Details(**json.loads(of["details"])),
        **{name: of[name] for name in _PLAIN},
    )
    choices = Choices(
        of["model"],
        Tier(of["tier"]),
        AnswerLength(of["answer"]) if of["answer"] else None,
        _decimal(of["cached_percent"]),
        Often(of["calls"], Period(of["period"]) if of["period"] else None) if of["calls"] else None,
        Span(of["span_count"], Unit(of["span_unit"])) if of["span_count"] else None,
    )
    made_at = instant_from_text(of["made_at"])
    return Kept(of["estimate_id"], of["person_id"], of["origin"], counts, choices, made_at, _day(of))


_PLAIN: Final = (
    "characters",
    "parts",
    "cached_tokens",
    "output_tokens",
    "reasoning_tokens",
    "output_limit",
    "requests",
    "long_requests",
)


def _day(of: dict[str, Any]) -> DayPrice | None:
    if of["price_day"] is None:
        return None
    rates = Rates(
        decimal_from_text(of["input_usd_per_mtok"]),
        _decimal(of["cached_usd_per_mtok"]),
        _decimal(of["output_usd_per_mtok"]),
    )
    return DayPrice(dt.date.fromisoformat(of["price_day"]), rates, decimal_from_text(of["cny_per_usd"]))


def _text(value: Decimal | None) -> str | None:
    return None if value is None else decimal_to_text(value)


def _decimal(stored: str | None) -> Decimal | None:
    return None if stored is None else decimal_from_text(stored)
