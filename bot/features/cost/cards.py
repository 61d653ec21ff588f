"""A price card: what one model costs at one moment, in one way of being served."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from decimal import Decimal

OLD_AFTER: Final = dt.timedelta(days=45)  # a price that was checked earlier than that may have changed
ENDING_WITHIN: Final = dt.timedelta(days=90)  # from here on people should plan their move to another model


class Tier(enum.Enum):
    """How a request is served, which sets its price; the value is what OpenAI calls it."""

    STANDARD = "standard"
    BATCH = "batch"  # sent as a file, finished within 24 hours
    FLEX = "flex"  # slower, and at times not available
    FAST = "fast"  # formerly Priority


class PriceError(Exception):
    """There is no price for what was asked; nothing is ever made up instead."""


class NoOutputPriceError(PriceError, ValueError):
    """Output was to be priced of a model that has no price for it. `model`: which."""

    def __init__(self, model: str) -> None:
        super().__init__(f"{model!r} has no price for output")
        self.model = model


class NoTierPriceError(PriceError):
    """OpenAI publishes no price of a model in a tier.

    Args:
        model: which.
        tier: in which.
        since: from this day on there is one, before it is not known; None: there is none at all.
    """

    _what = "price"

    def __init__(self, model: str, tier: Tier, since: dt.date | None = None) -> None:
        when = "" if since is None else f" before {since}"
        super().__init__(f"{model!r} has no known {tier.value} {self._what}{when}")
        self.model, self.tier, self.since = model, tier, since


class NoCachedPriceError(NoTierPriceError):
    """OpenAI publishes a tier's prices of a model, and among them none for input that is read from the cache."""

    _what = "price for cached input"


class NoLevelPriceError(PriceError):
    """OpenAI publishes no price for requests as long as this. `above`: from more than so many input tokens on."""

    def __init__(self, model: str, tier: Tier, above: int) -> None:
        super().__init__(f"{model!r} has no known {tier.value} price above {above:,} input tokens")
        self.model, self.tier, self.above = model, tier, above


@dataclass(frozen=True, slots=True)
class Rates:
    """USD per 1,000,000 tokens.

    Args:
        cached_usd_per_mtok: of input read from the cache; None: OpenAI publishes none, it costs full input.
        output_usd_per_mtok: None: the model puts out no tokens (embeddings).
        cached_is_unknown: there is a cached price in the standard tier and none is published in this one, so that
            nobody can say what cached input costs in it.
    """

    input_usd_per_mtok: Decimal
    cached_usd_per_mtok: Decimal | None
    output_usd_per_mtok: Decimal | None
    cached_is_unknown: bool = False


@dataclass(frozen=True, slots=True)
class PriceChange:
    """Other prices to come. `on`: the first day (UTC) they hold; `rates`: for requests of ordinary length."""

    on: dt.date
    rates: Rates


@dataclass(frozen=True, slots=True)
class ModelPriceCard:
    """What a model costs at one moment.

    Args:
        model: its name as it was asked for.
        priced_as: the name under which its price is on file.
        standard: for requests of ordinary length, in the card's tier.
        long_context: prices of longer requests, shortest first: with more than so many input tokens, cached ones
            included, *every* token of the request has these prices; None: OpenAI publishes none for them.
        checked_on: when the price was last compared with OpenAI's page; None where nobody says.
        context_window: how many tokens fit into a request and its answer; None where nobody says.
        thinks: reasoning tokens, billed as output, come on top of the visible answer.
        tier: the way of being served that these prices are for.
        ends_on: the day on which OpenAI switches the model off, or did; None: none is announced.
        successor: the model that OpenAI recommends instead; None where there is none on file.
        max_output: how many tokens an answer may have, reasoning included; None where nobody says.
        max_input: how many tokens a request may have; None where nobody says.
        cache_write_usd_per_mtok: of input written into the cache, instead of the input price; None: writing is free.
        is_overridden: whoever runs the bot set these prices.
        next_change: a change of these prices that is known already.
        promised_until: a promotional price, promised at least until this day.
    """

    model: str
    priced_as: str
    standard: Rates
    long_context: tuple[tuple[int, Rates | None], ...]
    checked_on: dt.date | None
    context_window: int | None
    thinks: bool
    tier: Tier = Tier.STANDARD
    ends_on: dt.date | None = None
    successor: str | None = None
    max_output: int | None = None
    max_input: int | None = None
    cache_write_usd_per_mtok: Decimal | None = None
    is_overridden: bool = False
    next_change: PriceChange | None = None
    promised_until: dt.date | None = None

    def rates(self, input_tokens: int) -> Rates:
        """Return the prices of a request with so many input tokens.

        Raises:
            NoLevelPriceError: the request is longer than what OpenAI publishes prices for in this tier.
        """
        found: Rates | None = self.standard
        level = 0
        for above, rates in self.long_context:
            if input_tokens > above:
                level, found = above, rates
        if found is None:
            raise NoLevelPriceError(self.model, self.tier, level)
        return found

    def is_old(self, now: dt.datetime) -> bool:
        """Tell whether the prices were checked more than 45 days ago; False where nobody says when."""
        return self.checked_on is not None and _day(now) - self.checked_on > OLD_AFTER

    def is_off(self, now: dt.datetime) -> bool:
        """Tell whether OpenAI has switched the model off."""
        return self.ends_on is not None and _day(now) >= self.ends_on

    def is_ending(self, now: dt.datetime) -> bool:
        """Tell whether OpenAI has switched the model off, or will within 90 days."""
        return self.ends_on is not None and self.ends_on - _day(now) <= ENDING_WITHIN


def _day(now: dt.datetime) -> dt.date:
    """Return the day in UTC, by which OpenAI's dates go."""
    if now.tzinfo is None:
        raise ValueError("a naive time is in no zone")
    return now.astimezone(dt.UTC).date()
