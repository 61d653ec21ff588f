"""OpenAI's prices as genai-prices has them, under names that really exist."""

from __future__ import annotations

import datetime as dt
import difflib
import threading
from typing import TYPE_CHECKING

from bot.features.cost import dataset, names, rules
from bot.features.cost.lifecycle import end_of, promised_until
from bot.features.cost.limits import limits_of, thinks
from bot.features.cost.overrides import NOTHING, Override, Overrides, OverridesError, read_overrides
from bot.features.cost.reference import gaps
from bot.features.cost.rules import Call, Cost, ModelPriceCard, NoTierPriceError, PriceChange, PriceError, Tier
from bot.features.cost.tiers import PriceTable, next_change, price_table

if TYPE_CHECKING:
    from decimal import Decimal
    from pathlib import Path

    from genai_prices.types import ModelInfo

    from bot.features.cost.dataset import Dataset
    from bot.features.cost.reference import Official

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
_NEAREST = 3
_ALIKE, _FAVOUR = 0.6, 0.1  # of 1: from where on a name may be meant, and what being current counts


class UnknownModelError(PriceError):
    """No price on file. `model_ref`: as typed; `nearest`: known names to offer instead, best first."""

    def __init__(self, model_ref: str, nearest: tuple[str, ...] = ()) -> None:
        super().__init__(f"no price on file for {model_ref[:80]!r}")
        self.model_ref, self.nearest = model_ref, nearest


class OpenWeightsError(UnknownModelError):
    """The model's weights are public and OpenAI sells no API for it, so there is no price of OpenAI's."""


class PriceBook:
    """Finds prices by a model's exact name, a dated snapshot's or a listed alias; case does not matter.

    The data are read when they are first needed, which takes about 0.3 s: :meth:`load` does it at a better time.
    They are those of the installed package, never fetched.

    Args:
        overrides: prices of the operator's own; :func:`open_book` reads and checks them.
        today: the day of the start, for :attr:`as_of`.
    """

    def __init__(self, overrides: Overrides | None = None, today: dt.date | None = None) -> None:
        self._overrides, self._today = overrides or Overrides(), today
        self._lock = threading.Lock()
        self._read: Dataset | None = None

    @property
    def is_loaded(self) -> bool:
        """Whether prices are at hand without a wait."""
        return self._read is not None

    def load(self) -> None:
        """Read the data unless that was done already; safe from any thread."""
        with self._lock:
            if self._read is None:
                self._read = dataset.read()

    @property
    def as_of(self) -> dt.datetime:
        """The day of the newest price, at noon UTC: what is later is not in the data, or was not at the start."""
        own = (each.since for each in self._overrides.by_name.values())
        known = (day for day in own if self._today is not None and day <= self._today)
        return dt.datetime.combine(max((self._data.newest_check, *known)), dt.time(12), dt.UTC)

    def check_overrides(self) -> None:
        """Read the data and see whether they and the operator's prices together are complete.

        Raises:
            OverridesError: a price is missing that the data do not have either.
        """
        for name, own in self._overrides.by_name.items():
            info = self._data.find(name)
            if info is None and Tier.STANDARD not in own.tiers:
                raise OverridesError(f"{own.place}: {name} is not in the data, so input and output are needed.")
            at = dt.datetime.combine(own.since, dt.time(), dt.UTC)
            for tier in own.tiers:
                if own.table(tier, _data_table(info, tier, at) if info is not None else None) is None:
                    missing = f"{name} has no complete {tier.value} price in the data"
                    raise OverridesError(f"{own.place}: {missing}, so input and output are needed.")

    def price(self, model: str, at: dt.datetime, tier: Tier = Tier.STANDARD) -> ModelPriceCard:
        """Return what a model costs at an instant, served in a tier.

        Raises:
            OpenWeightsError: an open-weights model, which OpenAI does not sell.
            UnknownModelError: no such name; a name that merely begins like a known one is not known.
            NoTierPriceError: OpenAI publishes no such price, or none that is known for that day.
        """
        return self._card(*self._find(model), at, tier)

    def tiers(self, model: str, at: dt.datetime) -> tuple[Tier, ...]:
        """Return the tiers that a model has a known price in at an instant; STANDARD comes first.

        Raises:
            UnknownModelError, OpenWeightsError: as :meth:`price`.
        """
        name, info = self._find(model)
        return tuple(tier for tier in Tier if self._table(name, info, tier, at)[0] is not None)

    def names(self) -> tuple[str, ...]:
        """Return all models that have a price, by one name each: the line-up as :meth:`line_up`, then by name."""
        line_up = self.line_up()
        return (*line_up, *(name for name in sorted(self._models()) if name not in line_up))

    def nearest(self, model: str) -> tuple[str, ...]:
        """Return up to three known names that may be meant by an unknown one, the best first."""
        return self._nearest(names.straight(model))

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
            NoCachedPriceError: nobody says what cached input costs in that tier.
            NoLevelPriceError: no price is known in that tier for a request as long as this.
            ValueError: a count is negative or too large, or more is cached than put in.
        """
        return rules.cost_of(self.price(model, at, tier), Call(input_tokens, cached_tokens, output_tokens))

    def is_known(self, model: str) -> bool:
        """Tell whether :meth:`price` finds the model."""
        name = names.base(names.straight(model))  # without the search for similar names that _find makes
        return self._data.find(name) is not None or name in self._overrides.by_name

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
    def _data(self) -> Dataset:
        self.load()
        assert self._read is not None  # noqa: S101 - load() has filled it
        return self._read

    def _models(self) -> frozenset[str]:
        own = frozenset(name for name in self._overrides.by_name if self._data.find(name) is None)
        return self._data.models | own

    def _find(self, model: str) -> tuple[str, ModelInfo | None]:
        """Return the name, put straight, and the row of its price, None for a model of the operator's own."""
        name = names.base(names.straight(model))
        found = self._data.find(name)
        if found is not None or name in self._overrides.by_name:
            return name, found
        if names.OPEN_WEIGHTS.fullmatch(name):
            raise OpenWeightsError(model)
        raise UnknownModelError(model, self._nearest(name))

    def _nearest(self, name: str) -> tuple[str, ...]:
        """Return known names that may be meant: of the family that was named, else similar ones."""
        known = sorted(
            self._models(), key=lambda each: (LINE_UP.index(each) if each in LINE_UP else len(LINE_UP), each)
        )
        family = [each for each in known if each.startswith((f"{name}-", f"{name}."))]
        likeness = {each: self._likeness(name[:64], each) for each in known}
        similar = sorted(filter(likeness.__getitem__, known), key=likeness.__getitem__, reverse=True)
        return tuple(dict.fromkeys((*family, *similar)))[:_NEAREST]

    def _likeness(self, name: str, known: str) -> float:
        """Tell how well a known name fits, about 1 at best, 0 not at all: current ones better, ended ones worse."""
        ratio = difflib.SequenceMatcher(None, known, name).ratio()
        if ratio < _ALIKE:
            return 0
        end = end_of(known, known)
        off = end is not None and end.on <= self.as_of.date()
        return ratio + _FAVOUR * (known in LINE_UP) - _FAVOUR * off

    def _override(self, name: str, info: ModelInfo | None, tier: Tier) -> Override | None:
        """Return what the operator says about a model's prices in a tier."""
        found = self._overrides.find(name, info.id if info is not None else None)
        return found if found is not None and tier in found.tiers else None

    def _table(
        self, name: str, info: ModelInfo | None, tier: Tier, at: dt.datetime
    ) -> tuple[PriceTable | None, PriceChange | None]:
        """Return what a model costs in a tier, if that is known, and what it will cost, if that is."""
        if at.tzinfo is None:
            raise ValueError("a naive time is in no zone")
        table = _data_table(info, tier, at) if info is not None else None
        change = next_change(info, tier, at) if info is not None else None
        own = self._override(name, info, tier)
        if own is None:
            return table, change
        if own.since <= at.astimezone(dt.UTC).date():
            return own.table(tier, table), None
        coming = own.table(tier, table)
        if coming is not None and (change is None or own.since <= change.on):
            change = PriceChange(own.since, coming.base)
        return table, change

    def _card(self, name: str, info: ModelInfo | None, at: dt.datetime, tier: Tier) -> ModelPriceCard:
        table, change = self._table(name, info, tier, at)
        if table is None:
            gap = _gap(info, tier)
            since = gap.read_on if gap is not None else None
            raise NoTierPriceError(name, tier, change.on if change is not None else since)
        priced_as = info.id if info is not None else name
        own = self._overrides.find(name, priced_as) or NOTHING
        end, limits = end_of(name, priced_as), limits_of(name)
        window = limits.window or (info.context_window if info is not None else None)
        return ModelPriceCard(
            model=name,
            priced_as=priced_as,
            standard=table.base,
            long_context=table.levels,
            checked_on=table.checked_on,
            context_window=own.context_window or window,
            thinks=thinks(name) if own.reasoning is None else own.reasoning,
            tier=tier,
            ends_on=own.ends_on or (end.on if end is not None else None),
            successor=own.successor or (end.successor if end is not None else None),
            max_output=own.max_output or limits.output,
            max_input=limits.input,
            cache_write_usd_per_mtok=table.cache_write,
            is_overridden=tier in own.tiers and own.since <= at.astimezone(dt.UTC).date(),
            next_change=change,
            promised_until=None if own.tiers else promised_until(priced_as),
        )


def _gap(info: ModelInfo | None, tier: Tier) -> Official | None:
    """Return the price of OpenAI's page that stands in where the data have none."""
    return gaps().get((info.id, tier)) if info is not None else None


def _data_table(info: ModelInfo, tier: Tier, at: dt.datetime) -> PriceTable | None:
    """Return what a row costs in a tier; prices that the data lack and OpenAI's page has are taken from there."""
    table = price_table(info, tier, at)
    gap = _gap(info, tier)
    if table is None and gap is not None and at.astimezone(dt.UTC).date() >= gap.read_on:
        return gap.table
    return table


def open_book(path: Path | None, today: dt.date) -> PriceBook:
    """Return the prices with those of the operator's file above them, if there is one.

    Raises:
        OverridesError: the file cannot be used.
    """
    if path is None:
        return PriceBook()
    book = PriceBook(read_overrides(path), today)
    book.check_overrides()
    return book
