"""Doors of the limit and of spending: /budget, /spent, /undo, plain messages, buttons, answers."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from bot.core.amounts import RefusedAmount
from bot.core.money import Currency, ExchangeRate, Money
from bot.features.budgets import views
from bot.features.budgets.phrases import (
    NO_AMOUNT,
    OtherDay,
    OtherPeriod,
    SetLimit,
    Spent,
    Unclear,
    is_question,
    names_limit,
    read_limit,
    read_spent,
)
from bot.features.budgets.rules import BARE_CURRENCY, BudgetState, can_be_kept, clean_note
from bot.features.budgets.store import BudgetStore, Viewpoint
from bot.tg import replies
from bot.tg.feature import Command, Feature

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Awaitable, Callable

    from telegram import Update

    from bot.core.person import Person
    from bot.core.screen import Screen
    from bot.db.database import Database, Transaction
    from bot.features.budgets.phrases import LimitReading, SpentReading
    from bot.tg.context import BotContext
    from bot.tg.feature import Handler

NAME: Final = "budgets"
LISTED: Final = 10
_LONGEST_REPLY: Final = 100  # characters; more is no answer to "how much?"
_AMOUNT: Final = re.compile(r"[0-9]{1,7}(?:\.[0-9]{1,12})?")
_NUMBER: Final = re.compile(r"[0-9]{1,9}")
_UPDATE_ID: Final = re.compile(r"[0-9]{1,15}")
_CYCLE_DAY: Final = re.compile(r"(?:[1-9]|[12][0-9]|3[01])?")
_DAYS_AGO: Final = re.compile(r"[012]")


class BudgetHandlers:
    """Keeps a monthly limit and what is spent against it.

    Args:
        database: for what is only shown.
        store: limits and entries.
        rate: says what the rate is at the moment.
    """

    def __init__(self, database: Database, store: BudgetStore, rate: Callable[[], ExchangeRate]) -> None:
        self._database, self._store, self._rate = database, store, rate
        self._taps: dict[str, Callable[[Update, BotContext, tuple[str, ...]], Awaitable[bool]]] = {
            "card": self._tap_card,
            "limits": self._tap_limits,
            "limit": self._tap_limit,
            "set": self._tap_set,
            "drop": self._tap_drop,
            "log": self._tap_log,
            "list": self._tap_list,
            "book": self._tap_book,
            "undo": self._tap_undo,
            "redo": self._tap_redo,
        }

    def feature(self) -> Feature:
        """Return what the rest of the program sees."""
        return Feature(
            NAME,
            commands=(
                Command("budget", self.on_budget, words=("预算", "限额"), private=True),
                Command("spent", self.on_spent, words=("花费", "记账"), private=True),
                Command("undo", self.on_undo, words=("撤销",), private=True),
            ),
            on_tap=self.on_tap,
            recognise=self.recognise,
            on_reply=self.on_reply,
            export=self._store.export,
            forget=self._store.forget,
            private=True,
        )

    def recognise(self, text: str, person: Person, now: dt.datetime) -> Handler | None:
        """Take messages that say what was spent, set a limit or name it; no questions."""
        if read_spent(text) is not None:
            return self.on_plain_spent
        if read_limit(text) is not None:
            return self.on_plain_limit
        return self.on_plain_name if names_limit(text) else None

    async def on_budget(self, update: Update, context: BotContext) -> None:
        """Set the limit that follows the command, or show it."""
        if not context.words.strip():
            await self._show(context, self._card(context))
            return
        await self._take_limit(context, read_limit(context.words, asked=True))

    async def on_spent(self, update: Update, context: BotContext) -> None:
        """Book what follows the command, or list what was booked."""
        if not context.words.strip():
            await self._show(context, self._entries(context))
            return
        await self._take_spent(update, context, read_spent(context.words, asked=True))

    async def on_undo(self, update: Update, context: BotContext) -> None:
        """Take back the entry booked last."""
        await self._take_back(context, None)

    async def on_plain_limit(self, update: Update, context: BotContext) -> None:
        """Set the limit that a plain message names."""
        await self._take_limit(context, read_limit(context.words))

    async def on_plain_spent(self, update: Update, context: BotContext) -> None:
        """Book what a plain message says."""
        await self._take_spent(update, context, read_spent(context.words))

    async def on_plain_name(self, update: Update, context: BotContext) -> None:
        """Show the limit."""
        await self._show(context, self._card(context))

    async def on_reply(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        """Read the answer to "which limit?" and to "what did you spend?"."""
        words = context.words.strip()
        if len(words) > _LONGEST_REPLY or is_question(words):
            return False
        if arguments == ("limit",) and read_spent(words) is None:
            limit = read_limit(words, asked=True)
            if not _is_no_answer(limit):
                await self._take_limit(context, limit)
                return True
        if arguments == ("spent",) and read_limit(words) is None:
            spent = read_spent(words, asked=True)
            if not _is_no_answer(spent):
                await self._take_spent(update, context, spent)
                return True
        return False

    async def on_tap(self, update: Update, context: BotContext) -> None:
        """Answer the buttons of this feature's screens."""
        verb, *rest = (*context.arguments, "")
        question = context.turn.question
        if question is not None and question[0] == NAME:
            context.turn.answers_question = True  # a button instead of an answer closes the question as well
        tap = self._taps.get(verb)
        if tap is None or not await tap(update, context, tuple(rest[:-1])):
            context.toast(replies.old_button(context.tr))

    # --- what a message or a button comes to ------------------------------------------------------------------

    async def _take_limit(self, context: BotContext, reading: LimitReading | None) -> None:
        match reading:
            case SetLimit(limit, assumed, cycle_day):
                await self._set_limit(context, limit, cycle_day, assumed=assumed)
            case OtherPeriod():
                context.show(views.other_period(context.tr))
            case Unclear():
                context.show(views.unclear_limit(context.tr, reading))

    async def _take_spent(self, update: Update, context: BotContext, reading: SpentReading | None) -> None:
        match reading:
            case Spent():
                await self._book(context, update.update_id, reading)
            case OtherDay():
                context.show(views.other_day(context.tr))
            case Unclear():
                budget = await self._database.read(lambda tx: self._store.budget(tx, context.person.id))
                bare = budget.limit.currency if budget else BARE_CURRENCY
                context.show(views.unclear_spent(context.tr, reading, update.update_id, bare))

    async def _set_limit(self, context: BotContext, limit: Money, cycle_day: int | None, *, assumed: bool) -> None:
        view = self._viewpoint(context)

        def effect(tx: Transaction) -> Screen:
            before = self._store.set_budget(tx, view.person_id, limit, cycle_day, view.now)
            state = self._store.standing(tx, view)
            assert isinstance(state, BudgetState)  # noqa: S101 - the limit has just been set
            return views.limit_set(context.tr, state, before, assumed=assumed)

        await context.act(effect)

    async def _book(self, context: BotContext, update_id: int, spent: Spent) -> None:
        view = self._viewpoint(context)

        def effect(tx: Transaction) -> Screen:
            booking = self._store.book(tx, view, update_id, spent.amount, spent.currency, spent.days_ago, spent.note)
            return views.booked(context.tr, booking)

        await context.act(effect)

    async def _take_back(self, context: BotContext, number: int | None) -> None:
        view = self._viewpoint(context)

        def effect(tx: Transaction) -> Screen:
            taken = self._store.take_back(tx, view, number)
            return views.taken_back(context.tr, taken) if taken else views.nothing_to_take_back(context.tr)

        await context.act(effect)

    def _card(self, context: BotContext) -> Callable[[Transaction], Screen]:
        view = self._viewpoint(context)

        def read(tx: Transaction) -> Screen:
            standing = self._store.standing(tx, view)
            if isinstance(standing, BudgetState):
                return views.card(context.tr, standing)
            return views.offer_limit(context.tr, standing)

        return read

    def _entries(self, context: BotContext) -> Callable[[Transaction], Screen]:
        view = self._viewpoint(context)

        def read(tx: Transaction) -> Screen:
            newest = self._store.newest(tx, view.person_id, LISTED)
            return views.entries(context.tr, newest, self._store.standing(tx, view))

        return read

    async def _show(self, context: BotContext, read: Callable[[Transaction], Screen]) -> None:
        """Show what the database holds; a question that this answers is closed with it."""
        if context.turn.answers_question:
            await context.act(read)
        else:
            context.show(await self._database.read(read))

    def _viewpoint(self, context: BotContext) -> Viewpoint:
        return Viewpoint(context.person.id, context.now, context.person.zone, self._rate())

    # --- buttons: each returns False where somebody made its arguments up -----------------------------------

    async def _tap_card(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        await self._show(context, self._card(context))
        return True

    async def _tap_limits(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        view = self._viewpoint(context)

        def read(tx: Transaction) -> Screen:
            standing = self._store.standing(tx, view)
            if isinstance(standing, BudgetState):
                return views.change_limit(context.tr, standing)
            return views.offer_limit(context.tr, standing)

        await self._show(context, read)
        return True

    async def _tap_limit(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        await context.ask(views.ask_limit(context.tr), f"{NAME}:limit")
        return True

    async def _tap_log(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        await context.ask(views.ask_spent(context.tr), f"{NAME}:spent")
        return True

    async def _tap_list(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        await self._show(context, self._entries(context))
        return True

    async def _tap_set(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        amount, code, day = (*arguments, "", "", "")[:3]
        limit = _money(amount, code)
        if limit is None or not _CYCLE_DAY.fullmatch(day):
            return False
        await self._set_limit(context, limit, int(day) if day else None, assumed=False)
        return True

    async def _tap_drop(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        person_id = context.person.id
        await context.act(lambda tx: views.limit_removed(context.tr, self._store.drop_budget(tx, person_id)))
        return True

    async def _tap_book(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        if len(arguments) != 5:  # noqa: PLR2004 - update, amount, currency, days ago, note
            return False
        update_id, amount, code, days_ago, note = arguments
        money = _money(amount, code)
        if money is None or not _UPDATE_ID.fullmatch(update_id) or not _DAYS_AGO.fullmatch(days_ago):
            return False
        spent = Spent(money.amount, money.currency, int(days_ago), clean_note(note))
        await self._book(context, int(update_id), spent)
        return True

    async def _tap_undo(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        if len(arguments) != 1 or not _NUMBER.fullmatch(arguments[0]):
            return False
        await self._take_back(context, int(arguments[0]))
        return True

    async def _tap_redo(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        if len(arguments) != 1 or not _NUMBER.fullmatch(arguments[0]):
            return False
        view, number = self._viewpoint(context), int(arguments[0])

        def effect(tx: Transaction) -> Screen:
            booking = self._store.book_again(tx, view, number)
            return views.booked(context.tr, booking) if booking else self._entries(context)(tx)

        await context.act(effect)
        return True


def _money(amount: str, code: str) -> Money | None:
    """Return the amount that a button holds, None where it cannot be one of ours."""
    if not _AMOUNT.fullmatch(amount) or code not in {currency.value for currency in Currency}:
        return None
    value = Decimal(amount)
    return Money(value, Currency(code)) if can_be_kept(value) else None


def _is_no_answer(reading: LimitReading | SpentReading | None) -> bool:
    """Tell whether a message holds nothing that could answer "how much?"."""
    if not isinstance(reading, Unclear):
        return False
    return isinstance(reading.reading, RefusedAmount) and reading.reading.reason in NO_AMOUNT
