"""Whom Telegram lets a bot write to, and what it refuses altogether, in its own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from telegram.error import BadRequest, EndPointNotFound, Forbidden, NetworkError

from tests.console.botapi_support import ANN, description, refusal

if TYPE_CHECKING:
    from telegram import Bot

    from bot.console.botapi import BotApi


async def test_an_unknown_method_is_404(api: BotApi, bot: Bot) -> None:
    """A method that does not exist has its own status, so that a new one can be told from a bad request."""
    await bot.initialize()
    with pytest.raises(EndPointNotFound):
        await bot.do_api_request("sendTelepathy")
    assert api.calls[-1].error == {"ok": False, "error_code": 404, "description": "Not Found: method not found"}


async def test_a_chat_has_to_be_known(api: BotApi, bot: Bot) -> None:
    """Unknown ids, names and nothing at all."""
    for chat in (999, -999, "@nobody", "nonsense"):
        assert await description(api, bot.send_message(chat, "x")) == "Bad Request: chat not found"
    assert await description(api, bot.send_message("", "x")) == "Bad Request: chat_id is empty"
    assert (await bot.get_chat(ANN)).first_name == "Ann"


async def test_a_bot_cannot_write_first(api: BotApi, bot: Bot) -> None:
    """Somebody met in a group has not started the bot; once they write, it may answer."""
    api.say(8, "/start@TokenTallyBot", chat=api.group(-5))
    error = await refusal(api, bot.send_message(8, "x"))
    assert error["description"] == "Forbidden: bot can't initiate conversation with a user"
    api.say(8, "hi")
    assert await bot.send_message(8, "x")


async def test_a_bot_that_is_blocked_is_forbidden_everything(api: BotApi, bot: Bot) -> None:
    """Sending, editing and typing are 403 until the block is taken back."""
    sent = await bot.send_message(ANN, "x")
    api.block(ANN)
    for call in (
        bot.send_message(ANN, "x"),
        bot.edit_message_text("y", ANN, sent.message_id),
        bot.send_chat_action(ANN, "typing"),
    ):
        with pytest.raises(Forbidden):
            await call
        assert api.calls[-1].error == {
            "ok": False,
            "error_code": 403,
            "description": "Forbidden: bot was blocked by the user",
        }
    api.unblock(ANN)
    assert await bot.send_message(ANN, "x")


async def test_a_bot_outside_a_group_is_forbidden_to_write(api: BotApi, bot: Bot) -> None:
    """Kicked and left have different words; nobody leaves a private chat."""
    api.kick(ANN, api.group(-5))
    assert (await refusal(api, bot.send_message(-5, "x")))["description"] == (
        "Forbidden: bot was kicked from the group chat"
    )
    assert await bot.leave_chat(api.group(-1_000_000_000_006).id)
    assert (await refusal(api, bot.send_message(-1_000_000_000_006, "x")))["description"] == (
        "Forbidden: bot is not a member of the supergroup chat"
    )
    private = bot.leave_chat(ANN)
    assert await description(api, private) == "Bad Request: chat member status can't be changed in private chats"


async def test_a_lone_surrogate_never_leaves_the_client(api: BotApi, bot: Bot) -> None:
    """HTTPX cannot encode it, so PTB calls it a network error; here the same happens and is on record."""
    with pytest.raises(NetworkError, match="UnicodeEncodeError") as failed:
        await bot.send_message(ANN, "x\ud800")
    assert not isinstance(failed.value, BadRequest)
    assert api.calls[-1].error == {"description": "UnicodeEncodeError"}
