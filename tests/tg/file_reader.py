"""A feature that reads files, for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from bot.core.screen import Screen
from bot.tg.feature import Command, Document, Feature

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Awaitable, Callable

    from bot.tg.context import BotContext


class Reader:
    """A feature that reads files: notes what it got, and does what it is told on the way."""

    def __init__(self, name: str = "x", *, mine: bool = True, command: str = "read") -> None:
        self.name, self.mine, self.command = name, mine, command
        self.seen: list[Document] = []
        self.at_work = self.most = 0
        self.gate: asyncio.Event | None = None
        self.on_the_way: Callable[[BotContext], Awaitable[None]] | None = None

    def feature(self) -> Feature:
        """Return it as the program sees it."""
        return Feature(self.name, (Command(self.command, self.on_command),), on_file=self.on_file)

    async def on_command(self, _: object, context: BotContext) -> None:
        context.show(Screen(Markup("command {}").format(context.words)))

    async def on_file(self, _: object, context: BotContext, document: Document) -> bool:
        self.seen.append(document)
        if not self.mine:
            return False
        self.at_work += 1
        self.most = max(self.most, self.at_work)
        try:
            if self.on_the_way is not None:
                await self.on_the_way(context)
            if self.gate is not None:
                await self.gate.wait()
        finally:
            self.at_work -= 1
        caption = f" {document.caption}" if document.caption else ""
        await context.act(lambda _: Screen(Markup("{} read {}{}").format(self.name, document.name, caption)))
        return True
