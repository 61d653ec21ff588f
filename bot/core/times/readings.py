"""What a text says about when: the answers of `read_time`, and a person's own hours.

Wall times are naive and in the person's zone; a span is a (start, end) slice of the text as it was given.
"""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from bot.core.recurrence import Rule

Span = tuple[int, int]
Spans = tuple[Span, ...]


class Part(enum.Enum):
    """A part of the day; the value names the person's hour for it in `DayHours`."""

    SMALL_HOURS = "small_hours"  # 凌晨, 半夜
    MORNING = "morning"
    NOON = "noon"
    AFTERNOON = "afternoon"
    EVENING = "evening"  # evening, 傍晚
    NIGHT = "night"  # night, tonight, 晚上


@dataclass(frozen=True, slots=True)
class DayHours:
    """What a person means by a part of the day, and by a day without any time (`default`)."""

    small_hours: dt.time = dt.time(4)
    morning: dt.time = dt.time(9)
    noon: dt.time = dt.time(12)
    afternoon: dt.time = dt.time(15)
    evening: dt.time = dt.time(18)
    night: dt.time = dt.time(20)
    default: dt.time = dt.time(9)

    def of(self, part: Part) -> dt.time:
        """Return the hour for `part`."""
        hour: dt.time = getattr(self, part.value)
        return hour


DEFAULT_HOURS: Final = DayHours()

PART_BOUNDS: Final = {
    Part.SMALL_HOURS: (dt.time(1), dt.time(5)),
    Part.MORNING: (dt.time(7), dt.time(10)),
    Part.NOON: (dt.time(11, 30), dt.time(13)),
    Part.AFTERNOON: (dt.time(12), dt.time(18)),
    Part.EVENING: (dt.time(17), dt.time(22, 30)),
    Part.NIGHT: (dt.time(19), dt.time(22)),
}
"""When each part is, whoever says so: first and last time that nobody would argue with."""


class Reason(enum.Enum):
    """Why a text was not read as a time."""

    NO_TIME = "no time"  # nothing in it is a time
    VAGUE = "vague"  # soon, 过几天, next week without a day
    NO_SUCH_DAY = "no such day"  # 30 February
    NO_SUCH_TIME = "no such time"  # 25:00
    CONTRADICTION = "contradiction"  # 9 am in the evening, Friday the 24th where that is a Thursday
    SEVERAL = "several"  # two days, two times, a range
    LIMIT = "limit"  # by friday, after the 5th, within three days: no time itself
    ZONE = "zone"  # a zone that is unknown, or that the rule cannot follow
    TOO_FAR = "too far"
    UNSUPPORTED = "unsupported"  # said clearly, but nothing a rule can hold: twice a day, Easter


@dataclass(frozen=True, slots=True)
class At:
    """One moment.

    Args:
        local: the wall time, naive, in the person's zone, at which it happens.
        instant: the same in UTC.
        spans: what was read of the text.
        rolled: said without a day (or without a year), and moved on because the nearest one had passed.
        in_gap: the time that was said does not exist that day; `local` is the first one that does.
    """

    local: dt.datetime
    instant: dt.datetime
    spans: Spans = ()
    rolled: bool = False
    in_gap: bool = False


@dataclass(frozen=True, slots=True)
class OnDate:
    """A day without a time of day. `spans`, `rolled`: as in `At`."""

    date: dt.date
    spans: Spans = ()
    rolled: bool = False


@dataclass(frozen=True, slots=True)
class DayPart:
    """A part of a day, without a time. `start`, `end`: its bounds for everybody, not the person's hour."""

    date: dt.date
    part: Part
    spans: Spans = ()
    rolled: bool = False

    @property
    def start(self) -> dt.time:
        """The first time that is surely within the part."""
        return PART_BOUNDS[self.part][0]

    @property
    def end(self) -> dt.time:
        """The last time that is surely within the part."""
        return PART_BOUNDS[self.part][1]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A rule, and where it begins.

    Args:
        rule: its `time` is the one said or, where a part of the day was said, the person's hour for it; None
            where neither was.
        anchor: naive, in the person's zone: what `recurrence.occurrences` counts from; the default hour stands
            in for a time that was not said.
        first: the first occurrence after now, naive, in the person's zone.
        spans: as in `At`.
        part: the part of the day that was said.
    """

    rule: Rule
    anchor: dt.datetime
    first: dt.datetime
    spans: Spans = ()
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """A time that is over. `moment`: what was understood, None where only "last week" or the like was said."""

    moment: dt.datetime | dt.date | None
    spans: Spans = ()


@dataclass(frozen=True, slots=True)
class AmbiguousTime:
    """Two or more times that may be meant, earliest first."""

    readings: tuple[At | OnDate | DayPart | Repeat, ...]
    spans: Spans = ()


@dataclass(frozen=True, slots=True)
class RefusedTime:
    """No time that can be kept. `piece`: the part of the text that stands in the way, "" where none is there."""

    reason: Reason
    piece: str = ""


TimeReading = At | OnDate | DayPart | Repeat | Past | AmbiguousTime | RefusedTime
