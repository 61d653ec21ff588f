"""Amounts of money as people type them: one grammar for everything that takes one.

`read_amount` is all that the rest of the program needs; `expectation` is its answer as JSON.
"""

from bot.core.amounts.reader import read_amount
from bot.core.amounts.reading import (
    AmbiguousAmount,
    Amount,
    AmountRange,
    AmountReading,
    Refusal,
    RefusedAmount,
    expectation,
)

__all__ = [
    "AmbiguousAmount",
    "Amount",
    "AmountRange",
    "AmountReading",
    "Refusal",
    "RefusedAmount",
    "expectation",
    "read_amount",
]
