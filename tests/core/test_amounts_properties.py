from __future__ import annotations

import gettext
import sys
import time
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from babel.numbers import format_currency, format_decimal
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.core.amounts import AmbiguousAmount, Amount, AmountRange, Refusal, RefusedAmount, expectation, read_amount
from bot.core.amounts.lexicon import WORDS
from bot.core.i18n import Translator
from bot.core.language import Language
from bot.core.money import Currency, Money

if TYPE_CHECKING:
    from types import FrameType

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()), max_size=60)
PIECES = [*WORDS, "1", "20", "3.5", "1,250", "1,5", "0", "5k", "2 500", "gpt-5", "三百", "二十五", "the", "花了", "。"]
PHRASES = st.lists(
    st.tuples(st.sampled_from(PIECES), st.sampled_from(["", " ", "-", "\n"])),
    max_size=8,
).map(lambda pairs: "".join(word + gap for word, gap in pairs))
AMOUNTS = st.decimals(min_value=Decimal("0.000001"), max_value=10**12, places=6).filter(lambda value: value > 0)
CENTS = st.decimals(min_value=Decimal("0.01"), max_value=10**9, places=2)
CURRENCIES = st.sampled_from(Currency)
LANGUAGES = st.sampled_from(Language)
HOSTILE = [
    *("1 ", "1,", "1-", "1/", "1:", "$", "$€", "$1 ", "¥", ".", "...1", "9", "1k", "1k5", "1.", "1'", "1_", "1。"),
    *("一", "万", "几", "半", "三块五", "三块五 ", "5毛", "一个月", "每月", "一啊", "中文花了", "多少", "左右", "数百"),
    *("a ", "a dollar ", "half a ", "twenty-five ", "one and ", "1 of ", "1 or so ", "about ", "a few ", "nov 1 "),
    *("1 x ", "1+", "-1", "((", "(1)", "1=1 ", "and 1 ", "1~", "~", "to usd ", "usd to rmb 1 ", "per ", "1 per "),
    *("gpt-5 ", "gpt 5 ", "1 token ", "1a ", "a1", "a_", "a-", "#1 ", "@", "https://", "第1", "点", "8点30 ", "百分之"),
    *("²", "①", "٤", "\u0301", "\u202e1", "\ud800", "\x00", "\u200b", "1\n", "é", "1 dollar 50 ", "1 foo dollars "),
]


def check_shape(text: str) -> None:
    """Every reading keeps its promises."""
    reading = read_amount(text)
    assert expectation(reading)
    match reading:
        case RefusedAmount(reason, piece):
            assert isinstance(reason, Refusal)
            assert len(piece) <= 40
            assert piece in text
            return
        case Amount():
            amounts: tuple[Amount, ...] = (reading,)
        case AmbiguousAmount(amounts, _):
            assert 2 <= len(amounts) <= 4
        case AmountRange(low, high, currency, span):
            assert low < high
            amounts = (Amount(low, currency, span), Amount(high, currency, span))
    for amount in amounts:
        start, end = amount.span
        assert 0 <= start < end <= len(text)
        assert 0 < amount.value < 10**15


@given(ANY_TEXT)
@example("\ud800")
@example("\x00")
@example("\u202e21刀")
@example("१" * 50)
@settings(max_examples=400)
def test_any_text_has_a_reading(text: str) -> None:
    """No string of any characters, lone surrogates included, raises."""
    check_shape(text)


@given(PHRASES)
@settings(max_examples=600)
def test_any_mixture_of_known_words_has_a_reading(text: str) -> None:
    """The words of the grammar in any order, glued or apart, do not raise either."""
    check_shape(text)


@given(PHRASES)
@settings(max_examples=600)
def test_what_was_cut_out_reads_the_same_alone(text: str) -> None:
    """The span holds everything that made the amount."""
    reading = read_amount(text)
    if isinstance(reading, Amount):
        alone = read_amount(text[slice(*reading.span)])
        assert isinstance(alone, Amount)
        assert (alone.value, alone.currency) == (reading.value, reading.currency)


@given(AMOUNTS, CURRENCIES, LANGUAGES)
def test_what_we_print_we_read_back(value: Decimal, currency: Currency, language: Language) -> None:
    """An amount as the bot shows it, in both languages, is read as exactly that amount."""
    shown = Translator(language, gettext.NullTranslations()).amount(Money(value, currency))
    reading = read_amount(str(shown))
    assert isinstance(reading, Amount)
    assert (reading.value, reading.currency) == (value, currency)


@given(CENTS, CURRENCIES, st.sampled_from(["en_US", "zh_Hans_CN", "en_GB", "zh_Hant_TW"]))
def test_what_others_print_is_read(value: Decimal, currency: Currency, locale: str) -> None:
    """The forms of the common locales: US$1,250.50, CN¥8.00, ¥8.00."""
    reading = read_amount(format_currency(value, currency.value, locale=locale))
    assert isinstance(reading, Amount)
    assert (reading.value, reading.currency) == (value, currency)


@given(CENTS, st.sampled_from(["de_DE", "fr_FR", "es_ES", "de_CH", "en_IN", "sv_SE"]))
def test_foreign_grouping_is_never_misread(value: Decimal, locale: str) -> None:
    """A number written for another locale is read right, asked back or refused."""
    reading = read_amount(format_decimal(value, "#,##0.00", locale=locale))
    if isinstance(reading, Amount):
        assert reading.value == value
    if isinstance(reading, AmbiguousAmount):
        assert value in {each.value for each in reading.readings}


@given(
    CENTS,
    st.sampled_from(["刀", "美元", " usd", " dollars", "块", "元", " rmb", "人民币"]),
    st.text("花了的用去 ab", max_size=8),
)
def test_words_around_do_not_change_the_amount(value: Decimal, coin: str, words: str) -> None:
    """Prose before an amount leaves it as it is, or makes it refused; it never makes another of it."""
    alone = read_amount(f"{value}{coin}")
    reading = read_amount(f"{words} {value}{coin}")
    assert isinstance(alone, Amount)
    if isinstance(reading, Amount):
        assert (reading.value, reading.currency) == (alone.value, alone.currency)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("9" * 1_000_000, Refusal.TOO_LARGE, id="a-million-digits"),
        pytest.param("0." + "1" * 1_000_000, Refusal.MALFORMED, id="a-million-decimals"),
        pytest.param("*".join(["0.12345678901234567891"] * 7), Refusal.MALFORMED, id="more-digits-than-are-kept"),
        pytest.param("一" * 100_000 + "元", Refusal.MALFORMED, id="a-numeral-of-100000-characters"),
        pytest.param("\ud800" * 5000, Refusal.NO_NUMBER, id="lone-surrogates"),
        pytest.param("\x00" * 5000, Refusal.MALFORMED, id="nul"),
        pytest.param("1 " * 5000, Refusal.SEVERAL, id="too-many-numbers"),
        pytest.param("$1 " * 5000, Refusal.SEVERAL, id="too-many-amounts"),
        pytest.param("20 apples, " * 400, Refusal.SEVERAL, id="a-list"),
    ],
)
def test_hostile_texts_are_refused(text: str, reason: Refusal) -> None:
    """What nobody types is refused for what it is."""
    reading = read_amount(text)
    assert isinstance(reading, RefusedAmount)
    assert reading.reason is reason


def test_an_amount_at_the_end_of_a_long_text_is_found() -> None:
    """A full message of prose is read; only the neighbourhood of numbers is looked at."""
    text = "so what happened next was a long story " * 104 + "and it cost me $20"
    reading = read_amount(text)
    assert isinstance(reading, Amount)
    assert text[slice(*reading.span)] == "$20"


def calls_for(text: str) -> int:
    """Count the calls, of Python and of C functions, that reading a text takes."""
    count = 0

    def on_event(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(on_event)
    try:
        read_amount(text)
    finally:
        sys.setprofile(before)
    return count


def seconds_for(text: str) -> float:
    """Measure one reading."""
    begin = time.perf_counter()
    read_amount(text)
    return time.perf_counter() - begin


@pytest.mark.parametrize("unit", HOSTILE, ids=ascii)
def test_work_is_bounded(unit: str) -> None:
    """Four times the text takes at most about four times the steps, and 4,096 characters are soon read."""
    text = (unit * 4096)[:4096]
    read_amount(text)  # fills the table of folded characters
    assert calls_for(text * 4) <= 5 * calls_for(text) + 1000
    assert min(seconds_for(text) for _ in range(3)) < 0.1  # it takes about 2 ms; a square would take seconds
