"""What the tests of the in-process Bot API share: a clock, the API with a look at its own bugs, a real Bot."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import TelegramError

from bot.console.botapi import BotApi

if TYPE_CHECKING:
    from collections.abc import Awaitable, Iterator

    from bot.console.refusals import Json

TOKEN = "1:TEST"
ANN = 7


class Clock:
    """A clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.now

    def advance(self, **span: float) -> None:
        self.now += dt.timedelta(**span)


def checked_api(clock: Clock, *, first_update_id: int = 1, privacy: bool = True) -> Iterator[BotApi]:
    """An API with one person who has started the bot; at the end it must not have failed itself."""
    api = BotApi(clock, first_update_id=first_update_id, privacy=privacy)
    api.say(api.person(ANN, "en", "Ann"), "/start")
    yield api
    assert api.broken == []


def bot_on(api: BotApi) -> Bot:
    """A real python-telegram-bot Bot on this API."""
    return Bot(TOKEN, request=api, get_updates_request=api)


async def refusal(api: BotApi, call: Awaitable[object]) -> Json:
    """The refusal that a call meets, as it stands in the record of calls."""
    before = len(api.calls)
    with pytest.raises(TelegramError):
        await call
    assert len(api.calls) == before + 1
    error = api.calls[-1].error
    assert error is not None
    return error


async def description(api: BotApi, call: Awaitable[object]) -> str:
    """The description of a 400 that a call meets."""
    error = await refusal(api, call)
    assert (error["ok"], error["error_code"]) == (False, 400)
    return str(error["description"])


def below(*buttons: InlineKeyboardButton) -> InlineKeyboardMarkup:
    """A keyboard with each button in a row of its own."""
    return InlineKeyboardMarkup([[button] for button in buttons])


def button(data: str = "x") -> InlineKeyboardButton:
    """A button with callback data."""
    return InlineKeyboardButton("B", callback_data=data)
