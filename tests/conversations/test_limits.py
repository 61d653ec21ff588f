"""The limit and spending as a person meets them, through the whole bot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conversation import Conversation


async def test_two_taps_set_a_limit(en: Conversation) -> None:
    """/budget offers three amounts; one tap later the limit stands, and /budget shows it."""
    await en.say("/budget")
    assert en.labels == ["$20", "$50", "$100", "Other"]
    assert "Your limit: $50 (¥355.00) a month" in await en.press("$50")
    assert (await en.say("/budget")).startswith("Used $0 of $50, $50.00 left")


async def test_other_takes_the_next_message_as_the_limit(en: Conversation) -> None:
    """An amount that would be a conversion elsewhere is the answer here, once."""
    await en.say("/budget")
    await en.press("Other")
    assert "Your limit: ¥320 ($45.07) a month" in await en.say("320 rmb")
    assert "Your limit" not in await en.say("320 rmb")


async def test_other_lets_other_messages_pass(en: Conversation) -> None:
    """A question and an entry are no answer; a bad amount leaves the question open."""
    await en.say("/budget")
    await en.press("Other")
    assert "Your limit" not in await en.say("how do I set a $60 limit")
    await en.say("/budget")
    await en.press("Other")
    assert "neither" in await en.say("120 eur")
    assert "Your limit: $80 (¥568.00) a month" in await en.say("80 usd")
    await en.press("Change limit")
    await en.press("Other")
    assert "Noted: $5 (¥35.50)" in await en.say("spent 5 on api")


async def test_back_closes_the_question(en: Conversation) -> None:
    """After the way back an amount is a conversion again."""
    await en.say("/budget 60 usd")
    await en.press("Change limit")
    await en.press("Other")
    await en.press("‹ Back")
    assert "Your limit" not in await en.say("120 usd")


async def test_a_bare_limit_is_in_dollars_and_mended_by_a_tap(en: Conversation) -> None:
    """What was assumed is said, in both currencies."""
    said = await en.say("/budget 60")
    assert "Your limit: $60 (¥426.00) a month" in said
    assert "You named no currency, so I took dollars." in said
    assert "Your limit: ¥60 ($8.45) a month" in await en.press("¥60")


async def test_two_readings_of_a_limit_are_asked_about(en: Conversation) -> None:
    """Neither is set before a tap says which."""
    await en.say("/budget 1,6")
    assert en.labels == ["$1.60", "$16"]
    assert "Your limit: $16 (¥113.60) a month" in await en.press("$16")


async def test_the_limit_by_its_name(en: Conversation) -> None:
    """A plain message that only names the limit shows it."""
    await en.say("/budget 60 usd")
    await en.say("spent 60 usd yesterday")
    assert (await en.say("my limit")).startswith("Used $60.00 of $60, $0 left until 30 Nov\n▰▰▰▰▰▰▰▰▰▰ 100 %")


async def test_changing_removing_and_going_back(en: Conversation) -> None:
    """Each step names what was before; the day of the cycle comes back as well."""
    await en.say("budget $60 from the 22nd")
    assert "It was $60." in await en.say("my limit is 90 dollars a month")
    assert "22 Nov – 21 Dec, 29 days left" in await en.press("Back to $60")
    await en.press("Change limit")
    assert "There is no limit now." in await en.press("Remove limit")
    assert "22 Nov – 21 Dec, 29 days left" in await en.press("Back to $60")


async def test_spending_warning_and_undo(en: Conversation) -> None:
    """Used, left, bar, dates; 80 and 100 % once each; taking back and booking again."""
    await en.say("my limit is 50 dollars a month")
    assert await en.say("spent 41.54 on gpt api") == (
        "Noted: $41.54 (¥294.93)\n"
        "gpt api\n"
        "Used $41.54 of $50, $8.46 left until 30 Nov\n"
        "▰▰▰▰▰▰▰▰▱▱ 83 % 🟡 close to the limit\n"
        "1 Nov – 30 Nov, 8 days left\n"
        "🟡 80 % of your limit is passed.\n"
        "[1 Undo] [2 Last entries]\n"
        "[3 Change limit]"
    )
    assert "🔴 That is more than your limit." in await en.say("spent 100 rmb")
    assert "Taken back: 23 Nov · ¥100\nUsed $41.54 of $50" in await en.press("Undo")
    assert "Used $55.62 of $50, $5.62 over" in await en.press("Book it again")
    assert "Taken back: 23 Nov · ¥100" in await en.say("/undo")
    assert "Taken back: 23 Nov · $41.54 · gpt api\nUsed $0 of $50" in await en.say("/undo")
    assert "There is nothing to take back." in await en.say("/undo")


async def test_without_a_limit_it_is_booked_all_the_same(en: Conversation) -> None:
    """The month's sum is shown and a limit offered."""
    assert "Noted: $13.50 (¥95.85)\nSpent from 1 Nov to 30 Nov: $13.50" in await en.say("/spent 13.5")
    await en.press("Set a limit")
    assert "Used $13.50 of $20, $6.50 left" in await en.press("$20")


async def test_the_list_of_entries(en: Conversation) -> None:
    """The last ten, what to type, and the last one can be taken back."""
    assert "Nothing is booked yet." in await en.say("/spent")
    for amount in range(1, 12):
        await en.say(f"spent {amount} usd")
    said = await en.say("/spent")
    assert "23 Nov · $11\n23 Nov · $10" in said
    assert "23 Nov · $2\n" in said
    assert "23 Nov · $1\n" not in said
    assert "Taken back: 23 Nov · $11" in await en.press("Undo last")


async def test_log_spending_by_button(en: Conversation) -> None:
    """The button asks, and the answer may carry a note without any verb."""
    await en.say("/spent")
    await en.press("Log spending")
    assert "Noted: $13.50 (¥95.85)\ngpt api" in await en.say("13.5 gpt api")


async def test_two_readings_are_asked_about(en: Conversation) -> None:
    """The button keeps the day and the note of the message."""
    await en.say("yesterday I spent 1,6 usd on gpt")
    assert en.labels == ["$1.60", "$16"]
    assert "Noted for 22 Nov: $1.60 (¥11.36)\ngpt" in await en.press("$1.60")


async def test_pressing_both_readings_books_one(en: Conversation) -> None:
    """Buttons stand for the message they were read from: two quick taps book it once."""
    en.may_be_refused = True  # the second answer is the first one again: "message is not modified"
    await en.say("spent 1,6 usd")
    for button in (1, 2):
        en.api.press(1, en.last, button)
    await en.session.settle()
    said = await en.say("/spent")
    assert "23 Nov · $1.60\nSpent from 1 Nov to 30 Nov: $1.60" in said


async def test_a_message_delivered_again_books_once(en: Conversation) -> None:
    """Also where Telegram sends the same update twice."""
    update = en.api.say(1, "spent 5 usd")
    await en.session.settle()
    en.api.redeliver(update)
    await en.session.settle()
    assert "Spent from 1 Nov to 30 Nov: $5.00" in await en.say("/spent")


@pytest.mark.parametrize(
    "action",
    [
        "budgets",
        "budgets:",
        "budgets:grow",
        "budgets:set",
        "budgets:set:50",
        "budgets:set:NaN:USD",
        "budgets:set:1e3:USD",
        "budgets:set:0:USD",
        "budgets:set:1000001:USD",
        "budgets:set:50:EUR",
        "budgets:set:50:USD:32",
        "budgets:undo",
        "budgets:undo:-1",
        "budgets:undo:99999999999999999999",
        "budgets:redo:x",
        "budgets:book:1:5:USD:0",
        "budgets:book:x:5:USD:0:note",
        "budgets:book:1:-5:USD:0:note",
        "budgets:book:1:5:USD:3000:note",
    ],
)
async def test_made_up_buttons_do_nothing(en: Conversation, action: str) -> None:
    """A client may send any data; none of these is a button of ours."""
    await en.say("/budget")
    en.may_be_refused = True  # Telegram: "message is not modified"
    assert await en.press_data(f"1e:{action}") == "(This menu is old. Here is the present one.)"
    assert "How much do you want to spend" in await en.say("/budget")
    assert "There is nothing to take back." in await en.say("/undo")


async def test_anothers_number_undoes_nothing(en: Conversation) -> None:
    """The number on a button means an entry of whoever presses it."""
    await en.say("spent 5 usd")
    await en.become(2, "en")
    await en.say("/budget")
    update = en.api.press(2, en.last, 1)
    update["callback_query"]["data"] = "1e:budgets:undo:1"
    await en.session.settle()
    await en.become(1, "en")
    assert "Spent from 1 Nov to 30 Nov: $5.00" in await en.say("/spent")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("spent 0", "The amount has to be more than 0. Try: /spent 12.5"),
        ("spent -6", "What is spent is more than 0. To take back what you booked: /undo"),
        ("spent 2000000", "1,000,000 is the most I can keep. Try: /spent 12.5"),
        ("spent 120 eur", "I know dollars and RMB only, and 120 eur is neither. Try: /spent 12.5"),
        ("spent 10-20", "That is a range, and I need one amount. Try: /spent 12.5"),
        ("spent 5 on lunch and 4 on coffee", "I see more than one amount. Send one at a time: /spent 12.5"),
        ("spent 45 last week", "I need the day itself. Try: /spent 12.5 yesterday or on 3 Nov"),
        (
            "spent 45 tomorrow",
            "That day is still to come, and I book what is spent. Try: /spent 12.5 yesterday",
        ),
        ("spent 45 on 30 nov", "That day is still to come, and I book what is spent. Try: /spent 12.5 yesterday"),
        ("spent 45 on 1 jun", "That is too long ago: I book from 22 Sep 2026 on. Try: /spent 12.5 yesterday"),
        ("/spent abc", "I see no amount in that. Try: /spent 12.5"),
        ("/budget 0", "The amount has to be more than 0. Try: /budget 50"),
        ("/budget 1000001", "1,000,000 is the most I can keep. Try: /budget 50"),
        (
            "my limit is 10 dollars a year",
            "I keep limits for a month, a week or a day, not for a year. Try: /budget 50",
        ),
        ("/budget abc", "I see no amount in that. Try: /budget 50"),
    ],
)
async def test_refusals(en: Conversation, text: str, answer: str) -> None:
    """One sentence with an example that works."""
    assert await en.say(text) == answer


async def test_nobody_sees_or_touches_anothers_money(en: Conversation) -> None:
    """Limit and entries are one person's own."""
    await en.say("/budget 50 usd")
    await en.say("spent 5")
    await en.become(2, "en")
    assert "How much do you want to spend" in await en.say("/budget")
    assert "There is nothing to take back." in await en.say("/undo")
    await en.become(1, "en")
    assert "Used $5.00 of $50" in await en.say("/budget")


async def test_the_summary_follows_to_a_zone_that_a_reminder_asked_for(en: Conversation) -> None:
    """At nine by the clock in Tokyo, which is eight in Shanghai."""
    await en.say("/budget 50 usd")
    await en.say("spent 5")
    await en.say("remind me on 15 december to look")
    for button in ("Another zone", "Find a city"):
        await en.press(button)
    assert "Tokyo" in await en.say("Tokyo")
    await en.advance("7d")
    assert "left over" in await en.advance("23h")


async def test_a_new_cycle_begins_empty(en: Conversation) -> None:
    """On 1 December the limit is whole again, and the entries of November stay listed."""
    await en.say("/budget 50 usd")
    await en.say("spent 5")
    await en.advance("8d")
    assert (
        "Used $0 of $50, $50.00 left until 31 Dec\n▱▱▱▱▱▱▱▱▱▱ 0 % 🟢 on course\n1 Dec – 31 Dec, 31 days left"
        in await en.say("/budget")
    )
    assert "23 Nov · $5" in await en.say("/spent")


async def test_chinese(zh: Conversation) -> None:
    """The same in Chinese: words instead of commands, spoken amounts, one line for each number."""
    await zh.say("预算")
    assert zh.labels == ["$20", "$50", "$100", "其他"]
    assert "限额：每月 ¥320（$45.07）" in await zh.say("每月预算320块")
    assert await zh.say("今天又花了三十块八") == (
        "记下了：¥30.80（$4.34）\n"
        "已用 ¥30.80 / ¥320，还剩 ¥289.20，到 11 月 30 日\n"
        "▰▱▱▱▱▱▱▱▱▱ 9 % 🟢 正常\n"
        "11 月 1 日 – 11 月 30 日，还有 8 天\n"
        "[1 撤销] [2 看明细]\n"
        "[3 改限额]"
    )
    assert "原来是 ¥320。" in await zh.say("预算改成460块")
    assert "限额：每月 ¥320（$45.07）" in await zh.say("撤销")
    assert "撤销了：11 月 23 日 · ¥30.80" in await zh.say("/undo")
    assert "限额：每月 ¥460" in await zh.say("预算 460 块")
    assert "🟡 过了限额的 80 %。" in await zh.say("记账 400 块 午饭")
    assert "11 月 23 日 · ¥400 · 午饭" in await zh.say("花费")
    assert "两样都不是" in await zh.say("花了60港币")


async def test_chinese_labels_are_short(zh: Conversation) -> None:
    """At most eight characters on every button of this feature's screens."""
    for text in ("限额", "预算 320 块", "花了95块", "预算460", "花费", "撤销", "花了1,6刀"):
        await zh.say(text)
        assert all(len(label) <= 8 for label in zh.labels), zh.labels
