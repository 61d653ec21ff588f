"""The words that ask what was spent: questions, amounts that are unclear, days that cannot be booked for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.core.amounts import AmbiguousAmount, Refusal, RefusedAmount
from bot.core.money import Currency, Money
from bot.core.periods import Period
from bot.core.screen import Button, Screen, pairs
from bot.features.budgets import shared_views
from bot.features.budgets.entry_views import amend_action, listed
from bot.features.budgets.rules import BudgetState, can_be_kept

if TYPE_CHECKING:
    import datetime as dt

    from markupsafe import Markup

    from bot.core.amounts import AmountRange
    from bot.core.i18n import Translator
    from bot.features.budgets.phrases import Unclear
    from bot.features.budgets.rules import Entry, Standing
    from bot.features.budgets.statements import ToppedUp

_LONGEST_ACTION: Final = 61  # bytes


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


def unclear_change(tr: Translator, reading: AmbiguousAmount | AmountRange | RefusedAmount, entry: Entry) -> Screen:
    """Say why an entry cannot get an amount, or ask which one is meant."""
    if isinstance(reading, AmbiguousAmount):
        readings = (Money(r.value, r.currency or entry.money.currency) for r in reading.readings)
        buttons = [
            Button(tr.amount(money), action=amend_action(replace(entry, money=money)))
            for money in readings
            if can_be_kept(money.amount)
        ]
        return Screen(tr.text("I can read that in more than one way. How much was it?"), pairs(*buttons))
    if isinstance(reading, RefusedAmount) and reading.reason is Refusal.NEGATIVE:
        return Screen(tr.text("What is spent is more than 0. To take back what you booked: /undo"))
    return Screen(shared_views.refusal(tr, reading, "no, 12.60"))


def ask_edit(tr: Translator, entry: Entry) -> Screen:
    """Ask what an entry should be."""
    text = tr.text(
        "Send what it should be, for example <code>12.5 api</code>. It is now: %(entry)s", entry=listed(tr, entry)
    )
    return Screen(text, pairs(Button(str(tr.text("‹ Back")), action=f"budgets:entry:{entry.number}")))


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
