"""What people tell around an error code that another entry explains better than the code's own."""

from __future__ import annotations

import re

from bot.features.faq.codes import ErrorCode

_NO_MONEY = {
    ErrorCode.INSUFFICIENT_QUOTA,
    ErrorCode.CREDIT_EXHAUSTED,
    ErrorCode.BILLING_NOT_ACTIVE,
}
_ADDED = (
    r"(?:top(?:ped)?\s?up|recharged?|paid|pay(?:ing|ment)?|purchased?|bought|buy|charged|put|load(?:ed)?|deposit\w*|fund(?:ed)?"
    r"|add(?:ed|ing)?)\b(?!\s+(?:an?|my|the|new|\s)*(?:card|payment method))"
)
_JUST = (
    r"(?:just|already|a few minutes ago|minutes ago|hours? ago|yesterday|this morning|today|only|after|even though i)"
)
# On normalised text, the first that fits.
_STORIES: tuple[tuple[frozenset[ErrorCode], str, re.Pattern[str]], ...] = (
    (
        frozenset(_NO_MONEY),
        "plus-includes-api",
        re.compile(
            r"(?:have|has|got|pay\w*(?:\s+for)?|paid(?:\s+for)?|bought|subscri\w+(?:\s+to)?|with|on)\b"
            r"[^.?!]{0,24}\b(?:plus|pro|premium)\b"
            r"|\b(?:plus|pro)\b[^.?!]{0,12}(?:subscri|member|user|plan|account)|(?:plus|pro)?会员|(?:买|开|充|订阅"
            r"|续)了?[^,。?]{0,6}(?:plus|pro)"
            r"|(?:plus|pro)(?:用户|账号|订阅)"
        ),
    ),
    (
        frozenset(_NO_MONEY),
        "top-up-delay",
        re.compile(
            rf"\b{_JUST}\b[^.?!]{{0,30}}\b{_ADDED}"
            rf"|\b{_ADDED}\b[^.?!]{{0,40}}\b(?:ago|yesterday|today|this morning|just now|still)\b"
            r"|\b(?:paid|topped up|added|bought|recharged)\b[^?!]{0,60}\b(?:but|and|yet|still)\b"
            r"|(?:刚|才|已经|明明|昨天|今天|刚才|刚刚|小时前|分钟前|前天|上午|早上)[^。?]{0,10}(?:充|付|买了|缴|打了|转了)"
            r"|(?:充|付)(?:了|完|过|值)[^。?]{0,16}(?:还|仍|依然|依旧|照样|为什么)"
        ),
    ),
    (
        frozenset({*_NO_MONEY, ErrorCode.INVALID_KEY}),
        "org-projects",
        re.compile(r"\b(?:other|another|wrong|different|second|two) org|(?:另|别的?|两)(?:一|个|外)*组织|切换?组织"),
    ),
    (
        frozenset(_NO_MONEY),
        "rate-limit-vs-quota",
        re.compile(
            r"\b(?:have|has|still|with|got|shows?|showing|there is|there's|plenty)\b"
            r"[^.?!]{0,24}\b(?:balance|credits?|amt|money|funds?|left)\b"
            r"|\b(?:balance|credits?)\b[^.?!]{0,16}\b(?:is|of|shows?|says?)\b[^.?!]{0,6}(?:amt|positive|fine|not zero)"
            r"|(?:有|还剩|剩|显示|剩余)[^。?]{0,8}(?:余额|额度|amt|钱)|余额[^。?]{0,6}(?:amt|够|充足|不是0|没用完|还有)"
        ),
    ),
    (
        frozenset({ErrorCode.INSUFFICIENT_QUOTA, ErrorCode.RATE_LIMIT}),
        "failed-requests",
        re.compile(
            r"\b(?:am i|will i be|do i get|does it|get)\s+(?:billed|charged)|(?:扣|收|算)不?(?:扣|收|算)?(?:钱|费)吗"
        ),
    ),
    (
        frozenset({ErrorCode.INSUFFICIENT_QUOTA, ErrorCode.RATE_LIMIT}),
        "rate-limit-vs-quota",
        re.compile(r"\bdifference\b|\bversus\b|\bvs\b|区别|不同|有什么不一样"),
    ),
)


def told_by(message: str, code: ErrorCode) -> str | None:
    """Return the entry that explains the story around a code better, None where the code says it all.

    Args:
        message: normalised, without the code and the sentence that comes with it.
        code: what was found.
    """
    return next((entry for fits, entry, story in _STORIES if code in fits and story.search(message)), None)
