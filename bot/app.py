"""Wiring: the one module that knows all features.

A message takes one way, whether it comes from Telegram or from the terminal:

    receiver ──> inbox (stored, then acknowledged) ──> dispatcher (order per chat; pieces of one text; files beside)
             ──> turns (person, language, what is being answered)
             ──> router (command, button, or plain text: who recognises it?) ──> feature handler
             ──> effect and "handled" in one transaction ──> sender

Read :func:`build` from top to bottom to see what depends on what.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any

from telegram.ext import ApplicationBuilder, ContextTypes

from bot.core.language import Language
from bot.core.likeness import likeness
from bot.core.screen import Button, Rows, pairs
from bot.core.zones import zone
from bot.db.codecs import instant_from_text, instant_to_text
from bot.db.database import Database
from bot.db.migrate import migrate
from bot.features.budgets import entry_views, shared_views
from bot.features.budgets.handlers import BudgetHandlers
from bot.features.budgets.reading import Viewpoint
from bot.features.budgets.rules import MOST_DECIMALS, can_be_kept, clean_note
from bot.features.budgets.store import BudgetStore
from bot.features.cost.desk import Desk, Left
from bot.features.cost.handlers import CostHandlers
from bot.features.cost.prices import open_book
from bot.features.cost.store import EstimateStore
from bot.features.cost.tokens import TokenCounter
from bot.features.exchange.handlers import ExchangeHandlers
from bot.features.exchange.store import OperatorRate, RateStore
from bot.features.faq.content import library
from bot.features.faq.feedback import FeedbackHandlers
from bot.features.faq.handlers import FaqHandlers
from bot.features.faq.store import FeedbackStore
from bot.features.prefs import views as prefs_views
from bot.features.prefs.handlers import PrefsHandlers, Surroundings
from bot.features.prefs.store import PeopleStore
from bot.features.reminders.handlers import ReminderHandlers
from bot.features.reminders.store import ReminderStore
from bot.tg.context import BotContext
from bot.tg.dispatcher import Dispatcher
from bot.tg.inbox import Inbox
from bot.tg.pacing import Limits, Pace
from bot.tg.profile import Profile, descriptions
from bot.tg.receiver import Receiver
from bot.tg.router import Router
from bot.tg.sender import Sender
from bot.tg.service import Service

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from markupsafe import Markup
    from telegram import Bot
    from telegram.ext import Application
    from telegram.request import BaseRequest

    from bot.core.clock import Clock
    from bot.core.i18n import Translator
    from bot.core.money import ExchangeRate, Money
    from bot.core.person import Person
    from bot.core.screen import Screen
    from bot.db.database import Transaction
    from bot.settings import Settings
    from bot.tg.feature import Feature

# The API inside the process takes any token of the right shape.
CONSOLE_TOKEN = "1:console"  # noqa: S105 - no secret
FLOOD = "flood until"
EXPORT_VERSION = 1


async def build(
    settings: Settings,
    *,
    path: Path,
    clock: Clock,
    request: BaseRequest | None = None,
    limits: Limits | None = None,
) -> Service:
    """Put the whole bot together on the database at `path`.

    Args:
        settings: what differs between machines.
        path: the database; made if it is not there.
        clock: says what time it is.
        request: how to reach the Bot API; None: over the network, as the settings say.
        limits: how fast messages may leave; None: as fast as they come.

    Raises:
        DatabaseUnusableError: the file cannot be used, or a newer program wrote it.
        CatalogError: the catalogs were not compiled.
        OverridesError: the file of the operator's own prices cannot be used.
    """
    prices = await asyncio.to_thread(open_book, settings.prices, clock.now().date())
    database = await Database.open(path)
    try:
        await migrate(database)
    except BaseException:
        await database.close()
        raise

    # Between Telegram and the features.
    application = _application(settings, request)
    bot = application.bot
    inbox = Inbox(database, clock)
    people = PeopleStore(Language(settings.default_lang), settings.default_tz, settings.default_model)
    sender = await _sender(
        bot,
        Pace(limits),
        inbox,
        clock,
        lambda chat_id: database.write(partial(people.set_unreachable, person_id=chat_id, now=clock.now())),
    )
    profile = Profile(bot, inbox)
    alarm, loop = asyncio.Event(), asyncio.get_running_loop()

    # What a dollar costs: the settings' rate or what an admin set since, whichever was said last.
    rate_store = RateStore()
    operator_rate = OperatorRate(rate_store, settings.rate, zone(settings.default_tz))
    operator_rate.take(await database.write(lambda tx: operator_rate.load(tx, clock.now())))

    def rate() -> ExchangeRate:
        return operator_rate.at(clock.now())

    # The features. What one needs of another is handed over here; none imports another.
    budget_store = BudgetStore()
    spending = _Spending(budget_store, rate, people)
    estimates = EstimateStore()
    cost = CostHandlers(Desk(prices, TokenCounter(), rate, estimates, database, people.set_model, spending))
    exchange = ExchangeHandlers(database, rate_store, operator_rate, settings.admins)

    # When a feature may send what nobody asked for at that time: now, or once the person's quiet hours are over.
    def may_send_at(tx: Transaction, person: Person, now: dt.datetime) -> dt.datetime:
        return reminders.may_send_at(tx, person, now)

    budgets = BudgetHandlers(
        database,
        budget_store,
        rate,
        sender,
        lambda tx, person_id: people.find(tx, person_id, None),
        alarm.set,
        may_send_at,
        _monthly_check,
    )

    def keep_zone(tx: Transaction, person_id: int, to: ZoneInfo) -> None:
        people.set_zone(tx, person_id, to.key)
        moved(tx, person_id, to)

    reminders = ReminderHandlers(
        database, ReminderStore(), sender, alarm.set, spending.line, _bookings, spending.cycle_day, keep_zone
    )

    faq = FaqHandlers(
        {
            "price_table": cost.price_table,
            "cheapest_models": cost.cheapest_models,
            "embedding_price": cost.embedding_price,
            "rate": lambda tr: tr.rate(rate()),
        },
        FeedbackHandlers(database, FeedbackStore(), settings.admins, library()),
        lambda: bot.username,
    )

    # These two run on the database's thread; the alarm belongs to the loop, and rings after the commit.
    def came_back(tx: Transaction, person_id: int) -> None:
        if reminders.on_reachable(tx, person_id):
            loop.call_soon_threadsafe(alarm.set)

    def moved(tx: Transaction, person_id: int, to: ZoneInfo) -> None:
        reminders.on_zone(tx, person_id, to)
        budgets.on_zone(tx, person_id, clock.now())
        loop.call_soon_threadsafe(alarm.set)

    features: list[Feature] = []  # complete below: the first steps offer what all others store
    stored = _StoredData(features, inbox, (estimates.drop_old, budgets.drop_old_files, inbox.drop_old_questions))
    prefs = PrefsHandlers(
        database,
        people,
        Surroundings(
            examples=_examples,
            open_link=faq.open_link,
            descriptions=descriptions,
            forms=lambda tr: [form for feature in features if feature.forms for form in feature.forms(tr)],
            models=prices.line_up,
            settings=lambda tx, person, tr, now: [
                line for feature in features if feature.settings for line in feature.settings(tx, person, tr, now)
            ],
            rate=_own_rate,
            export=stored.export,
            forget=stored.forget,
            on_language=profile.dress_chat,
            on_zone=moved,
            clean=stored.clean,
            wipe=inbox.purge_if_due,
            contact=settings.contact,
            backup_days=settings.backup_days,
            files=budgets.files,
        ),
    )
    features += [handlers.feature() for handlers in (prefs, cost, exchange, faq, budgets, reminders)]

    # What a plain message means: an answer to a question the bot asked comes first (the router knows), then the feature
    # that is surest; who comes first in this order where two are equally sure. Anything may be a text to count.
    router = Router(
        features,
        order=("prefs", "reminders", "budgets", "exchange", "faq", "cost"),
        otherwise=cost.on_unrecognised,
        on_key=prefs_views.key_found,
        start=prefs.on_start,
        file_order=("budgets", "reminders", "cost"),
        guess=lambda text: likeness().guess(text),
    )
    for handler in router.handlers():
        application.add_handler(handler)

    dispatcher = Dispatcher(
        application, database, inbox, sender, people, clock, on_return=came_back, admins=settings.admins
    )
    return Service(
        application=application,
        database=database,
        inbox=inbox,
        dispatcher=dispatcher,
        receiver=Receiver(bot, inbox, dispatcher),
        clock=clock,
        jobs=tuple(feature.run_due for feature in features if feature.run_due is not None),
        on_start=profile.dress,
        alarm=alarm,
        router=router,
    )


class _StoredData:
    """Everything that is kept of a person, over all features."""

    def __init__(
        self, features: Sequence[Feature], inbox: Inbox, cleaners: Sequence[Callable[[Transaction, dt.datetime], None]]
    ) -> None:
        self._features, self._inbox, self._cleaners = features, inbox, cleaners

    def clean(self, tx: Transaction, now: dt.datetime) -> None:
        """Delete what is kept for a while only, also where nobody does anything that would push it out."""
        for clean in self._cleaners:
            clean(tx, now)

    def export(self, tx: Transaction, person_id: int) -> dict[str, Any]:
        """Return all of it by feature, ready for JSON, as docs/export.schema.json describes it."""
        parts = {feature.name: feature.export(tx, person_id) for feature in self._features if feature.export}
        return {"version": EXPORT_VERSION, **parts, **self._inbox.export(tx, person_id)}

    def forget(self, tx: Transaction, person_id: int) -> None:
        """Delete all of it."""
        for feature in self._features:
            if feature.forget is not None:
                feature.forget(tx, person_id)
        self._inbox.forget(tx, person_id)


class _Spending:
    """A person's limit and what they spent, as estimates and reminders see them."""

    def __init__(self, store: BudgetStore, rate: Callable[[], ExchangeRate], people: PeopleStore) -> None:
        self._store, self._rate, self._people = store, rate, people

    def line(self, tx: Transaction, person_id: int, now: dt.datetime, tr: Translator) -> Markup | None:
        """Return how the limit stands in one line, None without one."""
        person = self._people.find(tx, person_id, None)
        state = self._store.state(tx, person_id, now, person.zone, self._rate())
        return shared_views.summary(tr, state) if state is not None else None

    def cycle_day(self, tx: Transaction, person_id: int) -> int | None:
        """Return the day of the month on which the limit's cycle begins, None without a limit."""
        budget = self._store.budget(tx, person_id)
        return budget.cycle_day if budget is not None else None

    def left(self, tx: Transaction, person: Person, now: dt.datetime) -> Left | None:
        """Return what is left of the limit, None without one."""
        state = self._store.state(tx, person.id, now, person.zone, self._rate())
        return Left(state.left, state.cycle.end, state.days_left) if state is not None else None

    def book(
        self, tx: Transaction, person: Person, update_id: int, spent: Money, note: str, now: dt.datetime, tr: Translator
    ) -> Screen | None:
        """Book an amount, once for each update, and return the screen that says so; None: it cannot be kept."""
        amount = round(spent.amount, MOST_DECIMALS).normalize() + 0
        if not can_be_kept(amount):
            return None
        view = Viewpoint(person.id, now, person.zone, self._rate())
        booking = self._store.book(tx, view, update_id, amount, spent.currency, 0, clean_note(note))
        return entry_views.booked(tr, booking)


def _application(settings: Settings, request: BaseRequest | None) -> Application[Any, Any, Any, Any, Any, Any]:
    builder = ApplicationBuilder().context_types(ContextTypes(context=BotContext)).updater(None).job_queue(None)
    builder = builder.base_url(settings.api_url).base_file_url(settings.download_url)
    if request is not None:
        return builder.token(CONSOLE_TOKEN).request(request).get_updates_request(request).build()
    token = settings.token.get_secret_value() if settings.token is not None else ""
    return builder.token(token).build()


async def _sender(
    bot: Bot, pace: Pace, inbox: Inbox, clock: Clock, on_unreachable: Callable[[int], Awaitable[None]]
) -> Sender:
    """Return the way out, silent for as long as Telegram asked an earlier run of the program to be."""

    async def flooded(seconds: float) -> None:
        await inbox.state(FLOOD, instant_to_text(clock.now() + dt.timedelta(seconds=seconds)))

    until = await inbox.fact(FLOOD)
    if until is not None:
        pace.hold_all(max(0.0, (instant_from_text(until) - clock.now()).total_seconds()))
    return Sender(bot, pace, on_unreachable, on_flood=flooded)


def _bookings(tr: Translator) -> tuple[Button, ...]:
    """Return the buttons of a reminder that asks for a number."""
    return (
        Button(str(tr.text("Enter the number")), action="budgets:log"),
        Button(str(tr.text("Change limit")), action="budgets:limits"),
    )


def _monthly_check(tr: Translator) -> Button:
    """Return the button of a new limit that has it called to mind every month."""
    return Button(str(tr.text("Remind me monthly")), action="reminders:limit")


def _own_rate(tr: Translator) -> Button:
    """Return the button that leads from the currencies to what a dollar costs the person."""
    return Button(str(tr.text("My rate")), action="exchange:own:settings")


def _examples(tr: Translator) -> Rows:
    """Return the buttons under /start: one tap and the bot shows what it can do, below, so that all can be tried."""
    return pairs(
        Button(str(tr.text("What does a text cost?")), action="new:cost:example"),
        Button(str(tr.text("My monthly limit")), action="new:budgets:card"),
        Button(str(tr.text("Does Plus include the API?")), action="new:faq:show:plus-includes-api"),
        Button(str(tr.text("100 USD in RMB")), action="new:exchange:from:100:USD"),
    )
