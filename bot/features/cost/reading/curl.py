"""A request inside a curl command."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from bot.features.cost.reading.bodies import read_body
from bot.features.cost.reading.loose import read_value
from bot.features.cost.reading.results import Refused, RequestBody, Source, Usage, Why, cut
from bot.features.cost.reading.values import MalformedError


class Snippet(NamedTuple):
    """A request and the part of the text it was found in."""

    found: RequestBody | Usage | Refused
    start: int
    end: int


MAX_TEXT: Final = 1_000_000
"""Characters; in a longer text no command is looked for."""
_MAX_WORDS: Final = 2_000  # of a command
_CURL: Final = re.compile(r"(?<![\w-])curl(?:\.exe)?\s", re.IGNORECASE)
_CONTINUED: Final = re.compile(r"[\\^`][ \t]*\r?\n")
_SHELL: Final = re.compile(
    r"""[^\s'"\\$“”‘’|;&<>]+|\\.|\$'(?:[^'\\]|\\.)*'?|'[^']*'?|"(?:[^"\\]|\\.)*"?|“[^”“]*[”“]?|‘[^’]*’?|\$""",
    re.DOTALL,
)
_HEREDOC: Final = re.compile(r"<<-?\s*(['\"]?)(\w+)\1[^\n]*\n")
_DATA: Final = re.compile(r"(?:--data(?:-raw|-binary|-ascii|-urlencode)?|--json|-[a-zA-Z]*d)(?:=|$)", re.ASCII)
_GLUED: Final = re.compile(r"-d(?=[@{'\"\[])")
_ADDRESS: Final = re.compile(r"https?://[^\s'\"“”]+|/v1/[\w/]+")
_ENDS: Final = re.compile(r"[|;&]|\s*\n")
_BLANKS: Final = re.compile(r"\s+")
_GOES_ON: Final = ("-", "'", '"', "http", "{", "“", "‘", "$'")


def read_curl(text: str) -> Snippet | None:
    """Return the request that a curl command sends; a refusal where it sends a file that is not here."""
    command = _CURL.search(text) if len(text) <= MAX_TEXT else None
    if command is None:
        return None
    # Of the same length, so that places in it are places in the text.
    body = _CONTINUED.sub(lambda match: " " * len(match.group()), text[command.end() :])
    url, data, end = _arguments(body)
    end += command.end()
    if data is not None and data.startswith("@"):
        heredoc = _heredoc(text, command.end()) if data[1:].strip() in {"-", "/dev/stdin"} else None
        if heredoc is None:
            return Snippet(Refused(cut(data), Why.FILE), command.start(), end)
        data, end = heredoc
    request = _from_text(data, url) if data else None
    return Snippet(request, command.start(), end) if request else None


def _arguments(command: str) -> tuple[str, str | None, int]:
    """Return the address and the data of a command without continued lines, and where it ends."""
    url, expected, at = "", False, 0
    data: list[str] = []
    for _ in range(_MAX_WORDS):
        at = _skip_blanks(command, at)
        if at >= len(command) or _ENDS.match(command, at):
            break
        if command[at] in "<>":
            at += 1
            continue
        word, at = _word(command, at)
        if expected:
            data.append(word)
            expected = False
        elif _DATA.match(word):
            _, equals, rest = word.partition("=") if word.startswith("--") else (word, "", "")
            expected = not equals
            data += [rest] if equals else []
        elif glued := _GLUED.match(word):
            data.append(word[glued.end() :])
        elif not url and (address := _ADDRESS.search(word)):
            url = address.group()
    return url, "&".join(data) if data else None, at


def _skip_blanks(command: str, at: int) -> int:
    """Return where the next word begins.

    A new line ends a command, unless an option or a quote follows it: backslashes get lost in a paste.
    """
    blank = _BLANKS.match(command, at)
    if blank is None:
        return at
    if "\n" in blank.group() and at and not command.startswith(_GOES_ON, blank.end()):
        return len(command) if blank.end() == len(command) else at
    return blank.end()


def _word(command: str, at: int) -> tuple[str, int]:
    """Return one word of a shell command, its quotes taken off, and where it ends."""
    pieces: list[str] = []
    while at < len(command) and not command[at].isspace() and command[at] not in "|;&<>":
        match = _SHELL.match(command, at)
        if match is None:
            pieces.append(command[at])
            at += 1
            continue
        pieces.append(_unquoted(match.group()))
        at = match.end()
    return "".join(pieces), at


def _unquoted(piece: str) -> str:
    if piece.startswith("$'"):
        return re.sub(r"\\(['\\])", r"\1", piece[2:].removesuffix("'")).replace("\\n", "\n")
    if piece[0] in "'‘“":
        return piece[1:].rstrip("'’”") if piece[-1] in "'’”" and len(piece) > 1 else piece[1:]
    if piece[0] == '"':
        return re.sub(r'\\(["\\$`])', r"\1", piece[1:].removesuffix('"'))
    return piece[1:] if piece[0] == "\\" and len(piece) > 1 else piece


def _heredoc(text: str, start: int) -> tuple[str, int] | None:
    """Return what stands between ``<<EOF`` and ``EOF``, and where the latter ends."""
    opened = _HEREDOC.search(text, start)
    if opened is None:
        return None
    closed = re.compile(rf"^[ \t]*{opened[2]}[ \t]*$", re.MULTILINE).search(text, opened.end())
    return (text[opened.end() : closed.start()], closed.end()) if closed else (text[opened.end() :], len(text))


def _from_text(data: str, url: str) -> RequestBody | None:
    try:
        found = read_value(data.strip())
    except MalformedError:
        return None
    return read_body(found.value, source=Source.CURL, url=url, complete=found.complete)
