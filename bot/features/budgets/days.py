"""The day a booking names, cut out of the message before its amount is read."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_MONTHS: Final = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
_EN_MONTH: Final = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAYS: Final = {"mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6, "sun": 7}
_ZH_WEEKDAYS: Final = {char: 1 + number for number, char in enumerate("一二三四五六")} | {"日": 7, "天": 7}
_COUNTS: Final = {
    "a": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "一": 1,
    "两": 2,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
}
_HALF_YEAR: Final = 183
_WEEK: Final = 7


def _date(found: re.Match[str], today: dt.date) -> int | None:
    groups = found.groupdict()
    name = groups.get("name")
    month = _MONTHS[name[:3].lower()] if name else int(groups["month"])
    year = groups.get("year")
    try:
        day = dt.date(int(year) if year else today.year, month, int(groups["day"]))
        if not year and (day - today).days > _HALF_YEAR:
            day = day.replace(year=today.year - 1)  # in January, "28 Dec" is last month's
    except ValueError:
        return None
    return (today - day).days


def _ago(found: re.Match[str], today: dt.date) -> int:  # noqa: ARG001 - one of a table
    count = found["count"].lower()
    return _COUNTS[count] if count in _COUNTS else int(count)


def _weekday(found: re.Match[str], today: dt.date) -> int:
    """Return how long ago the last such weekday was; today's own name means a week ago."""
    name = found.groupdict().get("en")
    number = _WEEKDAYS[name[:3].lower()] if name else _ZH_WEEKDAYS[found["zh"]]
    if not name and found["before"]:  # 上周五: of the week before this one
        return today.isoweekday() - number + _WEEK
    return (today.isoweekday() - number) % _WEEK or _WEEK


def _fixed(days: int) -> Callable[[re.Match[str], dt.date], int]:
    return lambda found, today: days  # noqa: ARG005 - one of a table


_PATTERNS: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), read)
    for pattern, read in (
        (r"\b(?:on\s+)?(?P<year>20\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})\b(?!\.\d)", _date),
        (r"(?:(?P<year>20\d\d)\s?年)?\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?[日号]", _date),
        (
            rf"\b(?:on\s+)?(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s+)?{_EN_MONTH}(?:,?\s(?P<year>20\d\d))?",
            _date,
        ),
        (rf"\b(?:on\s+)?{_EN_MONTH}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\.\d)(?:,?\s(?P<year>20\d\d))?", _date),
        (r"\b(?P<count>\d{1,3}|a|two|three|four|five)\s+days?\s+ago\b", _ago),
        (r"(?P<count>\d{1,3}|[一两二三四五])\s?天(?:以)?前", _ago),
        (r"\b(?:on|last)\s+(?P<en>mon|tues|wednes|thurs|fri|satur|sun)day\b", _weekday),
        (r"(?P<before>上个?)?(?:周|星期|礼拜)(?P<zh>[一二三四五六日天])", _weekday),
        (r"大前天", _fixed(3)),
        (r"\bday after tomorrow\b|后天", _fixed(-2)),
        (r"\btomorrow\b|明天", _fixed(-1)),
    )
)


def cut_day(text: str, today: dt.date) -> tuple[str, int | None]:
    """Return the text without the day it names, and how many days ago that was; below zero for one to come.

    "Today", "yesterday" and "the day before" stay: they are read with the rest of the message. None: no other day.
    """
    for pattern, read in _PATTERNS:
        found = pattern.search(text)
        days = read(found, today) if found else None
        if found is not None and days is not None:
            return f"{text[: found.start()]} {text[found.end() :]}".strip(), days
    return text, None


def weekday_of(text: str) -> int | None:
    """Return the weekday that a text is the name of, 1 for Monday; None where it is none."""
    words = text.strip().casefold()
    name = re.fullmatch(r"(?:on\s+)?(mon|tue|wed|thu|fri|sat|sun)[a-z]*", words)
    if name is not None:
        return _WEEKDAYS[name[1]]
    char = re.fullmatch(r"(?:每?个?(?:周|星期|礼拜))?([一二三四五六日天])", words)
    return _ZH_WEEKDAYS[char[1]] if char is not None else None
