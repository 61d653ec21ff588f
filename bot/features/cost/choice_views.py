"""The screens behind an estimate's buttons: what can be changed about it, and what it is measured against."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from bot.core.money import Currency, Money
from bot.core.screen import Button, Screen, lines, pairs
from bot.features.cost import buttons
from bot.features.cost import shared_views as words
from bot.features.cost.asked import CACHED_FROM, Often, Source
from bot.features.cost.rules import Period, Tier
from bot.features.cost.tables import table

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from bot.core.i18n import Translator
    from bot.features.cost.asked import Kept
    from bot.features.cost.pricing import Priced, Ranked
    from bot.features.cost.rules import AnswerLength, AnswerRange, ModelPriceCard

MODELS_A_PAGE: Final = 6
OFFERED_OFTEN: Final = (10, 100, 1_000)  # calls a day
# From this ratio on it is shown in these steps.
_RATIO_STEPS: Final = ((Decimal(10), Decimal(1)), (Decimal("0.1"), Decimal("0.1")), (Decimal(0), Decimal("0.01")))
_RIGHT_1, _RIGHT_12 = frozenset({1}), frozenset({1, 2})
_TICK: Final = "✓ "


def models(tr: Translator, kept: Kept, cards: Sequence[ModelPriceCard], page: int, pages: int) -> Screen:
    """Offer models to price the same with: one page of them, `page` from 0, with their prices."""
    rows = [(card.model, _price(tr, card.standard.input_usd_per_mtok), _out(tr, card)) for card in cards]
    head = (tr.text("per M tokens"), tr.text("in"), tr.text("out"))
    text = lines(
        tr.text("Which model? Now it is <b>%(model)s</b>.", model=kept.choices.model[:80]),
        table([tuple(map(str, head)), *rows], right=_RIGHT_12),
        tr.text("Page %(page)s of %(pages)s", page=page + 1, pages=pages) if pages > 1 else None,
    )
    chosen = kept.choices.model
    offered = [buttons.use(kept, card.model, _ticked(card.model, chosen=card.model == chosen)) for card in cards]
    more = Button(str(tr.text("More ›")), action=buttons.action("model", kept, str((page + 1) % pages)))
    return Screen(text, (*pairs(*offered), *pairs(buttons.back(tr, kept), more if pages > 1 else None)))


def _out(tr: Translator, card: ModelPriceCard) -> str:
    price = card.standard.output_usd_per_mtok
    return "–" if price is None else _price(tr, price)


def compared(
    tr: Translator, kept: Kept, priced: Priced, rows: Sequence[Ranked], left_out: Mapping[str, Sequence[str]]
) -> Screen:
    """Show the same with other models.

    Args:
        tr: the language.
        kept: the estimate.
        priced: at its prices.
        rows: the models, cheapest first.
        left_out: models that cannot be compared, by why: ``price`` (none is known), ``length`` (it does not fit).
    """
    call, often = priced.call, priced.choices.often
    times = priced.headline.amount / priced.total.amount if priced.total.amount else Decimal(1)
    shown = [(row.model, tr.about(row.total * times), _ratio(tr, row)) for row in rows]
    what = tr.text(
        "%(input)s tokens in, %(output)s out, cheapest first",
        input=tr.number(call.input_tokens),
        output=tr.number(call.output_tokens),
    )
    text = lines(
        Markup("<b>{}</b>").format(what),
        words.calls(tr, often) if often is not None else None,
        table(shown),
        tr.text("All with %(tier)s prices.", tier=words.tier(tr, kept.choices.tier))
        if kept.choices.tier is not Tier.STANDARD
        else None,
        tr.text("No such price is known: %(models)s", models=words.listing(tr, left_out["price"]))
        if left_out.get("price")
        else None,
        tr.text("Too long for: %(models)s", models=words.listing(tr, left_out["length"]))
        if left_out.get("length")
        else None,
    )
    cheapest = rows[0].model
    take = buttons.use(kept, cheapest, str(tr.text("Take the cheapest"))) if cheapest != priced.card.model else None
    return Screen(text, pairs(buttons.back(tr, kept), take))


def _ratio(tr: Translator, row: Ranked) -> str:
    """Return how many times the chosen model's cost this is, with as many digits as say something."""
    if row.ratio is None:
        return str(tr.text("chosen"))
    step = next((step for least, step in _RATIO_STEPS if row.ratio >= least), _RATIO_STEPS[-1][1])
    return f"×{tr.number(max(row.ratio.quantize(step), step).normalize() + 0)}"


def answers(
    tr: Translator,
    kept: Kept,
    priced: Priced,
    costs: Sequence[tuple[AnswerRange, Money, Money | None]],
) -> Screen:
    """Offer how long the answer may be, each length with what the call costs then; a range for models that think."""
    chosen = kept.choices.answer
    rows = [(words.answer(tr, each.length), _range(tr, each), _usd_range(tr, low, high)) for each, low, high in costs]
    text = lines(
        tr.text("How long will the answer be? Nobody knows before the call."),
        table([(str(tr.text("answer")), str(tr.text("tokens")), str(tr.text("call"))), *rows], right=_RIGHT_1),
        tr.text(
            "%(model)s thinks before it answers, and thinking is billed as output: the second number is what the"
            " call may come to.",
            model=priced.card.model,
        )
        if priced.card.thinks
        else None,
    )
    labels: dict[AnswerLength | None, str] = {each.length: _length(tr, each) for each, _, _ in costs}
    if kept.counts.source is Source.NUMBERS:
        labels[None] = words.answer(tr, None)
    offered = [
        Button(
            _ticked(label, chosen=length is chosen),
            action=buttons.action("answer", kept, length.value if length is not None else "none"),
        )
        for length, label in labels.items()
    ]
    return Screen(text, pairs(*offered, buttons.back(tr, kept)))


def _length(tr: Translator, each: AnswerRange) -> str:
    """Return the label of an answer length, with its tokens where they are the same for every text."""
    name = words.answer(tr, each.length)
    return name if each.length.tokens is None else f"{name} {each.tokens}"


def _range(tr: Translator, each: AnswerRange) -> str:
    return tr.number(each.tokens) if each.most == each.tokens else f"{tr.number(each.tokens)}–{tr.number(each.most)}"


def _usd_range(tr: Translator, low: Money, high: Money | None) -> str:
    return tr.about(low) if high is None else f"{tr.about(low)}–{tr.about(high)}"


def how_often(tr: Translator, kept: Kept, priced: Priced) -> Screen:
    """Offer how often the call is made, with what a day and a month of that cost."""
    one = priced.total
    offered = [Often(calls, Period.DAY) for calls in OFFERED_OFTEN]
    rows = [
        (str(words.calls(tr, each)), tr.about(each.a_day(one) or one), tr.about(each.during(one, None)))
        for each in offered
    ]
    text = lines(
        tr.text("How often? Once it costs %(usd)s.", usd=tr.about(one)),
        table([("", str(tr.text("a day")), str(tr.text("30 days"))), *rows], right=_RIGHT_12),
    )
    chosen = kept.choices.often
    choices = (
        Button(_ticked(str(tr.text("Once")), chosen=chosen is None), action=buttons.action("often", kept, "once")),
        *(
            Button(
                _ticked(_a_day(tr, each.calls), chosen=chosen == each),
                action=buttons.action("often", kept, str(each.calls)),
            )
            for each in offered
        ),
        Button(str(tr.text("Own number")), action=buttons.action("often", kept, "own")),
        buttons.back(tr, kept),
    )
    return Screen(text, pairs(*choices))


def _a_day(tr: Translator, calls: int) -> str:
    """Return the label of a number of calls a day."""
    return str(tr.text("%(calls)s a day", calls=calls))


def ask_often(tr: Translator, kept: Kept) -> Screen:
    """Ask for a number of calls in words."""
    text = tr.text(
        "How often is the call made? For example <code>250 a day</code>, <code>20 an hour</code> or"
        " <code>5,000 a month</code>."
    )
    return Screen(text, pairs(buttons.back(tr, kept)))


def cached(tr: Translator, kept: Kept, priced: Priced, costs: Sequence[tuple[int, Money]]) -> Screen:
    """Offer which share of the input is read from the cache, each with what the call costs then."""
    rates = priced.cost.rates
    rows = [(f"{share} %", tr.about(money)) for share, money in costs]
    if rates.cached_usd_per_mtok is None:
        price = tr.text(
            "%(model)s has no price for cached input: it costs as much as other input.", model=priced.card.model
        )
    else:
        price = tr.text(
            "%(model)s: %(cached)s/M from the cache instead of %(input)s/M.",
            model=priced.card.model,
            cached=_price(tr, rates.cached_usd_per_mtok),
            input=_price(tr, rates.input_usd_per_mtok),
        )
    text = lines(
        tr.text("How much of the input is read from the cache?"),
        table(rows, right=frozenset({0})),
        price,
        tr.text("OpenAI caches the beginning that calls share, from %(n)s tokens on.", n=tr.number(CACHED_FROM)),
    )
    now = kept.choices.cached_percent
    offered = (
        Button(
            _ticked(f"{share} %", chosen=now is not None and now == share),
            action=buttons.action("cached", kept, str(share)),
        )
        for share, _ in costs
    )
    return Screen(text, pairs(*offered, buttons.back(tr, kept)))


def tiers(tr: Translator, kept: Kept, costs: Sequence[tuple[Tier, Money | None]]) -> Screen:
    """Offer the ways of being served that have a price, and say of the others that none is known."""
    about = {
        Tier.STANDARD: tr.text("at once"),
        Tier.BATCH: tr.text("within 24 hours"),
        Tier.FLEX: tr.text("slower, may be refused"),
        Tier.FAST: tr.text("faster"),
    }
    unknown = str(tr.text("no price known"))
    rows = [
        (words.tier(tr, tier), unknown if money is None else tr.about(money), str(about[tier])) for tier, money in costs
    ]
    text = lines(
        tr.text("<b>%(model)s</b>, served in each way:", model=kept.choices.model[:80]),
        table(rows),
    )
    offered = (
        Button(
            _ticked(words.tier(tr, tier), chosen=tier is kept.choices.tier),
            action=buttons.action("tier", kept, tier.value),
        )
        for tier, money in costs
        if money is not None
    )
    return Screen(text, pairs(*offered, buttons.back(tr, kept)))


def fitting(
    tr: Translator, kept: Kept, priced: Priced, left: Money, times: int | None, last: dt.date, days: int
) -> Screen:
    """Say how often it fits into what is left of the limit.

    Args:
        tr: the language.
        kept: the estimate.
        priced: at its prices.
        left: of the limit, in its currency.
        times: how often it can be paid from that; None: it costs nothing.
        last: the last day of the limit's cycle.
        days: those that are left of it, today among them.
    """
    often = priced.choices.often
    over = left.amount <= 0
    shown = tr.money(Money(max(left.amount, Decimal(0)), left.currency))
    what = tr.ntext(
        "Left of your limit: %(left)s until %(date)s, %(n)s day",
        "Left of your limit: %(left)s until %(date)s, %(n)s days",
        days,
        left=shown,
        date=tr.short_date(last),
    )
    if times is None:
        first = tr.text("It costs nothing, so it always fits.")
    elif over:
        first = tr.text("Your limit is used up: not once more.")
    elif not times:
        first = tr.text("Not once: it costs %(usd)s.", usd=tr.about(priced.total))
    else:
        first = tr.ntext("It fits %(n)s more time.", "It fits %(n)s more times.", times)
    a_day = times // days if times and days else 0
    text = lines(
        Markup("<b>{}</b>").format(first),
        what,
        tr.ntext("That is about %(n)s a day.", "That is about %(n)s a day.", a_day) if a_day and days > 1 else None,
        _needed(tr, priced, often, times, days),
        tr.text("One call: %(usd)s", usd=words.model(tr, priced.card) + Markup(" · ") + tr.about(priced.total)),
    )
    limit = Button(str(tr.text("My limit")), action="budgets:card")
    return Screen(text, pairs(buttons.back(tr, kept), limit))


def _needed(tr: Translator, priced: Priced, often: Often | None, times: int | None, days: int) -> Markup | None:
    """Say whether the calls of the days that are left fit."""
    if often is None or often.per is None or times is None or not days:
        return None
    needed = often.a_day(priced.total)
    if needed is None or not priced.total.amount:
        return None
    enough = times * priced.total.amount >= needed.amount * days
    shown = {"calls": words.calls(tr, often), "usd": tr.about(needed * days)}
    if enough:
        return tr.text("%(calls)s for these days: %(usd)s, that fits.", **shown)
    return tr.text("%(calls)s for these days: %(usd)s, that does not fit.", **shown)


def no_limit(tr: Translator, kept: Kept, times: int | None) -> Screen:
    """Say how often it fits into ten dollars to somebody without a limit, and offer to set one."""
    usd = Money(Decimal(10), Currency.USD)
    text = lines(
        tr.text("<b>You have no monthly limit yet.</b>"),
        tr.ntext(
            "%(usd)s pay for it about %(n)s time.", "%(usd)s pay for it about %(n)s times.", times, usd=tr.amount(usd)
        )
        if times
        else None,
    )
    return Screen(text, pairs(buttons.back(tr, kept), Button(str(tr.text("Set a limit")), action="budgets:limits")))


def saved(tr: Translator, model: str) -> str:
    """Confirm the person's model in the short note over the chat."""
    return str(tr.text("%(model)s is your model now.", model=model))


def spent_note(tr: Translator, priced: Priced) -> str:
    """Return the note that an amount is booked with."""
    call = priced.call
    return str(
        tr.text(
            "%(model)s: %(input)s tokens in, %(output)s out",
            model=words.model(tr, priced.card),
            input=tr.number(call.input_tokens),
            output=tr.number(call.output_tokens),
        ).unescape()
    )


def _price(tr: Translator, usd_per_mtok: Decimal) -> str:
    return tr.amount(Money(usd_per_mtok, Currency.USD))


def _ticked(label: str, *, chosen: bool) -> str:
    return _TICK + label if chosen else label
