"""Prices of models, in English."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest

from tests.conversation import Conversation
from tests.conversations.estimates import FOOT, FOX, screen, toasts

if TYPE_CHECKING:
    from pathlib import Path


async def test_prices(en: Conversation) -> None:
    """The current models in a table for a phone, one of them with everything, names, pages, and the way back."""
    await en.say("/prices")
    assert screen(en)[:3] == [
        "OpenAI's current models, cheapest first",
        "per M tokens               in    out",
        "gpt-6-luna              $0.10  $0.50",
    ]
    assert all(len(line) <= 45 for line in screen(en)[1:16])
    await en.press("All models ▾")
    assert en.labels[-2:] == ["‹ Back", "More ›"]
    await en.press("More ›")
    await en.press("‹ Back")
    await en.press("gpt-6-luna")
    assert screen(en)[0] == "gpt-6-luna: $0.10 in, $0.50 out per million tokens"
    assert "Above 272,000 input tokens the whole request: $0.20 in, $0.75 out" in screen(en)
    await en.press("Make it my model")
    assert toasts(en)[-1] == "gpt-6-luna is your model now."
    assert "Make it my model" not in en.labels
    await en.press("All prices")
    assert en.labels == ["gpt-6-luna", "All models ▾"]
    await en.say("/models")
    assert screen(en)[0] == "Current models"
    await en.press("One by one ▾")
    assert screen(en) == ["Whose price? Page 1 of 16"]


async def test_no_price(en: Conversation) -> None:
    """Nothing is made up; the cards of other models are offered."""
    await en.say("/prices gpt-6")
    assert screen(en) == ["I have no OpenAI price for gpt-6. Which of these is it?"]
    assert en.labels == ["gpt-6-astra", "gpt-6.1-sol", "gpt-6.1-terra"]
    assert (await en.press("gpt-6.1-sol")).startswith("gpt-6.1-sol: $2 in, $10 out per million tokens")
    await en.say("/prices gpt-oss-120b")
    assert screen(en)[0].startswith("gpt-oss-120b has open weights: OpenAI sells no API for it")
    assert len(en.labels) == 8


async def test_prices_of_several(en: Conversation) -> None:
    """A table with the way to each card."""
    await en.say("/prices gpt-6-luna, gpt-6-astra")
    assert screen(en)[:3] == [
        "per M tokens     in  cached    out",
        "gpt-6-luna    $0.10   $0.01  $0.50",
        "gpt-6-astra     $10      $1    $50",
    ]
    assert en.labels == ["gpt-6-luna", "gpt-6-astra", "All prices"]


async def test_prices_of_many(en: Conversation) -> None:
    """All that were named are there, and none of them is said to have no price."""
    await en.say("/prices gpt-6-luna, gpt-6-astra, o3, gpt-4.1, gpt-4o, gpt-5.4, gpt-5-mini, gpt-77")
    assert [line.split()[0] for line in screen(en)[1:8]] == [
        "gpt-6-luna",
        "gpt-6-astra",
        "o3",
        "gpt-4.1",
        "gpt-4o",
        "gpt-5.4",
        "gpt-5-mini",
    ]
    assert screen(en)[8] == "I have no OpenAI price for: gpt-77"
    assert en.labels[-2:] == ["gpt-5-mini", "All prices"]


@pytest.mark.parametrize("more", [{"size": "1024x1024"}, {"n": 1, "size": "1024x1024", "quality": "high"}])
async def test_a_request_for_a_picture(en: Conversation, more: dict[str, object]) -> None:
    """Its size is no number of tokens, and nobody knows how many there will be: the model's prices are the answer."""
    await en.say(json.dumps({"model": "gpt-image-1", "prompt": "a cat", **more}))
    assert screen(en)[0] == "gpt-image-1: $5 in, $40 out per million tokens"


async def test_prices_of_a_tier(en: Conversation) -> None:
    """A tier is no model."""
    for words in ("batch", "flex"):
        await en.say(f"/prices {words}")
        assert screen(en)[0] == "OpenAI's current models, cheapest first"


async def test_old_prices_are_marked(tmp_path: Path) -> None:
    """45 days after the check they are not, a day later they are."""
    for days, mark in ((45, FOOT), (46, "Prices of 12 Oct 2026, 46 days old: compare them with OpenAI's page · 1 USD")):
        now = dt.datetime(2026, 10, 12, 12, tzinfo=dt.UTC) + dt.timedelta(days=days)
        async with Conversation(tmp_path / f"{days}.sqlite3", now) as chat:
            await chat.say(FOX)
            assert screen(chat)[-1].startswith(mark)
