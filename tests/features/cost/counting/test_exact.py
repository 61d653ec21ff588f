from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.features.cost.counting.exact import count_tokens
from bot.features.cost.counting.vocabulary import load
from bot.features.cost.rules import Encoding
from tests.features.cost.counting.test_cuts import HOSTILE, TEXTS

O200K, CL100K = Encoding.O200K, Encoding.CL100K
REPEATED = st.lists(st.tuples(st.sampled_from(HOSTILE), st.integers(1, 60)), max_size=15).map(
    lambda runs: "".join(unit * times for unit, times in runs)
)


@pytest.mark.parametrize("encoding", Encoding)
@settings(max_examples=150, deadline=None)
@given(text=TEXTS | REPEATED, piece=st.integers(1, 30))
def test_pieces_add_up_to_the_whole(encoding: Encoding, text: str, piece: int) -> None:
    """Whatever the text and wherever the pieces would end."""
    vocabulary = load(encoding)
    assert count_tokens(text, vocabulary, piece=piece) == vocabulary.count(text)


@pytest.mark.parametrize(
    ("text", "o200k", "cl100k"),
    [
        pytest.param(" " * 1_000_000, 7_813, 7_813, id="spaces"),
        pytest.param(" " * 999_999 + "x", 7_814, 7_814, id="spaces-and-a-word"),
        pytest.param("\n" + " " * 999_998 + "x", 7_815, 7_815, id="a-line-break-spaces-and-a-word"),
        pytest.param(" " * 999_999 + "\n", 7_814, 7_814, id="spaces-and-a-line-break"),
        pytest.param("\t" * 1_000_000, 62_500, 62_500, id="tabs"),
        pytest.param("\u3000" * 1_000_000, 62_500, 500_000, id="wide-spaces"),
        pytest.param(" \t" * 500_000, 499_999, 499_999, id="spaces-and-tabs"),
    ],
)
def test_white_space_that_tiktoken_gives_up_on(text: str, o200k: int, cl100k: int) -> None:
    """999,999 blanks in a row and more, of every kind, have literal counts."""
    assert (count_tokens(text, load(O200K)), count_tokens(text, load(CL100K))) == (o200k, cl100k)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(" " * 150_000, id="spaces"),
        pytest.param(" " * 150_000 + "x", id="spaces-and-a-word"),
        pytest.param("x\n" + " " * 150_000 + "1", id="spaces-and-a-number"),
        pytest.param(";\r\n" + " \t\x0b\u3000\xa0" * 20_000 + "\n  (", id="blanks-of-many-kinds-and-lines"),
        pytest.param("a" * 150_000, id="one-letter"),
        pytest.param("中" + "A" * 150_000 + "b", id="capitals-with-a-small-letter-far-away"),
        pytest.param("中" + "A" * 150_000, id="capitals-without"),
        pytest.param("中文" * 50_000, id="chinese-without-a-stop"),
        pytest.param("👨\u200d👩\u200d👧" * 15_000, id="emoji-with-joiners"),
        pytest.param("❤\ufe0f" * 40_000, id="emoji-with-variation-selectors"),
        pytest.param("e" + "\u0301" * 100_000, id="marks"),
        pytest.param("аБ" * 40_000, id="capitals-and-small-letters"),
        pytest.param("a'sb'c" * 14_000, id="apostrophes"),
        pytest.param("[" * 100_000 + "]" * 100_000, id="nested-brackets"),
        pytest.param("\n/" * 50_000, id="lines-and-slashes"),
        pytest.param("1234567" * 20_000, id="digits"),
        pytest.param("x" * 65_536 + " y", id="a-cut-just-behind-the-piece"),
        pytest.param("x" * 65_537 + " y", id="a-cut-one-character-later"),
    ],
)
@pytest.mark.parametrize("encoding", Encoding)
def test_long_texts_without_a_cut_are_counted_as_tiktoken_does(text: str, encoding: Encoding) -> None:
    """Below its limits tiktoken says what is right."""
    assert count_tokens(text, load(encoding)) == load(encoding).count(text)


@pytest.mark.parametrize(
    ("text", "same_as"),
    [
        pytest.param("\ud83d\ude00", "😀", id="halves-that-belong-together"),
        pytest.param("\ude00\ud83d", "\ufffd\ufffd", id="halves-the-wrong-way-round"),
        pytest.param("x\ud800y", "x\ufffdy", id="one-half"),
        pytest.param("\ufeffx\ud800", "\ufeffx\ufffd", id="behind-a-byte-order-mark"),
        pytest.param("\ud83d" * 70_000, "\ufffd" * 70_000, id="many"),
        pytest.param("a" * 65_535 + "\ud83d\ude00", "a" * 65_535 + "😀", id="a-pair-across-a-step"),
    ],
)
def test_lone_surrogates(text: str, same_as: str) -> None:
    """Counted as tiktoken counts them: a pair is its character, a single one is U+FFFD."""
    for encoding in Encoding:
        vocabulary = load(encoding)
        assert count_tokens(text, vocabulary) == vocabulary.count(same_as) == vocabulary.count(text)


def test_how_far_it_is() -> None:
    """In characters, rising, not for a text of one piece; what the listener raises comes out."""
    told: list[int] = []
    count_tokens("word " * 40_000, load(O200K), told.append)
    assert told == [65_284, 130_564, 195_844]
    assert count_tokens("word " * 13_000, load(O200K), told.append) == 13_001
    assert len(told) == 3

    def stop(position: int) -> None:
        raise InterruptedError(position)

    with pytest.raises(InterruptedError):
        count_tokens("(" * 200_000, load(O200K), stop)
