"""The Traditional Chinese interface, made from the Simplified catalog and answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from bot.core.i18n import translator
from bot.core.intent import Intent
from bot.core.language import Language, of_client, of_text
from bot.features.faq.content import library
from bot.intents import reader
from tests.conftest import START
from tests.conversation import Conversation

if TYPE_CHECKING:
    from pathlib import Path

_PLACEHOLDER = re.compile(r"%\(\w+\)s|</?\w+>|\{\w+\}|https?://\S+|`[^`]*`")


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("zh", Language.ZH),
        ("zh-hans", Language.ZH),
        ("zh-CN", Language.ZH),
        ("cmn", Language.ZH),
        ("zh-hant", Language.ZH_HANT),
        ("zh_TW", Language.ZH_HANT),
        ("zh-hant-tw", Language.ZH_HANT),
        ("zh-HK", Language.ZH_HANT),
        ("zh-MO", Language.ZH_HANT),
        ("yue", Language.ZH_HANT),
        ("en-GB", Language.EN),
        ("de", None),
    ],
)
def test_clients(tag: str, language: Language | None) -> None:
    """Which form a client's tag asks for."""
    assert of_client(tag) is language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("充值要多久到账", Language.ZH),
        ("儲值要多久到帳，錢扣了", Language.ZH_HANT),
        ("OpenAI 的額度會過期嗎", Language.ZH_HANT),
        ("值得买吗", Language.ZH),
    ],
)
def test_texts(text: str, language: Language) -> None:
    """Which form a text is written in."""
    assert of_text(text) is language


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        pytest.param("花了 3 美元 測試", "測試", id="behind-the-amount"),
        pytest.param("昨天翻譯花了 3 美元", "翻譯", id="before-it"),
        pytest.param("花了 3 美元 测试", "测试", id="simplified-stays"),
        pytest.param("花了 3 美元 測試 #專案", "測試 #專案", id="with-a-label"),
    ],
)
async def test_what_was_noted_stays_as_written(tmp_path: Path, said: str, kept: str) -> None:
    """Only the reading is simplified, never a person's own words."""
    async with Conversation(tmp_path / "bot.sqlite3", START, lang="zh-hant") as chat:
        assert kept in (await chat.say(said)).splitlines()[1]


def test_no_character_of_another_word() -> None:
    """Where the conversion alone would say a mile, an animal or a button for the word that is meant."""
    answers = "".join(entry.button + entry.head + entry.more for entry in library().all(Language.ZH_HANT))
    assert [each for each in ("額度里", "許可權", "摺合", "釦款", "隻能", "登出", "渠道") if each in answers] == []


def test_a_reader_of_either_form_keeps_it() -> None:
    """A text in the other form does not change how the answer is written; English does."""
    assert Language.ZH.said_to(Language.ZH_HANT) is Language.ZH_HANT
    assert Language.ZH_HANT.said_to(Language.ZH) is Language.ZH
    assert Language.ZH_HANT.said_to(Language.EN) is Language.ZH_HANT
    assert Language.EN.said_to(Language.ZH_HANT) is Language.EN


def test_every_answer_exists_and_keeps_what_is_latin() -> None:
    """Placeholders, addresses and code come through the conversion unchanged."""
    for entry_id in library().ids:
        simplified, traditional = (library().find(entry_id, each) for each in (Language.ZH, Language.ZH_HANT))
        assert simplified is not None
        assert traditional is not None
        for one, other in ((simplified.head, traditional.head), (simplified.more, traditional.more)):
            ours = [each for each in _PLACEHOLDER.findall(one) if each.isascii()]
            assert [each for each in _PLACEHOLDER.findall(other) if each.isascii()] == ours


def test_words_of_taiwan() -> None:
    """Phrases are converted, not only characters."""
    tr = translator(Language.ZH_HANT)
    assert tr.text("Export") == "匯出"
    assert tr.text("Undo") == "撤銷"
    assert "帳單" in tr.text("billing questions")


async def test_a_conversation(tmp_path: Path) -> None:
    """A client in Traditional Chinese is answered in it, whatever form the message has; the choice says it is made."""
    async with Conversation(tmp_path / "t.sqlite3", START, lang="zh-hant") as chat:
        assert "幫你" in await chat.say("/start")
        assert "額度" in await chat.say("充了plus为什么调用还说没额度")
        assert "繁體中文（自動轉換）" in await chat.say("/language")
        assert "语言" in await chat.press("中文")


async def test_what_is_typed_in_traditional_is_understood() -> None:
    """Limits, spending, totals, rates, top-ups and reminders are read as in Simplified."""
    async with reader() as read:
        for text, intent in (
            ("限額 50 刀", Intent.BUDGET),
            ("每月預算 500 塊", Intent.BUDGET),
            ("花了三十塊八", Intent.SPENT),
            ("後台顯示43.2", Intent.SET_TOTAL),
            ("一百美元換人民幣", Intent.CONVERT),
            ("充500到帳多少", Intent.TOPUP),
            ("每個月1號提醒我看帳單", Intent.REMIND),
            ("gpt-5.4 多少錢", Intent.PRICE),
        ):
            assert read(text)[0] is intent, text
