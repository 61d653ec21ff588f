"""Phrases that count time from now: in 90 minutes, 3 weeks from now, 两个半小时后, 三天前."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from dateutil.relativedelta import relativedelta

from bot.core.times.calendar_days import MAX_YEARS
from bot.core.times.facts import Elapsed, Offset, Over, SameTime, Shift, Unreadable, Weekdays
from bot.core.times.kinds import Kind
from bot.core.times.patterns import Phrase, numbers, refuses
from bot.core.times.readings import Reason

if TYPE_CHECKING:
    from bot.core.times.patterns import Meaning, Words

_ELAPSED_SECONDS: Final = {
    Kind.HOUR: 3600,
    Kind.MINUTE: 60,
    Kind.FEN: 60,
    Kind.SECOND: 1,
    Kind.KEZHONG: 15 * 60,
}
_DAYS: Final = {Kind.DAY: 1, Kind.RI: 1, Kind.WEEK: 7, Kind.FORTNIGHT: 14}
_MONTHS: Final = {Kind.MONTH: 1, Kind.YUE: 1, Kind.QUARTER: 3, Kind.YEAR: 12}
_AMOUNTS: Final = frozenset({Kind.NUM, Kind.WNUM, Kind.YEARNUM, Kind.DECIMAL, Kind.ARTICLE})
_HALF: Final = Fraction(1, 2)
_HALF_MONTH_DAYS: Final = 15
_HOUR: Final = 60


class Amount:
    """A span of time as it is read: seconds that elapse, days and months of the calendar."""

    def __init__(self) -> None:
        self.seconds = Fraction(0)
        self.days = Fraction(0)
        self.months = Fraction(0)

    def add(self, count: Fraction, unit: Kind) -> None:
        """Add `count` of `unit`; half a month is 15 days."""
        if unit in _ELAPSED_SECONDS:
            self.seconds += count * _ELAPSED_SECONDS[unit]
        elif unit in _DAYS:
            self.days += count * _DAYS[unit]
        elif count == _HALF and _MONTHS[unit] == 1:
            self.days += _HALF_MONTH_DAYS
        else:
            self.months += count * _MONTHS[unit]

    @property
    def whole(self) -> bool:
        """Whether days, months and seconds are whole ones, and any at all."""
        parts = (self.seconds, self.days, self.months)
        return any(parts) and all(part.denominator == 1 for part in parts)

    @property
    def near(self) -> bool:
        """Whether the span is one that a reminder can wait."""
        return self.seconds / 86400 + self.days + self.months * 30 <= MAX_YEARS * 365

    @property
    def delta(self) -> dt.timedelta:
        """The part that elapses."""
        return dt.timedelta(seconds=int(self.seconds))

    @property
    def shift(self) -> relativedelta:
        """The part that is counted on the calendar."""
        return relativedelta(months=int(self.months), days=int(self.days))


def read_amount(words: Words) -> Amount:
    """Add up a span: numbers and halves go with the unit behind them, a last half with the unit before it."""
    amount = Amount()
    count: Fraction | None = None
    unit: Kind | None = None
    before: Kind | None = None
    of_article = False  # the count is that of "a", which a half behind it replaces
    for index, word in enumerate(words):
        only_article = before is Kind.ARTICLE and of_article
        if word.kind in _AMOUNTS and count is None:
            of_article = word.kind is Kind.ARTICLE
            count = Fraction(word.text) if word.kind is Kind.DECIMAL else Fraction(word.nums[0])
        elif word.kind is Kind.HALF:
            count = _HALF if count is None or only_article else count + _HALF
        elif word.kind is Kind.QUARTER and index + 1 < len(words) and words[index + 1].kind is Kind.OF:
            count = (1 if count is None else count) * Fraction(1, 4)
        elif word.kind is Kind.QUARTER and unit is Kind.HOUR:  # an hour and a quarter
            amount.add(Fraction(1, 4), unit)
            count = None
        elif word.kind in _ELAPSED_SECONDS or word.kind in _DAYS or word.kind in _MONTHS:
            unit = word.kind
            amount.add(Fraction(1) if count is None else count, unit)
            count = None
        before = word.kind
    if count is not None and unit is not None:  # an hour and a half
        amount.add(count, unit)
    return amount


def _span(words: Words) -> Words:
    """Cut away what stands before and behind the span itself."""
    outside = {
        *(Kind.IN, Kind.AFTER, Kind.GUO, Kind.ABOUT, Kind.FILLER, Kind.LATER, Kind.HOU, Kind.FROM, Kind.NOW),
        *(Kind.REL, Kind.AGO, Kind.QIAN, Kind.POSSESSIVE, Kind.TIMEWORD, Kind.WD, Kind.NEXT, Kind.THIS),
        Kind.COMING,
    }
    return [word for word in words if word.kind not in outside]


def _checked(words: Words) -> Amount | Unreadable:
    amount = read_amount(_span(words))
    if not amount.whole:
        return Unreadable(Reason.NO_SUCH_TIME)
    return amount if amount.near else Unreadable(Reason.TOO_FAR)


def _later(words: Words) -> Meaning:
    amount = _checked(words)
    if isinstance(amount, Unreadable):
        return amount
    if not amount.seconds:
        return Shift(amount.shift)
    return Elapsed(amount.delta, amount.shift if amount.days or amount.months else None)


def _hours_and_minutes(words: Words) -> Meaning:
    """In 1h30: minutes without their unit."""
    hours, minutes = numbers(words, Kind.NUM)
    if minutes >= _HOUR:
        return Unreadable(Reason.NO_SUCH_TIME)
    return Elapsed(dt.timedelta(hours=hours, minutes=minutes))


def _week_behind(words: Words) -> Meaning:
    """Friday week: a week after the coming friday."""
    return Shift(relativedelta(weeks=1), Weekdays(tuple(numbers(words, Kind.WD))))


def _same_time(words: Words) -> Meaning:
    """This time next week, 下周这个时候."""
    shift = {
        Kind.WEEK: relativedelta(weeks=1),
        Kind.MONTH: relativedelta(months=1),
        Kind.YEAR: relativedelta(years=1),
        Kind.WEEKREL: relativedelta(weeks=max(numbers(words, Kind.WEEKREL), default=0)),
        Kind.MONTHREL: relativedelta(months=max(numbers(words, Kind.MONTHREL), default=0)),
    }
    unit = next(word.kind for word in words if word.kind in shift)
    return (SameTime(), Shift(shift[unit])) if shift[unit] else None


def _bare(words: Words) -> Meaning:
    amount = read_amount(words)
    if not amount.whole or amount.days or amount.months or not amount.near:
        return None
    return Elapsed(amount.delta, bare=True)


def _from_day(words: Words) -> Meaning:
    """A week from friday, two days after tomorrow."""
    amount = _checked(words)
    if isinstance(amount, Unreadable):
        return amount
    if amount.seconds:
        return Unreadable(Reason.UNSUPPORTED)
    offsets = numbers(words, Kind.REL)
    base = Offset(offsets[0]) if offsets else Weekdays(tuple(numbers(words, Kind.WD)))
    return Shift(amount.shift, base)


def _ago(words: Words) -> Meaning:
    amount = _checked(words)
    if isinstance(amount, Unreadable):
        return Over()
    return Over(amount.shift + relativedelta(seconds=int(amount.seconds)))


_ABOUT: Final = "(?:ABOUT|FILLER)?"
_BEHIND: Final = "(?:LATER|HOU|FROM NOW)"

PHRASES: Final = (
    Phrase("IN NUM HOUR NUM (?![MINUTE HOUR DAY])", _hours_and_minutes),
    Phrase("ON? WD WEEK", _week_behind),
    Phrase("(?<=[EDGE TRIGGER]) ARTICLE? (?:WEEK|FORTNIGHT) ON WD", refuses(Reason.UNSUPPORTED)),
    Phrase("(?:WEEK|FORTNIGHT|MONTH|YEAR) FROM REL", _from_day),
    Phrase("(?:{int}|ARTICLE) (?:WEEK|FORTNIGHT) REL", _from_day),  # two weeks today
    Phrase("BEFORE {span}", refuses(Reason.UNSUPPORTED)),
    Phrase("AT? (?:THIS|THE? SAME) TIMEWORD NEXT (?:WEEK|MONTH|YEAR)", _same_time),
    Phrase("(?:WEEKREL|MONTHREL) DE? SAMETIME", _same_time),
    Phrase("{span} (?:AGO|QIAN)", _ago),
    Phrase("WITHIN THE? (?:NEXT|COMING)? {span}", refuses(Reason.LIMIT)),
    Phrase("(?:{span}|FEW GE? {unit}) NEI", refuses(Reason.LIMIT)),
    Phrase("IN THE (?:NEXT|COMING) {span}", refuses(Reason.LIMIT)),
    Phrase("{span} (?:FROM|AFTER) REL", _from_day),
    Phrase("{span} (?:FROM|AFTER) (?:THIS|NEXT|COMING)? WD", _from_day),
    Phrase(f"(?:IN|AFTER|GUO) {_ABOUT} {{span}} (?:POSSESSIVE? TIMEWORD)? {_BEHIND}?", _later),
    Phrase(f"{{span}} (?:POSSESSIVE? TIMEWORD)? {_BEHIND}", _later),
    Phrase("{span} (?:BEFORE|AFTER)", refuses(Reason.UNSUPPORTED)),
    Phrase(f"(?:IN|GUO|AFTER) {_ABOUT} ARTICLE? FEW OF? GE? (?:{{unit}}|YUE) {_BEHIND}?", refuses(Reason.VAGUE)),
    Phrase(f"ARTICLE? FEW OF? GE? (?:{{unit}}|YUE) {_BEHIND}", refuses(Reason.VAGUE)),
    Phrase(f"RANGE GE? (?:{{unit}}|YUE) {_BEHIND}?", refuses(Reason.SEVERAL)),
    Phrase("(?<=[EDGE TRIGGER]) {minutes} (?:AND? {minutes})? (?![ONCEZH NUM])", _bare),
)
"""Spans of time; they stand before days and times, which would read "5日后" and "3 weeks" differently."""
