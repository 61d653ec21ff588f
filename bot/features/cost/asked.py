"""What an estimate rests on: the counts of what was sent, and what the person chose about it. Never the text itself."""

from __future__ import annotations

import enum
from dataclasses import asdict, dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from bot.core.money import Money
from bot.features.cost.reading.results import Span, Unit
from bot.features.cost.rules import (
    DAYS_A_MONTH,
    MOST_CALLS,
    AnswerLength,
    Encoding,
    Period,
    Tier,
)

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from bot.features.cost.rules import Rates, TextSize

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
class Details:
    """What was understood of a request or a bill, in numbers.

    Args:
        messages, tools, images, files: what a request holds; pictures, files and sounds are not among the tokens.
        hosted_tools: tools that OpenAI runs and bills on their own.
        unread: names and placeholders whose text was not in the message.
        answers: how many answers each prompt gets.
        prompts: how many prompts one request has (embeddings).
        cache_writes, audio: parts of what a call used.
        calls: how many calls a bill sums up.
        refers: 1 where a request goes on from an earlier one that is not here.
        undirected: 1 where a number was said without "in" or "out".
        longest, longest_line, median: the input of the longest request of a file, where it stands, and of a usual one.
        bad_lines: those that cannot be taken.
    """

    messages: int = 0
    tools: int = 0
    images: int = 0
    files: int = 0
    hosted_tools: int = 0
    unread: int = 0
    answers: int = 1
    prompts: int = 1
    cache_writes: int = 0
    audio: int = 0
    calls: int = 1
    refers: int = 0
    undirected: int = 0
    longest: int = 0
    longest_line: int = 0
    median: int = 0
    bad_lines: int = 0

    def to_json(self) -> dict[str, int]:
        """Return what differs from nothing."""
        return {name: value for name, value in asdict(self).items() if value != getattr(_NOTHING, name)}


_NOTHING: Final = Details()


@dataclass(frozen=True, slots=True)
class Counts:
    """What goes into a request (of a file for Batch: into all of them), and what was said of the answer.

    Args:
        source: what was sent.
        tokens: of the input, cached ones and the overhead of messages included.
        characters: of the text; 0 where there was none.
        parts: in how many messages the text came.
        cached_tokens: the named part of the input that is read from the cache.
        output_tokens: named, reasoning included; None: nobody knows yet.
        reasoning_tokens: the named part of the output that nobody sees.
        output_limit: of the answer to one request, as the request itself sets it.
        requests: how many requests these are; above 1 only in a file for Batch.
        long_requests, long_tokens: those of more than `LONG_REQUEST` tokens, and the part of `tokens` in them.
        is_total: these are many calls in one number, so no length of a call: long requests cannot be told apart.
        details: what else was understood.
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
    is_total: bool = False
    details: Details = _NOTHING

    @classmethod
    def of_text(cls, size: TextSize, source: Source = Source.TEXT, parts: int = 1) -> Counts:
        """Return the counts of a text."""
        return cls(source, Tokens(size.o200k, size.cl100k), size.characters, parts)

    def joined(self, size: TextSize, parts: int) -> Counts:
        """Return the counts with another piece of the same text."""
        source = Source.TEXT if self.source is Source.MESSAGE else self.source
        tokens = self.tokens + Tokens(size.o200k, size.cl100k)
        return replace(self, source=source, tokens=tokens, characters=self.characters + size.characters, parts=parts)

    @property
    def answers(self) -> int:
        """How many answers are paid: those of each prompt of each request."""
        return self.requests * self.details.answers * self.details.prompts

    @property
    def is_exact(self) -> bool:
        """Whether nothing is a guess: all tokens were named."""
        return self.output_tokens is not None and self.source in {Source.NUMBERS, Source.USAGE}


@dataclass(frozen=True, slots=True)
class Often:
    """How often a call is made: `calls` (1 to 1,000,000,000) in each `per`, or so many in all where that is None."""

    calls: int
    per: Period | None

    def __post_init__(self) -> None:
        if not 1 <= self.calls <= MOST_CALLS:
            raise ValueError(f"no such number of calls: {self.calls}")

    def a_day(self, call: Money) -> Money | None:
        """Return what a day costs; None where there are no days in it."""
        return None if self.per is None else self.during(call, A_DAY)

    def during(self, call: Money, span: Span | None) -> Money:
        """Return what all the calls of a span cost (None: a month of 30 days), or all there are."""
        if self.per is None:
            return call * self.calls
        hours = (span or A_MONTH).hours
        times = Fraction(self.calls * hours, _HOURS[self.per])
        return Money(call.amount * times.numerator / times.denominator, call.currency)


A_DAY: Final = Span(1, Unit.DAY)
A_MONTH: Final = Span(1, Unit.MONTH)
_HOURS: Final = {Period.HOUR: 1, Period.DAY: 24, Period.WEEK: 7 * 24, Period.MONTH: DAYS_A_MONTH * 24}


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person can change about an estimate.

    Args:
        model: its name.
        tier: how the request is served.
        answer: how long an answer is expected to be, unless its length was named; None: none is counted.
        cached_percent: the share of the input read from the cache; None: what was named, if anything.
        often: how often the call is made; None: once.
        span: how long the costs are asked for, where the calls have a period; None: a month.
    """

    model: str
    tier: Tier = Tier.STANDARD
    answer: AnswerLength | None = AnswerLength.MEDIUM
    cached_percent: Decimal | None = None
    often: Often | None = None
    span: Span | None = None


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
