"""Strings as JSON, Python and JavaScript write them, and as word processors dress them up."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from bot.features.cost.reading.values import Unread, Value, marked

_PREFIX: Final = re.compile(r"(?i:rb|br|rf|fr|[rbuf])(?=[\"'])")
_QUOTED: Final = {quote: re.compile(rf"[^{quote}\\]*(?:\\.[^{quote}\\]*)*", re.DOTALL) for quote in ('"', "'", "`")} | {
    quote * 3: re.compile(rf"(?:[^{quote}\\]|\\.|{quote}(?!{quote * 2}))*", re.DOTALL) for quote in ('"', "'")
}
_CURLY: Final = {"“": "”“", "”": "”“", "„": "“”", "‘": "’", "«": "»", "「": "」", "＂": "＂"}
_CURLY_BODIES: Final = {opener: re.compile(rf"[^{closers}]*") for opener, closers in _CURLY.items()}
_ESCAPE: Final = re.compile(
    r"\\(u\{[0-9a-fA-F]{1,6}\}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|[0-7]{1,3}|\r?\n|.)", re.DOTALL
)
_SIMPLE: Final = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "a": "\a", "0": "\0"}
_SURROGATES: Final = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_HOLE: Final = re.compile(r"\{\{|\}\}|\{[^{}]*\}")
_TEMPLATE_HOLE: Final = re.compile(r"\$\{[^{}]*\}")


class Quoted(NamedTuple):
    """A string, where it ends, and whether it was closed."""

    value: Value
    end: int
    complete: bool


def begins_string(text: str, at: int) -> bool:
    """Tell whether a string begins at an index."""
    char = text[at : at + 1]
    return bool(char) and (char in "\"'`" or char in _CURLY or _PREFIX.match(text, at) is not None)


def read_string(text: str, at: int) -> Quoted:
    """Read the string that begins at an index; one that is not closed reaches to the end of the text."""
    prefix = _PREFIX.match(text, at)
    kind = prefix.group().lower() if prefix else ""
    at = prefix.end() if prefix else at
    char = text[at]
    if char in _CURLY:
        return _curly(text, at)
    quote = char * 3 if char in "\"'" and text.startswith(char * 3, at) else char
    body = _QUOTED[quote].match(text, at + len(quote))
    assert body is not None  # noqa: S101 - the pattern matches nothing, too
    complete = text.startswith(quote, body.end())
    value = _value(body.group(), quote, kind)
    return Quoted(value, body.end() + len(quote) if complete else len(text), complete)


def _value(raw: str, quote: str, kind: str) -> Value:
    hole = _HOLE if "f" in kind else _TEMPLATE_HOLE if quote == "`" else None
    is_raw = "r" in kind
    if hole is None or hole.search(raw) is None:
        return raw if is_raw else unescape(raw)
    return _with_holes(raw, hole, is_raw=is_raw)


def _curly(text: str, at: int) -> Quoted:
    """A string that a word processor has dressed up; it is never sure where that one ends."""
    body = _CURLY_BODIES[text[at]].match(text, at + 1)
    assert body is not None  # noqa: S101 - the pattern matches nothing, too
    return Quoted(unescape(body.group()), min(len(text), body.end() + 1), complete=False)


def _with_holes(raw: str, hole: re.Pattern[str], *, is_raw: bool) -> Value:
    """Return the text of an f-string or a template, with what is to be filled in by name where it is a lone name."""
    parts: list[str | Unread] = []
    at = 0
    for match in hole.finditer(raw):
        text = raw[at : match.start()]
        parts.append(text if is_raw else unescape(text))
        filled = match.group()
        if filled in {"{{", "}}"}:
            parts.append(filled[0])
        else:
            name = filled.lstrip("$").strip("{} ")
            parts.append(Unread(name if name.isidentifier() else ""))
        at = match.end()
    parts.append(raw[at:] if is_raw else unescape(raw[at:]))
    return marked(parts)


def unescape(raw: str) -> str:
    """Return a string's text with its escapes read: those of JSON, Python and JavaScript."""
    if "\\" not in raw:
        return raw
    text = _ESCAPE.sub(_unescaped, raw)
    return _SURROGATES.sub(lambda pair: pair.group().encode("utf-16", "surrogatepass").decode("utf-16"), text)


def _unescaped(match: re.Match[str]) -> str:
    escape = match[1]
    if escape in _SIMPLE:
        return _SIMPLE[escape]
    if escape[0] in "uUx" and len(escape) > 1:
        code = int(escape[1:].strip("{}"), 16)
        return chr(code) if code <= 0x10FFFF else ""  # noqa: PLR2004 - the last character there is
    if escape[0].isdigit() and escape[0] < "8":
        return chr(int(escape, 8))
    return "" if escape.endswith("\n") else escape
