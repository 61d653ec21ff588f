"""Scores the reading of times against labelled texts (JSON Lines: text, lang, now, tz, expect)."""

from __future__ import annotations

import collections
import datetime as dt
import enum
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from bot.core.times.expectation import expectation, parse_now
from bot.core.times.reader import read_time
from bot.core.zones import zone

if TYPE_CHECKING:
    from collections.abc import Iterable

Json = dict[str, Any]


class Outcome(enum.Enum):
    """What a reading is worth. Asking and refusing are safe, a different answer is wrong."""

    CORRECT = "correct"
    SAFE = "asked or refused"
    WRONG = "wrong"


@dataclass(slots=True)
class Tally:
    """Outcomes of one kind of text."""

    counts: collections.Counter[Outcome] = field(default_factory=collections.Counter)

    @property
    def total(self) -> int:
        """How many texts."""
        return self.counts.total()

    def share(self, outcome: Outcome) -> float:
        """Return the share of `outcome`, 0 to 1; 0 where there are no texts."""
        return self.counts[outcome] / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Miss:
    """A text that was not read as its label says."""

    text: str
    outcome: Outcome
    expected: Json
    got: Json


@dataclass(slots=True)
class Score:
    """The result: all texts, the same by language, repeating times apart, and what went amiss."""

    overall: Tally = field(default_factory=Tally)
    by_language: dict[str, Tally] = field(default_factory=dict)
    repeating: Tally = field(default_factory=Tally)
    misses: list[Miss] = field(default_factory=list)


def score(lines: Iterable[str]) -> Score:
    """Read every line's text and compare with its label.

    Raises:
        ValueError: a line is not a JSON object of that form.
        UnknownZoneError: a line names a zone that tzdata does not have.
    """
    result = Score()
    for line in lines:
        if not line.strip():
            continue
        try:
            case = cast("Json", json.loads(line))
            text, expected = case["text"], case["expect"]
            local_zone = zone(case["tz"])
            now = parse_now(case["now"]).replace(tzinfo=local_zone)
            language = case.get("lang", "")
        except (KeyError, TypeError) as error:
            raise ValueError(f"not a labelled text: {line.strip()!r}") from error
        got = expectation(read_time(text, now=now, zone=local_zone))
        outcome = judge(expected, got)
        tallies = [result.overall, result.by_language.setdefault(language, Tally())]
        if "rule" in json.dumps(expected):
            tallies.append(result.repeating)
        for tally in tallies:
            tally.counts[outcome] += 1
        if outcome is not Outcome.CORRECT:
            result.misses.append(Miss(text, outcome, expected, got))
    return result


def judge(expected: Json, got: Json) -> Outcome:
    """Return what the answer `got` is worth where `expected` is the label."""
    if _matches(expected, got):
        return Outcome.CORRECT
    return Outcome.SAFE if "reject" in got or "ambiguous" in got else Outcome.WRONG


def _matches(expected: Json, got: Json) -> bool:
    if "any_of" in expected:
        return any(_matches(choice, got) for choice in expected["any_of"])
    if "rule" in expected:
        return "rule" in got and _same_rule(expected, got)
    if "between" in expected:
        return _in_part(expected, got)
    if "ambiguous" in expected:
        return {_moment(text) for text in expected["ambiguous"]} == {_moment(text) for text in got.get("ambiguous", ())}
    if "at" in expected:
        return "at" in got and _moment(expected["at"]) == _moment(got["at"])
    return expected == got


def _moment(text: str) -> dt.datetime | dt.date:
    return dt.datetime.fromisoformat(text) if "T" in text else dt.date.fromisoformat(text)


def _in_part(expected: Json, got: Json) -> bool:
    """A time within the part of the day is right, and so is a part that lies within it."""
    first, last = (dt.time.fromisoformat(bound) for bound in expected["between"])
    if "at" in got:
        moment = dt.datetime.fromisoformat(got["at"])
        return moment.date().isoformat() == expected["date"] and first <= moment.time() <= last
    bounds = [dt.time.fromisoformat(bound) for bound in got.get("between", ())]
    return got.get("date") == expected["date"] and bool(bounds) and all(first <= bound <= last for bound in bounds)


def _same_rule(expected: Json, got: Json) -> bool:
    wanted, rule = dict(expected["rule"]), dict(got["rule"])
    window = wanted.pop("time_between", None) or expected.get("time_between")
    rule.pop("time_between", None)
    if window:
        wanted.pop("time", None)
        time = rule.pop("time", None)
        if time is None or not window[0] <= time <= window[1]:
            return False
    names = set(wanted) | (set(rule) - {"interval"})
    if any(wanted.get(name) != rule.get(name) for name in names):
        return False
    if "next_any" in expected:
        return got["next"] in expected["next_any"]
    return "next" not in expected or _moment(got["next"]) == _moment(expected["next"])
