"""How the tables of the amount tests are written: ``text → answer | text → answer``, several to a line.

An answer is short: ``12.5 CNY``, ``12.5`` without a currency, ``?1.5|15`` a question, ``10..20 USD`` a range,
``!zero`` a refusal. In a table of questions the bar inside an answer is written without blanks.
"""

from __future__ import annotations

from bot.core.amounts import AmbiguousAmount, Amount, AmountRange, AmountReading, RefusedAmount
from bot.core.amounts.reading import plain


def texts(table: str) -> list[str]:
    """Return the cells of a table."""
    return [cell.strip() for line in table.strip().splitlines() for cell in line.split(" | ")]


def cases(table: str) -> list[tuple[str, str]]:
    """Return the pairs of text and answer of a table."""
    return [(text.strip(), answer.strip()) for text, _, answer in (cell.partition(" → ") for cell in texts(table))]


def short(reading: AmountReading) -> str:
    """Return a reading in the notation of the tables."""
    match reading:
        case Amount(value, currency):
            return f"{plain(value)} {currency.value}" if currency else plain(value)
        case AmbiguousAmount(readings):
            return "?" + "|".join(short(each) for each in readings)
        case AmountRange(low, high, currency):
            return f"{plain(low)}..{plain(high)}" + (f" {currency.value}" if currency else "")
        case RefusedAmount(reason):
            return f"!{reason.name.lower()}"
