"""When the bot writes by itself."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.core.zones import zone
from bot.features.budgets import timing


@pytest.mark.parametrize(
    ("local", "expected"),
    [
        pytest.param("2026-11-23T07:59", "2026-11-23T09:00", id="before-eight"),
        pytest.param("2026-11-23T08:00", "2026-11-23T08:00", id="eight"),
        pytest.param("2026-11-23T21:59", "2026-11-23T21:59", id="before-ten"),
        pytest.param("2026-11-23T22:00", "2026-11-24T09:00", id="ten"),
        pytest.param("2026-11-24T00:30", "2026-11-24T09:00", id="after-midnight"),
        pytest.param("2026-10-31T23:00", "2026-11-01T09:00", id="clocks-move-back"),
    ],
)
def test_nights_are_quiet(local: str, expected: str) -> None:
    """Nothing between 22:00 and 8:00 of the person's clock."""
    place = zone("America/New_York")
    moment = dt.datetime.fromisoformat(local).replace(tzinfo=place)
    assert timing.awake(moment, place).astimezone(place).isoformat()[:16] == expected


def test_the_weekly_question_keeps_its_hour_over_daylight_saving() -> None:
    """Ten in the morning of the same weekday, whatever the clocks do in between."""
    place = zone("America/New_York")
    now = dt.datetime(2026, 10, 28, 20, tzinfo=dt.UTC)
    due = timing.next_nudge(now, place).astimezone(place)
    assert due.isoformat() == "2026-11-04T10:00:00-05:00"
