"""/settings: one message, edited in place, with every value in it, and a way to each of them and back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.conftest import START
from tests.conversation import Conversation

if TYPE_CHECKING:
    from pathlib import Path

    from bot.console.world import Message

LANGUAGES = pytest.mark.parametrize("lang", ["en", "zh-hans"])
NEW = {
    "en": """\
Your settings
Language: English
Time zone: Shanghai (assumed)
Model for estimates: gpt-5.4-mini
Amounts in: dollars and RMB
Your rate: none of your own · 1 USD = 7.10 RMB (built-in example rate)
First day of your month: no limit yet
Warnings about the limit: 50 % · 80 % · 100 %
Your morning: 09:00 · evening: 18:00 · quiet: 22:00–08:00""",
    "zh-hans": """\
你的设置
语言：中文
时区：上海（默认）
估价用的模型：gpt-5.4-mini
金额显示：美元和人民币
你的汇率：没设 · 1 USD = 7.10 元（内置示例汇率）
每月从几号算起：还没有限额
限额提醒：50 % · 80 % · 100 %
早上：09:00 · 傍晚：18:00 · 安静时段：22:00–08:00""",
}
# From /settings: the buttons to press, and the line that says so in the end.
CHANGES = [
    pytest.param("Time zone|Tokyo", "时区|东京", "Time zone: Tokyo", "时区：东京", id="zone"),
    pytest.param("Model|gpt-6-luna", "模型|gpt-6-luna", "estimates: gpt-6-luna", "模型：gpt-6-luna", id="model"),
    pytest.param("Currencies|Only dollars", "币种|只显示美元", "in: dollars only", "显示：仅美元", id="dollars"),
    pytest.param("Currencies|Only RMB", "币种|只显示人民币", "in: RMB only", "显示：仅人民币", id="rmb"),
    pytest.param(
        "Currencies|My rate|=7.25|‹ Back",
        "币种|我的汇率|=7.25|‹ 返回",
        "Your rate: 7.25 ·",
        "你的汇率：7.25 ·",
        id="rate",
    ),
    pytest.param(
        "My limit|Set a limit|$50|/|My limit|First day|=22|/",
        "我的限额|设限额|$50|/|我的限额|从哪天起|=22|/",
        "First day of your month: 22 · 22 Nov – 21 Dec, 29 days left",
        "每月从 22 号算起 · 11 月 22 日 – 12 月 21 日，还有 29 天",
        id="first-day",
    ),
    pytest.param(
        "My limit|Set a limit|Other|=20 usd a week|/|My limit|First day|=Wednesday|/",
        "我的限额|设限额|其他|=每周20刀|/|我的限额|从哪天起|=周三|/",
        "First day of your week: Wednesday · 18 Nov – 24 Nov, 2 days left",
        "每周从周三算起 · 11 月 18 日 – 11 月 24 日，还有 2 天",
        id="first-day-of-a-week",
    ),
    pytest.param(
        "My limit|Warnings|✓ 50 %|‹ Back|‹ Back",
        "我的限额|提醒方式|✓ 50 %|‹ 返回|‹ 返回",
        "Warnings about the limit: 80 % · 100 %",
        "限额提醒：80 % · 100 %",
        id="thresholds",
    ),
    pytest.param("My hours|1|1|‹ Back", "我的作息|1|1|‹ 返回", "morning: 06:00", "早上：06:00", id="morning"),
    pytest.param("My hours|Evening|1|‹ Back", "我的作息|傍晚|1|‹ 返回", "evening: 17:00", "傍晚：17:00", id="evening"),
    pytest.param("My hours|Quiet hours|1|‹ Back", "我的作息|安静时段|1|‹ 返回", "quiet: ", "安静时段：", id="quiet"),
    pytest.param("中文", "English", "语言：中文", "Language: English", id="language"),
]


async def follow(chat: Conversation, path: str) -> list[Message]:
    """Press the buttons of a path, `=…` types an answer, `/` opens the settings; return where each was shown."""
    shown = [chat.last]
    for step in path.split("|"):
        if step == "/":
            await chat.say("/settings")
        elif step.startswith("="):
            await chat.say(step[1:])
        else:
            await chat.press(step)
        shown.append(chat.last)
    return shown


@LANGUAGES
async def test_every_value_stands_in_it(tmp_path: Path, lang: str) -> None:
    """Also what somebody new never chose; eight buttons at most, two in a row, Close the last."""
    async with Conversation(tmp_path / "bot.sqlite3", START, lang=lang) as chat:
        await chat.say("/settings")
        assert chat.last.text == NEW[lang]
        assert len(chat.labels) == 8
        assert all(len(row) <= 2 for row in chat.last.rows)
        assert all(len(label) <= 8 for label in chat.labels if lang != "en" and label != "English")
        await chat.press({"en": "Close", "zh-hans": "关闭"}[lang])
        assert "/settings" in chat.last.text
        assert chat.labels == []


@LANGUAGES
@pytest.mark.parametrize(("english", "chinese", "line", "chinese_line"), CHANGES)
async def test_each_is_changed_by_its_button(
    tmp_path: Path, lang: str, english: str, chinese: str, line: str, chinese_line: str
) -> None:
    """The value stands in the message afterwards and outlives a restart; it is one message while nothing is typed."""
    path, wanted = (english, line) if lang == "en" else (chinese, chinese_line)
    async with Conversation(tmp_path / "bot.sqlite3", START, lang=lang) as chat:
        before = await chat.say("/settings")
        shown = await follow(chat, path)
        assert wanted in chat.last.text
        assert chat.last.text != before
        if "=" not in path and "/" not in path:
            assert len({message.id for message in shown}) == 1
        await chat.session.stop()
        await chat.session.start()
        assert wanted in await chat.say("/settings")


@LANGUAGES
async def test_every_screen_below_has_a_way_back(tmp_path: Path, lang: str) -> None:
    """Back from each screen that a button of the settings opens: the same message, with the same settings."""
    back = {"en": "‹ Back", "zh-hans": "‹ 返回"}[lang]
    async with Conversation(tmp_path / "bot.sqlite3", START, lang=lang) as chat:
        await chat.say("/budget 50 usd")
        first = await chat.say("/settings")
        message, labels = chat.last, chat.labels
        for label in labels[1:-1]:
            assert await chat.press(label) != first
            assert await chat.press(back) == first
            assert chat.last is message


class TestCurrencies:
    """What is computed is shown in the currencies that were chosen; what somebody named stays as it was named."""

    async def choose(self, chat: Conversation, label: str) -> None:
        """Choose in the settings."""
        await chat.say("/settings")
        await chat.press("Currencies")
        await chat.press(next(each for each in chat.labels if each.endswith(label)))

    @pytest.mark.parametrize(
        ("label", "estimate", "has_rate", "card"),
        [
            ("Both", "≈ $0.0023 (0.23 cents) · ¥0.016 for one call", True, True),
            ("Only dollars", "≈ $0.0023 (0.23 cents) for one call", False, False),
            ("Only RMB", "≈ ¥0.016 for one call", True, True),
        ],
    )
    async def test_estimates_and_prices(
        self,
        en: Conversation,
        label: str,
        estimate: str,
        has_rate: bool,
        card: bool,
    ) -> None:
        """Line 1 of an estimate, the grey line, what goes to the clipboard, and the price card."""
        en.may_be_refused = True  # "Both" is chosen already
        await self.choose(en, label)
        await en.say("/start")
        text = await en.press("What does a text cost?")
        assert text.splitlines()[1] == estimate
        assert ("1 USD = 7.10 RMB" in text) is has_rate
        await en.press("More ▾")
        copied = [button.value["text"] for row in en.last.rows for button in row if button.action == "copy_text"]
        assert copied[0] == {"Both": "$0.0023", "Only dollars": "$0.0023", "Only RMB": "¥0.016"}[label]
        assert ("$" in copied[1], "¥" in copied[1]) == (label != "Only RMB", label != "Only dollars")
        prices = await en.say("/prices gpt-5.4")
        assert ("In RMB:" in prices) is card
        assert ("1 USD = 7.10 RMB" in prices) is card
        assert "$2.50" in prices

    @pytest.mark.parametrize(
        ("label", "limit", "has_other", "spent"),
        [
            ("Both", "Your limit: $50 (¥355.00) a month", True, "Noted: ¥30.80 ($4.34)"),
            ("Only dollars", "Your limit: $50 a month", False, "Noted: ¥30.80 ($4.34)"),
            ("Only RMB", "Your limit: $50 (¥355.00) a month", True, "Noted: ¥30.80\n"),
        ],
    )
    async def test_limits(
        self,
        en: Conversation,
        label: str,
        limit: str,
        has_other: bool,
        spent: str,
    ) -> None:
        """A limit in dollars stays one in dollars; its value in RMB is left out by who wants dollars only."""
        en.may_be_refused = True
        await self.choose(en, label)
        assert limit in await en.say("/budget 50 usd")
        assert ("In RMB:" in await en.say("/budget")) is has_other
        assert spent in await en.say("spent 30.8 rmb")

    @pytest.mark.parametrize("label", ["Only dollars", "Only RMB"])
    async def test_a_conversion_is_a_conversion(self, en: Conversation, label: str) -> None:
        """Who asks for the other currency gets it."""
        await self.choose(en, label)
        assert (await en.say("100 usd")).startswith("$100 ≈ ¥710.00\n1 USD = 7.10 RMB")

    async def test_chinese_and_below_a_fen(self, zh: Conversation) -> None:
        """An amount below a 分 in 分, or in cents where only dollars are wanted."""
        for label, line in (("只显示人民币", "≈ ¥0.0018 (0.18 分)"), ("只显示美元", "≈ $0.00025 (0.025 美分)")):
            await zh.say("/settings")
            await zh.press("币种")
            await zh.press(label)
            assert line in await zh.say("/estimate gpt-6-luna 你好")

    async def test_in_the_export_and_gone_with_it(self, en: Conversation) -> None:
        """The choice is one of the things that are kept."""
        await self.choose(en, "Only RMB")
        assert json.loads((await en.export())["tokentally.json"])["prefs"]["currency"] == "CNY"
        await self.choose(en, "Both")
        assert json.loads((await en.export())["tokentally.json"])["prefs"]["currency"] is None
        await self.choose(en, "Only dollars")
        await en.say("/delete_me")
        await en.press("Delete everything")
        assert "Amounts in: dollars and RMB" in await en.say("/settings")


async def test_another_first_day_is_taken_back(en: Conversation) -> None:
    """One tap: the amount was not changed, so the button does not speak of it."""
    await en.say("/budget 50 usd")
    await en.say("/settings")
    await en.press("My limit")
    await en.press("First day")
    assert "22 Nov – 21 Dec" in await en.say("22")
    assert "Back to $50" not in en.labels
    assert "1 Nov – 30 Nov" in await en.press("Undo")


async def test_the_limit_that_has_a_label_only(en: Conversation) -> None:
    """Whoever has no other limit sees the month of that one, and changes it there."""
    await en.say("/budget 20 usd #work from the 22nd")
    assert "First day of your month: " in await en.say("/settings")
    assert "no limit yet" not in en.last.text
    await en.press("My limit")
    await en.press("First day")
    await en.say("5")
    assert "First day of your month: 5 · 5 Nov – 4 Dec" in await en.say("/settings")
