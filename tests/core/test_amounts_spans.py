from __future__ import annotations

import pytest

from bot.core.amounts import AmbiguousAmount, Amount, AmountRange, RefusedAmount, read_amount

CUT = """
12.5 gpt api → 12.5 → gpt api | gpt api 12.5 → 12.5 → gpt api | $12.50 lunch → $12.50 → lunch | 午饭32块 → 32块 → 午饭
午饭 32元 → 32元 → 午饭 | claude 20刀/月 → 20刀/月 → claude | 每月20刀 claude → 每月20刀 → claude
一个月20刀 claude → 一个月20刀 → claude | claude 20刀一个月 → 20刀一个月 → claude | 大概20块 打车 → 大概20块 → 打车
20块左右 打车 → 20块左右 → 打车 | about $20 credits → about $20 → credits | 三块五一杯 奶茶 → 三块五一杯 → 奶茶
5 dollars and 25 cents coffee → 5 dollars and 25 cents → coffee | 20 (usd) note → 20 (usd) → note
USD: 20 note → USD: 20 → note | 20-dollar card → 20-dollar → card | ２，５００元 显卡 → ２，５００元 → 显卡
伍佰元整 押金 → 伍佰元整 → 押金 | 100刀 x 3 代充 → 100刀 x 3 → 代充 | a dollar fifty snack → a dollar fifty → snack
server $ 2 500.75 → $ 2 500.75 → server | 30元一斤 苹果 → 30元一斤 → 苹果 | 1.5 万 元 电脑 → 1.5 万 元 → 电脑
up to $50 monthly ok → up to $50 monthly → ok | 10+2.5 snacks → 10+2.5 → snacks | 兩百塊 飯 → 兩百塊 → 飯
"""


@pytest.mark.parametrize("case", [cell for line in CUT.strip().splitlines() for cell in line.split(" | ")])
def test_what_is_left_is_the_note(case: str) -> None:
    """The span cuts the whole amount out of the text as it was given, and nothing of the note."""
    text, cut, note = case.split(" → ")
    reading = read_amount(text)
    assert isinstance(reading, Amount)
    start, end = reading.span
    assert text[start:end] == cut
    assert (text[:start] + text[end:]).strip() == note


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        pytest.param("\u200b\u200b12\u200b.5元 x", "12\u200b.5元", id="invisible-characters-keep-their-place"),
        pytest.param("㎏ ㎏ ５０刀", "５０刀", id="one-character-that-folds-into-two"),
        pytest.param("ǰǰ 50刀", "50刀", id="case-folding-that-grows"),
        pytest.param("🎉🎉 $5 🎉", "$5", id="beyond-the-basic-plane"),
        pytest.param("a\r\n\r\n$5", "$5", id="line-ends"),
    ],
)
def test_span_counts_in_the_text_as_given(text: str, cut: str) -> None:
    """Folding may drop or add characters; the span does not move."""
    reading = read_amount(text)
    assert isinstance(reading, Amount)
    assert text[slice(*reading.span)] == cut


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("$20/mo", "month"),
        ("$20 a month", "month"),
        ("每个月20刀", "month"),
        ("20刀包月", "month"),
        ("$60 yearly", "year"),
        ("一年60刀", "year"),
        ("每天5块", "day"),
        ("$5 an hour", "hour"),
        ("$9 per week", "week"),
        ("$6.50 each", "each"),
        ("每人50元", "each"),
        ("$1.10 per 1M tokens", "1M tokens"),
        ("$3/MTok", "MTok"),
        ("2元/百万Tokens", "百万Tokens"),
        ("$2 per call", "call"),
        ("$20 for 3 months", None),
        ("$20", None),
    ],
)
def test_what_the_amount_is_for_each(text: str, per: str | None) -> None:
    """Periods have one name in both languages; anything else is kept as typed."""
    reading = read_amount(text)
    assert isinstance(reading, Amount)
    assert reading.per == per


@pytest.mark.parametrize(
    ("text", "approximate"),
    [
        ("about $20", True),
        ("~20", True),
        ("20 or so", True),
        ("20ish", True),
        ("大概20块", True),
        ("20块左右", True),
        ("最多50刀", True),
        ("50刀以内", True),
        ("20块", False),
        ("$20", False),
    ],
)
def test_about_is_kept(text: str, approximate: bool) -> None:
    """An amount that was called rough is marked, not changed."""
    reading = read_amount(text)
    assert isinstance(reading, Amount)
    assert reading.approximate is approximate


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("lunch 3,,500 usd ok", "3,,500 usd"),
        ("100 eur in rmb", "100 eur"),
        ("花了负十块", "负十块"),
        ("I paid 1.2.3 usd", "1.2.3 usd"),
        ("gpt-4o", "gpt-4o"),
        ("hello there", "hello there"),
        ("9" * 60, "9" * 40),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_refusal_quotes_what_broke(text: str, piece: str) -> None:
    """The piece is as typed and at most 40 characters long."""
    reading = read_amount(text)
    assert isinstance(reading, RefusedAmount)
    assert reading.piece == piece


def test_two_amounts_have_two_places() -> None:
    """Each reading knows where it stands; the question covers both."""
    text = "花了20刀，然后30块"
    reading = read_amount(text)
    assert isinstance(reading, AmbiguousAmount)
    assert [text[slice(*each.span)] for each in reading.readings] == ["20刀", "30块"]
    assert text[slice(*reading.span)] == "20刀，然后30块"


def test_range_has_one_place() -> None:
    """A range is one piece of the text."""
    text = "spent $10 to $20 today"
    reading = read_amount(text)
    assert isinstance(reading, AmountRange)
    assert text[slice(*reading.span)] == "$10 to $20"
