"""What a card costs with 100,000 entries of one person in one month, against an empty one.

Printed are medians of the reading transaction behind /budget, the cost of booking one more entry, and the same sum
added up from the entries instead of from the sums of days (the baseline).
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import statistics
import tempfile
import time
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bot.core.money import Currency, ExchangeRate, Money, RateSource
from bot.core.zones import zone
from bot.db.database import Database
from bot.db.migrate import migrate
from bot.features.budgets.reading import Viewpoint
from bot.features.budgets.records import insert
from bot.features.budgets.rules import BudgetState, Entry
from bot.features.budgets.store import BudgetStore

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.db.database import Transaction

NOW = dt.datetime(2026, 11, 30, 4, tzinfo=dt.UTC)
RATES = tuple(ExchangeRate(Decimal(value), RateSource.OPERATOR, None) for value in ("7.10", "7.12", "7.2"))


async def main() -> None:
    """Fill a database and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=100_000)
    count = parser.parse_args().entries
    with tempfile.TemporaryDirectory() as folder:
        database = await Database.open(Path(folder) / "bench.sqlite3")
        await migrate(database)
        store = BudgetStore()
        view = Viewpoint(1, NOW, zone("Asia/Shanghai"), RATES[0])
        other = Viewpoint(2, NOW, zone("Asia/Shanghai"), RATES[0])
        for each in (view, other):
            await database.write(
                partial(store.set_budget, person_id=each.person_id, limit=usd(1_000_000), cycle_day=None, now=NOW)
            )
        await database.write(lambda tx: fill(tx, store, count))
        empty = await timed(database, lambda tx: store.standing(tx, other))
        full = await timed(database, lambda tx: store.standing(tx, view))
        added = await timed(database, added_up, repeats=5)
        numbers = iter(range(10_000_000, 20_000_000))
        booking = await timed(
            database,
            lambda tx: store.book(tx, view, next(numbers), Decimal(1), Currency.USD, 0, ""),
            write=True,
        )
        state = await database.read(lambda tx: store.standing(tx, view))
        assert isinstance(state, BudgetState)  # noqa: S101 - a limit was set
        await database.close()
    print(f"budgets: one month with {count:,} entries of one person")
    print(f"{'card, no entries':34} {empty:8.2f} ms")
    print(f"{'card, all entries':34} {full:8.2f} ms  {full - empty:+.2f} ms against no entries")
    print(f"{'adding the entries up (baseline)':34} {added:8.2f} ms  x{added / full:.0f} of the card")
    print(f"{'booking one more, with its commit':34} {booking:8.2f} ms")


def usd(amount: int) -> Money:
    """Return so many dollars."""
    return Money(Decimal(amount), Currency.USD)


def fill(tx: Transaction, store: BudgetStore, count: int) -> None:
    """Book entries over November, in two currencies at three rates."""
    for number in range(1, count + 1):
        day = dt.date(2026, 11, 1 + number % 30)
        spent_at = dt.datetime.combine(day, dt.time(4), dt.UTC)
        money = Money(Decimal(number % 500 + 1) / 100, Currency.USD if number % 3 else Currency.CNY)
        entry = Entry(number, money, RATES[number % 3], spent_at, day, "api", undone=False)
        insert(tx, 1, entry, update_id=number)
        store.count(tx, 1, entry)


def added_up(tx: Transaction) -> Decimal:
    """Add up the month from its entries."""
    rows = tx.execute(
        "SELECT amount, currency, cny_per_usd FROM entries WHERE person_id = 1 AND undone_at IS NULL"
        " AND local_date BETWEEN '2026-11-01' AND '2026-11-30'"
    )
    return sum(
        (Decimal(amount) if code == "USD" else Decimal(amount) / Decimal(rate) for amount, code, rate in rows),
        Decimal(0),
    )


async def timed(
    database: Database, function: Callable[[Transaction], object], *, repeats: int = 100, write: bool = False
) -> float:
    """Return the median of a transaction, in milliseconds."""
    spans = []
    for _ in range(repeats):
        started = time.perf_counter()
        await (database.write(function) if write else database.read(function))
        spans.append((time.perf_counter() - started) * 1000)
    return statistics.median(spans)


if __name__ == "__main__":
    asyncio.run(main())
