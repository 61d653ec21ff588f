"""Which budget cycle a moment is in: whole local days, without gap or overlap."""

from __future__ import annotations

import calendar
import datetime as dt
import enum
from dataclasses import dataclass
from typing import Final

FIRST_DAY: Final = 1
LAST_DAY: Final = 31
_DAYS_OF_A_WEEK: Final = 7


class Period(enum.Enum):
    """How long a cycle is."""

    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    CREDIT = "credit"  # one cycle only: prepaid credit, from its purchase until it expires


@dataclass(frozen=True, slots=True)
class Cycle:
    """A run of local days; both ends belong to it."""

    start: dt.date
    end: dt.date

    def __contains__(self, day: dt.date) -> bool:
        return self.start <= day <= self.end

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.end - self.start).days + 1

    def days_left(self, today: dt.date) -> int:
        """Return how many days are left, `today` among them: 1 on the last day, 0 once the cycle is over."""
        first = max(today, self.start)
        return max(0, (self.end - first).days + 1)


def local_day(moment: dt.datetime, zone: dt.tzinfo) -> dt.date:
    """Return the day it is in `zone` at a moment.

    Raises:
        ValueError: the moment is naive.
    """
    if moment.tzinfo is None:
        raise ValueError("a naive time is in no zone")
    return moment.astimezone(zone).date()


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How a budget's cycles follow each other.

    Args:
        period: how long they are.
        cycle_day: the day on which one begins: of the month (1 to 31; a shorter month begins it on its last day), or
            of the week (1 is Monday). Days and credit do not look at it.
        bought_on: the day a credit was bought.
    """

    period: Period = Period.MONTH
    cycle_day: int = FIRST_DAY
    bought_on: dt.date | None = None

    @property
    def repeats(self) -> bool:
        """Whether another cycle follows a cycle."""
        return self.period is not Period.CREDIT

    def on(self, day: dt.date) -> Cycle:
        """Return the cycle that a local day is in; a credit has one only, whatever the day.

        Raises:
            ValueError: there is no such cycle day, or a credit without the day it was bought.
        """
        match self.period:
            case Period.MONTH:
                return cycle_on(day, self.cycle_day)
            case Period.WEEK:
                if not FIRST_DAY <= self.cycle_day <= _DAYS_OF_A_WEEK:
                    raise ValueError(f"a week begins on day 1 to 7, not {self.cycle_day}")
                start = day - dt.timedelta(days=(day.isoweekday() - self.cycle_day) % _DAYS_OF_A_WEEK)
                return Cycle(start, start + dt.timedelta(days=_DAYS_OF_A_WEEK - 1))
            case Period.DAY:
                return Cycle(day, day)
            case Period.CREDIT:
                if self.bought_on is None:
                    raise ValueError("a credit begins on the day it was bought")
                return Cycle(self.bought_on, expiry_of(self.bought_on))

    def at(self, moment: dt.datetime, zone: dt.tzinfo) -> Cycle:
        """Return the cycle that an aware moment is in, as the person's calendar shows it."""
        return self.on(local_day(moment, zone))

    def before(self, cycle: Cycle) -> Cycle | None:
        """Return the cycle before one; None for a credit."""
        return self.on(cycle.start - dt.timedelta(days=1)) if self.repeats else None

    def after(self, cycle: Cycle) -> Cycle | None:
        """Return the cycle after one; None for a credit."""
        return self.on(cycle.end + dt.timedelta(days=1)) if self.repeats else None


def expiry_of(bought_on: dt.date) -> dt.date:
    """Return the last day of a credit bought on a day: the same one of the next year, for 29 February the 28th.

    Source:
        OpenAI's help center: bought credit expires one year after the purchase.
    """
    last = calendar.monthrange(bought_on.year + 1, bought_on.month)[1]
    return bought_on.replace(year=bought_on.year + 1, day=min(bought_on.day, last))


def cycle_of(moment: dt.datetime, zone: dt.tzinfo, cycle_day: int) -> Cycle:
    """Return the monthly cycle that a moment is in, as the person's calendar shows it.

    Args:
        moment: aware.
        zone: the person's.
        cycle_day: 1 to 31, the day on which a cycle begins; a shorter month begins it on its last day.

    Raises:
        ValueError: the moment is naive or there is no such day.
    """
    return cycle_on(local_day(moment, zone), cycle_day)


def cycle_on(day: dt.date, cycle_day: int) -> Cycle:
    """Return the monthly cycle that a local day is in; see :func:`cycle_of`."""
    if not FIRST_DAY <= cycle_day <= LAST_DAY:
        raise ValueError(f"a cycle begins on day 1 to 31, not {cycle_day}")
    month = day.year * 12 + day.month - 1
    if day < _beginning(month, cycle_day):
        month -= 1
    return Cycle(_beginning(month, cycle_day), _beginning(month + 1, cycle_day) - dt.timedelta(days=1))


def _beginning(month: int, cycle_day: int) -> dt.date:
    """Return the day on which the cycle of a month (counted from January of year 0) begins."""
    year, index = divmod(month, 12)
    return dt.date(year, index + 1, min(cycle_day, calendar.monthrange(year, index + 1)[1]))
