"""Doors of the reminders: /remind, /reminders, plain messages, buttons, answers to questions."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, Final

from bot.core.intent import CERTAIN, Intent
from bot.features.reminders import recognition, rules, views
from bot.features.reminders.desk import NAME, Desk, GoneError
from bot.features.reminders.due_handlers import DueHandlers
from bot.features.reminders.follow_up_handlers import FollowUpHandlers
from bot.features.reminders.forms import forms
from bot.features.reminders.hours_handlers import HoursHandlers
from bot.features.reminders.jobs import ReminderJobs
from bot.features.reminders.ready_handlers import ReadyHandlers
from bot.features.reminders.rules import Problem, Refusal, State
from bot.features.reminders.setting import Setter
from bot.tg.feature import Command, Feature, Offer, OldButtonError
from bot.tg.turn_state import AGAIN

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Awaitable, Callable, Sequence
    from zoneinfo import ZoneInfo

    from telegram import Update

    from bot.core.person import Person
    from bot.core.screen import Screen
    from bot.db.database import Database, Transaction
    from bot.features.reminders.jobs import Bookings, Sends, Summary
    from bot.features.reminders.store import ReminderStore
    from bot.tg.context import BotContext
    from bot.tg.feature import Handler

_LONGEST_ANSWER: Final = 80  # a time is short; a longer message is no answer to "when?"
_LONGEST_NUMBER: Final = 16  # digits in an argument of a button
_QUESTIONS: Final = frozenset({"when", "change"})


class ReminderHandlers:
    """Sets, lists and deletes reminders, and answers the buttons under those that were sent.

    Args:
        sender: the way out for what is due.
        wake: is called after anything changed what is due.
        summary: says in one line what is left of a person's limit.
        bookings: buttons that book what was spent.
        cycle_day: the day on which a person's months begin.
        keep_zone: stores the zone that a person chose, and lets all that goes by the clock follow.
    """

    def __init__(
        self,
        database: Database,
        store: ReminderStore,
        sender: Sends,
        wake: Callable[[], None],
        summary: Summary,
        bookings: Bookings,
        cycle_day: Callable[[Transaction, int], int | None],
        keep_zone: Callable[[Transaction, int, ZoneInfo], None],
    ) -> None:
        self._database, self._store = database, store
        self._desk = Desk(database, store, wake, summary, bookings, cycle_day, keep_zone)
        self._jobs = ReminderJobs(database, store, sender, summary, bookings)
        self._due, self._ready, self._hours = (
            DueHandlers(self._desk),
            ReadyHandlers(self._desk),
            HoursHandlers(self._desk),
        )
        self._setter = Setter(self._desk)
        self._follow_ups = FollowUpHandlers(self._desk, self._setter, self._due, self._ready)
        # By verb: how many numbers the action has, and who answers it.
        self._taps: dict[str, tuple[int, Callable[[BotContext, Sequence[int]], Awaitable[None]]]] = {
            "list": (1, self._tap_list),
            "item": (2, self._tap_item),
            "pick": (2, self._setter.on_pick),
            "change": (1, self._tap_change),
            "reword": (1, self._tap_reword),
            "show": (1, self._tap_show),
            "pause": (2, self._tap_pause),
            "wake": (2, self._tap_wake),
            "delete": (1, self._tap_delete),
            "drop": (2, self._tap_drop),
            "undo": (1, self._tap_undo),
            "restore": (2, self._tap_restore),
            **self._due.taps(),
            **self._ready.taps(),
            **self._hours.taps(),
        }

    def feature(self) -> Feature:
        """Return what the rest of the program sees."""
        return Feature(
            NAME,
            commands=(
                Command("remind", self.on_remind, words=("提醒",), private=True, intent=Intent.REMIND),
                Command(
                    "reminders",
                    self.on_reminders,
                    words=("提醒列表", "我的提醒"),
                    private=True,
                    intent=Intent.REMIND,
                ),
            ),
            on_tap=self.on_tap,
            fresh=self.on_reminders,
            recognise=self.recognise,
            likely=self.likely,
            on_reply=self.on_reply,
            export=self._export,
            forget=self._forget,
            run_due=self._jobs.run_due,
            private=True,
            on_location=self.on_location,
            settings=self._hours.settings,
            forms=forms,
            let_go=self._setter.let_go,
        )

    def may_send_at(self, tx: Transaction, person: Person, now: dt.datetime) -> dt.datetime:
        """Return when something may be sent that the person did not ask for at that time.

        That is `now`, or the end of their quiet hours; aware, UTC.
        """
        return self._desk.habits.find(tx, person.id).quiet.over_at(now, person.zone)

    async def on_location(self, update: Update, context: BotContext, latitude: float, longitude: float) -> bool:
        """Take a shared place for where somebody is."""
        return await self._hours.on_location(context, latitude, longitude)

    def _export(self, tx: Transaction, person_id: int) -> dict[str, Any]:
        return {**self._store.export(tx, person_id), "hours": self._desk.habits.export(tx, person_id)}

    def _forget(self, tx: Transaction, person_id: int) -> None:
        self._store.forget(tx, person_id)
        self._desk.habits.forget(tx, person_id)

    def on_reachable(self, tx: Transaction, person_id: int) -> bool:
        """Let the reminders of a person go on who can be written to again.

        Returns:
            Whether any waited: then wake the alarm once this is committed.
        """
        return self._store.resume(tx, person_id)

    def on_zone(self, tx: Transaction, person_id: int, zone: ZoneInfo) -> None:
        """Let the reminders of a person follow them to another zone; wake the alarm once this is committed."""
        self._store.move_to_zone(tx, person_id, zone)

    def recognise(self, text: str, person: Person, now: dt.datetime) -> Offer | None:
        """Take messages that ask to be reminded, and those about the reminders there are."""
        if recognition.asks_for_list(text):
            return Offer(Intent.REMIND, CERTAIN, self.on_reminders, text.strip())
        if recognition.asks_to_be_reminded(text, now=now, zone=person.zone):
            return Offer(Intent.REMIND, CERTAIN, self.on_plain, text.strip())
        return None

    def likely(self, intent: Intent, text: str, person: Person, now: dt.datetime) -> Handler | None:
        """Take messages that are only worded like those that ask to be reminded, and name a time."""
        return self.on_plain if intent is Intent.REMIND and recognition.names_time(text, now, person.zone) else None

    async def on_remind(self, update: Update, context: BotContext) -> None:
        """Set what follows the command, or offer what can be set."""
        if recognition.tidy(context.words):
            await self.on_plain(update, context)
        else:
            context.show(views.offer(context.tr))

    async def on_reminders(self, update: Update, context: BotContext) -> None:
        """List what is to come."""
        await self._tap_list(context, (0,))

    async def on_plain(self, update: Update, context: BotContext) -> None:
        """Set what a message asks for, or ask for what it lacks."""
        words = recognition.tidy(context.words)
        hours = (await self._desk.habits_of(context)).hours
        request = rules.read_request(words, now=context.now, zone=context.person.zone, hours=hours)
        if isinstance(request, Refusal) and request.problem is Problem.NO_TIME:
            await self._setter.ask_when(context, request.text)
        else:
            await self._setter.answer(context, request, words)

    async def on_reply(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        """Take the answers to this feature's questions, and what is said about the reminder of the last answer."""
        words = recognition.tidy(context.words)
        if self.recognise(words, context.person, context.now):
            return False
        if arguments[:1] == (AGAIN,):
            return await self._follow_ups.on_reply(context, arguments[1:], words)
        return await self._on_answer(context, arguments, words)

    async def _on_answer(self, context: BotContext, arguments: tuple[str, ...], words: str) -> bool:
        verb, *rest = arguments or ("",)
        numbers = [number for number in map(_number, rest) if number is not None]
        if verb == "reword" and len(numbers) == 1:
            return await self._reword(context, numbers[0], words)
        if len(words) > _LONGEST_ANSWER:
            return False
        if verb == "city":
            return await self._hours.on_city(context)
        if verb == "expiry":
            return await self._ready.on_expiry(context)
        if verb == "other" and len(numbers) == 3:  # noqa: PLR2004 - reminder, occurrence, when it was due
            return await self._due.on_other_time(context, numbers, words)
        if verb not in _QUESTIONS or len(numbers) != 1:
            return False
        return await self._setter.on_time(context, verb, numbers[0], words)

    async def on_tap(self, update: Update, context: BotContext) -> None:
        """Answer the buttons of this feature's screens."""
        verb, *rest = context.arguments or ("",)
        if verb == "setzone" and len(rest) == 1:
            with contextlib.suppress(GoneError):
                await self._hours.on_chosen(context, rest[0])
                return
        count, tap = self._taps.get(verb, (0, None))
        numbers = [number for number in map(_number, rest) if number is not None]
        if tap is None or len(rest) != count or len(numbers) != count:
            raise OldButtonError
        try:
            await tap(context, numbers)
        except GoneError:
            context.toast(views.unknown(context.tr))

    async def _tap_list(self, context: BotContext, numbers: Sequence[int]) -> None:
        present = await self._database.read(lambda tx: self._store.open_of(tx, context.person.id))
        context.show(views.listed(context.tr, present, context.now, context.person.zone, numbers[0]))

    async def _tap_change(self, context: BotContext, numbers: Sequence[int]) -> None:
        def ask(tx: Transaction) -> Screen:
            reminder = self._desk.find(tx, context, numbers[0])
            return views.ask_new_time(context.tr, reminder, context.now)

        await context.act(ask, question=f"{NAME}:change:{numbers[0]}")

    async def _tap_show(self, context: BotContext, numbers: Sequence[int]) -> None:
        context.turn.answers_question = True  # the way back closes the question
        await context.act(lambda tx: self._desk.confirmed(tx, context, self._desk.find(tx, context, numbers[0])))

    async def _tap_item(self, context: BotContext, numbers: Sequence[int]) -> None:
        reminder = await self._database.read(lambda tx: self._desk.find(tx, context, numbers[0]))
        context.show(views.item(context.tr, reminder, context.now, numbers[1]))

    async def _tap_reword(self, context: BotContext, numbers: Sequence[int]) -> None:
        await context.act(
            lambda tx: views.ask_words(context.tr, self._desk.find(tx, context, numbers[0])),
            question=f"{NAME}:reword:{numbers[0]}",
        )

    async def _tap_pause(self, context: BotContext, numbers: Sequence[int]) -> None:
        def effect(tx: Transaction) -> Screen:
            reminder = self._desk.find(tx, context, numbers[0])
            if reminder.state is not State.ENDED:
                reminder = self._store.pause(tx, reminder)
            return views.item(context.tr, reminder, context.now, numbers[1])

        await self._desk.change(context, effect)

    async def _tap_wake(self, context: BotContext, numbers: Sequence[int]) -> None:
        def effect(tx: Transaction) -> Screen:
            reminder = self._desk.find(tx, context, numbers[0])
            schedule = reminder.schedule.later_than(context.now)
            if schedule is None:
                return views.over(context.tr, reminder)
            if reminder.state is State.PAUSED:
                reminder = self._store.wake(tx, reminder, schedule)
            return views.item(context.tr, reminder, context.now, numbers[1])

        await self._desk.change(context, effect)

    async def _tap_delete(self, context: BotContext, numbers: Sequence[int]) -> None:
        def effect(tx: Transaction) -> Screen:
            reminder = self._desk.find(tx, context, numbers[0])
            self._store.end(tx, reminder, context.now)
            self._desk.expect_follow_up(context, reminder.id)
            return views.deleted(context.tr, reminder)

        await self._desk.change(context, effect)

    async def _tap_drop(self, context: BotContext, numbers: Sequence[int]) -> None:
        def effect(tx: Transaction) -> Screen:
            reminder = self._desk.find(tx, context, numbers[0])
            self._store.end(tx, reminder, context.now)
            self._desk.expect_follow_up(context, reminder.id)
            present = self._store.open_of(tx, context.person.id)
            return views.listed(context.tr, present, context.now, context.person.zone, numbers[1], reminder)

        await self._desk.change(context, effect)

    async def _tap_undo(self, context: BotContext, numbers: Sequence[int]) -> None:
        def effect(tx: Transaction) -> Screen:
            reminder = self._desk.find(tx, context, numbers[0])
            back = self._desk.bring_back(tx, context, reminder)
            self._desk.expect_follow_up(context, reminder.id)
            return views.over(context.tr, reminder) if back is None else self._desk.confirmed(tx, context, back)

        await self._desk.change(context, effect)

    async def _tap_restore(self, context: BotContext, numbers: Sequence[int]) -> None:
        def effect(tx: Transaction) -> Screen:
            reminder = self._desk.find(tx, context, numbers[0])
            if self._desk.bring_back(tx, context, reminder) is None:
                return views.over(context.tr, reminder)
            present = self._store.open_of(tx, context.person.id)
            return views.listed(context.tr, present, context.now, context.person.zone, numbers[1])

        await self._desk.change(context, effect)

    async def _reword(self, context: BotContext, reminder_id: int, words: str) -> bool:
        """Give a reminder the words that were sent; False where they are none of a reminder."""
        if not words or len(words) > rules.LONGEST_TEXT:
            return False

        def effect(tx: Transaction) -> Screen:
            reminder = self._store.rename(tx, self._desk.find(tx, context, reminder_id), words)
            return self._desk.confirmed(tx, context, reminder)

        try:
            await self._desk.change(context, effect)
        except GoneError:
            return False
        return True


def _number(argument: str) -> int | None:
    """Return the number in an argument, which may be forged."""
    return int(argument) if argument.isascii() and argument.isdigit() and len(argument) <= _LONGEST_NUMBER else None
