from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.cost.asking import LONGEST_LINE, Asked, NotUnderstoodError, answer, exact, read_line
from bot.features.cost.prices import PriceBook
from bot.features.cost.rules import Call, Tier, cost_of

NOW = dt.datetime(2026, 11, 23, 1, 0, tzinfo=dt.UTC)
BOOK = PriceBook()
MINI = "gpt-5.4-mini"
DEFAULTS = Asked(MINI)


def read(line: object, defaults: Asked = DEFAULTS) -> Asked:
    """Read an object as a line."""
    return read_line(json.dumps(line).encode(), defaults)


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        pytest.param({"text": "hello"}, Asked("gpt-5.4-mini", text="hello"), id="a-text"),
        pytest.param({"text": ""}, Asked("gpt-5.4-mini", text=""), id="an-empty-text"),
        pytest.param({"input_tokens": 0}, Asked("gpt-5.4-mini"), id="no-tokens"),
        pytest.param({"input_tokens": 10**9}, Asked("gpt-5.4-mini", input_tokens=10**9), id="the-most-tokens"),
        pytest.param(
            {"input_tokens": 9, "model": "o3", "output_tokens": 8, "cached_tokens": 7, "calls": 6, "batch": True},
            Asked("o3", None, 9, 8, 7, 6, Tier.BATCH),
            id="everything",
        ),
        pytest.param({"input_tokens": 1, "flex": True}, Asked(MINI, None, 1, tier=Tier.FLEX), id="flex"),
        pytest.param({"input_tokens": 1, "fast": True}, Asked(MINI, None, 1, tier=Tier.FAST), id="fast"),
        pytest.param({"input_tokens": 1, "batch": False}, Asked("gpt-5.4-mini", input_tokens=1), id="no-batch"),
        pytest.param({"input_tokens": 1, "id": "a-1"}, Asked(MINI, None, 1), id="a-key-of-ones-own"),
    ],
)  # fmt: skip
def test_lines_that_are_understood(line: dict[str, object], asked: Asked) -> None:
    """What a line leaves out comes from the command's options."""
    assert read(line) == asked


def test_options_are_what_lines_leave_out() -> None:
    """A line that says otherwise wins."""
    defaults = Asked("o3", output_tokens=5, calls=3, tier=Tier.BATCH)
    assert read({"input_tokens": 1}, defaults) == Asked("o3", None, 1, 5, 0, 3, Tier.BATCH)
    assert read({"input_tokens": 1, "batch": False, "calls": 1}, defaults) == Asked("o3", None, 1, 5, 0, 1)
    assert read({"input_tokens": 1, "flex": True}, defaults).tier is Tier.FLEX


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        pytest.param(b"", "the line is no JSON", id="nothing"),
        pytest.param(b"hello", "the line is no JSON", id="a-word"),
        pytest.param(b"\xff", "the line is not UTF-8", id="another-encoding"),
        pytest.param(b"[" * 100_000, "the line is no JSON", id="nested-without-end"),
        pytest.param(b'{"input_tokens": ' + b"9" * 5_000 + b"}", "the line is no JSON", id="a-number-without-end"),
        pytest.param(b"[1]", "the line is no JSON object", id="a-list"),
        pytest.param(b"{}", "either text or input_tokens is needed, one of them", id="neither"),
        pytest.param(b'{"text": "a", "input_tokens": 1}', "either text or input_tokens is needed, one", id="both"),
        pytest.param(b'{"text": null}', "text must be a text in quotes", id="no-text"),
        pytest.param(b'{"input_tokens": -1}', "input_tokens must be a whole number from 0 to 1,000", id="negative"),
        pytest.param(b'{"input_tokens": 1000000001}', "input_tokens must be a whole number from 0", id="too-many"),
        pytest.param(b'{"input_tokens": 1.0}', "input_tokens must be a whole number", id="a-fraction"),
        pytest.param(b'{"input_tokens": true}', "input_tokens must be a whole number", id="a-boolean"),
        pytest.param(b'{"input_tokens": NaN}', "input_tokens must be a whole number", id="nan"),
        pytest.param(b'{"input_tokens": "12"}', "input_tokens must be a whole number", id="a-number-in-quotes"),
        pytest.param(b'{"text": "", "calls": 0}', "calls must be a whole number from 1 to 1,000", id="no-calls"),
        pytest.param(b'{"text": "", "model": 5}', "model must be a name in quotes", id="a-number-for-a-model"),
        pytest.param(b'{"text": "", "batch": 1}', "batch must be true or false", id="a-number-for-a-boolean"),
        pytest.param(b'{"text": "", "batch": true, "fast": true}', "only one of batch, flex and fast", id="two-tiers"),
        pytest.param(b'{"text": "", "ouput_tokens": 1}', "there is no key 'ouput_tokens'; 'output_tokens'", id="typo"),
    ],
)
def test_lines_that_are_not(line: bytes, complaint: str) -> None:
    """One sentence each."""
    with pytest.raises(NotUnderstoodError) as caught:
        read_line(line, DEFAULTS)
    assert str(caught.value).startswith(complaint)


def test_a_line_without_end() -> None:
    """What is longer than 64 MiB is not read."""
    with pytest.raises(NotUnderstoodError, match="longer than 67,108,864 bytes"):
        read_line(b" " * (LONGEST_LINE + 1), DEFAULTS)


@pytest.mark.parametrize(
    ("asked", "usd", "parts"),
    [
        pytest.param(
            Asked("gpt-5.4-mini", None, 2_213, 500, 213), "0.003765975",
            {"input": "0.0015", "cached": "0.000015975", "output": "0.00225"}, id="one-call",
        ),
        pytest.param(
            Asked("gpt-5.4-mini", None, 2_213, 500, 213, 1_000), "3.765975",
            {"input": "1.5", "cached": "0.015975", "output": "2.25"}, id="a-thousand",
        ),
        pytest.param(
            Asked("gpt-6-luna", None, 272_001, 1_000, 0, 1, Tier.BATCH), "0.0275751",
            {"input": "0.0272001", "cached": "0", "output": "0.000375"}, id="long-in-batch",
        ),
        pytest.param(
            Asked("text-embedding-3-small", None, 1, tier=Tier.BATCH), "0.00000001",
            {"input": "0.00000001", "cached": "0", "output": "0"}, id="no-exponent",
        ),
        pytest.param(
            Asked("gpt-6-astra", None, 1_000_000), "20",
            {"input": "20", "cached": "0", "output": "0"}, id="no-exponent-of-tens",
        ),
        pytest.param(Asked("gpt-4o"), "0", {"input": "0", "cached": "0", "output": "0"}, id="nothing"),
    ],
)  # fmt: skip
def test_answers(asked: Asked, usd: str, parts: dict[str, str]) -> None:
    """Exact dollars of all calls, in their parts."""
    shown = answer(BOOK, asked, NOW).as_json()
    assert (shown["usd"], shown["parts"]) == (usd, parts)


def test_the_whole_object() -> None:
    """The keys and their order; the tokens are those of one call."""
    asked = Asked("ft:gpt-4o-mini-2024-07-18:acme::1", None, 10, 5, 0, 3)
    assert json.dumps(answer(BOOK, asked, NOW).as_json()) == (
        '{"model": "ft:gpt-4o-mini-2024-07-18", "encoding": "o200k_base", "input_tokens": 10, "cached_tokens": 0, '
        '"output_tokens": 5, "usd": "0.000027", "parts": {"input": "0.000009", "cached": "0", "output": "0.000018"}, '
        '"prices_as_of": "2026-10-14"}'
    )
    assert answer(BOOK, Asked("text-embedding-3-small"), NOW).as_json()["prices_as_of"] is None


@pytest.mark.parametrize(
    ("asked", "complaint"),
    [
        pytest.param(Asked("gpt-6-ultra"), "no OpenAI price is known for 'gpt-6-ultra'; perhaps gpt-6-", id="unknown"),
        pytest.param(Asked("claude-opus-4"), "no OpenAI price is known for 'claude-opus-4'", id="nothing-near"),
        pytest.param(Asked("x" * 500), f"no OpenAI price is known for '{'x' * 60}…'", id="a-long-name"),
        pytest.param(Asked("gpt-oss-20b"), "'gpt-oss-20b' has open weights: OpenAI sells no API for it", id="weights"),
        pytest.param(
            Asked("gpt-4.1", tier=Tier.FLEX), "no flex price of gpt-4.1 is known", id="no-such-tier",
        ),
        pytest.param(
            Asked("gpt-4.1", None, 5, 0, 5, tier=Tier.BATCH),
            "OpenAI publishes no batch price for cached input of gpt-4.1", id="no-cached-price",
        ),
        pytest.param(
            Asked("gpt-5.5", None, 272_001, tier=Tier.FAST),
            "OpenAI publishes no fast price of gpt-5.5 above 272,000 input tokens", id="no-such-level",
        ),
        pytest.param(
            Asked("text-embedding-3-small", None, 1, 1),
            "text-embedding-3-small writes no answer, so output_tokens must be 0", id="no-output",
        ),
        pytest.param(
            Asked("gpt-4o", None, 5, 0, 6), "cached_tokens is 6 of 5 input tokens; it cannot be more", id="cached",
        ),
    ],
)  # fmt: skip
def test_what_has_no_price(asked: Asked, complaint: str) -> None:
    """Nothing is made up; one sentence says why."""
    with pytest.raises(NotUnderstoodError) as caught:
        answer(BOOK, asked, NOW)
    assert str(caught.value).startswith(complaint)


def test_a_price_of_a_day_to_come() -> None:
    """Before the data know of it, its first day is said."""
    with pytest.raises(NotUnderstoodError, match="no batch price of gpt-6-luna is known before 2026-10-14"):
        answer(BOOK, Asked("gpt-6-luna", tier=Tier.BATCH), dt.datetime(2026, 10, 13, tzinfo=dt.UTC))


@given(st.sampled_from(BOOK.line_up()), st.integers(0, 10**9), st.integers(0, 10**9), st.integers(1, 10**9))
def test_amounts_are_exact(model: str, input_tokens: int, cached: int, calls: int) -> None:
    """To the last digit, for the largest numbers too: the decimals keep everything, and the parts make the sum."""
    asked = Asked(model, None, input_tokens, 0, min(cached, input_tokens), calls)
    shown = answer(BOOK, asked, NOW).as_json()
    parts = shown["parts"]
    assert isinstance(parts, dict)
    assert isinstance(shown["usd"], str)
    assert Decimal(shown["usd"]) == sum(map(Decimal, parts.values()))
    one = cost_of(BOOK.price(model, NOW), Call(input_tokens, asked.cached_tokens)).total.amount
    assert Decimal(shown["usd"]) / calls == one
    assert "e" not in shown["usd"].lower()


@pytest.mark.parametrize(
    ("amount", "shown"),
    [("0", "0"), ("0.000", "0"), ("1E+3", "1000"), ("1E-9", "0.000000001"), ("0.10", "0.1"), ("12.00", "12")],
)
def test_decimals_as_they_are_written(amount: str, shown: str) -> None:
    """No exponent, no zeros at the end."""
    assert exact(Decimal(amount)) == shown
