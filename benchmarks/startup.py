"""Time from nothing to the first answer, and memory, of `python -m bot chat` as a process of its own.

Goals: first answer within 2 s of a cold start, below 220 MB resident.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS = 5
QUESTIONS = (
    "/start",
    "Summarise this text for me: the quick brown fox jumps over the lazy dog, again and again.",
    "does plus include the api",
)


def measure(question: str) -> tuple[float, float]:
    """Return seconds until the first line of the answer, and the most memory used, in MB."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "bot", "chat", "--fresh", "--db", f"{folder}/bench.sqlite3"]
        started = time.perf_counter()
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert process.stdin is not None  # noqa: S101 - it is a pipe, as asked for; and so is the next
        assert process.stdout is not None  # noqa: S101 - for the types
        process.stdin.write(question + "\n")
        process.stdin.flush()
        process.stdout.readline()  # the question
        process.stdout.readline()
        elapsed = time.perf_counter() - started
        process.stdin.close()
        process.stdout.read()
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
        return elapsed, usage.ru_maxrss / 1024


def main() -> None:
    """Print one line a question."""
    for question in QUESTIONS:
        measured = [measure(question) for _ in range(ROUNDS)]
        seconds, megabytes = (statistics.median(column) for column in zip(*measured, strict=True))
        print(f"{question[:24]!r}: first answer after {seconds:.2f} s, {megabytes:.0f} MB")


if __name__ == "__main__":
    main()
