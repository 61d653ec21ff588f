"""From what somebody sent to an estimate: counted, read, summed up, or told why not."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from bot.core.screen import Button
from bot.features.cost import buttons, list_views, problem_views, shared_views
from bot.features.cost.asked import NO_TOKENS, Choices, Counts, Kept, Source, Tokens
from bot.features.cost.desk import expect_follow_up
from bot.features.cost.pricing import fits_window
from bot.features.cost.reading import (
    Batch,
    Numbers,
    Options,
    PriceQuestion,
    Refused,
    RequestBody,
    Usage,
    UsageLine,
    UsageLog,
)
from bot.features.cost.rules import PriceError
from bot.features.cost.store import new_id
from bot.features.cost.taken import (
    of_batch,
    of_body,
    of_numbers,
    of_usage,
    of_usages,
    summed_up,
    texts_of,
)
from bot.features.cost.tokens import (
    CountCancelledError,
    CounterBusyError,
    TokenizerFailedError,
    TooManyTextsError,
    tokenizer_for,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from markupsafe import Markup

    from bot.core.i18n import Translator
    from bot.core.screen import Screen
    from bot.features.cost.desk import Desk
    from bot.features.cost.price_handlers import PriceDoors
    from bot.features.cost.reading import Reading
    from bot.features.cost.rules import TextSize
    from bot.features.cost.tap_handlers import EstimateTaps
    from bot.tg.context import BotContext

T = TypeVar("T")
_MOST_GROUPS = 6  # models of one log that are priced apart


class Estimator:
    """Answers with what something costs, whatever was sent."""

    def __init__(self, desk: Desk, taps: EstimateTaps, prices: PriceDoors) -> None:
        self._desk, self._taps, self._prices = desk, taps, prices

    async def count(
        self,
        context: BotContext,
        text: str,
        source: Source = Source.TEXT,
        options: Options | None = None,
        *,
        other: Reading | None = None,
        notes: tuple[Markup, ...] = (),
        progress: Callable[[float], None] | None = None,
    ) -> None:
        """Count a text and answer with its cost.

        Args:
            context: of the message.
            text: what is counted.
            source: where it comes from.
            options: what was said about it.
            other: what the text may be instead; numbers of tokens are offered as a button.
            notes: what is to be said once.
            progress: is told which part of a long text is counted.
        """
        size = await self._measured(context, text, progress)
        if size is None:
            return
        own = context.person.model
        counts, choices = Counts.of_text(size, source, context.pieces), Choices(own)
        if isinstance(other, Numbers | Usage):
            read_as = of_numbers(other, own) if isinstance(other, Numbers) else of_usage(other, own)
            instead = self._desk.with_day(Kept(new_id(), context.person.id, None, *read_as, context.now), context.now)
            button = Button(str(context.tr.text("Take the numbers")), action=buttons.action("show", instead))
            await self._desk.answer(context, counts, choices, extra=button, instead=instead)
            return
        await self._answer(context, counts, choices, options, notes=notes)

    async def piece(self, context: BotContext, before: Kept) -> None:
        """Add a piece that came late to the estimate of the others."""
        size = await self._measured(context, context.words, None)
        if size is None:
            return
        counts = before.counts.joined(size, context.pieces)
        kept = self._desk.with_day(replace(before, counts=counts), context.now)
        screen = self._desk.screen(context, kept)
        expect_follow_up(context, kept)
        await context.act(lambda tx: self._desk.save(tx, kept, screen))

    async def reading(
        self,
        context: BotContext,
        reading: Reading,
        options: Options | None = None,
        *,
        notes: tuple[Markup, ...] = (),
        progress: Callable[[float], None] | None = None,
    ) -> None:
        """Answer with what something costs that is no plain text."""
        own = context.person.model
        is_pasted = isinstance(reading, Refused) and context.words.lstrip().startswith(("{", "[", '"', "curl"))
        if is_pasted or isinstance(reading, RequestBody | Usage | Batch | UsageLog):
            # Its keys are English, whoever sends it.
            context.turn.answer.language = context.person.language
        match reading:
            case Numbers():
                counts, choices = self._total_if_too_long(context, *of_numbers(reading, own))
                await self._answer(context, counts, choices, options, others=reading.model_refs[1:])
            case Usage():
                counts, choices = of_usage(reading, own)
                await self._answer(context, counts, choices, options, notes=(*_notes(context.tr, reading), *notes))
            case RequestBody():
                await self._body(context, reading, options, notes)
            case Batch():
                await self._batch(context, reading, options, notes, progress)
            case UsageLog():
                await self._log(context, reading, notes)
            case PriceQuestion():
                await self._prices.answer(context, reading)
            case Refused():
                context.show(problem_views.refused(context.tr, reading))

    def _total_if_too_long(self, context: BotContext, counts: Counts, choices: Choices) -> tuple[Counts, Choices]:
        """Take a number of tokens that no call can have for that of many calls."""
        try:
            card = self._desk.prices.price(choices.model, context.now)
        except PriceError:
            return counts, choices
        is_one = choices.often is None and not fits_window(card, counts.tokens.of(tokenizer_for(card.model).encoding))
        return (replace(counts, is_total=True) if is_one else counts), choices

    async def _body(
        self, context: BotContext, body: RequestBody, options: Options | None, notes: tuple[Markup, ...]
    ) -> None:
        texts = texts_of(body)

        def count(measure: Callable[[str], TextSize], done: Callable[[float], None]) -> Tokens:
            total = NO_TOKENS
            for number, text in enumerate(texts, 1):
                size = measure(text)
                total += Tokens(size.o200k, size.cl100k)
                done(number / len(texts))
            return total

        tokens = await self._counted(
            context,
            lambda: self._desk.counter.measure_many(
                count, sum(map(len, texts)), person_id=context.person.id, cancelled=context.cancelled
            ),
        )
        if tokens is not None:
            counts, choices = of_body(body, tokens, context.person.model)
            await self._answer(context, counts, choices, options, notes=(*_notes(context.tr, body), *notes))

    async def _batch(
        self,
        context: BotContext,
        batch: Batch,
        options: Options | None,
        notes: tuple[Markup, ...],
        progress: Callable[[float], None] | None,
    ) -> None:
        summary = await self._counted(
            context,
            lambda: self._desk.counter.measure_many(
                lambda measure, done: summed_up(batch, measure, done),
                len(batch.text),
                person_id=context.person.id,
                progress=progress,
                cancelled=context.cancelled,
            ),
        )
        if summary is None:
            return
        if not summary.requests:
            context.show(list_views.no_requests(context.tr, summary.first_bad))
            return
        counts, choices = of_batch(summary, context.person.model)
        more = list_views.about_batch(context.tr, summary)
        await self._answer(context, counts, choices, options, notes=(*more, *notes))

    async def _log(self, context: BotContext, log: UsageLog, notes: tuple[Markup, ...]) -> None:
        """Answer with what many calls cost: those of each model and tier are priced apart."""
        found = await asyncio.to_thread(lambda: list(log.usages()))
        usages = [each.usage for each in found if isinstance(each, UsageLine)]
        bad = [each for each in found if not isinstance(each, UsageLine)]
        if not usages:
            context.show(list_views.no_requests(context.tr, bad[0] if bad else None))
            return
        groups: dict[tuple[str | None, object], list[Usage]] = {}
        for usage in usages:
            groups.setdefault((usage.model_ref, usage.tier), []).append(usage)
        own, tr = context.person.model, context.tr
        said = (*list_views.about_log(tr, len(bad), is_too_long=log.is_too_long), *notes)
        if len(groups) == 1:
            counts, choices = of_usages(usages, own)
            await self._answer(context, counts, choices, None, notes=(*_notes(tr, usages[0]), *said))
            return
        rows: list[list_views.LogRow] = []
        for group in list(groups.values())[:_MOST_GROUPS]:
            counts, choices = of_usages(group, own)
            try:
                rows.append((choices, counts, self._desk.priced(counts, choices, context.now)))
            except (PriceError, ValueError):
                rows.append((choices, counts, None))
        context.show(list_views.log(tr, rows, len(groups) - len(rows), self._desk.rate(), said))

    async def _answer(
        self,
        context: BotContext,
        counts: Counts,
        choices: Choices,
        options: Options | None,
        *,
        notes: tuple[Markup, ...] = (),
        others: tuple[str, ...] = (),
    ) -> None:
        """Answer with an estimate. `others`: models that were named beside the first, to be compared with it."""
        named = others or (options.model_refs[1:] if options is not None else ())

        def show(kept: Kept) -> Screen:
            compared = self._taps.comparison(context, kept, named)
            return compared or self._desk.screen(context, kept, notes=notes)

        await self._desk.answer(context, counts, choices, options, notes=notes, show=show if named else None)

    async def _measured(
        self, context: BotContext, text: str, progress: Callable[[float], None] | None
    ) -> TextSize | None:
        if not text:
            context.show(problem_views.empty(context.tr))
            return None
        return await self._counted(
            context,
            lambda: self._desk.counter.measure(
                text, person_id=context.person.id, progress=progress, cancelled=context.cancelled
            ),
        )

    async def _counted(self, context: BotContext, count: Callable[[], Awaitable[T]]) -> T | None:
        """Return what was counted, or show why nothing was."""
        tr = context.tr
        try:
            return await count()
        except CounterBusyError:
            context.show(problem_views.busy(tr))
        except TooManyTextsError:
            context.show(problem_views.one_after_another(tr))
        except CountCancelledError:
            context.show(problem_views.cancelled(tr))
        except TokenizerFailedError:
            context.show(problem_views.not_countable(tr))
        return None


def _notes(tr: Translator, reading: Usage | RequestBody) -> tuple[Markup, ...]:
    """Return what is to be said of a request or a bill once: what it did not say, and what nobody knows."""
    said = [
        shared_views.no_model_named(tr) if reading.model_ref is None else None,
        problem_views.unknown_tier(tr, reading.service_tier)
        if reading.service_tier is not None and reading.tier is None
        else None,
        None if reading.complete else shared_views.incomplete(tr),
    ]
    return tuple(note for note in said if note is not None)
