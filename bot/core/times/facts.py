"""What single phrases of a text state about when; `bot.core.times.compose` makes one reading of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.core.recurrence import Freq

if TYPE_CHECKING:
    import datetime as dt

    from dateutil.relativedelta import relativedelta

    from bot.core.times.readings import Part, Reason


@dataclass(frozen=True, slots=True)
class Offset:
    """Today and days from it: tomorrow is 1."""

    days: int


@dataclass(frozen=True, slots=True)
class Weekdays:
    """Weekdays, 0 is Monday. `week`: weeks from this one; None where the nearest to come is meant.

    `is_next`: said with the English "next", which means the coming one to some and next week's to others.
    """

    days: tuple[int, ...]
    week: int | None = None
    is_next: bool = False


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day of a month. What is None was not said."""

    day: int
    month: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class EitherOrder:
    """1/12, where month and day may come in either order."""

    first: int
    second: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """So many days, weeks, months or years of the calendar from today, or from `base`."""

    delta: relativedelta
    base: Offset | Weekdays | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """A week, month or year without a day.

    `offset`: counted from the present one; `number`: a month's or a year's own.
    """

    unit: str
    offset: int | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class BoundaryDay:
    """The first or the last day of a month or a year; of which one, a Period or an Every says.

    `unit` None: that Period or Every says whether of a month or of a year, too.
    """

    unit: str | None
    last: bool


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """A month's first, second ... or last (-1) Monday."""

    nth: int
    weekday: int


@dataclass(frozen=True, slots=True)
class Weekend:
    """A Saturday and Sunday, `week` weeks from this one."""

    week: int


DayFact = Offset | Weekdays | MonthDay | EitherOrder | Shift | Period | BoundaryDay | NthWeekday | Weekend


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A time on the clock; `hour` up to 24, which is the end of the day.

    `exact`: it has one meaning, by am or pm, 24-hour writing or a leading zero; otherwise 9 may be 21:00.
    `literal`: a digital time such as 9:30, which is not taken for the evening once it has passed.
    """

    hour: int
    minute: int = 0
    second: int = 0
    exact: bool = False
    literal: bool = False


@dataclass(frozen=True, slots=True)
class Midnight:
    """00:00, of which nobody knows whether it begins or ends the day that is named with it."""


@dataclass(frozen=True, slots=True)
class SameTime:
    """The time of day that it is now."""


@dataclass(frozen=True, slots=True)
class InPart:
    """A part of the day, without or beside a time. `late`: 半夜, which may belong to the day before or after."""

    part: Part
    late: bool = False


@dataclass(frozen=True, slots=True)
class Elapsed:
    """So much time from now. `shift`: whole days and more, which are counted on the calendar first.

    `bare`: only "20 min" was said, which is a time only where nothing else is.
    """

    delta: dt.timedelta
    shift: relativedelta | None = None
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Every:
    """A repetition. `unit` None: the day or time beside it says which ("every" friday)."""

    unit: str | None
    interval: int = 1

    @property
    def freq(self) -> Freq | None:
        """The frequency, as far as the unit alone says it."""
        if self.unit is None:
            return None
        plain, counted = _FREQS[self.unit]
        return plain if plain is not None and self.interval == 1 else counted


_FREQS: Final[dict[str, tuple[Freq | None, Freq | None]]] = {
    "minute": (None, Freq.EVERY_N_MINUTES),
    "hour": (None, Freq.EVERY_N_HOURS),
    "day": (Freq.DAILY, Freq.EVERY_N_DAYS),
    "week": (Freq.WEEKLY, Freq.EVERY_N_WEEKS),
    "month": (Freq.MONTHLY, Freq.EVERY_N_MONTHS),
    "year": (Freq.YEARLY, Freq.EVERY_N_MONTHS),
    "weekdays": (Freq.WEEKDAYS, None),
}


@dataclass(frozen=True, slots=True)
class InZone:
    """The zone in which the times of the text are. `name`: of tzdata or UTC with an offset; "" is unknown."""

    name: str


@dataclass(frozen=True, slots=True)
class Over:
    """A time that is said to be over: yesterday's part, 3 days ago, last week."""

    delta: relativedelta | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A phrase that is about time but gives none. `weak`: it counts only where nothing else is said, as "soon"."""

    reason: Reason
    weak: bool = False


TimeFact = TimeOfDay | Midnight | SameTime | InPart
Fact = DayFact | TimeFact | Elapsed | Every | InZone | Over | Unreadable


@dataclass(frozen=True, slots=True)
class Found:
    """Facts and the words that state them: `first` to `last` (inclusive) are indices of tokens."""

    facts: tuple[Fact, ...]
    first: int
    last: int
