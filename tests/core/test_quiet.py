"""When it is quiet, and when that is over."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.core.quiet import DEFAULT_QUIET, QuietHours
from bot.core.zones import zone

SHANGHAI = zone("Asia/Shanghai")


@pytest.mark.parametrize(
    ("quiet", "now", "over"),
    [
        pytest.param(DEFAULT_QUIET, "21:59", None, id="a-minute-before"),
        pytest.param(DEFAULT_QUIET, "22:00", "2026-11-24T08:00", id="it-begins"),
        pytest.param(DEFAULT_QUIET, "00:00", "2026-11-23T08:00", id="behind-midnight"),
        pytest.param(DEFAULT_QUIET, "07:59", "2026-11-23T08:00", id="the-last-minute"),
        pytest.param(DEFAULT_QUIET, "08:00", None, id="it-is-over"),
        pytest.param(QuietHours(dt.time(0), dt.time(8)), "07:00", "2026-11-23T08:00", id="within-one-day"),
        pytest.param(QuietHours(dt.time(0), dt.time(8)), "23:00", None, id="before-midnight"),
        pytest.param(QuietHours(dt.time(0), dt.time(0)), "03:00", None, id="never"),
    ],
)
def test_quiet_hours_end_on_the_persons_clock(quiet: QuietHours, now: str, over: str | None) -> None:
    """Both sides of either bound, over midnight and within a day."""
    moment = dt.datetime.combine(dt.date(2026, 11, 23), dt.time.fromisoformat(now), SHANGHAI)
    expected = moment if over is None else dt.datetime.fromisoformat(over).replace(tzinfo=SHANGHAI)
    assert quiet.over_at(moment, SHANGHAI) == expected


def test_the_end_in_a_gap_is_the_first_instant_after_it() -> None:
    """08:00 does not exist where a zone skips it."""
    quiet = QuietHours(dt.time(22), dt.time(2, 30))
    berlin = zone("Europe/Berlin")
    now = dt.datetime(2027, 3, 28, 0, 30, tzinfo=berlin)
    assert quiet.over_at(now, berlin) == dt.datetime(2027, 3, 28, 1, tzinfo=dt.UTC)
