"""What has to be noticed: parts that die, loops that stall, a stop; and how fast messages leave."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING

import pytest
from telegram import User

from bot.console.botapi import BotApi
from bot.console.faults import NoConnection, Refusal, TooManyRequests
from bot.core.i18n import translator
from bot.core.language import Language
from bot.health import health
from bot.tg import profile as profile_module
from bot.tg.botfather import surprises
from bot.tg.keyboard import Tap, read_tap
from bot.tg.pacing import Limits, Pace
from bot.tg.profile import Profile, descriptions
from bot.tg.service import ServiceDiedError
from tests.fakes import make_service

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from bot.core.clock import ManualClock
    from bot.db.database import Database
    from bot.tg.service import Service


async def _kill_writer(service: Service) -> None:
    service.database.writer_task.cancel()


async def _kill_worker(service: Service) -> None:
    async def broken(*_: object) -> None:
        raise OSError("disk gone")

    service.inbox.finish = broken  # type: ignore[method-assign,assignment]  # it fails
    update = {"update_id": 1, "message": {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}}}
    service.dispatcher.submit(1, 1, update)


async def _kill_receiver(service: Service) -> None:
    async def broken(_: int) -> int:
        raise ValueError("cannot receive")

    service.receiver.receive = broken  # type: ignore[method-assign,assignment]  # it fails


async def _kill_alarm(service: Service) -> None:
    async def broken(_: object) -> None:
        raise ValueError("cannot remind")

    service.jobs = (broken,)


@pytest.mark.parametrize("kill", [_kill_writer, _kill_worker, _kill_receiver, _kill_alarm])
async def test_a_dead_part_ends_the_service(
    api: BotApi, database: Database, clock: ManualClock, kill: Callable[[Service], Awaitable[None]]
) -> None:
    """Writer, worker, receive loop and alarm loop: when one ends, run() raises instead of going on half alive."""
    service = make_service(api, database, clock)
    await service.start()
    await kill(service)
    with pytest.raises(ServiceDiedError):
        async with asyncio.timeout(5):
            await service.run(asyncio.Event())


async def test_a_stop_lets_the_work_in_hand_finish(api: BotApi, database: Database, clock: ManualClock) -> None:
    """The update being handled is answered; one that waits behind it stays in the inbox."""
    entered, gate = asyncio.Event(), asyncio.Event()

    async def slow(_: object, context: object) -> None:
        entered.set()
        await gate.wait()

    service = make_service(api, database, clock, otherwise=slow)
    await service.start()
    stop = asyncio.Event()
    running = asyncio.create_task(service.run(stop))
    api.say(1, "first")
    api.say(1, "second")
    await entered.wait()
    stop.set()
    await running
    asyncio.get_running_loop().call_later(0.05, gate.set)
    await service.dispatcher.stop(5)
    assert [update_id for update_id, _ in await service.inbox.backlog()] == [2]


async def test_the_start_waits_as_long_as_telegram_says(api: BotApi, database: Database, clock: ManualClock) -> None:
    """A 429 or a refused connection at the first contact delays the start and does not end it."""
    service = make_service(api, database, clock)
    api.faults.add(TooManyRequests(1), method="getMe")
    api.faults.add(NoConnection(), method="getMe")
    await service.start()
    api.say(1, "hello")
    await service.settle()
    assert api.last_message(1).text == "hello"


async def test_the_receiver_goes_on_after_trouble(api: BotApi, database: Database, clock: ManualClock) -> None:
    """A refused connection is tried again, a webhook in the way is removed; what waited meanwhile is answered."""
    service = make_service(api, database, clock)
    await service.start()
    api.faults.add(NoConnection(), method="getUpdates")
    api.faults.add(Refusal(409, "Conflict: can't use getUpdates method while webhook is active"), method="getUpdates")
    api.say(1, "hello")
    stop = asyncio.Event()
    running = asyncio.create_task(service.run(stop))
    async with asyncio.timeout(5):
        while not any(message.from_bot for message in api.chat(1).messages):
            await asyncio.sleep(0.02)
    stop.set()
    await running
    assert any(call.method == "deleteWebhook" for call in api.calls)


def test_a_stalled_loop_ends_the_process() -> None:
    """A loop that is blocked for too long is ended from outside: exit code other than 0, with the trace of where."""
    program = """
        import asyncio, faulthandler, pathlib, tempfile, time
        from bot.core.clock import SystemClock
        from bot.console.botapi import BotApi
        from bot.db.database import Database
        from bot.db.migrate import migrate
        from bot.tg import service
        from tests.fakes import make_service
        service.STALL_LIMIT_S = 1

        async def main():
            with tempfile.TemporaryDirectory() as folder:
                database = await Database.open(pathlib.Path(folder) / "x.sqlite3")
                await migrate(database)
                made = make_service(BotApi(SystemClock().now), database, SystemClock())
                await made.start()
                asyncio.get_running_loop().call_later(0.3, time.sleep, 20)
                await made.run(asyncio.Event())
        asyncio.run(main())
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)], capture_output=True, timeout=15, check=False
    )
    assert done.returncode == 1
    assert b"Timeout" in done.stderr


def test_health_looks_at_the_beats(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No database, no beat yet: not working, in one sentence."""
    assert health(tmp_path / "none.sqlite3") == 1
    assert "cannot be read" in capsys.readouterr().out


class TestPace:
    async def test_a_chat_gets_a_burst_and_then_one_a_second(self) -> None:
        """Three at once, the fourth after a second; another chat waits for nobody."""
        pace = Pace(Limits(overall_per_s=1000, chat_interval_s=0.2, chat_burst=3))
        loop = asyncio.get_running_loop()
        started = loop.time()
        for _ in range(3):
            await pace.turn(1)
        assert loop.time() - started < 0.1
        await pace.turn(2)
        assert loop.time() - started < 0.1
        await pace.turn(1)
        assert 0.15 < loop.time() - started < 0.5

    async def test_answers_overtake_bulk(self) -> None:
        """Twenty bulk messages wait when an answer comes; it leaves before the next of them."""
        pace = Pace(Limits(overall_per_s=50))
        order: list[str] = []

        async def send(name: str, chat: int, *, bulk: bool) -> None:
            await pace.turn(chat, bulk=bulk)
            order.append(name)

        bulk = [asyncio.create_task(send("bulk", chat, bulk=True)) for chat in range(100, 120)]
        await asyncio.sleep(0.03)
        await send("answer", 1, bulk=False)
        await asyncio.gather(*bulk)
        assert order.index("answer") < 5
        assert len(order) == 21

    async def test_overall_rate(self) -> None:
        """Not more than the limit leaves in a second, over all chats."""
        pace = Pace(Limits(overall_per_s=100))
        loop = asyncio.get_running_loop()
        started = loop.time()
        await asyncio.gather(*(pace.turn(chat) for chat in range(51)))
        assert loop.time() - started >= 0.45

    async def test_a_hold_is_for_its_chat_alone(self) -> None:
        """A 429 for one chat delays that chat, and nobody else."""
        pace = Pace(None)
        loop = asyncio.get_running_loop()
        started = loop.time()
        pace.hold(1, 0.2)
        await pace.turn(2)
        assert loop.time() - started < 0.1
        await pace.turn(1)
        assert loop.time() - started >= 0.19


class TestProfile:
    async def test_it_is_set_once_and_again_only_when_it_changed(
        self, api: BotApi, database: Database, clock: ManualClock
    ) -> None:
        """Two languages, three menus and three texts each; a second start makes none."""
        service = make_service(api, database, clock)
        await service.start()
        profile = Profile(service.application.bot, service.inbox)
        await profile.dress()
        made = [call for call in api.calls if call.method.startswith("setMy")]
        assert len(made) == 12
        assert all(call.error is None for call in made)
        assert {call.params.get("language_code") for call in made} == {None, "zh"}
        await profile.dress()
        assert len([call for call in api.calls if call.method.startswith("setMy")]) == 12

    @pytest.mark.parametrize(("code", "words"), [("en", "what I can do"), ("zh-hans", "我能做什么")])
    async def test_groups_get_a_short_menu(
        self, api: BotApi, database: Database, clock: ManualClock, code: str, words: str
    ) -> None:
        """Five commands in a group, all of them in private, in the client's language."""
        service = make_service(api, database, clock)
        await service.start()
        await Profile(service.application.bot, service.inbox).dress()
        person = api.person(7, code)
        in_group = api.commands_for(person, api.group(-5))
        assert [command["command"] for command in in_group] == ["estimate", "convert", "prices", "ask", "help"]
        assert in_group[-1]["description"] == words
        in_private = api.commands_for(person)
        assert [command["command"] for command in in_private] == list(descriptions(translator(Language.EN)))
        assert {"command": "help", "description": words} in in_private

    async def test_a_new_menu_is_set_at_the_next_start(
        self, api: BotApi, database: Database, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Another list for groups is a change, even where no word of it changed."""
        service = make_service(api, database, clock)
        await service.start()
        profile = Profile(service.application.bot, service.inbox)
        await profile.dress()
        scopes = (*profile_module.SCOPES[:2], (profile_module.SCOPES[2][0], ("ask", "help")))
        monkeypatch.setattr(profile_module, "SCOPES", scopes)
        await profile.dress()
        person = api.person(7, "en")
        in_group = api.commands_for(person, api.group(-5))
        assert [command["command"] for command in in_group] == ["ask", "help"]

    async def test_a_refusal_stops_nothing_and_is_tried_at_the_next_start(
        self, api: BotApi, database: Database, clock: ManualClock
    ) -> None:
        """One refused call leaves the others set."""
        service = make_service(api, database, clock)
        await service.start()
        api.faults.add(TooManyRequests(3600), method="setMyName")
        profile = Profile(service.application.bot, service.inbox)
        await profile.dress()
        assert len([call for call in api.calls if call.method.startswith("setMy") and call.error is None]) == 11
        await profile.dress()
        assert len([call for call in api.calls if call.method.startswith("setMy")]) == 24


@pytest.mark.parametrize(
    ("data", "tap"),
    [
        ("1e:faq:show:refund", Tap(Language.EN, "faq", ("show", "refund"))),
        ("1z:faq", Tap(Language.ZH, "faq", ())),
        ("1e:cost:use:1:", Tap(Language.EN, "cost", ("use", "1", ""))),
        ("0e:faq:show", None),
        ("2z:faq:show", None),
        ("faq:show", None),
        ("", None),
        (None, None),
    ],
)
def test_buttons_of_other_versions_are_told_apart(data: str | None, tap: Tap | None) -> None:
    """The version and the language stand in front of the action."""
    assert read_tap(data) == tap


@pytest.mark.parametrize(
    ("inline", "sees_all", "joins", "words"),
    [
        pytest.param(True, False, True, [], id="as-it-should-be"),
        pytest.param(False, False, True, ["/setinline"], id="no-inline"),
        pytest.param(True, True, True, ["/setprivacy"], id="sees-everything"),
        pytest.param(True, False, False, ["/setjoingroups"], id="no-groups"),
        pytest.param(False, True, False, ["/setinline", "/setprivacy", "/setjoingroups"], id="all-of-it"),
    ],
)
def test_what_botfather_has_set_otherwise(inline: bool, sees_all: bool, joins: bool, words: list[str]) -> None:
    """Each surprise is one line with what to do about it."""
    me = User(
        1,
        "TokenTally",
        is_bot=True,
        supports_inline_queries=inline,
        can_read_all_group_messages=sees_all,
        can_join_groups=joins,
    )
    found = surprises(me)
    assert len(found) == len(words)
    assert all(word in line for word, line in zip(words, found, strict=True))


async def test_a_surprise_is_logged_at_the_start(
    database: Database, clock: ManualClock, caplog: pytest.LogCaptureFixture
) -> None:
    """A bot that sees all of a group says so once, when it starts."""
    service = make_service(BotApi(clock.now, privacy=False), database, clock)
    await service.start()
    await Profile(service.application.bot, service.inbox).dress()
    assert sum("/setprivacy" in record.getMessage() for record in caplog.records) == 1
