"""Reminders that need no words: what they are about, and when they come."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from bot.core.recurrence import Freq, Rule, local_to_utc, next_occurrence, utc_to_local
from bot.features.reminders.rules import Kind, Schedule

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from bot.core.times import DayHours

EXPIRY_DAYS: Final = (30, 7, 1)
"""So many days before credit ends it is called to mind."""
KEY_DAYS: Final = 90
_ONE_DAY: Final = dt.timedelta(days=1)


def limit_check(now: dt.datetime, zone: ZoneInfo, hours: DayHours, cycle_day: int, *, at_end: bool) -> Schedule:
    """Return the schedule of the monthly check: in the morning of the day the cycle starts, or ends.

    `cycle_day` is 1 to 31; a shorter month begins its cycle on its last day.
    """
    if not at_end:
        rule = Rule(Freq.MONTHLY, day=cycle_day, time=hours.morning)
    elif cycle_day == 1:
        rule = Rule(Freq.MONTH_END, time=hours.morning)
    else:
        rule = Rule(Freq.MONTHLY, day=cycle_day - 1, time=hours.morning)
    return _from_today(rule, now, zone, hours)


def weekly_number(now: dt.datetime, zone: ZoneInfo, hours: DayHours) -> Schedule:
    """Return the schedule of the weekly number: on Monday mornings."""
    return _from_today(Rule(Freq.WEEKLY, weekdays=(0,), time=hours.morning), now, zone, hours)


def key_rotation(now: dt.datetime, zone: ZoneInfo, hours: DayHours) -> Schedule:
    """Return the schedule of replacing keys: in 90 days, and every 90 days after that."""
    rule = Rule(Freq.EVERY_N_DAYS, interval=KEY_DAYS, time=hours.morning)
    anchor = dt.datetime.combine(utc_to_local(now, zone).date() + KEY_DAYS * _ONE_DAY, hours.morning)
    return Schedule(rule, anchor, zone, local_to_utc(anchor, zone))


def days_before(day: dt.date, now: dt.datetime, zone: ZoneInfo, hours: DayHours) -> dict[int, Schedule]:
    """Return the schedules by the number of days before something ends on `day`; those that are over are left out."""
    schedules = {}
    for days in EXPIRY_DAYS:
        anchor = dt.datetime.combine(day - days * _ONE_DAY, hours.morning)
        due = local_to_utc(anchor, zone)
        if due > now:
            schedules[days] = Schedule(None, anchor, zone, due)
    return schedules


def bought_today(now: dt.datetime, zone: ZoneInfo) -> dt.date:
    """Return when credit ends that is bought today.

    Source: OpenAI's help centre: prepaid credit expires one year after the purchase.
    """
    day = utc_to_local(now, zone).date()
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return day.replace(year=day.year + 1, day=last)


def _from_today(rule: Rule, now: dt.datetime, zone: ZoneInfo, hours: DayHours) -> Schedule:
    anchor = dt.datetime.combine(utc_to_local(now, zone).date(), hours.morning)
    due = next_occurrence(rule, anchor, now, zone)
    assert due is not None  # noqa: S101 - the calendar ends in the year 9999
    return Schedule(rule, anchor, zone, due)


WITH_NUMBER: Final = frozenset({Kind.LIMIT, Kind.NUMBER})
"""Kinds whose message has buttons that book."""
