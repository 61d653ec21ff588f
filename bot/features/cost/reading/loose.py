"""Values as people paste them: JSON, JSON that is nearly JSON, literals of Python and JavaScript, reprs of objects.

One reader for all of them. It forgives trailing commas, comments, quotes of every kind, keys without quotes and an end
that was cut off; names and expressions become :class:`Unread`. Depth, number of values and work are bounded.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_DEPTH: Final = 64
MAX_VALUES: Final = 200_000
MAX_TEXT: Final = 2_000_000
"""Characters; a longer text is read as strict JSON or not at all."""
CHARACTERS_A_VALUE: Final = 10
"""How many made-up characters cost as much of a budget as one value."""
_MAX_REPEATED: Final = 1_000_000  # characters of "abc" * 1000


class MalformedError(ValueError):
    """What stands there is no value, or is too deep or too large to be read."""


class TooLargeError(MalformedError):
    """It is too deep, or has too many parts."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A name, or an expression, whose value is not in the text. `name`: of a lone name, else empty."""

    name: str = ""


@dataclass(slots=True)
class Called:
    """A call or a repr: ``CompletionUsage(prompt_tokens=12)``; `name` without the path to it."""

    name: str
    arguments: list[Value] = field(default_factory=list)
    keywords: dict[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with holes: an f-string, a template, a sum of texts and names."""

    parts: tuple[str | Unread, ...]

    @property
    def text(self) -> str:
        """The text without what belongs into the holes."""
        return "".join(part for part in self.parts if isinstance(part, str))

    @property
    def holes(self) -> int:
        """How many there are."""
        return sum(isinstance(part, Unread) for part in self.parts)


Value: TypeAlias = Any
"""None, bool, int, float, str, list, dict, :class:`Unread`, :class:`Called` or :class:`Marked`."""

SPREAD: Final = "..."
"""The key under which an object keeps what is spread into it: ``**more``, ``...more``."""


class Found(NamedTuple):
    """A value, where it ends, and whether it was there as a whole."""

    value: Value
    end: int
    complete: bool


_STRICT: Final = json.JSONDecoder(strict=False)


def read_value(text: str, start: int = 0) -> Found:
    """Read the value that begins at an index: strict JSON where it is, else forgiving.

    Raises:
        MalformedError: there is none, or it is too large.
    """
    try:
        value, end = _STRICT.raw_decode(text, start)
        return Found(value, end, complete=True)
    except (ValueError, RecursionError):
        return read_loose(text, start)


def read_loose(text: str, start: int = 0, *, budget: list[int] | None = None) -> Found:
    """Read the value that begins at an index, forgiving.

    `budget` holds how many more steps may be made, for several readings together.

    Raises:
        MalformedError: as :func:`read_value`.
    """
    if len(text) > MAX_TEXT:
        raise TooLargeError("too long to be read")
    reader = _Reader(text, start, [MAX_VALUES] if budget is None else budget)
    value = reader.expression(0)
    return Found(value, reader.at, reader.complete)


def read_call(text: str, start: int, *, budget: list[int] | None = None) -> Found:
    """Read the arguments of a call, whose bracket stands at an index; the value is a :class:`Called`.

    Raises:
        MalformedError: as :func:`read_value`.
    """
    if len(text) > MAX_TEXT:
        raise TooLargeError("too long to be read")
    reader = _Reader(text, start, [MAX_VALUES] if budget is None else budget)
    called = reader.arguments("", 0)
    return Found(called, reader.at, reader.complete)


_SPACE: Final = re.compile(r"(?:\s+|#[^\n]*|//[^\n]*|/\*(?:[^*]|\*(?!/))*(?:\*/)?|\\\r?\n)+")
_LINE_SPACE: Final = re.compile(r"[ \t]+")
_NUMBER: Final = re.compile(r"[-+]?(?:0[xX][0-9a-fA-F]+|(?:\d[\d_]*)?\.?\d+(?:[eE][-+]?\d+)?)n?")
_NAME: Final = re.compile(r"[^\W\d][\w$]*(?:\s*\??\.\s*[^\W\d][\w$]*)*|\$\w*")
_PREFIX: Final = re.compile(r"(?i:rb|br|rf|fr|[rbuf])(?=[\"'])")
_QUOTED: Final = {quote: re.compile(rf"[^{quote}\\]*(?:\\.[^{quote}\\]*)*", re.DOTALL) for quote in ('"', "'", "`")} | {
    quote * 3: re.compile(rf"(?:[^{quote}\\]|\\.|{quote}(?!{quote * 2}))*", re.DOTALL) for quote in ('"', "'")
}
_CURLY: Final = {"“": "”“", "”": "”“", "„": "“”", "‘": "’", "«": "»", "「": "」", "＂": "＂"}
_ESCAPE: Final = re.compile(
    r"\\(u\{[0-9a-fA-F]{1,6}\}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|[0-7]{1,3}|\r?\n|.)", re.DOTALL
)
_SIMPLE: Final = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "a": "\a", "0": "\0"}
_SURROGATES: Final = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_HOLE: Final = re.compile(r"\{\{|\}\}|\{[^{}]*\}")
_TEMPLATE_HOLE: Final = re.compile(r"\$\{[^{}]*\}")
_CONSTANTS: Final = {
    "true": True,
    "True": True,
    "false": False,
    "False": False,
    "null": None,
    "None": None,
    "undefined": None,
    "nil": None,
    "NaN": None,
}
_WRAPPERS: Final = frozenset(
    "dedent cleandoc str stringify dumps raw Some String to_string trim strip from list tuple dict".split()  # noqa: SIM905
)
"""Functions whose first argument is what they are about."""
_HARMLESS: Final = frozenset(
    "strip lstrip rstrip trim trimStart trimEnd dedent encode decode toString to_string".split()  # noqa: SIM905
)
_CLOSERS: Final = {"{": "}", "[": "]", "(": ")"}
_SKIP: Final = re.compile(r"[^\s\"'`“‘{}()\[\],;:\n]+|\s", re.DOTALL)
_WORDS_BEHIND: Final = re.compile(r"(?:if|else|or|and|for|in|is|not|as|satisfies)\b|[|&?%<>=!/*-]|\.\.")
_COMMENT_HASH: Final = "#"


class _Reader:
    """Reads one value. Recursion is as deep as the value, and bounded."""

    def __init__(self, text: str, start: int, budget: list[int]) -> None:
        self.text, self.at = text, start
        self.complete = True
        self.budget = budget

    def _spend(self, depth: int) -> None:
        self.budget[0] -= 1
        if self.budget[0] < 0 or depth > MAX_DEPTH:
            raise TooLargeError("too deep or too large")

    def _space(self) -> None:
        match = _SPACE.match(self.text, self.at)
        if match:
            self.at = match.end()

    def _peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def expression(self, depth: int) -> Value:
        """Read a value and what is done with it: "a" + "b", "a" "b", "a".strip(), "ab" * 3."""
        value = self._value(depth)
        while True:
            before = self.at
            space = (_SPACE if depth else _LINE_SPACE).match(self.text, self.at)
            if space:
                self.at = space.end()
            char = self._peek()
            if char == "+" and not isinstance(value, int | float):
                self.at += 1
                self._space()
                value = self._joined(value, self._value(depth))
            elif char == "." and _NAME.match(self.text, self.at + 1):
                value = self._method(value, depth)
            elif char and char in "\"'" and isinstance(value, str | Marked) and depth:
                value = self._joined(value, self._string())
            elif char == "[" and isinstance(value, Unread | Called) and not space:
                self._skip_brackets(depth)
                value = Unread()
            elif char == "*" and isinstance(value, str):
                value = self._repeated(value, depth)
            elif char and _WORDS_BEHIND.match(self.text, self.at) and char != "=" and depth:
                self._skip(depth)
                value = value if isinstance(value, str | Marked | list | dict) else Unread()
                return self._with_hole(value)
            else:
                self.at = before
                return value

    def _with_hole(self, value: Value) -> Value:
        return Marked((value, Unread())) if isinstance(value, str) else value

    def _repeated(self, value: str, depth: int) -> Value:
        self.at += 1
        self._space()
        times = self._value(depth)
        if isinstance(times, int) and 0 <= times * len(value) <= _MAX_REPEATED:
            self.budget[0] -= times * len(value) // CHARACTERS_A_VALUE
            return value * times
        return Marked((value, Unread()))

    def _joined(self, left: Value, right: Value) -> Value:
        if isinstance(left, list) and isinstance(right, list):
            return left + right
        if isinstance(left, list | dict):
            return left
        parts: list[str | Unread] = []
        for each in (left, right):
            if isinstance(each, str | Unread):
                parts.append(each)
            else:
                parts += each.parts if isinstance(each, Marked) else (Unread(),)
        return marked(parts)

    def _method(self, value: Value, depth: int) -> Value:
        """What is called on a value: most of it makes the value another one."""
        self.at += 1
        name = _NAME.match(self.text, self.at)
        assert name is not None  # noqa: S101 - the caller has looked
        self.at = name.end()
        called = None
        if self._peek() == "(":
            called = self.arguments(name.group(), depth)
        if name.group() in _HARMLESS and isinstance(value, str | Marked):
            return value
        if name.group() == "join" and isinstance(value, str) and called and called.arguments:
            parts = called.arguments[0]
            if isinstance(parts, list) and all(isinstance(part, str) for part in parts):
                return value.join(parts)
        if isinstance(value, str):
            return Marked((value, Unread()))
        if isinstance(value, Marked):
            return Marked((*value.parts, Unread()))
        return value if isinstance(value, list | dict) else Unread()

    def _value(self, depth: int) -> Value:
        self._spend(depth)
        self._space()
        char = self._peek()
        if not char:
            self.complete = False
            return Unread()
        if char == "{":
            return self._object(depth + 1)
        if char == "[":
            return self._list("]", depth + 1)
        if char == "(":
            return self._parenthesised(depth + 1)
        if char in "\"'`" or char in _CURLY or _PREFIX.match(self.text, self.at):
            return self._string()
        number = _NUMBER.match(self.text, self.at)
        if number:
            self.at = number.end()
            return _number(number.group())
        if char == "<" and (shown := re.compile(r"<[^<>\n]{1,200}>").match(self.text, self.at)):  # <Kind.A: 'a'>
            self.at = shown.end()
            return Unread()
        name = _NAME.match(self.text, self.at)
        if name:
            return self._named(name, depth)
        raise MalformedError("no value")

    def _named(self, name: re.Match[str], depth: int) -> Value:
        word = name.group()
        self.at = name.end()
        if word in _CONSTANTS:
            return _CONSTANTS[word]
        if word in {"new", "await", "return", "lambda", "async", "yield"}:
            self._space()
            if word == "lambda":
                self._skip(depth)
                return Unread()
            return self._value(depth + 1)
        short = re.split(r"[\s.?]+", word)[-1]
        space = _LINE_SPACE.match(self.text, self.at)
        after = space.end() if space else self.at
        if self.text.startswith("(", after):
            self.at = after
            called = self.arguments(short, depth)
            if short in _WRAPPERS and called.arguments:
                return called.arguments[0]
            if short == "dict" and called.keywords:
                return called.keywords
            return called
        if self.text.startswith("`", after):  # a tagged template
            self.at = after
            return self._string()
        return Unread(word)

    def arguments(self, name: str, depth: int) -> Called:
        """Read ``(1, a=2, **more)``."""
        called = Called(name)
        self.at += 1
        for _ in self._items(")", depth + 1):
            keyword = re.compile(r"([^\W\d]\w*)\s*=(?!=)\s*").match(self.text, self.at)
            spread = re.compile(r"\*\*|\.\.\.").match(self.text, self.at)
            if keyword:
                self.at = keyword.end()
                called.keywords[keyword[1]] = self.expression(depth + 1)
            elif spread:
                self.at = spread.end()
                called.keywords.setdefault(SPREAD, []).append(self.expression(depth + 1))
            else:
                if self._peek() == "*":
                    self.at += 1
                called.arguments.append(self.expression(depth + 1))
        return called

    def _items(self, closer: str, depth: int) -> Any:  # noqa: ANN401 - a generator of nothing
        """Stand at each item up to a closing bracket, and behind it in the end."""
        while True:
            self._space()
            char = self._peek()
            if not char:
                self.complete = False
                return
            if char == closer:
                self.at += 1
                return
            if char in ",;，":
                self.at += 1
                continue
            if char in ")]}":
                raise MalformedError("a bracket of another kind")
            self._spend(depth)
            before = self.at
            yield
            self._space()
            char = self._peek()
            if char and char not in ",;，" and char != closer:
                if char in ")]}":
                    raise MalformedError("a bracket of another kind")
                self.complete = False  # a comma was forgotten, or something else stands there
                if char not in "\"'{[“" or self.at == before:
                    self._skip(depth)
            if self.at == before:
                raise MalformedError("no progress")

    def _list(self, closer: str, depth: int) -> list[Value]:
        self.at += 1
        items: list[Value] = []
        for _ in self._items(closer, depth):
            if self.text.startswith("...", self.at) or self._peek() == "*":
                self.at += 3 if self._peek() == "." else 1
                items.append(Unread())
                self.expression(depth)
                continue
            items.append(self.expression(depth))
        return items

    def _parenthesised(self, depth: int) -> Value:
        start = self.at
        items = self._list(")", depth)
        if re.compile(r"\s*=>").match(self.text, self.at):
            self._skip(depth)
            return Unread()
        if len(items) == 1 and not re.compile(r",\s*\)$").search(self.text, max(start, self.at - 20), self.at):
            return items[0]
        return items

    def _object(self, depth: int) -> dict[str, Value]:
        self.at += 1
        found: dict[str, Value] = {}
        for _ in self._items("}", depth):
            spread = re.compile(r"\*\*|\.\.\.").match(self.text, self.at)
            if spread:
                self.at = spread.end()
                found.setdefault(SPREAD, []).append(self.expression(depth))
                continue
            key = self._key(depth)
            self._space()
            if self._peek() in {":", "："} or self.text.startswith("=>", self.at):
                self.at += 2 if self._peek() == "=" else 1
                self._space()
                if not self._peek():
                    self.complete = False
                    return found
                found[key] = self.expression(depth)
            elif self._peek() in {",", "}", ""}:
                found[key] = Unread(key)  # {model, messages}
            else:
                raise MalformedError("no key")
        return found

    def _key(self, depth: int) -> str:
        char = self._peek()
        if char in "\"'`" or char in _CURLY or _PREFIX.match(self.text, self.at):
            value = self._string()
            return value if isinstance(value, str) else ""
        if char == "[":
            self._list("]", depth)
            return ""
        name = re.compile(r"[\w$][\w$-]*").match(self.text, self.at)
        if name is None:
            raise MalformedError("no key")
        self.at = name.end()
        return name.group()

    # Strings

    def _string(self) -> Value:
        prefix = _PREFIX.match(self.text, self.at)
        kind = prefix.group().lower() if prefix else ""
        if prefix:
            self.at = prefix.end()
        char = self._peek()
        if char in _CURLY:
            return self._curly(char)
        quote = char * 3 if char in "\"'" and self.text.startswith(char * 3, self.at) else char
        body = _QUOTED[quote].match(self.text, self.at + len(quote))
        raw = body.group() if body else ""
        self.at = body.end() if body else len(self.text)
        if self.text.startswith(quote, self.at):
            self.at += len(quote)
        else:
            self.complete = False
            self.at = len(self.text)
        hole = _HOLE if "f" in kind else _TEMPLATE_HOLE if quote == "`" else None
        if hole is None or hole.search(raw) is None:
            return raw if "r" in kind else unescape(raw)
        return _with_holes(raw, hole, raw_string="r" in kind)

    def _curly(self, opener: str) -> str:
        """A string that a word processor has dressed up."""
        self.complete = False
        body = re.compile(rf"[^{_CURLY[opener]}]*").match(self.text, self.at + 1)
        text = body.group() if body else ""
        self.at = min(len(self.text), self.at + 2 + len(text))
        return unescape(text)

    # Passing over what cannot be read

    def _skip(self, depth: int) -> None:
        """Pass over an expression up to the comma or bracket behind it."""
        while True:
            self._spend(depth)
            char = self._peek()
            if not char or char in ",;)]}":
                return
            if char in "\"'`" or char in _CURLY:
                self._string()
            elif char in _CLOSERS:
                self._skip_brackets(depth)
            else:
                match = _SKIP.match(self.text, self.at)
                self.at = match.end() if match else self.at + 1

    def _skip_brackets(self, depth: int) -> None:
        """Pass over brackets with all that is in them."""
        stack: list[str] = []
        while True:
            self._spend(depth)
            char = self._peek()
            if not char:
                self.complete = False
                return
            if char in _CLOSERS:
                stack.append(_CLOSERS[char])
                self.at += 1
            elif char in ")]}":
                if not stack or stack.pop() != char:
                    raise MalformedError("a bracket of another kind")
                self.at += 1
                if not stack:
                    return
            elif char in "\"'`" or char in _CURLY:
                self._string()
            else:
                match = _SKIP.match(self.text, self.at)
                self.at = match.end() if match else self.at + 1


def _number(digits: str) -> int | float | None:
    digits = digits.replace("_", "").removesuffix("n")
    try:
        return int(digits, 0) if digits.lstrip("+-").lower().startswith("0x") else int(digits)
    except ValueError:
        pass
    try:
        return float(digits)
    except ValueError:
        return None


def _with_holes(raw: str, hole: re.Pattern[str], *, raw_string: bool) -> Value:
    """Return the text of an f-string or a template, with what is to be filled in by name where it is a lone name."""
    parts: list[str | Unread] = []
    at = 0
    for match in hole.finditer(raw):
        text = raw[at : match.start()]
        parts.append(text if raw_string else unescape(text))
        filled = match.group()
        if filled in {"{{", "}}"}:
            parts.append(filled[0])
        else:
            name = filled.lstrip("$").strip("{} ")
            parts.append(Unread(name if name.isidentifier() else ""))
        at = match.end()
    parts.append(raw[at:] if raw_string else unescape(raw[at:]))
    return marked(parts)


def marked(parts: Sequence[str | Unread]) -> Value:
    """Return parts as one text, with holes where parts are names."""
    if all(isinstance(part, str) for part in parts):
        return "".join(str(part) for part in parts)
    if not any(isinstance(part, str) and part for part in parts):
        return parts[0] if len(parts) == 1 else Unread()
    return Marked(tuple(parts))


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
