"""Answers in other chats: links to them, and inline results."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING
from urllib.parse import quote

from bot.core.screen import Article, Button, Screen
from bot.features.faq import views
from bot.features.faq.matcher import matcher
from bot.features.faq.normalise import AMOUNT, KEY, normalise

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from markupsafe import Markup

    from bot.core.i18n import Translator
    from bot.core.language import Language
    from bot.features.faq.content import Entry, Library

# What most people come with; offered before anything is typed.
MOST_ASKED = (
    "plus-includes-api",
    "insufficient-quota",
    "top-up-how",
    "top-up-no-card",
    "model-prices",
    "cost-calculation",
    "create-key",
    "card-declined",
    "usage-limit",
    "refund",
)
_MOST = 10
_SHORTEST_WORD = 2  # Latin letters; one Chinese character says as much
_LONGEST_DESCRIPTION = 120


def deep_link(username: str, entry_id: str) -> str:
    """Return the address that opens an entry in the bot."""
    return f"https://t.me/{username}?start=faq_{entry_id}"


def share_button(tr: Translator, username: str, entry_id: str) -> Button:
    """Return the button that lets the person pick a chat and posts the entry's link there."""
    url = f"https://t.me/share/url?url={quote(deep_link(username, entry_id), safe='')}"
    return Button(str(tr.text("Share")), url=url)


class InlineAnswers:
    """Offers entries in any chat.

    Args:
        library: the entries.
        values: what the placeholders of an entry become.
        username: the bot's, asked for at each query because it is known only once the bot has started.
    """

    def __init__(
        self,
        library: Library,
        values: Callable[[Translator, Entry], Mapping[str, Markup]],
        username: Callable[[], str],
    ) -> None:
        self._library, self._values, self._username = library, values, username
        self._texts: dict[tuple[Language, str], tuple[str, str]] = {}

    def search(self, query: str, tr: Translator, now: dt.datetime) -> list[Article]:
        """Return up to ten entries for a query, best first; the most asked ones for an empty one."""
        ids = self._found(query, tr.language) if query.strip() else MOST_ASKED
        return [self._article(entry, tr, now) for entry in self._library.existing(tuple(ids[:_MOST]), tr.language)]

    def _found(self, query: str, language: Language) -> list[str]:
        """Return what the search finds, then what has the words in its title, then in its text."""
        words = normalise(query)
        if not words.replace(AMOUNT, "").replace(KEY, "").strip():
            return []
        found = list(matcher().match(query).ids)
        if len(words) >= _SHORTEST_WORD or not words.isascii():
            titles = [entry_id for entry_id in self._library.ids if words in self._text(entry_id, language)[0]]
            texts = [entry_id for entry_id in self._library.ids if words in self._text(entry_id, language)[1]]
            found += titles + texts
        return list(dict.fromkeys(found))

    def _text(self, entry_id: str, language: Language) -> tuple[str, str]:
        """Return the titles and the text of an entry as the search compares them."""
        key = (language, entry_id)
        if key not in self._texts:
            entry = self._library.find(entry_id, language)
            texts = (f"{entry.title} {entry.button}", entry.head) if entry is not None else ("", "")
            self._texts[key] = (normalise(texts[0]), normalise(texts[1]))
        return self._texts[key]

    def _article(self, entry: Entry, tr: Translator, now: dt.datetime) -> Article:
        short = dataclasses.replace(entry, more="", sources=entry.sources[:1])
        text = views.answer(tr, short, (), self._values(tr, short), now.date()).html
        link = Button(str(tr.text("Ask TokenTally")), url=deep_link(self._username(), entry.id))
        description = text.striptags()[:_LONGEST_DESCRIPTION]
        return Article(entry.id, entry.title, description, Screen(text, ((link,),)))
