"""Doors of the estimates: /estimate, texts, buttons."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.features.cost import rules, views
from bot.features.cost.prices import OpenWeightsError, PriceBook, UnknownModelError
from bot.features.cost.rules import Estimate, TextSize
from bot.features.cost.tokens import CounterBusyError, TokenCounter, TokenizerFailedError, tokenizer_for
from bot.tg import replies
from bot.tg.feature import Command, Feature

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from markupsafe import Markup
    from telegram import Update

    from bot.core.i18n import Translator
    from bot.core.money import ExchangeRate
    from bot.core.person import Person
    from bot.core.screen import Screen
    from bot.db.database import Transaction
    from bot.tg.context import BotContext
    from bot.tg.feature import Handler

NAME = "cost"
_EXAMPLE_PRICES = ("gpt-6-luna", "gpt-5.4-mini", "gpt-6-astra")  # a small, a middle and a large model
_CHEAPEST = 3
_EMBEDDING = "text-embedding-3-small"
_QUESTION = "text"


class CostHandlers:
    """Answers texts with what they cost.

    Args:
        prices: what models cost.
        counter: counts tokens.
        rate: says what the exchange rate is at the moment.
        set_model: keeps the model that a person estimates with.
    """

    def __init__(
        self,
        prices: PriceBook,
        counter: TokenCounter,
        rate: Callable[[], ExchangeRate],
        set_model: Callable[[Transaction, int, str], None],
    ) -> None:
        self._prices, self._counter, self._rate, self._set_model = prices, counter, rate, set_model

    def feature(self) -> Feature:
        """Return what the rest of the program sees."""
        return Feature(
            NAME,
            commands=(Command("estimate", self.on_estimate, words=("估算",)),),
            on_tap=self.on_tap,
            recognise=self.recognise,
            on_reply=self.on_reply,
        )

    def recognise(self, text: str, person: Person, now: dt.datetime) -> Handler | None:
        """Take every message with something in it, so ask this feature last."""
        return self.on_unrecognised if text.strip() else None

    def price_table(self, tr: Translator) -> Markup:
        """Return the prices of three models with their date, for the answers of another feature."""
        return views.price_table(tr, [self._prices.price(name, self._prices.as_of) for name in _EXAMPLE_PRICES])

    def cheapest_models(self, tr: Translator) -> Markup:
        """Return the prices of the three cheapest models that answer in words, with their date."""
        cards = (self._prices.price(name, self._prices.as_of) for name in self._prices.line_up())
        answering = [card for card in cards if card.standard.output_usd_per_mtok is not None]
        return views.price_table(tr, answering[:_CHEAPEST])

    def embedding_price(self, tr: Translator) -> Markup:
        """Return the price of an embeddings model, which has no output."""
        return views.input_price(tr, self._prices.price(_EMBEDDING, self._prices.as_of))

    async def on_estimate(self, update: Update, context: BotContext) -> None:
        """Estimate what follows the command, or ask for it."""
        if context.words.strip():
            await self.on_text(update, context)
        else:
            await self._ask(context)

    async def on_text(self, update: Update, context: BotContext) -> None:
        """Estimate a text that surely is one."""
        size = await self._measure(context, context.words)
        if size is not None:
            context.show(self._estimate_screen(context, size, context.person.model))

    async def on_unrecognised(self, update: Update, context: BotContext) -> None:
        """Estimate a message that nobody understood; a short one may have been a question."""
        size = await self._measure(context, context.words)
        if size is not None:
            short = not rules.is_long(context.words)
            context.show(self._estimate_screen(context, size, context.person.model, may_be_question=short))

    async def on_reply(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        """Estimate the message that follows a bare /estimate, whatever it looks like."""
        if arguments != (_QUESTION,):
            return False
        size = await self._measure(context, context.words)
        if size is not None:
            screen = self._estimate_screen(context, size, context.person.model)
            await context.act(lambda _: screen)
        return True

    async def on_tap(self, update: Update, context: BotContext) -> None:
        """Answer the buttons; those under an estimate carry its counts, as the text is kept nowhere."""
        match context.arguments:
            case ("ask",):
                await self._ask(context)
            case ("example",):
                await self._example(context)
            case (verb, packed, *parts) if (size := TextSize.unpack(packed)) is not None:
                # The names of fine-tuned models have colons themselves.
                await self._press(context, verb, size, ":".join(parts))
            case _:
                context.toast(replies.old_button(context.tr))

    async def _press(self, context: BotContext, verb: str, size: TextSize, model: str) -> None:
        """Answer a button under an estimate."""
        await self._load()
        try:
            estimated = self._estimate(size, model, context.now)
        except UnknownModelError:  # a button of an older version, or one that somebody made up
            context.toast(replies.old_button(context.tr))
            return
        if verb == "use":
            context.show(self._estimate_screen(context, size, model))
        elif verb == "model":
            context.show(views.models(context.tr, estimated, self._prices.line_up()))
        elif verb == "compare" and estimated.call is not None:
            others = [self._estimate(size, name, context.now) for name in self._prices.line_up()]
            context.show(views.compared(context.tr, estimated, rules.compare(estimated, others)))
        elif verb == "mine":
            await self._make_mine(context, estimated)
        else:
            context.toast(replies.old_button(context.tr))

    async def _make_mine(self, context: BotContext, estimated: Estimate) -> None:
        person_id, model = context.person.id, estimated.card.model
        screen = views.estimate(context.tr, estimated, self._rate(), own_model=model)

        def effect(tx: Transaction) -> Screen:
            self._set_model(tx, person_id, model)
            return screen

        context.toast(views.saved(context.tr, model))
        await context.act(effect)

    async def _ask(self, context: BotContext) -> None:
        await context.ask(views.ask_text(context.tr, context.person.model), f"{NAME}:{_QUESTION}")

    async def _example(self, context: BotContext) -> None:
        size = await self._measure(context, views.example_text(context.tr))
        if size is not None:
            context.show(self._estimate_screen(context, size, context.person.model, is_example=True))

    async def _load(self) -> None:
        if not self._prices.is_loaded:
            await asyncio.to_thread(self._prices.load)

    async def _measure(self, context: BotContext, text: str) -> TextSize | None:
        """Return the size of a text, or show why there is none."""
        await self._load()
        try:
            return await self._counter.measure(text)
        except CounterBusyError:
            context.show(views.busy(context.tr))
        except TokenizerFailedError:
            context.show(views.not_countable(context.tr))
        return None

    def _estimate(self, size: TextSize, model: str, now: dt.datetime) -> Estimate:
        card = self._prices.price(model, now)
        return rules.estimate(card, tokenizer_for(card.model), size)

    def _estimate_screen(
        self,
        context: BotContext,
        size: TextSize,
        model: str,
        *,
        may_be_question: bool = False,
        is_example: bool = False,
    ) -> Screen:
        """Return the estimate, or why the model has no price."""
        tr = context.tr
        try:
            estimated = self._estimate(size, model, context.now)
        except OpenWeightsError as error:
            return views.open_weights(tr, error.model_ref, self._prices.line_up(), size)
        except UnknownModelError as error:
            return views.unknown_model(tr, error.model_ref, error.nearest or self._prices.line_up(), size)
        return views.estimate(
            tr,
            estimated,
            self._rate(),
            own_model=context.person.model,
            may_be_question=may_be_question,
            is_example=is_example,
        )
