"""What is kept of limits and spending."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bot.core.money import Currency, ExchangeRate, Money, RateSource
from bot.core.periods import FIRST_DAY, Cycle, cycle_of, cycle_on, local_day
from bot.db.codecs import decimal_from_text, decimal_to_text, instant_from_text, instant_to_text
from bot.db.queries import load
from bot.features.budgets.rules import (
    BARE_CURRENCY,
    Booking,
    Budget,
    BudgetState,
    Entry,
    Standing,
    TakenBack,
    Total,
    crossed,
    total,
)

if TYPE_CHECKING:
    from bot.db.database import Transaction

_sql = load(Path(__file__).with_name("queries.sql"))

UPDATE_IDS_UNIQUE_FOR: Final = dt.timedelta(days=30)
"""After a pause Telegram may count updates from anywhere, so an older entry does not stand for its id any more."""

_Row = tuple[Any, ...]
_Parts = list[tuple[Money, ExchangeRate]]


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


class BudgetStore:
    """Reads and writes limits and entries. Every method runs inside the caller's transaction."""

    def budget(self, tx: Transaction, person_id: int) -> Budget | None:
        """Return the person's limit, if they set one."""
        row = _sql.budget(tx, person_id=person_id)
        return Budget(Money(decimal_from_text(row[0]), Currency(row[1])), row[2]) if row else None

    def set_budget(
        self, tx: Transaction, person_id: int, limit: Money, cycle_day: int | None, now: dt.datetime
    ) -> Budget | None:
        """Set or change the limit and return the one before.

        `cycle_day` None keeps the day there is, at first the 1st.
        """
        before = self.budget(tx, person_id)
        _sql.set_budget(
            tx,
            person_id=person_id,
            amount=decimal_to_text(limit.amount),
            currency=limit.currency.value,
            cycle_day=cycle_day or (before.cycle_day if before else FIRST_DAY),
            now=instant_to_text(now),
        )
        return before

    def drop_budget(self, tx: Transaction, person_id: int) -> Budget | None:
        """Remove the limit and return it; the entries stay."""
        before = self.budget(tx, person_id)
        _sql.erase_budget(tx, person_id=person_id)
        return before

    def state(
        self, tx: Transaction, person_id: int, now: dt.datetime, zone: dt.tzinfo, rate: ExchangeRate
    ) -> BudgetState | None:
        """Return how the limit stands in the cycle that `now` (aware) is in, None without a limit."""
        budget = self.budget(tx, person_id)
        if budget is None:
            return None
        view = Viewpoint(person_id, now, zone, rate)
        cycle = cycle_of(now, zone, budget.cycle_day)
        return _state(view, budget, cycle, self._spent(tx, person_id, cycle))

    def standing(self, tx: Transaction, view: Viewpoint) -> Standing:
        """Return how the present cycle stands, without a limit in the currency of the newest entry."""
        newest = self.newest(tx, view.person_id, 1)
        currency = newest[0].money.currency if newest else BARE_CURRENCY
        return self._standing(tx, view, view.today, currency)

    def book(
        self,
        tx: Transaction,
        view: Viewpoint,
        update_id: int,
        amount: Decimal,
        currency: Currency | None,
        days_ago: int,
        note: str,
    ) -> Booking:
        """Book something spent, once for each update: the second time returns the entry of the first.

        Args:
            tx: of the caller.
            view: whose, and now.
            update_id: the update that says so.
            amount: exact, within the bounds of :func:`rules.can_be_kept`.
            currency: None where none was named: the limit's, else USD.
            days_ago: 0 for today.
            note: as :func:`rules.clean_note` leaves it.
        """
        long_ago = instant_to_text(view.now - UPDATE_IDS_UNIQUE_FOR)
        _sql.release_update(tx, person_id=view.person_id, update_id=update_id, before=long_ago)
        known = _sql.entry_of_update(tx, person_id=view.person_id, update_id=update_id)
        if known is not None:
            entry = _entry(known)
            return Booking(entry, self._standing(tx, view, entry.local_date, entry.money.currency), crossed=None)
        budget = self.budget(tx, view.person_id)
        money = Money(amount, currency or (budget.limit.currency if budget else BARE_CURRENCY))
        number = (_sql.highest_number(tx, person_id=view.person_id) or 0) + 1
        ago = dt.timedelta(days=days_ago)
        entry = Entry(number, money, view.rate, view.now - ago, view.today - ago, note, undone=False)
        cycle = cycle_on(entry.local_date, budget.cycle_day if budget else FIRST_DAY)
        spent = self._spent(tx, view.person_id, cycle)
        with_entry: _Parts = [*spent, (money, view.rate)]
        _insert(tx, view.person_id, entry, update_id)
        if budget is None:
            return Booking(entry, Total(total(with_entry, money.currency), cycle, view.today), crossed=None)
        state = _state(view, budget, cycle, with_entry)
        return Booking(entry, state, crossed(_state(view, budget, cycle, spent), state))

    def newest(self, tx: Transaction, person_id: int, count: int) -> list[Entry]:
        """Return the entries booked last that still count, newest first."""
        return [_entry(row) for row in _sql.newest(tx, person_id=person_id, count=count)]

    def take_back(self, tx: Transaction, view: Viewpoint, number: int | None) -> TakenBack | None:
        """Make an entry count no more, `number` None for the newest; None where the person has none such."""
        entry = self._find(tx, view.person_id, number)
        if entry is None:
            return None
        just_now = bool(
            _sql.take_back(tx, person_id=view.person_id, number=entry.number, now=instant_to_text(view.now))
        )
        return TakenBack(entry, self._standing(tx, view, entry.local_date, entry.money.currency), just_now)

    def book_again(self, tx: Transaction, view: Viewpoint, number: int) -> Booking | None:
        """Make an entry that was taken back count again; None where the person has none such."""
        entry = self._find(tx, view.person_id, number)
        if entry is None:
            return None
        _sql.book_again(tx, person_id=view.person_id, number=number)
        return Booking(entry, self._standing(tx, view, entry.local_date, entry.money.currency), crossed=None)

    def export(self, tx: Transaction, person_id: int) -> dict[str, Any] | None:
        """Return everything that is kept, entries taken back included; None where there is nothing."""
        budget = _sql.budget_for_export(tx, person_id=person_id)
        entries = _sql.entries_for_export(tx, person_id=person_id)
        kept = {
            "limit": dict(zip(_BUDGET_COLUMNS, budget, strict=True)) if budget else None,
            "entries": [dict(zip(_ENTRY_COLUMNS, row, strict=True)) for row in entries],
        }
        return kept if budget or kept["entries"] else None

    def forget(self, tx: Transaction, person_id: int) -> None:
        """Delete the person's limit and entries."""
        _sql.erase_budget(tx, person_id=person_id)
        _sql.erase_entries(tx, person_id=person_id)

    def _find(self, tx: Transaction, person_id: int, number: int | None) -> Entry | None:
        if number is None:
            return next(iter(self.newest(tx, person_id, 1)), None)
        row = _sql.entry(tx, person_id=person_id, number=number)
        return _entry(row) if row else None

    def _standing(self, tx: Transaction, view: Viewpoint, day: dt.date, currency: Currency) -> Standing:
        """Return how the cycle of `day` stands: against the limit, else the month's sum in `currency`."""
        budget = self.budget(tx, view.person_id)
        cycle = cycle_on(day, budget.cycle_day if budget else FIRST_DAY)
        spent = self._spent(tx, view.person_id, cycle)
        if budget is not None:
            return _state(view, budget, cycle, spent)
        return Total(total(spent, currency), cycle, view.today)

    def _spent(self, tx: Transaction, person_id: int, cycle: Cycle) -> _Parts:
        """Return what was spent in a cycle, added up by currency and rate, exactly."""
        rows = _sql.spent_between(tx, person_id=person_id, first=cycle.start.isoformat(), last=cycle.end.isoformat())
        sums: defaultdict[_Row, Decimal] = defaultdict(Decimal)
        for amount, *kind in rows:
            sums[tuple(kind)] += Decimal(amount)
        return [(Money(amount, Currency(kind[0])), _rate(*kind[1:])) for kind, amount in sums.items()]


_BUDGET_COLUMNS: Final = ("amount", "currency", "cycle_day", "created_at", "changed_at")
_ENTRY_COLUMNS: Final = (
    "number",
    "amount",
    "currency",
    "cny_per_usd",
    "rate_source",
    "rate_date",
    "spent_at",
    "local_date",
    "note",
    "update_id",
    "undone_at",
)


def _state(view: Viewpoint, budget: Budget, cycle: Cycle, spent: _Parts) -> BudgetState:
    used = total(spent, budget.limit.currency)
    return BudgetState(budget.limit, used, cycle, view.today, view.rate)


def _insert(tx: Transaction, person_id: int, entry: Entry, update_id: int) -> None:
    _sql.book(
        tx,
        person_id=person_id,
        number=entry.number,
        amount=decimal_to_text(entry.money.amount),
        currency=entry.money.currency.value,
        cny_per_usd=decimal_to_text(entry.rate.cny_per_usd),
        rate_source=entry.rate.source.value,
        rate_date=entry.rate.as_of.isoformat() if entry.rate.as_of else None,
        spent_at=instant_to_text(entry.spent_at),
        local_date=entry.local_date.isoformat(),
        note=entry.note,
        update_id=update_id,
    )


def _entry(row: _Row) -> Entry:
    number, amount, currency, cny_per_usd, source, as_of, spent_at, local_date, note, undone_at = row
    return Entry(
        number,
        Money(decimal_from_text(amount), Currency(currency)),
        _rate(cny_per_usd, source, as_of),
        instant_from_text(spent_at),
        dt.date.fromisoformat(local_date),
        note,
        undone=undone_at is not None,
    )


def _rate(cny_per_usd: str, source: str, as_of: str | None) -> ExchangeRate:
    day = dt.date.fromisoformat(as_of) if as_of else None
    return ExchangeRate(decimal_from_text(cny_per_usd), RateSource(source), day)
