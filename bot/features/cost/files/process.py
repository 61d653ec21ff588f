"""The process of its own in which a PDF or a Word document is read: started, fed, limited, ended."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.features.cost.files.problems import (
    BrokenFileError,
    EncryptedFileError,
    MemoryLimitError,
    NoTextError,
    TimeLimitError,
    TooLargeUnpackedError,
    TooManyPagesError,
    UnreadableFileError,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.features.cost.files.kinds import Kind

_PROGRAM = Path(__file__).with_name("extraction.py")
_LOOK_SECONDS = 0.1  # between two looks at whether anybody still waits
# How the parsers end when they get no memory, and when their time is over.
_OUT_OF_MEMORY = {-signal.SIGABRT, -signal.SIGTRAP, -signal.SIGILL}
_OUT_OF_TIME = {-signal.SIGXCPU, -signal.SIGKILL}


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading a document may take.

    Args:
        megabytes: of address space.
        processor_seconds: of work.
        seconds: in all.
        pages: of a PDF.
        unpacked: bytes in a Word document, pictures included.
        text: bytes of text in UTF-8; as many as a file of text may have.
    """

    megabytes: int = 512
    processor_seconds: int = 30
    seconds: float = 60
    pages: int = 10_000
    unpacked: int = 100_000_000
    text: int = 20 * 1024 * 1024


LIMITS = Limits()


def extract(
    kind: Kind, content: bytes, check: Callable[[], None] = lambda: None, limits: Limits = LIMITS
) -> tuple[str, int | None]:
    """Return the text of a document and, of a PDF, the number of its pages; blocks, so call it in a thread.

    Args:
        kind: PDF or DOCX.
        content: all of it.
        check: is called ten times a second; what it raises ends the reading.
        limits: what it may take.

    Raises:
        UnreadableFileError: there is no text, or it was not found within the limits.
    """
    numbers = (limits.megabytes, limits.processor_seconds, limits.pages, limits.unpacked, limits.text)
    command = [sys.executable, "-I", str(_PROGRAM), kind.value, *map(str, numbers)]
    deadline = time.monotonic() + limits.seconds
    process = subprocess.Popen(  # noqa: S603 - our own program
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ},  # no token, no key
        start_new_session=True,  # Ctrl-C is for the bot
    )
    try:
        answer = _talk(process, content, deadline, check)
    finally:
        process.kill()
        process.wait()
    if answer is None:
        raise TimeLimitError(kind, limits.seconds)
    head, _, text = answer.partition(b"\n")
    try:
        found = json.loads(head)
    except ValueError:
        raise _died(kind, process.returncode, limits) from None
    if "problem" in found:
        raise _problem(kind, found, limits)
    return text.decode(), found["pages"]


def _talk(process: subprocess.Popen[bytes], content: bytes, deadline: float, check: Callable[[], None]) -> bytes | None:
    """Return what the process answers; None when its time is over."""
    # Not communicate(): Python 3.11 forgets what is still to be written when it is called again after a time-out.
    feeding = threading.Thread(target=_feed, args=(process, content), daemon=True)
    answers: list[bytes] = []
    reading = threading.Thread(target=_read, args=(process, answers), daemon=True)
    feeding.start()
    reading.start()
    while reading.is_alive() and time.monotonic() < deadline:
        reading.join(_LOOK_SECONDS)
        check()
    return answers[0] if answers else None


def _feed(process: subprocess.Popen[bytes], content: bytes) -> None:
    assert process.stdin is not None  # noqa: S101 - a pipe was asked for
    with contextlib.suppress(OSError), process.stdin:  # it may have refused the file, or was ended
        process.stdin.write(content)


def _read(process: subprocess.Popen[bytes], answers: list[bytes]) -> None:
    assert process.stdout is not None  # noqa: S101 - a pipe was asked for
    with process.stdout:
        answers.append(process.stdout.read())


def _died(kind: Kind, code: int, limits: Limits) -> UnreadableFileError:
    if code in _OUT_OF_MEMORY:
        return MemoryLimitError(kind, limits.megabytes)
    return TimeLimitError(kind, limits.processor_seconds) if code in _OUT_OF_TIME else BrokenFileError(kind)


def _problem(kind: Kind, found: dict[str, Any], limits: Limits) -> UnreadableFileError:
    match found["problem"]:
        case "encrypted":
            return EncryptedFileError(kind)
        case "empty":
            return NoTextError(kind, found["pages"])
        case "pages":
            return TooManyPagesError(kind, found["pages"], limits.pages)
        case "large":
            return TooLargeUnpackedError(kind, found["size"], found["most"])
        case "memory":
            return MemoryLimitError(kind, limits.megabytes)
        case _:
            return BrokenFileError(kind)
