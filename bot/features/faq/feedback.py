"""Doors of what people think of the answers, and of what the operator sees of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from markupsafe import Markup
from telegram import Message

from bot.core.language import WRITTEN, Language
from bot.core.screen import Button, File, Screen
from bot.features.faq import feedback_views as views
from bot.features.faq.gaps import LONGEST_QUESTION, Gap, Vote, clean_question, to_csv
from bot.tg import replies
from bot.tg.feature import Command, OldButtonError
from bot.tg.keyboard import read_tap

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from telegram import InlineKeyboardButton, Update

    from bot.core.i18n import Translator
    from bot.db.database import Database, Transaction
    from bot.features.faq.content import Library
    from bot.features.faq.store import FeedbackStore
    from bot.tg.context import BotContext

QUESTION = "question"  # the name of the open question for the words to be sent
_MOST_IN_FILE = 5_000  # questions of each language
_VOTES = {"up": Vote.UP, "down": Vote.DOWN}


class FeedbackHandlers:
    """Takes votes, reports and questions for the operator, and shows them to the operator.

    Part of the feature ``faq``, whose doors hand on what is for this class.

    Args:
        database: where feedback is read for the operator.
        store: knows the tables.
        admins: who may see it.
        library: the entries there are.
    """

    def __init__(self, database: Database, store: FeedbackStore, admins: Sequence[int], library: Library) -> None:
        self._database, self._store, self._admins, self._library = database, store, admins, library
        self._taps: dict[str, Callable[[Update, BotContext, str], Awaitable[None]]] = {
            "wrong": self._report,
            "none": self._none_of_these,
            "send": self._send,
            "unask": self._unask,
        }
        self._admin_taps: dict[str, Callable[[BotContext], Awaitable[None]]] = {
            "gaps": self._show_gaps,
            "questions": self._show_questions,
            "gapsfile": self._send_file,
        }

    def commands(self) -> tuple[Command, ...]:
        """Return the operator's command, which no menu lists."""
        return (Command("gaps", self.on_gaps, private=True),)

    @property
    def export(self) -> Callable[[Transaction, int], object]:
        """Returns everything that is kept here of a person."""
        return self._store.export

    @property
    def forget(self) -> Callable[[Transaction, int], None]:
        """Deletes everything that is kept here of a person."""
        return self._store.forget

    async def no_answer(self, update: Update, context: BotContext, screen: Screen) -> None:
        """Answer a question with a screen that has no answer to it, count it, and offer to send it."""
        reply_to_question(update, context)
        await self._count(context, Gap.NONE, views.offering_to_send(context.tr, screen))

    async def on_gaps(self, _: Update, context: BotContext) -> None:
        """Show the operator what is missing; for others there is no such command."""
        if context.person.id in self._admins:
            await self._show_gaps(context)
        else:
            context.show(replies.unknown_command(context.tr))

    async def on_tap(self, update: Update, context: BotContext) -> bool:
        """Answer the buttons that belong here; False for the others."""
        verb, argument = (*context.arguments, "", "")[:2]
        if verb in _VOTES:
            await self._vote(update, context, argument, _VOTES[verb])
        elif verb in self._taps:
            await self._taps[verb](update, context, argument)
        elif verb in self._admin_taps:
            if context.turn.is_private and context.person.id in self._admins:
                await self._admin_taps[verb](context)
            else:
                raise OldButtonError
        else:
            return False
        return True

    async def on_reply(self, _: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        """Take the words of a question for the operator."""
        if arguments != (QUESTION,):
            return False
        length = len(context.words.strip())
        if length > LONGEST_QUESTION:
            context.show(views.too_long(context.tr, length))
        else:
            await self._keep(context, clean_question(context.words))
        return True

    async def _vote(self, update: Update, context: BotContext, entry_id: str, vote: Vote) -> None:
        tr, now = context.tr, context.now
        if entry_id not in self._library.ids:
            raise OldButtonError
        answer = _shown(update)

        def effect(tx: Transaction) -> Screen:
            self._store.vote(tx, context.person.id, entry_id, context.language.written, vote, now)
            return views.after_vote(tr, answer, entry_id, vote) if answer else views.noted(tr, entry_id)

        context.toast(views.thanks(tr, vote))
        await context.act(effect)

    async def _report(self, update: Update, context: BotContext, entry_id: str) -> None:
        tr, now = context.tr, context.now
        if entry_id not in self._library.ids:
            raise OldButtonError
        answer = _shown(update)

        def effect(tx: Transaction) -> Screen:
            self._store.report(tx, context.person.id, entry_id, context.language.written, now)
            return views.after_report(answer) if answer else views.noted(tr, entry_id)

        context.toast(views.reported(tr))
        await context.act(effect)

    async def _none_of_these(self, _: Update, context: BotContext, __: str) -> None:
        await self._count(context, Gap.NONE_OF_THESE, views.none_of_these(context.tr))

    async def _count(self, context: BotContext, gap: Gap, screen: Screen) -> None:
        def effect(tx: Transaction) -> Screen:
            self._store.count_gap(tx, gap, context.language.written, context.now)
            return screen

        await context.act(effect)

    async def _send(self, update: Update, context: BotContext, entry_id: str) -> None:
        """Send the message that this one replies to; ask for the words where Telegram no longer has it."""
        asked = _question(update)
        question = clean_question(asked.text or "") if asked is not None else ""
        if asked is not None and question:
            await self._keep(context, question, entry_id if entry_id in self._library.ids else "")
        elif not context.turn.is_private:
            context.toast(replies.private_button(context.tr))
        else:
            context.turn.answer.edits = None  # the answer stays where it is
            await context.ask(views.ask_question(context.tr), f"faq:{QUESTION}")

    async def _keep(self, context: BotContext, question: str, entry_id: str = "") -> None:
        def effect(tx: Transaction) -> Screen:
            self._store.keep_question(tx, context.person.id, question, context.language.written, context.now)
            return views.sent(context.tr, question, entry_id)

        await context.act(effect)

    async def _unask(self, _: Update, context: BotContext, __: str) -> None:
        context.turn.answers_question = True  # a button instead of an answer closes the question as well
        await context.act(lambda _: views.not_sent(context.tr))

    async def _show_gaps(self, context: BotContext) -> None:
        today = context.now.astimezone(dt.UTC).date()
        found = await self._database.read(lambda tx: self._store.gaps(tx, today))
        context.show(views.gaps(context.tr, found, today, lambda entry_id: self._title(context.tr, entry_id)))

    async def _show_questions(self, context: BotContext) -> None:
        _, code, number = (*context.arguments, "", "")[:3]
        page = int(number) if number.isascii() and number.isdigit() and len(number) < 4 else 0  # noqa: PLR2004 - digits
        if code not in {language.value for language in WRITTEN}:
            raise OldButtonError
        language = Language(code)
        today = context.now.astimezone(dt.UTC).date()
        count = (await self._database.read(lambda tx: self._store.gaps(tx, today))).kept[language]
        page = min(page, max(0, count - 1) // views.QUESTIONS_PER_PAGE)
        shown = await self._database.read(
            lambda tx: self._store.questions(tx, language, views.QUESTIONS_PER_PAGE, page * views.QUESTIONS_PER_PAGE)
        )
        context.show(views.questions(context.tr, shown, language, page, count))

    async def _send_file(self, context: BotContext) -> None:
        today = context.now.astimezone(dt.UTC).date()

        def table(tx: Transaction) -> bytes:
            questions = [each for language in WRITTEN for each in self._store.questions(tx, language, _MOST_IN_FILE)]
            return to_csv(self._store.gaps(tx, today), questions)

        content = await self._database.read(table)
        context.send_file(File(f"gaps-{today}.csv", content, views.file_caption(context.tr)))

    def _title(self, tr: Translator, entry_id: str) -> str:
        entry = self._library.find(entry_id, tr.language)
        return entry.button if entry is not None else entry_id


def reply_to_question(update: Update, context: BotContext) -> None:
    """Have the answer sent as a reply, so that Telegram hands the question back with the buttons below it."""
    message = update.effective_message
    if message is not None and update.callback_query is None:
        context.turn.answer.reply_to = message.message_id


def _tapped(update: Update) -> Message | None:
    """Return the message whose button was pressed; None where it is too old for Telegram to hand back."""
    message = update.callback_query.message if update.callback_query is not None else None
    return message if isinstance(message, Message) else None


def _question(update: Update) -> Message | None:
    message = _tapped(update)
    return message.reply_to_message if message is not None else None


def _shown(update: Update) -> Screen | None:
    """Return what a message shows, so that it can be shown again with other buttons."""
    message = _tapped(update)
    if message is None or not message.text:
        return None
    keyboard = message.reply_markup.inline_keyboard if message.reply_markup is not None else ()
    rows = (tuple(button for each in row if (button := _button(each)) is not None) for row in keyboard)
    html = Markup(message.text_html)  # noqa: S704 - the bot's own words, as Telegram escapes them
    return Screen(html, tuple(row for row in rows if row))


def _button(shown: InlineKeyboardButton) -> Button | None:
    if shown.url is not None:
        return Button(shown.text, url=shown.url)
    tap = read_tap(shown.callback_data if isinstance(shown.callback_data, str) else None)
    return Button(shown.text, action=":".join((tap.feature, *tap.arguments))) if tap is not None else None
