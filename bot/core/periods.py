"""Which budget cycle a moment is in: whole local days, without gap or overlap."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import Final

FIRST_DAY: Final = 1
LAST_DAY: Final = 31


@dataclass(frozen=True, slots=True)
class Cycle:
    """A run of local days; both ends belong to it."""

    start: dt.date
    end: dt.date

    def __contains__(self, day: dt.date) -> bool:
        return self.start <= day <= self.end

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
