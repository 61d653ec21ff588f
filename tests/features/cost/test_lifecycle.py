from __future__ import annotations

import datetime as dt

import pytest

from bot.features.cost import dataset
from bot.features.cost.lifecycle import ending
from bot.features.cost.prices import LINE_UP, PriceBook

NOW = dt.datetime(2026, 11, 23, 1, 0, tzinfo=dt.UTC)
BOOK = PriceBook()


@pytest.mark.parametrize(
    ("model", "day", "successor"),
    [
        pytest.param("gpt-5-codex", "2026-07-23", "gpt-5.4", id="5-codex-ends-before-gpt-5"),
        pytest.param("gpt-5.1-codex", "2026-07-23", "gpt-5.4", id="5.1-codex"),
        pytest.param("gpt-5-1-codex-max", "2026-07-23", "gpt-5.4", id="dashes-for-dots"),
        pytest.param("gpt-5.1-codex-mini", "2026-07-23", "gpt-5.4-mini", id="5.1-codex-mini"),
        pytest.param("gpt-5.2-codex", "2026-07-23", "gpt-5.4", id="5.2-codex"),
        pytest.param("gpt-5-chat-latest", "2026-07-23", "gpt-5.5", id="5-chat"),
        pytest.param("gpt-5.1-chat-latest", "2026-07-23", "gpt-5.5", id="5.1-chat"),
        pytest.param("o3-deep-research", "2026-07-23", "gpt-5.4-pro", id="deep-research"),
        pytest.param("o4-mini-deep-research-2025-06-26", "2026-07-23", "gpt-5.4-pro", id="deep-research-snapshot"),
        pytest.param("gpt-5.2-chat-latest", "2026-08-10", "gpt-5.5", id="5.2-chat"),
        pytest.param("gpt-5.3-chat-latest", "2026-08-10", "gpt-5.5", id="5.3-chat"),
        pytest.param("davinci-002", "2026-09-28", "gpt-5.4-mini", id="davinci-002"),
        pytest.param("babbage-002", "2026-09-28", "gpt-5.4-mini", id="babbage-002"),
        pytest.param("gpt-3.5-turbo-1106", "2026-09-28", "gpt-5.4-mini", id="3.5-1106-ends-before-3.5"),
        pytest.param("gpt-3.5-turbo-instruct", "2026-09-28", "gpt-5.4-mini", id="3.5-instruct"),
        pytest.param("gpt-3.5-turbo", "2026-10-23", "gpt-5.6-terra", id="3.5"),
        pytest.param("gpt-35-turbo", "2026-10-23", "gpt-5.6-terra", id="3.5-in-another-spelling"),
        pytest.param("gpt-4", "2026-10-23", "gpt-5.6-sol", id="4"),
        pytest.param("gpt-4-turbo", "2026-10-23", "gpt-5.6-sol", id="4-turbo"),
        pytest.param("gpt-4.1-nano", "2026-10-23", "gpt-5.6-luna", id="4.1-nano"),
        pytest.param("gpt-4o-2024-05-13", "2026-10-23", "gpt-5.6-sol", id="4o-first-snapshot"),
        pytest.param("o1", "2026-10-23", "gpt-5.6-sol", id="o1"),
        pytest.param("o1-pro", "2026-10-23", "gpt-5.6-sol", id="o1-pro"),
        pytest.param("o3-mini", "2026-10-23", "gpt-5.6-sol", id="o3-mini"),
        pytest.param("o4-mini-2025-04-16", "2026-10-23", "gpt-5.6-terra", id="o4-mini"),
        pytest.param("gpt-5", "2026-12-11", "gpt-6.1-sol", id="5"),
        pytest.param("gpt-5-2025-08-07", "2026-12-11", "gpt-6.1-sol", id="5-snapshot"),
        pytest.param("gpt-5-mini", "2026-12-11", "gpt-6.1-terra", id="5-mini"),
        pytest.param("gpt-5-nano-2025-08-07", "2026-12-11", "gpt-6-luna", id="5-nano-snapshot"),
        pytest.param("gpt-5-pro", "2026-12-11", "gpt-5.6-sol", id="5-pro"),
        pytest.param("o3", "2026-12-11", "gpt-5.6-sol", id="o3"),
        pytest.param("o3-pro", "2026-12-11", "gpt-5.6-sol", id="o3-pro"),
        pytest.param("gpt-4.1-2025-04-14", "2027-01-14", "gpt-6-luna", id="4.1-snapshot"),
        pytest.param("gpt-4.1-mini", "2027-01-14", "gpt-6-luna", id="4.1-mini"),
        pytest.param("gpt-4o-2024-11-20", "2027-01-14", "gpt-6-luna", id="4o-snapshot"),
        pytest.param("gpt-4o-mini-2024-07-18", "2027-01-14", "gpt-6-luna", id="4o-mini-snapshot"),
        pytest.param("ft:gpt-4o-mini-2024-07-18:acme::1", "2027-01-14", "gpt-6-luna", id="fine-tuned"),
        pytest.param("gpt-5.1", "2027-04-01", "gpt-6.1-sol", id="5.1"),
        pytest.param("gpt-5.4-nano", "2027-04-01", "gpt-6-luna", id="5.4-nano"),
        pytest.param("gpt-5.3-codex", "2027-04-01", "gpt-6.1-sol", id="5.3-codex"),
    ],
)
def test_when_models_end(model: str, day: str, successor: str) -> None:
    """The price is still there, with the day and what to call instead."""
    card = BOOK.price(model, NOW)
    assert (card.ends_on, card.successor) == (dt.date.fromisoformat(day), successor)


@pytest.mark.parametrize(
    "model",
    ["gpt-6-astra", "gpt-6.1-sol", "gpt-6-luna", "gpt-5.6-luna", "gpt-5.5", "gpt-5.4-mini", "gpt-5.2", "chat-latest",
     "text-embedding-3-small", "gpt-audio-1.5", "gpt-realtime-2.1-mini"],
)  # fmt: skip
def test_models_that_go_on(model: str) -> None:
    """Those without an announced end have none, even if they share a price with one that has."""
    card = BOOK.price(model, NOW)
    assert (card.ends_on, card.successor, card.is_ending(NOW)) == (None, None, False)


def test_models_of_the_line_up_that_end_soon() -> None:
    """On 23 November 2026: the three that go on 14 January, and not the one that goes on 1 April."""
    assert {name for name in LINE_UP if BOOK.price(name, NOW).is_ending(NOW)} == {
        "gpt-4.1",
        "gpt-4.1-mini",
        "gpt-4o-mini",
    }


def test_successors_have_a_price_and_a_future() -> None:
    """A button that offers one leads to a model that is not about to end itself."""
    for end in ending().values():
        if end.successor is not None:
            assert not BOOK.price(end.successor, NOW).is_ending(NOW), end.successor


def test_every_line_is_of_a_model_in_the_data() -> None:
    """A name with a typing error would warn of nothing."""
    data = dataset.read()
    assert set(ending()) <= set(data.by_name) | set(data.by_id)


@pytest.mark.parametrize(("model", "day"), [("gpt-5.6-sol", dt.date(2026, 11, 21)), ("gpt-5.6-luna", None)])
def test_promised_prices(model: str, day: dt.date | None) -> None:
    """A promotional price says until when it was promised."""
    assert BOOK.price(model, NOW).promised_until == day


@pytest.mark.parametrize(
    ("model", "window", "max_input", "max_output"),
    [
        pytest.param("gpt-6-astra", 1_050_000, 922_000, 128_000, id="6-astra"),
        pytest.param("gpt-6.1-terra", 1_050_000, 922_000, 128_000, id="6.1-terra"),
        pytest.param("gpt-6-luna-2026-09-01", 1_050_000, 922_000, 128_000, id="6-luna-snapshot"),
        pytest.param("gpt-5.6", 1_050_000, 922_000, 128_000, id="5.6"),
        pytest.param("gpt-5.5", 1_050_000, 922_000, 128_000, id="5.5-which-the-data-round"),
        pytest.param("gpt-5.4-mini-2026-03-17", 400_000, 272_000, 128_000, id="5.4-mini-snapshot"),
        pytest.param("gpt-5-4-nano", 400_000, 272_000, 128_000, id="5.4-nano-with-dashes"),
        pytest.param("gpt-4.1-mini", 1_047_576, 1_047_576, 32_768, id="4.1-mini-which-the-data-round"),
        pytest.param("gpt-4o-mini", 128_000, 128_000, 16_384, id="4o-mini"),
        pytest.param("gpt-4o-2024-05-13", 128_000, 128_000, 4_096, id="4o-first-snapshot"),
        pytest.param("ft:gpt-4o-2024-08-06:a::1", 128_000, 128_000, 16_384, id="fine-tuned"),
        pytest.param("o4-mini", 200_000, 200_000, 100_000, id="o4-mini"),
        pytest.param("text-embedding-3-small", 8_191, 8_191, None, id="embedding"),
        pytest.param("gpt-4", 8_192, None, None, id="nobody-agrees"),
    ],
)
def test_what_fits_into_a_model(model: str, window: int, max_input: int | None, max_output: int | None) -> None:
    """Context window, largest request and largest answer."""
    card = BOOK.price(model, NOW)
    assert (card.context_window, card.max_input, card.max_output) == (window, max_input, max_output)


def test_every_model_of_the_line_up_has_its_limits() -> None:
    """All answers but embeddings are bounded."""
    for name in LINE_UP:
        card = BOOK.price(name, NOW)
        assert card.context_window is not None
        assert card.max_input is not None
        assert card.max_output is not None or card.standard.output_usd_per_mtok is None
