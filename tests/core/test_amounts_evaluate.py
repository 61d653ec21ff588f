from __future__ import annotations

from collections import Counter

import pytest

from bot.core.amounts import expectation, read_amount
from bot.core.amounts.evaluate import CORRECT, REFUSED, WRONG, score


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12.50元", {"amount": "12.5", "currency": "CNY"}),
        ("35000", {"amount": "35000", "currency": None}),
        ("三万五", {"amount": "35000", "currency": None}),
        ("9,5 usd", {"ambiguous": ["9.5", "95"]}),
        ("$3 and ¥4", {"ambiguous": ["3 USD", "4 CNY"]}),
        ("40 - 50 usd", {"range": ["40", "50"], "currency": "USD"}),
        ("0 元", {"reject": True, "why": "zero"}),
    ],
)
def test_reading_as_an_expectation(text: str, expected: dict[str, object]) -> None:
    """Plain decimal strings without exponent or trailing zeros; codes only where currencies differ."""
    assert expectation(read_amount(text)) == expected


@pytest.mark.parametrize(
    ("text", "expect", "outcome"),
    [
        pytest.param("$5", {"amount": "5.00", "currency": "USD"}, CORRECT, id="equal-values"),
        pytest.param("$5", {"amount": "5", "currency": "CNY"}, WRONG, id="another-currency"),
        pytest.param("$5", {"amount": "6", "currency": "USD"}, WRONG, id="another-value"),
        pytest.param("$5", {"reject": True}, WRONG, id="read-though-it-should-be-refused"),
        pytest.param("€5", {"reject": True}, CORRECT, id="refused-for-whatever-reason"),
        pytest.param("€5", {"amount": "5", "currency": "USD"}, REFUSED, id="refusing-is-not-wrong"),
        pytest.param("1,5", {"amount": "1.5", "currency": None}, REFUSED, id="asking-is-not-wrong"),
        pytest.param("1,5", {"ambiguous": ["15", "1.5"]}, CORRECT, id="questions-in-either-order"),
        pytest.param("1-2", {"range": ["1", "2"], "currency": None}, CORRECT, id="range"),
        pytest.param("1-2", {"range": ["1", "2"], "currency": "USD"}, REFUSED, id="range-of-another-currency"),
        pytest.param(
            "1-2", {"any_of": [{"reject": True}, {"range": ["1.0", "2"], "currency": None}]}, CORRECT, id="any"
        ),
    ],
)
def test_outcome_of_one_line(text: str, expect: dict[str, object], outcome: str) -> None:
    """Only another answer is wrong."""
    result = score([{"text": text, "lang": "en", "expect": expect}])
    assert result.total == Counter({outcome: 1})
    assert [miss.text for miss in result.misses] == ([] if outcome == CORRECT else [text])


def test_score_counts_by_language() -> None:
    """Each language has its own counts; answered are the lines of one amount that got one."""
    result = score(
        [
            {"text": "五块", "lang": "zh", "expect": {"amount": "5", "currency": "CNY"}},
            {"text": "€5", "lang": "en", "expect": {"amount": "5", "currency": "USD"}},
            {"text": "$5", "lang": "en", "expect": {"amount": "6", "currency": "USD"}},
            {"text": "hello", "lang": "en", "expect": {"reject": True}},
        ]
    )
    assert result.by_language == {"zh": Counter({CORRECT: 1}), "en": Counter({CORRECT: 1, WRONG: 1, REFUSED: 1})}
    assert (result.answerable, result.answered) == (3, 2)


def test_a_line_without_an_object_to_expect_is_an_error() -> None:
    """A broken table is not scored as if it were fine."""
    with pytest.raises(TypeError, match="expect is no object"):
        score([{"text": "$5", "lang": "en", "expect": "5"}])
