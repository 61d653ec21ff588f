"""How limits stand, read from what is kept."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from bot.core.periods import Cycle, Period, Rhythm, local_day
from bot.db.codecs import instant_from_text
from bot.features.budgets import pace, sums
from bot.features.budgets.records import budget_from_row, entry_from_row, sql
from bot.features.budgets.rules import (
    BARE_CURRENCY,
    Budget,
    BudgetState,
    Entry,
    Kind,
    PastCycle,
    Preferences,
    Standing,
    Total,
    carried_over,
    expiry,
    total,
)

if TYPE_CHECKING:
    from bot.core.money import Currency, ExchangeRate, Money
    from bot.db.database import Transaction

HISTORY: Final = 12
"""Cycles that are looked back on."""
_FOREVER: Final = dt.date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """Who looks at their spending, when and where. `now`: aware; `rate`: the one of this moment."""

    person_id: int
    now: dt.datetime
    zone: dt.tzinfo
    rate: ExchangeRate

    @property
    def today(self) -> dt.date:
        """The person's local day."""
        return local_day(self.now, self.zone)


class BudgetReader:
    """Reads limits and entries. Every method runs inside the caller's transaction."""

    def budget(self, tx: Transaction, person_id: int, slot: int = 0) -> Budget | None:
        """Return one of the person's limits, if they set it."""
        return budget_from_row(sql.budget(tx, person_id=person_id, slot=slot))

    def budgets(self, tx: Transaction, person_id: int) -> list[Budget]:
        """Return the person's limits, the one without a label first."""
        return [budget for row in sql.budgets(tx, person_id=person_id) if (budget := budget_from_row(row)) is not None]

    def budget_of_label(self, tx: Transaction, person_id: int, label: str) -> Budget | None:
        """Return the limit with exactly this label, empty for the one without."""
        return budget_from_row(sql.budget_of_label(tx, person_id=person_id, label=label))

    def budget_for(self, tx: Transaction, person_id: int, label: str) -> Budget | None:
        """Return the limit that entries with a label count in: the label's own, else the one without a label."""
        return self.budget_of_label(tx, person_id, label) or self.budget(tx, person_id)

    def state(
        self, tx: Transaction, person_id: int, now: dt.datetime, zone: dt.tzinfo, rate: ExchangeRate
    ) -> BudgetState | None:
        """Return how the limit without a label stands in the cycle that `now` (aware) is in, None without one."""
        budget = self.budget(tx, person_id)
        return self.state_of(tx, Viewpoint(person_id, now, zone, rate), budget) if budget else None

    def state_of(self, tx: Transaction, view: Viewpoint, budget: Budget, day: dt.date | None = None) -> BudgetState:
        """Return how a limit stands in the cycle of a local day, today's if None."""
        cycle = budget.rhythm.on(day or view.today)
        currency = budget.limit.currency
        last = cycle.end if budget.rhythm.repeats else _FOREVER
        booked = self._sums(tx, view.person_id, Cycle(cycle.start, last), budget)
        used, limit, expires = sums.total(booked, currency), budget.limit, None
        if budget.carries_over and (before := budget.rhythm.before(cycle)) is not None:
            used_before = sums.total(self._sums(tx, view.person_id, before, budget), currency)
            limit += carried_over(budget, used_before, before)
        if budget.period is Period.CREDIT and budget.bought_on is not None:
            top_ups = self._of_kind(tx, view.person_id, Kind.TOP_UP, Cycle(cycle.start, last), budget)
            limit += total(((entry.money, entry.rate) for entry in top_ups), currency)
            parts = [(_in(entry, currency), entry.local_date) for entry in top_ups]
            expires = expiry((budget.limit.amount, budget.bought_on), parts, used.amount)
            cycle = Cycle(cycle.start, expires)
        days: defaultdict[dt.date, Decimal] = defaultdict(Decimal)
        for each in booked:
            days[each.day] += each.rate.convert(each.money, currency).amount
        corrections = self._of_kind(tx, view.person_id, Kind.CORRECTION, cycle, budget)
        by_day = pace.spread(days, [(entry.local_date, _in(entry, currency)) for entry in corrections], cycle)
        return BudgetState(limit, used, cycle, view.today, view.rate, budget, by_day, expires)

    def standing(self, tx: Transaction, view: Viewpoint, slot: int = 0) -> Standing:
        """Return how the present cycle stands, without a limit in the currency of the newest entry."""
        budget = self.budget(tx, view.person_id, slot)
        if budget is not None:
            return self.state_of(tx, view, budget)
        newest = self.newest(tx, view.person_id, 1)
        return self._month(tx, view, view.today, newest[0].money.currency if newest else BARE_CURRENCY)

    def standing_of(self, tx: Transaction, view: Viewpoint, entry: Entry) -> Standing:
        """Return how the cycle stands that an entry counts in."""
        budget = self.budget_for(tx, view.person_id, entry.label)
        if budget is not None:
            return self.state_of(tx, view, budget, entry.local_date)
        return self._month(tx, view, entry.local_date, entry.money.currency)

    def _month(self, tx: Transaction, view: Viewpoint, day: dt.date, currency: Currency) -> Total:
        cycle = Rhythm().on(day)
        return Total(sums.total(self._sums(tx, view.person_id, cycle, None), currency), cycle, view.today)

    def history(self, tx: Transaction, view: Viewpoint, slot: int = 0, count: int = HISTORY) -> list[PastCycle]:
        """Return the present cycle and those before it, oldest first, from the first in which anything was booked."""
        budget = self.budget(tx, view.person_id, slot)
        rhythm = budget.rhythm if budget else Rhythm()
        currency = budget.limit.currency if budget else self.standing(tx, view).used.currency
        cycle: Cycle | None = rhythm.on(view.today)
        cycles: list[Cycle] = []
        while cycle is not None and len(cycles) < count:
            cycles.insert(0, cycle)
            cycle = rhythm.before(cycle)
        booked = self._sums(tx, view.person_id, Cycle(cycles[0].start, cycles[-1].end), budget)
        past: list[PastCycle] = []
        for each in cycles:
            days: defaultdict[dt.date, Decimal] = defaultdict(Decimal)
            for day_sum in booked:
                if day_sum.day in each:
                    days[day_sum.day] += day_sum.rate.convert(day_sum.money, currency).amount
            if past or days or each is cycles[-1]:
                used = sums.total((s for s in booked if s.day in each), currency)
                biggest = max(days.items(), key=lambda item: (item[1], item[0]), default=None)
                past.append(PastCycle(each, used, biggest))
        return past

    def corrections(self, tx: Transaction, view: Viewpoint, state: BudgetState) -> list[tuple[dt.date, Decimal]]:
        """Return the corrections among :meth:`days`."""
        if state.budget is None:
            return []
        days: defaultdict[dt.date, Decimal] = defaultdict(Decimal)
        for entry in self._of_kind(tx, view.person_id, Kind.CORRECTION, state.cycle, state.budget):
            days[entry.local_date] += _in(entry, state.limit.currency)
        return sorted(days.items())

    def days(self, tx: Transaction, view: Viewpoint, state: BudgetState) -> list[tuple[dt.date, Decimal]]:
        """Return what was booked for each day of a state's cycle, corrections on their own day, oldest first."""
        days: defaultdict[dt.date, Decimal] = defaultdict(Decimal)
        for each in self._sums(tx, view.person_id, state.cycle, state.budget):
            days[each.day] += each.rate.convert(each.money, state.limit.currency).amount
        return sorted(days.items())

    def of_origin(self, tx: Transaction, person_id: int, origin: str) -> Entry | None:
        """Return the entry that counts and came from a message or an edit of it."""
        row = sql.entry_of_origin(tx, person_id=person_id, origin=origin)
        return entry_from_row(row) if row else None

    def entry(self, tx: Transaction, person_id: int, number: int) -> Entry | None:
        """Return one entry, also one that was taken back."""
        row = sql.entry(tx, person_id=person_id, number=number)
        return entry_from_row(row) if row else None

    def newest(self, tx: Transaction, person_id: int, count: int) -> list[Entry]:
        """Return the entries booked last that still count, newest first."""
        return [entry_from_row(row) for row in sql.newest(tx, person_id=person_id, count=count)]

    def page_total(self, tx: Transaction, view: Viewpoint, state: Standing) -> Money:
        """Return what the usage page should show for a cycle: it knows no labels, so limits with one are in it."""
        if isinstance(state, Total) or state.budget is None or state.label or state.period is Period.CREDIT:
            return state.used
        labelled = [each for each in self.budgets(tx, view.person_id) if each.label]
        booked = [each for other in labelled for each in self._sums(tx, view.person_id, state.cycle, other)]
        return state.used + sums.total(booked, state.limit.currency)

    def preferences(self, tx: Transaction, person_id: int) -> Preferences:
        """Return how the person wants to be warned, the defaults where they never said."""
        row = sql.settings(tx, person_id=person_id)
        if row is None:
            return Preferences()
        thresholds = tuple(int(each) for each in row[0].split(",") if each)
        return Preferences(thresholds, bool(row[1]), bool(row[2]), instant_from_text(row[3]) if row[3] else None)

    def _sums(self, tx: Transaction, person_id: int, cycle: Cycle, budget: Budget | None) -> list[sums.DaySum]:
        """Return the sums of the days that count in a limit; without one, everything that has no limit of its own."""
        own = {each.label for each in self.budgets(tx, person_id) if each.label}
        found = sums.between(tx, person_id, cycle)
        if budget is not None and budget.label:
            return [each for each in found if each.label == budget.label]
        return [each for each in found if each.label not in own]

    def _of_kind(self, tx: Transaction, person_id: int, kind: Kind, cycle: Cycle, budget: Budget) -> list[Entry]:
        own = {each.label for each in self.budgets(tx, person_id) if each.label}
        first, last = cycle.start.isoformat(), cycle.end.isoformat()
        rows = sql.of_kind_between(tx, person_id=person_id, kind=kind.value, first=first, last=last)
        entries = [entry_from_row(row) for row in rows]
        return [each for each in entries if (each.label == budget.label if budget.label else each.label not in own)]


def _in(entry: Entry, currency: Currency) -> Decimal:
    return entry.rate.convert(entry.money, currency).amount
