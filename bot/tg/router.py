"""From an update to the feature that answers it."""

from __future__ import annotations

import re
from inspect import isawaitable
from typing import TYPE_CHECKING, Any

from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, InlineQueryHandler, MessageHandler, filters

from bot.core import secrets
from bot.core.i18n import translator
from bot.core.intent import CLOSE, LIKELY, Intent
from bot.tg import replies
from bot.tg.answers import KEPT
from bot.tg.envelope import utf16_length
from bot.tg.feature import Offer, OldButtonError
from bot.tg.file_router import FileRouter
from bot.tg.files import FileRoom
from bot.tg.keyboard import Tap, feature_of
from bot.tg.pastes import OPENS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Coroutine, Sequence

    from telegram import Update

    from bot.core.i18n import Translator
    from bot.core.likeness import Guess
    from bot.core.person import Person
    from bot.core.screen import Screen
    from bot.tg.context import BotContext
    from bot.tg.feature import Command, Feature, Handler, LetGo
    from bot.tg.turn_state import Undo

_LONGEST_INLINE = 256
# How likely the likest intent has to be to come before a reader that is unsure, and one that is a little surer.
_LEAST_LIKELY, _SURELY_LIKELY = 0.3, 0.5
_LONGEST_GUESSED = 200  # characters; a longer message is a text
_MOST_RESULTS = 10
_MESSAGES = filters.UpdateType.MESSAGES  # new ones and edits of earlier ones
_LONGEST_NUMBER = 20
_NEW = "new"  # stands before the action of a button whose answer is a message of its own
_WORK = "work"  # the feature name of the Cancel button under long work
_COMMAND = re.compile(r"\s*/(\w+)(?:@(\w+))?\s*", re.ASCII)


class _TooOld(filters.UpdateFilter):
    """An edit of a message whose answer is not remembered any more."""

    def filter(self, update: Update) -> bool:
        edited = update.edited_message
        if edited is None or edited.edit_date is None or edited.edit_date - edited.date <= KEPT:
            return False
        return bool(edited.text or edited.caption)


class Router:
    """Turns what the features offer into PTB's handlers.

    Args:
        features: all of them.
        order: the names of the features whose recognisers are asked about plain messages; who comes first is taken
            where two are equally sure.
        otherwise: answers a plain message that nobody recognised.
        on_key: answers a message in which an API key was masked.
        start: shows the first screen of all, in place of buttons of which nobody knows where they belong.
        guess: says what a message is likest to by its words; asked where no feature is sure.
        file_order: the names of the features that are asked about files, one after the other.
        files: where files wait and are read.
    """

    def __init__(
        self,
        features: Sequence[Feature],
        order: Sequence[str],
        otherwise: Handler,
        on_key: Callable[[Translator, int], Screen],
        *,
        start: Handler | None = None,
        file_order: Sequence[str] = (),
        guess: Callable[[str], Guess] | None = None,
        files: FileRoom | None = None,
    ) -> None:
        self._features = {feature.name: feature for feature in features}
        self._commands = [command for feature in features for command in feature.commands]
        self._recognisers = [self._features[name] for name in order]
        self._otherwise = otherwise
        self._guess = guess
        self._on_key = on_key
        self._start = start
        self._room = files or FileRoom()
        readers = {command.name: f for f in features for command in f.commands if f.on_file is not None}
        self._files = FileRouter(self._room, [self._features[name] for name in file_order], readers)

    def handlers(self) -> list[BaseHandler[Update, BotContext, None]]:
        """Return the handlers in the order in which they are tried."""
        made: list[BaseHandler[Any, Any, Any]] = [
            MessageHandler(
                _MESSAGES & filters.Regex(secrets.MASK) | _MESSAGES & filters.CaptionRegex(secrets.MASK),
                self._anew(self._key),
            ),
            MessageHandler(_TooOld(), self._too_old),
            CommandHandler([command.name for command in self._commands], self._anew(self._slash), _MESSAGES),
            MessageHandler(_MESSAGES & filters.COMMAND, self._anew(self._unknown_command)),
            MessageHandler(_MESSAGES & filters.TEXT, self._anew(self._plain)),
            MessageHandler(_MESSAGES & filters.Document.ALL & ~filters.ANIMATION, self._anew(self._file)),
            MessageHandler(filters.UpdateType.MESSAGE & filters.LOCATION, self._location),
            MessageHandler(filters.UpdateType.MESSAGE & ~filters.StatusUpdate.ALL, self._no_text),
            CallbackQueryHandler(self._tap),
            InlineQueryHandler(self._inline),
        ]
        return made

    def _anew(self, handler: Handler) -> Callable[[Update, BotContext], Coroutine[Any, Any, None]]:
        """Return a handler that takes an edited message anew: what its earlier version did is renewed or undone."""

        async def handle(update: Update, context: BotContext) -> None:
            if context.is_edit and context.turn.is_private:
                context.turn.let_go = self._undoing(context)
            await handler(update, context)
            await context.let_go()

        return handle

    def _undoing(self, context: BotContext) -> dict[str, Undo]:
        def bound(let_go: LetGo) -> Undo:
            return lambda tx: let_go(tx, context)

        return {f.name: bound(f.let_go) for f in self._features.values() if f.let_go is not None}

    async def _key(self, update: Update, context: BotContext) -> None:
        message = update.effective_message
        if message is not None:
            context.show(self._on_key(context.tr, message.message_id))

    async def _too_old(self, _: Update, context: BotContext) -> None:
        if context.turn.is_addressed:
            context.show(replies.too_old(context.tr), new=True)

    async def _slash(self, update: Update, context: BotContext) -> None:
        """Hand a command to its feature; one handler for all, because PTB tries each of many in turn."""
        message = update.effective_message
        found = _COMMAND.match((message.text or message.caption or "") if message is not None else "")
        name = found[1].lower() if found is not None else ""
        await self._command(next(each for each in self._commands if each.name == name), update, context)

    async def _command(self, command: Command, update: Update, context: BotContext) -> None:
        if command.private and not context.turn.is_private:
            context.show(replies.private_only(context.tr, context.bot.username))
            return
        if await self._files.reads_replied(command, update, context):
            return
        await command.handler(update, context)

    async def _unknown_command(self, update: Update, context: BotContext) -> None:
        message = update.effective_message
        text = (message.text or message.caption or "/") if message is not None else "/"
        addressed = text.split(maxsplit=1)[0].partition("@")[2]
        if addressed and addressed.casefold() != context.bot.username.casefold():
            return  # a command for another bot of the group
        if context.turn.is_private or addressed:
            context.show(replies.unknown_command(context.tr))

    async def _file(self, update: Update, context: BotContext) -> None:
        """Have a file read; a command in front of its caption says by whom."""
        message = update.effective_message
        if message is None or message.document is None or not context.turn.is_addressed:
            return
        found = _COMMAND.match(message.caption or "")
        command = next((c for c in self._commands if found is not None and c.name == found[1].lower()), None)
        context.turn.words = without_mention(context.words, context.bot.username)
        if found is not None and command is None:
            await self._unknown_command(update, context)
        elif command is not None and command.private and not context.turn.is_private:
            context.show(replies.private_only(context.tr, context.bot.username))
        elif command is not None and not self._files.reads(command):
            await command.handler(update, context)
        else:
            await self._files.read(message.document, update, context, command)

    async def _plain(self, update: Update, context: BotContext) -> None:
        if not context.turn.is_addressed:
            return
        text = without_mention(context.words, context.bot.username)
        context.turn.words = text
        if not text.strip():
            context.show(replies.no_words(context.tr))
            return
        command, behind = self._spoken(text)
        yields = command is None or (command.yields and not context.turn.is_asked and not text.lstrip().startswith("/"))
        if yields and await self._is_reply(update, context):
            return
        if command is not None:
            context.turn.words = behind
            await self._command(command, update, context)
            return
        if not context.turn.is_asked:
            context.turn.question = None  # it stood for an answer, and another one follows now
        await self._take_surest(text, update, context)

    async def _is_reply(self, update: Update, context: BotContext) -> bool:
        """Hand a message to the feature whose question is open; tell whether it was about that."""
        question = context.turn.question
        asked = self._features.get(question[0]) if question is not None else None
        if question is None or asked is None or asked.on_reply is None:
            return False
        context.turn.answers_question = True
        if await asked.on_reply(update, context, question[1:]):
            return True
        context.turn.answers_question = False
        return False

    def _spoken(self, text: str) -> tuple[Command | None, str]:
        """Return the command that a plain message begins with, and what follows its words."""
        for command in self._commands:
            behind = command.behind(text)
            if behind is not None:
                return command, behind
        return None, text

    async def _take_surest(self, text: str, update: Update, context: BotContext) -> None:
        """Let the feature that is surest of a message answer it; the next one gets a button if it is about as sure."""
        offers: list[Offer] = []
        if not context.is_late_piece or utf16_length(text) < OPENS:  # else what it seems to say stands in its context
            offers = self.offers(text, context.person, context.now, is_private=context.turn.is_private)
        if not offers or offers[0].handler == self._otherwise:
            context.expect_pieces()
        elif context.is_late_piece:
            context.turn.stand_alone()
        if len(offers) > 1 and offers[1].again is not None and offers[0].sure - offers[1].sure <= CLOSE:
            context.turn.below = await offers[1].again(context)
        await (offers[0].handler if offers else self._otherwise)(update, context)

    def offers(self, text: str, person: Person, now: dt.datetime, *, is_private: bool = True) -> list[Offer]:
        """Return what a plain message may mean, the surest first; of equally sure ones in the order of the features.

        Args:
            text: the message, without the bot's name.
            person: who wrote it.
            now: when.
            is_private: it came in a private chat; in groups some features are not offered.
        """
        found = (
            feature.recognise(text, person, now)
            for feature in self._recognisers
            if feature.recognise is not None and (is_private or not feature.private)
        )
        offers = sorted((offer for offer in found if offer is not None), key=lambda offer: -offer.sure)
        likeliest = self._likeliest(text, offers, person, now, is_private=is_private)
        return [likeliest, *offers] if likeliest is not None else offers

    def _likeliest(
        self, text: str, offers: Sequence[Offer], person: Person, now: dt.datetime, *, is_private: bool
    ) -> Offer | None:
        """Return what a message is likest to by its words, where no reader is sure that it is something else."""
        surest = offers[0] if offers else None
        if self._guess is None or len(text) > _LONGEST_GUESSED or "\n" in text.strip():
            return None
        if surest is not None and surest.sure > LIKELY:
            return None
        intent, likely = self._guess(text)
        least = _LEAST_LIKELY if surest is None or surest.sure < LIKELY else _SURELY_LIKELY
        if likely < least or (surest is not None and surest.intent is intent):
            return None
        for feature in self._recognisers:
            if feature.likely is not None and (is_private or not feature.private):
                handler = feature.likely(intent, text, person, now)
                if handler is not None:
                    return Offer(intent, likely, handler, text.strip())
        return None

    def meanings(self, text: str, person: Person, now: dt.datetime) -> list[Intent]:
        """Return what a plain message of a private chat means, then what else it may mean, likeliest first."""
        if secrets.has_masked_key(secrets.mask(text)):
            return [Intent.KEY]
        command, _ = self._spoken(text)
        if command is not None:
            return [command.intent]
        found = dict.fromkeys(offer.intent for offer in self.offers(text, person, now))
        return [*found] or [Intent.NONE]

    async def _location(self, update: Update, context: BotContext) -> None:
        place = update.effective_message.location if update.effective_message is not None else None
        if place is None or not context.turn.is_addressed:
            return
        for feature in self._features.values():
            if feature.on_location is None or (feature.private and not context.turn.is_private):
                continue
            context.turn.answers_question = context.turn.is_asked_by(feature.name)
            if await feature.on_location(update, context, place.latitude, place.longitude):
                return
            context.turn.answers_question = False
        context.show(replies.no_words(context.tr))

    async def _no_text(self, update: Update, context: BotContext) -> None:
        if context.turn.is_private:
            context.show(replies.no_words(context.tr))

    async def _inline(self, update: Update, context: BotContext) -> None:
        query = context.words[:_LONGEST_INLINE]
        if secrets.has_masked_key(query):
            return
        for feature in self._features.values():
            if feature.search is not None:
                found = feature.search(query, context.tr, context.now)
                context.turn.answer.articles += await found if isawaitable(found) else found
        del context.turn.answer.articles[_MOST_RESULTS:]

    async def _tap(self, update: Update, context: BotContext) -> None:
        """Answer a button: of a group only to whom its message answers, and an old one with a fresh screen."""
        turn, tap = context.turn, context.turn.tap
        if not turn.is_own:
            tr = translator(turn.person.language)  # the message is in the language of somebody else
            context.toast(replies.anothers_button(tr, turn.owner))
            return
        if tap is not None and tap.feature == _NEW and tap.arguments:
            turn.answer.edits = None
            turn.tap = tap = Tap(tap.language, tap.arguments[0], tap.arguments[1:])
        if tap is not None and tap.feature == _WORK:
            self._stop_work(tap.arguments, context)
            return
        feature = self._features.get(tap.feature if tap is not None else _named(update))
        if feature is not None and feature.private and not turn.is_private:
            context.toast(replies.private_button(context.tr))
            return
        try:
            await _hand_over(feature if tap is not None else None, update, context)
        except OldButtonError as old:
            turn.answer.items.clear()
            context.toast(old.gone or replies.old_menu(context.tr))
            fresh = old.fresh or (feature.fresh if feature is not None else None) or self._start
            if fresh is not None:
                await fresh(update, context)

    def _stop_work(self, arguments: tuple[str, ...], context: BotContext) -> None:
        number = arguments[-1] if arguments else ""
        is_number = number.isascii() and number.isdigit() and len(number) < _LONGEST_NUMBER
        stops = is_number and self._room.cancel(int(number), context.person.id)
        context.toast(replies.stopping(context.tr) if stops else replies.nothing_to_stop(context.tr))


async def _hand_over(feature: Feature | None, update: Update, context: BotContext) -> None:
    if feature is None or feature.on_tap is None:
        raise OldButtonError
    await feature.on_tap(update, context)


def _named(update: Update) -> str:
    return feature_of(update.callback_query.data if update.callback_query is not None else None)


def without_mention(text: str, username: str) -> str:
    """Return a text without the bot's name in it."""
    return re.sub(rf"@{re.escape(username)}\b", "", text, flags=re.IGNORECASE)
