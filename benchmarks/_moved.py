"""An event loop that does not wait: its time runs on while something is done and jumps over what would be idle."""

from __future__ import annotations

import asyncio
import selectors
import time
from typing import TYPE_CHECKING, Any

import aiosqlite

if TYPE_CHECKING:
    from collections.abc import Callable


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

    Work takes as much of the loop's time as it takes on the machine, so delays and rates are what they would be;
    only the time in which nothing happens at all is skipped.

    Attributes:
        moved_s: how much was skipped.
        working: how many calls threads are busy with.
    """

    def __init__(self) -> None:
        self.moved_s, self.working = 0.0, 0
        selector = _Selector()
        selector.loop = self
        super().__init__(selector)

    def time(self) -> float:
        """Return the machine's time and what was skipped, in seconds."""
        return time.monotonic() + self.moved_s

    def run_in_executor(self, executor: Any, func: Callable[..., Any], *args: Any) -> asyncio.Future[Any]:  # noqa: ANN401 - as asyncio has it
        """Do something on a thread, and wait for it in earnest."""
        future = super().run_in_executor(executor, func, *args)
        self.working += 1
        future.add_done_callback(self._done)
        return future

    def _done(self, _: asyncio.Future[Any]) -> None:
        self.working -= 1


def wait_for_databases() -> None:
    """Let moved loops wait for the threads of databases, which they cannot know of otherwise."""
    execute = aiosqlite.Connection._execute  # noqa: SLF001 - every call to the thread goes through here

    async def counted(connection: aiosqlite.Connection, *call: Any, **options: Any) -> Any:  # noqa: ANN401 - as aiosqlite has it
        loop = asyncio.get_running_loop()
        if not isinstance(loop, MovedLoop):
            return await execute(connection, *call, **options)
        loop.working += 1
        try:
            return await execute(connection, *call, **options)
        finally:
            loop.working -= 1

    aiosqlite.Connection._execute = counted  # type: ignore[method-assign]  # noqa: SLF001 - see above
