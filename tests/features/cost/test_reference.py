from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from bot.features.cost import dataset
from bot.features.cost.prices import LINE_UP
from bot.features.cost.reference import (
    OWN_TABLE,
    Official,
    ReferenceTableError,
    differences,
    gaps,
    read_reference,
)
from bot.features.cost.rules import Tier

if TYPE_CHECKING:
    from pathlib import Path

NOW = dt.datetime(2026, 11, 23, 1, 0, tzinfo=dt.UTC)
DATA = dataset.read()
ROWS = read_reference()
LUNA = next(row for row in ROWS if (row.model, row.tier) == ("gpt-6-luna", Tier.BATCH))


def found(*rows: Official) -> list[str]:
    """Return what these rows and the data do not agree on."""
    return list(differences(DATA, rows, NOW))


def test_the_data_agree_with_the_pages() -> None:
    """Each price of the installed package that somebody has read on a page of OpenAI's is that price."""
    assert found(*ROWS) == []


def test_the_table_has_every_model_of_the_line_up() -> None:
    """Standard prices of all, and the tiers of those that the pages show."""
    assert {row.model for row in ROWS if row.tier is Tier.STANDARD} >= set(LINE_UP)
    assert len({(row.model, row.tier) for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        pytest.param(
            {"usd": (Decimal("0.06"), Decimal("0.005"), Decimal("0.25"))},
            "gpt-6-luna, batch, input: $0.05 in the data, $0.06 officially (OpenAI's price page, 2026-10-05)",
            id="another-price",
        ),
        pytest.param(
            {"usd": (Decimal("0.05"), None, Decimal("0.25"))},
            "gpt-6-luna, batch, cached input: $0.005 in the data, none officially (OpenAI's price page, 2026-10-05)",
            id="a-price-that-nobody-publishes",
        ),
        pytest.param(
            {"level": (Decimal("0.1"), Decimal("0.01"), Decimal("0.38"))},
            "gpt-6-luna, batch, above 272,000, output: $0.375 in the data, $0.38 officially "
            "(OpenAI's price page, 2026-10-05)",
            id="another-price-of-long-requests",
        ),
        pytest.param(
            {"level": None},
            "gpt-6-luna, batch: the data have another price above 272,000 (OpenAI's price page, 2026-10-05)",
            id="a-level-that-should-not-be",
        ),
        pytest.param(
            {"model": "gpt-6-terra"}, "gpt-6-terra: not in the data (OpenAI's price page, 2026-10-05)", id="no-model"
        ),
        pytest.param(
            {"model": "chat-latest"}, "chat-latest, batch: no price in the data (OpenAI's price page, 2026-10-05)",
            id="no-price-in-that-tier",
        ),
        pytest.param(
            {"model": "gpt-5.4-mini", "usd": (Decimal("0.375"), Decimal("0.0375"), Decimal("2.25"))},
            "gpt-5.4-mini, batch: the data have no level above 272,000 (OpenAI's price page, 2026-10-05)",
            id="a-level-that-is-missing",
        ),
    ],
)  # fmt: skip
def test_what_differs_is_said(changed: dict[str, Any], sentence: str) -> None:
    """One sentence for each difference, with both sides, the page and its day."""
    assert found(replace(LUNA, **changed)) == [sentence]


def test_an_unpublished_level_that_the_data_price() -> None:
    """A page that prints dashes and data that have prices do not agree."""
    assert len(found(replace(LUNA, level=(None, None, None)))) == 3


def test_prices_taken_from_the_page() -> None:
    """They are those that the data lack; once the data have one that differs, it is said."""
    assert set(gaps()) == {
        ("text-embedding-3-small", Tier.BATCH),
        ("text-embedding-3-large", Tier.BATCH),
        ("text-embedding-ada-002", Tier.BATCH),
        ("davinci-002", Tier.BATCH),
        ("babbage-002", Tier.BATCH),
    }
    row = replace(LUNA, usd=(Decimal(1), None, None), level=None, fills=True)
    assert len(found(row)) == 4


ROW = '{ model = "gpt-6-luna", tier = "batch", usd = ["1", "-", "2"], source = "page", read_on = 2026-10-05 }'
SOURCES = '[sources]\npage = "a page"\n'


def test_a_row(tmp_path: Path) -> None:
    """A dash is a price that the page does not print."""
    path = tmp_path / "table.toml"
    path.write_text(f"prices = [{ROW}]\n{SOURCES}")
    (row,) = read_reference(path)
    assert row.usd == (Decimal(1), None, Decimal(2))
    assert (row.level, row.source, row.read_on, row.fills) == (None, "a page", dt.date(2026, 10, 5), False)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param(f"prices = [{ROW}]\n[sources]\n", "there is no source 'page'", id="no-source"),
        pytest.param(f"prices = [{ROW.replace('1', '0', 1)}]\n{SOURCES}", "prices.0.usd.0", id="never-free"),
        pytest.param(f"prices = [{ROW.replace('batch', 'cheap')}]\n{SOURCES}", "prices.0.tier", id="no-such-tier"),
        pytest.param(f"prices = [{ROW.replace('usd', 'eur')}]\n{SOURCES}", "prices.0.usd", id="no-prices"),
        pytest.param("prices = [", "Invalid value", id="no-toml"),
    ],
)
def test_a_table_that_cannot_be_used(tmp_path: Path, text: str, problem: str) -> None:
    """One sentence with the file and the place."""
    path = tmp_path / "table.toml"
    path.write_text(text)
    with pytest.raises(ReferenceTableError, match=f"table.toml: {problem}"):
        read_reference(path)


def test_it_lies_in_the_package() -> None:
    """So it travels in the wheel."""
    assert OWN_TABLE.parent.name == "cost"
    assert OWN_TABLE.is_file()
