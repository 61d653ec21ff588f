"""The conversations in the READMEs: `make transcripts` holds them and writes them down, a test compares.

`tests/transcripts/<name>.<client language>.txt` holds what the person does, a line of the script a step. A README
shows a conversation between ``<!-- transcript: name.language -->`` and ``<!-- /transcript -->``.
"""

from __future__ import annotations

import asyncio
import io
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bot.app import build
from bot.console.chat import chat
from bot.console.options import ChatOptions
from bot.settings import read_settings
from tests import scenes
from tests.conftest import START

if TYPE_CHECKING:
    from bot.console.botapi import BotApi
    from bot.core.clock import MovableClock
    from bot.tg.service import Service

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.zh.md")
_SHOWN = re.compile(r"(<!-- transcript: ([\w.-]+) -->\n```\n)(.*?)(```\n<!-- /transcript -->)", re.DOTALL)


def shown(readme: str) -> dict[str, str]:
    """Return the conversations that a README shows, by name."""
    return {name: text for _, name, text, _ in _SHOWN.findall((ROOT / readme).read_text(encoding="utf-8"))}


async def hold(name: str, folder: Path) -> str:
    """Hold a conversation on Monday 23 November 2026, 09:00 in Shanghai, and return it as `chat` prints it."""
    script = (ROOT / "tests" / "transcripts" / f"{name}.txt").read_text(encoding="utf-8")
    out = io.StringIO()
    language = name.rpartition(".")[2]
    options = ChatOptions(db=folder / f"{name}.sqlite3", now=START, user=1, lang=language, fresh=True, json=False)
    assert await chat(options, _make, stdin=io.StringIO(script), stdout=out) == 0
    return out.getvalue().strip() + "\n"


async def _make(path: Path, clock: MovableClock, api: BotApi) -> Service:
    return await build(read_settings(None), path=path, clock=clock, request=api)


async def write() -> None:
    """Hold every conversation that a README shows and put what was said in its place."""
    with tempfile.TemporaryDirectory() as folder:
        for readme in READMES:
            said = {name: await hold(name, Path(folder)) for name in shown(readme)}
            path = ROOT / readme
            text = path.read_text(encoding="utf-8")
            path.write_text(_SHOWN.sub(lambda found, said=said: found[1] + said[found[2]] + found[4], text), "utf-8")  # type: ignore[misc]  # a lambda's defaults have no types


if __name__ == "__main__":
    asyncio.run(write())
    asyncio.run(scenes.write())
