from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.money import Currency, CurrencyMismatchError, Money
from bot.features.cost.asked import Often
from bot.features.cost.calls import Call, Period, cost_of, fits
from bot.features.cost.cards import ModelPriceCard, NoCachedPriceError, NoOutputPriceError, Rates, Tier

CARD = ModelPriceCard(
    "gpt-x",
    "gpt-x",
    Rates(Decimal("0.75"), Decimal("0.075"), Decimal("4.50")),
    (),
    checked_on=None,
    context_window=None,
    thinks=True,
)


def usd(amount: str) -> Money:
    """Return dollars."""
    return Money(Decimal(amount), Currency.USD)


@pytest.mark.parametrize(
    "counts",
    [
        pytest.param((0, 0, 0, 0), id="nothing"),
        pytest.param((10**9, 10**9, 10**9, 10**9), id="the-largest"),
        pytest.param((5, 5, 5, 5), id="all-cached-all-reasoning"),
    ],
)
def test_calls_that_can_be(counts: tuple[int, ...]) -> None:
    """Every count from 0 to a thousand million; parts up to their whole."""
    assert Call(*counts).input_tokens == counts[0]


@pytest.mark.parametrize(
    "counts",
    [
        pytest.param((-1, 0, 0, 0), id="negative-input"),
        pytest.param((1, -1, 0, 0), id="negative-cached"),
        pytest.param((0, 0, -1, 0), id="negative-output"),
        pytest.param((0, 0, 0, -1), id="negative-reasoning"),
        pytest.param((10, 11, 0, 0), id="more-cached-than-put-in"),
        pytest.param((0, 0, 10, 11), id="more-reasoning-than-output"),
        pytest.param((10**9 + 1, 0, 0, 0), id="input-too-large"),
        pytest.param((0, 0, 10**9 + 1, 0), id="output-too-large"),
    ],
)
def test_calls_that_cannot_be(counts: tuple[int, ...]) -> None:
    """They are refused before anything is priced."""
    with pytest.raises(ValueError, match="no such request"):
        Call(*counts)


def test_a_call_is_paid_in_its_parts() -> None:
    """Cached tokens leave the input, reasoning stays in the output."""
    paid = cost_of(CARD, Call(input_tokens=2_213, cached_tokens=213, output_tokens=800, reasoning_tokens=300))
    assert (paid.input, paid.cached, paid.output) == (usd("0.0015"), usd("0.000015975"), usd("0.0036"))
    assert paid.total == usd("0.005115975")


def test_what_nobody_prices_is_refused() -> None:
    """Output of a model that has none, and cached input where no price is published for it."""
    embedding = ModelPriceCard("e", "e", Rates(Decimal(1), None, None), (), None, None, thinks=False)
    with pytest.raises(NoOutputPriceError):
        cost_of(embedding, Call(1, 0, 1))
    dash = Rates(Decimal(1), None, Decimal(4), cached_is_unknown=True)
    batch = ModelPriceCard("b", "b", dash, (), None, None, thinks=False, tier=Tier.BATCH)
    assert cost_of(batch, Call(1_000_000)).total == usd("1")
    with pytest.raises(NoCachedPriceError, match="'b' has no known batch price for cached input"):
        cost_of(batch, Call(1_000_000, 1))


@pytest.mark.parametrize(
    ("calls", "per", "a_day", "a_month"),
    [
        pytest.param(1, Period.DAY, "0.00390975", "0.1172925", id="one-a-day"),
        pytest.param(500, Period.DAY, "1.954875", "58.64625", id="500-a-day"),
        pytest.param(10, Period.HOUR, "0.93834", "28.1502", id="10-an-hour"),
        pytest.param(7, Period.WEEK, "0.00390975", "0.1172925", id="7-a-week"),
        pytest.param(3_000, Period.MONTH, "0.390975", "11.72925", id="3000-a-month-of-30-days"),
    ],
)
def test_many_calls(calls: int, per: Period, a_day: str, a_month: str) -> None:
    """Literal dollars of a day and of a month, which has 30 days."""
    often, call = Often(calls, per), usd("0.00390975")
    assert (often.a_day(call), often.during(call, None)) == (usd(a_day), usd(a_month))


def test_a_call_a_week_does_not_divide_into_days() -> None:
    """Then the amount has as many digits as decimals keep, and is not rounded to cents."""
    assert Often(1, Period.WEEK).a_day(usd("1")) == Money(Decimal(1) / 7, Currency.USD)


@pytest.mark.parametrize("calls", [0, -1, 10**9 + 1])
def test_impossible_volumes_are_refused(calls: int) -> None:
    """At least one call, at most a thousand million."""
    with pytest.raises(ValueError, match="no such number of calls"):
        Often(calls, Period.DAY)


@pytest.mark.parametrize(
    ("left", "call", "times"),
    [
        pytest.param("10", "0.00390975", 2_557, id="many"),
        pytest.param("0.00390975", "0.00390975", 1, id="just-once"),
        pytest.param("0.00390974", "0.00390975", 0, id="a-hundred-millionth-short"),
        pytest.param("0", "1", 0, id="nothing-left"),
        pytest.param("-5", "1", 0, id="overspent"),
        pytest.param("1000000000", "0.0000000001", 10**19, id="far-beyond-what-decimals-divide"),
        pytest.param("5", "0", None, id="a-call-of-nothing"),
    ],
)
def test_how_often_a_call_fits(left: str, call: str, times: int | None) -> None:
    """Whole calls, rounded down."""
    assert fits(usd(left), usd(call)) == times


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_what_fits_can_be_paid(left: int, call: int) -> None:
    """So many calls cost no more than what is left, and one more would."""
    money, price = usd(f"{left}e-4"), usd(f"{call}e-9")
    times = fits(money, price)
    assert times is not None
    assert price * times <= money < price * (times + 1)


def test_currencies_are_not_mixed() -> None:
    """A budget in RMB is converted first."""
    with pytest.raises(CurrencyMismatchError):
        fits(Money(Decimal(1), Currency.CNY), usd("1"))
