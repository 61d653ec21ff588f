"""What people say about what was just booked or set: "no, 12.60", "make it 15", "in yuan", 备注 午饭, "undo that"."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from bot.core import follow_ups
from bot.core.amounts import AmbiguousAmount, Amount, Refusal, RefusedAmount, read_amount
from bot.core.han import simplified
from bot.core.money import Currency
from bot.core.undo import LONGEST, brings_back, folded, takes_back, undoes
from bot.features.budgets.phrases import NO_AMOUNT, cut_label
from bot.features.budgets.rules import clean_label, clean_note

if TYPE_CHECKING:
    from bot.core.amounts import AmountReading

_STRONG: Final = (
    r"(?:(?:no(?! (?:more|less)\b)|nope|sorry|oops|wait|actually|correction|wrong|typo|my (?:mistake|bad)"
    r"|i made a mistake)(?![a-z])[\s,.!:;]*"
    r"|(?:不对|错了|[写打记说搞弄看]错了|不好意思|抱歉|等等|等一下|更正|纠正)[\s,.!:;。、]*|(?:哦?不是?)[,.!。、]\s*)"
)
_WEAK: Final = (
    r"(?:(?:ok|okay|please|pls|oh|ah|hm+|well|and|but|then)(?![a-z])[\s,.!]*"
    r"|(?:请|那就?|就|帮我|哦|啊|嗯|呃|哎呀?|唉)[\s,]*)"
)
_VERB: Final = (
    r"(?:i (?:meant|mean)(?: to say)?|(?:it|that)(?:'s| is| was)(?: actually| really)?"
    r"|(?:it |that )?(?:should|must) (?:be|have been)|(?:make|set|change|correct|put) (?:it|that)(?: to| at| into)?"
    r"|change to|rather|more like"
    r"|(?:应该|应当|其实|实际上?|正确的?|我(?:想|要)?说的?|我的?意思|我指的)是?|应为|是"
    r"|(?:把它)?(?:改成|改为|改到|改|换成|换为|调成|调到|更正为|更正成|记成|算成))\s*:?\s*"
)
_TAIL: Final = r"(?:[\s,]*(?:please|pls|thanks|then|才对|才是|吧|啊|哈|啦|好了|就行|就好))*[\s.。!~]*"
_INSTEAD: Final = r"(?:[\s,]*(?:instead|rather|(?:and )?not .{1,20}|而?不是.{1,12}))"
_ABOUT: Final = re.compile(
    rf"(?:{_WEAK}|(?P<strong>{_STRONG}))*(?P<verb>{_VERB})?(?P<piece>.+?)(?P<instead>{_INSTEAD})?{_TAIL}"
)
_NOT_BUT: Final = re.compile(
    rf"(?:{_WEAK}|{_STRONG})*(?:not .{{1,15}}?(?:,| but) |不是.{{1,12}}?,?\s*而?是\s*)(?P<piece>.+?){_TAIL}"
)
_CURRENCY: Final = re.compile(
    r"(?:(?:all )?in |as )?(?:(?P<usd>(?:us )?dollars?|usd|us\$|bucks|美元|美金|美刀|刀)"
    r"|(?:rmb|cny|(?:chinese )?yuan|renminbi|kuai|人民币|块钱?|元))"
)
_NOTE: Final = re.compile(
    r"\s*(?:(?:note|memo)(?: it)? ?[:：]|备注(?:一下|[是为成写])?[:：,，\s]*)\s*(?P<note>\S.*)", re.IGNORECASE
)
_LABEL: Final = re.compile(
    r"\s*(?:(?:label|tag) (?:it|this|that)(?: as| with)?|(?:label|tag) ?[:：]|标签[是为成]?|标[为成]|打上?标签)"
    r"[:：\s]*[#＃]?(?P<label>[^\W_][\w-]{0,19})[.。!！\s]*",
    re.IGNORECASE,
)
_ASKS: Final = re.compile(r"[?？呢]|^\s*(?:and|那)", re.IGNORECASE)
_EDGES: Final = " ,.!。、~"
_NO_FOLLOW_UP: Final = NO_AMOUNT | {Refusal.VAGUE}


class Step(enum.Enum):
    """A step back ("undo that"), the whole thing away ("cancel it"), or forth again."""

    BACK = "back"
    AWAY = "away"
    FORTH = "forth"


@dataclass(frozen=True, slots=True)
class OtherAmount:
    """Another amount. `piece`: the part of the message that is the amount, folded."""

    piece: str
    reading: AmountReading


@dataclass(frozen=True, slots=True)
class OtherCurrency:
    """The same amount in this currency."""

    currency: Currency


@dataclass(frozen=True, slots=True)
class Remark:
    """A note or a label, ready to be kept; the other one is empty."""

    note: str = ""
    label: str = ""


FollowUp: TypeAlias = Step | OtherAmount | OtherCurrency | Remark


def read_follow_up(text: str, *, renewed: bool = False) -> FollowUp | None:
    """Return what a message says about what was just booked or set, None where it is about something else.

    `renewed`: the message is a later version of one that was about it, so a number alone is enough.
    """
    if len(text) > LONGEST or "\n" in text.strip():
        return None
    if takes_back(text):
        return Step.BACK if undoes(text) else Step.AWAY
    if brings_back(text):
        return Step.FORTH
    return _remark(text) or _other(folded(text), renewed=renewed)


def asks_in_currency(text: str) -> bool:
    """Tell whether a message asks what the last answer comes to in a currency: "and in RMB?"; "in yuan" corrects it."""
    said = follow_ups.read(text)
    if said is None or said.corrects or _ASKS.search(text) is None:
        return False
    return isinstance(follow_ups.asked_currency(said.rest), Currency)


def _remark(text: str) -> Remark | None:
    plain = simplified(text)
    label = _LABEL.fullmatch(plain)
    if label is not None:
        kept = clean_label(text[label.start("label") : label.end("label")].replace("-", "_"))
        return Remark(label=kept) if kept and not kept.isdigit() else None
    note = _NOTE.fullmatch(plain)
    if note is None:
        return None
    words, kept = cut_label(text[note.start("note") :])
    return Remark(clean_note(words), kept)


def _other(text: str, *, renewed: bool) -> OtherAmount | OtherCurrency | None:
    found = _NOT_BUT.fullmatch(text)
    is_marked = found is not None
    if found is None:
        found = _ABOUT.fullmatch(text)
        if found is None:
            return None
        is_marked = is_marked or any(found[name] for name in ("strong", "verb", "instead"))
    piece = found["piece"]
    currency = _CURRENCY.fullmatch(piece.strip(_EDGES))
    if currency is not None and (is_marked or len(piece) > 1):
        return OtherCurrency(Currency.USD if currency["usd"] else Currency.CNY)
    said = _amount(piece) if is_marked or renewed else None
    return said if is_marked or (said is not None and _is_number(said.reading)) else None


def _is_number(reading: AmountReading) -> bool:
    """Tell whether an amount names no currency: "100 usd" is a message of its own."""
    return isinstance(reading, Amount) and reading.currency is None


def _amount(piece: str) -> OtherAmount | None:
    """Return the amount that a piece of a message is from end to end."""
    reading = read_amount(piece)
    if isinstance(reading, RefusedAmount):
        if reading.reason in _NO_FOLLOW_UP or not reading.piece:
            return None
        rest = piece.replace(reading.piece, "", 1)
    else:
        spans = {each.span for each in reading.readings} if isinstance(reading, AmbiguousAmount) else {reading.span}
        if len(spans) > 1:
            return None
        start, end = spans.pop()
        rest = piece[:start] + piece[end:]
    return None if rest.strip(_EDGES) else OtherAmount(piece.strip(_EDGES), reading)
