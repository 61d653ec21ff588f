"""The arithmetic of a price: what tokens cost at a price card, and what a text costs as input, as output, as a call."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.core.money import Currency, Money

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

SHORT_MESSAGE = 200  # characters; up to here a message on one line may well be a question and no text
_DIGITS = 8  # of a count in a button
_SIZE = re.compile(
    rf"([1-9]\d{{0,{_DIGITS - 1}}})\.([1-9]\d{{0,{_DIGITS - 1}}})\.([1-9]\d{{0,{_DIGITS - 1}}})", re.ASCII
)


class AnswerLength(enum.IntEnum):
    """How long an answer may become, in tokens; a guess, since nobody knows before the call."""

    SHORT = 150
    MEDIUM = 500
    LONG = 2_000


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


@dataclass(frozen=True, slots=True)
class Rates:
    """USD per 1,000,000 tokens.

    Args:
        cached_usd_per_mtok: of input read from the cache; None: OpenAI publishes none, it costs full input.
        output_usd_per_mtok: None: the model puts out no tokens (embeddings).
    """

    input_usd_per_mtok: Decimal
    cached_usd_per_mtok: Decimal | None
    output_usd_per_mtok: Decimal | None


@dataclass(frozen=True, slots=True)
class ModelPriceCard:
    """What a model costs at one moment.

    Args:
        model: its name as it was asked for.
        priced_as: the name under which its price is on file.
        standard: for requests of ordinary length.
        long_context: prices of longer requests, shortest first: with more than so many input tokens, cached ones
            included, *every* token of the request has these prices.
        checked_on: when the price was last compared with OpenAI's page; None where the data do not say.
        context_window: how many tokens fit into a request and its answer; None where nobody says.
        thinks: reasoning tokens, billed as output, come on top of the visible answer.
    """

    model: str
    priced_as: str
    standard: Rates
    long_context: tuple[tuple[int, Rates], ...]
    checked_on: dt.date | None
    context_window: int | None
    thinks: bool

    def rates(self, input_tokens: int) -> Rates:
        """Return the prices of a request with so many input tokens."""
        reached = [rates for above, rates in self.long_context if input_tokens > above]
        return reached[-1] if reached else self.standard


@dataclass(frozen=True, slots=True)
class Cost:
    """What one request costs, unrounded, in its parts. `rates`: at which prices."""

    input: Money
    cached: Money
    output: Money
    rates: Rates

    @property
    def total(self) -> Money:
        """The sum."""
        return self.input + self.cached + self.output


class NoOutputPriceError(ValueError):
    """Output was to be priced of a model that has no price for it. `model`: which."""

    def __init__(self, model: str) -> None:
        super().__init__(f"{model!r} has no price for output")
        self.model = model


def cost(card: ModelPriceCard, *, input_tokens: int, output_tokens: int = 0, cached_tokens: int = 0) -> Cost:
    """Price one request, exactly.

    Args:
        card: what the model costs.
        input_tokens: cached ones included.
        output_tokens: reasoning ones included.
        cached_tokens: the part of the input that is read from the cache.

    Raises:
        NoOutputPriceError: the model has no output.
        ValueError: a count is negative, or more is cached than put in.
    """
    if not 0 <= cached_tokens <= input_tokens or output_tokens < 0:
        raise ValueError(f"no such request: {input_tokens} in, {cached_tokens} of them cached, {output_tokens} out")
    rates = card.rates(input_tokens)
    if output_tokens and rates.output_usd_per_mtok is None:
        raise NoOutputPriceError(card.model)
    cached_rate = rates.input_usd_per_mtok if rates.cached_usd_per_mtok is None else rates.cached_usd_per_mtok
    return Cost(
        input=_usd(rates.input_usd_per_mtok, input_tokens - cached_tokens),
        cached=_usd(cached_rate, cached_tokens),
        output=_usd(rates.output_usd_per_mtok or Decimal(0), output_tokens),
        rates=rates,
    )


def _usd(usd_per_mtok: Decimal, tokens: int) -> Money:
    return Money((usd_per_mtok * tokens).scaleb(-6), Currency.USD)


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a text costs with one model, in USD, unrounded.

    Args:
        tokens: of the text, in the model's encoding.
        as_input: the text sent once.
        as_output: the text written by the model; None for models without output.
        call: the text sent once and an answer of `answer_tokens`; None for models without output.
    """

    card: ModelPriceCard
    tokenizer: Tokenizer
    size: TextSize
    tokens: int
    as_input: Cost
    as_output: Cost | None
    call: Cost | None
    answer_tokens: int


def estimate(
    card: ModelPriceCard, tokenizer: Tokenizer, size: TextSize, answer_tokens: int = AnswerLength.MEDIUM
) -> Estimate:
    """Return what a text of this size costs with a model."""
    tokens = size.tokens(tokenizer.encoding)
    writes = card.standard.output_usd_per_mtok is not None
    return Estimate(
        card=card,
        tokenizer=tokenizer,
        size=size,
        tokens=tokens,
        as_input=cost(card, input_tokens=tokens),
        as_output=cost(card, input_tokens=0, output_tokens=tokens) if writes else None,
        call=cost(card, input_tokens=tokens, output_tokens=answer_tokens) if writes else None,
        answer_tokens=answer_tokens,
    )


@dataclass(frozen=True, slots=True)
class Compared:
    """One line of a comparison. `ratio`: its call against the chosen model's; None on the chosen model's own line."""

    model: str
    call: Money
    ratio: Decimal | None


def compare(chosen: Estimate, others: Iterable[Estimate]) -> tuple[Compared, ...]:
    """Return the same call with each model that has output, the chosen one among them, cheapest first.

    Raises:
        NoOutputPriceError: the chosen model has no output, so there is no call to compare.
    """
    if chosen.call is None:
        raise NoOutputPriceError(chosen.card.model)
    own = chosen.call.total
    lines = [Compared(chosen.card.model, own, None)]
    lines += (
        Compared(other.card.model, other.call.total, other.call.total.amount / own.amount)
        for other in others
        if other.call is not None and other.card.model != chosen.card.model
    )
    return tuple(sorted(lines, key=lambda line: (line.call.amount, line.model)))


def is_long(text: str) -> bool:
    """Tell whether a message is too long, or has too many lines, to be a question."""
    stripped = text.strip()
    return len(stripped) > SHORT_MESSAGE or "\n" in stripped
