"""From an update to the feature that answers it."""

from __future__ import annotations

import re
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, InlineQueryHandler, MessageHandler, filters

from bot.core import secrets
from bot.tg import replies

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from telegram import Update

    from bot.core.i18n import Translator
    from bot.core.screen import Screen
    from bot.tg.context import BotContext
    from bot.tg.feature import Command, Feature, Handler

_LONGEST_INLINE = 256
_MOST_RESULTS = 10
_MESSAGES = filters.UpdateType.MESSAGE


class Router:
    """Turns what the features offer into PTB's handlers.

    Args:
        features: all of them.
        order: the names of the features whose recognisers are asked about plain messages, one after the other.
        otherwise: answers a plain message that nobody recognised.
        on_key: answers a message in which an API key was masked.
    """

    def __init__(
        self,
        features: Sequence[Feature],
        order: Sequence[str],
        otherwise: Handler,
        on_key: Callable[[Translator, int], Screen],
    ) -> None:
        self._features = {feature.name: feature for feature in features}
        self._commands = [command for feature in features for command in feature.commands]
        self._recognisers = [self._features[name] for name in order]
        self._otherwise = otherwise
        self._on_key = on_key

    def handlers(self) -> list[BaseHandler[Update, BotContext, None]]:
        """Return the handlers in the order in which they are tried."""
        made: list[BaseHandler[Any, Any, Any]] = [
            MessageHandler(
                _MESSAGES & filters.Regex(secrets.MASK) | _MESSAGES & filters.CaptionRegex(secrets.MASK),
                self._key,
            ),
            *(CommandHandler(c.name, partial(self._command, c), _MESSAGES) for c in self._commands),
            MessageHandler(_MESSAGES & filters.COMMAND, self._unknown_command),
            MessageHandler(_MESSAGES & filters.TEXT, self._plain),
            MessageHandler(_MESSAGES & ~filters.StatusUpdate.ALL, self._no_text),
            MessageHandler(filters.UpdateType.EDITED_MESSAGE, self._edited),
            CallbackQueryHandler(self._tap),
            InlineQueryHandler(self._inline),
        ]
        return made

    async def _key(self, update: Update, context: BotContext) -> None:
        message = update.effective_message
        if message is not None:
            context.show(self._on_key(context.tr, message.message_id))

    async def _command(self, command: Command, update: Update, context: BotContext) -> None:
        if command.private and not context.turn.is_private:
            context.show(replies.private_only(context.tr, context.bot.username))
            return
        await command.handler(update, context)

    async def _unknown_command(self, update: Update, context: BotContext) -> None:
        text = (update.effective_message.text or "") if update.effective_message else ""
        addressed = text.split(maxsplit=1)[0].partition("@")[2]
        if addressed and addressed.casefold() != context.bot.username.casefold():
            return  # a command for another bot of the group
        if context.turn.is_private or addressed:
            context.show(replies.unknown_command(context.tr))

    async def _plain(self, update: Update, context: BotContext) -> None:
        if not context.turn.is_private and not self._is_addressed(update, context):
            return
        text = _without_mention(context.words, context.bot.username)
        context.turn.words = text
        if not text.strip():
            context.show(replies.no_words(context.tr))
            return
        for command in self._commands:
            found = _words(command).match(text) if command.words else None
            if found is not None:
                context.turn.words = text[found.end() :]
                await self._command(command, update, context)
                return
        question = context.turn.question
        if question is not None:
            asked = self._features.get(question[0])
            context.turn.answers_question = True
            if asked is not None and asked.on_reply is not None and await asked.on_reply(update, context, question[1:]):
                return
            context.turn.answers_question = False
        for feature in self._recognisers:
            if feature.private and not context.turn.is_private:
                continue
            handler = feature.recognise(text, context.person, context.now) if feature.recognise else None
            if handler is not None:
                await handler(update, context)
                return
        await self._otherwise(update, context)

    def _is_addressed(self, update: Update, context: BotContext) -> bool:
        message = update.effective_message
        if message is None:
            return False
        replied = message.reply_to_message
        if replied is not None and replied.from_user is not None and replied.from_user.id == context.bot.id:
            return True
        return f"@{context.bot.username}".casefold() in (message.text or "").casefold()

    async def _no_text(self, update: Update, context: BotContext) -> None:
        if context.turn.is_private:
            context.show(replies.no_words(context.tr))

    async def _edited(self, update: Update, context: BotContext) -> None:
        if context.turn.is_private:
            context.show(replies.edited(context.tr))

    async def _inline(self, update: Update, context: BotContext) -> None:
        query = context.words[:_LONGEST_INLINE]
        if secrets.has_masked_key(query):
            return
        for feature in self._features.values():
            if feature.search is not None:
                context.turn.answer.articles += feature.search(query, context.tr, context.now)
        del context.turn.answer.articles[_MOST_RESULTS:]

    async def _tap(self, update: Update, context: BotContext) -> None:
        tap = context.turn.tap
        feature = self._features.get(tap.feature) if tap is not None else None
        if feature is None or feature.on_tap is None:
            context.toast(replies.old_button(context.tr))
            return
        if feature.private and not context.turn.is_private:
            context.toast(replies.private_button(context.tr))
            return
        await feature.on_tap(update, context)


@cache
def _words(command: Command) -> re.Pattern[str]:
    """Return what finds the command's Chinese words at the start of a message, alone or before a space."""
    return re.compile(rf"^\s*/?(?:{'|'.join(map(re.escape, command.words))})(?:\s+|$)")


def _without_mention(text: str, username: str) -> str:
    return re.sub(rf"@{re.escape(username)}\b", "", text, flags=re.IGNORECASE)
