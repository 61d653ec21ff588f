"""Estimates after a restart and after prices changed; buttons of old, forged ones, and of others in groups."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.console import script
from bot.features.cost.buttons import written
from tests.conftest import START
from tests.conversation import Conversation
from tests.conversations.estimates import FOX, estimates, screen, toasts

if TYPE_CHECKING:
    from pathlib import Path


async def test_buttons_work_after_a_restart(en: Conversation) -> None:
    """The counts are stored, not the text."""
    await en.say(FOX)
    await en.take(script.Restart())
    await en.advance("40d")
    await en.press("Model ▾")
    assert (await en.press("gpt-6-luna")).startswith("≈ $0.0003")


async def test_prices_that_change(tmp_path: Path) -> None:
    """A change to come is announced; after it the estimate has the new price, and says what it was on the day."""
    async with Conversation(tmp_path / "b.sqlite3", dt.datetime(2026, 8, 10, tzinfo=dt.UTC)) as chat:
        await chat.say("10k in 1k out gpt-5.6-sol")
        assert screen(chat)[0] == "≈ $0.08 · ¥0.57 for one call"
        assert "From 21 Aug 2026: $4 in, $20 out" in screen(chat)
        await chat.advance("12d")
        await chat.press("Compare")
        await chat.press("‹ Back")
        assert screen(chat)[0] == "≈ $0.06 · ¥0.43 for one call"
        assert "Prices changed since 10 Aug 2026: then it was $0.08." in screen(chat)


async def test_buttons_of_the_first_version(en: Conversation) -> None:
    """They carry the counts themselves, and go on working."""
    await en.say(FOX)
    for action, line in (
        ("use:2213.2400.9651:gpt-5.4-mini", "≈ $0.0039 (0.39 cents) · ¥0.028 for one call"),
        ("model:2213.2400.9651:gpt-6-luna", "Which model? Now it is gpt-6-luna."),
        ("compare:2213.2400.9651:gpt-5.4-mini", "2,213 tokens in, 500 out, cheapest first"),
        ("mine:2213.2400.9651:gpt-4.1", "≈ $0.0084 (0.84 cents) · ¥0.06 for one call"),
    ):
        await forge(en, action)
        assert screen(en)[0] == line
    assert (await en.press("Compare")).startswith("2,213 tokens in")


async def test_forged_buttons(en: Conversation) -> None:
    """Answered with a short note or a page; nothing breaks, and no estimate is made or changed."""
    await en.say(FOX)
    kept = await estimates(en)
    own = written(int(str(kept[0]["estimate_id"])))
    en.may_be_refused = True  # two of them show the same page, and Telegram does not like an edit that changes nothing
    for action in (
        *("use:0:gpt-6-luna", "use:zzzzzzzz:gpt-6-luna", "use::", "show", "use:2213.2400.9651:gpt-9", "show:-1"),
        *("card:gpt-9", "often:1.1.1:x", "answer:ABC:long", "nothing:1:2", "own:gpt-9", "names:x:y:z"),
        *(f"use:{own}:gpt-9", f"answer:{own}:x", f"often:{own}:7", f"often:{own}:once:x", f"cached:{own}:12"),
        *(f"tier:{own}:scale", f"model:{own}:zz", f"model:{own}:999"),
    ):
        await forge(en, action)
    assert await estimates(en) == kept


async def forge(chat: Conversation, action: str) -> None:
    """Press a button of one's own making under the newest message with buttons."""
    message = next(m for m in reversed(chat.api.chat(1).messages) if m.from_bot and m.rows)
    assert message.keyboard is not None
    forged = replace(message.keyboard.rows[0][0], value=f"1e:cost:{action}")
    before, message.keyboard = message.keyboard, replace(message.keyboard, rows=((forged,),))
    chat.api.press(1, message, 1)
    message.keyboard = before
    await chat.session.settle()


async def test_in_a_group(en: Conversation) -> None:
    """Another person's tap changes nothing of mine, and says so; what is private stays private."""
    group = en.api.group(-500)
    en.api.say(1, f"@{en.service.application.bot.username} {FOX}", chat=group)
    await en.session.settle()
    estimate = en.api.last_message(group)
    assert estimate.text.startswith("≈ $0.0026")
    en.api.person(2, "en")
    for button in ("Compare", "Model ▾", "Save as spent", "Batch price"):
        en.api.press(2, estimate, button)
        await en.session.settle()
        assert toasts(en)[-1] == "These buttons belong to Person 1. Ask me yourself to get your own."
        assert estimate.text.startswith("≈ $0.0026")
    for button in ("Fits my budget?", "Save as spent"):
        en.api.press(1, estimate, button)
        await en.session.settle()
        assert estimate.text.startswith("≈ $0.0026")
    en.api.press(1, estimate, "Batch price")
    await en.session.settle()
    assert estimate.text.startswith("≈ $0.0013")


async def test_the_example(en: Conversation) -> None:
    """One tap under /start shows what the bot does."""
    await en.say("/start")
    await en.press("What does a text cost?")
    assert screen(en)[:2] == [
        "For example: Sum up this e-mail in three points and write a friendly answer to it.",
        "≈ $0.0023 (0.23 cents) · ¥0.016 for one call",
    ]
    assert screen(en)[-1] == "Now send a text of your own."


def test_the_start_of_the_clock() -> None:
    """The literal dates above belong to this day."""
    assert dt.datetime(2026, 11, 23, 1, 0, tzinfo=dt.UTC) == START
