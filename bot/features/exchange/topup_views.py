"""The words of top-up sums and of what an agent's offer comes to: figures and risks, nobody is recommended."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from bot.core.amounts import Refusal, RefusedAmount
from bot.core.money import Currency, Money
from bot.core.screen import Button, Screen, lines, pairs
from bot.features.exchange.charges import SMALLEST_PURCHASE
from bot.features.exchange.rate_views import charges
from bot.features.exchange.topup import Sum

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.i18n import Translator
    from bot.core.screen import Rows
    from bot.features.exchange.charges import Charges, OwnRate, Price
    from bot.features.exchange.rates import Rates
    from bot.features.exchange.topup import NoSum, Offer

CHECKLIST: Final = "agent-top-up-safety"
"""The billing answer that says what to look at."""
_PERCENTS: Final = tuple(Decimal(each) for each in ("0", "1", "1.5", "2", "2.5", "3"))
_PIECE: Final = 40
_FIXED: Final = tuple(Decimal(each) for each in (0, 2, 5, 10, 20, 30))


def worked_out(tr: Translator, asked: Sum, rates: Rates) -> Screen:
    """Show what arrives or what has to be paid, with every step, and buttons that change rate and fees."""
    paid = asked.charges(rates.usual)
    pays = asked.money.currency is Currency.CNY
    price = paid.credit(asked.money) if pays else paid.price(asked.money)
    if price is None:
        first: Markup = tr.text(
            "<b>Nothing arrives:</b> the fixed fee of %(fee)s takes all of %(paid)s.",
            fee=tr.amount(Money(paid.fixed, Currency.CNY)),
            paid=tr.amount(asked.money),
        )
        steps = None
    elif pays:
        first = tr.text(
            "<b>%(paid)s buys ≈ %(credit)s of credit</b>", paid=tr.amount(asked.money), credit=tr.money(price.credit)
        )
        steps = _down(tr, price, paid)
    else:
        first = tr.text(
            "<b>%(credit)s of credit costs ≈ %(paid)s</b>", credit=tr.amount(asked.money), paid=tr.money(price.total)
        )
        steps = _up(tr, price, paid)
    text = lines(
        first,
        steps,
        _smallest(tr, price, paid),
        tr.text("Tax, where there is any, comes on top.")
        if paid.percent or paid.fixed
        else tr.text("No fee and no tax is counted; set your fee with the buttons."),
        _rate(tr, asked, rates),
    )
    packed = asked.pack()
    buttons = pairs(
        Button(str(tr.text("Fee: %(percent)s", percent=tr.percent(paid.percent))), action=f"exchange:fee:{packed}"),
        Button(
            str(tr.text("Fixed: %(fee)s", fee=tr.amount(Money(paid.fixed, Currency.CNY)))),
            action=f"exchange:fix:{packed}",
        ),
        Button(
            str(tr.text("Rate: %(value)s", value=tr.per_usd(paid.cny_per_usd, exact=True))),
            action=f"exchange:per:{packed}",
        ),
        Button(str(tr.text("An agent's offer")), action=f"exchange:askoffer:{packed}"),
    )
    return Screen(text, buttons)


def _down(tr: Translator, price: Price, paid: Charges) -> Markup:
    """``¥500.00 − ¥5.00 (fixed) − ¥7.21 (1.5 %) = ¥487.79``, then ``¥487.79 ÷ 7.25 = $67.28``."""
    steps = Markup("{} ÷ {} = {}").format(tr.money(price.base), _rate_value(tr, paid), tr.money(price.credit))
    fees = _fees(tr, price, paid, "−")
    if not fees:
        return steps
    return lines(Markup("{}{} = {}").format(tr.money(price.total), fees, tr.money(price.base)), steps)


def _up(tr: Translator, price: Price, paid: Charges) -> Markup:
    """``$50.00 × 7.25 + ¥5.00 (fixed) + ¥5.44 (1.5 %) = ¥372.94``."""
    fees = _fees(tr, price, paid, "+")
    return Markup("{} × {}{} = {}").format(tr.money(price.credit), _rate_value(tr, paid), fees, tr.money(price.total))


def _fees(tr: Translator, price: Price, paid: Charges, sign: str) -> Markup:
    fees = Markup()
    if paid.fixed:
        fees += Markup(" {} {} ({})").format(sign, tr.money(price.fixed), tr.text("fixed"))
    if paid.percent:
        fees += Markup(" {} {} ({})").format(sign, tr.money(price.fee), tr.percent(paid.percent))
    return fees


def _rate_value(tr: Translator, paid: Charges) -> str:
    return tr.per_usd(paid.cny_per_usd, exact=True)


def _smallest(tr: Translator, price: Price | None, paid: Charges) -> Markup | None:
    """Say so where the credit is less than OpenAI sells at once."""
    credit = price.credit if price else Money(Decimal(0), Currency.USD)
    if not credit < SMALLEST_PURCHASE:
        return None
    return tr.text(
        "OpenAI sells credit from %(smallest)s on; that costs %(paid)s here.",
        smallest=tr.amount(SMALLEST_PURCHASE),
        paid=tr.money(paid.price(SMALLEST_PURCHASE).total),
    )


def _rate(tr: Translator, asked: Sum, rates: Rates) -> Markup:
    if asked.cny_per_usd is None:
        return tr.rate(rates.before_fees)
    value = tr.per_usd(asked.cny_per_usd, exact=True)
    return tr.text("1 USD = %(value)s RMB (for this sum only)", value=value)


# --- changing a part


def choose_percent(tr: Translator, asked: Sum) -> Screen:
    """Offer the usual fees in percent."""
    values = [(tr.percent(value), replace(asked, percent=value)) for value in _PERCENTS]
    text = tr.text("How many percent does your card or service take on top?")
    return Screen(text, _choice(tr, asked, values, "askfee"))


def choose_fixed(tr: Translator, asked: Sum) -> Screen:
    """Offer the usual fixed fees."""
    values = [(tr.amount(Money(value, Currency.CNY)), replace(asked, fixed=value)) for value in _FIXED]
    text = tr.text("Which fee does each payment have, however large it is?")
    return Screen(text, _choice(tr, asked, values, "askfix"))


def choose_rate(tr: Translator, asked: Sum, rates: Rates) -> Screen:
    """Offer the person's rate and the operator's."""
    operator = tr.text("Operator: %(value)s", value=tr.per_usd(rates.operator.cny_per_usd, exact=True))
    shown = [(str(operator), replace(asked, cny_per_usd=rates.operator.cny_per_usd if rates.own else None))]
    if rates.own:
        mine = tr.text("Mine: %(value)s", value=tr.per_usd(rates.own.charges.cny_per_usd, exact=True))
        shown.insert(0, (str(mine), replace(asked, cny_per_usd=None)))
    return Screen(tr.text("How many RMB is one dollar in this sum?"), _choice(tr, asked, shown, "askper"))


def ask_percent(tr: Translator, asked: Sum) -> Screen:
    """Ask for a fee in percent."""
    return Screen(tr.text("Send the fee in percent, for example <code>1.8%%</code>."), pairs(_back(tr, asked)))


def ask_fixed(tr: Translator, asked: Sum) -> Screen:
    """Ask for a fixed fee."""
    return Screen(tr.text("Send the fixed fee in RMB, for example <code>8</code>."), pairs(_back(tr, asked)))


def ask_rate(tr: Translator, asked: Sum) -> Screen:
    """Ask for a rate."""
    return Screen(tr.text("Send how many RMB one dollar is, for example <code>7.25</code>."), pairs(_back(tr, asked)))


def _choice(tr: Translator, asked: Sum, values: Sequence[tuple[str, Sum]], other: str) -> Rows:
    buttons = [Button(label, action=f"exchange:sum:{changed.pack()}") for label, changed in values]
    return pairs(*buttons, Button(str(tr.text("Other")), action=f"exchange:{other}:{asked.pack()}"), _back(tr, asked))


def _back(tr: Translator, asked: Sum) -> Button:
    return Button(str(tr.text("‹ Back")), action=f"exchange:sum:{asked.pack()}")


# --- what was not understood


def ask_sum(tr: Translator) -> Screen:
    """Say what can be worked out."""
    text = lines(
        tr.text("What arrives, what does it cost, what does an agent's offer come to? Send for example:"),
        tr.text("<code>I pay 500 RMB, what arrives?</code>"),
        tr.text("<code>I need $50 of credit, what do I pay?</code>"),
        tr.text("<code>the agent wants 400 for $50</code>"),
    )
    return Screen(text)


def ask_offer(tr: Translator, back: Sum | Offer | None) -> Screen:
    """Ask for an agent's offer. `back`: what is shown again without one."""
    text = tr.text("What does the agent want for how much credit? For example: <code>400 for $50</code>")
    if back is None:
        return Screen(text)
    action = f"exchange:{'sum' if isinstance(back, Sum) else 'offer'}:{back.pack()}"
    return Screen(text, pairs(Button(str(tr.text("‹ Back")), action=action)))


def no_sum(tr: Translator, refused: NoSum) -> Screen:
    """Say in one sentence which part of a question about a top-up broke, or ask which amount is meant."""
    piece = refused.piece.strip()[:_PIECE]
    if refused.choices:
        buttons = (Button(tr.amount(each.money), action=f"exchange:sum:{each.pack()}") for each in refused.choices)
        return Screen(
            tr.text("I can read <b>%(piece)s</b> in more than one way. Which amount?", piece=piece), pairs(*buttons)
        )
    if refused.reading is None:
        return Screen(
            tr.text(
                "I cannot count with <b>%(piece)s</b>: a rate is from 1 to 100, a fee at most 50 %% or ¥1,000."
                " Try: <code>500 rmb at 7.25 with 1.5%% fee, what arrives?</code>",
                piece=piece,
            )
        )
    if isinstance(refused.reading, RefusedAmount) and refused.reading.reason is Refusal.TOO_LARGE:
        return Screen(
            tr.text(
                "<b>%(piece)s</b> is out of my bounds: up to a million, with at most four decimals."
                " Try: <code>I pay 500 RMB, what arrives?</code>",
                piece=piece,
            )
        )
    return Screen(
        tr.text(
            "I cannot read one amount in <b>%(piece)s</b>. Try: <code>I pay 500 RMB, what arrives?</code>", piece=piece
        )
    )


# --- an agent's offer


def offered(tr: Translator, offer: Offer, rates: Rates) -> Screen:
    """Show what an offer comes to beside the operator's rate and the person's own, and what goes with it."""
    reference = rates.operator.convert(offer.credit, Currency.CNY)
    text = lines(
        tr.text(
            "<b>%(price)s for %(credit)s: 1 USD = %(rate)s RMB</b>",
            price=tr.amount(offer.price),
            credit=tr.amount(offer.credit),
            rate=tr.per_usd(offer.cny_per_usd),
        ),
        _beside(tr, offer, reference),
        _beside_own(tr, offer, rates.own) if rates.own else None,
        _smallest_offer(tr, offer),
        tr.text(
            "An agent is no official channel: credit bought through one can be cancelled, and the risk stays with you."
        ),
        tr.text("Far below the rate is a warning sign of its own.") if offer.is_below(reference) else None,
        tr.rate(rates.operator),
    )
    buttons = pairs(
        Button(str(tr.text("Safety checklist")), action=f"faq:show:{CHECKLIST}"),
        Button(str(tr.text("Paying myself")), action=f"exchange:sum:{Sum(offer.credit).pack()}"),
        Button(str(tr.text("Another offer")), action=f"exchange:askoffer:{offer.pack()}"),
    )
    return Screen(text, buttons)


def _beside(tr: Translator, offer: Offer, reference: Money) -> Markup:
    extra, percent = offer.above(reference), tr.percent(abs(offer.percent_above(reference)))
    values = {"reference": tr.money(reference), "extra": tr.money(_absolute(extra)), "percent": percent}
    if not extra.amount:
        return tr.text("At the rate below it would be %(reference)s as well.", reference=values["reference"])
    if extra.amount > 0:
        return tr.text("At the rate below: %(reference)s. The offer is %(extra)s more (%(percent)s).", **values)
    return tr.text("At the rate below: %(reference)s. The offer is %(extra)s less (%(percent)s).", **values)


def _beside_own(tr: Translator, offer: Offer, own: OwnRate) -> Markup:
    paid = own.charges.price(offer.credit).total
    extra, percent = offer.above(paid), tr.percent(abs(offer.percent_above(paid)))
    values = {
        "charges": charges(tr, own.charges),
        "paid": tr.money(paid),
        "extra": tr.money(_absolute(extra)),
        "percent": percent,
    }
    if extra.amount >= 0:
        return tr.text("With your %(charges)s: %(paid)s. The offer is %(extra)s more (%(percent)s).", **values)
    return tr.text("With your %(charges)s: %(paid)s. The offer is %(extra)s less (%(percent)s).", **values)


def _smallest_offer(tr: Translator, offer: Offer) -> Markup | None:
    if not offer.credit < SMALLEST_PURCHASE or offer.credit.amount == 1:  # a price for each dollar
        return None
    return tr.text("OpenAI itself sells credit from %(smallest)s on.", smallest=tr.amount(SMALLEST_PURCHASE))


def _absolute(money: Money) -> Money:
    return Money(abs(money.amount), money.currency)
