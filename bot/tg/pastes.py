"""A text that a client cut into several messages: what is a piece of it, and how the pieces are joined.

Nothing in a message says that it is a piece. Clients cut at 4,096 UTF-16 units at the latest, some anywhere in the
second half, and trim what lies at the cut.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.core.secrets import has_masked_key
from bot.tg.envelope import plain_text, sender_of, utf16_length

if TYPE_CHECKING:
    from bot.tg.answers import Newest
    from bot.tg.envelope import RawMessage, RawUpdate

OPENS = 2_000  # UTF-16 units; a shorter message does not wait for others
WAIT_S = 1.5  # for the next piece; each restarts it
MOST_PIECES = 50
MOST_UNITS = 200_000
_LARGEST = 4_096
# Sent longer than this after the piece before, a message is one of its own; pieces are sent at once.
_APART = dt.timedelta(seconds=5)

LATE_FOR = dt.timedelta(seconds=60)  # since the answer
_LATE_APART = dt.timedelta(seconds=15)  # since the piece before it
_LOOKS_CUT = 3_500  # what clients leave at a cut; a shorter message was probably whole

_LOOK_BACK = 300
_STARTS_LINE = re.compile(
    r"""\s*(?: \#{1,6}\s | [-*+•·]\s | \d{1,3}[.)]\s | \d{1,3}、 | [（(]?[一二三四五六七八九十]{1,3}[）)、]
      | ``` | ~~~ | [|>{}\[\]<@] | // | /\* | -- | "[^"\n]{1,60}"\s*:
      | (?:def|class|import|return|const|let|var|function|public|private|async)\s+\w )""",
    re.VERBOSE,
)
_ENDS_LINE = re.compile(r"(?:[{}\[;:：>|\\]|```|~~~|\*/|\},|\],)\s*\Z")
_CJK = re.compile(
    "[\u2e80-\u30ff\u3100-\u312f\u31a0-\u31bf\u31f0-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    "\U00020000-\U0003ffff“”‘’…—]"
)


def said_at(message: RawMessage) -> dt.datetime:
    """Return when a message was sent, as Telegram's server says: aware, whole seconds."""
    return dt.datetime.fromtimestamp(int(message.get("date") or 0), dt.UTC)


@dataclass(slots=True)
class Paste:
    """The pieces of one text, as far as they came.

    Args:
        updates: one a piece.
    """

    updates: list[RawUpdate] = field(default_factory=list)
    _units: int = 0

    @classmethod
    def opened_by(cls, update: RawUpdate) -> Paste | None:
        """Return a paste that begins with this update; None if it cannot be the first piece of one."""
        text = _text(update)
        if text is None or len(text) * 2 < OPENS:  # no character has more than two units
            return None
        units = utf16_length(text)
        return cls([update], units) if units >= OPENS else None

    def takes(self, update: RawUpdate) -> bool:
        """Tell whether the update is the next piece."""
        if _text(update) is None:
            return False
        message, last = update["message"], self.updates[-1]["message"]
        return (
            sender_of(update) == sender_of(self.updates[0])
            and message.get("message_thread_id") == last.get("message_thread_id")
            and abs(said_at(message) - said_at(last)) <= _APART
        )

    def add(self, update: RawUpdate) -> None:
        """Take the next piece."""
        self.updates.append(update)
        self._units += utf16_length(update["message"]["text"])

    @property
    def is_full(self) -> bool:
        """Whether the next piece, if there is one, begins a text of its own."""
        return len(self.updates) >= MOST_PIECES or self._units >= MOST_UNITS

    def joined(self) -> RawUpdate:
        """Return one update with the whole text, in the order of the messages; otherwise like the first."""
        ordered = sorted(self.updates, key=lambda update: int(update["message"]["message_id"]))
        first = ordered[0]
        if len(ordered) == 1:
            return first
        text = join([str(update["message"]["text"]) for update in ordered])
        # Entities stand for places in one piece, and plain texts need none.
        message = {name: value for name, value in first["message"].items() if name != "entities"}
        return {**first, "message": {**message, "text": text}}


def _text(update: RawUpdate) -> str | None:
    """Return the plain text of a new message; None for everything else, and for what cannot be put in order.

    A message with a key in it is answered for itself, so that this one can be deleted.
    """
    message = update.get("message")
    if not isinstance(message, dict):
        return None
    has_order = isinstance(message.get("message_id"), int) and isinstance(message.get("date"), int)
    text = plain_text(message) if has_order else None
    return text if text is not None and not has_masked_key(text) else None


def join(pieces: list[str]) -> str:
    """Return the text that a client cut into these pieces, as nearly as can be told: each join may be one off."""
    whole = pieces[0]
    for left, right in itertools.pairwise(pieces):
        whole += joint(left, right) + right
    return whole


def joint(left: str, right: str) -> str:
    """Return what probably stood at a cut: a line break, nothing, or a space."""
    units = utf16_length(left)
    # A client that can cut at a line's end does, unless the message is full.
    has_lines = units < _LARGEST - 50 and "\n" in left[len(left) // 2 :]
    if has_lines or _ENDS_LINE.search(left[-10:]) or _STARTS_LINE.match(right[:200]):
        return "\n"
    if _CJK.match(left[-1:]) and _CJK.match(right[:1]):
        return ""
    was_cut_hard = units >= _LARGEST - 6 and not any(character.isspace() for character in left[-_LOOK_BACK:])
    return "" if was_cut_hard or units >= _LARGEST else " "


def is_late(message: RawMessage, newest: Newest | None, now: dt.datetime) -> bool:
    """Tell whether a plain text is one more piece of the text that was answered last.

    It is when it was sent before that answer, or so soon after a piece that looks cut that nobody can have typed it.
    """
    if newest is None or now - newest.sent_at > LATE_FOR or abs(said_at(message) - newest.said_at) > _LATE_APART:
        return False
    return int(message["message_id"]) < newest.answer_id or newest.length >= _LOOKS_CUT
