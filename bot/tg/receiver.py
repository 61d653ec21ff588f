"""Fetching updates: stored first, acknowledged by the next fetch, handed on after that.

PTB's own updater acknowledges a batch as soon as it lies in memory; a process killed then would lose it.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import TYPE_CHECKING, Any

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.tg.sender import seconds_to_wait

if TYPE_CHECKING:
    from telegram.ext import ExtBot

    from bot.tg.dispatcher import Dispatcher
    from bot.tg.envelope import RawUpdate
    from bot.tg.inbox import Inbox

log = logging.getLogger(__name__)

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "inline_query", "my_chat_member")
POLL_S = 30
_FIRST_PAUSE_S, _LONGEST_PAUSE_S, _CONFLICT_PAUSE_S = 0.5, 30.0, 5.0


class Receiver:
    """Long-polls Telegram and feeds the inbox."""

    def __init__(self, bot: ExtBot[None], inbox: Inbox, dispatcher: Dispatcher) -> None:
        self._bot, self._inbox, self._dispatcher = bot, inbox, dispatcher
        self._offset: int | None = None

    async def resume(self) -> None:
        """Hand on what an earlier run stored and did not finish."""
        for update_id, chat_id in await self._inbox.backlog():
            self._dispatcher.submit(update_id, chat_id)

    async def receive(self, timeout_s: int) -> int:
        """Fetch one batch, store it, hand it on; return how many updates came.

        Raises:
            TelegramError: the fetch failed; nothing was acknowledged.
        """
        parameters: dict[str, Any] = {"timeout": timeout_s, "allowed_updates": list(ALLOWED_UPDATES)}
        if self._offset is not None:
            parameters["offset"] = self._offset
        # Not Bot.get_updates: it parses the whole batch or nothing, so that one update it cannot read would block all
        # others for ever, and it logs that batch with the keys in it.
        updates: list[RawUpdate] = await self._bot._post(  # noqa: SLF001 - get_updates() would parse each
            "getUpdates", parameters, read_timeout=timeout_s + 10
        )
        if updates:
            for update_id, chat_id, update in await self._inbox.store(updates):
                self._dispatcher.submit(update_id, chat_id, update)
            self._offset = int(updates[-1]["update_id"]) + 1
        return len(updates)

    async def run(self) -> None:
        """Receive until cancelled, through every trouble of the network.

        Raises:
            InvalidToken: Telegram does not know the token any more.
        """
        pause_s = _FIRST_PAUSE_S
        while True:
            try:
                await self.receive(POLL_S)
            except InvalidToken:
                raise
            except RetryAfter as error:
                await asyncio.sleep(seconds_to_wait(error))
            except Conflict as error:
                await self._settle_conflict(error)
            except TelegramError as error:
                log.warning("no updates just now: %s", error)
                await asyncio.sleep(pause_s)
                pause_s = min(2 * pause_s, _LONGEST_PAUSE_S)
            else:
                pause_s = _FIRST_PAUSE_S
                await self._inbox.beat("received")

    async def _settle_conflict(self, error: Conflict) -> None:
        """Take the updates back from a webhook that was set earlier; wait for another process to end."""
        if "webhook" in str(error).lower():
            log.warning("a webhook was set for this bot; it is removed, as updates are fetched here")
            with contextlib.suppress(TelegramError):
                await self._bot.delete_webhook()
            return
        log.error("another process receives with the same token; only one may")
        await asyncio.sleep(_CONFLICT_PAUSE_S)
