from __future__ import annotations

import datetime as dt
import gettext
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from bot.core.i18n import Translator
from bot.core.language import Language
from bot.core.money import ExchangeRate, RateSource
from bot.features.cost import rules, views
from bot.features.cost.prices import PriceBook
from bot.features.cost.rules import Estimate, TextSize
from bot.features.cost.tokens import tokenizer_for

if TYPE_CHECKING:
    from bot.core.screen import Screen

NOW = dt.datetime(2026, 11, 23, 1, 0, tzinfo=dt.UTC)
BOOK = PriceBook()
EN = Translator(Language.EN, gettext.NullTranslations())
RATE = ExchangeRate(Decimal("7.10"), RateSource.BUILT_IN, None)
SIZE = TextSize(o200k=2_213, cl100k=2_400, characters=9_651)
FOOT = "Prices of 12 Oct 2026 · 1 USD = 7.10 RMB (built-in example rate)"


def estimated(model: str, size: TextSize = SIZE) -> Estimate:
    """Return what a text of this size costs with a model."""
    return rules.estimate(BOOK.price(model, NOW), tokenizer_for(model), size)


def shown(model: str, size: TextSize = SIZE) -> list[str]:
    """Return the lines of an estimate."""
    return str(views.estimate(EN, estimated(model, size), RATE, own_model=model).html).splitlines()


def buttons(screen: Screen) -> dict[str, str | None]:
    """Return the actions of a screen's buttons by their labels."""
    return {button.label: button.action for row in screen.rows for button in row}


@pytest.mark.parametrize(
    ("model", "size", "lines"),
    [
        pytest.param(
            "gpt-5.4-mini",
            SIZE,
            [
                "<b>≈ $0.00166 · ¥0.0118</b> as input",
                "2,213 tokens × $0.75 per million",
                "The same text as output: $0.00996 · ¥0.0707",
                "With 500 tokens back (a guess, thinking comes on top): $0.00391 · ¥0.0278",
                "gpt-5.4-mini · 9,651 characters",
                FOOT,
            ],
            id="a-model-that-thinks",
        ),
        pytest.param(
            "gpt-4o-mini",
            TextSize(1, 1, 1),
            [
                "<b>≈ $0.00000015 · ¥0.00000107</b> as input",
                "1 token × $0.15 per million",
                "The same text as output: $0.0000006 · ¥0.00000426",
                "With 500 tokens back (a guess): $0.0003 · ¥0.00213",
                "gpt-4o-mini · 1 character",
                FOOT,
            ],
            id="one-token-is-not-free",
        ),
        pytest.param(
            "gpt-6-luna",
            TextSize(272_001, 1, 1_000_000),
            [
                "<b>≈ $0.0544 · ¥0.386</b> as input",
                "272,001 tokens × $0.20 per million",
                "Above 272,000 input tokens the whole request costs more: included.",
                "The same text as output: $0.136 · ¥0.966",
                "With 500 tokens back (a guess, thinking comes on top): $0.0548 · ¥0.389",
                "gpt-6-luna · 1,000,000 characters · an estimate, counted with o200k_base",
                FOOT,
            ],
            id="long-context-and-no-published-tokenizer",
        ),
        pytest.param(
            "text-embedding-3-small",
            SIZE,
            [
                "<b>≈ $0.000048 · ¥0.000341</b> as input",
                "2,400 tokens × $0.02 per million",
                "text-embedding-3-small · 9,651 characters",
                "Date of this price unknown · 1 USD = 7.10 RMB (built-in example rate)",
            ],
            id="an-embedding-counts-in-cl100k-and-has-no-output",
        ),
    ],
)
def test_estimate(model: str, size: TextSize, lines: list[str]) -> None:
    """Line 1 is the answer, then how it comes about, then the dates; no cost is ever shown as 0.00."""
    assert shown(model, size) == lines


def test_272000_tokens_are_no_long_context() -> None:
    """The last token at the low price has no line about a higher one."""
    assert "2,000 input tokens" not in " ".join(shown("gpt-6-luna", TextSize(272_000, 1, 1)))
    assert "272,000 tokens × $0.10 per million" in shown("gpt-6-luna", TextSize(272_000, 1, 1))


def test_buttons_of_an_estimate() -> None:
    """The counts are in the buttons; one's own model needs no button to become it."""
    plain = views.estimate(EN, estimated("gpt-6-luna"), RATE, own_model="gpt-6-luna")
    assert buttons(plain) == {
        "Model ▾": "cost:model:2213.2400.9651:gpt-6-luna",
        "Compare": "cost:compare:2213.2400.9651:gpt-6-luna",
    }
    other = views.estimate(EN, estimated("gpt-6-luna"), RATE, own_model="gpt-5.4-mini", may_be_question=True)
    assert buttons(other) == {
        **buttons(plain),
        "Make it my model": "cost:mine:2213.2400.9651:gpt-6-luna",
        "This was a question": "faq:ask",
    }
    embedding = views.estimate(EN, estimated("text-embedding-3-small"), RATE, own_model="text-embedding-3-small")
    assert list(buttons(embedding)) == ["Model ▾"]


def test_every_action_fits() -> None:
    """The largest counts of one message and the longest names stay within 61 bytes, and lead back to a price."""
    size = TextSize(o200k=16_384, cl100k=16_384, characters=4_096)
    for name in BOOK._data.by_name:
        screen = views.estimate(EN, estimated(name, size), RATE, own_model="another")
        for action in buttons(screen).values():
            assert action is not None
            assert len(action.encode()) <= 61, action
            assert BOOK.is_known(action.split(":", 3)[3]), action


def test_models_mark_the_present_one() -> None:
    """Two in a row, the present one marked, and a way back to it."""
    screen = views.models(EN, estimated("gpt-5.4-mini"), ("gpt-6-luna", "gpt-5.4-mini", "gpt-6-astra"))
    assert str(screen.html) == "Which model? Now it is <b>gpt-5.4-mini</b>. Cheapest first:"
    assert [[button.label for button in row] for row in screen.rows] == [
        ["gpt-6-luna", "✓ gpt-5.4-mini"],
        ["gpt-6-astra", "‹ Back"],
    ]
    assert buttons(screen)["gpt-6-luna"] == "cost:use:2213.2400.9651:gpt-6-luna"
    assert buttons(screen)["‹ Back"] == "cost:use:2213.2400.9651:gpt-5.4-mini"


def test_comparison() -> None:
    """A table as wide as a phone, in multiples of the chosen model."""
    chosen = estimated("gpt-5.4-mini")
    rows = rules.compare(chosen, [estimated(name) for name in ("gpt-6-astra", "gpt-6-luna", "gpt-6.1-terra")])
    screen = views.compared(EN, chosen, rows)
    assert str(screen.html).splitlines() == [
        "This text, 500 tokens back, cheapest first",
        "<pre>gpt-6-luna     $0.000471  ×0.1",
        "gpt-5.4-mini   $0.00391   chosen",
        "gpt-6.1-terra  $0.00471   ×1.2",
        "gpt-6-astra    $0.0471    ×12</pre>",
    ]
    assert buttons(screen)["Take the cheapest"] == "cost:use:2213.2400.9651:gpt-6-luna"
    cheapest = views.compared(EN, estimated("gpt-6-luna"), rules.compare(estimated("gpt-6-luna"), [chosen]))
    assert list(buttons(cheapest)) == ["‹ Back"]


@pytest.mark.parametrize(
    ("model", "times"),
    [
        pytest.param("gpt-6-astra", "×0.01", id="tiny"),
        pytest.param("gpt-5.5", "×0.02", id="below-a-tenth"),
        pytest.param("gpt-4.1-mini", "×0.3", id="below-one"),
        pytest.param("gpt-5.6-luna", "×0.5", id="another-below-one"),
    ],
)
def test_ratios_are_never_zero(model: str, times: str) -> None:
    """A much cheaper model is not shown as ×0."""
    table = str(views.compared(EN, estimated(model), rules.compare(estimated(model), [estimated("gpt-6-luna")])).html)
    assert f"  {times}\n" in table


def test_names_are_escaped() -> None:
    """What a person typed cannot become a tag."""
    for view in (views.unknown_model, views.open_weights):
        screen = view(EN, "<b>x</b>&" + "y" * 500, ("gpt-6-luna",), SIZE)
        assert "&lt;b&gt;x&lt;/b&gt;&amp;" in str(screen.html)
        assert len(screen.html) < 300
        assert buttons(screen) == {"gpt-6-luna": "cost:use:2213.2400.9651:gpt-6-luna"}


def test_price_table() -> None:
    """Prices per million with the date of the oldest; without a date nothing is said about it."""
    table = views.price_table(EN, [BOOK.price(name, NOW) for name in ("gpt-6-luna", "gpt-6.1-terra")])
    assert str(table).splitlines() == [
        "gpt-6-luna: $0.10 in, $0.50 out",
        "gpt-6.1-terra: $1 in, $5 out",
        "Per 1 million tokens, prices of 12 Oct 2026",
    ]
    undated = views.price_table(EN, [BOOK.price("gpt-5.3", NOW)])
    assert str(undated).splitlines() == ["gpt-5.3: $1.75 in, $14 out", "Per 1 million tokens"]
