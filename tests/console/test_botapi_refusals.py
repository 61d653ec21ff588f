"""What Telegram refuses, in its own words, and what it takes on the other side of each limit."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from telegram import (
    BotCommand,
    BotCommandScopeChat,
    BotCommandScopeDefault,
    CopyTextButton,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputFile,
    InputMediaAudio,
    InputMediaPhoto,
    InputTextMessageContent,
    MenuButtonCommands,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.error import BadRequest, EndPointNotFound, Forbidden, NetworkError

from bot.console.files import MAX_DOWNLOAD_BYTES, MAX_UPLOAD_BYTES
from tests.console.botapi_support import ANN, Clock, bot_on, checked_api, description, refusal

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from telegram import Bot

    from bot.console.botapi import BotApi

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + (640).to_bytes(4, "big") + (480).to_bytes(4, "big") + b"\0" * 20
NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


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


def below(*buttons: InlineKeyboardButton) -> InlineKeyboardMarkup:
    """A keyboard with each button in a row of its own."""
    return InlineKeyboardMarkup([[button] for button in buttons])


def button(data: str = "x") -> InlineKeyboardButton:
    """A button with callback data."""
    return InlineKeyboardButton("B", callback_data=data)


async def test_an_unknown_method_is_404(api: BotApi, bot: Bot) -> None:
    """A method that does not exist has its own status, so that a new one can be told from a bad request."""
    await bot.initialize()
    with pytest.raises(EndPointNotFound):
        await bot.do_api_request("sendTelepathy")
    assert api.calls[-1].error == {"ok": False, "error_code": 404, "description": "Not Found: method not found"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("", "message text is empty", id="nothing"),
        pytest.param(" \n ", "text must be non-empty", id="only-space"),
        pytest.param("\u200b\u2800", "text must be non-empty", id="only-invisible"),
        pytest.param("<b></b>", "text must be non-empty", id="only-markup"),
        pytest.param("x" * 4097, "message is too long", id="4097"),
        pytest.param("中" * 4097, "message is too long", id="4097-chinese"),
        pytest.param("<b>" + "x" * 4097 + "</b>", "message is too long", id="4097-after-parsing"),
        pytest.param("&lt;" * 4097, "message is too long", id="4097-references"),
    ],
)
async def test_a_text_empty_or_too_long_is_refused(api: BotApi, bot: Bot, text: str, words: str) -> None:
    """1 to 4,096 characters that show something."""
    assert await description(api, bot.send_message(ANN, text, parse_mode="HTML")) == f"Bad Request: {words}"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("x", id="1"),
        pytest.param("x" * 4096, id="4096"),
        pytest.param("😀" * 4096, id="4096-of-two-utf-16-units"),
        pytest.param("<b>" + "x" * 4096 + "</b>", id="4096-without-the-markup"),
        pytest.param("&lt;" * 4096, id="4096-references"),
        pytest.param("  " + "x" * 4096 + "\n", id="4096-when-trimmed"),
    ],
)
async def test_a_text_of_up_to_4096_characters_is_sent(bot: Bot, text: str) -> None:
    """Characters count after parsing, as code points."""
    assert len((await bot.send_message(ANN, text, parse_mode="HTML")).text or "") in {1, 4096}


async def test_a_caption_has_up_to_1024_characters(api: BotApi, bot: Bot) -> None:
    """Counted after parsing; a caption may be empty."""
    sent = await bot.send_document(ANN, b"x", caption="<b>" + "x" * 1024 + "</b>", parse_mode="HTML", filename="a.txt")
    assert sent.caption == "x" * 1024
    assert (await bot.send_document(ANN, b"x", filename="a.txt")).caption is None
    too_long = bot.send_document(ANN, b"x", caption="x" * 1025, filename="a.txt")
    assert await description(api, too_long) == "Bad Request: message caption is too long"
    one: dict[str, Any] = {"chat_id": ANN, "message_id": sent.message_id}
    edited = bot.edit_message_caption(caption="x" * 1025, **one)
    assert await description(api, edited) == "Bad Request: message caption is too long"
    assert await bot.edit_message_caption(caption="<i>new</i>", parse_mode="HTML", **one)
    assert api.chat(ANN).by_id[sent.message_id].text == "new"
    same = bot.edit_message_caption(caption="<em>new</em>", parse_mode="HTML", **one)
    assert await description(api, same) == NOT_MODIFIED


@pytest.mark.parametrize(
    ("button", "words"),
    [
        pytest.param(button("x" * 65), "BUTTON_DATA_INVALID", id="65-bytes"),
        pytest.param(button("中" * 22), "BUTTON_DATA_INVALID", id="66-bytes-of-chinese"),
        pytest.param(
            {"text": "B"},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
            id="no-action",
        ),
        pytest.param(
            {"text": "B", "callback_data": ""},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
            id="empty-callback-data",
        ),
        pytest.param(
            {"text": "B", "callback_data": "x", "url": "https://example.com"},
            "can't parse inline keyboard button: Exactly one action is allowed, found url and callback_data",
            id="two-actions",
        ),
        pytest.param(
            {"callback_data": "x"}, "can't parse inline keyboard button: Can't find field \"text\"", id="no-text"
        ),
        pytest.param(
            {"text": "B", "callback_data": "x", "style": "pink"},
            "can't parse inline keyboard button: Invalid button style specified",
            id="style",
        ),
        pytest.param(
            {"text": "B", "url": "not-a-url"},
            "inline keyboard button URL 'not-a-url' is invalid: Wrong HTTP URL",
            id="url",
        ),
        pytest.param(
            {"text": "B", "url": "ftp://example.com"},
            "inline keyboard button URL 'ftp://example.com' is invalid: Unsupported URL protocol",
            id="ftp",
        ),
        pytest.param(
            {"text": "B", "web_app": {"url": "http://example.com"}},
            "inline keyboard button Web App URL 'http://example.com' is invalid: Only HTTPS links are allowed",
            id="web-app",
        ),
        pytest.param(
            {"text": "B", "url": "https://"},
            "inline keyboard button URL 'https://' is invalid: URL host is empty",
            id="no-host",
        ),
        pytest.param(
            {"text": "B", "login_url": {"url": "http://example.com"}},
            "inline keyboard button login URL 'http://example.com' is invalid: Only HTTPS links are allowed",
            id="login",
        ),
        pytest.param("x", "can't parse inline keyboard button: InlineKeyboardButton must be an Object", id="no-object"),
        pytest.param(
            {"text": 1, "callback_data": "x"},
            'can\'t parse inline keyboard button: Field "text" must be of type String',
            id="label-of-a-number",
        ),
        pytest.param({"text": "B", "copy_text": {"text": ""}}, "BUTTON_COPY_TEXT_INVALID", id="copy-nothing"),
        pytest.param({"text": "B", "copy_text": {"text": "x" * 257}}, "BUTTON_COPY_TEXT_INVALID", id="copy-257"),
        pytest.param({"text": "B", "pay": True}, "BUTTON_TYPE_INVALID", id="pay-without-invoice"),
    ],
)
async def test_a_bad_button_is_refused(api: BotApi, bot: Bot, button: object, words: str) -> None:
    """A button has a label and exactly one action that works."""
    sent = bot.send_message(
        ANN, "x", api_kwargs={"reply_markup": {"inline_keyboard": [[getattr(button, "to_dict", lambda: button)()]]}}
    )
    assert await description(api, sent) == f"Bad Request: {words}"


@pytest.mark.parametrize(
    "good",
    [
        pytest.param(button("x"), id="1-byte"),
        pytest.param(button("x" * 64), id="64-bytes"),
        pytest.param(button("中" * 21), id="63-bytes-of-chinese"),
        pytest.param(InlineKeyboardButton("B", url="https://example.com"), id="url"),
        pytest.param(InlineKeyboardButton("B", url="tg://resolve?domain=x"), id="tg"),
        pytest.param(InlineKeyboardButton("B", copy_text=CopyTextButton("x" * 256)), id="copy-256"),
        pytest.param(InlineKeyboardButton("B", switch_inline_query=""), id="switch-inline"),
        pytest.param(InlineKeyboardButton("B", callback_data="x", style="danger"), id="style"),
    ],
)
async def test_a_good_button_is_sent(api: BotApi, bot: Bot, good: InlineKeyboardButton) -> None:
    """It comes back as it was sent."""
    message = await bot.send_message(ANN, "x", reply_markup=below(good))
    assert message.reply_markup == below(good)
    assert [found.label for row in api.last_message(ANN).rows for found in row] == ["B"]


async def test_a_keyboard_has_at_most_100_buttons_8_in_a_row(api: BotApi, bot: Bot) -> None:
    """One more is too long."""
    assert await bot.send_message(ANN, "x", reply_markup=InlineKeyboardMarkup([[button()] * 8] * 12))
    assert await bot.send_message(ANN, "x", reply_markup=below(*[button()] * 100))
    for markup in (below(*[button()] * 101), InlineKeyboardMarkup([[button()] * 9])):
        sent = bot.send_message(ANN, "x", reply_markup=markup)
        assert await description(api, sent) == "Bad Request: reply markup is too long"


async def test_an_empty_keyboard_is_none(api: BotApi, bot: Bot) -> None:
    """No row, or no button with a label: the message comes without a keyboard."""
    assert (await bot.send_message(ANN, "x", reply_markup=InlineKeyboardMarkup([]))).reply_markup is None
    await bot.send_message(ANN, "x", reply_markup=below(InlineKeyboardButton("", callback_data="x")))
    assert api.last_message(ANN).rows == ()


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        pytest.param([], "object expected as reply markup", id="list"),
        pytest.param({"inline_keyboard": "x"}, 'field "inline_keyboard" must be of type Array', id="text"),
        pytest.param(
            {"inline_keyboard": ["x"]},
            'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
            id="row-of-text",
        ),
        pytest.param("{", "can't parse reply keyboard markup JSON object", id="no-json"),
        pytest.param({"keyboard": [[{}]]}, "can't parse keyboard button: Can't find field \"text\"", id="no-label"),
    ],
)
async def test_a_reply_markup_that_is_none_is_refused(api: BotApi, bot: Bot, markup: object, words: str) -> None:
    """The shape is checked before anything else."""
    sent = bot.send_message(ANN, "x", api_kwargs={"reply_markup": markup})
    assert await description(api, sent) == f"Bad Request: {words}"


async def test_an_edit_has_to_change_something(api: BotApi, bot: Bot) -> None:
    """The same text, entities and keyboard are refused; a change of any of them is taken."""
    sent = await bot.send_message(ANN, "<b>x</b>", parse_mode="HTML", reply_markup=below(button()))
    one: dict[str, Any] = {"chat_id": ANN, "message_id": sent.message_id, "parse_mode": "HTML"}
    same = bot.edit_message_text("<strong>x</strong>", reply_markup=below(button()), **one)
    assert await description(api, same) == NOT_MODIFIED
    assert api.last_message(ANN).edited is None
    assert await bot.edit_message_text("x", reply_markup=below(button()), **one), "other entities"
    assert await bot.edit_message_text("x", reply_markup=below(button("y")), **one), "another keyboard"
    assert await bot.edit_message_text("x", **one), "no keyboard"
    assert await bot.edit_message_text("y", **one), "another text"
    assert await description(api, bot.edit_message_text("y", **one)) == NOT_MODIFIED
    assert await description(api, bot.edit_message_reply_markup(ANN, sent.message_id)) == NOT_MODIFIED
    edited = await bot.edit_message_reply_markup(ANN, sent.message_id, reply_markup=below(button()))
    assert isinstance(edited, Message)
    assert (edited.text, edited.reply_markup) == ("y", below(button()))


async def test_only_a_message_that_is_there_can_be_edited(api: BotApi, bot: Bot) -> None:
    """Unknown, deleted, a person's own, with a reply keyboard, without text or caption: each has its words."""
    gone = await bot.send_message(ANN, "x")
    assert await gone.delete()
    for number in (gone.message_id, 999):
        edit = bot.edit_message_text("y", ANN, number)
        assert await description(api, edit) == "Bad Request: message to edit not found"
    start = api.chat(ANN).messages[0]
    assert await description(api, bot.edit_message_text("y", ANN, start.id)) == "Bad Request: message can't be edited"
    for markup in (ReplyKeyboardMarkup([["A"]]), ReplyKeyboardRemove(), ForceReply()):
        sent = await bot.send_message(ANN, "x", reply_markup=markup)
        edit = bot.edit_message_text("y", ANN, sent.message_id)
        assert await description(api, edit) == "Bad Request: message can't be edited"
    text = await bot.send_message(ANN, "x")
    file = await bot.send_document(ANN, b"x", filename="a.txt")
    captioned = bot.edit_message_caption(ANN, text.message_id, caption="y")
    assert await description(api, captioned) == "Bad Request: there is no caption in the message to edit"
    textual = bot.edit_message_text("y", ANN, file.message_id)
    assert await description(api, textual) == "Bad Request: there is no text in the message to edit"
    kept: Any = ReplyKeyboardMarkup([["A"]])  # what the signature rules out
    wrong = bot.edit_message_text("y", ANN, text.message_id, reply_markup=kept)
    assert await description(api, wrong) == "Bad Request: inline keyboard expected"
    inline = bot.edit_message_text("y", inline_message_id="1")
    assert await description(api, inline) == "Bad Request: MESSAGE_ID_INVALID"


async def test_an_edited_text_has_the_limits_of_a_new_one(api: BotApi, bot: Bot) -> None:
    """Empty and 4,097 are refused and leave the message alone; 4,096 are taken."""
    sent = await bot.send_message(ANN, "x")
    for text, words in (
        ("", "message text is empty"),
        ("x" * 4097, "message is too long"),
        (" ", "text must be non-empty"),
    ):
        assert await description(api, bot.edit_message_text(text, ANN, sent.message_id)) == f"Bad Request: {words}"
    assert api.last_message(ANN).text == "x"
    assert await bot.edit_message_text("y" * 4096, ANN, sent.message_id)


async def test_a_message_can_be_deleted_for_48_hours(api: BotApi, bot: Bot, clock: Clock) -> None:
    """To the second; a message that is gone is not found."""
    first, second = [await bot.send_message(ANN, "x") for _ in range(2)]
    clock.advance(hours=48)
    assert await bot.delete_message(ANN, first.message_id)
    missing = bot.delete_message(ANN, first.message_id)
    assert await description(api, missing) == "Bad Request: message to delete not found"
    clock.advance(seconds=1)
    for call in (bot.delete_message(ANN, second.message_id), bot.delete_messages(ANN, [second.message_id])):
        assert await description(api, call) == "Bad Request: message can't be deleted for everyone"
    assert second.message_id in api.chat(ANN).by_id


async def test_several_messages_are_deleted_at_once(api: BotApi, bot: Bot) -> None:
    """Missing ones are passed over, a person's own can go in a private chat, 100 is the most."""
    own = api.chat(ANN).messages[0]
    sent = await bot.send_message(ANN, "x")
    assert await bot.delete_messages(ANN, [own.id, sent.message_id, 999])
    assert api.chat(ANN).messages == []
    assert [message.id for message in api.chat(ANN).deleted] == [own.id, sent.message_id]
    assert await bot.delete_messages(ANN, range(1, 101))
    for missing, words in (("", "chat"), (ANN, "message")):
        unnamed = bot.delete_message(missing, 0)
        assert await description(api, unnamed) == f"Bad Request: {words} identifier is not specified"
    many = bot.delete_messages(ANN, range(1, 102))
    assert await description(api, many) == "Bad Request: too many message identifiers specified"
    none = bot.delete_messages(ANN, [])
    assert await description(api, none) == "Bad Request: message identifiers are not specified"


async def test_in_a_group_a_bot_deletes_only_its_own(api: BotApi, bot: Bot) -> None:
    """It is no administrator there."""
    group = api.group(-5, "Friends")
    api.say(ANN, "/start", chat=group)
    theirs = bot.delete_message(-5, group.messages[0].id)
    assert await description(api, theirs) == "Bad Request: message can't be deleted"
    assert await (await bot.send_message(-5, "x")).delete()


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        pytest.param("", False, id="nothing"),
        pytest.param("x" * 200, False, id="200"),
        pytest.param("中" * 200, False, id="200-chinese"),
        pytest.param("x" * 201, True, id="201"),
    ],
)
async def test_the_answer_to_a_tap_has_up_to_200_characters(api: BotApi, bot: Bot, text: str, refused: bool) -> None:
    """A refused answer leaves the tap unanswered."""
    await bot.send_message(ANN, "x", reply_markup=below(button()))
    tap = api.press(ANN)
    answer = bot.answer_callback_query(tap["callback_query"]["id"], text)
    if refused:
        assert await description(api, answer) == "Bad Request: MESSAGE_TOO_LONG"
        assert api.answer_to(tap) is None
    else:
        assert await answer
        assert (api.answer_to(tap) or {}).get("text", "") == text


async def test_a_tap_is_answered_once_and_in_time(api: BotApi, bot: Bot, clock: Clock) -> None:
    """A second answer, one after 150 s and one to nothing are too old."""
    await bot.send_message(ANN, "x", reply_markup=below(button()))
    first, second, third = [api.press(ANN)["callback_query"]["id"] for _ in range(3)]
    assert await bot.answer_callback_query(first)
    assert await description(api, bot.answer_callback_query(first)) == TOO_OLD
    clock.advance(seconds=150)
    assert await bot.answer_callback_query(second)
    clock.advance(seconds=1)
    assert await description(api, bot.answer_callback_query(third)) == TOO_OLD
    assert await description(api, bot.answer_callback_query("999")) == TOO_OLD


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


async def test_a_file_is_downloaded_up_to_20_megabytes(api: BotApi, bot: Bot) -> None:
    """Its bytes are what the person sent; one byte more than the limit is too big."""
    small = api.send_file(ANN, "预算.csv", b"a,b\n", size=MAX_DOWNLOAD_BYTES)["message"]["document"]
    file = await bot.get_file(small["file_id"])
    assert bytes(await file.download_as_bytearray()) == b"a,b\n"
    assert small["file_size"] == 20 * 1024 * 1024
    large = api.send_file(ANN, "big.txt", b"", size=MAX_DOWNLOAD_BYTES + 1)["message"]["document"]
    assert await description(api, bot.get_file(large["file_id"])) == "Bad Request: file is too big"
    assert await description(api, bot.get_file("nothing")) == "Bad Request: invalid file_id"
    assert await description(api, bot.get_file("")) == "Bad Request: file_id not specified"
    status, _ = await api.do_request("https://api.telegram.org/file/bot1%3AT/documents/file_999.txt", "GET")
    assert status == 404


async def test_a_file_is_uploaded_up_to_50_megabytes(api: BotApi, bot: Bot) -> None:
    """Under its name and type; above the limit the server does not even read it."""
    sent = await bot.send_document(ANN, b"a,b\n", filename="report.csv", caption="<i>x</i>", parse_mode="HTML")
    assert sent.document is not None
    assert (sent.document.file_name, sent.document.mime_type, sent.document.file_size) == ("report.csv", "text/csv", 4)
    message = api.last_message(ANN)
    assert message.file is not None
    assert (message.file.data, message.text, message.kind) == (b"a,b\n", "x", "document")
    assert api.calls[-1].params["document"] == {"file_name": "report.csv", "file_size": 4}
    again = await bot.send_document(ANN, sent.document.file_id)
    assert again.document == sent.document
    await bot.send_document(ANN, InputFile(BytesIO(b"xyz"), "a.txt", read_file_handle=False))
    assert api.last_message(ANN).content["file_size"] == 3
    assert await bot.send_document(ANN, b"\0" * MAX_UPLOAD_BYTES, filename="a.bin")
    error = await refusal(api, bot.send_document(ANN, b"\0" * (MAX_UPLOAD_BYTES + 1), filename="a.bin"))
    assert error == {"ok": False, "error_code": 413, "description": "Request Entity Too Large"}
    empty = bot.send_document(ANN, b"", filename="a.txt")
    assert await description(api, empty) == "Bad Request: file must be non-empty"
    unknown = bot.send_document(ANN, "file-999")
    assert await description(api, unknown) == "Bad Request: wrong file identifier/HTTP URL specified"
    nothing = bot.do_api_request("SendDocument", {"chat_id": ANN})
    assert await description(api, nothing) == "Bad Request: there is no document in the request"


async def test_a_photo_is_a_picture_of_up_to_10_megabytes(api: BotApi, bot: Bot) -> None:
    """It is measured; what is no picture, too long a strip or too large is refused."""
    sent = await bot.send_photo(ANN, PNG, caption="chart")
    assert [(size.width, size.height) for size in sent.photo] == [(640, 480)]
    ten_megabytes = 10 * 1024 * 1024
    assert await bot.send_photo(ANN, b"\xff\xd8\xff".ljust(ten_megabytes, b"\0"))
    large = bot.send_photo(ANN, b"\xff\xd8\xff".ljust(ten_megabytes + 1, b"\0"))
    assert await description(api, large) == (
        "Bad Request: file of size 10485761 bytes is too big for a photo; the maximum size is 10485760 bytes"
    )
    assert await description(api, bot.send_photo(ANN, b"hello")) == "Bad Request: IMAGE_PROCESS_FAILED"
    for width, height, fine in ((9000, 1000, True), (9001, 1000, False), (2000, 100, True), (2001, 100, False)):
        strip = PNG[:16] + width.to_bytes(4, "big") + height.to_bytes(4, "big") + PNG[24:]
        if fine:
            assert await bot.send_photo(ANN, strip)
        else:
            assert await description(api, bot.send_photo(ANN, strip)) == "Bad Request: PHOTO_INVALID_DIMENSIONS"


async def test_the_picture_of_a_message_can_be_replaced(api: BotApi, bot: Bot) -> None:
    """With a new caption and keyboard, in the same message."""
    sent = await bot.send_photo(ANN, PNG, caption="old")
    media = InputMediaPhoto(PNG + b"2", caption="<b>new</b>", parse_mode="HTML")
    await bot.edit_message_media(media, ANN, sent.message_id, reply_markup=below(button()))
    message = api.last_message(ANN)
    assert message.file is not None
    assert (message.id, message.text, message.file.data) == (sent.message_id, "new", PNG + b"2")
    song = bot.edit_message_media(InputMediaAudio(b"x"), ANN, sent.message_id)
    assert await description(api, song) == "Bad Request: can't parse InputMedia: type of the media is unsupported"
    bad = bot.edit_message_media(InputMediaPhoto(b"hello"), ANN, sent.message_id)
    assert await description(api, bad) == "Bad Request: IMAGE_PROCESS_FAILED"


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


async def test_a_reply_needs_its_message_unless_it_may_go_without(api: BotApi, bot: Bot) -> None:
    """A missing message refuses the reply, or is left out where that is allowed."""
    start = api.chat(ANN).messages[0]
    reply = await bot.send_message(ANN, "x", reply_parameters=ReplyParameters(start.id))
    assert reply.reply_to_message is not None
    assert reply.reply_to_message.text == "/start"
    missing = bot.send_message(ANN, "x", reply_parameters=ReplyParameters(999))
    assert await description(api, missing) == "Bad Request: message to be replied not found"
    optional = ReplyParameters(999, allow_sending_without_reply=True)
    assert (await bot.send_message(ANN, "x", reply_parameters=optional)).reply_to_message is None
    unnamed = bot.send_message(ANN, "x", api_kwargs={"reply_parameters": {"quote": "x"}})
    assert await description(api, unnamed) == 'Bad Request: can\'t find field "message_id"'


async def test_actions_and_reactions_are_of_a_kind(api: BotApi, bot: Bot) -> None:
    """Typing is shown, dancing is not; one reaction out of Telegram's set."""
    start = api.chat(ANN).messages[0]
    assert await bot.send_chat_action(ANN, "typing")
    dancing = bot.send_chat_action(ANN, "dancing")
    assert await description(api, dancing) == "Bad Request: wrong parameter action in request"
    assert await bot.set_message_reaction(ANN, start.id, "👍")
    assert [each["emoji"] for each in start.reactions] == ["👍"]
    assert await bot.set_message_reaction(ANN, start.id, [])
    assert len(start.reactions) == 0
    two = bot.set_message_reaction(ANN, start.id, ["👍", "👎"])
    assert await description(api, two) == "Bad Request: REACTIONS_TOO_MANY"
    other = bot.set_message_reaction(ANN, start.id, "🪙")
    assert await description(api, other) == "Bad Request: REACTION_INVALID"
    missing = bot.set_message_reaction(ANN, 999, "👍")
    assert await description(api, missing) == "Bad Request: message to react not found"


def article(number: str, text: str = "x") -> InlineQueryResultArticle:
    """An inline result that becomes this text."""
    return InlineQueryResultArticle(number, "Title", InputTextMessageContent(text, parse_mode="HTML"))


@pytest.mark.parametrize(
    ("results", "words"),
    [
        pytest.param([article(str(n)) for n in range(51)], "too many inline query results specified", id="51"),
        pytest.param([article("1"), article("1")], "RESULT_ID_DUPLICATE", id="same-id"),
        pytest.param([article("")], "RESULT_ID_EMPTY", id="no-id"),
        pytest.param([article("x" * 65)], "RESULT_ID_INVALID", id="65-bytes"),
        pytest.param(
            [InlineQueryResultArticle("1", "", InputTextMessageContent("x"))], "ARTICLE_TITLE_EMPTY", id="title"
        ),
        pytest.param([{"type": "article", "id": "1", "title": "x"}], "MESSAGE_EMPTY", id="no-content"),
        pytest.param(
            [{"type": "photo", "id": "1", "caption": "x" * 1025}], "message caption is too long", id="caption-1025"
        ),
        pytest.param([article("1", " ")], "text must be non-empty", id="empty"),
        pytest.param([article("1", "x" * 4097)], "message is too long", id="4097"),
        pytest.param(
            [article("1", "<br>")],
            "can't parse InlineQueryResult: Can't parse entities: Unsupported start tag \"br\" at byte offset 0",
            id="html",
        ),
    ],
)
async def test_bad_inline_results_are_refused(
    api: BotApi, bot: Bot, results: list[InlineQueryResultArticle | dict[str, str]], words: str
) -> None:
    """A refused answer leaves the query open."""
    query = api.inline(ANN, "100 usd")
    number = query["inline_query"]["id"]
    plain = [result if isinstance(result, dict) else result.to_dict() for result in results]
    answer = bot.answer_inline_query(number, [], api_kwargs={"results": plain})
    assert await description(api, answer) == f"Bad Request: {words}"
    assert api.answer_to(query) is None


async def test_an_inline_query_is_answered_once_within_30_seconds(api: BotApi, bot: Bot, clock: Clock) -> None:
    """50 results are taken; a second answer and a late one are too old."""
    first, second, third = [api.inline(ANN, "x") for _ in range(3)]
    assert await bot.answer_inline_query(first["inline_query"]["id"], [article(str(n)) for n in range(50)])
    assert len(api.answers_of_inline[0]["results"]) == 50
    offset = bot.answer_inline_query(second["inline_query"]["id"], [], next_offset="x" * 65)
    assert await description(api, offset) == "Bad Request: NEXT_OFFSET_INVALID"
    again = bot.answer_inline_query(first["inline_query"]["id"], [])
    assert await description(api, again) == TOO_OLD
    clock.advance(seconds=30)
    assert await bot.answer_inline_query(second["inline_query"]["id"], [article("x" * 64)], cache_time=0)
    clock.advance(seconds=1)
    assert await description(api, bot.answer_inline_query(third["inline_query"]["id"], [])) == TOO_OLD
    assert [answer.get("cache_time") for answer in api.answers_of_inline] == [None, 0]


async def test_a_lone_surrogate_never_leaves_the_client(api: BotApi, bot: Bot) -> None:
    """HTTPX cannot encode it, so PTB calls it a network error; here the same happens and is on record."""
    with pytest.raises(NetworkError, match="UnicodeEncodeError") as failed:
        await bot.send_message(ANN, "x\ud800")
    assert not isinstance(failed.value, BadRequest)
    assert api.calls[-1].error == {"description": "UnicodeEncodeError"}


async def test_dates_come_from_the_clock(api: BotApi, bot: Bot, clock: Clock) -> None:
    """Sent when the clock says so, edited when it says so."""
    sent = await bot.send_message(ANN, "x")
    clock.advance(days=31)
    edited = await bot.edit_message_text("y", ANN, sent.message_id)
    assert sent.date == dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
    assert getattr(edited, "edit_date", None) == dt.datetime(2026, 12, 24, 9, tzinfo=dt.UTC)
