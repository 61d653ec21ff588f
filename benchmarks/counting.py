"""Counting tokens: speed and memory, how long others wait meanwhile, and files from twelve people at once.

Baselines: tiktoken's own encode_ordinary on the whole text; an idle event loop. Each part runs in a process of its own.
Goals: at least 0.9 of tiktoken's speed; below 32 MB more at 20 MB of text; the event loop never held up for 10 ms by
natural text and 150 ms by hostile shapes; /help answered within 0.5 s while twelve files of 20 MB are counted, with
below 400 MB resident. With `--quick` nothing is larger than 1 MB, and there are no people; with `--full` all shapes
come in 20 MB too.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import ctypes
import gc
import os
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from _texts import HOSTILE, NATURAL, ROOT, SLOW, natural

from bot.features.cost.counting.exact import count_tokens
from bot.features.cost.counting.vocabulary import TokenizerFailedError, load
from bot.features.cost.files import UnreadableFileError, read_file
from bot.features.cost.rules import Encoding
from bot.features.cost.tokens import TokenCounter

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from bot.console.botapi import Call

KB, MB = 1_000, 1_000_000
SPEED, EXTRA_MB, NATURAL_MS, HOSTILE_MS, HELP_S, RESIDENT_MB = 0.9, 32, 10, 150, 0.5, 400
PEOPLE, FILE_BYTES = 12, 20 * 1024 * 1024
LOOK_S = 0.001


def goal(text: str, *, met: bool) -> None:
    """Print a line on a goal."""
    print(f"  goal {text}: {'met' if met else 'NOT MET'}", flush=True)


# --- speed and memory ---


def speed(sizes: list[int]) -> None:
    """Print the ratio to plain tiktoken for each text, size and encoding."""
    ratios = []
    for name in NATURAL:
        for size in sizes:
            text = natural(name, size)
            for encoding in Encoding:
                ratio, line = _speed(text, encoding)
                ratios.append(ratio)
                print(f"{name}, {_size(size)}, {encoding.value}: {line}", flush=True)
    goal(f"speed at least {SPEED} of tiktoken's (lowest {min(ratios):.2f})", met=min(ratios) >= SPEED)


def memory(sizes: list[int]) -> None:
    """Print how much more memory counting takes at its peak, before plain tiktoken has taken any."""
    most = 0.0
    texts = {name: natural(name, sizes[-1]) for name in NATURAL} | {
        name: HOSTILE[name](sizes[-1]) for name in ("one letter", "spaces", "random Chinese")
    }
    for encoding in Encoding:
        load(encoding)
    for name, text in texts.items():
        extra = _extra_mb(partial(_count_all, text))
        most = max(most, extra)
        print(f"{name}, {_size(sizes[-1])}: {extra:.0f} MB more", flush=True)
    theirs = _extra_mb(lambda: load(Encoding.O200K).count(texts["English"]))
    print(f"English, {_size(sizes[-1])}, plain tiktoken: {theirs:.0f} MB more", flush=True)
    goal(f"below {EXTRA_MB} MB more (most {most:.0f} MB)", met=most < EXTRA_MB)


def _count_all(text: str) -> None:
    for encoding in Encoding:
        count_tokens(text, load(encoding))


def _speed(text: str, encoding: Encoding) -> tuple[float, str]:
    vocabulary = load(encoding)
    times = max(1, 400 * KB // len(text))
    ours, theirs = [], []
    for _ in range(2 if len(text) > 5 * MB else 9):
        theirs.append(_seconds(lambda: vocabulary.count(text), times))
        ours.append(_seconds(lambda: count_tokens(text, vocabulary), times))
    ratio = min(theirs) / min(ours)
    return ratio, f"{ratio:.2f} of tiktoken ({len(text.encode()) / min(ours) / MB:.1f} MB/s)"


def _seconds(work: Callable[[], object], times: int) -> float:
    """Return the processor time of one: one thread works, and what else runs on the machine does not count."""
    started = time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - started) / times


def _extra_mb(work: Callable[[], object]) -> float:
    """Return how much more memory a piece of work has at its peak; 0 where the system does not say (not Linux)."""
    clear = Path("/proc/self/clear_refs")
    if not clear.exists():
        return 0
    gc.collect()
    with contextlib.suppress(OSError):  # what is free goes back first, or it would hide what is taken
        ctypes.CDLL("libc.so.6").malloc_trim(0)
    before = _status_mb("VmRSS")
    clear.write_text("5")  # the peak begins anew
    work()
    return max(0.0, _status_mb("VmHWM") - before)


def _status_mb(field: str) -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{field}:"))


# --- how long others wait ---


@contextlib.asynccontextmanager
async def _waits() -> AsyncIterator[list[float]]:
    """Collect by how much a sleep of a millisecond was late, over and over, in milliseconds."""
    late: list[float] = [0.0]

    async def watch() -> None:
        while True:
            started = time.perf_counter()
            await asyncio.sleep(LOOK_S)
            late.append(1_000 * (time.perf_counter() - started - LOOK_S))

    watching = asyncio.create_task(watch())
    try:
        yield late
    finally:
        watching.cancel()


async def delay(sizes: list[int], *, full: bool) -> None:
    """Print how long the event loop was held up at most while natural and hostile texts are counted."""
    counter = TokenCounter()
    await counter.measure("'" * 100_000)  # everything is loaded
    async with _waits() as late:
        await asyncio.sleep(1)
    print(f"event loop, idle: held up {max(late):.1f} ms at most", flush=True)
    worst = 0.0
    for name in NATURAL:
        worst = max(worst, await _delay(counter, name, natural(name, sizes[-1])))
    goal(f"below {NATURAL_MS} ms with natural text (most {worst:.1f} ms)", met=worst < NATURAL_MS)
    worst = 0.0
    for name, shape in HOSTILE.items():
        for size in sizes if full or name not in SLOW else sizes[:1]:
            worst = max(worst, await _delay(counter, name, shape(size), compare=size == sizes[0]))
    worst = max(worst, await _document("zip bomb named .docx", _bomb()))
    worst = max(worst, await _document("PDF with 100,000 pages", _pages(100_000)))
    goal(f"below {HOSTILE_MS} ms with hostile shapes (most {worst:.1f} ms)", met=worst < HOSTILE_MS)


async def _delay(counter: TokenCounter, name: str, text: str, *, compare: bool = False) -> float:
    async with _waits() as late:
        started = time.perf_counter()
        size = await counter.measure(text)
        seconds = time.perf_counter() - started
    compared = _compared(text, seconds) if compare else ""
    print(
        f"{name}, {_size(len(text.encode()))}: {size.o200k} and {size.cl100k} tokens in {seconds:.2f} s{compared};"
        f" held up {max(late):.1f} ms at most, {statistics.median(late):.1f} ms in the median",
        flush=True,
    )
    return max(late)


def _compared(text: str, seconds: float) -> str:
    """Return the ratio to plain tiktoken; it needs a gigabyte for 20 MB, so this is for small texts."""
    started = time.perf_counter()
    with _silent_panics():
        try:
            for encoding in Encoding:
                load(encoding).count(text)
        except TokenizerFailedError as error:
            return f", where tiktoken panics ({error.encoding.value})"
    return f", {(time.perf_counter() - started) / seconds:.2f} of tiktoken's speed"


@contextlib.contextmanager
def _silent_panics() -> Iterator[None]:
    """Keep what tiktoken prints when it panics out of the figures."""
    kept = os.dup(2)
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


async def _document(name: str, content: bytes) -> float:
    async with _waits() as late:
        started = time.perf_counter()
        try:
            found = f"{len((await read_file(name, content)).text)} characters"
        except UnreadableFileError as error:
            found = f"{type(error).__name__} ({error})"
        seconds = time.perf_counter() - started
    print(f"{name}, {_size(len(content))}: {found} in {seconds:.2f} s; held up {max(late):.1f} ms at most", flush=True)
    return max(late)


def _bomb() -> bytes:
    from tests.features.cost.files import made  # noqa: PLC0415 - python-docx, which the bot itself does not load

    return made.bomb(2_000)


def _pages(pages: int) -> bytes:
    from tests.features.cost.files import made  # noqa: PLC0415 - as above

    return made.pdf_of_many_pages(pages)


# --- many at once ---


async def workers() -> None:
    """Print what a second counting thread would bring for four files."""
    text = natural("English", 10 * MB)
    seconds = {}
    for threads in (1, 2):
        counter = TokenCounter(threads=threads)
        await counter.measure("hello")
        async with _waits() as late:
            started = time.perf_counter()
            await asyncio.gather(*(counter.measure(text) for _ in range(4)))
            seconds[threads] = time.perf_counter() - started
        print(
            f"four files of 10 MB, {threads} at a time: {seconds[threads]:.1f} s; held up {max(late):.1f} ms",
            flush=True,
        )
    print(f"two at a time take {seconds[2] / seconds[1]:.2f} of the time of one", flush=True)


async def people() -> None:
    """Twelve send a file of 20 MB, a thirteenth asks /help again and again: through the whole bot."""
    from bot.app import build  # noqa: PLC0415 - the other parts measure without the rest of the bot
    from bot.console.botapi import BotApi  # noqa: PLC0415 - as above
    from bot.core.clock import SystemClock  # noqa: PLC0415 - as above
    from bot.settings import read_settings  # noqa: PLC0415 - as above

    class Telegram(BotApi):
        """Hands out files as the network does: each time in new memory."""

        def _download(self, url: str) -> tuple[int, bytes]:
            status, content = super()._download(url)
            return status, bytes(bytearray(content))

    clock = SystemClock()
    api = Telegram(clock.now)
    content = natural("English", FILE_BYTES).encode()
    asked, answers = 0.0, []
    done: set[int] = set()
    helped = asyncio.Event()

    def hear(call: Call) -> None:
        message = call.message
        if message is None or call.error is not None:
            return
        if message.chat.id > PEOPLE:
            answers.append(time.perf_counter() - asked)
            helped.set()
        elif "$" in message.text:
            done.add(message.chat.id)

    with tempfile.TemporaryDirectory() as folder:
        service = await build(read_settings(None), path=Path(folder) / "bench.sqlite3", clock=clock, request=api)
        await service.start()
        for person in range(1, PEOPLE + 2):
            api.say(person, "/start")
        await service.settle()
        stop = asyncio.Event()
        running = asyncio.create_task(service.run(stop))
        api.subscribe(hear)
        started = time.perf_counter()
        for person in range(1, PEOPLE + 1):
            api.send_file(person, f"file{person}.txt", content)
        async with _waits() as late:
            while len(done) < PEOPLE and time.perf_counter() - started < 300:  # noqa: PLR2004 - seconds
                asked = time.perf_counter()
                helped.clear()
                api.say(PEOPLE + 1, "/help")
                await asyncio.wait_for(helped.wait(), 60)
                await asyncio.sleep(0.1)
            seconds = time.perf_counter() - started
        stop.set()
        await running
        await service.stop()
    resident = _status_mb("VmHWM") - FILE_BYTES / MB  # the file lies with Telegram, which is in this process too
    print(
        f"{len(done)} of {PEOPLE} files of 20 MB counted in {seconds:.0f} s; /help asked {len(answers)} times, answered"
        f" after {statistics.median(answers):.3f} s in the median and {max(answers):.3f} s at most; event loop held up"
        f" {max(late):.1f} ms at most; {resident:.0f} MB resident at most",
        flush=True,
    )
    goal(f"/help within {HELP_S} s while {PEOPLE} files are counted", met=len(done) == PEOPLE and max(answers) < HELP_S)
    goal(f"below {RESIDENT_MB} MB resident", met=resident < RESIDENT_MB)


def _size(size: int) -> str:
    return f"{size / MB:.0f} MB" if size > 0.9 * MB else f"{size / KB:.0f} KB"


def main() -> None:
    """Run every part in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="nothing above 1 MB, no people")
    parser.add_argument("--full", action="store_true", help="all shapes in 20 MB too")
    parser.add_argument(
        "--part", choices=("speed", "memory", "delay", "workers", "people"), help="only this one, in this process"
    )
    # What the other benchmarks take, so that `make bench ARGS=…` does for all of them.
    arguments, _ = parser.parse_known_args()
    sizes = [MB] if arguments.quick else [MB, 20 * MB]
    match arguments.part:
        case "speed":
            speed([4 * KB, *sizes])
        case "memory":
            memory(sizes)
        case "delay":
            asyncio.run(delay(sizes, full=arguments.full))
        case "workers":
            asyncio.run(workers())
        case "people":
            asyncio.run(people())
        case _:
            for part in ("speed", "memory", "delay", *(() if arguments.quick else ("workers", "people"))):
                options = [f"--{name}" for name in ("quick", "full") if getattr(arguments, name)]
                subprocess.run([sys.executable, __file__, "--part", part, *options], check=True)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))  # the documents are made as the tests make them
    main()
