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
_EN_LEAD = (
    r"(?:(?:hi|hey|hello|ok|okay|please|pls|plz|so|now|and|also|well|actually|just|then)\b[ ,]*)*"
    r"(?:(?:can|could|would|will) you |i(?:'d| would) like (?:you )?to |i want (?:you )?to |i wanna |let's |let me )?"
    r"(?:please |just )?"
)
_EN_TAIL = r"(?:[ ,]*\b(?:please|pls|thanks|thank you|thx|from now on|now|instead|then|for now|for me)\b)*[ .!?]*"
_EN_NAME = (
    r"(?:(?:monthly|month's|api|openai|open ai|ai|gpt|chatgpt|spending|spend|cost|usage|total|personal|own|new|hard"
    r"|weekly|daily|yearly|annual|hourly)[ -])*(?:budget|limit|cap|allowance)"
)
_EN_DET = r"(?:(?:my|the|a|an|our|this) )?"
_EN_SET = (
    r"(?:set|make|change|raise|lower|increase|decrease|update|put|reduce|cut|bump|drop|adjust|move|keep|start|create"
    r"|add|use|need|want|have|give me)(?: up| down)?"
)
_EN_PER = r"(?:\s?(?:(?:a|per|each|every|this|/)\s?(?:month|week|day|year|hour)|monthly|weekly|daily|yearly))?"
_EN_FOR = r"(?: (?:on|for)(?: the| my)? (?:(?:openai |open ai )?api|openai|gpt|ai|spending|usage|costs?))?"
_EN_TO = r"(?: ?(?:\b(?:is|should be|will be|must be|shall be|to be|to|at|of|as|for|now)\b|=|:|-))*"
_EN_SPENDING = r"(?:me|us|my (?:(?:monthly|api|openai|ai|total) )*(?:spending|spend|costs?|usage|expenses|bill))"

LIMIT_EN: Final = _compile(
    rf"{_EN_LEAD}(?:"
    rf"{_EN_DET}{_EN_NAME}{_EN_FOR}{_EN_PER}{_EN_TO}{_A}"  # my limit is ¤
    rf"|(?:(?:i|we) )?{_EN_SET} {_EN_DET}{_EN_NAME}{_EN_FOR}(?: up| down)?{_EN_PER}{_EN_TO}{_A}"  # set my limit to ¤
    rf"|(?:limit|cap|restrict|keep|hold) {_EN_SPENDING}(?: (?:to|at|under|below|within))?{_A}"
    rf"|(?:(?:i|we) )?(?:{_EN_SET} )?{_EN_DET}{_A}(?: a)? {_EN_NAME}"  # set a ¤ limit
    rf"|{AMOUNT} is {_EN_DET}{_EN_NAME}"
    rf"){_EN_PER}{_EN_FOR}{_EN_TAIL}"
)
AT_MOST_EN: Final = _compile(
    rf"{_EN_LEAD}(?:(?:i|we) (?:can |may |will |should |want to )?)?(?:(?:spend|pay|use)(?: only)? )?"
    rf"(?:{AT_MOST}\s?{AMOUNT}|{AMOUNT}\s?{AT_MOST}){_EN_PER}{_EN_FOR}{_EN_TAIL}"
)
NAMES_LIMIT_EN: Final = _compile(
    rf"{_EN_LEAD}(?:(?:set up|set|change|show me|show|edit|add|create) )?"
    rf"(?:my|a) (?:(?:monthly|spending|api|new) )*(?:budget|limit){_EN_TAIL}"
)

# --- English: spending
SPENT_EN: Final = _compile(
    r"(?:(?:hi|hey|ok|okay|so|and|also|well|today|yesterday|last night|this morning|just now"
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
_ZH_LEAD = (
    r"(?:请|麻烦|帮我|给我|替我|为我|我|想要|想|要|打算|把|将|那就|那|就|好的|好|嗯|现在|以后|今后|从现在起"
    r"|能不能|可不可以|可以|能|[\s,，])*+"
)
_ZH_MONTH = r"(?:每个?月|一个月|这个月|本月|下个月|月度|按月|月)"
_ZH_PER = rf"(?:{_ZH_MONTH}|每个?(?:周|星期|礼拜|季度)|每[天日年]|一[天周年]|一个(?:星期|季度)|周|日|年)"
_ZH_WHAT = r"(?:api|openai|chatgpt|gpt|ai|的|我的|花费|花销|消费|使用|用量|支出|开销|费用|总)*"
_ZH_NAME = rf"的?(?:{_ZH_PER}?{_ZH_WHAT}(?:预算|限额|上限|限度)|{_ZH_MONTH}的?额度)"
_ZH_SET = (
    r"(?:(?:重新|再)?(?:设置|设定|设|定|调整|调高|调低|调|修改|改|提高|降低|降|提|涨|增加|加|减少|减|限制|控制|更新|变|弄)"
    r"(?:为|成|到|在|至|个|一个|一下)*)"
)
_ZH_IS = r"(?:是|为|就|到|在|[=:：,，\s])*"
_ZH_TAIL = (
    rf"(?:/?{_ZH_PER}|{AT_MOST}|吧|啊|哈|啦|哦|就行了?|就好|好了|可以了|行了|了|谢谢|好吗|可以吗|行吗|好不好|行不行"
    r"|[\s,，.。!！~?？])*+"
)
LIMIT_ZH: Final = _compile(
    rf"{_ZH_LEAD}(?:"
    rf"{_ZH_NAME}{_ZH_IS}{_ZH_SET}?{_ZH_IS}{_ZH_PER}?{_A}"  # 每月预算¤, 预算改成¤
    rf"|{_ZH_SET}\s*{_ZH_NAME}{_ZH_IS}{_ZH_SET}?{_ZH_PER}?{_A}"  # 设每月限额¤
    rf"|{_ZH_SET}?\s*{_ZH_PER}?{_A}\s*的?{_ZH_NAME}"  # 设个¤的预算
    rf"){_ZH_TAIL}"
)
AT_MOST_ZH: Final = _compile(
    rf"{_ZH_LEAD}{_ZH_PER}?(?:只能?|就|{AT_MOST}|我|想|打算|准备|\s)*(?:花费?|用|消费|支出|控制(?:在|到)|限制在|限)?"
    rf"{_A}{_ZH_TAIL}"
)
CONTROLS_ZH: Final = _compile(rf"{AT_MOST}|控制|限制|限")
NAMES_LIMIT_ZH: Final = _compile(
    r"(?:请|帮我|给我|我想|我要|想|\s)*(?:设置|设定|设|修改|改|调整|定|看看|查看|看|查|显示)?(?:一下|个|一个)?"
    rf"(?:我的)?{_ZH_MONTH}?的?(?:api)?(?:预算|限额)[\s。!！吧]*"
)
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
    r"|每|平均|大家|有人|客服|报错|错误|退款|退了|退回|但|可是|却|还是|居然|竟然|结果|依然|提示|的额度|余额|限额|预算|才能|小时|分钟|多月"
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
_EN_WHERE = (
    r"(?:(?:so|ok|okay|now|today|and|well)\b[ ,]*)*(?:(?:the|my|openai'?s?|api|platform)\s)*"
    r"(?:(?:usage )?dashboard|usage page|console|billing page|platform|usage tab)"
)
_EN_PAGE = (
    r"(?:(?:the|my|openai'?s?|usage|api|platform) )*(?:dashboard|usage page|console|billing page|platform|usage tab"
    r"|website|site"
    r"|openai|open ai|page)"
)
_EN_SO_FAR = r"(?: (?:in total|total|so far|this month|this week|now|today|for this month|spent|used|already))*"
_EN_TOTAL_END = rf"{_EN_SO_FAR}[ .!]*"
_EN_SUM = (
    rf"(?:(?:my|the|our|so|ok|current|overall|monthly|total|api|openai|gpt|month's) )*(?:usage|spend|spending|total"
    rf"|costs?|bill|sum){_EN_SO_FAR}"
)
_EN_STATES = (
    r"(?:(?:so|ok|now|well) )*(?:openai|open ai|the (?:web ?)?(?:page|site|website))(?: now| currently)? (?:says?"
    r"|shows?|said|reports?|tells me|claims)(?: that)?"
    r"(?: (?:i(?:'ve| have)?(?: already)? (?:used|spent)|i(?:'m| am) at|it(?:'s| is)|a total of|the total is"
    r"|my (?:usage|total|spend) is))?"
)
TOTAL_EN: Final = _compile(
    rf"{_EN_WHERE}(?: (?:now|currently|still|already|today))*"
    r"(?: (?:says?|shows?|said|showed|reads?|is(?: at)?|has|gives|tells me)(?: that)?| (?=¤)|[ ]?[:=])"
    r"(?: (?:now|already|a total of|total|it's|i(?:'ve|'m| have| am)?(?: (?:at|used|spent))?))*"
    rf"{_A}(?: (?:in total|total|so far|this month|this week|now|today|for this month|spent|used|left))*[ .!]*"
    rf"|{_EN_STATES}{_A}{_EN_TOTAL_END}"
    rf"|{_EN_SUM}(?: (?:is|was|stands at|comes to|is at|at|now))*(?: ?[:=])?{_A}{_EN_SO_FAR}[ ,]*"
    rf"(?:(?:on|according to|in|from|per|as per|by|says|says? the) {_EN_PAGE}|\({_EN_PAGE}\)){_EN_TOTAL_END}"
    rf"|{_EN_PAGE}(?:'s)? (?:total|usage|spend|sum)(?: (?:is|was|stands at|says|shows"
    rf"|now))*(?: ?[:=])?{_A}{_EN_TOTAL_END}"
    rf"|(?:according to|on) {_EN_PAGE}[ ,]*(?:i(?:'ve| have)? (?:used|spent)|it(?:'s| is)|the total is|{_EN_SUM} is"
    rf"|i am at|i'm at){_A}{_EN_TOTAL_END}"
    rf"|(?:please )?(?:set|change|correct|update|fix|adjust|make|put) (?:(?:the|my|our) )?(?:(?:this )?month"
    rf"|(?:(?:this month's|month's|monthly"
    rf"|current|running|usage) )*(?:total|usage|sum)(?: (?:so far|this month|for this month|spent))*) (?:to|at|as|="
    rf"|is){_A}{_EN_TOTAL_END}"
)
_ZH_PAGE = (
    r"(?:后台|控制台|仪表盘|面板|用量页面?|使用量页面?|账单页面?|网页|页面|官网|usage\s?(?:页面?)?"
    r"|dashboard)(?:上面?|里面?|那边|的)?"
)
_ZH_SINCE = (
    r"(?:刚看了?|刚刚|刚才|我看|看了一?下?|现在|今天|目前|到现在|到目前|到今天|截至(?:今天|目前|现在)|为止|这个月|这月|本月|当月|月"
    r"|一共|总共|已经|总额|总数|总计|合计|累计|用量|花费|消费|共|[,，\s])*"
)
TOTAL_ZH: Final = _compile(
    r"(?:刚看了?|刚刚|我看|看了一?下?|现在|今天|目前|[,，\s])*(?:openai|官网|官方|平台)?\s?的?"
    r"(?:后台|控制台|仪表盘|用量页面?|使用量页面?|账单页面?|usage\s?页面?|dashboard)(?:上|里|那边)?"
    r"(?:现在|目前|这个月|本月|一共|总共|已经|上面|\s)*(?:显示|说|写的?是?|写着|是|为|[:：])"
    r"(?:的是|是|为|我|已经?|用了|花了|总共|一共|本月|这个月|还剩|剩|[:：\s])*"
    rf"{_A}(?:了|左右|[。.!！\s])*"
    rf"|{_ZH_SINCE}(?:(?:openai|官网|的)\s?)*{_ZH_PAGE}{_ZH_SINCE}(?:显示|说|写的?是?|写着|是|为|[:：])*{_ZH_SINCE}(?:已经?|用了|花了|[:：\s])*{_A}(?:了|左右|[。.!！\s])*"
    rf"|(?:请|帮我|给我|把|将|[\s,，])*{_ZH_SINCE}(?:(?:的|我的)?(?:总共|总额|总数|总计|总花费|总用量|累计|合计|一共|用量|总))+(?:的|应该|数字?|金额)*"
    rf"(?:改成|改为|改到|设为|设成|设置为|调成|调整为|更正为|更正成|修正为|更新为|更新成|应该是|应为|弄成|记成){_A}(?:吧|了|[。.!！\s])*"
    rf"|{_ZH_SINCE}(?:已经|大概|\s)*(?:用|花|消费|支出)(?:掉)?了{_A}(?:了)?[,，\s(（]*(?:这?是|我|刚)*(?:从|在|照|按|看|根据)*(?:openai|官网|的|\s)*"
    rf"{_ZH_PAGE}(?:上|里)?(?:看的?|看到的?|显示的?|说的|写的?|的数字?|的数据|为准)+[)）。.!！\s]*"
)

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
_EN_LIMIT = (
    r"(?:(?:my|the|our|this month's|this week's|today's) )?(?:(?:monthly|weekly|daily|api|spending|own) )*(?:limit"
    r"|budget|cap|allowance)"
)
_EN_WHEN = (
    r"(?: (?:so far|this (?:month|week|cycle)|today|yet|already|now|right now|in total|altogether|until now"
    r"|up to now|in november"
    r"|for (?:this|the) (?:month|week)|for today|until the end of the month|on (?:the )?(?:api|openai)|still"
    r"|to spend))*"
)
_EN_OF = rf"(?: (?:of|in|on|from|under|for|with|until|before) {_EN_LIMIT})?"
ASKS_CARD_EN: Final = _compile(
    rf"{_EN_LEAD}(?:(?:tell me|show me|let me see|check|and|do you know|see|show) )*(?:"
    rf"how much (?:(?:money|budget|limit|room|of {_EN_LIMIT}) )?(?:is |is there |do i (?:still )?have |have i got "
    rf"|have i )?(?:still )?"
    rf"(?:left|remaining|available|unused)(?: over)?{_EN_OF}{_EN_WHEN}{_EN_OF}"
    rf"|how much (?:{_EN_LIMIT}) (?:is |do i (?:still )?have )?(?:left|remaining)"
    rf"|what(?:'s| is| do i have| have i got)? (?:still )?(?:left|remaining){_EN_OF}{_EN_WHEN}"
    rf"|how much (?:more )?(?:can|may|could|should) i (?:still )?(?:spend|use){_EN_OF}{_EN_WHEN}{_EN_OF}"
    rf"|(?:how much|what)(?: money)? (?:have i|did i|i have|i've|i)(?: already| so far)? (?:spen[dt]|used?"
    rf"|burned?)(?: up)?(?: of {_EN_LIMIT})?{_EN_WHEN}"
    r"|(?:am|did|have|will|was|do) i (?:(?:still|already|been|be|get|stay|going|go|gone|to) )*"
    r"(?:over|under|within|above|below|near|close to|exceed(?:ed)?|broken?|hit|reach(?:ed)?|past|on track (?:with"
    r"|for)|inside|out of)"
    rf" {_EN_LIMIT}{_EN_WHEN}"
    rf"|(?:am i|i am|i'm) (?:still )?(?:on track|overspending|spending too much|on budget|over budget"
    rf"|under budget){_EN_WHEN}"
    rf"|(?:how am i|how's it|how are we|how is my (?:budget|limit|spending))(?: (?:doing|going"
    rf"|looking))?(?: (?:with|on) {_EN_LIMIT})?{_EN_WHEN}"
    rf"|where do i stand(?: with {_EN_LIMIT})?{_EN_WHEN}"
    rf"|is {_EN_LIMIT} (?:used up|gone|exceeded|reached|enough|ok|spent){_EN_WHEN}"
    rf"|what(?:'s| is) (?:my|the current) (?:(?:monthly|weekly|daily|current|own|spending) )*(?:limit|budget"
    rf"|spending|spend|cap){_EN_WHEN}"
    rf"|(?:my |the )?(?:budget|limit|spending) (?:status|overview|left|remaining|card|report|summary|check){_EN_WHEN}"
    rf"|my (?:(?:monthly|api) )*(?:spending|expenses|spend){_EN_WHEN}"
    r")(?:[ ,]*(?:please|thanks))*[ .!?]*"
)
_ZH_WHEN = r"(?:我|这个月|这月|本月|当月|今天|今日|这周|本周|目前|现在|到现在|至今|截至今天|截止今天|\s)*"
_ZH_BUDGET = rf"{_ZH_WHEN}的?(?:我的)?(?:{_ZH_PER})?的?(?:api)?(?:预算|限额)"
_ZH_HOW_MUCH = r"(?:多少|几)(?:钱|刀|美元|美金|块钱?|元)?"
ASKS_CARD_ZH: Final = _compile(
    r"(?:请问|请|帮我|给我|我想|想|看看|看一下|查一下|查查|查|看|知道|告诉我|问一下|\s)*+(?:"
    rf"{_ZH_BUDGET}{_ZH_WHEN}(?:里|中)?(?:大概|已经|还|只|都|\s)*(?:剩下?|剩余|余下|有|够|用|花|能用|能花|可以花|可用)(?:掉|完|光|超|了)*"
    rf"(?:{_ZH_HOW_MUCH}|吗|没有?|不够?|用吗|用不?|花吗)?"
    rf"|{_ZH_WHEN}(?:大概|一共|还|\s)*(?:剩下?|剩余|余下|有){_ZH_HOW_MUCH}的?(?:预算|限额)(?:可以用|能用|可用|能花)?"
    rf"|{_ZH_WHEN}(?:大概|还|最多|再|\s)*(?:能|可以|可)(?:再)?(?:花|用){_ZH_HOW_MUCH}"
    rf"|{_ZH_WHEN}(?:大概|总共|一共|已经|都|\s)*(?:花费?|用|消费|支出|烧)(?:掉)?了?{_ZH_HOW_MUCH}"
    rf"|(?:{_ZH_BUDGET}|{_ZH_WHEN})(?:是不是|有没有|已经|快|要|是否)*超(?:过|出|了)*(?:预算|限额|支)?(?:了)?(?:吗|没有?|没)?"
    rf"|{_ZH_BUDGET}(?:情况|进度|状态|余额|使用情况)(?:怎么样|如何)?"
    rf"|{_ZH_WHEN}(?:花费|花销|开销|支出)(?:情况|进度|多少|怎么样|如何)"
    r")(?:了|啊|呢|呀|吗|\s)*[?？。.!！~]*"
)
REMOVES_EN: Final = _compile(
    rf"{_EN_LEAD}(?:(?:remove|delete|cancel|drop|clear|turn off|disable|get rid of|erase|lift|take away|switch off"
    rf"|undo)"
    r" (?:my|the|this|that|our)(?: (?:monthly|weekly|daily|api|spending|current|own))* (?:budget|limit|cap)"
    r"|(?:i )?(?:don't|do not|no longer) (?:want|need) (?:a|any|the|my|this) (?:\w+ )?(?:budget|limit"
    r"|cap)(?: (?:any ?more|now))*"
    r"|no (?:more )?(?:budget|limit))(?: (?:any ?more|completely|altogether))*"
    rf"{_EN_TAIL}"
)
REMOVES_ZH: Final = _compile(
    rf"{_ZH_LEAD}(?:(?:取消|删除|删掉|删了|去掉|关掉|关闭|移除|清除|清掉|解除|不要|不设|不用)(?:了|掉)?{_ZH_BUDGET}"
    rf"|{_ZH_BUDGET}(?:我|给|都|\s)*(?:取消|删除|删|去|关|移除|清除|清|解除|不要)(?:掉|了)*)(?:吧|了|谢谢|[\s。.!！])*"
)

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
WORTH_READING: Final = _compile(
    r"budget|limit|\bcap\b|allowance|spen[dt]|\bpaid\b|\bpay\b|\bused?\b|burn|blew|\blog\b|record|\bbook\b|\bnote\b|expense"
    r"|\bcost\b|gone|at most|more than|\bmax|up to|or less|tops"
    r"|\bput down\b|[0-9]\s?(?:st|nd|rd|th)\b|[0-9]\s?[号日](?:开始|起)|预算|限额|额度|上限|限度|最多|超过|至多"
    r"|顶多|以内|之内|控制|花|消费|支出|付了|用|烧|刷|记"
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
