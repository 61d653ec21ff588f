"""Whole conversations: from the words that set a reminder to the message that keeps it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conversation import Conversation


@pytest.fixture
def begins_at() -> dt.datetime:
    """Monday 23 November 2026, 10:00 in Shanghai."""
    return dt.datetime(2026, 11, 23, 2, tzinfo=dt.UTC)


async def test_a_reminder_from_setting_to_done(en: Conversation) -> None:
    """Said back, sent when due, put off, sent again, done; nothing comes after that."""
    said = await en.say("/remind tomorrow 9:00 check usage")
    assert said.startswith("Tue 24 Nov, 09:00 (Shanghai): check usage\nIt is 10:00 for you, right? (Shanghai)")
    assert await en.advance("22h") == ""
    assert (await en.advance("1h")).startswith("⏰ Check usage · due Tue 24 Nov, 09:00")
    assert (await en.press("In 1 hour")).startswith("Again Tue 24 Nov, 10:00 (Shanghai): check usage")
    assert (await en.press("Undo")).startswith("⏰ Check usage · due Tue 24 Nov, 09:00")
    assert (await en.press("Tomorrow morning")).startswith("Again Wed 25 Nov, 09:00 (Shanghai): check usage")
    assert (await en.advance("1d")).startswith("⏰ Check usage · due Wed 25 Nov, 09:00")
    assert (await en.press("Done")).startswith("✓ Done: check usage")
    assert await en.advance("30d") == ""


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


async def test_the_monthly_check_shows_the_limit(en: Conversation) -> None:
    """One tap from the bare command; a second one makes no second reminder; the limit stands under it."""
    await en.say("/budget 50")
    for _ in range(2):
        await en.say("/remind")
        assert (await en.press("Monthly limit check")).startswith("On the 1st of every month, 09:00 (Shanghai)")
    due = await en.advance("8d")
    assert due.count("⏰") == 1
    assert "of $50" in due


async def test_what_is_missing_is_asked_for(en: Conversation) -> None:
    """Words without a time, then the time; something else in between is answered as usual."""
    assert (await en.say("remind me to check the bill")).startswith("When shall I remind you: check the bill?")
    assert "¥710.00" in await en.say("100 usd")
    assert "spent" in (await en.say("spent 12.5 today")).casefold()
    assert (await en.say("in 2 hours")).startswith("Mon 23 Nov, 12:00 (Shanghai): check the bill")
    assert (await en.advance("2h")).startswith("⏰ Check the bill")


async def test_of_two_meanings_one_is_chosen(en: Conversation) -> None:
    """Both are shown in full; the tap sets the one, and a second tap sets nothing more."""
    said = await en.say("remind me on 1/12 to pay")
    assert "1. Tue 1 Dec, 09:00 (Shanghai)\n2. Tue 12 Jan, 09:00 (Shanghai)" in said
    assert en.labels == ["1 Dec", "12 Jan"]
    assert (await en.press("12 Jan")).startswith("Tue 12 Jan, 09:00 (Shanghai): pay")
    assert "You have 1 reminder" in await en.say("/reminders")


async def test_the_time_can_be_changed(en: Conversation) -> None:
    """Change asks, Back keeps, an answer moves it, a bad answer is explained and may be mended."""
    await en.say("remind me tomorrow 9:00 to look")
    await en.press("Change time")
    assert (await en.press("‹ Back")).startswith("Tue 24 Nov, 09:00 (Shanghai): look")
    await en.press("Change time")
    assert (await en.say("feb 30")).startswith("There is no such day: feb 30")
    assert (await en.say("every friday 18:30")).startswith("Every Friday, 18:30 (Shanghai): look")
    listed = await en.say("/reminders")
    assert "1. Fri 27 Nov, 18:30: look (every Friday)" in listed
    assert "You have 1 reminder" in listed


async def test_deleting_from_the_list_and_back(en: Conversation) -> None:
    """The list stays where it is; Undo puts the reminder back into it."""
    await en.say("remind me tomorrow 9:00 to look")
    await en.say("remind me friday 9:00 to pay")
    await en.say("my reminders")
    await en.press("Edit 1")
    assert (await en.press("Delete")).startswith("Deleted: look\nYou have 1 reminder")
    assert (await en.press("Undo")).startswith("You have 2 reminders")
    await en.press("Edit 1")
    await en.press("Delete")
    assert (await en.advance("5d")).count("⏰") == 1


async def test_what_comes_too_late_says_so(en: Conversation) -> None:
    """Undo after the time has passed, and a choice that nobody made in time, set nothing."""
    await en.say("remind me in 1 hour to look")
    await en.press("Cancel")
    await en.advance("2h")
    assert (await en.press("Undo")).startswith("Its time has passed, so it stays deleted: look")
    await en.say("remind me on december 3rd at 4 to pay")
    await en.advance("10d")
    await en.press("04:00")
    await en.advance("2d")
    await en.press("16:00")
    assert (await en.say("/reminders")).startswith("You have no reminders")


async def test_undo_needs_room(en: Conversation) -> None:
    """A deleted one does not come back as the fifty-first."""
    await en.say("remind me tomorrow 9:00 to look")
    await en.press("Cancel")
    undo = en.last
    for n in range(50):
        await en.say(f"/remind friday 9:{n:02} number {n}")
    en.api.press(1, undo, 1)
    await en.session.settle()
    assert "You have 50 reminders, and I keep no more" in undo.text


async def test_who_chose_a_zone_is_not_told_of_one(en: Conversation) -> None:
    """The note on the assumed zone goes once the person has chosen; the time is on their clock."""
    await en.say("/settings")
    await en.press("Time zone")
    await en.press("Berlin")
    assert (await en.say("remind me tomorrow 9:30 to look")).split("\n")[:2] == [
        "Tue 24 Nov, 09:30 (Berlin): look",
        "[1 Change time] [2 Cancel]",
    ]


async def test_bad_requests_are_explained(en: Conversation) -> None:
    """What was understood, where it broke, and an example that works when it is sent."""
    for words, answer in (
        ("remind me today 8am to call", "I read Mon 23 Nov, 08:00, and that has passed."),
        ("remind me on feb 30 to pay", "There is no such day: feb 30"),
        ("/remind soon", "soon is too vague: I need a day or a time."),
        ("/remind every minute look", "That is too often: once every 10 minutes at most."),
        ("/remind tomorrow 9:00 " + "x" * 201, "That is too long for a reminder: 200 characters at most."),
    ):
        said = await en.say(words)
        assert said.startswith(answer)
    example = said.split("Try: ")[1]
    assert (await en.say(example)).startswith("Tue 24 Nov, 09:00 (Shanghai): check usage")


async def test_fifty_are_the_most(en: Conversation) -> None:
    """The fifty-first is refused in one clear sentence."""
    for n in range(50):
        await en.say(f"/remind tomorrow 9:{n:02} number {n}")
    assert "You have 50 reminders, and I keep no more" in await en.say("/remind tomorrow 10:00 one more")
    assert "50 reminders" in await en.say("/reminders")


@pytest.mark.parametrize("verb", ["delete:{id}", "show:{id}", "undo:{id}", "drop:{id}:0", "hour:{id}:1:1795000000"])
async def test_nobody_touches_the_reminders_of_others(en: Conversation, verb: str) -> None:
    """A button forged with somebody else's number finds nothing, and the reminder is sent as it was set."""
    await en.say("remind me tomorrow 9:00 to look")
    theirs = en.last.rows[0][0].value.rpartition(":")[2]
    await en.become(2)
    await en.say("remind me tomorrow 10:00 to pay")
    tap = en.api.press(2, en.last, 1)
    tap["callback_query"]["data"] = f"1e:reminders:{verb.format(id=theirs)}"
    en.api.redeliver(tap)
    await en.session.settle()
    assert en.last.text.startswith("Tue 24 Nov, 10:00 (Shanghai): pay")
    await en.become(1)
    assert "1. Tue 24 Nov, 09:00: look" in await en.say("/reminders")


async def test_in_a_group_nothing_is_set(en: Conversation) -> None:
    """Reminders are one person's own: a group gets the way into the private en."""
    group = en.api.group(-5, "Friends")
    en.api.say(1, "/remind tomorrow 9:00 look", chat=group)
    await en.session.settle()
    assert group.messages[-1].text.startswith("That is between you and me")
    assert (await en.say("/reminders")).startswith("You have no reminders")


async def test_what_is_stored_is_exported_and_deleted(en: Conversation) -> None:
    """The words of a reminder, and of one that lacks its time, go out with /export and away with /delete_me."""
    await en.say("remind me tomorrow 9:00 to feed the okapi")
    await en.say("remind me to feed the quokka")
    exported = (await en.export())["tokentally.json"].decode()
    assert "okapi" in exported
    assert "quokka" in exported
    await en.say("/delete_me")
    await en.press(1)
    await en.session.stop()
    left = b"".join(file.read_bytes() for file in en.path.parent.glob(f"{en.path.name}*"))
    assert b"okapi" not in left
    assert b"quokka" not in left
    await en.session.start()
    assert await en.advance("2d") == ""
