from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.console.markup import formatted
from bot.tg.split import split, visible


@pytest.mark.parametrize(
    ("text", "limit", "parts"),
    [
        pytest.param("abc", 3, ["abc"], id="exactly-the-limit"),
        pytest.param("abcd", 3, ["abc", "d"], id="one-more-without-a-break"),
        pytest.param("aaa bbb ccc", 8, ["aaa bbb", "ccc"], id="between-words"),
        pytest.param("aaaa\nbb cc", 9, ["aaaa", "bb cc"], id="a-line-before-a-word"),
        pytest.param("aaaa\n\nbb\ncc", 9, ["aaaa", "bb\ncc"], id="a-block-before-a-line"),
        pytest.param("<b>aaa bbb</b>", 4, ["<b>aaa</b>", "<b>bbb</b>"], id="a-tag-is-closed-and-reopened"),
        pytest.param("<b>aaa</b> <i>bbb</i>", 4, ["<b>aaa</b>", "<i>bbb</i>"], id="no-empty-tags-at-a-cut"),
        pytest.param(
            '<a href="https://x.y">aaa bbb</a>',
            4,
            ['<a href="https://x.y">aaa</a>', '<a href="https://x.y">bbb</a>'],
            id="attributes-too",
        ),
        pytest.param("&lt;&amp;&gt;&lt;", 3, ["&lt;&amp;&gt;", "&lt;"], id="an-entity-is-one-character"),
        pytest.param("😀😀😀", 2, ["😀😀", "😀"], id="code-points-not-utf-16"),
    ],
)
def test_split(text: str, limit: int, parts: list[str]) -> None:
    """Where a text is cut, and what becomes of its tags."""
    assert split(text, limit) == parts


_TEXTS = st.recursive(
    st.text(alphabet="ab \n&<世😀", max_size=12).map(lambda s: s.replace("&", "&amp;").replace("<", "&lt;")),
    lambda inner: st.one_of(
        st.builds(lambda tag, x: f"<{tag}>{x}</{tag}>", st.sampled_from(["b", "i", "u", "s"]), inner),
        st.builds(lambda x, y: x + y, inner, inner),
    ),
    max_leaves=20,
)


@given(_TEXTS, st.integers(min_value=1, max_value=15))
def test_every_part_is_valid_and_nothing_but_space_is_lost(text: str, limit: int) -> None:
    """Telegram parses each part, none is too long, and together they say what the whole said."""
    parts = split(text, limit)
    for part in parts:
        if len(text) > limit:
            assert len(visible(part)) <= limit
        formatted(part, "HTML")  # raises what Telegram refuses
    assert "".join("".join(visible(part).split()) for part in parts) == "".join(visible(text).split())
