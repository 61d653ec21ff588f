"""What is kept of limits and spending, over a real database file."""

from __future__ import annotations

import asyncio
import datetime as dt
import random
import sqlite3
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from bot.core.money import Currency, ExchangeRate, Money, RateSource
from bot.core.zones import zone
from bot.db import migrate
from bot.db.database import Database
from bot.features.budgets import sums
from bot.features.budgets.reading import Viewpoint
from bot.features.budgets.rules import Booking, BudgetState, Total
from bot.features.budgets.store import BudgetStore

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from bot.db.database import Transaction

SHANGHAI = zone("Asia/Shanghai")
NOW = dt.datetime(2026, 11, 23, 4, 0, tzinfo=dt.UTC)  # noon in Shanghai
RATE = ExchangeRate(Decimal("7.10"), RateSource.BUILT_IN, None)
LATER_RATE = ExchangeRate(Decimal("7.20"), RateSource.OPERATOR, dt.date(2026, 11, 20))
ANNA, BEN = 7_000_000_001, 7_000_000_002  # beyond 32 bits, as Telegram's are
VIEW = Viewpoint(ANNA, NOW, SHANGHAI, RATE)


@pytest.fixture
def store() -> BudgetStore:
    """The store under test."""
    return BudgetStore()


@pytest.fixture
async def tx(database: Database) -> AsyncIterator[Transaction]:
    """A connection to the same file, for tests that need no thread."""
    connection = sqlite3.connect(database.path, isolation_level=None)
    yield connection
    connection.close()


@pytest.fixture
def update_ids() -> Iterator[int]:
    """Ids of updates, each used once."""
    return iter(range(900_000_001, 900_999_999))


def usd(amount: str) -> Money:
    """Return so many dollars."""
    return Money(Decimal(amount), Currency.USD)


def cny(amount: str) -> Money:
    """Return so much RMB."""
    return Money(Decimal(amount), Currency.CNY)


def spend(store: BudgetStore, tx: Transaction, update_id: int, money: Money, view: Viewpoint = VIEW) -> Booking:
    """Book an amount without a note, today."""
    return store.book(tx, view, update_id, money.amount, money.currency, 0, "")


def limited(state: object) -> BudgetState:
    """Return a state that must be one against a limit."""
    assert isinstance(state, BudgetState)
    return state


async def test_setting_a_limit_keeps_amount_currency_and_day(store: BudgetStore, tx: Transaction) -> None:
    """What is read back is what was set; a change without a day keeps the day."""
    assert store.budget(tx, ANNA) is None
    assert store.set_budget(tx, ANNA, cny("300.50"), 22, NOW) is None
    before = store.set_budget(tx, ANNA, usd("50"), None, NOW)
    assert before is not None
    assert (before.limit, before.cycle_day) == (cny("300.50"), 22)
    now = store.budget(tx, ANNA)
    assert now is not None
    assert (now.limit, now.cycle_day) == (usd("50"), 22)


async def test_removing_a_limit_keeps_the_entries(
    store: BudgetStore, tx: Transaction, update_ids: Iterator[int]
) -> None:
    """Without a limit there is no state, and the month's sum is still known."""
    store.set_budget(tx, ANNA, usd("50"), None, NOW)
    spend(store, tx, next(update_ids), usd("12.5"))
    removed = store.drop_budget(tx, ANNA)
    assert removed is not None
    assert removed.limit == usd("50")
    assert store.state(tx, ANNA, NOW, SHANGHAI, RATE) is None
    standing = store.standing(tx, VIEW)
    assert isinstance(standing, Total)
    assert standing.used == usd("12.5")
    assert store.drop_budget(tx, ANNA) is None


async def test_state_counts_the_cycle_only(store: BudgetStore, tx: Transaction, update_ids: Iterator[int]) -> None:
    """From the day of the cycle to the day before the next one, both included."""
    store.set_budget(tx, ANNA, usd("100"), 22, NOW)
    for day, amount in (("2026-11-21", "1"), ("2026-11-22", "2"), ("2026-12-21", "4"), ("2026-12-22", "8")):
        noon = dt.datetime.fromisoformat(f"{day}T04:00:00+00:00")
        spend(store, tx, next(update_ids), usd(amount), Viewpoint(ANNA, noon, SHANGHAI, RATE))
    state = limited(store.state(tx, ANNA, NOW, SHANGHAI, RATE))
    assert (state.used, state.left) == (usd("6"), usd("94"))
    assert (state.cycle.start, state.cycle.end) == (dt.date(2026, 11, 22), dt.date(2026, 12, 21))
    assert (state.today, state.days_left) == (dt.date(2026, 11, 23), 29)


async def test_the_day_is_the_persons_own(store: BudgetStore, tx: Transaction, update_ids: Iterator[int]) -> None:
    """30 November 16:00 UTC is December in Shanghai and November in New York."""
    late = dt.datetime(2026, 11, 30, 16, 0, tzinfo=dt.UTC)
    shanghai = Viewpoint(ANNA, late, SHANGHAI, RATE)
    new_york = Viewpoint(BEN, late, zone("America/New_York"), RATE)
    assert spend(store, tx, next(update_ids), usd("1"), shanghai).entry.local_date == dt.date(2026, 12, 1)
    assert spend(store, tx, next(update_ids), usd("1"), new_york).entry.local_date == dt.date(2026, 11, 30)


async def test_a_delivered_update_books_once(store: BudgetStore, tx: Transaction) -> None:
    """A second delivery changes nothing and gives the first entry, also after it was taken back."""
    first = spend(store, tx, 5, usd("12.5"))
    assert spend(store, tx, 5, usd("99")).entry == first.entry
    store.take_back(tx, VIEW, first.entry.number)
    assert spend(store, tx, 5, usd("12.5")).entry.undone
    assert store.standing(tx, VIEW).used == usd("0")


async def test_an_update_id_may_come_again_after_a_month(store: BudgetStore, tx: Transaction) -> None:
    """Telegram may count from anywhere after a pause: an old entry does not swallow a new one."""
    spend(store, tx, 5, usd("1"))
    later = Viewpoint(ANNA, NOW + dt.timedelta(days=31), SHANGHAI, RATE)
    assert spend(store, tx, 5, usd("2"), later).entry.money == usd("2")
    assert [entry.money for entry in store.newest(tx, ANNA, 10)] == [usd("2"), usd("1")]


async def test_the_same_update_id_of_two_people_books_twice(store: BudgetStore, tx: Transaction) -> None:
    """Ids are unique for a person, so nobody's button can block another one's booking."""
    spend(store, tx, 5, usd("1"))
    spend(store, tx, 5, usd("2"), Viewpoint(BEN, NOW, SHANGHAI, RATE))
    assert [entry.money for entry in store.newest(tx, BEN, 10)] == [usd("2")]


async def test_the_database_itself_refuses_a_second_entry(store: BudgetStore, tx: Transaction) -> None:
    """Even a faulty program could not book an update twice."""
    spend(store, tx, 5, usd("1"))
    with pytest.raises(sqlite3.IntegrityError):
        tx.execute(
            "INSERT INTO entries (person_id, number, amount, currency, cny_per_usd, rate_source, spent_at, local_date,"
            " note, update_id) SELECT person_id, 99, amount, currency, cny_per_usd, rate_source, spent_at, local_date,"
            " note, update_id FROM entries"
        )


async def test_bare_numbers_take_the_limits_currency(store: BudgetStore, tx: Transaction) -> None:
    """USD without a limit, the limit's currency with one."""
    assert store.book(tx, VIEW, 1, Decimal(90), None, 0, "").entry.money == usd("90")
    store.set_budget(tx, ANNA, cny("300"), None, NOW)
    assert store.book(tx, VIEW, 2, Decimal(90), None, 0, "").entry.money == cny("90")


async def test_each_entry_keeps_its_own_rate(store: BudgetStore, tx: Transaction) -> None:
    """A new rate converts new entries only; what was booked stays what it was."""
    store.set_budget(tx, ANNA, usd("50"), None, NOW)
    spend(store, tx, 1, cny("71"))
    spend(store, tx, 2, cny("72"), Viewpoint(ANNA, NOW, SHANGHAI, LATER_RATE))
    spend(store, tx, 3, usd("0.05"))
    assert limited(store.standing(tx, VIEW)).used == usd("20.05")
    newest = store.newest(tx, ANNA, 2)
    assert [entry.rate for entry in newest] == [RATE, LATER_RATE]


async def test_stored_exactly_as_typed(store: BudgetStore, tx: Transaction) -> None:
    """Twelve decimals beside a million: nothing is rounded in the file or in the sum."""
    spend(store, tx, 1, usd("1000000"))
    spend(store, tx, 2, usd("0.000000000001"))
    assert store.standing(tx, VIEW).used == usd("1000000.000000000001")
    assert tx.execute("SELECT amount FROM entries ORDER BY number").fetchall() == [("1000000",), ("0.000000000001",)]


async def test_without_a_limit_the_sum_is_in_the_currency_of_the_booking(store: BudgetStore, tx: Transaction) -> None:
    """The answer to a booking in RMB speaks of RMB."""
    spend(store, tx, 1, usd("10"))
    booking = spend(store, tx, 2, cny("9"))
    assert isinstance(booking.standing, Total)
    assert booking.standing.used == cny("80")
    assert store.standing(tx, VIEW).used == cny("80")


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        pytest.param(["24.99"], [None], id="below-50"),
        pytest.param(["40"], [80], id="exactly-80"),
        pytest.param(["39.99", "0.01", "0.01"], [50, 80, None], id="80-once"),
        pytest.param(["49.99", "0.01", "1"], [80, 100, None], id="exactly-100-then-over"),
        pytest.param(["50.01"], [100], id="both-at-once-says-the-higher"),
    ],
)
async def test_thresholds_are_crossed_once(
    store: BudgetStore,
    tx: Transaction,
    update_ids: Iterator[int],
    amounts: list[str],
    expected: list[int | None],
) -> None:
    """Only the booking that passes a threshold says so."""
    store.set_budget(tx, ANNA, usd("50"), None, NOW)
    assert [spend(store, tx, next(update_ids), usd(amount)).crossed for amount in amounts] == expected


async def test_yesterday_counts_in_its_own_cycle(store: BudgetStore, tx: Transaction) -> None:
    """On the first day of a cycle, what was spent yesterday belongs to the one before."""
    store.set_budget(tx, ANNA, usd("50"), 23, NOW)
    booking = store.book(tx, VIEW, 1, Decimal(5), None, 1, "")
    assert booking.entry.local_date == dt.date(2026, 11, 22)
    assert booking.entry.spent_at == NOW - dt.timedelta(days=1)
    assert limited(booking.standing).cycle.end == dt.date(2026, 11, 22)
    assert (limited(booking.standing).used, limited(booking.standing).days_left) == (usd("5"), 0)
    assert limited(store.standing(tx, VIEW)).used == usd("0")


async def test_take_back_the_newest_step_by_step(
    store: BudgetStore, tx: Transaction, update_ids: Iterator[int]
) -> None:
    """Each time the newest entry that still counts, until there is none."""
    for amount in ("1", "2"):
        spend(store, tx, next(update_ids), usd(amount))
    taken = [store.take_back(tx, VIEW, None) for _ in range(3)]
    assert [t.entry.money.amount if t else None for t in taken] == [Decimal(2), Decimal(1), None]


async def test_take_back_is_idempotent_and_can_be_mended(store: BudgetStore, tx: Transaction) -> None:
    """A second tap changes nothing and knows it; the entry can be booked again under its number."""
    store.set_budget(tx, ANNA, usd("50"), None, NOW)
    number = spend(store, tx, 1, usd("12.5")).entry.number
    first, second = store.take_back(tx, VIEW, number), store.take_back(tx, VIEW, number)
    assert first is not None
    assert second is not None
    assert (first.just_now, second.just_now) == (True, False)
    assert first.standing == second.standing
    assert limited(second.standing).used == usd("0")
    for _ in range(2):
        again = store.book_again(tx, VIEW, number)
        assert again is not None
        assert limited(again.standing).used == usd("12.5")


async def test_nobody_touches_anothers_entries(store: BudgetStore, tx: Transaction) -> None:
    """Numbers are for one person: the same one of somebody else is another entry or none."""
    number = spend(store, tx, 1, usd("12.5")).entry.number
    ben = Viewpoint(BEN, NOW, SHANGHAI, RATE)
    assert store.take_back(tx, ben, number) is None
    assert store.take_back(tx, ben, None) is None
    assert store.book_again(tx, ben, number) is None
    assert store.standing(tx, VIEW).used == usd("12.5")


async def test_numbers_are_not_used_again(store: BudgetStore, tx: Transaction) -> None:
    """An old button never means a new entry."""
    store.take_back(tx, VIEW, spend(store, tx, 1, usd("1")).entry.number)
    assert spend(store, tx, 2, usd("2")).entry.number == 2


async def test_newest_are_listed_without_those_taken_back(
    store: BudgetStore, tx: Transaction, update_ids: Iterator[int]
) -> None:
    """Ten at most, newest first."""
    numbers = [spend(store, tx, next(update_ids), usd(str(n))).entry.number for n in range(1, 13)]
    store.take_back(tx, VIEW, numbers[10])
    assert [e.money.amount for e in store.newest(tx, ANNA, 10)] == [12, 10, 9, 8, 7, 6, 5, 4, 3, 2]


async def test_a_thousand_bookings_from_fifty_tasks(database: Database, store: BudgetStore) -> None:
    """At the same time, in two currencies, some delivered twice: the sum is exact and nothing is locked."""
    cents = [random.Random(n).randrange(1, 100_000) for n in range(1_000)]  # noqa: S311 - amounts, not secrets

    async def book(task: int) -> None:
        for update_id in range(task, 1_000, 50):
            money = Money(Decimal(cents[update_id]) / 100, Currency.USD if update_id % 2 else Currency.CNY)
            for _ in range(1 + (update_id % 10 == 0)):
                await database.write(lambda tx, n=update_id, m=money: spend(store, tx, n, m))  # type: ignore[misc]  # a lambda's defaults have no types

    await asyncio.gather(*(book(task) for task in range(50)))
    await database.write(lambda tx: store.set_budget(tx, ANNA, usd("1000000"), None, NOW))
    state = await database.read(lambda tx: store.state(tx, ANNA, NOW, SHANGHAI, RATE))
    dollars, yuan = Decimal(sum(cents[1::2])) / 100, Decimal(sum(cents[::2])) / 100
    in_usd = RATE.convert(Money(yuan, Currency.CNY), Currency.USD)
    assert limited(state).used == Money(dollars, Currency.USD) + in_usd


async def test_two_chats_at_once(database: Database, store: BudgetStore) -> None:
    """A thousand bookings and undos from fifty tasks for two people: the sums of days are those of the entries."""
    ben = Viewpoint(BEN, NOW, SHANGHAI, LATER_RATE)

    async def work(task: int) -> None:
        view = VIEW if task % 2 else ben
        for number in range(20):
            update_id, money = task * 20 + number, usd(f"{task}.{number:02}")
            await database.write(lambda tx, v=view, u=update_id, m=money: spend(store, tx, u, m, v))  # type: ignore[misc]  # a lambda's defaults have no types
            if number % 5 == 0:
                await database.write(lambda tx, v=view: store.take_back(tx, v, None))  # type: ignore[misc]  # a lambda's defaults have no types

    await asyncio.gather(*(work(task) for task in range(50)))
    for view in (VIEW, ben):
        rows = await database.read(
            lambda tx, v=view: tx.execute(  # type: ignore[misc]  # a lambda's defaults have no types
                "SELECT amount FROM entries WHERE person_id = ? AND undone_at IS NULL", (v.person_id,)
            ).fetchall()
        )
        standing = await database.read(lambda tx, v=view: store.standing(tx, v))  # type: ignore[misc]  # a lambda's defaults have no types
        assert len(rows) == 400
        assert standing.used.amount == sum(Decimal(amount) for (amount,) in rows)


async def test_days_from_before_there_were_sums_count(database: Database, store: BudgetStore) -> None:
    """They are added up when looked at, and filled in by the jobs, once."""

    def make_old(tx: Transaction) -> None:
        spend(store, tx, 1, usd("12.5"))
        spend(store, tx, 2, usd("1"))
        tx.execute("UPDATE day_sums SET amount = NULL")

    await database.write(make_old)
    assert (await database.read(lambda tx: store.standing(tx, VIEW))).used == usd("13.5")
    await database.write(lambda tx: store.take_back(tx, VIEW, 2))
    assert (await database.read(lambda tx: store.standing(tx, VIEW))).used == usd("12.5")
    assert await database.write(lambda tx: sums.fill(tx, 10))
    assert not await database.write(lambda tx: sums.fill(tx, 10))
    assert (await database.read(lambda tx: store.standing(tx, VIEW))).used == usd("12.5")


async def test_entries_of_before_the_labels_are_kept(tmp_path: Path) -> None:
    """A database of an earlier version: nothing a person wrote is lost, and the sums are right."""
    opened = await Database.open(tmp_path / "old.sqlite3")
    steps = migrate._steps(migrate.MIGRATIONS)
    await opened.write(migrate._current_version)
    for number in sorted(n for n in steps if n < 9):
        await opened.write(lambda tx, n=number: migrate._apply(tx, n, steps[n]))  # type: ignore[misc]  # a lambda's defaults have no types

    def old(tx: Transaction) -> None:
        tx.execute(
            "INSERT INTO budgets VALUES (?, '50', 'USD', 22, ?, ?)",
            (ANNA, "2026-11-01T00:00:00.000000Z", "2026-11-01T00:00:00.000000Z"),
        )
        for number, undone in ((1, None), (2, "2026-11-23T00:00:00.000000Z"), (3, None)):
            tx.execute(
                "INSERT INTO entries VALUES (?, ?, '12.50', 'USD', '7.10', 'built-in', NULL,"
                " '2026-11-23T01:00:00.000000Z', '2026-11-23', 'api', ?, ?)",
                (ANNA, number, number, undone),
            )

    await opened.write(old)
    await migrate.migrate(opened)
    state = limited(await opened.read(store_of))
    assert (state.used, state.limit, state.cycle.start.day) == (usd("25"), usd("50"), 22)
    await opened.close()


def store_of(tx: Transaction) -> object:
    """Return how Anna's limit stands."""
    return BudgetStore().standing(tx, VIEW)
