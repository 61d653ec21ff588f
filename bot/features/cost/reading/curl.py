"""A request inside a curl command."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from bot.features.cost.reading.bodies import read_body
from bot.features.cost.reading.loose import MalformedError, read_value
from bot.features.cost.reading.results import Refused, RequestBody, Source, Usage, Why, cut


class Snippet(NamedTuple):
    """A request and the part of the text it was found in."""

    found: RequestBody | Usage | Refused
    start: int
    end: int


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
_CALLING: Final = re.compile(r"[|;&]")


def read_curl(text: str) -> Snippet | None:
    """Return the request that a curl command sends; a refusal where it sends a file that is not here."""
    command = _CURL.search(text)
    if command is None:
        return None
    start = command.start()
    body = _CONTINUED.sub(" ", text[command.end() :])
    url, data = _arguments(body)
    heredoc = _heredoc(text, command.end())
    if data is not None and data.startswith("@"):
        if not (data[1:].strip() in {"-", "/dev/stdin"} and heredoc):
            return Snippet(Refused(cut(data), Why.FILE), start, len(text))
        data = heredoc
    request = _from_text(data, url, Source.CURL) if data else None
    return Snippet(request, start, len(text)) if request else None


def _arguments(command: str) -> tuple[str, str | None]:
    """Return the address and the data of a command without continued lines."""
    url, expected, at = "", False, 0
    data: list[str] = []
    for _ in range(_MAX_WORDS):
        if at >= len(command):
            break
        if command[at].isspace():
            at += 1
            continue
        if _CALLING.match(command, at):
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
    return url, "&".join(data) if data else None


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


def _heredoc(text: str, start: int) -> str | None:
    """Return what stands between ``<<EOF`` and ``EOF``."""
    opened = _HEREDOC.search(text, start)
    if opened is None:
        return None
    closed = re.compile(rf"^[ \t]*{opened[2]}[ \t]*$", re.MULTILINE).search(text, opened.end())
    return text[opened.end() : closed.start() if closed else len(text)]


def _from_text(data: str, url: str, source: Source) -> RequestBody | None:
    try:
        found = read_value(data.strip())
    except MalformedError:
        return None
    return read_body(found.value, source=source, url=url, complete=found.complete)
