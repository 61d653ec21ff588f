"""The words and numbers on pictures of spending."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from bot.core.money import Currency, Money
from bot.features.budgets import pace, shared_views
from bot.features.budgets.charset import can_be_drawn
from bot.features.budgets.chart import Picture

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from markupsafe import Markup

    from bot.core.i18n import Translator
    from bot.features.budgets.rules import Budget, BudgetState, PastCycle

_SIGN: Final = {Currency.USD: "$", Currency.CNY: "¥"}
_MOST_TICKS: Final = 6
_MOST_DAYS: Final = 92
_ROUNDED: Final = 100  # from here on there is no room for cents above a bar


def cycle(
    tr: Translator,
    state: BudgetState,
    days: Sequence[tuple[dt.date, Decimal]],
    corrections: Sequence[tuple[dt.date, Decimal]] = (),
) -> Picture:
    """Return the picture of a cycle: days as bars, the running total against the limit and the pace.

    Args:
        tr: the language.
        state: how it stands; of a long credit the last three months are drawn.
        days: what was booked for each day, in the limit's currency.
        corrections: the part of it that is corrections.
    """
    currency = state.limit.currency
    first, last = state.cycle.start, state.cycle.end
    if state.cycle.days > _MOST_DAYS:
        last = min(last, max(state.today, first + dt.timedelta(days=_MOST_DAYS - 1)))
        first = max(first, last - dt.timedelta(days=_MOST_DAYS - 1))
    amounts, corrected = dict(days), dict(corrections)
    dates = [first + dt.timedelta(days=number) for number in range((last - first).days + 1)]
    earlier = sum(float(amount) for day, amount in days if day < first)
    bars = [None if day > state.today else float(amounts.get(day, 0)) for day in dates]
    forecast = pace.forecast(state)
    words = None
    if forecast is not None:
        words = (float(forecast.amount) - earlier, str(tr.text("at this pace %(amount)s", amount=tr.money(forecast))))
    limit = float(state.limit.amount) - earlier
    label = f" #{state.label}" if state.label and can_be_drawn(state.label) else ""
    return Picture(
        title=str(tr.text("Spending%(label)s", label=label)),
        subtitle=f"{tr.short_date(state.cycle.start)} – {tr.date(state.cycle.end)}",
        bars_title=str(tr.text("Each day")),
        total_title=str(tr.text("Running total")),
        bars=tuple(bars),
        corrected=tuple(float(corrected.get(day, 0)) for day in dates),
        ticks=_ticks([tr.short_date(day) for day in dates]),
        limit=(limit, str(tr.text("limit %(amount)s", amount=shared_views.limit_amount(tr, state)))),
        forecast=words,
        used=str(tr.text("used %(amount)s", amount=tr.money(state.used))),
        sign=_SIGN[currency],
        correction_words=str(tr.text("corrections")),
    )


def history(tr: Translator, past: Sequence[PastCycle], budget: Budget | None) -> Picture:
    """Return the picture of the last cycles, each a bar, against the limit of now."""
    currency = past[0].used.currency
    limit = None
    if budget is not None:
        limit = (float(budget.limit.amount), str(tr.text("limit %(amount)s", amount=tr.amount(budget.limit))))
    label = f" #{budget.label}" if budget and budget.label and can_be_drawn(budget.label) else ""
    return Picture(
        title=str(tr.text("Spending%(label)s", label=label)),
        subtitle=f"{tr.short_date(past[0].cycle.start)} – {tr.date(past[-1].cycle.end)}",
        bars_title=str(tr.ntext("Last %(n)s cycle", "Last %(n)s cycles", len(past))),
        total_title=None,
        bars=tuple(float(each.used.amount) for each in past),
        corrected=(),
        ticks=_ticks([tr.short_date(each.cycle.start) for each in past]),
        limit=limit,
        forecast=None,
        used="",
        sign=_SIGN[currency],
        correction_words="",
        values=tuple(
            tr.amount(Money(round(each.used.amount, 0), currency))
            if each.used.amount >= _ROUNDED
            else tr.money(each.used)
            for each in past
        ),
    )


def caption(tr: Translator, state: BudgetState) -> Markup:
    """Stand under the picture of a cycle."""
    return shared_views.used_line(tr, state)


def history_caption(tr: Translator) -> Markup:
    """Stand under the picture of the last cycles."""
    return tr.text("Counted from what you tell me, not from OpenAI.")


def _ticks(words: Sequence[str]) -> tuple[tuple[int, str], ...]:
    """Return as many of the words as can stand side by side, the first among them."""
    step = -(-len(words) // _MOST_TICKS)
    return tuple((position, words[position]) for position in range(0, len(words), step))
