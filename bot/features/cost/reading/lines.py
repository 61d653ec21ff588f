"""Files of one object a line: requests for Batch, and what the API answered. Nothing but the text itself is held."""

from __future__ import annotations

import enum
import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from bot.features.cost.reading.bodies import read_body
from bot.features.cost.reading.results import Refused, RequestBody, Source, Usage, cut
from bot.features.cost.reading.usage import buckets, read_usage
from bot.features.cost.rules import Tier

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_LINES: Final = 100_000
"""Lines of a file that are read; OpenAI takes at most 50,000 requests in one."""
MAX_REQUESTS: Final = 50_000
_LOOKED_AT: Final = 5  # lines, to tell what a file holds
_MAX_ID: Final = 64


class BadWhy(enum.Enum):
    """Why a line of a file cannot be taken."""

    NOT_JSON = "no JSON"
    NOT_AN_OBJECT = "JSON, but no object"
    NO_BODY = "no body, or one that is no request"
    NO_ID = "no custom_id"
    SAME_ID = "a custom_id that an earlier line has"
    NO_USAGE = "an answer without usage: the request failed"
    BAD_COUNTS = "counts that cannot be"


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that cannot be taken. `line`: its number, from 1; `piece`: how it begins, at most 40 characters."""

    line: int
    why: BadWhy
    piece: str


@dataclass(frozen=True, slots=True)
class BatchRequest:
    """A request of a file for Batch. `line`: its number, from 1; its tier is always Batch."""

    line: int
    custom_id: str
    body: RequestBody


@dataclass(frozen=True, slots=True)
class UsageLine:
    """A line, or an entry, with what one call used. `line`: its number, from 1."""

    line: int
    usage: Usage


@dataclass(frozen=True, slots=True)
class Batch:
    """A file for Batch. The requests are read one by one, when they are asked for.

    Attributes:
        text: the file.
        certain: the first line that holds anything is a request for Batch.
    """

    text: str = field(repr=False)
    certain: bool = True

    def requests(self) -> Iterator[BatchRequest | BadLine]:
        """Yield each request, or what is wrong with its line; empty lines are passed over.

        At most `MAX_LINES` lines are read. Two requests with one custom_id make the second a bad line, as OpenAI
        refuses such a file.
        """
        seen: set[str] = set()
        for number, line in numbered(self.text):
            yield _request(number, line, seen)

    @property
    def is_too_long(self) -> bool:
        """More lines than are read."""
        return _has_more(self.text)


@dataclass(frozen=True, slots=True)
class UsageLog:
    """Answers of the API, one a line or in one list: what a batch came back with, or a report of usage.

    Attributes:
        text: the file.
        certain: the first entry holds a usage block.
    """

    text: str = field(repr=False)
    certain: bool = True

    def usages(self) -> Iterator[UsageLine | BadLine]:
        """Yield what each call used, or what is wrong with its line; at most `MAX_LINES` are read."""
        whole = _json(self.text) if self.text.lstrip()[:1] in {"[", "{"} else None
        entries = list(_entries(whole))
        if entries:
            for number, entry in enumerate(entries[:MAX_LINES], 1):
                yield _usage(number, entry, "")
            return
        for number, line in numbered(self.text):
            value = _json(line.removeprefix("data:").strip())
            if value is None:
                if line.strip() != "data: [DONE]" and not line.startswith(("event:", ":")):
                    yield BadLine(number, BadWhy.NOT_JSON, cut(line))
            elif "usage" in line:
                yield _usage(number, value, line)

    @property
    def is_too_long(self) -> bool:
        """More lines than are read."""
        return _has_more(self.text)


def numbered(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a text that hold anything, with their numbers from 1, without a copy of the whole."""
    start, number, length = 0, 0, len(text)
    while start < length and number < MAX_LINES:
        end = text.find("\n", start)
        end = length if end < 0 else end
        number += 1
        line = text[start:end].strip("\ufeff \t\r")
        if line:
            yield number, line
        start = end + 1


def _has_more(text: str) -> bool:
    return text.rstrip().count("\n") >= MAX_LINES


def read_lines(text: str) -> Batch | UsageLog | None:
    """Return a file of requests for Batch or of answers; None for all else. Only its first lines are read."""
    if text[:2] == "PK" or "{" not in text[:4096]:
        return None
    looked_at = 0
    for _, line in numbered(text):
        if looked_at >= _LOOKED_AT:
            break
        looked_at += 1
        if not line.startswith(("{", "data:")):
            if looked_at == 1 or not line.startswith(("event:", ":")):
                return None
            continue
        value = _json(line.removeprefix("data:").strip())
        if not isinstance(value, dict):
            continue
        if _is_request(value):
            return Batch(text, certain=looked_at == 1)
        if isinstance(read_usage(value), Usage) and "\n" in text.strip():
            return UsageLog(text, certain=looked_at == 1)
    return None


def read_list(value: object, text: str) -> UsageLog | None:
    """Return a list of answers, or a report of usage, that was read as one value."""
    first = next(iter(_entries(value)), None)
    return UsageLog(text) if first is not None and isinstance(read_usage(first), Usage) else None


def _entries(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        yield from (each for each in value if isinstance(each, dict))
    else:
        yield from buckets(value)


def _is_request(value: dict[str, Any]) -> bool:
    return isinstance(value.get("body"), dict) and ("custom_id" in value or {"method", "url"} <= value.keys())


def _json(line: str) -> Any:  # noqa: ANN401 - JSON may be anything
    try:
        return json.loads(line, strict=False)
    except (ValueError, RecursionError):
        return None


def _request(number: int, line: str, seen: set[str]) -> BatchRequest | BadLine:
    value = _json(line)
    if not isinstance(value, dict):
        return BadLine(number, BadWhy.NOT_JSON if value is None else BadWhy.NOT_AN_OBJECT, cut(line))
    url = value.get("url")
    body = read_body(value.get("body"), source=Source.JSON, url=url if isinstance(url, str) else "")
    custom_id = value.get("custom_id")
    if body is None:
        return BadLine(number, BadWhy.NO_BODY, cut(line))
    if not isinstance(custom_id, str) or not custom_id:
        return BadLine(number, BadWhy.NO_ID, cut(line))
    if custom_id in seen:
        return BadLine(number, BadWhy.SAME_ID, cut(custom_id))
    seen.add(custom_id)
    return BatchRequest(number, custom_id[:_MAX_ID], _as_batch(body))


def _as_batch(body: RequestBody) -> RequestBody:
    return replace(body, tier=Tier.BATCH, service_tier=None)


def _usage(number: int, value: object, line: str) -> UsageLine | BadLine:
    usage = read_usage(value)
    if isinstance(usage, Usage):
        in_batch = isinstance(value, dict) and "custom_id" in value
        return UsageLine(number, replace(usage, tier=Tier.BATCH) if in_batch else usage)
    why = BadWhy.BAD_COUNTS if isinstance(usage, Refused) else BadWhy.NO_USAGE
    return BadLine(number, why, cut(line))
