"""Conversations written down to the letter, beside the tests: `make transcripts` holds them anew, a test compares.

A file holds scenes, each behind a line ``== name`` and begun by somebody new: ``> said``, ``* pressed``, ``+ later``,
``@ latitude longitude``, and below each step what the bot says to it.
"""

from __future__ import annotations

import datetime as dt
import re
import tempfile
from pathlib import Path
from typing import TypeAlias

from tests.conversation import Conversation

Steps: TypeAlias = list[tuple[str, str]]
"""What the person does, and what the bot says to it."""

NOW = dt.datetime(2026, 11, 23, 2, tzinfo=dt.UTC)  # Monday, 10:00 in Shanghai
FOLDER = Path(__file__).parent / "conversations"
FILES = ("reminders.en", "reminders.zh-hans")


def scenes(name: str) -> dict[str, Steps]:
    """Return the scenes of a file by their names."""
    parts = re.split(r"^== (.*)\n", (FOLDER / f"{name}.txt").read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {scene: _steps(text) for scene, text in zip(parts[1::2], parts[2::2], strict=True)}


def _steps(text: str) -> Steps:
    parts = re.split(r"^([>*+@] .*)\n", text, flags=re.MULTILINE)
    return [(step, said.strip()) for step, said in zip(parts[1::2], parts[2::2], strict=True)]


async def hold(steps: Steps, path: Path, language: str) -> Steps:
    """Do what the person does in a scene, over a new database, and return it with what the bot says now."""
    held = []
    async with Conversation(path, NOW, lang=language) as chat:
        for step, _ in steps:
            what = step[2:]
            match step[0]:
                case ">":
                    said = await chat.say(what)
                case "*":
                    said = await chat.press(what)
                case "+":
                    said = await chat.advance(what)
                case _:
                    latitude, longitude = map(float, what.split())
                    said = await chat.location(latitude, longitude)
            held.append((step, said))
    return held


async def write() -> None:
    """Hold every scene of every file and write down what was said."""
    for name in FILES:
        lines = []
        for scene, steps in scenes(name).items():
            with tempfile.TemporaryDirectory() as folder:
                held = await hold(steps, Path(folder) / "b.sqlite3", name.rpartition(".")[2])
            lines += [f"== {scene}", *(line for exchange in held for line in exchange if line)]
        (FOLDER / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
