"""Doors of what was spent: booking, changing, taking back, the list, the dashboard's total, top-ups."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.core.money import Currency, Money
from bot.features.budgets import asking_views, entry_views
from bot.features.budgets.doors import NAME, NUMBER, UPDATE_ID, Door, money_of
from bot.features.budgets.phrases import OtherDay, Spent, Unclear, cut_label
from bot.features.budgets.rules import BARE_CURRENCY, Kind, clean_note, oldest_day
from bot.features.budgets.shared_views import digits
from bot.features.budgets.statements import SaidTotal, read_total
from bot.tg.feature import OldButtonError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from telegram import Update

    from bot.core.screen import Screen
    from bot.db.database import Transaction
    from bot.features.budgets.doors import Tap
    from bot.features.budgets.phrases import SpentReading
    from bot.features.budgets.reading import Viewpoint
    from bot.features.budgets.rules import Booking, Entry
    from bot.features.budgets.statements import ToppedUp
    from bot.tg.context import BotContext

LISTED: Final = 10
_DAYS_AGO: Final = re.compile(r"[0-9]{1,3}")


class EntryDoor(Door):
    """Books, lists, changes and takes back."""

    def taps(self) -> Mapping[str, Tap]:
        """Return who answers which button."""
        return {
            "log": self._tap_log,
            "list": self._tap_list,
            "book": self._tap_book,
            "topup": self._tap_top_up,
            "total": self._tap_total,
            "asktotal": self._tap_ask_total,
            "undo": self._tap_undo,
            "redo": self._tap_redo,
            "pick": self._tap_pick,
            "entry": self._tap_entry,
            "edit": self._tap_edit,
            "amend": self._tap_amend,
        }

    async def take_spent(self, update_id: int, context: BotContext, reading: SpentReading | None) -> None:
        """Book what was read, or say why not; an edited message changes what it booked."""
        match reading:
            case Spent():
                await self.book(context, update_id, reading)
            case OtherDay(is_future):
                context.show(asking_views.no_day(context.tr, is_future=is_future))
            case Unclear():
                context.show(asking_views.unclear_spent(context.tr, reading, update_id, await self._bare(context)))

    async def ask_top_up(self, update_id: int, context: BotContext, said: ToppedUp) -> None:
        """Ask whether credit was bought or something spent."""
        bare = await self._bare(context)
        context.show(asking_views.top_up_or_spending(context.tr, said, update_id, bare))

    async def take_total(self, update_id: int, context: BotContext, reading: SaidTotal | Unclear | None) -> None:
        """Set the cycle's total to what the usage page says, or say why not."""
        match reading:
            case SaidTotal(amount, currency, label):
                # The page counts in dollars, whatever the limit is in.
                await self.correct(context, update_id, Money(amount, currency or Currency.USD), label)
            case Unclear():
                context.show(asking_views.unclear_total(context.tr, reading, update_id))

    async def book(self, context: BotContext, update_id: int, spent: Spent, kind: Kind = Kind.SPENT) -> None:
        """Book something and say how things stand."""
        view, origin = self.view(context), context.origin
        day = view.today - dt.timedelta(days=spent.days_ago)
        refused = await self.database.read(lambda tx: self._too_old(tx, context, view, day, spent.label))
        if refused is not None:
            context.show(refused)
            return

        def effect(tx: Transaction) -> Screen:
            earlier = None
            if context.is_edit and origin is not None:
                earlier = self.store.of_origin(tx, view.person_id, origin)
            if earlier is not None and earlier.kind is kind:
                return self._amend(tx, context, view, earlier, spent)
            if earlier is not None:  # it was something else, which goes
                self.store.take_back(tx, view, earlier.number)
            booking = self.store.book(
                tx,
                view,
                update_id,
                spent.amount,
                spent.currency,
                spent.days_ago,
                spent.note,
                label=spent.label,
                origin=origin if context.turn.tap is None else None,
                kind=kind,
            )
            return self._booked(context, booking)

        context.keep_earlier(NAME)
        await context.act(effect)

    async def take_edit(self, context: BotContext, number: int, spent: Spent) -> None:
        """Put what was read in place of an entry."""
        view = self.view(context)

        def effect(tx: Transaction) -> Screen:
            day = view.today - dt.timedelta(days=spent.days_ago)
            refused = self._too_old(tx, context, view, day, spent.label) if spent.days_ago else None
            entry = self.store.entry(tx, view.person_id, number)
            if entry is None or entry.undone:
                return entry_views.no_such_entry(context.tr)
            return refused or self._amend(tx, context, view, entry, spent, keeps=True)

        context.keep_earlier(NAME)
        await context.act(effect)

    async def put(
        self, context: BotContext, number: int, money: Money, day: dt.date, *, is_step_back: bool = False
    ) -> None:
        """Give an entry another amount and day. `is_step_back`: those it had, and another step takes the entry back."""
        view = self.view(context)

        def effect(tx: Transaction) -> Screen:
            old = self.store.entry(tx, view.person_id, number)
            if old is None or old.undone:
                return entry_views.no_such_entry(context.tr)
            rate = old.rate if money.currency is old.money.currency else view.rate
            new = replace(old, money=money, rate=rate, local_date=day, spent_at=old.spent_at - (old.local_date - day))
            screen = self._booked(context, self.store.amend(tx, view, old, new))
            if is_step_back:
                context.expect_follow_up(NAME, "booked", number)
            return screen

        context.keep_earlier(NAME)
        await context.act(effect)

    async def book_again(self, context: BotContext, number: int) -> None:
        """Make an entry that was taken back count again."""
        view = self.view(context)

        def effect(tx: Transaction) -> Screen:
            booking = self.store.book_again(tx, view, number)
            return self._booked(context, booking) if booking else self.entries(context)(tx)

        await context.act(effect)

    def let_go(self, tx: Transaction, context: BotContext) -> Screen | None:
        """Take back what the earlier version of an edited message booked."""
        view, origin = self.view(context), context.origin
        entry = self.store.of_origin(tx, view.person_id, origin) if origin is not None else None
        taken = self.store.take_back(tx, view, entry.number) if entry is not None else None
        return entry_views.let_go(context.tr, taken) if taken is not None else None

    def _booked(self, context: BotContext, booking: Booking) -> Screen:
        """Say back a booking, which the next message may be about."""
        entry, before = booking.entry, booking.before
        earlier: list[object] = []
        if before is not None and (before.money, before.local_date) != (entry.money, entry.local_date):
            earlier = [digits(before.money.amount), before.money.currency.value, before.local_date]
        context.expect_follow_up(NAME, "booked", entry.number, *earlier)
        return entry_views.booked(context.tr, booking)

    def _amend(
        self, tx: Transaction, context: BotContext, view: Viewpoint, old: Entry, spent: Spent, *, keeps: bool = False
    ) -> Screen:
        """Change an entry. `keeps`: what is not said stays (an answer); else it goes (the message itself changed)."""
        money = Money(spent.amount, spent.currency or old.money.currency)
        day, instant = old.local_date, old.spent_at
        if spent.days_ago or not keeps:
            written = (old.booked_at or view.now).astimezone(view.zone).date()
            day = (view.today if keeps else written) - dt.timedelta(days=spent.days_ago)
            instant = old.spent_at - (old.local_date - day)
        new = replace(
            old,
            money=money,
            rate=old.rate if money.currency is old.money.currency else view.rate,
            local_date=day,
            spent_at=instant,
            note=spent.note or (old.note if keeps else ""),
            label=spent.label or (old.label if keeps else ""),
        )
        return self._booked(context, self.store.amend(tx, view, old, new))

    def _too_old(
        self, tx: Transaction, context: BotContext, view: Viewpoint, day: dt.date, label: str
    ) -> Screen | None:
        budget = self.store.budget_for(tx, view.person_id, label)
        oldest = oldest_day(budget.rhythm, view.today) if budget else None
        if budget is None or not budget.rhythm.repeats:
            oldest = view.today - dt.timedelta(days=62)
        if oldest is None or day >= min(oldest, view.today - dt.timedelta(days=2)):
            return None
        return asking_views.too_old(context.tr, oldest)

    async def correct(
        self, context: BotContext, update_id: int, said: Money, label: str, *, instead_of: int | None = None
    ) -> None:
        """Set the cycle's total. `instead_of`: the correction that was wrong."""
        view, origin = self.view(context), context.origin if context.turn.tap is None else None

        def effect(tx: Transaction) -> Screen:
            earlier = self.store.of_origin(tx, view.person_id, origin) if context.is_edit and origin else None
            for wrong in (instead_of, earlier.number if earlier is not None else None):
                if wrong is not None:
                    self.store.take_back(tx, view, wrong)
            note = str(context.tr.text("usage page: %(amount)s", amount=context.tr.amount(said)))
            booking = self.store.correct(tx, view, update_id, said, note, label=label, origin=origin)
            if booking is None:
                budget = self.store.budget_for(tx, view.person_id, label)
                standing = self.store.state_of(tx, view, budget) if budget else self.store.standing(tx, view)
                return entry_views.total_matches(context.tr, standing)
            screen = self._booked(context, booking)
            context.expect_follow_up(NAME, "total", booking.entry.number, digits(said.amount), said.currency.value)
            return screen

        context.keep_earlier(NAME)
        await context.act(effect)

    async def take_back(self, context: BotContext, number: int | None) -> None:
        """Take back an entry, the newest where no number is given."""
        view = self.view(context)

        def effect(tx: Transaction) -> Screen:
            taken = self.store.take_back(tx, view, number)
            if taken is not None:
                context.expect_follow_up(NAME, "gone", taken.entry.number)
                return entry_views.taken_back(context.tr, taken)
            is_old = number is None and bool(self.store.newest(tx, view.person_id, 1))
            return entry_views.nothing_to_take_back(context.tr, is_old=is_old)

        context.keep_earlier(NAME)
        await context.act(effect)

    def entries(self, context: BotContext) -> Callable[[Transaction], Screen]:
        """Return what reads the list of the last entries."""
        view = self.view(context)

        def read(tx: Transaction) -> Screen:
            newest = self.store.newest(tx, view.person_id, LISTED)
            return entry_views.entries(context.tr, newest, self.store.standing(tx, view))

        return read

    async def _bare(self, context: BotContext) -> Currency:
        budget = await self.database.read(lambda tx: self.store.budget(tx, context.person.id))
        return budget.limit.currency if budget else BARE_CURRENCY

    # --- buttons ----------------------------------------------------------------------------------------------

    async def _tap_log(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        await context.ask(asking_views.ask_spent(context.tr), f"{NAME}:spent")
        return True

    async def _tap_list(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        await self._show_list(update, context)
        return True

    async def _show_list(self, update: Update, context: BotContext) -> None:
        await self.show(context, self.entries(context))

    async def _tap_book(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        return await self._book_tapped(context, arguments, Kind.SPENT)

    async def _tap_top_up(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        return await self._book_tapped(context, arguments, Kind.TOP_UP)

    async def _book_tapped(self, context: BotContext, arguments: tuple[str, ...], kind: Kind) -> bool:
        if len(arguments) != 5:  # noqa: PLR2004 - update, amount, currency, days ago, note
            return False
        update_id, amount, code, days_ago, words = arguments
        money = money_of(amount, code)
        if money is None or not UPDATE_ID.fullmatch(update_id) or not _DAYS_AGO.fullmatch(days_ago):
            return False
        note, label = cut_label(words)
        spent = Spent(money.amount, money.currency, int(days_ago), clean_note(note), label)
        await self.book(context, int(update_id), spent, kind)
        return True

    async def _tap_total(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        money = money_of(*arguments[1:]) if len(arguments) == 3 else None  # noqa: PLR2004 - update, amount, currency
        if money is None or not UPDATE_ID.fullmatch(arguments[0]):
            return False
        await self.correct(context, int(arguments[0]), money, "")
        return True

    async def _tap_ask_total(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        view = self.view(context)

        def effect(tx: Transaction) -> Screen:
            standing = self.store.standing(tx, view)
            return asking_views.ask_total(context.tr, standing, self.store.page_total(tx, view, standing))

        await context.act(effect, question=f"{NAME}:total")
        return True

    async def _tap_undo(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        if len(arguments) != 1 or not NUMBER.fullmatch(arguments[0]):
            return False
        await self.take_back(context, int(arguments[0]))
        return True

    async def _tap_redo(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        if len(arguments) != 1 or not NUMBER.fullmatch(arguments[0]):
            return False
        await self.book_again(context, int(arguments[0]))
        return True

    async def _tap_pick(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        if arguments not in {("0",), ("1",)}:
            return False
        person_id, page = context.person.id, int(arguments[0])

        def read(tx: Transaction) -> Screen:
            newest = self.store.newest(tx, person_id, LISTED)
            return entry_views.pick(context.tr, newest, page) if newest else self.entries(context)(tx)

        await self.show(context, read)
        return True

    async def _tap_entry(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        entry = await self._entry(context, arguments)
        gone = entry_views.no_such_entry(context.tr)
        await self.show(context, lambda tx: gone if entry.undone else entry_views.entry_card(context.tr, entry))  # noqa: ARG005 - nothing to read
        return True

    async def _tap_edit(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        entry = await self._entry(context, arguments)
        if entry.kind is Kind.CORRECTION:
            return False
        if entry.undone:
            context.show(entry_views.no_such_entry(context.tr))
            return True
        await context.ask(asking_views.ask_edit(context.tr, entry), f"{NAME}:edit:{entry.number}")
        return True

    async def _tap_amend(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        if len(arguments) != 4:  # noqa: PLR2004 - number, amount, currency, day
            return False
        entry, money = await self._entry(context, arguments[:1]), money_of(arguments[1], arguments[2])
        if money is None or entry.kind is Kind.CORRECTION:
            return False
        try:
            day = dt.date.fromisoformat(arguments[3])
        except ValueError:
            return False
        if abs((day - self.view(context).today).days) > 800:  # noqa: PLR2004 - no entry of ours is that far away
            return False
        await self.put(context, entry.number, money, day)
        return True

    async def _entry(self, context: BotContext, arguments: tuple[str, ...]) -> Entry:
        """Return the entry that a button names.

        Raises:
            OldButtonError: it is not kept any more, or the button names none.
        """
        if len(arguments) != 1 or not NUMBER.fullmatch(arguments[0]):
            raise OldButtonError
        entry = await self.find(context, int(arguments[0]))
        if entry is None:
            raise OldButtonError(self._show_list, gone=entry_views.entry_gone(context.tr))
        return entry

    async def find(self, context: BotContext, number: int) -> Entry | None:
        """Return one of the person's entries, also one that was taken back."""
        person_id = context.person.id
        return await self.database.read(lambda tx: self.store.entry(tx, person_id, number))

    async def reply_total(self, update_id: int, context: BotContext) -> bool:
        """Read the answer to "what does the usage page show?"."""
        reading = read_total(context.words, asked=True)
        if reading is None:
            return False
        await self.take_total(update_id, context, reading)
        return True
