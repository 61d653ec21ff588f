"""The prices of a row of genai-prices in each tier, as far as the data really hold them.

The package answers every question with a price: where it has none for a tier, with the standard one. Here there is
None instead. It overlays a tier's fields on the standard ones, so that a missing cached price, or a missing level of
long requests, becomes the standard one too; here they stay missing.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from bot.features.cost.cards import PriceChange, Rates, Tier
from bot.features.cost.dataset import check_days

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genai_prices.types import ModelInfo, ModelPrice, TieredPrices

_WHEN: Final = {
    Tier.BATCH: {"processing": "batch"},
    Tier.FLEX: {"service_tier": "flex"},
    Tier.FAST: {"service_tier": "fast"},
}
_FIELDS: Final = ("input_mtok", "cache_read_mtok", "output_mtok")


@dataclass(frozen=True, slots=True)
class PriceTable:
    """The prices of one model in one tier; `levels`, `cache_write`, `checked_on` as on a price card."""

    base: Rates
    levels: tuple[tuple[int, Rates | None], ...] = ()
    cache_write: Decimal | None = None
    checked_on: dt.date | None = None


def price_table(info: ModelInfo, tier: Tier, at: dt.datetime) -> PriceTable | None:
    """Return what a row costs in a tier at an instant; None where no such price is known."""
    standard = info.get_prices(at)
    if tier is Tier.STANDARD:
        return replace(_table(standard, standard), checked_on=min(check_days(info), default=None))
    prices = _of_tier(info, tier, at)
    if prices is None:
        return None
    if all(getattr(prices, field) is None for field in _FIELDS):  # listed with the prices of the standard tier
        prices = standard
    days = check_days(info, batch=tier is Tier.BATCH, other_tier=tier in {Tier.FLEX, Tier.FAST})
    return replace(_table(prices, standard), checked_on=min(days, default=None))


def known_since(info: ModelInfo, tier: Tier, at: dt.datetime) -> dt.date | None:
    """Return the first day after an instant on which a row gets a price, or another one, in a tier."""
    today = at.astimezone(dt.UTC).date()
    return min((day for day in _changes(info, tier) if day > today), default=None)


def next_change(info: ModelInfo, tier: Tier, at: dt.datetime) -> PriceChange | None:
    """Return the next change of a row's prices in a tier that the data know of."""
    day = known_since(info, tier, at)
    if day is None:
        return None
    table = price_table(info, tier, dt.datetime.combine(day, dt.time(), dt.UTC))
    return PriceChange(day, table.base) if table is not None else None


def _of_tier(info: ModelInfo, tier: Tier, at: dt.datetime) -> ModelPrice | None:
    """Return the row's own prices of a tier that are in force; of several the first counts, as in the package."""
    for variant in info.price_variants or ():
        if variant.when == _WHEN[tier] and (variant.constraint is None or variant.constraint.active(at)):
            return variant.prices
    return None


def _changes(info: ModelInfo, tier: Tier) -> Iterator[dt.date]:
    """Yield the days from which on prices of a tier hold."""
    from genai_prices.types import StartDateConstraint  # noqa: PLC0415 - slow to import: see PriceBook

    if tier is not Tier.STANDARD:
        constraints = [each.constraint for each in info.price_variants or () if each.when == _WHEN[tier]]
    elif isinstance(info.prices, list):
        constraints = [each.constraint for each in info.prices]
    else:
        constraints = []
    for constraint in constraints:
        if isinstance(constraint, StartDateConstraint):
            yield constraint.start_date


def _table(prices: ModelPrice, standard: ModelPrice) -> PriceTable:
    starts = _starts(prices)
    return PriceTable(
        base=_rates(prices, standard, 0),
        # A level that the standard tier has and this one does not: such requests have no published price in it.
        levels=tuple(
            (start, _rates(prices, standard, start + 1) if start in starts else None)
            for start in sorted(starts | _starts(standard))
        ),
        cache_write=_at(prices.cache_write_mtok, 0),
    )


def _starts(prices: ModelPrice) -> frozenset[int]:
    """Return the numbers of input tokens above which other prices hold."""
    return frozenset(tier.start for field in _FIELDS for tier in getattr(getattr(prices, field), "tiers", ()))


def _rates(prices: ModelPrice, standard: ModelPrice, input_tokens: int) -> Rates:
    """Return the prices of a request with so many input tokens."""
    usd, cached, output = (_at(getattr(prices, field), input_tokens) for field in _FIELDS)
    assert usd is not None  # noqa: S101 - rows without it were left out when the data were read
    return Rates(usd, cached, output, cached_is_unknown=cached is None and standard.cache_read_mtok is not None)


def _at(price: Decimal | TieredPrices | None, input_tokens: int) -> Decimal | None:
    if price is None or isinstance(price, Decimal):
        return price
    reached = [tier.price for tier in price.tiers if input_tokens > tier.start]
    return reached[-1] if reached else price.base
