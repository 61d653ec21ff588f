"""The reader of amounts: short messages, 4,096 characters of prose, and the worst that was found against it.

Baseline: Babel's parse_decimal, which reads one bare number and nothing else.
Goal: 5 ms for 4,096 characters, whatever they are, also the first time they are seen.
"""

from __future__ import annotations

import random
import statistics
import time
from typing import TYPE_CHECKING

from babel.numbers import NumberFormatError, parse_decimal

from bot.core.amounts import read_amount
from bot.core.amounts.lexicon import WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

LENGTH = 4096
MESSAGES = ("$20", "100刀多少人民币", "spent 12.5 on api today", "今天又花了三十块八", "1,5 usd", "what is gpt-5.4")
PROSE = "so what happened next was a long story about tokens and prices, and nobody knew the bill. "
UNITS = ("1 ", "$1 ", "一", "一番 一起", "大陆", "三块五 ", "a hundred ", "1 x ", "gpt-5 ", "¥", "\u0301", "()", "1,")


def main() -> None:
    """Print two lines."""
    numbers = [str(number) for number in range(1000, 1010)]
    ours = statistics.median(_microseconds(read_amount, text) for text in MESSAGES * 20)
    theirs = statistics.median(_microseconds(_parse, text) for text in numbers * 20)
    print(f"an amount in a message: {ours:.0f} µs, {ours / theirs:.1f} of parse_decimal on a bare number")
    picks = random.Random(6)  # noqa: S311 - texts, not secrets
    words = sorted(WORDS)
    texts = [(unit * LENGTH)[:LENGTH] for unit in UNITS]
    texts += [
        "".join(f"{picks.choice(words)}{picks.choice(' 1-')}" for _ in range(LENGTH))[:LENGTH] for _ in range(100)
    ]
    unseen = ["".join(chr(picks.randrange(32, 0x30000)) for _ in range(LENGTH)) for _ in range(20)]
    prose = min(_microseconds(read_amount, (PROSE * LENGTH)[:LENGTH]) for _ in range(5)) / 1000
    worst = max(min(_microseconds(read_amount, text) for _ in range(3)) for text in texts) / 1000
    first = statistics.median(_microseconds(read_amount, text) for text in unseen) / 1000
    print(
        f"{LENGTH} characters: prose {prose:.1f} ms, the worst of {len(texts)} hostile texts {worst:.1f} ms,"
        f" characters never seen before {first:.1f} ms"
    )


def _parse(text: str) -> object:
    try:
        return parse_decimal(text, locale="en_US", strict=True)
    except NumberFormatError:
        return None


def _microseconds(read: Callable[[str], object], text: str) -> float:
    started = time.perf_counter()
    read(text)
    return (time.perf_counter() - started) * 1_000_000


if __name__ == "__main__":
    main()
