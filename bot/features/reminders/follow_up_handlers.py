"""Doors of what people say about the reminder of the last answer: another time, a step back."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from bot.core.undo import brings_back, takes_back, undoes
from bot.features.reminders import rules, views
from bot.features.reminders.desk import NAME, GoneError
from bot.features.reminders.follow_ups import read_new_time
from bot.features.reminders.rules import State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.screen import Screen
    from bot.db.database import Transaction
    from bot.features.reminders.desk import Desk
    from bot.features.reminders.due_handlers import DueHandlers
    from bot.features.reminders.ready_handlers import ReadyHandlers
    from bot.features.reminders.rules import Reminder
    from bot.features.reminders.setting import Setter
    from bot.tg.context import BotContext


class FollowUpHandlers:
    """Changes, deletes and brings back the reminder that was set or changed last."""

    def __init__(self, desk: Desk, setter: Setter, due: DueHandlers, ready: ReadyHandlers) -> None:
        self._desk, self._setter, self._due, self._ready = desk, setter, due, ready

    async def on_reply(self, context: BotContext, arguments: Sequence[str], words: str) -> bool:
        """Take what a message says about the reminder of the last answer; False where it is about something else."""
        match arguments:
            case ("due" | "stopped" | "all" as what, *numbers):
                with contextlib.suppress(GoneError):
                    return await self._on_due(context, what, [int(number) for number in numbers], words)
            case ("days", number):
                return await self._ready.step(context, int(number), words)
            case (number, *before):
                return await self._on_set(context, int(number), before, words)
        return False

    async def _on_due(self, context: BotContext, what: str, numbers: Sequence[int], words: str) -> bool:
        """Take what is said about one that was dealt with or put off ("due"), stopped, or about several ("all")."""
        if undoes(words):
            undo = {"due": self._due.again, "stopped": self._due.unstop, "all": self._due.all_again}[what]
            await undo(context, numbers)
            return True
        now, zone = context.now, context.person.zone
        time = read_new_time(words, now=now, zone=zone, renewed=context.is_edit) if what == "due" else None
        return time is not None and await self._due.on_other_time(context, numbers, time)

    async def _on_set(self, context: BotContext, number: int, before: Sequence[str], words: str) -> bool:
        """Take what is said about one that was set, changed or deleted."""
        reminder = await self._desk.database.read(lambda tx: self._desk.store.find(tx, number, context.person.id))
        if reminder is None:
            return False
        if takes_back(words) or brings_back(words):
            return await self._step(context, reminder, words, before)
        now, zone = context.now, context.person.zone
        time = read_new_time(words, now=now, zone=zone, renewed=context.is_edit)
        if time is None:
            return False
        context.keep_earlier(NAME)
        return await self._setter.change(context, reminder, time)

    async def _step(self, context: BotContext, reminder: Reminder, words: str, before: Sequence[str]) -> bool:
        """Delete the reminder, bring it back, or give it back the time it had."""
        is_gone = reminder.state is State.ENDED
        if is_gone and (reminder.schedule.later_than(context.now) is None or not (undoes(words) or brings_back(words))):
            return False
        if not is_gone and brings_back(words):
            return False
        earlier = rules.unpacked(before[0]).later_than(context.now) if before and undoes(words) else None

        def effect(tx: Transaction) -> Screen:
            found = self._desk.find(tx, context, reminder.id)
            self._desk.expect_follow_up(context, found.id)
            if is_gone:
                back = self._desk.bring_back(tx, context, found)
                return views.over(context.tr, found) if back is None else self._desk.confirmed(tx, context, back)
            if earlier is not None:
                return self._desk.confirmed(tx, context, self._desk.store.reschedule(tx, found, earlier))
            self._desk.store.end(tx, found, context.now)
            return views.deleted(context.tr, found)

        context.keep_earlier(NAME)
        await self._desk.change(context, effect)
        return True
