"""`chat`: in a pipe and at a keyboard, its flags, its script and what is wrong with one."""

from __future__ import annotations

import asyncio
import datetime as dt
import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from bot.app import build
from bot.console.botapi import BotApi
from bot.console.chat import chat
from bot.console.options import ChatOptions
from bot.console.script import (
    Advance,
    Block,
    Edit,
    Inline,
    Place,
    Press,
    Quit,
    Reply,
    Restart,
    Say,
    ScriptError,
    SendFile,
    User,
    read_script,
)
from bot.console.session import Session
from bot.console.terminal import talk
from bot.core.clock import ManualClock
from bot.settings import read_settings
from tests.conftest import START

if TYPE_CHECKING:
    from pathlib import Path

    from bot.core.clock import MovableClock
    from bot.tg.service import Service


async def make(path: Path, clock: MovableClock, api: BotApi) -> Service:
    """Build the whole bot with default settings."""
    return await build(read_settings(None), path=path, clock=clock, request=api)


async def play(path: Path, script: str, **flags: Any) -> tuple[int, str]:
    """Play a script; return the exit code and what was printed."""
    given: dict[str, Any] = {"now": START, "user": 1, "lang": "en", "fresh": False, "json": False, **flags}
    out = io.StringIO()
    code = await chat(ChatOptions(db=path, **given), make, stdin=io.StringIO(script), stdout=out)
    return code, out.getvalue()


@pytest.mark.parametrize(
    ("line", "step"),
    [
        ("hello", Say("hello")),
        ("  indented", Say("  indented")),
        (":press 2", Press("2", None)),
        (":press Undo", Press("Undo", None)),
        (":press The other way @17", Press("The other way", 17)),
        (":file a.txt", SendFile("a.txt", None)),
        (":file a.txt what is this", SendFile("a.txt", "what is this")),
        (":file 'a b.txt' what", SendFile("a b.txt", "what")),
        (":inline quota", Inline("quota")),
        (":edit no, 12.60", Edit("no, 12.60")),
        (":edit no, 12.60 @3", Edit("no, 12.60", 3)),
        (":reply and this", Reply("and this")),
        (":reply /estimate @17", Reply("/estimate", 17)),
        (":reply /estimate gpt-5.4 @mine", Reply("/estimate gpt-5.4", to_own=True)),
        (":location 31.23 121.47", Place(31.23, 121.47)),
        (":location -33.9, 18.4", Place(-33.9, 18.4)),
        (":advance 31d", Advance(dt.timedelta(days=31))),
        (":advance 1d12h5m", Advance(dt.timedelta(days=1, hours=12, minutes=5))),
        (":user 7 zh-hans", User(7, "zh-hans")),
        (":user 7", User(7, None)),
        (":block", Block(blocked=True)),
        (":unblock", Block(blocked=False)),
        (":restart", Restart()),
        (":quit", Quit()),
    ],
)
def test_a_line_is_a_step(line: str, step: object) -> None:
    """Every form of line."""
    assert [each for _, _, each in read_script([line])] == [step]


def test_a_message_of_many_lines() -> None:
    """Between <<< and >>> everything is text, commands of the client included; empty lines outside are nothing."""
    script = ["<<<\n", "one\n", "\n", ":press 2\n", ">>>\n", "\n", "two\n"]
    assert list(read_script(script)) == [(1, "one\n\n:press 2", Say("one\n\n:press 2")), (7, "two", Say("two"))]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (":foo", "line 1: there is no :foo. Known: :press :file :inline :edit :reply :location :advance"),
        (":press", "line 1: :press needs a button"),
        (":advance soon", "line 1: :advance needs a span such as 31d, 2h or 90m"),
        (":advance", "line 1: :advance needs a span"),
        (":user me", "line 1: :user needs a number"),
        (":user 0", "line 1: :user needs a number"),
        (":quit now", "line 1: :quit needs nothing behind it"),
        (":edit", "line 1: :edit needs a text"),
        (":location 91 0", "line 1: :location needs latitude and longitude"),
        (":location here", "line 1: :location needs latitude and longitude"),
        ("<<<", "line 1: the message that starts at line 1 with <<< has no >>>"),
    ],
)
def test_a_bad_line_says_what_is_wrong(line: str, problem: str) -> None:
    """The number of the line, the problem, and what there is."""
    with pytest.raises(ScriptError) as caught:
        list(read_script([line]))
    assert str(caught.value).startswith(problem)


async def test_a_transcript_is_plain_and_stable(tmp_path: Path) -> None:
    """What the person sent behind >, the answer, its buttons with numbers; twice the same."""
    script = "100 usd\n:press 1\n<<<\nspent 12.5\n>>>\n"
    code, text = await play(tmp_path / "a.sqlite3", script)
    assert code == 0
    assert text.startswith(
        "> 100 usd\n$100 ≈ ¥710.00\n1 USD = 7.10 RMB (built-in example rate)\n"
        "[1 The other way] [2 My rate]\n[3 Top-up sum]\n\n"
        "> [The other way]\n¥100 ≈ $14.08\n1 USD = 7.10 RMB (built-in example rate)\n"
        "[1 The other way] [2 My rate]\n[3 Top-up sum]\n\n"
        "> spent 12.5\nNoted: $12.50"
    )
    assert await play(tmp_path / "b.sqlite3", script) == (code, text)


async def test_the_database_stays_between_two_chats(tmp_path: Path) -> None:
    """A second run on the same file knows the limit; with --fresh it does not."""
    path = tmp_path / "a.sqlite3"
    await play(path, "/budget 50\n")
    assert "Used $0 of $50" in (await play(path, "/budget\n"))[1]
    assert "How much do you want to spend" in (await play(path, "/budget\n", fresh=True))[1]


async def test_json_prints_each_call(tmp_path: Path) -> None:
    """One object a line: method, params, result."""
    code, text = await play(tmp_path / "a.sqlite3", "100 usd\n", json=True)
    calls = [json.loads(line) for line in text.splitlines()]
    assert code == 0
    sent = next(call for call in calls if call["method"] == "sendMessage")
    assert sent["params"]["chat_id"] == 1
    assert sent["result"]["text"].startswith("$100 ≈ ¥710.00")


async def test_everything_a_client_does(tmp_path: Path) -> None:
    """Other people, time, blocking, restarting, replying, editing, files: one script to the end."""
    note = tmp_path / "note.txt"
    note.write_text("hello")
    script = f"""remind me in 2 hours to look
:restart
:advance 3h
:user 7 zh-hans
预算 100
:block
:unblock
:user 1
:reply 100 usd
:edit 200 usd
:file {note} what is this
:inline quota
:location 31.23 121.47
:reply /convert 5 usd @mine
:quit
never read
"""
    code, text = await play(tmp_path / "a.sqlite3", script)
    assert code == 0
    assert "⏰ Look" in text
    assert "[1 429 insufficient_quota" in text
    assert "限额：每月 $100" in text
    assert "$200 ≈ ¥1,420.00" in text
    assert "$5 ≈ ¥35.50" in text
    assert "never read" not in text


async def test_a_text_too_long_for_one_message_is_pasted(tmp_path: Path) -> None:
    """In pieces, as a client does; the bot answers once."""
    text = "\n".join(f"Line {number} of a text that is longer than one message can be." for number in range(150))
    code, printed = await play(tmp_path / "a.sqlite3", f"<<<\n{text}\n>>>\n", json=True)
    calls = [json.loads(line) for line in printed.splitlines()]
    updates = [update for call in calls if call["method"] == "getUpdates" for update in call["result"]]
    assert code == 0
    assert [len(update["message"]["text"]) <= 4096 for update in updates] == [True] * 3
    assert len([call for call in calls if call["method"] == "sendMessage"]) == 1


@pytest.mark.parametrize(
    ("script", "problem"),
    [
        ("hello\n:press 9\n", "line 2: "),
        (":press 1\n", "line 1: no message has buttons yet"),
        (":press 1 @99\n", "line 1: there is no message 99"),
        (":edit x\n", "line 1: there is no message of yours yet"),
        (":file /nowhere/at/all\n", "line 1: "),
        (":foo\n", "line 1: there is no :foo"),
    ],
)
async def test_a_bad_script_ends_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], script: str, problem: str
) -> None:
    """One line on standard error says where and why."""
    assert (await play(tmp_path / "a.sqlite3", script))[0] == 2
    assert capsys.readouterr().err.startswith(f"tokentally chat: {problem}")


async def test_at_a_keyboard(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Bubbles with numbered buttons; an edit replaces what it edits; a document is saved; :quit ends with 0."""
    clock = ManualClock(START)
    api = BotApi(clock.now)
    session = Session(api, clock, lambda: make(tmp_path / "a.sqlite3", clock, api), language_code="en")
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        talking = asyncio.create_task(talk(session, api, tmp_path / "downloads"))
        for typed in (
            "100 usd\n",
            ":press 1\n",
            ":foo\n",
            ":inline quota\n",
            "<<<\n",
            "two\n",
            "lines\n",
            ">>>\n",
            "/export\n",
            ":quit\n",
        ):
            keys.send_text(typed)
            await asyncio.sleep(0.15)
        async with asyncio.timeout(10):
            assert await talking == 0
    shown = capsys.readouterr().out
    assert "¥100 ≈ $14.08" in shown
    assert " 1 The other way " in shown
    assert "there is no :foo" in shown
    assert "[1 429 insufficient_quota" in shown
    with zipfile.ZipFile(tmp_path / "downloads" / "tokentally.zip") as archive:
        assert json.loads(archive.read("tokentally.json"))["prefs"]["person_id"] == 1
