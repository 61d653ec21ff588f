"""How the grammar is written: regular expressions over kinds of words instead of characters.

A pattern such as ``"IN QTY HOUR"`` is an ordinary regular expression in which every upper-case name of a
:class:`Kind` stands for one word, spaces mean nothing, and ``{name}`` is replaced by the fragment of that name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.core.times.facts import Fact, Found, Unreadable
from bot.core.times.kinds import Kind, Token

if TYPE_CHECKING:
    from bot.core.times.readings import Reason

Words = Sequence[Token]
Meaning = Fact | tuple[Fact, ...] | None
Build = Callable[[Words], Meaning]

_NAME: Final = re.compile(r"[A-Z]{2,}")
_QUANTIFIER: Final = re.compile(r"\?|\{0,\d\}")
_OPENINGS: Final = ("(?:", "(?=", "(?!", "(?<=")
_FRAGMENT: Final = re.compile(r"\{([a-z]+)\}")

FRAGMENTS: Final = {
    "int": "(?:NUM|WNUM)",
    "qty": "(?:NUM|WNUM|YEARNUM|DECIMAL|ARTICLE)",
    "unit": "(?:HOUR|MINUTE|SECOND|DAY|WEEK|MONTH|YEAR|FORTNIGHT|KEZHONG|FEN|RI|QUARTER)",
    "ord": "(?:ORDINAL|WORDORD|SECONDTH)",
    "piece": (
        "(?:(?:ARTICLE|{int})? QUARTER OF ARTICLE HOUR"
        "|{qty} (?:GE|AND ARTICLE)? HALF? {unit} (?:(?:AND ARTICLE)? HALF)?"
        "|{qty} GE HALF? YUE"
        "|HALF (?:ARTICLE|GE)? {unit}"
        "|HALF GE YUE)"
    ),
    "elapsing": "(?:HOUR|MINUTE|SECOND|KEZHONG|FEN)",
    "minutes": (
        "(?:(?:ARTICLE|{int})? QUARTER OF ARTICLE HOUR"
        "|{qty} (?:GE|AND ARTICLE)? HALF? {elapsing} (?:(?:AND ARTICLE)? HALF)?"
        "|HALF (?:ARTICLE|GE)? {elapsing})"
    ),
    "span": "(?:{piece} (?: (?:AND|COMMA)? {piece} ){0,3})",
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase of the grammar: `pattern` finds it, `build` says what it states, None where it states nothing."""

    pattern: str
    build: Build


def states(*facts: Fact) -> Build:
    """Return a builder for a phrase that always states the same."""
    return lambda _words: facts


def refuses(reason: Reason, *, weak: bool = False) -> Build:
    """Return a builder for a phrase that is about time but cannot be kept."""
    return states(Unreadable(reason, weak=weak))


def numbers(words: Words, *kinds: Kind) -> list[int]:
    """Return what the words of these kinds count, in order."""
    return [num for word in words if word.kind in kinds for num in word.nums]


def has(words: Words, *kinds: Kind) -> bool:
    """Return whether a word is of one of these kinds."""
    return any(word.kind in kinds for word in words)


INTEGERS: Final = (Kind.NUM, Kind.WNUM)


class Grammar:
    """Phrases, tried in order at every word; where one fits, reading goes on behind it."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self._phrases = tuple(phrases)
        patterns = [_signs(phrase.pattern) for phrase in phrases]
        groups: dict[str, list[str]] = {}
        for index, pattern in enumerate(patterns):
            for sign in _first_signs(pattern):
                groups.setdefault(sign, []).append(f"(?P<p{index}>{pattern})")
        # A word is tried only with the phrases that it can begin, which most words cannot.
        self._patterns = {sign: re.compile("|".join(group)) for sign, group in groups.items()}

    def find(self, tokens: Words) -> list[Found]:
        """Return what the phrases of `tokens` state, in order; it takes time in proportion to their number."""
        signs = "".join([token.kind.sign for token in tokens])
        found = []
        position = 0
        while position < len(signs):
            pattern = self._patterns.get(signs[position])
            match = pattern.match(signs, position) if pattern else None
            if match is None or match.lastgroup is None:
                position += 1
                continue
            meaning = self._phrases[int(match.lastgroup[1:])].build(tokens[position : match.end()])
            if meaning:
                facts = meaning if isinstance(meaning, tuple) else (meaning,)
                found.append(Found(facts, position, match.end() - 1))
            position = match.end()
        return found


def _signs(pattern: str) -> str:
    while _FRAGMENT.search(pattern):
        pattern = _FRAGMENT.sub(lambda name: FRAGMENTS[name[1]], pattern)
    return _NAME.sub(lambda name: Kind[name.group()].sign, pattern).replace(" ", "")


def _first_signs(pattern: str) -> set[str]:
    """Return the signs with which what `pattern` finds can begin."""
    signs, _, _ = _alternatives(pattern, 0)
    return signs


def _alternatives(pattern: str, at: int) -> tuple[set[str], bool, int]:
    """Read from `at` to the closing parenthesis: first signs, whether nothing at all fits, where it ends."""
    signs: set[str] = set()
    empty = False
    open_so_far = True  # everything before may be left out, so that what comes next may be first
    while at < len(pattern) and pattern[at] != ")":
        if pattern[at] == "|":
            empty, open_so_far, at = empty or open_so_far, True, at + 1
            continue
        first, optional, at = _atom(pattern, at)
        quantifier = _QUANTIFIER.match(pattern, at)
        if quantifier:
            at = quantifier.end()
            optional = True  # the grammar repeats from zero only
        if open_so_far:
            signs |= first
        open_so_far = open_so_far and optional
    return signs, empty or open_so_far, at


def _atom(pattern: str, at: int) -> tuple[set[str], bool, int]:
    """Read a sign, a set of signs, a group or a look around: first signs, whether it may be empty, its end."""
    if pattern[at] == "[":
        end = pattern.index("]", at)
        return set(pattern[at + 1 : end]), False, end + 1
    if pattern[at] != "(":
        return {pattern[at]}, False, at + 1
    opening = next(mark for mark in _OPENINGS if pattern.startswith(mark, at))
    signs, empty, end = _alternatives(pattern, at + len(opening))
    return (signs, empty, end + 1) if opening == "(?:" else (set(), True, end + 1)
