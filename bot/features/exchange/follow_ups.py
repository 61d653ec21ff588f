"""What a short message means behind a conversion or a top-up sum: another amount, the other way, a currency, a rate."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final, TypeAlias

from bot.core import follow_ups
from bot.core.amounts import AmbiguousAmount, Amount, Refusal, RefusedAmount, read_amount
from bot.core.amounts.reading import plain
from bot.core.money import Currency, Money
from bot.features.exchange.charges import HIGHEST_RATE
from bot.features.exchange.named import NotCharges, find_charges, read_charges
from bot.features.exchange.rules import Conversion, NotConvertible, read_button, read_conversion
from bot.features.exchange.topup import NoSum, Sum, sum_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.amounts import AmountReading
    from bot.core.follow_ups import FollowUp

ONLY_RATE: Final = (Currency.USD.value,)
"""The state behind an answer that says what a dollar is: a bare number is converted out of dollars."""
SUM: Final = "sum"
"""Stands before the sum in the state behind a top-up sum."""
_TURN: Final = re.compile(
    r"(?:in )?(?:the )?(?:(?:other|opposite|reverse|wrong) (?:way(?: a?round)?|direction)|reverse|opposite|inverse)"
    r"|back(?:wards?)?(?: again)?|revers(?:e (?:it|that)|ed)|turn (?:it|that) a?round"
    r"|(?:swap|switch|flip|invert)(?: (?:it|that|them))?|vice[ -]versa"
    r"|(?:反过来|倒过来|掉过来|反向|反着|反之|相反|换个方向|反方向)(?:换|算|兑|兑换|换算|转换|来)*|换回[来去]|换过来"
)
_HOW_MUCH: Final = re.compile(r"\s*(?:是|要|值|能?换)?多少钱?$")
_REFUSED: Final = frozenset({Refusal.NEGATIVE, Refusal.ZERO, Refusal.TOO_LARGE, Refusal.OTHER_CURRENCY})
_AROUND: Final = " .,!~"
_WITH: Final = re.compile(
    r"(?:(?:with|at|using)|(?:the )?(?:exchange )?(?:rate|fee)s?)\b|按照?|用|以|(?:汇率|手续费|费率)"
    r"|[\d.]+\s?%(?:\s?(?:fees?|手续费))?$"
)
_NO_FEE: Final = re.compile(
    r"(?:without|with no|no)(?: (?:any|a|the))? fees?|(?:不算|没有?|不要|不加|不含|免|无)手续费"
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A conversion whose result is in the currency that was asked for already."""

    conversion: Conversion


Next: TypeAlias = Conversion | NotConvertible | Shown


def read_next(text: str, currency: Currency, amount: Money | None = None) -> Next | None:
    """Return what a message behind a conversion asks for, None where it asks for something else.

    Args:
        text: the message.
        currency: an amount without one is in this.
        amount: what was converted; None: only the rate was shown, so that nothing can be turned.
    """
    said = follow_ups.read(text)
    if said is None:
        return None
    said = replace(said, rest=_HOW_MUCH.sub("", said.rest))
    if _TURN.fullmatch(said.rest):
        return _turned(amount)
    wanted = follow_ups.asked_currency(said.rest)
    if isinstance(wanted, Currency):
        return _into(wanted, amount, corrects=said.corrects)
    return _another(said, currency) if wanted is None else _neither(wanted, currency)


def _another(said: FollowUp, currency: Currency) -> Conversion | NotConvertible | None:
    """Take another amount, in the same currency unless it names its own."""
    reading = read_amount(said.rest)
    if not _is_all(reading, said.rest):
        return None
    match reading:
        case Amount(value=value, currency=None, per=None):
            return Conversion(Money(value, currency), currency.other)
        case Amount(currency=Currency(), per=None) if said.is_marked:
            return read_conversion(said.rest)
        case AmbiguousAmount(readings=readings) if len({each.span for each in readings}) == 1:
            is_free = readings[0].currency is None or said.is_marked
            return NotConvertible(reading, said.rest, currency) if is_free else None
        case RefusedAmount(reason=reason) if reason in _REFUSED and said.is_marked:
            return NotConvertible(reading, said.rest, currency)
        case _:
            return None


def _neither(name: str, currency: Currency) -> NotConvertible:
    """Say that a currency is neither of the two."""
    return NotConvertible(RefusedAmount(Refusal.OTHER_CURRENCY, name), name, currency)


def _turned(amount: Money | None) -> Conversion | None:
    return Conversion(Money(amount.amount, amount.currency.other), amount.currency) if amount is not None else None


def _into(wanted: Currency, amount: Money | None, *, corrects: bool) -> Conversion | Shown | None:
    """Take a currency for what the amount is to become; "no, rmb" says what it is in."""
    if amount is None:
        return None
    is_result = wanted is not amount.currency
    if is_result is corrects:
        return _turned(amount)
    return None if corrects else Shown(Conversion(amount, wanted))


def _is_all(reading: AmountReading, rest: str) -> bool:
    """Tell whether nothing but the amount stands in a message."""
    if isinstance(reading, RefusedAmount):
        return reading.piece == rest
    return not f"{rest[: reading.span[0]]}{rest[reading.span[1] :]}".strip(_AROUND)


def packed(amount: Money) -> tuple[str, ...]:
    """Return the state behind the conversion of an amount."""
    return amount.currency.value, plain(amount.amount)


def unpacked(state: Sequence[str]) -> tuple[Currency, Money | None] | None:
    """Return the currency and the amount of a state, None where it is not that of a conversion."""
    code, *rest = (*state, "")[:2]
    if code not in {currency.value for currency in Currency} or len(state) > 2:  # noqa: PLR2004 - code and amount
        return None
    return Currency(code), read_button(rest[0], code)


# --- behind a top-up sum ------------------------------------------------------------------------------------------


def read_next_sum(text: str, asked: Sum) -> Sum | NoSum | None:
    """Return the sum that a message behind another one asks for, None where it asks for something else."""
    said = follow_ups.read(text)
    if said is None:
        return None
    if _TURN.fullmatch(said.rest):
        return replace(asked, money=Money(asked.money.amount, asked.money.currency.other))
    if _NO_FEE.fullmatch(said.rest):
        return replace(asked, percent=Decimal(0), fixed=Decimal(0))
    if _WITH.match(said.rest):
        return _with_charges(said.rest, asked)
    reading = read_amount(said.rest)
    if not isinstance(reading, Amount | AmbiguousAmount) or not _is_all(reading, said.rest):
        return None
    if isinstance(reading, AmbiguousAmount) and len({each.span for each in reading.readings}) > 1:
        return None
    first = reading.readings[0] if isinstance(reading, AmbiguousAmount) else reading
    is_meant = first.per is None and (first.currency is None or said.is_marked)
    return sum_of(reading, said.rest, asked) if is_meant else None


def _with_charges(rest: str, asked: Sum) -> Sum | None:
    named = find_charges(rest, asked=True)
    if isinstance(named, NotCharges) or isinstance(read_charges(rest, HIGHEST_RATE), NotCharges):
        return None
    return replace(
        asked,
        cny_per_usd=asked.cny_per_usd if named.cny_per_usd is None else named.cny_per_usd,
        percent=asked.percent if named.percent is None else named.percent,
        fixed=asked.fixed if named.fixed is None else named.fixed,
    )
