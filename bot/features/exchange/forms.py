"""Amounts as they can be typed, for /help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.forms import Form, Topic
from bot.core.intent import Intent

if TYPE_CHECKING:
    from bot.core.i18n import Translator


def forms(tr: Translator) -> list[Form]:
    """Return conversions, top-ups and the person's own rate."""
    table = {
        tr.text("100 usd in rmb"): Intent.CONVERT,
        tr.text("¥500 in dollars"): Intent.CONVERT,
        tr.text("3.5k rmb"): Intent.CONVERT,
        tr.text("20*3 usd"): Intent.CONVERT,
        tr.text("I pay 500 RMB, what arrives?"): Intent.TOPUP,
        tr.text("agent wants 400 for $50"): Intent.TOPUP,
        tr.text("my rate is 7.25 + 1.5%%"): Intent.CONVERT,
    }
    return [Form(Topic.AMOUNTS, kind, example.unescape()) for example, kind in table.items()]
