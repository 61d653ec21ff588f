"""Every update is stored before it is acknowledged, and marked handled in the transaction of its effect.

A row passes through three states: a body (to be handled), an answer (its effect is committed, the answer is still to
be sent), neither (done; only the id stays, so that a second delivery changes nothing).
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from bot.core import secrets
from bot.db.codecs import instant_from_text, instant_to_text
from bot.db.queries import load
from bot.tg import answers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.core.clock import Clock
    from bot.db.database import Database, Transaction
    from bot.tg.answers import Answered
    from bot.tg.envelope import RawUpdate

T = TypeVar("T")
log = logging.getLogger(__name__)

_sql = load(Path(__file__).with_name("inbox.sql"))

QUESTION_LASTS = dt.timedelta(minutes=10)
HANDLED_IDS_KEPT = dt.timedelta(days=30)
_PURGE = "purge due"


class AlreadyHandledError(RuntimeError):
    """An update's effect was about to happen a second time. `update_id`: which."""

    def __init__(self, update_id: int) -> None:
        super().__init__(f"update {update_id} has had its effect already")
        self.update_id = update_id


def chat_of(update: RawUpdate) -> int:
    """Return the chat in whose order an update belongs: its chat, else (inline queries) the person's own."""
    for content in update.values():
        if isinstance(content, dict):
            chat = content.get("chat") or (content.get("message") or {}).get("chat") or content.get("from") or {}
            if isinstance(chat.get("id"), int):
                return int(chat["id"])
    return 0


class Inbox:
    """The stored updates, the open questions, and the few facts the program keeps about itself."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock
        self._purge_due = True  # perhaps since before the start; the table knows

    async def store(self, updates: Sequence[RawUpdate]) -> list[tuple[int, int, RawUpdate]]:
        """Store a batch in one transaction, keys masked; return id, chat and update of the new ones."""
        masked = [secrets.mask_all(update) for update in updates]
        received = instant_to_text(self._clock.now())

        def insert(tx: Transaction) -> list[tuple[int, int, RawUpdate]]:
            fresh = []
            for update in masked:
                assert isinstance(update, dict)  # noqa: S101 - what went in as a dict comes out as one
                key, chat = int(update["update_id"]), chat_of(update)
                if _sql.store(tx, update_id=key, chat_id=chat, body=json.dumps(update), received_at=received):
                    fresh.append((key, chat, update))
            return fresh

        return await self._database.write(insert)

    async def backlog(self) -> list[tuple[int, int]]:
        """Return id and chat of what is not done yet, oldest first: the work a restart finds."""
        return await self._database.read(lambda tx: [(key, chat or 0) for key, chat in _sql.open_updates(tx)])

    async def find(self, update_id: int) -> tuple[RawUpdate | None, RawUpdate | None]:
        """Return the body and the unsent answer of a stored update; both None when it is done."""
        row = await self._database.read(lambda tx: _sql.find(tx, update_id=update_id))
        body, answer = row or (None, None)
        return (json.loads(body) if body else None, json.loads(answer) if answer else None)

    async def take_effect(
        self, update_ids: Sequence[int], effect: Callable[[Transaction], tuple[T, dict[str, object]]]
    ) -> T:
        """Run `effect` and mark the updates handled in one transaction, keeping the answer until it is sent.

        `effect` returns its result and the answer as JSON can hold it. Updates that are handled together (the pieces
        of one paste) share the answer; it stays with the first.

        Raises:
            AlreadyHandledError: the update has had its effect; nothing is changed.
        """
        now = instant_to_text(self._clock.now())

        def both(tx: Transaction) -> T:
            result, answer = effect(tx)
            if not _sql.take_effect(tx, update_id=update_ids[0], answer=json.dumps(answer), handled_at=now):
                raise AlreadyHandledError(update_ids[0])
            for update_id in update_ids[1:]:
                _sql.finish(tx, update_id=update_id, handled_at=now)
            return result

        return await self._database.write(both)

    async def finish(self, update_ids: Sequence[int], answered: Answered | None = None) -> None:
        """Mark updates done: answered (where, if that was a message), or in need of no answer."""
        now = instant_to_text(self._clock.now())

        def mark(tx: Transaction) -> None:
            for update_id in update_ids:
                _sql.finish(tx, update_id=update_id, handled_at=now)
            if answered is not None:
                answers.note(tx, answered, now)

        await self._database.write(mark)

    async def note(self, answered: Answered) -> None:
        """Keep which message answers an update that is not done yet, so that a second attempt edits it."""
        now = instant_to_text(self._clock.now())
        await self._database.write(lambda tx: answers.note(tx, answered, now))

    async def set_aside(self, update: RawUpdate, update_ids: Sequence[int], person_id: int | None, code: str) -> None:
        """Give up on updates that are handled together: keep their shape without words, and mark them done."""
        now = instant_to_text(self._clock.now())
        key = int(update["update_id"])

        def move(tx: Transaction) -> None:
            shape = json.dumps(_without_words(update))
            _sql.set_aside(tx, update_id=key, person_id=person_id, code=code, shape=shape, failed_at=now)
            for update_id in update_ids:
                _sql.finish(tx, update_id=update_id, handled_at=now)

        await self._database.write(move)

    async def clean(self) -> None:
        """Forget ids and set-aside updates older than thirty days, and which answers were sent two days ago."""
        now = self._clock.now()
        before = instant_to_text(now - HANDLED_IDS_KEPT)

        def forget(tx: Transaction) -> None:
            _sql.forget_handled(tx, before=before)
            _sql.forget_set_aside(tx, before=before)
            answers.clean(tx, now)

        await self._database.write(forget)

    async def fact(self, name: str) -> str | None:
        """Return a fact the program noted about itself."""
        value: str | None = await self._database.read(lambda tx: _sql.fact(tx, name=name))
        return value

    async def state(self, name: str, value: str) -> None:
        """Note a fact about the program itself, in place of the earlier one."""
        await self._database.write(lambda tx: _sql.state_fact(tx, name=name, value=value))

    async def beat(self, name: str) -> None:
        """Note the present instant under a name, for the health check."""
        await self.state(name, instant_to_text(self._clock.now()))

    async def purge_if_due(self) -> None:
        """Wipe the remains of a deleted person from the file, if somebody was deleted since the last time.

        Where that fails, nobody has to go without an answer for it: the next start or deletion tries again.
        """
        if not self._purge_due:
            return
        self._purge_due = False
        if await self._database.read(lambda tx: _sql.fact(tx, name=_PURGE)) is None:
            return
        try:
            await self._database.purge()
        except sqlite3.Error:
            log.exception("the remains of a deleted person are not wiped from the file yet")
            return

        def done(tx: Transaction) -> None:
            if not self._purge_due:  # else somebody was deleted meanwhile
                _sql.drop_fact(tx, name=_PURGE)

        await self._database.write(done)

    def question(
        self, tx: Transaction, chat_id: int, person_id: int, now: dt.datetime, edited: tuple[int, dt.datetime] | None
    ) -> str | None:
        """Return the question that is open for this person in this chat.

        `edited` is the id and the time of a message of earlier that comes in a new version: it can answer a question
        only if it came after it, or if it was the wrong answer that made the bot ask again.
        """
        row = _sql.open_question(tx, chat_id=chat_id, person_id=person_id, now=instant_to_text(now))
        if row is None:
            return None
        question, asked_of, expires_at = row
        if edited is not None and edited[0] != asked_of:
            asked_at = instant_from_text(expires_at) - QUESTION_LASTS
            if edited[1] + dt.timedelta(seconds=1) < asked_at:  # Telegram's times are whole seconds
                return None
        return str(question)

    def ask(
        self, tx: Transaction, chat_id: int, person_id: int, question: str | None, message_id: int | None = None
    ) -> None:
        """Open a question in place of the last one, or close it (None). `message_id`: the message that led to it."""
        _sql.drop_question(tx, chat_id=chat_id, person_id=person_id)
        if question is not None:
            expires = instant_to_text(self._clock.now() + QUESTION_LASTS)
            _sql.ask(
                tx,
                chat_id=chat_id,
                person_id=person_id,
                question=question,
                message_id=message_id,
                expires_at=expires,
            )

    def drop_old_questions(self, tx: Transaction, now: dt.datetime) -> None:
        """Forget questions that nobody can answer any more."""
        _sql.drop_old_questions(tx, now=instant_to_text(now))

    def export(self, tx: Transaction, person_id: int) -> dict[str, object]:
        """Return the set-aside updates of a person, which messages were answered by which, and the open questions."""
        names = ("update_id", "code", "shape", "failed_at")
        set_aside = [dict(zip(names, row, strict=True)) for row in _sql.set_aside_of(tx, person_id=person_id)]
        names = ("chat_id", "question", "message_id", "expires_at")
        questions = [dict(zip(names, row, strict=True)) for row in _sql.questions_of(tx, person_id=person_id)]
        return {"set_aside": set_aside, "answers": answers.export(tx, person_id), "questions": questions}

    def forget(self, tx: Transaction, person_id: int) -> None:
        """Delete what is kept of a person here and have the file wiped afterwards."""
        _sql.erase_set_aside_of(tx, person_id=person_id)
        _sql.erase_questions_of(tx, person_id=person_id)
        answers.forget(tx, person_id)
        _sql.state_fact(tx, name=_PURGE, value="1")
        self._purge_due = True


def _without_words(value: object) -> object:
    """Return a JSON value with each string replaced by its length: enough to see what kind of update it was."""
    if isinstance(value, str):
        return f"{len(value)} characters"
    if isinstance(value, list):
        return [_without_words(item) for item in value]
    if isinstance(value, dict):
        return {name: _without_words(item) for name, item in value.items()}
    return value


def newest_stored(path: Path) -> int:
    """Return the highest update id in the database at `path`, 0 where there is none yet."""
    if not path.exists():
        return 0
    connection = sqlite3.connect(path)
    try:
        return int(connection.execute("SELECT COALESCE(MAX(update_id), 0) FROM inbox").fetchone()[0])
    except sqlite3.DatabaseError:  # opening it properly will say what is wrong
        return 0
    finally:
        connection.close()
