"""Phrases that say a time of day: 9am, at 9, quarter past six in the evening, 下午三点半, 差一刻九点, noon."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core.times.facts import InPart, InZone, Midnight, SameTime, TimeOfDay, Unreadable
from bot.core.times.kinds import Kind
from bot.core.times.patterns import INTEGERS, Phrase, has, numbers, refuses, states
from bot.core.times.readings import Part, Reason
from bot.core.times.words_zones import CHINESE_ZONES, ENGLISH_ZONES, ZONE_ABBREVIATIONS
from bot.core.zones import cities

if TYPE_CHECKING:
    from bot.core.times.facts import Fact
    from bot.core.times.patterns import Meaning, Words

_NOON: Final = 12
_DAY: Final = 24
_HOUR: Final = 60
_QUARTER: Final = 15
_CLOCK_DIGITS: Final = (3, 4)


def _time(hour: int, minute: int = 0, second: int = 0, *, exact: bool = False, literal: bool = False) -> Fact:
    """Return a time of day, or that there is none such; 24:00 is the end of a day."""
    if minute >= _HOUR or second >= _HOUR or hour > _DAY or (hour == _DAY and (minute or second)):
        return Unreadable(Reason.NO_SUCH_TIME)
    return TimeOfDay(hour, minute, second, exact=exact or hour > _NOON or hour == 0, literal=literal)


def _half_day(hour: int, minute: int, second: int, meridiem: int) -> Fact:
    """Return a time with am (`meridiem` 0) or pm (12)."""
    if not 1 <= hour <= _NOON:
        return Unreadable(Reason.NO_SUCH_TIME)
    return _time(hour % _NOON + meridiem, minute, second, exact=True)


def _meridiem_or_open(hour: int, minute: int, words: Words) -> Fact:
    meridiem = numbers(words, Kind.MERIDIEM)
    return _half_day(hour, minute, 0, meridiem[0]) if meridiem else _time(hour, minute)


def _digital(words: Words) -> Meaning:
    colon = next(word for word in words if word.kind is Kind.COLON)
    hour, minute, *seconds = colon.nums
    second = seconds[0] if seconds else 0
    meridiem = numbers(words, Kind.MERIDIEM)
    if meridiem:
        return _half_day(hour, minute, second, meridiem[0])
    return _time(hour, minute, second, exact=colon.name == "padded", literal=True)


def _pointed(words: Words) -> Meaning:
    """9.15 pm, at 9.30: two digits behind the point are minutes."""
    point = next(word for word in words if word.kind is Kind.DECIMAL)
    if len(point.text.partition(".")[2]) != 2:  # noqa: PLR2004 - 9.5 is no time
        return Unreadable(Reason.NO_SUCH_TIME)
    hour, minute = point.nums
    return _meridiem_or_open(hour, minute, words)


def _spoken(words: Words) -> Meaning:
    """Nine, nine thirty, 9 pm, at 0930."""
    digits = next((word.text for word in words if word.kind in {Kind.NUM, Kind.YEARNUM}), "")
    hour, *minutes = numbers(words, *INTEGERS, Kind.YEARNUM)
    if len(digits) in _CLOCK_DIGITS and not minutes:
        hour, minute = divmod(hour, 100)
        if has(words, Kind.MERIDIEM):
            return _meridiem_or_open(hour, minute, words)
        return _time(hour, minute, exact=digits.startswith("0"))
    return _meridiem_or_open(hour, minutes[0] if minutes else 0, words)


def _hour_sign(words: Words) -> Meaning:
    """At 17h; "at 3 hours" is no time of day."""
    return _spoken(words) if words[-1].text == "h" else Unreadable(Reason.NO_SUCH_TIME)


def _past_hour(words: Words) -> Meaning:
    """Half past six, quarter past six, ten past six: the hour is the last number."""
    *minutes, hour = numbers(words, *INTEGERS)
    minute = minutes[0] if minutes else _HOUR // 2 if has(words, Kind.HALF) else _QUARTER
    return _meridiem_or_open(hour, minute, words)


def _to_hour(words: Words) -> Meaning:
    """Quarter to six, ten to six."""
    *minutes, hour = numbers(words, *INTEGERS)
    minute = minutes[0] if minutes else _QUARTER
    if not 0 < minute < _HOUR or not 1 <= hour <= _DAY:
        return Unreadable(Reason.NO_SUCH_TIME)
    return _meridiem_or_open((hour - 1) or _NOON, _HOUR - minute, words)


def _chinese(words: Words) -> Meaning:
    """九点, 九点半, 九点三刻, 九点零五分, 九点差五分, 差一刻九点."""
    clock = next(index for index, word in enumerate(words) if word.kind is Kind.DIAN)
    hour = words[clock - 1].nums[0]
    rest = [*words[: clock - 1], *words[clock + 1 :]]
    counts = numbers(rest, *INTEGERS)
    minute = counts[0] if counts else 0
    if has(rest, Kind.HALF):
        minute = _HOUR // 2
    elif has(rest, Kind.KE):
        minute *= _QUARTER
    exact = words[clock - 1].text.startswith(("0", "零")) and hour > 0
    if has(rest, Kind.CHA):
        if not 0 < minute < _HOUR or not 1 <= hour <= _DAY:
            return Unreadable(Reason.NO_SUCH_TIME)
        return _time((hour - 1) or _NOON, _HOUR - minute, exact=exact)
    return _time(hour, minute, exact=exact)


def _short_minute(words: Words) -> Meaning:
    """三点十五, 三点05: two digits without 分 are minutes; 三点五 is not said."""
    digits = words[-1].text
    if words[-1].nums[0] < 10 and not digits.startswith(("0", "零", "〇")):  # noqa: PLR2004 - one digit
        return None
    return _chinese(words)


def _zero_minute(words: Words) -> Meaning:
    """4点零5: a written zero before a digit."""
    zero, minute = words[2], words[3]
    return _time(words[0].nums[0], minute.nums[0]) if not zero.nums[0] else _short_minute(words[:3])


def _noon(words: Words) -> Meaning:
    numbered = numbers(words, *INTEGERS)
    if numbered and numbered[0] != _NOON:
        return Unreadable(Reason.CONTRADICTION)
    return InPart(Part.NOON) if words[-1].name else TimeOfDay(_NOON, exact=True)


def _midnight(words: Words) -> Meaning:
    numbered = numbers(words, *INTEGERS)
    return Unreadable(Reason.CONTRADICTION) if numbered and numbered[0] != _NOON else Midnight()


def _part(words: Words) -> Meaning:
    part = next(word for word in words if word.name)
    return InPart(Part(part.name), late=bool(part.nums))


def _stated_zone(words: Words) -> Meaning:
    name = words[0].name
    return InZone(CHINESE_ZONES.get(name, name))


def _abbreviation(words: Words) -> Meaning:
    return InZone(ZONE_ABBREVIATIONS[words[0].name] and f"{ZONE_ABBREVIATIONS[words[0].name]} {words[0].name}")


def _place(words: Words) -> Meaning:
    """New York time, Beijing time; other words before "time" are no place."""
    place = " ".join(word.text for word in words if word.kind is Kind.WORD)
    name = ENGLISH_ZONES.get(place, cities().get(place))
    return None if name is None else InZone(name)


def _unknown_place(words: Words) -> Meaning:
    return _place(words) or InZone("")


_MINUTES: Final = "(?:{int} (?:FEN|MINUTE)|{int} KE)"
_DAYS: Final = "REL RELPART WD WDREL WDSET PART ENPART WORKDAY WORKDAYS ADVERB EVERYUNIT"
_CLOCK_END: Final = "MERIDIEM COLON OCLOCK NUM WNUM NOON MIDNIGHT DIAN FEN HALF"
_SURE_TIME: Final = "(?:COLON MERIDIEM?|{int} MERIDIEM|{int} DIAN HALF?)"
_SOME_TIME: Final = "(?:COLON|DECIMAL|{int} DIAN HALF?|{int}) MERIDIEM?"

PHRASES: Final = (
    # ranges are nobody's time
    Phrase(f"(?:FROM|BETWEEN|AT)? {_SURE_TIME} (?:TO|DASH|UNTIL|DAO) {_SOME_TIME}", refuses(Reason.SEVERAL)),
    Phrase(f"(?:FROM|BETWEEN) {_SOME_TIME} (?:TO|DASH|UNTIL|DAO|AND) {_SOME_TIME}", refuses(Reason.SEVERAL)),
    Phrase("AT {int} (?:AND|OR) (?:AT)? {int} (?![WORD HOUR MINUTE DAY])", refuses(Reason.SEVERAL)),
    Phrase("SHORTPART SHORTPART", refuses(Reason.SEVERAL)),
    Phrase("AT? RANGE (?:MERIDIEM|DIAN|OCLOCK)", refuses(Reason.SEVERAL)),
    Phrase("AT RANGE", refuses(Reason.SEVERAL)),
    Phrase("AT? NUM HOUR NUM (?![MINUTE])", refuses(Reason.SEVERAL)),  # 18h30 may be a time or a span
    # digital
    Phrase("(?:AT|FROM)? COLON MERIDIEM?", _digital),
    Phrase("AT? DECIMAL MERIDIEM", _pointed),
    Phrase("AT DECIMAL (?![WORD DAY HOUR WEEK MONTH MINUTE])", _pointed),
    # noon and midnight
    Phrase("(?:AT)? (?:THE)? {int}? NOON", _noon),
    Phrase("(?:AT)? (?:THE)? {int}? MIDNIGHT", _midnight),
    # in words
    Phrase("(?:AT)? HALF PAST {int} (?:OCLOCK|MERIDIEM)?", _past_hour),
    Phrase("(?:AT)? ARTICLE? QUARTER (?:PAST|AFTER) {int} (?:OCLOCK|MERIDIEM)?", _past_hour),
    Phrase("(?:AT)? ARTICLE? QUARTER TO {int} (?:OCLOCK|MERIDIEM)?", _to_hour),
    Phrase("AT? NUM TO NUM (?=[RELPART MERIDIEM]|IN THE ENPART)", refuses(Reason.SEVERAL)),  # a time or a range
    Phrase("(?:AT)? {int} MINUTE? PAST {int} (?:OCLOCK|MERIDIEM)?", _past_hour),
    Phrase("(?:AT)? (?:{int} MINUTE|WNUM) TO {int} (?:OCLOCK|MERIDIEM)?", _to_hour),
    Phrase("AT? HALF {int} (?![HOUR MINUTE DAY])", refuses(Reason.SEVERAL)),
    Phrase("(?:AT)? {int} {int}? OCLOCK? MERIDIEM", _spoken),
    Phrase("(?:AT)? YEARNUM MERIDIEM", _spoken),
    Phrase("AT NUM HOUR (?![MINUTE])", _hour_sign),
    Phrase("(?:AT)? {int} OCLOCK", _spoken),
    # Chinese
    Phrase(f"{{int}} DIAN CHA {_MINUTES}", _chinese),
    Phrase(f"CHA {_MINUTES} {{int}} DIAN", _chinese),
    Phrase("{int} DIAN HALF (?![HOUR])", _chinese),
    Phrase(f"{{int}} DIAN GUO? {_MINUTES}", _chinese),
    Phrase("FEW DIAN", refuses(Reason.SEVERAL)),  # 七八点
    Phrase("{int} DIAN WNUM NUM FEN?", _zero_minute),
    Phrase("{int} DIAN {int} (?![GE DAY HOUR WEEK YUE HAO RI DIAN YEAR])", _short_minute),
    Phrase("{int} DIAN", _chinese),
    # a number alone, where it can only be a time
    Phrase("AT {int} {int} (?![WORD HOUR MINUTE DAY])", _spoken),
    Phrase("AT YEARNUM", _spoken),
    Phrase("AT {int} (?![HOUR MINUTE DAY WEEK MONTH])", _spoken),
    Phrase(f"(?<=[{_DAYS}]) {{int}} (?=[EDGE TO COMMA TRIGGER ABOUT])", _spoken),
    Phrase("(?<=[EDGE TRIGGER]) {int} (?=[REL RELPART EVERYUNIT WORKDAYS]|EVERY [DAY WD WORKDAY ENPART])", _spoken),
    Phrase("{int} {int}? (?=IN THE ENPART)", _spoken),
    # parts of the day
    Phrase("IN THE ENPART", _part),
    Phrase("AT ENPART", _part),
    Phrase(f"(?<=[{_DAYS} ORDINAL COMMA RI HAO YEARNUM HOLIDAY]) ENPART", _part),
    Phrase("(?<=[EDGE TRIGGER EVERY]) ENPART (?=[EDGE AT COLON NUM WNUM TO REL])", _part),
    Phrase("PART", _part),
    Phrase("(?<=[REL WD WDREL RI HAO DAY EVERY EVERYUNIT WORKDAYS HOLIDAY WEEKEND MONTHEND]) SHORTPART", _part),
    Phrase("SHORTPART (?={int} DIAN|COLON)", _part),
    Phrase("AT? (?:THIS|THE? SAME) TIMEWORD (?=[REL WD EDGE NEXT ON EVERY])", states(SameTime())),
    Phrase("SAMETIME", states(SameTime())),
    # zones
    Phrase("ZONE", _stated_zone),
    Phrase(f"(?<=[{_CLOCK_END}]) ZONEABBR", _abbreviation),
    Phrase("WORD WORD TIMEWORD", _place),
    Phrase("(?<=[MERIDIEM COLON OCLOCK NOON]) WORD TIMEWORD", _unknown_place),
    Phrase("WORD TIMEWORD", _place),
    # nothing to keep
    Phrase("VAGUE", refuses(Reason.VAGUE, weak=True)),
    Phrase("CORRECTION COMMA? (?=[NUM WNUM COLON AT ON PART REL RELPART WD WDREL])", refuses(Reason.SEVERAL)),
    Phrase("EVENT (?=COMMA? AT? (?:COLON|{int} DIAN|{int} MERIDIEM))", states()),  # the time itself is said as well
    Phrase("(?<=[DIAN MERIDIEM COLON HALF OCLOCK FEN]) EVENT", states()),
    Phrase("EVENT", refuses(Reason.VAGUE)),
    Phrase("NOW", refuses(Reason.VAGUE, weak=True)),
)
"""Times of day. They stand before days, which would read the month out of "9 dec 24"."""
