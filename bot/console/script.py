"""A conversation as lines of text: what the person sends, and what their client does."""

from __future__ import annotations

import datetime as dt
import re
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_BLOCK_START, _BLOCK_END = "<<<", ">>>"
_SPAN = re.compile(r"(?:(\d{1,5})d)?(?:(\d{1,6})h)?(?:(\d{1,7})m)?")
_ON_MESSAGE = re.compile(r"(.*?)(?:\s+@(\d{1,12}))?", re.DOTALL)
_ON_OWN = re.compile(r"(.*?)\s+@mine", re.DOTALL)
_DEGREES = re.compile(r"(-?\d{1,3}(?:\.\d{1,9})?)[,\s]+(-?\d{1,3}(?:\.\d{1,9})?)")


class ScriptError(Exception):
    """A line that is no step. `line`: its number, from 1; the text says what is wrong with it."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(f"line {line}: {problem}")
        self.line = line


@dataclass(frozen=True, slots=True)
class Say:
    """Send a message; a text that is too long for one in pieces, as clients do."""

    text: str


@dataclass(frozen=True, slots=True)
class Press:
    """Press a button, by its number or label; of the newest message with buttons unless one is named."""

    button: str
    message_id: int | None


@dataclass(frozen=True, slots=True)
class SendFile:
    """Send a file with an optional caption."""

    path: str
    caption: str | None


@dataclass(frozen=True, slots=True)
class Inline:
    """Type an inline query."""

    query: str


@dataclass(frozen=True, slots=True)
class Edit:
    """Edit one's own last message, or the one that is named."""

    text: str
    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """Reply to the bot's last message, to the one that is named, or to one's own last."""

    text: str
    message_id: int | None = None
    to_own: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Share a place."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Advance:
    """Let time pass, with everything that falls due on the way."""

    span: dt.timedelta


@dataclass(frozen=True, slots=True)
class User:
    """Go on as another person."""

    person_id: int
    language_code: str | None


@dataclass(frozen=True, slots=True)
class Block:
    """Block the bot, or unblock it."""

    blocked: bool


@dataclass(frozen=True, slots=True)
class Restart:
    """Stop the bot and start it again on the same database."""


@dataclass(frozen=True, slots=True)
class Quit:
    """End the conversation."""


Step: TypeAlias = (
    Say | Press | SendFile | Inline | Edit | Reply | Place | Advance | User | Block | Restart | Quit
)  # fmt: skip


def read_script(text_lines: Iterable[str]) -> Iterator[tuple[int, str, Step]]:
    """Yield the steps of a script, each behind the number of the line where it starts and its text.

    Raises:
        ScriptError: a line is no step, or a message of many lines does not end.
    """
    block: list[str] | None = None
    started = 0
    number = 0
    for number, raw in enumerate(text_lines, start=1):
        line = raw.rstrip("\r\n")
        if block is not None:
            if line == _BLOCK_END:
                text = "\n".join(block)
                yield started, text, Say(text)
                block = None
            else:
                block.append(line)
        elif line == _BLOCK_START:
            block, started = [], number
        elif line.startswith(":"):
            yield number, line, read_command(line, number)
        elif line.strip():
            yield number, line, Say(line)
    if block is not None:
        raise ScriptError(number, f"the message that starts at line {started} with {_BLOCK_START} has no {_BLOCK_END}")


def read_command(line: str, number: int = 1) -> Step:
    """Return what a line that starts with a colon does.

    Raises:
        ScriptError: there is no such command, or it lacks something.
    """
    name, _, rest = line[1:].partition(" ")
    rest = rest.strip()
    command = _COMMANDS.get(name)
    if command is None:
        known = " ".join(f":{known}" for known in _COMMANDS)
        raise ScriptError(number, f"there is no :{name}. Known: {known}")
    try:
        return command(rest)
    except ValueError as error:
        raise ScriptError(number, f":{name} needs {error}") from None


def read_span(text: str) -> dt.timedelta:
    """Return a span such as ``31d``, ``2h``, ``90m`` or ``1d12h``.

    Raises:
        ValueError: the text is no span.
    """
    found = _SPAN.fullmatch(text)
    if not text or found is None:
        raise ValueError("a span such as 31d, 2h or 90m")
    days, hours, minutes = (int(part or 0) for part in found.groups())
    return dt.timedelta(days=days, hours=hours, minutes=minutes)


def _press(rest: str) -> Press:
    found = _ON_MESSAGE.fullmatch(rest)
    if found is None or not found[1]:
        raise ValueError("a button: its number or its label, as in :press 2 or :press Undo @17")
    return Press(found[1], int(found[2]) if found[2] else None)


def _file(rest: str) -> SendFile:
    path, _, caption = rest.partition(" ")
    if rest.startswith(("'", '"')):
        path = shlex.split(rest)[0]
        caption = rest[len(path) + 2 :]
    if not path:
        raise ValueError("a path, as in :file notes.txt what does this cost")
    return SendFile(path, caption.strip() or None)


def _user(rest: str) -> User:
    person, _, code = rest.partition(" ")
    if not person.isascii() or not person.isdigit() or not 0 < int(person) < 2**52:
        raise ValueError("a number and perhaps a language code, as in :user 7 zh-hans")
    return User(int(person), code.strip() or None)


def _edit(rest: str) -> Edit:
    found = _ON_MESSAGE.fullmatch(rest)
    if found is None or not found[1]:
        raise ValueError("a text, as in :edit 12.60 or :edit 12.60 @17")
    return Edit(found[1], int(found[2]) if found[2] else None)


def _reply(rest: str) -> Reply:
    own = _ON_OWN.fullmatch(rest)
    if own is not None and own[1]:
        return Reply(own[1], to_own=True)
    found = _ON_MESSAGE.fullmatch(rest)
    if found is None or not found[1]:
        raise ValueError("a text, as in :reply yes, :reply yes @17 or :reply /estimate @mine")
    return Reply(found[1], int(found[2]) if found[2] else None)


def _place(rest: str) -> Place:
    found = _DEGREES.fullmatch(rest)
    latitude, longitude = (float(found[1]), float(found[2])) if found is not None else (91.0, 181.0)
    if abs(latitude) > 90 or abs(longitude) > 180:  # noqa: PLR2004 - degrees
        raise ValueError("latitude and longitude in degrees, as in :location 31.23 121.47")
    return Place(latitude, longitude)


def _bare(step: Step) -> Callable[[str], Step]:
    def read(rest: str) -> Step:
        if rest:
            raise ValueError("nothing behind it")
        return step

    return read


_COMMANDS: dict[str, Callable[[str], Step]] = {
    "press": _press,
    "file": _file,
    "inline": Inline,
    "edit": _edit,
    "reply": _reply,
    "location": _place,
    "advance": lambda rest: Advance(read_span(rest)),
    "user": _user,
    "block": _bare(Block(blocked=True)),
    "unblock": _bare(Block(blocked=False)),
    "restart": _bare(Restart()),
    "quit": _bare(Quit()),
}
