"""The answers: one Markdown file per entry and language, read when it is first needed."""

from __future__ import annotations

import datetime as dt
import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from bot.core.language import WRITTEN, Language
from bot.core.resources import locales_dir

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

# Where an entry is listed, in the order in which the sections are shown.
SECTIONS = ("products", "credit", "limits", "paying", "availability", "keys", "usage", "other")
# What an entry may leave to be filled in when it is shown.
PLACEHOLDERS = ("price_table", "cheapest_models", "embedding_price", "rate")

_FENCE = "+++\n"
_MORE = "<!-- more -->"


class BrokenEntryError(Exception):
    """An entry cannot be read. The text names the file and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Source:
    """What an answer rests on. `date`: of the page, as exact as it is known (``2026-09``, ``2026-04-05``)."""

    title: str
    url: str
    date: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One answer in one language.

    Args:
        id: the same in both languages; deep links and evaluation files name it.
        button: a short title.
        section: one of :data:`SECTIONS`.
        related: ids of entries that people read next; some may not exist.
        verified: when somebody last compared it with its sources.
        examples: messages that it answers; the matcher learns from them.
        contrasts: messages that sound like it and belong to another entry, with that entry's id.
        sources: best first.
        head: the answer, in Markdown.
        more: what is folded away at first, in Markdown; may be empty.
    """

    id: str
    language: Language
    title: str
    button: str
    section: str
    related: tuple[str, ...]
    verified: dt.date
    examples: tuple[str, ...]
    contrasts: tuple[tuple[str, str], ...]
    sources: tuple[Source, ...]
    head: str
    more: str


class Library:
    """All entries of both languages.

    Args:
        folder: holds ``{en,zh}/faq/<id>.md``.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[tuple[Language, str], Entry] = {}

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of the entries that exist in both languages, sorted."""
        return tuple(sorted(set.intersection(*(set(self.files(language)) for language in WRITTEN))))

    def find(self, entry_id: str, language: Language) -> Entry | None:
        """Return an entry, None for an id that does not exist.

        Raises:
            BrokenEntryError: its file cannot be read.
        """
        if entry_id not in self.ids:  # also keeps made-up ids away from the file system
            return None
        key = (language, entry_id)
        if key not in self._read:
            self._read[key] = self.read(entry_id, language)
        return self._read[key]

    def existing(self, ids: tuple[str, ...], language: Language) -> list[Entry]:
        """Return the entries for those of the ids that exist, in their order."""
        return [entry for entry_id in ids if (entry := self.find(entry_id, language)) is not None]

    def all(self, language: Language) -> list[Entry]:
        """Return every entry of a language, sorted by id."""
        return self.existing(self.ids, language)

    def section(self, name: str, language: Language) -> list[Entry]:
        """Return the entries of a section, sorted by id."""
        return [entry for entry in self.all(language) if entry.section == name]

    def files(self, language: Language) -> list[str]:
        """Return the ids for which a language has a file, sorted."""
        return sorted(path.stem for path in self._of(language).glob("*.md"))

    def read(self, entry_id: str, language: Language) -> Entry:
        """Return an entry as its file says now.

        Raises:
            BrokenEntryError: the file cannot be read.
        """
        return read_entry(self._of(language) / f"{entry_id}.md", language)

    def _of(self, language: Language) -> Path:
        return self._folder / language.value / "faq"

    def fingerprint(self) -> str:
        """Return a hash over what the matcher learns from: titles, buttons, examples and contrasts."""
        digest = hashlib.sha256()
        for language in WRITTEN:
            for entry in self.all(language):
                learnt = (language.value, entry.id, entry.title, entry.button, entry.examples, entry.contrasts)
                digest.update(repr(learnt).encode())
        return digest.hexdigest()


@cache
def library() -> Library:
    """Return the entries that travel with the program."""
    return Library(locales_dir())


def read_entry(path: Path, language: Language) -> Entry:
    """Return the entry in a file: TOML between two ``+++`` lines, then Markdown.

    Raises:
        BrokenEntryError: the file is not like that, or a field is missing or of the wrong type.
    """
    where = f"{language.value}/faq/{path.name}"
    try:
        _, front, body = path.read_text(encoding="utf-8").split(_FENCE, 2)
        head, _, more = body.partition(_MORE)
        return Entry(
            id=path.stem, language=language, head=head.strip(), more=more.strip(), **_fields(tomllib.loads(front))
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BrokenEntryError(f"{where}: {type(error).__name__}: {error}") from error


def _fields(front: Mapping[str, Any]) -> dict[str, Any]:
    verified = front["verified"]
    if not isinstance(verified, dt.date) or isinstance(verified, dt.datetime):
        raise TypeError("verified is not a date such as 2026-11-22")
    return {
        "title": _text(front["title"], "title"),
        "button": _text(front["button"], "button"),
        "section": _text(front["section"], "section"),
        "related": tuple(_texts(front["related"], "related")),
        "verified": verified,
        "examples": tuple(_texts(front["examples"], "examples")),
        "contrasts": tuple(
            (_text(pair["question"], "contrasts"), _text(pair["entry"], "contrasts"))
            for pair in front.get("contrasts", ())
        ),
        "sources": tuple(
            Source(*(_text(source[field], "sources") for field in ("title", "url", "date")))
            for source in front["sources"]
        ),
    }


def _texts(values: object, field: str) -> Iterator[str]:
    if not isinstance(values, list):
        raise TypeError(f"{field} is not a list")
    for value in values:
        yield _text(value, field)


def _text(value: object, field: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise TypeError(f"{field} holds something else than text")
    return value
