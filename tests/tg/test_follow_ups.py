"""Between an answer and the next message: what stands for the answer, what waits for one, what an edit undoes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from markupsafe import Markup

from bot.console.faults import Refusal
from bot.core.screen import MOST_BUTTONS, Button, File, Screen
from bot.tg.feature import Command, Feature
from bot.tg.turn_state import AGAIN
from tests.fakes import make_service
from tests.tg.way_support import texts

if TYPE_CHECKING:
    from bot.console.botapi import BotApi
    from bot.core.clock import ManualClock
    from bot.db.database import Database, Transaction
    from bot.tg.context import BotContext
    from bot.tg.service import Service

GET = "SELECT value FROM facts WHERE name = ?"
PUT = "INSERT INTO facts VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"


async def keep(_: object, context: BotContext) -> None:
    """Keep the word of a message."""

    def effect(tx: Transaction) -> Screen:
        tx.execute(PUT, (context.origin, context.words))
        context.expect_follow_up("x", "kept", context.origin)
        return Screen(Markup("kept {}").format(context.words))

    context.keep_earlier("x")
    await context.act(effect)


def let_go(tx: Transaction, context: BotContext) -> Screen | None:
    """Forget the word of a message."""
    row = tx.execute(GET, (context.origin,)).fetchone()
    if row is None:
        return None
    tx.execute("DELETE FROM facts WHERE name = ?", (context.origin,))
    return Screen(Markup("gone: {}").format(row[0]), ((Button("Back", action="x:back"),),))


async def ask(_: object, context: BotContext) -> None:
    """Ask something."""
    await context.ask(Screen(Markup("Which?")), "x:which")


async def reply(_: object, context: BotContext, arguments: tuple[str, ...]) -> bool:
    """Take two answers."""
    if context.words not in {"that one", "undo"}:
        return False
    await context.act(lambda _: Screen(Markup("about {}").format("/".join(arguments))))
    return True


async def undo(_: object, context: BotContext) -> None:
    """Say that the command was taken."""
    context.show(Screen(Markup("the command, with {}.").format(context.words)))


async def other(_: object, context: BotContext) -> None:
    """Show two screens."""
    context.show(Screen(Markup("other")))
    context.show(Screen(Markup("second")))


async def act(_: object, context: BotContext) -> None:
    """Count what is kept, under a full keyboard."""
    rows = tuple((Button(str(number), action="x:y"),) for number in range(MOST_BUTTONS))

    def effect(tx: Transaction) -> Screen:
        count, *_ = tx.execute("SELECT COUNT(*) FROM facts").fetchone()
        return Screen(Markup("{}").format(count), rows)

    await context.act(effect)


async def file(_: object, context: BotContext) -> None:
    """Send a file."""
    context.send_file(File("a.txt", b"x", Markup("a file")))


@pytest.fixture
async def service(api: BotApi, database: Database, clock: ManualClock) -> Service:
    """A bot that keeps one word for each message, and lets go of it where the message says something else."""
    feature = Feature(
        "x",
        (
            Command("keep", keep),
            Command("ask", ask),
            Command("undo", undo, words=("undo", "撤销"), yields=True),
            Command("stay", undo, words=("that",)),
            Command("other", other),
            Command("act", act),
            Command("file", file),
        ),
        on_reply=reply,
        let_go=let_go,
    )
    made = make_service(api, database, clock, features=[feature])
    await made.start()
    return made


async def say(service: Service, api: BotApi, text: str) -> int:
    """Send a message and return its id."""
    update = api.say(1, text)
    await service.settle()
    return int(update["message"]["message_id"])


async def edit(service: Service, api: BotApi, message_id: int, text: str) -> None:
    """Edit a message."""
    api.edit(1, api.chat(1).by_id[message_id], text)
    await service.settle()


class TestWordsAboutTheLastAnswer:
    async def test_a_command_that_yields(self, service: Service, api: BotApi) -> None:
        """Its plain words may be about the last answer; with a slash, behind it or without one they are its own."""
        await say(service, api, "undo")
        kept = await say(service, api, "/keep 1")
        await say(service, api, "/undo")
        await say(service, api, "undo more")
        await say(service, api, "undo")
        await say(service, api, "undo")
        assert texts(api) == [
            "the command, with .",
            "kept 1",
            "the command, with .",
            "the command, with more.",
            f"about {AGAIN}/kept/1/{kept}",
            "the command, with .",
        ]

    async def test_other_commands_do_not(self, service: Service, api: BotApi) -> None:
        """Their words are theirs."""
        await say(service, api, "/keep 1")
        await say(service, api, "that one")
        assert texts(api)[-1] == "the command, with one."

    async def test_while_the_bot_waits_for_an_answer(self, service: Service, api: BotApi) -> None:
        """The words are the command's, and what is done meanwhile leaves the question open."""
        await say(service, api, "/ask")
        await say(service, api, "undo")
        await say(service, api, "/keep 1")
        question = await service.inbox._database.read(lambda tx: service.inbox.export(tx, 1)["questions"])
        assert texts(api)[1:] == ["the command, with .", "kept 1"]
        assert isinstance(question, list)
        assert [each["question"] for each in question] == ["x:which"]

    async def test_the_newest_answer_counts(self, service: Service, api: BotApi) -> None:
        """One stands in place of the other."""
        await say(service, api, "/keep 1")
        second = await say(service, api, "/keep 2")
        await say(service, api, "undo")
        assert texts(api)[-1] == f"about {AGAIN}/kept/1/{second}"


class TestWhatAnEditUndoes:
    async def test_renewed(self, service: Service, api: BotApi, database: Database) -> None:
        """The new version does the same thing: nothing is said of the old one."""
        first = await say(service, api, "/keep 1")
        await edit(service, api, first, "/keep 2")
        assert texts(api) == ["kept 2"]
        assert await database.read(lambda tx: tx.execute(GET, (f"1:{first}",)).fetchone()) == ("2",)

    async def test_something_that_only_shows(self, service: Service, api: BotApi, database: Database) -> None:
        """The first of its screens says so and has the button; the others follow."""
        first = await say(service, api, "/keep 1")
        await edit(service, api, first, "/other")
        assert texts(api) == ["gone: 1\n\nother", "second"]
        assert [button.label for row in api.chat(1).messages[1].rows for button in row] == ["Back"]
        assert await database.read(lambda tx: tx.execute(GET, (f"1:{first}",)).fetchone()) is None
        await edit(service, api, first, "other words")
        assert texts(api)[0] == "other words"

    async def test_something_that_acts(self, service: Service, api: BotApi) -> None:
        """It sees what is left; a full keyboard gets no more buttons."""
        first = await say(service, api, "/keep 1")
        await say(service, api, "/act")
        before = int(texts(api)[-1])
        await edit(service, api, first, "/act")
        assert texts(api)[0] == f"gone: 1\n\n{before - 1}"
        assert len(api.chat(1).messages[1].rows) == MOST_BUTTONS

    async def test_a_file_in_answer(self, service: Service, api: BotApi) -> None:
        """The note stands alone, and the file follows."""
        first = await say(service, api, "/keep 1")
        await edit(service, api, first, "/file")
        assert texts(api) == ["gone: 1", "a file"]

    async def test_other_messages_and_new_ones_undo_nothing(self, service: Service, api: BotApi) -> None:
        """Only the message itself does, and only what it had done."""
        await say(service, api, "/keep 1")
        second = await say(service, api, "/other")
        await edit(service, api, second, "words")
        assert texts(api) == ["kept 1", "words", "second"]

    async def test_the_new_version_is_a_file(self, service: Service, api: BotApi) -> None:
        """A client can make a file of a text."""
        first = await say(service, api, "/keep 1")
        document = api.send_file(1, "f.txt", b"abc")["message"]["document"]
        await service.settle()
        update = api.edit(1, api.chat(1).by_id[first], "words")
        del update["edited_message"]["text"]
        update["edited_message"]["document"] = document
        await service.settle()
        assert texts(api)[0].startswith("gone: 1\n\n")

    async def test_killed_before_the_answer(
        self,
        service: Service,
        api: BotApi,
        database: Database,
        clock: ManualClock,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """What was undone is undone once, and the stored answer says so."""
        first = await say(service, api, "/keep 1")
        api.faults.add(Refusal(500, "Internal Server Error"), method="editMessageText")

        async def die(*_: object) -> None:
            raise OSError("killed")

        monkeypatch.setattr(service.inbox, "finish", die)  # the moment at which the process ends
        api.edit(1, api.chat(1).by_id[first], "words")
        with pytest.raises(OSError, match="killed"):
            await service.settle()
        again = make_service(api, database, clock)
        await again.start()
        await again.settle()
        assert texts(api)[-1] == "gone: 1\n\nwords"


async def test_a_late_piece_behind_a_booking(service: Service, api: BotApi) -> None:
    """What stands for an answer is no question that a piece of a text could be the answer to."""
    await say(service, api, "/keep 1")
    await say(service, api, "word " * 819)
    await say(service, api, "and the rest of it")
    assert len(texts(api)) == 2
