"""Digits with their separators, as people type numbers of tokens."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from bot.core.amounts.numbers import read_digits
from bot.core.amounts.reading import Refusal

_UNDERSCORES: Final = re.compile(r"\d{1,3}(?:_\d{3})+")


def read_count(digits: str) -> tuple[Fraction | None, int]:
    """Return the value of digits, and how many of their characters it took.

    ``12,000``, ``12_000`` and ``12'000`` are 12000, ``1.5`` is one and a half, and so is ``1,5``. Where commas do not
    group thousands they part numbers (``12000,800``), and only the first is read. What is no number has no value.
    """
    if _UNDERSCORES.fullmatch(digits):
        return Fraction(digits.replace("_", "")), len(digits)
    if digits.startswith("."):
        digits_read = read_digits(f"0{digits}")
    else:
        digits_read = read_digits(digits.lstrip("0") if digits.isdigit() and digits.strip("0") else digits)
    if not isinstance(digits_read, Refusal):
        return Fraction(digits_read[0]), len(digits)
    head, comma, _ = digits.partition(",")
    if comma and head:
        value, used = read_count(head)
        return value, used
    if digits_read is Refusal.TOO_LARGE:
        return Fraction(10**15), len(digits)
    return None, len(digits)
