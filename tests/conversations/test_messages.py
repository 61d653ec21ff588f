"""However it is sent: in pieces, late, edited, as a reply, as a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.console.cuts import cut
from bot.tg.pastes import join

if TYPE_CHECKING:
    from bot.console.cuts import Client
    from tests.conversation import Conversation

ENGLISH = "".join(
    f"Point {number}: the team met on day {number} and agreed on the next steps, which are listed below in full. "
    f"{'They will be looked at again in the next meeting. ' * 7}\n\n"
    for number in range(1, 23)
).strip()
CHINESE = "".join(
    f"第 {number} 点：大家开会讨论了下一步怎么做，具体安排写在下面，下次会议再看一遍。" * 9 for number in range(1, 32)
)


def said(chat: Conversation) -> list[str]:
    """Return every message of the bot that stands in the chat."""
    return [message.text for message in chat.api.chat(chat.session.person).messages if message.from_bot]


@pytest.mark.parametrize("client", ["desktop", "android", "ios", "web"])
async def test_a_paste_in_pieces_is_one_text(en: Conversation, client: Client) -> None:
    """Whatever client cut it: one answer, with the characters of the whole."""
    pieces = cut(ENGLISH, client)
    assert len(pieces) >= 3
    answer = await en.paste(ENGLISH, client)
    assert len(said(en)) == 1
    assert answer.startswith("≈ $")
    assert f"{len(join(pieces)):,} characters" in answer


async def test_a_chinese_paste_in_pieces(zh: Conversation) -> None:
    """The same in Chinese, where nothing stands between two pieces."""
    answer = await zh.paste(CHINESE)
    assert len(said(zh)) == 1
    assert answer.startswith("≈ $")
    assert f"{len(join(cut(CHINESE))):,} 个字符" in answer


async def test_a_message_between_and_after(en: Conversation) -> None:
    """What follows a paste is a message of its own."""
    await en.paste(ENGLISH)
    assert "≈ ¥710.00" in await en.say("100 usd")
    assert len(said(en)) == 2


async def test_an_edited_amount(en: Conversation) -> None:
    """The answer says the new amount; nothing new stands in the chat."""
    await en.say("100 usd")
    assert (await en.edit("200 usd")).startswith("$200 ≈ ¥1,420.00")
    assert len(said(en)) == 1


async def test_an_edit_in_chinese(zh: Conversation) -> None:
    """An edited question becomes an amount: the answer is another one, in the same place."""
    await zh.say("Plus 会员包含 API 额度吗")
    assert (await zh.edit("100刀多少人民币")).startswith("$100 ≈ ¥710.00")
    assert len(said(zh)) == 1


async def test_an_edited_command(en: Conversation) -> None:
    """The same for commands, whatever they were before."""
    await en.say("/convert 1 usd")
    assert (await en.edit("/help")).startswith("Just write:")
    assert len(said(en)) == 1


async def test_the_name_of_a_zone_mended_by_an_edit(en: Conversation) -> None:
    """What the bot asked for can be edited until it is right."""
    await en.say("/settings")
    await en.press("Time zone")
    await en.press("Another zone")
    assert "I know no time zone Mars/Olympus" in await en.say("Mars/Olympus")
    assert "Time zone: Kathmandu" in await en.edit("asia/kathmandu")


async def test_answers_are_known_for_two_days(en: Conversation) -> None:
    """Then one sentence says what to do."""
    await en.say("100 usd")
    await en.advance("2d")
    assert (await en.edit("200 usd")).startswith("$200")
    await en.advance("1m")
    assert (await en.edit("300 usd")).startswith("That message is more than two days old")


async def test_export_has_numbers_only(en: Conversation) -> None:
    """Which answer belongs to which message, and nothing of what they say."""
    await en.say("100 usd")
    exported = (await en.export())["tokentally.json"].decode()
    assert '"answer_message_id": 2' in exported
    assert "100 usd" not in exported


async def test_a_file_that_is_too_large(zh: Conversation) -> None:
    """What to do, in Chinese; the file is not fetched."""
    await zh.after(lambda: zh.api.send_file(zh.session.person, "big.jsonl", b"{}", size=60 * 1024 * 1024))
    assert zh.last.text == "这个文件有 60 MB，Telegram 只让我读 20 MB 以内的。拆成几份，一份一份发过来。"
    assert not [call for call in zh.api.calls if call.method == "getFile"]
