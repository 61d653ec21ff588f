"""What a call costs, and how often one fits into what is left."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from bot.core.money import Currency, CurrencyMismatchError, Money
from bot.features.cost.cards import NoCachedPriceError, NoOutputPriceError

if TYPE_CHECKING:
    from bot.features.cost.cards import ModelPriceCard, Rates

MOST_TOKENS: Final = 10**9  # of one call, in each part
MOST_CALLS: Final = 10**9
DAYS_A_MONTH: Final = 30


@dataclass(frozen=True, slots=True)
class Call:
    """One request and its answer, in tokens; each count from 0 to 1,000,000,000.

    Args:
        input_tokens: cached ones included.
        cached_tokens: the part of the input that is read from the cache.
        output_tokens: reasoning ones included.
        reasoning_tokens: the part of the output that nobody sees; it is paid as output and not once more.

    Raises:
        ValueError: a count is out of bounds, or a part is larger than its whole.
    """

    input_tokens: int
    cached_tokens: int = 0
    output_tokens: int = 0
    reasoning_tokens: int = 0

    def __post_init__(self) -> None:
        if (
            not 0 <= self.cached_tokens <= self.input_tokens <= MOST_TOKENS
            or not 0 <= self.reasoning_tokens <= self.output_tokens <= MOST_TOKENS
        ):
            raise ValueError(
                f"no such request: {self.input_tokens} in, {self.cached_tokens} of them cached, "
                f"{self.output_tokens} out, {self.reasoning_tokens} of them reasoning"
            )


@dataclass(frozen=True, slots=True)
class Cost:
    """What one request costs, unrounded, in its parts. `rates`: at which prices."""

    input: Money
    cached: Money
    output: Money
    rates: Rates

    @property
    def total(self) -> Money:
        """The sum."""
        return self.input + self.cached + self.output


def cost_of(card: ModelPriceCard, call: Call) -> Cost:
    """Price one call, exactly.

    Raises:
        NoOutputPriceError: the model has no output.
        NoCachedPriceError: a part of the input is cached, and nobody says what that costs in the card's tier.
        NoLevelPriceError: the call is longer than what the card has prices for.
    """
    rates = card.rates(call.input_tokens)
    if call.output_tokens and rates.output_usd_per_mtok is None:
        raise NoOutputPriceError(card.model)
    if call.cached_tokens and rates.cached_is_unknown:
        raise NoCachedPriceError(card.model, card.tier)
    cached_rate = rates.input_usd_per_mtok if rates.cached_usd_per_mtok is None else rates.cached_usd_per_mtok
    return Cost(
        input=_usd(rates.input_usd_per_mtok, call.input_tokens - call.cached_tokens),
        cached=_usd(cached_rate, call.cached_tokens),
        output=_usd(rates.output_usd_per_mtok or Decimal(0), call.output_tokens),
        rates=rates,
    )


def _usd(usd_per_mtok: Decimal, tokens: int) -> Money:
    return Money((usd_per_mtok * tokens).scaleb(-6), Currency.USD)


class Period(enum.Enum):
    """What a number of calls is counted in."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"  # 30 days


def fits(left: Money, call: Money) -> int | None:
    """Return how often a call can be paid from what is left: 0 if not once, None if the call costs nothing.

    Raises:
        CurrencyMismatchError: they are not in the same currency.
    """
    if left.currency is not call.currency:
        raise CurrencyMismatchError(left.currency, call.currency)
    if not call.amount:
        return None
    return max(0, int(Fraction(left.amount) / Fraction(call.amount)))
