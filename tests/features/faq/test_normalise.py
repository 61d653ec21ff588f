from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import secrets
from bot.features.faq.normalise import LONGEST, normalise


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        pytest.param("API　ＫＥＹ？", "api key?", id="full-width"),
        pytest.param("餘額還沒更新", "余额还没更新", id="traditional"),
        pytest.param("帳單儲值密鑰", "账单充值密钥", id="words-of-taiwan"),
        pytest.param("额 度 用 完 了", "额度用完了", id="no-spaces-between-characters"),
        pytest.param("我的 api 没 额度", "我的api没额度", id="nor-beside-latin"),
        pytest.param("冲值不到帐", "充值不到账", id="wrong-characters-of-the-same-sound"),
        pytest.param("see https://a.b/c?d=e now", "see now", id="addresses-go"),
        pytest.param("看https://a.b/c，谢谢", "看,谢谢", id="an-address-ends-at-chinese"),
        pytest.param("write to me@example.org", "write to", id="e-mails-go"),
        pytest.param("my sk-abcDEF0123456789xyz leaked", "my keymark leaked", id="a-key-becomes-a-marker"),
        pytest.param(f"my {secrets.MASK * 20} leaked", "my keymark leaked", id="so-does-a-masked-one"),
        pytest.param("org-AbCdEfGh1234 has none", "keymark has none", id="organisations-too"),
        pytest.param("I paid $12.50 or 5 dollars", "i paid amt or amt", id="amounts-become-a-tag"),
        pytest.param("充了二十刀", "充了amt", id="also-chinese-ones"),
        pytest.param("gpt-5.4-mini", "gpt-5.4-mini", id="a-model-is-no-amount"),
        pytest.param("topup by apikey", "top up by api key", id="one-spelling-for-a-term"),
        pytest.param("what?????", "what?", id="repeated-marks"),
        pytest.param("a\u200bp\u200di\x00", "api", id="invisible-characters"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_messages_that_mean_the_same_look_the_same(text: str, normal: str) -> None:
    """Forms, spaces, keys and amounts do not tell messages apart."""
    assert normalise(text) == normal


@given(st.text(max_size=300))
def test_any_text_can_be_normalised(text: str) -> None:
    """Whatever people send, including lone surrogates and control characters."""
    assert "\u200b" not in normalise(text)


def test_a_long_text_is_cut() -> None:
    """The work per message has a bound."""
    assert len(normalise("词" * 100_000)) == LONGEST
