"""The one way out: everything the bot says leaves through here."""

from __future__ import annotations

import asyncio
import datetime as dt
import enum
import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

import httpx
from telegram import (
    Bot,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.tg.keyboard import keyboard
from bot.tg.split import CAPTION_LIMIT, split, visible

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.core.language import Language
    from bot.core.screen import Article, File, Screen
    from bot.tg.pacing import Pace

log = logging.getLogger(__name__)
T = TypeVar("T")

_TOAST_LIMIT = 200
_INLINE_CACHE_S = 60
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 0.5, 30.0
_MOST_REPEATS = 4
# Telegram does not say whether it puts off one chat or all; so many within so many seconds are all.
_FLOOD_CHATS, _FLOOD_WINDOW_S = 3, 10.0
# The request never left, so trying again cannot deliver twice.
_NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
_NO_ERROR = (
    "message is not modified",
    "query is too old",
    "query id is invalid",
    "message to delete not found",
)


class Outcome(enum.Enum):
    """What became of a message."""

    SENT = "sent"
    MAYBE = "maybe"  # it left, and no answer came back: trying again might deliver it twice
    UNREACHABLE = "unreachable"  # the person blocked the bot, or the chat is gone
    REFUSED = "refused"  # Telegram does not take it, now or later
    LATER = "later"  # it did not leave, or was put off by Telegram: to be tried again


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of a message.

    Args:
        outcome: which of the cases.
        message_id: of the (last) message where one was sent.
        wait_s: with LATER: after how many seconds to try again; None: the network is away, nobody knows.
        chat_id: the chat that this one became, where it became another.
    """

    outcome: Outcome
    message_id: int | None = None
    wait_s: float | None = None
    chat_id: int | None = None


class Sender:
    """Sends, edits and deletes; waits, retries and splits where Telegram asks for it.

    Args:
        bot: PTB's bot.
        pace: how fast messages may leave.
        on_unreachable: is told the chat that cannot be written to any more.
        on_flood: is told for how many seconds Telegram wants to hear nothing at all.
    """

    def __init__(
        self,
        bot: Bot,
        pace: Pace,
        on_unreachable: Callable[[int], Awaitable[None]],
        on_flood: Callable[[float], Awaitable[None]] | None = None,
    ) -> None:
        self._bot, self._pace, self._on_unreachable, self._on_flood = bot, pace, on_unreachable, on_flood
        self._floods: dict[int, float] = {}  # chat -> when Telegram put it off

    async def send_once(self, chat_id: int, screen: Screen, language: Language) -> Delivery:
        """Send a screen that nobody waits for, once, in a turn that :meth:`bulk_turn` gave.

        It never waits for a better moment: what Telegram puts off or the network does not take is LATER, so that a
        caller who sends several at a time loses no place to one of them.
        """
        wait_s = self._pace.wait_for(chat_id)
        if wait_s:
            return Delivery(Outcome.LATER, wait_s=wait_s)
        return await self.send(chat_id, screen, language, once=True)

    async def bulk_turn(self) -> float:
        """Wait until one bulk message may leave and return 0, or return for how many seconds none may."""
        wait_s = self._pace.wait_for()
        if not wait_s:
            await self._pace.bulk_turn()
        return wait_s

    async def send(
        self,
        chat_id: int,
        screen: Screen,
        language: Language,
        *,
        reply_to: int | None = None,
        bulk: bool = False,
        once: bool = False,
    ) -> Delivery:
        """Send a screen as one message, or as several where it is too long for one; buttons go under the last.

        `bulk` waits behind all answers; `once` has its turn already and does not try again.
        """
        parts = split(str(screen.html))
        reply = ReplyParameters(reply_to, allow_sending_without_reply=True) if reply_to is not None else None
        delivery = Delivery(Outcome.SENT)
        for number, part in enumerate(parts, start=1):
            buttons = keyboard(screen.rows, language) if number == len(parts) else None
            # Each part answers: in a group it stands in the same topic, and it is known whose the buttons are.
            delivery = await self._send_part(chat_id, part, buttons, reply, bulk=bulk, once=once)
            if delivery.outcome in {Outcome.UNREACHABLE, Outcome.REFUSED, Outcome.LATER}:
                break
        return delivery

    async def _send_part(
        self,
        chat_id: int,
        part: str,
        buttons: dict[str, Any] | None,
        reply: ReplyParameters | None,
        *,
        bulk: bool,
        once: bool,
    ) -> Delivery:
        async def call(chat: int, text: str, mode: str | None) -> int:
            sent = await self._bot.send_message(
                chat, text, parse_mode=mode, reply_parameters=reply, api_kwargs={"reply_markup": buttons}
            )
            return sent.message_id

        delivery = await self._deliver(chat_id, lambda chat: call(chat, part, ParseMode.HTML), bulk=bulk, once=once)
        if delivery.outcome is Outcome.REFUSED:  # better without bold letters than not at all
            delivery = await self._deliver(chat_id, lambda chat: call(chat, visible(part), None), bulk=bulk, once=once)
        return delivery

    async def edit(
        self, chat_id: int, message_id: int, screen: Screen, language: Language, *, reply_to: int | None = None
    ) -> Delivery:
        """Put a screen in place of a message; where that cannot be edited any more, send it as a new one.

        `reply_to`: what a new one answers.
        """
        first, *rest = split(str(screen.html))
        if rest:  # one message cannot become two
            return await self.send(chat_id, screen, language, reply_to=reply_to)
        buttons = keyboard(screen.rows, language)

        async def call(chat: int) -> int:
            await self._bot.edit_message_text(
                first, chat, message_id, parse_mode=ParseMode.HTML, api_kwargs={"reply_markup": buttons}
            )
            return message_id

        delivery = await self._deliver(chat_id, call, repeatable=True)
        if delivery.outcome is Outcome.REFUSED:
            return await self.send(chat_id, screen, language, reply_to=reply_to)
        return delivery

    async def send_file(self, chat_id: int, file: File) -> Delivery:
        """Send a document, or a picture that is shown in the chat, with its caption."""
        caption = split(str(file.caption), CAPTION_LIMIT)[0]

        async def call(chat: int) -> int:
            if file.is_photo:
                photo = await self._bot.send_photo(
                    chat, file.content, filename=file.name, caption=caption, parse_mode=ParseMode.HTML
                )
                return photo.message_id
            sent = await self._bot.send_document(
                chat, file.content, filename=file.name, caption=caption, parse_mode=ParseMode.HTML
            )
            return sent.message_id

        return await self._deliver(chat_id, call)

    async def delete(self, chat_id: int, message_id: int) -> Delivery:
        """Delete a message; one that is gone already counts as deleted."""

        async def call(chat: int) -> None:
            await self._bot.delete_message(chat, message_id)

        return await self._deliver(chat_id, call, repeatable=True)

    async def answer_tap(self, query_id: str, toast: str | None = None) -> None:
        """End the spinner on a pressed button, with a short note if there is one. To be called once a query."""
        text = toast[:_TOAST_LIMIT] if toast else None
        try:
            await self._bot.answer_callback_query(query_id, text)
        except TelegramError as error:
            if not _is_no_error(error):
                log.warning("a tap could not be answered: %s", error)

    async def answer_inline(self, query_id: str, articles: Sequence[Article], language: Language) -> None:
        """Offer results for an inline query; they are kept by Telegram for this person and a minute only."""
        results = [
            InlineQueryResultArticle(
                article.id,
                article.title,
                InputTextMessageContent(split(str(article.screen.html))[0], parse_mode=ParseMode.HTML),
                reply_markup=_markup(article.screen, language),
                description=article.description,
            )
            for article in articles
        ]
        try:
            await self._bot.answer_inline_query(query_id, results, cache_time=_INLINE_CACHE_S, is_personal=True)
        except TelegramError as error:
            if not _is_no_error(error):
                log.warning("an inline query could not be answered: %s", error)

    async def _deliver(
        self,
        chat_id: int,
        call: Callable[[int], Awaitable[int | None]],
        *,
        repeatable: bool = False,
        bulk: bool = False,
        once: bool = False,
    ) -> Delivery:
        """Make the call in its turn, again where that cannot deliver twice; `repeatable` calls may be made twice."""
        pause_s, repeats = _FIRST_PAUSE_S, _MOST_REPEATS if repeatable else 0
        while True:
            if not once:
                await self._pace.turn(chat_id, bulk=bulk)
            delivery = await self._attempt(chat_id, call)
            if once or delivery.outcome not in {Outcome.LATER, Outcome.MAYBE}:
                return delivery
            chat_id = delivery.chat_id or chat_id
            if delivery.wait_s is not None:
                continue  # the pace waits
            if delivery.outcome is Outcome.MAYBE:
                if not repeats:
                    return delivery
                repeats -= 1
            await asyncio.sleep(pause_s)
            pause_s = min(2 * pause_s, _LONGEST_PAUSE_S)

    async def _attempt(self, chat_id: int, call: Callable[[int], Awaitable[int | None]]) -> Delivery:
        """Make the call once; a chat that became another is followed."""
        try:
            return Delivery(Outcome.SENT, await call(chat_id))
        except RetryAfter as error:
            await self._put_off(chat_id, seconds_to_wait(error))
            return Delivery(Outcome.LATER, wait_s=seconds_to_wait(error))
        except ChatMigrated as error:
            delivery = await self._attempt(error.new_chat_id, call)
            return replace(delivery, chat_id=delivery.chat_id or error.new_chat_id)
        except Forbidden:
            await self._on_unreachable(chat_id)
            return Delivery(Outcome.UNREACHABLE)
        except BadRequest as error:
            return await self._refused(chat_id, error)
        except NetworkError as error:  # TimedOut is one of these, and so are 5xx answers
            if isinstance(error.__cause__, _NEVER_LEFT):
                return Delivery(Outcome.LATER)
            log.warning("no word whether a message arrived: %s", error)
            return Delivery(Outcome.MAYBE)
        except TelegramError as error:
            log.error("Telegram refuses a call: %s", error)  # noqa: TRY400 - the trace ends here
            return Delivery(Outcome.REFUSED)

    async def _put_off(self, chat_id: int, seconds: float) -> None:
        """Leave a chat alone, and everybody where Telegram says the same for several chats at once."""
        self._pace.hold(chat_id, seconds)
        now = asyncio.get_running_loop().time()
        self._floods = {chat: at for chat, at in self._floods.items() if now - at < _FLOOD_WINDOW_S} | {chat_id: now}
        if len(self._floods) >= _FLOOD_CHATS:
            log.warning("Telegram puts off %s chats: nothing leaves for %.0f s", len(self._floods), seconds)
            self._pace.hold_all(seconds)
            if self._on_flood is not None:
                await self._on_flood(seconds)

    async def _refused(self, chat_id: int, error: BadRequest) -> Delivery:
        if _is_no_error(error):
            return Delivery(Outcome.SENT)
        if "chat not found" in str(error).lower():
            await self._on_unreachable(chat_id)
            return Delivery(Outcome.UNREACHABLE)
        log.error("Telegram refuses a message: %s", error)
        return Delivery(Outcome.REFUSED)


def seconds_to_wait(error: RetryAfter) -> float:
    """Return how long Telegram wants to be left alone; PTB gives a number or a timedelta, as the environment says."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, dt.timedelta) else wait


def _is_no_error(error: TelegramError) -> bool:
    words = str(error).lower()
    return any(harmless in words for harmless in _NO_ERROR)


def _markup(screen: Screen, language: Language) -> InlineKeyboardMarkup | None:
    """Return the keyboard of a screen as PTB's results of inline queries want it."""
    buttons = keyboard(screen.rows, language)
    return InlineKeyboardMarkup.de_json(buttons, None) if buttons is not None else None
