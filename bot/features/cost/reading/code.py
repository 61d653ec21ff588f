"""A request inside Python or JavaScript: through a client, or as an object that is sent some other way."""

from __future__ import annotations

import json
import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from bot.features.cost.reading.bodies import read_body
from bot.features.cost.reading.curl import Snippet
from bot.features.cost.reading.loose import CHARACTERS_A_VALUE, MAX_VALUES, read_call, read_loose, read_value
from bot.features.cost.reading.results import Endpoint, Source
from bot.features.cost.reading.usage import read_usage
from bot.features.cost.reading.values import (
    SPREAD,
    Called,
    MalformedError,
    Marked,
    TooLargeError,
    Unread,
    Value,
    marked,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


MAX_CODE: Final = 200_000
"""Characters; what is longer is a program to be counted as text."""
_MAX_OBJECTS: Final = 40  # looked at in one text
_MAX_CALLS: Final = 8
_MAX_NAMES: Final = 30  # looked up in one text
_MAX_DEPTH: Final = 24
_MAX_INSIDE: Final = 4  # objects around a request: the options of fetch

_CALL: Final = re.compile(
    r"\b(?P<path>(?:chat\s*\.\s*)?completions|responses|embeddings|ChatCompletion|Completion|Embedding|Response)\s*\.\s*"
    r"(?:with_raw_response\s*\.\s*)?a?(?:create|parse|stream)\s*(?=\()"
)
_ENDPOINTS: Final = {
    "chat.completions": Endpoint.CHAT,
    "ChatCompletion": Endpoint.CHAT,
    "responses": Endpoint.RESPONSES,
    "Response": Endpoint.RESPONSES,
    "embeddings": Endpoint.EMBEDDINGS,
    "Embedding": Endpoint.EMBEDDINGS,
    "Completion": Endpoint.COMPLETIONS,
    "completions": Endpoint.COMPLETIONS,
}
_REPR: Final = re.compile(r"\b(?:[A-Z]\w*)?(?:Usage|ChatCompletion|Completion|Response|Result)(?=\()")
_KEYS: Final = re.compile(r"\b(?:messages|input|prompt|instructions|\w+_tokens|\w+Tokens)\b[\"'”]?\s*[:=,]")
_CODE: Final = re.compile(
    r"^\s*(?:import |from \w+ import|const |let |var |def |async |await |\w+\s*=[^=]|requests\.|fetch\()|\bcreate\(",
    re.MULTILINE,
)
_BODY_KEYS: Final = frozenset({"messages", "input", "prompt", "instructions", SPREAD})
_LINE_START: Final = r"(?:^|[;\n])[ \t>.]*(?:(?:const|let|var|final|val|export)[ \t]+)*"


def read_code(text: str) -> Snippet | None:
    """Return the first request that code makes, with the names in it looked up in the code."""
    if len(text) > MAX_CODE:
        return None
    names = _Names(text)
    budget = [MAX_VALUES]
    for call in islice(_CALL.finditer(text), _MAX_CALLS):
        endpoint = _ENDPOINTS["".join(call["path"].split())]
        try:
            found = read_call(text, call.end(), budget=budget)
        except MalformedError:
            continue
        body = read_body(
            names.resolve(_arguments(found.value)), source=Source.CODE, endpoint=endpoint, complete=found.complete
        )
        if body is not None:
            return Snippet(body, call.start(), found.end)
    return None


def _arguments(called: Called) -> dict[str, Value]:
    """Return what a call is made with: keywords in Python, an object in JavaScript."""
    first = called.arguments[0] if called.arguments else None
    if isinstance(first, Unread):
        return {SPREAD: [first], **called.keywords}
    return {**(first if isinstance(first, dict) else {}), **called.keywords}


def read_objects(text: str) -> Snippet | None:
    """Return the first request, or usage block, among the objects and reprs in a text."""
    if len(text) > MAX_CODE or not _KEYS.search(text):
        return None
    source = Source.CODE if _CODE.search(text) else Source.JSON
    names = _Names(text)
    for start, end, value, complete in _objects(text):
        usage = read_usage(value, complete=complete)
        if usage is not None:
            return Snippet(usage, start, end)
        for inner in _inside(value):
            if isinstance(inner, dict) and not inner.keys() & _BODY_KEYS:
                continue
            body = read_body(names.resolve(inner), source=source, complete=complete)
            if body is not None:
                return Snippet(body, start, end)
    return None


def _objects(text: str) -> Iterator[tuple[int, int, Value, bool]]:
    """Yield the values that begin with a bracket or as a repr: start, end, value, whether it is whole."""
    budget = [MAX_VALUES]
    opener = re.compile(rf"[{{\[]|{_REPR.pattern}")
    at = 0
    for _ in range(_MAX_OBJECTS):
        found = opener.search(text, at)
        if found is None:
            return
        start = found.start()
        try:
            value = read_value(text, start) if found.group() in "{[" else read_loose(text, start, budget=budget)
        except TooLargeError:
            return
        except MalformedError:
            at = found.end()
            continue
        if not isinstance(value.value, dict | list | Called) or not value.value:
            at = found.end()
            continue
        yield start, value.end, value.value, value.complete
        at = max(value.end, found.end())


def _inside(value: Value, depth: int = 0) -> Iterator[Value]:
    """Yield a value and the objects in it: a request may be the ``json`` or the ``body`` of something else."""
    if isinstance(value, str) and depth and value.lstrip().startswith("{"):
        try:
            value = json.loads(value, strict=False)
        except (ValueError, RecursionError):
            return
    if isinstance(value, Called):
        value = {**dict(enumerate(value.arguments)), **value.keywords}
    if isinstance(value, list) and not depth:
        yield value
    if isinstance(value, dict):
        yield value
        if depth < _MAX_INSIDE:
            for each in value.values():
                yield from _inside(each, depth + 1)


class _Names:
    """Looks up what a piece of code gave to a name. What is put together from names is bounded, however they nest."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[str, tuple[Value, int]] = {}
        self._budget = [MAX_VALUES]

    def resolve(self, value: Value, depth: int = 0) -> Value:
        """Return a value with its names looked up; what is not found stays :class:`Unread`."""
        if depth > _MAX_DEPTH:
            return Unread()
        if isinstance(value, Unread) and value.name:
            return self._look_up(value.name, depth)
        if isinstance(value, list):
            return [self.resolve(each, depth + 1) for each in value]
        if isinstance(value, Marked):
            return marked([part for each in value.parts for part in self._filled(each, depth)])
        if isinstance(value, Called):
            arguments = [self.resolve(each, depth + 1) for each in value.arguments]
            keywords = {key: self.resolve(each, depth + 1) for key, each in value.keywords.items()}
            return Called(value.name, arguments, keywords)
        if isinstance(value, dict):
            return self._object(value, depth)
        return value

    def _filled(self, part: str | Unread, depth: int) -> tuple[str | Unread, ...]:
        """Return a part of a text with the text of its name."""
        value = part if isinstance(part, str) else self.resolve(part, depth + 1)
        if isinstance(value, Marked):
            return value.parts
        return (value,) if isinstance(value, str) else (Unread(),)

    def _object(self, value: dict[str, Value], depth: int) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for each in value.get(SPREAD, ()):
            spread = self.resolve(each, depth + 1)
            if isinstance(spread, dict):
                found.update(spread)
            else:
                found.setdefault(SPREAD, []).append(spread)
        for key, each in value.items():
            if key != SPREAD:
                found[key] = self.resolve(each, depth + 1)
        return found

    def _look_up(self, name: str, depth: int) -> Value:
        if name not in self._known:
            self._known[name] = Unread(), 1  # what a name's own value says of itself
            if len(self._known) <= _MAX_NAMES and name.isidentifier():
                value = self.resolve(self._assigned(name), depth + 1)
                self._known[name] = value, _size(value)
        value, size = self._known[name]
        self._budget[0] -= size
        return value if self._budget[0] >= 0 else Unread()

    def _assigned(self, name: str) -> Value:
        """Return what is assigned to a name, with what is appended to it later."""
        assigned = re.search(rf"{_LINE_START}{name}[ \t]*(?::[^=\n]{{1,60}})?=(?!=)[ \t]*", self._text)
        if assigned is None:
            return Unread()
        try:
            value = read_loose(self._text, assigned.end(), budget=self._budget).value
            if isinstance(value, list):
                for added in re.finditer(rf"\b{name}\.(?:append|push)[ \t]*(?=\()", self._text):
                    value += read_call(self._text, added.end(), budget=self._budget).value.arguments
        except MalformedError:
            return Unread()
        return value


def _size(value: Value) -> int:
    """Return what a value costs of a budget each time that it is used."""
    if isinstance(value, str):
        return 1 + len(value) // CHARACTERS_A_VALUE
    if isinstance(value, Marked):
        return 1 + len(value.text) // CHARACTERS_A_VALUE + value.holes
    if isinstance(value, list):
        return 1 + sum(map(_size, value))
    if isinstance(value, dict):
        return 1 + sum(map(_size, value.values()))
    return 1
