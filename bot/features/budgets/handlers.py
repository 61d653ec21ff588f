"""Doors of the limit and of spending: /budget, /spent, /undo, /import, plain messages, buttons, answers, files."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Final

from bot.core.amounts import Amount, RefusedAmount, read_amount
from bot.core.gist import gist, wants_warning
from bot.core.intent import CLEAR, GUESS, LIKELY, POSSIBLE, Intent
from bot.core.periods import local_day
from bot.core.screen import File
from bot.core.undo import undoes
from bot.features.budgets import file_views
from bot.features.budgets.doors import NAME, NUMBER, Door
from bot.features.budgets.entry_handlers import EntryDoor
from bot.features.budgets.file_handlers import CSV_NAME, FileDoor
from bot.features.budgets.follow_up_handlers import FollowUpDoor
from bot.features.budgets.forms import forms
from bot.features.budgets.jobs import BudgetJobs
from bot.features.budgets.limit_handlers import LimitDoor
from bot.features.budgets.meanings import may_be_credit
from bot.features.budgets.phrases import (
    NO_AMOUNT,
    Spent,
    Unclear,
    asks_for_card,
    is_question,
    names_limit,
    read_limit,
    read_spent,
    removes_limit,
)
from bot.features.budgets.setting_handlers import SettingDoor
from bot.features.budgets.statements import read_top_up, read_total
from bot.tg.feature import Command, Feature, Offer, OldButtonError
from bot.tg.turn_state import AGAIN

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from telegram import Update

    from bot.core.i18n import Translator
    from bot.core.money import ExchangeRate
    from bot.core.person import Person
    from bot.core.screen import Button
    from bot.db.database import Database, Transaction
    from bot.features.budgets.jobs import Sends
    from bot.features.budgets.phrases import LimitReading, SpentReading
    from bot.features.budgets.store import BudgetStore
    from bot.tg.context import BotContext
    from bot.tg.feature import Handler

_LOOSE: Final = (POSSIBLE + LIKELY) / 2
"""A message with words that nothing explains: an answer that was surely found comes before it."""
_EITHER: Final = (LIKELY + CLEAR) / 2
"""What is left may be of the limit or of the credit at OpenAI: the answer about that gets a button."""
_FAINT: Final = (GUESS + POSSIBLE) / 2
"""A question with such words: any answer that was found comes before it."""
_OWN: Final = re.compile(r"\b(?:i|i'm|my|me)\b|我", re.IGNORECASE)
_THEIRS: Final = re.compile(r"openai|\bapi\b|\bkey\b|project|organi|官网|后台|平台|项目", re.IGNORECASE)
_LONGEST_REPLY = 100  # characters; more is no answer to "how much?"


class BudgetHandlers(Door):
    """Keeps limits and what is spent against them.

    Args:
        database: for what is only shown.
        store: limits and entries.
        rate: says what the rate is at the moment.
        sender: the way out for what the bot writes by itself.
        person: finds who somebody is.
        wake: makes the program look for what is due.
        awake: says when something may be sent to somebody: at once, or when their quiet hours are over.
        remind: makes the button that has the limit called to mind every month.
    """

    def __init__(
        self,
        database: Database,
        store: BudgetStore,
        rate: Callable[[], ExchangeRate],
        sender: Sends,
        person: Callable[[Transaction, int], Person],
        wake: Callable[[], None],
        awake: Callable[[Transaction, Person, dt.datetime], dt.datetime],
        remind: Callable[[Translator], Button],
    ) -> None:
        super().__init__(database, store, rate)
        self._limits = LimitDoor(database, store, rate, remind)
        self._entries = EntryDoor(database, store, rate)
        self._files = FileDoor(database, store, rate)
        self._settings = SettingDoor(database, store, rate, wake)
        self._follow_ups = FollowUpDoor(self._entries, self._limits)
        self._jobs = BudgetJobs(database, store, sender, person, rate, awake)
        self._taps = {
            **self._limits.taps(),
            **self._entries.taps(),
            **self._files.taps(),
            **self._settings.taps(),
        }

    def feature(self) -> Feature:
        """Return what the rest of the program sees."""
        return Feature(
            NAME,
            commands=(
                Command("budget", self.on_budget, words=("预算", "限额"), private=True, intent=Intent.BUDGET),
                Command("spent", self.on_spent, words=("花费", "记账"), private=True, intent=Intent.SPENT),
                Command(
                    "undo", self.on_undo, words=("撤销",), private=True, intent=Intent.SPENT, whole=undoes, yields=True
                ),
                Command("import", self._files.on_import, words=("导入",), private=True, intent=Intent.SPENT),
            ),
            on_tap=self.on_tap,
            fresh=self.on_budget,
            recognise=self.recognise,
            likely=self.likely,
            on_reply=self.on_reply,
            export=self._files.imports.export,
            forget=self.store.forget,
            run_due=self._jobs.run_due,
            private=True,
            on_file=self._files.on_file,
            settings=self._settings.lines,
            forms=forms,
            let_go=self._entries.let_go,
        )

    def files(self, tx: Transaction, person_id: int, tr: Translator) -> list[File]:
        """Return what goes with /export: the entries as a table."""
        table = self._files.imports.csv(tx, person_id)
        return [] if table is None else [File(CSV_NAME, table, file_views.csv_caption(tr))]

    def drop_old_files(self, tx: Transaction, now: dt.datetime) -> None:
        """Forget what files hold that nobody booked in a day."""
        self._files.imports.drop_old(tx, now)

    def on_zone(self, tx: Transaction, person_id: int, now: dt.datetime) -> None:
        """Follow a person into another zone: entries keep their days, summaries come by the new clock."""
        self.store.replan(tx, person_id, now)

    def recognise(self, text: str, person: Person, now: dt.datetime) -> Offer | None:
        """Take messages that say what was spent, set a limit or name it, or state a total; no questions."""
        today = local_day(now, person.zone)
        for intent, said, handler in (
            (Intent.SET_TOTAL, read_total(text) is not None, self.on_plain_total),
            (Intent.SPENT, read_top_up(text, today) is not None, self.on_plain_top_up),
            (Intent.SPENT, read_spent(text, today=today) is not None, self.on_plain_spent),
            (Intent.BUDGET, read_limit(text) is not None, self.on_plain_limit),
            (Intent.BUDGET, names_limit(text) or asks_for_card(text), self.on_plain_name),
            (Intent.BUDGET, removes_limit(text), self.on_plain_removal),
            (Intent.BUDGET, wants_warning(text), self.on_plain_warning),
        ):
            if said:
                sure = _EITHER if handler == self.on_plain_name and may_be_credit(text) else CLEAR
                return Offer(intent, sure, handler, text.strip())
        return self._recognise_loosely(text, today)

    def _recognise_loosely(self, text: str, today: dt.date) -> Offer | None:
        """Take messages that say the same with a few other words in them."""
        spent = read_spent(text, today=today, loosely=True) is not None
        for intent, said, handler in (
            (Intent.SET_TOTAL, read_total(text, loosely=True) is not None, self.on_plain_total),
            (Intent.BUDGET, read_limit(text, loosely=True) is not None, self.on_plain_limit),
            (Intent.SPENT, spent, self.on_plain_spent),
        ):
            if said:
                return Offer(intent, _LOOSE, partial(handler, loosely=True), text.strip())
        if asks_for_card(text, loosely=True):
            sure = _LOOSE if _OWN.search(text) is not None and _THEIRS.search(text) is None else _FAINT
            return Offer(Intent.BUDGET, sure, self.on_plain_name, text.strip())
        return None

    def likely(self, intent: Intent, text: str, person: Person, now: dt.datetime) -> Handler | None:
        """Take messages that are only worded like those about the limit and about spending."""
        read, has_amount = gist(text), isinstance(read_amount(text), Amount)
        if intent is Intent.BUDGET:
            return self.on_plain_name if read.asks or not has_amount else self.on_budget
        if not has_amount or read.asks:
            return None
        return {Intent.SPENT: self.on_spent, Intent.SET_TOTAL: self.on_total}.get(intent)

    async def on_total(self, update: Update, context: BotContext) -> None:
        """Set the total to the amount in a message."""
        await self._entries.reply_total(update.update_id, context)

    async def on_budget(self, update: Update, context: BotContext) -> None:
        """Set the limit that follows the command, or show it."""
        if not context.words.strip():
            await self.show(context, self._limits.card(context))
            return
        await self._limits.take_limit(context, read_limit(context.words, asked=True))

    async def on_spent(self, update: Update, context: BotContext) -> None:
        """Book what follows the command, or list what was booked."""
        if not context.words.strip():
            await self.show(context, self._entries.entries(context))
            return
        await self._entries.take_spent(update.update_id, context, self._asked(context))

    async def on_undo(self, update: Update, context: BotContext) -> None:
        """Take back the entry booked last."""
        await self._entries.take_back(context, None)

    async def on_plain_limit(self, update: Update, context: BotContext, *, loosely: bool = False) -> None:
        """Set the limit that a plain message names."""
        await self._limits.take_limit(context, read_limit(context.words, loosely=loosely))

    async def on_plain_spent(self, update: Update, context: BotContext, *, loosely: bool = False) -> None:
        """Book what a plain message says."""
        reading = read_spent(context.words, today=self.view(context).today, loosely=loosely)
        await self._entries.take_spent(update.update_id, context, reading)

    async def on_plain_total(self, update: Update, context: BotContext, *, loosely: bool = False) -> None:
        """Set the total that a plain message says the usage page shows."""
        await self._entries.take_total(update.update_id, context, read_total(context.words, loosely=loosely))

    async def on_plain_top_up(self, update: Update, context: BotContext) -> None:
        """Ask whether credit was bought or something spent."""
        said = read_top_up(context.words, self.view(context).today)
        if said is not None:
            await self._entries.ask_top_up(update.update_id, context, said)

    async def on_plain_name(self, update: Update, context: BotContext) -> None:
        """Show the limit."""
        await self.show(context, self._limits.card(context))

    async def on_plain_warning(self, update: Update, context: BotContext) -> None:
        """Set the percentages that a plain message wants to be warned at."""
        await self._settings.add_thresholds(context)

    async def on_plain_removal(self, update: Update, context: BotContext) -> None:
        """Remove the limit without a label; where all have one, show them to choose from."""
        await self._limits.remove(context)

    async def on_reply(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        """Read the answers to this feature's questions, and what is said about what was booked or set last."""
        if arguments[:1] == (AGAIN,):
            return await self._follow_ups.on_reply(update.update_id, context, arguments[1:])
        return await self._on_answer(update, context, arguments)

    async def _on_answer(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        words = context.words.strip()
        if len(words) > _LONGEST_REPLY or is_question(words):
            return False
        match arguments:
            case ("limit", *slot) if read_spent(words) is None:
                return await self._reply_limit(context, words, int(slot[0]) if slot else 0)
            case ("spent",) if read_limit(words) is None:
                return await self._reply_spent(update, context)
            case ("edit", number) if NUMBER.fullmatch(number):
                return await self._reply_edit(context, int(number))
            case ("total",) if not _is_other(words):
                return await self._entries.reply_total(update.update_id, context)
            case ("day", slot):
                return await self._limits.take_day(context, int(slot))
            case ("at",):
                return await self._settings.reply_thresholds(context)
            case _:
                return False

    async def _reply_limit(self, context: BotContext, words: str, slot: int) -> bool:
        limit = read_limit(words, asked=True)
        if _is_no_answer(limit):
            return False
        await self._limits.take_limit(context, limit, slot)
        return True

    async def _reply_spent(self, update: Update, context: BotContext) -> bool:
        spent = self._asked(context)
        if _is_no_answer(spent):
            return False
        await self._entries.take_spent(update.update_id, context, spent)
        return True

    async def _reply_edit(self, context: BotContext, number: int) -> bool:
        spent = self._asked(context)
        if not isinstance(spent, Spent):
            return False
        await self._entries.take_edit(context, number, spent)
        return True

    def _asked(self, context: BotContext) -> SpentReading | None:
        return read_spent(context.words, asked=True, today=self.view(context).today)

    async def on_tap(self, update: Update, context: BotContext) -> None:
        """Answer the buttons of this feature's screens."""
        verb, *rest = (*context.arguments, "")
        if context.turn.is_asked_by(NAME):
            context.turn.answers_question = True  # a button instead of an answer closes the question as well
        tap = self._taps.get(verb)
        if tap is None or not await tap(update, context, tuple(rest[:-1])):
            raise OldButtonError


def _is_other(words: str) -> bool:
    """Tell whether words say something of their own, so that they are no answer to "what does the page show?"."""
    return read_spent(words) is not None or read_limit(words) is not None


def _is_no_answer(reading: LimitReading | SpentReading | None) -> bool:
    """Tell whether an answer names no amount at all."""
    if not isinstance(reading, Unclear) or not isinstance(reading.reading, RefusedAmount):
        return reading is None
    return reading.reading.reason in NO_AMOUNT
