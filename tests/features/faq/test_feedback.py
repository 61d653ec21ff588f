"""Votes, reports, questions for the operator and /gaps, on the in-process Bot API."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from markupsafe import Markup

from bot.console.botapi import BotApi
from bot.core.i18n import translator
from bot.core.language import Language
from bot.core.screen import Button, Screen, pairs
from bot.features.faq import feedback_views as views
from bot.features.faq.content import Library
from bot.features.faq.feedback import FeedbackHandlers
from bot.features.faq.gaps import Vote
from bot.features.faq.share import share_button
from bot.features.faq.store import FeedbackStore
from bot.tg import replies
from bot.tg.feature import Command, Feature
from tests.fakes import make_service
from tests.features.faq.library import write_both

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from telegram import Update

    from bot.console.world import Message
    from bot.core.clock import ManualClock
    from bot.core.i18n import Translator
    from bot.db.database import Database
    from bot.tg.context import BotContext

ANNA, BEN, ADMIN, GROUP = 1, 2, 9, -1_001_234_567_890
EN, ZH = Language.EN, Language.ZH
LANGUAGES = pytest.mark.parametrize(
    ("code", "question"), [("en", "why is it so dear?"), ("zh-hans", "为什么这么贵？")], ids=["en", "zh"]
)
ANSWER = Markup(
    '<b>No.</b> See &lt;Billing&gt;\n\n<blockquote expandable>More</blockquote>\n<a href="https://x.y/">Page</a>'
)


class Chat:
    """The doors of feedback behind a small feature: `/ask` answers, everything else has no answer."""

    def __init__(self, api: BotApi, database: Database, clock: ManualClock, library: Library) -> None:
        self.api, self.database, self.store = api, database, FeedbackStore()
        self.feedback = FeedbackHandlers(database, self.store, (ADMIN,), library)
        commands = (*self.feedback.commands(), Command("ask", self._ask))
        feature = Feature("faq", commands, on_tap=self._tap, on_reply=self.feedback.on_reply)
        self.service = make_service(api, database, clock, features=[feature], otherwise=self._no_answer)

    async def _ask(self, _: Update, context: BotContext) -> None:
        related = Button("Next", action="faq:show:lost-key:refund")
        rows = pairs(related, share_button(context.tr, "t_bot", "refund"), *views.vote_buttons("refund"))
        context.show(Screen(ANSWER, rows))

    async def _no_answer(self, update: Update, context: BotContext) -> None:
        await self.feedback.no_answer(update, context, Screen(Markup("I do not know.")))

    async def _tap(self, update: Update, context: BotContext) -> None:
        if not await self.feedback.on_tap(update, context):
            context.show(Screen(Markup("elsewhere")))

    async def say(self, text: str, person: int = ANNA, chat: int | None = None) -> Message:
        """Send a message and return what the bot said last."""
        self.api.say(person, text, chat=chat)
        await self.service.settle()
        return self.api.last_message(chat or person)

    async def press(self, button: str, person: int = ANNA, message: Message | None = None) -> Message:
        """Press a button of the person's newest message, or of `message`."""
        where = message or self.api.last_message(person)
        self.api.press(person, where, button)
        await self.service.settle()
        return self.api.last_message(where.chat)

    async def press_data(self, action: str, person: int = ANNA) -> None:
        """Press a button that somebody made up."""
        message = self.api.last_message(person)
        self.api.press(person, message, 1)["callback_query"]["data"] = f"1e:{action}"
        await self.service.settle()

    async def rows(self, sql: str) -> list[tuple[object, ...]]:
        """Return what a statement finds."""
        return await self.database.read(lambda tx: tx.execute(sql).fetchall())

    @property
    def toast(self) -> object:
        """The note of the last tap."""
        return [call.params.get("text") for call in self.api.calls if call.method == "answerCallbackQuery"][-1]


@pytest.fixture
async def chat(tmp_path: Path, database: Database, clock: ManualClock) -> AsyncIterator[Chat]:
    """A running bot with two entries."""
    for entry_id in ("refund", "lost-key"):
        write_both(tmp_path / "locales", entry_id)
    made = Chat(BotApi(clock.now), database, clock, Library(tmp_path / "locales"))
    await made.service.start()
    await made.service.settle()
    yield made
    assert [call.error for call in made.api.calls if call.error is not None] == []
    await made.service.dispatcher.stop(1)


def labels(message: Message) -> list[str]:
    """Return the labels of a message's buttons."""
    return [button.label for row in message.rows for button in row]


def said(tr: Translator, msgid: str) -> str:
    """Return a text without values in a language."""
    return str(tr.text(msgid))


@LANGUAGES
async def test_a_vote_leaves_the_answer_and_can_be_changed(chat: Chat, code: str, question: str) -> None:
    """The text stays as it was, letter and link; the other vote and, after 👎, two more buttons are offered."""
    tr = translator(EN if code == "en" else ZH)
    chat.api.person(ANNA, code)
    answer = await chat.say(f"/ask {question}")
    before = (answer.id, answer.text, answer.entities)
    down = await chat.press("👎")
    assert labels(down) == ["Next", said(tr, "Report wrong"), said(tr, "Send to the operator"), "👍"]
    assert chat.toast == views.thanks(tr, Vote.DOWN)
    up = await chat.press("👍")
    assert labels(up) == ["Next", "👎"]
    assert chat.toast == views.thanks(tr, Vote.UP)
    assert (up.id, up.text, up.entities) == before
    assert await chat.rows("SELECT entry_id, language, vote FROM faq_opinions") == [("refund", tr.language.value, "up")]


async def test_a_second_delivery_of_a_tap_counts_once(chat: Chat) -> None:
    """Two people, one vote each, whatever Telegram repeats."""
    await chat.say("/ask why?")
    chat.api.redeliver(chat.api.press(ANNA, None, "👎"))
    await chat.service.settle()
    await chat.say("/ask why?", person=BEN)
    await chat.press("👎", person=BEN)
    assert await chat.rows("SELECT COUNT(*) FROM faq_opinions WHERE vote = 'down'") == [(2,)]


async def test_report_wrong(chat: Chat) -> None:
    """Stored once; the answer stays without that button."""
    await chat.say("/ask why?")
    await chat.press("👎")
    after = await chat.press("Report wrong")
    assert (labels(after), after.text[:3]) == (["Next", "Send to the operator", "👍"], "No.")
    assert await chat.rows("SELECT vote, reported_at IS NOT NULL FROM faq_opinions") == [("down", 1)]


@LANGUAGES
async def test_no_answer_is_counted_without_its_words(chat: Chat, code: str, question: str) -> None:
    """One message, one count, nothing of the text; the answer is a reply to the question."""
    chat.api.person(ANNA, code)
    update = chat.api.say(ANNA, question)
    await chat.service.settle()
    chat.api.redeliver(update)
    await chat.service.settle()
    answer = chat.api.last_message(ANNA)
    assert answer.reply_to is not None
    assert answer.reply_to.text == question
    language = "en" if code == "en" else "zh"
    assert await chat.rows("SELECT day, language, kind, count FROM faq_gaps") == [("2026-11-23", language, "none", 1)]
    assert await chat.rows("SELECT COUNT(*) FROM faq_questions") == [(0,)]
    assert question not in str(await chat.rows("SELECT * FROM inbox"))


@LANGUAGES
async def test_a_question_is_sent_by_a_tap(chat: Chat, code: str, question: str) -> None:
    """The text comes from the message that was replied to; what was kept is said back."""
    tr = translator(EN if code == "en" else ZH)
    chat.api.person(ANNA, code)
    first = await chat.say(f"{question} li@example.com")
    after = await chat.press(said(tr, "Send to the operator"))
    assert after.id == first.id
    assert f"{question} ***" in after.text
    assert labels(after) == [said(tr, "All topics")]
    kept = await chat.rows("SELECT person_id, language, text FROM faq_questions")
    assert kept == [(ANNA, tr.language.value, f"{question} ***")]


async def test_a_question_that_is_not_at_hand_is_asked_for(chat: Chat) -> None:
    """The answer was no reply: the next message is the question; too long a one is refused first."""
    await chat.say("/ask why?")
    await chat.press("👎")
    answer = chat.api.last_message(ANNA)
    asked = await chat.press("Send to the operator")
    assert asked.id != answer.id
    assert "601" in (await chat.say("x" * 601)).text
    assert "Why is it so dear" in (await chat.say(" Why is it so dear? ")).text
    assert await chat.rows("SELECT text FROM faq_questions") == [("Why is it so dear?",)]
    assert (await chat.say("And now?")).text == "I do not know."  # the question is closed


async def test_the_way_back_closes_the_question(chat: Chat) -> None:
    """What is written afterwards goes to nobody."""
    await chat.say("/ask why?")
    await chat.press("👎")
    asked = await chat.press("Send to the operator")
    assert (await chat.press("Do not send")).id == asked.id
    await chat.say("a secret")
    assert await chat.rows("SELECT COUNT(*) FROM faq_questions") == [(0,)]


async def test_none_of_these_is_counted_and_offers_to_send(chat: Chat) -> None:
    """The second kind of gap, with the question still at hand."""
    await chat.say("why is it so dear?")
    await chat.press_data("faq:none")
    assert labels(chat.api.last_message(ANNA)) == ["Send to the operator", "All topics"]
    await chat.press("Send to the operator")
    assert await chat.rows("SELECT text FROM faq_questions") == [("why is it so dear?",)]
    assert await chat.rows("SELECT kind, count FROM faq_gaps ORDER BY kind") == [("none", 1), ("none-of-these", 1)]


async def test_in_a_group_only_the_asker_sends(chat: Chat) -> None:
    """Somebody else's words are not theirs to pass on; nothing private is asked in front of others."""
    chat.api.group(GROUP)
    message = await chat.say(f"@{chat.service.application.bot.username} why so dear?", chat=GROUP)
    await chat.press("Send to the operator", person=BEN, message=message)
    assert chat.toast == "These buttons belong to Person 1. Ask me yourself to get your own."
    assert await chat.rows("SELECT COUNT(*) FROM faq_questions") == [(0,)]
    await chat.press("Send to the operator", message=message)
    assert await chat.rows("SELECT person_id FROM faq_questions") == [(ANNA,)]


@pytest.mark.parametrize(
    "action",
    ["faq:up:no-such-entry", "faq:down", "faq:wrong:../x", "faq:gaps", "faq:questions:en:0", "faq:gapsfile"],
)
async def test_made_up_buttons_do_nothing(chat: Chat, action: str) -> None:
    """Unknown entries, and the operator's buttons in the hands of somebody else."""
    await chat.say("why?")
    await chat.press_data(action)
    assert chat.toast == replies.old_menu(translator(EN))
    assert await chat.rows("SELECT COUNT(*) FROM faq_opinions") == [(0,)]


async def test_a_tap_under_a_message_too_old_to_be_read(chat: Chat) -> None:
    """Telegram hands back no text any more: the vote counts, and a note with the way to the answer says so."""
    old = await chat.say("/ask why?")
    query = chat.api.press(ANNA, old, "👍")["callback_query"]
    query["message"] = {"chat": query["message"]["chat"], "message_id": old.id, "date": 0}
    await chat.service.settle()
    assert chat.api.last_message(ANNA).text == "Thanks, noted."
    assert labels(chat.api.last_message(ANNA)) == ["Show the answer"]
    assert await chat.rows("SELECT vote FROM faq_opinions") == [("up",)]


@LANGUAGES
async def test_gaps_are_for_admins(chat: Chat, code: str, question: str) -> None:
    """For others there is no such command; the admin sees counts, complaints, questions by language, and a file."""
    tr = translator(EN if code == "en" else ZH)
    for person in (ANNA, ADMIN):
        chat.api.person(person, code)
    assert (await chat.say("/gaps")).text == replies.unknown_command(tr).html
    assert said(tr, "None.") in (await chat.say("/gaps", person=ADMIN)).text
    await chat.say(question)
    await chat.press(said(tr, "Send to the operator"))
    await chat.say(f"/ask {question}")
    await chat.press("👎")
    shown = await chat.say("/gaps", person=ADMIN)
    assert "11-23" in shown.text
    assert "1 + 0" in shown.text
    assert "refund" in shown.text
    assert "👎 1" in shown.text
    assert max(map(len, shown.text.splitlines())) <= 60
    name = "English (1)" if code == "en" else "中文 (1)"
    assert labels(shown) == [name, said(tr, "As a file")]
    listed = await chat.press(name, person=ADMIN)
    assert (listed.id, question in listed.text) == (shown.id, True)
    back = await chat.press(said(tr, "‹ Back"), person=ADMIN)
    assert (back.id, labels(back)) == (shown.id, [name, said(tr, "As a file")])
    await chat.press(said(tr, "As a file"), person=ADMIN)
    file = chat.api.last_message(ADMIN).file
    assert file is not None
    assert file.name == "gaps-2026-11-23.csv"
    assert question in file.data.decode("utf-8-sig")


async def test_questions_come_in_pages(chat: Chat) -> None:
    """Five on a page, newest first; Back goes the way one came; a page that does not exist shows the last."""
    for n in range(6):
        await chat.say(f"question number {n}?")
        await chat.press("Send to the operator")
    await chat.say("/gaps", person=ADMIN)
    first = await chat.press("English (6)", person=ADMIN)
    assert ("number 0" in first.text, labels(first)) == (False, ["‹ Back", "More ›"])
    second = await chat.press("More ›", person=ADMIN)
    assert ("number 0" in second.text, labels(second)) == (True, ["‹ Back"])
    await chat.press("‹ Back", person=ADMIN)
    await chat.press_data("faq:questions:en:999", person=ADMIN)
    assert "number 0" in chat.api.last_message(ADMIN).text
    await chat.press("‹ Back", person=ADMIN)
    assert labels(chat.api.last_message(ADMIN)) == ["‹ Back", "More ›"]
    await chat.press_data("faq:questions:fr:0", person=ADMIN)
    assert chat.toast == replies.old_menu(translator(EN))


async def test_other_buttons_are_left_to_the_feature(chat: Chat) -> None:
    """What does not belong to feedback is not taken."""
    await chat.say("why?")
    await chat.press_data("faq:sections")
    assert chat.api.last_message(ANNA).text == "elsewhere"
