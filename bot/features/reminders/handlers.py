"""Doors of the reminders: /remind, /reminders, plain messages, buttons, answers to questions."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from bot.features.reminders import recognition, rules, views
from bot.features.reminders.jobs import ReminderJobs, limit_line
from bot.features.reminders.rules import Choice, Draft, Kind, Problem, Refusal, Reminder, State, Wish
from bot.features.reminders.store import TooManyRemindersError, new_id
from bot.tg import replies
from bot.tg.feature import Command, Feature

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from zoneinfo import ZoneInfo

    from markupsafe import Markup
    from telegram import Update

    from bot.core.person import Person
    from bot.core.screen import Screen
    from bot.db.database import Database, Transaction
    from bot.features.reminders.jobs import Sends, Summary
    from bot.features.reminders.rules import Schedule
    from bot.features.reminders.store import ReminderStore
    from bot.tg.context import BotContext
    from bot.tg.feature import Handler

NAME: Final = "reminders"
_LONGEST_ANSWER: Final = 80  # a time is short; a longer message is no answer to "when?"
_LONGEST_NUMBER: Final = 16  # digits in an argument of a button
_LAST_INSTANT: Final = 32_503_680_000  # the year 3000, in Unix time


class GoneError(Exception):
    """What a button stands for is not there any more."""


class ReminderHandlers:
    """Sets, lists and deletes reminders, and answers the buttons under those that were sent.

    Args:
        sender: the way out for what is due.
        wake: is called after anything changed what is due.
        summary: says in one line what is left of a person's limit.
    """

    def __init__(
        self, database: Database, store: ReminderStore, sender: Sends, wake: Callable[[], None], summary: Summary
    ) -> None:
        self._database, self._store, self._wake, self._summary = database, store, wake, summary
        self._jobs = ReminderJobs(database, store, sender, summary)
        # By verb: how many numbers the action has, and who answers it.
        self._taps: dict[str, tuple[int, Callable[[BotContext, Sequence[int]], Awaitable[None]]]] = {
            "limit": (0, self._tap_limit),
            "list": (1, self._tap_list),
            "pick": (2, self._tap_pick),
            "change": (1, self._tap_change),
            "show": (1, self._tap_show),
            "delete": (1, self._tap_delete),
            "drop": (2, self._tap_drop),
            "undo": (1, self._tap_undo),
            "restore": (2, self._tap_restore),
            "done": (3, self._tap_done),
            "hour": (3, self._tap_hour),
            "morning": (3, self._tap_morning),
            "again": (3, self._tap_again),
        }

    def feature(self) -> Feature:
        """Return what the rest of the program sees."""
        return Feature(
            NAME,
            commands=(
                Command("remind", self.on_remind, words=("提醒",), private=True),
                Command("reminders", self.on_reminders, words=("提醒列表", "我的提醒"), private=True),
            ),
            on_tap=self.on_tap,
            recognise=self.recognise,
            on_reply=self.on_reply,
            export=self._store.export,
            forget=self._store.forget,
            run_due=self._jobs.run_due,
            private=True,
        )

    def on_reachable(self, tx: Transaction, person_id: int) -> bool:
        """Let the reminders of a person go on who can be written to again.

        Returns:
            Whether any waited: then wake the alarm once this is committed.
        """
        return self._store.resume(tx, person_id)

    def on_zone(self, tx: Transaction, person_id: int, zone: ZoneInfo) -> None:
        """Let the reminders of a person follow them to another zone; wake the alarm once this is committed."""
        self._store.move_to_zone(tx, person_id, zone)

    def recognise(self, text: str, person: Person, now: dt.datetime) -> Handler | None:
        """Take messages that ask to be reminded, and those about the reminders there are."""
        if recognition.asks_for_list(text):
            return self.on_reminders
        return self.on_plain if recognition.asks_to_be_reminded(text, now=now, zone=person.zone) else None

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
        request = rules.read_request(words, now=context.now, zone=context.person.zone)
        if isinstance(request, Refusal) and request.problem is Problem.NO_TIME:
            await self._ask_when(context, request.text)
        else:
            await self._answer(context, request, words)

    async def on_reply(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        """Take a time for a reminder that lacks one, or another time for one that is set."""
        number = _number(arguments[1]) if len(arguments) > 1 else None
        words = recognition.tidy(context.words)
        if number is None or len(words) > _LONGEST_ANSWER or self.recognise(words, context.person, context.now):
            return False
        person_id = context.person.id
        draft: Draft | None
        if arguments[0] == "when":
            draft = await self._database.read(lambda tx: self._store.find_draft(tx, number, person_id))
        else:
            reminder = await self._database.read(lambda tx: self._store.find(tx, number, person_id))
            draft = self._draft(context, reminder.text, reminder_id=reminder.id) if reminder else None
        if draft is None:
            return False
        now, zone = context.now, context.person.zone
        if draft.text and not recognition.is_time_alone(words, now=now, zone=zone):
            return False
        request = rules.read_request(words, now=now, zone=zone, text=draft.text or None)
        if isinstance(request, Refusal) and request.problem is Problem.NO_TIME:
            return False
        await self._answer(context, request, words, draft)
        return True

    async def on_tap(self, update: Update, context: BotContext) -> None:
        """Answer the buttons of this feature's screens."""
        verb, *rest = context.arguments or ("",)
        count, tap = self._taps.get(verb, (0, None))
        numbers = [number for number in map(_number, rest) if number is not None]
        if tap is None or len(rest) != count or len(numbers) != count:
            context.toast(replies.old_button(context.tr))
            return
        try:
            await tap(context, numbers)
        except GoneError:
            context.toast(views.unknown(context.tr))

    async def _answer(
        self, context: BotContext, request: Wish | Choice | Refusal, words: str, draft: Draft | None = None
    ) -> None:
        """Set what can be set, ask which time is meant, or say what is wrong."""
        if isinstance(request, Wish):
            await self._set(context, request, draft)
        elif isinstance(request, Choice):
            asked = self._draft(context, request.text, words, draft.reminder_id if draft else None)

            def ask(tx: Transaction) -> Screen:
                if draft is not None:
                    self._store.drop_draft(tx, draft)
                self._store.add_draft(tx, asked)
                return views.choose(context.tr, request, asked.id, context.now)

            await context.act(ask)
        else:
            context.show(views.refused(context.tr, request, context.now, context.person.zone))

    async def _ask_when(self, context: BotContext, text: str) -> None:
        draft = self._draft(context, text)

        def ask(tx: Transaction) -> Screen:
            self._store.add_draft(tx, draft)
            return views.ask_when(context.tr, text)

        await context.act(ask, question=f"{NAME}:when:{draft.id}")

    async def _set(self, context: BotContext, wish: Wish, draft: Draft | None = None) -> None:
        """Store a reminder, or the new time of one, and say back what was understood."""

        def effect(tx: Transaction) -> Screen:
            if draft is not None:
                self._store.drop_draft(tx, draft)
            if draft is not None and draft.reminder_id is not None:
                reminder = self._find(tx, context, draft.reminder_id)
                reminder = self._store.reschedule(tx, reminder, wish.schedule)
            else:
                kind = Kind.OWN if wish.text else Kind.LIMIT
                reminder = _new(context, kind, wish.text or views.default_text(context.tr), wish.schedule)
                self._store.add(tx, reminder, context.now)
            return self._confirmed(context, reminder, wish)

        await self._change(context, effect)

    async def _change(self, context: BotContext, effect: Callable[[Transaction], Screen]) -> None:
        """Change something and wake the alarm, or say that the list is full."""
        try:
            await context.act(effect)
        except TooManyRemindersError:
            context.show(views.too_many(context.tr))
            return
        self._wake()

    async def _tap_limit(self, context: BotContext, _: Sequence[int]) -> None:
        schedule = rules.monthly_check(context.now, context.person.zone)

        def effect(tx: Transaction) -> Screen:
            for present in self._store.open_of(tx, context.person.id):  # a second tap makes no second one
                if present.kind is Kind.LIMIT and present.schedule.rule == schedule.rule:
                    return self._confirmed(context, present)
            reminder = _new(context, Kind.LIMIT, views.limit_text(context.tr), schedule)
            self._store.add(tx, reminder, context.now)
            return self._confirmed(context, reminder)

        await self._change(context, effect)

    async def _tap_list(self, context: BotContext, numbers: Sequence[int]) -> None:
        present = await self._database.read(lambda tx: self._store.open_of(tx, context.person.id))
        context.show(views.listed(context.tr, present, context.now, context.person.zone, numbers[0]))

    async def _tap_pick(self, context: BotContext, numbers: Sequence[int]) -> None:
        draft_id, choice = numbers
        draft = await self._database.read(lambda tx: self._store.find_draft(tx, draft_id, context.person.id))
        if draft is None:
            context.toast(views.expired(context.tr))
            return
        request = rules.read_request(draft.words, now=draft.asked_at, zone=draft.zone, text=draft.text)
        if not isinstance(request, Choice) or choice >= len(request.wishes):
            context.toast(replies.old_button(context.tr))
            return
        wish = request.wishes[choice]
        if wish.schedule.later_than(context.now) is None:
            context.toast(views.expired(context.tr))
            return
        await self._set(context, wish, draft)

    async def _tap_change(self, context: BotContext, numbers: Sequence[int]) -> None:
        def ask(tx: Transaction) -> Screen:
            reminder = self._find(tx, context, numbers[0])
            return views.ask_new_time(context.tr, reminder, context.now)

        await context.act(ask, question=f"{NAME}:change:{numbers[0]}")

    async def _tap_show(self, context: BotContext, numbers: Sequence[int]) -> None:
        context.turn.answers_question = True  # the way back closes the question
        await context.act(lambda tx: self._confirmed(context, self._find(tx, context, numbers[0])))

    async def _tap_delete(self, context: BotContext, numbers: Sequence[int]) -> None:
        def effect(tx: Transaction) -> Screen:
            reminder = self._find(tx, context, numbers[0])
            self._store.end(tx, reminder, context.now)
            return views.deleted(context.tr, reminder)

        await self._change(context, effect)

    async def _tap_drop(self, context: BotContext, numbers: Sequence[int]) -> None:
        def effect(tx: Transaction) -> Screen:
            reminder = self._find(tx, context, numbers[0])
            self._store.end(tx, reminder, context.now)
            present = self._store.open_of(tx, context.person.id)
            return views.listed(context.tr, present, context.now, context.person.zone, numbers[1], reminder)

        await self._change(context, effect)

    async def _tap_undo(self, context: BotContext, numbers: Sequence[int]) -> None:
        def effect(tx: Transaction) -> Screen:
            reminder = self._find(tx, context, numbers[0])
            back = self._bring_back(tx, context, reminder)
            return views.over(context.tr, reminder) if back is None else self._confirmed(context, back)

        await self._change(context, effect)

    async def _tap_restore(self, context: BotContext, numbers: Sequence[int]) -> None:
        def effect(tx: Transaction) -> Screen:
            reminder = self._find(tx, context, numbers[0])
            if self._bring_back(tx, context, reminder) is None:
                return views.over(context.tr, reminder)
            present = self._store.open_of(tx, context.person.id)
            return views.listed(context.tr, present, context.now, context.person.zone, numbers[1])

        await self._change(context, effect)

    def _bring_back(self, tx: Transaction, context: BotContext, reminder: Reminder) -> Reminder | None:
        """Undo a deletion; return the reminder as it is then, None where its time has passed."""
        if reminder.state is not State.ENDED:
            return reminder
        schedule = reminder.schedule.later_than(context.now)
        return None if schedule is None else self._store.reschedule(tx, reminder, schedule)

    async def _tap_done(self, context: BotContext, numbers: Sequence[int]) -> None:
        reminder_id, occurrence, due_at = numbers

        def effect(tx: Transaction) -> Screen:
            reminder = self._find(tx, context, reminder_id)
            self._store.end_put_off(tx, reminder, occurrence, context.now)
            return views.done(context.tr, reminder, occurrence, _instant(due_at), context.now)

        await self._change(context, effect)

    async def _tap_hour(self, context: BotContext, numbers: Sequence[int]) -> None:
        await self._put_off(context, numbers, rules.in_one_hour(context.now, context.person.zone))

    async def _tap_morning(self, context: BotContext, numbers: Sequence[int]) -> None:
        await self._put_off(context, numbers, rules.tomorrow_morning(context.now, context.person.zone))

    async def _put_off(self, context: BotContext, numbers: Sequence[int], until: Schedule) -> None:
        reminder_id, occurrence, due_at = numbers

        def effect(tx: Transaction) -> Screen:
            reminder = self._find(tx, context, reminder_id)
            self._store.put_off(tx, reminder, occurrence, until, context.now)
            return views.put_off(context.tr, reminder, occurrence, _instant(due_at), until, context.now)

        await self._change(context, effect)

    async def _tap_again(self, context: BotContext, numbers: Sequence[int]) -> None:
        reminder_id, occurrence, due_at = numbers

        def effect(tx: Transaction) -> Screen:
            reminder = self._find(tx, context, reminder_id)
            self._store.end_put_off(tx, reminder, occurrence, context.now)
            limit: Markup | None = limit_line(self._summary, tx, reminder, context.now, context.tr)
            return views.due_again(context.tr, reminder, occurrence, _instant(due_at), limit, context.now)

        await self._change(context, effect)

    def _find(self, tx: Transaction, context: BotContext, reminder_id: int) -> Reminder:
        """Return a reminder of the person who tapped.

        Raises:
            GoneError: there is none, or it is somebody else's.
        """
        reminder = self._store.find(tx, reminder_id, context.person.id)
        if reminder is None:
            raise GoneError
        return reminder

    def _draft(self, context: BotContext, text: str, words: str = "", reminder_id: int | None = None) -> Draft:
        return Draft(new_id(), context.person.id, text, words, context.person.zone, context.now, reminder_id)

    def _confirmed(self, context: BotContext, reminder: Reminder, wish: Wish | None = None) -> Screen:
        return views.confirmed(
            context.tr,
            reminder,
            context.now,
            notes=wish.notes if wish else (),
            zone_is_chosen=context.person.zone_is_chosen,
        )


def _new(context: BotContext, kind: Kind, text: str, schedule: Schedule) -> Reminder:
    return Reminder(
        id=new_id(),
        person_id=context.person.id,
        chat_id=context.turn.answer.chat_id,
        kind=kind,
        text=text,
        language=context.language,
        schedule=schedule,
        occurrence=1,
        state=State.ACTIVE,
    )


def _number(argument: str) -> int | None:
    """Return the number in an argument, which may be forged."""
    return int(argument) if argument.isascii() and argument.isdigit() and len(argument) <= _LONGEST_NUMBER else None


def _instant(unix: int) -> dt.datetime:
    """Return the instant in an argument; a forged one is moved into the calendar."""
    return dt.datetime.fromtimestamp(min(unix, _LAST_INSTANT), dt.UTC)
