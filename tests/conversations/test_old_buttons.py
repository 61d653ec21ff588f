"""A button that is not understood any more says so, and its message becomes a fresh screen that works."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.conftest import START
from tests.conversation import Conversation

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = pytest.mark.parametrize("lang", ["en", "zh-hans"])
SAID = {"en": "(This menu is old. Here is the present one.)", "zh-hans": "(这个菜单是旧的，这是现在的。)"}
LETTER = {"en": "e", "zh-hans": "z"}
FRESH = [
    pytest.param("budgets:grow", "How much do you want", "API 每个月最多想花多少", id="budgets"),
    pytest.param("budgets:set:50:EUR", "How much do you want", "API 每个月最多想花多少", id="budgets-argument"),
    pytest.param("reminders:snooze2:7", "You have no reminders", "你还没有提醒", id="reminders"),
    pytest.param("reminders:list", "You have no reminders", "你还没有提醒", id="reminders-without-a-page"),
    pytest.param("prefs:theme:dark", "Your settings", "你的设置", id="settings"),
    pytest.param("prefs:help:colours", "Just write:", "直接发消息就行", id="help"),
    pytest.param("prefs:language:fr", "Which language", "用哪种语言", id="language"),
    pytest.param("prefs:zone:Mars/Olympus", "Where are you?", "你在哪", id="zone"),
    pytest.param("prefs:model:gpt-0", "Which model", "你用哪个模型", id="model"),
    pytest.param("cost:guess", "OpenAI's current models", "OpenAI 现有模型", id="prices"),
    pytest.param("cost:card:gpt-0", "OpenAI's current models", "OpenAI 现有模型", id="price-of-a-model-that-is-gone"),
    pytest.param("exchange:swap:1", "1 USD = 7.10 RMB", "1 USD = 7.10 元", id="exchange"),
    pytest.param("faq:show:no-such-entry", "Ask in your own words", "直接用自己的话问", id="faq"),
    pytest.param("faq:up:no-such-entry", "Ask in your own words", "直接用自己的话问", id="vote"),
    pytest.param("faq:gaps", "Ask in your own words", "直接用自己的话问", id="for-the-operator"),
    pytest.param("weather:show", "TokenTally keeps", "TokenTally 帮你盯住", id="no-such-feature"),
]


@LANGUAGES
@pytest.mark.parametrize(("action", "english", "chinese"), FRESH)
async def test_the_message_becomes_the_screen_of_its_feature(
    tmp_path: Path, lang: str, action: str, english: str, chinese: str
) -> None:
    """Its prefix says whose it is; the message is edited, not repeated, and the buttons it has now work."""
    async with Conversation(tmp_path / "bot.sqlite3", START, lang=lang) as chat:
        await chat.say("/privacy")
        message = chat.last
        assert (await chat.press_data(f"1{LETTER[lang]}:{action}")).startswith(SAID[lang])
        assert message.text.startswith(english if lang == "en" else chinese)
        assert chat.last is message
        chat.may_be_refused = True  # the first button may show what stands there already
        assert SAID[lang] not in await chat.press(1)


@pytest.mark.parametrize("version", ["0e:", "2z:", "99:", ""])
@pytest.mark.parametrize(
    ("action", "start"),
    [
        ("budgets:card", "How much do you want"),
        ("budgets:set:50:USD", "How much do you want"),
        ("reminders:list:0", "You have no reminders"),
        ("prefs:delete", "Your settings"),
        ("prefs", "Your settings"),
        ("cost:card:gpt-5.4", "OpenAI's current models"),
        ("exchange:from:100:USD", "1 USD = 7.10 RMB"),
        ("faq:show:plus-includes-api", "Ask in your own words"),
        ("work:cancel:1", "TokenTally keeps"),
    ],
)
async def test_of_another_version_only_the_prefix_is_read(
    en: Conversation, version: str, action: str, start: str
) -> None:
    """What the rest of such a button means is not known, so nothing of it is done."""
    await en.say("/privacy")
    assert (await en.press_data(version + action)).startswith(f"{SAID['en']}\n{start}")


@pytest.mark.parametrize("data", ["", ":", "::", "1e", "1e:", "9z", "hello", "Budgets:card", "🙂", "DROP TABLE"])
async def test_what_has_no_prefix_leads_to_the_start(en: Conversation, data: str) -> None:
    """Of nonsense nobody knows where it belongs."""
    await en.say("/privacy")
    assert (await en.press_data(data)).startswith(SAID["en"] + "\nTokenTally keeps")
    assert en.labels[0] == "What does a text cost?"


async def test_under_a_message_that_was_sent_in_another_chat(en: Conversation) -> None:
    """An inline result of an earlier version: the fresh screen comes in the private chat."""
    await en.say("/help")

    def tap() -> None:
        query = en.api.press(1, en.last, 1)["callback_query"]
        del query["message"]
        query["inline_message_id"] = "AAAA"
        query["data"] = "0e:faq:more"

    assert (await en.after(tap)).startswith(SAID["en"] + "\nAsk in your own words")


async def test_an_estimate_is_shown_as_it_is(en: Conversation) -> None:
    """Of an estimate that is still kept nothing is lost: it gets the buttons it has by now."""
    await en.say("/estimate The quick brown fox jumps over the lazy dog.")
    text, labels = en.last.text, en.labels
    number = next(b.value for row in en.last.rows for b in row if b.value.startswith("1e:cost:")).split(":")[3]
    en.may_be_refused = True  # Telegram: "message is not modified"
    for action in ("tier:{}:gold", "use:{}:gpt-0", "cached:{}:33", "answer:{}:endless", "often:{}:7"):
        assert await en.press_data("1e:cost:" + action.format(number)) == SAID["en"]
        assert (en.last.text, en.labels) == (text, labels)


@LANGUAGES
async def test_what_is_gone_has_its_own_words(tmp_path: Path, lang: str) -> None:
    """A limit or an entry that was removed since is no old menu."""
    limit = {"en": "That limit is not there any more.", "zh-hans": "这个限额已经没有了。"}[lang]
    entry = {"en": "That entry is not there any more.", "zh-hans": "这一笔已经不在了。"}[lang]
    async with Conversation(tmp_path / "bot.sqlite3", START, lang=lang) as chat:
        for action in ("periods:0", "askday:0", "carry:0:1", "chart:0", "set:50:USD::3"):
            await chat.say("/help")
            said = await chat.press_data(f"1{LETTER[lang]}:budgets:{action}")
            assert said.startswith(f"({limit})\n")
            assert "$50" in chat.labels
        for action in ("entry:7", "edit:7", "amend:7:5:USD:2026-11-20"):
            await chat.say("/help")
            assert (await chat.press_data(f"1{LETTER[lang]}:budgets:{action}")).startswith(f"({entry})\n")


async def kept(chat: Conversation) -> dict[str, object]:
    """Return what is kept of the person, numbers of messages aside."""
    content = json.loads((await chat.export())["tokentally.json"])
    return {name: part for name, part in content.items() if name != "answers"}


async def test_nothing_is_changed_by_it(en: Conversation) -> None:
    """Neither what is kept nor an open question of another feature."""
    await en.say("/settings")
    await en.press("Time zone")
    await en.press("Another zone")
    before = await kept(en)
    await en.say("/help")
    for data in (
        "0e:exchange:old",
        "0e:prefs:delete",
        "1e:budgets:set:50:EUR",
        "1e:reminders:drop:1",
        "1e:prefs:zone:x",
    ):
        await en.press_data(data)
    assert await kept(en) == before
    assert "Time zone: Tokyo" in await en.say("Asia/Tokyo")
