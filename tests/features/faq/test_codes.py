from __future__ import annotations

import pytest

from bot.features.faq import codes
from bot.features.faq.codes import ErrorCode

TRACE = """Traceback (most recent call last):
  File "/app/run.py", line 12, in <module>
openai.RateLimitError: Error code: 429 - {'error': {'message': 'You exceeded your current quota, please check your
plan and billing details.', 'type': 'insufficient_quota', 'param': None, 'code': 'insufficient_quota'}}"""
JSON = '{"error": {"message": "...", "type": "insufficient_quota", "code": "organization_spend_limit_exceeded"}}'


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param(TRACE, ErrorCode.INSUFFICIENT_QUOTA, id="stack-trace"),
        pytest.param(JSON, ErrorCode.ORGANIZATION_SPEND_LIMIT, id="the-exact-code-beats-the-type"),
        pytest.param("insufficient_quota", ErrorCode.INSUFFICIENT_QUOTA, id="bare"),
        pytest.param("INSUFFICIENT_\nQUOTA", ErrorCode.INSUFFICIENT_QUOTA, id="broken-by-a-screenshot"),
        pytest.param("一直报insufficient_quota怎么办", ErrorCode.INSUFFICIENT_QUOTA, id="inside-chinese"),
        pytest.param("You exceeded your current quota", ErrorCode.INSUFFICIENT_QUOTA, id="sentence-only"),
        pytest.param("Billing hard limit has been reached", ErrorCode.BILLING_HARD_LIMIT, id="hard-limit-sentence"),
        pytest.param("code: billing_not_active", ErrorCode.BILLING_NOT_ACTIVE, id="not-active"),
        pytest.param("project_spend_limit_exceeded!", ErrorCode.PROJECT_SPEND_LIMIT, id="project"),
        pytest.param(
            "Rate limit reached for gpt-5.4 in organization x on tokens per min", ErrorCode.RATE_LIMIT, id="speed"
        ),
        pytest.param("rate_limit_exceeded", ErrorCode.RATE_LIMIT, id="speed-code"),
        pytest.param("Incorrect API key provided: x", ErrorCode.INVALID_KEY, id="wrong-key"),
        pytest.param("Country, region, or territory not supported", ErrorCode.UNSUPPORTED_REGION, id="region-sentence"),
        pytest.param("card_declined", ErrorCode.CARD_DECLINED, id="card"),
        pytest.param("Your organization must be verified to use", ErrorCode.UNVERIFIED_ORGANIZATION, id="verify"),
        pytest.param("the card was declined", None, id="a-sentence-of-a-person"),
        pytest.param("my_insufficient_quota_counter", ErrorCode.INSUFFICIENT_QUOTA, id="in-a-name"),
        pytest.param("too many requests", None, id="no-code"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_a_code_is_found_whatever_surrounds_it(text: str, code: ErrorCode | None) -> None:
    """The two 429s, the spend limits and the rest are told apart."""
    assert codes.find(text) is code


def test_what_the_person_says_is_left_without_the_code() -> None:
    """The story around a code is searched by itself."""
    said = codes.without("just paid but insufficient_quota, You exceeded your current quota")
    assert said.split() == ["just", "paid", "but", ","]


@pytest.mark.parametrize(
    ("text", "pasted"),
    [
        pytest.param(TRACE, True, id="stack-trace"),
        pytest.param(JSON, True, id="json"),
        pytest.param("HTTP/1.1 429 Too Many Requests", True, id="curl"),
        pytest.param("A chapter on rate limits and how quotas came to be.", False, id="prose"),
    ],
)
def test_a_paste_is_told_from_prose(text: str, pasted: bool) -> None:
    """A long text is an error report only where it looks like one."""
    assert codes.looks_pasted(text) is pasted
