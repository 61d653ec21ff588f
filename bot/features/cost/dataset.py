"""What genai-prices holds about OpenAI, under names that really exist.

The package finds a price for some names that do not exist, as it also goes by open prefixes. Here a name is one that
is listed in full, or that of a dated snapshot of a listed family.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.features.cost import names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genai_prices.types import MatchLogic, ModelInfo

_REVIEWED_ON: Final = dt.date(2026, 11, 23)
_SNAPSHOT: Final = re.compile(r"-(\d{4}-\d{2}-\d{2})$", re.ASCII)


@dataclass(frozen=True, slots=True)
class Dataset:
    """Rows of OpenAI with prices of text tokens.

    Args:
        by_name: all listed names.
        by_id: the rows by the package's own name.
        dated: families whose snapshots are not listed one by one.
        newest_check: the day on which a price was last compared with OpenAI's page.
    """

    by_name: dict[str, ModelInfo]
    by_id: dict[str, ModelInfo]
    dated: tuple[tuple[re.Pattern[str], ModelInfo], ...]
    newest_check: dt.date

    @property
    def models(self) -> frozenset[str]:
        """One name for each row, such as OpenAI takes; a row that only has open prefixes has none."""
        shown = {names.SHOWN_AS.get(each, each) for each in self.by_id}
        return frozenset(shown & set(self.by_name))

    def find(self, name: str) -> ModelInfo | None:
        """Return the row of a name, as :func:`names.straight` writes it; None: there is no such model."""
        return self.by_name.get(name) or self._snapshot(name)

    def _snapshot(self, name: str) -> ModelInfo | None:
        """Return the row of a dated snapshot whose family is listed, if the data can know of its date."""
        found = _SNAPSHOT.search(name)
        try:
            day = dt.date.fromisoformat(found[1]) if found else None
        except ValueError:
            return None
        if day is None or day > self.newest_check:
            return None
        return next((info for pattern, info in self.dated if pattern.fullmatch(name)), None)


def read() -> Dataset:
    """Read the installed package's data, which takes about 0.3 s; nothing is fetched."""
    from genai_prices import data_snapshot  # noqa: PLC0415 - slow to import: see PriceBook

    provider = next(each for each in data_snapshot.get_snapshot().providers if each.id == "openai")
    by_id = {info.id: info for info in provider.models if _is_sold(info)}
    by_name: dict[str, ModelInfo] = {}
    dated: list[tuple[re.Pattern[str], ModelInfo]] = []
    for info in by_id.values():
        for kind, value in _clauses(info.match):
            if kind == "equals":
                by_name.setdefault(value.lower(), info)
            elif value.startswith("^") and value.endswith(r"-\d{4}-\d{2}-\d{2}$"):
                dated.append((re.compile(value, re.ASCII), info))
        if not info.id.startswith("ft:") and not info.id.endswith("-"):
            by_name.setdefault(info.id, info)
    by_name.update({name: by_id[key] for name, key in names.MORE.items() if key in by_id})
    checks = [day for info in provider.models for day in check_days(info)]
    return Dataset(by_name, by_id, tuple(dated), max(checks, default=_REVIEWED_ON))


_VERIFIED: Final = re.compile(r"\bverified\b[^.]{0,40}? on (\d{4}-\d{2}-\d{2})", re.IGNORECASE | re.ASCII)
_BATCH_VERIFIED: Final = re.compile(r"\bBatch rates verified on (\d{4}-\d{2}-\d{2})", re.ASCII)
_TIERS_VERIFIED: Final = re.compile(r"\bFlex/priority/fast rates verified on (\d{4}-\d{2}-\d{2})", re.ASCII)


def check_days(info: ModelInfo, *, batch: bool = False, other_tier: bool = False) -> list[dt.date]:
    """Return the days on which the row's comments say that prices were compared with OpenAI's page.

    Args:
        info: the row.
        batch: only those of Batch prices, where the comments tell them apart.
        other_tier: only those of the Flex and Fast prices, likewise.
    """
    comments = info.price_comments or ""
    pattern = _BATCH_VERIFIED if batch else _TIERS_VERIFIED
    days = pattern.findall(comments) if batch or other_tier else []
    return [dt.date.fromisoformat(day) for day in days or _VERIFIED.findall(comments)]


def _clauses(match: MatchLogic) -> Iterator[tuple[str, str]]:
    """Yield the exact names and the patterns that a row lists; open prefixes and the like are left out."""
    from genai_prices.types import ClauseEquals, ClauseOr, ClauseRegex  # noqa: PLC0415 - slow to load

    if isinstance(match, ClauseOr):
        for part in match.or_:
            yield from _clauses(part)
    elif isinstance(match, ClauseEquals):
        yield "equals", match.equals
    elif isinstance(match, ClauseRegex):
        yield "regex", match.regex


def _is_sold(info: ModelInfo) -> bool:
    """Tell whether OpenAI has a price for the row's text tokens; speech by the hour has none, now or earlier."""
    if info.id in names.SOLD_BY_OTHERS or names.OPEN_WEIGHTS.fullmatch(info.id):
        return False
    return info.get_prices(dt.datetime.combine(_REVIEWED_ON, dt.time(), dt.UTC)).input_mtok is not None
