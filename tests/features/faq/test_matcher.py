from __future__ import annotations

import time

import pytest

from bot.features.faq import corpus
from bot.features.faq.content import library
from bot.features.faq.decision import Decision
from bot.features.faq.matcher import matcher
from bot.features.faq.model import model


def test_the_model_is_as_new_as_the_entries() -> None:
    """Whoever edits an example, the glossary or another list runs `make faq`."""
    assert model().fingerprint == corpus.fingerprint(library()), "run `make faq`"
    assert model().ids == library().ids


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        pytest.param("Do I get API credit with ChatGPT Plus?", "plus-includes-api", id="english"),
        pytest.param("买了plus，api还要另外付钱吗", "plus-includes-api", id="chinese"),
        pytest.param("買了plus，api還要另外付錢嗎", "plus-includes-api", id="traditional"),
        pytest.param("ｈｏｗ ｄｏ ｉ ｔｏｐ ｕｐ ｔｈｅ ａｐｉ", "top-up-how", id="full-width"),
        pytest.param("api quota不够了怎么办", "insufficient-quota", id="mixed"),
        pytest.param("can I get a refnud for my api credit", "refund", id="typo"),
        pytest.param("额 度 会 过 期 吗", "credit-expiry", id="spaces-between-characters"),
        pytest.param("edu hui guoqi ma", "credit-expiry", id="pinyin"),
        pytest.param("my key sk-Ab12Cd34Ef56Gh78Ij90Kl is it ok here", "leaked-key", id="a-key"),
        pytest.param("429 - insufficient_quota", "insufficient-quota", id="code"),
        pytest.param("paid an hour ago and still insufficient_quota", "top-up-delay", id="code-and-story"),
        pytest.param("Rate limit reached for gpt-5.4 on tokens per min", "rate-limit-vs-quota", id="the-other-429"),
        pytest.param('{"code": "project_spend_limit_exceeded"}', "usage-limit", id="the-third-429"),
    ],
)
def test_a_question_finds_its_entry(text: str, entry: str) -> None:
    """However it is written; these are clear enough to be first."""
    assert matcher().match(text).ids[0] == entry


@pytest.mark.parametrize(
    "text",
    [
        "will it rain in Lisbon on Sunday",
        "write me a poem about the sea",
        "我想吃火锅",
        "netflix charged me twice",
        "claude code 的周限额什么时候重置",
        "hello",
        "谢谢",
        "🙂🙂🙂",
        "",
        "\x00",
        "\ud800",
        "a" * 4096,
    ],
)
def test_anything_else_is_not_answered(text: str) -> None:
    """Confidently wrong is worse than not sure."""
    assert matcher().match(text).decision is not Decision.ANSWER


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("my card was declined, and do credits expire?", {"card-declined", "credit-expiry"}),
        ("怎么申请密钥？另外额度会过期吗", {"create-key", "credit-expiry"}),
    ],
)
def test_two_questions_get_both(text: str, entries: set[str]) -> None:
    """Neither is swallowed by the other."""
    match = matcher().match(text)
    assert (match.decision, match.several, set(match.ids)) == (Decision.SUGGEST, True, entries)


def test_a_search_is_quick() -> None:
    """Far below what a person notices, also for the longest message that is searched."""
    find = matcher().match
    find("warm up")
    start = time.perf_counter()
    for _ in range(100):
        find("how much does the api cost if I only use it for a few questions a day")
    assert (time.perf_counter() - start) / 100 < 0.01
    start = time.perf_counter()
    find("how much does it cost " * 30)
    assert time.perf_counter() - start < 0.2
