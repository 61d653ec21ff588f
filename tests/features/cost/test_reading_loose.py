from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.cost.reading.loose import read_loose, read_value
from bot.features.cost.reading.values import Called, MalformedError, Marked, Unread

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)

VALUES = [
    ("{'a': 1}", {"a": 1}),
    ("{a: 1, b: [1, 2,],}", {"a": 1, "b": [1, 2]}),
    ("[1 2]", [1]),
    ("{“a”: “b”}", {"a": "b"}),
    ("{‘a’: ‘b’}", {"a": "b"}),
    ("[True, False, None, true, false, null, undefined]", [True, False, None, True, False, None, None]),
    ("[1_000, 0x10, 1.5, -2, 1e3, 10n, .5]", [1000, 16, 1.5, -2, 1000.0, 10, 0.5]),
    ("(1, 2)", [1, 2]),
    ("('a')", "a"),
    ("('a',)", ["a"]),
    ("('a'\n 'b')", "ab"),
    ("['a' + 'b']", ["ab"]),
    ("['ab' * 2]", ["abab"]),
    ("['a'.strip()]", ["a"]),
    ("[', '.join(['a', 'b'])]", ["a, b"]),
    ("[r'\\n', '\\n', '\\u4f60', '\\x41', '\\\\']", ["\\n", "\n", "你", "A", "\\"]),
    (r'["\ud83d\ude00"]', ["😀"]),
    ('["""a "quoted" text"""]', ['a "quoted" text']),
    ("[`a\nb`]", ["a\nb"]),
    ("[f'{{x}} {y}']", [Marked(("", "{", "x", "}", " ", Unread("y"), ""))]),
    ("[`${x} y`]", [Marked(("", Unread("x"), " y"))]),
    ("['a' + b]", [Marked(("a", Unread("b")))]),
    ("[a, b.c, d[0], e()]", [Unread("a"), Unread("b.c"), Unread(), Called("e")]),
    ("f(1, b=2)", Called("f", [1], {"b": 2})),
    ("a.b.f(x=[1])", Called("f", [], {"x": [1]})),
    ("new Date()", Called("Date")),
    ("{a, b}", {"a": Unread("a"), "b": Unread("b")}),
    ("{**a, 'b': 1}", {"...": [Unread("a")], "b": 1}),
    ("{...a, b: 1}", {"...": [Unread("a")], "b": 1}),
    ("[x if y else z, 1]", [Unread(), 1]),
    ("[lambda x: x, 1]", [Unread(), 1]),
    ("[(a) => a, 1]", [Unread(), 1]),
    ("[1, # one\n2, // two\n/* three */ 3]", [1, 2, 3]),
    ("dict(a=1)", {"a": 1}),
    ("JSON.stringify({a: 1})", {"a": 1}),
    ("[<Kind.A: 'a'>, 1]", [Unread(), 1]),
    ('{"a": 1, "a": 2}', {"a": 2}),
]


@pytest.mark.parametrize(("text", "value"), VALUES)
def test_values(text: str, value: Any) -> None:
    """JSON, Python and JavaScript as people paste them have one value."""
    assert read_loose(text).value == value


CUT = [
    ("[1, 2", [1, 2]),
    ('{"a": "b', {"a": "b"}),
    ('{"a": {"b": [1', {"a": {"b": [1]}}),
    ('{"a": 1, "b"', {"a": 1, "b": Unread("b")}),
    ('{"a":', {}),
    ("f(a=1", Called("f", [], {"a": 1})),
]


@pytest.mark.parametrize(("text", "value"), CUT)
def test_what_was_cut_off_is_closed(text: str, value: Any) -> None:
    """A paste that ends early keeps what is there, and says that something is missing."""
    found = read_loose(text)
    assert found.value == value
    assert not found.complete


@pytest.mark.parametrize("text", ["", "}", "]", "{]", "[}", "{1 2: 3}", "[" * 66, "{a: " * 66, "=", "{=}"])
def test_no_value(text: str) -> None:
    """Brackets of two kinds, and too many of them, are no value; so is nothing at all."""
    if not text:
        assert isinstance(read_loose(text).value, Unread)
        return
    with pytest.raises(MalformedError):
        read_loose(text)


@pytest.mark.parametrize("text", ["[" * 64, "[" * 100_000, "[" * 100_000 + "]" * 100_000, '{"a":' * 100_000])
def test_depth_is_bounded(text: str) -> None:
    """A hundred thousand brackets raise what callers expect, and no RecursionError."""
    try:
        found = read_value(text)
    except MalformedError:
        assert len(text) > 64
    else:
        assert not found.complete


@given(JSON)
def test_json_reads_as_json(value: Any) -> None:
    """What is JSON has the value that JSON says, by the forgiving reader too."""
    text = json.dumps(value)
    assert read_loose(text).value == value
    assert read_value(text).value == value


@given(JSON)
def test_literals_of_python(value: Any) -> None:
    """The repr of plain values reads back."""
    assert read_loose(repr(value)).value == value


@given(st.text(max_size=200))
def test_anything_has_a_value_or_is_malformed(text: str) -> None:
    """No other error comes out, and the end lies in the text."""
    try:
        found = read_loose(text)
    except MalformedError:
        return
    assert 0 <= found.end <= len(text)
