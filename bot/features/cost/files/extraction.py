"""Takes the text out of a PDF or a Word document: a program of its own, because strangers made the files.

    python -I extraction.py pdf|docx MEGABYTES SECONDS PAGES UNPACKED TEXT < file > answer

The limits: address space, processor time, pages of a PDF, bytes a Word document unpacks to, bytes of text. The answer
is a line of JSON with what was found (`pages`) or what is in the way (`problem`, with its facts), and then the text in
UTF-8.

Nothing of it is imported by the bot, and it imports nothing of the bot.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import resource
import sys
import zipfile
from dataclasses import dataclass
from typing import Any

_NICENESS = 10  # the bot goes first
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BREAKS = {f"{_WORD}br": "\n", f"{_WORD}cr": "\n", f"{_WORD}tab": "\t", f"{_WORD}noBreakHyphen": "-"}
_NOTES = ("/footnotes", "/endnotes")
_PASSWORD = 4  # FPDF_ERR_PASSWORD
_XML_NO_MEMORY = 2  # XML_ERR_NO_MEMORY
_EVERYWHERE = 1e6  # points; text beyond the edge of a page counts too
_STEP = 65_536


@dataclass(frozen=True)
class ProblemError(Exception):
    """What is in the way. `facts`: for the answer."""

    facts: dict[str, Any]


def main(arguments: list[str]) -> None:
    """Read the file, write the answer."""
    kind, (megabytes, seconds, pages, unpacked, most) = arguments[0], map(int, arguments[1:])
    _limit(megabytes, seconds)
    text = ""
    try:
        content = sys.stdin.buffer.read()
        text, found = _read_pdf(content, pages, most) if kind == "pdf" else _read_docx(content, unpacked)
        answer = text.encode(errors="replace")
        _check_size(len(answer), most)
    except ProblemError as error:
        found, answer = error.facts, b""
    except MemoryError:
        found, answer = {"problem": "memory"}, b""
    except Exception as error:  # noqa: BLE001 - a parser may raise anything on a damaged file
        is_full = getattr(error, "code", None) == _XML_NO_MEMORY
        found, answer = {"problem": "memory" if is_full else "broken"}, b""
    sys.stdout.buffer.write(json.dumps(found).encode() + b"\n")
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()


def _limit(megabytes: int, seconds: int) -> None:
    for what, soft, hard in (
        (resource.RLIMIT_AS, megabytes << 20, megabytes << 20),
        (resource.RLIMIT_CPU, seconds, seconds + 1),
        (resource.RLIMIT_FSIZE, 0, 0),  # it writes no file
        (resource.RLIMIT_CORE, 0, 0),
    ):
        with contextlib.suppress(OSError, ValueError):  # macOS knows no limit of the address space
            resource.setrlimit(what, (soft, hard))
    os.nice(_NICENESS)


def _check_size(size: int, most: int) -> None:
    if size > most:
        raise ProblemError({"problem": "large", "size": size, "most": most})


def _read_pdf(content: bytes, most_pages: int, most_text: int) -> tuple[str, dict[str, Any]]:
    import pypdfium2  # type: ignore[import-untyped]  # noqa: PLC0415 - no types; 50 ms that a Word document needs not

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        problem = "encrypted" if getattr(error, "err_code", None) == _PASSWORD else "broken"
        raise ProblemError({"problem": problem}) from error
    pages = len(document)
    if pages > most_pages:
        raise ProblemError({"problem": "pages", "pages": pages})
    texts, size = [], 0
    for number in range(pages):
        text = _page(document, number)
        size += len(text)
        _check_size(size, most_text)
        texts.append(text)
    return _checked("\n".join(texts), pages), {"pages": pages}


def _page(document: Any, number: int) -> str:  # noqa: ANN401 - pypdfium2 is not imported above
    """Return the text of a page; "" if the page is damaged."""
    import pypdfium2  # noqa: PLC0415 - loaded with the document

    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return ""
    textpage = page.get_textpage()
    text: str = textpage.get_text_bounded(-_EVERYWHERE, -_EVERYWHERE, _EVERYWHERE, _EVERYWHERE)
    textpage.close()
    page.close()
    # U+FFFE stands for a hyphen where a word was broken at the end of a line.
    return text.replace("\r\n", "\n").replace("\ufffe", "").replace("\x02", "").replace("\x00", "")


def _read_docx(content: bytes, most_unpacked: int) -> tuple[str, dict[str, Any]]:
    _unpack(content, most_unpacked)
    import docx  # noqa: PLC0415 - 100 ms that a PDF and a bomb need not
    from lxml import etree  # type: ignore[import-untyped]  # noqa: PLC0415 - it has no types

    document = docx.Document(io.BytesIO(content))
    related = (each for each in document.part.rels.values() if not each.is_external)
    notes = [each.target_part.blob for each in related if each.reltype.endswith(_NOTES)]
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    roots = (document.element, *(etree.fromstring(note, parser) for note in notes))
    return _checked("".join(map(_text, roots)), None), {"pages": None}


def _unpack(content: bytes, most_bytes: int) -> None:
    """See how much the archive holds before anything parses it: as it says itself, then really.

    Raises:
        ProblemError: too much, or it is encrypted.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
        if any(entry.flag_bits & 1 for entry in entries):
            raise ProblemError({"problem": "encrypted"})
        declared = sum(entry.file_size for entry in entries)
        _check_size(declared, most_bytes)
        unpacked = 0
        for entry in entries:
            with archive.open(entry) as part:
                while block := part.read(_STEP):
                    unpacked += len(block)
                    _check_size(unpacked, most_bytes)


def _text(root: Any) -> str:  # noqa: ANN401 - lxml has no types
    """Return the words of a part: tables, text boxes and insertions too; deletions and second versions not."""
    from lxml import etree  # noqa: PLC0415 - loaded with the document

    parts: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "end":
            if tag == f"{_WORD}p":
                parts.append("\n")
        elif tag == _FALLBACK:
            walk.skip_subtree()
        elif tag == f"{_WORD}t":
            parts.append(element.text or "")
        elif tag in _BREAKS and element.getparent().tag == f"{_WORD}r":
            parts.append(_BREAKS[tag])
    return "".join(parts)


def _checked(text: str, pages: int | None) -> str:
    if not text.strip():
        raise ProblemError({"problem": "empty", "pages": pages})
    return text


if __name__ == "__main__":
    main(sys.argv[1:])
