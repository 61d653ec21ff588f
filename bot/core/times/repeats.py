"""From what is said of a repetition to a rule, its anchor and its first occurrence."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING, Final

from bot.core.recurrence import Freq, Rule, next_occurrence, utc_to_local, wall_occurrences
from bot.core.times import calendar_days
from bot.core.times.facts import (
    BoundaryDay,
    EitherOrder,
    Every,
    MonthDay,
    NthWeekday,
    Period,
    SameTime,
    Weekdays,
    Weekend,
)
from bot.core.times.moments import ClockTime, clock_times
from bot.core.times.readings import AmbiguousTime, Part, Reason, RefusedTime, Repeat

if TYPE_CHECKING:
    from bot.core.times.facts import DayFact
    from bot.core.times.moments import Now
    from bot.core.times.readings import TimeReading
    from bot.core.times.said import Said

_ONE_DAY: Final = dt.timedelta(days=1)
_FIRST_SURE_HOUR: Final = 7
_LAST_DAY: Final = 31
_DECEMBER: Final = 12
_WEEKEND: Final = (5, 6)
_MONTHS: Final = 12


def read_repeat(said: Said, every: Every, now: Now) -> TimeReading:
    """Return the repetition that is said; two where the hour may be in the morning or in the afternoon."""
    if said.days and said.days[0] == Weekend(0):
        said.days[0] = Weekdays(_WEEKEND)
    rules = [_rule(every, days) for days in _orders(said.days, month_first=now.month_first)]
    clocks = _clocks(said, now)
    if isinstance(clocks, Reason):
        return RefusedTime(clocks)
    readings: list[Repeat] = []
    for rule in rules:
        for clock in clocks:
            repeat = rule if isinstance(rule, Reason) else _begin(rule, clock, said, now)
            if isinstance(repeat, Reason):
                return RefusedTime(repeat)
            readings.append(repeat)
    readings.sort(key=lambda repeat: repeat.first)
    return readings[0] if len(readings) == 1 else AmbiguousTime(tuple(readings))


def _orders(days: list[DayFact], *, month_first: bool) -> list[list[DayFact]]:
    """Spell out 12/1, which may be two days of the year."""
    match days:
        case [EitherOrder(first, second)]:
            orders: list[list[DayFact]] = [[MonthDay(second, first)]]
            return orders if month_first or first == second else [*orders, [MonthDay(first, second)]]
        case _:
            return [days]


def _clocks(said: Said, now: Now) -> list[ClockTime | None] | Reason:
    if said.time is None:
        return [None if said.part is None else ClockTime(now.hours.of(said.part.part))]
    clocks = clock_times(said.time, said.part, now)
    if isinstance(clocks, Reason):
        return clocks
    if clocks[0].days and said.days:  # friday night at 12 is on saturday
        return Reason.SEVERAL
    sure = isinstance(said.time, SameTime) or clocks[0].time.hour >= _FIRST_SURE_HOUR
    return list(clocks[:1] if sure or len(clocks) == 1 else clocks)


def _rule(every: Every, days: list[DayFact]) -> Rule | Reason:
    """Return the rule without its time of day."""
    every = Every(every.unit or _unit_of(days), every.interval)
    plain = _plain(every)
    if not days:
        return plain
    match every.unit, days:
        case "week", [Weekdays(weekdays)]:
            return dataclasses.replace(plain, weekdays=weekdays)
        case "month", [MonthDay(day, None)]:
            return dataclasses.replace(plain, day=day)
        case "month", [NthWeekday(nth, weekday)]:
            return dataclasses.replace(plain, nth=nth, weekdays=(weekday,))
        case "month", [BoundaryDay(unit, last)] if unit != "year":
            ends = last and every.interval == 1
            return Rule(Freq.MONTH_END) if ends else dataclasses.replace(plain, day=_LAST_DAY if last else 1)
        case "year", _:
            return _yearly(every, days)
        case _:
            return Reason.SEVERAL


def _yearly(every: Every, days: list[DayFact]) -> Rule | Reason:
    date = _day_of_year(days)
    if date is None or every.interval > 1:
        return Reason.UNSUPPORTED
    return Rule(Freq.YEARLY, month=date[0], day=date[1])


def _plain(every: Every) -> Rule:
    freq = every.freq or Freq.DAILY
    interval = every.interval * (_MONTHS if every.unit == "year" and freq.counted else 1)
    return Rule(freq, interval=interval)


def _unit_of(days: list[DayFact]) -> str:
    """Return what "every" alone means beside a day: every friday, every 1st, every christmas."""
    for day in days:
        match day:
            case Weekdays():
                return "week"
            case MonthDay(month=None) | NthWeekday():
                return "year" if any(isinstance(fact, Period) for fact in days) else "month"
            case BoundaryDay(unit):
                return unit or "month"
            case MonthDay() | Period():
                return "year"
    return "day"


def _day_of_year(days: list[DayFact]) -> tuple[int, int] | None:
    months = [day.number for day in days if isinstance(day, Period) and day.unit == "month" and day.number]
    for day in days:
        match day:
            case MonthDay(number, int(month), None):
                return month, number
            case MonthDay(number, None) if months:
                return months[0], number
            case BoundaryDay(last=last):
                month = months[0] if months else _DECEMBER if last else 1
                return month, _LAST_DAY if last else 1
    return None


def _begin(rule: Rule, clock: ClockTime | None, said: Said, now: Now) -> Repeat | Reason:
    """Return the rule with its time, its anchor and the first occurrence after now."""
    time = now.hours.default if clock is None else clock.time
    part = said.part.part if said.part is not None and said.time is None else None
    part = None if part is Part.NOON else part  # a time like any other
    if rule.freq.elapsed:
        anchor = now.wall.replace(second=0, microsecond=0)
        if clock is not None:
            anchor = clock.on(now.wall.date())
            anchor += _ONE_DAY if anchor <= now.wall else dt.timedelta()
    else:
        rule = rule if clock is None else dataclasses.replace(rule, time=clock.time)
        start = _start(said, now)
        if isinstance(start, Reason):
            return start
        anchor = _anchor(rule, dt.datetime.combine(start or now.wall.date(), time), now, given=start is not None)
    # What only counts ("every 5 days", "every month") begins one step from today, not today.
    open_step = (rule.freq.counted or rule.freq in {Freq.MONTHLY, Freq.YEARLY, Freq.WEEKLY}) and not (
        rule.weekdays or rule.day or said.start or (rule.freq.elapsed and clock)
    )
    after = now.instant
    if open_step and not rule.freq.elapsed:
        after = max(after, now.at(anchor).instant)
    first = next_occurrence(rule, anchor, after, now.zone)
    if first is None:
        return Reason.TOO_FAR
    return Repeat(rule, anchor, utc_to_local(first, now.zone), part=part)


def _start(said: Said, now: Now) -> dt.date | Reason | None:
    if said.start is None:
        return None
    days = calendar_days.solve([said.start], now.wall.date(), month_first=now.month_first)
    if isinstance(days, Reason):
        return days
    if days.or_today and isinstance(said.start, Weekdays):  # who means today says today
        return days.after(days.dates[0])
    return days.dates[0] if len(days.dates) == 1 else Reason.SEVERAL


def _anchor(rule: Rule, wall: dt.datetime, now: Now, *, given: bool) -> dt.datetime:
    """Return where a rule begins: at its nearest day, where it names one and counts more than one unit."""
    names_day = bool(rule.weekdays or rule.day)
    if not (rule.freq.counted and names_day):
        return wall
    nearest = dataclasses.replace(
        rule, freq=Freq.WEEKLY if rule.freq is Freq.EVERY_N_WEEKS else Freq.MONTHLY, interval=1
    )
    return next(wall_occurrences(nearest, wall, wall - _ONE_DAY if given else now.wall), wall)
