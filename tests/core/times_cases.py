"""The labelled phrases of times_phrases.txt in the form that the evaluation of times compares with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.core.zones import zone

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

_FILE = Path(__file__).with_name("times_phrases.txt")
_TODAY = dt.date(2026, 11, 23)
_FULL_DATE = 10


@dataclass(frozen=True)
class Case:
    """A phrase, when and where it was typed, and what it means."""

    text: str
    now: dt.datetime
    zone: ZoneInfo
    expect: dict[str, Any]


def cases() -> Iterator[Case]:
    """Yield every phrase of the file."""
    now, place = dt.datetime.combine(_TODAY, dt.time(10)), zone("Asia/Shanghai")
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            _, said, name = line.split()
            now, place = dt.datetime.fromisoformat(said), zone(name)
        elif line and not line.startswith("#"):
            text, _, meaning = line.rpartition(" | ")
            choices = [_expect(choice.split()) for choice in meaning.split(" || ")]
            yield Case(text, now, place, choices[0] if len(choices) == 1 else {"any_of": choices})


def _expect(words: list[str]) -> dict[str, Any]:
    match words:
        case ["past"]:
            return {"past": True}
        case ["no"]:
            return {"reject": True}
        case ["at", moment]:
            return {"at": _full(moment)}
        case ["date", date]:
            return {"date": _full(date)}
        case ["part", date, bounds]:
            return {"date": _full(date), "between": bounds.split("-")}
        case ["ask", *moments]:
            return {"ambiguous": [_full(moment) for moment in moments]}
        case ["rule", freq, *fields]:
            return _rule(freq, fields)
        case _:
            raise ValueError(f"not a meaning: {words}")


def _rule(freq: str, fields: list[str]) -> dict[str, Any]:
    rule: dict[str, Any] = {"freq": freq, "time": None}
    expected: dict[str, Any] = {"rule": rule}
    if "next" in fields:
        expected["next"] = _full(fields[fields.index("next") + 1])
        fields = fields[: fields.index("next")]
    for name, value in (field.split("=") for field in fields):
        match name:
            case "between":
                rule["time_between"] = value.split("-")
            case "weekday":
                rule[name] = value.split(",")
            case "time":
                rule[name] = value
            case _:
                rule[name] = int(value)
    return expected


def _full(moment: str) -> str:
    """Return a date or moment with its year: the first day of that name on or after today."""
    if len(moment.partition("T")[0]) == _FULL_DATE:
        return moment
    month, day = (int(part) for part in moment.partition("T")[0].split("-"))
    return f"{_TODAY.year + ((month, day) < (_TODAY.month, _TODAY.day))}-{moment}"
