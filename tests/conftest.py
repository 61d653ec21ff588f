"""Fixtures that several tests share."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import hypothesis
import pytest

from bot.core.clock import ManualClock
from bot.db.database import Database
from bot.db.migrate import migrate

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

hypothesis.settings.register_profile(
    "tokentally",
    deadline=None,
    derandomize=True,
    suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture],
)
hypothesis.settings.load_profile("tokentally")

START = dt.datetime(2026, 11, 23, 1, 0, tzinfo=dt.UTC)  # Monday, 09:00 in Shanghai


@pytest.fixture
def clock() -> ManualClock:
    """A clock that stands at :data:`START`."""
    return ManualClock(START)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """A real SQLite file with every migration."""
    opened = await Database.open(tmp_path / "test.sqlite3")
    await migrate(opened)
    yield opened
    await opened.close()
