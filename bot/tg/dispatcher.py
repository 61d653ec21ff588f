"""Updates in order within a chat, in parallel across chats; a failing one hurts only itself."""

from __future__ import annotations

import asyncio
import logging
import re
import secrets
from collections import deque
from typing import TYPE_CHECKING, Any, Protocol

from telegram import Update

from bot.core import language as languages
from bot.core.i18n import translator
from bot.core.screen import File
from bot.tg.context import Answer, Turn, current_turn, is_private
from bot.tg.failures import admin_screen, failure_screen
from bot.tg.keyboard import read_tap

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from telegram.ext import Application

    from bot.core.clock import Clock
    from bot.core.language import Language
    from bot.core.person import Person
    from bot.db.database import Database, Transaction
    from bot.tg.context import BotContext
    from bot.tg.inbox import Inbox, RawUpdate
    from bot.tg.sender import Sender

log = logging.getLogger(__name__)

ATTEMPTS = 3
TIME_LIMIT_S = 60.0
_PAUSES_S = (0.1, 0.5)  # between the attempts
_BODIES_IN_MEMORY = 1_000
_COMMAND = re.compile(r"\s*/\w+(?:@\w+)?\s*", re.ASCII)


class People(Protocol):
    """Where the dispatcher learns who somebody is; the preferences implement it."""

    def find(self, tx: Transaction, person_id: int, client_language: str | None) -> Person:
        """Return the person, with defaults for what they never chose."""
        ...

    def is_current(self, tx: Transaction, person_id: int, client_language: str | None) -> bool:
        """Tell whether what is stored about their client and being reachable is still true."""
        ...

    def remember(self, tx: Transaction, person_id: int, client_language: str | None, now: dt.datetime) -> None:
        """Note that the person wrote, and in which language their client is."""
        ...


class Dispatcher:
    """Hands stored updates to the application's handlers and sends what they answer.

    Args:
        application: PTB's application; its handlers do the work.
        on_return: runs in the transaction that notes that somebody can be reached (again).
        parallel: how many chats are served at the same time.
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
        on_return: Callable[[Transaction, int], None] = lambda tx, person_id: None,  # noqa: ARG005
        admins: Sequence[int] = (),
        parallel: int = 64,
    ) -> None:
        self._application, self._database, self._inbox = application, database, inbox
        self._sender, self._people, self._clock, self._admins = sender, people, clock, admins
        self._on_return = on_return
        self._chats: dict[int, deque[tuple[int, RawUpdate | None]]] = {}
        self._places = asyncio.Semaphore(parallel)
        self._tasks: set[asyncio.Task[None]] = set()
        self._bodies = 0
        self._stopping = False
        self.failed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        application.add_error_handler(_note_failure)

    def submit(self, update_id: int, chat_id: int, update: RawUpdate | None = None) -> None:
        """Queue a stored update behind the earlier ones of its chat; None is loaded when its turn comes."""
        if self._bodies >= _BODIES_IN_MEMORY:
            update = None  # a flood must not fill the memory; the inbox has it
        self._bodies += update is not None
        queue = self._chats.get(chat_id)
        if queue is not None:
            queue.append((update_id, update))
            return
        self._chats[chat_id] = deque([(update_id, update)])
        task = asyncio.create_task(self._serve(chat_id), name=f"chat {chat_id}")
        self._tasks.add(task)
        task.add_done_callback(self._served)

    async def join(self) -> None:
        """Return when everything submitted is handled and answered.

        Raises:
            BaseException: what ended a worker, if one died.
        """
        while self._tasks:
            await asyncio.wait(self._tasks)
        if self.failed.done():
            self.failed.result()

    async def stop(self, grace_s: float) -> None:
        """Finish the updates in hand, for so long at most; the rest waits in the inbox."""
        self._stopping = True
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=grace_s)
            for task in late:
                task.cancel()
            if late:
                await asyncio.wait(late, timeout=1)

    def _served(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None and not self.failed.done():
            self.failed.set_exception(error)

    async def _serve(self, chat_id: int) -> None:
        """Work off one chat's queue; what this raises is no update's fault and ends the process."""
        queue = self._chats[chat_id]
        try:
            while queue and not self._stopping:
                async with self._places:
                    update_id, update = queue.popleft()
                    self._bodies -= update is not None
                    if not self._stopping:
                        await self._handle(update_id, update)
        finally:
            del self._chats[chat_id]

    async def _handle(self, update_id: int, raw: RawUpdate | None) -> None:
        if raw is None:
            raw, unsent = await self._inbox.find(update_id)
            if unsent is not None:
                await self._deliver(Answer.from_json(unsent))
                await self._inbox.finish(update_id)
        if raw is None:
            return
        failure: BaseException | None = None
        for attempt in range(ATTEMPTS):
            turn, failure = await self._attempt(raw)
            if failure is None or (turn is not None and turn.acted):
                break
            log.warning("update %s failed: attempt %s of %s", update_id, attempt + 1, ATTEMPTS)
            if attempt < len(_PAUSES_S):
                await asyncio.sleep(_PAUSES_S[attempt])
        else:
            await self._give_up(raw, turn, failure)
            return
        if failure is not None:
            log.error("update %s failed after its effect", update_id, exc_info=failure)
        if turn is not None:
            await self._deliver(turn.answer)
        await self._inbox.finish(update_id)
        await self._inbox.purge_if_due()

    async def _attempt(self, raw: RawUpdate) -> tuple[Turn | None, BaseException | None]:
        """Run the handlers once; return the turn (None where nobody is to be answered) and what went wrong."""
        turn = None
        try:
            update = Update.de_json(raw, self._application.bot)
            turn = await self._open(update)
            if turn is not None:
                token = current_turn.set(turn)
                try:
                    async with asyncio.timeout(TIME_LIMIT_S):
                        await self._application.process_update(update)
                finally:
                    current_turn.reset(token)
        except asyncio.CancelledError as error:
            task = asyncio.current_task()
            if task is not None and task.cancelling():
                raise
            return turn, error
        except BaseException as error:  # noqa: BLE001 - also a PanicException or SystemExit hurts only its own update
            return turn, error
        return turn, turn.failure if turn is not None else None

    async def _open(self, update: Update) -> Turn | None:
        user, chat = update.effective_user, update.effective_chat
        if user is None or user.is_bot or (chat is not None and chat.type == "channel"):
            return None
        now, chat_id = self._clock.now(), chat.id if chat is not None else user.id

        def look_up(tx: Transaction) -> tuple[Person, bool, str | None]:
            person = self._people.find(tx, user.id, user.language_code)
            current = self._people.is_current(tx, user.id, user.language_code)
            return person, current, self._inbox.question(tx, chat_id, user.id, now)

        def remember(tx: Transaction) -> None:
            self._people.remember(tx, user.id, user.language_code, now)
            self._on_return(tx, user.id)

        person, current, question = await self._database.read(look_up)
        if not current and update.my_chat_member is None:
            await self._database.write(remember)
        query, message = update.callback_query, update.effective_message
        tap = read_tap(query.data) if query is not None else None
        text = (message.text or message.caption or "") if message is not None and query is None else ""
        words = _COMMAND.sub("", text, count=1) if text.lstrip().startswith("/") else text
        language = tap.language if tap else _language(words, person)
        private = is_private(update)
        answer = Answer(chat_id, language)
        if update.inline_query is not None:
            words = update.inline_query.query
            answer.inline_id = update.inline_query.id
            answer.language = _language(words, person)
        if query is not None:
            answer.tap_id = query.id
            answer.edits = message.message_id if message is not None else None
        elif message is not None and not private:
            answer.reply_to = message.message_id
        return Turn(
            update.update_id,
            person,
            now,
            answer,
            self._inbox,
            is_private=private,
            tap=tap,
            words=words,
            question=tuple(question.split(":")) if question else None,
        )

    async def _deliver(self, answer: Answer) -> None:
        if answer.tap_id is not None:
            await self._sender.answer_tap(answer.tap_id, answer.toast)
        if answer.inline_id is not None:
            await self._sender.answer_inline(answer.inline_id, answer.articles, answer.language)
        for message_id in answer.deletes:
            await self._sender.delete(answer.chat_id, message_id)
        edits = answer.edits
        for item in answer.items:
            if isinstance(item, File):
                await self._sender.send_file(answer.chat_id, item)
            elif edits is not None:
                await self._sender.edit(answer.chat_id, edits, item, answer.language)
                edits = None
            else:
                await self._sender.send(answer.chat_id, item, answer.language, reply_to=answer.reply_to)

    async def _give_up(self, raw: RawUpdate, turn: Turn | None, failure: BaseException | None) -> None:
        code = secrets.token_hex(3)
        log.error("update %s is set aside, code %s", raw["update_id"], code, exc_info=failure)
        await self._inbox.set_aside(raw, turn.person.id if turn else None, code)
        if turn is not None:
            answer = turn.answer
            answer.items, answer.deletes, answer.toast, answer.edits = [], [], None, None
            if answer.inline_id is None:  # an inline query has no chat to say it in
                answer.items.append(failure_screen(translator(answer.language), code))
            await self._deliver(answer)
        for admin in self._admins:
            person = await self._database.read(lambda tx, who=admin: self._people.find(tx, who, None))  # type: ignore[misc]
            screen = admin_screen(translator(person.language), code, type(failure).__name__)
            await self._sender.send(admin, screen, person.language, bulk=True)


async def _note_failure(update: object, context: BotContext) -> None:  # noqa: ARG001 - PTB's signature
    """Keep what a handler raised, so that the dispatcher, not PTB, decides what follows."""
    context.turn.failure = context.error


def _language(words: str, person: Person) -> Language:
    """Return the language to answer in: that of the words, in the form the person reads; theirs if it is unclear."""
    found = languages.of_text(words)
    return found.said_to(person.language) if found is not None else person.language
