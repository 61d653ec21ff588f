"""Which message of the bot answers which of a person: kept for two days, numbers only."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.db.codecs import instant_from_text, instant_to_text
from bot.db.queries import load

if TYPE_CHECKING:
    from bot.db.database import Transaction

_sql = load(Path(__file__).with_name("answers.sql"))

KEPT = dt.timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class Answered:
    """What was answered, and where.

    Args:
        chat_id: the chat of both.
        person_id: whose messages they are.
        message_ids: the person's messages, in order.
        answer_id: the bot's message.
        pieces: of how many messages the answer speaks, ones that were answered earlier included.
        length: of the last message in UTF-16 units, if it is a text that was counted.
        said_at: when that was sent, aware; None where `length` is.
    """

    chat_id: int
    person_id: int
    message_ids: tuple[int, ...]
    answer_id: int
    pieces: int = 1
    length: int | None = None
    said_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Newest:
    """The last answer to a text of a person in a chat; arguments as in :class:`Answered`. `sent_at`: aware."""

    answer_id: int
    pieces: int
    length: int
    said_at: dt.datetime
    sent_at: dt.datetime


def note(tx: Transaction, answered: Answered, sent_at: str) -> None:
    """Keep what was answered, and when, as the database has it."""
    if answered.pieces > len(answered.message_ids):  # an earlier answer has grown by a late piece
        _sql.grow(
            tx,
            person_id=answered.person_id,
            chat_id=answered.chat_id,
            answer_message_id=answered.answer_id,
            pieces=answered.pieces,
        )
    for message_id in answered.message_ids:
        _sql.note(
            tx,
            chat_id=answered.chat_id,
            message_id=message_id,
            person_id=answered.person_id,
            answer_message_id=answered.answer_id,
            pieces=answered.pieces,
            length=answered.length,
            said_at=instant_to_text(answered.said_at) if answered.said_at is not None else None,
            sent_at=sent_at,
        )


def answer_to(tx: Transaction, person_id: int, chat_id: int, message_id: int) -> int | None:
    """Return the bot's message that answers this one alone; None for none, or where it answers several."""
    row = _sql.answer_to(tx, person_id=person_id, chat_id=chat_id, message_id=message_id)
    return int(row[0]) if row is not None and row[1] == 1 else None


def asked_by(tx: Transaction, chat_id: int, answer_id: int) -> int | None:
    """Return whom a message of the bot answers, None where that is not remembered."""
    row = _sql.asked_by(tx, chat_id=chat_id, answer_message_id=answer_id)
    return int(row[0]) if row is not None else None


def newest(tx: Transaction, person_id: int, chat_id: int) -> Newest | None:
    """Return the answer to the person's last message in the chat if that was a text to count."""
    row = _sql.newest(tx, person_id=person_id, chat_id=chat_id)
    if row is None or row[2] is None:
        return None
    return Newest(row[0], row[1], row[2], instant_from_text(row[3]), instant_from_text(row[4]))


def clean(tx: Transaction, now: dt.datetime) -> None:
    """Forget what is older than :data:`KEPT`."""
    _sql.forget_sent_before(tx, before=instant_to_text(now - KEPT))


def export(tx: Transaction, person_id: int) -> list[dict[str, object]]:
    """Return what is kept of a person: numbers of messages."""
    names = ("chat_id", "message_id", "answer_message_id", "pieces", "length", "said_at", "sent_at")
    return [dict(zip(names, row, strict=True)) for row in _sql.answers_of(tx, person_id=person_id)]


def forget(tx: Transaction, person_id: int) -> None:
    """Delete what is kept of a person."""
    _sql.erase(tx, person_id=person_id)
