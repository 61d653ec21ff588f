"""API keys in what people paste: found and masked before anything is stored, logged or counted.

Two steps. Patterns cut out what is shaped like a key: a known prefix or a name ("API_KEY="), then key characters. Where
the shape alone proves nothing, :func:`_is_random` tells a key from words that look alike ("sk-your-key-here",
"sk-learn-contrib"): one long piece of a key mixes letters with digits, or cases, as no word does. Every pattern has
fixed letters that are looked for first, so that a megabyte of anything takes some 20 ms, and linear time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# A masked key keeps its length, so that the offsets of Telegram's entities stay right.
MASK = "\ue000"

# Copying from chats and PDF files leaves them inside.
_NO_WIDTH = (0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFE0E, 0xFE0F, 0xFEFF)
_HAS_NO_WIDTH = re.compile(f"[{''.join(map(chr, _NO_WIDTH))}]")
_WITHOUT = dict.fromkeys(_NO_WIDTH)
_DASHES = frozenset("\u2010\u2011\u2012\u2013\u2212\uff0d")  # what word processors make of a hyphen
_WRAP = r"(?:\r?\n[ \t]*)?"  # where a terminal or a mail program broke the line
_BREAK = r"[ \t]{0,9}\\?\r?\n[ \t]{0,99}"  # or a person, with the sign of their shell
_MOST_LINES = 20  # of one key

# Telegram's names of files are random letters, and nobody's secret: one in a hundred thousand looks like a key.
_RANDOM = frozenset(("file_id", "file_unique_id"))

_FEWEST_DIFFERENT = 6
_SHORTEST_PIECE = 6  # of random characters; the pieces between - and _ in real keys are mostly longer
_LONG_PIECE = 16  # of letters followed by digits; twice that of letters alone is no word either
_FEWEST_CHANGES = 3  # of case; a CamelCase word has two
_SHORTEST = 13  # characters of a key with its prefix
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
    if len(text) < _SHORTEST:
        return
    for dash in _DASHES:
        text = text.replace(dash, "-")
    # A text without one of its letters needs no search for a prefix; of Chinese texts few letters are looked at.
    present = set(text.encode("ascii", "ignore").decode())
    for shape in _SHAPES:
        if (present.issuperset(shape.letters) or not shape.letters.isascii()) and shape.letters in text:
            yield from shape.keys(text)


@dataclass(frozen=True, slots=True)
class _Fixed:
    """Keys of a known length, which is proof enough. `letters`: stand in every one of them, or in front of it."""

    letters: str
    pattern: re.Pattern[str]

    def keys(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where these keys begin and end."""
        for found in self.pattern.finditer(text):
            yield found.span("key")


@dataclass(frozen=True, slots=True)
class _Joined:
    """Keys that begin with digits, which are everywhere.

    Args:
        letters: the sign in their middle, which is rarer.
        tail: finds them from there on.
        head: finds what stands before it.
    """

    letters: str
    tail: re.Pattern[str]
    head: re.Pattern[str]

    def keys(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where these keys begin and end."""
        for found in self.tail.finditer(text):
            before = self.head.search(text[max(0, found.start() - _LONGEST_HEAD) : found.start()])
            if before is not None:
                yield found.start() - len(before[0]), found.end()


@dataclass(frozen=True, slots=True)
class _Open:
    """Keys of no fixed length.

    Args:
        letters: stand in front of every one of them.
        first: finds one as far as it stands on one line.
        further: finds the rest of it on the next line.
        is_key: tells a key from words.
    """

    letters: str
    first: re.Pattern[str]
    further: re.Pattern[str]
    is_key: Callable[[str], bool]

    def keys(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where these keys begin and end.

        The next line belongs to one if it goes on as randomly as keys do; an ordinary word does not.
        """
        done = 0
        for found in self.first.finditer(text):
            if found.start("key") < done:
                continue  # the lines of the last one are not searched again
            lines, done = [found["line"]], found.end()
            while len(lines) < _MOST_LINES and (more := self.further.match(text, done)) and _is_random(more["line"]):
                lines.append(more["line"])
                done = more.end()
            if self.is_key("".join(lines)):
                yield found.start("key"), done - len(lines[-1]) + len(lines[-1].rstrip(".=-_"))


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
    """Tell whether what follows a name ("Bearer", "API_KEY=") is a token and no placeholder."""
    return len(rest) >= 20 and _is_random(rest)  # noqa: PLR2004 - shorter ones are words


def _is_signed(rest: str) -> bool:
    """Tell whether what follows ``eyJ`` is a signed token, of three parts; other JSON in base64 is no secret."""
    return rest.rstrip(".").count(".") == 2 and _is_token(rest)  # noqa: PLR2004 - header.content.signature


def _is_long_mix(rest: str) -> bool:
    """Tell whether what follows a prefix that no word has is a key, cut off or not."""
    return len(rest) >= 16 and len(set(rest)) >= _FEWEST_DIFFERENT and any(map(str.isdigit, rest))  # noqa: PLR2004 - shorter ones are words


def _is_long(rest: str) -> bool:
    """Tell whether what follows a prefix is a key of letters alone, or cut off."""
    return _is_long_mix(rest) or (len(rest) >= 16 and _is_random(rest))  # noqa: PLR2004 - shorter ones are words


def _exactly(characters: str, count: int) -> str:
    """Return the pattern of so many characters, on one line or broken over several, and no more of them."""
    return rf"{_WRAP}(?:{characters}{_WRAP}){{{count - 1}}}{characters}(?!{characters})"


def _alone(prefix: str) -> str:
    r"""Return the pattern of a prefix that is not the end of a longer word; of "%3D" or "\n" in a quoted text it is."""
    return rf"{prefix}{_begins(prefix)}"


def _begins(prefix: str = "") -> str:
    return rf"(?>(?<![A-Za-z0-9]{prefix})|(?<=%[0-9A-Fa-f]{{2}}{prefix})|(?<=\\[nrt]{prefix}))"


def _fixed(prefix: str, characters: str, count: int) -> _Fixed:
    return _Fixed(prefix, re.compile(rf"(?P<key>{_alone(prefix)}{_exactly(characters, count)})"))


def _further(characters: str) -> re.Pattern[str]:
    return re.compile(rf"{_BREAK}(?P<line>{characters}+)")


def _open(prefix: str, characters: str, is_key: Callable[[str], bool]) -> _Open:
    enough = f"{characters}{{{_SHORTEST_PIECE}}}"  # what is shorter is none, and need not be looked at one by one
    line = rf"(?:{enough}{characters}*+|{characters}{{1,{_SHORTEST_PIECE - 1}}}+(?={_BREAK}{enough}))"
    first = rf"(?P<key>{_alone(re.escape(prefix))}{_WRAP}(?P<line>{line}))"
    return _Open(prefix, re.compile(first), _further(characters), is_key)


def _named(name: str, between: str) -> _Open:
    first = re.compile(rf"{name}{between}(?P<key>(?P<line>{_TOKEN}{{{_SHORTEST_PIECE},}}+=*+))")
    return _Open(name, first, _further(_TOKEN), _is_token)


_WORD, _BASE64URL, _TOKEN = "[A-Za-z0-9]", r"[A-Za-z0-9_\-]", r"[A-Za-z0-9_\-.~+/]"
_EQUALS = r"""["']?[ \t]{0,9}[=:：][ \t]{0,9}["'“]?"""
_LONGEST_HEAD = 32 + len("%3D")
_SHAPES: tuple[_Fixed | _Open | _Joined, ...] = (
    _fixed("AKIA", "[A-Z0-9]", 16),  # the id of an AWS key; the secret has no prefix, only a name in front of it
    _fixed("ASIA", "[A-Z0-9]", 16),
    *(
        _Fixed(name, re.compile(rf"{name}{_EQUALS}(?P<key>{_exactly('[A-Za-z0-9/+]', 40)})"))
        for name in ("ecret_access_key", "ECRET_ACCESS_KEY", "ecretAccessKey")
    ),
    _fixed("AIza", _BASE64URL, 35),  # Google
    _fixed("dapi", "[0-9a-f]", 32),  # Databricks
    _Fixed(
        "PRIVATE KEY-----",
        re.compile(r"-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----(?:\s|\\n){0,9}(?P<key>(?:[A-Za-z0-9+/=\s]|\\n){16,})"),
    ),
    # OpenAI (legacy, sk-proj-, sk-svcacct-, sk-admin-), Anthropic, OpenRouter, DeepSeek and others of that shape.
    *(_open(prefix, _BASE64URL, _is_secret) for prefix in ("sk-", "sess-", "nvapi-", "tvly-", "glpat-", "GOCSPX-")),
    # ElevenLabs, Stripe, Groq, xAI, Cerebras, Perplexity, Hugging Face, Replicate, Fireworks, npm, Shopify, clouds.
    *(
        _open(prefix, _WORD, _is_long)
        for prefix in (
            *("sk_", "sk_live_", "sk_test_", "rk_live_", "gsk_", "xai-", "csk-", "pplx-", "hf_", "r8_", "fw_", "npm_"),
            *("shpat_", "dop_v1_", "esecret_", "LTAI", "AKID"),
        )
    ),
    *(_open(f"gh{kind}_", _WORD, _is_long_mix) for kind in "pousr"),
    *(_open(prefix, "[A-Za-z0-9_]", _is_long_mix) for prefix in ("github_pat_", "lsv2_pt_", "lsv2_sk_")),
    *(_open(f"xox{kind}-", _BASE64URL, _is_long_mix) for kind in "abeprs"),
    *(_open(prefix, _BASE64URL, _is_long_mix) for prefix in ("xapp-", "tgp_v1_", "pypi-AgE", "ya29.", "AQ.Ab8")),
    _open("hooks.slack.com/services/", "[A-Za-z0-9/]", _is_long_mix),
    _open("SG.", r"[A-Za-z0-9_\-.]", _is_token),
    _open("eyJ", r"[A-Za-z0-9_\-.]", _is_signed),
    *(_named(name, r":?[ \t]{1,9}") for name in ("Bearer", "bearer", "BEARER", "Basic", "basic")),
    # Whatever a key looks like, where it is called one; "token" alone may as well be counted.
    *(
        _named(name, _EQUALS)
        for name in (
            *("pi_key", "PI_KEY", "pi-key", "pi-Key", "PI-Key", "pi key", "PI key", "PI Key"),
            *("pikey", "piKey", "PIKEY"),
            *("nai_key", "NAI_KEY", "ecret_key", "ECRET_KEY", "ecret", "ECRET", "_token", "_TOKEN", "ccessToken"),
        )
    ),
    *(_named(name, r"(?:[ \t]{0,9}[=:：是为][ \t]{0,9})[\"'“]?") for name in ("密钥", "秘钥", "密匙", "令牌")),
    _Joined(":", re.compile(rf":{_exactly(_BASE64URL, 35)}"), re.compile(rf"{_begins()}[0-9]{{8,10}}\Z")),  # Telegram
    _Joined(".", re.compile(rf"\.{_exactly(_WORD, 16)}"), re.compile(rf"{_begins()}[0-9a-f]{{32}}\Z")),  # Zhipu
)
