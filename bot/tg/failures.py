"""The words for when the program itself failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.screen import Screen

if TYPE_CHECKING:
    from bot.core.i18n import Translator


def failure_screen(tr: Translator, code: str) -> Screen:
    """Tell the person that their message could not be handled, with the code the log has."""
    return Screen(
        tr.text(
            "Something broke on my side and I could not answer that. The operator can find it under the code"
            " <code>%(code)s</code>.",
            code=code,
        )
    )


def admin_screen(tr: Translator, code: str, error: str) -> Screen:
    """Tell an admin that an update was set aside."""
    return Screen(
        tr.text(
            "An update failed three times and was set aside: code <code>%(code)s</code>, %(error)s. The log has the"
            " details.",
            code=code,
            error=error,
        )
    )
