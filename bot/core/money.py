"""Money: an exact amount that never travels without its currency, and the rate between two currencies."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal


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
        return Money(self.amount + self._same(other).amount, self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.amount - self._same(other).amount, self.currency)

    def __mul__(self, factor: Decimal | int) -> Money:
        return Money(self.amount * factor, self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.amount < self._same(other).amount

    def __le__(self, other: Money) -> bool:
        return self.amount <= self._same(other).amount


class RateSource(enum.Enum):
    """Who says what a dollar costs."""

    BUILT_IN = "built-in"  # the example rate the program ships with
    OPERATOR = "operator"  # set by whoever runs the bot


@dataclass(frozen=True, slots=True)
class ExchangeRate:
    """How many RMB one USD is, who says so and since when (`as_of` is None where nobody named a day)."""

    cny_per_usd: Decimal
    source: RateSource
    as_of: dt.date | None

    def convert(self, money: Money, to: Currency) -> Money:
        """Return the same value in `to`, exact up to the context's precision, never rounded to cents."""
        if money.currency is to:
            return money
        if to is Currency.CNY:
            return Money(money.amount * self.cny_per_usd, to)
        return Money(money.amount / self.cny_per_usd, to)
