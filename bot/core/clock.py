"""One place that says what time it is, so that the terminal and the tests can move it."""

from __future__ import annotations

import datetime as dt
from typing import Protocol


class Clock(Protocol):
    """Says what time it is."""

    def now(self) -> dt.datetime:
        """Return the present instant, aware, in UTC."""
        ...


class MovableClock(Clock, Protocol):
    """A clock that can be set."""

    def move_to(self, instant: dt.datetime) -> None:
        """Show `instant` (aware) from now on, also where that is earlier."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> dt.datetime:
        """Return the present instant, aware, in UTC."""
        return dt.datetime.now(dt.UTC)


class ShiftedClock:
    """A clock that runs like the machine's, and can be set to another time."""

    def __init__(self) -> None:
        self._shift = dt.timedelta()

    def now(self) -> dt.datetime:
        """Return the shifted instant, in UTC."""
        return dt.datetime.now(dt.UTC) + self._shift

    def move_to(self, instant: dt.datetime) -> None:
        """Show `instant` (aware) now, and run on from there."""
        self._shift = instant - dt.datetime.now(dt.UTC)


class ManualClock:
    """A clock that stands still until it is moved.

    Args:
        start: the first instant; aware.
    """

    def __init__(self, start: dt.datetime) -> None:
        self._now = start.astimezone(dt.UTC)

    def now(self) -> dt.datetime:
        """Return the instant it was last moved to, in UTC."""
        return self._now

    def move_to(self, instant: dt.datetime) -> None:
        """Stand at `instant` (aware) from now on, also where that is earlier."""
        self._now = instant.astimezone(dt.UTC)
