"""Doors of short messages that go on from an estimate or a price: another model, ×1000, another currency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.follow_ups import recalled
from bot.core.money import Currency
from bot.features.cost import problem_views, views
from bot.features.cost.asked import Kept
from bot.features.cost.desk import expect_follow_up
from bot.features.cost.follow_ups import OtherCurrency, Wish, changed, read_next
from bot.features.cost.price_handlers import PRICES
from bot.features.cost.reading import Options, Refused, Span
from bot.features.cost.rules import PriceError
from bot.features.cost.store import new_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.screen import Screen
    from bot.features.cost.desk import Desk
    from bot.features.cost.follow_ups import Change, Next
    from bot.features.cost.price_handlers import PriceDoors
    from bot.features.cost.tap_handlers import EstimateTaps
    from bot.tg.context import BotContext


class FollowUpDoors:
    """Answers what goes on from an answer of this feature, each time with a message of its own."""

    def __init__(self, desk: Desk, taps: EstimateTaps, prices: PriceDoors) -> None:
        self._desk, self._taps, self._prices = desk, taps, prices

    async def go_on(self, context: BotContext, arguments: Sequence[str]) -> bool:
        """Answer a message that goes on from the last answer; False: it does not.

        `arguments`: of the question that stands for that answer.
        """
        await self._desk.load()
        asked = read_next(context.words, self._desk.prices)
        before = recalled(arguments, context.message_id if context.is_edit else None)
        if asked is None or not before:
            return False
        if before[0] == PRICES:
            return await self._prices.go_on(context, before[1:], asked)
        kept = await self._taps.find_own(context, before[0])
        return kept is not None and await self._from_estimate(context, kept, asked)

    async def _from_estimate(self, context: BotContext, kept: Kept, asked: Next) -> bool:
        match asked:
            case Span() if kept.choices.often is None or kept.choices.often.per is None:
                return False
            case Currency() | OtherCurrency() | Refused() | Wish.SHARES:
                screen = self._shown(context, kept, asked)
                if screen is None:
                    return False
                context.turn.stand_alone()
                expect_follow_up(context, kept, kept)
                await context.act(lambda _: screen)
            case _:
                context.turn.stand_alone()
                await self._change(context, kept, asked)
        return True

    def _shown(
        self, context: BotContext, kept: Kept, asked: Currency | OtherCurrency | Refused | Wish
    ) -> Screen | None:
        """Return what changes nothing about the estimate; None where that has no price."""
        tr = context.tr
        match asked:
            case OtherCurrency(name=name):
                return problem_views.other_currency(tr, name)
            case Refused():
                return problem_views.refused(tr, asked)
            case Currency():
                try:
                    priced = self._desk.priced(kept.counts, kept.choices, context.now)
                except (PriceError, ValueError):
                    return None
                return views.in_currency(tr, kept, priced, self._desk.rate(), asked)
            case _:
                return self._taps.shares(context, kept)

    async def _change(self, context: BotContext, before: Kept, asked: Change) -> None:
        """Answer with an estimate of its own, so that the one before and its buttons stay."""
        counts, choices = changed(before.counts, before.choices, asked)
        choices, notes = self._desk.in_known_tier(context.tr, choices, context.now)
        edited = await self._desk.of_edited(context)
        number = edited.id if edited is not None and edited.id != before.id else new_id()
        kept = Kept(number, context.person.id, context.origin, counts, choices, context.now)
        kept = self._desk.with_day(kept, context.now)
        others = asked.model_refs[1:] if isinstance(asked, Options) else ()
        compared = self._taps.comparison(context, kept, others) if others else None
        screen = compared or self._desk.screen(context, kept, notes=notes)
        # What has no price is nothing to go on from.
        on = kept if kept.day is not None else before
        expect_follow_up(context, on, before)
        await context.act(lambda tx: self._desk.save(tx, kept, screen))
