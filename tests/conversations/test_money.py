"""Conversions, the limit, what was spent."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from bot.settings import Settings
from tests.conftest import START
from tests.conversation import Conversation

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("100 usd", "$100 ≈ ¥710.00"),
        ("100 usd to rmb", "$100 ≈ ¥710.00"),
        ("¥700", "¥700 ≈ $98.59"),
        ("500 rmb in usd", "¥500 ≈ $70.42"),
        ("how much is 20 bucks in rmb", "$20 ≈ ¥142.00"),
        ("/convert 0.001 usd", "$0.001 ≈ ¥0.0071"),
        ("/convert 50", "$50 ≈ ¥355.00"),
    ],
)
async def test_conversions_in_english(en: Conversation, text: str, answer: str) -> None:
    """Both amounts, then the rate and where it comes from."""
    said = await en.say(text)
    assert said.splitlines()[:2] == [answer, "1 USD = 7.10 RMB (built-in example rate)"]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("100刀多少人民币", "$100 ≈ ¥710.00"),
        ("七百块换美元", "¥700 ≈ $98.59"),
        ("汇率 20美元", "$20 ≈ ¥142.00"),
        ("两千五百元等于多少刀", "¥2,500 ≈ $352.11"),
    ],
)
async def test_conversions_in_chinese(zh: Conversation, text: str, answer: str) -> None:
    """Both amounts, then the rate and where it comes from."""
    said = await zh.say(text)
    assert said.splitlines()[:2] == [answer, "1 USD = 7.10 元（内置示例汇率）"]


async def test_the_other_way(en: Conversation) -> None:
    """The button converts the same number out of the other currency, in the same message."""
    await en.say("100 usd")
    message = en.last.id
    assert (await en.press("The other way")).startswith("¥100 ≈ $14.08")
    assert en.last.id == message


async def test_an_ambiguous_amount_is_asked(en: Conversation) -> None:
    """Both readings as buttons; the one that is tapped is converted."""
    assert (await en.say("1,5 usd")).startswith("I can read 1,5 usd in more than one way.")
    assert (await en.press("$1.50")).startswith("$1.50 ≈ ¥10.65")


@pytest.mark.parametrize(
    "text",
    ["100 eur in rmb", "HK$50", "/convert banana", "/convert 1e500 usd", "/convert -5 usd", "/convert 10-20 usd"],
)
async def test_what_cannot_be_converted_gets_one_example(en: Conversation, text: str) -> None:
    """One plain sentence with something that works, never a traceback."""
    assert "Try: 100 usd" in await en.say(text)


async def test_the_operators_rate_is_named_with_its_date(tmp_path: Path) -> None:
    """A rate of the settings is used, and its source and day are shown."""
    settings = Settings(_env_file=None, usd_cny=Decimal("7.25"), usd_cny_date=dt.date(2026, 11, 20))  # type: ignore[call-arg]
    async with Conversation(tmp_path / "b.sqlite3", START, settings=settings) as chat:
        assert await chat.say("100 usd") == (
            "$100 ≈ ¥725.00\n1 USD = 7.25 RMB (set by the operator, 20 Nov 2026)\n[1 The other way] [2 My rate]\n[3 Top-up sum]"
        )


async def test_a_limit_in_two_taps_and_what_was_spent(en: Conversation) -> None:
    """Bare /budget, one button, then two bookings in two currencies and their undoing."""
    await en.say("/budget")
    assert (await en.press("$50")).startswith("Your limit: $50 (¥355.00) a month")
    said = await en.say("spent 12.5 on api")
    assert said.startswith("Noted: $12.50 (¥88.75)\napi\nUsed $12.50 of $50, $37.50 left")
    assert "1 Nov – 30 Nov, 8 days left" in said
    assert (await en.press("Undo")).startswith("Taken back: 23 Nov · $12.50 · api\nUsed $0 of $50")
    assert (await en.say("/undo")).startswith("There is nothing to take back.")


async def test_a_limit_by_a_question(en: Conversation) -> None:
    """Other: the next message is the limit; a wrong one is asked again in one sentence."""
    await en.say("/budget")
    await en.press("Other")
    assert (await en.say("75 usd")).startswith("Your limit: $75 (¥532.50) a month")


async def test_chinese_spending(zh: Conversation) -> None:
    """预算、花了三十块八、撤销: said back in both currencies."""
    assert (await zh.say("每月预算300块")).startswith("限额：每月 ¥300（$42.25）")
    assert (await zh.say("花了三十块八")).startswith("记下了：¥30.80（$4.34）\n已用 ¥30.80 / ¥300，还剩 ¥269.20")
    assert (await zh.say("撤销")).startswith("撤销了：11 月 23 日 · ¥30.80")


async def test_a_double_tap_books_and_undoes_once(en: Conversation) -> None:
    """Undo pressed twice takes back one entry, not two."""
    await en.say("/budget 50")
    await en.say("spent 10")
    await en.say("spent 20")
    message = en.last
    first = en.api.press(1, message, "Undo")
    en.api.press(1, message, "Undo")
    await en.session.settle()
    assert "Used $10.00 of $50" in en.last.text
    en.api.redeliver(first)
    await en.session.settle()
    assert "Used $10.00 of $50" in await en.say("/budget")


@pytest.mark.parametrize(
    "text", ["/budget 0", "/budget -5", "/budget 2000000", "/budget 100 eur", "/budget lots", "/spent 0", "/spent much"]
)
async def test_amounts_that_make_no_sense_get_one_sentence(en: Conversation, text: str) -> None:
    """What was understood and one example; nothing is stored."""
    said = await en.say(text)
    assert "/budget" in said or "/spent" in said or "api" in said or "80" in said
    assert "Used" not in said


async def test_a_question_about_limits_sets_none(en: Conversation) -> None:
    """A sentence with a question and an amount is a question."""
    await en.say("how do I set a $50 limit")
    assert "How much do you want to spend" in await en.say("/budget")


async def test_conversion_in_any_chat(en: Conversation) -> None:
    """Inline: one result that carries both amounts; anything that is no amount offers nothing of it."""
    en.api.inline(1, "100 usd")
    en.api.inline(1, "100刀多少人民币")
    en.api.inline(1, "hello")
    await en.session.settle()
    titles = [[result["title"] for result in answer["results"]] for answer in en.api.answers_of_inline]
    assert titles[0][0] == "$100 ≈ ¥710.00"
    assert titles[1][0] == "$100 ≈ ¥710.00"
    assert "≈" not in str(titles[2])
