"""How Telegram says no: a status, a description in its own words, sometimes a parameter beside it."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
"""One JSON object, as the Bot API sends and takes it."""


class RefusedError(Exception):
    """The Bot API refuses a request. `status`: HTTP status and error code; `description`: the reason."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(f"{status} {description}")
        self.status, self.description, self.parameters = status, description, parameters

    def json(self) -> Json:
        """The body of the answer: `ok`, `error_code`, `description` and, if there are any, `parameters`."""
        body: Json = {"ok": False, "error_code": self.status, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(words: str) -> RefusedError:
    """A 400 in Telegram's form.

    The first letter is lowered after the prefix, except in a code such as BUTTON_DATA_INVALID: so the server
    does.
    """
    if words[1:2] != "_" and not words[1:2].isupper():
        words = words[0].lower() + words[1:]
    return RefusedError(400, f"Bad Request: {words}")


def forbidden(words: str) -> RefusedError:
    """A 403 in Telegram's form."""
    return RefusedError(403, f"Forbidden: {words}")
