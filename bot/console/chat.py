"""`tokentally chat`: the bot in a terminal for people, and in a pipe for scripts."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from bot.console.botapi import BotApi
from bot.console.script import ScriptError, read_script
from bot.console.session import Session, StepError
from bot.console.transcript import JsonLines, Transcript
from bot.core.clock import ManualClock, MovableClock, ShiftedClock
from bot.tg.inbox import newest_stored

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.console.options import ChatOptions
    from bot.tg.service import Service

    Build = Callable[[Path, MovableClock, BotApi], Awaitable[Service]]

BAD_SCRIPT = 2


async def chat(options: ChatOptions, build: Build, *, stdin: TextIO = sys.stdin, stdout: TextIO = sys.stdout) -> int:
    """Hold a conversation until it ends; return the exit code.

    Args:
        options: the flags.
        build: makes the bot on a database, a clock and a Bot API.
        stdin: a terminal, or a script.
        stdout: where the conversation is printed.
    """
    if options.fresh:
        _remove(options.db)
    clock: MovableClock = ManualClock(options.now) if options.now is not None else ShiftedClock()
    api = BotApi(clock.now, first_update_id=newest_stored(options.db) + 1)
    session = Session(
        api, clock, lambda: build(options.db, clock, api), person_id=options.user, language_code=options.lang
    )
    if stdin.isatty() and not options.json:
        from bot.console.terminal import talk  # noqa: PLC0415 - prompt_toolkit is not needed in a pipe

        logging.getLogger().handlers.clear()  # log lines would tear the screen
        return await talk(session, api, options.db.parent / "downloads")
    return await _play(session, api, stdin, stdout, as_json=options.json)


def _remove(database: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        Path(f"{database}{suffix}").unlink(missing_ok=True)


async def _play(session: Session, api: BotApi, stdin: TextIO, stdout: TextIO, *, as_json: bool) -> int:
    transcript = Transcript(stdout, lambda: session.person.id)
    if as_json:
        api.subscribe(JsonLines(stdout).call)
    else:
        api.subscribe(transcript.call)
        session.note = transcript.note
    try:
        await session.start()
        for number, line, step in read_script(stdin):
            try:
                if not as_json:
                    transcript.sent(session.label(step) or line)
                if not await session.take(step):
                    break
            except StepError as error:
                raise ScriptError(number, str(error)) from error
    except ScriptError as error:
        print(f"tokentally chat: {error}", file=sys.stderr)
        return BAD_SCRIPT
    finally:
        await session.stop()
    return 0
