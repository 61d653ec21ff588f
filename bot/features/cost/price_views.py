"""Price cards, the table of current models, names; and prices for the answers of another feature."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from bot.core.money import Currency, Money
from bot.core.screen import Button, Screen, lines, pairs
from bot.features.cost import buttons
from bot.features.cost import shared_views as words
from bot.features.cost.rules import Tier
from bot.features.cost.tables import table
from bot.features.cost.views import ends

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence
    from decimal import Decimal

    from bot.core.i18n import Translator
    from bot.core.money import ExchangeRate
    from bot.features.cost.rules import ModelPriceCard, Rates

NAMES_A_PAGE: Final = 6
_RIGHT: Final = frozenset({1, 2, 3})


def card(
    tr: Translator,
    standard: ModelPriceCard,
    tiers: Mapping[Tier, ModelPriceCard | None],
    rate: ExchangeRate,
    now: dt.datetime,
    own_model: str,
) -> Screen:
    """Show everything that is known about the price of a model.

    Args:
        tr: the language.
        standard: the card of the standard tier.
        tiers: the cards of the other tiers; None where no price is known.
        rate: for line 2, in RMB.
        now: decides what is old and what ends.
        own_model: the model the person estimates with.
    """
    text = lines(
        _first(tr, standard),
        _in_rmb(tr, standard, rate) if tr.shows(Currency.CNY) else None,
        _rows(tr, standard, tiers),
        *_long(tr, standard),
        _limits(tr, standard),
        tr.text("It thinks before it answers, and thinking is billed as output.") if standard.thinks else None,
        ends(tr, standard.model, standard.ends_on, standard.successor, now),
        words.change(tr, standard),
        Markup("<i>{}</i>").format(words.dated(tr, standard, now, rate)),
    )
    offered = pairs(
        buttons.make_own(tr, standard.model) if standard.model != own_model else None,
        buttons.card(standard.successor, f"→ {standard.successor}")
        if standard.successor is not None and standard.is_ending(now)
        else None,
        Button(str(tr.text("All prices")), action="cost:table"),
        Button(str(tr.text("What does a text cost?")), action="cost:ask"),
    )
    return Screen(text, offered)


def _first(tr: Translator, card: ModelPriceCard) -> Markup:
    rates = card.standard
    if rates.output_usd_per_mtok is None:
        return tr.text(
            "<b>%(model)s: %(input)s</b> per million tokens of input",
            model=card.model,
            input=_usd(tr, rates.input_usd_per_mtok),
        )
    return tr.text(
        "<b>%(model)s: %(input)s in, %(output)s out</b> per million tokens",
        model=card.model,
        input=_usd(tr, rates.input_usd_per_mtok),
        output=_usd(tr, rates.output_usd_per_mtok),
    )


def _in_rmb(tr: Translator, card: ModelPriceCard, rate: ExchangeRate) -> Markup:
    rates = card.standard
    paid = [rates.input_usd_per_mtok, rates.output_usd_per_mtok]
    shown = [tr.about(rate.convert(Money(price, Currency.USD), Currency.CNY)) for price in paid if price is not None]
    if len(shown) == 1:
        return tr.text("In RMB: %(input)s", input=shown[0])
    return tr.text("In RMB: %(input)s in, %(output)s out", input=shown[0], output=shown[1])


def _rows(tr: Translator, standard: ModelPriceCard, tiers: Mapping[Tier, ModelPriceCard | None]) -> Markup:
    """Return the prices of each tier, those that are not known left out and named below."""
    known = [(Tier.STANDARD, standard), *((tier, card) for tier, card in tiers.items() if card is not None)]
    unknown = [words.tier(tr, tier) for tier, card in tiers.items() if card is None]
    head = ("", str(tr.text("in")), str(tr.text("cached")), str(tr.text("out")))
    rows = [(words.tier(tr, tier), *_cells(tr, card.standard)) for tier, card in known]
    below = tr.text("No price known: %(tiers)s", tiers=words.listing(tr, unknown)) if unknown else None
    return lines(table([head, *rows], right=_RIGHT), below)


def _cells(tr: Translator, rates: Rates, written: Callable[[Decimal], str] | None = None) -> tuple[str, str, str]:
    """Return the three prices; `written`: in other words than in dollars."""
    prices = (rates.input_usd_per_mtok, rates.cached_usd_per_mtok, rates.output_usd_per_mtok)
    write = written or partial(_usd, tr)
    first, second, third = ("–" if price is None else write(price) for price in prices)
    return first, second, third


def _long(tr: Translator, card: ModelPriceCard) -> list[Markup]:
    """Say what longer requests cost, each level on a line."""
    said = []
    for above, rates in card.long_context:
        n = tr.number(above)
        if rates is None:
            said.append(tr.text("Above %(n)s input tokens: no price known", n=n))
        elif rates.output_usd_per_mtok is not None:
            said.append(
                tr.text(
                    "Above %(n)s input tokens the whole request: %(input)s in, %(output)s out",
                    n=n,
                    input=_usd(tr, rates.input_usd_per_mtok),
                    output=_usd(tr, rates.output_usd_per_mtok),
                )
            )
    return said


def _limits(tr: Translator, card: ModelPriceCard) -> Markup | None:
    """Say how much fits into a request and an answer."""
    parts = [
        tr.text("context window %(n)s", n=tr.number(card.context_window)) if card.context_window is not None else None,
        tr.text("input up to %(n)s", n=tr.number(card.max_input))
        if card.max_input is not None and card.max_input != card.context_window
        else None,
        tr.text("answer up to %(n)s", n=tr.number(card.max_output)) if card.max_output is not None else None,
    ]
    present = [part for part in parts if part is not None]
    return tr.text("Tokens: %(limits)s", limits=Markup(" · ").join(present)) if present else None


def line_up(tr: Translator, cards: Sequence[ModelPriceCard], own: str, now: dt.datetime) -> Screen:
    """List what the current models cost, cheapest first."""
    head = (str(tr.text("per M tokens")), str(tr.text("in")), str(tr.text("out")))
    rows = [
        (each.model, *(cell for place, cell in enumerate(_cells(tr, each.standard)) if place != 1)) for each in cards
    ]
    days = [each.checked_on for each in cards if each.checked_on is not None]
    old = any(each.is_old(now) for each in cards)
    text = lines(
        tr.text("<b>OpenAI's current models, cheapest first</b>"),
        table([head, *rows], right=frozenset({1, 2})),
        tr.text("One model with Batch, cache and limits: <code>/prices %(model)s</code>", model=own),
        _days(tr, min(days), max(days), old=old) if days else None,
    )
    return Screen(text, pairs(buttons.card(own), Button(str(tr.text("All models ▾")), action="cost:names:0")))


def several(tr: Translator, cards: Sequence[ModelPriceCard], unknown: Sequence[str]) -> Screen:
    """List what the models cost that somebody asked for, with the way to each card."""
    head = (str(tr.text("per M tokens")), str(tr.text("in")), str(tr.text("cached")), str(tr.text("out")))
    days = [each.checked_on for each in cards if each.checked_on is not None]
    text = lines(
        table([head, *((each.model, *_cells(tr, each.standard)) for each in cards)], right=_RIGHT),
        tr.text("I have no OpenAI price for: %(models)s", models=words.listing(tr, unknown)) if unknown else None,
        Markup("<i>{}</i>").format(tr.text("Prices of %(date)s", date=tr.date(min(days)))) if days else None,
    )
    offered = (buttons.card(each.model) for each in cards)
    return Screen(text, pairs(*offered, Button(str(tr.text("All prices")), action="cost:table")))


def in_currency(tr: Translator, cards: Sequence[ModelPriceCard], currency: Currency, rate: ExchangeRate) -> Screen:
    """List what models cost in a currency."""

    def written(usd_per_mtok: Decimal) -> str:
        usd = Money(usd_per_mtok, Currency.USD)
        return tr.amount(usd) if currency is Currency.USD else tr.about(rate.convert(usd, currency))

    head = (str(tr.text("per M tokens")), str(tr.text("in")), str(tr.text("cached")), str(tr.text("out")))
    rows = [(each.model, *_cells(tr, each.standard, written)) for each in cards]
    text = lines(table([head, *rows], right=_RIGHT), Markup("<i>{}</i>").format(tr.rate(rate)))
    return Screen(text, pairs(Button(str(tr.text("All prices")), action="cost:table")))


def _days(tr: Translator, first: dt.date, last: dt.date, *, old: bool) -> Markup:
    if old:
        text = tr.text("Oldest price of %(date)s: compare it with OpenAI's page", date=tr.date(first))
    elif first == last:
        text = tr.text("Prices of %(date)s", date=tr.date(first))
    else:
        text = tr.text("Prices of %(first)s to %(last)s", first=tr.short_date(first), last=tr.date(last))
    return Markup("<i>{}</i>").format(text)


def names(tr: Translator, current: Sequence[str], others: Sequence[str]) -> Screen:
    """List the names of all models that have a price: the current ones, the others folded."""
    text = lines(
        tr.text("<b>Current models</b>"),
        Markup(", ").join(Markup("<code>{}</code>").format(name) for name in current),
        tr.ntext("<b>%(n)s more with a price on file</b>", "<b>%(n)s more with a price on file</b>", len(others)),
        Markup("<blockquote expandable>{}</blockquote>").format(", ".join(others)),
        tr.text("A price: <code>/prices %(model)s</code>", model=current[0]),
    )
    ways = pairs(
        Button(str(tr.text("All prices")), action="cost:table"),
        Button(str(tr.text("One by one ▾")), action="cost:names:0"),
    )
    return Screen(text, ways)


def page_of_names(tr: Translator, names: Sequence[str], page: int, pages: int) -> Screen:
    """Offer the cards of one page of names, `page` from 0."""
    offered = map(buttons.card, names)
    more = Button(str(tr.text("More ›")), action=f"cost:names:{(page + 1) % pages}") if pages > 1 else None
    back = Button(str(tr.text("‹ Back")), action="cost:table" if page == 0 else f"cost:names:{page - 1}")
    text = tr.text("Whose price? Page %(page)s of %(pages)s", page=page + 1, pages=pages)
    return Screen(text, (*pairs(*offered), *pairs(back, more)))


def price_table(tr: Translator, cards: Sequence[ModelPriceCard]) -> Markup:
    """List what some models cost, with the date of the oldest of their prices."""
    rows = (
        tr.text(
            "%(model)s: %(input)s in, %(output)s out",
            model=card.model,
            input=_usd(tr, card.standard.input_usd_per_mtok),
            output=_usd(tr, card.standard.output_usd_per_mtok),
        )
        for card in cards
        if card.standard.output_usd_per_mtok is not None
    )
    days = [card.checked_on for card in cards if card.checked_on is not None]
    note = (
        tr.text("Per 1 million tokens, prices of %(date)s", date=tr.date(min(days)))
        if days
        else tr.text("Per 1 million tokens")
    )
    return lines(*rows, note)


def input_price(tr: Translator, card: ModelPriceCard) -> Markup:
    """Name what a million tokens of input cost."""
    price = _usd(tr, card.standard.input_usd_per_mtok)
    if card.checked_on is None:
        return tr.text("%(model)s: %(price)s per 1 million tokens", model=card.model, price=price)
    return tr.text(
        "%(model)s: %(price)s per 1 million tokens, price of %(date)s",
        model=card.model,
        price=price,
        date=tr.date(card.checked_on),
    )


def _usd(tr: Translator, usd_per_mtok: Decimal) -> str:
    return tr.amount(Money(usd_per_mtok, Currency.USD))
