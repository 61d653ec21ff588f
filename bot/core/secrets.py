"""API keys in what people paste: found and masked before anything is stored, logged or counted.

Two steps. Patterns cut out what is shaped like a key: a known prefix, then key characters. Where the shape alone
proves nothing, :func:`_is_random` tells a key from words that look alike ("sk-your-key-here", "sk-learn-contrib"): one
long piece of a key mixes letters with digits, or cases, as no word does. Every pattern begins with fixed letters, so
that a megabyte of anything is searched in some 20 ms, and takes linear time.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# A masked key keeps its length, so that the offsets of Telegram's entities stay right.
MASK = "\ue000"

_NO_WIDTH = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"  # copying from chats and PDF files leaves them inside
_HAS_NO_WIDTH = re.compile(f"[{_NO_WIDTH}]")
_WITHOUT = dict.fromkeys(map(ord, _NO_WIDTH))
_WRAP = r"(?:\r?\n[ \t]*)?"  # where a terminal or a mail program broke the line

# Telegram's names of files are random letters, and nobody's secret: one in a hundred thousand looks like a key.
_RANDOM = frozenset(("file_id", "file_unique_id"))

_FEWEST_DIFFERENT = 6
_SHORTEST_PIECE = 6  # of random characters; the pieces between - and _ in real keys are mostly longer
_LONG_PIECE = 16  # of letters followed by digits; twice that of letters alone is no word either
_FEWEST_CHANGES = 3  # of case; a CamelCase word has two
_SHORTEST = 13  # characters of a key with its prefix
_HINTS = (
    "sk-",
    "sess-",
    "gh",
    "github",
    "xox",
    "xapp-",
    "AKIA",
    "ASIA",
    "AIza",
    "ccess",
    "ACCESS",
    "earer",
    "EARER",
    ":",
)
_PIECE = re.compile(rf"[A-Za-z0-9]{{{_SHORTEST_PIECE},}}")
_INTERLEAVED = re.compile(r"[A-Za-z][0-9]+[A-Za-z]|[0-9][A-Za-z]+[0-9]")


def mask(text: str) -> str:
    """Return the text with every character of every key replaced by :data:`MASK`; other texts come back as they are.

    A key that is broken by a line end or by characters without width is found as well. The length stays.
    """
    if _HAS_NO_WIDTH.search(text) is None:
        return _masked(text, list(_keys(text)))
    bare = text.translate(_WITHOUT)  # look without them, then mask where the rest came from
    spans = list(_keys(bare))
    if not spans:
        return text
    import numpy as np  # noqa: PLC0415 - hardly any text comes this far

    characters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    kept = np.flatnonzero(~np.isin(characters, list(_WITHOUT)))
    return _masked(text, [(int(kept[start]), int(kept[end - 1]) + 1) for start, end in spans])


def holds_key(text: str) -> bool:
    """Tell whether there is a key in a text that was not masked yet, such as the content of a file."""
    return mask(text) != text


def has_masked_key(text: str) -> bool:
    """Tell whether a key stood in this text before it was masked."""
    return MASK in text


def mask_all(value: object) -> object:
    """Return a JSON value with the keys in all of its strings masked; what holds none is returned unchanged."""
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, list):
        return [mask_all(item) for item in value]
    if isinstance(value, dict):
        return {name: item if name in _RANDOM else mask_all(item) for name, item in value.items()}
    return value


def _masked(text: str, spans: list[tuple[int, int]]) -> str:
    if not spans:
        return text
    parts, done = [], 0
    for start, end in sorted(spans):
        if end > done:
            parts += [text[done : max(start, done)], MASK * (end - max(start, done))]
            done = end
    return "".join((*parts, text[done:]))


def _keys(text: str) -> Iterator[tuple[int, int]]:
    """Yield where keys begin and end; spans may overlap."""
    if len(text) < _SHORTEST or not any(hint in text for hint in _HINTS):
        return  # as in nearly every message
    for pattern in _FIXED:
        for found in pattern.finditer(text):
            yield found.span("key")
    for pattern, is_key in _OPEN:
        for found in pattern.finditer(text):
            end = _end(found, is_key)
            if end is not None:
                yield found.start("key"), end
    for found in _TELEGRAM.finditer(text):
        digits = re.search(r"(?<![A-Za-z0-9])[0-9]{8,10}\Z", text[max(0, found.start() - 12) : found.start()])
        if digits is not None:
            yield found.start() - len(digits[0]), found.end()


def _end(found: re.Match[str], is_key: Callable[[str], bool]) -> int | None:
    """Return where a key of no fixed length ends; None: it is none.

    The next line belongs to it if it goes on as randomly as keys do; an ordinary word does not.
    """
    line, following = found["line"], found["next"] or ""
    if following and _is_random(following) and is_key(line + following):
        return found.end()
    return found.start("line") + len(line.rstrip(".=-_")) if is_key(line) else None


def _is_random(text: str) -> bool:
    """Tell whether a piece of the text mixes letters with digits, or cases, as no word does."""
    return any(len(set(piece)) >= _FEWEST_DIFFERENT and _is_mixed(piece) for piece in _PIECE.findall(text))


def _is_mixed(piece: str) -> bool:
    if _INTERLEAVED.search(piece):
        return True
    both_cases = not piece.islower() and not piece.isupper()
    if any(map(str.isdigit, piece)):
        return not piece.isdigit() and (both_cases or len(piece) >= _LONG_PIECE)
    if len(piece) >= 2 * _LONG_PIECE:
        return True
    changes = sum(one.isupper() != other.isupper() for one, other in pairwise(piece))
    return both_cases and changes >= _FEWEST_CHANGES


def _is_secret(rest: str) -> bool:
    """Tell whether what follows ``sk-`` or ``sess-`` is a key; most of one will do."""
    return len(rest) >= 10 and _is_random(rest)  # noqa: PLR2004 - "sk-short", "sk-test1a"


def _is_token(rest: str) -> bool:
    """Tell whether what follows ``Bearer`` is a token and no placeholder."""
    return len(rest) >= 20 and _is_random(rest)  # noqa: PLR2004 - shorter ones are words


def _is_long_mix(rest: str) -> bool:
    """Tell whether what follows a prefix that no word has is a key, cut off or not."""
    return len(rest) >= 16 and len(set(rest)) >= _FEWEST_DIFFERENT and any(map(str.isdigit, rest))  # noqa: PLR2004 - shorter ones are words


def _exactly(characters: str, count: int) -> str:
    """Return the pattern of so many characters, on one line or broken over several, and no more of them."""
    return rf"{_WRAP}(?:{characters}{_WRAP}){{{count - 1}}}{characters}(?!{characters})"


def _alone(prefix: str) -> str:
    """Return the pattern of a prefix that is not the end of a longer word."""
    return rf"{prefix}(?<![A-Za-z0-9]{prefix})"


def _fixed(prefix: str, characters: str, count: int) -> re.Pattern[str]:
    return re.compile(rf"(?P<key>{_alone(prefix)}{_exactly(characters, count)})")


def _open(prefix: str, characters: str) -> re.Pattern[str]:
    line = rf"(?P<line>{characters}*)(?P<wrap>\r?\n[ \t]*)?(?P<next>(?(wrap){characters}*))"
    return re.compile(rf"(?P<key>{_alone(prefix)}{line})")


_WORD, _BASE64URL = "[A-Za-z0-9]", r"[A-Za-z0-9_\-]"
# Of a known length, which is proof enough.
_FIXED = (
    _fixed("AKIA", "[A-Z0-9]", 16),  # the id of an AWS key; the secret has no prefix, only a name in front of it
    _fixed("ASIA", "[A-Z0-9]", 16),
    *(
        re.compile(rf"{name}[\"']?[ \t]*[=:][ \t]*[\"']?(?P<key>{_exactly('[A-Za-z0-9/+]', 40)})")
        for name in ("ecret_access_key", "ECRET_ACCESS_KEY", "ecretAccessKey")
    ),
    _fixed("AIza", _BASE64URL, 35),  # Google
)
# Begins with digits, which are everywhere; the colon is rarer.
_TELEGRAM = re.compile(rf":{_exactly(_BASE64URL, 35)}")
_OPEN = (
    # OpenAI (legacy, sk-proj-, sk-svcacct-, sk-admin-), Anthropic, OpenRouter, DeepSeek and others of that shape.
    (_open("sk-", _BASE64URL), _is_secret),
    (_open("sess-", _BASE64URL), _is_secret),
    *((_open(f"gh{kind}_", _WORD), _is_long_mix) for kind in "pousr"),
    (_open("github_pat_", "[A-Za-z0-9_]"), _is_long_mix),
    *((_open(f"xox{kind}-", _BASE64URL), _is_long_mix) for kind in "abeprs"),
    (_open("xapp-", _BASE64URL), _is_long_mix),
    *(
        (
            re.compile(
                rf"{name}[ \t]+(?P<key>(?P<line>[A-Za-z0-9_\-.~+/]+=*)(?P<wrap>\r?\n[ \t]*)?"
                r"(?P<next>(?(wrap)[A-Za-z0-9_\-.]*)))"
            ),
            _is_token,
        )
        for name in ("Bearer", "bearer", "BEARER")
    ),
)
