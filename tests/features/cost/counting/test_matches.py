from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.features.cost.counting import matches
from bot.features.cost.counting.vocabulary import load
from bot.features.cost.rules import Encoding
from tests.features.cost.counting.test_cuts import TEXTS

O200K, CL100K = Encoding.O200K, Encoding.CL100K


def split(text: str, encoding: Encoding) -> list[str]:
    """Return the matches; those of a run of numbers, which come in one go, three characters each."""
    parts, start = [], 0
    for end, is_one in matches.matches(text, start, encoding):
        parts += [text[start:end]] if is_one else [text[at : min(at + 3, end)] for at in range(start, end, 3)]
        start = end
    return parts


@pytest.mark.parametrize(
    ("text", "o200k", "cl100k"),
    [
        pytest.param("I'll don't", ["I'll", " don't"], ["I", "'ll", " don", "'t"], id="contractions"),
        pytest.param("x'lLy", ["x'lL", "y"], ["x", "'lL", "y"], id="contraction-in-capitals"),
        pytest.param("x'ſy", ["x'ſ", "y"], ["x", "'ſ", "y"], id="the-long-s-is-an-s"),
        pytest.param("fooBARBaz", ["foo", "BARBaz"], ["fooBARBaz"], id="capitals"),
        pytest.param("中ABC", ["中", "ABC"], ["中ABC"], id="capitals-give-back-to-the-last-without-case"),
        pytest.param("A中B中CD", ["A中B中", "CD"], ["A中B中CD"], id="and-it-is-the-last"),
        pytest.param("中ABCd", ["中ABCd"], ["中ABCd"], id="unless-small-letters-follow"),
        pytest.param("\u0301AB", ["\u0301", "AB"], ["\u0301AB"], id="a-mark-leads-or-is-the-word"),
        pytest.param("(a", ["(a"], ["(a"], id="one-character-leads-a-word"),
        pytest.param("((a", ["((", "a"], ["((", "a"], id="two-do-not"),
        pytest.param(" (( a", [" ((", " a"], [" ((", " a"], id="blanks-lead"),
        pytest.param("❤\ufe0f❤\ufe0f", ["❤\ufe0f", "❤\ufe0f"], ["❤\ufe0f❤\ufe0f"], id="a-mark-as-the-word"),
        pytest.param("❤❤\ufe0f!", ["❤❤\ufe0f!"], ["❤❤\ufe0f!"], id="a-mark-among-others"),
        pytest.param("e\u0301e\u0301", ["e\u0301e\u0301"], ["e", "\u0301e", "\u0301"], id="marks-in-words"),
        pytest.param("1234567", ["123", "456", "7"], ["123", "456", "7"], id="numbers-by-three"),
        pytest.param("²½Ⅷ٣a", ["²½Ⅷ", "٣", "a"], ["²½Ⅷ", "٣", "a"], id="numbers-of-other-kinds"),
        pytest.param("  x", [" ", " x"], [" ", " x"], id="the-last-blank-leads"),
        pytest.param("  1", [" ", " ", "1"], [" ", " ", "1"], id="but-no-number"),
        pytest.param("\u3000\u3000中", ["\u3000", "\u3000中"], ["\u3000", "\u3000中"], id="wide-blanks"),
        pytest.param("\xa0\xa0(", ["\xa0", "\xa0", "("], ["\xa0", "\xa0", "("], id="only-a-space-leads-a-stop"),
        pytest.param("x  \n \n  y", ["x", "  \n \n", " ", " y"], ["x", "  \n \n", " ", " y"], id="lines-and-blanks"),
        pytest.param("x  \n  ", ["x", "  \n", "  "], ["x", "  \n  "], id="at-the-end-of-the-text"),
        pytest.param(";\r\n \n", [";\r\n", " \n"], [";\r\n", " \n"], id="line-breaks-behind-a-stop"),
        pytest.param("a\u0301\n!", ["a\u0301", "\n", "!"], ["a", "\u0301\n", "!"], id="line-breaks-behind-a-mark"),
        pytest.param(";\n//\n/x", [";\n//\n/", "x"], [";\n", "//\n", "/x"], id="slashes-behind-line-breaks"),
        pytest.param("\x1c\x1c", ["\x1c\x1c"], ["\x1c\x1c"], id="separators-are-no-white-space"),
        pytest.param("x\ua7cbAb", ["x", "\ua7cbAb"], ["x\ua7cbAb"], id="a-capital-newer-than-python"),
    ],
)
def test_matches(text: str, o200k: list[str], cl100k: list[str]) -> None:
    """Literal matches; each with its tokens makes those of tiktoken."""
    assert (split(text, O200K), split(text, CL100K)) == (o200k, cl100k)
    for encoding in Encoding:
        assert_like_tiktoken(text, encoding)


def assert_like_tiktoken(text: str, encoding: Encoding) -> None:
    """The tokens of each match, one after the other, are those that tiktoken finds."""
    vocabulary = load(encoding)
    tokens = [token for part in split(text, encoding) for token in vocabulary.merge(part.encode())]
    assert tokens == vocabulary._loaded.encode_ordinary(text)


@pytest.mark.parametrize("encoding", Encoding)
@settings(max_examples=200, deadline=None)
@given(text=TEXTS)
def test_matches_are_tiktokens(encoding: Encoding, text: str) -> None:
    """Whatever the text."""
    assert_like_tiktoken(text, encoding)


RUNS = st.lists(
    st.tuples(
        st.sampled_from(["a", "A", "中", "\u0301", " ", "\n", "!", "/", "1", "\t", "'s", "Ab"]), st.integers(1, 9)
    ),
    max_size=12,
).map(lambda runs: "".join(unit * times for unit, times in runs))


@pytest.mark.parametrize("encoding", Encoding)
@settings(max_examples=200, deadline=None)
@given(text=RUNS)
def test_long_runs_are_found_in_steps(encoding: Encoding, text: str) -> None:
    """With three characters a step instead of 65,536 the matches are the same."""
    whole = split(text, encoding)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matches, "_STEP", 3)
        assert split(text, encoding) == whole


def test_a_match_may_be_as_long_as_the_text() -> None:
    """Longer than a step, in both encodings; a long run of numbers comes in parts of whole matches."""
    for unit in (" ", "a", "A", "中", "(", "\u0301"):
        assert list(matches.matches(unit * 200_000, 0, O200K)) == [(200_000, True)]
        assert list(matches.matches(unit * 200_000, 0, CL100K)) == [(200_000, True)]
    ends = [0, *(end for end, _ in matches.matches("1" * 200_000, 0, O200K))]
    assert ends == [0, 49_152, 98_304, 147_456, 196_608, 200_000]
    assert all((end - start) % 3 == 0 for start, end in pairwise(ends[:-1]))
