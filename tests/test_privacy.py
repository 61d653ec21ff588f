"""PRIVACY.md has a row for every table of the database, and the code does what the rows say."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.core.i18n import translator
from bot.core.language import Language
from bot.features.prefs import views

if TYPE_CHECKING:
    from bot.db.database import Database

PRIVACY = Path(__file__).resolve().parent.parent / "PRIVACY.md"


def rows() -> dict[str, list[str]]:
    """Return table → what it holds, for how long, whether it is exported, whether /delete_me deletes it."""
    found = re.findall(r"^\| `(\w+)` \|(.+)\|$", PRIVACY.read_text(encoding="utf-8"), re.MULTILINE)
    return {name: [cell.strip() for cell in rest.split("|")] for name, rest in found}


def tables(path: Path) -> dict[str, set[str]]:
    """Return the columns of every table of a database."""
    connection = sqlite3.connect(path)
    try:
        names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        return {
            name: {row[1] for row in connection.execute(f"PRAGMA table_info({name})")} for (name,) in names.fetchall()
        }
    finally:
        connection.close()


async def test_every_table_has_its_row(database: Database) -> None:
    """None is missing, none is there no more, no cell is empty, and a "no" says why."""
    assert sorted(rows()) == sorted(tables(database.path))
    for cells in rows().values():
        assert len(cells) == 4
        assert all(cells)
        assert all(re.match(r"yes$|yes: .+|no: .+", cell) for cell in cells[2:])


async def test_what_is_about_somebody_is_deleted(database: Database) -> None:
    """Every table that says whose its rows are."""
    about = {name for name, columns in tables(database.path).items() if columns & {"person_id", "set_by", "chat_id"}}
    assert {name for name, cells in rows().items() if cells[3].startswith("yes")} == about


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("contact", [None, "<ann@example.org>"])
@pytest.mark.parametrize("backup_days", [None, 30])
def test_privacy_is_six_lines(language: Language, contact: str | None, backup_days: int | None) -> None:
    """With the operator's contact as they wrote it and the age of the backups, where there are any."""
    html = views.privacy(translator(language), contact, backup_days).html
    assert len(html.splitlines()) == 6
    assert "/export" in html
    assert "/delete_me" in html
    assert (backup_days is not None) is bool(re.search(r"30 (?:days more|天)。?\.?$", html.splitlines()[4]))
    assert (contact is not None) is ("&lt;ann@example.org&gt;" in html)
