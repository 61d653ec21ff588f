"""What is wrong with the entries: lengths, links, dates, placeholders, numbers, examples that stand twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from bot.core.language import WRITTEN, Language
from bot.features.faq.content import PLACEHOLDERS, SECTIONS, BrokenEntryError
from bot.features.faq.normalise import normalise

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from markdown_it.token import Token

    from bot.features.faq.content import Entry, Library

LONGEST_HEAD = {Language.EN: 900, Language.ZH: 500}  # characters that are read before the part folded away
LONGEST_BUTTON = {Language.EN: 24, Language.ZH: 12}
LONGEST_PAGE = 3_900  # of the whole answer; a message takes 4,096 with its source line
FEWEST_EXAMPLES = 25
RELATED = range(2, 4)

_BLOCKS = re.compile(r"(?:paragraph|ordered_list|bullet_list|list_item)_(?:open|close)|inline|fence")
_INLINE = re.compile(r"text|code_inline|softbreak|(?:strong|em|link)_(?:open|close)")
_PLACEHOLDER = re.compile(r"\{(\w*)\}")
_DATE = re.compile(r"20\d\d-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?")
# How much room a placeholder takes when it is filled.
_FILLED = {
    "price_table": "x" * 150,
    "cheapest_models": "x" * 150,
    "embedding_price": "x" * 80,
    "rate": "1 USD = 7.10 RMB (built-in example rate)",
}

# Numbers about money, sizes and times may stand alone only where the facts are sure of them; any other carries its
# date in the same paragraph, or says that it is an example.
_NUMBER = re.compile(
    r"(?:US)?[$¥]\s?\d[\d,]*(?:\.\d+)?|\d[\d,]*(?:\.\d+)?\s?(?:%|×|percent\b|美元|元)|\b\d{1,3}(?:,\d{3})+\b"
)
_SURE = {"$20", "20 美元", "50 %", "50%", "20美元"}
_DATED = re.compile(
    r"as of|as at|since \d|20\d\d|made[- ]up|example|say |suppose|截至|编的|举例|例子|比如|假设|假如|例如"
)
_SPACING = re.compile(r"[\u4e00-\u9fff][A-Za-z0-9$`{]|[A-Za-z0-9`}][\u4e00-\u9fff]")
_WESTERN_MARK = re.compile(r"[\u4e00-\u9fff][,;:!?]|[,;:!?][\u4e00-\u9fff]")
_LINK_TARGET = re.compile(r"\]\([^)]*\)")


def problems(library: Library, today: dt.date) -> Iterator[str]:
    """Yield a line for each thing that is wrong, ``language/id: what``."""
    entries: dict[Language, dict[str, Entry]] = {language: {} for language in WRITTEN}
    for language in WRITTEN:
        for entry_id in library.files(language):
            try:
                entries[language][entry_id] = library.read(entry_id, language)
            except BrokenEntryError as error:
                yield str(error)
    english, chinese = entries[Language.EN], entries[Language.ZH]
    yield from (f"zh/{entry_id}: there is none" for entry_id in sorted(english.keys() - chinese.keys()))
    yield from (f"en/{entry_id}: there is none" for entry_id in sorted(chinese.keys() - english.keys()))
    everything = [entry for of_language in entries.values() for entry in of_language.values()]
    for entry in everything:
        for what in _of_entry(entry, english.keys() | chinese.keys(), today):
            yield f"{_name(entry)}: {what}"
    for entry_id in sorted(english.keys() & chinese.keys()):
        for what in _of_pair(english[entry_id], chinese[entry_id]):
            yield f"en and zh/{entry_id}: {what}"
    yield from _twice(everything)


def _name(entry: Entry) -> str:
    return f"{entry.language.value}/{entry.id}"


def _of_entry(entry: Entry, ids: Iterable[str], today: dt.date) -> Iterator[str]:
    yield from _of_fields(entry, set(ids), today)
    for field in ("title", "button"):
        yield from _of_chinese(entry, getattr(entry, field))
    for text in (entry.head, entry.more):
        yield from _of_markdown(entry, text)
    head = _read_length(entry.head)
    if head > LONGEST_HEAD[entry.language]:
        yield f"the answer has {head} characters, {LONGEST_HEAD[entry.language]} are allowed before the fold"
    sources = sum(len(source.title) + len(source.date) + 5 for source in entry.sources)
    if head + _read_length(entry.more) + sources > LONGEST_PAGE:
        yield f"the whole answer has more than {LONGEST_PAGE} characters"


def _of_fields(entry: Entry, ids: set[str], today: dt.date) -> Iterator[str]:
    if len(entry.button) > LONGEST_BUTTON[entry.language]:
        yield f"the button has {len(entry.button)} characters, {LONGEST_BUTTON[entry.language]} are allowed"
    if entry.section not in SECTIONS:
        yield f"there is no section {entry.section!r}"
    if len(entry.related) not in RELATED or len(set(entry.related)) < len(entry.related):
        yield "related wants two or three different ids"
    named = (*entry.related, *(other for _, other in entry.contrasts))
    yield from (f"there is no entry {other!r}" for other in sorted(set(named) - ids))
    if entry.id in named:
        yield "names itself as related or in a contrast"
    if entry.verified > today:
        yield f"verified is in the future: {entry.verified}"
    if len(entry.examples) < FEWEST_EXAMPLES:
        yield f"{len(entry.examples)} examples, at least {FEWEST_EXAMPLES} are wanted"
    yield from _of_sources(entry, today)


def _of_sources(entry: Entry, today: dt.date) -> Iterator[str]:
    if not entry.sources:
        yield "names no source"
    for source in entry.sources:
        if not source.url.startswith("https://"):
            yield f"a source's address is not https: {source.url}"
        if not _DATE.fullmatch(source.date):
            yield f"a source's date is not like 2026-09 or 2026-09-30: {source.date}"
        elif source.date[:7] > today.isoformat()[:7]:
            yield f"a source's date is in the future: {source.date}"


def _of_markdown(entry: Entry, text: str) -> Iterator[str]:
    for name in _PLACEHOLDER.findall(text):
        if name not in PLACEHOLDERS:
            yield f"there is no placeholder {{{name}}}"
    for token in MarkdownIt("commonmark").parse(text):
        if not _BLOCKS.fullmatch(token.type):
            yield f"Telegram cannot show {token.type!r}"
        if token.type == "inline":
            yield from _of_paragraph(entry, token)


def _of_paragraph(entry: Entry, token: Token) -> Iterator[str]:
    for child in token.children or ():
        if not _INLINE.fullmatch(child.type):
            yield f"Telegram cannot show {child.type!r}"
        if child.type == "text" and "**" in child.content:
            yield f"bold that does not close: {child.content[:40]!r}"
        if child.type == "link_open" and not str(child.attrs["href"]).startswith("https://"):
            yield f"a link is not https: {child.attrs['href']}"
    read = _LINK_TARGET.sub("]", token.content)
    unsure = sorted({number for number in _NUMBER.findall(read) if number.strip() not in _SURE})
    if unsure and not _DATED.search(read):
        yield f"numbers without a date in the same paragraph: {', '.join(unsure)} in {read[:50]!r}"
    yield from _of_chinese(entry, read)


def _of_chinese(entry: Entry, text: str) -> Iterator[str]:
    """Yield what is not Chinese typography: spaces beside Latin letters and digits, Chinese marks, 你."""
    if entry.language is not Language.ZH:
        return
    read = re.sub(r"`[^`]*`", "`x`", re.sub(r"[*\[\]]", "", text))
    yield from (f"no space in {found!r}" for found in _SPACING.findall(read))
    yield from (f"a western mark in {found!r}" for found in _WESTERN_MARK.findall(read))
    if "您" in read:
        yield "says 您, the bot says 你"


def _of_pair(english: Entry, chinese: Entry) -> Iterator[str]:
    if [(s.url, s.date) for s in english.sources] != [(s.url, s.date) for s in chinese.sources]:
        yield "not the same sources"
    if english.section != chinese.section:
        yield "not the same section"
    if english.related != chinese.related:
        yield "not the same related entries"
    placeholders = [set(_PLACEHOLDER.findall(entry.head + entry.more)) for entry in (english, chinese)]
    if placeholders[0] != placeholders[1]:
        yield "not the same placeholders"


def _twice(entries: Iterable[Entry]) -> Iterator[str]:
    seen: dict[str, str] = {}
    for entry in entries:
        for question in (*entry.examples, *(question for question, _ in entry.contrasts)):
            key = re.sub(r"[\W_]", "", normalise(question)) or question
            if key in seen:
                yield f"{_name(entry)}: stands in {seen[key]} too: {question!r}"
            seen.setdefault(key, _name(entry))


def _read_length(text: str) -> int:
    """Return how many characters a person reads of a Markdown text."""
    for name, value in _FILLED.items():
        text = text.replace("{" + name + "}", value)
    lengths = (
        len(child.content) if child.type in {"text", "code_inline"} else child.type == "softbreak"
        for token in MarkdownIt("commonmark").parse(text)
        if token.type == "inline"
        for child in token.children or ()
    )
    return sum(lengths)
