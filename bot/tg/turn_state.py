"""One attempt at an update: what is known of it, and everything that is to be sent for it."""

from __future__ import annotations

import threading
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from bot.core import screen as screens
from bot.core.language import Language
from bot.core.screen import Article, Button, File, Screen

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from bot.core.person import Person
    from bot.db.database import Transaction
    from bot.tg.inbox import Inbox
    from bot.tg.keyboard import Tap


class ProgressMessage(Protocol):
    """The message that shows how far long work is."""

    async def show(self, screen: Screen) -> None:
        """Send it, or edit it."""
        ...

    async def end(self) -> None:
        """Leave it as it is from now on."""
        ...


# Undoes what the earlier version of the edited message did, and returns what says so; None: it had done nothing.
Undo: TypeAlias = "Callable[[Transaction], Screen | None]"

AGAIN = "again"
"""The verb of a question that nobody asked: it stands for the last answer, which the next message may be about."""

_STORED = (
    "chat_id",
    "tap_id",
    "edits",
    "reply_to",
    "toast",
    "deletes",
    "person_id",
    "message_ids",
    "pieces",
    "length",
    "said",
    "progress",
)


@dataclass(slots=True)
class Answer:
    """Everything to be sent for one update, in the form that is stored until it is sent.

    Args:
        chat_id: where to.
        language: of the screens' buttons.
        tap_id: the callback query to be answered.
        edits: the message that the first screen replaces; None sends it as a new one.
        reply_to: the message that new ones answer (in groups).
        inline_id: the inline query to be answered with `articles`.
        person_id, message_ids: whose messages the first screen answers; none for taps.
        pieces: of how many messages it speaks.
        length, said: UTF-16 units and Unix time of the last of them, if it is part of a text that was counted.
        progress: the message that showed how far the work was.
    """

    chat_id: int
    language: Language
    tap_id: str | None = None
    edits: int | None = None
    reply_to: int | None = None
    toast: str | None = None
    items: list[Screen | File] = field(default_factory=list)
    deletes: list[int] = field(default_factory=list)
    inline_id: str | None = None
    articles: list[Article] = field(default_factory=list)
    person_id: int = 0
    message_ids: list[int] = field(default_factory=list)
    pieces: int = 1
    length: int | None = None
    said: int | None = None
    progress: int | None = None

    def to_json(self) -> dict[str, Any]:
        """Return a form that JSON can hold. Files and inline results come from reading only and are made anew."""
        stored = {name: getattr(self, name) for name in _STORED}
        shown = [screens.to_json(item) for item in self.items if isinstance(item, Screen)]
        return {**stored, "language": self.language.value, "items": shown}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Answer:
        """Return the answer that :meth:`to_json` stored."""
        items = [screens.from_json(item) for item in stored["items"]]
        return cls(**{**stored, "language": Language(stored["language"]), "items": items})


@dataclass(slots=True)
class Turn:
    """One attempt at one update, or at the pieces of one text.

    Args:
        update_ids: what is handled by it; the first is the one effects are counted by.
        is_addressed: the bot is meant, in groups too.
        is_own: the tapped message answers the person who tapped; in a group it may be somebody else's.
        owner: the name of whom it answers then; "" where Telegram does not say.
        question: the open question, split as an action.
        opens: UTF-16 units and Unix time of the text (of its last piece), if another piece may follow it.
        is_beside: long work is allowed: the chat goes on meanwhile.
        progress: shows how far long work is.
        below: leads to the other thing that the message may have meant.
        follow_up: the question that stands for this answer.
        let_go: by feature, what undoes the effect of the message's earlier version.
    """

    update_ids: tuple[int, ...]
    person: Person
    now: dt.datetime
    answer: Answer
    inbox: Inbox
    is_private: bool
    is_addressed: bool = True
    tap: Tap | None = None
    is_own: bool = True
    owner: str = ""
    words: str = ""
    question: tuple[str, ...] | None = None
    answers_question: bool = False
    acted: bool = False
    failure: BaseException | None = None
    message_id: int | None = None
    is_edit: bool = False
    replied: str = ""
    is_late_piece: bool = False
    opens: tuple[int, int] | None = None
    is_beside: bool = False
    progress: ProgressMessage | None = None
    below: Button | None = None
    follow_up: str | None = None
    let_go: dict[str, Undo] = field(default_factory=dict)
    cancelled: threading.Event = field(default_factory=threading.Event)

    @property
    def is_asked(self) -> bool:
        """Whether the bot asked something and waits; a question that only stands for its last answer does not count."""
        return self.question is not None and AGAIN not in self.question[1:2]

    def is_asked_by(self, feature: str) -> bool:
        """Tell whether the open question is this feature's, so that a file or a place is taken for the answer."""
        return self.question is not None and self.is_asked and self.question[0] == feature

    def stand_alone(self) -> None:
        """Answer what looked like a late piece, if it did, as a message of its own."""
        if not self.is_late_piece:
            return
        self.is_late_piece = False
        self.answer.edits, self.answer.pieces = None, len(self.update_ids)


# Set by the dispatcher around PTB's process_update, which makes the context itself.
current_turn: ContextVar[Turn] = ContextVar("current_turn")
