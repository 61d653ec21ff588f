"""What people say about the reminder that was just set: "make it 9:30 instead", 改到明天, "no, tomorrow"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.core.recurrence import next_occurrence, utc_to_local
from bot.core.times import AmbiguousTime, At, DayPart, OnDate, Reason, RefusedTime, Repeat, read_time, resolve
from bot.core.undo import LONGEST, folded
from bot.features.reminders.recognition import is_time_alone
from bot.features.reminders.rules import Schedule, Wish, read_request

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from bot.core.times import DayHours, TimeReading
    from bot.features.reminders.rules import Reminder, Request

_STRONG: Final = (
    r"(?:(?:no|nope|sorry|oops|wait(?=[,.!])|actually|correction|wrong|my (?:mistake|bad)|better)(?![a-z])[\s,.!:;]*"
    r"|(?:不对|错了|[写打记说搞弄]错了|不好意思|抱歉|等等|等一下|更正|还是)[\s,.!:;。、]*|(?:哦?不是?)[,.!。、]\s*)"
)
_WEAK: Final = (
    r"(?:(?:ok|okay|please|pls|oh|ah|hm+|well|and|but|then|(?:can|could) you)(?![a-z])[\s,.!]*"
    r"|(?:请|那就?|就|帮我|给我|哦|啊|嗯|呃|哎呀?|唉)[\s,]*)"
)
_VERB: Final = (
    r"(?:i (?:meant|mean)|(?:it|that)(?:'s| is| should be)|should be|make (?:it|that)|let's (?:say|do|make it)|rather"
    r"|(?:change|move|set|shift|put|push) (?:it|that|this)(?: back)?(?: to| for| on| at)?|change to|move to"
    r"|(?:应该|应当|其实|我说的?|我的?意思|我指的)是?|应为|是"
    r"|(?:把它)?(?:改成|改为|改到|改在|改|换成|换到|换为|换|调成|调到|挪到|移到|延到|推到|推迟到|提前到|延后到))\s*:?\s*"
)
_INSTEAD: Final = r"(?:[\s,]*(?:instead|rather|(?:and )?not .{1,20}|而?不是.{1,12}))"
_TAIL: Final = r"(?:[\s,]*(?:please|pls|thanks|then|提醒我?|叫我|才对|才是|吧|啊|哈|啦|好了|就行|就好))*[\s.。!~]*"
_ABOUT: Final = re.compile(
    rf"(?:{_WEAK}|(?P<strong>{_STRONG}))*(?P<verb>{_VERB})?(?P<piece>.+?)(?P<instead>{_INSTEAD})?{_TAIL}"
)
_NOT_BUT: Final = re.compile(
    rf"(?:{_WEAK}|{_STRONG})*(?:not .{{1,15}}?(?:,| but) |不是.{{1,12}}?,?\s*而?是\s*)(?P<piece>.+?){_TAIL}"
)
# A time of day is one by its form; "100" or "may" alone may be anything.
_CLOCK: Final = re.compile(
    r"(?:at )?[0-9]{1,2}:[0-9]{2}(?: ?[ap]\.?m\.?)?|(?:at )?[0-9]{1,2} ?[ap]\.?m\.?|at [0-9]{1,2}"
    r"|(?:早上|上午|中午|下午|晚上|傍晚|凌晨)?[0-9一二两三四五六七八九十]{1,3}[点时](?:半|一刻|三刻|[0-9一二三四五六七八九十]{1,3}分?)?"
)
_RELATIVE: Final = re.compile(r"\b(?:later|earlier|sooner)\b|[提推][前迟](?!到)|[晚早][一半两几0-9]|延后(?!到)")
_HOUR: Final = re.compile(r"[0-9]{1,2}")


def read_new_time(text: str, *, now: dt.datetime, zone: ZoneInfo, renewed: bool = False) -> str | None:
    """Return the time that a message gives the last reminder, folded; None where it is about something else.

    `renewed`: the message is a later version of one that was about it, so a time alone is enough.
    """
    if len(text) > LONGEST:
        return None
    words = folded(text)
    found = _NOT_BUT.fullmatch(words)
    is_marked = renewed or found is not None
    if found is None:
        found = _ABOUT.fullmatch(words)
        if found is None:
            return None
        is_marked = is_marked or any(found[name] for name in ("strong", "verb", "instead"))
    piece = found["piece"].strip(" ,.!。、~")
    if not is_marked and _CLOCK.fullmatch(piece) is None:
        return None
    if _HOUR.fullmatch(piece):
        piece = f"at {piece}"
    if not piece or _RELATIVE.search(piece) or not is_time_alone(piece, now=now, zone=zone):
        return None
    reading = read_time(piece, now=now, zone=zone)
    return None if isinstance(reading, RefusedTime) and reading.reason is Reason.NO_TIME else piece


def read_change(
    words: str, reminder: Reminder, *, now: dt.datetime, zone: ZoneInfo, hours: DayHours
) -> tuple[Request, str]:
    """Return what a new time means for a reminder, and the words for it with all that they left out.

    A time of day alone keeps the day, or the days of a repetition; a day alone keeps the time of day.
    """
    old = reminder.schedule
    local = utc_to_local(old.next_due, zone)
    if old.is_instant or (old.rule is not None and old.rule.freq.elapsed):
        return read_request(words, now=now, zone=zone, hours=hours, text=reminder.text), words
    reading = read_time(words, now=now, zone=zone, hours=hours)
    has_no_time = all(map(_has_no_time, reading.readings if isinstance(reading, AmbiguousTime) else (reading,)))
    at = _time_of_day(words, local, now, zone, hours)
    if has_no_time:
        words = f"{words} {local:%H:%M}"
    elif at is not None and old.rule is not None:
        return _at(reminder, at, now, zone), words
    elif at is not None and dt.datetime.combine(local.date(), at) > utc_to_local(now, zone):
        words = f"{local.date().isoformat()} {at:%H:%M}"
    return read_request(words, now=now, zone=zone, hours=hours, text=reminder.text), words


def _has_no_time(reading: TimeReading) -> bool:
    if isinstance(reading, Repeat):
        return reading.part is None and not reading.rule.freq.elapsed and reading.rule.time is None
    return isinstance(reading, OnDate)


def _time_of_day(words: str, local: dt.datetime, now: dt.datetime, zone: ZoneInfo, hours: DayHours) -> dt.time | None:
    """Return the time of day that is all that words say, of two the one in the half of the day that it was in."""
    day = max(local.date(), utc_to_local(now, zone).date() + dt.timedelta(days=1))  # a day that is still to come
    reading = read_time(f"{day.isoformat()} {words}", now=now, zone=zone, hours=hours)
    readings = reading.readings if isinstance(reading, AmbiguousTime) else (reading,)
    times = []
    for each in readings:
        if not isinstance(each, At | DayPart):
            return None
        moment = resolve(each, now=now, zone=zone, hours=hours)
        if not isinstance(moment, At) or moment.local.date() != day:
            return None
        times.append(moment.local.time())
    return min(times, key=lambda time: (time.hour < 12) is not (local.hour < 12))  # noqa: PLR2004 - noon


def _at(reminder: Reminder, time: dt.time, now: dt.datetime, zone: ZoneInfo) -> Request:
    """Return a repeated reminder at another time of day."""
    old = reminder.schedule
    assert old.rule is not None  # noqa: S101 - asked for those that repeat only
    rule, anchor = replace(old.rule, time=time), dt.datetime.combine(old.anchor.date(), time)
    due = next_occurrence(rule, anchor, now, zone)
    return Wish(reminder.text, Schedule(rule, anchor, zone, due or old.next_due))
