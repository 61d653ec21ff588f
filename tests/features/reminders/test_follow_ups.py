"""What is said about the reminder that was just set, and what is not."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from bot.core.language import Language
from bot.core.recurrence import Freq, Rule
from bot.core.times import DEFAULT_HOURS
from bot.core.zones import zone
from bot.features.reminders import recognition, rules
from bot.features.reminders.follow_ups import read_change, read_new_time
from bot.features.reminders.rules import Choice, Kind, Reminder, Schedule, State, Wish
from tests.features.reminders.helpers import at

INTENTS = Path(__file__).resolve().parents[2] / "intents"
SHANGHAI = zone("Asia/Shanghai")
NOW = at("2026-11-23T02:00")  # Monday, 10:00 in Shanghai


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("make it 9:30 instead", "9:30"),
        ("Make it 9:30", "9:30"),
        ("make it 10", "at 10"),
        ("at 10 instead", "at 10"),
        ("9:30 instead", "9:30"),
        ("9:30", "9:30"),
        ("10pm", "10pm"),
        ("no, tomorrow", "tomorrow"),
        ("actually friday at 6pm", "friday at 6pm"),
        ("sorry, the 5th", "the 5th"),
        ("move it to monday please", "monday"),
        ("no, 9:30, not 10:30", "9:30"),
        ("not 10:30, 9:30", "9:30"),
        ("make it every monday", "every monday"),
        ("in 20 minutes instead", "in 20 minutes"),
        ("改成九点半", "九点半"),
        ("改成九點半", "九点半"),
        ("改到明天", "明天"),
        ("不对，是后天下午三点", "后天下午三点"),
        ("不對，是後天下午三點", "后天下午三点"),
        ("换成每周一", "每周一"),
        ("推迟到后天", "后天"),
        ("还是后天吧", "后天"),
        ("不是九点，是十点", "十点"),
        ("改成 15", "at 15"),
        ("晚上8点吧", "晚上8点"),
        ("no, 25:00", "25:00"),
    ],
)
def test_another_time(text: str, words: str) -> None:
    """The time alone is what is read, by the grammar of all reminders."""
    assert read_new_time(text, now=NOW, zone=SHANGHAI) == words


@pytest.mark.parametrize(
    "text",
    [
        "tomorrow",
        "monday",
        "morning",
        "good morning",
        "100",
        "12.60",
        "make it 15.50",
        "no",
        "no thanks",
        "不对",
        "不是明天",
        "what about friday",
        "make it short",
        "make it an hour later",
        "推迟一小时",
        "wait 5 minutes",
        "spent 3",
        "100 usd",
        "每天晚上九点",
        "明天会下雨吗",
        "remind me tomorrow",
        "make it tomorrow morning at half past nine or so, if that suits you",
    ],
)
def test_not_a_time_of_the_reminder(text: str) -> None:
    """Messages of their own, what leaves open what is meant, and shifts, which start from another time."""
    assert read_new_time(text, now=NOW, zone=SHANGHAI) is None


def test_a_later_version_may_be_the_time_alone() -> None:
    """What was "no, tomorrow" and is edited to "friday"."""
    assert read_new_time("friday", now=NOW, zone=SHANGHAI, renewed=True) == "friday"


def test_messages_that_mean_something_else() -> None:
    """Of all messages whose meaning is known, none gives the last reminder another time."""
    texts = [
        text
        for path in INTENTS.glob("*.toml")
        for of_language in tomllib.loads(path.read_text(encoding="utf-8")).values()
        for texts in of_language.values()
        for text in texts
    ]
    assert len(texts) > 400
    new = [text for text in texts if recognition.asks_to_be_reminded(text, now=NOW, zone=SHANGHAI)]
    taken = [text for text in texts if read_new_time(text, now=NOW, zone=SHANGHAI) is not None]
    assert set(taken) <= set(new)


def reminder(due: str, rule: Rule | None = None, *, is_instant: bool = False) -> Reminder:
    """Return one that is due at a wall time in Shanghai."""
    wall = dt.datetime.fromisoformat(due)
    schedule = Schedule(rule, wall, SHANGHAI, wall.replace(tzinfo=SHANGHAI).astimezone(dt.UTC), is_instant)
    return Reminder(1, 1, 1, Kind.OWN, "pay", Language.EN, schedule, 1, State.ACTIVE)


@pytest.mark.parametrize(
    ("old", "words", "due"),
    [
        pytest.param("2026-11-27T09:00", "9:30", "2026-11-27T09:30", id="a-time-keeps-the-day"),
        pytest.param("2026-11-27T15:00", "at 4", "2026-11-27T16:00", id="and-the-half-of-the-day"),
        pytest.param("2026-11-27T09:00", "at 4", "2026-11-27T04:00", id="also-in-the-morning"),
        pytest.param("2026-11-27T09:00", "in the evening", "2026-11-27T18:00", id="a-part-of-the-day"),
        pytest.param("2026-11-23T15:00", "11:30", "2026-11-23T11:30", id="still-to-come-today"),
        pytest.param("2026-11-27T15:00", "tomorrow", "2026-11-24T15:00", id="a-day-keeps-the-time"),
        pytest.param("2026-11-27T15:00", "明天", "2026-11-24T15:00", id="明天"),
        pytest.param("2026-11-27T15:00", "后天上午九点", "2026-11-25T09:00", id="both-are-said"),
        pytest.param("2026-11-27T15:00", "in 20 minutes", "2026-11-23T10:20", id="from-now"),
    ],
)
def test_what_is_left_out_stays(old: str, words: str, due: str) -> None:
    """Of a reminder that comes once."""
    request, _ = read_change(words, reminder(old), now=NOW, zone=SHANGHAI, hours=DEFAULT_HOURS)
    assert isinstance(request, Wish)
    assert request.text == "pay"
    assert request.schedule.next_due.astimezone(SHANGHAI).replace(tzinfo=None) == dt.datetime.fromisoformat(due)


WEEKLY = Rule(Freq.WEEKLY, weekdays=(0,), time=dt.time(9))


@pytest.mark.parametrize(
    ("words", "rule", "due"),
    [
        pytest.param("9:30", replace(WEEKLY, time=dt.time(9, 30)), "2026-11-30T09:30", id="a-time-keeps-the-rule"),
        pytest.param("11:30", replace(WEEKLY, time=dt.time(11, 30)), "2026-11-30T11:30", id="from-when-it-began"),
        pytest.param("every friday", replace(WEEKLY, weekdays=(4,)), "2026-11-27T09:00", id="a-rule-keeps-the-time"),
        pytest.param("tomorrow", None, "2026-11-24T09:00", id="once"),
    ],
)
def test_of_one_that_repeats(words: str, rule: Rule | None, due: str) -> None:
    """A time of day belongs to every occurrence."""
    request, _ = read_change(words, reminder("2026-11-30T09:00", WEEKLY), now=NOW, zone=SHANGHAI, hours=DEFAULT_HOURS)
    assert isinstance(request, Wish)
    assert request.schedule.rule == rule
    assert request.schedule.next_due.astimezone(SHANGHAI).replace(tzinfo=None) == dt.datetime.fromisoformat(due)


def test_a_span_from_now_has_no_day_to_keep() -> None:
    """What was to come "in 90 minutes" comes at the time that is said, and which one is asked."""
    request, words = read_change(
        "9:30", reminder("2026-11-23T11:30", is_instant=True), now=NOW, zone=SHANGHAI, hours=DEFAULT_HOURS
    )
    assert isinstance(request, Choice)
    assert words == "9:30"


@pytest.mark.parametrize("rule", [None, WEEKLY], ids=["once", "weekly"])
def test_a_schedule_in_a_question(rule: Rule | None) -> None:
    """It comes back as it was, from one word without colons."""
    schedule = reminder("2026-11-30T09:00", rule).schedule
    word = rules.packed(schedule)
    assert ":" not in word
    assert rules.unpacked(word) == schedule
