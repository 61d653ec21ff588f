"""What a short message is made of: the ideas behind its words, whatever their order, and what no idea explains.

People word the same wish in endless ways, but of few kinds of words. So a reader asks which ideas are in a message and
whether there is anything else in it, instead of listing whole sentences.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from bot.core.han import simplified

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LONGEST: Final = 200
"""Characters; a longer message is a text, and has no gist."""
AMOUNT: Final = "¤"
"""Stands in a message for an amount that was cut out."""
FILLER: Final = "filler"
_LETTERS: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_'")
_SIGNS: Final = frozenset(" \t,.!;:~'\"()[]…-_*&#@?/、，。！；：（）“”‘’《》【】^")
_NUMBER: Final = re.compile(r"[0-9]+(?:[.,:][0-9]+)*|[零〇一二两三四五六七八九十百千万亿半]+")
_WORD: Final = re.compile(r"[a-z_']+")
_QUOTED: Final = re.compile(r'"([^"]+)"|(\S+)')
_STRETCHED: Final = re.compile(r"([a-z])\1{2,}")
_ASKS_FIRST: Final = re.compile(
    r"(?:^|[,.;!]\s*)(?:(?:hi|hey|hello|so|and|ok|please|pls)\b[\s,]*)?"
    r"(?:can|could|do|does|did|is|are|was|were|should|will|would|am|has|have|may)\s(?!you\b|u\b)"
)
_ASKS_LAST: Final = re.compile(r"(?:[吗么呢没]|没有)\W*$|(?<![要用])不\W*$")
_ASKING: Final = frozenset({"asks", "how much", "what"})
_OPENS_DATA: Final = frozenset("{[<")
_OF_A_WARNING: Final = (
    *("share", "warn", "number", "reminders", "limit", "at most", "set", "period", "month", "spend", "when", "api"),
    *("over", "bill"),
)
_SHORTEST_MENDED, _LONGEST_MENDED = 5, 13  # letters
_SO: Final = "So"  # the category of emoji


@dataclass(frozen=True, slots=True)
class Gist:
    """The ideas in a message.

    Args:
        parts: for each word of the message, in their order, the ideas it stands for; none for an unknown word.
        asks: it has the form of a question.
    """

    parts: tuple[frozenset[str], ...]
    asks: bool

    def has(self, *ideas: str) -> bool:
        """Tell whether one of the ideas is in the message."""
        return any(not part.isdisjoint(ideas) for part in self.parts)

    def has_all(self, *ideas: str) -> bool:
        """Tell whether each of the ideas is in the message."""
        return all(self.has(idea) for idea in ideas)

    def count(self, idea: str) -> int:
        """Return how many words stand for an idea."""
        return sum(idea in part for part in self.parts)

    def others(self, *ideas: str) -> int:
        """Return how many words stand for something else than the ideas and are no filling words."""
        known = {*ideas, FILLER}
        return sum(part.isdisjoint(known) for part in self.parts)

    def is_of(self, *ideas: str, but: int = 0) -> bool:
        """Tell whether nothing else than these ideas is in the message (but so many words), and one of them is."""
        return self.others(*ideas) <= but and self.has(*ideas)


NO_GIST: Final = Gist((), asks=False)


def gist(text: str) -> Gist:
    """Return what a message is made of, in linear time; nothing for data, a long one or one of several lines."""
    bare = text.strip()
    if len(text) > LONGEST or "\n" in bare or bare[:1] in _OPENS_DATA:
        return NO_GIST
    folded = " ".join(simplified(unicodedata.normalize("NFKC", text)).casefold().replace("’", "'").split())
    folded = _STRETCHED.sub(r"\1", folded)
    parts = tuple(_ideas_of(folded))
    asks = "?" in folded or any(not part.isdisjoint(_ASKING) for part in parts)
    return Gist(parts, asks=asks or _ASKS_FIRST.search(folded) is not None or _ASKS_LAST.search(folded) is not None)


def wants_warning(text: str) -> bool:
    """Tell whether a message wants a warning at percentages of the limit, and says nothing else."""
    read = gist(text)
    return read.has_all("share", "warn") and read.is_of(*_OF_A_WARNING)


def _ideas_of(folded: str) -> Iterator[frozenset[str]]:
    """Yield the ideas of each word, the longest that fits first; signs and emoji are no words."""
    words, lengths = _words()
    place = 0
    while place < len(folded):
        char = folded[place]
        if char == AMOUNT:
            yield frozenset({"amount"})
            place += 1
            continue
        found = next((size for size in lengths.get(char, ()) if _fits(folded, place, size, words)), 0)
        if found:
            yield words[folded[place : place + found]]
            place += found
            continue
        number = _NUMBER.match(folded, place)
        word = _WORD.match(folded, place)
        if number is not None:
            yield frozenset({"number"})
            place = number.end()
        elif word is not None:
            yield _mistyped(word.group(), words)
            place = word.end()
        else:
            if char not in _SIGNS and unicodedata.category(char) not in {_SO, "Mn", "Cf", "Sk"}:
                yield frozenset()
            place += 1


def _mistyped(word: str, words: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return the ideas of the word that was meant, where a letter is missing or one too many, or two are swapped."""
    once = word.rstrip(word[-1]) + word[-1]  # "heyy"
    if once in words or len(word) < _SHORTEST_MENDED - 1:
        return words.get(once, frozenset())
    meant = _with_a_letter_less().get(word)
    places = range(1, len(word) if len(word) <= _LONGEST_MENDED else 0)
    fewer = (word[:i] + word[i + 1 :] for i in places if len(word) > _SHORTEST_MENDED)
    swapped = (word[:i] + word[i + 1 : i + 2] + word[i] + word[i + 2 :] for i in places)
    meant = meant or next((each for each in (*fewer, *swapped) if each in words), None)
    return words[meant] if meant is not None else frozenset()


@cache
def _with_a_letter_less() -> Mapping[str, str]:
    """Return the longer words in Latin letters by what is left of them without one letter; the first one stays."""
    words, _ = _words()
    latin = [word for word in words if len(word) >= _SHORTEST_MENDED and word.isascii() and word.isalpha()]
    return {word[:i] + word[i + 1 :]: word for word in reversed(latin) for i in range(1, len(word))}


def _fits(folded: str, place: int, size: int, words: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether a word of the table stands at a place, and is no part of a longer one in Latin letters."""
    end = place + size
    if folded[place:end] not in words:
        return False
    if not folded[place].isascii() or folded[place] not in _LETTERS:
        return True
    if place and folded[place - 1] in _LETTERS and not folded[place - 1].isdigit():
        return False
    return end >= len(folded) or folded[end - 1] not in _LETTERS or folded[end] not in _LETTERS


@cache
def _words() -> tuple[Mapping[str, frozenset[str]], Mapping[str, tuple[int, ...]]]:
    """Return the ideas of each word of the table, and by its first character how long words can be, longest first."""
    table = tomllib.loads(files("bot.core").joinpath("gist.toml").read_text(encoding="utf-8"))
    ideas: dict[str, set[str]] = {}
    for idea, languages in table.items():
        for listed in languages.values():
            for quoted, bare in _QUOTED.findall(listed):
                ideas.setdefault(quoted or bare, set()).add(idea)
    lengths: dict[str, set[int]] = {}
    for word in ideas:
        lengths.setdefault(word[0], set()).add(len(word))
    return (
        {word: frozenset(of) for word, of in ideas.items()},
        {char: tuple(sorted(sizes, reverse=True)) for char, sizes in lengths.items()},
    )
