"""Spending and limits as they can be typed, for /help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.forms import Form, Topic
from bot.core.intent import Intent

if TYPE_CHECKING:
    from bot.core.i18n import Translator


def forms(tr: Translator) -> list[Form]:
    """Return entries, the number of the usage page, and limits of several periods."""
    spending = {
        tr.text("spent 12.5 on api"): Intent.SPENT,
        tr.text("spent 90 rmb yesterday"): Intent.SPENT,
        tr.text("spent 3 usd #work"): Intent.SPENT,
        tr.text("the dashboard says 43.20"): Intent.SET_TOTAL,
    }
    limits = (
        tr.text("my limit is 80 dollars a month"),
        tr.text("limit 50"),
        tr.text("limit 300 rmb a month from the 22nd"),
        tr.text("limit $20 a week"),
    )
    return [
        *(Form(Topic.SPENDING, kind, example.unescape()) for example, kind in spending.items()),
        *(Form(Topic.LIMITS, Intent.BUDGET, example.unescape()) for example in limits),
    ]
