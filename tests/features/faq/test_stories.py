from __future__ import annotations

import pytest

from bot.features.faq import codes, stories
from bot.features.faq.normalise import normalise


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        pytest.param("I just paid $10 and still get insufficient_quota", "top-up-delay", id="just-paid"),
        pytest.param("insufficient_quota even though I topped up an hour ago", "top-up-delay", id="an-hour-ago"),
        pytest.param("刚充了 5 刀还是报 insufficient_quota", "top-up-delay", id="just-paid-zh"),
        pytest.param("充值成功了，为什么还提示 exceeded your current quota", "top-up-delay", id="paid-and-still-zh"),
        pytest.param("I have Plus, why insufficient_quota", "plus-includes-api", id="plus"),
        pytest.param("开了会员还报 insufficient_quota", "plus-includes-api", id="plus-zh"),
        pytest.param("insufficient_quota but the credit is in another organization", "org-projects", id="other-org"),
        pytest.param("另一个组织有钱，这个 key 报 insufficient_quota", "org-projects", id="other-org-zh"),
        pytest.param("my balance shows $40 yet insufficient_quota", "rate-limit-vs-quota", id="has-balance"),
        pytest.param("还有余额却报 insufficient_quota", "rate-limit-vs-quota", id="has-balance-zh"),
        pytest.param("am I billed for a rate_limit_exceeded call", "failed-requests", id="billed-for-it"),
        pytest.param("rate_limit_exceeded 扣钱吗", "failed-requests", id="billed-for-it-zh"),
        pytest.param("insufficient_quota vs rate_limit_exceeded, difference?", "rate-limit-vs-quota", id="difference"),
        pytest.param("insufficient_quota", None, id="bare"),
        pytest.param("what does insufficient_quota mean", None, id="meaning"),
        pytest.param("报错 insufficient_quota 怎么解决", None, id="what-to-do-zh"),
        pytest.param("just paid, now rate_limit_exceeded", None, id="speed-is-not-about-paying"),
        pytest.param("Error code: 401 invalid_api_key", None, id="another-code"),
    ],
)
def test_a_story_around_a_code_is_heard(text: str, entry: str | None) -> None:
    """A few stories are explained better by another entry than by the code's own; everything else is left alone."""
    code = codes.find(text)
    assert code is not None
    assert stories.told_by(normalise(codes.without(text)), code) == entry
