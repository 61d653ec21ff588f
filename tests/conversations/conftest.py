"""The bot in both languages, the clock at Monday 23 November 2026, 09:00 in Shanghai."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import START
from tests.conversation import Conversation

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
async def en(tmp_path: Path) -> AsyncIterator[Conversation]:
    """Somebody whose Telegram is in English."""
    async with Conversation(tmp_path / "bot.sqlite3", START) as chat:
        yield chat


@pytest.fixture
async def zh(tmp_path: Path) -> AsyncIterator[Conversation]:
    """Somebody whose Telegram is in Chinese."""
    async with Conversation(tmp_path / "bot.sqlite3", START, lang="zh-hans") as chat:
        yield chat
