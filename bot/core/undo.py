"""Words that take the last thing back, or have it again: "undo that", 撤销, "bring it back"."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from bot.core.han import simplified

LONGEST: Final = 60
"""Characters; more is a message of its own."""

_LEAD: Final = (
    r"(?:(?:no|nope|oh|oops|sorry|wait|actually|ok|okay|please|pls|ah|hm+|well|(?:can|could|would) you)\b[\s,.!]*"
    r"|(?:请|麻烦|帮我|给我|不对|不是|啊|哦|嗯|呃|哎呀?|等等|等一?下|抱歉|不好意思|错了|那就?|还是|把)[\s,。.!、]*)*"
)
_TAIL: Final = r"(?:[\s,]*(?:please|pls|thanks|thank you|then|谢谢|吧|啊|哈|啦|呀|了))*[\s.。!~…]*"
_IT: Final = r"(?:it|that|this|that one|this one|the last (?:one|thing|step|entry|booking|change|reminder))"
_ZH_IT: Final = r"(?:它|这个|那个|[这那上]一?[条笔次]|刚才的?|刚刚的?|刚才那?[个条笔]|刚刚那?[个条笔]|上一?个|上一步)"
_ZH_VERB: Final = r"(?:撤掉|取消|删掉|删除|删了|删|去掉|作废)"

_UNDO: Final = (
    rf"undo(?: {_IT})?|take {_IT} back|revert(?: {_IT})?|{_ZH_IT}?(?:撤销|撤回|回退|收回)(?:掉|一下)?{_ZH_IT}?"
)

_UNDOES: Final = re.compile(rf"{_LEAD}(?:{_UNDO}){_TAIL}")
_TAKES_BACK: Final = re.compile(
    rf"{_LEAD}(?:"
    rf"{_UNDO}|(?:delete|remove|erase|scrap|drop|discard) {_IT}"
    rf"|cancel(?: {_IT})?|never ?mind|nvm|forget (?:about )?(?:it|that)|(?:that|it|this) was (?:a mistake|an accident)"
    rf"|{_ZH_VERB}(?:掉|一下)?{_ZH_IT}?|{_ZH_IT}(?:给我|都)?{_ZH_VERB}(?:掉|一下)?"
    r"|算了|算啦|不用了?|不要了?|不必了|不记了|作罢|当我没说"
    rf"){_TAIL}"
)
_BRINGS_BACK: Final = re.compile(
    rf"{_LEAD}(?:"
    rf"(?:bring|put|add) {_IT} back|(?:book|set|log|add|note) {_IT} again|restore(?: {_IT})?|redo(?: {_IT})?"
    r"|i (?:do )?(?:want|need) (?:it|that) after all|keep (?:it|that)(?: after all)?"
    rf"|(?:恢复|还原|重做)(?:一下)?{_ZH_IT}?|(?:重新|再)(?:记|设|加)(?:上|回来|回去|一下|一次)?|(?:记|设|加|拿|找)回来|留着"
    rf"){_TAIL}"
)


def undoes(text: str) -> bool:
    """Tell whether a message undoes the last step; "cancel it" takes back the whole thing."""
    return _fits(_UNDOES, text)


def takes_back(text: str) -> bool:
    """Tell whether a message takes the last thing back and says nothing else."""
    return _fits(_TAKES_BACK, text)


def brings_back(text: str) -> bool:
    """Tell whether a message wants back what was taken back and says nothing else."""
    return _fits(_BRINGS_BACK, text)


def folded(text: str) -> str:
    """Return a message on one line as the tables of words are written: half width, lower case, Simplified."""
    return " ".join(simplified(unicodedata.normalize("NFKC", text).casefold()).replace("’", "'").split())


def _fits(pattern: re.Pattern[str], text: str) -> bool:
    return len(text) <= LONGEST and pattern.fullmatch(folded(text)) is not None
