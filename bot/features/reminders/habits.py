"""What is kept of people's own hours."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.core.quiet import DEFAULT_QUIET, QuietHours
from bot.core.times import DEFAULT_HOURS
from bot.db.queries import load
from bot.features.reminders.hours import DEFAULT_HABITS, PARTS, Habits

if TYPE_CHECKING:
    from bot.db.database import Transaction

_sql = load(Path(__file__).with_name("habits.sql"))


class HabitStore:
    """Reads and writes people's hours; the caller commits."""

    def find(self, tx: Transaction, person_id: int) -> Habits:
        """Return the person's hours, the defaults for what they never set."""
        row = _sql.find(tx, person_id=person_id)
        if row is None:
            return DEFAULT_HABITS
        *parts, quiet_from, quiet_to, asked = row
        said = {part: dt.time.fromisoformat(time) for part, time in zip(PARTS, parts, strict=True) if time}
        hours = replace(DEFAULT_HOURS, **said)
        quiet = DEFAULT_QUIET
        if quiet_from and quiet_to:
            quiet = QuietHours(dt.time.fromisoformat(quiet_from), dt.time.fromisoformat(quiet_to))
        return Habits(replace(hours, default=hours.morning), quiet, bool(asked))

    def keep(self, tx: Transaction, person_id: int, habits: Habits) -> None:
        """Store the person's hours."""
        _sql.keep(tx, person_id=person_id, **_columns(habits))

    def export(self, tx: Transaction, person_id: int) -> dict[str, Any] | None:
        """Return what is kept, None where nothing is."""
        return None if _sql.find(tx, person_id=person_id) is None else _columns(self.find(tx, person_id))

    def forget(self, tx: Transaction, person_id: int) -> None:
        """Delete what is kept."""
        _sql.erase(tx, person_id=person_id)


def _columns(habits: Habits) -> dict[str, Any]:
    hours = {part: getattr(habits.hours, part).isoformat("minutes") for part in PARTS}
    quiet = {
        "quiet_from": habits.quiet.start.isoformat("minutes"),
        "quiet_to": habits.quiet.end.isoformat("minutes"),
    }
    return {**hours, **quiet, "asked": int(habits.asked)}
