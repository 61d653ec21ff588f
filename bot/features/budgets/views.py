"""The words about a limit and how it stands."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from bot.core.amounts import AmbiguousAmount, AmountRange, Refusal, RefusedAmount
from bot.core.money import Currency, ExchangeRate, Money
from bot.core.periods import Period
from bot.core.screen import Button, Rows, Screen, lines, pairs
from bot.features.budgets import pace
from bot.features.budgets.rules import BudgetState, Total, can_be_kept

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.i18n import Translator
    from bot.core.periods import Cycle
    from bot.features.budgets.phrases import Unclear
    from bot.features.budgets.rules import Budget, PastCycle, Standing

OFFERED_LIMITS: Final = tuple(Money(Decimal(amount), Currency.USD) for amount in (20, 50, 100))
USAGE_PAGE: Final = "https://platform.openai.com/usage"
BILLING_PAGE: Final = "https://platform.openai.com/settings/organization/billing/overview"
_BLOCKS: Final = 10
_WHOLE: Final = 100
_CLOSE: Final = 80


def card(tr: Translator, state: BudgetState, others: Sequence[BudgetState] = ()) -> Screen:
    """Show a limit and how much of it is used.

    Args:
        tr: the language.
        state: the limit.
        others: the person's other limits, one line and the way to them.
    """
    text = lines(
        used_line(tr, state, bold=True),
        *progress(tr, state),
        *_pace(tr, state),
        _in_other(tr, state),
        limit_line(tr, state),
        *(summary(tr, other) for other in others),
        tr.text("Counted from what you tell me, not from OpenAI."),
    )
    slot = state.slot
    other = Button(str(tr.text("Other limits")), action="budgets:cards") if others else None
    return Screen(
        text,
        pairs(
            log_button(tr),
            Button(str(tr.text("Chart")), action=f"budgets:chart:{slot}"),
            Button(str(tr.text("History")), action=f"budgets:history:{slot}"),
            list_button(tr),
            change_button(tr, slot),
            Button(str(tr.text("Export")), action="budgets:export"),
            other,
        ),
    )


def cards(tr: Translator, states: Sequence[BudgetState]) -> Screen:
    """List all limits of a person, each with the way to it."""
    buttons = [Button(_named(tr, state.label), action=f"budgets:card:{state.slot}") for state in states]
    text = lines(tr.text("<b>Your limits</b>"), *(summary(tr, state) for state in states))
    return Screen(text, pairs(*buttons))


def offer_limit(tr: Translator, standing: Total) -> Screen:
    """Ask somebody without a limit what it should be."""
    total = month_so_far(tr, standing) if standing.used.amount else None
    text = lines(
        tr.text("How much do you want to spend on the API in a month?"),
        total,
        tr.text("Choose an amount, or write <code>my limit is 80 dollars a month</code>."),
    )
    return Screen(text, _limits(tr, 0))


def change_limit(tr: Translator, state: BudgetState) -> Screen:
    """Offer other limits, another period, and to have none."""
    slot, label = state.slot, f" #{state.label}" if state.label else ""
    text = lines(
        limit_line(tr, state),
        tr.text("Choose a new one, or write it: <code>%(example)s</code>.", example=f"/budget 80{label}"),
    )
    carry = None
    if state.budget is not None and state.period is not Period.CREDIT:
        words = tr.text("✓ Carry over") if state.budget.carries_over else tr.text("Carry over")
        carry = Button(str(words), action=f"budgets:carry:{slot}:{int(not state.budget.carries_over)}")
    rows = (
        *_limits(tr, slot),
        *pairs(
            Button(str(tr.text("Period")), action=f"budgets:periods:{slot}"),
            carry,
            Button(str(tr.text("Remove limit")), action=f"budgets:drop:{slot}"),
            _back(tr, slot),
        ),
    )
    return Screen(text, rows)


def periods(tr: Translator, state: BudgetState) -> Screen:
    """Offer the other periods and the day on which a cycle begins."""
    slot = state.slot
    names = {
        Period.MONTH: tr.text("Month"),
        Period.WEEK: tr.text("Week"),
        Period.DAY: tr.text("Day"),
        Period.CREDIT: tr.text("This credit"),
    }
    buttons = [
        Button(f"✓ {name}" if period is state.period else str(name), action=f"budgets:period:{slot}:{period.value}")
        for period, name in names.items()
    ]
    first = Button(str(tr.text("First day")), action=f"budgets:askday:{slot}")
    text = lines(
        tr.text("How long is <b>%(limit)s</b> to last?", limit=tr.amount(_set_limit(state))),
        tr.text("“This credit” is prepaid credit: it runs down and expires a year after you bought it."),
        dates(tr, state),
    )
    has_day = state.period in {Period.MONTH, Period.WEEK}
    return Screen(text, pairs(*buttons, first if has_day else None, _back(tr, slot)))


def ask_day(tr: Translator, period: Period) -> Screen:
    """Ask for the day on which a cycle begins."""
    if period is Period.WEEK:
        return Screen(tr.text("On which weekday does your week begin? Send it, for example <code>Monday</code>."))
    return Screen(
        tr.text(
            "On which day of the month does your cycle begin? Send a number from 1 to 31; shorter months begin it on"
            " their last day."
        )
    )


def ask_limit(tr: Translator, slot: int = 0) -> Screen:
    """Ask for a limit in words."""
    text = tr.text(
        "Send the limit for a month, for example <code>80 usd</code> or <code>500 rmb</code>. Also <code>20 usd a"
        " week</code> or <code>50 usd from the 22nd</code>."
    )
    return Screen(text, pairs(_back(tr, slot)))


def limit_set(
    tr: Translator, state: BudgetState, before: Budget | None, *, assumed: bool, is_nudged: bool = True
) -> Screen:
    """Say back what the limit is now, with the way to mend it.

    Args:
        tr: the language.
        state: how it stands.
        before: the limit before it.
        assumed: no currency was named.
        is_nudged: the weekly question is on, or not to be offered.
    """
    limit = _set_limit(state)
    earlier = before if before is not None and before.limit != limit else None
    moved = before is not None and before.rhythm != state.budget.rhythm if state.budget else False
    text = lines(
        limit_line(tr, state, bold=True),
        tr.text("It was %(limit)s.", limit=tr.amount(earlier.limit)) if earlier else None,
        tr.text("You named no currency, so I took dollars.") if assumed else None,
        tr.text("What you log with #%(label)s counts here, and no longer in your other limit.", label=state.label)
        if state.label and before is None
        else None,
        tr.text("What counts now is what you booked from %(date)s on.", date=tr.short_date(state.cycle.start))
        if moved
        else None,
        used_line(tr, state) if state.used.amount else None,
        *progress(tr, state),
    )
    other = Money(limit.amount, limit.currency.other)
    nudge = None if is_nudged else Button(str(tr.text("Ask me weekly")), action="budgets:nudge:1:card")
    return Screen(
        text,
        pairs(
            Button(tr.amount(other), action=set_action(other, slot=state.slot)) if assumed else None,
            _back_to(tr, before) if before is not None and (earlier or moved) else None,
            log_button(tr),
            change_button(tr, state.slot),
            nudge,
        ),
    )


def limit_removed(tr: Translator, before: Budget | None) -> Screen:
    """Say that there is no limit any more; what was booked stays."""
    text = tr.text("There is no limit now. What you booked stays.")
    if before is None:
        return Screen(text, pairs(set_button(tr), list_button(tr)))
    if before.label:
        text = tr.text("There is no limit for #%(label)s now. What you booked stays.", label=before.label)
        return Screen(text, pairs(card_button(tr), list_button(tr)))
    return Screen(text, pairs(_back_to(tr, before), list_button(tr)))


def other_period(tr: Translator) -> Screen:
    """Say which periods limits are for."""
    return Screen(tr.text("I keep limits for a month, a week or a day, not for a year. Try: <code>/budget 50</code>"))


def too_many_labels(tr: Translator, most: int) -> Screen:
    """Say that there is no room for another labelled limit."""
    return Screen(
        tr.text("%(most)s limits with a label are the most I keep. Remove one first: /budget", most=tr.number(most))
    )


def bad_day(tr: Translator, period: Period) -> Screen:
    """Say that there is no such day."""
    if period is Period.WEEK:
        return Screen(tr.text("I see no weekday in that. Send one, for example <code>Monday</code>."))
    return Screen(tr.text("That is no day of the month. Send a number from 1 to 31, for example <code>22</code>."))


def history(tr: Translator, past: Sequence[PastCycle], state: BudgetState | None) -> Screen:
    """List what the last cycles came to, the newest first."""
    slot = state.slot if state else 0
    if not any(each.used.amount for each in past):
        return Screen(tr.text("Nothing is booked yet."), pairs(log_button(tr), card_button(tr, slot)))
    rows = []
    for number, each in enumerate(reversed(past)):
        row = tr.text("%(cycle)s: %(used)s", cycle=_span(tr, each.cycle), used=tr.money(each.used))
        rows.append(Markup("<b>{}</b>").format(row) if not number else row)
    title = tr.ntext("Your last %(n)s cycle", "Your last %(n)s cycles", len(past))
    picture = Button(str(tr.text("Picture")), action=f"budgets:pastchart:{slot}")
    return Screen(lines(title, *rows), pairs(picture, card_button(tr, slot)))


def summary(tr: Translator, state: BudgetState) -> Markup:
    """Return the one line about a limit that other messages carry."""
    if state.label:
        return used_line(tr, state)
    used, limit, date = tr.money(state.used), limit_amount(tr, state), tr.short_date(state.cycle.end)
    if state.left.amount < 0:
        over = tr.money(positive(state.left))
        return tr.text(
            "Your limit: used %(used)s of %(limit)s, %(over)s over, until %(date)s",
            used=used,
            limit=limit,
            over=over,
            date=date,
        )
    return tr.text(
        "Your limit: used %(used)s of %(limit)s, %(left)s left until %(date)s",
        used=used,
        limit=limit,
        left=tr.money(state.left),
        date=date,
    )


def unclear_limit(tr: Translator, unclear: Unclear) -> Screen:
    """Say why an amount cannot be a limit, or ask which one is meant."""
    if isinstance(unclear.reading, AmbiguousAmount):
        readings = (Money(r.value, r.currency or Currency.USD) for r in unclear.reading.readings)
        buttons = [Button(tr.amount(m), action=set_action(m)) for m in readings if can_be_kept(m.amount)]
        return Screen(tr.text("I can read that in more than one way. Which limit?"), pairs(*buttons))
    return Screen(refusal(tr, unclear.reading, "/budget 50"))


def set_action(limit: Money, cycle_day: int | None = None, slot: int = 0, period: Period | None = None) -> str:
    """Return the action of a button that sets a limit; without a day or a period it keeps what there is."""
    parts = [digits(limit.amount), limit.currency.value]
    if cycle_day is not None or slot or period is not None:
        parts += [str(cycle_day or ""), str(slot), period.value if period else ""]
    return ":".join(["budgets:set", *parts])


def digits(amount: Decimal) -> str:
    """Return an amount as a button holds it."""
    return format(amount.normalize(), "f")


def refusal(tr: Translator, reading: AmountRange | RefusedAmount, example: str) -> Markup:
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


def standing_lines(tr: Translator, standing: Standing) -> list[Markup]:
    """Return how things stand, below what was just done."""
    if isinstance(standing, Total):
        return [month_so_far(tr, standing)]
    return [used_line(tr, standing), *progress(tr, standing)]


def month_so_far(tr: Translator, total: Total) -> Markup:
    """Return what was spent by somebody without a limit."""
    start, end = tr.short_date(total.cycle.start), tr.short_date(total.cycle.end)
    return tr.text("Spent from %(start)s to %(end)s: %(used)s", start=start, end=end, used=tr.money(total.used))


def used_line(tr: Translator, state: BudgetState, *, bold: bool = False) -> Markup:
    """Return what is used, of what, what is left, until when."""
    used, limit, date = tr.money(state.used), limit_amount(tr, state), tr.short_date(state.cycle.end)
    if state.left.amount < 0:
        over = tr.money(positive(state.left))
        text = tr.text(
            "Used %(used)s of %(limit)s, %(over)s over, until %(date)s", used=used, limit=limit, over=over, date=date
        )
    else:
        left = tr.money(state.left)
        text = tr.text(
            "Used %(used)s of %(limit)s, %(left)s left until %(date)s", used=used, limit=limit, left=left, date=date
        )
    if state.label:
        text = Markup("#{} · {}").format(state.label, text)
    return Markup("<b>{}</b>").format(text) if bold else text


def progress(tr: Translator, state: BudgetState) -> tuple[Markup, Markup]:
    """Return the bar with a word on how it stands, and the dates of the cycle with the days that are left."""
    filled = min(_BLOCKS, max(0, state.percent) * _BLOCKS // _WHOLE)
    if state.used.amount > 0:
        filled = max(1, filled)
    bar = Markup("{} {} % {}").format(
        "▰" * filled + "▱" * (_BLOCKS - filled), tr.number(max(0, state.percent)), _mood(tr, state)
    )
    return bar, dates(tr, state)


def dates(tr: Translator, state: BudgetState) -> Markup:
    """Return the dates of the cycle with the days that are left."""
    start, end = tr.short_date(state.cycle.start), tr.short_date(state.cycle.end)
    if state.period is Period.CREDIT:
        if not state.days_left:
            return tr.text("Expired on %(date)s", date=tr.date(state.cycle.end))
        return tr.text("Bought on %(start)s, expires on %(end)s", start=start, end=tr.date(state.cycle.end))
    if state.period is Period.DAY:
        return tr.text("%(date)s only", date=start)
    if not state.days_left:
        return tr.text("%(start)s – %(end)s, ended", start=start, end=end)
    return tr.ntext(
        "%(start)s – %(end)s, %(n)s day left",
        "%(start)s – %(end)s, %(n)s days left",
        state.days_left,
        start=start,
        end=end,
    )


def limit_line(tr: Translator, state: BudgetState, *, bold: bool = False) -> Markup:
    """Return what was set, in both currencies, for how long, and what was added to it."""
    amount = both(tr, _set_limit(state), state.rate)
    match state.period:
        case Period.MONTH:
            text = tr.text("Your limit: %(limit)s a month", limit=amount)
        case Period.WEEK:
            text = tr.text("Your limit: %(limit)s a week", limit=amount)
        case Period.DAY:
            text = tr.text("Your limit: %(limit)s a day", limit=amount)
        case Period.CREDIT:
            text = tr.text("Your credit: %(limit)s", limit=amount)
    if state.label:
        text = Markup("#{} · {}").format(state.label, text)
    if bold:
        text = Markup("<b>{}</b>").format(text)
    if state.carried is None:
        return text
    if state.period is Period.CREDIT:
        return lines(text, tr.text("%(amount)s was topped up since.", amount=tr.money(state.carried)))
    return lines(text, tr.text("%(amount)s is carried over from the cycle before.", amount=tr.money(state.carried)))


def limit_amount(tr: Translator, state: BudgetState) -> str:
    """Return a limit as it was typed; one with something added to it is a computed amount."""
    return tr.amount(state.limit) if state.carried is None else tr.money(state.limit)


def forecast_words(tr: Translator, forecast: Money, state: BudgetState) -> Markup:
    """Return what the cycle comes to at its pace, as a sentence."""
    return tr.text(
        "At this pace %(amount)s by %(date)s.", amount=tr.money(forecast), date=tr.short_date(state.cycle.end)
    )


def _pace(tr: Translator, state: BudgetState) -> list[Markup]:
    """Return what the cycle comes to, and what a day may cost."""
    forecast, last, a_day = pace.forecast(state), pace.runs_out(state), state.a_day
    parts = []
    if forecast is not None:
        parts.append(forecast_words(tr, forecast, state))
    if last is not None:
        parts.append(tr.text("At this pace it lasts until %(date)s.", date=tr.date(last)))
    if a_day is not None and state.period in {Period.MONTH, Period.WEEK}:
        parts.append(tr.text("%(amount)s a day keeps you inside.", amount=tr.money(a_day)))
    return parts


def _in_other(tr: Translator, state: BudgetState) -> Markup:
    """Return used and left in the other currency."""
    other = state.limit.currency.other
    used, limit = (tr.money(state.rate.convert(money, other)) for money in (state.used, state.limit))
    left = tr.money(state.rate.convert(state.left, other))
    if other is Currency.CNY:
        return tr.text("In RMB: %(used)s of %(limit)s, %(left)s left", used=used, limit=limit, left=left)
    return tr.text("In dollars: %(used)s of %(limit)s, %(left)s left", used=used, limit=limit, left=left)


def _mood(tr: Translator, state: BudgetState) -> Markup:
    """Return a colour, always with its word."""
    if state.left.amount < 0:
        return tr.text("🔴 over the limit")
    if state.reached(_WHOLE):
        return tr.text("🔴 used up")
    if state.reached(_CLOSE):
        return tr.text("🟡 close to the limit")
    if pace.passes(state) is not None:
        return tr.text("🟡 too fast")
    return tr.text("🟢 on course")


def both(tr: Translator, money: Money, rate: ExchangeRate) -> Markup:
    """Return an amount with its value in the other currency."""
    other = tr.money(rate.convert(money, money.currency.other))
    return tr.text("%(amount)s (%(other)s)", amount=tr.amount(money), other=other)


def positive(money: Money) -> Money:
    """Return an amount without its sign."""
    return Money(abs(money.amount), money.currency)


def _span(tr: Translator, cycle: Cycle) -> str:
    start, end = tr.short_date(cycle.start), tr.short_date(cycle.end)
    return start if cycle.days == 1 else f"{start} – {end}"


def _set_limit(state: BudgetState) -> Money:
    return state.budget.limit if state.budget else state.limit


def _named(tr: Translator, label: str) -> str:
    return f"#{label}" if label else str(tr.text("My limit"))


def _limits(tr: Translator, slot: int) -> Rows:
    offered = (Button(tr.amount(limit), action=set_action(limit, slot=slot)) for limit in OFFERED_LIMITS)
    action = f"budgets:limit:{slot}" if slot else "budgets:limit"
    return pairs(*offered, Button(str(tr.text("Other")), action=action))


def log_button(tr: Translator) -> Button:
    """Return the button that asks what was spent."""
    return Button(str(tr.text("Log spending")), action="budgets:log")


def list_button(tr: Translator) -> Button:
    """Return the button that lists what was booked last."""
    return Button(str(tr.text("Last entries")), action="budgets:list")


def change_button(tr: Translator, slot: int = 0) -> Button:
    """Return the button that changes a limit."""
    return Button(str(tr.text("Change limit")), action=f"budgets:limits:{slot}" if slot else "budgets:limits")


def set_button(tr: Translator) -> Button:
    """Return the button that sets the first limit."""
    return Button(str(tr.text("Set a limit")), action="budgets:limits")


def card_button(tr: Translator, slot: int = 0) -> Button:
    """Return the button that shows a limit."""
    return Button(str(tr.text("My limit")), action=f"budgets:card:{slot}" if slot else "budgets:card")


def _back_to(tr: Translator, before: Budget) -> Button:
    label = str(tr.text("Back to %(limit)s", limit=tr.amount(before.limit)))
    return Button(label, action=set_action(before.limit, before.cycle_day, before.slot, before.period))


def _back(tr: Translator, slot: int = 0) -> Button:
    return Button(str(tr.text("‹ Back")), action=f"budgets:card:{slot}" if slot else "budgets:card")
