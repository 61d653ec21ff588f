from __future__ import annotations

import pytest

from bot.features.faq import rules
from tests.features.faq.test_codes import TRACE


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("is gpt-6 smarter than claude", True),
        ("What is the capital of France", True),
        ("tell me, is it down?", True),
        ("今天天气怎么样", True),
        ("明天会下雨吗", True),
        ("你是谁", True),
        ("draw me a cat", False),
        ("Dear Sir or Madam, I am writing to you about the position.", False),
        ("写一首诗", False),
        ("Who would have thought of it.\nThe second line of a story.", False),
        ("怎么" + "办" * 58, True),
        ("怎么" + "办" * 59, False),
        ("How " + "very " * 60 + "long?", False),
        ("", False),
    ],
)
def test_short_questions_are_told_from_texts(text: str, question: bool) -> None:
    """A question about anything is told what the bot answers; a text is counted."""
    assert rules.is_question(text) is question


@pytest.mark.parametrize(
    ("text", "searched"),
    [
        pytest.param("how do I top up", True, id="short"),
        pytest.param("a" * rules.LONGEST_QUESTION, True, id="longest"),
        pytest.param("a" * (rules.LONGEST_QUESTION + 1), False, id="longer-is-a-text"),
        pytest.param(TRACE + "\n" + "frame\n" * 500, True, id="a-long-paste-of-an-error"),
        pytest.param("On rate_limit_exceeded. " + "A chapter of a book. " * 100, False, id="a-long-text-about-errors"),
        pytest.param(TRACE + "x" * rules.LONGEST_PASTE, False, id="beyond-all-bounds"),
        pytest.param("  \n", False, id="nothing"),
    ],
)
def test_only_what_can_be_a_question_is_searched(text: str, searched: bool) -> None:
    """Long texts are searched only where they are pasted errors."""
    assert rules.may_be_question(text) is searched
