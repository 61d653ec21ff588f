"""Buttons of the ready-made reminders."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.recurrence import utc_to_local
from bot.core.screen import Button
from bot.core.times import At, OnDate, Past, read_time
from bot.core.undo import brings_back, takes_back, undoes
from bot.features.reminders import ready, ready_views, recognition, rules, views
from bot.features.reminders.desk import FIRST_DAY, NAME, GoneError
from bot.features.reminders.rules import Kind, State
from bot.features.reminders.store import new_id

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.core.screen import Screen
    from bot.db.database import Transaction
    from bot.features.reminders.desk import Desk
    from bot.features.reminders.rules import Schedule
    from bot.tg.context import BotContext


class ReadyHandlers:
    """Sets reminders that need no words."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def taps(self) -> dict[str, tuple[int, Callable[[BotContext, Sequence[int]], Awaitable[None]]]]:
        """Return the buttons by verb: how many numbers each has, and who answers it."""
        return {
            "ready": (0, self._tap_ready),
            "limit": (0, self._tap_limit),
            "cycleend": (1, self._tap_cycle_end),
            "cap": (0, self._tap_cap),
            "weekly": (0, self._tap_weekly),
            "keys": (0, self._tap_keys),
            "expiry": (0, self._tap_expiry),
            "expires": (1, self._tap_expires),
            "unset": (1, self._tap_unset),
            "reset": (1, self._tap_reset),
        }

    async def on_expiry(self, context: BotContext) -> bool:
        """Read the day on which credit ends; False where the message is no day."""
        words = recognition.tidy(context.words)
        if not recognition.is_time_alone(words, now=context.now, zone=context.person.zone):
            return False
        match read_time(words, now=context.now, zone=context.person.zone):
            case OnDate(date=day):
                await self._set_expiry(context, day)
            case At(local=moment):
                await self._set_expiry(context, moment.date())
            case Past(moment=dt.date() as day):
                context.show(ready_views.expiry_over(context.tr, day))
            case _:
                return False
        return True

    async def _tap_ready(self, context: BotContext, _: Sequence[int]) -> None:
        if context.turn.question is not None:
            context.turn.answers_question = True
            await context.act(lambda _tx: views.offer(context.tr))
            return
        context.show(views.offer(context.tr))

    async def _tap_limit(self, context: BotContext, _: Sequence[int]) -> None:
        """Set the check for the day the cycle starts; the end of it is one tap away."""

        def effect(tx: Transaction) -> Screen:
            day = self._desk.cycle_day(tx, context.person.id) or FIRST_DAY
            hours = self._desk.habits.find(tx, context.person.id).hours
            schedule = ready.limit_check(context.now, context.person.zone, hours, day, at_end=False)
            return self._set(tx, context, Kind.LIMIT, views.limit_text(context.tr), schedule)

        await self._desk.change(context, effect)

    async def _tap_cycle_end(self, context: BotContext, numbers: Sequence[int]) -> None:
        def effect(tx: Transaction) -> Screen:
            reminder = self._desk.find(tx, context, numbers[0])
            day = self._desk.cycle_day(tx, context.person.id) or FIRST_DAY
            hours = self._desk.habits.find(tx, context.person.id).hours
            schedule = ready.limit_check(context.now, context.person.zone, hours, day, at_end=True)
            if reminder.state is not State.ENDED:
                reminder = self._desk.store.reschedule(tx, reminder, schedule, named=False)
            return self._desk.confirmed(tx, context, reminder)

        await self._desk.change(context, effect)

    async def _tap_cap(self, context: BotContext, _: Sequence[int]) -> None:
        await self._simple(
            context,
            Kind.CAP,
            ready_views.cap_text(context.tr),
            rules.tomorrow_morning,
        )

    async def _tap_weekly(self, context: BotContext, _: Sequence[int]) -> None:
        await self._simple(context, Kind.NUMBER, ready_views.number_text(context.tr), ready.weekly_number)

    async def _tap_keys(self, context: BotContext, _: Sequence[int]) -> None:
        await self._simple(context, Kind.KEYS, ready_views.keys_text(context.tr), ready.key_rotation)

    async def _simple(self, context: BotContext, kind: Kind, text: str, when: Callable[..., Schedule]) -> None:
        def effect(tx: Transaction) -> Screen:
            hours = self._desk.habits.find(tx, context.person.id).hours
            return self._set(tx, context, kind, text, when(context.now, context.person.zone, hours))

        await self._desk.change(context, effect)

    def _set(self, tx: Transaction, context: BotContext, kind: Kind, text: str, schedule: Schedule) -> Screen:
        """Set a ready-made reminder; a second tap makes no second one."""
        other = None
        reminder = next(
            (
                each
                for each in self._desk.store.open_of(tx, context.person.id)
                if each.kind is kind and each.text == text
            ),
            None,
        )
        if reminder is None:
            reminder = self._desk.new(context, kind, text, schedule, named=False)
            self._desk.store.add(tx, reminder, context.now)
        if kind is Kind.LIMIT and reminder.schedule.rule == schedule.rule:
            other = Button(str(context.tr.text("When it ends instead")), action=f"reminders:cycleend:{reminder.id}")
        self._desk.expect_follow_up(context, reminder.id)
        return self._desk.confirmed(tx, context, reminder, other=other, fresh=True)

    async def _tap_expiry(self, context: BotContext, _: Sequence[int]) -> None:
        day = ready.bought_today(context.now, context.person.zone)
        await context.ask(ready_views.ask_expiry(context.tr, day), "reminders:expiry")

    async def _tap_expires(self, context: BotContext, numbers: Sequence[int]) -> None:
        context.turn.answers_question = True
        try:
            day = dt.datetime.strptime(str(numbers[0]), "%Y%m%d").date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            raise GoneError from None
        await self._set_expiry(context, day)

    async def _set_expiry(self, context: BotContext, day: dt.date) -> None:
        tr, now = context.tr, context.now

        def effect(tx: Transaction) -> Screen:
            hours = self._desk.habits.find(tx, context.person.id).hours
            set_id, made = new_id(), []
            for days, schedule in ready.days_before(day, now, context.person.zone, hours).items():
                text = ready_views.expiry_text(tr, day, days)
                reminder = self._desk.new(context, Kind.EXPIRY, text, schedule, named=False)
                self._desk.store.add(tx, reminder, now, part_of=(set_id, days))
                made.append(reminder)
            if not made:
                return ready_views.expiry_over(tr, day)
            context.expect_follow_up(NAME, "days", set_id)
            return ready_views.expiry_set(tr, day, made, set_id, now)

        await self._desk.change(context, effect)

    async def step(self, context: BotContext, set_id: int, words: str) -> bool:
        """Delete those that were set together, or bring them back, where words say so; False where they do not."""
        made = await self._desk.database.read(lambda tx: self._desk.store.of_set(tx, context.person.id, set_id))
        is_gone = all(reminder.state is State.ENDED for reminder in made)
        if not made or not (undoes(words) or (brings_back if is_gone else takes_back)(words)):
            return False
        await (self._tap_reset if is_gone else self._tap_unset)(context, (set_id,))
        return True

    async def _tap_unset(self, context: BotContext, numbers: Sequence[int]) -> None:
        def effect(tx: Transaction) -> Screen:
            for reminder in self._of_set(tx, context, numbers[0]):
                self._desk.store.end(tx, reminder, context.now)
            context.expect_follow_up(NAME, "days", *numbers)
            return ready_views.expiry_unset(context.tr, numbers[0])

        await self._desk.change(context, effect)

    async def _tap_reset(self, context: BotContext, numbers: Sequence[int]) -> None:
        def effect(tx: Transaction) -> Screen:
            made = self._of_set(tx, context, numbers[0])
            back = [self._desk.bring_back(tx, context, reminder) for reminder in made]
            alive = [reminder for reminder in back if reminder is not None]
            if not alive:
                return views.over(context.tr, made[-1])
            context.expect_follow_up(NAME, "days", *numbers)
            last = utc_to_local(made[-1].schedule.next_due, made[-1].schedule.zone).date()
            day = last + dt.timedelta(days=ready.EXPIRY_DAYS[-1])
            shown = [replace(reminder, state=State.ACTIVE) for reminder in alive]
            return ready_views.expiry_set(context.tr, day, shown, numbers[0], context.now)

        await self._desk.change(context, effect)

    def _of_set(self, tx: Transaction, context: BotContext, set_id: int) -> list[rules.Reminder]:
        made = [each for each in self._desk.store.of_set(tx, context.person.id, set_id) if each.kind is Kind.EXPIRY]
        if not made:
            raise GoneError
        return made
