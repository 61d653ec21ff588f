"""Both languages keep to the words of locales/glossary.md."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from bot.core.language import Language
from bot.features.faq.content import library

ROOT = Path(__file__).parents[1]
_PAGE_OR_CODE = re.compile(
    r"<(b|code)>.*?</\1>|%\(\w+\)s|[A-Z]\w+ page", re.DOTALL
)  # names of pages and things to type are what they are


@dataclass(frozen=True)
class Term:
    english: str
    chinese: tuple[str, ...]
    is_strict: bool
    never: tuple[str, ...]


def _terms() -> list[Term]:
    rows = re.findall(
        r"^\|([^|]+)\|([^|]+)\|([^|]*)\|([^|]*)\|$", (ROOT / "locales/glossary.md").read_text("utf-8"), re.MULTILINE
    )
    return [
        Term(
            english.strip(), tuple(map(str.strip, chinese.split("/"))), "✓" in strict, tuple(never.strip().split("、"))
        )
        for english, chinese, strict, never in rows[2:]
    ]


@cache
def _sentences() -> list[tuple[str, str]]:
    """Return every sentence of the catalog in English and in Chinese; of plurals the last form."""
    with (ROOT / "locales/zh/LC_MESSAGES/messages.po").open("rb") as file:
        entries = [message for message in read_po(file) if message.id]
    return [(_last(each.id), _last(each.string)) for each in entries]


def _last(said: object) -> str:
    """Return a sentence; of a plural the last form."""
    return said if isinstance(said, str) else [*said][-1] if isinstance(said, list | tuple) else ""


TERMS = _terms()


def test_the_table_is_read() -> None:
    """The rows the rules below rest on are there."""
    assert len(TERMS) > 20
    assert TERMS[0] == Term("token", ("token",), is_strict=True, never=("令牌", "词元", "代币"))


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.english)
def test_no_other_word(term: Term) -> None:
    """The catalog and the answers never use what the glossary rules out."""
    answers = [
        (entry.id, f"{entry.title}\n{entry.button}\n{entry.head}\n{entry.more}") for entry in library().all(Language.ZH)
    ]
    found = [(where, word) for where, text in (*_sentences(), *answers) for word in term.never if word in text]
    assert found == []


@pytest.mark.parametrize("term", [term for term in TERMS if term.is_strict], ids=lambda term: term.english)
def test_the_same_word(term: Term) -> None:
    """An English sentence with the term has one of its Chinese forms in the translation."""
    word = re.compile(rf"(?<![\w/-]){re.escape(term.english)}(?:s|ed|ping|d)?(?![\w-])", re.IGNORECASE)
    missing = [
        (en, zh)
        for en, zh in _sentences()
        if word.search(_PAGE_OR_CODE.sub(" ", en))
        and not any(each.casefold() in zh.casefold() for each in term.chinese)
    ]
    assert missing == []
