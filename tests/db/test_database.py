from __future__ import annotations

import asyncio
import os
import sqlite3
import stat
from typing import TYPE_CHECKING

import pytest

from bot.db.database import Database, DatabaseUnusableError, TransactionMisusedError, connect
from bot.db.migrate import migrate

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.db.database import Transaction

# Keeps the database's thread busy for some tenths of a second.
_SLOW = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 500000) SELECT sum(x) FROM c"


def note(name: str) -> Callable[[Transaction], str]:
    """Return a transaction that stores a fact under a name; a second one of the same name fails."""

    def store(tx: Transaction) -> str:
        tx.execute("INSERT INTO facts (name, value) VALUES (?, '1')", (name,))
        return name

    return store


async def names(database: Database) -> list[str]:
    """Return the names of the facts that are stored, in order."""
    rows = await database.read(lambda tx: tx.execute("SELECT name FROM facts ORDER BY name").fetchall())
    return [row[0] for row in rows]


async def test_what_a_write_returns_is_committed(database: Database, tmp_path: Path) -> None:
    """When write() has returned, another process sees the row."""
    assert await database.write(note("a")) == "a"
    other = sqlite3.connect(tmp_path / "test.sqlite3")
    assert other.execute("SELECT name FROM facts").fetchall() == [("a",)]
    other.close()


async def test_a_failing_function_takes_nothing_with_it(database: Database) -> None:
    """Three writes share one commit; the failing one in the middle is rolled back alone and told so."""

    def fail(tx: Transaction) -> None:
        tx.execute("INSERT INTO facts (name, value) VALUES ('lost', '1')")
        raise KeyError("no")

    results = await asyncio.gather(
        database.write(note("a")), database.write(fail), database.write(note("b")), return_exceptions=True
    )
    assert [type(result) for result in results] == [str, KeyError, str]
    assert await names(database) == ["a", "b"]


async def test_writes_that_wait_together_share_a_commit(database: Database) -> None:
    """Group commit: fifty writes at once make far fewer transactions than fifty."""
    commits: list[str] = []
    await database.write(
        lambda tx: tx.set_trace_callback(lambda sql: commits.append(sql) if sql.startswith("COMMIT") else None)
    )
    await asyncio.gather(*(database.write(note(f"n{number}")) for number in range(50)))
    assert len(await names(database)) == 50
    assert len(commits) <= 4


@pytest.mark.parametrize("raised", [SystemExit(3), KeyboardInterrupt(), StopIteration()])
async def test_the_writer_survives_what_is_no_exception(database: Database, raised: BaseException) -> None:
    """A function that raises SystemExit fails alone; the next write works."""

    def leave(_: Transaction) -> None:
        raise raised

    with pytest.raises(RuntimeError, match="transaction ended by"):
        await database.write(leave)
    assert await database.write(note("after")) == "after"


async def test_a_function_that_commits_is_refused(database: Database) -> None:
    """A transaction is ended by the database alone; otherwise half of a group could be stored."""

    def commit(tx: Transaction) -> None:
        tx.execute("INSERT INTO facts (name, value) VALUES ('early', '1')")
        tx.execute("COMMIT")

    with pytest.raises(TransactionMisusedError):
        await database.write(commit)
    assert await database.write(note("after")) == "after"


async def test_cancelled_before_its_turn_it_leaves_no_trace(database: Database) -> None:
    """A task that is cancelled while it waits in the queue stores nothing."""
    first = asyncio.create_task(database.write(lambda tx: tx.execute(_SLOW).fetchone()))
    await asyncio.sleep(0.01)  # the writer is at work on it
    task = asyncio.create_task(database.write(note("never")))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await first
    assert await names(database) == []


async def test_cancelled_too_late_it_learns_that_it_is_committed(database: Database) -> None:
    """A commit under way is not taken for a failure: its result arrives first, the cancellation after it."""
    told: list[str] = []
    running = asyncio.Event()
    loop = asyncio.get_running_loop()

    def slow(tx: Transaction) -> str:
        loop.call_soon_threadsafe(running.set)
        tx.execute(_SLOW).fetchone()
        tx.execute("INSERT INTO facts (name, value) VALUES ('done', '1')")
        return "committed"

    async def work() -> None:
        told.append(await database.write(slow))
        await asyncio.sleep(10)
        told.append("not reached")

    task = asyncio.create_task(work())
    await running.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert told == ["committed"]
    assert await names(database) == ["done"]


async def test_the_reader_cannot_change_anything(database: Database) -> None:
    """A write on the reading connection is refused by SQLite itself."""
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        await database.read(note("a"))


async def test_files_are_private(tmp_path: Path) -> None:
    """The folder is made with mode 0700 and the file with 0600, whatever the umask allows."""
    before = os.umask(0)
    try:
        opened = await Database.open(tmp_path / "new" / "bot.sqlite3")
    finally:
        os.umask(before)
    await opened.close()
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "new" / "bot.sqlite3").stat().st_mode) == 0o600


async def test_a_file_that_is_no_database_is_one_sentence(tmp_path: Path) -> None:
    """Somebody else's file is refused with its path, not overwritten."""
    path = tmp_path / "notes.txt"
    path.write_text("these are my notes, and no database at all")
    with pytest.raises(DatabaseUnusableError, match=r"notes\.txt: cannot be opened or written"):
        await Database.open(path)
    assert path.read_text().startswith("these are my notes")


async def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    """A folder in whose place a file stands is refused."""
    (tmp_path / "file").write_text("")
    with pytest.raises(DatabaseUnusableError, match="cannot be opened or written"):
        await Database.open(tmp_path / "file" / "bot.sqlite3")


async def test_pragmas_are_as_promised(tmp_path: Path) -> None:
    """WAL, full synchronisation, foreign keys and overwriting of deleted rows are on."""
    connection = connect(tmp_path / "x.sqlite3")
    values = [
        connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout")
    ]
    connection.close()
    assert values == ["wal", 2, 1, 1, 5000]


async def test_purge_leaves_no_byte_of_what_was_deleted(database: Database, tmp_path: Path) -> None:
    """After a purge the words of deleted rows are neither in the file nor in its log."""
    for number in range(200):
        await database.write(note(f"{number:03d} my secret words " * 20))
    await database.write(lambda tx: tx.execute("DELETE FROM facts WHERE name LIKE '%secret%'"))
    await database.purge()
    found = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"secret words" not in found


class TestMigrations:
    async def test_steps_are_applied_in_order_and_once(self, tmp_path: Path) -> None:
        """Two files are applied by number, and a second start applies nothing."""
        folder = tmp_path / "steps"
        folder.mkdir()
        (folder / "0002_row.sql").write_text("INSERT INTO t VALUES (1);")
        (folder / "0001_table.sql").write_text("-- made first; really\nCREATE TABLE t (x INTEGER);")
        opened = await Database.open(tmp_path / "m.sqlite3")
        assert [await migrate(opened, folder), await migrate(opened, folder)] == [2, 2]
        assert await opened.read(lambda tx: tx.execute("SELECT count(*) FROM t").fetchone()) == (1,)
        await opened.close()

    async def test_a_failing_step_leaves_no_trace(self, tmp_path: Path) -> None:
        """The table of a step whose second statement fails is not there afterwards."""
        folder = tmp_path / "steps"
        folder.mkdir()
        (folder / "0001_bad.sql").write_text("CREATE TABLE t (x INTEGER);\nINSERT INTO nowhere VALUES (1);")
        opened = await Database.open(tmp_path / "m.sqlite3")
        with pytest.raises(DatabaseUnusableError, match=r"migration 0001_bad\.sql failed"):
            await migrate(opened, folder)
        assert (
            await opened.read(lambda tx: tx.execute("SELECT name FROM sqlite_master WHERE name='t'").fetchone()) is None
        )
        await opened.close()

    async def test_a_newer_database_is_refused(self, database: Database) -> None:
        """A program does not touch what a newer one wrote."""
        await database.write(lambda tx: tx.execute("INSERT INTO schema_migrations VALUES (9999, 'later')"))
        with pytest.raises(DatabaseUnusableError, match=r"written by a newer TokenTally \(version 9999"):
            await migrate(database)
