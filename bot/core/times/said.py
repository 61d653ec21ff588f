"""From phrases to one statement: which of them belong together, and which belong to the thing to be reminded of."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from bot.core.times.facts import (
    BoundaryDay,
    DayFact,
    EitherOrder,
    Elapsed,
    Every,
    InPart,
    InZone,
    Midnight,
    MonthDay,
    NthWeekday,
    Offset,
    Over,
    Period,
    SameTime,
    Shift,
    TimeOfDay,
    Unreadable,
    Weekdays,
    Weekend,
)
from bot.core.times.kinds import Kind, Token
from bot.core.times.readings import Part, Reason, RefusedTime

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.times.facts import Fact, Found

_GLUE: Final = frozenset(
    {
        *(Kind.AT, Kind.ON, Kind.IN, Kind.OF, Kind.THE, Kind.AND, Kind.COMMA, Kind.DE, Kind.FILLER, Kind.FROM),
        *(Kind.START, Kind.BEGIN, Kind.DASH, Kind.TRIGGER, Kind.FOR, Kind.DAO, Kind.ONCEZH, Kind.ONCE),
    }
)
_PREPOSITIONS: Final = frozenset(
    {Kind.AT, Kind.ON, Kind.IN, Kind.THE, Kind.FOR, Kind.FILLER, Kind.FROM, Kind.COMMA, Kind.DAO, Kind.START}
)
_LIMITS_BEFORE: Final = frozenset({Kind.BEFORE, Kind.UNTIL, Kind.BETWEEN, Kind.WITHIN, Kind.AFTER, Kind.OR})
_LIMITS_BEHIND: Final = frozenset({Kind.QIAN, Kind.NEI, Kind.HOU, Kind.OR, Kind.UNTIL})
_OWNERS: Final = frozenset({"my", "our", "your", "his", "her", "their", "我的"})
_NIGHTS: Final = frozenset({Part.NIGHT, Part.EVENING})
_WHOLE: Final = 2
_MAX_CLUSTERS: Final = 12  # a text with more is about many times


@dataclass(slots=True)
class Cluster:
    """Phrases that stand together, with nothing between them but words like "at" and 的.

    Args:
        found: the phrases, in order.
        triggered: "remind me" stands in it or beside it.
        attributive: it describes a thing ("friday's report", "the 3pm call").
        limited: it is said to be a limit, not the time itself: before, until, within.
    """

    found: list[Found]
    triggered: bool = False
    attributive: bool = False
    limited: bool = False

    @property
    def first(self) -> int:
        """Index of its first word."""
        return self.found[0].first

    @property
    def last(self) -> int:
        """Index of its last word."""
        return self.found[-1].last


@dataclass(slots=True)
class Said:
    """What a text says about when, put together: each slot is said once."""

    days: list[DayFact] = field(default_factory=list)
    time: TimeOfDay | Midnight | SameTime | None = None
    part: InPart | None = None
    every: Every | None = None
    start: DayFact | None = None
    elapsed: Elapsed | None = None
    zone: InZone | None = None
    over: Over | None = None
    found: list[Found] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        """A moment is said: what else there is may belong to the subject."""
        return self.elapsed is not None or (
            bool(self.days or self.every) and (self.time is not None or self.part is not None)
        )

    @property
    def weight(self) -> int:
        """How much of a moment is said."""
        return (
            _WHOLE * (self.elapsed is not None or self.over is not None)
            + bool(self.days or self.every)
            + (self.time is not None or self.part is not None)
        )

    def add(self, found: Found, *, starts: bool) -> bool:
        """Take what a phrase states; False where it contradicts or repeats differently what was said before."""
        for fact in found.facts:
            if not self._take(fact, starts=starts):
                return False
        self.found.append(found)
        return True

    def _take(self, fact: Fact, *, starts: bool) -> bool:
        match fact:
            case TimeOfDay() | Midnight() | SameTime():
                fits = self.time in {None, fact}
                self.time = fact
            case InPart():
                fits = self._take_part(fact)
            case Every():
                fits = self._take_every(fact)
            case Elapsed():
                fits = self.elapsed is None
                self.elapsed = fact
            case InZone():
                fits = self.zone in {None, fact}
                self.zone = fact
            case Over():
                self.over, fits = fact, True
            case Unreadable():
                fits = False
            case _:
                fits = self._take_day(fact, starts=starts)
        return fits

    def _take_part(self, fact: InPart) -> bool:
        if self.part is None or self.part == fact:
            self.part = fact
            return True
        parts = {self.part.part, fact.part}
        if Part.SMALL_HOURS in parts and Part.NIGHT in parts:  # 今晚凌晨一点 is behind midnight
            self.part = InPart(Part.NIGHT)
            return True
        return parts <= _NIGHTS

    def _take_every(self, fact: Every) -> bool:
        if self.every is None or self.every.unit is None:
            self.every = fact if self.every is None or fact.unit else self.every
            return all(_repeatable(self.every, day) for day in self.days)
        units = {self.every.unit, fact.unit}
        if "weekdays" in units and units <= {"weekdays", "day", "week"}:  # every day, on weekdays
            self.every = Every("weekdays")
            return True
        return fact.unit is None or self.every == fact

    def _take_day(self, fact: DayFact, *, starts: bool) -> bool:
        if starts and self.start is None:
            self.start = fact
            return True
        if fact in self.days:
            return True
        fits = all(_together(fact, day) for day in self.days) and (self.every is None or _repeatable(self.every, fact))
        self.days.append(fact)
        return fits


def _repeatable(_every: Every, day: DayFact) -> bool:
    """Tomorrow does not repeat; a weekday, a day of the month or of the year does."""
    return not isinstance(day, Offset | Shift) and not (isinstance(day, Period) and day.offset is not None)


def _together(one: DayFact, other: DayFact) -> bool:
    """Whether two phrases can name one day: friday, next week; the 5th, next month; friday, 4 December."""
    return _narrows(one, other) or _narrows(other, one)


def _narrows(wide: DayFact, day: DayFact) -> bool:
    match wide:
        case Period(unit="week"):
            return (isinstance(day, Weekdays) and day.week is None and not day.is_next) or isinstance(day, Weekend)
        case Period(unit="month"):
            return isinstance(day, BoundaryDay | NthWeekday) or (isinstance(day, MonthDay) and day.month is None)
        case Period(unit="year"):
            if isinstance(day, Period):
                return day.unit == "month" and day.number is not None
            return isinstance(day, BoundaryDay | NthWeekday | EitherOrder) or (
                isinstance(day, MonthDay) and day.year is None
            )
        case Weekdays(days=(_,)):
            return isinstance(day, Offset | MonthDay | EitherOrder | Shift)
        case _:
            return False


def put_together(text: str, tokens: Sequence[Token], found: Sequence[Found]) -> Said | RefusedTime:
    """Return what the text says about when, or why that is not clear.

    The phrases beside "remind me" count most; those elsewhere may add what they leave open (a time to a day), and
    are passed over as part of the subject where a moment is said already.
    """
    clusters = _clusters(tokens, found)
    own = [cluster for cluster in clusters if not cluster.attributive]
    if not own:  # tomorrow's meeting is tomorrow, but yesterday's report is to be read some other day
        own = [cluster for cluster in clusters if not _passed_over(cluster)]
    own = _without_bare(own)
    if not own:
        return RefusedTime(Reason.NO_TIME)
    main = _main(own)
    said = _joined(Said(), main, tokens)
    if said is None:
        return _refusal(text, tokens, main)
    if said.complete and main.triggered:
        return said
    if len(own) > _MAX_CLUSTERS:
        return RefusedTime(Reason.SEVERAL)
    others = [cluster for cluster in own if cluster is not main and not _is_period(cluster)]
    for cluster in others:
        more = _joined(said, cluster, tokens)
        if more is not None:
            said = more
        elif not said.complete and not _passed_over(cluster):
            return _refusal(text, tokens, cluster)
        elif not main.triggered and _is_whole(cluster, tokens):
            return RefusedTime(Reason.SEVERAL, _piece(text, tokens, cluster))
    return said


def _clusters(tokens: Sequence[Token], found: Sequence[Found]) -> list[Cluster]:
    clusters: list[Cluster] = []
    for each in found:
        gap = tokens[clusters[-1].last + 1 : each.first] if clusters else ()
        asked = any(token.kind is Kind.TRIGGER for token in gap) and _passed_over(clusters[-1])
        if clusters and not asked and all(token.kind in _GLUE for token in gap):
            clusters[-1].found.append(each)
            clusters[-1].triggered |= any(token.kind is Kind.TRIGGER for token in gap)
        else:
            clusters.append(Cluster([each]))
    clusters = [cluster for cluster in clusters if not _says_nothing(cluster)]
    for cluster in clusters:
        before = _beside(tokens, cluster.first, -1)
        behind = _beside(tokens, cluster.last, 1)
        cluster.triggered |= Kind.TRIGGER in {before.kind, behind.kind}
        cluster.limited = before.kind in _LIMITS_BEFORE or behind.kind in _LIMITS_BEHIND
        cluster.attributive = _is_attributive(tokens, cluster)
    return clusters


def _says_nothing(cluster: Cluster) -> bool:
    """An "every" before something that is no time: check every 2 keys."""
    return all(fact == Every(None) for each in cluster.found for fact in each.facts)


def _beside(tokens: Sequence[Token], index: int, step: int) -> Token:
    """Return the next word before or behind that is not a preposition."""
    index += step
    while tokens[index].kind in _PREPOSITIONS:
        index += step
    return tokens[index]


def _is_attributive(tokens: Sequence[Token], cluster: Cluster) -> bool:
    before, behind = tokens[cluster.first - 1], tokens[cluster.last + 1]
    if behind.kind is Kind.POSSESSIVE:
        return True
    if behind.kind is Kind.DE:
        return tokens[cluster.last + 2].kind is Kind.WORD
    articles = {Kind.THE, Kind.ARTICLE}
    owned = before.kind in articles or before.text in _OWNERS or tokens[cluster.first].kind is Kind.THE
    return owned and behind.kind is Kind.WORD


def _without_bare(clusters: list[Cluster]) -> list[Cluster]:
    """Drop "20 min" where anything else says when."""
    if all(_is_bare(each) for cluster in clusters for each in cluster.found):
        return clusters
    for cluster in clusters:
        cluster.found = [each for each in cluster.found if not _is_bare(each)]
    return [cluster for cluster in clusters if cluster.found]


def _is_bare(found: Found) -> bool:
    return any(isinstance(fact, Elapsed) and fact.bare for fact in found.facts)


def _main(clusters: list[Cluster]) -> Cluster:
    """Return the cluster beside "remind me", else the one that says most, the first of equals."""
    for cluster in clusters:
        if cluster.triggered and not _passed_over(cluster):
            return cluster
    return max(clusters, key=_weight)


def _weight(cluster: Cluster) -> int:
    said = Said()
    for each in cluster.found:
        said.add(each, starts=False)
    return said.weight


def _passed_over(cluster: Cluster) -> bool:
    """Only vague words or times that are over, which a subject may hold as well."""
    facts = [fact for each in cluster.found for fact in each.facts]
    return all(
        isinstance(fact, Over)
        or (isinstance(fact, Unreadable) and fact.weak)
        or (isinstance(fact, Period) and fact.offset is not None and fact.offset < 0)
        or (isinstance(fact, Offset) and fact.days < 0)
        for fact in facts
    )


def _is_period(cluster: Cluster) -> bool:
    """A month or week without a day: look at the October bill."""
    return all(isinstance(fact, Period) for each in cluster.found for fact in each.facts)


def _is_whole(cluster: Cluster, tokens: Sequence[Token]) -> bool:
    said = _joined(Said(), cluster, tokens)
    return said is not None and said.complete


def _joined(said: Said, cluster: Cluster, tokens: Sequence[Token]) -> Said | None:
    """Return what is said with a cluster added, or None where they contradict each other."""
    if cluster.limited:
        return None
    more = dataclasses.replace(said, days=[*said.days], found=[*said.found])
    for each in cluster.found:
        if more.days and _lists_another_day(tokens, each):
            return None
        if not more.add(each, starts=_starts(tokens, each)):
            return None
    over_too = more.over is not None and bool(more.days or more.every or more.elapsed)
    return None if over_too or (more.elapsed and (more.days or more.every or more.time)) else more


def _lists_another_day(tokens: Sequence[Token], found: Found) -> bool:
    """Tomorrow and friday: two days, whether or not tomorrow is a friday."""
    return tokens[found.first - 1].kind is Kind.AND and any(isinstance(fact, DayFact) for fact in found.facts)


def _starts(tokens: Sequence[Token], found: Found) -> bool:
    """Whether a phrase says from when on: starting monday, 从明天开始."""
    before, behind = tokens[found.first - 1].kind, tokens[found.last + 1].kind
    return before in {Kind.START, Kind.BEGIN, Kind.FROM} or behind is Kind.START


def _refusal(text: str, tokens: Sequence[Token], cluster: Cluster) -> RefusedTime:
    for each in cluster.found:
        for fact in each.facts:
            if isinstance(fact, Unreadable):
                return RefusedTime(fact.reason, text[tokens[each.first].start : tokens[each.last].end])
    either = Kind.OR in {_beside(tokens, cluster.first, -1).kind, _beside(tokens, cluster.last, 1).kind}
    reason = Reason.LIMIT if cluster.limited and not either else Reason.SEVERAL
    return RefusedTime(reason, _piece(text, tokens, cluster))


def _piece(text: str, tokens: Sequence[Token], cluster: Cluster) -> str:
    """Return the words of a cluster, with the "before" or 之前 that makes a limit of it."""
    first = cluster.first - (tokens[cluster.first - 1].kind in _LIMITS_BEFORE)
    last = cluster.last + (tokens[cluster.last + 1].kind in _LIMITS_BEHIND)
    return text[tokens[first].start : tokens[last].end]
