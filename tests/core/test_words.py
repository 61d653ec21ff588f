"""Numbers, money and dates as each language writes them; languages of clients and texts; keys."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from bot.core import screen
from bot.core.i18n import translator
from bot.core.language import Language, of_client, of_text
from bot.core.money import Currency, CurrencyMismatchError, ExchangeRate, Money, RateSource

USD, CNY = Currency.USD, Currency.CNY
EN, ZH = translator(Language.EN), translator(Language.ZH)


class TestMoney:
    @pytest.mark.parametrize(
        ("amount", "typed", "computed", "cost"),
        [
            pytest.param("0", "$0", "$0", "$0.00", id="nothing"),
            pytest.param("50", "$50", "$50.00", "$50.00", id="whole"),
            pytest.param("12.5", "$12.50", "$12.50", "$12.50", id="a-dime"),
            pytest.param("1250.8", "$1,250.80", "$1,250.80", "$1,250.80", id="grouped"),
            pytest.param("0.001", "$0.001", "$0.0010", "$0.001", id="typed-digits-stay"),
            pytest.param("0.00999", "$0.00999", "$0.0100", "$0.00999", id="just-below-a-cent"),
            pytest.param("0.01", "$0.01", "$0.01", "$0.01", id="a-cent"),
            pytest.param("0.005", "$0.005", "$0.0050", "$0.005", id="half-a-cent"),
            pytest.param("2.345", "$2.345", "$2.35", "$2.35", id="half-up"),
            pytest.param("0.02134", "$0.02134", "$0.02", "$0.0213", id="three-digits"),
            pytest.param("0.9996", "$0.9996", "$1.00", "$1.00", id="rounds-up-to-one"),
            pytest.param("0.000000412", "$0.000000412", "$0.00000041", "$0.000000412", id="far-below-a-cent"),
            pytest.param("1e-12", "$0.000000000001", "$0.0000000000010", "$0.000000000001", id="tiny"),
            pytest.param("-3.5", "-$3.50", "-$3.50", "-$3.50", id="negative"),
        ],
    )
    def test_shown(self, amount: str, typed: str, computed: str, cost: str) -> None:
        """Typed amounts keep their digits, computed ones have cents, costs three digits below 1."""
        money = Money(Decimal(amount), USD)
        assert (EN.amount(money), EN.money(money), EN.cost(money)) == (typed, computed, cost)
        assert ZH.amount(money) == typed

    @pytest.mark.parametrize(
        ("amount", "dollars", "yuan", "cents"),
        [
            pytest.param("0", "$0.00", "¥0.00", None, id="nothing"),
            pytest.param("1.2345", "$1.23", "¥1.23", None, id="from-one-up-cents"),
            pytest.param("0.9996", "$1.00", "¥1.00", None, id="rounds-up-to-one"),
            pytest.param("0.15123", "$0.151", "¥0.15", None, id="a-rate-deserves-fewer-digits"),
            pytest.param("0.02134", "$0.0213", "¥0.021", None, id="three-digits-and-two"),
            pytest.param("0.01", "$0.01", "¥0.01", None, id="a-cent"),
            pytest.param("0.00999", "$0.01", "¥0.01", None, id="just-below-a-cent"),
            pytest.param("0.000412", "$0.00041", "¥0.00041", "0.041 cents", id="far-below-a-cent"),
            pytest.param("0.00000000412", "$0.0000000041", "¥0.0000000041", "0.00000041 cents", id="tiny"),
        ],
    )
    def test_estimates(self, amount: str, dollars: str, yuan: str, cents: str | None) -> None:
        """No more digits than an estimate deserves; below a cent it can be said in cents."""
        in_usd, in_cny = Money(Decimal(amount), USD), Money(Decimal(amount), CNY)
        assert (EN.about(in_usd), EN.about(in_cny)) == (dollars, yuan)
        assert EN.cents(in_usd) == cents
        assert ZH.cents(in_cny) == (cents.replace("cents", "分") if cents else None)

    @given(st.decimals(min_value=Decimal("1e-15"), max_value=Decimal("1e9"), places=15))
    def test_a_real_amount_is_never_shown_as_nothing(self, amount: Decimal) -> None:
        """Every positive amount has a digit other than 0 in each form."""
        if amount > 0:
            for shown in (EN.amount, EN.money, EN.cost, EN.about):
                assert any(digit in shown(Money(amount, CNY)) for digit in "123456789")

    def test_currencies_do_not_mix(self) -> None:
        """Adding and comparing across currencies raises instead of guessing a rate."""
        with pytest.raises(CurrencyMismatchError):
            Money(Decimal(1), USD) + Money(Decimal(1), CNY)
        with pytest.raises(CurrencyMismatchError):
            _ = Money(Decimal(1), USD) < Money(Decimal(1), CNY)

    def test_converting_is_exact_and_back_gains_nothing(self) -> None:
        """100 USD are 710 RMB, and those are 100 USD."""
        rate = ExchangeRate(Decimal("7.10"), RateSource.BUILT_IN, None)
        there = rate.convert(Money(Decimal(100), USD), CNY)
        assert there == Money(Decimal("710.00"), CNY)
        assert rate.convert(there, USD) == Money(Decimal(100), USD)
        assert rate.convert(there, CNY) is there

    @pytest.mark.parametrize(
        ("rate", "english", "chinese"),
        [
            (
                ExchangeRate(Decimal("7.1"), RateSource.BUILT_IN, None),
                "1 USD = 7.10 RMB (built-in example rate)",
                "1 USD = 7.10 元（内置示例汇率）",
            ),
            (
                ExchangeRate(Decimal("7.1234"), RateSource.OPERATOR, None),
                "1 USD = 7.1234 RMB (set by the operator)",
                "1 USD = 7.1234 元（管理员设定）",
            ),
            (
                ExchangeRate(Decimal(7), RateSource.OPERATOR, dt.date(2026, 11, 20)),
                "1 USD = 7.00 RMB (set by the operator, 20 Nov 2026)",
                "1 USD = 7.00 元（管理员设定，2026 年 11 月 20 日）",
            ),
        ],
    )
    def test_the_rate_says_where_it_comes_from(self, rate: ExchangeRate, english: str, chinese: str) -> None:
        """Built-in, the operator's, and the operator's with its day."""
        assert (EN.rate(rate), ZH.rate(rate)) == (english, chinese)


def test_dates_and_places() -> None:
    """Days with and without year and weekday, times on the 24-hour clock, cities by their local names."""
    day = dt.date(2026, 11, 3)
    assert (EN.date(day), ZH.date(day)) == ("3 Nov 2026", "2026 年 11 月 3 日")
    assert (EN.short_date(day), ZH.short_date(day)) == ("3 Nov", "11 月 3 日")
    assert (EN.weekday_date(day), ZH.weekday_date(day)) == ("Tue 3 Nov 2026", "2026 年 11 月 3 日周二")
    assert EN.time(dt.datetime(2026, 11, 3, 21, 5, tzinfo=ZoneInfo("Europe/Berlin"))) == "21:05"
    new_york = ZoneInfo("America/New_York")
    assert (EN.place(new_york), ZH.place(new_york)) == ("New York", "纽约")


def test_values_are_escaped_in_one_place() -> None:
    """What a person typed cannot become a tag; what is Markup already stays."""
    text = EN.text(
        "I know no time zone <b>%(name)s</b>. Send it as region and city, for example <code>Europe/Paris</code>.",
        name="<i>&",
    )
    assert "<b>&lt;i&gt;&amp;</b>" in text
    assert isinstance(text, Markup)


@pytest.mark.parametrize(
    ("code", "language"),
    [("zh", Language.ZH), ("ZH-Hans", Language.ZH), ("zh_TW", Language.ZH_HANT), ("yue-HK", Language.ZH_HANT),
     ("en-GB", Language.EN), ("de", None), ("", None), (None, None), ("english", None)],
)  # fmt: skip
def test_the_language_of_a_client(code: str | None, language: Language | None) -> None:
    """Tags as clients send them; other languages are nobody's."""
    assert of_client(code) is language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("how do I top up", Language.EN),
        ("怎么充值", Language.ZH),
        ("API和Plus是分开billing吗", Language.ZH),
        ("quota不够了咋办", Language.ZH),
        ("please translate 你好 for me", Language.EN),
        ("100 usd", None),
        ("¥700", None),
        ("gpt-5.4-mini", None),
        ("🔥🔥", None),
        ("", None),
        ("https://example.com/some/english/words", None),
        ("`print('hello world')` 报错了", Language.ZH),
        ("/budget 每月五十", Language.ZH),
        ("привет", None),
    ],
)
def test_the_language_of_a_text(text: str, language: Language | None) -> None:
    """Script share, without code, addresses, numbers and words both languages use."""
    assert of_text(text) is language


def test_a_screen_survives_storage() -> None:
    """What is stored until it is sent comes back equal."""
    first = (screen.Button("a", "f:v:1"), screen.Button("b", url="https://x.y"))
    shown = screen.Screen(Markup("<b>x</b>"), (first, (screen.Button("c", copy="1"), screen.Button("d", inline="q"))))
    assert screen.from_json(json.loads(json.dumps(screen.to_json(shown)))) == shown


@pytest.mark.parametrize(
    ("name", "said"),
    [("Etc/GMT-8", "UTC+8"), ("Etc/GMT+11", "UTC-11"), ("Etc/GMT", "UTC"), ("Etc/UTC", "UTC"), ("UTC", "UTC")],
)
def test_a_zone_without_a_city_is_its_offset(name: str, said: str) -> None:
    """As people say it: tzdata turns the sign of these around."""
    assert EN.place(ZoneInfo(name)) == ZH.place(ZoneInfo(name)) == said
