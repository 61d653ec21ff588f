"""Times of reminders as people type them, in English, Chinese and both at once.

`read_time` is the door: text in, a reading out. The way through: `tokens` cuts the text into words of the
vocabulary (`words_*`), the grammar (`patterns`, `grammar_*`) finds phrases and what each states (`facts`), `said` puts
those together that belong together, `calendar_days`, `moments` and `repeats` turn them into dates, moments and
rules, `spans` tells what is left of the text.
"""

from bot.core.times.expectation import expectation
from bot.core.times.reader import read_time, resolve
from bot.core.times.readings import (
    DEFAULT_HOURS,
    AmbiguousTime,
    At,
    DayHours,
    DayPart,
    OnDate,
    Part,
    Past,
    Reason,
    RefusedTime,
    Repeat,
    TimeReading,
)
from bot.core.times.spans import mentions_reminder, subject

__all__ = [
    "DEFAULT_HOURS",
    "AmbiguousTime",
    "At",
    "DayHours",
    "DayPart",
    "OnDate",
    "Part",
    "Past",
    "Reason",
    "RefusedTime",
    "Repeat",
    "TimeReading",
    "expectation",
    "mentions_reminder",
    "read_time",
    "resolve",
    "subject",
]
