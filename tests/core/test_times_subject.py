"""What is left to be reminded of, who asks for a reminder, and a person's own hours."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.core.times import (
    At,
    DayHours,
    DayPart,
    OnDate,
    Past,
    Repeat,
    expectation,
    mentions_reminder,
    read_time,
    resolve,
    subject,
)
from bot.core.zones import zone

SHANGHAI = zone("Asia/Shanghai")
NOW = dt.datetime(2026, 11, 23, 10, 0, tzinfo=SHANGHAI)  # a Monday
LATE = DayHours(
    small_hours=dt.time(5),
    morning=dt.time(7, 30),
    noon=dt.time(12, 30),
    afternoon=dt.time(16),
    evening=dt.time(19),
    night=dt.time(21, 15),
    default=dt.time(11),
)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("remind me tomorrow 9am to check usage", "check usage"),
        ('remind me tomorrow 9am to read "the bill"', 'read "the bill"'),
        ('remind me tomorrow 9am: "the bill" first', '"the bill" first'),
        ('remind me tomorrow 9am: "the bill"', "the bill"),
        ("remind me tomorrow 9am to pay (the agent).", "pay (the agent)"),
        ("明天早上九点提醒我看“十月账单”。", "看“十月账单”"),
        ("明天早上九点提醒我充值（50 刀）", "充值（50 刀）"),
        ("提醒我下周三下午两点和老板开会", "和老板开会"),
        ("Remind me to Check the OpenAI Usage tomorrow at 9am.", "Check the OpenAI Usage"),
        ("remind me to pay 40 dollars next monday at 5pm", "pay 40 dollars"),
        ("check 3 keys on saturday 10am", "check 3 keys"),
        ("remind me tomorrow to call Bob at 5pm", "call Bob"),
        ("call Bob tomorrow about the rent", "call Bob about the rent"),
        ("remind me about the invoice on friday", "the invoice"),
        ("remind me that the key expires on Dec 3", "the key expires"),
        ("remind me on the 1st of every month to update the limit", "update the limit"),
        ("set a reminder for 5pm to stretch", "stretch"),
        ("set a daily reminder at 9am to check usage", "check usage"),
        ("reminder: pay rent on dec 1 at 9am", "pay rent"),
        ("every friday at 4pm: send the report", "send the report"),
        ("can you remind me every monday at 10am to review the budget?", "review the budget"),
        ("in 20 minutes turn off the oven", "turn off the oven"),
        ("remind me to send the friday report tomorrow at 9am", "send the friday report"),
        ("remind me tomorrow", ""),
        ("每月1号提醒我看账单", "看账单"),
        ("明天早上九点提醒我看账单", "看账单"),
        ("提醒我后天交周报", "交周报"),
        ("后天提醒我还80块", "还80块"),
        ("提醒我明天下午三点开会", "开会"),
        ("下周五交周报提醒我", "交周报"),
        ("每周五下午4点提醒我写周报", "写周报"),
        ("给妈妈明天下午三点打电话", "给妈妈打电话"),
        ("明天的下午3点提醒我去银行", "去银行"),
        ("从明天开始每天早上8点提醒我吃药", "吃药"),
        ("後天晚上八點提醒我開會", "開會"),
        ("明天提醒我看10月账单", "看10月账单"),
        ("25号提醒我看每月限额", "看每月限额"),
        ("remind me 明天 9am to check usage", "check usage"),
        ("明天提醒我 renew the key", "renew the key"),
        ("remind me to buy milk", "buy milk"),
        ("", ""),
    ],
)
def test_the_subject_is_what_is_left(text: str, left: str) -> None:
    """The time and "remind me" are taken out, the rest stays as it was written."""
    assert subject(text, read_time(text, now=NOW, zone=SHANGHAI)) == left


def test_spans_are_slices_of_the_text_as_given() -> None:
    """Full-width and composed characters do not shift what was read."""
    text = "㍿の件 ﬁle １８：４５ remind me"
    reading = read_time(text, now=NOW, zone=SHANGHAI)
    assert expectation(reading) == {"at": "2026-11-23T18:45:00"}
    assert [text[start:end] for start, end in reading.spans] == ["１８：４５"]  # type: ignore[union-attr]  # this text can be read
    assert subject(text, reading) == "㍿の件 ﬁle"


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("remind me to check usage", True),
        ("please Remind Me tomorrow", True),
        ("set a reminder for 5pm", True),
        ("Reminder: rent", True),
        ("/remind tomorrow 9am rent", True),
        ("don’t let me forget the invoice", True),
        ("wake me at 7", True),
        ("提醒我交周报", True),
        ("每月1号提醒我看账单", True),
        ("记得提醒一下大家", True),
        ("明早七点叫我起床", True),
        ("别忘了交房租", True),
        ("帮我設個提醒", True),
        ("設個鬧鐘", True),
        ("how do reminders work", False),
        ("don't remind me", False),
        ("stop reminding me", False),
        ("that reminds me of something", False),
        ("what does it cost", False),
        ("tomorrow 9am", False),
        ("不要提醒我", False),
        ("怎么取消提醒", False),
        ("叫我小明就行", False),
        ("余额不足的原因", False),
        ("", False),
    ],
)
def test_who_asks_to_be_reminded(text: str, asks: bool) -> None:
    """Asking for a reminder is told from speaking of reminders, and from declining one."""
    assert mentions_reminder(text) is asks


@pytest.mark.parametrize(
    ("text", "hours", "moment"),
    [
        pytest.param("tomorrow", DayHours(), "2026-11-24T09:00:00", id="default-hour"),
        pytest.param("tomorrow", LATE, "2026-11-24T11:00:00", id="own-default-hour"),
        pytest.param("today", LATE, "2026-11-23T11:00:00", id="own-hour-still-to-come-today"),
        pytest.param("today", DayHours(), "2026-11-23T11:00:00", id="passed-hour-gives-the-next-full-one"),
        pytest.param("明早", LATE, "2026-11-24T07:30:00", id="own-morning"),
        pytest.param("tomorrow afternoon", LATE, "2026-11-24T16:00:00", id="own-afternoon"),
        pytest.param("明天中午", LATE, "2026-11-24T12:30:00", id="own-noon"),
        pytest.param("this evening", LATE, "2026-11-23T19:00:00", id="own-evening"),
        pytest.param("今晚", LATE, "2026-11-23T21:15:00", id="own-night"),
        pytest.param("明天凌晨", LATE, "2026-11-24T05:00:00", id="own-small-hours"),
        pytest.param("tomorrow 8am", LATE, "2026-11-24T08:00:00", id="a-time-that-was-said"),
    ],
)
def test_days_and_parts_get_the_persons_hour(text: str, hours: DayHours, moment: str) -> None:
    """What is said without a time of day goes to the hour that the person has chosen."""
    reading = read_time(text, now=NOW, zone=SHANGHAI, hours=hours)
    assert isinstance(reading, At | OnDate | DayPart)
    resolved = resolve(reading, now=NOW, zone=SHANGHAI, hours=hours)
    assert expectation(resolved) == {"at": moment}


@pytest.mark.parametrize(
    ("time", "moment"),
    [
        pytest.param("19:29", "2026-11-23T20:00:00", id="before-the-hour"),
        pytest.param("20:00", "2026-11-23T21:00:00", id="on-the-hour"),
        pytest.param("20:30", "2026-11-23T21:00:00", id="half-an-hour-is-enough"),
        pytest.param("20:31", "2026-11-23T22:00:00", id="less-is-not"),
        pytest.param("21:31", "2026-11-23T23:00:00", id="late-at-night"),
        pytest.param("22:31", None, id="the-night-is-over"),
    ],
)
def test_tonight_moves_on_while_it_lasts(time: str, moment: str | None) -> None:
    """Once the hour for the night has passed, tonight is the next full hour at least 30 minutes away."""
    now = dt.datetime.combine(NOW.date(), dt.time.fromisoformat(time), SHANGHAI)
    reading = read_time("tonight", now=now, zone=SHANGHAI)
    assert isinstance(reading, At | DayPart | OnDate | Past)
    resolved = resolve(reading, now=now, zone=SHANGHAI)
    assert expectation(resolved) == ({"past": True} if moment is None else {"at": moment})


def test_a_day_that_ends_is_past() -> None:
    """Late in the evening there is no hour left today."""
    now = dt.datetime(2026, 11, 23, 22, 15, tzinfo=SHANGHAI)
    reading = OnDate(dt.date(2026, 11, 23))
    assert isinstance(resolve(reading, now=now, zone=SHANGHAI), Past)


def test_repetitions_use_the_persons_hours() -> None:
    """Every morning is at the person's morning, a bare day at the default hour."""
    every_morning = read_time("every morning", now=NOW, zone=SHANGHAI, hours=LATE)
    monthly = read_time("每月6号", now=NOW, zone=SHANGHAI, hours=LATE)
    assert isinstance(every_morning, Repeat)
    assert isinstance(monthly, Repeat)
    assert every_morning.rule.time == dt.time(7, 30)
    assert monthly.rule.time is None
    assert monthly.first.isoformat() == "2026-12-06T11:00:00"
    assert resolve(monthly, now=NOW, zone=SHANGHAI, hours=LATE) == monthly
