"""The buttons under an estimate: all of them edit its message."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Final

from bot.core.money import Currency, Money
from bot.features.cost import buttons, choice_views, problem_views
from bot.features.cost.asked import CACHED_SHARES, Choices, Counts, Often
from bot.features.cost.desk import NAME, expect_follow_up
from bot.features.cost.pricing import fits_window, in_order, price, ranges, rank
from bot.features.cost.rules import (
    AnswerLength,
    NoCachedPriceError,
    NoTierPriceError,
    Period,
    PriceError,
    TextSize,
    Tier,
    fits,
)
from bot.tg import replies
from bot.tg.feature import OldButtonError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from telegram import Update

    from bot.core.screen import Screen
    from bot.db.database import Transaction
    from bot.features.cost.asked import Kept
    from bot.features.cost.desk import Desk
    from bot.features.cost.pricing import Priced
    from bot.tg.context import BotContext

_RECENT: Final = 3
_LONGEST_NAME: Final = 40  # characters of a name that nobody knows
_NUMBER: Final = re.compile(r"[0-9a-z]{1,8}")
_LARGEST_PAGE: Final = 3  # digits
_TEN_DOLLARS: Final = Money(Decimal(10), Currency.USD)


class EstimateTaps:
    """Answers the buttons under an estimate, for the person whose it is."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._verbs: dict[str, Callable[[Update, BotContext, Kept, tuple[str, ...]], Awaitable[bool]]] = {
            "show": self._show,
            "more": self._more,
            "model": self._model,
            "use": self._use,
            "mine": self._mine,
            "compare": self._compare,
            "answer": self._answer,
            "often": self._often,
            "cached": self._cached,
            "tier": self._tier,
            "fits": self._fits,
            "save": self._save,
        }

    def knows(self, verb: str) -> bool:
        """Tell whether a verb is one of these buttons'."""
        return verb in self._verbs

    async def on_tap(self, update: Update, context: BotContext, verb: str, number: str, rest: tuple[str, ...]) -> None:
        """Do what a button says, or say in a note over the chat why not."""
        await self._desk.load()
        size = TextSize.unpack(number)
        if size is not None:  # a button of an older version, which carries the counts itself
            await self._old(update, context, verb, size, ":".join(rest))
            return
        kept = await self._find(number)
        if kept is None:
            context.toast(problem_views.no_estimate(context.tr))
        elif kept.person_id != context.person.id:
            context.toast(problem_views.anothers(context.tr))
        elif not await self._verbs[verb](update, context, kept, rest):
            raise OldButtonError(partial(self._again, kept))

    async def _again(self, kept: Kept, update: Update, context: BotContext) -> None:
        """Show an estimate with the buttons it has by now."""
        await self._show(update, context, kept, ())

    async def _find(self, number: str) -> Kept | None:
        if not _NUMBER.fullmatch(number):
            return None
        wanted = int(number, 36)
        return await self._desk.database.read(lambda tx: self._desk.store.find(tx, wanted))

    async def find_own(self, context: BotContext, number: str) -> Kept | None:
        """Return the person's own estimate with this number."""
        kept = await self._find(number)
        return kept if kept is not None and kept.person_id == context.person.id else None

    async def _old(self, update: Update, context: BotContext, verb: str, size: TextSize, model: str) -> None:
        """Keep what an old button carries as an estimate, and go on from there."""
        counts, choices = Counts.of_text(size), Choices(model)
        if verb not in {"use", "model", "compare", "mine"} or not self._desk.prices.is_known(model):
            raise OldButtonError
        kept = await self._desk.made(context, counts, choices)
        await self._desk.database.write(lambda tx: self._desk.store.add(tx, kept))
        if verb == "use":
            await self._keep(context, kept)
        else:
            await self._verbs[verb](update, context, kept, ())

    # --- what only shows something ----------------------------------------------------------------------------

    async def _show(self, update: Update, context: BotContext, kept: Kept, rest: tuple[str, ...]) -> bool:
        close_question(context)
        await self._put(context, self._desk.screen(context, kept))
        return True

    async def _more(self, update: Update, context: BotContext, kept: Kept, rest: tuple[str, ...]) -> bool:
        context.show(self._desk.screen(context, kept, more=True))
        return True

    async def _model(self, update: Update, context: BotContext, kept: Kept, rest: tuple[str, ...]) -> bool:
        prices, size = self._desk.prices, choice_views.MODELS_A_PAGE
        person_id = context.person.id
        recent = await self._desk.database.read(lambda tx: self._desk.store.recent_models(tx, person_id, _RECENT))
        known = [name for name in (kept.choices.model, *recent, context.person.model) if prices.is_known(name)]
        names = in_order(known[: _RECENT + 1], prices.line_up(), prices.names())
        pages = -(-len(names) // size)
        page = _page(rest[0] if rest else "0", pages)
        cards = [prices.price(name, context.now) for name in names[page * size : (page + 1) * size]]
        context.show(choice_views.models(context.tr, kept, cards, page, pages))
        return True

    async def _compare(self, update: Update, context: BotContext, kept: Kept, rest: tuple[str, ...]) -> bool:
        screen = self.comparison(context, kept, self._desk.prices.line_up())
        if screen is None:
            return False
        context.show(screen)
        return True

    def comparison(self, context: BotContext, kept: Kept, names: tuple[str, ...]) -> Screen | None:
        """Return the same with other models, None where there is nothing to compare."""
        try:
            priced = self._desk.priced(kept.counts, kept.choices, context.now)
        except (PriceError, ValueError) as error:
            return self._desk.problem(context.tr, kept, error)
        if not priced.writes:
            return None
        others: list[Priced] = []
        left_out: dict[str, list[str]] = {"price": [], "length": []}
        for name in names:
            if name == priced.card.model:
                continue
            try:
                if self._desk.prices.price(name, context.now).standard.output_usd_per_mtok is None:
                    continue
                other = self._desk.priced(kept.counts, replace(kept.choices, model=name), context.now)
            except PriceError:
                left_out["price"].append(name[:_LONGEST_NAME])
                continue
            is_one = kept.counts.requests == 1 and not kept.counts.is_total
            if is_one and not fits_window(other.card, other.call.input_tokens):
                left_out["length"].append(name)
            else:
                others.append(other)
        return choice_views.compared(context.tr, kept, priced, rank(priced, others), left_out)

    async def _fits(self, update: Update, context: BotContext, kept: Kept, rest: tuple[str, ...]) -> bool:
        if not context.turn.is_private:
            context.toast(replies.private_button(context.tr))
            return True
        priced = self._priced(context, kept)
        if priced is None:
            return False
        person, now, tr = context.person, context.now, context.tr
        left = await self._desk.database.read(lambda tx: self._desk.spending.left(tx, person, now))
        if left is None:
            context.show(choice_views.no_limit(tr, kept, fits(_TEN_DOLLARS, priced.total)))
            return True
        in_usd = self._desk.rate().convert(left.amount, Currency.USD)
        times = fits(in_usd, priced.total)
        context.show(choice_views.fitting(tr, kept, priced, left.amount, times, left.last, left.days))
        return True

    # --- what changes the estimate ----------------------------------------------------------------------------

    async def _use(self, update: Update, context: BotContext, kept: Kept, rest: tuple[str, ...]) -> bool:
        model = ":".join(rest)  # the names of fine-tuned models have colons themselves
        if not self._desk.prices.is_known(model):
            return False
        choices = replace(kept.choices, model=model)
        known, notes = self._desk.in_known_tier(context.tr, choices, context.now)
        changed = self._desk.with_day(replace(kept, choices=known), context.now)
        screen = self._desk.screen(context, changed, notes=notes)
        expect_follow_up(context, changed)
        await context.act(lambda tx: self._changed(tx, changed, screen))
        return True

    async def _mine(self, update: Update, context: BotContext, kept: Kept, rest: tuple[str, ...]) -> bool:
        person, model = context.person, kept.choices.model
        context.turn.person = replace(person, model=model)
        screen = self._desk.screen(context, kept)

        def effect(tx: Transaction) -> Screen:
            self._desk.set_model(tx, person.id, model)
            return screen

        context.toast(choice_views.saved(context.tr, model))
        await context.act(effect)
        return True

    async def _answer(self, update: Update, context: BotContext, kept: Kept, rest: tuple[str, ...]) -> bool:
        if rest:
            lengths = {each.value: each for each in AnswerLength}
            if rest[0] not in lengths and rest[0] != "none":
                return False
            await self._choose(context, kept, replace(kept.choices, answer=lengths.get(rest[0])))
            return True
        priced = self._priced(context, kept)
        if priced is None:
            return False
        offered = ranges(priced.card, priced.tokenizer, kept.counts)
        costs = []
        for each in offered:
            one = price(priced.card, priced.tokenizer, kept.counts, replace(kept.choices, answer=each.length))
            costs.append((each, one.total, one.most if each.most > each.tokens else None))
        context.show(choice_views.answers(context.tr, kept, priced, costs))
        return bool(costs)

    async def _often(self, update: Update, context: BotContext, kept: Kept, rest: tuple[str, ...]) -> bool:
        priced = self._priced(context, kept)
        if priced is None:
            return False
        match rest:
            case ():
                context.show(choice_views.how_often(context.tr, kept, priced))
            case ("own",):
                question = f"{NAME}:often:{buttons.written(kept.id)}"
                await context.ask(choice_views.ask_often(context.tr, kept), question)
            case ("once",):
                await self._choose(context, kept, replace(kept.choices, often=None, span=None))
            case (calls,) if calls in {str(each) for each in choice_views.OFFERED_OFTEN}:
                often = Often(int(calls), Period.DAY)
                await self._choose(context, kept, replace(kept.choices, often=often, span=None))
            case _:
                return False
        return True

    async def _cached(self, update: Update, context: BotContext, kept: Kept, rest: tuple[str, ...]) -> bool:
        if rest:
            if rest[0] not in {str(share) for share in CACHED_SHARES}:
                return False
            await self._choose(context, kept, replace(kept.choices, cached_percent=Decimal(rest[0])))
            return True
        screen = self.shares(context, kept)
        if screen is not None:
            context.show(screen)
        return screen is not None

    def shares(self, context: BotContext, kept: Kept) -> Screen | None:
        """Return what it costs with shares of the input cached, None where it has no price."""
        priced = self._priced(context, kept)
        if priced is None:
            return None
        costs: list[tuple[int, Money]] = []
        for share in CACHED_SHARES:
            choices = replace(kept.choices, cached_percent=Decimal(share))
            try:
                costs.append((share, price(priced.card, priced.tokenizer, kept.counts, choices).total))
            except PriceError:  # nobody says what cached input costs in this tier
                continue
        return choice_views.cached(context.tr, kept, priced, costs)

    async def _tier(self, update: Update, context: BotContext, kept: Kept, rest: tuple[str, ...]) -> bool:
        if rest:
            tiers = {each.value: each for each in Tier}
            if rest[0] not in tiers:
                return False
            choices = replace(kept.choices, tier=tiers[rest[0]])
            try:
                self._desk.priced(kept.counts, choices, context.now)
            except NoCachedPriceError as error:
                context.toast(str(problem_views.no_cached_price(context.tr, error.model, error.tier).unescape()))
                return True
            except NoTierPriceError:
                context.toast(problem_views.no_tier_toast(context.tr, kept.choices.model, choices.tier))
                return True
            except (PriceError, ValueError):  # the screen will say so
                pass
            await self._choose(context, kept, choices)
            return True
        costs: list[tuple[Tier, Money | None]] = []
        for tier in Tier:
            try:
                priced = self._desk.priced(kept.counts, replace(kept.choices, tier=tier), context.now)
            except (PriceError, ValueError):
                costs.append((tier, None))
            else:
                costs.append((tier, priced.headline))
        context.show(choice_views.tiers(context.tr, kept, costs))
        return True

    async def _save(self, update: Update, context: BotContext, kept: Kept, rest: tuple[str, ...]) -> bool:
        """Book what line 1 says, in a message of its own, so that the estimate and its buttons stay."""
        if not context.turn.is_private:
            context.toast(replies.private_button(context.tr))
            return True
        priced = self._priced(context, kept)
        if priced is None:
            return False
        person, now, tr, update_id = context.person, context.now, context.tr, update.update_id
        note = choice_views.spent_note(tr, priced)

        def effect(tx: Transaction) -> Screen:
            booked = self._desk.spending.book(tx, person, update_id, priced.headline, note, now, tr)
            return booked or problem_views.not_booked(tr, kept, priced)

        context.turn.answer.edits = None
        await context.act(effect)
        return True

    # --- helpers ----------------------------------------------------------------------------------------------

    def _priced(self, context: BotContext, kept: Kept) -> Priced | None:
        try:
            return self._desk.priced(kept.counts, kept.choices, context.now)
        except (PriceError, ValueError):
            return None

    async def _choose(self, context: BotContext, kept: Kept, choices: Choices) -> None:
        changed = replace(kept, choices=choices)
        if choices.tier is not kept.choices.tier:
            changed = self._desk.with_day(changed, context.now)
        await self._keep(context, changed)

    async def _keep(self, context: BotContext, kept: Kept) -> None:
        screen = self._desk.screen(context, kept)
        expect_follow_up(context, kept)
        await context.act(lambda tx: self._changed(tx, kept, screen))

    async def _put(self, context: BotContext, screen: Screen) -> None:
        """Show a screen; a question that this answers is closed with it."""
        if context.turn.answers_question:
            await context.act(lambda _: screen)
        else:
            context.show(screen)

    def _changed(self, tx: Transaction, kept: Kept, screen: Screen) -> Screen:
        self._desk.store.change(tx, kept)
        return screen


def close_question(context: BotContext) -> None:
    """A button instead of an answer closes this feature's question."""
    if context.turn.is_asked_by(NAME):
        context.turn.answers_question = True


def _page(written: str, pages: int) -> int:
    number = int(written) if written.isascii() and written.isdigit() and len(written) <= _LARGEST_PAGE else 0
    return number if number < pages else 0
