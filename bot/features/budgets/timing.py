"""When the bot writes by itself, by the person's clock."""

from __future__ import annotations

import datetime as dt
from typing import Final

SUMMARY_AT: Final = dt.time(9)
NUDGE_AT: Final = dt.time(10)
LATEST: Final = dt.timedelta(days=3)
"""A summary that is later than this is left out: the news is old."""


def at(day: dt.date, time: dt.time, zone: dt.tzinfo) -> dt.datetime:
    """Return the instant at which a clock in a zone shows a day and a time; UTC."""
    return dt.datetime.combine(day, time, zone).astimezone(dt.UTC)


def next_nudge(now: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """Return the instant of the question a week from today."""
    return at(now.astimezone(zone).date() + dt.timedelta(days=7), NUDGE_AT, zone)
