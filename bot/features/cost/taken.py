"""From what was read of a message to what is priced."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from statistics import median
from typing import TYPE_CHECKING

from bot.features.cost.asked import LONG_REQUEST, NO_TOKENS, Choices, Counts, Details, Often, Source, Tokens
from bot.features.cost.reading import BadLine, split_options
from bot.features.cost.rules import MOST_CALLS, AnswerLength, Period, Tier, chat_overhead

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.features.cost.reading import Batch, BatchRequest
    from bot.features.cost.reading.results import ModelNames, Numbers, Options, RequestBody, Usage
    from bot.features.cost.rules import TextSize


def of_numbers(numbers: Numbers, own_model: str) -> tuple[Counts, Choices]:
    """Return what numbers of tokens in words stand for."""
    is_limit = numbers.output_is_limit and numbers.output_tokens is not None
    counts = Counts(
        Source.NUMBERS,
        Tokens(numbers.input_tokens, numbers.input_tokens),
        cached_tokens=numbers.cached_tokens,
        output_tokens=None if is_limit else numbers.output_tokens,
        reasoning_tokens=numbers.reasoning_tokens,
        output_limit=numbers.output_tokens if is_limit else None,
        is_total=numbers.in_total,
        details=Details(undirected=int(numbers.undirected)),
    )
    calls = 1 if numbers.in_total else numbers.calls
    often = Often(calls, numbers.every) if numbers.every is not None or calls > 1 else None
    choices = Choices(
        numbers.model_ref or own_model,
        numbers.tier or Tier.STANDARD,
        AnswerLength.LIMIT if is_limit else None,
        numbers.cached_percent,
        often,
        numbers.span if numbers.every is not None else None,
    )
    return counts, choices


def of_usage(usage: Usage, own_model: str) -> tuple[Counts, Choices]:
    """Return what the API said that a call used."""
    counts, choices = of_usages((usage,), own_model)
    return with_options(counts, choices, usage.options)


def texts_of(body: RequestBody) -> tuple[str, ...]:
    """Return everything in a request body that is to be counted as text."""
    schema = () if body.schema is None else (body.schema,)
    return tuple(text for text in (*body.texts, *body.names, *body.tools, *schema) if text)


def of_body(body: RequestBody, texts: Tokens, own_model: str) -> tuple[Counts, Choices]:
    """Return what a request body costs, `texts` being the tokens of :func:`texts_of`."""
    # A role is one token in both encodings.
    more = body.counted_tokens
    if body.messages:
        more += chat_overhead(body.messages, len(body.names)) + body.messages
    counts = Counts(
        Source.BODY,
        texts + Tokens(more, more),
        output_limit=body.output_limit,
        details=Details(
            messages=body.messages,
            tools=len(body.tools),
            images=body.images,
            files=body.files,
            hosted_tools=len(body.hosted_tools),
            unread=body.unread,
            answers=body.choices,
            prompts=body.prompts,
            refers=int(body.refers),
        ),
    )
    choices = Choices(body.model_ref or own_model, body.tier or Tier.STANDARD)
    return with_options(counts, choices, body.options)


@dataclass(slots=True)
class Summary:
    """The requests of a file for Batch, summed up.

    Args:
        requests: how many there are.
        tokens: of their input, overhead included.
        long_requests, long_tokens: those above `LONG_REQUEST` tokens.
        limits: of their answers together; None once one has none.
        lengths: of the input of each, in o200k_base, with its line.
        models: how many name which; None: none.
        bad: lines that cannot be taken, the first of them in full.
        is_too_long: there are more lines than were read.
    """

    requests: int = 0
    tokens: Tokens = NO_TOKENS
    long_requests: int = 0
    long_tokens: Tokens = NO_TOKENS
    limits: int | None = 0
    lengths: list[tuple[int, int]] = field(default_factory=list)
    models: Counter[str | None] = field(default_factory=Counter)
    bad: int = 0
    first_bad: BadLine | None = None
    is_too_long: bool = False

    def add(self, request: BatchRequest, texts: Tokens) -> None:
        """Add a request whose texts have so many tokens."""
        counts, _ = of_body(request.body, texts, "")
        self.requests += 1
        self.tokens += counts.tokens
        if counts.tokens.o200k > LONG_REQUEST:
            self.long_requests += 1
            self.long_tokens += counts.tokens
        limit = request.body.output_limit
        self.limits = None if self.limits is None or limit is None else self.limits + limit * request.body.choices
        self.lengths.append((counts.tokens.o200k, request.line))
        self.models[request.body.model_ref] += 1

    def add_bad(self, line: BadLine) -> None:
        """Note a line that cannot be taken."""
        self.bad += 1
        self.first_bad = self.first_bad or line


def summed_up(batch: Batch, measure: Callable[[str], TextSize], done: Callable[[float], None]) -> Summary:
    """Return what the requests of a file come to; `done` is told which part was read."""
    summary, lines = Summary(is_too_long=batch.is_too_long), batch.text.count("\n") + 1
    for each in batch.requests():
        if isinstance(each, BadLine):
            summary.add_bad(each)
        else:
            texts = NO_TOKENS
            for text in texts_of(each.body):
                size = measure(text)
                texts += Tokens(size.o200k, size.cl100k)
            summary.add(each, texts)
        done(min(each.line / lines, 1.0))
    return summary


def of_batch(summary: Summary, own_model: str) -> tuple[Counts, Choices]:
    """Return what a file for Batch with at least one request costs."""
    longest, line = max(summary.lengths, key=lambda each: (each[0], -each[1]))
    limit = None if not summary.limits else -(-summary.limits // summary.requests)
    counts = Counts(
        Source.BATCH,
        summary.tokens,
        output_limit=limit,
        requests=summary.requests,
        long_requests=summary.long_requests,
        long_tokens=summary.long_tokens,
        details=Details(
            longest=longest,
            longest_line=line,
            median=int(median(tokens for tokens, _ in summary.lengths)),
            bad_lines=summary.bad,
        ),
    )
    model = next((name for name, _ in summary.models.most_common() if name is not None), own_model)
    return counts, Choices(model, Tier.BATCH)


def of_usages(usages: Sequence[Usage], own_model: str) -> tuple[Counts, Choices]:
    """Return what calls of one model and tier used together; at least one."""
    long = [usage.input_tokens for usage in usages if usage.input_tokens > LONG_REQUEST and usage.calls == 1]
    total = sum(usage.input_tokens for usage in usages)
    counts = Counts(
        Source.USAGE,
        Tokens(total, total),
        cached_tokens=sum(usage.cached_tokens for usage in usages),
        output_tokens=sum(usage.output_tokens for usage in usages),
        reasoning_tokens=sum(usage.reasoning_tokens for usage in usages),
        requests=len(usages),
        long_requests=len(long),
        long_tokens=Tokens(sum(long), sum(long)),
        is_total=len(usages) == 1 and usages[0].calls > 1,
        details=Details(
            cache_writes=sum(usage.cache_write_tokens for usage in usages),
            audio=sum(usage.audio_tokens for usage in usages),
            calls=sum(usage.calls for usage in usages),
        ),
    )
    return counts, Choices(usages[0].model_ref or own_model, usages[0].tier or Tier.STANDARD, None)


def with_options(counts: Counts, choices: Choices, options: Options | None) -> tuple[Counts, Choices]:
    """Return both with what somebody said on top: in a caption, behind a command, around a request."""
    if options is None:
        return counts, choices
    if options.output_tokens is not None and options.output_is_limit:
        counts = replace(counts, output_limit=options.output_tokens or None)
    elif options.output_tokens is not None:
        counts = replace(counts, output_tokens=options.output_tokens * counts.answers)
    if options.cached_tokens is not None:
        counts = replace(counts, cached_tokens=min(options.cached_tokens, counts.tokens.o200k))
    often = choices.often
    if options.calls is not None and (options.every is not None or options.calls > 1):
        often = Often(options.calls, options.every)
    choices = replace(
        choices,
        model=options.model_ref or choices.model,
        tier=options.tier or choices.tier,
        cached_percent=options.cached_percent if options.cached_percent is not None else choices.cached_percent,
        often=often,
        span=options.span if often is not None and often.per is not None and options.span else choices.span,
    )
    return counts, choices


def read_often(words: str, models: ModelNames) -> Often | None:
    """Return the number of calls that somebody answers with, None for anything else; a bare number is one a day."""
    options, _ = split_options(words, models)
    if options.calls is not None:
        return Often(options.calls, options.every)
    digits = words.strip().replace(",", "").lstrip("0")
    if digits.isascii() and digits.isdigit() and len(digits) <= len(str(MOST_CALLS)) and int(digits) <= MOST_CALLS:
        return Often(int(digits), Period.DAY)
    return None
