"""Short messages that go on from the last answer: ``and 200?``, ``no, 12.60``, ``in RMB?``, ``那 200 呢``.

What an answer was about is kept as a question that nobody asked, see ``BotContext.expect_follow_up``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.core.amounts import Amount, Refusal, RefusedAmount, read_amount
from bot.core.han import simplified

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.money import Currency

LONGEST: Final = 40
"""Characters; a longer message goes on from nothing."""
_BEFORE: Final = "@"

_EDGES: Final = " .,!。,!~~、…;:"
_LEAD: Final = re.compile(
    r"(?:(?:ok(?:ay)?|so|well|then|and|but|or|also|hm+|now)\b[\s,]*)*"
    r"(?:(?:what|how) about\b|(?:(?:and|but|or) )?(?:what )?if\b(?: (?:it|that|i|we)(?:'s| is| were| was)?\b)?"
    r"|(?:and|or|then)\b)[\s,]*"
    r"|(?:好的?|嗯+|那么|那|然后|还有|以及|或者|如果|要是|假如|再|就)+(?:说|是|要)?[\s,]*"
)
# "no" and 不 alone deny what was there only before a pause or a number: "no batch", 不用批量 say something else.
_DENIAL: Final = r"no+(?=\s*(?:[,.!:-]|[$¥]?\d))|nope|sorry|oops|wait|wrong|actually|correction|my mistake"
_DENIAL_ZH: Final = r"不对|不是|不(?=\s*[,.!:\d])|[搞弄写打说输]?错了|抱歉|不好意思|等等"
_CORRECTION: Final = re.compile(
    rf"(?:(?:{_DENIAL})(?![a-z])[\s,.!:-]*)*"
    rf"(?:(?:{_DENIAL}|i mean|i meant|make (?:it|that)|(?:(?:it|that) )?should (?:be|have been)"
    r"|(?:it|that)(?:'s| is| was))(?![a-z])[\s,.!:-]*)"
    rf"|(?:(?:{_DENIAL_ZH})[\s,.!:]*)*"
    rf"(?:(?:{_DENIAL_ZH}|应该?是|应该|我是说|我想说|我[说指]的是|其实是?|改成|是)[\s,.!:]*)"
)
_TAIL: Final = re.compile(
    r"(?P<mark>(?:[\s,]*(?:[??]|\b(?:then|instead|please|pls|though)(?=[\s?!.]*$)|呢|的话|怎么样|如何|[吗吧啊呀]))+)[\s?!.。!]*$"
)
_INTO: Final = re.compile(
    r"(?P<into>"
    r"(?:(?:(?:show|give|tell|convert|put)(?: me)?|(?:how much|what)(?:'s| is))(?: (?:it|that|this))? |how much )?"
    r"(?:in|to|into|as) |(?:换算?|折合?|折算|兑换?|算|转换?|改|变)(?:成|为|合)?|用|按|以|是|合|等于|值|要|得|花)?"
    r"\s*(?:多少|几)?\s*"
    r"(?P<word>[^\d\s][^\d]{0,15}?)\s*(?:(?:是|要|得|有)?(?:多少钱?|几块钱?))?"
)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A message that may go on from an answer.

    Args:
        rest: what it says, folded, without the words that only lead on from what was there.
        is_marked: there were such words ("and", 呢, a question mark), so it surely goes on from something.
        corrects: it says that what was there is wrong ("no, …").
    """

    rest: str
    is_marked: bool
    corrects: bool = False


def read(text: str) -> FollowUp | None:
    """Return what a message says beside what it goes on from, None for one that is too long or says nothing more."""
    folded = fold(text)
    if not folded or max(len(text), len(folded)) > LONGEST or "\n" in text.strip():
        return None
    tail = _TAIL.search(folded)
    body = folded[: tail.start()] if tail else folded
    lead, correction = _LEAD.match(body), _CORRECTION.match(body)
    start = max((found.end() for found in (lead, correction) if found), default=0)
    corrects = correction is not None and correction.end() == start and start > 0
    rest = body[start:].strip(_EDGES)
    return FollowUp(rest, bool(tail or start), corrects) if rest else None


def fold(text: str) -> str:
    """Return a message in small letters, half width, Simplified, with straight signs and single blanks."""
    straight = unicodedata.normalize("NFKC", text[: 2 * LONGEST]).casefold().replace("’", "'")
    return " ".join(simplified(straight).split()).strip(_EDGES)


def asked_currency(rest: str) -> Currency | str | None:
    """Return the currency that a message wants something in: ``in rmb``, ``换成人民币``.

    A text is the name of a currency that is neither; None: it names none, or says more than that.
    """
    found = _INTO.fullmatch(rest)
    if found is None:
        return None
    word = found["word"]
    match read_amount(f"1 {word}"):
        case Amount(value=value, currency=currency, per=None, span=(0, end)) if value == 1 and end == len(word) + 2:
            return currency
        case RefusedAmount(reason=Refusal.OTHER_CURRENCY, piece=piece) if piece == f"1 {word}":
            return word if found["into"] or " " not in word else None  # "thank u" wants nothing in "u"
        case _:
            return None


def remembered(state: Sequence[str], message_id: int | None = None, before: Sequence[str] = ()) -> tuple[str, ...]:
    """Return what the question that stands for an answer holds.

    Args:
        state: what the answer was about, in the feature's words, none of which begins with "@".
        message_id: the message that led to it.
        before: what that message went on from, where it was a follow-up itself.
    """
    if message_id is None or not before:
        return tuple(state)
    return (*state, f"{_BEFORE}{message_id}", *before)


def recalled(arguments: Sequence[str], edited: int | None) -> tuple[str, ...]:
    """Return what a message goes on from.

    Args:
        arguments: as :func:`remembered` made them.
        edited: the message, if it is a later version of one: it goes on from what its first version went on from.
    """
    at = next((number for number, part in enumerate(arguments) if part.startswith(_BEFORE)), len(arguments))
    if edited is not None and tuple(arguments[at : at + 1]) == (f"{_BEFORE}{edited}",):
        return tuple(arguments[at + 1 :])
    return tuple(arguments[:at])
