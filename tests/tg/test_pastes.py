"""Long texts that a client cut are answered once, whatever happens between the pieces."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from markupsafe import Markup

from bot.console.botapi import BotApi
from bot.console.cuts import cut
from bot.core.intent import CLEAR, Intent
from bot.core.screen import Screen
from bot.tg.feature import Command, Feature, Offer
from bot.tg.pastes import OPENS, join
from tests.fakes import make_service
from tests.tg.way_support import started, texts

if TYPE_CHECKING:
    from bot.core.clock import ManualClock
    from bot.db.database import Database, Transaction
    from bot.tg.context import BotContext


NOW = dt.datetime(2026, 11, 23, 1, 0, tzinfo=dt.UTC)


PROSE = ("The quick brown fox jumps over the lazy dog, and nobody minds. " * 16 + "\n\n") * 9


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


async def counted(database: Database) -> int:
    """Return the sum of everything that was counted, each effect once."""
    row = await database.read(lambda tx: tx.execute("SELECT value FROM facts WHERE name = 'units'").fetchone())
    return int(row[0]) if row else 0


async def not_done(database: Database) -> int:
    """Return how many updates are not done."""
    sql = "SELECT count(*) FROM inbox WHERE body IS NOT NULL OR answer IS NOT NULL OR handled_at IS NULL"
    return int((await database.read(lambda tx: tx.execute(sql).fetchone()))[0])


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
