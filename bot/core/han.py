"""Chinese characters: Traditional ones as the Simplified ones that the tables of words are written in."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def simplified(text: str) -> str:
    """Return the text with each Traditional character in common use as its Simplified one; the length stays."""
    return text if text.isascii() else text.translate(_table())


def as_written(words: str, text: str) -> str:
    """Return words that were read from the simplified text with the Traditional characters that the text has."""
    written = {ord(plain): each for each, plain in zip(text, simplified(text), strict=True) if each != plain}
    return words.translate(written)


@cache
def traditional_pairs() -> str:
    """Return the pairs (Traditional, then Simplified) of the table, separated by blanks."""
    return files("bot.core").joinpath("traditional.txt").read_text(encoding="utf-8")


@cache
def _table() -> dict[int, str]:
    return {ord(pair[0]): pair[1] for pair in traditional_pairs().split()}
