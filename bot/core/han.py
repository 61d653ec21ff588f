"""Chinese characters: Traditional ones as the Simplified ones that the tables of words are written in."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def simplified(text: str) -> str:
    """Return the text with each Traditional character in common use as its Simplified one; the length stays."""
    return text if text.isascii() else text.translate(_table())


@cache
def traditional_pairs() -> str:
    """Return the pairs (Traditional, then Simplified) of the table, separated by blanks."""
    return files("bot.core").joinpath("traditional.txt").read_text(encoding="utf-8")


@cache
def _table() -> dict[int, str]:
    return {ord(pair[0]): pair[1] for pair in traditional_pairs().split()}
