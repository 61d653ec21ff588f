"""Sending what is due: claim, send, mark.

A claim is committed before anything leaves, the mark after it. A process that dies in between leaves a claim behind;
the next one sends that occurrence again and says that it may be a repeat. So at most as many may repeat as are sent
at the same time. What waits for its turn, or is put off by Telegram, is not claimed.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import secrets
from dataclasses import dataclass
from functools import partial
from importlib import metadata
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias

from bot.core.i18n import translator
from bot.features.reminders import due_views
from bot.features.reminders.habits import HabitStore
from bot.features.reminders.ready import WITH_NUMBER
from bot.features.reminders.rules import Kind, delivery_of
from bot.features.reminders.store import new_id
from bot.tg.sender import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from markupsafe import Markup

    from bot.core.i18n import Translator
    from bot.core.language import Language
    from bot.core.screen import Button, Screen
    from bot.db.database import Database, Transaction
    from bot.features.reminders.rules import Delivery, Reminder
    from bot.features.reminders.store import Claim, ReminderStore
    from bot.tg.sender import Delivery as Sent

    # One line about a person's limit, or None where they have none.
    Summary: TypeAlias = Callable[[Transaction, int, dt.datetime, Translator], Markup | None]
    # Buttons that book what was spent, for the messages that ask for it.
    Bookings: TypeAlias = Callable[[Translator], tuple[Button, ...]]

log = logging.getLogger(__name__)

AT_ONCE: Final = 4  # sent at the same time, and so the most that may repeat
BATCH: Final = 100  # sent before other jobs have their turn
MOST_TRIES: Final = 3
# A claim of this age belongs to a process that is gone. At the start every claim does: there is one process.
CLAIM_LASTS: Final = dt.timedelta(minutes=10)
CLEAN_EVERY: Final = dt.timedelta(days=1)
STOP_GRACE_S: Final = 0.8  # for what is on its way when the program stops
AGAIN_AFTER: Final = dt.timedelta(seconds=5)  # what left without an answer
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 1.0, 30.0  # while there is no network
_MOST_HELD: Final = 200  # put off to the morning in one transaction
_RULES_AT_ONCE: Final = 500
_TZDATA: Final = "reminders tzdata"


class Sends(Protocol):
    """What the jobs need of the sender."""

    async def bulk_turn(self) -> float:
        """Wait until one message may leave and return 0, or return for how many seconds none may."""
        ...

    async def send_once(self, chat_id: int, screen: Screen, language: Language) -> Sent:
        """Send a screen and say what became of it, without waiting or trying again."""
        ...


@dataclass(slots=True)
class _Round:
    """One call of :meth:`ReminderJobs.run_due`. `pause_s`: nothing can leave for so long."""

    name: str
    now: dt.datetime
    left: int = 0
    pause_s: float = 0.0


class ReminderJobs:
    """Sends the reminders that are due.

    Args:
        summary: says what is left of a person's limit.
        bookings: buttons under a message that asks for a number.
    """

    def __init__(
        self,
        database: Database,
        store: ReminderStore,
        sender: Sends,
        summary: Summary,
        bookings: Bookings,
    ) -> None:
        self._database, self._store, self._sender = database, store, sender
        self._summary, self._bookings, self._habits = summary, bookings, HabitStore()
        self._started = False
        self._cleaned_at: dt.datetime | None = None
        self._network_pause_s = _FIRST_PAUSE_S

    async def run_due(self, now: dt.datetime) -> dt.datetime | None:
        """Send a bounded number of those that are due, and return when the next one is: `now` or before, if more are.

        A cancelled call lets what is on its way arrive, for a moment, and claims nothing more.
        """
        if not self._started:
            await self._follow_tzdata(now)
        current = _Round(secrets.token_hex(8), now)
        upcoming = await self._database.write(lambda tx: self._open(tx, current))
        if upcoming is None or upcoming > now:
            return upcoming
        count = min(AT_ONCE, current.left)
        workers = [asyncio.create_task(self._work(current), name="reminders") for _ in range(count)]
        try:
            await asyncio.wait(workers)
        except asyncio.CancelledError:
            current.left = 0
            _, late = await asyncio.wait(workers, timeout=STOP_GRACE_S)
            for worker in late:
                worker.cancel()
            raise
        for worker in workers:
            worker.result()
        upcoming = await self._database.read(self._store.next_due)
        if current.pause_s and upcoming is not None:
            return max(upcoming, now + dt.timedelta(seconds=current.pause_s))
        return upcoming

    async def _follow_tzdata(self, now: dt.datetime) -> None:
        """Reckon instants anew where the zones' rules are others than when they were reckoned, a part at a time."""
        version = metadata.version("tzdata")
        known = await self._database.read(lambda tx: self._store.fact(tx, _TZDATA))
        if known == version:
            return
        done: int | None = None if known is None else -1
        while done is not None:
            part = partial(self._store.new_rules, after_id=done, now=now, most=_RULES_AT_ONCE)
            done = await self._database.write(part)
        await self._database.write(lambda tx: self._store.state(tx, _TZDATA, version))

    def _open(self, tx: Transaction, current: _Round) -> dt.datetime | None:
        """Take over what was cut short, forget what is old, and return when the next reminder is due."""
        abandoned = current.now - CLAIM_LASTS if self._started else dt.datetime.max.replace(tzinfo=dt.UTC)
        self._store.release_abandoned(tx, current.name, abandoned)
        if not self._started:
            self._store.set_wake(tx)
        self._started = True
        if self._cleaned_at is None or current.now - self._cleaned_at >= CLEAN_EVERY:
            self._store.clean(tx, current.now)
            self._cleaned_at = current.now
        current.left = self._store.count_due(tx, current.now, BATCH)
        return self._store.next_due(tx)

    async def _work(self, current: _Round) -> None:
        while current.left > 0:
            current.left -= 1
            wait_s = await self._sender.bulk_turn()
            if wait_s:
                self._stop(current, wait_s)
            if current.pause_s:
                return
            claims = await self._database.write(lambda tx: self._claim(tx, current))
            if not claims:
                return
            await self._deliver(claims, current)

    def _claim(self, tx: Transaction, current: _Round) -> list[Claim]:
        """Take what is due first; what the bot itself timed waits for the end of the quiet hours."""
        for _ in range(_MOST_HELD):
            first = self._store.first_due(tx, current.now)
            if first is None:
                return []
            over = self._habits.find(tx, first.person_id).quiet.over_at(current.now, first.schedule.zone)
            if first.named or over <= current.now:
                return self._store.claim(tx, current.name, current.now, named_only=over > current.now)
            self._store.hold(tx, first, over)
        return []

    @staticmethod
    def _stop(current: _Round, pause_s: float) -> None:
        current.left, current.pause_s = 0, max(current.pause_s, pause_s)

    async def _deliver(self, claims: list[Claim], current: _Round) -> None:
        """Send what is due for one person as one message, and mark it.

        What fails in a way that nobody foresaw keeps its claim, to be tried again later; the last try marks it, so
        that one reminder cannot occupy the program for ever.
        """
        first, now = claims[0].reminder, current.now
        tries = max(claim.tries for claim in claims)
        # One that leaves a moment early, with others of its minute, counts as sent when it was due.
        deliveries = [
            delivery_of(claim.reminder.schedule, max(now, claim.reminder.schedule.next_due), tries=claim.tries)
            for claim in claims
        ]
        try:
            screen = await self._screen(claims, deliveries, now)
            sent = await self._sender.send_once(first.chat_id, screen, first.language)
        except Exception:
            log.exception("reminder %s could not be sent: try %s of %s", first.id, tries, MOST_TRIES)
            if tries < MOST_TRIES:
                return
            sent = None
        await self._database.write(lambda tx: self._note(tx, claims, deliveries, sent, current))

    def _note(
        self, tx: Transaction, claims: list[Claim], deliveries: list[Delivery], sent: Sent | None, current: _Round
    ) -> None:
        """Write down what became of a message."""
        first, now = claims[0].reminder, current.now
        outcome = sent.outcome if sent else Outcome.REFUSED
        if sent is not None and sent.chat_id is not None:
            self._store.follow(tx, first, sent.chat_id)
        if outcome is not Outcome.LATER:
            self._network_pause_s = _FIRST_PAUSE_S
        if outcome is Outcome.UNREACHABLE:
            for claim in claims:
                self._store.mark_unreachable(tx, claim)
        elif sent is not None and outcome is Outcome.LATER:
            self._later(tx, claims, sent.wait_s, current)
        elif outcome is Outcome.MAYBE and max(claim.tries for claim in claims) < MOST_TRIES:
            for claim in claims:
                self._store.give_back(tx, claim, now + AGAIN_AFTER, left_us=True)
        else:
            if outcome is Outcome.REFUSED:
                log.error("reminder %s was not taken and is passed over", first.id)
            for claim, delivery in zip(claims, deliveries, strict=True):
                self._store.mark_sent(tx, claim, delivery, max(now, delivery.due))

    def _later(self, tx: Transaction, claims: list[Claim], wait_s: float | None, current: _Round) -> None:
        """Give back what did not leave: its chat waits, or everything where the network is away."""
        until = current.now + dt.timedelta(seconds=wait_s or 0)
        for claim in claims:
            self._store.give_back(tx, claim, until, left_us=False)
        if wait_s is not None:
            self._store.delay(tx, claims[0].reminder, until)
        elif not current.pause_s:  # the first of this round to find the network gone
            self._stop(current, self._network_pause_s)
            self._network_pause_s = min(2 * self._network_pause_s, _LONGEST_PAUSE_S)

    async def _screen(self, claims: list[Claim], deliveries: list[Delivery], now: dt.datetime) -> Screen:
        reminder = claims[0].reminder
        tr = translator(reminder.language)
        limit = await self._limit([claim.reminder for claim in claims], now, tr)
        if len(claims) == 1:
            bookings = booking_buttons(self._bookings, reminder, tr)
            return due_views.due(tr, reminder, deliveries[0], limit, now, bookings)
        batch_id = new_id()
        parts = list(zip((claim.reminder for claim in claims), deliveries, strict=True))
        items = [(each.id, each.occurrence, int(delivery.due.timestamp())) for each, delivery in parts]
        await self._database.write(lambda tx: self._store.add_batch(tx, batch_id, reminder.person_id, items, now))
        missed = all(claim.waited and delivery.late for claim, delivery in zip(claims, deliveries, strict=True))
        return due_views.several(tr, parts, batch_id, now, missed=missed, limit=limit)

    async def _limit(self, reminders: list[Reminder], now: dt.datetime, tr: Translator) -> Markup | None:
        """Return the line about the limit that goes with any of these."""
        checks = [reminder for reminder in reminders if reminder.kind is Kind.LIMIT]
        if not checks:
            return None
        try:
            return await self._database.read(lambda tx: limit_line(self._summary, tx, checks[0], now, tr))
        except Exception:  # the reminder matters more than the line below it
            log.exception("no limit beside reminder %s", checks[0].id)
            return None


def limit_line(
    summary: Summary, tx: Transaction, reminder: Reminder, now: dt.datetime, tr: Translator
) -> Markup | None:
    """Return the line about the person's limit that goes with a limit check; None for other reminders."""
    return summary(tx, reminder.person_id, now, tr) if reminder.kind is Kind.LIMIT else None


def booking_buttons(bookings: Bookings, reminder: Reminder, tr: Translator) -> tuple[Button, ...]:
    """Return the buttons that book, for reminders that ask for a number."""
    return bookings(tr) if reminder.kind in WITH_NUMBER else ()
