from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bot.core.language import Language
from bot.features.faq.content import BrokenEntryError, Library
from tests.features.faq.library import write_both, write_entry

if TYPE_CHECKING:
    from pathlib import Path


def test_an_entry_is_read_whole(tmp_path: Path) -> None:
    """Every field of the front matter and both parts of the text arrive."""
    write_both(tmp_path, "refund", related='"top-up"', body="Rarely.\n\n<!-- more -->\n\nDetails.")
    entry = Library(tmp_path).find("refund", Language.EN)
    assert entry is not None
    assert (entry.title, entry.section, entry.related) == ("All about refund", "credit", ("top-up",))
    assert entry.verified == dt.date(2026, 11, 22)
    assert entry.examples == ("how does it work",)
    assert entry.contrasts == (("something near refund", "elsewhere"),)
    assert [source.url for source in entry.sources] == ["https://openai.com/refund"]
    assert (entry.head, entry.more) == ("Rarely.", "Details.")


def test_only_what_both_languages_have_exists(tmp_path: Path) -> None:
    """An entry that is missing in one language is not offered in the other."""
    write_both(tmp_path, "refund")
    write_entry(tmp_path, "half", "en")
    library = Library(tmp_path)
    assert library.ids == ("refund",)
    assert library.find("half", Language.EN) is None


@pytest.mark.parametrize("entry_id", ["", "nothing", "../../LC_MESSAGES/messages", "refund.md"])
def test_an_unknown_id_finds_nothing(tmp_path: Path, entry_id: str) -> None:
    """Ids come from buttons and links that anybody can make up; none reaches the file system."""
    write_both(tmp_path, "refund")
    assert Library(tmp_path).find(entry_id, Language.EN) is None


def test_ids_that_do_not_exist_are_left_out(tmp_path: Path) -> None:
    """Related entries may be written before the entry they name."""
    write_both(tmp_path, "refund")
    assert [entry.id for entry in Library(tmp_path).existing(("later", "refund"), Language.ZH)] == ["refund"]


def test_a_section_lists_its_entries(tmp_path: Path) -> None:
    """In the order of their ids, in the language asked for."""
    write_both(tmp_path, "b", section="keys")
    write_both(tmp_path, "a", section="keys")
    write_both(tmp_path, "c", section="usage")
    listed = Library(tmp_path).section("keys", Language.ZH)
    assert [(entry.id, entry.language) for entry in listed] == [("a", Language.ZH), ("b", Language.ZH)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("no front matter", "not enough values", id="no-fences"),
        pytest.param("+++\ntitle = \n+++\nText", "Invalid value", id="no-toml"),
        pytest.param('+++\ntitle = "x"\n+++\nText', "verified", id="field-missing"),
        pytest.param('+++\ntitle = "x"\nverified = "soon"\n+++\nText', "verified is not a date", id="no-date"),
        pytest.param("+++\ntitle = 3\nverified = 2026-11-22\n+++\nText", "title holds something", id="no-text"),
    ],
)
def test_a_broken_entry_names_its_file(tmp_path: Path, text: str, said: str) -> None:
    """Whoever edits an entry learns where and what."""
    path = tmp_path / "en" / "faq" / "refund.md"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BrokenEntryError, match=r"en/faq/refund\.md") as raised:
        Library(tmp_path).read("refund", Language.EN)
    assert said in str(raised.value)


def test_the_fingerprint_follows_what_is_learnt(tmp_path: Path) -> None:
    """A new example asks for training, a new word in the answer does not."""
    write_both(tmp_path, "refund")
    before = Library(tmp_path).fingerprint()
    write_both(tmp_path, "refund", body="Another answer.")
    assert Library(tmp_path).fingerprint() == before
    write_both(tmp_path, "refund", examples='"money back?"')
    assert Library(tmp_path).fingerprint() != before
