"""Which moments a time of day means on which dates: the part of reading where the clock comes in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.core.recurrence import local_to_utc, utc_to_local
from bot.core.times.facts import Midnight, SameTime, TimeOfDay
from bot.core.times.readings import (
    AmbiguousTime,
    At,
    DayPart,
    OnDate,
    Part,
    Past,
    Reason,
    RefusedTime,
    TimeReading,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.core.times.calendar_days import Days
    from bot.core.times.facts import InPart
    from bot.core.times.readings import DayHours

_ONE_DAY: Final = dt.timedelta(days=1)
_HALF_HOUR: Final = dt.timedelta(minutes=30)
_NIGHT_ENDS: Final = dt.time(23, 30)
_NOON: Final = 12
_FULL_DAY: Final = 24
_FIRST_SURE_HOUR: Final = 7
"""From 7 on an hour without am or pm is meant as it is said; earlier ones are more often in the afternoon."""


@dataclass(frozen=True, slots=True)
class Now:
    """Where and when the text was written. `wall` is naive, in `zone`; `month_first`: of 12/1 in this language."""

    instant: dt.datetime
    wall: dt.datetime
    zone: dt.tzinfo
    hours: DayHours
    month_first: bool

    def at(self, wall: dt.datetime, *, rolled: bool = False) -> At:
        """Return the moment at which the clocks show `wall`, or the first one after it where they never do."""
        instant = local_to_utc(wall, self.zone)
        local = utc_to_local(instant, self.zone)
        return At(local, instant, rolled=rolled, in_gap=local != wall)


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time of day; `days` later where a night goes on behind midnight."""

    time: dt.time
    days: int = 0

    def on(self, date: dt.date) -> dt.datetime:
        """Return the wall time on `date`."""
        return dt.datetime.combine(date, self.time) + self.days * _ONE_DAY


def clock_times(time: TimeOfDay | Midnight | SameTime, part: InPart | None, now: Now) -> tuple[ClockTime, ...] | Reason:
    """Return the time or, where 9 may be 21:00, both: the one that was literally said first."""
    match time:
        case Midnight():
            return (ClockTime(dt.time(0), 1 if part is not None else 0),)
        case SameTime():
            return (ClockTime(now.wall.time().replace(second=0, microsecond=0)),)
    if part is not None:
        fitted = _within(time, part)
        return Reason.CONTRADICTION if fitted is None else (fitted,)
    said = _clock(time.hour, time)
    if time.exact:
        return (said,)
    return (said, _clock(time.hour + _NOON, time))


def _clock(hour: int, time: TimeOfDay) -> ClockTime:
    days, hour = divmod(hour, _FULL_DAY)
    return ClockTime(dt.time(hour, time.minute, time.second), days)


_HOURS_OF: Final[dict[Part, dict[int, int]]] = {
    Part.SMALL_HOURS: {0: 0, 12: 0} | {hour: hour for hour in range(1, 7)},
    Part.MORNING: {hour: hour for hour in range(1, 12)},
    Part.NOON: {10: 10, 11: 11, 12: 12, 13: 13, 14: 14, 1: 13, 2: 14},
    Part.AFTERNOON: {12: 12} | {hour: hour + 12 for hour in range(1, 8)} | {hour: hour for hour in range(13, 20)},
    Part.EVENING: {hour: hour + 12 for hour in range(4, 12)} | {hour: hour for hour in range(16, 24)},
    Part.NIGHT: {0: 24, 12: 24, 24: 24}
    | {hour: hour + 24 for hour in range(1, 5)}
    | {hour: hour + 12 for hour in range(5, 12)}
    | {hour: hour for hour in range(17, 24)},
}
"""What an hour means in a part of the day; 24 and more are behind midnight. What is missing contradicts it."""
_LATE_EVENING: Final = {10: 22, 11: 23, 22: 22, 23: 23}


def _within(time: TimeOfDay, part: InPart) -> ClockTime | None:
    hour = _HOURS_OF[part.part].get(time.hour)
    if part.late and hour is None:
        hour = _LATE_EVENING.get(time.hour)
    if part.part is Part.MORNING and time.hour == _NOON and time.exact:
        return None
    return None if hour is None else _clock(hour, time)


def next_time(time: TimeOfDay | Midnight | SameTime, part: InPart | None, now: Now) -> TimeReading:
    """Return when a time of day comes next; without am or pm the nearer may not be the one that is meant."""
    clocks = clock_times(time, part, now)
    if isinstance(clocks, Reason):
        return RefusedTime(clocks)
    walls = [_coming(clock, now) for clock in clocks]
    today = [wall for wall in walls if wall.date() == now.wall.date()]
    if len(walls) == 1:
        return now.at(walls[0], rolled=not today)
    if walls[0] in today and (walls[0].hour >= _FIRST_SURE_HOUR):
        return now.at(walls[0])
    hour = walls[0].hour
    literal = isinstance(time, TimeOfDay) and time.literal
    if len(today) == 1 and hour < _FIRST_SURE_HOUR and walls[1] in today and not literal:
        return now.at(walls[1])
    return _choice([now.at(wall, rolled=wall not in today) for wall in walls])


def _coming(clock: ClockTime, now: Now) -> dt.datetime:
    """Return the first wall time later than now: tonight's 1 o'clock may have begun yesterday."""
    return next(
        wall for wall in (clock.on(now.wall.date() + days * _ONE_DAY) for days in (-1, 0, 1)) if wall > now.wall
    )


def on_days(days: Days, time: TimeOfDay | Midnight | SameTime, part: InPart | None, now: Now) -> TimeReading:
    """Return a time of day on the dates that may be meant."""
    clocks = clock_times(time, part, now)
    if isinstance(clocks, Reason):
        return RefusedTime(clocks)
    moments: list[At | Past] = []
    for date in days.dates:
        moments += _on_date(date, time, clocks, days, now)
        if part is not None and part.late and clocks[0].time.hour < _NOON and date >= now.wall.date():
            moments += _on_date(date + _ONE_DAY, time, clocks, days, now)
    return _choice(moments)


def _on_date(
    date: dt.date,
    time: TimeOfDay | Midnight | SameTime,
    clocks: tuple[ClockTime, ...],
    days: Days,
    now: Now,
) -> list[At | Past]:
    walls = [clock.on(date) for clock in clocks]
    if isinstance(time, Midnight) and not clocks[0].days:
        walls = [walls[0], walls[0] + _ONE_DAY]  # midnight begins the day or ends it
    elif isinstance(time, TimeOfDay) and len(walls) > 1:
        walls = _plausible(walls, time, now)
    coming = [wall for wall in walls if wall > now.wall]
    later = days.after(date)
    if coming and later is not None and days.or_today and coming == walls[-1:] != [clocks[0].on(date)]:
        coming.append(clocks[0].on(later))  # "monday at 9" on a monday at 10: this evening, or in a week
    if coming:
        return [now.at(wall, rolled=days.rolled) for wall in coming]
    if later is None or len(days.dates) > 1:
        return [Past(walls[0])]
    return [now.at(clock.on(later), rolled=True) for clock in clocks[:1]]


def _plausible(walls: list[dt.datetime], time: TimeOfDay, now: Now) -> list[dt.datetime]:
    """Of 9:00 and 21:00 on a date return the one that is meant, or both where either may be."""
    said, later = walls
    sure = time.hour >= _FIRST_SURE_HOUR
    if said.date() != now.wall.date():
        return [said] if sure else [said, later]
    if said > now.wall:
        return [said] if sure else [said, later]
    return [said] if time.literal else [later]


def in_part(days: Days | None, part: Part, now: Now, *, late: bool = False) -> TimeReading:
    """Return a part of a day: of the dates that are meant or, where none is said, of the nearest day.

    `late`: the part may be of the night that begins on the date.
    """
    if part is Part.NOON:
        noon = now.hours.noon
        time = TimeOfDay(noon.hour, noon.minute, exact=True)
        return next_time(time, None, now) if days is None else on_days(days, time, None, now)
    today = now.wall.date()
    if days is None:
        rolled = moment_in(DayPart(today, part), now) is None
        return DayPart(today + rolled * _ONE_DAY, part, rolled=rolled)
    parts: list[DayPart | Past] = []
    nights = [date + _ONE_DAY for date in days.dates if late and date >= today]
    for date in (*days.dates, *nights):
        reading = DayPart(date, part, rolled=days.rolled)
        later = days.after(date) if len(days.dates) == 1 else None
        if moment_in(reading, now) is not None:
            parts.append(reading)
        elif later is not None:
            parts.append(DayPart(later, part, rolled=True))
        else:
            parts.append(Past(dt.datetime.combine(date, now.hours.of(part))))
    return _choice(parts)


def on_dates(days: Days, now: Now) -> TimeReading:
    """Return dates without a time. Today's name may mean today or the next day of that name."""
    today = now.wall.date()
    readings: list[OnDate | Past] = [
        OnDate(date, rolled=days.rolled) if date >= today else Past(date) for date in days.dates
    ]
    later = days.after(today) if days.or_today else None
    return _choice(readings if later is None else [*readings, OnDate(later)])


def moment_in(reading: OnDate | DayPart, now: Now) -> dt.datetime | None:
    """Return the person's hour for a day or a part of it, or None where it is over.

    Today, once that hour has passed, it is the next full hour at least 30 minutes away, within the same part.
    """
    if isinstance(reading, DayPart):
        hour = now.hours.of(reading.part)
        end = _NIGHT_ENDS if reading.part is Part.NIGHT else reading.end
    else:
        hour, end = now.hours.default, dt.time(22)
    wall = dt.datetime.combine(reading.date, hour)
    if wall > now.wall:
        return wall
    if reading.date != now.wall.date():
        return None
    soon = (now.wall + _HALF_HOUR + dt.timedelta(minutes=59, seconds=59)).replace(minute=0, second=0, microsecond=0)
    return soon if soon.date() == reading.date and soon.time() <= end else None


def _choice(readings: Iterable[At | OnDate | DayPart | Past]) -> TimeReading:
    """Return the one reading that is left when those in the past are dropped, or all of them to ask about."""
    every = list(readings)
    coming = {_sort_key(reading): reading for reading in every if not isinstance(reading, Past)}
    if not coming:
        return every[0]
    left = [reading for _, reading in sorted(coming.items())]
    return left[0] if len(left) == 1 else AmbiguousTime(tuple(left))


def _sort_key(reading: At | OnDate | DayPart) -> dt.datetime:
    if isinstance(reading, At):
        return reading.local
    return dt.datetime.combine(reading.date, reading.start if isinstance(reading, DayPart) else dt.time())
