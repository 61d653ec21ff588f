"""Reminders in whole conversations, in both languages: every button of every screen."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bot.console.faults import Refusal

if TYPE_CHECKING:
    from tests.conversation import Conversation


@pytest.fixture
def begins_at() -> dt.datetime:
    """Monday 23 November 2026, 10:00 in Shanghai."""
    return dt.datetime(2026, 11, 23, 2, tzinfo=dt.UTC)


async def test_zone_and_morning_are_asked_once_and_without_typing(en: Conversation) -> None:
    """Yes keeps the zone; a reminder without a time asks for the morning and follows the answer; never again."""
    said = await en.say("remind me on friday to pay")
    assert said.split("\n")[:2] == ["Fri 27 Nov, 09:00 (Shanghai): pay", "It is 10:00 for you, right? (Shanghai)"]
    said = await en.press("Yes, 10:00")
    assert said.split("\n")[1] == "When is your morning? What you say without a time comes then."
    assert en.labels == ["07:00", "08:00", "09:00", "10:00", "Change time", "Cancel"]
    assert (await en.press("07:00")).startswith("Fri 27 Nov, 07:00 (Shanghai): pay")
    assert (await en.say("remind me every saturday to look")).startswith("Every Saturday, 07:00 (Shanghai): look")
    assert en.labels == ["Change time", "Cancel"]


async def test_another_zone_by_its_clock(zh: Conversation) -> None:
    """不对: one tap on the clock that is right; the wall time of the reminder stays."""
    await zh.say("明天早上九点半提醒我看账单")
    await zh.press("其他时区")
    assert zh.last.text.startswith("你那里现在几点")
    said = await zh.press("03:00 柏林")
    assert said.startswith("11 月 24 日周二 09:30（柏林）：看账单")
    assert await zh.advance("29h") == ""
    assert (await zh.advance("2h")).startswith("⏰ 看账单")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        pytest.param("Vancouver", "Vancouver: it is 19:00 there now.", id="a-city"),
        pytest.param("温哥华", "温哥华：那里现在是 19:00。", id="in-chinese"),
        pytest.param("vancuver", "Which one is yours?\n[1 19:00 Vancouver]", id="with-a-slip"),
        pytest.param("UTC+8", "Which one is yours?", id="an-offset"),
        pytest.param("Atlantis", "I know no place Atlantis.", id="nowhere"),
    ],
)
async def test_a_city_can_be_searched(en: Conversation, words: str, answer: str) -> None:
    """English and Chinese names, slips, offsets; what is no place is told."""
    await en.say("remind me tomorrow 9:30 to look")
    await en.press("Another zone")
    await en.press("Find a city")
    assert (await en.say(words)).startswith(answer)


async def test_of_an_offset_one_is_chosen(en: Conversation) -> None:
    """Places that have it now, and the offset itself."""
    await en.say("remind me tomorrow 9:30 to look")
    await en.press("Another zone")
    await en.press("Find a city")
    await en.say("UTC+8")
    assert en.labels == ["10:00 Shanghai", "10:00 Singapore", "10:00 Perth", "10:00 UTC+8"]
    assert (await en.press("10:00 UTC+8")).startswith("UTC+8: it is 10:00 there now.")


@pytest.mark.parametrize(
    ("button", "first"),
    [
        pytest.param(
            "Monthly limit check", "On the 1st of every month, 09:00 (Shanghai): check your monthly limit", id="limit"
        ),
        pytest.param("Set a usage limit", "Tue 24 Nov, 09:00 (Shanghai): set a usage limit with OpenAI", id="cap"),
        pytest.param("Weekly number", "Every Monday, 09:00 (Shanghai): enter this week's number", id="weekly"),
        pytest.param("Replace keys", "Every 90 days, 09:00 (Shanghai): replace your API keys", id="keys"),
    ],
)
async def test_a_ready_made_one_takes_one_tap(en: Conversation, button: str, first: str) -> None:
    """Set by a tap, said back, set once however often it is tapped, and it comes."""
    for _ in range(2):
        await en.say("/remind")
        assert (await en.press(button)).startswith(first)
    assert "You have 1 reminder" in await en.say("/reminders")
    assert (await en.advance("91d")).count("⏰") >= 1


async def test_the_limit_check_when_the_month_ends(en: Conversation) -> None:
    """One more tap moves it to the last day; its message has buttons that book."""
    await en.say("/budget 50")
    await en.say("/remind")
    await en.press("Monthly limit check")
    assert (await en.press("When it ends instead")).startswith("On the last day of every month, 09:00 (Shanghai)")
    assert "of $50" in await en.advance("7d")
    assert en.labels[-2:] == ["Enter the number", "Change limit"]
    await en.press("Enter the number")
    assert "$41.20" in await en.say("41.20")


async def test_the_end_of_credit_comes_thrice(en: Conversation) -> None:
    """Thirty days, a week and a day before; all cancelled and brought back by one tap."""
    await en.say("/remind")
    await en.press("Credit expires")
    assert (await en.say("2027-01-31")).split("\n")[:4] == [
        "Your credit expires on 31 Jan 2027. I remind you:",
        "• Fri 1 Jan, 09:00 (Shanghai)",
        "• Sun 24 Jan, 09:00 (Shanghai)",
        "• Sat 30 Jan, 09:00 (Shanghai)",
    ]
    assert (await en.press("Cancel")).startswith("Deleted: the reminders before your credit expires.")
    assert (await en.press("Undo")).startswith("Your credit expires on 31 Jan 2027.")
    said = await en.advance("70d")
    assert [line.split(" · ")[0] for line in said.split("\n") if line.startswith("⏰")] == [
        "⏰ Your credit expires on 31 Jan 2027, in 30 days",
        "⏰ Your credit expires on 31 Jan 2027, in 7 days",
        "⏰ Your credit expires on 31 Jan 2027, in 1 day",
    ]
    await en.say("/remind")
    await en.press("Credit expires")
    assert "1 Feb 2028" in await en.press("Bought today: 1 Feb 2028")


async def test_every_way_to_put_one_off(en: Conversation) -> None:
    """In an hour, tonight, tomorrow morning, any other time; Undo brings the message back; Stop ends it."""
    await en.say("remind me every day at 11:00 to look")
    await en.advance("1h")
    assert (await en.press("Tonight")).startswith("Again Mon 23 Nov, 20:00 (Shanghai): look")
    await en.press("Undo")
    await en.press("Other time")
    assert (await en.press("‹ Back")).startswith("⏰ Look")
    await en.press("Other time")
    assert (await en.say("in 3 hours")).startswith("Again Mon 23 Nov, 14:00 (Shanghai): look")
    assert (await en.advance("3h")).startswith("⏰ Look")
    assert (await en.press("In 1 hour")).startswith("Again Mon 23 Nov, 15:00 (Shanghai): look")
    assert (await en.advance("1h")).startswith("⏰ Look")
    assert (await en.press("Stop reminding")).startswith("Deleted, I send it no more: look")
    assert (await en.say("/reminders")).startswith("You have no reminders")
    assert await en.advance("3d") == ""


async def test_three_at_once_are_one_message(zh: Conversation) -> None:
    """全部 buttons act on all, single ones open one; Undo works, and old buttons say what they did."""
    for what in ("看账单", "查余额", "交报告"):
        await zh.say(f"今天上午十一点提醒我{what}")
    said = await zh.advance("1h")
    assert said.count("⏰") == 1
    assert zh.last.text.startswith("⏰ 3 条提醒\n1. ")
    whole = zh.last
    second = whole.text.split("\n")[2].removeprefix("2. ")
    await zh.press("只看 2")
    assert zh.last.text == f"⏰ {second}"
    assert (await zh.press("完成")).startswith("✓ 已完成")
    zh.api.press(1, whole, 1)
    await zh.session.settle()
    assert whole.text.startswith("✓ 已完成")
    zh.api.press(1, whole, 1)
    await zh.session.settle()
    assert whole.text.startswith("⏰ 3 条提醒")
    for number, words in ((2, "再提醒"), (3, "再提醒"), (4, "已删除")):
        zh.api.press(1, whole, number)
        await zh.session.settle()
        assert words in whole.text or "11 月" in whole.text
        zh.api.press(1, whole, 1)
        await zh.session.settle()
    assert await zh.advance("3d") == ""


async def test_the_list_edits_pauses_and_deletes(en: Conversation) -> None:
    """Other words, a pause that lets nothing out, going on, deleting with Undo."""
    await en.say("remind me every day at 11:00 to look")
    await en.say("/reminders")
    await en.press("Edit 1")
    await en.press("Change words")
    assert (await en.say("look at the dashboard")).startswith("Every day, 11:00 (Shanghai): look at the dashboard")
    await en.say("/reminders")
    await en.press("Edit 1")
    assert "Paused" in await en.press("Pause")
    assert await en.advance("5d") == ""
    assert "1. paused: look at the dashboard (every day)" in await en.say("/reminders")
    await en.press("Edit 1")
    assert "Next: Sat 28 Nov" in await en.press("Go on")
    assert (await en.advance("1d")).count("⏰") == 1
    await en.say("/reminders")
    await en.press("Edit 1")
    await en.press("Delete")
    assert "You have 1 reminder" in await en.press("Undo")


async def test_hours_and_quiet_hours_are_settings(en: Conversation) -> None:
    """Each part of the day can be set, and when it is quiet; what the bot timed itself waits for the end of it."""
    await en.say("/remind")
    await en.press("Weekly number")
    await en.press("Yes, 10:00")
    await en.say("/remind")
    assert "Quiet: 22:00–08:00" in await en.press("My hours")
    await en.press("Night")
    assert "Night: 21:00" in await en.press("21:00")
    await en.press("Quiet hours")
    assert "Quiet: 23:00–07:00" in await en.press("23:00–07:00")
    await en.press("Quiet hours")
    assert "Quiet: never" in await en.press("Never")
    assert (await en.say("remind me tonight to look")).startswith("Mon 23 Nov, 21:00 (Shanghai): look")


@pytest.mark.parametrize(
    "refusal",
    [
        pytest.param(Refusal(403, "Forbidden: bot was blocked by the user"), id="blocked"),
        pytest.param(Refusal(400, "Bad Request: chat not found"), id="gone"),
    ],
)
async def test_who_blocked_the_bot_hears_in_one_line_what_passed(en: Conversation, refusal: Refusal) -> None:
    """One try; with the next message everything that passed is one line; later ones come as usual."""
    en.may_be_refused = True
    await en.say("remind me today 11:00 to look")
    await en.say("remind me today 12:00 to pay")
    await en.say("remind me every day at 13:00 to read")
    fault = en.api.faults.add(refusal, times=None, method="sendMessage")
    await en.advance("6h")
    assert fault.hits == 1
    en.api.faults.clear()
    said = await en.say("hello")
    assert "While I could not write to you, 3 reminders were due: look (Mon 23 Nov) · pay (Mon 23 Nov)" in said
    assert (await en.advance("1d")).count("⏰") == 1


async def test_a_shared_place_says_the_zone(en: Conversation) -> None:
    """The reminders follow; the middle of nowhere still has a zone, by its longitude."""
    pytest.importorskip("tzfpy")
    await en.say("remind me tomorrow 9:30 to look")
    said = await en.location(52.52, 13.405)
    assert said.startswith("Berlin: it is 03:00 there now. Your reminders follow that clock.")
    assert "1. Tue 24 Nov, 09:30: look" in await en.say("/reminders")


async def test_what_was_deleted_elsewhere_is_not_shown_as_if_it_were_alive(en: Conversation) -> None:
    """The buttons of older messages say that it is deleted, or over, and offer what is still possible."""
    await en.say("remind me tomorrow 9:30 to look")
    await en.press("Change time")
    asked = en.last
    await en.say("/reminders")
    listed = en.last
    await en.press("Edit 1")
    await en.press("Delete")
    en.api.press(1, asked, "‹ Back")
    await en.session.settle()
    assert asked.text == "Deleted, I send it no more: look"
    en.api.press(1, asked, "Undo")
    await en.session.settle()
    assert asked.text.startswith("Tue 24 Nov, 09:30 (Shanghai): look")
    await en.say("/reminders")
    listed = en.last
    await en.advance("1d")
    en.api.press(1, listed, "Edit 1")
    await en.session.settle()
    assert listed.text == "Tue 24 Nov, 09:30 (Shanghai): look\nThat has passed already."
    en.api.press(1, listed, "Change time")
    await en.session.settle()
    assert (await en.say("in 1 hour")).startswith("Tue 24 Nov, 11:00 (Shanghai): look")
    assert (await en.advance("1h")).startswith("⏰ Look")


async def test_stop_ends_what_was_put_off_and_undo_brings_both_back(zh: Conversation) -> None:
    """Of several that were put off together, and of one: the series stops too, and goes on after Undo."""
    await zh.say("每天上午十一点提醒我看账单")
    await zh.say("每天上午十一点提醒我查余额")
    await zh.advance("1h")
    await zh.press("都推迟 1 小时")
    assert "⏰ 2 条提醒" in await zh.advance("1h")
    assert (await zh.press("全部停止")).startswith("已删除，不会再提醒：")
    assert (await zh.say("提醒列表")).startswith("你还没有提醒")
    stopped = next(each for each in zh.api.chat(1).messages if each.text.startswith("已删除"))
    zh.api.press(1, stopped, "撤销")
    await zh.session.settle()
    assert (await zh.say("提醒列表")).startswith("你有 2 个提醒")


@pytest.mark.parametrize(
    ("morning", "quiet"),
    [
        pytest.param("07:00", "22:00–07:00", id="within-the-quiet-hours-it-ends-them"),
        pytest.param("08:00", "22:00–08:00", id="at-their-end-it-leaves-them"),
        pytest.param("10:00", "22:00–08:00", id="later-it-leaves-them"),
    ],
)
async def test_a_morning_ends_the_quiet_hours(en: Conversation, morning: str, quiet: str) -> None:
    """Else what comes in the morning would be late every time."""
    await en.say("/remind")
    await en.press("My hours")
    await en.press("Morning")
    assert f"Quiet: {quiet}." in await en.press(morning)


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        pytest.param("Vancouver", "温哥华：那里现在是 19:00。", id="a-city-in-latin-letters"),
        pytest.param("UTC+8", "是哪一个？", id="an-offset"),
        pytest.param("Atlantis", "我不认识 Atlantis 这个地方。", id="nowhere"),
    ],
)
async def test_the_name_of_a_place_changes_no_language(zh: Conversation, words: str, answer: str) -> None:
    """Who is asked in Chinese where they are is answered in Chinese."""
    await zh.say("明天早上九点半提醒我看账单")
    await zh.press("其他时区")
    await zh.press("搜索城市")
    assert (await zh.say(words)).startswith(answer)
