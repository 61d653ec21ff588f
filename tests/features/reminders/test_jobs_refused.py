"""What could not be sent: nobody reached, refused, no answer, no network; what comes of it."""

from __future__ import annotations

import datetime as dt

from bot.core.recurrence import Freq, Rule
from bot.features.reminders.jobs import AGAIN_AFTER, CLAIM_LASTS
from bot.features.reminders.rules import State
from bot.tg.sender import Outcome
from tests.features.reminders.helpers import ANN, BO, Desk, at, reminder

DAILY = Rule(Freq.DAILY, time=dt.time(9))
DUE = "2026-11-30T09:00"  # in Shanghai: 01:00 UTC
REPEAT = "(may be a repeat)"


async def test_who_cannot_be_reached_gets_one_try_and_the_rest_when_they_write_again(desk: Desk) -> None:
    """All their reminders wait, others' do not; afterwards they go on, late, and not as a repeat."""
    desk.sender.outcome = Outcome.UNREACHABLE
    first, later = reminder(DUE), reminder("2026-11-30T10:00", text="later")
    await desk.add(first, later)
    jobs = desk.jobs()
    await jobs.run_due(at("2026-11-30T01:00"))
    desk.sender.outcome = Outcome.SENT
    assert await jobs.run_due(at("2026-11-30T05:00")) is None
    assert len(desk.sender.sent) == 1
    assert (await desk.stored(first)).state is State.WAITING
    assert (await desk.stored(later)).schedule.next_due == at("2026-11-30T02:00")
    assert await desk.database.write(lambda tx: desk.store.resume(tx, ANN))
    assert not await desk.database.write(lambda tx: desk.store.resume(tx, ANN))
    await jobs.run_due(at("2026-11-30T05:00"))
    assert desk.texts[1] == (
        "While I could not write to you, 2 reminders were due: check usage (Mon 30 Nov) · later (Mon 30 Nov)"
    )


async def test_what_telegram_does_not_take_is_not_tried_again(desk: Desk) -> None:
    """One try, then the next date."""
    desk.sender.outcome = Outcome.REFUSED
    await desk.add(reminder(DUE, rule=DAILY))
    assert await desk.jobs().run_due(at("2026-11-30T01:00")) == at("2026-12-01T01:00")
    assert len(desk.sender.sent) == 1


async def test_what_may_have_arrived_is_sent_again_and_says_so(desk: Desk) -> None:
    """No word came back: it is tried again a little later, marked, and three times at most."""
    desk.sender.outcome = Outcome.MAYBE
    await desk.add(reminder(DUE, rule=DAILY))
    jobs, now = desk.jobs(), at("2026-11-30T01:00")
    for _ in range(2):
        upcoming = await jobs.run_due(now)
        assert upcoming == now + AGAIN_AFTER
        now = upcoming
    assert await jobs.run_due(now) == at("2026-12-01T01:00")
    assert [REPEAT in text for text in desk.texts] == [False, True, True]


async def test_what_never_left_is_no_repeat(desk: Desk) -> None:
    """A refused connection stops the round for a moment; afterwards the reminder leaves as if nothing had been."""
    desk.sender.outcome = Outcome.LATER
    await desk.add(reminder(DUE), reminder(DUE, person=BO))
    jobs, now = desk.jobs(), at("2026-11-30T01:00")
    for pause_s in (1, 2, 4):
        upcoming = await jobs.run_due(now)
        assert upcoming == now + dt.timedelta(seconds=pause_s)
        now = upcoming
    tries = len(desk.sender.sent)
    desk.sender.outcome = Outcome.SENT
    assert await jobs.run_due(now) is None
    assert len(desk.sender.sent) == tries + 2
    assert not any(REPEAT in text for text in desk.texts)


async def test_a_chat_that_is_put_off_waits_alone(desk: Desk) -> None:
    """Telegram's 429 for one chat moves all of its reminders, and those of nobody else."""
    desk.sender.outcome, desk.sender.wait_s = Outcome.LATER, 40.0
    await desk.add(reminder(DUE), reminder("2026-11-30T09:00:30"), reminder("2026-11-30T09:00:50", person=BO))
    jobs = desk.jobs()
    assert await jobs.run_due(at("2026-11-30T01:00")) == at("2026-11-30T01:00:40")
    desk.sender.outcome = Outcome.SENT
    assert await jobs.run_due(at("2026-11-30T01:00:39")) == at("2026-11-30T01:00:40")
    await jobs.run_due(at("2026-11-30T01:00:40"))
    assert await jobs.run_due(at("2026-11-30T01:00:50")) is None
    assert [chat for chat, _ in desk.sender.sent] == [ANN, ANN, BO]
    assert not any(REPEAT in text for text in desk.texts)


async def test_while_nothing_may_leave_nothing_is_claimed(desk: Desk) -> None:
    """A pause for everybody leaves the reminders as they are."""
    desk.sender.no_turn_s = 300.0
    due = reminder(DUE)
    await desk.add(due)
    assert await desk.jobs().run_due(at("2026-11-30T01:00")) == at("2026-11-30T01:05")
    assert (await desk.stored(due)).state is State.ACTIVE


async def test_one_that_always_fails_is_given_up_and_stops_nobody(desk: Desk) -> None:
    """An error that nobody foresaw costs three tries; the others are sent meanwhile."""
    await desk.add(reminder(DUE, rule=DAILY), reminder("2026-11-30T09:01", person=BO))
    tries = 0

    async def fail_first() -> None:
        nonlocal tries
        if len(desk.sender.sent) == 1 or tries == 0:
            tries += 1
            raise RuntimeError("a mistake")

    desk.sender.before = fail_first
    jobs, now = desk.jobs(), at("2026-11-30T01:01")
    for _ in range(4):
        upcoming = await jobs.run_due(now)
        now += CLAIM_LASTS
    assert (tries, len(desk.sender.sent), upcoming) == (3, 1, at("2026-12-01T01:00"))
