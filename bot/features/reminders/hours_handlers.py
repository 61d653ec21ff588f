"""Where somebody is and what their hours are: the first reminder asks, /settings changes."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.core import places
from bot.core.language import has_han
from bot.core.quiet import QuietHours
from bot.core.recurrence import local_to_utc, next_occurrence, utc_to_local
from bot.core.zones import UnknownZoneError, zone
from bot.features.reminders import ready_views, recognition
from bot.features.reminders.desk import GoneError
from bot.features.reminders.hours import PARTS
from bot.features.reminders.rules import State

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from zoneinfo import ZoneInfo

    from bot.core.i18n import Translator
    from bot.core.person import Person
    from bot.core.screen import Screen, Setting
    from bot.db.database import Transaction
    from bot.features.reminders.desk import Desk
    from bot.features.reminders.rules import Schedule
    from bot.tg.context import BotContext

_HOURS: Final = 24
_LONGEST_PLACE: Final = 60


class HoursHandlers:
    """Answers the questions after zone and morning, and the settings of both."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def taps(self) -> dict[str, tuple[int, Callable[[BotContext, Sequence[int]], Awaitable[None]]]]:
        """Return the buttons by verb: how many numbers each has, and who answers it."""
        return {
            "here": (1, self._tap_here),
            "zones": (1, self._tap_zones),
            "zone": (2, self._tap_zone),
            "findzone": (0, self._tap_find),
            "mine": (2, self._tap_mine),
            "hours": (0, self._tap_hours),
            "part": (1, self._tap_part),
            "is": (2, self._tap_is),
            "quiet": (0, self._tap_quiet),
            "hush": (2, self._tap_hush),
        }

    def settings(self, tx: Transaction, person: Person, tr: Translator, now: dt.datetime) -> Sequence[Setting]:
        """Return the line about the person's hours."""
        return (ready_views.setting(tr, self._desk.habits.find(tx, person.id)),)

    async def on_location(self, context: BotContext, latitude: float, longitude: float) -> bool:
        """Take a shared place for where somebody is."""
        try:
            found = places.at_point(latitude, longitude)
        except places.NoMapError:
            context.show(ready_views.no_map(context.tr))
            return True
        if found is None:
            context.show(ready_views.at_sea(context.tr))
        else:
            context.turn.answers_question = context.turn.question == ("reminders", "city")
            await self._move(context, found, lambda _: ready_views.zone_set(context.tr, found, context.now))
        return True

    async def on_city(self, context: BotContext) -> bool:
        """Read where somebody is; False where the message is no place."""
        words = recognition.tidy(context.words)
        if len(words) > _LONGEST_PLACE:
            return False
        if not has_han(words):  # the name of a place is written so in every language
            context.turn.answer.language = context.person.language
        found = places.search(words, context.now)
        if not found.names:
            if len(words.split()) > 3:  # noqa: PLR2004 - a sentence is something else
                return False
            context.show(ready_views.no_zone(context.tr, words))
        elif found.sure:
            place = zone(found.names[0])
            await self._move(context, place, lambda _: ready_views.zone_set(context.tr, place, context.now))
        else:
            context.show(ready_views.found_zones(context.tr, found.names, context.now))
        return True

    async def on_chosen(self, context: BotContext, name: str) -> None:
        """Take one of the zones that a search found."""
        try:
            found = zone(name)
        except UnknownZoneError:
            raise GoneError from None
        context.turn.answers_question = True
        await self._move(context, found, lambda _: ready_views.zone_set(context.tr, found, context.now))

    async def _move(self, context: BotContext, to: ZoneInfo, show: Callable[[Transaction], Screen]) -> None:
        def effect(tx: Transaction) -> Screen:
            self._desk.keep_zone(tx, context.person.id, to)
            return show(tx)

        await self._desk.change(context, effect)

    async def _tap_here(self, context: BotContext, numbers: Sequence[int]) -> None:
        def show(tx: Transaction) -> Screen:
            reminder = self._desk.find(tx, context, numbers[0])
            return self._desk.confirmed(tx, context, reminder, zone_is_chosen=True, fresh=True)

        await self._move(context, context.person.zone, show)

    async def _tap_zones(self, context: BotContext, numbers: Sequence[int]) -> None:
        context.show(ready_views.zones(context.tr, numbers[0], context.now))

    async def _tap_zone(self, context: BotContext, numbers: Sequence[int]) -> None:
        reminder_id, index = numbers
        if index >= len(ready_views.ZONES):
            raise GoneError

        def show(tx: Transaction) -> Screen:
            reminder = self._desk.find(tx, context, reminder_id)
            return self._desk.confirmed(tx, context, reminder, zone_is_chosen=True, fresh=True)

        await self._move(context, zone(ready_views.ZONES[index]), show)

    async def _tap_find(self, context: BotContext, _: Sequence[int]) -> None:
        await context.ask(ready_views.ask_city(context.tr), "reminders:city")

    async def _tap_mine(self, context: BotContext, numbers: Sequence[int]) -> None:
        """Take the answer to "when is your morning?", and let the reminder that asked follow it."""
        reminder_id, said = numbers
        if said >= _HOURS * 100 or said % 100:
            raise GoneError
        time = dt.time(said // 100)

        def effect(tx: Transaction) -> Screen:
            habits = self._desk.habits.find(tx, context.person.id).with_part("morning", time)
            self._desk.habits.keep(tx, context.person.id, habits)
            reminder = self._desk.find(tx, context, reminder_id)
            schedule = _at_hour(reminder.schedule, time, context.now)
            if schedule is not None and schedule != reminder.schedule and reminder.state is not State.ENDED:
                reminder = self._desk.store.reschedule(tx, reminder, schedule)
            return self._desk.confirmed(tx, context, reminder)

        await self._desk.change(context, effect)

    async def _tap_hours(self, context: BotContext, _: Sequence[int]) -> None:
        context.show(ready_views.hours(context.tr, await self._desk.habits_of(context)))

    async def _tap_part(self, context: BotContext, numbers: Sequence[int]) -> None:
        if numbers[0] >= len(PARTS):
            raise GoneError
        context.show(ready_views.part(context.tr, await self._desk.habits_of(context), numbers[0]))

    async def _tap_is(self, context: BotContext, numbers: Sequence[int]) -> None:
        number, hour = numbers
        if not ready_views.offers(number, hour):
            raise GoneError

        def effect(tx: Transaction) -> Screen:
            habits = self._desk.habits.find(tx, context.person.id).with_part(PARTS[number], dt.time(hour))
            self._desk.habits.keep(tx, context.person.id, habits)
            return ready_views.hours(context.tr, habits)

        await context.act(effect)

    async def _tap_quiet(self, context: BotContext, _: Sequence[int]) -> None:
        context.show(ready_views.quiet(context.tr, await self._desk.habits_of(context)))

    async def _tap_hush(self, context: BotContext, numbers: Sequence[int]) -> None:
        start, end = numbers
        if start >= _HOURS or end >= _HOURS:
            raise GoneError

        def effect(tx: Transaction) -> Screen:
            habits = replace(
                self._desk.habits.find(tx, context.person.id), quiet=QuietHours(dt.time(start), dt.time(end))
            )
            self._desk.habits.keep(tx, context.person.id, habits)
            return ready_views.hours(context.tr, habits)

        await context.act(effect)


def _at_hour(schedule: Schedule, time: dt.time, now: dt.datetime) -> Schedule | None:
    """Return the schedule at another hour of its days; None where none is left."""
    anchor = dt.datetime.combine(schedule.anchor.date(), time)
    if schedule.rule is None:
        due = local_to_utc(anchor, schedule.zone)
        return replace(schedule, anchor=anchor, next_due=due) if due > now else None
    before = utc_to_local(schedule.next_due, schedule.zone).replace(hour=0, minute=0)
    following = next_occurrence(schedule.rule, anchor, max(now, local_to_utc(before, schedule.zone)), schedule.zone)
    return None if following is None else replace(schedule, anchor=anchor, next_due=following)
