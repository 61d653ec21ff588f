"""Keys, odd input, groups: nothing is kept that should not be, nothing crashes, nobody else reads it."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING, Any

import pytest

from bot import logs
from bot.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.conversation import Conversation

KEYS = (
    "sk-proj-Ab12Cd34Ef56Gh78Ij90Kl12Mn34",
    "sk-1234567890abcdefghijKLMN",
    "sk-svcacct-Zz9Yy8Xx7Ww6Vv5Uu4",
    "sk-ant-api03-Qw3rTy7uIo9pAs5dFg",
    "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
    "AKIAIOSFODNN7EXAMPLE",
    "123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc",
)


@pytest.fixture
def finest_log(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The program's own log at its finest level, on standard error."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    logs.configure(Settings(_env_file=None, log="DEBUG"))
    yield
    root.handlers[:] = before
    root.setLevel(level)


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize(
    "frame", ["{}", "my key is {}.", "密钥：{}，帮我看看", '{{"api_key": "{}"}}', "curl -H 'Authorization: Bearer {}'"]
)
@pytest.mark.usefixtures("finest_log")
async def test_a_pasted_key_is_nowhere(
    en: Conversation, capsys: pytest.CaptureFixture[str], key: str, frame: str
) -> None:
    """It is not stored, logged (at the finest level), echoed or counted; the person is told what to do."""
    said = await en.say(frame.format(key))
    assert said.startswith(("That looks like an API key.", "这看起来是 API 密钥"))
    assert key not in said
    assert key not in capsys.readouterr().err
    assert key.encode() not in b"".join(path.read_bytes() for path in en.path.parent.iterdir())


async def test_the_message_with_the_key_is_deleted_on_a_tap(en: Conversation) -> None:
    """The button deletes the person's message and says that the key must still be revoked."""
    await en.say(f"is this safe? {KEYS[0]}")
    assert "message deleted" in await en.press("Delete my message")
    assert not any(KEYS[0] in message.text for message in en.api.chat(1).messages)


async def test_a_key_in_a_caption_or_a_quote(en: Conversation) -> None:
    """Captions and quoted messages are masked as texts are."""
    en.api.send_file(1, "notes.txt", b"hello", caption=f"use {KEYS[1]}")
    await en.session.settle()
    assert en.last.text.startswith("That looks like an API key.")
    assert KEYS[1].encode() not in b"".join(path.read_bytes() for path in en.path.parent.iterdir())


@pytest.mark.parametrize(
    "text",
    ["sk-your-api-key-here", "use sk-xxxxxxxxxxxxxxxx", "the task-force-management-team", "OPENAI_API_KEY=sk-..."],
)
async def test_placeholders_are_no_keys(en: Conversation, text: str) -> None:
    """What people write where a key would stand raises no alarm."""
    assert "looks like an API key" not in await en.say(text)


ODD = [
    pytest.param("a" * 4096, id="4096-times-a"),
    pytest.param("🔥" * 200, id="only-emoji"),
    pytest.param("\u202e\u200f\u202d", id="only-direction-marks"),
    pytest.param("a\x00b", id="nul"),
    pytest.param("Ω≈ç√∫˜µ≤≥÷", id="symbols"),
    pytest.param("<b>&amp;</i>", id="html"),
    pytest.param("%(name)s %s {0} {name}", id="placeholders"),
    pytest.param("'; DROP TABLE people; --", id="sql"),
    pytest.param("/" * 100, id="slashes"),
    pytest.param("/budget " + "9" * 3000, id="many-digits"),
    pytest.param("/remind " + "tomorrow " * 400, id="many-tomorrows"),
    pytest.param("/convert " + "1," * 1500, id="many-commas"),
    pytest.param("/spent " + "一" * 3000, id="many-ones"),
    pytest.param("提醒" * 1500, id="many-reminders"),
    pytest.param("。" * 3000, id="many-stops"),
    pytest.param("/estimate " + " \n" * 1000 + "x", id="blanks"),
    pytest.param("̀" * 3000, id="combining"),
]


@pytest.mark.parametrize("text", ODD)
async def test_odd_texts_get_an_answer(en: Conversation, caplog: pytest.LogCaptureFixture, text: str) -> None:
    """Whatever it is, there is one, and nothing was set aside."""
    said = await en.say(text)
    assert said
    assert "Something broke" not in said
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


async def test_what_is_no_text_gets_a_sentence(en: Conversation) -> None:
    """Photos, stickers, voice messages, contacts, places, files, forwarded posts and edits."""
    api = en.api
    acts: list[Callable[[], object]] = [
        lambda: api.photo(1),
        lambda: api.sticker(1),
        lambda: api.voice(1),
        lambda: api.contact(1, "+123", "Ann"),
        lambda: api.location(1, 31.2, 121.5),
        lambda: api.send_file(1, "a.bin", b"\x00\x01"),
        lambda: api.forward(1, "does plus include the api?"),
    ]
    for act in acts:
        before = en.last.id if any(m.from_bot for m in api.chat(1).messages) else 0
        act()
        await en.session.settle()
        assert en.last.id > before
        assert "Something broke" not in en.last.text
    await en.say("100 usd")
    mine = [message for message in api.chat(1).messages if not message.from_bot][-1]
    api.edit(1, mine, "200 usd")
    await en.session.settle()
    assert en.last.text.startswith("$200 ≈ ¥1,420.00")


@pytest.mark.parametrize(
    "data",
    ["", "x", "1e:", "1e:budgets", "1e:budgets:set", "1e:budgets:undo:abc", "1e:exchange:from:NaN:USD",
     "1e:exchange:from:1e999999:USD", "1e:faq:show:nothing", "1e:faq:section:x:-1", "1e:cost:use:1:2:3",
     "1e:prefs:model:none", "1e:prefs:unsend:99999999999999999999", "1e:prefs:models:9999999",
     "1e:reminders:done:1:2:3", "1e:reminders:drop:x:y", "9z:old:button",
     "1e:work:cancel:1", "1e:work", "1e:work:cancel:99999999999999999999999", "1e:prefs:settings:99999"],
)  # fmt: skip
async def test_forged_buttons_do_nothing(en: Conversation, caplog: pytest.LogCaptureFixture, data: str) -> None:
    """Made-up callback data is answered once and breaks nothing."""
    await en.say("/start")
    en.may_be_refused = True  # some make the bot delete a message that is not there
    message = en.last
    tap = en.api.press(1, message, 1)
    tap["callback_query"]["data"] = data
    en.api.redeliver(tap)
    await en.session.settle()
    assert "Something broke" not in en.last.text
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


class TestGroups:
    async def test_it_answers_commands_replies_and_mentions_only(self, en: Conversation) -> None:
        """Ordinary talk is left alone, even where an administrator bot gets to read it."""
        group = en.api.group(-5, "Friends")
        en.api._privacy = False

        async def said(text: str, **more: Any) -> list[str]:
            before = len(group.messages)
            en.api.say(1, text, chat=group, **more)
            await en.session.settle()
            return [message.text for message in group.messages[before:] if message.from_bot]

        assert await said("100 usd to rmb") == []
        assert await said("预算") == []
        assert await said("/help@OtherBot") == []
        assert (await said("@TokenTallyBot 100 usd to rmb"))[0].startswith("$100 ≈ ¥710.00")
        assert (await said("/convert 100 usd"))[0].startswith("$100 ≈ ¥710.00")
        answer = group.messages[-1]
        assert (await said("200 usd", reply_to=answer))[0].startswith("$200 ≈ ¥1,420.00")

    async def test_a_budget_is_never_shown_there(self, en: Conversation) -> None:
        """Personal commands and amounts spent lead to the private chat."""
        await en.say("/budget 50")
        group = en.api.group(-5, "Friends")
        for text in (
            "/budget",
            "/spent 12",
            "/reminders",
            "/settings",
            "/export",
            "/delete_me",
            "@TokenTallyBot spent 12",
        ):
            en.api.say(1, text, chat=group)
            await en.session.settle()
            assert "$50" not in group.messages[-1].text
            assert "$12" not in group.messages[-1].text
        assert not any(message.file for message in group.messages)
        assert "Used $0 of $50" in await en.say("/budget")

    async def test_channel_posts_are_left_alone(self, en: Conversation) -> None:
        """Nobody is answered in a channel."""
        channel = en.api.channel(-1001234567890, "News")
        en.api.publish(channel, "does plus include the api?")
        await en.session.settle()
        assert not any(message.from_bot for message in channel.messages)
