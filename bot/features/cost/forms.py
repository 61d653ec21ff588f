"""Texts, numbers of tokens and questions about prices as they can be typed, for /help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.forms import Form, Topic
from bot.core.intent import Intent

if TYPE_CHECKING:
    from bot.core.i18n import Translator


def forms(tr: Translator) -> list[Form]:
    """Return estimates and prices."""
    table = {
        tr.text("estimate: Write a poem about autumn rain."): Intent.ESTIMATE,
        tr.text("2000 in 300 out, gpt-5.4-mini"): Intent.ESTIMATE,
        tr.text("500 calls a day, 2000 in, 300 out"): Intent.ESTIMATE,
        tr.text("what does 100k tokens of gpt-5.4 cost"): Intent.ESTIMATE,
        tr.text("price of gpt-5.4"): Intent.PRICE,
    }
    return [Form(Topic.TEXTS, kind, example.unescape()) for example, kind in table.items()]
