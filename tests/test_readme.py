"""The README says what is true: its transcripts are replayed, its commands run, its tables compared."""

from __future__ import annotations

import io
import os
import re
import shlex
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.app import build
from bot.console.chat import chat
from bot.console.options import ChatOptions
from bot.core.i18n import translator
from bot.core.language import Language
from bot.settings import Settings, read_settings, variable
from bot.tg.profile import descriptions
from tests.conftest import START

if TYPE_CHECKING:
    from bot.console.botapi import BotApi
    from bot.core.clock import MovableClock
    from bot.tg.service import Service

ROOT = Path(__file__).resolve().parent.parent
READMES = {"README.md": "en", "README.zh.md": "zh-hans"}


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _transcript(name: str) -> str:
    found = re.search(r"<!-- transcript: \w+ -->\n```\n(.*?)```\n<!-- /transcript -->", _text(name), re.DOTALL)
    assert found is not None
    return found[1]


def _script(transcript: str) -> str:
    """Return the script that a transcript was made from: a label in brackets is a press."""
    lines = [line[2:] for line in transcript.splitlines() if line.startswith("> ")]
    return "".join(f":press {line[1:-1]}\n" if re.fullmatch(r"\[.*\]", line) else f"{line}\n" for line in lines)


async def _make(path: Path, clock: MovableClock, api: BotApi) -> Service:
    return await build(read_settings(None), path=path, clock=clock, request=api)


@pytest.mark.parametrize("name", READMES)
async def test_the_transcript_is_what_chat_prints(tmp_path: Path, name: str) -> None:
    """Played again, the conversation is the same to the letter."""
    transcript = _transcript(name)
    out = io.StringIO()
    options = ChatOptions(db=tmp_path / "x.sqlite3", now=START, user=1, lang=READMES[name], fresh=True, json=False)
    assert await chat(options, _make, stdin=io.StringIO(_script(transcript)), stdout=out) == 0
    assert out.getvalue().strip() == transcript.strip()


def _commands(name: str) -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", _text(name), re.DOTALL)
    return [line for block in blocks for line in block.strip().splitlines()]


@pytest.mark.parametrize(("name", "command"), [(name, command) for name in READMES for command in _commands(name)])
def test_every_command_runs(tmp_path: Path, name: str, command: str) -> None:
    """Each command of a shell block ends with 0; what runs this very test or writes files is only looked at."""
    words = shlex.split(command)
    if words in (["make", "test"], ["make", "faq"]):
        command = f"make -n {words[1]}"
    environment = {**os.environ, "TOKENTALLY_DB": str(tmp_path / "x.sqlite3")}
    done = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, input=":quit\n", capture_output=True, text=True, timeout=300, check=False,
        env=environment,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    if "printf" in command:
        assert "≈ ¥710.00" in done.stdout


@pytest.mark.parametrize("name", READMES)
def test_every_setting_and_command_is_listed(name: str) -> None:
    """The tables name all of them, and the example file does too."""
    text = _text(name)
    for field in Settings.model_fields:
        assert f"`{variable(field)}`" in text
        assert variable(field) in _text(".env.example")
    for command in descriptions(translator(Language.EN)):
        assert f"`/{command}`" in text or f"/{command}" in text


def test_both_languages_say_the_same() -> None:
    """Same headings, commands, settings and tables in both."""
    english, chinese = (_text(name).replace(_transcript(name), "") for name in READMES)
    for pattern in (r"^#+ ", r"^\| ", r"^```", r"TOKENTALLY_\w+", r"^\d\. "):
        assert len(re.findall(pattern, english, re.MULTILINE)) == len(re.findall(pattern, chinese, re.MULTILINE))
