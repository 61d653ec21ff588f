"""Halves of characters that stand alone: JSON can hold them, UTF-8 cannot."""

from __future__ import annotations

import re

_SURROGATES = re.compile("[\ud800-\udfff]")
_HIGH = range(0xD800, 0xDC00)
_STEP = 65_536  # characters


def without_surrogates(text: str) -> str:
    """Return the text with two halves that belong together as their character, and others as U+FFFD.

    tiktoken does the same before it counts.
    """
    if text.isascii() or not _has_surrogates(text):
        return text
    parts, start = [], 0
    while start < len(text):
        end = start + _STEP
        if end < len(text) and ord(text[end - 1]) in _HIGH:
            end += 1
        parts.append(text[start:end].encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"))
        start = end
    return "".join(parts)


def _has_surrogates(text: str) -> bool:
    return any(_SURROGATES.search(text, start, start + _STEP) for start in range(0, len(text), _STEP))
