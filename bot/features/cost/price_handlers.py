"""Doors of the price list: /prices, /models, questions about a price, and their buttons."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.core.money import Currency
from bot.features.cost import choice_views, price_views, problem_views
from bot.features.cost.desk import NAME
from bot.features.cost.prices import OpenWeightsError, UnknownModelError
from bot.features.cost.reading import Options, split_options
from bot.features.cost.rules import NoTierPriceError, Tier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telegram import Update

    from bot.core.screen import Screen
    from bot.db.database import Transaction
    from bot.features.cost.desk import Desk
    from bot.features.cost.follow_ups import Next
    from bot.features.cost.reading.results import PriceQuestion
    from bot.features.cost.rules import ModelPriceCard
    from bot.tg.context import BotContext

_MOST_CARDS: Final = 6
_NAME: Final = re.compile(r"[\w.:\-]{2,80}", re.ASCII)  # what a name may look like
_LARGEST_PAGE: Final = 3  # digits
PRICES: Final = "prices"
"""Stands before the models in the state behind an answer about prices."""
_BETWEEN: Final = "|"


class PriceDoors:
    """Shows what models cost."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def on_prices(self, update: Update, context: BotContext) -> None:
        """Show the card of the model behind the command, or the current models."""
        await self._desk.load()
        words = context.words.strip()
        if words and self._desk.prices.is_known(words):
            await self._show(context, (words,))
        else:
            options, _ = split_options(words, self._desk.prices)
            is_name = _NAME.fullmatch(words) is not None and options.tier is None
            await self._show(context, options.model_refs or ((words,) if is_name else ()))

    async def on_list(self, update: Update, context: BotContext) -> None:
        """Show the current models with their prices."""
        await self._desk.load()
        await self._show(context, ())

    async def on_models(self, update: Update, context: BotContext) -> None:
        """List names."""
        await self._desk.load()
        prices = self._desk.prices
        current = prices.line_up()
        context.show(price_views.names(context.tr, current, prices.names()[len(current) :]))

    async def answer(self, context: BotContext, question: PriceQuestion) -> None:
        """Show the prices that somebody asks about."""
        await self._show(context, question.model_refs)

    async def go_on(self, context: BotContext, state: Sequence[str], asked: Next) -> bool:
        """Answer what goes on from prices; False: it does not. `state`: whose prices they were."""
        names = tuple(name for name in ":".join(state).split(_BETWEEN) if self._desk.prices.is_known(name))
        match asked:
            case Options(model_refs=refs) if refs and asked == Options(refs):
                context.turn.stand_alone()
                await self._show(context, refs)
            case Currency():
                cards = [self._desk.prices.price(each, context.now) for each in names or self._desk.prices.line_up()]
                screen = price_views.in_currency(context.tr, cards, asked, self._desk.rate())
                context.turn.stand_alone()
                _expect_follow_up(context, names)
                await context.act(lambda _: screen)
            case _:
                return False
        return True

    async def _show(self, context: BotContext, names: Sequence[str]) -> None:
        """Show the prices of models, of the current ones where none is named; a follow-up may go on from them."""
        screen = self._asked(context, names) if names else self._table(context)
        known = [name for name in names if self._desk.prices.is_known(name)]
        _expect_follow_up(context, known)
        await context.act(lambda _: screen)

    async def on_tap(self, update: Update, context: BotContext, verb: str, rest: tuple[str, ...]) -> bool:
        """Answer a button of the price list; False: it is none."""
        await self._desk.load()
        name = ":".join(rest)
        if verb == "table" and not rest:
            context.show(self._table(context))
        elif verb == "names":
            context.show(self._names(context, name))
        elif verb == "card" and self._desk.prices.is_known(name):
            context.show(self._card(context, name))
        elif verb == "own" and self._desk.prices.is_known(name):
            await self._make_own(context, name)
        else:
            return False
        return True

    def _asked(self, context: BotContext, names: Sequence[str]) -> Screen:
        known = [name for name in names if self._desk.prices.is_known(name)]
        if len(names) == 1 or not known:
            return self._card(context, names[0])
        cards = [self._desk.prices.price(name, context.now) for name in known]
        return price_views.several(context.tr, cards, [name[:40] for name in names if name not in known])

    def _card(self, context: BotContext, name: str) -> Screen:
        prices, now, tr = self._desk.prices, context.now, context.tr
        try:
            standard = prices.price(name, now)
        except OpenWeightsError:
            return problem_views.unpriced(tr, name, prices.line_up(), has_open_weights=True)
        except UnknownModelError as error:
            return problem_views.unpriced(tr, name, error.nearest or prices.line_up(), has_open_weights=False)
        tiers: dict[Tier, ModelPriceCard | None] = {}
        for tier in Tier:
            if tier is Tier.STANDARD:
                continue
            try:
                tiers[tier] = prices.price(name, now, tier)
            except NoTierPriceError:
                tiers[tier] = None
        return price_views.card(tr, standard, tiers, self._desk.rate(), now, context.person.model)

    def _table(self, context: BotContext) -> Screen:
        prices = self._desk.prices
        cards = [prices.price(name, context.now) for name in prices.line_up()]
        return price_views.line_up(context.tr, cards, context.person.model, context.now)

    def _names(self, context: BotContext, written: str) -> Screen:
        names, size = self._desk.prices.names(), price_views.NAMES_A_PAGE
        pages = -(-len(names) // size)
        page = int(written) if written.isascii() and written.isdigit() and len(written) <= _LARGEST_PAGE else 0
        page = page if page < pages else 0
        return price_views.page_of_names(context.tr, names[page * size : (page + 1) * size], page, pages)

    async def _make_own(self, context: BotContext, model: str) -> None:
        person = context.person
        context.turn.person = replace(person, model=model)
        screen = self._card(context, model)

        def effect(tx: Transaction) -> Screen:
            self._desk.set_model(tx, person.id, model)
            return screen

        context.toast(choice_views.saved(context.tr, model))
        await context.act(effect)


def _expect_follow_up(context: BotContext, names: Sequence[str]) -> None:
    context.expect_follow_up(NAME, PRICES, _BETWEEN.join(names[:_MOST_CARDS]))
