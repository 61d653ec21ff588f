"""The words of rates: the operator's and what it was before, and what somebody's own card or service charges."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from markupsafe import Markup

from bot.core.amounts.reading import plain
from bot.core.money import Currency, Money
from bot.core.screen import Button, Screen, Setting, lines, pairs
from bot.features.exchange.rates import change_percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.i18n import Translator
    from bot.core.money import ExchangeRate
    from bot.features.exchange.charges import Charges, OwnRate
    from bot.features.exchange.rates import Change, Rates, StoredRate

# --- the operator's rate


def operator_rate(tr: Translator, rates: Rates, *, is_admin: bool, is_private: bool) -> Screen:
    """Show the rate in force and the person's own; admins learn how to change it."""
    text = lines(
        tr.rate(rates.operator),
        *((tr.rate(rates.conversion), own_parts(tr, rates.own, rates.operator)) if rates.own else ()),
        tr.text("To change it for everybody: <code>/rate 7.12</code>") if is_admin else None,
    )
    buttons = pairs(
        _history(tr) if is_admin else None,
        Button(str(tr.text("My rate")), action="exchange:own:rate") if is_private else None,
    )
    return Screen(text, buttons)


def rate_set(tr: Translator, change: Change) -> Screen:
    """Confirm a new rate beside the one before it; one tap goes back to that one."""
    before, after = _value(tr, change.before), _value(tr, change.after)
    text = lines(
        tr.text("<b>1 USD = %(value)s RMB</b> for everybody from now on.", value=after),
        tr.text(
            "Before: %(value)s, a change of %(percent)s", value=before, percent=tr.percent(change.percent, signed=True)
        ),
    )
    back = Button(str(tr.text("Back to %(value)s", value=before)), action=_set_action(change.before, change.number))
    return Screen(text, pairs(back if change.before != change.after else None, _history(tr)))


def confirm_rate(tr: Translator, change: Change) -> Screen:
    """Ask for the second tap before a rate that is far from the one in force."""
    before, after = _value(tr, change.before), _value(tr, change.after)
    text = tr.text(
        "From %(before)s to %(after)s is a change of <b>%(percent)s</b>. Take it for everybody?",
        before=before,
        after=after,
        percent=tr.percent(change.percent, signed=True),
    )
    return Screen(
        text,
        pairs(
            Button(str(tr.text("Take %(value)s", value=after)), action=_set_action(change.after, change.number)),
            Button(str(tr.text("Keep %(value)s", value=before)), action="exchange:rate"),
        ),
    )


def no_rate(tr: Translator, words: str) -> Screen:
    """Say why words are no rate."""
    return Screen(
        tr.text(
            "<b>%(words)s</b> is no rate: how many RMB one dollar costs is a number from 1 to 100."
            " Try: <code>/rate 7.12</code>",
            words=words.strip()[:40],
        )
    )


def history(tr: Translator, rates: Sequence[StoredRate], shown: int, person_id: int) -> Screen:
    """List the operator's rates, newest first.

    Args:
        tr: the language.
        rates: those of one page and, where there are more, the one before them.
        shown: how many of them a page has.
        person_id: who looks.
    """
    if not rates:
        text = tr.text("Nobody has set a rate yet: the built-in example counts. Try: <code>/rate 7.12</code>")
        return Screen(text, pairs(_back(tr)))
    rows = [
        _past(tr, rate, rates[at + 1] if at + 1 < len(rates) else None, person_id)
        for at, rate in enumerate(rates[:shown])
    ]
    older = None
    if len(rates) > shown:
        older = Button(str(tr.text("Older ›")), action=f"exchange:history:{rates[shown - 1].number}")
    return Screen(lines(tr.text("<b>The operator's rate, newest first</b>"), *rows), pairs(_back(tr), older))


def _past(tr: Translator, rate: StoredRate, before: StoredRate | None, person_id: int) -> Markup:
    if rate.is_setting:
        who = str(tr.text("settings"))
    elif rate.set_by is None:
        who = str(tr.text("an admin"))
    else:
        who = str(tr.text("you")) if rate.set_by == person_id else str(rate.set_by)
    change = tr.percent(change_percent(before.cny_per_usd, rate.cny_per_usd), signed=True) if before else ""
    parts = (_value(tr, rate.cny_per_usd), tr.date(rate.as_of), change, who)
    return Markup(" · ").join(part for part in parts if part)


def _value(tr: Translator, cny_per_usd: Decimal) -> str:
    return tr.per_usd(cny_per_usd, exact=True)


def _set_action(cny_per_usd: Decimal, number: int) -> str:
    return f"exchange:set:{plain(cny_per_usd)}:{number}"


def _history(tr: Translator) -> Button:
    return Button(str(tr.text("Rate history")), action="exchange:history")


def _back(tr: Translator) -> Button:
    return Button(str(tr.text("‹ Back")), action="exchange:rate")


# --- a person's own rate


def charges(tr: Translator, paid: Charges) -> str:
    """Return charges as they may be typed: ``7.25 + 1.5 % + ¥5``."""
    parts = [_value(tr, paid.cny_per_usd)]
    parts += [tr.percent(paid.percent)] if paid.percent else []
    parts += [tr.amount(Money(paid.fixed, Currency.CNY))] if paid.fixed else []
    return " + ".join(parts)


def own_parts(tr: Translator, own: OwnRate, operator: ExchangeRate) -> Markup:
    """Return what a person's rate is made of, and how far it is from the operator's."""
    difference = _difference(tr, own, operator)
    if not own.charges.percent and not own.charges.fixed:
        return difference
    return Markup("{} · {}").format(charges(tr, own.charges), difference)


def _difference(tr: Translator, own: OwnRate, operator: ExchangeRate) -> Markup:
    difference = change_percent(operator.cny_per_usd, own.charges.cny_per_usd_paid)
    percent, rate = tr.percent(abs(difference)), _value(tr, operator.cny_per_usd)
    if abs(difference) < Decimal("0.005"):
        return tr.text("the same as the operator's %(rate)s", rate=rate)
    if difference > 0:
        return tr.text("%(percent)s above the operator's %(rate)s", percent=percent, rate=rate)
    return tr.text("%(percent)s below the operator's %(rate)s", percent=percent, rate=rate)


def own_rate(tr: Translator, rates: Rates, back: str | None) -> Screen:
    """Show what the person's card or service charges, and where that counts. `back`: the action that leads back."""
    own = rates.own
    if own is None:
        return ask_own_rate(tr, back)
    text = lines(
        tr.text("<b>Your rate: %(charges)s</b>", charges=charges(tr, own.charges)),
        tr.rate(rates.conversion),
        _difference(tr, own, rates.operator),
        tr.text("The fixed fee is for each payment, so only top-up sums add it.") if own.charges.fixed else None,
        tr.text("Your conversions and top-up sums use it. Estimates and limits keep the operator's rate."),
    )
    return Screen(
        text,
        pairs(
            Button(str(tr.text("Change it")), action="exchange:askown"),
            Button(str(tr.text("Remove it")), action="exchange:dropown"),
            _way_back(tr, back),
        ),
    )


def ask_own_rate(tr: Translator, back: str | None) -> Screen:
    """Ask what the person's card or service charges."""
    text = lines(
        tr.text("What does your card or service charge for a dollar? Send it in one line, with fees:"),
        Markup("<code>7.25 + 1.5%</code> · <code>7.25 + 1.5% + ¥5</code> · <code>7.3</code>"),
    )
    return Screen(text, pairs(_way_back(tr, back)))


def no_own_rate(tr: Translator, piece: str) -> Screen:
    """Say what could not be read as a rate or a fee."""
    example = tr.text("Try: <code>7.25 + 1.5%% + ¥5</code>")
    if not piece:
        return Screen(Markup(" ").join((tr.text("I see neither a rate nor a fee in that."), example)))
    return Screen(
        Markup(" ").join(
            (
                tr.text(
                    "I cannot tell what <b>%(piece)s</b> is: a rate is from 1 to 100, a fee has its %% or ¥.",
                    piece=piece,
                ),
                example,
            )
        )
    )


def own_removed(tr: Translator, rate: ExchangeRate) -> Screen:
    """Confirm that the person's rate is gone."""
    text = lines(tr.text("Your rate is removed; the operator's counts again."), tr.rate(rate))
    return Screen(text, pairs(Button(str(tr.text("My rate")), action="exchange:own:rate")))


def settings(tr: Translator, rates: Rates) -> Sequence[Setting]:
    """Return the line in /settings: the person's rate where they have one, and the operator's."""
    known = tr.rate(rates.operator)
    if rates.own is None:
        return (Setting(tr.text("Your rate: <b>none of your own</b> · %(rate)s", rate=known)),)
    own = charges(tr, rates.own.charges)
    return (Setting(tr.text("Your rate: <b>%(charges)s</b> · %(rate)s", charges=own, rate=known)),)


def _way_back(tr: Translator, action: str | None) -> Button | None:
    return Button(str(tr.text("‹ Back")), action=action) if action else None
