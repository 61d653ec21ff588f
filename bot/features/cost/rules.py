"""The arithmetic of a price: what tokens cost at a price card, and what a text costs as input, as output, as a call.

Other modules take everything from here; it is written in ``cards``, ``calls`` and ``answers``.
"""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from typing import Final

from bot.features.cost.answers import MEDIUM_ANSWER, THINKING_FACTOR, AnswerLength, AnswerRange, answer_lengths
from bot.features.cost.calls import (
    DAYS_A_MONTH,
    MOST_CALLS,
    MOST_TOKENS,
    Call,
    Cost,
    Period,
    cost_of,
    fits,
)
from bot.features.cost.cards import (
    ModelPriceCard,
    NoCachedPriceError,
    NoLevelPriceError,
    NoOutputPriceError,
    NoTierPriceError,
    PriceChange,
    PriceError,
    Rates,
    Tier,
)

__all__ = [
    "DAYS_A_MONTH",
    "MEDIUM_ANSWER",
    "MOST_CALLS",
    "MOST_TOKENS",
    "THINKING_FACTOR",
    "TOKENS_FOR_REPLY",
    "TOKENS_PER_MESSAGE",
    "TOKENS_PER_NAME",
    "AnswerLength",
    "AnswerRange",
    "Call",
    "Cost",
    "Encoding",
    "ModelPriceCard",
    "NoCachedPriceError",
    "NoLevelPriceError",
    "NoOutputPriceError",
    "NoTierPriceError",
    "Period",
    "PriceChange",
    "PriceError",
    "Rates",
    "TextSize",
    "Tier",
    "Tokenizer",
    "answer_lengths",
    "chat_overhead",
    "cost_of",
    "fits",
    "is_long",
]

# What a chat adds to the tokens of its roles, names and texts. OpenAI's cookbook ("How to count tokens with
# tiktoken") gives these for gpt-3.5-turbo to gpt-4o and calls them an estimate; for later models nobody says.
TOKENS_PER_MESSAGE: Final = 3
TOKENS_PER_NAME: Final = 1
TOKENS_FOR_REPLY: Final = 3  # once, for the answer that is opened

SHORT_MESSAGE = 200  # characters; up to here a message on one line may well be a question and no text
_DIGITS = 8  # of a count in a button
_SIZE = re.compile(
    rf"([1-9]\d{{0,{_DIGITS - 1}}})\.([1-9]\d{{0,{_DIGITS - 1}}})\.([1-9]\d{{0,{_DIGITS - 1}}})", re.ASCII
)


class Encoding(enum.Enum):
    """A way to cut text into tokens; the value is tiktoken's name."""

    O200K = "o200k_base"
    CL100K = "cl100k_base"


@dataclass(frozen=True, slots=True)
class Tokenizer:
    """How a model's tokens are counted. `is_its_own`: it is what the model uses, not the best stand-in there is."""

    encoding: Encoding
    is_its_own: bool


@dataclass(frozen=True, slots=True)
class TextSize:
    """What stays of a text once it is counted: its tokens in both encodings and its characters, each 1 or more."""

    o200k: int
    cl100k: int
    characters: int

    def tokens(self, encoding: Encoding) -> int:
        """Return the number of tokens in an encoding."""
        return self.o200k if encoding is Encoding.O200K else self.cl100k

    def pack(self) -> str:
        """Return the form that buttons carry; at most 26 characters."""
        return f"{self.o200k}.{self.cl100k}.{self.characters}"

    @classmethod
    def unpack(cls, packed: str) -> TextSize | None:
        """Return what :meth:`pack` packed, None for what it never made."""
        found = _SIZE.fullmatch(packed)
        return cls(*map(int, found.groups())) if found else None


def chat_overhead(messages: int, names: int = 0) -> int:
    """Return how many tokens a chat of so many messages has beside its roles, names and texts; an estimate."""
    return messages * TOKENS_PER_MESSAGE + names * TOKENS_PER_NAME + TOKENS_FOR_REPLY


def is_long(text: str) -> bool:
    """Tell whether a message is too long, or has too many lines, to be a question."""
    stripped = text.strip()
    return len(stripped) > SHORT_MESSAGE or "\n" in stripped
