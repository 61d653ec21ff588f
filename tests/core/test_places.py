"""Zones by city, offset and point."""

from __future__ import annotations

import builtins
import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from bot.core import places
from bot.core.places import Found, NoMapError, at_point, search

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = dt.datetime(2026, 11, 23, 2, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("words", "zone"),
    [
        ("上海", "Asia/Shanghai"),
        ("深圳市", "Asia/Shanghai"),
        ("北京时间", "Asia/Shanghai"),
        ("Beijing time", "Asia/Shanghai"),
        ("Vancouver", "America/Vancouver"),
        ("温哥华", "America/Vancouver"),
        ("new york", "America/New_York"),
        ("NEW_YORK", "America/New_York"),
        ("America/New_York", "America/New_York"),
        ("san francisco", "America/Los_Angeles"),
        ("柏林", "Europe/Berlin"),
        ("加德满都", "Asia/Kathmandu"),
    ],
)
def test_a_name_is_sure(words: str, zone: str) -> None:
    """Cities with and without a zone of their own, in both languages, and the zones' own names."""
    assert search(words, NOW) == Found((zone,), sure=True)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("UTC+8", "Asia/Shanghai", "Etc/GMT-8"),
        ("gmt -8", "America/Los_Angeles", "Etc/GMT+8"),
        ("+5:30", "Asia/Kolkata", "Asia/Kolkata"),
        ("东八区", "Asia/Shanghai", "Etc/GMT-8"),
        ("西五区", "America/New_York", "Etc/GMT+5"),
        ("utc", "Europe/London", "Etc/UTC"),
        ("vancuver", "America/Vancouver", "America/Vancouver"),
        ("copenh", "Europe/Copenhagen", "Europe/Copenhagen"),
    ],
)
def test_what_may_be_several_is_asked(words: str, first: str, last: str) -> None:
    """Offsets, beginnings and slips."""
    found = search(words, NOW)
    assert not found.sure
    assert (found.names[0], found.names[-1]) == (first, last)
    assert len(found.names) <= places.MOST_FOUND


@pytest.mark.parametrize("words", ["", "x", "Atlantis", "UTC+25", "remind me tomorrow", "?" * 1_000, "\u202e"])
def test_what_is_no_place_finds_nothing(words: str) -> None:
    """Nothing is guessed."""
    assert search(words, NOW) == Found()


def test_a_point_has_a_zone() -> None:
    """A shared location in Berlin and one in Shanghai."""
    pytest.importorskip("tzfpy")
    berlin, shanghai = at_point(52.52, 13.405), at_point(31.23, 121.47)
    assert berlin is not None
    assert shanghai is not None
    assert (berlin.key, shanghai.key) == ("Europe/Berlin", "Asia/Shanghai")


def test_without_the_map_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """The package is an extra."""
    real: Callable[..., Any] = builtins.__import__

    def none_such(name: str, *rest: object, **more: object) -> object:
        if name == "tzfpy":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", none_such)
    with pytest.raises(NoMapError):
        at_point(52.52, 13.405)
