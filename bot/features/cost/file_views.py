"""What a file was read as, how far the work is, and why a file cannot be read."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from bot.core.screen import Button, Screen, pairs
from bot.features.cost.files.kinds import Kind
from bot.features.cost.files.problems import (
    BrokenFileError,
    EncryptedFileError,
    MemoryLimitError,
    NoTextError,
    NotTextError,
    TimeLimitError,
    TooLargeUnpackedError,
    TooManyPagesError,
    UnreadableFileError,
)

if TYPE_CHECKING:
    from markupsafe import Markup

    from bot.core.i18n import Translator
    from bot.features.cost.files.reader import FileText

_LONGEST_NAME: Final = 60
_MEGABYTE: Final = 1024 * 1024


def reading(tr: Translator, name: str, size: int, cancel: Button) -> Screen:
    """Say that a large file is being read."""
    return Screen(tr.text("Reading %(name)s (%(size)s)…", name=_named(tr, name), size=_size(tr, size)), pairs(cancel))


def counting(tr: Translator, name: str, part: float, cancel: Button) -> Screen:
    """Say which part of a file is counted."""
    return Screen(
        tr.text("Counting %(name)s: %(percent)s %%", name=_named(tr, name), percent=int(part * 100)), pairs(cancel)
    )


def read_as(tr: Translator, file: FileText) -> tuple[Markup, ...]:
    """Return as what a file was read, where that is not plain."""
    said: list[Markup] = []
    if file.kind is Kind.PDF and file.pages is not None:
        said.append(tr.ntext("PDF, %(n)s page", "PDF, %(n)s pages", file.pages))
    elif file.kind is Kind.DOCX:
        said.append(tr.text("Word document"))
    elif file.encoding is not None and file.is_guess:
        said.append(tr.text("Read as %(encoding)s", encoding=file.encoding))
    if file.unreadable:
        said.append(tr.ntext("%(n)s character cannot be read.", "%(n)s characters cannot be read.", file.unreadable))
    return tuple(said)


def unreadable(tr: Translator, error: UnreadableFileError) -> Screen:
    """Say in one sentence why a file cannot be read, and what works."""
    match error:
        case NotTextError(kind=kind, format=name):
            text = _not_text(tr, kind, name)
        case EncryptedFileError():
            text = tr.text("This file has a password. Send a copy without one.")
        case NoTextError(pages=None):
            text = tr.text("There is no text in this document. Send one with text.")
        case NoTextError(pages=pages):
            text = tr.ntext(
                "This PDF has %(n)s page and no text on it: it is a scan. Send a PDF with text, or the text itself.",
                "This PDF has %(n)s pages and no text on them: it is a scan. Send a PDF with text, or the text itself.",
                pages or 0,
            )
        case TooManyPagesError(pages=pages, most=most):
            text = tr.text(
                "This PDF has %(pages)s pages; I read up to %(most)s. Send it in parts, or as .txt.",
                pages=tr.number(pages),
                most=tr.number(most),
            )
        case TooLargeUnpackedError(most=most):
            text = tr.text("Unpacked, this file is larger than %(size)s. Send its text as .txt.", size=_size(tr, most))
        case TimeLimitError(seconds=seconds):
            text = tr.text(
                "I could not read this file within %(n)s seconds. Send its text as .txt.", n=tr.number(int(seconds))
            )
        case MemoryLimitError():
            text = tr.text("This file takes too much memory to read. Send its text as .txt.")
        case BrokenFileError():
            text = tr.text("This file is damaged. Save it once more, or send its text as .txt.")
        case _:
            text = _not_text(tr, error.kind, "")
    return Screen(text)


def _not_text(tr: Translator, kind: Kind, name: str) -> Markup:
    """Say that a file is no text, and what it is."""
    names = {
        Kind.ARCHIVE: tr.text("an archive"),
        Kind.AUDIO: tr.text("a sound"),
        Kind.BOOK: tr.text("an e-book"),
        Kind.DATABASE: tr.text("a database"),
        Kind.DOCUMENT: tr.text("a document of another kind"),
        Kind.FONT: tr.text("a font"),
        Kind.IMAGE: tr.text("a picture"),
        Kind.PROGRAM: tr.text("a program"),
        Kind.SLIDES: tr.text("slides"),
        Kind.SPREADSHEET: tr.text("a spreadsheet"),
        Kind.VIDEO: tr.text("a video"),
    }
    what = names.get(kind)
    if what is None:
        return tr.text("This file is no text. I read text and code in any encoding, PDF and Word (.docx).")
    if name:
        what = tr.text("%(what)s (%(format)s)", what=what, format=name)
    return tr.text("This file is %(what)s. I read text and code in any encoding, PDF and Word (.docx).", what=what)


def _named(tr: Translator, name: str) -> str | Markup:
    return name[:_LONGEST_NAME] or tr.text("your file")


def _size(tr: Translator, size: int) -> str:
    megabytes = (Decimal(size) / _MEGABYTE).quantize(Decimal("0.1"))
    return f"{tr.number(megabytes.normalize() + 0)} MB"
