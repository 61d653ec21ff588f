"""Rows of the tables of limits and spending, as the values they stand for."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bot.core.money import Currency, ExchangeRate, Money, RateSource
from bot.core.periods import Period
from bot.db.codecs import decimal_from_text, decimal_to_text, instant_from_text, instant_to_text
from bot.db.queries import load
from bot.features.budgets.rules import Budget, Entry, Kind

if TYPE_CHECKING:
    from bot.db.database import Transaction

sql: Final = load(Path(__file__).with_name("queries.sql"))
"""The statements of ``queries.sql``, as functions."""

Row = tuple[Any, ...]


def budget_from_row(row: Row | None) -> Budget | None:
    """Return the limit that a row of the query `budget` holds."""
    if row is None:
        return None
    amount, currency, cycle_day, slot, label, period, bought_on, carries_over, created_at = row
    return Budget(
        Money(decimal_from_text(amount), Currency(currency)),
        cycle_day,
        slot,
        label,
        Period(period),
        dt.date.fromisoformat(bought_on) if bought_on else None,
        bool(carries_over),
        instant_from_text(created_at).date(),
    )


def entry_from_row(row: Row) -> Entry:
    """Return the entry that a row of the query `entry` holds."""
    number, amount, currency, cny_per_usd, source, as_of, spent_at, local_date, note, undone_at = row[:10]
    kind, label, booked_at, batch = row[10:]
    return Entry(
        number,
        Money(decimal_from_text(amount), Currency(currency)),
        rate_of(cny_per_usd, source, as_of),
        instant_from_text(spent_at),
        dt.date.fromisoformat(local_date),
        note,
        undone=undone_at is not None,
        kind=Kind(kind),
        label=label,
        booked_at=instant_from_text(booked_at) if booked_at else None,
        batch=batch,
    )


def rate_of(cny_per_usd: str, source: str = RateSource.BUILT_IN.value, as_of: str | None = None) -> ExchangeRate:
    """Return a stored rate; what converts only needs no source."""
    day = dt.date.fromisoformat(as_of) if as_of else None
    return ExchangeRate(decimal_from_text(cny_per_usd), RateSource(source), day)


def columns(entry: Entry) -> dict[str, str | None]:
    """Return what a later version of an entry may say otherwise, as it is stored."""
    return {
        "amount": decimal_to_text(entry.money.amount),
        "currency": entry.money.currency.value,
        "cny_per_usd": decimal_to_text(entry.rate.cny_per_usd),
        "rate_source": entry.rate.source.value,
        "rate_date": entry.rate.as_of.isoformat() if entry.rate.as_of else None,
        "spent_at": instant_to_text(entry.spent_at),
        "local_date": entry.local_date.isoformat(),
        "note": entry.note,
        "label": entry.label,
    }


def insert(
    tx: Transaction,
    person_id: int,
    entry: Entry,
    *,
    update_id: int | None = None,
    origin: str | None = None,
    import_key: str | None = None,
    undone_at: str | None = None,
) -> None:
    """Write the row of a new entry; the sum of its day is the caller's."""
    sql.book(
        tx,
        person_id=person_id,
        number=entry.number,
        **columns(entry),
        update_id=update_id,
        kind=entry.kind.value,
        booked_at=instant_to_text(entry.booked_at) if entry.booked_at else None,
        origin=origin,
        import_key=import_key,
        batch=entry.batch,
        undone_at=undone_at,
    )
