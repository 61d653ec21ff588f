"""Money: an exact amount that never travels without its currency, and the rate between two currencies."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass, field, replace
from decimal import ROUND_DOWN, Context, Decimal
from typing import Final

_EXACT: Final = Context(prec=80, rounding=ROUND_DOWN)
"""More digits than a product of what people type has, so only a quotient is ever cut, and never up."""

RATE_LASTS: Final = dt.timedelta(days=30)
"""A rate of an earlier day is called old wherever it is shown."""


class Currency(enum.Enum):
    """The two currencies TokenTally knows; the value is the ISO 4217 code."""

    USD = "USD"
    CNY = "CNY"

    @property
    def other(self) -> Currency:
        """The currency an amount in this one is converted to."""
        return Currency.CNY if self is Currency.USD else Currency.USD


class CurrencyMismatchError(ValueError):
    """Two amounts of different currencies met where a rate was needed. `left`, `right`: their currencies."""

    def __init__(self, left: Currency, right: Currency) -> None:
        super().__init__(f"{left.value} and {right.value} cannot be mixed without a rate")
        self.left, self.right = left, right


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount in one currency, unrounded until it is shown."""

    amount: Decimal
    currency: Currency

    def _same(self, other: Money) -> Money:
        if self.currency is not other.currency:
            raise CurrencyMismatchError(self.currency, other.currency)
        return other

    def __add__(self, other: Money) -> Money:
        return Money(_EXACT.add(self.amount, self._same(other).amount), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(_EXACT.subtract(self.amount, self._same(other).amount), self.currency)

    def __mul__(self, factor: Decimal | int) -> Money:
        return Money(_EXACT.multiply(self.amount, Decimal(factor)), self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.amount < self._same(other).amount

    def __le__(self, other: Money) -> bool:
        return self.amount <= self._same(other).amount


class RateSource(enum.Enum):
    """Who says what a dollar costs."""

    BUILT_IN = "built-in"  # the example rate the program ships with
    OPERATOR = "operator"  # set by whoever runs the bot
    OWN = "own"  # what one person's card or service charges


@dataclass(frozen=True, slots=True)
class ExchangeRate:
    """How many RMB one USD is, who says so and since when.

    Args:
        cny_per_usd: more than zero.
        source: who says so.
        as_of: the day it is of; None where nobody named one.
        is_old: that day is more than `RATE_LASTS` ago; set by :meth:`seen_on`.
    """

    cny_per_usd: Decimal
    source: RateSource
    as_of: dt.date | None
    is_old: bool = field(default=False, compare=False)

    def seen_on(self, today: dt.date) -> ExchangeRate:
        """Return the same rate as it is to be shown on a day: marked where it is old by then."""
        return replace(self, is_old=self.as_of is not None and today - self.as_of > RATE_LASTS)

    def convert(self, money: Money, to: Currency) -> Money:
        """Return the same value in `to`, never rounded to cents.

        Into RMB it is exact. Into USD it is exact to 80 digits and cut there, never rounded up, so that converting
        there and back never gains.
        """
        if money.currency is to:
            return money
        if to is Currency.CNY:
            return Money(_EXACT.multiply(money.amount, self.cny_per_usd), to)
        return Money(_EXACT.divide(money.amount, self.cny_per_usd), to)
