"""From an update to its effect and its answer: once, in order, and a failing one hurts only itself."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

import pytest
from markupsafe import Markup

from bot.console.faults import NoConnection, Refusal, TimeOut, TooManyRequests
from bot.core.screen import Button, Screen
from bot.tg.feature import Command, Feature
from bot.tg.inbox import AlreadyHandledError
from tests.fakes import make_service
from tests.tg.way_support import started, texts

if TYPE_CHECKING:
    from bot.console.botapi import BotApi
    from bot.core.clock import ManualClock
    from bot.db.database import Database, Transaction
    from bot.tg.context import BotContext


def count(tx: Transaction, name: str) -> int:
    """Add one to a stored number and return it."""
    sql = "INSERT INTO facts VALUES (?, '1') ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value"
    return int(tx.execute(sql, (name,)).fetchone()[0])


async def counted(database: Database, name: str = "count") -> int:
    """Return a stored number."""
    row = await database.read(lambda tx: tx.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone())
    return int(row[0]) if row else 0


async def add(_: object, context: BotContext) -> None:
    """Count, and say how far."""
    await context.act(lambda tx: Screen(Markup("{}").format(count(tx, "count"))))


async def test_an_effect_and_its_answer(api: BotApi, database: Database, clock: ManualClock) -> None:
    """One message, one effect, one answer; the row in the inbox is empty afterwards."""
    service = await started(make_service(api, database, clock, otherwise=add))
    api.say(1, "hello")
    await service.settle()
    assert (texts(api), await counted(database)) == (["1"], 1)
    rows = await database.read(lambda tx: tx.execute("SELECT chat_id, body, answer FROM inbox").fetchall())
    assert rows == [(None, None, None)]


async def test_a_second_delivery_changes_nothing(api: BotApi, database: Database, clock: ManualClock) -> None:
    """The same update_id delivered again has no effect and no answer."""
    service = await started(make_service(api, database, clock, otherwise=add))
    update = api.say(1, "hello")
    await service.settle()
    api.redeliver(update)
    await service.settle()
    assert (texts(api), await counted(database)) == (["1"], 1)


async def test_one_effect_an_update(api: BotApi, database: Database, clock: ManualClock) -> None:
    """A handler that acts twice is stopped at the second time, and the first effect stays."""
    seen: list[type] = []

    async def twice(_: object, context: BotContext) -> None:
        await add(_, context)
        try:
            await add(_, context)
        except AlreadyHandledError as error:
            seen.append(type(error))

    service = await started(make_service(api, database, clock, otherwise=twice))
    api.say(1, "hello")
    await service.settle()
    assert (seen, await counted(database), texts(api)) == ([AlreadyHandledError], 1, ["1"])


async def test_an_effect_survives_a_stop_before_its_answer(api: BotApi, database: Database, clock: ManualClock) -> None:
    """Killed between commit and answer: the restart sends the stored answer and does not count again."""

    async def die(_: object, context: BotContext) -> None:
        await context.act(lambda tx: Screen(Markup("counted {}").format(count(tx, "count")), ((Button("x", "a:b"),),)))
        context.turn.answer.chat_id = 0  # the answer of this run reaches nobody, as if the process were gone
        raise asyncio.CancelledError

    service = await started(make_service(api, database, clock, otherwise=die))
    api.person(1, "zh-hans")
    api.say(1, "hello there")
    finish = service.inbox.finish
    service.inbox.finish = _swallow  # type: ignore[method-assign,assignment]  # it does nothing
    await service.settle()
    service.inbox.finish = finish  # type: ignore[method-assign]  # it works again
    again = await started(make_service(api, database, clock, otherwise=add))
    assert (texts(api), await counted(database)) == (["counted 1"], 1)
    assert api.last_message(1).rows[0][0].value == "1e:a:b"
    del again


async def _swallow(*_: object) -> None:
    """Stand in for a mark that a killed process never made."""


async def test_order_within_a_chat_and_none_across(api: BotApi, database: Database, clock: ManualClock) -> None:
    """A slow chat keeps its own order and holds up nobody else."""
    gate = asyncio.Event()

    async def slow(_: object, context: BotContext) -> None:
        if context.words == "wait":
            await gate.wait()
        context.show(Screen(Markup(context.words)))

    service = await started(make_service(api, database, clock, otherwise=slow))
    for text in ("wait", "then this", "and this"):
        api.say(1, text)
    api.say(2, "me")
    await service.receiver.receive(0)
    for _ in range(100):
        await asyncio.sleep(0.01)
        if texts(api, 2):
            break
    assert (texts(api, 1), texts(api, 2)) == ([], ["me"])
    gate.set()
    await service.dispatcher.join()
    assert texts(api, 1) == ["wait", "then this", "and this"]


async def test_at_most_so_many_chats_at_once(api: BotApi, database: Database, clock: ManualClock) -> None:
    """With two places, three chats never work at the same time, and all are served."""
    at_work, most = 0, 0

    async def work(_: object, context: BotContext) -> None:
        nonlocal at_work, most
        at_work += 1
        most = max(most, at_work)
        await asyncio.sleep(0.01)
        at_work -= 1
        context.show(Screen(Markup("done")))

    service = await started(make_service(api, database, clock, otherwise=work, parallel=2))
    for person in range(1, 9):
        api.say(person, "go")
    await service.settle()
    assert most == 2
    assert all(texts(api, person) == ["done"] for person in range(1, 9))


class PanicException(BaseException):
    """As pyo3's: no Exception."""


@pytest.mark.parametrize(
    "raised", [ValueError("broken"), PanicException("panic"), SystemExit(3), asyncio.CancelledError(), RecursionError()]
)
async def test_a_failing_update_hurts_only_itself(
    api: BotApi, database: Database, clock: ManualClock, caplog: pytest.LogCaptureFixture, raised: BaseException
) -> None:
    """Tried three times, then set aside without its words: one sentence with the code of the log, admins told once."""
    tries = 0

    async def fail(_: object, context: BotContext) -> None:
        nonlocal tries
        if context.words == "bad words":
            tries += 1
            raise raised
        context.show(Screen(Markup("fine")))

    service = await started(make_service(api, database, clock, otherwise=fail, admins=[9]))
    api.person(9).started = True
    with caplog.at_level(logging.ERROR):
        api.say(1, "bad words")
        api.say(1, "good words")
        api.say(2, "good words")
        await service.settle()
    row = await database.read(lambda tx: tx.execute("SELECT person_id, code, shape FROM set_aside").fetchone())
    assert tries == 3
    assert row[0] == 1
    assert "bad words" not in row[2]
    sentence, after = texts(api, 1)
    assert row[1] in sentence
    assert (after, texts(api, 2)) == ("fine", ["fine"])
    assert len(texts(api, 9)) == 1
    assert row[1] in texts(api, 9)[0]
    assert row[1] in caplog.text


async def test_a_failure_that_passes_is_not_noticed(api: BotApi, database: Database, clock: ManualClock) -> None:
    """The second try works: one effect, one answer, no word about it."""
    tries = 0

    async def flaky(_: object, context: BotContext) -> None:
        nonlocal tries
        tries += 1
        if tries == 1:
            raise OSError("just now")
        await add(_, context)

    service = await started(make_service(api, database, clock, otherwise=flaky))
    api.say(1, "hello")
    await service.settle()
    assert (texts(api), await counted(database)) == (["1"], 1)


async def test_an_update_that_cannot_be_parsed_is_set_aside(
    api: BotApi, database: Database, clock: ManualClock
) -> None:
    """What PTB cannot read blocks nobody."""
    service = await started(make_service(api, database, clock))
    bad: dict[str, Any] = {"update_id": 77, "message": {"message_id": "x", "date": "no", "chat": {"id": 1}}}
    await service.inbox.store([bad])
    service.dispatcher.submit(77, 1, bad)
    api.say(1, "hello")
    await service.settle()
    assert await database.read(lambda tx: tx.execute("SELECT update_id FROM set_aside").fetchall()) == [(77,)]
    assert texts(api) == ["hello"]


@pytest.mark.parametrize(
    ("fault", "answers"),
    [
        pytest.param(NoConnection(), ["1"], id="never-left-so-again"),
        pytest.param(TimeOut(stored=True), ["1"], id="arrived-so-not-again"),
        pytest.param(TimeOut(stored=False), [], id="perhaps-arrived-so-not-again"),
        pytest.param(TooManyRequests(1), ["1"], id="429-so-again"),
        pytest.param(Refusal(502, "Bad Gateway"), [], id="perhaps-arrived-so-not-again-5xx"),
    ],
)
async def test_an_answer_is_never_sent_twice(
    api: BotApi, database: Database, clock: ManualClock, fault: Any, answers: list[str]
) -> None:
    """Sending again happens only where the first try cannot have been delivered."""
    service = await started(make_service(api, database, clock, otherwise=add))
    api.faults.add(fault, method="sendMessage")
    api.say(1, "hello")
    await service.settle()
    assert (texts(api), await counted(database)) == (answers, 1)


async def test_somebody_who_blocked_the_bot_is_left_alone_until_they_write(
    api: BotApi, database: Database, clock: ManualClock
) -> None:
    """403 marks the person unreachable; their next message makes them reachable again."""
    service = await started(make_service(api, database, clock, otherwise=add))

    async def unreachable() -> list[tuple[int]]:
        return await database.read(lambda tx: tx.execute("SELECT unreachable FROM people").fetchall())

    api.say(1, "hello")
    api.block(1)
    await service.settle()
    assert await unreachable() == [(1,)]
    api.unblock(1)
    api.say(1, "back again")
    await service.settle()
    assert await unreachable() == [(0,)]


async def test_every_tap_is_answered_once(api: BotApi, database: Database, clock: ManualClock) -> None:
    """Known, unknown and failing buttons: one answerCallbackQuery each."""

    async def show(_: object, context: BotContext) -> None:
        buttons = tuple(Button(verb, f"x:{verb}") for verb in ("good", "bad"))
        context.show(Screen(Markup("press"), (buttons, (Button("gone", "nobody:here"),))))

    async def tap(_: object, context: BotContext) -> None:
        if context.arguments == ("bad",):
            raise ValueError("broken")
        context.toast("well done")

    feature = Feature("x", (Command("show", show),), on_tap=tap)
    service = await started(make_service(api, database, clock, features=[feature]))
    api.say(1, "/show")
    await service.settle()
    message = api.last_message(1)
    taps = [api.press(1, message, label) for label in ("good", "bad", "gone")]
    await service.settle()
    calls = [call for call in api.calls if call.method == "answerCallbackQuery"]
    assert [call.error for call in calls] == [None] * 3
    assert {str(call.params["callback_query_id"]) for call in calls} == {
        str(tap["callback_query"]["id"]) for tap in taps
    }
    assert calls[0].params["text"] == "well done"


async def test_a_flood_is_kept_in_the_inbox_not_in_memory(api: BotApi, database: Database, clock: ManualClock) -> None:
    """Fifteen hundred updates of one chat are answered in order although only a thousand bodies are held."""
    service = await started(make_service(api, database, clock, otherwise=add))
    for number in range(1500):
        api.say(1, f"message {number}")
    await service.settle()
    assert await counted(database) == 1500
    assert texts(api) == [str(number) for number in range(1, 1501)]


async def test_a_worker_that_dies_is_noticed(api: BotApi, database: Database, clock: ManualClock) -> None:
    """When the inbox itself fails under a worker, join() raises and the service would end."""
    service = await started(make_service(api, database, clock, otherwise=add))

    async def broken(*_: object) -> None:
        raise OSError("disk gone")

    service.inbox.finish = broken  # type: ignore[method-assign,assignment]  # it fails
    api.say(1, "hello")
    with pytest.raises(OSError, match="disk gone"):
        await service.settle()
