"""What is kept of reminders, and for whom."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.core.recurrence import Freq, Rule
from bot.core.zones import zone
from bot.features.reminders import rules
from bot.features.reminders.rules import MOST, Draft, Kind, State
from bot.features.reminders.store import TooManyRemindersError, new_id
from tests.features.reminders.helpers import ANN, BO, Desk, at, reminder

if TYPE_CHECKING:
    from bot.db.database import Transaction

NOW = at("2026-11-23T02:00")  # 10:00 in Shanghai
DAILY = Rule(Freq.DAILY, time=dt.time(9))


@pytest.mark.parametrize(
    "kept",
    [
        pytest.param(reminder("2026-11-30T09:00"), id="once"),
        pytest.param(reminder("2026-11-30T09:00", rule=DAILY, kind=Kind.LIMIT, where="Europe/Berlin"), id="repeating"),
        pytest.param(reminder("2026-11-30T09:00:23.5", text="看用量 🧾 <b> 'x'"), id="seconds-and-any-words"),
    ],
)
async def test_what_is_stored_comes_back_whole(kept: rules.Reminder, desk: Desk) -> None:
    """Every field survives the table."""
    await desk.database.write(lambda tx: desk.store.add(tx, kept, NOW))
    assert await desk.database.read(lambda tx: desk.store.find(tx, kept.id, ANN)) == kept
    assert await desk.database.read(lambda tx: desk.store.open_of(tx, ANN)) == [kept]


async def test_nobody_reaches_what_is_somebody_elses(desk: Desk) -> None:
    """A forged number finds nothing, ends nothing and moves nothing."""
    hers = reminder("2026-11-30T09:00")
    forged = replace(hers, person_id=BO)
    await desk.database.write(lambda tx: desk.store.add(tx, hers, NOW))

    def attack(tx: Transaction) -> None:
        assert desk.store.find(tx, hers.id, BO) is None
        desk.store.end(tx, forged, NOW)
        desk.store.reschedule(tx, forged, rules.in_one_hour(NOW, zone("UTC")))
        desk.store.end_put_off(tx, forged, 1, NOW)

    await desk.database.write(attack)
    assert await desk.database.read(lambda tx: desk.store.open_of(tx, ANN)) == [hers]


async def test_fifty_are_the_most(desk: Desk) -> None:
    """The fifty-first is refused, also by way of Undo; one that ended makes room; others have room of their own."""
    present = [reminder(f"2026-11-30T09:{n:02}") for n in range(MOST)]

    def fill(tx: Transaction) -> None:
        for each in present:
            desk.store.add(tx, each, NOW)

    await desk.database.write(fill)
    with pytest.raises(TooManyRemindersError):
        await desk.database.write(lambda tx: desk.store.add(tx, reminder("2026-12-01T09:00"), NOW))
    await desk.database.write(lambda tx: desk.store.add(tx, reminder("2026-12-01T09:00", person=BO), NOW))
    await desk.database.write(lambda tx: desk.store.end(tx, present[0], NOW))
    await desk.database.write(lambda tx: desk.store.add(tx, reminder("2026-12-01T09:00"), NOW))
    ended = replace(present[0], state=State.ENDED)
    with pytest.raises(TooManyRemindersError):
        await desk.database.write(lambda tx: desk.store.reschedule(tx, ended, ended.schedule))


async def test_deleting_can_be_undone(desk: Desk) -> None:
    """What was deleted is not due any more, and comes back with its time under a new occurrence number."""
    gone = reminder("2026-11-30T09:00")
    await desk.database.write(lambda tx: desk.store.add(tx, gone, NOW))
    await desk.database.write(lambda tx: desk.store.end(tx, gone, NOW))
    assert await desk.database.read(desk.store.next_due) is None
    ended = await desk.database.read(lambda tx: desk.store.find(tx, gone.id, ANN))
    assert ended is not None
    assert ended.state is State.ENDED
    back = await desk.database.write(lambda tx: desk.store.reschedule(tx, ended, ended.schedule))
    assert await desk.database.read(lambda tx: desk.store.open_of(tx, ANN)) == [back]
    assert await desk.database.read(desk.store.next_due) == gone.schedule.next_due
    assert back.occurrence == 2


async def test_putting_off_twice_moves_and_does_not_double(desk: Desk) -> None:
    """Two taps on a message leave one more reminder, at the later tap's time; each occurrence has its own."""
    sent = reminder("2026-11-23T09:00", rule=DAILY, kind=Kind.LIMIT)
    shanghai = zone("Asia/Shanghai")
    hour, morning = rules.in_one_hour(NOW, shanghai), rules.tomorrow_morning(NOW, shanghai)

    def tap(tx: Transaction) -> None:
        desk.store.put_off(tx, sent, 1, hour, NOW)
        desk.store.put_off(tx, sent, 1, morning, NOW)

    await desk.database.write(tap)
    (one,) = await desk.database.read(lambda tx: desk.store.open_of(tx, ANN))
    assert (one.schedule, one.text, one.kind) == (morning, "check usage", Kind.LIMIT)
    await desk.database.write(lambda tx: desk.store.put_off(tx, sent, 2, hour, NOW))
    assert len(await desk.database.read(lambda tx: desk.store.open_of(tx, ANN))) == 2
    await desk.database.write(lambda tx: desk.store.end_put_off(tx, sent, 1, NOW))
    assert [each.schedule for each in await desk.database.read(lambda tx: desk.store.open_of(tx, ANN))] == [hour]


async def test_reminders_follow_a_person_to_another_zone(desk: Desk) -> None:
    """Wall times stay, an instant stays, and nothing that ended comes back."""
    shanghai, berlin = zone("Asia/Shanghai"), zone("Europe/Berlin")
    once, repeating = reminder("2026-11-30T09:00"), reminder("2026-11-24T09:00", rule=DAILY)
    soon = replace(reminder("2026-11-23T11:00"), schedule=rules.in_one_hour(NOW, shanghai))
    ended, other = reminder("2026-11-25T09:00"), reminder("2026-11-30T09:00", person=BO)

    def prepare(tx: Transaction) -> None:
        for each in (once, repeating, soon, ended, other):
            desk.store.add(tx, each, NOW)
        desk.store.end(tx, ended, NOW)
        desk.store.move_to_zone(tx, ANN, berlin)

    await desk.database.write(prepare)
    dues = {
        each.id: each.schedule.next_due for each in await desk.database.read(lambda tx: desk.store.open_of(tx, ANN))
    }
    assert dues == {
        once.id: at("2026-11-30T08:00"),
        repeating.id: at("2026-11-24T08:00"),
        soon.id: at("2026-11-23T03:00"),
    }
    assert await desk.database.read(lambda tx: desk.store.open_of(tx, BO)) == [other]


async def test_moving_while_one_is_sent_keeps_its_next_wall_time(desk: Desk) -> None:
    """The occurrence on its way is not sent again, and the next one is at nine in the new zone."""
    repeating, now = reminder("2026-11-24T09:00", rule=DAILY), at("2026-11-24T01:00")
    await desk.database.write(lambda tx: desk.store.add(tx, repeating, NOW))
    [claim] = await desk.database.write(lambda tx: desk.store.claim(tx, "a round", now))
    await desk.database.write(lambda tx: desk.store.move_to_zone(tx, ANN, zone("Europe/Berlin")))
    delivery = rules.delivery_of(claim.reminder.schedule, now, tries=1)
    await desk.database.write(lambda tx: desk.store.mark_sent(tx, claim, delivery, now))
    assert await desk.database.read(desk.store.next_due) == at("2026-11-25T08:00")


async def test_drafts_are_kept_for_a_day(desk: Desk) -> None:
    """A request that waits for an answer is found by its person alone, until it is answered or old."""
    draft = Draft(new_id(), ANN, "pay", "on 1/12", zone("Asia/Shanghai"), NOW, 5)
    await desk.database.write(lambda tx: desk.store.add_draft(tx, draft))
    assert await desk.database.read(lambda tx: desk.store.find_draft(tx, draft.id, ANN)) == draft
    assert await desk.database.read(lambda tx: desk.store.find_draft(tx, draft.id, BO)) is None
    await desk.database.write(lambda tx: desk.store.clean(tx, NOW + dt.timedelta(days=1)))
    assert await desk.database.read(lambda tx: desk.store.find_draft(tx, draft.id, ANN)) == draft
    await desk.database.write(lambda tx: desk.store.clean(tx, NOW + dt.timedelta(days=1, seconds=1)))
    assert await desk.database.read(lambda tx: desk.store.find_draft(tx, draft.id, ANN)) is None


async def test_export_and_forget_are_about_one_person(desk: Desk) -> None:
    """Everything about the one is told and deleted, ended reminders and drafts as well; nothing about the other."""
    ended = reminder("2026-11-25T09:00", text="ended")

    def prepare(tx: Transaction) -> None:
        for each in (reminder("2026-11-30T09:00", rule=DAILY), ended, reminder("2026-11-30T09:00", person=BO)):
            desk.store.add(tx, each, NOW)
        desk.store.end(tx, ended, NOW)
        desk.store.add_draft(tx, Draft(new_id(), ANN, "pay", "on 1/12", zone("Asia/Shanghai"), NOW))

    await desk.database.write(prepare)
    told = await desk.database.read(lambda tx: desk.store.export(tx, ANN))
    assert {each["text"] for each in told["reminders"]} == {"check usage", "ended"}
    assert [each["words"] for each in told["unanswered"]] == ["on 1/12"]
    await desk.database.write(lambda tx: desk.store.forget(tx, ANN))
    assert await desk.database.read(lambda tx: desk.store.export(tx, ANN)) == {"reminders": [], "unanswered": []}
    assert len(await desk.database.read(lambda tx: desk.store.open_of(tx, BO))) == 1


@pytest.mark.parametrize(
    ("statement", "index"),
    [
        pytest.param("SELECT MIN(next_due) FROM reminders WHERE state = 'active'", "reminders_due", id="poll"),
        pytest.param(
            "SELECT reminder_id FROM reminders WHERE state = 'active' AND next_due <= '2026' ORDER BY next_due LIMIT 1",
            "reminders_due",
            id="claim",
        ),
        pytest.param(
            "DELETE FROM reminders WHERE state = 'claimed' AND claimed_by <> 'x' AND claimed_at <= '2026'",
            "reminders_claimed",
            id="abandoned",
        ),
        pytest.param(
            "DELETE FROM reminders WHERE state = 'ended' AND ended_at < '2026'", "reminders_ended", id="clean"
        ),
        pytest.param(
            "SELECT text FROM reminders WHERE person_id = 7 AND state <> 'ended' ORDER BY next_due",
            "reminders_person",
            id="list",
        ),
    ],
)
async def test_no_statement_walks_through_the_table(statement: str, index: str, desk: Desk) -> None:
    """Each of these finds its rows by an index, however many reminders there are."""
    plan = await desk.database.read(lambda tx: tx.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall())
    steps = [row[-1] for row in plan]
    assert all(index in step for step in steps if "reminders" in step), steps
    assert not any(step.startswith("SCAN") and index not in step for step in steps), steps
