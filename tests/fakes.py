"""A bot with features of a test's own on the in-process Bot API: everything between them is the real thing."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from markupsafe import escape
from telegram.ext import ApplicationBuilder, ContextTypes

from bot.core.language import Language
from bot.core.screen import Screen
from bot.features.prefs.store import PeopleStore
from bot.tg.context import BotContext
from bot.tg.dispatcher import Dispatcher
from bot.tg.inbox import Inbox
from bot.tg.pacing import Pace
from bot.tg.receiver import Receiver
from bot.tg.router import Router
from bot.tg.sender import Sender
from bot.tg.service import Service

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.console.botapi import BotApi
    from bot.core.clock import Clock
    from bot.db.database import Database
    from bot.tg.feature import Feature, Handler
    from bot.tg.files import FileRoom
    from bot.tg.pacing import Limits


async def nothing_to_do() -> None:
    """Stand in for the cosmetic calls at the start."""


def make_service(
    api: BotApi,
    database: Database,
    clock: Clock,
    *,
    features: Sequence[Feature] = (),
    otherwise: Handler | None = None,
    admins: Sequence[int] = (),
    limits: Limits | None = None,
    parallel: int = 64,
    files: FileRoom | None = None,
) -> Service:
    """Return a bot with these features; plain messages go to `otherwise`."""
    application = (
        ApplicationBuilder()
        .token("1:TEST")
        .context_types(ContextTypes(context=BotContext))
        .updater(None)
        .job_queue(None)
        .request(api)
        .get_updates_request(api)
        .build()
    )
    inbox = Inbox(database, clock)
    people = PeopleStore(Language.EN, "Asia/Shanghai", "gpt-5.4-mini")
    sender = Sender(
        application.bot,
        Pace(limits),
        lambda chat: database.write(lambda tx: people.set_unreachable(tx, chat, clock.now())),
    )
    dispatcher = Dispatcher(application, database, inbox, sender, people, clock, admins=admins, parallel=parallel)
    router = Router(
        features,
        [feature.name for feature in features if feature.recognise],
        otherwise or _echo,
        lambda tr, _: Screen(tr.text("Close")),
        file_order=[feature.name for feature in features if feature.on_file],
        files=files,
    )
    for handler in router.handlers():
        application.add_handler(handler)
    return Service(
        application=application,
        database=database,
        inbox=inbox,
        dispatcher=dispatcher,
        receiver=Receiver(application.bot, inbox, dispatcher),
        clock=clock,
        jobs=tuple(feature.run_due for feature in features if feature.run_due),
        on_start=nothing_to_do,
        alarm=asyncio.Event(),
        router=router,
    )


async def _echo(_: object, context: BotContext) -> None:
    context.show(Screen(escape(context.words)))
