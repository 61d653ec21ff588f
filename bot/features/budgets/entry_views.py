"""The words about what was booked: confirmations, the list, one entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from bot.core.screen import Button, Screen, lines, pairs
from bot.features.budgets import shared_views
from bot.features.budgets.rules import BudgetState, Kind, Total

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.i18n import Translator
    from bot.core.money import Money
    from bot.features.budgets.rules import Booking, Entry, Standing, TakenBack

A_PAGE: Final = 5
"""Entries that have a button on one screen."""
_LONGEST_LISTED_NOTE: Final = 40
_WHOLE: Final = 100


def booked(tr: Translator, booking: Booking) -> Screen:
    """Say back what was booked and how things stand after it."""
    entry, standing = booking.entry, booking.standing
    amount = shared_views.both(tr, entry.money, entry.rate)
    if booking.before is not None:
        head = tr.text("<b>Changed to %(amount)s</b>", amount=amount)
    elif entry.kind is Kind.TOP_UP:
        head = tr.text("<b>Topped up: %(amount)s</b>, not counted as spent", amount=amount)
    elif entry.kind is Kind.CORRECTION:
        head = tr.text("<b>Corrected by %(amount)s</b>", amount=_signed(tr, entry.money))
    elif entry.local_date == standing.today:
        head = tr.text("<b>Noted: %(amount)s</b>", amount=amount)
    else:
        head = tr.text("<b>Noted for %(date)s: %(amount)s</b>", date=tr.short_date(entry.local_date), amount=amount)
    was = tr.text("It was %(entry)s.", entry=listed(tr, booking.before)) if booking.before else None
    tags = [*([entry.note] if entry.note else []), *([f"#{entry.label}"] if entry.label else [])]
    note = Markup(" ").join(tags) if tags else None
    if booking.before is not None:
        undo = Button(str(tr.text("Back")), action=amend_action(booking.before))
    else:
        undo = Button(str(tr.text("Undo")), action=f"budgets:undo:{entry.number}")
    slot = standing.slot if isinstance(standing, BudgetState) else 0
    mend = shared_views.change_button(tr, slot) if isinstance(standing, BudgetState) else shared_views.set_button(tr)
    text = lines(head, was, note, *shared_views.standing_lines(tr, standing), *warnings(tr, booking))
    return Screen(text, pairs(undo, shared_views.list_button(tr), mend))


def warnings(tr: Translator, booking: Booking) -> list[Markup]:
    """Return the lines about a threshold that was passed and about a pace that passes the limit.

    They stand below the line that says how much is used, so they do not say it again.
    """
    standing, crossed = booking.standing, booking.crossed
    if isinstance(standing, Total):
        return []
    found = []
    if crossed is not None and crossed < _WHOLE:
        found.append(tr.text("🟡 %(percent)s %% of your limit is passed.", percent=crossed))
    elif crossed is not None and standing.left.amount < 0:
        found.append(tr.text("🔴 That is more than your limit."))
    elif crossed is not None:
        found.append(tr.text("🔴 That uses up your limit."))
    if booking.forecast is not None:
        over = booking.forecast - standing.limit
        found.append(
            tr.text(
                "🟡 At this pace %(amount)s by %(date)s, %(over)s more than your limit.",
                amount=tr.money(booking.forecast),
                date=tr.short_date(standing.cycle.end),
                over=tr.money(over),
            )
        )
        a_day = standing.a_day
        if a_day is not None:
            found.append(tr.text("%(amount)s a day keeps you inside.", amount=tr.money(a_day)))
    return found


def taken_back(tr: Translator, taken: TakenBack) -> Screen:
    """Say what does not count any more and how things stand after it."""
    what = listed(tr, taken.entry)
    text = tr.text("<b>Taken back:</b> %(entry)s", entry=what)
    if not taken.just_now:
        text = tr.text("<b>Taken back already:</b> %(entry)s", entry=what)
    elif taken.count > 1:
        text = tr.ntext(
            "<b>Taken back:</b> %(n)s entry of a file", "<b>Taken back:</b> %(n)s entries of a file", taken.count
        )
    again = Button(str(tr.text("Book it again")), action=f"budgets:redo:{taken.entry.number}")
    return Screen(
        lines(text, *shared_views.standing_lines(tr, taken.standing)), pairs(again, shared_views.list_button(tr))
    )


def let_go(tr: Translator, taken: TakenBack) -> Screen:
    """Say what does not count any more because its message says something else now; the rest is below it."""
    again = Button(str(tr.text("Book it again")), action=f"budgets:redo:{taken.entry.number}")
    return Screen(tr.text("<b>Taken back:</b> %(entry)s", entry=listed(tr, taken.entry)), pairs(again))


def nothing_to_take_back(tr: Translator, *, is_old: bool) -> Screen:
    """Say that nothing is booked that could be taken back. `is_old`: there is something from before yesterday."""
    if is_old:
        text = tr.text("Your last entry is older than 24 hours; take it back in the list.")
        return Screen(text, pairs(shared_views.list_button(tr)))
    text = lines(tr.text("There is nothing to take back."), _how_to_log(tr))
    return Screen(text, pairs(shared_views.log_button(tr)))


def entries(tr: Translator, newest: Sequence[Entry], standing: Standing) -> Screen:
    """List what was booked last, with what to write."""
    if not newest:
        text = lines(tr.text("Nothing is booked yet."), _how_to_log(tr))
        return Screen(text, pairs(shared_views.log_button(tr), shared_views.card_button(tr)))
    text = lines(
        tr.text("<b>Booked last</b>"),
        *(listed(tr, entry) for entry in newest),
        shared_views.summary(tr, standing)
        if isinstance(standing, BudgetState)
        else shared_views.month_so_far(tr, standing),
        _how_to_log(tr),
    )
    last = newest[0]
    undo = Button(str(tr.text("Undo last")), action=f"budgets:undo:{last.number}")
    mend = Button(str(tr.text("Edit or delete")), action="budgets:pick:0")
    return Screen(text, pairs(shared_views.log_button(tr), mend, undo, shared_views.card_button(tr)))


def pick(tr: Translator, newest: Sequence[Entry], page: int) -> Screen:
    """Ask which of the last entries is meant; `page` counts from 0, five each."""
    shown = newest[page * A_PAGE : (page + 1) * A_PAGE]
    rows = [Markup("{}. {}").format(number, listed(tr, entry)) for number, entry in enumerate(shown, start=1)]
    text = lines(tr.text("Which one?"), *rows)
    numbers = tuple(
        Button(str(number), action=f"budgets:entry:{entry.number}") for number, entry in enumerate(shown, start=1)
    )
    more = None
    if len(newest) > A_PAGE:
        words = tr.text("Newer") if page else tr.text("Older")
        more = Button(str(words), action=f"budgets:pick:{0 if page else 1}")
    back = Button(str(tr.text("‹ Back")), action="budgets:list")
    return Screen(text, ((numbers,) if numbers else ()) + pairs(more, back))


def entry_card(tr: Translator, entry: Entry) -> Screen:
    """Show one entry with what can be done about it."""
    text = listed(tr, entry)
    if tr.shows(entry.money.currency.other):
        other = tr.money(entry.rate.convert(entry.money, entry.money.currency.other))
        text = lines(text, tr.text("In the other currency: %(amount)s", amount=other), tr.rate(entry.rate))
    edit = None
    if entry.kind is not Kind.CORRECTION:
        edit = Button(str(tr.text("Edit")), action=f"budgets:edit:{entry.number}")
    delete = Button(str(tr.text("Delete")), action=f"budgets:undo:{entry.number}")
    return Screen(text, pairs(edit, delete, Button(str(tr.text("‹ Back")), action="budgets:pick:0")))


def no_such_entry(tr: Translator) -> Screen:
    """Say that an entry is not there any more."""
    return Screen(tr.text("That entry is not there any more."), pairs(shared_views.list_button(tr)))


def entry_gone(tr: Translator) -> str:
    """Say the same in the short note over the chat."""
    return str(no_such_entry(tr).html)


def total_matches(tr: Translator, standing: Standing) -> Screen:
    """Say that nothing has to be corrected."""
    text = lines(tr.text("That is what I have: nothing to correct."), *shared_views.standing_lines(tr, standing))
    return Screen(text, pairs(shared_views.log_button(tr), shared_views.card_button(tr)))


def listed(tr: Translator, entry: Entry) -> Markup:
    """Return an entry on one line."""
    note = entry.note
    if len(note) > _LONGEST_LISTED_NOTE:
        note = note[: _LONGEST_LISTED_NOTE - 1] + "…"
    parts: list[str | Markup] = [tr.short_date(entry.local_date)]
    if entry.kind is Kind.CORRECTION:
        parts.append(tr.text("%(amount)s correction", amount=_signed(tr, entry.money)))
    elif entry.kind is Kind.TOP_UP:
        parts.append(tr.text("%(amount)s topped up", amount=tr.amount(entry.money)))
    else:
        parts.append(tr.amount(entry.money))
    tail = [*([note] if note else []), *([f"#{entry.label}"] if entry.label else [])]
    return Markup(" · ").join([*parts, *tail])


def _signed(tr: Translator, money: Money) -> str:
    shown = tr.money(shared_views.positive(money))
    return f"+{shown}" if money.amount > 0 else f"−{shown}"


def amend_action(entry: Entry) -> str:
    """Return the action that gives an entry back the amount and the day it had."""
    amount, code = shared_views.digits(entry.money.amount), entry.money.currency.value
    return f"budgets:amend:{entry.number}:{amount}:{code}:{entry.local_date.isoformat()}"


def _how_to_log(tr: Translator) -> Markup:
    return tr.text("To log spending, write <code>spent 12.5 on api</code> or <code>/spent 90 rmb</code>.")
