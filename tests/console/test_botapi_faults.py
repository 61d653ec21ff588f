"""Trouble on order: each fault reaches the bot as PTB's own HTTP client would raise it."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from typing import TYPE_CHECKING

import httpx
import pytest
from telegram.error import Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.console.botapi import BrokenApiError
from bot.console.faults import (
    BAD_GATEWAY,
    BLOCKED,
    DEACTIVATED,
    SERVER_ERROR,
    Delay,
    Fault,
    NoConnection,
    Refusal,
    TimeOut,
    TooManyRequests,
)
from tests.console.botapi_support import ANN

if TYPE_CHECKING:
    from telegram import Bot

    from bot.console.botapi import BotApi


def answers(api: BotApi) -> list[str]:
    """What the bot has said."""
    return [message.text for message in api.chat(ANN).messages if message.from_bot]


@pytest.mark.parametrize(
    ("fault", "raised", "words", "stored"),
    [
        pytest.param(BLOCKED, Forbidden, "bot was blocked by the user", False, id="blocked"),
        pytest.param(DEACTIVATED, Forbidden, "user is deactivated", False, id="deactivated"),
        pytest.param(SERVER_ERROR, NetworkError, "Internal Server Error", False, id="500"),
        pytest.param(BAD_GATEWAY, NetworkError, "Bad Gateway", False, id="502"),
        pytest.param(Refusal(401, "Unauthorized"), TelegramError, "Unauthorized", False, id="401"),
        pytest.param(NoConnection(), NetworkError, "All connection attempts failed", False, id="no-connection"),
        pytest.param(TimeOut(stored=False), TimedOut, "Timed out", False, id="time-out-before"),
        pytest.param(TimeOut(stored=True), TimedOut, "Timed out", True, id="time-out-after"),
    ],
)
async def test_a_fault_strikes_once(
    api: BotApi, bot: Bot, fault: Fault, raised: type[Exception], words: str, stored: bool
) -> None:
    """With the right exception, and the message there only if Telegram got it; the next call is fine."""
    rule = api.faults.add(fault)
    with pytest.raises(raised, match=words):
        await bot.send_message(ANN, "one")
    assert rule.hits == 1
    assert answers(api) == (["one"] if stored else [])
    assert api.calls[-1].error is not None
    await bot.send_message(ANN, "two")
    assert answers(api)[-1] == "two"


async def test_too_many_requests_names_the_seconds(api: BotApi, bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    """429 with the parameter that PTB reads."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # else PTB warns whenever it makes a RetryAfter
    api.faults.add(TooManyRequests(5))
    with pytest.raises(RetryAfter) as failed:
        await bot.send_message(ANN, "x")
    assert failed.value.retry_after == dt.timedelta(seconds=5)
    assert api.calls[-1].error == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 5",
        "parameters": {"retry_after": 5},
    }
    assert answers(api) == []


@pytest.mark.parametrize(
    ("fault", "cause"),
    [
        pytest.param(NoConnection(), httpx.ConnectError, id="no-connection"),
        pytest.param(TimeOut(stored=False), httpx.ReadTimeout, id="before"),
        pytest.param(TimeOut(stored=True), httpx.ReadTimeout, id="after"),
    ],
)
async def test_the_cause_is_httpx(api: BotApi, bot: Bot, fault: Fault, cause: type[Exception]) -> None:
    """So that a sender can tell what was never sent from what may have arrived."""
    api.faults.add(fault)
    with pytest.raises(NetworkError) as failed:
        await bot.send_message(ANN, "x")
    assert type(failed.value.__cause__) is cause


async def test_faults_can_be_kept_to_a_method_a_chat_and_a_number(api: BotApi, bot: Bot) -> None:
    """Other methods and chats do not notice; the first rule that fits goes first."""
    api.say(8, "/start")
    api.faults.add(BAD_GATEWAY, method="sendMessage", chat=8, times=2)
    await bot.send_message(ANN, "x")
    await bot.send_chat_action(8, "typing")
    for _ in range(2):
        with pytest.raises(NetworkError, match="Bad Gateway"):
            await bot.send_message(8, "x")
    await bot.send_message(8, "x")


async def test_faults_last_until_cleared(api: BotApi, bot: Bot) -> None:
    """With no number they never end by themselves."""
    api.faults.add(SERVER_ERROR, times=None)
    for _ in range(3):
        with pytest.raises(NetworkError):
            await bot.get_me()
    api.faults.clear()
    assert (await bot.get_me()).username == "TokenTallyBot"


async def test_a_delay_only_delays(api: BotApi, bot: Bot) -> None:
    """The call is carried out at its end, another chat's meanwhile; a second fault may follow it."""
    api.say(8, "/start")
    api.faults.add(Delay(0.05), chat=ANN)
    slow = asyncio.create_task(bot.send_message(ANN, "slow"))
    await asyncio.sleep(0.01)
    await bot.send_message(8, "fast")
    assert answers(api) == []
    await slow
    assert answers(api) == ["slow"]
    api.faults.add(Delay(0.01))
    api.faults.add(BLOCKED)
    with pytest.raises(Forbidden):
        await bot.send_message(ANN, "x")


async def test_a_lost_answer_to_get_updates_confirms_nothing_new(api: BotApi, bot: Bot) -> None:
    """The updates come again."""
    api.faults.add(TimeOut(stored=True), method="getUpdates")
    with pytest.raises(TimedOut):
        await bot.get_updates()
    assert [update.update_id for update in await bot.get_updates()] == [1]


async def test_a_bug_of_the_api_is_visible(api: BotApi, bot: Bot, caplog: pytest.LogCaptureFixture) -> None:
    """It is no NetworkError, which senders try again, and it is kept and logged with its traceback."""

    def look(_: object) -> None:
        raise AssertionError("not what the test expected")

    api.subscribe(look)
    with caplog.at_level(logging.ERROR), pytest.raises(BrokenApiError, match="not what the test expected") as failed:
        await bot.send_message(ANN, "x")
    assert not isinstance(failed.value, NetworkError)
    assert isinstance(failed.value.__cause__, AssertionError)
    assert isinstance(api.broken.pop(), AssertionError)
    assert "The in-process Bot API failed in sendMessage" in caplog.text
