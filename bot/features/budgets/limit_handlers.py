"""Doors of the limit: the card, other limits, periods, history, pictures."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Final

from bot.core.periods import Period
from bot.core.screen import File
from bot.features.budgets import chart, chart_views, views
from bot.features.budgets.days import weekday_of
from bot.features.budgets.doors import NAME, SLOT, Door, money_of, packed, slot_of
from bot.features.budgets.phrases import OtherPeriod, SetLimit, Unclear
from bot.features.budgets.rules import BudgetState
from bot.features.budgets.store import TooManyLabelsError
from bot.tg.feature import OldButtonError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from markupsafe import Markup
    from telegram import Update

    from bot.core.i18n import Translator
    from bot.core.money import ExchangeRate, Money
    from bot.core.screen import Button, Screen
    from bot.db.database import Database, Transaction
    from bot.features.budgets.doors import Tap
    from bot.features.budgets.phrases import LimitReading
    from bot.features.budgets.rules import Budget
    from bot.features.budgets.store import BudgetStore
    from bot.tg.context import BotContext

log = logging.getLogger(__name__)

_CYCLE_DAY: Final = re.compile(r"(?:[1-9]|[12][0-9]|3[01])?")
_WEEK: Final = 7
_LAST_DAY: Final = 31


class LimitDoor(Door):
    """Shows, sets and changes limits.

    Args:
        database: for what is only shown.
        store: limits and entries.
        rate: says what the rate is at the moment.
        remind: makes the button that has the limit called to mind every month.
    """

    def __init__(
        self,
        database: Database,
        store: BudgetStore,
        rate: Callable[[], ExchangeRate],
        remind: Callable[[Translator], Button],
    ) -> None:
        super().__init__(database, store, rate)
        self._remind = remind

    def taps(self) -> Mapping[str, Tap]:
        """Return who answers which button."""
        return {
            "card": self._tap_card,
            "cards": self._tap_cards,
            "limits": self._tap_limits,
            "limit": self._tap_limit,
            "set": self._tap_set,
            "drop": self._tap_drop,
            "periods": self._tap_periods,
            "period": self._tap_period,
            "askday": self._tap_ask_day,
            "carry": self._tap_carry,
            "history": self._tap_history,
            "chart": self._tap_chart,
            "pastchart": self._tap_past_chart,
            "keep": self._tap_card,
        }

    def card(self, context: BotContext, slot: int = 0) -> Callable[[Transaction], Screen]:
        """Return what reads the card of a limit, or the offer to set one."""
        view = self.view(context)

        def read(tx: Transaction) -> Screen:
            standing = self.store.standing(tx, view, slot)
            if not isinstance(standing, BudgetState):
                labelled = [each for each in self.store.budgets(tx, view.person_id) if each.label]
                if not labelled:
                    return views.offer_limit(context.tr, standing)
                standing = self.store.state_of(tx, view, labelled[0])
            others = [
                self.store.state_of(tx, view, each)
                for each in self.store.budgets(tx, view.person_id)
                if each.slot != standing.slot
            ]
            return views.card(context.tr, standing, others)

        return read

    async def take_limit(self, context: BotContext, reading: LimitReading | None, slot: int = 0) -> None:
        """Set the limit that was read, or say why not."""
        match reading:
            case SetLimit(limit, assumed, cycle_day, period, label):
                if slot and not label:
                    budget = await self.database.read(lambda tx: self.store.budget(tx, context.person.id, slot))
                    label = budget.label if budget else ""
                await self.set_limit(context, limit, cycle_day, period=period, label=label, assumed=assumed)
            case OtherPeriod():
                context.show(views.other_period(context.tr))
            case Unclear():
                context.show(views.unclear_limit(context.tr, reading))

    async def set_limit(
        self,
        context: BotContext,
        limit: Money,
        cycle_day: int | None,
        *,
        period: Period | None = None,
        label: str = "",
        carries_over: bool | None = None,
        bought_on: dt.date | None = None,
        assumed: bool = False,
    ) -> None:
        """Set a limit and say how it stands."""
        view = self.view(context)

        def effect(tx: Transaction) -> Screen:
            wanted = period
            if cycle_day is not None and cycle_day > _WEEK and period is None:
                there = self.store.budget_of_label(tx, view.person_id, label)
                if there is not None and there.period is Period.WEEK:
                    wanted = Period.MONTH  # "from the 22nd" is said of months
            try:
                before = self.store.set_budget(
                    tx,
                    view.person_id,
                    limit,
                    cycle_day,
                    view.now,
                    label=label,
                    period=wanted,
                    bought_on=bought_on or (view.today if wanted is Period.CREDIT else None),
                    carries_over=carries_over,
                )
            except TooManyLabelsError as error:
                return views.too_many_labels(context.tr, error.most)
            now = next(each for each in self.store.budgets(tx, view.person_id) if each.label == label)
            context.expect_follow_up(NAME, "limit", now.slot, *packed(before))
            state = self.store.state_of(tx, view, now)
            is_nudged = self.store.preferences(tx, view.person_id).nudge_due is not None
            remind = self._remind(context.tr) if before is None and not label else None
            return views.limit_set(context.tr, state, before, assumed=assumed, is_nudged=is_nudged, remind=remind)

        await context.act(effect)

    async def remove(self, context: BotContext) -> None:
        """Remove the limit without a label; where all have one, show them instead."""
        view, card = self.view(context), self.card(context)

        def effect(tx: Transaction) -> Screen:
            budgets = self.store.budgets(tx, view.person_id)
            if budgets and all(each.label for each in budgets):
                return card(tx)
            return self._removed(tx, context, 0)

        await context.act(effect)

    async def put_back(self, context: BotContext, slot: int, before: Budget | None) -> None:
        """Set a limit as it was before, or remove it where there was none."""
        if before is None:
            await context.act(lambda tx: self._removed(tx, context, slot))
            return
        await self.set_limit(
            context,
            before.limit,
            before.cycle_day,
            period=before.period,
            label=before.label,
            carries_over=before.carries_over,
            bought_on=before.bought_on,
        )

    def _removed(self, tx: Transaction, context: BotContext, slot: int) -> Screen:
        """Remove a limit and say so; the next message may bring it back."""
        before = self.store.drop_budget(tx, context.person.id, slot)
        context.expect_follow_up(NAME, "limit", slot, *packed(before))
        return views.limit_removed(context.tr, before)

    async def take_day(self, context: BotContext, slot: int) -> bool:
        """Set the day on which a cycle begins from the answer to the question about it."""
        person_id, words = context.person.id, context.words.strip()
        budget = await self.database.read(lambda tx: self.store.budget(tx, person_id, slot))
        if budget is None or budget.period not in {Period.MONTH, Period.WEEK}:
            return False
        if budget.period is Period.WEEK:
            day = weekday_of(words)
        else:
            found = re.fullmatch(
                r"(?:the\s+|每?个?月?的?)?([0-9]{1,2})(?:st|nd|rd|th)?\s*[日号.]?", words, re.IGNORECASE
            )
            day = int(found[1]) if found and 1 <= int(found[1]) <= _LAST_DAY else None
        if day is None:
            if len(words) > 20:  # noqa: PLR2004 - a sentence is about something else
                return False
            context.turn.answers_question = False  # it stays open
            context.show(views.bad_day(context.tr, budget.period))
            return True
        await self._change(context, budget, cycle_day=day)
        return True

    async def _change(
        self,
        context: BotContext,
        budget: Budget,
        *,
        cycle_day: int | None = None,
        period: Period | None = None,
        carries_over: bool | None = None,
    ) -> None:
        await self.set_limit(
            context, budget.limit, cycle_day, period=period, label=budget.label, carries_over=carries_over
        )

    # --- buttons ----------------------------------------------------------------------------------------------

    async def _tap_card(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        slot = slot_of(arguments)
        if slot is None:
            return False
        await self.show(context, self.card(context, slot))
        return True

    async def _tap_cards(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        view = self.view(context)

        def read(tx: Transaction) -> Screen:
            states = [self.store.state_of(tx, view, each) for each in self.store.budgets(tx, view.person_id)]
            return views.cards(context.tr, states) if states else self.card(context)(tx)

        await self.show(context, read)
        return True

    async def _tap_limits(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        slot = slot_of(arguments)
        if slot is None:
            return False
        view = self.view(context)

        def read(tx: Transaction) -> Screen:
            standing = self.store.standing(tx, view, slot)
            if isinstance(standing, BudgetState):
                return views.change_limit(context.tr, standing)
            return views.offer_limit(context.tr, standing)

        await self.show(context, read)
        return True

    async def _tap_limit(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        slot = slot_of(arguments)
        if slot is None:
            return False
        await context.ask(views.ask_limit(context.tr, slot), f"{NAME}:limit:{slot}" if slot else f"{NAME}:limit")
        return True

    async def _tap_set(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        amount, code, day, slot, period = (*arguments, "", "", "", "", "")[:5]
        limit = money_of(amount, code)
        known = {each.value for each in Period} | {""}
        if limit is None or not _CYCLE_DAY.fullmatch(day) or not SLOT.fullmatch(slot) or period not in known:
            return False
        if period == Period.WEEK.value and day and int(day) > _WEEK:
            return False
        label = ""
        if slot not in {"", "0"}:
            label = (await self._budget(context, int(slot))).label
        chosen = Period(period) if period else None
        await self.set_limit(context, limit, int(day) if day else None, period=chosen, label=label)
        return True

    async def _tap_drop(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        slot = slot_of(arguments)
        if slot is None:
            return False
        await context.act(lambda tx: self._removed(tx, context, slot))
        return True

    async def _budget(self, context: BotContext, slot: int | None) -> Budget:
        """Return the limit that a button names.

        Raises:
            OldButtonError: it is gone, or the button names none.
        """
        if slot is None:
            raise OldButtonError
        budget = await self.find(context, slot)
        if budget is None:
            raise OldButtonError(gone=views.limit_gone(context.tr))
        return budget

    async def find(self, context: BotContext, slot: int) -> Budget | None:
        """Return one of the person's limits, if they set it."""
        return await self.database.read(lambda tx: self.store.budget(tx, context.person.id, slot))

    async def _tap_periods(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        budget, view = await self._budget(context, slot_of(arguments)), self.view(context)
        await self.show(context, lambda tx: views.periods(context.tr, self.store.state_of(tx, view, budget)))
        return True

    async def _tap_period(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        if len(arguments) != 2 or arguments[1] not in {each.value for each in Period}:  # noqa: PLR2004 - limit, period
            return False
        budget, period = await self._budget(context, slot_of(arguments[:1])), Period(arguments[1])
        if period is budget.period:  # nothing to change; to set a credit again would move the day it was bought on
            await self.show(context, self.card(context, budget.slot))
            return True
        await self._change(context, budget, period=period)
        return True

    async def _tap_ask_day(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        budget = await self._budget(context, slot_of(arguments))
        await context.ask(views.ask_day(context.tr, budget.period, budget.slot), f"{NAME}:day:{budget.slot}")
        return True

    async def _tap_carry(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        if len(arguments) != 2 or arguments[1] not in {"0", "1"}:  # noqa: PLR2004 - limit, on or off
            return False
        budget = await self._budget(context, slot_of(arguments[:1]))
        await self._change(context, budget, carries_over=arguments[1] == "1")
        return True

    async def _tap_history(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        slot, view = slot_of(arguments), self.view(context)
        if slot is None:
            return False

        def read(tx: Transaction) -> Screen:
            standing = self.store.standing(tx, view, slot)
            state = standing if isinstance(standing, BudgetState) else None
            return views.history(context.tr, self.store.history(tx, view, slot), state)

        await self.show(context, read)
        return True

    async def _tap_chart(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        budget, view = await self._budget(context, slot_of(arguments)), self.view(context)

        def read(tx: Transaction) -> tuple[chart.Picture, BudgetState]:
            state = self.store.state_of(tx, view, budget)
            days, corrections = self.store.days(tx, view, state), self.store.corrections(tx, view, state)
            return chart_views.cycle(context.tr, state, days, corrections), state

        picture, state = await self.database.read(read)
        await self._send(context, picture, "tokentally-chart.png", chart_views.caption(context.tr, state))
        return True

    async def _tap_past_chart(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        slot, view = slot_of(arguments), self.view(context)
        if slot is None:
            return False

        def read(tx: Transaction) -> chart.Picture:
            budget = self.store.budget(tx, view.person_id, slot)
            return chart_views.history(context.tr, self.store.history(tx, view, slot), budget)

        picture = await self.database.read(read)
        await self._send(context, picture, "tokentally-history.png", chart_views.history_caption(context.tr))
        return True

    async def _send(self, context: BotContext, picture: chart.Picture, name: str, caption: Markup) -> None:
        try:
            content = await chart.draw(picture)
        except chart.DrawingError:
            log.exception("no picture")
            context.toast(str(context.tr.text("The picture could not be drawn. Try again in a minute.")))
            return
        context.send_file(File(name, content, caption, is_photo=True))
