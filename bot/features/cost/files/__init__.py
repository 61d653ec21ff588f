"""What a file that somebody sent says: text in any encoding, PDF and Word documents; told by content, not by name."""

from bot.features.cost.files.kinds import Kind
from bot.features.cost.files.problems import (
    BrokenFileError,
    EncryptedFileError,
    MemoryLimitError,
    NoTextError,
    NotTextError,
    ReadCancelledError,
    TimeLimitError,
    TooLargeUnpackedError,
    TooManyPagesError,
    UnreadableFileError,
)
from bot.features.cost.files.reader import FileText, read_file

__all__ = (
    "BrokenFileError",
    "EncryptedFileError",
    "FileText",
    "Kind",
    "MemoryLimitError",
    "NoTextError",
    "NotTextError",
    "ReadCancelledError",
    "TimeLimitError",
    "TooLargeUnpackedError",
    "TooManyPagesError",
    "UnreadableFileError",
    "read_file",
)
