"""What the reminders offer to the rest of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.zones import zone
from bot.features.reminders.handlers import ReminderHandlers
from bot.features.reminders.rules import State
from bot.tg.sender import Outcome
from tests.conversation import Conversation
from tests.features.reminders.helpers import ANN, Desk, at, reminder

if TYPE_CHECKING:
    from pathlib import Path


def make(desk: Desk) -> ReminderHandlers:
    """Make the handlers over a desk; nobody has a limit."""
    return ReminderHandlers(
        desk.database,
        desk.store,
        desk.sender,
        wake=lambda: None,
        summary=lambda *_: None,
        bookings=lambda _: (),
        cycle_day=lambda *_: None,
        keep_zone=lambda *_: None,
    )


async def test_who_writes_again_gets_what_waited(desk: Desk) -> None:
    """The reminders of somebody unreachable go on with their next message, and the program learns that they do."""
    handlers = make(desk)
    run_due = handlers.feature().run_due
    assert run_due is not None
    waiting = reminder("2026-11-30T09:00")
    await desk.add(waiting)
    assert not await desk.database.write(lambda tx: handlers.on_reachable(tx, ANN))
    desk.sender.outcome = Outcome.UNREACHABLE
    await run_due(at("2026-11-30T01:00"))
    assert (await desk.stored(waiting)).state is State.WAITING
    desk.sender.outcome = Outcome.SENT
    assert await desk.database.write(lambda tx: handlers.on_reachable(tx, ANN))
    assert await run_due(at("2026-11-30T01:01")) is None
    assert (await desk.stored(waiting)).state is State.ENDED


async def test_who_moves_takes_their_reminders_along(desk: Desk) -> None:
    """Nine in Shanghai becomes nine in Berlin."""
    moved = reminder("2026-11-30T09:00")
    await desk.add(moved)
    await desk.database.write(lambda tx: make(desk).on_zone(tx, ANN, zone("Europe/Berlin")))
    assert await desk.database.read(desk.store.next_due) == at("2026-11-30T08:00")


async def test_every_change_wakes_the_alarm(tmp_path: Path) -> None:
    """Setting, moving, deleting, undoing and putting off each make the program look again at what is due."""
    async with Conversation(tmp_path / "bot.sqlite3", at("2026-11-23T02:00")) as chat:
        alarm = chat.service.alarm

        async def press(label: str) -> None:
            alarm.clear()
            await chat.press(label)
            assert alarm.is_set(), label

        await chat.say("remind me tomorrow 9:00 to look")
        assert alarm.is_set()
        await press("Cancel")
        await press("Undo")
        await chat.press("Change time")
        alarm.clear()
        await chat.say("tomorrow 10:00")
        assert alarm.is_set()
        await chat.advance("24h")
        await press("In 1 hour")
        await press("Undo")
        await press("Tomorrow morning")
