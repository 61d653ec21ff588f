"""Share links and inline results."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from markupsafe import Markup

from bot.core.i18n import translator
from bot.core.language import Language
from bot.features.faq import share
from bot.features.faq.content import library
from bot.features.faq.decision import NOTHING, Decision, Match
from bot.features.faq.share import MOST_ASKED, InlineAnswers, share_button

if TYPE_CHECKING:
    from bot.core.i18n import Translator
    from bot.features.faq.content import Entry

NOW = dt.datetime(2026, 11, 23, 1, 0, tzinfo=dt.UTC)
EN, ZH = translator(Language.EN), translator(Language.ZH)


class FixedMatcher:
    """Decides the same about every message."""

    def __init__(self, *ids: str) -> None:
        self._match = Match(Decision.SUGGEST, ids, 0.5) if ids else NOTHING

    def match(self, text: str) -> Match:
        """Return the decision."""
        return self._match


@pytest.fixture(autouse=True)
def found(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Ids that the search finds; none at first."""
    ids: list[str] = []
    monkeypatch.setattr(share, "matcher", lambda: FixedMatcher(*ids))
    return ids


def _values(tr: Translator, entry: Entry) -> dict[str, Markup]:
    return {"price_table": Markup("<code>prices</code>"), "rate": Markup("the rate")}


@pytest.fixture
def inline() -> InlineAnswers:
    """Inline results from the real entries."""
    return InlineAnswers(library(), _values, lambda: "t_bot")


@pytest.mark.parametrize(("tr", "label"), [(EN, "Share"), (ZH, str(ZH.text("Share")))], ids=["en", "zh"])
def test_the_share_button_carries_the_deep_link(tr: Translator, label: str) -> None:
    """The link is one parameter of Telegram's share page, so its own signs are encoded."""
    button = share_button(tr, "t_bot", "refund")
    assert button.label == label
    assert button.url == "https://t.me/share/url?url=https%3A%2F%2Ft.me%2Ft_bot%3Fstart%3Dfaq_refund"


@pytest.mark.parametrize("tr", [EN, ZH], ids=["en", "zh"])
def test_nothing_typed_offers_the_most_asked(inline: InlineAnswers, tr: Translator) -> None:
    """Ten entries that exist, titled in the language of the person."""
    articles = inline.search("  ", tr, NOW)
    assert [article.id for article in articles] == list(MOST_ASKED)
    assert [a.title for a in articles] == [e.title for e in library().existing(MOST_ASKED, tr.language)]


@pytest.mark.parametrize(("tr", "query"), [(EN, "Refund"), (ZH, "退款")], ids=["en", "zh"])
def test_what_the_search_finds_comes_first(inline: InlineAnswers, found: list[str], tr: Translator, query: str) -> None:
    """Then entries with the words in their titles or texts; each once, ten at most."""
    found += ["lost-key", "refund"]
    ids = [article.id for article in inline.search(query, tr, NOW)]
    assert ids[:2] == ["lost-key", "refund"]
    assert 2 <= len(ids) == len(set(ids)) <= 10


@pytest.mark.parametrize(("tr", "query"), [(EN, "QUOTA"), (ZH, "額度")], ids=["en", "zh-traditional"])
def test_words_of_titles_and_texts_are_enough(inline: InlineAnswers, tr: Translator, query: str) -> None:
    """Somebody who types two letters more sees results before the question is whole."""
    assert 1 <= len(inline.search(query, tr, NOW)) <= 10


@pytest.mark.parametrize("query", ["100 usd", "q", "zebra crossing", "100刀", "斑马线"])
def test_nothing_is_offered_for_anything_else(inline: InlineAnswers, query: str) -> None:
    """Amounts alone belong to the conversion; one letter says nothing."""
    assert inline.search(query, EN, NOW) == []


@pytest.mark.parametrize(("tr", "checked"), [(EN, "checked"), (ZH, "核对")], ids=["en", "zh"])
def test_the_article_is_the_answer(inline: InlineAnswers, tr: Translator, checked: str) -> None:
    """Text, source and date; no folded part; the one button leads to the bot."""
    for article in inline.search("", tr, NOW):
        html = str(article.screen.html)
        assert checked in html
        assert "<a href=" in html
        assert "blockquote" not in html
        assert "{" not in html
        assert [[b.url for b in row] for row in article.screen.rows] == [[f"https://t.me/t_bot?start=faq_{article.id}"]]
        assert 0 < len(article.description) <= 120
        assert "<" not in article.description
