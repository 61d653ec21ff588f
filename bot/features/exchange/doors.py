"""What the doors of this feature share: whose rates count here, and how an answer closes a question."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from bot.core.periods import local_day
from bot.features.exchange.rates import Rates

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.core.screen import Screen
    from bot.db.database import Database, Transaction
    from bot.features.exchange.store import OperatorRate, RateStore
    from bot.tg.context import BotContext

T = TypeVar("T")


class Doors:
    """Finds the rates of the person who wrote, and shows screens that may answer a question."""

    def __init__(self, database: Database, store: RateStore, operator: OperatorRate) -> None:
        self._database, self._store, self._operator = database, store, operator

    def rates_in(self, tx: Transaction, context: BotContext) -> Rates:
        """Return the rates that count here: in a group the operator's for everybody, so that nobody's own is shown."""
        own = self._store.own(tx, context.person.id) if context.turn.is_private else None
        return Rates(self._operator.at(context.now), own, local_day(context.now, context.person.zone))

    async def rates(self, context: BotContext) -> Rates:
        """Return the same, for what is only shown."""
        return await self._database.read(lambda tx: self.rates_in(tx, context))

    async def read(self, function: Callable[[Transaction], T]) -> T:
        """Return what a function reads from the database."""
        return await self._database.read(function)

    async def show(self, context: BotContext, screen: Screen) -> None:
        """Show a screen; the question that it answers, if any, is closed with it."""
        if context.turn.answers_question:
            await context.act(lambda _: screen)
        else:
            context.show(screen)

    def close_question(self, context: BotContext) -> None:
        """Let a button that is pressed instead of an answer close this feature's question."""
        question = context.turn.question
        if question is not None and question[0] == "exchange":
            context.turn.answers_question = True
