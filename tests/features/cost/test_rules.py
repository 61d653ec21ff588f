from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.money import Currency, Money
from bot.features.cost.rules import (
    Call,
    ModelPriceCard,
    NoOutputPriceError,
    Rates,
    TextSize,
    chat_overhead,
    cost_of,
    is_long,
)


def rates(usd: str, cached: str | None, output: str | None) -> Rates:
    """Return prices per 1,000,000 tokens."""
    optional = [None if each is None else Decimal(each) for each in (cached, output)]
    return Rates(Decimal(usd), optional[0], optional[1])


def card(
    model: str, standard: Rates, long_context: tuple[tuple[int, Rates], ...] = (), *, thinks: bool = False
) -> ModelPriceCard:
    """Return a price card with nothing on it but prices."""
    return ModelPriceCard(model, model, standard, long_context, checked_on=None, context_window=None, thinks=thinks)


SMALL = card("small", rates("0.10", "0.01", "0.50"), ((272_000, rates("0.20", "0.02", "0.75")),))
MIDDLE = card("middle", rates("2.50", None, "15"))
EMBEDDING = card("embedding", rates("0.02", None, None))


@pytest.mark.parametrize(
    ("priced", "input_tokens", "cached", "output", "parts"),
    [
        pytest.param(SMALL, 1, 0, 0, ("0.0000001", "0", "0"), id="one-token-keeps-its-fraction"),
        pytest.param(SMALL, 0, 0, 1, ("0", "0", "0.0000005"), id="output-only"),
        pytest.param(SMALL, 272_000, 0, 1_000, ("0.0272", "0", "0.0005"), id="last-token-at-the-low-price"),
        pytest.param(SMALL, 272_001, 0, 1_000, ("0.0544002", "0", "0.00075"), id="one-more-raises-every-token"),
        pytest.param(SMALL, 272_001, 272_001, 0, ("0", "0.00544002", "0"), id="cached-ones-count-towards-the-level"),
        pytest.param(SMALL, 1_000, 0, 10_000_000, ("0.0001", "0", "5"), id="output-does-not-reach-the-level"),
        pytest.param(SMALL, 1_000, 400, 0, ("0.00006", "0.000004", "0"), id="cached-is-a-part-of-the-input"),
        pytest.param(MIDDLE, 1_000, 400, 0, ("0.0015", "0.001", "0"), id="no-cached-price-costs-full-input"),
        pytest.param(EMBEDDING, 8_191, 0, 0, ("0.00016382", "0", "0"), id="embedding"),
    ],
)
def test_cost_is_exact(
    priced: ModelPriceCard, input_tokens: int, cached: int, output: int, parts: tuple[str, str, str]
) -> None:
    """Each part has its literal price in dollars, and the total is their sum."""
    paid = cost_of(priced, Call(input_tokens, cached, output))
    assert (paid.input, paid.cached, paid.output) == tuple(Money(Decimal(part), Currency.USD) for part in parts)
    assert paid.total == Money(sum(map(Decimal, parts), Decimal(0)), Currency.USD)


@pytest.mark.parametrize(
    ("input_tokens", "cached", "output"),
    [
        pytest.param(-1, 0, 0, id="negative-input"),
        pytest.param(0, 0, -1, id="negative-output"),
        pytest.param(10, -1, 0, id="negative-cached"),
        pytest.param(10, 11, 0, id="more-cached-than-put-in"),
    ],
)
def test_impossible_requests_are_refused(input_tokens: int, cached: int, output: int) -> None:
    """No price is made up for a request that cannot be."""
    with pytest.raises(ValueError, match="no such request"):
        cost_of(SMALL, Call(input_tokens, cached, output))


def test_output_without_a_price_is_never_free() -> None:
    """An embedding model has no output, so asking for its price is an error and not 0."""
    with pytest.raises(NoOutputPriceError):
        cost_of(EMBEDDING, Call(1, output_tokens=1))


@given(st.integers(0, 2_000_000), st.integers(0, 2_000_000), st.integers(0, 200_000))
def test_cached_input_never_adds(input_tokens: int, cached: int, output: int) -> None:
    """With a part of the input from the cache a request costs at most as much as without."""
    cached = min(cached, input_tokens)
    with_cache = cost_of(SMALL, Call(input_tokens, cached, output))
    assert with_cache.total <= cost_of(SMALL, Call(input_tokens, output_tokens=output)).total


@given(st.integers(1, 99_999_999), st.integers(1, 99_999_999), st.integers(1, 99_999_999))
def test_counts_survive_a_button(o200k: int, cl100k: int, characters: int) -> None:
    """What is packed for a button comes back, in at most 26 characters."""
    size = TextSize(o200k, cl100k, characters)
    assert TextSize.unpack(size.pack()) == size
    assert len(size.pack()) <= 26


@pytest.mark.parametrize(
    "packed",
    [
        pytest.param("", id="nothing"),
        pytest.param("1.2", id="two-counts"),
        pytest.param("1.2.3.4", id="four-counts"),
        pytest.param("0.1.1", id="zero"),
        pytest.param("01.1.1", id="leading-zero"),
        pytest.param("-1.1.1", id="negative"),
        pytest.param("100000000.1.1", id="nine-digits"),
        pytest.param("1.1.1\n", id="line-break"),
        pytest.param("१.1.1", id="other-digits"),
        pytest.param("a.b.c", id="letters"),
    ],
)
def test_made_up_counts_are_refused(packed: str) -> None:
    """A button that the bot never made gives no counts."""
    assert TextSize.unpack(packed) is None


@pytest.mark.parametrize(
    ("messages", "names", "tokens"),
    [
        pytest.param(1, 0, 6, id="one-message"),
        pytest.param(3, 0, 12, id="three-messages"),
        pytest.param(3, 2, 14, id="two-of-them-with-a-name"),
    ],
)
def test_what_a_chat_adds(messages: int, names: int, tokens: int) -> None:
    """Three tokens a message, one a name, three for the answer that is opened; roles and texts are counted apart."""
    assert chat_overhead(messages, names) == tokens


@pytest.mark.parametrize(
    ("text", "long"),
    [
        pytest.param("x" * 200, False, id="200-characters"),
        pytest.param("x" * 201, True, id="201-characters"),
        pytest.param("  " + "x" * 200 + "\n", False, id="blanks-around-do-not-count"),
        pytest.param("one\ntwo", True, id="two-lines"),
    ],
)
def test_long_messages_are_texts(text: str, long: bool) -> None:
    """A message of up to 200 characters on one line may be a question."""
    assert is_long(text) is long
