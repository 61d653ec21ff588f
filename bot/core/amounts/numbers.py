"""The number that begins at a token: digits, Chinese or English numerals, and their scale."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from bot.core.amounts.lexicon import DENOMINATIONS, HAN_SCALES, OTHER_SIZES, SCALES, Tag
from bot.core.amounts.reading import Refusal
from bot.core.numerals import CHINESE_DIGITS, CHINESE_SCALES, CHINESE_UNITS, read_chinese, read_english

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.amounts.tokens import Token

MAX_WHOLE_DIGITS: Final = 15
MAX_DECIMALS: Final = 20
_MAX_WORDS: Final = 16
_GROUP: Final = 3
_CENTS: Final = 2
_ENGLISH_SCALES: Final = frozenset(
    {"hundred", "thousand", "million", "billion", "trillion", "grand", "mil", "dozen"},
)
_JOINS_AND: Final = _ENGLISH_SCALES - {"dozen"}
_GLUED_SCALES: Final = OTHER_SIZES | {"m", "w"}
"""Letters that are a scale only where they touch the number: 5 m is a length."""
_COUNTS: Final = frozenset(CHINESE_UNITS) | frozenset(CHINESE_SCALES)
_KNOWN: Final = frozenset("0123456789.,'’ ")
_TAKES_DIGITS: Final = _COUNTS | frozenset("零〇点")
_LARGE: Final = {"万": "万", "亿": "亿", **HAN_SCALES}
_MARKS: Final = re.compile("[.,' ]")


class Numeral(NamedTuple):
    """A number as it stands, before anything is known about money.

    Attributes:
        values: one; two where it can be read in two ways (1,5); none where there is a `problem`.
        end: index of the token behind it.
        problem: why it has no value.
        high: the other end of an estimate such as 三四十, whose lower end is the value.
        scale: what digits were multiplied by (1000 for 2k), which the first number of 1-2k shares.
    """

    values: tuple[Decimal, ...]
    end: int
    problem: Refusal | None = None
    high: Decimal | None = None
    scale: Decimal = Decimal(1)


def read_digits(text: str) -> tuple[Decimal, ...] | Refusal:
    """Read a run of ASCII digits and separators.

    ``.`` is the decimal point; ``,``, ``'`` and a blank group thousands where every group is well formed.
    ``1,5`` has two readings, ``1.234,56`` and ``1 234,56`` one. Everything else is malformed, as are leading zeros.
    """
    if not _KNOWN.issuperset(text):
        return Refusal.MALFORMED
    text = text.replace("’", "'")
    groups = _MARKS.split(text)
    marks = [char for char in text if char in ".,' "] if len(groups) > 1 else []
    kinds = set(marks[:-1])
    last = marks[-1] if marks else ""
    if not marks:
        return _value(text, "")
    if last == ".":
        if not kinds:
            return _value(groups[0] or "0", groups[1])
        if len(kinds) == 1 and "." not in kinds and _well_grouped(groups[:-1]):
            return _value("".join(groups[:-1]), groups[-1])
    elif kinds <= {last} and _well_grouped(groups):
        return _value("".join(groups), "")
    elif last == "," and 0 < len(groups[-1]) <= _CENTS:
        if len(kinds) == 1 and "," not in kinds and _well_grouped(groups[:-1]):
            return _value("".join(groups[:-1]), groups[-1])
        if not kinds and not groups[0].startswith("0"):
            return _readings(groups[0], groups[1])
    return Refusal.MALFORMED


def _well_grouped(groups: Sequence[str]) -> bool:
    first, *rest = groups
    return 0 < len(first) <= _GROUP and first[0] != "0" and all(len(group) == _GROUP for group in rest)


def _value(whole: str, decimals: str) -> tuple[Decimal, ...] | Refusal:
    if len(whole) > MAX_WHOLE_DIGITS:
        return Refusal.TOO_LARGE
    if (len(whole) > 1 and whole[0] == "0") or len(decimals) > MAX_DECIMALS:
        return Refusal.MALFORMED
    return (Decimal(f"{whole}.{decimals}"),)


def _readings(whole: str, rest: str) -> tuple[Decimal, ...] | Refusal:
    """Return both readings of ``1,5``: a decimal comma, or a slip of the finger in a whole number."""
    if len(whole) + len(rest) > MAX_WHOLE_DIGITS:
        return Refusal.TOO_LARGE
    return Decimal(f"{whole}.{rest}"), Decimal(whole + rest)


def read_numeral(tokens: Sequence[Token], start: int) -> Numeral | None:
    """Return the number that begins at token `start`, None where none does."""
    match tokens[start].tag:
        case Tag.NUMBER:
            return _digits(tokens, start)
        case Tag.HAN:
            text, end = _chinese_run(tokens, start)
            return _chinese(text, end)
        case Tag.NUMERAL | Tag.ARTICLE:
            return _english(tokens, start)
        case Tag.HALF if tokens[start + 1].tag is Tag.CURRENCY and not tokens[start + 1].gap:
            if tokens[start - 1].tag is Tag.MEASURE:  # 一个半美元
                return Numeral((), start + 1, Refusal.MALFORMED)
            return Numeral((Decimal("0.5"),), start + 1)
        case _:
            return None


def _digits(tokens: Sequence[Token], start: int) -> Numeral:
    text, end = _grouped(tokens, start)
    values = read_digits(text)
    following = tokens[end]
    if isinstance(values, Refusal):
        while tokens[end].tag in {Tag.SCALE, Tag.HAN} and not tokens[end].gap:
            end += 1
        return Numeral((), end, values)
    if (following.tag is Tag.NUMERAL and following.text in _ENGLISH_SCALES) or _is_and_a_half(tokens, end):
        return _times_english(tokens, values, end)
    run, run_end = _chinese_run(tokens, end, behind_digits=True)
    if run:
        scale = read_chinese(f"1{run}") if _COUNTS.issuperset(run) else None
        results = [_chinese(f"{value:f}{run}", run_end)._replace(scale=scale or Decimal(1)) for value in values]
        first = results[0]
        return first if len(results) == 1 or first.problem else _both(first, results[1])
    factor = SCALES.get(following.text)
    if factor is None or following.gap > 1:
        return Numeral(values, end)
    if following.gap and following.text in _GLUED_SCALES:
        return Numeral((), end + 1, Refusal.MALFORMED)
    return Numeral(tuple(value * factor for value in values), end + 1, scale=factor)


def _is_and_a_half(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].text == "and" and tokens[at + 1].tag is Tag.ARTICLE and tokens[at + 2].text == "half"


def _both(first: Numeral, second: Numeral) -> Numeral:
    return second if second.problem else first._replace(values=first.values + second.values)


def _grouped(tokens: Sequence[Token], start: int) -> tuple[str, int]:
    """Join groups of three behind single blanks (``2 500.75``); a run that breaks the rule stays apart."""
    first = tokens[start]
    end = start + 1
    if not (first.text.isdigit() and len(first.text) <= _GROUP) or _is_named(tokens[start - 1], tokens[start - 2]):
        return first.text, end
    texts = [first.text]
    while tokens[end].tag is Tag.NUMBER and tokens[end].gap == 1:
        group = tokens[end].text
        last = len(group) > _GROUP and group[_GROUP] in ".,"
        if not group[:_GROUP].isdigit() or not (last or len(group) == _GROUP):
            return first.text, start + 1
        texts.append(group)
        end += 1
        if last:
            break
    return " ".join(texts), end


def _is_named(before: Token, first: Token) -> bool:
    """Whether a number behind this word ends with itself: ``iphone 15 999 usd``, ``nov 20 300 usd``."""
    return before.tag in {Tag.MODEL, Tag.LABEL, Tag.CODE, Tag.MONTH} or (
        before.text == "月" and first.tag in {Tag.NUMBER, Tag.HAN}
    )


def _times_english(tokens: Sequence[Token], values: tuple[Decimal, ...], end: int) -> Numeral:
    """``2.5 million``, ``3 hundred and fifty``."""
    words: list[str] = []
    if _is_and_a_half(tokens, end):
        words, end = ["and", "a", "half"], end + 3
    rest, end = _english_run(tokens, end)
    words += rest
    scaled = [read_english([f"{value:f}", *words]) for value in values]
    results = tuple(value for value in scaled if value is not None)
    return Numeral(results, end) if len(results) == len(values) else Numeral((), end, Refusal.MALFORMED)


def _chinese_run(tokens: Sequence[Token], start: int, *, behind_digits: bool = False) -> tuple[str, int]:
    """Join the tokens of one Chinese numeral, ``2``万``3`` or ``3``k``5``, with letters as Chinese units."""
    text, end = "", start
    while True:
        if text or behind_digits:
            piece = _piece(tokens, end, text)
        else:
            piece = tokens[end].text if tokens[end].tag is Tag.HAN else ""
        if not piece:
            return text, end
        text += piece
        end += 2 if tokens[end].tag is Tag.MEASURE else 1


def _piece(tokens: Sequence[Token], at: int, before: str) -> str:
    """Return what token `at` adds to the digits and the numeral `before` it, nothing where that has ended."""
    token = tokens[at]
    after_digit = before[-1] in CHINESE_DIGITS or before[-1].isdigit() if before else True
    match token.tag:
        case Tag.HAN if token.gap:
            return token.text if token.gap == 1 and not before and _COUNTS.issuperset(token.text) else ""
        case Tag.HAN:
            unit = token.text[0] in _COUNTS or token.text[0] == "几"
            return token.text if unit == after_digit else ""
        case _ if token.gap:
            return ""
        case Tag.SCALE if after_digit:
            return HAN_SCALES.get(token.text, "")
        case Tag.NUMBER if before and before[-1] in _TAKES_DIGITS and token.text.isdigit():
            return token.text
        case Tag.MEASURE if after_digit:  # 3个亿
            return _LARGE.get(tokens[at + 1].text, "")
        case Tag.POINT if _decimal_point(tokens, at):
            return "点"
        case _:
            return ""


def _decimal_point(tokens: Sequence[Token], at: int) -> bool:
    """``3点5块`` is an amount; ``3点5分`` and ``3点5`` are times of day."""
    digits, coin = tokens[at + 1], tokens[at + 2]
    if digits.tag is not Tag.NUMBER or digits.gap or coin.tag is not Tag.CURRENCY or coin.gap:
        return False
    return DENOMINATIONS[coin.text].factor == 1


def _chinese(text: str, end: int) -> Numeral:
    value = read_chinese(text) if "几" not in text else None
    pair = _estimate(text)
    if pair is not None:
        return pair._replace(end=end)
    if value is not None:
        return Numeral((value,), end)
    vague = "几" in text or text[0] in _COUNTS
    return Numeral((), end, Refusal.VAGUE if vague else Refusal.MALFORMED)


def _estimate(text: str) -> Numeral | None:
    """Read two digits side by side as the two ends they stand for: ``三四十`` is 30 to 40, ``三五块`` vague."""
    pairs = [
        at for at in range(len(text) - 1) if CHINESE_DIGITS.get(text[at], 0) and CHINESE_DIGITS.get(text[at + 1], 0)
    ]
    if len(pairs) > 1 and len(pairs) == len(text) - 1 and text[0] != "一" and all(_follow(text, at) for at in pairs):
        return Numeral((), 0, Refusal.VAGUE)  # 五六七块; 一二三 is a row of digits
    if len(pairs) != 1 or "点" in text or len(text) > MAX_WHOLE_DIGITS:
        return None
    at = pairs[0]
    if len(text) > 2 and not _COUNTS & set(text):  # noqa: PLR2004 - 一二零 is a row of digits
        return None
    low, high = read_chinese(text[: at + 1] + text[at + 2 :]), read_chinese(text[:at] + text[at + 1 :])
    if low is None or high is None or not _follow(text, at):
        return Numeral((), 0, Refusal.VAGUE)
    return Numeral((low,), 0, high=high)


def _follow(text: str, at: int) -> bool:
    """Whether the digit behind place `at` is the next one."""
    return CHINESE_DIGITS[text[at]] + 1 == CHINESE_DIGITS[text[at + 1]]


def _english(tokens: Sequence[Token], start: int) -> Numeral | None:
    words, end = _english_run(tokens, start)
    if not words or words == ["a"]:
        return None
    value = read_english(words)
    before = tokens[start - 1]
    if (tokens[start].text in _ENGLISH_SCALES and before.tag is Tag.PERIOD) or before.text == "point":
        return Numeral((), end, Refusal.MALFORMED)  # a quarter million, "point five"
    values = _price(words) if value is None else (value,)
    if not values:
        return Numeral((), end, Refusal.MALFORMED)
    letter = tokens[end]
    if letter.tag is Tag.SCALE and letter.gap <= 1 and letter.text not in OTHER_SIZES:  # fifty k
        return Numeral(tuple(each * SCALES[letter.text] for each in values), end + 1)
    return Numeral(values, end)


def _english_run(tokens: Sequence[Token], start: int) -> tuple[list[str], int]:
    """Collect the words of one English numeral; blanks and hyphens join them."""
    words: list[str] = []
    at = start
    while len(words) < _MAX_WORDS:
        token, following = tokens[at], tokens[at + 1]
        if token.tag is Tag.NUMERAL:
            words.append(token.text)
        elif token.tag is Tag.ARTICLE and following.tag is Tag.NUMERAL:
            if words and words[-1] not in {"half", "and"}:
                break
            if not words and following.text not in _ENGLISH_SCALES | {"half"}:
                break
            words.append("a")
        elif token.tag is Tag.DASH and words and not token.gap and following.tag is Tag.NUMERAL and not following.gap:
            pass
        elif words and _joins(tokens, at, words[-1]):
            words.append(token.text)
        else:
            break
        at += 1
    return words, at


def _joins(tokens: Sequence[Token], at: int, last: str) -> bool:
    """``a hundred and five``, ``two and a half``, ``two point five``."""
    token, following = tokens[at], tokens[at + 1]
    if token.text == "and":
        return _is_and_a_half(tokens, at) or (
            last in _JOINS_AND and following.tag is Tag.NUMERAL and following.text not in _ENGLISH_SCALES
        )
    return token.text == "point" and following.tag is Tag.NUMERAL


def _price(words: list[str]) -> tuple[Decimal, ...]:
    """Return both readings of a spoken price: ``five ninety-nine`` is 5.99 or 599."""
    for cut in range(1, min(len(words), 3)):
        whole, rest = read_english(words[:cut]), read_english(words[cut:])
        if whole is not None and rest is not None and 0 < whole < 100 and 10 <= rest < 100:  # noqa: PLR2004 - two digits each
            return whole + rest / 100, whole * 100 + rest
    return ()
