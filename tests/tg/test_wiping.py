"""The file is wiped after somebody was deleted, also where the process ends in between."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from bot.tg.inbox import Inbox

if TYPE_CHECKING:
    from bot.core.clock import ManualClock
    from bot.db.database import Database


class Purges:
    """Counts how often a file was wiped, or ends as it is told."""

    def __init__(self, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        self.failure: BaseException | None = None
        self._purge = database.purge
        monkeypatch.setattr(database, "purge", self.purge)

    async def purge(self) -> None:
        """Wipe the file."""
        if self.failure is not None:
            raise self.failure
        self.count += 1
        await self._purge()


async def test_once_after_a_deletion(database: Database, clock: ManualClock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing to do before it, nothing after it."""
    inbox, purges = Inbox(database, clock), Purges(database, monkeypatch)
    await inbox.purge_if_due()
    assert purges.count == 0
    await database.write(lambda tx: inbox.forget(tx, 1))
    for _ in range(2):
        await inbox.purge_if_due()
    await Inbox(database, clock).purge_if_due()
    assert purges.count == 1


class Killed(BaseException):
    """The process ended."""


async def test_killed_meanwhile(database: Database, clock: ManualClock, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next start wipes the file."""
    inbox, purges = Inbox(database, clock), Purges(database, monkeypatch)
    await database.write(lambda tx: inbox.forget(tx, 1))
    purges.failure = Killed()
    with pytest.raises(Killed):
        await inbox.purge_if_due()
    purges.failure = None
    await Inbox(database, clock).purge_if_due()
    assert purges.count == 1


async def test_a_file_that_cannot_be_wiped_just_now(
    database: Database, clock: ManualClock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A full disk, or another process that reads: nobody goes without an answer for it, and the next start tries."""
    inbox, purges = Inbox(database, clock), Purges(database, monkeypatch)
    await database.write(lambda tx: inbox.forget(tx, 1))
    purges.failure = sqlite3.OperationalError("database or disk is full")
    await inbox.purge_if_due()
    assert "disk is full" in caplog.text
    purges.failure = None
    await inbox.purge_if_due()
    assert purges.count == 0
    await Inbox(database, clock).purge_if_due()
    assert purges.count == 1


async def test_somebody_else_is_deleted_meanwhile(
    database: Database, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their remains are wiped as well."""
    inbox, purges = Inbox(database, clock), Purges(database, monkeypatch)
    await database.write(lambda tx: inbox.forget(tx, 1))
    purge = purges.purge

    async def purge_while_another_goes() -> None:
        await purge()
        if purges.count == 1:
            await database.write(lambda tx: inbox.forget(tx, 2))

    monkeypatch.setattr(database, "purge", purge_while_another_goes)
    await inbox.purge_if_due()
    await inbox.purge_if_due()
    assert purges.count == 2
