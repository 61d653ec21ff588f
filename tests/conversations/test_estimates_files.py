"""Files and what they cost: texts in any encoding, documents, requests for Batch, answers of the API."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import docx
import pytest

from bot.features.cost import file_handlers
from bot.features.cost.files import ReadCancelledError
from bot.features.cost.reading.lines import MAX_REQUESTS
from bot.features.cost.rules import Encoding
from bot.features.cost.tokens import (
    CountCancelledError,
    CounterBusyError,
    TokenCounter,
    TokenizerFailedError,
    TooManyTextsError,
)
from tests.conversations.estimates import FOOT, estimates, screen

if TYPE_CHECKING:
    from tests.conversation import Conversation

BATCH_FOOT = FOOT.replace("12 Oct", "14 Oct")


def request(number: int, words: int, **more: object) -> str:
    """Return a line of a file for Batch: a message of so many tokens and 7 around it."""
    body = {"model": "gpt-5.4-mini", "messages": [{"role": "user", "content": "hello " * (words - 1) + "hello"}]}
    line = {"custom_id": f"r{number}", "method": "POST", "url": "/v1/chat/completions", "body": {**body, **more}}
    return json.dumps(line)


def answer(number: int, model: str) -> str:
    """Return a line of what a batch came back with."""
    usage = {"prompt_tokens": 1_000, "completion_tokens": 100, "total_tokens": 1_100}
    body = {"model": model, "usage": usage}
    return json.dumps({"id": f"b{number}", "custom_id": str(number), "response": {"status_code": 200, "body": body}})


async def test_a_text_file_with_a_question(en: Conversation) -> None:
    """The encoding that had to be guessed is named; the caption says what for."""
    await en.send_file("notes.txt", ("天气很好。" * 500).encode("gb18030"), "gpt-5.4, 300 times a day")
    assert screen(en) == [
        "≈ $101.25 · ¥718.88 a month (30 days)",
        "300 calls a day · a day $3.38 · one call $0.0113",
        "Input: 1,500 tokens × $2.50/M = $0.00375",
        "Output, a guess: 500 tokens × $15/M = $0.0075",
        "It thinks first, billed as output too: up to $0.0338 a call",
        "Read as GB18030",
        "gpt-5.4 · 2,500 characters",
        FOOT,
    ]


async def test_an_edited_caption(en: Conversation) -> None:
    """The estimate is edited too: what the caption says now holds."""
    await en.send_file("notes.txt", b"hello " * 400, "gpt-5.4")
    await en.edit("gpt-6-luna, 10 a day")
    assert screen(en)[1] == "10 calls a day · a day $0.0029 · one call $0.00029"
    assert len(await estimates(en)) == 1


async def test_a_caption_that_cannot_be(en: Conversation) -> None:
    """One sentence, and nothing is counted under it."""
    await en.send_file("notes.txt", b"hello " * 400, "gpt-5.4, 120 % cached")
    said = next(message for message in reversed(en.api.chat(1).messages) if message.from_bot)
    assert said.text.startswith("A share cannot be more than 100 %: 120 %.")


async def test_a_document(en: Conversation) -> None:
    """Word documents are read by their content, whatever they are called."""
    document, content = docx.Document(), io.BytesIO()
    document.add_paragraph("hello " * 99 + "hello")
    document.save(content)
    await en.send_file("report.bin", content.getvalue())
    assert "Word document" in screen(en)
    assert screen(en)[1] == "Input: 101 tokens × $0.75/M = $0.0000758"  # the paragraph ends with a line break


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.png", b"\x89PNG\r\n\x1a\n" + bytes(100), "This file is a picture (PNG). I read text and code"),
        ("x.bin", bytes(range(256)) * 20, "This file is no text. I read text and code"),
        ("x.pdf", b"%PDF-1.7 nothing", "This file is damaged."),
        ("x.txt", b" \n\t\n", "There is no text in it to count."),
    ],
)
async def test_what_cannot_be_read(en: Conversation, name: str, content: bytes, said: str) -> None:
    """One sentence with what works."""
    assert (await en.send_file(name, content)).startswith(said)


async def test_a_request_in_a_file(en: Conversation) -> None:
    """A request is one wherever it stands; what the caption says comes on top of it."""
    body = json.loads(request(1, 10))["body"]
    await en.send_file("request.json", json.dumps(body, indent=2).encode(), "100 a day")
    assert screen(en)[1:3] == [
        "100 calls a day · a day $0.226 · one call $0.0023",
        "Input: 17 tokens × $0.75/M = $0.0000128",
    ]
    assert "Understood: 1 message" in screen(en)


async def test_a_file_for_batch(en: Conversation) -> None:
    """How many requests, what they come to with Batch and without, which of them stand out, which cannot be taken."""
    lines = [request(number, 5_001 if number == 7 else 10) for number in range(20)]
    await en.send_file("batch.jsonl", "\n".join([*lines, "broken", lines[0]]).encode())
    assert screen(en) == [
        "≈ $0.0245 · ¥0.17 for 20 requests",
        # 19 requests of 10 tokens and one of 5,001, and 7 around each
        "Input: 5,331 tokens × $0.375/M = $0.002",
        "Output, a guess: 10,000 tokens × $2.25/M = $0.0225",
        "It thinks first, billed as output too: up to $0.092",
        "Without Batch: $0.049",
        "Each request: about 17 tokens, but line 8 has 5,008",
        "2 lines cannot be taken.",
        "The first line that cannot be taken: line 21, no JSON",
        "gpt-5.4-mini with Batch",
        BATCH_FOOT,
    ]
    await en.press("✓ Batch")
    assert screen(en)[0] == "≈ $0.049 · ¥0.35 for 20 requests"
    assert "Without Batch" not in en.last.text
    await en.press("Compare")
    assert screen(en)[0] == "5,331 tokens in, 10,000 out, cheapest first"


async def test_limits_of_the_requests(en: Conversation) -> None:
    """Their own limits are the upper end."""
    await en.send_file("batch.jsonl", "\n".join(request(n, 10, max_completion_tokens=100) for n in range(10)).encode())
    assert screen(en)[2] == "Output, a guess: 1,000 tokens × $2.25/M = $0.00225"
    assert "Each request: about 17 tokens, at most 17" in screen(en)


async def test_a_file_for_batch_that_openai_refuses(en: Conversation) -> None:
    """Several models, or more requests than it takes: said, and priced all the same."""
    lines = [request(1, 10), request(2, 10, model="gpt-6-luna")]
    await en.send_file("batch.jsonl", "\n".join(lines).encode())
    assert "It names several models: gpt-5.4-mini, gpt-6-luna. OpenAI takes one in a file." in screen(en)
    assert MAX_REQUESTS == 50_000


async def test_a_batch_without_a_request(en: Conversation) -> None:
    """What is wrong with the first line, and what one looks like."""
    said = await en.send_file("batch.jsonl", b'{"custom_id": "1", "method": "POST", "url": "/v1/x", "body": {}}\n' * 3)
    assert said.startswith("I find no request that can be priced: line 1, no request in it.\nA line looks like this:")


async def test_answers_of_a_batch(en: Conversation) -> None:
    """Their true cost with Batch, all calls together."""
    await en.send_file("out.jsonl", "\n".join(answer(number, "gpt-5.4-mini") for number in range(20)).encode())
    assert screen(en)[:3] == [
        "$0.012 · ¥0.085 for 20 calls",
        "Input: 20,000 tokens × $0.375/M = $0.0075",
        "Output: 2,000 tokens × $2.25/M = $0.0045",
    ]


async def test_answers_of_several_models(en: Conversation) -> None:
    """Each model on a line, and the sum."""
    lines = [answer(number, "gpt-5.4-mini" if number % 2 else "gpt-6-luna") for number in range(20)]
    await en.send_file("out.jsonl", "\n".join([*lines, '{"id": "b", "custom_id": "z", "error": "usage"}']).encode())
    assert screen(en) == [
        "$0.00675 (0.68 cents) · ¥0.048 for 20 calls",
        "gpt-6-luna Batch    ×10  $0.00075",
        "gpt-5.4-mini Batch  ×10  $0.006",
        "1 line without usage is not counted.",
        BATCH_FOOT,
    ]


async def test_a_large_file_shows_how_far_it_is(en: Conversation) -> None:
    """A message with Cancel comes first, and the answer takes its place."""
    content = b"The quick brown fox jumps over the lazy dog. " * 14_000
    await en.send_file("big.txt", content)
    bot = [message for message in en.api.chat(1).messages if message.from_bot]
    assert len(bot) == 1
    sent = [call for call in en.api.calls if call.method.lower() == "sendmessage"]
    assert "big.txt" in sent[0].params["text"]
    assert screen(en)[1] == "Input: 140,001 tokens × $0.75/M = $0.105"


async def test_cancelled_while_it_is_read(en: Conversation, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever pressed Cancel is told that nothing of it is kept."""

    async def cancelled(*_: object, **__: object) -> None:
        raise ReadCancelledError

    monkeypatch.setattr(file_handlers, "read_file", cancelled)
    assert await en.send_file("big.txt", b"hello " * 200) == "I stopped counting. Nothing of it is kept."
    assert await estimates(en) == []


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (CountCancelledError(), "I stopped counting. Nothing of it is kept."),
        (TooManyTextsError(), "I am still counting your last texts. One after another, please."),
        (CounterBusyError(), "Many texts are being counted right now. Send yours again in a minute."),
        (TokenizerFailedError(Encoding.O200K, 3), "I cannot count this text. Send it in two halves."),
    ],
)
async def test_what_cannot_be_counted(
    en: Conversation, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    """One sentence with what helps."""

    async def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(TokenCounter, "measure", refuse)
    assert await en.say("hello there, my friend of old") == said


async def test_answers_of_models_that_nobody_knows(en: Conversation) -> None:
    """What has no price is not among the calls that cost something, and is never said to cost nothing."""
    await en.send_file("out.jsonl", f"{answer(1, 'gpt-5.4')}\n{answer(2, 'gpt-77')}".encode())
    assert screen(en)[:3] == [
        "$0.002 (0.2 cents) · ¥0.014 for 1 call",
        "gpt-5.4 Batch  ×1  $0.002",
        "gpt-77 Batch   ×1  no price known",
    ]
    await en.send_file("out.jsonl", f"{answer(1, 'gpt-x1')}\n{answer(2, 'gpt-77')}".encode())
    assert screen(en) == [
        "I have no OpenAI price for: gpt-x1 Batch, gpt-77 Batch",
        "gpt-x1 Batch  ×1  no price known",
        "gpt-77 Batch  ×1  no price known",
    ]
