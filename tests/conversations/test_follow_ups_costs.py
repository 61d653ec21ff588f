"""What goes on from an estimate or a price, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.console import script
from bot.console.cuts import cut
from tests.conversations.estimates import answers, estimates, screen

if TYPE_CHECKING:
    from tests.conversation import Conversation

FOX = "The quick brown fox jumps over the lazy dog and wonders why. " * 40  # 521 tokens, 2,440 characters
PARK = "今天天气很好，我们一起去公园散步，看花，吃冰淇淋，聊聊最近的工作和生活。" * 30  # 870 tokens
PROSE = "Every evening the old man walks down to the harbour and counts the boats that came home. " * 110
LONG = "Every evening the old man walks down to the harbour and counts the boats. " * 55  # one message, 1,024 and more


def first(said: str) -> str:
    """Return line 1 of an answer."""
    return said.splitlines()[0]


async def test_one_after_the_other(en: Conversation) -> None:
    """Model, calls, answer, tier, time: each changes one thing, and line 1 and the lines below say it back."""
    await en.say(FOX)
    for text, line, also in [
        ("with o3?", "≈ $0.005 (0.5 cents) · ¥0.036 for one call", "o3 · 2,440 characters"),
        ("×1000", "≈ $5.04 · ¥35.80 for 1,000 calls", "o3 · 2,440 characters"),
        ("with 800 tokens of output", "≈ $7.44 · ¥52.84 for 1,000 calls", "Output: 800 tokens × $8/M = $0.0064"),
        ("batch?", "≈ $3.72 · ¥26.42 for 1,000 calls", "o3 with Batch · 2,440 characters"),
        (
            "200 times a day",
            "≈ $22.33 · ¥158.51 a month (30 days)",
            "200 calls a day · a day $0.744 · one call $0.0037",
        ),
        ("for a year?", "≈ $271.63 · ¥1,928.59 a year", "o3 with Batch · 2,440 characters"),
        ("without batch", "≈ $543.27 · ¥3,857.19 a year", "o3 · 2,440 characters"),
        ("once", "≈ $0.0074 (0.74 cents) · ¥0.053 for one call", "Output: 800 tokens × $8/M = $0.0064"),
        ("and in gpt-5.4 mini?", "≈ $0.004 (0.4 cents) · ¥0.028 for one call", "gpt-5.4-mini · 2,440 characters"),
        ("with a long answer", "≈ $0.0094 (0.94 cents) · ¥0.067 for one call", "gpt-5.4-mini · 2,440 characters"),
    ]:
        await en.say(text)
        assert screen(en)[0] == line
        assert also in screen(en)


async def test_one_after_the_other_in_chinese(zh: Conversation) -> None:
    """The same in Chinese, Traditional as well."""
    await zh.say(PARK)
    for text, line, also in [
        ("用 o3 呢", "≈ $0.0057 · ¥0.041 一次", "o3 · 1,080 个字符"),
        ("一千次", "≈ $5.74 · ¥40.75 共 1,000 次", "一次 $0.0057"),
        ("輸出 800 呢", "≈ $8.14 · ¥57.79 共 1,000 次", "输出：800 token × $8/M = $0.0064"),
        ("用批量呢", "≈ $4.07 · ¥28.90 共 1,000 次", "o3（Batch） · 1,080 个字符"),
        ("不用批量", "≈ $8.14 · ¥57.79 共 1,000 次", "o3 · 1,080 个字符"),
        ("每天 200 次呢", "≈ $48.84 · ¥346.76 一个月（30 天）", "每天 200 次 · 一天 $1.63 · 一次 $0.0081"),
        ("一年呢", "≈ $594.22 · ¥4,218.96 一年", "o3 · 1,080 个字符"),
        ("换 gpt-5.4", "≈ $1,034.78 · ¥7,346.90 一年", "gpt-5.4 · 1,080 个字符"),
        ("不对，500 次", "≈ $7.09 · ¥50.32 共 500 次", "一次 $0.0142"),
    ]:
        await zh.say(text)
        assert (screen(zh)[0], also in screen(zh)) == (line, True), text


async def test_the_same_in_one_currency(en: Conversation) -> None:
    """Line 1 in it, the model, the rate; the button shows the whole estimate, and it goes on from there."""
    await en.say(FOX)
    await en.say("1000 times")
    assert await en.say("and in RMB?") == (
        "≈ ¥18.75 for 1,000 calls\n"
        "gpt-5.4-mini · 2,440 characters\n"
        "1 USD = 7.10 RMB (built-in example rate)\n"
        "[1 The whole estimate]"
    )
    assert first(await en.say("in dollars")) == "≈ $2.64 for 1,000 calls"
    assert await en.say("in euros?") == "I show costs in dollars and RMB only, and euros is neither."
    assert first(await en.say("with o3?")) == "≈ $5.04 · ¥35.80 for 1,000 calls"
    await en.say("in yuan")
    assert first(await en.press("The whole estimate")) == "≈ $5.04 · ¥35.80 for 1,000 calls"


async def test_the_same_in_one_currency_in_chinese(zh: Conversation) -> None:
    """The same in Chinese; numbers that were named keep their digits."""
    await zh.say("输入2000，输出300，gpt-5.4-mini")
    assert await zh.say("人民币多少") == (
        "≈ ¥0.0202 一次\ngpt-5.4-mini\n1 USD = 7.10 元（内置示例汇率）\n[1 看完整估算]"
    )
    assert first(await zh.say("換成人民幣呢")) == "≈ ¥0.0202 一次"
    assert await zh.say("换成港币") == "费用只按美元和人民币显示，港币 两样都不是。"
    assert first(await zh.say("一千次")) == "≈ $2.85 · ¥20.24 共 1,000 次"


async def test_the_estimate_before_stays(en: Conversation) -> None:
    """Each answer is a message of its own, with buttons of its own."""
    await en.say(FOX)
    before = en.last
    await en.say("×1000")
    assert before.text.startswith("≈ $0.0026 (0.26 cents) · ¥0.019 for one call")
    await en.press("Batch price")
    assert before.text.startswith("≈ $0.0026")
    assert en.last.text.startswith("≈ $1.32 · ¥9.37 for 1,000 calls")
    assert {(each["calls"], each["tier"]) for each in await estimates(en)} == {(1000, "batch"), (None, "standard")}


async def test_what_was_pressed_is_gone_on_from(en: Conversation) -> None:
    """A button under an estimate makes it the one that is meant, an older one as well."""
    await en.say("2000 in 300 out, gpt-5.4")
    older = en.last
    await en.say(FOX)
    en.api.press(1, older, "Batch price")
    await en.session.settle()
    assert first(await en.say("×1000")) == "≈ $4.75 · ¥33.73 for 1,000 calls"


async def test_a_model_nobody_knows(en: Conversation) -> None:
    """It gets the sentence that there is; the next one goes on from the estimate before."""
    await en.say(FOX)
    assert first(await en.say("with gpt-9?")) == "I have no OpenAI price for gpt-9. Which of these is it?"
    assert first(await en.say("×1000")) == "≈ $2.64 · ¥18.75 for 1,000 calls"
    await en.say("and with gpt-9?")
    assert first(await en.press("gpt-5")).endswith("for 1,000 calls")


async def test_a_tier_nobody_knows(en: Conversation) -> None:
    """The standard price, and a line that says so."""
    await en.say("2000 in 300 out, gpt-4")
    assert "No Batch price of gpt-4 is known" not in en.last.text
    await en.say("with flex?")
    assert "No Flex price of gpt-4 is known, so this is the standard one." in screen(en)


async def test_several_models(en: Conversation) -> None:
    """They are compared."""
    await en.say(FOX)
    said = await en.say("and o3 or gpt-6-luna?")
    assert "cheapest first" in said
    assert "gpt-6-luna" in said
    assert first(await en.say("×1000")) == "≈ $5.04 · ¥35.80 for 1,000 calls"


async def test_shares_of_cached_input(en: Conversation) -> None:
    """What they come to is shown; a share that is named is taken."""
    await en.say(LONG)
    assert first(await en.say("cached?")) == "How much of the input is read from the cache?"
    assert {"0 %", "50 %", "90 %"} <= set(en.labels)
    await en.say("with 50% cached")
    assert any(line.startswith("From the cache: ") for line in screen(en))
    await en.say("no cache")
    assert not any(line.startswith("From the cache: ") for line in screen(en))


async def test_numbers_that_make_no_sense(en: Conversation) -> None:
    """One sentence, and the estimate can be gone on from."""
    await en.say(FOX)
    assert (await en.say("×0")).startswith("That is nothing at all: 0.")
    assert (await en.say("x99999999999")).startswith("I count up to 1,000,000,000, and this is more: 99999999999.")
    assert first(await en.say("×1000")) == "≈ $2.64 · ¥18.75 for 1,000 calls"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("100 usd", "$100 ≈ ¥710.00"),
        ("spent 20 on api", "Noted: $20"),
        ("limit 50", "Your limit: $50"),
        ("price of gpt-5.4", "gpt-5.4: $2.50 in, $15 out"),
        ("o3", "o3: $2 in, $8 out"),
        ("does batch cost less", "Batch "),
        ("2000 in 300 out, gpt-5.4", "≈ $0.0095"),
        ("for a year?", None),
        ("/help", "Just write:"),
        ("/cancel", "All right, I no longer wait"),
    ],
)
async def test_another_message_is_what_it_always_was(en: Conversation, text: str, answer: str | None) -> None:
    """Nothing but a follow-up is taken for one; a year of one call is none."""
    alone = await en.say(text)
    await en.say(FOX)
    said = await en.say(text)
    if answer is None:
        assert said == alone
    else:
        assert said.startswith(answer)


async def test_a_bare_number_is_no_follow_up(en: Conversation) -> None:
    """It is not known of what it would be."""
    alone = await en.say("100")
    await en.say(FOX)
    assert await en.say("100") == alone


async def test_the_last_answer_counts(en: Conversation) -> None:
    """An estimate behind a conversion is gone on from, and a conversion behind that."""
    await en.say("100 usd")
    await en.say(FOX)
    assert first(await en.say("and in RMB?")) == "≈ ¥0.019 for one call"
    await en.say("200 usd")
    assert first(await en.say("and 300?")) == "$300 ≈ ¥2,130.00"


async def test_ten_minutes_and_cancel(en: Conversation) -> None:
    """From each answer on; /cancel ends it at once."""
    await en.say(FOX)
    await en.advance("9m")
    await en.say("×1000")
    await en.advance("9m")
    assert first(await en.say("with o3?")) == "≈ $5.04 · ¥35.80 for 1,000 calls"
    await en.advance("11m")
    assert "1,000 calls" not in await en.say("with o3?")
    await en.say(FOX)
    await en.say("/cancel")
    assert "1,000 calls" not in await en.say("×1000")


async def test_the_bot_starts_again_in_between(zh: Conversation) -> None:
    """What the answer was about is in the database."""
    await zh.say(PARK)
    await zh.take(script.Restart())
    assert first(await zh.say("一千次")).endswith("共 1,000 次")
    await zh.take(script.Restart())
    assert first(await zh.say("人民币多少")) == "≈ ¥20.61 共 1,000 次"


async def test_an_edited_follow_up(en: Conversation) -> None:
    """Its answer is edited: the same row, and what its first version said is gone."""
    await en.say(FOX)
    await en.say("×1000")
    answer = en.last.id
    await en.edit("with o3?")
    assert en.last.id == answer
    assert screen(en)[0] == "≈ $0.005 (0.5 cents) · ¥0.036 for one call"
    await en.edit("and in RMB?")
    assert en.last.id == answer
    assert screen(en)[0] == "≈ ¥0.019 for one call"
    await en.edit("×100")
    assert screen(en)[0] == "≈ $0.264 · ¥1.87 for 100 calls"
    kept = await estimates(en)
    assert (len(kept), {each["calls"] for each in kept}) == (2, {100, None})
    assert answers(en) == 3  # and the archive


async def test_a_text_that_is_edited_is_still_one(en: Conversation) -> None:
    """The open way to go on does not keep its estimate from being edited; what is said then goes on from that."""
    await en.say(FOX)
    await en.edit("hello " * 39 + "hello")
    assert answers(en) == 1
    assert "40 tokens" in screen(en)[1]
    assert first(await en.say("×1000")).endswith("for 1,000 calls")
    assert "Input: 40 tokens × $0.75/M = $0.00003" in screen(en)


async def test_pieces_that_come_late_and_what_follows_them(en: Conversation) -> None:
    """A piece is still joined; what goes on from a text that looks cut has an answer of its own."""
    piece, rest, *_ = cut(PROSE)
    await en.say(piece)
    await en.say(rest)
    assert answers(en) == 1
    assert "2 parts" in en.last.text
    assert first(await en.say("×1000")).endswith("for 1,000 calls")
    assert answers(en) == 2


async def test_what_the_bot_asked_is_not_pushed_aside(en: Conversation) -> None:
    """An estimate in between leaves "which limit?" open."""
    await en.say("/budget")
    await en.press("Other")
    await en.say("/estimate gpt-5.4 hello there")
    assert (await en.say("75")).startswith("Your limit: $75")


async def test_behind_a_number_of_calls_that_was_asked_for(en: Conversation) -> None:
    """The answer to a question of the bot's can be gone on from as well."""
    await en.say(FOX)
    await en.press("How often ▾")
    await en.press("Own number")
    assert (await en.say("250 a day")).startswith("≈ $19.81")
    await en.say("with o3?")
    assert screen(en)[1] == "250 calls a day · a day $1.26 · one call $0.005"


async def test_prices(en: Conversation) -> None:
    """Another model, several, all in the other currency."""
    await en.say("price of gpt-5.4")
    assert first(await en.say("and o3?")) == "o3: $2 in, $8 out per million tokens"
    assert await en.say("in RMB?") == (
        "per M tokens      in  cached     out\n"
        "o3            ¥14.20   ¥3.55  ¥56.80\n"
        "1 USD = 7.10 RMB (built-in example rate)\n"
        "[1 All prices]"
    )
    assert first(await en.say("and gpt-5.4 mini?")).startswith("gpt-5.4-mini: $0.75 in")
    assert first(await en.say("what about gpt-9")) == "I have no OpenAI price for gpt-9. Which of these is it?"
    await en.say("/prices gpt-5.4, o3")
    said = await en.say("and in RMB?")
    assert [line.split()[0] for line in said.splitlines()[1:3]] == ["gpt-5.4", "o3"]
    await en.say("/prices")
    assert "gpt-6-luna" in await en.say("in yuan?")
    assert "times" not in first(await en.say("×1000"))
    await en.advance("11m")
    assert "¥14.20" not in await en.say("in RMB?")


async def test_prices_in_chinese(zh: Conversation) -> None:
    """The same in Chinese."""
    await zh.say("gpt-5.4 多少钱")
    assert first(await zh.say("o3 呢")) == "o3：输入 $2，输出 $8，每百万 token"
    await zh.take(script.Restart())
    assert "o3            ¥14.20  ¥3.55  ¥56.80" in await zh.say("换成人民币")
    assert first(await zh.say("那 gpt-5.4 mini 呢")).startswith("gpt-5.4-mini：输入 $0.75")


async def test_in_a_group(en: Conversation) -> None:
    """Where the bot is meant; one person's estimate is nobody else's to go on from."""
    group = en.api.group(-100, "Friends")
    en.api.person(2, "en")

    async def said(person: int, text: str) -> str:
        en.api.say(person, text, chat=group)
        await en.session.settle()
        return first(group.messages[-1].text)

    await said(1, f"@TokenTallyBot {FOX}")
    assert await said(1, "@TokenTallyBot ×1000") == "≈ $2.64 · ¥18.75 for 1,000 calls"
    assert "1,000 calls" not in await said(2, "@TokenTallyBot with o3?")
    assert await said(1, "with o3?") == "with o3?"
