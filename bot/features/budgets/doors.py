"""What the doors of this feature share: who looks, when, and how a screen is shown."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final, TypeAlias

from bot.core.money import Currency, Money
from bot.core.periods import Period
from bot.features.budgets.reading import Viewpoint
from bot.features.budgets.rules import Budget, can_be_kept

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from telegram import Update

    from bot.core.money import ExchangeRate
    from bot.core.screen import Screen
    from bot.db.database import Database, Transaction
    from bot.features.budgets.store import BudgetStore
    from bot.tg.context import BotContext

NAME: Final = "budgets"
NUMBER: Final = re.compile(r"[0-9]{1,9}")
UPDATE_ID: Final = re.compile(r"[0-9]{1,15}")
SLOT: Final = re.compile(r"[0-9]?")
_AMOUNT: Final = re.compile(r"[0-9]{1,7}(?:\.[0-9]{1,12})?")

Tap: TypeAlias = "Callable[[Update, BotContext, tuple[str, ...]], Awaitable[bool]]"
"""Answers a button; False where somebody made its arguments up."""


class Door:
    """The base of the doors.

    Args:
        database: for what is only shown.
        store: limits and entries.
        rate: says what the rate is at the moment.
    """

    def __init__(self, database: Database, store: BudgetStore, rate: Callable[[], ExchangeRate]) -> None:
        self.database, self.store, self.rate = database, store, rate

    def taps(self) -> Mapping[str, Tap]:
        """Return who answers which button."""
        return {}

    def view(self, context: BotContext) -> Viewpoint:
        """Return who looks, when and where."""
        return Viewpoint(context.person.id, context.now, context.person.zone, self.rate())

    async def show(self, context: BotContext, read: Callable[[Transaction], Screen]) -> None:
        """Show what the database holds; a question that this answers is closed with it."""
        if context.turn.answers_question:
            await context.act(read)
        else:
            context.show(await self.database.read(read))


def money_of(amount: str, code: str) -> Money | None:
    """Return the amount that a button holds, None where it cannot be one of ours."""
    if not _AMOUNT.fullmatch(amount) or code not in {currency.value for currency in Currency}:
        return None
    value = Decimal(amount)
    return Money(value, Currency(code)) if can_be_kept(value) else None


def slot_of(arguments: tuple[str, ...]) -> int | None:
    """Return the limit that a button names, the one without a label where it names none; None for nonsense."""
    if not arguments:
        return 0
    return int(arguments[0] or 0) if len(arguments) == 1 and SLOT.fullmatch(arguments[0]) else None


def packed(budget: Budget | None) -> tuple[str, ...]:
    """Return a limit as a question holds it, so that it can be set again; empty for none."""
    if budget is None:
        return ()
    bought = budget.bought_on.isoformat() if budget.bought_on else ""
    amount, carries = format(budget.limit.amount, "f"), str(int(budget.carries_over))
    currency, period = budget.limit.currency.value, budget.period.value
    return (amount, currency, str(budget.cycle_day), period, carries, bought, budget.label)


def unpacked(slot: int, parts: list[str]) -> Budget | None:
    """Return the limit that :func:`packed` made words of."""
    if not parts:
        return None
    amount, code, day, period, carries, bought, label = parts
    return Budget(
        Money(Decimal(amount), Currency(code)),
        int(day),
        slot,
        label,
        Period(period),
        dt.date.fromisoformat(bought) if bought else None,
        carries == "1",
    )
