"""What the models learn from: the entries' example questions, and messages that no entry answers."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from bot.core.han import traditional_pairs
from bot.core.language import WRITTEN, Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.features.faq.content import Library

_TABLES = ("glossary.toml", "pinyin.txt", "spelling.txt")


@dataclass(frozen=True, slots=True)
class Example:
    """A message with the entry that answers it; `entry` is None where none does."""

    text: str
    entry: str | None
    language: Language


def examples(library: Library) -> Iterator[Example]:
    """Yield titles, example questions and contrasts of all entries, and the further ways of asking.

    A contrast is an example of the entry it names; what names an entry that does not exist is left out.
    """
    for language in WRITTEN:
        for entry in library.all(language):
            for text in (entry.title, *entry.examples):
                yield Example(text, entry.id, language)
            for text, other in entry.contrasts:
                if other in library.ids:
                    yield Example(text, other, language)
        for entry_id, texts in _groups("paraphrases", language):
            if entry_id in library.ids:
                for text in texts:
                    yield Example(text, entry_id, language)


def out_of_scope() -> Iterator[Example]:
    """Yield messages that no entry answers."""
    for language in WRITTEN:
        for _, texts in _groups("out_of_scope", language):
            for text in texts:
                yield Example(text, None, language)


def fingerprint(library: Library) -> str:
    """Return a hash over everything the models learn from, to tell when they are older than that."""
    digest = hashlib.sha256(library.fingerprint().encode())
    texts = (f"{folder}/{language.value}.toml" for folder in ("out_of_scope", "paraphrases") for language in WRITTEN)
    for name in (*texts, *(f"tables/{table}" for table in _TABLES)):
        digest.update(_read(name).encode())
    digest.update(traditional_pairs().encode())
    return digest.hexdigest()


def _groups(folder: str, language: Language) -> Iterable[tuple[str, list[str]]]:
    return tomllib.loads(_read(f"{folder}/{language.value}.toml")).items()


def _read(name: str) -> str:
    return files("bot.features.faq").joinpath(name).read_text(encoding="utf-8")
