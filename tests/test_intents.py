"""What plain messages mean: the tables in `tests/intents/`, as the router of the whole bot reads them."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from bot.core.han import traditional_pairs
from bot.core.intent import Intent
from bot.intents import reader

ROOT = Path(__file__).resolve().parent.parent
LEAST_RIGHT = 0.97


def table(folder: str = "intents") -> list[tuple[str, str, frozenset[str]]]:
    """Return language, message and the intents that are right for it."""
    tables = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(ROOT.glob(f"tests/{folder}/*.toml"))]
    return [
        (language, text, frozenset(intents.split("|")))
        for content in tables
        for intents, of_language in content.items()
        for language, texts in of_language.items()
        for text in texts
    ]


@pytest.mark.parametrize(("folder", "fewest"), [("intents", 2_500), ("intents/unseen", 200)])
async def test_the_table(folder: str, fewest: int) -> None:
    """At least 97 of 100 are taken for what they are, in each language; nothing is left without a meaning.

    Also of messages that nothing was learnt from; whoever mends a reader leaves those as they are.
    """
    right, all_of, misses = Counter[str](), Counter[str](), []
    async with reader() as read:
        for language, text, intents in table(folder):
            found = read(text)[0].value
            all_of[language] += 1
            right[language] += found in intents
            if found not in intents:
                misses.append((found, sorted(intents), text))
    assert sum(all_of.values()) >= fewest
    for language, count in all_of.items():
        assert right[language] / count >= LEAST_RIGHT, misses


async def test_traditional_chinese_means_the_same() -> None:
    """The Chinese of the table in Traditional characters, as far as one stands for each, is taken for the same."""
    traditional = {pair[1]: pair[0] for pair in traditional_pairs().split()}
    texts = [text for language, text, _ in table() if language == "zh"]
    async with reader() as read:
        differs = [text for text in texts if read(text)[0] is not read("".join(traditional.get(c, c) for c in text))[0]]
    assert len(differs) <= len(texts) * (1 - LEAST_RIGHT), differs


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("undo", Intent.SPENT),
        ("undo that", Intent.SPENT),
        ("撤销刚才那笔", Intent.SPENT),
        ("remind me when I reach 80%", Intent.BUDGET),
        ("warn me at 50 and 90 percent", Intent.BUDGET),
        ("到80%提醒我", Intent.BUDGET),
        ("how much is left", Intent.BUDGET),
        ("还剩多少", Intent.BUDGET),
    ],
)
async def test_words_between_two_features(text: str, intent: Intent) -> None:
    """A step is taken back, a share of the limit is no time, and what is left is first of all of the limit."""
    async with reader() as read:
        assert read(text)[0] is intent


@pytest.mark.parametrize(
    ("flags", "line", "answer"),
    [
        (["--jsonl"], '{"text": "100 usd to rmb"}', {"intent": "convert"}),
        ([], "每月1号提醒我看账单", {"intent": "remind"}),
        (["--jsonl"], "100", {"error": 'the line is no object with a "text"'}),
        (["--jsonl"], '{"text": 5}', {"error": 'the line is no object with a "text"'}),
    ],
)
def test_the_command_line(flags: list[str], line: str, answer: dict[str, str]) -> None:
    """One JSON object for each line, also for a broken one."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", "intent", *flags],
        input=line,
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert answer.items() <= json.loads(done.stdout).items()
