"""Days, totals and top-ups as people write them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.budgets.days import cut_day, weekday_of
from bot.features.budgets.phrases import SetLimit, Spent, cut_label, read_limit, read_spent
from bot.features.budgets.statements import SaidTotal, ToppedUp, read_top_up, read_total

TODAY = dt.date(2026, 11, 23)  # a Monday


@pytest.mark.parametrize(
    ("text", "ago"),
    [
        ("on 3 Nov", 20),
        ("Nov 3", 20),
        ("the 3rd of November", 20),
        ("3 nov 2025", 385),
        ("2026-11-20", 3),
        ("11月3号", 20),
        ("2026年11月3日", 20),
        ("3 days ago", 3),
        ("two days ago", 2),
        ("3天前", 3),
        ("两天前", 2),
        ("大前天", 3),
        ("on friday", 3),
        ("last monday", 7),
        ("上周五", 3),
        ("上周日", 1),
        ("周六", 2),
        ("28 Dec", -35),
        ("tomorrow", -1),
        ("后天", -2),
        ("1月2日", 325),
        ("31 feb", None),
        ("yesterday", None),
        ("昨天", None),
        ("5 usd", None),
        ("may", None),
    ],
)
def test_days(text: str, ago: int | None) -> None:
    """A date without a year is the nearest that makes sense; today and yesterday are read elsewhere."""
    assert cut_day(text, TODAY)[1] == ago


@pytest.mark.parametrize(("text", "day"), [("Monday", 1), ("on sunday", 7), ("周三", 3), ("星期天", 7), ("x", None)])
def test_weekdays(text: str, day: int | None) -> None:
    """The names of the days in both languages."""
    assert weekday_of(text) == day


@pytest.mark.parametrize(
    ("text", "rest", "label"),
    [
        ("5 #Work", "5", "work"),
        ("#学习 5", "5", "学习"),
        ("5#work", "5", "work"),
        ("issue #12", "issue #12", ""),
        ("a # b", "a # b", ""),
        ("5 ＃Ｗｏｒｋ", "5", "work"),
        ("5 #" + "x" * 21, "5 #" + "x" * 21, ""),
    ],
)
def test_labels(text: str, rest: str, label: str) -> None:
    """Folded, at most twenty characters, no bare numbers."""
    assert cut_label(text) == (rest, label)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("The dashboard says 43.20", "43.20"),
        ("后台显示43.2", "43.2"),
        ("dashboard says $0", "0"),
        ("dashboard: 43", "43"),
        ("my usage page shows 43.2 so far", "43.2"),
        ("控制台显示本月用了43.2", "43.2"),
        ("后台现在是43.2刀", "43.2"),
        ("why does the dashboard say 43.20?", None),
        ("后台显示429错误", None),
        ("the dashboard is slow", None),
        ("dashboard says error 429", None),
        ("the platform", None),
    ],
)
def test_totals(text: str, amount: str | None) -> None:
    """The number on the usage page; no questions, no errors."""
    found = read_total(text)
    assert found == (
        SaidTotal(Decimal(amount), found.currency, "") if amount and isinstance(found, SaidTotal) else None
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("昨天充了100", ("100", 1)),
        ("充值了20美元", ("20", 0)),
        ("topped up 50 usd yesterday", ("50", 1)),
        ("i bought 20 dollars of api credit", ("20", 0)),
        ("3天前充了100", ("100", 3)),
        ("充值100刀要多少钱", None),
        ("充了plus为啥调用还报没额度", None),
        ("topped up 100 but it says no quota", None),
        ("明天充了100", None),
    ],
)
def test_top_ups(text: str, expected: tuple[str, int] | None) -> None:
    """Only what was bought; complaints go to the answers."""
    found = read_top_up(text, TODAY)
    assert (str(found.amount), found.days_ago) == expected if isinstance(found, ToppedUp) else expected is None


@pytest.mark.parametrize(
    ("text", "period", "day"),
    [
        ("my limit is 20 dollars a week", "week", None),
        ("每周限额100块", "week", None),
        ("从周一开始每周预算50块", "week", 1),
        ("budget 20 a week from sunday", "week", 7),
        ("每天预算5刀", "day", None),
        ("my limit is 50 dollars", None, None),
        ("每月预算300块", "month", None),
        ("budget $60 from the 22nd", None, 22),
    ],
)
def test_periods_of_limits(text: str, period: str | None, day: int | None) -> None:
    """What is not said is not changed."""
    found = read_limit(text)
    assert isinstance(found, SetLimit)
    assert (found.period.value if found.period else None, found.cycle_day) == (period, day)


@given(st.text(max_size=80))
def test_no_text_breaks_the_readers(text: str) -> None:
    """Whatever somebody writes; what is booked is more than zero."""
    read_total(text)
    read_top_up(text, TODAY)
    for asked in (False, True):
        found = read_spent(text, asked=asked, today=TODAY)
        assert not isinstance(found, Spent) or (found.amount > 0 and found.days_ago >= 0)
