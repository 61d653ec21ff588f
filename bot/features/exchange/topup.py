"""Questions about topping up: what arrives for so many RMB, what credit costs, what an agent's offer comes to."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final, TypeAlias

from bot.core.amounts import AmbiguousAmount, Amount, AmountRange, Refusal, RefusedAmount, read_amount
from bot.core.amounts.reading import plain
from bot.core.gist import gist
from bot.core.money import Currency, Money
from bot.features.exchange.charges import Charges, are_possible
from bot.features.exchange.named import Named, NotCharges, find_charges, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

LARGEST: Final = Decimal(1_000_000)
"""The most that is worked out as one payment or purchase, in either currency."""
MOST_DECIMALS: Final = 4
LONGEST: Final = 160
"""Characters; a longer message is a story."""
_LEAST, _MOST = Decimal(3), Decimal(30)
"""Two numbers without any currency are an offer where one is so many times the other."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A payment to work out.

    Args:
        money: what is paid (RMB), or the credit that is wanted (USD).
        cny_per_usd, percent, fixed: as in :class:`Charges`, for this sum; None: as the person pays at other times.
    """

    money: Money
    cny_per_usd: Decimal | None = None
    percent: Decimal | None = None
    fixed: Decimal | None = None

    def charges(self, usual: Charges) -> Charges:
        """Return the charges to work it out with, for somebody with these usual ones."""
        return Charges(
            usual.cny_per_usd if self.cny_per_usd is None else self.cny_per_usd,
            usual.percent if self.percent is None else self.percent,
            usual.fixed if self.fixed is None else self.fixed,
        )

    def pack(self) -> str:
        """Return the sum as a button holds it: at most 45 characters without blanks."""
        kind = _PAID if self.money.currency is Currency.CNY else _WANTED
        parts = ("" if part is None else plain(part) for part in (self.cny_per_usd, self.percent, self.fixed))
        return ":".join((kind, plain(self.money.amount), *parts))

    @classmethod
    def unpack(cls, packed: Sequence[str]) -> Sum | None:
        """Return the sum in a button's arguments, None where somebody made them up."""
        if len(packed) != 5 or packed[0] not in {_PAID, _WANTED} or not _PACKED.fullmatch(packed[1]):  # noqa: PLR2004 - as pack() writes them
            return None
        if not all(part == "" or _PACKED.fullmatch(part) for part in packed[2:]):
            return None
        amount = Decimal(packed[1])
        rate, percent, fixed = (Decimal(part) if part else None for part in packed[2:])
        if not is_workable(amount) or not are_possible(rate, percent, fixed):
            return None
        return cls(Money(amount, Currency.CNY if packed[0] == _PAID else Currency.USD), rate, percent, fixed)


_PAID, _WANTED = "p", "n"
_PACKED: Final = re.compile(r"[0-9]{1,7}(?:\.[0-9]{1,8})?")


@dataclass(frozen=True, slots=True)
class Offer:
    """What somebody asks (`price`, RMB) for so much `credit` (USD)."""

    price: Money
    credit: Money

    @property
    def cny_per_usd(self) -> Decimal:
        """What a dollar of the credit costs."""
        return self.price.amount / self.credit.amount

    def pack(self) -> str:
        """Return the offer as a button holds it: at most 25 characters without blanks."""
        return f"{plain(self.price.amount)}:{plain(self.credit.amount)}"

    @classmethod
    def unpack(cls, packed: Sequence[str]) -> Offer | None:
        """Return the offer in a button's arguments, None where somebody made them up."""
        if len(packed) != 2 or not all(_PACKED.fullmatch(part) for part in packed):  # noqa: PLR2004 - price and credit
            return None
        return _checked(Decimal(packed[0]), Decimal(packed[1]))

    def above(self, reference: Money) -> Money:
        """Return how much more than the reference it is; less than zero: less."""
        return self.price - reference

    def is_below(self, reference: Money) -> bool:
        """Tell whether it is a tenth or more below the reference, which no fee explains."""
        return self.price.amount <= reference.amount * Decimal("0.9")

    def percent_above(self, reference: Money) -> Decimal:
        """Return the same in percent of the reference."""
        return self.above(reference).amount / reference.amount * 100


@dataclass(frozen=True, slots=True)
class NoSum:
    """A sum was asked for and is not certain.

    Args:
        reading: what the amount was read as; None where the rate or a fee cannot be used.
        piece: the part of the message that broke, as typed.
        choices: a sum for each way the amount can be read.
    """

    reading: AmountRange | RefusedAmount | None
    piece: str
    choices: tuple[Sum, ...] = ()


TopUp: TypeAlias = Sum | Offer | NoSum

_ASKS: Final = re.compile(r"\bwhat\b|\bhow (?:much|many)\b|多少|几")
_PAYS: Final = re.compile(
    r"\barrives?\b|\b(?:is|gets?|be) credited\b|\bcredits? (?:do|will|would|can|could) i (?:get|buy|have)\b"
    r"|\bhow much (?:\w+ )?credits?\b"
    r"|\b(?:pay|top(?:ping)? up|recharge|transfer|send)\b.*\b(?:do|will|would) i get\b|\blands?\b"
    r"|到账|到手|(?:能|可以|会)(?:充|到|得|买|拿|有)|充到|得到|换多少额度"
)
_NEEDS: Final = re.compile(
    r"(?=.*\b(?:credits?|top(?:ping)? ?up|recharg(?:e|ing)|balance|account)\b)"
    r".*\b(?:pay|costs?|price|prepare|need(?= for\b))\b"
    r"|(?:充|买|续上|额度|余额|代付).*(?:付|花|给|交|掏|出|要|得|是|多少钱|块钱?|人民币|rmb)"
)
_OTHER: Final = re.compile(
    r"\b(?:but|why|still|(?<!or )not|never|nothing|errors?|429|quota|refund\w*|declined|failed|expires?|expired|limits?"
    r"|tokens?|months?|monthly|gpt|models?|plus|pro|subscription|minimum|smallest|least|maximum|paid|spent|tax|vat|invoice"
    r"|yesterday|last|auto\w*|how long|when|scam\w*|missing|gone|disappear\w*|blocked|banned|stolen|free"
    r"|legit|safe|trust\w*|real)\b|n't\b"
    r"|为什么|为啥|怎么|咋|没|(?<![贵值亏算])不(?!是(?:有坑|坑|贵|亏))|错|报(?!价)|退|过期|失效|限额|上限|token|模型|会员|订阅|最低|最少|最多|起充|骗|跑路|封|税|发票"
    r"|次|天|月|年|多久|(?<![信费])用|花了|充了|自动|赠|送|免费|拉黑|昨天|上次|靠谱|安全|正规|可信|真的假的"
)
"""Words of complaints, stories and of questions about something else."""
_AGENT: Final = re.compile(
    r"\b(?:agents?|resellers?|sellers?|sells?|selling|vendors?|dealers?|asks?|asking|wants?|charges?|quotes?|quoted|offers?"
    r"|offered|taobao|xianyu)\b|代充|代储|代冲|代付|中介|商家|卖家|店家|卖|报价|要价|开价|闲鱼|淘宝|拼多多"
)
_WORTH: Final = re.compile(
    r"\b(?:worth|fair|expensive|overpriced|cheap|good price|good deal|bad deal|a deal|rip-?off|too much|reasonable)\b"
    r"|划算|合理|公道|划得来|贵|值|亏|坑|合适|合算|溢价|便宜"
)
_OF_A_SUM: Final = (
    "usd",
    "cny",
    "fee",
    "share",
    "pays",
    "total",
    "api",
    "credit",
    "how much",
    "what",
    "about",
    "to",
    "rate",
    "one",
)
_BETWEEN: Final = re.compile(r"[\s,，、/]+")
_PER_DOLLAR: Final = re.compile(r"(?:/|\bper|\ba|\beach|一|每)\s?(?:usd|dollar|buck|刀|美元|美金|美刀)")


def read_topup(text: str, *, asked: bool = False) -> TopUp | None:
    """Return the sum that a message asks for, None where it is about something else.

    Args:
        text: the message.
        asked: the person chose to work out a sum, so a lone amount is one: RMB are paid, dollars are wanted.
    """
    if len(text) > LONGEST or "\n" in text.strip():
        return NoSum(RefusedAmount(Refusal.NO_NUMBER, text[:40]), text[:40]) if asked else None
    folded = fold(text)
    offer = _offer(text, folded, asked=asked)
    if offer is not None:
        return offer
    pays, needs = bool(_PAYS.search(folded)), bool(_NEEDS.search(folded))
    is_sum = _is_sum(text)
    if not asked and not is_sum and (not _ASKS.search(folded) or not (pays or needs) or _OTHER.search(folded)):
        return None
    return _sum(text, Currency.USD if (needs or is_sum) and not pays else Currency.CNY, asked=asked)


def _is_sum(text: str) -> bool:
    """Tell whether a message is of a top-up, an amount and charges, and asks no more than what that comes to."""
    read = gist(text)
    comes_to = not read.asks or read.has("how much", "what", "total")
    return (
        comes_to
        and read.has("number")
        and (read.has("top up") or read.has_all("credit", "pays"))
        and read.is_of("top up", "number", *_OF_A_SUM)
    )


def _sum(text: str, bare: Currency, *, asked: bool) -> Sum | NoSum | None:
    """Read the amount of a sum and what is said of rate and fees; an amount without a currency is in `bare`."""
    named = find_charges(text)
    rest = named.rest if isinstance(named, Named) else text
    reading = read_amount(rest)
    if isinstance(reading, RefusedAmount) and reading.reason in _NOT_MEANT and not asked:
        return None
    if isinstance(named, NotCharges):
        return NoSum(None, named.piece)
    if isinstance(reading, RefusedAmount):
        return NoSum(reading, reading.piece)
    piece = rest[slice(*reading.span)]
    if isinstance(reading, AmountRange):
        return NoSum(reading, piece)
    return sum_of(reading, piece, Sum(Money(Decimal(0), bare), named.cny_per_usd, named.percent, named.fixed))


def sum_of(reading: Amount | AmbiguousAmount, piece: str, like: Sum) -> Sum | NoSum:
    """Return the sum of an amount, with the charges of another; an amount without a currency is in that one's."""
    sums = [
        replace(like, money=Money(each.value, each.currency or like.money.currency))
        for each in (reading.readings if isinstance(reading, AmbiguousAmount) else (reading,))
    ]
    if not all(is_workable(each.money.amount) for each in sums):
        return NoSum(RefusedAmount(Refusal.TOO_LARGE, piece), piece)
    return sums[0] if len(sums) == 1 else NoSum(None, piece, tuple(sums))


def read_offer(text: str) -> Offer | None:
    """Return the offer in a message that answers "what does the agent want?"."""
    if len(text) > LONGEST:
        return None
    offer = _offer(text, fold(text), asked=True)
    halves = [read_amount(half) for half in _BETWEEN.split(text.strip())]
    if offer is None and len(halves) == 2 and isinstance(halves[0], Amount) and isinstance(halves[1], Amount):  # noqa: PLR2004 - two halves
        return _of_two(halves[0], halves[1])  # 400 $50, side by side
    return offer


def read_part(part: str, text: str, asked: Sum) -> Sum | None:
    """Return a sum with one part (fee, fix or per) as a message says; None where it says no such thing."""
    words = fold(text).strip(" %¥")
    words = {"fee": f"{words} %", "fix": f"{words} fixed", "per": words}.get(part, "")
    named = find_charges(words, asked=True)
    if not isinstance(named, Named) or _NUMBER_LEFT.search(named.rest):
        return None
    match part:
        case "fee" if named.percent is not None:
            return replace(asked, percent=named.percent)
        case "fix" if named.fixed is not None:
            return replace(asked, fixed=named.fixed)
        case "per" if named.cny_per_usd is not None:
            return replace(asked, cny_per_usd=named.cny_per_usd)
        case _:
            return None


def is_workable(value: Decimal) -> bool:
    """Tell whether an amount is within the bounds of a sum."""
    exponent = value.as_tuple().exponent
    return 0 < value <= LARGEST and isinstance(exponent, int) and exponent >= -MOST_DECIMALS


_NUMBER_LEFT: Final = re.compile(r"[^\s.,!。，！%]")
_NOT_MEANT: Final = frozenset({Refusal.NO_NUMBER, Refusal.NOT_MONEY})


def _offer(text: str, folded: str, *, asked: bool) -> Offer | None:
    agent, worth = bool(_AGENT.search(folded)), bool(_WORTH.search(folded))
    if not asked and (not (agent or worth) or _OTHER.search(folded)):
        return None
    reading = read_amount(text)
    if isinstance(reading, Amount):  # the agent takes 8 rmb per dollar
        by_dollar = _PER_DOLLAR.search(folded) and reading.currency is not Currency.USD
        return _checked(reading.value, Decimal(1)) if by_dollar and (agent or asked) else None
    if not isinstance(reading, AmbiguousAmount) or len(reading.readings) != 2:  # noqa: PLR2004 - a price and a credit
        return None
    first, second = reading.readings
    return None if first.span == second.span else _of_two(first, second)


def _of_two(first: Amount, second: Amount) -> Offer | None:
    """Tell the price from the credit by their currencies."""
    if first.currency is second.currency is None:
        return _bare(first.value, second.value)
    if Currency.CNY in {first.currency, second.currency}:
        price, credit = (first, second) if first.currency is Currency.CNY else (second, first)
    else:
        price, credit = (second, first) if first.currency is Currency.USD else (first, second)
    if credit.currency is Currency.CNY or price.currency is Currency.USD:
        return None
    if price.currency is None and not _LEAST <= price.value / credit.value <= _MOST:
        return None  # dollars, or something else
    return _checked(price.value, credit.value)


def _bare(first: Decimal, second: Decimal) -> Offer | None:
    """``代充 400 给 50``: RMB and dollars, as one is some times the other."""
    price, credit = max(first, second), min(first, second)
    return _checked(price, credit) if credit and _LEAST <= price / credit <= _MOST else None


def _checked(price: Decimal, credit: Decimal) -> Offer | None:
    if not is_workable(price) or not is_workable(credit):
        return None
    return Offer(Money(price, Currency.CNY), Money(credit, Currency.USD))
