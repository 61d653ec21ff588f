"""What the doors of this feature share: whose rates count here, and how an answer closes a question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from bot.core.follow_ups import recalled, remembered
from bot.core.periods import local_day
from bot.features.exchange.rates import Rates

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.core.screen import Screen
    from bot.db.database import Database, Transaction
    from bot.features.exchange.store import OperatorRate, RateStore
    from bot.tg.context import BotContext

T = TypeVar("T")
NAME: Final = "exchange"


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
        if context.turn.answers_question or context.turn.follow_up is not None:
            await context.act(lambda _: screen)
        else:
            context.show(screen)

    def close_question(self, context: BotContext) -> None:
        """Let a button that is pressed instead of an answer close this feature's question."""
        if context.turn.is_asked_by(NAME):
            context.turn.answers_question = True


def goes_on_from(context: BotContext, arguments: Sequence[str]) -> tuple[str, ...]:
    """Return what a message goes on from; `arguments`: of the question that stands for the last answer."""
    return recalled(arguments, context.message_id if context.is_edit else None)


def expect_follow_up(context: BotContext, state: Sequence[str], before: Sequence[str] = ()) -> None:
    """Let the next message go on from this answer. `before`: what this one goes on from."""
    context.expect_follow_up(NAME, *remembered(state, context.message_id, before))
