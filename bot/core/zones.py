"""Time zones by their IANA name, from the pinned ``tzdata`` package and never from the machine's own files.

The machine's zone files may be older than the rules in force, so importing this module empties the search
path of :mod:`zoneinfo` for the whole process: every ``ZoneInfo`` then comes from ``tzdata``.
"""

from __future__ import annotations

import functools
import zoneinfo
from typing import Final

zoneinfo.reset_tzpath(to=[])
zoneinfo.ZoneInfo.clear_cache()  # what was built before this import may be the machine's

_MAX_NAME: Final = 64  # the longest name in tzdata has 32 characters


class UnknownZoneError(LookupError):
    """No zone of this name in tzdata. `name`: as asked for."""

    def __init__(self, name: str) -> None:
        super().__init__(f"no time zone called {name!r}")
        self.name = name


def zone(name: str) -> zoneinfo.ZoneInfo:
    """Return the zone called `name` ("Asia/Shanghai"; case matters).

    Raises:
        UnknownZoneError: tzdata has no such zone, whatever else the string is.
    """
    if not 0 < len(name) <= _MAX_NAME:
        raise UnknownZoneError(name)
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UnknownZoneError(name) from error


@functools.cache
def zone_names() -> frozenset[str]:
    """Return every name that tzdata knows, old aliases included."""
    return frozenset(zoneinfo.available_timezones())


@functools.cache
def cities() -> dict[str, str]:
    """Map cities that have a zone of their own, as "new york", to its name, as "America/New_York".

    Names that are no places ("US/Pacific", "Etc/GMT+8") are left out.
    """
    regions = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")
    return {
        name.rpartition("/")[2].replace("_", " ").casefold(): name
        for name in sorted(zone_names())
        if name.startswith(regions)
    }
