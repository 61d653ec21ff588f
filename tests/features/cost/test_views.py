"""Words that conversations seldom reach: every refusal, every unreadable file, every stretch of time; tables."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from markupsafe import Markup

from bot.core.i18n import translator
from bot.core.language import Language
from bot.core.money import ExchangeRate, RateSource
from bot.features.cost import buttons, file_views, list_views, price_views, problem_views, shared_views
from bot.features.cost.asked import Choices, Counts, Details, Kept, Often, Source, Tokens
from bot.features.cost.files import (
    BrokenFileError,
    EncryptedFileError,
    FileText,
    Kind,
    MemoryLimitError,
    NoTextError,
    NotTextError,
    TimeLimitError,
    TooLargeUnpackedError,
    TooManyPagesError,
    UnreadableFileError,
)
from bot.features.cost.prices import PriceBook
from bot.features.cost.pricing import Priced, price
from bot.features.cost.reading import Refused, Span, Unit, Why
from bot.features.cost.reading.lines import BadLine, BadWhy
from bot.features.cost.rules import Period, PriceChange, Rates, Tier
from bot.features.cost.tables import table, width
from bot.features.cost.tokens import tokenizer_for

NOW = dt.datetime(2026, 11, 23, 1, 0, tzinfo=dt.UTC)
RATE = ExchangeRate(Decimal("7.10"), RateSource.BUILT_IN, None)
BOOK = PriceBook()
EN, ZH = translator(Language.EN), translator(Language.ZH)


def priced(model: str, counts: Counts, **choices: Any) -> Priced:
    """Return what was asked at the prices of the day."""
    card = BOOK.price(model, NOW)
    return price(card, tokenizer_for(model), counts, Choices(model, **choices))


NAMED = Counts(Source.NUMBERS, Tokens(2_000, 2_000), output_tokens=300)


@pytest.mark.parametrize(
    ("error", "english", "chinese"),
    [
        (NotTextError(Kind.SPREADSHEET, "XLSX"), "This file is a spreadsheet (XLSX).", "这个文件是表格（XLSX）。"),
        (NotTextError(Kind.UNKNOWN, ""), "This file is no text.", "这个文件不是文字。"),
        (EncryptedFileError(Kind.PDF), "This file has a password.", "这个文件有密码"),
        (NoTextError(Kind.PDF, 12), "This PDF has 12 pages and no text on them", "这个 PDF 有 12 页，但没有文字"),
        (NoTextError(Kind.PDF, 1), "This PDF has 1 page and no text on it", "这个 PDF 有 1 页"),
        (NoTextError(Kind.DOCX, None), "There is no text in this document.", "这个文档里没有文字"),
        (TooManyPagesError(Kind.PDF, 100_000, 5_000), "This PDF has 100,000 pages", "我最多读 5,000 页"),
        (TooLargeUnpackedError(Kind.DOCX, 10**9, 100 * 2**20), "Unpacked, this file is larger than 100 MB", "100 MB"),
        (TimeLimitError(Kind.PDF, 30), "I could not read this file within 30 seconds.", "30 秒内没读完"),
        (MemoryLimitError(Kind.PDF, 400), "This file takes too much memory to read.", "读这个文件太占内存"),
        (BrokenFileError(Kind.PDF), "This file is damaged.", "这个文件坏了"),
        (UnreadableFileError(Kind.VIDEO, "?"), "This file is a video.", "这个文件是视频。"),
    ],
)  # fmt: skip
def test_unreadable_files(error: UnreadableFileError, english: str, chinese: str) -> None:
    """One sentence says what is wrong, another one what works."""
    assert file_views.unreadable(EN, error).html.startswith(english)
    assert chinese in file_views.unreadable(ZH, error).html
    assert "end" in file_views.unreadable(EN, error).html or "I read" in file_views.unreadable(EN, error).html


def test_what_a_file_was_read_as() -> None:
    """UTF-8 needs no word; guesses, pages and characters that cannot be read do."""
    assert file_views.read_as(EN, FileText("x", Kind.TEXT, "UTF-8")) == ()
    assert file_views.read_as(EN, FileText("x", Kind.TEXT, "Big5", is_guess=True, unreadable=2)) == (
        "Read as Big5",
        "2 characters cannot be read.",
    )
    assert file_views.read_as(EN, FileText("x", Kind.PDF, pages=3)) == ("PDF, 3 pages",)
    assert file_views.read_as(ZH, FileText("x", Kind.DOCX)) == ("Word 文档",)


@pytest.mark.parametrize("why", list(Why))
def test_every_refusal_names_the_piece(why: Why) -> None:
    """In both languages, with an example that works; what was typed is escaped."""
    for tr in (EN, ZH):
        shown = problem_views.refused(tr, Refused("<b>13k", why)).html
        assert "&lt;b&gt;13k" in shown
        assert "gpt-5.4-mini</code>" in shown


@pytest.mark.parametrize("why", list(BadWhy))
def test_every_bad_line_has_a_reason(why: BadWhy) -> None:
    """In both languages, with a line that works."""
    for tr in (EN, ZH):
        shown = list_views.no_requests(tr, BadLine(7, why, "x")).html
        assert "7" in shown
        assert "custom_id" in shown


@pytest.mark.parametrize(
    ("often", "span", "english", "chinese"),
    [
        (Often(1, Period.HOUR), Span(1, Unit.HOUR), "≈ $0.00285 (0.29 cents) · ¥0.02 an hour", "一小时"),
        (Often(1, Period.DAY), Span(1, Unit.DAY), "≈ $0.00285 (0.29 cents) · ¥0.02 a day", "一天"),
        (Often(1, Period.WEEK), Span(1, Unit.WEEK), "≈ $0.00285 (0.29 cents) · ¥0.02 a week", "一周"),
        (Often(1, Period.MONTH), None, "≈ $0.00285 (0.29 cents) · ¥0.02 a month (30 days)", "一个月（30 天）"),
        (Often(1, Period.DAY), Span(1, Unit.YEAR), "≈ $1.04 · ¥7.39 a year", "一年"),
        (Often(10, Period.DAY), Span(3, Unit.MONTH), "≈ $2.57 · ¥18.21 in 3 months of 30 days", "3 个月（每月 30 天）"),
        (Often(10, Period.DAY), Span(14, Unit.DAY), "≈ $0.399 · ¥2.83 in 14 days", "14 天"),
        (Often(10, Period.DAY), Span(2, Unit.WEEK), "≈ $0.399 · ¥2.83 in 2 weeks", "2 周"),
        (Often(10, Period.DAY), Span(12, Unit.HOUR), "≈ $0.0143 · ¥0.10 in 12 hours", "12 小时"),
        (Often(10, Period.DAY), Span(2, Unit.YEAR), "≈ $20.81 · ¥147.72 in 2 years", "2 年"),
    ],
)
def test_every_stretch_of_time(often: Often, span: Span | None, english: str, chinese: str) -> None:
    """What was asked for is what line 1 names."""
    made = priced("gpt-5.4-mini", NAMED, often=often, span=span)
    assert shared_views.headline(EN, made, RATE).striptags() == english
    assert shared_views.headline(ZH, made, RATE).striptags().endswith(chinese)
    assert shared_views.how_often(EN, made) is not None


def test_a_bill_with_everything() -> None:
    """Calls summed up, cache writes at their price, sound that has another one."""
    counts = Counts(
        Source.USAGE,
        Tokens(10_000, 10_000),
        output_tokens=100,
        is_total=True,
        details=Details(calls=3, cache_writes=4_000, audio=5, files=1, unread=2, refers=1, prompts=2, answers=3),
    )
    made = priced("gpt-5.6-sol", counts)
    assert shared_views.headline(EN, made, RATE).striptags() == "$0.046 · ¥0.33 for 3 calls"
    said = [str(line) for line in shared_views.understood(EN, made) if line is not None]
    assert said == [
        "Understood: 2 prompts · 3 answers each",
        "Not counted: 1 file or sound · 2 texts that are not here",
        "It goes on from an earlier answer, which counts as input and is not here.",
        "4,000 tokens of the input were written to the cache at $5/M: included.",
        "5 tokens of it are sound, which has other prices: the true cost is higher.",
    ]


def test_copied_lines_fit_the_clipboard() -> None:
    """Telegram takes 256 characters."""
    made = priced("gpt-5.4-mini", NAMED, often=Often(10**9, Period.HOUR), cached_percent=Decimal(50))
    long = replace(made, card=replace(made.card, model="ft:gpt-4o-mini-2024-07-18:" + "x" * 170))
    assert len(shared_views.report(EN, long, RATE)) == 256
    assert shared_views.report(ZH, made, RATE).startswith(
        "≈ $1,566,000,000.00 (¥11,118,600,000.00) · gpt-5.4-mini · 输入 2,000 token"
    )


def test_a_card_with_prices_to_come() -> None:
    """Changes, own prices of the operator, old ones and promises stand on it."""
    card = replace(
        BOOK.price("gpt-6-luna", NOW),
        next_change=PriceChange(dt.date(2027, 1, 1), Rates(Decimal("0.2"), None, Decimal(1))),
        long_context=((272_000, None),),
        promised_until=dt.date(2026, 12, 31),
        is_overridden=True,
    )
    shown = price_views.card(EN, card, {Tier.BATCH: None, Tier.FLEX: None}, RATE, NOW, "gpt-6-luna").html
    assert "No price known: Batch, Flex" in shown
    assert "Above 272,000 input tokens: no price known" in shown
    assert "From 1 Jan 2027: $0.20 in, $1 out" in shown
    assert "A promotional price, promised until 31 Dec 2026 · Prices set by the operator, 12 Oct 2026" in shown
    nothing = replace(card, checked_on=None, promised_until=None, is_overridden=False)
    assert shared_views.dated(EN, nothing, NOW, RATE).startswith("Date of this price unknown")


def test_a_card_without_output() -> None:
    """Embeddings have a price of input and nothing else."""
    card = BOOK.price("text-embedding-3-small", NOW)
    shown = price_views.card(EN, card, {}, RATE, NOW, "gpt-6-luna").html
    assert shown.startswith("<b>text-embedding-3-small: $0.02</b> per million tokens of input\nIn RMB: ¥0.14")


def test_tables_are_drawn_by_columns() -> None:
    """A Chinese character is as wide as two letters, so columns stand under each other."""
    drawn = table([("模型", "1"), ("gpt", "10")], right=frozenset({1}))
    assert drawn == Markup("<pre>模型   1\ngpt   10</pre>")
    assert [width(line) for line in drawn[len("<pre>") : -len("</pre>")].splitlines()] == [8, 8]
    assert width("模型a") == 5
    assert "&lt;b&gt;" in table([("<b>", "x")])


def test_numbers_in_buttons() -> None:
    """Base 36, at most eight characters, and names that are too long for a button get none."""
    assert [buttons.written(n) for n in (0, 35, 36, 2**41 - 1)] == ["0", "z", "10", "s27to3cv"]
    kept = Kept(2**41 - 1, 1, None, NAMED, Choices("x"), NOW)
    assert int(buttons.written(kept.id), 36) == kept.id
    assert len(buttons.written(kept.id)) == 8
    assert buttons.use(kept, "m" * 43) is not None
    assert buttons.use(kept, "m" * 44) is None


def test_names_too_long_for_a_button() -> None:
    """The operator may set a price under a name of 64 characters: it is listed without a button of its own."""
    name = "gpt-" + "x" * 60
    card = replace(BOOK.price("gpt-4.1", NOW), model=name, successor=name)
    screens = (
        price_views.page_of_names(EN, [name], 0, 1),
        price_views.several(EN, [card], ()),
        price_views.card(EN, card, {}, RATE, NOW, "gpt-5.4-mini"),
        price_views.line_up(EN, [card], name, NOW),
        problem_views.unpriced(EN, "gpt-7", [name], has_open_weights=False),
    )
    for screen in screens:
        assert not [button for row in screen.rows for button in row if len((button.action or "").encode()) > 61]
