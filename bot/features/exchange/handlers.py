"""Doors of the conversion: /convert, plain amounts, buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.screen import Setting
from bot.features.exchange import rules, views
from bot.features.exchange.rules import Conversion, NotConvertible, convert, read_conversion
from bot.tg import replies
from bot.tg.feature import Command, Feature

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from telegram import Update

    from bot.core.i18n import Translator
    from bot.core.money import ExchangeRate
    from bot.core.person import Person
    from bot.core.screen import Article
    from bot.db.database import Transaction
    from bot.tg.context import BotContext
    from bot.tg.feature import Handler

NAME = "exchange"


class ExchangeHandlers:
    """Answers amounts with the same amount in the other currency.

    Args:
        rate: says what the rate is at the moment.
    """

    def __init__(self, rate: Callable[[], ExchangeRate]) -> None:
        self._rate = rate

    def feature(self) -> Feature:
        """Return what the rest of the program sees."""
        return Feature(
            NAME,
            commands=(Command("convert", self.on_convert, words=("汇率", "换算", "兑换")),),
            on_tap=self.on_tap,
            recognise=self.recognise,
            search=self.search,
            settings=self.settings,
        )

    def recognise(self, text: str, person: Person, now: dt.datetime) -> Handler | None:
        """Take messages that are an amount to convert and nothing else."""
        return self.on_plain if read_conversion(text) is not None else None

    def search(self, query: str, tr: Translator, now: dt.datetime) -> list[Article]:
        """Offer the conversion of an amount typed in any chat."""
        asked = rules.read_conversion(query)
        if not isinstance(asked, Conversion):
            return []
        return [views.article(tr, asked, convert(asked, self._rate()), self._rate())]

    def settings(self, tx: Transaction, person: Person, tr: Translator, now: dt.datetime) -> list[Setting]:
        """Show the rate in /settings."""
        return [Setting(tr.rate(self._rate()))]

    async def on_convert(self, update: Update, context: BotContext) -> None:
        """Convert what follows the command, or say what to send."""
        if not context.words.strip():
            context.show(views.ask_amount(context.tr, self._rate()))
            return
        self._answer(context, read_conversion(context.words, asked=True))

    async def on_plain(self, update: Update, context: BotContext) -> None:
        """Convert a plain message."""
        self._answer(context, read_conversion(context.words))

    async def on_tap(self, update: Update, context: BotContext) -> None:
        """Convert the amount that a button holds."""
        _, amount, code = (*context.arguments, "", "", "")[:3]
        money = rules.read_button(amount, code)
        if money is None:
            context.toast(replies.old_button(context.tr))
        else:
            self._answer(context, Conversion(money, money.currency.other))

    def _answer(self, context: BotContext, asked: Conversion | NotConvertible | None) -> None:
        rate = self._rate()
        if isinstance(asked, Conversion):
            context.show(views.converted(context.tr, asked, convert(asked, rate), rate))
        elif isinstance(asked, NotConvertible):
            context.show(views.not_convertible(context.tr, asked.reading))
