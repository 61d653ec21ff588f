"""What a message says in numbers, before it is judged whether that was its purpose."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from bot.core.han import simplified
from bot.features.cost.reading.lexer import read_tokens
from bot.features.cost.reading.lexicon import Kind, Meaning, Role
from bot.features.cost.reading.pairing import MAX_ITEMS, pair
from bot.features.cost.reading.results import Span, Unit
from bot.features.cost.reading.settle import settle
from bot.features.cost.rules import Period, Tier

if TYPE_CHECKING:
    from fractions import Fraction

    from bot.features.cost.reading.results import ModelNames
    from bot.features.cost.reading.token import Token

_PERIODS: Final = {
    Unit.HOUR: Period.HOUR,
    Unit.DAY: Period.DAY,
    Unit.WEEK: Period.WEEK,
    Unit.MONTH: Period.MONTH,
}
_RATES: Final = {"minute": (Period.HOUR, 60), "second": (Period.HOUR, 3600), "workday": (Period.WEEK, 5)}
_BARE: Final = 10  # a number below it counts no tokens
_BOTH: Final = 2
_REACH: Final = 5  # tokens between a number of calls and its "a day"
_SIGHT: Final = 12
_AWAY: Final = {Kind.COMMA: 4.0, Kind.BREAK: 4.0, Kind.NUMBER: 3.0, Kind.PRICE: 3.0}
_OWN_CLAUSE: Final = frozenset({Kind.COMMA, Kind.BREAK})
_BEHIND_TIMES: Final = frozenset(
    {Kind.NUMBER, Kind.EVERY, Kind.ONE, Kind.SPAN, Kind.COMMA, Kind.BREAK, Kind.PART, Kind.TIER, Kind.MODEL, Kind.PLUS}
)
"""What may stand behind 500x."""
_PERIODIC: Final = frozenset({Kind.EVERY, Kind.ONE})
_TOKENS: Final = frozenset({Role.INPUT, Role.OUTPUT, Role.CACHED, Role.FRESH, Role.REASONING, Role.TOTAL})
_CALL_ROLE: Final = Meaning(Role.CALLS)


@dataclass(slots=True)
class Said:
    """One number and what it counts."""

    token: Token
    meaning: Meaning
    place: int


@dataclass(slots=True)
class Phrase:
    """A message taken apart.

    Attributes:
        said: numbers with what they count, in order.
        loose: numbers of tokens whose direction was not said, in order.
        lone: numbers that count nothing known.
        every, span: of the calls, or of the tokens where there are no calls.
        too_much: there are too many words or numbers to be read.
        guessed: two numbers alone are taken for input and output.
        too_much: there are too many words or numbers to be read.
        rate_factor: calls were said of each minute, second or working day; they are counted of the hour or week.
    """

    tokens: list[Token]
    model_refs: tuple[str, ...] = ()
    said: list[Said] = field(default_factory=list)
    loose: list[Said] = field(default_factory=list)
    lone: list[Token] = field(default_factory=list)
    lone_roles: list[Token] = field(default_factory=list)
    every: Period | None = None
    span: Span | None = None
    rate_factor: int = 1
    tiers: list[Tier] = field(default_factory=list)
    guessed: bool = False
    too_much: bool = False

    def has(self, *kinds: Kind) -> bool:
        """Tell whether a token of one of the kinds is in the message."""
        return any(token.kind in kinds for token in self.tokens)

    def count(self, *kinds: Kind) -> int:
        """Return how many tokens are of the kinds."""
        return sum(token.kind in kinds for token in self.tokens)

    def of(self, *roles: Role) -> list[Said]:
        """Return the numbers that count such things."""
        return [each for each in self.said if each.meaning.role in roles]


def read_phrase(text: str, models: ModelNames) -> Phrase:
    """Take a message apart. Never raises; the time is in proportion to its length."""
    found = read_tokens(simplified(text), models)
    if found is None:
        return Phrase([], too_much=True)
    tokens = settle(found)
    phrase = Phrase(tokens)
    phrase.model_refs = tuple(dict.fromkeys(str(token.payload) for token in tokens if token.kind is Kind.MODEL))
    phrase.tiers = list(
        dict.fromkeys(token.payload for token in tokens if token.kind is Kind.TIER and isinstance(token.payload, Tier))
    )
    claimed = _multipliers(tokens)
    pairs = pair(tokens, set(claimed))
    if pairs is None:
        phrase.too_much = True
        return phrase
    meanings = {**pairs.meanings, **dict.fromkeys(claimed, (_CALL_ROLE,))}
    for place in sorted(meanings):
        phrase.said += [Said(tokens[place], meaning, place) for meaning in meanings[place]]
    phrase.lone_roles = [tokens[place] for place in pairs.lone_roles]
    _place_lone(phrase, pairs.lone_numbers)
    _place_times(phrase)
    return phrase


def _multipliers(tokens: list[Token]) -> list[int]:
    """Return the places of numbers that a sign of multiplication makes numbers of calls: ×500, 500 × (2k in)."""
    claimed: list[int] = []
    for at, token in enumerate(tokens):
        if token.kind is not Kind.TIMES:
            continue
        left = at - 1 if at and tokens[at - 1].kind is Kind.NUMBER else None
        right = at + 1 if at + 1 < len(tokens) and tokens[at + 1].kind is Kind.NUMBER else None
        behind = tokens[at + 2] if at + 2 < len(tokens) else None
        next_ = tokens[at + 1] if at + 1 < len(tokens) else None
        counts_tokens = behind is not None and (behind.kind is Kind.TOKEN or behind.is_role(*_TOKENS))
        if right is not None and not counts_tokens:
            if behind is None or not behind.is_role(Role.CALLS, Role.USERS):
                claimed.append(right)
        elif left is not None and left not in claimed and (next_ is None or next_.kind in _BEHIND_TIMES):
            claimed.append(left)
    return claimed


def _place_lone(phrase: Phrase, places: list[int]) -> None:
    """Say what numbers without a word of their own count: tokens, calls of a day, or nothing known."""
    tokens = phrase.tokens
    for place in places:
        token = tokens[place]
        behind = _next(tokens, place)
        before = tokens[place - 1] if place else None
        counts_tokens = (behind is not None and behind.kind is Kind.TOKEN) or (
            before is not None and before.kind is Kind.TOKEN and (behind is None or behind.kind is not Kind.ROLE)
        )
        if token.kind is Kind.SHARE:
            phrase.lone.append(token)
        elif before is not None and before.kind is Kind.LIMIT and not phrase.of(Role.OUTPUT):
            phrase.said.append(Said(token, Meaning(Role.OUTPUT, limit=True), place))
        elif counts_tokens:
            phrase.loose.append(Said(token, Meaning(Role.TOTAL), place))
        elif behind is not None and behind.kind in _PERIODIC and not _is_many(token):
            phrase.said.append(Said(token, _CALL_ROLE, place))
        elif token.scaled or _is_in_a_list(tokens, place):
            phrase.loose.append(Said(token, Meaning(Role.TOTAL), place))
        else:
            phrase.lone.append(token)
    phrase.said.sort(key=lambda each: each.place)
    bare = [place for place in places if (tokens[place].value or 0) >= _BARE]
    if phrase.model_refs and not phrase.said and not phrase.loose and len(bare) == len(places) == _BOTH:
        phrase.loose = [Said(tokens[place], Meaning(Role.TOTAL), place) for place in places]
        phrase.lone, phrase.guessed = [], True  # gpt-5.4 12000 800


def _next(tokens: list[Token], place: int) -> Token | None:
    """Return the first token behind a place that is more than "about"."""
    return next((token for token in tokens[place + 1 : place + 3] if token.kind is not Kind.ABOUT), None)


def _is_many(token: Token) -> bool:
    """1.2M a month counts tokens rather than calls."""
    return token.value is not None and token.value >= 10**6


def _is_in_a_list(tokens: list[Token], place: int) -> bool:
    """Tell the numbers of 2000/300 and of 12k in + 800."""
    signs = {Kind.SLASH, Kind.PLUS}
    before = tokens[place - 1].kind if place else None
    behind = tokens[place + 1].kind if place + 1 < len(tokens) else None
    return before in signs or (behind in signs and place + 2 < len(tokens) and tokens[place + 2].kind is Kind.NUMBER)


def _place_times(phrase: Phrase) -> None:
    """Say which stretch of time the calls, or the tokens, are of, and which the costs are asked for."""
    tokens = phrase.tokens
    periodic = [at for at, token in enumerate(tokens) if token.kind in _PERIODIC][:MAX_ITEMS]
    calls = phrase.of(Role.CALLS)
    chosen: int | None = None
    if calls:
        near = [
            (distance, at)
            for at in periodic
            if (distance := min(_distance(tokens, each.place, at) for each in calls)) <= _REACH
        ]
        chosen = min(near)[1] if near else None
        if chosen is None and len(periodic) == 1 and not _is_asked(tokens, periodic[0]):
            chosen = periodic[0]
    else:
        counted = [each.place for each in (*phrase.said, *phrase.loose)]
        free = [at for at in periodic if not _is_asked(tokens, at)]
        near = [(_distance(tokens, place, at), at) for at in free for place in counted]
        chosen = min(near)[1] if near else None
    if chosen is not None:
        _set_every(phrase, tokens[chosen])
    spans = [_span(token) for token in tokens if token.kind is Kind.SPAN]
    spans += [
        Span(1, token.payload)
        for at, token in enumerate(tokens)
        if at in periodic and at != chosen and isinstance(token.payload, Unit)
    ]
    found = [span for span in spans if span is not None]
    if found and phrase.span is None:
        phrase.span = found[0]


def _set_every(phrase: Phrase, token: Token) -> None:
    unit = token.payload
    if isinstance(unit, Unit) and unit in _PERIODS:
        phrase.every = _PERIODS[unit]
    elif isinstance(unit, Unit):  # all the calls of a year
        phrase.span = Span(1, unit)
    elif unit == "quarter":
        phrase.span = Span(3, Unit.MONTH)
    elif isinstance(unit, str) and unit in _RATES:
        phrase.every, phrase.rate_factor = _RATES[unit]


def _span(token: Token) -> Span | None:
    value: Fraction | None = token.value
    if value is None or not isinstance(token.payload, Unit):
        return None
    return Span(int(value), token.payload)


def _distance(tokens: list[Token], place: int, period: int) -> float:
    """Return how far a stretch of time is from a number; a comma or another number between them is a long way."""
    low, high = sorted((place, period))
    if high - low > _SIGHT:
        return float(high - low) * 4
    away = sum(_AWAY.get(token.kind, 1.0) for token in tokens[low + 1 : high])
    return away + (0.5 if period < place else 0)


def _is_asked(tokens: list[Token], at: int) -> bool:
    """Tell whether a stretch of time belongs to the question: how much a month, 一个月多少钱, monthly cost."""
    before = next((token for token in reversed(tokens[max(0, at - 3) : at]) if token.kind is not Kind.FILLER), None)
    behind = next((token for token in tokens[at + 1 : at + 4] if token.kind is not Kind.FILLER), None)
    if before is not None and before.kind is Kind.PRICE:
        return True
    is_adjective = tokens[at].text.endswith("ly") or not tokens[at].text.isascii()
    if behind is not None and behind.kind is Kind.PRICE and is_adjective:
        return True
    start = next(
        (place + 1 for place in range(at - 1, max(0, at - _SIGHT), -1) if tokens[place].kind in _OWN_CLAUSE), 0
    )
    clause = []
    for token in tokens[max(start, at - _SIGHT) : at + _SIGHT]:
        if token.kind in _OWN_CLAUSE:
            break
        clause.append(token.kind)
    return Kind.PRICE in clause and Kind.NUMBER not in clause
