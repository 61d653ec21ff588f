"""What reading a message can come to: token counts, a request, a bill, a batch, a question about prices, settings."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

from bot.features.cost.rules import DAYS_A_MONTH, Call, Tier

if TYPE_CHECKING:
    from decimal import Decimal

    from bot.features.cost.rules import Period

DAYS_A_YEAR: Final = 365
MAX_PIECE: Final = 40


class ModelNames(Protocol):
    """Knows which names of models exist."""

    def is_known(self, model: str, /) -> bool:
        """Tell whether a name, in any case, is one that has a price."""


class Unit(enum.Enum):
    """A stretch of time that costs are asked for."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


_HOURS: Final = {
    Unit.HOUR: 1,
    Unit.DAY: 24,
    Unit.WEEK: 7 * 24,
    Unit.MONTH: DAYS_A_MONTH * 24,
    Unit.YEAR: DAYS_A_YEAR * 24,
}


@dataclass(frozen=True, slots=True)
class Span:
    """How long the costs are asked for: `count` (1 to 10,000) of a unit."""

    count: int
    unit: Unit

    @property
    def hours(self) -> int:
        """Hours in it; a month has 30 days, a year 365."""
        return self.count * _HOURS[self.unit]


@dataclass(frozen=True, slots=True)
class Options:
    """What somebody set, and nothing else: a caption, the words after a command.

    Attributes:
        model_refs: names of models, put straight where they are known ("gpt 5.4" is gpt-5.4), else as typed.
        output_tokens: length of the answer, 0 to 1,000,000,000.
        output_is_limit: it was said as a maximum.
        cached_tokens: of the input, 0 to 1,000,000,000.
        cached_percent: of the input, 0 to 100.
        calls: 1 to 1,000,000,000.
        every: the calls are those of each hour, day, week or month; None: they are all there are.
        span: how long the costs are asked for.
        tier: how the calls are served.
        certain: everything in the words was understood.
    """

    model_refs: tuple[str, ...] = ()
    output_tokens: int | None = None
    output_is_limit: bool = False
    cached_tokens: int | None = None
    cached_percent: Decimal | None = None
    calls: int | None = None
    every: Period | None = None
    span: Span | None = None
    tier: Tier | None = None
    certain: bool = True

    @property
    def model_ref(self) -> str | None:
        """The first of the names."""
        return self.model_refs[0] if self.model_refs else None


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers of tokens as somebody wrote them; each from 0 to 1,000,000,000.

    Attributes:
        model_refs: as in :class:`Options`; several are to be compared.
        input_tokens: of one call, cached ones included; of everything together where `in_total`.
        output_tokens: the same, reasoning ones included; None where output was not spoken of.
        cached_tokens: the part of the input that is read from the cache.
        cached_percent: the share that was said instead, exact to two places.
        reasoning_tokens: the part of the output that nobody sees.
        undirected: one number was said without a direction; it stands in `input_tokens` and may be output as well.
        in_total: the counts are those of all calls (or of each `every`) together, so they are no length of a call.
        calls: 1 to 1,000,000,000.
        every: as in :class:`Options`.
        span: how long the costs are asked for; None where nothing was said.
        tier: None where nothing was said.
        output_is_limit: the output was said as a maximum.
        approximate: "about", 大概, 多 or the like was said.
        certain: this is what the message is for; else it may as well be a text about tokens.
    """

    model_refs: tuple[str, ...]
    input_tokens: int
    output_tokens: int | None = None
    cached_tokens: int = 0
    cached_percent: Decimal | None = None
    reasoning_tokens: int = 0
    undirected: bool = False
    in_total: bool = False
    calls: int = 1
    every: Period | None = None
    span: Span | None = None
    tier: Tier | None = None
    output_is_limit: bool = False
    approximate: bool = False
    certain: bool = True

    @property
    def model_ref(self) -> str | None:
        """The first of the names; None: the person's own model is meant."""
        return self.model_refs[0] if self.model_refs else None

    @property
    def call(self) -> Call:
        """The counts as one call; no output where none was spoken of."""
        return Call(self.input_tokens, self.cached_tokens, self.output_tokens or 0, self.reasoning_tokens)


class Why(enum.Enum):
    """Why something that surely is a request for a cost has none."""

    CACHED_OVER_INPUT = "more cached than put in"
    REASONING_OVER_OUTPUT = "more reasoning than output"
    SHARE_OVER_WHOLE = "a share of more than 100 %"
    NEGATIVE = "a negative number"
    NOT_WHOLE = "a fraction of a token or of a call"
    ZERO = "nothing at all"
    TOO_LARGE = "more than 1,000,000,000"
    MALFORMED = "not a number"
    VAGUE = "not a definite number"
    RANGE = "a range"
    SEVERAL = "two numbers for the same thing"
    OTHER_UNIT = "words, characters or pages instead of tokens"
    FILE = "the request is in a file that was not sent along"


@dataclass(frozen=True, slots=True)
class Refused:
    """No cost can be said. `piece`: the part that broke, as typed, at most 40 characters."""

    piece: str
    why: Why
    certain: bool = True


@dataclass(frozen=True, slots=True)
class PriceQuestion:
    """Somebody asks what models cost. `model_refs`: one or more, as in :class:`Options`; `tier`: if one was named."""

    model_refs: tuple[str, ...]
    tier: Tier | None = None
    certain: bool = True

    @property
    def model_ref(self) -> str:
        """The first of the names."""
        return self.model_refs[0]


class Endpoint(enum.Enum):
    """What a request is sent to."""

    CHAT = "/v1/chat/completions"
    RESPONSES = "/v1/responses"
    EMBEDDINGS = "/v1/embeddings"
    COMPLETIONS = "/v1/completions"  # legacy


class Source(enum.Enum):
    """What a request was found in."""

    JSON = "json"
    CURL = "curl"
    CODE = "code"  # Python or JavaScript


@dataclass(frozen=True, slots=True)
class RequestBody:
    """A request to the API, taken apart into what costs. Its repr, which may be logged, holds none of its texts.

    Attributes:
        endpoint: where it goes.
        source: what it was found in.
        model_ref: its model as written; None where it names none.
        tier: None where `service_tier` is one that no price is known for.
        service_tier: as written; None where nothing was said.
        roles: one for each message; empty where there are no messages (embeddings, legacy completions).
        names: of the messages that have one.
        texts: everything to be counted in the messages, the instructions and the input, in order.
        tools: definitions of tools and functions, each as compact JSON.
        hosted_tools: tools that OpenAI runs and bills on their own, by type ("web_search").
        schema: the form that was asked of the answer, as compact JSON.
        counted_tokens: input that is tokens already.
        output_limit: the most tokens that one answer may have, 1 to 1,000,000,000; None where nothing was said.
        choices: how many answers each prompt gets, each of them paid; 1 to 128.
        prompts: how many prompts the request has; more than 1 in embeddings and legacy completions only.
        stream: the answer comes in pieces; that costs nothing.
        images: pictures that were not counted.
        files: files and sounds that were not counted.
        unread: names, placeholders and things of unknown kind whose text is not in the message.
        refers: the request goes on from an earlier one, which counts as input and is not here.
        complete: nothing was cut off, mended or made up.
        options: what the words around the request set.
        certain: the message is this request; else it may be a text in which one stands.
    """

    endpoint: Endpoint
    source: Source = Source.JSON
    model_ref: str | None = None
    tier: Tier | None = Tier.STANDARD
    service_tier: str | None = None
    roles: tuple[str, ...] = ()
    names: tuple[str, ...] = field(default=(), repr=False)
    texts: tuple[str, ...] = field(default=(), repr=False)
    tools: tuple[str, ...] = field(default=(), repr=False)
    hosted_tools: tuple[str, ...] = ()
    schema: str | None = field(default=None, repr=False)
    counted_tokens: int = 0
    output_limit: int | None = None
    choices: int = 1
    prompts: int = 1
    stream: bool = False
    images: int = 0
    files: int = 0
    unread: int = 0
    refers: bool = False
    complete: bool = True
    options: Options | None = None
    certain: bool = True

    @property
    def messages(self) -> int:
        """How many messages there are."""
        return len(self.roles)


@dataclass(frozen=True, slots=True)
class Usage:
    """What a call used, as the API said; each count from 0 to 1,000,000,000.

    Attributes:
        input_tokens: cached ones included.
        cached_tokens: the part of the input that was read from the cache.
        cache_write_tokens: the part of the input that was written to it.
        output_tokens: reasoning ones included.
        reasoning_tokens: the part of the output that nobody sees.
        audio_tokens: sound in input and output, which has other prices.
        model_ref: as written; None where the response was not pasted with it.
        tier: None where `service_tier` is one that no price is known for.
        service_tier: as written; None where nothing was said.
        calls: how many calls these are together: more than 1 in reports of the organisation only.
        complete: nothing was cut off or mended.
        options: what the words around it set.
        certain: the message is this usage; else it may be a text in which one stands.
    """

    input_tokens: int
    cached_tokens: int = 0
    cache_write_tokens: int = 0
    output_tokens: int = 0
    reasoning_tokens: int = 0
    audio_tokens: int = 0
    model_ref: str | None = None
    tier: Tier | None = Tier.STANDARD
    service_tier: str | None = None
    calls: int = 1
    complete: bool = True
    options: Options | None = None
    certain: bool = True

    @property
    def call(self) -> Call:
        """The counts as one call."""
        return Call(self.input_tokens, self.cached_tokens, self.output_tokens, self.reasoning_tokens)


def cut(text: str) -> str:
    """Return a piece of a message short enough to be repeated."""
    return " ".join(text[: MAX_PIECE * 4].split())[:MAX_PIECE]
