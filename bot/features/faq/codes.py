"""The error codes of the OpenAI API in what people paste, whatever surrounds them."""

from __future__ import annotations

import enum
import re


class ErrorCode(enum.Enum):
    """An error about money, limits or keys. The value is what the API writes.

    Args:
        entry: the id of the answer.
        status: the HTTP status that comes with it, None where that differs.
    """

    def __init__(self, literal: str, entry: str, status: int | None) -> None:
        self.literal = literal
        self.entry = entry
        self.status = status

    # In the order in which they win: `insufficient_quota` is also the type of the four more exact codes.
    CREDIT_EXHAUSTED = "credit_balance_exhausted", "insufficient-quota", 429
    ORGANIZATION_SPEND_LIMIT = "organization_spend_limit_exceeded", "usage-limit", 429
    PROJECT_SPEND_LIMIT = "project_spend_limit_exceeded", "usage-limit", 429
    ORGANIZATION_USAGE_LIMIT = "organization_usage_limit_exceeded", "usage-tiers", 429
    BILLING_HARD_LIMIT = "billing_hard_limit_reached", "usage-limit", None
    BILLING_NOT_ACTIVE = "billing_not_active", "insufficient-quota", None
    INSUFFICIENT_QUOTA = "insufficient_quota", "insufficient-quota", 429
    RATE_LIMIT = "rate_limit_exceeded", "rate-limit-vs-quota", 429
    SLOW_DOWN = "slow_down", "rate-limit-vs-quota", 429
    INVALID_KEY = "invalid_api_key", "invalid-key", 401
    UNSUPPORTED_REGION = "unsupported_country_region_territory", "supported-countries", 403
    CARD_DECLINED = "card_declined", "card-declined", None
    UNVERIFIED_ORGANIZATION = "organization must be verified", "org-verification", 403

    @property
    def name_shown(self) -> str:
        """How it is named to a person: ``429 insufficient_quota``."""
        return f"{self.status} {self.literal}" if self.status is not None else self.literal


# The sentences that come with the codes, for pastes that lost the code itself.
_SENTENCES = {
    ErrorCode.CREDIT_EXHAUSTED: r"you have no credits remaining|credit balance is exhausted",
    ErrorCode.BILLING_HARD_LIMIT: r"billing hard limit has been reached",
    ErrorCode.BILLING_NOT_ACTIVE: r"account is not active,? please check your billing",
    ErrorCode.INSUFFICIENT_QUOTA: r"(?:you\s+)?exceeded\s+your\s+current\s+quota",
    ErrorCode.RATE_LIMIT: r"rate limit reached for \S+ (?:in|on)\b",
    ErrorCode.INVALID_KEY: r"incorrect api key provided",
    ErrorCode.UNSUPPORTED_REGION: r"country,? region,? or territory not supported",
    ErrorCode.UNVERIFIED_ORGANIZATION: r"organi[sz]ation must be verified",
}


def _pattern(code: ErrorCode) -> str:
    # Screenshots read by a machine and wrapped terminals break a code after its underscores.
    literal = re.escape(code.literal).replace("_", r"\s?_\s?").replace(r"\ ", r"\s+")
    sentence = _SENTENCES.get(code)
    return rf"(?<![a-z])(?:{literal})(?![a-z])" + (f"|{sentence}" if sentence else "")


_PATTERNS = {code: re.compile(_pattern(code), re.IGNORECASE) for code in ErrorCode}
# What shows that an error was pasted, where the text is too long to be a question about one.
_PASTED = re.compile(
    r"error code:|\"?'?(?:code|type|error)'?\"?\s*:\s*['\"{]|traceback \(most recent|http/[12](?:\.1)?\s+\d{3}"
    r"|\b(?:ratelimit|authentication|permissiondenied|badrequest|apistatus|api)error\b|\bstatus(?:code)?\s*[:=]?\s*4\d\d",
    re.IGNORECASE,
)


def find(text: str) -> ErrorCode | None:
    """Return the error that a text quotes, the most exact one where it quotes several."""
    return next((code for code, pattern in _PATTERNS.items() if pattern.search(text)), None)


def without(text: str) -> str:
    """Return the text without any code and its sentence: what the person says about the error."""
    for pattern in _PATTERNS.values():
        text = pattern.sub(" ", text)
    return text


def looks_pasted(text: str) -> bool:
    """Tell whether a text shows the marks of a log, a stack trace or an answer of the API."""
    return _PASTED.search(text) is not None
