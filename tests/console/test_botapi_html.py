"""Telegram's HTML: which text and entities it becomes, and which words refuse it."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import MessageEntity
from telegram.error import BadRequest

from bot.console.markup import formatted, utf16_length
from bot.console.refusals import RefusedError
from tests.console.botapi_support import ANN, bot_on, description

if TYPE_CHECKING:
    from bot.console.botapi import BotApi


def entity(kind: str, offset: int, length: int, **extra: object) -> dict[str, object]:
    """An entity as the Bot API gives it."""
    return {"type": kind, "offset": offset, "length": length, **extra}


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        pytest.param("plain > text", "plain > text", [], id="no-markup"),
        pytest.param("&lt;&gt;&amp;&quot;", '<>&"', [], id="the-four-named-references"),
        pytest.param("&laquo;&nbsp;&copy;", "&laquo;&nbsp;&copy;", [], id="other-names-stay-as-they-are"),
        pytest.param("&#39;&#x27;&#x4e2d;", "''中", [], id="numeric-references"),
        pytest.param("a &lt b &#65b", "a < b Ab", [], id="a-reference-needs-no-semicolon"),
        pytest.param("&#12345678;&#0;&#;&", "&#12345678;&#0;&#;&", [], id="numbers-too-long-or-nothing"),
        pytest.param("a<b>b</b>c", "abc", [entity("bold", 1, 1)], id="bold"),
        pytest.param("<strong>b</strong>", "b", [entity("bold", 0, 1)], id="strong"),
        pytest.param("<i>x</i><em>y</em>", "xy", [entity("italic", 0, 2)], id="italic-twice-is-one"),
        pytest.param("<u>x</u> <ins>y</ins>", "x y", [entity("underline", 0, 1), entity("underline", 2, 1)], id="u"),
        pytest.param(
            "<s>a</s><strike>b</strike><del>c</del>",
            "abc",
            [entity("strikethrough", 0, 3)],
            id="strikethrough",
        ),
        pytest.param(
            '<tg-spoiler>a</tg-spoiler><span class="tg-spoiler">b</span>',
            "ab",
            [entity("spoiler", 0, 2)],
            id="spoiler",
        ),
        pytest.param("<b>a<strong>b</strong></b>", "ab", [entity("bold", 0, 2)], id="bold-in-bold-is-one"),
        pytest.param("<b>a</b> <b>c</b>", "a c", [entity("bold", 0, 1), entity("bold", 2, 1)], id="bold-apart"),
        pytest.param("<B>x</b>", "x", [entity("bold", 0, 1)], id="tags-in-capitals"),
        pytest.param("<b>x</>", "x", [entity("bold", 0, 1)], id="an-end-tag-needs-no-name"),
        pytest.param("<b >x</b  >", "x", [entity("bold", 0, 1)], id="spaces-in-tags"),
        pytest.param("<b id='1' hidden>x</b>", "x", [entity("bold", 0, 1)], id="attributes-without-meaning"),
        pytest.param("<b></b>x", "x", [], id="nothing-in-it-is-no-entity"),
        pytest.param("😀<b>中</b>", "😀中", [entity("bold", 2, 1)], id="offsets-count-utf-16-units"),
        pytest.param("<b>a😀</b><i>b</i>", "a😀b", [entity("bold", 0, 3), entity("italic", 3, 1)], id="lengths-too"),
        pytest.param("<b>a<i>b</i></b>", "ab", [entity("bold", 0, 2), entity("italic", 1, 1)], id="outer-before-inner"),
        pytest.param(
            '<a href="https://example.com">x</a>',
            "x",
            [entity("text_link", 0, 1, url="https://example.com/")],
            id="a-link-gets-its-slash",
        ),
        pytest.param(
            "<a href='http://Example.com/A?b=1&amp;c=2'>x</a>",
            "x",
            [entity("text_link", 0, 1, url="http://example.com/A?b=1&c=2")],
            id="references-in-an-address",
        ),
        pytest.param(
            "<a href=example.com>x</a>", "x", [entity("text_link", 0, 1, url="http://example.com/")], id="bare-address"
        ),
        pytest.param(
            "<a>telegram.org</a>", "telegram.org", [entity("text_link", 0, 12, url="http://telegram.org/")], id="text"
        ),
        pytest.param('<a href="not-a-url">x</a>', "x", [], id="a-bad-address-becomes-text"),
        pytest.param('<a href="ftp://example.com">x</a>', "x", [], id="a-bad-scheme-becomes-text"),
        pytest.param(
            '<a href="tg://user?id=7">x</a>',
            "x",
            [entity("text_mention", 0, 1, user={"id": 7, "is_bot": False, "first_name": ""})],
            id="mention",
        ),
        pytest.param("<code>a &lt; b</code>", "a < b", [entity("code", 0, 5)], id="code"),
        pytest.param(
            '<pre><code class="language-python">x</code></pre>', "x", [entity("pre", 0, 1, language="python")], id="pre"
        ),
        pytest.param(
            '<code class="language-python"><pre>x</pre></code>', "x", [entity("pre", 0, 1, language="python")], id="erp"
        ),
        pytest.param('<code class="language-python">x</code>', "x", [entity("code", 0, 1)], id="no-language-inline"),
        pytest.param("<blockquote>q</blockquote>", "q", [entity("blockquote", 0, 1)], id="quote"),
        pytest.param(
            "<blockquote expandable>q</blockquote>", "q", [entity("expandable_blockquote", 0, 1)], id="expandable"
        ),
        pytest.param(
            '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>',
            "👍",
            [entity("custom_emoji", 0, 2, custom_emoji_id="5368324170671202286")],
            id="custom-emoji",
        ),
        pytest.param(
            '<tg-time unix="1790000000" format="wDT">soon</tg-time>',
            "soon",
            [entity("date_time", 0, 4, unix_time=1790000000, date_time_format="wDT")],
            id="time",
        ),
        pytest.param('<tg-time unix="1">x</tg-time>', "x", [entity("date_time", 0, 1, unix_time=1)], id="time-alone"),
        pytest.param('<tg-time unix="x">x</tg-time>', "x", [], id="no-time"),
        pytest.param("  a <b> b </b>\n", "a  b", [entity("bold", 2, 2)], id="trimmed-on-both-sides"),
        pytest.param("a\r\nb\tc\0d", "a\nb c d", [], id="control-characters"),
        pytest.param(
            "<blockquote>a<blockquote>b</blockquote></blockquote>",
            "ab",
            [entity("blockquote", 0, 2)],
            id="no-quote-in-a-quote",
        ),
        pytest.param(
            "<b>a<code>b</code>c</b>",
            "abc",
            [entity("bold", 0, 1), entity("code", 1, 1), entity("bold", 2, 1)],
            id="no-style-on-code",
        ),
        pytest.param("<code><b>a</b></code>", "a", [entity("code", 0, 1)], id="no-style-in-code"),
        pytest.param('<a href="a.b"><code>a</code></a>', "a", [entity("code", 0, 1)], id="code-before-link"),
        pytest.param("<pre>a<code>b</code></pre>", "ab", [entity("pre", 0, 2)], id="no-code-in-a-block"),
        pytest.param(
            "<blockquote><b>a</b> <code>b</code></blockquote>",
            "a b",
            [entity("blockquote", 0, 3), entity("bold", 0, 1), entity("code", 2, 1)],
            id="a-quote-holds-everything-else",
        ),
    ],
)
def test_html_becomes_text_and_entities(source: str, text: str, entities: list[object]) -> None:
    """The text is what people read; entities are in order and count UTF-16 units."""
    parsed = formatted(source, "HTML")
    assert parsed.text == text
    assert list(parsed.entities) == entities


@pytest.mark.parametrize(
    ("source", "words"),
    [
        pytest.param("a<br>b", 'Unsupported start tag "br" at byte offset 1', id="br"),
        pytest.param("<p>a</p>", 'Unsupported start tag "p" at byte offset 0', id="p"),
        pytest.param("1 < 2", 'Unsupported start tag "" at byte offset 2', id="less-than"),
        pytest.param("中😀<x>", 'Unsupported start tag "x" at byte offset 7', id="offsets-count-bytes"),
        pytest.param("a <b", "Unclosed start tag at byte offset 2", id="start-tag-without-end"),
        pytest.param("<b", "Unclosed start tag at byte offset 0", id="start-tag-at-the-end"),
        pytest.param("<a href", 'Unclosed start tag "a" at byte offset 0', id="attribute-at-the-end"),
        pytest.param("<a href=", 'Unclosed start tag "a" at byte offset 0', id="equal-sign-at-the-end"),
        pytest.param('<a href="x>', "Unclosed start tag at byte offset 0", id="quote-without-end"),
        pytest.param('<a ="x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0', id="no-name"),
        pytest.param("<b/>", 'Unsupported start tag "b/" at byte offset 0', id="self-closing"),
        pytest.param("<b />", 'Empty attribute name in the tag "b" at byte offset 0', id="self-closing-with-space"),
        pytest.param("<a href=x,y>z</a>", "Unexpected end of name token at byte offset 8", id="bare-value"),
        pytest.param("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0', id="span"),
        pytest.param("x</b>", "Unexpected end tag at byte offset 1", id="end-tag-alone"),
        pytest.param("<b>x</b", "Unclosed end tag at byte offset 4", id="end-tag-without-end"),
        pytest.param(
            "<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"', id="crossed"
        ),
        pytest.param("<b>x", 'Can\'t find end tag corresponding to start tag "b"', id="never-closed"),
        pytest.param("<b><i>x</i>", 'Can\'t find end tag corresponding to start tag "b"', id="outer-never-closed"),
        pytest.param('<tg-emoji emoji-id="x">y</tg-emoji>', "Invalid custom emoji identifier specified", id="emoji"),
        pytest.param('<tg-emoji emoji-id="0">y</tg-emoji>', "Invalid custom emoji identifier specified", id="no-emoji"),
        pytest.param('<tg-time unix="1" format="x">y</tg-time>', "Invalid date format specified", id="time"),
        pytest.param(
            "&#xDFDF;",
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units",
            id="half-a-surrogate-pair",
        ),
    ],
)
async def test_bad_html_is_refused_in_telegrams_words(api: BotApi, source: str, words: str) -> None:
    """Every way to get HTML wrong has its own words, with the byte offset where Telegram names one."""
    sent = bot_on(api).send_message(ANN, source, parse_mode="HTML")
    assert await description(api, sent) == f"Bad Request: can't parse entities: {words}"


async def test_a_parse_mode_in_small_letters_is_html_and_an_unknown_one_is_refused(api: BotApi) -> None:
    """`html` is HTML; anything else but Markdown is no mode."""
    bot = bot_on(api)
    assert (await bot.send_message(ANN, "<b>x</b>", parse_mode="html")).text == "x"
    unknown = bot.send_message(ANN, "x", parse_mode="BBCode")
    assert await description(api, unknown) == "Bad Request: unsupported parse_mode"


async def test_what_a_bot_reads_back_is_what_people_see(api: BotApi) -> None:
    """PTB finds the styled words by the offsets that came back."""
    message = await bot_on(api).send_message(ANN, "😀 <b>粗体</b> <i>x</i>", parse_mode="HTML")
    assert list(message.parse_entities().values()) == ["粗体", "x"]
    assert api.last_message(ANN).source == "😀 <b>粗体</b> <i>x</i>"


@given(st.text())
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    """Whatever a person types, escaped by the standard library, is shown as typed, but for what Telegram drops."""
    shown = re.sub("[\u2028-\u202e\r]", "", text)
    shown = re.sub("[\x00-\x09\x0b-\x1f]", " ", shown).strip(" \n")
    assert formatted(html.escape(text), "HTML").text == shown


@given(st.text(alphabet="<>/&;# =\"'abipre\n中😀", max_size=40))
def test_any_text_parses_or_is_refused(source: str) -> None:
    """No input breaks the parser; what parses has entities inside the text."""
    parsed, problem = None, ""
    try:
        parsed = formatted(source, "HTML")
    except RefusedError as error:
        problem = error.description
    assert parsed is not None or problem.startswith("Bad Request: can't parse entities: ")
    for found in parsed.entities if parsed is not None else ():
        assert parsed is not None
        assert 0 <= found["offset"] < found["offset"] + found["length"] <= utf16_length(parsed.text)


@pytest.mark.parametrize(
    ("given_entity", "words"),
    [
        pytest.param({"offset": -1, "length": 1}, "receive an entity with incorrect offset -1", id="negative"),
        pytest.param(
            {"offset": 100, "length": 1},
            "entity begins after the end of the text at UTF-16 offset 100",
            id="behind-the-text",
        ),
        pytest.param(
            {"offset": 0, "length": 100},
            "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 100",
            id="too-long",
        ),
    ],
)
async def test_entities_outside_the_text_are_refused(api: BotApi, given_entity: dict[str, Any], words: str) -> None:
    """A bot may list entities itself, inside its text."""
    bold = MessageEntity("bold", **given_entity)
    sent = bot_on(api).send_message(ANN, "hello", entities=[bold])
    assert await description(api, sent) == f"Bad Request: {words}"


async def test_entities_listed_by_the_bot_count_in_utf16_units(api: BotApi) -> None:
    """What is listed in UTF-16 units comes back in them, also behind an emoji."""
    bold = {"type": "bold", "offset": 2, "length": 1}
    await api.serve("sendMessage", {"chat_id": ANN, "text": "😀x", "entities": [bold]})
    assert list(api.last_message(ANN).entities) == [bold]


async def test_markdown_is_no_part_of_this_api(api: BotApi) -> None:
    """A mode that the API cannot judge is a visible bug of the API, not a refusal and not a network error."""
    with pytest.raises(Exception, match="reads HTML, not MarkdownV2") as failed:
        await bot_on(api).send_message(ANN, "*x*", parse_mode="MarkdownV2")
    assert not isinstance(failed.value, BadRequest)
    assert isinstance(api.broken.pop(), NotImplementedError)
