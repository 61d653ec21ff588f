from __future__ import annotations

import os
import signal
import textwrap
import threading
from typing import TYPE_CHECKING

import pytest

from bot.features.cost.files import process
from bot.features.cost.files.kinds import Kind
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
from bot.features.cost.files.process import Limits, extract
from tests.features.cost.files import made

if TYPE_CHECKING:
    from pathlib import Path

PARAGRAPH = "<w:p><w:r><w:t>some words</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("content", "text", "pages"),
    [
        pytest.param(
            made.pdf(["Hello, world\nline two", "你好，世界", "", "😀"]),
            "Hello, world\nline two\n你好，世界\n\n😀",
            4,
            id="pages",
        ),
        pytest.param(made.pdf(["word " * 300]), ("word " * 300).strip(), 1, id="beyond-the-edge"),
    ],
)
def test_text_of_a_pdf(content: bytes, text: str, pages: int) -> None:
    """Page by page, also what has no letter of Latin-1."""
    found, counted = extract(Kind.PDF, content)
    assert (found.strip(), counted) == (text, pages)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param(
            made.word(["Hello", "你好\t世界", "two\nlines"], [["a", "b"], ["c", "d"]]),
            "Hello\n你好\t世界\ntwo\nlines\na\nb\nc\nd\n",
            id="paragraphs-and-a-table",
        ),
        pytest.param(
            made.word_with_body(
                "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>one</w:t></w:r>"
                "<w:ins><w:r><w:t> two</w:t></w:r></w:ins><w:del><w:r><w:delText> gone</w:delText></w:r></w:del>"
                "<w:hyperlink><w:r><w:t> three</w:t></w:r></w:hyperlink></w:p>"
                "<w:sdt><w:sdtContent><w:p><w:r><w:t>four</w:t></w:r></w:p></w:sdtContent></w:sdt>"
            ),
            "one two three\nfour\n",
            id="insertions-links-and-fields-but-no-deletions",
        ),
        pytest.param(
            made.word_with_body(
                "<w:p><w:r><mc:AlternateContent><mc:Choice><w:p><w:r><w:t>box</w:t></w:r></w:p></mc:Choice>"
                "<mc:Fallback><w:p><w:r><w:t>box</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:r></w:p>"
            ),
            "box\n\n",
            id="a-text-box-once",
        ),
    ],
)
def test_text_of_a_word_document(content: bytes, text: str) -> None:
    """What is seen on its pages."""
    assert extract(Kind.DOCX, content) == (text, None)


@pytest.mark.parametrize(
    ("kind", "content", "limits", "problem", "facts"),
    [
        pytest.param(Kind.PDF, made.pdf(["x"], encrypted=True), Limits(), EncryptedFileError, {}, id="pdf-password"),
        pytest.param(Kind.PDF, made.pdf(["", ""]), Limits(), NoTextError, {"pages": 2}, id="scanned-pdf"),
        pytest.param(Kind.PDF, made.pdf(["x"])[:-300], Limits(), BrokenFileError, {}, id="pdf-cut-off"),
        pytest.param(
            Kind.PDF,
            made.pdf_of_many_pages(100_000),
            Limits(),
            TooManyPagesError,
            {"pages": 100_000, "most": 10_000},
            id="pdf-of-100,000-pages",
        ),
        pytest.param(
            Kind.PDF,
            made.pdf(["12345678", "90"]),
            Limits(text=9),
            TooLargeUnpackedError,
            {"size": 10, "most": 9},
            id="pdf-with-too-much-text",
        ),
        pytest.param(
            Kind.PDF,
            made.pdf(["words " * 300] * 3_000),
            Limits(processor_seconds=1),
            TimeLimitError,
            {"seconds": 1},
            id="pdf-that-takes-time",
        ),
        pytest.param(
            Kind.PDF,
            made.pdf(["你好"]),
            Limits(text=5),
            TooLargeUnpackedError,
            {"size": 6, "most": 5},
            id="pdf-whose-text-has-too-many-bytes",
        ),
        pytest.param(
            Kind.DOCX,
            made.word(["12345"]),
            Limits(text=5),
            TooLargeUnpackedError,
            {"size": 6, "most": 5},
            id="word-document-with-too-much-text",
        ),
        pytest.param(Kind.DOCX, made.word([]), Limits(), NoTextError, {"pages": None}, id="empty-word-document"),
        pytest.param(Kind.DOCX, made.word(["x"])[:-100], Limits(), BrokenFileError, {}, id="word-document-cut-off"),
        pytest.param(
            Kind.DOCX, made.word_with_body("<w:p>"), Limits(), BrokenFileError, {}, id="word-document-with-broken-xml"
        ),
        pytest.param(
            Kind.DOCX,
            made.bomb(120),
            Limits(),
            TooLargeUnpackedError,
            {"most": 100_000_000},
            id="bomb",
        ),
        pytest.param(
            Kind.DOCX,
            made.word_with_body(PARAGRAPH * 200_000),
            Limits(megabytes=150),
            MemoryLimitError,
            {"megabytes": 150},
            id="word-document-that-takes-memory",
        ),
    ],
)
def test_problems(
    kind: Kind, content: bytes, limits: Limits, problem: type[UnreadableFileError], facts: dict[str, int | None]
) -> None:
    """Each is an error of its own with its facts."""
    with pytest.raises(problem) as caught:
        extract(kind, content, limits=limits)
    assert type(caught.value) is problem
    assert caught.value.kind is kind
    assert {name: getattr(caught.value, name) for name in facts} == facts


def test_a_bomb_is_not_unpacked() -> None:
    """It says itself how large it is; where it lies, it is refused as soon as it is larger."""
    with pytest.raises(TooLargeUnpackedError) as caught:
        extract(Kind.DOCX, made.bomb(120))
    assert caught.value.size > 120 << 20
    lying = made.bomb(20).replace((20 << 20).to_bytes(4, "little"), (5).to_bytes(4, "little"))
    with pytest.raises(BrokenFileError):
        extract(Kind.DOCX, lying)


def test_entities_of_xml_are_not_resolved() -> None:
    """Neither files of the machine nor billions of laughs."""
    document = made.word_with_body("<w:p><w:r><w:t>&amp;x;</w:t></w:r></w:p>")
    hostile = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/hostname">]>'
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b"<w:body><w:p><w:r><w:t>words&file;</w:t></w:r></w:p></w:body></w:document>"
    )
    text, _ = extract(Kind.DOCX, made.changed(document, {"word/document.xml": hostile}))
    assert text == "words\n"


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stands in for the program that reads documents."""
    path = tmp_path / "program.py"
    monkeypatch.setattr(process, "_PROGRAM", path)
    return path


def test_a_process_that_starts_slowly_gets_all_of_the_file(program: Path) -> None:
    """Also what no longer fits into the pipe when the bot first looks whether anybody still waits."""
    program.write_text(
        "import sys, time; time.sleep(0.5); content = sys.stdin.buffer.read(); "
        "print('{\"pages\": 1}'); print(len(content), end='')"
    )
    assert extract(Kind.PDF, b"x" * 5_000_000, limits=Limits(seconds=20)) == ("5000000", 1)


def test_the_process_knows_no_secret(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the environment it gets nothing but where programs are."""
    monkeypatch.setenv("TOKENTALLY_TOKEN", "1:secret")
    program.write_text("import os, sys; sys.stdin.read(); print('{\"pages\": 1}'); print(*os.environ, sep=',')")
    text, _ = extract(Kind.PDF, b"")
    assert set(text.strip().split(",")) <= {"PATH", "LD_LIBRARY_PATH", "LC_CTYPE"}


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        pytest.param("import os; os.abort()", MemoryLimitError, id="aborted"),
        pytest.param("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", BrokenFileError, id="crashed"),
        pytest.param("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", TimeLimitError, id="too-much-work"),
        pytest.param("print('nonsense')", BrokenFileError, id="nonsense"),
        pytest.param("", BrokenFileError, id="silence"),
    ],
)
def test_the_process_may_die(program: Path, source: str, problem: type[UnreadableFileError]) -> None:
    """However it ends, it ends in an error of ours, also when it did not take the file."""
    program.write_text(source)
    with pytest.raises(problem):
        extract(Kind.PDF, b"x" * 1_000_000)


@pytest.mark.parametrize("way", ["time", "cancel"])
def test_the_process_is_ended(program: Path, tmp_path: Path, way: str) -> None:
    """When its time is over and when nobody waits any more it is gone at once."""
    number = tmp_path / "number"
    program.write_text(
        textwrap.dedent(f"""
        import os, pathlib, time
        pathlib.Path({str(number)!r}).write_text(str(os.getpid()))
        time.sleep(60)
        """)
    )

    def check() -> None:
        if way == "cancel" and number.exists():
            raise InterruptedError

    threads = threading.active_count()
    with pytest.raises(TimeLimitError if way == "time" else InterruptedError):
        extract(Kind.PDF, b"x" * 1_000_000, check, Limits(seconds=1 if way == "time" else 60))
    with pytest.raises(ProcessLookupError):
        os.kill(int(number.read_text()), signal.SIG_DFL)
    assert threading.active_count() <= threads + 2
