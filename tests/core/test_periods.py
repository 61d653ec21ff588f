"""Which cycle a moment is in."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.periods import Cycle, Period, Rhythm, cycle_of, cycle_on, local_day
from bot.core.zones import zone

ONE_DAY = dt.timedelta(days=1)
DAYS = st.dates(dt.date(1999, 1, 1), dt.date(2101, 12, 31))
CYCLE_DAYS = st.integers(1, 31)
ZONES = st.sampled_from(
    [
        "Asia/Shanghai",
        "America/New_York",
        "Europe/London",
        "Australia/Lord_Howe",  # moves its clocks by half an hour
        "America/Santiago",  # moves them at midnight, so that a day begins at 01:00
        "Pacific/Apia",  # left out 30 December 2011
        "Pacific/Kiritimati",
        "Etc/GMT+12",
    ]
)


@pytest.mark.parametrize(
    ("day", "cycle_day", "start", "end"),
    [
        pytest.param("2026-11-23", 1, "2026-11-01", "2026-11-30", id="calendar-month"),
        pytest.param("2026-11-01", 1, "2026-11-01", "2026-11-30", id="first-day-belongs"),
        pytest.param("2026-11-30", 1, "2026-11-01", "2026-11-30", id="last-day-belongs"),
        pytest.param("2026-11-21", 22, "2026-10-22", "2026-11-21", id="day-before-the-turn"),
        pytest.param("2026-11-22", 22, "2026-11-22", "2026-12-21", id="day-of-the-turn"),
        pytest.param("2027-01-05", 22, "2026-12-22", "2027-01-21", id="over-new-year"),
        pytest.param("2026-02-27", 31, "2026-01-31", "2026-02-27", id="31-day-before-the-end-of-february"),
        pytest.param("2026-02-28", 31, "2026-02-28", "2026-03-30", id="31-begins-on-28-february"),
        pytest.param("2028-02-28", 31, "2028-01-31", "2028-02-28", id="31-leap-year-not-yet"),
        pytest.param("2028-02-29", 31, "2028-02-29", "2028-03-30", id="31-leap-year"),
        pytest.param("2028-02-29", 29, "2028-02-29", "2028-03-28", id="29-leap-year"),
        pytest.param("2026-02-28", 29, "2026-02-28", "2026-03-28", id="29-common-year"),
        pytest.param("2026-02-28", 30, "2026-02-28", "2026-03-29", id="30-common-year"),
        pytest.param("2026-04-30", 31, "2026-04-30", "2026-05-30", id="31-in-a-month-of-30"),
        pytest.param("2026-03-30", 31, "2026-02-28", "2026-03-30", id="short-month-does-not-move-the-next"),
    ],
)
def test_cycle_on_a_day(day: str, cycle_day: int, start: str, end: str) -> None:
    """A cycle begins on its day, or on the last day of a month that has no such day."""
    expected = Cycle(dt.date.fromisoformat(start), dt.date.fromisoformat(end))
    assert cycle_on(dt.date.fromisoformat(day), cycle_day) == expected


@pytest.mark.parametrize(
    ("moment", "zone_name", "start"),
    [
        pytest.param("2026-10-31T15:59:59+00:00", "Asia/Shanghai", "2026-10-01", id="cst-last-second"),
        pytest.param("2026-10-31T16:00:00+00:00", "Asia/Shanghai", "2026-11-01", id="cst-midnight"),
        pytest.param("2026-11-01T03:59:59+00:00", "America/New_York", "2026-10-01", id="edt-last-second"),
        pytest.param("2026-11-01T04:00:00+00:00", "America/New_York", "2026-11-01", id="edt-midnight"),
        pytest.param("2026-12-01T04:59:59+00:00", "America/New_York", "2026-11-01", id="est-last-second"),
        pytest.param("2026-12-01T05:00:00+00:00", "America/New_York", "2026-12-01", id="est-midnight"),
    ],
)
def test_cycle_turns_at_the_persons_midnight(moment: str, zone_name: str, start: str) -> None:
    """The instant is what counts, read on the person's own calendar."""
    cycle = cycle_of(dt.datetime.fromisoformat(moment), zone(zone_name), 1)
    assert cycle.start == dt.date.fromisoformat(start)


@given(day=DAYS, cycle_day=CYCLE_DAYS)
def test_cycles_tile_the_calendar(day: dt.date, cycle_day: int) -> None:
    """Each day is in its cycle, both ends have the same one, and its neighbours lie right beside it."""
    cycle = cycle_on(day, cycle_day)
    assert day in cycle
    assert cycle_on(cycle.start, cycle_day) == cycle == cycle_on(cycle.end, cycle_day)
    assert cycle_on(cycle.end + ONE_DAY, cycle_day).start == cycle.end + ONE_DAY
    assert cycle_on(cycle.start - ONE_DAY, cycle_day).end == cycle.start - ONE_DAY
    assert 28 <= (cycle.end - cycle.start).days + 1 <= 31


@pytest.mark.parametrize("cycle_day", range(1, 32))
def test_every_day_of_four_years_is_in_one_cycle(cycle_day: int) -> None:
    """48 cycles cover the days from 2025 to 2028, with a leap year among them, once each."""
    day, cycles = dt.date(2025, 1, 1), []
    while day < dt.date(2029, 1, 1):
        cycle = cycle_on(day, cycle_day)
        cycles.append(cycle)
        assert cycle.start.day == cycle_day or (cycle.start + ONE_DAY).day == 1
        day = cycle.end + ONE_DAY
    assert len(cycles) in {48, 49}  # one more where new year's day is inside a cycle
    assert all(later.start - earlier.end == ONE_DAY for earlier, later in itertools.pairwise(cycles))


@given(
    moment=st.datetimes(dt.datetime(2005, 1, 1), dt.datetime(2040, 1, 1), timezones=st.just(dt.UTC)),  # noqa: DTZ001 - aware by timezones
    zone_name=ZONES,
    cycle_day=CYCLE_DAYS,
)
def test_moments_tile_too(moment: dt.datetime, zone_name: str, cycle_day: int) -> None:
    """In every zone a moment lies in the cycle of its local day, and time never leads back."""
    place = zone(zone_name)
    cycle = cycle_of(moment, place, cycle_day)
    assert local_day(moment, place) in cycle
    later = cycle_of(moment + dt.timedelta(hours=1), place, cycle_day)
    assert later == cycle or later.start == cycle.end + ONE_DAY


@pytest.mark.parametrize(
    ("today", "left"),
    [
        pytest.param("2026-10-31", 30, id="before-it-begins"),
        pytest.param("2026-11-01", 30, id="first-day"),
        pytest.param("2026-11-29", 2, id="last-day-but-one"),
        pytest.param("2026-11-30", 1, id="last-day"),
        pytest.param("2026-12-01", 0, id="over"),
        pytest.param("2027-03-01", 0, id="long-over"),
    ],
)
def test_days_left_count_today(today: str, left: int) -> None:
    """What is left to spend can be spent today as well."""
    assert cycle_on(dt.date(2026, 11, 15), 1).days_left(dt.date.fromisoformat(today)) == left


@pytest.mark.parametrize("cycle_day", [0, 32, -1])
def test_there_is_no_such_day(cycle_day: int) -> None:
    """A day that no month has is an error, never clamped."""
    with pytest.raises(ValueError, match="day 1 to 31"):
        cycle_on(dt.date(2026, 11, 23), cycle_day)


def test_naive_moments_are_refused() -> None:
    """A time without a zone is in no cycle."""
    with pytest.raises(ValueError, match="naive"):
        cycle_of(dt.datetime(2026, 11, 23), zone("Asia/Shanghai"), 1)  # noqa: DTZ001 - naive, to be refused


RHYTHMS = st.one_of(
    st.builds(Rhythm, st.just(Period.MONTH), CYCLE_DAYS),
    st.builds(Rhythm, st.just(Period.WEEK), st.integers(1, 7)),
    st.just(Rhythm(Period.DAY)),
)


@given(day=DAYS, rhythm=RHYTHMS)
def test_cycles_of_every_period_tile_the_calendar(day: dt.date, rhythm: Rhythm) -> None:
    """Without gap or overlap, whatever the period and the day it begins on."""
    cycle = rhythm.on(day)
    before, after = rhythm.before(cycle), rhythm.after(cycle)
    assert day in cycle
    assert before is not None
    assert after is not None
    assert (before.end + ONE_DAY, after.start - ONE_DAY) == (cycle.start, cycle.end)
    assert rhythm.on(cycle.start) == cycle == rhythm.on(cycle.end)


@pytest.mark.parametrize(
    ("day", "first", "start"),
    [
        pytest.param("2026-11-23", 1, "2026-11-23", id="monday-begins"),
        pytest.param("2026-11-22", 1, "2026-11-16", id="sunday-is-the-last"),
        pytest.param("2026-11-22", 7, "2026-11-22", id="sunday-begins"),
        pytest.param("2027-01-01", 1, "2026-12-28", id="over-new-year"),
    ],
)
def test_weeks(day: str, first: int, start: str) -> None:
    """A week begins on the weekday that was chosen."""
    cycle = Rhythm(Period.WEEK, first).on(dt.date.fromisoformat(day))
    assert (cycle.start, cycle.days) == (dt.date.fromisoformat(start), 7)


@pytest.mark.parametrize(
    ("bought", "last"),
    [
        pytest.param("2026-11-23", "2027-11-23", id="same-day-next-year"),
        pytest.param("2028-02-29", "2029-02-28", id="leap-day"),
        pytest.param("2027-02-28", "2028-02-28", id="into-a-leap-year"),
    ],
)
def test_a_credit_expires_after_a_year(bought: str, last: str) -> None:
    """One cycle, whatever the day that is asked about."""
    rhythm = Rhythm(Period.CREDIT, bought_on=dt.date.fromisoformat(bought))
    cycle = rhythm.on(dt.date(2030, 1, 1))
    assert (cycle.start, cycle.end) == (dt.date.fromisoformat(bought), dt.date.fromisoformat(last))
    assert rhythm.before(cycle) is None
    assert rhythm.after(cycle) is None


@pytest.mark.parametrize("rhythm", [Rhythm(Period.WEEK, 8), Rhythm(Period.WEEK, 0), Rhythm(Period.CREDIT)])
def test_no_such_rhythm(rhythm: Rhythm) -> None:
    """A week has seven days, and a credit was bought some day."""
    with pytest.raises(ValueError, match=r"week begins|credit begins"):
        rhythm.on(dt.date(2026, 11, 23))
