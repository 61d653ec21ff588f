"""Whole conversations: from the words that set a reminder to the message that keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conversation import Conversation
from tests.features.reminders.helpers import at

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

NOW = at("2026-11-23T02:00")  # Monday, 10:00 in Shanghai


@pytest.fixture
async def chat(tmp_path: Path) -> AsyncIterator[Conversation]:
    """Talk in English."""
    async with Conversation(tmp_path / "en.sqlite3", NOW) as conversation:
        yield conversation


@pytest.fixture
async def zh(tmp_path: Path) -> AsyncIterator[Conversation]:
    """Talk in Chinese."""
    async with Conversation(tmp_path / "zh.sqlite3", NOW, lang="zh-hans") as conversation:
        yield conversation


async def test_a_reminder_from_setting_to_done(chat: Conversation) -> None:
    """Said back, sent when due, put off, sent again, done; nothing comes after that."""
    said = await chat.say("/remind tomorrow 9:00 check usage")
    assert said.startswith("Tue 24 Nov, 09:00 (Shanghai): check usage\nIt is 10:00 for you, right? (Shanghai)")
    assert await chat.advance("22h") == ""
    assert (await chat.advance("1h")).startswith("⏰ Check usage · due Tue 24 Nov, 09:00")
    assert (await chat.press("In 1 hour")).startswith("Again Tue 24 Nov, 10:00 (Shanghai): check usage")
    assert (await chat.press("Undo")).startswith("⏰ Check usage · due Tue 24 Nov, 09:00")
    assert (await chat.press("Tomorrow morning")).startswith("Again Wed 25 Nov, 09:00 (Shanghai): check usage")
    assert (await chat.advance("1d")).startswith("⏰ Check usage · due Wed 25 Nov, 09:00")
    assert (await chat.press("Done")).startswith("✓ Done: check usage")
    assert await chat.advance("30d") == ""


async def test_a_repeating_one_until_it_is_stopped(zh: Conversation) -> None:
    """每月 comes every month; Stop ends it, Undo brings it back."""
    said = await zh.say("每月1号提醒我看账单")
    assert said.startswith("每月 1 号 09:00（上海）：看账单\n接下来：12 月 1 日周二 · 1 月 1 日周五 · 2 月 1 日周一")
    due = await zh.advance("40d")
    assert [line for line in due.split("\n") if line.startswith("⏰")] == [
        "⏰ 看账单 · 12 月 1 日周二 09:00",
        "⏰ 看账单 · 1 月 1 日周五 09:00",
    ]
    await zh.press("不再提醒")
    stopped = zh.last
    assert (await zh.say("提醒列表")).startswith("你还没有提醒")
    await zh.advance("29d")
    zh.api.press(1, stopped, 1)
    await zh.session.settle()
    assert "1. 2 月 1 日周一 09:00：看账单（每月 1 号）" in await zh.say("提醒列表")


async def test_the_monthly_check_shows_the_limit(chat: Conversation) -> None:
    """One tap from the bare command; a second one makes no second reminder; the limit stands under it."""
    await chat.say("/budget 50")
    for _ in range(2):
        await chat.say("/remind")
        assert (await chat.press("Monthly limit check")).startswith("On the 1st of every month, 09:00 (Shanghai)")
    due = await chat.advance("8d")
    assert due.count("⏰") == 1
    assert "of $50" in due


async def test_what_is_missing_is_asked_for(chat: Conversation) -> None:
    """Words without a time, then the time; something else in between is answered as usual."""
    assert (await chat.say("remind me to check the bill")).startswith("When shall I remind you: check the bill?")
    assert "¥710.00" in await chat.say("100 usd")
    assert "spent" in (await chat.say("spent 12.5 today")).casefold()
    assert (await chat.say("in 2 hours")).startswith("Mon 23 Nov, 12:00 (Shanghai): check the bill")
    assert (await chat.advance("2h")).startswith("⏰ Check the bill")


async def test_of_two_meanings_one_is_chosen(chat: Conversation) -> None:
    """Both are shown in full; the tap sets the one, and a second tap sets nothing more."""
    said = await chat.say("remind me on 1/12 to pay")
    assert "1. Tue 1 Dec, 09:00 (Shanghai)\n2. Tue 12 Jan, 09:00 (Shanghai)" in said
    assert chat.labels == ["1 Dec", "12 Jan"]
    assert (await chat.press("12 Jan")).startswith("Tue 12 Jan, 09:00 (Shanghai): pay")
    assert "You have 1 reminder" in await chat.say("/reminders")


async def test_the_time_can_be_changed(chat: Conversation) -> None:
    """Change asks, Back keeps, an answer moves it, a bad answer is explained and may be mended."""
    await chat.say("remind me tomorrow 9:00 to look")
    await chat.press("Change time")
    assert (await chat.press("‹ Back")).startswith("Tue 24 Nov, 09:00 (Shanghai): look")
    await chat.press("Change time")
    assert (await chat.say("feb 30")).startswith("There is no such day: feb 30")
    assert (await chat.say("every friday 18:30")).startswith("Every Friday, 18:30 (Shanghai): look")
    listed = await chat.say("/reminders")
    assert "1. Fri 27 Nov, 18:30: look (every Friday)" in listed
    assert "You have 1 reminder" in listed


async def test_deleting_from_the_list_and_back(chat: Conversation) -> None:
    """The list stays where it is; Undo puts the reminder back into it."""
    await chat.say("remind me tomorrow 9:00 to look")
    await chat.say("remind me friday 9:00 to pay")
    await chat.say("my reminders")
    await chat.press("Edit 1")
    assert (await chat.press("Delete")).startswith("Deleted: look\nYou have 1 reminder")
    assert (await chat.press("Undo")).startswith("You have 2 reminders")
    await chat.press("Edit 1")
    await chat.press("Delete")
    assert (await chat.advance("5d")).count("⏰") == 1


async def test_what_comes_too_late_says_so(chat: Conversation) -> None:
    """Undo after the time has passed, and a choice that nobody made in time, set nothing."""
    await chat.say("remind me in 1 hour to look")
    await chat.press("Cancel")
    await chat.advance("2h")
    assert (await chat.press("Undo")).startswith("Its time has passed, so it stays deleted: look")
    await chat.say("remind me on december 3rd at 4 to pay")
    await chat.advance("10d")
    await chat.press("04:00")
    await chat.advance("2d")
    await chat.press("16:00")
    assert (await chat.say("/reminders")).startswith("You have no reminders")


async def test_undo_needs_room(chat: Conversation) -> None:
    """A deleted one does not come back as the fifty-first."""
    await chat.say("remind me tomorrow 9:00 to look")
    await chat.press("Cancel")
    undo = chat.last
    for n in range(50):
        await chat.say(f"/remind friday 9:{n:02} number {n}")
    chat.api.press(1, undo, 1)
    await chat.session.settle()
    assert "You have 50 reminders, and I keep no more" in undo.text


async def test_who_chose_a_zone_is_not_told_of_one(chat: Conversation) -> None:
    """The note on the assumed zone goes once the person has chosen; the time is on their clock."""
    await chat.say("/settings")
    await chat.press("Time zone")
    await chat.press("Berlin")
    assert (await chat.say("remind me tomorrow 9:30 to look")).split("\n")[:2] == [
        "Tue 24 Nov, 09:30 (Berlin): look",
        "[1 Change time] [2 Cancel]",
    ]


async def test_bad_requests_are_explained(chat: Conversation) -> None:
    """What was understood, where it broke, and an example that works when it is sent."""
    for words, answer in (
        ("remind me today 8am to call", "I read Mon 23 Nov, 08:00, and that has passed."),
        ("remind me on feb 30 to pay", "There is no such day: feb 30"),
        ("/remind soon", "soon is too vague: I need a day or a time."),
        ("/remind every minute look", "That is too often: once every 10 minutes at most."),
        ("/remind tomorrow 9:00 " + "x" * 201, "That is too long for a reminder: 200 characters at most."),
    ):
        said = await chat.say(words)
        assert said.startswith(answer)
    example = said.split("Try: ")[1]
    assert (await chat.say(example)).startswith("Tue 24 Nov, 09:00 (Shanghai): check usage")


async def test_fifty_are_the_most(chat: Conversation) -> None:
    """The fifty-first is refused in one clear sentence."""
    for n in range(50):
        await chat.say(f"/remind tomorrow 9:{n:02} number {n}")
    assert "You have 50 reminders, and I keep no more" in await chat.say("/remind tomorrow 10:00 one more")
    assert "50 reminders" in await chat.say("/reminders")


@pytest.mark.parametrize("verb", ["delete:{id}", "show:{id}", "undo:{id}", "drop:{id}:0", "hour:{id}:1:1795000000"])
async def test_nobody_touches_the_reminders_of_others(chat: Conversation, verb: str) -> None:
    """A button forged with somebody else's number finds nothing, and the reminder is sent as it was set."""
    await chat.say("remind me tomorrow 9:00 to look")
    theirs = chat.last.rows[0][0].value.rpartition(":")[2]
    await chat.become(2)
    await chat.say("remind me tomorrow 10:00 to pay")
    tap = chat.api.press(2, chat.last, 1)
    tap["callback_query"]["data"] = f"1e:reminders:{verb.format(id=theirs)}"
    chat.api.redeliver(tap)
    await chat.session.settle()
    assert chat.last.text.startswith("Tue 24 Nov, 10:00 (Shanghai): pay")
    await chat.become(1)
    assert "1. Tue 24 Nov, 09:00: look" in await chat.say("/reminders")


async def test_in_a_group_nothing_is_set(chat: Conversation) -> None:
    """Reminders are one person's own: a group gets the way into the private chat."""
    group = chat.api.group(-5, "Friends")
    chat.api.say(1, "/remind tomorrow 9:00 look", chat=group)
    await chat.session.settle()
    assert group.messages[-1].text.startswith("That is between you and me")
    assert (await chat.say("/reminders")).startswith("You have no reminders")


async def test_what_is_stored_is_exported_and_deleted(chat: Conversation) -> None:
    """The words of a reminder, and of one that lacks its time, go out with /export and away with /delete_me."""
    await chat.say("remind me tomorrow 9:00 to feed the okapi")
    await chat.say("remind me to feed the quokka")
    exported = (await chat.export())["tokentally.json"].decode()
    assert "okapi" in exported
    assert "quokka" in exported
    await chat.say("/delete_me")
    await chat.press(1)
    await chat.session.stop()
    left = b"".join(file.read_bytes() for file in chat.path.parent.glob(f"{chat.path.name}*"))
    assert b"okapi" not in left
    assert b"quokka" not in left
    await chat.session.start()
    assert await chat.advance("2d") == ""
