"""/help: one screen of a phone, and below it examples that are understood as what they stand under."""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING

import pytest

from bot.core.forms import Topic
from bot.core.i18n import translator
from bot.core.language import Language
from bot.features.budgets.forms import forms as budget_forms
from bot.features.cost.forms import forms as cost_forms
from bot.features.exchange.forms import forms as exchange_forms
from bot.features.faq.forms import forms as faq_forms
from bot.features.reminders.forms import forms as reminder_forms
from bot.intents import reader
from tests.conftest import START
from tests.conversation import Conversation

if TYPE_CHECKING:
    from pathlib import Path

    from bot.core.forms import Form

TAGS = {Language.EN: "en", Language.ZH: "zh-hans", Language.ZH_HANT: "zh-hant"}
PAGES = (1, 2, 3, 4, 5, 6, 7)


def forms(language: Language) -> list[Form]:
    """Return everything that the help shows; to readers of Traditional Chinese, what Simplified has."""
    tr = translator(Language.ZH if language is Language.ZH_HANT else language)
    return [form for each in (exchange_forms, reminder_forms, cost_forms, budget_forms, faq_forms) for form in each(tr)]


def columns(line: str) -> int:
    """Return how wide a line is: Chinese counts two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in line)


@pytest.mark.parametrize("language", TAGS)
async def test_the_first_screen_fits_a_phone(tmp_path: Path, language: Language) -> None:
    """At most 20 lines of 45 columns, and at most eight buttons whose labels fit two in a row."""
    async with Conversation(tmp_path / "bot.sqlite3", START, lang=TAGS[language]) as chat:
        await chat.say("/help")
        lines = chat.last.text.splitlines()
        assert len(lines) + len(chat.last.rows) <= 20
        assert max(map(columns, lines)) <= 45
        assert len(chat.labels) <= 8
        assert all(columns(label) <= 18 for label in chat.labels)


@pytest.mark.parametrize("language", TAGS)
async def test_every_page_and_the_way_back(tmp_path: Path, language: Language) -> None:
    """Each button leads to a page that shows its examples, in the same message, and from there back."""
    async with Conversation(tmp_path / "bot.sqlite3", START, lang=TAGS[language]) as chat:
        first = await chat.say("/help")
        message, seen = chat.last.id, ""
        for page in PAGES:
            shown = await chat.press(page)
            assert shown != first
            assert len(chat.last.text.splitlines()) <= 24
            seen += chat.last.text
            assert len(chat.labels) == 1
            assert await chat.press(1) == first
        assert chat.last.id == message
        assert all(form.example in seen for form in forms(language))
        await chat.press(8)
        assert chat.labels == []
        assert "/help" in chat.last.text


@pytest.mark.parametrize("language", [Language.EN, Language.ZH])
def test_every_topic_has_examples(language: Language) -> None:
    """Three or more, and none of them twice."""
    examples = forms(language)
    assert len({form.example for form in examples}) == len(examples)
    for topic in Topic:
        assert sum(form.topic is topic for form in examples) >= 3


@pytest.mark.parametrize("language", [Language.EN, Language.ZH])
async def test_every_example_is_taken_for_what_it_stands_under(language: Language) -> None:
    """The router of the whole bot says so."""
    async with reader() as read:
        taken = {form.example: read(form.example)[0] for form in forms(language)}
    assert taken == {form.example: form.kind for form in forms(language)}


@pytest.mark.parametrize("language", [Language.EN, Language.ZH])
async def test_every_example_is_done(tmp_path: Path, language: Language) -> None:
    """What an example asks for happens: reminders and entries are kept, and the others get a number or an answer."""
    async with Conversation(tmp_path / "bot.sqlite3", START, lang=TAGS[language]) as chat:
        for number, form in enumerate(forms(language)):
            await chat.become(100 + number, TAGS[language])
            answer = await chat.say(form.example)
            if form.topic in {Topic.AMOUNTS, Topic.TEXTS}:
                assert any(sign in answer for sign in "$¥%"), (form, answer)
            elif form.topic in {Topic.TIMES, Topic.SPENDING, Topic.LIMITS}:
                kept = json.loads((await chat.export())["tokentally.json"])
                feature = "reminders" if form.topic is Topic.TIMES else "budgets"
                assert kept_rows(kept[feature]), (form, answer, kept[feature])
            else:
                assert len(answer) > 40, (form, answer)


def kept_rows(part: object) -> int:
    """Return how many objects with a number an export of a feature holds."""
    if isinstance(part, list):
        return sum(isinstance(each, dict) for each in part) or sum(map(kept_rows, part))
    return sum(map(kept_rows, part.values())) if isinstance(part, dict) else 0


async def test_a_forged_page_is_an_old_button(en: Conversation) -> None:
    """A page that does not exist changes nothing."""
    first = await en.say("/help")
    en.may_be_refused = True  # Telegram: "message is not modified"
    assert await en.press_data("1e:prefs:help:everything") == "(This menu is old. Here is the present one.)"
    assert first.startswith(en.last.text)
