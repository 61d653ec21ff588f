"""A pasted key on every way into the bot: never stored, never logged, never said back; deleted on a tap."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest
from docx import Document

if TYPE_CHECKING:
    from tests.conversation import Conversation

KEY = "sk-proj-Ab12Cd34Ef56Gh78Ij90Kl12Mn34"
WARNING = "That looks like an API key."


def nowhere(chat: Conversation, capsys: pytest.CaptureFixture[str]) -> bool:
    """Tell whether the key is in no file, in no message of the bot, in no request to Telegram, in no output."""
    stored = b"".join(path.read_bytes() for path in chat.path.parent.rglob("*") if path.is_file())
    said = json.dumps([call.params for call in chat.api.calls], default=str)
    printed = "".join(capsys.readouterr())
    return KEY.encode() not in stored and KEY not in said and KEY not in printed


def _docx(text: str) -> bytes:
    document, out = Document(), io.BytesIO()
    document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("notes.txt", f"the key is {KEY}, keep it\n".encode() * 3, id="text"),
        pytest.param(".env", f"OPENAI_API_KEY={KEY}\n".encode(), id="env"),
        pytest.param("app.py", f'client = OpenAI(api_key="{KEY}")\n'.encode(), id="code"),
        pytest.param(
            "call.json", json.dumps({"model": KEY, "messages": [{"role": KEY, "content": KEY}]}).encode(), id="json"
        ),
        pytest.param(
            "batch.jsonl",
            "".join(
                json.dumps(
                    {"custom_id": KEY, "method": "POST", "url": url, "body": {"model": model, "input": KEY, KEY: 1}}
                )
                + "\n"
                for url, model in (("/v1/responses", "gpt-4o"), ("/v1/responses", KEY), (KEY, "gpt-4o"))
            ).encode(),
            id="batch",
        ),
        pytest.param(
            "tokentally.json",
            json.dumps(
                {
                    "version": 1,
                    "limits": [],
                    "entries": [
                        {
                            "id": "a",
                            "amount": "5",
                            "currency": "USD",
                            "cny_per_usd": "7.1",
                            "note": KEY,
                            "local_date": "2026-11-20",
                            "spent_at": "2026-11-20T01:00:00Z",
                        }
                    ],
                }
            ).encode(),
            id="archive",
        ),
        pytest.param("costs.csv", f"date,amount_value,line_item\n2026-11-20,1.5,{KEY}\n".encode(), id="csv"),
        pytest.param("wide.txt", f"密钥 {KEY}".encode("utf-16"), id="utf-16"),
        pytest.param("paper.docx", _docx(f"my key {KEY}"), id="docx"),
        pytest.param(f"{KEY}.txt", b"hello there", id="name"),
    ],
)
async def test_in_a_file(en: Conversation, capsys: pytest.CaptureFixture[str], name: str, content: bytes) -> None:
    """The file is answered, and the key is in none of it."""
    said = await en.send_file(name, content)
    assert said
    assert "Something broke" not in said
    assert nowhere(en, capsys)


async def test_in_a_caption(en: Conversation, capsys: pytest.CaptureFixture[str]) -> None:
    """The warning takes the place of the answer."""
    assert (await en.send_file("notes.txt", b"hello", caption=f"with {KEY}")).startswith(WARNING)
    assert nowhere(en, capsys)


async def test_in_an_edited_message(en: Conversation, capsys: pytest.CaptureFixture[str]) -> None:
    """The answer to the earlier version becomes the warning."""
    await en.say("100 usd")
    assert WARNING in await en.edit(f"100 usd {KEY}")
    assert nowhere(en, capsys)


async def test_in_an_edited_caption(en: Conversation, capsys: pytest.CaptureFixture[str]) -> None:
    """As in any other edit."""
    await en.send_file("notes.txt", b"hello", caption="count")
    assert WARNING in await en.edit(f"count {KEY}")
    assert nowhere(en, capsys)


async def test_in_a_reply(en: Conversation, capsys: pytest.CaptureFixture[str]) -> None:
    """To an ordinary message; and an ordinary reply to the message with the key."""
    await en.say("100 usd")
    assert (await en.reply(f"{KEY}")).startswith(WARNING)
    await en.reply("/estimate", en.own)
    assert nowhere(en, capsys)


async def test_in_an_answer_to_a_question(en: Conversation, capsys: pytest.CaptureFixture[str]) -> None:
    """It answers nothing."""
    await en.say("/budget")
    assert (await en.say(KEY)).startswith(WARNING)
    assert nowhere(en, capsys)


@pytest.mark.parametrize("command", ["/spent 5 {}", "/remind tomorrow 9:00 rotate {}", "/estimate {}", "/convert {}"])
async def test_in_a_command(en: Conversation, capsys: pytest.CaptureFixture[str], command: str) -> None:
    """Nothing is booked, noted or counted."""
    assert (await en.say(command.format(KEY))).startswith(WARNING)
    assert nowhere(en, capsys)


async def test_in_a_long_paste(en: Conversation, capsys: pytest.CaptureFixture[str]) -> None:
    """In the last of its pieces."""
    assert WARNING in await en.paste("some words of a long text. " * 300 + KEY)
    assert nowhere(en, capsys)


async def test_in_an_inline_query(en: Conversation, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is offered, so that nothing is sent with a tap."""
    await en.say("/help")
    en.api.inline(1, f"100 usd {KEY}")
    await en.session.settle()
    assert [answer["results"] for answer in en.api.answers_of_inline] == [[]]
    assert nowhere(en, capsys)


class TestDeleting:
    async def test_in_a_group_its_author_deletes_it(self, en: Conversation, capsys: pytest.CaptureFixture[str]) -> None:
        """Nobody else: their tap does nothing, and says so."""
        group = en.api.group(-5, "Friends")
        await en.say("/start")
        await en.become(2, "en")
        await en.say("/start")
        en.api.say(1, f"@TokenTallyBot {KEY}", chat=group)
        await en.session.settle()
        warning = group.messages[-1]
        assert warning.text.startswith(WARNING)
        en.may_be_refused = True  # in a group the bot deletes what it has the right to delete
        en.api.press(2, warning, 1)
        await en.session.settle()
        assert group.messages[-1].text.startswith(WARNING)
        assert not [call for call in en.api.calls if call.method == "deleteMessage"]
        toast = next(call.params for call in reversed(en.api.calls) if call.method == "answerCallbackQuery")
        assert toast["text"] == "These buttons belong to Person 1. Ask me yourself to get your own."
        en.api.press(1, warning, 1)
        await en.session.settle()
        (call,) = [call for call in en.api.calls if call.method == "deleteMessage"]
        deleted = group.messages[-1].text.startswith("The message is deleted.")
        assert deleted is (call.error is None)
        assert deleted or group.messages[-1].text.startswith("Telegram does not let me delete it.")
        assert nowhere(en, capsys)

    async def test_what_telegram_keeps_is_not_called_deleted(self, en: Conversation) -> None:
        """A message older than two days: the bot may not delete it, and says so."""
        await en.say(KEY)
        await en.advance("3d")
        en.may_be_refused = True
        assert (await en.press("Delete my message")).startswith("Telegram does not let me delete it.")
