from __future__ import annotations

import datetime as dt
import zoneinfo

import pytest

from bot.core.zones import UnknownZoneError, cities, zone, zone_names


def test_only_the_pinned_package_is_read() -> None:
    """The machine's own zone files, whatever their age, are out of reach."""
    assert zoneinfo.TZPATH == ()


def test_rules_of_the_pinned_package_are_in_force() -> None:
    """Vancouver stays on summer time since 2026: nine o'clock in December is 16:00 UTC."""
    morning = dt.datetime(2026, 12, 1, 9, 0, tzinfo=zone("America/Vancouver"))
    assert morning.astimezone(dt.UTC) == dt.datetime(2026, 12, 1, 16, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "name",
    ["", "Nowhere", "Asia", "asia/shanghai ", "../etc/passwd", "/etc/localtime", "a\0b", "é", "A" * 5000, "tzdata.zi"],
)
def test_what_is_no_zone_is_refused_with_its_name(name: str) -> None:
    """Whatever is asked for, the answer is a zone or the one error."""
    with pytest.raises(UnknownZoneError) as caught:
        zone(name)
    assert caught.value.name == name


@pytest.mark.parametrize(
    ("city", "name"),
    [
        ("shanghai", "Asia/Shanghai"),
        ("new york", "America/New_York"),
        ("ho chi minh", "Asia/Ho_Chi_Minh"),
        ("lord howe", "Australia/Lord_Howe"),
    ],
)
def test_cities_lead_to_their_zone(city: str, name: str) -> None:
    """A city is found as people write it, in lower case and with spaces."""
    assert cities()[city] == name


def test_names_that_are_no_places_are_not_cities() -> None:
    """Old aliases stay valid zones but are not offered as cities."""
    assert "US/Pacific" in zone_names()
    assert "pacific" not in cities()
    assert "gmt+8" not in cities()
