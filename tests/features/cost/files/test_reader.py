from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from bot.features.cost.files import (
    EncryptedFileError,
    FileText,
    Kind,
    NotTextError,
    ReadCancelledError,
    process,
    read_file,
)
from tests.features.cost.files import made


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        pytest.param("a.txt", b"Hello", FileText("Hello", Kind.TEXT, "UTF-8"), id="text"),
        pytest.param("a.pdf", b"Hello", FileText("Hello", Kind.TEXT, "UTF-8"), id="text-by-content"),
        pytest.param("a.html", b"<b>Hello</b>", FileText("<b>Hello</b>", Kind.TEXT, "UTF-8"), id="html-as-it-is"),
        pytest.param("a", b"x " * 600_000, FileText("x " * 600_000, Kind.TEXT, "UTF-8"), id="large"),
        pytest.param("", b"", FileText("", Kind.TEXT, "UTF-8"), id="nothing"),
        pytest.param(
            "a.txt", "你好".encode("gb18030"), FileText("你好", Kind.TEXT, "GB18030", is_guess=True), id="gb18030"
        ),
        pytest.param("a.txt", made.pdf(["Hello"]), FileText("Hello", Kind.PDF, pages=1), id="pdf"),
        pytest.param("a", made.word(["Hello"]), FileText("Hello\n", Kind.DOCX), id="word-document"),
    ],
)
async def test_what_files_say(name: str, content: bytes, expected: FileText) -> None:
    """By their content."""
    assert await read_file(name, content) == expected


@pytest.mark.parametrize(
    ("name", "content", "kind", "usual"),
    [
        pytest.param("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(20), Kind.IMAGE, "PNG", id="image"),
        pytest.param("part.dwg", b"AC1032" + bytes(200), Kind.UNKNOWN, "DWG", id="named-by-its-ending"),
        pytest.param("strange.<b>x", bytes(200), Kind.UNKNOWN, "", id="no-name"),
    ],
)
async def test_what_has_no_text(name: str, content: bytes, kind: Kind, usual: str) -> None:
    """What it seems to be is in the error."""
    with pytest.raises(NotTextError) as caught:
        await read_file(name, content)
    assert (caught.value.kind, caught.value.format) == (kind, usual)


async def test_a_password() -> None:
    """Office and PDF."""
    office = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le")
    for content, kind in ((office, Kind.DOCX), (made.pdf(["x"], encrypted=True), Kind.PDF)):
        with pytest.raises(EncryptedFileError) as caught:
            await read_file("a", content)
        assert caught.value.kind is kind


async def test_reading_is_cancelled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the event, while a process works, and before anything began."""
    program = tmp_path / "program.py"
    program.write_text("import time; time.sleep(60)")
    monkeypatch.setattr(process, "_PROGRAM", program)
    cancelled = threading.Event()
    reading = asyncio.create_task(read_file("a.pdf", made.pdf(["x"]), cancelled=cancelled))
    await asyncio.sleep(0.2)
    assert not reading.done()
    cancelled.set()
    with pytest.raises(ReadCancelledError):
        await reading
    with pytest.raises(ReadCancelledError):
        await read_file("a.txt", b"Hello", cancelled=cancelled)


async def test_nobody_waits_for_an_abandoned_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two who are gone do not keep a third one waiting."""
    program = tmp_path / "program.py"
    program.write_text("import time; time.sleep(60)")
    monkeypatch.setattr(process, "_PROGRAM", program)
    gone = [asyncio.create_task(read_file("a.pdf", made.pdf(["x"]))) for _ in range(2)]
    await asyncio.sleep(0.2)
    for task in gone:
        task.cancel()
    assert (await asyncio.wait_for(read_file("a.txt", b"Hello"), 5)).text == "Hello"
    assert all(isinstance(each, asyncio.CancelledError) for each in await asyncio.gather(*gone, return_exceptions=True))


def test_no_parser_is_loaded_by_the_bot() -> None:
    """Neither at the start nor when documents are read."""
    program = (
        "import asyncio, sys; from tests.features.cost.files import made;"
        "[sys.modules.pop(name) for name in list(sys.modules) if name.split('.')[0] in {'docx', 'lxml'}];"
        "from bot.features.cost.files import read_file;"
        "assert asyncio.run(read_file('', made.pdf(['Hello']))).text == 'Hello';"
        "assert not {'pypdfium2', 'docx', 'lxml', 'charset_normalizer', 'tiktoken'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=Path(__file__).parents[4])
