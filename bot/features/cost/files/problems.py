"""Why a file cannot be read, with the facts; the words belong to views."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.features.cost.files.kinds import Kind


class UnreadableFileError(Exception):
    """A file has no text that could be counted. `kind`: what it seems to be."""

    def __init__(self, kind: Kind, problem: str) -> None:
        super().__init__(f"{kind.value}: {problem}")
        self.kind = kind


class NotTextError(UnreadableFileError):
    """It is something else than text, a PDF or a Word document. `format`: its usual name ("PNG"), "" for unknown."""

    def __init__(self, kind: Kind, format: str) -> None:  # noqa: A002 - what it is called
        super().__init__(kind, f"no text ({format or 'unknown'})")
        self.format = format


class EncryptedFileError(UnreadableFileError):
    """It opens with a password only."""

    def __init__(self, kind: Kind) -> None:
        super().__init__(kind, "encrypted")


class NoTextError(UnreadableFileError):
    """It holds pictures of pages at most: a scan. `pages`: how many, None for a Word document."""

    def __init__(self, kind: Kind, pages: int | None) -> None:
        super().__init__(kind, f"no text on {pages} pages")
        self.pages = pages


class TooManyPagesError(UnreadableFileError):
    """It has more pages than are read. `pages`: how many; `most`: how many would do."""

    def __init__(self, kind: Kind, pages: int, most: int) -> None:
        super().__init__(kind, f"{pages} pages are more than {most}")
        self.pages, self.most = pages, most


class TooLargeUnpackedError(UnreadableFileError):
    """It holds far more than its size says. `size`: unpacked, in bytes, at least; `most`: how much would do."""

    def __init__(self, kind: Kind, size: int, most: int) -> None:
        super().__init__(kind, f"{size} bytes unpacked are more than {most}")
        self.size, self.most = size, most


class TimeLimitError(UnreadableFileError):
    """Reading took too long. `seconds`: when it was ended."""

    def __init__(self, kind: Kind, seconds: float) -> None:
        super().__init__(kind, f"not read after {seconds:g} seconds")
        self.seconds = seconds


class MemoryLimitError(UnreadableFileError):
    """Reading takes too much memory. `megabytes`: how much would do."""

    def __init__(self, kind: Kind, megabytes: int) -> None:
        super().__init__(kind, f"takes more than {megabytes} MB to read")
        self.megabytes = megabytes


class BrokenFileError(UnreadableFileError):
    """It is damaged, or not what it says at its beginning."""

    def __init__(self, kind: Kind) -> None:
        super().__init__(kind, "damaged")


class ReadCancelledError(Exception):
    """Somebody changed their mind while a file was read."""
