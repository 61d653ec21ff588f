"""Each number of a text with what belongs to it: currency, small change, "about", "a month", or what else it is."""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from bot.core.amounts.affixes import Prefix, Suffix, read_prefix, read_suffix
from bot.core.amounts.lexicon import BEFORE_ONLY, BEHIND_ONLY, OTHER_SIZES, Tag
from bot.core.amounts.names import (
    clock_end,
    glued_name_end,
    is_minute,
    is_multiplier,
    is_name,
    is_weak,
    names_by_hyphen,
)
from bot.core.amounts.numbers import Numeral, read_numeral
from bot.core.amounts.per import per_before, per_behind
from bot.core.amounts.reading import Refusal
from bot.core.amounts.tokens import PADDING
from bot.core.money import Currency

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.amounts.lexicon import Denomination
    from bot.core.amounts.per import Source
    from bot.core.amounts.tokens import Token

MAX_TERMS: Final = 48
"""Numbers beyond which a text is a table, not an amount; it bounds the work."""


COUNTERS: Final = frozenset({Tag.UNIT, Tag.PERIOD, Tag.MEASURE})


class Kind(enum.Enum):
    """What a number turned out to be."""

    AMOUNT = enum.auto()
    COUNT = enum.auto()  # of something else: 12k tokens
    SHARE = enum.auto()  # a percentage
    NAME = enum.auto()  # a model, a date, a telephone number
    BAD = enum.auto()  # refused, for `Term.reason`


@dataclass(frozen=True, slots=True)
class Term:
    """One number in its place.

    Attributes:
        kind: what it is.
        start: first token that belongs to it.
        end: the token behind it.
        values: exact values in the unit of its currency; two where it has two readings.
        currencies: one, or the two that were said of the same number ($100 rmb).
        high: the other end, where it is a range.
        scale: see `Numeral.scale`.
        approximate: see `Amount.approximate`.
        per: see `Amount.per`.
        reason: why it is refused.
        weak: may be no number at all: 一 in 一下, "one" in "the other one".
    """

    kind: Kind
    start: int
    end: int
    values: tuple[Decimal, ...] = ()
    currencies: tuple[Currency | None, ...] = (None,)
    high: Decimal | None = None
    scale: Decimal = Decimal(1)
    approximate: bool = False
    per: str | None = None
    reason: Refusal | None = None
    weak: bool = False

    @property
    def is_money(self) -> bool:
        """Whether a currency was said."""
        return self.currencies != (None,)

    def refused(self, reason: Refusal) -> Term:
        """Return the same place in the text, refused."""
        return replace(self, kind=Kind.BAD, reason=reason)


def read_terms(tokens: Sequence[Token], source: Source) -> list[Term]:
    """Return every number of the text in order; more than `MAX_TERMS` means that there are too many."""
    return _Reader(tokens, source).run()


class _Reader:
    """One pass over the tokens; a term never reaches back into the one before it."""

    def __init__(self, tokens: Sequence[Token], source: Source) -> None:
        self._tokens = tokens
        self._source = source
        self._terms: list[Term] = []

    def run(self) -> list[Term]:
        at = 1
        while at < len(self._tokens) - PADDING and len(self._terms) <= MAX_TERMS:
            term = self._term(at)
            if term is None:
                at += 1
                continue
            while self._terms and self._terms[-1].end > term.start:
                self._terms.pop()  # the 一个月 of 一个月20刀
            self._terms.append(term)
            at = term.end
        return self._terms

    def _term(self, at: int) -> Term | None:
        token, behind = self._tokens[at], self._tokens[at + 1]
        if token.tag is Tag.IDENT:
            return self._ident(at)
        if token.tag is Tag.VAGUE:
            return self._vague(at)
        if token.tag is Tag.ARTICLE and behind.tag is Tag.CURRENCY and behind.text.isalpha() and behind.gap:
            return self._complete(at, Numeral((Decimal(1),), at + 1))
        if token.tag is Tag.NUMBER and (name := self._glued_name(at)):
            return name
        numeral = read_numeral(self._tokens, at)
        return self._complete(at, numeral) if numeral else None

    def _prefix(self, at: int) -> Prefix:
        floor = self._terms[-1].end if self._terms else 1
        return read_prefix(self._tokens, at, floor, behind_term=bool(self._terms))

    def _ident(self, at: int) -> Term:
        """A name of letters and digits; where money is said of it, it was meant as a number."""
        end, prefix = at + 1, self._prefix(at)
        suffix = read_suffix(self._tokens, end, prefix)
        if self._tokens[at].text[0].isdigit() and (prefix.coin or suffix.coin):
            return Term(Kind.BAD, at, end, currencies=(Currency.USD,), reason=Refusal.MALFORMED)
        return Term(Kind.NAME, at, end)

    def _vague(self, at: int) -> Term | None:
        """``a few hundred dollars``, ``数十元``: no number, even where one follows."""
        tokens, end = self._tokens, at + 1
        joined = tokens[end].tag in {Tag.HAN, Tag.SCALE} and not tokens[end].gap
        if joined or (tokens[at].text.isascii() and tokens[end].tag in {Tag.NUMERAL, Tag.NUMBER}):
            numeral = read_numeral(tokens, end)
            end = numeral.end if numeral else end + 1
        if tokens[end].text == "of":
            end += 1
        suffix = read_suffix(tokens, end, Prefix(at))
        if tokens[suffix.end].tag in COUNTERS:
            return Term(Kind.COUNT, at, suffix.end + 1)
        if end == at + 1 and not suffix.coin and not joined:
            return None
        currencies = (suffix.coin.currency,) if suffix.coin else (None,)
        return Term(Kind.BAD, at, suffix.end, currencies=currencies, reason=Refusal.VAGUE)

    def _glued_name(self, at: int) -> Term | None:
        prefix = self._prefix(at)
        end = glued_name_end(self._tokens, at)
        if end is None:
            return None
        clock = self._tokens[at + 1].tag is Tag.COLON
        if (prefix.coin or prefix.foreign) and not clock:
            return None
        if end == at + 1 and read_suffix(self._tokens, end, prefix).coin:
            return None  # eleven digits, and a currency: no telephone number
        if prefix.coin or read_suffix(self._tokens, end, prefix).coin:
            return Term(Kind.BAD, at, end, currencies=(Currency.USD,), reason=Refusal.MALFORMED)
        return Term(Kind.NAME, at, end)

    def _complete(self, at: int, numeral: Numeral) -> Term:
        """Give a number its currency, or find out what else it counts."""
        tokens = self._tokens
        prefix = self._prefix(at)
        suffix = read_suffix(tokens, numeral.end, prefix)
        if is_minute(tokens, at, numeral.end):
            return Term(Kind.NAME, at, numeral.end + 1)
        term = Term(Kind.AMOUNT, prefix.start, suffix.end, numeral.values, scale=numeral.scale, high=numeral.high)
        coins = _coins(prefix.coin, suffix.coin)
        if not coins and not prefix.foreign and not suffix.foreign:
            other = self._not_money(at, numeral, suffix)
            if other:
                return other
        problem = self._problem(numeral, prefix, suffix)
        if coins and tokens[at - 1].tag is Tag.FRACTION:  # 百分之五美元
            problem = Refusal.MALFORMED
        if coins:
            factor = coins[-1].factor
            term = replace(
                term,
                currencies=tuple(dict.fromkeys(coin.currency for coin in coins)),
                values=tuple(value * factor + suffix.added for value in numeral.values),
                high=None if numeral.high is None else numeral.high * factor,
            )
        elif not problem:
            term = replace(term, weak=is_weak(tokens, at, numeral))
        term = self._qualified(replace(term, approximate=suffix.approximate))
        return term.refused(problem) if problem else term

    def _problem(self, numeral: Numeral, prefix: Prefix, suffix: Suffix) -> Refusal | None:
        if prefix.foreign or suffix.foreign:
            return Refusal.OTHER_CURRENCY
        if prefix.negative:
            return Refusal.NEGATIVE
        if numeral.problem or suffix.problem:
            return numeral.problem or suffix.problem
        if suffix.vague:
            return Refusal.VAGUE
        broken = suffix.added and (numeral.high or any(value % 1 for value in numeral.values))
        stray = prefix.stray and not suffix.coin
        return Refusal.MALFORMED if prefix.clash or stray or broken else None

    def _not_money(self, at: int, numeral: Numeral, suffix: Suffix) -> Term | None:
        """Return the term of a number without a currency that counts or names something else."""
        tokens, end = self._tokens, numeral.end
        before, behind = tokens[at - 1], tokens[suffix.end]
        value = numeral.values[0] if numeral.values else Decimal(0)
        clock = clock_end(tokens, end)
        if clock or (tokens[at].tag is Tag.HAN and "点" in tokens[at].text and not numeral.values):
            return Term(Kind.NAME, at, clock or end)
        if is_multiplier(tokens, suffix.end):
            return Term(Kind.COUNT, at, suffix.end + 1)
        if behind.tag in COUNTERS and behind.gap <= 1:
            end = suffix.end + 1
            while tokens[end].tag in COUNTERS and tokens[end].gap <= 1:
                end += 1
            return Term(Kind.COUNT, at, end, numeral.values)
        if behind.tag in {Tag.PERCENT, Tag.FRACTION} and behind.gap <= 1:
            return Term(Kind.SHARE, at, suffix.end + 1)
        if before.tag is Tag.FRACTION:
            return Term(Kind.SHARE, at, end)
        if before.tag is Tag.PER or (before.tag is Tag.SLASH and not tokens[at].gap):
            return Term(Kind.COUNT, at, end)
        if names_by_hyphen(tokens, end) or tokens[end - 1].text in OTHER_SIZES or is_name(tokens, at, end, value):
            return Term(Kind.NAME, at, end)
        return None

    def _qualified(self, term: Term) -> Term:
        """Add what is said around an amount: about, at most, a month."""
        term = self._with_per(self._around(term))
        for _ in range(3):
            marked = self._marked(term) if self._tokens[term.start].gap <= 1 else None
            if marked is None:
                break
            term = marked
        return term

    def _marked(self, term: Term) -> Term | None:
        """Take the word before a term, where it says something about the amount."""
        tokens, at = self._tokens, term.start - 1
        last = self._terms[-1] if self._terms else None
        taken = last is not None and at < last.end
        if term.per is None and not (taken and last and last.kind is not Kind.COUNT):
            per = per_before(tokens, term.start)
            if per:
                return replace(term, per=per[0], start=per[1])
        token = tokens[at]
        if taken or token.text in BEHIND_ONLY:
            return None
        if token.text == "好几":  # 好几十块
            return replace(term, start=at).refused(Refusal.VAGUE)
        if token.tag in {Tag.ABOUT, Tag.LIMIT} or (token.text == "~" and not (last and at == last.end)):
            return replace(term, start=at, approximate=True)
        return replace(term, start=at).refused(Refusal.VAGUE) if token.tag is Tag.BOUND else None

    def _around(self, term: Term) -> Term:
        """``20 or so``, ``20块左右``, ``20元以上``."""
        token = self._tokens[term.end]
        if token.text in BEFORE_ONLY or token.gap > 1:
            return term
        if token.tag in {Tag.ABOUT, Tag.LIMIT}:
            return replace(term, end=term.end + 1, approximate=True)
        if token.tag is Tag.BOUND:
            return replace(term, end=term.end + 1).refused(Refusal.VAGUE)
        return term

    def _with_per(self, term: Term) -> Term:
        for _ in range(2):  # per seat per month
            per = per_behind(self._tokens, term.end, self._source)
            if per is None:
                break
            term = replace(term, per=per[0], end=per[1])
        return term


def _coins(before: Denomination | None, behind: Denomination | None) -> tuple[Denomination, ...]:
    """Return the currencies said of a number; the 元 of 美金30元 only counts."""
    if before and behind and before.han and before.currency is Currency.USD and behind.measure and behind.factor == 1:
        return (before,)
    return tuple(coin for coin in (before, behind) if coin)
