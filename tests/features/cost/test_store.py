"""What is kept of estimates, over a real database file."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from bot.features.cost import store as store_module
from bot.features.cost.asked import Choices, Counts, DayPrice, Details, Kept, Often, Source, Tokens
from bot.features.cost.reading.results import Span, Unit
from bot.features.cost.rules import AnswerLength, Period, Rates, Tier
from bot.features.cost.store import KEPT, MOST, EstimateStore, new_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.db.database import Database, Transaction

NOW = dt.datetime(2026, 11, 23, 1, 0, tzinfo=dt.UTC)
ANNA, BEN = 7_000_000_001, 7_000_000_002  # beyond 32 bits, as Telegram's are
DAY = DayPrice(dt.date(2026, 11, 23), Rates(Decimal("0.75"), Decimal("0.075"), Decimal("4.50")), Decimal("7.10"))
PLAIN = Kept(
    1, ANNA, None, Counts(Source.TEXT, Tokens(2_213, 2_400), 9_651, 3), Choices("gpt-5.4-mini"), NOW, DAY
)  # fmt: skip
FULL = Kept(
    2**41 - 1,
    ANNA,
    "-1001234567890:42",
    Counts(
        Source.BATCH,
        Tokens(12_000_000, 13_000_000),
        characters=50_000_000,
        parts=1,
        cached_tokens=5,
        output_tokens=7,
        reasoning_tokens=6,
        output_limit=800,
        requests=500,
        long_requests=2,
        long_tokens=Tokens(600_000, 610_000),
        is_total=True,
        details=Details(messages=3, tools=2, images=1, answers=4, audio=5),
    ),
    Choices(
        "gpt-6-luna",
        Tier.BATCH,
        AnswerLength.LIMIT,
        Decimal("33.33"),
        Often(1_000, Period.DAY),
        Span(2, Unit.YEAR),
    ),
    NOW,
    DayPrice(dt.date(2026, 11, 23), Rates(Decimal("0.02"), None, None), Decimal("7.1234")),
)
NOWHERE = replace(PLAIN, id=3, choices=Choices("gpt-9", answer=None, often=Often(500, None)), day=None)


@pytest.fixture
def tx(database: Database) -> Iterator[Transaction]:
    """A connection to the same file, for tests that need no thread."""
    connection = sqlite3.connect(database.path, isolation_level=None)
    yield connection
    connection.close()


STORE = EstimateStore()


@pytest.mark.parametrize("kept", [PLAIN, FULL, NOWHERE], ids=["plain", "everything", "no-price"])
def test_what_is_kept_comes_back(tx: Transaction, kept: Kept) -> None:
    """Every count and every choice, exactly; also after a change."""
    STORE.add(tx, replace(PLAIN, id=99, person_id=BEN))
    STORE.add(tx, kept)
    assert STORE.find(tx, kept.id) == kept
    changed = replace(kept, choices=replace(kept.choices, tier=Tier.FLEX, often=None), day=None)
    STORE.change(tx, changed)
    assert STORE.find(tx, kept.id) == changed
    assert STORE.find(tx, 99) == replace(PLAIN, id=99, person_id=BEN)


def test_nobody_changes_anothers(tx: Transaction) -> None:
    """A change that names another person does nothing."""
    STORE.add(tx, PLAIN)
    STORE.change(tx, replace(PLAIN, person_id=BEN, choices=Choices("gpt-6-luna")))
    assert STORE.find(tx, PLAIN.id) == PLAIN


def test_the_estimate_of_a_message(tx: Transaction) -> None:
    """The newest one of the person's own message; another person's is not theirs."""
    STORE.add(tx, replace(PLAIN, origin="5:6"))
    STORE.add(tx, replace(PLAIN, id=4, person_id=BEN, origin="5:6"))
    STORE.add(tx, replace(PLAIN, id=5, origin="5:6"))
    found = STORE.of_message(tx, ANNA, "5:6")
    assert found is not None
    assert found.id == 5
    assert STORE.of_message(tx, ANNA, "5:7") is None
    assert STORE.find(tx, PLAIN.id) == PLAIN


def test_recent_models(tx: Transaction) -> None:
    """The last one first, each once."""
    for minute, model in enumerate(("gpt-6-astra", "gpt-6-luna", "gpt-4.1", "gpt-6-luna", "gpt-4o-mini")):
        made = NOW + dt.timedelta(minutes=minute)
        STORE.add(tx, replace(PLAIN, id=minute, choices=Choices(model), made_at=made))
    STORE.add(tx, replace(PLAIN, id=9, person_id=BEN, choices=Choices("gpt-5.5")))
    assert STORE.recent_models(tx, ANNA, 3) == ("gpt-4o-mini", "gpt-6-luna", "gpt-4.1")


def test_a_person_has_so_many_and_no_more(tx: Transaction) -> None:
    """The oldest go, other people's stay."""
    STORE.add(tx, replace(PLAIN, id=10_000, person_id=BEN))
    for n in range(MOST + 2):
        STORE.add(tx, replace(PLAIN, id=n, made_at=NOW + dt.timedelta(seconds=n)))
    assert len(STORE.export(tx, ANNA) or []) == MOST
    assert STORE.find(tx, 1) is None
    assert STORE.find(tx, 2) is not None
    assert STORE.find(tx, 10_000) is not None


def test_kept_for_a_year(tx: Transaction) -> None:
    """The next estimate, whoever's, deletes what is older than a year."""
    STORE.add(tx, PLAIN)
    STORE.add(tx, replace(PLAIN, id=2, person_id=BEN, made_at=NOW + KEPT))
    assert STORE.find(tx, 1) is not None
    STORE.add(tx, replace(PLAIN, id=3, person_id=BEN, made_at=NOW + KEPT + dt.timedelta(seconds=1)))
    assert STORE.find(tx, 1) is None
    assert STORE.find(tx, 2) is not None


def test_export_and_forget(tx: Transaction) -> None:
    """Everything of one person and nothing of another's, ready for JSON."""
    STORE.add(tx, FULL)
    STORE.add(tx, replace(PLAIN, id=4, person_id=BEN))
    exported = STORE.export(tx, ANNA)
    assert exported is not None
    assert json.loads(json.dumps(exported))[0]["o200k_tokens"] == 12_000_000
    STORE.forget(tx, ANNA)
    assert STORE.export(tx, ANNA) is None
    assert STORE.find(tx, 4) is not None


def test_ids_fit_a_button() -> None:
    """Drawn at random, below 36 to the power of 8."""
    assert all(0 <= new_id() < 36**8 for _ in range(100))


_STATEMENTS = sorted(name for name in store_module._sql.available_queries if not name.endswith("_cursor"))


@pytest.mark.parametrize("name", _STATEMENTS)
def test_every_statement_uses_an_index(tx: Transaction, name: str) -> None:
    """No statement reads a whole table or sorts, however many estimates there are."""
    statement = getattr(store_module._sql, name).sql
    parameters = dict.fromkeys((*store_module._COLUMNS, "count", "most", "before"), 1)
    plan = [row[3] for row in tx.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)]
    if statement.lstrip().startswith("INSERT"):
        assert plan == []
    else:
        assert plan
        assert all(step.startswith("SEARCH") and ("INDEX" in step or "PRIMARY KEY" in step) for step in plan), plan
