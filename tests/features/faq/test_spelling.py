from __future__ import annotations

import pytest

from bot.features.faq.spelling import Speller, one_edit

SPELLER = Speller(known={"popup", "saved"}, terms=["refund", "quota", "key", "auto", "topup", "expire"])


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        pytest.param("refudn plz", "refund plz", id="swapped"),
        pytest.param("refnd", "refund", id="one-less"),
        pytest.param("quotta", "quota", id="one-more"),
        pytest.param("expare", "expire", id="one-other"),
        pytest.param("kye", "key", id="short-and-swapped"),
        pytest.param("kay", "kay", id="short-and-other-stays"),
        pytest.param("atuo", "auto", id="four-swapped"),
        pytest.param("popup", "popup", id="a-known-word-stays"),
        pytest.param("refdun", "refdun", id="two-edits-stay"),
        pytest.param("quota_x my.quotta", "quota_x my.quotta", id="names-in-code-stay"),
        pytest.param("我的quotta没了", "我的quota没了", id="beside-chinese"),
    ],
)
def test_one_typing_error_is_mended(text: str, mended: str) -> None:
    """Terms are found within one edit, and nothing else is touched."""
    assert SPELLER.mend(text) == mended


@pytest.mark.parametrize(
    ("left", "right", "one"),
    [
        ("abc", "abc", False),
        ("abc", "abd", True),
        ("abc", "acb", True),
        ("abc", "ab", True),
        ("", "a", True),
        ("abc", "xabc", True),
        ("abc", "cba", False),
        ("abcd", "ab", False),
        ("abcd", "badc", False),
    ],
)
def test_one_edit(left: str, right: str, one: bool) -> None:
    """One letter more, less or other, or two neighbours swapped; the same in both directions."""
    assert one_edit(left, right) is one
    assert one_edit(right, left) is one
