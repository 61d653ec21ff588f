"""Pictures of spending: what is to be drawn, and the worker that draws it.

The plotting library is large and slow to load, so it runs in a process of its own that ends with the picture: neither
its memory nor its time is the bot's.
"""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import asdict, dataclass
from typing import Final

TIME_LIMIT_S: Final = 30.0
LARGEST: Final = 150_000
"""Bytes of a picture."""
AT_ONCE: Final = asyncio.Semaphore(2)


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn; floats, as only pixels are made of them.

    Args:
        title, subtitle: above it.
        bars_title, total_title: above the lower and the upper part; `total_title` None leaves the upper part out.
        bars: one for each day or cycle; None: still to come.
        corrected: how much of each bar is a correction.
        ticks: positions below the bars, with their words.
        limit: the line that is not to be crossed, with its words; None for none.
        forecast: where the total ends at this pace, with its words; None where that cannot be told.
        used: the words at the end of the total.
        sign: of the currency.
        correction_words: what the other colour means.
        values: words above the bars; empty for none.
    """

    title: str
    subtitle: str
    bars_title: str
    total_title: str | None
    bars: tuple[float | None, ...]
    corrected: tuple[float, ...]
    ticks: tuple[tuple[int, str], ...]
    limit: tuple[float, str] | None
    forecast: tuple[float, str] | None
    used: str
    sign: str
    correction_words: str
    values: tuple[str, ...] = ()


class DrawingError(Exception):
    """The worker made no picture. The text is for the log."""


async def draw(picture: Picture) -> bytes:
    """Return the picture as PNG, below :data:`LARGEST`.

    Raises:
        DrawingError: the worker failed or took too long.
    """
    async with AT_ONCE:
        worker = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot.features.budgets.drawing",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            async with asyncio.timeout(TIME_LIMIT_S):
                content, complaint = await worker.communicate(json.dumps(asdict(picture)).encode())
        except TimeoutError as error:
            raise DrawingError(f"no picture after {TIME_LIMIT_S} s") from error
        finally:
            if worker.returncode is None:
                worker.kill()
                await worker.wait()
    if worker.returncode != 0 or not content.startswith(b"\x89PNG"):
        raise DrawingError(complaint.decode(errors="replace")[-400:])
    return content
