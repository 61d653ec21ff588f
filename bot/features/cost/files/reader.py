"""What a file says, whatever it is: the one way in."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from bot.features.cost.files.charsets import decode
from bot.features.cost.files.kinds import Kind, look
from bot.features.cost.files.memory import give_back
from bot.features.cost.files.problems import EncryptedFileError, NotTextError, ReadCancelledError
from bot.features.cost.files.process import extract

if TYPE_CHECKING:
    from collections.abc import Callable

_LONGEST_FORMAT = 5
_LARGE = 1_000_000  # bytes
# Two at a time, so that a long document does not hold up everybody's texts. Threads start with the first file.
_executor = ThreadPoolExecutor(2, thread_name_prefix="files")


@dataclass(frozen=True, slots=True)
class FileText:
    """What a file says.

    Args:
        text: all of it. A text is as it is (HTML with its tags), without a byte order mark; of a PDF the text of its
            pages, of a Word document the text with tables, text boxes and notes, without headers and footers.
        kind: TEXT, PDF or DOCX.
        encoding: the usual name ("UTF-8", "GB18030"); None for documents.
        is_guess: nothing but the text itself speaks for the encoding, so it should be named.
        unreadable: how many characters could not be read and are U+FFFD.
        pages: of a PDF.
    """

    text: str
    kind: Kind
    encoding: str | None = None
    is_guess: bool = False
    unreadable: int = 0
    pages: int | None = None


async def read_file(name: str, content: bytes, *, cancelled: threading.Event | None = None) -> FileText:
    """Return what a file says, by its content; in a thread, documents in a process of their own.

    Args:
        name: what it is called; it names the format where the content does not.
        content: all of it.
        cancelled: when it is set, reading ends within a second.

    Raises:
        UnreadableFileError: there is no text in it, or none within the limits; its subclass says which.
        ReadCancelledError: `cancelled` was set.
    """
    stopped = threading.Event()

    def check() -> None:
        if stopped.is_set() or (cancelled is not None and cancelled.is_set()):
            raise ReadCancelledError

    reading = asyncio.wrap_future(_executor.submit(_read, name, content, check))
    try:
        return await reading
    finally:  # whoever waited may be gone
        stopped.set()
        reading.cancel()


def _read(name: str, content: bytes, check: Callable[[], None]) -> FileText:
    check()
    kind, usual, is_encrypted = look(content)
    if is_encrypted:
        raise EncryptedFileError(kind)
    if kind in {Kind.PDF, Kind.DOCX}:
        text, pages = extract(kind, content, check)
        return FileText(text, kind, pages=pages)
    if kind is not Kind.TEXT:
        raise NotTextError(kind, usual)
    try:
        decoded = decode(content, check)
        if len(content) >= _LARGE:
            give_back()
    except NotTextError:
        ending = PurePath(name).suffix[1:]
        is_short = len(ending) <= _LONGEST_FORMAT and ending.isascii() and ending.isalnum()
        raise NotTextError(Kind.UNKNOWN, ending.upper() if is_short else "") from None
    return FileText(decoded.text, kind, decoded.encoding, decoded.is_guess, decoded.unreadable)
