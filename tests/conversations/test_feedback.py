"""What people say about answers, and what the operator reads of it: through the whole bot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.settings import Settings
from tests.conftest import START
from tests.conversation import Conversation

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

UNKNOWN = "is gpt-6 smarter than claude?"
OPERATOR = 99


@pytest.fixture
async def chat(tmp_path: Path) -> AsyncIterator[Conversation]:
    """A bot with an operator; somebody else talks to it."""
    settings = Settings(_env_file=None, admins=(OPERATOR,))
    async with Conversation(tmp_path / "bot.sqlite3", START, settings=settings) as conversation:
        yield conversation


async def test_an_answer_is_rated_and_shared(chat: Conversation) -> None:
    """👍 changes nothing but the buttons; the share button carries the deep link of the entry."""
    said = await chat.say("does ChatGPT Plus include API credit?")
    assert "Share" in chat.labels
    links = [button.value for row in chat.last.rows for button in row if button.label == "Share"]
    assert links == ["https://t.me/share/url?url=https%3A%2F%2Ft.me%2FTokenTallyBot%3Fstart%3Dfaq_plus-includes-api"]
    rated = await chat.press("👍")
    assert said.splitlines()[0] in rated
    assert "👍" not in chat.labels


async def test_what_has_no_answer_reaches_the_operator_only_on_a_tap(chat: Conversation) -> None:
    """Counted without its words; the words are kept when the person sends them, and go with /delete_me."""
    await chat.say(UNKNOWN)
    while "None of these" in chat.labels:
        await chat.press("None of these")
    await chat.become(OPERATOR, "en")
    assert UNKNOWN not in await chat.say("/gaps")
    await chat.become(1, "en")
    await chat.press("Send to the operator")
    await chat.become(OPERATOR, "en")
    text = await chat.say("/gaps")
    assert "1" in text
    for label in chat.labels:
        if "English" in label or "EN" in label:
            assert UNKNOWN in await chat.press(label)
            break
    else:
        pytest.fail(f"no button leads to the English questions: {chat.labels}")
    await chat.become(1, "en")
    await chat.say("/delete_me")
    await chat.press("Delete everything")
    assert UNKNOWN.encode() not in b"".join(path.read_bytes() for path in chat.path.parent.iterdir())


async def test_gaps_is_for_the_operator(chat: Conversation) -> None:
    """For everybody else there is no such command."""
    assert (await chat.say("/gaps")).startswith("I do not know that command.")


async def test_answers_in_any_chat(chat: Conversation) -> None:
    """Inline: up to ten entries in the language of the query, each a message with its source and a link to the bot."""
    for query in ("quota", "额度不足", ""):
        chat.api.inline(1, query)
    await chat.session.settle()
    english, chinese, empty = (answer["results"] for answer in chat.api.answers_of_inline)
    assert 0 < len(english) <= 10
    assert "insufficient" in str(english[0]["title"]).lower() or "quota" in str(english).lower()
    assert any("\u4e00" <= character <= "\u9fff" for character in chinese[0]["title"])
    assert len(empty) == 10
    assert "start=faq_" in str(english[0]["reply_markup"])
