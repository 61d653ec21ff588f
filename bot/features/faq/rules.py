"""Which messages are questions at all."""

from __future__ import annotations

import re

from bot.core.gist import gist
from bot.core.han import simplified
from bot.features.faq import codes
from bot.features.faq.normalise import normalise
from bot.features.faq.small_talk import is_chatter
from bot.features.faq.terms import BILLING, ideas_of

LONGEST_QUESTION = 600  # longer messages are texts; forum posts of people with a problem stay below
LONGEST_PASTE = 20_000

_QUESTION = re.compile(
    r"[?？]\s*$|(?:吗|么|呢|嘛|不)[?？!！。~\s]*$|什么|怎么|怎样|如何|为什么|为啥|咋|啥|多少|几|哪[里个儿些]|谁|是不是|能不能|可不可以|有没有"
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
    return is_short(text) and (is_chatter(text) or _CHAT.fullmatch(simplified(text)) is not None)


_OWN = re.compile(r"\b(?:i|i'm|i've|my|we|our)\b|我", re.IGNORECASE)
_ASKS = re.compile(
    r"[?？]|请问|怎么|为什么|为啥|[吗么呢][。！\s]|\b(?:how|what|why|whether)\b|\bcan (?:you|someone|anyone|i)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[。！!；\n]|\.(?=\s|$)")
_LONG_STATEMENT = 80  # columns
_LEAST_IDEAS, _LEAST_SENTENCES = 2, 2


def _is_about_billing(text: str) -> bool:
    """Tell whether a text names several ideas of billing."""
    return len(_ideas(text)) >= _LEAST_IDEAS


def _ideas(text: str) -> list[str]:
    return ideas_of(normalise(text), BILLING)


def is_statement(text: str) -> bool:
    """Tell whether a text of several sentences asks nothing and tells no story about billing."""
    if _columns(text) < _LONG_STATEMENT or _ASKS.search(text) is not None or not has_sentences(text):
        return False
    return _OWN.search(text) is None or len(_ideas(text)) <= _LEAST_IDEAS


def asks(text: str) -> bool:
    """Tell whether a question is anywhere in a text of any length."""
    return _ASKS.search(text) is not None


def has_sentences(text: str) -> bool:
    """Tell whether a text is of several sentences, so that one that is no billing question is a text to count."""
    return len(_SENTENCE_END.findall(text)) >= _LEAST_SENTENCES


def tells_a_problem(text: str) -> bool:
    """Tell whether a longer text is somebody's own story about billing with a question in it."""
    return _ASKS.search(text) is not None and _OWN.search(text) is not None and _is_about_billing(text)


def is_short(text: str) -> bool:
    """Tell whether a text is one short line."""
    return _columns(text) <= _LONGEST_SHORT and "\n" not in text.strip()


def _columns(text: str) -> int:
    return len(text) + sum(character >= _FIRST_WIDE for character in text)


def is_question(text: str) -> bool:
    """Tell whether a short text asks something, whatever it is about."""
    return is_short(text) and (gist(text).asks or _QUESTION.search(text) is not None)
