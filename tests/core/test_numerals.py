from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.numerals import MAX_LENGTH, read_chinese, read_english
from tests.core.amount_cases import cases, texts

CHINESE = """
零 → 0 | 〇 → 0 | 一 → 1 | 两 → 2 | 俩 → 2 | 仨 → 3 | 九 → 9 | 十 → 10 | 十一 → 11 | 十九 → 19 | 二十 → 20
二十五 → 25 | 九十九 → 99 | 一百 → 100 | 一百零一 → 101 | 一百一 → 110 | 一百一十 → 110 | 一百一十一 → 111
一百十五 → 115 | 二百五 → 250 | 两百五 → 250 | 二百五十 → 250 | 三百零六 → 306 | 一千 → 1000 | 一千零五 → 1005
一千零五十 → 1050 | 一千五十 → 1050 | 一千五 → 1500 | 两千一 → 2100 | 三千零二十 → 3020 | 一千二百五 → 1250
一万 → 10000 | 一万零一 → 10001 | 一万零八十 → 10080 | 三万五 → 35000 | 三万五千 → 35000 | 十二万三 → 123000
二十万零五百 → 200500 | 一百万 → 1000000 | 三千五百万 → 35000000 | 一亿 → 100000000 | 三亿五 → 350000000
一亿零三百 → 100000300 | 一亿二千万 → 120000000 | 一万亿 → 1000000000000 | 九百九十九万亿 → 999000000000000
二〇二六 → 2026 | 零五 → 5 | 五二零 → 520 | 一二三 → 123 | 半 → 0.5 | 三点五 → 3.5 | 零点零五 → 0.05
十二点二五 → 12.25 | 一百点五 → 100.5 | 四点二万 → 42000 | 一点五亿 → 150000000 | 三点五千 → 3500
壹佰贰拾叁 → 123 | 伍仟 → 5000 | 拾 → 10 | 玖仟玖佰玖拾玖 → 9999 | 三萬五 → 35000 | 兩億 → 200000000
陸拾 → 60 | 2万3 → 23000 | 2万3000 → 23000 | 2.5万 → 25000 | 3百5 → 350 | 1千8 → 1800 | 1万2千5 → 12500
2亿3000万 → 230000000 | 12 → 12 | 2千零5 → 2005 | 1万零500 → 10500 | 3点5万 → 35000
"""
NOT_CHINESE = """
三四十 | 十三四 | 百五 | 百 | 万 | 千万 | 万三 | 三百千 | 两两 | 十十 | 三十百 | 一百零二十 | 三千零五百 | 一万零五千
二十零一 | 十零五 | 一百零 | 三万五零 | 三点 | 点五 | 三点二十 | 一点五点二 | 一点五万三 | 三五块 | 几十 | 十几
一千十五 | 3万50 | 3万40000 | 1.5万3 | 1.2.3万 | 2.万 | 一万万 | 一千万亿亿 | 三 五 | abc | ５ | -三
"""
ENGLISH = """
zero → 0 | one → 1 | nineteen → 19 | twenty → 20 | forty → 40 | fourty → 40 | twenty-five → 25 | twenty five → 25
ninety-nine → 99 | hundred → 100 | a hundred → 100 | one hundred → 100 | a hundred and five → 105
two hundred fifty → 250 | nine hundred and ninety-nine → 999 | fifteen hundred → 1500 | a thousand → 1000
two thousand five hundred → 2500 | one hundred thousand → 100000 | a grand → 1000 | ten grand → 10000
one million → 1000000 | two million three hundred thousand and five → 2300005 | five mil → 5000000
three billion → 3000000000 | nine hundred trillion → 900000000000000 | half → 0.5 | a half → 0.5
half a million → 500000 | half million → 500000 | half a dozen → 6 | a dozen → 12 | two dozen → 24
two and a half → 2.5 | one and a half million → 1500000 | a couple → 2 | couple of → 2 | two point five → 2.5
zero point zero five → 0.05 | three point oh five → 3.05 | one point two five million → 1250000 | 2.5 million → 2500000
3 hundred → 300 | 12 → 12 | 5 hundred fifty → 550
"""
NOT_ENGLISH = """
a | an hour | and five | five and | hundred and | five and six | five five | twelve five | twenty eleven | twenty twenty
five ninety nine | hundred hundred | ten hundred hundred | thousand million | million million | zero five
zero thousand | two point | point five | point | two point ten | two point five point two | half half | a five | five a
5 5 | 2. million | 1.2.3 million | -5 | two cats | few | second | one half million
"""
DIGITS = "零一二三四五六七八九"
SMALL = texts(
    "zero | one | two | three | four | five | six | seven | eight | nine | ten | eleven | twelve | thirteen\n"
    "fourteen | fifteen | sixteen | seventeen | eighteen | nineteen"
)
TENS = texts("- | - | twenty | thirty | forty | fifty | sixty | seventy | eighty | ninety")


def chinese(number: int) -> str:
    """Write a number below 10**12 as a textbook would."""
    for scale, sign in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if number >= scale:
            head, rest = divmod(number, scale)
            gap = "零" if rest and rest * 10 < scale else ""
            return chinese(head) + sign + gap + (chinese(rest) if rest else "")
    return DIGITS[number]


def english(number: int) -> str:
    """Write a number below 10**15 in words, with "and" and hyphens."""
    for scale, word in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if number >= scale:
            head, rest = divmod(number, scale)
            join = " and " if 0 < rest < 100 else " "
            return f"{english(head)} {word}" + (join + english(rest) if rest else "")
    if number >= 100:
        return f"{SMALL[number // 100]} hundred" + (f" and {english(number % 100)}" if number % 100 else "")
    if number >= 20:
        return TENS[number // 10] + (f"-{SMALL[number % 10]}" if number % 10 else "")
    return SMALL[number]


@pytest.mark.parametrize(("text", "value"), cases(CHINESE))
def test_chinese(text: str, value: str) -> None:
    """Spoken, written, financial, traditional and mixed numerals."""
    assert read_chinese(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", *texts(NOT_CHINESE), "一" * (MAX_LENGTH + 1)])
def test_not_one_chinese_numeral(text: str) -> None:
    """Estimates, units without a count and signs in the wrong order have no value."""
    assert read_chinese(text) is None


@pytest.mark.parametrize(("text", "value"), cases(ENGLISH))
def test_english(text: str, value: str) -> None:
    """Cardinals, fractions, decimals and the words that stand for a number."""
    assert read_english(text.split()) == Decimal(value)


@pytest.mark.parametrize("text", ["", *texts(NOT_ENGLISH), "one " * (MAX_LENGTH + 1)])
def test_not_one_english_numeral(text: str) -> None:
    """Words that do not make exactly one number have no value."""
    assert read_english(text.split()) is None


def test_every_number_below_ten_thousand() -> None:
    """Each of them, written out in either language, is read back."""
    for number in range(1, 10_000):
        assert read_chinese(chinese(number)) == number
        assert read_english(english(number).split()) == number


@given(st.integers(1, 10**12 - 1))
def test_chinese_written_out_reads_back(number: int) -> None:
    """Up to the hundreds of 亿."""
    assert read_chinese(chinese(number)) == number


@given(st.integers(1, 10**15 - 1))
def test_english_written_out_reads_back(number: int) -> None:
    """Up to the hundreds of trillions."""
    assert read_english(english(number).split()) == number


@given(
    st.integers(1, 9), st.integers(1, 9), st.sampled_from([("百", 100), ("千", 1000), ("万", 10_000), ("亿", 10**8)])
)
def test_last_bare_digit_takes_the_next_unit(head: int, tail: int, unit: tuple[str, int]) -> None:
    """三万五 is 35000, and 零 between them makes it 30005."""
    sign, value = unit
    assert read_chinese(f"{DIGITS[head]}{sign}{DIGITS[tail]}") == head * value + tail * value // 10
    assert read_chinese(f"{DIGITS[head]}{sign}零{DIGITS[tail]}") == head * value + tail


@given(st.text(max_size=60))
def test_any_text_is_a_numeral_or_none(text: str) -> None:
    """Neither reader raises."""
    for value in (read_chinese(text), read_english(text.split())):
        assert value is None or value >= 0


@given(st.text(alphabet="零一二两三九十百千万亿点半.0123", max_size=12))
def test_any_row_of_signs_is_a_numeral_or_none(text: str) -> None:
    """Signs in any order have a value that is not negative, or none."""
    value = read_chinese(text)
    assert value is None or value >= 0
