from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.amounts.reading import plain
from bot.core.money import Currency, Money
from bot.features.exchange.follow_ups import Next, Shown, packed, read_next, read_next_sum, unpacked
from bot.features.exchange.rules import Conversion, NotConvertible
from bot.features.exchange.topup import NoSum, Sum

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()), max_size=60)
MESSAGES = Path(__file__).parents[2] / "intents"
DOLLARS = Money(Decimal(100), Currency.USD)
PAID = Sum(Money(Decimal(500), Currency.CNY), percent=Decimal("1.5"))
# A number by itself is converted behind a conversion, whatever else it might be.
ALIKE = {"429", "1+1", "$0.37 rmb?", "42 usd?"}  # bare numbers, and what means the same with nothing before it


def said(reading: Next | None) -> str | None:
    """Return a reading in short: ``200 USD``, ``=100 USD`` for what is shown already, ``!piece``."""
    match reading:
        case Conversion(amount, to):
            assert to is amount.currency.other
            return f"{plain(amount.amount)} {amount.currency.value}"
        case Shown(conversion):
            return f"={plain(conversion.amount.amount)} {conversion.amount.currency.value}"
        case NotConvertible():
            return f"!{reading.piece}"
        case None:
            return None


@pytest.mark.parametrize(
    ("text", "conversion"),
    [
        # a number, in the same currency
        ("50", "50 USD"),
        (" 1,250.5 ", "1250.5 USD"),
        ("50?", "50 USD"),
        ("三百", "300 USD"),
        ("1.5k", "1500 USD"),
        ("20*3", "60 USD"),
        ("and 200?", "200 USD"),
        ("what about 200", "200 USD"),
        ("how about 3.5k?", "3500 USD"),
        ("200呢", "200 USD"),
        ("那 200 呢", "200 USD"),
        ("那兩百呢", "200 USD"),
        ("那 200 是多少", "200 USD"),
        ("1,5", "!1,5"),
        ("and 1,5?", "!1,5"),
        ("and -5?", "!-5"),
        ("and 0?", "!0"),
        # in its own
        ("and $20?", "20 USD"),
        ("and 200 rmb?", "200 CNY"),
        ("那 200 刀是多少钱", "200 USD"),
        ("那200块呢", "200 CNY"),
        ("and 50 eur?", "!50 eur"),
        # the other way
        ("the other way?", "100 CNY"),
        ("and the other way around?", "100 CNY"),
        ("and back?", "100 CNY"),
        ("reverse", "100 CNY"),
        ("vice versa?", "100 CNY"),
        ("and in the other direction?", "100 CNY"),
        ("the opposite", "100 CNY"),
        ("反过来是多少", "100 CNY"),
        ("反过来呢", "100 CNY"),
        ("反过来换", "100 CNY"),
        ("倒過來呢", "100 CNY"),
        ("换回来", "100 CNY"),
        # a currency
        ("in dollars?", "100 CNY"),
        ("换成美元呢", "100 CNY"),
        ("and in RMB?", "=100 USD"),
        ("換成人民幣", "=100 USD"),
        ("in euros?", "!euros"),
        ("换成欧元", "!欧元"),
        # what was wrong
        ("no, 12.60", "12.6 USD"),
        ("不对，12.6", "12.6 USD"),
        ("I meant 120", "120 USD"),
        ("sorry, 120 rmb", "120 CNY"),
        ("no, rmb", "100 CNY"),
        ("no, dollars", None),
        # anything else
        ("50 usd", None),
        ("100刀多少钱", None),
        ("多少", None),
        ("¥70", None),
        ("100 usd in rmb", None),
        ("50/mo", None),
        ("and 200 a month?", None),
        ("and 50%?", None),
        ("spent 50", None),
        ("50 tokens", None),
        ("10-20", None),
        ("10 or 20", None),
        ("-5", None),
        ("gpt-5", None),
        ("and gpt-5.4?", None),
        ("with o3?", None),
        ("what is this", None),
        ("go back", None),
        ("no", None),
        ("thanks", None),
        ("/cancel", None),
        ("", None),
        ("5 " * 200, None),
    ],
)
def test_behind_a_conversion(text: str, conversion: str | None) -> None:
    """Behind $100 in RMB; what says something of its own is none."""
    assert said(read_next(text, Currency.USD, DOLLARS)) == conversion


@pytest.mark.parametrize(
    ("text", "conversion"),
    [("100", "100 USD"), ("and 200 rmb?", "200 CNY"), ("the other way?", None), ("in RMB?", None), ("no, rmb", None)],
)
def test_behind_the_rate_alone(text: str, conversion: str | None) -> None:
    """There is no amount to turn."""
    assert said(read_next(text, Currency.USD)) == conversion


def test_a_sign_alone_is_remarked() -> None:
    """A bare ¥ is taken for RMB behind "and" as elsewhere."""
    reading = read_next("and ¥70?", Currency.USD, DOLLARS)
    assert isinstance(reading, Conversion)
    assert reading.by_sign


@pytest.mark.parametrize(
    ("text", "packed_sum"),
    [
        ("1000", "p:1000::1.5:"),
        ("and 1000?", "p:1000::1.5:"),
        ("那 1000 呢", "p:1000::1.5:"),
        ("no, 400", "p:400::1.5:"),
        ("and $50?", "n:50::1.5:"),
        ("the other way?", "n:500::1.5:"),
        ("反过来呢", "n:500::1.5:"),
        ("and with 7.3?", "p:500:7.3:1.5:"),
        ("按 7.3 呢", "p:500:7.3:1.5:"),
        ("汇率7.3", "p:500:7.3:1.5:"),
        ("with a 2% fee?", "p:500::2:"),
        ("2%?", "p:500::2:"),
        ("手续费 2% 呢", "p:500::2:"),
        ("with 7.25 and 1%", "p:500:7.25:1:"),
        ("without fees?", "p:500::0:0"),
        ("不算手續費", "p:500::0:0"),
        ("and 1,5?", "!1,5"),
        ("and 2000000?", "!2000000"),
        ("500 rmb", None),
        ("my rate is 7.4", None),
        ("my card takes 2%", None),
        ("with o3?", None),
        ("in RMB?", None),
        ("and 500 a month?", None),
        ("spent 50", None),
        ("with 900?", None),
        ("", None),
    ],
)
def test_behind_a_top_up_sum(text: str, packed_sum: str | None) -> None:
    """Behind what arrives for ¥500 with 1.5 %; the charges stay where none are named."""
    reading = read_next_sum(text, PAID)
    shown = reading.pack() if isinstance(reading, Sum) else f"!{reading.piece}" if reading else None
    assert shown == packed_sum


def test_no_message_of_the_tables_is_taken_by_mistake() -> None:
    """What people send for another reason, right behind a conversion or a sum."""
    taken = set()
    tables = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(MESSAGES.glob("*.toml"))]
    texts = [
        text for table in tables for of_language in table.values() for each in of_language.values() for text in each
    ]
    assert len(texts) > 600
    for text in texts:
        if read_next(text, Currency.USD, DOLLARS) is not None or read_next_sum(text, PAID) is not None:
            taken.add(text)
    assert taken == ALIKE


@pytest.mark.parametrize(
    ("state", "money"),
    [
        (("USD", "100"), (Currency.USD, DOLLARS)),
        (("CNY",), (Currency.CNY, None)),  # as an earlier version stored it
        (("USD", "1e999"), (Currency.USD, None)),
        (("USD", "100", "x"), None),
        (("EUR", "100"), None),
        (("sum", "p", "5", "", "", ""), None),
        ((), None),
    ],
)
def test_what_is_kept_of_a_conversion(state: tuple[str, ...], money: tuple[Currency, Money | None] | None) -> None:
    """The currency and the amount come back, whatever somebody's database holds."""
    assert unpacked(state) == money


def test_a_small_amount_is_kept_as_it_is() -> None:
    """Without an exponent."""
    assert packed(Money(Decimal("1E-3"), Currency.CNY)) == ("CNY", "0.001")


@given(ANY_TEXT, st.sampled_from(Currency))
def test_no_text_breaks_the_reader(text: str, currency: Currency) -> None:
    """Anything is an amount above nothing, a refusal or nothing."""
    for prefix in ("", "and ", "不对，", "with "):
        reading = read_next(prefix + text, currency, Money(Decimal(5), currency))
        if isinstance(reading, Conversion):
            assert 0 < reading.amount.amount < Decimal(10**15)
        sums = read_next_sum(prefix + text, PAID)
        assert sums is None or isinstance(sums, NoSum) or Sum.unpack(sums.pack().split(":")) == sums
