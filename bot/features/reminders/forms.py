"""Times as they can be typed, for /help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.forms import Form, Topic
from bot.core.intent import Intent

if TYPE_CHECKING:
    from bot.core.i18n import Translator


def forms(tr: Translator) -> list[Form]:
    """Return reminders: once, in a while, and again and again."""
    examples = (
        tr.text("remind me tomorrow 9:00 to check usage"),
        tr.text("remind me in 90 minutes to stop the batch"),
        tr.text("remind me on Friday afternoon to pay the agent"),
        tr.text("remind me on the 1st of every month to read the bill"),
        tr.text("remind me every weekday at 9:30 to check usage"),
        tr.text("remind me on the last day of every month to export"),
    )
    return [Form(Topic.TIMES, Intent.REMIND, example.unescape()) for example in examples]
