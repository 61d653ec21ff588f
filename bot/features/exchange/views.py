"""The words of a conversion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from bot.core.amounts import AmbiguousAmount, AmountRange, Refusal, RefusedAmount
from bot.core.amounts.reading import plain
from bot.core.money import Currency, Money
from bot.core.screen import Article, Button, Screen, lines, pairs
from bot.features.exchange.rate_views import own_parts
from bot.features.exchange.rules import convert
from bot.features.exchange.topup import Sum, is_workable

if TYPE_CHECKING:
    from bot.core.i18n import Translator
    from bot.core.money import ExchangeRate
    from bot.features.exchange.rates import Rates
    from bot.features.exchange.rules import Conversion, NotConvertible


def converted(
    tr: Translator,
    conversion: Conversion,
    rates: Rates,
    *,
    says_sign: bool = False,
    is_private: bool = True,
) -> Screen:
    """Show both amounts, the rate and where it comes from.

    Args:
        tr: the language.
        conversion: what was asked.
        rates: the person's; their own one counts.
        says_sign: add how a bare ¥ is read.
        is_private: nobody else sees it, so what is the person's own may be offered.
    """
    money = conversion.amount
    text = lines(
        Markup("<b>{}</b>").format(_equation(tr, conversion, rates.conversion)),
        tr.rate(rates.conversion),
        own_parts(tr, rates.own, rates.operator) if rates.own else None,
        tr.text("I read a bare ¥ as RMB.") if says_sign else None,
    )
    return Screen(
        text,
        pairs(
            _turned(tr, conversion),
            Button(str(tr.text("My rate")), action=f"exchange:own:{_action(money).partition(':')[2]}")
            if is_private
            else None,
            Button(str(tr.text("Top-up sum")), action=f"exchange:sum:{Sum(money).pack()}")
            if is_workable(money.amount)
            else None,
        ),
    )


def converted_already(tr: Translator, conversion: Conversion, rates: Rates) -> Screen:
    """Say that an amount was converted into the currency that is asked for."""
    shown = _equation(tr, conversion, rates.conversion)
    text = (
        tr.text("That is in RMB already: <b>%(shown)s</b>", shown=shown)
        if conversion.to is Currency.CNY
        else tr.text("That is in dollars already: <b>%(shown)s</b>", shown=shown)
    )
    return Screen(text, pairs(_turned(tr, conversion)))


def article(tr: Translator, conversion: Conversion, rate: ExchangeRate) -> Article:
    """Offer the conversion at the operator's rate as a message for any chat."""
    title = _equation(tr, conversion, rate)
    screen = Screen(lines(Markup("<b>{}</b>").format(title), tr.rate(rate)))
    return Article("conversion", title, str(tr.rate(rate)), screen)


def _turned(tr: Translator, conversion: Conversion) -> Button:
    return Button(str(tr.text("The other way")), action=_action(Money(conversion.amount.amount, conversion.to)))


def _equation(tr: Translator, conversion: Conversion, rate: ExchangeRate) -> str:
    return f"{tr.amount(conversion.amount)} ≈ {tr.money(convert(conversion, rate))}"


def ask_amount(tr: Translator, rate: Markup) -> Screen:
    """Show the rate and ask what to convert."""
    examples = Markup("<code>100 usd</code> · <code>500 rmb</code> · <code>100刀多少人民币</code>")
    return Screen(lines(rate, tr.text("Send an amount and I convert it:"), examples))


def not_convertible(tr: Translator, refused: NotConvertible) -> Screen:
    """Say what was understood and where it broke, or ask which reading is meant."""
    reading, piece = refused.reading, refused.piece
    if isinstance(reading, AmbiguousAmount):
        buttons = (
            Button(tr.amount(money), action=_action(money))
            for money in (Money(r.value, r.currency or refused.currency) for r in reading.readings)
        )
        if len({each.span for each in reading.readings}) > 1:
            asked = tr.text("I see several amounts in <b>%(piece)s</b>. Which one?", piece=piece)
        else:
            asked = tr.text("I can read <b>%(piece)s</b> in more than one way. Which amount?", piece=piece)
        return Screen(asked, pairs(*buttons))
    return Screen(refusal(tr, reading, piece))


def refusal(tr: Translator, reading: AmountRange | RefusedAmount, piece: str) -> Markup:
    """Say in one sentence which part of a message is no amount to convert, with an example that is."""
    if isinstance(reading, AmountRange):
        return tr.text(
            "<b>%(piece)s</b> is a range, and I convert one amount at a time. Try: <code>100 usd</code>", piece=piece
        )
    if not piece.strip():
        return tr.text("I see no amount in that. Try: <code>100 usd in rmb</code>")
    return _refusals(tr, piece).get(reading.reason) or tr.text(
        "I cannot read <b>%(piece)s</b> as an amount. Try: <code>100 usd</code> or <code>500 rmb</code>", piece=piece
    )


def _refusals(tr: Translator, piece: str) -> dict[Refusal, Markup]:
    """Return the reasons that have a sentence of their own."""
    return {
        Refusal.NO_NUMBER: tr.text(
            "I see no amount in <b>%(piece)s</b>. Try: <code>100 usd in rmb</code>", piece=piece
        ),
        Refusal.OTHER_CURRENCY: tr.text(
            "I know dollars and RMB only, and <b>%(piece)s</b> is neither. Try: <code>100 usd in rmb</code>",
            piece=piece,
        ),
        Refusal.NEGATIVE: tr.text(
            "<b>%(piece)s</b> is below zero, and I convert amounts above it. Try: <code>100 usd</code>", piece=piece
        ),
        Refusal.ZERO: tr.text("<b>%(piece)s</b> leaves nothing to convert. Try: <code>100 usd</code>", piece=piece),
        Refusal.TOO_LARGE: tr.text(
            "<b>%(piece)s</b> has more than 15 digits before the point, too many for me. Try: <code>100 usd</code>",
            piece=piece,
        ),
        Refusal.VAGUE: tr.text(
            "<b>%(piece)s</b> is no definite amount. Try one number: <code>100 usd</code>", piece=piece
        ),
        Refusal.SEVERAL: tr.text(
            "I see several amounts in <b>%(piece)s</b> and convert one at a time. Try: <code>100 usd</code>",
            piece=piece,
        ),
    }


def _action(money: Money) -> str:
    """Return the action of a button that converts this amount."""
    return f"exchange:from:{plain(money.amount)}:{money.currency.value}"
