"""How values that SQLite has no type for are stored: text that sorts and compares as the values do."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

_FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ"


def instant_to_text(instant: dt.datetime) -> str:
    """Return an instant as UTC text of fixed width, so that text order is time order.

    Raises:
        ValueError: the value is naive; an offset would be lost.
    """
    if instant.tzinfo is None:
        raise ValueError("a naive time cannot be stored")
    return instant.astimezone(dt.UTC).strftime(_FORMAT)


def instant_from_text(stored: str) -> dt.datetime:
    """Return the instant that :func:`instant_to_text` stored, aware, in UTC."""
    return dt.datetime.strptime(stored, _FORMAT).replace(tzinfo=dt.UTC)


def decimal_to_text(value: Decimal) -> str:
    """Return all digits of a decimal, without an exponent (a REAL column would lose some)."""
    return format(value, "f")


def decimal_from_text(stored: str) -> Decimal:
    """Return the decimal that :func:`decimal_to_text` stored."""
    return Decimal(stored)
