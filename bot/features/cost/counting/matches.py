"""The patterns of the encodings, match by match: for texts that cannot be cut by looking at two characters.

tiktoken itself would do, but its engine gives up on 999,999 blanks in a row and takes 50 bytes a byte of a long word.
Here a match may be as long as the text: it is found in steps, so that other threads run in between. Which characters
are letters, marks and numbers is asked of tiktoken's engine, whose Unicode is newer than Python's.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from bot.features.cost.rules import Encoding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_STEP = 65_536  # characters at a time: about 0.1 ms
_NUMBERS = 49_152  # of a run of numbers at a time; three make a match
_CONTRACTION = re.compile("'(?:[sdmt]|ll|ve|re)", re.IGNORECASE)
_CODE_POINTS, _SURROGATES, _BLOCK = 0x110000, 0xD800, 0x800
SPACE, LETTER, NUMBER = r"\s", r"\p{L}", r"\p{N}"
CAPITAL, SMALL = r"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]", r"[\p{Ll}\p{Lm}\p{Lo}\p{M}]"
ONLY_CAPITAL, NEITHER = r"[\p{Lu}\p{Lt}]", r"[\p{Lm}\p{Lo}\p{M}]"


class Characters:
    """The kinds of character that the patterns tell apart, as runs of them."""

    def __init__(self) -> None:
        # In blocks, for a million strings of one character would take 80 MB.
        blocks = (range(first, first + _BLOCK) for first in range(0, _CODE_POINTS, _BLOCK) if first != _SURROGATES)
        everything = "".join("".join(map(chr, block)) for block in blocks)
        self.letter = re.compile(f"[{_set(_ranges(everything, LETTER))}]")
        self.letters = re.compile(f"{self.letter.pattern}*")
        self.numbers = re.compile(f"[{_set(_ranges(everything, NUMBER))}]{{1,{_NUMBERS}}}")
        self.space = re.compile(f"[{_set(_ranges(everything, SPACE))}]*")
        # The complement, as ranges: a negated set of this size is a hundred times as slow.
        others = _others_than(_ranges(everything, f"[{SPACE}{LETTER}{NUMBER}]"))
        self.others = re.compile(f"[{_set(others)}]*")
        # o200k_base: what may stand in the capitals at the beginning of a word, and in the small letters at its end;
        # what has no case (and marks) may stand in both.
        self.capitals = re.compile(f"[{_set(_ranges(everything, CAPITAL))}]*")
        self.small = re.compile(f"[{_set(_ranges(everything, SMALL))}]*")
        only_capital, neither = _set(_ranges(everything, ONLY_CAPITAL)), _set(_ranges(everything, NEITHER))
        self.only_capitals = re.compile(f"[{only_capital}]*")
        self.until_neither = re.compile(f"(?:[{only_capital}]*+[{neither}]++)*+")


@cache
def characters() -> Characters:
    """Return the kinds; the first time they are asked for, which takes about 0.2 s."""
    return Characters()


def matches(text: str, start: int, encoding: Encoding) -> Iterator[tuple[int, bool]]:
    """Yield where each match of the pattern ends, from the first one, which begins at `start`.

    A run of numbers comes in one go: True says that there is one match only.

    Args:
        text: without lone surrogates.
        start: where some match begins: at a cut, or where one ended.
        encoding: whose pattern.
    """
    kinds = characters()
    end_of: Callable[[str, int, Characters], int] = _o200k if encoding is Encoding.O200K else _cl100k
    while start < len(text):
        if numbers := kinds.numbers.match(text, start):
            start = numbers.end()
            yield start, False
        else:
            start = end_of(text, start, kinds)
            yield start, True


def _o200k(text: str, start: int, kinds: Characters) -> int:
    """Return where the match at `start`, which is no number, ends in o200k_base."""
    may_lead = text[start] not in "\r\n" and kinds.letter.match(text, start) is None
    begins = (start + 1, start) if may_lead else (start,)
    for word in begins:
        if (end := _capitals_then_small(text, word, kinds)) is not None:
            return _with_contraction(text, end)
    for word in begins:
        if (end := _end(kinds.capitals, text, word)) > word:
            return _with_contraction(text, end)
    if (end := _others(text, start, kinds)) > start:
        return _end(_LINES_AND_SLASHES, text, end)
    return _white(text, start, kinds)


def _capitals_then_small(text: str, start: int, kinds: Characters) -> int | None:
    """Return the end of `[capitals or neither]*[small or neither]+`, the first taking all it can; None for no match."""
    capitals = _end(kinds.capitals, text, start)
    if (end := _end(kinds.small, text, capitals)) > capitals:
        return end
    # The first part gives back what the second needs: it must begin with a character that is neither. The last one.
    last, position = None, start
    while (position := _end(kinds.only_capitals, text, position)) < capitals:
        found = kinds.until_neither.match(text, position, min(position + _STEP, capitals))
        last = position = found.end() if found else capitals  # it finds one: there is one at `position`
    return last


def _cl100k(text: str, start: int, kinds: Characters) -> int:
    """Return where the match at `start`, which is no number, ends in cl100k_base."""
    if contraction := _CONTRACTION.match(text, start):
        return contraction.end()
    may_lead = text[start] not in "\r\n" and kinds.letter.match(text, start) is None
    word = start + may_lead
    if (end := _end(kinds.letters, text, word)) > word:
        return end
    if (end := _others(text, start, kinds)) > start:
        return _end(_LINES, text, end)
    if (end := _end(kinds.space, text, start)) == len(text):
        return end
    return _white(text, start, kinds)


def _others(text: str, start: int, kinds: Characters) -> int:
    begin = start + (text[start] == " ")
    end = _end(kinds.others, text, begin)
    return end if end > begin else start


def _white(text: str, start: int, kinds: Characters) -> int:
    """Return the end of white space: its last line break, else all but the blank before a word, else all."""
    end = _end(kinds.space, text, start)
    lines = max(text.rfind("\r", start, end), text.rfind("\n", start, end)) + 1
    if lines:
        return lines
    return end if end == len(text) or end == start + 1 else end - 1


def _with_contraction(text: str, end: int) -> int:
    found = _CONTRACTION.match(text, end)
    return found.end() if found else end


def _end(run: re.Pattern[str], text: str, start: int) -> int:
    """Return where a run that begins at `start` ends; `start` for none."""
    while found := run.match(text, start, start + _STEP):
        if found.end() < start + _STEP:
            return found.end()
        start = found.end()
    return start


_LINES = re.compile(r"[\r\n]*")
_LINES_AND_SLASHES = re.compile(r"[\r\n/]*")


def _set(ranges: list[tuple[int, int]]) -> str:
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)


def _ranges(everything: str, pattern: str) -> list[tuple[int, int]]:
    """Return the characters that tiktoken's engine lets a pattern match, first and last of each stretch."""
    import tiktoken  # noqa: PLC0415 - loaded with the first text

    bytewise = {bytes((value,)): value for value in range(256)}
    engine = tiktoken.Encoding("bytewise", pat_str=pattern, mergeable_ranks=bytewise, special_tokens={})
    found: list[tuple[int, int]] = []
    for character in bytes(engine.encode_ordinary(everything)).decode():
        value = ord(character)
        if found and found[-1][1] == value - 1:
            found[-1] = (found[-1][0], value)
        else:
            found.append((value, value))
    return found


def _others_than(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    begins = [0, *(last + 1 for _, last in ranges)]
    ends = [*(first - 1 for first, _ in ranges), _CODE_POINTS - 1]
    return [(begin, end) for begin, end in zip(begins, ends, strict=True) if begin <= end]
