"""Tables for a phone: columns of one width each, about 45 characters in all."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDE = frozenset("WF")
_GAP = "  "


def width(text: str) -> int:
    """Return how many columns a text takes where a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in _WIDE else 1 for char in text)


def table(rows: Sequence[Sequence[str]], *, right: frozenset[int] = frozenset()) -> Markup:
    """Return rows of equal length as a table; the columns numbered in `right` end at the same place."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]

    def cell(number: int, text: str) -> str:
        blanks = " " * (widths[number] - width(text))
        return blanks + text if number in right else text + blanks

    drawn = (_GAP.join(cell(number, text) for number, text in enumerate(row)).rstrip() for row in rows)
    return Markup("<pre>{}</pre>").format("\n".join(drawn))
