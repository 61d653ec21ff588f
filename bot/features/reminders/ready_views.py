"""The words of ready-made reminders, of a person's hours and of their zone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core.recurrence import utc_to_local
from bot.core.screen import Button, Screen, Setting, cancel_question, lines, pairs
from bot.core.zones import zone as zone_called
from bot.features.reminders import schedule_views
from bot.features.reminders.hours import PARTS
from bot.features.reminders.ready import KEY_DAYS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from markupsafe import Markup

    from bot.core.i18n import Translator
    from bot.features.reminders.hours import Habits
    from bot.features.reminders.rules import Reminder

ZONES: Final = (
    "Asia/Shanghai",
    "Asia/Tokyo",
    "Europe/London",
    "Europe/Berlin",
    "America/New_York",
    "America/Los_Angeles",
)
"""Zones whose clocks are offered; any other can be searched."""
QUIET: Final = ((22, 8), (23, 7), (21, 9), (0, 8))
_PART_HOURS: Final = {
    "morning": (6, 7, 8, 9, 10, 11),
    "afternoon": (13, 14, 15, 16, 17, 18),
    "evening": (17, 18, 19, 20, 21, 22),
    "night": (19, 20, 21, 22, 23),
}


def cap_text(tr: Translator) -> str:
    """Return the text of the reminder to set a usage limit."""
    return str(tr.text("set a usage limit with OpenAI (Limits → monthly budget)"))


def number_text(tr: Translator) -> str:
    """Return the text of the weekly reminder to enter the dashboard's number."""
    return str(tr.text("enter this week's number from the usage dashboard"))


def keys_text(tr: Translator) -> str:
    """Return the text of the reminder to replace keys."""
    return str(tr.text("replace your API keys: they are %(days)s days old", days=KEY_DAYS))


def expiry_text(tr: Translator, day: dt.date, days: int) -> str:
    """Return the text of the reminder that credit ends in so many days."""
    return str(
        tr.ntext(
            "your credit expires on %(date)s, in %(n)s day",
            "your credit expires on %(date)s, in %(n)s days",
            days,
            date=tr.date(day),
        )
    )


def ask_expiry(tr: Translator, bought_today: dt.date) -> Screen:
    """Ask when credit ends."""
    text = lines(
        tr.text("When does your credit expire? Send the date, for example <code>2027-03-31</code>."),
        tr.text("It stands under Billing → Credit grants; prepaid credit lasts one year."),
    )
    label = str(tr.text("Bought today: %(date)s", date=tr.date(bought_today)))
    return Screen(
        text,
        (
            (Button(label, action=f"reminders:expires:{bought_today:%Y%m%d}"),),
            (Button(str(tr.text("‹ Back")), action="reminders:ready"),),
        ),
    )


def expiry_set(tr: Translator, day: dt.date, reminders: Sequence[Reminder], set_id: int, now: dt.datetime) -> Screen:
    """Say on which days the end of the credit will be called to mind."""
    items = (tr.text("• %(when)s", when=schedule_views.when(tr, reminder.schedule, now)) for reminder in reminders)
    head = tr.text("<b>Your credit expires on %(date)s.</b> I remind you:", date=tr.date(day))
    cancel = Button(str(tr.text("Cancel")), action=f"reminders:unset:{set_id}")
    return Screen(lines(head, *items), pairs(cancel, _list(tr)))


def expiry_unset(tr: Translator, set_id: int) -> Screen:
    """Say that nothing of a set is sent."""
    undo = Button(str(tr.text("Undo")), action=f"reminders:reset:{set_id}")
    return Screen(tr.text("Deleted: the reminders before your credit expires."), pairs(undo))


def expiry_over(tr: Translator, day: dt.date) -> Screen:
    """Say that there is no day left on which to remind."""
    text = tr.text("<b>%(date)s</b> is too near or over: there is no day left to remind you on.", date=tr.date(day))
    return Screen(text, pairs(Button(str(tr.text("‹ Back")), action="reminders:ready")))


def setting(tr: Translator, habits: Habits) -> Setting:
    """Return the line of /settings about a person's hours."""
    label = tr.text(
        "Your morning: <b>%(morning)s</b> · evening: <b>%(evening)s</b> · quiet: <b>%(quiet)s</b>",
        morning=tr.time(habits.hours.morning),
        evening=tr.time(habits.hours.evening),
        quiet=_quiet(tr, habits),
    )
    return Setting(label, Button(str(tr.text("My hours")), action="reminders:hours"))


def hours(tr: Translator, habits: Habits) -> Screen:
    """Show what a person means by the parts of the day, and when it is quiet."""
    names = _part_names(tr)
    said = (tr.text("%(part)s: <b>%(time)s</b>", part=names[p], time=tr.time(getattr(habits.hours, p))) for p in PARTS)
    quiet = tr.text(
        "Quiet: <b>%(quiet)s</b>. What I send by myself waits until then is over.", quiet=_quiet(tr, habits)
    )
    if habits.quiet.start == habits.quiet.end:
        quiet = tr.text("Quiet: <b>never</b>. What I send by myself may come at any hour.")
    text = lines(tr.text("<b>Your hours</b>"), *said, quiet)
    buttons = (Button(str(names[part]), action=f"reminders:part:{number}") for number, part in enumerate(PARTS))
    return Screen(
        text,
        pairs(
            *buttons,
            Button(str(tr.text("Quiet hours")), action="reminders:quiet"),
            Button(str(tr.text("‹ Back")), action="prefs:settings"),
        ),
    )


def part(tr: Translator, habits: Habits, number: int) -> Screen:
    """Offer hours for one part of the day."""
    name = PARTS[number]
    mine = getattr(habits.hours, name)
    buttons = (
        Button(
            ("✓ " if mine.hour == hour and not mine.minute else "") + f"{hour:02}:00", f"reminders:is:{number}:{hour}"
        )
        for hour in _PART_HOURS[name]
    )
    text = tr.text("%(part)s: when is that for you? New reminders follow it.", part=_part_names(tr)[name])
    return Screen(text, (*pairs(*buttons), (_back(tr),)))


def offers(number: int, hour: int) -> bool:
    """Tell whether `part` has a button for this hour."""
    return number < len(PARTS) and hour in _PART_HOURS[PARTS[number]]


def quiet(tr: Translator, habits: Habits) -> Screen:
    """Offer quiet hours."""
    now = (habits.quiet.start.hour, habits.quiet.end.hour)
    buttons = (
        Button(("✓ " if now == (start, end) else "") + f"{start:02}:00–{end:02}:00", f"reminders:hush:{start}:{end}")
        for start, end in QUIET
    )
    never = Button(("✓ " if now[0] == now[1] else "") + str(tr.text("Never")), action="reminders:hush:0:0")
    text = tr.text("When shall I be quiet? Times that you name are kept all the same.")
    return Screen(text, (*pairs(*buttons), (never, _back(tr))))


def zones(tr: Translator, reminder_id: int, now: dt.datetime) -> Screen:
    """Ask what time it is for the person."""
    buttons = []
    for number, name in enumerate(ZONES):
        place = zone_called(name)
        label = f"{tr.time(utc_to_local(now, place))} {tr.place(place)}"
        buttons.append(Button(label, action=f"reminders:zone:{reminder_id}:{number}"))
    rest = pairs(
        Button(str(tr.text("Find a city")), action="reminders:findzone"),
        Button(str(tr.text("‹ Back")), action=f"reminders:show:{reminder_id}"),
    )
    return Screen(tr.text("What time is it for you now?"), (*pairs(*buttons), *rest))


def ask_city(tr: Translator) -> Screen:
    """Ask for a city, an offset or a place."""
    return Screen(
        tr.text(
            "Send your city or offset, for example <code>Vancouver</code>, <code>上海</code> or <code>UTC+8</code>;"
            " or share your location."
        ),
        pairs(cancel_question(tr)),
    )


def found_zones(tr: Translator, names: Sequence[str], now: dt.datetime) -> Screen:
    """Offer what a search found."""
    buttons = []
    for name in names:
        place = zone_called(name)
        label = f"{tr.time(utc_to_local(now, place))} {tr.place(place)}"
        buttons.append(Button(label, action=f"reminders:setzone:{name}"))
    return Screen(tr.text("Which one is yours?"), pairs(*buttons))


def no_zone(tr: Translator, words: str) -> Screen:
    """Say that a search found nothing."""
    return Screen(
        tr.text(
            "I know no place <b>%(words)s</b>. Send a large city nearby or an offset, for example"
            " <code>Vancouver</code> or <code>UTC-8</code>.",
            words=words,
        )
    )


def zone_set(tr: Translator, zone: ZoneInfo, now: dt.datetime) -> Screen:
    """Say which zone the person is in now."""
    text = tr.text(
        "<b>%(zone)s</b>: it is %(time)s there now. Your reminders follow that clock.",
        zone=tr.place(zone),
        time=tr.time(utc_to_local(now, zone)),
    )
    return Screen(text, pairs(_list(tr)))


def no_map(tr: Translator) -> Screen:
    """Say that places cannot be looked up here."""
    return Screen(
        tr.text("I cannot look places up on the map here. Send the city instead, for example <code>Vancouver</code>.")
    )


def at_sea(tr: Translator) -> Screen:
    """Say that a place has no zone."""
    return Screen(tr.text("There is no time zone at that place. Send a city, for example <code>Vancouver</code>."))


def _part_names(tr: Translator) -> dict[str, Markup]:
    return {
        "morning": tr.text("Morning"),
        "afternoon": tr.text("Afternoon"),
        "evening": tr.text("Evening"),
        "night": tr.text("Night"),
    }


def _quiet(tr: Translator, habits: Habits) -> str:
    start, end = habits.quiet.start, habits.quiet.end
    return str(tr.text("never")) if start == end else f"{tr.time(start)}–{tr.time(end)}"


def _back(tr: Translator) -> Button:
    return Button(str(tr.text("‹ Back")), action="reminders:hours")


def _list(tr: Translator) -> Button:
    return Button(str(tr.text("My reminders")), action="reminders:list:0")
