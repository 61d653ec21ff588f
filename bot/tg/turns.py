"""One update after the other from its stored form to its answer; a failing one hurts only itself."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from telegram import ChatMember, Message, Update

from bot.core import language as languages
from bot.core.i18n import translator
from bot.core.screen import File
from bot.tg import answers, pastes
from bot.tg.answers import Answered
from bot.tg.context import is_private
from bot.tg.envelope import is_addressed, message_of, plain_text, utf16_length
from bot.tg.failures import admin_screen, failure_screen
from bot.tg.keyboard import read_tap
from bot.tg.progress import Progress
from bot.tg.turn_state import Answer, Turn, current_turn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from telegram import CallbackQuery
    from telegram.ext import Application

    from bot.core.clock import Clock
    from bot.core.language import Language
    from bot.core.person import Person
    from bot.db.database import Database, Transaction
    from bot.tg.answers import Newest
    from bot.tg.context import BotContext
    from bot.tg.envelope import RawUpdate
    from bot.tg.inbox import Inbox
    from bot.tg.sender import Sender

log = logging.getLogger(__name__)

ATTEMPTS = 3
TIME_LIMIT_S = 60.0
_PAUSES_S = (0.1, 0.5)  # between the attempts
_COMMAND = re.compile(r"\s*/\w+(?:@\w+)?\s*", re.ASCII)
# What follows it stands in a link that somebody made, so it says nothing about who taps it.
_START = re.compile(r"\s*/start(?:@\w+)?(?:\s|$)", re.ASCII | re.IGNORECASE)


class People(Protocol):
    """Where the turns learn who somebody is; the preferences implement it."""

    def find(self, tx: Transaction, person_id: int, client_language: str | None) -> Person:
        """Return the person, with defaults for what they never chose."""
        ...

    def is_current(self, tx: Transaction, person_id: int, client_language: str | None) -> bool:
        """Tell whether what is stored about their client and being reachable is still true."""
        ...

    def remember(self, tx: Transaction, person_id: int, client_language: str | None, now: dt.datetime) -> None:
        """Note that the person wrote, and in which language their client is."""
        ...

    def set_unreachable(self, tx: Transaction, person_id: int, now: dt.datetime) -> None:
        """Note that the person blocked the bot."""
        ...


@dataclass(slots=True)
class Job:
    """What is handled in one turn: an update, or the pieces of one text as one update.

    Args:
        update: as it is handled.
        update_ids: all that are done with it.
        message_ids: the messages it came in, in order; none for taps.
        last: the last piece of a text; None for everything else.
        is_beside: the chat goes on meanwhile.
    """

    update: RawUpdate
    update_ids: tuple[int, ...]
    message_ids: tuple[int, ...] = ()
    last: RawUpdate | None = None
    is_beside: bool = False


@dataclass(slots=True)
class _Known:
    """What the database says at the start of a turn."""

    person: Person
    is_current: bool
    question: str | None
    answer_id: int | None
    asked_by: int | None
    newest: Newest | None


class Turns:
    """Hands jobs to the application's handlers and sends what they answer.

    Args:
        application: PTB's application; its handlers do the work.
        on_return: runs in the transaction that notes that somebody can be reached (again).
        admins: who is told when an update is given up.
    """

    def __init__(
        self,
        application: Application[Any, Any, Any, Any, Any, Any],
        database: Database,
        inbox: Inbox,
        sender: Sender,
        people: People,
        clock: Clock,
        *,
        on_return: Callable[[Transaction, int], None],
        admins: Sequence[int],
    ) -> None:
        self._application, self._database, self._inbox = application, database, inbox
        self._sender, self._people, self._clock, self._admins = sender, people, clock, admins
        self._on_return = on_return
        application.add_error_handler(_note_failure)

    async def take(self, job: Job) -> None:
        """Handle a job to its end; what this raises is no update's fault."""
        failure: BaseException | None = None
        for attempt in range(ATTEMPTS):
            turn, failure = await self._attempt(job)
            if failure is None or (turn is not None and turn.acted):
                break
            log.warning("update %s failed: attempt %s of %s", job.update_ids[0], attempt + 1, ATTEMPTS)
            if attempt < len(_PAUSES_S):
                await asyncio.sleep(_PAUSES_S[attempt])
        else:
            await self._give_up(job, turn, failure)
            return
        if failure is not None:
            log.error("update %s failed after its effect", job.update_ids[0], exc_info=failure)
        await self._finish(job.update_ids, turn.answer if turn is not None else None)
        await self._inbox.purge_if_due()

    async def send_stored(self, update_id: int, unsent: dict[str, Any]) -> None:
        """Send the answer that an earlier run stored with its effect and could not send."""
        await self._finish((update_id,), Answer.from_json(unsent))

    async def _finish(self, update_ids: tuple[int, ...], answer: Answer | None) -> None:
        shown = await self._deliver(answer) if answer is not None else None
        answered = None
        if answer is not None and answer.message_ids and shown is not None:
            said = dt.datetime.fromtimestamp(answer.said, dt.UTC) if answer.said is not None else None
            answered = Answered(
                answer.chat_id,
                answer.person_id,
                tuple(answer.message_ids),
                shown,
                pieces=answer.pieces,
                length=answer.length,
                said_at=said,
            )
        await self._inbox.finish(update_ids, answered)

    async def _attempt(self, job: Job) -> tuple[Turn | None, BaseException | None]:
        """Run the handlers once; return the turn (None where nobody is to be answered) and what went wrong."""
        turn = None
        try:
            update = Update.de_json(job.update, self._application.bot)
            turn = await self._open(job, update)
            if turn is not None:
                token = current_turn.set(turn)
                try:
                    async with asyncio.timeout(None if job.is_beside else TIME_LIMIT_S):
                        await self._application.process_update(update)
                finally:
                    current_turn.reset(token)
                    if turn.progress is not None:
                        await turn.progress.end()
        except asyncio.CancelledError as error:
            task = asyncio.current_task()
            if task is not None and task.cancelling():
                raise
            return turn, error
        except BaseException as error:  # noqa: BLE001 - also a PanicException or SystemExit hurts only its own update
            return turn, error
        return turn, turn.failure if turn is not None else None

    async def _open(self, job: Job, update: Update) -> Turn | None:
        user, chat, message = update.effective_user, update.effective_chat, update.effective_message
        if user is None or user.is_bot or _is_of_channel(update):
            return None
        now, chat_id = self._clock.now(), chat.id if chat is not None else user.id
        raw = message_of(job.update)
        known = await self._look_up(job, update, chat_id, user.id, now)
        if not known.is_current and update.my_chat_member is None:

            def remember(tx: Transaction) -> None:
                self._people.remember(tx, user.id, user.language_code, now)
                self._on_return(tx, user.id)

            await self._database.write(remember)
        change = update.my_chat_member
        if change is not None and is_private(update) and change.new_chat_member.status == ChatMember.BANNED:
            await self._database.write(lambda tx: self._people.set_unreachable(tx, user.id, now))
        query = update.callback_query
        tap = read_tap(query.data) if query is not None else None
        text = (message.text or message.caption or "") if message is not None and query is None else ""
        words = _COMMAND.sub("", text, count=1) if text.lstrip().startswith("/") else text
        private = is_private(update)
        answer = Answer(
            chat_id,
            tap.language if tap else _language("" if _START.match(text) else words, known.person),
            person_id=user.id,
            message_ids=list(job.message_ids),
            pieces=max(len(job.message_ids), 1),
        )
        if update.inline_query is not None:
            words = update.inline_query.query
            answer.inline_id = update.inline_query.id
            answer.language = _language(words, known.person)
        turn = Turn(
            job.update_ids,
            known.person,
            now,
            answer,
            self._inbox,
            is_private=private,
            tap=tap,
            words=words,
            question=tuple(known.question.split(":")) if known.question else None,
            is_edit=update.edited_message is not None,
            is_beside=job.is_beside,
        )
        if query is not None:
            answer.tap_id = query.id
            answer.edits = message.message_id if message is not None else None
            if not private:
                self._find_owner(turn, query, known)
        elif message is not None and raw is not None:
            self._describe(turn, job, message, known)
            if not private:
                turn.is_addressed = is_addressed(raw, self._application.bot.id, self._application.bot.username)
        return turn

    async def _look_up(self, job: Job, update: Update, chat_id: int, person_id: int, now: dt.datetime) -> _Known:
        language = update.effective_user.language_code if update.effective_user is not None else None
        raw, edited, query = message_of(job.update), update.edited_message, update.callback_query
        can_be_late = raw is not None and edited is None and plain_text(raw) is not None

        def look(tx: Transaction) -> _Known:
            answer_id = newest = asked_by = None
            if job.message_ids and (edited is not None or job.is_beside):
                answer_id = answers.answer_to(tx, person_id, chat_id, job.message_ids[0])
            elif can_be_late:
                newest = answers.newest(tx, person_id, chat_id)
            if query is not None and query.message is not None and not is_private(update):
                asked_by = answers.asked_by(tx, chat_id, query.message.message_id)
            version = (edited.message_id, edited.date) if edited is not None else None
            return _Known(
                self._people.find(tx, person_id, language),
                self._people.is_current(tx, person_id, language),
                self._inbox.question(tx, chat_id, person_id, now, version),
                answer_id,
                asked_by,
                newest,
            )

        return await self._database.read(look)

    def _find_owner(self, turn: Turn, query: CallbackQuery, known: _Known) -> None:
        """Note whom the tapped message of a group answers: the author of what it replies to.

        Where that was deleted, it is whom the answer was noted for; where that is forgotten as well, it is nobody's.
        """
        asked = query.message.reply_to_message if isinstance(query.message, Message) else None
        if asked is None or asked.from_user is None or asked.forum_topic_created is not None:
            turn.is_own = known.asked_by == query.from_user.id
            return
        turn.is_own, turn.owner = asked.from_user.id == query.from_user.id, asked.from_user.first_name
        turn.answer.reply_to = asked.message_id  # so that it is known of further messages as well

    def _describe(self, turn: Turn, job: Job, message: Message, known: _Known) -> None:
        """Note what is special about a message: an edit, a reply, a piece of something longer, long work."""
        answer, raw = turn.answer, message_of(job.update) or {}
        turn.message_id = message.message_id
        if not turn.is_private or turn.is_edit or turn.is_beside:  # elsewhere it is plain what the answer belongs to
            answer.reply_to = message.message_id
        answer.edits = known.answer_id
        if message.quote is not None and message.quote.is_manual:
            turn.replied = message.quote.text
        elif message.reply_to_message is not None:
            turn.replied = message.reply_to_message.text or message.reply_to_message.caption or ""
        if turn.is_beside:
            turn.progress = Progress(self._sender, self._inbox, answer)
        if turn.is_edit or plain_text(raw) is None:
            return
        last = message_of(job.last or job.update) or raw
        length = utf16_length(last["text"])
        if length >= pastes.OPENS:
            turn.opens = length, int(last.get("date") or 0)
        if not turn.is_asked and known.newest is not None and pastes.is_late(raw, known.newest, turn.now):
            turn.is_late_piece = True
            answer.edits = known.newest.answer_id
            answer.pieces = known.newest.pieces + len(job.message_ids)

    async def _deliver(self, answer: Answer) -> int | None:
        """Send everything; return the message of the first screen, where there is one and it arrived."""
        if answer.tap_id is not None:
            await self._sender.answer_tap(answer.tap_id, answer.toast)
        if answer.inline_id is not None:
            await self._sender.answer_inline(answer.inline_id, answer.articles, answer.language)
        for message_id in answer.deletes:
            await self._sender.delete(answer.chat_id, message_id)
        edits = answer.edits
        shown: list[int | None] = []
        for item in answer.items:
            if isinstance(item, File):
                await self._sender.send_file(answer.chat_id, item)
            elif edits is not None:
                delivery = await self._sender.edit(
                    answer.chat_id, edits, item, answer.language, reply_to=answer.reply_to
                )
                shown.append(delivery.message_id or edits)
                edits = None
            else:
                delivery = await self._sender.send(answer.chat_id, item, answer.language, reply_to=answer.reply_to)
                shown.append(delivery.message_id)
        if answer.progress is not None and (answer.progress != answer.edits or edits is not None):
            await self._sender.delete(answer.chat_id, answer.progress)  # nothing came in its place
        return shown[0] if shown else None

    async def _give_up(self, job: Job, turn: Turn | None, failure: BaseException | None) -> None:
        code = secrets.token_hex(3)
        log.error("update %s is set aside, code %s", job.update_ids[0], code, exc_info=failure)
        await self._inbox.set_aside(job.update, job.update_ids, turn.person.id if turn else None, code)
        if turn is not None:
            answer = turn.answer
            answer.items, answer.deletes, answer.toast, answer.edits = [], [], None, answer.progress
            if answer.inline_id is None:  # an inline query has no chat to say it in
                answer.items.append(failure_screen(translator(answer.language), code))
            await self._deliver(answer)
        for admin in self._admins:
            person = await self._database.read(lambda tx, who=admin: self._people.find(tx, who, None))  # type: ignore[misc]  # a lambda's defaults have no types
            screen = admin_screen(translator(person.language), code, type(failure).__name__)
            await self._sender.send(admin, screen, person.language, bulk=True)


async def _note_failure(update: object, context: BotContext) -> None:  # noqa: ARG001 - PTB's signature
    """Keep what a handler raised, so that the dispatcher, not PTB, decides what follows."""
    context.turn.failure = context.error


def _is_of_channel(update: Update) -> bool:
    """Tell whether a channel wrote, also where Telegram itself is said to have passed its post on to a group."""
    chat, message = update.effective_chat, update.message or update.edited_message
    return bool((chat is not None and chat.type == "channel") or (message is not None and message.is_automatic_forward))


def _language(words: str, person: Person) -> Language:
    """Return the language to answer in: that of the words, in the form the person reads; theirs if it is unclear."""
    found = languages.of_text(words)
    return found.said_to(person.language) if found is not None else person.language
