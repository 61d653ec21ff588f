"""Doors of the estimates: /estimate, texts, requests, bills and numbers in plain messages, inline results."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from bot.core.gist import gist
from bot.core.intent import CERTAIN, CLEAR, GUESS, LIKELY, SURER, Intent
from bot.core.screen import Button
from bot.features.cost import price_views, prompts, views
from bot.features.cost.asked import Choices, Counts, Source
from bot.features.cost.desk import NAME, Desk, expect_follow_up
from bot.features.cost.estimator import Estimator
from bot.features.cost.file_handlers import FileDoors
from bot.features.cost.follow_up_handlers import FollowUpDoors
from bot.features.cost.forms import forms
from bot.features.cost.price_handlers import PriceDoors
from bot.features.cost.reading import (
    Batch,
    Numbers,
    Options,
    PriceQuestion,
    Reading,
    Refused,
    RequestBody,
    Usage,
    UsageLog,
    Why,
    read,
    split_options,
)
from bot.features.cost.rules import Period, PriceError, is_long
from bot.features.cost.taken import read_often
from bot.features.cost.tap_handlers import EstimateTaps
from bot.features.cost.tokens import CounterBusyError, TokenizerFailedError, TooManyTextsError, VocabularyError
from bot.tg.feature import Command, Feature, Offer, OldButtonError
from bot.tg.turn_state import AGAIN

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from markupsafe import Markup
    from telegram import Update

    from bot.core.i18n import Translator
    from bot.core.person import Person
    from bot.core.screen import Article
    from bot.tg.context import BotContext
    from bot.tg.feature import Handler

_EXAMPLE_PRICES: Final = ("gpt-6-luna", "gpt-5.4-mini", "gpt-6-astra")  # a small, a middle and a large model
_CHEAPEST: Final = 3
_EMBEDDING: Final = "text-embedding-3-small"
_SHARED: Final = re.compile(r"\s*(?:estimate|估算)\s+([0-9a-z]{1,8})\s*", re.IGNORECASE)
_PRICED = Numbers | RequestBody | Usage | Batch | UsageLog
PLAIN: Final = (LIKELY + CLEAR) / 2  # a prompt: surer than an answer that was found for its words
_LONGEST_QUESTION: Final = 200  # characters
_ASKS_COST: Final = re.compile(r"\bhow much\b|\bcosts?\b|\bprice\b|多少钱|费用", re.IGNORECASE)
_LONGEST_REPLY: Final = 60  # characters; more is no number of calls


class CostHandlers:
    """Answers texts, files, requests, bills and numbers of tokens with what they cost."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._taps, self._prices = EstimateTaps(desk), PriceDoors(desk)
        self._estimator = Estimator(desk, self._taps, self._prices)
        self._files = FileDoors(desk, self._estimator)
        self._follow_ups = FollowUpDoors(desk, self._taps, self._prices)

    def feature(self) -> Feature:
        """Return what the rest of the program sees."""
        store = self._desk.store
        return Feature(
            NAME,
            commands=(
                Command("estimate", self.on_estimate, words=("估算",), intent=Intent.ESTIMATE),
                Command("prices", self._prices.on_prices, words=("价格", "价目"), intent=Intent.PRICE),
                Command("models", self._prices.on_models, words=("模型",), intent=Intent.PRICE),
            ),
            on_tap=self.on_tap,
            fresh=self._prices.on_prices,
            recognise=self.recognise,
            likely=self.likely,
            on_reply=self.on_reply,
            on_file=self._files.on_file,
            search=self.search,
            export=store.export,
            forget=store.forget,
            forms=forms,
        )

    def recognise(self, text: str, person: Person, now: dt.datetime) -> Offer | None:
        """Take numbers of tokens, requests to the API, what it said it used, and questions about a model's price.

        Any other message is a text to count, the likelier the longer it is.
        """
        start = prompts.head_that_asks(text)
        if start:
            return Offer(Intent.ESTIMATE, CERTAIN, self.on_asked, text[start:].strip())
        reading = self._behind_question(text) or read(text, self._desk.prices)
        if reading is not None and (_is_sure(reading) or _is_bare_question(reading, text)):
            intent = Intent.PRICE if isinstance(reading, PriceQuestion) else Intent.ESTIMATE
            return Offer(intent, SURER, partial(self._on_reading, reading), text.strip())
        if prompts.asks_for_list(text):
            return Offer(Intent.PRICE, CLEAR, self._prices.on_list, text.strip())
        if not any(map(str.isalnum, text)):
            return None
        sure = LIKELY if is_long(text) else GUESS
        if prompts.is_numbers(text):
            sure = SURER
        elif prompts.is_code(text) or prompts.is_prompt(text):
            sure = PLAIN
        return Offer(Intent.ESTIMATE, sure, self.on_unrecognised, text, partial(self._again, text))

    def likely(self, intent: Intent, text: str, person: Person, now: dt.datetime) -> Handler | None:
        """Take messages that are only worded like those about prices and costs."""
        return {Intent.PRICE: self._prices.on_prices, Intent.ESTIMATE: self.on_unrecognised}.get(intent)

    def _behind_question(self, text: str) -> Numbers | None:
        """Return the numbers of tokens behind "how much is that:", priced with the model that stands before it."""
        head, colon, tail = text.rpartition(":")
        if not colon or len(text) > _LONGEST_QUESTION or not _ASKS_COST.search(head) or not tail.strip():
            return None
        options, _ = split_options(head, self._desk.prices)
        reading = read(f"{tail} {options.model_ref or ''}", self._desk.prices)
        return reading if isinstance(reading, Numbers) and reading.certain else None

    async def _again(self, text: str, context: BotContext) -> Button | None:
        """Return the button that counts a message after all; the button holds the counts, not the text."""
        try:
            size = await self._desk.counter.measure(text, person_id=context.person.id)
        except (CounterBusyError, TokenizerFailedError, TooManyTextsError, VocabularyError):
            return None
        label = str(context.tr.text("Count this text instead"))
        return Button(label, action=f"{NAME}:use:{size.pack()}:{context.person.model}")

    async def on_asked(self, update: Update, context: BotContext) -> None:
        """Estimate the text behind "what does this cost:"."""
        await self._estimate(context, context.words[prompts.head_that_asks(context.words) :].strip(), None)

    # --- for the answers of another feature --------------------------------------------------------------------

    def price_table(self, tr: Translator) -> Markup:
        """Return the prices of three models with their date."""
        prices = self._desk.prices
        return price_views.price_table(tr, [prices.price(name, prices.as_of) for name in _EXAMPLE_PRICES])

    def cheapest_models(self, tr: Translator) -> Markup:
        """Return the prices of the three cheapest models that answer in words, with their date."""
        prices = self._desk.prices
        cards = (prices.price(name, prices.as_of) for name in prices.line_up())
        answering = [card for card in cards if card.standard.output_usd_per_mtok is not None]
        return price_views.price_table(tr, answering[:_CHEAPEST])

    def embedding_price(self, tr: Translator) -> Markup:
        """Return the price of an embeddings model, which has no output."""
        prices = self._desk.prices
        return price_views.input_price(tr, prices.price(_EMBEDDING, prices.as_of))

    # --- messages ---------------------------------------------------------------------------------------------

    async def on_estimate(self, update: Update, context: BotContext) -> None:
        """Estimate what follows the command or the message it replies to; ask for a text where there is neither."""
        words = context.words.strip()
        options, rest = self._split(words)
        if context.replied.strip():
            await self._estimate(context, context.replied, options)
        elif rest:
            reading = read(words, self._desk.prices)
            is_whole = isinstance(reading, _PRICED) and reading.certain
            await self._estimate(context, words if is_whole else rest, None if is_whole else options)
        else:
            await self._ask(context, options)

    def _split(self, words: str) -> tuple[Options, str]:
        """Part the words behind the command into settings and the text; a greeting behind a model's name is a text."""
        options, rest = split_options(words, self._desk.prices)
        first, _, behind = words.partition(" ")
        if behind and not rest and options == Options(options.model_refs) and self._desk.prices.is_known(first):
            return Options((first,)), behind.strip()
        return options, rest

    async def on_unrecognised(self, update: Update, context: BotContext) -> None:
        """Estimate a message that nobody understood; a short one may have been a question."""
        await self._desk.load()
        if context.is_late_piece:
            before = await self._desk.before_piece(context)
            if before is not None:
                await self._estimator.piece(context, before)
                return
            context.turn.stand_alone()
        reading = read(context.words, self._desk.prices)
        if isinstance(reading, Numbers | Refused) and reading.certain:
            await self._estimator.reading(context, reading)
            return
        source = Source.TEXT if is_long(context.words) or context.pieces > 1 else Source.MESSAGE
        await self._estimator.count(context, context.words, source, other=reading)

    async def on_reply(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        """Estimate what follows a bare /estimate; take a number of calls, and what goes on from an answer."""
        match arguments:
            case ("text", *asked):
                context.expect_pieces()
                await self._estimate(context, context.words, _options_of(asked))
                return True
            case ("often", number):
                return await self._take_often(context, number)
            case (first, *state) if first == AGAIN:
                return await self._follow_ups.go_on(context, state)
            case _:
                return False

    async def on_tap(self, update: Update, context: BotContext) -> None:
        """Answer the buttons of this feature's screens."""
        await self._desk.load()
        match context.arguments:
            case ("ask",):
                await self._ask(context)
            case ("example",):
                await self._example(context)
            case (verb, number, *rest) if self._taps.knows(verb):
                await self._taps.on_tap(update, context, verb, number, tuple(rest))
            case (verb, *rest) if await self._prices.on_tap(update, context, verb, tuple(rest)):
                pass
            case _:
                raise OldButtonError

    async def search(self, query: str, tr: Translator, now: dt.datetime) -> Sequence[Article]:
        """Offer a finished estimate in any chat, by its number."""
        found = _SHARED.fullmatch(query)
        if found is None:
            return ()
        number = int(found[1].lower(), 36)
        await self._desk.load()
        kept = await self._desk.database.read(lambda tx: self._desk.store.find(tx, number))
        if kept is None:
            return ()
        try:
            priced = self._desk.priced(kept.counts, kept.choices, now)
        except (PriceError, ValueError):
            return ()
        return (views.article(tr, kept, priced, self._desk.rate(), now),)

    # --- from words to an estimate ----------------------------------------------------------------------------

    async def _estimate(self, context: BotContext, text: str, options: Options | None) -> None:
        """Estimate what is surely meant for it: what the API would read, else the text itself."""
        await self._desk.load()
        reading = read(text, self._desk.prices)
        if isinstance(reading, _PRICED) and reading.certain:
            await self._estimator.reading(context, reading, options)
        else:
            await self._estimator.count(context, text, options=options)

    async def _on_reading(self, reading: Reading, update: Update, context: BotContext) -> None:
        await self._desk.load()
        await self._estimator.reading(context, reading)

    async def _take_often(self, context: BotContext, number: str) -> bool:
        """Take the person's own number of calls for an estimate; other messages are no answer."""
        kept = await self._taps.find_own(context, number)
        if kept is None or len(context.words) > _LONGEST_REPLY:
            return False
        often = read_often(context.words, self._desk.prices)
        if often is None:
            return False
        changed = replace(kept, choices=replace(kept.choices, often=often, span=None))
        screen = self._desk.screen(context, changed)
        expect_follow_up(context, changed)
        await context.act(lambda tx: self._desk.save(tx, changed, screen))
        return True

    async def _ask(self, context: BotContext, options: Options | None = None) -> None:
        """Ask for a text; `options`: what was said about it already."""
        await self._desk.load()
        model = options.model_ref if options is not None else None
        known = model if model is not None and self._desk.prices.is_known(model) else ""
        question = f"{NAME}:text"
        if options is not None and (known or options.calls is not None):
            every = options.every.value if options.every is not None else ""
            question = f"{NAME}:text:{options.calls or ''}:{every}:{known}"
        await context.ask(views.ask_text(context.tr, known or context.person.model), question)

    async def _example(self, context: BotContext) -> None:
        text = views.example_text(context.tr)
        size = await self._desk.counter.measure(text)
        counts, choices = Counts.of_text(size), Choices(context.person.model)
        await self._desk.answer(
            context,
            counts,
            choices,
            show=lambda kept: views.as_example(context.tr, self._desk.screen(context, kept)),
        )


def _is_bare_question(reading: Reading, text: str) -> bool:
    """Tell whether a message asks what a number of tokens costs and says nothing else."""
    if not isinstance(reading, Numbers) or not reading.certain or _ASKS_COST.search(text) is None:
        return False
    return gist(text).is_of("number", "estimate", "api", "asks", "how much", "what", "pays")


def _is_sure(reading: Reading) -> bool:
    """Tell whether a message is surely for this feature; what may be a billing question is that first."""
    match reading:
        case Options():
            return False
        case Refused(why=why):
            return reading.certain and why not in {Why.OTHER_UNIT, Why.VAGUE}
        case Numbers(undirected=True, model_refs=()):
            return False
        case _:
            return reading.certain


def _options_of(asked: list[str]) -> Options | None:
    """Return what a question for a text remembers: how often, and the model."""
    if len(asked) < 3:  # noqa: PLR2004 - calls, period, model; the name of a fine-tuned model has colons itself
        return None
    calls, every, model = asked[0], asked[1], ":".join(asked[2:])
    return Options(
        (model,) if model else (), calls=int(calls) if calls else None, every=Period(every) if every else None
    )
