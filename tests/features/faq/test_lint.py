from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bot.features.faq.content import Library, library
from bot.features.faq.lint import problems
from tests.features.faq.library import write_both, write_entry

if TYPE_CHECKING:
    from pathlib import Path

TODAY = dt.date(2026, 11, 23)


def test_the_entries_are_in_order() -> None:
    """Both languages, lengths, links, dates, placeholders, sources, examples that stand once."""
    assert list(problems(library(), dt.date.max)) == []


def good(folder: Path, **english: str) -> list[str]:
    """Return what is wrong with three entries that are right but for the given fields of the first in English."""
    ids = ("one", "two", "three")
    for entry_id in ids:
        related = ", ".join(f'"{other}"' for other in ids if other != entry_id)
        other = "two" if entry_id == "one" else "one"
        for language, name in (("en", "a"), ("zh", "b")):
            own = ", ".join(f'"{entry_id} {name} {chr(97 + i)}{chr(97 + i)}"' for i in range(25))
            fields = {"related": related, "other": other, "examples": own}
            if language == "zh":
                fields |= {"title": "标题", "button": "按钮", "body": f"回答 {entry_id}。"}
            elif entry_id == "one":
                fields |= english
            path = write_entry(folder, entry_id, language, **fields)
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace("something near", f"{language} near"), encoding="utf-8")
    return list(problems(Library(folder), TODAY))


def test_good_entries_pass(tmp_path: Path) -> None:
    """Nothing is found where nothing is wrong."""
    assert good(tmp_path) == []


@pytest.mark.parametrize(
    ("field", "value", "found"),
    [
        pytest.param("button", "x" * 25, "the button has 25 characters", id="long-button"),
        pytest.param("section", "elsewhere", "there is no section", id="unknown-section"),
        pytest.param("related", '"two"', "related wants two or three", id="one-related"),
        pytest.param("related", '"two", "four"', "there is no entry 'four'", id="related-does-not-exist"),
        pytest.param("related", '"two", "one"', "names itself", id="related-to-itself"),
        pytest.param("other", "four", "there is no entry 'four'", id="contrast-does-not-exist"),
        pytest.param("verified", "2026-11-24", "verified is in the future", id="verified-tomorrow"),
        pytest.param("examples", '"one"', "1 examples, at least 25", id="few-examples"),
        pytest.param("body", "x" * 901, "the answer has 901 characters", id="long-answer"),
        pytest.param("body", "a {table}", "there is no placeholder {table}", id="unknown-placeholder"),
        pytest.param("body", "a {rate}", "not the same placeholders", id="placeholder-in-one-language"),
        pytest.param("body", "# Heading", "Telegram cannot show 'heading_open'", id="heading"),
        pytest.param("body", "![x](https://x.org)", "Telegram cannot show 'image'", id="picture"),
        pytest.param("body", "[x](http://x.org)", "a link is not https", id="plain-http"),
        pytest.param("body", "It costs $7 a call.", "numbers without a date", id="number-without-date"),
    ],
)
def test_what_is_wrong_is_found(tmp_path: Path, field: str, value: str, found: str) -> None:
    """Each kind of mistake is named with its entry."""
    lines = good(tmp_path, **{field: value})
    assert len(lines) >= 1
    assert any(found in line and "one" in line for line in lines), lines


def test_a_number_with_its_date_is_fine(tmp_path: Path) -> None:
    """Dated numbers may be shown."""
    assert good(tmp_path, body="It costs $7 a call (as of Nov 2026).") == []


def test_an_example_stands_once(tmp_path: Path) -> None:
    """Case, spaces and marks do not make another example."""
    own = ", ".join(f'"one a {chr(97 + i)}{chr(97 + i)}"' for i in range(25))
    lines = good(tmp_path, examples=own + ', "Two A, aa?"')
    assert [line for line in lines if "stands in" in line] == ["en/two: stands in en/one too: 'two a aa'"]


def test_a_missing_translation_and_a_broken_file_are_named(tmp_path: Path) -> None:
    """An entry exists in both languages or not at all."""
    write_entry(tmp_path, "only", "en")
    write_both(tmp_path, "broken", verified='"soon"')
    lines = list(problems(Library(tmp_path), TODAY))
    assert "zh/only: there is none" in lines
    assert any(line.startswith("en/faq/broken.md") for line in lines)
