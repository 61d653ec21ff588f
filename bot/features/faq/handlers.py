"""Doors of the billing questions: /ask, plain questions, pasted errors, buttons, deep links."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from bot.core.intent import CERTAIN, CLEAR, GUESS, LIKELY, POSSIBLE, Intent
from bot.core.language import Language, has_han
from bot.core.screen import Button
from bot.features.faq import code_views, codes, rules, views
from bot.features.faq.content import SECTIONS, Library, library
from bot.features.faq.decision import NOTHING, Decision, Match
from bot.features.faq.feedback import reply_to_question
from bot.features.faq.feedback_views import none_of_these, vote_buttons
from bot.features.faq.forms import forms
from bot.features.faq.matcher import matcher
from bot.features.faq.model import CLEAR as FAIRLY_CLEAR
from bot.features.faq.normalise import normalise
from bot.features.faq.pinyin import is_pinyin
from bot.features.faq.share import InlineAnswers, share_button
from bot.features.faq.small_talk import SmallTalk, read_small_talk
from bot.tg.feature import Command, Feature, Offer, OldButtonError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence

    from markupsafe import Markup
    from telegram import Update

    from bot.core.i18n import Translator
    from bot.core.person import Person
    from bot.core.screen import Screen
    from bot.features.faq.content import Entry
    from bot.features.faq.feedback import FeedbackHandlers
    from bot.tg.context import BotContext
    from bot.tg.feature import Handler

NAME = "faq"
# An origin that starts so holds the places of the entries that were offered: one of them was meant, or all were.
_ONE_OF, _ALL_OF = "_", "+"
_PLACES = re.compile(rf"[{_ONE_OF}{_ALL_OF}](\d{{1,3}}(?:\.\d{{1,3}}){{0,2}})", re.ASCII)
_SMALL_TALK = {
    SmallTalk.GREETING: Intent.GREETING,
    SmallTalk.THANKS: Intent.THANKS,
    SmallTalk.GOODBYE: Intent.THANKS,
}
_SURE = {Decision.ANSWER: LIKELY, Decision.SUGGEST: POSSIBLE, Decision.NONE: GUESS}
LINK = "faq_"  # a deep link is this and an entry's id


class FaqHandlers:
    """Answers billing questions from the entries.

    Args:
        values: makes what each placeholder of the texts becomes (prices with their date, the rate), in a language.
        feedback: takes what people think of the answers, and what has none.
        username: the bot's, for links; known only once the bot has started.
        entries: the answers; those that travel with the program where None.
    """

    def __init__(
        self,
        values: Mapping[str, Callable[[Translator], Markup]],
        feedback: FeedbackHandlers,
        username: Callable[[], str],
        entries: Library | None = None,
    ) -> None:
        self._value_makers, self._feedback, self._username = values, feedback, username
        self._library = entries or library()

    def feature(self) -> Feature:
        """Return what the rest of the program sees."""
        return Feature(
            NAME,
            commands=(
                Command("ask", self.on_ask, words=("提问", "问题"), intent=Intent.FAQ),
                *self._feedback.commands(),
            ),
            on_tap=self.on_tap,
            fresh=self.on_ask,
            recognise=self.recognise,
            likely=self.likely,
            on_reply=self._feedback.on_reply,
            search=InlineAnswers(self._library, self._values, self._username).search,
            export=self._feedback.export,
            forget=self._feedback.forget,
            forms=forms,
        )

    def recognise(self, text: str, person: Person, now: dt.datetime) -> Offer | None:
        """Take greetings, pasted errors, billing questions, and short questions about anything else."""
        kind = read_small_talk(text)
        if kind is not None:
            return Offer(_SMALL_TALK[kind], CLEAR, partial(_on_small_talk, kind), text.strip())
        if not rules.may_be_question(text):
            return None
        match = _found_for(text)
        if codes.names_error(text) and match.ids and not codes.is_program(text):
            is_whole = codes.find(text) is not None and codes.looks_pasted(text)
            sure = (
                CERTAIN
                if is_whole
                else CLEAR
                if rules.is_short(text) or codes.looks_pasted(text) or match.code is not None
                else LIKELY
            )
            return Offer(Intent.ERROR, sure, partial(self._on_match, match), text.strip(), partial(self._again, match))
        if rules.is_statement(text):
            return None
        if rules.is_chat(text):
            match = NOTHING
            return Offer(Intent.NONE, POSSIBLE, partial(self._on_match, match), text.strip())
        # A text that asks nothing is rather one to count, unless its entry is fairly clear ("refund", "lost my key").
        if match.decision is not Decision.ANSWER and match.score < FAIRLY_CLEAR and not rules.is_question(text):
            return None
        is_text = match.decision is Decision.NONE or not rules.asks(text)
        if match.decision is not Decision.ANSWER and is_text and rules.has_sentences(text):
            return None
        intent, sure = _meaning(match)
        if match.decision is Decision.SUGGEST and rules.tells_a_problem(text):
            sure = LIKELY
        return Offer(intent, sure, partial(self._on_match, match), text.strip(), partial(self._again, match))

    async def _again(self, match: Match, context: BotContext) -> Button | None:
        """Return the button that answers a message as a question after all."""
        if not match.ids:
            return None
        return Button(str(context.tr.text("Answer it as a question")), action=f"faq:show:{match.ids[0]}")

    def open_link(self, payload: str) -> Handler | None:
        """Return who answers ``/start faq_<id>``, None for other payloads and ids that do not exist."""
        entry_id = payload.removeprefix(LINK)
        if not payload.startswith(LINK) or entry_id not in self._library.ids:
            return None
        return partial(self._on_link, entry_id)

    def likely(self, intent: Intent, text: str, person: Person, now: dt.datetime) -> Handler | None:
        """Take messages that are only worded like billing questions, where there is something to offer."""
        if intent not in {Intent.FAQ, Intent.ERROR}:
            return None
        match = _found_for(text)
        return partial(self._on_match, match) if match.decision is not Decision.NONE else None

    async def on_ask(self, update: Update, context: BotContext) -> None:
        """Answer what follows the command, or show the topics."""
        question = context.words.strip()
        kind = read_small_talk(question)
        if kind is not None:
            await _on_small_talk(kind, update, context)
        elif question:
            match = _found_for(question) if rules.may_be_question(question) else NOTHING
            await self._on_match(match, update, context)
        else:
            context.show(views.sections(context.tr))

    async def on_tap(self, update: Update, context: BotContext) -> None:
        """Answer the buttons of this feature's screens."""
        if await self._feedback.on_tap(update, context):
            return
        verb, *arguments = (*context.arguments, "")
        screen = self._tapped(context, verb, [*arguments, "", ""])
        if screen is None:  # also where the entry that it names is gone
            raise OldButtonError
        context.show(screen)

    def _tapped(self, context: BotContext, verb: str, arguments: Sequence[str]) -> Screen | None:
        tr = context.tr
        first, second = arguments[0], arguments[1]
        if verb == "show":
            return self._answer(context, first, back=self._way_back(second))
        if verb == "section" and first in SECTIONS:
            page = int(second) if second.isascii() and second.isdigit() and len(second) < 4 else 0  # noqa: PLR2004 - digits
            return views.section(tr, first, self._library.section(first, tr.language), page)
        if verb == "not":
            candidates = self._existing(context, (first, second))
            return self._choice(tr, candidates) if candidates else none_of_these(tr)
        if verb == "again":
            again = self._existing(context, self._offered(first))
            return self._choice(tr, again, several=first.startswith(_ALL_OF)) if again else None
        plain = {"sections": views.sections, "ask": views.how_to_ask}
        return plain[verb](tr) if verb in plain else None

    def _choice(self, tr: Translator, candidates: Sequence[Entry], *, several: bool = False) -> Screen:
        """Offer entries, each with the way back to the others."""
        places = ".".join(str(self._library.ids.index(entry.id)) for entry in candidates)  # ids would not fit a button
        return views.suggestions(tr, candidates, several=several, origin=(_ALL_OF if several else _ONE_OF) + places)

    def _offered(self, origin: str) -> tuple[str, ...]:
        """Return the ids of the entries that an origin holds, none for other origins."""
        found, ids = _PLACES.fullmatch(origin), self._library.ids
        places = map(int, found[1].split(".")) if found is not None else ()
        return tuple(ids[place] for place in places if place < len(ids))

    def _way_back(self, origin: str) -> str | None:
        """Return the action that leads to an entry (its id), a choice or a page of a section (``section.page``)."""
        if origin in self._library.ids:
            return f"faq:show:{origin}"
        if self._offered(origin):
            return f"faq:again:{origin}"
        name, dot, page = origin.partition(".")
        return f"faq:section:{name}:{page}" if dot and name in SECTIONS and page.isdigit() else None

    async def _on_match(self, match: Match, update: Update, context: BotContext) -> None:
        context.turn.answer.language = _language_of(match, context)
        screen = self._found(context, match)
        if screen is None:
            await self._feedback.no_answer(update, context, views.no_question(context.tr))
            return
        reply_to_question(update, context)  # so that "not what I meant" can still send the question
        context.show(screen)

    def _found(self, context: BotContext, match: Match) -> Screen | None:
        """Return the answer or the choice for a message, None where there is neither."""
        tr = context.tr
        candidates = self._existing(context, match.ids)
        if match.code is not None:
            entry = self._library.find(match.code.entry, tr.language)
            related = self._existing(context, entry.related) if entry is not None else []
            return code_views.pasted_error(tr, match.code, entry, related)
        if match.decision is Decision.NONE or not candidates:
            return None
        if match.decision is Decision.SUGGEST:
            return self._choice(tr, candidates, several=match.several)
        others = tuple(entry.id for entry in candidates[1:])
        return self._answer(context, candidates[0].id, others=others)

    async def _on_link(self, entry_id: str, update: Update, context: BotContext) -> None:
        # The words of the link are not the person's, so they do not choose the language.
        context.turn.answer.language = context.person.language
        context.show(self._answer(context, entry_id) or views.sections(context.tr))

    def _answer(
        self, context: BotContext, entry_id: str, *, back: str | None = None, others: tuple[str, ...] = ()
    ) -> Screen | None:
        entry = self._library.find(entry_id, context.tr.language)
        if entry is None:
            return None
        related = self._existing(context, entry.related)
        today = context.now.astimezone(context.person.zone).date()
        below = (*vote_buttons(entry_id), share_button(context.tr, self._username(), entry_id))
        return views.answer(
            context.tr, entry, related, self._values(context.tr, entry), today, back=back, others=others, below=below
        )

    def _values(self, tr: Translator, entry: Entry) -> dict[str, Markup]:
        """Return what the placeholders of an entry become; only those it has are worked out."""
        text = entry.head + entry.more
        return {name: make(tr) for name, make in self._value_makers.items() if "{" + name + "}" in text}

    def _existing(self, context: BotContext, ids: tuple[str, ...]) -> list[Entry]:
        return self._library.existing(ids, context.tr.language)


def _found_for(text: str) -> Match:
    """Return what is found for a message; an error that no entry was found for gets the one of its status."""
    match = matcher().match(text)
    entry = codes.entry_of_status(text) if match.decision is Decision.NONE else None
    return match if entry is None else Match(Decision.ANSWER, (entry,), LIKELY)


def _meaning(match: Match) -> tuple[Intent, float]:
    """Return what a question is about and how sure that is."""
    return (Intent.NONE if match.decision is Decision.NONE else Intent.FAQ), _SURE[match.decision]


def _language_of(match: Match, context: BotContext) -> Language:
    """Return the language to answer in where letters alone mislead: traces are English, and pinyin is Chinese.

    Some English is made of syllables too ("are you human"), so pinyin counts only for people who read Chinese.
    """
    if has_han(context.words):
        return Language.ZH.said_to(context.language) if match.code is not None else context.language
    if match.code is not None and codes.looks_pasted(context.words):
        return context.person.language
    reads_chinese = context.person.language.written is Language.ZH
    return context.person.language if reads_chinese and is_pinyin(normalise(context.words)) else context.language


async def _on_small_talk(kind: SmallTalk, update: Update, context: BotContext) -> None:  # noqa: ARG001 - a handler
    context.show(views.small_talk(context.tr, kind))
