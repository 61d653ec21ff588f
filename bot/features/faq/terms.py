"""What a message is made of, as the models see it: words, word pairs, characters, sounds and ideas."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from bot.features.faq.normalise import HAN
from bot.features.faq.pinyin import read_latin, sounds, syllables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_WORD = re.compile(rf"[a-z]+(?:'[a-z]+)?|\d+|[{HAN}]")
_MODEL_NAME = re.compile(
    r"(?<![a-z0-9])(?:gpt[- ]?\d[\w.]*(?:-[a-z0-9.]+)*|o[134](?:-(?:mini|pro|preview))?|4o(?:-mini)?)(?![a-z0-9])"
)
_NUMBER = re.compile(r"(?<![a-z])\d[\d,.]*\s?%?")
_STATUS = re.compile(r"[45]\d\d")
_RUN = re.compile(rf"[{HAN}]+|[a-z0-9]+(?:[._'-][a-z0-9]+)*")
_HAN = re.compile(rf"[{HAN}]")
_LETTER = re.compile(r"[a-z0-9]")
_LONGEST_HAN, _LATIN_GRAMS = 4, (3, 4)

# The kinds of features and how much each counts; each is normalised by itself, so that none drowns the others.
WEIGHTS = {
    "words": 0.5,
    "pairs": 0.7,
    "grams": 1.0,
    "ideas": 0.5,
    "idea pairs": 0.7,
    "asking": 0.5,
    "sounds": 0.5,
}
# What a message lacks tells as much as what it has: streaming without a word about money is a question about code.
_NO_IDEA, _NO_MONEY = "none", "no money"
_MONEY = frozenset(
    {"topup", "credit", "refund", "expense", "subscription", "free", "price", "cost", "money", "cheap", "discount"}
    | {
        "paid",
        "negative",
        "unexpected",
        "hold",
        "invoice",
        "tax",
        "fx",
        "amount",
        "quota",
        "limit",
        "overspend",
        "card",
    }
)
BILLING, ELSEWHERE, ASKING = "billing", "elsewhere", "asking"  # the parts of the glossary


class _Idea(NamedTuple):
    """An idea of the glossary with patterns for its words in Latin letters, in Chinese, and in pinyin."""

    name: str
    latin: re.Pattern[str]
    chinese: re.Pattern[str]
    pinyin: re.Pattern[str]


@cache
def _ideas() -> Mapping[str, tuple[_Idea, ...]]:
    """Return the ideas by part of the glossary."""
    table = files("bot.features.faq").joinpath("tables/glossary.toml").read_text(encoding="utf-8")
    taken: dict[str, str] = {}  # which word a sound stands for: 重置 sounds like 充值, and the first one has it
    return {
        part: tuple(_idea(name, words, taken) for name, words in ideas.items())
        for part, ideas in tomllib.loads(table).items()
    }


def _idea(name: str, words: list[str], taken: dict[str, str]) -> _Idea:
    chinese = [word for word in words if not word.isascii()]
    latin = (re.escape(word).replace(r"\*", "[a-z0-9]*") for word in words if word.isascii())
    sounds_of = ((word, " ".join(found)) for word in chinese if len(word) > 1 and (found := syllables(word)))
    heard = [sound for word, sound in sounds_of if taken.setdefault(sound, word) == word]
    # An empty alternation would be found everywhere; "(?!)" is found nowhere.
    return _Idea(
        name,
        latin=re.compile(rf"(?<![a-z0-9])(?:{'|'.join(latin) or '(?!)'})(?![a-z0-9])"),
        chinese=re.compile("|".join(map(re.escape, chinese)) or "(?!)"),
        pinyin=re.compile(rf"\b(?:{'|'.join(heard) or '(?!)'})\b"),
    )


def ideas_of(text: str, part: str) -> list[str]:
    """Return the ideas that a normalised text is about, in the order of that part of the glossary."""
    has_han, has_latin = _HAN.search(text) is not None, _LETTER.search(text) is not None
    heard = "" if has_han else ",".join(" ".join(stretch) for stretch in read_latin(text))
    return [
        idea.name
        for idea in _ideas()[part]
        if (has_han and idea.chinese.search(text))
        or (has_latin and idea.latin.search(text))
        or (heard and idea.pinyin.search(heard))
    ]


def terms(text: str) -> dict[str, list[str]]:
    """Return the features of a normalised text by kind; a feature may come several times.

    The kinds "billing" and "elsewhere" repeat the ideas by part of the glossary; they carry no weight.
    """
    billing, elsewhere = ideas_of(text, BILLING), ideas_of(text, ELSEWHERE)
    found = [*(billing or [_NO_IDEA]), *([] if _MONEY.intersection(billing) else [_NO_MONEY]), *elsewhere]
    plain = _NUMBER.sub(_fold_number, _MODEL_NAME.sub(" gptmodel ", text))
    words = _WORD.findall(plain)
    return {
        "words": words,
        "pairs": [f"{a} {b}" for a, b in pairwise(words)],
        "grams": list(_grams(plain)),
        "ideas": found,
        "idea pairs": [f"{a}+{b}" for i, a in enumerate(found) for b in found[i + 1 :]],
        BILLING: billing,
        ELSEWHERE: elsewhere,
        "asking": [name for form in ideas_of(text, ASKING) for name in (form, *(f"{form}?{idea}" for idea in found))],
        "sounds": [" ".join(part) for stretch in sounds(plain) for part in _parts(stretch)],
    }


def _fold_number(found: re.Match[str]) -> str:
    return found.group() if _STATUS.fullmatch(found.group()) else " 0 "


def _grams(text: str) -> Iterator[str]:
    for run in _RUN.findall(text):
        if _HAN.match(run):
            for size in range(1, _LONGEST_HAN + 1):
                yield from (run[i : i + size] for i in range(len(run) - size + 1))
        else:
            padded = f" {run} "
            for size in _LATIN_GRAMS:
                yield from (padded[i : i + size] for i in range(len(padded) - size + 1))


def _parts(stretch: list[str]) -> Iterator[list[str]]:
    for size in (2, 3):
        yield from (stretch[i : i + size] for i in range(len(stretch) - size + 1))
