"""A limit, what was spent against it, and when that is worth a word."""

from __future__ import annotations

import datetime as dt
import enum
import unicodedata
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING, Final, TypeAlias

from bot.core.money import Currency, ExchangeRate, Money
from bot.core.periods import FIRST_DAY, Cycle, Period, Rhythm

if TYPE_CHECKING:
    from collections.abc import Iterable

LARGEST: Final = Decimal(1_000_000)
"""The most that is kept as one amount, in either currency."""
MOST_DECIMALS: Final = 12
"""With amounts up to `LARGEST`, a sum of any number of entries stays exact in Decimal's 28 digits."""
LONGEST_NOTE: Final = 200
LONGEST_LABEL: Final = 20
MOST_LABELS: Final = 6
"""Limits with a label; more would fit on no screen."""
THRESHOLDS: Final = (50, 80, 100)
"""Percentages of the limit that a booking may mention when it passes them."""
BARE_CURRENCY: Final = Currency.USD
"""What a limit without a currency is in."""
UNDO_FOR: Final = dt.timedelta(hours=24)
"""How long after it was booked /undo takes an entry back; the list takes back any."""
OLDEST_CYCLES: Final = 2
"""Cycles that can be booked for: the present one and this many before it."""


class Kind(enum.Enum):
    """What an entry is."""

    SPENT = "spent"
    CORRECTION = "correction"  # what the dashboard's total differs by; may be less than zero
    TOP_UP = "top-up"  # credit that was bought: nothing is spent by it


@dataclass(frozen=True, slots=True)
class Preferences:
    """How somebody wants to be warned.

    Args:
        thresholds: percentages, ascending; empty for none.
        warns_pace: when the forecast first passes the limit.
        sums_up: at the end of each cycle.
        nudge_due: when they are next asked for the number on the usage page; None: they are not.
    """

    thresholds: tuple[int, ...] = THRESHOLDS
    warns_pace: bool = True
    sums_up: bool = True
    nudge_due: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Budget:
    """What somebody wants to spend at most in a cycle.

    Args:
        limit: for a credit what was bought.
        cycle_day: the day on which a cycle begins: of the month (1 to 31) or of the week (1 to 7).
        slot: 0 for the one without a label; names it on a button.
        label: what its entries carry, case-folded, without the #.
        period, bought_on: see :class:`bot.core.periods.Rhythm`.
        carries_over: what is left of a cycle is added to the next.
        since: the local day (UTC) it was first set on; no cycle before it is carried over.
    """

    limit: Money
    cycle_day: int
    slot: int = 0
    label: str = ""
    period: Period = Period.MONTH
    bought_on: dt.date | None = None
    carries_over: bool = False
    since: dt.date = dt.date.min

    @property
    def rhythm(self) -> Rhythm:
        """How its cycles follow each other."""
        return Rhythm(self.period, self.cycle_day, self.bought_on)


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
        kind: money of a correction may be less than zero.
        label: case-folded, without the #; empty for none.
        booked_at: when it was written; None: at `spent_at`.
        batch: the file it came with, or None.
    """

    number: int
    money: Money
    rate: ExchangeRate
    spent_at: dt.datetime
    local_date: dt.date
    note: str
    undone: bool
    kind: Kind = Kind.SPENT
    label: str = ""
    booked_at: dt.datetime | None = None
    batch: int | None = None


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
        budget: what was set; its limit lacks what was carried over.
        by_day: what each day of the cycle comes to for the pace, in order, corrections spread over the days they
            correct; days without anything are left out.
        expires: of a credit, the day on which the oldest part that is left expires.
    """

    limit: Money
    used: Money
    cycle: Cycle
    today: dt.date
    rate: ExchangeRate
    budget: Budget | None = None
    by_day: tuple[tuple[dt.date, Decimal], ...] = ()
    expires: dt.date | None = None

    @property
    def period(self) -> Period:
        """How long the cycle is."""
        return self.budget.period if self.budget else Period.MONTH

    @property
    def rhythm_repeats(self) -> bool:
        """Whether another cycle follows."""
        return self.period is not Period.CREDIT

    @property
    def slot(self) -> int:
        """What names the limit on a button."""
        return self.budget.slot if self.budget else 0

    @property
    def label(self) -> str:
        """What its entries carry."""
        return self.budget.label if self.budget else ""

    @property
    def carried(self) -> Money | None:
        """What the limit has from the cycle before, None where that is nothing."""
        if self.budget is None or self.limit.amount == self.budget.limit.amount:
            return None
        return self.limit - self.budget.limit

    @property
    def left(self) -> Money:
        """What is left; less than zero once more than the limit is spent."""
        return self.limit - self.used

    @property
    def days_left(self) -> int:
        """The days of the cycle that are left, today among them."""
        return self.cycle.days_left(self.today)

    @property
    def a_day(self) -> Money | None:
        """What may be spent on each day that is left, today among them; None where nothing or no day is left."""
        if self.left.amount <= 0 or not self.days_left:
            return None
        return Money(self.left.amount / self.days_left, self.limit.currency)

    @property
    def percent(self) -> int:
        """How much of the limit is used, rounded down: 100 only once all of it is."""
        return int((self.used.amount * 100 / self.limit.amount).to_integral_value(ROUND_FLOOR))

    def reached(self, threshold: int) -> bool:
        """Tell whether so many percent of the limit are used."""
        return self.limit.amount * threshold <= self.used.amount * 100


@dataclass(frozen=True, slots=True)
class PastCycle:
    """What a cycle came to. `biggest`: its most expensive day and what it cost, None where nothing was booked."""

    cycle: Cycle
    used: Money
    biggest: tuple[dt.date, Decimal] | None


Standing: TypeAlias = BudgetState | Total


@dataclass(frozen=True, slots=True)
class Booking:
    """An entry that was booked, and how things stand after it.

    Args:
        standing: of the cycle that the entry counts in.
        crossed: the highest threshold that it passed, or None.
        forecast: what the cycle comes to at this pace, where that is worth a warning now.
        before: the entry as it was, where a booking was changed.
    """

    entry: Entry
    standing: Standing
    crossed: int | None
    forecast: Money | None = None
    before: Entry | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """What booking a file came to.

    Args:
        booking: how things stand after it; None where nothing was booked.
        new, changed, known: entries that were booked, that got another amount, and that were there already.
        limits: limits that were set.
    """

    booking: Booking | None
    new: int
    changed: int
    known: int
    limits: int = 0


@dataclass(frozen=True, slots=True)
class TakenBack:
    """An entry that does not count any more. `just_now`: it did until this moment; `count`: with those of its file."""

    entry: Entry
    standing: Standing
    just_now: bool
    count: int = 1


def total(parts: Iterable[tuple[Money, ExchangeRate]], currency: Currency) -> Money:
    """Return the sum of amounts in one currency, those in the other one converted at the rate that comes with each."""
    result = Money(Decimal(0), currency)
    for money, rate in parts:
        result += rate.convert(money, currency)
    return result


def crossed(before: BudgetState, after: BudgetState, thresholds: Iterable[int] = THRESHOLDS) -> int | None:
    """Return the highest threshold that lies between two states of one cycle, or None.

    What is passed is seen from the states alone: nothing that was passed before is passed again after a change of
    limit, day or zone, and what an undo, a change or a higher limit brought back below a threshold can pass it again.
    """
    passed = [threshold for threshold in thresholds if after.reached(threshold) and not before.reached(threshold)]
    return max(passed, default=None)


def can_be_kept(value: Decimal) -> bool:
    """Tell whether an amount is within the bounds of what is stored."""
    exponent = value.as_tuple().exponent
    return 0 < value <= LARGEST and isinstance(exponent, int) and exponent >= -MOST_DECIMALS


def clean_note(words: str) -> str:
    """Return words as they are kept with an entry: one line of printable characters, cut to `LONGEST_NOTE`."""
    printable = "".join(char for char in " ".join(words.split()) if char.isprintable())
    return printable if len(printable) <= LONGEST_NOTE else printable[: LONGEST_NOTE - 1] + "…"


def clean_label(words: str) -> str:
    """Return a label as it is kept: folded, so that #Work and #work are the same; empty where it is none."""
    folded = unicodedata.normalize("NFKC", words).casefold().lstrip("#")
    return folded if 0 < len(folded) <= LONGEST_LABEL and folded.replace("_", "").isalnum() else ""


def carried_over(budget: Budget, used_before: Money, before: Cycle) -> Money:
    """Return what is added to the limit from the cycle before: never more than one limit, nothing of before it was set.

    Args:
        budget: says whether it carries over at all.
        used_before: in that cycle, in the limit's currency.
        before: the cycle before.
    """
    nothing = Money(Decimal(0), budget.limit.currency)
    if not budget.carries_over or budget.since > before.end:
        return nothing
    left = budget.limit - used_before
    return min(max(left, nothing), budget.limit)


def expiry(first: tuple[Decimal, dt.date], top_ups: Iterable[tuple[Decimal, dt.date]], used: Decimal) -> dt.date:
    """Return the day on which the oldest credit that is left expires; the oldest is used first.

    Args:
        first: the amount bought first, and when.
        top_ups: what was bought later, and when, in order.
        used: of all of it.
    """
    bought = first[1]
    for amount, day in (first, *top_ups):
        bought = day
        used -= amount
        if used < 0:
            break
    return Rhythm(Period.CREDIT, FIRST_DAY, bought).on(bought).end


def oldest_day(rhythm: Rhythm, today: dt.date) -> dt.date:
    """Return the first day that can still be booked for."""
    if not rhythm.repeats:
        return rhythm.on(today).start
    day = rhythm.on(today).start
    for _ in range(OLDEST_CYCLES):
        day = rhythm.on(day - dt.timedelta(days=1)).start
    return day
