"""A place in a pasted text, and how to step on from it: over blanks and comments, strings, what is in brackets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.features.cost.reading.strings import begins_string, read_string
from bot.features.cost.reading.values import MalformedError, TooLargeError

if TYPE_CHECKING:
    from bot.features.cost.reading.values import Value

MAX_DEPTH: Final = 64

LINE_SPACE: Final = re.compile(r"[ \t]+")
_SPACE: Final = re.compile(r"(?:\s+|#[^\n]*|//[^\n]*|/\*(?:[^*]|\*(?!/))*(?:\*/)?|\\\r?\n)+")
_CLOSERS: Final = {"{": "}", "[": "]", "(": ")"}
_SKIP: Final = re.compile(r"[^\s\"'`“‘{}()\[\],;:\n]+|\s", re.DOTALL)


class Scanner:
    """Stands at an index of a text.

    Args:
        text: what is read.
        start: where.
        budget: how many more steps may be made, for several scanners together.

    Attributes:
        at: the index.
        complete: what was read so far was there as a whole.
    """

    def __init__(self, text: str, start: int, budget: list[int]) -> None:
        self.text, self.at = text, start
        self.complete = True
        self.budget = budget

    def spend(self, depth: int) -> None:
        """Count a step.

        Raises:
            TooLargeError: it is one too many, or too deep.
        """
        self.budget[0] -= 1
        if self.budget[0] < 0 or depth > MAX_DEPTH:
            raise TooLargeError("too deep or too large")

    def space(self) -> None:
        """Pass over blanks, ends of lines and comments."""
        match = _SPACE.match(self.text, self.at)
        if match:
            self.at = match.end()

    def peek(self) -> str:
        """Return the character at the index; "" at the end of the text."""
        return self.text[self.at : self.at + 1]

    def string(self) -> Value:
        """Read the string that begins here."""
        quoted = read_string(self.text, self.at)
        self.at = quoted.end
        self.complete = self.complete and quoted.complete
        return quoted.value

    def gap(self, depth: int) -> None:
        """Pass over blanks; outside of brackets the end of a line is the end of a value."""
        space = (_SPACE if depth else LINE_SPACE).match(self.text, self.at)
        if space:
            self.at = space.end()

    def skip(self, depth: int) -> None:
        """Pass over an expression up to the comma or bracket behind it."""
        while (char := self.peek()) and char not in ",;)]}":
            if char in _CLOSERS:
                self.skip_brackets(depth)
            else:
                self._step(depth)

    def skip_brackets(self, depth: int) -> None:
        """Pass over brackets with all that is in them."""
        stack: list[str] = []
        while True:
            char = self.peek()
            if not char:
                self.complete = False
                return
            if char in _CLOSERS:
                stack.append(_CLOSERS[char])
                self.at += 1
                self.spend(depth)
            elif char in ")]}":
                if stack.pop() != char:
                    raise MalformedError("a bracket of another kind")
                self.at += 1
                if not stack:
                    return
            else:
                self._step(depth)

    def _step(self, depth: int) -> None:
        """Pass over a string, a word or a sign."""
        self.spend(depth)
        if begins_string(self.text, self.at):
            self.string()
        else:
            match = _SKIP.match(self.text, self.at)
            self.at = match.end() if match else self.at + 1
