"""Doors of how somebody wants to be warned."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.features.budgets import setting_views
from bot.features.budgets.doors import NAME, Door
from bot.features.budgets.reading import Viewpoint
from bot.features.budgets.rules import BudgetState, Preferences
from bot.features.budgets.timing import next_nudge

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence

    from telegram import Update

    from bot.core.i18n import Translator
    from bot.core.money import ExchangeRate
    from bot.core.person import Person
    from bot.core.screen import Screen, Setting
    from bot.db.database import Database, Transaction
    from bot.features.budgets.doors import Tap
    from bot.features.budgets.store import BudgetStore
    from bot.tg.context import BotContext

MOST_THRESHOLDS: Final = 6
_NUMBER: Final = re.compile(r"[0-9][0-9.]*")
_PERCENTAGE: Final = re.compile(r"0?[1-9]|[1-9][0-9]|100")
_NUMBERS_ONLY: Final = re.compile(r"(?:[0-9.%,、;\s和]|and)+")


class SettingDoor(Door):
    """Shows and changes thresholds, the pace's warning, the summary and the weekly question."""

    def __init__(
        self,
        database: Database,
        store: BudgetStore,
        rate: Callable[[], ExchangeRate],
        wake: Callable[[], None],
    ) -> None:
        super().__init__(database, store, rate)
        self._wake = wake

    def taps(self) -> Mapping[str, Tap]:
        """Return who answers which button."""
        return {
            "mine": self._tap_mine,
            "warn": self._tap_warn,
            "at": self._tap_at,
            "askat": self._tap_ask_at,
            "pace": self._tap_pace,
            "sum": self._tap_sum,
            "nudge": self._tap_nudge,
        }

    def lines(self, tx: Transaction, person: Person, tr: Translator, now: dt.datetime) -> Sequence[Setting]:
        """Return the lines in /settings: the dates of the present cycle in the person's zone, and the warnings."""
        view = Viewpoint(person.id, now, person.zone, self.rate())
        return setting_views.lines(tr, self.store.preferences(tx, person.id), self._first(tx, view))

    def _first(self, tx: Transaction, view: Viewpoint) -> BudgetState | None:
        """Return how the limit without a label stands, else the first of the others."""
        budgets = self.store.budgets(tx, view.person_id)
        return self.store.state_of(tx, view, budgets[0]) if budgets else None

    async def reply_thresholds(self, context: BotContext) -> bool:
        """Read the answer to "at which percentages?"."""
        named = _percentages(context.words)
        if not _NUMBERS_ONLY.fullmatch(_folded(context.words)) or named == set():
            return False
        if named is None:
            context.turn.answers_question = False
            context.show(setting_views.bad_thresholds(context.tr))
            return True
        await self._change(context, lambda wishes: replace(wishes, thresholds=tuple(sorted(named))))
        return True

    async def add_thresholds(self, context: BotContext) -> None:
        """Add the percentages that a plain message wants to be warned at; show those there are where it names none."""
        named = _percentages(context.words)
        if named is None:
            context.show(setting_views.bad_thresholds(context.tr))
        elif named:
            await self._change(context, lambda wishes: _with_thresholds(wishes, named))
        else:
            await self._show(context)

    async def _change(self, context: BotContext, change: Callable[[Preferences], Preferences]) -> None:
        person_id = context.person.id

        def effect(tx: Transaction) -> Screen:
            wishes = change(self.store.preferences(tx, person_id))
            self.store.set_preferences(tx, person_id, wishes)
            return setting_views.warnings(context.tr, wishes)

        await context.act(effect)

    async def _tap_mine(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        view = self.view(context)

        def read(tx: Transaction) -> Screen:
            wishes = self.store.preferences(tx, view.person_id)
            return setting_views.own_limit(context.tr, wishes, self._first(tx, view))

        await self.show(context, read)
        return True

    async def _tap_warn(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        await self._show(context)
        return True

    async def _show(self, context: BotContext) -> None:
        person_id = context.person.id
        await self.show(context, lambda tx: setting_views.warnings(context.tr, self.store.preferences(tx, person_id)))

    async def _tap_at(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        if len(arguments) != 2 or arguments[0] not in {"50", "80", "100"} or arguments[1] not in {"0", "1"}:  # noqa: PLR2004 - percentage, on or off
            return False
        percent, is_on = int(arguments[0]), arguments[1] == "1"

        def change(wishes: Preferences) -> Preferences:
            others = set(wishes.thresholds) - {percent}
            return replace(wishes, thresholds=tuple(sorted(others | {percent} if is_on else others)))

        await self._change(context, change)
        return True

    async def _tap_ask_at(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        await context.ask(setting_views.ask_thresholds(context.tr), f"{NAME}:at")
        return True

    async def _tap_pace(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        if arguments not in {("0",), ("1",)}:
            return False
        await self._change(context, lambda wishes: replace(wishes, warns_pace=arguments == ("1",)))
        return True

    async def _tap_sum(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        if arguments not in {("0",), ("1",)}:
            return False
        await self._change(context, lambda wishes: replace(wishes, sums_up=arguments == ("1",)))
        return True

    async def _tap_nudge(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        if len(arguments) != 2 or arguments[0] not in {"0", "1"} or arguments[1] not in {"card", "off", "set"}:  # noqa: PLR2004 - on or off, where from
            return False
        view = self.view(context)
        due = next_nudge(view.now, context.person.zone) if arguments[0] == "1" else None

        def effect(tx: Transaction) -> Screen:
            wishes = replace(self.store.preferences(tx, view.person_id), nudge_due=due)
            self.store.set_preferences(tx, view.person_id, wishes)
            if arguments[1] == "off":
                return setting_views.nudge_stopped(context.tr)
            if arguments[1] == "card":
                standing = self.store.standing(tx, view)
                state = standing if isinstance(standing, BudgetState) else None
                return setting_views.nudge_on(context.tr, due, context.person.zone, state)
            return setting_views.warnings(context.tr, wishes)

        await context.act(effect)
        self._wake()
        return True


def _folded(words: str) -> str:
    return unicodedata.normalize("NFKC", words).strip()


def _percentages(words: str) -> set[int] | None:
    """Return the percentages that words name; None where there are too many, or a number can be none."""
    numbers = {number.rstrip(".") for number in _NUMBER.findall(_folded(words))}
    if len(numbers) > MOST_THRESHOLDS or not all(map(_PERCENTAGE.fullmatch, numbers)):
        return None
    return {int(number) for number in numbers}


def _with_thresholds(wishes: Preferences, named: set[int]) -> Preferences:
    """Return wishes with more thresholds; of too many the ones that were there give way."""
    room = MOST_THRESHOLDS - len(named)
    kept = [each for each in wishes.thresholds if each not in named][-room:] if room else []
    return replace(wishes, thresholds=tuple(sorted({*kept, *named})))
