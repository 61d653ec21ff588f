"""What is kept of rates: the operator's, with all it was before, and what each person's card or service charges."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bot.core.money import RateSource
from bot.db.codecs import decimal_from_text, decimal_to_text, instant_to_text
from bot.db.queries import load
from bot.features.exchange.charges import Charges, OwnRate
from bot.features.exchange.rates import StoredRate

if TYPE_CHECKING:
    from decimal import Decimal

    from bot.core.money import ExchangeRate
    from bot.db.database import Transaction

_sql = load(Path(__file__).with_name("queries.sql"))
_SETTINGS, _ADMIN = "settings", "admin"
_NEWEST: Final = 2**62  # above every number


class RateStore:
    """Reads and writes rates. Every method runs inside the caller's transaction."""

    def newest(self, tx: Transaction) -> StoredRate | None:
        """Return the operator's rate that counts, None before the first."""
        return next(iter(self.history(tx, 1)), None)

    def newest_setting(self, tx: Transaction) -> StoredRate | None:
        """Return the last rate that came from the settings."""
        return _stored(_sql.newest_rate_of(tx, source=_SETTINGS))

    def history(self, tx: Transaction, count: int, before: int | None = None) -> list[StoredRate]:
        """Return rates, newest first. `before`: only those with lower numbers."""
        return [rate for row in _sql.rates_before(tx, number=before or _NEWEST, count=count) if (rate := _stored(row))]

    def add(
        self, tx: Transaction, cny_per_usd: Decimal, as_of: dt.date, set_by: int | None, now: dt.datetime
    ) -> StoredRate:
        """Add a rate, which counts from now on. `set_by`: the admin, None for the settings; `now`: aware."""
        newest = self.newest(tx)
        added = StoredRate(newest.number + 1 if newest else 1, cny_per_usd, as_of, set_by is None, set_by)
        _sql.add_rate(
            tx,
            number=added.number,
            cny_per_usd=decimal_to_text(cny_per_usd),
            as_of=as_of.isoformat(),
            source=_SETTINGS if set_by is None else _ADMIN,
            set_by=set_by,
            set_at=instant_to_text(now),
        )
        return added

    def own(self, tx: Transaction, person_id: int) -> OwnRate | None:
        """Return what somebody's card or service charges, if they said so."""
        row = _sql.own_rate(tx, person_id=person_id)
        if row is None:
            return None
        return OwnRate(Charges(*(decimal_from_text(text) for text in row[:3])), dt.date.fromisoformat(row[3]))

    def set_own(self, tx: Transaction, person_id: int, own: OwnRate) -> None:
        """Keep what somebody's card or service charges."""
        _sql.set_own_rate(
            tx,
            person_id=person_id,
            cny_per_usd=decimal_to_text(own.charges.cny_per_usd),
            percent=decimal_to_text(own.charges.percent),
            fixed_cny=decimal_to_text(own.charges.fixed),
            since=own.since.isoformat(),
        )

    def drop_own(self, tx: Transaction, person_id: int) -> None:
        """Forget it again."""
        _sql.erase_own_rate(tx, person_id=person_id)

    def tell_of_yuan_sign(self, tx: Transaction, person_id: int) -> bool:
        """Note that somebody is told how a bare ¥ is read; False where they were told before."""
        return bool(_sql.tell_of_yuan_sign(tx, person_id=person_id))

    def export(self, tx: Transaction, person_id: int) -> dict[str, Any] | None:
        """Return everything that is kept of a person; None where there is nothing."""
        own = _sql.own_rate(tx, person_id=person_id)
        kept = {
            "own_rate": dict(zip(("cny_per_usd", "percent", "fixed_cny", "since"), own, strict=True)) if own else None,
            "rates_set": [
                dict(zip(("number", "cny_per_usd", "as_of", "set_at"), row, strict=True))
                for row in _sql.rates_set_by(tx, person_id=person_id)
            ],
            "told_of_yuan_sign": _sql.told_of_yuan_sign(tx, person_id=person_id) is not None,
        }
        return kept if any(kept.values()) else None

    def forget(self, tx: Transaction, person_id: int) -> None:
        """Delete what is kept of a person. The rates an admin set stay, without a word who did it."""
        _sql.erase_own_rate(tx, person_id=person_id)
        _sql.erase_told_of_yuan_sign(tx, person_id=person_id)
        _sql.forget_who_set(tx, person_id=person_id)


class OperatorRate:
    """The operator's rate of the moment: in the database, and in memory for whoever has to know it at once.

    What was said last counts: a setting that differs from the setting of the last start, or /rate.

    Args:
        store: where the rates are.
        setting: the rate of the settings, or the built-in example.
        zone: on whose calendar a rate without a day gets one.
    """

    def __init__(self, store: RateStore, setting: ExchangeRate, zone: dt.tzinfo) -> None:
        self._store, self._setting, self._zone = store, setting, zone
        self._newest: StoredRate | None = None

    def load(self, tx: Transaction, now: dt.datetime) -> StoredRate | None:
        """Return the rate that counts at the start; a new setting is added to the history first."""
        setting = self._setting
        before = self._store.newest_setting(tx)
        said = setting.source is RateSource.OPERATOR
        same = before and before.cny_per_usd == setting.cny_per_usd and setting.as_of in {None, before.as_of}
        if said and not same:
            day = setting.as_of or now.astimezone(self._zone).date()
            return self._store.add(tx, setting.cny_per_usd, day, None, now)
        return self._store.newest(tx)

    def take(self, newest: StoredRate | None) -> None:
        """Use a rate that is committed."""
        if newest is not None and (self._newest is None or newest.number > self._newest.number):
            self._newest = newest

    def at(self, now: dt.datetime) -> ExchangeRate:
        """Return the rate in force, marked where it is old at `now` (aware)."""
        rate = self._newest.rate if self._newest else self._setting
        return rate.seen_on(now.astimezone(self._zone).date())


def _stored(row: tuple[Any, ...] | None) -> StoredRate | None:
    if row is None:
        return None
    number, cny_per_usd, as_of, source, set_by = row
    return StoredRate(number, decimal_from_text(cny_per_usd), dt.date.fromisoformat(as_of), source == _SETTINGS, set_by)
