"""Small change behind an amount: ``三块五``, ``12块5毛``, ``5 dollars and 25 cents``, ``forty dollars fifty``."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from bot.core.amounts.lexicon import DENOMINATIONS, NO_NOUNS, Denomination, Tag
from bot.core.amounts.numbers import Numeral, read_numeral
from bot.core.amounts.per import ONE
from bot.core.amounts.reading import Refusal
from bot.core.numerals import CHINESE_DIGITS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.amounts.tokens import Token

_NUMBERS: Final = frozenset({Tag.NUMBER, Tag.HAN, Tag.NUMERAL})
_COUNTERS: Final = frozenset({Tag.UNIT, Tag.PERIOD, Tag.MEASURE})
_NO_CHANGE: Final = _COUNTERS | {Tag.CURRENCY, Tag.PERCENT, Tag.FRACTION, Tag.POINT, Tag.SCALE, Tag.HAN, Tag.NUMBER}
"""Glued behind a digit these make it something else than change: 十块三个."""
_COIN_NAMES: Final = frozenset({"美元", "美金", "人民币", "软妹币"})
"""Behind 三块五 these say which money it was."""
_ENDS_A_PRICE: Final = frozenset(
    {
        Tag.BREAK,
        Tag.PLAIN,
        Tag.DOTS,
        Tag.EITHER,
        Tag.PER,
        Tag.EACH,
        Tag.SLASH,
        Tag.ARTICLE,
        Tag.ABOUT,
        Tag.CLOCK,
        Tag.TO,
    }
    | {Tag.RANGE, Tag.CLOSE, Tag.PLUS},
)
_SPOKEN: Final = frozenset({"dollar", "dollars", "buck", "bucks", "yuan", "kuai", "rmb", "usd"})
_DIME: Final = Decimal("0.1")
_CENT: Final = Decimal("0.01")


class Change(NamedTuple):
    """What was added to the amount and the token behind it; `problem` where it cannot be read."""

    added: Decimal
    end: int
    problem: Refusal | None = None


def read_change(tokens: Sequence[Token], at: int, coin: Denomination, word: str) -> Change:
    """Read the change from token `at` on, behind an amount in `coin` that was said as `word`."""
    change = Change(Decimal(0), at)
    for _ in range(2):  # 毛 and then 分
        step = _one(tokens, change.end, coin, word)
        if step is None or step.problem:
            return step or change
        change = Change(change.added + step.added, step.end)
        smaller = DENOMINATIONS.get(tokens[step.end - 1].text)
        if smaller is None:
            return change
        coin, word = smaller, tokens[step.end - 1].text
    return change


def _one(tokens: Sequence[Token], at: int, coin: Denomination, word: str) -> Change | None:
    token = tokens[at]
    if token.tag is Tag.HALF and not token.gap and coin.han and coin.factor >= _DIME:
        return None if tokens[at + 1].tag in _COUNTERS else Change(coin.factor / 2, at + 1)
    if token.text == "and" and tokens[at + 1].tag is Tag.ARTICLE and tokens[at + 2].text == "half":
        return Change(coin.factor / 2, at + 3) if coin.factor == 1 else None
    zero = token.text == "零" and tokens[at + 1].tag is Tag.NUMBER and not tokens[at + 1].gap
    first = at + 1 if token.text == "and" or zero else at
    numeral = read_numeral(tokens, first) if tokens[first].tag in _NUMBERS and tokens[first].gap <= 1 else None
    if numeral is None:
        return None
    behind = tokens[numeral.end]
    smaller = DENOMINATIONS[behind.text] if behind.tag is Tag.CURRENCY and behind.gap <= 1 else None
    if smaller and smaller.currency is coin.currency and smaller.factor < coin.factor:
        return _named(numeral, smaller.factor, coin.factor)
    if coin.han and not token.gap:
        return _bare_digits(tokens, first, coin.factor)
    if word in _SPOKEN and token.gap and first == at and len(numeral.values) == 1:
        return _spoken(tokens, numeral.values[0], first, numeral.end)
    return None


def _named(numeral: Numeral, factor: Decimal, of: Decimal) -> Change:
    """Change with its own word: 5毛, 25 cents. It has to be less than one of what stands before it."""
    values = numeral.values
    if numeral.high is not None:  # 五六毛
        return Change(Decimal(0), numeral.end + 1, Refusal.VAGUE)
    if len(values) != 1 or values[0] % 1 or not 0 < values[0] * factor < of:
        return Change(Decimal(0), numeral.end, Refusal.MALFORMED)
    return Change(values[0] * factor, numeral.end + 1)


def _bare_digits(tokens: Sequence[Token], at: int, factor: Decimal) -> Change | None:
    """Digits glued behind a Chinese coin: one takes the next unit (三块五), two are hundredths (15块25)."""
    digits, behind, end = tokens[at].text, tokens[at + 1], at + 1
    names_coin = behind.tag is Tag.CURRENCY and behind.text in _COIN_NAMES
    counted = behind.tag in _COUNTERS if behind.gap == 1 else behind.tag in _NO_CHANGE and not behind.gap
    each = behind.text == ONE and tokens[at + 2].tag in _COUNTERS  # 3块5一斤
    if counted and not names_coin and not each:
        if len(digits) == 1 or tokens[at].tag is not Tag.HAN or behind.tag not in _COUNTERS:
            return None
        digits, end = digits[:-1], at + 2  # 三块五一杯: the last digit counts the cups
    if tokens[at].tag is Tag.HAN:
        if "几" in digits or _is_estimate(digits):
            return Change(Decimal(0), end, Refusal.VAGUE)
        digits = "".join(str(CHINESE_DIGITS.get(char, "?")) for char in digits)
    if tokens[at - 1].text == "零":  # 20块零5
        digits = f"0{digits}"
    if digits.isdigit() and len(digits) == 1:
        return Change(Decimal(digits) * factor / 10, end)
    if digits.isdigit() and len(digits) == len("25") and factor == 1:
        return Change(Decimal(digits) * _CENT, end)
    return Change(Decimal(0), end, Refusal.MALFORMED)


def _is_estimate(digits: str) -> bool:
    """``十块五六``: somewhere from five to six."""
    values = [CHINESE_DIGITS.get(char, 0) for char in digits]
    return len(values) > 1 and values[0] > 0 and values[1] == values[0] + 1


def _spoken(tokens: Sequence[Token], value: Decimal, start: int, end: int) -> Change | None:
    """``forty dollars fifty``; digits only where no noun follows that they may count."""
    behind = tokens[end]
    ends = behind.tag in _ENDS_A_PRICE or behind.text in NO_NOUNS
    ends = ends or (tokens[start].tag is Tag.NUMERAL and behind.tag is Tag.WORD)
    cents = value % 1 == 0 and 10 <= value < 100  # noqa: PLR2004 - two digits
    return Change(value * _CENT, end) if ends and cents else None
