"""Which of the languages somebody reads, and which one a text is written in."""

from __future__ import annotations

import enum
import re


class Language(enum.Enum):
    """The languages of the interface; the value names its folder in ``locales/``.

    Traditional Chinese is made from Simplified when the catalogs are compiled (catalogs.py); nobody writes it.
    """

    EN = "en"
    ZH = "zh"
    ZH_HANT = "zh_Hant"

    @property
    def written(self) -> Language:
        """The language in which these words were written: Simplified for Traditional, else the same."""
        return Language.ZH if self is Language.ZH_HANT else self

    def said_to(self, reader: Language) -> Language:
        """Return the form of this language that somebody reads who reads `reader`."""
        return reader if reader.written is self.written else self


WRITTEN = (Language.EN, Language.ZH)


_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})
# Frequent characters that are written in Traditional Chinese only; one of them tells.
_HANT = re.compile("[個們來時會說學對這過還問題錢開關與發後點動電話費單帳額麼嗎為從幾號讓沒給請買賣價幣儲萬億兩塊週]")
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
        "utc",
        "gmt",
    ]
)


def of_client(code: str | None) -> Language | None:
    """Return the language for a client's IETF tag, None for none.

    ``zh-hans``, ``zh`` and ``cmn`` are Simplified; ``zh-hant``, ``zh-TW``, ``zh-HK``, ``zh-MO``, ``yue`` Traditional.
    """
    if not code:
        return None
    first, *others = code.casefold().replace("_", "-").split("-")
    if first not in {"zh", "yue", "cmn"}:
        return Language.EN if first == "en" else None
    is_traditional = not _TRADITIONAL.isdisjoint(others) or (first == "yue" and "hans" not in others)
    return Language.ZH_HANT if is_traditional else Language.ZH


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
    if han < latin:
        return Language.EN
    return Language.ZH_HANT if _HANT.search(prose) else Language.ZH
