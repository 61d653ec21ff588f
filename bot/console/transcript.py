"""What the bot does, as plain lines: for pipes, tests and the README."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TextIO

from bot.console.markup import utf16_length

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.console.botapi import Call
    from bot.console.refusals import Json
    from bot.console.world import Message

_SHOWN = frozenset(("sendmessage", "senddocument", "sendphoto", "editmessagetext", "editmessagecaption"))


class Transcript:
    """Prints a conversation: `> what the person sent`, the bot's messages, their buttons.

    Args:
        out: where to.
        me: the chat on the screen; messages to others say for whom they are.
    """

    def __init__(self, out: TextIO, me: Callable[[], int]) -> None:
        self._out, self._me = out, me

    def sent(self, text: str) -> None:
        """Print what the person sent."""
        first, *rest = text.split("\n")
        self._line("> " + first, *("  " + line for line in rest))

    def note(self, text: str) -> None:
        """Print what is no message: time that passed, another person, a restart."""
        self._line(f"({text})")

    def call(self, call: Call) -> None:
        """Print a call of the Bot API, if it shows something to a person."""
        method = call.method.lower()
        if call.error is not None:
            return
        if method in _SHOWN and call.message is not None:
            self._message(call.message)
        elif method == "answercallbackquery" and call.params.get("text"):
            self.note(str(call.params["text"]))
        elif method == "deletemessage":
            self.note("message deleted")
        elif method == "answerinlinequery":
            self._line(*offered(call), "")

    def _message(self, message: Message) -> None:
        if message.chat.id != self._me():
            self.note(f"→ {message.chat.id}")
        if message.file is not None:
            self._line(f"[{message.file.name}, {message.file.size} B]")
        if message.text:
            self._line(*plain(message).split("\n"))
        number = 0
        for row in message.rows:
            labels = []
            for button in row:
                number += 1
                labels.append(f"[{number} {button.label}]")
            self._line(" ".join(labels))
        self._line("")

    def _line(self, *lines: str) -> None:
        for line in lines:
            print(line.encode("utf-8", "replace").decode(), file=self._out, flush=True)


class JsonLines:
    """Prints each call of the Bot API as one JSON object a line."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def call(self, call: Call) -> None:
        """Print one call."""
        print(
            json.dumps(call.json(), ensure_ascii=False, default=str).encode("utf-8", "replace").decode(),
            file=self._out,
            flush=True,
        )


def offered(call: Call) -> list[str]:
    """Return what an answer to an inline query offers, a line each: the title and the grey line behind it."""
    results = call.params["results"]
    results = json.loads(results) if isinstance(results, str) else results
    return [f"[{n} {each['title']}] {each.get('description', '')}".rstrip() for n, each in enumerate(results, start=1)]


def plain(message: Message) -> str:
    """Return the text of a message: addresses stand behind their links, lines that a client folds behind a bar."""
    text = message.text
    folds = [_range(text, entity) for entity in message.entities if entity["type"] == "expandable_blockquote"]
    links = [(*_range(text, entity), entity["url"]) for entity in message.entities if entity["type"] == "text_link"]
    inserts = [
        (end, f" ({url})")
        for start, end, url in links
        if text[start:end] != url and not any(first <= start < last for first, last in folds)
    ]
    inserts += [(start, "│ ") for start, _ in folds]
    inserts += [(at + 1, "│ ") for start, end in folds for at in range(start, end) if text[at] == "\n"]
    for at, inserted in sorted(inserts, reverse=True):
        text = text[:at] + inserted + text[at:]
    return text


def _range(text: str, entity: Json) -> tuple[int, int]:
    """Return where an entity starts and ends in the text."""
    return _python_offset(text, entity["offset"]), _python_offset(text, entity["offset"] + entity["length"])


def _python_offset(text: str, units: int) -> int:
    """Return the index in `text` that is so many UTF-16 units from its start."""
    if text.isascii():
        return units
    count = 0
    for index, character in enumerate(text):
        if count >= units:
            return index
        count += utf16_length(character)
    return len(text)
