"""Other days, other zones: rolling on, the turn of the year, months' ends, changing clocks, zones in the text."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.core.times import At, Repeat, expectation, read_time
from bot.core.zones import zone

MONDAY = "2026-11-23T10:00"
EVENING = "2026-11-23T20:30"
SUNDAY = "2026-11-29T09:00"
LAST_NIGHT = "2026-12-31T23:30"
LAST_OF_JANUARY = "2027-01-31T14:00"
BEFORE_SPRING = "2027-03-13T10:00"  # the clocks of New York go forward the next day, at 2:00
BEFORE_AUTUMN = "2027-11-06T10:00"  # and back the next day, at 2:00

CASES = [
    # a time that has passed today is tomorrow's
    (EVENING, "Asia/Shanghai", "20:00", {"at": "2026-11-24T20:00:00"}),
    (EVENING, "Asia/Shanghai", "9 pm", {"at": "2026-11-23T21:00:00"}),
    (EVENING, "Asia/Shanghai", "noon", {"at": "2026-11-24T12:00:00"}),
    (EVENING, "Asia/Shanghai", "上午11点", {"at": "2026-11-24T11:00:00"}),
    (EVENING, "Asia/Shanghai", "今晚9点一刻", {"at": "2026-11-23T21:15:00"}),
    (EVENING, "Asia/Shanghai", "今晚7点", {"past": True}),
    (EVENING, "Asia/Shanghai", "今天下午", {"past": True}),
    (EVENING, "Asia/Shanghai", "早上", {"date": "2026-11-24", "between": ["07:00", "10:00"]}),
    (EVENING, "Asia/Shanghai", "this evening", {"date": "2026-11-23", "between": ["17:00", "22:30"]}),
    (EVENING, "Asia/Shanghai", "at 7", {"ambiguous": ["2026-11-24T07:00", "2026-11-24T19:00"]}),
    # the last day of the week
    (SUNDAY, "Asia/Shanghai", "sunday at 11am", {"at": "2026-11-29T11:00:00"}),
    (SUNDAY, "Asia/Shanghai", "sunday 7:30am", {"at": "2026-12-06T07:30:00"}),
    (SUNDAY, "Asia/Shanghai", "sunday", {"ambiguous": ["2026-11-29", "2026-12-06"]}),
    (SUNDAY, "Asia/Shanghai", "周日晚上", {"date": "2026-11-29", "between": ["19:00", "22:00"]}),
    (SUNDAY, "Asia/Shanghai", "这周五", {"past": True}),
    (SUNDAY, "Asia/Shanghai", "下周五", {"date": "2026-12-04"}),
    (SUNDAY, "Asia/Shanghai", "next friday", {"date": "2026-12-04"}),
    (SUNDAY, "Asia/Shanghai", "next monday", {"date": "2026-11-30"}),
    # the turn of the year
    (LAST_NIGHT, "Europe/London", "tomorrow", {"date": "2027-01-01"}),
    (LAST_NIGHT, "Europe/London", "in 45 minutes", {"at": "2027-01-01T00:15:00"}),
    (LAST_NIGHT, "Europe/London", "半小时后", {"at": "2027-01-01T00:00:00"}),
    (LAST_NIGHT, "Europe/London", "jan 1", {"date": "2027-01-01"}),
    (LAST_NIGHT, "Europe/London", "tonight at 11:50", {"at": "2026-12-31T23:50:00"}),
    (LAST_NIGHT, "Europe/London", "下个月3号", {"date": "2027-01-03"}),
    (LAST_NIGHT, "Europe/London", "end of this month", {"date": "2026-12-31"}),
    (LAST_NIGHT, "Europe/London", "friday", {"date": "2027-01-01"}),
    # months of different length
    (LAST_OF_JANUARY, "Asia/Shanghai", "in a month", {"date": "2027-02-28"}),
    (LAST_OF_JANUARY, "Asia/Shanghai", "三个月后", {"date": "2027-04-30"}),
    (LAST_OF_JANUARY, "Asia/Shanghai", "下个月29号", {"reject": True}),
    (LAST_OF_JANUARY, "Asia/Shanghai", "feb 29", {"reject": True}),
    (
        LAST_OF_JANUARY,
        "Asia/Shanghai",
        "每月30号",
        {"rule": {"freq": "monthly", "day": 30, "time": None}, "next": "2027-02-28"},
    ),
    (
        LAST_OF_JANUARY,
        "Asia/Shanghai",
        "every month",
        {"rule": {"freq": "monthly", "time": None}, "next": "2027-02-28"},
    ),
    # hours elapse, days are counted on the wall
    (BEFORE_SPRING, "America/New_York", "in 24 hours", {"at": "2027-03-14T11:00:00"}),
    (BEFORE_SPRING, "America/New_York", "tomorrow 10am", {"at": "2027-03-14T10:00:00"}),
    (BEFORE_SPRING, "America/New_York", "in a day at 10am", {"at": "2027-03-14T10:00:00"}),
    (BEFORE_SPRING, "America/New_York", "in 1 day and 2 hours", {"at": "2027-03-14T12:00:00"}),
    (BEFORE_SPRING, "America/New_York", "960分钟后", {"at": "2027-03-14T03:00:00"}),
    (BEFORE_SPRING, "America/New_York", "明天凌晨2点半", {"at": "2027-03-14T03:00:00"}),
    (BEFORE_SPRING, "America/New_York", "tomorrow at 01:59", {"at": "2027-03-14T01:59:00"}),
    (BEFORE_SPRING, "America/New_York", "tomorrow at 03:00", {"at": "2027-03-14T03:00:00"}),
    (
        BEFORE_SPRING,
        "America/New_York",
        "every day at 02:15",
        {"rule": {"freq": "daily", "time": "02:15"}, "next": "2027-03-14T03:00:00"},
    ),
    (BEFORE_AUTUMN, "America/New_York", "in 24 hours", {"at": "2027-11-07T09:00:00"}),
    (BEFORE_AUTUMN, "America/New_York", "tomorrow 1:30am", {"at": "2027-11-07T01:30:00"}),
    # a zone that is said
    (MONDAY, "America/New_York", "9am Beijing time", {"at": "2026-11-23T20:00:00"}),
    (MONDAY, "America/New_York", "北京时间晚上8点", {"at": "2026-11-24T07:00:00"}),
    (MONDAY, "America/New_York", "14:00 utc", {"at": "2026-11-24T09:00:00"}),
    (MONDAY, "America/New_York", "16:00 UTC", {"at": "2026-11-23T11:00:00"}),
    (MONDAY, "America/New_York", "tomorrow 10:00 UTC+8", {"at": "2026-11-23T21:00:00"}),
    (MONDAY, "America/New_York", "3pm EST", {"at": "2026-11-23T15:00:00"}),
    (MONDAY, "America/New_York", "3pm EDT", {"reject": True}),
    (MONDAY, "America/New_York", "tomorrow 9am PST", {"at": "2026-11-24T12:00:00"}),
    (MONDAY, "America/New_York", "9am cst", {"reject": True}),
    (MONDAY, "America/New_York", "5pm London time", {"at": "2026-11-23T12:00:00"}),
    (MONDAY, "America/New_York", "9am Narnia time", {"reject": True}),
    (MONDAY, "America/New_York", "2026-12-05T14:30:00+01:00", {"at": "2026-12-05T08:30:00"}),
    (MONDAY, "America/New_York", "tomorrow utc", {"reject": True}),
    (MONDAY, "America/New_York", "every day at 9am Beijing time", {"reject": True}),
    (
        MONDAY,
        "America/New_York",
        "every day at 9am New York time",
        {"rule": {"freq": "daily", "time": "09:00"}, "next": "2026-11-24T09:00:00"},
    ),
    (MONDAY, "Asia/Shanghai", "明天上午9点北京时间", {"at": "2026-11-24T09:00:00"}),
    (MONDAY, "Asia/Shanghai", "纽约时间明天9点", {"reject": True}),
    (MONDAY, "Asia/Singapore", "北京时间明天晚上8点", {"at": "2026-11-24T20:00:00"}),
    (MONDAY, "Asia/Tokyo", "北京时间9点半", {"at": "2026-11-23T10:30:00"}),
]


@pytest.mark.parametrize(("now", "name", "text", "expected"), CASES)
def test_readings_elsewhere(now: str, name: str, text: str, expected: dict[str, object]) -> None:
    """What a text means depends on where and when it is written."""
    here = zone(name)
    moment = dt.datetime.fromisoformat(now).replace(tzinfo=here)
    assert expectation(read_time(text, now=moment, zone=here)) == expected


def test_now_may_be_in_any_zone() -> None:
    """`now` is an instant; the wall clock is that of the person's zone."""
    now = dt.datetime(2026, 11, 23, 23, 0, tzinfo=dt.UTC)
    reading = read_time("tomorrow 9am", now=now, zone=zone("Asia/Shanghai"))
    assert expectation(reading) == {"at": "2026-11-25T09:00:00"}


def test_moments_carry_their_instant() -> None:
    """The two passes of a repeated hour are told apart by the instant."""
    new_york = zone("America/New_York")
    now = dt.datetime(2027, 11, 7, 5, 30, tzinfo=dt.UTC)  # 01:30, the first time
    later = read_time("in 1 hour", now=now, zone=new_york)
    assert isinstance(later, At)
    assert later.instant == dt.datetime(2027, 11, 7, 6, 30, tzinfo=dt.UTC)
    assert expectation(later) == {"at": "2027-11-07T01:30:00"}


@pytest.mark.parametrize(
    ("text", "rolled", "in_gap"),
    [
        pytest.param("6am", True, False, id="passed-today"),
        pytest.param("11am", False, False, id="still-to-come"),
        pytest.param("tomorrow 6am", False, False, id="said-for-tomorrow"),
        pytest.param("march 1 at 8am", True, False, id="next-year"),
        pytest.param("tomorrow 2:30am", False, True, id="in-the-gap"),
    ],
)
def test_what_the_confirmation_has_to_say(text: str, rolled: bool, in_gap: bool) -> None:
    """A reading knows that it was moved on to another day, or out of a gap."""
    new_york = zone("America/New_York")
    now = dt.datetime.fromisoformat(BEFORE_SPRING).replace(tzinfo=new_york)
    reading = read_time(text, now=now, zone=new_york)
    assert isinstance(reading, At)
    assert (reading.rolled, reading.in_gap) == (rolled, in_gap)


@pytest.mark.parametrize(
    ("text", "anchor", "first"),
    [
        pytest.param("every month", "2026-11-23T09:00", "2026-12-23T09:00", id="begins-a-month-from-today"),
        pytest.param("on the 31st every month", "2026-11-23T09:00", "2026-11-30T09:00", id="clamped"),
        pytest.param("every other friday at 5pm", "2026-11-27T17:00", "2026-11-27T17:00", id="nearest-friday"),
        pytest.param("every 2 hours", "2026-11-23T10:00", "2026-11-23T12:00", id="from-now"),
        pytest.param("每天早上8点，从下周一开始", "2026-11-30T08:00", "2026-11-30T08:00", id="from-monday"),
        pytest.param("every 3 days starting dec 1", "2026-12-01T09:00", "2026-12-01T09:00", id="from-a-date"),
    ],
)
def test_where_a_rule_begins(text: str, anchor: str, first: str) -> None:
    """The anchor fixes the phase of a rule and its time; the first occurrence lies behind now."""
    shanghai = zone("Asia/Shanghai")
    reading = read_time(text, now=dt.datetime.fromisoformat(MONDAY).replace(tzinfo=shanghai), zone=shanghai)
    assert isinstance(reading, Repeat)
    assert (reading.anchor.isoformat("T", "minutes"), reading.first.isoformat("T", "minutes")) == (anchor, first)
