"""What every feature offers, in the same words, so that `app.py` can ask all of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from bot.core.han import simplified
from bot.core.intent import Intent

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Awaitable, Callable, Sequence

    from telegram import Update

    from bot.core.forms import Form
    from bot.core.i18n import Translator
    from bot.core.person import Person
    from bot.core.screen import Article, Button, Screen, Setting
    from bot.db.database import Transaction
    from bot.tg.context import BotContext

    Handler: TypeAlias = Callable[[Update, BotContext], Awaitable[None]]
    # Says what a plain message means to a feature, or None: "not for me". Pure and quick; it runs for every message.
    Recogniser: TypeAlias = Callable[[str, Person, dt.datetime], "Offer | None"]
    # Says how a message is answered that is worded like those of an intent; None: it lacks what that takes.
    Likely: TypeAlias = Callable[[Intent, str, Person, dt.datetime], Handler | None]
    # Returns what an inline query offers in the language of the query, best first; empty for "not for me". Somebody
    # waits for each letter they type: one that has to look something up is awaited.
    InlineSearch: TypeAlias = Callable[[str, Translator, dt.datetime], Sequence[Article] | Awaitable[Sequence[Article]]]
    # Answers the question `arguments` names; False: the message is no answer to it.
    ReplyHandler: TypeAlias = Callable[[Update, BotContext, tuple[str, ...]], Awaitable[bool]]
    # Reads a file; False: "not mine", and the next feature is asked.
    FileHandler: TypeAlias = Callable[[Update, BotContext, "Document"], Awaitable[bool]]
    # Reads a place: latitude and longitude in degrees; False: "not mine".
    LocationHandler: TypeAlias = Callable[[Update, BotContext, float, float], Awaitable[bool]]
    # Returns the lines a feature adds to /settings; only one of several has a button, to a screen of the feature's own.
    SettingsLines: TypeAlias = Callable[[Transaction, Person, Translator, dt.datetime], Sequence[Setting]]
    # Undoes what the earlier version of an edited message did, see :data:`bot.tg.turn_state.Undo`.
    LetGo: TypeAlias = Callable[[Transaction, BotContext], Screen | None]


class OldButtonError(Exception):
    """A button says what nobody understands any more: an older version made it, or somebody made it up.

    Raised by `on_tap` before it changed anything; the router says so and shows a fresh screen in place of the old one.
    So does a button for what is gone by now, in its own words.

    Args:
        fresh: shows it, where there is something nearer than the feature's own.
        gone: says what is gone, in the short note over the chat; "" where the button is old.
    """

    def __init__(self, fresh: Handler | None = None, *, gone: str = "") -> None:
        super().__init__(gone or "a button of an older version")
        self.fresh, self.gone = fresh, gone


@dataclass(frozen=True, slots=True)
class Command:
    """A command and the Chinese words that do the same at the start of a message.

    Args:
        name: without the slash.
        handler: answers it; `context.words` holds what follows it.
        words: Chinese words that stand for it, alone or before a space.
        private: shows or changes what belongs to one person, so groups get a way into the private chat instead.
        intent: what somebody wants who types it.
        whole: tells messages that are this command and nothing else ("stop"), also where a question is open.
        yields: its words, without a slash, may be about the last answer, and are the command's where they are not.
    """

    name: str
    handler: Handler
    words: tuple[str, ...] = ()
    private: bool = False
    intent: Intent = Intent.HELP
    whole: Callable[[str], bool] | None = None
    yields: bool = False

    def behind(self, text: str) -> str | None:
        """Return what follows the command's words in a plain message, None where it does not begin with them."""
        if self.whole is not None and self.whole(text):
            return ""
        found = _at_start(self.words).match(simplified(text)) if self.words else None
        return text[found.end() :] if found is not None else None


@cache
def _at_start(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds one of the words at the start of a message, alone or before a space."""
    return re.compile(rf"^\s*/?(?:{'|'.join(map(re.escape, words))})(?:\s+|$)")


@dataclass(frozen=True, slots=True)
class Document:
    """A file somebody sent.

    Args:
        name: as it is called on their side; "" where Telegram does not say.
        mime: what their client takes it for; "" where it does not say. Both are claims: look at the content.
        size: of the content, in bytes; at most 20 MB.
        content: all of it. It may hold API keys: `bot.core.secrets.mask` before any of it is shown.
        caption: what they wrote under it, without a command at its start; "" for nothing.
    """

    name: str
    mime: str
    size: int
    content: bytes
    caption: str


@dataclass(frozen=True, slots=True)
class Offer:
    """What a feature would do with a plain message.

    Args:
        intent: what it takes the message for.
        sure: how sure it is, see :mod:`bot.core.intent`.
        handler: does it.
        piece: the part of the text that it would use.
        again: makes a button that does the same without the text, which is kept nowhere; for when another feature
            was a little surer. None: there is no such button.
    """

    intent: Intent
    sure: float
    handler: Handler
    piece: str
    again: Callable[[BotContext], Awaitable[Button | None]] | None = None


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature as the rest of the program sees it; what it does not offer stays None.

    Args:
        name: the first part of its buttons' actions and its key in an export.
        commands: its commands.
        on_tap: answers its buttons; `context.arguments` says which. Raises :class:`OldButtonError` for unknown ones.
        fresh: shows the screen to begin at again, in place of one whose buttons are not understood any more.
        recognise: finds its plain messages.
        on_reply: reads the answers to its questions, and what is said about its last answer.
        search: offers results for inline queries.
        export: everything it stores about a person, ready for JSON.
        forget: deletes everything it stores about a person.
        run_due: does what is due at an instant and returns when to be called next.
        private: its buttons are for the person they were made for only.
        on_file: reads files, beside the chat's queue; see :meth:`bot.tg.context.BotContext.progress`.
        on_location: reads places.
        settings: its lines and button in /settings; its own screens lead back with the action `prefs:settings`.
        forms: what can be typed, for /help, in the order of the screen.
        likely: takes messages that are only worded like those of an intent, as its commands would.
        let_go: undoes what the earlier version of an edited message did, where the new one does something else.
    """

    name: str
    commands: tuple[Command, ...] = ()
    on_tap: Handler | None = None
    fresh: Handler | None = None
    recognise: Recogniser | None = None
    on_reply: ReplyHandler | None = None
    search: InlineSearch | None = None
    export: Callable[[Transaction, int], Any] | None = None
    forget: Callable[[Transaction, int], None] | None = None
    run_due: Callable[[dt.datetime], Awaitable[dt.datetime | None]] | None = None
    private: bool = False
    on_file: FileHandler | None = None
    on_location: LocationHandler | None = None
    settings: SettingsLines | None = None
    forms: Callable[[Translator], Sequence[Form]] | None = None
    likely: Likely | None = None
    let_go: LetGo | None = None
