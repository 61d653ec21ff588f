from __future__ import annotations

import itertools
import re
from functools import cache

import pytest
import tiktoken
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.features.cost.counting import cuts
from bot.features.cost.counting.vocabulary import load
from bot.features.cost.rules import Encoding

O200K, CL100K = Encoding.O200K, Encoding.CL100K
# What joins badly: contractions, capitals and small letters, marks, numbers of many kinds, every sort of blank, line
# breaks with slashes, joiners, special tokens, and characters that are newer than Python's Unicode.
HOSTILE = (
    *"aAbBzZ'sStTlLvVeErRdDmM\u017f19²½Ⅷ٣၁ \n\r\t\x0b\x0c\x1c\x85\xa0\u2003\u2028\u3000",
    *'/.,;!?(){}[]<>|_-+=*&^%$#@~`"\\',
    *"éßÄЖжשלالعあアー中文，。「」—“”’ǅʰªº\u0301\u0308\u20e3\ufe0f\u200d\u200b\u202e❤👍🏽👩\x00\ufeff\ufffd한글กิकि",
    *(
        "'s",
        "'LL",
        "\r\n",
        "\n\n",
        "  ",
        "   \n  ",
        ";\n//",
        "<|endoftext|>",
        "def f(x):\n    return",
        "你好",
        "HTTPServer",
    ),
    *("\ua7cb", "\ua7d2", "\u088f", "\U00016ea0", "\U00010940", "\U0001fac6"),
)
TEXTS = st.lists(st.sampled_from(HOSTILE) | st.characters(exclude_categories=["Cs"]), max_size=40).map("".join)


@cache
def everything() -> str:
    """Return all characters."""
    return "".join(map(chr, itertools.chain(range(0xD800), range(0xE000, 0x110000))))


def of_kind(pattern: str) -> set[str]:
    """Return the characters that tiktoken's own engine matches: the way its patterns see them."""
    bytewise = {bytes((value,)): value for value in range(256)}
    engine = tiktoken.Encoding("bytewise", pat_str=pattern, mergeable_ranks=bytewise, special_tokens={})
    return set(bytes(engine.encode_ordinary(everything())).decode())


def test_characters_are_of_the_kind_they_are_used_as() -> None:
    """Every character of the sets, asked of the engine that matches tiktoken's patterns."""
    assert of_kind(r"\s") == cuts.WHITE
    for name, kind in (
        (cuts.LETTERS, r"\p{L}"),
        ("0-9", r"\p{N}"),
        (cuts.MARKS, r"\p{M}"),
        (cuts.SMALL, r"\p{Ll}"),
        (cuts.CAPITALS, r"\p{Lu}"),
    ):
        assert set(re.findall(f"[{name}]", everything())) <= of_kind(kind)
    stops = set(re.findall(f"[{cuts.STOPS}]", everything()))
    assert stops <= of_kind(r"[^\s\p{L}\p{N}\p{M}]") - {"'"}
    assert {*',.;:?!()[]{}-_/<>|"', *"，。、；：？！（）《》「」…—“”"} <= stops


@pytest.mark.parametrize(
    ("text", "o200k", "cl100k"),
    [
        pytest.param("one two", ["one", " two"], ["one", " two"], id="before-a-blank"),
        pytest.param("a,b", ["a", ",b"], ["a", ",b"], id="a-stop-belongs-to-the-word-behind-it"),
        pytest.param("don't", ["don't"], ["don't"], id="not-before-an-apostrophe"),
        pytest.param("e\u0301e", ["e\u0301e"], ["e", "\u0301e"], id="marks-belong-to-words-in-one-of-them"),
        pytest.param("x\n\ny", ["x\n\n", "y"], ["x\n\n", "y"], id="behind-the-last-line-break"),
        pytest.param(";\n/", [";\n/"], [";\n", "/"], id="line-break-and-slash"),
        pytest.param("x  y", ["x", "  y"], ["x", "  y"], id="not-among-blanks"),
        pytest.param("  1", ["  1"], ["  1"], id="not-between-blanks-and-a-number"),
        pytest.param("(1)", ["(", "1", ")"], ["(", "1", ")"], id="around-numbers"),
        pytest.param("a1b2", ["a", "1", "b", "2"], ["a", "1", "b", "2"], id="between-letters-and-numbers"),
        pytest.param("1234567", ["1234567"], ["1234567"], id="not-among-numbers"),
        pytest.param("fooBar", ["foo", "Bar"], ["fooBar"], id="camel-case"),
        pytest.param("приВет", ["при", "Вет"], ["приВет"], id="camel-case-in-russian"),
        pytest.param("a'b", ["a", "'b"], ["a", "'b"], id="an-apostrophe-of-no-contraction"),
        pytest.param("a'", ["a'"], ["a'"], id="an-apostrophe-at-the-end"),
        pytest.param("x'lLy", ["x'lLy"], ["x'lLy"], id="capital-in-a-contraction"),
        pytest.param("你好，世界", ["你好", "，世界"], ["你好", "，世界"], id="chinese"),
        pytest.param("((a", ["((a"], ["((a"], id="not-before-a-word"),
    ],
)
def test_cuts(text: str, o200k: list[str], cl100k: list[str]) -> None:
    """Where a text may be cut, and where not."""
    for encoding, parts in ((O200K, o200k), (CL100K, cl100k)):
        places = [0, *(found.start() for found in cuts.CUTS[encoding].finditer(text)), len(text)]
        assert [text[begin:end] for begin, end in itertools.pairwise(places)] == parts


@pytest.mark.parametrize("encoding", Encoding)
@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_parts_add_up_at_every_cut(encoding: Encoding, text: str) -> None:
    """The tokens of both parts are those of the whole."""
    count = load(encoding).count
    whole = count(text)
    for found in cuts.CUTS[encoding].finditer(text):
        assert count(text[: found.start()]) + count(text[found.start() :]) == whole


@pytest.mark.parametrize("encoding", Encoding)
def test_parts_add_up_for_every_character(encoding: Encoding) -> None:
    """Each character of Unicode on either side of each kind of neighbour, wherever a cut is allowed."""
    count = load(encoding).count
    neighbours = "aB1,\n 中\u0301'/"
    cut = 0
    for first in range(0, 0x30000, 0x1F):  # a sample; all of them take a minute
        character = chr(first)
        if "\ud800" <= character <= "\udfff":
            continue
        for other in neighbours:
            for text in (f"b{character}{other}x", f"b{other}{character}x"):
                if found := cuts.CUTS[encoding].search(text, 2, 3):
                    cut += 1
                    assert count(text[: found.start()]) + count(text[found.start() :]) == count(text)
    assert cut > 1_000


def test_a_cut_is_looked_for_near_the_end() -> None:
    """The last 256 characters first; the one behind the end counts; never at the beginning."""
    assert cuts.find_cut("word " * 100, 0, 400, O200K) == 144
    assert cuts.find_cut("a b" + "c" * 400, 0, 400, O200K) == 1
    assert cuts.find_cut("abc d", 0, 3, O200K) == 3
    assert cuts.find_cut("a bcd", 1, 4, O200K) is None
    assert cuts.find_cut("abcdef", 0, 4, O200K) is None
