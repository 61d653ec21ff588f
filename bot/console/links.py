"""Which addresses Telegram takes in links and buttons, and in which form it keeps them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.console.refusals import Json

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):(//)?")
_HOST = re.compile(r"[\w-]+(\.[\w-]+)+")
_USER = re.compile(r"tg:(?://)?user\?id=(\d{1,15})")


class LinkError(ValueError):
    """An address that cannot be used; the text is Telegram's reason."""


def mentioned_user(url: str) -> Json | None:
    """The person a link such as tg://user?id=7 mentions, as far as the link says."""
    found = _USER.fullmatch(url.strip())
    return {"id": int(found[1]), "is_bot": False, "first_name": ""} if found else None


def checked_link(url: str, *, https_only: bool = False) -> str:
    """The address as Telegram keeps it: with a scheme, the host in small letters, a slash behind a bare host.

    Raises:
        LinkError: no host, no dot in the host, or a scheme other than http, https, tg and ton.
    """
    url = url.strip()
    found = _SCHEME.match(url)
    has_scheme = found is not None and (found[2] is not None or found[1].lower() in {"tg", "ton", "mailto"})
    scheme = found[1].lower() if found is not None and has_scheme else "http"
    if https_only and scheme != "https":
        raise LinkError("Only HTTPS links are allowed")
    if scheme in {"tg", "ton"}:
        return url
    if scheme not in {"http", "https"}:
        raise LinkError("Unsupported URL protocol")
    rest = url[found.end() :] if found is not None and has_scheme else url
    host = re.match(r"[^/?#]*", rest)
    authority, tail = (rest[: host.end()], rest[host.end() :]) if host else ("", rest)
    name = authority.rpartition("@")[2].partition(":")[0]
    if not name:
        raise LinkError("URL host is empty")
    if not _HOST.fullmatch(name):
        raise LinkError("Wrong HTTP URL")
    return f"{scheme}://{authority.lower()}{tail if tail.startswith('/') else '/' + tail}"
