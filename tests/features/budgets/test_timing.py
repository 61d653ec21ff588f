"""When the bot writes by itself."""

from __future__ import annotations

import datetime as dt

from bot.core.zones import zone
from bot.features.budgets import timing


def test_the_weekly_question_keeps_its_hour_over_daylight_saving() -> None:
    """Ten in the morning of the same weekday, whatever the clocks do in between."""
    place = zone("America/New_York")
    now = dt.datetime(2026, 10, 28, 20, tzinfo=dt.UTC)
    due = timing.next_nudge(now, place).astimezone(place)
    assert due.isoformat() == "2026-11-04T10:00:00-05:00"
