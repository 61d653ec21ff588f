"""What is shown of a limit, where the numbers decide."""

from __future__ import annotations

import datetime as dt
import gettext
from decimal import Decimal

import pytest

from bot.core.amounts import AmbiguousAmount, Amount
from bot.core.i18n import Translator
from bot.core.language import Language
from bot.core.money import Currency, ExchangeRate, Money, RateSource
from bot.core.periods import Cycle
from bot.features.budgets import asking_views, entry_views, shared_views, views
from bot.features.budgets.phrases import Unclear
from bot.features.budgets.rules import Booking, Budget, BudgetState, Entry, Total

TR = Translator(Language.EN, gettext.NullTranslations())
RATE = ExchangeRate(Decimal("7.10"), RateSource.BUILT_IN, None)
CYCLE = Cycle(dt.date(2026, 10, 22), dt.date(2026, 11, 21))
TODAY = dt.date(2026, 11, 16)


def usd(amount: str) -> Money:
    """Return so many dollars."""
    return Money(Decimal(amount), Currency.USD)


def state(used: str, today: dt.date = TODAY) -> BudgetState:
    """Return a state against $50."""
    return BudgetState(usd("50"), usd(used), CYCLE, today, RATE)


def entry(money: Money, note: str = "", day: dt.date = TODAY) -> Entry:
    """Return entry number 7."""
    noon = dt.datetime(2026, 11, 16, 4, tzinfo=dt.UTC)
    return Entry(7, money, RATE, noon, day, note, undone=False)


@pytest.mark.parametrize(
    ("used", "expected"),
    [
        pytest.param("41.54", "Your limit: used $41.54 of $50, $8.46 left until 21 Nov", id="within"),
        pytest.param("50", "Your limit: used $50.00 of $50, $0 left until 21 Nov", id="all-of-it"),
        pytest.param("62.5", "Your limit: used $62.50 of $50, $12.50 over, until 21 Nov", id="over"),
    ],
)
def test_summary(used: str, expected: str) -> None:
    """The line that other messages carry: never a bare percentage, always until when."""
    assert shared_views.summary(TR, state(used)) == expected


@pytest.mark.parametrize(
    ("used", "bar"),
    [
        pytest.param("0", "▱▱▱▱▱▱▱▱▱▱ 0 %", id="nothing"),
        pytest.param("0.01", "▰▱▱▱▱▱▱▱▱▱ 0 %", id="a-cent-is-seen"),
        pytest.param("9.99", "▰▱▱▱▱▱▱▱▱▱ 19 %", id="19"),
        pytest.param("41.54", "▰▰▰▰▰▰▰▰▱▱ 83 %", id="83"),
        pytest.param("49.99", "▰▰▰▰▰▰▰▰▰▱ 99 %", id="not-full-before-all-of-it"),
        pytest.param("50", "▰▰▰▰▰▰▰▰▰▰ 100 %", id="full"),
        pytest.param("600", "▰▰▰▰▰▰▰▰▰▰ 1,200 %", id="over"),
    ],
)
def test_bar(used: str, bar: str) -> None:
    """Ten blocks, rounded down, one as soon as anything is used."""
    assert views.card(TR, state(used)).html.splitlines()[1].startswith(f"{bar} ")


@pytest.mark.parametrize(
    ("today", "line"),
    [
        pytest.param("2026-11-16", "22 Oct – 21 Nov, 6 days left", id="six-days-with-today"),
        pytest.param("2026-11-21", "22 Oct – 21 Nov, 1 day left", id="last-day"),
        pytest.param("2026-11-22", "22 Oct – 21 Nov, ended", id="over"),
    ],
)
def test_days_left(today: str, line: str) -> None:
    """The dates of the cycle are always there."""
    assert line in views.card(TR, state("1", dt.date.fromisoformat(today))).html.splitlines()


def test_card() -> None:
    """Line 1 is the answer; both currencies and where the numbers come from follow."""
    assert views.card(TR, state("41.54")).html.splitlines() == [
        "<b>Used $41.54 of $50, $8.46 left until 21 Nov</b>",
        "▰▰▰▰▰▰▰▰▱▱ 83 % 🟡 close to the limit",
        "22 Oct – 21 Nov, 6 days left",
        "At this pace $41.54 by 21 Nov.",
        "$1.41 a day keeps you inside.",
        "In RMB: ¥294.93 of ¥355.00, ¥60.07 left",
        "Your limit: $50 (¥355.00) a month",
        "Counted from what you tell me, not from OpenAI.",
    ]


@pytest.mark.parametrize(
    ("used", "crossed", "line"),
    [
        pytest.param("41", 80, "🟡 80 % of your limit is passed.", id="80"),
        pytest.param("50", 100, "🔴 That uses up your limit.", id="exactly-100"),
        pytest.param("50.01", 100, "🔴 That is more than your limit.", id="over"),
        pytest.param("41", None, "22 Oct – 21 Nov, 6 days left", id="nothing-crossed"),
    ],
)
def test_a_crossed_threshold_is_the_last_line(used: str, crossed: int | None, line: str) -> None:
    """A colour never stands without words."""
    booking = Booking(entry(usd("5")), state(used), crossed)
    assert entry_views.booked(TR, booking).html.splitlines()[-1] == line


def test_a_note_is_shown_as_it_was_written() -> None:
    """Whatever it holds, it is no markup."""
    booking = Booking(entry(usd("5"), "<b>a & b</b>"), state("5"), None)
    assert entry_views.booked(TR, booking).html.splitlines()[:2] == [
        "<b>Noted: $5 (¥35.50)</b>",
        "&lt;b&gt;a &amp; b&lt;/b&gt;",
    ]


def test_another_day_is_named() -> None:
    """What counts for yesterday says so."""
    booking = Booking(entry(usd("5"), day=dt.date(2026, 11, 15)), Total(usd("5"), CYCLE, TODAY), None)
    assert entry_views.booked(TR, booking).html.splitlines() == [
        "<b>Noted for 15 Nov: $5 (¥35.50)</b>",
        "Spent from 22 Oct to 21 Nov: $5.00",
    ]


def test_an_assumed_currency_is_mended_by_one_tap() -> None:
    """A bare number is said back in dollars, with the same number in RMB on a button."""
    screen = views.limit_set(TR, state("0"), None, assumed=True)
    assert "You named no currency, so I took dollars." in screen.html
    assert (screen.rows[0][0].label, screen.rows[0][0].action) == ("¥50", "budgets:set:50:CNY")


def test_a_changed_limit_shows_the_way_back() -> None:
    """The former limit is named and on a button, with its day."""
    screen = views.limit_set(TR, state("0"), Budget(usd("80.50"), 22), assumed=False)
    assert "It was $80.50." in screen.html
    assert (screen.rows[0][0].label, screen.rows[0][0].action) == ("Back to $80.50", "budgets:set:80.5:USD:22:0:month")


@pytest.mark.parametrize(
    ("note", "kept"),
    [
        pytest.param("", "", id="none"),
        pytest.param("gpt: tests", "gpt： tests", id="no-separator-inside"),
        pytest.param("一二三四五六七八九十", "一二三四五六…", id="cut-between-characters"),
    ],
)
def test_the_button_of_a_reading_fits_telegram(note: str, kept: str) -> None:
    """The longest action there is has 61 bytes, and its note is cut visibly, between characters."""
    readings = tuple(Amount(Decimal(value), Currency.USD, (0, 3)) for value in ("123456.5", "999999.5"))
    unclear = Unclear(AmbiguousAmount(readings, (0, 3)), 1, note)
    screen = asking_views.unclear_spent(TR, unclear, 987_654_321, Currency.USD)
    action = screen.rows[0][1].action
    assert action == f"budgets:book:987654321:999999.5:USD:1:{kept}"
    assert len(action.encode()) <= 61
