"""How Telegram's clients cut a text that is too long for one message: each in its own way, and none says so.

Source: the clients' own code (Desktop `TextUtilities::CutPart`, Android `processSendingText`, iOS
`breakChatInputText`, Web K `splitStringByLength`), which all count in UTF-16 units.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from bot.console.markup import MAX_TEXT, utf16_length

if TYPE_CHECKING:
    from collections.abc import Callable

Client = Literal["desktop", "android", "ios", "web"]

_ANDROID_LOOKS_BACK = 300
# Desktop takes the best kind of break in the second half, the last one of its kind.
_DESKTOP_BREAKS = tuple(map(re.compile, (r"\n\n", r"\n", r"(?<=[.!?。！？])\s", r"\s", r"(?<=[^\w\s])")))


def cut(text: str, client: Client = "desktop") -> list[str]:
    """Return the messages a client makes of a text of any length; what it loses at the cuts is lost here too."""
    find = _CUTS[client]
    pieces = []
    while utf16_length(text) > MAX_TEXT:
        end, goes_on = find(text, _fit(text, MAX_TEXT))
        pieces.append(text[:end].strip())
        text = text[goes_on:].strip()
    return [piece for piece in (*pieces, text.strip()) if piece]


def _fit(text: str, units: int) -> int:
    """Return how many characters of the text fit into so many units."""
    if text.isascii():
        return min(units, len(text))
    end = min(units, len(text))
    while utf16_length(text[:end]) > units:
        end -= max(1, (utf16_length(text[:end]) - units) // 2)
    return end


def _desktop(text: str, fits: int) -> tuple[int, int]:
    half = _fit(text, MAX_TEXT // 2)
    for kind in _DESKTOP_BREAKS:
        found = [match.start() for match in kind.finditer(text, half, fits)]
        if found:
            return found[-1], found[-1]
    return fits, fits


def _android(text: str, fits: int) -> tuple[int, int]:
    start = fits - _ANDROID_LOOKS_BACK
    for at in (
        text.rfind("\n\n", start, fits),
        text.find("\n", start, fits),
        text.rfind(". ", start, fits),
        text.rfind(" ", start, fits),
    ):
        if at >= 0:
            return at + 1, at + 1
    return fits, fits + 1  # its loop goes on one character too far


def _ios(text: str, fits: int) -> tuple[int, int]:
    end = max(text.rfind("\n", 0, fits), text.rfind(".", 0, fits)) + 1 or fits
    return end, end


def _web(text: str, fits: int) -> tuple[int, int]:
    end = text.rfind(" ", 0, fits + 1)
    end = end if end > 0 else fits
    return end, end


_CUTS: dict[Client, Callable[[str, int], tuple[int, int]]] = {
    "desktop": _desktop,
    "android": _android,
    "ios": _ios,
    "web": _web,
}
