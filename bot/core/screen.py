"""What a person sees: a text with buttons. Views make screens, the sender shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.core.i18n import Translator

# More are no help on a phone.
MOST_BUTTONS = 8


@dataclass(frozen=True, slots=True)
class Button:
    """One inline button; exactly one of the actions is set.

    Args:
        label: what is written on it.
        action: `feature:verb:argument…`, handled by that feature; at most 61 bytes (Telegram takes 64, and the
            sender puts a version and a language in front). With `new:` before it the answer is a message of its own,
            and this one stays as it is.
        url: opens a page.
        copy: puts this text on the clipboard; 1 to 256 characters.
        inline: lets the person pick a chat and types this inline query there.
    """

    label: str
    action: str | None = None
    url: str | None = None
    copy: str | None = None
    inline: str | None = None


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """A message: Telegram's HTML and rows of buttons under it."""

    html: Markup
    rows: Rows = ()


@dataclass(frozen=True, slots=True)
class File:
    """A document to send, with a caption; `is_photo`: a picture to be shown in the chat."""

    name: str
    content: bytes
    caption: Markup
    is_photo: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """One result of an inline query: what the list shows, and the message that choosing it sends.

    Args:
        id: 1 to 64 characters, different from the others of the same answer.
        title: the line a person chooses by.
        description: a second, grey line.
        screen: the message; only buttons that open an address make sense, as it may land in any chat.
    """

    id: str
    title: str
    description: str
    screen: Screen


@dataclass(frozen=True, slots=True)
class Setting:
    """One line of /settings, with its value in it, and the button that leads to where it is changed.

    Args:
        label: the line, such as `Time zone: <b>Shanghai</b>`.
        button: None where the button of another line leads to it as well.
    """

    label: Markup
    button: Button | None = None


def pairs(*buttons: Button | None) -> Rows:
    """Lay buttons out two in a row, leaving out what is None."""
    present = [button for button in buttons if button is not None]
    return tuple(tuple(present[i : i + 2]) for i in range(0, len(present), 2))


def cancel_question(tr: Translator) -> Button:
    """Return the button under a question that leaves it: the next message is read as any other."""
    return Button(str(tr.text("Cancel")), action="prefs:cancel")


def lines(*parts: Markup | None) -> Markup:
    """Join the lines of a screen, leaving out what is None."""
    return Markup("\n").join(part for part in parts if part is not None)


def above(notes: Iterable[Screen], screen: Screen) -> Screen:
    """Return a screen with notes above it, and with their buttons below its own where there is room."""
    for note in notes:
        html = Markup("\n\n").join(part for part in (note.html, screen.html) if part)
        fits = sum(map(len, (*screen.rows, *note.rows))) <= MOST_BUTTONS
        screen = Screen(html, (*screen.rows, *note.rows) if fits else screen.rows)
    return screen


def to_json(screen: Screen) -> dict[str, Any]:
    """Return a form of the screen that JSON can hold."""
    rows = [[[b.label, b.action, b.url, b.copy, b.inline] for b in row] for row in screen.rows]
    return {"html": str(screen.html), "rows": rows}


def from_json(stored: dict[str, Any]) -> Screen:
    """Return the screen that :func:`to_json` stored."""
    rows = tuple(tuple(Button(*button) for button in row) for row in stored["rows"])
    return Screen(Markup(stored["html"]), rows)  # noqa: S704 - it was Markup when it was stored
