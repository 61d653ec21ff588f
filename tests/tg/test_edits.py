"""Which answer belongs to which message: an edited message has its answer edited, for two days."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from markupsafe import Markup

from bot.console.faults import Refusal
from bot.core.screen import File, Screen
from bot.tg.feature import Command, Feature
from tests.fakes import make_service
from tests.tg.way_support import texts

if TYPE_CHECKING:
    from bot.console.botapi import BotApi
    from bot.core.clock import ManualClock
    from bot.db.database import Database
    from bot.tg.context import BotContext
    from bot.tg.service import Service

GROUP = -1_000_000_000_005


@pytest.fixture
async def service(api: BotApi, database: Database, clock: ManualClock) -> Service:
    """A bot that says what it was told; /add counts, /ask asks for a number."""

    async def echo(_: object, context: BotContext) -> None:
        context.show(Screen(Markup("{} {}").format("edit" if context.is_edit else "new", context.words[:30])))

    async def add(_: object, context: BotContext) -> None:
        await context.act(lambda _: Screen(Markup("{} for {}").format(context.words, context.origin)))

    async def several(_: object, context: BotContext) -> None:
        context.show(Screen(Markup("one {}").format(context.words)))
        context.show(Screen(Markup("two {}").format(context.words)))

    async def file(_: object, context: BotContext) -> None:
        context.send_file(File("a.txt", b"x", Markup("a file")))

    async def ask(_: object, context: BotContext) -> None:
        await context.ask(Screen(Markup("How many?")), "x:number")

    async def reply(_: object, context: BotContext, __: tuple[str, ...]) -> bool:
        if context.words.isdigit():
            await context.act(lambda _: Screen(Markup("{} it is").format(context.words)))
        else:
            await context.ask(Screen(Markup("no number: {}").format(context.words)), "x:number")
        return True

    async def replied(_: object, context: BotContext) -> None:
        context.show(Screen(Markup("[{}]").format(context.replied)))

    commands = {"add": add, "several": several, "file": file, "ask": ask, "replied": replied}
    feature = Feature("x", tuple(Command(name, handler) for name, handler in commands.items()), on_reply=reply)
    made = make_service(api, database, clock, features=[feature], otherwise=echo)
    await made.start()
    return made


async def say(service: Service, api: BotApi, text: str) -> int:
    """Send a message and return its id."""
    update = api.say(1, text)
    await service.settle()
    return int(update["message"]["message_id"])


async def edit(service: Service, api: BotApi, message_id: int, text: str, chat: int = 1) -> None:
    """Edit a message."""
    api.edit(1, api.chat(chat).by_id[message_id], text)
    await service.settle()


async def test_an_edit_edits_the_answer(service: Service, api: BotApi) -> None:
    """The same message of the bot says the new thing, each time; the others stay."""
    first = await say(service, api, "one")
    await say(service, api, "two")
    await edit(service, api, first, "three")
    assert texts(api) == ["edit three", "new two"]
    await edit(service, api, first, "four")
    assert texts(api) == ["edit four", "new two"]


async def test_a_command_and_its_effect(service: Service, api: BotApi) -> None:
    """The edited command is handled again; its origin is the same, so that a booking can be found."""
    first = await say(service, api, "/add 12")
    await edit(service, api, first, "/add 13")
    assert texts(api) == [f"13 for 1:{first}"]


async def test_a_text_becomes_a_command(service: Service, api: BotApi) -> None:
    """The new text decides how it is read."""
    first = await say(service, api, "add 12")
    await edit(service, api, first, "/add 12")
    assert texts(api) == [f"12 for 1:{first}"]


async def test_the_first_of_several_screens_is_edited(service: Service, api: BotApi) -> None:
    """What follows it is sent anew."""
    first = await say(service, api, "/several a")
    await edit(service, api, first, "/several b")
    assert texts(api) == ["one b", "two a", "two b"]


async def test_an_answer_that_is_not_known_is_given_anew(service: Service, api: BotApi) -> None:
    """A file cannot become a text; the new answer says what it belongs to, and is edited from then on."""
    first = await say(service, api, "/file")
    await edit(service, api, first, "one")
    await edit(service, api, first, "two")
    assert texts(api) == ["a file", "edit two"]
    reply = api.last_message(1).reply_to
    assert reply is not None
    assert reply.id == first


async def test_an_answer_that_was_deleted_is_given_anew(service: Service, api: BotApi) -> None:
    """Telegram refuses to edit it: a new message comes, and is known from then on."""
    first = await say(service, api, "one")
    api.chat(1).by_id.pop(api.last_message(1).id)
    await edit(service, api, first, "two")
    await edit(service, api, first, "three")
    assert texts(api) == ["edit three"]


async def test_an_edit_that_changes_nothing(service: Service, api: BotApi) -> None:
    """Telegram's "message is not modified" is no error, and the answer stays known."""
    first = await say(service, api, "/add 1")
    await edit(service, api, first, "/add 1")
    await edit(service, api, first, "/add 2")
    assert texts(api) == [f"2 for 1:{first}"]


async def test_a_message_of_three_days_ago(service: Service, api: BotApi, clock: ManualClock) -> None:
    """One sentence; on the second day the answer is still edited."""
    first = await say(service, api, "one")
    clock.move_to(clock.now() + dt.timedelta(hours=48))
    await edit(service, api, first, "two")
    assert texts(api) == ["edit two"]
    clock.move_to(clock.now() + dt.timedelta(seconds=2))
    await edit(service, api, first, "three")
    assert texts(api)[0] == "edit two"
    assert texts(api)[1].startswith("That message is more than two days old")


async def test_known_for_two_days(service: Service, api: BotApi, clock: ManualClock, database: Database) -> None:
    """The hourly clean-up forgets what is older; a person's own rows go with everything else of them."""

    async def rows() -> list[tuple[int, ...]]:
        sql = "SELECT chat_id, message_id, person_id FROM answers ORDER BY message_id"
        return await database.read(lambda tx: tx.execute(sql).fetchall())

    first = await say(service, api, "one")
    clock.move_to(clock.now() + dt.timedelta(hours=48))
    second = await say(service, api, "two")
    await service.inbox.clean()
    assert [row[1] for row in await rows()] == [first, second]
    clock.move_to(clock.now() + dt.timedelta(seconds=1))
    await service.inbox.clean()
    assert await rows() == [(1, second, 1)]
    exported = await database.read(lambda tx: service.inbox.export(tx, 1))
    answers = exported["answers"]
    assert isinstance(answers, list)
    assert set(answers[0]) == {"chat_id", "message_id", "answer_message_id", "pieces", "length", "said_at", "sent_at"}
    assert "two" not in str(answers)
    await database.write(lambda tx: service.inbox.forget(tx, 1))
    assert await rows() == []


async def test_in_a_group_only_what_is_addressed(service: Service, api: BotApi, database: Database) -> None:
    """An edit that names the bot is answered, others are not."""
    api = _without_privacy(api)
    group = api.group(GROUP)
    first = api.say(1, "just talk", chat=group)["message"]["message_id"]
    await service.settle()
    await edit(service, api, first, "other talk", GROUP)
    assert texts(api, GROUP) == []
    await edit(service, api, first, "@TokenTallyBot other talk", GROUP)
    await edit(service, api, first, "@TokenTallyBot more talk", GROUP)
    assert [text.split() for text in texts(api, GROUP)] == [["edit", "more", "talk"]]


async def test_what_a_channel_passes_on_to_its_group_is_nobodys(
    service: Service, api: BotApi, database: Database
) -> None:
    """A post of the linked channel comes from Telegram itself; it is not answered, and nobody is remembered."""
    post = api.say(777_000, "@TokenTallyBot what does a token cost?", chat=api.group(GROUP))
    post["message"]["is_automatic_forward"] = True
    await service.settle()
    assert texts(api, GROUP) == []


def _without_privacy(api: BotApi) -> BotApi:
    api._privacy = False  # what BotFather switches
    return api


async def test_an_edited_place_or_caption_of_a_picture_says_nothing(service: Service, api: BotApi) -> None:
    """Live locations move by edits."""
    api.location(1, 31.2, 121.5)
    api.photo(1, caption="look")
    await service.settle()
    before = texts(api)
    picture = api.chat(1).messages[1]
    api.edit(1, picture, "look here")
    place = api.chat(1).messages[0].json()
    api.updates.put("edited_message", {**place, "edit_date": place["date"]})
    await service.settle()
    assert texts(api) == before


async def test_a_wrong_answer_can_be_edited(service: Service, api: BotApi, clock: ManualClock) -> None:
    """The bot asked again in answer to it: the edited message is the answer, not a new text."""
    await say(service, api, "/ask")
    clock.move_to(clock.now() + dt.timedelta(seconds=5))
    wrong = await say(service, api, "seven")
    clock.move_to(clock.now() + dt.timedelta(seconds=5))
    await edit(service, api, wrong, "7")
    assert texts(api) == ["How many?", "7 it is"]


async def test_an_older_message_does_not_answer_a_question(service: Service, api: BotApi, clock: ManualClock) -> None:
    """What was said before the question is handled as what it is, and the question stays open."""
    older = await say(service, api, "one")
    clock.move_to(clock.now() + dt.timedelta(seconds=5))
    await say(service, api, "/ask")
    await edit(service, api, older, "2")
    assert texts(api) == ["edit 2", "How many?"]
    await say(service, api, "3")
    assert texts(api)[-1] == "3 it is"


async def test_a_piece_of_a_paste_is_answered_for_itself(service: Service, api: BotApi) -> None:
    """The other pieces are kept nowhere, so the answer to the whole stays as it is."""
    api.paste(1, "word " * 1500)
    await service.settle()
    answer = texts(api)
    assert len(answer) == 1
    first = api.chat(1).messages[0].id
    await edit(service, api, first, "short")
    await edit(service, api, first, "shorter")
    assert texts(api) == [*answer, "edit shorter"]


async def test_killed_between_effect_and_answer(
    service: Service, api: BotApi, database: Database, clock: ManualClock
) -> None:
    """The stored answer is sent by the next run, and then known: an edit edits it."""
    api.faults.add(Refusal(500, "Internal Server Error"), method="sendMessage")  # never left

    async def die(*_: object) -> None:
        raise OSError("killed")

    service.inbox.finish = die  # type: ignore[method-assign,assignment]  # it fails
    first = api.say(1, "/add 5")["message"]["message_id"]
    with pytest.raises(OSError, match="killed"):
        await service.settle()
    assert texts(api) == []
    again = make_service(api, database, clock)
    await again.start()
    await again.settle()
    assert texts(api) == [f"5 for 1:{first}"]
    await edit(again, api, first, "better")
    assert texts(api) == ["better"]


class TestReplies:
    async def test_the_text_replied_to(self, service: Service, api: BotApi) -> None:
        """To the bot's message, to one's own, to a caption; none without a reply."""
        await say(service, api, "/replied")
        own = api.say(1, "my words")
        await service.settle()
        api.say(1, "/replied", reply_to=api.chat(1).by_id[own["message"]["message_id"]])
        await service.settle()
        api.say(1, "/replied", reply_to=api.last_message(1))
        file = api.photo(1, caption="under the picture")
        await service.settle()
        api.say(1, "/replied", reply_to=api.chat(1).by_id[file["message"]["message_id"]])
        await service.settle()
        assert [text for text in texts(api) if text.startswith("[")] == [
            "[]",
            "[my words]",
            "[[my words]]",
            "[under the picture]",
        ]

    async def test_the_part_that_was_quoted(self, service: Service, api: BotApi) -> None:
        """Somebody who marks a part means that part."""
        own = api.say(1, "the whole text")
        await service.settle()
        message = api.chat(1).by_id[own["message"]["message_id"]]
        update = api.say(1, "/replied", reply_to=message)
        update["message"]["quote"] = {"text": "whole", "position": 4, "is_manual": True}
        await service.settle()
        assert texts(api)[-1] == "[whole]"
