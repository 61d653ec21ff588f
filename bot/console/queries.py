"""Answers to what people ask by a tap on a button or inline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.console.entities import is_empty
from bot.console.keyboards import checked_keyboard
from bot.console.markup import MAX_CAPTION, MAX_TEXT, formatted
from bot.console.refusals import Json, RefusedError, bad_request
from bot.console.updates import CALLBACK_SECONDS, INLINE_SECONDS

if TYPE_CHECKING:
    from bot.console.requests import Request
    from bot.console.world import World

MAX_ANSWER = 200
MAX_RESULTS = 50
MAX_RESULT_ID_BYTES = 64
MAX_OFFSET_BYTES = 64
_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


@dataclass(slots=True)
class Query:
    """Something asked that takes one answer, in time. `answer`: the parameters of the bot's, once it came."""

    kind: Literal["callback", "inline"]
    asked: int
    answer: Json | None = None


class Queries:
    """Keeps what was asked and takes the answers."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.asked: dict[str, Query] = {}

    def ask(self, kind: Literal["callback", "inline"]) -> str:
        """Keep a new question.

        Returns:
            Its id, which the bot answers to.
        """
        number = str(len(self.asked) + 1)
        self.asked[number] = Query(kind, self._world.seconds())
        return number

    def on_answer_callback_query(self, request: Request) -> bool:
        """The answer to a tap: nothing, a line or an alert of up to 200 characters, or an address."""
        if len(request.text("text")) > MAX_ANSWER:
            raise bad_request("MESSAGE_TOO_LONG")
        self._answer(request, "callback", "callback_query_id", CALLBACK_SECONDS)
        return True

    def on_answer_inline_query(self, request: Request) -> bool:
        """The results of an inline query, up to 50 with ids that differ."""
        results = request.value("results", "inline query results") or []
        if len(results) > MAX_RESULTS:
            raise bad_request("Too many inline query results specified")
        for result in results:
            _check_result(result)
        ids = [str(result["id"]) for result in results]
        if len(set(ids)) < len(ids):
            raise bad_request("RESULT_ID_DUPLICATE")
        if len(request.text("next_offset").encode()) > MAX_OFFSET_BYTES:
            raise bad_request("NEXT_OFFSET_INVALID")
        self._answer(request, "inline", "inline_query_id", INLINE_SECONDS)
        return True

    def _answer(self, request: Request, kind: str, field: str, seconds: int) -> None:
        query = self.asked.get(request.text(field))
        if query is None or query.kind != kind or query.answer is not None:
            raise bad_request(_TOO_OLD)
        if self._world.seconds() - query.asked > seconds:
            raise bad_request(_TOO_OLD)
        query.answer = dict(request.params)


def _check_result(result: Json) -> None:
    number = str(result.get("id", ""))
    if not number:
        raise bad_request("RESULT_ID_EMPTY")
    if len(number.encode()) > MAX_RESULT_ID_BYTES:
        raise bad_request("RESULT_ID_INVALID")
    try:
        if result.get("type") == "article" and not result.get("title"):
            raise bad_request("ARTICLE_TITLE_EMPTY")
        _check_content(result)
        checked_keyboard(result.get("reply_markup"))
    except RefusedError as error:
        reason = error.description.removeprefix("Bad Request: ")
        if not reason.startswith("can't parse"):
            raise
        raise bad_request(f"Can't parse InlineQueryResult: C{reason[1:]}") from None


def _check_content(result: Json) -> None:
    content: Json = result.get("input_message_content") or {}
    if "message_text" in content:
        text = formatted(content["message_text"], content.get("parse_mode", ""), content.get("entities")).text
        if is_empty(text):
            raise bad_request("Text must be non-empty")
        if len(text) > MAX_TEXT:
            raise bad_request("Message is too long")
    elif result.get("type") == "article":
        raise bad_request("MESSAGE_EMPTY")
    if len(formatted(result.get("caption", ""), result.get("parse_mode", "")).text) > MAX_CAPTION:
        raise bad_request("Message caption is too long")
