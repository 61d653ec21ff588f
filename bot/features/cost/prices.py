"""OpenAI's prices as genai-prices has them, under names that really exist."""

from __future__ import annotations

import datetime as dt
import difflib
import re
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.features.cost import rules
from bot.features.cost.rules import Call, Cost, ModelPriceCard, NoTierPriceError, PriceError, Tier
from bot.features.cost.tiers import known_since, next_change, price_table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from genai_prices.types import MatchLogic, ModelInfo

# The models that people choose from now. Which are current is our judgement (November 2026); what each costs, and so
# their order, comes from the data.
LINE_UP = (
    "gpt-6-astra",
    "gpt-6.1-sol",
    "gpt-6.1-terra",
    "gpt-6-luna",
    "gpt-5.6-sol",
    "gpt-5.6-terra",
    "gpt-5.6-luna",
    "gpt-5.5",
    "gpt-5.4-mini",
    "gpt-5.4-nano",
    "gpt-4.1",
    "gpt-4.1-mini",
    "gpt-4o-mini",
    "text-embedding-3-small",
)
# Real names that genai-prices knows by an open prefix only, or not at all, with the id of their price. Its prefixes
# themselves are not used: they also give a price to names that do not exist (gpt-5-nano-pro, gpt-4o-realtime-mini).
_MORE_NAMES = {
    "chat-latest": "gpt-chat-latest",
    "gpt-5.6-2026-07-09": "gpt-5.6-sol",
    "gpt-5-nano-2025-08-07": "gpt-5-nano",
    "gpt-4.5-preview-2025-02-27": "gpt-4.5-preview",
    "gpt-4o-audio-preview-2024-10-01": "gpt-4o-audio-preview",
    "gpt-4o-audio-preview-2024-12-17": "gpt-4o-audio-preview",
    "gpt-4o-audio-preview-2025-06-03": "gpt-4o-audio-preview",
    "gpt-4o-mini-audio-preview-2024-12-17": "gpt-4o-mini-audio-preview",
    "gpt-4o-realtime-preview-2024-10-01": "gpt-4o-realtime-preview",
    "gpt-4o-realtime-preview-2024-12-17": "gpt-4o-realtime-preview",
    "gpt-4o-realtime-preview-2025-06-03": "gpt-4o-realtime-preview",
    "gpt-4o-mini-realtime-preview-2024-12-17": "gpt-4o-mini-realtime-preview",
    "computer-use-preview": "computer-use",
    "computer-use-preview-2025-03-11": "computer-use",
    "ft:gpt-3.5-turbo": "ft:gpt-3.5-turbo-",
    "ft:gpt-3.5-turbo-0125": "ft:gpt-3.5-turbo-",
    "ft:gpt-3.5-turbo-0613": "ft:gpt-3.5-turbo-",
    "ft:gpt-3.5-turbo-1106": "ft:gpt-3.5-turbo-",
    "ft:gpt-4o-2024-08-06": "ft:gpt-4o",
    "ft:gpt-4o-2024-11-20": "ft:gpt-4o",
    "ft:gpt-4o-mini-2024-07-18": "ft:gpt-4o-mini",
}
# Rows whose name is none that OpenAI takes, with one that it does.
_SHOWN_AS = {
    "gpt-chat-latest": "chat-latest",
    "computer-use": "computer-use-preview",
    "ft:gpt-3.5-turbo-": "ft:gpt-3.5-turbo",
    "ft:gpt-4o": "ft:gpt-4o-2024-08-06",
    "ft:gpt-4o-mini": "ft:gpt-4o-mini-2024-07-18",
}
# Rows that come from another seller's list: OpenAI has no such API, or no such price.
_SOLD_BY_OTHERS = frozenset({"gpt-4o:extended", "gpt-5-image", "gpt-5-image-mini", "gpt-5.4-image-2"})
_OPEN_WEIGHTS = re.compile(r"gpt-oss(?:-.*)?")
# Where the data round, or differ from OpenAI's model pages.
_CONTEXT_WINDOW = {"gpt-4.1": 1_047_576, "gpt-4.1-mini": 1_047_576, "gpt-4.1-nano": 1_047_576, "gpt-5.5": 1_050_000}
# Models whose hidden reasoning is billed as output; the data do not say. Chat forms of gpt-5 answer at once.
_THINKS = re.compile(r"(?:gpt-[56](?!.*-chat)|o[134](?:-|$)|codex-mini|gpt-rosalind|computer-use).*")

_VERIFIED = re.compile(r"\bverified\b[^.]{0,40}? on (\d{4}-\d{2}-\d{2})", re.IGNORECASE)
_COMPACT_DATE = re.compile(r"-(20\d{2})(\d{2})(\d{2})$", re.ASCII)
_DATE = re.compile(r"-(\d{4}-\d{2}-\d{2})$", re.ASCII)
_FINE_TUNE = re.compile(r"(ft:[^:]+)(?::[^:]*){1,3}")
_REVIEWED_ON = dt.date(2026, 11, 23)  # when the tables of this module were
_LONGEST_NAME = 200
_NEAREST = 3


class UnknownModelError(PriceError):
    """No price on file. `model_ref`: as typed; `nearest`: known names to offer instead, best first."""

    def __init__(self, model_ref: str, nearest: tuple[str, ...] = ()) -> None:
        super().__init__(f"no price on file for {model_ref[:80]!r}")
        self.model_ref, self.nearest = model_ref, nearest


class OpenWeightsError(UnknownModelError):
    """The model's weights are public and OpenAI sells no API for it, so there is no price of OpenAI's."""


@dataclass(frozen=True, slots=True)
class _Data:
    """What genai-prices holds about OpenAI, by name."""

    by_name: dict[str, ModelInfo]
    names: frozenset[str]
    by_id: dict[str, ModelInfo]
    dated: tuple[tuple[re.Pattern[str], ModelInfo], ...]
    newest_check: dt.date


class PriceBook:
    """Finds prices by a model's exact name, a dated snapshot's or a listed alias; case does not matter.

    The data are read when they are first needed, which takes about 0.3 s: :meth:`load` does it at a better time.
    They are those of the installed package, never fetched.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._read: _Data | None = None

    @property
    def is_loaded(self) -> bool:
        """Whether prices are at hand without a wait."""
        return self._read is not None

    def load(self) -> None:
        """Read the data unless that was done already; safe from any thread."""
        with self._lock:
            if self._read is None:
                self._read = _read_package()

    @property
    def as_of(self) -> dt.datetime:
        """The day of the newest price, at noon UTC: what is later is not in the data."""
        return dt.datetime.combine(self._data.newest_check, dt.time(12), dt.UTC)

    def price(self, model: str, at: dt.datetime, tier: Tier = Tier.STANDARD) -> ModelPriceCard:
        """Return what a model costs at an instant, served in a tier.

        Raises:
            OpenWeightsError: an open-weights model, which OpenAI does not sell.
            UnknownModelError: no such name; a name that merely begins like a known one is not known.
            NoTierPriceError: OpenAI publishes no such price, or none that is known for that day.
        """
        name, info = self._find(model)
        return _card(name, info, at, tier)

    def tiers(self, model: str, at: dt.datetime) -> tuple[Tier, ...]:
        """Return the tiers that a model has a known price in at an instant; STANDARD comes first.

        Raises:
            UnknownModelError, OpenWeightsError: as :meth:`price`.
        """
        _, info = self._find(model)
        return tuple(tier for tier in Tier if price_table(info, tier, at) is not None)

    def names(self) -> tuple[str, ...]:
        """Return all models that have a price, by one name each: the line-up as :meth:`line_up`, then by name."""
        line_up = self.line_up()
        return (*line_up, *(name for name in sorted(self._data.names) if name not in line_up))

    def nearest(self, model: str) -> tuple[str, ...]:
        """Return up to three known names that may be meant by an unknown one, the best first."""
        return self._nearest(_straight(model))

    def cost(
        self,
        model: str,
        input_tokens: int,
        output_tokens: int,
        at: dt.datetime,
        *,
        cached_tokens: int = 0,
        tier: Tier = Tier.STANDARD,
    ) -> Cost:
        """Price one request exactly, at the long-context level that its input reaches.

        Args:
            model: as for :meth:`price`.
            input_tokens: cached ones included.
            output_tokens: reasoning ones included.
            at: when the request is made.
            cached_tokens: the part of the input that is read from the cache.
            tier: how it is served.

        Raises:
            UnknownModelError, NoTierPriceError: as :meth:`price`.
            NoOutputPriceError: the model has no output.
            NoLevelPriceError: no price is known in that tier for a request as long as this.
            ValueError: a count is negative or too large, or more is cached than put in.
        """
        return rules.cost_of(self.price(model, at, tier), Call(input_tokens, cached_tokens, output_tokens))

    def is_known(self, model: str) -> bool:
        """Tell whether :meth:`price` finds the model."""
        try:
            self._find(model)
        except UnknownModelError:
            return False
        return True

    def line_up(self) -> tuple[str, ...]:
        """Return the current models that people choose from: cheapest first, those without output (embeddings) last.

        The order is that of a prompt twice as long as its answer.
        """

        def place(name: str) -> tuple[bool, Decimal, str]:
            standard = self.price(name, self.as_of).standard
            output = standard.output_usd_per_mtok
            return output is None, standard.input_usd_per_mtok * 2 + (output or 0), name

        return tuple(sorted(filter(self.is_known, LINE_UP), key=place))

    @property
    def _data(self) -> _Data:
        self.load()
        assert self._read is not None  # noqa: S101 - load() has filled it
        return self._read

    def _find(self, model: str) -> tuple[str, ModelInfo]:
        """Return the name, put straight, and the row of its price."""
        data = self._data
        name = _straight(model)
        if _OPEN_WEIGHTS.fullmatch(name):
            raise OpenWeightsError(model)
        tuned = _FINE_TUNE.fullmatch(name)
        if tuned is not None:
            name = tuned[1]
        found = data.by_name.get(name) or _dated(data, name)
        if found is None:
            raise UnknownModelError(model, self._nearest(name))
        return name, found

    def _nearest(self, name: str) -> tuple[str, ...]:
        """Return known names that may be meant: of the family that was named, else similar ones."""
        data = self._data
        known = [*LINE_UP, *(each for each in data.by_id if each in data.by_name and each not in LINE_UP)]
        family = [each for each in known if each.startswith((f"{name}-", f"{name}."))]
        similar = difflib.get_close_matches(name[:64], known, n=_NEAREST, cutoff=0.6)
        return tuple(dict.fromkeys((*family, *similar)))[:_NEAREST]


def _straight(model: str) -> str:
    """Return a name as the data spell it: small letters, no blanks around it, dates with dashes."""
    return _COMPACT_DATE.sub(r"-\1-\2-\3", model.strip().lower()) if len(model) <= _LONGEST_NAME else ""


def _dated(data: _Data, name: str) -> ModelInfo | None:
    """Return the row of a dated snapshot whose family is listed, if its date is one that the data can know of."""
    date = _DATE.search(name)
    try:
        day = dt.date.fromisoformat(date[1]) if date else None
    except ValueError:
        return None
    if day is None or day > data.newest_check:
        return None
    return next((info for pattern, info in data.dated if pattern.fullmatch(name)), None)


def _read_package() -> _Data:
    from genai_prices import data_snapshot  # noqa: PLC0415 - slow to import: see PriceBook

    provider = next(each for each in data_snapshot.get_snapshot().providers if each.id == "openai")
    by_id = {info.id: info for info in provider.models if _is_sold(info)}
    by_name: dict[str, ModelInfo] = {}
    dated: list[tuple[re.Pattern[str], ModelInfo]] = []
    for info in by_id.values():
        for kind, value in _clauses(info.match):
            if kind == "equals":
                by_name.setdefault(value.lower(), info)
            elif value.startswith("^") and value.endswith(r"-\d{4}-\d{2}-\d{2}$"):
                dated.append((re.compile(value, re.ASCII), info))
        if not info.id.startswith("ft:") and not info.id.endswith("-"):
            by_name.setdefault(info.id, info)
    by_name.update({name: by_id[key] for name, key in _MORE_NAMES.items() if key in by_id})
    names = frozenset(_SHOWN_AS.get(key, key) for key in by_id)
    checks = [day for info in provider.models if (day := _checked_on(info, latest=True)) is not None]
    return _Data(by_name, names, by_id, tuple(dated), max(checks, default=_REVIEWED_ON))


def _clauses(match: MatchLogic) -> Iterator[tuple[str, str]]:
    """Yield the exact names and the patterns that a row lists; open prefixes and the like are left out."""
    from genai_prices.types import ClauseEquals, ClauseOr, ClauseRegex  # noqa: PLC0415

    if isinstance(match, ClauseOr):
        for part in match.or_:
            yield from _clauses(part)
    elif isinstance(match, ClauseEquals):
        yield "equals", match.equals
    elif isinstance(match, ClauseRegex):
        yield "regex", match.regex


def _is_sold(info: ModelInfo) -> bool:
    """Tell whether OpenAI has a price for the row's text tokens; speech by the hour has none, now or earlier."""
    if info.id in _SOLD_BY_OTHERS or _OPEN_WEIGHTS.fullmatch(info.id):
        return False
    return info.get_prices(dt.datetime.combine(_REVIEWED_ON, dt.time(), dt.UTC)).input_mtok is not None


def _card(name: str, info: ModelInfo, at: dt.datetime, tier: Tier) -> ModelPriceCard:
    table = price_table(info, tier, at)
    if table is None:
        raise NoTierPriceError(name, tier, known_since(info, tier, at))
    return ModelPriceCard(
        model=name,
        priced_as=info.id,
        standard=table.base,
        long_context=table.levels,
        checked_on=_checked_on(info),
        context_window=_CONTEXT_WINDOW.get(info.id, info.context_window),
        thinks=_THINKS.fullmatch(name) is not None,
        tier=tier,
        cache_write_usd_per_mtok=table.cache_write,
        next_change=next_change(info, tier, at),
    )


def _checked_on(info: ModelInfo, *, latest: bool = False) -> dt.date | None:
    """Return the day of the oldest (or latest) check that the row's comments name."""
    days = [dt.date.fromisoformat(day) for day in _VERIFIED.findall(info.price_comments or "")]
    return (max if latest else min)(days, default=None)
