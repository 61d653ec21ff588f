"""/export: one archive, its JSON as docs/export.schema.json says, with every table that is about the person."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.conversations.everything import use_everything
from tests.test_privacy import rows, tables

if TYPE_CHECKING:
    from tests.conversation import Conversation

DOCS = Path(__file__).parents[2] / "docs"
# Where the rows of a table are in the export, for those that PRIVACY.md calls exported.
PLACES = {
    "people": ("prefs",),
    "budgets": ("budgets", "limits"),
    "entries": ("budgets", "entries"),
    "budget_settings": ("budgets", "settings"),
    "reminders": ("reminders", "reminders"),
    "reminder_drafts": ("reminders", "unanswered"),
    "day_hours": ("reminders", "hours"),
    "estimates": ("cost",),
    "own_rates": ("exchange", "own_rate"),
    "told_of_yuan_sign": ("exchange", "told_of_yuan_sign"),
    "operator_rates": ("exchange", "rates_set"),
    "faq_opinions": ("faq", "opinions"),
    "faq_questions": ("faq", "questions"),
    "answers": ("answers",),
    "questions": ("questions",),
    "set_aside": ("set_aside",),
}
_TYPES: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
}


def faults(value: Any, schema: dict[str, Any], root: dict[str, Any], where: str = "$") -> list[str]:
    """Return where a value is not what its schema says: the part of JSON Schema that these two files use."""
    if "$ref" in schema:
        name = schema["$ref"]
        inside = name.startswith("#/$defs/")
        other = root if inside else json.loads((DOCS / name).read_text(encoding="utf-8"))
        return faults(value, root["$defs"][name.removeprefix("#/$defs/")] if inside else other, other, where)
    kinds = schema.get("type", [])
    is_wrong = (
        ("anyOf" in schema and all(faults(value, option, root, where) for option in schema["anyOf"]))
        or ("const" in schema and value != schema["const"])
        or ("enum" in schema and value not in schema["enum"])
        or (kinds and not any(_is(value, kind) for kind in ([kinds] if isinstance(kinds, str) else kinds)))
    )
    if is_wrong:
        return [where]
    found: list[str] = []
    if isinstance(value, dict):
        known = schema.get("properties", {})
        found += [f"{where}.{name}: missing" for name in schema.get("required", ()) if name not in value]
        if schema.get("additionalProperties") is False:
            found += [f"{where}.{name}: not described" for name in value if name not in known]
        for name in known.keys() & value.keys():
            found += faults(value[name], known[name], root, f"{where}.{name}")
    if isinstance(value, list) and "items" in schema:
        for number, item in enumerate(value):
            found += faults(item, schema["items"], root, f"{where}[{number}]")
    return found


def _is(value: Any, kind: str) -> bool:
    if kind == "null" or value is None:
        return kind == "null" and value is None
    return isinstance(value, _TYPES[kind]) and (kind == "boolean" or not isinstance(value, bool))


def schema() -> dict[str, Any]:
    """Return the documented schema."""
    loaded: dict[str, Any] = json.loads((DOCS / "export.schema.json").read_text(encoding="utf-8"))
    return loaded


async def test_a_full_export_is_as_documented(en: Conversation) -> None:
    """After every feature was used; and the check finds a field too many, one too few and a wrong one."""
    await use_everything(en)
    files = await en.export()
    assert sorted(files) == ["tokentally-spending.csv", "tokentally.json"]
    whole = json.loads(files["tokentally.json"])
    assert faults(whole, schema(), schema()) == []
    assert faults({**whole, "more": 1}, schema(), schema()) == ["$.more: not described"]
    assert faults({**whole, "cost": [{**whole["cost"][0], "model": 5}]}, schema(), schema()) == ["$.cost[0].model"]
    del whole["prefs"]["zone"]
    assert faults(whole, schema(), schema()) == ["$.prefs.zone: missing"]


async def test_somebody_new_has_a_valid_export(zh: Conversation) -> None:
    """With next to nothing in it."""
    whole = json.loads((await zh.export())["tokentally.json"])
    assert faults(whole, schema(), schema()) == []
    assert whole["cost"] is None


async def test_every_table_about_the_person_is_exported_or_says_why_not(en: Conversation) -> None:
    """Each that is exported holds rows of theirs, and those are found in the file."""
    await use_everything(en)
    person_id = en.session.person.id
    whole = json.loads((await en.export())["tokentally.json"])
    assert {name for name, cells in rows().items() if cells[2].startswith("yes")} == PLACES.keys()
    connection = sqlite3.connect(en.path)
    try:
        for table, columns in tables(en.path).items():
            owner = next((name for name in ("person_id", "set_by") if name in columns), None)
            if owner is None or table not in PLACES:
                continue
            count = f"SELECT COUNT(*) FROM {table} WHERE {owner} = ?"  # noqa: S608 - names of our own tables
            stored = connection.execute(count, (person_id,)).fetchone()[0]
            part = whole
            for step in PLACES[table]:
                part = part[step] if part is not None else None
            shown = len(part) if isinstance(part, list) else int(bool(part))
            if table == "answers":  # what answers /export itself is stored after the file was made
                assert stored - 1 <= shown <= stored
            elif table not in {"operator_rates", "set_aside"}:  # of admins and failures only
                assert shown == stored > 0, table
    finally:
        connection.close()
