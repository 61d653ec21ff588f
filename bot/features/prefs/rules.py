"""What people write when they are asked where they are; the archive of what is kept of them."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from bot.core import places

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping


def find_zone(text: str) -> str | None:
    """Return the IANA name for a zone or a city, in any case (``europe/paris``, ``New York``, 上海), None otherwise."""
    return places.named(text)


def pack(contents: Mapping[str, bytes], made_at: dt.datetime) -> bytes:
    """Return a zip archive of files by their names, all of them made at an instant."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            entry = zipfile.ZipInfo(name, made_at.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return out.getvalue()
