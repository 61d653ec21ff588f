"""Reminders that are due while the process is killed again and again: none lost, repeats only marked ones.

`TOKENTALLY_KILLS=50` runs the whole of it, 50 kills over 1,000 reminders; without it a part of that, to fit the suite.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import os
import random
import re
import signal
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from bot.console.botapi import BotApi
from bot.console.faults import Delay
from bot.core.clock import SystemClock
from bot.core.language import Language
from bot.core.recurrence import utc_to_local
from bot.core.zones import zone
from bot.db.database import Database
from bot.db.migrate import migrate
from bot.features.reminders.jobs import AT_ONCE
from bot.features.reminders.rules import Kind, Reminder, Schedule, State
from bot.features.reminders.store import ReminderStore, new_id
from tests.loopback import LoopbackServer
from tests.run.test_process import answers, running, until

if TYPE_CHECKING:
    from pathlib import Path

    from bot.db.database import Transaction

KILLS = int(os.environ.get("TOKENTALLY_KILLS", "4"))
REMINDERS = 20 * KILLS
MARK = "may be a repeat"
_UTC = zone("UTC")


async def test_killed_at_any_instant_no_reminder_is_lost_and_repeats_say_so(tmp_path: Path) -> None:
    """Kills at random instants of the delivery; every reminder arrives, and whatever arrives again is marked."""
    chance = random.Random(20261123)  # noqa: S311 - no secret
    api, path = BotApi(SystemClock().now), tmp_path / "b.sqlite3"
    await _fill(path)
    for number in range(1, REMINDERS + 1):
        api.person(number).started = True
    async with LoopbackServer(api) as server:
        api.faults.add(Delay(0.05), method="sendMessage", times=None)
        for _ in range(KILLS):
            async with running(path, server.address) as process:
                sent = _sent(api)
                with contextlib.suppress(TimeoutError):
                    await until(partial(_went_on, api, sent), 20)
                await asyncio.sleep(chance.uniform(0, 0.4))
                process.kill()
        async with running(path, server.address) as process:
            await until(lambda: _arrived(api) == REMINDERS, 30 + REMINDERS / 20)
            process.send_signal(signal.SIGTERM)
            await process.communicate()
    said = [text for person in range(1, REMINDERS + 1) for text in answers(api, person)]
    first, unmarked_again = set(), []
    for text in said:
        found = re.search(r"Number (\d+)", text)
        assert found is not None
        if found[1] in first and MARK not in text:
            unmarked_again.append(text)
        first.add(found[1])
    assert len(first) == REMINDERS
    assert unmarked_again == []
    repeats = len(said) - REMINDERS
    assert 0 <= repeats <= KILLS * AT_ONCE
    assert max(Counter(said).values()) <= KILLS


async def _fill(path: Path) -> None:
    """Store reminders for as many people that have just become due."""
    database = await Database.open(path)
    await migrate(database)
    store, now = ReminderStore(), dt.datetime.now(dt.UTC)

    def insert(tx: Transaction) -> None:
        for number in range(1, REMINDERS + 1):
            due = now + dt.timedelta(milliseconds=number)
            schedule = Schedule(None, utc_to_local(due, _UTC), _UTC, due)
            text = f"number {number}"
            made = Reminder(
                new_id(), number, number, Kind.OWN, text, Language.EN, schedule, occurrence=1, state=State.ACTIVE
            )
            store.add(tx, made, now)

    await database.write(insert)
    await database.close()


def _went_on(api: BotApi, sent: int) -> bool:
    """Tell whether more than `sent` left, or all arrived."""
    return _sent(api) > sent or _arrived(api) == REMINDERS


def _sent(api: BotApi) -> int:
    return sum(call.method == "sendMessage" for call in api.calls)


def _arrived(api: BotApi) -> int:
    return sum(bool(answers(api, person)) for person in range(1, REMINDERS + 1))
