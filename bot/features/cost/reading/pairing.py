"""Which number belongs to which word: 输入2000输出300 and 2000输入300输出 name each number from opposite sides.

A sentence is seen as a row of numbers and role words. Every way to pair neighbours has a price (something between
them, a number without a word, a change of side), and the cheapest row of pairs is taken. The rows are short, so this is
a small dynamic programme whose time is in proportion to their length.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from bot.features.cost.reading.lexicon import Kind, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.features.cost.reading.lexicon import Meaning
    from bot.features.cost.reading.token import Token

MAX_ITEMS: Final = 60
"""A row of more numbers and role words than this is a table or noise."""

_BETWEEN: Final = {
    Kind.TOKEN: 0.0,
    Kind.ABOUT: 0.0,
    Kind.BOTH: 0.0,
    Kind.FILLER: 0.25,
    Kind.LIMIT: 0.25,
    Kind.PER_CALL: 0.5,
    Kind.PER_USER: 0.5,
    Kind.PLUS: 2.0,
    Kind.BREAK: 4.0,
    Kind.EVERY: 3.0,
    Kind.ONE: 3.0,
    Kind.SPAN: 3.0,
    Kind.MODEL: 2.0,
    Kind.PRICE: 2.0,
}
_OTHERWISE: Final = 1.5
_TOO_FAR: Final = 5.5
_LONE_NUMBER: Final = 6.0
_LONE_SHARE: Final = 2.0
_LONE_ROLE: Final = 2.0
_LONE_FIRST: Final = 0.5
_OTHER_SIDE: Final = 0.5
_CALLS_BEFORE: Final = 0.4  # 500 calls rather than calls 500
_LIST: Final = 0.5
_CLOSE_BEHIND: Final = -1.0
_PEOPLE_AND_CALLS: Final = frozenset({Role.CALLS, Role.USERS})
_LISTED: Final = frozenset({Role.INPUT, Role.OUTPUT, Role.CACHED})


class Pairs(NamedTuple):
    """Meanings of numbers by their places among the tokens; places of numbers and role words without a partner."""

    meanings: dict[int, tuple[Meaning, ...]]
    lone_numbers: list[int]
    lone_roles: list[int]


class _Step(NamedTuple):
    """The cheapest way to here. `pairs`: what its last step paired."""

    cost: float
    came_from: tuple[int, int] | None
    pairs: tuple[tuple[int, int], ...]


def pair(tokens: Sequence[Token], claimed: set[int]) -> Pairs | None:
    """Return which number means what; None where there are too many. Numbers in `claimed` take no part."""
    row = [
        place
        for place, token in enumerate(tokens)
        if token.kind in {Kind.NUMBER, Kind.SHARE, Kind.ROLE} and place not in claimed
    ]
    if len(row) > MAX_ITEMS:
        return None
    chosen = _Row(tokens, row).cheapest()
    meanings: dict[int, tuple[Meaning, ...]] = {}
    for number, role in chosen:
        meaning = tokens[role].meaning
        if meaning is not None:
            meanings[number] = (*meanings.get(number, ()), meaning)
    used = {place for both in chosen for place in both}
    lone = [place for place in row if place not in used]
    return Pairs(
        meanings,
        [place for place in lone if tokens[place].kind is not Kind.ROLE],
        [place for place in lone if tokens[place].kind is Kind.ROLE],
    )


class _Row:
    """The numbers and role words of a sentence, by their places."""

    def __init__(self, tokens: Sequence[Token], row: Sequence[int]) -> None:
        self.tokens, self.row = tokens, row

    def cheapest(self) -> list[tuple[int, int]]:
        """Return pairs of the places of a number and of its word."""
        size = len(self.row)
        best: list[dict[int, _Step]] = [{} for _ in range(size + 1)]
        best[0][0] = _Step(0.0, None, ())
        for at in range(size):
            for side, step in best[at].items():
                for width, new_side, cost, pairs in self._moves(at, side):
                    found = best[at + width].get(new_side)
                    if found is None or step.cost + cost < found.cost:
                        best[at + width][new_side] = _Step(step.cost + cost, (at, side), pairs)
        at, side = size, min(best[size], key=lambda each: best[size][each].cost)
        chosen: list[tuple[int, int]] = []
        while came_from := best[at][side].came_from:
            chosen += best[at][side].pairs
            at, side = came_from
        return chosen

    def _moves(self, at: int, side: int) -> Iterator[tuple[int, int, float, tuple[tuple[int, int], ...]]]:
        """Yield how many items a step takes, the side it names numbers from, its cost and its pairs."""
        first = self.tokens[self.row[at]]
        if first.kind is Kind.ROLE:
            yield 1, side, _LONE_ROLE + (_LONE_FIRST if at == 0 else 0), ()
        else:
            yield 1, side, _LONE_SHARE if first.kind is Kind.SHARE else _LONE_NUMBER, ()
        kinds = [self.tokens[place].kind is Kind.ROLE for place in self.row[at : at + 4]]
        gap = self._gap(at)
        if kinds[:2] in ([True, False], [False, True]) and gap <= _TOO_FAR:
            yield from self._pair(at, side, gap, role_first=kinds[0])
        yield from self._lists(at, side, kinds)

    def _pair(
        self, at: int, side: int, gap: float, *, role_first: bool
    ) -> Iterator[tuple[int, int, float, tuple[tuple[int, int], ...]]]:
        number, role = (self.row[at + 1], self.row[at]) if role_first else (self.row[at], self.row[at + 1])
        meaning = self.tokens[role].meaning
        if meaning is None or (role_first and meaning.behind):
            return
        if self.tokens[number].kind is Kind.SHARE and meaning.role is not Role.CACHED:
            return
        if meaning.role in _PEOPLE_AND_CALLS and self._counts_tokens(number):
            return
        new_side = side if meaning.behind else 1 if role_first else 2
        turned = _OTHER_SIDE if side and new_side != side else 0
        turned += _CALLS_BEFORE if role_first and meaning.role in _PEOPLE_AND_CALLS else 0
        close = _CLOSE_BEHIND if (meaning.weak or meaning.behind) and not role_first and not gap else 0
        yield 2, new_side, gap + turned + close, ((number, role),)

    def _lists(
        self, at: int, side: int, kinds: list[bool]
    ) -> Iterator[tuple[int, int, float, tuple[tuple[int, int], ...]]]:
        """``in/out 12k/800``, ``12k/800 in/out``, ``输入输出各2000``."""
        places = self.row[at : at + 4]
        if kinds[:2] == [True, True] and kinds[2:3] == [False] and self._listed(places[0], places[1]):
            cost = _LIST + self._gap(at) / 2 + self._gap(at + 1)
            if kinds[3:] == [False]:
                yield 4, side, cost + self._gap(at + 2) / 2, ((places[2], places[0]), (places[3], places[1]))
            if self._for_both(places[1], places[2]):
                yield 3, side, cost, ((places[2], places[0]), (places[2], places[1]))
        if kinds == [False, False, True, True] and self._listed(places[2], places[3]):
            cost = _LIST + self._gap(at) / 2 + self._gap(at + 1) + self._gap(at + 2) / 2
            yield 4, side, cost, ((places[0], places[2]), (places[1], places[3]))
        if (
            kinds[:3] == [False, True, True]
            and self._listed(places[1], places[2])
            and self._for_both(places[0], places[2])
        ):
            yield 3, side, _LIST + self._gap(at), ((places[0], places[1]), (places[0], places[2]))

    def _counts_tokens(self, number: int) -> bool:
        return number + 1 < len(self.tokens) and self.tokens[number + 1].kind is Kind.TOKEN

    def _listed(self, one: int, other: int) -> bool:
        meanings = [self.tokens[place].meaning for place in (one, other)]
        roles = {meaning.role for meaning in meanings if meaning and not meaning.behind}
        return len(roles) == 2 and roles <= _LISTED  # noqa: PLR2004 - two different ones

    def _for_both(self, start: int, end: int) -> bool:
        near = self.tokens[start : end + 3]
        return any(token.kind is Kind.BOTH or token.text == "each" for token in near)

    def _gap(self, at: int) -> float:
        """Return the price of what stands between an item and the next one."""
        if at + 1 >= len(self.row):
            return 0
        between = self.tokens[self.row[at] + 1 : self.row[at + 1]]
        return sum(_BETWEEN.get(token.kind, _OTHERWISE) for token in between)
