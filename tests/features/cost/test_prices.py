from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

import pytest
from genai_prices import Usage, calc_price
from hypothesis import given
from hypothesis import strategies as st

from bot.features.cost import dataset
from bot.features.cost.prices import LINE_UP, OpenWeightsError, PriceBook, UnknownModelError

NOW = dt.datetime(2026, 11, 23, 1, 0, tzinfo=dt.UTC)
BOOK = PriceBook()
LISTED = dataset.read().by_name


@pytest.mark.parametrize(
    ("model", "input_tokens", "cached", "output", "usd"),
    [
        pytest.param("gpt-5.4-mini", 2_213, 0, 500, "0.00390975", id="5.4-mini"),
        pytest.param("gpt-5.4-mini", 1, 0, 0, "0.00000075", id="one-token"),
        pytest.param("gpt-5.4-mini", 272_001, 0, 1_000, "0.20850075", id="5.4-mini-has-no-long-context-price"),
        pytest.param("gpt-5.4-nano", 1_000_000, 0, 1_000_000, "1.45", id="5.4-nano"),
        pytest.param("gpt-6-luna", 272_000, 0, 1_000, "0.0277", id="6-luna-272000"),
        pytest.param("gpt-6-luna", 272_001, 0, 1_000, "0.0551502", id="6-luna-272001"),
        pytest.param("gpt-6-luna", 272_000, 272_000, 0, "0.00272", id="6-luna-cached-272000"),
        pytest.param("gpt-6-luna", 272_001, 272_001, 0, "0.00544002", id="6-luna-cached-272001"),
        pytest.param("gpt-6-astra", 272_000, 0, 1_000, "2.77", id="6-astra-272000"),
        pytest.param("gpt-6-astra", 272_001, 0, 1_000, "5.51502", id="6-astra-272001"),
        pytest.param("gpt-6.1-sol", 272_000, 100_000, 1_000, "0.364", id="6.1-sol-272000"),
        pytest.param("gpt-6.1-sol", 272_001, 100_000, 1_000, "0.723004", id="6.1-sol-272001"),
        pytest.param("gpt-6.1-terra", 272_000, 0, 1_000, "0.277", id="6.1-terra-272000"),
        pytest.param("gpt-6.1-terra", 272_001, 0, 1_000, "0.551502", id="6.1-terra-272001"),
        pytest.param("gpt-5.6-sol", 1_000, 0, 1_000, "0.024", id="5.6-sol"),
        pytest.param("gpt-5.6-terra", 1_000, 0, 1_000, "0.014", id="5.6-terra"),
        pytest.param("gpt-5.6-luna", 1_000, 0, 1_000, "0.0014", id="5.6-luna"),
        pytest.param("gpt-5.5", 272_000, 0, 1_000, "1.39", id="5.5-272000"),
        pytest.param("gpt-5.5", 272_001, 0, 1_000, "2.76501", id="5.5-272001"),
        pytest.param("gpt-4.1", 272_001, 0, 1_000, "0.552002", id="4.1-has-no-long-context-price"),
        pytest.param("gpt-4.1-mini", 1_000, 500, 1_000, "0.00185", id="4.1-mini-cached-is-a-quarter"),
        pytest.param("gpt-4o-mini", 1_000, 500, 1_000, "0.0007125", id="4o-mini-cached-is-half"),
        pytest.param("gpt-5-pro", 1_000, 500, 0, "0.015", id="5-pro-publishes-no-cached-price"),
        pytest.param("gpt-4", 1_000, 0, 1_000, "0.09", id="4"),
        pytest.param("text-embedding-3-small", 8_191, 0, 0, "0.00016382", id="embedding-3-small"),
        pytest.param("text-embedding-3-large", 1_000_000, 0, 0, "0.13", id="embedding-3-large"),
    ],
)
def test_cost_in_dollars(model: str, input_tokens: int, cached: int, output: int, usd: str) -> None:
    """Literal amounts, on both sides of the long-context level."""
    assert BOOK.cost(model, input_tokens, output, NOW, cached_tokens=cached).total.amount == Decimal(usd)


@given(
    st.sampled_from([name for name in LINE_UP if not name.startswith("text-embedding")]),
    st.integers(0, 600_000),
    st.integers(0, 600_000),
    st.integers(0, 200_000),
)
def test_cost_agrees_with_genai_prices(model: str, input_tokens: int, cached: int, output: int) -> None:
    """Our arithmetic on a price card and the package's own give the same amount, to the last digit."""
    cached = min(cached, input_tokens)
    usage = Usage(input_tokens=input_tokens, cache_read_tokens=cached, output_tokens=output)
    theirs = calc_price(usage, model, provider_id="openai", genai_request_timestamp=NOW).total_price
    assert BOOK.cost(model, input_tokens, output, NOW, cached_tokens=cached).total.amount == theirs


@pytest.mark.parametrize(
    ("model", "at", "usd_in", "usd_out"),
    [
        pytest.param("o3", "2025-06-09T23:59:59+00:00", "10", "40", id="o3-before"),
        pytest.param("o3", "2025-06-10T00:00:00+00:00", "2", "8", id="o3-from-that-day"),
        pytest.param("o3", "2025-06-10T07:59:59+08:00", "10", "40", id="the-day-is-that-of-utc"),
        pytest.param("gpt-5.6-luna", "2026-07-29T12:00:00+00:00", "1", "6", id="5.6-luna-before"),
        pytest.param("gpt-5.6-luna", "2026-07-30T12:00:00+00:00", "0.2", "1.2", id="5.6-luna-from-that-day"),
        pytest.param("gpt-5.6-sol", "2026-08-20T12:00:00+00:00", "5", "30", id="5.6-sol-before"),
        pytest.param("gpt-5.6-sol", "2026-08-21T12:00:00+00:00", "4", "20", id="5.6-sol-from-that-day"),
    ],
)
def test_a_price_is_that_of_its_day(model: str, at: str, usd_in: str, usd_out: str) -> None:
    """A price that changed is the old one before the change."""
    standard = BOOK.price(model, dt.datetime.fromisoformat(at)).standard
    assert (standard.input_usd_per_mtok, standard.output_usd_per_mtok) == (Decimal(usd_in), Decimal(usd_out))


def test_a_naive_time_is_refused() -> None:
    """It is in no zone, so nobody knows which day's price is asked for."""
    with pytest.raises(ValueError, match="naive"):
        BOOK.price("gpt-4o", dt.datetime(2026, 11, 23))  # noqa: DTZ001 - the point of the test


@pytest.mark.parametrize(
    ("model", "priced_as", "usd_in"),
    [
        pytest.param("gpt-5.4-mini-2026-03-17", "gpt-5.4-mini", "0.75", id="snapshot"),
        pytest.param("gpt-5.6-sol-2026-07-09", "gpt-5.6-sol", "4", id="snapshot-of-a-family"),
        pytest.param("gpt-5.6-sol-20260709", "gpt-5.6-sol", "4", id="compact-date"),
        pytest.param("gpt-5.6-2026-07-09", "gpt-5.6-sol", "4", id="snapshot-of-an-alias"),
        pytest.param("gpt-4o-2024-05-13", "gpt-4o-2024-05-13", "5", id="snapshot-with-a-price-of-its-own"),
        pytest.param("gpt-4o-2024-11-20", "gpt-4o", "2.5", id="snapshot-of-4o"),
        pytest.param("gpt-5-nano-2025-08-07", "gpt-5-nano", "0.05", id="snapshot-behind-a-prefix"),
        pytest.param("gpt-4o-realtime-preview-2024-12-17", "gpt-4o-realtime-preview", "5", id="realtime-snapshot"),
        pytest.param("computer-use-preview", "computer-use", "3", id="computer-use"),
        pytest.param("gpt-5.6", "gpt-5.6-sol", "4", id="official-alias"),
        pytest.param("gpt-5-codex", "gpt-5", "1.25", id="listed-alias"),
        pytest.param("gpt-5-4-mini", "gpt-5.4-mini", "0.75", id="dashes-for-dots"),
        pytest.param("gpt-35-turbo", "gpt-3.5-turbo", "0.5", id="azure-spelling"),
        pytest.param("o4-mini-high", "o4-mini", "1.1", id="o4-mini-high"),
        pytest.param("chat-latest", "gpt-chat-latest", "5", id="chat-latest"),
        pytest.param("davinci-002", "davinci-002", "2", id="davinci-002"),
        pytest.param("babbage-002", "babbage-002", "0.4", id="babbage-002"),
        pytest.param("text-embedding-3-large", "text-embedding-3-large", "0.13", id="embedding"),
        pytest.param("text-embedding-ada-002", "text-embedding-ada-002", "0.1", id="older-embedding"),
        pytest.param("  GPT-5.4-Mini\n", "gpt-5.4-mini", "0.75", id="blanks-and-capitals"),
        pytest.param("ft:gpt-4o-mini-2024-07-18", "ft:gpt-4o-mini", "0.3", id="fine-tuned"),
        pytest.param("ft:gpt-4o-mini-2024-07-18:acme:shop:9xYz", "ft:gpt-4o-mini", "0.3", id="fine-tuned-in-full"),
        pytest.param("ft:gpt-4o-2024-08-06:acme::9xYz", "ft:gpt-4o", "3.75", id="fine-tuned-4o"),
    ],
)
def test_names_that_exist(model: str, priced_as: str, usd_in: str) -> None:
    """Exact names, dated snapshots and listed aliases have a price."""
    found = BOOK.price(model, NOW)
    assert (found.priced_as, found.standard.input_usd_per_mtok) == (priced_as, Decimal(usd_in))
    assert BOOK.is_known(model)


def test_a_fine_tunes_name_is_cut_to_its_base() -> None:
    """Who tuned it and for what is nobody's business in an answer."""
    assert BOOK.price("ft:gpt-4o-mini-2024-07-18:acme:shop:9xYz", NOW).model == "ft:gpt-4o-mini-2024-07-18"


@pytest.mark.parametrize(
    "model",
    [
        "gpt-5-nano-pro",
        "gpt-4o-realtime-mini",
        "gpt-3.5-turbo-instruct-16k",
        "gpt-4o-mini-audio-2",
        "gpt-6-moderation",
        "moderation",
        "computer-use-7",
        "gpt-5.6-luna-2031-99-99",
        "gpt-5.6-luna-2031-01-01",
        "gpt-5.6-luna-2026-02-30",
        "gpt-5.6-luna-2026-07-09-mini",
        "gpt-5.4-mini-2026-09-01",
        "gpt-4.5-preview-mini",
        "ft:gpt-3.5-turbo-9",
        "ft:gpt-4o-2024-99-99:acme::1",
        "ft:gpt-4.1-2025-04-14:acme::1",
        "ft:gpt-4-0613:acme::1",
        "ft:o4-mini-2025-04-16:acme::1",
        "gpt-6",
        "gpt-6-ultra",
        "gpt-6-mini",
        "gpt-6-terra",
        "gpt-6.1-luna",
        "gpt-6-1-sol",
        "gpt-7",
        "gpt-5.5-mini",
        "gpt-5-nano-",
        "openai/gpt-5.4-mini",
        "gpt-5.4-mini ultra",
        "gpt-4o:extended",
        "gpt-5-image",
        "whisper-1",
        "tts-1",
        "claude-opus-4",
        "",
        "x" * 5_000,
        "gpt-4o" + " " * 300 + "x",
        "\ud800",
        "gpt-5.6-luna-２０２６-07-09",
    ],
    ids=lambda model: ascii(model)[:40],
)
def test_names_that_do_not_exist(model: str) -> None:
    """A name that merely begins, or ends, like a known one has no price; neither has what OpenAI does not sell."""
    assert not BOOK.is_known(model)
    with pytest.raises(UnknownModelError) as caught:
        BOOK.price(model, NOW)
    assert caught.value.model_ref == model
    assert all(BOOK.is_known(name) for name in caught.value.nearest)


@pytest.mark.parametrize("model", ["gpt-oss-120b", "gpt-oss-20b", "GPT-OSS-20B", "gpt-oss-safeguard-20b", "gpt-oss"])
def test_open_weights_have_no_openai_price(model: str) -> None:
    """The data name another seller's prices for them; those are never shown as OpenAI's."""
    assert not BOOK.is_known(model)
    with pytest.raises(OpenWeightsError):
        BOOK.price(model, NOW)


@pytest.mark.parametrize(
    ("model", "nearest"),
    [
        pytest.param("gpt-6", ("gpt-6-astra", "gpt-6.1-sol", "gpt-6.1-terra"), id="a-family"),
        pytest.param("gpt-5.4-mni", ("gpt-5.4-mini",), id="a-typing-error"),
        pytest.param("gpt 5.4 mini", ("gpt-5.4-mini",), id="blanks-for-dashes"),
        pytest.param("openai/gpt-4o", ("gpt-4o",), id="a-router-prefix"),
        pytest.param("claude-opus-4", (), id="another-maker"),
    ],
)
def test_an_unknown_name_comes_with_near_ones(model: str, nearest: tuple[str, ...]) -> None:
    """What may be meant is offered, the best first."""
    with pytest.raises(UnknownModelError) as caught:
        BOOK.price(model, NOW)
    assert caught.value.nearest[: len(nearest)] == nearest
    assert bool(caught.value.nearest) == bool(nearest)


@pytest.mark.parametrize(
    ("model", "day"),
    [
        pytest.param("gpt-5.4-mini", dt.date(2026, 10, 12), id="the-older-of-two-checks"),
        pytest.param("gpt-6.1-terra", dt.date(2026, 10, 26), id="a-later-check"),
        pytest.param("gpt-6.1-sol", dt.date(2026, 10, 12), id="not-the-day-of-release"),
        pytest.param("gpt-5.6-luna", dt.date(2026, 10, 12), id="not-the-day-of-the-price-change"),
        pytest.param("text-embedding-3-small", None, id="the-data-do-not-say"),
    ],
)
def test_the_date_of_a_price(model: str, day: dt.date | None) -> None:
    """It is the day on which somebody compared the price with OpenAI's page."""
    assert BOOK.price(model, NOW).checked_on == day


@pytest.mark.parametrize(
    ("model", "window", "thinks"),
    [
        ("gpt-6.1-sol", 1_050_000, True),
        ("gpt-5.5", 1_050_000, True),
        ("gpt-5.4-mini", 400_000, True),
        ("o4-mini", 200_000, True),
        ("gpt-5-chat-latest", 128_000, False),
        ("gpt-4.1", 1_047_576, False),
        ("gpt-4o-mini", 128_000, False),
        ("gpt-3.5-turbo", 16_385, False),
    ],
)
def test_what_else_a_card_says(model: str, window: int, thinks: bool) -> None:
    """The context window, and whether hidden reasoning is billed on top."""
    found = BOOK.price(model, NOW)
    assert (found.context_window, found.thinks) == (window, thinks)


@given(st.sampled_from(BOOK.names()), st.from_regex(r"[-.:a-z0-9]{1,12}", fullmatch=True))
def test_a_known_beginning_is_not_enough(name: str, more: str) -> None:
    """Whatever is put behind a name makes another name, which has a price only if it is listed or a dated snapshot."""
    longer = name + more
    snapshot = re.fullmatch(r".*-20\d{2}-?\d{2}-?\d{2}", longer)
    tuned = longer.startswith("ft:") and ":" in longer[3:]
    listed = {*BOOK.names(), *LISTED}
    assert not BOOK.is_known(longer) or longer in listed or snapshot or tuned


@pytest.mark.parametrize("name", BOOK.names())
def test_what_is_put_before_a_name_makes_it_unknown(name: str) -> None:
    """Names of routers are not OpenAI's."""
    for before in ("openai/", "azure/", "x", "my-", "ft-"):
        assert not BOOK.is_known(before + name)


def test_all_names() -> None:
    """The line-up first, then one name for each further model; all have a price, none is an open beginning."""
    names = BOOK.names()
    assert names[: len(LINE_UP)] == BOOK.line_up()
    assert len(names) == len(set(names)) == 96
    assert {"chat-latest", "computer-use-preview", "gpt-4", "o3-pro", "ft:gpt-4o-mini-2024-07-18"} < set(names)
    assert all(BOOK.price(name, NOW).standard.input_usd_per_mtok > 0 for name in names)
    assert not any(name.endswith("-") for name in names)


@pytest.mark.parametrize(
    ("model", "first"),
    [
        pytest.param("gpt-7", "gpt-5", id="a-number-that-does-not-exist"),
        pytest.param("gpt-3.5-turb", "gpt-3.5-turbo", id="switched-off-but-meant"),
        pytest.param("gpt-6-mini", "gpt-4o-mini", id="a-current-one-before-one-that-is-gone"),
        pytest.param("GPT4o", "gpt-4o", id="without-a-dash"),
        pytest.param("text-embedding-3", "text-embedding-3-small", id="a-family"),
    ],
)
def test_nearest_names(model: str, first: str) -> None:
    """What fits best comes first; the line-up counts a little more, what is switched off a little less."""
    assert BOOK.nearest(model)[0] == first
    assert len(BOOK.nearest(model)) == 3


def test_line_up_is_cheapest_first() -> None:
    """The order comes from the prices; an embedding model, which answers nothing, stands last."""
    assert BOOK.line_up() == (
        "gpt-6-luna",
        "gpt-4o-mini",
        "gpt-5.6-luna",
        "gpt-5.4-nano",
        "gpt-4.1-mini",
        "gpt-5.4-mini",
        "gpt-6.1-terra",
        "gpt-4.1",
        "gpt-6.1-sol",
        "gpt-5.6-terra",
        "gpt-5.6-sol",
        "gpt-5.5",
        "gpt-6-astra",
        "text-embedding-3-small",
    )


def test_the_book_is_read_when_it_is_needed() -> None:
    """Making it costs nothing."""
    book = PriceBook()
    assert not book.is_loaded
    book.load()
    assert book.is_loaded
