"""When the bot writes by itself: in the morning, never between 22:00 and 8:00 of the person's clock."""

from __future__ import annotations

import datetime as dt
from typing import Final

SUMMARY_AT: Final = dt.time(9)
NUDGE_AT: Final = dt.time(10)
WAKES, SLEEPS = 8, 22
LATEST: Final = dt.timedelta(days=3)
"""A summary that is later than this is left out: the news is old."""


def at(day: dt.date, time: dt.time, zone: dt.tzinfo) -> dt.datetime:
    """Return the instant at which a clock in a zone shows a day and a time; UTC."""
    return dt.datetime.combine(day, time, zone).astimezone(dt.UTC)


def next_nudge(now: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """Return the instant of the question a week from today."""
    return at(now.astimezone(zone).date() + dt.timedelta(days=7), NUDGE_AT, zone)


def awake(now: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """Return `now`, or the next morning where it is night for the person."""
    local = now.astimezone(zone)
    if WAKES <= local.hour < SLEEPS:
        return now
    day = local.date() + dt.timedelta(days=local.hour >= SLEEPS)
    return at(day, SUMMARY_AT, zone)
