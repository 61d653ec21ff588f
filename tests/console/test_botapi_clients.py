"""The other side of the chat: what people do, and what the bot reads of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup, Update

from bot.console.clients import ClientError
from tests.console.botapi_support import ANN, Clock, bot_on, checked_api

if TYPE_CHECKING:
    from collections.abc import Callable

    from telegram import Bot

    from bot.console.botapi import BotApi, Call

GROUP = -5


def keyboard(*labels: str) -> InlineKeyboardMarkup:
    """Buttons with these labels, two in a row; their data is the label in small letters."""
    buttons = [InlineKeyboardButton(label, callback_data=label.lower()) for label in labels]
    return InlineKeyboardMarkup([buttons[at : at + 2] for at in range(0, len(buttons), 2)])


@pytest.mark.parametrize(
    ("act", "read"),
    [
        pytest.param(lambda api: api.say(ANN, "hi"), lambda u: u.message.text == "hi", id="text"),
        pytest.param(
            lambda api: api.say(ANN, "/budget 100"),
            lambda u: u.message.parse_entities() == {u.message.entities[0]: "/budget"},
            id="command",
        ),
        pytest.param(
            lambda api: api.say(ANN, "😀 /budget@TokenTallyBot"),
            lambda u: list(u.message.parse_entities().values()) == ["/budget@TokenTallyBot"],
            id="command-behind-an-emoji",
        ),
        pytest.param(
            lambda api: api.say(ANN, "see https://a.b/start and 1/2"),
            lambda u: u.message.entities == (),
            id="no-command-in-an-address",
        ),
        pytest.param(
            lambda api: api.send_file(ANN, "a.txt", b"abc", "my file"),
            lambda u: (
                (
                    u.message.document.file_name,
                    u.message.document.mime_type,
                    u.message.document.file_size,
                    u.message.caption,
                )
                == ("a.txt", "text/plain", 3, "my file")
            ),
            id="file",
        ),
        pytest.param(lambda api: api.photo(ANN), lambda u: u.message.photo[-1].width > 0, id="photo"),
        pytest.param(lambda api: api.sticker(ANN, "💰"), lambda u: u.message.sticker.emoji == "💰", id="sticker"),
        pytest.param(lambda api: api.voice(ANN), lambda u: u.message.voice.mime_type is None, id="voice"),
        pytest.param(
            lambda api: api.contact(ANN, "+100", "Bob"), lambda u: u.message.contact.first_name == "Bob", id="contact"
        ),
        pytest.param(
            lambda api: api.location(ANN, 31.2, 121.5), lambda u: u.message.location.longitude == 121.5, id="location"
        ),
        pytest.param(
            lambda api: api.forward(ANN, "news", channel="OpenAI"),
            lambda u: (u.message.text, u.message.forward_origin.chat.title) == ("news", "OpenAI"),
            id="forward",
        ),
        pytest.param(
            lambda api: api.inline(ANN, "100 usd"),
            lambda u: (u.inline_query.query, u.inline_query.from_user.id) == ("100 usd", ANN),
            id="inline",
        ),
        pytest.param(
            lambda api: api.block(ANN), lambda u: u.my_chat_member.new_chat_member.status == "kicked", id="block"
        ),
        pytest.param(
            lambda api: api.unblock(ANN), lambda u: u.my_chat_member.new_chat_member.status == "member", id="unblock"
        ),
        pytest.param(
            lambda api: api.kick(ANN, api.group(GROUP)),
            lambda u: (u.my_chat_member.chat.id, u.my_chat_member.new_chat_member.status) == (GROUP, "kicked"),
            id="kick",
        ),
        pytest.param(
            lambda api: api.publish(api.channel(-1_000_000_000_009, "News"), "x"),
            lambda u: (u.channel_post.text, u.channel_post.sender_chat.title) == ("x", "News"),
            id="channel-post",
        ),
        pytest.param(lambda api: api.say(ANN, "x" * 4096), lambda u: len(u.message.text) == 4096, id="4096"),
        pytest.param(lambda api: api.say(ANN, "a\0\ud800"), lambda u: u.message.text == "a\0\ud800", id="surrogate"),
    ],
)
async def test_what_a_person_does_is_read_by_the_bot(
    api: BotApi, bot: Bot, act: Callable[[BotApi], Any], read: Callable[[Any], bool]
) -> None:
    """The act returns the raw update; PTB reads the same one from getUpdates."""
    raw = act(api)
    newest = (await bot.get_updates())[-1]
    assert newest == Update.de_json(raw, bot)
    assert read(newest)
    assert newest.update_id == raw["update_id"]


async def test_a_person_is_remembered_and_brought_up_to_date(api: BotApi, bot: Bot) -> None:
    """What is not given stays; updates carry the language of the moment."""
    assert api.person(ANN).first_name == "Ann"
    api.person(ANN, "zh-hans", username="ann", last_name="Li")
    api.say(ANN, "x")
    user = (await bot.get_updates())[-1].effective_user
    assert user is not None
    assert (user.first_name, user.language_code, user.username) == ("Ann", "zh-hans", "ann")
    chat = await bot.get_chat(ANN)
    assert (chat.username, chat.last_name, user.last_name) == ("ann", "Li", "Li")


@pytest.mark.parametrize("text", ["", "x" * 4097])
def test_no_client_sends_an_empty_or_too_long_message(api: BotApi, text: str) -> None:
    """Longer ones are pasted in pieces."""
    with pytest.raises(ClientError, match=f"1 to 4096 characters, this one has {len(text)}"):
        api.say(ANN, text)


def test_no_client_sends_a_caption_over_1024(api: BotApi) -> None:
    """1,024 characters go."""
    assert api.send_file(ANN, "a.txt", b"x", "x" * 1024)["message"]["caption"] == "x" * 1024
    with pytest.raises(ClientError, match="up to 1024 characters, this one has 1025"):
        api.photo(ANN, caption="x" * 1025)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        pytest.param("x" * 4096, ["x" * 4096], id="fits"),
        pytest.param("x" * 4097, ["x" * 4096, "x"], id="hard-cut"),
        pytest.param("x" * 3000 + " " + "y" * 3000, ["x" * 3000, "y" * 3000], id="at-a-space"),
        pytest.param("a" * 2500 + "\n\n" + "b c" * 1000, ["a" * 2500, "b c" * 1000], id="at-a-blank-line"),
        pytest.param("a b" * 300 + "x" * 4000, ["a b" * 300 + "x" * 3196, "x" * 804], id="no-break-in-the-second-half"),
    ],
)
def test_a_long_paste_comes_in_pieces(api: BotApi, text: str, pieces: list[str]) -> None:
    """As clients cut it: in the second half of what fits, at the best break."""
    assert [update["message"]["text"] for update in api.paste(ANN, text)] == pieces


async def test_buttons_are_tapped_by_number_or_label(api: BotApi, bot: Bot) -> None:
    """Numbers run row by row; without a message it is the newest with buttons."""
    sent = await bot.send_message(ANN, "x", reply_markup=keyboard("One", "Two", "Three"))
    await bot.send_message(ANN, "no buttons")
    assert [api.press(ANN, button=number)["callback_query"]["data"] for number in (1, 3)] == ["one", "three"]
    tap = Update.de_json(api.press(ANN, api.chat(ANN).by_id[sent.message_id], "Two"), bot)
    assert tap.callback_query is not None
    assert tap.callback_query.data == "two"
    assert tap.callback_query.message == sent


async def test_a_button_that_is_not_there_cannot_be_tapped(api: BotApi, bot: Bot) -> None:
    """The error names the buttons there are; links and deleted messages tell the bot nothing."""
    with pytest.raises(ClientError, match="no message with buttons"):
        api.press(ANN)
    sent = await bot.send_message(ANN, "x", reply_markup=keyboard("One", "Two"))
    message = api.last_message(ANN)
    for button in (0, 3, "one"):
        with pytest.raises(ClientError, match=r"has no button .*, it has \[1 One\] \[2 Two\]"):
            api.press(ANN, message, button)
    await sent.delete()
    with pytest.raises(ClientError, match="was deleted"):
        api.press(ANN, message)
    link = InlineKeyboardMarkup([[InlineKeyboardButton("Billing", url="https://example.com")]])
    await bot.send_message(ANN, "x", reply_markup=link)
    with pytest.raises(ClientError, match=r"\[Billing\] has url: https://example.com"):
        api.press(ANN)


async def test_a_button_of_a_reply_keyboard_sends_its_label(api: BotApi, bot: Bot) -> None:
    """As a message."""
    await bot.send_message(ANN, "x", reply_markup=ReplyKeyboardMarkup([["Yes", "No"]]))
    assert api.press(ANN, button="No")["message"]["text"] == "No"


async def test_a_person_edits_their_own_message(api: BotApi, bot: Bot) -> None:
    """The newest one unless another is named; not the bot's."""
    update = api.edit(ANN, None, "/help")
    assert (update["edited_message"]["message_id"], update["edited_message"]["text"]) == (1, "/help")
    assert update["edited_message"]["edit_date"] == api.chat(ANN).messages[0].date
    await bot.send_message(ANN, "x")
    with pytest.raises(ClientError, match="no message of this person"):
        api.edit(ANN, api.last_message(ANN), "y")


async def test_a_reply_quotes_its_message(api: BotApi, bot: Bot) -> None:
    """With the message it answers, but not what that one answered."""
    await bot.send_message(ANN, "how much?", reply_to_message_id=1)
    update = Update.de_json(api.say(ANN, "100", reply_to=api.last_message(ANN)), bot)
    assert update.message is not None
    assert update.message.reply_to_message is not None
    assert update.message.reply_to_message.text == "how much?"
    assert update.message.reply_to_message.reply_to_message is None


def test_whoever_blocked_the_bot_cannot_write_to_it(api: BotApi) -> None:
    """Until the block is taken back."""
    api.block(ANN)
    with pytest.raises(ClientError, match="unblock it first"):
        api.say(ANN, "x")
    api.unblock(ANN)
    assert api.say(ANN, "x")["update_id"]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        pytest.param("hello everybody", False, id="talk"),
        pytest.param("/budget 100", True, id="command"),
        pytest.param("/budget@TokenTallyBot 100", True, id="command-for-it"),
        pytest.param("/budget@OtherBot 100", False, id="command-for-another"),
        pytest.param("well /budget", True, id="command-in-the-middle"),
        pytest.param("hey @tokentallybot, 100 usd?", True, id="mention"),
        pytest.param("hey @someone", False, id="mention-of-another"),
    ],
)
async def test_privacy_mode_hides_the_talk_of_a_group(api: BotApi, bot: Bot, text: str, seen: bool) -> None:
    """Commands, replies and mentions reach the bot; everything else is in the group all the same."""
    group = api.group(GROUP, "Friends")
    update = api.say(ANN, text, chat=group)
    assert ("update_id" in update) == seen
    assert group.messages[-1].text == text
    await bot.send_message(GROUP, "x")
    assert "update_id" in api.say(ANN, text, chat=GROUP, reply_to=api.last_message(GROUP))


async def test_without_privacy_mode_the_bot_sees_all() -> None:
    """And says so of itself."""
    for api in checked_api(Clock(), privacy=False):
        assert "update_id" in api.say(ANN, "hello", chat=api.group(GROUP))
        me = await bot_on(api).get_me()
        assert me.can_read_all_group_messages
        api.kick(ANN, GROUP)
        assert "update_id" not in api.say(ANN, "hello", chat=GROUP)


async def test_message_ids_count_over_private_chats_and_per_supergroup(api: BotApi, bot: Bot) -> None:
    """As in a real account."""
    assert [api.say(person, "x")["message"]["message_id"] for person in (ANN, 8)] == [2, 3]
    supergroup = api.group(-1_000_000_000_006)
    assert supergroup.type == "supergroup"
    assert api.say(ANN, "/x", chat=supergroup)["message"]["message_id"] == 1
    assert (await bot.send_message(ANN, "x")).message_id == 4


def test_an_unknown_chat_is_an_error(api: BotApi) -> None:
    """Also a chat in which the bot has said nothing."""
    with pytest.raises(LookupError):
        api.chat(999)
    with pytest.raises(LookupError, match="no message in chat 7"):
        api.last_message(ANN)


async def test_a_listener_hears_every_call_as_it_happens(api: BotApi, bot: Bot) -> None:
    """Refused ones too, each fit for JSON, until it is done listening."""
    heard: list[Call] = []
    done = api.subscribe(heard.append)
    await bot.send_message(ANN, "<b>x</b>", parse_mode="HTML", reply_markup=keyboard("One"))
    assert heard[0].message is api.last_message(ANN)
    with pytest.raises(Exception, match="empty"):
        await bot.send_message(ANN, "")
    assert [json.loads(json.dumps(call.json()))["method"] for call in heard] == ["sendMessage", "sendMessage"]
    assert heard[0].json()["result"]["entities"] == [{"type": "bold", "offset": 0, "length": 1}]
    assert heard[1].json()["error"]["description"] == "Bad Request: message text is empty"
    done()
    await bot.get_me()
    assert len(heard) == 2
    assert api.calls[-1].method == "getMe"


async def test_results_on_record_do_not_change_with_later_edits(api: BotApi, bot: Bot) -> None:
    """What was answered stays as it was answered."""
    sent = await bot.send_message(ANN, "x")
    await bot.edit_message_text("y", ANN, sent.message_id)
    assert [call.result["text"] for call in api.calls] == ["x", "y"]


async def test_methods_take_the_fields_of_an_http_form(api: BotApi) -> None:
    """Numbers and objects as text and names in any case, so that an HTTP server can stand before the API."""
    markup = json.dumps({"inline_keyboard": [[{"text": "One", "callback_data": "one"}]]})
    status, body = await api.serve("sendmessage", {"chat_id": "7", "text": "x", "reply_markup": markup})
    assert (status, json.loads(body)["result"]["message_id"]) == (200, 2)
    assert api.press(ANN)["callback_query"]["data"] == "one"
    status, body = await api.serve("deleteWebhook", {"drop_pending_updates": "true"})
    assert json.loads(body) == {"ok": True, "result": True}
    assert len(api.updates) == 0
    status, body = await api.serve("deleteMessages", {"chat_id": "7", "message_ids": "[2]"})
    assert (status, api.chat(ANN).deleted[0].id) == (200, 2)
    status, body = await api.serve("editMessageText", {"chat_id": "7", "message_id": "x", "text": "y"})
    assert json.loads(body)["description"] == "Bad Request: message to edit not found"
