"""The words of a conversion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from bot.core.amounts import AmbiguousAmount, AmountRange, Refusal, RefusedAmount
from bot.core.money import Currency, ExchangeRate, Money
from bot.core.screen import Article, Button, Screen, lines, pairs

if TYPE_CHECKING:
    from decimal import Decimal

    from bot.core.i18n import Translator
    from bot.features.exchange.rules import Conversion


def converted(tr: Translator, conversion: Conversion, result: Money, rate: ExchangeRate) -> Screen:
    """Show both amounts, the rate and where it comes from."""
    answer = Markup("<b>{} ≈ {}</b>").format(tr.amount(conversion.amount), tr.money(result))
    back = Button(str(tr.text("The other way")), action=_action(conversion.amount.amount, result.currency))
    return Screen(lines(answer, tr.rate(rate)), pairs(back))


def article(tr: Translator, conversion: Conversion, result: Money, rate: ExchangeRate) -> Article:
    """Offer the conversion as a message for any chat."""
    screen = Screen(converted(tr, conversion, result, rate).html)
    title = f"{tr.amount(conversion.amount)} ≈ {tr.money(result)}"
    return Article("conversion", title, str(tr.rate(rate)), screen)


def ask_amount(tr: Translator, rate: ExchangeRate) -> Screen:
    """Show the rate and ask what to convert."""
    examples = Markup("<code>100 usd</code> · <code>500 rmb</code> · <code>100刀多少人民币</code>")
    return Screen(lines(tr.rate(rate), tr.text("Send an amount and I convert it:"), examples))


def not_convertible(tr: Translator, reading: AmbiguousAmount | AmountRange | RefusedAmount) -> Screen:
    """Say what was understood and where it broke, or ask which reading is meant."""
    if isinstance(reading, AmbiguousAmount):
        buttons = (
            Button(tr.amount(money), action=_action(money.amount, money.currency))
            for money in (Money(r.value, r.currency or Currency.USD) for r in reading.readings)
        )
        return Screen(tr.text("I can read that in more than one way. Which amount?"), pairs(*buttons))
    if isinstance(reading, AmountRange):
        return Screen(tr.text("That is a range, and I convert one amount at a time. Try: <code>100 usd</code>"))
    if reading.reason is Refusal.OTHER_CURRENCY:
        return Screen(
            tr.text(
                "I know dollars and RMB only, and <b>%(piece)s</b> is neither. Try: <code>100 usd in rmb</code>",
                piece=reading.piece,
            )
        )
    if reading.reason is Refusal.NO_NUMBER or not reading.piece:
        return Screen(tr.text("I see no amount in that. Try: <code>100 usd in rmb</code>"))
    return Screen(
        tr.text(
            "I cannot read <b>%(piece)s</b> as an amount. Try: <code>100 usd</code> or <code>500 rmb</code>",
            piece=reading.piece,
        )
    )


def _action(amount: Decimal, currency: Currency) -> str:
    """Return the action of a button that converts this amount."""
    return f"exchange:from:{format(amount.normalize(), 'f')}:{currency.value}"
