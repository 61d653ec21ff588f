"""SQL files loaded by aiosql, for functions that run on the database's own thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import aiosql

if TYPE_CHECKING:
    from pathlib import Path


def load(path: Path) -> Any:  # noqa: ANN401 - aiosql makes the functions when it reads the file
    """Return the named statements of a ``.sql`` file as functions that take the transaction first."""
    return aiosql.from_path(path, "sqlite3", mandatory_parameters=True)
