"""The currency before and behind a number, with signs, change and estimates that belong to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from bot.core.amounts.change import read_change
from bot.core.amounts.lexicon import DENOMINATIONS, FOREIGN_TAILS, NO_NOUNS, Denomination, Tag
from bot.core.amounts.reading import Refusal
from bot.core.money import Currency

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.amounts.tokens import Token

NUMBERS: Final = frozenset({Tag.NUMBER, Tag.HAN, Tag.NUMERAL})
_FOREIGN: Final = frozenset({Tag.OTHER_CURRENCY, Tag.OTHER_NAME})
_PROSE: Final = frozenset({Tag.PLAIN, Tag.WORD})
_LONG_DASHES: Final = frozenset("–—―")
_CONVERTS: Final = frozenset({"convert", "converted", "exchange", "change", "swap"})
_COUNTRY: Final = 5  # characters in the name of a country
_NEAR: Final = 2  # blanks between a number and its currency


@dataclass(frozen=True, slots=True)
class Prefix:
    """What stands before a number: its first token, its currency, and whether a sign makes it negative."""

    start: int
    coin: Denomination | None = None
    foreign: bool = False
    negative: bool = False
    clash: bool = False  # two currencies
    stray: bool = False  # a currency that never stands before a number: 刀50


@dataclass(frozen=True, slots=True)
class Suffix:
    """What stands behind a number: the token behind it all, its currency, the change in that currency."""

    end: int
    coin: Denomination | None = None
    foreign: bool = False
    vague: bool = False
    approximate: bool = False
    added: Decimal = Decimal(0)
    problem: Refusal | None = None


def read_prefix(tokens: Sequence[Token], number: int, floor: int, *, behind_term: bool) -> Prefix:
    """Look back from a number, not beyond token `floor`; `behind_term`: another number ends there."""
    prefix = Prefix(number)
    while prefix.start > floor and tokens[prefix.start].gap <= _NEAR:
        at = prefix.start - 1
        token = tokens[at]
        if token.tag is Tag.OTHER_CURRENCY:
            prefix = replace(prefix, start=at, foreign=True)
        elif token.tag is Tag.CURRENCY:
            step = _coin_before(tokens, at, floor, prefix)
            if step is None:
                stray = not prefix.coin and not DENOMINATIONS[token.text].prefix and token.text != "c"
                return replace(prefix, stray=stray)
            prefix = step
        elif _names_currency(tokens, at, floor) and not prefix.coin:
            prefix = replace(prefix, start=at)
        elif _is_minus(tokens, at, operator=behind_term and at == floor):
            prefix = replace(prefix, start=at, negative=True)
        else:
            break
    return prefix


def _coin_before(tokens: Sequence[Token], at: int, floor: int, prefix: Prefix) -> Prefix | None:
    """Take the currency at `at`, unless it is the one that is wanted: ``usd to rmb 100`` is 100 USD."""
    coin = DENOMINATIONS[tokens[at].text]
    before, source = tokens[at - 1], tokens[at - 2]
    if before.tag is Tag.SLASH and source.tag is Tag.CURRENCY:
        return None  # usd/cny 7.12 is a rate
    if before.tag in {Tag.TO, Tag.RANGE} and at - 1 >= floor:
        if source.tag is Tag.CURRENCY and at - 2 >= floor and DENOMINATIONS[source.text].factor == 1:
            return replace(prefix, start=at - 2, coin=DENOMINATIONS[source.text])
        if before.tag is Tag.TO or source.text in _CONVERTS:
            return None
    if not coin.prefix:
        return None
    clash = prefix.coin is not None and prefix.coin.currency is not coin.currency
    return replace(prefix, start=at, coin=coin, clash=prefix.clash or clash)


def _names_currency(tokens: Sequence[Token], at: int, floor: int) -> bool:
    """``USD: 20``, ``RMB = 50``, ``$+20``."""
    glued = tokens[at].text == "+" and not tokens[at].gap
    named = (tokens[at].tag in {Tag.COLON, Tag.EQUALS} or glued) and at - 1 >= floor
    return named and tokens[at - 1].tag in {Tag.CURRENCY, Tag.OTHER_CURRENCY}


def _is_minus(tokens: Sequence[Token], at: int, *, operator: bool) -> bool:
    token, before = tokens[at], tokens[at - 1]
    if token.tag is Tag.NEGATIVE or token.text in {"减", "减去"}:
        return True
    if token.tag is not Tag.DASH or operator:
        return False
    if tokens[at + 1].gap:
        return before.tag is Tag.BREAK  # elsewhere "lunch - 12" only separates
    return not (token.text in _LONG_DASHES and before.tag in _PROSE)


def read_suffix(tokens: Sequence[Token], end: int, prefix: Prefix) -> Suffix:
    """Read what stands behind the number that ends before token `end`."""
    suffix = _coin_behind(tokens, _estimated(tokens, _past_dash(tokens, end)), prefix)
    coin = suffix.coin or prefix.coin
    if coin is None or suffix.foreign or suffix.problem:
        return suffix
    word = tokens[suffix.end - 1].text if suffix.coin else ""
    change = read_change(tokens, suffix.end, coin, word)
    suffix = replace(suffix, end=change.end, added=change.added, problem=change.problem)
    suffix = _more_coins(tokens, suffix, prefix)
    token = tokens[suffix.end]
    if token.tag is Tag.MORE and not token.gap and suffix.coin and suffix.coin.han:
        return replace(suffix, end=suffix.end + 1, vague=True)  # 三块多
    return suffix


def _estimated(tokens: Sequence[Token], end: int) -> Suffix:
    """``五十多``, ``20-odd``, ``20+``, ``20ish``."""
    token, behind = tokens[end], tokens[end + 1]
    hyphen = token.tag is Tag.DASH and not token.gap and not behind.gap
    mark = behind if hyphen else token
    at = end + 2 if hyphen else end + 1
    if mark.text == "ish" and (hyphen or not mark.gap):
        return Suffix(at, approximate=True)
    if mark.tag is Tag.MORE and mark.gap <= 1:
        counted = behind.tag in {Tag.CURRENCY, Tag.UNIT, Tag.PERIOD, Tag.HAN, Tag.OTHER_CURRENCY}
        if (mark.text not in {"来", "余"} and (mark.text.isascii() or not mark.gap)) or counted:
            return Suffix(at + 1 if behind.tag is Tag.HAN and not hyphen else at, vague=True)
    if token.text == "+" and not token.gap and not _opens_number(tokens, end + 1):
        return Suffix(end + 1, vague=True)
    return Suffix(end)


def _past_dash(tokens: Sequence[Token], end: int) -> int:
    """Pass over the dash that stands for no cents: ``20.- usd``."""
    mark, dash, coin = tokens[end : end + 3]
    stands = mark.text in {".", ","} and dash.tag is Tag.DASH and not mark.gap and not dash.gap
    return end + 2 if stands and coin.tag is Tag.CURRENCY else end


def _opens_number(tokens: Sequence[Token], at: int) -> bool:
    if tokens[at].tag is Tag.CURRENCY:
        at += 1
    return tokens[at].tag in NUMBERS | {Tag.OPEN, Tag.HALF}


def _coin_behind(tokens: Sequence[Token], suffix: Suffix, prefix: Prefix) -> Suffix:
    at = suffix.end
    token, behind = tokens[at], tokens[at + 1]
    if token.tag is Tag.OPEN and behind.tag in _FOREIGN | {Tag.CURRENCY} and tokens[at + 2].tag is Tag.CLOSE:
        foreign = behind.tag is not Tag.CURRENCY
        return replace(suffix, end=at + 3, foreign=foreign, coin=None if foreign else DENOMINATIONS[behind.text])
    if token.tag is Tag.DOTS and behind.tag is Tag.CURRENCY and not token.gap and not behind.gap:
        return replace(suffix, end=at + 2, coin=DENOMINATIONS[behind.text], problem=Refusal.MALFORMED)  # 5.usd
    if _is_foreign_name(token, behind):
        return replace(suffix, end=at + 2, foreign=True)
    if _leads_to_coin(token, behind):
        at += 1
        token = behind
    if token.tag in _FOREIGN and token.gap <= _NEAR:
        return replace(suffix, end=at + 1, foreign=True)
    if token.tag is not Tag.CURRENCY or token.gap > _NEAR or _opens_next(tokens, at, prefix):
        return suffix
    coin = DENOMINATIONS[token.text]
    return _more_coins(tokens, replace(suffix, end=at + 1, coin=coin), prefix)


def _is_foreign_name(token: Token, behind: Token) -> bool:
    """``50 jamaican dollars``, ``50 swiss francs``, ``50瑞士法郎``: an unknown word before a known one."""
    if token.tag is Tag.WORD and token.gap == behind.gap == 1 and token.text not in NO_NOUNS:
        return behind.tag in _FOREIGN or behind.text in FOREIGN_TAILS
    han = token.tag is Tag.PLAIN and token.text.isalpha() and len(token.text) <= _COUNTRY
    return han and not token.gap and not behind.gap and (behind.tag is Tag.OTHER_CURRENCY or behind.text == "元")


def _leads_to_coin(token: Token, behind: Token) -> bool:
    """``20 more dollars``, ``20-dollar``, ``half a dollar``, ``10个美金``."""
    if behind.tag is not Tag.CURRENCY:
        return False
    if token.tag is Tag.MEASURE:
        return not token.gap and not behind.gap and DENOMINATIONS[behind.text].currency is Currency.USD
    if token.tag is Tag.DASH:
        return not token.gap and not behind.gap and behind.text.isalpha()
    return token.tag in {Tag.FILLER, Tag.ARTICLE} and behind.text.isascii() and token.gap == 1


def _opens_next(tokens: Sequence[Token], at: int, prefix: Prefix) -> bool:
    """Whether the currency at `at` belongs to the number behind it: the ¥ of ``$30 ¥20``."""
    token, behind = tokens[at], tokens[at + 1]
    coin = DENOMINATIONS[token.text]
    if behind.tag is not Tag.NUMBER or not coin.prefix or not token.gap:
        return False
    return not behind.gap or (prefix.coin is not None and prefix.coin.currency is not coin.currency)


def _more_coins(tokens: Sequence[Token], suffix: Suffix, prefix: Prefix) -> Suffix:
    """``块`` and ``元`` only count before 美金 (``一百块美金``); a currency may be said twice (``元人民币``)."""
    while suffix.coin is not None:
        token = tokens[suffix.end]
        glued = not token.gap
        if token.tag in _FOREIGN and (glued or (token.gap == 1 and not suffix.coin.han)):
            return replace(suffix, end=suffix.end + 1, foreign=True)
        if token.tag is not Tag.CURRENCY or token.gap > 1 or _opens_next(tokens, suffix.end, prefix):
            break
        coin = DENOMINATIONS[token.text]
        if coin.factor != 1 or not (coin.currency is suffix.coin.currency or (suffix.coin.measure and glued)):
            break
        named = replace(suffix.coin, currency=coin.currency, measure=suffix.coin.measure and coin.measure)
        suffix = replace(suffix, end=suffix.end + 1, coin=named)
    return suffix
