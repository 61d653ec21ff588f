"""Any string at all: no exception, bounded time, readings that keep what they promise."""

from __future__ import annotations

import datetime as dt
import time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.times import (
    AmbiguousTime,
    At,
    DayPart,
    OnDate,
    RefusedTime,
    Repeat,
    TimeReading,
    expectation,
    mentions_reminder,
    read_time,
    resolve,
    subject,
)
from bot.core.zones import zone

ZONES = ["Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "Pacific/Kiritimati", "Africa/Casablanca"]
WORDS = [
    *("tomorrow", "every", "monday", "next", "the", "31st", "of", "month", "at", "9", "12", "0", "25"),
    *(":30", "am", "pm", "in", "2", "hours", "days", "99999999", "ago", "last", "day", "noon"),
    *("midnight", "dec", "feb", "29", "30", "/", "2026-12-31", "9999-12-31", "0001-01-01", "1/2"),
    *("13/13", "utc", "UTC+14", "EST", "to", "remind me", "'s", "-", "31", "half", "past"),
    *(
        "quarter",
        "an",
        "other",
        "second",
        "year",
        "week",
        "from",
        "starting",
        "weekend",
        "tonight",
        "quarterly",
        "9999-12-30",
    ),
    *("明天", "每", "每月", "每周", "周", "一", "三五", "下", "下下周", "号", "点", "半", "晚上", "凌晨"),
    *("后", "前", "个", "小时", "月底", "最后一天", "隔", "两", "年", "月", "日", "北京时间", "提醒我"),
    *("的", "从", "开始", "，", "九"),
]
PRESENTS = st.datetimes(dt.datetime.fromisoformat("1971-01-01"), dt.datetime.fromisoformat("9990-01-01"))
NEAR = st.datetimes(dt.datetime.fromisoformat("2020-01-01"), dt.datetime.fromisoformat("2040-01-01"))


def keeps_its_promises(reading: TimeReading, text: str, now: dt.datetime) -> None:
    """Check what holds of every reading: spans lie in the text, nothing lies in the past, it prints and resolves."""
    expectation(reading)
    subject(text, reading)
    if isinstance(reading, RefusedTime):
        assert reading.piece in text
        return
    assert all(0 <= start < end <= len(text) for start, end in reading.spans)
    if isinstance(reading, AmbiguousTime):
        assert len(reading.readings) > 1
        for each in reading.readings:
            keeps_its_promises(each, text, now)
    elif isinstance(reading, At | Repeat | OnDate | DayPart):
        here = now.tzinfo
        assert isinstance(here, ZoneInfo)
        resolved = resolve(reading, now=now, zone=here)
        if isinstance(reading, At):
            assert reading.instant > now
        if isinstance(reading, Repeat):
            assert reading.first > now.replace(tzinfo=None) - dt.timedelta(days=1)
        if isinstance(resolved, At):
            assert resolved.instant > now


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=200), NEAR, st.sampled_from(ZONES))
def test_any_text_is_read_or_refused(text: str, wall: dt.datetime, name: str) -> None:
    """No string raises, and mentions_reminder takes it as well."""
    now = wall.replace(tzinfo=zone(name))
    keeps_its_promises(read_time(text, now=now, zone=zone(name)), text, now)
    mentions_reminder(text)


@settings(max_examples=1000, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=9), st.sampled_from(["", " "]), NEAR, st.sampled_from(ZONES))
def test_any_words_of_the_vocabulary_are_read_or_refused(
    said: list[str], between: str, wall: dt.datetime, name: str
) -> None:
    """Whatever the words of times are put together to, nothing raises and nothing is set for the past."""
    text = between.join(said)
    now = wall.replace(tzinfo=zone(name))
    keeps_its_promises(read_time(text, now=now, zone=zone(name)), text, now)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=6), PRESENTS, st.sampled_from(ZONES))
def test_any_present_will_do(said: list[str], wall: dt.datetime, name: str) -> None:
    """Seventy years back or close to the end of the calendar, nothing raises."""
    text = " ".join(said)
    expectation(read_time(text, now=wall.replace(tzinfo=zone(name)), zone=zone(name)))


LONG = {
    "english": "Please check the monthly usage and tell me if it is over the limit of 50 dollars. " * 60,
    "chinese": "请帮我检查每个月的用量，如果超过了限额就告诉我，谢谢。" * 200,
    "days": "tomorrow " * 500,
    "spans": "in 2 hours " * 400,
    "lists": "monday, " * 600,
    "hours": "3点" * 2048,
    "digits": "1,1,," * 820,
    "mixed digits": "十1" * 2048,
    "units": "半" * 4096,
    "quotes": "'" * 4096,
    "ligatures": "﷽" * 4096,
}


@pytest.mark.parametrize("text", [pytest.param(text[:4096], id=name) for name, text in LONG.items()])
def test_long_texts_take_little_time(text: str) -> None:
    """4,096 characters of anything are read within a twentieth of a second, slow machines included."""
    now = dt.datetime(2026, 11, 23, 10, 0, tzinfo=zone("Asia/Shanghai"))
    start = time.process_time()
    read_time(text, now=now, zone=zone("Asia/Shanghai"))
    assert time.process_time() - start < 0.05


def test_a_time_at_either_end_of_a_long_text_is_found() -> None:
    """Between a long text's ends nothing is looked for; at its ends, a time is found and taken out."""
    now = dt.datetime(2026, 11, 23, 10, 0, tzinfo=zone("Asia/Shanghai"))
    middle = "x" * 3000
    for text in (f"remind me tomorrow 9am to read {middle}", f"read {middle} tomorrow 9am"):
        reading = read_time(text, now=now, zone=zone("Asia/Shanghai"))
        assert expectation(reading) == {"at": "2026-11-24T09:00:00"}
        assert subject(text, reading) in {f"read {middle}", middle}
