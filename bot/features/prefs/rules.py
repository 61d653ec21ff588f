"""What people write when they are asked where they are."""

from __future__ import annotations

from bot.core import places


def find_zone(text: str) -> str | None:
    """Return the IANA name for a zone or a city, in any case (``europe/paris``, ``New York``, 上海), None otherwise."""
    return places.named(text)
