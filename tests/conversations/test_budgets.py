"""Limits and spending, every button, as a person meets them."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest

from tests.conversation import Conversation

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

TENTH = dt.datetime(2026, 11, 10, 1, 0, tzinfo=dt.UTC)  # Tuesday, 09:00 in Shanghai
USAGE_CSV = (
    "start_time,end_time,start_time_iso,end_time_iso,amount_value,amount_currency,line_item,project_id,organization_id\n"
    "1762300800,1762387200,2026-11-05T00:00:00+00:00,2026-11-06T00:00:00+00:00,0.8958740000000000,usd,gpt,proj_a,org\n"
    "1762300800,1762387200,2026-11-05T00:00:00+00:00,2026-11-06T00:00:00+00:00,1.104126,usd,tts,proj_a,org\n"
    "1762387200,1762473600,2026-11-06T00:00:00+00:00,2026-11-07T00:00:00+00:00,3.5,usd,gpt,proj_a,org\n"
    "1762473600,1762560000,2026-11-07T00:00:00+00:00,2026-11-08T00:00:00+00:00,,,,,\n"
)


@pytest.fixture
async def chat(tmp_path: Path) -> AsyncIterator[Conversation]:
    """A conversation in English."""
    async with Conversation(tmp_path / "bot.sqlite3", TENTH) as conversation:
        yield conversation


@pytest.fixture
async def chinese(tmp_path: Path) -> AsyncIterator[Conversation]:
    """The same with somebody whose client is in Chinese."""
    async with Conversation(tmp_path / "bot.sqlite3", TENTH, lang="zh-hans") as conversation:
        yield conversation


def files(chat: Conversation, ending: str) -> list[bytes]:
    """Return what the bot sent under a name."""
    return [file.data for file in chat.api._world.files.values() if file.name.endswith(ending)]


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
async def test_one_message_books(chat: Conversation, text: str, first: str) -> None:
    """Every form of the amount, with note, label and day."""
    await chat.say("/budget 50 usd")
    assert (await chat.say(text)).startswith(first)


@pytest.mark.parametrize(
    "text", ["+86 138 0013 8000", "500 api calls", "why does the dashboard say 43.20?", "充了100怎么还没到账"]
)
async def test_other_messages_book_nothing(chat: Conversation, text: str) -> None:
    """A phone number, a count, a question, a complaint."""
    await chat.say(text)
    assert "Nothing is booked yet." in await chat.say("/spent")


async def test_a_top_up_is_asked_about(chat: Conversation) -> None:
    """A top-up is no spending; two quick taps book once."""
    await chat.say("/budget 50 usd")
    assert "credit you bought, or money you spent?" in await chat.say("topped up 20 usd yesterday")
    assert chat.labels == ["Top-up", "Spending"]
    assert "Topped up: $20 (¥142.00), not counted as spent\nUsed $0 of $50" in await chat.press("Top-up")
    await chat.say("昨天充了100")
    assert "Used $100.00 of $50, $50.00 over" in (await chat.press("花费")) or "$100.00 / $50" in chat.last.text


async def test_prepaid_credit(chat: Conversation) -> None:
    """It runs down, takes top-ups and expires a year after it was bought."""
    said = await chat.say("/budget 20 usd credit")
    assert "Your credit: $20 (¥142.00)" in said
    assert "Bought on 10 Nov, expires on 10 Nov 2027" in said
    assert "Used $5.00 of $20, $15.00 left until 10 Nov" in await chat.say("spent 5")
    await chat.say("topped up 10 usd")
    assert "Used $5.00 of $30.00, $25.00 left" in await chat.press("Top-up")
    assert "Used $10.00 of $30.00, $20.00 left" in await chat.say("dashboard says 20")  # of a credit: what is left
    assert "$10.00 was topped up since." in await chat.say("/budget")


async def test_periods_and_days(chat: Conversation) -> None:
    """Week, day, month from another day; each change shows what counts now."""
    await chat.say("/budget 50 usd")
    await chat.say("spent 4 on 3 nov")
    await chat.say("/budget")
    await chat.press("Change limit")
    await chat.press("Period")
    assert chat.labels == ["✓ Month", "Week", "Day", "This credit", "First day", "‹ Back"]
    said = await chat.press("Week")
    assert "Your limit: $50 (¥355.00) a week" in said
    assert "What counts now is what you booked from 9 Nov on." in said
    await chat.press("Change limit")
    await chat.press("Period")
    await chat.press("First day")
    assert "no weekday" in await chat.say("blue")
    assert "4 Nov – 10 Nov, 1 day left" in await chat.say("Wednesday")
    await chat.press("Change limit")
    await chat.press("Period")
    assert "10 Nov only" in await chat.press("Day")
    await chat.press("Undo")
    await chat.press("Change limit")
    await chat.press("Period")
    await chat.press("Month")
    await chat.press("Change limit")
    await chat.press("Period")
    await chat.press("First day")
    assert "no day of the month" in await chat.say("32")
    said = await chat.say("31")
    assert "31 Oct – 29 Nov, 20 days left" in said
    assert "Used $4.00 of $50" in said
    assert "Your limit: $20 (¥142.00) a week" in await chat.say("my limit is 20 dollars a week")


async def test_carry_over(chat: Conversation) -> None:
    """Off at first; on, what is left is added to the next month."""
    await chat.say("/budget 50 usd")
    await chat.say("spent 20")
    await chat.press("Change limit")
    await chat.press("Carry over")
    await chat.advance("25d")
    assert "$30.00 is carried over from the cycle before." in await chat.say("/budget")
    await chat.press("Change limit")
    await chat.press("✓ Carry over")
    assert "carried over" not in await chat.say("/budget")


async def test_labels(chat: Conversation) -> None:
    """A label with a limit of its own counts there, and nowhere else."""
    await chat.say("/budget 50 usd")
    await chat.say("spent 3 #work")
    said = await chat.say("/budget 20 usd #work")
    assert "counts here, and no longer in your other limit" in said
    assert "#work · Used $3.00 of $20, $17.00 left until 30 Nov" in said
    assert "#work · Used $5.00 of $20" in await chat.say("spent 2 #work")
    said = await chat.say("/budget")
    assert said.startswith("Used $0 of $50")
    assert "#work · Used $5.00 of $20" in said
    await chat.press("Other limits")
    assert (await chat.press("#work")).startswith("#work · Used $5.00 of $20")
    await chat.press("Change limit")
    await chat.press("$100")
    assert "#work · Your limit: $100 (¥710.00) a month" in chat.last.text
    await chat.press("Change limit")
    assert "There is no limit for #work now." in await chat.press("Remove limit")
    assert "Used $5.00 of $50" in await chat.say("/budget")
    for number in range(6):
        await chat.say(f"/budget 1 usd #l{number}")
    assert "6 limits with a label are the most I keep." in await chat.say("/budget 1 usd #seventh")


async def test_the_dashboards_total(chat: Conversation) -> None:
    """It sets the total; the difference stays visible, and goes with an undo."""
    await chat.say("/budget 50 usd")
    await chat.say("spent 5")
    assert "Corrected by +$38.20\nusage page: $43.20\nUsed $43.20 of $50" in await chat.say("The dashboard says 43.20")
    assert "nothing to correct" in await chat.say("The dashboard says 43.20")
    assert "Corrected by −$3.20" in await chat.say("dashboard says 40")
    assert "10 Nov · −$3.20 correction · usage page: $40" in await chat.say("/spent")
    await chat.say("/undo")
    assert "Used $5.00 of $50" in await chat.say("/undo")
    await chat.say("dashboard says 1,5")
    assert "Used $1.50 of $50" in await chat.press("$1.50")
    assert "neither" in await chat.say("dashboard says 20 eur")


async def test_the_dashboard_knows_no_labels(chat: Conversation) -> None:
    """What has a limit of its own is in the page's total, and so not counted again in the plain limit."""
    await chat.say("/budget 50 usd")
    await chat.say("/budget 20 usd #work")
    await chat.say("spent 8 #work")
    await chat.say("spent 5")
    assert "Corrected by +$7.00\nusage page: $20\nUsed $12.00 of $50" in await chat.say("dashboard says 20")
    assert "nothing to correct" in await chat.say("dashboard says 20")
    assert "#work · Used $10.00 of $20" in await chat.say("dashboard says 10 #work")


async def test_editing_and_deleting_in_the_list(chat: Conversation) -> None:
    """The last ten, five to a page; an edit keeps what is not said and can be put back."""
    await chat.say("/budget 50 usd")
    for number in range(1, 8):
        await chat.say(f"spent {number} usd on thing{number}")
    await chat.say("/spent")
    await chat.press("Edit or delete")
    assert chat.labels == ["1", "2", "3", "4", "5", "Older", "‹ Back"]
    await chat.press("Older")
    assert "1. 10 Nov · $2 · thing2" in chat.last.text
    await chat.press("Newer")
    await chat.press("1")
    assert "10 Nov · $7 · thing7" in chat.last.text
    await chat.press("Edit")
    assert "Changed to $9 (¥63.90)\nIt was 10 Nov · $7 · thing7.\nthing7\nUsed $30.00" in await chat.say("9")
    assert "Changed to $7 (¥49.70)" in await chat.press("Back")
    await chat.say("/spent")
    await chat.press("Edit or delete")
    await chat.press("2")
    assert "Taken back: 10 Nov · $6 · thing6\nUsed $22.00" in await chat.press("Delete")


async def test_an_edited_message_changes_its_booking(chat: Conversation) -> None:
    """Nothing is booked twice."""
    await chat.say("/budget 50 usd")
    await chat.say("spent 12.5 on api")
    said = await chat.edit("spent 21.5 on gpt")
    assert "Changed to $21.50 (¥152.65)\nIt was 10 Nov · $12.50 · api.\ngpt\nUsed $21.50 of $50" in said
    assert "Used $1.50 of $50" in await chat.edit("spent 1.5 usd yesterday")
    assert "9 Nov · $1.50\nYour limit: used $1.50" in await chat.say("/spent")


async def test_undo_goes_back_a_day_and_no_further(chat: Conversation) -> None:
    """Step by step for 24 hours; the list takes back the rest."""
    await chat.say("spent 1")
    await chat.advance("23h")
    await chat.say("spent 2")
    await chat.advance("2h")
    assert "Taken back: 11 Nov · $2" in await chat.say("/undo")
    assert "older than 24 hours" in await chat.say("/undo")


async def test_a_plain_message_adds_a_threshold(chat: Conversation) -> None:
    """Beside those there are; one that cannot be is refused, and one without digits shows them."""
    await chat.say("/budget 100 usd")
    assert "50 % · 70 % · 80 % · 100 %" in await chat.say("warn me at 70% of my budget")
    for refused in ("700%", "1001%", "82.5%", "10% 20% 30% 40% 50% 60% 70%"):
        assert "up to six numbers" in await chat.say(f"warn me at {refused}")
    assert "50 % · 70 % · 80 % · 100 %" in await chat.say("用到九成的时候通知我")
    assert "70 % of your limit is passed" in await chat.say("spent 75")


async def test_percentages_in_full_width(chinese: Conversation) -> None:
    """A Chinese keyboard types ６０％ as easily."""
    await chinese.say("/settings")
    await chinese.press("我的限额")
    await chinese.press("提醒方式")
    await chinese.press("其他")
    assert "限额提醒：60 % · 90 %" in await chinese.say("６０％，90％")


async def test_a_change_may_be_warned_of_again(chat: Conversation) -> None:
    """A slip that passed a threshold and was mended has not used the warning up."""
    await chat.say("/budget 50 usd")
    assert "80 % of your limit is passed" in await chat.say("spent 45")
    assert "Used $5.00 of $50" in await chat.say("no, 5")
    assert "80 % of your limit is passed" in await chat.say("spent 38")


async def test_the_period_there_is_already_changes_nothing(chat: Conversation) -> None:
    """Else the credit would count as bought today."""
    await chat.say("/budget 50 usd credit")
    await chat.advance("5d")
    await chat.press("Change limit")
    await chat.press("Period")
    assert "Bought on 10 Nov" in await chat.press("✓ This credit")


@pytest.mark.parametrize("data", ["1e:budgets:amend:1:5:USD:2026-19-39", "1e:exchange:from:1E-400:USD"])
async def test_made_up_buttons_are_old_ones(chat: Conversation, data: str) -> None:
    """What no button of ours can say breaks nothing."""
    await chat.say("spent 5")
    assert "This menu is old" in await chat.press_data(data)


async def test_a_label_too_long_for_a_button_is_left_out(chat: Conversation) -> None:
    """The buttons work, and no other label gets the entry."""
    await chat.say("充了 50.123456 usd #一二三四五六七八九十一二三四五六七八")
    assert "#" not in await chat.press("花费")


async def test_thresholds_once_and_the_persons_own(chat: Conversation) -> None:
    """Each once a cycle; the choice is in /settings."""
    await chat.say("/budget 100 usd")
    assert "🟡 80 % of your limit is passed: used $85.00 of $100, $15.00 left until 30 Nov." in await chat.say(
        "spent 85"
    )
    await chat.say("dashboard says 70")
    assert "passed" not in await chat.say("spent 12")  # 80 was said in this cycle
    await chat.say("/undo")
    assert "80 % of your limit is passed" in await chat.say("spent 12")  # an undo lets it come again
    await chat.say("/budget 150 usd")
    assert "80 % of your limit is passed" in await chat.say("spent 40")  # so does a higher limit
    await chat.say("/settings")
    assert "Warnings about the limit: 50 % · 80 % · 100 %" in chat.last.text
    await chat.press("My limit")
    await chat.press("Warnings")
    await chat.press("✓ 100 %")
    assert "more than your limit" not in await chat.say("spent 90")
    await chat.say("/settings")
    await chat.press("My limit")
    await chat.press("Warnings")
    await chat.press("Other")
    assert "up to six numbers" in await chat.say("0 200")
    assert "Warnings about the limit: 60 % · 90 %" in await chat.say("60, 90")
    for label in ("✓ Pace", "✓ Summary", "50 %", "80 %", "Weekly"):
        await chat.press(label)
    assert chat.labels == ["✓ 50 %", "✓ 80 %", "100 %", "Other", "Pace", "Summary", "✓ Weekly", "‹ Back"]
    assert "Your limit: $150" in await chat.press("‹ Back")
    assert "Your settings" in await chat.press("‹ Back")


async def test_the_pace_warns_once(chat: Conversation) -> None:
    """When the forecast first passes the limit; not on one large day at the start."""
    await chat.say("/budget 50 usd")
    await chat.advance("22d")  # 2 December
    assert "pace" not in await chat.say("spent 30")
    await chat.advance("1d")
    assert "pace" not in await chat.say("spent 1")
    await chat.advance("1d")
    assert "🟡 At this pace" not in await chat.say("spent 1")
    await chat.advance("1d")
    said = await chat.say("spent 5")
    assert "🟡 At this pace" in said
    assert "more than your limit." in said
    await chat.advance("1d")
    assert "🟡 At this pace" not in await chat.say("spent 2")


async def test_a_summary_when_the_month_ends_once(chat: Conversation) -> None:
    """At nine in the morning of the first day: total, against the last cycle, biggest day, next dates."""
    await chat.say("/budget 50 usd")
    await chat.say("spent 12")
    assert "of $50" not in await chat.advance("20d")  # 30 November
    said = await chat.advance("24h")
    assert said.startswith("1 Nov – 30 Nov: $12.00 of $50, $38.00 left over")
    assert "Most on 10 Nov: $12.00\nNow 1 Dec – 31 Dec: $50" in said
    assert chat.labels == ["Same limit", "Change limit", "History"]
    assert "Used $0 of $50" in await chat.press("Same limit")
    await chat.say("spent 15")
    assert "$12.00" not in await chat.advance("24h")
    await chat.advance("29d")
    assert "$3.00 more than in the cycle before ($12.00)" in await chat.advance("2d")


async def test_a_move_to_the_west_repeats_no_summary(chat: Conversation) -> None:
    """1 December in Shanghai is still 30 November in Los Angeles; its end was told of already."""
    await chat.say("/budget 50 usd")
    await chat.say("spent 12")
    assert "1 Nov – 30 Nov: $12.00" in await chat.advance("21d")
    await chat.say("/settings")
    await chat.press("Time zone")
    await chat.press("Los Angeles")
    assert "Used $12.00 of $50, $38.00 left until 30 Nov" in await chat.say("/budget")
    assert "left over" not in await chat.advance("2d")


async def test_the_weekly_question(chat: Conversation) -> None:
    """Opt-in where the limit is set; it asks for one number, and never at night."""
    await chat.say("/budget 50 usd")
    await chat.say("spent 5")
    await chat.say("/budget 60 usd")
    assert "From Tue 17 Nov 2026, 10:00 on I ask once a week" in await chat.press("Ask me weekly")
    assert "usage page" not in await chat.advance("7d")  # 09:00
    said = await chat.advance("1h")
    assert "What does the usage page show from 1 Nov on? I have $5.00." in said
    assert chat.labels == ["Usage page", "Enter number", "Stop asking"]
    await chat.press("Enter number")
    assert "Corrected by +$38.20\nusage page: $43.20\nUsed $43.20 of $60" in await chat.say("43.20")
    assert "What does the usage page show" in await chat.advance("7d")
    assert "no longer ask" in await chat.press("Stop asking")
    assert "usage page show" not in await chat.advance("7d")


async def test_pictures_and_history(chat: Conversation) -> None:
    """Two pictures, each a PNG below 150 KB; the history as text as well."""
    await chat.say("/budget 50 usd #学习")
    await chat.say("spent 12 #学习")
    await chat.say("/budget")
    assert "tokentally-chart.png" in await chat.press("Chart")
    await chat.say("/budget")
    assert "Your last 1 cycle\n1 Nov – 30 Nov: $12.00" in await chat.press("History")
    assert "tokentally-history.png" in await chat.press("Picture")
    pictures = files(chat, ".png")
    assert len(pictures) == 2
    assert all(data.startswith(b"\x89PNG") and len(data) < 150_000 for data in pictures)
    assert [call.method for call in chat.api.calls].count("sendPhoto") == 2


async def test_a_usage_export_is_shown_then_booked_once(chat: Conversation) -> None:
    """What it holds, a tap, and the second time nothing; a newer file with more changes what changed."""
    await chat.say("/budget 50 usd")
    said = await chat.send_file("costs.csv", USAGE_CSV.encode())
    assert "$5.50 on 2 days, 5 Nov 2026 – 6 Nov 2026" in said
    said = await chat.press("Book it")
    assert "Booked 2 entries\nUsed $5.50 of $50" in said
    assert "2 of them are booked already." in await chat.send_file("again.csv", USAGE_CSV.encode())
    assert "Nothing new" in await chat.press("Book it")
    await chat.send_file("more.csv", USAGE_CSV.replace(",3.5,", ",4.5,").encode())
    assert "1 got a new amount.\n1 was there already.\nUsed $6.50 of $50" in await chat.press("Book it")
    assert "Taken back: 2 entries of a file\nUsed $0 of $50" in await chat.say("/undo")
    await chat.send_file("costs.csv", USAGE_CSV.encode())
    assert "Nothing was booked." in await chat.press("Leave it")


async def test_what_was_taken_back_before_its_file_stays_so(chat: Conversation) -> None:
    """Undo and Book it again move what they moved, and nothing else of the file."""
    for step in ("/budget 50 usd", "/spent 4", "/undo", "/spent 3"):
        await chat.say(step)
    await chat.advance("1h")
    kept = (await chat.export())["tokentally.json"]
    await chat.say("/delete_me")
    await chat.press("Delete everything")
    await chat.send_file("tokentally.json", kept)
    await chat.press("Restore")
    assert "Taken back: 10 Nov · $3\nUsed $0 of $50" in await chat.press("Undo")
    assert "Used $3.00 of $50" in await chat.press("Book it again")


async def test_other_files(chat: Conversation) -> None:
    """The activity export and a broken file of ours have a sentence; other tables go to the counter."""
    said = await chat.send_file("a.csv", b"start_time,num_model_requests,input_tokens\n1762300800,3,2000\n")
    assert "activity export, without amounts" in said
    broken = {"budgets": {"version": 1, "limits": [{"amount": "-5", "currency": "USD"}], "entries": []}}
    said = await chat.send_file("tokentally.json", json.dumps(broken).encode())
    assert "limits.0.amount" in said
    assert "entries" not in await chat.send_file("notes.csv", b"name,age\nanna,3\n")


async def test_export_and_import(chat: Conversation) -> None:
    """JSON restores everything, twice is once; the table is harmless in spreadsheets."""
    await chat.say("/budget 50 usd")
    await chat.say("/spent 12.5 =cmd()")
    await chat.say("/spent 4 #学习")
    await chat.say("/undo")
    await chat.say("/budget")
    await chat.press("Export")
    table, kept = files(chat, ".csv")[0], files(chat, "budgets.json")[0]
    assert table.startswith("\ufeffdate,amount,".encode())
    assert ",'=cmd()," in table.decode()
    everything = await chat.export()
    assert everything["tokentally-spending.csv"] == table
    whole = everything["tokentally.json"]
    for content in (kept, whole):
        await chat.say("/delete_me")
        await chat.press("Delete everything")
        assert "My own export: 2 entries" in await chat.send_file("tokentally.json", content)
        assert "Used $12.50 of $50" in await chat.press("Restore")
        assert "2 entries are there already." in await chat.send_file("tokentally.json", content)
        assert "Nothing new" in await chat.press("Restore")
        assert "Your limit: used $12.50 of $50" in await chat.say("/spent")
    assert "table for spreadsheets" in await chat.send_file("tokentally-spending.csv", table)
    assert "• my own export" in await chat.say("/import")


async def test_in_a_group_nothing_is_said(chat: Conversation) -> None:
    """Limits are between the person and the bot."""
    await chat.say("/budget 5 usd")
    group = chat.api.group(-100, "costs")
    chat.api.say(1, "/spent 50", chat=group)
    await chat.session.settle()
    assert "more than your limit" not in str([call.params for call in chat.api.calls])


async def test_chinese(chinese: Conversation) -> None:
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
        said.append(await (chinese.press(step[1:]) if step.startswith("@") else chinese.say(step)))
        assert all(len(label) <= 8 for label in chinese.labels), (step, chinese.labels)
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
