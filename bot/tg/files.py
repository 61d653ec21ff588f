"""Files people send: fetched with a limit, read few at a time, one after another for each person, and stoppable."""

from __future__ import annotations

import asyncio
import contextlib
import io
import logging
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

from bot.tg import replies
from bot.tg.sender import seconds_to_wait

if TYPE_CHECKING:
    import threading
    from collections.abc import AsyncIterator, Awaitable, Callable

    from telegram import Document
    from telegram.ext import ExtBot
    from typing_extensions import Buffer

    from bot.tg.context import BotContext

log = logging.getLogger(__name__)

LARGEST = 20 * 1024 * 1024  # what Telegram's servers give to bots
AT_ONCE = 2
TIME_LIMIT_S = 300.0
_GRACE_S = 2.0  # for a handler to notice that it was cancelled, and to say so itself
_SAYS_SO_FROM = 1024 * 1024  # a smaller file is there before anybody wonders
_DOWNLOAD_S = 60.0
_PAUSES_S = (0.5, 2.0)
_LONGEST_WAIT_S = 30.0


class TooLargeError(Exception):
    """A file is larger than bots may read. `size`: in bytes."""

    def __init__(self, size: int) -> None:
        super().__init__(f"{size} bytes are more than {LARGEST}")
        self.size = size


class FetchError(Exception):
    """Telegram did not hand out a file; the text says why, for the log."""


async def fetch(bot: ExtBot[None], document: Document) -> bytes:
    """Return the content of a file.

    Raises:
        TooLargeError: it is larger than :data:`LARGEST`, as announced or as it came.
        FetchError: it could not be had.
    """
    pauses = list(_PAUSES_S)
    while True:
        try:
            return await _fetch_once(bot, document)
        except RetryAfter as error:
            pause = seconds_to_wait(error)
            if not pauses or pause > _LONGEST_WAIT_S:
                raise FetchError(str(error)) from error
            pauses.pop(0)
        except BadRequest as error:
            if "too big" in str(error).lower():
                raise TooLargeError(document.file_size or LARGEST + 1) from error
            raise FetchError(str(error)) from error
        except NetworkError as error:
            if not pauses:
                raise FetchError(str(error)) from error
            pause = pauses.pop(0)
        except TelegramError as error:
            raise FetchError(str(error)) from error
        await asyncio.sleep(pause)


async def _fetch_once(bot: ExtBot[None], document: Document) -> bytes:
    _check(document.file_size)
    file = await bot.get_file(document.file_id)
    _check(file.file_size)
    kept = _Kept()
    await file.download_to_memory(kept, read_timeout=_DOWNLOAD_S)
    _check(len(kept.content))
    return kept.content


def _check(size: int | None) -> None:
    if size is not None and size > LARGEST:
        raise TooLargeError(size)


class _Kept(io.BytesIO):
    """Keeps what is written as it is: a second copy of 20 MB would be for nothing."""

    content = b""

    def write(self, data: Buffer, /) -> int:
        self.content = bytes(data)
        return len(self.content)


@dataclass(slots=True)
class _Work:
    """A file that waits or is read. `limit`: ends it when its time comes; `is_read`: it no longer waits."""

    person_id: int
    cancelled: threading.Event
    limit: asyncio.Timeout
    is_read: bool = False


class FileRoom:
    """Where files wait and are read: few at a time, one for each person, each with a limit and a Cancel button.

    Args:
        at_once: how many are read at the same time, over all people.
        time_limit_s: how long reading one may take, the download included, waiting not.
    """

    def __init__(self, at_once: int = AT_ONCE, time_limit_s: float = TIME_LIMIT_S) -> None:
        self._time_limit_s = time_limit_s
        self._places = asyncio.Semaphore(at_once)
        self._locks: dict[int, asyncio.Lock] = {}
        self._present: Counter[int] = Counter()
        self._works: dict[int, _Work] = {}

    async def read(self, context: BotContext, name: str, size: int, read: Callable[[], Awaitable[None]]) -> None:
        """Call `read` when it is this file's turn; see that something is answered whatever becomes of it."""
        turn, loop = context.turn, asyncio.get_running_loop()
        key = turn.update_ids[0]
        try:
            async with asyncio.timeout(None) as limit:
                work = self._works[key] = _Work(turn.person.id, turn.cancelled, limit)
                if self._must_wait(turn.person.id):
                    await context.progress(replies.file_waits(context.tr, name, context.cancel_button()))
                async with self._place(turn.person.id):
                    work.is_read = True
                    limit.reschedule(loop.time() + self._time_limit_s)
                    if size >= _SAYS_SO_FROM:
                        await context.progress(replies.fetching(context.tr, name, size, context.cancel_button()))
                    await read()
        except TimeoutError:
            if not limit.expired():
                raise
            if not turn.acted:
                is_cancelled = turn.cancelled.is_set()
                turn.answer.items.clear()
                context.show(replies.file_stopped(context.tr) if is_cancelled else replies.file_too_slow(context.tr))
        finally:
            self._works.pop(key, None)
            is_cancelled = turn.cancelled.is_set()
            turn.cancelled.set()  # whatever still works for this file on another thread can stop
        if is_cancelled and not turn.answer.items:
            context.show(replies.file_stopped(context.tr))

    def cancel(self, update_id: int, person_id: int) -> bool:
        """End the work on a file of this person; False if there is none (any more)."""
        work = self._works.get(update_id)
        if work is None or work.person_id != person_id:
            return False
        work.cancelled.set()
        soon = asyncio.get_running_loop().time() + (_GRACE_S if work.is_read else 0)
        ends = work.limit.when()
        if ends is None or ends > soon:
            with contextlib.suppress(RuntimeError):  # it is ending already
                work.limit.reschedule(soon)
        return True

    def _must_wait(self, person_id: int) -> bool:
        return self._places.locked() or person_id in self._locks

    @contextlib.asynccontextmanager
    async def _place(self, person_id: int) -> AsyncIterator[None]:
        lock = self._locks.setdefault(person_id, asyncio.Lock())
        self._present[person_id] += 1
        try:
            async with lock, self._places:
                yield
        finally:
            self._present[person_id] -= 1
            if not self._present[person_id]:
                del self._present[person_id], self._locks[person_id]
