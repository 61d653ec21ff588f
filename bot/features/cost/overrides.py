"""Prices that whoever runs the bot sets in a TOML file: they stand above the data, from a day on.

For a model that the data know, a price that is not given stays as it is. For one that they do not know, input and
output have to be given::

    [models."gpt-6-astra"]
    since = 2026-12-01    # the first day (UTC) of these prices, and their date in answers
    input = "9"           # USD per 1,000,000 tokens
    cached = "0.9"
    output = "45"
    long = { input = "18", cached = "1.8", output = "67.5" }    # above 272,000 input tokens; above = N: another number
    batch = { input = "4.5", output = "22.5" }    # also flex, fast; each may have a level `long` of its own
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from bot.features.cost import names
from bot.features.cost.cards import Rates, Tier
from bot.features.cost.tiers import PriceTable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_LARGEST_FILE: Final = 1_000_000  # bytes
_MOST_MODELS: Final = 500
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9.:_-]{0,63}", re.ASCII)
_DECIMALS: Final = 6


class OverridesError(Exception):
    """The file cannot be used. The text is one sentence that names the file, the line, the model and the key."""


def _price(value: object) -> object:
    """Take 10, 0.05 and "0.05"; the parser has made decimals of the numbers already."""
    if isinstance(value, str):
        try:
            return Decimal(value)
        except InvalidOperation:
            raise ValueError("no number") from None
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError("no number")  # noqa: TRY004 - pydantic collects ValueErrors
    return Decimal(value)


def _day(value: object) -> object:
    """Take days as TOML writes them; pydantic would also take numbers and times."""
    if isinstance(value, dt.datetime) or not isinstance(value, dt.date):
        raise ValueError("no day")  # noqa: TRY004 - pydantic collects ValueErrors
    return value


_Usd = Annotated[Decimal, BeforeValidator(_price), Field(gt=0, le=10_000, decimal_places=_DECIMALS)]
_Day = Annotated[dt.date, BeforeValidator(_day)]
_Tokens = Annotated[int, Field(ge=1, le=10**9, strict=True)]
# What may stand behind a key, for the complaint about something else.
_EXPECTED: Final = {
    **dict.fromkeys(("input", "cached", "output"), 'a price above 0 and at most 10,000, such as "0.05"'),
    **dict.fromkeys(("since", "ends_on"), "a day such as 2026-12-01"),
    **dict.fromkeys(("above", "context_window", "max_output"), "a whole number from 1 to 1,000,000,000"),
    **dict.fromkeys(("batch", "flex", "fast", "long", "models"), "a table"),
    "reasoning": "true or false",
    "successor": "a model's name in quotes",
}


class _Prices(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    input: _Usd | None = None
    cached: _Usd | None = None
    output: _Usd | None = None

    def over(self, data: Rates | None) -> Rates | None:
        """Return the prices of the data with these above; None where together they are not complete."""
        usd = self.input or (data.input_usd_per_mtok if data else None)
        output = self.output or (data.output_usd_per_mtok if data else None)
        if usd is None or (data is None and output is None):
            return None
        cached = self.cached or (data.cached_usd_per_mtok if data else None)
        return Rates(
            usd, cached, output, cached_is_unknown=cached is None and data is not None and data.cached_is_unknown
        )


class _Level(_Prices):
    above: _Tokens = 272_000


class _TierPrices(_Prices):
    long: _Level | None = None

    def table(self, data: PriceTable | None, since: dt.date) -> PriceTable | None:
        """Return the table of the data with these prices above; None where together they are not complete."""
        base = self.over(data.base if data else None)
        if base is None:
            return None
        levels = dict(data.levels) if data else {}
        if self.long is not None:
            level = self.long.over(levels.get(self.long.above))
            if level is None:
                return None
            levels[self.long.above] = level
        kept = data or PriceTable(base)
        return replace(
            kept, base=base, levels=tuple(sorted(levels.items(), key=lambda each: each[0])), checked_on=since
        )


class _Model(_TierPrices):
    since: _Day
    batch: _TierPrices | None = None
    flex: _TierPrices | None = None
    fast: _TierPrices | None = None
    reasoning: Annotated[bool, Field(strict=True)] | None = None
    context_window: _Tokens | None = None
    max_output: _Tokens | None = None
    ends_on: _Day | None = None
    successor: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.:_-]{0,63}$")] | None = None


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    models: dict[str, _Model] = Field(default_factory=dict, max_length=_MOST_MODELS)


@dataclass(frozen=True, slots=True)
class Override:
    """What the file says about one model; everything but `since` may be left to the data.

    Args:
        name: of the model, as :func:`names.straight` writes it.
        place: the file and the line, for complaints.
        since: the first day of these prices.
        reasoning, context_window, max_output, ends_on, successor: as on a price card.
    """

    name: str
    place: str
    since: dt.date
    reasoning: bool | None = None
    context_window: int | None = None
    max_output: int | None = None
    ends_on: dt.date | None = None
    successor: str | None = None
    _tiers: Mapping[Tier, _TierPrices] = field(default_factory=dict)

    @property
    def tiers(self) -> tuple[Tier, ...]:
        """The tiers that it sets a price in."""
        return tuple(self._tiers)

    def table(self, tier: Tier, data: PriceTable | None) -> PriceTable | None:
        """Return the data's prices of a tier with these above; None where together they are not complete."""
        prices = self._tiers.get(tier)
        return data if prices is None else prices.table(data, self.since)


NOTHING: Final = Override("", "", dt.date.max)


@dataclass(frozen=True, slots=True)
class Overrides:
    """The prices of the file, by model."""

    by_name: Mapping[str, Override] = field(default_factory=dict)

    def find(self, name: str, priced_as: str | None = None) -> Override | None:
        """Return what is set for a name, else for the row that it is priced as."""
        return self.by_name.get(name) or (self.by_name.get(priced_as) if priced_as is not None else None)


def read_overrides(path: Path) -> Overrides:
    """Read the file.

    Raises:
        OverridesError: it cannot be read, or something in it cannot be used.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST_FILE + 1)
    except OSError as error:
        raise OverridesError(f"{path} cannot be read: {error.strerror}.") from None
    if len(content) > _LARGEST_FILE:
        raise OverridesError(f"{path} is larger than {_LARGEST_FILE:,} bytes.")
    try:
        text = content.decode("utf-8-sig")
        parsed = tomllib.loads(text, parse_float=Decimal)
    except UnicodeDecodeError:
        raise OverridesError(f"{path} is not UTF-8.") from None
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise OverridesError(f"{path} is no TOML: {error}.") from None
    try:
        models = _File.model_validate(parsed).models
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        keys = [str(each) for each in first["loc"]]
        raise OverridesError(
            f"{_place(path, text, keys)}: {_complaint(keys, first['type'], first['input'])}."
        ) from None
    by_name: dict[str, Override] = {}
    for written, model in models.items():
        name, place = names.straight(written), _place(path, text, ["models", written])
        if not _NAME.fullmatch(name):
            raise OverridesError(f"{place}: {written!r} is no name of a model.")
        if name in by_name:
            raise OverridesError(f"{place}: {written!r} is there twice.")
        by_name[name] = _override(name, place, model)
    return Overrides(by_name)


def _override(name: str, place: str, model: _Model) -> Override:
    own = model if any((model.input, model.cached, model.output, model.long)) else None
    prices = {Tier.STANDARD: own, Tier.BATCH: model.batch, Tier.FLEX: model.flex, Tier.FAST: model.fast}
    return Override(
        name,
        place,
        model.since,
        model.reasoning,
        model.context_window,
        model.max_output,
        model.ends_on,
        model.successor,
        {tier: each for tier, each in prices.items() if each is not None},
    )


def _complaint(keys: list[str], kind: str, value: object) -> str:
    """Return what is wrong with a key."""
    what = ".".join(f'"{key}"' if re.search(r"[^A-Za-z0-9_-]", key) else key for key in keys)
    if kind == "extra_forbidden":
        return f"{what} is no known key; known are {', '.join(_allowed(keys))}"
    if kind == "missing":
        return f"{what} is missing; it must be {_EXPECTED[keys[-1]]}"
    shown = value if isinstance(value, Decimal) else repr(value)[:60]
    return f"{what} is {shown}; it must be {_EXPECTED.get(keys[-1], 'a table')}"


def _allowed(keys: list[str]) -> list[str]:
    """Return the keys that may stand where an unknown one does."""
    table: type[BaseModel] = _File
    if keys[-2:-1] == ["long"]:
        table = _Level
    elif keys[-2:-1] in (["batch"], ["flex"], ["fast"]) and len(keys) > len(("models", "name", "key")):
        table = _TierPrices
    elif len(keys) > 1:
        table = _Model
    return list(table.model_fields)


def _place(path: Path, text: str, keys: list[str]) -> str:
    line = _line_of(text, keys)
    return f"{path}, line {line}" if line is not None else str(path)


def _line_of(text: str, keys: list[str]) -> int | None:
    """Return the line that the last of the keys stands on, or the line of the closest table around it."""
    best: tuple[int, int] | None = None
    table: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        path = _path(line, table)
        if line.lstrip().startswith("["):
            table = path
        alike = min(len(path), len(keys))
        if alike and path[:alike] == keys[:alike] and (best is None or alike > best[0]):
            best = alike, number
    return best[1] if best is not None else None


def _path(line: str, table: list[str]) -> list[str]:
    """Return the keys that lead to what a line sets; of a line that opens a table, those of the table."""
    stripped = line.strip()
    source = f"{stripped}\n" if stripped.startswith("[") else f"{stripped.partition('=')[0]} = 0"
    try:
        found: object = tomllib.loads(source)
    except ValueError:
        return []
    path = [] if stripped.startswith("[") else list(table)
    while isinstance(found, dict) and found:
        key, found = next(iter(found.items()))
        path.append(key)
    return path
