from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from bot.features.cost.prices import PriceBook
from bot.features.cost.reading import BadLine, BadWhy, Refused, Usage, UsageLine, UsageLog, Why, read
from bot.features.cost.rules import Call, Tier

MODELS = PriceBook()

CHAT = {
    "prompt_tokens": 1200,
    "completion_tokens": 300,
    "total_tokens": 1500,
    "prompt_tokens_details": {"cached_tokens": 1024, "audio_tokens": 0},
    "completion_tokens_details": {"reasoning_tokens": 192, "audio_tokens": 0},
}
RESPONSES = {
    "input_tokens": 1200,
    "input_tokens_details": {"cached_tokens": 1024, "cache_write_tokens": 100},
    "output_tokens": 300,
    "output_tokens_details": {"reasoning_tokens": 192},
    "total_tokens": 1500,
}
FULL = Usage(1200, cached_tokens=1024, output_tokens=300, reasoning_tokens=192)
PLAIN = Usage(1200, output_tokens=300)
COMPLETION_REPR = (
    "CompletionUsage(completion_tokens=300, prompt_tokens=1200, total_tokens=1500, completion_tokens_details="
    "CompletionTokensDetails(accepted_prediction_tokens=0, audio_tokens=0, reasoning_tokens=192, "
    "rejected_prediction_tokens=0), prompt_tokens_details=PromptTokensDetails(audio_tokens=0, cached_tokens=1024))"
)
RESPONSE_REPR = (
    "ResponseUsage(input_tokens=1200, input_tokens_details=InputTokensDetails(cached_tokens=1024), output_tokens=300, "
    "output_tokens_details=OutputTokensDetails(reasoning_tokens=192), total_tokens=1500)"
)

BLOCKS = [
    pytest.param(json.dumps(CHAT), FULL, id="chat"),
    pytest.param(json.dumps({"usage": CHAT}), FULL, id="in-a-key"),
    pytest.param(f'"usage": {json.dumps(CHAT)}', FULL, id="with-its-key-and-no-braces"),
    pytest.param(f'"usage": {json.dumps(CHAT)},', FULL, id="with-the-comma-behind-it"),
    pytest.param(
        json.dumps({"id": "x", "model": "gpt-5.4", "choices": [], "usage": CHAT, "service_tier": "default"}),
        replace(FULL, model_ref="gpt-5.4", service_tier="default"),
        id="whole-chat-response",
    ),
    pytest.param(json.dumps(RESPONSES), replace(FULL, cache_write_tokens=100), id="responses"),
    pytest.param(
        json.dumps(
            {"object": "response", "model": "gpt-5.4", "output": [], "usage": RESPONSES, "service_tier": "flex"}
        ),
        replace(FULL, cache_write_tokens=100, model_ref="gpt-5.4", tier=Tier.FLEX, service_tier="flex"),
        id="whole-response",
    ),
    pytest.param(
        json.dumps({"type": "response.completed", "response": {"model": "gpt-5.4", "usage": RESPONSES}}),
        replace(FULL, cache_write_tokens=100, model_ref="gpt-5.4"),
        id="last-event-of-a-stream",
    ),
    pytest.param(
        json.dumps({"usage": CHAT, "service_tier": "ultrafast"}),
        replace(FULL, tier=None, service_tier="ultrafast"),
        id="unknown-tier",
    ),
    pytest.param('{"prompt_tokens": 8, "total_tokens": 8}', Usage(8), id="embeddings"),
    pytest.param(
        '{"object":"list","data":[],"model":"text-embedding-3-small","usage":{"prompt_tokens":8,"total_tokens":8}}',
        Usage(8, model_ref="text-embedding-3-small"),
        id="whole-embeddings-response",
    ),
    pytest.param('{"prompt_tokens": 1200, "completion_tokens": 300}', PLAIN, id="without-total"),
    pytest.param("{'prompt_tokens': 1200, 'completion_tokens': 300}", PLAIN, id="python-dict"),
    pytest.param("{prompt_tokens: 1200, completion_tokens: 300}", PLAIN, id="javascript-object"),
    pytest.param(COMPLETION_REPR, FULL, id="repr-of-chat"),
    pytest.param(RESPONSE_REPR, FULL, id="repr-of-responses"),
    pytest.param(f"usage={COMPLETION_REPR}", FULL, id="repr-with-its-name"),
    pytest.param(
        f"ChatCompletion(id='x', choices=[Choice(finish_reason='stop', index=0)], model='gpt-5.4', "
        f"usage={COMPLETION_REPR})",
        replace(FULL, model_ref="gpt-5.4"),
        id="repr-of-a-whole-answer",
    ),
    pytest.param("Usage(prompt_tokens=8, total_tokens=8)", Usage(8), id="repr-of-embeddings"),
    pytest.param(
        "usage_metadata={'input_tokens': 1200, 'output_tokens': 300, 'total_tokens': 1500, "
        "'input_token_details': {'cache_read': 1024}, 'output_token_details': {'reasoning': 192}}",
        FULL,
        id="langchain",
    ),
    pytest.param(f"```json\n{json.dumps(CHAT, indent=2)}\n```", FULL, id="in-a-fence"),
    pytest.param(json.dumps(CHAT)[:-1], replace(FULL, complete=False), id="last-bracket-forgotten"),
    pytest.param(json.dumps(CHAT)[:-1] + ",}", FULL, id="comma-too-many"),
    pytest.param(
        '{"prompt_tokens": 1200, "completion_tokens": 300, "prompt_tokens_details": null}', PLAIN, id="details-are-null"
    ),
    pytest.param(
        '{"prompt_tokens": 1200, "completion_tokens": 300, "prompt_tokens_details": {"audio_tokens": 50}}',
        replace(PLAIN, audio_tokens=50),
        id="audio",
    ),
    pytest.param('{"prompt_tokens": 0, "completion_tokens": 300}', Usage(0, output_tokens=300), id="no-input"),
    pytest.param(
        '{"prompt_tokens": 100, "completion_tokens": 5, "prompt_tokens_details": {"cached_tokens": 100}}',
        Usage(100, cached_tokens=100, output_tokens=5),
        id="all-of-it-cached",
    ),
]


@pytest.mark.parametrize(("text", "usage"), BLOCKS)
def test_usage_blocks(text: str, usage: Usage) -> None:
    """A usage block is read from JSON, from a repr, alone and inside its response; what was cut off is marked so."""
    assert read(text, MODELS) == usage


def test_cached_and_reasoning_tokens_are_parts() -> None:
    """Neither is added to what it is a part of."""
    found = read(json.dumps(CHAT), MODELS)
    assert isinstance(found, Usage)
    assert found.call == Call(1200, 1024, 300, 192)


@pytest.mark.parametrize(
    ("block", "why", "piece"),
    [
        (
            {"prompt_tokens": 10, "completion_tokens": 5, "prompt_tokens_details": {"cached_tokens": 11}},
            "CACHED_OVER_INPUT",
            "11",
        ),
        (
            {"prompt_tokens": 10, "completion_tokens": 5, "completion_tokens_details": {"reasoning_tokens": 6}},
            "REASONING_OVER_OUTPUT",
            "6",
        ),
        ({"prompt_tokens": -1, "completion_tokens": 5}, "NEGATIVE", "-1"),
        ({"prompt_tokens": 10**9 + 1, "completion_tokens": 5}, "TOO_LARGE", "1000000001"),
        ({"prompt_tokens": 1.5, "completion_tokens": 5}, "NOT_WHOLE", "1.5"),
    ],
)
def test_counts_that_cannot_be(block: dict[str, Any], why: str, piece: str) -> None:
    """A part larger than its whole, and counts out of bounds, are refused."""
    assert read(json.dumps(block), MODELS) == Refused(piece, Why[why])


def test_largest_count() -> None:
    """The bound itself is still a count."""
    found = read(json.dumps({"prompt_tokens": 10**9, "completion_tokens": 10**9}), MODELS)
    assert found == Usage(10**9, output_tokens=10**9)


def test_words_around_a_usage_block() -> None:
    """The model that the block does not name may stand beside it."""
    found = read('gpt-5.4-mini {"prompt_tokens": 1200, "completion_tokens": 300}', MODELS)
    assert isinstance(found, Usage)
    assert found.options is not None
    assert found.options.model_ref == "gpt-5.4-mini"


def test_answers_of_a_batch() -> None:
    """A file of answers is read line by line, at the prices of Batch; failed requests are bad lines."""
    answer = {"custom_id": "a", "response": {"status_code": 200, "body": {"model": "gpt-5.4", "usage": CHAT}}}
    failed = {"custom_id": "b", "response": {"status_code": 400, "body": {"error": {"usage": None}}}}
    log = read("\n".join((json.dumps(answer), json.dumps(failed), "nonsense", json.dumps(answer))), MODELS)
    assert isinstance(log, UsageLog)
    usage = replace(FULL, model_ref="gpt-5.4", tier=Tier.BATCH)
    assert list(log.usages()) == [
        UsageLine(1, usage),
        BadLine(2, BadWhy.NO_USAGE, json.dumps(failed)[:40].strip()),
        BadLine(3, BadWhy.NOT_JSON, "nonsense"),
        UsageLine(4, usage),
    ]


def test_a_stream_with_its_usage() -> None:
    """Events of a stream without usage are passed over."""
    events = "\n\n".join(
        [
            f"data: {json.dumps({'choices': [], 'usage': CHAT})}",
            f"data: {json.dumps({'choices': [{'delta': {'content': 'Hi'}}]})}",
            "data: [DONE]",
        ]
    )
    log = read(events, MODELS)
    assert isinstance(log, UsageLog)
    assert list(log.usages()) == [UsageLine(1, FULL)]


def test_a_report_of_usage() -> None:
    """The buckets of an organisation's usage are calls together, some of them Batch."""
    result = {"input_tokens": 5000, "input_cached_tokens": 800, "output_tokens": 1000, "num_model_requests": 5}
    report = {
        "object": "page",
        "data": [
            {"object": "bucket", "results": [{**result, "model": "gpt-5.4", "batch": False}]},
            {"object": "bucket", "results": [{**result, "model": "gpt-5.4-mini", "batch": True}]},
        ],
    }
    log = read(json.dumps(report), MODELS)
    assert isinstance(log, UsageLog)
    base = Usage(5000, cached_tokens=800, output_tokens=1000, calls=5)
    assert list(log.usages()) == [
        UsageLine(1, replace(base, model_ref="gpt-5.4")),
        UsageLine(2, replace(base, model_ref="gpt-5.4-mini", tier=Tier.BATCH)),
    ]


def test_a_list_of_responses() -> None:
    """Answers in a list are as many calls."""
    log = read(json.dumps([{"usage": CHAT}, {"usage": RESPONSES}]), MODELS)
    assert isinstance(log, UsageLog)
    assert [line.usage.input_tokens for line in log.usages() if isinstance(line, UsageLine)] == [1200, 1200]


@pytest.mark.parametrize(
    "text",
    [
        '{"usage": null}',
        '{"usage": {}}',
        '{"prompt_tokens": "many", "completion_tokens": "few"}',
        '{"prompt_tokens": true, "completion_tokens": false}',
        '{"tokens": "x"}',
    ],
)
def test_no_usage(text: str) -> None:
    """A block without numbers is none."""
    assert read(text, MODELS) is None
