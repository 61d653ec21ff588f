from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.follow_ups import LONGEST, FollowUp, asked_currency, read, recalled, remembered
from bot.core.money import Currency

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()), max_size=60)
PIECES = (
    "and|what about|no|,| |sorry|i meant|200|12.60|?|instead|in|rmb|那|呢|不对|应该是|换成|人民币|的话|不|是|...|then"
)
WORDS = st.lists(st.sampled_from(PIECES.split("|")), max_size=12).map("".join)


def said(reading: FollowUp | None) -> str | None:
    """Return a reading in short: ``+`` stands before what is marked, ``!`` before a correction."""
    return None if reading is None else f"{'!' if reading.corrects else '+' if reading.is_marked else ''}{reading.rest}"


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("and 200?", "+200"),
        ("What about 200", "+200"),
        ("so what about 300 then?", "+300"),
        ("ok and with o3?", "+with o3"),
        ("what if it's 500", "+500"),
        ("and if I use o3?", "+use o3"),
        ("o3 instead", "+o3"),
        ("200呢", "+200"),
        ("那 200 呢？", "+200"),
        ("那200的話呢", "+200"),
        ("如果用 o3", "+用 o3"),
        ("２００？", "+200"),
        ("200", "200"),
        (" 1,250.5 ", "1,250.5"),
        ("with o3", "with o3"),
        ("no, 12.60", "!12.60"),
        ("no 12.60", "!12.60"),
        ("nope, it's 12.60", "!12.60"),
        ("Sorry, I meant 120", "!120"),
        ("it should have been 120", "!120"),
        ("make it 15", "!15"),
        ("不对，12.6", "!12.6"),
        ("不對，應該是 12.6", "!12.6"),
        ("打错了，120", "!120"),
        ("我是说 120", "!120"),
        ("no batch", "no batch"),
        ("not cached", "not cached"),
        ("nothing", "nothing"),
        ("不用批量", "不用批量"),
        ("android", "android"),
        ("original price", "original price"),
        ("no", "no"),
        ("and?", None),
        ("那呢", None),
        ("?", None),
        ("", None),
        (" \n ", None),
        ("two\nlines", None),
        ("x" * LONGEST, "x" * LONGEST),
        ("x" * (LONGEST + 1), None),
        ("ﷺ" * 10, None),
    ],
)
def test_what_a_message_says_beside_what_it_goes_on_from(text: str, rest: str | None) -> None:
    """Words that only lead on are left out; ten signs that are long once written out are too long."""
    assert said(read(text)) == rest


@pytest.mark.parametrize(
    ("rest", "currency"),
    [
        ("in rmb", Currency.CNY),
        ("rmb", Currency.CNY),
        ("to yuan", Currency.CNY),
        ("show me that in dollars", Currency.USD),
        ("how much is that in rmb", Currency.CNY),
        ("what's that in yuan", Currency.CNY),
        ("convert that to dollars", Currency.USD),
        ("等于多少人民币", Currency.CNY),
        ("换成人民币", Currency.CNY),
        ("人民币多少", Currency.CNY),
        ("人民币是多少钱", Currency.CNY),
        ("折合多少人民币", Currency.CNY),
        ("换算成美金", Currency.USD),
        ("in euros", "euros"),
        ("换成港币", "港币"),
        ("in 5 dollars", None),
        ("in batch", None),
        ("用 o3", None),
        ("in k", None),
        ("in cents", None),
        ("in rmb tomorrow", None),
        ("200", None),
        ("换", None),
        ("", None),
    ],
)
def test_a_currency_that_something_is_wanted_in(rest: str, currency: Currency | str | None) -> None:
    """One of the two, the name of another, or none."""
    assert asked_currency(rest) == currency


@given(ANY_TEXT | WORDS)
def test_no_text_breaks_the_reading(text: str) -> None:
    """What is left is a short line with something in it."""
    reading = read(text)
    assert reading is None or 0 < len(reading.rest) <= LONGEST
    named = asked_currency(text[:LONGEST])
    assert named is None or isinstance(named, Currency) or 0 < len(named) <= LONGEST


def test_an_edited_follow_up_goes_on_from_what_its_first_version_did() -> None:
    """Any other message goes on from the answer to it."""
    held = remembered(("CNY", "100"), 17, ("USD", "100"))
    assert recalled(held, None) == ("CNY", "100")
    assert recalled(held, 18) == ("CNY", "100")
    assert recalled(held, 17) == ("USD", "100")
    assert recalled(remembered(("USD", "100"), 17), 17) == ("USD", "100")
    assert remembered(("USD",), None, ("CNY",)) == ("USD",)
    assert recalled((), 17) == ()
