"""What all doors of the estimates work with: prices, the counter, what is kept, and the way to a screen."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Protocol

from bot.core.follow_ups import remembered
from bot.features.cost import problem_views, views
from bot.features.cost.asked import Choices, Counts, Kept, Source
from bot.features.cost.buttons import written
from bot.features.cost.prices import OpenWeightsError, UnknownModelError
from bot.features.cost.pricing import day_price, price
from bot.features.cost.rules import NoCachedPriceError, NoLevelPriceError, NoTierPriceError, PriceError, Tier
from bot.features.cost.store import new_id
from bot.features.cost.taken import with_options
from bot.features.cost.tokens import tokenizer_for

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from markupsafe import Markup

    from bot.core.i18n import Translator
    from bot.core.money import ExchangeRate, Money
    from bot.core.person import Person
    from bot.core.screen import Button, Screen
    from bot.db.database import Database, Transaction
    from bot.features.cost.prices import PriceBook
    from bot.features.cost.pricing import Priced
    from bot.features.cost.reading import Options
    from bot.features.cost.store import EstimateStore
    from bot.features.cost.tokens import TokenCounter
    from bot.tg.context import BotContext

NAME: Final = "cost"
TEXTS: Final = frozenset({Source.MESSAGE, Source.TEXT, Source.FILE})
_LOOKED_AT: Final = 5  # files are counted beside the chat, so another estimate may have come in between


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a monthly limit. `amount`: in its currency; `last`: its cycle's last day, in `days` days."""

    amount: Money
    last: dt.date
    days: int


class Spending(Protocol):
    """A person's limit and what they spent; another feature's."""

    def left(self, tx: Transaction, person: Person, now: dt.datetime) -> Left | None:
        """Return what is left of the limit, None without one."""

    def book(
        self, tx: Transaction, person: Person, update_id: int, spent: Money, note: str, now: dt.datetime, tr: Translator
    ) -> Screen | None:
        """Book an amount, once for each update, and return the screen that says so; None: it cannot be kept."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The tools of the doors.

    Args:
        prices: what models cost.
        counter: counts tokens.
        rate: says what the exchange rate is at the moment.
        store: estimates.
        database: where they are.
        set_model: keeps the model that a person estimates with.
        spending: their limit.
    """

    prices: PriceBook
    counter: TokenCounter
    rate: Callable[[], ExchangeRate]
    store: EstimateStore
    database: Database
    set_model: Callable[[Transaction, int, str], None]
    spending: Spending

    async def load(self) -> None:
        """Read the prices if that was not done yet, without holding anybody up."""
        if not self.prices.is_loaded:
            await asyncio.to_thread(self.prices.load)

    def priced(self, counts: Counts, choices: Choices, now: dt.datetime) -> Priced:
        """Return what was asked at the prices of the moment.

        Raises:
            PriceError: there is no such price.
            ValueError: more tokens than anything is billed for.
        """
        card = self.prices.price(choices.model, now, choices.tier)
        return price(card, tokenizer_for(card.model), counts, choices)

    def screen(
        self,
        context: BotContext,
        kept: Kept,
        *,
        notes: tuple[Markup, ...] = (),
        more: bool = False,
        extra: Button | None = None,
    ) -> Screen:
        """Return the estimate, or why there is none."""
        try:
            priced = self.priced(kept.counts, kept.choices, context.now)
        except (PriceError, ValueError) as error:
            return self.problem(context.tr, kept, error)
        scene = views.Scene(
            self.rate(),
            context.now,
            context.person.model,
            notes=notes,
            standard=self._standard(kept, context.now),
            more=more,
            extra=extra,
        )
        return views.estimate(context.tr, kept, priced, scene)

    def _standard(self, kept: Kept, now: dt.datetime) -> Money | None:
        """Return what the requests of a file for Batch cost without it."""
        if kept.counts.source is not Source.BATCH or kept.choices.tier is not Tier.BATCH:
            return None
        try:
            return self.priced(kept.counts, replace(kept.choices, tier=Tier.STANDARD), now).headline
        except (PriceError, ValueError):
            return None

    def problem(self, tr: Translator, kept: Kept, error: PriceError | ValueError) -> Screen:
        """Say why there is no price."""
        match error:
            case OpenWeightsError():
                return problem_views.open_weights(tr, kept, self.prices.line_up())
            case UnknownModelError(nearest=nearest):
                return problem_views.unknown_model(tr, kept, nearest or self.prices.line_up())
            case NoLevelPriceError(tier=tier, above=above):
                return problem_views.no_price_so_long(tr, kept, tier, above)
            case NoTierPriceError(tier=tier):
                of_cached = isinstance(error, NoCachedPriceError)
                return problem_views.no_price_in_tier(tr, kept, tier, of_cached=of_cached)
            case _:
                return problem_views.too_much(tr, kept)

    def with_day(self, kept: Kept, now: dt.datetime) -> Kept:
        """Return the estimate with the prices of this day; without any where its model has none."""
        try:
            return replace(kept, day=day_price(self.priced(kept.counts, kept.choices, now), now, self.rate()))
        except (PriceError, ValueError):
            return replace(kept, day=None)

    def in_known_tier(self, tr: Translator, choices: Choices, now: dt.datetime) -> tuple[Choices, tuple[Markup, ...]]:
        """Return the choices with a tier that has a price, and what to say where that is not the one asked for."""
        if choices.tier is Tier.STANDARD:
            return choices, ()
        try:
            self.prices.price(choices.model, now, choices.tier)
        except NoTierPriceError:
            note = problem_views.no_tier(tr, choices.model, choices.tier)
            return replace(choices, tier=Tier.STANDARD), (note,)
        except PriceError:  # the screen will say so
            pass
        return choices, ()

    async def answer(
        self,
        context: BotContext,
        counts: Counts,
        choices: Choices,
        options: Options | None = None,
        *,
        notes: tuple[Markup, ...] = (),
        extra: Button | None = None,
        show: Callable[[Kept], Screen] | None = None,
        instead: Kept | None = None,
    ) -> None:
        """Keep an estimate and answer with it; that of an edited message is changed in place.

        Args:
            context: of the message.
            counts: what it rests on.
            choices: what was chosen.
            options: what was said on top of that.
            notes: what is to be said once.
            extra: a button in place of the last one.
            show: makes another screen of it.
            instead: another estimate that `extra` leads to, kept along with it.
        """
        kept = await self.made(context, counts, choices, options)
        choices, unknown = self.in_known_tier(context.tr, kept.choices, context.now)
        kept = self.with_day(replace(kept, choices=choices), context.now)
        screen = show(kept) if show is not None else self.screen(context, kept, notes=(*unknown, *notes), extra=extra)

        def effect(tx: Transaction) -> Screen:
            if instead is not None:
                self.store.add(tx, instead)
            return self.save(tx, kept, screen)

        expect_follow_up(context, kept)
        await context.act(effect)

    async def made(self, context: BotContext, counts: Counts, choices: Choices, options: Options | None = None) -> Kept:
        """Return the estimate of this message: a new one, or the one that the message had before it was edited.

        What was pressed stays where the edited message is a text as before; what it says itself comes first.
        """
        found = await self.of_edited(context)
        if found is not None and counts.source in TEXTS and found.counts.source in TEXTS:
            choices = found.choices
        counts, choices = with_options(counts, choices, options)
        if found is None:
            found = Kept(new_id(), context.person.id, context.origin, counts, choices, context.now)
        return self.with_day(replace(found, counts=counts, choices=choices), context.now)

    async def of_edited(self, context: BotContext) -> Kept | None:
        """Return the estimate that an edited message had before."""
        person_id, origin = context.person.id, context.origin
        if origin is None or not context.is_edit or context.earlier_answer is None:
            return None
        return await self.database.read(lambda tx: self.store.of_message(tx, person_id, origin))

    async def before_piece(self, context: BotContext) -> Kept | None:
        """Return the estimate that a late piece of its text belongs to."""
        person_id, chat = context.person.id, f"{context.turn.answer.chat_id}:"
        newest = await self.database.read(lambda tx: self.store.newest(tx, person_id, _LOOKED_AT))
        return next(
            (each for each in newest if each.counts.source in TEXTS and (each.origin or "").startswith(chat)), None
        )

    def save(self, tx: Transaction, kept: Kept, screen: Screen) -> Screen:
        """Keep an estimate, new or changed, and return its screen."""
        if self.store.find(tx, kept.id) is None:
            self.store.add(tx, kept)
        else:
            self.store.change(tx, kept)
        return screen


def expect_follow_up(context: BotContext, kept: Kept, before: Kept | None = None) -> None:
    """Let the next message go on from an estimate. `before`: the one that this answer goes on from."""
    earlier = (written(before.id),) if before is not None else ()
    context.expect_follow_up(NAME, *remembered((written(kept.id),), context.message_id, earlier))
