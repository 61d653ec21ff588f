"""The screens of the billing questions."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from markupsafe import Markup

from bot.core.screen import Button, Screen, lines, pairs
from bot.features.faq.content import SECTIONS
from bot.features.faq.markdown import to_html

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.i18n import Translator
    from bot.features.faq.content import Entry
    from bot.features.faq.small_talk import SmallTalk

# An answer that nobody compared with its sources for longer than this says so.
FRESH_FOR = dt.timedelta(days=90)
PER_PAGE = 6  # two in a row, and a row to move on: at most eight buttons


def answer(
    tr: Translator,
    entry: Entry,
    related: Sequence[Entry],
    values: Mapping[str, Markup],
    today: dt.date,
    *,
    back: str | None = None,
    others: Sequence[str] = (),
    below: tuple[Button, ...] = (),
) -> Screen:
    """Show an answer: the text, where it comes from and when it was checked, what people read next.

    Args:
        tr: the language of the entry.
        entry: what is shown.
        related: the entries to offer below it.
        values: what its placeholders become.
        today: decides whether the answer is still fresh.
        back: the action that leads back to where the person came from; None: to the sections.
        others: ids of the next candidates, offered behind "not what I meant"; at most two.
        below: the last row: what people think of the answer, and the way to share it.
    """
    first = entry.sources[0]
    source = Markup('<a href="{}">{}</a>').format(first.url, first.title)
    grey = tr.text("<i>%(source)s · checked %(date)s</i>", source=source, date=tr.date(entry.verified))
    old = today - entry.verified > FRESH_FOR
    page = tr.text("This was checked a while ago: compare it with the official page.") if old else None
    text = Markup("\n\n").join(
        part for part in (filled(entry.head, values), _folded(tr, entry, values), lines(grey, page)) if part
    )
    next_entries = [_open(each, origin=entry.id) for each in related]
    not_meant = Button(str(tr.text("Not what I meant")), action=":".join(("faq:not", *others[:2]))) if others else None
    way_back = (
        Button(str(tr.text("‹ Back")), action=back)
        if back is not None
        else Button(str(tr.text("All topics")), action="faq:sections")
    )
    return Screen(text, (*pairs(*next_entries), *pairs(not_meant, way_back), *((below,) if below else ())))


def filled(markdown: str, values: Mapping[str, Markup]) -> Markup:
    """Return the HTML of an entry's Markdown with its placeholders filled."""
    html = str(to_html(markdown))
    for name, value in values.items():
        html = html.replace("{" + name + "}", str(value))
    return Markup(html)  # noqa: S704 - made of Markup


def _folded(tr: Translator, entry: Entry, values: Mapping[str, Markup]) -> Markup | None:
    """Return the expandable part: details, and the sources that do not stand below."""
    parts = [filled(entry.more, values)] if entry.more else []
    if len(entry.sources) > 1:
        listed = (Markup('• <a href="{}">{}</a> ({})').format(s.url, s.title, s.date) for s in entry.sources[1:])
        parts.append(lines(tr.text("<b>More sources</b>"), *listed))
    return Markup("<blockquote expandable>{}</blockquote>").format(Markup("\n\n").join(parts)) if parts else None


def sections(tr: Translator) -> Screen:
    """Show what there are answers about."""
    return Screen(tr.text("Ask in your own words, or choose a topic:"), _sections(tr))


def section(tr: Translator, name: str, entries: Sequence[Entry], page: int) -> Screen:
    """Show one page of a section's entries. `page` counts from 0; one that does not exist shows the last."""
    pages = max(1, -(-len(entries) // PER_PAGE))
    page = min(max(page, 0), pages - 1)
    shown = entries[page * PER_PAGE : (page + 1) * PER_PAGE]
    title = Markup("<b>{}</b>").format(section_name(tr, name))
    if pages > 1:
        title = tr.text("%(title)s, page %(page)s of %(pages)s", title=title, page=page + 1, pages=pages)
    text = lines(title, *(Markup("• {}").format(entry.title) for entry in shown))
    # Back from the first page leads to the sections, from the others to the page before.
    back = f"faq:section:{name}:{page - 1}" if page else "faq:sections"
    more = Button(str(tr.text("More ›")), action=f"faq:section:{name}:{page + 1}") if page + 1 < pages else None
    buttons = (_open(entry, origin=f"{name}.{page}") for entry in shown)
    return Screen(text, (*pairs(*buttons), *pairs(Button(str(tr.text("‹ Back")), action=back), more)))


def suggestions(tr: Translator, candidates: Sequence[Entry], *, several: bool, origin: str = "") -> Screen:
    """Offer a few entries to choose from.

    Args:
        tr: the language of the entries.
        candidates: the entries, best first.
        several: the message asked all of them.
        origin: leads back here from each of them; none where empty.
    """
    text = tr.text("You ask more than one thing. Which first?") if several else tr.text("Do you mean one of these?")
    none = Button(str(tr.text("None of these")), action="faq:none")
    return Screen(text, pairs(*(_open(entry, origin=origin) for entry in candidates), none))


def no_question(tr: Translator) -> Screen:
    """Say that there is no answer to this, and what there are answers about."""
    return Screen(
        tr.text("I only know billing, prices and limits of the OpenAI API. I have answers about:"), _sections(tr)
    )


def none_of_these(tr: Translator) -> Screen:
    """Answer the button "none of these"."""
    return Screen(
        tr.text("Then I have no answer to it. Other words may find one, or a topic:"),
        _sections(tr),
    )


def how_to_ask(tr: Translator) -> Screen:
    """Say how to ask what was taken for a text to count. The text itself is not kept."""
    return Screen(
        tr.text("I did not keep the text. Ask it as <code>/ask your question</code>, or choose a topic:"),
        _sections(tr),
    )


def small_talk(tr: Translator, kind: SmallTalk) -> Screen:
    """Answer a greeting or thanks in a few words."""
    words = {
        "greeting": tr.text(
            "Hello. Ask me about OpenAI API costs, or send a text to see what it would cost. /help shows more."
        ),
        "thanks": tr.text("You are welcome. I am here for the next bill."),
        "goodbye": tr.text("See you. Your limits and reminders stay as they are."),
    }
    return Screen(words[kind.value])


def section_name(tr: Translator, name: str) -> str:
    """Return how a section is called."""
    names = {
        "products": tr.text("Plans and products"),
        "credit": tr.text("Credit and top-ups"),
        "limits": tr.text("Limits and errors"),
        "paying": tr.text("Paying and invoices"),
        "availability": tr.text("Countries and access"),
        "keys": tr.text("Keys and teams"),
        "usage": tr.text("Prices and usage"),
        "other": tr.text("Other questions"),
    }
    return str(names[name])


def _sections(tr: Translator) -> tuple[tuple[Button, ...], ...]:
    return pairs(*(Button(section_name(tr, name), action=f"faq:section:{name}:0") for name in SECTIONS))


def _open(entry: Entry, origin: str = "") -> Button:
    """Return the button that shows an entry. `origin`: where Back leads, an id or ``section.page``."""
    action = f"faq:show:{entry.id}:{origin}" if origin else f"faq:show:{entry.id}"
    return Button(entry.button, action=action)
