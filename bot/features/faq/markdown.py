"""Markdown as Telegram shows it: bold, italic, code, links, and lists as lines of text."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_INLINE = {
    "strong_open": Markup("<b>"),
    "strong_close": Markup("</b>"),
    "em_open": Markup("<i>"),
    "em_close": Markup("</i>"),
    "link_close": Markup("</a>"),
    "softbreak": Markup("\n"),
    "hardbreak": Markup("\n"),
}


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark")


def to_html(text: str) -> Markup:
    """Return a Markdown text in the HTML that Telegram knows; other HTML in it is left out.

    Paragraphs stand apart by a blank line; a list follows directly on the line that announces it.
    """
    blocks: list[tuple[Markup, bool]] = []  # the block, and whether it is a list
    items: list[tuple[int | None, list[Markup]]] = []  # open lists: the next number or None, the lines so far
    prefix = ""  # the mark of the list item that has just begun
    for token in _parser().parse(text):
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            first = int(token.attrs.get("start", 1)) if token.type == "ordered_list_open" else None
            items.append((first, []))
        elif token.type == "list_item_open":
            number, lines = items[-1]
            prefix = "\u2003" * (len(items) - 1) + (f"{number}. " if number is not None else "• ")
            items[-1] = (number + 1 if number is not None else None, lines)
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            _, lines = items.pop()
            if items:
                items[-1][1].extend(lines)
            else:
                blocks.append((Markup("\n").join(lines), True))
        elif token.type in {"inline", "fence", "code_block"}:
            content = _inline(token.children or ()) if token.type == "inline" else _pre(token)
            if items:
                items[-1][1].append(escape(prefix) + content)
                prefix = "\u2003" * len(items)  # a second paragraph of the same item
            else:
                blocks.append((content, False))
    return _join(blocks)


def _join(blocks: Sequence[tuple[Markup, bool]]) -> Markup:
    text = Markup()
    for content, is_list in blocks:
        announced = is_list and text.endswith((":", "：", "</b>"))
        text += (Markup("\n") if announced else Markup("\n\n")) if text else Markup()
        text += content
    return text


def _pre(token: Token) -> Markup:
    return Markup("<pre>{}</pre>").format(token.content.rstrip("\n"))


def _inline(tokens: Sequence[Token]) -> Markup:
    parts = []
    for token in tokens:
        if token.type == "text":
            parts.append(escape(token.content))
        elif token.type == "code_inline":
            parts.append(Markup("<code>{}</code>").format(token.content))
        elif token.type == "link_open":
            parts.append(Markup('<a href="{}">').format(token.attrs["href"]))
        elif token.type in _INLINE:
            parts.append(_INLINE[token.type])
    return Markup().join(parts)
