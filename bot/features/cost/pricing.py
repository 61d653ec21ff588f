"""What was asked, at the prices of a card."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.core.money import Currency, Money
from bot.features.cost.asked import LONG_REQUEST, DayPrice
from bot.features.cost.rules import (
    MOST_TOKENS,
    AnswerLength,
    AnswerRange,
    Call,
    Cost,
    answer_lengths,
    cost_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from bot.core.money import ExchangeRate
    from bot.features.cost.asked import Choices, Counts
    from bot.features.cost.rules import ModelPriceCard, Tokenizer


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
        """What is shown first: the cost of one call, or of all of them where it was said how often."""
        often = self.choices.often
        return self.total if often is None else often.during(self.total, self.choices.span)


def price(card: ModelPriceCard, tokenizer: Tokenizer, counts: Counts, choices: Choices) -> Priced:
    """Return what was asked costs at the prices of a card; `choices.model` and `.tier` are the card's.

    Raises:
        NoLevelPriceError: the request is longer than what OpenAI publishes prices for in this tier.
        ValueError: more tokens than :class:`Call` allows.
    """
    tokens = counts.tokens.of(tokenizer.encoding)
    writes = card.standard.output_usd_per_mtok is not None
    answer = None
    output = most_output = 0
    if writes and counts.output_tokens is not None:
        output = most_output = counts.output_tokens
    elif writes and choices.answer is not None:
        answer = _answer(card, counts, tokens, choices.answer)
        output, most_output = answer.tokens * counts.answers, answer.most * counts.answers
    call = Call(tokens, cached_tokens(counts, choices, tokens), output, min(counts.reasoning_tokens, output))
    cost = _cost(card, tokenizer, counts, call)
    most = None
    if output < most_output <= MOST_TOKENS:
        most = _cost(card, tokenizer, counts, replace(call, output_tokens=most_output)).total
    return Priced(counts, choices, card, tokenizer, call, cost, answer, most, most_output)


def cached_tokens(counts: Counts, choices: Choices, tokens: int) -> int:
    """Return how many of the input's tokens are read from the cache."""
    if choices.cached_percent is None:
        return min(counts.cached_tokens, tokens)
    return int(tokens * choices.cached_percent / 100)


def ranges(card: ModelPriceCard, tokenizer: Tokenizer, counts: Counts) -> tuple[AnswerRange, ...]:
    """Return the answer lengths to choose from, for one answer; none where it was named or the model has none."""
    if counts.output_tokens is not None:
        return ()
    return answer_lengths(card, counts.tokens.of(tokenizer.encoding) // counts.requests, counts.output_limit)


def _answer(card: ModelPriceCard, counts: Counts, tokens: int, chosen: AnswerLength) -> AnswerRange:
    """Return the chosen range; its upper end is the request's own limit where it has one."""
    offered = {each.length: each for each in answer_lengths(card, tokens // counts.requests, counts.output_limit)}
    found = offered.get(chosen) or offered[AnswerLength.MEDIUM]
    limit = offered.get(AnswerLength.LIMIT)
    return found if limit is None else replace(found, most=max(found.most, limit.most))


def _cost(card: ModelPriceCard, tokenizer: Tokenizer, counts: Counts, call: Call) -> Cost:
    """Price a call, or many that are summed up: each has the level that its own length reaches."""
    if counts.requests == 1 and not counts.is_total:
        return _with_writes(cost_of(card, call), card, counts.details.cache_writes)
    ordinary = replace(card, long_context=())
    if not counts.long_requests:
        return _with_writes(cost_of(ordinary, call), ordinary, counts.details.cache_writes)
    long = counts.long_tokens.of(tokenizer.encoding)
    # What is cached and put out is taken to be spread evenly.
    cached = call.cached_tokens * long // call.input_tokens
    output = call.output_tokens * counts.long_requests // counts.requests
    short = cost_of(ordinary, Call(call.input_tokens - long, call.cached_tokens - cached, call.output_tokens - output))
    above = cost_of(replace(ordinary, standard=card.rates(LONG_REQUEST + 1)), Call(long, cached, output))
    return Cost(short.input + above.input, short.cached + above.cached, short.output + above.output, short.rates)


def _with_writes(cost: Cost, card: ModelPriceCard, writes: int) -> Cost:
    """Return the cost with the tokens written to the cache at their own price instead of that of input.

    At the level of long requests that price is on no list; there they stay at the price of input.
    """
    write = card.cache_write_usd_per_mtok
    if not writes or write is None or cost.rates != card.standard:
        return cost
    more = (write - cost.rates.input_usd_per_mtok) * writes
    return replace(cost, input=cost.input + Money(more.scaleb(-6), Currency.USD))


def has_changed(day: DayPrice, priced: Priced) -> bool:
    """Tell whether the prices are others than when the estimate was made."""
    # A day keeps the prices, not whether one of them is unknown.
    return day.rates != replace(priced.cost.rates, cached_is_unknown=day.rates.cached_is_unknown)


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
