"""What a message asks for, and how a schedule goes on."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.recurrence import Freq, Rule
from bot.core.zones import zone
from bot.features.reminders import recognition, rules
from bot.features.reminders.rules import Choice, Note, Problem, Refusal, Schedule, Wish
from tests.features.reminders.helpers import at, reminder

SHANGHAI, BERLIN = zone("Asia/Shanghai"), zone("Europe/Berlin")
NOW = at("2026-11-23T02:00")  # Monday, 10:00 in Shanghai
NINE = dt.time(9)


def read(words: str) -> rules.Request:
    """Read a request as it comes from Shanghai on a Monday at ten."""
    return rules.read_request(recognition.tidy(words), now=NOW, zone=SHANGHAI)


@pytest.mark.parametrize(
    ("words", "text", "due"),
    [
        pytest.param("tomorrow 9:30 check the bill", "check the bill", "2026-11-24T01:30", id="after-the-command"),
        pytest.param("remind me tomorrow at 9am to look", "look", "2026-11-24T01:00", id="plain"),
        pytest.param("remind me in 45 minutes", "", "2026-11-23T02:45", id="without-words"),
        pytest.param("明天下午三点提醒我看额度", "看额度", "2026-11-24T07:00", id="chinese"),
        pytest.param("后天提醒我充值", "充值", "2026-11-25T01:00", id="chinese-without-an-hour"),
        pytest.param("remind me\non thursday 8pm\tto\x00 pay", "pay", "2026-11-26T12:00", id="lines-and-control-marks"),
    ],
)
def test_once(words: str, text: str, due: str) -> None:
    """The time is read and taken out; what is left is what to be reminded of."""
    wish = read(words)
    assert isinstance(wish, Wish)
    assert (wish.text, wish.schedule.rule, wish.schedule.next_due) == (text, None, at(due))


@pytest.mark.parametrize(
    ("words", "text", "dues"),
    [
        pytest.param(
            "remind me on the 31st every month to check usage",
            "check usage",
            ["2026-11-30T01:00", "2026-12-31T01:00", "2027-01-31T01:00"],
            id="on-the-31st",
        ),
        pytest.param(
            "每月2号提醒我看账单", "看账单", ["2026-12-02T01:00", "2027-01-02T01:00", "2027-02-02T01:00"], id="每月"
        ),
        pytest.param(
            "every weekday at 8:30 open the dashboard",
            "open the dashboard",
            ["2026-11-24T00:30", "2026-11-25T00:30", "2026-11-26T00:30"],
            id="weekdays",
        ),
        pytest.param(
            "every 6 hours", "", ["2026-11-23T08:00", "2026-11-23T14:00", "2026-11-23T20:00"], id="elapsed-time"
        ),
    ],
)
def test_repeating(words: str, text: str, dues: list[str]) -> None:
    """The next three instants are those that the confirmation shows."""
    wish = read(words)
    assert isinstance(wish, Wish)
    assert (wish.text, wish.schedule.upcoming(3)) == (text, [at(due) for due in dues])


@pytest.mark.parametrize(
    ("words", "instant"),
    [
        pytest.param("in 90 minutes", True, id="elapsed-time-stays"),
        pytest.param("tomorrow 9:00 UTC", True, id="another-zone-was-named"),
        pytest.param("tomorrow 9:00", False, id="wall-time-moves"),
        pytest.param("friday", False, id="a-day-moves"),
    ],
)
def test_what_a_move_to_another_zone_changes(words: str, instant: bool) -> None:
    """An instant stays where it is, a wall time is the same on the clock of the new zone."""
    wish = read(words)
    assert isinstance(wish, Wish)
    moved = wish.schedule.moved_to(BERLIN)
    shift = dt.timedelta() if instant else dt.timedelta(hours=7)
    assert (wish.schedule.is_instant, moved.next_due - wish.schedule.next_due) == (instant, shift)
    assert moved.moved_to(SHANGHAI) == wish.schedule


@pytest.mark.parametrize(
    ("words", "notes"),
    [
        pytest.param("7am look", (Note.TOMORROW,), id="passed-today"),
        pytest.param("11am look", (), id="still-to-come"),
        pytest.param("tomorrow 7am look", (), id="tomorrow-was-said"),
        pytest.param("早上八点提醒我看用量", (Note.TOMORROW,), id="passed-today-zh"),
    ],
)
def test_a_time_that_has_passed_today_is_tomorrow_and_says_so(words: str, notes: tuple[Note, ...]) -> None:
    """The confirmation gets a note where the day is not the one somebody may have thought of."""
    wish = read(words)
    assert isinstance(wish, Wish)
    assert wish.notes == notes


def test_a_wall_time_that_the_clocks_skip_has_a_note() -> None:
    """02:30 does not exist in Berlin on 28 March 2027; the reminder is at 03:00."""
    wish = rules.read_request("2027-03-28 02:30 look", now=NOW, zone=BERLIN)
    assert isinstance(wish, Wish)
    assert (wish.schedule.next_due, wish.notes) == (at("2027-03-28T01:00"), (Note.IN_GAP,))


@pytest.mark.parametrize(
    ("words", "text", "dues"),
    [
        pytest.param("on 5/4 pay", "pay", ["2027-04-05T01:00", "2027-05-04T01:00"], id="month-or-day-first"),
        pytest.param("8点提醒我吃药", "吃药", ["2026-11-23T12:00", "2026-11-24T00:00"], id="morning-or-evening"),
    ],
)
def test_two_meanings_are_both_offered(words: str, text: str, dues: list[str]) -> None:
    """Nothing is guessed: the person chooses."""
    choice = read(words)
    assert isinstance(choice, Choice)
    assert choice.text == text
    assert [wish.schedule.next_due for wish in choice.wishes] == [at(due) for due in dues]


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        pytest.param("check usage", Problem.NO_TIME, id="no-time"),
        pytest.param("", Problem.NO_TIME, id="nothing"),
        pytest.param("today at 8am call", Problem.PAST, id="past"),
        pytest.param("昨天提醒我", Problem.PAST, id="past-zh"),
        pytest.param("on feb 30 pay", Problem.NO_SUCH_DAY, id="no-such-day"),
        pytest.param("tomorrow 25:00 pay", Problem.NO_SUCH_TIME, id="no-such-time"),
        pytest.param("soon", Problem.VAGUE, id="vague"),
        pytest.param("过几天提醒我充值", Problem.VAGUE, id="vague-zh"),
        pytest.param("every 9 minutes look", Problem.TOO_OFTEN, id="nine-minutes-are-too-often"),
        pytest.param("tomorrow 9:00 " + "x" * 201, Problem.TOO_LONG, id="201-characters"),
        pytest.param("x" * 401, Problem.TOO_LONG, id="a-whole-text"),
    ],
)
def test_refused(words: str, problem: Problem) -> None:
    """What makes no reminder says why."""
    refusal = read(words)
    assert isinstance(refusal, Refusal)
    assert refusal.problem is problem


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("every 10 minutes look", id="ten-minutes-are-not-too-often"),
        pytest.param("tomorrow 9:00 " + "x" * 200, id="200-characters"),
    ],
)
def test_the_other_side_of_the_bounds(words: str) -> None:
    """The bounds themselves are allowed."""
    assert isinstance(read(words), Wish)


@given(st.text(max_size=60) | st.text("remind me tomorrow 9:00 提醒我明天每月1号 \ud800\x00\u202e", max_size=60))
def test_any_text_has_an_answer(words: str) -> None:
    """Nothing that can be typed raises, and what would be stored can be."""
    recognition.tidy(words).encode()
    request = read(words)
    assert isinstance(request, Wish | Choice | Refusal)
    recognition.asks_to_be_reminded(words, now=NOW, zone=SHANGHAI)
    recognition.asks_for_list(words)


def test_putting_off_means_an_hour_or_nine_tomorrow() -> None:
    """An hour is elapsed time, the morning is one of the person's own zone."""
    assert rules.in_one_hour(NOW, SHANGHAI).next_due == at("2026-11-23T03:00")
    assert rules.tomorrow_morning(at("2026-11-23T15:59"), SHANGHAI).next_due == at("2026-11-24T01:00")
    assert rules.tomorrow_morning(at("2026-11-23T16:00"), SHANGHAI).next_due == at("2026-11-25T01:00")


@pytest.mark.parametrize(
    ("rule", "due", "now", "skipped", "following"),
    [
        pytest.param(None, "2026-11-30T09:00", "2026-12-30T01:00", 0, None, id="once"),
        pytest.param(
            Rule(Freq.DAILY, time=NINE), "2026-11-30T09:00", "2026-11-30T01:00", 0, "2026-12-01T01:00", id="on-time",
        ),
        pytest.param(
            Rule(Freq.MONTHLY, day=31, time=NINE), "2027-01-31T09:00", "2027-03-01T00:00", 1, "2027-03-31T01:00",
            id="february-is-skipped-and-march-is-the-31st",
        ),
        pytest.param(
            Rule(Freq.EVERY_N_MINUTES, interval=10), "2026-11-30T09:00", "2027-11-30T01:00", 52_560, "2027-11-30T01:10",
            id="a-year-of-minutes-is-counted-without-a-walk",
        ),
    ],
)  # fmt: skip
def test_what_comes_after_a_late_one(
    rule: Rule | None, due: str, now: str, skipped: int, following: str | None
) -> None:
    """Everything up to now is passed over at once; the next one is reckoned from the anchor."""
    delivery = rules.delivery_of(reminder(due, rule=rule).schedule, at(now), tries=1)
    assert delivery.skipped == skipped
    assert (delivery.following.next_due if delivery.following else None) == (at(following) if following else None)


def test_a_repeating_one_keeps_its_wall_time_when_somebody_moves() -> None:
    """Nine in Shanghai becomes nine in Berlin, in summer as well; steps of hours go on as they were."""
    daily = reminder("2026-11-24T09:00", rule=Rule(Freq.DAILY, time=NINE)).schedule.moved_to(BERLIN)
    assert daily.next_due == at("2026-11-24T08:00")
    in_summer = daily.later_than(at("2027-07-01T12:00"))
    assert in_summer is not None
    assert in_summer.next_due == at("2027-07-02T07:00")
    hourly = reminder("2026-11-24T09:00", rule=Rule(Freq.EVERY_N_HOURS, interval=5)).schedule
    assert hourly.moved_to(BERLIN).upcoming(4) == hourly.upcoming(4)


def test_a_schedule_ends_with_its_calendar() -> None:
    """A rule that runs out of years has no next occurrence, and says so without raising."""
    yearly = Schedule(
        Rule(Freq.YEARLY), dt.datetime.fromisoformat("9998-06-01T09:00"), SHANGHAI, at("9998-06-01T01:00")
    )
    last = yearly.later_than(at("9998-06-01T01:00"))
    assert last is not None
    assert last.later_than(last.next_due) is None
