"""The sounds of Chinese: syllables of characters, and of words that somebody typed in Latin letters."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_LATIN = re.compile(r"[a-z]+")
_LONGEST_SYLLABLE, _LONGEST_WORD = 6, 24
_CLEARLY = 5  # syllables that no English sentence of short words is likely to have
_SHARE = 0.7  # of the words of a text must be syllables for it to be pinyin
# Names that stand in pinyin and in any other text.
_NAMES = {"api", "openai", "chatgpt", "gpt", "gptmodel", "plus", "pro", "key", "token", "codex", "azure", "tier", "amt"}


@cache
def _tables() -> tuple[dict[str, str], frozenset[str]]:
    """Return the syllable of each character in common use, and all syllables."""
    of_character = {}
    for line in files("bot.features.faq").joinpath("tables/pinyin.txt").read_text(encoding="utf-8").splitlines():
        syllable, characters = line.split()
        of_character.update(dict.fromkeys(characters, syllable))
    return of_character, frozenset(of_character.values())


def syllables(characters: str) -> list[str] | None:
    """Return the syllables of Chinese characters, None where one is not in common use."""
    of_character, _ = _tables()
    found = [of_character.get(character) for character in characters]
    return [each for each in found if each is not None] if None not in found else None


def sounds(text: str) -> list[list[str]]:
    """Return the syllables of each stretch of Chinese in a normalised text, also where it is written in pinyin."""
    of_character, _ = _tables()
    stretches: list[list[str]] = [[]]
    for character in text:
        syllable = of_character.get(character)
        if syllable is not None:
            stretches[-1].append(syllable)
        elif stretches[-1]:
            stretches.append([])
    return [stretch for stretch in stretches if stretch] or read_latin(text)


def read_latin(text: str) -> list[list[str]]:
    """Return the syllables of a text in pinyin (``chongzhi le meiyou``), nothing for other texts in Latin letters.

    Names such as "api" end a stretch. A few English words happen to be syllables, so most words must be.
    """
    words = [word for word in _LATIN.findall(text) if word not in _NAMES]
    read = {word: _split(word) for word in words}
    if sum(1 for word in words if read[word]) < _SHARE * len(words):
        return []
    stretches: list[list[str]] = [[]]
    for word in _LATIN.findall(text):
        found = read.get(word)
        if found:
            stretches[-1].extend(found)
        else:
            stretches.append([])
    return [stretch for stretch in stretches if len(stretch) > 1]


def is_pinyin(text: str) -> bool:
    """Tell whether a normalised text is Chinese in Latin letters; a few syllables alone may be English words."""
    return sum(map(len, read_latin(text))) >= _CLEARLY


@cache
def _is_syllable(piece: str) -> bool:
    return piece in _tables()[1]


def _split(word: str) -> list[str] | None:
    """Return the syllables of a word, each as long as can be; None for a word that is not made of them."""
    if not word:
        return []
    if len(word) > _LONGEST_WORD:
        return None
    for end in range(min(len(word), _LONGEST_SYLLABLE), 0, -1):
        if _is_syllable(word[:end]):
            rest = _split(word[end:])
            if rest is not None:
                return [word[:end], *rest]
    return None
