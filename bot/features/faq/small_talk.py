"""Greetings and thanks: messages that want a short human answer."""

from __future__ import annotations

import enum

from bot.core.gist import gist

_LONGEST = 60  # characters


class SmallTalk(enum.Enum):
    """What a message says when it asks nothing."""

    GREETING = "greeting"
    THANKS = "thanks"
    GOODBYE = "goodbye"


# The idea that makes it one, and what may stand beside it.
_FORMS = {
    SmallTalk.GOODBYE: ("bye", ("thanks", "praise", "the bot", "is chatter")),
    SmallTalk.THANKS: ("thanks", ("praise", "the bot", "is chatter", "greets")),
    SmallTalk.GREETING: ("greets", ("the bot", "is chatter")),
}


def read_small_talk(text: str) -> SmallTalk | None:
    """Return what a message says when it is nothing but a greeting, thanks or a goodbye."""
    if len(text) > _LONGEST:
        return None
    read = gist(text)
    return next((kind for kind, (idea, more) in _FORMS.items() if read.has(idea) and read.is_of(idea, *more)), None)


def is_chatter(text: str) -> bool:
    """Tell whether a message says as much as a nod: "ok", "lol", 哈哈."""
    return len(text) <= _LONGEST and gist(text).is_of("is chatter")
