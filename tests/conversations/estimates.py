"""What tests of estimates look at."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.conversation import Conversation

FOX = "The quick brown fox jumps over the lazy dog and wonders why. " * 40  # 521 tokens, 2,440 characters
ONE_LINE = "hello " * 39 + "hello"  # 40 tokens
PROSE = "Every evening the old man walks down to the harbour and counts the boats that came home. " * 110
THINKS = (
    "gpt-5.4-mini thinks before it answers, and thinking is billed as output: the second number is what the call may"
    " come to."
)
USUAL = [
    "Model ▾",
    "Compare",
    "Answer: medium ▾",
    "How often ▾",
    "Batch price",
    "Fits my budget?",
    "Save as spent",
    "More ▾",
]
FOOT = "Prices of 12 Oct 2026 · 1 USD = 7.10 RMB (built-in example rate)"
ZH_FOOT = "价格：2026 年 10 月 12 日 · 1 USD = 7.10 元（内置示例汇率）"
_FOLDED = ("One token", "The older", "A first", "这段文字平均", "旧编码", "第一次调用时")


def screen(chat: Conversation) -> list[str]:
    """Return the lines of the newest message with buttons, without the folded ones."""
    return [line for line in chat.last.text.splitlines() if not line.startswith(_FOLDED)]


def answers(chat: Conversation) -> int:
    """Return how many messages of the bot stand in the chat."""
    return sum(message.from_bot for message in chat.api.chat(chat.session.person).messages)


def toasts(chat: Conversation) -> list[str]:
    """Return the short notes over the chat."""
    calls = (call.params.get("text") for call in chat.api.calls if call.method.lower() == "answercallbackquery")
    return [text for text in calls if text]


async def estimates(chat: Conversation) -> list[dict[str, object]]:
    """Return what is kept of the person's estimates, as the export has it."""
    return json.loads((await chat.export())["tokentally.json"])["cost"] or []
