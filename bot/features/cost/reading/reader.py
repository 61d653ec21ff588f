"""What a message is, if it is no plain prose."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeAlias

from bot.features.cost.reading.bodies import name_of, read_body
from bot.features.cost.reading.code import read_code, read_objects
from bot.features.cost.reading.curl import Snippet, read_curl
from bot.features.cost.reading.lines import read_lines, read_list
from bot.features.cost.reading.loose import read_value
from bot.features.cost.reading.results import Options, PriceQuestion, Refused, RequestBody, Source
from bot.features.cost.reading.usage import read_usage
from bot.features.cost.reading.values import MalformedError
from bot.features.cost.reading.words import read_options, read_words

if TYPE_CHECKING:
    from bot.features.cost.reading.lines import Batch, UsageLog
    from bot.features.cost.reading.results import ModelNames, Numbers, Usage

Reading: TypeAlias = "Numbers | Refused | PriceQuestion | Options | RequestBody | Usage | Batch | UsageLog"

MAX_TEXT: Final = 20 * 2**20
"""Characters; a longer text is not looked at."""
_FENCE: Final = re.compile(r"^[ \t]*(?:```|~~~)[\w+-]*[ \t]*$", re.MULTILINE)
_MAX_PROSE: Final = 600  # characters around a request; more, and the message is an article with an example
_MAX_CODE: Final = 3_000  # the same of code around it
_CODE_FACTOR: Final = 2  # or as many times the request
_WORDS_ONLY: Final = 200  # characters around a request that may set something for it
_PICTURES: Final = re.compile(r"(?:gpt-image|chatgpt-image|dall-e)\b", re.IGNORECASE)
_STRUCTURE: Final = re.compile(r"[{(\[]|\bcurl\b")
_PROMPT: Final = re.compile(r"^(?:>>> |\.\.\. |In \[\d+\]: |Out\[\d+\]: )", re.MULTILINE)


def read(text: str, models: ModelNames) -> Reading | None:
    """Return what a message is: numbers of tokens, a request, a bill of the API, a batch, a question about prices.

    None: a text like any other. Never raises, whatever the text, and takes time in proportion to its length: below
    5 ms for 4,096 characters of words, well below a second for 1 MB of JSON. Words and code are looked at in short
    messages only; requests and answers as JSON up to `MAX_TEXT` characters.
    """
    if not text or len(text) > MAX_TEXT:
        return None
    return _structured(text, models) or read_words(text, models)


def _structured(text: str, models: ModelNames) -> Reading | None:
    if not _STRUCTURE.search(text):
        return None
    bare = _without_fences(text)
    first = bare[:1]
    if first in {"{", "["} or bare.startswith("data:"):
        lines = read_lines(bare)
        if lines is not None:
            return lines
        whole = _whole(bare, models)
        if whole is not None:
            return whole
    bare = _PROMPT.sub("", bare)
    snippet = read_curl(bare) or read_code(bare) or read_objects(bare)
    return None if snippet is None else _finished(snippet, bare, models)


def _without_fences(text: str) -> str:
    """Return a text without the marks of code around it."""
    bare = text.strip("\ufeff \t\r\n")
    return _FENCE.sub("", bare).strip() if "```" in bare or "~~~" in bare else bare


def _whole(text: str, models: ModelNames) -> Reading | None:
    """Return what one value at the beginning of a message is."""
    try:
        found = read_value(text)
    except MalformedError:
        return None
    log = read_list(found.value, text)
    if log is not None:
        return log
    picture = _picture_model(found.value)
    if picture is not None:
        return PriceQuestion((picture,))
    result = read_usage(found.value, complete=found.complete) or read_body(found.value, complete=found.complete)
    if result is None and isinstance(found.value, dict):
        result = read_body(found.value.get("body"), url=str(found.value.get("url", "")), complete=found.complete)
    return None if result is None else _finished(Snippet(result, 0, found.end), text, models)


def _picture_model(value: object) -> str | None:
    """Return the model of a request for a picture: what one costs, its size does not say, but the model has prices."""
    if not isinstance(value, dict) or not isinstance(value.get("prompt"), str):
        return None
    name = name_of(value.get("model"))
    return name if name is not None and _PICTURES.match(name) else None


def _finished(snippet: Snippet, text: str, models: ModelNames) -> Reading:
    """Return a request or a bill with what the words around it set, and whether it is what the message is for."""
    found, size = snippet.found, snippet.end - snippet.start
    before, behind = text[: snippet.start].strip(), text[snippet.end :].strip(" \t\r\n,;)]}")
    around = f"{before}\n{behind}".strip()
    certain = len(around) <= _MAX_PROSE
    if isinstance(found, Refused):
        return replace(found, certain=certain)
    if isinstance(found, RequestBody) and found.source is not Source.JSON:  # the rest is code, too
        readable = found.texts or found.counted_tokens or found.images or found.files
        certain = len(around) <= max(_MAX_CODE, _CODE_FACTOR * size) and bool(readable)
        return replace(found, certain=certain)
    said = read_options(around, models) if 0 < len(around) <= _WORDS_ONLY else None
    return replace(found, options=said if isinstance(said, Options) else None, certain=certain)
