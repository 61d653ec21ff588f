"""Phrases that name a day: tomorrow, next friday, 12/28, the 20th, 下个月12号, 月底, christmas eve."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import TYPE_CHECKING, Final

from bot.core.times.facts import (
    BoundaryDay,
    EitherOrder,
    Every,
    InPart,
    MonthDay,
    NthWeekday,
    Offset,
    Over,
    Period,
    Unreadable,
    Weekdays,
    Weekend,
)
from bot.core.times.kinds import Kind
from bot.core.times.patterns import INTEGERS, Phrase, has, numbers, refuses, states
from bot.core.times.readings import Part, Reason
from bot.core.times.words_en import AMBIGUOUS_MONTHS, SHORT_WEEKDAYS

if TYPE_CHECKING:
    from bot.core.times.facts import Fact
    from bot.core.times.patterns import Build, Meaning, Words

_LEAP_YEAR: Final = 2024
_LAST_MONTH: Final = 12
_LAST_DAY: Final = 31
_WORKING_WEEK: Final = (0, 1, 2, 3, 4)
_CENTURY: Final = 2000
_DAY_NUMBERS: Final = (*INTEGERS, Kind.ORDINAL, Kind.WORDORD, Kind.SECONDTH, Kind.NTHDAY)
_UNITS: Final = {Kind.WEEK: "week", Kind.MONTH: "month", Kind.YEAR: "year", Kind.QUARTER: "quarter"}


def _checked(fact: MonthDay) -> Fact:
    """Return the day, unless no month or year can have it."""
    if not 1 <= fact.day <= _LAST_DAY or (fact.month is not None and not 1 <= fact.month <= _LAST_MONTH):
        return Unreadable(Reason.NO_SUCH_DAY)
    if fact.month is None:
        return fact
    year = _LEAP_YEAR if fact.year is None else fact.year
    if not dt.MINYEAR <= year <= dt.MAXYEAR or fact.day > calendar.monthrange(year, fact.month)[1]:
        return Unreadable(Reason.NO_SUCH_DAY)
    return fact


def _full_date(words: Words) -> Meaning:
    year, month, day = words[0].nums
    return _checked(MonthDay(day, month, year))


def _slashed(words: Words) -> Meaning:
    """12/28 has one reading, 12/1 has two; which comes first is settled by the language of the text, later."""
    first, second, *rest = words[0].nums
    year = rest[0] if rest else None
    month_first = _checked(MonthDay(second, first, year))
    day_first = _checked(MonthDay(first, second, year))
    if isinstance(month_first, Unreadable):
        return day_first
    return month_first if isinstance(day_first, Unreadable) else EitherOrder(first, second, year)


def _english_month_day(words: Words) -> Meaning:
    years = numbers(words, Kind.YEARNUM)
    day = numbers(words, *_DAY_NUMBERS)[0]
    return _checked(MonthDay(day, numbers(words, Kind.MONTHNAME)[0], years[0] if years else None))


def _chinese_month_day(words: Words) -> Meaning:
    """2027年1月5日, 明年3月5号, 12月24号: the last two numbers are month and day."""
    *_, month, day = numbers(words, *INTEGERS)
    year: int | None = None
    if has(words, Kind.YEAR):
        year = numbers(words, Kind.YEARNUM, *INTEGERS)[0]
        year += _CENTURY if year < 100 else 0  # noqa: PLR2004 - 27年 is 2027
    fact = _checked(MonthDay(day, month, year))
    offsets = numbers(words, Kind.YEARREL)
    return (fact, Period("year", offsets[0])) if offsets else fact


def _day_of_month(words: Words) -> Meaning:
    return _checked(MonthDay(numbers(words, *_DAY_NUMBERS)[0]))


def _first_day_of(words: Words) -> Meaning:
    """The first day of a month or of a year; the third day of a month only."""
    day = numbers(words, *_DAY_NUMBERS)[0]
    if has(words, Kind.YEAR):
        return BoundaryDay("year", last=False) if day == 1 else Unreadable(Reason.UNSUPPORTED)
    return _checked(MonthDay(day))


def _boundary(unit: str | None, *, last: bool) -> Build:
    return states(BoundaryDay(unit, last=last))


def _named_boundary(words: Words) -> Meaning:
    month = numbers(words, *INTEGERS)[0]
    if not 1 <= month <= _LAST_MONTH:
        return Unreadable(Reason.NO_SUCH_DAY)
    return Period("month", number=month), BoundaryDay("month", last=has(words, Kind.MONTHEND))


def nth_weekday(words: Words) -> NthWeekday | Unreadable:
    """The second tuesday, 最后一个周五: which one, and which weekday."""
    nth = numbers(words, Kind.ORDINAL, Kind.WORDORD, Kind.SECONDTH, Kind.LAST)[0]
    days = numbers(words, Kind.WD)
    if len(days) != 1 or nth not in {-1, 1, 2, 3, 4, 5}:
        return Unreadable(Reason.UNSUPPORTED)
    return NthWeekday(nth, days[0])


def _relative(words: Words) -> Meaning:
    offset = words[-1].nums[0]
    if has(words, Kind.AFTER):
        return Offset(offset + 1) if offset >= 0 else None
    if has(words, Kind.BEFORE):
        return Offset(offset - 1)
    return Offset(offset)


def _relative_part(words: Words) -> Meaning:
    return Offset(words[0].nums[0]), InPart(Part(words[0].name))


def _this_part(words: Words) -> Meaning:
    return Offset(-1 if has(words, Kind.LAST) else 0), InPart(Part(words[-1].name))


def _weekdays(words: Words) -> Meaning:
    days = tuple(sorted(set(numbers(words, Kind.WD))))
    if has(words, Kind.LAST):
        return Over()
    if has(words, Kind.COMING):
        return Weekdays(days)
    if has(words, Kind.NEXT):
        return Weekdays(days, is_next=True)
    return Weekdays(days, 0) if has(words, Kind.THIS) else Weekdays(days)


def _short_weekday(words: Words) -> Meaning:
    """Sat, sun, wed and mon alone are days only where their neighbours say so; the pattern sees to that."""
    if words[0].name == "span":
        return _weekday_range(words)
    return None if any(word.text in SHORT_WEEKDAYS for word in words) else _weekdays(words)


def _weekday_set(words: Words) -> Meaning:
    return Every("week"), Weekdays(tuple(sorted(set(numbers(words, Kind.WDSET, Kind.WD)))))


def _weekday_range(words: Words) -> Meaning:
    first, *_, last = numbers(words, Kind.WD)
    days = tuple(range(first, last + 1))
    if len(days) < 2:  # noqa: PLR2004 - one is no list
        return Unreadable(Reason.SEVERAL)
    return Every("weekdays") if days == _WORKING_WEEK else (Every("week"), Weekdays(days))


def _chinese_weekdays(words: Words) -> Meaning:
    if words[0].name != "span":
        return _weekdays(words)
    return _weekday_range(words)


def _weekday_of_week(words: Words) -> Meaning:
    offset, *days = words[0].nums
    return Weekdays(tuple(sorted(set(days))), offset)


def _period(words: Words) -> Meaning:
    unit = next(_UNITS[word.kind] for word in words if word.kind in _UNITS)
    if has(words, Kind.LAST):
        return Period(unit, -1)
    if has(words, Kind.AFTER):
        return Period(unit, 2)
    return Period(unit, 1 if has(words, Kind.NEXT) else 0)


def _chinese_period(unit: str) -> Build:
    return lambda words: Period(unit, words[0].nums[0])


def _month(words: Words) -> Meaning:
    """A month alone; may, march and sep only behind in, this or next."""
    number = numbers(words, Kind.MONTHNAME, *INTEGERS)[0]
    if not 1 <= number <= _LAST_MONTH:
        return Unreadable(Reason.NO_SUCH_DAY)
    if len(words) == 1 and words[0].text in AMBIGUOUS_MONTHS:
        return None
    return Period("month", number=number)


def _year(words: Words) -> Meaning:
    return Period("year", number=numbers(words, Kind.YEARNUM)[0])


def _weekend(words: Words) -> Meaning:
    if words[-1].text == "weekends":
        return Every("week"), Weekdays((5, 6))
    offsets = numbers(words, Kind.WEEKENDREL)
    offset = offsets[0] if offsets else 1 if has(words, Kind.NEXT) else 0
    return Over() if offset < 0 or has(words, Kind.LAST) else Weekend(offset)


def _holiday(words: Words) -> Meaning:
    month, day = words[-1].nums
    return MonthDay(day, month)


_WEEKDAYS: Final = "WD (?: (?:COMMA|AND|COMMA AND)? WD ){0,6}"
_SETS: Final = "WDSET (?: (?:COMMA|AND|COMMA AND) (?:WDSET|WD) ){0,6}"
_MONTH_DAY: Final = "(?:ORDINAL|NUM|WNUM|WORDORD|SECONDTH)"
_YEAR_BEHIND: Final = "(?:COMMA? YEARNUM)?"
_NO_THING: Final = "(?![WORD WD DAY WEEK MONTH ENPART WEEKEND WORKDAY HOUR MINUTE])"

PHRASES: Final = (
    # whole dates
    Phrase("DATE", _full_date),
    Phrase("SLASH", _slashed),
    Phrase(f"MONTHNAME THE? {_MONTH_DAY} (?![MERIDIEM OCLOCK]) {_YEAR_BEHIND}", _english_month_day),
    Phrase(f"THE? {_MONTH_DAY} OF? MONTHNAME {_YEAR_BEHIND}", _english_month_day),
    Phrase(
        "(?:(?:YEARNUM|{int}) YEAR DE?|YEARREL DE?)? {int} YUE DE? {int} "
        "(?:HAO|RI|(?![DIAN GE COLON MERIDIEM FEN DAY HOUR YUE WEEK YEAR MINUTE]))",
        _chinese_month_day,
    ),
    Phrase("HOLIDAY", _holiday),
    Phrase("MOVING", refuses(Reason.UNSUPPORTED)),
    Phrase("THE? LAST {int} {unit}", refuses(Reason.SEVERAL)),
    Phrase(
        "EXCEPT ON? THE? (?:WD|WDREL|WDSET|WEEKEND|WORKDAY|WORKDAYS|HOLIDAY|ORDINAL|{int} HAO)",
        refuses(Reason.UNSUPPORTED),
    ),
    # weekdays of a month, before ordinals and "last friday"
    Phrase("ON? THE? (?:{ord}|LAST) WD OF (?:THE MONTH|(?=[EVERY NEXT THIS MONTHNAME MONTH]) MONTH?)", nth_weekday),
    Phrase("ON? THE {ord} WD", nth_weekday),
    Phrase("ON THE LAST WD", nth_weekday),
    Phrase("(?:WORDORD|(?<=[DE EVERYUNIT MONTHREL YUE]) LAST) GE? WD", nth_weekday),
    Phrase("(?:{ord}|{ord} TO|TO) LAST (?:DAY|WD|WEEK|MONTH|OF)", refuses(Reason.UNSUPPORTED)),
    Phrase("THE? {ord} (?:TO|UNTIL|DASH) THE? {ord}", refuses(Reason.SEVERAL)),
    Phrase("{int} (?:HAO|RI)? (?:DAO|DASH) {int} (?:HAO|RI)", refuses(Reason.SEVERAL)),
    # days of a month
    Phrase("(?:THE|ON)? (?:THE)? {ord} DAY OF THE? YEAR", _first_day_of),
    Phrase("(?:THE|ON)? (?:THE)? {ord} DAY OF (?:THE? MONTH)?", _first_day_of),
    Phrase("THE? {ord} OF THE? MONTH", _day_of_month),
    Phrase("THE? {ord} OF (?=[NEXT THIS EVERY])", _day_of_month),
    Phrase("ON THE? {ord}", _day_of_month),
    Phrase(f"ON THE NUM {_NO_THING}", _day_of_month),
    Phrase("DAY NUM (?:OF (?:THE MONTH)?)?", _day_of_month),
    Phrase(f"THE? ORDINAL {_NO_THING}", _day_of_month),
    Phrase(f"THE (?:WORDORD|SECONDTH) {_NO_THING}", _day_of_month),
    Phrase("{int} (?:HAO|RI)", _day_of_month),
    # first and last days
    Phrase("THE? LAST DAY OF (?:THE|THIS)? YEAR", _boundary("year", last=True)),
    Phrase("THE? LAST (?:DAY (?:OF (?:THE|THIS)? MONTH)? | OF (?:THE|THIS)? MONTH)", _boundary("month", last=True)),
    Phrase("THE? LAST DAY OF?", _boundary(None, last=True)),
    Phrase("THE? LAST OF (?=EVERY)", _boundary(None, last=True)),
    Phrase("BEFORE? THE? FINISH OF (?:THE|THIS)? MONTH", _boundary("month", last=True)),
    Phrase("THE? FINISH OF (?:THE|THIS)? YEAR", _boundary("year", last=True)),
    Phrase("THE? FINISH OF (?=[NEXT EVERY MONTHNAME])", _boundary(None, last=True)),
    Phrase("THE? FINISH OF (?:THE|THIS|NEXT)? (?:WEEK|QUARTER|DAY)", refuses(Reason.VAGUE)),
    Phrase("MONTH DASH? FINISH", _boundary("month", last=True)),
    Phrase("YEAR DASH? FINISH", _boundary("year", last=True)),
    Phrase("THE? BEGIN OF (?:THE|THIS)? MONTH", _boundary("month", last=False)),
    Phrase("THE? BEGIN OF (?:THE|THIS)? YEAR", _boundary("year", last=False)),
    Phrase("THE? BEGIN OF (?=[NEXT EVERY MONTHNAME])", _boundary(None, last=False)),
    Phrase("{int} (?:MONTHEND|MONTHSTART)", _named_boundary),
    Phrase("MONTHEND", _boundary("month", last=True)),
    Phrase("MONTHSTART", _boundary("month", last=False)),
    Phrase("YEAREND", _boundary("year", last=True)),
    Phrase("YEARSTART", _boundary("year", last=False)),
    Phrase("(?<=[MONTHREL YEARREL YUE EVERYUNIT]) DE? TAIL", _boundary(None, last=True)),
    Phrase("(?<=[MONTHREL YEARREL YUE EVERYUNIT]) DE? HEAD", _boundary(None, last=False)),
    Phrase("LASTDAY", _boundary(None, last=True)),
    Phrase("FIRSTDAY", _boundary(None, last=False)),
    Phrase("(?<=[MONTHREL EVERYUNIT YUE DE]) NTHDAY", _day_of_month),
    Phrase("NTHDAY", refuses(Reason.VAGUE, weak=True)),
    # days from today
    Phrase("THE? DAY (?:AFTER|BEFORE) REL", _relative),
    Phrase("REL", _relative),
    Phrase("RELPART", _relative_part),
    Phrase("(?:THIS|LAST) ENPART", _this_part),
    # weekdays
    Phrase("WDREL", _weekday_of_week),
    Phrase(f"ON? {_SETS}", _weekday_set),
    Phrase("WD (?:DASH|TO|UNTIL|DAO) WD", _weekday_range),
    Phrase("THE? WD AFTER NEXT", refuses(Reason.SEVERAL)),
    Phrase("NEXT NEXT WD", refuses(Reason.SEVERAL)),
    Phrase("(?:ON|THIS|NEXT|COMING|THIS COMING|LAST) " + _WEEKDAYS, _chinese_weekdays),
    Phrase("(?<=[EVERY OTHER TRIGGER]) " + _WEEKDAYS, _chinese_weekdays),
    Phrase(
        f"{_WEEKDAYS} (?=[COLON NUM WNUM AT ENPART NEXT THIS NOON MIDNIGHT PART DIAN DASH WEEKREL])", _chinese_weekdays
    ),
    Phrase(f"(?<=[EDGE COMMA]) {_WEEKDAYS} (?=[EDGE COMMA TO])", _chinese_weekdays),
    Phrase(_WEEKDAYS, _short_weekday),
    Phrase("(?:THIS|NEXT|THE|LAST|ON THE|AT THE)? (?:WEEKEND|WEEKENDREL)", _weekend),
    # weeks, months and years without a day
    Phrase("THE? (?:WEEK|MONTH|YEAR) AFTER NEXT", _period),
    Phrase("(?:THIS|NEXT|COMING|LAST) (?:WEEK|MONTH|YEAR|QUARTER)", _period),
    Phrase("WEEKREL", _chinese_period("week")),
    Phrase("MONTHREL", _chinese_period("month")),
    Phrase("YEARREL", _chinese_period("year")),
    Phrase("(?:IN|THIS|NEXT|OF) MONTHNAME", _month),
    Phrase("MONTHNAME", _month),
    Phrase("{int} YUE", _month),
    Phrase("IN YEARNUM", _year),
    Phrase("(?:YEARNUM) YEAR", _year),
)
"""Days. What may stand before or behind a day, such as "every" or "next month", is a phrase of its own."""
