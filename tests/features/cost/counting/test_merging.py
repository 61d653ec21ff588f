from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.features.cost.counting.merging import count_match
from bot.features.cost.counting.vocabulary import TokenizerFailedError, Vocabulary, load
from bot.features.cost.rules import Encoding

# Of one kind each, as matches are: what merges in long chains, in ties, hardly at all, and inside of characters.
UNITS = (
    "a",
    "ab",
    "aab",
    "A",
    "e",
    "ing",
    "中",
    "的",
    "一二三",
    "😀",
    "👨\u200d👩",
    "\u0301",
    " ",
    "\t",
    "\n",
    " \t",
    "(",
    "=-",
    "\u3000",
)
LONG = st.one_of(
    st.builds(lambda unit, times: unit * times, st.sampled_from(UNITS), st.integers(1, 900)),
    st.lists(st.tuples(st.sampled_from(UNITS), st.integers(1, 90)), min_size=1, max_size=20).map(
        lambda runs: "".join(unit * times for unit, times in runs)
    ),
    st.text("abcdefghijklmnopqrstuvwxyz", min_size=200, max_size=1_500),
    st.text("etaoin", min_size=200, max_size=1_500),
    st.text([chr(value) for value in range(0x4E00, 0x4E80)], min_size=200, max_size=700),
)


@pytest.mark.parametrize("encoding", Encoding)
@settings(max_examples=80, deadline=None)
@given(text=LONG, part=st.integers(150, 400))
def test_parts_make_the_whole(encoding: Encoding, text: str, part: int) -> None:
    """Merged in parts or at once: the same number of tokens."""
    vocabulary = load(encoding)
    whole = len(vocabulary.merge(text.encode()))
    assert count_match(text, 0, len(text), vocabulary, part=part) == whole
    assert count_match(f"x{text}y", 1, len(text) + 1, vocabulary, part=part) == whole


@pytest.mark.parametrize(
    ("text", "o200k", "cl100k"),
    [
        pytest.param(" " * 100_000, 782, 782, id="spaces"),
        pytest.param("a" * 100_000, 12_500, 12_500, id="one-letter"),
        pytest.param("中" * 30_000, 30_000, 30_000, id="one-character"),
        pytest.param("token", 1, 1, id="short"),
    ],
)
def test_tokens_of_long_matches(text: str, o200k: int, cl100k: int) -> None:
    """Literal counts."""
    counts = [count_match(text, 0, len(text), load(encoding)) for encoding in (Encoding.O200K, Encoding.CL100K)]
    assert counts == [o200k, cl100k]


def test_somebody_may_end_it_between_parts() -> None:
    """How far it is, part by part; what the listener raises comes out."""
    told: list[int] = []
    count_match("a" * 10_000, 0, 10_000, load(Encoding.O200K), told.append)
    assert told == [4_096, 8_192]

    def stop(position: int) -> None:
        raise InterruptedError(position)

    with pytest.raises(InterruptedError, match="4096"):
        count_match("a" * 10_000, 0, 10_000, load(Encoding.O200K), stop)


class Restless(Vocabulary):
    """A vocabulary in which no two tokens stay apart when they meet alone."""

    def merge(self, content: bytes) -> list[int]:
        return [0] if len(content) == 2 else list(content)

    def bytes_of(self, token: int) -> bytes:
        return bytes((token,))


def test_what_cannot_be_merged_in_parts_is_an_error() -> None:
    """Not a wrong number, and no endless search."""
    restless = Restless(Encoding.O200K, load(Encoding.O200K)._loaded)
    with pytest.raises(TokenizerFailedError):
        count_match("a" * 5_000, 0, 5_000, restless, part=2_000)
