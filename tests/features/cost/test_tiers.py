from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from genai_prices import Usage, calc_price
from hypothesis import given
from hypothesis import strategies as st

from bot.features.cost.prices import PriceBook
from bot.features.cost.rules import (
    Call,
    NoCachedPriceError,
    NoLevelPriceError,
    NoTierPriceError,
    PriceChange,
    PriceError,
    Rates,
    Tier,
    cost_of,
)

NOW = dt.datetime(2026, 11, 23, 1, 0, tzinfo=dt.UTC)
BOOK = PriceBook()
STANDARD, BATCH, FLEX, FAST = Tier
LONG = 272_000
WITH_TIER = [(name, tier) for name in BOOK.names() for tier in BOOK.tiers(name, NOW)]
AT_THEIRS = {BATCH: {"processing": "batch"}, FLEX: {"service_tier": "flex"}, FAST: {"service_tier": "fast"}}


@pytest.mark.parametrize(
    ("model", "tier", "input_tokens", "cached", "output", "usd"),
    [
        # 10 / 1 / 50, above 272,000 20 / 2 / 75; Batch and Flex half of it, Fast twice.
        pytest.param("gpt-6-astra", STANDARD, LONG, 100_000, 1_000, "1.87", id="astra-standard-272000"),
        pytest.param("gpt-6-astra", STANDARD, LONG + 1, 100_000, 1_000, "3.71502", id="astra-standard-272001"),
        pytest.param("gpt-6-astra", BATCH, LONG, 100_000, 1_000, "0.935", id="astra-batch-272000"),
        pytest.param("gpt-6-astra", BATCH, LONG + 1, 100_000, 1_000, "1.85751", id="astra-batch-272001"),
        pytest.param("gpt-6-astra", FLEX, LONG, 100_000, 1_000, "0.935", id="astra-flex-272000"),
        pytest.param("gpt-6-astra", FLEX, LONG + 1, 100_000, 1_000, "1.85751", id="astra-flex-272001"),
        pytest.param("gpt-6-astra", FAST, LONG, 100_000, 1_000, "3.74", id="astra-fast-272000"),
        pytest.param("gpt-6-astra", FAST, LONG + 1, 100_000, 1_000, "7.43004", id="astra-fast-272001"),
        # 1 / 0.05 / 5, above 2 / 0.10 / 7.50
        pytest.param("gpt-6.1-terra", STANDARD, LONG, LONG, 1_000, "0.0186", id="terra-standard-cached-272000"),
        pytest.param("gpt-6.1-terra", STANDARD, LONG + 1, LONG + 1, 1_000, "0.0347001", id="terra-cached-272001"),
        pytest.param("gpt-6.1-terra", BATCH, LONG, LONG, 1_000, "0.0093", id="terra-batch-cached-272000"),
        pytest.param("gpt-6.1-terra", BATCH, LONG + 1, LONG + 1, 1_000, "0.01735005", id="terra-batch-cached-272001"),
        pytest.param("gpt-6.1-terra", FLEX, LONG, LONG, 1_000, "0.0093", id="terra-flex-cached-272000"),
        pytest.param("gpt-6.1-terra", FLEX, LONG + 1, LONG + 1, 1_000, "0.01735005", id="terra-flex-cached-272001"),
        pytest.param("gpt-6.1-terra", FAST, LONG, LONG, 1_000, "0.0372", id="terra-fast-cached-272000"),
        pytest.param("gpt-6.1-terra", FAST, LONG + 1, LONG + 1, 1_000, "0.0694002", id="terra-fast-cached-272001"),
        # 0.10 / 0.01 / 0.50, above 0.20 / 0.02 / 0.75
        pytest.param("gpt-6-luna", BATCH, LONG, 0, 1_000, "0.01385", id="luna-batch-272000"),
        pytest.param("gpt-6-luna", BATCH, LONG + 1, 0, 1_000, "0.0275751", id="luna-batch-272001"),
        pytest.param("gpt-6-luna", FAST, LONG, 0, 1_000, "0.0554", id="luna-fast-272000"),
        pytest.param("gpt-6-luna", FAST, LONG + 1, 0, 1_000, "0.1103004", id="luna-fast-272001"),
        # 5 / 0.50 / 30, above 10 / 1 / 45; Fast is two and a half times as dear
        pytest.param("gpt-5.5", BATCH, LONG, 0, 1_000, "0.695", id="5.5-batch-272000"),
        pytest.param("gpt-5.5", BATCH, LONG + 1, 0, 1_000, "1.382505", id="5.5-batch-272001"),
        pytest.param("gpt-5.5", FLEX, LONG + 1, 0, 1_000, "1.382505", id="5.5-flex-272001"),
        pytest.param("gpt-5.5", FAST, LONG, LONG, 1_000, "0.415", id="5.5-fast-272000"),
        # The cached price of Batch is listed as 0.13, not as the half of 0.25
        pytest.param("gpt-5.4", BATCH, 1_000_000, 1_000_000, 0, "0.25", id="5.4-batch-cached-long"),
        pytest.param("gpt-5.4", BATCH, 200_000, 200_000, 0, "0.026", id="5.4-batch-cached"),
        pytest.param("gpt-5.5-pro", BATCH, LONG, 0, 1_000, "4.17", id="5.5-pro-batch-272000"),
        pytest.param("gpt-5.4-pro", BATCH, LONG + 1, 0, 1_000, "8.29503", id="5.4-pro-batch-272001"),
        # No level of long requests
        pytest.param("gpt-5.4-mini", BATCH, LONG + 1, 1, 1_000, "0.1042500375", id="5.4-mini-batch"),
        pytest.param("gpt-5.4-mini", FLEX, 1_000, 0, 1_000, "0.002625", id="5.4-mini-flex"),
        pytest.param("gpt-5.4-mini", FAST, 1_000, 500, 1_000, "0.009825", id="5.4-mini-fast"),
        pytest.param("gpt-5.4-nano", BATCH, 1_000, 0, 1_000, "0.000725", id="5.4-nano-batch"),
        pytest.param("gpt-5-mini", FAST, 1_000_000, 0, 1_000_000, "4.05", id="5-mini-fast-is-no-double"),
        pytest.param("gpt-4.1", BATCH, 1_000, 0, 1_000, "0.005", id="4.1-batch"),
        pytest.param("gpt-4.1", FAST, 1_000, 1_000, 1_000, "0.014875", id="4.1-fast"),
        pytest.param("gpt-4o-mini", BATCH, 1_000, 0, 1_000, "0.000375", id="4o-mini-batch"),
        pytest.param("o4-mini", FLEX, 1_000, 1_000, 0, "0.000138", id="o4-mini-flex-cached-as-published"),
        pytest.param("o3", FAST, 1_000, 0, 1_000, "0.0175", id="o3-fast"),
        # Batch costs as much as standard there, and is listed so
        pytest.param("gpt-3.5-turbo-1106", BATCH, 1_000, 0, 1_000, "0.003", id="3.5-1106-batch"),
        # Published no cached price: cached input costs full input, of the tier
        pytest.param("gpt-5-pro", BATCH, 1_000, 1_000, 0, "0.0075", id="5-pro-batch-cached"),
        # From OpenAI's page, as the data have none
        pytest.param("text-embedding-3-small", BATCH, 1_000_000, 0, 0, "0.01", id="embedding-small-batch"),
        pytest.param("text-embedding-3-large", BATCH, 1_000_000, 0, 0, "0.065", id="embedding-large-batch"),
        pytest.param("text-embedding-ada-002", BATCH, 1_000_000, 0, 0, "0.05", id="ada-batch"),
        pytest.param("davinci-002", BATCH, 1_000_000, 0, 1_000_000, "2", id="davinci-batch"),
        pytest.param("babbage-002", BATCH, 1_000_000, 0, 1_000_000, "0.4", id="babbage-batch"),
    ],
)
def test_cost_in_dollars(model: str, tier: Tier, input_tokens: int, cached: int, output: int, usd: str) -> None:
    """Literal amounts in each tier, on both sides of the long-context level."""
    paid = BOOK.cost(model, input_tokens, output, NOW, cached_tokens=cached, tier=tier)
    assert paid.total.amount == Decimal(usd)


@pytest.mark.parametrize(
    ("model", "tier"),
    [
        pytest.param("gpt-5.3-codex", BATCH, id="5.3-codex"),
        pytest.param("chat-latest", BATCH, id="chat-latest"),
        pytest.param("gpt-5-search-api", BATCH, id="search-api"),
        pytest.param("ft:gpt-4o-2024-08-06", BATCH, id="a-batch-price-that-nobody-could-confirm"),
        pytest.param("gpt-4.1", FLEX, id="4.1"),
        pytest.param("gpt-4o", FLEX, id="4o"),
        pytest.param("o1", FLEX, id="o1"),
        pytest.param("o3-mini", FLEX, id="o3-mini"),
        pytest.param("gpt-5-pro", FLEX, id="5-pro"),
        pytest.param("gpt-5.4-nano", FAST, id="5.4-nano"),
        pytest.param("gpt-5-nano", FAST, id="5-nano"),
        pytest.param("gpt-5.5-pro", FAST, id="5.5-pro"),
        pytest.param("o1", FAST, id="o1-fast"),
        pytest.param("text-embedding-3-small", FLEX, id="embedding"),
        pytest.param("gpt-6-cyber", BATCH, id="cyber"),
    ],
)
def test_a_price_that_nobody_publishes_is_refused(model: str, tier: Tier) -> None:
    """The package would answer with the standard price; here there is none, and no error of another kind."""
    assert tier not in BOOK.tiers(model, NOW)
    with pytest.raises(NoTierPriceError) as caught:
        BOOK.price(model, NOW, tier)
    assert (caught.value.model, caught.value.tier, caught.value.since) == (model, tier, None)
    assert isinstance(caught.value, PriceError)


@pytest.mark.parametrize(
    ("model", "tier", "first_day", "usd_in"),
    [
        pytest.param("gpt-6-luna", BATCH, "2026-10-14", "0.05", id="batch"),
        pytest.param("gpt-6-luna", FLEX, "2026-10-12", "0.05", id="flex"),
        pytest.param("gpt-6-luna", FAST, "2026-10-12", "0.2", id="fast"),
        pytest.param("text-embedding-3-small", BATCH, "2026-09-15", "0.01", id="from-the-page"),
    ],
)
def test_a_price_is_not_known_before_its_first_day(model: str, tier: Tier, first_day: str, usd_in: str) -> None:
    """The last second before it has no price and says from when on there is one; the first second has it."""
    first = dt.datetime.fromisoformat(f"{first_day}T00:00:00+00:00")
    with pytest.raises(NoTierPriceError) as caught:
        BOOK.price(model, first - dt.timedelta(seconds=1), tier)
    assert caught.value.since == first.date()
    assert tier not in BOOK.tiers(model, first - dt.timedelta(seconds=1))
    assert BOOK.price(model, first, tier).standard.input_usd_per_mtok == Decimal(usd_in)


def test_a_tier_without_history_has_none() -> None:
    """gpt-6.1-terra's prices are listed without a first day."""
    assert BOOK.tiers("gpt-6.1-terra", dt.datetime(2026, 10, 1, tzinfo=dt.UTC)) == (STANDARD, BATCH, FLEX, FAST)


@pytest.mark.parametrize(
    ("model", "tier"),
    [
        pytest.param("gpt-5.4", FAST, id="5.4-fast"),
        pytest.param("gpt-5.5", FAST, id="5.5-fast"),
        pytest.param("gpt-5.5-pro", BATCH, id="5.5-pro-batch"),
        pytest.param("gpt-5.5-pro", FLEX, id="5.5-pro-flex"),
    ],
)
def test_a_level_without_a_published_price_is_refused(model: str, tier: Tier) -> None:
    """272,000 tokens are priced, 272,001 have no known price: never the base price, never the standard one."""
    card = BOOK.price(model, NOW, tier)
    assert cost_of(card, Call(LONG)).total.amount > 0
    with pytest.raises(NoLevelPriceError) as caught:
        cost_of(card, Call(LONG + 1))
    assert (caught.value.model, caught.value.tier, caught.value.above) == (model, tier, LONG)


@pytest.mark.parametrize(
    "model", ["gpt-4.1", "gpt-4.1-mini", "gpt-4o", "gpt-4o-mini", "o1", "o3", "o3-mini", "o4-mini"]
)
def test_an_unpublished_cached_price_of_batch_is_refused(model: str) -> None:
    """The page prints a dash, where the package keeps the standard cached price; without a cache all is known."""
    card = BOOK.price(model, NOW, BATCH)
    assert card.standard.cached_is_unknown
    assert cost_of(card, Call(1_000)).total.amount > 0
    with pytest.raises(NoCachedPriceError) as caught:
        cost_of(card, Call(1_000, 1))
    assert (caught.value.model, caught.value.tier) == (model, BATCH)
    assert isinstance(caught.value, NoTierPriceError)
    assert "cached" in str(caught.value)


@pytest.mark.parametrize(
    ("model", "tiers"),
    [
        pytest.param("gpt-6.1-sol", (STANDARD, BATCH, FLEX, FAST), id="all"),
        pytest.param("gpt-5.4-nano", (STANDARD, BATCH, FLEX), id="nano-has-no-fast"),
        pytest.param("gpt-4.1", (STANDARD, BATCH, FAST), id="4.1-has-no-flex"),
        pytest.param("o1", (STANDARD, BATCH), id="o1"),
        pytest.param("text-embedding-3-small", (STANDARD, BATCH), id="embedding"),
        pytest.param("gpt-5.3", (STANDARD,), id="standard-only"),
    ],
)
def test_tiers_of_a_model(model: str, tiers: tuple[Tier, ...]) -> None:
    """The tiers with a published price, STANDARD first."""
    assert BOOK.tiers(model, NOW) == tiers
    assert [BOOK.price(model, NOW, tier).tier for tier in tiers] == list(tiers)


def test_when_a_tiers_price_was_checked() -> None:
    """The data name other days for Batch than for Flex and Fast; a price from the page has the day of the page."""
    days = {tier: BOOK.price("gpt-6-luna", NOW, tier).checked_on for tier in Tier}
    assert days == {
        STANDARD: dt.date(2026, 10, 12),
        BATCH: dt.date(2026, 10, 14),
        FLEX: dt.date(2026, 10, 12),
        FAST: dt.date(2026, 10, 12),
    }
    assert BOOK.price("text-embedding-3-large", NOW, BATCH).checked_on == dt.date(2026, 9, 15)


@pytest.mark.parametrize(
    ("model", "tier", "usd"),
    [
        pytest.param("gpt-6-luna", STANDARD, "0.125", id="luna"),
        pytest.param("gpt-6-luna", BATCH, "0.0625", id="luna-batch"),
        pytest.param("gpt-6.1-terra", STANDARD, "1.25", id="terra"),
        pytest.param("gpt-5.5", STANDARD, None, id="before-5.6-writing-is-free"),
    ],
)
def test_what_writing_into_the_cache_costs(model: str, tier: Tier, usd: str | None) -> None:
    """One and a quarter of the input price, from GPT-5.6 on; it is told, never added."""
    card = BOOK.price(model, NOW, tier)
    assert card.cache_write_usd_per_mtok == (None if usd is None else Decimal(usd))
    assert cost_of(card, Call(10_000)).total.amount == card.standard.input_usd_per_mtok / 100


@pytest.mark.parametrize(
    ("at", "change"),
    [
        pytest.param("2026-07-29T23:59:59+00:00", ("2026-07-30", "0.2", "0.02", "1.2"), id="the-day-before"),
        pytest.param("2026-07-30T00:00:00+00:00", None, id="on-the-day"),
        pytest.param("2026-07-30T07:59:59+08:00", ("2026-07-30", "0.2", "0.02", "1.2"), id="the-day-is-that-of-utc"),
    ],
)
def test_a_change_to_come_is_told(at: str, change: tuple[str, str, str, str] | None) -> None:
    """A dated price after the instant is on the card, until it holds."""
    card = BOOK.price("gpt-5.6-luna", dt.datetime.fromisoformat(at))
    if change is None:
        assert card.next_change is None
    else:
        day, price, cached, output = change
        rates = Rates(Decimal(price), Decimal(cached), Decimal(output))
        assert card.next_change == PriceChange(dt.date.fromisoformat(day), rates)


COUNTS = (st.integers(0, 600_000), st.integers(0, 600_000), st.integers(0, 200_000))


@given(st.sampled_from([each for each in WITH_TIER if each[1] is not STANDARD]), *COUNTS)
def test_cost_agrees_with_genai_prices_where_the_data_hold_it(
    each: tuple[str, Tier], input_tokens: int, cached: int, output: int
) -> None:
    """Where nothing is missing, the package's own arithmetic gives the same amount, to the last digit."""
    name, tier = each
    card = BOOK.price(name, NOW, tier)
    cached = 0 if card.standard.cached_is_unknown else min(cached, input_tokens)
    output = 0 if card.standard.output_usd_per_mtok is None else output
    try:
        ours = cost_of(card, Call(input_tokens, cached, output)).total.amount
    except NoLevelPriceError:
        assert input_tokens > LONG
        return
    if card.checked_on == dt.date(2026, 9, 15):
        return  # a gap of the data
    usage = Usage(input_tokens=input_tokens, cache_read_tokens=cached, output_tokens=output)
    theirs = calc_price(
        usage, card.model, provider_id="openai", genai_request_timestamp=NOW, price_context=AT_THEIRS[tier]
    )
    assert ours == theirs.total_price


@given(st.sampled_from([name for name, tier in WITH_TIER if tier is BATCH]), *COUNTS)
def test_batch_costs_at_most_as_much_as_standard(model: str, input_tokens: int, cached: int, output: int) -> None:
    """For every model that has it; so does Flex."""
    standard = BOOK.price(model, NOW)
    output = 0 if standard.standard.output_usd_per_mtok is None else output
    for tier in {BATCH, FLEX} & set(BOOK.tiers(model, NOW)):
        card = BOOK.price(model, NOW, tier)
        call = Call(input_tokens, 0 if card.standard.cached_is_unknown else min(cached, input_tokens), output)
        try:
            paid = cost_of(card, call)
        except NoLevelPriceError:
            continue
        assert paid.total <= cost_of(standard, call).total


@given(st.sampled_from(WITH_TIER), *COUNTS, st.integers(0, 200_000))
def test_parts_of_a_call(each: tuple[str, Tier], input_tokens: int, cached: int, output: int, reasoning: int) -> None:
    """Cached input never adds, reasoning is a part of the output, and the parts make the total, exactly."""
    card = BOOK.price(each[0], NOW, each[1])
    output = 0 if card.standard.output_usd_per_mtok is None else output
    cached = 0 if card.standard.cached_is_unknown else min(cached, input_tokens)
    try:
        paid = cost_of(card, Call(input_tokens, cached, output))
    except NoLevelPriceError:
        return
    assert paid.total <= cost_of(card, Call(input_tokens, 0, output)).total
    assert cost_of(card, Call(input_tokens, cached, output, min(reasoning, output))) == paid
    assert paid.input.amount + paid.cached.amount + paid.output.amount == paid.total.amount
    only_input, only_output = cost_of(card, Call(input_tokens, cached)), card.rates(input_tokens).output_usd_per_mtok
    assert paid.total.amount == only_input.total.amount + (only_output or 0) * output / Decimal(1_000_000)
