"""What recognises numbers, requests and bills in messages: time a message and a file.

Baseline: json.loads of the same text, for words the grammar of amounts (read_amount).
Goals: 5 ms for a message of 4,096 characters, well below a second for 1 MB of JSON, hostile or not.
"""

from __future__ import annotations

import json
import time
from functools import partial
from typing import TYPE_CHECKING

from bot.core.amounts import read_amount
from bot.features.cost.prices import PriceBook
from bot.features.cost.reading import Batch, read

if TYPE_CHECKING:
    from collections.abc import Callable

MEGABYTE = 1_000_000
PHRASES = {
    "a phrase": "500 calls a day, 2000 in, 300 out, gpt-5.4-mini: how much a month?",
    "一句话": "一天500次，每次2000输入300输出，gpt-5.4-mini 一个月多少钱",
    "1,000 characters of prose": "The model reads 2000 tokens and writes 300 of them. " * 19,
    "4,096 characters of prose": ("The model reads 2000 tokens and writes 300 of them. " * 80)[:4096],
}
HOSTILE = ("12k in ", "一天", "half a ", "gpt-9.9-x ", "1x", "{", '{"a":', "[1,", "create(", "messages:[{", "curl -d '")
MESSAGE = {"role": "user", "content": "Twenty words or so of a message, again and again, until the body is long. " * 4}


def main() -> None:
    """Print a line for each kind of text."""
    models = PriceBook()
    models.load()
    for name, text in PHRASES.items():
        ours, amounts = _best(partial(read, text, models), 20), _best(partial(read_amount, text), 20)
        print(f"{name}: {1000 * ours:.2f} ms, {ours / amounts:.1f} times read_amount")
    for size in (1_000, 4_096):
        worst = max((_best(partial(read, (piece * size)[:size], models)), piece) for piece in HOSTILE)
        print(f"{size:,} hostile characters: {1000 * worst[0]:.1f} ms at worst ({worst[1]!r})")
    body = json.dumps({"model": "gpt-5.4", "messages": [MESSAGE] * (MEGABYTE // len(json.dumps(MESSAGE)))})
    parsed = _best(lambda: json.loads(body))
    for name, text in {"a request of 1 MB": body, "the same, cut off": body[:-9]}.items():
        ours = _best(partial(read, text, models))
        print(f"{name}: {1000 * ours:.0f} ms, {ours / parsed:.1f} times json.loads of it whole")
    worst = max((_best(partial(read, (piece * MEGABYTE)[:MEGABYTE], models), 1), piece) for piece in HOSTILE)
    print(f"1 MB hostile: {worst[0]:.2f} s at worst ({worst[1]!r})")
    lines = [
        json.dumps({"custom_id": str(n), "url": "/v1/chat/completions", "body": {"messages": [MESSAGE]}})
        for n in range(20_000)
    ]
    batch = read("\n".join(lines), models)
    assert isinstance(batch, Batch)  # noqa: S101 - else there is nothing to measure
    ours, parsed = (
        _best(lambda: sum(1 for _ in batch.requests()), 1),
        _best(lambda: [json.loads(line) for line in lines], 1),
    )
    print(f"20,000 requests for Batch: {ours:.1f} s, {ours / parsed:.1f} times json.loads of each line")


def _best(act: Callable[[], object], times: int = 3) -> float:
    """Return the seconds of the fastest of several runs."""
    best = float("inf")
    for _ in range(times):
        started = time.perf_counter()
        act()
        best = min(best, time.perf_counter() - started)
    return best


if __name__ == "__main__":
    main()
