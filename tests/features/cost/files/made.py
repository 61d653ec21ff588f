"""Files made for the tests: PDFs and Word documents, sound, hostile and damaged."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

import docx

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_TO_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /Adobe-Identity-UCS def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap CMapName currentdict /CMap defineresource pop end end"""


def pdf(pages: Sequence[str], *, encrypted: bool = False, packed: bool = True) -> bytes:
    """Return a PDF with a text on each page, one line a line; "" leaves the page empty."""
    objects: list[bytes] = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>"
        % (b" ".join(b"%d 0 R" % (7 + 2 * number) for number in range(len(pages))), len(pages)),
        b"<</Type/Font/Subtype/Type0/BaseFont/Any/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 6 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Any/CIDSystemInfo<<>>/FontDescriptor 5 0 R/DW 1000>>",
        b"<</Type/FontDescriptor/FontName/Any/Flags 4/FontBBox[0 0 1000 1000]/Ascent 800/Descent -200>>",
        _stream(_TO_UNICODE, packed=packed),
    ]
    for number, text in enumerate(pages):
        shown = b" ".join(b"<%s> Tj T*" % line.encode("utf-16-be").hex().encode() for line in text.split("\n") if line)
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>"
            % (8 + 2 * number),
            _stream(b"BT /F 10 Tf 12 TL 50 750 Td %s ET" % shown if shown else b"", packed=packed),
        ]
    return _pdf_of(
        objects, b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O(%s)/U(%s)>>" % (b"o" * 32, b"u" * 32) * encrypted
    )


def pdf_of_many_pages(pages: int) -> bytes:
    """Return a PDF with as many pages as asked for, each of them the same object."""
    kids = b" ".join([b"3 0 R"] * pages)
    return _pdf_of(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages),
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]>>",
        ]
    )


def _stream(content: bytes, *, packed: bool) -> bytes:
    if packed:
        content = zlib.compress(content)
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), b"/Filter/FlateDecode" * packed, content)


def _pdf_of(objects: Iterable[bytes], trailer: bytes = b"") -> bytes:
    made, places = io.BytesIO(), []
    made.write(b"%PDF-1.5\n")
    for number, content in enumerate(objects, start=1):
        places.append(made.tell())
        made.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    table = made.tell()
    made.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1))
    made.writelines(b"%010d 00000 n \n" % place for place in places)
    made.write(b"trailer<</Size %d/Root 1 0 R/ID[<00><00>]%s>>\n" % (len(places) + 1, trailer))
    made.write(b"startxref\n%d\n%%%%EOF\n" % table)
    return made.getvalue()


def word(paragraphs: Sequence[str], table: Sequence[Sequence[str]] = ()) -> bytes:
    """Return a Word document with paragraphs, and a table behind them."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    for row, cells in enumerate(table):
        if not row:
            made = document.add_table(rows=len(table), cols=len(cells))
        for column, cell in enumerate(cells):
            made.cell(row, column).text = cell
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def word_with_body(body: str) -> bytes:
    """Return a Word document whose body is the XML given."""
    space = "http://schemas.openxmlformats.org"
    main = (
        f'<w:document xmlns:w="{space}/wordprocessingml/2006/main" xmlns:mc="{space}/markup-compatibility/2006">'
        f"<w:body>{body}</w:body></w:document>"
    )
    return changed(word([]), {"word/document.xml": main.encode()})


def changed(archive: bytes, parts: dict[str, bytes]) -> bytes:
    """Return a ZIP archive with some of its files replaced, or added."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return kept.getvalue()


def bomb(megabytes: int) -> bytes:
    """Return a Word document with so much in it that it does not take to send it."""
    return changed(word(["boom"]), {"word/media/image1.png": bytes(megabytes << 20)})
