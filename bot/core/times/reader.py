"""`read_time`: what a text says about when."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from typing import TYPE_CHECKING, Final, assert_never

from bot.core.recurrence import utc_to_local
from bot.core.times import (
    calendar_days,
    grammar_clock,
    grammar_days,
    grammar_repeats,
    grammar_spans,
    moments,
    repeats,
    spans,
)
from bot.core.times.facts import InPart, Midnight
from bot.core.times.moments import Now
from bot.core.times.patterns import Grammar
from bot.core.times.readings import (
    DEFAULT_HOURS,
    AmbiguousTime,
    At,
    DayPart,
    OnDate,
    Part,
    Past,
    Reason,
    RefusedTime,
    Repeat,
)
from bot.core.times.said import put_together
from bot.core.times.tokens import tokenise
from bot.core.zones import UnknownZoneError, zone

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from bot.core.times.facts import Elapsed, InZone
    from bot.core.times.readings import DayHours, Spans, TimeReading
    from bot.core.times.said import Said

_GRAMMAR: Final = Grammar(
    [*grammar_spans.PHRASES, *grammar_clock.PHRASES, *grammar_repeats.PHRASES, *grammar_days.PHRASES]
)
_HAN: Final = re.compile("[\u4e00-\u9fff]")
_OFFSET: Final = re.compile(r"(?:utc|gmt)(?P<sign>[+-])?(?P<hours>\d{1,2})?:?(?P<minutes>\d{2})?")
_MAX_OFFSET: Final = dt.timedelta(hours=14)
_HALF_YEAR: Final = dt.timedelta(days=183)
_LAST_YEAR: Final = 9990  # room for a rule to go on and for any zone


def read_time(text: str, *, now: dt.datetime, zone: ZoneInfo, hours: DayHours = DEFAULT_HOURS) -> TimeReading:
    """Return what `text` says about when, in English, Chinese or both.

    Args:
        text: a whole message, such as "remind me tomorrow 9am to check usage"; any string is allowed.
        now: when it was written; aware.
        zone: where the person is; a zone said in the text goes before it.
        hours: what this person means by morning, evening, or a day without a time.

    Returns:
        A reading in the person's own wall time. What is ambiguous is for the person to choose, what cannot be
        kept is refused with a reason; nothing is guessed where the two meanings are days apart.
    """
    tokens = tokenise(text)
    said = put_together(text, tokens, _GRAMMAR.find(tokens))
    if isinstance(said, RefusedTime):
        return said
    here = Now(now.astimezone(dt.UTC), utc_to_local(now, zone), zone, hours, month_first=bool(_HAN.search(text)))
    if here.wall.year > _LAST_YEAR:
        return RefusedTime(Reason.TOO_FAR)
    try:
        reading = _read(said, here) if said.zone is None else _read_elsewhere(said, said.zone, here)
    except (OverflowError, ValueError):  # a date behind the end of the calendar
        return RefusedTime(Reason.TOO_FAR)
    pieces = spans.of_found(tokens, said.found)
    return _with_spans(reading, pieces, text)


def _with_spans(reading: TimeReading, pieces: Spans, text: str) -> TimeReading:
    match reading:
        case RefusedTime():
            piece = text[pieces[0][0] : pieces[-1][1]] if pieces else ""
            return dataclasses.replace(reading, piece=piece)
        case AmbiguousTime():
            readings = tuple(dataclasses.replace(each, spans=pieces) for each in reading.readings)
            return AmbiguousTime(readings, pieces)
        case _:
            return dataclasses.replace(reading, spans=pieces)


def _read(said: Said, now: Now) -> TimeReading:
    """Return the reading of what is said, in the zone of `now`."""
    if said.over is not None:
        delta = said.over.delta
        return Past(None if delta is None else now.wall - delta)
    if said.elapsed is not None:
        return _elapsed(said.elapsed, now)
    if said.every is not None:
        return repeats.read_repeat(said, said.every, now)
    if said.start is not None:  # "from tomorrow" without a repetition is tomorrow
        said.days.append(said.start)
    if not said.days:
        return _without_day(said, now)
    days = calendar_days.solve(said.days, now.wall.date(), month_first=now.month_first)
    return RefusedTime(days) if isinstance(days, Reason) else _on_days(said, days, now)


def _without_day(said: Said, now: Now) -> TimeReading:
    if said.time is not None:
        return moments.next_time(said.time, said.part, now)
    return RefusedTime(Reason.NO_TIME) if said.part is None else moments.in_part(None, said.part.part, now)


def _on_days(said: Said, days: calendar_days.Days, now: Now) -> TimeReading:
    part = said.part
    if said.time is not None:
        if isinstance(said.time, Midnight) and part is None and days.dates == (now.wall.date(),):
            part = InPart(Part.NIGHT)  # midnight today is the one to come
        return moments.on_days(days, said.time, part, now)
    return moments.on_dates(days, now) if part is None else moments.in_part(days, part.part, now, late=part.late)


def _elapsed(elapsed: Elapsed, now: Now) -> At:
    """Whole days are counted on the calendar, hours and minutes as they pass, whatever the clocks do."""
    start = now.instant
    if elapsed.shift is not None:
        start = now.at(now.wall + elapsed.shift).instant
    instant = start + elapsed.delta
    return At(utc_to_local(instant, now.zone), instant)


def _read_elsewhere(said: Said, stated: InZone, here: Now) -> TimeReading:
    """Read in the zone that was said, and return it in the person's own."""
    there = _stated_zone(stated)
    if there is None:
        return RefusedTime(Reason.ZONE)
    wall = utc_to_local(here.instant, there)
    same = _same_clocks(there, here)
    if not same and (said.every is not None or (said.days and wall.date() != here.wall.date())):
        return RefusedTime(Reason.ZONE)  # "tomorrow" is another day there
    reading = _read(said, dataclasses.replace(here, zone=there, wall=wall))
    abbreviation = stated.name.partition(" ")[2].upper()
    return _moved(reading, there, here, abbreviation, same=same)


def _moved(reading: TimeReading, there: dt.tzinfo, here: Now, abbreviation: str, *, same: bool) -> TimeReading:
    match reading:
        case At():
            if len(abbreviation) > len("ET") and reading.instant.astimezone(there).tzname() != abbreviation:
                return RefusedTime(Reason.ZONE)  # EST is said, but it is summer there
            return dataclasses.replace(reading, local=utc_to_local(reading.instant, here.zone))
        case AmbiguousTime():
            moved = [_moved(each, there, here, abbreviation, same=same) for each in reading.readings]
            kept = tuple(each for each in moved if isinstance(each, At))
            return AmbiguousTime(kept) if len(kept) == len(moved) else RefusedTime(Reason.ZONE)
        case OnDate() | DayPart() | Repeat():
            return reading if same else RefusedTime(Reason.ZONE)
        case Past() | RefusedTime():
            return reading
        case _:
            assert_never(reading)


def _same_clocks(there: dt.tzinfo, here: Now) -> bool:
    """Whether the clocks there show the same as here, now and half a year from now."""
    return all(
        instant.astimezone(there).utcoffset() == instant.astimezone(here.zone).utcoffset()
        for instant in (here.instant, here.instant + _HALF_YEAR)
    )


def _stated_zone(stated: InZone) -> dt.tzinfo | None:
    name = stated.name.partition(" ")[0]
    offset = _OFFSET.fullmatch(name)
    if offset:
        minutes = int(offset["hours"] or 0) * 60 + int(offset["minutes"] or 0)
        delta = dt.timedelta(minutes=-minutes if offset["sign"] == "-" else minutes)
        return dt.timezone(delta) if abs(delta) <= _MAX_OFFSET else None
    try:
        return zone(name)
    except UnknownZoneError:
        return None


def resolve(
    reading: At | OnDate | DayPart | Repeat | Past, *, now: dt.datetime, zone: ZoneInfo, hours: DayHours = DEFAULT_HOURS
) -> At | Repeat | Past:
    """Return the one moment or the rule at which to remind.

    A date gets the person's default hour, a part of a day their hour for it. Where that has passed today, it is
    the next full hour that is at least 30 minutes away (today until 22:00, or within the part), else Past.
    """
    match reading:
        case OnDate() | DayPart():
            here = Now(now.astimezone(dt.UTC), utc_to_local(now, zone), zone, hours, month_first=False)
            wall = moments.moment_in(reading, here)
            if wall is None:
                return Past(dt.datetime.combine(reading.date, _hour(reading, hours)), reading.spans)
            return dataclasses.replace(here.at(wall, rolled=reading.rolled), spans=reading.spans)
        case _:
            return reading


def _hour(reading: OnDate | DayPart, hours: DayHours) -> dt.time:
    return hours.of(reading.part) if isinstance(reading, DayPart) else hours.default
