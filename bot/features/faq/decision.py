"""What the search decides about a message."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.features.faq.codes import ErrorCode


class Decision(enum.Enum):
    """What to do with a message; the value is what the command line prints."""

    ANSWER = "answer"  # sure of the entry
    SUGGEST = "suggest"  # one of a few, the person chooses
    NONE = "none"  # no entry answers it


@dataclass(frozen=True, slots=True)
class Match:
    """What was found for a message.

    Args:
        decision: what to do.
        ids: the entries, best first, at most three; empty for NONE.
        score: how sure, from 0 to 1.
        code: the error that was pasted, where one decided.
        several: the message asks more than one thing, and the ids answer them.
    """

    decision: Decision
    ids: tuple[str, ...] = ()
    score: float = 0.0
    code: ErrorCode | None = None
    several: bool = False


NOTHING = Match(Decision.NONE)
