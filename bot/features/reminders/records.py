"""Rows of the tables of reminders, as the values they stand for."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bot.core.language import Language
from bot.core.recurrence import Rule
from bot.core.zones import UnknownZoneError, zone
from bot.db.codecs import instant_from_text, instant_to_text
from bot.db.queries import load
from bot.features.reminders.rules import Kind, Reminder, Schedule, State

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

sql: Final = load(Path(__file__).with_name("queries.sql"))
"""The statements of ``queries.sql``, as functions."""


def columns(reminder: Reminder) -> dict[str, Any]:
    """Return what a reminder is, apart from when it comes, as it is stored."""
    return {
        "reminder_id": reminder.id,
        "person_id": reminder.person_id,
        "chat_id": reminder.chat_id,
        "kind": reminder.kind.value,
        "text": reminder.text,
        "language": reminder.language.value,
    }


def schedule_columns(schedule: Schedule) -> dict[str, Any]:
    """Return when a reminder comes, as it is stored."""
    return {
        "zone": schedule.zone.key,
        "rule": schedule.rule.to_json() if schedule.rule else None,
        "anchor": schedule.anchor.isoformat(),
        "is_instant": int(schedule.is_instant),
        "next_due": instant_to_text(schedule.next_due),
    }


def reminder_from_row(row: Sequence[Any]) -> Reminder:
    """Return the reminder that a row of the query `find` holds."""
    key, person, chat, kind, text, language, zone_name, rule, anchor, is_instant, due, occurrence, state, named = row
    schedule = Schedule(
        rule=Rule.from_json(rule) if rule else None,
        anchor=dt.datetime.fromisoformat(anchor),
        zone=stored_zone(zone_name),
        next_due=instant_from_text(due),
        is_instant=bool(is_instant),
    )
    return Reminder(
        key, person, chat, Kind(kind), text, Language(language), schedule, occurrence, State(state), named=bool(named)
    )


def stored_zone(name: str) -> ZoneInfo:
    """Return a zone by its stored name."""
    try:
        return zone(name)
    except UnknownZoneError:  # one that tzdata has dropped since
        return zone("UTC")
