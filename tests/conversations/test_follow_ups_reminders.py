"""What is said within ten minutes about a reminder, and messages about one that are edited to say otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import START
from tests.conversation import Conversation

if TYPE_CHECKING:
    from pathlib import Path


async def test_a_chain_of_times(en: Conversation) -> None:
    """A time keeps the day, a day keeps the time; each step can be undone, and it stays one reminder."""
    await en.say("remind me on friday at 9:00 to pay")
    assert (await en.say("make it 9:30 instead")).startswith("Fri 27 Nov, 09:30 (Shanghai): pay")
    assert (await en.say("no, tomorrow")).startswith("Tue 24 Nov, 09:30 (Shanghai): pay")
    assert (await en.say("at 10 instead")).startswith("Tue 24 Nov, 10:00 (Shanghai): pay")
    assert (await en.say("make it every monday")).startswith("Every Monday, 10:00 (Shanghai): pay")
    assert (await en.say("11:15")).startswith("Every Monday, 11:15 (Shanghai): pay")
    assert (await en.say("undo that")).startswith("Every Monday, 10:00 (Shanghai): pay")
    assert "You have 1 reminder" in await en.say("/reminders")


async def test_the_same_in_chinese(zh: Conversation) -> None:
    """Simplified and Traditional; it comes when the last word said."""
    await zh.say("明天早上九点提醒我看账单")
    assert (await zh.say("改成九点半")).startswith("11 月 24 日周二 09:30（上海）：看账单")
    assert (await zh.say("不對，是後天下午三點")).startswith("11 月 25 日周三 15:00（上海）：看账单")
    assert (await zh.say("换成每周一")).startswith("每周一 15:00（上海）：看账单")
    assert (await zh.say("改到明天")).startswith("11 月 24 日周二 15:00（上海）：看账单")
    assert await zh.advance("29h") == ""
    assert (await zh.advance("1h")).startswith("⏰ 看账单")


@pytest.mark.parametrize(
    ("word", "back"),
    [("undo", "undo"), ("undo that", "bring it back"), ("cancel it", "undo that"), ("never mind", "restore it")],
)
async def test_taken_back(en: Conversation, word: str, back: str) -> None:
    """The reminder goes, not the last entry; the message has a button, and a word brings it back as well."""
    await en.say("spent 5")
    await en.say("remind me tomorrow 9:00 to pay")
    assert await en.say(word) == "Deleted, I send it no more: pay\n[1 Undo]"
    assert "You have no reminders" in await en.say("/reminders")
    assert (await en.say(back)).startswith("Tue 24 Nov, 09:00 (Shanghai): pay")
    assert "Booked last\n23 Nov · $5" in await en.say("/spent")


@pytest.mark.parametrize("word", ["撤销", "撤銷", "取消", "取消它", "算了", "不用了", "删掉"])
async def test_taken_back_in_chinese(zh: Conversation, word: str) -> None:
    """The words of the undo command and of /cancel among them, where something was just set."""
    await zh.say("花了5刀")
    await zh.say("明天早上九点提醒我看账单")
    assert await zh.say(word) == "已删除，不会再提醒：看账单\n[1 撤销]"
    assert (await zh.press("撤销")).startswith("11 月 24 日周二 09:00（上海）：看账单")
    assert (await zh.say("撤销")).startswith("已删除")
    assert (await zh.say("恢复")).startswith("11 月 24 日周二 09:00（上海）：看账单")
    assert "11 月 23 日 · $5" in await zh.say("花费")


async def test_cancelled_after_a_change_it_is_gone(en: Conversation) -> None:
    """A step back is one; "cancel it" is the whole reminder."""
    await en.say("remind me tomorrow 9:00 to pay")
    await en.say("make it 10:00")
    assert (await en.say("cancel it")).startswith("Deleted, I send it no more: pay")
    assert (await en.say("make it 11:00")).startswith("Tue 24 Nov, 11:00 (Shanghai): pay")


async def test_the_question_for_a_time_reads_it_likewise(en: Conversation) -> None:
    """What is left out stays as it is, also behind "Change time"."""
    await en.say("remind me every friday 9:00 to pay")
    await en.press("Change time")
    assert (await en.say("18:30")).startswith("Every Friday, 18:30 (Shanghai): pay")
    assert (await en.say("undo")).startswith("Every Friday, 09:00 (Shanghai): pay")


async def test_deleted_by_a_button(en: Conversation) -> None:
    """A word brings it back, and no entry is touched; also where it was set long ago."""
    await en.say("remind me tomorrow 9:00 to pay")
    await en.advance("20m")
    await en.say("spent 5")
    await en.say("/reminders")
    await en.press("Edit 1")
    await en.press("Delete")
    assert (await en.say("undo")).startswith("Tue 24 Nov, 09:00 (Shanghai): pay")
    await en.press("Cancel")
    assert (await en.say("undo that")).startswith("Tue 24 Nov, 09:00 (Shanghai): pay")
    assert "Booked last\n23 Nov · $5" in await en.say("/spent")


async def test_its_own_questions(en: Conversation) -> None:
    """A time with two readings is asked about, by buttons or by another word; a bad one is told."""
    await en.say("remind me in 3 hours to look")
    said = await en.say("make it 8:30")
    assert said.startswith("I can read that in more than one way. Which time?\n1. Mon 23 Nov, 20:30")
    assert (await en.say("8:30 pm instead")).startswith("Mon 23 Nov, 20:30 (Shanghai): look")
    assert (await en.say("no, 25:00")).startswith("There is no such time: 25:00")
    assert (await en.say("make it yesterday")).startswith("I read Sun 22 Nov")
    await en.say("no, at 10")
    assert (await en.say("no, at 8:30")).startswith("I can read that in more than one way.")
    assert (await en.press(2)).startswith("Tue 24 Nov, 08:30 (Shanghai): look")
    assert (await en.say("undo")).startswith("Mon 23 Nov, 10:00 (Shanghai): look")
    assert "You have 1 reminder" in await en.say("/reminders")


async def test_ready_made_ones(en: Conversation) -> None:
    """Set by a tap, changed by a word; those before a day go and come together."""
    await en.say("/remind")
    await en.press("Monthly limit check")
    assert (await en.say("make it 8:15")).startswith("On the 1st of every month, 08:15 (Shanghai)")
    await en.say("/remind")
    await en.press("Credit expires")
    await en.say("31 jan 2027")
    assert (await en.say("undo that")).startswith("Deleted: the reminders before your credit expires.")
    assert (await en.say("undo that")).startswith("Your credit expires on 31 Jan 2027.")
    assert "You have 4 reminders" in await en.say("/reminders")


async def test_what_was_done_with_one_that_was_due(en: Conversation) -> None:
    """Put off by a typed time, and by another one; a step back shows it as it was."""
    await en.say("remind me in 30 minutes to pay")
    await en.advance("30m")
    await en.press("Other time")
    assert (await en.say("at 18:30")).startswith("Again Mon 23 Nov, 18:30 (Shanghai): pay")
    assert (await en.say("make it 19:00")).startswith("Again Mon 23 Nov, 19:00 (Shanghai): pay")
    assert (await en.say("undo")).startswith("⏰ Pay · due Mon 23 Nov, 09:30")
    await en.press("Done")
    assert (await en.say("undo that")).startswith("⏰ Pay · due Mon 23 Nov, 09:30")
    assert await en.advance("12h") == ""


async def test_several_that_were_due(en: Conversation) -> None:
    """As by the button."""
    await en.say("remind me in 30 minutes to pay")
    await en.say("remind me in 30 minutes to look")
    await en.advance("30m")
    await en.press("All done")
    assert (await en.say("undo that")).startswith("⏰ 2 reminders")


async def test_other_messages_are_what_they_are(en: Conversation) -> None:
    """A new reminder, a booking, a conversion, the list; the next word is about what was set last."""
    await en.say("remind me tomorrow 9:00 to pay")
    assert (await en.say("remind me on friday 8:00 to look")).startswith("Fri 27 Nov, 08:00 (Shanghai): look")
    assert (await en.say("make it 8:30")).startswith("Fri 27 Nov, 08:30 (Shanghai): look")
    assert (await en.say("100 usd")).startswith("$100")
    assert (await en.say("spent 3")).startswith("Noted: $3")
    assert (await en.say("make it 4")).startswith("Changed to $4")
    await en.say("remind me on sunday 8:00 to rest")
    assert "You have 3 reminders" in await en.say("my reminders")
    assert (await en.say("no, 9:00")).startswith("Sun 29 Nov, 09:00 (Shanghai): rest")


@pytest.mark.parametrize("end", ["/cancel", "stop"])
async def test_cancel_ends_it(en: Conversation, end: str) -> None:
    """The reminder stays as it is."""
    await en.say("remind me tomorrow 9:00 to pay")
    await en.say(end)
    assert "Shanghai" not in await en.say("make it 10:00")
    assert "1. Tue 24 Nov, 09:00: pay" in await en.say("/reminders")


async def test_it_expires(zh: Conversation) -> None:
    """After ten minutes a word is about nothing, and none of them touches the reminder."""
    await zh.say("明天早上九点提醒我看账单")
    await zh.advance("9m")
    await zh.say("改成十点")
    await zh.advance("10m")
    assert "看账单" not in await zh.say("改成十一点")
    assert "看账单" not in await zh.say("取消")
    assert "1. 11 月 24 日周二 10:00：看账单" in await zh.say("我的提醒")


async def test_a_restart_in_between(tmp_path: Path) -> None:
    """What a word would be about is stored, with the time it had before."""
    async with Conversation(tmp_path / "bot.sqlite3", START) as before:
        await before.say("remind me tomorrow 9:00 to pay")
        await before.say("make it every day at 10:00")
    async with Conversation(tmp_path / "bot.sqlite3", START) as after:
        assert (await after.say("undo that")).startswith("Tue 24 Nov, 09:00 (Shanghai): pay")
        assert (await after.say("remind me on friday 8:00 to look")).startswith("Fri 27 Nov, 08:00")
        assert "You have 2 reminders" in await after.say("/reminders")  # numbers of messages begin anew here


async def test_one_that_was_sent_meanwhile(en: Conversation) -> None:
    """It can be moved, and is not said to be deleted."""
    await en.say("remind me in 5 minutes to pay")
    assert (await en.advance("5m")).startswith("⏰ Pay")
    assert "deleted" not in await en.say("undo that")
    assert (await en.say("no, tomorrow 9:00")).startswith("Tue 24 Nov, 09:00 (Shanghai): pay")


async def test_an_open_question_is_not_pushed_aside(en: Conversation) -> None:
    """The amount that was asked for is one, whatever was set by a message in between."""
    await en.say("/spent")
    await en.press("Log spending")
    await en.say("remind me tomorrow 9:00 to pay")
    assert (await en.say("12.60")).startswith("Noted: $12.60")


class TestEdits:
    async def test_its_time_and_its_words(self, en: Conversation) -> None:
        """The same reminder, never a second one; the answer is edited."""
        await en.say("remind me tomorrow 9:00 to pay")
        assert (await en.edit("remind me tomorrow 10:00 to pay the rent")).startswith(
            "Tue 24 Nov, 10:00 (Shanghai): pay the rent"
        )
        await en.advance("1h")
        assert (await en.edit("remind me every friday to look")).startswith("Every Friday, 09:00 (Shanghai): look")
        assert "You have 1 reminder" in await en.say("/reminders")
        assert len([message for message in en.api.chat(en.session.person).messages if message.from_bot]) == 2

    async def test_something_else_now(self, zh: Conversation) -> None:
        """It is deleted, the answer says so, and one tap brings it back."""
        await zh.say("明天早上九点提醒我看账单")
        assert (await zh.edit("花了5刀")).startswith("已删除，不会再提醒：看账单\n\n记下了：$5")
        assert zh.labels[-1] == "恢复提醒"
        assert (await zh.press("恢复提醒")).startswith("11 月 24 日周二 09:00（上海）：看账单")

    async def test_a_time_that_cannot_be(self, en: Conversation) -> None:
        """The old one is not sent either; the next version sets it again."""
        await en.say("remind me tomorrow 9:00 to pay")
        said = await en.edit("remind me tomorrow 25:00 to pay")
        assert said.startswith("Deleted, I send it no more: pay\n\nThere is no such time: 25:00")
        assert (await en.edit("remind me tomorrow 15:00 to pay")).startswith("Tue 24 Nov, 15:00 (Shanghai): pay")
        assert "You have 1 reminder" in await en.say("/reminders")

    async def test_a_time_that_is_asked_for(self, en: Conversation) -> None:
        """Words without a time, then the answer, then both edited: one reminder."""
        await en.say("remind me to pay")
        first = en.own.id
        await en.say("tomorrow 9:00")
        assert (await en.edit("tomorrow 10:00")).startswith("Tue 24 Nov, 10:00 (Shanghai): pay")
        assert (await en.edit("remind me on friday 8:00 to pay rent", first)).startswith("Fri 27 Nov, 08:00")
        assert "You have 1 reminder" in await en.say("/reminders")

    async def test_a_choice(self, en: Conversation) -> None:
        """What was chosen by a button belongs to the message too."""
        await en.say("remind me at 9:30 to pay")
        await en.press(1)
        assert (await en.edit("remind me tomorrow 10:00 to pay")).startswith("Tue 24 Nov, 10:00 (Shanghai): pay")
        assert (await en.edit("remind me at 4 tomorrow to pay")).startswith("Deleted, I send it no more: pay")
        assert (await en.press(2)).startswith("Tue 24 Nov, 16:00 (Shanghai): pay")
        assert "You have 1 reminder" in await en.say("/reminders")

    async def test_a_change_that_is_edited(self, en: Conversation) -> None:
        """The time alone is enough; a greeting leaves the reminder as it is."""
        await en.say("remind me tomorrow 9:00 to pay")
        await en.say("make it 10:00")
        assert (await en.edit("make it 11:00")).startswith("Tue 24 Nov, 11:00 (Shanghai): pay")
        assert (await en.edit("friday")).startswith("Fri 27 Nov, 11:00 (Shanghai): pay")
        assert (await en.edit("hello")).startswith("Hello.")
        assert "1. Fri 27 Nov, 11:00: pay" in await en.say("/reminders")
