"""The words for what belongs to no feature: unknown commands, pictures, edits, old buttons, groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.screen import Button, Screen, pairs

if TYPE_CHECKING:
    from bot.core.i18n import Translator


def unknown_command(tr: Translator) -> Screen:
    """Say that there is no such command and where the list is."""
    return Screen(tr.text("I do not know that command. /help lists the ones I know."))


def no_words(tr: Translator) -> Screen:
    """Say what a picture, voice message, sticker or empty message should be instead."""
    return Screen(
        tr.text(
            "I read text only, and there is none in this. Send the text itself, for example: how do I top up the API?"
        )
    )


def edited(tr: Translator) -> Screen:
    """Say that an edit does not change an answer."""
    return Screen(tr.text("I keep to the message as it was first. Send the new text as a new message."))


def old_button(tr: Translator) -> str:
    """Say that a button does nothing any more."""
    return str(tr.text("This button is from an older version. /start shows the present ones."))


def private_button(tr: Translator) -> str:
    """Say that a button works in the private chat only."""
    return str(tr.text("That works in the private chat only."))


def private_only(tr: Translator, username: str) -> Screen:
    """Say that something personal is not shown in a group, with the way to the private chat."""
    return Screen(
        tr.text("That is between you and me: I show it in our private chat only."),
        pairs(Button(tr.text("Open the private chat"), url=f"https://t.me/{username}?start=start")),
    )
