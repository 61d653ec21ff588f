"""/settings with the lines of other features."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from markupsafe import Markup

from bot.core.i18n import translator
from bot.core.language import Language
from bot.core.person import Person
from bot.core.screen import Button, Setting
from bot.features.prefs import views

PERSON = Person(1, Language.EN, ZoneInfo("Asia/Shanghai"), zone_is_chosen=True, model="gpt-5.4-mini", known=True)
FIRST = ["中文", "Time zone", "Model", "Currencies"]
LAST = ["My data", "Close"]


def lines_of(number: int) -> list[Setting]:
    """Return so many lines of other features, each with its button."""
    return [
        Setting(Markup("Line {}: <b>{}</b>").format(n, n * 10), Button(f"B{n}", action=f"x:y:{n}"))
        for n in range(1, number + 1)
    ]


def labels(others: list[Setting], page: int = 0) -> list[str]:
    """Return the labels of all buttons."""
    screen = views.settings(translator(Language.EN), PERSON, others, page)
    assert all(len(row) <= 2 for row in screen.rows)
    return [button.label for row in screen.rows for button in row]


def test_every_line_is_shown_whatever_the_page() -> None:
    """Values stand in the text, in the order of the features, with or without a button."""
    others = [*lines_of(5), Setting(Markup("no button"))]
    for page in (0, 1):
        text = str(views.settings(translator(Language.EN), PERSON, others, page).html)
        assert text.splitlines()[5:] == [*(f"Line {n}: <b>{n * 10}</b>" for n in range(1, 6)), "no button"]


@pytest.mark.parametrize(
    ("others", "page", "shown"),
    [
        (0, 0, [*FIRST, *LAST]),
        (2, 0, [*FIRST, "B1", "B2", *LAST]),
        (3, 0, [*FIRST, "B1", "B2", "More ›", "Close"]),
        (3, 1, ["B3", "My data", "More ›", "Close"]),
        (3, 2, [*FIRST, "B1", "B2", "More ›", "Close"]),
        (8, 2, ["My data", "More ›", "Close"]),
    ],
)
def test_at_most_eight_buttons(others: int, page: int, shown: list[str]) -> None:
    """Eight fit; more go to a second page, and a page that does not exist is the first."""
    assert labels(lines_of(others), page) == shown


def test_the_pages_turn_round() -> None:
    """More on the last page leads to the first."""
    last = views.settings(translator(Language.EN), PERSON, lines_of(4), 1)
    assert last.rows[-1][0].action == "prefs:settings:0"
