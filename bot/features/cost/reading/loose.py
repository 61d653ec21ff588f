"""Values as people paste them: JSON, JSON that is nearly JSON, literals of Python and JavaScript, reprs of objects.

One reader for all of them. It forgives trailing commas, comments, quotes of every kind, keys without quotes and an end
that was cut off; names and expressions become :class:`Unread`. Depth, number of values and work are bounded.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from bot.features.cost.reading.scanner import LINE_SPACE, Scanner
from bot.features.cost.reading.strings import begins_string
from bot.features.cost.reading.values import (
    SPREAD,
    Called,
    MalformedError,
    Marked,
    TooLargeError,
    Unread,
    Value,
    marked,
    parts_of,
    with_hole,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_VALUES: Final = 100_000
MAX_TEXT: Final = 2_000_000
"""Characters; a longer text is read as strict JSON or not at all."""
CHARACTERS_A_VALUE: Final = 10
"""How many made-up characters cost as much of a budget as one value."""
_MAX_REPEATED: Final = 1_000_000  # characters of "abc" * 1000


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


_NUMBER: Final = re.compile(r"[-+]?(?:0[xX][0-9a-fA-F]+|(?:\d[\d_]*)?\.?\d+(?:[eE][-+]?\d+)?)n?")
_NAME: Final = re.compile(r"[^\W\d][\w$]*(?:\s*\??\.\s*[^\W\d][\w$]*)*|\$\w*")
_KEY: Final = re.compile(r"[\w$][\w$-]*")
_KEYWORD: Final = re.compile(r"([^\W\d]\w*)\s*=(?!=)\s*")
_SPREAD: Final = re.compile(r"\*\*|\.\.\.")
_SHOWN: Final = re.compile(r"<[^<>\n]{1,200}>")  # <Kind.A: 'a'>
_ARROW: Final = re.compile(r"\s*=>")
_COMMA_LAST: Final = re.compile(r",\s*\)$")
_DOTS: Final = re.compile(r"[\s.?]+")
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
    {
        "dedent",
        "cleandoc",
        "str",
        "stringify",
        "dumps",
        "raw",
        "Some",
        "String",
        "to_string",
        "trim",
        "strip",
        "from",
        "list",
        "tuple",
        "dict",
    }
)
"""Functions whose first argument is what they are about."""
_HARMLESS: Final = frozenset(
    {"strip", "lstrip", "rstrip", "trim", "trimStart", "trimEnd", "dedent", "encode", "decode", "toString", "to_string"}
)
_BEFORE_VALUE: Final = frozenset({"new", "await", "return", "async", "yield"})
_SEPARATORS: Final = ",;，"
_WORDS_BEHIND: Final = re.compile(r"(?:if|else|or|and|for|in|is|not|as|satisfies)\b|[|&?%<>=!/*-]|\.\.")


class _Reader(Scanner):
    """Reads one value. Recursion is as deep as the value, and bounded."""

    # Expressions

    def expression(self, depth: int) -> Value:
        """Read a value and what is added to it: "a" + "b", "a" "b"."""
        value = self._operand(depth)
        parts: list[str | Unread] | None = None
        while True:
            before = self.at
            self.gap(depth)
            char = self.peek()
            if char == "+" and not isinstance(value, int | float):
                self.at += 1
                self.space()
                more = self._operand(depth)
            elif depth and char and char in "\"'" and (parts is not None or isinstance(value, str | Marked)):
                more = self._operand(depth)
            else:
                self.at = before
                break
            if isinstance(value, list):
                value += more if isinstance(more, list) else [Unread()]
            elif not isinstance(value, dict):
                parts = [*parts_of(value)] if parts is None else parts
                parts += parts_of(more)
        value = value if parts is None else marked(parts)
        return self._with_rest(value, depth)

    def _with_rest(self, value: Value, depth: int) -> Value:
        """Pass over what cannot be read behind a value: ``x if y else z``, ``a or b``, ``x as any``."""
        before = self.at
        self.gap(depth)
        char = self.peek()
        if not depth or not char or char == "=" or not _WORDS_BEHIND.match(self.text, self.at):
            self.at = before
            return value
        self.skip(depth)
        return with_hole(value)

    def _operand(self, depth: int) -> Value:
        """Read a value and what is done with it: "a".strip(), a[0], "ab" * 3."""
        value = self._value(depth)
        while True:
            before = self.at
            self.gap(depth)
            char = self.peek()
            if char == "." and _NAME.match(self.text, self.at + 1):
                value = self._method(value, depth)
            elif char == "[" and isinstance(value, Unread | Called) and before == self.at:
                self.skip_brackets(depth)
                value = Unread()
            elif char == "*" and isinstance(value, str) and not self.text.startswith("**", self.at):
                value = self._repeated(value, depth)
            else:
                self.at = before
                return value

    def _repeated(self, value: str, depth: int) -> Value:
        self.at += 1
        self.space()
        times = self._value(depth)
        if isinstance(times, int) and 0 <= times * len(value) <= _MAX_REPEATED:
            self.budget[0] -= times * len(value) // CHARACTERS_A_VALUE
            return value * times
        return with_hole(value)

    def _method(self, value: Value, depth: int) -> Value:
        """What is called on a value: most of it makes the value another one."""
        name = _NAME.match(self.text, self.at + 1)
        assert name is not None  # noqa: S101 - the caller has looked
        self.at = name.end()
        called = self.arguments(name.group(), depth) if self.peek() == "(" else Called("")
        if name.group() in _HARMLESS and isinstance(value, str | Marked):
            return value
        if name.group() == "join" and isinstance(value, str) and called.arguments:
            pieces = called.arguments[0]
            if isinstance(pieces, list) and all(isinstance(piece, str) for piece in pieces):
                return value.join(pieces)
        return with_hole(value)

    # Values

    def _value(self, depth: int) -> Value:
        self.spend(depth)
        self.space()
        char = self.peek()
        if not char:
            self.complete = False
            return Unread()
        if char == "{":
            return self._object(depth + 1)
        if char == "[":
            return self._list("]", depth + 1)
        if char == "(":
            return self._parenthesised(depth + 1)
        if begins_string(self.text, self.at):
            return self.string()
        number = _NUMBER.match(self.text, self.at)
        if number:
            self.at = number.end()
            return _number(number.group())
        shown, name = _SHOWN.match(self.text, self.at), _NAME.match(self.text, self.at)
        if shown:
            self.at = shown.end()
            return Unread()
        if name is None:
            raise MalformedError("no value")
        return self._named(name, depth)

    def _named(self, name: re.Match[str], depth: int) -> Value:
        word = name.group()
        self.at = name.end()
        if word in _CONSTANTS:
            return _CONSTANTS[word]
        if word in _BEFORE_VALUE:
            return self._value(depth + 1)
        if word == "lambda":
            self.skip(depth)
            return Unread()
        space = LINE_SPACE.match(self.text, self.at)
        after = space.end() if space else self.at
        if self.text.startswith("`", after):  # a tagged template
            self.at = after
            return self.string()
        if not self.text.startswith("(", after):
            return Unread(word)
        self.at = after
        called = self.arguments(_DOTS.split(word)[-1], depth)
        if called.name in _WRAPPERS and called.arguments:
            return called.arguments[0]
        return called.keywords if called.name == "dict" and called.keywords else called

    def arguments(self, name: str, depth: int) -> Called:
        """Read ``(1, a=2, **more)``."""
        called = Called(name)
        self.at += 1
        for _ in self._items(")", depth + 1):
            keyword, spread = _KEYWORD.match(self.text, self.at), _SPREAD.match(self.text, self.at)
            if keyword:
                self.at = keyword.end()
                called.keywords[keyword[1]] = self.expression(depth + 1)
            elif spread:
                self.at = spread.end()
                called.keywords.setdefault(SPREAD, []).append(self.expression(depth + 1))
            else:
                self.at += self.peek() == "*"
                called.arguments.append(self.expression(depth + 1))
        return called

    def _items(self, closer: str, depth: int) -> Iterator[None]:
        """Stand at each item up to a closing bracket, and behind it in the end."""
        while True:
            self.space()
            char = self.peek()
            if not char:
                self.complete = False
                return
            self.at += char == closer or char in _SEPARATORS
            if char == closer:
                return
            if char in _SEPARATORS:
                continue
            if char in ")]}":
                raise MalformedError("a bracket of another kind")
            self.spend(depth)
            before = self.at
            yield
            self.space()
            char = self.peek()
            if char and char not in _SEPARATORS and char not in ")]}":
                self.complete = False  # a comma was forgotten, or something else stands there
                if char not in "\"'{[“":
                    self.skip(depth)
            if self.at == before:
                raise MalformedError("no progress")

    def _list(self, closer: str, depth: int) -> list[Value]:
        self.at += 1
        items: list[Value] = []
        for _ in self._items(closer, depth):
            spread = "..." if self.text.startswith("...", self.at) else "*" if self.peek() == "*" else ""
            self.at += len(spread)
            value = self.expression(depth)
            items.append(Unread() if spread else value)
        return items

    def _parenthesised(self, depth: int) -> Value:
        start = self.at
        items = self._list(")", depth)
        if _ARROW.match(self.text, self.at):
            self.skip(depth)
            return Unread()
        is_tuple = len(items) != 1 or _COMMA_LAST.search(self.text, max(start, self.at - 20), self.at)
        return items if is_tuple else items[0]

    def _object(self, depth: int) -> dict[str, Value]:
        self.at += 1
        found: dict[str, Value] = {}
        for _ in self._items("}", depth):
            spread = _SPREAD.match(self.text, self.at)
            if spread:
                self.at = spread.end()
                found.setdefault(SPREAD, []).append(self.expression(depth))
                continue
            key = self._key(depth)
            self.space()
            char = self.peek()
            if char in {":", "："} or self.text.startswith("=>", self.at):
                self.at += 2 if char == "=" else 1
                self.space()
                if self.peek():
                    found[key] = self.expression(depth)
            elif char in {",", "}", ""}:
                found[key] = Unread(key)  # {model, messages}
            else:
                raise MalformedError("no key")
        return found

    def _key(self, depth: int) -> str:
        if begins_string(self.text, self.at):
            value = self.string()
            return value if isinstance(value, str) else ""
        if self.peek() == "[":
            self._list("]", depth)
            return ""
        name = _KEY.match(self.text, self.at)
        if name is None:
            raise MalformedError("no key")
        self.at = name.end()
        return name.group()


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
