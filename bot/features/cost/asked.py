"""What an estimate rests on: the counts of what was sent, and what the person chose about it. Never the text itself."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from bot.features.cost.rules import (
    AnswerLength,
    AnswerRange,
    Call,
    Cost,
    Encoding,
    ModelPriceCard,
    Rates,
    TextSize,
    Tier,
    Tokenizer,
    Volume,
    answer_lengths,
    cost_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from bot.core.money import ExchangeRate, Money

LONG_REQUEST: Final = 272_000
"""Above so many input tokens OpenAI's prices of some models are higher; the requests of a file are summed apart."""
CACHED_FROM: Final = 1_024
"""OpenAI caches prompts of so many tokens or more; a shorter one is never read from the cache."""
CACHED_SHARES: Final = (0, 50, 90)  # percent


class Source(enum.Enum):
    """What was sent."""

    MESSAGE = "message"  # a short one that nobody recognised: perhaps a question
    TEXT = "text"
    FILE = "file"
    BODY = "body"  # a request as it goes to the API
    NUMBERS = "numbers"  # tokens in words
    USAGE = "usage"  # what the API said a call used
    BATCH = "batch"  # the requests of a file for Batch


@dataclass(frozen=True, slots=True)
class Tokens:
    """A number of tokens in each encoding; the same number in both where it was named and not counted."""

    o200k: int
    cl100k: int

    def of(self, encoding: Encoding) -> int:
        """Return the number in an encoding."""
        return self.o200k if encoding is Encoding.O200K else self.cl100k

    def __add__(self, other: Tokens) -> Tokens:
        return Tokens(self.o200k + other.o200k, self.cl100k + other.cl100k)


NO_TOKENS: Final = Tokens(0, 0)


@dataclass(frozen=True, slots=True)
class Counts:
    """What goes into a request (of a file for Batch: into all of them), and what was said of the answer.

    Args:
        source: what was sent.
        tokens: of the input, cached ones and the overhead of messages included.
        characters: of the text; 0 where there was none.
        parts: in how many messages or files the text came.
        cached_tokens: the named part of the input that is read from the cache.
        output_tokens: named, reasoning included; None: nobody knows yet.
        reasoning_tokens: the named part of the output that nobody sees.
        output_limit: of the answer to a request, as the request itself sets it.
        requests: how many requests these are; above 1 only in a file for Batch.
        long_requests, long_tokens: those of more than `LONG_REQUEST` tokens, and the part of `tokens` in them.
        messages, tools, images: what a request body holds; images are not among the tokens.
    """

    source: Source
    tokens: Tokens
    characters: int = 0
    parts: int = 1
    cached_tokens: int = 0
    output_tokens: int | None = None
    reasoning_tokens: int = 0
    output_limit: int | None = None
    requests: int = 1
    long_requests: int = 0
    long_tokens: Tokens = NO_TOKENS
    messages: int = 0
    tools: int = 0
    images: int = 0

    @classmethod
    def of_text(cls, size: TextSize, source: Source = Source.TEXT, parts: int = 1) -> Counts:
        """Return the counts of a text."""
        return cls(source, Tokens(size.o200k, size.cl100k), size.characters, parts)

    def joined(self, size: TextSize, parts: int) -> Counts:
        """Return the counts with another piece of the same text."""
        source = Source.TEXT if self.source is Source.MESSAGE else self.source
        tokens = self.tokens + Tokens(size.o200k, size.cl100k)
        return replace(self, source=source, tokens=tokens, characters=self.characters + size.characters, parts=parts)


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person can change about an estimate.

    Args:
        model: its name.
        tier: how the request is served.
        answer: how long an answer is expected to be, unless its length was named.
        cached_percent: the share of the input read from the cache; None: what was named, if anything.
        volume: how often the call is made; None: once.
    """

    model: str
    tier: Tier = Tier.STANDARD
    answer: AnswerLength = AnswerLength.MEDIUM
    cached_percent: int | None = None
    volume: Volume | None = None


@dataclass(frozen=True, slots=True)
class DayPrice:
    """The prices and the rate an estimate was made with. `on`: the day, in UTC."""

    on: dt.date
    rates: Rates
    cny_per_usd: Decimal


@dataclass(frozen=True, slots=True)
class Kept:
    """An estimate as it is kept.

    Args:
        id: drawn by the program, never used again; names it in the buttons.
        person_id: whose it is.
        origin: the message it answers, as ``chat:message``, so that an edit of that message finds it; None: none.
        counts, choices: what it rests on.
        made_at: aware, UTC.
        day: its prices when its model was chosen; None: the model had none.
    """

    id: int
    person_id: int
    origin: str | None
    counts: Counts
    choices: Choices
    made_at: dt.datetime
    day: DayPrice | None = None


@dataclass(frozen=True, slots=True)
class Priced:
    """What was asked, at the prices of one card. Everything is for all requests together; in USD, unrounded.

    Args:
        call: the tokens.
        cost: at the card's prices; without output for models that have none.
        answer: the guess that `call` holds; None: the output was named, or the model has none.
        most: the cost with all the output the answer may have, where that is more.
        most_output: the tokens of that.
    """

    counts: Counts
    choices: Choices
    card: ModelPriceCard
    tokenizer: Tokenizer
    call: Call
    cost: Cost
    answer: AnswerRange | None
    most: Money | None
    most_output: int

    @property
    def total(self) -> Money:
        """What it costs once."""
        return self.cost.total

    @property
    def writes(self) -> bool:
        """Whether the model puts out tokens."""
        return self.card.standard.output_usd_per_mtok is not None

    @property
    def headline(self) -> Money:
        """What is shown first: the cost of one call, or of a month where a volume was chosen."""
        volume = self.choices.volume
        return self.total if volume is None else volume.a_month(self.total)


def price(card: ModelPriceCard, tokenizer: Tokenizer, counts: Counts, choices: Choices) -> Priced:
    """Return what was asked costs at the prices of a card; `choices.model` and `.tier` are the card's.

    Raises:
        NoLevelPriceError: the request is longer than what OpenAI publishes prices for in this tier.
        ValueError: more tokens than :class:`Call` allows.
    """
    tokens = counts.tokens.of(tokenizer.encoding)
    writes = card.standard.output_usd_per_mtok is not None
    answer = None
    if not writes:
        output = most_output = 0
    elif counts.output_tokens is not None:
        output = most_output = counts.output_tokens
    else:
        answer = _answer(card, tokens // counts.requests, counts, choices)
        output, most_output = answer.tokens * counts.requests, answer.most * counts.requests
    call = Call(tokens, cached_tokens(counts, choices, tokens), output, min(counts.reasoning_tokens, output))
    cost = _cost(card, tokenizer, counts, call)
    most = None
    if most_output > output:
        most = _cost(card, tokenizer, counts, replace(call, output_tokens=most_output)).total
    return Priced(counts, choices, card, tokenizer, call, cost, answer, most, most_output)


def cached_tokens(counts: Counts, choices: Choices, tokens: int) -> int:
    """Return how many of the input's tokens are read from the cache."""
    if choices.cached_percent is None:
        return min(counts.cached_tokens, tokens)
    return tokens * choices.cached_percent // 100


def ranges(card: ModelPriceCard, tokenizer: Tokenizer, counts: Counts) -> tuple[AnswerRange, ...]:
    """Return the answer lengths to choose from, for one request; none where the output was named or there is none."""
    if counts.output_tokens is not None:
        return ()
    return answer_lengths(card, counts.tokens.of(tokenizer.encoding) // counts.requests, counts.output_limit)


def _answer(card: ModelPriceCard, tokens: int, counts: Counts, choices: Choices) -> AnswerRange:
    """Return the chosen range; its upper end is the request's own limit where it has one."""
    offered = {each.length: each for each in answer_lengths(card, tokens, counts.output_limit)}
    chosen = offered.get(choices.answer) or offered[AnswerLength.MEDIUM]
    limit = offered.get(AnswerLength.LIMIT)
    return chosen if limit is None else replace(chosen, most=max(chosen.most, limit.most))


def _cost(card: ModelPriceCard, tokenizer: Tokenizer, counts: Counts, call: Call) -> Cost:
    """Price requests that are summed up: each has the level that its own length reaches."""
    if counts.requests == 1:
        return cost_of(card, call)
    long = counts.long_tokens.of(tokenizer.encoding)
    long_output = call.output_tokens * counts.long_requests // counts.requests
    ordinary = replace(card, long_context=())
    short = cost_of(ordinary, Call(call.input_tokens - long, 0, call.output_tokens - long_output))
    if not counts.long_requests:
        return short
    above = cost_of(replace(ordinary, standard=card.rates(LONG_REQUEST + 1)), Call(long, 0, long_output))
    return Cost(short.input + above.input, short.cached + above.cached, short.output + above.output, short.rates)


def has_changed(day: DayPrice, priced: Priced) -> bool:
    """Tell whether the prices are others than when the estimate was made."""
    return day.rates != priced.cost.rates


def cost_then(day: DayPrice, priced: Priced) -> Money:
    """Return what it cost at the prices of that day."""
    then = replace(priced.card, standard=day.rates, long_context=())
    if day.rates.output_usd_per_mtok is None and priced.call.output_tokens:
        return priced.total
    return cost_of(then, priced.call).total


@dataclass(frozen=True, slots=True)
class Ranked:
    """One line of a comparison. `ratio`: against the chosen model's cost; None on the chosen model's own line."""

    model: str
    total: Money
    ratio: Decimal | None


def rank(chosen: Priced, others: Iterable[Priced]) -> tuple[Ranked, ...]:
    """Return the chosen model and the others, cheapest first; a model stands there once."""
    own = chosen.total
    lines = {chosen.card.model: Ranked(chosen.card.model, own, None)}
    for other in others:
        ratio = other.total.amount / own.amount if own.amount else None
        lines.setdefault(other.card.model, Ranked(other.card.model, other.total, ratio))
    return tuple(sorted(lines.values(), key=lambda line: (line.total.amount, line.model)))


def fits_window(card: ModelPriceCard, input_tokens: int) -> bool:
    """Tell whether a request of this length is allowed, as far as anybody says."""
    most = card.max_input if card.max_input is not None else card.context_window
    return most is None or input_tokens <= most


def day_price(priced: Priced, now: dt.datetime, rate: ExchangeRate) -> DayPrice:
    """Return the prices an estimate is made with, to be kept with it."""
    return DayPrice(now.astimezone(dt.UTC).date(), priced.cost.rates, rate.cny_per_usd)


def in_order(recent: Sequence[str], line_up: Sequence[str], names: Sequence[str]) -> tuple[str, ...]:
    """Return the models to choose from: the person's last ones, the current line-up, then all; each once."""
    return tuple(dict.fromkeys((*recent, *line_up, *names)))
