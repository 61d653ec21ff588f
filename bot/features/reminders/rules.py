"""What a reminder is, what a message asks to be reminded of, and what follows an occurrence."""

from __future__ import annotations

import base64
import datetime as dt
import enum
import itertools
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeAlias

from bot.core.recurrence import Freq, Rule, local_to_utc, move_anchor, next_occurrence, occurrences, utc_to_local
from bot.core.times import (
    DEFAULT_HOURS,
    AmbiguousTime,
    At,
    DayHours,
    DayPart,
    OnDate,
    Past,
    RefusedTime,
    Repeat,
    read_time,
    resolve,
    subject,
)
from bot.core.zones import zone as zone_called

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from bot.core.language import Language

LONGEST_TEXT: Final = 200  # characters of what to be reminded of
LONGEST_MESSAGE: Final = 400  # a plain message above this is a text, whatever words are in it
MOST: Final = 50  # reminders of one person
SHORTEST_STEP: Final = dt.timedelta(minutes=10)
LATE: Final = dt.timedelta(minutes=2)  # a delay up to this is not worth a word
_ONE_DAY: Final = dt.timedelta(days=1)
_HALF_DAY: Final = dt.timedelta(hours=12)
_ELSEWHERE: Final = (zone_called("Pacific/Kiritimati"), zone_called("Etc/GMT+12"))


class Kind(enum.Enum):
    """What is sent with a reminder's text."""

    OWN = "own"
    LIMIT = "limit"  # the state of the person's limit
    EXPIRY = "expiry"  # credit that ends
    CAP = "cap"  # a usage limit to be set with OpenAI
    NUMBER = "number"  # the number of the dashboard, to be entered
    KEYS = "keys"  # keys to be replaced


class State(enum.Enum):
    """Where a reminder stands; the value is its name in the table."""

    ACTIVE = "active"
    CLAIMED = "claimed"  # being sent
    WAITING = "waiting"  # until the person can be reached again
    PAUSED = "paused"  # until the person lets it go on
    ENDED = "ended"  # sent for the last time, or deleted


@dataclass(frozen=True, slots=True)
class Schedule:
    """When something is due.

    Args:
        rule: how it repeats; None: once.
        anchor: naive, in `zone`: where the rule begins, or the one time.
        zone: where the wall times are.
        next_due: the coming occurrence; aware, UTC.
        is_instant: once, at an instant that no zone moves ("in 90 minutes").
    """

    rule: Rule | None
    anchor: dt.datetime
    zone: ZoneInfo
    next_due: dt.datetime
    is_instant: bool = False

    def upcoming(self, count: int) -> list[dt.datetime]:
        """Return the next `count` instants, fewer where there are no more; `next_due` is the first."""
        if self.rule is None:
            return [self.next_due]
        later = occurrences(self.rule, self.anchor, self.next_due, self.zone)
        return [self.next_due, *itertools.islice(later, count - 1)]

    def later_than(self, now: dt.datetime) -> Schedule | None:
        """Return the schedule with its first occurrence after `now`; None where there is none any more."""
        if self.next_due > now:
            return self
        following = None if self.rule is None else next_occurrence(self.rule, self.anchor, now, self.zone)
        return None if following is None else replace(self, next_due=following)

    def moved_to(self, zone: ZoneInfo) -> Schedule:
        """Return the schedule of somebody who moved: wall times stay what they are, elapsed time goes on."""
        if self.is_instant:
            return replace(self, zone=zone, anchor=utc_to_local(self.next_due, zone))
        if self.rule is not None and self.rule.freq.elapsed:
            return replace(self, zone=zone, anchor=move_anchor(self.rule, self.anchor, old=self.zone, new=zone))
        wall = self.anchor if self.rule is None else utc_to_local(self.next_due, self.zone)
        return replace(self, zone=zone, next_due=local_to_utc(wall, zone))

    def under_new_rules(self) -> Schedule:
        """Return the schedule once the zone's rules have changed: the wall time is kept, its instant is another."""
        if self.is_instant:
            return self
        if self.rule is None:
            return replace(self, next_due=local_to_utc(self.anchor, self.zone))
        if self.rule.freq.elapsed:
            return replace(self, anchor=utc_to_local(self.next_due, self.zone))
        # A change moves an instant by a few hours at most, and such rules are a day apart at least.
        nearest = next_occurrence(self.rule, self.anchor, self.next_due - _HALF_DAY, self.zone)
        return self if nearest is None or nearest - self.next_due > _HALF_DAY else replace(self, next_due=nearest)


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder as it is stored.

    Args:
        occurrence: the number of the occurrence that `schedule.next_due` is.
        named: the person said the time; otherwise quiet hours hold it.
    """

    id: int
    person_id: int
    chat_id: int
    kind: Kind
    text: str
    language: Language
    schedule: Schedule
    occurrence: int
    state: State
    named: bool = True

    def is_deleted(self, now: dt.datetime) -> bool:
        """Tell whether it would come once more if nobody had deleted it."""
        return self.state is State.ENDED and self.schedule.later_than(now) is not None


@dataclass(frozen=True, slots=True)
class Draft:
    """A reminder that lacks an answer.

    Args:
        text: what to be reminded of; "" where nothing was said.
        words: the time as it was typed, "" where none was; read as of `asked_at` in `zone`.
        reminder_id: the reminder that gets the new time; None makes one.
    """

    id: int
    person_id: int
    text: str
    words: str
    zone: ZoneInfo
    asked_at: dt.datetime
    reminder_id: int | None = None


class Note(enum.Enum):
    """What a confirmation has to say beside the time itself."""

    TOMORROW = "tomorrow"  # it has passed today
    IN_GAP = "in gap"  # the clocks jump over it


class Problem(enum.Enum):
    """Why a request makes no reminder."""

    NO_TIME = "no time"
    VAGUE = "vague"
    NO_SUCH_DAY = "no such day"
    NO_SUCH_TIME = "no such time"
    CONTRADICTION = "contradiction"
    SEVERAL = "several"
    LIMIT = "limit"
    ZONE = "zone"
    TOO_FAR = "too far"
    UNSUPPORTED = "unsupported"
    PAST = "past"
    TOO_OFTEN = "too often"
    TOO_LONG = "too long"


@dataclass(frozen=True, slots=True)
class Wish:
    """A reminder that can be set. `text`: "" where nothing was said."""

    text: str
    schedule: Schedule
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """A request with more than one meaning; `wishes`: one for each, earliest first."""

    text: str
    wishes: tuple[Wish, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A request that makes no reminder.

    Args:
        problem: why.
        piece: the part of the message that stands in the way.
        moment: what has passed, naive, in the person's zone.
        text: what to be reminded of, where only the time is missing.
    """

    problem: Problem
    piece: str = ""
    moment: dt.datetime | dt.date | None = None
    text: str = ""


Request: TypeAlias = Wish | Choice | Refusal


@dataclass(frozen=True, slots=True)
class Delivery:
    """One occurrence as it is sent.

    Args:
        due: when it should have been; aware, UTC.
        late: by how much it is late; zero where nobody would mind.
        skipped: how many later occurrences have passed meanwhile and are not sent.
        following: the schedule after it; None where that was the last one.
        may_repeat: it may have been sent before.
    """

    due: dt.datetime
    late: dt.timedelta
    skipped: int
    following: Schedule | None
    may_repeat: bool


def read_request(
    words: str, *, now: dt.datetime, zone: ZoneInfo, hours: DayHours = DEFAULT_HOURS, text: str | None = None
) -> Request:
    """Read what somebody wants to be reminded of, and when.

    Args:
        words: the message, without the command; as :func:`recognition.tidy` returns it.
        now: aware.
        zone: of the person.
        hours: what the person means by the parts of a day.
        text: what to be reminded of, where that is known already and `words` are the time alone.
    """
    if len(words) > LONGEST_MESSAGE:
        return Refusal(Problem.TOO_LONG)
    reading = read_time(words, now=now, zone=zone, hours=hours)
    about = subject(words, reading) if text is None else text
    if len(about) > LONGEST_TEXT:
        return Refusal(Problem.TOO_LONG)
    if isinstance(reading, RefusedTime):
        return Refusal(Problem[reading.reason.name], reading.piece, text=about)
    if isinstance(reading, Past):
        return Refusal(Problem.PAST, moment=reading.moment)
    if isinstance(reading, AmbiguousTime):
        requests = [_request(about, each, now, zone, hours) for each in reading.readings]
        wishes = tuple(request for request in requests if isinstance(request, Wish))
        return Choice(about, wishes) if len(wishes) > 1 else wishes[0] if wishes else requests[0]
    request = _request(about, reading, now, zone, hours)
    if isinstance(request, Wish) and isinstance(reading, At) and _is_instant(words, reading, now, zone):
        return replace(request, schedule=replace(request.schedule, is_instant=True))
    return request


def packed(schedule: Schedule) -> str:
    """Return a schedule as one word of letters, digits, - and _."""
    rule = schedule.rule.to_json() if schedule.rule is not None else None
    zone, due = schedule.zone.key, schedule.next_due.isoformat()
    words = json.dumps([rule, schedule.anchor.isoformat(), zone, due, schedule.is_instant])
    return base64.urlsafe_b64encode(words.encode()).decode().rstrip("=")


def unpacked(word: str) -> Schedule:
    """Return the schedule that :func:`packed` made one word of."""
    rule, anchor, zone, due, is_instant = json.loads(base64.urlsafe_b64decode(word + "=" * (-len(word) % 4)))
    return Schedule(
        Rule.from_json(rule) if rule is not None else None,
        dt.datetime.fromisoformat(anchor),
        zone_called(zone),
        dt.datetime.fromisoformat(due),
        is_instant,
    )


def in_one_hour(now: dt.datetime, zone: ZoneInfo) -> Schedule:
    """Return the schedule of something put off by an hour."""
    due = now.astimezone(dt.UTC) + dt.timedelta(hours=1)
    return Schedule(None, utc_to_local(due, zone), zone, due, is_instant=True)


def tonight(now: dt.datetime, zone: ZoneInfo, hours: DayHours = DEFAULT_HOURS) -> Schedule | None:
    """Return the schedule of something put off until the night; None where that has begun."""
    anchor = dt.datetime.combine(utc_to_local(now, zone).date(), hours.night)
    due = local_to_utc(anchor, zone)
    return Schedule(None, anchor, zone, due) if due > now else None


def tomorrow_morning(now: dt.datetime, zone: ZoneInfo, hours: DayHours = DEFAULT_HOURS) -> Schedule:
    """Return the schedule of something put off until the next day's morning."""
    day = utc_to_local(now, zone).date() + _ONE_DAY
    anchor = dt.datetime.combine(day, hours.morning)
    return Schedule(None, anchor, zone, local_to_utc(anchor, zone))


def delivery_of(schedule: Schedule, now: dt.datetime, *, tries: int) -> Delivery:
    """Return what the occurrence that is due at `now` says about itself, and what comes after it.

    `tries` is how often it was claimed, this time included.
    """
    late = now - schedule.next_due
    return Delivery(
        due=schedule.next_due,
        late=late if late > LATE else dt.timedelta(),
        skipped=_passed(schedule, now),
        following=None if schedule.rule is None else schedule.later_than(now),
        may_repeat=tries > 1,
    )


def _passed(schedule: Schedule, now: dt.datetime) -> int:
    """Count the occurrences after the one that is due, up to and at `now`."""
    rule = schedule.rule
    if rule is None:
        return 0
    if rule.freq.elapsed:
        return (now - schedule.next_due) // _step(rule)
    later = occurrences(rule, schedule.anchor, schedule.next_due, schedule.zone)
    return sum(1 for _ in itertools.takewhile(lambda due: due <= now, later))


def _step(rule: Rule) -> dt.timedelta:
    """Return the time between two occurrences of a rule that steps by elapsed time."""
    return rule.interval * dt.timedelta(minutes=60 if rule.freq is Freq.EVERY_N_HOURS else 1)


def _request(
    text: str, reading: At | OnDate | DayPart | Repeat, now: dt.datetime, zone: ZoneInfo, hours: DayHours
) -> Wish | Refusal:
    when = resolve(reading, now=now, zone=zone, hours=hours)
    if isinstance(when, Past):
        return Refusal(Problem.PAST, moment=when.moment)
    if isinstance(when, At):
        return Wish(text, Schedule(None, when.local, zone, when.instant), _notes(when, now, zone))
    rule = when.rule
    if rule.freq.elapsed and _step(rule) < SHORTEST_STEP:
        return Refusal(Problem.TOO_OFTEN)
    due = next_occurrence(rule, when.anchor, now, zone)
    if due is None:
        return Refusal(Problem.TOO_FAR)
    return Wish(text, Schedule(rule, when.anchor, zone, due))


def _notes(when: At, now: dt.datetime, zone: ZoneInfo) -> tuple[Note, ...]:
    notes = []
    wall = utc_to_local(now, zone)
    if when.rolled and when.local.date() - wall.date() == _ONE_DAY and when.local.time() <= wall.time():
        notes.append(Note.TOMORROW)
    if when.in_gap:
        notes.append(Note.IN_GAP)
    return tuple(notes)


def _is_instant(words: str, reading: At, now: dt.datetime, zone: ZoneInfo) -> bool:
    """Tell whether the same words mean the same instant wherever they are said: "in 90 minutes", "9:00 UTC"."""
    here = utc_to_local(now, zone)
    elsewhere = next(each for each in _ELSEWHERE if utc_to_local(now, each) != here)
    there = read_time(words, now=now, zone=elsewhere)
    return isinstance(there, At) and there.instant == reading.instant
