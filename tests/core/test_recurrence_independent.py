"""Ten years of wall times in awkward zones, against `whenever`, which shares no code with us."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
import whenever

from bot.core.recurrence import Freq, Rule, occurrences
from bot.core.zones import zone
from tests.core.test_recurrence import ZONES

if TYPE_CHECKING:
    from collections.abc import Iterator

YEARS = 10
MIDNIGHT, EARLY, MORNING = dt.time(0), dt.time(2, 30), dt.time(9)


@pytest.fixture(autouse=True)
def _same_zone_data() -> Iterator[None]:
    """Let `whenever` read the pinned tzdata, too, and not the machine's files."""
    whenever.reset_tzpath([])
    whenever.clear_tzcache()
    yield
    whenever.reset_tzpath()
    whenever.clear_tzcache()


@pytest.mark.parametrize("name", ZONES)
@pytest.mark.parametrize(
    ("rule", "step"),
    [
        pytest.param(Rule(Freq.DAILY, time=EARLY), {"days": 1}, id="daily-where-clocks-change"),
        pytest.param(Rule(Freq.DAILY, time=MIDNIGHT), {"days": 1}, id="daily-at-midnight"),
        pytest.param(Rule(Freq.MONTHLY, day=31, time=MORNING), {"months": 1}, id="monthly-on-the-31st"),
        pytest.param(Rule(Freq.EVERY_N_WEEKS, interval=2, time=EARLY), {"weeks": 2}, id="every-other-week"),
        pytest.param(Rule(Freq.YEARLY, month=2, day=29, time=MORNING), {"years": 1}, id="on-29-february"),
    ],
)
def test_instants_over_ten_years_are_those_of_whenever(name: str, rule: Rule, step: dict[str, Any]) -> None:
    """Steps from the anchor, the first of two passes, and in a gap its end."""
    month, day = (2, 29) if rule.month else (1, 31)
    anchor = dt.datetime.combine(dt.date(2024, month, day), rule.time or MORNING)
    first = whenever.PlainDateTime.parse_iso(anchor.isoformat())
    count = {"days": 3653, "months": 120, "weeks": 260, "years": YEARS}[next(iter(step))]
    expected = []
    for number in range(count):
        wall = first.add(**{unit: size * number for unit, size in step.items()})
        expected.append(_instant(wall, name))
    found = occurrences(rule, anchor, dt.datetime(2023, 12, 1, tzinfo=dt.UTC), zone(name))
    assert [next(found) for _ in range(count)] == expected


def _instant(wall: whenever.PlainDateTime, name: str) -> dt.datetime:
    try:
        instant = wall.assume_tz(name, disambiguation="raise").to_instant()
    except whenever.RepeatedTime:
        instant = wall.assume_tz(name, disambiguation="earlier").to_instant()
    except whenever.SkippedTime:
        later = wall.assume_tz(name, disambiguation="later")  # as far behind the gap as the wall time is into it
        earlier = wall.assume_tz(name, disambiguation="earlier")
        gap = later.offset - earlier.offset
        into = wall.difference(_gap_start(wall, name), naive_arithmetic_ok=True)
        assert into < gap
        instant = later.to_instant() - into
    return instant.to_stdlib().astimezone(dt.UTC)


def _gap_start(wall: whenever.PlainDateTime, name: str) -> whenever.PlainDateTime:
    """Return the last wall time before the gap, found minute by minute."""
    while True:
        try:
            wall.assume_tz(name, disambiguation="raise")
        except whenever.SkippedTime:
            wall = wall.subtract(minutes=1, naive_arithmetic_ok=True)
        else:
            return wall.add(minutes=1, naive_arithmetic_ok=True)
