"""Short ways to make reminders, and a sender that only remembers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.core.language import Language
from bot.core.recurrence import Rule, local_to_utc
from bot.core.zones import zone
from bot.features.reminders.jobs import ReminderJobs
from bot.features.reminders.rules import Kind, Reminder, Schedule, State
from bot.features.reminders.store import ReminderStore, new_id
from bot.tg.sender import Delivery, Outcome

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from markupsafe import Markup

    from bot.core.i18n import Translator
    from bot.core.screen import Screen
    from bot.db.database import Database, Transaction

ANN, BO = 7, 8


def at(text: str) -> dt.datetime:
    """Return an instant written in UTC."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def reminder(
    due: str,
    *,
    person: int = ANN,
    text: str = "check usage",
    rule: Rule | None = None,
    where: str = "Asia/Shanghai",
    kind: Kind = Kind.OWN,
) -> Reminder:
    """Return a reminder whose first occurrence is at `due`, a wall time in `where`."""
    anchor = dt.datetime.fromisoformat(due)
    schedule = Schedule(rule, anchor, zone(where), local_to_utc(anchor, zone(where)))
    return Reminder(new_id(), person, person, kind, text, Language.EN, schedule, 1, State.ACTIVE)


@dataclass
class FakeSender:
    """Stands in for the sender: remembers what it was given and answers as it was told."""

    outcome: Outcome = Outcome.SENT
    sent: list[tuple[int, Screen]] = field(default_factory=list)
    wait_s: float | None = None  # with LATER
    no_turn_s: float = 0.0  # for how long nothing may leave
    before: Callable[[], Awaitable[None]] | None = None  # awaited before a message counts as sent

    async def bulk_turn(self) -> float:
        return self.no_turn_s

    async def send_once(self, chat_id: int, screen: Screen, language: Language) -> Delivery:
        if self.before is not None:
            await self.before()
        self.sent.append((chat_id, screen))
        return Delivery(self.outcome, wait_s=self.wait_s)


class Desk:
    """Everything a delivery touches: database, store, sender."""

    def __init__(self, database: Database) -> None:
        self.database, self.store, self.sender = database, ReminderStore(), FakeSender()

    def jobs(self) -> ReminderJobs:
        """Make the jobs as a start of the program does."""
        return ReminderJobs(self.database, self.store, self.sender, _summary, lambda _: ())

    async def add(self, *new: Reminder) -> None:
        """Store reminders."""

        def insert(tx: Transaction) -> None:
            for each in new:
                self.store.add(tx, each, at("2026-11-23T02:00"))

        await self.database.write(insert)

    async def stored(self, which: Reminder) -> Reminder:
        """Return a reminder as it is now."""
        found = await self.database.read(lambda tx: self.store.find(tx, which.id, which.person_id))
        assert found is not None
        return found

    @property
    def texts(self) -> list[str]:
        """What was sent."""
        return [str(screen.html) for _, screen in self.sender.sent]


def _summary(tx: Transaction, person_id: int, now: dt.datetime, tr: Translator) -> Markup | None:
    return tr.text("Used %(used)s of $50", used="$41.54")
