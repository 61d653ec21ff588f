"""The words of reminders that are due: what, since when, and what can be done."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from bot.core.recurrence import utc_to_local
from bot.core.screen import Button, Screen, lines, pairs
from bot.features.reminders import schedule_views
from bot.features.reminders.rules import Kind, tonight
from bot.features.reminders.views import short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.i18n import Translator
    from bot.core.screen import Rows
    from bot.features.reminders.rules import Delivery, Reminder, Schedule

_MOST_SINGLE: Final = 4  # of a message for several: each with a button
_PAGES: Final = {
    Kind.CAP: "https://platform.openai.com/settings/organization/limits",
    Kind.EXPIRY: "https://platform.openai.com/settings/organization/billing/overview",
    Kind.KEYS: "https://platform.openai.com/api-keys",
    Kind.NUMBER: "https://platform.openai.com/usage",
}
_TONIGHT_AHEAD: Final = dt.timedelta(hours=1)


def due(
    tr: Translator,
    reminder: Reminder,
    delivery: Delivery,
    limit: Markup | None,
    now: dt.datetime,
    bookings: Sequence[Button] = (),
) -> Screen:
    """Show a reminder that is due: what, since when, and what can be done with it."""
    repeat = tr.text("<i>(may be a repeat)</i>") if delivery.may_repeat else None
    return Screen(
        lines(_head(tr, reminder, delivery.due, now), _lateness(tr, delivery), repeat, limit),
        _buttons(tr, reminder, reminder.occurrence, delivery.due, now, bookings),
    )


def due_again(
    tr: Translator,
    reminder: Reminder,
    occurrence: int,
    due_at: dt.datetime,
    limit: Markup | None,
    now: dt.datetime,
    bookings: Sequence[Button] = (),
) -> Screen:
    """Show the message of an occurrence as it was, after Undo or from a message for several."""
    return Screen(
        lines(_head(tr, reminder, due_at, now), limit), _buttons(tr, reminder, occurrence, due_at, now, bookings)
    )


def several(
    tr: Translator,
    parts: Sequence[tuple[Reminder, Delivery]],
    batch_id: int,
    now: dt.datetime,
    *,
    missed: bool = False,
    limit: Markup | None = None,
) -> Screen:
    """Show reminders that are due for one person at once; `missed`: they passed while nobody could be reached."""
    buttons = batch_buttons(tr, len(parts), batch_id)
    if missed:
        return Screen(_missed(tr, parts, now), buttons)
    head = tr.ntext("⏰ <b>%(n)s reminder</b>", "⏰ <b>%(n)s reminders</b>", len(parts))
    items = (_line(tr, number, *part, now) for number, part in enumerate(parts, start=1))
    return Screen(lines(head, *items, limit), buttons)


def several_again(
    tr: Translator, parts: Sequence[tuple[Reminder, dt.datetime]], batch_id: int, now: dt.datetime
) -> Screen:
    """Show a message for several reminders as it was, after Undo."""
    head = tr.ntext("⏰ <b>%(n)s reminder</b>", "⏰ <b>%(n)s reminders</b>", len(parts))
    items = (
        tr.text("%(number)s. %(text)s", number=number, text=_head(tr, reminder, due_at, now, alarm=False))
        for number, (reminder, due_at) in enumerate(parts, start=1)
    )
    return Screen(lines(head, *items), batch_buttons(tr, len(parts), batch_id))


def batch_buttons(tr: Translator, count: int, batch_id: int) -> Rows:
    """Return what can be done with several reminders: all at once, or a few of them one by one."""
    singles = (
        Button(str(tr.text("Only %(number)s", number=number + 1)), action=f"reminders:one:{batch_id}:{number}")
        for number in range(count if count <= _MOST_SINGLE else 0)
    )
    return pairs(
        Button(str(tr.text("All done")), action=f"reminders:alldone:{batch_id}"),
        Button(str(tr.text("All in 1 hour")), action=f"reminders:allhour:{batch_id}"),
        Button(str(tr.text("Tomorrow morning")), action=f"reminders:allmorning:{batch_id}"),
        Button(str(tr.text("Stop all")), action=f"reminders:allstop:{batch_id}"),
        *singles,
    )


def all_done(tr: Translator, reminders: Sequence[Reminder], batch_id: int) -> Screen:
    """Stand in place of several that were dealt with."""
    return Screen(tr.text("✓ Done: %(text)s", text=_texts(reminders)), pairs(_all_again(tr, batch_id)))


def all_put_off(
    tr: Translator, reminders: Sequence[Reminder], batch_id: int, until: Schedule, now: dt.datetime
) -> Screen:
    """Stand in place of several that come once more later."""
    when = schedule_views.when(tr, until, now)
    text = tr.text("Again <b>%(when)s</b>: %(text)s", when=when, text=_texts(reminders))
    return Screen(text, pairs(_all_again(tr, batch_id)))


def all_stopped(tr: Translator, reminders: Sequence[Reminder], batch_id: int) -> Screen:
    """Stand in place of several that are sent no more."""
    text = tr.text("Deleted, I send it no more: %(text)s", text=_texts(reminders))
    return Screen(text, pairs(_all_again(tr, batch_id)))


def done(tr: Translator, reminder: Reminder, occurrence: int, due_at: dt.datetime, now: dt.datetime) -> Screen:
    """Stand in place of a reminder that was dealt with."""
    upcoming = reminder.schedule.later_than(now) if reminder.schedule.rule is not None else None
    following = None
    if upcoming is not None:
        local = utc_to_local(upcoming.next_due, upcoming.zone)
        following = tr.text("Next: %(dates)s", dates=schedule_views.moment(tr, local, now, upcoming.zone))
    head = tr.text("✓ Done: %(text)s", text=reminder.text)
    return Screen(lines(head, following), pairs(_again(tr, reminder, occurrence, due_at)))


def put_off(
    tr: Translator, reminder: Reminder, occurrence: int, due_at: dt.datetime, until: Schedule, now: dt.datetime
) -> Screen:
    """Stand in place of a reminder that comes once more later."""
    text = tr.text("Again <b>%(when)s</b>: %(text)s", when=schedule_views.when(tr, until, now), text=reminder.text)
    return Screen(text, pairs(_again(tr, reminder, occurrence, due_at)))


def stopped(tr: Translator, reminder: Reminder, occurrence: int, due_at: dt.datetime) -> Screen:
    """Stand in place of a reminder that is sent no more."""
    undo = Button(str(tr.text("Undo")), action=f"reminders:unstop:{which(reminder, occurrence, due_at)}")
    return Screen(tr.text("Deleted, I send it no more: %(text)s", text=reminder.text), pairs(undo))


def ask_other(tr: Translator, reminder: Reminder, occurrence: int, due_at: dt.datetime) -> Screen:
    """Ask until when a reminder shall be put off."""
    text = lines(
        tr.text("When shall I say it again: <b>%(text)s</b>?", text=reminder.text),
        tr.text("For example: <code>in 3 hours</code>, <code>friday 18:30</code>"),
    )
    back = Button(str(tr.text("‹ Back")), action=f"reminders:again:{which(reminder, occurrence, due_at)}")
    return Screen(text, pairs(back))


def which(reminder: Reminder, occurrence: int, due_at: dt.datetime) -> str:
    """Return the arguments that name one occurrence: the reminder, its number, and when it was due in Unix time."""
    return f"{reminder.id}:{occurrence}:{int(due_at.timestamp())}"


def _head(tr: Translator, reminder: Reminder, due_at: dt.datetime, now: dt.datetime, *, alarm: bool = True) -> Markup:
    zone = reminder.schedule.zone
    when = schedule_views.moment(tr, utc_to_local(due_at, zone), now, zone)
    text = reminder.text[:1].upper() + reminder.text[1:]
    if alarm:
        return tr.text("⏰ <b>%(text)s</b> · due %(when)s", text=text, when=when)
    return tr.text("<b>%(text)s</b> · due %(when)s", text=text, when=when)


def _line(tr: Translator, number: int, reminder: Reminder, delivery: Delivery, now: dt.datetime) -> Markup:
    head = _head(tr, reminder, delivery.due, now, alarm=False)
    late = _lateness(tr, delivery)
    repeat = tr.text("<i>(may be a repeat)</i>") if delivery.may_repeat else None
    parts = Markup(" · ").join(part for part in (head, late, repeat) if part is not None)
    return tr.text("%(number)s. %(text)s", number=number, text=parts)


def _missed(tr: Translator, parts: Sequence[tuple[Reminder, Delivery]], now: dt.datetime) -> Markup:
    items = []
    for reminder, delivery in parts:
        zone = reminder.schedule.zone
        day = schedule_views.day(tr, utc_to_local(delivery.due, zone).date(), utc_to_local(now, zone).date())
        items.append(tr.text("%(text)s (%(day)s)", text=short(reminder.text), day=day))
    return tr.ntext(
        "While I could not write to you, %(n)s reminder was due: %(list)s",
        "While I could not write to you, %(n)s reminders were due: %(list)s",
        len(items),
        list=Markup(" · ").join(items),
    )


def _lateness(tr: Translator, delivery: Delivery) -> Markup | None:
    if not delivery.late:
        return None
    late = schedule_views.delay(tr, delivery.late)
    if not delivery.skipped:
        return tr.text("Late by %(late)s", late=late)
    return tr.ntext(
        "Late by %(late)s; %(n)s more was skipped",
        "Late by %(late)s; %(n)s more were skipped",
        delivery.skipped,
        late=late,
    )


def _buttons(
    tr: Translator,
    reminder: Reminder,
    occurrence: int,
    due_at: dt.datetime,
    now: dt.datetime,
    bookings: Sequence[Button],
) -> Rows:
    said = which(reminder, occurrence, due_at)
    night = tonight(now, reminder.schedule.zone)
    late_enough = night is not None and night.next_due - now > _TONIGHT_AHEAD
    page = _PAGES.get(reminder.kind)
    return pairs(
        Button(str(tr.text("Done")), action=f"reminders:done:{said}"),
        Button(str(tr.text("In 1 hour")), action=f"reminders:hour:{said}"),
        Button(str(tr.text("Tonight")), action=f"reminders:tonight:{said}") if late_enough else None,
        Button(str(tr.text("Tomorrow morning")), action=f"reminders:morning:{said}"),
        Button(str(tr.text("Other time")), action=f"reminders:other:{said}"),
        Button(str(tr.text("Stop reminding")), action=f"reminders:stop:{said}"),
        *bookings[:2],
        Button(str(tr.text("Open the page")), url=page) if page and len(bookings) < 2 else None,  # noqa: PLR2004 - two fill a row
    )


def _again(tr: Translator, reminder: Reminder, occurrence: int, due_at: dt.datetime) -> Button:
    return Button(str(tr.text("Undo")), action=f"reminders:again:{which(reminder, occurrence, due_at)}")


def _all_again(tr: Translator, batch_id: int) -> Button:
    return Button(str(tr.text("Undo")), action=f"reminders:allagain:{batch_id}")


def _texts(reminders: Sequence[Reminder]) -> Markup:
    return Markup(" · ").join(Markup("{}").format(short(reminder.text)) for reminder in reminders)
