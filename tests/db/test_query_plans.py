"""Every statement of every ``.sql`` file finds its rows by an index."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.db.queries import load

if TYPE_CHECKING:
    from bot.db.database import Database

BOT = Path(__file__).parents[2] / "bot"
# Read whole on purpose, each with the reason.
WHOLE = {
    "features/faq/queries.sql:opinions": "the operator's report counts every opinion",
    "features/budgets/queries.sql:missing_sums": "the partial index holds what is missing only",
    "tg/inbox.sql:open_updates": "the partial index holds what is open only, and all of it is wanted",
}


def statements() -> list[tuple[str, str, str]]:
    """Return file, name and text of every statement."""
    found = []
    for path in sorted(BOT.rglob("*.sql")):
        if path.parent.name == "migrations":
            continue
        queries = load(path)
        names = (name for name in sorted(queries.available_queries) if not name.endswith("_cursor"))
        found += [(str(path.relative_to(BOT)), name, getattr(queries, name).sql) for name in names]
    return found


@pytest.mark.parametrize(
    ("file", "name", "text"), [pytest.param(*each, id=f"{each[0]}:{each[1]}") for each in statements()]
)
async def test_no_statement_reads_a_whole_table(database: Database, file: str, name: str, text: str) -> None:
    """Neither its table nor a whole index is read; what is read whole on purpose is named above."""
    connection = sqlite3.connect(database.path)
    parameters = dict.fromkeys(re.findall(r"(?<!:):(\w+)", text), 1)
    plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {text}", parameters)]
    connection.close()
    derived = {step.split()[-1] for step in plan if step.startswith(("CO-ROUTINE", "MATERIALIZE"))}  # no table
    scans = [step for step in plan if step.startswith("SCAN") and step.split()[1] not in derived]
    assert bool(scans) is (f"{file}:{name}" in WHOLE), plan
