"""Charges as people name them: ``7.25 + 1.5% + 5 fixed``, ``汇率 7.25 加 1.5% 手续费``.

A number is a percentage, a fixed fee or a rate by the words beside it. Where a message is about nothing else, a number
with nothing beside it is the rate, and a sum of money beside a rate is the fixed fee.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, TypeAlias

from bot.core.han import simplified
from bot.core.numerals import read_chinese
from bot.features.exchange.charges import (
    HIGHEST_FIXED,
    HIGHEST_PERCENT,
    HIGHEST_RATE,
    LOWEST_RATE,
    MOST_RATE_DECIMALS,
    Charges,
)

LONGEST: Final = 120
"""Characters; a longer message names no charges."""
_PIECE: Final = 40


@dataclass(frozen=True, slots=True)
class Named:
    """What a message names; None for what it does not. `rest`: the message, folded, without it."""

    percent: Decimal | None
    fixed: Decimal | None
    cny_per_usd: Decimal | None
    rest: str


@dataclass(frozen=True, slots=True)
class NotCharges:
    """No charges for certain. `piece`: what broke, folded; "" where there was nothing to break."""

    piece: str


ChargesReading: TypeAlias = Named | NotCharges

_DOLLAR = r"(?:usd|us\$|\$|us dollars?|dollars?|bucks?|刀|美元|美金|美刀)"
_ONE_DOLLAR: Final = re.compile(
    rf"(?:(?<![0-9.])1\s?|一|每|(?:/|\bper|\ba)\s?){_DOLLAR}\s?(?:=|:|兑|换|is|costs?|是|要|收)?"
)
_NUMBER: Final = re.compile(
    rf"(?P<minus>-\s?)?(?P<dollar>{_DOLLAR}\s?)?(?P<cny>¥\s?)?"
    r"(?P<n>[0-9]+(?:[.,][0-9]+)*|\.[0-9]+|(?<=百分之)[零〇一二两三四五六七八九十点]{1,8})"
    r"(?:\s?(?:(?P<percent>%|percent\b|per cent\b|pct\b|个点)|(?P<cny2>rmb\b|cny\b|yuan\b|块钱?|元|人民币)"
    rf"|(?P<dollar2>{_DOLLAR})))?"
)
_SHARE: Final = re.compile("百分之$")
_FIXED_BEFORE: Final = re.compile(
    r"(?:\b(?:fixed|flat)(?: fee)?(?: of)?|固定(?:的?手续费|费用?)?|每[笔次](?:再|另)?[加收]?|[单一]笔)\s?[:=]?\s?$"
)
_FIXED_BEHIND: Final = re.compile(
    r"\s?(?:fixed\b(?: fee)?|flat\b(?: fee)?|固定(?:手续费|费用?)?|(?:/|每|一)[笔次]"
    r"|(?:per|a|each|every) (?:payment|transaction|top-?up|purchase|time|order)\b|each(?: time)?\b)"
)
_RATE_BEFORE: Final = re.compile(r"(?:\brate\b|汇率|\bat\b|@|按|以)\s?(?:is|of|at|是|为|按|=|:)*\s?$")
_RATE_BEHIND: Final = re.compile(r"\s?(?:的?汇率|rate\b)")
_FILLER: Final = re.compile(
    r"\b(?:my|own|personal|the|a|an|is|are|it|its|of|at|for|i|we|get|pay|use|have|has|charges?|takes?|wants?|adds?"
    r"|rate|exchange|card|bank|service|agent|fees?|plus|and|with|on|top|commission|markup|handling|no|now|per"
    r"|in|please|set|to|as|then|also|extra|fixed|flat)\b"
    r"|手续费|服务费|费率|费用|费|汇率|我的?|自己的?|银行|信用卡|卡|服务商?|渠道|代充|商家|收|加上?|再加?|另加?|外加|还有|固定"
    r"|是|按|算|为|要|和|以及|的|了|左右|设为?|改成|换成|成|到|百分之|一笔|一次"
    r"|[\s+,，。.;；:：、=/&~()（）]+"
)


def fold(text: str) -> str:
    """Return text in lower case and half width, with straight signs."""
    return simplified(unicodedata.normalize("NFKC", text).casefold().replace("−", "-"))


@dataclass(frozen=True, slots=True)
class _Number:
    """A number with what stands beside it. `role`: percent, fixed, rate, money (RMB) or bare."""

    text: str
    role: str
    span: tuple[int, int]  # with the words that gave it its role
    value: Decimal | None

    @property
    def is_possible(self) -> bool:
        """Whether it lies within the bounds of its role."""
        low, high = _BOUNDS[self.role]
        return self.value is not None and low <= self.value <= high


_BOUNDS: Final = {
    "percent": (Decimal(0), HIGHEST_PERCENT),
    "fixed": (Decimal(0), HIGHEST_FIXED),
    "rate": (LOWEST_RATE, HIGHEST_RATE),
}


def find_charges(text: str, *, asked: bool = False) -> ChargesReading:
    """Return what a message names of a rate and fees.

    Args:
        text: the message.
        asked: it is about nothing else, so that every number in it has to be one of them.
    """
    folded = _ONE_DOLLAR.sub(" rate ", fold(text))
    named: dict[str, _Number] = {}
    numbers = _numbers(folded)
    for number in numbers:
        role = _role(number, numbers, named) if asked else number.role
        if role not in _BOUNDS:
            if asked:
                return NotCharges(number.text)
            continue
        taken = _Number(number.text, role, number.span, number.value)
        if role in named or not taken.is_possible:
            return NotCharges(number.text)
        named[role] = taken
    rest = folded
    for number in sorted(named.values(), key=lambda each: each.span, reverse=True):
        rest = f"{rest[: number.span[0]]} {rest[number.span[1] :]}"
    percent, fixed, rate = (named[role].value if role in named else None for role in ("percent", "fixed", "rate"))
    return Named(percent, fixed, rate, rest)


def read_charges(text: str, operator: Decimal) -> Charges | NotCharges:
    """Return what a person says their card or service charges, in a message that says nothing else.

    Args:
        text: such as ``7.25 + 1.5% + 5 fixed``.
        operator: the rate that a fee is added to where only a fee is named.
    """
    if len(text) > LONGEST:
        return NotCharges("")
    found = find_charges(text, asked=True)
    if isinstance(found, NotCharges):
        return found
    left = _FILLER.sub(" ", found.rest).strip()
    if left or found.percent is found.fixed is found.cny_per_usd is None:
        return NotCharges(" ".join(left.split())[:_PIECE])
    return Charges(found.cny_per_usd or operator, found.percent or Decimal(0), found.fixed or Decimal(0))


def read_rate(text: str) -> Decimal | None:
    """Return how many RMB a dollar is, from a message that says only that: ``7.12``, ``1 usd = 7.12 rmb``."""
    found = read_charges(text, Decimal(0))
    if isinstance(found, NotCharges) or found.percent or found.fixed or not found.cny_per_usd:
        return None
    exponent = found.cny_per_usd.as_tuple().exponent
    return found.cny_per_usd if isinstance(exponent, int) and exponent >= -MOST_RATE_DECIMALS else None


def _numbers(folded: str) -> list[_Number]:
    numbers, end = [], 0
    for found in _NUMBER.finditer(folded):
        before, behind = folded[end : found.start()], folded[found.end() :]
        start, end = found.span()
        fixed_before, fixed_behind = _FIXED_BEFORE.search(before), _FIXED_BEHIND.match(behind)
        rate_before, rate_behind = _RATE_BEFORE.search(before), _RATE_BEHIND.match(behind)
        role = "money" if found["cny"] or found["cny2"] else "bare"
        if found["percent"] or _SHARE.search(before):
            role = "percent"
        elif fixed_before or fixed_behind:
            role = "fixed"
            start, end = _widened(start, end, fixed_before, fixed_behind)
        elif rate_before or rate_behind:
            role = "rate"
            start, end = _widened(start, end, rate_before, rate_behind)
        broken = found["minus"] or found["dollar"] or found["dollar2"]
        value = None if broken else _value(found["n"])
        numbers.append(_Number(found.group().strip(), role, (start, end), value))
    return numbers


def _widened(start: int, end: int, before: re.Match[str] | None, behind: re.Match[str] | None) -> tuple[int, int]:
    """Return the span of a number with the words beside it."""
    return start - len(before.group()) if before else start, end + behind.end() if behind else end


def _role(number: _Number, numbers: list[_Number], named: dict[str, _Number]) -> str:
    """Return what a number is in a message about nothing else than charges."""
    if number.role in _BOUNDS:
        return number.role
    has_rate = any(each.role == "rate" for each in numbers) or "rate" in named
    has_bare = any(each.role == "bare" for each in numbers)
    if not has_rate and (number.role == "bare" or not has_bare):
        return "rate"
    return "fixed" if number.role == "money" else number.role


def _value(digits: str) -> Decimal | None:
    if not digits[0].isascii():
        return read_chinese(digits)
    digits = re.sub(r"^([0-9]{1,3}),([0-9]{3})(?![0-9])", r"\1\2", digits)
    whole, _, decimals = digits.replace(",", ".").partition(".")  # any other comma can only be the decimal one
    if len(whole) > len("1000") or len(decimals) > MOST_RATE_DECIMALS + 2 or "." in decimals:
        return None
    return Decimal(f"{whole or 0}.{decimals}" if decimals else whole)
