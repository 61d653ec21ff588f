"""The estimate itself: what was asked, what it costs and how that comes about."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from markupsafe import Markup

from bot.core.i18n import translator
from bot.core.money import Currency, Money
from bot.core.screen import Article, Button, Screen, cancel_question, lines, pairs
from bot.features.cost import buttons
from bot.features.cost import shared_views as words
from bot.features.cost.asked import CACHED_FROM, Source
from bot.features.cost.pricing import cost_then, fits_window, has_changed
from bot.features.cost.rules import Encoding

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from bot.core.i18n import Translator
    from bot.core.money import ExchangeRate
    from bot.features.cost.asked import Kept
    from bot.features.cost.pricing import Priced

_WITH_TEXT = frozenset({Source.MESSAGE, Source.TEXT, Source.FILE})
_ENOUGH_TOKENS = 20  # fewer say nothing about a text
_OLDER_COUNTS_MORE = Decimal("1.1")  # times as many tokens; from here on it is worth a line


@dataclass(frozen=True, slots=True)
class Scene:
    """What an estimate looks like beside its numbers.

    Args:
        rate: for the amounts in RMB.
        now: decides which prices are old and which models end.
        own_model: the model the person estimates with when they choose none.
        notes: what is to be said once, above the date: what was read, what could not be priced as asked.
        standard: what the requests of a file cost without Batch.
        more: show the rarer buttons.
        extra: a button in place of the last one.
    """

    rate: ExchangeRate
    now: dt.datetime
    own_model: str
    notes: tuple[Markup, ...] = ()
    standard: Money | None = None
    more: bool = False
    extra: Button | None = None


def estimate(tr: Translator, kept: Kept, priced: Priced, scene: Scene) -> Screen:
    """Show what something costs and how that comes about."""
    text = lines(
        words.headline(tr, priced, scene.rate),
        words.how_often(tr, priced),
        *_parts(tr, priced),
        tr.text("Without Batch: %(usd)s", usd=tr.about(scene.standard)) if scene.standard is not None else None,
        *_warnings(tr, kept, priced, scene),
        *scene.notes,
        _what(tr, priced),
        Markup("<i>{}</i>").format(words.dated(tr, priced.card, scene.now, scene.rate)),
        _folded(tr, priced),
    )
    extra = scene.extra
    if extra is None and kept.counts.source is Source.MESSAGE:
        extra = Button(str(tr.text("This was a question")), action="faq:ask")
    if not scene.more:
        return Screen(text, buttons.usual(tr, kept, priced, scene.now, extra))
    copies = words.copied(tr, priced, scene.rate), words.report(tr, priced, scene.rate)
    return Screen(text, buttons.rarer(tr, kept, priced, scene.now, extra, copies=copies, own_model=scene.own_model))


def in_currency(tr: Translator, kept: Kept, priced: Priced, rate: ExchangeRate, currency: Currency) -> Screen:
    """Show what something costs in one currency, with the way to how that comes about."""
    headline = words.headline(translator(tr.language, currency), priced, rate)
    text = lines(headline, _what(tr, priced), Markup("<i>{}</i>").format(tr.rate(rate)))
    return Screen(text, pairs(Button(str(tr.text("The whole estimate")), action=buttons.action("show", kept))))


def example_text(tr: Translator) -> str:
    """Return a short text whose cost shows what the bot does."""
    return str(tr.text("Sum up this e-mail in three points and write a friendly answer to it."))


def as_example(tr: Translator, screen: Screen) -> Screen:
    """Show that an estimate is that of :func:`example_text`, and ask for the person's own text."""
    shown = tr.text("For example: <i>%(text)s</i>", text=example_text(tr))
    return Screen(lines(shown, screen.html, tr.text("Now send a text of your own.")), screen.rows)


def ask_text(tr: Translator, model: str) -> Screen:
    """Ask for the text and say what comes back."""
    return Screen(
        lines(
            tr.text(
                "Send the text or the file: I count its tokens and say what it costs with <b>%(model)s</b>.",
                model=model,
            ),
            tr.text("For example: <code>/estimate %(text)s</code>", text=example_text(tr)),
        ),
        pairs(cancel_question(tr)),
    )


def article(tr: Translator, kept: Kept, priced: Priced, rate: ExchangeRate, now: dt.datetime) -> Article:
    """Return a finished estimate as it is sent to any chat."""
    report = words.report(tr, priced, rate)
    title = tr.text("Estimate: %(usd)s", usd=words.copied(tr, priced, rate))
    text = lines(
        words.headline(tr, priced, rate),
        words.how_often(tr, priced),
        *_parts(tr, priced),
        _what(tr, priced),
        Markup("<i>{}</i>").format(words.dated(tr, priced.card, now, rate)),
    )
    return Article(f"estimate-{buttons.written(kept.id)}", str(title.unescape()), report[:120], Screen(text))


# --- the lines ----------------------------------------------------------------------------------------------------


def _parts(tr: Translator, priced: Priced) -> list[Markup | None]:
    """Return input, cached input and output on a line each, and what the output may come to."""
    call, cost, rates = priced.call, priced.cost, priced.cost.rates
    fresh = call.input_tokens - call.cached_tokens
    given = []
    if fresh or not call.cached_tokens:
        given.append(
            tr.ntext(
                "Input: %(n)s token × %(price)s/M = %(usd)s",
                "Input: %(n)s tokens × %(price)s/M = %(usd)s",
                fresh,
                price=_price(tr, rates.input_usd_per_mtok),
                usd=tr.cost(cost.input),
            )
        )
    if call.cached_tokens:
        cached = rates.input_usd_per_mtok if rates.cached_usd_per_mtok is None else rates.cached_usd_per_mtok
        given.append(
            tr.ntext(
                "From the cache: %(n)s token × %(price)s/M = %(usd)s",
                "From the cache: %(n)s tokens × %(price)s/M = %(usd)s",
                call.cached_tokens,
                price=_price(tr, cached),
                usd=tr.cost(cost.cached),
            )
        )
    return [*given, _output(tr, priced), _thinking(tr, priced)]


def _output(tr: Translator, priced: Priced) -> Markup | None:
    n, price = priced.call.output_tokens, priced.cost.rates.output_usd_per_mtok
    if price is None:
        return None
    if not n:
        return None if priced.counts.is_exact else tr.text("No output is counted: its length was not said.")
    values = {"price": _price(tr, price), "usd": tr.cost(priced.cost.output)}
    if priced.answer is None:
        return tr.ntext(
            "Output: %(n)s token × %(price)s/M = %(usd)s", "Output: %(n)s tokens × %(price)s/M = %(usd)s", n, **values
        )
    return tr.ntext(
        "Output, a guess: %(n)s token × %(price)s/M = %(usd)s",
        "Output, a guess: %(n)s tokens × %(price)s/M = %(usd)s",
        n,
        **values,
    )


def _thinking(tr: Translator, priced: Priced) -> Markup | None:
    """Say how wide the guess at the output is and why, or which part of it nobody saw."""
    if priced.call.reasoning_tokens:
        return tr.ntext(
            "%(n)s token of the output is reasoning, billed as output.",
            "%(n)s tokens of the output are reasoning, billed as output.",
            priced.call.reasoning_tokens,
        )
    if priced.most is None:
        return None
    n, usd = priced.most_output, tr.about(priced.most)
    if priced.counts.output_limit is not None:
        return tr.ntext(
            "Up to its limit of %(n)s token: %(usd)s", "Up to its limit of %(n)s tokens: %(usd)s", n, usd=usd
        )
    if priced.choices.often is not None:
        return tr.text("It thinks first, billed as output too: up to %(usd)s a call", usd=usd)
    return tr.text("It thinks first, billed as output too: up to %(usd)s", usd=usd)


def _warnings(tr: Translator, kept: Kept, priced: Priced, scene: Scene) -> list[Markup | None]:
    """Return what somebody should know before they rely on the numbers."""
    card, n = priced.card, priced.call.input_tokens
    reached = [above for above, _ in card.long_context if n > above and priced.cost.rates != card.standard]
    one = priced.counts.requests == 1 and not priced.counts.is_total
    then = None
    if kept.day is not None and has_changed(kept.day, priced):
        usd, date = tr.about(cost_then(kept.day, priced)), tr.date(kept.day.on)
        then = tr.text("Prices changed since %(date)s: then it was %(usd)s.", date=date, usd=usd)
    return [
        tr.text("Above %(n)s input tokens every token of the request costs more: included.", n=tr.number(reached[-1]))
        if reached
        else None,
        tr.text("Too long for %(model)s: it takes %(n)s tokens.", model=card.model, n=tr.number(most))
        if one and not fits_window(card, n) and (most := card.max_input or card.context_window)
        else None,
        ends(tr, card.model, card.ends_on, card.successor, scene.now) if card.is_ending(scene.now) else None,
        then,
        words.change(tr, card),
        *words.understood(tr, priced),
    ]


def ends(tr: Translator, model: str, on: dt.date | None, successor: str | None, now: dt.datetime) -> Markup | None:
    """Say when OpenAI switches a model off, or that it did, and what to call instead."""
    if on is None:
        return None
    off = on <= now.date()
    if successor is None:
        text = (
            tr.text("OpenAI switched %(model)s off on %(date)s.", model=model, date=tr.date(on))
            if off
            else tr.text("OpenAI switches %(model)s off on %(date)s.", model=model, date=tr.date(on))
        )
    elif off:
        text = tr.text(
            "OpenAI switched %(model)s off on %(date)s. Its successor: %(successor)s.",
            model=model,
            date=tr.date(on),
            successor=successor,
        )
    else:
        text = tr.text(
            "OpenAI switches %(model)s off on %(date)s. Its successor: %(successor)s.",
            model=model,
            date=tr.date(on),
            successor=successor,
        )
    return text


def _what(tr: Translator, priced: Priced) -> Markup:
    """Return the model and what was measured."""
    counts = priced.counts
    parts: list[str | Markup] = [words.model(tr, priced.card)]
    if counts.characters and counts.parts > 1:
        parts.append(
            tr.ntext(
                "%(parts)s parts, %(n)s character; each join may differ by a token",
                "%(parts)s parts, %(n)s characters; each join may differ by a token",
                counts.characters,
                parts=tr.number(counts.parts),
            )
        )
    elif counts.characters:
        parts.append(tr.ntext("%(n)s character", "%(n)s characters", counts.characters))
    if not priced.tokenizer.is_its_own and counts.source not in {Source.NUMBERS, Source.USAGE}:
        parts.append(tr.text("counted with %(encoding)s", encoding=priced.tokenizer.encoding.value))
    return Markup(" · ").join(parts)


def _folded(tr: Translator, priced: Priced) -> Markup | None:
    """Return what helps to understand the numbers, behind one tap."""
    notes = [note for note in (*_about_text(tr, priced), _cache_write(tr, priced)) if note is not None]
    return Markup("<blockquote expandable>{}</blockquote>").format(lines(*notes)) if notes else None


def _about_text(tr: Translator, priced: Priced) -> Sequence[Markup | None]:
    """Say how many characters a token holds here, and what the older encoding would have counted, if far more."""
    counts = priced.counts
    tokens = counts.tokens.of(priced.tokenizer.encoding)
    if counts.source not in _WITH_TEXT or tokens < _ENOUGH_TOKENS:
        return ()
    each = (Decimal(counts.characters) / tokens).quantize(Decimal("0.1"))
    held = tr.text("One token holds about %(n)s characters of this text.", n=tr.number(each))
    older = counts.tokens.cl100k
    if priced.tokenizer.encoding is not Encoding.O200K or older < counts.tokens.o200k * _OLDER_COUNTS_MORE:
        return (held,)
    more = (Decimal(older) / counts.tokens.o200k).quantize(Decimal("0.1"))
    return (
        held,
        tr.text(
            "The older encoding (cl100k_base, up to GPT-4) would count %(n)s tokens, ×%(ratio)s.",
            n=tr.number(older),
            ratio=tr.number(more),
        ),
    )


def _cache_write(tr: Translator, priced: Priced) -> Markup | None:
    """Say that a first call with a long prompt may be billed as written to the cache."""
    write, counts = priced.card.cache_write_usd_per_mtok, priced.counts
    usual = priced.card.standard.input_usd_per_mtok
    if write is None or write <= usual or counts.source is Source.USAGE or counts.is_total:
        return None
    if priced.call.input_tokens // counts.requests < CACHED_FROM:
        return None
    percent = ((write / usual - 1) * 100).quantize(Decimal(1))
    return tr.text(
        "A first call may cost up to %(percent)s %% more on the input: what goes into the cache is billed so.",
        percent=percent,
    )


def _price(tr: Translator, usd_per_mtok: Decimal) -> str:
    return tr.amount(Money(usd_per_mtok, Currency.USD))
