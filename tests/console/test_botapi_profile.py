"""The limits of commands, names and menus: what Telegram refuses beyond them, and takes within."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from telegram import (
    BotCommand,
    BotCommandScopeChat,
    BotCommandScopeDefault,
    MenuButtonCommands,
)

from tests.console.botapi_support import ANN, description

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from telegram import Bot

    from bot.console.botapi import BotApi


@pytest.mark.parametrize(
    ("command", "text", "words"),
    [
        pytest.param("", "x", "command must be non-empty", id="no-name"),
        pytest.param("x" * 33, "x", "command length must not exceed 32", id="33"),
        pytest.param("start", "", "command description must be non-empty", id="no-description"),
        pytest.param("start", "x" * 257, "command description length must not exceed 256", id="257"),
        pytest.param("Start", "x", "BOT_COMMAND_INVALID", id="capital"),
        pytest.param("my-cmd", "x", "BOT_COMMAND_INVALID", id="hyphen"),
        pytest.param("预算", "x", "BOT_COMMAND_INVALID", id="chinese"),
        pytest.param("a b", "x", "BOT_COMMAND_INVALID", id="space"),
    ],
)
async def test_a_bad_command_is_refused(api: BotApi, bot: Bot, command: str, text: str, words: str) -> None:
    """Names are of a-z, 0-9 and _, 1 to 32 of them; descriptions have 1 to 256 characters."""
    assert await description(api, bot.set_my_commands([(command, text)])) == f"Bad Request: {words}"
    assert await bot.get_my_commands() == ()


async def test_a_good_command_is_kept_by_scope_and_language(api: BotApi, bot: Bot) -> None:
    """Each scope and language has its own list; the slash of a name goes; 100 is the most."""
    longest = [BotCommand("x" * 32, "中" * 256)]
    chat = BotCommandScopeChat(ANN)
    assert await bot.set_my_commands(longest)
    assert await bot.set_my_commands([("/start", "开始")], language_code="zh")
    assert await bot.set_my_commands([("stop", "halt")], scope=chat)
    assert await bot.get_my_commands(BotCommandScopeDefault()) == tuple(longest)
    assert await bot.get_my_commands(language_code="zh") == (BotCommand("start", "开始"),)
    assert await bot.get_my_commands(language_code="en") == ()
    assert await bot.get_my_commands(chat) == (BotCommand("stop", "halt"),)
    assert api.commands_for(api.person(ANN)) == [{"command": "stop", "description": "halt"}]
    assert await bot.delete_my_commands(chat)
    assert [command["command"] for command in api.commands_for(ANN)] == ["x" * 32]
    assert [command["command"] for command in api.commands_for(api.person(8, "zh-hans"))] == ["start"]
    assert await bot.set_my_commands([(f"c{number}", "x") for number in range(100)])
    group = api.group(-5)
    assert await bot.set_my_commands([("here", "x")], scope=BotCommandScopeChat(group.id))
    assert api.commands_for(ANN, group) == [{"command": "here", "description": "x"}]
    many = bot.set_my_commands([(f"c{number}", "x") for number in range(101)])
    assert await description(api, many) == "Bad Request: BOT_COMMANDS_TOO_MUCH"


async def test_a_bot_without_commands_has_no_menu(api: BotApi, bot: Bot) -> None:
    """Nothing set, or set to nothing, shows nothing; what is no list of commands is refused."""
    assert api.commands_for(ANN) == []
    assert await bot.set_my_commands([])
    assert api.commands_for(ANN) == []
    for commands, words in (
        ({"command": "a"}, "expected an Array of BotCommand"),
        ([{"command": "a"}], "can't parse BotCommand: Can't find field \"description\""),
    ):
        call = bot.set_my_commands([], api_kwargs={"commands": commands})
        assert await description(api, call) == f"Bad Request: {words}"


async def test_a_scope_has_to_name_a_known_chat(api: BotApi, bot: Bot) -> None:
    """Unknown chats and unknown kinds of scope are refused."""
    unknown = bot.set_my_commands([("a", "b")], scope=BotCommandScopeChat(999))
    assert await description(api, unknown) == "Bad Request: chat not found"
    for scope, words in (
        ({"type": "galaxy"}, "Unsupported type specified"),
        ({"type": "chat"}, 'Can\'t find field "chat_id"'),
        ({"type": "chat_member", "chat_id": ANN}, 'Can\'t find field "user_id"'),
    ):
        call = bot.set_my_commands([("a", "b")], api_kwargs={"scope": scope})
        assert await description(api, call) == f"Bad Request: can't parse BotCommandScope: {words}"


@pytest.mark.parametrize("code", ["zh-hans", "zh-CN", "ZH", "zho", "z"])
@pytest.mark.parametrize(
    "call",
    [
        pytest.param(lambda bot, code: bot.set_my_commands([("a", "b")], language_code=code), id="set-commands"),
        pytest.param(lambda bot, code: bot.get_my_commands(language_code=code), id="get-commands"),
        pytest.param(lambda bot, code: bot.delete_my_commands(language_code=code), id="delete-commands"),
        pytest.param(lambda bot, code: bot.set_my_name("x", language_code=code), id="name"),
        pytest.param(lambda bot, code: bot.set_my_description("x", language_code=code), id="description"),
        pytest.param(lambda bot, code: bot.set_my_short_description("x", language_code=code), id="short"),
    ],
)
async def test_a_language_code_has_two_small_letters(
    api: BotApi, bot: Bot, call: Callable[[Bot, str], Awaitable[object]], code: str
) -> None:
    """Telegram knows no scripts and regions here, so Simplified Chinese is just zh."""
    assert await description(api, call(bot, code)) == "Bad Request: invalid language code specified"


async def test_names_and_descriptions_have_limits(api: BotApi, bot: Bot) -> None:
    """64, 512 and 120 characters; a language without its own text shows the default one."""
    assert await bot.set_my_name("x" * 64)
    assert await bot.set_my_name("名" * 64, language_code="zh")
    assert (await bot.get_my_name()).name == "x" * 64
    assert (await bot.get_my_name("zh")).name == "名" * 64
    assert (await bot.get_my_name("de")).name == "x" * 64
    for name in ("x" * 65, ""):
        assert await description(api, bot.set_my_name(name)) == "Bad Request: BOT_TITLE_INVALID"
    assert await bot.set_my_description("x" * 512)
    assert (await bot.get_my_description("zh")).description == "x" * 512
    assert await description(api, bot.set_my_description("x" * 513)) == "Bad Request: BOT_DESCRIPTION_TOO_LONG"
    assert await bot.set_my_short_description("x" * 120)
    assert (await bot.get_my_short_description("zh")).short_description == "x" * 120
    assert await description(api, bot.set_my_short_description("x" * 121)) == "Bad Request: ABOUT_TOO_LONG"


async def test_the_menu_button_is_kept_for_a_chat(api: BotApi, bot: Bot) -> None:
    """It is the default until it is set, for one private chat or for all."""
    assert (await bot.get_chat_menu_button(ANN)).type == "default"
    assert await bot.set_chat_menu_button(ANN, MenuButtonCommands())
    assert (await bot.get_chat_menu_button(ANN)).type == "commands"
    assert (await bot.get_chat_menu_button()).type == "default"
    bad = bot.set_chat_menu_button(api_kwargs={"menu_button": {"type": "lever"}})
    assert await description(api, bad) == "Bad Request: can't parse menu button: MenuButton has unsupported type"
