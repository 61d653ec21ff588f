"""How well ways of forecasting a cycle warn in time: false alarms, misses and days of warning on simulated spenders.

Each spender lives through a cycle of 30 days with a limit of $50; after each day the forecast is made with what is
known then, as the bot makes it after each booking. A warning is false where the cycle ends within the limit; a cycle
that ends above it is missed where no warning came before the limit was passed. The bot's method is `careful`
(bot/features/budgets/pace.py); the baseline is `mean`: the total divided by the days so far. A single large day that
passes the limit by itself cannot be forecast by any of them; those are the misses of `burst`.
"""

from __future__ import annotations

import argparse
import random
import statistics
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.features.budgets.pace import FROM_DAY, is_alarming, usual_day

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

DAYS, LIMIT = 30, 50.0


def mean(days: Sequence[float], used: float) -> bool:
    """The total divided by the days so far."""
    return _passes(sum(days) / len(days), days, used)


def median(days: Sequence[float], used: float) -> bool:
    """The middle day."""
    return _passes(statistics.median(days), days, used)


def last_week(days: Sequence[float], used: float) -> bool:
    """The mean of the last seven days."""
    return _passes(statistics.mean(days[-7:]), days, used)


def capped(days: Sequence[float], used: float) -> bool:
    """The mean, the largest day counted as the second largest: what the bot shows as the pace."""
    return _passes(float(usual_day(_spent(days), len(days))), days, used)


def careful(days: Sequence[float], used: float) -> bool:
    """Without the largest day, and by a margin that shrinks: what the bot warns of."""
    return is_alarming(_spent(days), len(days), DAYS - len(days), Decimal(str(used)), Decimal(str(LIMIT)))


def _passes(usual: float, days: Sequence[float], used: float) -> bool:
    return used + usual * (DAYS - len(days)) > LIMIT


def _spent(days: Sequence[float]) -> list[Decimal]:
    return [Decimal(str(day)) for day in days if day]


METHODS: dict[str, Callable[[Sequence[float], float], bool]] = {
    each.__name__: each for each in (mean, median, last_week, capped, careful)
}


def steady(rng: random.Random) -> list[float]:
    """Something every day."""
    level = rng.uniform(0.8, 2.4)
    return [level * rng.uniform(0.5, 1.5) for _ in range(DAYS)]


def weekend(rng: random.Random) -> list[float]:
    """Two days a week."""
    level, shift = rng.uniform(2.5, 8.5), rng.randrange(7)
    return [level * rng.uniform(0.6, 1.4) if (day + shift) % 7 >= 5 else 0.0 for day in range(DAYS)]  # noqa: PLR2004 - Saturday


def early_burst(rng: random.Random) -> list[float]:
    """One large day among the first three, little after it."""
    days = [rng.uniform(0.2, 1.3) for _ in range(DAYS)]
    days[rng.randrange(3)] += rng.uniform(10, 30)
    return days


def burst(rng: random.Random) -> list[float]:
    """One large day anywhere."""
    days = [rng.uniform(0.3, 1.8) for _ in range(DAYS)]
    days[rng.randrange(DAYS)] += rng.uniform(8, 30)
    return days


def growing(rng: random.Random) -> list[float]:
    """A little more each day."""
    level = rng.uniform(0.04, 0.2)
    return [level * day * rng.uniform(0.5, 1.5) for day in range(1, DAYS + 1)]


SPENDERS = (steady, weekend, early_burst, burst, growing)


def warned_on(days: Sequence[float], method: Callable[[Sequence[float], float], bool]) -> int | None:
    """Return the day (1 to 30) of the warning, None where the limit is passed or the cycle ends without one."""
    used = 0.0
    for number, day in enumerate(days, start=1):
        used += day
        if used >= LIMIT:
            return None
        if number >= FROM_DAY and day and method(days[:number], used):
            return number
    return None


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cycles", type=int, default=1000, help="for each spender")
    cycles = parser.parse_args().cycles
    print(f"pace: {cycles} cycles of each spender, warning at most once, limit ${LIMIT:.0f}")
    print(f"{'method':10} {'spender':12} {'false alarms':>13} {'missed':>8} {'days before the end':>20}")
    for name, method in METHODS.items():
        false = missed = inside = over = 0
        for spender in SPENDERS:
            rng = random.Random(7)  # noqa: S311 - the same cycles for every method
            counts = [0, 0, 0, 0]
            leads = []
            for _ in range(cycles):
                days = spender(rng)
                warned, passes = warned_on(days, method), sum(days) > LIMIT
                counts[0] += not passes
                counts[1] += passes
                counts[2] += warned is not None and not passes
                counts[3] += warned is None and passes
                if warned is not None and passes:
                    leads.append(DAYS - warned)
            lead = f"{statistics.median(leads):.0f}" if leads else "-"
            shown = (_share(counts[2], counts[0]), _share(counts[3], counts[1]))
            print(f"{name:10} {spender.__name__:12} {shown[0]:>13} {shown[1]:>8} {lead:>20}")
            inside, over = inside + counts[0], over + counts[1]
            false, missed = false + counts[2], missed + counts[3]
        print(f"{name:10} {'all':12} {_share(false, inside):>13} {_share(missed, over):>8}")


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "-"


if __name__ == "__main__":
    main()
