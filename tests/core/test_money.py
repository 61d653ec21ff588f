from __future__ import annotations

import datetime as dt
import gettext
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.amounts import Amount, Refusal, RefusedAmount, read_amount
from bot.core.i18n import Translator, translator
from bot.core.language import Language
from bot.core.money import Currency, ExchangeRate, Money, RateSource

USD, CNY = Currency.USD, Currency.CNY
TODAY = dt.date(2026, 11, 23)
VALUES = st.decimals(min_value=Decimal("0.00000001"), max_value=10**15 - 1, places=8)
RATES = st.decimals(min_value=1, max_value=100, places=6).map(
    lambda value: ExchangeRate(value, RateSource.OPERATOR, None)
)
CURRENCIES = st.sampled_from(Currency)
UNSEEN = Fraction(1, 10**55)


def words(language: Language) -> Translator:
    """Say things in a language without its catalog: numbers need none."""
    return Translator(language, gettext.NullTranslations())


@given(VALUES, CURRENCIES, RATES)
def test_there_and_back_never_gains(value: Decimal, currency: Currency, rate: ExchangeRate) -> None:
    """Converted and converted back, an amount is what it was or, by less than anybody can see, below it."""
    money = Money(value, currency)
    back = rate.convert(rate.convert(money, currency.other), currency)
    assert 0 <= Fraction(money.amount) - Fraction(back.amount) < UNSEEN


@given(st.lists(VALUES, min_size=1, max_size=8), RATES)
def test_a_sum_in_rmb_is_the_sum_of_its_parts_to_the_last_digit(values: list[Decimal], rate: ExchangeRate) -> None:
    """Converting a sum of dollars equals adding up the converted dollars."""
    whole, parts = Money(Decimal(0), USD), Money(Decimal(0), CNY)
    for value in values:
        whole += Money(value, USD)
        parts += rate.convert(Money(value, USD), CNY)
    assert rate.convert(whole, CNY) == parts
    exact = sum((Fraction(value) for value in values), Fraction(0)) * Fraction(rate.cny_per_usd)
    assert Fraction(parts.amount) == exact


@given(st.lists(VALUES, min_size=1, max_size=8), RATES)
def test_a_sum_in_dollars_is_the_exact_one_cut_below_sight(values: list[Decimal], rate: ExchangeRate) -> None:
    """A division may not come out even: it is cut far below what is shown, never rounded up."""
    exact = sum((Fraction(value) for value in values), Fraction(0)) / Fraction(rate.cny_per_usd)
    parts = Money(Decimal(0), USD)
    for value in values:
        parts += rate.convert(Money(value, CNY), USD)
    assert exact - UNSEEN < Fraction(parts.amount) <= exact


def test_the_same_currency_is_left_alone() -> None:
    """There is nothing to convert."""
    rate = ExchangeRate(Decimal("7.1"), RateSource.OPERATOR, None)
    assert rate.convert(Money(Decimal(3), USD), USD) == Money(Decimal(3), USD)


@pytest.mark.parametrize(
    ("as_of", "is_old"),
    [
        pytest.param(dt.date(2026, 10, 24), False, id="thirty-days"),
        pytest.param(dt.date(2026, 10, 23), True, id="thirty-one-days"),
        pytest.param(TODAY, False, id="today"),
        pytest.param(dt.date(2026, 12, 1), False, id="to-come"),
        pytest.param(None, False, id="no-day"),
    ],
)
def test_a_rate_is_old_after_thirty_days(as_of: dt.date | None, is_old: bool) -> None:
    """One without a day cannot be told to be old."""
    assert ExchangeRate(Decimal("7.1"), RateSource.OPERATOR, as_of).seen_on(TODAY).is_old is is_old


@pytest.mark.parametrize(
    ("rate", "shown"),
    [
        (ExchangeRate(Decimal("7.1"), RateSource.BUILT_IN, None), "1 USD = 7.10 RMB (built-in example rate)"),
        (ExchangeRate(Decimal("7.123456"), RateSource.OPERATOR, None), "1 USD = 7.123456 RMB (set by the operator)"),
        (
            ExchangeRate(Decimal(7), RateSource.OPERATOR, dt.date(2026, 10, 23)),
            "1 USD = 7.00 RMB (set by the operator, 23 Oct 2026, more than 30 days old)",
        ),
        (ExchangeRate(Decimal("7.35875"), RateSource.OWN, TODAY), "1 USD = 7.3588 RMB (your rate, 23 Nov 2026)"),
        (
            ExchangeRate(Decimal("7.3"), RateSource.OWN, dt.date(2026, 9, 1)),
            "1 USD = 7.30 RMB (your rate, 1 Sep 2026, more than 30 days old)",
        ),
    ],
)
def test_a_rate_says_whose_it_is_and_of_which_day(rate: ExchangeRate, shown: str) -> None:
    """And when that is long ago."""
    assert translator(Language.EN).rate(rate.seen_on(TODAY)) == shown


def test_a_rate_in_chinese() -> None:
    """The same in Chinese."""
    rate = ExchangeRate(Decimal("7.1"), RateSource.OPERATOR, dt.date(2026, 10, 1)).seen_on(TODAY)
    assert translator(Language.ZH).rate(rate) == "1 USD = 7.10 元（管理员设定，2026 年 10 月 1 日，已超过 30 天）"


@pytest.mark.parametrize(
    ("value", "shown", "signed"),
    [("0.2817", "0.28 %", "+0.28 %"), ("-8.335", "-8.34 %", "-8.34 %"), ("5", "5 %", "+5 %"), ("0.001", "0 %", "0 %"),
     ("1234.5", "1,234.5 %", "+1,234.5 %"), ("100", "100 %", "+100 %"), ("-0.001", "0 %", "0 %")],
)  # fmt: skip
def test_percentages(value: str, shown: str, signed: str) -> None:
    """At most two decimals, rounded half up, no zeros at the end."""
    tr = words(Language.EN)
    assert (tr.percent(Decimal(value)), tr.percent(Decimal(value), signed=True)) == (shown, signed)


@given(VALUES, CURRENCIES, st.sampled_from(Language))
def test_what_is_shown_of_a_computed_amount_reads_back_as_just_that(
    value: Decimal, currency: Currency, language: Language
) -> None:
    """Two decimals, half up; below a cent two significant digits; never 0.00. The bot reads what the bot writes."""
    shown = words(language).money(Money(value, currency))
    places = Decimal("0.01") if value >= Decimal("0.01") else Decimal(1).scaleb(value.adjusted() - 1)
    reading = read_amount(shown)
    assert isinstance(reading, Amount)
    assert (reading.value, reading.currency) == (value.quantize(places, ROUND_HALF_UP), currency)


@given(VALUES, CURRENCIES, st.sampled_from(Language), st.sampled_from(["amount", "money", "cost", "about"]))
def test_every_way_of_showing_an_amount_is_one_amount(
    value: Decimal, currency: Currency, language: Language, way: str
) -> None:
    """Whichever way it is shown, it is read as one amount in its currency, alone and inside a sentence."""
    shown = str(getattr(words(language), way)(Money(value, currency)))
    for text in (shown, f"spent {shown} on api", f"今天花了 {shown}", f"{shown}。"):
        reading = read_amount(text)
        assert isinstance(reading, Amount)
        assert reading.currency is currency
        assert abs(reading.value - value) <= value * Decimal("0.06")


@given(VALUES, CURRENCIES, st.sampled_from(Language))
def test_what_is_below_nothing_is_never_read_as_more(value: Decimal, currency: Currency, language: Language) -> None:
    """A negative amount as shown is refused as one."""
    reading = read_amount(words(language).amount(Money(-value, currency)))
    assert isinstance(reading, RefusedAmount)
    assert reading.reason is Refusal.NEGATIVE
