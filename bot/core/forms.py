"""What people can type, as data: each feature declares its forms beside what reads them, and /help shows them."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.core.intent import Intent


class Topic(enum.Enum):
    """A screen of /help; the value stands in its button."""

    AMOUNTS = "amounts"
    TIMES = "times"
    TEXTS = "texts"
    SPENDING = "spending"
    LIMITS = "limits"
    QUESTIONS = "questions"


@dataclass(frozen=True, slots=True)
class Form:
    """One thing that can be typed.

    Args:
        topic: the screen that shows it.
        kind: what the router takes the example for.
        example: the message, exactly as somebody would send it.
    """

    topic: Topic
    kind: Intent
    example: str
