"""What the operator learns: which questions had no answer, and which answers were no good."""

from __future__ import annotations

import csv
import enum
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core import secrets

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from bot.core.language import Language

LONGEST_QUESTION = 600
DAYS_SHOWN = 14
MASKED = "***"

_COMMAND = re.compile(r"\s*/\w+(?:@\w+)?", re.ASCII)
_PERSONAL = re.compile(
    rf"""
      {secrets.MASK}+
    | (?<![A-Za-z0-9])(?:org|proj|req|user)[-_](?=[A-Za-z]*\d)[A-Za-z0-9]{{8,}}  # ids of OpenAI
    | [A-Za-z0-9_.+-]+@[A-Za-z0-9-]+\.[A-Za-z0-9.-]+                             # e-mail addresses
    | (?<!\d)\d(?:[ -]?\d){{10,}}                                                # cards and telephones
    """,
    re.VERBOSE,
)
# A spreadsheet takes a cell that begins like this for a formula.
_FORMULA = re.compile(r"[=+\-@\t\r]")


class Gap(enum.Enum):
    """How a message came to have no answer."""

    NONE = "none"  # nothing was found
    NONE_OF_THESE = "none-of-these"  # nothing that was offered was meant


class Vote(enum.Enum):
    """What somebody thinks of an answer."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class GapCount:
    """How many messages of one UTC day and language had no answer."""

    day: dt.date
    language: Language
    gap: Gap
    count: int


@dataclass(frozen=True, slots=True)
class Opinions:
    """How many people think what of one answer."""

    entry_id: str
    language: Language
    up: int
    down: int
    reports: int


@dataclass(frozen=True, slots=True)
class KeptQuestion:
    """A question that somebody sent to the operator."""

    text: str
    language: Language
    sent_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Gaps:
    """Everything about the answers that is missing or bad.

    Args:
        since: the first day of the counts.
        counts: only those above zero, by day.
        opinions: of all time, most reports and 👎 first.
        kept: how many questions were sent in each language.
    """

    since: dt.date
    counts: Sequence[GapCount]
    opinions: Sequence[Opinions]
    kept: Mapping[Language, int]


def clean_question(text: str) -> str:
    """Return a question as it may be kept: no command, keys, ids of OpenAI, addresses or long numbers.

    At most :data:`LONGEST_QUESTION` characters; empty where nothing is left.
    """
    bare = _COMMAND.sub("", text, count=1) if text.lstrip().startswith("/") else text
    return _PERSONAL.sub(MASKED, secrets.mask(bare.strip()))[:LONGEST_QUESTION]


def to_csv(gaps: Gaps, questions: Sequence[KeptQuestion]) -> bytes:
    """Return everything as a table for a spreadsheet: UTF-8 with the mark that Excel looks for."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(("what", "day", "language", "entry", "count", "text"))
    for gap in gaps.counts:
        table.writerow((f"unanswered: {gap.gap.value}", gap.day, gap.language.value, "", gap.count, ""))
    for found in gaps.opinions:
        for what, count in (("up", found.up), ("down", found.down), ("reported wrong", found.reports)):
            if count:
                table.writerow((what, "", found.language.value, found.entry_id, count, ""))
    for question in questions:
        table.writerow(("question", question.sent_at.date(), question.language.value, "", "", _cell(question.text)))
    return out.getvalue().encode("utf-8-sig")


def _cell(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text
