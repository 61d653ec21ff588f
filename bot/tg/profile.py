"""What people see of the bot before they write: menu, name, descriptions; set only when the words changed."""

from __future__ import annotations

import hashlib
import json
import logging
from typing import TYPE_CHECKING

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)
from telegram.error import TelegramError

from bot.core.i18n import Translator, translator
from bot.core.language import Language
from bot.tg.botfather import surprises

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from telegram import Bot

    from bot.tg.inbox import Inbox

log = logging.getLogger(__name__)

_FACT = "profile"
# Telegram takes two letters here or none; none is for everybody else.
_CODES: tuple[tuple[str | None, Language], ...] = ((None, Language.EN), ("zh", Language.ZH))
# What concerns one person only is done in private, so groups get the rest.
IN_GROUPS = ("estimate", "convert", "prices", "ask", "help")


def descriptions(tr: Translator) -> dict[str, str]:
    """Return every command with its words, in the order of the menu."""
    texts = {
        "start": tr.text("first steps"),
        "ask": tr.text("billing questions"),
        "estimate": tr.text("what a text or a file costs"),
        "prices": tr.text("prices of all models, or of one"),
        "models": tr.text("names of the models"),
        "convert": tr.text("dollars and RMB"),
        "topup": tr.text("what a top-up costs, what arrives"),
        "rate": tr.text("the exchange rate"),
        "myrate": tr.text("what my card charges"),
        "budget": tr.text("my monthly limit"),
        "spent": tr.text("log what I spent"),
        "undo": tr.text("take back the last entry"),
        "remind": tr.text("set a reminder"),
        "reminders": tr.text("my reminders"),
        "settings": tr.text("language, time zone, model"),
        "language": tr.text("English or 中文"),
        "help": tr.text("what I can do"),
        "privacy": tr.text("what I keep about you"),
        "export": tr.text("my data as a file"),
        "import": tr.text("restore an export"),
        "delete_me": tr.text("delete my data"),
        "cancel": tr.text("stop the open question"),
    }
    return {name: str(text) for name, text in texts.items()}


class Profile:
    """Keeps the bot's menu and descriptions on Telegram as the catalogs say. No refusal there stops anything."""

    def __init__(self, bot: Bot, inbox: Inbox) -> None:
        self._bot, self._inbox = bot, inbox

    async def dress(self) -> None:
        """Set menu, name and descriptions for everybody and for Chinese clients, if they changed."""
        for surprise in surprises(self._bot.bot):
            log.warning("%s", surprise)
        wanted = hashlib.sha256(json.dumps(self._outfit()).encode()).hexdigest()
        if await self._inbox.fact(_FACT) == wanted:
            return
        done = True
        for code, language in _CODES:
            words = self._words(language)
            for scope, names in SCOPES:
                done &= await _try(self._bot.set_my_commands(_menu(language, names), scope=scope, language_code=code))
            done &= await _try(self._bot.set_my_name(words["name"], language_code=code))
            done &= await _try(self._bot.set_my_description(words["description"], language_code=code))
            done &= await _try(self._bot.set_my_short_description(words["about"], language_code=code))
        if done:
            await self._inbox.state(_FACT, wanted)

    async def dress_chat(self, chat_id: int, language: Language) -> None:
        """Show the menu of one chat in the language its person picked."""
        await _try(self._bot.set_my_commands(_menu(language), scope=BotCommandScopeChat(chat_id)))

    def _outfit(self) -> list[object]:
        """Return everything that is set, in a form to compare."""
        scopes = [[scope.type, names] for scope, names in SCOPES]
        return [scopes, *(self._words(language) for _, language in _CODES)]

    def _words(self, language: Language) -> dict[str, str]:
        tr = translator(language)
        return {
            **descriptions(tr),
            "name": str(tr.text("TokenTally: OpenAI API costs")),
            "description": str(
                tr.text(
                    "What does the OpenAI API cost? Paste a text to see its price, ask a billing question in English"
                    " or Chinese, convert USD and RMB, and set a monthly limit with reminders. I never ask for a key,"
                    " a password or a card."
                )
            ),
            "about": str(tr.text("OpenAI API costs in view: prices of texts, billing answers, limits, reminders.")),
        }


# Whose menu holds which commands, None for all: Telegram takes the narrowest scope that has a menu.
SCOPES: tuple[tuple[BotCommandScope, tuple[str, ...] | None], ...] = (
    (BotCommandScopeDefault(), None),
    (BotCommandScopeAllPrivateChats(), None),
    (BotCommandScopeAllGroupChats(), IN_GROUPS),
)


def _menu(language: Language, names: tuple[str, ...] | None = None) -> list[BotCommand]:
    texts = descriptions(translator(language))
    return [BotCommand(name, texts[name]) for name in names or texts]


async def _try(call: Awaitable[bool]) -> bool:
    try:
        return await call
    except TelegramError as error:
        log.warning("a menu or description stays as it was: %s", error)
        return False
