"""Billing questions and errors as they can be typed, for /help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.forms import Form, Topic
from bot.core.intent import Intent

if TYPE_CHECKING:
    from bot.core.i18n import Translator


def forms(tr: Translator) -> list[Form]:
    """Return questions about billing, and an error as it is pasted."""
    table = {
        tr.text("does Plus include the API?"): Intent.FAQ,
        tr.text("when do credits expire?"): Intent.FAQ,
        tr.text("where do I see my usage?"): Intent.FAQ,
        tr.text("can I get a refund?"): Intent.FAQ,
        tr.text("429 insufficient_quota"): Intent.ERROR,
    }
    return [Form(Topic.QUESTIONS, kind, example.unescape()) for example, kind in table.items()]
