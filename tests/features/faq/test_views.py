from __future__ import annotations

import datetime as dt
import gettext
from typing import TYPE_CHECKING

import pytest
from markupsafe import Markup

from bot.core.i18n import Translator
from bot.core.language import Language
from bot.features.faq import code_views, views
from bot.features.faq.codes import ErrorCode
from bot.features.faq.content import SECTIONS, Entry, Library
from bot.tg.split import visible
from tests.features.faq.library import write_both

if TYPE_CHECKING:
    from pathlib import Path

    from bot.core.screen import Screen

EN = Translator(Language.EN, gettext.NullTranslations())
TODAY = dt.date(2026, 11, 23)


def entry(tmp_path: Path, entry_id: str = "refund", **fields: str) -> Entry:
    """Return an entry as it would be read."""
    write_both(tmp_path, entry_id, **fields)
    found = Library(tmp_path).find(entry_id, Language.EN)
    assert found is not None
    return found


def labels(screen: Screen) -> list[str]:
    """Return what stands on the buttons."""
    return [button.label for row in screen.rows for button in row]


def actions(screen: Screen) -> list[str]:
    """Return what the buttons do."""
    return [str(button.action) for row in screen.rows for button in row]


def test_an_answer_ends_with_its_source_and_date(tmp_path: Path) -> None:
    """The text comes first, the grey line last."""
    screen = views.answer(EN, entry(tmp_path), [], {}, TODAY)
    assert visible(str(screen.html)).splitlines() == [
        "The answer of refund.",
        "",
        "OpenAI: Page about refund · checked 22 Nov 2026",
    ]
    assert labels(screen) == ["All topics"]


@pytest.mark.parametrize(
    ("verified", "warned"), [("2026-08-25", False), ("2026-08-24", True)], ids=["90-days", "91-days"]
)
def test_an_old_answer_says_so(tmp_path: Path, verified: str, warned: bool) -> None:
    """What nobody checked for more than 90 days sends people to the official page."""
    screen = views.answer(EN, entry(tmp_path, verified=verified), [], {}, TODAY)
    assert ("official page" in screen.html) is warned


def test_details_are_folded_away_and_placeholders_filled(tmp_path: Path) -> None:
    """The second part is an expandable quote; values come in as they are."""
    shown = entry(tmp_path, body="Compare {rate}.\n\n<!-- more -->\n\nAnd {price_table}.")
    screen = views.answer(EN, shown, [], {"rate": Markup("<b>7.1</b>"), "price_table": Markup("a table")}, TODAY)
    assert "Compare <b>7.1</b>." in screen.html
    assert "<blockquote expandable>And a table.</blockquote>" in screen.html


def test_an_answer_leads_on_and_back(tmp_path: Path) -> None:
    """Related entries know where they were opened from; the next candidates wait behind "not what I meant"."""
    shown, other = entry(tmp_path), entry(tmp_path, "top-up-how")
    screen = views.answer(EN, shown, [other], {}, TODAY, back="faq:section:credit:0", others=("a", "b", "c"))
    assert labels(screen) == ["top-up-how", "Not what I meant", "‹ Back"]
    assert actions(screen) == ["faq:show:top-up-how:refund", "faq:not:a:b", "faq:section:credit:0"]


@pytest.mark.parametrize(
    ("count", "page", "shown", "turns"),
    [
        (6, 0, 6, ["faq:sections"]),
        (7, 0, 6, ["faq:sections", "faq:section:credit:1"]),
        (7, 1, 1, ["faq:section:credit:0"]),
        (7, 9, 1, ["faq:section:credit:0"]),
        (0, 0, 0, ["faq:sections"]),
    ],
    ids=["one-page", "first-of-two", "last-of-two", "beyond-the-last", "empty"],
)
def test_sections_are_shown_by_page(tmp_path: Path, count: int, page: int, shown: int, turns: list[str]) -> None:
    """Six entries a page, at most eight buttons, always a way back."""
    entries = [entry(tmp_path, f"entry-{i}") for i in range(count)]
    screen = views.section(EN, "credit", entries, page)
    assert len(actions(screen)) <= 8
    assert [action for action in actions(screen) if action.startswith("faq:show")] == [
        f"faq:show:{each.id}:credit.{min(page, 1)}" for each in entries[min(page, 1) * 6 :][:shown]
    ]
    assert [action for action in actions(screen) if not action.startswith("faq:show")] == turns


def test_every_section_has_a_button() -> None:
    """Eight topics, whatever leads to them."""
    wanted = [f"faq:section:{name}:0" for name in SECTIONS]
    for view in (views.sections, views.no_question, views.none_of_these, views.how_to_ask):
        assert actions(view(EN)) == wanted


def test_suggestions_offer_entries_and_a_way_out(tmp_path: Path) -> None:
    """Up to three entries and "none of these"."""
    screen = views.suggestions(EN, [entry(tmp_path, name) for name in "abc"], several=False)
    assert labels(screen) == ["a", "b", "c", "None of these"]
    assert "more than one" in views.suggestions(EN, [], several=True).html


@pytest.mark.parametrize("code", ErrorCode, ids=lambda code: code.literal)
def test_every_error_has_its_own_two_steps(code: ErrorCode, tmp_path: Path) -> None:
    """The code is named, then two numbered steps; the whole answer is one tap away."""
    screen = code_views.pasted_error(EN, code, entry(tmp_path), [])
    lines = visible(str(screen.html)).splitlines()
    assert lines[0].startswith(f"{code.name_shown}: ")
    assert [line[:3] for line in lines[1:]] == ["1. ", "2. "]
    assert actions(screen)[0] == "faq:show:refund"


def test_an_error_without_an_entry_still_has_its_steps() -> None:
    """The entry behind a code may not be written yet."""
    assert actions(code_views.pasted_error(EN, ErrorCode.SLOW_DOWN, None, [])) == ["faq:sections"]
