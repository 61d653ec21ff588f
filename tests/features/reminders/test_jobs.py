"""What is due leaves once, whatever happens in between."""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import replace
from importlib import metadata
from typing import TYPE_CHECKING

import pytest

from bot.core.clock import ManualClock
from bot.core.recurrence import Freq, Rule
from bot.db.codecs import instant_to_text
from bot.features.reminders.jobs import AT_ONCE, BATCH, CLAIM_LASTS
from bot.features.reminders.rules import Kind, State
from tests.features.reminders.helpers import ANN, BO, Desk, at, reminder

if TYPE_CHECKING:
    from bot.db.database import Transaction

DAILY = Rule(Freq.DAILY, time=dt.time(9))
DUE = "2026-11-30T09:00"  # in Shanghai: 01:00 UTC
REPEAT = "(may be a repeat)"


async def test_it_is_sent_when_due_and_only_once(desk: Desk) -> None:
    """A second before: nothing; at the time: one message; after it: nothing more."""
    clock, jobs = ManualClock(at("2026-11-30T00:59:59")), desk.jobs()
    await desk.add(reminder(DUE))
    assert await jobs.run_due(clock.now()) == at("2026-11-30T01:00")
    assert desk.sender.sent == []
    clock.move_to(at("2026-11-30T01:00"))
    assert await jobs.run_due(clock.now()) is None
    assert desk.texts == ["⏰ <b>Check usage</b> · due Mon 30 Nov, 09:00"]
    clock.move_to(at("2026-12-30T01:00"))
    assert await jobs.run_due(clock.now()) is None
    assert len(desk.sender.sent) == 1


async def test_setting_the_clock_back_sends_nothing_again(desk: Desk) -> None:
    """What was sent stays sent when the same instant comes a second time."""
    await desk.add(reminder(DUE, rule=DAILY))
    jobs = desk.jobs()
    for now in ("2026-11-30T01:00", "2026-11-29T23:00", "2026-11-30T01:00"):
        assert await jobs.run_due(at(now)) == at("2026-12-01T01:00")
    assert len(desk.sender.sent) == 1


async def test_a_repeating_one_goes_on_from_its_anchor(desk: Desk) -> None:
    """The 31st is the 28th in February and the 31st again in March; each occurrence has its own number."""
    monthly = reminder("2027-01-31T09:00", rule=Rule(Freq.MONTHLY, day=31, time=dt.time(9)))
    await desk.add(monthly)
    jobs, now = desk.jobs(), at("2027-01-31T01:00")
    dues = []
    for _ in range(3):
        upcoming = await jobs.run_due(now)
        assert upcoming is not None
        dues.append(upcoming)
        now = upcoming
    assert dues == [at("2027-02-28T01:00"), at("2027-03-31T01:00"), at("2027-04-30T01:00")]
    assert (await desk.stored(monthly)).occurrence == 4
    assert len(desk.sender.sent) == 3


async def test_killed_between_sending_and_marking_it_comes_again_and_says_so(desk: Desk) -> None:
    """The claim is committed before the message leaves; the next start finds it and repeats it with a note, once."""
    killed = reminder(DUE, rule=DAILY)
    await desk.add(killed, reminder("2026-11-30T09:01", person=BO, text="pay"))
    await desk.database.write(lambda tx: desk.store.claim(tx, "a process that is gone", at("2026-11-30T01:00")))
    jobs = desk.jobs()
    await jobs.run_due(at("2026-11-30T01:01"))
    assert [REPEAT in text for text in desk.texts] == [True, False]
    await jobs.run_due(at("2026-12-01T01:00"))
    assert REPEAT not in desk.texts[2]
    assert len(desk.sender.sent) == 3


async def test_a_claim_of_another_process_is_left_alone_until_it_is_old(desk: Desk) -> None:
    """After the start, somebody else's claim counts; when its time is over it is taken over, with a note."""
    jobs, due = desk.jobs(), at("2026-11-30T01:00")
    await jobs.run_due(due)
    await desk.add(reminder(DUE))
    await desk.database.write(lambda tx: desk.store.claim(tx, "another process", due))
    await jobs.run_due(due + CLAIM_LASTS - dt.timedelta(seconds=1))
    assert desk.sender.sent == []
    await jobs.run_due(due + CLAIM_LASTS)
    assert len(desk.sender.sent) == 1
    assert REPEAT in desk.texts[0]


async def test_two_processes_share_the_work(desk: Desk) -> None:
    """Two copies of the program that run at the same time send each reminder once."""
    await desk.add(*(reminder(DUE, text=f"number {n}", person=100 + n) for n in range(30)))
    one, two = desk.jobs(), desk.jobs()
    await asyncio.gather(one.run_due(at("2026-11-29T01:00")), two.run_due(at("2026-11-29T01:00")))  # both have started

    desk.sender.before = lambda: asyncio.sleep(0.001)
    await asyncio.gather(one.run_due(at("2026-11-30T01:00")), two.run_due(at("2026-11-30T01:00")))
    assert len(desk.sender.sent) == len(set(desk.texts)) == 30
    assert not any(REPEAT in text for text in desk.texts)


@pytest.mark.parametrize(
    ("now", "note"),
    [
        pytest.param("2026-11-30T01:02:00", None, id="two-minutes-are-not-late"),
        pytest.param("2026-11-30T01:02:01", "Late by 2 minutes", id="a-second-more-is"),
        pytest.param("2026-11-30T02:00:00", "Late by 1 hour", id="an-hour"),
        pytest.param("2026-12-01T03:00:00", "Late by 26 hours", id="hours-up-to-two-days"),
        pytest.param("2026-12-02T01:00:00", "Late by 2 days", id="days-from-then-on"),
    ],
)
async def test_a_late_one_says_so(
    now: str,
    note: str | None,
    desk: Desk,
) -> None:
    """One message when the program is back, with the delay in words."""
    await desk.add(reminder(DUE))
    await desk.jobs().run_due(at(now))
    assert desk.texts[0].split("\n")[1:] == ([note] if note else [])
    assert "due Mon 30 Nov, 09:00" in desk.texts[0]


@pytest.mark.parametrize(
    ("rule", "now", "note", "upcoming", "occurrence"),
    [
        pytest.param(DAILY, "2026-12-01T00:59:59", "Late by 23 hours", "2026-12-01T01:00", 2, id="before-the-second"),
        pytest.param(
            DAILY, "2026-12-01T03:00", "Late by 26 hours; 1 more was skipped", "2026-12-02T01:00", 3, id="one-skipped"
        ),
        pytest.param(
            DAILY, "2026-12-10T01:00", "Late by 10 days; 10 more were skipped", "2026-12-11T01:00", 12, id="due-now-too"
        ),
        pytest.param(
            Rule(Freq.EVERY_N_HOURS, interval=6),
            "2026-11-30T20:00",
            "Late by 19 hours; 3 more were skipped",
            "2026-12-01T01:00",
            5,
            id="elapsed-time",
        ),
    ],
)
async def test_what_passed_meanwhile_is_skipped_and_counted(
    rule: Rule,
    now: str,
    note: str,
    upcoming: str,
    occurrence: int,
    desk: Desk,
) -> None:
    """One message for all that passed, then the regular dates."""
    repeating = reminder(DUE, rule=rule)
    await desk.add(repeating)
    assert await desk.jobs().run_due(at(now)) == at(upcoming)
    assert [text.split("\n")[1] for text in desk.texts] == [note]
    assert (await desk.stored(repeating)).occurrence == occurrence


async def test_what_is_due_within_a_minute_is_one_message(desk: Desk) -> None:
    """Three of one person leave as one, the next minute's apart; each is marked on its own."""
    daily = reminder("2026-11-30T09:00:30", rule=DAILY, text="look")
    await desk.add(reminder(DUE), daily, reminder("2026-11-30T09:00:59", text="pay"), reminder("2026-11-30T09:01"))
    await desk.add(reminder(DUE, person=BO))
    jobs = desk.jobs()
    assert await jobs.run_due(at("2026-11-30T01:00")) == at("2026-11-30T01:01")
    mine = [str(screen.html) for chat, screen in desk.sender.sent if chat == ANN]
    assert [text.split("\n") for text in mine] == [
        [
            "⏰ <b>3 reminders</b>",
            "1. <b>Check usage</b> · due Mon 30 Nov, 09:00",
            "2. <b>Look</b> · due Mon 30 Nov, 09:00",
            "3. <b>Pay</b> · due Mon 30 Nov, 09:00",
        ]
    ]
    assert (await desk.stored(daily)).schedule.next_due == at("2026-12-01T01:00")
    assert (await desk.stored(daily)).occurrence == 2


async def test_what_nobody_timed_waits_for_the_morning(desk: Desk) -> None:
    """Quiet hours hold what the bot itself set, and let it out as one message; a named time is kept."""
    own = [replace(reminder(f"2026-11-30T2{hour}:00", text=f"own {hour}"), named=False) for hour in (2, 3)]
    await desk.add(*own, reminder("2026-11-30T22:30", text="named"))
    jobs = desk.jobs()
    await jobs.run_due(at("2026-11-30T15:00"))
    assert [text.split("</b>")[0] for text in desk.texts] == ["⏰ <b>Named"]
    assert await jobs.run_due(at("2026-11-30T23:59")) == at("2026-12-01T00:00")
    await jobs.run_due(at("2026-12-01T00:00"))
    assert desk.texts[1].startswith("⏰ <b>2 reminders</b>\n1. <b>Own 2</b>")


async def test_new_rules_of_a_zone_keep_the_wall_time(desk: Desk) -> None:
    """Another tzdata than last time: the instants are reckoned anew from the wall times, once, at the start."""
    once, daily = reminder(DUE), reminder(DUE, rule=DAILY)
    await desk.add(once, daily)

    def as_under_old_rules(tx: Transaction) -> None:
        desk.store.state(tx, "reminders tzdata", "2020.1")
        for each in (once, daily):
            moved = instant_to_text(at("2026-11-30T02:00"))
            tx.execute("UPDATE reminders SET next_due = ?, wake_at = ? WHERE reminder_id = ?", (moved, moved, each.id))

    await desk.database.write(as_under_old_rules)
    await desk.jobs().run_due(at("2026-11-23T02:00"))
    for each in (once, daily):
        assert (await desk.stored(each)).schedule.next_due == at("2026-11-30T01:00")
    assert await desk.database.read(lambda tx: desk.store.fact(tx, "reminders tzdata")) == metadata.version("tzdata")


async def test_many_leave_in_batches_the_first_due_first(desk: Desk) -> None:
    """A call sends a bounded number, never more than a few at the same time, and says that there are more."""
    flying = most = 0

    async def fly() -> None:
        nonlocal flying, most
        flying += 1
        most = max(most, flying)
        await asyncio.sleep(0)
        flying -= 1

    desk.sender.before = fly
    base = dt.datetime.fromisoformat("2026-11-30T08:00")
    dues = [(100 + n, (base + dt.timedelta(seconds=n)).isoformat()) for n in range(BATCH + 20)]
    await desk.add(*(reminder(due, person=person) for person, due in reversed(dues)))
    jobs, now = desk.jobs(), at("2026-11-30T01:00")
    upcoming = await jobs.run_due(now)
    assert upcoming is not None
    assert upcoming <= now
    assert len(desk.sender.sent) == BATCH
    assert most <= AT_ONCE
    assert upcoming == at("2026-11-30T00:00") + dt.timedelta(seconds=BATCH)
    assert await jobs.run_due(now) is None
    assert len(desk.sender.sent) == len(dues)


async def test_stopping_lets_what_is_on_its_way_arrive(desk: Desk) -> None:
    """A call that is cancelled marks what it was sending and claims nothing more."""
    await desk.add(*(reminder(f"2026-11-30T08:{n:02}", person=100 + n) for n in range(10)))
    flying, started, go_on = 0, asyncio.Event(), asyncio.Event()

    async def wait() -> None:
        nonlocal flying
        flying += 1
        if flying == AT_ONCE:
            started.set()
        await go_on.wait()

    desk.sender.before = wait
    running = asyncio.create_task(desk.jobs().run_due(at("2026-11-30T01:00")))
    await started.wait()
    running.cancel()
    await asyncio.sleep(0)
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert len(desk.sender.sent) == AT_ONCE
    counted = await desk.database.read(lambda tx: desk.store.count_due(tx, at("2026-11-30T01:00"), 100))
    assert counted == 10 - AT_ONCE


async def test_what_is_changed_while_it_is_sent_stays_as_it_was_changed(desk: Desk) -> None:
    """Deleted while its message is on the way: it does not come back with the mark."""
    deleted = reminder(DUE, rule=DAILY)
    await desk.add(deleted)

    async def delete() -> None:
        await desk.database.write(lambda tx: desk.store.end(tx, deleted, at("2026-11-30T01:00")))

    desk.sender.before = delete
    assert await desk.jobs().run_due(at("2026-11-30T01:00")) is None
    assert (await desk.stored(deleted)).state is State.ENDED


async def test_the_limit_check_shows_the_limit_and_nothing_else_does(desk: Desk) -> None:
    """The budget's line stands under the limit check alone."""
    await desk.add(reminder(DUE, kind=Kind.LIMIT), reminder("2026-11-30T09:01", text="<b>pay</b>", person=BO))
    await desk.jobs().run_due(at("2026-11-30T01:01"))
    assert sorted(desk.texts) == [
        "⏰ <b>&lt;b&gt;pay&lt;/b&gt;</b> · due Mon 30 Nov, 09:01",
        "⏰ <b>Check usage</b> · due Mon 30 Nov, 09:00\nUsed $41.54 of $50",
    ]


async def test_a_limit_that_cannot_be_told_holds_nothing_up(desk: Desk) -> None:
    """The reminder leaves without the line when reading the limit fails."""
    await desk.add(reminder(DUE, kind=Kind.LIMIT))
    jobs = desk.jobs()

    def broken(*_: object) -> None:
        raise ValueError("a mistake elsewhere")

    jobs._summary = broken
    await jobs.run_due(at("2026-11-30T01:00"))
    assert desk.texts == ["⏰ <b>Check usage</b> · due Mon 30 Nov, 09:00"]


async def test_old_remains_are_forgotten(desk: Desk) -> None:
    """What was sent is kept for thirty days, for the buttons under it, and not for longer."""
    old = reminder(DUE)
    await desk.add(old)
    jobs = desk.jobs()
    await jobs.run_due(at("2026-11-30T01:00"))
    await jobs.run_due(at("2026-12-30T01:00"))
    assert (await desk.stored(old)).state is State.ENDED
    await jobs.run_due(at("2026-12-31T01:00:01"))
    assert await desk.database.read(lambda tx: desk.store.find(tx, old.id, ANN)) is None
