"""The patterns of messages about the limit and about spending, in English and Chinese.

They are matched against a message in which the amount is cut out: ``¤`` stands for it, ``≤`` for "at most".
"""

from __future__ import annotations

import re
from typing import Final

AMOUNT: Final = "¤"
AT_MOST: Final = "≤"

_A = rf"\s?{AT_MOST}?\s?{AMOUNT}"


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


SAYS_AT_MOST: Final = _compile(
    r"\b(?:at most|up to|(?:no|not) more than|max(?:imum)?(?: of)?|or less|tops)\b"
    r"|最多|不超过|不要超过|别超过|至多|顶多|不高于|不多于|封顶|以内|之内"
)
SAYS_LIMIT: Final = _compile(r"\b(limit) of\b|(上限)")
"""What may be read as a part of the amount and is a name for the limit."""

# --- English: limits


# --- English: spending
SPENT_EN: Final = _compile(
    r"(?:(?:hi|hey|please|pls|ok|okay|so|and|also|well|today|yesterday|last night|this morning|just now"
    r"|(?:the )?day before yesterday)\b[ ,:]*)*"
    r"(?:(?:(?:i|we)(?: have|'ve)? )?(?:(?:just|already|also|only|again|now|then) )*"
    r"(?P<verb>spent|paid|used up|used|burned|burnt|blew|(?:log|record|book|note)(?: down)?|put down"
    r"|(?:it|that|this) cost(?: me| us)?|cost (?:me|us))|expenses?|spending|spend)"
    r"(?: (?:today|yesterday|another|a further|an extra|exactly|like|maybe|some|just|only|already|in total"
    r"|a total of))*"
    rf"[ :]*{_A}(?P<note>.*)"
)
SPENT_AFTER_EN: Final = _compile(
    rf"(?:(?:so|and|ok|that(?:'s| is| was)|there goes|just) )*(?:(?:another|a further|an extra|a|about) )?{AMOUNT}"
    r" (?:(?:was|were|got|more|just|already) )*(?:spent|gone|burned|burnt)\b(?P<note>.*)"
)
SPENT_ADD_EN: Final = _compile(
    rf"(?:(?:please|also|ok|and) )*(?:add|put|book|log|record|note)(?: down)?(?: another)?{_A} (?:more )?(?:to|on"
    rf"|under|into|as) "
    r"(?:(?:my|the|our|an?|this|api|openai|monthly|month's) )*(?:spending|spend|spent|expenses?|costs?"
    r"|tab)\b(?P<note>.*)"
)
NEEDS_CURRENCY_EN: Final = _compile(r"used|log|record|book|note|put|burn|blew|cost")
LOGS_EN: Final = _compile(r"log|record|book|note")
"""Verbs that go with a bare number of anything."""
COUNTED_EN: Final = _compile(
    r"\s*(?:[a-z]+s|night|evening|morning|afternoon|weekend|session|lifetime|decade|century|fortnight|semester)\b"
)
"""What follows a bare number that counts something else than money ("3 nights")."""
STORY_EN: Final = _compile(
    r"\b(?:but|yet|still|why|because|cannot|can't|cant|doesn'?t|don'?t|didn'?t|isn'?t|wasn'?t|won'?t|not|nothing|never"
    r"|errors?|failed|fails?|however|though|although|quota|429|401|403|how|when|if|refund|refunded|back|limit|budget"
    r"|and (?:i|it|they|got|now|then|my)|says?|said|shows?|than|per|every|each|his|her|their|your)\b"
)
"""Words behind the amount that make the message a complaint or a story."""

# --- Chinese: limits
_ZH_MONTH = r"(?:每个?月|一个月|这个月|本月|下个月|月度|按月|月)"
_ZH_PER = rf"(?:{_ZH_MONTH}|每个?(?:周|星期|礼拜|季度)|每[天日年]|一[天周年]|一个(?:星期|季度)|周|日|年)"
PERIOD: Final = _compile(rf"\b(?:month|week|day|year|hour|quarter)\b|\b\w+ly\b|{_ZH_PER}")
OTHER_PERIOD: Final = _compile(
    r"\b(?:yearly|annual|hourly|quarterly)\b|(?:\b(?:per|an?|each|every|this)|/)\s?(?:year|hour|quarter)\b"
    r"|每个?季度|每年|一年|一个季度|年度?(?:预算|限额)"
)
WEEK: Final = _compile(
    r"\bweekly\b|(?:\b(?:per|an?|each|every|this)|/)\s?week\b|每个?(?:周|星期|礼拜)|一周|一个(?:星期|礼拜)|周(?:预算|限额)"
)
DAY: Final = _compile(r"\bdaily\b|(?:\b(?:per|an?|each|every)|/)\s?day\b|每[天日]|一天|日(?:预算|限额)")
CREDIT: Final = _compile(r"\b(?:credits?|pre-?paid|balance)\b|预付|预充|余额|充值的?额度|这笔(?:钱|额度)")
WEEK_DAY: Final = _compile(
    r"[,\s]*\b(?:starting|beginning|from|on|since)\s+(?:on\s+)?(?P<en>mon|tue|wed|thu|fri|sat|sun)[a-z]*\b"
    r"|[,，\s]*从?(?:每个?)?(?:周|星期|礼拜)(?P<zh>[一二三四五六日天])(?:开始|起)算?"
)
LABEL: Final = _compile(r"(?<![A-Za-z_&/#])[#＃](?P<label>[^\W_][\w-]{0,19})(?![\w-])")

# --- Chinese: spending
SPENT_ZH: Final = _compile(
    r"(?P<before>.{0,20}?)"
    r"(?P<verb>花费了?|花掉了?|花去了?|花出去了?|花了|(?:记一?笔账?|记账|记一下|记下)(?:花了|花费)?|消费了?|支出了?|付了"
    r"|用掉了?|用去了?|用了|烧掉了?|烧了|刷掉了?|刷了|花|记)"
    rf"(?:我|大概|大约|差不多|一共|总共|又|掉|了|共|[:：,，\s])*{_A}(?P<note>.*)"
)
NEEDS_CURRENCY_ZH: Final = _compile(r"用|付|消费|支出|烧|刷|记$")
STORY_ZH: Final = _compile(
    r"没|不|别人|未|他|她|它|你|谁|人家|朋友|同事|老板|公司|如果|要是|假如|万一|除非|打算|想|准备|计划|要花|会花|能花|应该|可能|听说|据说"
    r"|每|平均|大家|有人|客服|报错|错误|退款|退了|退回|但|可是|却|换算|换成|兑换|折合|还是|居然|竟然|结果|依然|提示|的额度|余额|限额|预算|才能|小时|分钟|多月"
)

# --- an amount and next to nothing else
API_WORDS: Final = _compile(
    r"(?:(?:gpt|chatgpt|o[1-9]|codex|whisper|tts|dall-?e|sora|embeddings?|openai|open ai|api|claude|gemini|deepseek"
    r"|batch|fine-?tun(?:e|ing)|images?|调用|接口|费用?|账单)(?:[-.][\w.-]+)?(?:\s+|$))+"
)
"""The note of a message that is an amount and a note only ("12.5 gpt api")."""
SURE_WORD: Final = _compile(r"\b(?:api|openai|chatgpt|codex)\b|费|账单")
PLUS: Final = _compile(r"\s*[+＋]\s?(?=[\d$¥￥])")

# --- what the usage page says

# --- credit that was bought
_EN_DAYS = r"(?:\s(?:today|yesterday|last night|this morning|just now|(?:the )?day before yesterday))*"
_EN_CREDIT = r"(?:\s(?:of |in |worth of |as |more )?(?:(?:api|openai|prepaid|my)\s)*(?:credits?|balance|funds))"
TOP_UP_EN: Final = _compile(
    r"(?:(?:ok|so|and|also|today|yesterday|just now|last night|(?:the )?day before yesterday)\b[ ,:]*)*"
    r"(?:(?:i|we)(?: have|'ve)?\s)?(?:(?:just|already|also|again|now)\s)*(?:"
    r"(?:topped up|top(?:ped)?-up|recharged|reloaded|refilled)"
    r"(?: (?:my|the|another|(?:openai|api)|account|credits?|balance|with|by|it))*"
    rf"{_A}{_EN_CREDIT}?"
    r"(?:\s(?:to|on|into|for|in) (?:my |the )?(?:(?:openai|api|account|platform|balance|credits?)\s?)+)?"
    rf"|(?:added|bought|purchased|loaded|paid for)(?: another)?{_A}{_EN_CREDIT}"
    rf"){_EN_DAYS}[ .!]*"
)
TOP_UP_ZH: Final = _compile(
    r"(?:今天|昨天|昨晚|前天|刚才|刚刚?|我|又|已经|给|往|openai|api|账号|账户|里|后台|平台|[\s,，])*"
    rf"(?:(?:充值了?|充了|续费了|续了)(?:我|又|额度|[:：\s])*{_A}(?:的?(?:api|\s)*(?:额度|余额|点数))?"
    rf"|(?:购?买了)\s?{_A}\s?的?(?:api|openai|\s)*(?:额度|点数|余额))(?:进去)?(?:了|吧|[。.!！\s])*"
)

# --- the card in a question, and its end

# --- both
CEILING_EN: Final = _compile(
    r"\b(?:do not|don'?t|never) let (?:me|us|it|my \w+) (?:(?:go|get|spend|run|rise|use) )*(?:over|above|beyond"
    r"|past|more than|exceed)\b"
    r"|\b(?:keep|hold) (?:me|us|it|my (?:api )?(?:spending|costs?|bill|usage)) (?:under|below|within|at)\b"
    r"|\b(?:warn|tell|alert|notify|stop|ping) (?:me|us) (?:if|when|before|once|as soon as) (?:i|we"
    r"|my \w+) (?:(?:spend|spent|go|goes|get|gets"
    r"|use|hit|hits|reach|reaches|exceed|exceeds|pass|am|is|are|have|spending) )*(?:over|above|beyond|past"
    r"|more than)?\b"
    r"|\bi (?:do not|don'?t|never) want to (?:(?:spend|pay|use|go) )*(?:more than|over|above|beyond)\b"
)
CEILING_ZH: Final = _compile(
    r"(?:千万)?(?:别|不要|不想|不能|不许|不得|不可以|不准|不让我)(?:让我|再)?(?:花|用)?(?:得|费)?(?:超过|超出|超|多于|高于)"
)
QUESTION: Final = _compile(
    r"[?？]"
    r"|^[\s\"'“(]*(?:how|what|what's|why|when|where|which|who|whose|can|could|do|does|did|is|are|was|were|should|would"
    r"|will|may|might|am|has|have i|have you|had|if|any)\b"
    r"|怎么|怎样|如何|为什么|为啥|什么|多少|几|哪|吗|呢|是不是|有没有|是否|能否|会不会|要不要|够不够|(?:可以|能|行)不"
)
REQUEST: Final = _compile(
    r"^(?:(?:hi|hey|hello|ok|okay|please|so)\b[ ,]*)*(?:can|could|would|will) you "
    r"|^(?:请|麻烦)?(?:能不能|可不可以|可以|能)?(?=请|帮|把|给|设|改|将)"
)
POLITE_END: Final = _compile(r"(?:好吗|可以吗|行吗|好不好|行不行|可不可以)[?？。!！\s]*$")
REQUEST_END: Final = _compile(rf"(?:{POLITE_END.pattern}|[?？。!！\s]+$)")
MONEY_WORD: Final = _compile(r"[$¥￥块元刀毛]|美金|人民币|\b(?:bucks?|dollars?|usd|rmb|cny|yuan|kuai)\b")
"""What makes a vague quantity ("a few bucks") one of money."""
DAY_BEFORE_YESTERDAY: Final = _compile(r"(?:\bthe )?\bday before yesterday\b|前天")
YESTERDAY: Final = _compile(r"\byesterday\b(?!['’])|\blast night\b|昨天|昨日|昨晚")
OTHER_DAY: Final = _compile(
    r"\b(?:last|next) (?:week|month|year)\b|\b(?:days?|weeks?|months?) ago\b|\btomorrow\b"
    r"|\b(?:on|last|next) (?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|[上下]个?(?:月|周|星期|礼拜)|大前天|明天|后天|[去明]年|天前|(?:周|星期|礼拜)[一二三四五六日天]"
)
"""Times that are no certain day; dates are cut out before."""
FUTURE: Final = _compile(r"\btomorrow\b|\bnext\b|明天|后天|下个?(?:月|周|星期|礼拜)|明年")
CYCLE_DAY: Final = _compile(
    r"[,\s]*\b(?:starting|beginning|from|on|since)\s+(?:from\s+|on\s+)?(?:the\s+|day\s+)?(?P<en>[0-9]{1,2})(?:st|nd|rd|th)\b"
    r"(?:\s+(?:of|in)?\s*(?:each|every|a|the)\s+month)?"
    r"|[,，\s]*(?:从|自|由)\s?(?:每个?月)?的?\s?(?P<zh>[0-9]{1,2})\s?[号日](?:开始|起)?算?[,，\s]*"
    r"|[,，\s]*(?:每个?月的?)?\s?(?P<zh2>[0-9]{1,2})\s?[号日](?:开始|起)算?[,，\s]*"
)
"""A word that every message about a limit or spending has at least one of."""
EDGE: Final = _compile(
    r"^(?:[\s,，.。!！:：;；~–—-]+|(?:on|for|at|in|to|with|via|by|today|this morning|just now|tonight)\b"
    r"|今天|今日|今早|今晚|刚才|刚刚|刚|我|又|也|就|已经|还|都|了|钱|在|用于|用在|用来)"
    r"|(?:[\s,，.。!！:：;；~–—-]+|\b(?:on|for|at|in|today|this morning|just now|tonight)|今天|了|又|我|吧|啊)$"
)
"""What is taken off both ends of a note, again and again."""
ASKED_VERB: Final = _compile(
    r"^(?:i\s+|we\s+)?(?:just\s+|have\s+|'ve\s+)*(?:spent|paid|used|log|add)\b|^(?:花了|花费|花|用了|记账|记一笔|记)"
)
"""A verb that somebody repeats behind /spent."""
