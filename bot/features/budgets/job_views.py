"""The words that the bot writes by itself at the end of a cycle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from bot.core.money import Money
from bot.core.screen import Button, Screen, lines, pairs
from bot.features.budgets import shared_views

if TYPE_CHECKING:
    from bot.core.i18n import Translator
    from bot.features.budgets.rules import BudgetState, PastCycle


def summary(tr: Translator, ended: BudgetState, past: PastCycle, earlier: PastCycle | None, now: BudgetState) -> Screen:
    """Sum a cycle up.

    Args:
        tr: the language.
        ended: how the limit stood when the cycle ended.
        past: the cycle.
        earlier: the one before it, or None.
        now: the cycle that has begun.
    """
    start, end = tr.short_date(past.cycle.start), tr.short_date(past.cycle.end)
    used, limit = tr.money(past.used), shared_views.limit_amount(tr, ended)
    if ended.left.amount < 0:
        over = tr.money(shared_views.positive(ended.left))
        head = tr.text(
            "<b>%(start)s – %(end)s: %(used)s, %(over)s over your limit of %(limit)s</b>",
            start=start,
            end=end,
            used=used,
            over=over,
            limit=limit,
        )
    else:
        head = tr.text(
            "<b>%(start)s – %(end)s: %(used)s of %(limit)s, %(left)s left over</b>",
            start=start,
            end=end,
            used=used,
            limit=limit,
            left=tr.money(ended.left),
        )
    against = None
    if earlier is not None:
        difference = past.used - earlier.used
        amount = tr.money(shared_views.positive(difference))
        before = tr.money(earlier.used)
        if difference.amount > 0:
            against = tr.text("%(amount)s more than in the cycle before (%(before)s)", amount=amount, before=before)
        elif difference.amount < 0:
            against = tr.text("%(amount)s less than in the cycle before (%(before)s)", amount=amount, before=before)
        else:
            against = tr.text("As much as in the cycle before")
    biggest = None
    if past.biggest is not None and past.biggest[1] > 0:
        day, amount_of_day = past.biggest
        biggest = tr.text(
            "Most on %(date)s: %(amount)s",
            date=tr.short_date(day),
            amount=tr.money(Money(amount_of_day, past.used.currency)),
        )
    following = tr.text(
        "Now %(start)s – %(end)s: %(limit)s",
        start=tr.short_date(now.cycle.start),
        end=tr.short_date(now.cycle.end),
        limit=shared_views.limit_amount(tr, now),
    )
    name = Markup("#{}").format(ended.label) if ended.label else None
    slot = ended.slot
    return Screen(
        lines(name, head, against, biggest, following),
        pairs(
            Button(str(tr.text("Same limit")), action=f"budgets:keep:{slot}"),
            shared_views.change_button(tr, slot),
            Button(str(tr.text("History")), action=f"budgets:history:{slot}"),
        ),
    )
