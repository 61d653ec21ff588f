"""The words of reminders."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from bot.core.language import Language
from bot.core.recurrence import utc_to_local
from bot.core.screen import Button, Rows, Screen, lines, pairs
from bot.features.reminders import schedule_views
from bot.features.reminders.rules import LONGEST_TEXT, MOST, SHORTEST_STEP, Note, Problem, State

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from zoneinfo import ZoneInfo

    from bot.core.i18n import Translator
    from bot.features.reminders.rules import Choice, Refusal, Reminder, Schedule, Wish

PAGE: Final = 5  # reminders on one page of the list, each with a button
_SHOWN_DATES: Final = 3
_MORNINGS: Final = (7, 8, 9, 10)
_LIST_TEXT: Final = 60  # characters of a reminder in the list


def default_text(tr: Translator) -> str:
    """Return what somebody is reminded of who did not say."""
    return str(tr.text("check your OpenAI usage"))


def limit_text(tr: Translator) -> str:
    """Return the text of the monthly limit check."""
    return str(tr.text("check your monthly limit"))


def offer(tr: Translator) -> Screen:
    """Offer the ready-made reminders and show how to type one."""
    text = lines(
        tr.text("<b>What shall I remind you of, and when?</b> Just write it, for example:"),
        tr.text("<code>remind me tomorrow 9:00 to check usage</code>"),
        tr.text("<code>remind me on the 1st of every month to pay the bill</code>"),
        tr.text("Or take a ready-made one:"),
    )
    buttons = pairs(
        Button(str(tr.text("Monthly limit check")), action="reminders:limit"),
        Button(str(tr.text("Credit expires")), action="reminders:expiry"),
        Button(str(tr.text("Set a usage limit")), action="reminders:cap"),
        Button(str(tr.text("Weekly number")), action="reminders:weekly"),
        Button(str(tr.text("Replace keys")), action="reminders:keys"),
        Button(str(tr.text("My reminders")), action="reminders:list:0"),
        Button(str(tr.text("My hours")), action="reminders:hours"),
    )
    return Screen(text, buttons)


def confirmed(
    tr: Translator,
    reminder: Reminder,
    now: dt.datetime,
    *,
    notes: Sequence[Note] = (),
    ask_zone: bool = False,
    ask_morning: bool = False,
    other: Button | None = None,
) -> Screen:
    """Say back what was understood; one tap takes it back or asks for another time.

    `ask_zone`: ask whether it is as late for the person as it is here; `ask_morning`: when their day begins.
    """
    schedule = reminder.schedule
    head = tr.text("<b>%(when)s</b>: %(text)s", when=schedule_views.when(tr, schedule, now), text=reminder.text)
    paused = tr.text("Paused: I send it no more until you let it go on.") if reminder.state is State.PAUSED else None
    question: Markup | None = None
    answers: Rows = ()
    if ask_zone:
        question, answers = _zone_question(tr, reminder, now)
    elif ask_morning:
        question, answers = _morning_question(tr, reminder)
    text = lines(
        head,
        paused,
        *(_note(tr, note, schedule) for note in notes),
        schedule_views.short_months(tr, schedule),
        _next_dates(tr, schedule, now),
        question,
    )
    buttons = pairs(
        Button(str(tr.text("Change time")), action=f"reminders:change:{reminder.id}"),
        Button(str(tr.text("Cancel")), action=f"reminders:delete:{reminder.id}"),
        other,
    )
    return Screen(text, (*answers, *buttons))


def _zone_question(tr: Translator, reminder: Reminder, now: dt.datetime) -> tuple[Markup, Rows]:
    zone = reminder.schedule.zone
    time = tr.time(utc_to_local(now, zone))
    return tr.text("It is %(time)s for you, right? (%(zone)s)", time=time, zone=tr.place(zone)), pairs(
        Button(str(tr.text("Yes, %(time)s", time=time)), action=f"reminders:here:{reminder.id}"),
        Button(str(tr.text("Another zone")), action=f"reminders:zones:{reminder.id}"),
    )


def _morning_question(tr: Translator, reminder: Reminder) -> tuple[Markup, Rows]:
    text = tr.text("When is your morning? What you say without a time comes then.")
    return text, pairs(
        *(Button(f"{hour:02}:00", action=f"reminders:mine:{reminder.id}:{hour:02}00") for hour in _MORNINGS)
    )


def choose(tr: Translator, choice: Choice, draft_id: int, now: dt.datetime) -> Screen:
    """Ask which time is meant; the buttons say what differs."""
    times = [schedule_views.when(tr, wish.schedule, now) for wish in choice.wishes]
    numbered = (Markup("{}. {}").format(number, time) for number, time in enumerate(times, start=1))
    labels = _differences(tr, choice.wishes)
    buttons = (Button(label, action=f"reminders:pick:{draft_id}:{number}") for number, label in enumerate(labels))
    return Screen(lines(tr.text("I can read that in more than one way. Which time?"), *numbered), pairs(*buttons))


def ask_when(tr: Translator, text: str) -> Screen:
    """Ask for the time of a reminder whose words are known."""
    if not text:
        return Screen(
            tr.text("When shall I remind you? For example: <code>tomorrow 9:00</code>, <code>every Monday 18:00</code>")
        )
    return Screen(
        tr.text(
            "When shall I remind you: <b>%(text)s</b>?\n"
            "For example: <code>tomorrow 9:00</code>, <code>every Monday 18:00</code>",
            text=text,
        )
    )


def ask_new_time(tr: Translator, reminder: Reminder, now: dt.datetime) -> Screen:
    """Ask for another time of a reminder."""
    text = lines(
        tr.text("<b>%(when)s</b>: %(text)s", when=schedule_views.when(tr, reminder.schedule, now), text=reminder.text),
        tr.text("Send the new time, for example: <code>tomorrow 18:30</code>"),
    )
    return Screen(text, pairs(Button(str(tr.text("‹ Back")), action=f"reminders:show:{reminder.id}")))


def refused(tr: Translator, refusal: Refusal, now: dt.datetime, zone: ZoneInfo) -> Screen:
    """Say what was understood, where it broke, and one example that works."""
    said = _past(tr, refusal, now, zone) if refusal.problem is Problem.PAST else _PROBLEMS[refusal.problem](tr, refusal)
    return Screen(lines(said, tr.text("Try: <code>remind me tomorrow 9:00 to check usage</code>")))


def too_many(tr: Translator) -> Screen:
    """Say that the list is full, and where to make room."""
    text = tr.text("You have %(most)s reminders, and I keep no more for one person. Delete one first.", most=MOST)
    return Screen(text, pairs(Button(str(tr.text("My reminders")), action="reminders:list:0")))


def listed(
    tr: Translator,
    reminders: Sequence[Reminder],
    now: dt.datetime,
    zone: ZoneInfo,
    page: int,
    deleted: Reminder | None = None,
) -> Screen:
    """List what is to come, times in `zone`, with a button each to delete it.

    `page` counts from 0, and one that does not exist shows the nearest that does; `deleted` is the reminder that was
    deleted just now and may come back.
    """
    gone = undo = None
    if deleted is not None:
        gone = tr.text("Deleted: %(text)s", text=short(deleted.text))
        undo = Button(str(tr.text("Undo")), action=f"reminders:restore:{deleted.id}:{page}")
    if not reminders:
        text = tr.text(
            "You have no reminders. Write one, for example: <code>remind me tomorrow 9:00 to check usage</code>"
        )
        limit = Button(str(tr.text("Monthly limit check")), action="reminders:limit")
        return Screen(lines(gone, text), pairs(undo, limit))
    last_page = (len(reminders) - 1) // PAGE
    page = max(0, min(page, last_page))
    first = page * PAGE
    shown = list(enumerate(reminders[first : first + PAGE], start=first + 1))
    head = tr.ntext(
        "<b>You have %(n)s reminder</b> (times in %(zone)s)",
        "<b>You have %(n)s reminders</b> (times in %(zone)s)",
        len(reminders),
        zone=tr.place(zone),
    )
    items = (_item(tr, number, reminder, now, zone) for number, reminder in shown)
    edits = [
        Button(str(tr.text("Edit %(number)s", number=number)), action=f"reminders:item:{reminder.id}:{page}")
        for number, reminder in shown
    ]
    back = Button("‹", action=f"reminders:list:{page - 1}") if page else None
    on = Button("›", action=f"reminders:list:{page + 1}") if page < last_page else None
    return Screen(lines(gone, head, *items), pairs(*edits, undo, back, on))


def item(tr: Translator, reminder: Reminder, now: dt.datetime, page: int) -> Screen:
    """Show one reminder of the list with what can be done with it."""
    if reminder.is_deleted(now):  # since the list was shown
        return deleted(tr, reminder)
    schedule = reminder.schedule
    paused = reminder.state is State.PAUSED
    if reminder.state is State.ENDED:
        head = tr.text("<b>%(when)s</b>: %(text)s", when=schedule_views.when(tr, schedule, now), text=reminder.text)
        change = Button(str(tr.text("Change time")), action=f"reminders:change:{reminder.id}")
        back = Button(str(tr.text("‹ Back")), action=f"reminders:list:{page}")
        return Screen(lines(head, tr.text("That has passed already.")), pairs(change, back))
    text = lines(
        tr.text("<b>%(when)s</b>: %(text)s", when=schedule_views.when(tr, schedule, now), text=reminder.text),
        tr.text("Paused: I send it no more until you let it go on.") if paused else _next_dates(tr, schedule, now),
    )
    pause = Button(str(tr.text("Pause")), action=f"reminders:pause:{reminder.id}:{page}")
    wake = Button(str(tr.text("Go on")), action=f"reminders:wake:{reminder.id}:{page}")
    buttons = pairs(
        Button(str(tr.text("Change time")), action=f"reminders:change:{reminder.id}"),
        Button(str(tr.text("Change words")), action=f"reminders:reword:{reminder.id}"),
        wake if paused else pause,
        Button(str(tr.text("Delete")), action=f"reminders:drop:{reminder.id}:{page}"),
        Button(str(tr.text("‹ Back")), action=f"reminders:list:{page}"),
    )
    return Screen(text, buttons)


def ask_words(tr: Translator, reminder: Reminder) -> Screen:
    """Ask for other words of a reminder."""
    text = lines(
        tr.text("What shall I remind you of instead of <b>%(text)s</b>?", text=reminder.text),
        tr.text("Send the new words."),
    )
    return Screen(text, pairs(Button(str(tr.text("‹ Back")), action=f"reminders:show:{reminder.id}")))


def deleted(tr: Translator, reminder: Reminder) -> Screen:
    """Stand in place of a reminder's confirmation, or of its message, when it was deleted."""
    undo = Button(str(tr.text("Undo")), action=f"reminders:undo:{reminder.id}")
    return Screen(tr.text("Deleted, I send it no more: %(text)s", text=reminder.text), pairs(undo))


def let_go(tr: Translator, reminder: Reminder) -> Screen:
    """Say that a reminder is deleted because its message says something else now; the rest is below it."""
    back = Button(str(tr.text("Bring it back")), action=f"reminders:undo:{reminder.id}")
    return Screen(tr.text("Deleted, I send it no more: %(text)s", text=reminder.text), pairs(back))


def over(tr: Translator, reminder: Reminder) -> Screen:
    """Say that a reminder cannot come back because its time has passed."""
    return Screen(tr.text("Its time has passed, so it stays deleted: %(text)s", text=reminder.text))


def unknown(tr: Translator) -> str:
    """Say in a note that what a button stands for is gone."""
    return str(tr.text("That reminder is gone. /reminders shows the ones you have."))


def expired(tr: Translator) -> str:
    """Say in a note that a question is too old to be answered."""
    return str(tr.text("That question is too old. Send the reminder again."))


def _next_dates(tr: Translator, schedule: Schedule, now: dt.datetime) -> Markup | None:
    rule = schedule.rule
    if rule is None:
        return None
    today = utc_to_local(now, schedule.zone).date()
    locals_ = [utc_to_local(instant, schedule.zone) for instant in schedule.upcoming(_SHOWN_DATES)]
    dates = (
        schedule_views.moment(tr, local, now, schedule.zone)
        if rule.freq.elapsed
        else schedule_views.day(tr, local.date(), today)
        for local in locals_
    )
    return tr.text("Next: %(dates)s", dates=Markup(" · ").join(dates))


def _note(tr: Translator, note: Note, schedule: Schedule) -> Markup:
    time = tr.time(utc_to_local(schedule.next_due, schedule.zone))
    match note:
        case Note.TOMORROW:
            return tr.text("%(time)s has passed today, so it is tomorrow", time=time)
        case Note.IN_GAP:
            return tr.text("The clocks skip the time you named on that day, so it is the first one after it")


def _differences(tr: Translator, wishes: Sequence[Wish]) -> list[str]:
    """Return a label for each wish that tells it from the others: its day, its time, both, or its number."""
    locals_ = [utc_to_local(wish.schedule.next_due, wish.schedule.zone) for wish in wishes]
    repeats = any(wish.schedule.rule is not None for wish in wishes)
    days, times = [_label(tr, local) for local in locals_], [tr.time(local) for local in locals_]
    both = [f"{tr.weekdays([local.weekday()])} {time}" for local, time in zip(locals_, times, strict=True)]
    for labels in (both if len(set(times)) == len(times) and len(set(days)) == len(days) else days, times):
        if not repeats and len(set(labels)) == len(labels):
            return labels
    return [str(number) for number in range(1, len(wishes) + 1)]


def _label(tr: Translator, local: dt.datetime) -> str:
    """Return a day short enough for a button."""
    date = tr.short_date(local.date())
    return date.replace(" ", "") if tr.language is not Language.EN else date


def _past(tr: Translator, refusal: Refusal, now: dt.datetime, zone: ZoneInfo) -> Markup:
    moment = refusal.moment
    if moment is None:
        return tr.text("That has passed already.")
    if isinstance(moment, dt.datetime):
        return tr.text(
            "I read <b>%(when)s</b>, and that has passed.", when=schedule_views.moment(tr, moment, now, zone)
        )
    today = utc_to_local(now, zone).date()
    return tr.text("I read <b>%(when)s</b>, and that has passed.", when=schedule_views.day(tr, moment, today))


def _no_such_day(tr: Translator, refusal: Refusal) -> Markup:
    return tr.text("There is no such day: <b>%(piece)s</b>", piece=refusal.piece)


def _no_such_time(tr: Translator, refusal: Refusal) -> Markup:
    return tr.text("There is no such time: <b>%(piece)s</b>", piece=refusal.piece)


def _unclear(tr: Translator, refusal: Refusal) -> Markup:
    if not refusal.piece:
        return tr.text("I cannot read a time in that.")
    return tr.text("I cannot read a time in <b>%(piece)s</b>.", piece=refusal.piece)


def _vague(tr: Translator, refusal: Refusal) -> Markup:
    if not refusal.piece:
        return tr.text("That is too vague: I need a day or a time.")
    return tr.text("<b>%(piece)s</b> is too vague: I need a day or a time.", piece=refusal.piece)


def _contradiction(tr: Translator, refusal: Refusal) -> Markup:
    if not refusal.piece:
        return tr.text("The times in that do not fit together.")
    return tr.text("The times in <b>%(piece)s</b> do not fit together.", piece=refusal.piece)


def _limit(tr: Translator, refusal: Refusal) -> Markup:
    if not refusal.piece:
        return tr.text("That does not say when exactly. Give the day or the time itself.")
    return tr.text("<b>%(piece)s</b> does not say when exactly. Give the day or the time itself.", piece=refusal.piece)


def _zone(tr: Translator, refusal: Refusal) -> Markup:
    if not refusal.piece:
        return tr.text("I cannot follow that time zone. Give the time on your own clock.")
    return tr.text(
        "I cannot follow the time zone <b>%(piece)s</b>. Give the time on your own clock.", piece=refusal.piece
    )


_PROBLEMS: Final[dict[Problem, Callable[[Translator, Refusal], Markup]]] = {
    Problem.NO_TIME: _unclear,
    Problem.VAGUE: _vague,
    Problem.NO_SUCH_DAY: _no_such_day,
    Problem.NO_SUCH_TIME: _no_such_time,
    Problem.CONTRADICTION: _contradiction,
    Problem.SEVERAL: lambda tr, _: tr.text(
        "There is more than one time in that. A reminder has one: send one message for each."
    ),
    Problem.LIMIT: _limit,
    Problem.ZONE: _zone,
    Problem.TOO_FAR: lambda tr, _: tr.text("That is too far away for a reminder."),
    Problem.UNSUPPORTED: lambda tr, _: tr.text(
        "I cannot repeat in that way. Every day, week, month or year works, and every few of those."
    ),
    Problem.TOO_OFTEN: lambda tr, _: tr.text(
        "That is too often: once every %(n)s minutes at most.", n=SHORTEST_STEP // dt.timedelta(minutes=1)
    ),
    Problem.TOO_LONG: lambda tr, _: tr.text(
        "That is too long for a reminder: %(most)s characters at most.", most=LONGEST_TEXT
    ),
}


def _item(tr: Translator, number: int, reminder: Reminder, now: dt.datetime, zone: ZoneInfo) -> Markup:
    local = utc_to_local(reminder.schedule.next_due, zone)
    when, what = schedule_views.moment(tr, local, now, zone), short(reminder.text)
    repeated = schedule_views.every(tr, reminder.schedule)
    if repeated is None:
        return tr.text("%(number)s. <b>%(when)s</b>: %(text)s", number=number, when=when, text=what)
    every = repeated[:1].lower() + repeated[1:]
    if reminder.state is State.PAUSED:
        return tr.text("%(number)s. <b>paused</b>: %(text)s (%(every)s)", number=number, text=what, every=every)
    return tr.text(
        "%(number)s. <b>%(when)s</b>: %(text)s (%(every)s)", number=number, when=when, text=what, every=every
    )


def short(text: str) -> str:
    """Return a reminder's words, cut where they are too long for a list."""
    return text if len(text) <= _LIST_TEXT else f"{text[: _LIST_TEXT - 1]}…"
