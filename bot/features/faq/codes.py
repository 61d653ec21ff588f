"""The errors of the OpenAI API in what people paste, whatever surrounds them: codes, their sentences, statuses."""

from __future__ import annotations

import enum
import re


class ErrorCode(enum.Enum):
    """An error of the API. The value is what the API writes.

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
    MODEL_NOT_FOUND = "model_not_found", "model-prices", 404
    CONTEXT_LENGTH = "context_length_exceeded", "what-is-token", 400
    OVERLOADED = "engine is overloaded", "failed-requests", 503
    SERVER_ERROR = "server_error", "failed-requests", 500
    CONNECTION = "APIConnectionError", "failed-requests", None
    INVALID_REQUEST = "invalid_request_error", "failed-requests", 400  # the type of many others, so the last

    @property
    def name_shown(self) -> str:
        """How it is named to a person: ``429 insufficient_quota``."""
        return f"{self.status} {self.literal}" if self.status is not None else self.literal


# The sentences that come with the codes, for pastes that lost the code itself.
_SENTENCES = {
    ErrorCode.CREDIT_EXHAUSTED: r"you have no credits remaining|credit balance is exhausted",
    ErrorCode.BILLING_HARD_LIMIT: r"billing hard limit has been reached",
    ErrorCode.BILLING_NOT_ACTIVE: r"account is not active,? please check your billing",
    ErrorCode.INSUFFICIENT_QUOTA: (
        r"(?:you\s+)?exceeded\s+your\s+current\s+quota|\bquota (?:was |is |has been )?exceeded"
    ),
    ErrorCode.RATE_LIMIT: r"rate limits? (?:was |is |has been )?(?:reached|exceeded|hit)\b",
    ErrorCode.INVALID_KEY: r"incorrect api key provided|did(?:n.?t| not) provide an api key|invalid authentication",
    ErrorCode.UNSUPPORTED_REGION: r"country,? region,? or territory not supported",
    ErrorCode.UNVERIFIED_ORGANIZATION: r"organi[sz]ation must be verified|must be verified to use",
    ErrorCode.MODEL_NOT_FOUND: r"the model\s(?:[`'\"]?[\w.:\-]+[`'\"]? )?(?:does not exist|has been deprecated)",
    ErrorCode.CONTEXT_LENGTH: r"maximum context length is|context length exceeded|input exceeds the context window",
    ErrorCode.OVERLOADED: (
        r"(?:engine|server) is currently overloaded|model is (?:currently )?overloaded|serviceunavailableerror"
        r"|\b503\W{0,3}(?:service )?(?:unavailable|overloaded)"
    ),
    ErrorCode.SERVER_ERROR: (
        r"internal\s?server\s?error|server had an error (?:while )?processing|error code:\s?500|\b502 bad gateway"
    ),
    ErrorCode.CONNECTION: r"\bapitimeouterror|\brequest timed out|\b504 gateway time-?out",
}


# Written with blanks they are words like any others.
_ORDINARY = frozenset({ErrorCode.CARD_DECLINED, ErrorCode.SLOW_DOWN})


def _pattern(code: ErrorCode) -> str:
    # Screenshots read by a machine and wrapped terminals break a code after its underscores.
    gap = r"\s?_\s?" if code in _ORDINARY else r"[\s_]{1,3}"
    literal = re.escape(code.literal).replace("_", gap).replace(r"\ ", r"\s+")
    sentence = _SENTENCES.get(code)
    return rf"(?<![a-z])(?:{literal})(?![a-z])" + (f"|{sentence}" if sentence else "")


_PATTERNS = {code: re.compile(_pattern(code), re.IGNORECASE) for code in ErrorCode}
# What shows that an error was pasted, where the text is too long to be a question about one.
_PASTED = re.compile(
    r"error code:|\"?'?(?:code|type|error)'?\"?\s*:\s*['\"{]|traceback \(most recent|http/[12](?:\.1)?\s+\d{3}"
    r"|\b(?:ratelimit|authentication|permissiondenied|badrequest|apistatus|api)error\b|\bstatus(?:code)?\s*[:=]?\s*4\d\d",
    re.IGNORECASE,
)


_TRACE = re.compile(r"traceback \(most recent|error code:", re.IGNORECASE)
_PROGRAM = re.compile(
    r"^\s*(?:import \w|from [\w.]+ import |def \w+\(|class \w+|try\s*[:{]|except\b|const |function )", re.MULTILINE
)
# The entry that helps most with a status that came without a code.
_OF_STATUS = {
    "429": "rate-limit-vs-quota",
    "401": "invalid-key",
    "403": "supported-countries",
    "500": "failed-requests",
    "502": "failed-requests",
    "503": "failed-requests",
    "504": "failed-requests",
}
_UNIT = (
    r"(?!\s?(?:[.,]?\d|[%$¥刀元块字个次]|(?:tokens?|k|usd|rmb|cny|yuan|dollars?|bucks?|words?|calls?|requests|times"
    r"|input|in|out)\b))"
)
# A status that hardly means anything else, and one that is a number like any other unless an error is spoken of.
_STATUS = re.compile(
    rf"(?<![a-z0-9_.,$¥#:/+*-])(?P<status>401|403|429|50[234]){_UNIT}(?![-+*/:a-z_]*\d)", re.IGNORECASE
)
_NUMBER = re.compile(rf"(?<![\w.,$¥])(?P<status>4\d\d|50\d){_UNIT}", re.IGNORECASE)
_SPOKEN_OF = re.compile(
    r"\berrors?\b|\b(?:status|http|traceback)|\bbad request|\bnot found\b|错误|报错|报\s?[45]\d\d|状态码"
    r"|(?:返回|接口|一直|老是|总是)\s?[45]\d\d"
    r"|\b(?:got|gets?|getting|returns?|returned|gives?|throws?|throwing|received?|see|seeing|says?|saying)\s(?:me\s)?(?:an?\s|the\s|only\s|just\s)?[45]\d\d\b",
    re.IGNORECASE,
)
# A code of the API that none of the answers is about: "invalid_value", "string_above_max_length".
_ANY_CODE = re.compile(
    r"(?<![\w.=(])(?:(?:invalid|missing|unsupported|unknown|unrecognized|expired|disabled|mismatched|duplicate)(?:_[a-z]+)+"
    r"|[a-z]+(?:_[a-z]+)*_(?:exceeded|expired|deactivated|denied|found|violation|error|failed|terminated|disabled|blocked|unavailable|required|reached|timeout))(?![\w(=])"
    r"|unsupported (?:parameter|value)\b|\bcard was declined\b",
    re.IGNORECASE,
)
_LONGEST_OF_A_CODE = 200  # characters; in a longer text it may be a name in a program
_CLASS = re.compile(
    r"(?<![a-z0-9_])(?:openai\.)?(?:(?P<limit>ratelimit)|(?P<key>authentication)|(?P<denied>permissiondenied)|badrequest|notfound|conflict"
    r"|unprocessableentity|internalserver|apistatus|apiresponsevalidation|invalidrequest|openai|api)error(?![a-z])",
    re.IGNORECASE,
)


def names_error(text: str) -> bool:
    """Tell whether a text names an error of the API: a code, a class of the client library or an HTTP status."""
    if find(text) is not None or _CLASS.search(text) is not None or _STATUS.search(text) is not None:
        return True
    if len(text) <= _LONGEST_OF_A_CODE and _ANY_CODE.search(text) is not None:
        return True
    return _SPOKEN_OF.search(text) is not None and _NUMBER.search(text) is not None


def entry_of_status(text: str) -> str | None:
    """Return the id of the entry for the class or the status that a text names, None where there is neither."""
    named = _CLASS.search(text)
    if named is not None:
        status = "429" if named["limit"] else "401" if named["key"] else "403" if named["denied"] else "500"
        return _OF_STATUS[status]
    if len(text) <= _LONGEST_OF_A_CODE and _ANY_CODE.search(text) is not None:
        return "failed-requests"
    found = _STATUS.search(text) or (_NUMBER.search(text) if _SPOKEN_OF.search(text) else None)
    return _OF_STATUS.get(found["status"], "failed-requests") if found is not None else None


def find(text: str) -> ErrorCode | None:
    """Return the error that a text quotes, the most exact one where it quotes several."""
    return next((code for code, pattern in _PATTERNS.items() if pattern.search(text)), None)


def without(text: str) -> str:
    """Return the text without any code and its sentence: what the person says about the error."""
    for pattern in _PATTERNS.values():
        text = pattern.sub(" ", text)
    return text


def is_program(text: str) -> bool:
    """Tell whether a text is code that deals with errors, and not one that was raised."""
    return _TRACE.search(text) is None and _PROGRAM.search(text) is not None


def looks_pasted(text: str) -> bool:
    """Tell whether a text shows the marks of a log, a stack trace or an answer of the API."""
    return _PASTED.search(text) is not None
