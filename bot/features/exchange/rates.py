"""Which rate counts: the operator's, with what it was before, and beside it what a person's card or service charges."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from bot.core.money import ExchangeRate, RateSource
from bot.features.exchange.charges import Charges, OwnRate

if TYPE_CHECKING:
    import datetime as dt

MUST_CONFIRM: Final = Decimal(5)
"""A new rate of the operator that differs by more percent than this takes a second tap."""


@dataclass(frozen=True, slots=True)
class StoredRate:
    """A rate of the operator.

    Args:
        number: 1, 2, 3 …; the last one counts.
        cny_per_usd: exact.
        as_of: the day it is of.
        is_setting: it came from the settings, not from an admin in chat.
        set_by: that admin; None where it is not known any more.
    """

    number: int
    cny_per_usd: Decimal
    as_of: dt.date
    is_setting: bool
    set_by: int | None

    @property
    def rate(self) -> ExchangeRate:
        """The rate as the rest of the program uses it."""
        return ExchangeRate(self.cny_per_usd, RateSource.OPERATOR, self.as_of)


@dataclass(frozen=True, slots=True)
class Change:
    """A new rate of the operator beside the one before it. `number`: of the rate that is in force by then."""

    before: Decimal
    after: Decimal
    number: int

    @property
    def percent(self) -> Decimal:
        """By how many percent of the rate before it differs; less than zero: it is lower."""
        return change_percent(self.before, self.after)

    @property
    def must_be_confirmed(self) -> bool:
        """Whether it is so far from the one before that it may be a slip."""
        return abs(self.percent) > MUST_CONFIRM


@dataclass(frozen=True, slots=True)
class Rates:
    """The rates of one person at one moment.

    Args:
        operator: the operator's, or the built-in example.
        own: what the person's card or service charges, if they said so and this is their private chat.
        today: the person's local day.
    """

    operator: ExchangeRate
    own: OwnRate | None
    today: dt.date

    @property
    def conversion(self) -> ExchangeRate:
        """The rate of conversions: the person's with its percentage, else the operator's.

        A fixed fee belongs to a payment, not to a dollar, so it is no part of it.
        """
        return self._own(self.own.charges.cny_per_usd_paid) if self.own else self.operator

    @property
    def before_fees(self) -> ExchangeRate:
        """The rate of top-up sums, which add the fees one by one."""
        return self._own(self.own.charges.cny_per_usd) if self.own else self.operator

    @property
    def usual(self) -> Charges:
        """What a payment costs the person as far as the bot knows."""
        return self.own.charges if self.own else Charges(self.operator.cny_per_usd)

    def _own(self, cny_per_usd: Decimal) -> ExchangeRate:
        since = self.own.since if self.own else None
        return ExchangeRate(cny_per_usd, RateSource.OWN, since).seen_on(self.today)


def change_percent(before: Decimal, after: Decimal) -> Decimal:
    """Return by how many percent of `before` the other one differs; less than zero: it is lower."""
    return (after - before) / before * 100
