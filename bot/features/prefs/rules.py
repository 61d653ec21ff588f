"""What people write when they are asked where they are."""

from __future__ import annotations

from functools import cache

from bot.core.zones import cities, zone_names


def find_zone(text: str) -> str | None:
    """Return the IANA name for a zone or a city, in any case (``europe/paris``, ``New York``), None for other texts."""
    asked = text.strip().casefold()
    if asked.replace(" ", "_") in _by_folded_name():
        return _by_folded_name()[asked.replace(" ", "_")]
    return cities().get(asked)


@cache
def _by_folded_name() -> dict[str, str]:
    return {name.casefold(): name for name in zone_names()}
