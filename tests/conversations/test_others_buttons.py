"""In a group the buttons of an answer are for whom it answers: others' taps do nothing, and say whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import START
from tests.conversation import Conversation
from tests.conversations.estimates import toasts

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.console.keyboards import Button
    from bot.console.world import Chat, Message
    from bot.db.database import Transaction

ANNA, BEN = 1, 2
GROUP = -100_1234567890
LANGUAGES = pytest.mark.parametrize("lang", ["en", "zh-hans"])
NAMED = {
    "en": "These buttons belong to Anna. Ask me yourself to get your own.",
    "zh-hans": "这些按钮是给 Anna 用的。自己问我一次，就有你的按钮。",
}
UNNAMED = "These buttons belong to whoever asked. Ask me yourself to get your own."
IN_PRIVATE = {"en": "That works in the private chat only.", "zh-hans": "这个只能在私聊里用。"}
ROOTS = {
    "en": (
        "/start", "/help", "/language", "/privacy", "/budget", "/remind", "/rate", "/topup 50 usd", "/convert 100 usd",
        "/ask", "/estimate autumn rain on the old roof", "/prices", "/models",
        "@TokenTallyBot does plus include the api?", "@TokenTallyBot why is the moon not billed?",
        "@TokenTallyBot 1,5 usd", "@TokenTallyBot sk-proj-" + "a1B2" * 12,
    ),
    "zh-hans": (
        "/start", "/help", "/language", "/privacy", "/budget", "/remind", "/rate", "/topup 50 usd", "/convert 100 usd",
        "/ask", "/estimate 秋天的雨落在旧屋顶上", "/prices", "/models",
        "@TokenTallyBot plus 包含 api 吗", "@TokenTallyBot 月亮为什么不收费？",
        "@TokenTallyBot 1,5 usd", "@TokenTallyBot sk-proj-" + "a1B2" * 12,
    ),
}  # fmt: skip
PASSING = {"inbox", "answers", "set_aside", "sqlite_sequence"}
"""Tables that every update passes through, so that a tap which does nothing leaves its number there."""


class Group:
    """Anna and Ben in a group with the bot."""

    def __init__(self, chat: Conversation, lang: str) -> None:
        self.chat, self.api, self.lang = chat, chat.api, lang
        self.api.person(ANNA, lang, "Anna")
        self.api.person(BEN, lang, "Ben")
        self.room: Chat = self.api.group(GROUP, "Friends")

    async def say(self, text: str, person: int = ANNA) -> Message:
        """Say something in the group, and return the bot's last message there."""
        self.api.say(person, text, chat=self.room)
        await self.chat.session.settle()
        return self.api.last_message(self.room)

    async def press(self, person: int, message: Message, data: str) -> str:
        """Press a button as if it said `data`, and return the note over the chat."""
        before = len(toasts(self.chat))
        first = next(number for number, each in enumerate(buttons(message), start=1) if is_tap(each))
        tap = self.api.press(person, message, first)
        tap["callback_query"]["data"] = data
        await self.chat.session.settle()
        return "".join(toasts(self.chat)[before:])

    def shown(self) -> list[tuple[int, str, list[str]]]:
        """Return everything that stands in the group."""
        return [(each.id, each.text, [b.value for b in buttons(each)]) for each in self.room.messages]

    async def stored(self) -> dict[str, list[tuple[object, ...]]]:
        """Return everything that is kept of anybody."""

        def read(tx: Transaction) -> dict[str, list[tuple[object, ...]]]:
            names = [row[0] for row in tx.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
            return {
                name: [tuple(row) for row in tx.execute(f'SELECT * FROM "{name}" ORDER BY rowid')]  # noqa: S608
                for name in names
                if name not in PASSING
            }

        return await self.chat.service.database.read(read)


def buttons(message: Message) -> list[Button]:
    """Return the buttons of a message."""
    return [button for row in message.rows for button in row]


def is_tap(button: Button) -> bool:
    """Tell whether a tap on it tells the bot anything."""
    return button.action == "callback_data"


def kind(action: str) -> str:
    """Return the part of an action that says what it does: feature, verb, and for help and settings what about."""
    _, feature, *rest = action.split(":")
    return ":".join((feature, *rest[: 2 if feature == "prefs" and rest[0] != "unsend" else 1]))


@pytest.fixture
async def group(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Group]:
    """Anna, who keeps a limit, an entry, a rate and a zone of her own, and Ben; both in the language of the test."""
    lang = request.getfixturevalue("lang") if "lang" in request.fixturenames else "en"
    async with Conversation(tmp_path / "bot.sqlite3", START, lang=lang) as chat:
        made = Group(chat, lang)
        for text in ("/budget 777", "spent 33.33 on secrets", "/myrate 7.654", "/remind tomorrow 9:00 feed the okapi"):
            await chat.say(text)
        made.api.say(BEN, "/start")
        await chat.session.settle()
        yield made


@LANGUAGES
async def test_every_button_of_every_answer(group: Group, lang: str) -> None:
    """Each kind of button that Anna meets in a group: Ben's tap changes nothing; Anna's shows nothing of her own."""
    group.chat.may_be_refused = True  # Telegram: "message is not modified", and a message that may not be deleted
    queue: list[str] = []
    for root in ROOTS[lang]:
        queue += [button.value for button in buttons(await group.say(root)) if is_tap(button)]
    seen: set[str] = set()
    while queue:
        action = queue.pop(0)
        if kind(action) in seen:
            continue
        seen.add(kind(action))
        message = await group.say("/help")
        shown, stored = group.shown(), await group.stored()
        assert await group.press(BEN, message, action) == NAMED[lang]
        assert (group.shown(), await group.stored()) == (shown, stored)
        assert await group.press(ANNA, message, action) != NAMED[lang]
        new = group.room.messages[len(shown) - 1 :]
        queue += [button.value for message in new for button in buttons(message) if is_tap(button)]
        queue = [action for action in queue if action[1] == lang[0]]
        if action.split(":")[1:3] in (["prefs", "start"], ["prefs", "language"]):
            await group.press(ANNA, message, f"1{lang[0]}:prefs:start:{lang[:2]}")
    assert {action.partition(":")[0] for action in seen} == {"prefs", "cost", "exchange", "faq", "new"}
    assert len(seen) > 50
    assert [secret for secret in ("777", "33.33", "7.654", "okapi", "sk-proj-a1B2") if secret in bot_texts(group)] == []
    assert not any(message.file for message in group.room.messages)


def bot_texts(group: Group) -> str:
    """Return everything that the bot said in the group."""
    return "\n".join(message.text for message in group.room.messages if message.from_bot)


@LANGUAGES
@pytest.mark.parametrize(
    "action",
    ["prefs:settings", "prefs:data", "prefs:export", "prefs:askdelete", "prefs:delete", "prefs:zone:Asia/Tokyo",
     "prefs:model:gpt-5.4", "prefs:zones", "budgets:card", "budgets:set:50:USD", "reminders:list:0",
     "exchange:own:settings", "exchange:dropown"],
)  # fmt: skip
async def test_what_is_private_stays_in_private(group: Group, lang: str, action: str) -> None:
    """Anna's own tap on what shows or changes her things: the note says where that works, and nothing happens."""
    message = await group.say("/privacy")
    shown, stored = group.shown(), await group.stored()
    assert await group.press(ANNA, message, f"1{lang[0]}:{action}") == IN_PRIVATE[lang]
    assert (group.shown(), await group.stored()) == (shown, stored)


async def test_the_language_of_an_answer(group: Group) -> None:
    """Anna changes it, in the group too, without her settings being shown; Ben does not."""
    message = await group.say("/language")
    assert await group.press(BEN, message, "1e:prefs:language:zh") == NAMED["en"]
    assert message.text == "Which language shall I speak?"
    assert await group.press(ANNA, message, "1e:prefs:language:zh") == ""
    assert message.text == "用哪种语言？"


class TestWhoseTheyAre:
    async def test_after_the_question_was_deleted(self, group: Group) -> None:
        """For two days the bot remembers whom it answered; then the buttons are nobody's, and say so."""
        message = await group.say("/prices")
        group.api._world.delete(group.room.messages[-2])
        assert await group.press(BEN, message, "1e:cost:names:0") == UNNAMED
        assert await group.press(ANNA, message, "1e:cost:names:0") == ""
        assert await group.press(BEN, message, "1e:cost:table") == UNNAMED
        await group.chat.advance("3d")
        await group.chat.service.inbox.clean()
        text = message.text
        assert await group.press(ANNA, message, "1e:cost:table") == UNNAMED
        assert message.text == text

    async def test_after_everything_was_deleted(self, group: Group) -> None:
        """What the answer replies to still says it, when nothing is kept any more."""
        message = await group.say("/prices")
        await group.chat.say("/delete_me")
        await group.chat.press("Delete everything")
        assert await group.press(BEN, message, "1e:cost:names:0") == NAMED["en"]
        assert await group.press(ANNA, message, "1e:cost:names:0") == ""

    async def test_after_edits(self, group: Group) -> None:
        """An answer that was edited ten times is still Anna's, and so is a message that a tap brought."""
        group.chat.may_be_refused = True
        message = await group.say("/prices")
        for action in ("cost:names:0", "cost:names:1", "cost:card:gpt-5.4", "cost:table") * 3:
            assert await group.press(ANNA, message, f"1e:{action}") == ""
            assert await group.press(BEN, message, f"1e:{action}") == NAMED["en"]

    async def test_a_name_is_shown_as_it_is(self, group: Group) -> None:
        """No markup is made of it, and a long one is cut."""
        group.api.person(ANNA, "en", "<b>Tom & Jerry</b>")
        assert "<b>Tom & Jerry</b>." in await group.press(BEN, await group.say("/prices"), "1e:cost:table")
        group.api.person(ANNA, "en", "x" * 64)
        assert len(await group.press(BEN, await group.say("/prices"), "1e:cost:table")) < 120

    async def test_each_is_told_in_their_own_language(self, group: Group) -> None:
        """Not in that of the message, which is another person's."""
        group.api.person(BEN, "zh-hans")
        assert await group.press(BEN, await group.say("/prices"), "1e:cost:table") == NAMED["zh-hans"]

    async def test_ben_gets_his_own(self, group: Group) -> None:
        """What the note advises works, and then it is Anna who is told."""
        message = await group.say("/prices", person=BEN)
        assert await group.press(BEN, message, "1e:cost:names:0") == ""
        assert "Ben" in await group.press(ANNA, message, "1e:cost:table")

    async def test_in_private_everybody_has_their_own(self, group: Group) -> None:
        """There nobody else can press anything, whatever the message replies to."""
        await group.chat.say("/prices")
        assert "belong" not in await group.chat.press_data("1e:cost:names:0")
