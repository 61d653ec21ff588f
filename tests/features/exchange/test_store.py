from __future__ import annotations

import datetime as dt
import sqlite3
from decimal import Decimal
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.core.money import ExchangeRate, RateSource
from bot.features.exchange import store as store_module
from bot.features.exchange.charges import Charges, OwnRate
from bot.features.exchange.store import OperatorRate, RateStore
from tests.conftest import START

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.db.database import Database, Transaction

ANNA, BEN = 1, 2
SHANGHAI = ZoneInfo("Asia/Shanghai")
TODAY = dt.date(2026, 11, 23)
BUILT_IN = ExchangeRate(Decimal("7.10"), RateSource.BUILT_IN, None)
OWN = OwnRate(Charges(Decimal("7.25"), Decimal("1.5"), Decimal(5)), TODAY)


@pytest.fixture
async def tx(database: Database) -> AsyncIterator[Transaction]:
    """A connection to the same file, for tests that need no thread."""
    connection = sqlite3.connect(database.path, isolation_level=None)
    yield connection
    connection.close()


@pytest.fixture
def store() -> RateStore:
    """The store under test."""
    return RateStore()


def setting(cny_per_usd: str, as_of: dt.date | None = None) -> ExchangeRate:
    """Return a rate of the settings."""
    return ExchangeRate(Decimal(cny_per_usd), RateSource.OPERATOR, as_of)


async def start(
    database: Database, store: RateStore, rate: ExchangeRate, now: dt.datetime = START
) -> tuple[OperatorRate, ExchangeRate]:
    """Start the bot with these settings; return its rate and what is in force."""
    operator = OperatorRate(store, rate, SHANGHAI)
    operator.take(await database.write(lambda tx: operator.load(tx, now)))
    return operator, operator.at(now)


async def test_without_a_setting_the_example_counts(database: Database, store: RateStore) -> None:
    """And nothing is stored of it."""
    _, rate = await start(database, store, BUILT_IN)
    assert rate == BUILT_IN
    assert await database.read(lambda tx: store.history(tx, 10)) == []


async def test_a_setting_without_a_day_is_of_the_day_it_was_first_seen(database: Database, store: RateStore) -> None:
    """23:30 UTC is the next day in Shanghai; later starts do not make it younger."""
    late = dt.datetime(2026, 11, 23, 23, 30, tzinfo=dt.UTC)
    _, rate = await start(database, store, setting("7.2"), late)
    assert rate == setting("7.2", dt.date(2026, 11, 24))
    _, again = await start(database, store, setting("7.2"), late + dt.timedelta(days=40))
    assert again.as_of == dt.date(2026, 11, 24)
    assert again.is_old
    assert len(await database.read(lambda tx: store.history(tx, 10))) == 1


async def test_what_was_said_last_counts(database: Database, store: RateStore) -> None:
    """/rate over an earlier setting, an unchanged setting under it, a changed one over it, none at all under it."""
    monday = dt.date(2026, 11, 16)
    await start(database, store, setting("7.2", monday))
    await database.write(lambda tx: store.add(tx, Decimal("7.3"), TODAY, ANNA, START))
    assert (await start(database, store, setting("7.2", monday)))[1].cny_per_usd == Decimal("7.3")
    assert (await start(database, store, setting("7.20", monday)))[1].cny_per_usd == Decimal("7.3")
    assert (await start(database, store, BUILT_IN))[1].cny_per_usd == Decimal("7.3")
    assert (await start(database, store, setting("7.2", TODAY)))[1] == setting("7.2", TODAY)
    assert (await start(database, store, setting("7.25")))[1] == setting("7.25", TODAY)
    assert (await start(database, store, setting("7.2", monday)))[1] == setting("7.2", monday)
    history = await database.read(lambda tx: store.history(tx, 10))
    assert [(str(rate.cny_per_usd), rate.is_setting, rate.set_by) for rate in history] == [
        ("7.2", True, None), ("7.25", True, None), ("7.2", True, None), ("7.3", False, ANNA), ("7.2", True, None),
    ]  # fmt: skip


async def test_an_older_commit_does_not_come_back(database: Database, store: RateStore) -> None:
    """Two rates set at once may be taken in either order."""
    operator, _ = await start(database, store, BUILT_IN)
    first = await database.write(lambda tx: store.add(tx, Decimal("7.3"), TODAY, ANNA, START))
    second = await database.write(lambda tx: store.add(tx, Decimal("7.4"), TODAY, BEN, START))
    operator.take(second)
    operator.take(first)
    operator.take(None)
    assert operator.at(START).cny_per_usd == Decimal("7.4")


def test_the_history_has_pages(tx: Transaction, store: RateStore) -> None:
    """Newest first, from below a number."""
    for day in range(1, 6):
        store.add(tx, Decimal(7) + Decimal(day) / 100, dt.date(2026, 11, day), ANNA, START)
    assert [rate.number for rate in store.history(tx, 3)] == [5, 4, 3]
    assert [rate.number for rate in store.history(tx, 3, before=3)] == [2, 1]


def test_ones_own_rate_is_kept_exactly_and_for_oneself(tx: Transaction, store: RateStore) -> None:
    """Set, set anew, removed."""
    store.set_own(tx, ANNA, OWN)
    assert (store.own(tx, ANNA), store.own(tx, BEN)) == (OWN, None)
    other = OwnRate(Charges(Decimal("7.123456")), dt.date(2026, 12, 1))
    store.set_own(tx, ANNA, other)
    assert store.own(tx, ANNA) == other
    store.drop_own(tx, ANNA)
    assert store.own(tx, ANNA) is None


def test_the_sign_is_explained_once(tx: Transaction, store: RateStore) -> None:
    """To each person."""
    assert [store.tell_of_yuan_sign(tx, who) for who in (ANNA, ANNA, BEN, ANNA)] == [True, False, True, False]


def test_export_and_forget(tx: Transaction, store: RateStore) -> None:
    """All of a person goes; the rate that they set stays in force, without their number."""
    store.add(tx, Decimal("7.3"), TODAY, ANNA, START)
    store.set_own(tx, ANNA, OWN)
    store.set_own(tx, BEN, OWN)
    store.tell_of_yuan_sign(tx, ANNA)
    assert store.export(tx, ANNA) == {
        "own_rate": {"cny_per_usd": "7.25", "percent": "1.5", "fixed_cny": "5", "since": "2026-11-23"},
        "rates_set": [
            {"number": 1, "cny_per_usd": "7.3", "as_of": "2026-11-23", "set_at": "2026-11-23T01:00:00.000000Z"}
        ],
        "told_of_yuan_sign": True,
    }
    store.forget(tx, ANNA)
    assert store.export(tx, ANNA) is None
    newest = store.newest(tx)
    assert newest is not None
    assert (newest.cny_per_usd, newest.is_setting, newest.set_by) == (Decimal("7.3"), False, None)
    assert store.own(tx, BEN) == OWN


_STATEMENTS = sorted(name for name in store_module._sql.available_queries if not name.endswith("_cursor"))


@pytest.mark.parametrize("name", _STATEMENTS)
def test_every_statement_uses_an_index(tx: Transaction, name: str) -> None:
    """No statement reads a whole table, however many people there are."""
    statement = getattr(store_module._sql, name).sql
    names = ("person_id", "number", "count", "cny_per_usd", "as_of", "source", "set_by", "set_at", "percent")
    parameters = dict.fromkeys((*names, "fixed_cny", "since"), 1)
    plan = [row[3] for row in tx.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)]
    if statement.lstrip().startswith("INSERT"):
        assert plan == []
    else:
        assert plan
        assert all(step.startswith("SEARCH") and "INDEX" in step for step in plan), plan
