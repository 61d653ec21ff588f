"""Which messages are about reminders: that ask for one, answer "when?", or want to see the list."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from bot.core.gist import LONGEST, gist, wants_warning
from bot.core.han import simplified
from bot.core.times import Reason, RefusedTime, mentions_reminder, read_time, subject
from bot.features.reminders.rules import LONGEST_MESSAGE, LONGEST_TEXT

if TYPE_CHECKING:
    import datetime as dt
    from zoneinfo import ZoneInfo

_OF_A_LIST: Final = ("reminders", "asks", "what", "how much", "list", "remove", "when", "period", "set", "moves")
_JOINERS: Final = "\u200c\u200d"  # within emoji and some scripts

# Asks about the reminders there are, or wants one gone: the list does both.
_ABOUT_LIST: Final = re.compile(
    r"\s*(?:(?:please|can you|could you)\s+)?"
    r"(?:(?:show|list|see|open|what(?:'s| is| are)|which|cancel|delete|remove|stop|clear|turn off)\b"
    r"[^.?!\n]*\bremind(?:er|ers|ing)\b"
    r"|(?:my|all(?: my)?)?\s*reminders|(?:don'?t|do not|stop)\s+remind(?:ing)?)\b.*",
    re.IGNORECASE,
)
_ABOUT_LIST_ZH: Final = re.compile(
    r"\s*(?:请|帮我|把|给我)*(?:取消|删除|删掉|关掉|关闭|停止|清空|查看|看看|看一下|列出|有哪些|所有|全部|我的|我有哪些)"
    r"[^，。！？\n]{0,12}提醒(?:列表|功能|们|都|全部|有哪些|删掉|取消|[了吧吗呢啊。！？?!\s])*"
    r"|\s*(?:请|你)*(?:别|不要|不用|不必|甭)再?提醒.*|\s*提醒(?:列表|有哪些).*"
)
_SAYS_SO: Final = re.compile(r"remind|提醒|闹钟", re.IGNORECASE)
_QUESTION: Final = re.compile(
    r"^\W*(?:should|does|is|are|why|how) "
    r"|\bremind (?:me|us) (?:again )?(?:what|how|why|which|who|where|whether|of (?:what|how))\b"
    r"|提醒(?:我|一下|下)*(?:怎么|如何|什么是|为什么|为啥|哪里|哪个)",
    re.IGNORECASE,
)
_TELLS: Final = re.compile(r"\b(?:used to|always|kept|keeps) remind(?:ing|s|ed)? (?:me|us)\b", re.IGNORECASE)
# Wants to be spoken to; with a time in the message that is a reminder.
_SPEAK_TO_ME: Final = re.compile(
    r"\b(?:tell|call|text|message|notify|alert|warn|email) me (?:to|about|that|when|at|in|on|again|it'?s)\b"
    r"|\b(?:tell|call|text|message|notify|alert|email) me[\s.!]*$|\blet me know\b"
    r"|\b(?:send|drop|give) me a (?:message|note|text|ping|call|shout|nudge)\b"
    r"|\bremember me (?:to|about|on|at|in)\b"
    r"|(?:叫|喊|通知|提示|告诉|敲|戳|催)(?:一下|一声|下|醒)?我|[跟和同]我(?:说|讲)|提醒(?!列表|功能)",
    re.IGNORECASE,
)
_TO_ME: Final = re.compile(r"\bremind (?:me|us)\b|提醒(?:一下|下)?我", re.IGNORECASE)
_SENTENCE_END: Final = re.compile(r"[.!?](?:\s|$)|[。！？\n]")
_OPENS_DATA: Final = ("{", "[", "<")
_MOST_SENTENCES: Final = 2  # where nobody says "remind me"
# Behind a time, with nothing to be reminded of.
_CALLS_ME: Final = re.compile(
    r"(?:后|点|分|半|钟|时|早上|晚上|中午|明天|后天)(?:再|记得|来|请|\s)*(?:叫|喊|通知|提示)(?:一下)?我(?:一下|一声)?[吧哦啊。!！\s]*$"
)
# What people put around a time when they are asked for one.
_AROUND_TIME: Final = re.compile(
    r"\b(?:make it|how about|what about|let'?s (?:say|do)|say|maybe|please|pls|thanks?|thank you|ok(?:ay)?|yes"
    r"|(?:change|move) it to|to|at|on|in|by|around|about|then)\b"
    r"|改成|改到|改为|换成|换到|那|就|好的?|吧|请|麻烦|谢谢|的时候|左右|在|到",
    re.IGNORECASE,
)


def asks_for_list(text: str) -> bool:
    """Tell whether a message is about the reminders there are and not about a new one."""
    if len(text) > LONGEST_TEXT:
        return False
    if any(pattern.fullmatch(simplified(text)) is not None for pattern in (_ABOUT_LIST, _ABOUT_LIST_ZH)):
        return True
    read = gist(text)
    names = read.asks or read.has("remove", "list", "moves")
    return names and read.has("reminders") and read.is_of(*_OF_A_LIST, *(("number",) if read.has("moves") else ()))


def asks_to_be_reminded(text: str, *, now: dt.datetime, zone: ZoneInfo) -> bool:
    """Tell whether a plain message wants a reminder.

    One that says so in so many words may lack a time; "do not forget" and "remind me what a token is" may not.
    """
    if wants_warning(text) or _TELLS.search(text) is not None:
        return False
    calls = len(text) <= LONGEST_MESSAGE and _CALLS_ME.search(text) is not None
    mentions = mentions_reminder(text)
    told = gist(text)
    asks = told.asks
    speaks = calls or (len(text) <= LONGEST and _SPEAK_TO_ME.search(text) is not None and not asks)
    speaks = speaks and not told.has("at most")
    speaks = speaks or (told.has("reminders") and not asks and not told.has("at most", "others", "help"))
    is_long = len(_SENTENCE_END.findall(text)) > _MOST_SENTENCES or "\n" in text.strip()
    is_text = (is_long or text.lstrip()[:1] in _OPENS_DATA) and _TO_ME.search(text) is None
    if len(text) > LONGEST_MESSAGE or is_text or not (mentions or speaks):
        return False
    if mentions and _SAYS_SO.search(text) and (not asks or _TO_ME.search(text)) and not _QUESTION.search(text):
        return True
    return names_time(text, now, zone)


def names_time(text: str, now: dt.datetime, zone: ZoneInfo) -> bool:
    """Tell whether a message names a time, good or bad."""
    reading = read_time(text, now=now, zone=zone)
    return not (isinstance(reading, RefusedTime) and reading.reason is Reason.NO_TIME)


def is_time_alone(words: str, *, now: dt.datetime, zone: ZoneInfo) -> bool:
    """Tell whether a message is a time, good or bad, and nothing that another feature might want."""
    reading = read_time(words, now=now, zone=zone)
    if isinstance(reading, RefusedTime):
        rest = words.replace(reading.piece, "") if reading.piece else words
    else:
        rest = subject(words, reading)
    return not _AROUND_TIME.sub("", rest).strip(" ,.!?~，。！？、")


def tidy(words: str) -> str:
    """Return what was typed as one line, without what nobody can see and no database should hold."""
    visible = (
        " " if unicodedata.category(char) in {"Cc", "Cs"} else char
        for char in words
        if unicodedata.category(char) != "Cf" or char in _JOINERS
    )
    return " ".join("".join(visible).split())
