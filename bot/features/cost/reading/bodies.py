"""A request to the API, taken apart into what costs: Chat Completions, Responses, embeddings, legacy completions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from bot.core import secrets
from bot.features.cost.reading.results import Endpoint, RequestBody, Source
from bot.features.cost.reading.values import SPREAD, Called, Marked, Unread, Value
from bot.features.cost.rules import MOST_TOKENS, Tier

if TYPE_CHECKING:
    from collections.abc import Iterable

_MAX_DEPTH: Final = 24  # of contents within contents
_MAX_CHOICES: Final = 128
_MAX_NAME: Final = 200
_TEXT_PARTS: Final = {
    "text": ("text",),
    "input_text": ("text",),
    "output_text": ("text",),
    "summary_text": ("text",),
    "reasoning_text": ("text",),
    "refusal": ("refusal", "text"),
}
_IMAGES: Final = frozenset({"image_url", "input_image", "image", "image_file", "computer_screenshot"})
_FILES: Final = frozenset({"file", "input_file", "input_audio", "audio", "document", "input_video", "video_url"})
_TIERS: Final = {
    "auto": Tier.STANDARD,
    "default": Tier.STANDARD,
    "standard": Tier.STANDARD,
    "flex": Tier.FLEX,
    "priority": Tier.FAST,
    "fast": Tier.FAST,
    "batch": Tier.BATCH,
}
_LIMITS: Final = ("max_completion_tokens", "max_output_tokens", "max_tokens", "maxTokens", "maxOutputTokens")
_RESPONSES_KEYS: Final = frozenset(
    {
        "instructions",
        "tools",
        "max_output_tokens",
        "reasoning",
        "text",
        "previous_response_id",
        "store",
        "stream",
        "model",
    }
)
_EMBEDDING_KEYS: Final = frozenset({"encoding_format", "dimensions"})
_COMPLETION_KEYS: Final = frozenset(
    {"model", "max_tokens", "temperature", "suffix", "logprobs", "best_of", "echo", "n", "stop"}
)
_CALL_TEXTS: Final = ("name", "arguments", "input", "output")
_UNSEEN: Final = ("previous_response_id", "conversation", "prompt")


def tier_of(service_tier: object) -> tuple[Tier | None, str | None]:
    """Return the tier that a request or a response names, None where no price of it is known, and its name."""
    if not isinstance(service_tier, str) or not service_tier.strip():
        return Tier.STANDARD, None
    return _TIERS.get(service_tier.strip().lower()), service_tier[:_MAX_NAME]


def name_of(value: object) -> str | None:
    """Return a model's name as written; None where there is none, or an API key: names are kept and shown."""
    if not isinstance(value, str) or secrets.holds_key(value):
        return None
    return value.strip()[:_MAX_NAME] or None


def count_of(value: object) -> int | None:
    """Return a number of tokens from 0 to 1,000,000,000; None for everything else."""
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_TOKENS else None


def endpoint_of(body: dict[str, Any], url: str = "") -> Endpoint | None:
    """Return where an object would be sent, None where it is no request."""
    named = next((endpoint for endpoint in Endpoint if url.rstrip("/").endswith(endpoint.value)), None)
    if named is None and "/chat/completions" in url:
        named = Endpoint.CHAT
    messages = body.get("messages")
    if isinstance(messages, list | Unread) and (named or _are_messages(messages) or "model" in body):
        return Endpoint.CHAT
    model = str(body.get("model", "")).lower()
    if "input" in body and (named is Endpoint.EMBEDDINGS or "embedding" in model or body.keys() & _EMBEDDING_KEYS):
        return Endpoint.EMBEDDINGS
    if "input" in body and (named is Endpoint.RESPONSES or body.keys() & _RESPONSES_KEYS):
        return Endpoint.RESPONSES if isinstance(body["input"], str | list | Unread | Marked) else None
    if "instructions" in body and "model" in body and named is not Endpoint.EMBEDDINGS:
        return Endpoint.RESPONSES
    if isinstance(body.get("prompt"), str | list | Marked) and (
        named is Endpoint.COMPLETIONS or len(body.keys() & _COMPLETION_KEYS) > 1
    ):
        return Endpoint.COMPLETIONS
    return named if named is not None and "model" in body else None


def _are_messages(value: object) -> bool:
    return isinstance(value, list) and any(
        isinstance(each, dict) and isinstance(each.get("role"), str | Unread) for each in value[:8]
    )


def read_body(
    value: Value,
    *,
    source: Source = Source.JSON,
    url: str = "",
    endpoint: Endpoint | None = None,
    complete: bool = True,
) -> RequestBody | None:
    """Return a request, None for a value that is none; a list of messages is one, too.

    Args:
        value: as :func:`bot.features.cost.reading.loose.read_value` gives it.
        source: what it was found in.
        url: where it is sent, if that is known.
        endpoint: the same, if it is known for sure.
        complete: nothing of it was cut off or mended.
    """
    if isinstance(value, list) and _are_messages(value):
        value = {"messages": value}
    if not isinstance(value, dict):
        return None
    endpoint = endpoint or endpoint_of(value, url)
    if endpoint is None:
        return None
    found = _Contents()
    found.request(value, endpoint)
    tier, service_tier = tier_of(value.get("service_tier"))
    return RequestBody(
        endpoint=endpoint,
        source=source,
        model_ref=name_of(value.get("model")) or name_of(value.get("engine")),
        tier=tier,
        service_tier=service_tier,
        roles=tuple(found.roles),
        names=tuple(found.names),
        texts=tuple(found.texts),
        tools=tuple(found.tools),
        hosted_tools=tuple(found.hosted_tools),
        schema=found.schema,
        counted_tokens=min(found.tokens, MOST_TOKENS),
        output_limit=next((limit for key in _LIMITS if (limit := count_of(value.get(key)))), None),
        choices=_choices(value, endpoint),
        prompts=found.prompts,
        stream=value.get("stream") is True,
        images=found.images,
        files=found.files,
        unread=found.unread,
        refers=_refers(value, endpoint),
        complete=complete,
    )


def _choices(value: dict[str, Any], endpoint: Endpoint) -> int:
    """Return how many answers are paid for each prompt."""
    asked = [value.get("n"), value.get("best_of") if endpoint is Endpoint.COMPLETIONS else None]
    return max([1, *(each for each in map(count_of, asked) if each and each <= _MAX_CHOICES)])


def _refers(value: dict[str, Any], endpoint: Endpoint) -> bool:
    return endpoint is Endpoint.RESPONSES and any(value.get(key) for key in _UNSEEN)


class _Contents:
    """Collects what is to be counted."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.roles: list[str] = []
        self.names: list[str] = []
        self.tools: list[str] = []
        self.hosted_tools: list[str] = []
        self.schema: str | None = None
        self.tokens = self.images = self.files = self.unread = 0
        self.prompts = 1

    def request(self, body: dict[str, Any], endpoint: Endpoint) -> None:
        """Take a whole request."""
        self.unread += len(body.get(SPREAD, ()))
        if endpoint is Endpoint.CHAT:
            self._text_of(body.get("system"), "system")
            self._messages(body.get("messages"))
            self._tools(body.get("tools"))
            self._tools(body.get("functions"))
            self._schema(body.get("response_format"))
        elif endpoint is Endpoint.RESPONSES:
            self._text_of(body.get("instructions"), "system")
            given = body.get("input")
            if isinstance(given, str | Marked):
                self.roles.append("user")
                self.content(given, 0)
            else:
                self._messages(given)
            self._tools(body.get("tools"))
            form = body.get("text")
            self._schema(form.get("format") if isinstance(form, dict) else None)
            self._schema(body.get("text_format"))
        else:
            self._prompts(body.get("input" if endpoint is Endpoint.EMBEDDINGS else "prompt"))

    def _text_of(self, value: Value, role: str) -> None:
        if value is not None:
            self.roles.append(role)
            self.content(value, 0)

    def _messages(self, messages: Value) -> None:
        if not isinstance(messages, list):
            self.unread += messages is not None
            return
        for message in messages:
            self._message(message)

    def _message(self, message: Value) -> None:
        """Take one message, or one item of a Responses input."""
        if isinstance(message, Called):
            message = {"role": _role_of(message.name), **message.keywords, **_content_of(message)}
        if isinstance(message, str | Marked):
            self._text_of(message, "user")
            return
        if not isinstance(message, dict):
            self.unread += 1
            return
        kind = message.get("type")
        role = message.get("role")
        if isinstance(kind, str) and kind.endswith(("_call", "_call_output", "_output")) and role is None:
            self._call_item(message)
            return
        if kind == "reasoning":
            self.content(message.get("summary"), 1)
            self.unread += bool(message.get("encrypted_content"))
            return
        if role is None and "content" not in message:
            self._part(message, 1)
            return
        self.roles.append(role if isinstance(role, str) else "user")
        if isinstance(message.get("name"), str):
            self.names.append(message["name"])
        self.content(message.get("content"), 0)
        self.content(message.get("refusal"), 0)
        for call in _items(message.get("tool_calls")):
            self._function(call.get("function") if isinstance(call, dict) else call)
        if message.get("function_call") is not None:
            self._function(message["function_call"])
        self.files += message.get("audio") is not None
        self.unread += len(message.get(SPREAD, ()))

    def _call_item(self, item: dict[str, Any]) -> None:
        """Take a call of a tool, or what the tool answered."""
        for key in _CALL_TEXTS:
            self.content(item.get(key), 1)

    def _function(self, function: Value) -> None:
        if not isinstance(function, dict):
            self.unread += 1
            return
        self.content(function.get("name"), 1)
        arguments = function.get("arguments")
        self.content(compact(arguments) if isinstance(arguments, dict) else arguments, 1)

    def content(self, value: Value, depth: int) -> None:
        """Take a text, a part, or a list of parts."""
        if value is None or isinstance(value, bool):
            return
        if isinstance(value, str):
            if value:
                self.texts.append(value)
        elif isinstance(value, Marked):
            self.texts.append(value.text)
            self.unread += value.holes
        elif isinstance(value, int | float):
            self.texts.append(str(value))
        elif isinstance(value, list) and depth < _MAX_DEPTH:
            for part in value:
                self.content(part, depth + 1)
        elif isinstance(value, dict):
            self._part(value, depth + 1)
        else:
            self.unread += 1

    def _part(self, part: dict[str, Any], depth: int) -> None:
        kind = part.get("type")
        if kind in _IMAGES or (kind is None and "image_url" in part):
            self.images += 1
        elif kind in _FILES:
            self.files += 1
        elif isinstance(kind, str) and kind in _TEXT_PARTS:
            for key in _TEXT_PARTS[kind]:
                self.content(part.get(key), depth + 1)
        elif isinstance(part.get("text"), str | Marked):
            self.content(part["text"], depth + 1)
        else:
            self.unread += 1

    def _tools(self, tools: Value) -> None:
        for tool in _items(tools):
            if isinstance(tool, dict) and ("function" in tool or "parameters" in tool or "name" in tool):
                function = tool.get("function")
                self.tools.append(self._compact(function if isinstance(function, dict) else _definition(tool)))
            elif isinstance(tool, dict) and isinstance(tool.get("type"), str):
                self.hosted_tools.append(tool["type"][:_MAX_NAME])
            else:
                self.unread += 1
        if tools is not None and not isinstance(tools, list):
            self.unread += 1

    def _schema(self, form: Value) -> None:
        if isinstance(form, dict) and form.get("type") == "json_schema":
            schema = form.get("json_schema") if isinstance(form.get("json_schema"), dict) else form
            assert isinstance(schema, dict)  # noqa: S101 - one or the other
            self.schema = self._compact({key: each for key, each in schema.items() if key not in {"type", "strict"}})
        elif form is not None and not isinstance(form, dict):
            self.unread += 1

    def _compact(self, value: Value) -> str:
        text, unread = compact_and_unread(value)
        self.unread += unread
        return text

    def _prompts(self, value: Value) -> None:
        """Take the input of embeddings or of a legacy completion: a text, tokens, or a list of either."""
        if not isinstance(value, list):
            self.content(value, 0)
            return
        if value and all(count_of(each) is not None for each in value):
            self.tokens += len(value)
            return
        self.prompts = max(1, len(value))
        for each in value:
            if isinstance(each, list) and each and all(count_of(token) is not None for token in each):
                self.tokens += len(each)
            else:
                self.content(each, 1)


def _items(value: Value) -> Iterable[Value]:
    return value if isinstance(value, list) else ()


def _definition(tool: dict[str, Any]) -> dict[str, Any]:
    """Return what the model is told of a function of the Responses API."""
    return {key: value for key, value in tool.items() if key not in {"type", "strict"}}


def _role_of(name: str) -> str:
    """Return the role that the name of a message class tells: SystemMessage, HumanMessage."""
    lower = name.lower()
    return next((role for role in ("system", "developer", "assistant", "tool") if role in lower), "user")


def _content_of(message: Called) -> dict[str, Value]:
    return {"content": message.arguments[0]} if message.arguments else {}


def compact(value: Value) -> str:
    """Return a value as compact JSON; what cannot be read is left out."""
    return compact_and_unread(value)[0]


def compact_and_unread(value: Value) -> tuple[str, int]:
    """Return a value as compact JSON, and how many things in it could not be read."""
    unread = 0

    def stand_in(each: object) -> object:
        nonlocal unread
        if isinstance(each, Marked):
            unread += each.holes
            return each.text
        unread += 1
        return None

    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=stand_in), unread
    except (ValueError, RecursionError, TypeError):
        return "", unread + 1
