"""Running the bot: on Telegram until a signal, or in the terminal until the conversation ends."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from typing import TYPE_CHECKING

from telegram.error import InvalidToken

from bot import logs
from bot.app import build
from bot.console.chat import chat
from bot.core.clock import SystemClock
from bot.core.i18n import CatalogError
from bot.db.database import DatabaseUnusableError
from bot.features.cost.overrides import OverridesError
from bot.features.cost.prices import open_book
from bot.settings import Settings, SettingsError
from bot.tg.pacing import Limits
from bot.tg.service import Service, ServiceDiedError

if TYPE_CHECKING:
    from pathlib import Path

    from bot.console.botapi import BotApi
    from bot.console.options import ChatOptions
    from bot.core.clock import MovableClock

log = logging.getLogger(__name__)

FAILED, UNUSABLE = 1, 2
_CLOSING_S = 2.0  # for the last words to the database when something died


async def run(settings: Settings) -> int:
    """Serve Telegram until SIGTERM or Ctrl-C; return the exit code: 0, 1 when a part died, 2 for wrong settings."""
    logs.configure(settings)
    if settings.token is None:
        return _complain("TOKENTALLY_TOKEN is not set; it must be the bot's token, as BotFather gave it.", UNUSABLE)
    try:
        check_model(settings)
        service = await build(settings, path=settings.db, clock=SystemClock(), limits=Limits())
    except (SettingsError, OverridesError) as error:
        return _complain(str(error), UNUSABLE)
    except (DatabaseUnusableError, CatalogError) as error:
        return _complain(str(error), FAILED)
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    code = 0
    try:
        if await _started(service, stop):
            log.info("serving as @%s", service.application.bot.username)
            await service.run(stop)
    except InvalidToken:
        code = _complain(
            "TOKENTALLY_TOKEN is (hidden); Telegram does not know it. BotFather shows the right one.",
            UNUSABLE,
        )
    except ServiceDiedError as error:
        log.critical("%s; the process ends so that it can be started anew", error, exc_info=error)
        code = UNUSABLE if isinstance(error.__cause__, InvalidToken) else FAILED
    try:
        async with asyncio.timeout(_CLOSING_S if code else None):
            await service.stop()
    except (TimeoutError, DatabaseUnusableError, ValueError) as error:
        log.error("the database was not closed in time: %s", error)  # noqa: TRY400 - what is wrong is known
    return code


async def _started(service: Service, stop: asyncio.Event) -> bool:
    """Start the service unless the signal to stop comes first; tell which."""
    starting = asyncio.create_task(service.start())
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({starting, stopping}, return_when=asyncio.FIRST_COMPLETED)
    if not starting.done():
        starting.cancel()
        await asyncio.wait({starting})
        return False
    stopping.cancel()
    starting.result()
    return True


async def run_chat(settings: Settings, options: ChatOptions) -> int:
    """Hold a conversation with the bot inside this process; return the exit code."""
    logs.configure(settings.model_copy(update={"log": "ERROR"}))

    async def build_here(path: Path, clock: MovableClock, api: BotApi) -> Service:
        return await build(settings, path=path, clock=clock, request=api)

    try:
        check_model(settings)
        return await chat(options, build_here)
    except (SettingsError, OverridesError) as error:
        return _complain(str(error), UNUSABLE)
    except (DatabaseUnusableError, CatalogError) as error:
        return _complain(str(error), FAILED)


def check_model(settings: Settings) -> None:
    """Raise SettingsError when the default model has no price, OverridesError when a file of prices cannot be used."""
    field = Settings.model_fields["default_model"]
    if settings.default_model == field.default:
        return  # known; loading the prices to see it would delay every start
    if not open_book(settings.prices, SystemClock().now().date()).is_known(settings.default_model):
        raise SettingsError(f"TOKENTALLY_DEFAULT_MODEL is {settings.default_model!r}; it must be {field.description}.")


def _complain(sentence: str, code: int) -> int:
    print(f"tokentally: {sentence}", file=sys.stderr)  # noqa: T201 - the answer to whoever started it
    return code
