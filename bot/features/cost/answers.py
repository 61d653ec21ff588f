"""How long an answer may become: nobody knows before the call, so there are ranges to choose from."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from bot.features.cost.cards import ModelPriceCard

# How many times the visible answer a model that reasons may bill. A guess of ours: OpenAI's guide on reasoning says
# that there may be a few hundred or many thousands of such tokens, and nothing nearer.
THINKING_FACTOR: Final = 4
MEDIUM_ANSWER: Final = 500  # tokens; what is taken until somebody chooses


class AnswerLength(enum.Enum):
    """How long an answer is expected to be."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"
    AS_INPUT = "as_input"  # a translation, a correction
    LIMIT = "limit"  # as long as the request allows

    @property
    def tokens(self) -> int | None:
        """A guess at the visible answer; None where it depends on the request."""
        return _TOKENS.get(self)


_TOKENS: Final = {AnswerLength.SHORT: 150, AnswerLength.MEDIUM: MEDIUM_ANSWER, AnswerLength.LONG: 2_000}


@dataclass(frozen=True, slots=True)
class AnswerRange:
    """How many tokens of output are billed for an answer.

    Args:
        length: which answer.
        tokens: of the answer that is seen; the lower end.
        most: with the reasoning that comes on top; equal to `tokens` for models that do not reason.
        is_capped: the request's limit or the model's largest output cut the range.
    """

    length: AnswerLength
    tokens: int
    most: int
    is_capped: bool


def answer_lengths(card: ModelPriceCard, input_tokens: int, limit: int | None = None) -> tuple[AnswerRange, ...]:
    """Return the ranges to choose from: short, medium, long, as long as the input, and the limit if there is one.

    Args:
        card: says whether the model reasons, and its largest output. Nothing is offered for models without output.
        input_tokens: of the request.
        limit: the request's own (``max_tokens``, ``max_output_tokens``), reasoning included; no range exceeds it.
    """
    if card.standard.output_usd_per_mtok is None:
        return ()
    caps = [cap for cap in (limit, card.max_output) if cap is not None]
    cap = min(caps, default=None)
    visible = {length: _TOKENS.get(length, input_tokens) for length in AnswerLength if length is not AnswerLength.LIMIT}
    ranges = tuple(_range(length, tokens, cap, thinks=card.thinks) for length, tokens in visible.items())
    if limit is None or cap is None:
        return ranges
    return (*ranges, AnswerRange(AnswerLength.LIMIT, cap, cap, is_capped=cap < limit))


def _range(length: AnswerLength, tokens: int, cap: int | None, *, thinks: bool) -> AnswerRange:
    most = tokens * THINKING_FACTOR if thinks else tokens
    if cap is None or most <= cap:
        return AnswerRange(length, tokens, most, is_capped=False)
    return AnswerRange(length, min(tokens, cap), cap, is_capped=True)
