"""What reminders should do, in few lines: the model that the stateful test compares with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whenever import Instant, ZonedDateTime


@dataclass
class One:
    """A reminder: its wall time, its zone, whether it comes every day, and where it stands."""

    person: int
    due: ZonedDateTime
    daily: bool
    alive: bool = True
    paused: bool = False
    tries: int = 0

    def pass_over(self, now: Instant) -> None:
        """Go on to the first time after now, or end."""
        self.alive = self.daily
        while self.daily and self.due.to_instant() <= now:
            self.due = self.due.add(days=1)
        self.tries = 0


@dataclass
class Model:
    """Reminders by their words, who cannot be reached, and what must have been said so far."""

    said: dict[str, int] = field(default_factory=dict)
    marked: dict[str, int] = field(default_factory=dict)
    reminders: dict[str, One] = field(default_factory=dict)
    away: set[int] = field(default_factory=set)

    def run(self, now: Instant, *, blocked: set[int], answers: bool, network: bool) -> None:
        """Send what is due: nothing without a network, again (and marked) what had no answer."""
        for text, one in self.reminders.items():
            if not one.alive or one.paused or one.person in self.away or one.due.to_instant() > now or not network:
                continue
            one.tries += 1
            self.said[text] = self.said.get(text, 0) + 1
            self.marked[text] = self.marked.get(text, 0) + (one.tries > 1)
            if one.person in blocked:
                one.tries = 0
            elif answers or one.tries == 3:
                one.pass_over(now)
        self.away |= {
            one.person for one in self.reminders.values() if one.person in blocked and self._was_due(one, now)
        }

    @staticmethod
    def _was_due(one: One, now: Instant) -> bool:
        return one.alive and not one.paused and one.due.to_instant() <= now
