"""/start, /help, /settings, languages, privacy, export, deletion."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

import pytest

from bot.core.i18n import translator
from bot.core.language import Language
from bot.tg.profile import descriptions
from tests.conftest import START
from tests.conversation import Conversation

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("code", "greeting"),
    [
        ("en", "TokenTally keeps your OpenAI API costs in view."),
        ("en-GB", "TokenTally keeps your OpenAI API costs in view."),
        ("fr", "TokenTally keeps your OpenAI API costs in view."),
        ("zh", "TokenTally 帮你盯住 OpenAI API 的花费。"),
        ("zh-hans", "TokenTally 帮你盯住 OpenAI API 的花费。"),
        ("zh-Hant", "TokenTally 幫你盯住 OpenAI API 的花費。"),
        ("zh_CN", "TokenTally 帮你盯住 OpenAI API 的花费。"),
        ("yue", "TokenTally 幫你盯住 OpenAI API 的花費。"),
    ],
)
async def test_start_speaks_the_clients_language(en: Conversation, code: str, greeting: str) -> None:
    """Every Chinese tag is Chinese; what is neither English nor Chinese gets the default."""
    await en.become(2, code)
    assert (await en.say("/start")).startswith(greeting)


async def test_a_person_without_a_language_gets_the_default(en: Conversation) -> None:
    """A client that names no language."""
    await en.become(3)
    assert (await en.say("/start")).startswith("TokenTally keeps")


@pytest.mark.parametrize("number", [1, 2, 3, 4])
async def test_two_taps_to_a_first_result(en: Conversation, number: int) -> None:
    """Each example under /start runs: the message becomes an answer with something in it."""
    before = await en.say("/start")
    after = await en.press(number)
    assert after != before
    assert len(after) > 40


@pytest.mark.parametrize("lang", ["en", "zh-hans"])
async def test_all_examples_can_be_tried(tmp_path: Path, lang: str) -> None:
    """Each answer is a message of its own below the greeting, which stays with its buttons."""
    async with Conversation(tmp_path / "bot.sqlite3", START, lang=lang) as chat:
        await chat.say("/start")
        greeting, text = chat.last, chat.last.text
        seen = set()
        for number in (1, 2, 3, 4):
            await chat.after(partial(chat.api.press, 1, greeting, number))
            assert chat.last is not greeting
            seen.add(chat.last.id)
            assert greeting.text == text
        assert len(seen) == 4


@pytest.mark.parametrize(
    ("lang", "labels", "set_line", "kept"),
    [
        ("en", ("My monthly limit", "$50", "Remind me monthly"), "Your limit: $50", "check your monthly limit"),
        ("zh-hans", ("设每月限额", "$50", "每月提醒我"), "限额：每月 $50", "限额"),
    ],
)
async def test_from_nothing_to_a_limit_with_a_reminder(
    tmp_path: Path, lang: str, labels: tuple[str, ...], set_line: str, kept: str
) -> None:
    """Start and three taps, nothing typed: the limit and its monthly reminder are kept, and the reminder comes."""
    async with Conversation(tmp_path / "first.sqlite3", START, lang=lang) as chat:
        await chat.say("/start")  # what Telegram's Start button sends
        await chat.press(labels[0])
        assert set_line in await chat.press(labels[1])
        assert "09:00" in await chat.press(labels[2])
        stored = json.loads((await chat.export())["tokentally.json"])
        assert "50" in json.dumps(stored["budgets"])
        assert kept in json.dumps(stored["reminders"], ensure_ascii=False)
        await chat.advance("9d")
        assert "$50" in chat.last.text
        assert "⏰" in chat.last.text


@pytest.mark.parametrize(
    "payload",
    ["nothing-like-it", "faq_", "faq_no-such-entry", "../../etc", "a" * 64, "%00", "1e:prefs:delete", "_", "-"],
)
async def test_start_with_a_payload_nobody_knows(en: Conversation, payload: str) -> None:
    """It greets as usual, in the client's language."""
    for person_id, lang in ((2, "en"), (3, "zh-hans")):
        await en.become(person_id, lang)
        assert (await en.say(f"/start {payload}")) == (await en.say("/start"))


async def test_both_languages_stand_under_the_greeting(en: Conversation) -> None:
    """Each under its own name, the one that is spoken with a tick; a tap on it changes nothing."""
    first = await en.say("/start")
    assert en.labels[-2:] == ["✓ English", "中文"]
    en.may_be_refused = True  # Telegram: "message is not modified"
    await en.press("✓ English")
    assert first.startswith(en.last.text)
    await en.press("中文")
    assert en.labels[-2:] == ["English", "✓ 中文"]


async def test_switching_the_language_edits_the_greeting(en: Conversation) -> None:
    """One tap on 中文: the same message in Chinese, and the choice outlives a restart and the client's language."""
    await en.say("/start")
    message = en.last.id
    assert (await en.press("中文")).startswith("TokenTally 帮你盯住")
    assert en.last.id == message
    assert en.api.commands_for(1)[0]["description"] == "从这里开始"
    await en.session.stop()
    await en.session.start()
    assert (await en.say("/help")).startswith("直接发消息就行")


async def test_an_answer_follows_the_language_of_its_message(en: Conversation) -> None:
    """English client, Chinese question: the answer is Chinese, and so are the taps on it."""
    assert (await en.say("100刀多少人民币")).startswith("$100 ≈ ¥710.00\n1 USD = 7.10 元")
    assert "1 USD = 7.10 元" in await en.press(1)
    assert "1 USD = 7.10 RMB" in await en.say("100 usd")
    assert (await en.say("/start")).startswith("TokenTally keeps")


async def test_help_names_every_command(en: Conversation) -> None:
    """What the help lists is what the bot knows, and each command does something when sent bare."""
    await en.say("/help")
    text = await en.press("Commands")
    for name in descriptions(translator(Language.EN)):
        assert f"/{name} – " in text
        answer = await en.say(f"/{name}")
        assert answer
        assert "I do not know that command" not in answer


@pytest.mark.parametrize(
    ("word", "start"),
    [
        ("帮助", "直接发消息就行"),
        ("设置", "你的设置"),
        ("语言", "用哪种语言？"),
        ("隐私", "会存："),
        ("汇率", "1 USD = 7.10 元"),
        ("预算", "API 每个月最多想花多少？"),
        ("提醒", "要我什么时候提醒你什么？"),
        ("估算", "把文字或文件发过来"),
        ("提问", "直接用自己的话问"),
        ("撤销", "没有可以撤销的账。"),
        ("取消", "没有要取消的。"),
    ],
)
async def test_chinese_words_stand_for_commands(zh: Conversation, word: str, start: str) -> None:
    """The words do what the commands do, with a slash in front as well."""
    assert (await zh.say(word)).startswith(start)
    assert (await zh.say(f"/{word}")).startswith(start)


async def test_settings_are_one_message_edited_in_place(en: Conversation) -> None:
    """Zone, model and language change in the same message, with a way back from each list."""
    assert "Time zone: Shanghai (assumed)" in await en.say("/settings")
    message = en.last.id
    assert "Where are you?" in await en.press("Time zone")
    assert "Time zone: Berlin\n" in await en.press("Berlin")
    assert "Which model do you pay for?" in await en.press("Model")
    assert "Your settings" in await en.press("‹ Back")
    await en.press("Model")
    await en.press("More ›")
    assert "Model for estimates: gpt-6.1-terra" in await en.press("gpt-6.1-terra")
    assert "语言：中文" in await en.press("中文")
    assert "Language: English" in await en.press("English")
    assert "Settings closed" in await en.press("Close")
    assert en.last.id == message


async def test_a_zone_can_be_typed(en: Conversation) -> None:
    """Another zone: the next message is its name; nonsense is asked again, an ordinary message goes its usual way."""
    await en.say("/settings")
    await en.press("Time zone")
    await en.press("Another zone")
    assert "I know no time zone Mars/Olympus" in await en.say("Mars/Olympus")
    assert "≈ ¥710.00" in await en.say("100 usd")
    assert "Time zone: Kathmandu" in await en.say("asia/kathmandu")


async def test_cancel_closes_the_open_question(en: Conversation) -> None:
    """After /cancel the next message is read as any other."""
    await en.say("/settings")
    await en.press("Time zone")
    await en.press("Another zone")
    assert await en.say("/cancel") == "All right, I no longer wait for an answer."
    assert "Time zone" not in await en.say("Asia/Tokyo")


async def test_export_holds_everything_and_delete_leaves_nothing(en: Conversation) -> None:
    """The file names what was stored; after the second tap no byte of it is in any file of the database."""
    await en.become(987654321, "en")
    await en.say("/budget 100")
    await en.say("spent 12.34 on zebra")
    await en.say("remind me tomorrow 9:00 to feed the okapi")
    data = (await en.export())["tokentally.json"]
    exported = json.loads(data)
    assert exported["prefs"]["person_id"] == 987654321
    text = data.decode()
    assert "zebra" in text
    assert "okapi" in text
    assert "12.34" in text
    assert "cannot be undone" in await en.say("/delete_me")
    assert (await en.press("Keep it")) == "Nothing was deleted."
    await en.say("/delete_me")
    assert (await en.press("Delete everything")).startswith("Done. I keep nothing about you any more.")
    content = b"".join(path.read_bytes() for path in en.path.parent.iterdir())
    for trace in (b"zebra", b"okapi", b"987654321", (987654321).to_bytes(4, "big")):
        assert trace not in content
    await en.advance("2d")
    assert "okapi" not in en.last.text


async def test_the_next_message_after_deletion_starts_anew(en: Conversation) -> None:
    """Somebody who deleted everything can go on as a new person."""
    await en.say("/budget 100")
    await en.say("/delete_me")
    await en.press("Delete everything")
    assert "How much do you want to spend" in await en.say("/budget")
