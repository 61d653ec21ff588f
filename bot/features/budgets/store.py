"""What is kept of limits and spending."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.core.money import Currency, Money
from bot.core.periods import FIRST_DAY, Period
from bot.db.codecs import decimal_to_text, instant_to_text
from bot.features.budgets import pace, sums
from bot.features.budgets.reading import BudgetReader
from bot.features.budgets.records import columns, entry_from_row, insert, sql
from bot.features.budgets.rules import (
    BARE_CURRENCY,
    LARGEST,
    MOST_DECIMALS,
    MOST_LABELS,
    UNDO_FOR,
    Booking,
    Budget,
    BudgetState,
    Entry,
    Kind,
    Preferences,
    TakenBack,
    crossed,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from bot.db.database import Transaction
    from bot.features.budgets.reading import Viewpoint

UPDATE_IDS_UNIQUE_FOR: Final = dt.timedelta(days=30)
"""After a pause Telegram may count updates from anywhere, so an older entry does not stand for its id any more."""
_PACE: Final = "pace"  # the kind of a warning; the others are percentages


class TooManyLabelsError(Exception):
    """One limit more would be too many. `most`: how many there may be."""

    def __init__(self) -> None:
        super().__init__(f"more than {MOST_LABELS} limits with a label")
        self.most = MOST_LABELS


class BudgetStore(BudgetReader):
    """Reads and writes limits and entries. Every method runs inside the caller's transaction."""

    def set_budget(
        self,
        tx: Transaction,
        person_id: int,
        limit: Money,
        cycle_day: int | None,
        now: dt.datetime,
        *,
        label: str = "",
        period: Period | None = None,
        bought_on: dt.date | None = None,
        carries_over: bool | None = None,
    ) -> Budget | None:
        """Set or change a limit and return the one before.

        What is None stays as it is; at first a limit is for the month, from the 1st. A new day or period begins
        another cycle: no summary is sent of what ended by the new count before `now`.

        Raises:
            TooManyLabelsError: there is no room for another label.
        """
        before = self.budget_of_label(tx, person_id, label)
        chosen = period or (before.period if before else Period.MONTH)
        kept_day = before.cycle_day if before is not None and before.period is chosen else FIRST_DAY
        if chosen is Period.CREDIT:
            bought_on = bought_on or (before.bought_on if before else None) or now.date()
        carries = before.carries_over if carries_over is None and before else bool(carries_over)
        after = Budget(
            limit,
            cycle_day or kept_day,
            before.slot if before else self._free_slot(tx, person_id, label),
            label,
            chosen,
            bought_on if chosen is Period.CREDIT else None,
            carries and chosen is not Period.CREDIT,
        )
        self._write_budget(tx, person_id, after, now)
        if before is None or before.rhythm != after.rhythm:
            self.skip_summaries(tx, person_id, after.slot, now.date())
        if before is not None and (before.limit.currency is not limit.currency or before.limit < limit):
            sql.erase_warnings_of(tx, person_id=person_id, slot=after.slot)  # a higher limit may be warned of again
        return before

    def _write_budget(self, tx: Transaction, person_id: int, budget: Budget, now: dt.datetime) -> None:
        sums_up = budget.period in {Period.MONTH, Period.WEEK}
        sql.set_budget(
            tx,
            person_id=person_id,
            slot=budget.slot,
            label=budget.label,
            amount=decimal_to_text(budget.limit.amount),
            currency=budget.limit.currency.value,
            cycle_day=budget.cycle_day,
            period=budget.period.value,
            bought_on=budget.bought_on.isoformat() if budget.bought_on else None,
            carries_over=int(budget.carries_over),
            summary_due=instant_to_text(now) if sums_up else None,  # the job finds the right moment for it
            now=instant_to_text(now),
        )

    def _free_slot(self, tx: Transaction, person_id: int, label: str) -> int:
        if not label:
            return 0
        taken = {budget.slot for budget in self.budgets(tx, person_id)}
        free = [slot for slot in range(1, MOST_LABELS + 1) if slot not in taken]
        if not free:
            raise TooManyLabelsError
        return free[0]

    def skip_summaries(self, tx: Transaction, person_id: int, slot: int, today: dt.date) -> None:
        """Leave out the summaries of cycles that ended before a day."""
        told = sql.summed_up_to(tx, person_id=person_id, slot=slot) or ""
        yesterday = (today - dt.timedelta(days=1)).isoformat()
        sql.summed_up(tx, person_id=person_id, slot=slot, summed_up_to=max(told, yesterday))

    def replan(self, tx: Transaction, person_id: int, now: dt.datetime) -> None:
        """Let the jobs find the times of a person's summaries anew; their zone changed."""
        for budget in self.budgets(tx, person_id):
            if budget.period in {Period.MONTH, Period.WEEK}:
                sql.plan_summary(tx, person_id=person_id, slot=budget.slot, summary_due=instant_to_text(now))

    def drop_budget(self, tx: Transaction, person_id: int, slot: int = 0) -> Budget | None:
        """Remove a limit and return it; the entries stay."""
        before = self.budget(tx, person_id, slot)
        sql.erase_budget(tx, person_id=person_id, slot=slot)
        sql.erase_warnings_of(tx, person_id=person_id, slot=slot)
        return before

    def book(  # noqa: PLR0913 - what an entry consists of
        self,
        tx: Transaction,
        view: Viewpoint,
        update_id: int | None,
        amount: Decimal,
        currency: Currency | None,
        days_ago: int,
        note: str,
        *,
        label: str = "",
        origin: str | None = None,
        kind: Kind = Kind.SPENT,
    ) -> Booking:
        """Book something spent, once for each update: the second time returns the entry of the first.

        Args:
            tx: of the caller.
            view: whose, and now.
            update_id: the update that says so.
            amount: exact, within the bounds of :func:`rules.can_be_kept`; a correction may be less than zero.
            currency: None where none was named: the limit's, else USD.
            days_ago: 0 for today.
            note: as :func:`rules.clean_note` leaves it.
            label: as :func:`rules.clean_label` leaves it.
            origin: the message, the same for its edits.
            kind: what it is.
        """
        known = self.booked_by(tx, view, update_id)
        if known is not None:
            return Booking(known, self.standing_of(tx, view, known), crossed=None)
        budget = self.budget_for(tx, view.person_id, label)
        money = Money(amount, currency or (budget.limit.currency if budget else BARE_CURRENCY))
        ago = dt.timedelta(days=days_ago)
        entry = Entry(
            self.next_number(tx, view.person_id),
            money,
            view.rate,
            view.now - ago,
            view.today - ago,
            note,
            undone=False,
            kind=kind,
            label=label,
            booked_at=view.now,
        )

        def write() -> Entry:
            insert(tx, view.person_id, entry, update_id=update_id, origin=origin)
            self.count(tx, view.person_id, entry)
            return entry

        return self.observe(tx, view, entry, write)

    def booked_by(self, tx: Transaction, view: Viewpoint, update_id: int | None) -> Entry | None:
        """Return the entry that an update has booked already."""
        if update_id is None:
            return None
        long_ago = instant_to_text(view.now - UPDATE_IDS_UNIQUE_FOR)
        sql.release_update(tx, person_id=view.person_id, update_id=update_id, before=long_ago)
        row = sql.entry_of_update(tx, person_id=view.person_id, update_id=update_id)
        return entry_from_row(row) if row else None

    def amend(self, tx: Transaction, view: Viewpoint, old: Entry, new: Entry) -> Booking:
        """Put `new` in place of an entry that counts; its number, and where it came from, stay."""

        def write() -> Entry:
            self.rewrite(tx, view, old, new)
            return new

        return replace(self.observe(tx, view, new, write), before=old)

    def rewrite(self, tx: Transaction, view: Viewpoint, old: Entry, new: Entry) -> None:
        """Write `new` in place of an entry that counts, and keep the sums of the days and the warnings true."""
        self.discount(tx, view.person_id, old)
        sql.amend(tx, person_id=view.person_id, number=old.number, **columns(new))
        self.count(tx, view.person_id, new)
        self._rearm(tx, view, old)

    def take_back(self, tx: Transaction, view: Viewpoint, number: int | None) -> TakenBack | None:
        """Make an entry count no more, and with it all that came with the same file.

        `number` None means the newest that counts, where it was booked in the last 24 hours. None is returned where
        the person has none such.
        """
        if number is None:
            newest = next(iter(self.newest(tx, view.person_id, 1)), None)
            late = newest is not None and (newest.booked_at or newest.spent_at) < view.now - UNDO_FOR
            entry = None if late else newest
        else:
            entry = self.entry(tx, view.person_id, number)
        if entry is None:
            return None
        taken = [each for each in self._batch(tx, view.person_id, entry) if self._take_back_one(tx, view, each)]
        return TakenBack(entry, self.standing_of(tx, view, entry), bool(taken), len(taken))

    def _take_back_one(self, tx: Transaction, view: Viewpoint, entry: Entry) -> bool:
        now = instant_to_text(view.now)
        if not sql.take_back(tx, person_id=view.person_id, number=entry.number, now=now):
            return False
        self.discount(tx, view.person_id, entry)
        self._rearm(tx, view, entry)
        return True

    def _rearm(self, tx: Transaction, view: Viewpoint, entry: Entry) -> None:
        """Let warnings come again that an entry's undo or change has brought back below their mark."""
        budget = self.budget_for(tx, view.person_id, entry.label)
        if budget is None:
            return
        state = self.state_of(tx, view, budget, entry.local_date)
        for kind, day, number in self._warned(tx, view, state):
            if number == entry.number if kind == _PACE else not state.reached(int(kind)):
                sql.erase_warning(tx, person_id=view.person_id, slot=budget.slot, kind=kind, local_date=day)

    def _warned(self, tx: Transaction, view: Viewpoint, state: BudgetState) -> list[tuple[str, str, int]]:
        """Return what was warned of in a cycle: which, on which day, under which entry."""
        first, last = state.cycle.start.isoformat(), state.cycle.end.isoformat()
        return list(sql.warnings_between(tx, person_id=view.person_id, slot=state.slot, first=first, last=last))

    def book_again(self, tx: Transaction, view: Viewpoint, number: int) -> Booking | None:
        """Make an entry count again, with what was taken back with it; None where the person has none such."""
        entry = self.entry(tx, view.person_id, number)
        if entry is None:
            return None

        def write() -> Entry:
            for row in list(sql.taken_back_together(tx, person_id=view.person_id, number=number)):
                each = entry_from_row(row)
                sql.book_again(tx, person_id=view.person_id, number=each.number)
                self.count(tx, view.person_id, each)
            return replace(entry, undone=False)

        return self.observe(tx, view, entry, write)

    def _batch(self, tx: Transaction, person_id: int, entry: Entry) -> list[Entry]:
        if entry.batch is None:
            return [entry]
        return [entry_from_row(row) for row in sql.entries_of_batch(tx, person_id=person_id, batch=entry.batch)]

    def correct(
        self,
        tx: Transaction,
        view: Viewpoint,
        update_id: int,
        said: Money,
        note: str,
        *,
        label: str,
        origin: str | None,
    ) -> Booking | None:
        """Set the total of the present cycle (of a credit: what is left) and keep the difference as a correction.

        Returns None where there is no difference. The total is exactly what was said, in the limit's currency.
        """
        known = self.booked_by(tx, view, update_id)
        if known is not None:
            return Booking(known, self.standing_of(tx, view, known), crossed=None)
        budget = self.budget_for(tx, view.person_id, label)
        if budget is not None:
            state = self.state_of(tx, view, budget)
            wanted = view.rate.convert(said, state.limit.currency)
            used = self.page_total(tx, view, state)
            if budget.period is Period.CREDIT:
                wanted = state.limit - wanted
        else:
            wanted, used = said, self._month(tx, view, view.today, said.currency).used
        difference = (wanted - used).amount
        if used.currency is not said.currency or difference.as_tuple().exponent < -MOST_DECIMALS:  # type: ignore[operator] # finite
            difference = round(difference, MOST_DECIMALS)
        if not difference:
            return None
        difference = max(-LARGEST * 10, difference)
        return self.book(
            tx, view, update_id, difference, used.currency, 0, note, label=label, origin=origin, kind=Kind.CORRECTION
        )

    def observe(self, tx: Transaction, view: Viewpoint, entry: Entry, write: Callable[[], Entry]) -> Booking:
        """Make a change and return how things stand after it, with what it is worth warning of."""
        budget = self.budget_for(tx, view.person_id, entry.label)
        if budget is None:
            written = write()
            return Booking(written, self.standing_of(tx, view, written), crossed=None)
        before = self.state_of(tx, view, budget, entry.local_date)
        written = write()
        after = self.state_of(tx, view, budget, entry.local_date)
        wishes = self.preferences(tx, view.person_id)
        warned = {kind for kind, _, _ in self._warned(tx, view, after)}
        passed = crossed(before, after, [each for each in wishes.thresholds if str(each) not in warned])
        forecast = pace.passes(after) if wishes.warns_pace and view.today in after.cycle else None
        if _PACE in warned:
            forecast = None
        given = [str(each) for each in wishes.thresholds if passed is not None and each <= passed]
        for kind in [*given, *([_PACE] if forecast is not None else [])]:
            day = entry.local_date.isoformat()
            sql.set_warning(
                tx, person_id=view.person_id, slot=budget.slot, kind=kind, local_date=day, number=written.number
            )
        return Booking(written, after, passed, forecast)

    def set_preferences(self, tx: Transaction, person_id: int, wishes: Preferences) -> None:
        """Keep how the person wants to be warned."""
        sql.set_settings(
            tx,
            person_id=person_id,
            thresholds=",".join(map(str, sorted(set(wishes.thresholds)))),
            warns_pace=int(wishes.warns_pace),
            sums_up=int(wishes.sums_up),
            nudge_due=instant_to_text(wishes.nudge_due) if wishes.nudge_due else None,
        )

    def next_number(self, tx: Transaction, person_id: int) -> int:
        """Return the number of the next entry."""
        return (sql.highest_number(tx, person_id=person_id) or 0) + 1

    def count(self, tx: Transaction, person_id: int, entry: Entry) -> None:
        """Add an entry that begins to count to the sum of its day; its row is written already."""
        sums.add(tx, person_id, entry, entry.money.amount)

    def discount(self, tx: Transaction, person_id: int, entry: Entry) -> None:
        """Take an entry that stops counting out of the sum of its day."""
        sums.add(tx, person_id, entry, -entry.money.amount)

    def forget(self, tx: Transaction, person_id: int) -> None:
        """Delete the person's limits, entries and settings."""
        for erase in (
            sql.erase_budgets,
            sql.erase_entries,
            sql.erase_sums,
            sql.erase_warnings,
            sql.erase_settings,
            sql.erase_imports,
        ):
            erase(tx, person_id=person_id)
