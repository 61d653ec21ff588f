from __future__ import annotations

import json
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.features.cost.prices import PriceBook
from bot.features.cost.reading import (
    Batch,
    Numbers,
    Options,
    Refused,
    RequestBody,
    Usage,
    UsageLog,
    read,
    read_options,
    split_options,
)
from bot.features.cost.reading.lexicon import Kind
from bot.features.cost.reading.vocabulary import WORDS
from bot.features.cost.reading.words import MAX_PHRASE
from bot.features.cost.rules import MOST_CALLS, MOST_TOKENS, Period, Tier

if TYPE_CHECKING:
    from types import FrameType

    from bot.features.cost.reading import Reading

MODELS = PriceBook()
MODELS.load()

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()), max_size=80)
PIECES = [
    *WORDS,
    *(
        "1",
        "12k",
        "1.2M",
        "300",
        "0",
        "-5",
        "1,5",
        "1_000",
        "1e6",
        "50%",
        "3/4",
        "两千",
        "1万2",
        "gpt-5.4",
        "o3",
        "gpt-9",
    ),
    *("{", "}", "[", "]", "(", ")", '"', "'", "`", "\\", "curl -d '", "create(", '"usage": {', '"messages": [', "\n"),
]
PHRASES = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(["", " ", "-", "，"])), max_size=10).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)


def check_shape(reading: Reading | None) -> None:
    """Every reading keeps its promises."""
    match reading:
        case Numbers():
            assert 0 <= reading.cached_tokens <= reading.input_tokens <= MOST_TOKENS
            assert 0 <= reading.reasoning_tokens <= (reading.output_tokens or 0) <= MOST_TOKENS
            assert 1 <= reading.calls <= MOST_CALLS
            assert reading.input_tokens or reading.output_tokens
            assert reading.call.input_tokens == reading.input_tokens
            assert reading.cached_percent is None or 0 <= reading.cached_percent <= 100
        case Options():
            assert reading.calls is None or 1 <= reading.calls <= MOST_CALLS
            assert reading != Options(certain=reading.certain)
        case Refused():
            assert len(reading.piece) <= 40
        case RequestBody():
            assert 1 <= reading.choices <= 128
            assert reading.output_limit is None or 1 <= reading.output_limit <= MOST_TOKENS
            assert all(reading.texts)
        case Usage():
            assert reading.call.cached_tokens == reading.cached_tokens
        case Batch():
            assert sum(1 for _ in reading.requests()) > 0
        case UsageLog():
            assert sum(1 for _ in reading.usages()) > 0


@given(ANY_TEXT)
@settings(max_examples=400)
def test_any_text_has_a_reading(text: str) -> None:
    """No string of any characters, lone surrogates included, raises."""
    check_shape(read(text, MODELS))
    options, rest = split_options(text, MODELS)
    assert rest in text
    assert isinstance(options, Options)


@given(PHRASES)
@settings(max_examples=800)
def test_any_mixture_of_known_words_has_a_reading(text: str) -> None:
    """The words of the grammar in any order, glued or apart, do not raise either."""
    check_shape(read(text, MODELS))
    check_shape(read_options(text, MODELS))


@dataclass(frozen=True, slots=True)
class Phrase:
    """What somebody wants to say."""

    given: int
    output: int
    cached: int | None
    calls: int | None
    every: Period | None
    tier: Tier | None
    model: str | None


COUNTS = st.integers(1, 10**6) | st.integers(1, 999).map(lambda count: count * 1000)
SAID = st.builds(
    Phrase,
    given=COUNTS,
    output=COUNTS,
    cached=st.none() | st.integers(0, 100),
    calls=st.none() | st.integers(2, 10**6),
    every=st.none() | st.sampled_from(Period),
    tier=st.none() | st.sampled_from(Tier),
    model=st.none() | st.sampled_from(MODELS.line_up()),
)

PERIODS = {
    Period.HOUR: ("an hour", "per hour", "/hour", "每小时"),
    Period.DAY: ("a day", "per day", "/day", "每天"),
    Period.WEEK: ("a week", "per week", "/week", "每周"),
    Period.MONTH: ("a month", "per month", "/month", "每月"),
}
TIERS = {Tier.STANDARD: "标准", Tier.BATCH: "批量", Tier.FLEX: "flex", Tier.FAST: "优先"}


def number(count: int, style: int) -> str:
    """Write a number in one of the ways that people do."""
    if style == 1:
        return f"{count:,}"
    if style == 2 and count % 1000 == 0:
        return f"{count // 1000}k"
    if style == 3 and count % 10_000 == 0:
        return f"{count // 10_000}万"
    return str(count)


def english(said: Phrase, order: int, style: int, period: int) -> str:
    """Say it in English."""
    words = [
        (
            f"{number(said.given, style)} in",
            f"{number(said.given, style)} input tokens",
            f"input {number(said.given, style)}",
        ),
        (
            f"{number(said.output, style)} out",
            f"{number(said.output, style)} output tokens",
            f"output {number(said.output, style)}",
        ),
    ]
    parts = [each[order % 3] for each in words]
    if said.cached is not None:
        parts.append((f"{said.cached}% cached", f"cache hit rate {said.cached}%")[order % 2])
    if said.calls is not None:
        every = "" if said.every is None else PERIODS[said.every][period % 3]
        parts.append(f"{number(said.calls, style)} calls {every}".strip())
    if said.tier is not None:
        parts.append(said.tier.value)
    parts.append(said.model or "how much is it?")
    return ", ".join(parts[order % 2 :] + parts[: order % 2])


def chinese(said: Phrase, order: int, style: int, period: int) -> str:
    """Say it in Chinese."""
    words = [
        (
            f"输入{number(said.given, style)}",
            f"{number(said.given, style)}输入",
            f"输入 {number(said.given, style)} token",
        ),
        (
            f"输出{number(said.output, style)}",
            f"{number(said.output, style)}输出",
            f"输出 {number(said.output, style)} token",
        ),
    ]
    parts = ["，".join(each[order % 3] for each in words)]
    if said.cached is not None:
        parts.append((f"缓存命中率{said.cached}%", f"{said.cached}%缓存")[order % 2])
    if said.calls is not None:
        every = "" if said.every is None else PERIODS[said.every][3]
        parts.append(f"{every}{number(said.calls, style)}次")
    if said.tier is not None:
        parts.append(TIERS[said.tier])
    parts.append(f"用{said.model}" if said.model else "多少钱")
    return "，".join(parts[order % 2 :] + parts[: order % 2])


@given(SAID, st.sampled_from([english, chinese]), st.integers(0, 5), st.integers(0, 3), st.integers(0, 2))
@settings(max_examples=1000)
def test_what_is_said_is_what_is_read(said: Phrase, language: Any, order: int, style: int, period: int) -> None:
    """A phrase made of the usual parts, in either language and several orders, is read as it was meant."""
    text = language(said, order, style, period)
    reading = read(text, MODELS)
    assert isinstance(reading, Numbers), (text, reading)
    assert reading.certain
    assert (reading.input_tokens, reading.output_tokens) == (said.given, said.output), text
    assert reading.cached_percent == said.cached, text
    assert reading.cached_tokens == round(said.given * (said.cached or 0) / 100 + 1e-9) or said.cached, text
    assert reading.calls == (said.calls or 1), text
    assert reading.every == (said.every if said.calls else None), text
    assert reading.tier == said.tier, text
    assert reading.model_refs == ((said.model,) if said.model else ()), text


USAGES = st.tuples(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 100), st.integers(0, 100))


@given(USAGES, st.booleans())
def test_parts_of_a_usage_block_are_never_added(counts: tuple[int, int, int, int], responses: bool) -> None:
    """Cached tokens stay in the input and reasoning in the output, whatever they are."""
    given, output, cached, reasoning = counts[0], counts[1], counts[0] * counts[2] // 100, counts[1] * counts[3] // 100
    names = ("input", "output") if responses else ("prompt", "completion")
    block = {
        f"{names[0]}_tokens": given,
        f"{names[1]}_tokens": output,
        f"{names[0]}_tokens_details": {"cached_tokens": cached},
        f"{names[1]}_tokens_details": {"reasoning_tokens": reasoning},
    }
    assert read(json.dumps(block), MODELS) == Usage(
        given, cached_tokens=cached, output_tokens=output, reasoning_tokens=reasoning
    )


CONTENTS = st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=5)


@given(CONTENTS)
def test_every_text_of_a_request_is_counted_once(contents: list[str]) -> None:
    """The texts of the messages come out as they went in, in order."""
    body = {"model": "gpt-5.4", "messages": [{"role": "user", "content": text} for text in contents]}
    found = read(json.dumps(body), MODELS)
    assert isinstance(found, RequestBody)
    assert found.texts == tuple(contents)
    assert found.messages == len(contents)


def test_words_are_known_once() -> None:
    """The table of words is whole: no word is empty, and the numbers of the grammar have values."""
    assert all(word.strip() == word for word in WORDS)
    assert all(payload is not None for kind, payload in WORDS.values() if kind in {Kind.SHARE, Kind.ROLE, Kind.TIER})


HOSTILE = [
    *("12k in ", "输入2000", "1", "9,", "1.", "-1", "一", "万", "半", "a ", "in ", "cached ", "gpt-5.4 ", "gpt-", "o3"),
    *("gpt-9-x ", "ft:", "5.4-mini ", "half a ", "1 x ", "~1", "百分之", "1%", "a few ", "一天", "times ", "token "),
    *("(", "[", "{", '"', "'", "`", "\\", '{"a":', "[1,", "model: ", "é", "½", "\ud800", "\x00", "，1", "two "),
    *("curl ", "curl -d '", "messages=", "create(", "chat.completions.create(", "x = {", "Usage(", "{messages:"),
    *("f'{", "`${", '"""', "“", "#", "/*", '"a"+', "**a,", "(a)=>", "<a>", "\n{", "{}\n", "data: {\n", "messages:[{"),
]


def steps(text: str) -> int:
    """Count the calls and loops that reading takes: a measure that does not hang on the machine."""
    count = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += 1
        return trace

    sys.settrace(trace)
    try:
        read(text, MODELS)
    finally:
        sys.settrace(None)
    return count


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_is_linear(piece: str) -> None:
    """Twice the text takes at most about twice the steps, for pieces that make careless readers slow."""
    short_text, long_text = ((piece * size)[:size] for size in (MAX_PHRASE // 2, MAX_PHRASE))
    few, many = steps(short_text), steps(long_text)
    assert many <= 3 * few + 2000


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_megabyte_is_quick(piece: str) -> None:
    """A megabyte of anything neither raises nor takes seconds; the bound is ten times what it takes here."""
    text = (piece * 1_000_000)[:1_000_000]
    started = time.perf_counter()
    check_shape(read(text, MODELS))
    assert time.perf_counter() - started < 5
