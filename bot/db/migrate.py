"""Numbered SQL files, applied in order, each in one transaction, each recorded."""

from __future__ import annotations

import sqlite3
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bot.db.database import DatabaseUnusableError

if TYPE_CHECKING:
    from bot.db.database import Database, Transaction

MIGRATIONS = Path(__file__).with_name("migrations")


async def migrate(database: Database, folder: Path = MIGRATIONS) -> int:
    """Bring the database to the newest version and return that version.

    Raises:
        DatabaseUnusableError: the database is newer than the program, or a migration failed (and left no trace).
    """
    steps = _steps(folder)
    newest = max(steps)
    version = await database.write(_current_version)
    if version > newest:
        reason = f"was written by a newer TokenTally (version {version}, this program knows up to {newest})"
        raise DatabaseUnusableError(database.path, reason)
    for number in sorted(n for n in steps if n > version):
        try:
            await database.write(partial(_apply, number=number, path=steps[number]))
        except sqlite3.Error as error:
            raise DatabaseUnusableError(database.path, f"migration {steps[number].name} failed ({error})") from error
    return newest


def _steps(folder: Path) -> dict[int, Path]:
    return {int(path.name.split("_")[0]): path for path in sorted(folder.glob("[0-9]*.sql"))}


def _current_version(tx: Transaction) -> int:
    tx.execute("CREATE TABLE IF NOT EXISTS schema_migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL)")
    return int(tx.execute("SELECT COALESCE(MAX(number), 0) FROM schema_migrations").fetchone()[0])


def _apply(tx: Transaction, number: int, path: Path) -> None:
    statement = ""
    for line in path.read_text(encoding="utf-8").splitlines(keepends=True):
        statement += line  # executescript would commit before it starts
        if sqlite3.complete_statement(statement):
            tx.execute(statement)
            statement = ""
    tx.execute("INSERT INTO schema_migrations (number, name) VALUES (?, ?)", (number, path.name))
