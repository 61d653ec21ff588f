"""The calendar below reminders: rules that repeat, and the instants at which wall times happen.

A rule is reckoned from its anchor, never from the occurrence before: the 31st stays the 31st after February.
Wall times are naive datetimes in a zone, instants are aware and in UTC. Where clocks change, two cases
need a decision: a wall time that does not exist fires at the first instant after the gap, and one that exists
twice fires once, at the first.
"""

from __future__ import annotations

import datetime as dt
import enum
import itertools
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dateutil.relativedelta import FR, MO, SA, SU, TH, TU, WE, relativedelta

if TYPE_CHECKING:
    from collections.abc import Iterator

WEEKDAY_CODES: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""Codes of the weekdays; the index is that of ``date.weekday()``."""

MAX_INTERVAL: Final = 10_000
"""Longest step a rule may have, in its own unit."""

_RELATIVE_WEEKDAYS: Final = (MO, TU, WE, TH, FR, SA, SU)
_LAST_DAY: Final = 31
_LAST_MONTH: Final = 12
_LAST_WEEKDAY: Final = 6
_MAX_NTH: Final = 5
_WORKING_DAYS: Final = (0, 1, 2, 3, 4)
# A local date and its instant's UTC date differ by at most a day; the whole day a zone may skip adds another.
_ZONE_MARGIN: Final = dt.timedelta(days=3)
_ONE_SECOND: Final = dt.timedelta(seconds=1)


class Freq(enum.Enum):
    """How a rule repeats; the value is its name in storage and on the command line."""

    DAILY = "daily"
    WEEKLY = "weekly"
    WEEKDAYS = "weekdays"  # Monday to Friday
    MONTHLY = "monthly"
    MONTH_END = "month_end"
    YEARLY = "yearly"
    EVERY_N_DAYS = "every_n_days"
    EVERY_N_WEEKS = "every_n_weeks"
    EVERY_N_MONTHS = "every_n_months"
    EVERY_N_HOURS = "every_n_hours"
    EVERY_N_MINUTES = "every_n_minutes"

    @property
    def elapsed(self) -> bool:
        """True where the step is elapsed time (hours, minutes), not days of the calendar."""
        return self in {Freq.EVERY_N_HOURS, Freq.EVERY_N_MINUTES}

    @property
    def counted(self) -> bool:
        """True where `Rule.interval` says how many units lie between two occurrences."""
        return self.value.startswith("every_n_")


@dataclass(frozen=True, slots=True)
class Rule:
    """When something repeats. What is left out is taken from the anchor: its day, weekday, month or time.

    Args:
        freq: the unit of repetition.
        interval: units between two occurrences; 1 unless `freq` is counted.
        weekdays: 0 is Monday, ascending; for weekly rules, and one of them with `nth`.
        day: of the month, 1 to 31; shorter months have it on their last day.
        month: 1 to 12, for yearly rules.
        nth: which of the month's `weekdays`: 1 to 5, or -1 for the last; months without a fifth are skipped.
        time: of the day, without seconds or zone.

    Raises:
        ValueError: a field is out of its bounds or has no meaning for `freq`.
    """

    freq: Freq
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    day: int | None = None
    month: int | None = None
    nth: int | None = None
    time: dt.time | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.interval <= MAX_INTERVAL or (self.interval > 1 and not self.freq.counted):
            raise ValueError(f"no interval of {self.interval} for {self.freq.value}")
        if list(self.weekdays) != sorted(set(self.weekdays) & set(range(_LAST_WEEKDAY + 1))):
            raise ValueError(f"weekdays are 0 to 6, ascending: {self.weekdays}")
        if self.day is not None and not 1 <= self.day <= _LAST_DAY:
            raise ValueError(f"no day {self.day} in any month")
        if self.month is not None and not 1 <= self.month <= _LAST_MONTH:
            raise ValueError(f"no month {self.month}")
        if self.nth is not None and not (self.nth == -1 or 1 <= self.nth <= _MAX_NTH):
            raise ValueError(f"no weekday number {self.nth} in any month")
        by_month = self.freq in {Freq.MONTHLY, Freq.EVERY_N_MONTHS}
        if self.nth is not None and not (by_month and len(self.weekdays) == 1):
            raise ValueError("nth goes with one weekday of a monthly rule")
        if self.time is not None and self.time.tzinfo is not None:
            raise ValueError("a rule's time of day has no zone")

    def to_json(self) -> str:
        """Return the rule as a JSON object, short and with sorted keys, for storage."""
        fields: dict[str, object] = {"freq": self.freq.value}
        if self.interval > 1:
            fields["interval"] = self.interval
        if self.weekdays:
            fields["weekdays"] = [WEEKDAY_CODES[day] for day in self.weekdays]
        numbers = {"day": self.day, "month": self.month, "nth": self.nth}
        fields |= {name: value for name, value in numbers.items() if value is not None}
        if self.time is not None:
            fields["time"] = self.time.isoformat("minutes")
        return json.dumps(fields, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Rule:
        """Read what `to_json` wrote.

        Raises:
            ValueError: the text is not the JSON of a rule.
        """
        try:
            fields = dict(json.loads(text))
            return cls(
                freq=Freq(fields.pop("freq")),
                weekdays=tuple(WEEKDAY_CODES.index(code) for code in fields.pop("weekdays", ())),
                time=dt.time.fromisoformat(fields.pop("time")) if "time" in fields else None,
                **fields,
            )
        except (KeyError, TypeError) as error:
            raise ValueError(f"not a rule: {text!r}") from error


def local_to_utc(wall: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """Return the instant, in UTC, at which the clocks of `zone` show `wall` (naive).

    A wall time in a gap gives the first instant after it; one that happens twice gives the first.

    Raises:
        OverflowError: the instant lies outside the years 1 to 9999.
    """
    first = _as_utc(wall, zone, fold=0)
    if utc_to_local(first, zone) == wall:
        return first
    # In a gap, fold=1 takes the offset that follows it, which gives an instant before the gap; fold=0 behind.
    before, after = _as_utc(wall, zone, fold=1).replace(microsecond=0), first
    offset_after = after.astimezone(zone).utcoffset()
    while after - before > _ONE_SECOND:
        middle = before + (after - before) // 2 // _ONE_SECOND * _ONE_SECOND
        if middle.astimezone(zone).utcoffset() == offset_after:
            after = middle
        else:
            before = middle
    return after


def utc_to_local(instant: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """Return what the clocks of `zone` show at `instant` (aware): naive, with `fold` on the second pass."""
    return instant.astimezone(zone).replace(tzinfo=None)


def _as_utc(wall: dt.datetime, zone: dt.tzinfo, *, fold: int) -> dt.datetime:
    return wall.replace(tzinfo=zone, fold=fold).astimezone(dt.UTC)


def occurrences(rule: Rule, anchor: dt.datetime, after: dt.datetime, zone: dt.tzinfo) -> Iterator[dt.datetime]:
    """Yield the instants of `rule` later than `after`, in UTC, ascending and each once.

    Args:
        rule: what repeats.
        anchor: naive, in `zone`: where the rule begins, and whatever `rule` leaves open.
        after: aware.
        zone: where the wall times are.

    The iterator ends only where the calendar does, in the year 9999.
    """
    if rule.freq.elapsed:
        yield from _elapsed_occurrences(rule, anchor, after, zone)
        return
    last = after.astimezone(dt.UTC)
    try:
        since = utc_to_local(after, zone) - _ZONE_MARGIN
    except OverflowError:  # in the first days of the year 1
        since = None
    for wall in wall_occurrences(rule, anchor, since):
        try:
            instant = local_to_utc(wall, zone)
        except OverflowError:
            return
        if instant > last:  # two wall times of one gap are one instant
            last = instant
            yield instant


def next_occurrence(rule: Rule, anchor: dt.datetime, after: dt.datetime, zone: dt.tzinfo) -> dt.datetime | None:
    """Return the first of `occurrences`, or None where the calendar ends before it."""
    return next(occurrences(rule, anchor, after, zone), None)


def wall_occurrences(rule: Rule, anchor: dt.datetime, after: dt.datetime | None = None) -> Iterator[dt.datetime]:
    """Yield the wall times of `rule` from `anchor` on and later than `after` (both naive), ascending.

    For somebody who moved: where `after` is the last wall time that was delivered, nothing is repeated and
    nothing skipped in the new zone.

    Raises:
        ValueError: the rule steps by elapsed time, which no wall clock shows.
    """
    if rule.freq.elapsed:
        raise ValueError(f"{rule.freq.value} is not reckoned in wall time")
    time = anchor.time() if rule.time is None else rule.time
    for period in itertools.count(_periods_before(rule, anchor, after)):
        try:
            days = _days_of(rule, anchor.date(), period)
        except (OverflowError, ValueError):  # behind the year 9999
            return
        for day in days:
            wall = dt.datetime.combine(day, time)
            if wall >= anchor and (after is None or wall > after):
                yield wall


def move_anchor(rule: Rule, anchor: dt.datetime, *, old: dt.tzinfo, new: dt.tzinfo) -> dt.datetime:
    """Return the anchor for somebody who moved from zone `old` to `new`.

    Wall times are kept, so a rule of the calendar keeps its anchor; steps of elapsed time keep theirs as an
    instant.
    """
    return utc_to_local(local_to_utc(anchor, old), new) if rule.freq.elapsed else anchor


def _elapsed_occurrences(rule: Rule, anchor: dt.datetime, after: dt.datetime, zone: dt.tzinfo) -> Iterator[dt.datetime]:
    minutes = 60 if rule.freq is Freq.EVERY_N_HOURS else 1
    step = dt.timedelta(minutes=minutes * rule.interval)
    start = local_to_utc(anchor, zone)
    for number in itertools.count(max(0, (after - start) // step + 1)):
        try:
            yield start + number * step
        except OverflowError:
            return


def _periods_before(rule: Rule, anchor: dt.datetime, after: dt.datetime | None) -> int:
    """Return the number of a period before which nothing is later than `after`: it spares a long walk.

    A period is a day, week, month or year, times the interval; the anchor's own has the number 0.
    """
    if after is None or after <= anchor:
        return 0
    months = (after.year - anchor.year) * 12 + after.month - anchor.month
    match rule.freq:
        case Freq.DAILY | Freq.EVERY_N_DAYS:
            units = (after.date() - anchor.date()).days
        case Freq.WEEKLY | Freq.WEEKDAYS | Freq.EVERY_N_WEEKS:
            units = (after.date() - anchor.date()).days // 7
        case Freq.YEARLY:
            units = months // 12
        case _:
            units = months
    return max(0, units // rule.interval - 1)


def _days_of(rule: Rule, anchor: dt.date, period: int) -> list[dt.date]:
    """Return the days of the rule in its period number `period`, ascending; the anchor's own is 0."""
    steps = period * rule.interval
    match rule.freq:
        case Freq.DAILY | Freq.EVERY_N_DAYS:
            return [anchor + dt.timedelta(days=steps)]
        case Freq.WEEKLY | Freq.EVERY_N_WEEKS | Freq.WEEKDAYS:
            monday = anchor - dt.timedelta(days=anchor.weekday()) + dt.timedelta(weeks=steps)
            weekdays = _WORKING_DAYS if rule.freq is Freq.WEEKDAYS else rule.weekdays or (anchor.weekday(),)
            return [monday + dt.timedelta(days=weekday) for weekday in weekdays]
        case Freq.YEARLY:
            first = anchor.replace(month=rule.month or anchor.month, day=1) + relativedelta(years=steps)
        case _:
            first = anchor.replace(day=1) + relativedelta(months=steps)
    if rule.nth is not None:
        weekday = _RELATIVE_WEEKDAYS[rule.weekdays[0]](rule.nth)
        found = first + relativedelta(day=1 if rule.nth > 0 else _LAST_DAY, weekday=weekday)
        return [found] if found.month == first.month else []
    day = _LAST_DAY if rule.freq is Freq.MONTH_END else rule.day or anchor.day
    return [first + relativedelta(day=day)]  # relativedelta clamps to the month's end
