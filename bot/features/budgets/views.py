"""The words about a limit and how it stands."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from bot.core.amounts import AmbiguousAmount
from bot.core.money import Currency, Money
from bot.core.periods import Period
from bot.core.screen import Button, Rows, Screen, lines, pairs
from bot.features.budgets import pace, shared_views
from bot.features.budgets.rules import BudgetState, Total, can_be_kept

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.i18n import Translator
    from bot.core.periods import Cycle
    from bot.features.budgets.phrases import Unclear
    from bot.features.budgets.rules import Budget, PastCycle

OFFERED_LIMITS: Final = tuple(Money(Decimal(amount), Currency.USD) for amount in (20, 50, 100))


def card(tr: Translator, state: BudgetState, others: Sequence[BudgetState] = ()) -> Screen:
    """Show a limit and how much of it is used.

    Args:
        tr: the language.
        state: the limit.
        others: the person's other limits, one line and the way to them.
    """
    text = lines(
        shared_views.used_line(tr, state, bold=True),
        *shared_views.progress(tr, state),
        *_pace(tr, state),
        _in_other(tr, state) if tr.shows(state.limit.currency.other) else None,
        shared_views.limit_line(tr, state),
        *(shared_views.summary(tr, other) for other in others),
        tr.text("Counted from what you tell me, not from OpenAI."),
    )
    slot = state.slot
    other = Button(str(tr.text("Other limits")), action="budgets:cards") if others else None
    return Screen(
        text,
        pairs(
            shared_views.log_button(tr),
            Button(str(tr.text("Chart")), action=f"budgets:chart:{slot}"),
            Button(str(tr.text("History")), action=f"budgets:history:{slot}"),
            shared_views.list_button(tr),
            shared_views.change_button(tr, slot),
            Button(str(tr.text("Export")), action="budgets:export"),
            other,
        ),
    )


def cards(tr: Translator, states: Sequence[BudgetState]) -> Screen:
    """List all limits of a person, each with the way to it."""
    buttons = [Button(_named(tr, state.label), action=f"budgets:card:{state.slot}") for state in states]
    text = lines(tr.text("<b>Your limits</b>"), *(shared_views.summary(tr, state) for state in states))
    return Screen(text, pairs(*buttons))


def offer_limit(tr: Translator, standing: Total) -> Screen:
    """Ask somebody without a limit what it should be."""
    total = shared_views.month_so_far(tr, standing) if standing.used.amount else None
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
        shared_views.limit_line(tr, state),
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
        tr.text("How long is <b>%(limit)s</b> to last?", limit=tr.amount(shared_views.typed_limit(state))),
        tr.text("“This credit” is prepaid credit: it runs down and expires a year after you bought it."),
        shared_views.dates(tr, state),
    )
    has_day = state.period in {Period.MONTH, Period.WEEK}
    return Screen(text, pairs(*buttons, first if has_day else None, _back(tr, slot)))


def ask_day(tr: Translator, period: Period, slot: int) -> Screen:
    """Ask for the day on which a cycle begins."""
    text = tr.text(
        "On which day of the month does your cycle begin? Send a number from 1 to 31; shorter months begin it on"
        " their last day."
    )
    if period is Period.WEEK:
        text = tr.text("On which weekday does your week begin? Send it, for example <code>Monday</code>.")
    return Screen(text, pairs(Button(str(tr.text("‹ Back")), action=f"budgets:periods:{slot}")))


def ask_limit(tr: Translator, slot: int = 0) -> Screen:
    """Ask for a limit in words."""
    text = tr.text(
        "Send the limit for a month, for example <code>80 usd</code> or <code>500 rmb</code>. Also <code>20 usd a"
        " week</code> or <code>50 usd from the 22nd</code>."
    )
    return Screen(text, pairs(_back(tr, slot)))


def limit_set(
    tr: Translator,
    state: BudgetState,
    before: Budget | None,
    *,
    assumed: bool,
    is_nudged: bool = True,
    remind: Button | None = None,
) -> Screen:
    """Say back what the limit is now, with the way to mend it.

    Args:
        tr: the language.
        state: how it stands.
        before: the limit before it.
        assumed: no currency was named.
        is_nudged: the weekly question is on, or not to be offered.
        remind: has the limit called to mind every month; None: not offered.
    """
    limit = shared_views.typed_limit(state)
    earlier = before if before is not None and before.limit != limit else None
    moved = before is not None and before.rhythm != state.budget.rhythm if state.budget else False
    text = lines(
        shared_views.limit_line(tr, state, bold=True),
        tr.text("It was %(limit)s.", limit=tr.amount(earlier.limit)) if earlier else None,
        tr.text("You named no currency, so I took dollars.") if assumed else None,
        tr.text("What you log with #%(label)s counts here, and no longer in your other limit.", label=state.label)
        if state.label and before is None
        else None,
        tr.text("What counts now is what you booked from %(date)s on.", date=tr.short_date(state.cycle.start))
        if moved
        else None,
        shared_views.used_line(tr, state) if state.used.amount else None,
        *shared_views.progress(tr, state),
    )
    other = Money(limit.amount, limit.currency.other)
    nudge = None if is_nudged else Button(str(tr.text("Ask me weekly")), action="budgets:nudge:1:card")
    return Screen(
        text,
        pairs(
            Button(tr.amount(other), action=set_action(other, slot=state.slot)) if assumed else None,
            _back_to(tr, before, limit) if before is not None and (earlier or moved) else None,
            shared_views.log_button(tr),
            shared_views.change_button(tr, state.slot),
            remind,
            nudge,
        ),
    )


def limit_gone(tr: Translator) -> str:
    """Say in the short note over the chat that a button's limit is not there any more."""
    return str(tr.text("That limit is not there any more."))


def limit_removed(tr: Translator, before: Budget | None) -> Screen:
    """Say that there is no limit any more; what was booked stays."""
    text = tr.text("There is no limit now. What you booked stays.")
    if before is None:
        return Screen(text, pairs(shared_views.set_button(tr), shared_views.list_button(tr)))
    if before.label:
        text = tr.text("There is no limit for #%(label)s now. What you booked stays.", label=before.label)
        return Screen(text, pairs(shared_views.card_button(tr), shared_views.list_button(tr)))
    return Screen(text, pairs(_back_to(tr, before), shared_views.list_button(tr)))


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
        return Screen(
            tr.text("Nothing is booked yet."), pairs(shared_views.log_button(tr), shared_views.card_button(tr, slot))
        )
    rows = []
    for number, each in enumerate(reversed(past)):
        row = tr.text("%(cycle)s: %(used)s", cycle=_span(tr, each.cycle), used=tr.money(each.used))
        rows.append(Markup("<b>{}</b>").format(row) if not number else row)
    title = tr.ntext("Your last cycle", "Your last %(n)s cycles", len(past))
    picture = Button(str(tr.text("Picture")), action=f"budgets:pastchart:{slot}")
    return Screen(lines(title, *rows), pairs(picture, shared_views.card_button(tr, slot)))


def unclear_limit(tr: Translator, unclear: Unclear) -> Screen:
    """Say why an amount cannot be a limit, or ask which one is meant."""
    if isinstance(unclear.reading, AmbiguousAmount):
        readings = (Money(r.value, r.currency or Currency.USD) for r in unclear.reading.readings)
        buttons = [Button(tr.amount(m), action=set_action(m)) for m in readings if can_be_kept(m.amount)]
        return Screen(tr.text("I can read that in more than one way. Which limit?"), pairs(*buttons))
    return Screen(shared_views.refusal(tr, unclear.reading, "/budget 50"))


def set_action(limit: Money, cycle_day: int | None = None, slot: int = 0, period: Period | None = None) -> str:
    """Return the action of a button that sets a limit; without a day or a period it keeps what there is."""
    parts = [shared_views.digits(limit.amount), limit.currency.value]
    if cycle_day is not None or slot or period is not None:
        parts += [str(cycle_day or ""), str(slot), period.value if period else ""]
    return ":".join(["budgets:set", *parts])


def _pace(tr: Translator, state: BudgetState) -> list[Markup]:
    """Return what the cycle comes to, and what a day may cost."""
    forecast, last, a_day = pace.forecast(state), pace.runs_out(state), state.a_day
    parts = []
    if forecast is not None:
        parts.append(shared_views.forecast_words(tr, forecast, state))
    if last is not None:
        parts.append(tr.text("At this pace it lasts until %(date)s.", date=tr.date(last)))
    if a_day is not None and state.period in {Period.MONTH, Period.WEEK}:
        parts.append(tr.text("%(amount)s a day keeps you inside.", amount=tr.money(a_day)))
    return parts


def _in_other(tr: Translator, state: BudgetState) -> Markup:
    """Return used and left in the other currency."""
    other = state.limit.currency.other
    used, limit = (tr.money(state.rate.convert(money, other)) for money in (state.used, state.limit))
    left_money = state.rate.convert(state.left, other)
    left = tr.money(shared_views.positive(left_money))
    if left_money.amount < 0 and other is Currency.CNY:
        return tr.text("In RMB: %(used)s of %(limit)s, %(over)s over", used=used, limit=limit, over=left)
    if left_money.amount < 0:
        return tr.text("In dollars: %(used)s of %(limit)s, %(over)s over", used=used, limit=limit, over=left)
    if other is Currency.CNY:
        return tr.text("In RMB: %(used)s of %(limit)s, %(left)s left", used=used, limit=limit, left=left)
    return tr.text("In dollars: %(used)s of %(limit)s, %(left)s left", used=used, limit=limit, left=left)


def _span(tr: Translator, cycle: Cycle) -> str:
    start, end = tr.short_date(cycle.start), tr.short_date(cycle.end)
    return start if cycle.days == 1 else f"{start} – {end}"


def _named(tr: Translator, label: str) -> str:
    return f"#{label}" if label else str(tr.text("My limit"))


def _limits(tr: Translator, slot: int) -> Rows:
    offered = (Button(tr.amount(limit), action=set_action(limit, slot=slot)) for limit in OFFERED_LIMITS)
    action = f"budgets:limit:{slot}" if slot else "budgets:limit"
    return pairs(*offered, Button(str(tr.text("Other")), action=action))


def _back_to(tr: Translator, before: Budget, now: Money | None = None) -> Button:
    """Return the button that brings back what was. `now`: the amount; where it is the same, other days go back."""
    label = tr.text("Undo") if before.limit == now else tr.text("Back to %(limit)s", limit=tr.amount(before.limit))
    return Button(str(label), action=set_action(before.limit, before.cycle_day, before.slot, before.period))


def _back(tr: Translator, slot: int = 0) -> Button:
    return Button(str(tr.text("‹ Back")), action=f"budgets:card:{slot}" if slot else "budgets:card")
