"""Reading an amount of money as people type it."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from bot.core.amounts.combine import combine, is_counting
from bot.core.amounts.lexicon import Tag
from bot.core.amounts.reading import (
    AmbiguousAmount,
    Amount,
    AmountRange,
    AmountReading,
    Refusal,
    RefusedAmount,
    Span,
)
from bot.core.amounts.terms import MAX_TERMS, Kind, Term, read_terms
from bot.core.amounts.tokens import fold, tokenize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.amounts.tokens import Folded, Token

LIMIT: Final = Decimal(10**15)
_PIECE: Final = 40
_MAX_READINGS: Final = 4
_WANTS: Final = frozenset({"to", "in", "into", "到"})


def read_amount(text: str) -> AmountReading:
    """Return the one amount that a text means, or why it cannot be said which.

    English, Chinese and mixed, alone or inside a sentence. A bare ``¥`` is RMB; any third currency is refused.
    Never raises, whatever the text, and takes time in proportion to its length.
    """
    folded = fold(text)
    tokens = tokenize(folded.text)
    if tokens is None:
        return RefusedAmount(Refusal.SEVERAL, _cut(text))
    place = _Place(text, folded, tokens)
    terms = read_terms(tokens, place.source)
    if len(terms) > MAX_TERMS:
        return RefusedAmount(Refusal.SEVERAL, _cut(text))
    return _Verdict(place).of(combine(tokens, terms))


def _cut(text: str) -> str:
    return text.strip()[:_PIECE]


class _Place:
    """Where tokens stand in the text as it was given."""

    def __init__(self, text: str, folded: Folded, tokens: Sequence[Token]) -> None:
        self.text = text
        self.tokens = tokens
        self._origin = folded.origin

    def span(self, start: int, end: int) -> Span:
        """Return the indices of the tokens from `start` up to `end`."""
        first, last = self.tokens[start].start, self.tokens[end - 1].end
        return self._origin[first], self._origin[last - 1] + 1

    def source(self, start: int, end: int) -> str:
        """Return the text of the tokens from `start` up to `end`, as typed."""
        first, last = self.span(start, end)
        return self.text[first:last]


class _Verdict:
    """Which of the terms is meant."""

    def __init__(self, place: _Place) -> None:
        self._place = place

    def of(self, terms: list[Term]) -> AmountReading:
        terms = [_bounded(term) for term in terms if not term.weak]
        if any(term.is_money and term.kind is Kind.AMOUNT for term in terms):
            terms = [term for term in terms if not self._asks_how_many(term)]
        money = [term for term in terms if term.is_money and term.kind in {Kind.AMOUNT, Kind.BAD}]
        refused = next((term for term in terms if term.kind is Kind.BAD and _is_final(term)), None)
        if refused:
            return self._refusal(refused)
        if self._wants_other_currency():
            return RefusedAmount(Refusal.OTHER_CURRENCY, _cut(self._place.text))
        bare = [term for term in terms if term.kind in {Kind.AMOUNT, Kind.BAD} and not term.is_money]
        if money:  # a second number that counts nothing may be what was meant
            bare = [term for term in bare if term.kind is Kind.AMOUNT and not is_counting(self._place.tokens, term)]
        candidates = sorted(money + bare, key=lambda term: term.start)
        refused = next((term for term in candidates if term.kind is Kind.BAD), None)
        if refused:
            return self._refusal(refused)
        if not candidates:
            return self._nothing(terms)
        return self._chosen(candidates)

    def _asks_how_many(self, term: Term) -> bool:
        """The 几块 of 100刀等于几块 is a question, not an amount."""
        return term.reason is Refusal.VAGUE and self._place.tokens[term.start].text == "几"

    def _chosen(self, candidates: list[Term]) -> AmountReading:
        readings = [reading for term in candidates for reading in self._readings(term)]
        distinct = {(each.value, each.currency): each for each in reversed(readings)}
        first, last = candidates[0], candidates[-1]
        ranges = [term for term in candidates if term.high is not None]
        if ranges and len(candidates) == 1:
            low, high = first.values[0], first.high or first.values[0]
            return AmountRange(low, high, first.currencies[0], self._place.span(first.start, first.end))
        if ranges or len(distinct) > _MAX_READINGS:
            return RefusedAmount(Refusal.SEVERAL, self._piece(first.start, last.end))
        if len(distinct) == 1:  # said twice: the place where the currency was said too
            return max(readings, key=lambda amount: amount.span[1] - amount.span[0])
        return AmbiguousAmount(
            tuple(reversed(distinct.values())),
            self._place.span(first.start, last.end),
        )

    def _readings(self, term: Term) -> list[Amount]:
        span = self._place.span(term.start, term.end)
        return [
            Amount(value, currency, span, term.approximate, term.per)
            for value in term.values
            for currency in term.currencies
        ]

    def _nothing(self, terms: list[Term]) -> RefusedAmount:
        if terms:
            return RefusedAmount(Refusal.NOT_MONEY, self._piece(terms[0].start, terms[-1].end))
        tokens = self._place.tokens
        vague = next((at for at, token in enumerate(tokens) if token.tag is Tag.VAGUE), None)
        if vague is not None:
            return RefusedAmount(Refusal.VAGUE, self._piece(vague, vague + 1))
        return RefusedAmount(Refusal.NO_NUMBER, _cut(self._place.text))

    def _refusal(self, term: Term) -> RefusedAmount:
        return RefusedAmount(term.reason or Refusal.MALFORMED, self._piece(term.start, term.end))

    def _piece(self, start: int, end: int) -> str:
        return _cut(self._place.source(start, end))

    def _wants_other_currency(self) -> bool:
        """Whether the text asks for a third currency: "100 usd to eur", 100美元换欧元."""
        tokens = self._place.tokens
        return any(
            token.tag is Tag.OTHER_CURRENCY and (before.tag is Tag.TO or before.text in _WANTS)
            for before, token in pairwise(tokens)
        )


def _is_final(term: Term) -> bool:
    """Whether a refused number spoils the whole text, whatever else is in it."""
    if term.reason in {Refusal.OTHER_CURRENCY, Refusal.NEGATIVE, Refusal.SEVERAL}:
        return True
    return term.is_money


def _bounded(term: Term) -> Term:
    """Refuse zero and what no account holds."""
    if term.kind is not Kind.AMOUNT:
        return term
    ends = term.values if term.high is None else (*term.values, term.high)
    if any(value >= LIMIT for value in ends):
        return term.refused(Refusal.TOO_LARGE)
    return term.refused(Refusal.ZERO) if any(not value for value in term.values) else term
