"""Messages that state something else than spending: what the usage page says, and credit that was bought."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.core.amounts import Amount, Refusal, RefusedAmount, read_amount
from bot.features.budgets import meanings, patterns
from bot.features.budgets.days import cut_day
from bot.features.budgets.phrases import LONGEST, Unclear, cut_label, is_question, masked_text
from bot.features.budgets.rules import LARGEST

if TYPE_CHECKING:
    import datetime as dt

    from bot.core.money import Currency


@dataclass(frozen=True, slots=True)
class SaidTotal:
    """What the usage page says; 0 is possible. `currency`: None where none was named."""

    amount: Decimal
    currency: Currency | None
    label: str


@dataclass(frozen=True, slots=True)
class ToppedUp:
    """Credit that may have been bought; "充了" is said of spending as well. `days_ago`: 0 for today."""

    amount: Decimal
    currency: Currency | None
    days_ago: int
    label: str


def read_total(text: str, *, asked: bool = False, loosely: bool = False) -> SaidTotal | Unclear | None:
    """Return the total that a message says the usage page shows, None where it is about something else.

    Args:
        text: the message.
        asked: the person was asked for exactly this number, so any amount is one.
        loosely: a few words may say something else.
    """
    if len(text) > LONGEST or "\n" in text.strip():
        return None
    rest, label = cut_label(text)
    reading = read_amount(rest)
    if not asked:
        masked = masked_text(rest, reading)
        if masked is None or is_question(masked):
            return None
        if not meanings.states_total(masked, but=meanings.UNEXPLAINED if loosely else 0):
            return None
    if isinstance(reading, RefusedAmount) and reading.reason is Refusal.ZERO:
        return SaidTotal(Decimal(0), None, label)
    if not isinstance(reading, Amount):
        return Unclear(reading, note=f"#{label}" if label else "")
    if reading.value > LARGEST:
        return Unclear(RefusedAmount(Refusal.TOO_LARGE, rest[slice(*reading.span)][:40]))
    return SaidTotal(reading.value, reading.currency, label)


def read_top_up(text: str, today: dt.date) -> ToppedUp | None:
    """Return what a message says was topped up, None where it is about something else or not certain."""
    if len(text) > LONGEST or "\n" in text.strip():
        return None
    rest, label = cut_label(text)
    rest, named = cut_day(rest, today)
    reading = read_amount(rest)
    masked = masked_text(rest, reading)
    if masked is None or not isinstance(reading, Amount) or reading.per is not None or is_question(masked):
        return None
    if not (patterns.TOP_UP_EN.fullmatch(masked) or patterns.TOP_UP_ZH.fullmatch(masked)):
        return None
    days_ago = named
    if days_ago is None:
        two = patterns.DAY_BEFORE_YESTERDAY.search(masked)
        days_ago = 2 if two else 1 if patterns.YESTERDAY.search(masked) else 0
    if not days_ago >= 0 or reading.value > LARGEST:
        return None
    return ToppedUp(reading.value, reading.currency, days_ago, label)
