"""The files that the Usage page exports, and files like them: costs by day, as CSV or JSON.

Source:
    The page's "Cost data" export has the columns start_time, end_time, start_time_iso, end_time_iso, amount_value,
    amount_currency, line_item, project_id, organization_id and others; its JSON is that of the Costs API: buckets
    with `start_time` and `results` with `amount.value` and `amount.currency`. Its days are days in UTC.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final

from bot.core import secrets
from bot.core.money import Currency, Money
from bot.features.budgets.archive import CSV_ID
from bot.features.budgets.rules import LARGEST, MOST_DECIMALS, can_be_kept

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

MOST_ROWS: Final = 200_000
MOST_DAYS: Final = 800
"""Rows that are booked: days, for each project."""
OLDEST: Final = dt.timedelta(days=400)
_DATE: Final = (
    "start_time_iso",
    "date",
    "day",
    "usage_date",
    "timestamp",
    "start_time",
    "time",
    "created",
    "created_at",
    "日期",
    "时间",
)
_AMOUNT: Final = (
    "amount_value",
    "cost_usd",
    "cost_in_usd",
    "amount_usd",
    "total_cost",
    "cost",
    "amount",
    "usd",
    "spend",
    "price",
    "金额",
    "费用",
    "花费",
)
_CURRENCY: Final = ("amount_currency", "currency", "币种", "货币")
_PROJECT: Final = ("project_id", "project_name", "project", "organization_id")
_ACTIVITY: Final = frozenset({"num_model_requests", "n_requests", "input_tokens", "n_context_tokens_total"})
_CODES: Final = {
    "usd": Currency.USD,
    "$": Currency.USD,
    "cny": Currency.CNY,
    "rmb": Currency.CNY,
    "人民币": Currency.CNY,
}
_EARLIEST: Final = 1_000_000_000  # seconds: a number below is no Unix time


class NoCostsError(Exception):
    """A file that looks like an export and holds nothing to book. `is_activity`: it counts requests, not money."""

    def __init__(self, *, is_activity: bool = False, is_own: bool = False) -> None:
        super().__init__("an export without costs")
        self.is_activity, self.is_own = is_activity, is_own


@dataclass(frozen=True, slots=True)
class DayCost:
    """What a file says one day cost. `key`: names the day and the project; the same in every file."""

    day: dt.date
    money: Money
    key: str


@dataclass(frozen=True, slots=True)
class UsageFile:
    """What a file holds. `costs`: by day; `left_out`: rows that are older than a year, to come, or unreadable."""

    costs: tuple[DayCost, ...]
    left_out: int

    @property
    def totals(self) -> dict[Currency, Money]:
        """The sums by currency."""
        sums: dict[Currency, Money] = {}
        for cost in self.costs:
            known = sums.get(cost.money.currency)
            sums[cost.money.currency] = known + cost.money if known else cost.money
        return sums


def read_usage_file(content: bytes, today: dt.date) -> UsageFile | None:
    """Return the costs in a file, None where it is no such file.

    Raises:
        NoCostsError: it is one, and there is nothing to book in it.
    """
    text = _decoded(content)
    if text is None:
        return None
    rows = _json_rows(text) if text.lstrip()[:1] in {"{", "["} else _csv_rows(text)
    if rows is None:
        return None
    sums: defaultdict[tuple[dt.date, Currency, str], Decimal] = defaultdict(Decimal)
    left_out = 0
    for number, row in enumerate(rows):
        if number >= MOST_ROWS:
            left_out += 1
            continue
        day, amount, currency = _day(_first(row, _DATE)), _amount(_first(row, _AMOUNT)), _currency(row)
        if amount == 0 or _first(row, _AMOUNT) in {None, ""}:
            continue  # a day without costs
        if (
            day is None
            or amount is None
            or currency is None
            or not today - OLDEST <= day <= today + dt.timedelta(days=1)
        ):
            left_out += 1
            continue
        sums[day, currency, secrets.mask(str(_first(row, _PROJECT) or ""))[:40]] += amount
    costs: list[DayCost] = []
    for (day, currency, project), value in sorted(
        sums.items(), key=lambda item: (item[0][0], item[0][1].value, item[0][2])
    ):
        amount = round(value, MOST_DECIMALS)
        if can_be_kept(amount) and len(costs) < MOST_DAYS:
            costs.append(DayCost(day, Money(amount, currency), f"usage:{day.isoformat()}:{currency.value}:{project}"))
        else:
            left_out += 1
    if not costs:
        raise NoCostsError
    return UsageFile(tuple(costs), left_out)


def _decoded(content: bytes) -> str | None:
    marked = content[:2] in {b"\xff\xfe", b"\xfe\xff"}
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None


def _csv_rows(text: str) -> Iterator[Mapping[str, Any]] | None:
    """Return the rows of a table with a date and an amount, None where it has no such columns."""
    head = text.lstrip("\n\r").split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    if delimiter not in head or len(head) > 10_000:  # noqa: PLR2004 - no header is that long
        return None
    reader = csv.reader(io.StringIO(text.lstrip("\n\r")), delimiter=delimiter)
    try:
        names = [_name(cell) for cell in next(reader)]
    except (StopIteration, csv.Error):
        return None
    _check(names)
    if not set(names) & set(_DATE) or not set(names) & set(_AMOUNT):
        return None

    def rows() -> Iterator[Mapping[str, Any]]:
        try:
            for cells in reader:
                yield dict(zip(names, cells, strict=False))
        except csv.Error:
            return  # what is broken further down is not read

    return rows()


def _json_rows(text: str) -> Iterable[Mapping[str, Any]] | None:
    try:
        document = json.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError):
        return None
    data = document.get("data") if isinstance(document, dict) else document
    if not isinstance(data, list) or not data or not all(isinstance(each, dict) for each in data):
        return None
    rows: list[Mapping[str, Any]] = []
    for bucket in data:
        results = bucket.get("results", bucket.get("result"))
        found = results if isinstance(results, list) else [bucket]
        # The results lie in the bucket, which has the times.
        rows.extend(_flat({**bucket, **result}) for result in found if isinstance(result, dict))
    names = {name for row in rows[:50] for name in row}
    _check(names)
    has_results = any("results" in bucket for bucket in data)
    if not names & set(_DATE) or not (names & set(_AMOUNT) or has_results):
        return None
    return rows


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    flat = {_name(name): value for name, value in row.items()}
    amount = flat.pop("amount", None)
    if isinstance(amount, dict):
        flat |= {"amount_value": amount.get("value"), "amount_currency": amount.get("currency")}
    elif amount is not None:
        flat["amount"] = amount
    return flat


def _check(names: Iterable[str]) -> None:
    """Tell files that only look like costs."""
    present = set(names)
    if CSV_ID in present:
        raise NoCostsError(is_own=True)
    if present & _ACTIVITY and not present & set(_AMOUNT) and present & set(_DATE):
        raise NoCostsError(is_activity=True)


def _name(cell: object) -> str:
    name = str(cell).strip().strip('"').casefold()
    return "_".join(name.replace("(", " ").replace(")", " ").split())


def _first(row: Mapping[str, Any], names: Iterable[str]) -> Any:  # noqa: ANN401 - a cell can be anything
    cells = (row.get(name) for name in names)
    return next((cell for cell in cells if not isinstance(cell, dict | list) and cell not in {None, ""}), None)


def _day(cell: object) -> dt.date | None:
    text = str(cell).strip()
    try:
        if text.replace(".", "", 1).isdigit():
            seconds = Decimal(text)
            if not _EARLIEST <= seconds < 10 * _EARLIEST:
                return None
            return dt.datetime.fromtimestamp(int(seconds), dt.UTC).date()
        moment = dt.datetime.fromisoformat(text.replace("/", "-").replace(" UTC", "+00:00"))
        return moment.astimezone(dt.UTC).date() if moment.tzinfo else moment.date()
    except (ValueError, InvalidOperation, OverflowError):
        return None


def _amount(cell: object) -> Decimal | None:
    text = str(cell).strip().lstrip("$¥￥").replace(",", "") if cell is not None else ""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value) <= LARGEST else None  # what is larger could not be kept anyway


def _currency(row: Mapping[str, Any]) -> Currency | None:
    cell = _first(row, _CURRENCY)
    if cell is None:
        amount = str(_first(row, _AMOUNT) or "").strip()
        return Currency.CNY if amount.startswith(("¥", "￥")) else Currency.USD  # the page counts in dollars
    return _CODES.get(str(cell).strip().casefold())
