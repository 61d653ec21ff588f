from __future__ import annotations

import json

import pytest

from bot.features.faq.decision import NOTHING, Decision, Match
from bot.features.faq.evaluate import BrokenFileError, evaluate, read_labelled

LINES = [
    {"q": "a", "lang": "en", "topic": "refund", "also": ["top-up-how"], "kind": "typo"},
    {"q": "b", "lang": "en", "topic": "refund"},
    {"q": "c", "lang": "zh", "topic": "refund"},
    {"q": "d", "lang": "zh", "topic": "refund"},
    {"q": "e", "lang": "en", "topic": "none"},
    {"q": "f", "lang": "en", "topic": "none"},
    {"q": "g", "lang": "en", "topic": "none"},
]
DECIDED = {
    "a": Match(Decision.ANSWER, ("top-up-how",), 0.9),
    "b": Match(Decision.ANSWER, ("shared-key", "refund"), 0.9),
    "c": Match(Decision.SUGGEST, ("shared-key", "create-key", "refund"), 0.4),
    "d": NOTHING,
    "e": Match(Decision.ANSWER, ("refund",), 0.9),
    "f": Match(Decision.SUGGEST, ("refund",), 0.4),
    "g": NOTHING,
}


def test_decisions_are_counted() -> None:
    """Right, within three, answered and right, answered and wrong; in all, by language and by kind."""
    messages = list(read_labelled(json.dumps(line) for line in LINES))
    reports, misses = evaluate(messages, lambda text: DECIDED[text])
    whole = reports["all"]
    assert (whole.asked, whole.first, whole.within, whole.direct, whole.wrong) == (4, 1, 3, 1, 1)
    assert (whole.others, whole.answered, whole.offered) == (3, 1, 1)
    assert (reports["en"].asked, reports["zh"].asked, reports["typo"].direct) == (2, 2, 1)
    assert len(misses) == 5
    assert "first entry right   25.0 %" in "\n".join(whole.lines())


@pytest.mark.parametrize("line", ["{", "[]", '{"q": "x"}', '{"topic": "refund"}'])
def test_a_broken_line_is_named(line: str) -> None:
    """With its number."""
    with pytest.raises(BrokenFileError, match="line 2"):
        list(read_labelled(['{"q": "x", "topic": "none"}', line]))
