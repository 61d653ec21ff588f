"""Messages that are a call for help, a full stop or a complaint, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core.gist import NO_GIST, gist

if TYPE_CHECKING:
    from bot.core.gist import Gist

_LONGEST: Final = 60  # characters
_SUBJECTS: Final = ("how much", "left")
"""What makes a question one about money: "how much can I use"."""


def wants_help(text: str) -> bool:
    """Tell whether a message asks what this is, or how to use it."""
    read = _short(text)
    asks = read.has("help") or (read.has("asks") and read.has("use", "the bot")) or (read.asks and read.has("identity"))
    return asks and read.is_of("help", "use", "the bot", "asks", "identity") and not read.has(*_SUBJECTS)


def wants_stop(text: str) -> bool:
    """Tell whether a message wants whatever goes on to end."""
    read = _short(text)
    return read.has("stop") and not read.asks and read.is_of("stop", "stop what", "the bot")


def is_complaint(text: str) -> bool:
    """Tell whether a message says that an answer was no good, or was not understood."""
    read = _short(text)
    return read.has("bad") and read.is_of("bad", "about bad", "the bot", "asks", "help", "is chatter")


def _short(text: str) -> Gist:
    return gist(text) if len(text) <= _LONGEST else NO_GIST
