"""The bot in a process of its own, against the Bot API on 127.0.0.1: started, stopped, killed, misconfigured."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
import sqlite3
import sys
from typing import TYPE_CHECKING

import pytest

from bot.console.botapi import BotApi
from bot.console.cuts import cut
from bot.console.faults import Delay, Refusal
from bot.core.clock import SystemClock
from bot.tg.pastes import join
from tests.loopback import LoopbackServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

TOKEN = "123456789:AAHsecretsecretsecretsecretsecretsec"


@contextlib.asynccontextmanager
async def running(path: Path, address: str, **settings: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """Start `python -m bot run` on a database; it is killed at the end if it still lives."""
    environment = {
        "PATH": os.environ["PATH"],
        "TOKENTALLY_TOKEN": TOKEN,
        "TOKENTALLY_API_URL": address,
        "TOKENTALLY_DB": str(path),
        **settings,
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "run",
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def until(condition: Callable[[], object], seconds: float = 20) -> None:
    """Wait until a condition holds."""
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.02)


def answers(api: BotApi, person: int) -> list[str]:
    """Return what the bot said to a person."""
    return [message.text for message in api.chat(person).messages if message.from_bot]


async def test_serves_and_stops_within_eight_seconds(tmp_path: Path) -> None:
    """SIGTERM ends it with 0 at once; the token is in no line of the log; the cosmetic calls were made."""
    api = BotApi(SystemClock().now)
    async with LoopbackServer(api) as server, running(tmp_path / "b.sqlite3", server.address) as process:
        api.say(1, "/help")
        await until(lambda: answers(api, 1))
        await until(lambda: any(call.method == "setMyShortDescription" for call in api.calls))
        api.say(1, "/help")  # a poll that brought something is a beat
        await until(lambda: len(answers(api, 1)) > 1)
        asked = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            "health",
            env={"PATH": os.environ["PATH"], "TOKENTALLY_DB": str(tmp_path / "b.sqlite3")},
            stdout=asyncio.subprocess.PIPE,
        )
        health, _ = await asked.communicate()
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(8):
            out, log = await process.communicate()
    assert (asked.returncode, health) == (0, b"working\n")
    assert process.returncode == 0
    assert TOKEN.encode() not in out + log
    assert b"secretsecret" not in out + log
    assert b"serving as @TokenTallyBot" in log


async def test_a_stop_does_not_wait_for_a_slow_network(tmp_path: Path) -> None:
    """An answer that hangs on its way delays the end by less than eight seconds; it goes out at the next start."""
    api = BotApi(SystemClock().now)
    path = tmp_path / "b.sqlite3"
    async with LoopbackServer(api) as server:
        slow = api.faults.add(Delay(60), method="sendMessage")
        async with running(path, server.address) as process:
            api.say(1, "/spent 12.5")
            await until(lambda: slow.hits)
            process.send_signal(signal.SIGTERM)
            async with asyncio.timeout(8):
                await process.communicate()
        assert (process.returncode, answers(api, 1)) == (0, [])
        api.faults.clear()
        async with running(path, server.address) as process:
            await until(lambda: answers(api, 1))
            process.send_signal(signal.SIGTERM)
            await process.communicate()
    assert len(answers(api, 1)) == 1


async def test_waits_for_a_network_that_is_not_there_yet(tmp_path: Path) -> None:
    """Without a server the start waits instead of dying, and still stops at a signal."""
    async with running(tmp_path / "b.sqlite3", "http://127.0.0.1:9/bot") as process:
        await asyncio.sleep(2.5)
        assert process.returncode is None
        process.send_signal(signal.SIGINT)
        async with asyncio.timeout(8):
            await process.communicate()
    assert process.returncode == 0


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        pytest.param(
            {"TOKENTALLY_USD_CNY": "seven"},
            "TOKENTALLY_USD_CNY is 'seven'; it must be how many RMB one USD is: a number from 1 to 100.",
            id="rate",
        ),
        pytest.param(
            {"TOKENTALLY_DEFAULT_TZ": "Shanghai"},
            "TOKENTALLY_DEFAULT_TZ is 'Shanghai'; it must be an IANA time zone, for example Asia/Shanghai or",
            id="zone",
        ),
        pytest.param({"TOKENTALLY_ADMINS": "me"}, "TOKENTALLY_ADMINS is", id="admins"),
        pytest.param(
            {"TOKENTALLY_DEFAULT_LANG": "fr"}, "TOKENTALLY_DEFAULT_LANG is 'fr'; it must be en or zh.", id="language"
        ),
        pytest.param(
            {"TOKENTALLY_DEFAULT_MODEL": "gpt-99"},
            "TOKENTALLY_DEFAULT_MODEL is 'gpt-99'; it must be a model with a known price",
            id="model",
        ),
        pytest.param({"TOKENTALLY_LOG": "LOUD"}, "TOKENTALLY_LOG is 'LOUD'; it must be a level", id="log"),
        pytest.param({"TOKENTALLY_API_URL": "telegram"}, "TOKENTALLY_API_URL is 'telegram'", id="api"),
        pytest.param({"TOKENTALLY_TOKEN": ""}, "TOKENTALLY_TOKEN is not set", id="token"),
    ],
)
async def test_a_wrong_setting_ends_the_start_with_one_sentence(
    tmp_path: Path, settings: dict[str, str], sentence: str
) -> None:
    """The sentence names the variable, the value and what is allowed; there is no traceback."""
    async with running(tmp_path / "b.sqlite3", "http://127.0.0.1:9/bot", **settings) as process:
        _, log = await process.communicate()
    assert process.returncode == 2
    assert sentence in log.decode()
    assert len(log.decode().strip().splitlines()) == 1


async def test_a_database_that_cannot_be_written_ends_the_start_with_one_sentence(tmp_path: Path) -> None:
    """A path under a file: exit code 1, the path and the reason, no traceback."""
    (tmp_path / "file").write_text("")
    async with running(tmp_path / "file" / "b.sqlite3", "http://127.0.0.1:9/bot") as process:
        _, log = await process.communicate()
    assert process.returncode == 1
    assert "cannot be opened or written" in log.decode()
    assert len(log.decode().strip().splitlines()) == 1


async def test_an_unknown_token_ends_the_start(tmp_path: Path) -> None:
    """Telegram's 401 is one sentence and exit code 2, not an endless retry."""
    api = BotApi(SystemClock().now)
    api.faults.add(Refusal(401, "Unauthorized"), times=None)
    async with LoopbackServer(api) as server, running(tmp_path / "b.sqlite3", server.address) as process:
        _, log = await process.communicate()
    assert process.returncode == 2
    assert "Telegram does not know it" in log.decode()


async def test_killed_at_any_instant_nothing_is_lost_and_nothing_happens_twice(tmp_path: Path) -> None:
    """Twenty SIGKILLs while people log what they spent: each booking once, each answered, few answers repeated."""
    chance = random.Random(20261123)  # noqa: S311 - no secret
    api = BotApi(SystemClock().now)
    path = tmp_path / "b.sqlite3"
    people, kills, sent = range(1, 7), 20, 0
    async with LoopbackServer(api) as server:
        for _ in range(kills):
            async with running(path, server.address) as process:
                for _ in range(10):
                    sent += 1
                    api.say(chance.choice(people), f"/spent {sent}.25")
                calls = len(api.calls)
                with contextlib.suppress(TimeoutError):  # a start is slow; the kills come once it is at work
                    await until(lambda seen=calls: len(api.calls) > seen, 10)  # type: ignore[misc]  # a lambda's defaults have no types
                await asyncio.sleep(chance.uniform(0, 0.3))
                process.kill()
        async with running(path, server.address) as process:
            await until(lambda: not len(api.updates), 30)
            await until(lambda: _unanswered(path) == 0, 30)
            process.send_signal(signal.SIGTERM)
            await process.communicate()
    connection = sqlite3.connect(path)
    booked = [row[0] for row in connection.execute("SELECT amount FROM entries")]
    connection.close()
    assert sorted(booked) == sorted(f"{number}.25" for number in range(1, sent + 1))
    said = [text for person in people for text in answers(api, person)]
    counts = [
        sum(f"${number}.25 " in f"{text} " or f"${number}.25" in text for text in said) for number in range(1, sent + 1)
    ]
    assert min(counts) >= 1
    repeated = len(said) - sent
    assert 0 <= repeated <= kills * len(people)


async def test_killed_between_two_pieces_of_a_text(tmp_path: Path) -> None:
    """SIGKILL while the next piece is waited for: nothing of it is lost, and the whole is answered once."""
    api = BotApi(SystemClock().now)
    path = tmp_path / "b.sqlite3"
    text = "\n\n".join(f"Paragraph {number}. " + "Some words of it. " * 40 for number in range(14)).strip()
    pieces = cut(text)
    async with LoopbackServer(api) as server:
        async with running(path, server.address) as process:
            await until(lambda: any(call.method == "setMyShortDescription" for call in api.calls))
            api.say(1, pieces[0])
            await until(lambda: _unanswered(path) == 1)
            process.kill()
            await process.communicate()
        assert answers(api, 1) == []
        for piece in pieces[1:]:
            api.say(1, piece)
        async with running(path, server.address) as process:
            await until(lambda: answers(api, 1))
            await until(lambda: _unanswered(path) == 0)
            process.send_signal(signal.SIGTERM)
            await process.communicate()
    assert len(answers(api, 1)) == 1
    assert f"{len(join(pieces)):,} characters" in answers(api, 1)[0]


def _unanswered(path: Path) -> int:
    connection = sqlite3.connect(path)
    try:
        return int(
            connection.execute("SELECT count(*) FROM inbox WHERE body IS NOT NULL OR answer IS NOT NULL").fetchone()[0]
        )
    finally:
        connection.close()
