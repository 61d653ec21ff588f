"""Which characters pictures can hold."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

CHARACTERS: Final = Path(__file__).with_name("fonts") / "characters.txt"


def can_be_drawn(text: str) -> bool:
    """Tell whether the font of the pictures has every character of a text; Latin letters it always has."""
    return all(char.isascii() or char in _characters() for char in text)


@cache
def _characters() -> frozenset[str]:
    return frozenset(CHARACTERS.read_text(encoding="utf-8"))
