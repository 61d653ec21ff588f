"""`tokentally check`: every setting, and whether everything is ready."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.core.i18n import translator
from bot.core.language import Language
from bot.db.database import Database
from bot.db.migrate import migrate
from bot.features.cost.prices import open_book
from bot.features.cost.rules import Encoding
from bot.features.cost.tokens import TokenCounter
from bot.features.faq.content import library
from bot.settings import variable

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from bot.settings import Settings


async def check(settings: Settings) -> int:
    """Print every setting and whether each part is ready; return 0 if all are, else 1."""
    for name in type(settings).model_fields:
        print(f"{variable(name)} = {getattr(settings, name)}")
    parts: tuple[tuple[str, Callable[[], Awaitable[str]]], ...] = (
        ("database", lambda: _database(settings.db)),
        ("catalogs", _catalogs),
        ("vocabularies", _vocabularies),
        ("prices", lambda: _prices(settings)),
        ("answers", _answers),
    )
    ready = True
    for name, part in parts:
        try:
            print(f"{name}: ready, {await part()}")
        except Exception as error:  # noqa: BLE001 - whatever it is, the operator reads it here
            print(f"{name}: NOT ready, {error}")
            ready = False
    return 0 if ready else 1


async def _database(path: Path) -> str:
    database = await Database.open(path)
    try:
        return f"version {await migrate(database)} at {path}"
    finally:
        await database.close()


async def _catalogs() -> str:
    return ", ".join(translator(language).language.value for language in Language)


async def _vocabularies() -> str:
    counter = TokenCounter()
    counts = [f"{encoding.value} ({await counter.count('Hello, world', encoding)} tokens)" for encoding in Encoding]
    return ", ".join(counts) + " in a greeting"


async def _prices(settings: Settings) -> str:
    now = dt.datetime.now(dt.UTC)
    card = open_book(settings.prices, now.date()).price(settings.default_model, now)
    per_million = f"${card.standard.input_usd_per_mtok} in, ${card.standard.output_usd_per_mtok} out a million tokens"
    by = "set by you from" if card.is_overridden else "checked on"
    return f"{card.model} at {per_million}, {by} {card.checked_on}"


async def _answers() -> str:
    return f"{len(library().ids)} in each language"
