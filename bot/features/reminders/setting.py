"""Setting reminders: from a request to the reminder, through the questions it may need."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from bot.features.reminders import recognition, rules, views
from bot.features.reminders.desk import NAME
from bot.features.reminders.follow_ups import read_change
from bot.features.reminders.rules import Choice, Draft, Kind, Problem, Refusal, State, Wish
from bot.features.reminders.store import new_id
from bot.tg.feature import OldButtonError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.screen import Screen
    from bot.db.database import Transaction
    from bot.features.reminders.desk import Desk
    from bot.features.reminders.rules import Reminder, Request
    from bot.tg.context import BotContext

_ID_BYTES: Final = 6  # as many as :func:`bot.features.reminders.store.new_id` draws


class Setter:
    """Sets reminders and gives them other times."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._store, self._database = desk, desk.store, desk.database

    async def on_time(self, context: BotContext, verb: str, number: int, words: str) -> bool:
        """Take the time that a reminder lacks ("when"), or another one for it; False where the message is no time."""
        person_id = context.person.id
        if verb == "change":
            reminder = await self._database.read(lambda tx: self._store.find(tx, number, person_id))
            return reminder is not None and await self.change(context, reminder, words)
        draft = await self._database.read(lambda tx: self._store.find_draft(tx, number, person_id))
        if draft is None:
            return False
        now, zone = context.now, context.person.zone
        if draft.text and not recognition.is_time_alone(words, now=now, zone=zone):
            return False
        hours = (await self._desk.habits_of(context)).hours
        request = rules.read_request(words, now=now, zone=zone, hours=hours, text=draft.text or None)
        if isinstance(request, Refusal) and request.problem is Problem.NO_TIME:
            return False
        await self.answer(context, request, words, draft)
        return True

    async def change(self, context: BotContext, reminder: Reminder, words: str) -> bool:
        """Give a reminder the time that words say; False where they are no time."""
        now, zone = context.now, context.person.zone
        if not recognition.is_time_alone(words, now=now, zone=zone):
            return False
        hours = (await self._desk.habits_of(context)).hours
        request, whole = read_change(words, reminder, now=now, zone=zone, hours=hours)
        if isinstance(request, Refusal) and request.problem is Problem.NO_TIME:
            return False
        await self.answer(context, request, whole, self.draft(context, reminder.text, reminder_id=reminder.id))
        return True

    async def answer(self, context: BotContext, request: Request, words: str, draft: Draft | None = None) -> None:
        """Set what can be set, ask which time is meant, or say what is wrong."""
        if isinstance(request, Wish):
            await self._set(context, request, draft)
        elif isinstance(request, Choice):
            asked = self.draft(context, request.text, words, draft.reminder_id if draft else None)

            def ask(tx: Transaction) -> Screen:
                if draft is not None:
                    self._store.drop_draft(tx, draft)
                self._keep(tx, asked)
                if asked.reminder_id is not None:
                    self._desk.expect_follow_up(context, asked.reminder_id)
                return views.choose(context.tr, request, asked.id, context.now)

            await context.act(ask)
        else:
            context.show(views.refused(context.tr, request, context.now, context.person.zone))

    async def ask_when(self, context: BotContext, text: str) -> None:
        """Ask for the time of a reminder whose words are known."""
        draft = self.draft(context, text)

        def ask(tx: Transaction) -> Screen:
            self._keep(tx, draft)
            return views.ask_when(context.tr, text)

        await context.act(ask, question=f"{NAME}:when:{draft.id}")

    async def on_pick(self, context: BotContext, numbers: Sequence[int]) -> None:
        """Take the button of one of the times that may have been meant."""
        draft_id, choice = numbers
        draft = await self._database.read(lambda tx: self._store.find_draft(tx, draft_id, context.person.id))
        if draft is None:
            context.toast(views.expired(context.tr))
            return
        hours = (await self._desk.habits_of(context)).hours
        request = rules.read_request(draft.words, now=draft.asked_at, zone=draft.zone, hours=hours, text=draft.text)
        if not isinstance(request, Choice) or choice >= len(request.wishes):
            raise OldButtonError
        wish = request.wishes[choice]
        if wish.schedule.later_than(context.now) is None:
            context.toast(views.expired(context.tr))
            return
        await self._set(context, wish, draft)

    def draft(self, context: BotContext, text: str, words: str = "", reminder_id: int | None = None) -> Draft:
        """Return a request of this person that lacks an answer, not stored yet. `reminder_id`: what gets the time."""
        number = own_id(context) if reminder_id is None else new_id()
        return Draft(number, context.person.id, text, words, context.person.zone, context.now, reminder_id)

    def let_go(self, tx: Transaction, context: BotContext) -> Screen | None:
        """Delete what the earlier version of an edited message set."""
        reminder = self._store.find(tx, own_id(context), context.person.id)
        if reminder is None or reminder.state is State.ENDED:
            return None
        self._store.end(tx, reminder, context.now)
        return views.let_go(context.tr, reminder)

    def _keep(self, tx: Transaction, draft: Draft) -> None:
        self._store.drop_draft(tx, draft)  # of an earlier version of the message
        self._store.add_draft(tx, draft)

    async def _set(self, context: BotContext, wish: Wish, draft: Draft | None) -> None:
        """Store a reminder, or the new time of one, and say back what was understood."""

        def effect(tx: Transaction) -> Screen:
            if draft is not None:
                self._store.drop_draft(tx, draft)
            before = None
            if draft is not None and draft.reminder_id is not None:
                before = self._desk.find(tx, context, draft.reminder_id)
                reminder = self._store.reschedule(tx, before, wish.schedule, named=True)
            else:
                reminder = self._put(tx, context, wish, draft.id if draft is not None else own_id(context))
            self._desk.expect_follow_up(context, reminder.id, before)
            return self._desk.confirmed(tx, context, reminder, wish, fresh=True)

        context.keep_earlier(NAME)
        await self._desk.change(context, effect)

    def _put(self, tx: Transaction, context: BotContext, wish: Wish, number: int) -> Reminder:
        """Store a reminder under the number of its message, in place of what an earlier version of that set."""
        kind, text = Kind.OWN if wish.text else Kind.LIMIT, wish.text or views.default_text(context.tr)
        earlier = self._store.find(tx, number, context.person.id)
        if earlier is not None and earlier.kind is kind and (context.is_edit or earlier.state is State.ENDED):
            return self._store.reschedule(tx, self._store.rename(tx, earlier, text), wish.schedule, named=True)
        number = number if earlier is None else new_id()
        reminder = self._desk.new(context, kind, text, wish.schedule, number=number)
        self._store.add(tx, reminder, context.now)
        return reminder


def own_id(context: BotContext) -> int:
    """Return the number of what a message sets: the same for each of its versions, and for no other message."""
    if context.origin is None:
        return new_id()
    return int.from_bytes(hashlib.blake2b(context.origin.encode(), digest_size=_ID_BYTES).digest())
