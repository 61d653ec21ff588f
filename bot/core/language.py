"""Which of the two languages somebody reads, and which one a text is written in."""

from __future__ import annotations

import enum
import re


class Language(enum.Enum):
    """The languages of the interface; the value names its folder in ``locales/``."""

    EN = "en"
    ZH = "zh"


_CODE_URL_NUMBER = re.compile(
    r"```.*?```|`[^`\n]*`|https?://\S+|www\.\S+|\S+@\S+|[\w.-]*\d[\w.-]*|^/\w+(?:@\w+)?", re.DOTALL | re.ASCII
)
_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f]")

# Written the same in both languages, so they say nothing about the writer.
_NEUTRAL = frozenset(
    [
        "usd",
        "rmb",
        "cny",
        "us",
        "cn",
        "openai",
        "chatgpt",
        "gpt",
        "api",
        "key",
        "token",
        "tokens",
        "plus",
        "pro",
        "batch",
        "codex",
        "azure",
        "billing",
        "usage",
        "json",
        "http",
        "ok",
        "error",
        "tier",
        "sk",
        "curl",
        "python",
        "am",
        "pm",
    ]
)


def of_client(code: str | None) -> Language | None:
    """Return the language for a client's IETF tag (``zh-hans``, ``zh-TW``, ``yue`` … are Chinese), None for none."""
    if not code:
        return None
    first = code.casefold().replace("_", "-").split("-")[0]
    return Language.ZH if first in {"zh", "yue", "cmn"} else Language.EN if first == "en" else None


def has_han(text: str) -> bool:
    """Tell whether there is a Chinese character in a text."""
    return _HAN.search(text) is not None


def of_text(text: str) -> Language | None:
    """Return the language a message is written in, or None where it does not tell.

    Code, addresses, numbers and words that are the same in both languages do not count; a Chinese character weighs
    as much as an English word.
    """
    prose = _CODE_URL_NUMBER.sub(" ", text[:20_000])
    han = len(_HAN.findall(prose))
    latin = sum(1 for word in _WORD.findall(prose) if word.casefold() not in _NEUTRAL)
    if han == latin:
        return None
    return Language.ZH if han > latin else Language.EN
