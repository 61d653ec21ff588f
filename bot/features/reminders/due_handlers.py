"""Buttons under the reminders that were sent: done, put off, stopped; one by one, or several that left together."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from bot.features.reminders import due_views, recognition, rules, views
from bot.features.reminders.desk import NAME, GoneError
from bot.features.reminders.jobs import booking_buttons, limit_line
from bot.features.reminders.rules import Refusal, Wish

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.core.screen import Screen
    from bot.db.database import Transaction
    from bot.features.reminders.desk import Desk
    from bot.features.reminders.rules import Reminder, Schedule
    from bot.tg.context import BotContext

_LAST_INSTANT: Final = 32_503_680_000  # the year 3000, in Unix time


class DueHandlers:
    """Answers the buttons under reminders that are due."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def taps(self) -> dict[str, tuple[int, Callable[[BotContext, Sequence[int]], Awaitable[None]]]]:
        """Return the buttons by verb: how many numbers each has, and who answers it."""
        return {
            "done": (3, self._tap_done),
            "hour": (3, self._tap_hour),
            "tonight": (3, self._tap_tonight),
            "morning": (3, self._tap_morning),
            "other": (3, self._tap_other),
            "stop": (3, self._tap_stop),
            "unstop": (3, self.unstop),
            "again": (3, self.again),
            "one": (2, self._tap_one),
            "alldone": (1, self._tap_all_done),
            "allhour": (1, self._tap_all_hour),
            "allmorning": (1, self._tap_all_morning),
            "allstop": (1, self._tap_all_stop),
            "allagain": (1, self.all_again),
        }

    async def on_other_time(self, context: BotContext, numbers: Sequence[int], words: str) -> bool:
        """Read until when a reminder is put off; False where the words say no time."""
        desk = self._desk
        reminder_id, occurrence, due_at = numbers
        reminder = await desk.database.read(lambda tx: desk.store.find(tx, reminder_id, context.person.id))
        if reminder is None or not recognition.is_time_alone(words, now=context.now, zone=context.person.zone):
            return False
        hours = (await desk.habits_of(context)).hours
        request = rules.read_request(words, now=context.now, zone=context.person.zone, hours=hours, text=reminder.text)
        if isinstance(request, Wish) and request.schedule.rule is None:
            await self._put_off(context, (reminder_id, occurrence, due_at), request.schedule)
        elif isinstance(request, Refusal):
            context.show(views.refused(context.tr, request, context.now, context.person.zone))
        else:
            context.show(due_views.ask_other(context.tr, reminder, occurrence, _instant(due_at)))
        return True

    async def _tap_done(self, context: BotContext, numbers: Sequence[int]) -> None:
        reminder_id, occurrence, due_at = numbers

        def effect(tx: Transaction) -> Screen:
            reminder = self._desk.find(tx, context, reminder_id)
            self._desk.store.end_put_off(tx, reminder, occurrence, context.now)
            context.expect_follow_up(NAME, "due", *numbers)
            return due_views.done(context.tr, reminder, occurrence, _instant(due_at), context.now)

        await self._desk.change(context, effect)

    async def _tap_stop(self, context: BotContext, numbers: Sequence[int]) -> None:
        """Send it no more; where it was put off, what it was put off from neither."""
        reminder_id, occurrence, due_at = numbers

        def effect(tx: Transaction) -> Screen:
            reminder = self._desk.find(tx, context, reminder_id)
            self._stop(tx, context, reminder, occurrence)
            context.expect_follow_up(NAME, "stopped", *numbers)
            return due_views.stopped(context.tr, reminder, occurrence, _instant(due_at))

        await self._desk.change(context, effect)

    async def unstop(self, context: BotContext, numbers: Sequence[int]) -> None:
        """Let one go on that was stopped, and show it as it was."""
        reminder_id, occurrence, due_at = numbers

        def effect(tx: Transaction) -> Screen:
            reminder = self._desk.find(tx, context, reminder_id)
            self._let_go_on(tx, context, reminder)
            return self._again(tx, context, reminder, occurrence, due_at)

        await self._desk.change(context, effect)

    def _stop(self, tx: Transaction, context: BotContext, reminder: Reminder, occurrence: int) -> None:
        store = self._desk.store
        store.end_put_off(tx, reminder, occurrence, context.now)
        for each in {reminder.id: reminder, (series := store.series(tx, reminder)).id: series}.values():
            store.end(tx, each, context.now)

    def _let_go_on(self, tx: Transaction, context: BotContext, reminder: Reminder) -> None:
        series = self._desk.store.series(tx, reminder)
        if series.schedule.rule is not None:
            self._desk.bring_back(tx, context, series)

    async def _tap_hour(self, context: BotContext, numbers: Sequence[int]) -> None:
        await self._put_off(context, numbers, rules.in_one_hour(context.now, context.person.zone))

    async def _tap_tonight(self, context: BotContext, numbers: Sequence[int]) -> None:
        hours = (await self._desk.habits_of(context)).hours
        night = rules.tonight(context.now, context.person.zone, hours)
        # An old button: tonight is over, or has begun.
        await self._put_off(context, numbers, night or rules.in_one_hour(context.now, context.person.zone))

    async def _tap_morning(self, context: BotContext, numbers: Sequence[int]) -> None:
        hours = (await self._desk.habits_of(context)).hours
        await self._put_off(context, numbers, rules.tomorrow_morning(context.now, context.person.zone, hours))

    async def _tap_other(self, context: BotContext, numbers: Sequence[int]) -> None:
        reminder_id, occurrence, due_at = numbers

        def ask(tx: Transaction) -> Screen:
            reminder = self._desk.find(tx, context, reminder_id)
            return due_views.ask_other(context.tr, reminder, occurrence, _instant(due_at))

        await context.act(ask, question=f"reminders:other:{reminder_id}:{occurrence}:{due_at}")

    async def _put_off(self, context: BotContext, numbers: Sequence[int], until: Schedule) -> None:
        reminder_id, occurrence, due_at = numbers

        def effect(tx: Transaction) -> Screen:
            reminder = self._desk.find(tx, context, reminder_id)
            self._desk.store.put_off(tx, reminder, occurrence, until, context.now)
            context.expect_follow_up(NAME, "due", *numbers)
            return due_views.put_off(context.tr, reminder, occurrence, _instant(due_at), until, context.now)

        await self._desk.change(context, effect)

    async def again(self, context: BotContext, numbers: Sequence[int]) -> None:
        """Undo what was done with one of them, and show it as it was."""
        reminder_id, occurrence, due_at = numbers
        if context.turn.question is not None:
            context.turn.answers_question = True  # the way back closes the question

        def effect(tx: Transaction) -> Screen:
            reminder = self._desk.find(tx, context, reminder_id)
            self._desk.store.end_put_off(tx, reminder, occurrence, context.now)
            return self._again(tx, context, reminder, occurrence, due_at)

        await self._desk.change(context, effect)

    def _again(self, tx: Transaction, context: BotContext, reminder: Reminder, occurrence: int, due_at: int) -> Screen:
        limit = limit_line(self._desk.summary, tx, reminder, context.now, context.tr)
        bookings = booking_buttons(self._desk.bookings, reminder, context.tr)
        return due_views.due_again(context.tr, reminder, occurrence, _instant(due_at), limit, context.now, bookings)

    async def _tap_one(self, context: BotContext, numbers: Sequence[int]) -> None:
        """Show one of several as a message of its own, so that the others keep theirs."""
        batch_id, index = numbers

        def look(tx: Transaction) -> Screen | None:
            items = self._desk.store.batch(tx, batch_id, context.person.id)
            if index >= len(items):
                return None
            key, occurrence, due_at = items[index]
            return self._again(tx, context, self._desk.find(tx, context, key), occurrence, due_at)

        screen = await self._desk.database.read(look)
        if screen is None:
            context.toast(views.unknown(context.tr))
        else:
            context.show(screen, new=True)

    async def _tap_all_done(self, context: BotContext, numbers: Sequence[int]) -> None:
        def effect(tx: Transaction) -> Screen:
            parts = self._parts(tx, context, numbers[0])
            for reminder, occurrence, _ in parts:
                self._desk.store.end_put_off(tx, reminder, occurrence, context.now)
            context.expect_follow_up(NAME, "all", *numbers)
            return due_views.all_done(context.tr, [part[0] for part in parts], numbers[0])

        await self._desk.change(context, effect)

    async def _tap_all_hour(self, context: BotContext, numbers: Sequence[int]) -> None:
        await self._put_all_off(context, numbers[0], rules.in_one_hour(context.now, context.person.zone))

    async def _tap_all_morning(self, context: BotContext, numbers: Sequence[int]) -> None:
        hours = (await self._desk.habits_of(context)).hours
        await self._put_all_off(context, numbers[0], rules.tomorrow_morning(context.now, context.person.zone, hours))

    async def _put_all_off(self, context: BotContext, batch_id: int, until: Schedule) -> None:
        def effect(tx: Transaction) -> Screen:
            parts = self._parts(tx, context, batch_id)
            for reminder, occurrence, _ in parts:
                self._desk.store.put_off(tx, reminder, occurrence, until, context.now)
            context.expect_follow_up(NAME, "all", batch_id)
            return due_views.all_put_off(context.tr, [part[0] for part in parts], batch_id, until, context.now)

        await self._desk.change(context, effect)

    async def _tap_all_stop(self, context: BotContext, numbers: Sequence[int]) -> None:
        def effect(tx: Transaction) -> Screen:
            parts = self._parts(tx, context, numbers[0])
            for reminder, occurrence, _ in parts:
                self._stop(tx, context, reminder, occurrence)
            context.expect_follow_up(NAME, "all", *numbers)
            return due_views.all_stopped(context.tr, [part[0] for part in parts], numbers[0])

        await self._desk.change(context, effect)

    async def all_again(self, context: BotContext, numbers: Sequence[int]) -> None:
        """Undo whatever was done with all of them."""

        def effect(tx: Transaction) -> Screen:
            parts = self._parts(tx, context, numbers[0])
            for reminder, occurrence, _ in parts:
                self._desk.store.end_put_off(tx, reminder, occurrence, context.now)
                self._let_go_on(tx, context, reminder)
            shown = [(reminder, _instant(due_at)) for reminder, _, due_at in parts]
            return due_views.several_again(context.tr, shown, numbers[0], context.now)

        await self._desk.change(context, effect)

    def _parts(self, tx: Transaction, context: BotContext, batch_id: int) -> list[tuple[Reminder, int, int]]:
        """Return what a message for several stands for, without what is gone; at least one."""
        parts = []
        for key, occurrence, due_at in self._desk.store.batch(tx, batch_id, context.person.id):
            reminder = self._desk.store.find(tx, key, context.person.id)
            if reminder is not None:
                parts.append((reminder, occurrence, due_at))
        if not parts:
            raise GoneError
        return parts


def _instant(unix: int) -> dt.datetime:
    """Return the instant in an argument; a forged one is moved into the calendar."""
    return dt.datetime.fromtimestamp(min(unix, _LAST_INSTANT), dt.UTC)
