"""What numbers come to that stand together: products, sums, ranges, or simply two amounts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Context, Decimal, Inexact, InvalidOperation, Overflow
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from bot.core.amounts.lexicon import EACH, NO_NOUNS, PERIODS, Tag
from bot.core.amounts.reading import Refusal
from bot.core.amounts.terms import Kind, Term
from bot.core.money import Currency

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.core.amounts.tokens import Token

    Combine = Callable[[Sequence[Token], Term, Term], Term | None]

_EXACT: Final = Context(prec=120, traps=[Inexact, InvalidOperation, Overflow])
_OPERATORS: Final = frozenset({Tag.TIMES, Tag.PLUS, Tag.SLASH, Tag.DASH, Tag.POWER})
_PERIOD_NAMES: Final = frozenset(EACH.values()) | frozenset(PERIODS.values())
_SHARES: Final = ("of", "的", "打")  # 20% of 60, 60刀的20%, 60刀打8折
_OPENS: Final = frozenset({Tag.NUMBER, Tag.HAN, Tag.CURRENCY, Tag.OPEN})
_FEW: Final = 31
_PARTS: Final = frozenset({"2", "3", "4", "5", "8"})
_SCREEN: Final = 100  # 1920x1080 is a size


def combine(tokens: Sequence[Token], terms: list[Term]) -> list[Term]:
    """Join neighbouring terms, products before sums before ranges; refuse arithmetic that is not read."""
    for rule in (_product, _sum, _range, _share_of, _pair):
        terms = _fold(tokens, terms, rule)
    return [_guarded(tokens, term) for term in _share(tokens, terms)]


def _fold(tokens: Sequence[Token], terms: list[Term], rule: Combine) -> list[Term]:
    joined: list[Term] = []
    for term in terms:
        merged = rule(tokens, joined[-1], term) if joined else None
        if merged is None:
            joined.append(term)
        else:
            joined[-1] = merged
    return joined


def _between(tokens: Sequence[Token], left: Term, right: Term) -> Token | None:
    """Return the one token between two terms, None where they stand further apart or touch."""
    return tokens[left.end] if right.start == left.end + 1 else None


def _joined(left: Term, right: Term, values: tuple[Decimal, ...], currencies: tuple[Currency | None, ...]) -> Term:
    return replace(
        left,
        end=right.end,
        values=values,
        currencies=currencies,
        approximate=left.approximate or right.approximate,
        per=right.per or left.per,
        weak=False,
    )


def _broken(left: Term, right: Term, reason: Refusal = Refusal.MALFORMED) -> Term:
    """Refuse two terms as one; the currency of either says that money was meant."""
    currencies = left.currencies if left.is_money else right.currencies
    if Kind.BAD in {left.kind, right.kind}:
        reason = (left if left.kind is Kind.BAD else right).reason or reason
    return replace(left, end=right.end, currencies=currencies).refused(reason)


def _common(left: Term, right: Term) -> tuple[Currency | None, ...] | None:
    """Return the currency of both; a bare number takes that of the other. None where they differ."""
    if not left.is_money or not right.is_money:
        return left.currencies if left.is_money else right.currencies
    return left.currencies if left.currencies == right.currencies else None


def _calculate(operation: Callable[[Decimal, Decimal], Decimal], left: Term, right: Term) -> tuple[Decimal, ...]:
    """Return the exact result, nothing where there is none or an operand has two readings."""
    if len(left.values) != 1 or len(right.values) != 1 or left.high or right.high:
        return ()
    try:
        return (operation(left.values[0], right.values[0]),)
    except (Inexact, Overflow):
        return ()


def _product(tokens: Sequence[Token], left: Term, right: Term) -> Term | None:
    """``100刀 x 3``, ``$20 x 3 months``."""
    sign = _between(tokens, left, right)
    if sign is None or sign.tag is not Tag.TIMES or Kind.NAME in {left.kind, right.kind}:
        return None
    kinds = {left.kind, right.kind}
    by_thousands = any(term.per and term.per not in _PERIOD_NAMES for term in (left, right))
    if by_thousands or not kinds <= {Kind.AMOUNT, Kind.COUNT} or (left.is_money and right.is_money):
        return _broken(left, right)
    if kinds == {Kind.COUNT} or _is_size(tokens, left, right, sign):
        return replace(left, kind=Kind.COUNT, end=right.end)
    values = _calculate(_EXACT.multiply, left, right)
    result = _joined(left, right, values, left.currencies if left.is_money else right.currencies)
    return replace(result, kind=Kind.AMOUNT) if values else _broken(left, right)


def _is_size(tokens: Sequence[Token], left: Term, right: Term, sign: Token) -> bool:
    bare = not left.is_money and not right.is_money
    glued = sign.text == "x" and not sign.gap and not tokens[right.start].gap
    return bare and glued and all(value >= _SCREEN for value in left.values + right.values)


def _sum(tokens: Sequence[Token], left: Term, right: Term) -> Term | None:
    """``12.5+3``, ``5刀加3刀``; a fee in percent is not added."""
    sign = _between(tokens, left, right)
    if sign is None or sign.tag is not Tag.PLUS:
        return None
    if Kind.SHARE in {left.kind, right.kind} or Kind.BAD in {left.kind, right.kind}:
        return _broken(left, right)
    if left.kind is not Kind.AMOUNT or right.kind is not Kind.AMOUNT:
        return None
    currencies = _common(left, right)
    values = _calculate(_EXACT.add, left, right)
    if currencies is None:
        return None
    return _joined(left, right, values, currencies) if values else _broken(left, right)


def _range(tokens: Sequence[Token], left: Term, right: Term) -> Term | None:
    """``10-20``, ``20到30元``, ``between 10 and 20``; 1-2k is from 1000."""
    sign = _between(tokens, left, right)
    between = sign is not None and sign.text == "and" and tokens[left.start - 1].text == "between"
    if sign is None or not (sign.tag in {Tag.DASH, Tag.RANGE} or between):
        return None
    other = (left.kind if left.kind is not Kind.AMOUNT else right.kind) is not Kind.AMOUNT
    if other:
        return _range_of_others(left, right)
    currencies = _common(left, right)
    if currencies is None:
        return None
    if len(left.values) != 1 or len(right.values) != 1 or left.high or right.high:
        return _broken(left, right)
    low, high = left.values[0], right.values[0]
    if left.scale == 1 and right.scale > 1 and low * right.scale < high:
        low *= right.scale
    result = _joined(left, right, (low,), currencies)
    return replace(result, high=high) if low < high else _broken(left, right)


def _range_of_others(left: Term, right: Term) -> Term | None:
    """``10-20 tokens``, ``5-10%``: the first number counts the same; anything else stays apart."""
    bare = left.kind is Kind.AMOUNT and not left.is_money
    if bare and right.kind in {Kind.COUNT, Kind.SHARE}:
        return replace(right, start=left.start)
    if Kind.BAD in {left.kind, right.kind} and Kind.AMOUNT in {left.kind, right.kind}:
        return _broken(left, right)
    return None


def _share_of(tokens: Sequence[Token], left: Term, right: Term) -> Term | None:
    """``20% of $60`` and ``60刀打8折`` would have to be worked out."""
    sign = _between(tokens, left, right)
    amounts = Kind.AMOUNT in {left.kind, right.kind}
    share = Kind.SHARE in {left.kind, right.kind} or tokens[right.end - 1].text == "折"
    if sign is None or not sign.text.endswith(_SHARES) or not amounts or not share:
        return None
    return replace(_broken(left, right), currencies=(Currency.USD,))


def _pair(tokens: Sequence[Token], left: Term, right: Term) -> Term | None:
    """Two amounts side by side. A bare number beside one with a currency leaves open which was meant."""
    if left.kind is not Kind.AMOUNT or right.kind is not Kind.AMOUNT or left.weak or right.weak:
        return None
    sign = _between(tokens, left, right)
    if sign is None and right.start != left.end:
        return None
    if sign is not None and sign.tag is Tag.EQUALS and left.values == right.values and _common(left, right):
        return _joined(left, right, left.values, _common(left, right) or left.currencies)
    loose = left.is_money != right.is_money
    beside = sign is None or sign.tag in {Tag.EQUALS, Tag.SLASH, Tag.DASH, Tag.RANGE}
    return _broken(left, right, Refusal.SEVERAL) if loose and beside else None


def _share(tokens: Sequence[Token], terms: list[Term]) -> list[Term]:
    """Give both of ``20 and 30 dollars`` the currency that only one has, so that both are asked for."""
    shared = list(terms)
    for at, (left, right) in enumerate(pairwise(terms)):
        sign = _between(tokens, left, right)
        both = left.kind is Kind.AMOUNT and right.kind is Kind.AMOUNT and left.is_money != right.is_money
        if sign is None or sign.tag is not Tag.EITHER or not both:
            continue
        bare, money = (at, right) if right.is_money else (at + 1, left)
        if not is_counting(tokens, terms[bare]):
            shared[bare] = replace(terms[bare], currencies=money.currencies)
    return shared


def is_counting(tokens: Sequence[Token], term: Term) -> bool:
    """Whether a bare number beside an amount counts things: the 2 of "2 hoodies for $30"."""
    noun = tokens[term.end]
    few = all(value % 1 == 0 and value <= _FEW for value in term.values)
    return few and noun.tag is Tag.WORD and noun.gap == 1 and noun.text not in NO_NOUNS


def _is_fraction(tokens: Sequence[Token], at: int) -> bool:
    """The half of ``$1 1/2``."""
    number, slash, under = tokens[at : at + 3]
    return number.text in {"1", "2", "3"} and slash.tag is Tag.SLASH and not slash.gap and under.text in _PARTS


def _misses_whole(tokens: Sequence[Token], start: int) -> bool:
    """The comma of ``,5``, which touches nothing before it."""
    comma, first = tokens[start - 1], tokens[start]
    return (
        comma.text == ","
        and first.tag is Tag.NUMBER
        and not first.gap
        and (comma.gap > 0 or tokens[start - 2].tag is Tag.BREAK)
    )


def _guarded(tokens: Sequence[Token], term: Term) -> Term:
    """Refuse a term beside arithmetic that was not read: ``(2+3)*4``, ``5^2``, ``20/3``."""
    if term.kind is not Kind.AMOUNT:
        return term
    before, behind, next_one = tokens[term.start - 1], tokens[term.end], tokens[term.end + 1]
    number = next_one.tag in _OPENS
    unread = (behind.tag is Tag.POWER and number) or (behind.tag in _OPERATORS and next_one.tag is Tag.OPEN)
    unread = unread or (behind.tag is Tag.CLOSE and next_one.tag in _OPERATORS and tokens[term.end + 2].tag in _OPENS)
    unread = unread or (behind.tag is Tag.SLASH and number) or _is_fraction(tokens, term.end)
    unread = unread or _misses_whole(tokens, term.start)
    unread = unread or before.tag in {Tag.POWER, Tag.PART} or (behind.tag is Tag.PART and not behind.text.isascii())
    if unread:
        return term.refused(Refusal.MALFORMED)
    bracketed = before.tag is Tag.OPEN and behind.tag is Tag.CLOSE
    alone = bracketed and tokens[term.start - 2].tag is Tag.BREAK and next_one.tag is Tag.BREAK
    return term.refused(Refusal.NEGATIVE) if alone else term  # an accountant's (20) is minus twenty
