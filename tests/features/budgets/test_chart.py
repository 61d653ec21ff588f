"""Pictures of spending: what is drawn, the font, the worker."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
from decimal import Decimal

import pytest
from fontTools.ttLib import TTFont

from bot.core.i18n import translator
from bot.core.language import Language
from bot.core.money import Currency, ExchangeRate, Money, RateSource
from bot.core.periods import Period
from bot.features.budgets import chart, chart_views, drawing
from bot.features.budgets.charset import CHARACTERS, can_be_drawn
from bot.features.budgets.rules import Budget, BudgetState, PastCycle

RATE = ExchangeRate(Decimal("7.10"), RateSource.BUILT_IN, None)
DAYS = [(dt.date(2026, 11, day), Decimal(day)) for day in range(1, 11)]


def usd(amount: str) -> Money:
    """Return so many dollars."""
    return Money(Decimal(amount), Currency.USD)


def state(label: str = "", period: Period = Period.MONTH, currency: Currency = Currency.USD) -> BudgetState:
    """Return a state on 10 November with 55 spent."""
    limit = Money(Decimal(50), currency)
    budget = Budget(limit, 1, label=label, period=period, bought_on=dt.date(2026, 1, 5))
    used = Money(Decimal(55), currency)
    return BudgetState(
        limit, used, budget.rhythm.on(dt.date(2026, 11, 10)), dt.date(2026, 11, 10), RATE, budget, tuple(DAYS)
    )


def characters_of(picture: chart.Picture) -> str:
    """Return everything that is written on a picture."""
    ticks = "".join(words for _, words in picture.ticks)
    marks = "".join(mark[1] for mark in (picture.limit, picture.forecast) if mark)
    return "".join((
        picture.title, picture.subtitle, picture.bars_title, picture.total_title or "", ticks, marks, picture.used,
        picture.sign, picture.correction_words, *picture.values,
    ))  # fmt: skip


def test_what_is_drawn() -> None:
    """One bar a day, none for days to come, the limit, where the pace leads, dates below."""
    picture = chart_views.cycle(translator(Language.EN), state(), DAYS, [(dt.date(2026, 11, 3), Decimal(2))])
    assert picture.bars == (*map(float, range(1, 11)), *[None] * 20)
    assert picture.corrected[2] == 2.0
    assert picture.limit == (50.0, "limit $50")
    assert picture.forecast is not None
    assert picture.forecast[1] == "at this pace $163.00"
    assert picture.ticks[0] == (0, "1 Nov")
    assert (picture.title, picture.subtitle) == ("Spending", "1 Nov – 30 Nov 2026")


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("period", Period)
def test_the_font_has_every_character(language: Language, period: Period) -> None:
    """Whatever a picture says in either language is in the font that travels along."""
    tr = translator(language)
    picture = chart_views.cycle(tr, state(period=period, currency=Currency.CNY), DAYS, DAYS[:1])
    past = [PastCycle(state().cycle, usd("1234.5"), None), PastCycle(state().cycle, usd("0.5"), None)]
    written = characters_of(picture) + characters_of(chart_views.history(tr, past, state().budget))
    every_date = "".join(tr.date(dt.date(2026, month, 28)) for month in range(1, 13))
    assert not {char for char in written + every_date if not can_be_drawn(char)}


def test_the_list_of_characters_is_that_of_the_font() -> None:
    """`make fonts` writes both."""
    font = set(map(chr, TTFont(drawing.FONT).getBestCmap()))
    assert set(CHARACTERS.read_text(encoding="utf-8")) == font
    assert drawing.FONT.stat().st_size < 300_000
    assert "SIL OPEN FONT LICENSE" in drawing.FONT.with_name("OFL.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("label", "title"),
    [
        pytest.param("work", "Spending #work", id="latin"),
        pytest.param("学习", "Spending #学习", id="chinese"),
        pytest.param("鬱", "Spending", id="not-in-the-font"),
        pytest.param("работа", "Spending", id="cyrillic"),
    ],
)
def test_labels_that_the_font_lacks_are_left_out(label: str, title: str) -> None:
    """The caption has them; the picture has no empty boxes."""
    assert chart_views.cycle(translator(Language.EN), state(label), DAYS).title == title


def test_the_plotting_library_is_loaded_by_the_worker_only() -> None:
    """Neither its time nor its memory is the bot's."""
    code = "import sys, bot.app; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


async def test_a_picture_is_small_and_no_formula_is_read_in_it() -> None:
    """A PNG below 150 KB; what looks like a formula of the library is plain text."""
    picture = chart_views.cycle(translator(Language.ZH), state("a"), DAYS, DAYS[:1])
    odd = chart.Picture(
        **{**{name: getattr(picture, name) for name in picture.__slots__}, "title": r"$\frac{1}{2}$ $x^2$ \n"}
    )
    content = await chart.draw(odd)
    assert content.startswith(b"\x89PNG")
    assert len(content) < chart.LARGEST


async def test_a_worker_that_fails_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its complaint is an error for the log, never a broken picture."""
    picture = chart_views.cycle(translator(Language.EN), state(), DAYS)
    broken = chart.Picture(**{**{name: getattr(picture, name) for name in picture.__slots__}, "bars": ("x",)})
    with pytest.raises(chart.DrawingError, match=re.compile("Error", re.IGNORECASE)):
        await chart.draw(broken)
