"""The small commands, as processes of their own: what they print, and their exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


def run(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run `python -m bot` with arguments."""
    command = [sys.executable, "-m", "bot", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, timeout=60, check=False)


def objects(done: subprocess.CompletedProcess[str]) -> list[dict[str, object]]:
    """Return the objects a command printed, one a line."""
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_amounts() -> None:
    """Lines of text: the amount and the piece it was read in, a question, a refusal with its reason."""
    assert objects(run("amount", stdin="今天又花了四十块五\n\n2,5 usd\n70 francs\n")) == [
        {"amount": "40.5", "currency": "CNY", "read": "四十块五"},
        {"ambiguous": ["2.5", "25"], "read": "2,5 usd"},
        {"reject": True, "why": "neither USD nor RMB", "read": "70 francs"},
    ]


def test_amounts_in_objects() -> None:
    """With --jsonl each line is an object."""
    assert objects(run("amount", "--jsonl", stdin='{"text": "$7"}\n')) == [
        {"amount": "7", "currency": "USD", "read": "$7"}
    ]


def test_times() -> None:
    """Lines of text at a given wall time: a moment, a rule with its next date, a question, a refusal."""
    done = run("when", "--now", "2026-11-23T10:00", stdin="tomorrow 8pm\n每月 3 号\n3/4\nwhenever\n")
    moment, rule, question, refusal = objects(done)
    assert moment == {"at": "2026-11-24T20:00:00"}
    assert rule == {"rule": {"freq": "monthly", "day": 3, "time": None}, "next": "2026-12-03"}
    assert question == {"ambiguous": ["2027-03-04", "2027-04-03"]}
    assert refusal == {"reject": True}


def test_times_in_objects_carry_their_own_now_and_zone() -> None:
    """With --jsonl, `now` and `tz` of a line win."""
    line = {"text": "in 2 hours", "now": "2027-03-13T23:00:00", "tz": "America/New_York"}
    assert objects(run("when", "--jsonl", stdin=json.dumps(line))) == [{"at": "2027-03-14T01:00:00"}]


def test_the_coming_instants_of_a_rule() -> None:
    """Local time with its offset, UTC, weekday; shorter months on their last day, summer time included."""
    words = ("next", "every month on the 31st", "--tz", "Europe/Berlin", "--count", "5", "--now", "2026-12-01T10:00")
    assert run(*words).stdout.splitlines() == [
        "2026-12-31T09:00:00+01:00  2026-12-31T08:00:00Z  Thu",
        "2027-01-31T09:00:00+01:00  2027-01-31T08:00:00Z  Sun",
        "2027-02-28T09:00:00+01:00  2027-02-28T08:00:00Z  Sun",
        "2027-03-31T09:00:00+02:00  2027-03-31T07:00:00Z  Wed",
        "2027-04-30T09:00:00+02:00  2027-04-30T07:00:00Z  Fri",
    ]


def test_a_time_that_is_none_has_no_coming_instants() -> None:
    """Exit code 1 and the reason."""
    done = run("next", "soon")
    assert (done.returncode, done.stdout) == (1, "")
    assert "vague" in done.stderr


@pytest.mark.parametrize(
    ("command", "line"),
    [
        ("amount", {"text": "$7", "lang": "en", "expect": {"amount": "7", "currency": "USD"}}),
        (
            "when",
            {
                "text": "noon",
                "lang": "en",
                "now": "2026-11-23T10:00:00",
                "tz": "Asia/Shanghai",
                "expect": {"at": "2026-11-23T12:00:00"},
            },
        ),
    ],
)
def test_a_labelled_file_is_scored(tmp_path: Path, command: str, line: dict[str, object]) -> None:
    """Right and wrong lines are counted, and the wrong one is shown."""
    wrong = {**line, "expect": {"reject": True}}
    path = tmp_path / "labelled.jsonl"
    path.write_text("\n".join(json.dumps(each) for each in (line, wrong)))
    done = run(command, "--eval", str(path))
    assert done.returncode == 0, done.stderr
    assert "correct 1" in done.stdout
    assert "wrong 1" in done.stdout
    assert str(line["text"]) in done.stdout.splitlines()[-1]


@pytest.mark.parametrize(
    "arguments",
    [
        ("amount", "--jsonl"),
        ("amount", "--eval", "/nowhere.jsonl"),
        ("when", "--jsonl"),
        ("when", "--tz", "Mars/Olympus"),
        ("when", "--now", "soon"),
        ("next", "tomorrow", "--tz", "Mars/Olympus"),
    ],
)
def test_wrong_use_is_one_line(arguments: tuple[str, ...]) -> None:
    """Exit code 2, one sentence on standard error, no traceback."""
    done = run(*arguments, stdin="not json\n")
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
