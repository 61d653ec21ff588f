"""What a pasted value is made of beside texts, numbers, lists and objects: names, calls, texts with holes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence


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


def parts_of(value: Value) -> Sequence[str | Unread]:
    """Return a value as parts of a text."""
    if isinstance(value, Marked):
        return value.parts
    return (value if isinstance(value, str | Unread) else Unread(),)


def with_hole(value: Value) -> Value:
    """Return a text of which a part is not known; all else stays, or is not known itself."""
    if isinstance(value, Marked) and value.parts[-1] == Unread():
        return value
    if isinstance(value, str | Marked):
        return Marked((*parts_of(value), Unread()))
    return value if isinstance(value, list | dict) else Unread()


def marked(parts: Sequence[str | Unread]) -> Value:
    """Return parts as one text, with holes where parts are names."""
    if all(isinstance(part, str) for part in parts):
        return "".join(str(part) for part in parts)
    if not any(isinstance(part, str) and part for part in parts):
        return parts[0] if len(parts) == 1 else Unread()
    return Marked(tuple(parts))
