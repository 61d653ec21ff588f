"""The verdict on a message in words: numbers of tokens, a question about prices, settings, or none of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from bot.core.han import simplified
from bot.features.cost.reading.lexicon import Kind, Role
from bot.features.cost.reading.phrase import Phrase, Said, read_phrase
from bot.features.cost.reading.results import Numbers, Options, PriceQuestion, Refused, Why
from bot.features.cost.reading.sums import ProblemError, numbers_of, options_of

if TYPE_CHECKING:
    from bot.features.cost.reading.results import ModelNames

MAX_PHRASE: Final = 1_000
"""Characters; what is longer is a text to be counted, whatever numbers stand in it."""

_HINT: Final = re.compile(
    r"\d|[零一二两三四五六七八九十百千万几半]|gpt|o[1-9]\b|embedding|batch|flex|fast|priority|standard|cached|"
    r"davinci|babbage|codex|computer-use|chat-latest|claude|gemini|token|hundred|thousand|million|half|批|缓存|优先|弹性|标准",
    re.IGNORECASE,
)
"""A message with nothing of this says nothing to the grammar."""
_SHORT: Final = 300  # characters; a longer message must ask for a price to be about one
_TOKEN_ROLES: Final = (Role.INPUT, Role.OUTPUT, Role.CACHED, Role.FRESH, Role.REASONING, Role.TOTAL)
_SURE: Final = 3  # "12k in 800 out" weighs as much
_HUNDRED: Final = 100
_MAX_HEAD: Final = 200  # characters before the text that the options may take
_HEAD: Final = re.compile(r"[^\n]{0,200}?(?:[:：]|\n)")


class _Weight(NamedTuple):
    """How much speaks for a message being about tokens, and how much of it was understood."""

    strength: int
    known: int
    unknown: int


def read_words(text: str, models: ModelNames) -> Numbers | Refused | PriceQuestion | Options | None:
    """Return what a message in words asks for; None where it is anything else. Never raises; the time is linear."""
    if len(text) > MAX_PHRASE or not _HINT.search(simplified(text)):
        return None
    phrase = read_phrase(text, models)
    if phrase.too_much or phrase.has(Kind.STOP):
        return None
    found = _numbers(phrase, text) or _price_question(phrase)
    if found is None and not phrase.said and phrase.has(Kind.PRICE, Kind.PRICE_UNIT):
        return None
    if found is None and _is_understood(phrase) and not phrase.has(Kind.BILL, Kind.DOUBT, Kind.MONEY, Kind.OTHER):
        options = _settings(phrase, certain=not _is_one_word(phrase))
        return options if isinstance(options, Options) and (phrase.said or phrase.tiers) else None
    return found


def read_options(text: str, models: ModelNames) -> Options | Refused | None:
    """Return what a caption sets; None where it sets nothing.

    Where other words stand in it the result is not certain.
    """
    if len(text) > MAX_PHRASE:
        return None
    phrase = read_phrase(text, models)
    if phrase.too_much:
        return None
    return _settings(phrase, certain=_is_understood(phrase) and not phrase.loose)


def split_options(words: str, models: ModelNames) -> tuple[Options, str]:
    """Part the words after a command into what they set and the text to be counted, which may be empty.

    Settings come first: a model's name, or a line or a heading with a colon that holds nothing else
    ("gpt-5.4, 300 times a day: ..."). Words without any are all text.
    """
    words = words.strip()
    if len(words) <= _MAX_HEAD:
        whole = _strictly(words, models)
        if whole is not None:
            return whole, ""
    head = _HEAD.match(words)
    if head:
        said = _strictly(head.group().rstrip(":：\n"), models)
        if said is not None:
            return said, words[head.end() :].strip()
    first, _, rest = words.partition(" ") if " " in words[:_HUNDRED] else (words, "", "")
    name = _strictly(first.rstrip(",，:："), models)
    if name is not None and name.model_refs and rest:
        return name, rest.strip()
    return Options(), words


def _strictly(words: str, models: ModelNames) -> Options | None:
    """Return what words set that hold nothing but settings."""
    said = read_options(words, models) if words.strip() else None
    return said if isinstance(said, Options) and said.certain else None


def _is_understood(phrase: Phrase) -> bool:
    return not (phrase.has(Kind.UNKNOWN, Kind.STOP) or phrase.lone)


def _is_one_word(phrase: Phrase) -> bool:
    """Tell "batch" and "fast" alone, which may mean anything."""
    return not (phrase.said or phrase.model_refs)


def _settings(phrase: Phrase, *, certain: bool) -> Options | Refused | None:
    if phrase.of(Role.INPUT, Role.FRESH) or (phrase.loose and certain):
        return None
    try:
        options = options_of(phrase, certain=certain)
    except ProblemError as problem:
        return problem.refused if certain else None
    bare = Options(every=options.every, span=options.span, certain=certain)
    return None if options == bare else options


# Numbers of tokens


def _numbers(phrase: Phrase, text: str) -> Numbers | Refused | None:
    counted = phrase.of(*_TOKEN_ROLES)
    others = [token for token in phrase.tokens if token.kind is Kind.OTHER and token.value is not None]
    if any(token.payload is None for token in others):
        return None  # pictures, books
    if _names_money(phrase) or not (counted or phrase.loose or others):
        return None
    weight = _weigh(phrase)
    certain = _is_certain(phrase, weight, text)
    if not certain and (weight.strength < _SURE or weight.unknown > 1 + weight.known // 2):
        return None
    if not certain and not _is_substantial(phrase):
        return None
    if others:
        return Refused(others[0].piece, Why.OTHER_UNIT) if phrase.model_refs and certain else None
    if not phrase.has(Kind.PRICE) and _sets_only(phrase):
        return None
    try:
        return numbers_of(phrase, certain=certain)
    except ProblemError as problem:
        return Refused(problem.refused.piece, problem.refused.why, certain)


def _sets_only(phrase: Phrase) -> bool:
    """Tell "300 times a day, 500 out", which sets something for a text, from numbers of tokens."""
    if phrase.loose or phrase.of(Role.INPUT, Role.FRESH, Role.REASONING, Role.TOTAL):
        return False
    outputs = phrase.of(Role.OUTPUT)
    return not any(_is_beside_tokens(phrase, each) and not each.meaning.limit for each in outputs) or phrase.has(
        Kind.LIMIT
    )


def _names_money(phrase: Phrase) -> bool:
    """Tell whether an amount of money is in the message: then it is about that."""
    return any(token.kind is Kind.MONEY and token.value is not None for token in phrase.tokens)


def _weigh(phrase: Phrase) -> _Weight:
    roles = {each.meaning.role: each.meaning.weak for each in phrase.said}
    strength = sum(1 if roles[role] else 2 for role in (Role.INPUT, Role.OUTPUT) if role in roles)
    strength += len(roles.keys() & {Role.CACHED, Role.FRESH, Role.REASONING, Role.TOTAL, Role.CALLS})
    strength += 2 * phrase.has(Kind.MODEL) + 2 * phrase.has(Kind.PRICE) + phrase.has(Kind.ASK, Kind.TIER)
    counted = [*phrase.said, *phrase.loose]
    strength += phrase.has(Kind.OTHER) and bool(phrase.lone_roles)
    strength += 2 * any(_is_beside_tokens(phrase, each) for each in counted)
    strength += any(each.token.scaled or (each.token.value or 0) >= _HUNDRED for each in counted)
    known = len(phrase.said) * 2 + len(phrase.loose)
    known += phrase.count(Kind.TOKEN, Kind.MODEL, Kind.PRICE, Kind.ASK, Kind.PER_CALL, Kind.EVERY, Kind.TIER)
    unknown = [token for token in phrase.tokens if token.kind is Kind.UNKNOWN]
    latin = sum(token.text.isascii() for token in unknown)
    missed = latin + (len(unknown) - latin + 1) // 2 + 2 * len(phrase.lone) + 2 * phrase.count(Kind.BILL)
    return _Weight(strength, known, missed)


def _is_beside_tokens(phrase: Phrase, said: Said) -> bool:
    near = phrase.tokens[max(0, said.place - 2) : said.place + 4]
    return any(token.kind is Kind.TOKEN for token in near)


def _is_certain(phrase: Phrase, weight: _Weight, text: str) -> bool:
    """Tell whether the message is there for its numbers only."""
    if weight.strength < _SURE or phrase.lone or phrase.guessed or phrase.has(Kind.DOUBT):
        return False
    if not _is_substantial(phrase) or (weight.unknown and _are_bare(phrase)):
        return False
    asked = phrase.has(Kind.PRICE, Kind.ASK) or (phrase.has(Kind.MODEL) and bool(phrase.said))
    if len(text) > _SHORT and not (asked and phrase.of(Role.INPUT) and phrase.of(Role.OUTPUT)):
        return False
    return weight.unknown <= (4 + weight.known // 2 if asked else weight.known // 4)


def _is_substantial(phrase: Phrase) -> bool:
    """Tell numbers of tokens from an ordinal or a version that happens to stand beside such a word."""
    if phrase.has(Kind.OTHER):
        return True
    sides = phrase.of(Role.INPUT, Role.OUTPUT, Role.FRESH, Role.TOTAL)
    named = phrase.has(Kind.MODEL, Kind.PRICE)
    if phrase.loose or (named and len({each.meaning.role for each in sides}) > 1):
        return True
    return any(
        each.token.scaled or _is_beside_tokens(phrase, each) or (each.token.value or 0) >= _HUNDRED for each in sides
    )


def _are_bare(phrase: Phrase) -> bool:
    """Tell "28万" alone, which may be 280,000 of anything."""
    if not phrase.loose or phrase.of(*_TOKEN_ROLES):
        return False
    return not any(_is_beside_tokens(phrase, each) for each in phrase.loose)


# Questions about prices

_ASIDE: Final = frozenset(
    {Kind.MODEL, Kind.FILLER, Kind.COMMA, Kind.BREAK, Kind.SLASH, Kind.RANGE, Kind.PER, Kind.PRICE, Kind.ASK}
    | {
        Kind.PRICE_UNIT,
        Kind.TIER,
        Kind.TOKEN,
        Kind.ROLE,
        Kind.PER_CALL,
        Kind.MONEY,
        Kind.PLUS,
        Kind.EVERY,
        Kind.ONE,
        Kind.BOTH,
    }
)
_MOST_UNKNOWN: Final = 2


def _price_question(phrase: Phrase) -> PriceQuestion | None:
    """Return the models whose prices are asked for; a message that is nothing but names asks too."""
    if not phrase.model_refs or phrase.said or phrase.loose or phrase.lone:
        return None
    if phrase.model_refs[0].lower() in {"embedding", "embeddings"}:
        return None  # of which embeddings?
    if phrase.has(Kind.BILL) or _names_money(phrase):
        return None
    kinds = {token.kind for token in phrase.tokens}
    names_only = kinds <= {Kind.MODEL, Kind.COMMA, Kind.BREAK, Kind.SLASH} or (
        kinds <= {Kind.MODEL, Kind.COMMA, Kind.BREAK, Kind.SLASH, Kind.FILLER} and len(phrase.model_refs) > 1
    )
    asked = any(
        token.kind is Kind.PRICE_UNIT or (token.kind is Kind.PRICE and token.payload is None) for token in phrase.tokens
    )
    if not asked and not names_only:
        return None
    others = sum(token.kind not in _ASIDE for token in phrase.tokens)
    if others > _MOST_UNKNOWN or len(phrase.tiers) > 1:
        return None
    is_sold = any(ref.startswith(("gpt", "o", "text-embedding", "ft:", "chat")) for ref in phrase.model_refs)
    tier = phrase.tiers[0] if phrase.tiers else None
    return PriceQuestion(phrase.model_refs, tier, certain=is_sold and not others)
