"""A person's own hours: what they mean by the parts of a day, and when it is quiet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from bot.core.quiet import DEFAULT_QUIET, QuietHours
from bot.core.times import DEFAULT_HOURS, DayHours

if TYPE_CHECKING:
    import datetime as dt

PARTS: Final = ("morning", "afternoon", "evening", "night")
"""The parts of the day that a person may set; a day without any time gets their morning."""


@dataclass(frozen=True, slots=True)
class Habits:
    """A person's hours. `asked`: "when is your morning?" was asked, which happens once."""

    hours: DayHours = DEFAULT_HOURS
    quiet: QuietHours = DEFAULT_QUIET
    asked: bool = False

    def with_part(self, part: str, time: dt.time) -> Habits:
        """Return them with another hour for one of `PARTS`; the morning goes for days without a time as well."""
        changed = replace(self.hours, **{part: time})
        quiet = self.quiet
        if part == "morning" and quiet.covers(time):
            quiet = QuietHours(quiet.start, time)  # else what comes in the morning would come late every time
        return replace(self, hours=replace(changed, default=changed.morning), quiet=quiet, asked=True)


DEFAULT_HABITS: Final = Habits()
