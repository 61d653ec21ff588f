"""Which dates the phrases for a day mean, seen from today."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dateutil.relativedelta import relativedelta

from bot.core.recurrence import Freq, Rule, wall_occurrences
from bot.core.times.facts import (
    BoundaryDay,
    EitherOrder,
    MonthDay,
    NthWeekday,
    Offset,
    Period,
    Shift,
    Weekdays,
    Weekend,
)
from bot.core.times.readings import Reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.times.facts import DayFact

MAX_YEARS: Final = 50
"""Nothing further away than this is taken for a time."""

_WEEK: Final = 7
_LAST_DAY: Final = 31
_DECEMBER: Final = 12
_MAX_MONTHS: Final = 12  # within a year every day of the month comes, except 29 February
_SATURDAY: Final = 5


@dataclass(frozen=True, slots=True)
class Days:
    """Dates that may be meant.

    Args:
        dates: ascending; two where the words have two meanings.
        roll: the rule by which a date that has passed moves on ("friday" to next week's); None where it is over.
        rolled: the date has been moved on already, from one that had passed this year or month.
        or_today: the date is today, but the same words may mean the next time.
    """

    dates: tuple[dt.date, ...]
    roll: Rule | None = None
    rolled: bool = False
    or_today: bool = False

    def after(self, date: dt.date) -> dt.date | None:
        """Return the date that the same words mean once `date` has passed."""
        if self.roll is None:
            return None
        anchor = dt.datetime.combine(date, dt.time())
        later = (wall.date() for wall in wall_occurrences(self.roll, anchor, anchor))
        # The 31st is a day that not every month has.
        return next(day for day in later if self.roll.day is None or day.day == self.roll.day)


def solve(facts: Sequence[DayFact], today: dt.date, *, month_first: bool) -> Days | Reason:
    """Return the dates that `facts`, which go together, mean.

    Args:
        facts: at least one.
        today: the date where the person is.
        month_first: 12/1 is in December, as in Chinese; otherwise it has two readings.
    """
    try:
        days = _solve(facts, today, month_first=month_first)
    except (OverflowError, ValueError):  # dates beyond the calendar
        return Reason.TOO_FAR
    if isinstance(days, Days) and days.dates[-1].year > today.year + MAX_YEARS:
        return Reason.TOO_FAR
    return days


def _solve(facts: Sequence[DayFact], today: dt.date, *, month_first: bool) -> Days | Reason:
    periods = [fact for fact in facts if isinstance(fact, Period)]
    named = [fact for fact in facts if not isinstance(fact, Period | Weekdays)]
    weekdays = [fact for fact in facts if isinstance(fact, Weekdays)]
    if not named and not weekdays:
        return _alone(periods, today)
    if len(named) > 1 or any(len(fact.days) > 1 for fact in weekdays):
        return Reason.SEVERAL
    if not named:
        return _weekday(weekdays[0], periods, today)
    days = _named(named[0], periods, today, month_first=month_first)
    if not weekdays or isinstance(days, Reason):
        return days
    fitting = tuple(date for date in days.dates if date.weekday() in weekdays[0].days)
    return Days(fitting, rolled=days.rolled) if fitting else Reason.CONTRADICTION


def _alone(periods: Sequence[Period], today: dt.date) -> Days | Reason:
    """A week, month or year names no day; one that is over is over whichever day was meant."""
    over = any(period.offset is not None and period.offset < 0 for period in periods)
    return Days((today - dt.timedelta(days=1),)) if over else Reason.VAGUE


def _weekday(fact: Weekdays, periods: Sequence[Period], today: dt.date) -> Days:
    weekday = fact.days[0]
    monday = today - dt.timedelta(days=today.weekday())
    week = fact.week
    if periods and periods[0].offset is not None:
        week = periods[0].offset
    if week is not None:
        return Days((monday + dt.timedelta(days=week * _WEEK + weekday),))
    ahead = (weekday - today.weekday()) % _WEEK
    if fact.is_next:
        coming = today + dt.timedelta(days=ahead or _WEEK)
        return Days(tuple(sorted({coming, monday + dt.timedelta(days=_WEEK + weekday)})))
    return Days((today + dt.timedelta(days=ahead),), Rule(Freq.WEEKLY), or_today=not ahead)


def _named(fact: DayFact, periods: Sequence[Period], today: dt.date, *, month_first: bool) -> Days | Reason:
    match fact:
        case Offset(days):
            return Days((today + dt.timedelta(days=days),))
        case Shift(delta, base):
            start = Days((today,)) if base is None else _solve([base], today, month_first=month_first)
            return start if isinstance(start, Reason) else Days((start.dates[0] + delta,))
        case Weekend(week):
            return _weekend(periods[0].offset or 0 if periods else week, today)
        case _:
            return _of_calendar(fact, periods, today, month_first=month_first)


def _of_calendar(fact: DayFact, periods: Sequence[Period], today: dt.date, *, month_first: bool) -> Days | Reason:
    """Return the dates of a fact that names a day of a month or of a year."""
    months = [period for period in periods if period.unit == "month"]
    years = [period for period in periods if period.unit == "year"]
    match fact:
        case MonthDay(day, None):
            if months:
                return _day_in(_first_of(months[0], years, today), day)
            return _day_of_month(day, today)
        case MonthDay(day, month, year):
            return _month_day(day, month or 1, year or _year(years, today), today)
        case EitherOrder(first, second, year):
            return _either((first, second), year or _year(years, today), today, month_first=month_first)
        case BoundaryDay():
            return _boundary(fact, months, years, today)
        case NthWeekday(nth, weekday):
            return _nth(nth, weekday, months, years, today)
        case _:
            return Reason.VAGUE


def _year(years: Sequence[Period], today: dt.date) -> int | None:
    if not years:
        return None
    period = years[0]
    return period.number if period.number is not None else today.year + (period.offset or 0)


def _first_of(period: Period, years: Sequence[Period], today: dt.date) -> dt.date:
    """Return the first day of the month that is named; a month that is over this year is next year's."""
    if period.number is None:
        return today.replace(day=1) + relativedelta(months=period.offset or 0)
    year = _year(years, today)
    if year is None:
        year = today.year + (period.number < today.month)
    return dt.date(year, period.number, 1)


def _day_in(first: dt.date, day: int) -> Days | Reason:
    date = first + dt.timedelta(days=day - 1)
    return Days((date,)) if date.month == first.month else Reason.NO_SUCH_DAY


def _day_of_month(day: int, today: dt.date) -> Days | Reason:
    """The 25th: of this month or, once it has passed, of the next that has one."""
    for months in range(_MAX_MONTHS):
        first = today.replace(day=1) + relativedelta(months=months)
        date = first + dt.timedelta(days=day - 1)
        if date.month == first.month and date >= today:
            return Days((date,), Rule(Freq.MONTHLY, day=day), rolled=months > 0, or_today=date == today)
    return Reason.NO_SUCH_DAY


def _month_day(day: int, month: int, year: int | None, today: dt.date) -> Days | Reason:
    rolled = False
    if year is None:
        rolled = (month, day) < (today.month, today.day)
        year_meant = today.year + rolled
    else:
        year_meant = year
    first = dt.date(year_meant, month, 1)
    days = _day_in(first, day)
    if isinstance(days, Reason) or year is not None:
        return days
    return Days(days.dates, Rule(Freq.YEARLY, month=month, day=day), rolled=rolled)


def _either(numbers: tuple[int, int], year: int | None, today: dt.date, *, month_first: bool) -> Days | Reason:
    orders = [numbers] if month_first else [numbers, numbers[::-1]]
    solved = [_month_day(day, month, year, today) for month, day in orders]
    dates = sorted({date for days in solved if isinstance(days, Days) for date in days.dates})
    if not dates:
        return Reason.NO_SUCH_DAY
    if len(dates) > 1:
        return Days(tuple(dates))
    return next(days for days in solved if isinstance(days, Days))


def _boundary(fact: BoundaryDay, months: Sequence[Period], years: Sequence[Period], today: dt.date) -> Days | Reason:
    if fact.unit == "year" or (fact.unit is None and years and not months):
        year = _year(years, today) or today.year
        if not fact.last and not years:
            year += 1
        return Days((dt.date(year, _DECEMBER, _LAST_DAY) if fact.last else dt.date(year, 1, 1),))
    if fact.unit is None and not months:
        return Reason.VAGUE
    first = _first_of(months[0], years, today) if months else today.replace(day=1)
    if fact.last:
        return Days((first + relativedelta(day=_LAST_DAY),), Rule(Freq.MONTH_END))
    if not months and first < today:
        first += relativedelta(months=1)
    return Days((first,), Rule(Freq.MONTHLY, day=1))


def _nth(nth: int, weekday: int, months: Sequence[Period], years: Sequence[Period], today: dt.date) -> Days | Reason:
    first = _first_of(months[0], years, today) if months else today.replace(day=1)
    rule = Rule(Freq.MONTHLY, weekdays=(weekday,), nth=nth)
    anchor = dt.datetime.combine(first if months else today, dt.time())
    date = next(wall_occurrences(rule, anchor)).date()
    if not months:
        return Days((date,), rule)
    return Days((date,)) if date.month == first.month else Reason.NO_SUCH_DAY


def _weekend(week: int, today: dt.date) -> Days:
    saturday = today + dt.timedelta(days=week * _WEEK + _SATURDAY - today.weekday())
    dates = (saturday, saturday + dt.timedelta(days=1))
    return Days(tuple(date for date in dates if date >= today) or dates)
