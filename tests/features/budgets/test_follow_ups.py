"""What is said about what was just booked or set, and what is not."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from bot.core.amounts import AmbiguousAmount, Amount, Refusal, RefusedAmount
from bot.core.money import Currency
from bot.features.budgets.follow_ups import FollowUp, OtherAmount, OtherCurrency, Remark, Step, read_follow_up

INTENTS = Path(__file__).resolve().parents[2] / "intents"
USD, CNY = Currency.USD, Currency.CNY

AMOUNTS = [
    ("no, 12.60", "12.60", None),
    ("No 12.60", "12.60", None),
    ("oops, $21.50!", "21.50", USD),
    ("sorry, I meant 12.60", "12.60", None),
    ("I mean 12.60 usd", "12.60", USD),
    ("it was 12.60", "12.60", None),
    ("it's 12.60, not 12.50", "12.60", None),
    ("12.60 not 12.50", "12.60", None),
    ("not 12.50, 12.60", "12.60", None),
    ("not 12.50 but 12.60", "12.60", None),
    ("make it 15", "15", None),
    ("Make it $15 please.", "15", USD),
    ("make that twenty bucks", "20", USD),
    ("change it to 15 rmb", "15", CNY),
    ("15 instead", "15", None),
    ("should be 15", "15", None),
    ("it should have been 15", "15", None),
    ("actually 8", "8", None),
    ("wait, 9", "9", None),
    ("correction: 9.99", "9.99", None),
    ("make it 60 a month", "60", None),
    ("不对，12.6", "12.6", None),
    ("不對，12.6", "12.6", None),
    ("应该是 12.6", "12.6", None),
    ("應該是 12.6", "12.6", None),
    ("改成 15", "15", None),
    ("改成二十刀", "20", USD),
    ("把它改成 15 吧", "15", None),
    ("是 12.6", "12.6", None),
    ("不是12.5，是12.6", "12.6", None),
    ("12.6，不是12.5", "12.6", None),
    ("12.5而不是12.6", "12.5", None),
    ("抱歉，十二块六", "12.6", CNY),
    ("记错了，是 13 块", "13", CNY),
    ("等等，是 13 块", "13", CNY),
    ("其实是 13", "13", None),
    ("我说的是13元", "13", CNY),
    ("不，１３", "13", None),
]


@pytest.mark.parametrize(("text", "value", "currency"), AMOUNTS)
def test_another_amount(text: str, value: str, currency: Currency | None) -> None:
    """Corrections in both languages, Traditional characters and full width included."""
    said = read_follow_up(text)
    assert isinstance(said, OtherAmount)
    assert isinstance(said.reading, Amount)
    assert (said.reading.value, said.reading.currency) == (Decimal(value), currency)


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("in yuan", CNY),
        ("in rmb", CNY),
        ("no, rmb", CNY),
        ("I meant rmb", CNY),
        ("rmb not usd", CNY),
        ("it was in dollars", USD),
        ("dollars", USD),
        ("是人民币", CNY),
        ("是人民幣", CNY),
        ("人民币", CNY),
        ("不对，是美元", USD),
        ("改成美金", USD),
        ("是元", CNY),
    ],
)
def test_another_currency(text: str, currency: Currency) -> None:
    """The same amount in it."""
    assert read_follow_up(text) == OtherCurrency(currency)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("undo that", Step.BACK),
        ("撤回", Step.BACK),
        ("cancel it", Step.AWAY),
        ("算了", Step.AWAY),
        ("bring it back", Step.FORTH),
        ("恢复", Step.FORTH),
        ("note: Lunch with Ann", Remark(note="Lunch with Ann")),
        ("备注 午饭", Remark(note="午饭")),
        ("備註：午飯", Remark(note="午飯")),
        ("label it Work", Remark(label="work")),
        ("tag it #side-project", Remark(label="side_project")),
        ("标签 学习", Remark(label="学习")),
        ("备注 午饭 #学习", Remark(note="午饭", label="学习")),
    ],
)
def test_steps_and_remarks(text: str, said: FollowUp) -> None:
    """A note is kept as it was written."""
    assert read_follow_up(text) == said


def test_what_is_not_certain_or_not_kept() -> None:
    """It is about the booking all the same, and the answer says what is wrong."""
    unclear, other, zero, negative = (
        read_follow_up(text) for text in ("no, 1,5", "make it 12 eur", "make it 0", "no, -5")
    )
    assert isinstance(unclear, OtherAmount)
    assert isinstance(unclear.reading, AmbiguousAmount)
    for said, reason in ((other, Refusal.OTHER_CURRENCY), (zero, Refusal.ZERO), (negative, Refusal.NEGATIVE)):
        assert isinstance(said, OtherAmount)
        assert isinstance(said.reading, RefusedAmount)
        assert said.reading.reason is reason


@pytest.mark.parametrize(
    "text",
    [
        "100 usd",
        "12.60",
        "3 dollars",
        "12.6元",
        "元",
        "spent 3",
        "no, spent 3",
        "no",
        "no thanks",
        "no more than $15 a week",
        "no, that's wrong",
        "不对",
        "不是",
        "不是 15",
        "是 5 元吗",
        "make it short",
        "make it 9:30",
        "改成明天",
        "wait 5 minutes",
        "actually, how much is left?",
        "it was 3 dollars today",
        "it cost $1.15",
        "limit 60",
        "label: 7",
        "标签 7",
        "no, 12.60 and then some more words that make this a story of its own",
        "no,\n12.60",
    ],
)
def test_not_about_the_last_answer(text: str) -> None:
    """Messages of their own, and those that leave open what is meant."""
    assert read_follow_up(text) is None


def test_a_later_version_may_be_the_amount_alone() -> None:
    """What was "no, 12.60" and is edited to "12.70"."""
    said = read_follow_up("12.70", renewed=True)
    assert isinstance(said, OtherAmount)
    assert said.piece == "12.70"
    assert read_follow_up("hello", renewed=True) is None
    assert read_follow_up("100 usd", renewed=True) is None


def test_messages_that_mean_something_else() -> None:
    """Of all messages whose meaning is known, only those are taken that call something off."""
    texts = [
        text
        for path in INTENTS.glob("*.toml")
        for of_language in tomllib.loads(path.read_text(encoding="utf-8")).values()
        for texts in of_language.values()
        for text in texts
    ]
    assert len(texts) > 400
    assert {text for text in texts if read_follow_up(text) is not None} == {
        "cancel",
        "forget it",
        "取消",
        "不要了",
        "算了",
    }
