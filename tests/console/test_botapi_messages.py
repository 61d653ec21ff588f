"""The limits of texts, captions, edits, deletions and replies: what Telegram refuses beyond them, and takes within."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from telegram import (
    ForceReply,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)

from tests.console.botapi_support import ANN, Clock, below, button, description

if TYPE_CHECKING:
    from telegram import Bot

    from bot.console.botapi import BotApi


NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


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


async def test_dates_come_from_the_clock(api: BotApi, bot: Bot, clock: Clock) -> None:
    """Sent when the clock says so, edited when it says so."""
    sent = await bot.send_message(ANN, "x")
    clock.advance(days=31)
    edited = await bot.edit_message_text("y", ANN, sent.message_id)
    assert sent.date == dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
    assert getattr(edited, "edit_date", None) == dt.datetime(2026, 12, 24, 9, tzinfo=dt.UTC)
