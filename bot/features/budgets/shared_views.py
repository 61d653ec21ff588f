"""The lines and buttons that several screens about limits and spending share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from bot.core.amounts import AmountRange, Refusal, RefusedAmount
from bot.core.money import ExchangeRate, Money
from bot.core.periods import Period
from bot.core.screen import Button, lines
from bot.features.budgets import pace
from bot.features.budgets.rules import BudgetState, Total

if TYPE_CHECKING:
    from decimal import Decimal

    from bot.core.i18n import Translator
    from bot.features.budgets.rules import Standing

USAGE_PAGE: Final = "https://platform.openai.com/usage"
BILLING_PAGE: Final = "https://platform.openai.com/settings/organization/billing/overview"
_BLOCKS: Final = 10
_WHOLE: Final = 100
_CLOSE: Final = 80


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
    amount = both(tr, typed_limit(state), state.rate)
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
    """Return an amount with its value in the other currency, if the person wants to see that."""
    if not tr.shows(money.currency.other):
        return Markup(tr.amount(money))  # noqa: S704 - digits
    other = tr.money(rate.convert(money, money.currency.other))
    return tr.text("%(amount)s (%(other)s)", amount=tr.amount(money), other=other)


def positive(money: Money) -> Money:
    """Return an amount without its sign."""
    return Money(abs(money.amount), money.currency)


def typed_limit(state: BudgetState) -> Money:
    """Return a limit without what was added to it."""
    return state.budget.limit if state.budget else state.limit


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
