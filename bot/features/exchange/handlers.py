"""Doors of the conversion: /convert, plain amounts, what goes on from one, buttons; and of the feature as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.amounts import RefusedAmount, read_amount
from bot.core.intent import CLEAR, Intent
from bot.features.exchange import rules, views
from bot.features.exchange.doors import NAME, Doors, expect_follow_up, goes_on_from
from bot.features.exchange.follow_ups import ONLY_RATE, SUM, Shown, packed, read_next, unpacked
from bot.features.exchange.forms import forms
from bot.features.exchange.rate_handlers import RateHandlers
from bot.features.exchange.rules import Conversion, NotConvertible, read_conversion
from bot.features.exchange.topup_handlers import TopUpHandlers
from bot.tg.feature import Command, Feature, Offer, OldButtonError
from bot.tg.turn_state import AGAIN

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Awaitable, Callable, Sequence

    from telegram import Update

    from bot.core.i18n import Translator
    from bot.core.person import Person
    from bot.core.screen import Article, Screen
    from bot.db.database import Database, Transaction
    from bot.features.exchange.store import OperatorRate, RateStore
    from bot.tg.context import BotContext
    from bot.tg.feature import Handler


class ExchangeHandlers:
    """Answers amounts with the same amount in the other currency, and everything about rates.

    Args:
        database: for what is only shown.
        store: the rates that are kept.
        operator: the operator's rate of the moment.
        admins: who may set it.
    """

    def __init__(self, database: Database, store: RateStore, operator: OperatorRate, admins: Sequence[int]) -> None:
        self._store = store
        self._operator = operator
        self._doors = Doors(database, store, operator)
        self._rates = RateHandlers(self._doors, store, operator, admins)
        self._topup = TopUpHandlers(self._doors)
        self._taps: dict[str, Callable[[Update, BotContext, Sequence[str]], Awaitable[bool]]] = {
            "from": self._tap_from,
            **self._rates.taps,
            **self._topup.taps,
        }

    def feature(self) -> Feature:
        """Return what the rest of the program sees."""
        return Feature(
            NAME,
            commands=(
                Command("convert", self.on_convert, words=("汇率", "换算", "兑换"), intent=Intent.CONVERT),
                Command("rate", self._rates.on_rate, words=("改汇率", "设汇率", "设置汇率"), intent=Intent.CONVERT),
                Command("myrate", self._rates.on_my_rate, words=("我的汇率",), private=True, intent=Intent.CONVERT),
                Command("topup", self._topup.on_topup, words=("充值计算",), intent=Intent.TOPUP),
            ),
            on_tap=self.on_tap,
            fresh=self._rates.on_plain_question,
            recognise=self.recognise,
            likely=self.likely,
            on_reply=self.on_reply,
            search=self.search,
            export=self._store.export,
            forget=self._store.forget,
            settings=self._rates.settings,
            forms=forms,
        )

    def recognise(self, text: str, person: Person, now: dt.datetime) -> Offer | None:
        """Take messages that say what a dollar costs the person, ask about a top-up, or are an amount and no more."""
        for intent, handler in (
            (Intent.CONVERT, self._rates.recognise(text)),
            (Intent.TOPUP, self._topup.recognise(text)),
            (Intent.CONVERT, self.on_plain if read_conversion(text) is not None else None),
        ):
            if handler is not None:
                return Offer(intent, CLEAR, handler, text.strip())
        return None

    def likely(self, intent: Intent, text: str, person: Person, now: dt.datetime) -> Handler | None:
        """Take messages with an amount that are only worded like those about conversions and top-ups."""
        if isinstance(read_amount(text), RefusedAmount):
            return None
        return {Intent.CONVERT: self.on_convert, Intent.TOPUP: self._topup.on_topup}.get(intent)

    def search(self, query: str, tr: Translator, now: dt.datetime) -> list[Article]:
        """Offer the conversion of an amount typed in any chat, at the operator's rate: other people read it."""
        asked = read_conversion(query)
        return [views.article(tr, asked, self._operator.at(now))] if isinstance(asked, Conversion) else []

    async def on_convert(self, update: Update, context: BotContext) -> None:
        """Convert what follows the command, or say what to send."""
        if not context.words.strip():
            rates = await self._doors.rates(context)
            screen = views.ask_amount(context.tr, context.tr.rate(rates.conversion))
            expect_follow_up(context, ONLY_RATE)
            await self._doors.show(context, screen)
            return
        await self._answer(context, read_conversion(context.words, asked=True))

    async def on_plain(self, update: Update, context: BotContext) -> None:
        """Convert a plain message."""
        await self._answer(context, read_conversion(context.words))

    async def on_reply(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        """Read what goes on from an answer, and the answers to this feature's questions."""
        match arguments:
            case (first, *state) if first == AGAIN:
                return await self._go_on(context, goes_on_from(context, state))
            case ("own",):
                return await self._rates.on_reply(update, context)
            case _:
                return await self._topup.on_reply(update, context, arguments)

    async def _go_on(self, context: BotContext, before: tuple[str, ...]) -> bool:
        """Answer a message that goes on from a conversion or a top-up sum; False: it does not."""
        if before[:1] == (SUM,):
            return await self._topup.go_on(context, before[1:])
        last = unpacked(before)
        asked = read_next(context.words, *last) if last is not None else None
        if asked is not None:
            context.turn.stand_alone()
            await self._answer(context, asked, before)
        return asked is not None

    async def on_tap(self, update: Update, context: BotContext) -> None:
        """Answer the buttons of this feature's screens."""
        verb, *rest = (*context.arguments, "")
        self._doors.close_question(context)
        tap = self._taps.get(verb)
        if tap is None or not await tap(update, context, rest[:-1]):
            raise OldButtonError

    async def _tap_from(self, update: Update, context: BotContext, arguments: Sequence[str]) -> bool:
        amount, code = (*arguments, "", "")[:2]
        money = rules.read_button(amount, code)
        if money is not None:
            await self._answer(context, Conversion(money, money.currency.other))
        return money is not None

    async def _answer(
        self, context: BotContext, asked: Conversion | NotConvertible | Shown | None, before: tuple[str, ...] = ()
    ) -> None:
        """Answer with a conversion. `before`: what it goes on from, if anything; a refusal leaves that open."""
        if before:
            expect_follow_up(context, before, before)
        match asked:
            case Conversion():
                await self._convert(context, asked, before)
            case NotConvertible():
                await self._doors.show(context, views.not_convertible(context.tr, asked))
            case Shown(conversion):
                rates = await self._doors.rates(context)
                await self._doors.show(context, views.converted_already(context.tr, conversion, rates))

    async def _convert(self, context: BotContext, asked: Conversion, before: tuple[str, ...]) -> None:
        person_id, tr, is_private = context.person.id, context.tr, context.turn.is_private

        def effect(tx: Transaction) -> Screen:
            says_sign = asked.by_sign and self._store.tell_of_yuan_sign(tx, person_id)
            rates = self._doors.rates_in(tx, context)
            return views.converted(tr, asked, rates, says_sign=says_sign, is_private=is_private)

        expect_follow_up(context, packed(asked.amount), before)
        await context.act(effect)
