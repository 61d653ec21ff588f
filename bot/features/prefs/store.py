"""What is kept of a person."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.core.language import Language, of_client
from bot.core.money import Currency
from bot.core.person import Person
from bot.core.zones import UnknownZoneError, zone
from bot.db.codecs import instant_to_text
from bot.db.queries import load

if TYPE_CHECKING:
    import datetime as dt
    from zoneinfo import ZoneInfo

    from bot.db.database import Transaction

_sql = load(Path(__file__).with_name("queries.sql"))


class PeopleStore:
    """Reads and writes the table of people.

    Args:
        language, zone_name, model: the defaults for what somebody never chose.
    """

    def __init__(self, language: Language, zone_name: str, model: str) -> None:
        self._language, self._zone, self._model = language, zone(zone_name), model

    def find(self, tx: Transaction, person_id: int, client_language: str | None) -> Person:
        """Return the person, with the client's language of this moment if there is one."""
        row = _sql.find(tx, person_id=person_id)
        chosen, stored, zone_name, model, only = row[:5] if row else (None, None, None, None, None)
        own_zone = _zone_or_none(zone_name)
        language = Language(chosen) if chosen else of_client(client_language or stored) or self._language
        return Person(
            id=person_id,
            language=language,
            zone=own_zone or self._zone,
            zone_is_chosen=own_zone is not None,
            model=model or self._model,
            known=row is not None,
            only=Currency(only) if only else None,
        )

    def is_current(self, tx: Transaction, person_id: int, client_language: str | None) -> bool:
        """Tell whether they are known, reachable, and still use the client language that is stored."""
        row = _sql.find(tx, person_id=person_id)
        return row is not None and row[1] == client_language and not row[5]

    def remember(self, tx: Transaction, person_id: int, client_language: str | None, now: dt.datetime) -> None:
        """Note that the person wrote: they can be reached again."""
        _sql.remember(tx, person_id=person_id, client_language=client_language, first_seen_at=instant_to_text(now))

    def set_unreachable(self, tx: Transaction, person_id: int, now: dt.datetime) -> None:
        """Note that nothing can be sent to the person until they write again; the first time of a row counts."""
        _sql.set_unreachable(tx, person_id=person_id, now=instant_to_text(now))

    def date_unreachable(self, tx: Transaction, now: dt.datetime) -> None:
        """Let the time run from now for those who cannot be reached since nobody knows when."""
        _sql.date_unreachable(tx, now=instant_to_text(now))

    def unreachable_before(self, tx: Transaction, instant: dt.datetime, most: int) -> list[int]:
        """Return people who could not be reached since before an instant, the longest first."""
        return [row[0] for row in _sql.unreachable_before(tx, before=instant_to_text(instant), most=most)]

    def set_language(self, tx: Transaction, person_id: int, language: Language) -> None:
        """Keep the person's choice of language."""
        _sql.set_language(tx, person_id=person_id, language=language.value)

    def set_zone(self, tx: Transaction, person_id: int, zone_name: str) -> None:
        """Keep the person's time zone, an IANA name."""
        _sql.set_zone(tx, person_id=person_id, zone=zone_name)

    def set_model(self, tx: Transaction, person_id: int, model: str) -> None:
        """Keep the model the person estimates with."""
        _sql.set_model(tx, person_id=person_id, model=model)

    def set_currency(self, tx: Transaction, person_id: int, only: Currency | None) -> None:
        """Keep the currency in which alone amounts are shown, None for both."""
        _sql.set_currency(tx, person_id=person_id, currency=only.value if only else None)

    def export(self, tx: Transaction, person_id: int) -> dict[str, object] | None:
        """Return everything that is kept, or None for somebody unknown."""
        row = _sql.find(tx, person_id=person_id)
        names = (
            *("language", "client_language", "zone", "model", "currency"),
            *("unreachable", "unreachable_since", "first_seen_at"),
        )
        return {"person_id": person_id, **dict(zip(names, row, strict=True))} if row else None

    def forget(self, tx: Transaction, person_id: int) -> None:
        """Delete the person's row."""
        _sql.erase(tx, person_id=person_id)


def _zone_or_none(name: str | None) -> ZoneInfo | None:
    try:
        return zone(name) if name else None
    except UnknownZoneError:  # a zone that tzdata has dropped since
        return None
