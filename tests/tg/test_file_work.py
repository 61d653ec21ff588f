"""How files are read: beside their chat, few at a time, with progress and Cancel, in time, again after a restart."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from markupsafe import Markup
from telegram.error import TimedOut

from bot.core.screen import File, Screen
from bot.tg import files, progress
from bot.tg.feature import Document, Feature
from bot.tg.files import FileRoom
from tests.fakes import make_service
from tests.tg.file_reader import Reader
from tests.tg.way_support import started, texts

if TYPE_CHECKING:
    from bot.console.botapi import BotApi
    from bot.core.clock import ManualClock
    from bot.db.database import Database
    from bot.tg.context import BotContext


GROUP = -1_000_000_000_005


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing waits for the network here."""
    monkeypatch.setattr(progress, "INTERVAL_S", 0.0)
    monkeypatch.setattr(files, "_PAUSES_S", (0.0, 0.0))


async def test_a_file_runs_beside_its_chat(api: BotApi, database: Database, clock: ManualClock) -> None:
    """While it is read, messages and taps of the same chat are answered."""
    reader = Reader()
    reader.gate = asyncio.Event()
    service = await started(make_service(api, database, clock, features=[reader.feature()]))
    api.send_file(1, "f.txt", b"x")
    api.say(1, "hello")
    await service.settle(files_s=0.05)
    assert texts(api) == ["hello"]
    reader.gate.set()
    await service.settle()
    assert texts(api) == ["hello", "x read f.txt"]
    reply = api.last_message(1).reply_to
    assert reply is not None
    assert reply.file is not None


async def test_two_at_once_and_one_a_person(api: BotApi, database: Database, clock: ManualClock) -> None:
    """Six people with two files each: never more than two at work, one of each person, all answered."""
    reader = Reader()
    busy: list[int] = []

    async def look(context: BotContext) -> None:
        assert context.person.id not in busy
        busy.append(context.person.id)
        await asyncio.sleep(0.01)
        busy.remove(context.person.id)

    reader.on_the_way = look
    service = await started(make_service(api, database, clock, features=[reader.feature()]))
    for person in range(1, 7):
        for number in (1, 2):
            api.send_file(person, f"{number}.txt", b"x")
    await service.settle()
    assert reader.most == 2
    assert all(sorted(texts(api, person)) == ["x read 1.txt", "x read 2.txt"] for person in range(1, 7))


async def test_the_fourth_of_a_person_is_asked_to_wait(api: BotApi, database: Database, clock: ManualClock) -> None:
    """One is read, two wait with a line that says so, the fourth gets a sentence; others are not held up."""
    reader = Reader()
    reader.gate = asyncio.Event()
    service = await started(make_service(api, database, clock, features=[reader.feature()]))
    for number in range(1, 5):
        api.send_file(1, f"{number}.txt", b"x")
    api.say(1, "hello")
    await service.settle(files_s=0.05)
    assert sorted(texts(api)) == sorted(
        [
            "2.txt waits its turn.",
            "3.txt waits its turn.",
            "One after another, please: three of your files are still waiting. Send this one when they are done.",
            "hello",
        ]
    )
    reader.gate.set()
    await service.settle()
    assert [document.name for document in reader.seen] == ["1.txt", "2.txt", "3.txt"]
    assert sorted(texts(api)[-3:]) != texts(api)[:3]
    api.send_file(1, "4.txt", b"x")
    await service.settle()
    assert texts(api)[-1] == "x read 4.txt"


class TestProgress:
    async def test_one_message_that_becomes_the_answer(
        self, api: BotApi, database: Database, clock: ManualClock
    ) -> None:
        """Sent once, edited, replaced; the answer's id is that of the progress."""
        reader = Reader()
        seen: list[list[str]] = []

        async def count(context: BotContext) -> None:
            for percent in (10, 50, 50, 90):
                await context.progress(Screen(Markup("{} %").format(percent), ((context.cancel_button(),),)))
                seen.append(texts(api))

        reader.on_the_way = count
        service = await started(make_service(api, database, clock, features=[reader.feature()]))
        api.send_file(1, "f.txt", b"x")
        await service.settle()
        assert seen == [["10 %"], ["50 %"], ["50 %"], ["90 %"]]
        assert texts(api) == ["x read f.txt"]
        assert len([call for call in api.calls if call.method == "editMessageText"]) == 3

    async def test_not_more_often_than_telegram_likes(
        self, api: BotApi, database: Database, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A thousand reports in a moment are one message."""
        monkeypatch.setattr(progress, "INTERVAL_S", 30.0)
        reader = Reader()

        async def count(context: BotContext) -> None:
            for number in range(1000):
                await context.progress(Screen(Markup("{}").format(number)))

        reader.on_the_way = count
        service = await started(make_service(api, database, clock, features=[reader.feature()]))
        api.send_file(1, "f.txt", b"x")
        await service.settle()
        calls = [call.method for call in api.calls if call.method in {"sendMessage", "editMessageText"}]
        assert calls == ["sendMessage", "editMessageText"]

    async def test_an_answer_that_takes_another_place_removes_it(
        self, api: BotApi, database: Database, clock: ManualClock
    ) -> None:
        """A file as the answer cannot replace a text; no line that says 50 % stays behind."""

        async def on_file(_: object, context: BotContext, __: Document) -> bool:
            await context.progress(Screen(Markup("50 %")))
            context.send_file(File("b.txt", b"y", Markup("done")))
            return True

        service = await started(make_service(api, database, clock, features=[Feature("x", on_file=on_file)]))
        api.send_file(1, "f.txt", b"x")
        await service.settle()
        assert texts(api) == ["done"]

    async def test_a_failure_replaces_it(self, api: BotApi, database: Database, clock: ManualClock) -> None:
        """Three attempts, one message."""

        async def on_file(_: object, context: BotContext, __: Document) -> bool:
            await context.progress(Screen(Markup("50 %")))
            raise ValueError("broken")

        service = await started(make_service(api, database, clock, features=[Feature("x", on_file=on_file)]))
        api.send_file(1, "f.txt", b"x")
        await service.settle()
        assert len(texts(api)) == 1
        assert texts(api)[0].startswith("Something broke on my side")


class TestCancel:
    async def test_the_button_ends_the_work(self, api: BotApi, database: Database, clock: ManualClock) -> None:
        """A handler that looks at the event answers itself."""

        async def on_file(_: object, context: BotContext, __: Document) -> bool:
            await context.progress(Screen(Markup("50 %"), ((context.cancel_button(),),)))
            await asyncio.to_thread(context.cancelled.wait, 5)
            context.show(Screen(Markup("I was told to stop")))
            return True

        service = await started(make_service(api, database, clock, features=[Feature("x", on_file=on_file)]))
        api.send_file(1, "f.txt", b"x")
        await service.settle(files_s=0.05)
        tap = api.press(1)
        await service.settle()
        assert texts(api) == ["I was told to stop"]
        answer = api.answer_to(tap)
        assert answer is not None
        assert answer["text"] == "Stopping"

    async def test_a_handler_that_does_not_look_is_ended(
        self, api: BotApi, database: Database, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """After a moment of grace the file is left alone, and the person told."""
        monkeypatch.setattr(files, "_GRACE_S", 0.05)

        async def on_file(_: object, context: BotContext, __: Document) -> bool:
            await context.progress(Screen(Markup("50 %"), ((context.cancel_button(),),)))
            await asyncio.sleep(60)
            return True

        service = await started(make_service(api, database, clock, features=[Feature("x", on_file=on_file)]))
        api.send_file(1, "f.txt", b"x")
        await service.settle(files_s=0.05)
        api.press(1)
        await service.settle()
        assert texts(api) == ["Stopped. I kept nothing of the file."]

    async def test_while_it_waits(self, api: BotApi, database: Database, clock: ManualClock) -> None:
        """A file in the line is taken out of it at once, and never read."""
        reader = Reader()
        reader.gate = asyncio.Event()
        service = await started(make_service(api, database, clock, features=[reader.feature()]))
        api.send_file(1, "1.txt", b"x")
        api.send_file(1, "2.txt", b"x")
        await service.settle(files_s=0.05)
        api.press(1)
        await service.settle(files_s=0.05)
        assert texts(api) == ["Stopped. I kept nothing of the file."]
        reader.gate.set()
        await service.settle()
        assert [document.name for document in reader.seen] == ["1.txt"]

    async def test_only_by_who_sent_it_and_only_once(self, api: BotApi, database: Database, clock: ManualClock) -> None:
        """Somebody else's tap in a group, and a tap when all is done, say so and do nothing."""
        reader = Reader()
        reader.gate = asyncio.Event()

        async def show(context: BotContext) -> None:
            await context.progress(Screen(Markup("50 %"), ((context.cancel_button(),),)))

        reader.on_the_way = show
        service = await started(make_service(api, database, clock, features=[reader.feature()]))
        group = api.group(GROUP)
        api.send_file(1, "f.txt", b"x", "@TokenTallyBot", chat=group)
        await service.settle(files_s=0.05)
        message = api.last_message(group)
        foreign = api.press(2, message)
        await service.settle(files_s=0.05)
        own = {"callback_query": {**foreign["callback_query"], "from": message.json()["reply_to_message"]["from"]}}
        reader.gate.set()
        await service.settle()
        api.updates.put("callback_query", late := {**own["callback_query"], "id": api._queries.ask("callback")})
        await service.settle()
        refused = "These buttons belong to Person 1. Ask me yourself to get your own."
        done = "There is nothing to stop any more."
        for query, words in ((foreign, refused), ({"callback_query": late}, done)):
            answer = api.answer_to(query)
            assert answer is not None
            assert answer["text"] == words
        assert texts(api, GROUP) == ["x read f.txt"]


async def test_a_time_limit(api: BotApi, database: Database, clock: ManualClock) -> None:
    """What takes too long is ended, its threads are told, one sentence says so, and the next is read."""
    reader = Reader()
    told: list[BotContext] = []

    async def hang(context: BotContext) -> None:
        if not told:
            told.append(context)
            await asyncio.sleep(60)

    reader.on_the_way = hang
    room = FileRoom(time_limit_s=0.05)
    service = await started(make_service(api, database, clock, features=[reader.feature()], files=room))
    api.send_file(1, "1.txt", b"x")
    api.send_file(1, "2.txt", b"x")
    await service.settle()
    assert sorted(texts(api)) == [
        "Reading that file took more than 5 minutes, so I stopped. Send a part of it.",
        "x read 2.txt",
    ]
    assert told[0].cancelled.is_set()


async def test_a_timeout_of_the_network_is_a_failure_like_others(
    api: BotApi, database: Database, clock: ManualClock
) -> None:
    """Only the room's own limit is called one."""
    tries = 0

    async def on_file(_: object, context: BotContext, __: Document) -> bool:
        nonlocal tries
        tries += 1
        if tries == 1:
            raise TimeoutError
        if tries == 2:
            raise TimedOut
        context.show(Screen(Markup("read")))
        return True

    service = await started(make_service(api, database, clock, features=[Feature("x", on_file=on_file)]))
    api.send_file(1, "f.txt", b"x")
    await service.settle()
    assert (tries, texts(api)) == (3, ["read"])


async def test_a_restart_does_it_again_in_the_same_message(api: BotApi, database: Database, clock: ManualClock) -> None:
    """Stopped in the middle: the update is still there (without the content), and the progress message goes on."""
    reader = Reader()
    reader.gate = asyncio.Event()

    async def show(context: BotContext) -> None:
        await context.progress(Screen(Markup("50 %"), ((context.cancel_button(),),)))

    reader.on_the_way = show
    service = await started(make_service(api, database, clock, features=[reader.feature()]))
    api.send_file(1, "f.txt", b"zebra")
    await service.settle(files_s=0.05)
    assert texts(api) == ["50 %"]
    await service.dispatcher.stop(0)
    dump = await database.read(lambda tx: "".join(tx.iterdump()))
    assert "file-1" in dump
    assert "zebra" not in dump
    again = make_service(api, database, clock, features=[reader.feature()])
    await again.start()
    await again.settle(files_s=0.05)
    assert texts(api) == ["50 %"]
    reader.gate.set()
    await again.settle()
    assert texts(api) == ["x read f.txt"]
    assert len([call for call in api.calls if call.method == "sendMessage"]) == 1
