"""Telegram's HTML: what parses into which text and entities, and what is refused with which words.

Written from the rules of the Bot API server and TDLib and from nothing the bot itself uses to write HTML, so
that it can judge what the bot sends. Lengths are code points, entity offsets are UTF-16 units, errors name
byte offsets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.console.entities import ASTRAL, Formatted, Span, finished, given
from bot.console.links import LinkError, checked_link, mentioned_user
from bot.console.refusals import Json, bad_request

MAX_TEXT = 4096
MAX_CAPTION = 1024

_STYLES = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "italic"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "strike", "del"), "strikethrough"),
    **dict.fromkeys(("tg-spoiler", "span"), "spoiler"),
}
_TAGS = frozenset(_STYLES) | {"a", "code", "pre", "blockquote", "tg-emoji", "tg-time"}
_SPACE = " \t\r\n\v\0"
_END = "\0"  # stands for the end of the text, so that no look ahead needs a bound
_ENTITY = re.compile(r"&(?:#(?:x([0-9a-fA-F]*)|([0-9]*))|([a-zA-Z]*));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_MAX_REFERENCE = 10
"""A numeric reference of this many characters or more stays as it is."""
_LAST_CODE_POINT = 0x10FFFF
_SURROGATE = re.compile("[\ud800-\udfff]")
_UNWANTED = re.compile("[\x00-\x09\x0b-\x1f\u2028-\u202e]")
_DATE_FORMAT = re.compile(r"r|w?[dD]?[tT]?")


@dataclass(slots=True)
class _Open:
    """A start tag that waits for its end."""

    tag: str
    argument: str
    start: int
    date: int = 0


def formatted(source: str, parse_mode: str, entities: list[Json] | None = None) -> Formatted:
    """The text and entities that Telegram makes of what a bot sends.

    Args:
        source: the text as sent.
        parse_mode: "HTML" in any case, or "" for text as it is.
        entities: given instead of a parse mode; ignored beside one.

    Raises:
        RefusedError: 400 in Telegram's words.
        NotImplementedError: one of the Markdown modes, which this bot does not use.
    """
    source = _cleaned(source)
    mode = parse_mode.lower()
    if mode == "html":
        if "<" not in source and "&" not in source:
            return finished(source, [])
        return finished(*_Parser(source).parse())
    if mode in {"markdown", "markdownv2"}:
        raise NotImplementedError(f"the in-process Bot API reads HTML, not {parse_mode}")
    if mode not in {"", "none"}:
        raise bad_request("Unsupported parse_mode")
    return finished(source, given(source, entities)) if entities else finished(source, [])


def utf16_length(text: str) -> int:
    """Length in the units of entity offsets: two for a character outside the basic plane."""
    return len(text) if text.isascii() else len(text) + len(ASTRAL.findall(text))


def _cleaned(source: str) -> str:
    """Take out what Telegram takes out of any text: carriage returns, bidi marks; controls become spaces."""
    if _UNWANTED.search(source) is None:
        return source
    return _UNWANTED.sub(lambda found: "" if found[0] == "\r" or found[0] > "\x1f" else " ", source)


class _Parser:
    """One pass over one HTML text."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._text = source + _END
        self._out: list[str] = []
        self._length = 0
        self._open: list[_Open] = []
        self._spans: list[Span] = []

    def parse(self) -> tuple[str, list[Span]]:
        """The plain text and its spans, both still untrimmed."""
        at, end = 0, len(self._source)
        for found in re.finditer("[<&]", self._source):
            if found.start() < at:
                continue  # inside a tag that was read already
            self._put(self._source[at : found.start()])
            at = self._reference(found.start()) if found[0] == "&" else self._tag(found.start())
        self._put(self._source[at:end])
        if self._open:
            raise _unparsable(f'Can\'t find end tag corresponding to start tag "{self._open[-1].tag}"')
        text = "".join(self._out)
        if _SURROGATE.search(text):
            raise _unparsable(
                "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched "
                "surrogate code units"
            )
        return text, self._spans

    def _put(self, piece: str) -> None:
        self._out.append(piece)
        self._length += len(piece)

    def _reference(self, at: int) -> int:
        character, after = _decoded(self._text, at)
        self._put(character or "&")
        return after if character else at + 1

    def _tag(self, begin: int) -> int:
        return self._end_tag(begin) if self._text[begin + 1] == "/" else self._start_tag(begin)

    def _start_tag(self, begin: int) -> int:
        text, at = self._text, begin + 1
        while text[at] not in _SPACE and text[at] != ">":
            at += 1
        if text[at] == _END:
            raise self._refused("Unclosed start tag at byte offset {at}", begin)
        tag = text[begin + 1 : at].lower()
        if tag not in _TAGS:
            raise self._refused(f'Unsupported start tag "{tag}" at byte offset {{at}}', begin)
        opened = _Open(tag, "", self._length)
        while text[at] != ">":
            at = self._skip_space(at)
            if text[at] != ">":
                at = self._attribute(opened, begin, at)
        if tag == "span" and opened.argument != "spoiler":
            raise self._refused('Tag "span" must have class "tg-spoiler" at byte offset {at}', begin)
        self._open.append(opened)
        return at + 1

    def _attribute(self, opened: _Open, begin: int, at: int) -> int:
        text, name_at = self._text, at
        while text[at] not in _SPACE and text[at] not in "=>/\"'":
            at += 1
        name = text[name_at:at]
        if not name:
            raise self._refused(f'Empty attribute name in the tag "{opened.tag}" at byte offset {{at}}', begin)
        at = self._skip_space(at)
        if text[at] != "=":
            if text[at] == _END:
                raise self._refused(f'Unclosed start tag "{opened.tag}" at byte offset {{at}}', begin)
            _take_attribute(opened, name, "")
            return at
        at = self._skip_space(at + 1)
        if text[at] == _END:
            raise self._refused(f'Unclosed start tag "{opened.tag}" at byte offset {{at}}', begin)
        value, at = self._quoted(at) if text[at] in "'\"" else self._bare(at)
        if text[at] == _END:
            raise self._refused("Unclosed start tag at byte offset {at}", begin)
        _take_attribute(opened, name, value)
        return at

    def _bare(self, at: int) -> tuple[str, int]:
        begin = at
        while self._text[at].isascii() and (self._text[at].isalnum() or self._text[at] in ".-"):
            at += 1
        if self._text[at] not in _SPACE and self._text[at] != ">":
            raise self._refused("Unexpected end of name token at byte offset {at}", begin)
        return self._text[begin:at].lower(), at

    def _quoted(self, at: int) -> tuple[str, int]:
        text, quote, value = self._text, self._text[at], []
        at += 1
        while text[at] not in (quote, _END):
            character, after = _decoded(text, at) if text[at] == "&" else ("", at)
            value.append(character or text[at])
            at = after if character else at + 1
        return "".join(value), at + 1 if text[at] == quote else at

    def _end_tag(self, begin: int) -> int:
        if not self._open:
            raise self._refused("Unexpected end tag at byte offset {at}", begin)
        text, at = self._text, begin + 2
        while text[at] not in _SPACE and text[at] != ">":
            at += 1
        name = text[begin + 2 : at].lower()
        at = self._skip_space(at)
        if text[at] != ">":
            raise self._refused("Unclosed end tag at byte offset {at}", begin)
        opened = self._open.pop()
        if name not in ("", opened.tag):
            raise self._refused(
                f'Unmatched end tag at byte offset {{at}}, expected "</{opened.tag}>", found "</{name}>"',
                begin,
            )
        if self._length > opened.start:
            self._close(opened)
        return at + 1

    def _close(self, opened: _Open) -> None:
        start, end, tag = opened.start, self._length, opened.tag
        if tag in _STYLES:
            self._spans.append(Span(start, end, _STYLES[tag]))
        elif tag == "blockquote":
            self._spans.append(Span(start, end, "expandable_blockquote" if opened.argument else "blockquote"))
        elif tag == "a":
            self._close_link(opened)
        elif tag == "tg-emoji":
            if not re.fullmatch(r"-?\d{1,19}", opened.argument) or not 0 < abs(int(opened.argument)) < 1 << 63:
                raise _unparsable("Invalid custom emoji identifier specified")
            self._spans.append(Span(start, end, "custom_emoji", (("custom_emoji_id", opened.argument),)))
        elif tag == "tg-time":
            self._close_time(opened)
        else:
            self._close_code(opened)

    def _close_link(self, opened: _Open) -> None:
        url = opened.argument or "".join(self._out)[opened.start :]
        if (user := mentioned_user(url)) is not None:
            self._spans.append(Span(opened.start, self._length, "text_mention", (("user", user),)))
            return
        try:
            url = checked_link(url)
        except LinkError:
            return  # Telegram drops a link it cannot use without a word and keeps its text
        self._spans.append(Span(opened.start, self._length, "text_link", (("url", url),)))

    def _close_time(self, opened: _Open) -> None:
        if not _DATE_FORMAT.fullmatch(opened.argument):
            raise _unparsable("Invalid date format specified")  # the one refusal here whose words are our own
        if opened.date > 0:
            extra: list[tuple[str, object]] = [("unix_time", opened.date)]
            if opened.argument:
                extra.append(("date_time_format", opened.argument))
            self._spans.append(Span(opened.start, self._length, "date_time", tuple(extra)))

    def _close_code(self, opened: _Open) -> None:
        """`pre` around `code` of the same extent, either way round, is one block in a language."""
        start, end, tag = opened.start, self._length, opened.tag
        last = self._spans[-1] if self._spans else None
        if last is not None and (last.start, last.end) == (start, end):
            language = dict(last.extra).get("language") if tag == "pre" else opened.argument
            if language and last.kind == ("code" if tag == "pre" else "pre"):
                self._spans[-1] = Span(start, end, "pre", (("language", language),))
                return
        self._spans.append(Span(start, end, tag, (("language", opened.argument),) if opened.argument else ()))

    def _skip_space(self, at: int) -> int:
        while self._text[at] in _SPACE and self._text[at] != _END:
            at += 1
        return at

    def _refused(self, words: str, at: int) -> Exception:
        return _unparsable(words.format(at=len(self._source[:at].encode())))


def _take_attribute(opened: _Open, name: str, value: str) -> None:
    """Keep an attribute that means something in its tag; all others are ignored, as Telegram does."""
    match opened.tag, name:
        case ("a", "href") | ("tg-emoji", "emoji-id") | ("tg-time", "format"):
            opened.argument = value
        case "code", "class" if value.startswith("language-"):
            opened.argument = value.removeprefix("language-")
        case "span", "class" if value.startswith("tg-"):
            opened.argument = value.removeprefix("tg-")
        case "blockquote", "expandable":
            opened.argument = "1"
        case "tg-time", "unix":
            opened.date = int(value) if re.fullmatch(r"\d{1,10}", value) else 0


def _decoded(text: str, at: int) -> tuple[str, int]:
    """The character a reference stands for and where it ends; "" if it is none that Telegram knows."""
    found = _ENTITY.match(text, at)
    if found is None:
        return "", at
    hexadecimal, decimal, name = found.groups()
    if name is not None:
        return _NAMED.get(name, ""), found.end()
    digits, base = (hexadecimal, 16) if hexadecimal is not None else (decimal, 10)
    length = found.end() - at - found[0].endswith(";")
    code = int(digits, base) if digits and length < _MAX_REFERENCE else 0
    return (chr(code), found.end()) if 0 < code < _LAST_CODE_POINT else ("", at)


def _unparsable(words: str) -> Exception:
    return bad_request(f"Can't parse entities: {words}")
