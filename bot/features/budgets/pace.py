"""What a cycle comes to if it goes on like this, and when that is worth a warning.

What is shown: a usual day is the mean of the days so far, the largest of them counted as no more than the second
largest; the cycle comes to what was spent plus a usual day for each day that is left. One burst is counted once and not
continued, while two large days are a habit.

What is warned of is more careful: without the largest day, and by a margin of a fifth of the limit at the cycle's start
that shrinks to nothing at its end. ``benchmarks/pace.py`` holds it against other methods.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from bot.core.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.core.periods import Cycle
    from bot.features.budgets.rules import BudgetState

FROM_DAY: Final = 3
"""The first day of a cycle on which its pace means something."""
SHORTEST: Final = 7
"""Days; shorter cycles have no pace."""
MARGIN: Final = Decimal("0.2")
"""Of the limit: by so much a forecast has to pass it at the start of a cycle to be worth a warning."""
_ONE_DAY: Final = dt.timedelta(days=1)


def usual_day(amounts: Sequence[Decimal], days: int) -> Decimal:
    """Return what a day usually costs.

    Args:
        amounts: of the days on which something was spent.
        days: how many there were, those without anything among them.
    """
    largest = sorted(amounts, reverse=True)[:2]
    if not largest:
        return Decimal(0)
    second = largest[1] if len(largest) > 1 else Decimal(0)
    return max(Decimal(0), sum(amounts, Decimal(0)) - largest[0] + second) / days


def forecast(state: BudgetState) -> Money | None:
    """Return what the cycle comes to at its pace; None where that cannot be told.

    It cannot before the third day, in a cycle that is over, without anything spent, and for single days. A credit has
    no end to be reached: see :func:`runs_out`.
    """
    days = (state.today - state.cycle.start).days + 1
    over = state.today > state.cycle.end or not state.used.amount > 0
    if days < FROM_DAY or over or state.cycle.days < SHORTEST or not state.rhythm_repeats:
        return None
    usual = usual_day([amount for day, amount in state.by_day if day <= state.today], days)
    return Money(state.used.amount + usual * (state.days_left - 1), state.limit.currency)


def runs_out(state: BudgetState) -> dt.date | None:
    """Return the day on which a credit is used up at its pace; None where that cannot be told or is after its end."""
    days = (state.today - state.cycle.start).days + 1
    if state.rhythm_repeats or days < FROM_DAY or state.left.amount <= 0:
        return None
    usual = usual_day([amount for _, amount in state.by_day], days)
    if usual <= 0:
        return None
    last = state.today + dt.timedelta(days=min(int(state.left.amount / usual), 3660))
    return last if state.today <= last <= state.cycle.end else None


def is_alarming(amounts: Sequence[Decimal], days: int, left: int, used: Decimal, limit: Decimal) -> bool:
    """Tell whether a cycle is bound to pass its limit, as far as can be told without its largest day.

    Args:
        amounts: of the days on which something was spent.
        days: how many there were.
        left: days that are left after today.
        used: the sum so far.
        limit: in the same currency.
    """
    without_largest = sum(amounts, Decimal(0)) - max(amounts, default=Decimal(0))
    expected = used + max(Decimal(0), without_largest) / days * left
    return expected > limit * (1 + MARGIN * left / (days + left))


def passes(state: BudgetState) -> Money | None:
    """Return the forecast where a limit that is not passed yet is bound to be passed, else None."""
    expected = forecast(state)
    if expected is None or state.reached(100) or expected <= state.limit:
        return None
    amounts = [amount for day, amount in state.by_day if day <= state.today]
    days = (state.today - state.cycle.start).days + 1
    alarming = is_alarming(amounts, days, state.days_left - 1, state.used.amount, state.limit.amount)
    return expected if alarming else None


def spread(
    sums: Mapping[dt.date, Decimal], corrections: Iterable[tuple[dt.date, Decimal]], cycle: Cycle
) -> tuple[tuple[dt.date, Decimal], ...]:
    """Return what each day comes to, with each correction spread evenly over the days it corrects.

    A number from the dashboard tells of all days since the number before it, or since the cycle began: somebody who
    sends one number a week has spent on each day of it.

    Args:
        sums: what was booked for each day, corrections included.
        corrections: in order of their days, in the same currency.
        cycle: the days that count.
    """
    days = defaultdict(Decimal, sums)
    first = cycle.start
    for day, amount in corrections:
        if day not in cycle:
            continue
        days[day] -= amount
        count = (day - first).days + 1 if first <= day else 1
        start = min(first, day)
        for number in range(count):
            days[start + number * _ONE_DAY] += amount / count
        first = day + _ONE_DAY
    return tuple((day, days[day]) for day in sorted(days) if days[day])
