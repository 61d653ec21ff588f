"""How a schedule is said: days, zones, repetitions, delays."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from bot.core.language import Language
from bot.core.recurrence import Freq, Rule, utc_to_local

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from markupsafe import Markup

    from bot.core.i18n import Translator
    from bot.features.reminders.rules import Schedule

_FAR = dt.timedelta(days=330)  # from here on a day needs its year
_SHORTEST_MONTH: Final = 28
_FIFTH: Final = 5
_HOUR, _DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
_HOURS_FOR: Final = 2 * _DAY  # up to here a delay is said in hours


def day(tr: Translator, date: dt.date, today: dt.date) -> str:
    """Return a day with its weekday, and with its year where that is not plain: ``Mon 30 Nov``, ``11 月 30 日周一``."""
    if abs(date - today) >= _FAR:
        return tr.weekday_date(date)
    weekday = tr.weekdays([date.weekday()])
    return str(tr.text("%(weekday)s %(date)s", weekday=weekday, date=tr.short_date(date)))


def moment(tr: Translator, local: dt.datetime, now: dt.datetime, zone: ZoneInfo) -> Markup:
    """Return a wall time with its day: ``Mon 30 Nov, 09:00``."""
    return tr.text("%(day)s, %(time)s", day=day(tr, local.date(), utc_to_local(now, zone).date()), time=tr.time(local))


def when(tr: Translator, schedule: Schedule, now: dt.datetime) -> Markup:
    """Return the time of a schedule with its zone: ``On the 31st of every month, 09:00 (Shanghai)``."""
    zone, rule = schedule.zone, schedule.rule
    if rule is not None and rule.freq.elapsed:
        return _repetition(tr, rule, schedule.anchor)
    local = utc_to_local(schedule.next_due, zone)
    date = day(tr, local.date(), utc_to_local(now, zone).date())
    return tr.text(
        "%(day)s, %(time)s (%(zone)s)",
        day=date if rule is None else _repetition(tr, rule, schedule.anchor),
        time=tr.time(local if rule is None else rule.time or schedule.anchor.time()),
        zone=tr.place(zone),
    )


def every(tr: Translator, schedule: Schedule) -> Markup | None:
    """Return how a schedule repeats: ``On the 31st of every month``; None where it does not."""
    return None if schedule.rule is None else _repetition(tr, schedule.rule, schedule.anchor)


def short_months(tr: Translator, schedule: Schedule) -> Markup | None:
    """Return what happens where a month has no such day; None where every month has it."""
    rule, anchor = schedule.rule, schedule.anchor
    if rule is None:
        return None
    number = rule.day or anchor.day
    if rule.nth == _FIFTH:
        return tr.text("Months without a fifth one are left out")
    if rule.freq in {Freq.MONTHLY, Freq.EVERY_N_MONTHS} and rule.nth is None and number > _SHORTEST_MONTH:
        return tr.text("Shorter months: on their last day")
    if rule.freq is Freq.YEARLY and (rule.month or anchor.month, number) == (2, 29):
        return tr.text("Years without that day: on the last day of February")
    return None


def delay(tr: Translator, late: dt.timedelta) -> Markup:
    """Return how late something is, in the unit that suits it: ``5 minutes``, ``26 hours``, ``3 days``."""
    if late < _HOUR:
        return tr.ntext("%(n)s minute", "%(n)s minutes", late // dt.timedelta(minutes=1))
    if late < _HOURS_FOR:
        return tr.ntext("%(n)s hour", "%(n)s hours", late // _HOUR)
    return tr.ntext("%(n)s day", "%(n)s days", late // _DAY)


def _repetition(tr: Translator, rule: Rule, anchor: dt.datetime) -> Markup:
    """Say a rule; Chinese has words of its own for a step of one, so those are sentences of their own."""
    n = rule.interval
    match rule.freq:
        case Freq.EVERY_N_HOURS:
            said = tr.text("Every hour") if n == 1 else tr.text("Every %(n)s hours", n=n)
        case Freq.EVERY_N_MINUTES:
            said = tr.text("Every %(n)s minutes", n=n)
        case Freq.DAILY | Freq.EVERY_N_DAYS:
            said = tr.text("Every day") if n == 1 else tr.text("Every %(n)s days", n=n)
        case Freq.WEEKDAYS:
            said = tr.text("Every weekday (Mon to Fri)")
        case Freq.WEEKLY | Freq.EVERY_N_WEEKS:
            days = tr.weekdays(rule.weekdays or [anchor.weekday()], full=True)
            said = (
                tr.text("Every %(days)s", days=days)
                if n == 1
                else tr.text("Every %(n)s weeks on %(days)s", n=n, days=days)
            )
        case Freq.MONTHLY | Freq.EVERY_N_MONTHS:
            said = _monthly(tr, rule, anchor)
        case Freq.MONTH_END:
            said = tr.text("On the last day of every month")
        case Freq.YEARLY:
            date = dt.date(2000, rule.month or anchor.month, min(rule.day or anchor.day, _last(rule, anchor)))
            said = tr.text("Every year on %(date)s", date=tr.short_date(date))
    return said


def _monthly(tr: Translator, rule: Rule, anchor: dt.datetime) -> Markup:
    n = rule.interval
    if rule.nth is None:
        number = _ordinal(tr, rule.day or anchor.day)
        if n == 1:
            return tr.text("On the %(day)s of every month", day=number)
        return tr.text("Every %(n)s months on the %(day)s", n=n, day=number)
    weekday = tr.weekdays(rule.weekdays, full=True)
    if rule.nth < 0:
        if n == 1:
            return tr.text("On the last %(weekday)s of every month", weekday=weekday)
        return tr.text("Every %(n)s months on the last %(weekday)s", n=n, weekday=weekday)
    nth = _ordinal(tr, rule.nth)
    if n == 1:
        return tr.text("On the %(nth)s %(weekday)s of every month", nth=nth, weekday=weekday)
    return tr.text("Every %(n)s months on the %(nth)s %(weekday)s", n=n, nth=nth, weekday=weekday)


def _last(rule: Rule, anchor: dt.datetime) -> int:
    """Return the last day that the month of a yearly rule ever has."""
    month = rule.month or anchor.month
    return (dt.date(2000 + month // 12, month % 12 + 1, 1) - _DAY).day


def _ordinal(tr: Translator, number: int) -> str:
    """Return ``31st`` in English; Chinese puts its own word around the bare number."""
    if tr.language is not Language.EN:
        return str(number)
    teens = {11, 12, 13}
    return f"{number}{'th' if number in teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
