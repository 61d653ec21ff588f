"""Files of many requests or answers: what is odd about them, and what answers of several models cost together."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from bot.core.money import Currency, Money
from bot.core.screen import Button, Screen, lines, pairs
from bot.features.cost import shared_views as words
from bot.features.cost.reading.lines import MAX_LINES, MAX_REQUESTS, BadWhy
from bot.features.cost.rules import Tier
from bot.features.cost.tables import table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    from bot.core.i18n import Translator
    from bot.core.money import ExchangeRate
    from bot.features.cost.asked import Choices, Counts
    from bot.features.cost.pricing import Priced
    from bot.features.cost.reading.lines import BadLine
    from bot.features.cost.taken import Summary

    LogRow: TypeAlias = tuple[Choices, Counts, Priced | None]

_LONGEST_NAME: Final = 24


def about_batch(tr: Translator, summary: Summary) -> tuple[Markup, ...]:
    """Return what somebody should know before they send a file for Batch."""
    models = [name for name in summary.models if name is not None]
    said = [
        tr.text("The first line that cannot be taken: %(what)s", what=_bad(tr, summary.first_bad))
        if summary.first_bad is not None
        else None,
        tr.text(
            "It names several models: %(models)s. OpenAI takes one in a file.", models=words.listing(tr, models[:4])
        )
        if len(models) > 1
        else None,
        words.no_model_named(tr) if not models else None,
        tr.text("OpenAI takes at most %(n)s requests in a file.", n=tr.number(MAX_REQUESTS))
        if summary.requests > MAX_REQUESTS
        else None,
        _only_first(tr) if summary.is_too_long else None,
    ]
    return tuple(note for note in said if note is not None)


def about_log(tr: Translator, bad: int, *, is_too_long: bool) -> tuple[Markup, ...]:
    """Return which lines of a log have no price."""
    said = [
        tr.ntext("%(n)s line without usage is not counted.", "%(n)s lines without usage are not counted.", bad)
        if bad
        else None,
        _only_first(tr) if is_too_long else None,
    ]
    return tuple(note for note in said if note is not None)


def _only_first(tr: Translator) -> Markup:
    return tr.text("I read the first %(n)s lines.", n=tr.number(MAX_LINES))


def no_requests(tr: Translator, bad: BadLine | None) -> Screen:
    """Say that no line of a file can be taken, and what one looks like."""
    first = tr.text("I find no request that can be priced.")
    if bad is not None:
        first = tr.text("I find no request that can be priced: %(what)s.", what=_bad(tr, bad))
    example = Markup("<code>{}</code>").format(
        '{"custom_id": "1", "method": "POST", "url": "/v1/chat/completions",'
        ' "body": {"model": "gpt-5.4-mini", "messages": [{"role": "user", "content": "Hello"}]}}'
    )
    return Screen(lines(first, tr.text("A line looks like this:"), example))


def _bad(tr: Translator, bad: BadLine) -> Markup:
    why = {
        BadWhy.NOT_JSON: tr.text("no JSON"),
        BadWhy.NOT_AN_OBJECT: tr.text("no JSON object"),
        BadWhy.NO_BODY: tr.text("no request in it"),
        BadWhy.NO_ID: tr.text("no custom_id"),
        BadWhy.SAME_ID: tr.text("a custom_id that stands there already"),
        BadWhy.NO_USAGE: tr.text("no usage in it"),
        BadWhy.BAD_COUNTS: tr.text("impossible counts"),
    }
    return tr.text("line %(n)s, %(why)s", n=tr.number(bad.line), why=why[bad.why])


def log(
    tr: Translator,
    rows: Sequence[LogRow],
    more: int,
    rate: ExchangeRate,
    notes: tuple[Markup, ...],
) -> Screen:
    """Show what the calls of several models cost together, each model on a line.

    Args:
        tr: the language.
        rows: for each model what its calls used and cost; None: it has no known price.
        more: models that are left out.
        rate: for the amount in RMB.
        notes: what is to be said below.
    """
    known = [priced for _, _, priced in rows if priced is not None]
    total = Money(sum((priced.total.amount for priced in known), Decimal(0)), Currency.USD)
    calls = sum(counts.details.calls for _, counts, priced in rows if priced is not None)
    unknown = str(tr.text("no price known"))
    names = dict.fromkeys(_name(tr, choices) for choices, _, _ in rows)
    first = tr.text("I have no OpenAI price for: %(models)s", models=words.listing(tr, names))
    if known:
        shown = words.amount(tr, total, rate, exact=True)
        first = tr.ntext("<b>%(usd)s</b> for %(n)s call", "<b>%(usd)s</b> for %(n)s calls", calls, usd=shown)
    lined = [
        (
            _name(tr, choices)[:_LONGEST_NAME],
            f"×{tr.number(counts.details.calls)}",
            tr.cost(priced.total) if priced is not None else unknown,
        )
        for choices, counts, priced in rows
    ]
    days = [priced.card.checked_on for priced in known if priced.card.checked_on is not None]
    text = lines(
        first,
        table(lined, right=frozenset({1})),
        tr.ntext("%(n)s more model is left out.", "%(n)s more models are left out.", more) if more else None,
        *notes,
        Markup("<i>{}</i>").format(
            Markup(" · ").join((tr.text("Prices of %(date)s", date=tr.date(min(days))), *words.at_rate(tr, rate)))
            if days
            else tr.rate(rate)
        )
        if known
        else None,
    )
    return Screen(text, pairs(Button(str(tr.text("Copy the amount")), copy=tr.cost(total)) if known else None))


def _name(tr: Translator, choices: Choices) -> str:
    if choices.tier is Tier.STANDARD:
        return choices.model
    return f"{choices.model} {words.tier(tr, choices.tier)}"
