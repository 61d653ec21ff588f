"""The limits of buttons and of the answers to taps and inline queries: what Telegram refuses, and takes within."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from telegram import (
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
)

from tests.console.botapi_support import ANN, Clock, below, button, description

if TYPE_CHECKING:
    from telegram import Bot

    from bot.console.botapi import BotApi


TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


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
