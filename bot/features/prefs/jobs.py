"""Retention: whoever could not be reached for twelve months has everything about them deleted."""

from __future__ import annotations

import datetime as dt
import logging
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.db.database import Database, Transaction
    from bot.features.prefs.store import PeopleStore

log = logging.getLogger(__name__)

KEPT_UNREACHABLE: Final = dt.timedelta(days=365)
EVERY: Final = dt.timedelta(days=1)
"""So often it is looked what is due: what may be stored for a day is gone after two at most."""
BATCH: Final = 20
"""People deleted in one transaction, so that nobody waits for long."""


class RetentionJob:
    """Deletes what was kept long enough.

    Args:
        forget: deletes everything stored about a person, as /delete_me does.
        clean: deletes what features keep for a while only.
        wipe: removes the remains of deleted rows from the file.
    """

    def __init__(
        self,
        database: Database,
        store: PeopleStore,
        forget: Callable[[Transaction, int], None],
        clean: Callable[[Transaction, dt.datetime], None],
        wipe: Callable[[], Awaitable[None]],
    ) -> None:
        self._database, self._store = database, store
        self._forget, self._clean, self._wipe = forget, clean, wipe
        self._next: dt.datetime | None = None

    async def run_due(self, now: dt.datetime) -> dt.datetime:
        """Delete at most :data:`BATCH` people who are due; return when to be called next: at once if more may be."""
        if self._next is not None and now < self._next:
            return self._next

        def work(tx: Transaction) -> int:
            self._clean(tx, now)
            self._store.date_unreachable(tx, now)
            due = self._store.unreachable_before(tx, now - KEPT_UNREACHABLE, BATCH)
            for person_id in due:
                self._forget(tx, person_id)
            return len(due)

        deleted = await self._database.write(work)
        if deleted:
            log.info("deleted everything about %s people who could not be reached for twelve months", deleted)
        if deleted == BATCH:
            return now
        self._next = now + EVERY
        await self._wipe()
        return self._next
