"""What a message is likest to by its words."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.intent import Intent
from bot.core.likeness import LONGEST, likeness, train
from bot.intents import fingerprint, labelled

TABLES = Path(__file__).parents[1] / "intents"
SMALL = [
    *((f"spent {n} dollars on {what}", Intent.SPENT) for n, what in enumerate(("tests", "images", "a demo", "tokens"))),
    *((f"{what}花了 {n} 刀", Intent.SPENT) for n, what in enumerate(("测试", "图片", "演示", "调用"))),
    *((f"remind me {when} to {what}", Intent.REMIND) for when, what in (("tomorrow", "pay"), ("on friday", "look"))),
    *((f"{when}提醒我{what}", Intent.REMIND) for when, what in (("明天", "付款"), ("周五", "看账单"))),
]


def test_the_model_is_that_of_the_tables() -> None:
    """What it learnt from is what the tables and the billing answers hold now."""
    assert likeness().fingerprint == fingerprint(labelled(TABLES)), "run `make faq`"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("just spent 9 dollars on embeddings", Intent.SPENT),
        ("翻译花了 9 刀", Intent.SPENT),
        ("remind me on friday to renew", Intent.REMIND),
        ("周五提醒我充值", Intent.REMIND),
        ("週五提醒我儲值", Intent.REMIND),
    ],
)
def test_other_words_of_the_same_kind(text: str, intent: Intent) -> None:
    """A few examples of two intents are enough to tell new messages of these two apart."""
    guess = train(SMALL, "").model.guess(text)
    assert guess.intent is intent
    assert guess.likely > 0.5


def test_messages_that_were_held_out() -> None:
    """Of messages that a model did not see it tells most; of hard ones, made to look like another kind, many."""
    messages = [
        (text, Intent(meanings.split("|")[0]))
        for path in sorted(TABLES.glob("*.toml"))
        for meanings, languages in tomllib.loads(path.read_text(encoding="utf-8")).items()
        for texts in languages.values()
        for text in texts
    ][::3]
    held_out = train(messages, "").held_out
    right = sum(said is intent for said, (_, intent) in zip(held_out, messages, strict=True))
    assert right / len(messages) > 0.65


@given(st.text(max_size=2 * LONGEST))
def test_any_text_is_like_something(text: str) -> None:
    """Also an empty one and one in no script at all."""
    guess = likeness().guess(text)
    assert isinstance(guess.intent, Intent)
    assert 0 < guess.likely <= 1
