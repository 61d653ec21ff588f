"""The operator's rate: who sets it, what it was, where it counts; and a rate of one's own."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from bot.settings import Settings
from tests.conftest import START
from tests.conversation import Conversation

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

ADMIN, OTHER_ADMIN, SOMEBODY = 1, 2, 3


def settings(usd_cny: str | None = None, usd_cny_date: dt.date | None = None) -> Settings:
    """Return settings with two admins and this rate."""
    value = Decimal(usd_cny) if usd_cny else None
    return Settings(_env_file=None, usd_cny=value, usd_cny_date=usd_cny_date, admins=(ADMIN, OTHER_ADMIN))


@pytest.fixture
async def admin(tmp_path: Path) -> AsyncIterator[Conversation]:
    """An admin whose Telegram is in English."""
    async with Conversation(tmp_path / "b.sqlite3", START, settings=settings()) as chat:
        yield chat


async def test_an_admin_sets_the_rate(admin: Conversation) -> None:
    """The old one, the change in percent, and the way back; it counts at once and everywhere."""
    assert (await admin.say("/rate")).splitlines() == [
        "1 USD = 7.10 RMB (built-in example rate)",
        "To change it for everybody: /rate 7.12",
        "[1 Rate history] [2 My rate]",
    ]
    assert (await admin.say("/rate 7.12")).splitlines() == [
        "1 USD = 7.12 RMB for everybody from now on.",
        "Before: 7.10, a change of +0.28 %",
        "[1 Back to 7.10] [2 Rate history]",
    ]
    said = await admin.say("100 usd")
    assert said.splitlines()[:2] == ["$100 ≈ ¥712.00", "1 USD = 7.12 RMB (set by the operator, 23 Nov 2026)"]
    assert "1 USD = 7.12 RMB (set by the operator, 23 Nov 2026)" in await admin.say("/settings")
    assert "1 USD = 7.12 RMB (set by the operator, 23 Nov 2026)" in await admin.say("what exchange rate do you use")
    assert "¥712.00" in await admin.say("/budget 100 usd")
    assert "1 USD = 7.12 RMB" in await admin.say("/estimate Please read the minutes and write a summary for the team.")


async def test_one_tap_goes_back(admin: Conversation) -> None:
    """To the rate before, as a rate of its own in the history."""
    await admin.say("/rate 7.12")
    assert (await admin.press("Back to 7.10")).startswith("1 USD = 7.10 RMB for everybody from now on.")
    assert (await admin.press("Rate history")).splitlines() == [
        "The operator's rate, newest first",
        "7.10 · 23 Nov 2026 · -0.28 % · you",
        "7.12 · 23 Nov 2026 · you",
        "[1 ‹ Back]",
    ]
    assert (await admin.press("‹ Back")).startswith("1 USD = 7.10 RMB (set by the operator, 23 Nov 2026)")


async def test_more_than_five_percent_takes_a_second_tap(admin: Conversation) -> None:
    """Until then nothing changes; Keep leaves it so."""
    assert (await admin.say("/rate 7.8")).startswith(
        "From 7.10 to 7.80 is a change of +9.86 %. Take it for everybody?\n[1 Take 7.80] [2 Keep 7.10]"
    )
    assert (await admin.press("Keep 7.10")).startswith("1 USD = 7.10 RMB (built-in example rate)")
    await admin.say("/rate 7.8")
    assert (await admin.press("Take 7.80")).startswith("1 USD = 7.80 RMB for everybody from now on.")
    assert (await admin.say("1 usd")).startswith("$1 ≈ ¥7.80")


async def test_a_second_tap_that_comes_late_is_asked_again(admin: Conversation) -> None:
    """The rate has changed in between, so what was confirmed is another change."""
    await admin.say("/rate 7.8")
    await admin.become(OTHER_ADMIN)
    await admin.say("/rate 7.3")
    await admin.become(ADMIN)
    assert (await admin.press("Take 7.80")).startswith("From 7.30 to 7.80 is a change of +6.85 %.")
    assert (await admin.press("Take 7.80")).startswith("1 USD = 7.80 RMB for everybody")


async def test_a_tap_that_comes_twice_sets_it_once(admin: Conversation) -> None:
    """Telegram may deliver an update again."""
    update = admin.api.say(ADMIN, "/rate 7.12")
    await admin.session.settle()
    admin.api.redeliver(update)
    await admin.session.settle()
    assert (await admin.say("/rate history")).splitlines()[1:-1] == ["7.12 · 23 Nov 2026 · you"]


async def test_the_history_says_who_and_when(tmp_path: Path) -> None:
    """The settings, this admin, the other one; older ones on the next page; who left is not named."""
    options = settings("7.2", dt.date(2026, 11, 16))
    async with Conversation(tmp_path / "b.sqlite3", START, settings=options) as chat:
        await chat.become(OTHER_ADMIN)
        await chat.say("/rate 7.21")
        await chat.become(ADMIN)
        await chat.advance("1d")
        await chat.say("/rate 7.22")
        assert (await chat.say("/rate history")).splitlines() == [
            "The operator's rate, newest first",
            "7.22 · 24 Nov 2026 · +0.14 % · you",
            "7.21 · 23 Nov 2026 · +0.14 % · 2",
            "7.20 · 16 Nov 2026 · settings",
            "[1 ‹ Back]",
        ]
        for cents in range(23, 33):
            await chat.say(f"/rate 7.{cents}")
        said = await chat.say("/rate history")
        assert len(said.splitlines()) == 12
        assert "7.23 · 24 Nov 2026 · +0.14 % · you" in said
        assert (await chat.press("Older ›")).splitlines()[1:] == [
            "7.22 · 24 Nov 2026 · +0.14 % · you",
            "7.21 · 23 Nov 2026 · +0.14 % · 2",
            "7.20 · 16 Nov 2026 · settings",
            "[1 ‹ Back]",
        ]
        await chat.become(OTHER_ADMIN)
        await chat.say("/delete_me")
        await chat.press("Delete everything")
        await chat.become(ADMIN)
        await chat.say("/rate history")
        assert "7.21 · 23 Nov 2026 · +0.14 % · an admin" in await chat.press("Older ›")


async def test_an_empty_history(admin: Conversation) -> None:
    """It says so and how to begin."""
    assert (await admin.say("/rate history")).startswith("Nobody has set a rate yet: the built-in example counts.")


@pytest.mark.parametrize(
    "words", ["0", "-7", "0.99", "100.01", "700", "7.1234567", "abc", "7.12 banana", "1.5%", "<b>"]
)
async def test_a_bad_rate_gets_one_sentence(admin: Conversation, words: str) -> None:
    """What was typed, the bounds and an example; nothing changes."""
    assert await admin.say(f"/rate {words}") == (
        f"{words} is no rate: how many RMB one dollar costs is a number from 1 to 100. Try: /rate 7.12"
    )
    assert (await admin.say("1 usd")).startswith("$1 ≈ ¥7.10")


@pytest.mark.parametrize("words", ["", " 7.5", " history", " banana"])
async def test_others_only_see_the_rate(admin: Conversation, words: str) -> None:
    """Whatever they add to the command; made-up buttons do nothing either."""
    await admin.become(SOMEBODY)
    assert await admin.say(f"/rate{words}") == "1 USD = 7.10 RMB (built-in example rate)\n[1 My rate]"


async def test_buttons_of_an_admin_are_not_for_others(admin: Conversation) -> None:
    """Somebody who sends the data of such a button gets nowhere."""
    await admin.become(SOMEBODY)
    await admin.say("/rate")
    admin.may_be_refused = True  # Telegram: "message is not modified"
    for data in ("1e:exchange:set:7.8:0", "1e:exchange:history", "1e:exchange:history:5", "1e:exchange:set:x:y"):
        assert await admin.press_data(data) == "(This menu is old. Here is the present one.)"
    assert await admin.say("/rate") == "1 USD = 7.10 RMB (built-in example rate)\n[1 My rate]"


async def test_the_rate_survives_a_restart_and_a_changed_setting_wins_over_it(tmp_path: Path) -> None:
    """What was said last counts: /rate over the old setting, a new setting over /rate."""
    path = tmp_path / "b.sqlite3"
    async with Conversation(path, START, settings=settings("7.2", dt.date(2026, 11, 16))) as chat:
        assert "1 USD = 7.20 RMB (set by the operator, 16 Nov 2026)" in await chat.say("/rate")
        await chat.say("/rate 7.3")
    later = START + dt.timedelta(days=1)
    async with Conversation(path, later, settings=settings("7.2", dt.date(2026, 11, 16))) as chat:
        assert "1 USD = 7.30 RMB (set by the operator, 23 Nov 2026)" in await chat.say("/rate")
    async with Conversation(path, later, settings=settings("7.25")) as chat:
        assert "1 USD = 7.25 RMB (set by the operator, 24 Nov 2026)" in await chat.say("/rate")
        await chat.say("/rate 7.31")
        assert "1 USD = 7.31 RMB" in await chat.say("/rate")


async def test_an_old_rate_says_so_everywhere(tmp_path: Path) -> None:
    """From the thirty-first day on; setting it anew, even unchanged, makes it new."""
    async with Conversation(tmp_path / "b.sqlite3", START, settings=settings("7.2", dt.date(2026, 10, 25))) as chat:
        await chat.advance("1d")
        assert "30 days" not in await chat.say("100 usd")
        await chat.advance("1d")
        line = "1 USD = 7.20 RMB (set by the operator, 25 Oct 2026, more than 30 days old)"
        for text in ("100 usd", "/rate", "/settings", "I pay 500 RMB, what arrives?", "agent wants 400 for $50"):
            assert line in await chat.say(text)
        assert "Before: 7.20, a change of 0 %" in await chat.say("/rate 7.2")
        assert "1 USD = 7.20 RMB (set by the operator, 25 Nov 2026)\n" in await chat.say("100 usd")


async def test_what_was_booked_keeps_its_rate(tmp_path: Path) -> None:
    """What was 100 yesterday is not 95 next week."""
    async with Conversation(tmp_path / "b.sqlite3", START, settings=settings("7")) as chat:
        await chat.say("/budget 100 usd")
        await chat.say("spent 70 rmb on api")
        await chat.say("/rate 8")
        await chat.press("Take 8.00")
        assert "Used $10.00 of $100" in await chat.say("/budget")


# --- a rate of one's own


async def test_my_rate_in_one_line(en: Conversation) -> None:
    """Said back with its parts and the difference; counted in conversions, both ways, and nowhere else."""
    assert (await en.say("my rate is 7.25 + 1.5%")).splitlines() == [
        "Your rate: 7.25 + 1.5 %",
        "1 USD = 7.3588 RMB (your rate, 23 Nov 2026)",
        "3.64 % above the operator's 7.10",
        "Your conversions and top-up sums use it. Estimates and limits keep the operator's rate.",
        "[1 Change it] [2 Remove it]",
        "[3 ‹ Back]",
    ]
    assert (await en.say("100 usd")).splitlines()[:3] == [
        "$100 ≈ ¥735.88",
        "1 USD = 7.3588 RMB (your rate, 23 Nov 2026)",
        "7.25 + 1.5 % · 3.64 % above the operator's 7.10",
    ]
    assert (await en.say("500 rmb")).startswith("¥500 ≈ $67.95")
    assert "($70" not in await en.say("/budget 50")
    assert "¥355.00" in await en.say("/budget 50")
    en.api.inline(1, "100 usd")
    await en.session.settle()
    assert en.api.answers_of_inline[0]["results"][0]["title"] == "$100 ≈ ¥710.00"
    await en.become(2)
    assert (await en.say("100 usd")).startswith("$100 ≈ ¥710.00")


async def test_my_rate_in_chinese(zh: Conversation) -> None:
    """With a fixed fee, which belongs to a payment and so to sums alone."""
    assert (await zh.say("我的汇率 7.25 加 1.5% 手续费 加每笔5块")).splitlines() == [
        "你的汇率：7.25 + 1.5 % + ¥5",
        "1 USD = 7.3588 元（你的汇率，2026 年 11 月 23 日）",
        "比管理员的 7.10 高 3.64 %",
        "固定费按每笔付款收，只算进充值计算。",
        "你的换算和充值计算用它；估价和限额仍用管理员的汇率。",
        "[1 修改] [2 删除]",
        "[3 ‹ 返回]",
    ]
    assert (await zh.say("100刀")).startswith("$100 ≈ ¥735.88")
    assert (await zh.say("充50刀要付多少人民币")).splitlines()[:2] == [
        "$50 额度要付 ≈ ¥372.94",
        "$50.00 × 7.25 + ¥5.00 (固定费) + ¥5.44 (1.5 %) = ¥372.94",
    ]


async def test_my_rate_through_the_settings(en: Conversation) -> None:
    """Asked in one message; a wrong answer is mended by the next; shown in the settings; removed again."""
    await en.say("/settings")
    await en.press("Currencies")
    asked = await en.press("My rate")
    assert asked.startswith("What does your card or service charge for a dollar?")
    assert (await en.say("7.25 + 5")).startswith(
        "I cannot tell what 5 is: a rate is from 1 to 100, a fee has its % or ¥."
    )
    assert (await en.say("7.25 + 1.5% + 5 fixed")).startswith("Your rate: 7.25 + 1.5 % + ¥5\n")
    assert "Your rate: 7.25 + 1.5 % + ¥5" in await en.press("‹ Back")
    await en.press("Currencies")
    assert (await en.press("My rate")).startswith("Your rate: 7.25 + 1.5 % + ¥5")
    assert (await en.press("Remove it")).startswith("Your rate is removed; the operator's counts again.\n1 USD = 7.10")
    assert "Your rate: none of your own · 1 USD = 7.10 RMB" in await en.say("/settings")
    assert (await en.say("100 usd")).startswith("$100 ≈ ¥710.00")


async def test_the_way_back_from_my_rate_is_the_conversion(en: Conversation) -> None:
    """The message that was left comes back; a question that is not answered waits for nobody."""
    await en.say("20 usd")
    await en.press("My rate")
    assert (await en.press("‹ Back")).startswith("$20 ≈ ¥142.00")
    assert (await en.say("7.25")).startswith("$7.25 ≈ ¥51.48")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("how do I get a refund", "Normally not"),
        ("spent 20 on api", "Noted: $20"),
        ("100 usd", "$100 ≈ ¥710.00"),
        ("/cancel", "All right, I no longer wait for an answer."),
    ],
)
async def test_other_messages_are_no_rate(en: Conversation, text: str, answer: str) -> None:
    """While the bot waits for a rate, everything else is what it always was."""
    await en.say("/myrate")
    assert (await en.say(text)).startswith(answer)


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("banana", "I cannot tell what banana is"),
        ("700", "I cannot tell what 700 is"),
        ("7.25 + 51%", "I cannot tell what 51% is"),
        ("-7", "I cannot tell what -7 is"),
        ("7.25 " * 60, "I see neither a rate nor a fee in that."),
    ],
)
async def test_a_bad_rate_of_ones_own_gets_one_sentence(en: Conversation, words: str, answer: str) -> None:
    """The piece that broke, and an example."""
    said = await en.say(f"/myrate {words}")
    assert said.startswith(answer)
    assert said.endswith("Try: 7.25 + 1.5% + ¥5")


async def test_my_rate_is_exported_and_deleted(en: Conversation) -> None:
    """It is the person's own data."""
    await en.say("/myrate 7.25 + 1.5%")
    assert json.loads((await en.export())["tokentally.json"])["exchange"]["own_rate"] == {
        "cny_per_usd": "7.25", "percent": "1.5", "fixed_cny": "0", "since": "2026-11-23",
    }  # fmt: skip
    await en.say("/delete_me")
    await en.press("Delete everything")
    assert (await en.say("100 usd")).startswith("$100 ≈ ¥710.00")


async def test_in_a_group_nobodys_own_rate_is_shown(admin: Conversation) -> None:
    """There the operator's counts for everybody, and neither the history nor a new rate is for all to see."""
    await admin.say("/myrate 7.25 + 1.5%")
    group = admin.api.group(-5, "Friends")

    async def said(text: str) -> str:
        admin.api.say(ADMIN, text, chat=group)
        await admin.session.settle()
        return group.messages[-1].text

    assert (await said("/convert 100 usd")).startswith("$100 ≈ ¥710.00")
    assert [button.label for row in group.messages[-1].rows for button in row] == ["The other way", "Top-up sum"]
    assert await said("/rate 7.5") == "1 USD = 7.10 RMB (built-in example rate)"
    assert await said("/rate history") == "1 USD = 7.10 RMB (built-in example rate)"
    assert "7.25" not in await said("/topup $50")
    tap = admin.api.press(ADMIN, group.messages[-1], 1)
    tap["callback_query"]["data"] = "1e:exchange:own:settings"
    await admin.session.settle()
    assert "7.25" not in group.messages[-1].text
    assert "private chat" in await said("/myrate")
    assert "private chat" in await said("@TokenTallyBot my rate is 7.4")
    assert "Your rate: 7.25 + 1.5 %" in await admin.say("/myrate")
