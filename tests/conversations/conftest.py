"""The bot in both languages; a module whose clock starts at another instant overrides `begins_at`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import START
from tests.conversation import Conversation

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
def begins_at() -> dt.datetime:
    """Monday 23 November 2026, 09:00 in Shanghai."""
    return START


@pytest.fixture
async def en(tmp_path: Path, begins_at: dt.datetime) -> AsyncIterator[Conversation]:
    """Somebody whose Telegram is in English."""
    async with Conversation(tmp_path / "bot.sqlite3", begins_at) as chat:
        yield chat


@pytest.fixture
async def zh(tmp_path: Path, begins_at: dt.datetime) -> AsyncIterator[Conversation]:
    """Somebody whose Telegram is in Chinese."""
    async with Conversation(tmp_path / "bot.sqlite3", begins_at, lang="zh-hans") as chat:
        yield chat
