"""No screen is a dead end: whatever buttons lead to has a button that leads on, back, or closes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import START
from tests.conversation import Conversation

if TYPE_CHECKING:
    from pathlib import Path

    from bot.console.world import Message

ROOTS = (
    "/start", "/help", "/settings", "/language", "/privacy", "/budget", "/spent 3 usd", "/remind", "/reminders",
    "/rate", "/myrate", "/topup 50 usd", "/convert 100 usd", "/ask", "/estimate autumn rain", "/prices", "/models",
)  # fmt: skip
MOST = 150
# Labels that lead back, close, or take back what was just done.
LEAVES = ("‹", "Close", "关闭", "Keep", "保留", "Undo", "撤销", "Cancel", "取消", "關閉")
# Screens without such a button, by the action that leads there, and why.
ALLOWED = {
    "cost:tier": "the estimate itself, with another price",
    "cost:card": "the page of /prices with a name",
    "cost:table": "the page of /prices",
    "budgets:card": "the page of /budget",
    "budgets:set": "the page of /budget after a change",
    "budgets:drop": "the page of /budget when there is no limit; what is lost can be set again",
    "budgets:periods": "the page of /budget, as the limit of the button is gone",
    "budgets:carry": "the page of /budget, as the limit of the button is gone",
    "budgets:list": "the list of entries, which leads to the limit",
    "budgets:redo": "the list of entries, where there is nothing to book again",
    "budgets:undo": "its button books the entry again",
    "budgets:nudge": "the question is answered; it leads to the limit",
    "exchange:rate": "the page of /rate",
    "exchange:from": "an amount, as a message gets it",
    "exchange:sum": "the page of /topup",
    "faq:sections": "the page of /ask",
    "reminders:ready": "the page of /remind",
    "reminders:list": "the page of /reminders",
    "prefs:start:en": "the page of /start",
    "prefs:start:zh": "the page of /start",
    "prefs:closehelp": "closed, by the person's wish; the command to open it is named",
    "prefs:close": "closed, by the person's wish; the command to open it is named",
    "prefs:delete": "nothing is kept, so nothing is left to go back to",
    "prefs:keep": "the question is answered",
    "prefs:cancel": "the question is closed, by the person's wish",
}


def verb(action: str) -> str:
    """Return feature and verb of a button, and for a screen of several pages which one; not its numbers."""
    _, feature, *rest = action.split(":")
    return ":".join((feature, *rest[:1], *(word for word in rest[1:2] if feature == "prefs")))


def actions(message: Message) -> list[str]:
    """Return what the buttons of a message do, those that ask the bot."""
    return [button.value for row in message.rows for button in row if button.action == "callback_data"]


async def walk(chat: Conversation) -> tuple[int, dict[str, str]]:
    """Press everything once, breadth first; return how many screens there were, and those with no way to leave them."""
    queue: list[str] = []
    for root in ROOTS:
        await chat.say(root)
        queue += actions(chat.last)
    seen: set[str] = set()
    ends: dict[str, str] = {}
    while queue and len(seen) < MOST:
        action = queue.pop(0)
        if verb(action) in seen:
            continue
        seen.add(verb(action))
        await chat.say("/help")  # a message to stand in; the tap edits it
        tap = chat.api.press(chat.session.person, chat.last, 1)
        tap["callback_query"]["data"] = action
        before, where = chat.last.text, chat.last.id
        await chat.session.settle()
        message = chat.last
        if message.text == before:
            continue  # answered above the chat, or the same again: what was there still is
        queue += actions(message)
        leaves = any(button.label.startswith(LEAVES) for row in message.rows for button in row)
        if message.id == where and not leaves:
            ends[verb(action)] = message.text
    return len(seen), ends


@pytest.mark.parametrize("lang", ["en", "zh-hans"])
async def test_no_dead_ends(tmp_path: Path, lang: str, caplog: pytest.LogCaptureFixture) -> None:
    """Every screen reached from the commands has its way back, or stands in the list with the reason."""
    async with Conversation(tmp_path / "bot.sqlite3", START, lang=lang) as chat:
        count, ends = await walk(chat)
    assert count > 60
    assert "ERROR" not in {record.levelname for record in caplog.records}
    assert {action: text for action, text in ends.items() if action not in ALLOWED} == {}
    assert set(ALLOWED) <= set(ends), "these have a way back by now"
