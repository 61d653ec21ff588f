"""Files and places: who reads them, and what is said where nobody can."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from markupsafe import Markup

from bot.console.botapi import BotApi
from bot.console.faults import Refusal, TimeOut, TooManyRequests
from bot.core.screen import Screen
from bot.tg import files, progress
from bot.tg.feature import Command, Document, Feature
from bot.tg.files import LARGEST
from tests.fakes import make_service
from tests.tg.file_reader import Reader
from tests.tg.way_support import started, texts

if TYPE_CHECKING:
    from typing import Any

    from bot.core.clock import ManualClock
    from bot.db.database import Database
    from bot.tg.context import BotContext


GROUP = -1_000_000_000_005


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing waits for the network here."""
    monkeypatch.setattr(progress, "INTERVAL_S", 0.0)
    monkeypatch.setattr(files, "_PAUSES_S", (0.0, 0.0))


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
