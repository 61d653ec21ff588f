"""Digits that are the name of something or a time: dates, clock times, telephone numbers, versions, labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core.amounts.lexicon import Tag

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from bot.core.amounts.numbers import Numeral
    from bot.core.amounts.tokens import Token

_JOINTS: Final = frozenset({Tag.COLON, Tag.SLASH, Tag.DASH})
_CLOCK_PARTS: Final = frozenset({Tag.NUMBER, Tag.HAN, Tag.HALF})
_WEEK: Final = frozenset({"周", "星期", "礼拜"})
_MONTH_SIGNS: Final = frozenset({"月", "月份", "年"})
_HOURS: Final = frozenset({"时", "点", "小时", "个小时", "钟头", "个钟头"})
_GIVES_MARKS: Final = frozenset("打得考评满")
_PHONE_DIGITS: Final = 7
_LONG_PHONE_GROUP: Final = 4
_INTERNATIONAL_DIGITS: Final = 8
_MOBILE_LENGTH: Final = 11
_LONG_PHONE_LENGTHS: Final = range(10, 14)
_CODE_DIGITS: Final = 5
_MONTHS: Final = 12
_LAST_DAY: Final = 31
_LAST_HOUR: Final = 24
_LAST_VERSION: Final = 10
_IN_YEAR: Final = frozenset(
    {"in", "since", "until", "during", "year", "before", "after", "q1", "q2", "q3", "q4"},
)
_YEARS: Final = range(1900, 2100)


def glued_name_end(tokens: Sequence[Token], start: int) -> int | None:
    """Return the token behind a date, clock time or telephone number that begins with the digits at `start`.

    A range (``10-20``) is not one; neither is a number followed by a division.
    """
    end, joints = _chain(tokens, start)
    if Tag.COLON in joints or tokens[start - 1].tag is tokens[start - 2].tag is Tag.COLON:
        return end  # also of fe80::1
    if joints and (set(joints) == {Tag.SLASH} or len(joints) > 1):
        return end
    if joints:
        return end if _is_phone_pair(tokens[start].text, tokens[start + 2].text) else None
    return _spaced_phone_end(tokens, start)


def _chain(tokens: Sequence[Token], start: int) -> tuple[int, list[Tag]]:
    """Follow digits glued by ``:``, ``/`` or ``-``; return the token behind them and what glues them."""
    end, joints = start + 1, []
    while (
        tokens[end].tag in _JOINTS
        and not tokens[end].gap
        and tokens[end + 1].tag is Tag.NUMBER
        and not tokens[end + 1].gap
    ):
        joints.append(tokens[end].tag)
        end += 2
    return end, joints


def _is_phone_pair(first: str, second: str) -> bool:
    """``555-1234``, ``010-12345678``; two round numbers are the ends of a range."""
    if not (first.isdigit() and second.isdigit()):
        return False
    if first[0] == "0" and len(first) > 1:
        return True
    long = len(first + second) >= _PHONE_DIGITS and len(second) >= _LONG_PHONE_GROUP
    return long and not (first[-1] == "0" and second[-1] == "0")


def _spaced_phone_end(tokens: Sequence[Token], start: int) -> int | None:
    """``138 0013 8000``, ``+1 (650) 253-0000``, a mobile number in one piece, or a date such as 20261120."""
    first, before = tokens[start].text, tokens[start - 1]
    if not first.isdigit():
        return None
    groups, end, bracketed = _digit_groups(tokens, start)
    digits = "".join(groups)
    if before.text == "+" and not tokens[start].gap and len(digits) >= _INTERNATIONAL_DIGITS:
        return end
    if len(groups) == 1:
        return end if _is_long_name(first) else None
    if len(digits) < _PHONE_DIGITS:
        return None
    thousands = len(first) <= len("000") and all(len(group) == len("000") for group in groups[1:])
    return end if bracketed or not thousands else None


def _digit_groups(tokens: Sequence[Token], start: int) -> tuple[list[str], int, bool]:
    """Collect groups of digits that stand together, some in brackets; return the token behind them too."""
    groups, end = [tokens[start].text], start + 1
    bracketed = tokens[start - 1].tag is Tag.OPEN and tokens[end].tag is Tag.CLOSE
    if bracketed:
        end += 1
    while True:
        opens = tokens[end].tag is Tag.OPEN and tokens[end + 2].tag is Tag.CLOSE
        joined = tokens[end].tag is Tag.DASH and not tokens[end].gap and not tokens[end + 1].gap
        at = end + 1 if opens or joined else end
        if tokens[at].tag is not Tag.NUMBER or not tokens[at].text.isdigit() or tokens[at].gap > 1:
            return groups, end, bracketed
        groups.append(tokens[at].text)
        end = at + 2 if opens else at + 1
        bracketed = bracketed or opens


def _is_long_name(digits: str) -> bool:
    """Whether so many digits in one piece, and no round number of them, are a telephone number or a date."""
    if len(digits) == len("20261120") and int(digits[:4]) in _YEARS:
        return 1 <= int(digits[4:6]) <= _MONTHS and 1 <= int(digits[6:]) <= _LAST_DAY
    mobile = len(digits) == _MOBILE_LENGTH and digits[0] == "1" and digits[1] > "2"
    return mobile or (len(digits) in _LONG_PHONE_LENGTHS and not digits.endswith("000"))


def clock_end(tokens: Sequence[Token], end: int) -> int | None:
    """Return the token behind ``8点30分`` or ``三点半`` whose hour ends before token `end`."""
    if tokens[end].tag is not Tag.POINT or tokens[end].gap:
        return None
    end += 1
    if tokens[end].tag in _CLOCK_PARTS and not tokens[end].gap:
        end += 1
        if tokens[end].text in {"分", "刻"} and not tokens[end].gap:
            end += 1
    return end


def is_name(tokens: Sequence[Token], start: int, end: int, value: Decimal) -> bool:
    """Whether the words beside a number without a currency make it a version, label, date or hour."""
    before, behind = tokens[start - 1], tokens[end]
    whole = value % 1 == 0
    near = tokens[start].gap <= 1
    small = value < _LAST_VERSION and value * 10 % 1 == 0
    if near and before.tag is Tag.MODEL and small:
        return True
    if near and before.tag is Tag.LABEL:
        return True
    if near and before.tag is Tag.CODE and whole and value >= 10 ** (_CODE_DIGITS - 1):
        return True
    if near and before.tag is Tag.CLOCK and whole and value <= _LAST_HOUR:
        return True
    return _is_day(tokens, start, end, value) or (small and behind.tag is Tag.TIER and behind.gap <= 1)


def _is_day(tokens: Sequence[Token], start: int, end: int, value: Decimal) -> bool:
    """``nov 20``, ``20 nov``, ``11月20``, ``周五``."""
    before, behind, token = tokens[start - 1], tokens[end], tokens[start]
    if before.text in _WEEK:
        return token.tag is Tag.HAN and not token.gap
    year = value % 1 == 0 and _YEARS.start <= value < _YEARS.stop
    if before.text in _IN_YEAR and token.tag is Tag.NUMBER:
        return year
    if year and _ends_date(tokens, start):
        return True
    dated = year or (value % 1 == 0 and value <= _LAST_DAY)
    if before.text in _MONTH_SIGNS:
        return dated and not token.gap and tokens[start - 2].tag in _CLOCK_PARTS
    in_month = before.tag is Tag.MONTH or (behind.tag is Tag.MONTH and behind.gap <= 1)
    return dated and in_month


def _ends_date(tokens: Sequence[Token], start: int) -> bool:
    """``Nov 5, 2026``, ``5th of November 2026``: a year behind a month or a day of it."""
    last = start - 2 if tokens[start - 1].text == "," else start - 1
    if tokens[last].text in {"st", "nd", "rd", "th"}:
        last -= 1
    return tokens[last].tag is Tag.MONTH or (tokens[last].tag is Tag.NUMBER and tokens[last - 1].tag is Tag.MONTH)


def is_minute(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether 分 behind a number counts minutes or marks: ``三点五分``, ``3小时20分``, ``5分30秒``, ``打5分``."""
    number, sign, behind, before = tokens[start], tokens[end], tokens[end + 1], tokens[start - 1]
    if sign.text not in {"分", "刻", "分钟"} or sign.gap:
        return False
    if number.tag is Tag.HAN and ("点" in number.text or (number.text == "十" and _continues(behind, 0))):
        return True  # 十分便宜 is "very cheap"
    if not number.gap and (before.text in _HOURS or (before.tag is Tag.PLAIN and before.text[-1] in _GIVES_MARKS)):
        return True
    return behind.tag in _CLOCK_PARTS and not behind.gap and tokens[end + 2].text in {"秒", "秒钟"}


def is_multiplier(tokens: Sequence[Token], end: int) -> bool:
    """``2x`` and ``5 times`` with nothing behind that would be multiplied."""
    times, behind = tokens[end], tokens[end + 1]
    if times.tag is not Tag.TIMES or times.gap > 1 or not times.text.isalpha():
        return False
    return behind.tag not in {Tag.NUMBER, Tag.HAN, Tag.NUMERAL, Tag.CURRENCY, Tag.ARTICLE, Tag.OPEN}


def names_by_hyphen(tokens: Sequence[Token], end: int) -> bool:
    """``4.1-mini``, ``5-star``: a hyphen joins the digits to a word."""
    hyphen, word = tokens[end], tokens[end + 1]
    joined = hyphen.tag is Tag.DASH and not hyphen.gap and not word.gap
    return joined and word.text[:1].isalpha() and word.text.isascii()


def _continues(token: Token, edge: int) -> bool:
    """Whether a token is prose at the `edge` (first 0, last -1) that touches a numeral."""
    return token.tag is Tag.PLAIN and token.text[edge].isalnum()


_BIG: Final = frozenset("百千万亿佰仟")
_PARTICLES: Final = frozenset("了吧吗呢啊的呀")
_VERBS: Final = frozenset("了花充付给存剩差还欠值共是为记算")  # 花了二十五买咖啡
_IDLE_WORDS: Final = frozenset({"one", "half", "hundred", "thousand", "million", "zero", "grand", "mil"})


def is_weak(tokens: Sequence[Token], start: int, numeral: Numeral) -> bool:
    """Whether a number in words, without a currency, may be no number at all: 一下, "the other one"."""
    token, behind, before = tokens[start], tokens[numeral.end], tokens[start - 1]
    alone = before.tag is Tag.BREAK and behind.tag is Tag.BREAK
    if alone or token.tag is Tag.NUMBER:
        return False
    if token.tag is Tag.NUMERAL:
        return token.text in _IDLE_WORDS and numeral.end == start + 1
    if token.tag is not Tag.HAN:
        return False
    if len(token.text) > 1 and not _BIG.isdisjoint(token.text):
        return token.text[0] in _BIG
    if len(token.text) > 1 and not token.gap and before.tag is Tag.PLAIN and before.text[-1] in _VERBS:
        return False
    open_behind = behind.gap > 0 or not _continues(behind, 0) or behind.text[0] in _PARTICLES
    open_before = token.gap > 0 or not _continues(before, -1) or "十" in token.text[1:] + token.text[:-1]
    return not (open_behind and open_before)
