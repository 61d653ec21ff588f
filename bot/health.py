"""`tokentally health`: does the running bot still work? Light, as it is asked every half minute."""

from __future__ import annotations

import datetime as dt
import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FRESH = dt.timedelta(seconds=90)  # a beat every ten seconds, a poll every thirty


def health(path: Path) -> int:
    """Print whether the bot on this database stored and received something lately; return 0 if so, else 1."""
    try:
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=2)
        try:
            beats = dict(connection.execute("SELECT name, value FROM facts WHERE name IN ('alive', 'received')"))
        finally:
            connection.close()
    except sqlite3.Error as error:
        print(f"not working: the database cannot be read ({error})")
        return 1
    now = dt.datetime.now(dt.UTC)
    for name in ("alive", "received"):
        age = now - dt.datetime.fromisoformat(beats[name]) if name in beats else None
        if age is None or age > FRESH:
            since = "yet" if age is None else f"for {age.total_seconds():.0f} s"
            print(f"not working: no sign of {name!r} {since}")
            return 1
    print("working")
    return 0
