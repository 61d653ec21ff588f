"""An event loop that does not wait: its time jumps over what would be idle. For tests and benchmarks."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import selectors
import time
from typing import TYPE_CHECKING, Any

import aiosqlite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class _Selector(selectors.DefaultSelector):
    """Moves the loop's time on to its next timer instead of sleeping, unless a thread is at work for it."""

    loop: MovedLoop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        events = super().select(0)
        if events or timeout is None or timeout <= 0:
            return events or (super().select(timeout) if timeout is None else events)
        if self.loop.working:
            return super().select(timeout)
        self.loop.moved_s += timeout
        return events


class MovedLoop(asyncio.SelectorEventLoop):
    """A loop on which ten minutes take as long as the work in them.

    Args:
        counts_work: work takes as much of the loop's time as it takes on the machine, so that delays and rates are what
            they would be, and only the time in which nothing happens at all is skipped. Else work takes no time.

    Attributes:
        moved_s: how much was skipped.
        working: how many calls threads are busy with.
    """

    def __init__(self, *, counts_work: bool = True) -> None:
        self.moved_s, self.working, self._counts_work = 0.0, 0, counts_work
        selector = _Selector()
        selector.loop = self
        super().__init__(selector)

    def time(self) -> float:
        """Return the loop's time in seconds, with what was skipped."""
        return (time.monotonic() if self._counts_work else 0.0) + self.moved_s

    def run_in_executor(  # type: ignore[override]  # asyncio's own type is a puzzle of type variables
        self, executor: Any, func: Callable[..., Any], *args: Any
    ) -> asyncio.Future[Any]:
        """Do something on a thread, and wait for it in earnest."""
        future = super().run_in_executor(executor, func, *args)
        self.working += 1
        future.add_done_callback(self._done)
        return future

    def _done(self, _: asyncio.Future[Any]) -> None:
        self.working -= 1


class LoopClock:
    """A clock that goes with the time of the event loop, from `start` on."""

    def __init__(self, start: dt.datetime) -> None:
        self._loop = asyncio.get_running_loop()
        self._start, self._since = start, self._loop.time()

    def now(self) -> dt.datetime:
        """Return the instant, in UTC."""
        return self._start + dt.timedelta(seconds=self._loop.time() - self._since)


@contextlib.contextmanager
def waiting_for_databases() -> Iterator[None]:
    """Let moved loops wait for the threads of databases, which they cannot know of otherwise."""
    execute: Any = aiosqlite.Connection._execute  # every call to the thread goes through here

    async def counted(connection: aiosqlite.Connection, *call: Any, **options: Any) -> Any:
        loop = asyncio.get_running_loop()
        if not isinstance(loop, MovedLoop):
            return await execute(connection, *call, **options)
        loop.working += 1
        try:
            return await execute(connection, *call, **options)
        finally:
            loop.working -= 1

    setattr(aiosqlite.Connection, "_execute", counted)  # noqa: B010 - no assignment, which types forbid for methods
    try:
        yield
    finally:
        setattr(aiosqlite.Connection, "_execute", execute)  # noqa: B010 - as above
