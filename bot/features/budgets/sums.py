"""The sums of days: written with every change of an entry, in its transaction, so that no screen adds up entries."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.core.money import Currency, ExchangeRate, Money, RateSource
from bot.db.codecs import decimal_to_text
from bot.features.budgets import rules
from bot.features.budgets.records import rate_of, sql

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.core.periods import Cycle
    from bot.db.database import Transaction


@dataclass(frozen=True, slots=True)
class DaySum:
    """What counts of a day with one label, in one currency, at one rate."""

    day: dt.date
    label: str
    money: Money
    rate: ExchangeRate


def add(tx: Transaction, person_id: int, entry: rules.Entry, amount: Decimal) -> None:
    """Add to the sum of an entry's day; its row is written already. Top-ups are no spending."""
    if entry.kind is rules.Kind.TOP_UP:
        return
    key = {
        "person_id": person_id,
        "local_date": entry.local_date.isoformat(),
        "label": entry.label,
        "currency": entry.money.currency.value,
        "cny_per_usd": decimal_to_text(entry.rate.cny_per_usd),
    }
    row = sql.sum_of_day(tx, **key)
    if row is not None and row[0] is None:
        return  # a day from before there were sums: it is added up whenever it is looked at
    sql.set_sum(tx, **key, amount=decimal_to_text(Decimal(row[0] if row else 0) + amount))


def between(tx: Transaction, person_id: int, cycle: Cycle) -> list[DaySum]:
    """Return the sums of a cycle's days, oldest first."""
    rows = sql.sums_between(tx, person_id=person_id, first=cycle.start.isoformat(), last=cycle.end.isoformat())
    found = []
    for day, label, currency, cny_per_usd, amount in list(rows):
        value = Decimal(amount) if amount is not None else _added_up(tx, person_id, day, label, currency, cny_per_usd)
        money = Money(value, Currency(currency))
        found.append(DaySum(dt.date.fromisoformat(day), label, money, rate_of(cny_per_usd)))
    return found


def fill(tx: Transaction, count: int) -> bool:
    """Add up days from before there were sums, so many at most; tell whether there were any."""
    missing = list(sql.missing_sums(tx, count=count))
    for person_id, *key in missing:
        amount = decimal_to_text(_added_up(tx, person_id, *key))
        names = ("local_date", "label", "currency", "cny_per_usd")
        sql.set_sum(tx, person_id=person_id, amount=amount, **dict(zip(names, key, strict=True)))
    return bool(missing)


def total(sums: Iterable[DaySum], currency: Currency) -> Money:
    """Add sums up by rate before they are converted, so that a rate that does not divide evenly is used once."""
    kinds: defaultdict[tuple[Currency, Decimal], Decimal] = defaultdict(Decimal)
    for each in sums:
        kinds[each.money.currency, each.rate.cny_per_usd] += each.money.amount
    return rules.total(
        (
            (Money(amount, kind), ExchangeRate(cny_per_usd, RateSource.BUILT_IN, None))
            for (kind, cny_per_usd), amount in kinds.items()
        ),
        currency,
    )


def _added_up(tx: Transaction, person_id: int, day: str, label: str, currency: str, cny_per_usd: str) -> Decimal:
    rows = sql.amounts_of_day(
        tx, person_id=person_id, local_date=day, label=label, currency=currency, cny_per_usd=cny_per_usd
    )
    return sum((Decimal(amount) for (amount,) in rows), Decimal(0))
