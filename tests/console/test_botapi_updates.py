"""getUpdates: nothing is lost before it is confirmed, whatever happens to the reader."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from telegram.error import Conflict
from telegram.ext import Application, CommandHandler, MessageHandler, filters

from tests.console.botapi_support import ANN, TOKEN, Clock, checked_api

if TYPE_CHECKING:
    from collections.abc import Iterator

    from telegram import Bot, Update

    from bot.console.botapi import BotApi


@pytest.fixture
def api(clock: Clock) -> Iterator[BotApi]:
    """An API whose first update, number 100, is Ann's /start."""
    yield from checked_api(clock, first_update_id=100)


def ids(updates: tuple[Update, ...]) -> list[int]:
    """The numbers of the updates."""
    return [update.update_id for update in updates]


async def test_updates_stay_until_a_later_offset_confirms_them(api: BotApi, bot: Bot) -> None:
    """The same offset brings the same updates; the next one drops what is before it."""
    api.say(ANN, "one")
    api.say(ANN, "two")
    assert ids(await bot.get_updates()) == [100, 101, 102]
    assert ids(await bot.get_updates(offset=100)) == [100, 101, 102]
    assert ids(await bot.get_updates(offset=102)) == [102]
    assert ids(await bot.get_updates(offset=0)) == [102]
    assert [update["update_id"] for update in api.updates] == [102]
    assert ids(await bot.get_updates(offset=103)) == []
    assert len(api.updates) == 0


async def test_a_limit_takes_the_oldest(api: BotApi, bot: Bot) -> None:
    """1 to 100 a batch; a number outside counts as 100."""
    for number in range(150):
        api.say(ANN, str(number))
    assert ids(await bot.get_updates(limit=2)) == [100, 101]
    assert len(await bot.get_updates(limit=500)) == 100
    assert api.updates.unread == 51


async def test_a_negative_offset_keeps_only_the_last(api: BotApi, bot: Bot) -> None:
    """All others are forgotten."""
    api.say(ANN, "one")
    api.say(ANN, "two")
    assert ids(await bot.get_updates(offset=-1)) == [102]
    assert ids(await bot.get_updates()) == [102]


async def test_a_long_poll_wakes_on_an_update(api: BotApi, bot: Bot) -> None:
    """At once, not at the end of its wait."""
    poll = asyncio.create_task(bot.get_updates(offset=101, timeout=30))
    await asyncio.sleep(0.01)
    assert not poll.done()
    api.say(ANN, "one")
    api.say(ANN, "two")
    async with asyncio.timeout(1):
        assert ids(await poll) == [101, 102]


async def test_a_long_poll_ends_empty(api: BotApi, bot: Bot) -> None:
    """After its time, with nothing; such a poll is not on record."""
    async with asyncio.timeout(2):
        assert await bot.get_updates(offset=101, timeout=1) == ()
    assert api.calls == []


async def test_a_cancelled_poll_loses_nothing(api: BotApi, bot: Bot) -> None:
    """What came while it was cancelled is there for the next."""
    poll = asyncio.create_task(bot.get_updates(offset=101, timeout=30))
    await asyncio.sleep(0.01)
    api.say(ANN, "one")
    poll.cancel()
    with pytest.raises(asyncio.CancelledError):
        await poll
    api.say(ANN, "two")
    assert ids(await bot.get_updates(offset=101)) == [101, 102]


async def test_a_second_poller_ends_the_first(api: BotApi, bot: Bot) -> None:
    """The first gets a conflict; the second goes on."""
    first = asyncio.create_task(bot.get_updates(offset=101, timeout=30))
    await asyncio.sleep(0.01)
    second = asyncio.create_task(bot.get_updates(offset=101, timeout=30))
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await first
    api.say(ANN, "one")
    assert ids(await second) == [101]
    assert api.calls[0].error == {
        "ok": False,
        "error_code": 409,
        "description": "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running",
    }


async def test_only_the_kinds_asked_for_come(api: BotApi, bot: Bot) -> None:
    """From the call that asks on, until another asks; an empty list is Telegram's default."""
    await bot.get_updates(offset=101, allowed_updates=["message"])
    assert "update_id" not in api.inline(ANN, "x")
    assert api.say(ANN, "one")["update_id"] == 101
    await bot.get_updates(offset=102)
    assert "update_id" not in api.inline(ANN, "x")
    assert (await bot.get_webhook_info()).allowed_updates == ("message",)
    await bot.get_updates(offset=102, allowed_updates=[])
    assert api.inline(ANN, "x")["update_id"] == 102


async def test_what_is_never_fetched_is_dropped_when_telegram_drops_it(api: BotApi, bot: Bot, clock: Clock) -> None:
    """An inline query after 30 s, a message after a day, to the second."""
    api.inline(ANN, "x")
    clock.advance(seconds=30)
    assert ids(await bot.get_updates()) == [100, 101]
    clock.advance(seconds=1)
    assert ids(await bot.get_updates()) == [100]
    clock.advance(seconds=24 * 60 * 60 - 31)
    assert ids(await bot.get_updates()) == [100]
    clock.advance(seconds=1)
    assert ids(await bot.get_updates()) == []
    assert len(api.updates) == 0


async def test_an_update_can_come_twice(api: BotApi, bot: Bot) -> None:
    """Under its old number, even when it was confirmed; a later offset ends it."""
    update = api.say(ANN, "one")
    await bot.get_updates()
    assert ids(await bot.get_updates(offset=102)) == []
    api.redeliver(update)
    assert ids(await bot.get_updates(offset=102)) == [101]
    assert ids(await bot.get_updates(offset=102)) == []
    api.redeliver(update)
    api.say(ANN, "two")
    assert ids(await bot.get_updates(offset=102)) == [101, 102]
    assert ids(await bot.get_updates(offset=103)) == []


async def test_pending_updates_can_be_dropped(api: BotApi, bot: Bot) -> None:
    """As deleteWebhook does on request, and only then."""
    await bot.delete_webhook()
    assert (await bot.get_webhook_info()).pending_update_count == 1
    await bot.delete_webhook(drop_pending_updates=True)
    assert (await bot.get_webhook_info()).pending_update_count == 0


async def test_a_bot_killed_and_started_again_gets_what_it_had_not_confirmed(api: BotApi) -> None:
    """Two whole Applications, one after the other, on one API: every message is answered by one of them."""

    def application() -> Application[Any, Any, Any, Any, Any, Any]:
        async def echo(update: Update, _: object) -> None:
            assert update.effective_message is not None
            await update.effective_message.reply_text(f"you said {update.effective_message.text}")

        built = Application.builder().token(TOKEN).request(api).get_updates_request(api).build()
        built.add_handler(CommandHandler("start", echo))
        built.add_handler(MessageHandler(filters.TEXT, echo))
        return built

    async def answers(count: int) -> list[str]:
        async with asyncio.timeout(5):
            while True:
                texts = [message.text for message in api.chat(ANN).messages if message.from_bot]
                if len(texts) >= count:
                    return texts
                await asyncio.sleep(0.005)

    first = application()
    await first.initialize()
    assert first.updater is not None
    await first.updater.start_polling()
    await first.start()
    api.say(ANN, "one")
    assert await answers(2) == ["you said /start", "you said one"]
    await first.updater.stop()
    await first.stop()
    await first.shutdown()
    api.say(ANN, "two")

    second = application()
    await second.initialize()
    assert second.updater is not None
    await second.updater.start_polling()
    await second.start()
    assert await answers(3) == ["you said /start", "you said one", "you said two"]
    await second.updater.stop()
    await second.stop()
    await second.shutdown()
