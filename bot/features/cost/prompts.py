"""Short messages that are surely a text to count: code, columns of numbers, prompts. And asking for the price list."""

from __future__ import annotations

import re
from typing import Final

from bot.core.gist import gist
from bot.core.han import simplified

_LONGEST_BEGIN: Final = 1_000  # characters that are looked at of a text of any length
_MOST_OTHERS: Final = 2  # words in front of a text that are about something else
_LONGEST_HEAD: Final = 80  # characters in front of a text
_HEAD_END: Final = re.compile(r"[:：\n「『]|[?？](?=.{30})")
_OF_A_LIST: Final = ("prices", "models", "list", "asks", "how much", "what", "when", "others")
_LONGEST_LIST: Final = 80  # characters of a question for the price list
_NUMBERS: Final = re.compile(r"\s*[-+]?\d[\d.,]*(?:[ \t]*\r?\n\s*[-+]?\d[\d.,]*){2,}\s*")
_LIST: Final = re.compile(r"(?:^|\n)\s*(?:[-*•]|\d{1,2}[.)])\s+\S[^\n]*(?:\n\s*(?:[-*•]|\d{1,2}[.)])\s+\S[^\n]*){2,}")
_ROW: Final = re.compile(r"\s*(?:[-+]?\d+(?:\.\d+)?(?:\s*[,，;]\s*|\s+)){4,}[-+]?\d+(?:\.\d+)?\s*")
_GROUPED: Final = re.compile(r"\s*\d{1,3}(?:,\d{3})+\s*")
_CODE: Final = re.compile(
    r"^\s*(?:select\s[^?]{1,200}\sfrom\s|insert into \w|update \w+ set\s|delete from \w|create (?:table|index|view"
    r"|database)\s|alter table\s|drop table\s"
    r"|with \w+ as \(|(?:const|let|var)\s+\w+\s*=|(?:async )?function\b[^\n]{0,60}\(|def \w+\(|class \w+\s*[(:{]"
    r"|import \w+[\w.]*\s*(?:;|$)"
    r"|from [\w.]+ import |#include\b|package \w+;?$|public (?:static |class )|fn \w+\(|func \w+\(|<\?php|<!doctype"
    r"|<html|<\w+(?:\s[^<>\n]{0,200})?>[^\n]{0,300}</\w+>"
    r"|(?:for|while|if) ?\(.*\) ?\{|(?:git|docker|npm|pip|kubectl|sudo|apt|brew|cd|ls|grep|cat|chmod|ssh) [\w./-]+"
    r"|\w+\s*=\s*(?:\[|\{|lambda\b|\w+\()|print\(|console\.log)"
    r"|=>\s|;\s*$\n|\}\s*;?\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_PROMPT_EN: Final = re.compile(
    r"\s*(?:(?:please|now|hi|hello|hey|ok)[\s,]+|(?:can|could|would) you (?:please )?)*"
    r"(?:translate|summari[sz]e|rewrite|rephrase|paraphrase|proofread|write (?:me |us )?(?:an?|the|some|two|three"
    r"|four|five|ten|\d+|code|in)\b"
    r"|compose|draft|generate|brainstorm|act as|pretend|imagine|you are (?:an?|the) |your task is|describe|explain"
    r"|classify|extract"
    r"|create (?:an?|the|some|\d+)|list (?:the |all |some |\w+ )|give me (?:an?|some|\w+) \w+|make (?:a"
    r"|the) (?:list|table|plan|summary)"
    r"|continue (?:the|this)|complete the|convert (?:this|the|these) (?:\w+ )*(?:into|to)|correct (?:the|this|these"
    r"|my) (?:grammar|text|spelling|\w+ (?:text|sentence))"
    r"|fix (?:the|this|my) (?:code|bug|grammar|text|function|query|sentence)|refactor|optimi[sz]e (?:the|this)"
    r"|improve (?:the|this|my)|answer (?:the|in|as)|suggest|outline)\b",
    re.IGNORECASE,
)
_PROMPT_ZH: Final = re.compile(
    r"\s*(?:请|麻烦|你|现在|能不能|可以|可否|能)*(?:帮我|给我|替我|为我|帮忙)?"
    r"(?:写(?!了)|翻译|总结|概括|归纳|改写|润色|解释|扮演|列出|列举|生成|整理|续写|起草|编写?|描述|介绍一下|设计|分析|提取|作一?首|创作|把.{0,30}(?:翻译|译成|改|整理|总结|写成|缩|润色|压缩|扩写)"
    r"|将.{0,30}(?:翻译|译成|改|整理|总结|写成|缩|润色)|我想让(?:模型|你|它|ai)|你是一[个位名])",
    re.IGNORECASE,
)
_ROLE: Final = re.compile(
    r"\s*(?:you are an?\s|act as\s|pretend\s|(?:请|现在|从现在起)*你(?:现在)?是一?[个位名]|(?:请|你)*扮演)",
    re.IGNORECASE,
)
_LONGEST_REMARK: Final = 24  # characters of "you are a liar" and the like
# Nobody asks about bills in this form.
_WRITES: Final = re.compile(
    r"\s*(?:please\s+)?(?:(?:can|could|would) you (?:please )?)?"
    r"(?:translate|rewrite|rephrase|paraphrase|proofread|compose|draft"
    r"|summari[sz]e|write (?:me |us )?(?:an?|the|some|two|three|four|five|ten|\d+)\b)"
    r"|\s*(?:请|麻烦|你|帮我|给我|替我|能不能|可以)*(?:写(?:一|两|三|几|个|篇|首|封|段|份)|翻译|改写|润色|续写|起草"
    r"|[把将].{0,40}(?:翻译|译成|改写|润色|缩写|扩写))",
    re.IGNORECASE,
)
_PAYLOAD: Final = re.compile(r"\b(?:following|below)\b[^:\n]{0,60}[:\n]|[:：]\s*\S.{15,}|\n", re.DOTALL)
_BILLING: Final = re.compile(
    r"\b(?:api|openai|gpt|chatgpt|o\d|tokens?|credits?|bill\w*|quotas?|limits?|keys?|refunds?|plus|prices?|pricing|batch|cach\w+|tiers?|usage|invoices?"
    r"|tax|vat|charg\w+|pay\w*|paid|cards?|organi[sz]ations?|projects?|embeddings?|fine-?tun\w*|azure|codex|subscri\w+|prepaid|expir\w+|models?|costs?"
    r"|recharge|top-?ups?|streaming|reasoning|budgets?|spend\w*|spent|rmb|usd|dollars?|rates?|error|tools?)\b"
    r"|额度|充值|账单|扣费|扣款|限额|用量|层级|密钥|退款|会员|发票|税|缓存|批处理|组织|项目|模型|价格|收费|计费|付款|支付|订阅|余额|花费|微调|嵌入|预算|汇率|多少钱|报错|错误|接口",
    re.IGNORECASE,
)
_PRICES: Final = re.compile(
    r"(?:(?:hi|hey|please|can you|could you|i want|i need|i'd like)[\s,]+(?:to see\s+)?)*(?:(?:show|list|give|see"
    r"|send|tell|view|open|check)(?:\s+me)?\s+)?"
    r"(?:what(?:'s|\s+are|\s+is)\s+)?(?:(?:the|all|your|current|latest|model|models'?|api|openai|gpt|token|full|of|today'?s)\s+)*"
    r"(?:prices|price\s?-?list|price\s?-?table|price\s?-?sheet|pricing(?:\s(?:list|table|sheet|overview|page))?|price\s?overview|rates?\s?card)"
    r"(?:\s+(?:of|for|per|please|now|today|overview|the|all|each|every|models?|model|openai|api|current|available|list))*"
    r"|(?:how much|what)\s+(?:do|does|are)\s+(?:(?:the|all|your|openai|api|gpt|different|each|every|current"
    r"|available)\s+)*models?\s+(?:cost|charge)(?:\s+(?:now|each|per token|today|per million(?: tokens)?))*"
    r"|(?:compare|comparison of)\s+(?:(?:the|all|model)\s+)*(?:prices|models)(?:\s+(?:of|for|the|all|models?"
    r"|by price|prices))*"
    r"|(?:请|帮我|给我|我想|想|看看|看一下|看下|查一下|查|看|列出|列一下|发一下|来个?|你们?|现在|目前|最新|当前|今天|各个?|所有|全部|每个|不同|openai|api|gpt|的|模型|token|\s)*+"
    r"(?:价格表|价目表|报价表|报价单|价格列表|价格一览|价格清单|价目|单价表|定价表|收费表|收费标准)(?:是什么|有吗|给我|看看|发我|发一下|呢|吧)*"
    r"|(?:请|帮我|给我|看看|看一下|查一下|列出|\s)*(?:openai|api|现在|目前|最新|当前|的|\s)*(?:(?:各个?|所有|全部|每个|不同|这些|各种|各大|各款)(?:的|openai|gpt|\s)*模型|模型)(?:的|都|分别|现在|各|\s)*"
    r"(?:价格|单价|定价|报价|什么价格?|(?<!^模型)多少钱|(?<!^模型)怎么(?:卖|收费))(?:是多少|多少|是|呢|对比|比较|一览|分别|列表)*",
    re.IGNORECASE,
)


def is_numbers(text: str) -> bool:
    """Tell whether a text is a column of three or more numbers, or a row of five or more."""
    if _NUMBERS.fullmatch(text) is not None:
        return True
    return _ROW.fullmatch(text) is not None and _GROUPED.fullmatch(text) is None


def is_code(text: str) -> bool:
    """Tell whether a text is a piece of a program, of markup, of SQL or of data, or a list of notes."""
    bare = text.strip()
    is_data = bare[:1] in {"{", "["} and bare[-1:] in {"}", "]"} and '"' in bare
    return is_data or _LIST.search(text[:_LONGEST_BEGIN]) is not None or _CODE.search(text[:_LONGEST_BEGIN]) is not None


def is_prompt(text: str) -> bool:
    """Tell whether a text tells a model what to do, and is no question about billing in that form."""
    text = simplified(text)
    if not (_PROMPT_EN.match(text) or _PROMPT_ZH.match(text)):
        return False
    if _WRITES.match(text):
        return True
    begin = text[:_LONGEST_BEGIN]
    if len(text) > _LONGEST_REMARK and _ROLE.match(begin) and not gist(begin).asks:
        return True
    return _PAYLOAD.search(begin) is not None or _BILLING.search(begin) is None


def asks_for_list(text: str) -> bool:
    """Tell whether a message asks for the prices of all models and nothing else."""
    if len(text) > _LONGEST_LIST:
        return False
    read = gist(text)
    plain = not read.asks or (read.has("what", "how much", "price table") and not read.has("how to"))
    names = plain and read.has("prices") and read.is_of(*_OF_A_LIST)
    return names or _PRICES.fullmatch(simplified(text).strip(" \t\r\n.!?。！？~")) is not None


def head_that_asks(text: str) -> int:
    """Return where a text begins whose cost is asked for in front of it ("what does this cost:"); 0 for none."""
    end = _HEAD_END.search(text[:_LONGEST_HEAD])
    if end is None or not text[end.end() :].strip():
        return 0
    read = gist(text[: end.start()])
    asks = read.has("to estimate") or read.has_all("text", "estimate")
    others = read.others("to estimate", "text", "estimate", "how much", "asks", "what", "pays")
    return end.end() if asks and others <= _MOST_OTHERS else 0
