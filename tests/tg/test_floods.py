"""What Telegram puts off: one chat alone, or everybody, also over a restart; chats that become others."""

from __future__ import annotations

import asyncio
import datetime as dt
import time
from typing import TYPE_CHECKING

import pytest
from markupsafe import Markup
from telegram.error import ChatMigrated, RetryAfter, TimedOut

from bot.app import FLOOD
from bot.core.language import Language
from bot.core.screen import Screen
from bot.db.codecs import instant_to_text
from bot.tg.pacing import Pace
from bot.tg.sender import Delivery, Outcome, Sender
from tests.conftest import START
from tests.conversation import Conversation

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HELLO = Screen(Markup("hello"))


class FakeBot:
    """Answers each call as a table of chats says."""

    def __init__(self, answer: Callable[[int], Exception | None]) -> None:
        self.answer, self.calls = answer, list[int]()

    async def send_message(self, chat_id: int, *_: object, **__: object) -> object:
        self.calls.append(chat_id)
        error = self.answer(chat_id)
        if error is not None:
            raise error
        return type("Message", (), {"message_id": 7})()


@pytest.fixture
def floods() -> list[float]:
    """For how long Telegram wanted to hear nothing, each time it said so."""
    return []


def make(bot: FakeBot, floods: list[float]) -> Sender:
    """Return a sender over a bot that is not there."""

    async def unreachable(chat_id: int) -> None:
        raise AssertionError(chat_id)

    async def flooded(seconds: float) -> None:
        floods.append(seconds)

    return Sender(bot, Pace(None), unreachable, flooded)  # type: ignore[arg-type]  # a stand-in


async def once(sender: Sender, chat_id: int) -> Delivery:
    """Send a message that nobody waits for."""
    return await sender.send_once(chat_id, HELLO, Language.EN)


async def test_one_chat_is_put_off_alone(floods: list[float]) -> None:
    """The chat is LATER at once, without another call; the next chat gets its message meanwhile."""
    bot = FakeBot(lambda chat: RetryAfter(30) if chat == 1 else None)
    sender = make(bot, floods)
    begin = time.perf_counter()
    assert await once(sender, 1) == Delivery(Outcome.LATER, wait_s=30)
    again = await once(sender, 1)
    assert again.outcome is Outcome.LATER
    assert again.wait_s == pytest.approx(30, abs=1)
    assert (await once(sender, 2)).outcome is Outcome.SENT
    assert await sender.bulk_turn() == 0
    assert (bot.calls, floods) == ([1, 2], [])
    assert time.perf_counter() - begin < 1


async def test_several_chats_put_off_are_all(floods: list[float]) -> None:
    """From the third chat within seconds on nothing leaves, whoever it is for, and the program is told."""
    bot = FakeBot(lambda chat: RetryAfter(300) if chat < 4 else None)
    sender = make(bot, floods)
    for chat in (1, 2):
        await once(sender, chat)
    assert await sender.bulk_turn() == 0
    await once(sender, 3)
    assert floods == [300]
    assert await sender.bulk_turn() == pytest.approx(300, abs=1)
    assert (await once(sender, 4)).outcome is Outcome.LATER
    assert bot.calls == [1, 2, 3]


async def test_a_chat_that_became_another_is_followed(floods: list[float]) -> None:
    """The message goes to the new one, and the caller learns of it."""
    sender = make(FakeBot(lambda chat: ChatMigrated(-1001) if chat == -1 else None), floods)
    assert await once(sender, -1) == Delivery(Outcome.SENT, 7, chat_id=-1001)


async def test_a_time_out_is_no_refused_connection(floods: list[float]) -> None:
    """What may have arrived is MAYBE, after one call."""
    bot = FakeBot(lambda _: TimedOut())
    assert (await once(make(bot, floods), 1)).outcome is Outcome.MAYBE
    assert bot.calls == [1]


async def test_what_telegram_said_before_a_restart_still_counts(tmp_path: Path) -> None:
    """A bot that starts within that time sends nothing; one that starts after it does."""
    async with Conversation(tmp_path / "b.sqlite3", START) as chat:
        await chat.say("remind me in 1 hour to look")
        until = START + dt.timedelta(hours=3)
        await chat.service.inbox.state(FLOOD, instant_to_text(until))
        await chat.session.stop()
        chat.clock.move_to(until - dt.timedelta(minutes=1))
        await chat.session.start()
        assert chat.last.text.startswith("Mon 23 Nov")
        await chat.session.stop()
        chat.clock.move_to(until)
        await chat.session.start()
        assert chat.last.text.startswith("⏰ Look")


async def test_chats_put_off_at_different_times_are_single_ones(
    floods: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two at once and a third after the window: none of them speaks for all."""
    monkeypatch.setattr("bot.tg.sender._FLOOD_WINDOW_S", 0.01)
    sender = make(FakeBot(lambda chat: RetryAfter(300) if chat < 4 else None), floods)
    for chat in (1, 2):
        await once(sender, chat)
    await asyncio.sleep(0.02)
    await once(sender, 3)
    assert floods == []
    assert (await once(sender, 4)).outcome is Outcome.SENT
