"""Costs in files as the Usage page and others write them."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.money import Currency
from bot.features.budgets.usage_file import NoCostsError, read_usage_file

TODAY = dt.date(2026, 11, 23)


def costs(content: str | bytes) -> dict[str, str]:
    """Return the days of a file with their amounts."""
    found = read_usage_file(content.encode() if isinstance(content, str) else content, TODAY)
    assert found is not None
    return {
        cost.day.isoformat(): f"{cost.money.amount.normalize():f} {cost.money.currency.value}" for cost in found.costs
    }


API = {
    "object": "page",
    "data": [
        {
            "object": "bucket",
            "start_time": 1793836800,
            "results": [
                {"amount": {"value": 0.06, "currency": "usd"}, "line_item": "gpt", "project_id": None},
                {"amount": {"value": 1.94, "currency": "usd"}, "line_item": "tts", "project_id": None},
            ],
        },
        {"object": "bucket", "start_time": 1793923200, "results": []},
    ],
}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(
            "date,cost\n2026-11-05,1.5\n2026-11-06,2\n", {"2026-11-05": "1.5 USD", "2026-11-06": "2 USD"}, id="plain"
        ),
        pytest.param("Date;Cost (USD)\n2026/11/05;$1,234.50\n", {"2026-11-05": "1234.5 USD"}, id="semicolons"),
        pytest.param("timestamp\tamount\tcurrency\n1793836800\t3\tcny\n", {"2026-11-05": "3 CNY"}, id="unix-time-tabs"),
        pytest.param("日期,金额\n2026-11-05,¥30.8\n", {"2026-11-05": "30.8 CNY"}, id="chinese"),
        pytest.param("日期,金额\n2026-11-05,¥30.8\n".encode("gb18030"), {"2026-11-05": "30.8 CNY"}, id="gb18030"),
        pytest.param("date,cost\n2026-11-05,1\n".encode("utf-16"), {"2026-11-05": "1 USD"}, id="utf-16"),
        pytest.param("\ufeffdate,cost\n2026-11-05T23:30:00-05:00,1\n", {"2026-11-06": "1 USD"}, id="days-are-utc"),
        pytest.param(
            "date,cost\n2026-11-05,1\n2026-11-05,0.000000000001\n", {"2026-11-05": "1.000000000001 USD"}, id="exact"
        ),
        pytest.param(json.dumps(API), {"2026-11-05": "2 USD"}, id="costs-api"),
        pytest.param('[{"day": "2026-11-05", "cost_usd": "4.5"}]', {"2026-11-05": "4.5 USD"}, id="json-rows"),
        pytest.param(
            '[{"date": ["x"], "day": "2026-11-05", "cost": [1], "spend": 2}]', {"2026-11-05": "2 USD"}, id="lists"
        ),
    ],
)
def test_costs_by_day(content: str | bytes, expected: dict[str, str]) -> None:
    """Rows of one day are added up, exactly."""
    assert costs(content) == expected


def test_what_cannot_be_booked_is_left_out() -> None:
    """The future, the distant past, other currencies, unreadable cells; days without costs are no loss."""
    rows = [
        "2026-11-05,1,usd",
        "2027-01-01,1,usd",
        "2020-01-01,1,usd",
        "x,1,usd",
        "0001-01-01T00:00:00+14:00,1,usd",
        "2026-11-05,1e35,usd",
        "2026-11-05,y,usd",
        "2026-11-06,1,eur",
        "2026-11-07,0,usd",
    ]
    found = read_usage_file(("date,cost,currency\n" + "\n".join(rows)).encode(), TODAY)
    assert found is not None
    assert (len(found.costs), found.left_out) == (1, 7)
    assert found.totals[Currency.USD].amount == Decimal(1)


def test_projects_are_told_apart() -> None:
    """Two projects on one day are two entries with keys of their own."""
    found = read_usage_file(b"date,cost,project_id\n2026-11-05,1,a\n2026-11-05,2,b\n2026-11-05,3,a\n", TODAY)
    assert found is not None
    assert [(cost.key, cost.money.amount) for cost in found.costs] == [
        ("usage:2026-11-05:USD:a", Decimal(4)),
        ("usage:2026-11-05:USD:b", Decimal(2)),
    ]


@pytest.mark.parametrize(
    ("content", "is_activity", "is_own"),
    [
        pytest.param("start_time,num_model_requests\n1793836800,4\n", True, False, id="activity"),
        pytest.param("date,amount,tokentally_id\n2026-11-05,1,x\n", False, True, id="our-own-table"),
        pytest.param("date,cost\n2026-11-05,0\n", False, False, id="zeros"),
    ],
)
def test_exports_without_costs(content: str, is_activity: bool, is_own: bool) -> None:
    """Each says what it is, so that the person knows what to send instead."""
    with pytest.raises(NoCostsError) as caught:
        read_usage_file(content.encode(), TODAY)
    assert (caught.value.is_activity, caught.value.is_own) == (is_activity, is_own)


@pytest.mark.parametrize(
    "content", ["", "hello", "a,b\n1,2\n", "{}", "[]", '{"data": [1]}', "[" * 100_000, "\0", "date\n2026-11-05\n"]
)
def test_other_files_are_not_ours(content: str) -> None:
    """They are somebody else's to read."""
    assert read_usage_file(content.encode(), TODAY) is None


@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda text: f"date,cost\n{text}".encode())))
def test_no_content_breaks_it(content: bytes) -> None:
    """Any bytes are read, refused or somebody else's."""
    with contextlib.suppress(NoCostsError):
        read_usage_file(content, TODAY)
