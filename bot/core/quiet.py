"""Quiet hours: when somebody wants to hear nothing that they did not ask for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.core.recurrence import local_to_utc, utc_to_local

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_ONE_DAY: Final = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `start` to `end` on the person's clock, over midnight where `end` is earlier; never where they are equal."""

    start: dt.time = dt.time(22)
    end: dt.time = dt.time(8)

    def covers(self, time: dt.time) -> bool:
        """Tell whether it is quiet at a time of day; `end` itself is not."""
        if self.start <= self.end:
            return self.start <= time < self.end
        return time >= self.start or time < self.end

    def over_at(self, now: dt.datetime, zone: ZoneInfo) -> dt.datetime:
        """Return when something may be sent that nobody asked for at that time: `now`, or the end of the quiet hours.

        `now` is aware, and so is the answer, in UTC.
        """
        wall = utc_to_local(now, zone)
        if not self.covers(wall.time()):
            return now.astimezone(dt.UTC)
        day = wall.date() + (_ONE_DAY if wall.time() >= self.end else dt.timedelta())
        return local_to_utc(dt.datetime.combine(day, self.end), zone)


DEFAULT_QUIET: Final = QuietHours()
