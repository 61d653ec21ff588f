"""What a file is, told by its first bytes and a few others."""

from __future__ import annotations

import enum

_TEXT_BYTES = bytes({*range(0x20, 0x100), *b"\t\n\v\f\r\b\x1b"} - {0x7F})
_SAMPLE = 65_536  # bytes at the beginning, in the middle and at the end


class Kind(enum.Enum):
    """What a file seems to be: the first three can be read."""

    TEXT = "text"
    PDF = "pdf"
    DOCX = "docx"
    ARCHIVE = "archive"
    AUDIO = "audio"
    BOOK = "book"
    DATABASE = "database"
    DOCUMENT = "document"  # of an office program, but not .docx
    FONT = "font"
    IMAGE = "image"
    PROGRAM = "program"
    SLIDES = "slides"
    SPREADSHEET = "spreadsheet"
    VIDEO = "video"
    UNKNOWN = "unknown"


# What stands at the beginning, or so many bytes behind it. Beginnings of letters only count for no text.
_BEGINNINGS = (
    (0, b"\x89PNG\r\n\x1a\n", Kind.IMAGE, "PNG"),
    (0, b"\xff\xd8\xff", Kind.IMAGE, "JPEG"),
    (0, b"GIF87a", Kind.IMAGE, "GIF"),
    (0, b"GIF89a", Kind.IMAGE, "GIF"),
    (8, b"WEBP", Kind.IMAGE, "WebP"),
    (0, b"II*\x00", Kind.IMAGE, "TIFF"),
    (0, b"MM\x00*", Kind.IMAGE, "TIFF"),
    (0, b"BM", Kind.IMAGE, "BMP"),
    (0, b"\x00\x00\x01\x00", Kind.IMAGE, "ICO"),
    (0, b"8BPS", Kind.IMAGE, "PSD"),
    (4, b"ftypheic", Kind.IMAGE, "HEIC"),
    (4, b"ftypheix", Kind.IMAGE, "HEIC"),
    (4, b"ftypmif1", Kind.IMAGE, "HEIF"),
    (4, b"ftypavif", Kind.IMAGE, "AVIF"),
    (4, b"ftypM4A", Kind.AUDIO, "M4A"),
    (4, b"ftypqt", Kind.VIDEO, "MOV"),
    (4, b"ftyp", Kind.VIDEO, "MP4"),
    (0, b"\x1aE\xdf\xa3", Kind.VIDEO, "MKV"),
    (8, b"AVI ", Kind.VIDEO, "AVI"),
    (8, b"WAVE", Kind.AUDIO, "WAV"),
    (0, b"ID3", Kind.AUDIO, "MP3"),
    (0, b"\xff\xfb", Kind.AUDIO, "MP3"),
    (0, b"\xff\xf3", Kind.AUDIO, "MP3"),
    (0, b"OggS", Kind.AUDIO, "Ogg"),
    (0, b"fLaC", Kind.AUDIO, "FLAC"),
    (0, b"#!AMR", Kind.AUDIO, "AMR"),
    (0, b"\x1f\x8b", Kind.ARCHIVE, "GZIP"),
    (0, b"BZh", Kind.ARCHIVE, "BZIP2"),
    (0, b"\xfd7zXZ\x00", Kind.ARCHIVE, "XZ"),
    (0, b"7z\xbc\xaf\x27\x1c", Kind.ARCHIVE, "7Z"),
    (0, b"Rar!\x1a\x07", Kind.ARCHIVE, "RAR"),
    (0, b"\x28\xb5\x2f\xfd", Kind.ARCHIVE, "ZSTD"),
    (257, b"ustar", Kind.ARCHIVE, "TAR"),
    (0, b"MZ", Kind.PROGRAM, "EXE"),
    (0, b"\x7fELF", Kind.PROGRAM, "ELF"),
    (0, b"\xcf\xfa\xed\xfe", Kind.PROGRAM, "Mach-O"),
    (0, b"\xca\xfe\xba\xbe", Kind.PROGRAM, "CLASS"),
    (0, b"\x00asm", Kind.PROGRAM, "WASM"),
    (0, b"dex\n", Kind.PROGRAM, "DEX"),
    (0, b"SQLite format 3\x00", Kind.DATABASE, "SQLite"),
    (0, b"PAR1", Kind.DATABASE, "Parquet"),
    (0, b"\x00\x01\x00\x00\x00", Kind.FONT, "TTF"),
    (0, b"OTTO", Kind.FONT, "OTF"),
    (0, b"wOFF", Kind.FONT, "WOFF"),
    (0, b"wOF2", Kind.FONT, "WOFF2"),
    (0, b"bplist00", Kind.DATABASE, "PLIST"),
)
_PDF, _HEAD = b"%PDF-", 1_024  # it may stand so far behind the beginning
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what Office wrote until 2003, and writes with a password
_OLE_PARTS = (
    ("EncryptedPackage", Kind.DOCX, ""),
    ("WordDocument", Kind.DOCUMENT, "DOC"),
    ("Workbook", Kind.SPREADSHEET, "XLS"),
    ("PowerPoint Document", Kind.SLIDES, "PPT"),
)
_ZIP = b"PK\x03\x04"
_ZIP_EMPTY = b"PK\x05\x06"
_ZIP_PARTS = (  # names of files, and what OpenDocument and EPUB have at their beginning
    (b"word/document", Kind.DOCX, "DOCX"),
    (b"xl/workbook", Kind.SPREADSHEET, "XLSX"),
    (b"ppt/presentation", Kind.SLIDES, "PPTX"),
    (b"mimetypeapplication/epub+zip", Kind.BOOK, "EPUB"),
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", Kind.SPREADSHEET, "ODS"),
    (b"mimetypeapplication/vnd.oasis.opendocument.presentation", Kind.SLIDES, "ODP"),
    (b"mimetypeapplication/vnd.oasis.opendocument", Kind.DOCUMENT, "ODT"),
    (b"AndroidManifest.xml", Kind.PROGRAM, "APK"),
    (b"META-INF/MANIFEST.MF", Kind.PROGRAM, "JAR"),
)


def look(content: bytes) -> tuple[Kind, str, bool]:
    """Return what a file seems to be, the usual name of its format, and whether it is encrypted.

    Text that may turn out to be none is `Kind.TEXT`, without a name; what is surely none and unknown `Kind.UNKNOWN`.
    """
    if content[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n\x00").startswith(_PDF):
        return Kind.PDF, "PDF", False
    if content.startswith((_ZIP, _ZIP_EMPTY)):
        kind, name = next(((kind, name) for part, kind, name in _ZIP_PARTS if part in content), (Kind.ARCHIVE, "ZIP"))
        return kind, name, False
    if content.startswith(_OLE):
        for part, kind, name in _OLE_PARTS:
            if part.encode("utf-16-le") in content:
                return kind, name, part == "EncryptedPackage"
        return Kind.DOCUMENT, "OLE", False
    if content.startswith(b"{\\rtf"):
        return Kind.DOCUMENT, "RTF", False
    is_text = share_of_controls(content) == 0
    for offset, beginning, kind, name in _BEGINNINGS:
        if content.startswith(beginning, offset) and not (is_text and beginning.isascii()):
            return kind, name, False
    if not is_text and _PDF in content[:_HEAD]:
        return Kind.PDF, "PDF", False
    return Kind.TEXT, "", False


def share_of_controls(content: bytes) -> float:
    """Return the share of bytes that no text in bytes has, from 0 to 1; NUL is one of them."""
    middle = max(0, len(content) // 2 - _SAMPLE // 2)
    samples = (content[:_SAMPLE], content[middle : middle + _SAMPLE], content[-_SAMPLE:])
    return sum(len(part.translate(None, _TEXT_BYTES)) for part in samples) / max(1, sum(map(len, samples)))
