"""What the API said a call used: the usage block of Chat Completions, Responses and embeddings, and its relatives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bot.features.cost.reading.bodies import count_of, name_of, tier_of
from bot.features.cost.reading.results import Refused, Usage, Why, cut
from bot.features.cost.reading.values import Called, Value
from bot.features.cost.rules import Tier

if TYPE_CHECKING:
    from collections.abc import Iterator

_INPUT: Final = ("prompt_tokens", "input_tokens", "promptTokens", "inputTokens")
_OUTPUT: Final = ("completion_tokens", "output_tokens", "completionTokens", "outputTokens")
_INPUT_DETAILS: Final = ("prompt_tokens_details", "input_tokens_details", "input_token_details")
_OUTPUT_DETAILS: Final = ("completion_tokens_details", "output_tokens_details", "output_token_details")
_CACHED: Final = ("cached_tokens", "cache_read", "cachedInputTokens", "cachedTokens")
_CACHED_FLAT: Final = ("input_cached_tokens", "cached_input_tokens", "cachedInputTokens", "prompt_cached_tokens")
_WRITTEN: Final = ("cache_write_tokens", "cache_creation", "cache_creation_tokens", "cached_write_tokens")
_REASONING: Final = ("reasoning_tokens", "reasoning", "reasoningTokens")
_AUDIO: Final = ("audio_tokens", "audio")
_BLOCKS: Final = ("usage", "token_usage", "usage_metadata", "llm_output", "response_metadata")
_WRAPPERS: Final = ("response", "body", "data", "result", "message")
_DEPTH: Final = 5


def read_usage(value: Value, *, complete: bool = True) -> Usage | Refused | None:
    """Return what a usage block, or the response around it, says; None for a value without one."""
    found = find_block(value)
    if found is None:
        return None
    block, around = found
    given, output = _first(block, _INPUT), _first(block, _OUTPUT)
    problem = _problem(block)
    if problem is not None:
        return problem
    details = _details(block, _INPUT_DETAILS), _details(block, _OUTPUT_DETAILS)
    cached = _first(details[0], _CACHED) or _first(block, _CACHED_FLAT) or 0
    reasoning = _first(details[1], _REASONING) or _first(block, ("reasoning_tokens",)) or 0
    if cached > (given or 0):
        return Refused(_piece(cached), Why.CACHED_OVER_INPUT)
    if reasoning > (output or 0):
        return Refused(_piece(reasoning), Why.REASONING_OVER_OUTPUT)
    tier, service_tier = tier_of(_named(around, "service_tier"))
    if block.get("batch") is True:
        tier = Tier.BATCH
    return Usage(
        input_tokens=given or 0,
        cached_tokens=cached,
        cache_write_tokens=min(_first(details[0], _WRITTEN) or 0, given or 0),
        output_tokens=output or 0,
        reasoning_tokens=reasoning,
        audio_tokens=(_first(details[0], _AUDIO) or 0) + (_first(details[1], _AUDIO) or 0),
        model_ref=name_of(_named(around, "model")) or name_of(_named(around, "model_name")),
        tier=tier,
        service_tier=service_tier,
        calls=max(1, count_of(block.get("num_model_requests")) or 1),
        complete=complete,
    )


def find_block(value: Value) -> tuple[dict[str, Any], list[dict[str, Any]]] | None:
    """Return the first usage block in a value, and the objects around it, the innermost first."""
    return _search(value, [], 0)


def _object(value: Value) -> dict[str, Any] | None:
    """Return an object, or what a repr shows of one: ``CompletionUsage(prompt_tokens=12)``."""
    if isinstance(value, Called):
        return value.keywords
    return value if isinstance(value, dict) else None


def _search(
    value: Value, around: list[dict[str, Any]], depth: int
) -> tuple[dict[str, Any], list[dict[str, Any]]] | None:
    shown = _object(value)
    if shown is None or depth > _DEPTH:
        return None
    if _is_block(shown):
        return shown, [shown, *around]
    for key in (*_BLOCKS, *_WRAPPERS):
        found = _search(shown.get(key), [shown, *around], depth + 1)
        if found is not None:
            return found
    return None


def _is_block(value: dict[str, Any]) -> bool:
    """Tell a usage block: its counts are numbers. The input alone is enough where the total says so (embeddings)."""
    given, output = (_number(value, keys) for keys in (_INPUT, _OUTPUT))
    has_total = isinstance(value.get("total_tokens"), int)
    return (given is not None and output is not None) or ((given is not None or output is not None) and has_total)


def _number(value: dict[str, Any], keys: tuple[str, ...]) -> int | float | None:
    for key in keys:
        number = value.get(key)
        if isinstance(number, int | float) and not isinstance(number, bool):
            return number
    return None


def _problem(block: dict[str, Any]) -> Refused | None:
    """Return what is wrong with the counts themselves."""
    for keys in (_INPUT, _OUTPUT):
        number = _number(block, keys)
        if number is None or count_of(number) is not None:
            continue
        if isinstance(number, float):
            return Refused(_piece(number), Why.NOT_WHOLE)
        return Refused(_piece(number), Why.NEGATIVE if number < 0 else Why.TOO_LARGE)
    return None


def _piece(number: float) -> str:
    try:
        return cut(str(number))
    except ValueError:  # more digits than Python writes
        return "…"


def _first(block: dict[str, Any], keys: tuple[str, ...]) -> int | None:
    return next((number for key in keys if (number := count_of(block.get(key))) is not None), None)


def _details(block: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    return next((each for key in keys if (each := _object(block.get(key))) is not None), {})


def _named(around: list[dict[str, Any]], key: str) -> object:
    return next((each[key] for each in around if isinstance(each.get(key), str)), None)


def buckets(value: Value) -> Iterator[dict[str, Any]]:
    """Yield the results in a report of an organisation's usage, which come in buckets of time."""
    data = value.get("data") if isinstance(value, dict) else None
    for bucket in data if isinstance(data, list) else ():
        results = bucket.get("results") if isinstance(bucket, dict) else None
        for result in results if isinstance(results, list) else ():
            if isinstance(result, dict):
                yield result
