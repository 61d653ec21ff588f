"""Phrases that repeat: every other week, each month, daily, 每隔两天, 工作日, 一周一次."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core.times.facts import BoundaryDay, Every, InPart, NthWeekday, Unreadable, Weekdays
from bot.core.times.grammar_days import nth_weekday
from bot.core.times.grammar_spans import read_amount
from bot.core.times.kinds import Kind
from bot.core.times.patterns import INTEGERS, Phrase, numbers, refuses, states
from bot.core.times.readings import Part, Reason

if TYPE_CHECKING:
    from bot.core.times.facts import Fact
    from bot.core.times.patterns import Meaning, Words

_UNITS: Final = {
    Kind.MINUTE: ("minute", 1),
    Kind.FEN: ("minute", 1),
    Kind.KEZHONG: ("minute", 15),
    Kind.HOUR: ("hour", 1),
    Kind.DAY: ("day", 1),
    Kind.RI: ("day", 1),
    Kind.WEEK: ("week", 1),
    Kind.FORTNIGHT: ("week", 2),
    Kind.MONTH: ("month", 1),
    Kind.YUE: ("month", 1),
    Kind.QUARTER: ("month", 3),
    Kind.YEAR: ("year", 1),
}
_MAX: Final = {"minute": 60 * 24 * 7, "hour": 24 * 31, "day": 3660, "week": 520, "month": 240, "year": 20}
_WEEKEND: Final = (5, 6)
_OTHER: Final = 2
_ORDINALS: Final = (Kind.ORDINAL, Kind.WORDORD, Kind.SECONDTH, Kind.OTHER)


def _every(count: int, unit: Kind) -> Fact:
    name, factor = _UNITS[unit]
    interval = count * factor
    if not 1 <= interval <= _MAX[name]:
        return Unreadable(Reason.TOO_FAR if interval else Reason.NO_SUCH_TIME)
    return Every(name, interval)


def _unit(words: Words) -> Kind:
    return next(word.kind for word in reversed(words) if word.kind in _UNITS)


def _single(words: Words) -> Meaning:
    return _every(1, _unit(words))


def _counted(words: Words) -> Meaning:
    return _every(numbers(words, *INTEGERS)[0], _unit(words))


def _ordinal(words: Words) -> Meaning:
    return _every(numbers(words, *_ORDINALS)[0], _unit(words))


def _span(words: Words) -> Meaning:
    """Every hour and a half, 每半小时: what a unit cannot count is counted in the next smaller."""
    amount = read_amount(words[1:])
    minutes, rest = divmod(amount.seconds, 60)
    if amount.days or rest or not amount.whole or (amount.months and minutes):
        return Unreadable(Reason.UNSUPPORTED)
    if amount.months:
        return _every(int(amount.months), Kind.MONTH)
    return _every(minutes // 60, Kind.HOUR) if minutes % 60 == 0 else _every(minutes, Kind.MINUTE)


def _gap(words: Words) -> Meaning:
    """隔天, 每隔一天 are every other day; 每隔两天 is taken as every two days, as most people mean it."""
    counts = numbers(words, *INTEGERS)
    unit = _unit(words)
    count = counts[0] if counts else 1
    if count == 1 and unit not in {Kind.HOUR, Kind.MINUTE, Kind.FEN}:
        count = 2
    return _every(count, unit)


def _named(words: Words) -> Meaning:
    return Every(words[0].name, words[0].nums[0])


def _each(words: Words) -> Meaning:
    """Once a week, 两周一次."""
    counts = numbers(words, *INTEGERS)
    return _every(counts[0] if counts else 1, _unit(words))


def _every_part(words: Words) -> Meaning:
    return Every("day"), InPart(Part(words[-1].name))


def _weekday_parts(words: Words) -> Meaning:
    """Sunday mornings, in the plural, are a repetition; sunday morning is one."""
    part = InPart(Part(words[-1].name))
    days = numbers(words, Kind.WD, Kind.WDSET)
    return (Every("week"), Weekdays(tuple(days)), part) if days else (Every("weekdays"), part)


def _nth_weekday(words: Words) -> Meaning:
    fact = nth_weekday(words)
    return (Every("month"), fact) if isinstance(fact, NthWeekday) else fact


def _every_nth_weekday(words: Words) -> Meaning:
    """Every first monday is one a month, every second monday is every other week, every third may be either."""
    fact = nth_weekday(words)
    if not isinstance(fact, NthWeekday) or fact.nth in {1, -1}:
        return (Every("month"), fact) if isinstance(fact, NthWeekday) else fact
    return (Every("week", 2), Weekdays((fact.weekday,))) if fact.nth == _OTHER else Unreadable(Reason.SEVERAL)


_ANY: Final = "(?:HOUR|MINUTE|DAY|WEEK|MONTH|YEAR|FORTNIGHT|QUARTER|RI|YUE|FEN)"
_DAY_NEXT: Final = (
    "WD WDREL WDSET MONTHNAME HOLIDAY MOVING NUM WNUM MONTHEND MONTHSTART YEAREND YEARSTART NOON MIDNIGHT "
    "THE ORDINAL WORDORD LAST LASTDAY FIRSTDAY COLON SLASH FINISH BEGIN"
)

PHRASES: Final = (
    Phrase("EVERY (?:{ord}|LAST) WD OF (?:THE|EVERY)? MONTH", _nth_weekday),
    Phrase("EVERY (?:{ord}|LAST) GE? WD", _every_nth_weekday),
    Phrase("(?:EVERYUNIT|EVERY GE? {int}? GE? (?:{unit}|YUE)) TRIGGER? {int}? TIMES", refuses(Reason.UNSUPPORTED)),
    Phrase("{int}? TIMES (?:ARTICLE|EVERY|ADVERB) {unit}?", refuses(Reason.UNSUPPORTED)),
    Phrase("{int} TIMES {unit}", refuses(Reason.UNSUPPORTED)),
    Phrase("ONCE ARTICLE " + _ANY, _each),
    Phrase(f"{{int}}? GE? {_ANY} ONCEZH", _each),
    Phrase(f"ONCE? EVERY OTHER {_ANY}", _ordinal),
    Phrase("ONCE? EVERY OTHER (?=WD)", states(Every(None, 2))),
    Phrase(f"ONCE? EVERY {{ord}} {_ANY} (?!OF)", _ordinal),
    Phrase("EVERY (?:SECONDTH|OTHER) (?=WEEKEND)", states(Every(None, 2))),
    Phrase(f"ONCE? EVERY {{int}} GE? {_ANY} (?!HALF|AND ARTICLE HALF) ONCEZH?", _counted),
    Phrase("ONCE? EVERY {span} ONCEZH?", _span),
    Phrase(f"EVERYGAP {{int}}? GE? {_ANY}", _gap),
    Phrase("EVERYGAP (?=[WD])", states(Every(None, 2))),
    Phrase("EVERY MONTH DASH? FINISH", states(Every("month"), BoundaryDay("month", last=True))),
    Phrase("EVERY {int} GE WD", refuses(Reason.SEVERAL)),
    Phrase("ONCE? (?:AT)? EVERY (?:WORKDAYS|WORKDAY)", states(Every("weekdays"))),
    Phrase("EVERY WEEKEND", states(Every("week"), Weekdays(_WEEKEND))),
    Phrase("(?<=[EVERYUNIT EVERY]) WEEKEND", states(Weekdays(_WEEKEND))),
    Phrase("EVERY HOUR AND ARTICLE HALF", states(Every("minute", 90))),
    Phrase(f"ONCE? EVERY {_ANY}", _single),
    Phrase("EVERY (?:ENPART|PART|SHORTPART)", _every_part),
    Phrase("EVERYUNIT ONCEZH?", _named),
    Phrase(f"EVERY (?=[{_DAY_NEXT}])", states(Every(None))),
    Phrase("(?:NEXT|COMING) (?:WORKDAY|WORKDAYS)", refuses(Reason.UNSUPPORTED)),
    Phrase("(?:{ord}|LAST) (?:WORKDAY|WORKDAYS)", refuses(Reason.UNSUPPORTED)),
    Phrase("(?:ON)? WORKDAYS", states(Every("weekdays"))),
    Phrase("(?:ON)? (?:WD|WDSET) ENPARTS", _weekday_parts),
    Phrase("WORKDAY ENPARTS", _weekday_parts),
    Phrase("(?:IN THE)? ENPARTS", _every_part),
    Phrase("WORKDAY (?=[ENPART AT COLON NUM])", states(Every("weekdays"))),
    Phrase("ADVERB (?!WORD)", _named),
)
"""Repetitions. Which weekday or day of the month it is, another phrase says."""
