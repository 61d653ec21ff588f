from __future__ import annotations

import datetime as dt
import itertools
from typing import TYPE_CHECKING, Any

import pytest
from dateutil.rrule import DAILY, FR, MO, MONTHLY, TH, TU, WE, WEEKLY, YEARLY, rrule
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.recurrence import (
    MAX_INTERVAL,
    Freq,
    Rule,
    local_to_utc,
    move_anchor,
    next_occurrence,
    occurrences,
    utc_to_local,
    wall_occurrences,
)
from bot.core.zones import zone

if TYPE_CHECKING:
    from collections.abc import Iterator

ZONES = (
    *("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "America/Santiago", "Asia/Beirut"),
    *("Antarctica/Troll", "Europe/Dublin", "America/Vancouver", "America/Edmonton", "America/Winnipeg"),
    *("Africa/Casablanca", "America/Havana", "Asia/Kathmandu", "Pacific/Apia", "Pacific/Kiritimati"),
    "Pacific/Marquesas",
)
QUARTER = dt.timedelta(minutes=15)


def local(text: str) -> dt.datetime:
    """Return a wall time."""
    return dt.datetime.fromisoformat(text)


def utc(text: str) -> dt.datetime:
    """Return an instant, written in UTC."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("name", "wall", "instant"),
    [
        pytest.param("Europe/Berlin", "2027-03-28T01:59", "2027-03-28T00:59", id="last-minute-before-the-gap"),
        pytest.param("Europe/Berlin", "2027-03-28T02:00", "2027-03-28T01:00", id="first-minute-of-the-gap"),
        pytest.param("Europe/Berlin", "2027-03-28T02:59", "2027-03-28T01:00", id="last-minute-of-the-gap"),
        pytest.param("Europe/Berlin", "2027-03-28T03:00", "2027-03-28T01:00", id="first-minute-after-the-gap"),
        pytest.param("Europe/Berlin", "2027-10-31T02:30", "2027-10-31T00:30", id="twice-is-the-first"),
        pytest.param("America/New_York", "2027-03-14T02:30", "2027-03-14T07:00", id="new-york-gap"),
        pytest.param("America/New_York", "2027-11-07T01:30", "2027-11-07T05:30", id="new-york-twice"),
        pytest.param("Australia/Lord_Howe", "2026-10-04T02:10", "2026-10-03T15:30", id="gap-of-half-an-hour"),
        pytest.param("Antarctica/Troll", "2027-03-28T01:30", "2027-03-28T01:00", id="gap-of-two-hours"),
        pytest.param("Africa/Cairo", "2027-04-30T00:30", "2027-04-29T22:00", id="gap-at-midnight"),
        pytest.param("Pacific/Apia", "2011-12-30T09:00", "2011-12-30T10:00", id="a-whole-day-left-out"),
        pytest.param("Asia/Kathmandu", "2026-11-24T09:00", "2026-11-24T03:15", id="offset-of-5-45"),
        pytest.param("Pacific/Marquesas", "2026-11-24T09:00", "2026-11-24T18:30", id="offset-of-minus-9-30"),
        pytest.param("America/Vancouver", "2026-12-01T09:00", "2026-12-01T16:00", id="vancouver-keeps-summer-time"),
    ],
)
def test_wall_times_become_instants(name: str, wall: str, instant: str) -> None:
    """In a gap the first instant after it counts, of two the first."""
    assert local_to_utc(local(wall), zone(name)) == utc(instant)


def test_the_second_pass_is_marked_on_the_way_back() -> None:
    """An elapsed instant in the repeated hour keeps its fold, so that the two are told apart."""
    berlin = zone("Europe/Berlin")
    first, second = utc_to_local(utc("2027-10-31T00:30"), berlin), utc_to_local(utc("2027-10-31T01:30"), berlin)
    assert (first, first.fold, second.fold) == (second, 0, 1)


def first_at_or_after(wall: dt.datetime, name: str) -> dt.datetime:
    """Look at every quarter of an hour of three days and return the first whose clocks show `wall` or more."""
    instant = wall.replace(tzinfo=dt.UTC) - dt.timedelta(hours=36)
    while instant.astimezone(zone(name)).replace(tzinfo=None) < wall:
        instant += QUARTER
    return instant


def days_of_change(name: str) -> Iterator[dt.date]:
    """Yield the days of ten years on which the offset of a zone is another than the day before."""
    start = utc("2026-01-01T12:00")
    offsets = [(start + dt.timedelta(days=day)).astimezone(zone(name)) for day in range(3653)]
    for before, after in itertools.pairwise(offsets):
        if before.utcoffset() != after.utcoffset():
            yield after.date()


@pytest.mark.parametrize("name", ZONES)
def test_wall_times_agree_with_looking_at_the_clock(name: str) -> None:
    """Over ten years, around every change of the clocks, the instants are those at which the clock is seen to show."""
    days = [dt.date(2026, 1, 15) + dt.timedelta(days=97 * step) for step in range(37)]
    days += [day + dt.timedelta(days=shift) for day in days_of_change(name) for shift in (-1, 0)]
    for day in days:
        for hour, minute in ((0, 0), (0, 15), (1, 30), (2, 0), (2, 15), (2, 45), (3, 0), (23, 45)):
            wall = dt.datetime(day.year, day.month, day.day, hour, minute)  # noqa: DTZ001 - a wall time
            assert local_to_utc(wall, zone(name)) == first_at_or_after(wall, name), wall


ANCHOR = local("2026-01-31T09:00")
NINE = dt.time(9)
TEN_YEARS = local("2036-01-31T09:00")

RULES = [
    pytest.param(Rule(Freq.DAILY), rrule(DAILY, dtstart=ANCHOR), id="daily"),
    pytest.param(Rule(Freq.WEEKDAYS), rrule(WEEKLY, dtstart=ANCHOR, byweekday=(MO, TU, WE, TH, FR)), id="weekdays"),
    pytest.param(Rule(Freq.WEEKLY), rrule(WEEKLY, dtstart=ANCHOR), id="weekly-as-the-anchor"),
    pytest.param(
        Rule(Freq.WEEKLY, weekdays=(0, 2, 4)), rrule(WEEKLY, dtstart=ANCHOR, byweekday=(MO, WE, FR)), id="weekly"
    ),
    pytest.param(Rule(Freq.EVERY_N_DAYS, interval=90), rrule(DAILY, dtstart=ANCHOR, interval=90), id="every-90-days"),
    pytest.param(
        Rule(Freq.EVERY_N_WEEKS, interval=2, weekdays=(1, 4)),
        rrule(WEEKLY, dtstart=ANCHOR, interval=2, byweekday=(TU, FR)),
        id="every-other-week",
    ),
    pytest.param(Rule(Freq.MONTHLY, day=15), rrule(MONTHLY, dtstart=ANCHOR, bymonthday=15), id="on-the-15th"),
    pytest.param(
        Rule(Freq.MONTHLY),
        rrule(MONTHLY, dtstart=ANCHOR, bymonthday=(28, 29, 30, 31), bysetpos=-1),
        id="31st-clamps-and-comes-back",
    ),
    pytest.param(
        Rule(Freq.MONTHLY, day=30),
        rrule(MONTHLY, dtstart=ANCHOR, bymonthday=(28, 29, 30), bysetpos=-1),
        id="30th-clamps-in-february-only",
    ),
    pytest.param(Rule(Freq.MONTH_END), rrule(MONTHLY, dtstart=ANCHOR, bymonthday=-1), id="month-end"),
    pytest.param(
        Rule(Freq.EVERY_N_MONTHS, interval=3),
        rrule(MONTHLY, dtstart=ANCHOR, interval=3, bymonthday=(28, 29, 30, 31), bysetpos=-1),
        id="every-3-months",
    ),
    pytest.param(
        Rule(Freq.MONTHLY, nth=2, weekdays=(3,)), rrule(MONTHLY, dtstart=ANCHOR, byweekday=TH(2)), id="second-thursday"
    ),
    pytest.param(
        Rule(Freq.MONTHLY, nth=5, weekdays=(0,)), rrule(MONTHLY, dtstart=ANCHOR, byweekday=MO(5)), id="fifth-monday"
    ),
    pytest.param(
        Rule(Freq.MONTHLY, nth=-1, weekdays=(4,)), rrule(MONTHLY, dtstart=ANCHOR, byweekday=FR(-1)), id="last-friday"
    ),
    pytest.param(
        Rule(Freq.YEARLY, month=2, day=29),
        rrule(YEARLY, dtstart=ANCHOR, bymonth=2, bymonthday=(28, 29), bysetpos=-1),
        id="29-february",
    ),
    pytest.param(Rule(Freq.YEARLY), rrule(YEARLY, dtstart=ANCHOR), id="yearly-as-the-anchor"),
    pytest.param(
        Rule(Freq.DAILY, time=dt.time(18, 30)),
        rrule(DAILY, dtstart=local("2026-01-31T18:30")),
        id="the-rule's-own-time-counts",
    ),
]


@pytest.mark.parametrize(("rule", "expected"), RULES)
def test_wall_times_over_ten_years_are_those_of_rrule(rule: Rule, expected: rrule) -> None:
    """Reckoned from the anchor, every rule has the dates that python-dateutil gives it."""
    mine = list(itertools.takewhile(lambda wall: wall < TEN_YEARS, wall_occurrences(rule, ANCHOR)))
    assert mine == expected.between(ANCHOR, TEN_YEARS, inc=True)[: len(mine)]
    assert len(mine) == len([wall for wall in expected.between(ANCHOR, TEN_YEARS, inc=True) if wall < TEN_YEARS])


@pytest.mark.parametrize(("rule", "expected"), RULES)
def test_it_does_not_matter_where_one_begins_to_look(rule: Rule, expected: rrule) -> None:
    """Leaping over years gives the same dates as walking through them."""
    for after in (local("2026-01-31T09:00"), local("2027-02-28T08:59"), local("2031-12-31T23:59")):
        assert next(wall_occurrences(rule, ANCHOR, after)) == expected.after(after)


@pytest.mark.parametrize("name", ZONES)
@pytest.mark.parametrize("wall", ["00:00", "00:30", "02:30"])
def test_daily_instants_over_ten_years(name: str, wall: str) -> None:
    """One instant a day, ascending, each showing the wall time or standing right behind the gap that swallowed it."""
    rule = Rule(Freq.DAILY, time=dt.time.fromisoformat(wall))
    after = utc("2026-01-01T00:00")
    instants = list(itertools.islice(occurrences(rule, local("2025-12-20T00:00"), after, zone(name)), 3653))
    shown = [instant.astimezone(zone(name)) for instant in instants]
    assert all(one < other for one, other in itertools.pairwise(instants))
    assert [moment.date() for moment in shown] == [
        shown[0].date() + dt.timedelta(days=number) for number in range(len(shown))
    ]
    for moment in shown:
        if moment.time() != rule.time:
            gap = moment - dt.timedelta(seconds=1)
            assert gap.astimezone(dt.UTC).astimezone(zone(name)).utcoffset() == moment.utcoffset()
            before = (moment.astimezone(dt.UTC) - dt.timedelta(seconds=1)).astimezone(zone(name))
            assert before.utcoffset() != moment.utcoffset()


@pytest.mark.parametrize(
    ("rule", "anchor", "after", "expected"),
    [
        pytest.param(
            Rule(Freq.MONTHLY),
            "2027-01-31T10:00",
            "2027-01-31T15:00",
            ["2027-02-28T10:00", "2027-03-31T10:00", "2027-04-30T10:00"],
            id="31-january-clamps-and-returns",
        ),
        pytest.param(
            Rule(Freq.YEARLY),
            "2028-02-29T10:00",
            "2028-03-01T05:00",
            ["2029-02-28T10:00", "2030-02-28T10:00", "2031-02-28T10:00", "2032-02-29T10:00"],
            id="leap-day",
        ),
        pytest.param(
            Rule(Freq.EVERY_N_WEEKS, interval=2),
            "2026-11-27T17:00",
            "2027-01-01T05:00",
            ["2027-01-08T17:00", "2027-01-22T17:00"],
            id="every-other-friday-over-the-year",
        ),
        pytest.param(
            Rule(Freq.EVERY_N_HOURS, interval=5),
            "2027-03-13T22:00",
            "2027-03-14T05:00",
            ["2027-03-14T04:00", "2027-03-14T09:00"],
            id="hours-elapse-over-the-spring-change",
        ),
        pytest.param(
            Rule(Freq.EVERY_N_MINUTES, interval=90),
            "2027-11-07T00:30",
            "2027-11-07T05:00",
            ["2027-11-07T01:00", "2027-11-07T02:30"],
            id="minutes-elapse-over-the-autumn-change",
        ),
    ],
)
def test_next_occurrences_in_new_york(rule: Rule, anchor: str, after: str, expected: list[str]) -> None:
    """The coming wall times in New York, from an instant on (UTC)."""
    new_york = zone("America/New_York")
    found = occurrences(rule, local(anchor), utc(after), new_york)
    assert [utc_to_local(next(found), new_york) for _ in expected] == [local(text) for text in expected]


def test_an_instant_in_the_repeated_hour_fires_once() -> None:
    """01:30 happens twice on 7 November 2027 in New York; the next occurrence is a day later, not an hour."""
    new_york = zone("America/New_York")
    rule = Rule(Freq.DAILY, time=dt.time(1, 30))
    first = next_occurrence(rule, local("2027-11-01T00:00"), utc("2027-11-07T04:00"), new_york)
    assert first == utc("2027-11-07T05:30")
    assert next_occurrence(rule, local("2027-11-01T00:00"), first, new_york) == utc("2027-11-08T06:30")


def test_a_day_left_out_fires_at_its_end() -> None:
    """Apia had no 30 December 2011; what was due on it fires when the 31st begins, and the 31st's own follows."""
    apia = zone("Pacific/Apia")
    found = occurrences(Rule(Freq.DAILY, time=NINE), local("2011-12-28T09:00"), utc("2011-12-29T20:00"), apia)
    assert list(itertools.islice(found, 2)) == [utc("2011-12-30T10:00"), utc("2011-12-30T19:00")]


def test_moving_keeps_wall_times_and_neither_repeats_nor_skips() -> None:
    """After a move the next wall time is the one behind the last that was delivered."""
    rule = Rule(Freq.DAILY, time=NINE)
    delivered = local("2026-11-24T09:00")
    assert next(wall_occurrences(rule, local("2026-11-01T09:00"), delivered)) == local("2026-11-25T09:00")
    shanghai, losangeles = zone("Asia/Shanghai"), zone("America/Los_Angeles")
    anchor = local("2026-11-01T09:00")
    assert move_anchor(rule, anchor, old=shanghai, new=losangeles) == anchor
    moved = move_anchor(Rule(Freq.EVERY_N_HOURS, interval=2), anchor, old=shanghai, new=losangeles)
    assert local_to_utc(moved, losangeles) == local_to_utc(anchor, shanghai)


def test_elapsed_rules_have_no_wall_times() -> None:
    """A step of hours is not a wall time, and asking for one is a mistake."""
    with pytest.raises(ValueError, match="every_n_hours"):
        next(wall_occurrences(Rule(Freq.EVERY_N_HOURS), ANCHOR))


@pytest.mark.parametrize("freq", list(Freq))
def test_the_calendar_ends_without_an_error(freq: Freq) -> None:
    """In the last days of the year 9999 there is a next occurrence or none, and no exception."""
    rule = Rule(freq, interval=2 if freq.counted else 1)
    end = dt.datetime(9999, 12, 30, 12, 0, tzinfo=dt.UTC)
    rest = list(itertools.islice(occurrences(rule, local("9999-12-01T09:00"), end, zone("Asia/Shanghai")), 5000))
    assert len(rest) < 5000


def test_the_beginning_of_the_calendar_is_no_error() -> None:
    """Looking from the first hours of the year 1 finds the anchor."""
    first = dt.datetime(1, 1, 1, 0, 30, tzinfo=dt.UTC)
    found = next_occurrence(Rule(Freq.DAILY), local("2026-01-01T09:00"), first, zone("America/New_York"))
    assert found == utc("2026-01-01T14:00")


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"freq": Freq.DAILY, "interval": 2}, id="interval-of-an-uncounted-rule"),
        pytest.param({"freq": Freq.EVERY_N_DAYS, "interval": 0}, id="no-step"),
        pytest.param({"freq": Freq.EVERY_N_DAYS, "interval": MAX_INTERVAL + 1}, id="too-long-a-step"),
        pytest.param({"freq": Freq.WEEKLY, "weekdays": (4, 0)}, id="weekdays-out-of-order"),
        pytest.param({"freq": Freq.WEEKLY, "weekdays": (7,)}, id="no-such-weekday"),
        pytest.param({"freq": Freq.MONTHLY, "day": 32}, id="no-such-day"),
        pytest.param({"freq": Freq.YEARLY, "month": 13}, id="no-such-month"),
        pytest.param({"freq": Freq.MONTHLY, "nth": 1}, id="which-weekday"),
        pytest.param({"freq": Freq.WEEKLY, "nth": 1, "weekdays": (0,)}, id="nth-of-a-week"),
        pytest.param({"freq": Freq.MONTHLY, "nth": 6, "weekdays": (0,)}, id="sixth-monday"),
        pytest.param({"freq": Freq.DAILY, "time": dt.time(9, tzinfo=dt.UTC)}, id="time-with-a-zone"),
    ],
)
def test_rules_out_of_bounds_are_refused(fields: dict[str, Any]) -> None:
    """What no calendar can keep is never built."""
    with pytest.raises(ValueError, match=r"\S"):
        Rule(**fields)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (Rule(Freq.DAILY, time=NINE), '{"freq":"daily","time":"09:00"}'),
        (
            Rule(Freq.EVERY_N_WEEKS, interval=2, weekdays=(0, 6)),
            '{"freq":"every_n_weeks","interval":2,"weekdays":["MO","SU"]}',
        ),
        (Rule(Freq.MONTHLY, nth=-1, weekdays=(4,)), '{"freq":"monthly","nth":-1,"weekdays":["FR"]}'),
        (Rule(Freq.YEARLY, month=2, day=29), '{"day":29,"freq":"yearly","month":2}'),
    ],
)
def test_rules_are_stored_as_json(rule: Rule, text: str) -> None:
    """What is stored is short, has sorted keys and comes back as it was."""
    assert rule.to_json() == text
    assert Rule.from_json(text) == rule


@pytest.mark.parametrize(
    "text",
    [
        *("", "{}", "[]", "[1]", "7", "null", '"daily"', '{"freq":"sometimes"}', '{"freq":"daily","colour":1}'),
        *('{"freq":"monthly","day":"3"}', '{"freq":"weekly","weekdays":["XX"]}', '{"freq":"daily","time":"9 am"}'),
        *('{"freq":"daily","time":9}', '{"freq":"monthly","day":40}', '{"freq":"weekly","weekdays":7}'),
    ],
)
def test_what_is_not_a_rule_is_not_read(text: str) -> None:
    """Whatever stands in the column, the answer is a rule or a ValueError."""
    with pytest.raises(ValueError, match=r"\S"):
        Rule.from_json(text)


MOMENTS = st.datetimes(min_value=local("2020-01-01T00:00"), max_value=local("2040-01-01T00:00"))
RULE_STRATEGY = st.one_of(
    st.builds(Rule, st.sampled_from([Freq.DAILY, Freq.WEEKDAYS, Freq.MONTH_END])),
    st.builds(
        Rule,
        st.sampled_from([freq for freq in Freq if freq.counted]),
        interval=st.integers(1, 400),
    ),
    st.builds(Rule, st.just(Freq.MONTHLY), day=st.integers(1, 31)),
    st.builds(Rule, st.just(Freq.YEARLY), day=st.integers(1, 31), month=st.integers(1, 12)),
    st.builds(
        Rule,
        st.just(Freq.WEEKLY),
        weekdays=st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
    ),
)


@settings(max_examples=150, deadline=None)
@given(RULE_STRATEGY, MOMENTS, MOMENTS, st.sampled_from(ZONES))
def test_any_rule_goes_on_from_any_instant(rule: Rule, anchor: dt.datetime, after: dt.datetime, name: str) -> None:
    """The next occurrence is later than the instant, nothing lies between, and one step on it is not repeated."""
    start = after.replace(tzinfo=dt.UTC)
    first = next_occurrence(rule, anchor, start, zone(name))
    assert first is not None
    assert first > start
    assert next_occurrence(rule, anchor, first - dt.timedelta(microseconds=1), zone(name)) == first
    second = next_occurrence(rule, anchor, first, zone(name))
    assert second is not None
    assert second > first


@given(RULE_STRATEGY)
def test_any_rule_survives_storage(rule: Rule) -> None:
    """Storage loses nothing."""
    assert Rule.from_json(rule.to_json()) == rule
