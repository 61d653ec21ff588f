"""The words about what was booked: confirmations, the list, corrections, top-ups, files."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from bot.core.amounts import AmbiguousAmount, Refusal, RefusedAmount
from bot.core.money import Currency, Money
from bot.core.periods import Period
from bot.core.screen import Button, Screen, lines, pairs
from bot.features.budgets import shared_views
from bot.features.budgets.rules import BudgetState, Kind, Total, can_be_kept

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from bot.core.amounts import AmountRange
    from bot.core.i18n import Translator
    from bot.features.budgets.phrases import Unclear
    from bot.features.budgets.rules import Booking, Entry, Standing, TakenBack
    from bot.features.budgets.statements import ToppedUp

A_PAGE: Final = 5
"""Entries that have a button on one screen."""
_LONGEST_LISTED_NOTE: Final = 40
_LONGEST_ACTION: Final = 61  # bytes
_WHOLE: Final = 100


def ask_spent(tr: Translator) -> Screen:
    """Ask what was spent."""
    text = tr.text("Send what you spent, for example <code>12.5 api</code> or <code>90 rmb</code>.")
    back = Button(str(tr.text("‹ Back")), action="budgets:card")
    return Screen(text, pairs(back))


def no_day(tr: Translator, *, is_future: bool) -> Screen:
    """Say for which days spending can be booked."""
    if is_future:
        return Screen(
            tr.text("That day is still to come, and I book what is spent. Try: <code>/spent 12.5 yesterday</code>")
        )
    return Screen(tr.text("I need the day itself. Try: <code>/spent 12.5 yesterday</code> or <code>on 3 Nov</code>"))


def too_old(tr: Translator, oldest: dt.date) -> Screen:
    """Say how far back can be booked."""
    return Screen(
        tr.text(
            "That is too long ago: I book from %(date)s on. Try: <code>/spent 12.5 yesterday</code>",
            date=tr.date(oldest),
        )
    )


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
        undo = Button(str(tr.text("Back")), action=_amend_action(booking.before))
    else:
        undo = Button(str(tr.text("Undo")), action=f"budgets:undo:{entry.number}")
    slot = standing.slot if isinstance(standing, BudgetState) else 0
    mend = shared_views.change_button(tr, slot) if isinstance(standing, BudgetState) else shared_views.set_button(tr)
    text = lines(head, was, note, *shared_views.standing_lines(tr, standing), *warnings(tr, booking))
    return Screen(text, pairs(undo, shared_views.list_button(tr), mend))


def warnings(tr: Translator, booking: Booking) -> list[Markup]:
    """Return the lines about a threshold that was passed and about a pace that passes the limit."""
    standing, crossed = booking.standing, booking.crossed
    if isinstance(standing, Total):
        return []
    found = []
    used, limit, date = (
        tr.money(standing.used),
        shared_views.limit_amount(tr, standing),
        tr.short_date(standing.cycle.end),
    )
    if crossed is not None and crossed < _WHOLE:
        found.append(
            tr.text(
                "🟡 %(percent)s %% of your limit is passed: used %(used)s of %(limit)s, %(left)s left until %(date)s.",
                percent=crossed,
                used=used,
                limit=limit,
                left=tr.money(standing.left),
                date=date,
            )
        )
    elif crossed is not None and standing.left.amount < 0:
        found.append(
            tr.text(
                "🔴 That is more than your limit: used %(used)s of %(limit)s, %(nothing)s left until %(date)s.",
                used=used,
                limit=limit,
                nothing=tr.amount(Money(Decimal(0), standing.limit.currency)),
                date=date,
            )
        )
    elif crossed is not None:
        found.append(
            tr.text(
                "🔴 That uses up your limit: used %(used)s of %(limit)s, nothing left until %(date)s.",
                used=used,
                limit=limit,
                date=date,
            )
        )
    if booking.forecast is not None:
        over = booking.forecast - standing.limit
        found.append(
            tr.text(
                "🟡 At this pace %(amount)s by %(date)s, %(over)s more than your limit.",
                amount=tr.money(booking.forecast),
                date=date,
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


def unclear_change(tr: Translator, reading: AmbiguousAmount | AmountRange | RefusedAmount, entry: Entry) -> Screen:
    """Say why an entry cannot get an amount, or ask which one is meant."""
    if isinstance(reading, AmbiguousAmount):
        readings = (Money(r.value, r.currency or entry.money.currency) for r in reading.readings)
        buttons = [
            Button(tr.amount(money), action=_amend_action(replace(entry, money=money)))
            for money in readings
            if can_be_kept(money.amount)
        ]
        return Screen(tr.text("I can read that in more than one way. How much was it?"), pairs(*buttons))
    if isinstance(reading, RefusedAmount) and reading.reason is Refusal.NEGATIVE:
        return Screen(tr.text("What is spent is more than 0. To take back what you booked: /undo"))
    return Screen(shared_views.refusal(tr, reading, "no, 12.60"))


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


def ask_edit(tr: Translator, entry: Entry) -> Screen:
    """Ask what an entry should be."""
    text = tr.text(
        "Send what it should be, for example <code>12.5 api</code>. It is now: %(entry)s", entry=listed(tr, entry)
    )
    return Screen(text, pairs(Button(str(tr.text("‹ Back")), action=f"budgets:entry:{entry.number}")))


def no_such_entry(tr: Translator) -> Screen:
    """Say that an entry is not there any more."""
    return Screen(tr.text("That entry is not there any more."), pairs(shared_views.list_button(tr)))


def entry_gone(tr: Translator) -> str:
    """Say the same in the short note over the chat."""
    return str(no_such_entry(tr).html)


def ask_total(tr: Translator, standing: Standing, have: Money) -> Screen:
    """Ask for the number on the usage page. `have`: what it should be by the book."""
    back = Button(str(tr.text("‹ Back")), action="budgets:card")
    return Screen(_total_question(tr, standing, have), pairs(_page(tr, standing), back))


def nudge(tr: Translator, standing: Standing, have: Money) -> Screen:
    """Ask once a week for the number on the usage page. `have`: what it should be by the book."""
    return Screen(
        _total_question(tr, standing, have),
        pairs(
            _page(tr, standing),
            Button(str(tr.text("Enter number")), action="budgets:asktotal"),
            Button(str(tr.text("Stop asking")), action="budgets:nudge:0:off"),
        ),
    )


def total_matches(tr: Translator, standing: Standing) -> Screen:
    """Say that nothing has to be corrected."""
    text = lines(tr.text("That is what I have: nothing to correct."), *shared_views.standing_lines(tr, standing))
    return Screen(text, pairs(shared_views.log_button(tr), shared_views.card_button(tr)))


def top_up_or_spending(tr: Translator, said: ToppedUp, update_id: int, bare: Currency) -> Screen:
    """Ask whether credit was bought or something spent.

    `update_id` is that of the message, so that two taps book once; `bare`: the currency of a number without one.
    """
    money = Money(said.amount, said.currency or bare)
    text = tr.text(
        "%(amount)s: credit you bought, or money you spent? Credit that was bought is not spent yet.",
        amount=tr.amount(money),
    )
    label = f"#{said.label}" if said.label else ""
    return Screen(
        text,
        pairs(
            Button(str(tr.text("Top-up")), action=_book_action("topup", update_id, money, said.days_ago, label)),
            Button(str(tr.text("Spending")), action=_book_action("book", update_id, money, said.days_ago, label)),
        ),
    )


def unclear_spent(tr: Translator, unclear: Unclear, update_id: int, bare: Currency) -> Screen:
    """Say why an amount cannot be booked, or ask which one is meant.

    Args:
        tr: the language.
        unclear: what was read.
        update_id: the update it was read from; the buttons book for it, so that two taps book once.
        bare: the currency of a number without one.
    """
    if isinstance(unclear.reading, AmbiguousAmount):
        readings = (Money(r.value, r.currency or bare) for r in unclear.reading.readings)
        buttons = [
            Button(tr.amount(m), action=_book_action("book", update_id, m, unclear.days_ago, unclear.note))
            for m in readings
            if can_be_kept(m.amount)
        ]
        return Screen(tr.text("I can read that in more than one way. How much was it?"), pairs(*buttons))
    if isinstance(unclear.reading, RefusedAmount) and unclear.reading.reason is Refusal.NEGATIVE:
        return Screen(tr.text("What is spent is more than 0. To take back what you booked: /undo"))
    return Screen(shared_views.refusal(tr, unclear.reading, "/spent 12.5"))


def unclear_total(tr: Translator, unclear: Unclear, update_id: int) -> Screen:
    """Say why a number cannot be the total, or ask which one is meant."""
    if isinstance(unclear.reading, AmbiguousAmount):
        buttons = [
            Button(tr.amount(m), action=f"budgets:total:{update_id}:{shared_views.digits(m.amount)}:{m.currency.value}")
            for m in (Money(r.value, r.currency or Currency.USD) for r in unclear.reading.readings)
            if can_be_kept(m.amount)
        ]
        return Screen(tr.text("I can read that in more than one way. How much was it?"), pairs(*buttons))
    return Screen(shared_views.refusal(tr, unclear.reading, "43.20"))


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


def _total_question(tr: Translator, standing: Standing, have: Money) -> Markup:
    if isinstance(standing, BudgetState) and standing.period is Period.CREDIT:
        return tr.text(
            "How much credit does the billing page show? I have %(left)s left. Send the number, for example"
            " <code>43.20</code>.",
            left=tr.money(standing.left),
        )
    return tr.text(
        "What does the usage page show from %(start)s on? I have %(used)s. Send the number, for example"
        " <code>43.20</code>.",
        start=tr.short_date(standing.cycle.start),
        used=tr.money(have),
    )


def _page(tr: Translator, standing: Standing) -> Button:
    if isinstance(standing, BudgetState) and standing.period is Period.CREDIT:
        return Button(str(tr.text("Billing page")), url=shared_views.BILLING_PAGE)
    return Button(str(tr.text("Usage page")), url=shared_views.USAGE_PAGE)


def _amend_action(entry: Entry) -> str:
    """Return the action that gives an entry back the amount and the day it had."""
    amount, code = shared_views.digits(entry.money.amount), entry.money.currency.value
    return f"budgets:amend:{entry.number}:{amount}:{code}:{entry.local_date.isoformat()}"


def _book_action(verb: str, update_id: int, money: Money, days_ago: int, words: str) -> str:
    """Return the action of a button that books an amount; it holds as much of note and label as there is room for."""
    action = f"budgets:{verb}:{update_id}:{shared_views.digits(money.amount)}:{money.currency.value}:{days_ago}:"
    words = words.replace(":", "：")
    room = _LONGEST_ACTION - len(action)
    if len(words.encode()) > room:
        words = words.encode()[: room - len("…".encode())].decode(errors="ignore")
        words = words.partition("#")[0].rstrip()  # a part of a label would be another label
        words += "…" if words else ""
    return action + words


def _how_to_log(tr: Translator) -> Markup:
    return tr.text("To log spending, write <code>spent 12.5 on api</code> or <code>/spent 90 rmb</code>.")
