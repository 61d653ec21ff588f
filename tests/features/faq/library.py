"""Entries made up for the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FRONT = """+++
title = "{title}"
button = "{button}"
section = "{section}"
related = [{related}]
verified = {verified}
examples = [{examples}]
contrasts = [{{ question = "something near {id}", entry = "{other}" }}]

[[sources]]
title = "OpenAI: Page about {id}"
url = "https://openai.com/{id}"
date = "2026-10"
+++
{body}
"""


def write_entry(folder: Path, entry_id: str, language: str = "en", **fields: str) -> Path:
    """Write an entry with the given fields; the others are usual ones."""
    given = {
        "id": entry_id,
        "title": f"All about {entry_id}",
        "button": entry_id[:12],
        "section": "credit",
        "related": "",
        "verified": "2026-11-22",
        "examples": '"how does it work"',
        "other": "elsewhere",
        "body": f"The answer of {entry_id}.",
    }
    path = folder / language / "faq" / f"{entry_id}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(FRONT.format(**{**given, **fields}), encoding="utf-8")
    return path


def write_both(folder: Path, entry_id: str, **fields: str) -> None:
    """Write an entry in both languages."""
    for language in ("en", "zh"):
        write_entry(folder, entry_id, language, **fields)
