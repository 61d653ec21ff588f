"""Doors of top-up sums and of agents' offers: /topup, plain questions, buttons."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.features.exchange import topup_views as views
from bot.features.exchange.doors import expect_follow_up
from bot.features.exchange.follow_ups import SUM, read_next_sum
from bot.features.exchange.topup import NoSum, Offer, Sum, read_offer, read_part, read_topup

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from telegram import Update

    from bot.core.i18n import Translator
    from bot.core.screen import Screen
    from bot.features.exchange.doors import Doors
    from bot.features.exchange.topup import TopUp
    from bot.tg.context import BotContext
    from bot.tg.feature import Handler


class TopUpHandlers:
    """Works out what arrives, what it costs and what an offer comes to. `doors`: whose rates count."""

    def __init__(self, doors: Doors) -> None:
        self._doors = doors
        self.taps: dict[str, Callable[[Update, BotContext, Sequence[str]], Awaitable[bool]]] = {
            "sum": self._tap_sum,
            "fee": partial(self._tap_part, views.choose_percent),
            "fix": partial(self._tap_part, views.choose_fixed),
            "per": self._tap_rate,
            "askfee": partial(self._tap_ask, "fee", views.ask_percent),
            "askfix": partial(self._tap_ask, "fix", views.ask_fixed),
            "askper": partial(self._tap_ask, "per", views.ask_rate),
            "askoffer": self._tap_ask_offer,
            "offer": self._tap_offer,
        }

    def recognise(self, text: str) -> Handler | None:
        """Take questions about a top-up."""
        return self.on_plain if read_topup(text) is not None else None

    async def on_topup(self, update: Update, context: BotContext) -> None:
        """Work out what follows the command, or say what can be."""
        if context.words.strip():
            await self._answer(context, read_topup(context.words, asked=True))
        else:
            await context.ask(views.ask_sum(context.tr), "exchange:topup")

    async def on_plain(self, update: Update, context: BotContext) -> None:
        """Work out a plain question."""
        await self._answer(context, read_topup(context.words))

    async def on_reply(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        """Read a rate, a fee or an offer that was asked for; only a message of nothing else is an answer."""
        match arguments:
            case ("topup",):
                reading = read_topup(context.words, asked=True)
                if isinstance(reading, NoSum) or reading is None:
                    return False
                await self._answer(context, reading)
                return True
            case ("offer",):
                offer = read_offer(context.words)
                if offer is not None:
                    await self._answer(context, offer)
                return offer is not None
            case (part, *packed) if (asked := Sum.unpack(packed)) is not None:
                changed = read_part(part, context.words, asked)
                if changed is not None:
                    await self._answer(context, changed)
                return changed is not None
            case _:
                return False

    async def go_on(self, context: BotContext, packed: Sequence[str]) -> bool:
        """Work out what goes on from a sum; False: the message does not."""
        asked = Sum.unpack(packed)
        changed = read_next_sum(context.words, asked) if asked is not None else None
        if changed is not None:
            context.turn.stand_alone()
            await self._answer(context, changed, (SUM, *packed))
        return changed is not None

    async def _answer(self, context: BotContext, reading: TopUp | None, before: tuple[str, ...] = ()) -> None:
        """Answer with a sum or an offer. `before`: what it goes on from, if anything; a refusal leaves that open."""
        if before:
            expect_follow_up(context, before, before)
        if reading is None:
            screen = views.ask_sum(context.tr)
        elif isinstance(reading, NoSum):
            screen = views.no_sum(context.tr, reading)
        else:
            rates = await self._doors.rates(context)
            if isinstance(reading, Sum):
                screen = views.worked_out(context.tr, reading, rates)
                expect_follow_up(context, (SUM, *reading.pack().split(":")), before)
            else:
                screen = views.offered(context.tr, reading, rates)
        await self._doors.show(context, screen)

    async def _tap_sum(self, update: Update, context: BotContext, arguments: Sequence[str]) -> bool:
        asked = Sum.unpack(arguments)
        if asked is not None:
            await self._answer(context, asked)
        return asked is not None

    async def _tap_part(
        self,
        view: Callable[[Translator, Sum], Screen],
        update: Update,
        context: BotContext,
        arguments: Sequence[str],
    ) -> bool:
        asked = Sum.unpack(arguments)
        if asked is not None:
            await self._doors.show(context, view(context.tr, asked))
        return asked is not None

    async def _tap_rate(self, update: Update, context: BotContext, arguments: Sequence[str]) -> bool:
        asked = Sum.unpack(arguments)
        if asked is not None:
            rates = await self._doors.rates(context)
            await self._doors.show(context, views.choose_rate(context.tr, asked, rates))
        return asked is not None

    async def _tap_ask(
        self,
        part: str,
        view: Callable[[Translator, Sum], Screen],
        update: Update,
        context: BotContext,
        arguments: Sequence[str],
    ) -> bool:
        asked = Sum.unpack(arguments)
        if asked is not None:
            await context.ask(view(context.tr, asked), f"exchange:{part}:{asked.pack()}")
        return asked is not None

    async def _tap_ask_offer(self, update: Update, context: BotContext, arguments: Sequence[str]) -> bool:
        back = Sum.unpack(arguments) or Offer.unpack(arguments)
        await context.ask(views.ask_offer(context.tr, back), "exchange:offer")
        return True

    async def _tap_offer(self, update: Update, context: BotContext, arguments: Sequence[str]) -> bool:
        offer = Offer.unpack(arguments)
        if offer is not None:
            await self._answer(context, offer)
        return offer is not None
