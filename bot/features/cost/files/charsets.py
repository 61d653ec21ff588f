"""Bytes as text: in which encoding they are, and what they say.

What is valid UTF-8 is UTF-8. For the rest every encoding of the list that fits is tried on a sample, and the one in
which the sample takes the fewest tokens wins: a tokenizer has learned what people write, so the wrong reading, which
is a heap of rare characters, takes more. Measured on texts of 2 to 2,000 characters this finds the encoding far more
often than charset-normalizer does (see benchmarks/charsets.py).
"""

from __future__ import annotations

import codecs
import contextlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.features.cost.counting.vocabulary import load
from bot.features.cost.files.kinds import Kind, share_of_controls
from bot.features.cost.files.problems import NotTextError
from bot.features.cost.rules import Encoding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_STEP = 262_144  # bytes that are decoded at once: 1 to 4 ms, in which other threads wait
_SAMPLE = 4_096  # bytes
_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_UTF16 = (("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16"))
# Of two that read the same the first counts.
_OTHERS = (
    ("utf-8", "UTF-8"),  # with a few bytes that are none
    ("gb18030", "GB18030"),
    ("cp950", "Big5"),
    ("big5hkscs", "Big5-HKSCS"),
    ("latin-1", "Latin-1"),
    ("cp1252", "Windows-1252"),
    ("cp932", "Shift_JIS"),
    ("euc_jp", "EUC-JP"),
    ("cp949", "EUC-KR"),
    ("cp1251", "Windows-1251"),
    ("koi8_r", "KOI8-R"),
    ("cp1250", "Windows-1250"),
    ("cp1253", "Windows-1253"),
    ("cp1254", "Windows-1254"),
    ("cp1255", "Windows-1255"),
    ("cp1256", "Windows-1256"),
    ("cp874", "TIS-620"),
)
# What hardly any text has: controls, private use, no characters, and U+FFFD for what cannot be read. Each counts as
# so many tokens more.
_STRANGE = re.compile(
    "[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f\ud800-\uf8ff\ufdd0-\ufdef\ufffd-\uffff\U000e0000-\U0010ffff]"
)
_STRANGE_TOKENS = 4
_MOST_CONTROLS, _MOST_CONTROLS_UTF8 = 0.01, 0.05  # of the bytes, NUL included
_MOST_STRANGE = 0.02  # of the characters
_MOST_TOKENS_UTF16 = 1.5  # of a character, for any even number of bytes could be UTF-16
# No byte below the digits is ever a later part of a character, so behind one a character begins.
_BEGIN = re.compile(rb"[\x00-\x2f](?=[\x80-\xff])")
_ABOVE_ASCII = re.compile(rb"[\x80-\xff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """What bytes say.

    Args:
        text: all of it, without a byte order mark.
        encoding: the usual name of the encoding.
        is_guess: nothing but the text itself speaks for the encoding.
        unreadable: how many characters could not be read and are U+FFFD.
    """

    text: str
    encoding: str
    is_guess: bool
    unreadable: int


def decode(content: bytes, check: Callable[[], None] = lambda: None) -> Decoded:
    """Return what a file of text says.

    Args:
        content: all of it.
        check: is called now and then; what it raises ends the reading.

    Raises:
        NotTextError: it is no text.
    """
    for mark, codec, name in _MARKS:
        if content.startswith(mark):
            return _decode(content, codec, name, check, start=len(mark))
    if b"\x00" in content and (found := _best(content, _UTF16, check)):
        return _decode(content, *found, check, is_guess=True)
    controls = share_of_controls(content)
    if controls <= _MOST_CONTROLS_UTF8:
        with contextlib.suppress(UnicodeDecodeError):
            return _decode(content, "utf-8", "UTF-8", check, errors="strict")
    found = _best(content, (*_OTHERS, *_UTF16) if controls <= _MOST_CONTROLS else _UTF16, check)
    if found is None:
        raise NotTextError(Kind.UNKNOWN, "")
    decoded = _decode(content, *found, check, is_guess=True)
    if decoded.unreadable > _MOST_STRANGE * len(decoded.text):
        raise NotTextError(Kind.UNKNOWN, "")
    return decoded


def _decode(
    content: bytes,
    codec: str,
    name: str,
    check: Callable[[], None],
    *,
    errors: str = "replace",
    start: int = 0,
    is_guess: bool = False,
) -> Decoded:
    """Return what all of it says, step by step.

    Raises:
        UnicodeDecodeError: it says something else, and `errors` is "strict".
    """
    decoder = codecs.getincrementaldecoder(codec)(errors)
    view, parts = memoryview(content), []
    for begin in range(start, len(content), _STEP):
        check()
        parts.append(decoder.decode(view[begin : begin + _STEP]))
    parts.append(decoder.decode(b"", final=True))
    unreadable = 0 if errors == "strict" else sum(part.count("\ufffd") for part in parts)
    return Decoded("".join(parts), name, is_guess, unreadable)


def _best(content: bytes, candidates: Iterable[tuple[str, str]], check: Callable[[], None]) -> tuple[str, str] | None:
    """Return the codec and the name of the encoding in which samples take the fewest tokens; None if none fits."""
    tokens, starts = load(Encoding.O200K), _starts(content)
    best: tuple[float, str, str] | None = None
    for codec, name in candidates:
        check()
        texts = [_sample(content, start, codec) for start in starts]
        strange = sum(len(_STRANGE.findall(text)) for text in texts)
        if strange > _MOST_STRANGE * sum(map(len, texts)):
            continue
        score = sum(map(tokens.count, texts)) + _STRANGE_TOKENS * strange
        if codec.startswith("utf-16") and score > _MOST_TOKENS_UTF16 * sum(map(len, texts)):
            continue
        if best is None or score < best[0]:
            best = score, codec, name
    return best and best[1:]


def _sample(content: bytes, start: int, codec: str) -> str:
    if codec.startswith("utf-16"):
        start -= start % 2
    is_rest = start + _SAMPLE >= len(content)
    return codecs.getincrementaldecoder(codec)("replace").decode(content[start : start + _SAMPLE], final=is_rest)


def _starts(content: bytes) -> list[int]:
    """Return where samples begin: at the first byte above ASCII, and at characters far behind it."""
    first = _ABOVE_ASCII.search(content)
    starts = [first.start() if first else 0]
    for part in (0.5, 0.9):
        found = _BEGIN.search(content, max(starts[-1] + _SAMPLE, int(part * len(content))))
        if found:
            starts.append(found.end())
    return starts
