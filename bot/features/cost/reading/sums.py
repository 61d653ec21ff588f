"""Puts the numbers of a message together, and says which of them cannot be what they are said to be."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from bot.features.cost.reading.lexicon import Kind, Meaning, Role
from bot.features.cost.reading.results import Numbers, Options, Refused, Why
from bot.features.cost.rules import MOST_CALLS, MOST_TOKENS

if TYPE_CHECKING:
    from bot.features.cost.reading.phrase import Phrase, Said
    from bot.features.cost.reading.token import Token
    from bot.features.cost.rules import Tier

_HUNDRED: Final = 100
_CACHEABLE: Final = 1_024  # tokens, OpenAI's guide "Prompt caching"
_CENTS: Final = Decimal("0.01")
_INPUTS: Final = (Role.INPUT, Role.CACHED, Role.FRESH, Role.TOTAL)
_FREE: Final[dict[Role, tuple[Role, ...]]] = {Role.INPUT: (Role.FRESH,), Role.OUTPUT: ()}
"""Directions, and what else says them."""
_LIMIT_BEFORE: Final = 3  # tokens
_LIMIT_BEHIND: Final = 2


class ProblemError(Exception):
    """A number cannot be what it is said to be. `refused`: which, and why."""

    def __init__(self, token: Token, why: Why) -> None:
        super().__init__(why.value)
        self.refused = Refused(token.piece, why)


def numbers_of(phrase: Phrase, *, certain: bool) -> Numbers:
    """Return the numbers of tokens and calls that a phrase names; it has at least one of tokens.

    Raises:
        ProblemError: a number is out of bounds, or contradicts another one.
    """
    _share_out_loose(phrase)
    given, output, undirected = _input_and_output(phrase)
    cached, percent = _cached(phrase)
    if percent is not None:
        cached = round((given or 0) * percent)
    if cached and cached > (given or 0):
        raise _problem(phrase, Why.CACHED_OVER_INPUT, Role.CACHED)
    output, reasoning = _reasoning(phrase, output)
    if not given and not output:
        raise _problem(phrase, Why.ZERO)
    if max(given or 0, output or 0) > MOST_TOKENS:
        raise _problem(phrase, Why.TOO_LARGE, *_INPUTS, Role.OUTPUT, Role.REASONING)
    calls = calls_of(phrase)
    return Numbers(
        model_refs=phrase.model_refs,
        input_tokens=given or 0,
        output_tokens=output,
        cached_tokens=cached or 0,
        cached_percent=_percent(percent),
        reasoning_tokens=reasoning or 0,
        undirected=undirected,
        in_total=_is_total(phrase, calls),
        calls=calls or 1,
        every=phrase.every,
        span=phrase.span,
        tier=_tier(phrase),
        output_is_limit=_has_limit(phrase),
        approximate=phrase.has(Kind.ABOUT),
        certain=certain,
    )


def options_of(phrase: Phrase, *, certain: bool) -> Options:
    """Return what a phrase sets, its input left aside.

    Raises:
        ProblemError: as :func:`numbers_of`.
    """
    cached, percent = _cached(phrase)
    output = _count(phrase, Role.OUTPUT)
    return Options(
        model_refs=phrase.model_refs,
        output_tokens=output,
        output_is_limit=output is not None and _has_limit(phrase),
        cached_tokens=cached,
        cached_percent=_percent(percent),
        calls=calls_of(phrase),
        every=phrase.every,
        span=phrase.span,
        tier=_tier(phrase),
        certain=certain,
    )


def _problem(phrase: Phrase, why: Why, *roles: Role) -> ProblemError:
    said = phrase.of(*roles) or phrase.said or phrase.loose
    largest = max(said, key=lambda each: each.token.value or 0)
    return ProblemError((largest if why is Why.TOO_LARGE else said[-1]).token, why)


def _share_out_loose(phrase: Phrase) -> None:
    """Give numbers without a direction the directions that nobody else has: 12k/800 is in and out."""
    free = [role for role, also in _FREE.items() if not phrase.of(role, *also)]
    loose = phrase.loose
    cached = phrase.of(Role.CACHED)
    if len(loose) == 1 and len(free) > 1 and not cached:
        phrase.said += loose  # a total
    elif len(loose) == 1 and free and cached:
        fits = (loose[0].token.value or 0) >= (cached[0].token.value or 0)
        role = Role.INPUT if Role.INPUT in free and fits else free[-1]
        phrase.said.append(_as(loose[0], role))
    elif len(loose) == len(free) and loose:
        phrase.said += [_as(each, role) for each, role in zip(loose, free, strict=True)]
    elif loose and not _add_up(phrase):
        raise ProblemError(loose[-1].token, Why.SEVERAL)
    phrase.said.sort(key=lambda each: each.place)


def _as(said: Said, role: Role) -> Said:
    said.meaning = Meaning(role)
    return said


def _add_up(phrase: Phrase) -> bool:
    """输入2000+3000: a number behind a plus belongs to the one before it."""
    said = {each.place: each for each in phrase.said}
    for each in phrase.loose:
        before = said.get(each.place - 2)
        if before is None or phrase.tokens[each.place - 1].kind is not Kind.PLUS:
            return False
        each.meaning = before.meaning
        phrase.said.append(each)
    return True


def _count(phrase: Phrase, *roles: Role) -> int | None:
    """Return the sum of the numbers that count one thing, None where there are none.

    Parts with names of their own add up (a system prompt and a question), and so do numbers with a plus between
    them; two different numbers for the same thing contradict each other.
    """
    said = phrase.of(*roles)
    labels = [each.meaning.label for each in said]
    values = [_whole(each.token) for each in said]
    if len(set(labels)) == len(labels) and (len(labels) < 2 or "" not in labels):  # noqa: PLR2004 - parts with names
        return sum(values) if values else None
    added = all(
        any(token.kind is Kind.PLUS for token in phrase.tokens[one.place + 1 : other.place])
        for one, other in pairwise(said)
    )
    if added:
        return sum(values)
    if len(set(values)) > 1:
        raise ProblemError(said[-1].token, Why.SEVERAL)
    return values[0]


def _cached(phrase: Phrase) -> tuple[int | None, Fraction | None]:
    """Return how much is cached, as a number or as a share."""
    said = phrase.of(Role.CACHED)
    share = next((each.token for each in said if each.token.kind is Kind.SHARE), None)
    if share is None:
        cached = _count(phrase, Role.CACHED)
        if cached and cached <= _HUNDRED and not said[0].token.scaled and _is_long(phrase):
            return None, Fraction(cached, _HUNDRED)  # "cached 90" of a long input
        return cached, None
    if share.value is None or len(said) > 1:
        raise ProblemError(said[-1].token, share.problem or Why.SEVERAL)
    if share.value > 1:
        raise ProblemError(share, Why.SHARE_OVER_WHOLE)
    return None, share.value


def _is_long(phrase: Phrase) -> bool:
    """Tell whether the input is one that may be cached at all; nobody caches 90 tokens of it."""
    return any((each.token.value or 0) >= _CACHEABLE for each in phrase.of(Role.INPUT))


def _percent(share: Fraction | None) -> Decimal | None:
    if share is None:
        return None
    exact = Decimal(share.numerator * _HUNDRED) / share.denominator
    return exact if exact == round(exact, 2) else exact.quantize(_CENTS)


def _input_and_output(phrase: Phrase) -> tuple[int | None, int | None, bool]:
    """Return both, and whether it is open which of them is meant."""
    given, output, total = _count(phrase, Role.INPUT), _count(phrase, Role.OUTPUT), _count(phrase, Role.TOTAL)
    fresh = _count(phrase, Role.FRESH)
    if given is None and fresh is not None:
        given = fresh + (_cached(phrase)[0] or 0)
    if given is None and total is None:
        given = _cached(phrase)[0]
    if total is None:
        return given, output, False
    if given is None and output is None:
        return total, None, True
    if given is None:
        given = total - (output or 0)
    elif output is None:
        output = total - given
    if given + (output or 0) != total or min(given, output or 0) < 0:
        raise _problem(phrase, Why.SEVERAL, Role.TOTAL)
    return given, output, False


def _reasoning(phrase: Phrase, output: int | None) -> tuple[int | None, int | None]:
    """Return the output with the reasoning in it, and the reasoning.

    Reasoning is a part of the output, unless it was said to come on top or is more than it.
    """
    reasoning = _count(phrase, Role.REASONING)
    if reasoning is None:
        return output, None
    if output is None:
        return reasoning, reasoning
    said = phrase.of(Role.OUTPUT, Role.REASONING)
    between = phrase.tokens[said[0].place : said[-1].place]
    if any(token.kind is Kind.PART for token in between) and reasoning > output:
        raise _problem(phrase, Why.REASONING_OVER_OUTPUT, Role.REASONING)
    on_top = reasoning > output or any(token.kind is Kind.PLUS for token in between)
    return output + reasoning if on_top else output, reasoning


def calls_of(phrase: Phrase) -> int | None:
    """Return the number of calls, of all people together; None where it was not said.

    Where the tokens are those of each person, the people are the calls.

    Raises:
        ProblemError: there are several numbers, or one is out of bounds.
    """
    said, users = phrase.of(Role.CALLS), phrase.of(Role.USERS)
    if not said and not (users and phrase.has(Kind.PER_USER)):
        return None
    values = [_whole(each.token) for each in said]
    if sum(_is_factor(phrase, each) for each in said) < len(said) - 1:
        if len(set(values)) > 1:
            raise ProblemError(said[-1].token, Why.SEVERAL)
        values = values[:1]
    calls = phrase.rate_factor
    for value in (*values, *(_whole(each.token) for each in users)):
        calls *= value
    if not calls or calls > MOST_CALLS:
        raise ProblemError((said or users)[-1].token, Why.TOO_LARGE if calls else Why.ZERO)
    return calls


def _is_factor(phrase: Phrase, said: Said) -> bool:
    around = phrase.tokens[max(0, said.place - 1) : said.place + 2]
    return any(token.kind is Kind.TIMES for token in around)


def _is_total(phrase: Phrase, calls: int | None) -> bool:
    """Tell whether the counts are of all calls together: 1000 calls, 3M tokens in total; 10M tokens a month."""
    if calls is None:
        return phrase.every is not None
    spoken = any(token.is_role(Role.TOTAL) or token.kind is Kind.ALL for token in phrase.tokens)
    return spoken and not (phrase.of(Role.TOTAL) and phrase.of(Role.INPUT) and phrase.of(Role.OUTPUT))


def _whole(token: Token) -> int:
    """Return the number of tokens or calls.

    Raises:
        ProblemError: it is no whole number from 0 to 1,000,000,000.
    """
    if token.value is None:
        raise ProblemError(token, token.problem or Why.MALFORMED)
    if token.value.denominator != 1:
        raise ProblemError(token, Why.NOT_WHOLE)
    if token.value > MOST_TOKENS:
        raise ProblemError(token, Why.TOO_LARGE)
    return int(token.value)


def _tier(phrase: Phrase) -> Tier | None:
    """Return the tier that was named.

    Raises:
        ProblemError: several were.
    """
    if len(phrase.tiers) > 1:
        raise ProblemError(next(token for token in reversed(phrase.tokens) if token.kind is Kind.TIER), Why.SEVERAL)
    return phrase.tiers[0] if phrase.tiers else None


def _has_limit(phrase: Phrase) -> bool:
    """Tell whether the output is a maximum."""
    for each in phrase.of(Role.OUTPUT):
        before = phrase.tokens[max(0, each.place - _LIMIT_BEFORE) : each.place]
        behind = phrase.tokens[each.place + 1 : each.place + 1 + _LIMIT_BEHIND]
        if each.meaning.limit or any(token.kind is Kind.LIMIT for token in (*before, *behind)):
            return True
    return False
