"""Texts, questions and reminders, in both languages."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bot.features.faq.content import PLACEHOLDERS, library

if TYPE_CHECKING:
    from tests.conversation import Conversation

ENGLISH = (
    "Dear team, please read the attached minutes of our last meeting and send me your remarks before Thursday. "
    "I will put them together and hand them to the board, who decide about the next steps in the following week."
)
CHINESE = (
    "各位好，附件是上次会议的纪要，请在周四之前把意见发给我。"
    "我会汇总之后交给董事会，下周由他们决定接下来怎么做。谢谢大家的配合。"
)


async def test_a_text_gets_its_tokens_and_its_price(en: Conversation) -> None:
    """Line 1 is the cost; then tokens and price, model, date of the prices, rate: exact and never 0.00."""
    said = await en.say(ENGLISH)
    assert said.splitlines()[:3] == [
        "≈ $0.0023 (0.23 cents) · ¥0.016 for one call",
        "Input: 43 tokens × $0.75/M = $0.0000323",
        "Output, a guess: 500 tokens × $4.50/M = $0.00225",
    ]
    assert "gpt-5.4-mini · 213 characters" in said
    assert "1 USD = 7.10 RMB (built-in example rate)" in said
    assert "0.00 " not in said


async def test_a_chinese_text(zh: Conversation) -> None:
    """The answer is Chinese and exact."""
    said = await zh.say(CHINESE)
    assert " token × $0.75/M = $0.0000" in said
    assert f"gpt-5.4-mini · {len(CHINESE)} 个字符" in said
    assert "价格：2026 年 10 月 12 日" in said


async def test_another_model_with_buttons(en: Conversation) -> None:
    """The same message is priced for another model, which then becomes the person's own."""
    await en.say(ENGLISH)
    message = en.last.id
    await en.press("Model ▾")
    assert "× $0.10/M" in await en.press("gpt-6-luna")
    await en.press("More ▾")
    await en.press("Make it my model")
    assert en.last.id == message
    assert "Model for estimates: gpt-6-luna" in await en.say("/settings")
    assert "gpt-6-luna" in await en.say(ENGLISH + " Thank you.")


async def test_estimate_reads_the_next_message_whatever_it_says(en: Conversation) -> None:
    """After a bare /estimate even an amount is a text to count."""
    await en.say("/estimate")
    assert "token" in await en.say("100 usd")
    assert "≈ ¥710.00" in await en.say("100 usd")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("does ChatGPT Plus include API credit?", "No. Neither Plus nor Pro adds API credit"),
        ("Plus 会员包含 API 额度吗", "不"),
    ],
)
async def test_a_question_finds_its_answer(en: Conversation, question: str, answer: str) -> None:
    """The answer comes in the language of the question, with its source and the day it was checked."""
    said = await en.say(question)
    assert said.startswith(answer)
    assert "22 Nov 2026" in said or "2026 年 11 月 22 日" in said


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        pytest.param("insuficient qouta what now", "This 429 is about money", id="typos"),
        pytest.param("my quota 不够了 咋办", "这种 429 说的是钱", id="mixed"),
        pytest.param("儲值之後還是不能用", "先等几分钟", id="traditional"),
        pytest.param("ＡＰＩ　ｋｅｙ　泄露了", "马上", id="full-width"),
    ],
)
async def test_however_people_type_it(en: Conversation, typed: str, answer: str) -> None:
    """Typos, two languages in one line, other scripts: found, and answered in the language that was meant."""
    assert answer in (await en.say(typed)).splitlines()[0]


async def test_pinyin_is_answered_in_chinese(zh: Conversation) -> None:
    """Latin letters, and yet a Chinese question; English stays English for the same person."""
    assert "先等几分钟" in await zh.say("chongzhi le hai meiyou dao zhang")
    assert "one year" in await zh.say("do credits expire")


async def test_what_is_no_billing_question_is_told_so(en: Conversation) -> None:
    """Said in one sentence with the sections as buttons, or offered as unsure: never a wrong answer."""
    said = await en.say("is gpt-6 smarter than claude?")
    assert said.startswith(("I only know billing", "Do you mean one of these?"))


async def test_a_pasted_error(en: Conversation) -> None:
    """The code is recognised inside a trace, and named."""
    said = await en.say(
        "Traceback (most recent call last):\n  File a.py, line 3\nopenai.RateLimitError: Error code: 429 - {'error':"
        " {'message': 'You exceeded your current quota', 'type': 'insufficient_quota', 'code': 'insufficient_quota'}}"
    )
    assert said.startswith("429 insufficient_quota")


async def test_sections_by_buttons(en: Conversation) -> None:
    """Bare /ask: sections, entries, an answer, and back, all in one message."""
    await en.say("/ask")
    message = en.last.id
    await en.press("Plans and products")
    await en.press("Plus vs API")
    assert "‹ Back" in en.labels
    await en.press("‹ Back")
    assert en.last.id == message


async def test_a_deep_link_opens_an_answer(en: Conversation) -> None:
    """`/start faq_refund` shows that entry; an unknown one shows the greeting."""
    assert "22 Nov 2026" in await en.say("/start faq_refund")
    assert (await en.say("/start faq_nothing")).startswith("TokenTally keeps")


async def test_a_reminder_comes_once_when_it_is_due(en: Conversation) -> None:
    """Set in words, said back, sent at its time and not again."""
    said = await en.say("remind me tomorrow 9:00 to check usage")
    assert said.startswith("Tue 24 Nov, 09:00 (Shanghai): check usage")
    assert "⏰" not in await en.advance("23h")
    assert "⏰ Check usage" in await en.advance("1h")
    assert "⏰" not in await en.advance("40d")


async def test_a_monthly_reminder_in_chinese(zh: Conversation) -> None:
    """每月1号提醒我看账单: the next dates are named, and it comes every month."""
    said = await zh.say("每月1号提醒我看账单")
    assert "看账单" in said
    assert "12 月 1 日" in said
    assert "⏰ 看账单" in await zh.advance("8d")
    assert "⏰ 看账单" in await zh.advance("31d")


async def test_reminders_survive_a_restart_and_late_ones_say_so(en: Conversation) -> None:
    """Stopped while one falls due: it comes after the start, with how late it is."""
    await en.say("remind me tomorrow 9:00 to check usage")
    await en.session.stop()
    en.clock.move_to(en.clock.now() + dt.timedelta(hours=26))
    await en.session.start()
    assert "Check usage" in en.last.text
    assert "Late by 2 hours" in en.last.text


async def test_the_list_of_reminders(en: Conversation) -> None:
    """Listed with their next time, deleted by a button."""
    await en.say("remind me tomorrow 9:00 to check usage")
    assert "Tue 24 Nov, 09:00: check usage" in await en.say("/reminders")
    await en.press("Edit 1")
    await en.press("Delete")
    assert (await en.say("/reminders")).startswith("You have no reminders")


async def test_the_monthly_limit_check(en: Conversation) -> None:
    """Bare /remind offers it; when it comes, it carries what is left of the limit."""
    await en.say("/budget 50")
    await en.say("/remind")
    await en.press("Monthly limit check")
    said = await en.advance("8d")
    assert "Your limit: used $0 of $50" in said


@pytest.mark.parametrize("lang", ["en", "zh-hans"])
async def test_every_answer_is_taken_by_telegram(en: Conversation, lang: str) -> None:
    """All entries through their deep links: one message each, valid HTML, with its placeholders filled."""
    await en.become(2, lang)
    for entry_id in library().ids:
        said = await en.say(f"/start faq_{entry_id}")
        assert said.count("👍") == 1, entry_id
        assert len(en.last.text) <= 4096
        assert not any(f"{{{name}}}" in said for name in PLACEHOLDERS), entry_id
