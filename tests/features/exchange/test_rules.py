from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.amounts.reading import plain
from bot.features.exchange.rules import Conversion, NotConvertible, read_button, read_conversion


def said(reading: Conversion | NotConvertible | None) -> str | None:
    """Return a reading in the notation of the tables: ``100 USD``, ``!piece``."""
    if isinstance(reading, Conversion):
        assert reading.to is reading.amount.currency.other
        return f"{plain(reading.amount.amount)} {reading.amount.currency.value}{'¥' if reading.by_sign else ''}"
    return f"!{reading.piece}" if reading else None


@pytest.mark.parametrize(
    ("text", "conversion"),
    [
        ("100 usd", "100 USD"),
        ("100 usd to rmb", "100 USD"),
        ("how much is 20 bucks in rmb", "20 USD"),
        ("100刀多少人民币", "100 USD"),
        ("20*3 usd", "60 USD"),
        ("三万五人民币", "35000 CNY"),
        ("500 in dollars", "500 CNY"),
        ("500换成人民币", "500 USD"),
        ("¥500", "500 CNY¥"),
        ("￥500 in dollars", "500 CNY¥"),
        ("CN¥500", "500 CNY"),
        ("¥500元", "500 CNY"),
        ("500块", "500 CNY"),
        ("500", None),
        ("spent 20 usd on api", None),
        ("gpt-5.4", None),
        ("hello", None),
        ("100 eur", "!100 eur"),
        ("10-20 usd", "!10-20 usd"),
        ("1,5 usd", "!1,5 usd"),
        ("-5 usd", "!-5 usd"),
        ("100 usd " * 40, None),
    ],
)
def test_messages_that_ask_for_a_conversion(text: str, conversion: str | None) -> None:
    """An amount with a currency and little else, or any amount with what it is to become; a bare ¥ is remarked."""
    assert said(read_conversion(text)) == conversion


@pytest.mark.parametrize(
    ("amount", "code", "is_read"),
    [("100", "USD", True), ("0.001", "CNY", True), ("0", "USD", False), ("-1", "USD", False), ("nan", "USD", False),
     ("1e999999", "USD", False), ("x", "USD", False), ("100", "EUR", False), ("100", "", False)],
)  # fmt: skip
def test_a_made_up_button_is_none(amount: str, code: str, is_read: bool) -> None:
    """Whatever somebody puts into the data of a button."""
    assert (read_button(amount, code) is not None) is is_read


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=60), st.booleans())
def test_no_text_breaks_the_reader(text: str, asked: bool) -> None:
    """Anything is a conversion of more than nothing, a refusal or nothing."""
    reading = read_conversion(text, asked=asked)
    if isinstance(reading, Conversion):
        assert 0 < reading.amount.amount < Decimal(10**15)
