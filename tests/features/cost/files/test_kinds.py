from __future__ import annotations

import gzip
import io
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from bot.features.cost.files.kinds import Kind, look
from tests.features.cost.files import made


def archive(*names: str) -> bytes:
    """Return a ZIP archive with empty files, the first of them unpacked."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as new:
        for name in names:
            new.writestr(name, "")
    return kept.getvalue()


def tar() -> bytes:
    """Return a TAR archive of a text."""
    kept = io.BytesIO()
    with tarfile.open(fileobj=kept, mode="w") as new:
        new.addfile(tarfile.TarInfo("a.txt"))
    return kept.getvalue()


def ole(part: str) -> bytes:
    """Return what the beginning of an old Office file looks like."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + part.encode("utf-16-le") + bytes(500)


@pytest.mark.parametrize(
    ("content", "kind", "name"),
    [
        pytest.param(b"", Kind.TEXT, "", id="nothing"),
        pytest.param(b"hello", Kind.TEXT, "", id="text"),
        pytest.param("你好".encode("gb18030"), Kind.TEXT, "", id="chinese"),
        pytest.param(made.pdf(["x"]), Kind.PDF, "PDF", id="pdf"),
        pytest.param(b"\xef\xbb\xbf\r\n" + made.pdf(["x"]), Kind.PDF, "PDF", id="pdf-behind-blanks"),
        pytest.param(b"\x00\x01junk\xff" + made.pdf(["x"]), Kind.PDF, "PDF", id="pdf-behind-junk"),
        pytest.param(b"a text about %PDF-1.5", Kind.TEXT, "", id="text-about-pdf"),
        pytest.param(made.word(["x"]), Kind.DOCX, "DOCX", id="docx"),
        pytest.param(archive("xl/workbook.xml"), Kind.SPREADSHEET, "XLSX", id="xlsx"),
        pytest.param(archive("ppt/presentation.xml"), Kind.SLIDES, "PPTX", id="pptx"),
        pytest.param(archive("a.txt"), Kind.ARCHIVE, "ZIP", id="zip"),
        pytest.param(archive(), Kind.ARCHIVE, "ZIP", id="empty-zip"),
        pytest.param(archive("META-INF/MANIFEST.MF"), Kind.PROGRAM, "JAR", id="jar"),
        pytest.param(ole("WordDocument"), Kind.DOCUMENT, "DOC", id="old-word"),
        pytest.param(ole("Workbook"), Kind.SPREADSHEET, "XLS", id="old-excel"),
        pytest.param(ole("Other"), Kind.DOCUMENT, "OLE", id="old-something"),
        pytest.param(b"{\\rtf1\\ansi Hello}", Kind.DOCUMENT, "RTF", id="rtf"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(20), Kind.IMAGE, "PNG", id="png"),
        pytest.param(b"\xff\xd8\xff\xe0\x00\x10JFIF", Kind.IMAGE, "JPEG", id="jpeg"),
        pytest.param(b"GIF89a\x01\x00\x01\x00\x80", Kind.IMAGE, "GIF", id="gif"),
        pytest.param(b"RIFF\x10\x00\x00\x00WEBPVP8 ", Kind.IMAGE, "WebP", id="webp"),
        pytest.param(b"RIFF\x10\x00\x00\x00WAVEfmt ", Kind.AUDIO, "WAV", id="wav"),
        pytest.param(b"ID3\x03\x00\x00\x00", Kind.AUDIO, "MP3", id="mp3"),
        pytest.param(b"OggS\x00\x02", Kind.AUDIO, "Ogg", id="ogg"),
        pytest.param(b"\x00\x00\x00\x18ftypmp42", Kind.VIDEO, "MP4", id="mp4"),
        pytest.param(b"\x00\x00\x00\x18ftypheic", Kind.IMAGE, "HEIC", id="heic"),
        pytest.param(b"\x00\x00\x00\x18ftypM4A ", Kind.AUDIO, "M4A", id="m4a"),
        pytest.param(gzip.compress(b"hello"), Kind.ARCHIVE, "GZIP", id="gzip"),
        pytest.param(tar(), Kind.ARCHIVE, "TAR", id="tar"),
        pytest.param(b"MZ\x90\x00\x03\x00", Kind.PROGRAM, "EXE", id="exe"),
        pytest.param(Path(sys.executable).read_bytes()[:4096], Kind.PROGRAM, "ELF", id="elf"),
        pytest.param(b"SQLite format 3\x00\x10", Kind.DATABASE, "SQLite", id="sqlite"),
        pytest.param(b"MZ and BM are initials.", Kind.TEXT, "", id="text-like-a-program"),
        pytest.param(b"ID3 tags name a song.", Kind.TEXT, "", id="text-like-audio"),
        pytest.param(b"GIF89a is a format.", Kind.TEXT, "", id="text-like-an-image"),
    ],
)
def test_kinds(content: bytes, kind: Kind, name: str) -> None:
    """By content alone."""
    assert look(content) == (kind, name, False)


def test_office_with_a_password() -> None:
    """Word, Excel and PowerPoint files with a password are all of them old Office files from outside."""
    assert look(ole("EncryptedPackage")) == (Kind.DOCX, "", True)
