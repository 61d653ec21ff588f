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


async def test_a_bare_number_repeats_the_direction(en: Conversation) -> None:
    """Out of the same currency as the last conversion, the turned one included, for ten minutes."""
    await en.say("100 usd")
    assert (await en.say("50")).startswith("$50 ≈ ¥355.00")
    await en.press("The other way")
    assert (await en.say("1,420")).startswith("¥1,420 ≈ $200.00")
    assert (await en.say("三百")).startswith("¥300 ≈ $42.25")
    await en.advance("11m")
    assert "≈ ¥" not in (await en.say("50")).splitlines()[0].partition("·")[0]


async def test_a_bare_number_that_has_two_readings_is_asked_in_that_currency(zh: Conversation) -> None:
    """1,5 behind a conversion out of RMB."""
    await zh.say("100块换美元")
    assert (await zh.say("1,5")).startswith("1,5 有不止一种读法")
    assert zh.labels == ["¥1.50", "¥15"]
    assert (await zh.press("¥15")).startswith("¥15 ≈ $2.11")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("spent 20 on api", "Noted: $20"),
        ("does chatgpt plus include the api?", "No. Neither Plus nor Pro"),
        ("/help", "Just write:"),
        ("remind me tomorrow 9:00 to check usage", "Tue 24 Nov, 09:00"),
        ("¥70", "¥70 ≈ $9.86"),
    ],
)
async def test_other_messages_are_not_trapped(en: Conversation, text: str, answer: str) -> None:
    """Behind a conversion everything but a bare number is what it always was."""
    await en.say("100 usd")
    assert (await en.say(text)).startswith(answer)


async def test_a_question_that_was_asked_is_not_pushed_aside(en: Conversation) -> None:
    """A conversion in between leaves "which limit?" open."""
    await en.say("/budget")
    await en.press("Other")
    await en.say("/convert 100 usd")
    assert (await en.say("75")).startswith("Your limit: $75")


async def test_an_edited_amount_is_converted_in_place(en: Conversation) -> None:
    """The answer to the message changes with it."""
    await en.say("100 usd")
    message = en.last.id
    assert (await en.edit("200 usd")).startswith("$200 ≈ ¥1,420.00")
    assert en.last.id == message


async def test_an_ambiguous_amount_is_asked(en: Conversation) -> None:
    """Both readings as buttons; the one that is tapped is converted."""
    assert (await en.say("1,5 usd")).startswith("I can read 1,5 usd in more than one way.")
    assert (await en.press("$1.50")).startswith("$1.50 ≈ ¥10.65")


async def test_two_amounts_are_asked(zh: Conversation) -> None:
    """Each of them is a button."""
    assert (await zh.say("10刀和20刀")).startswith("10刀和20刀 里有好几个金额，换算哪个？")
    assert (await zh.press("$20")).startswith("$20 ≈ ¥142.00")


async def test_a_bare_sign_is_explained_once(en: Conversation) -> None:
    """¥ alone is RMB, which is said the first time; a sign that says which yuan needs no word."""
    assert "bare ¥" not in await en.say("CN¥500")
    assert (await en.say("¥500")).splitlines()[2] == "I read a bare ¥ as RMB."
    assert "bare ¥" not in await en.say("¥500")
    await en.become(2)
    assert "bare ¥" in await en.say("￥500")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("100 eur in rmb", "I know dollars and RMB only, and 100 eur is neither. Try: 100 usd in rmb"),
        ("HK$50", "I know dollars and RMB only, and HK$50 is neither. Try: 100 usd in rmb"),
        ("/convert banana", "I see no amount in banana. Try: 100 usd in rmb"),
        ("/convert 1e500 usd", "I cannot read 1e500 as an amount. Try: 100 usd or 500 rmb"),
        ("/convert -5 usd", "-5 usd is below zero, and I convert amounts above it. Try: 100 usd"),
        ("/convert 0 usd", "0 usd leaves nothing to convert. Try: 100 usd"),
        ("/convert 10-20 usd", "10-20 usd is a range, and I convert one amount at a time. Try: 100 usd"),
        ("/convert 1,2,3,4 usd", "I cannot read 1,2,3,4 usd as an amount. Try: 100 usd or 500 rmb"),
        ("/convert 9999999999999999 usd", "9999999999999999 usd has more than 15 digits before the point"),
        ("/convert a few bucks", "a few bucks is no definite amount. Try one number: 100 usd"),
        ("/convert $1 = 7.1", "I see several amounts in $1 = 7.1 and convert one at a time. Try: 100 usd"),
        ("/convert gpt-5.4", "I cannot read gpt-5.4 as an amount. Try: 100 usd or 500 rmb"),
        ("/convert 50%", "I cannot read 50% as an amount. Try: 100 usd or 500 rmb"),
        ("/convert <b>5</b> & 6_000 usd", "I cannot read 6_000 usd as an amount. Try: 100 usd or 500 rmb"),
    ],
)
async def test_a_refusal_quotes_what_broke_and_gives_an_example(en: Conversation, text: str, answer: str) -> None:
    """One plain sentence, never a traceback."""
    assert (await en.say(text)).startswith(answer)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("100 欧元", "我只认美元和人民币，100 欧元 两样都不是。"),
        ("换算 香蕉", "香蕉 里没有看到金额。可以发：100刀多少人民币"),
        ("换算 -5刀", "-5刀 小于零，没法换算。可以发：100刀"),
        ("换算 几十块", "几十块 不是确定的金额，换个数，可以发：100刀"),
        ("换算 10到20块", "10到20块 是个范围，一次只能换算一个金额。可以发：100刀"),
        ("换算 1.2.3刀", "1.2.3刀 我读不出金额。"),
    ],
)
async def test_refusals_in_chinese(zh: Conversation, text: str, answer: str) -> None:
    """The same in Chinese."""
    assert (await zh.say(text)).startswith(answer)


async def test_the_operators_rate_is_named_with_its_date(tmp_path: Path) -> None:
    """A rate of the settings is used, and its source and day are shown."""
    settings = Settings(_env_file=None, usd_cny=Decimal("7.25"), usd_cny_date=dt.date(2026, 11, 20))
    async with Conversation(tmp_path / "b.sqlite3", START, settings=settings) as chat:
        assert await chat.say("100 usd") == (
            "$100 ≈ ¥725.00\n1 USD = 7.25 RMB (set by the operator, 20 Nov 2026)\n"
            "[1 The other way] [2 My rate]\n[3 Top-up sum]"
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
    [text] = [
        result["input_message_content"]["message_text"]
        for result in en.api.answers_of_inline[0]["results"]
        if result["id"] == "conversion"
    ]
    assert "1 USD = 7.10 RMB (built-in example rate)" in text
    assert titles[0][0] == "$100 ≈ ¥710.00"
    assert titles[1][0] == "$100 ≈ ¥710.00"
    assert "≈" not in str(titles[2])
