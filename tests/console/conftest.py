"""What the tests of the in-process Bot API begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.console.botapi_support import Clock, bot_on, checked_api

if TYPE_CHECKING:
    from collections.abc import Iterator

    from telegram import Bot

    from bot.console.botapi import BotApi


@pytest.fixture
def clock() -> Clock:
    """The clock that the API reads."""
    return Clock()


@pytest.fixture
def api(clock: Clock) -> Iterator[BotApi]:
    """An API that must not fail itself."""
    yield from checked_api(clock)


@pytest.fixture
def bot(api: BotApi) -> Bot:
    """A real Bot on the API."""
    return bot_on(api)
