from __future__ import annotations

import pytest

from bot.features.faq.markdown import to_html


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        pytest.param("One **two** *three*", "One <b>two</b> <i>three</i>", id="emphasis"),
        pytest.param("`a < b` & c", "<code>a &lt; b</code> &amp; c", id="everything-is-escaped"),
        pytest.param("[page](https://x.org/?a=1&b=2)", '<a href="https://x.org/?a=1&amp;b=2">page</a>', id="link"),
        pytest.param("One\n\nTwo", "One\n\nTwo", id="paragraphs-stand-apart"),
        pytest.param("One\nTwo", "One\nTwo", id="a-line-break-stays"),
        pytest.param("Steps:\n\n1. a\n2. b", "Steps:\n1. a\n2. b", id="a-list-follows-its-colon"),
        pytest.param("注意：\n\n- 甲\n- 乙", "注意：\n• 甲\n• 乙", id="also-a-chinese-colon"),
        pytest.param("Done.\n\n- a", "Done.\n\n• a", id="other-lists-stand-apart"),
        pytest.param("- a\n\n  b", "• a\n\u2003b", id="second-paragraph-of-an-item"),
        pytest.param("1. a\n   - b\n2. c", "1. a\n\u2003• b\n2. c", id="a-list-in-a-list"),
        pytest.param("3. a\n4. b", "3. a\n4. b", id="numbers-as-written"),
        pytest.param("```\na\n b\n```", "<pre>a\n b</pre>", id="code-block"),
        pytest.param("a <b>bold</b> c", "a bold c", id="html-is-left-out"),
        pytest.param("<!-- note -->\n\nText", "Text", id="comments-are-left-out"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_markdown_becomes_what_telegram_shows(markdown: str, html: str) -> None:
    """Only tags that Telegram knows come out, and nothing an author types can break them."""
    assert str(to_html(markdown)) == html
