"""The README says what is true: its transcripts are replayed, its commands run, its tables compared."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from pathlib import Path

import pytest

from bot.core.i18n import translator
from bot.core.language import Language
from bot.settings import Settings, variable
from bot.tg.profile import descriptions
from tests.transcripts import READMES, hold, shown

ROOT = Path(__file__).resolve().parent.parent


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(("readme", "name"), [(readme, name) for readme in READMES for name in shown(readme)])
async def test_the_transcript_is_what_chat_prints(tmp_path: Path, readme: str, name: str) -> None:
    """Held again, the conversation is the same to the letter; `make transcripts` writes it anew."""
    assert shown(readme)[name] == await hold(name, tmp_path)


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


def _without_transcripts(name: str) -> str:
    text = _text(name)
    for transcript in shown(name).values():
        text = text.replace(transcript, "")
    return text


def test_both_languages_say_the_same() -> None:
    """Same headings, commands, settings and tables in both."""
    english, chinese = (_without_transcripts(name) for name in READMES)
    for pattern in (r"^#+ ", r"^\| ", r"^```", r"TOKENTALLY_\w+", r"^\d\. "):
        assert len(re.findall(pattern, english, re.MULTILINE)) == len(re.findall(pattern, chinese, re.MULTILINE))
