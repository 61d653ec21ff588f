"""Entities: the styled stretches of a text, made fit to stand beside each other as Telegram does it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from bot.console.refusals import bad_request

if TYPE_CHECKING:
    from bot.console.refusals import Json

MAX_ENTITIES = 100
STYLES = frozenset(("bold", "italic", "underline", "strikethrough", "spoiler"))
_QUOTES = frozenset(("blockquote", "expandable_blockquote"))
ASTRAL = re.compile("[\U00010000-\U0010ffff]")
"""A character that takes two units of UTF-16."""
_INVISIBLE = (
    " \n\u1680\u180e\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u200b\u202f\u205f\u2800\u3000\ufffc"
)


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text as people see it. `entities`: JSON objects in order, offsets and lengths in UTF-16 units."""

    text: str
    entities: tuple[Json, ...] = ()


class Span(NamedTuple):
    """A styled stretch of the parsed text; offsets in code points until the very end."""

    start: int
    end: int
    kind: str
    extra: tuple[tuple[str, object], ...] = ()


NO_TEXT = Formatted("")


def is_empty(text: str) -> bool:
    """Whether a text shows nothing, which Telegram refuses: only spaces, breaks and invisible characters."""
    return not text.strip(_INVISIBLE)


def given(source: str, entities: list[Json]) -> list[Span]:
    """Entities a bot lists itself, from UTF-16 offsets to code points."""
    units = [0]
    for character in source:
        units.append(units[-1] + (2 if character > "\uffff" else 1))
    spans = []
    for entity in entities:
        offset, length = int(entity["offset"]), int(entity["length"])
        if offset < 0:
            raise bad_request(f"Receive an entity with incorrect offset {offset}")
        if offset > units[-1]:
            raise bad_request(f"Entity begins after the end of the text at UTF-16 offset {offset}")
        if offset + length > units[-1]:
            raise bad_request(
                f"Entity beginning at UTF-16 offset {offset} ends after the end of the text at UTF-16 offset "
                f"{offset + length}"
            )
        extra = tuple((key, value) for key, value in entity.items() if key not in {"type", "offset", "length"})
        start, end = bisect_left(units, offset), bisect_left(units, offset + length)
        spans.append(Span(start, end, str(entity["type"]), extra))
    return spans


def finished(text: str, spans: list[Span]) -> Formatted:
    """Trimmed on both sides, with entities that may stand beside each other, in UTF-16 units."""
    bare = text.rstrip(" \n")
    cut = len(bare) - len(bare.lstrip(" \n"))
    bare = bare[cut:]
    if not spans:
        return Formatted(bare)
    kept = [
        span._replace(start=max(span.start - cut, 0), end=min(span.end - cut, len(bare)))
        for span in spans
        if min(span.end - cut, len(bare)) > max(span.start - cut, 0)
    ]
    kept = _compatible(sorted(kept, key=_order))[:MAX_ENTITIES]
    astral = [] if bare.isascii() else [found.start() for found in ASTRAL.finditer(bare)]
    return Formatted(bare, tuple(_entity(span, astral) for span in kept))


def _order(span: Span) -> tuple[int, int, int]:
    """The outer before the inner; of the same extent code before what else it could be."""
    return span.start, -span.end, 0 if span.kind in {"pre", "code"} else 1


def _compatible(spans: list[Span]) -> list[Span]:
    """What is left where spans exclude each other, as in Telegram's clients.

    No quote in a quote, no link, code or custom emoji in one another (the outer stays), and no style on code:
    a style is cut where code begins and goes on behind it.
    """
    quotes = _without_overlap([span for span in spans if span.kind in _QUOTES])
    whole = _without_overlap([span for span in spans if span.kind not in _QUOTES | STYLES])
    code = [span for span in whole if span.kind in {"pre", "code"}]
    styles = [piece for span in _merged(spans) for piece in _cut(span, code)]
    return sorted(quotes + whole + styles, key=lambda span: (span.start, -span.end))


def _without_overlap(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in spans:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _merged(spans: list[Span]) -> list[Span]:
    """The styles, with touching stretches of the same one made into one stretch."""
    newest: dict[str, int] = {}
    merged: list[Span] = []
    for span in spans:
        if span.kind not in STYLES:
            continue
        at = newest.get(span.kind)
        if at is not None and span.start <= merged[at].end:
            merged[at] = merged[at]._replace(end=max(merged[at].end, span.end))
        else:
            newest[span.kind] = len(merged)
            merged.append(span)
    return merged


def _cut(span: Span, holes: list[Span]) -> list[Span]:
    pieces, start = [], span.start
    for hole in holes:
        if hole.end <= start or hole.start >= span.end:
            continue
        if hole.start > start:
            pieces.append(span._replace(start=start, end=hole.start))
        start = hole.end
    if start < span.end:
        pieces.append(span._replace(start=start))
    return pieces


def _entity(span: Span, astral: list[int]) -> Json:
    start = span.start + bisect_left(astral, span.start)
    end = span.end + bisect_left(astral, span.end)
    entity: Json = {"type": span.kind, "offset": start, "length": end - start}
    if span.kind != "code":  # the language of code that is not in a block means nothing
        entity.update(span.extra)
    return entity
