"""The file that holds somebody's limits and spending: JSON that can be read back, CSV for spreadsheets."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from bot.core import secrets
from bot.features.budgets.rules import (
    LARGEST,
    LONGEST_LABEL,
    LONGEST_NOTE,
    MOST_DECIMALS,
    MOST_LABELS,
    Kind,
    clean_label,
    clean_note,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

VERSION: Final = 1
MOST_ENTRIES: Final = 100_000
BYTE_ORDER_MARK: Final = "\ufeff"
"""Without it spreadsheet programs show Chinese in a UTF-8 file as something else."""
CSV_ID: Final = "tokentally_id"
EARLIEST: Final = dt.date(2000, 1, 1)
LATEST: Final = dt.date(2199, 12, 31)
"""Days of a file: around them there is room in the calendar for a credit's year and for any zone."""
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")

_Exact = Annotated[Decimal, Field(allow_inf_nan=False, decimal_places=MOST_DECIMALS, description="exact, as text")]
_Code = Literal["USD", "CNY"]
_LIMIT: Final = {"gt": 0, "le": LARGEST}


class _Row(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class LimitRow(_Row):
    """A limit."""

    label: str = Field("", max_length=LONGEST_LABEL, description="empty for the limit that has none")
    amount: Annotated[_Exact, Field(**_LIMIT)]
    currency: _Code
    period: Literal["month", "week", "day", "credit"] = "month"
    cycle_day: int = Field(1, ge=1, le=31, description="of the month, or of the week (1 is Monday)")
    bought_on: dt.date | None = Field(None, description="of a credit")
    carries_over: bool = False
    created_at: AwareDatetime | None = None
    changed_at: AwareDatetime | None = None

    @model_validator(mode="after")
    def _fits(self) -> LimitRow:
        """Refuse what no cycle can be made of."""
        if self.period == "credit" and self.bought_on is None:
            raise ValueError("a credit needs the day it was bought on")
        _check_days(self.bought_on)
        if self.period == "week" and self.cycle_day > 7:  # noqa: PLR2004 - days of a week
            raise ValueError("a week has seven days")
        if self.label != clean_label(self.label):
            raise ValueError("no label")
        return self


class EntryRow(_Row):
    """Something booked; also what was taken back."""

    id: str = Field(min_length=1, max_length=80, description="the same in every export; an import books it once")
    kind: Literal["spent", "correction", "top-up"] = "spent"
    amount: Annotated[_Exact, Field(ge=-10 * LARGEST, le=10 * LARGEST, description="below 0 for corrections only")]
    currency: _Code
    cny_per_usd: Annotated[_Exact, Field(gt=0, le=1000, description="the rate it was booked at")]
    rate_source: Literal["built-in", "operator"] = "built-in"
    rate_date: dt.date | None = None
    spent_at: AwareDatetime = Field(description="UTC")
    booked_at: AwareDatetime | None = None
    local_date: dt.date = Field(description="the day it counts for")
    note: str = Field("", max_length=LONGEST_NOTE)
    label: str = Field("", max_length=LONGEST_LABEL)
    undone_at: AwareDatetime | None = Field(None, description="when it was taken back")
    update_id: int | None = Field(None, description="the Telegram update it came from")

    @field_validator("note")
    @classmethod
    def _clean(cls, note: str) -> str:
        """Keep what can be shown, and no key."""
        return clean_note(secrets.mask(note))

    @model_validator(mode="after")
    def _fits(self) -> EntryRow:
        """Refuse amounts that no booking could have."""
        if self.kind != Kind.CORRECTION.value and not 0 < self.amount <= LARGEST:
            raise ValueError("an amount is more than 0 and at most 1,000,000")
        _check_days(self.local_date, self.spent_at, self.booked_at, self.undone_at)
        if self.label != clean_label(self.label):
            raise ValueError("no label")
        return self


def _check_days(*days: dt.date | None) -> None:
    """Refuse what no calendar of ours reaches. A `datetime` is a `date` as well: its day is taken."""
    for day in days:
        if day is not None and not EARLIEST <= dt.date(day.year, day.month, day.day) <= LATEST:
            raise ValueError(f"a day between {EARLIEST} and {LATEST}")


class SettingsRow(_Row):
    """How somebody wants to be warned."""

    thresholds: tuple[Annotated[int, Field(ge=1, le=100)], ...] = Field((50, 80, 100), max_length=10)
    warns_pace: bool = True
    sums_up: bool = True
    nudge_due: AwareDatetime | None = None

    @model_validator(mode="after")
    def _fits(self) -> SettingsRow:
        _check_days(self.nudge_due)
        return self


class Archive(_Row):
    """Limits, entries and settings of one person."""

    version: Literal[1] = VERSION
    limits: tuple[LimitRow, ...] = Field((), max_length=MOST_LABELS + 1)
    settings: SettingsRow | None = None
    entries: tuple[EntryRow, ...] = Field((), max_length=MOST_ENTRIES)


class BrokenArchiveError(Exception):
    """A file of ours that cannot be read back. `where`: the first place that is wrong, as in ``entries.3.amount``."""

    def __init__(self, where: str) -> None:
        super().__init__(f"the archive is broken at {where}")
        self.where = where


def read_archive(content: bytes) -> Archive | None:
    """Return what a file of ours holds, from `/export` or by itself; None where it is no file of ours.

    Raises:
        BrokenArchiveError: it is ours and something in it cannot be.
    """
    try:
        document = json.loads(content.decode("utf-8-sig"), parse_float=Decimal)
    except (ValueError, RecursionError):
        return None
    part: Any = document.get("budgets", document) if isinstance(document, dict) else None
    if not isinstance(part, dict) or part.get("version") != VERSION or not {"limits", "entries"} <= part.keys():
        return None
    try:
        return Archive.model_validate(secrets.mask_all(part))  # ids and labels are stored like notes
    except ValidationError as error:
        raise BrokenArchiveError(".".join(str(step) for step in error.errors()[0]["loc"][:3]) or "budgets") from error


def write_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a CSV file that spreadsheet programs open as text and numbers, never as formulas.

    A cell that begins like a formula gets an apostrophe in front, an amount below zero as well.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return (BYTE_ORDER_MARK + out.getvalue()).encode()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
