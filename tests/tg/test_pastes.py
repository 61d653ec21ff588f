"""Long texts that a client cut: the pieces are one text, answered once, whatever happens between them."""

from __future__ import annotations

import asyncio
import datetime as dt
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from bot.console.botapi import BotApi
from bot.console.cuts import Client, cut
from bot.core.intent import CLEAR, Intent
from bot.core.screen import Screen
from bot.tg.answers import Newest
from bot.tg.feature import Command, Feature, Offer
from bot.tg.pastes import MOST_PIECES, OPENS, Paste, is_late, join, joint
from tests.fakes import make_service

if TYPE_CHECKING:
    from bot.core.clock import ManualClock
    from bot.db.database import Database, Transaction
    from bot.tg.context import BotContext
    from bot.tg.service import Service

NOW = dt.datetime(2026, 11, 23, 1, 0, tzinfo=dt.UTC)
CLIENTS: tuple[Client, ...] = ("desktop", "android", "ios", "web")
PROSE = ("The quick brown fox jumps over the lazy dog, and nobody minds. " * 16 + "\n\n") * 9
CODE = "".join(f"def function_{n}(value):\n    return value + {n}\n\n\n" for n in range(200))
CHINESE = "各位好，附件是上次会议的纪要，请在周四之前把意见发给我。" * 400


@pytest.fixture
def api(clock: ManualClock) -> BotApi:
    """Telegram, empty."""
    return BotApi(clock.now)


class Texts:
    """A handler of plain messages that remembers what it was given, and says how long it was."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, int, bool]] = []

    async def __call__(self, _: object, context: BotContext) -> None:
        self.seen.append((context.words, context.pieces, context.is_late_piece))
        counted = len(context.words)

        def effect(tx: Transaction) -> Screen:
            sql = (
                "INSERT INTO facts VALUES ('units', ?) ON CONFLICT (name) DO UPDATE SET value = value + excluded.value"
            )
            tx.execute(sql, (counted,))
            return Screen(Markup("{} in {}").format(counted, context.pieces))

        await context.act(effect)


def texts(api: BotApi, chat: int = 1) -> list[str]:
    """Return what the bot said."""
    return [message.text for message in api.chat(chat).messages if message.from_bot]


async def counted(database: Database) -> int:
    """Return the sum of everything that was counted, each effect once."""
    row = await database.read(lambda tx: tx.execute("SELECT value FROM facts WHERE name = 'units'").fetchone())
    return int(row[0]) if row else 0


async def not_done(database: Database) -> int:
    """Return how many updates are not done."""
    sql = "SELECT count(*) FROM inbox WHERE body IS NOT NULL OR answer IS NOT NULL OR handled_at IS NULL"
    return int((await database.read(lambda tx: tx.execute(sql).fetchone()))[0])


async def started(service: Service) -> Service:
    """Start a service and let it take up what waits."""
    await service.start()
    await service.settle()
    return service


def message(text: str, message_id: int = 1, seconds: int = 0, person: int = 1, **more: Any) -> dict[str, Any]:
    """Return a raw update as Telegram sends it."""
    content = {
        "message_id": message_id,
        "date": int(NOW.timestamp()) + seconds,
        "chat": {"id": 1, "type": "private"},
        "from": {"id": person, "is_bot": False, "first_name": "P"},
        "text": text,
        **more,
    }
    return {"update_id": message_id, "message": content}


class TestJoining:
    @pytest.mark.parametrize(
        ("left", "right", "between"),
        [
            pytest.param("some words", "and more", " ", id="words"),
            pytest.param("他说", "好的", "", id="chinese"),
            pytest.param("他说。", "好的", "", id="chinese-full-stop"),
            pytest.param("他说", "OK then", " ", id="chinese-and-latin"),
            pytest.param("x" * 4096, "yy", "", id="cut-hard"),
            pytest.param("x" * 4093, "yy", "", id="cut-hard-a-few-units-less"),
            pytest.param("x" * 3000, "yy", " ", id="far-from-the-limit"),
            pytest.param("word " * 818 + "words", "yy", " ", id="a-word-that-ended"),
            pytest.param("😀" * 2048, "yy", "", id="units-not-characters"),
            pytest.param("list:", "item", "\n", id="colon"),
            pytest.param("a list", "- item", "\n", id="list"),
            pytest.param("text", "## Heading", "\n", id="heading"),
            pytest.param("text", "2. second", "\n", id="number"),
            pytest.param("text", "三、第三", "\n", id="chinese-number"),
            pytest.param("}", "x", "\n", id="brace"),
            pytest.param("text", '"key": 1', "\n", id="json"),
            pytest.param("text", "def f(x):", "\n", id="code"),
            pytest.param("line\n" * 100 + "line", "line", "\n", id="lines"),
            pytest.param("a\n" + "b" * 3000, "line", " ", id="lines-only-at-the-start"),
        ],
    )
    def test_what_stood_at_the_cut(self, left: str, right: str, between: str) -> None:
        """Telegram trims at the cuts; what is put back is the likeliest."""
        assert joint(left, right) == between

    @pytest.mark.parametrize("client", CLIENTS)
    @pytest.mark.parametrize("text", [PROSE, CODE, CHINESE, "好" * 9000, "0123456789abcdef" * 600])
    def test_only_white_space_differs(self, client: Client, text: str) -> None:
        """What a client cut and this joins has the same words; Android loses a character where it cuts hard."""
        pieces = cut(text, client)
        whole = join(pieces)
        assert len(pieces) > 2
        lost = len(pieces) - 1 if client == "android" and not re.search(r"\s", text) else 0
        assert len("".join(whole.split())) == len("".join(text.split())) - lost
        if not lost:
            assert whole.split() == text.split()

    @given(st.lists(st.text(min_size=1, max_size=50), min_size=1, max_size=6))
    def test_nothing_is_lost_or_doubled(self, pieces: list[str]) -> None:
        """Whatever the pieces are, they stand in the text in order, with at most one character between two."""
        whole, at = join(pieces), 0
        for number, piece in enumerate(pieces):
            found = whole.find(piece, at)
            assert found - at in ({0} if number == 0 else {0, 1})
            at = found + len(piece)
        assert at == len(whole)


class TestPieces:
    @pytest.mark.parametrize(
        ("text", "opens"),
        [
            ("x" * OPENS, True),
            ("x" * (OPENS - 1), False),
            ("😀" * 1000, True),
            ("😀" * 999, False),
            ("/a " + "x" * 4000, False),
        ],
    )
    def test_what_opens_a_text(self, text: str, opens: bool) -> None:
        """2,000 UTF-16 units, and no command."""
        assert (Paste.opened_by(message(text)) is not None) is opens

    def test_a_key_stands_alone(self) -> None:
        """A message in which a key was masked is warned about for itself."""
        assert Paste.opened_by(message("x" * 3000 + " \ue000\ue000")) is None

    @pytest.mark.parametrize(
        ("update", "takes"),
        [
            pytest.param(message("tail", 2), True, id="short"),
            pytest.param(message("tail", 2, seconds=5), True, id="within-five-seconds"),
            pytest.param(message("tail", 2, seconds=6), False, id="sent-later"),
            pytest.param(message("tail", 2, person=2), False, id="somebody-else"),
            pytest.param(message("/help", 2), False, id="command"),
            pytest.param(message("tail", 2, message_thread_id=7), False, id="another-topic"),
            pytest.param({"update_id": 2, "edited_message": message("tail", 2)["message"]}, False, id="edit"),
            pytest.param({"update_id": 2, "callback_query": {"from": {"id": 1}}}, False, id="tap"),
            pytest.param({"update_id": 2, "message": {"text": "x"}}, False, id="not-to-be-ordered"),
        ],
    )
    def test_what_follows(self, update: dict[str, Any], takes: bool) -> None:
        """The next plain text of the same person, sent at the same time."""
        paste = Paste.opened_by(message("x" * 3000))
        assert paste is not None
        assert paste.takes(update) is takes

    def test_pieces_are_ordered_by_message(self) -> None:
        """However they came."""
        paste = Paste.opened_by(message("b" * 3000, 12))
        assert paste is not None
        paste.add(message("c", 13))
        paste.add(message("a" * 3000, 11))
        joined = paste.joined()
        assert joined["message"]["text"] == f"{'a' * 3000} {'b' * 3000} c"
        assert joined["message"]["message_id"] == 11

    def test_there_is_an_end(self) -> None:
        """Fifty pieces, or 200,000 units."""
        paste = Paste.opened_by(message("x" * 2000))
        assert paste is not None
        for number in range(2, MOST_PIECES + 1):
            assert not paste.is_full
            paste.add(message("x", number))
        assert paste.is_full

    @pytest.mark.parametrize(
        ("message_id", "seconds", "length", "sent_s_ago", "late"),
        [
            pytest.param(12, 0, 4000, 5, True, id="after-the-answer-to-a-full-message"),
            pytest.param(12, 0, 3500, 5, True, id="3500-looks-cut"),
            pytest.param(12, 0, 3499, 5, False, id="3499-was-probably-whole"),
            pytest.param(10, 0, 2000, 5, True, id="sent-before-the-answer"),
            pytest.param(12, 15, 4000, 5, True, id="fifteen-seconds"),
            pytest.param(12, 16, 4000, 5, False, id="somebody-typed-it"),
            pytest.param(12, 0, 4000, 60, True, id="a-minute-ago"),
            pytest.param(12, 0, 4000, 61, False, id="too-long-ago"),
        ],
    )
    def test_what_is_late(self, message_id: int, seconds: int, length: int, sent_s_ago: int, late: bool) -> None:
        """Sent before the answer, or at once after a piece that looks cut."""
        newest = Newest(11, 1, length, NOW, NOW - dt.timedelta(seconds=sent_s_ago))
        assert is_late(message("tail", message_id, seconds)["message"], newest, NOW) is late


async def test_three_pieces_are_one_text(api: BotApi, database: Database, clock: ManualClock) -> None:
    """One turn, one answer, every update done."""
    handler = Texts()
    service = await started(make_service(api, database, clock, otherwise=handler))
    pieces = cut(PROSE)
    assert len(pieces) == 3
    api.paste(1, PROSE)
    await service.settle()
    assert handler.seen == [(join(pieces), 3, False)]
    assert texts(api) == [f"{len(join(pieces))} in 3"]
    assert await not_done(database) == 0


async def test_a_short_message_waits_for_nothing(api: BotApi, database: Database, clock: ManualClock) -> None:
    """With a wait of a minute it is answered at once; so is a command, and a long text behind which one comes."""
    handler = Texts()
    shown: list[str] = []

    async def command(_: object, context: BotContext) -> None:
        shown.append(context.words)
        context.show(Screen(Markup("command")))

    features = [Feature("x", (Command("now", command),))]
    service = await started(make_service(api, database, clock, features=features, otherwise=handler))
    service.dispatcher.piece_wait_s = 60
    async with asyncio.timeout(5):
        for act in (
            lambda: api.say(1, "x" * (OPENS - 1)),
            lambda: api.say(1, "/now " + "y" * 3000),
            lambda: (api.say(1, "z" * 3000), api.say(1, "/now it")),
        ):
            act()
            await service.receiver.receive(0)
            await service.dispatcher.join()
    assert [len(text) for text, _, _ in handler.seen] == [1999, 3000]
    assert texts(api) == ["1999 in 1", "command", "3000 in 1", "command"]
    assert shown == ["y" * 3000, "it"]


async def test_each_piece_restarts_the_wait(api: BotApi, database: Database, clock: ManualClock) -> None:
    """Pieces in three fetches, each within the wait after the one before: one text; nothing is said before."""
    handler = Texts()
    service = await started(make_service(api, database, clock, otherwise=handler))
    service.dispatcher.piece_wait_s = 0.2
    for piece in ("a" * 3000, "b" * 3000, "c"):
        api.say(1, piece)
        await service.receiver.receive(0)
        await asyncio.sleep(0.12)
    assert handler.seen == []
    await service.dispatcher.join()
    assert [(len(text), pieces) for text, pieces, _ in handler.seen] == [(6003, 3)]


async def test_somebody_else_in_the_group_is_not_held_up(api: BotApi, database: Database, clock: ManualClock) -> None:
    """While one person's pieces are waited for, another is answered, and the pieces still join."""
    handler = Texts()
    api = BotApi(clock.now, privacy=False)
    group = api.group(-5)
    service = await started(make_service(api, database, clock, otherwise=handler))
    service.dispatcher.piece_wait_s = 0.3
    api.say(1, "@TokenTallyBot " + "a" * 3000, chat=group)
    api.say(2, "@TokenTallyBot short", chat=group)
    await service.receiver.receive(0)
    await asyncio.sleep(0.1)
    assert [text.strip() for text, _, _ in handler.seen] == ["short"]
    api.say(1, "b", chat=group)
    await service.receiver.receive(0)
    await service.dispatcher.join()
    assert [(len(text.strip()), pieces) for text, pieces, _ in handler.seen[1:]] == [(3002, 2)]


async def test_long_talk_in_a_group_is_nobodys_paste(api: BotApi, database: Database, clock: ManualClock) -> None:
    """A long message that does not name the bot is not answered and not waited for."""
    handler = Texts()
    api = BotApi(clock.now, privacy=False)
    service = await started(make_service(api, database, clock, otherwise=handler))
    service.dispatcher.piece_wait_s = 60
    api.say(1, "a" * 3000, chat=api.group(-5))
    await service.receiver.receive(0)
    async with asyncio.timeout(5):
        await service.dispatcher.join()
    assert handler.seen == []


async def test_a_late_piece_edits_the_answer(api: BotApi, database: Database, clock: ManualClock) -> None:
    """It comes when the text was answered: the handler is told, and the same message changes; a second one too."""
    handler = Texts()
    service = await started(make_service(api, database, clock, otherwise=handler))
    first, second, third = cut(PROSE)
    for piece in (first, second, third):
        api.say(1, piece)
        await service.settle()
    assert handler.seen == [(first, 1, False), (second, 2, True), (third, 3, True)]
    assert texts(api) == [f"{len(third)} in 3"]
    api.say(1, "thank you very much")
    await service.settle()
    assert handler.seen[-1] == ("thank you very much", 1, False)
    assert len(texts(api)) == 2


async def test_a_late_piece_comes_after_a_restart(api: BotApi, database: Database, clock: ManualClock) -> None:
    """What the answer was is known to the next run."""
    handler = Texts()
    service = await started(make_service(api, database, clock, otherwise=handler))
    first, second, _ = cut(PROSE)
    api.say(1, first)
    await service.settle()
    again = await started(make_service(api, database, clock, otherwise=handler))
    clock.move_to(clock.now() + dt.timedelta(seconds=10))
    api.say(1, second)
    await again.settle()
    assert handler.seen[-1] == (second, 2, True)
    assert len(texts(api)) == 1
    clock.move_to(clock.now() + dt.timedelta(seconds=61))
    api.say(1, second)
    await again.settle()
    assert handler.seen[-1] == (second, 1, False)
    assert len(texts(api)) == 2


async def test_a_short_message_that_means_something_is_no_late_piece(
    api: BotApi, database: Database, clock: ManualClock
) -> None:
    """An amount right after a full message is an amount, not the end of the text; a long piece is always one."""
    handler = Texts()

    async def amount(_: object, context: BotContext) -> None:
        context.show(Screen(Markup("an amount")))

    offer = Offer(Intent.CONVERT, CLEAR, amount, "100 usd")
    feature = Feature("x", recognise=lambda text, person, now: offer if "usd" in text else None)
    service = await started(make_service(api, database, clock, features=[feature], otherwise=handler))
    api.say(1, "x" * 4096)
    await service.settle()
    api.say(1, "100 usd")
    await service.settle()
    assert texts(api) == ["4096 in 1", "an amount"]
    api.say(1, "y" * 4096)
    await service.settle()
    api.say(1, "100 usd " * 300)
    await service.settle()
    assert texts(api)[2:] == ["2400 in 2"]


class Killed(BaseException):
    """Stands for the end of the process."""


async def test_killed_between_two_pieces(api: BotApi, database: Database, clock: ManualClock) -> None:
    """The first piece waited in memory when the process ended: the next run has it, joins it, answers once."""
    handler = Texts()
    service = await started(make_service(api, database, clock, otherwise=handler))
    first, second, third = cut(PROSE)
    api.say(1, first)
    await service.receiver.receive(0)
    await asyncio.sleep(0.05)
    await service.dispatcher.stop(0)
    assert handler.seen == []
    assert await not_done(database) == 1
    api.say(1, second)
    api.say(1, third)
    await started(make_service(api, database, clock, otherwise=handler))
    assert [(len(text), pieces) for text, pieces, _ in handler.seen] == [(len(join([first, second, third])), 3)]
    assert len(texts(api)) == 1
    assert await not_done(database) == 0


async def test_killed_before_the_answer_left(api: BotApi, database: Database, clock: ManualClock) -> None:
    """All pieces are done with the effect, in one transaction; the next run sends the stored answer and no more."""
    handler = Texts()
    service = await started(make_service(api, database, clock, otherwise=handler))

    async def die(*_: object) -> None:
        raise Killed

    service.dispatcher._turns._deliver = die  # type: ignore[assignment, method-assign]  # it fails
    api.paste(1, PROSE)
    with pytest.raises(Killed):
        await service.settle()
    rows = await database.read(lambda tx: tx.execute("SELECT body IS NULL, answer IS NULL FROM inbox").fetchall())
    assert rows == [(1, 0), (1, 1), (1, 1)]
    assert texts(api) == []
    await started(make_service(api, database, clock, otherwise=handler))
    assert len(handler.seen) == 1
    assert texts(api) == [f"{len(join(cut(PROSE)))} in 3"]
    assert await counted(database) == len(join(cut(PROSE)))
    assert await not_done(database) == 0


async def test_a_paste_that_fails_is_set_aside_as_one(api: BotApi, database: Database, clock: ManualClock) -> None:
    """Three attempts for the whole, one sentence, no word of it kept."""
    tries = 0

    async def fail(_: object, context: BotContext) -> None:
        nonlocal tries
        tries += 1
        raise ValueError("broken")

    service = await started(make_service(api, database, clock, otherwise=fail))
    api.paste(1, PROSE)
    await service.settle()
    assert (tries, len(texts(api)), await not_done(database)) == (3, 1, 0)
    kept = await database.read(lambda tx: tx.execute("SELECT shape FROM set_aside").fetchall())
    assert len(kept) == 1
    assert "fox" not in kept[0][0]


async def test_the_words_are_kept_nowhere(api: BotApi, database: Database, clock: ManualClock) -> None:
    """After the answer no piece is in any table."""
    service = await started(make_service(api, database, clock, otherwise=Texts()))
    api.paste(1, PROSE)
    await service.settle()
    dump = await database.read(lambda tx: "\n".join(tx.iterdump()))
    assert "fox" not in dump
