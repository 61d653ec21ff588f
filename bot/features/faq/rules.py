"""Which messages are questions at all."""

from __future__ import annotations

import re

from bot.features.faq import codes
from bot.features.faq.small_talk import is_chatter

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


# Asks for company rather than for a text: there is nothing in it that somebody would send to a model to pay for.
_CHAT = re.compile(
    r"\s*(?:please\s+|can you\s+|could you\s+)?(?:(?:tell|sing|give|show)\s+(?:me|us)\s+(?:a|an|another|one|some"
    r"|your)\s+"
    r"(?:\w+\s+)?(?:jokes?|songs?|story|stories|riddles?|(?:fun )?facts?)|(?:recommend|suggest)\s+(?:me\s+)?(?:a|an"
    r"|some)\s+(?:\w+\s+)?"
    r"(?:restaurants?|movies?|films?|books?|songs?|hotels?|bars?|cafes?))[\s.!?]*"
    r"|\s*(?:请|你|能不能|可以|给我|给大家|再|帮我)*(?:讲|说|唱|来|推荐)(?:一?[个首段部本家间些]|几[个首段部本家间]|点)?\w{0,4}"
    r"(?:笑话|故事|歌|段子|谜语|餐厅|饭店|电影|书|酒店|咖啡馆?|音乐)[吧吗呗啊\s。!！?？]*",
    re.IGNORECASE,
)


def is_chat(text: str) -> bool:
    """Tell whether a message asks for a joke, a song or a restaurant, or says next to nothing."""
    return is_short(text) and (is_chatter(text) or _CHAT.fullmatch(text) is not None)


_OWN = re.compile(r"\b(?:i|i'm|i've|my|we|our)\b|我", re.IGNORECASE)
_BILLING = re.compile(
    r"\b(?:api|openai|chatgpt|quota|credits?|billing|billed|invoice|refund|top(?:ped)? up|charged)\b|额度|充值"
    r"|账单|扣费|接口|退款|发票|密钥|会员",
    re.IGNORECASE,
)


def tells_a_problem(text: str) -> bool:
    """Tell whether a longer text is somebody's own story about billing with a question in it."""
    return re.search("[?？]", text) is not None and all(pattern.search(text) for pattern in (_OWN, _BILLING))


def is_short(text: str) -> bool:
    """Tell whether a text is one short line."""
    columns = len(text) + sum(character >= _FIRST_WIDE for character in text)
    return columns <= _LONGEST_SHORT and "\n" not in text.strip()


def is_question(text: str) -> bool:
    """Tell whether a short text asks something, whatever it is about."""
    return is_short(text) and _QUESTION.search(text) is not None
