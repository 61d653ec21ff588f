"""What a short message means behind an estimate or a price: ``with o3?``, ``×1000``, ``in RMB?``, 「输出 500 呢」."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final, TypeAlias

from bot.core import follow_ups
from bot.core.money import Currency
from bot.features.cost.reading import Options, PriceQuestion, Refused, read, read_options
from bot.features.cost.reading.lexicon import Kind
from bot.features.cost.reading.names import find_names
from bot.features.cost.reading.phrase import read_phrase
from bot.features.cost.reading.results import Span
from bot.features.cost.rules import AnswerLength, Period, Tier
from bot.features.cost.taken import with_options

if TYPE_CHECKING:
    from bot.core.follow_ups import FollowUp
    from bot.features.cost.asked import Choices, Counts
    from bot.features.cost.reading import ModelNames


class Wish(enum.Enum):
    """What is wanted of an estimate beside other numbers."""

    SHARES = "what shares of cached input come to"
    NO_ANSWER = "no output"


@dataclass(frozen=True, slots=True)
class OtherCurrency:
    """A currency that nothing is shown in. `name`: as typed, in small letters."""

    name: str


Change: TypeAlias = Options | AnswerLength | Span | Wish
Next: TypeAlias = Change | Refused | Currency | OtherCurrency

_SHORT, _MEDIUM, _LONG = r"short(?:er)?|brief", r"medium|normal|average", r"long(?:er)?"
_SHORT_ZH, _MEDIUM_ZH, _LONG_ZH = r"短|简短", r"中等", r"长"
_A_BIT: Final = r"(?:一?[点些])?"


def _length(english: str, chinese: str) -> str:
    """Return what finds an answer of a length: ``with a long answer``, ``回答长一点``, ``长回答``."""
    noun, noun_zh = r"(?:answer|repl(?:y|ie)|output|response)s?", r"(?:回答|回复|输出|答案)"
    return (
        rf"(?:with )?(?:an? )?(?:{english}) {noun}"
        rf"|用?(?:{chinese}){_A_BIT}的?{noun_zh}|{noun_zh}(?:再|要|是|很)?(?:{chinese}){_A_BIT}"
    )


_TIERS: Final = r"(?:batch|flex|fast|priority)"
# What the grammar of numbers leaves out, because without an estimate it says nothing.
_FORMS: Final[dict[Next, str]] = {
    AnswerLength.SHORT: _length(_SHORT, _SHORT_ZH),
    AnswerLength.MEDIUM: _length(_MEDIUM, _MEDIUM_ZH),
    AnswerLength.LONG: _length(_LONG, _LONG_ZH),
    Wish.NO_ANSWER: r"(?:without|with no|no)(?: (?:any|an))? (?:answer|output|reply|response)"
    r"|(?:没有|不[要算带含]|无)(?:输出|回答)",
    Wish.SHARES: r"(?:with |if (?:it(?:'s| is) )?)?(?:all |fully )?(?:prompt |input )?cach(?:ed?|ing)"
    r"(?: (?:input|prompt|tokens))?|(?:有|用|走|带|命中|开)?了?缓存(?:输入|命中|价格?|后|了)?",
    Options(cached_percent=Decimal(0)): r"(?:without|with no|no|not) (?:any )?(?:prompt )?cach(?:ed?|ing)|uncached"
    r"|(?:没有?|不[用走带要]|无)缓存",
    Options(tier=Tier.STANDARD): rf"(?:without|no|not(?: in| with)?) (?:the )?{_TIERS}"
    r"(?: (?:mode|api|tier|price|processing))?"
    r"|(?:at |for |with )?(?:the )?(?:normal|regular|usual|standard)(?: (?:price|tier|mode))?"
    rf"|不[用要走](?:批量|批处理|{_TIERS}|优先)|(?:按|用)?(?:标准|正常|普通)(?:价格?|档)?|原价",
    Options(calls=1): r"(?:only |just )?once|(?:just |only )?one call|[×x*] ?1|只?[一1]次|单次",
}
_TABLE: Final = [(re.compile(pattern), meaning) for meaning, pattern in _FORMS.items()]
# Leads from what was there to another model.
_WITH: Final = re.compile(
    r"(?:(?:how much|(?:how much|what)(?:'s| is| would) (?:it|that|this)(?: be| cost)?"
    r"|(?:do |try )?(?:it|(?:the )?same)|(?:switch|change)(?: it)?) )?"
    r"(?:with|in|on|using|use|for|via|by|to|try)(?: the)? "
    r"|(?:换成?|换用|改用|改成|切换?到?|换到|使用|用|拿|以|按)\s*"
)
_BEHIND: Final = re.compile(
    r"(?:,?\s*(?:(?:它|来|的)?(?:要|是|得|会)?(?:多少钱?|几块钱?)|来?[算跑](?:一下)?|instead|model|模型))+$"
)
_BETWEEN: Final = re.compile(r"(?:[\s,、/]|and|or|vs\.?|和|跟|与|或)*")
# "is batch cheaper?" is a question about Batch; "how much with batch?" is not.
_ASKS: Final = re.compile(
    r"(?:is|are|does|do|did|can|could|should|what|why|when|where|which|who|how(?! much))\b"
    r"|.*(?:什么|怎么|为何|如何|[能可]不[能可]|能|可以|是否|是不是|有没有|便宜|贵|区别)"
)
_LONGEST_SPAN: Final = 15
_CODE: Final = re.compile(r"(?:返回|报错?|return(?:s|ed)?|error|status)\s*[45]\d\d\b")  # of HTTP, no length


def read_next(text: str, models: ModelNames) -> Next | None:
    """Return what a message behind an estimate asks for, None where it asks for something else.

    Args:
        text: the message.
        models: the names that have a price.
    """
    said = follow_ups.read(text)
    if said is None:
        return None
    wanted = follow_ups.asked_currency(said.rest)
    if wanted is not None:
        return wanted if isinstance(wanted, Currency) else OtherCurrency(wanted)
    for pattern, meaning in _TABLE:
        if pattern.fullmatch(said.rest):
            return meaning
    phrase = read_phrase(said.rest, models)
    if phrase.has(Kind.MONEY) or (phrase.has(Kind.LIMIT) and not phrase.has(Kind.ROLE, Kind.TOKEN)):
        return None  # "$0.02 x 1000", "limit 50"
    return _model(said, models) or _setting(said, models) or _span(said, models)


def _model(said: FollowUp, models: ModelNames) -> Options | None:
    """Take the names of models with a word that leads there; a name alone is a question for its price."""
    lead = _WITH.match(said.rest)
    if lead is None and not said.is_marked:
        return None
    body = said.rest[lead.end() :] if lead else said.rest
    body = _BEHIND.sub("", body) if lead else body
    at, refs = 0, []
    for name in find_names(body, models):
        if not _BETWEEN.fullmatch(body, at, name.start):
            return None
        at = name.end
        refs.append(name.ref or body[name.start : name.end])
    return Options(tuple(refs)) if refs and not body[at:].strip() else None


def _setting(said: FollowUp, models: ModelNames) -> Options | Refused | None:
    """Take numbers of calls, the length of the answer, cached input, a tier; with a model, if one is named too."""
    options = read_options(said.rest, models)
    if isinstance(options, Refused):
        return options
    if options is None or not options.certain or isinstance(read(said.rest, models), PriceQuestion):
        return None
    if Options(options.model_refs, every=options.every, span=options.span) == options:
        return None
    if _CODE.search(said.rest):
        return None
    is_whole = bool(options.model_refs) and options.output_tokens is not None
    if is_whole and not said.is_marked and _WITH.match(said.rest) is None:
        return None  # "10m output tokens of gpt-5.4" says all that an estimate needs
    is_numbers = Options(options.model_refs, every=options.every, span=options.span, tier=options.tier) != options
    return options if is_numbers or not _ASKS.match(said.rest) else None


def _span(said: FollowUp, models: ModelNames) -> Span | None:
    """Take a stretch of time: ``for a year?``, ``一个月呢``."""
    if not said.is_marked and not said.rest.startswith(("for ", "per ", "in ", "一", "每")):
        return None
    if len(said.rest) > _LONGEST_SPAN:
        return None
    options = read_options(f"1 call a day, {said.rest}", models)
    once = Options(calls=1, every=Period.DAY)
    if not isinstance(options, Options) or not options.certain or options.span is None:
        return None
    return options.span if Options(calls=options.calls, every=options.every) == once else None


def changed(counts: Counts, choices: Choices, asked: Change) -> tuple[Counts, Choices]:
    """Return what an estimate rests on once that is done which somebody asks for."""
    no_output = replace(counts, output_tokens=None, reasoning_tokens=0)
    match asked:
        case AnswerLength():
            return no_output, replace(choices, answer=asked)
        case Wish():
            return no_output, replace(choices, answer=None)
        case Span():
            return counts, replace(choices, span=asked)
        case Options():
            if asked == Options(calls=1):
                return counts, replace(choices, often=None, span=None)
            if asked.output_tokens is not None:
                counts = no_output
            if asked.output_is_limit:
                choices = replace(choices, answer=AnswerLength.LIMIT)
            return with_options(counts, choices, asked)
