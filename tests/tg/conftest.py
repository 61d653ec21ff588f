"""What the tests of the way from an update to its answer begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.console.botapi import BotApi

if TYPE_CHECKING:
    from bot.core.clock import ManualClock


@pytest.fixture
def api(clock: ManualClock) -> BotApi:
    """Telegram, empty."""
    return BotApi(clock.now)
