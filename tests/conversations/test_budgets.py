"""Limits and spending, every button, as a person meets them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conversation import Conversation


@pytest.fixture
def begins_at() -> dt.datetime:
    """Tuesday 10 November 2026, 09:00 in Shanghai."""
    return dt.datetime(2026, 11, 10, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("spent 12.5", "Noted: $12.50 (¥88.75)"),
        ("12.5 gpt api", "Noted: $12.50 (¥88.75)\ngpt api"),
        ("+3", "Noted: $3 (¥21.30)"),
        ("/spent 4.20 yesterday", "Noted for 9 Nov: $4.20 (¥29.82)"),
        ("花了三十块八", "记下了：¥30.80（$4.34）"),
        ("spent 5 on 3 Nov", "Noted for 3 Nov: $5 (¥35.50)"),
        ("spent 5 #Work", "Noted: $5 (¥35.50)\n#work"),
        ("The dashboard says 43.20", "Corrected by +$43.20\nusage page: $43.20"),
        ("后台显示43.2", "校正 +$43.20"),
    ],
)
async def test_one_message_books(en: Conversation, text: str, first: str) -> None:
    """Every form of the amount, with note, label and day."""
    await en.say("/budget 50 usd")
    assert (await en.say(text)).startswith(first)


@pytest.mark.parametrize(
    "text", ["+86 138 0013 8000", "500 api calls", "why does the dashboard say 43.20?", "充了100怎么还没到账"]
)
async def test_other_messages_book_nothing(en: Conversation, text: str) -> None:
    """A phone number, a count, a question, a complaint."""
    await en.say(text)
    assert "Nothing is booked yet." in await en.say("/spent")


async def test_a_top_up_is_asked_about(en: Conversation) -> None:
    """A top-up is no spending; two quick taps book once."""
    await en.say("/budget 50 usd")
    assert "credit you bought, or money you spent?" in await en.say("topped up 20 usd yesterday")
    assert en.labels == ["Top-up", "Spending"]
    assert "Topped up: $20 (¥142.00), not counted as spent\nUsed $0 of $50" in await en.press("Top-up")
    await en.say("昨天充了100")
    assert "Used $100.00 of $50, $50.00 over" in (await en.press("花费")) or "$100.00 / $50" in en.last.text


async def test_prepaid_credit(en: Conversation) -> None:
    """It runs down, takes top-ups and expires a year after it was bought."""
    said = await en.say("/budget 20 usd credit")
    assert "Your credit: $20 (¥142.00)" in said
    assert "Bought on 10 Nov, expires on 10 Nov 2027" in said
    assert "Used $5.00 of $20, $15.00 left until 10 Nov" in await en.say("spent 5")
    await en.say("topped up 10 usd")
    assert "Used $5.00 of $30.00, $25.00 left" in await en.press("Top-up")
    assert "Used $10.00 of $30.00, $20.00 left" in await en.say("dashboard says 20")  # of a credit: what is left
    assert "$10.00 was topped up since." in await en.say("/budget")


async def test_periods_and_days(en: Conversation) -> None:
    """Week, day, month from another day; each change shows what counts now."""
    await en.say("/budget 50 usd")
    await en.say("spent 4 on 3 nov")
    await en.say("/budget")
    await en.press("Change limit")
    await en.press("Period")
    assert en.labels == ["✓ Month", "Week", "Day", "This credit", "First day", "‹ Back"]
    said = await en.press("Week")
    assert "Your limit: $50 (¥355.00) a week" in said
    assert "What counts now is what you booked from 9 Nov on." in said
    await en.press("Change limit")
    await en.press("Period")
    await en.press("First day")
    assert "no weekday" in await en.say("blue")
    assert "4 Nov – 10 Nov, 1 day left" in await en.say("Wednesday")
    await en.press("Change limit")
    await en.press("Period")
    assert "10 Nov only" in await en.press("Day")
    await en.press("Undo")
    await en.press("Change limit")
    await en.press("Period")
    await en.press("Month")
    await en.press("Change limit")
    await en.press("Period")
    await en.press("First day")
    assert "no day of the month" in await en.say("32")
    said = await en.say("31")
    assert "31 Oct – 29 Nov, 20 days left" in said
    assert "Used $4.00 of $50" in said
    assert "Your limit: $20 (¥142.00) a week" in await en.say("my limit is 20 dollars a week")


async def test_carry_over(en: Conversation) -> None:
    """Off at first; on, what is left is added to the next month."""
    await en.say("/budget 50 usd")
    await en.say("spent 20")
    await en.press("Change limit")
    await en.press("Carry over")
    await en.advance("25d")
    assert "$30.00 is carried over from the cycle before." in await en.say("/budget")
    await en.press("Change limit")
    await en.press("✓ Carry over")
    assert "carried over" not in await en.say("/budget")


async def test_labels(en: Conversation) -> None:
    """A label with a limit of its own counts there, and nowhere else."""
    await en.say("/budget 50 usd")
    await en.say("spent 3 #work")
    said = await en.say("/budget 20 usd #work")
    assert "counts here, and no longer in your other limit" in said
    assert "#work · Used $3.00 of $20, $17.00 left until 30 Nov" in said
    assert "#work · Used $5.00 of $20" in await en.say("spent 2 #work")
    said = await en.say("/budget")
    assert said.startswith("Used $0 of $50")
    assert "#work · Used $5.00 of $20" in said
    await en.press("Other limits")
    assert (await en.press("#work")).startswith("#work · Used $5.00 of $20")
    await en.press("Change limit")
    await en.press("$100")
    assert "#work · Your limit: $100 (¥710.00) a month" in en.last.text
    await en.press("Change limit")
    assert "There is no limit for #work now." in await en.press("Remove limit")
    assert "Used $5.00 of $50" in await en.say("/budget")
    for number in range(6):
        await en.say(f"/budget 1 usd #l{number}")
    assert "6 limits with a label are the most I keep." in await en.say("/budget 1 usd #seventh")


async def test_the_dashboards_total(en: Conversation) -> None:
    """It sets the total; the difference stays visible, and goes with an undo."""
    await en.say("/budget 50 usd")
    await en.say("spent 5")
    assert "Corrected by +$38.20\nusage page: $43.20\nUsed $43.20 of $50" in await en.say("The dashboard says 43.20")
    assert "nothing to correct" in await en.say("The dashboard says 43.20")
    assert "Corrected by −$3.20" in await en.say("dashboard says 40")
    assert "10 Nov · −$3.20 correction · usage page: $40" in await en.say("/spent")
    await en.say("/undo")
    assert "Used $5.00 of $50" in await en.say("/undo")
    await en.say("dashboard says 1,5")
    assert "Used $1.50 of $50" in await en.press("$1.50")
    assert "neither" in await en.say("dashboard says 20 eur")


async def test_the_dashboard_knows_no_labels(en: Conversation) -> None:
    """What has a limit of its own is in the page's total, and so not counted again in the plain limit."""
    await en.say("/budget 50 usd")
    await en.say("/budget 20 usd #work")
    await en.say("spent 8 #work")
    await en.say("spent 5")
    assert "Corrected by +$7.00\nusage page: $20\nUsed $12.00 of $50" in await en.say("dashboard says 20")
    assert "nothing to correct" in await en.say("dashboard says 20")
    assert "#work · Used $10.00 of $20" in await en.say("dashboard says 10 #work")


async def test_editing_and_deleting_in_the_list(en: Conversation) -> None:
    """The last ten, five to a page; an edit keeps what is not said and can be put back."""
    await en.say("/budget 50 usd")
    for number in range(1, 8):
        await en.say(f"spent {number} usd on thing{number}")
    await en.say("/spent")
    await en.press("Edit or delete")
    assert en.labels == ["1", "2", "3", "4", "5", "Older", "‹ Back"]
    await en.press("Older")
    assert "1. 10 Nov · $2 · thing2" in en.last.text
    await en.press("Newer")
    await en.press("1")
    assert "10 Nov · $7 · thing7" in en.last.text
    await en.press("Edit")
    assert "Changed to $9 (¥63.90)\nIt was 10 Nov · $7 · thing7.\nthing7\nUsed $30.00" in await en.say("9")
    assert "Changed to $7 (¥49.70)" in await en.press("Back")
    await en.say("/spent")
    await en.press("Edit or delete")
    await en.press("2")
    assert "Taken back: 10 Nov · $6 · thing6\nUsed $22.00" in await en.press("Delete")


async def test_an_edited_message_changes_its_booking(en: Conversation) -> None:
    """Nothing is booked twice."""
    await en.say("/budget 50 usd")
    await en.say("spent 12.5 on api")
    said = await en.edit("spent 21.5 on gpt")
    assert "Changed to $21.50 (¥152.65)\nIt was 10 Nov · $12.50 · api.\ngpt\nUsed $21.50 of $50" in said
    assert "Used $1.50 of $50" in await en.edit("spent 1.5 usd yesterday")
    assert "9 Nov · $1.50\nYour limit: used $1.50" in await en.say("/spent")


async def test_undo_goes_back_a_day_and_no_further(en: Conversation) -> None:
    """Step by step for 24 hours; the list takes back the rest."""
    await en.say("spent 1")
    await en.advance("23h")
    await en.say("spent 2")
    await en.advance("2h")
    assert "Taken back: 11 Nov · $2" in await en.say("/undo")
    assert "older than 24 hours" in await en.say("/undo")


async def test_a_plain_message_adds_a_threshold(en: Conversation) -> None:
    """Beside those there are; one that cannot be is refused, and one without digits shows them."""
    await en.say("/budget 100 usd")
    assert "50 % · 70 % · 80 % · 100 %" in await en.say("warn me at 70% of my budget")
    for refused in ("700%", "1001%", "82.5%", "10% 20% 30% 40% 50% 60% 70%"):
        assert "up to six numbers" in await en.say(f"warn me at {refused}")
    assert "50 % · 70 % · 80 % · 100 %" in await en.say("用到九成的时候通知我")
    assert "70 % of your limit is passed" in await en.say("spent 75")


async def test_percentages_in_full_width(zh: Conversation) -> None:
    """A Chinese keyboard types ６０％ as easily."""
    await zh.say("/settings")
    await zh.press("我的限额")
    await zh.press("提醒方式")
    await zh.press("其他")
    assert "限额提醒：60 % · 90 %" in await zh.say("６０％，90％")


async def test_a_change_may_be_warned_of_again(en: Conversation) -> None:
    """A slip that passed a threshold and was mended has not used the warning up."""
    await en.say("/budget 50 usd")
    assert "80 % of your limit is passed" in await en.say("spent 45")
    assert "Used $5.00 of $50" in await en.say("no, 5")
    assert "80 % of your limit is passed" in await en.say("spent 38")


async def test_the_period_there_is_already_changes_nothing(en: Conversation) -> None:
    """Else the credit would count as bought today."""
    await en.say("/budget 50 usd credit")
    await en.advance("5d")
    await en.press("Change limit")
    await en.press("Period")
    assert "Bought on 10 Nov" in await en.press("✓ This credit")


@pytest.mark.parametrize("data", ["1e:budgets:amend:1:5:USD:2026-19-39", "1e:exchange:from:1E-400:USD"])
async def test_made_up_buttons_are_old_ones(en: Conversation, data: str) -> None:
    """What no button of ours can say breaks nothing."""
    await en.say("spent 5")
    assert "This menu is old" in await en.press_data(data)


async def test_a_label_too_long_for_a_button_is_left_out(en: Conversation) -> None:
    """The buttons work, and no other label gets the entry."""
    await en.say("充了 50.123456 usd #一二三四五六七八九十一二三四五六七八")
    assert "#" not in await en.press("花费")


async def test_thresholds_once_and_the_persons_own(en: Conversation) -> None:
    """Each once a cycle; the choice is in /settings."""
    await en.say("/budget 100 usd")
    assert "🟡 80 % of your limit is passed." in await en.say("spent 85")
    await en.say("dashboard says 70")
    assert "passed" not in await en.say("spent 12")  # 80 was said in this cycle
    await en.say("/undo")
    assert "80 % of your limit is passed" in await en.say("spent 12")  # an undo lets it come again
    await en.say("/budget 150 usd")
    assert "80 % of your limit is passed" in await en.say("spent 40")  # so does a higher limit
    await en.say("/settings")
    assert "Warnings about the limit: 50 % · 80 % · 100 %" in en.last.text
    await en.press("My limit")
    await en.press("Warnings")
    await en.press("✓ 100 %")
    assert "more than your limit" not in await en.say("spent 90")
    await en.say("/settings")
    await en.press("My limit")
    await en.press("Warnings")
    await en.press("Other")
    assert "up to six numbers" in await en.say("0 200")
    assert "Warnings about the limit: 60 % · 90 %" in await en.say("60, 90")
    for label in ("✓ Pace", "✓ Summary", "50 %", "80 %", "Weekly"):
        await en.press(label)
    assert en.labels == ["✓ 50 %", "✓ 80 %", "100 %", "Other", "Pace", "Summary", "✓ Weekly", "‹ Back"]
    assert "Your limit: $150" in await en.press("‹ Back")
    assert "Your settings" in await en.press("‹ Back")


async def test_the_pace_warns_once(en: Conversation) -> None:
    """When the forecast first passes the limit; not on one large day at the start."""
    await en.say("/budget 50 usd")
    await en.advance("22d")  # 2 December
    assert "pace" not in await en.say("spent 30")
    await en.advance("1d")
    assert "pace" not in await en.say("spent 1")
    await en.advance("1d")
    assert "🟡 At this pace" not in await en.say("spent 1")
    await en.advance("1d")
    said = await en.say("spent 5")
    assert "🟡 At this pace" in said
    assert "more than your limit." in said
    await en.advance("1d")
    assert "🟡 At this pace" not in await en.say("spent 2")


async def test_a_summary_when_the_month_ends_once(en: Conversation) -> None:
    """At nine in the morning of the first day: total, against the last cycle, biggest day, next dates."""
    await en.say("/budget 50 usd")
    await en.say("spent 12")
    assert "of $50" not in await en.advance("20d")  # 30 November
    said = await en.advance("24h")
    assert said.startswith("1 Nov – 30 Nov: $12.00 of $50, $38.00 left over")
    assert "Most on 10 Nov: $12.00\nNow 1 Dec – 31 Dec: $50" in said
    assert en.labels == ["Same limit", "Change limit", "History"]
    assert "Used $0 of $50" in await en.press("Same limit")
    await en.say("spent 15")
    assert "$12.00" not in await en.advance("24h")
    await en.advance("29d")
    assert "$3.00 more than in the cycle before ($12.00)" in await en.advance("2d")


async def test_a_move_to_the_west_repeats_no_summary(en: Conversation) -> None:
    """1 December in Shanghai is still 30 November in Los Angeles; its end was told of already."""
    await en.say("/budget 50 usd")
    await en.say("spent 12")
    assert "1 Nov – 30 Nov: $12.00" in await en.advance("21d")
    await en.say("/settings")
    await en.press("Time zone")
    await en.press("Los Angeles")
    assert "Used $12.00 of $50, $38.00 left until 30 Nov" in await en.say("/budget")
    assert "left over" not in await en.advance("2d")


async def test_the_weekly_question(en: Conversation) -> None:
    """Opt-in where the limit is set; it asks for one number, and never at night."""
    await en.say("/budget 50 usd")
    await en.say("spent 5")
    await en.say("/budget 60 usd")
    assert "From Tue 17 Nov 2026, 10:00 on I ask once a week" in await en.press("Ask me weekly")
    assert "usage page" not in await en.advance("7d")  # 09:00
    said = await en.advance("1h")
    assert "What does the usage page show from 1 Nov on? I have $5.00." in said
    assert en.labels == ["Usage page", "Enter number", "Stop asking"]
    await en.press("Enter number")
    assert "Corrected by +$38.20\nusage page: $43.20\nUsed $43.20 of $60" in await en.say("43.20")
    assert "What does the usage page show" in await en.advance("7d")
    assert "no longer ask" in await en.press("Stop asking")
    assert "usage page show" not in await en.advance("7d")


async def test_in_a_group_nothing_is_said(en: Conversation) -> None:
    """Limits are between the person and the bot."""
    await en.say("/budget 5 usd")
    group = en.api.group(-100, "costs")
    en.api.say(1, "/spent 50", chat=group)
    await en.session.settle()
    assert "more than your limit" not in str([call.params for call in en.api.calls])


async def test_chinese(zh: Conversation) -> None:
    """The same in Chinese, with labels of at most eight characters on every screen."""
    script = (
        "/budget @$50 @每周问我 花了三十块八#学习 昨天充了100 @充值 后台显示43.2 花费 @修改或删除 @1 @‹|返回"
        " /budget @看图 /budget @往期 @看图 /budget @改限额 @周期 @周 @改限额 @周期 @从哪天起 周三"
        " /budget @改限额 @结余转下期 每周预算20刀|#学习 /budget @其他限额 /settings @我的限额 @提醒方式 @其他 60|90"
        " 撤销 /import /spent|5|明天 /spent|5|1月3号 /budget @导出"
    )
    steps = [step.replace("|", " ") for step in script.split()]
    said = []
    for step in steps:
        said.append(await (zh.press(step[1:]) if step.startswith("@") else zh.say(step)))
        assert all(len(label) <= 8 for label in zh.labels), (step, zh.labels)
    text = "\n".join(said)
    assert "记下了：¥30.80（$4.34）\n#学习" in text
    assert "充值：$100（¥710.00），不算花掉" in text
    assert "校正 +$38.86\n用量页：$43.20\n已用 $43.20 / $50，还剩 $6.80，到 11 月 30 日" in text
    assert "照这个速度" in text
    assert "那天还没到，我只记已经花掉的钱。" in text
    assert "限额提醒：60 % · 90 %" in text
    english = ("Used", "limit", "Noted", "spent", "left", "cycle")
    plain = text.replace("/spent", "")
    assert not any(word in plain for word in english), [
        line for line in text.splitlines() if any(w in line for w in english)
    ]
