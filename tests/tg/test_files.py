"""Files: who reads them, how many at a time, how they end, and what becomes of them at a restart."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from markupsafe import Markup
from telegram.error import TimedOut

from bot.console.botapi import BotApi
from bot.console.faults import Refusal, TimeOut, TooManyRequests
from bot.core.screen import File, Screen
from bot.tg import files, progress
from bot.tg.feature import Command, Document, Feature
from bot.tg.files import LARGEST, FileRoom
from tests.fakes import make_service

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import Any

    from bot.core.clock import ManualClock
    from bot.db.database import Database
    from bot.tg.context import BotContext
    from bot.tg.service import Service

GROUP = -1_000_000_000_005


@pytest.fixture
def api(clock: ManualClock) -> BotApi:
    """Telegram, empty."""
    return BotApi(clock.now)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing waits for the network here."""
    monkeypatch.setattr(progress, "INTERVAL_S", 0.0)
    monkeypatch.setattr(files, "_PAUSES_S", (0.0, 0.0))


class Reader:
    """A feature that reads files: notes what it got, and does what it is told on the way."""

    def __init__(self, name: str = "x", *, mine: bool = True, command: str = "read") -> None:
        self.name, self.mine, self.command = name, mine, command
        self.seen: list[Document] = []
        self.at_work = self.most = 0
        self.gate: asyncio.Event | None = None
        self.on_the_way: Callable[[BotContext], Awaitable[None]] | None = None

    def feature(self) -> Feature:
        """Return it as the program sees it."""
        return Feature(self.name, (Command(self.command, self.on_command),), on_file=self.on_file)

    async def on_command(self, _: object, context: BotContext) -> None:
        context.show(Screen(Markup("command {}").format(context.words)))

    async def on_file(self, _: object, context: BotContext, document: Document) -> bool:
        self.seen.append(document)
        if not self.mine:
            return False
        self.at_work += 1
        self.most = max(self.most, self.at_work)
        try:
            if self.on_the_way is not None:
                await self.on_the_way(context)
            if self.gate is not None:
                await self.gate.wait()
        finally:
            self.at_work -= 1
        caption = f" {document.caption}" if document.caption else ""
        await context.act(lambda _: Screen(Markup("{} read {}{}").format(self.name, document.name, caption)))
        return True


def texts(api: BotApi, chat: int = 1) -> list[str]:
    """Return what the bot said and still stands there."""
    return [message.text or "(file)" for message in api.chat(chat).messages if message.from_bot]


async def until(condition: Callable[[], object]) -> None:
    """Wait until a condition holds."""
    async with asyncio.timeout(5):
        while not condition():
            await asyncio.sleep(0.005)


async def started(service: Service) -> Service:
    """Start a service and take up what waits."""
    await service.start()
    await service.settle()
    return service


async def test_a_document_reaches_a_feature(api: BotApi, database: Database, clock: ManualClock) -> None:
    """Name, type, size, content and caption as they were sent; nothing of it is stored."""
    reader = Reader()
    service = await started(make_service(api, database, clock, features=[reader.feature()]))
    api.send_file(1, "notes.txt", b"zebra content", "what is this", mime_type="text/plain")
    await service.settle()
    assert reader.seen == [Document("notes.txt", "text/plain", 13, b"zebra content", "what is this")]
    assert texts(api) == ["x read notes.txt what is this"]
    assert "zebra" not in await database.read(lambda tx: "".join(tx.iterdump()))


async def test_the_next_is_asked_when_it_is_not_theirs(api: BotApi, database: Database, clock: ManualClock) -> None:
    """In order; where nobody wants it, one sentence."""
    readers = [Reader("a", mine=False, command="a"), Reader("b", command="b"), Reader("c", command="c")]
    service = await started(make_service(api, database, clock, features=[each.feature() for each in readers]))
    api.send_file(1, "a.csv", b"1,2")
    await service.settle()
    readers[1].mine = readers[2].mine = False
    api.send_file(1, "b.csv", b"1,2")
    await service.settle()
    assert [len(each.seen) for each in readers] == [2, 2, 1]
    assert texts(api)[0] == "b read a.csv"
    assert texts(api)[1].startswith("I read texts and files")


@pytest.mark.parametrize(
    ("caption", "said"),
    [
        pytest.param("/c gpt-5.4", "c read f.txt gpt-5.4", id="the-feature-of-the-command-first"),
        pytest.param("/c@TokenTallyBot gpt-5.4", "c read f.txt gpt-5.4", id="named-as-in-groups"),
        pytest.param("/C", "c read f.txt", id="in-capitals"),
        pytest.param("gpt-5.4 /c", "a read f.txt gpt-5.4 /c", id="not-at-the-start"),
        pytest.param("/plain it", "plain it", id="a-command-that-reads-no-files"),
        pytest.param("/nothing", "I do not know that command. /help lists the ones I know.", id="unknown"),
    ],
)
async def test_a_command_in_the_caption(
    api: BotApi, database: Database, clock: ManualClock, caption: str, said: str
) -> None:
    """It says who reads the file; what follows it is the caption."""

    async def plain(_: object, context: BotContext) -> None:
        context.show(Screen(Markup("plain {}").format(context.words)))

    features = [Reader(name, command=name).feature() for name in "abc"]
    features.append(Feature("p", (Command("plain", plain),)))
    service = await started(make_service(api, database, clock, features=features))
    api.send_file(1, "f.txt", b"x", caption)
    await service.settle()
    assert texts(api) == [said]


async def test_a_command_replies_to_a_file(api: BotApi, database: Database, clock: ManualClock) -> None:
    """The file of that message is read; a command that has nothing to do with files is just that."""
    reader = Reader()

    async def plain(_: object, context: BotContext) -> None:
        context.show(Screen(Markup("plain")))

    features = [reader.feature(), Feature("p", (Command("plain", plain),))]
    service = await started(make_service(api, database, clock, features=features))
    sent = api.send_file(1, "f.txt", b"abc", "first")
    await service.settle()
    file = api.chat(1).by_id[sent["message"]["message_id"]]
    api.say(1, "/read gpt-5.4", reply_to=file)
    api.say(1, "/plain", reply_to=file)
    await service.settle()
    assert sorted(texts(api)[1:]) == ["plain", "x read f.txt gpt-5.4"]
    assert reader.seen[1].content == b"abc"


async def test_an_edited_caption(api: BotApi, database: Database, clock: ManualClock) -> None:
    """The file is read again and the same answer edited."""
    service = await started(make_service(api, database, clock, features=[Reader().feature()]))
    sent = api.send_file(1, "f.txt", b"abc", "first")
    await service.settle()
    api.edit(1, api.chat(1).by_id[sent["message"]["message_id"]], "second")
    await service.settle()
    assert texts(api) == ["x read f.txt second"]


async def test_a_key_in_the_caption(api: BotApi, database: Database, clock: ManualClock) -> None:
    """The warning comes, the key is stored nowhere."""
    service = await started(make_service(api, database, clock, features=[Reader().feature()]))
    api.send_file(1, "f.txt", b"abc", "sk-proj-abcdefghijklmnop0123456789")
    await service.settle()
    assert texts(api) == ["Close"]  # what stands for the warning here
    assert "abcdefghijklmnop" not in await database.read(lambda tx: "".join(tx.iterdump()))


async def test_a_file_id_that_looks_like_a_key_stays(api: BotApi, database: Database, clock: ManualClock) -> None:
    """One in a hundred thousand ids has "-sk-" in it; masked, the file could not be fetched."""
    reader = Reader()
    service = await started(make_service(api, database, clock, features=[reader.feature()]))
    update = api.send_file(1, "f.txt", b"abc")
    stored = api._world.files.pop("file-1")
    file_id = update["message"]["document"]["file_id"] = "BQACAgIAAxk-sk-AbCdEfGhIjKlMnOpQrSt0123456789"
    api._world.files[file_id] = stored
    await service.settle()
    assert texts(api) == ["x read f.txt"]


@pytest.mark.parametrize(
    ("announced", "size"),
    [
        pytest.param(LARGEST + 1, 10, id="as-announced"),
        pytest.param(10, LARGEST + 1, id="as-it-comes"),
        pytest.param(35 * 1024 * 1024, 10, id="35-mb"),
    ],
)
async def test_larger_than_20_mb(
    api: BotApi, database: Database, clock: ManualClock, announced: int, size: int
) -> None:
    """One sentence with what to do, whatever was announced; no feature sees it."""
    reader = Reader()
    service = await started(make_service(api, database, clock, features=[reader.feature()]))
    api.send_file(1, "f.txt", bytes(size), size=announced)
    await service.settle()
    megabytes = "35" if announced > LARGEST + 1 else "20.1"
    assert texts(api) == [
        f"That file has {megabytes} MB, and Telegram lets me read up to 20 MB. Send it in parts, one after another."
    ]
    assert reader.seen == []


async def test_exactly_20_mb(api: BotApi, database: Database, clock: ManualClock) -> None:
    """The last byte that goes."""
    reader = Reader()
    service = await started(make_service(api, database, clock, features=[reader.feature()]))
    api.send_file(1, "f.txt", bytes(LARGEST))
    await service.settle()
    assert reader.seen[0].size == LARGEST


@pytest.mark.parametrize(
    ("faults", "said"),
    [
        ([TimeOut(stored=False)], "x read f.txt"),
        ([TooManyRequests(0), TimeOut(stored=False)], "x read f.txt"),
        ([TimeOut(stored=False)] * 3, "Telegram did not hand me that file. Send it once more."),
        ([Refusal(400, "Bad Request: wrong file_id")], "Telegram did not hand me that file. Send it once more."),
        (
            [Refusal(400, "Bad Request: file is too big")],
            "That file has 0.1 MB, and Telegram lets me read up to 20 MB.",
        ),
        ([TooManyRequests(3600)], "Telegram did not hand me that file. Send it once more."),
    ],
)
async def test_trouble_on_the_way(
    api: BotApi, database: Database, clock: ManualClock, faults: list[Any], said: str
) -> None:
    """Tried again where that helps, one sentence where it does not."""
    service = await started(make_service(api, database, clock, features=[Reader().feature()]))
    for fault in faults:
        api.faults.add(fault, method="getFile")
    api.send_file(1, "f.txt", b"x")
    await service.settle()
    assert len(texts(api)) == 1
    assert texts(api)[0].startswith(said)


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


async def test_in_a_group_only_when_addressed(api: BotApi, database: Database, clock: ManualClock) -> None:
    """Named in the caption, or in reply to the bot; other files are nobody's business and cost nothing."""
    api = BotApi(clock.now, privacy=False)
    reader = Reader()
    service = await started(make_service(api, database, clock, features=[reader.feature()]))
    group = api.group(GROUP)
    api.send_file(1, "1.txt", b"x", "for the others", chat=group)
    await service.settle()
    assert (texts(api, GROUP), reader.seen) == ([], [])
    assert not [call for call in api.calls if call.method == "getFile"]
    api.send_file(1, "2.txt", b"x", "@TokenTallyBot gpt-5.4", chat=group)
    await service.settle()
    api.send_file(1, "3.txt", b"x", chat=group, reply_to=api.last_message(group))
    await service.settle()
    assert texts(api, GROUP) == ["x read 2.txt gpt-5.4", "x read 3.txt"]


@pytest.mark.parametrize("send", ["photo", "voice", "sticker"])
async def test_what_is_no_document(api: BotApi, database: Database, clock: ManualClock, send: str) -> None:
    """Pictures, voice messages and stickers get one sentence; so does a moving picture, which is called a document."""
    reader = Reader()
    service = await started(make_service(api, database, clock, features=[reader.feature()]))
    getattr(api, send)(1)
    update = api.send_file(1, "a.mp4", b"x")
    update["message"]["animation"] = {**update["message"]["document"], "width": 1, "height": 1, "duration": 1}
    await service.settle()
    assert [text[:22] for text in texts(api)] == ["I read texts and files"] * 2
    assert reader.seen == []


async def test_a_file_answers_a_question(api: BotApi, database: Database, clock: ManualClock) -> None:
    """The bot asked for something, and a file came: the question is closed; one of another feature stays open."""

    async def ask(_: object, context: BotContext) -> None:
        await context.ask(Screen(Markup("What?")), "x:text")

    async def on_reply(_: object, context: BotContext, __: tuple[str, ...]) -> bool:
        await context.act(lambda _: Screen(Markup("an answer")))
        return True

    async def on_file(_: object, context: BotContext, __: Document) -> bool:
        await context.act(lambda _: Screen(Markup("a file")))
        return True

    asks = Feature("x", (Command("ask", ask),), on_reply=on_reply, on_file=on_file)
    service = await started(make_service(api, database, clock, features=[asks]))
    api.say(1, "/ask")
    await service.settle()
    api.send_file(1, "f.txt", b"x")
    await service.settle()
    api.say(1, "hello")
    await service.settle()
    assert texts(api) == ["What?", "a file", "hello"]


class TestPlaces:
    async def test_a_place_reaches_a_feature(self, api: BotApi, database: Database, clock: ManualClock) -> None:
        """Latitude and longitude; who does not want it passes it on, and nobody is one sentence."""
        seen: list[tuple[float, float]] = []

        async def no(*_: object) -> bool:
            return False

        async def yes(_: object, context: BotContext, latitude: float, longitude: float) -> bool:
            seen.append((latitude, longitude))
            context.show(Screen(Markup("there")))
            return len(seen) == 1

        features = [Feature("a", on_location=no), Feature("b", on_location=yes)]
        service = await started(make_service(api, database, clock, features=features))
        api.location(1, 31.23, 121.47)
        await service.settle()
        assert (seen, texts(api)) == ([(31.23, 121.47)], ["there"])

    async def test_nobody_wants_it(self, api: BotApi, database: Database, clock: ManualClock) -> None:
        """One sentence; in a group nothing."""
        api = BotApi(clock.now, privacy=False)
        service = await started(make_service(api, database, clock))
        api.location(1, 31.23, 121.47)
        api.location(1, 31.23, 121.47, chat=api.group(GROUP))
        await service.settle()
        assert texts(api)[0].startswith("I read texts and files")
        assert texts(api, GROUP) == []
