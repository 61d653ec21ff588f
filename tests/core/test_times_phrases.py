"""Nearly two thousand labelled phrases, and what reading costs on them and on hostile texts."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest

from bot.core.times import expectation, read_time
from bot.core.times.evaluate import Outcome, judge
from tests.core.times_cases import cases

if TYPE_CHECKING:
    import datetime as dt

    from tests.core.times_cases import Case

CASES = list(cases())
LIMIT_S = 0.05  # ten times the 5 ms that benchmarks hold it to: what grows with the square takes seconds


def test_every_phrase_is_read_as_its_label_says() -> None:
    """All of them: once, repeating, mixed, ranges, ambiguous, past, no time at all, misspelled."""
    amiss = [(case.text, case.expect, got) for case in CASES if (got := _missed(case)) is not None]
    assert amiss == []
    assert len(CASES) > 1_800


@pytest.mark.parametrize(
    "text",
    [
        "9 " * 2_000,
        "9:" * 2_000,
        "every " * 700,
        "一" * 4_000,
        "每隔" * 2_000,
        "1 hour and " * 370,
        "friday and " * 370,
        "-/.:" * 1_000,
        "remind me tomorrow at 9 " * 170,
        "周一三五" * 1_000,
        "\u202e9点\u200b" * 1_000,
    ],
)
def test_a_hostile_text_takes_no_longer_than_its_length_says(text: str) -> None:
    """Best of five, so that a busy machine does not decide."""
    case = CASES[0]
    now = case.now.replace(tzinfo=case.zone)
    best = min(_seconds(text, now, case) for _ in range(5))
    assert best < LIMIT_S


def _seconds(text: str, now: dt.datetime, case: Case) -> float:
    begin = time.process_time()
    read_time(text, now=now, zone=case.zone)
    return time.process_time() - begin


def _missed(case: Case) -> str | None:
    got = expectation(read_time(case.text, now=case.now.replace(tzinfo=case.zone), zone=case.zone))
    return None if judge(case.expect, got) is Outcome.CORRECT else json.dumps(got)
