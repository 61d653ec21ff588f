"""Reminders of many people at once, and chats that Telegram puts off or moves: the whole program over the fake API."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.app import build
from bot.console.botapi import BotApi
from bot.console.faults import Migrated, TooManyRequests
from bot.core.recurrence import Freq, Rule
from bot.features.reminders.jobs import AT_ONCE
from bot.features.reminders.store import ReminderStore
from bot.settings import read_settings
from bot.tg.pacing import Limits
from tests.conversation import Conversation
from tests.features.reminders.helpers import at, reminder
from tests.moved_loop import LoopClock, MovedLoop, waiting_for_databases

if TYPE_CHECKING:
    from pathlib import Path

    from bot.console.botapi import Call
    from bot.db.database import Database, Transaction
    from bot.features.reminders.rules import Reminder

NOW = at("2026-11-23T02:00")  # Monday, 10:00 in Shanghai
NINE = at("2026-11-30T01:00")
MANY, A_SECOND = 1_800, 30
TALKER = 1


async def add(database: Database, *new: Reminder) -> None:
    """Store reminders."""

    def insert(tx: Transaction) -> None:
        for each in new:
            ReminderStore().add(tx, each, NOW)

    await database.write(insert)


async def _crowd(path: Path) -> tuple[list[tuple[float, int]], list[tuple[float, float]]]:
    """Return when which chat got its reminder, and when somebody asked and was answered, in seconds after nine."""
    clock = LoopClock(NINE - dt.timedelta(seconds=1))
    api = BotApi(clock.now)
    service = await build(read_settings(None), path=path, clock=clock, request=api, limits=Limits())
    sent, answered, loop = [], [], asyncio.get_running_loop()
    nine = loop.time() + 1
    api.person(TALKER).started = True
    crowd = []
    for number in range(MANY):
        person = 1_000 + number
        api.person(person).started = True
        crowd.append(reminder(f"2026-11-30T09:00:{number // A_SECOND:02}", person=person))
    await add(service.database, *crowd)

    def note(call: Call) -> None:
        if call.method == "sendMessage" and call.message is not None and call.message.chat.id != TALKER:
            sent.append((loop.time() - nine, call.message.chat.id))

    api.subscribe(note)
    await service.start()
    stop = asyncio.Event()
    running = asyncio.create_task(service.run(stop))
    await asyncio.sleep(1)
    while len(sent) < MANY:
        asked = loop.time()
        api.say(TALKER, "/start")
        while not api.chat(TALKER).messages[-1].from_bot:
            await asyncio.sleep(0.005)
        answered.append((asked - nine, loop.time() - nine))
        await asyncio.sleep(4)
    stop.set()
    await running
    await service.stop()
    return sent, answered


def test_a_crowd_leaves_in_order_and_nobody_waits_behind_it(tmp_path: Path) -> None:
    """1,800 due within one minute: 25 to 30 a second, the first due first, and /start waits for none of them.

    On a loop whose time moves by what is waited for alone, so the machine's speed decides nothing.
    """
    with waiting_for_databases(), asyncio.Runner(loop_factory=lambda: MovedLoop(counts_work=False)) as runner:
        sent, answered = runner.run(_crowd(tmp_path / "b.sqlite3"))
    a_second = Counter(int(when) for when, _ in sent)
    assert {second: count for second, count in a_second.items() if second < 60 and not 25 <= count <= 30} == {}
    assert sent[-1][0] < MANY / 25
    dues = [(chat - 1_000) // A_SECOND for _, chat in sent]
    assert len(set(sent)) == len({chat for _, chat in sent}) == MANY
    assert all(later >= earlier for earlier, later in zip(dues, dues[AT_ONCE:], strict=False))
    assert all(when >= due for (when, _), due in zip(sent, dues, strict=True))
    assert len(answered) > 10
    for asked, told in answered:
        assert told - asked < 0.5
        assert sum(asked < when < told for when, _ in sent) <= AT_ONCE


async def test_a_group_that_became_a_supergroup_is_followed(tmp_path: Path) -> None:
    """The message goes to the new chat at once, and the coming ones go there directly."""
    async with Conversation(tmp_path / "b.sqlite3", NOW) as chat:
        chat.may_be_refused = True
        old, new = chat.api.group(-5, "Friends"), chat.api.group(-1001234567890, "Friends")
        moved = chat.api.faults.add(Migrated(new.id), method="sendMessage", chat=old.id, times=None)
        daily = reminder("2026-11-23T11:00", person=1, rule=Rule(Freq.DAILY, time=dt.time(11)))
        later = reminder("2026-11-23T12:00", person=1, text="pay")
        own = reminder("2026-11-23T12:00", person=1, text="read")
        await add(chat.service.database, replace(daily, chat_id=old.id), replace(later, chat_id=old.id), own)
        await chat.advance("1d")
        assert [message.text.partition(" · ")[0] for message in new.messages] == ["⏰ Check usage", "⏰ Pay"]
        assert chat.last.text.startswith("⏰ Read")
        await chat.advance("1d")
        assert len(new.messages) == 3
        assert (old.messages, moved.hits) == ([], 1)


@pytest.mark.parametrize(
    ("put_off", "waits"),
    [pytest.param(2, False, id="two-chats-are-two-chats"), pytest.param(3, True, id="three-are-everybody")],
)
async def test_a_long_flood_wait_survives_a_restart(tmp_path: Path, put_off: int, waits: bool) -> None:
    """429 for two hours: the chats themselves wait, and everybody from the third on; also in the next process."""
    async with Conversation(tmp_path / "b.sqlite3", NOW) as chat:
        chat.may_be_refused = True
        people = range(1, 6)
        for person in people:
            chat.api.person(person).started = True
            await add(chat.service.database, reminder(f"2026-11-23T11:0{person}", person=person))
        fault = chat.api.faults.add(TooManyRequests(2 * 3600), method="sendMessage", times=put_off)

        def got() -> list[int]:
            return [person for person in people if any(each.from_bot for each in chat.api.chat(person).messages)]

        await chat.advance("70m")
        assert fault.hits == put_off
        others = [] if waits else [3, 4, 5]
        assert got() == others
        await chat.session.stop()
        chat.clock.move_to(at("2026-11-23T05:00"))  # the two hours end at 13:03 in Shanghai at the latest
        await chat.session.start()
        assert got() == others
        await chat.session.stop()
        chat.clock.move_to(at("2026-11-23T05:03"))
        await chat.session.start()
        assert got() == list(people)
        assert all(
            sum(message.from_bot for message in chat.api.chat(person).messages) == 1 for person in people
        )  # nothing twice
