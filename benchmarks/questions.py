"""The search of the billing answers: time a question, memory and start-up.

Baseline: difflib's closest title, as a bot without a model would do it.
Goals: 2 ms a question at the 99th percentile, 40 MB, 0.2 s from the import to the first decision.
"""

from __future__ import annotations

import difflib
import resource
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from bot.core.language import Language
from bot.features.faq.content import library
from bot.features.faq.matcher import matcher

if TYPE_CHECKING:
    from collections.abc import Callable

START = """
import time, resource
from bot.features.faq.content import library
before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
from bot.features.faq.matcher import matcher
matcher().match("does plus include the api")
print(time.perf_counter() - started, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)
"""


def main() -> None:
    """Print two lines."""
    starts = [
        subprocess.run([sys.executable, "-c", START], capture_output=True, text=True, check=True) for _ in range(5)
    ]
    seconds, megabytes = (
        statistics.median(map(float, column)) for column in zip(*(s.stdout.split() for s in starts), strict=True)
    )
    print(f"first decision: {seconds:.2f} s after the import, {megabytes:.0f} MB more")
    entries = library().all(Language.EN) + library().all(Language.ZH)
    questions = [question for entry in entries for question in entry.examples[:10]]
    titles = [entry.title for entry in entries]
    ours = _times(matcher().match, questions)
    theirs = _times(lambda question: difflib.get_close_matches(question, titles, n=3, cutoff=0), questions)
    ratio = statistics.mean(ours) / statistics.mean(theirs)
    p99 = sorted(ours)[int(len(ours) * 0.99)]
    print(
        f"a question: {1000 * statistics.mean(ours):.2f} ms, {1000 * p99:.2f} ms at the 99th percentile of {len(ours)};"
        f" {ratio:.2f} of difflib over the titles; {_resident_mb():.0f} MB in all"
    )


def _resident_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _times(ask: Callable[[str], object], questions: list[str]) -> list[float]:
    times = []
    for question in questions:
        started = time.perf_counter()
        ask(question)
        times.append(time.perf_counter() - started)
    return times


if __name__ == "__main__":
    main()
