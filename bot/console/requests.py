"""One request as a method of the Bot API reads it: named parameters of loose types, and uploaded files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bot.console.refusals import Json, bad_request

if TYPE_CHECKING:
    from collections.abc import Mapping

Upload = tuple[str, Any, str]
"""An uploaded file as PTB hands it over: name, bytes or an open file, MIME type."""


class Request:
    """The parameters of one call.

    The Bot API takes a number as 7 or "7" and an object as JSON text or, from inside this process, as the
    object itself; so the same methods serve python-telegram-bot's values and the fields of an HTTP form.
    """

    __slots__ = ("files", "params")

    def __init__(self, params: Mapping[str, Any], files: Mapping[str, Upload] | None = None) -> None:
        self.params, self.files = params, files or {}

    def text(self, name: str) -> str:
        """A string; "" if it is missing. Raises UnicodeEncodeError for a lone surrogate, as HTTPX does."""
        value = str(self.params.get(name, ""))
        if not value.isascii():
            value.encode()
        return value

    def integer(self, name: str, default: int = 0) -> int:
        """A whole number; the default if it is missing or no number, which is how the server reads it."""
        try:
            return int(self.params.get(name, default))
        except (TypeError, ValueError):
            return default

    def flag(self, name: str) -> bool:
        """A boolean, also from the words that stand for true in a form."""
        value = self.params.get(name, False)
        return value.lower() in {"true", "yes", "1"} if isinstance(value, str) else bool(value)

    def value(self, name: str, what: str) -> Any:  # noqa: ANN401 - JSON can be anything
        """An object or a list; None if it is missing. `what` names it in the refusal of what is no JSON."""
        value = self.params.get(name)
        if isinstance(value, str):
            if not value:
                return None
            try:
                return json.loads(value)
            except ValueError:
                raise bad_request(f"Can't parse {what} JSON object") from None
        return value

    def recorded(self) -> Json:
        """The parameters as the record of calls keeps them: uploaded files by name and size."""
        if not self.files:
            return dict(self.params)
        uploads = {
            part: {"file_name": name, "file_size": len(data) if isinstance(data, bytes) else None}
            for part, (name, data, _) in self.files.items()
        }
        return {**self.params, **uploads}
