"""How fast messages may leave: Telegram's limits, with answers to people ahead of everything else.

aiolimiter and PTB's AIORateLimiter were looked at: neither knows priorities nor a pause for one chat alone, and the
latter stops every chat for a 429 that names one and does not slow down private chats at all.
"""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Messages a second over all chats; seconds between messages in one chat, after a burst.

    Source: Telegram's bot FAQ (30 a second overall, about one a second in a chat, 20 a minute in a group).
    """

    overall_per_s: float = 29.0
    chat_interval_s: float = 1.0
    chat_burst: int = 3
    group_interval_s: float = 3.0


class Pace:
    """Lets callers wait for their turn to send.

    Args:
        limits: how fast; None lets everything through at once (the API inside the process has no limits).
    """

    def __init__(self, limits: Limits | None) -> None:
        self._limits = limits
        self._ready_at: dict[int, float] = {}  # chat -> when its burst is used up (virtual scheduling)
        self._held_until: dict[int, float] = {}
        self._all_held_until = 0.0
        self._answers: deque[asyncio.Future[None]] = deque()
        self._bulk: deque[asyncio.Future[None]] = deque()
        self._pump: asyncio.Task[None] | None = None

    def hold(self, chat_id: int, seconds: float) -> None:
        """Let nothing out to this chat for so long: Telegram said so."""
        self._held_until[chat_id] = asyncio.get_running_loop().time() + seconds

    def hold_all(self, seconds: float) -> None:
        """Let nothing out at all for so long."""
        self._all_held_until = max(self._all_held_until, asyncio.get_running_loop().time() + seconds)

    def wait_for(self, chat_id: int | None = None) -> float:
        """Return for how many seconds nothing may leave for this chat (None: for any), 0 where it may now."""
        until = max(self._all_held_until, self._held_until.get(chat_id, 0.0) if chat_id is not None else 0.0)
        return max(0.0, until - asyncio.get_running_loop().time())

    async def bulk_turn(self) -> None:
        """Return when one bulk message may leave, for whichever chat; answers go first."""
        await self._overall_turn(self._bulk)

    async def turn(self, chat_id: int, *, bulk: bool = False) -> None:
        """Return when one message may leave for this chat; bulk messages wait behind all answers."""
        await self._chat_turn(chat_id)
        await self._overall_turn(self._bulk if bulk else self._answers)

    async def _overall_turn(self, queue: deque[asyncio.Future[None]]) -> None:
        if self._limits is None:
            return
        granted: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        queue.append(granted)
        if self._pump is None or self._pump.done():
            self._pump = asyncio.create_task(self._grant(1 / self._limits.overall_per_s), name="pace")
        await granted

    async def _chat_turn(self, chat_id: int) -> None:
        loop = asyncio.get_running_loop()
        while (held := self.wait_for(chat_id)) > 0:  # noqa: ASYNC110 - time, not an event
            await asyncio.sleep(held)
        self._held_until.pop(chat_id, None)
        if self._limits is None:
            return
        interval = self._limits.group_interval_s if chat_id < 0 else self._limits.chat_interval_s
        now = loop.time()
        slot = max(now, self._ready_at.get(chat_id, 0.0))
        self._ready_at[chat_id] = slot + interval
        await asyncio.sleep(max(0.0, slot - now - interval * (self._limits.chat_burst - 1)))
        if len(self._ready_at) > 10_000:  # noqa: PLR2004 - any bound will do; idle chats need no entry
            self._ready_at = {chat: at for chat, at in self._ready_at.items() if at > now}

    async def _grant(self, spacing_s: float) -> None:
        while self._answers or self._bulk:
            granted = (self._answers or self._bulk).popleft()
            if not granted.done():
                granted.set_result(None)
                await asyncio.sleep(spacing_s)
