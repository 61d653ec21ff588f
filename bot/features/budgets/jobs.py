"""What the bot writes by itself: a summary when a cycle ends, and the weekly question.

Each is marked in the transaction that makes its words, before it is sent: a stop in between loses one message, and
nothing is ever sent twice.
"""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from bot.core.i18n import translator
from bot.core.periods import local_day
from bot.db.codecs import instant_from_text, instant_to_text
from bot.features.budgets import asking_views, job_views, sums, timing
from bot.features.budgets.reading import Viewpoint
from bot.features.budgets.records import sql

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.core.language import Language
    from bot.core.money import ExchangeRate
    from bot.core.person import Person
    from bot.core.screen import Screen
    from bot.db.database import Database, Transaction
    from bot.features.budgets.rules import Budget
    from bot.features.budgets.store import BudgetStore
    from bot.tg.sender import Delivery

log = logging.getLogger(__name__)

BATCH: Final = 50  # looked at before other jobs have their turn
_ONE_DAY: Final = dt.timedelta(days=1)


class Sends(Protocol):
    """What the jobs need of the sender."""

    async def send(self, chat_id: int, screen: Screen, language: Language, *, bulk: bool = False) -> Delivery:
        """Send a screen and say what became of it."""
        ...


@dataclass(frozen=True, slots=True)
class _Letter:
    person: Person
    screen: Screen


class BudgetJobs:
    """Sends summaries and weekly questions.

    Args:
        database: where it stands what is due.
        store: limits and entries.
        sender: the way out.
        person: finds who somebody is, for their language and zone.
        rate: says what the rate is at the moment.
        awake: says when something may be sent to somebody: at once, or when their quiet hours are over.
    """

    def __init__(
        self,
        database: Database,
        store: BudgetStore,
        sender: Sends,
        person: Callable[[Transaction, int], Person],
        rate: Callable[[], ExchangeRate],
        awake: Callable[[Transaction, Person, dt.datetime], dt.datetime],
    ) -> None:
        self._database, self._store, self._sender, self._person, self._rate = database, store, sender, person, rate
        self._awake = awake
        self._is_filled = False  # the sums of days that an older version left without one

    async def run_due(self, now: dt.datetime) -> dt.datetime | None:
        """Send a bounded number of what is due, and return when the next is: `now` or before, if more is."""
        while not self._is_filled:
            self._is_filled = not await self._database.write(lambda tx: sums.fill(tx, BATCH))
        upcoming = await self._database.read(_next_due)
        if upcoming is None or upcoming > now:
            return upcoming
        for letter in await self._database.write(lambda tx: [*self._summaries(tx, now), *self._nudges(tx, now)]):
            try:
                await self._sender.send(letter.person.id, letter.screen, letter.person.language, bulk=True)
            except Exception:
                log.exception("a message about a limit could not be sent")
        return await self._database.read(_next_due)

    def _summaries(self, tx: Transaction, now: dt.datetime) -> list[_Letter]:
        letters = []
        for person_id, slot, _, told in list(sql.due_summaries(tx, now=instant_to_text(now), count=BATCH)):
            budget, person = self._store.budget(tx, person_id, slot), self._person(tx, person_id)
            if budget is None or not budget.rhythm.repeats:
                sql.plan_summary(tx, person_id=person_id, slot=slot, summary_due=None)
                continue
            letter = self._summary(tx, now, person, budget, dt.date.fromisoformat(told) if told else None)
            if letter is not None:
                letters.append(letter)
        return letters

    def _summary(
        self, tx: Transaction, now: dt.datetime, person: Person, budget: Budget, told: dt.date | None
    ) -> _Letter | None:
        """Return the summary of the cycle that ended last, unless it was told of; plan the next look."""
        today = local_day(now, person.zone)
        cycle = budget.rhythm.on(today)
        ended = budget.rhythm.before(cycle)
        if told is None:
            told = today - _ONE_DAY
            sql.summed_up(tx, person_id=person.id, slot=budget.slot, summed_up_to=told.isoformat())
        due = timing.at(cycle.end + _ONE_DAY, timing.SUMMARY_AT, person.zone)
        letter = None
        if ended is not None and ended.end > told:
            moment = timing.at(cycle.start, timing.SUMMARY_AT, person.zone)
            if now < moment or self._awake(tx, person, now) > now:
                due = max(moment, self._awake(tx, person, now))
            else:
                sql.summed_up(tx, person_id=person.id, slot=budget.slot, summed_up_to=ended.end.isoformat())
                wanted = self._store.preferences(tx, person.id).sums_up and now - moment < timing.LATEST
                letter = self._sum_up(tx, now, person, budget) if wanted else None
        due = max(due, now + dt.timedelta(minutes=1))  # a look never plans itself
        sql.plan_summary(tx, person_id=person.id, slot=budget.slot, summary_due=instant_to_text(due))
        return letter

    def _sum_up(self, tx: Transaction, now: dt.datetime, person: Person, budget: Budget) -> _Letter | None:
        """Return the words about the cycle before this one; None where nobody logs anything."""
        view = Viewpoint(person.id, now, person.zone, self._rate())
        past = self._store.history(tx, view, budget.slot, count=3)
        state = self._store.state_of(tx, view, budget)
        if len(past) < 2 or not any(each.biggest for each in past[:-1]):  # noqa: PLR2004 - this cycle and the one before
            return None
        before = self._store.state_of(tx, view, budget, past[-2].cycle.end)
        earlier = past[-3] if len(past) > 2 else None  # noqa: PLR2004 - and one more
        tr = translator(person.language, person.only)
        return _Letter(person, job_views.summary(tr, before, past[-2], earlier, state))

    def _nudges(self, tx: Transaction, now: dt.datetime) -> list[_Letter]:
        letters = []
        for person_id, _ in list(sql.due_nudges(tx, now=instant_to_text(now), count=BATCH)):
            person = self._person(tx, person_id)
            awake = self._awake(tx, person, now)
            due = awake if awake > now else timing.next_nudge(now, person.zone)
            sql.plan_nudge(tx, person_id=person_id, nudge_due=instant_to_text(due))
            if awake <= now:
                view = Viewpoint(person_id, now, person.zone, self._rate())
                tr = translator(person.language, person.only)
                standing = self._store.standing(tx, view)
                have = self._store.page_total(tx, view, standing)
                letters.append(_Letter(person, asking_views.nudge(tr, standing, have)))
        return letters


def _next_due(tx: Transaction) -> dt.datetime | None:
    found = [text for text in (sql.next_summary(tx), sql.next_nudge(tx)) if text is not None]
    return instant_from_text(min(found)) if found else None
