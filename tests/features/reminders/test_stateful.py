"""Any order of adding, editing, snoozing, deleting, moving, waiting, restarting and failing, against a small model.

`TOKENTALLY_EXAMPLES=500` tries as many orders; without it fewer, to fit the suite.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import re
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule
from whenever import Instant, PlainDateTime

from bot.core.language import Language
from bot.core.recurrence import Freq, Rule, local_to_utc, utc_to_local
from bot.core.zones import zone
from bot.db.database import Database
from bot.db.migrate import migrate
from bot.features.reminders.jobs import ReminderJobs
from bot.features.reminders.rules import Kind, Reminder, Schedule, State
from bot.features.reminders.store import ReminderStore, new_id
from bot.tg.sender import Delivery, Outcome
from tests.features.reminders.helpers import at
from tests.features.reminders.model import Model, One

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from typing import Any

    from bot.core.screen import Screen

EXAMPLES = int(os.environ.get("TOKENTALLY_EXAMPLES", "25"))
ZONES = ("Asia/Shanghai", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Apia")
PEOPLE = st.integers(1, 3)
MINUTES = st.integers(1, 60 * 50)
LIST_TEXT = re.compile(r"r(\d+)e")


class Telegram:
    """Answers as it is told, and remembers."""

    def __init__(self) -> None:
        self.blocked: set[int] = set()
        self.answers = self.network = True
        self.said: Counter[str] = Counter()
        self.marked: Counter[str] = Counter()

    async def bulk_turn(self) -> float:
        """Let everything out at once."""
        return 0.0

    async def send_once(self, chat_id: int, screen: Screen, language: Language) -> Delivery:
        """Say what becomes of a message."""
        if not self.network:
            return Delivery(Outcome.LATER)
        for line in str(screen.html).replace(" · ", "\n").split("\n"):
            for number in LIST_TEXT.findall(line.casefold()):
                self.said[f"r{number}e"] += 1
        for block in re.split(r"\n(?=\d+\. )", str(screen.html)):
            if "may be a repeat" in block:
                self.marked.update(f"r{number}e" for number in LIST_TEXT.findall(block.casefold())[:1])
        if chat_id in self.blocked:
            return Delivery(Outcome.UNREACHABLE)
        return Delivery(Outcome.SENT if self.answers else Outcome.MAYBE)


class Reminders(RuleBasedStateMachine):
    """The real store, jobs and database on one side, the model on the other."""

    texts = Bundle("texts")

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = tempfile.TemporaryDirectory()
        self.now, self.zones = at("2027-03-10T02:00"), dict.fromkeys((1, 2, 3), "Asia/Shanghai")
        self.store, self.telegram, self.model = ReminderStore(), Telegram(), Model()
        self.keys: dict[str, int] = {}
        self.database = self.do(Database.open(Path(self.folder.name) / "b.sqlite3"))
        self.do(migrate(self.database))
        self.restart()

    def teardown(self) -> None:
        """Close everything."""
        self.do(self.database.close())
        self.loop.close()
        self.folder.cleanup()

    def do(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Run a coroutine to its end."""
        return self.loop.run_until_complete(work)

    def found(self, text: str) -> Reminder:
        """Return a reminder as it is stored."""
        person = self.model.reminders[text].person
        reminder: Reminder | None = self.do(self.database.read(lambda tx: self.store.find(tx, self.keys[text], person)))
        assert reminder is not None
        return reminder

    @rule(target=texts, person=PEOPLE, minutes=MINUTES, daily=st.booleans())
    def add(self, person: int, minutes: int, daily: bool) -> str:
        """Set one, once or every day; who does that can be reached."""
        self.come_back(person)
        text, place = f"r{len(self.keys)}e", zone(self.zones[person])
        due = self.now + dt.timedelta(minutes=minutes)
        schedule = self.schedule(due, daily, self.zones[person])
        made = Reminder(new_id(), person, person, Kind.OWN, text, Language.EN, schedule, 1, State.ACTIVE)
        self.do(self.database.write(lambda tx: self.store.add(tx, made, self.now)))
        self.keys[text] = made.id
        self.model.reminders[text] = One(person, _zoned(schedule.anchor, place.key), daily)
        return text

    def schedule(self, due: dt.datetime, daily: bool, place: str) -> Schedule:
        """Return a schedule that begins at the first full minute at or after an instant."""
        wall = utc_to_local(due, zone(place)).replace(fold=0)
        every = Rule(Freq.DAILY, time=wall.time()) if daily else None
        return Schedule(every, wall, zone(place), local_to_utc(wall, zone(place)))

    @rule(text=texts, minutes=MINUTES)
    def edit(self, text: str, minutes: int) -> None:
        """Give it another time, which also brings a deleted one back."""
        one = self.model.reminders[text]
        self.come_back(one.person)
        reminder = self.found(text)
        schedule = self.schedule(self.now + dt.timedelta(minutes=minutes), one.daily, self.zones[one.person])
        self.do(self.database.write(lambda tx: self.store.reschedule(tx, reminder, schedule)))
        one.due, one.alive, one.paused, one.tries = _zoned(schedule.anchor, schedule.zone.key), True, False, 0

    @rule(text=texts)
    def pause(self, text: str) -> None:
        """Hold it until it is edited."""
        if self.model.reminders[text].alive:
            reminder = self.found(text)
            self.do(self.database.write(lambda tx: self.store.pause(tx, reminder)))
            self.model.reminders[text].paused = True

    @rule(text=consumes(texts))
    def delete(self, text: str) -> None:
        """Send it no more."""
        reminder = self.found(text)
        self.do(self.database.write(lambda tx: self.store.end(tx, reminder, self.now)))
        self.model.reminders[text].alive = False

    @rule(target=texts, text=texts, minutes=MINUTES)
    def snooze(self, text: str, minutes: int) -> str:
        """Say an occurrence once more: that is a reminder of its own."""
        one = self.model.reminders[text]
        self.come_back(one.person)
        reminder = replace(self.found(text), text=f"r{len(self.keys)}e")
        schedule = self.schedule(self.now + dt.timedelta(minutes=minutes), False, self.zones[one.person])

        def put_off(tx: Any) -> int:
            self.store.put_off(tx, reminder, len(self.keys), schedule, self.now)
            return next(each.id for each in self.store.open_of(tx, one.person) if each.text == reminder.text)

        self.keys[reminder.text] = self.do(self.database.write(put_off))
        self.model.reminders[reminder.text] = One(one.person, _zoned(schedule.anchor, schedule.zone.key), daily=False)
        return reminder.text

    @rule(person=PEOPLE, place=st.sampled_from(ZONES))
    def move(self, person: int, place: str) -> None:
        """Go to another zone: wall times stay."""
        self.zones[person] = place
        self.do(self.database.write(lambda tx: self.store.move_to_zone(tx, person, zone(place))))
        for one in self.model.reminders.values():
            if one.person == person and one.alive:
                one.due = one.due.to_plain().assume_tz(place)

    @rule(minutes=MINUTES)
    def wait(self, minutes: int) -> None:
        """Let time pass, and send."""
        self.now += dt.timedelta(minutes=minutes)
        self.run()

    @rule(minutes=MINUTES)
    def clock_back(self, minutes: int) -> None:
        """Set the clock back: nothing is sent twice.

        What had no answer is sent first: when it may go again is a time of the same clock, so it would wait longer.
        """
        self.weather(answers=True, network=True)
        self.run()
        self.now -= dt.timedelta(minutes=minutes)
        self.run()

    @rule(person=PEOPLE)
    def block(self, person: int) -> None:
        """Refuse messages from now on."""
        self.telegram.blocked.add(person)

    @rule(person=PEOPLE)
    def come_back(self, person: int) -> None:
        """Write again."""
        self.telegram.blocked.discard(person)
        self.do(self.database.write(lambda tx: self.store.resume(tx, person)))
        self.model.away.discard(person)
        self.run()

    @rule(answers=st.booleans(), network=st.booleans())
    def weather(self, answers: bool, network: bool) -> None:
        """Change what Telegram and the network do."""
        self.telegram.answers, self.telegram.network = answers, network

    @rule()
    def restart(self) -> None:
        """Start the program anew."""
        self.jobs = ReminderJobs(self.database, self.store, self.telegram, lambda *_: None, lambda _: ())

    def run(self) -> None:
        """Send what is due, once for each that has no answer yet."""
        before, upcoming = self.now, None
        while upcoming is None or upcoming <= before:
            upcoming = self.do(self.jobs.run_due(self.now))
            if upcoming is None:
                break
        instant = Instant.from_timestamp(int(self.now.timestamp()))
        telegram = self.telegram
        self.model.run(instant, blocked=telegram.blocked, answers=telegram.answers, network=telegram.network)
        self.now += dt.timedelta(minutes=1)  # what had no answer may go again

    @invariant()
    def everything_was_said_as_often_as_it_should(self) -> None:
        """Nothing lost, nothing twice, repeats marked."""
        assert dict(self.telegram.said) == self.model.said
        assert {text: count for text, count in self.telegram.marked.items() if count} == {
            text: count for text, count in self.model.marked.items() if count
        }


def _zoned(wall: dt.datetime, place: str) -> Any:
    return PlainDateTime(wall.year, wall.month, wall.day, wall.hour, wall.minute).assume_tz(place)


Reminders.TestCase.settings = settings(max_examples=EXAMPLES, stateful_step_count=40, deadline=None)
TestReminders = Reminders.TestCase
