"""What OpenAI's own pages said about prices: a table of ours to check the data with, and to fill known gaps of theirs.

The rows are in ``reference.toml``, each with the page and the day it was read.
"""

from __future__ import annotations

import datetime as dt
import functools
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from bot.features.cost.cards import Rates, Tier
from bot.features.cost.lifecycle import ending
from bot.features.cost.tiers import PriceTable, price_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.features.cost.dataset import Dataset

OWN_TABLE: Final = Path(__file__).with_name("reference.toml")
_LONG: Final = 272_000  # input tokens; the one level that OpenAI's pages know
_UNPUBLISHED: Final = "-"
_PARTS: Final = ("input", "cached input", "output")


class ReferenceTableError(Exception):
    """The table cannot be read. The text is one sentence for whoever edits it."""


@dataclass(frozen=True, slots=True)
class Official:
    """What a page said. `level`: of requests above 272,000 input tokens; None: there is no such level.

    `usd`, `level`: input, cached input, output per 1,000,000 tokens, None where the page prints none.
    """

    model: str
    tier: Tier
    usd: tuple[Decimal, Decimal | None, Decimal | None]
    level: tuple[Decimal | None, ...] | None
    source: str
    read_on: dt.date
    fills: bool

    @property
    def table(self) -> PriceTable:
        """The row as a price."""
        return PriceTable(Rates(*self.usd), checked_on=self.read_on)


def _usd(value: object) -> object:
    return None if value == _UNPUBLISHED else value


_Price = Annotated[Decimal, Field(gt=0, le=10_000)]
_Usd = Annotated[_Price | None, BeforeValidator(_usd)]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    model: str
    tier: Tier
    usd: tuple[_Price, _Usd, _Usd]
    above_272k: tuple[_Usd, _Usd, _Usd] | None = None
    source: str
    read_on: dt.date
    fills: Literal[True] | None = None


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    prices: tuple[_Row, ...]
    sources: dict[str, str]


def read_reference(path: Path = OWN_TABLE) -> tuple[Official, ...]:
    """Return the rows of the table.

    Raises:
        ReferenceTableError: the file cannot be read, or is not such a table.
    """
    try:
        file = _File.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
        return tuple(
            Official(
                row.model, row.tier, row.usd, row.above_272k, file.sources[row.source], row.read_on, row.fills is True
            )
            for row in file.prices
        )
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise ReferenceTableError(f"{path}: {place}: {first['msg']}") from None
    except KeyError as error:
        raise ReferenceTableError(f"{path}: there is no source {error}") from None
    except (OSError, ValueError) as error:
        raise ReferenceTableError(f"{path}: {error}") from None


@functools.cache
def gaps() -> dict[tuple[str, Tier], Official]:
    """Return the prices that OpenAI publishes and the data lack, by the row's name and the tier."""
    return {(row.model, row.tier): row for row in read_reference() if row.fills}


def differences(dataset: Dataset, rows: Sequence[Official], at: dt.datetime) -> Iterator[str]:
    """Yield what the data and the official pages do not agree on, one sentence each.

    Args:
        dataset: the data as installed, without anything added.
        rows: the official prices.
        at: the instant that the data are asked for.
    """
    for row in rows:
        info = dataset.find(row.model)
        where = f"{row.model}, {row.tier.value}"
        said = f"({row.source}, {row.read_on})"
        if info is None:
            yield f"{row.model}: not in the data {said}"
            continue
        table = price_table(info, row.tier, at)
        if table is None:
            if not row.fills:
                yield f"{where}: no price in the data {said}"
            continue
        yield from _unlike(where, row.usd, table.base, said)
        levels = dict(table.levels)
        if row.level is None:
            yield from (f"{where}: the data have another price above {above:,} {said}" for above in levels)
        elif _LONG not in levels:
            yield f"{where}: the data have no level above {_LONG:,} {said}"
        else:
            yield from _unlike(f"{where}, above {_LONG:,}", row.level, levels[_LONG], said)
    yield from (
        f"{name}: has an end and is not in the data"
        for name in sorted(set(ending()) - set(dataset.by_name) - set(dataset.by_id))
    )


def _unlike(where: str, official: tuple[Decimal | None, ...], rates: Rates | None, said: str) -> Iterator[str]:
    ours = (rates.input_usd_per_mtok, rates.cached_usd_per_mtok, rates.output_usd_per_mtok) if rates else (None,) * 3
    for part, price, published in zip(_PARTS, ours, official, strict=True):
        if price != published:
            yield f"{where}, {part}: {_shown(price)} in the data, {_shown(published)} officially {said}"


def _shown(price: Decimal | None) -> str:
    return "none" if price is None else f"${price.normalize():f}"
