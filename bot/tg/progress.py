"""How far long work is: one message that is edited, and in the end replaced by the answer."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.tg.answers import Answered

if TYPE_CHECKING:
    from bot.core.screen import Screen
    from bot.tg.inbox import Inbox
    from bot.tg.sender import Sender
    from bot.tg.turn_state import Answer

INTERVAL_S = 1.0  # what comes sooner is left out: Telegram wants about one edit a second in a chat


class Progress:
    """Shows the progress of one turn.

    Args:
        answer: its screens will replace the message.
    """

    def __init__(self, sender: Sender, inbox: Inbox, answer: Answer) -> None:
        self._sender, self._inbox, self._answer = sender, inbox, answer
        self._lock = asyncio.Lock()
        self._shown: Screen | None = None
        self._not_before = 0.0
        self._ended = False

    async def show(self, screen: Screen) -> None:
        """Send the message, or edit it if there is news and the last one is not too fresh."""
        loop = asyncio.get_running_loop()
        async with self._lock:
            if self._ended or screen == self._shown or loop.time() < self._not_before:
                return
            self._shown = screen
            answer = self._answer
            if answer.edits is None:
                delivery = await self._sender.send(answer.chat_id, screen, answer.language, reply_to=answer.reply_to)
            else:
                delivery = await self._sender.edit(
                    answer.chat_id, answer.edits, screen, answer.language, reply_to=answer.reply_to
                )
            shown = delivery.message_id or answer.edits
            self._not_before = loop.time() + INTERVAL_S
            if shown is None or (shown == answer.edits and answer.progress is not None):
                return
            answer.edits = answer.progress = shown
            if answer.message_ids:  # after a restart the same message goes on
                await self._inbox.note(Answered(answer.chat_id, answer.person_id, tuple(answer.message_ids), shown))

    async def end(self) -> None:
        """Let what is on its way arrive, and nothing after it: the answer comes now."""
        async with self._lock:
            self._ended = True
