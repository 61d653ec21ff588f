from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bot.features.faq import handlers
from bot.features.faq.decision import NOTHING, Decision, Match
from tests.conversation import Conversation

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NOW = dt.datetime(2026, 11, 23, 1, 0, tzinfo=dt.UTC)
PASTE = """openai.RateLimitError: Error code: 429 - {'error': {'message': 'You exceeded your current quota, please
check your plan and billing details.', 'type': 'insufficient_quota', 'code': 'insufficient_quota'}}"""


class FixedMatcher:
    """Decides the same about every message."""

    def __init__(self, match: Match) -> None:
        self._match = match

    def match(self, text: str) -> Match:
        """Return the decision."""
        return self._match


@pytest.fixture
def decide(monkeypatch: pytest.MonkeyPatch) -> Callable[[Match], None]:
    """Return a function that makes the search decide as it is told."""

    def fix(match: Match) -> None:
        monkeypatch.setattr(handlers, "matcher", lambda: FixedMatcher(match))

    return fix


async def test_a_question_is_answered_and_leads_on(tmp_path: Path) -> None:
    """The answer with its source; a related one in its place; back again."""
    async with Conversation(tmp_path / "db", NOW) as chat:
        said = await chat.say("Does my ChatGPT Plus subscription include API access?")
        assert said.startswith("No")
        assert "checked" in said
        first = chat.last.id
        assert "‹ Back" in await chat.press("1")
        assert (await chat.press("‹ Back")).startswith("No")
        assert chat.last.id == first


async def test_a_chinese_question_gets_a_chinese_answer(tmp_path: Path) -> None:
    """The answer follows the message, whatever language the client has."""
    async with Conversation(tmp_path / "db", NOW, lang="en") as chat:
        said = await chat.say("没有外币卡怎么给api充值")
        assert "代充" in said
        assert "核对" in said


async def test_a_pasted_error_goes_straight_to_its_steps(tmp_path: Path) -> None:
    """What was recognised is named; the two next steps come first; the paste is not repeated."""
    async with Conversation(tmp_path / "db", NOW) as chat:
        said = (await chat.say(PASTE)).splitlines()
        assert said[0].startswith("429 insufficient_quota: no API credit left")
        assert said[1].startswith("1. Billing")
        assert said[2].startswith("2. Limits")
        assert "RateLimitError" not in "".join(said)


async def test_unsure_offers_a_choice(tmp_path: Path, decide: Callable[[Match], None]) -> None:
    """Up to three entries; "none of these" leads to the operator or to the topics."""
    decide(Match(Decision.SUGGEST, ("refund", "shared-key", "no-such-entry"), 0.4))
    async with Conversation(tmp_path / "db", NOW) as chat:
        assert (await chat.say("what about it?")).startswith("Do you mean one of these?")
        assert chat.labels == ["Refund for credit", "Shared or bought keys", "None of these"]
        await chat.press("Shared or bought keys")
        assert (await chat.press("‹ Back")).startswith("Do you mean one of these?")
        assert "no answer" in await chat.press("None of these")
        assert chat.labels == ["Send to the operator", "All topics"]


async def test_two_questions_in_one_message(tmp_path: Path, decide: Callable[[Match], None]) -> None:
    """Both are offered."""
    decide(Match(Decision.SUGGEST, ("refund", "shared-key"), 0.4, several=True))
    async with Conversation(tmp_path / "db", NOW, lang="zh") as chat:
        assert "不止一件事" in await chat.say("能退吗？能共享吗？")
        await chat.press(2)
        assert "不止一件事" in await chat.press("‹ 返回")


async def test_not_what_i_meant_offers_the_next(tmp_path: Path, decide: Callable[[Match], None]) -> None:
    """The next candidates wait behind a sure answer too."""
    decide(Match(Decision.ANSWER, ("refund", "shared-key", "create-key"), 0.9))
    async with Conversation(tmp_path / "db", NOW) as chat:
        await chat.say("anything?")
        assert "Do you mean one of these?" in await chat.press("Not what I meant")
        assert chat.labels == ["Shared or bought keys", "Create an API key", "None of these"]


async def test_another_question_is_told_what_there_is(tmp_path: Path, decide: Callable[[Match], None]) -> None:
    """A short question that no entry answers; a text goes on to be counted."""
    decide(NOTHING)
    async with Conversation(tmp_path / "db", NOW) as chat:
        assert (await chat.say("is gpt-6 smarter than claude")).startswith("I only know billing")
        assert "tokens" in await chat.say("A cat rides its bike along the river.")


async def test_ask_bare_leads_through_the_topics(tmp_path: Path) -> None:
    """Topics, entries, an answer, and back the same way."""
    async with Conversation(tmp_path / "db", NOW) as chat:
        await chat.say("/ask")
        assert len(chat.labels) == 8
        assert "page 1 of 2" in await chat.press("Keys and teams")
        assert "Shared" in await chat.press("More ›")
        await chat.press("Shared or bought keys")
        assert (await chat.press("‹ Back")).startswith("Keys and teams, page 2 of 2")
        assert "page 1 of 2" in await chat.press("‹ Back")
        assert "choose a topic" in await chat.press("‹ Back")


async def test_ask_with_words_searches(tmp_path: Path) -> None:
    """Also what would be a text to count without the command; also in Chinese."""
    async with Conversation(tmp_path / "db", NOW) as chat:
        assert "sales of API credit are final" in await chat.say("/ask refund for my unused API credit")
        assert (await chat.say("/ask draw me a cat")).startswith("I only know billing")
        assert "退" in await chat.say("提问 充进去的钱还能退吗")


@pytest.mark.parametrize(
    ("lang", "message", "start"),
    [
        pytest.param("zh-hans", PASTE, "429 insufficient_quota：", id="a-trace-alone-follows-the-person"),
        pytest.param("en", "这个报错怎么办\n" + PASTE, "429 insufficient_quota：", id="own-words-around-it-decide"),
        pytest.param("en", PASTE, "429 insufficient_quota: ", id="english"),
    ],
)
async def test_the_language_of_a_pasted_error(tmp_path: Path, lang: str, message: str, start: str) -> None:
    """A trace is in English whoever pastes it, so it does not choose the language of the answer."""
    async with Conversation(tmp_path / "db", NOW, lang=lang) as chat:
        assert (await chat.say(message)).startswith(start)


async def test_a_greeting_gets_a_short_answer(tmp_path: Path) -> None:
    """Neither a search nor a price for one token."""
    async with Conversation(tmp_path / "db", NOW) as chat:
        assert (await chat.say("hi")).startswith("Hello")
        assert (await chat.say("谢谢")).startswith("不客气")
        assert (await chat.say("/ask hello")).startswith("Hello")


async def test_a_deep_link_opens_its_entry(tmp_path: Path) -> None:
    """``/start faq_<id>`` in the language of the client; an unknown id is an ordinary start."""
    async with Conversation(tmp_path / "db", NOW, lang="zh") as chat:
        assert "不包含" in await chat.say("/start faq_plus-includes-api")
        assert "TokenTally" in await chat.say("/start faq_no-such-entry")


async def test_what_was_counted_can_be_asked(tmp_path: Path) -> None:
    """The text is gone, so the button says how to ask it."""
    async with Conversation(tmp_path / "db", NOW) as chat:
        await chat.say("A cat rides its bike along the river.")
        assert "/ask your question" in await chat.press("This was a question")


@pytest.mark.parametrize(
    "action",
    [
        "faq",
        "faq:show",
        "faq:show:../../LC_MESSAGES/messages",
        "faq:section:nowhere:0",
        "faq:sections2",
        "faq:unknown:x:y:z",
    ],
)
async def test_made_up_buttons_do_nothing(tmp_path: Path, action: str) -> None:
    """A client may send any data; none of these is a button of ours."""
    async with Conversation(tmp_path / "db", NOW) as chat:
        await chat.say("/ask")
        chat.may_be_refused = True  # Telegram: "message is not modified"
        assert await chat.press_data(f"1e:{action}") == "(This menu is old. Here is the present one.)"


@pytest.mark.parametrize(
    ("action", "back"),
    [
        ("faq:show:refund:keys.0", "‹ Back"),
        ("faq:show:refund:nowhere.0", "All topics"),
        ("faq:show:refund:keys.x", "All topics"),
        ("faq:section:keys:x", "‹ Back"),
        ("faq:show:refund:_999.1", "‹ Back"),
        ("faq:show:refund:_1.2.3.4", "All topics"),
        ("faq:again:_1.2", "None of these"),
        ("faq:section:keys:99999999", "‹ Back"),
        ("faq:not:no-such-entry", "All topics"),
    ],
)
async def test_a_button_with_odd_arguments_still_leads_somewhere(tmp_path: Path, action: str, back: str) -> None:
    """What can be shown is shown, and there is always a way on."""
    async with Conversation(tmp_path / "db", NOW) as chat:
        await chat.say("/ask")
        chat.api.press(1, chat.last, 1)["callback_query"]["data"] = f"1e:{action}"
        await chat.session.settle()
        assert back in chat.labels
