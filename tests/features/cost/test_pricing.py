"""What was asked, at the prices of a card: literal dollars."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.money import Currency, ExchangeRate, Money, RateSource
from bot.features.cost.asked import Choices, Counts, Details, Often, Source, Tokens
from bot.features.cost.prices import PriceBook
from bot.features.cost.pricing import (
    Priced,
    cost_then,
    day_price,
    fits_window,
    has_changed,
    in_order,
    price,
    ranges,
    rank,
)
from bot.features.cost.reading.results import Span, Unit
from bot.features.cost.rules import AnswerLength, Encoding, NoLevelPriceError, Period, TextSize, Tier
from bot.features.cost.tokens import tokenizer_for

NOW = dt.datetime(2026, 11, 23, 1, 0, tzinfo=dt.UTC)
BOOK = PriceBook()
RATE = ExchangeRate(Decimal("7.10"), RateSource.BUILT_IN, None)
TEXT = Counts(Source.TEXT, Tokens(2_213, 2_400), 9_651)


def priced(counts: Counts, choices: Choices) -> Priced:
    """Return what was asked at the prices of the day."""
    card = BOOK.price(choices.model, NOW, choices.tier)
    return price(card, tokenizer_for(card.model), counts, choices)


def numbers(tokens: int, output: int | None, **more: Any) -> Counts:
    """Return numbers of tokens as somebody named them."""
    return Counts(Source.NUMBERS, Tokens(tokens, tokens), output_tokens=output, **more)


@pytest.mark.parametrize(
    ("counts", "choices", "usd", "most"),
    [
        pytest.param(TEXT, Choices("gpt-5.4-mini"), "0.00390975", "0.01065975", id="thinks-four-times-as-much"),
        pytest.param(TEXT, Choices("gpt-4o-mini"), "0.00063195", None, id="does-not-think"),
        pytest.param(TEXT, Choices("gpt-4o-mini", answer=AnswerLength.SHORT), "0.00042195", None, id="a-short-answer"),
        pytest.param(
            TEXT, Choices("gpt-4o-mini", answer=AnswerLength.AS_INPUT), "0.00165975", None, id="as-long-as-the-input"
        ),
        pytest.param(TEXT, Choices("gpt-5.4-mini", Tier.BATCH), "0.001954875", "0.005329875", id="batch"),
        pytest.param(TEXT, Choices("text-embedding-3-small"), "0.000048", None, id="its-own-encoding-no-output"),
        pytest.param(
            numbers(2_000, 300), Choices("gpt-5.4-mini", answer=None), "0.00285", None, id="numbers-are-no-guess"
        ),
        pytest.param(
            numbers(2_000, None), Choices("gpt-5.4-mini", answer=None), "0.0015", None, id="output-not-spoken-of"
        ),
        pytest.param(
            numbers(2_000, 0, cached_tokens=1_000), Choices("gpt-5.4-mini"), "0.000825", None, id="cached-as-named"
        ),
        pytest.param(
            numbers(2_000, 0),
            Choices("gpt-5.4-mini", cached_percent=Decimal("33.3")),
            "0.00105045",
            None,
            id="a-share-is-rounded-down-to-whole-tokens",
        ),
        pytest.param(
            replace(TEXT, output_limit=800), Choices("gpt-4o-mini"), "0.00063195", "0.00081195", id="up-to-its-limit"
        ),
        pytest.param(
            replace(TEXT, output_limit=100), Choices("gpt-5.4-mini"), "0.00210975", None, id="a-limit-below-the-guess"
        ),
        pytest.param(
            numbers(272_000, 1_000), Choices("gpt-6-luna"), "0.0277", None, id="272000-tokens-at-the-low-price"
        ),
        pytest.param(
            numbers(272_001, 1_000), Choices("gpt-6-luna"), "0.0551502", None, id="one-more-and-all-cost-more"
        ),
        pytest.param(
            numbers(2_000_000, 1_000, is_total=True), Choices("gpt-6-luna"), "0.2005", None, id="many-calls-in-one-sum"
        ),
        pytest.param(
            Counts(
                Source.BATCH,
                Tokens(301_000, 301_000),
                output_tokens=300,
                requests=3,
                long_requests=1,
                long_tokens=Tokens(300_000, 300_000),
            ),
            Choices("gpt-6-luna", Tier.BATCH),
            "0.0301375",
            None,
            id="the-long-request-of-a-file-alone-costs-more",
        ),
        pytest.param(
            Counts(Source.BATCH, Tokens(300_000, 300_000), requests=300),
            Choices("gpt-4o-mini", Tier.BATCH),
            "0.0675",
            None,
            id="a-file-has-an-answer-for-each-request",
        ),
        pytest.param(
            Counts(
                Source.USAGE,
                Tokens(10_000, 10_000),
                cached_tokens=2_000,
                output_tokens=100,
                reasoning_tokens=60,
                details=Details(cache_writes=4_000),
            ),
            Choices("gpt-5.6-sol"),
            "0.0388",
            None,
            id="cache-writes-at-their-own-price",
        ),
        pytest.param(
            Counts(Source.BODY, Tokens(1_000, 1_000), details=Details(answers=3)),
            Choices("gpt-4o-mini"),
            "0.00105",
            None,
            id="three-answers-are-three-times-paid",
        ),
    ],
)
def test_cost(counts: Counts, choices: Choices, usd: str, most: str | None) -> None:
    """Exactly, and what the output may bring it to."""
    made = priced(counts, choices)
    assert made.total == Money(Decimal(usd), Currency.USD)
    assert (made.most.amount if made.most is not None else None) == (Decimal(most) if most is not None else None)


@pytest.mark.parametrize(
    ("often", "span", "usd", "a_day"),
    [
        pytest.param(None, None, "0.00285", None, id="once"),
        pytest.param(Often(500, Period.DAY), None, "42.75", "1.425", id="a-month-of-days"),
        pytest.param(Often(500, None), None, "1.425", None, id="so-many-in-all"),
        pytest.param(Often(1, Period.HOUR), Span(1, Unit.DAY), "0.0684", "0.0684", id="a-day-of-hours"),
        pytest.param(Often(7, Period.WEEK), Span(1, Unit.YEAR), "1.04025", "0.00285", id="a-year-of-weeks"),
        pytest.param(Often(30, Period.MONTH), Span(2, Unit.MONTH), "0.171", "0.00285", id="two-months"),
    ],
)
def test_how_often(often: Often | None, span: Span | None, usd: str, a_day: str | None) -> None:
    """What all the calls of the time cost that was asked for, a month where nothing was said."""
    made = priced(numbers(2_000, 300), Choices("gpt-5.4-mini", often=often, span=span))
    assert made.headline.amount == Decimal(usd)
    day = often.a_day(made.total) if often is not None else None
    assert (day.amount if day is not None else None) == (Decimal(a_day) if a_day is not None else None)


def test_no_price_at_that_length() -> None:
    """gpt-5.4 has no published Fast price for long requests: nothing is made up."""
    with pytest.raises(NoLevelPriceError):
        priced(numbers(272_001, 1), Choices("gpt-5.4", Tier.FAST))
    assert priced(numbers(272_000, 0), Choices("gpt-5.4", Tier.FAST)).total.amount > 0


def test_more_tokens_than_anybody_pays_for() -> None:
    """A sum beyond a thousand million is refused; an upper end beyond it is left out."""
    many = Counts(Source.BATCH, Tokens(10_000, 10_000), output_limit=10**6, requests=10_000)
    with pytest.raises(ValueError, match="no such request"):
        priced(many, Choices("gpt-5.4-mini", answer=AnswerLength.LIMIT))
    assert priced(many, Choices("gpt-5.4-mini")).most is None


def test_the_lengths_to_choose_from() -> None:
    """None where the output was named; those of one request where there are many."""
    card, tokenizer = BOOK.price("gpt-4o-mini", NOW), tokenizer_for("gpt-4o-mini")
    assert ranges(card, tokenizer, numbers(2_000, 300)) == ()
    many = Counts(Source.BATCH, Tokens(3_000, 3_000), requests=3, output_limit=700)
    assert [each.tokens for each in ranges(card, tokenizer, many)] == [150, 500, 700, 700, 700]


def test_prices_of_another_day() -> None:
    """What changed since shows, and what it was then."""
    made = priced(TEXT, Choices("gpt-5.4-mini"))
    day = day_price(made, NOW, RATE)
    assert not has_changed(day, made)
    cheaper = replace(day, rates=replace(day.rates, input_usd_per_mtok=Decimal("0.50")))
    assert has_changed(cheaper, made)
    assert cost_then(cheaper, made).amount == Decimal("0.0033565")


def test_ranking() -> None:
    """Cheapest first, each model once, ratios against the chosen one."""
    chosen = priced(TEXT, Choices("gpt-5.4-mini"))
    others = [priced(TEXT, Choices(name)) for name in ("gpt-6-astra", "gpt-5.4-mini", "gpt-6-luna")]
    rows = rank(chosen, others)
    assert [row.model for row in rows] == ["gpt-6-luna", "gpt-5.4-mini", "gpt-6-astra"]
    assert rows[1].ratio is None
    assert rows[2].ratio == Decimal("0.04713") / Decimal("0.00390975")


def test_models_in_order() -> None:
    """The person's last ones, then the current ones, then all; each once."""
    assert in_order(("b",), ("a", "b"), ("a", "b", "c")) == ("b", "a", "c")


def test_what_fits_a_model() -> None:
    """As far as anybody says: 272,000 tokens go into gpt-5.4-mini and not one more."""
    card = BOOK.price("gpt-5.4-mini", NOW)
    assert fits_window(card, 272_000)
    assert not fits_window(card, 272_001)
    assert fits_window(replace(card, max_input=None, context_window=None), 10**9)


def test_another_piece_of_a_text() -> None:
    """Counts add up; what may have been a question is a text now."""
    first = Counts.of_text(TextSize(10, 11, 40), Source.MESSAGE)
    assert first.joined(TextSize(1, 2, 3), 2) == Counts(Source.TEXT, Tokens(11, 13), 43, 2)


@given(
    st.integers(0, 10**6),
    st.integers(0, 10**5),
    st.integers(0, 100),
    st.sampled_from([name for name in BOOK.line_up() if "embedding" not in name]),
)
def test_properties(tokens: int, output: int, percent: int, model: str) -> None:
    """Caching never costs more and never adds tokens; reasoning adds nothing; Batch is never dearer."""
    plain = priced(numbers(tokens, output), Choices(model))
    cached = priced(numbers(tokens, output), Choices(model, cached_percent=Decimal(percent)))
    assert cached.call.input_tokens == plain.call.input_tokens == tokens
    assert cached.total <= plain.total
    thought = priced(numbers(tokens, output, reasoning_tokens=output // 2), Choices(model))
    assert thought.total == plain.total
    assert priced(numbers(tokens, output), Choices(model, Tier.BATCH)).total <= plain.total
    assert plain.tokenizer.encoding is Encoding.O200K
