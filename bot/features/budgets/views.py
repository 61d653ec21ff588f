"""The words about a limit and about spending."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from bot.core.amounts import AmbiguousAmount, AmountRange, Refusal, RefusedAmount
from bot.core.money import Currency, ExchangeRate, Money
from bot.core.screen import Button, Rows, Screen, lines, pairs
from bot.features.budgets.rules import BudgetState, Total, can_be_kept

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.i18n import Translator
    from bot.features.budgets.phrases import Unclear
    from bot.features.budgets.rules import Booking, Budget, Entry, Standing, TakenBack

OFFERED_LIMITS: Final = tuple(Money(Decimal(amount), Currency.USD) for amount in (20, 50, 100))
_BLOCKS: Final = 10
_LONGEST_LISTED_NOTE: Final = 40
_LONGEST_ACTION: Final = 61  # bytes
_WHOLE: Final = 100


def card(tr: Translator, state: BudgetState) -> Screen:
    """Show the limit and how much of it is used."""
    limit = tr.text("Limit: %(limit)s a month", limit=_both(tr, state.limit, state.rate))
    source = tr.text("Counted from what you tell me, not from OpenAI.")
    text = lines(_used(tr, state, bold=True), *_progress(tr, state), limit, source)
    return Screen(text, pairs(_log(tr), _list(tr), _change(tr)))


def offer_limit(tr: Translator, standing: Total) -> Screen:
    """Ask somebody without a limit what it should be."""
    total = _month_so_far(tr, standing) if standing.used.amount else None
    text = lines(
        tr.text("How much do you want to spend on the API in a month?"),
        total,
        tr.text("Choose an amount, or write <code>my limit is 80 dollars a month</code>."),
    )
    return Screen(text, _limits(tr))


def change_limit(tr: Translator, state: BudgetState) -> Screen:
    """Offer other limits, and to have none."""
    text = lines(
        tr.text("Limit: %(limit)s a month", limit=_both(tr, state.limit, state.rate)),
        tr.text("Choose a new one, or write it: <code>/budget 80</code>."),
    )
    rows = (
        *_limits(tr),
        (Button(str(tr.text("Remove limit")), action="budgets:drop"), _back(tr)),
    )
    return Screen(text, rows)


def ask_limit(tr: Translator) -> Screen:
    """Ask for a limit in words."""
    text = tr.text("Send the limit for a month, for example <code>80 usd</code> or <code>500 rmb</code>.")
    return Screen(text, pairs(_back(tr)))


def limit_set(tr: Translator, state: BudgetState, before: Budget | None, *, assumed: bool) -> Screen:
    """Say back what the limit is now, with the way to mend it."""
    earlier = before if before is not None and before.limit != state.limit else None
    text = lines(
        tr.text("<b>Your limit: %(limit)s a month</b>", limit=_both(tr, state.limit, state.rate)),
        tr.text("It was %(limit)s.", limit=tr.amount(earlier.limit)) if earlier else None,
        tr.text("You named no currency, so I took dollars.") if assumed else None,
        _used(tr, state) if state.used.amount else None,
        *_progress(tr, state),
    )
    other = Money(state.limit.amount, state.limit.currency.other)
    return Screen(
        text,
        pairs(
            Button(tr.amount(other), action=_set_action(other)) if assumed else None,
            _back_to(tr, earlier) if earlier else None,
            _log(tr),
            _change(tr),
        ),
    )


def limit_removed(tr: Translator, before: Budget | None) -> Screen:
    """Say that there is no limit any more; what was booked stays."""
    text = tr.text("There is no limit now. What you booked stays.")
    if before is None:
        return Screen(text, pairs(_set(tr), _list(tr)))
    return Screen(text, pairs(_back_to(tr, before), _list(tr)))


def other_period(tr: Translator) -> Screen:
    """Say that limits are for months."""
    return Screen(tr.text("I keep limits for a month, not for a day, week or year. Try: <code>/budget 50</code>"))


def ask_spent(tr: Translator) -> Screen:
    """Ask what was spent."""
    text = tr.text("Send what you spent, for example <code>12.5 api</code> or <code>90 rmb</code>.")
    return Screen(text, pairs(_back(tr)))


def other_day(tr: Translator) -> Screen:
    """Say for which days spending can be booked."""
    return Screen(
        tr.text("I book for today, yesterday and the day before only. Try: <code>/spent 12.5 yesterday</code>")
    )


def booked(tr: Translator, booking: Booking) -> Screen:
    """Say back what was booked and how things stand after it."""
    entry, standing = booking.entry, booking.standing
    amount = _both(tr, entry.money, entry.rate)
    if entry.local_date == standing.today:
        noted = tr.text("<b>Noted: %(amount)s</b>", amount=amount)
    else:
        noted = tr.text("<b>Noted for %(date)s: %(amount)s</b>", date=tr.short_date(entry.local_date), amount=amount)
    note = Markup("{}").format(entry.note) if entry.note else None
    undo = Button(str(tr.text("Undo")), action=f"budgets:undo:{entry.number}")
    mend = _change(tr) if isinstance(standing, BudgetState) else _set(tr)
    warning = _warning(tr, standing, booking.crossed)
    return Screen(lines(noted, note, *_standing(tr, standing), warning), pairs(undo, _list(tr), mend))


def taken_back(tr: Translator, taken: TakenBack) -> Screen:
    """Say what does not count any more and how things stand after it."""
    what = _listed(tr, taken.entry)
    text = tr.text("<b>Taken back:</b> %(entry)s", entry=what)
    if not taken.just_now:
        text = tr.text("<b>Taken back already:</b> %(entry)s", entry=what)
    again = Button(str(tr.text("Book it again")), action=f"budgets:redo:{taken.entry.number}")
    return Screen(lines(text, *_standing(tr, taken.standing)), pairs(again, _list(tr)))


def nothing_to_take_back(tr: Translator) -> Screen:
    """Say that nothing is booked that could be taken back."""
    return Screen(lines(tr.text("There is nothing to take back."), _how_to_log(tr)), pairs(_log(tr)))


def entries(tr: Translator, newest: Sequence[Entry], standing: Standing) -> Screen:
    """List what was booked last, with what to write."""
    if not newest:
        return Screen(lines(tr.text("Nothing is booked yet."), _how_to_log(tr)), pairs(_log(tr), _card(tr)))
    text = lines(
        tr.text("<b>Booked last</b>"),
        *(_listed(tr, entry) for entry in newest),
        summary(tr, standing) if isinstance(standing, BudgetState) else _month_so_far(tr, standing),
        _how_to_log(tr),
    )
    last = newest[0]
    undo = Button(str(tr.text("Undo %(amount)s", amount=tr.amount(last.money))), action=f"budgets:undo:{last.number}")
    return Screen(text, pairs(_log(tr), undo, _card(tr)))


def summary(tr: Translator, state: BudgetState) -> Markup:
    """Return the one line about the limit that other messages carry."""
    used, limit, date = tr.money(state.used), tr.amount(state.limit), tr.short_date(state.cycle.end)
    if state.left.amount < 0:
        over = tr.money(_positive(state.left))
        return tr.text(
            "Your limit: used %(used)s of %(limit)s, %(over)s over, until %(date)s",
            used=used,
            limit=limit,
            over=over,
            date=date,
        )
    left = tr.money(state.left)
    return tr.text(
        "Your limit: used %(used)s of %(limit)s, %(left)s left until %(date)s",
        used=used,
        limit=limit,
        left=left,
        date=date,
    )


def unclear_limit(tr: Translator, unclear: Unclear) -> Screen:
    """Say why an amount cannot be a limit, or ask which one is meant."""
    if isinstance(unclear.reading, AmbiguousAmount):
        readings = (Money(r.value, r.currency or Currency.USD) for r in unclear.reading.readings)
        buttons = [Button(tr.amount(m), action=_set_action(m)) for m in readings if can_be_kept(m.amount)]
        return Screen(tr.text("I can read that in more than one way. Which limit?"), pairs(*buttons))
    return Screen(_refusal(tr, unclear.reading, "/budget 50"))


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
            Button(tr.amount(m), action=_book_action(update_id, m, unclear)) for m in readings if can_be_kept(m.amount)
        ]
        return Screen(tr.text("I can read that in more than one way. How much was it?"), pairs(*buttons))
    if isinstance(unclear.reading, RefusedAmount) and unclear.reading.reason is Refusal.NEGATIVE:
        return Screen(tr.text("What is spent is more than 0. To take back what you booked: /undo"))
    return Screen(_refusal(tr, unclear.reading, "/spent 12.5"))


def _set_action(limit: Money, cycle_day: int | None = None) -> str:
    """Return the action of a button that sets a limit; without a day it keeps the one there is."""
    action = f"budgets:set:{_digits(limit.amount)}:{limit.currency.value}"
    return action if cycle_day is None else f"{action}:{cycle_day}"


def _book_action(update_id: int, money: Money, unclear: Unclear) -> str:
    """Return the action of a button that books an amount; it holds as much of the note as there is room for."""
    action = f"budgets:book:{update_id}:{_digits(money.amount)}:{money.currency.value}:{unclear.days_ago}:"
    note = unclear.note.replace(":", "：").encode()
    room = _LONGEST_ACTION - len(action)
    if len(note) > room:
        cut = "…".encode()
        note = note[: room - len(cut)].decode(errors="ignore").encode() + cut
    return action + note.decode()


def _digits(amount: Decimal) -> str:
    return format(amount.normalize(), "f")


def _refusal(tr: Translator, reading: AmountRange | RefusedAmount, example: str) -> Markup:
    """Say in one sentence why an amount was not taken, with one that would be."""
    if isinstance(reading, AmountRange):
        return tr.text("That is a range, and I need one amount. Try: <code>%(example)s</code>", example=example)
    piece = reading.piece
    match reading.reason:
        case Refusal.ZERO | Refusal.NEGATIVE:
            return tr.text("The amount has to be more than 0. Try: <code>%(example)s</code>", example=example)
        case Refusal.TOO_LARGE:
            return tr.text("1,000,000 is the most I can keep. Try: <code>%(example)s</code>", example=example)
        case Refusal.SEVERAL:
            return tr.text("I see more than one amount. Send one at a time: <code>%(example)s</code>", example=example)
        case Refusal.OTHER_CURRENCY:
            return tr.text(
                "I know dollars and RMB only, and <b>%(piece)s</b> is neither. Try: <code>%(example)s</code>",
                piece=piece,
                example=example,
            )
        case Refusal.VAGUE:
            return tr.text(
                "<b>%(piece)s</b> is no definite amount. Try: <code>%(example)s</code>", piece=piece, example=example
            )
        case Refusal.MALFORMED | Refusal.NOT_MONEY if piece:
            return tr.text(
                "I cannot read <b>%(piece)s</b> as an amount. Try: <code>%(example)s</code>",
                piece=piece,
                example=example,
            )
        case _:
            return tr.text("I see no amount in that. Try: <code>%(example)s</code>", example=example)


def _standing(tr: Translator, standing: Standing) -> list[Markup]:
    if isinstance(standing, Total):
        return [_month_so_far(tr, standing)]
    return [_used(tr, standing), *_progress(tr, standing)]


def _month_so_far(tr: Translator, total: Total) -> Markup:
    start, end = tr.short_date(total.cycle.start), tr.short_date(total.cycle.end)
    return tr.text("Spent from %(start)s to %(end)s: %(used)s", start=start, end=end, used=tr.money(total.used))


def _used(tr: Translator, state: BudgetState, *, bold: bool = False) -> Markup:
    used, limit = tr.money(state.used), tr.amount(state.limit)
    if state.left.amount < 0:
        over = tr.money(_positive(state.left))
        text = tr.text("Used %(used)s of %(limit)s, %(over)s over", used=used, limit=limit, over=over)
    else:
        left = tr.money(state.left)
        text = tr.text("Used %(used)s of %(limit)s, %(left)s left", used=used, limit=limit, left=left)
    return Markup("<b>{}</b>").format(text) if bold else text


def _progress(tr: Translator, state: BudgetState) -> tuple[Markup, Markup]:
    """Return the bar, and the dates of the cycle with the days that are left."""
    filled = min(_BLOCKS, state.percent * _BLOCKS // _WHOLE)
    if state.used.amount:
        filled = max(1, filled)
    bar = Markup("{} {} %").format("▰" * filled + "▱" * (_BLOCKS - filled), tr.number(state.percent))
    start, end = tr.short_date(state.cycle.start), tr.short_date(state.cycle.end)
    if not state.days_left:
        return bar, tr.text("%(start)s – %(end)s, ended", start=start, end=end)
    days = tr.ntext(
        "%(start)s – %(end)s, %(n)s day left",
        "%(start)s – %(end)s, %(n)s days left",
        state.days_left,
        start=start,
        end=end,
    )
    return bar, days


def _warning(tr: Translator, standing: Standing, crossed: int | None) -> Markup | None:
    """Return the line about a threshold that was passed."""
    if crossed is None or isinstance(standing, Total):
        return None
    if crossed < _WHOLE:
        return tr.text("🟡 That is %(percent)s %% of your limit or more.", percent=crossed)
    if standing.left.amount < 0:
        return tr.text("🔴 That is more than your limit.")
    return tr.text("🔴 That uses up your limit.")


def _listed(tr: Translator, entry: Entry) -> Markup:
    """Return an entry on one line."""
    note = entry.note
    if len(note) > _LONGEST_LISTED_NOTE:
        note = note[: _LONGEST_LISTED_NOTE - 1] + "…"
    parts = [tr.short_date(entry.local_date), tr.amount(entry.money), *([note] if note else [])]
    return Markup(" · ").join(parts)


def _how_to_log(tr: Translator) -> Markup:
    return tr.text("To log spending, write <code>spent 12.5 on api</code> or <code>/spent 90 rmb</code>.")


def _both(tr: Translator, money: Money, rate: ExchangeRate) -> Markup:
    """Return an amount with its value in the other currency."""
    other = tr.money(rate.convert(money, money.currency.other))
    return tr.text("%(amount)s (%(other)s)", amount=tr.amount(money), other=other)


def _positive(money: Money) -> Money:
    return Money(abs(money.amount), money.currency)


def _limits(tr: Translator) -> Rows:
    offered = (Button(tr.amount(limit), action=_set_action(limit)) for limit in OFFERED_LIMITS)
    return pairs(*offered, Button(str(tr.text("Other")), action="budgets:limit"))


def _log(tr: Translator) -> Button:
    return Button(str(tr.text("Log spending")), action="budgets:log")


def _list(tr: Translator) -> Button:
    return Button(str(tr.text("Last entries")), action="budgets:list")


def _change(tr: Translator) -> Button:
    return Button(str(tr.text("Change limit")), action="budgets:limits")


def _set(tr: Translator) -> Button:
    return Button(str(tr.text("Set a limit")), action="budgets:limits")


def _card(tr: Translator) -> Button:
    return Button(str(tr.text("My limit")), action="budgets:card")


def _back_to(tr: Translator, before: Budget) -> Button:
    label = str(tr.text("Back to %(limit)s", limit=tr.amount(before.limit)))
    return Button(label, action=_set_action(before.limit, before.cycle_day))


def _back(tr: Translator) -> Button:
    return Button(str(tr.text("‹ Back")), action="budgets:card")
