"""Messages in plain words get what was meant: help, the rate, the card, the price list, errors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conversation import Conversation


@pytest.mark.parametrize("word", ["help", "menu", "What can you do?", "how does this work", "commands please"])
async def test_calls_for_help(en: Conversation, word: str) -> None:
    """They show what can be typed."""
    assert (await en.say(word)).startswith("Just write:")


@pytest.mark.parametrize("word", ["菜单", "你会什么", "怎么用", "你能做什么？", "使用说明"])
async def test_calls_for_help_in_chinese(zh: Conversation, word: str) -> None:
    """The same in Chinese."""
    assert (await zh.say(word)).startswith("直接发消息就行")


async def test_stop_ends_an_open_question(en: Conversation) -> None:
    """Any text would answer "send the text"; "stop" is none, and the next message is an ordinary one."""
    await en.say("/estimate")
    assert await en.say("stop") == "All right, I no longer wait for an answer."
    assert (await en.say("100 usd")).startswith("$100 ≈")


async def test_stop_ends_an_open_question_in_chinese(zh: Conversation) -> None:
    """The same in Chinese, also with nothing open."""
    await zh.say("/estimate")
    closed = await zh.say("算了")
    assert closed != "没有要取消的。"
    assert (await zh.say("停")).startswith("没有要取消的。")


@pytest.mark.parametrize("word", ["this is wrong", "you are useless", "I don't understand"])
async def test_complaints(en: Conversation, word: str) -> None:
    """They get the ways on, which lead somewhere."""
    assert (await en.say(word)).startswith("Sorry, that was not what you needed.")
    assert (await en.press("What can I type?")).startswith("Just write:")


async def test_complaints_in_chinese(zh: Conversation) -> None:
    """The same in Chinese."""
    assert (await zh.say("你答错了")).startswith("抱歉，没有答到点上。")
    assert (await zh.press("能发什么")).startswith("直接发消息就行")


@pytest.mark.parametrize(
    "text", ["current rate usd rmb", "what is the exchange rate you use", "what's the dollar at today"]
)
async def test_the_rate(en: Conversation, text: str) -> None:
    """It is shown as by /rate."""
    assert await en.say(text) == await en.say("/rate")


async def test_the_rate_in_chinese(zh: Conversation) -> None:
    """The same in Chinese."""
    assert await zh.say("现在汇率多少") == await zh.say("/rate")
    assert "7.10" in await zh.say("你们用的汇率是多少")


async def test_the_card(en: Conversation) -> None:
    """A limit is set, asked about and removed in plain words."""
    await en.say("don't let me go over $40 a month")
    assert "$40" in await en.say("my limit")
    await en.say("log 5.50")
    card = await en.say("/budget")
    assert "34.50" in card
    for text in ("how much of my limit is left", "am I over my limit", "what did I spend this month"):
        assert await en.say(text) == card
    assert (await en.say("remove my limit")).startswith("There is no limit now.")


async def test_the_card_in_chinese(zh: Conversation) -> None:
    """The same in Chinese, with a day to count from."""
    await zh.say("从 22 号开始算，每月 50 刀")
    await zh.say("本月总共改成 43.2")
    card = await zh.say("/budget")
    assert "43.20" in card
    for text in ("还剩多少预算", "这个月还能花多少", "这个月用了多少"):
        assert await zh.say(text) == card
    await zh.say("取消限额")
    assert (await zh.say("/budget")).startswith("API 每个月最多想花多少？")


async def test_how_to_set_a_limit_is_a_question(en: Conversation) -> None:
    """OpenAI's limits are the billing answers' business: nothing is set."""
    await en.say("how do I set a $50 limit")
    assert (await en.say("/budget")).startswith("How much do you want to spend")


@pytest.mark.parametrize("text", ["prices", "price list", "how much do the models cost"])
async def test_the_price_list(en: Conversation, text: str) -> None:
    """It is shown as by /prices."""
    assert await en.say(text) == await en.say("/prices")


async def test_the_price_list_in_chinese(zh: Conversation) -> None:
    """The same in Chinese."""
    assert await zh.say("价格表") == await zh.say("/prices")


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("model_not_found", "404 model_not_found: there is no model of this name"),
        ("503 engine is overloaded", "503 engine is overloaded: too many people"),
        ("The model `gpt-6-ultra` does not exist or you do not have access to it", "404 model_not_found"),
        ("Error code: 400 context_length_exceeded", "400 context_length_exceeded: the prompt"),
        ("server_error 500 from openai", "500 server_error: something failed"),
        ("openai.APIConnectionError: Connection error.", "APIConnectionError: the call did not reach"),
    ],
)
async def test_names_of_errors(en: Conversation, text: str, start: str) -> None:
    """Each is explained by itself, never counted as a text."""
    assert (await en.say(text)).startswith(start)


async def test_a_status_without_a_code(en: Conversation) -> None:
    """It gets an answer, not a count."""
    assert not (await en.say("429 Too Many Requests")).startswith("≈")


async def test_names_of_errors_in_chinese(zh: Conversation) -> None:
    """The same in Chinese."""
    assert (await zh.say("context_length_exceeded 是什么意思")).startswith("400 context_length_exceeded")


@pytest.mark.parametrize(
    "text",
    ["Write a haiku about autumn rain on a tin roof", "SELECT name FROM invoices WHERE total > 100;", "12\n45\n7\n89"],
)
async def test_prompts_and_code_are_counted(en: Conversation, text: str) -> None:
    """Whatever words of billing are in them."""
    assert (await en.say(text)).startswith("≈ $")
