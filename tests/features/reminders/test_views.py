"""The words of reminders, as somebody reads them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from markupsafe import Markup

from bot.core.i18n import translator
from bot.core.language import Language
from bot.core.recurrence import Freq, Rule
from bot.core.zones import zone
from bot.features.reminders import due_views, ready_views, rules, schedule_views, views
from bot.features.reminders.rules import Delivery, Note, Problem, Refusal
from tests.features.reminders.helpers import at, reminder

if TYPE_CHECKING:
    from bot.core.i18n import Translator
    from bot.core.screen import Screen
    from bot.features.reminders.rules import Schedule

NOW = at("2026-11-23T02:00")
SHANGHAI = zone("Asia/Shanghai")
NINE = dt.time(9)


def rule(freq: Freq, **fields: Any) -> Schedule:
    """Return the schedule of a rule that begins on a Monday, the 30th."""
    return reminder("2026-11-30T09:00", rule=Rule(freq, time=NINE, **fields)).schedule


def steps(freq: Freq, interval: int) -> Schedule:
    """Return the schedule of a rule that steps by elapsed time."""
    return reminder("2026-11-30T09:00", rule=Rule(freq, interval)).schedule


@pytest.mark.parametrize(
    ("schedule", "english", "chinese"),
    [
        pytest.param(rule(Freq.DAILY), "Every day", "每天", id="daily"),
        pytest.param(rule(Freq.EVERY_N_DAYS, interval=3), "Every 3 days", "每 3 天", id="days"),
        pytest.param(rule(Freq.WEEKDAYS), "Every weekday (Mon to Fri)", "每个工作日（周一到周五）", id="weekdays"),
        pytest.param(rule(Freq.WEEKLY), "Every Monday", "每周一", id="weekly-as-the-anchor"),
        pytest.param(
            rule(Freq.WEEKLY, weekdays=(0, 2, 4)),
            "Every Monday, Wednesday, and Friday",
            "每周一、周三和周五",
            id="weekly-on-three-days",
        ),
        pytest.param(rule(Freq.EVERY_N_WEEKS, interval=2), "Every 2 weeks on Monday", "每 2 周的周一", id="weeks"),
        pytest.param(rule(Freq.MONTHLY, day=1), "On the 1st of every month", "每月 1 号", id="1st"),
        pytest.param(rule(Freq.MONTHLY, day=12), "On the 12th of every month", "每月 12 号", id="12th"),
        pytest.param(rule(Freq.MONTHLY, day=22), "On the 22nd of every month", "每月 22 号", id="22nd"),
        pytest.param(
            rule(Freq.MONTHLY, nth=2, weekdays=(3,)),
            "On the 2nd Thursday of every month",
            "每月第 2 个周四",
            id="nth-weekday",
        ),
        pytest.param(
            rule(Freq.EVERY_N_MONTHS, interval=2, nth=-1, weekdays=(4,)),
            "Every 2 months on the last Friday",
            "每 2 个月的最后一个周五",
            id="last-weekday",
        ),
        pytest.param(
            rule(Freq.EVERY_N_MONTHS, interval=3, day=5), "Every 3 months on the 5th", "每 3 个月的 5 号", id="months"
        ),
        pytest.param(rule(Freq.MONTH_END), "On the last day of every month", "每月最后一天", id="month-end"),
        pytest.param(rule(Freq.YEARLY, month=3, day=8), "Every year on 8 Mar", "每年 3 月 8 日", id="yearly"),
        pytest.param(steps(Freq.EVERY_N_HOURS, 1), "Every hour", "每小时", id="one-hour"),
        pytest.param(steps(Freq.EVERY_N_HOURS, 6), "Every 6 hours", "每 6 小时", id="hours"),
        pytest.param(steps(Freq.EVERY_N_MINUTES, 30), "Every 30 minutes", "每 30 分钟", id="minutes"),
    ],
)
def test_a_rule_is_said_in_words(schedule: Schedule, english: str, chinese: str) -> None:
    """Every kind of repetition has its words in both languages."""
    said = [str(schedule_views.every(translator(language), schedule)) for language in (Language.EN, Language.ZH)]
    assert said == [english, chinese]


@pytest.mark.parametrize(
    ("schedule", "english", "chinese"),
    [
        pytest.param(
            reminder("2026-11-24T09:00").schedule,
            "Tue 24 Nov, 09:00 (Shanghai)",
            "11 月 24 日周二 09:00（上海）",
            id="once",
        ),
        pytest.param(
            reminder("2027-11-24T09:00", where="America/New_York").schedule,
            "Wed 24 Nov 2027, 09:00 (New York)",
            "2027 年 11 月 24 日周三 09:00（纽约）",
            id="in-another-year",
        ),
        pytest.param(rule(Freq.DAILY), "Every day, 09:00 (Shanghai)", "每天 09:00（上海）", id="repeating"),
        pytest.param(steps(Freq.EVERY_N_HOURS, 6), "Every 6 hours", "每 6 小时", id="elapsed-time-has-no-hour"),
    ],
)
def test_a_time_is_said_with_its_zone(schedule: Schedule, english: str, chinese: str) -> None:
    """Weekday, date, time and the city of the zone; the year where it is not plain."""
    said = [str(schedule_views.when(translator(language), schedule, NOW)) for language in (Language.EN, Language.ZH)]
    assert said == [english, chinese]


@pytest.mark.parametrize(
    ("schedule", "note"),
    [
        pytest.param(rule(Freq.MONTHLY, day=28), None, id="every-month-has-a-28th"),
        pytest.param(rule(Freq.MONTHLY, day=29), "Shorter months: on their last day", id="not-a-29th"),
        pytest.param(rule(Freq.MONTH_END), None, id="month-end"),
        pytest.param(
            rule(Freq.MONTHLY, nth=5, weekdays=(0,)), "Months without a fifth one are left out", id="fifth-monday"
        ),
        pytest.param(
            rule(Freq.YEARLY, month=2, day=29), "Years without that day: on the last day of February", id="leap-day"
        ),
        pytest.param(rule(Freq.YEARLY, month=2, day=28), None, id="day-before"),
        pytest.param(reminder("2026-12-31T09:00").schedule, None, id="once"),
    ],
)
def test_what_happens_in_short_months_is_said(schedule: Schedule, note: str | None, tr: Translator) -> None:
    """A day that some months lack is explained, and only that."""
    said = schedule_views.short_months(tr, schedule)
    assert (None if said is None else str(said)) == note


def test_the_confirmation_says_everything_back(tr: Translator) -> None:
    """What, when, short months, three dates, the assumed zone; nothing of it for a plain one in a chosen zone."""
    monthly = reminder("2026-11-30T09:00", rule=Rule(Freq.MONTHLY, day=31, time=NINE), text="a <b> & c")
    monthly = replace(monthly, schedule=replace(monthly.schedule, anchor=dt.datetime.fromisoformat("2026-11-23T09:00")))
    screen = views.confirmed(tr, monthly, NOW, ask_zone=True)
    assert str(screen.html).split("\n") == [
        "<b>On the 31st of every month, 09:00 (Shanghai)</b>: a &lt;b&gt; &amp; c",
        "Shorter months: on their last day",
        "Next: Mon 30 Nov · Thu 31 Dec · Sun 31 Jan",
        "It is 10:00 for you, right? (Shanghai)",
    ]
    assert [button.label for row in screen.rows for button in row] == [
        "Yes, 10:00",
        "Another zone",
        "Change time",
        "Cancel",
    ]
    once = views.confirmed(tr, reminder("2026-11-24T07:00"), NOW, notes=(Note.TOMORROW,))
    assert str(once.html) == (
        "<b>Tue 24 Nov, 07:00 (Shanghai)</b>: check usage\n07:00 has passed today, so it is tomorrow"
    )


def test_steps_of_hours_show_their_times(tr: Translator) -> None:
    """Where several fall on one day, dates alone would not tell them apart."""
    hourly = reminder("2026-11-30T09:00", rule=Rule(Freq.EVERY_N_HOURS, interval=6))
    lines = str(views.confirmed(tr, hourly, NOW).html).split("\n")
    assert lines == [
        "<b>Every 6 hours</b>: check usage",
        "Next: Mon 30 Nov, 09:00 · Mon 30 Nov, 15:00 · Mon 30 Nov, 21:00",
    ]


@pytest.mark.parametrize(
    ("words", "labels"),
    [
        pytest.param("on 5/4 pay", ["5 Apr", "4 May"], id="days"),
        pytest.param("at 8 pay", ["Mon 20:00", "Tue 08:00"], id="days-and-times"),
        pytest.param("on december 3rd at 4 pay", ["04:00", "16:00"], id="times-of-one-day"),
    ],
)
def test_the_buttons_of_a_choice_say_what_differs(words: str, labels: list[str], tr: Translator) -> None:
    """The text lists the times in full; each button names what tells its own from the others."""
    choice = rules.read_request(words, now=NOW, zone=SHANGHAI)
    assert isinstance(choice, rules.Choice)
    screen = views.choose(tr, choice, 5, NOW)
    assert [(b.label, b.action) for row in screen.rows for b in row] == [
        (label, f"reminders:pick:5:{number}") for number, label in enumerate(labels)
    ]


@pytest.mark.parametrize(
    ("late", "words"),
    [
        pytest.param(dt.timedelta(minutes=3), "3 minutes", id="minutes"),
        pytest.param(dt.timedelta(minutes=59, seconds=59), "59 minutes", id="just-below-an-hour"),
        pytest.param(dt.timedelta(hours=1), "1 hour", id="an-hour"),
        pytest.param(dt.timedelta(hours=47, minutes=59), "47 hours", id="just-below-two-days"),
        pytest.param(dt.timedelta(hours=48), "2 days", id="two-days"),
    ],
)
def test_a_delay_is_said_in_the_unit_that_suits_it(late: dt.timedelta, words: str, tr: Translator) -> None:
    """Hours go up to two days, so that "26 hours" is not "1 day"."""
    assert str(schedule_views.delay(tr, late)) == words


def test_the_message_that_is_due(tr: Translator) -> None:
    """What, since when, how late, perhaps a repeat, the limit; a repeating one can be stopped."""
    daily = reminder("2026-11-30T09:00", rule=Rule(Freq.DAILY, time=NINE))
    delivery = Delivery(daily.schedule.next_due, dt.timedelta(hours=26), 1, None, may_repeat=True)
    screen = due_views.due(tr, daily, delivery, Markup("Your limit: used $41.54 of $50"), at("2026-12-01T03:00"))
    assert str(screen.html).split("\n") == [
        "⏰ <b>Check usage</b> · due Mon 30 Nov, 09:00",
        "Late by 26 hours; 1 more was skipped",
        "<i>(may be a repeat)</i>",
        "Your limit: used $41.54 of $50",
    ]
    labels = [button.label for row in screen.rows for button in row]
    assert labels == ["Done", "In 1 hour", "Tonight", "Tomorrow morning", "Other time", "Stop reminding"]


@pytest.mark.parametrize("problem", list(Problem))
@pytest.mark.parametrize("piece", ["", "<feb 30>"])
@pytest.mark.parametrize("moment", [None, dt.date(2026, 11, 1), dt.datetime.fromisoformat("2026-11-23T08:00")])
def test_every_refusal_says_something_and_gives_an_example(
    problem: Problem, piece: str, moment: dt.date | None, tr: Translator
) -> None:
    """No problem is without words, and what was typed is escaped."""
    text = str(views.refused(tr, Refusal(problem, piece, moment), NOW, SHANGHAI).html)
    said, example = text.split("\n")
    assert said
    assert "<feb" not in text
    assert example == "Try: <code>remind me tomorrow 9:00 to check usage</code>"


@pytest.mark.parametrize(
    ("count", "page", "numbers", "arrows"),
    [
        pytest.param(1, 0, ["1"], "", id="one"),
        pytest.param(5, 0, ["1", "2", "3", "4", "5"], "", id="a-full-page"),
        pytest.param(6, 0, ["1", "2", "3", "4", "5"], "›", id="one-more"),
        pytest.param(6, 1, ["6"], "‹", id="the-second-page"),
        pytest.param(11, 1, ["6", "7", "8", "9", "10"], "‹›", id="in-the-middle"),
        pytest.param(6, 99, ["6"], "‹", id="a-page-that-is-gone"),
    ],
)
def test_the_list_is_in_pages(count: int, page: int, numbers: list[str], arrows: str, tr: Translator) -> None:
    """Each reminder on the page has its number and its button; never more than eight buttons."""
    present = [reminder(f"2026-11-30T09:{n:02}", text=f"number {n}") for n in range(count)]
    screen = views.listed(tr, present, NOW, SHANGHAI, page, deleted=reminder("2026-11-24T09:00"))
    labels = [button.label for row in screen.rows for button in row]
    assert labels == [*(f"Edit {number}" for number in numbers), "Undo", *arrows]
    assert len(labels) <= 8
    assert [line.split(".", maxsplit=1)[0] for line in str(screen.html).split("\n")[2:]] == numbers


def test_a_long_text_is_cut_in_the_list_only(tr: Translator) -> None:
    """The list stays readable; the reminder itself keeps its words."""
    long = reminder("2026-11-24T09:00", text="x" * 200, rule=Rule(Freq.WEEKLY, weekdays=(1,), time=NINE))
    line = str(views.listed(tr, [long], NOW, SHANGHAI, 0).html).split("\n")[1]
    assert line == f"1. <b>Tue 24 Nov, 09:00</b>: {'x' * 59}… (every Tuesday)"
    assert "x" * 200 in str(views.confirmed(tr, long, NOW).html)


def test_actions_fit_into_a_button(tr: Translator) -> None:
    """With the largest numbers that occur, every action stays within 61 bytes."""
    huge = replace(reminder("2026-11-24T09:00", rule=Rule(Freq.DAILY)), id=2**48 - 1, occurrence=10**7)
    delivery = Delivery(huge.schedule.next_due, dt.timedelta(), 0, None, may_repeat=False)
    screens: list[Screen] = [
        views.offer(tr),
        views.confirmed(tr, huge, NOW),
        views.ask_new_time(tr, huge, NOW),
        views.listed(tr, [huge] * 50, NOW, SHANGHAI, 5, deleted=huge),
        views.deleted(tr, huge),
        views.item(tr, huge, NOW, 9),
        views.confirmed(tr, huge, NOW, ask_morning=True),
        due_views.due(tr, huge, delivery, None, NOW),
        due_views.several(tr, [(huge, delivery)] * 4, 2**48 - 1, NOW),
        due_views.ask_other(tr, huge, huge.occurrence, NOW),
        due_views.done(tr, huge, huge.occurrence, NOW, NOW),
        due_views.put_off(tr, huge, huge.occurrence, NOW, huge.schedule, NOW),
        ready_views.zones(tr, huge.id, NOW),
        ready_views.found_zones(tr, ["America/Argentina/ComodRivadavia"], NOW),
        ready_views.expiry_set(tr, NOW.date(), [huge], huge.id, NOW),
        views.too_many(tr),
    ]
    actions = [button.action for screen in screens for row in screen.rows for button in row]
    assert all(action is not None and len(action.encode()) <= 61 for action in actions)
