"""The words about how somebody wants to be warned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core import screen
from bot.core.periods import Period
from bot.core.screen import Button, Screen, Setting, pairs
from bot.features.budgets import shared_views
from bot.features.budgets.rules import THRESHOLDS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from markupsafe import Markup

    from bot.core.i18n import Translator
    from bot.features.budgets.rules import BudgetState, Preferences


def lines(tr: Translator, wishes: Preferences, state: BudgetState | None) -> Sequence[Setting]:
    """Return the lines in /settings, with one button for both."""
    return (
        Setting(_first_day(tr, state), Button(str(tr.text("My limit")), action="budgets:mine")),
        Setting(_thresholds(tr, wishes)),
    )


def own_limit(tr: Translator, wishes: Preferences, state: BudgetState | None) -> Screen:
    """Show what /settings says of the limit, and lead to where each of it is changed."""
    if state is None:
        limit, day, change = tr.text("You have no limit yet."), None, shared_views.set_button(tr)
    else:
        limit, change = shared_views.limit_line(tr, state), shared_views.change_button(tr, state.slot)
        day = Button(str(tr.text("First day")), action=f"budgets:askday:{state.slot}")
    return Screen(
        screen.lines(limit, _first_day(tr, state) if state is not None else None, _thresholds(tr, wishes)),
        pairs(
            day if state is not None and _begins(state) else None,
            Button(str(tr.text("Warnings")), action="budgets:warn"),
            change,
            Button(str(tr.text("‹ Back")), action="prefs:settings"),
        ),
    )


def warnings(tr: Translator, wishes: Preferences) -> Screen:
    """Show every wish; each button turns one on or off."""
    text = screen.lines(
        _thresholds(tr, wishes),
        tr.text("When the pace passes the limit: <b>on</b>")
        if wishes.warns_pace
        else tr.text("When the pace passes the limit: <b>off</b>"),
        tr.text("Summary when a month or week ends: <b>on</b>")
        if wishes.sums_up
        else tr.text("Summary when a month or week ends: <b>off</b>"),
        tr.text("Weekly question for the usage page's number: <b>on</b>")
        if wishes.nudge_due
        else tr.text("Weekly question for the usage page's number: <b>off</b>"),
        tr.text("Never in a group."),
    )
    toggles = [
        Button(
            _tick(f"{each} %", on=each in wishes.thresholds),
            action=f"budgets:at:{each}:{int(each not in wishes.thresholds)}",
        )
        for each in THRESHOLDS
    ]
    return Screen(
        text,
        pairs(
            *toggles,
            Button(str(tr.text("Other")), action="budgets:askat"),
            Button(
                _tick(str(tr.text("Pace")), on=wishes.warns_pace), action=f"budgets:pace:{int(not wishes.warns_pace)}"
            ),
            Button(_tick(str(tr.text("Summary")), on=wishes.sums_up), action=f"budgets:sum:{int(not wishes.sums_up)}"),
            Button(
                _tick(str(tr.text("Weekly")), on=wishes.nudge_due is not None),
                action=f"budgets:nudge:{int(wishes.nudge_due is None)}:set",
            ),
            Button(str(tr.text("‹ Back")), action="budgets:mine"),
        ),
    )


def ask_thresholds(tr: Translator) -> Screen:
    """Ask for percentages."""
    text = tr.text("At which percentages of your limit? Send them, for example <code>60 90 100</code>.")
    return Screen(text, pairs(Button(str(tr.text("‹ Back")), action="budgets:warn")))


def bad_thresholds(tr: Translator) -> Screen:
    """Say which percentages are possible."""
    return Screen(tr.text("I take up to six numbers from 1 to 100, for example <code>60 90 100</code>."))


def nudge_on(tr: Translator, due: dt.datetime | None, zone: dt.tzinfo, state: BudgetState | None) -> Screen:
    """Say when the weekly question comes."""
    text = tr.text("I no longer ask each week.")
    if due is not None:
        local = due.astimezone(zone)
        text = tr.text(
            "From %(date)s, %(time)s on I ask once a week what the usage page shows.",
            date=tr.weekday_date(local.date()),
            time=tr.time(local),
        )
    return Screen(
        screen.lines(text, *(shared_views.standing_lines(tr, state) if state else ())),
        pairs(shared_views.log_button(tr), shared_views.card_button(tr)),
    )


def nudge_stopped(tr: Translator) -> Screen:
    """Say that the weekly question is off."""
    return Screen(tr.text("I no longer ask each week. /settings turns it on again."))


def _begins(state: BudgetState) -> bool:
    """Tell whether a limit has a day on which its cycle begins."""
    return state.budget is not None and state.period in {Period.MONTH, Period.WEEK}


def _first_day(tr: Translator, state: BudgetState | None) -> Markup:
    """Return the day on which the limit's cycle begins, and the dates of the present one."""
    if state is None:
        return tr.text("First day of your month: <b>no limit yet</b>")
    dates = shared_views.dates(tr, state)
    if state.budget is None or not _begins(state):
        return tr.text("Limit: %(dates)s", dates=dates)
    if state.period is Period.WEEK:
        day = tr.weekdays([state.budget.cycle_day - 1], full=True)
        return tr.text("First day of your week: <b>%(day)s</b> · %(dates)s", day=day, dates=dates)
    day = str(state.budget.cycle_day)
    return tr.text("First day of your month: <b>%(day)s</b> · %(dates)s", day=day, dates=dates)


def _thresholds(tr: Translator, wishes: Preferences) -> Markup:
    if not wishes.thresholds:
        return tr.text("Warnings about the limit: <b>off</b>")
    values = " · ".join(f"{each} %" for each in wishes.thresholds)
    return tr.text("Warnings about the limit: <b>%(values)s</b>", values=values)


def _tick(label: str, *, on: bool) -> str:
    return f"✓ {label}" if on else label
