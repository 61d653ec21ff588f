"""The arithmetic of a limit."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from bot.core.money import Currency, ExchangeRate, Money, RateSource
from bot.core.periods import Cycle
from bot.features.budgets.rules import BudgetState, can_be_kept, clean_note, crossed, total

RATE = ExchangeRate(Decimal("7.10"), RateSource.BUILT_IN, None)
OTHER_RATE = ExchangeRate(Decimal("7.25"), RateSource.OPERATOR, dt.date(2026, 11, 20))
CYCLE = Cycle(dt.date(2026, 11, 1), dt.date(2026, 11, 30))


def state(used: str, limit: str = "50") -> BudgetState:
    """Return a state in USD on 23 November."""
    allowed, spent = (Money(Decimal(amount), Currency.USD) for amount in (limit, used))
    return BudgetState(allowed, spent, CYCLE, dt.date(2026, 11, 23), RATE)


@pytest.mark.parametrize(
    ("used", "left", "percent"),
    [
        pytest.param("0", "50", 0, id="nothing"),
        pytest.param("0.01", "49.99", 0, id="a-cent"),
        pytest.param("41.54", "8.46", 83, id="83"),
        pytest.param("49.999999", "0.000001", 99, id="not-100-before-all-of-it"),
        pytest.param("50", "0", 100, id="all"),
        pytest.param("62.5", "-12.5", 125, id="over"),
    ],
)
def test_state(used: str, left: str, percent: int) -> None:
    """What is left is exact, the percentage is rounded down."""
    shown = state(used)
    assert (shown.left.amount, shown.percent) == (Decimal(left), percent)
    assert shown.days_left == 8


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param("0", "24.99", None, id="below"),
        pytest.param("24.99", "25", 50, id="reaches-50"),
        pytest.param("25", "39.99", None, id="stays-above-50"),
        pytest.param("39.99", "40", 80, id="reaches-80"),
        pytest.param("40", "49.99", None, id="stays-above-80"),
        pytest.param("49.99", "50", 100, id="reaches-100"),
        pytest.param("0", "50", 100, id="all-at-once"),
        pytest.param("50", "90", None, id="over-already"),
    ],
)
def test_crossed(before: str, after: str, expected: int | None) -> None:
    """A threshold is crossed by the booking that reaches it, the higher of two alone."""
    assert crossed(state(before), state(after)) == expected


def test_a_third_of_a_limit_is_compared_exactly() -> None:
    """80 % of 0.33 is 0.264: no rounding decides what is reached."""
    assert not state("0.263999999999", "0.33").reached(80)
    assert state("0.264", "0.33").reached(80)


def test_total_converts_each_part_at_its_own_rate() -> None:
    """71 yuan at 7.10 and 72.50 at 7.25 are 10 dollars each."""
    parts = [
        (Money(Decimal("0.10"), Currency.USD), OTHER_RATE),
        (Money(Decimal(71), Currency.CNY), RATE),
        (Money(Decimal("72.50"), Currency.CNY), OTHER_RATE),
    ]
    assert total(parts, Currency.USD) == Money(Decimal("20.10"), Currency.USD)
    assert total(parts, Currency.CNY) == Money(Decimal("144.2250"), Currency.CNY)
    assert total([], Currency.CNY) == Money(Decimal(0), Currency.CNY)


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        pytest.param("1000000", True, id="largest"),
        pytest.param("1000000.01", False, id="larger"),
        pytest.param("0.000000000001", True, id="smallest"),
        pytest.param("0.0000000000001", False, id="thirteen-decimals"),
        pytest.param("1E+6", True, id="exponent"),
        pytest.param("0", False, id="zero"),
        pytest.param("-1", False, id="negative"),
    ],
)
def test_bounds(value: str, kept: bool) -> None:
    """More than 0, at most a million, at most twelve decimals."""
    assert can_be_kept(Decimal(value)) is kept


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        pytest.param("  api \n for\twork ", "api for work", id="one-line"),
        pytest.param("a\x00b\u202ec\ud800d", "abcd", id="nothing-unprintable"),
        pytest.param("买 API 额度", "买 API 额度", id="chinese"),
        pytest.param("x" * 200, "x" * 200, id="longest"),
        pytest.param("x" * 201, "x" * 199 + "…", id="cut-visibly"),
    ],
)
def test_notes(words: str, kept: str) -> None:
    """A note is one line of at most 200 characters that any client can show and any file can hold."""
    assert clean_note(words) == kept
