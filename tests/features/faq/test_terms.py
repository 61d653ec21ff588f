from __future__ import annotations

import pytest

from bot.features.faq.normalise import normalise
from bot.features.faq.terms import ASKING, BILLING, ELSEWHERE, ideas_of, terms


@pytest.mark.parametrize(
    ("text", "part", "ideas"),
    [
        pytest.param("怎么充值", BILLING, ["topup"], id="chinese"),
        pytest.param("how to top up", BILLING, ["topup"], id="the-same-in-english"),
        pytest.param("zenme chongzhi", BILLING, ["topup"], id="the-same-in-pinyin"),
        pytest.param("chongzhi key", BILLING, ["topup", "key"], id="the-more-usual-of-two-words-that-sound-alike"),
        pytest.param("refunded", BILLING, ["refund"], id="the-rest-of-a-word"),
        pytest.param("monkey", BILLING, [], id="not-inside-a-word"),
        pytest.param("claude", ELSEWHERE, ["vendor"], id="another-company"),
        pytest.param("在哪看", ASKING, ["where"], id="how-it-is-asked"),
        pytest.param("", BILLING, [], id="nothing"),
    ],
)
def test_ideas_are_found(text: str, part: str, ideas: list[str]) -> None:
    """One tag for an idea, whatever the language."""
    assert ideas_of(normalise(text), part) == ideas


def test_terms_of_a_message() -> None:
    """Words, pairs, pieces of words, ideas and their pairs."""
    found = terms(normalise("api没额度"))
    assert found["words"] == ["api", "没", "额", "度"]
    assert found["pairs"] == ["api 没", "没 额", "额 度"]
    assert {" ap", "api ", "没额度", "没"} <= set(found["grams"])
    assert {"api", "credit"} <= set(found["ideas"])
    assert "credit+api" in found["idea pairs"] or "api+credit" in found["idea pairs"]
    assert "e du" in found["sounds"]


def test_numbers_and_models_look_alike() -> None:
    """Other than status codes, which mean something."""
    assert terms("gpt-5.4-mini 300 429")["words"] == ["gptmodel", "0", "429"]


def test_what_is_missing_is_a_term_too() -> None:
    """Nothing about billing, nothing about money."""
    assert terms("will it rain")["ideas"] == ["none", "no money"]
    assert "no money" not in terms("the price of it")["ideas"]
