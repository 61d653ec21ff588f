"""What is left of a text once the time is taken out of it, and whether it asks to be reminded at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.core.times.kinds import Kind, Token
from bot.core.times.readings import RefusedTime
from bot.core.times.tokens import normalise, tokenise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.times.facts import Found
    from bot.core.times.readings import Spans, TimeReading

_LEADING: Final = frozenset(
    {Kind.AT, Kind.ON, Kind.IN, Kind.OF, Kind.FOR, Kind.FROM, Kind.START, Kind.FILLER, Kind.DAO, Kind.DASH}
)
_TRAILING: Final = frozenset({Kind.DE, Kind.FILLER, Kind.START, Kind.POSSESSIVE})
_EDGES: Final = frozenset({Kind.COMMA, Kind.DASH, Kind.DE, Kind.FILLER, Kind.OF, Kind.AND, Kind.OR})
_OPENING: Final = _EDGES | {Kind.TO, Kind.ABOUT, Kind.FOR}
_CLOSING: Final = _EDGES | {Kind.TO, Kind.FOR, Kind.AT, Kind.ON, Kind.IN, Kind.FROM, Kind.DAO}
_PUNCTUATION: Final = " \t\r\n:：,，。.;；!！?？、-–—~～\"'“”‘’()（）"
_WITH: Final = frozenset({"和", "跟", "与"})  # 和老板开会: behind a time it is no "and"
_PAIRS: Final = ('""', "“”", "‘’", "()", "（）")
_HAN: Final = re.compile("[\u4e00-\u9fff，。！？]")

_ASKS: Final = re.compile(
    r"\bremind (?:me|us)\b"
    r"|\b(?:set|create|add|make|need|want) (?:me )?(?:a |an |the )?(?:reminder|alarm)|^\W*reminder\b"
    r"|\ba reminder (?:to|for|at|on|in|about)\b|\b(?:don'?t|do not) (?:let me )?forget\b"
    r"|\b(?:ping|nudge|alert|wake|buzz|poke) me\b|^/remind\b"
    r"|提醒(?:一下)?(?:我|我们|大家)|^\W*提醒|提醒一下|[设定建加](?:置|一?个|了)*(?:提醒|闹钟)|别忘[了记]|不要忘[了记]|别让我忘"
    r"|[叫喊](?:我|醒我)(?:一声|一下|起床|起来|去|来|看|做|交|付|充|还|开|查|续|打|买|吃|喝|睡|出门|换|改|取)"
)
_DECLINES: Final = re.compile(
    r"(?:don'?t|do not|stop|never|cancel|delete|no longer|how|why|what)\b[^.?!]{0,24}\bremind"
    r"|(?:不要(?!忘)|别(?!忘)|不用|不必|无需|停止|取消|关闭|关掉|删除|删掉|为什么|怎么|如何)再?[^，。！？]{0,6}提醒"
)


def of_found(tokens: Sequence[Token], found: Sequence[Found]) -> Spans:
    """Return the slices of the text that the phrases were read from, with the words that only lead to them."""
    taken: set[int] = set()
    for each in found:
        first, last = each.first, each.last
        while tokens[first - 1].kind in _LEADING or _opens(tokens, first - 1):
            first -= 1
        while tokens[last + 1].kind in _TRAILING:
            last += 1
        taken.update(range(first, last + 1))
    merged: list[tuple[int, int]] = []
    for index in sorted(taken):
        start, end = tokens[index].start, tokens[index].end
        if merged and index - 1 in taken:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return tuple(merged)


def _opens(tokens: Sequence[Token], index: int) -> bool:
    """Whether the word is an article that leads to the phrase behind it: "on the" last day."""
    return tokens[index].kind is Kind.THE and tokens[index - 1].kind in _LEADING


def subject(text: str, reading: TimeReading) -> str:
    """Return what `text` asks to be reminded of: all but the time that `reading` took, and "remind me" itself.

    The words are those of the text, "" where nothing is left.
    """
    spans = () if isinstance(reading, RefusedTime) else reading.spans
    segments: list[list[Token]] = [[]]
    for token in tokenise(text):
        taken = any(start <= token.start < end for start, end in spans)
        if taken or token.kind in {Kind.TRIGGER, Kind.EDGE}:
            segments.append([])
        else:
            segments[-1].append(token)
    left = ""
    for segment in segments:
        # "to" behind the time opens the subject, behind a part of the subject it belongs there.
        piece = _trimmed(text, segment, _EDGES if left else _OPENING)
        if piece:
            close = left and _HAN.match(left[-1]) and _HAN.match(piece[0])
            left += piece if close or not left else f" {piece}"
    return left


def _trimmed(text: str, segment: list[Token], opening: frozenset[Kind]) -> str:
    while segment and segment[0].kind in opening and segment[0].text not in _WITH:
        segment = segment[1:]
    while segment and segment[-1].kind in _CLOSING:
        segment = segment[:-1]
    return _stripped(text[segment[0].start : segment[-1].end]) if segment else ""


def _stripped(piece: str) -> str:
    """Return a piece without the punctuation around it, but with both marks of a pair of which one is within."""
    bare = piece.strip(_PUNCTUATION)
    start = piece.find(bare)
    before, behind = piece[:start][-1:], piece[start + len(bare) :][:1]
    for opening, closing in _PAIRS:
        lacking = bare.count(opening) % 2 if opening == closing else bare.count(closing) - bare.count(opening)
        if lacking > 0 and before == opening:
            return opening + bare
        if (lacking < 0 or (lacking and opening == closing)) and behind == closing:
            return bare + closing
    return bare


def mentions_reminder(text: str) -> bool:
    """Return whether `text` asks to be reminded ("remind me", 提醒我), not merely speaks of reminders."""
    plain = normalise(text).text
    return bool(_ASKS.search(plain)) and not _DECLINES.search(plain)
