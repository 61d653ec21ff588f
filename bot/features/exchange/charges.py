"""What a card or a service takes for dollars: a rate, a fee in percent, a fixed fee for each payment."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, Context, Decimal
from typing import TYPE_CHECKING, Final

from bot.core.money import Currency, Money

if TYPE_CHECKING:
    import datetime as dt

LOWEST_RATE: Final = Decimal(1)
HIGHEST_RATE: Final = Decimal(100)
MOST_RATE_DECIMALS: Final = 6
HIGHEST_PERCENT: Final = Decimal(50)
HIGHEST_FIXED: Final = Decimal(1000)
SMALLEST_PURCHASE: Final = Money(Decimal(5), Currency.USD)
"""Source: OpenAI Help, "Setting up and managing prepaid API billing", October 2026."""
_EXACT: Final = Context(prec=80, rounding=ROUND_DOWN)


@dataclass(frozen=True, slots=True)
class Charges:
    """What dollars cost somebody.

    Args:
        cny_per_usd: before fees; from `LOWEST_RATE` to `HIGHEST_RATE`.
        percent: of the RMB that the dollars come to; from 0 to `HIGHEST_PERCENT`.
        fixed: RMB for each payment; from 0 to `HIGHEST_FIXED`.
    """

    cny_per_usd: Decimal
    percent: Decimal = Decimal(0)
    fixed: Decimal = Decimal(0)

    @property
    def cny_per_usd_paid(self) -> Decimal:
        """What one more dollar costs, the percentage included and the fixed fee not."""
        return _EXACT.multiply(self.cny_per_usd, _EXACT.add(1, self.percent / 100))

    def price(self, credit: Money) -> Price:
        """Return what has to be paid for so many dollars of credit."""
        base = Money(_EXACT.multiply(credit.amount, self.cny_per_usd), Currency.CNY)
        return self._price(credit, base)

    def credit(self, paid: Money) -> Price | None:
        """Return what so many RMB buy, None where the fixed fee takes all of them."""
        left = _EXACT.subtract(paid.amount, self.fixed)
        if left <= 0:
            return None
        base = Money(_EXACT.divide(left, _EXACT.add(1, self.percent / 100)), Currency.CNY)
        return self._price(Money(_EXACT.divide(base.amount, self.cny_per_usd), Currency.USD), base)

    def _price(self, credit: Money, base: Money) -> Price:
        fee = Money(_EXACT.multiply(base.amount, self.percent / 100), Currency.CNY)
        fixed = Money(self.fixed, Currency.CNY)
        return Price(credit, base, fee, fixed, base + fee + fixed)


def are_possible(cny_per_usd: Decimal | None, percent: Decimal | None, fixed: Decimal | None) -> bool:
    """Tell whether charges are within their bounds; None is."""
    return (
        (cny_per_usd is None or LOWEST_RATE <= cny_per_usd <= HIGHEST_RATE)
        and (percent is None or 0 <= percent <= HIGHEST_PERCENT)
        and (fixed is None or 0 <= fixed <= HIGHEST_FIXED)
    )


@dataclass(frozen=True, slots=True)
class Price:
    """A payment in its parts: `base` for the `credit` at the rate, the percentage, the fixed fee, and the `total`."""

    credit: Money
    base: Money
    fee: Money
    fixed: Money
    total: Money


@dataclass(frozen=True, slots=True)
class OwnRate:
    """What one person's card or service charges, and the day they said so."""

    charges: Charges
    since: dt.date
