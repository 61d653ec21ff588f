"""What is said within ten minutes about a booking, a limit or a total; messages that are edited to say otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import START
from tests.conversation import Conversation

if TYPE_CHECKING:
    from pathlib import Path


async def test_a_chain_of_corrections(en: Conversation) -> None:
    """Each answer says what it was, can be corrected again, and is taken back step by step; one entry throughout."""
    await en.say("/budget 50 usd")
    await en.say("spent 12.50 on api")
    said = await en.say("no, 12.60")
    assert said.startswith("Changed to $12.60 (¥89.46)\nIt was 23 Nov · $12.50 · api.\napi\nUsed $12.60 of $50")
    assert en.labels[0] == "Back"
    assert (await en.say("make it 15")).startswith("Changed to $15 (¥106.50)\nIt was 23 Nov · $12.60 · api.")
    assert (await en.say("in yuan")).startswith("Changed to ¥15 ($2.11)\nIt was 23 Nov · $15 · api.")
    assert (await en.say("undo that")).startswith("Changed to $15 (¥106.50)\nIt was 23 Nov · ¥15 · api.")
    assert (await en.say("undo")).startswith("Taken back: 23 Nov · $15 · api\nUsed $0 of $50")
    assert (await en.say("bring it back")).startswith("Noted: $15 (¥106.50)")
    assert "Booked last\n23 Nov · $15 · api\nYour limit: used $15.00 of $50" in await en.say("/spent")


async def test_in_the_other_currency(en: Conversation) -> None:
    """A question shows the limit in both and changes nothing; a statement corrects what was booked."""
    await en.say("/budget 50 usd")
    await en.say("spent 10 usd")
    assert "In RMB: ¥71.00 of ¥355.00, ¥284.00 left" in await en.say("and in RMB?")
    assert (await en.say("in yuan")).startswith("Changed to ¥10 ($1.41)")


async def test_in_the_other_currency_in_chinese(zh: Conversation) -> None:
    """Behind a limit that was set."""
    await zh.say("预算 50 美元")
    assert "折合人民币：¥0 / ¥355.00，还剩 ¥355.00" in await zh.say("那人民币呢")


async def test_the_same_in_chinese(zh: Conversation) -> None:
    """Simplified and Traditional."""
    await zh.say("花了12块五")
    assert (await zh.say("不对，12.6")).startswith("改成了 ¥12.60（$1.77）\n原来是 11 月 23 日 · ¥12.50。")
    assert (await zh.say("應該是 13")).startswith("改成了 ¥13（$1.83）")
    assert (await zh.say("是美元")).startswith("改成了 $13（¥92.30）")
    assert (await zh.say("备注 午饭")).startswith("改成了 $13（¥92.30）\n原来是 11 月 23 日 · $13。\n午饭")
    assert (await zh.say("刪掉")).startswith("撤销了：11 月 23 日 · $13 · 午饭")
    assert (await zh.say("恢复")).startswith("记下了：$13（¥92.30）\n午饭")
    assert (await zh.say("算了")).startswith("撤销了：11 月 23 日 · $13 · 午饭")


async def test_cancelled_after_a_change_it_is_gone(en: Conversation) -> None:
    """A step back is one; "cancel it" is the whole booking, and a second one is no other's."""
    await en.say("spent 4")
    await en.say("spent 5")
    await en.say("no, 6")
    assert (await en.say("cancel it")).startswith("Taken back: 23 Nov · $6")
    assert await en.say("cancel it") == "All right, I no longer wait for an answer."
    assert "Booked last\n23 Nov · $4\nSpent" in await en.say("/spent")


async def test_notes_and_labels(en: Conversation) -> None:
    """The amount stays; a step back from there takes the entry back."""
    await en.say("spent 5")
    assert "\nLunch with Ann\n" in await en.say("note: Lunch with Ann")
    assert "\nLunch with Ann #work\n" in await en.say("label it Work")
    assert (await en.say("undo")).startswith("Taken back: 23 Nov · $5 · Lunch with Ann · #work")


@pytest.mark.parametrize(
    ("correction", "answer"),
    [
        ("no, 12 eur", "I know dollars and RMB only, and 12 eur is neither. Try: no, 12.60"),
        ("make it 0", "The amount has to be more than 0. Try: no, 12.60"),
        ("no, -3", "What is spent is more than 0. To take back what you booked: /undo"),
        ("make it 3 million", "1,000,000 is the most I can keep. Try: no, 12.60"),
    ],
)
async def test_corrections_that_cannot_be(en: Conversation, correction: str, answer: str) -> None:
    """One sentence with an example, which works; nothing is changed."""
    await en.say("spent 4")
    assert await en.say(correction) == answer
    assert (await en.say("no, 12.60")).startswith("Changed to $12.60 (¥89.46)\nIt was 23 Nov · $4.")


async def test_a_correction_in_two_readings(en: Conversation) -> None:
    """One tap says which."""
    await en.say("spent 4")
    await en.say("no, 1,5")
    assert en.labels == ["$1.50", "$15"]
    assert (await en.press("$1.50")).startswith("Changed to $1.50 (¥10.65)\nIt was 23 Nov · $4.")
    assert (await en.say("undo")).startswith("Changed to $4")


async def test_undo_goes_on_backwards(zh: Conversation) -> None:
    """Behind what was taken back comes what was booked before it, as with /undo."""
    await zh.say("花了1刀")
    await zh.say("花了2刀")
    assert (await zh.say("撤销")).startswith("撤销了：11 月 23 日 · $2")
    assert (await zh.say("撤销")).startswith("撤销了：11 月 23 日 · $1")


async def test_buttons_can_be_followed_up_as_well(en: Conversation) -> None:
    """A tap that books, or takes back, counts as the last answer; one that only shows something does not."""
    await en.say("spent 1,5")
    await en.press("$1.50")
    assert (await en.say("no, 2")).startswith("Changed to $2")
    await en.press("Last entries")
    assert (await en.say("make it 3")).startswith("Changed to $3")
    await en.say("/undo")
    assert (await en.say("bring it back")).startswith("Noted: $3")
    await en.press("Undo")
    assert (await en.say("bring it back")).startswith("Noted: $3")


async def test_a_limit(en: Conversation) -> None:
    """Another amount keeps currency and period; a step back brings the one before, or none."""
    await en.say("/budget 300 rmb a week")
    said = await en.say("make it 350")
    assert said.startswith("Your limit: ¥350 ($49.30) a week\nIt was ¥300.")
    assert (await en.say("in dollars")).startswith("Your limit: $350 (¥2,485.00) a week")
    assert (await en.say("undo that")).startswith("Your limit: ¥350 ($49.30) a week")
    assert (await en.say("make it 60 a month")).startswith("Your limit: ¥60 ($8.45) a month")
    assert (await en.say("undo")).startswith("Your limit: ¥350 ($49.30) a week")
    assert "neither" in await en.say("make it 60 eur")
    await en.say("/budget 20 usd #work")
    assert (await en.say("make it 25")).startswith("#work · Your limit: $25")
    await en.say("/budget 30 usd #play")
    assert (await en.say("cancel it")).startswith("There is no limit for #play now.")
    assert (await en.say("bring it back")).startswith("#play · Your limit: $30")


async def test_a_limit_that_was_removed(zh: Conversation) -> None:
    """The first limit is taken back by a word; one that was removed comes back with its first day."""
    assert (await zh.say("每月预算300块，从22号开始")).startswith("限额：每月 ¥300")
    assert (await zh.say("取消")).startswith("限额取消了")
    assert (await zh.say("恢复")).startswith("限额：每月 ¥300")
    await zh.say("取消限额")
    said = await zh.say("撤销")
    assert said.startswith("限额：每月 ¥300")
    assert "11 月 22 日 – 12 月 21 日" in said
    assert (await zh.say("改成 320")).startswith("限额：每月 ¥320")


async def test_a_total(en: Conversation) -> None:
    """A correction of the total is no second correction; with it goes what it had corrected."""
    await en.say("/budget 50 usd")
    await en.say("spent 5")
    await en.say("the dashboard says 41.20")
    assert (await en.say("no, 41.50")).startswith("Corrected by +$36.50\nusage page: $41.50\nUsed $41.50 of $50")
    assert (await en.say("in yuan")).startswith("Corrected by +$0.85\nusage page: ¥41.50\nUsed $5.85 of $50")
    assert (await en.say("make it 1,5")).startswith("I can read that in more than one way")
    assert "Used $5.00 of $50" in await en.say("undo that")
    assert "Booked last\n23 Nov · $5\n" in await en.say("/spent")


async def test_other_messages_are_what_they_are(en: Conversation) -> None:
    """A conversion, another booking, a question, a stop; after each the next word is about the last booking."""
    await en.say("spent 5")
    assert (await en.say("100 usd")).startswith("$100")
    assert (await en.say("200")).startswith("$200")
    assert (await en.say("spent 6")).startswith("Noted: $6")
    assert "Plus" in await en.say("does chatgpt plus include the api?")
    assert (await en.say("no, 7")).startswith("Changed to $7 (¥49.70)\nIt was 23 Nov · $6.")
    assert "23 Nov · $7\n23 Nov · $5" in await en.say("/spent")


@pytest.mark.parametrize("end", ["/cancel", "stop", "停"])
async def test_cancel_ends_it(en: Conversation, end: str) -> None:
    """Nothing is taken back by it, and nothing is corrected any more."""
    await en.say("spent 5")
    await en.say(end)
    assert "Changed" not in await en.say("no, 7")
    assert "23 Nov · $5" in await en.say("/spent")


async def test_it_expires(en: Conversation) -> None:
    """Ten minutes, a later correction counted anew."""
    await en.say("spent 5")
    await en.advance("9m")
    assert (await en.say("no, 6")).startswith("Changed to $6")
    await en.advance("9m")
    assert (await en.say("no, 7")).startswith("Changed to $7")
    await en.advance("10m")
    assert "Changed" not in await en.say("no, 8")
    assert "23 Nov · $7" in await en.say("/spent")


async def test_a_restart_in_between(tmp_path: Path) -> None:
    """What a word would be about is stored."""
    async with Conversation(tmp_path / "bot.sqlite3", START) as before:
        await before.say("spent 5")
        await before.say("no, 6")
    async with Conversation(tmp_path / "bot.sqlite3", START) as after:
        assert (await after.say("undo that")).startswith("Changed to $5 (¥35.50)\nIt was 23 Nov · $6.")


async def test_an_open_question_is_not_pushed_aside(en: Conversation) -> None:
    """The reminder still waits for its time while something is booked by a button and by a message."""
    await en.say("spent 1,5")
    await en.say("remind me to pay")
    await en.press("$1.50")
    await en.say("spent 3")
    assert (await en.say("tomorrow 9:00")).startswith("Tue 24 Nov, 09:00 (Shanghai): pay")


async def test_taken_back_by_the_command(en: Conversation) -> None:
    """/undo stays what it is: the last entry, whatever was set since."""
    await en.say("spent 5")
    await en.say("remind me tomorrow 9:00 to pay")
    assert (await en.say("/undo")).startswith("Taken back: 23 Nov · $5")
    assert "You have 1 reminder" in await en.say("/reminders")


async def test_a_file_is_taken_back_as_a_whole(en: Conversation) -> None:
    """As by its button."""
    rows = "".join(
        f"{start},{start + 86400},,,{amount},usd,gpt,p,o\n" for start, amount in ((1762300800, 2), (1762387200, 3.5))
    )
    head = (
        "start_time,end_time,start_time_iso,end_time_iso,amount_value,amount_currency,line_item,project_id,"
        "organization_id\n"
    )
    await en.say("remind me tomorrow 9:00 to pay")
    await en.send_file("costs.csv", (head + rows).encode())
    assert "Booked 2 entries" in await en.press("Book it")
    assert (await en.say("undo that")).startswith("Taken back: 2 entries of a file")


class TestEdits:
    async def test_a_booking_that_is_a_greeting_now(self, en: Conversation) -> None:
        """It is taken back, the answer says so and answers the new words; one tap books it again."""
        await en.say("spent 12.50")
        said = await en.edit("hello")
        assert said.startswith("Taken back: 23 Nov · $12.50\n\nHello.")
        assert en.labels == ["Book it again"]
        assert len([message for message in en.api.chat(en.session.person).messages if message.from_bot]) == 1
        assert "Nothing is booked yet." in await en.say("/spent")

    async def test_there_and_back(self, en: Conversation) -> None:
        """Each version has its own effect and no other's."""
        await en.say("/budget 50 usd")
        await en.say("spent 12.50")
        said = await en.edit("remind me tomorrow 9:00 to pay")
        assert said.startswith("Taken back: 23 Nov · $12.50\n\nTue 24 Nov, 09:00 (Shanghai): pay")
        said = await en.edit("spent 13")
        assert said.startswith("Deleted, I send it no more: pay\n\nNoted: $13 (¥92.30)\nUsed $13.00 of $50")
        assert "You have no reminders" in await en.say("/reminders")
        assert "Booked last\n23 Nov · $13\nYour limit: used $13.00 of $50" in await en.say("/spent")

    @pytest.mark.parametrize(
        ("edited", "answer"),
        [
            ("my limit is 60", "Taken back: 23 Nov · $12.50\n\nYour limit: $60"),
            ("spent 7,5", "Taken back: 23 Nov · $12.50\n\nI can read that in more than one way."),
            ("spent 5 on 3 january", "Taken back: 23 Nov · $12.50\n\nThat is too long ago"),
            ("spent 5 tomorrow", "Taken back: 23 Nov · $12.50\n\nThat day is still to come"),
            ("/help", "Taken back: 23 Nov · $12.50\n\n"),
            ("/nothing", "Taken back: 23 Nov · $12.50\n\nI do not know that command."),
            (
                "my key is sk-proj-Ab12Cd34Ef56Gh78Ij90Kl12Mn34",
                "Taken back: 23 Nov · $12.50\n\nThat looks like an API key.",
            ),
            ("100 usd", "Taken back: 23 Nov · $12.50\n\n$100 ≈ ¥710.00"),
            ("the dashboard says 20", "Corrected by +$20"),
        ],
    )
    async def test_whatever_it_became(self, en: Conversation, edited: str, answer: str) -> None:
        """Also what this feature answers, a command and a key; nothing of the old amount is left."""
        await en.say("spent 12.50")
        assert (await en.edit(edited)).startswith(answer)
        assert "$12.50" not in await en.say("/spent")

    async def test_a_total_that_is_edited(self, en: Conversation) -> None:
        """There is one correction, the newest; a booking in its place takes it back."""
        await en.say("the dashboard says 20")
        assert (await en.edit("the dashboard says 21")).startswith("Corrected by +$21")
        assert "Booked last\n23 Nov · +$21.00 correction · usage page: $21\nSpent" in await en.say("/spent")
        await en.say("dashboard says 30")
        assert (await en.edit("spent 4")).startswith("Noted: $4")
        assert "+$9" not in await en.say("/spent")

    async def test_a_correction_that_is_edited(self, en: Conversation) -> None:
        """The entry follows; the amount alone is enough."""
        await en.say("spent 3")
        await en.say("no, 4")
        assert (await en.edit("no, 5")).startswith("Changed to $5 (¥35.50)\nIt was 23 Nov · $4.")
        assert (await en.edit("6")).startswith("Changed to $6 (¥42.60)\nIt was 23 Nov · $5.")
        assert "Booked last\n23 Nov · $6\nSpent" in await en.say("/spent")

    async def test_in_chinese(self, zh: Conversation) -> None:
        """One message says both."""
        await zh.say("花了30块")
        assert (await zh.edit("你好")).startswith("撤销了：11 月 23 日 · ¥30\n\n你好")
        assert zh.labels == ["重新记上"]
        assert (await zh.press("重新记上")).startswith("记下了：¥30")
