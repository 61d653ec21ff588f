"""Doors of what people say about the last answer: another amount or currency, a note, a step back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.core.amounts import Amount, Refusal, RefusedAmount
from bot.core.money import Currency, Money
from bot.features.budgets import asking_views
from bot.features.budgets.doors import NAME, unpacked
from bot.features.budgets.follow_ups import OtherAmount, OtherCurrency, Remark, Step, asks_in_currency, read_follow_up
from bot.features.budgets.phrases import SetLimit, Spent, read_limit
from bot.features.budgets.rules import Kind, can_be_kept
from bot.features.budgets.statements import SaidTotal, read_total

if TYPE_CHECKING:
    from bot.features.budgets.entry_handlers import EntryDoor
    from bot.features.budgets.follow_ups import FollowUp
    from bot.features.budgets.limit_handlers import LimitDoor
    from bot.features.budgets.rules import Entry
    from bot.tg.context import BotContext


class FollowUpDoor:
    """Changes what was booked or set last.

    Args:
        entries: books and changes entries.
        limits: sets and removes limits.
    """

    def __init__(self, entries: EntryDoor, limits: LimitDoor) -> None:
        self._entries, self._limits = entries, limits

    async def on_reply(self, update_id: int, context: BotContext, arguments: tuple[str, ...]) -> bool:
        """Take what a message says about the last answer; False where it is about something else."""
        if arguments[:1] in {("booked",), ("total",), ("limit",)} and asks_in_currency(context.words):
            context.expect_follow_up(NAME, *arguments)
            await context.act(self._limits.card(context))  # which has both currencies
            return True
        said = read_follow_up(context.words, renewed=context.is_edit)
        if said is None:
            return False
        match arguments:
            case ("booked", number, *before):
                return await self._on_entry(context, said, int(number), before)
            case ("total", number, amount, code):
                return await self._on_total(
                    update_id, context, said, int(number), Money(Decimal(amount), Currency(code))
                )
            case ("file", number) if said in {Step.BACK, Step.AWAY}:
                await self._entries.take_back(context, int(number))
                return True
            case ("gone", number):
                return await self._on_gone(context, said, int(number))
            case ("limit", slot, *before):
                return await self._on_limit(context, said, int(slot), before)
            case _:
                return False

    async def _on_gone(self, context: BotContext, said: FollowUp, number: int) -> bool:
        """Book again what was taken back, or take back what was booked before it."""
        match said:
            case Step.FORTH:
                await self._entries.book_again(context, number)
            case Step.BACK:
                await self._entries.take_back(context, None)
            case _:
                return False
        return True

    async def _on_entry(self, context: BotContext, said: FollowUp, number: int, before: list[str]) -> bool:
        entry = await self._entries.find(context, number)
        if entry is None or entry.undone:
            return False
        match said:
            case Step.BACK if before:
                amount, code, day = before
                money, date = Money(Decimal(amount), Currency(code)), dt.date.fromisoformat(day)
                await self._entries.put(context, number, money, date, is_step_back=True)
            case Step.BACK | Step.AWAY:
                await self._entries.take_back(context, number)
            case _ if entry.kind is Kind.CORRECTION:
                return False
            case OtherAmount(_, Amount(value, currency, per=None)) if can_be_kept(value):
                await self._change(context, entry, Spent(value, currency, 0, ""))
            case OtherAmount(piece, Amount(per=None)):
                refused = RefusedAmount(Refusal.TOO_LARGE, piece)
                context.show(asking_views.unclear_change(context.tr, refused, entry))
            case OtherAmount(_, reading) if not isinstance(reading, Amount):
                context.show(asking_views.unclear_change(context.tr, reading, entry))
            case OtherCurrency(currency):
                await self._change(context, entry, Spent(entry.money.amount, currency, 0, ""))
            case Remark(note, label):
                await self._change(context, entry, Spent(entry.money.amount, None, 0, note, label))
            case _:
                return False
        return True

    async def _change(self, context: BotContext, entry: Entry, spent: Spent) -> None:
        await self._entries.take_edit(context, entry.number, spent)

    async def _on_total(self, update_id: int, context: BotContext, said: FollowUp, number: int, total: Money) -> bool:
        entry = await self._entries.find(context, number)
        if entry is None or entry.undone:
            return False
        match said:
            case Step.BACK | Step.AWAY:
                await self._entries.take_back(context, number)
                return True
            case OtherAmount(piece):
                reading = read_total(piece, asked=True)
                if not isinstance(reading, SaidTotal):
                    await self._entries.take_total(update_id, context, reading)
                    return reading is not None
                total = Money(reading.amount, reading.currency or total.currency)
            case OtherCurrency(currency):
                total = Money(total.amount, currency)
            case _:
                return False
        await self._entries.correct(context, update_id, total, entry.label, instead_of=number)
        return True

    async def _on_limit(self, context: BotContext, said: FollowUp, slot: int, before: list[str]) -> bool:
        budget = await self._limits.find(context, slot)
        match said:
            case Step.BACK | Step.AWAY:
                await self._limits.put_back(context, slot, unpacked(slot, before))
            case Step.FORTH if budget is None:
                await self._limits.put_back(context, slot, unpacked(slot, before))
            case OtherAmount(piece) if budget is not None:
                reading = read_limit(piece, asked=True)
                if isinstance(reading, SetLimit) and reading.assumed:
                    money = Money(reading.limit.amount, budget.limit.currency)
                    reading = replace(reading, limit=money, assumed=False)
                await self._limits.take_limit(context, reading, slot)
            case OtherCurrency(currency) if budget is not None:
                await self._limits.set_limit(context, Money(budget.limit.amount, currency), None, label=budget.label)
            case _:
                return False
        return True
