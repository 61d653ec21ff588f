"""What numbers of tokens, requests to the API and its bills cost, in English."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.conversations.estimates import FOOT, screen

if TYPE_CHECKING:
    from tests.conversation import Conversation


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param(
            "500 calls a day, 2000 in, 300 out, gpt-5.4-mini",
            [
                "≈ $42.75 · ¥303.53 a month (30 days)",
                "500 calls a day · a day $1.43 · one call $0.00285",
                "Input: 2,000 tokens × $0.75/M = $0.0015",
                "Output: 300 tokens × $4.50/M = $0.00135",
                "gpt-5.4-mini",
            ],
            id="a-month",
        ),
        pytest.param(
            "12k in 800 out gpt-5.4",
            [
                "≈ $0.042 · ¥0.30 for one call",
                "Input: 12,000 tokens × $2.50/M = $0.03",
                "Output: 800 tokens × $15/M = $0.012",
                "gpt-5.4",
            ],
            id="one-call",
        ),
        pytest.param(
            "1.2M input tokens, 300k output, cached half",
            [
                "≈ $1.85 · ¥13.10 in all",
                "Input: 600,000 tokens × $0.75/M = $0.45",
                "From the cache: 600,000 tokens × $0.075/M = $0.045",
                "Output: 300,000 tokens × $4.50/M = $1.35",
                "gpt-5.4-mini",
            ],
            id="more-than-a-call-can-have",
        ),
        pytest.param(
            "12k tokens gpt-5.4",
            [
                "≈ $0.03 · ¥0.21 for one call",
                "Input: 12,000 tokens × $2.50/M = $0.03",
                "No output is counted: its length was not said.",
                "I took them as input; as output they cost $0.18.",
                "gpt-5.4",
            ],
            id="no-direction",
        ),
        pytest.param(
            "300k in 1k out gpt-6-luna",
            [
                "≈ $0.0608 · ¥0.43 for one call",
                "Input: 300,000 tokens × $0.20/M = $0.06",
                "Output: 1,000 tokens × $0.75/M = $0.00075",
                "Above 272,000 input tokens every token of the request costs more: included.",
                "gpt-6-luna",
            ],
            id="long-context",
        ),
        pytest.param(
            "12k in 800 out o3",
            [
                "≈ $0.0304 · ¥0.22 for one call",
                "Input: 12,000 tokens × $2/M = $0.024",
                "Output: 800 tokens × $8/M = $0.0064",
                "OpenAI switches o3 off on 11 Dec 2026. Its successor: gpt-5.6-sol.",
                "o3",
            ],
            id="a-model-that-ends",
        ),
    ],
)
async def test_numbers(en: Conversation, text: str, lines: list[str]) -> None:
    """Tokens in words are priced exactly."""
    await en.say(text)
    assert screen(en) == [*lines, FOOT]


async def test_several_models_are_compared(en: Conversation) -> None:
    """The first is the estimate's, the way back leads there."""
    await en.say("12k in 800 out, gpt-5.4 or gpt-6-luna")
    assert screen(en) == [
        "12,000 tokens in, 800 out, cheapest first",
        "gpt-6-luna  $0.0016  ×0.04",
        "gpt-5.4     $0.042   chosen",
    ]
    assert (await en.press("‹ Back")).startswith("≈ $0.042")


async def test_a_model_among_them_that_nobody_knows(en: Conversation) -> None:
    """It is named; the others are compared."""
    await en.say("12k in 800 out, gpt-5.4 or gpt-99 or gpt-6-luna")
    assert screen(en)[1:] == [
        "gpt-6-luna  $0.0016  ×0.04",
        "gpt-5.4     $0.042   chosen",
        "No such price is known: gpt-99",
    ]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("12k in, 13k cached, 800 out gpt-5.4", "More tokens are cached than put in: 13k."),
        ("-5 tokens in, 800 out gpt-5.4", "There are no negative tokens: -5."),
    ],
)
async def test_numbers_that_cannot_be(en: Conversation, text: str, answer: str) -> None:
    """Where it broke, and one example that works."""
    said = await en.say(text)
    assert said == f"{answer}\nTry: 500 calls a day, 2000 in, 300 out, gpt-5.4-mini"


async def test_an_unknown_model(en: Conversation) -> None:
    """Never priced by a prefix: the nearest names are buttons, and the same numbers get their price."""
    await en.say("12k in 800 out gpt-5.4-micro")
    assert screen(en) == ["I have no OpenAI price for gpt-5.4-micro. Which of these is it?"]
    assert "gpt-5.4-mini" in en.labels
    assert (await en.press("gpt-5.4-mini")).startswith("≈ $0.0126 · ¥0.089 for one call")


REQUEST = {
    "model": "gpt-4o-mini",
    "messages": [
        {"role": "system", "content": "You are kind."},  # 4 tokens
        {"role": "user", "content": [{"type": "text", "text": "Hello there"}, {"type": "image_url", "image_url": {"url": "https://x.y/z.png"}}]},  # 2 tokens  # noqa: E501 - a body as it is sent
    ],
    "max_tokens": 800,
}  # fmt: skip
# Two messages of 3 tokens and 1 for the role each, 3 for the answer that is opened: 4 + 2 + 8 + 3 = 17 tokens.
UNDERSTOOD = [
    "≈ $0.0003 (0.03 cents) · ¥0.0021 for one call",
    "Input: 17 tokens × $0.15/M = $0.00000255",
    "Output, a guess: 500 tokens × $0.60/M = $0.0003",
    "Up to its limit of 800 tokens: $0.00048",
    "OpenAI switches gpt-4o-mini off on 14 Jan 2027. Its successor: gpt-6-luna.",
    "Understood: 2 messages · limit 800 tokens",
    "Not counted: 1 image",
    "gpt-4o-mini",
    FOOT,
]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(json.dumps(REQUEST), id="json"),
        pytest.param(
            "curl https://api.openai.com/v1/chat/completions -H 'Content-Type: application/json' -d '"
            + json.dumps(REQUEST)
            + "'",
            id="curl",
        ),
        pytest.param(
            "from openai import OpenAI\nclient = OpenAI()\nclient.chat.completions.create(\n    model='gpt-4o-mini',\n"
            f"    messages={REQUEST['messages']!r},\n    max_tokens=800,\n)",
            id="python",
        ),
    ],
)
async def test_a_request(en: Conversation, text: str) -> None:
    """Model, messages, limit and overhead; what was understood is said, and what was not counted."""
    await en.say(text)
    assert screen(en) == UNDERSTOOD


async def test_several_answers_of_a_named_length(en: Conversation) -> None:
    """Each of them is paid."""
    body = {"model": "gpt-4.1", "messages": [{"role": "user", "content": "Hello"}], "n": 3}
    await en.say(f"/estimate output 500 {json.dumps(body)}")
    assert "Output: 1,500 tokens × $8/M = $0.012" in screen(en)


async def test_the_limit_of_a_request(en: Conversation) -> None:
    """It is the upper end of the answer, and a length to choose."""
    await en.say(json.dumps(REQUEST))
    await en.press("Answer: medium ▾")
    assert screen(en)[1:] == [
        "answer        tokens  call",
        "short            150  $0.000093",
        "medium           500  $0.0003",
        "long             800  $0.00048",
        "as the input      17  $0.000013",
        "its limit        800  $0.00048",
    ]
    await en.press("its limit")
    assert "Output, a guess: 800 tokens × $0.60/M = $0.00048" in screen(en)


async def test_a_usage_block(en: Conversation) -> None:
    """Its true cost: the cached part at its price, reasoning as part of the output; no guess, no length to choose."""
    usage = {
        "prompt_tokens": 2006,
        "completion_tokens": 300,
        "total_tokens": 2306,
        "prompt_tokens_details": {"cached_tokens": 1920},
        "completion_tokens_details": {"reasoning_tokens": 128},
    }
    await en.say(json.dumps({"model": "gpt-5.4-mini-2026-03-17", "usage": usage}))
    assert screen(en) == [
        "$0.00156 (0.16 cents) · ¥0.011 for this call",
        "Input: 86 tokens × $0.75/M = $0.0000645",
        "From the cache: 1,920 tokens × $0.075/M = $0.000144",
        "Output: 300 tokens × $4.50/M = $0.00135",
        "128 tokens of the output are reasoning, billed as output.",
        "gpt-5.4-mini-2026-03-17",
        FOOT,
    ]
    assert not [label for label in en.labels if label.startswith("Answer")]


async def test_a_usage_block_without_a_model(en: Conversation) -> None:
    """It is priced with the person's model, and says so."""
    await en.say('{"input_tokens": 1000, "output_tokens": 100, "total_tokens": 1100}')
    assert screen(en)[0] == "$0.0012 (0.12 cents) · ¥0.0085 for this call"
    assert "It names no model, so I took yours." in screen(en)


async def test_a_price_question(en: Conversation) -> None:
    """An exact name gets its card, before the billing answers are asked."""
    await en.say("price of o4-mini")
    assert screen(en) == [
        "o4-mini: $1.10 in, $4.40 out per million tokens",
        "In RMB: ¥7.81 in, ¥31.24 out",
        "             in  cached    out",
        "Standard  $1.10  $0.275  $4.40",
        "Batch     $0.55       –  $2.20",
        "Flex      $0.55  $0.138  $2.20",
        "Fast         $2   $0.50     $8",
        "Tokens: context window 200,000 · answer up to 100,000",
        "It thinks before it answers, and thinking is billed as output.",
        "OpenAI switched o4-mini off on 23 Oct 2026. Its successor: gpt-5.6-terra.",
        FOOT,
    ]
    assert en.labels == ["Make it my model", "→ gpt-5.6-terra", "All prices", "What does a text cost?"]
