from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from bot.features.cost.cards import ModelPriceCard, NoLevelPriceError, Rates, Tier


def rates(usd: str) -> Rates:
    """Return prices that are told apart by the input's."""
    return Rates(Decimal(usd), None, Decimal(9))


CARD = ModelPriceCard(
    "gpt-x",
    "gpt-x",
    rates("1"),
    ((128_000, rates("2")), (272_000, rates("4"))),
    checked_on=dt.date(2026, 10, 12),
    context_window=1_050_000,
    thinks=True,
    ends_on=dt.date(2026, 12, 11),
)


@pytest.mark.parametrize(
    ("input_tokens", "usd"),
    [(0, "1"), (128_000, "1"), (128_001, "2"), (272_000, "2"), (272_001, "4"), (1_000_000, "4")],
)
def test_rates_of_a_request(input_tokens: int, usd: str) -> None:
    """A level is reached with one token more than its bound; the highest that is reached counts."""
    assert CARD.rates(input_tokens).input_usd_per_mtok == Decimal(usd)


def test_a_level_without_prices() -> None:
    """It has none, whatever the levels around it have."""
    card = replace(CARD, tier=Tier.FAST, long_context=((128_000, rates("2")), (272_000, None)))
    assert card.rates(272_000).input_usd_per_mtok == 2
    with pytest.raises(NoLevelPriceError, match="'gpt-x' has no known fast price above 272,000 input tokens") as caught:
        card.rates(272_001)
    assert caught.value.above == 272_000


@pytest.mark.parametrize(
    ("now", "old"),
    [
        pytest.param("2026-10-12T00:00:00+00:00", False, id="the-same-day"),
        pytest.param("2026-11-26T23:59:59+00:00", False, id="45-days"),
        pytest.param("2026-11-27T00:00:00+00:00", True, id="46-days"),
        pytest.param("2026-11-27T07:59:59+08:00", False, id="45-days-in-utc"),
        pytest.param("2026-10-01T00:00:00+00:00", False, id="checked-later"),
    ],
)
def test_old_prices(now: str, old: bool) -> None:
    """A price is old 46 days after somebody compared it with OpenAI's page."""
    assert CARD.is_old(dt.datetime.fromisoformat(now)) is old


def test_a_price_without_a_date_is_not_called_old() -> None:
    """Nobody knows its age; that it has no date is said elsewhere."""
    assert not replace(CARD, checked_on=None).is_old(dt.datetime(2030, 1, 1, tzinfo=dt.UTC))


@pytest.mark.parametrize(
    ("now", "ending", "off"),
    [
        pytest.param("2026-09-11T23:59:59+00:00", False, False, id="91-days-before"),
        pytest.param("2026-09-12T00:00:00+00:00", True, False, id="90-days-before"),
        pytest.param("2026-12-10T23:59:59+00:00", True, False, id="the-last-day"),
        pytest.param("2026-12-11T07:59:59+08:00", True, False, id="the-last-day-in-utc"),
        pytest.param("2026-12-11T00:00:00+00:00", True, True, id="the-day-it-is-switched-off"),
        pytest.param("2030-01-01T00:00:00+00:00", True, True, id="long-gone"),
    ],
)
def test_models_that_end(now: str, ending: bool, off: bool) -> None:
    """From 90 days before on people are warned; from the day itself on the model is off."""
    moment = dt.datetime.fromisoformat(now)
    assert (CARD.is_ending(moment), CARD.is_off(moment)) == (ending, off)


def test_a_model_without_an_announced_end() -> None:
    """It neither ends nor is it off."""
    card, now = replace(CARD, ends_on=None), dt.datetime(2099, 1, 1, tzinfo=dt.UTC)
    assert not card.is_ending(now)
    assert not card.is_off(now)


def test_a_naive_time_is_refused() -> None:
    """It is in no zone, so nobody knows which day it is."""
    for ask in (CARD.is_old, CARD.is_ending, CARD.is_off):
        with pytest.raises(ValueError, match="naive"):
            ask(dt.datetime(2026, 11, 23))  # noqa: DTZ001 - the point of the test
