"""One SQLite file: a writer that commits in groups, a reader beside it, and nothing half done.

A transaction is a plain function that runs on the database's own thread. It cannot await anything, so it cannot be
held open over the network; it needs one hop to that thread; and functions that wait at the same moment share one
commit, each behind a savepoint of its own, so that a failing one takes nothing with it.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

import aiosqlite

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

T = TypeVar("T")
Transaction: TypeAlias = sqlite3.Connection

BUSY_TIMEOUT_S = 5.0
_LARGEST_GROUP = 256


class DatabaseUnusableError(Exception):
    """The file cannot be used. `path`: which; `reason`: one sentence for the operator."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path, self.reason = path, reason


class TransactionMisusedError(RuntimeError):
    """A function given to :meth:`Database.write` ended the transaction by itself."""


class _Connection(aiosqlite.Connection):
    """aiosqlite's connection with one more door: a whole function on its thread instead of single statements."""

    def __init__(self, connector: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connector, iter_chunk_size=64)
        self._thread.daemon = True  # a process that ends must not wait for a thread that hangs
        self._thread.name = "database"

    async def run(self, function: Callable[[sqlite3.Connection], T]) -> T:
        result: T = await self._execute(function, self._conn)  # type: ignore[no-untyped-call]  # aiosqlite's own executor, which has no types
        return result

    @property
    def is_alive(self) -> bool:
        return self._thread.is_alive()


@dataclass(slots=True, eq=False)
class _Unit(Generic[T]):
    """One function that waits for its commit."""

    function: Callable[[Transaction], T]
    done: asyncio.Future[T]


class Database:
    """An open database. Make one with :meth:`open`, end it with :meth:`close`."""

    def __init__(self, path: Path, writer: _Connection, reader: _Connection) -> None:
        self.path = path
        self._writer, self._reader = writer, reader
        self._waiting: deque[_Unit[Any]] = deque()
        self._wake = asyncio.Event()
        self._closing = False
        self._loop = asyncio.create_task(self._commit_groups(), name="database writer")

    @classmethod
    async def open(cls, path: Path) -> Database:
        """Open or create the database at `path`, its folder with mode 0700 and the file with mode 0600.

        Raises:
            DatabaseUnusableError: the folder cannot be written, or the file is no database.
        """
        try:
            prepare_file(path)
            connect(path).close()  # what is wrong with the file shows here, before there are threads to be ended
            writer, reader = _Connection(lambda: connect(path)), _Connection(lambda: connect(path, read_only=True))
            await writer
            await reader
        except (OSError, sqlite3.Error) as error:
            raise DatabaseUnusableError(path, f"cannot be opened or written ({error})") from error
        return cls(path, writer, reader)

    async def close(self) -> None:
        """Finish what waits for its commit, fold the log back into the file and close it."""
        self._closing = True
        self._wake.set()
        await asyncio.wait([self._loop])
        await self._reader.close()
        await self._writer.run(_truncate_log)
        await self._writer.close()

    async def write(self, function: Callable[[Transaction], T]) -> T:
        """Run `function` in a transaction that is committed when this returns.

        A failing function is rolled back alone and its error raised here. A task that is cancelled before its turn
        leaves no trace; one that is cancelled later learns the result first and is cancelled at its next await, so
        that nobody takes a commit for a failure.

        Raises:
            TransactionMisusedError: the function committed or rolled back by itself.
            sqlite3.Error: the commit failed; nothing of it is stored.
        """
        if self._closing or self._loop.done():
            raise DatabaseUnusableError(self.path, "is closed")
        unit = _Unit(function, asyncio.get_running_loop().create_future())
        self._waiting.append(unit)
        self._wake.set()
        try:
            return await asyncio.shield(unit.done)
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if unit in self._waiting:
                self._waiting.remove(unit)
                raise
            if task is None or unit.done.cancelled():
                raise
            while not unit.done.done():
                try:
                    await asyncio.wait([unit.done])
                except asyncio.CancelledError:
                    continue
            task.uncancel()
            task.cancel()
            result: T = unit.done.result()
            return result

    async def read(self, function: Callable[[Transaction], T]) -> T:
        """Run `function` on the reading connection, which cannot change anything."""
        return await self._reader.run(function)

    async def purge(self) -> None:
        """Rewrite the file without the remains of deleted rows and empty the write-ahead log."""

        def rewrite(connection: sqlite3.Connection) -> None:
            connection.execute("VACUUM")
            _truncate_log(connection)

        await self._writer.run(rewrite)

    async def empty_log(self) -> None:
        """Fold the write-ahead log into the file and cut it to nothing, if nobody reads from it just now."""
        await self._writer.run(_truncate_log)

    @property
    def writer_task(self) -> asyncio.Task[None]:
        """The task that commits; when it ends before :meth:`close`, nothing can be stored any more."""
        return self._loop

    async def _commit_groups(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._waiting:
                group = [self._waiting.popleft() for _ in range(min(len(self._waiting), _LARGEST_GROUP))]
                await self._commit(group)
            if self._closing:
                return

    async def _commit(self, group: list[_Unit[Any]]) -> None:
        try:
            outcomes = await self._writer.run(lambda connection: _run_group(connection, group))
        except BaseException as error:
            for unit in group:
                _fail(unit, error)
            if not isinstance(error, sqlite3.Error | TransactionMisusedError):
                raise
            return
        for unit, (result, failure) in zip(group, outcomes, strict=True):
            if failure is not None:
                _fail(unit, failure)
            elif not unit.done.done():
                unit.done.set_result(result)


def _fail(unit: _Unit[Any], error: BaseException) -> None:
    if unit.done.done():
        return
    # A future cannot hold StopIteration, and SystemExit in one would end the loop.
    ordinary = isinstance(error, Exception) and not isinstance(error, StopIteration)
    unit.done.set_exception(error if ordinary else RuntimeError(f"transaction ended by {error!r}"))


def _run_group(connection: sqlite3.Connection, group: list[_Unit[Any]]) -> list[tuple[Any, BaseException | None]]:
    """Run the functions in one transaction and commit; what is raised here means that nothing was stored."""
    outcomes: list[tuple[Any, BaseException | None]] = []
    connection.execute("BEGIN IMMEDIATE")
    try:
        for unit in group:
            connection.execute("SAVEPOINT unit")
            try:
                outcomes.append((unit.function(connection), None))
            except BaseException as error:  # noqa: BLE001 - the caller gets it, whatever it is
                connection.execute("ROLLBACK TO unit")
                outcomes.append((None, error))
            _check_open(connection)
            connection.execute("RELEASE unit")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return outcomes


def _check_open(connection: sqlite3.Connection) -> None:
    if not connection.in_transaction:
        raise TransactionMisusedError("a transaction function must not commit or roll back")


def _truncate_log(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def prepare_file(path: Path) -> None:
    """Make the folder (0700) and the file (0600) if they are not there; raises OSError where that is impossible."""
    if not path.parent.exists():
        path.parent.mkdir(mode=0o700, parents=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Return a connection in autocommit mode, so that transactions begin and end only where the code says so."""
    connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA secure_delete=ON")  # deleted words are overwritten, not only unlinked
        connection.execute(f"PRAGMA query_only={'ON' if read_only else 'OFF'}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection
