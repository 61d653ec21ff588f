"""What a word means by its neighbours: "in" before a model, 月 behind a number, a dash between two numbers."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from bot.features.cost.reading.lexicon import Kind, Meaning, Role
from bot.features.cost.reading.results import Unit, Why, cut

if TYPE_CHECKING:
    from bot.features.cost.reading.token import Token

_MAX_COUNT: Final = 10_000  # of units in a span
_MAX_WHOLE: Final = 10  # of a fraction: 3/4
_FIRST_YEAR: Final = 1900
_PRICED_BY: Final = frozenset({1, 1_000, 1_000_000})
_LETTER_UNITS: Final = {"d": Unit.DAY, "h": Unit.HOUR, "m": Unit.MONTH, "w": Unit.WEEK, "y": Unit.YEAR}
_MILLIONS: Final = frozenset({"m", "mtok", "mtoks", "mtokens", "ktok", "k"})
_DATES: Final = frozenset({"月", "日"})
_ADJECTIVES: Final = frozenset({"月", "日", "年", "周"})
_ARTICLES: Final = frozenset({"a", "an", "one"})
_SAYS: Final = frozenset({":", "=", "is", "was", "are", "be", "=>", "'", '"'})
"""Words that may stand between a direction and its number."""
_OF: Final = frozenset({"of", "of the", "of my", "the", "的", "my"})
_CODES: Final = frozenset({"usd", "rmb", "cny", "us$"})  # of currencies; they stand before a number
_SIGNS: Final = "$¥€£"
_TILDES: Final = frozenset({"~", "〜"})
_ONE: Final = "一"
_EVERYTHING: Final = Fraction(1)
_MONEY: Final = Fraction(1)  # marks a currency that has an amount
_NUMBERS: Final = frozenset({Kind.NUMBER, Kind.SHARE})
_AROUND: Final = frozenset({Kind.TOKEN, Kind.ABOUT, Kind.MORE})
_COUNTED: Final = frozenset({Kind.NUMBER, Kind.TOKEN, Kind.ROLE})
_TAKES_VAGUE: Final = frozenset({Kind.TOKEN, Kind.UNIT, Kind.OTHER, Kind.ROLE, Kind.MORE})
_PREPOSED: Final = frozenset(
    {Kind.MODEL, Kind.MONEY, Kind.TIER, Kind.PER, Kind.EVERY, Kind.ONE, Kind.SPAN, Kind.UNKNOWN, Kind.STOP}
)
"""Before these "in" is a preposition."""


def settle(tokens: list[Token]) -> list[Token]:
    """Return the tokens with everything decided that neighbours decide."""
    for walk in (_Amounts, _Stretches, _Roles):
        tokens = walk(tokens).run()
    return tokens


class _Walk:
    """One walk over the tokens: what is behind is settled, what is ahead is not."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.done: list[Token] = []
        self.at = 0

    def run(self) -> list[Token]:
        while self.at < len(self.tokens):
            if not self.act(self.tokens[self.at]):
                self.done.append(self.tokens[self.at])
                self.at += 1
        return self.done

    def act(self, token: Token) -> bool:
        """Put something else in the place of a token, and perhaps of some behind it; False to leave it."""
        raise NotImplementedError

    def ahead(self, distance: int = 1) -> Token | None:
        return self.tokens[self.at + distance] if self.at + distance < len(self.tokens) else None

    def behind(self) -> Token | None:
        return self.done[-1] if self.done else None

    def comes(self, distance: int, *kinds: Kind) -> bool:
        token = self.ahead(distance)
        return token is not None and token.kind in kinds

    def take(self, count: int, token: Token) -> bool:
        """Put one token in the place of `count`."""
        taken = self.tokens[self.at : self.at + count]
        piece = "".join((" " if each.gap and place else "") + each.piece for place, each in enumerate(taken))
        self.done.append(token._replace(start=taken[0].start, end=taken[-1].end, gap=taken[0].gap, piece=cut(piece)))
        self.at += len(taken)
        return True


class _Amounts(_Walk):
    """Numbers with what makes them something else: money, words, ranges, guesses."""

    def act(self, token: Token) -> bool:
        if token.kind is Kind.VAGUE:
            return self._vague(token)
        if token.kind is Kind.MONEY and token.text in _SIGNS and self.comes(1, Kind.NUMBER):
            return self.take(2, token._replace(value=_MONEY))
        if token.text in _TILDES and self.comes(1, Kind.NUMBER):
            return self.take(1, token._replace(kind=Kind.ABOUT))
        return token.kind in _NUMBERS and (
            self._fraction(token) or self._range(token) or self._with_next(token) or self._after_code()
        )

    def _vague(self, token: Token) -> bool:
        """``a few thousand``, 几千; "some" and "many" alone are words."""
        vague = token._replace(kind=Kind.NUMBER, problem=Why.VAGUE)
        if self.comes(1, Kind.NUMBER):
            return self.take(2, vague)
        return self.take(1, vague if self.comes(1, *_TAKES_VAGUE) else token._replace(kind=Kind.FILLER))

    def _fraction(self, token: Token) -> bool:
        """3/4 beside "cached" is a share."""
        whole, cached, before = self.ahead(2), self.ahead(3), self.behind()
        if whole is None or not self.comes(1, Kind.SLASH) or token.value is None or not whole.value:
            return False
        near = any(each is not None and each.is_role(Role.CACHED) for each in (cached, before))
        if not near or not 0 < token.value < whole.value <= _MAX_WHOLE:
            return False
        return self.take(3, token._replace(kind=Kind.SHARE, value=token.value / whole.value))

    def _range(self, token: Token) -> bool:
        high, unit = self.ahead(2), self.ahead(3)
        if high is None or high.kind not in _NUMBERS or not self.comes(1, Kind.RANGE):
            return False
        if unit is not None and unit.kind in {Kind.MONEY, Kind.OTHER}:
            return self.take(4, unit._replace(value=_MONEY))
        if token.value is None or high.value is None or token.kind is not high.kind:
            return False
        return self.take(3, high._replace(value=None, problem=Why.RANGE))

    def _with_next(self, token: Token) -> bool:
        """A number and what stands behind it: 20 dollars, 2000 words, 2000多, 500+."""
        following = self.ahead()
        if token.text == _ONE and (following is None or following.kind in {Kind.FILLER, Kind.UNKNOWN, Kind.PRICE}):
            return self.take(1, token._replace(kind=Kind.FILLER, value=None))
        if following is None:
            return False
        if following.kind is Kind.MONEY and following.text != "$":
            return self.take(2, following._replace(value=_MONEY))
        if following.kind is Kind.OTHER:
            return self.take(2, following._replace(value=token.value))
        glued_plus = following.text == "+" and not following.gap and not self.comes(2, *_NUMBERS)
        if token.kind is Kind.NUMBER and (following.kind is Kind.MORE or glued_plus):
            self.done.append(token._replace(kind=Kind.ABOUT, value=None, problem=None))
            return self.take(2, token)
        return False

    def _after_code(self) -> bool:
        before = self.behind()
        if before is None or before.text not in _CODES or before.kind is not Kind.MONEY:
            return False
        return self.take(1, before._replace(value=_MONEY))


class _Stretches(_Walk):
    """Stretches of time, and what things are per."""

    def act(self, token: Token) -> bool:
        following = self.ahead()
        if token.kind is Kind.NUMBER and following is not None and following.kind is Kind.UNIT:
            return self._counted(token, following)
        if token.text == _ONE and following is not None and (each := _each(following)) is not None:
            return self.take(2, each)  # 一篇
        if token.kind is Kind.PER and following is not None:
            return self._per(token, following)
        if token.kind is Kind.SLASH and following is not None:
            return self._slash(following)
        if token.kind is Kind.SPAN and isinstance(token.payload, str):
            count, _, unit = token.payload.partition(" ")
            return self.take(1, token._replace(value=Fraction(count), payload=Unit(unit)))
        if token.kind is Kind.UNIT:  # 月费用, 日调用量, 年费用
            counted = following is not None and (following.kind is Kind.PRICE or following.is_role(Role.CALLS))
            return self.take(
                1, token._replace(kind=Kind.EVERY if counted and token.text in _ADJECTIVES else Kind.FILLER)
            )
        return False

    def _counted(self, number: Token, unit: Token) -> bool:
        """3 months, 一天; but 3月 is a date."""
        value, name = number.value, unit.payload
        if value is None:
            return self.take(2, number._replace(kind=Kind.SPAN, payload=name))
        is_date = unit.text in _DATES and (value != 1 or number.text != _ONE)
        if is_date or (unit.text == "年" and value >= _FIRST_YEAR):
            return self.take(2, unit._replace(kind=Kind.UNKNOWN))
        if value == 1:
            return self.take(2, unit._replace(kind=Kind.ONE))
        if name == "quarter":
            value, name = value * 3, Unit.MONTH
        elif name == "workday":
            name = Unit.DAY
        if isinstance(name, Unit) and value.denominator == 1 and 0 < value <= _MAX_COUNT:
            return self.take(2, unit._replace(kind=Kind.SPAN, value=value, payload=name))
        return self.take(2, unit._replace(kind=Kind.UNKNOWN))

    def _per(self, token: Token, following: Token) -> bool:
        article = token.text in _ARTICLES
        if following.text == "个" and self.comes(2, Kind.UNIT):
            return self.take(3, self.tokens[self.at + 2]._replace(kind=Kind.EVERY))
        if following.kind is Kind.UNIT:
            return self.take(2, following._replace(kind=Kind.ONE if article else Kind.EVERY))
        if (each := _each(following)) is not None:
            return self.take(2, each)
        if article:
            return self.take(1, token._replace(kind=Kind.FILLER))
        if following.kind is Kind.NUMBER and self.comes(2, Kind.UNIT):  # every 3 days
            return self.take(3, token._replace(kind=Kind.UNKNOWN))
        return self._priced_by(following) or self.take(1, token._replace(kind=Kind.FILLER))

    def _slash(self, following: Token) -> bool:
        before = self.behind()
        if following.kind is Kind.UNIT:
            return self.take(2, following._replace(kind=Kind.EVERY))
        if following.text in _LETTER_UNITS and following.kind in {Kind.UNKNOWN, Kind.FILLER}:
            return self.take(2, following._replace(kind=Kind.EVERY, payload=_LETTER_UNITS[following.text]))
        if (each := _each(following)) is not None:
            return self.take(2, each)
        if before is not None and before.kind in _COUNTED:
            return False  # 2000/300
        return self._priced_by(following)

    def _priced_by(self, following: Token) -> bool:
        """What a price is for: per token, per 1M tokens, /1k."""
        if following.kind is Kind.TOKEN or following.text in _MILLIONS:
            return self.take(2, following._replace(kind=Kind.PRICE_UNIT))
        if following.kind is Kind.NUMBER and following.value in _PRICED_BY:
            named = self.comes(2, Kind.TOKEN)
            return self.take(3 if named else 2, following._replace(kind=Kind.PRICE_UNIT, value=None))
        return False


def _each(token: Token) -> Token | None:
    """Return a word for calls or people behind "per" as what it makes: each call, each person."""
    if token.is_role(Role.CALLS):
        return token._replace(kind=Kind.PER_CALL, payload=None)
    if token.is_role(Role.USERS):
        return token._replace(kind=Kind.PER_USER, payload=None)
    return None


class _Roles(_Walk):
    """Words that count only beside a number."""

    def act(self, token: Token) -> bool:
        if token.kind is Kind.SHARE:
            return self._share(token)
        if token.kind in {Kind.RANGE, Kind.MORE}:
            is_dash = not token.text[0].isalpha()
            return self.take(1, token._replace(kind=Kind.COMMA if is_dash else Kind.FILLER))
        if token.text in {"both", "都是"} and not self._is_near_number():
            return self.take(1, token._replace(kind=Kind.FILLER))
        meaning = token.meaning
        if meaning is None or token.kind is not Kind.ROLE:
            return False
        kind = self._instead(meaning)
        return kind is not None and self.take(1, token._replace(kind=kind, payload=None))

    def _instead(self, meaning: Meaning) -> Kind | None:
        """Return what a role word is where it is none."""
        if meaning.role is Role.TOTAL and self._is_near_price():
            return Kind.FILLER
        if meaning.role is Role.TOTAL and self._is_beside_direction():
            return Kind.ALL
        if meaning.behind and not self._is_behind_number():
            times = meaning.role is Role.CALLS and self.tokens[self.at].text == "times" and self.comes(1, Kind.NUMBER)
            return Kind.TIMES if times else Kind.FILLER
        if meaning.weak and not meaning.behind and self._is_preposition(meaning):
            return Kind.FILLER
        return None

    def _share(self, token: Token) -> bool:
        """``half of the input`` is half; "all" is a share beside "cached" only."""
        if token.value == _EVERYTHING and not token.text[0].isdigit():
            between = 2 if self.comes(1, Kind.FILLER) or self._is_input(1) else 1
            near = (self.ahead(), self.ahead(between), self.behind())
            if not any(each is not None and each.is_role(Role.CACHED) for each in near):
                return self.take(1, token._replace(kind=Kind.FILLER, value=None))
        if self._of_number():
            number, role = self.tokens[self.at + 2], self.tokens[self.at + 3]
            self.done += [number, role]
            return self.take(4, token)
        for count in (1, 2):
            if (count == 1 or self._says_of(1)) and self._is_input(count) and not self.comes(count + 1, Kind.NUMBER):
                return self.take(count + 1, token)
        return False

    def _of_number(self) -> bool:
        """70% of my 4k prompt is cached: the number is that of the prompt."""
        return self._says_of(1) and self.comes(2, Kind.NUMBER) and self._is_input(3)

    def _says_of(self, distance: int) -> bool:
        token = self.ahead(distance)
        return token is not None and token.text in _OF

    def _is_input(self, distance: int) -> bool:
        token = self.ahead(distance)
        return token is not None and token.is_role(Role.INPUT) and not (token.meaning and token.meaning.weak)

    def _is_behind_number(self) -> bool:
        for token in reversed(self.done[-3:]):
            if token.kind is Kind.NUMBER:
                return True
            if token.kind not in _AROUND and token.text not in {"个", "的", "多"}:
                return False
        return False

    def _is_near_number(self) -> bool:
        before = self.behind()
        return self.comes(1, Kind.NUMBER) or (before is not None and before.kind in {Kind.NUMBER, Kind.TOKEN})

    def _is_near_price(self) -> bool:
        """Tell the total of a bill (total cost, 一共多少钱) from one of tokens."""
        before = next((token for token in reversed(self.done[-3:]) if token.kind is not Kind.FILLER), None)
        after = next((t for t in self.tokens[self.at + 1 : self.at + 4] if t.kind is not Kind.FILLER), None)
        return any(token is not None and token.kind in {Kind.PRICE, Kind.ASK} for token in (before, after))

    def _is_beside_direction(self) -> bool:
        """Tell the total of 输入总共3M from one of both directions."""
        near = (self.behind(), self.ahead())
        return any(token is not None and token.is_role(Role.INPUT, Role.OUTPUT) for token in near)

    def _is_preposition(self, meaning: Meaning) -> bool:
        """Tell "in" and "out" that have no number from directions."""
        following, before = self.ahead(), self.behind()
        if meaning.role is Role.OUTPUT and following is not None and following.text in {"of", "of the"}:
            return True  # 3 out of 5
        if before is not None and before.kind is Kind.TOKEN and self._is_behind_number():
            alone = not any(token.is_role(Role.OUTPUT) for token in self.tokens)
            return meaning.role is Role.INPUT and alone and following is not None and following.kind in _PREPOSED
        if self._is_behind_number() or (before is not None and before.is_role(Role.CACHED)):
            return False
        return not self._leads_to_number() and not (before is not None and before.kind in {Kind.SLASH, Kind.PLUS})

    def _leads_to_number(self) -> bool:
        """``in: 12k``, ``in about 12k``, ``in/out: 12k/800``."""
        for distance in (1, 2):
            token, after = self.ahead(distance), self.ahead(distance + 1)
            if token is None:
                return False
            if token.kind is Kind.NUMBER:
                return True
            if token.kind in {Kind.SLASH, Kind.PLUS} and after is not None and after.is_role(Role.OUTPUT):
                return True
            if token.kind not in {Kind.ABOUT, Kind.TOKEN} and token.text not in _SAYS:
                return False
        return False
