"""What leaves and comes in as a file: exports, and what is booked from files, each once."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from bot.core.money import Currency, ExchangeRate, Money, RateSource
from bot.core.periods import Period
from bot.db.codecs import decimal_to_text, instant_from_text, instant_to_text
from bot.features.budgets.archive import CSV_ID, Archive, EntryRow, LimitRow, SettingsRow, write_csv
from bot.features.budgets.records import entry_from_row, insert, sql
from bot.features.budgets.rules import Booking, Entry, Imported, Kind, Preferences
from bot.features.budgets.usage_file import DayCost

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.db.database import Transaction
    from bot.features.budgets.reading import Viewpoint
    from bot.features.budgets.store import BudgetStore
    from bot.features.budgets.usage_file import UsageFile

KEPT_FOR: Final = dt.timedelta(days=1)
"""How long the tap that books a file may take."""
CSV_HEADER: Final = (
    "date", "amount", "currency", "usd", "cny", "cny_per_usd", "kind", "label", "note", "spent_at_utc", CSV_ID,
)  # fmt: skip


class ImportStore:
    """Keeps files until they are booked, books them, and writes them. Inside the caller's transaction."""

    def __init__(self, budgets: BudgetStore) -> None:
        self._budgets = budgets

    # --- out --------------------------------------------------------------------------------------------------

    def export(self, tx: Transaction, person_id: int) -> dict[str, Any] | None:
        """Return everything that is kept, entries taken back included; None where there is nothing."""
        limits = [
            LimitRow.model_validate(_named(_LIMIT_COLUMNS, row))
            for row in sql.budgets_for_export(tx, person_id=person_id)
        ]
        entries = [_entry_row(row) for row in sql.entries_for_export(tx, person_id=person_id)]
        kept = sql.settings(tx, person_id=person_id)
        if not limits and not entries and kept is None:
            return None
        settings = None
        if kept is not None:
            wishes = self._budgets.preferences(tx, person_id)
            settings = SettingsRow(
                thresholds=wishes.thresholds,
                warns_pace=wishes.warns_pace,
                sums_up=wishes.sums_up,
                nudge_due=wishes.nudge_due,
            )
        return Archive.model_construct(limits=tuple(limits), settings=settings, entries=tuple(entries)).model_dump(
            mode="json"
        )

    def csv(self, tx: Transaction, person_id: int) -> bytes | None:
        """Return the entries that count as CSV, oldest first; None where there are none."""
        rows = []
        for row in sql.entries_for_export(tx, person_id=person_id):
            entry = _entry_row(row)
            if entry.undone_at is not None:
                continue
            rate = ExchangeRate(entry.cny_per_usd, RateSource.BUILT_IN, None)
            money = Money(entry.amount, Currency(entry.currency))
            usd, cny = (f"{rate.convert(money, currency).amount:.4f}" for currency in (Currency.USD, Currency.CNY))
            rows.append(
                (
                    entry.local_date.isoformat(),
                    decimal_to_text(entry.amount),
                    entry.currency,
                    usd,
                    cny,
                    decimal_to_text(entry.cny_per_usd),
                    entry.kind,
                    entry.label,
                    entry.note,
                    entry.spent_at.isoformat(),
                    entry.id,
                )
            )
        return write_csv(CSV_HEADER, sorted(rows)) if rows else None

    # --- in ---------------------------------------------------------------------------------------------------

    def keep_usage(self, tx: Transaction, person_id: int, now: dt.datetime, file: UsageFile) -> int:
        """Keep what a usage file holds until it is booked, and return the number for the button."""
        costs = [
            [c.day.isoformat(), decimal_to_text(c.money.amount), c.money.currency.value, c.key] for c in file.costs
        ]
        return self._keep(tx, person_id, now, {"usage": costs})

    def keep_archive(self, tx: Transaction, person_id: int, now: dt.datetime, archive: Archive) -> int:
        """Keep a file of ours until it is restored, and return the number for the button."""
        return self._keep(tx, person_id, now, {"archive": archive.model_dump(mode="json")})

    def _keep(self, tx: Transaction, person_id: int, now: dt.datetime, content: dict[str, Any]) -> int:
        self.drop_old(tx, now)
        batch = int(now.timestamp() * 1000)
        while sql.kept_import(tx, person_id=person_id, batch=batch) is not None:
            batch += 1
        text = json.dumps(content, ensure_ascii=False)
        sql.keep_import(tx, person_id=person_id, batch=batch, content=text, received_at=instant_to_text(now))
        return batch

    def drop_old(self, tx: Transaction, now: dt.datetime) -> None:
        """Forget files that nobody booked."""
        sql.drop_old_imports(tx, before=instant_to_text(now - KEPT_FOR))

    def drop(self, tx: Transaction, person_id: int, batch: int) -> None:
        """Forget a file."""
        sql.drop_import(tx, person_id=person_id, batch=batch)

    def known(self, tx: Transaction, person_id: int, costs: Iterable[DayCost]) -> int:
        """Return how many of these costs are booked already, count, and have the same amount."""
        found = ((cost, sql.entry_of_import(tx, person_id=person_id, import_key=cost.key)) for cost in costs)
        entries = ((cost, entry_from_row(row)) for cost, row in found if row is not None)
        return sum(not entry.undone and entry.money == cost.money for cost, entry in entries)

    def known_rows(self, tx: Transaction, person_id: int, archive: Archive) -> int:
        """Return how many entries of a file of ours are there already."""
        own = self._own_ids(tx, person_id)
        return sum(row.id in own for row in archive.entries)

    def _own_ids(self, tx: Transaction, person_id: int) -> set[str]:
        rows = sql.entries_for_export(tx, person_id=person_id)
        return {row[14] or _id(row[0], row[6]) for row in rows}

    def take(self, tx: Transaction, view: Viewpoint, batch: int, note: str) -> Imported | None:
        """Book a kept file; None where it is not kept any more.

        Args:
            tx: of the caller.
            view: whose, and now.
            batch: the number on the button.
            note: what the entries of a usage file say.
        """
        content = sql.kept_import(tx, person_id=view.person_id, batch=batch)
        if content is None:
            return None
        kept = json.loads(content)
        self.drop(tx, view.person_id, batch)
        if "usage" in kept:
            costs = [
                DayCost(dt.date.fromisoformat(day), Money(Decimal(amount), Currency(code)), key)
                for day, amount, code, key in kept["usage"]
            ]
            return self._book_usage(tx, view, batch, costs, note)
        return self._restore(tx, view, batch, Archive.model_validate(kept["archive"]))

    def _book_usage(self, tx: Transaction, view: Viewpoint, batch: int, costs: list[DayCost], note: str) -> Imported:
        new = changed = known = 0
        number = self._budgets.next_number(tx, view.person_id)
        written: list[Entry] = []

        def write() -> Entry:
            nonlocal new, changed, known
            for cost in costs:
                noon = dt.datetime.combine(cost.day, dt.time(12), dt.UTC)
                row = sql.entry_of_import(tx, person_id=view.person_id, import_key=cost.key)
                if row is None:
                    entry = Entry(
                        number + new,
                        cost.money,
                        view.rate,
                        noon,
                        cost.day,
                        note,
                        undone=False,
                        booked_at=view.now,
                        batch=batch,
                    )
                    insert(tx, view.person_id, entry, import_key=cost.key)
                    self._budgets.count(tx, view.person_id, entry)
                    new += 1
                    written.append(entry)
                    continue
                old = entry_from_row(row)
                if not old.undone and old.money == cost.money:
                    known += 1
                    continue
                if old.undone:
                    sql.book_again(tx, person_id=view.person_id, number=old.number)
                    self._budgets.count(tx, view.person_id, old)
                if old.money != cost.money:
                    self._budgets.rewrite(tx, view, old, replace(old, money=cost.money))
                changed += 1
                written.append(replace(old, undone=False))
            return written[-1] if written else probe

        probe = Entry(number, costs[-1].money, view.rate, view.now, view.today, note, undone=False, batch=batch)
        booking = self._budgets.observe(tx, view, probe, write)
        return Imported(booking if written else None, new, changed, known)

    def _restore(self, tx: Transaction, view: Viewpoint, batch: int, archive: Archive) -> Imported:
        limits = sum(self._restore_limit(tx, view, row) for row in archive.limits)
        if archive.settings is not None and sql.settings(tx, person_id=view.person_id) is None:
            s = archive.settings
            due = max(s.nudge_due, view.now) if s.nudge_due else None
            self._budgets.set_preferences(tx, view.person_id, Preferences(s.thresholds, s.warns_pace, s.sums_up, due))
        number = self._budgets.next_number(tx, view.person_id)
        new = known = 0
        last = None
        own = self._own_ids(tx, view.person_id)
        for row in archive.entries:
            if row.id in own:
                known += 1
                continue
            entry = _entry(row, number + new, batch)
            undone_at = instant_to_text(row.undone_at) if row.undone_at else None
            insert(tx, view.person_id, entry, import_key=row.id, undone_at=undone_at)
            if not entry.undone:
                self._budgets.count(tx, view.person_id, entry)
                last = entry
            own.add(row.id)
            new += 1
        booking = None
        if last is not None or limits:
            probe = last or Entry(
                number, Money(Decimal(0), Currency.USD), view.rate, view.now, view.today, "", undone=True
            )
            booking = Booking(probe, self._budgets.standing(tx, view), crossed=None)  # old news, no warnings
        return Imported(booking, new, 0, known, limits)

    def _restore_limit(self, tx: Transaction, view: Viewpoint, row: LimitRow) -> bool:
        """Set a limit that is not there; one that is stays as the person has it now."""
        if self._budgets.budget_of_label(tx, view.person_id, row.label) is not None:
            return False
        self._budgets.set_budget(
            tx,
            view.person_id,
            Money(row.amount, Currency(row.currency)),
            row.cycle_day,
            view.now,
            label=row.label,
            period=Period(row.period),
            bought_on=row.bought_on,
            carries_over=row.carries_over,
        )
        return True


_LIMIT_COLUMNS: Final = (
    "slot", "label", "amount", "currency", "period", "cycle_day", "bought_on", "carries_over", "created_at",
    "changed_at",
)  # fmt: skip
_ENTRY_COLUMNS: Final = (
    "number", "amount", "currency", "cny_per_usd", "rate_source", "rate_date", "spent_at", "local_date", "note",
    "update_id", "undone_at", "kind", "label", "booked_at", "import_key",
)  # fmt: skip


def _named(columns: tuple[str, ...], row: tuple[Any, ...]) -> dict[str, Any]:
    return dict(zip(columns, row, strict=True))


def _entry_row(row: tuple[Any, ...]) -> EntryRow:
    named = _named(_ENTRY_COLUMNS, row)
    values = {
        **named,
        "id": named["import_key"] or _id(named["number"], named["spent_at"]),
        "amount": Decimal(named["amount"]),
        "cny_per_usd": Decimal(named["cny_per_usd"]),
        "rate_date": dt.date.fromisoformat(named["rate_date"]) if named["rate_date"] else None,
        "spent_at": instant_from_text(named["spent_at"]),
        "booked_at": instant_from_text(named["booked_at"]) if named["booked_at"] else None,
        "undone_at": instant_from_text(named["undone_at"]) if named["undone_at"] else None,
        "local_date": dt.date.fromisoformat(named["local_date"]),
    }
    del values["number"], values["import_key"]
    return EntryRow.model_construct(**values)  # it was checked when it was stored


def _id(number: int, spent_at: str) -> str:
    """Return what names an entry in every file: no other entry of the person has both."""
    return f"{spent_at}/{number}"


def _entry(row: EntryRow, number: int, batch: int) -> Entry:
    rate = ExchangeRate(row.cny_per_usd, RateSource(row.rate_source), row.rate_date)
    return Entry(
        number,
        Money(row.amount, Currency(row.currency)),
        rate,
        row.spent_at,
        row.local_date,
        row.note,
        undone=row.undone_at is not None,
        kind=Kind(row.kind),
        label=row.label,
        booked_at=row.booked_at,
        batch=batch,
    )
