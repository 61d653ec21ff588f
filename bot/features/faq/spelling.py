"""Words with one typing error, mended where they were meant to be a term that billing questions use."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_WORD = re.compile(r"(?<![a-z0-9_.@/-])[a-z]{3,}(?![a-z0-9_@/-]|\.[a-z])")
_SHORT = 4  # words up to this length have too many neighbours: only two swapped letters are mended


class Speller:
    """Mends unknown words that are one edit (a letter more, less, other, or two swapped) away from a term.

    Args:
        known: words that are right as they are.
        terms: words that others are mended to, the most usual first.
    """

    def __init__(self, known: Collection[str], terms: Collection[str]) -> None:
        self._known = frozenset(known) | frozenset(terms)
        self._by_deletion: dict[str, list[str]] = {}
        for term in terms:
            for shorter in (term, *_deletions(term)):
                self._by_deletion.setdefault(shorter, []).append(term)

    def mend(self, text: str) -> str:
        """Return a normalised text with such words replaced."""
        return _WORD.sub(lambda found: self._mend_word(found.group()), text)

    def _mend_word(self, word: str) -> str:
        if word in self._known:
            return word
        for shorter in (word, *_deletions(word)):
            for term in self._by_deletion.get(shorter, ()):
                if one_edit(word, term, swaps_only=len(word) <= _SHORT):
                    return term
        return word


def one_edit(left: str, right: str, *, swaps_only: bool = False) -> bool:
    """Tell whether two words differ by one letter more, less or other, or by two neighbours swapped."""
    if len(left) > len(right):
        left, right = right, left
    if left == right or len(right) - len(left) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), len(left))
    if len(left) == len(right):
        swapped = left[start : start + 2] == right[start : start + 2][::-1] and left[start + 2 :] == right[start + 2 :]
        return swapped or (not swaps_only and left[start + 1 :] == right[start + 1 :])
    return not swaps_only and left[start:] == right[start + 1 :]


def _deletions(word: str) -> Iterator[str]:
    return (word[:i] + word[i + 1 :] for i in range(len(word)))


@cache
def speller() -> Speller:
    """Return the speller with the terms of billing questions and the ordinary words that look like them."""
    table = files("bot.features.faq").joinpath("tables/spelling.txt").read_text(encoding="utf-8")
    _, _, lists = table.partition("[terms]")
    terms, _, words = lists.partition("[words]")
    return Speller(known=words.split(), terms=terms.split())
