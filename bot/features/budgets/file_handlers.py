"""Doors of files: exports that leave, usage exports and files of ours that come in."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Final

from bot.core.screen import File
from bot.features.budgets import file_views
from bot.features.budgets.archive import Archive, BrokenArchiveError, read_archive
from bot.features.budgets.doors import NAME, UPDATE_ID, Door
from bot.features.budgets.imports import ImportStore
from bot.features.budgets.usage_file import NoCostsError, UsageFile, read_usage_file

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from telegram import Update

    from bot.core.money import ExchangeRate
    from bot.core.screen import Screen
    from bot.db.database import Database, Transaction
    from bot.features.budgets.doors import Tap
    from bot.features.budgets.store import BudgetStore
    from bot.tg.context import BotContext
    from bot.tg.feature import Document


CSV_NAME: Final = "tokentally-spending.csv"


class FileDoor(Door):
    """Sends and reads files."""

    def __init__(self, database: Database, store: BudgetStore, rate: Callable[[], ExchangeRate]) -> None:
        super().__init__(database, store, rate)
        self.imports = ImportStore(store)

    def taps(self) -> Mapping[str, Tap]:
        """Return who answers which button."""
        return {"export": self._tap_export, "import": self._tap_import, "noimport": self._tap_no_import}

    async def on_import(self, update: Update, context: BotContext) -> None:
        """Say which files can be sent."""
        context.show(file_views.how_to_import(context.tr))

    async def on_file(self, update: Update, context: BotContext, document: Document) -> bool:
        """Show what a usage export or a file of ours holds, and offer to book it."""
        today = self.view(context).today
        try:
            found = await asyncio.to_thread(_read, document.content, today)
        except NoCostsError as error:
            context.show(file_views.no_costs(context.tr, is_activity=error.is_activity, is_own=error.is_own))
            return True
        except BrokenArchiveError as error:
            context.show(file_views.broken(context.tr, error.where))
            return True
        if found is None:
            return False
        person_id, now = context.person.id, context.now

        def effect(tx: Transaction) -> Screen:
            if isinstance(found, Archive):
                batch = self.imports.keep_archive(tx, person_id, now, found)
                known = self.imports.known_rows(tx, person_id, found)
                return file_views.archive(context.tr, found, known, batch)
            known = self.imports.known(tx, person_id, found.costs)
            batch = self.imports.keep_usage(tx, person_id, now, found)
            return file_views.usage(context.tr, found, known, batch)

        await context.act(effect)
        return True

    async def _tap_import(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        if len(arguments) != 1 or not UPDATE_ID.fullmatch(arguments[0]):
            return False
        view, batch = self.view(context), int(arguments[0])

        def effect(tx: Transaction) -> Screen:
            imported = self.imports.take(tx, view, batch, str(context.tr.text("usage export")))
            if imported is not None and imported.booking is not None:
                context.expect_follow_up(NAME, "file", imported.booking.entry.number)
            return file_views.imported(context.tr, imported) if imported else file_views.gone(context.tr)

        await context.act(effect)
        return True

    async def _tap_no_import(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        if len(arguments) != 1 or not UPDATE_ID.fullmatch(arguments[0]):
            return False
        person_id, batch = context.person.id, int(arguments[0])

        def effect(tx: Transaction) -> Screen:
            self.imports.drop(tx, person_id, batch)
            return file_views.left(context.tr)

        await context.act(effect)
        return True

    async def _tap_export(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        person_id = context.person.id
        kept, table = await self.database.read(
            lambda tx: (self.imports.export(tx, person_id), self.imports.csv(tx, person_id))
        )
        if kept is None:
            context.show(file_views.nothing(context.tr))
            return True
        if table is not None:
            context.send_file(File(CSV_NAME, table, file_views.csv_caption(context.tr)))
        text = json.dumps({"budgets": kept}, ensure_ascii=False, indent=1)
        context.send_file(File("tokentally-budgets.json", text.encode(), file_views.json_caption(context.tr)))
        return True


def _read(content: bytes, today: dt.date) -> Archive | UsageFile | None:
    return read_archive(content) or read_usage_file(content, today)
