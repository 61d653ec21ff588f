from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.cost.answers import THINKING_FACTOR, AnswerLength, answer_lengths
from bot.features.cost.cards import ModelPriceCard, Rates

QUICK = ModelPriceCard("q", "q", Rates(Decimal(1), None, Decimal(4)), (), None, None, thinks=False, max_output=16_384)
THINKER = replace(QUICK, thinks=True, max_output=128_000)


def shown(card: ModelPriceCard, input_tokens: int, limit: int | None = None) -> list[tuple[str, int, int, bool]]:
    """Return the ranges by their names."""
    ranges = answer_lengths(card, input_tokens, limit)
    return [(each.length.value, each.tokens, each.most, each.is_capped) for each in ranges]


def test_a_model_that_answers_at_once() -> None:
    """Four lengths, each one number."""
    assert shown(QUICK, 2_213) == [
        ("short", 150, 150, False),
        ("medium", 500, 500, False),
        ("long", 2_000, 2_000, False),
        ("as_input", 2_213, 2_213, False),
    ]


def test_a_model_that_thinks() -> None:
    """The same answers to see, and up to four times as much to pay."""
    assert THINKING_FACTOR == 4
    assert shown(THINKER, 2_213) == [
        ("short", 150, 600, False),
        ("medium", 500, 2_000, False),
        ("long", 2_000, 8_000, False),
        ("as_input", 2_213, 8_852, False),
    ]


def test_a_limit_is_the_upper_end() -> None:
    """What the request allows cuts every range and is offered itself, reasoning included."""
    assert shown(THINKER, 100_000, 800) == [
        ("short", 150, 600, False),
        ("medium", 500, 800, True),
        ("long", 800, 800, True),
        ("as_input", 800, 800, True),
        ("limit", 800, 800, False),
    ]
    assert shown(QUICK, 10, 5_000)[-2:] == [("as_input", 10, 10, False), ("limit", 5_000, 5_000, False)]


@pytest.mark.parametrize(
    ("input_tokens", "limit", "last"),
    [
        pytest.param(16_384, None, ("as_input", 16_384, 16_384, False), id="the-largest-output"),
        pytest.param(16_385, None, ("as_input", 16_384, 16_384, True), id="one-more"),
        pytest.param(1, 16_384, ("limit", 16_384, 16_384, False), id="a-limit-at-the-largest-output"),
        pytest.param(1, 1_000_000, ("limit", 16_384, 16_384, True), id="a-limit-that-no-answer-can-reach"),
    ],
)
def test_no_answer_is_longer_than_the_model_writes(input_tokens: int, limit: int | None, last: object) -> None:
    """The model's largest output bounds everything."""
    assert shown(QUICK, input_tokens, limit)[-1] == last


def test_a_model_without_output_has_no_answers() -> None:
    """An embedding."""
    assert answer_lengths(replace(QUICK, standard=Rates(Decimal(1), None, None)), 100) == ()


@given(st.booleans(), st.integers(0, 10**9), st.none() | st.integers(1, 10**9), st.none() | st.integers(1, 10**6))
def test_ranges_keep_their_bounds(thinks: bool, input_tokens: int, limit: int | None, largest: int | None) -> None:
    """The lower end is at most the upper one, which neither the limit nor the model's largest output is below."""
    card = replace(QUICK, thinks=thinks, max_output=largest)
    for each in answer_lengths(card, input_tokens, limit):
        assert 0 <= each.tokens <= each.most
        assert each.most <= min(cap for cap in (limit, largest, 4 * 10**9) if cap is not None)
        assert thinks or each.tokens == each.most


def test_the_numbers_of_the_buttons() -> None:
    """Three lengths have a number of their own."""
    numbers = {length: length.tokens for length in AnswerLength}
    assert numbers == {
        AnswerLength.SHORT: 150,
        AnswerLength.MEDIUM: 500,
        AnswerLength.LONG: 2_000,
        AnswerLength.AS_INPUT: None,
        AnswerLength.LIMIT: None,
    }
