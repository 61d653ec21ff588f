"""Where the files that travel with the program lie: catalogs and answers."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


@cache
def locales_dir() -> Path:
    """Return the folder with ``{en,zh}/LC_MESSAGES`` and ``{en,zh}/faq``.

    In a wheel it lies inside the package; in a checkout beside it.
    """
    packaged = _PACKAGE / "locales"
    return packaged if packaged.is_dir() else _PACKAGE.parent / "locales"
