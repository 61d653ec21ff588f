from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.money import Currency
from bot.features.cost.asked import Choices, Counts, Often, Source, Tokens
from bot.features.cost.follow_ups import Change, Next, OtherCurrency, Wish, changed, read_next
from bot.features.cost.prices import PriceBook
from bot.features.cost.reading import Options, Refused, Span, Unit
from bot.features.cost.rules import AnswerLength, Period, Tier
from tests.features.cost.reading_cases import cases, short

MODELS = PriceBook()
MODELS.load()
ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()), max_size=60)
MESSAGES = Path(__file__).parents[2] / "intents"
WORDS = ["and", "with", "o3", "gpt-5.4", "mini", "×", "1000", "times", "a day", "batch", "cached", "%", "in rmb", "out"]
WORDS_ZH = [
    "用",
    "换成",
    "呢",
    "一千",
    "次",
    "输出",
    "500",
    "批量",
    "缓存",
    "人民币",
    "一年",
    "不用",
    "那",
    "每天",
    "的话",
]

TABLE = """
with o3? ⇒ set @o3
and o3? ⇒ set @o3
What about o3 ⇒ set @o3
in gpt-5.4 mini ⇒ set @gpt-5.4-mini
how much with o3? ⇒ set @o3
and if I use o3? ⇒ set @o3
what would it be with o3? ⇒ set @o3
try it with 4o mini ⇒ set @gpt-4o-mini
what if I call it 1000 times? ⇒ set x1000
use gpt-5.4 instead ⇒ set @gpt-5.4
no, o3 ⇒ set @o3
o3? ⇒ set @o3
and o3 or gpt-5.4 mini? ⇒ set @o3,gpt-5.4-mini
with gpt-9? ⇒ set @gpt-9
用 o3 呢 ⇒ set @o3
换 gpt-5.4 ⇒ set @gpt-5.4
換成 GPT 5.4 mini ⇒ set @gpt-5.4-mini
改用 o3 ⇒ set @o3
gpt-5.4 的话 ⇒ set @gpt-5.4
o3 呢 ⇒ set @o3
用 o3 要多少钱 ⇒ set @o3
如果用 o3 和 gpt-5.4 呢 ⇒ set @o3,gpt-5.4
×1000 ⇒ set x1000
x1000 ⇒ set x1000
x 1,000 ⇒ set x1000
*1000 ⇒ set x1000
1000x ⇒ set x1000
1000 times ⇒ set x1000
times 1000 ⇒ set x1000
and 1000 calls? ⇒ set x1000
how much for 1000 calls? ⇒ set x1000
1000 次呢 ⇒ set x1000
一千次 ⇒ set x1000
1万次 ⇒ set x10000
乘以1000 ⇒ set x1000
不对，500次 ⇒ set x500
a day 200 times ⇒ set x200/day
200 a day? ⇒ set x200/day
每天 200 次呢 ⇒ set x200/day
with 500 tokens of output ⇒ set >500
500 out ⇒ set >500
output 500? ⇒ set >500
max 300 out ⇒ set >300 max
输出 500 呢 ⇒ set >500
輸出500個token ⇒ set >500
with batch? ⇒ set batch
batch? ⇒ set batch
and with flex? ⇒ set flex
priority? ⇒ set fast
用批量呢 ⇒ set batch
50% cached ⇒ set c50%
with half cached? ⇒ set c50%
缓存一半呢 ⇒ set c50%
with o3, 1000 times ⇒ set x1000 @o3
o3 with batch ⇒ set batch @o3
用 o3 一千次 ⇒ set x1000 @o3
×0 ⇒ !zero 0
x99999999999 ⇒ !too_large 99999999999
"""


@pytest.mark.parametrize(("text", "reading"), cases(TABLE))
def test_what_the_grammar_of_numbers_reads(text: str, reading: str) -> None:
    """Models, calls, the length of the answer, cached input and tiers, in the notation of the reading tests."""
    found = read_next(text, MODELS)
    assert isinstance(found, Options | Refused)
    assert short(found) == reading


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("and in RMB?", Currency.CNY),
        ("in yuan", Currency.CNY),
        ("换成人民币", Currency.CNY),
        ("人民币多少", Currency.CNY),
        ("in dollars?", Currency.USD),
        ("in euros?", OtherCurrency("euros")),
        ("換成港幣", OtherCurrency("港币")),
        ("with a short answer?", AnswerLength.SHORT),
        ("medium answers", AnswerLength.MEDIUM),
        ("longer output?", AnswerLength.LONG),
        ("回答长一点", AnswerLength.LONG),
        ("短回答呢", AnswerLength.SHORT),
        ("no output", Wish.NO_ANSWER),
        ("不算输出", Wish.NO_ANSWER),
        ("cached?", Wish.SHARES),
        ("with caching?", Wish.SHARES),
        ("有缓存呢", Wish.SHARES),
        ("no cache", Options(cached_percent=Decimal(0))),
        ("不走缓存", Options(cached_percent=Decimal(0))),
        ("without batch?", Options(tier=Tier.STANDARD)),
        ("at the normal price", Options(tier=Tier.STANDARD)),
        ("不用批量", Options(tier=Tier.STANDARD)),
        ("标准价呢", Options(tier=Tier.STANDARD)),
        ("once", Options(calls=1)),
        ("×1", Options(calls=1)),
        ("只一次", Options(calls=1)),
        ("for a year?", Span(1, Unit.YEAR)),
        ("and for 3 months?", Span(3, Unit.MONTH)),
        ("一年呢", Span(1, Unit.YEAR)),
    ],
)
def test_what_says_nothing_without_an_estimate(text: str, reading: Next) -> None:
    """Currencies, lengths in words, what is taken back, stretches of time."""
    assert read_next(text, MODELS) == reading


@pytest.mark.parametrize(
    "text",
    [
        "100",
        "一百",
        "o3",
        "gpt-5.4 mini",
        "price of gpt-5.4",
        "how much is gpt-5.4",
        "gpt-5.4 多少钱",
        "o3 vs gpt-5.4",
        "is o3 good?",
        "do you have o3?",
        "is batch cheaper?",
        "does batch cost less",
        "what is flex",
        "批量能便宜多少",
        "2000 in 300 out",
        "500 tokens",
        "with cheese?",
        "in chinese",
        "for me",
        "with 2000 in?",
        "and tomorrow?",
        "in 5 minutes",
        "limit 50",
        "$0.02 x 1000",
        "spent 20",
        "20 people",
        "100 usd in rmb",
        "how many tokens?",
        "thanks",
        "and?",
        "",
        "/cancel",
        "with o3 " * 10,
    ],
)
def test_what_does_not_go_on_from_an_estimate(text: str) -> None:
    """Numbers without a unit, questions, whole requests, other things."""
    assert read_next(text, MODELS) is None


def test_no_message_of_the_tables_is_taken_by_mistake() -> None:
    """What people send for another reason, right behind an estimate."""
    tables = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(MESSAGES.glob("*.toml"))]
    texts = [
        text for table in tables for of_language in table.values() for each in of_language.values() for text in each
    ]
    assert len(texts) > 600
    assert [text for text in texts if read_next(text, MODELS) is not None] == ["gpt-6-astra?", "gpt-5.4?"]


COUNTS = Counts(Source.USAGE, Tokens(2000, 2000), output_tokens=800, reasoning_tokens=600)
CHOICES = Choices("o3", Tier.BATCH, AnswerLength.SHORT, Decimal(50), Often(200, Period.DAY), Span(1, Unit.YEAR))


@pytest.mark.parametrize(
    ("asked", "counts", "choices"),
    [
        (Options(("gpt-5.4",)), {}, {"model": "gpt-5.4"}),
        (Options(calls=1), {}, {"often": None, "span": None}),
        (Options(calls=1000), {}, {"often": Often(1000, None)}),
        (Options(tier=Tier.STANDARD), {}, {"tier": Tier.STANDARD}),
        (Options(output_tokens=500), {"output_tokens": 500, "reasoning_tokens": 0}, {}),
        (
            Options(output_tokens=500, output_is_limit=True),
            {"output_tokens": None, "reasoning_tokens": 0, "output_limit": 500},
            {"answer": AnswerLength.LIMIT},
        ),
        (AnswerLength.LONG, {"output_tokens": None, "reasoning_tokens": 0}, {"answer": AnswerLength.LONG}),
        (Wish.NO_ANSWER, {"output_tokens": None, "reasoning_tokens": 0}, {"answer": None}),
        (Span(3, Unit.MONTH), {}, {"span": Span(3, Unit.MONTH)}),
    ],
)
def test_only_what_is_asked_for_changes(asked: Change, counts: dict[str, object], choices: dict[str, object]) -> None:
    """All the rest of an estimate stays."""
    after = changed(COUNTS, CHOICES, asked)
    for before, now, differs in ((COUNTS, after[0], counts), (CHOICES, after[1], choices)):
        found = {
            name: getattr(now, name) for name in type(now).__slots__ if getattr(now, name) != getattr(before, name)
        }
        assert found == differs


@given(
    ANY_TEXT
    | st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join)
    | st.lists(st.sampled_from(WORDS_ZH)).map("".join)
)
def test_no_text_breaks_the_reader(text: str) -> None:
    """Whatever is read can be done to an estimate."""
    asked = read_next(text, MODELS)
    if isinstance(asked, Options | AnswerLength | Span) or asked is Wish.NO_ANSWER:
        counts, choices = changed(COUNTS, CHOICES, asked)
        assert counts.tokens == COUNTS.tokens
        assert choices.model
