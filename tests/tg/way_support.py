"""What the tests of the way from an update to its answer share."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.console.botapi import BotApi
    from bot.tg.service import Service


def texts(api: BotApi, chat: int = 1) -> list[str]:
    """Return what the bot said and still stands there."""
    return [message.text or "(file)" for message in api.chat(chat).messages if message.from_bot]


async def until(condition: Callable[[], object]) -> None:
    """Wait until a condition holds."""
    async with asyncio.timeout(5):
        while not condition():
            await asyncio.sleep(0.005)


async def started(service: Service) -> Service:
    """Start a service and let it take up what waits."""
    await service.start()
    await service.settle()
    return service
