"""A reading as JSON: the form in which the command line prints and the evaluation compares."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, assert_never

from bot.core.recurrence import WEEKDAY_CODES
from bot.core.times.readings import PART_BOUNDS, AmbiguousTime, At, DayPart, OnDate, Past, RefusedTime, Repeat

if TYPE_CHECKING:
    from bot.core.recurrence import Rule
    from bot.core.times.readings import Part, TimeReading

Json = dict[str, object]


def expectation(reading: TimeReading) -> Json:
    """Return `reading` as a JSON object.

    One of ``{"at": local time}``, ``{"date"}``, ``{"date", "between": [from, to]}``, ``{"rule", "next"}``,
    ``{"past": true}``, ``{"reject": true}``, ``{"ambiguous": [...]}``. Times are wall times without a zone.
    """
    match reading:
        case At():
            return {"at": reading.local.replace(microsecond=0, fold=0).isoformat()}
        case OnDate():
            return {"date": reading.date.isoformat()}
        case DayPart():
            return {"date": reading.date.isoformat(), "between": _between(reading.part)}
        case Repeat():
            return {"rule": _rule(reading.rule, reading.part), "next": _next(reading)}
        case Past():
            return {"past": True}
        case AmbiguousTime():
            return {"ambiguous": [_short(each) for each in reading.readings]}
        case RefusedTime():
            return {"reject": True}
        case _:
            assert_never(reading)


def _between(part: Part) -> list[str]:
    return [bound.isoformat("minutes") for bound in PART_BOUNDS[part]]


def _rule(rule: Rule, part: Part | None) -> Json:
    fields: Json = {"freq": rule.freq.value}
    if rule.freq.counted:
        fields["interval"] = rule.interval
    if rule.month is not None:
        fields["month"] = rule.month
    if rule.day is not None:
        fields["day"] = rule.day
    if rule.nth is not None:
        fields["nth"] = rule.nth
    if rule.weekdays:
        fields["weekday"] = [WEEKDAY_CODES[day] for day in rule.weekdays]
    fields["time"] = None if rule.time is None else rule.time.isoformat("minutes")
    if part is not None:
        fields["time_between"] = _between(part)
    return fields


def _next(reading: Repeat) -> str:
    dated = reading.part is not None or (reading.rule.time is None and not reading.rule.freq.elapsed)
    return reading.first.date().isoformat() if dated else reading.first.replace(fold=0).isoformat()


def _short(reading: At | OnDate | DayPart | Repeat) -> str:
    match reading:
        case OnDate() | DayPart():
            return reading.date.isoformat()
        case At(local=moment) | Repeat(first=moment):
            return moment.replace(fold=0).isoformat(timespec="seconds" if moment.second else "minutes")
        case _:
            assert_never(reading)


def parse_now(text: str) -> dt.datetime:
    """Read a local time such as 2026-11-23T10:00, naive.

    Raises:
        ValueError: it is not one, or it has a zone.
    """
    moment = dt.datetime.fromisoformat(text)
    if moment.tzinfo is not None:
        raise ValueError(f"a local time without zone is needed: {text!r}")
    return moment
