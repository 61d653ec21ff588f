"""What all doors of the reminders work with."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from bot.features.reminders import views
from bot.features.reminders.habits import HabitStore
from bot.features.reminders.rules import Reminder, State, Wish, packed
from bot.features.reminders.store import TooManyRemindersError, new_id

if TYPE_CHECKING:
    from collections.abc import Callable
    from zoneinfo import ZoneInfo

    from bot.core.screen import Button, Screen
    from bot.db.database import Database, Transaction
    from bot.features.reminders.hours import Habits
    from bot.features.reminders.jobs import Bookings, Summary
    from bot.features.reminders.rules import Kind, Schedule
    from bot.features.reminders.store import ReminderStore
    from bot.tg.context import BotContext

NAME: Final = "reminders"
FIRST_DAY: Final = 1


class GoneError(Exception):
    """What a button stands for is not there any more."""


@dataclass(slots=True)
class Desk:
    """Database, stores, and what the program around the reminders offers.

    Args:
        wake: is called after anything changed what is due.
        summary: says in one line what is left of a person's limit.
        bookings: buttons that book what was spent.
        cycle_day: the day on which a person's months begin, 1 to 31; None without a limit.
        keep_zone: stores the zone that a person chose, and lets all that goes by the clock follow.
    """

    database: Database
    store: ReminderStore
    wake: Callable[[], None]
    summary: Summary
    bookings: Bookings
    cycle_day: Callable[[Transaction, int], int | None]
    keep_zone: Callable[[Transaction, int, ZoneInfo], None]
    habits: HabitStore = field(default_factory=HabitStore)

    async def habits_of(self, context: BotContext) -> Habits:
        """Return the person's hours."""
        return await self.database.read(lambda tx: self.habits.find(tx, context.person.id))

    async def change(self, context: BotContext, effect: Callable[[Transaction], Screen]) -> None:
        """Change something and wake the alarm, or say that the list is full."""
        try:
            await context.act(effect)
        except TooManyRemindersError:
            context.show(views.too_many(context.tr))
            return
        self.wake()

    def find(self, tx: Transaction, context: BotContext, reminder_id: int) -> Reminder:
        """Return a reminder of the person who tapped.

        Raises:
            GoneError: there is none, or it is somebody else's.
        """
        reminder = self.store.find(tx, reminder_id, context.person.id)
        if reminder is None:
            raise GoneError
        return reminder

    def bring_back(self, tx: Transaction, context: BotContext, reminder: Reminder) -> Reminder | None:
        """Undo a deletion; return the reminder as it is then, None where its time has passed."""
        if reminder.state is not State.ENDED:
            return reminder
        schedule = reminder.schedule.later_than(context.now)
        return None if schedule is None else self.store.reschedule(tx, reminder, schedule)

    def expect_follow_up(self, context: BotContext, reminder_id: int, before: Reminder | None = None) -> None:
        """Let the next message be about a reminder. `before`: as it was, where its time was changed."""
        context.expect_follow_up(NAME, reminder_id, *([packed(before.schedule)] if before is not None else []))

    def new(
        self,
        context: BotContext,
        kind: Kind,
        text: str,
        schedule: Schedule,
        *,
        named: bool = True,
        number: int | None = None,
    ) -> Reminder:
        """Return a reminder for this person, not stored yet."""
        return Reminder(
            id=new_id() if number is None else number,
            person_id=context.person.id,
            chat_id=context.turn.answer.chat_id,
            kind=kind,
            text=text,
            language=context.language,
            schedule=schedule,
            occurrence=1,
            state=State.ACTIVE,
            named=named,
        )

    def confirmed(
        self,
        tx: Transaction,
        context: BotContext,
        reminder: Reminder,
        wish: Wish | None = None,
        *,
        zone_is_chosen: bool | None = None,
        other: Button | None = None,
        fresh: bool = False,
    ) -> Screen:
        """Say back a reminder; a `fresh` one may ask for the zone and, once, for the person's morning."""
        if reminder.is_deleted(context.now):  # the button of an older message
            return views.deleted(context.tr, reminder)
        chosen = context.person.zone_is_chosen if zone_is_chosen is None else zone_is_chosen
        habits = self.habits.find(tx, context.person.id)
        ask_morning = fresh and chosen and not habits.asked and _by_habit(reminder, habits)
        if ask_morning:
            self.habits.keep(tx, context.person.id, replace(habits, asked=True))
        return views.confirmed(
            context.tr,
            reminder,
            context.now,
            notes=wish.notes if wish else (),
            ask_zone=not chosen,
            ask_morning=ask_morning,
            other=other,
        )


def _by_habit(reminder: Reminder, habits: Habits) -> bool:
    """Tell whether a reminder comes at the person's hour because no time was said."""
    schedule = reminder.schedule
    if schedule.is_instant or schedule.anchor.time() != habits.hours.default:
        return False
    return schedule.rule is None or (schedule.rule.time is None and not schedule.rule.freq.elapsed)
