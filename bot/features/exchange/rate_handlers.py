"""Doors of rates: /rate for everybody and for admins, /myrate, the line in /settings."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from bot.core.gist import gist
from bot.core.periods import local_day
from bot.features.exchange import rate_views as views
from bot.features.exchange.charges import OwnRate
from bot.features.exchange.doors import expect_follow_up
from bot.features.exchange.follow_ups import ONLY_RATE
from bot.features.exchange.named import NotCharges, fold, read_charges, read_rate
from bot.features.exchange.rates import Change, Rates
from bot.tg import replies

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Awaitable, Callable, Sequence

    from telegram import Update

    from bot.core.i18n import Translator
    from bot.core.person import Person
    from bot.core.screen import Screen, Setting
    from bot.db.database import Transaction
    from bot.features.exchange.doors import Doors
    from bot.features.exchange.rates import StoredRate
    from bot.features.exchange.store import OperatorRate, RateStore
    from bot.tg.context import BotContext
    from bot.tg.feature import Handler

PAGE: Final = 10
_HISTORY: Final = re.compile(r"history|log|历史|记录", re.IGNORECASE)
_NUMBER: Final = re.compile(r"[0-9]{1,15}")
_SAYS_OWN: Final = re.compile(
    r"(?:set )?my (?:own |personal )?(?:exchange )?(?:rate|card|bank|service)\b"
    r"|(?:set|change|use) (?:the |a )?(?:exchange )?rate (?:to|of|at|=)\s?[0-9]|汇率(?:设|改|定|换)[为成到]?\s?[0-9]"
    r"|我的?(?:汇率|银行卡|信用卡|卡|银行)"
)
_PAIR = r"(?:(?:usd|us dollars?|dollars?|rmb|cny|yuan|renminbi|to|and|vs|against|for|in|between|the|us)[\s/-]*)*"
_ASKS_EN: Final = re.compile(
    r"(?:(?:hi|hey|please|so|and|ok|tell me|show me|show|give me|check|do you know)[\s,]+)*"
    r"(?:(?:what(?:'s|s| is| are)?|which|how is|how's)\s+)?"
    rf"(?:(?:the|your|today'?s|current(?:ly)?|live|latest|now|is|actual)\s+)*{_PAIR}(?:(?:exchange|conversion|fx|currency|forex)\s+)?rates?"
    rf"(?:\s+{_PAIR}|\s+)?(?:(?:(?:that |which )?(?:do |are |is )?(?:you(?:'re)?|the bot|this bot"
    rf"|tokentally)\s+(?:use|using|work with|take|apply|based on)"
    r"|today|now|right now|at the moment|currently|at|is|being used|in use|please|like)[\s.]*)*"
    r"|(?:what(?:'s|s| is)|how(?:'s| is| much is))\s+(?:the|a|one|1)\s+(?:us )?dollar(?:\s+(?:at|now|today|worth"
    r"|right now|in (?:rmb|yuan|cny)|trading at))*"
)
_ASKS_ZH: Final = re.compile(
    r"(?:请问|请|查一下|查查|查|看看|看一下|看|告诉我|现在|今天|今日|当前|目前|最新|实时|你们?|这里|这边|机器人|采用|使用|用|按照?|的|是|什么|哪个|多少"
    r"|美元|美金|人民币|对|兑|换|和|刀|usd|rmb|cny|到|[/\s,，-])*+汇率"
    r"(?:现在|今天|目前|是|用|按|的|大概|\s)*(?:多少|几点?几?|怎么样|怎样|如何|什么|哪天|哪一天|哪来|从哪来)?(?:的|了|呢|啊|呀|算)*"
    r"|(?:今天|现在|目前|请问|的)*(?:美元|美金|刀)(?:现在|今天|目前|兑人民币|对人民币|换人民币)*是?(?:多少|什么价|几块)(?:钱|人民币|了|啊|呢)*"
)
_LONGEST_QUESTION: Final = 60
_LONGEST_TRY: Final = 40
_NO_TRY: Final = re.compile(r"[?$刀]|\b(?:usd|how|spent|remind)\b|提醒|花")
_FROM: Final = re.compile(r"from:[0-9.]{1,40}:[A-Z]{3}")


class RateHandlers:
    """Shows and sets the operator's rate and the person's own.

    Args:
        doors: whose rates count.
        store: the rates that are kept.
        operator: the operator's rate of the moment.
        admins: who may set it.
    """

    def __init__(self, doors: Doors, store: RateStore, operator: OperatorRate, admins: Sequence[int]) -> None:
        self._doors, self._store, self._operator, self._admins = doors, store, operator, admins
        self.taps: dict[str, Callable[[Update, BotContext, Sequence[str]], Awaitable[bool]]] = {
            "rate": self._tap_rate,
            "set": self._tap_set,
            "history": self._tap_history,
            "own": self._tap_own,
            "askown": self._tap_ask_own,
            "dropown": self._tap_drop_own,
        }

    # --- the operator's rate

    async def on_plain_question(self, update: Update, context: BotContext) -> None:
        """Show the rate."""
        await self._show_rate(context)

    async def on_rate(self, update: Update, context: BotContext) -> None:
        """Show the rate; for an admin also set it or list what it was."""
        words = context.words.strip()
        if not words or not self._may_set(context):
            await self._show_rate(context)
        elif _HISTORY.fullmatch(words):
            context.turn.answer.language = context.person.language  # one word does not choose another
            await self._doors.show(context, await self._history(context))
        else:
            value = read_rate(words)
            if value is None:
                await self._doors.show(context, views.no_rate(context.tr, words))
            else:
                await self._set(context, value)

    def _may_set(self, context: BotContext) -> bool:
        """Only in private: the history names people."""
        return context.turn.is_private and context.person.id in self._admins

    async def _show_rate(self, context: BotContext) -> None:
        rates = await self._doors.rates(context)
        screen = views.operator_rate(
            context.tr, rates, is_admin=self._may_set(context), is_private=context.turn.is_private
        )
        expect_follow_up(context, ONLY_RATE)
        await self._doors.show(context, screen)

    async def _history(self, context: BotContext, before: int | None = None) -> Screen:
        rates = await self._doors.read(lambda tx: self._store.history(tx, PAGE + 1, before))
        return views.history(context.tr, rates, PAGE, context.person.id)

    async def _set(self, context: BotContext, value: Decimal, confirmed: int | None = None) -> None:
        """Set the rate, or ask for the second tap. `confirmed`: the number of the rate that the tap was asked for."""
        person, now, tr = context.person, context.now, context.tr
        added: list[StoredRate] = []

        def effect(tx: Transaction) -> Screen:
            before = self._store.newest(tx)
            in_force = before.cny_per_usd if before else self._operator.at(now).cny_per_usd
            number = before.number if before else 0
            change = Change(in_force, value, number)
            if change.must_be_confirmed and confirmed != number:
                return views.confirm_rate(tr, change)
            added.append(self._store.add(tx, value, local_day(now, person.zone), person.id, now))
            return views.rate_set(tr, Change(in_force, value, added[-1].number))

        await context.act(effect)
        for rate in added:  # committed by now
            self._operator.take(rate)

    async def _tap_rate(self, update: Update, context: BotContext, arguments: Sequence[str]) -> bool:
        await self._show_rate(context)
        return True

    async def _tap_set(self, update: Update, context: BotContext, arguments: Sequence[str]) -> bool:
        value = read_rate(arguments[0]) if len(arguments) == 2 and _NUMBER.fullmatch(arguments[1]) else None  # noqa: PLR2004 - a rate and a number
        if value is None or not self._may_set(context):
            return False
        await self._set(context, value, confirmed=int(arguments[1]))
        return True

    async def _tap_history(self, update: Update, context: BotContext, arguments: Sequence[str]) -> bool:
        if not self._may_set(context) or not all(_NUMBER.fullmatch(argument) for argument in arguments[:1]):
            return False
        before = int(arguments[0]) if arguments else None
        await self._doors.show(context, await self._history(context, before))
        return True

    # --- a person's own rate

    def recognise(self, text: str) -> Handler | None:
        """Take questions for the rate, and messages that say what a dollar costs the person and nothing else."""
        if asks_for_rate(text):
            return self.on_plain_question
        if not _SAYS_OWN.match(fold(text[:200]).strip()):
            return None
        return self.on_my_rate if not isinstance(read_charges(text, Decimal(1)), NotCharges) else None

    def settings(self, tx: Transaction, person: Person, tr: Translator, now: dt.datetime) -> Sequence[Setting]:
        """Return the lines of both rates."""
        rates = Rates(self._operator.at(now), self._store.own(tx, person.id), local_day(now, person.zone))
        return views.settings(tr, rates)

    async def on_my_rate(self, update: Update, context: BotContext) -> None:
        """Keep the rate that follows, or show the one there is, or ask for it."""
        if not context.turn.is_private:  # a plain message that mentions the bot
            context.show(replies.private_only(context.tr, context.bot.username))
            return
        if context.words.strip():
            reading = read_charges(context.words, self._operator.at(context.now).cny_per_usd)
            if isinstance(reading, NotCharges):
                await self._doors.show(context, views.no_own_rate(context.tr, reading.piece))
            else:
                await self._keep(context, OwnRate(reading, local_day(context.now, context.person.zone)))
            return
        await self._show_own(context, None)

    async def on_reply(self, update: Update, context: BotContext) -> bool:
        """Read the answer to "what does your card charge?"; a message without a number is none."""
        reading = read_charges(context.words, self._operator.at(context.now).cny_per_usd)
        if isinstance(reading, NotCharges):
            if not _looks_like_charges(context.words):
                return False
            # The question stays open, so that the next message can mend it.
            context.turn.answers_question = False
            context.show(views.no_own_rate(context.tr, reading.piece))
            return True
        await self._keep(context, OwnRate(reading, local_day(context.now, context.person.zone)))
        return True

    async def _keep(self, context: BotContext, own: OwnRate) -> None:
        person_id, tr = context.person.id, context.tr

        def effect(tx: Transaction) -> Screen:
            self._store.set_own(tx, person_id, own)
            return views.own_rate(tr, self._doors.rates_in(tx, context), "prefs:settings")

        await context.act(effect)

    async def _show_own(self, context: BotContext, back: str | None) -> None:
        rates = await self._doors.rates(context)
        screen = views.own_rate(context.tr, rates, back)
        if rates.own is None:
            await context.ask(screen, "exchange:own")
        else:
            await self._doors.show(context, screen)

    async def _tap_own(self, update: Update, context: BotContext, arguments: Sequence[str]) -> bool:
        if not self._is_private(context):
            return True
        way = ":".join(arguments)
        back = {"settings": "prefs:settings", "rate": "exchange:rate"}.get(way)
        if back is None and _FROM.fullmatch(way):
            back = f"exchange:{way}"
        await self._show_own(context, back or "prefs:settings")
        return True

    async def _tap_ask_own(self, update: Update, context: BotContext, arguments: Sequence[str]) -> bool:
        if self._is_private(context):
            await context.ask(views.ask_own_rate(context.tr, "exchange:own:settings"), "exchange:own")
        return True

    async def _tap_drop_own(self, update: Update, context: BotContext, arguments: Sequence[str]) -> bool:
        if not self._is_private(context):
            return True
        person_id, tr, rate = context.person.id, context.tr, self._operator.at(context.now)

        def effect(tx: Transaction) -> Screen:
            self._store.drop_own(tx, person_id)
            return views.own_removed(tr, rate)

        await context.act(effect)
        return True

    def _is_private(self, context: BotContext) -> bool:
        if not context.turn.is_private:
            context.toast(replies.private_button(context.tr))
        return context.turn.is_private


def asks_for_rate(text: str) -> bool:
    """Tell whether a message asks what the exchange rate is and nothing else."""
    if len(text) > _LONGEST_QUESTION:
        return False
    folded = fold(text).replace("’", "'").strip(" \t\r\n.!?。！？~")
    if any(pattern.fullmatch(folded) is not None for pattern in (_ASKS_EN, _ASKS_ZH)):
        return True
    read = gist(text)
    names = read.has("rate") or read.has_all("usd", "cny") or read.has_all("usd", "one", "how much")
    return names and read.is_of("usd", "cny", "to", "rate", "when", "asks", "how much", "one")


def _looks_like_charges(words: str) -> bool:
    """Tell whether a message is short and of numbers, so that it was meant as a rate."""
    folded = fold(words)
    return len(words) <= _LONGEST_TRY and bool(re.search(r"[0-9]", folded)) and not _NO_TRY.search(folded)
