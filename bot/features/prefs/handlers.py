"""Doors of the first steps, the settings and the person's data."""

from __future__ import annotations

import asyncio
import dataclasses
import json
from typing import TYPE_CHECKING, Any

from telegram.error import TelegramError

from bot.core.forms import Topic
from bot.core.i18n import translator
from bot.core.intent import CLEAR, Intent
from bot.core.language import Language
from bot.core.money import Currency
from bot.core.screen import File, Screen
from bot.core.zones import UnknownZoneError, zone
from bot.features.prefs import help_views, views, wishes
from bot.features.prefs.jobs import RetentionJob
from bot.features.prefs.rules import find_zone, pack
from bot.tg import replies
from bot.tg.feature import Command, Feature, Offer, OldButtonError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from zoneinfo import ZoneInfo

    from telegram import Update

    from bot.core.forms import Form
    from bot.core.i18n import Translator
    from bot.core.person import Person
    from bot.core.screen import Button, Rows
    from bot.db.database import Database, Transaction
    from bot.features.prefs.store import PeopleStore
    from bot.tg.context import BotContext
    from bot.tg.feature import Handler, SettingsLines

NAME = "prefs"
# The buttons that show nothing of the person; the others work in the private chat.
_FOR_GROUPS = frozenset({"start", "help", "closehelp", "cancel", "language", "unsend"})
_LONGEST_PAGE = 4
_LONGEST_ID = 15


@dataclasses.dataclass(frozen=True, slots=True)
class Surroundings:
    """What the other features and the program offer to the first steps and the settings.

    Args:
        examples: buttons under /start that show what the bot can do.
        open_link: finds who answers a deep link's payload.
        descriptions: every command with its words, in the order of the menu.
        forms: what can be typed, over all features.
        models: the models to choose from.
        settings: the lines of the other features in /settings.
        rate: leads to the person's own exchange rate.
        export: everything stored about a person, by feature.
        forget: deletes everything stored about a person.
        on_language: is told that a chat changed its language.
        on_zone: runs in the transaction that stores a person's zone.
        contact: whom people can ask about their data, as the operator wrote it.
        backup_days: how long the operator keeps backups of the database, where the operator says so.
        clean: deletes what the features keep for a while only.
        wipe: removes the remains of deleted rows from the file.
        files: what goes with the export, in other forms.
    """

    examples: Callable[[Translator], Rows]
    open_link: Callable[[str], Handler | None]
    descriptions: Callable[[Translator], Mapping[str, str]]
    forms: Callable[[Translator], Sequence[Form]]
    models: Callable[[], tuple[str, ...]]
    settings: SettingsLines
    rate: Callable[[Translator], Button]
    export: Callable[[Transaction, int], dict[str, Any]]
    forget: Callable[[Transaction, int], None]
    on_language: Callable[[int, Language], Awaitable[None]]
    on_zone: Callable[[Transaction, int, ZoneInfo], None]
    clean: Callable[[Transaction, dt.datetime], None]
    wipe: Callable[[], Awaitable[None]]
    contact: str | None = None
    backup_days: int | None = None
    files: Callable[[Transaction, int, Translator], Sequence[File]] = lambda tx, person_id, tr: ()  # noqa: ARG005 - none


class PrefsHandlers:
    """Answers /start, /help, /settings, /language, /privacy, /export, /delete_me and /cancel."""

    def __init__(self, database: Database, store: PeopleStore, around: Surroundings) -> None:
        self._database, self._store, self._around = database, store, around
        self._retention = RetentionJob(database, store, around.forget, around.clean, around.wipe)
        self._taps: dict[str, Callable[[Update, BotContext, str], Awaitable[None]]] = {
            "start": self._tap_start,
            "help": self._tap_help,
            "closehelp": self._tap_close_help,
            "cancel": self._tap_cancel,
            "settings": self._tap_settings,
            "close": self._tap_close,
            "language": self._tap_language,
            "zones": self._tap_zones,
            "zone": self._tap_zone,
            "askzone": self._tap_ask_zone,
            "models": self._tap_models,
            "model": self._tap_model,
            "currencies": self._tap_currencies,
            "currency": self._tap_currency,
            "data": self._tap_data,
            "export": self._tap_export,
            "askdelete": self._tap_ask_delete,
            "delete": self._tap_delete,
            "keep": self._tap_keep,
            "unsend": self._tap_unsend,
        }

    def feature(self) -> Feature:
        """Return what the rest of the program sees."""
        return Feature(
            NAME,
            commands=(
                Command("start", self.on_start, words=("开始",)),
                Command("help", self.on_help, words=("帮助",), whole=wishes.wants_help),
                Command("settings", self.on_settings, words=("设置",), private=True),
                Command("language", self.on_language, words=("语言",)),
                Command("privacy", self.on_privacy, words=("隐私",)),
                Command("export", self.on_export, words=("导出",), private=True),
                Command("delete_me", self.on_delete_me, private=True),
                Command("cancel", self.on_cancel, whole=wishes.wants_stop, yields=True),
            ),
            on_tap=self.on_tap,
            fresh=self.on_old_button,
            recognise=self.recognise,
            on_reply=self.on_reply,
            export=self._store.export,
            forget=self._store.forget,
            run_due=self._retention.run_due,
        )

    async def on_start(self, update: Update, context: BotContext) -> None:
        """Greet, or open what a deep link names."""
        linked = self._around.open_link(context.words.strip()) if context.words.strip() else None
        if linked is not None:
            await linked(update, context)
            return
        context.show(views.start(context.tr, self._around.examples(context.tr)))

    async def on_help(self, update: Update, context: BotContext) -> None:
        """Say what can be sent, with a button for each kind."""
        context.show(help_views.contents(context.tr))

    def recognise(self, text: str, person: Person, now: dt.datetime) -> Offer | None:
        """Take complaints about an answer."""
        return Offer(Intent.HELP, CLEAR, self.on_complaint, text.strip()) if wishes.is_complaint(text) else None

    async def on_complaint(self, update: Update, context: BotContext) -> None:
        """Say what helps when an answer was no good."""
        context.show(views.complaint(context.tr))

    async def on_settings(self, update: Update, context: BotContext) -> None:
        """Show the settings."""
        await self._tap_settings(update, context, "")

    async def on_old_button(self, update: Update, context: BotContext) -> None:
        """Show the settings in place of an old screen; in a group, where they are not shown, the greeting."""
        await (self.on_settings if context.turn.is_private else self.on_start)(update, context)

    async def on_language(self, update: Update, context: BotContext) -> None:
        """Offer both languages."""
        context.show(views.languages(context.tr))

    async def on_privacy(self, update: Update, context: BotContext) -> None:
        """Say what is kept."""
        context.show(views.privacy(context.tr, self._around.contact, self._around.backup_days))

    async def on_export(self, update: Update, context: BotContext) -> None:
        """Send everything that is kept as JSON, and what features give in other forms, in one archive."""
        person_id, tr = context.person.id, context.tr
        content, files = await self._database.read(
            lambda tx: (self._around.export(tx, person_id), self._around.files(tx, person_id, tr))
        )
        text = json.dumps(content, ensure_ascii=False, indent=2, default=str)
        contents = {"tokentally.json": text.encode(), **{file.name: file.content for file in files}}
        archive = await asyncio.to_thread(pack, contents, context.now)
        context.send_file(File("tokentally.zip", archive, views.export_caption(context.tr)))

    async def on_delete_me(self, update: Update, context: BotContext) -> None:
        """Ask for the second tap."""
        context.show(views.confirm_delete(context.tr))

    async def on_cancel(self, update: Update, context: BotContext) -> None:
        """Close the open question."""
        if context.turn.question is None:
            context.show(views.cancelled(context.tr, was_open=False))
            return
        context.turn.answers_question = True
        await context.act(lambda _: views.cancelled(context.tr, was_open=True))

    async def on_reply(self, update: Update, context: BotContext, arguments: tuple[str, ...]) -> bool:
        """Take the name of a zone."""
        if arguments != ("zone",):
            return False
        words = context.words.strip()
        found = find_zone(words)
        if found is not None:
            await self._set_zone(context, found)
        elif "/" in words and " " not in words:
            context.show(views.unknown_zone(context.tr, words[:40]))
        else:  # no attempt at a zone: an ordinary message
            return False
        return True

    async def on_tap(self, update: Update, context: BotContext) -> None:
        """Answer the buttons of this feature's screens."""
        verb, *rest = (*context.arguments, "")
        tap = self._taps.get(verb)
        if tap is None:
            raise OldButtonError
        if not context.turn.is_private and verb not in _FOR_GROUPS:
            context.toast(replies.private_button(context.tr))
            return
        await tap(update, context, rest[0] if rest else "")

    async def _tap_start(self, update: Update, context: BotContext, code: str) -> None:
        await self._set_language(context, code, lambda _, tr: views.start(tr, self._around.examples(tr)))

    async def _tap_help(self, update: Update, context: BotContext, page: str) -> None:
        topics = {topic.value: topic for topic in Topic}
        if not page:
            await self.on_help(update, context)
        elif page == help_views.COMMANDS:
            context.show(help_views.commands(context.tr, self._around.descriptions(context.tr)))
        elif page in topics:
            # Not every reader knows Traditional characters, and an example has to work as it stands.
            tr = translator(Language.ZH) if context.tr.language is Language.ZH_HANT else context.tr
            context.show(help_views.topic(context.tr, topics[page], self._around.forms(tr)))
        else:
            raise OldButtonError(self.on_help)

    async def _tap_close_help(self, update: Update, context: BotContext, _: str) -> None:
        context.show(help_views.closed(context.tr))

    async def _tap_cancel(self, update: Update, context: BotContext, _: str) -> None:
        await self.on_cancel(update, context)

    async def _tap_settings(self, update: Update, context: BotContext, page: str) -> None:
        person, tr, now, number = context.person, context.tr, context.now, _number(page)
        context.show(await self._database.read(lambda tx: self._settings(tx, person, tr, now, number)))

    def _settings(self, tx: Transaction, person: Person, tr: Translator, now: dt.datetime, page: int = 0) -> Screen:
        return views.settings(tr, person, self._around.settings(tx, person, tr, now), page)

    async def _tap_close(self, update: Update, context: BotContext, _: str) -> None:
        context.show(views.closed(context.tr))

    async def _tap_language(self, update: Update, context: BotContext, code: str) -> None:
        person, now, is_private = context.person, context.now, context.turn.is_private

        def view(tx: Transaction, tr: Translator) -> Screen:
            return self._settings(tx, person, tr, now) if is_private else views.languages(tr)

        await self._set_language(context, code, view)

    async def _set_language(
        self, context: BotContext, code: str, view: Callable[[Transaction, Translator], Screen]
    ) -> None:
        if code not in {language.value for language in Language}:
            raise OldButtonError(self.on_language)
        language = Language(code)
        context.turn.answer.language = language
        person_id = context.person.id

        def effect(tx: Transaction) -> Screen:
            self._store.set_language(tx, person_id, language)
            return view(tx, translator(language))

        await context.act(effect)
        if context.turn.is_private:
            await self._around.on_language(context.turn.answer.chat_id, language)

    async def _tap_zones(self, update: Update, context: BotContext, _: str) -> None:
        context.show(views.zones(context.tr, context.person))

    async def _tap_zone(self, update: Update, context: BotContext, name: str) -> None:
        try:
            await self._set_zone(context, zone(name).key)
        except UnknownZoneError:
            raise OldButtonError(lambda update, context: self._tap_zones(update, context, "")) from None

    async def _set_zone(self, context: BotContext, name: str) -> None:
        person = dataclasses.replace(context.person, zone=zone(name), zone_is_chosen=True)

        def effect(tx: Transaction) -> Screen:
            self._store.set_zone(tx, person.id, name)
            self._around.on_zone(tx, person.id, person.zone)
            return self._settings(tx, person, context.tr, context.now)

        await context.act(effect)

    async def _tap_ask_zone(self, update: Update, context: BotContext, _: str) -> None:
        await context.ask(views.ask_zone(context.tr), "prefs:zone")

    async def _tap_models(self, update: Update, context: BotContext, page: str) -> None:
        context.show(views.models(context.tr, context.person, self._around.models(), _number(page)))

    async def _tap_model(self, update: Update, context: BotContext, name: str) -> None:
        if name not in self._around.models():
            raise OldButtonError(lambda update, context: self._tap_models(update, context, ""))
        person = dataclasses.replace(context.person, model=name)

        def effect(tx: Transaction) -> Screen:
            self._store.set_model(tx, person.id, name)
            return self._settings(tx, person, context.tr, context.now)

        await context.act(effect)

    async def _tap_currencies(self, update: Update, context: BotContext, _: str) -> None:
        context.show(views.currencies(context.tr, context.person.only, self._around.rate(context.tr)))

    async def _tap_currency(self, update: Update, context: BotContext, code: str) -> None:
        choices: dict[str, Currency | None] = {"both": None, **{each.value: each for each in Currency}}
        if code not in choices:
            raise OldButtonError(lambda update, context: self._tap_currencies(update, context, ""))
        context.turn.person = person = dataclasses.replace(context.person, only=choices[code])
        tr = context.tr

        def effect(tx: Transaction) -> Screen:
            self._store.set_currency(tx, person.id, person.only)
            return self._settings(tx, person, tr, context.now)

        await context.act(effect)

    async def _tap_data(self, update: Update, context: BotContext, _: str) -> None:
        context.show(views.data(context.tr))

    async def _tap_export(self, update: Update, context: BotContext, _: str) -> None:
        await self.on_export(update, context)

    async def _tap_ask_delete(self, update: Update, context: BotContext, _: str) -> None:
        await self.on_delete_me(update, context)

    async def _tap_delete(self, update: Update, context: BotContext, _: str) -> None:
        person_id = context.person.id

        def effect(tx: Transaction) -> Screen:
            self._around.forget(tx, person_id)
            return views.deleted(context.tr, self._around.backup_days)

        await context.act(effect)

    async def _tap_keep(self, update: Update, context: BotContext, _: str) -> None:
        context.show(views.kept(context.tr))

    async def _tap_unsend(self, update: Update, context: BotContext, message_id: str) -> None:
        if not message_id.isascii() or not message_id.isdigit() or len(message_id) > _LONGEST_ID:
            raise OldButtonError
        if not context.turn.is_private:  # where a made-up button could name anybody's message
            own = context.turn.answer.reply_to
            if own is None:  # deleted by now
                context.show(views.key_deleted(context.tr))
                return
            if own != int(message_id):
                raise OldButtonError
        try:  # whether it may be deleted is known only once it was tried, and the answer says which
            await context.bot.delete_message(context.turn.answer.chat_id, int(message_id))
        except TelegramError:
            context.show(views.key_stays(context.tr))
        else:
            context.show(views.key_deleted(context.tr))


def _number(page: str) -> int:
    """Return the page a button names, 0 for anything else: buttons can be forged."""
    return int(page) if page.isascii() and page.isdigit() and len(page) < _LONGEST_PAGE else 0
