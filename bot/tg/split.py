"""Cutting a long HTML text into messages that Telegram takes, with every tag closed and reopened."""

from __future__ import annotations

import html
from html.parser import HTMLParser

MESSAGE_LIMIT = 4096
CAPTION_LIMIT = 1024


def visible(text: str) -> str:
    """Return what is left of an HTML text when the tags are gone: what a person reads."""
    return _Parsed(text).plain


def split(text: str, limit: int = MESSAGE_LIMIT) -> list[str]:
    """Return the text in parts of at most `limit` visible characters.

    Cut between blocks (blank lines) where there is one in the second half of a part, else between lines, else
    between words, else anywhere. White space at the cuts goes.
    """
    if len(text) <= limit:
        return [text]
    parsed = _Parsed(text)
    parts, start, plain = [], 0, parsed.plain
    while start < len(plain):
        end = _cut(plain, start, limit)
        part = parsed.slice(start, end)
        if plain[start:end].strip():
            parts.append(part)
        start = end
        while start < len(plain) and plain[start].isspace():
            start += 1
    return parts


def _cut(plain: str, start: int, limit: int) -> int:
    if len(plain) - start <= limit:
        return len(plain)
    for separator in ("\n\n", "\n", " "):
        found = plain.rfind(separator, start + limit // 2, start + limit)
        if found >= 0:
            return found
    return start + limit


class _Parsed(HTMLParser):
    """The visible text, and the tags with the places where they stand in it."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self._texts: list[str] = []
        self._length = 0
        self._tags: list[tuple[int, str, str]] = []  # (offset, name, the start tag as written or "" for an end)
        self.feed(text)
        self.close()
        self.plain = "".join(self._texts)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - kept as written
        self._tags.append((self._length, tag, self.get_starttag_text() or f"<{tag}>"))

    def handle_endtag(self, tag: str) -> None:
        self._tags.append((self._length, tag, ""))

    def handle_data(self, data: str) -> None:
        self._texts.append(data)
        self._length += len(data)

    def slice(self, start: int, end: int) -> str:
        """Return the HTML of the visible characters from `start` to `end`, balanced in itself."""
        open_tags: list[tuple[str, str]] = []  # (name, start tag as written)
        pieces: list[str] = []
        at, begun = start, False
        for offset, name, written in self._tags:
            if offset > end or (written and offset == end):
                break
            if not begun and (offset > start or (written and offset == start)):
                pieces.extend(tag for _, tag in open_tags)
                begun = True
            if offset > at:
                pieces.append(html.escape(self.plain[at:offset], quote=False))
                at = offset
            if written:
                open_tags.append((name, written))
            elif open_tags:
                open_tags.pop()
            if begun:
                pieces.append(written or f"</{name}>")
        if not begun:
            pieces.extend(tag for _, tag in open_tags)
        pieces.append(html.escape(self.plain[at:end], quote=False))
        pieces.extend(f"</{name}>" for name, _ in reversed(open_tags))
        return "".join(pieces)
