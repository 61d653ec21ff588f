"""The ideas in short messages."""

from __future__ import annotations

import pytest

from bot.core.gist import LONGEST, NO_GIST, gist


@pytest.mark.parametrize(
    ("text", "ideas"),
    [
        pytest.param("thx", {"thanks"}, id="a-word"),
        pytest.param("THANK  you", {"thanks"}, id="two-words-whatever-their-case-and-space"),
        pytest.param("說的不對", {"bad"}, id="traditional-is-read-as-simplified"),
        pytest.param("thanksss", {"thanks"}, id="stretched"),
        pytest.param("thaks", {"thanks"}, id="a-letter-is-missing"),
        pytest.param("thannks", {"thanks"}, id="a-letter-too-many"),
        pytest.param("htanks remidner", {"reminders"}, id="two-letters-swapped-but-not-the-first"),
        pytest.param("budgeted", set(), id="a-part-of-a-longer-word-is-none"),
        pytest.param("20usd", {"number", "usd"}, id="a-unit-at-its-number"),
        pytest.param("¤ 每月", {"amount", "period"}, id="an-amount-that-was-cut-out"),
        pytest.param("百分之八十", {"share", "number"}, id="a-chinese-numeral"),
        pytest.param("", set(), id="nothing"),
    ],
)
def test_the_ideas_of_words(text: str, ideas: set[str]) -> None:
    """Each idea that is expected is there; a text without words has none."""
    read = gist(text)
    assert all(read.has(idea) for idea in ideas)
    assert ideas or not read.has("limit", "thanks", "amount")


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("how much is left", True),
        ("is it over?", True),
        ("ok, can openai send those", True),
        ("还剩多少", True),
        ("超了没有", True),
        ("这样可以吗", True),
        ("can you set it to 50", False),
        ("set it to 50", False),
        ("没有超", False),
        ("不用了", False),
    ],
)
def test_what_asks(text: str, asks: bool) -> None:
    """A polite request is no question."""
    assert gist(text).asks is asks


def test_nothing_else_than_some_ideas() -> None:
    """Filling words count for nothing; an unknown word and another idea both count."""
    assert gist("so please remove my limit").is_of("remove", "limit")
    assert not gist("remove my giraffe limit").is_of("remove", "limit")
    assert not gist("remove my limit reminder").is_of("remove", "limit")
    assert not gist("so please").is_of("remove", "limit")
    assert gist("remove giraffe, 长颈").others("remove") == len(["giraffe", "长", "颈"])


@pytest.mark.parametrize(
    "text", ["x" * (LONGEST + 1), "limit\n50", "how much " * 5_000], ids=["long", "of-several-lines", "very-long"]
)
def test_a_text_has_no_gist(text: str) -> None:
    """What is no short message on one line is not looked at."""
    assert gist(text) is NO_GIST
