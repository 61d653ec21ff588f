"""Which messages are questions at all."""

from __future__ import annotations

import re

from bot.features.faq import codes

LONGEST_QUESTION = 600  # longer messages are texts; forum posts of people with a problem stay below
LONGEST_PASTE = 20_000

_QUESTION = re.compile(
    r"[?？]\s*$|(?:吗|么|呢|嘛|不)[?？!！。~\s]*$|什么|怎么|怎样|如何|为什么|为啥|咋|啥|多少|几[个天次月]|哪[里个儿些]|谁|是不是|能不能|可不可以|有没有"
    r"|^\s*(?:(?:hey|hi|hello|so|and|ok|please|pls|excuse me)[\s,]+)*(?:how|what|whats|what's|why|when|where|which|who"
    r"|whose|is|are|am|was|were|do|does|did|can|could|should|would|will|has|have)\b(?!\s+\w+ed\b)",
    re.IGNORECASE,
)
_LONGEST_SHORT = 120  # columns: a Chinese character takes two
_FIRST_WIDE = "\u2e80"


def may_be_question(text: str) -> bool:
    """Tell whether a text is worth a search: short enough for a question, or a pasted error."""
    if len(text) <= LONGEST_QUESTION:
        return bool(text.strip())
    return len(text) <= LONGEST_PASTE and codes.looks_pasted(text) and codes.find(text) is not None


def is_question(text: str) -> bool:
    """Tell whether a short text asks something, whatever it is about."""
    columns = len(text) + sum(character >= _FIRST_WIDE for character in text)
    return columns <= _LONGEST_SHORT and "\n" not in text.strip() and _QUESTION.search(text) is not None
