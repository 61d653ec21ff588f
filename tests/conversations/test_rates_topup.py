"""Top-up sums and agents' offers: figures with every step, buttons that change a part, no advice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conversation import Conversation


async def test_what_arrives(en: Conversation) -> None:
    """Without a rate of one's own: the operator's, and no fee."""
    assert (await en.say("I pay 500 RMB, what arrives?")).splitlines() == [
        "¥500 buys ≈ $70.42 of credit",
        "¥500.00 ÷ 7.10 = $70.42",
        "No fee and no tax is counted; set your fee with the buttons.",
        "1 USD = 7.10 RMB (built-in example rate)",
        "[1 Fee: 0 %] [2 Fixed: ¥0]",
        "[3 Rate: 7.10] [4 An agent's offer]",
    ]


async def test_what_it_costs(en: Conversation) -> None:
    """Dollars of credit are wanted; the fees stand in the message."""
    assert (await en.say("I need $50 of credit, what do I pay? 1.5% fee, 5 fixed")).splitlines()[:4] == [
        "$50 of credit costs ≈ ¥365.33",
        "$50.00 × 7.10 + ¥5.00 (fixed) + ¥5.33 (1.5 %) = ¥365.33",
        "Tax, where there is any, comes on top.",
        "1 USD = 7.10 RMB (built-in example rate)",
    ]


async def test_both_in_chinese(zh: Conversation) -> None:
    """充500到账多少, 充50刀要付多少人民币."""
    assert (await zh.say("充500到账多少")).splitlines() == [
        "付 ¥500，到账 ≈ $70.42 额度",
        "¥500.00 ÷ 7.10 = $70.42",
        "没算手续费和税；手续费可以用按钮设。",
        "1 USD = 7.10 元（内置示例汇率）",
        "[1 手续费 0 %] [2 固定费 ¥0]",
        "[3 汇率 7.10] [4 代充报价]",
    ]
    assert (await zh.say("充500，手续费3%，每笔5块，到账多少")).splitlines()[:3] == [
        "付 ¥500，到账 ≈ $67.69 额度",
        "¥500.00 − ¥5.00 (固定费) − ¥14.42 (3 %) = ¥480.58",
        "¥480.58 ÷ 7.10 = $67.69",
    ]
    assert (await zh.say("充50刀要付多少人民币")).startswith("$50 额度要付 ≈ ¥355.00\n$50.00 × 7.10 = ¥355.00\n")


async def test_buttons_change_fee_fixed_fee_and_rate(en: Conversation) -> None:
    """In the same message; another value is asked for in words; Back leads to the sum."""
    await en.say("I pay 500 RMB, what arrives?")
    message = en.last.id
    await en.press("Fee: 0 %")
    assert (await en.press("2 %")).splitlines()[1] == "¥500.00 − ¥9.80 (2 %) = ¥490.20"
    await en.press("Fixed: ¥0")
    await en.press("‹ Back")
    await en.press("Fixed: ¥0")
    assert (await en.press("¥5")).startswith("¥500 buys ≈ $68.35 of credit")
    await en.press("Rate: 7.10")
    assert (await en.press("Other")).startswith("Send how many RMB one dollar is")
    assert en.last.id == message
    said = await en.say("7.3")
    assert said.startswith("¥500 buys ≈ $66.48 of credit")
    assert "1 USD = 7.30 RMB (for this sum only)" in said
    await en.press("Fee: 2 %")
    await en.press("Other")
    assert "− ¥8.75 (1.8 %)" in await en.say("1.8%")
    await en.press("Fixed: ¥5")
    await en.press("Other")
    assert "− ¥8.00 (fixed)" in await en.say("8 rmb")


async def test_the_persons_own_charges_come_first(en: Conversation) -> None:
    """And the operator's rate is one tap away."""
    await en.say("/myrate 7.25 + 1.5% + 5 fixed")
    said = await en.say("I pay 500 RMB, what arrives?")
    assert said.startswith("¥500 buys ≈ $67.27 of credit")
    assert "1 USD = 7.25 RMB (your rate, 23 Nov 2026)" in said
    await en.press("Rate: 7.25")
    assert en.labels == ["Mine: 7.25", "Operator: 7.10", "Other", "‹ Back"]
    said = await en.press("Operator: 7.10")
    assert said.startswith("¥500 buys ≈ $68.69 of credit")
    await en.press("Rate: 7.10")
    assert (await en.press("Mine: 7.25")).startswith("¥500 buys ≈ $67.27 of credit")


@pytest.mark.parametrize(
    ("text", "says_so"),
    [("/topup ¥35.50", False), ("/topup ¥35.49", True), ("/topup $5", False), ("/topup $4.99", True)],
)
async def test_less_than_openai_sells_is_remarked(en: Conversation, text: str, says_so: bool) -> None:
    """The smallest purchase is $5."""
    assert ("OpenAI sells credit from $5 on; that costs ¥35.50 here." in await en.say(text)) is says_so


async def test_a_fixed_fee_may_leave_nothing(en: Conversation) -> None:
    """Nothing arrives, and nothing negative does."""
    said = await en.say("I pay 5 rmb with 5 fixed, what arrives?")
    assert said.startswith("Nothing arrives: the fixed fee of ¥5 takes all of ¥5.")
    assert "that costs ¥40.50 here" in said


async def test_from_a_conversion(en: Conversation) -> None:
    """The button works out the same amount: dollars are wanted, RMB are paid."""
    await en.say("50 usd")
    assert (await en.press("Top-up sum")).startswith("$50 of credit costs ≈ ¥355.00")
    await en.say("500 rmb")
    assert (await en.press("Top-up sum")).startswith("¥500 buys ≈ $70.42 of credit")


async def test_an_agents_offer(en: Conversation) -> None:
    """What a dollar costs, how much more than the reference, the risk, the checklist; nobody is recommended."""
    assert (await en.say("agent wants 400 for $50")).splitlines() == [
        "¥400 for $50: 1 USD = 8.00 RMB",
        "At the rate below: ¥355.00. The offer is ¥45.00 more (12.68 %).",
        "An agent is no official channel: credit bought through one can be cancelled, and the risk stays with you.",
        "1 USD = 7.10 RMB (built-in example rate)",
        "[1 Safety checklist] [2 Paying myself]",
        "[3 Another offer]",
    ]
    assert (await en.press("Paying myself")).startswith("$50 of credit costs ≈ ¥355.00")
    await en.press("An agent's offer")
    assert (await en.press("‹ Back")).startswith("$50 of credit costs ≈ ¥355.00")
    await en.press("An agent's offer")
    said = await en.say("300 for $50")
    assert "At the rate below: ¥355.00. The offer is ¥55.00 less (15.49 %)." in said
    assert "Far below the rate is a warning sign of its own." in said
    assert "risk stays with you" in await en.press("Safety checklist")


async def test_an_offer_beside_ones_own_card(zh: Conversation) -> None:
    """Both references: the operator's rate, and what the person would pay themselves."""
    await zh.say("我的汇率 7.25 加 1.5% 手续费 加每笔5块")
    assert (await zh.say("代充 400 块给 50 刀划算吗")).splitlines() == [
        "¥400 换 $50：1 USD = 8.00 元",
        "按下面的汇率是 ¥355.00，报价多 ¥45.00（12.68 %）。",
        "按你的 7.25 + 1.5 % + ¥5 是 ¥372.94，报价多 ¥27.06（7.26 %）。",
        "代充不是官方渠道：这样买的额度可能被取消，风险由你自己承担。",
        "1 USD = 7.10 元（内置示例汇率）",
        "[1 安全清单] [2 自己充]",
        "[3 换个报价]",
    ]
    assert "额度充进你自己的 OpenAI 账户" in await zh.press("安全清单")


async def test_an_offer_at_the_reference(en: Conversation) -> None:
    """Neither more nor less; a small one is below what OpenAI sells itself."""
    said = await en.say("agent wants ¥21.30 for $3")
    assert "At the rate below it would be ¥21.30 as well." in said
    assert "OpenAI itself sells credit from $5 on." in said


async def test_the_command_alone_says_what_can_be_worked_out(zh: Conversation) -> None:
    """And reads the answer; anything else is what it always was."""
    assert (await zh.say("充值计算")).startswith("到账多少、要付多少、代充报价划不划算？")
    assert (await zh.say("代充 380 给 50刀")).startswith("¥380 换 $50：1 USD = 7.60 元")
    await zh.say("/topup")
    assert (await zh.say("额度能退吗")).startswith("一般不退") or "退" in zh.last.text
    assert (await zh.say("500")).startswith("付 ¥500，到账 ≈ $70.42 额度")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("/topup banana", "I cannot read one amount in banana."),
        ("/topup 5000000 rmb", "5000000 rmb is out of my bounds: up to a million, with at most four decimals."),
        (
            "I pay 500 rmb with 80% fee, what arrives?",
            "I cannot count with 80%: a rate is from 1 to 100, a fee at most 50 %",
        ),
        ("I pay 100-200 rmb, what arrives?", "I cannot read one amount in 100-200 rmb."),
        ("I pay 50 eur, what arrives?", "I cannot read one amount in 50 eur."),
    ],
)
async def test_what_cannot_be_worked_out(en: Conversation, text: str, answer: str) -> None:
    """One sentence with what broke and an example."""
    said = await en.say(text)
    assert said.startswith(answer)
    assert "what arrives?" in said


async def test_two_readings_are_asked(en: Conversation) -> None:
    """As buttons; the fees of the message are kept."""
    assert (await en.say("I pay 1,5 rmb with 2% fee, what arrives?")).startswith(
        "I can read 1,5 rmb in more than one way."
    )
    assert (await en.press("¥15")).splitlines()[:2] == ["¥15 buys ≈ $2.07 of credit", "¥15.00 − ¥0.29 (2 %) = ¥14.71"]


@pytest.mark.parametrize(
    "data",
    ["1e:exchange:sum", "1e:exchange:sum:p:x:::", "1e:exchange:fee:p:1e9:::", "1e:exchange:per:q:5:::",
     "1e:exchange:askfix:p:-5:::", "1e:exchange:offer:400:0", "1e:exchange:askoffer:x", "1e:exchange:own:from:<b>:USD",
     "1e:exchange:again:USD", "1e:exchange:dropown:x:y"],
)  # fmt: skip
async def test_made_up_buttons_break_nothing(en: Conversation, data: str) -> None:
    """Whatever the data of a button says."""
    await en.say("100 usd")
    tap = en.api.press(1, en.last, 1)
    tap["callback_query"]["data"] = data
    await en.session.settle()
    assert "Something broke" not in en.last.text
