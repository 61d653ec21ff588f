"""The queue of updates: kept until the bot confirms them, so that a bot that dies loses none."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.console.refusals import RefusedError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    from bot.console.refusals import Json
    from bot.console.requests import Request

MAX_BATCH = 100
MAX_WAIT_SECONDS = 50
CALLBACK_SECONDS = 150
"""How long Telegram keeps a tap for the bot; here also how long it takes the answer to one."""
INLINE_SECONDS = 30
_DAY_SECONDS = 24 * 60 * 60
_LIFE_SECONDS = {"callback_query": CALLBACK_SECONDS, "inline_query": INLINE_SECONDS}
_ONLY_ON_REQUEST = frozenset(("chat_member", "message_reaction", "message_reaction_count"))


@dataclass(slots=True)
class _Waiting:
    """An update that is not confirmed. `again`: a duplicate, kept until it has been handed out once more."""

    number: int
    update: Json
    expires: float
    again: bool = False
    handed_out: bool = False


class UpdateQueue:
    """What happened and was not confirmed yet, in order; one reader at a time, as Telegram demands.

    Belongs to one event loop. Nothing is lost when a reader is cancelled: updates leave only by a later
    offset, or when Telegram would have dropped them too (a message after a day, a tap after 150 s, an inline
    query after 30 s).
    """

    def __init__(self, now: Callable[[], dt.datetime], first_id: int) -> None:
        self._now, self._next_id = now, first_id
        self._waiting: deque[_Waiting] = deque()
        self._duplicates = 0
        self._allowed: frozenset[str] | None = None
        self._reader: asyncio.Future[None] | None = None

    def __iter__(self) -> Iterator[Json]:
        """The updates that wait or were handed out and not confirmed."""
        return (waiting.update for waiting in self._waiting)

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def unread(self) -> int:
        """How many updates no reader has been handed yet."""
        return sum(not waiting.handed_out for waiting in self._waiting)

    @property
    def allowed(self) -> list[str]:
        """The kinds the bot asked for; empty for Telegram's default."""
        return sorted(self._allowed or ())

    def put(self, kind: str, payload: Json) -> Json:
        """An update of this kind, numbered and queued; neither if the bot did not ask for its kind."""
        if kind not in self._allowed if self._allowed else kind in _ONLY_ON_REQUEST:
            return {kind: payload}
        update = {"update_id": self._next_id, kind: payload}
        self._next_id += 1
        self._append(update, kind)
        return update

    def put_again(self, update: Json) -> None:
        """Queue an update once more under its old number: what Telegram does when it is unsure."""
        kind = next(key for key in update if key != "update_id")
        self._append(update, kind, again=True)
        self._duplicates += 1

    def clear(self) -> None:
        """Forget everything that waits."""
        self._waiting.clear()
        self._duplicates = 0

    async def read(self, request: Request) -> list[Json]:
        """Answer getUpdates: up to `limit` that wait from `offset` on, else what comes in `timeout` s."""
        if (kinds := request.value("allowed_updates", "allowed_updates")) is not None:
            self._allowed = frozenset(kinds) or None
        self._confirm(request.integer("offset"))
        limit = request.integer("limit", MAX_BATCH)
        limit = limit if 0 < limit <= MAX_BATCH else MAX_BATCH
        if self._reader is not None and not self._reader.done():
            self._reader.set_exception(
                RefusedError(
                    409,
                    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
                )
            )
        wait = min(request.integer("timeout"), MAX_WAIT_SECONDS)
        batch = self._batch(limit)
        if batch or wait <= 0:
            return batch
        reader = self._reader = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(wait):
                await reader
        except TimeoutError:
            return []
        finally:
            if self._reader is reader:
                self._reader = None
        return self._batch(limit)

    def _append(self, update: Json, kind: str, *, again: bool = False) -> None:
        expires = self._now().timestamp() + _LIFE_SECONDS.get(kind, _DAY_SECONDS)
        self._waiting.append(_Waiting(update["update_id"], update, expires, again=again))
        if self._reader is not None and not self._reader.done():
            self._reader.set_result(None)

    def _confirm(self, offset: int) -> None:
        waiting = self._waiting
        if offset < 0:  # the last so many, and forget the rest
            while len(waiting) > -offset:
                waiting.popleft()
        elif not self._duplicates:
            while waiting and waiting[0].number < offset:
                waiting.popleft()
        else:
            self._waiting = deque(w for w in waiting if w.number >= offset or (w.again and not w.handed_out))
            self._duplicates = sum(w.again for w in self._waiting)

    def _batch(self, limit: int) -> list[Json]:
        now, batch = self._now().timestamp(), []
        expired = False
        for waiting in self._waiting:
            if waiting.expires < now:
                expired = True
                continue
            waiting.handed_out = True
            batch.append(waiting.update)
            if len(batch) == limit:
                break
        if expired:
            self._waiting = deque(w for w in self._waiting if w.expires >= now)
        return batch
