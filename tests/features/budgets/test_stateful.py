"""Anything a person can do to a limit, in any order, against a model that only adds up."""

from __future__ import annotations

import calendar
import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bot.core.money import Currency, ExchangeRate, Money, RateSource
from bot.features.budgets.reading import Viewpoint
from bot.features.budgets.rules import BudgetState
from bot.features.budgets.store import BudgetStore
from tests.features.budgets.memory import empty_database

if TYPE_CHECKING:
    from collections.abc import Callable

ZONES = ("Asia/Shanghai", "America/New_York", "Pacific/Kiritimati", "Europe/London")
AMOUNTS = st.decimals("0.01", "40", places=2)
RATES = (Decimal(8), Decimal("6.25"))  # both divide evenly, so that every sum is exact


class Model:
    """What should be true: entries as [day, dollars, counts, booked at], added up anew each time."""

    def __init__(self) -> None:
        self.entries: list[list[Any]] = []
        self.limit, self.day = Decimal(50), 1
        self.warned: dict[int, set[dt.date]] = {50: set(), 80: set(), 100: set()}

    def start(self, day: dt.date) -> dt.date:
        """Return the first day of the cycle."""
        for back in (0, 1):
            month = day.year * 12 + day.month - 1 - back
            year, index = divmod(month, 12)
            first = dt.date(year, index + 1, min(self.day, calendar.monthrange(year, index + 1)[1]))
            if first <= day:
                return first
        raise AssertionError(day)

    def used(self, day: dt.date) -> Decimal:
        """Return the sum of the cycle of a day."""
        start = self.start(day)
        return sum((each[1] for each in self.entries if each[2] and self.start(each[0]) == start), Decimal(0))

    def change(self, day: dt.date, change: Callable[[], None]) -> int | None:
        """Make a change and return the highest threshold it passes for the first time in the cycle."""
        before = self.used(day)
        change()
        after, start = self.used(day), self.start(day)
        new = [
            percent
            for percent, days in self.warned.items()
            if before * 100 < self.limit * percent <= after * 100 and start not in {self.start(d) for d in days}
        ]
        for percent in self.warned:
            if new and percent <= max(new):
                self.warned[percent].add(day)
        return max(new, default=None)

    def undo(self, entry: list[Any]) -> None:
        """Take an entry back; what its cycle falls below can be warned of again."""
        entry[2] = False
        start, used = self.start(entry[0]), self.used(entry[0])
        for percent, days in self.warned.items():
            if used * 100 < self.limit * percent:
                self.warned[percent] = {d for d in days if self.start(d) != start}


class Spending(RuleBasedStateMachine):
    """The store and the model side by side."""

    def __init__(self) -> None:
        super().__init__()
        self.tx, self.store, self.model = empty_database(), BudgetStore(), Model()
        self.now, self.zone, self.update = dt.datetime(2027, 12, 20, 12, tzinfo=dt.UTC), ZoneInfo(ZONES[0]), 0
        self.store.set_budget(self.tx, 1, Money(Decimal(50), Currency.USD), 1, self.now)

    @property
    def view(self) -> Viewpoint:
        rate = ExchangeRate(RATES[self.update % 2], RateSource.BUILT_IN, None)
        return Viewpoint(1, self.now, self.zone, rate)

    @rule(amount=AMOUNTS, ago=st.integers(0, 3), currency=st.sampled_from(Currency))
    def log(self, amount: Decimal, ago: int, currency: Currency) -> None:
        self.update += 1
        view, day = self.view, self.view.today - dt.timedelta(days=ago)
        dollars = amount if currency is Currency.USD else amount / view.rate.cny_per_usd
        passed = self.model.change(day, lambda: self.model.entries.append([day, dollars, True, self.now]))
        for _ in range(2):  # delivered twice, booked once
            booking = self.store.book(self.tx, view, self.update, amount, currency, ago, "")
            assert booking.crossed == passed
            passed = None

    @rule()
    def undo(self) -> None:
        counting = [each for each in self.model.entries if each[2]]
        taken = self.store.take_back(self.tx, self.view, None)
        if counting and counting[-1][3] >= self.now - dt.timedelta(hours=24):
            assert taken is not None
            self.model.undo(counting[-1])
        else:
            assert taken is None

    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        if self.model.entries:
            number = data.draw(st.integers(1, len(self.model.entries)))
            assert self.store.take_back(self.tx, self.view, number) is not None
            if self.model.entries[number - 1][2]:
                self.model.undo(self.model.entries[number - 1])

    @rule(said=st.decimals("0", "90", places=2))
    def correct(self, said: Decimal) -> None:
        self.update += 1
        day = self.view.today
        difference = said - self.model.used(day)
        booking = self.store.correct(
            self.tx, self.view, self.update, Money(said, Currency.USD), "", label="", origin=None
        )
        if not difference:
            assert booking is None
            return
        passed = self.model.change(day, lambda: self.model.entries.append([day, difference, True, self.now]))
        assert booking is not None
        assert (booking.entry.money.amount, booking.crossed) == (difference, passed)

    @rule(limit=st.integers(10, 90))
    def change_limit(self, limit: int) -> None:
        self.store.set_budget(self.tx, 1, Money(Decimal(limit), Currency.USD), None, self.now)
        if limit > self.model.limit:
            self.model.warned = {50: set(), 80: set(), 100: set()}
        self.model.limit = Decimal(limit)

    @rule(day=st.integers(1, 31))
    def change_day(self, day: int) -> None:
        self.store.set_budget(self.tx, 1, Money(self.model.limit, Currency.USD), day, self.now)
        self.model.day = day

    @rule(name=st.sampled_from(ZONES))
    def change_zone(self, name: str) -> None:
        self.zone = ZoneInfo(name)

    @rule(hours=st.integers(1, 24 * 20))
    def let_time_pass(self, hours: int) -> None:
        self.now += dt.timedelta(hours=hours)

    @invariant()
    def adds_up(self) -> None:
        state = self.store.standing(self.tx, self.view)
        assert isinstance(state, BudgetState)
        used = self.model.used(self.view.today)
        assert (state.used.amount, state.left.amount) == (used, self.model.limit - used)
        assert state.cycle.start == self.model.start(self.view.today)

    def teardown(self) -> None:
        self.tx.close()


Spending.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestSpending = Spending.TestCase
