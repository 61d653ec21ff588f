"""What goes on from a conversion, a top-up sum or the rate, in both languages."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

import pytest

from bot.console import script

if TYPE_CHECKING:
    from tests.conversation import Conversation


def first(said: str) -> str:
    """Return line 1 of an answer."""
    return said.splitlines()[0]


async def test_one_after_the_other(en: Conversation) -> None:
    """Each answer can be gone on from: amounts, the other way, currencies, what was wrong."""
    for text, answer in [
        ("100 usd", "$100 ≈ ¥710.00"),
        ("and 200?", "$200 ≈ ¥1,420.00"),
        ("the other way?", "¥200 ≈ $28.17"),
        ("what about 3.5k", "¥3,500 ≈ $492.96"),
        ("and $20?", "$20 ≈ ¥142.00"),
        ("in dollars?", "¥20 ≈ $2.82"),
        ("no, 12.60", "¥12.60 ≈ $1.77"),
        ("I meant 120", "¥120 ≈ $16.90"),
        ("and back?", "$120 ≈ ¥852.00"),
        ("50", "$50 ≈ ¥355.00"),
    ]:
        assert first(await en.say(text)) == answer


async def test_one_after_the_other_in_chinese(zh: Conversation) -> None:
    """The same in Chinese, Traditional as well."""
    for text, answer in [
        ("100刀多少人民币", "$100 ≈ ¥710.00"),
        ("200呢", "$200 ≈ ¥1,420.00"),
        ("那 三百 呢", "$300 ≈ ¥2,130.00"),
        ("反过来呢", "¥300 ≈ $42.25"),
        ("换成人民币", "$300 ≈ ¥2,130.00"),
        ("不对，12.6", "$12.60 ≈ ¥89.46"),
        ("那200塊呢", "¥200 ≈ $28.17"),
        ("換成美元呢", "已经是美元了：¥200 ≈ $28.17"),
        ("我是说 120", "¥120 ≈ $16.90"),
        ("反過來換", "$120 ≈ ¥852.00"),
    ]:
        assert first(await zh.say(text)) == answer


async def test_what_makes_no_sense_gets_one_sentence_and_closes_nothing(en: Conversation) -> None:
    """A currency that is there already, another currency, an amount that is none; then it goes on."""
    await en.say("100 usd")
    assert await en.say("and in RMB?") == "That is in RMB already: $100 ≈ ¥710.00\n[1 The other way]"
    assert (await en.say("in euros?")).startswith("I know dollars and RMB only, and euros is neither.")
    assert (await en.say("and -5?")).startswith("-5 is below zero")
    assert (await en.say("and 1,5?")).startswith("I can read 1,5 in more than one way.")
    assert (await en.press("$15")).startswith("$15 ≈ ¥106.50")
    assert (await en.say("and 20?")).startswith("$20 ≈ ¥142.00")


async def test_ten_minutes(en: Conversation) -> None:
    """From each answer on; later it is a message like any other."""
    await en.say("100 usd")
    await en.advance("9m")
    assert (await en.say("and 200?")).startswith("$200 ≈ ¥1,420.00")
    await en.advance("9m")
    assert (await en.say("the other way?")).startswith("¥200 ≈ $28.17")
    await en.advance("11m")
    assert "≈" not in first(await en.say("the other way?"))


async def test_the_bot_starts_again_in_between(en: Conversation) -> None:
    """What the answer was about is in the database."""
    await en.say("100 usd")
    await en.take(script.Restart())
    assert (await en.say("and 200?")).startswith("$200 ≈ ¥1,420.00")
    await en.take(script.Restart())
    assert (await en.say("reverse")).startswith("¥200 ≈ $28.17")


async def test_what_an_earlier_version_stored_is_still_read(en: Conversation) -> None:
    """The currency alone: numbers are converted, and there is nothing to turn."""
    await en.say("100 usd")
    with sqlite3.connect(en.path) as database:
        database.execute("UPDATE questions SET question = 'exchange:again:CNY'")
    assert "≈" not in first(await en.say("the other way?"))
    assert (await en.say("and 71?")).startswith("¥71 ≈ $10.00")
    assert (await en.say("the other way?")).startswith("$71 ≈ ¥504.10")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("spent 20 on api", "Noted: $20"),
        ("limit 50", "Your limit: $50"),
        ("does chatgpt plus include the api?", "No. Neither Plus nor Pro"),
        ("/help", "Just write:"),
        ("remind me tomorrow 9:00 to check usage", "Tue 24 Nov, 09:00"),
        ("¥70", "¥70 ≈ $9.86"),
        ("price of gpt-5.4", "gpt-5.4: $2.50 in"),
        ("I pay 500 RMB, what arrives?", "¥500 buys"),
        ("/cancel", "All right, I no longer wait"),
    ],
)
async def test_another_message_is_what_it_always_was(en: Conversation, text: str, answer: str) -> None:
    """Nothing but a follow-up is taken for one."""
    await en.say("100 usd")
    assert (await en.say(text)).startswith(answer)


async def test_a_question_in_between_leaves_it_open(en: Conversation) -> None:
    """An answer that is about nothing to go on from."""
    await en.say("100 usd")
    await en.say("does chatgpt plus include the api?")
    assert (await en.say("and 200?")).startswith("$200 ≈ ¥1,420.00")


async def test_cancel_ends_it(en: Conversation) -> None:
    """Afterwards it is a message like any other."""
    await en.say("100 usd")
    assert await en.say("/cancel") == "All right, I no longer wait for an answer."
    assert "≈ ¥1,420" not in await en.say("and 200?")


async def test_what_the_bot_asked_is_not_pushed_aside(en: Conversation) -> None:
    """Also not by an edit of an older conversion, or by the rate, and not where it is this feature's own question."""
    await en.say("100 usd")
    conversion = en.own.id
    await en.advance("1m")
    await en.say("/myrate")
    assert (await en.edit("200 usd", conversion)).startswith("$200 ≈ ¥1,420.00")
    await en.say("/convert 300 usd")
    await en.say("/rate")
    assert (await en.say("7.25 + 1%")).startswith("Your rate: 7.25 + 1 %")


async def test_an_edited_follow_up(en: Conversation) -> None:
    """Its answer is edited, and it goes on from what its first version did."""
    await en.say("100 usd")
    await en.say("the other way?")
    answer = en.last.id
    en.may_be_refused = True  # Telegram does not take the same text once more
    await en.edit("the other way")
    assert en.last.text.startswith("¥100 ≈ $14.08")
    assert (await en.edit("and 300?")).startswith("$300 ≈ ¥2,130.00")
    assert en.last.id == answer
    assert (await en.say("the other way?")).startswith("¥300 ≈ $42.25")


async def test_top_up_sums(en: Conversation) -> None:
    """Another amount, rate or fee, the other way; the charges that were named stay."""
    for text, answer in [
        ("I pay 500 RMB, what arrives?", "¥500 buys ≈ $70.42 of credit"),
        ("and 1000?", "¥1,000 buys ≈ $140.85 of credit"),
        ("and with 7.3?", "¥1,000 buys ≈ $136.99 of credit"),
        ("with a 2% fee?", "¥1,000 buys ≈ $134.30 of credit"),
        ("the other way?", "$1,000 of credit costs ≈ ¥7,446.00"),
        ("no, $50", "$50 of credit costs ≈ ¥372.30"),
        ("without fees?", "$50 of credit costs ≈ ¥365.00"),
    ]:
        assert first(await en.say(text)) == answer
    await en.take(script.Restart())
    assert (await en.say("and 60?")).startswith("$60 of credit costs ≈ ¥438.00")
    assert (await en.say("and 2000000?")).startswith("2000000 is out of my bounds")
    assert (await en.say("500 rmb")).startswith("¥500 ≈ $70.42")
    assert (await en.press("Top-up sum")).startswith("¥500 buys ≈ $70.42 of credit")
    assert (await en.say("and 600?")).startswith("¥600 buys ≈ $84.51 of credit")
    await en.advance("11m")
    assert "buys" not in await en.say("and 700?")


async def test_top_up_sums_in_chinese(zh: Conversation) -> None:
    """The same in Chinese."""
    for text, answer in [
        ("充 500 块能到多少刀", "付 ¥500，到账 ≈ $70.42 额度"),
        ("那 1000 呢", "付 ¥1,000，到账 ≈ $140.85 额度"),
        ("手续费 2% 呢", "付 ¥1,000，到账 ≈ $138.08 额度"),
        ("按 7.3 呢", "付 ¥1,000，到账 ≈ $134.30 额度"),
        ("反過來呢", "$1,000 额度要付 ≈ ¥7,446.00"),
        ("不算手续费", "$1,000 额度要付 ≈ ¥7,300.00"),
    ]:
        assert first(await zh.say(text)) == answer


async def test_numbers_behind_the_rate(en: Conversation) -> None:
    """A number is converted out of dollars; /convert that asks for one takes it."""
    await en.say("what is the rate?")
    assert (await en.say("and 200?")).startswith("$200 ≈ ¥1,420.00")
    await en.say("/convert")
    assert (await en.say("30")).startswith("$30 ≈ ¥213.00")


async def test_in_a_group(en: Conversation) -> None:
    """Where the bot is meant; everybody goes on from their own, at the operator's rate."""
    group = en.api.group(-100, "Friends")

    async def said(person: int, text: str) -> str:
        en.api.say(person, text, chat=group)
        await en.session.settle()
        return group.messages[-1].text

    await said(1, "@TokenTallyBot 100 usd")
    await said(2, "@TokenTallyBot 500 rmb")
    assert (await said(1, "@TokenTallyBot and 200?")).startswith("$200 ≈ ¥1,420.00")
    assert (await said(2, "@TokenTallyBot and 200?")).startswith("¥200 ≈ $28.17")
    assert await said(2, "and 300?") == "and 300?"


async def test_what_is_kept_is_exported_and_short(en: Conversation) -> None:
    """The amount and, behind a follow-up, what that went on from."""
    await en.say("100 usd")
    await en.say("the other way?")
    [kept] = json.loads((await en.export())["tokentally.json"])["questions"]
    assert kept["question"] == f"exchange:again:CNY:100:@{en.api.chat(1).messages[2].id}:USD:100"
