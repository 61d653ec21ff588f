"""Phrases that several screens of the estimates share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from bot.core.language import Language
from bot.core.money import Currency, Money
from bot.features.cost.asked import Source
from bot.features.cost.reading.results import Unit
from bot.features.cost.rules import AnswerLength, Period, Tier

_OUTLIER = 3  # times the usual length

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from bot.core.i18n import Translator
    from bot.core.money import ExchangeRate
    from bot.features.cost.asked import Details, Often
    from bot.features.cost.pricing import Priced
    from bot.features.cost.reading.results import Span
    from bot.features.cost.rules import ModelPriceCard


def amount(tr: Translator, usd: Money, rate: ExchangeRate, *, exact: bool = False) -> Markup:
    """Return an amount in the person's currencies; one below a cent also in cents (in Chinese: below a 分, in 分).

    `exact`: nothing about it is a guess, so it keeps a digit more.
    """
    cny = rate.convert(usd, Currency.CNY)
    leading = tr.cost if exact else tr.about
    for money, other in ((usd, Currency.CNY), (cny, Currency.USD)):
        if not tr.shows(other):
            small = tr.cents(money)
            return Markup("{}{}").format(leading(money), f" ({small})" if small else "")
    shown = {"usd": leading(usd), "cny": tr.about(cny)}
    if tr.language is Language.ZH:
        small = tr.cents(cny)
        return tr.text("%(usd)s · %(cny)s (%(fen)s)", fen=small, **shown) if small else _both(shown)
    small = tr.cents(usd)
    return tr.text("%(usd)s (%(cents)s) · %(cny)s", cents=small, **shown) if small else _both(shown)


def _both(shown: dict[str, str]) -> Markup:
    return Markup("{usd} · {cny}").format(**shown)


def headline(tr: Translator, priced: Priced, rate: ExchangeRate) -> Markup:
    """Return line 1: what it costs, and for what."""
    counts, often = priced.counts, priced.choices.often
    shown = amount(tr, priced.headline, rate, exact=counts.is_exact)
    if counts.source is not Source.USAGE or often is not None:
        shown = Markup("≈ {}").format(shown)
    if often is not None and often.per is not None:
        return span(tr, shown, priced.choices.span)
    if often is not None:
        return tr.ntext("<b>%(usd)s</b> for %(n)s call", "<b>%(usd)s</b> for %(n)s calls", often.calls, usd=shown)
    if counts.source is Source.BATCH:
        return tr.ntext(
            "<b>%(usd)s</b> for %(n)s request", "<b>%(usd)s</b> for %(n)s requests", counts.requests, usd=shown
        )
    if counts.source is Source.USAGE and counts.details.calls > 1:
        return tr.ntext(
            "<b>%(usd)s</b> for %(n)s call", "<b>%(usd)s</b> for %(n)s calls", counts.details.calls, usd=shown
        )
    if counts.source is Source.USAGE:
        return tr.text("<b>%(usd)s</b> for this call", usd=shown)
    if counts.is_total:
        return tr.text("<b>%(usd)s</b> in all", usd=shown)
    return tr.text("<b>%(usd)s</b> for one call", usd=shown)


def span(tr: Translator, shown: Markup, asked: Span | None) -> Markup:
    """Return an amount with the time it is for; a month where nothing was asked."""
    n, unit = (asked.count, asked.unit) if asked is not None else (1, Unit.MONTH)
    if n == 1:
        one = {
            Unit.HOUR: tr.text("<b>%(usd)s</b> an hour", usd=shown),
            Unit.DAY: tr.text("<b>%(usd)s</b> a day", usd=shown),
            Unit.WEEK: tr.text("<b>%(usd)s</b> a week", usd=shown),
            Unit.MONTH: tr.text("<b>%(usd)s</b> a month (30 days)", usd=shown),
            Unit.YEAR: tr.text("<b>%(usd)s</b> a year", usd=shown),
        }
        return one[unit]
    several = {
        Unit.HOUR: tr.ntext("<b>%(usd)s</b> in %(n)s hour", "<b>%(usd)s</b> in %(n)s hours", n, usd=shown),
        Unit.DAY: tr.ntext("<b>%(usd)s</b> in %(n)s day", "<b>%(usd)s</b> in %(n)s days", n, usd=shown),
        Unit.WEEK: tr.ntext("<b>%(usd)s</b> in %(n)s week", "<b>%(usd)s</b> in %(n)s weeks", n, usd=shown),
        Unit.MONTH: tr.ntext(
            "<b>%(usd)s</b> in %(n)s month of 30 days", "<b>%(usd)s</b> in %(n)s months of 30 days", n, usd=shown
        ),
        Unit.YEAR: tr.ntext("<b>%(usd)s</b> in %(n)s year", "<b>%(usd)s</b> in %(n)s years", n, usd=shown),
    }
    return several[unit]


def how_often(tr: Translator, priced: Priced) -> Markup | None:
    """Return how often the call is made, with what a day and one call cost."""
    often = priced.choices.often
    if often is None:
        return None
    one = (tr.cost if priced.counts.is_exact else tr.about)(priced.total)
    call = tr.text("one call %(usd)s", usd=one)
    day = often.a_day(priced.total)
    parts = []
    if often.per is not None and not priced.counts.is_total:
        parts.append(calls(tr, often))
    if day is not None:
        parts.append(tr.text("a day %(usd)s", usd=tr.about(day)))
    if not priced.counts.is_total:
        parts.append(call)
    return Markup(" · ").join(parts)


def calls(tr: Translator, often: Often) -> Markup:
    """Return how many calls are made in each period, or in all."""
    n = often.calls
    match often.per:
        case Period.HOUR:
            return tr.ntext("%(n)s call an hour", "%(n)s calls an hour", n)
        case Period.DAY:
            return tr.ntext("%(n)s call a day", "%(n)s calls a day", n)
        case Period.WEEK:
            return tr.ntext("%(n)s call a week", "%(n)s calls a week", n)
        case Period.MONTH:
            return tr.ntext("%(n)s call a month", "%(n)s calls a month", n)
        case None:
            return tr.ntext("%(n)s call", "%(n)s calls", n)


def model(tr: Translator, card: ModelPriceCard) -> Markup:
    """Return a model's name, with the tier where it is not the standard one."""
    if card.tier is Tier.STANDARD:
        return Markup("{}").format(card.model)
    return tr.text("%(model)s with %(tier)s", model=card.model, tier=tier(tr, card.tier))


def tier(tr: Translator, which: Tier) -> str:
    """Return the name of a tier as OpenAI writes it."""
    names = {
        Tier.STANDARD: tr.text("Standard"),
        Tier.BATCH: tr.text("Batch"),
        Tier.FLEX: tr.text("Flex"),
        Tier.FAST: tr.text("Fast"),
    }
    return str(names[which])


def answer(tr: Translator, length: AnswerLength | None) -> str:
    """Return the name of an answer length."""
    names = {
        None: tr.text("none"),
        AnswerLength.SHORT: tr.text("short"),
        AnswerLength.MEDIUM: tr.text("medium"),
        AnswerLength.LONG: tr.text("long"),
        AnswerLength.AS_INPUT: tr.text("as the input"),
        AnswerLength.LIMIT: tr.text("its limit"),
    }
    return str(names[length])


def understood(tr: Translator, priced: Priced) -> list[Markup | None]:
    """Return what a request or a bill was taken for, and which part of it has no price here."""
    counts, details = priced.counts, priced.counts.details
    said = [
        tr.ntext("%(n)s message", "%(n)s messages", details.messages) if details.messages else None,
        tr.ntext("%(n)s tool", "%(n)s tools", details.tools) if details.tools else None,
        tr.ntext("%(n)s prompt", "%(n)s prompts", details.prompts) if details.prompts > 1 else None,
        tr.ntext("%(n)s answer each", "%(n)s answers each", details.answers) if details.answers > 1 else None,
        tr.ntext("limit %(n)s token", "limit %(n)s tokens", counts.output_limit)
        if counts.output_limit is not None and counts.source is Source.BODY
        else None,
    ]
    left_out = [
        tr.ntext("%(n)s image", "%(n)s images", details.images) if details.images else None,
        tr.ntext("%(n)s file or sound", "%(n)s files or sounds", details.files) if details.files else None,
        tr.ntext("%(n)s text that is not here", "%(n)s texts that are not here", details.unread)
        if details.unread
        else None,
        tr.ntext("%(n)s tool of OpenAI's own", "%(n)s tools of OpenAI's own", details.hosted_tools)
        if details.hosted_tools
        else None,
    ]
    return [
        tr.text("Understood: %(what)s", what=what) if (what := _joined(said)) is not None else None,
        tr.text("Not counted: %(what)s", what=missing) if (missing := _joined(left_out)) is not None else None,
        tr.text("It goes on from an earlier answer, which counts as input and is not here.")
        if details.refers
        else None,
        _writes(tr, priced),
        tr.ntext(
            "%(n)s token of it is sound, which has other prices: the true cost is higher.",
            "%(n)s tokens of it are sound, which has other prices: the true cost is higher.",
            details.audio,
        )
        if details.audio
        else None,
        _as_output(tr, priced) if details.undirected else None,
        _lengths(tr, details) if details.longest and counts.requests > 1 else None,
        tr.ntext("%(n)s line cannot be taken.", "%(n)s lines cannot be taken.", details.bad_lines)
        if details.bad_lines
        else None,
    ]


def _lengths(tr: Translator, details: Details) -> Markup:
    """Say how long the requests of a file are, and where the longest stands if it stands out."""
    if details.longest <= details.median * _OUTLIER:
        return tr.text(
            "Each request: about %(median)s tokens, at most %(longest)s",
            median=tr.number(details.median),
            longest=tr.number(details.longest),
        )
    return tr.text(
        "Each request: about %(median)s tokens, but line %(line)s has %(longest)s",
        median=tr.number(details.median),
        line=tr.number(details.longest_line),
        longest=tr.number(details.longest),
    )


def _joined(parts: list[Markup | None]) -> Markup | None:
    present = [part for part in parts if part is not None]
    return Markup(" · ").join(present) if present else None


def listing(tr: Translator, names: Iterable[str]) -> str:
    """Return names one after the other."""
    return ("、" if tr.language is Language.ZH else ", ").join(names)


def _writes(tr: Translator, priced: Priced) -> Markup | None:
    written, write = priced.counts.details.cache_writes, priced.card.cache_write_usd_per_mtok
    if not written or write is None or priced.cost.rates != priced.card.standard:
        return None
    return tr.ntext(
        "%(n)s token of the input was written to the cache at %(price)s/M: included.",
        "%(n)s tokens of the input were written to the cache at %(price)s/M: included.",
        written,
        price=tr.amount(Money(write, Currency.USD)),
    )


def _as_output(tr: Translator, priced: Priced) -> Markup | None:
    price = priced.cost.rates.output_usd_per_mtok
    if price is None:
        return None
    paid = Money((price * priced.call.input_tokens).scaleb(-6), Currency.USD)
    return tr.text("I took them as input; as output they cost %(usd)s.", usd=tr.cost(paid))


def copied(tr: Translator, priced: Priced, rate: ExchangeRate) -> str:
    """Return the amount as it goes to the clipboard: in dollars unless the person wants none."""
    if not tr.shows(Currency.USD):
        return tr.about(rate.convert(priced.headline, Currency.CNY))
    return (tr.cost if priced.counts.is_exact else tr.about)(priced.headline)


def report(tr: Translator, priced: Priced, rate: ExchangeRate) -> str:
    """Return the estimate in one line for the clipboard; at most 256 characters."""
    call, card, often = priced.call, priced.card, priced.choices.often
    shown = copied(tr, priced, rate)
    if tr.shows(Currency.USD) and tr.shows(Currency.CNY):
        shown = f"{shown} ({tr.about(rate.convert(priced.headline, Currency.CNY))})"
    parts = [
        f"{'' if priced.counts.source is Source.USAGE else '≈ '}{shown}",
        model(tr, card),
        tr.text("%(n)s tokens in", n=tr.number(call.input_tokens)),
        tr.text("%(n)s of them from the cache", n=tr.number(call.cached_tokens)) if call.cached_tokens else None,
        tr.text("%(n)s out", n=tr.number(call.output_tokens)) if priced.writes else None,
        calls(tr, often) if often is not None else None,
        tr.text("prices of %(date)s", date=tr.date(card.checked_on)) if card.checked_on is not None else None,
    ]
    return " · ".join(str(part.unescape() if isinstance(part, Markup) else part) for part in parts if part)[:256]


def shared(tr: Translator, number: str) -> str:
    """Return the inline query that finds a finished estimate."""
    return str(tr.text("estimate %(number)s", number=number))


def dated(tr: Translator, card: ModelPriceCard, now: dt.datetime, rate: ExchangeRate) -> Markup:
    """Return the date of the prices, marked where they are old or promotional, and the rate if it counts."""
    if card.checked_on is None:
        text = tr.text("Date of this price unknown")
    elif card.is_overridden:
        text = tr.text("Prices set by the operator, %(date)s", date=tr.date(card.checked_on))
    elif card.is_old(now):
        text = tr.ntext(
            "Prices of %(date)s, %(n)s day old: compare them with OpenAI's page",
            "Prices of %(date)s, %(n)s days old: compare them with OpenAI's page",
            (now.date() - card.checked_on).days,
            date=tr.date(card.checked_on),
        )
    else:
        text = tr.text("Prices of %(date)s", date=tr.date(card.checked_on))
    text = Markup(" · ").join((text, *at_rate(tr, rate)))
    if card.promised_until is None:
        return text
    until = tr.text("A promotional price, promised until %(date)s", date=tr.date(card.promised_until))
    return Markup(" · ").join((until, text))


def at_rate(tr: Translator, rate: ExchangeRate) -> tuple[Markup, ...]:
    """Return the rate for the grey line; nothing where no amount was made with it."""
    return (tr.rate(rate),) if tr.shows(Currency.CNY) else ()


def no_model_named(tr: Translator) -> Markup:
    """Say that a request or a bill names no model, so that the person's own is taken."""
    return tr.text("It names no model, so I took yours.")


def incomplete(tr: Translator) -> Markup:
    """Say that a request or a bill was cut off or is not valid, and was read as far as it goes."""
    return tr.text("It is not complete: I counted what is here.")


def change(tr: Translator, card: ModelPriceCard) -> Markup | None:
    """Say which other prices are announced."""
    if card.next_change is None:
        return None
    rates = card.next_change.rates
    prices = [rates.input_usd_per_mtok, rates.output_usd_per_mtok]
    shown = ["–" if price is None else tr.amount(Money(price, Currency.USD)) for price in prices]
    date = tr.date(card.next_change.on)
    return tr.text("From %(date)s: %(input)s in, %(output)s out", date=date, input=shown[0], output=shown[1])
