"""A limit, what was spent against it, and when that is worth a word."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING, Final, TypeAlias

from bot.core.money import Currency, ExchangeRate, Money

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from bot.core.periods import Cycle

LARGEST: Final = Decimal(1_000_000)
"""The most that is kept as one amount, in either currency."""
MOST_DECIMALS: Final = 12
"""With amounts up to `LARGEST`, a sum of any number of entries stays exact in Decimal's 28 digits."""
LONGEST_NOTE: Final = 200
THRESHOLDS: Final = (80, 100)
"""Percentages of the limit that a booking mentions when it passes them."""
BARE_CURRENCY: Final = Currency.USD
"""What a limit without a currency is in."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What somebody wants to spend at most in a cycle, and the day (1 to 31) on which their cycles begin."""

    limit: Money
    cycle_day: int


@dataclass(frozen=True, slots=True)
class Entry:
    """Something spent, as it is kept.

    Args:
        number: 1, 2, 3 … for each person.
        money: exact, in the currency it was typed in.
        rate: the one of the moment it was booked; it converts this entry for good.
        spent_at: aware, UTC.
        local_date: the day it counts for, on the person's calendar of then.
        note: plain text, at most `LONGEST_NOTE` characters, may be empty.
        undone: it was taken back and counts no more.
    """

    number: int
    money: Money
    rate: ExchangeRate
    spent_at: dt.datetime
    local_date: dt.date
    note: str
    undone: bool


@dataclass(frozen=True, slots=True)
class Total:
    """What was spent in a cycle by somebody without a limit. `today`: their local day."""

    used: Money
    cycle: Cycle
    today: dt.date


@dataclass(frozen=True, slots=True)
class BudgetState:
    """A limit and how much of it is used.

    Args:
        limit, used: in the limit's currency.
        cycle: the days that count.
        today: the person's local day.
        rate: the one of the moment, to show the limit in the other currency; `used` does not depend on it.
    """

    limit: Money
    used: Money
    cycle: Cycle
    today: dt.date
    rate: ExchangeRate

    @property
    def left(self) -> Money:
        """What is left; less than zero once more than the limit is spent."""
        return self.limit - self.used

    @property
    def days_left(self) -> int:
        """The days of the cycle that are left, today among them."""
        return self.cycle.days_left(self.today)

    @property
    def percent(self) -> int:
        """How much of the limit is used, rounded down: 100 only once all of it is."""
        return int((self.used.amount * 100 / self.limit.amount).to_integral_value(ROUND_FLOOR))

    def reached(self, threshold: int) -> bool:
        """Tell whether so many percent of the limit are used."""
        return self.limit.amount * threshold <= self.used.amount * 100


Standing: TypeAlias = BudgetState | Total


@dataclass(frozen=True, slots=True)
class Booking:
    """An entry that was booked, and how things stand after it.

    Args:
        standing: of the cycle that the entry counts in.
        crossed: the highest of `THRESHOLDS` that it passed, or None.
    """

    entry: Entry
    standing: Standing
    crossed: int | None


@dataclass(frozen=True, slots=True)
class TakenBack:
    """An entry that does not count any more. `just_now`: it did until this moment."""

    entry: Entry
    standing: Standing
    just_now: bool


def total(parts: Iterable[tuple[Money, ExchangeRate]], currency: Currency) -> Money:
    """Return the sum of amounts in one currency, those in the other one converted at the rate that comes with each."""
    result = Money(Decimal(0), currency)
    for money, rate in parts:
        result += rate.convert(money, currency)
    return result


def crossed(before: BudgetState, after: BudgetState) -> int | None:
    """Return the highest threshold that lies between two states of one cycle, or None."""
    passed = [threshold for threshold in THRESHOLDS if after.reached(threshold) and not before.reached(threshold)]
    return max(passed, default=None)


def can_be_kept(value: Decimal) -> bool:
    """Tell whether an amount is within the bounds of what is stored."""
    exponent = value.as_tuple().exponent
    return 0 < value <= LARGEST and isinstance(exponent, int) and exponent >= -MOST_DECIMALS


def clean_note(words: str) -> str:
    """Return words as they are kept with an entry: one line of printable characters, cut to `LONGEST_NOTE`."""
    printable = "".join(char for char in " ".join(words.split()) if char.isprintable())
    return printable if len(printable) <= LONGEST_NOTE else printable[: LONGEST_NOTE - 1] + "…"
