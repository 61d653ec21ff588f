"""What reading an amount can come to: one amount, a question, a range or a refusal."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from decimal import Decimal

    from bot.core.money import Currency

Span: TypeAlias = tuple[int, int]
"""Half-open range of indices into the text as it was given."""


class Refusal(enum.Enum):
    """Why no amount was read; the value names it on the command line."""

    NO_NUMBER = "no number"
    VAGUE = "not a definite number"
    NEGATIVE = "negative"
    ZERO = "zero"
    TOO_LARGE = "too large"
    MALFORMED = "malformed number"
    OTHER_CURRENCY = "neither USD nor RMB"
    NOT_MONEY = "not an amount of money"
    SEVERAL = "several amounts"


@dataclass(frozen=True, slots=True)
class Amount:
    """Exactly one amount is meant.

    Attributes:
        value: exact, more than zero and less than 10**15.
        currency: None where the text names none.
        span: the words that were read, with "about" and "a month"; what is left is the note of a booking.
        approximate: "about", 大概, 左右 or an upper bound such as 最多 was said.
        per: "month", "day", "each" ... or the words as typed ("1M tokens"); None where nothing was said.
    """

    value: Decimal
    currency: Currency | None
    span: Span
    approximate: bool = False
    per: str | None = None


@dataclass(frozen=True, slots=True)
class AmbiguousAmount:
    """Two to four readings, in the order of the text, of which the person has to choose one."""

    readings: tuple[Amount, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class AmountRange:
    """Two ends, `low` below `high`; neither of them was chosen."""

    low: Decimal
    high: Decimal
    currency: Currency | None
    span: Span


@dataclass(frozen=True, slots=True)
class RefusedAmount:
    """No amount. `piece`: the part of the text that broke, as typed, at most 40 characters."""

    reason: Refusal
    piece: str


AmountReading: TypeAlias = Amount | AmbiguousAmount | AmountRange | RefusedAmount


def plain(value: Decimal) -> str:
    """Return a decimal without exponent, sign of zero or trailing zeros: ``1E+3`` is "1000", ``2.50`` "2.5"."""
    digits = format(value, "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def expectation(reading: AmountReading) -> dict[str, object]:
    """Return the reading as the JSON object that a table of expected readings holds.

    Readings of one currency are listed as numbers, readings of two as "30 USD". A refusal carries "why".
    """
    match reading:
        case Amount(value, currency):
            return {"amount": plain(value), "currency": currency.value if currency else None}
        case AmbiguousAmount(readings):
            mixed = len({each.currency for each in readings}) > 1
            return {"ambiguous": [_with_code(each) if mixed else plain(each.value) for each in readings]}
        case AmountRange(low, high, currency):
            return {"range": [plain(low), plain(high)], "currency": currency.value if currency else None}
        case RefusedAmount(reason):
            return {"reject": True, "why": reason.value}


def _with_code(amount: Amount) -> str:
    return f"{plain(amount.value)} {amount.currency.value}" if amount.currency else plain(amount.value)
