"""Sending what is due: claim, send, mark.

A claim is committed before anything leaves, the mark after it. A process that dies in between leaves a claim behind;
the next one sends that occurrence again and says that it may be a repeat. So at most as many may repeat as are sent
at the same time.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias

from bot.core.i18n import translator
from bot.features.reminders import views
from bot.features.reminders.rules import Kind, delivery_of
from bot.tg.sender import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from markupsafe import Markup

    from bot.core.i18n import Translator
    from bot.core.language import Language
    from bot.core.screen import Screen
    from bot.db.database import Database, Transaction
    from bot.features.reminders.rules import Delivery, Reminder
    from bot.features.reminders.store import Claim, ReminderStore
    from bot.tg.sender import Delivery as Sent

    # One line about a person's limit, or None where they have none.
    Summary: TypeAlias = Callable[[Transaction, int, dt.datetime, Translator], Markup | None]

log = logging.getLogger(__name__)

AT_ONCE: Final = 4  # sent at the same time, and so the most that may repeat
BATCH: Final = 100  # sent before other jobs have their turn
MOST_TRIES: Final = 3
# A claim of this age belongs to a process that is gone. At the start every claim does: there is one process.
CLAIM_LASTS: Final = dt.timedelta(minutes=10)
CLEAN_EVERY: Final = dt.timedelta(days=1)
STOP_GRACE_S: Final = 0.8  # for what is on its way when the program stops


class Sends(Protocol):
    """What the jobs need of the sender."""

    async def send(self, chat_id: int, screen: Screen, language: Language, *, bulk: bool = False) -> Sent:
        """Send a screen and say what became of it."""
        ...


@dataclass(slots=True)
class _Round:
    """One call of :meth:`ReminderJobs.run_due`."""

    name: str
    now: dt.datetime
    left: int = BATCH


class ReminderJobs:
    """Sends the reminders that are due.

    Args:
        summary: says what is left of a person's limit.
    """

    def __init__(self, database: Database, store: ReminderStore, sender: Sends, summary: Summary) -> None:
        self._database, self._store, self._sender, self._summary = database, store, sender, summary
        self._started = False
        self._cleaned_at: dt.datetime | None = None

    async def run_due(self, now: dt.datetime) -> dt.datetime | None:
        """Send a bounded number of those that are due, and return when the next one is: `now` or before, if more are.

        A cancelled call lets what is on its way arrive, for a moment, and claims nothing more.
        """
        current = _Round(secrets.token_hex(8), now)
        upcoming = await self._database.write(lambda tx: self._open(tx, current))
        if upcoming is None or upcoming > now:
            return upcoming
        workers = [asyncio.create_task(self._work(current), name="reminders") for _ in range(AT_ONCE)]
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
        return await self._database.read(self._store.next_due)

    def _open(self, tx: Transaction, current: _Round) -> dt.datetime | None:
        """Take over what was cut short, forget what is old, and return when the next reminder is due."""
        abandoned = current.now - CLAIM_LASTS if self._started else dt.datetime.max.replace(tzinfo=dt.UTC)
        self._store.release_abandoned(tx, current.name, abandoned)
        self._started = True
        if self._cleaned_at is None or current.now - self._cleaned_at >= CLEAN_EVERY:
            self._store.clean(tx, current.now)
            self._cleaned_at = current.now
        return self._store.next_due(tx)

    async def _work(self, current: _Round) -> None:
        while current.left > 0:
            current.left -= 1
            claim = await self._database.write(lambda tx: self._store.claim(tx, current.name, current.now))
            if claim is None:
                return
            await self._deliver(claim, current.now)

    async def _deliver(self, claim: Claim, now: dt.datetime) -> None:
        """Send one occurrence and mark it.

        What fails in a way that nobody foresaw keeps its claim, to be tried again later; the last try marks it, so
        that one reminder cannot occupy the program for ever.
        """
        reminder = claim.reminder
        delivery = delivery_of(reminder.schedule, now, tries=claim.tries)
        try:
            screen = await self._screen(reminder, delivery, now)
            sent = await self._sender.send(reminder.chat_id, screen, reminder.language, bulk=True)
            outcome = sent.outcome
        except Exception:
            log.exception("reminder %s could not be sent: try %s of %s", reminder.id, claim.tries, MOST_TRIES)
            if claim.tries < MOST_TRIES:
                return
            outcome = Outcome.REFUSED
        if outcome is Outcome.UNREACHABLE:
            await self._database.write(lambda tx: self._store.mark_unreachable(tx, claim))
            return
        if outcome is Outcome.REFUSED:
            log.error("reminder %s was not taken and is passed over", reminder.id)
        await self._database.write(lambda tx: self._store.mark_sent(tx, claim, delivery, now))

    async def _screen(self, reminder: Reminder, delivery: Delivery, now: dt.datetime) -> Screen:
        tr = translator(reminder.language)
        limit = None
        try:
            limit = await self._database.read(lambda tx: limit_line(self._summary, tx, reminder, now, tr))
        except Exception:  # the reminder matters more than the line below it
            log.exception("no limit beside reminder %s", reminder.id)
        return views.due(tr, reminder, delivery, limit, now)


def limit_line(
    summary: Summary, tx: Transaction, reminder: Reminder, now: dt.datetime, tr: Translator
) -> Markup | None:
    """Return the line about the person's limit that goes with a limit check; None for other reminders."""
    return summary(tx, reminder.person_id, now, tr) if reminder.kind is Kind.LIMIT else None
