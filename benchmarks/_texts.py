"""Texts to count: what people write, and what nobody writes."""

from __future__ import annotations

import random
import string
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[1]
_NATURAL = {"English": "locales/en/faq/*.md", "Chinese": "locales/zh/faq/*.md", "code": "bot/**/*.py"}
NATURAL = tuple(_NATURAL)
_CHINESE = [chr(value) for value in range(0x4E00, 0x9FA6)]


def natural(name: str, size: int) -> str:
    """Return so many bytes of English, Chinese or code from our own files, its lines in a new order each time round."""
    lines = [line for path in sorted(ROOT.glob(_NATURAL[name])) for line in path.read_text().splitlines(keepends=True)]
    shuffle, parts, length = random.Random(1).shuffle, [], 0  # noqa: S311 - the same every time
    while length < size:
        part = "".join(lines)
        parts.append(part)
        length += len(part.encode())
        shuffle(lines)
    return "".join(parts).encode()[:size].decode(errors="ignore")


def _repeated(unit: str) -> Callable[[int], str]:
    return lambda size: unit * (size // len(unit.encode()))


def _random(alphabet: str | list[str]) -> Callable[[int], str]:
    length = len(alphabet[0].encode())
    return lambda size: "".join(random.Random(1).choices(alphabet, k=size // length))  # noqa: S311 - the same every time


def _nested(size: int) -> str:
    """Return JSON lists, 100,000 of them in each other, as many times as fit."""
    return ("[" * 100_000 + "]" * 100_000 + "\n") * (size // 200_001)


HOSTILE: dict[str, Callable[[int], str]] = {
    "spaces": _repeated(" "),
    "tabs": _repeated("\t"),
    "line breaks": _repeated("\n"),
    "no-break spaces": _repeated("\xa0"),
    "wide spaces": _repeated("\u3000"),
    "blanks of all kinds": _random(" \t\v\f"),
    "one letter": _repeated("a"),
    "random letters": _random(string.ascii_lowercase),
    "random Chinese": _random(_CHINESE),
    "emoji with joiners": _repeated("👨\u200d👩\u200d👧"),
    "emoji with selectors": _repeated("❤\ufe0f"),
    "combining marks": _repeated("e\u0301\u0302\u0303"),
    "base64": _random(string.ascii_letters + string.digits + "+/"),
    "nested brackets": _nested,
    "apostrophes": _repeated("'s"),
}
# In 20 MB only with --full: like another one, or 10 s long.
SLOW = ("line breaks", "no-break spaces", "wide spaces", "blanks of all kinds", "emoji with selectors", "apostrophes")
