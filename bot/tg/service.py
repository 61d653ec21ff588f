"""The running bot: everything that has to be started, watched and stopped together."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import faulthandler
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from telegram.error import NetworkError, RetryAfter, TelegramError

from bot.tg.sender import seconds_to_wait

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from telegram.ext import Application

    Job: TypeAlias = Callable[[dt.datetime], Awaitable[dt.datetime | None]]

    from bot.core.clock import Clock
    from bot.db.database import Database
    from bot.tg.dispatcher import Dispatcher
    from bot.tg.inbox import Inbox
    from bot.tg.receiver import Receiver

log = logging.getLogger(__name__)

STOP_GRACE_S = 4.0
BEAT_S = 10.0
STALL_LIMIT_S = 45  # without a beat for so long, the process is ended from outside the loop
_LONGEST_SLEEP = dt.timedelta(seconds=60)
_CLEAN_EVERY_BEATS = 360


class ServiceDiedError(Exception):
    """A part without which nobody is answered has ended. `part`: which."""

    def __init__(self, part: str) -> None:
        super().__init__(f"{part} ended")
        self.part = part


@dataclass(slots=True)
class Service:
    """The parts in the order in which they depend on each other.

    Args:
        jobs: what features do on time; each does what is due and says when to come back.
        on_start: cosmetic calls (menus, names) that must never stop the start.
    """

    application: Application[Any, Any, Any, Any, Any, Any]
    database: Database
    inbox: Inbox
    dispatcher: Dispatcher
    receiver: Receiver
    clock: Clock
    jobs: Sequence[Job]
    on_start: Callable[[], Awaitable[None]]
    alarm: asyncio.Event  # set by whoever changes what is due

    async def start(self) -> None:
        """Make contact with Telegram and take up the work an earlier run left.

        Raises:
            InvalidToken: Telegram does not know the token.
        """
        pause_s = 0.5
        while True:
            try:
                await self.application.initialize()
                break
            except RetryAfter as error:
                await asyncio.sleep(seconds_to_wait(error))
            except NetworkError as error:
                log.warning("Telegram cannot be reached yet: %s", error)
                await asyncio.sleep(pause_s)
                pause_s = min(2 * pause_s, 30.0)
        await self.inbox.purge_if_due()
        await self.receiver.resume()

    async def stop(self) -> None:
        """Finish what is in hand and close everything; safe to call after a failed start."""
        await self.dispatcher.stop(STOP_GRACE_S)
        with contextlib.suppress(TelegramError, RuntimeError, TimeoutError):
            async with asyncio.timeout(1):
                await self.application.shutdown()
        await self.database.close()

    async def settle(self, files_s: float | None = None) -> None:
        """Receive and handle everything that waits, and what is due, then return: one step of a conversation.

        Nothing else is on its way then, so no piece of a long text is waited for.

        Args:
            files_s: how long files are waited for; None: until they are answered.
        """
        received = True
        while received:
            received = False
            while await self.receiver.receive(0):
                received = True
            await self.dispatcher.join(all_came=True, files_s=files_s)
        await self.run_due()

    async def run_due(self) -> dt.datetime | None:
        """Do everything that is due now; return when the next thing is."""
        upcoming = [await self._finish_due(job) for job in self.jobs]
        return min((instant for instant in upcoming if instant is not None), default=None)

    async def _finish_due(self, job: Job) -> dt.datetime | None:
        """Call a job until nothing of it is due any more: each call does a bounded part."""
        while True:
            now = self.clock.now()
            upcoming = await job(now)
            if upcoming is None or upcoming > now:
                return upcoming

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until `stop` is set.

        Raises:
            ServiceDiedError: a part has ended that must not end.
        """
        parts = {
            asyncio.create_task(self.receiver.run(), name="receive loop"),
            asyncio.create_task(self._keep_time(), name="alarm loop"),
            asyncio.create_task(self._beat(), name="heartbeat"),
        }
        watched: set[asyncio.Future[Any]] = {*parts, self.database.writer_task, self.dispatcher.failed}
        cosmetic = asyncio.create_task(self._dress(), name="profile")
        stopping = asyncio.create_task(stop.wait(), name="stop signal")
        try:
            done, _ = await asyncio.wait({*watched, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if stopping not in done:
                part = next(iter(done))
                error = None if part.cancelled() else part.exception()
                name = part.get_name() if isinstance(part, asyncio.Task) else "a worker loop"
                raise ServiceDiedError(name) from error
        finally:
            faulthandler.cancel_dump_traceback_later()
            for task in {*parts, cosmetic, stopping}:
                task.cancel()
            await asyncio.wait({*parts, cosmetic, stopping}, timeout=1)

    async def _keep_time(self) -> None:
        while True:
            self.alarm.clear()
            upcoming = await self.run_due()
            wait = _LONGEST_SLEEP if upcoming is None else min(upcoming - self.clock.now(), _LONGEST_SLEEP)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(max(wait.total_seconds(), 0.05)):
                    await self.alarm.wait()

    async def _beat(self) -> None:
        """Show every few seconds that loop and database still work; silence ends the process."""
        beats = 0
        while True:
            await self.inbox.beat("alive")
            faulthandler.dump_traceback_later(STALL_LIMIT_S, exit=True)
            if beats % _CLEAN_EVERY_BEATS == 0:
                await self.inbox.clean()
            await self.database.empty_log()  # so that handled words do not linger in the write-ahead log
            beats += 1
            await asyncio.sleep(BEAT_S)

    async def _dress(self) -> None:
        try:
            await self.on_start()
        except TelegramError as error:
            log.warning("menus and names stay as they are: %s", error)
