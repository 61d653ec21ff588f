"""What a cycle comes to, and when that is worth a warning."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.money import Currency, ExchangeRate, Money, RateSource
from bot.core.periods import Cycle, Period
from bot.features.budgets import pace
from bot.features.budgets.rules import Budget, BudgetState, carried_over, expiry

RATE = ExchangeRate(Decimal("7.10"), RateSource.BUILT_IN, None)
NOVEMBER = Cycle(dt.date(2026, 11, 1), dt.date(2026, 11, 30))


def usd(amount: str | Decimal) -> Money:
    """Return so many dollars."""
    return Money(Decimal(amount), Currency.USD)


def spent(*amounts: str, limit: str = "50", period: Period = Period.MONTH) -> BudgetState:
    """Return a state on the day of the last amount; the first is of 1 November."""
    days = tuple((dt.date(2026, 11, number), Decimal(amount)) for number, amount in enumerate(amounts, start=1))
    used = sum((amount for _, amount in days), Decimal(0))
    bought = NOVEMBER.start if period is Period.CREDIT else None
    budget = Budget(usd(limit), 1, period=period, bought_on=bought)
    cycle = budget.rhythm.on(days[-1][0])
    return BudgetState(usd(limit), usd(used), cycle, days[-1][0], RATE, budget, tuple((d, a) for d, a in days if a))


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        pytest.param(["3", "3"], None, id="not-before-the-third-day"),
        pytest.param(["3", "3", "3"], "90", id="third-day"),
        pytest.param(["0", "0", "0"], None, id="nothing-spent"),
        pytest.param(["30", "0", "0"], "30", id="one-large-day-is-not-continued"),
        pytest.param(["30", "1", "1"], "59", id="it-counts-as-much-as-the-next"),
        pytest.param(["0", "7", "7"], "140", id="two-large-days-are-a-habit"),
        pytest.param([*["3.266666666667"] * 15], "98.000000000010", id="98-by-30-nov"),
    ],
)
def test_forecast(amounts: list[str], expected: str | None) -> None:
    """What was spent, and a usual day for each day that is left."""
    found = pace.forecast(spent(*amounts))
    assert (found.amount if found else None) == (Decimal(expected) if expected else None)


@pytest.mark.parametrize(
    ("amounts", "warns"),
    [
        pytest.param(["3", "3", "3"], True, id="steady-far-above"),
        pytest.param(["2", "2", "2"], False, id="close-calls-wait"),
        pytest.param(["45", "0.1", "0.1"], False, id="one-large-day-at-the-start"),
        pytest.param(["20", "20", "20"], False, id="passed-already"),
        pytest.param([*["1.8"] * 25], True, id="close-to-the-end-close-is-enough"),
        pytest.param([*["1.6"] * 25], False, id="within"),
    ],
)
def test_warning(amounts: list[str], warns: bool) -> None:
    """More careful than the forecast that is shown."""
    assert (pace.passes(spent(*amounts)) is not None) is warns


def test_days_have_no_pace_and_a_credit_runs_out() -> None:
    """A day is over before it has a pace; a credit is asked how long it lasts."""
    assert pace.forecast(spent("1", "1", "1", "1", period=Period.DAY)) is None
    credit = spent("1", "1", "1", "1", period=Period.CREDIT)
    assert pace.forecast(credit) is None
    assert pace.runs_out(credit) == dt.date(2026, 12, 20)  # 46 days at $1 after 4 November
    assert pace.runs_out(spent("1", "1", "1", "1")) is None


def test_a_number_from_the_dashboard_is_spread_over_its_days() -> None:
    """Somebody who sends one number a week spends on every day of it."""
    days = {dt.date(2026, 11, 2): Decimal(5), dt.date(2026, 11, 7): Decimal(14), dt.date(2026, 11, 9): Decimal(4)}
    corrections = [(dt.date(2026, 11, 7), Decimal(14)), (dt.date(2026, 11, 9), Decimal(4))]
    shown = dict(pace.spread(days, corrections, NOVEMBER))
    assert shown[dt.date(2026, 11, 1)] == 2
    assert shown[dt.date(2026, 11, 2)] == 7
    assert shown[dt.date(2026, 11, 9)] == 2
    assert sum(shown.values()) == 23


@given(
    amounts=st.lists(st.decimals("0", "40", places=2), min_size=3, max_size=30),
    limit=st.decimals("10", "200", places=0),
)
def test_a_warning_is_never_about_less_than_the_limit(amounts: list[Decimal], limit: Decimal) -> None:
    """Whatever was spent: the forecast is at least what was spent, and a warning names more than the limit."""
    state = spent(*map(str, amounts), limit=str(limit))
    forecast, warning = pace.forecast(state), pace.passes(state)
    assert forecast is None or forecast.amount >= state.used.amount
    assert warning is None or (warning == forecast and warning.amount > limit > state.used.amount)


@pytest.mark.parametrize(
    ("used", "added"),
    [
        pytest.param("20", "30", id="what-is-left"),
        pytest.param("60", "0", id="nothing-where-it-was-passed"),
        pytest.param("-10", "50", id="never-more-than-a-limit"),
    ],
)
def test_carry_over(used: str, added: str) -> None:
    """Off unless chosen; nothing of a time before there was a limit."""
    budget = Budget(usd("50"), 1, carries_over=True, since=dt.date(2026, 10, 5))
    assert carried_over(budget, usd(used), Cycle(dt.date(2026, 10, 1), dt.date(2026, 10, 31))) == usd(added)
    assert carried_over(budget, usd(used), Cycle(dt.date(2026, 9, 1), dt.date(2026, 9, 30))) == usd("0")
    assert carried_over(Budget(usd("50"), 1), usd(used), NOVEMBER) == usd("0")


@pytest.mark.parametrize(
    ("used", "day"),
    [
        pytest.param("0", "2027-03-01", id="first-expires-first"),
        pytest.param("49.99", "2027-03-01", id="a-cent-of-the-first-is-left"),
        pytest.param("50", "2027-06-01", id="first-is-used-up"),
        pytest.param("200", "2027-06-01", id="all-is-used-up"),
    ],
)
def test_expiry_of_what_is_left(used: str, day: str) -> None:
    """The oldest credit is used first."""
    top_ups = [(Decimal(30), dt.date(2026, 6, 1))]
    found = expiry((Decimal(50), dt.date(2026, 3, 1)), top_ups, Decimal(used))
    assert found == dt.date.fromisoformat(day)
