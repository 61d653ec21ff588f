"""Logging as the settings say, with the token and every key masked."""

from __future__ import annotations

import json
import logging
import sys
from typing import TYPE_CHECKING

from bot.core import secrets

if TYPE_CHECKING:
    from types import TracebackType

    from bot.settings import Settings

# These write whole URLs, and the token is part of them.
_TALKATIVE = ("httpx", "httpcore", "telegram", "asyncio", "aiosqlite")


class _Masking(logging.Formatter):
    """Formats as text, or as one JSON object a line, and masks what must not be read."""

    def __init__(self, token: str | None, *, as_json: bool) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._token, self._as_json = token, as_json

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        if self._token:
            text = text.replace(self._token, "(token)").replace(self._token.replace(":", "%3A"), "(token)")
        text = secrets.mask(text).replace(secrets.MASK, "*")  # before a line end becomes a letter in JSON
        if self._as_json:
            parts = {
                "at": self.formatTime(record),
                "level": record.levelname,
                "from": record.name,
                "text": text,
            }
            return json.dumps(parts, ensure_ascii=False)
        return text


def configure(settings: Settings) -> None:
    """Send the log to standard error, also the trace of what nobody caught."""
    level, _, shape = settings.log.partition(",")
    token = settings.token.get_secret_value() if settings.token is not None else None
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Masking(token, as_json=shape.strip() == "json"))
    logging.basicConfig(level=level.strip().upper(), handlers=[handler], force=True)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    sys.excepthook = _log_uncaught


def _log_uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    logging.getLogger("bot").critical("ended by an error nobody caught", exc_info=(kind, error, trace))
