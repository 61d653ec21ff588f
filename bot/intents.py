"""``python -m bot intent``: what plain messages mean, as the router of the chat reads them; and training for that."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import hashlib
import json
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias
from zoneinfo import ZoneInfo

from bot.app import build
from bot.console.botapi import BotApi
from bot.core.clock import SystemClock
from bot.core.intent import Intent
from bot.core.language import Language
from bot.core.likeness import PATH, train
from bot.core.person import Person
from bot.features.faq.content import library
from bot.features.faq.corpus import examples
from bot.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence

    Reader: TypeAlias = Callable[[str], list[Intent]]

_EXAMPLES_APART = 4


def main(argv: Sequence[str]) -> int:
    """Print one JSON object for each line of standard input, or train, and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bot intent", description=__doc__)
    parser.add_argument("--jsonl", action="store_true", help='lines are objects with a "text", which may hold newlines')
    parser.add_argument("--train", type=Path, metavar="FOLDER", help="learn from the tables of messages in a folder")
    arguments = parser.parse_args(argv)
    if arguments.train is not None:
        return _train(arguments.train)
    return asyncio.run(_answer(as_objects=arguments.jsonl))


def _train(folder: Path) -> int:
    messages = labelled(folder)
    trained = train(messages, fingerprint(messages))
    trained.model.save()
    right = sum(said is intent for said, (_, intent) in zip(trained.held_out, messages, strict=True))
    print(f"{len(messages)} messages, {PATH.stat().st_size / 1e6:.1f} MB in {PATH.name}")
    print(f"Each message held out in turn: {right / len(messages):.1%} right")
    return 0


def labelled(folder: Path) -> list[tuple[str, Intent]]:
    """Return what the model of likeness learns from: the messages of the tables, and examples of billing questions.

    A message that may mean several things is one of the first. Of the examples a part will do: no other intent has
    nearly as many.
    """
    found = [
        (text, Intent(meanings.split("|")[0]))
        for path in sorted(folder.glob("*.toml"))
        for meanings, languages in tomllib.loads(path.read_text(encoding="utf-8")).items()
        for texts in languages.values()
        for text in texts
    ]
    return found + [(example.text, Intent.FAQ) for example in [*examples(library())][::_EXAMPLES_APART]]


def fingerprint(messages: Sequence[tuple[str, Intent]]) -> str:
    """Return a hash over what the model learns from, to tell when it is older than that."""
    return hashlib.sha256("\0".join(f"{intent.value} {text}" for text, intent in messages).encode()).hexdigest()


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
