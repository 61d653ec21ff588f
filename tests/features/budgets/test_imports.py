"""Files that leave and come back."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.money import Currency, ExchangeRate, Money, RateSource
from bot.core.periods import Period
from bot.core.zones import zone
from bot.features.budgets.archive import Archive, BrokenArchiveError, read_archive, write_csv
from bot.features.budgets.imports import ImportStore
from bot.features.budgets.reading import Viewpoint
from bot.features.budgets.rules import BudgetState, Kind, Preferences
from bot.features.budgets.store import BudgetStore
from tests.features.budgets.memory import empty_database

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

NOW = dt.datetime(2026, 11, 23, 4, 0, tzinfo=dt.UTC)
VIEW = Viewpoint(1, NOW, zone("Asia/Shanghai"), ExchangeRate(Decimal("7.10"), RateSource.BUILT_IN, None))
SCHEMA = Path(__file__).parents[3] / "docs" / "budgets.schema.json"


@pytest.fixture
def tx() -> Iterator[sqlite3.Connection]:
    """An empty database."""
    connection = empty_database()
    yield connection
    connection.close()


def fill(store: BudgetStore, tx: sqlite3.Connection) -> None:
    """Book a little of everything."""
    store.set_budget(tx, 1, Money(Decimal(50), Currency.USD), 22, NOW)
    store.set_budget(
        tx, 1, Money(Decimal("300.5"), Currency.CNY), 2, NOW, label="学习", period=Period.WEEK, carries_over=True
    )
    store.set_preferences(tx, 1, Preferences((60,), warns_pace=False))
    store.book(tx, VIEW, 1, Decimal("12.50"), None, 0, "=1+1", label="学习")
    store.book(tx, VIEW, 2, Decimal("0.000000000001"), Currency.CNY, 1, "昨天")
    store.book(tx, VIEW, 3, Decimal(-4), Currency.USD, 0, "", kind=Kind.CORRECTION)
    store.book(tx, VIEW, 4, Decimal(9), Currency.USD, 0, "gone")
    store.take_back(tx, VIEW, 4)


def test_a_restored_archive_is_exported_the_same(tx: sqlite3.Connection) -> None:
    """Everything comes back, the second time nothing more; sums, limits and settings are what they were."""
    store = BudgetStore()
    imports = ImportStore(store)
    fill(store, tx)
    exported, before = imports.export(tx, 1), store.standing(tx, VIEW)
    assert exported is not None
    archive = read_archive(json.dumps({"prefs": {}, "budgets": exported}).encode())
    assert archive is not None
    store.forget(tx, 1)
    assert imports.export(tx, 1) is None
    for expected in ((4, 0), (0, 4)):
        done = imports.take(tx, VIEW, imports.keep_archive(tx, 1, NOW, archive), "")
        assert done is not None
        assert (done.new, done.known) == expected
    after = store.standing(tx, VIEW)
    assert isinstance(before, BudgetState)
    assert isinstance(after, BudgetState)
    assert (after.used, after.limit, after.cycle) == (before.used, before.limit, before.cycle)
    again = imports.export(tx, 1)
    assert again is not None
    for part in (exported, again):
        for row in (*part["limits"], *part["entries"]):
            row.pop("update_id", None)  # an update that came elsewhere books nothing here
    assert again == exported


def test_a_restored_archive_does_not_double_what_is_there(tx: sqlite3.Connection) -> None:
    """An archive sent to the same person again finds its own entries."""
    store = BudgetStore()
    imports = ImportStore(store)
    fill(store, tx)
    archive = Archive.model_validate(imports.export(tx, 1))
    done = imports.take(tx, VIEW, imports.keep_archive(tx, 1, NOW, archive), "")
    assert done is not None
    assert (done.new, done.known, done.limits) == (0, 4, 0)


def test_a_file_waits_a_day(tx: sqlite3.Connection) -> None:
    """Then it is forgotten, and nobody can book another one's."""
    imports = ImportStore(BudgetStore())
    batch = imports.keep_archive(tx, 1, NOW, Archive())
    stranger = Viewpoint(2, NOW, VIEW.zone, VIEW.rate)
    assert imports.take(tx, stranger, batch, "") is None
    imports.drop_old(tx, NOW + dt.timedelta(hours=23))
    assert tx.execute("SELECT COUNT(*) FROM budget_imports").fetchone() == (1,)
    imports.drop_old(tx, NOW + dt.timedelta(hours=25))
    assert imports.take(tx, VIEW, batch, "") is None


ENTRY = {
    "id": "a", "amount": "5", "currency": "USD", "cny_per_usd": "7.1", "spent_at": "2026-11-23T04:00:00Z",
    "local_date": "2026-11-23",
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "where"),
    [
        pytest.param({"amount": "NaN"}, "entries.0.amount", id="no-number"),
        pytest.param({"amount": "0"}, "entries.0", id="zero"),
        pytest.param({"amount": "1000001"}, "entries.0", id="too-large"),
        pytest.param({"amount": "0.0000000000001"}, "entries.0.amount", id="too-fine"),
        pytest.param({"currency": "EUR"}, "entries.0.currency", id="currency"),
        pytest.param({"cny_per_usd": "0"}, "entries.0.cny_per_usd", id="rate"),
        pytest.param({"spent_at": "2026-11-23T04:00:00"}, "entries.0.spent_at", id="naive"),
        pytest.param({"local_date": "2026-13-01"}, "entries.0.local_date", id="date"),
        pytest.param({"local_date": "0001-01-01"}, "entries.0", id="before-every-cycle"),
        pytest.param({"spent_at": "9999-12-31T23:00:00-05:00"}, "entries.0", id="after-every-instant"),
        pytest.param({"note": "x" * 201}, "entries.0.note", id="long-note"),
        pytest.param({"label": "two words"}, "entries.0", id="label"),
    ],
)
def test_a_changed_archive_is_refused(change: dict[str, str], where: str) -> None:
    """It says where; nothing of it is kept."""
    whole = {"version": 1, "limits": [], "entries": [{**ENTRY, **change}]}
    with pytest.raises(BrokenArchiveError) as caught:
        read_archive(json.dumps(whole).encode())
    assert caught.value.where == where


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[1]", b'{"version": 2, "limits": [], "entries": []}', b"\xff", b"[" * 50_000]
)
def test_other_json_is_not_ours(content: bytes) -> None:
    """It is somebody else's to read."""
    assert read_archive(content) is None


def test_the_schema_is_documented() -> None:
    """docs/budgets.schema.json is what the program reads."""
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == Archive.model_json_schema()


@given(st.lists(st.text(max_size=20), min_size=1, max_size=5))
def test_no_cell_is_a_formula(cells: list[str]) -> None:
    """Whatever a note holds, a spreadsheet shows it as text; with the mark that makes it read UTF-8."""
    content = write_csv(["a"], [cells])
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in rows[1])
    assert [cell.removeprefix("'") for cell in rows[1]] == [cell.removeprefix("'") for cell in cells]
