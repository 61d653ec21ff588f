"""A database in memory for tests that need no thread."""

from __future__ import annotations

import sqlite3
from functools import cache

from bot.db import migrate


@cache
def _template() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate._current_version(connection)
    for number, path in sorted(migrate._steps(migrate.MIGRATIONS).items()):
        migrate._apply(connection, number, path)
    return connection


def empty_database() -> sqlite3.Connection:
    """Return a database in memory with every migration."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    _template().backup(connection)
    return connection
