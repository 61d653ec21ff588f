"""The words for what belongs to no feature: unknown commands, pictures, old edits, old buttons, groups, files."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from bot.core.screen import Button, Screen, pairs

if TYPE_CHECKING:
    from bot.core.i18n import Translator

_MEGABYTE = 1024 * 1024
_LONGEST_NAME = 40


def unknown_command(tr: Translator) -> Screen:
    """Say that there is no such command and where the list is."""
    return Screen(tr.text("I do not know that command. /help lists the ones I know."))


def no_words(tr: Translator) -> Screen:
    """Say what a picture, voice message, sticker or empty message should be instead."""
    return Screen(
        tr.text(
            "I read texts and files, and there is neither in this. Send the text itself, for example: how do I top up"
            " the API?"
        )
    )


def too_old(tr: Translator) -> Screen:
    """Say that the answer to a message of long ago does not change."""
    return Screen(
        tr.text(
            "That message is more than two days old, so its answer stays as it is. Send the new text as a new message."
        )
    )


def file_waits(tr: Translator, name: str, cancel: Button) -> Screen:
    """Say that others are read first."""
    if not name:
        return Screen(tr.text("Your file waits its turn."), ((cancel,),))
    return Screen(tr.text("<b>%(name)s</b> waits its turn.", name=_short(name)), ((cancel,),))


def fetching(tr: Translator, name: str, size: int, cancel: Button) -> Screen:
    """Say that a file is on its way; `size` in bytes."""
    text = tr.text("Fetching <b>%(name)s</b>, %(size)s MB", name=_short(name), size=_megabytes(tr, size))
    return Screen(text, ((cancel,),))


def file_too_large(tr: Translator, size: int) -> Screen:
    """Say how large a file may be and what to do; `size` in bytes."""
    return Screen(
        tr.text(
            "That file has %(size)s MB, and Telegram lets me read up to 20 MB. Send it in parts, one after another.",
            size=_megabytes(tr, size),
        )
    )


def file_not_fetched(tr: Translator) -> Screen:
    """Say that Telegram did not hand out a file."""
    return Screen(tr.text("Telegram did not hand me that file. Send it once more."))


def file_too_slow(tr: Translator) -> Screen:
    """Say that reading took too long."""
    return Screen(tr.text("Reading that file took more than 5 minutes, so I stopped. Send a part of it."))


def file_stopped(tr: Translator) -> Screen:
    """Confirm that the work on a file has ended."""
    return Screen(tr.text("Stopped. I kept nothing of the file."))


def too_many_files(tr: Translator) -> Screen:
    """Say that files come one after another."""
    return Screen(
        tr.text("One after another, please: three of your files are still waiting. Send this one when they are done.")
    )


def stopping(tr: Translator) -> str:
    """Say that the work on a file ends."""
    return str(tr.text("Stopping"))


def nothing_to_stop(tr: Translator) -> str:
    """Say that a file is done already, or somebody else's."""
    return str(tr.text("There is nothing to stop any more."))


def old_menu(tr: Translator) -> str:
    """Say that a button is not understood any more and that a fresh screen stands in place of its own."""
    return str(tr.text("This menu is old. Here is the present one."))


def anothers_button(tr: Translator, name: str) -> str:
    """Say in the short note over the chat whose buttons these are; `name`: "" where nobody knows."""
    if not name:
        return str(tr.text("These buttons belong to whoever asked. Ask me yourself to get your own."))
    text = tr.text("These buttons belong to %(name)s. Ask me yourself to get your own.", name=_short(name))
    return str(text.unescape())


def private_button(tr: Translator) -> str:
    """Say that a button works in the private chat only."""
    return str(tr.text("That works in the private chat only."))


def private_only(tr: Translator, username: str) -> Screen:
    """Say that something personal is not shown in a group, with the way to the private chat."""
    return Screen(
        tr.text("That is between you and me: I show it in our private chat only."),
        pairs(Button(tr.text("Open the private chat"), url=f"https://t.me/{username}?start=start")),
    )


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 9]}…{name[-8:]}"


def _megabytes(tr: Translator, size: int) -> str:
    """Return a size with one decimal, rounded up so that what is too large never looks small enough."""
    tenths = -(-size * 10 // _MEGABYTE)
    return tr.number(Decimal(tenths) / 10)
