"""Buttons as Telegram wants them, and the way back from a tap to the feature that made the button."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.core.language import Language

if TYPE_CHECKING:
    from bot.core.screen import Button, Rows

# In front of every action: the version of this format and the language of the screen, so that a tap is answered in
# the language of the message it belongs to, and buttons of older versions can be told apart.
_VERSION = "1"
_LETTER = {Language.EN: "e", Language.ZH: "z", Language.ZH_HANT: "t"}
_LANGUAGE = {letter: language for language, letter in _LETTER.items()}
_ANY_VERSION = re.compile(r"(?:[0-9][0-9a-z]{0,2}:)?([a-z]+)(?::.*)?", re.DOTALL)
_DATA = re.compile(rf"{_VERSION}([ezt]):([a-z]+)((?::[^:]*)*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Tap:
    """A pressed button: the language of its screen, its feature and what else its action said."""

    language: Language
    feature: str
    arguments: tuple[str, ...]


def keyboard(rows: Rows, language: Language) -> dict[str, Any] | None:
    """Return the keyboard for rows of buttons as the Bot API wants it, None for no rows.

    Plain JSON, not PTB's classes: making and taking apart those took a third of the time of an answer.
    """
    kept = [[_button(button, language) for button in row] for row in rows if row]
    return {"inline_keyboard": kept} if kept else None


def _button(button: Button, language: Language) -> dict[str, Any]:
    if button.url is not None:
        return {"text": button.label, "url": button.url}
    if button.copy is not None:
        return {"text": button.label, "copy_text": {"text": button.copy}}
    if button.inline is not None:
        return {"text": button.label, "switch_inline_query": button.inline}
    return {"text": button.label, "callback_data": f"{_VERSION}{_LETTER[language]}:{button.action}"}


def read_tap(data: str | None) -> Tap | None:
    """Return what a tap means, None for a button of an older version or of somebody's making."""
    found = _DATA.fullmatch(data or "")
    if found is None:
        return None
    return Tap(_LANGUAGE[found[1]], found[2], tuple(found[3].split(":")[1:]))


def feature_of(data: str | None) -> str:
    """Return the name that a button of any version begins with: its feature, if there is one; "" for no name."""
    found = _ANY_VERSION.fullmatch(data or "")
    return found[1] if found is not None else ""
