"""``python -m bot intent``: what plain messages mean, as the router of the chat reads them."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias
from zoneinfo import ZoneInfo

from bot.app import build
from bot.console.botapi import BotApi
from bot.core.clock import SystemClock
from bot.core.language import Language
from bot.core.person import Person
from bot.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence

    from bot.core.intent import Intent

    Reader: TypeAlias = Callable[[str], list[Intent]]


def main(argv: Sequence[str]) -> int:
    """Print one JSON object for each line of standard input and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bot intent", description=__doc__)
    parser.add_argument("--jsonl", action="store_true", help='lines are objects with a "text", which may hold newlines')
    return asyncio.run(_answer(as_objects=parser.parse_args(argv).jsonl))


async def _answer(*, as_objects: bool) -> int:
    async with reader() as read:
        for line in sys.stdin:
            try:
                text = json.loads(line)["text"] if as_objects else line.rstrip("\n")
                first, *others = read(text)
            except (ValueError, KeyError, TypeError, RecursionError):
                print(json.dumps({"error": 'the line is no object with a "text"'}))
            else:
                print(json.dumps({"intent": first.value, "alternatives": [other.value for other in others]}))
    return 0


@contextlib.asynccontextmanager
async def reader() -> AsyncIterator[Reader]:
    """Yield what reads messages: the whole bot on a database of its own, for somebody who never wrote before.

    It returns what a message means and then what else it may mean, likeliest first.
    """
    clock, settings = SystemClock(), read_settings(None)
    person = Person(
        id=1,
        language=Language(settings.default_lang),
        zone=ZoneInfo(settings.default_tz),
        zone_is_chosen=False,
        model=settings.default_model,
        known=False,
    )
    with tempfile.TemporaryDirectory() as folder:
        service = await build(settings, path=Path(folder) / "i.sqlite3", clock=clock, request=BotApi(clock.now))
        try:
            yield lambda text: service.router.meanings(text, person, clock.now())
        finally:
            await service.database.close()
