"""What an amount is for each: ``$20/mo``, ``每月20刀``, ``$0.80 per 1M tokens``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core.amounts.lexicon import EACH, PERIODS, Tag
from bot.core.amounts.numbers import read_numeral

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.core.amounts.tokens import Token

    Source = Callable[[int, int], str]

_THINGS: Final = frozenset({Tag.UNIT, Tag.MEASURE})
_NAMES: Final = frozenset({Tag.SCALE, Tag.WORD, Tag.UNIT, Tag.IDENT, Tag.MODEL, Tag.CODE})
ONE: Final = "一"


def per_behind(tokens: Sequence[Token], at: int, source: Source) -> tuple[str, int] | None:
    """Return what token `at` begins to say the amount is per, and the token behind it.

    `source` gives the text from one token up to another as it was typed.
    """
    token, following = tokens[at], tokens[at + 1]
    if token.gap > 1:
        return None
    if token.tag is Tag.EACH:
        return EACH[token.text], at + 1
    if token.tag in {Tag.SLASH, Tag.PER}:
        return _denominator(tokens, at + 1, source)
    if token.tag is Tag.ARTICLE or token.text == ONE:
        if following.tag is Tag.PERIOD:
            return PERIODS[following.text], at + 2
        if following.tag in _THINGS:
            return "each", at + 2
    return None


def _denominator(tokens: Sequence[Token], at: int, source: Source) -> tuple[str, int] | None:
    token = tokens[at]
    if token.tag is Tag.PERIOD:
        return PERIODS[token.text], at + 1
    if token.tag is Tag.MEASURE:
        return "each", at + 1
    end = at
    numeral = read_numeral(tokens, at)
    if numeral:
        end = numeral.end
        if tokens[end].tag is Tag.PERIOD:
            return source(at, end + 1), end + 1
        millions = token.tag is Tag.HAN and not numeral.values  # 2元/百万
        if tokens[end].tag not in _THINGS and numeral.scale == 1 and not millions:
            return None  # a division
    elif token.tag in _NAMES and token.text[0].isalpha():
        end += 1
    while tokens[end].tag in _THINGS:
        end += 1
    return (source(at, end), end) if end > at else None


def per_before(tokens: Sequence[Token], start: int) -> tuple[str, int] | None:
    """Return what the words before token `start` say the amount is per, and the first of them."""
    last, first = tokens[start - 1], tokens[start - 2]
    if tokens[start].gap > 1:
        return None
    if last.tag is Tag.EACH:
        return EACH[last.text], start - 1
    if start > 1 and not last.gap and (first.tag is Tag.PER or first.text == ONE):
        if last.tag is Tag.PERIOD:
            return PERIODS[last.text], start - 2
        if last.tag in _THINGS:
            return "each", start - 2
    return None
