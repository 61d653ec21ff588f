from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.money import Currency, ExchangeRate, Money, RateSource
from bot.features.exchange.charges import Charges, OwnRate
from bot.features.exchange.rates import Change, Rates

TODAY = dt.date(2026, 11, 23)
OPERATOR = ExchangeRate(Decimal("7.10"), RateSource.OPERATOR, TODAY)
CHARGES = st.builds(
    Charges,
    st.decimals(min_value=1, max_value=100, places=4),
    st.decimals(min_value=0, max_value=50, places=2),
    st.decimals(min_value=0, max_value=1000, places=2),
)
AMOUNTS = st.decimals(min_value=Decimal("0.01"), max_value=10**6, places=4)
UNSEEN = Fraction(1, 10**50)


def usd(amount: str) -> Money:
    """Make dollars."""
    return Money(Decimal(amount), Currency.USD)


def cny(amount: str) -> Money:
    """Make RMB."""
    return Money(Decimal(amount), Currency.CNY)


def charges(rate: str, percent: str = "0", fixed: str = "0") -> Charges:
    """Make charges."""
    return Charges(Decimal(rate), Decimal(percent), Decimal(fixed))


@pytest.mark.parametrize(
    ("paid", "base", "fee", "total"),
    [
        (charges("7.10"), "355", "0", "355"),
        (charges("7.25", "1.5"), "362.5", "5.4375", "367.9375"),
        (charges("7.25", "1.5", "5"), "362.5", "5.4375", "372.9375"),
        (charges("7.25", "0", "5"), "362.5", "0", "367.5"),
    ],
)
def test_what_credit_costs(paid: Charges, base: str, fee: str, total: str) -> None:
    """The percentage is of the RMB at the rate, the fixed fee comes once."""
    price = paid.price(usd("50"))
    assert (price.base, price.fee, price.total) == (cny(base), cny(fee), cny(total))


def test_what_arrives() -> None:
    """First the fixed fee goes, then the percentage, then the rate."""
    price = charges("7", "2", "5").credit(cny("362"))
    assert price is not None
    assert (price.base, price.fee, price.fixed, price.credit) == (cny("350"), cny("7"), cny("5"), usd("50"))


@pytest.mark.parametrize(("paid", "arrives"), [("5", False), ("5.01", True), ("4.99", False)])
def test_the_fixed_fee_may_take_all_of_it(paid: str, arrives: bool) -> None:
    """Then nothing arrives, and nothing below nothing."""
    assert (charges("7.25", "1.5", "5").credit(cny(paid)) is not None) is arrives


@given(CHARGES, AMOUNTS)
def test_paying_what_credit_costs_brings_that_credit_and_no_more(paid: Charges, amount: Decimal) -> None:
    """The two questions are each other's inverse; there and back never gains."""
    total = paid.price(Money(amount, Currency.USD)).total
    back = paid.credit(total)
    assert back is not None
    assert 0 <= Fraction(amount) - Fraction(back.credit.amount) < UNSEEN


@given(CHARGES, AMOUNTS)
def test_the_parts_add_up(paid: Charges, amount: Decimal) -> None:
    """Base, fee and fixed fee are what is paid."""
    price = paid.credit(Money(amount, Currency.CNY))
    if price is not None:
        assert 0 <= Fraction(amount) - Fraction(price.total.amount) < UNSEEN
        assert price.base + price.fee + price.fixed == price.total


def test_a_person_without_a_rate_of_their_own_has_the_operators() -> None:
    """Conversions and sums alike, without fees."""
    rates = Rates(OPERATOR, None, TODAY)
    assert rates.conversion is rates.before_fees is OPERATOR
    assert rates.usual == charges("7.10")


def test_conversions_count_the_percentage_and_not_the_fixed_fee() -> None:
    """A fixed fee belongs to a payment; sums begin with the rate before fees."""
    rates = Rates(OPERATOR, OwnRate(charges("7.25", "1.5", "5"), TODAY), TODAY)
    assert rates.conversion == ExchangeRate(Decimal("7.35875"), RateSource.OWN, TODAY)
    assert rates.before_fees == ExchangeRate(Decimal("7.25"), RateSource.OWN, TODAY)
    assert rates.usual == charges("7.25", "1.5", "5")


def test_ones_own_rate_gets_old_as_well() -> None:
    """After thirty days it is marked like the operator's."""
    own = OwnRate(charges("7.25"), TODAY)
    assert not Rates(OPERATOR, own, TODAY + dt.timedelta(days=30)).conversion.is_old
    assert Rates(OPERATOR, own, TODAY + dt.timedelta(days=31)).conversion.is_old


@pytest.mark.parametrize(
    ("before", "after", "asks"),
    [("7", "7.35", False), ("7", "7.36", True), ("7", "6.65", False), ("7", "6.64", True), ("7", "7", False)],
)
def test_more_than_five_percent_takes_a_second_tap(before: str, after: str, asks: bool) -> None:
    """Five itself does not."""
    assert Change(Decimal(before), Decimal(after), 1).must_be_confirmed is asks
