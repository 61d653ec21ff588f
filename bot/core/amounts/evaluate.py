"""How well amounts are read, measured on a table of texts and what is expected of each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from bot.core.amounts.reader import read_amount
from bot.core.amounts.reading import expectation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

CORRECT: Final = "correct"
WRONG: Final = "wrong"
REFUSED: Final = "refused or asked"


@dataclass(frozen=True, slots=True)
class Miss:
    """A line that was not read as expected."""

    text: str
    outcome: str
    expected: Mapping[str, object]
    got: Mapping[str, object]


@dataclass(slots=True)
class Score:
    """Counts of correct, wrong, and refused or asked lines, by language.

    `answerable` counts the lines that expect exactly one amount, `answered` those of them that got one.
    """

    by_language: dict[str, Counter[str]] = field(default_factory=dict)
    answerable: int = 0
    answered: int = 0
    misses: list[Miss] = field(default_factory=list)

    @property
    def total(self) -> Counter[str]:
        """The counts of all languages together."""
        return sum(self.by_language.values(), Counter[str]())


def score(lines: Iterable[Mapping[str, object]]) -> Score:
    """Read the `text` of every line and compare with its `expect`; `lang` says where to count it.

    A refusal or a question is correct where it is expected and never wrong; any other answer that is not
    expected is wrong.
    """
    result = Score()
    for line in lines:
        expected = line["expect"]
        if not isinstance(expected, dict):
            raise TypeError(f"expect is no object in {line!r}")
        got = expectation(read_amount(str(line["text"])))
        outcome = _outcome(expected, got)
        result.by_language.setdefault(str(line.get("lang", "?")), Counter())[outcome] += 1
        if "amount" in expected:
            result.answerable += 1
            result.answered += "amount" in got
        if outcome != CORRECT:
            result.misses.append(Miss(str(line["text"]), outcome, expected, got))
    return result


def _outcome(expected: Mapping[str, object], got: Mapping[str, object]) -> str:
    alternatives = expected.get("any_of")
    accepted = alternatives if isinstance(alternatives, list) else [expected]
    if any(_key(each) == _key(got) for each in accepted):
        return CORRECT
    return WRONG if "amount" in got else REFUSED


def _key(expect: Mapping[str, object]) -> tuple[object, ...]:
    """Return what counts in a comparison: 2.5 and 2.50 are the same, and so are two readings in either order."""
    match expect:
        case {"amount": amount}:
            return "amount", _number(amount), expect.get("currency")
        case {"ambiguous": [*readings]}:
            return "ambiguous", frozenset(_number(each) for each in readings)
        case {"range": [low, high]}:
            return "range", _number(low), _number(high), expect.get("currency")
        case _:
            return ("reject",)


def _number(text: object) -> object:
    try:
        return Decimal(str(text))
    except InvalidOperation:
        return text
