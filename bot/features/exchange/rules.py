"""When a message asks for a conversion, and what it asks for."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from bot.core.amounts import (
    AmbiguousAmount,
    Amount,
    AmountRange,
    AmountReading,
    Refusal,
    RefusedAmount,
    read_amount,
)
from bot.core.gist import gist
from bot.core.han import simplified
from bot.core.money import Currency, ExchangeRate, Money

LARGEST = Decimal(10) ** 15
LONGEST = 200  # a conversion is a short message; longer ones are texts or questions

_BUTTON = re.compile(r"[0-9]{1,16}(?:\.[0-9]{1,40})?")
_USD = r"(?:usd|us\s?dollars?|dollars?|bucks|美元|美金|美刀|美分|刀)"
_CNY = r"(?:rmb|cny|yuan|renminbi|kuai|人民币|人民幣|软妹币|块钱?|元|[分毛]钱)"
# "to rmb", "in dollars", "换成美元", "多少人民币": names what the amount is to become.
_TARGET = re.compile(
    rf"(?:\b(?:in|into|to|as)\s+|(?:换|換|兑|兌|折|等于|等於|合|值|是)(?:成|换|合|算)?\s*(?:多少)?\s*|多少(?:钱的)?\s*|几\s*)"
    rf"(?:(?P<usd>{_USD})|(?P<cny>{_CNY}))",
    re.IGNORECASE,
)
_OF_A_QUESTION = ("usd", "cny", "how much", "what", "to", "about", "rate", "compares", "at most", "less")
# What may stand around a bare amount without making it anything else than a conversion.
_FILLER = re.compile(
    rf"\b(?:convert|exchange|how\s+much|how\s+many|what(?:'s|\s+is)?|is|are|for|me|please|pls|to|in|into|as|equals?|worth"
    rf"|now|today|right|about|roughly|rate)\b"
    rf"|请问|请|帮我|换算|换成|换|兑换|兑|折合|等于|相当于|合|大概|大约|约|是|能|可以|现在|今天|多少钱|多少|几|呢|吗|啊|的话|一下|算"
    rf"|{_USD}|{_CNY}|[\s=?？!！,，.。:：~≈()（）“”\"'→>-]+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Conversion:
    """An amount and the currency it is to become. `by_sign`: nothing but a bare ¥ says that it is RMB."""

    amount: Money
    to: Currency
    by_sign: bool = False


@dataclass(frozen=True, slots=True)
class NotConvertible:
    """A conversion was asked for, and the amount could not be read for certain.

    Args:
        reading: what was read instead.
        piece: the part of the message that was read so, as typed.
        currency: what a reading without a currency is in.
    """

    reading: AmbiguousAmount | AmountRange | RefusedAmount
    piece: str
    currency: Currency = Currency.USD


def read_conversion(text: str, *, asked: bool = False) -> Conversion | NotConvertible | None:
    """Return what a message asks to convert, None where it asks for something else.

    Args:
        text: the message.
        asked: the person chose to convert (a command, a reply), so anything is taken as an amount.
    """
    if len(text) > LONGEST:
        return _not_convertible(RefusedAmount(Refusal.NO_NUMBER, text[:40]), text) if asked else None
    folded = simplified(unicodedata.normalize("NFKC", text))
    target = _target(folded)
    reading = read_amount(text)
    if isinstance(reading, Amount):
        rest = folded_rest(text, reading.span)
        alone = not _FILLER.sub("", rest).strip() or _is_question(rest)
        if not asked and target is None and not (alone and reading.currency is not None):
            return None
        currency = reading.currency or (target.other if target else Currency.USD)
        to = target if target is not None and target is not currency else currency.other
        by_sign = _BARE_SIGN.search(unicodedata.normalize("NFKC", _piece(reading, text))) is not None
        return Conversion(Money(reading.value, currency), to, by_sign=by_sign)
    if asked or _is_about_money(reading, folded, target):
        return _not_convertible(reading, text)
    return None


def _is_question(rest: str) -> bool:
    """Tell whether words around an amount name another currency or ask how much it is, and no more."""
    read = gist(rest)
    return read.has("usd", "cny", "how much", "what") and read.is_of(*_OF_A_QUESTION)


# ¥ with nothing beside it that says which country's.
_BARE_SIGN = re.compile(rf"(?<!cn)(?<!rmb)(?<!cny)¥(?!.*{_CNY})", re.IGNORECASE | re.DOTALL)


def _not_convertible(reading: AmbiguousAmount | AmountRange | RefusedAmount, text: str) -> NotConvertible:
    return NotConvertible(reading, _piece(reading, text))


def _piece(reading: AmountReading, text: str) -> str:
    return reading.piece if isinstance(reading, RefusedAmount) else text[slice(*reading.span)]


def convert(conversion: Conversion, rate: ExchangeRate) -> Money:
    """Return what the amount is in the other currency, unrounded."""
    return rate.convert(conversion.amount, conversion.to)


def read_button(amount: str, code: str) -> Money | None:
    """Return the amount a button holds, None for a button that somebody made up."""
    if not _BUTTON.fullmatch(amount) or code not in {currency.value for currency in Currency}:
        return None
    value = Decimal(amount)
    return Money(value, Currency(code)) if 0 < value <= LARGEST else None


def folded_rest(text: str, span: tuple[int, int]) -> str:
    """Return the text around a span, with compatibility forms folded."""
    return simplified(unicodedata.normalize("NFKC", text[: span[0]] + " " + text[span[1] :]))


def _target(folded: str) -> Currency | None:
    found = _TARGET.search(folded)
    if found is None:
        return None
    return Currency.USD if found["usd"] else Currency.CNY


def _is_about_money(reading: AmountReading, folded: str, target: Currency | None) -> bool:
    """Tell whether an amount that could not be read was meant to be converted."""
    if isinstance(reading, RefusedAmount):
        if reading.reason in {Refusal.NO_NUMBER, Refusal.NOT_MONEY}:
            return False
        return target is not None or not _FILLER.sub("", folded.replace(reading.piece, " ")).strip()
    rest = folded_rest(folded, reading.span)
    if isinstance(reading, AmbiguousAmount) and {each.currency for each in reading.readings} == set(Currency):
        return target is not None or (gist(folded).asks and not gist(rest).others(*_OF_A_QUESTION))
    return target is not None or not _FILLER.sub("", rest).strip()
