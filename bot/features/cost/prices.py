"""OpenAI's prices as genai-prices has them, under names that really exist."""

from __future__ import annotations

import datetime as dt
import difflib
import threading
from typing import TYPE_CHECKING

from bot.features.cost import dataset, names, rules
from bot.features.cost.lifecycle import end_of, promised_until
from bot.features.cost.limits import limits_of, thinks
from bot.features.cost.reference import gaps
from bot.features.cost.rules import Call, Cost, ModelPriceCard, NoTierPriceError, PriceError, Tier
from bot.features.cost.tiers import PriceTable, known_since, next_change, price_table

if TYPE_CHECKING:
    from decimal import Decimal

    from genai_prices.types import ModelInfo

    from bot.features.cost.dataset import Dataset

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
    """

    def __init__(self) -> None:
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
        return tuple(tier for tier in Tier if _table(info, tier, at) is not None)

    def names(self) -> tuple[str, ...]:
        """Return all models that have a price, by one name each: the line-up as :meth:`line_up`, then by name."""
        line_up = self.line_up()
        return (*line_up, *(name for name in sorted(self._data.models) if name not in line_up))

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
    def _data(self) -> Dataset:
        self.load()
        assert self._read is not None  # noqa: S101 - load() has filled it
        return self._read

    def _find(self, model: str) -> tuple[str, ModelInfo]:
        """Return the name, put straight, and the row of its price."""
        name = names.straight(model)
        if names.OPEN_WEIGHTS.fullmatch(name):
            raise OpenWeightsError(model)
        name = names.base(name)
        found = self._data.find(name)
        if found is None:
            raise UnknownModelError(model, self._nearest(name))
        return name, found

    def _nearest(self, name: str) -> tuple[str, ...]:
        """Return known names that may be meant: of the family that was named, else similar ones."""
        known = sorted(
            self._data.models, key=lambda each: (LINE_UP.index(each) if each in LINE_UP else len(LINE_UP), each)
        )
        family = [each for each in known if each.startswith((f"{name}-", f"{name}."))]
        similar = difflib.get_close_matches(name[:64], known, n=_NEAREST, cutoff=0.6)
        return tuple(dict.fromkeys((*family, *similar)))[:_NEAREST]


def _table(info: ModelInfo, tier: Tier, at: dt.datetime) -> PriceTable | None:
    """Return what a row costs in a tier; prices that the data lack and OpenAI's page has are taken from there."""
    table = price_table(info, tier, at)
    gap = gaps().get((info.id, tier))
    if table is None and gap is not None and at.astimezone(dt.UTC).date() >= gap.read_on:
        return gap.table
    return table


def _card(name: str, info: ModelInfo, at: dt.datetime, tier: Tier) -> ModelPriceCard:
    table = _table(info, tier, at)
    if table is None:
        gap = gaps().get((info.id, tier))
        raise NoTierPriceError(name, tier, gap.read_on if gap is not None else known_since(info, tier, at))
    end, limits = end_of(name, info.id), limits_of(name)
    return ModelPriceCard(
        model=name,
        priced_as=info.id,
        standard=table.base,
        long_context=table.levels,
        checked_on=table.checked_on,
        context_window=limits.window or info.context_window,
        thinks=thinks(name),
        tier=tier,
        ends_on=end.on if end is not None else None,
        successor=end.successor if end is not None else None,
        max_output=limits.output,
        max_input=limits.input,
        cache_write_usd_per_mtok=table.cache_write,
        next_change=next_change(info, tier, at),
        promised_until=promised_until(info.id),
    )
