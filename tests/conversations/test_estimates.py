"""What something costs, in English: every way people have the text, and every button."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.console import script
from bot.console.cuts import cut
from bot.features.cost.buttons import written
from tests.conftest import START
from tests.conversation import Conversation
from tests.conversations.estimates import FOOT, answers, estimates, screen, toasts

if TYPE_CHECKING:
    from pathlib import Path

FOX = "The quick brown fox jumps over the lazy dog and wonders why. " * 40  # 521 tokens, 2,440 characters
ONE_LINE = "hello " * 39 + "hello"  # 40 tokens
PROSE = "Every evening the old man walks down to the harbour and counts the boats that came home. " * 110
THINKS = (
    "gpt-5.4-mini thinks before it answers, and thinking is billed as output: the second number is what the call may"
    " come to."
)
USUAL = [
    "Model ▾",
    "Compare",
    "Answer: medium ▾",
    "How often ▾",
    "Batch price",
    "Fits my budget?",
    "Save as spent",
    "More ▾",
]


# --- a text -------------------------------------------------------------------------------------------------------


async def test_a_text(en: Conversation) -> None:
    """Line 1 is the answer; then input and output on a line each, the model, the dates; eight buttons."""
    await en.say(FOX)
    assert screen(en) == [
        "≈ $0.0026 (0.26 cents) · ¥0.019 for one call",
        "Input: 521 tokens × $0.75/M = $0.000391",
        "Output, a guess: 500 tokens × $4.50/M = $0.00225",
        "It thinks first, billed as output too: up to $0.0094",
        "gpt-5.4-mini · 2,440 characters",
        FOOT,
    ]
    assert "One token holds about 4.7 characters of this text." in en.last.text
    assert en.labels == USUAL


async def test_a_short_message_may_have_been_a_question(en: Conversation) -> None:
    """It is counted, and one button has it answered instead; the button stays on the way back."""
    assert "≈ $0.0023" in await en.say("colourless green ideas")
    assert en.labels == [*USUAL[:6], "This was a question", "More ▾"]
    await en.press("Compare")
    await en.press("‹ Back")
    assert "This was a question" in en.labels
    await en.press("More ▾")
    assert "Save as spent" in en.labels


async def test_a_text_in_pieces(en: Conversation) -> None:
    """One answer that says in how many parts it came, and what that means."""
    await en.paste(PROSE)
    assert "gpt-5.4-mini · 3 parts, 9,789 characters; each join may differ by a token" in screen(en)
    assert answers(en) == 1


async def test_a_piece_that_comes_late(en: Conversation) -> None:
    """It is added to the estimate of the others: the same message, summed counts, and what was pressed stays."""
    first, second, third = cut(PROSE)
    await en.say(first)
    await en.press("Model ▾")
    await en.press("gpt-6-luna")
    before = (await estimates(en))[0]
    await en.say(second)
    await en.take(script.Restart())
    await en.say(third)
    (after,) = await estimates(en)
    assert (after["parts"], after["model"], after["characters"]) == (3, "gpt-6-luna", 9_787)
    assert isinstance(before["o200k_tokens"], int)
    assert after["o200k_tokens"] == 1_980
    estimate = next(message for message in en.api.chat(1).messages if message.from_bot)
    assert "gpt-6-luna · 3 parts, 9,787 characters; each join may differ by a token" in estimate.text


async def test_an_edited_text(en: Conversation) -> None:
    """The estimate is edited too: the same message, the same row, and what was pressed stays."""
    await en.say(FOX)
    await en.press("Answer: medium ▾")
    await en.press("long 2000")
    await en.edit(ONE_LINE)
    assert answers(en) == 1
    assert screen(en)[1:3] == [
        "Input: 40 tokens × $0.75/M = $0.00003",
        "Output, a guess: 2,000 tokens × $4.50/M = $0.009",
    ]
    kept = await estimates(en)
    assert [(each["o200k_tokens"], each["answer"]) for each in kept] == [(40, "long")]


async def test_a_text_becomes_numbers(en: Conversation) -> None:
    """An edit may be read otherwise than the message was."""
    await en.say(FOX)
    await en.edit("12k in 800 out gpt-5.4")
    assert screen(en)[0] == "≈ $0.042 · ¥0.30 for one call"
    assert len(await estimates(en)) == 1


async def test_a_command_with_settings(en: Conversation) -> None:
    """What stands in front of the text sets something and is not counted."""
    await en.say("/estimate gpt-6-luna, 300 times a day: Translate this for me please")
    assert screen(en)[:3] == [
        "≈ $2.25 · ¥16.01 a month (30 days)",
        "300 calls a day · a day $0.0752 · one call $0.00025",
        "Input: 5 tokens × $0.10/M = $0.0000005",
    ]


async def test_a_bare_command_asks(en: Conversation) -> None:
    """The next message is the text whatever it says; a model that was named with the command is taken."""
    assert (await en.say("/estimate")).startswith("Send the text or the file: I count its tokens")
    assert "Input: 2 tokens" in await en.say("100 usd")
    assert "gpt-6-astra" in await en.say("/estimate gpt-6-astra")
    assert "Input: 2 tokens × $10/M" in await en.say("hello there")
    await en.say("/estimate gpt-6-astra, 500 times a day")
    assert "500 calls a day · a day $12.51 · one call $0.025" in await en.say("hello there")
    assert "Input: 1 token × $10/M" in await en.say("/estimate gpt-6-astra hello")


async def test_a_reply(en: Conversation) -> None:
    """/estimate in reply to an earlier message counts that one, with the settings behind the command."""
    await en.say(ONE_LINE)
    own = en.own
    await en.reply("/estimate gpt-4o-mini 10 times a day", own)
    assert screen(en)[:2] == [
        "≈ $0.0918 · ¥0.65 a month (30 days)",
        "10 calls a day · a day $0.0031 · one call $0.00031",
    ]
    await en.reply("/estimate", own)
    assert screen(en)[0] == "≈ $0.0023 (0.23 cents) · ¥0.016 for one call"


async def test_a_model_of_the_future(en: Conversation) -> None:
    """GPT-6 has no published tokenizer: it says what it counted with; caching may cost more at first."""
    await en.say("/prices gpt-6-luna")
    await en.press("Make it my model")
    await en.paste(FOX * 3)
    assert (
        "gpt-6-luna · 2 parts, 7,319 characters; each join may differ by a token · counted with o200k_base"
        in screen(en)
    )
    note = "A first call may cost up to 25 % more on the input: what goes into the cache is billed so."
    assert note in en.last.text


async def test_nothing_of_the_text_is_kept(en: Conversation, tmp_path: Path) -> None:
    """Not in the export, not in the file."""
    await en.say("xylophone quokka " * 30)
    assert "quokka" not in (await en.export())["tokentally.json"].decode()
    await en.session.stop()
    assert b"quokka" not in (tmp_path / "bot.sqlite3").read_bytes()


async def test_delete_me_takes_the_estimates(en: Conversation) -> None:
    """And the buttons under them say so."""
    await en.say(FOX)
    old = en.last
    await en.say("/delete_me")
    await en.press("Delete everything")
    en.api.press(1, old, "Compare")
    await en.session.settle()
    assert toasts(en)[-1] == "This estimate is no longer kept. Send the text once more."


# --- numbers, requests, bills -------------------------------------------------------------------------------------


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


# --- prices -------------------------------------------------------------------------------------------------------


async def test_prices(en: Conversation) -> None:
    """The current models in a table for a phone, one of them with everything, names, pages, and the way back."""
    await en.say("/prices")
    assert screen(en)[:3] == [
        "OpenAI's current models, cheapest first",
        "per M tokens               in    out",
        "gpt-6-luna              $0.10  $0.50",
    ]
    assert all(len(line) <= 45 for line in screen(en)[1:16])
    await en.press("All models ▾")
    assert en.labels[-2:] == ["‹ Back", "More ›"]
    await en.press("More ›")
    await en.press("‹ Back")
    await en.press("gpt-6-luna")
    assert screen(en)[0] == "gpt-6-luna: $0.10 in, $0.50 out per million tokens"
    assert "Above 272,000 input tokens the whole request: $0.20 in, $0.75 out" in screen(en)
    await en.press("Make it my model")
    assert toasts(en)[-1] == "gpt-6-luna is your model now."
    assert "Make it my model" not in en.labels
    await en.press("All prices")
    assert en.labels == ["gpt-6-luna", "All models ▾"]
    await en.say("/models")
    assert screen(en)[0] == "Current models"
    await en.press("One by one ▾")
    assert screen(en) == ["Whose price? Page 1 of 16"]


async def test_no_price(en: Conversation) -> None:
    """Nothing is made up; the cards of other models are offered."""
    await en.say("/prices gpt-6")
    assert screen(en) == ["I have no OpenAI price for gpt-6. Which of these is it?"]
    assert en.labels == ["gpt-6-astra", "gpt-6.1-sol", "gpt-6.1-terra"]
    assert (await en.press("gpt-6.1-sol")).startswith("gpt-6.1-sol: $2 in, $10 out per million tokens")
    await en.say("/prices gpt-oss-120b")
    assert screen(en)[0].startswith("gpt-oss-120b has open weights: OpenAI sells no API for it")
    assert len(en.labels) == 8


async def test_prices_of_several(en: Conversation) -> None:
    """A table with the way to each card."""
    await en.say("/prices gpt-6-luna, gpt-6-astra")
    assert screen(en)[:3] == [
        "per M tokens     in  cached    out",
        "gpt-6-luna    $0.10   $0.01  $0.50",
        "gpt-6-astra     $10      $1    $50",
    ]
    assert en.labels == ["gpt-6-luna", "gpt-6-astra", "All prices"]


async def test_prices_of_many(en: Conversation) -> None:
    """All that were named are there, and none of them is said to have no price."""
    await en.say("/prices gpt-6-luna, gpt-6-astra, o3, gpt-4.1, gpt-4o, gpt-5.4, gpt-5-mini, gpt-77")
    assert [line.split()[0] for line in screen(en)[1:8]] == [
        "gpt-6-luna",
        "gpt-6-astra",
        "o3",
        "gpt-4.1",
        "gpt-4o",
        "gpt-5.4",
        "gpt-5-mini",
    ]
    assert screen(en)[8] == "I have no OpenAI price for: gpt-77"
    assert en.labels[-2:] == ["gpt-5-mini", "All prices"]


@pytest.mark.parametrize("more", [{"size": "1024x1024"}, {"n": 1, "size": "1024x1024", "quality": "high"}])
async def test_a_request_for_a_picture(en: Conversation, more: dict[str, object]) -> None:
    """Its size is no number of tokens, and nobody knows how many there will be: the model's prices are the answer."""
    await en.say(json.dumps({"model": "gpt-image-1", "prompt": "a cat", **more}))
    assert screen(en)[0] == "gpt-image-1: $5 in, $40 out per million tokens"


async def test_prices_of_a_tier(en: Conversation) -> None:
    """A tier is no model."""
    for words in ("batch", "flex"):
        await en.say(f"/prices {words}")
        assert screen(en)[0] == "OpenAI's current models, cheapest first"


async def test_old_prices_are_marked(tmp_path: Path) -> None:
    """45 days after the check they are not, a day later they are."""
    for days, mark in ((45, FOOT), (46, "Prices of 12 Oct 2026, 46 days old: compare them with OpenAI's page · 1 USD")):
        now = dt.datetime(2026, 10, 12, 12, tzinfo=dt.UTC) + dt.timedelta(days=days)
        async with Conversation(tmp_path / f"{days}.sqlite3", now) as chat:
            await chat.say(FOX)
            assert screen(chat)[-1].startswith(mark)


# --- buttons ------------------------------------------------------------------------------------------------------


async def test_another_model(en: Conversation) -> None:
    """The person's last ones come first, then the current ones, then all, by page; the same message all along."""
    await en.say("/estimate gpt-5.5 " + FOX)
    await en.say(FOX)
    await en.press("Model ▾")
    assert en.labels == [
        "✓ gpt-5.4-mini", "gpt-5.5", "gpt-6-luna", "gpt-4o-mini", "gpt-5.6-luna", "gpt-5.4-nano", "‹ Back", "More ›",
    ]  # fmt: skip
    assert screen(en)[:2] == ["Which model? Now it is gpt-5.4-mini.", "per M tokens     in    out"]
    for _ in range(16):
        await en.press("More ›")
    assert screen(en)[-1] == "Page 1 of 16"
    assert (await en.press("‹ Back")).startswith("≈ $0.0026")
    await en.press("Model ▾")
    assert (await en.press("gpt-6-luna")).startswith("≈ $0.0003 (0.03 cents) · ¥0.0021 for one call")
    await en.press("More ▾")
    await en.press("Make it my model")
    assert toasts(en) == ["gpt-6-luna is your model now."]
    assert answers(en) == 2
    assert "gpt-6-luna · 2,440 characters" in await en.say(FOX)


async def test_compare(en: Conversation) -> None:
    """At least five models, cheapest first, with the ratio to the chosen one; the cheapest in one tap."""
    await en.say(FOX)
    await en.press("Compare")
    lines = screen(en)
    assert lines[:2] == ["521 tokens in, 500 out, cheapest first", "gpt-6-luna     $0.0003   ×0.1"]
    assert "gpt-5.4-mini   $0.0026   chosen" in lines
    assert lines[-1] == "gpt-6-astra    $0.0302   ×11"
    assert len(lines) == 14
    assert all(len(line) <= 45 for line in lines)
    assert "gpt-6-luna · 2,440 characters" in await en.press("Take the cheapest")


async def test_what_cannot_be_compared(en: Conversation) -> None:
    """Models that the text is too long for, and those without a price of the kind, are named and left out."""
    await en.say("300k in 1k out gpt-6-luna")
    await en.press("Compare")
    assert "Too long for: gpt-4o-mini, gpt-5.4-nano, gpt-5.4-mini" in screen(en)
    await en.press("‹ Back")
    await en.press("More ▾")
    await en.press("Flex, Fast ▾")
    await en.press("Flex")
    await en.press("Compare")
    assert "All with Flex prices." in screen(en)
    assert "No such price is known: gpt-4o-mini, gpt-4.1-mini, gpt-4.1" in screen(en)


async def test_the_length_of_the_answer(en: Conversation) -> None:
    """Each with its tokens, a range for models that think and one sentence why."""
    await en.say(FOX)
    await en.press("Answer: medium ▾")
    assert screen(en) == [
        "How long will the answer be? Nobody knows before the call.",
        "answer             tokens  call",
        "short             150–600  $0.0011–$0.0031",
        "medium          500–2,000  $0.0026–$0.0094",
        "long          2,000–8,000  $0.0094–$0.0364",
        "as the input    521–2,084  $0.0027–$0.0098",
        THINKS,
    ]
    assert en.labels == ["short 150", "✓ medium 500", "long 2000", "as the input", "‹ Back"]
    await en.press("as the input")
    assert "Output, a guess: 521 tokens × $4.50/M = $0.00234" in screen(en)
    assert "Answer: as the input ▾" in en.labels


async def test_no_answer_counted(en: Conversation) -> None:
    """Numbers without an output have none until a length is chosen, and may have none again."""
    await en.say("12k tokens gpt-5.4")
    await en.press("Answer: none ▾")
    assert en.labels == ["short 150", "medium 500", "long 2000", "as the input", "✓ none", "‹ Back"]
    assert (await en.press("medium 500")).startswith("≈ $0.0375 · ¥0.27 for one call")
    await en.press("Answer: medium ▾")
    assert (await en.press("none")).startswith("≈ $0.03 · ¥0.21 for one call")


async def test_how_often(en: Conversation) -> None:
    """A day and a month of each; line 1 is the month then; once again with one tap."""
    await en.say("2000 in, 300 out, gpt-5.4-mini")
    await en.press("How often ▾")
    assert screen(en) == [
        "How often? Once it costs $0.0029.",
        "                     a day  30 days",
        "10 calls a day     $0.0285   $0.855",
        "100 calls a day     $0.285    $8.55",
        "1,000 calls a day    $2.85   $85.50",
    ]
    await en.press("1000 a day")
    assert screen(en)[:2] == [
        "≈ $85.50 · ¥607.05 a month (30 days)",
        "1,000 calls a day · a day $2.85 · one call $0.00285",
    ]
    await en.press("How often ▾")
    assert "✓ 1000 a day" in en.labels
    assert (await en.press("Once")).startswith("≈ $0.00285 (0.29 cents) · ¥0.02 for one call")


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("250 a day", ["≈ $21.38 · ¥151.76", "250 calls a day · a day $0.713 · one call $0.00285"]),
        ("20 an hour", ["≈ $41.04 · ¥291.38", "20 calls an hour · a day $1.37 · one call $0.00285"]),
        ("5,000 a month", ["≈ $14.25 · ¥101.18", "5,000 calls a month · a day $0.475 · one call $0.00285"]),
        ("40", ["≈ $3.42 · ¥24.28", "40 calls a day · a day $0.114 · one call $0.00285"]),
        ("000000000000040", ["≈ $3.42 · ¥24.28", "40 calls a day · a day $0.114 · one call $0.00285"]),
    ],
)  # fmt: skip
async def test_an_own_number(en: Conversation, typed: str, lines: list[str]) -> None:
    """In words; a bare number is one of each day."""
    await en.say("2000 in, 300 out, gpt-5.4-mini")
    await en.press("How often ▾")
    await en.press("Own number")
    await en.say(typed)
    assert screen(en)[:2] == [f"{lines[0]} a month (30 days)", lines[1]]


async def test_no_number(en: Conversation) -> None:
    """Something else than a number is an ordinary message, and the way back closes the question."""
    await en.say("2000 in, 300 out, gpt-5.4-mini")
    await en.press("How often ▾")
    await en.press("Own number")
    assert await en.say("000999999999999") == "I cannot read 000999999999999 as an amount. Try: 100 usd or 500 rmb"
    assert "≈ ¥710.00" in await en.say("100 usd")
    estimate = next(m for m in en.api.chat(1).messages if m.from_bot and m.text.startswith("How often is"))
    en.api.press(1, estimate, "‹ Back")
    await en.session.settle()
    assert "Input: 1 token " in await en.say("/estimate 40")


async def test_cached(en: Conversation) -> None:
    """Offered from 1,024 tokens on; each share with its price."""
    await en.say("2000 in, 300 out, gpt-5.4-mini")
    await en.press("Cached share ▾")
    assert screen(en) == [
        "How much of the input is read from the cache?",
        " 0 %  $0.0029",
        "50 %  $0.0022",
        "90 %  $0.0016",
        "gpt-5.4-mini: $0.075/M from the cache instead of $0.75/M.",
        "OpenAI caches the beginning that calls share, from 1,024 tokens on.",
    ]
    await en.press("90 %")
    assert screen(en)[:3] == [
        "≈ $0.00164 (0.16 cents) · ¥0.012 for one call",
        "Input: 200 tokens × $0.75/M = $0.00015",
        "From the cache: 1,800 tokens × $0.075/M = $0.000135",
    ]
    await en.say("1023 in, 300 out, gpt-5.4-mini")
    await en.press("More ▾")
    assert "Cached share ▾" not in en.labels


async def test_batch_and_the_other_tiers(en: Conversation) -> None:
    """One tap to Batch and back; the others with their prices; what has none is named and left out."""
    await en.say("2000 in, 300 out, gpt-4.1")
    await en.press("Batch price")
    assert screen(en)[0] == "≈ $0.0032 (0.32 cents) · ¥0.023 for one call"
    assert "gpt-4.1 with Batch" in screen(en)
    await en.press("✓ Batch")
    assert screen(en)[0] == "≈ $0.0064 (0.64 cents) · ¥0.045 for one call"
    await en.press("More ▾")
    await en.press("Flex, Fast ▾")
    assert screen(en) == [
        "gpt-4.1, served in each way:",
        "Standard  $0.0064         at once",
        "Batch     $0.0032         within 24 hours",
        "Flex      no price known  slower, may be refused",
        "Fast      $0.0112         faster",
    ]
    assert en.labels == ["✓ Standard", "Batch", "Fast", "‹ Back"]
    assert (await en.press("Fast")).startswith("≈ $0.0112")


async def test_prices_that_did_not_change(en: Conversation) -> None:
    """Where no cached price is published, the prices of the day are the same as before, and nothing says otherwise."""
    await en.say("2000 in, 300 out, gpt-4.1, batch")
    before = screen(en)
    await en.press("More ▾")
    assert screen(en) == before


async def test_a_price_that_is_not_known(en: Conversation) -> None:
    """Never the standard price under another name."""
    await en.say("2000 in, 300 out, gpt-5.3-codex")
    await en.press("Batch price")
    assert toasts(en) == ["No Batch price of gpt-5.3-codex is known."]
    await en.say("2000 in, 300 out, gpt-4.1, batch, cached 50%")
    assert screen(en) == ["No Batch price of gpt-4.1 is known for input from the cache."]
    await en.press("Standard price")
    await en.press("Batch price")
    assert toasts(en)[-1] == "No Batch price of gpt-4.1 is known for input from the cache."
    await en.say("2000 in, 300 out, gpt-4.1, flex")
    assert "No Flex price of gpt-4.1 is known, so this is the standard one." in screen(en)
    await en.say("300k in, 300 out, gpt-5.4, priority")
    assert screen(en) == ["No Fast price of gpt-5.4 is known above 272,000 input tokens."]
    assert (await en.press("Standard price")).startswith("≈ $1.51")


async def test_does_it_fit(en: Conversation) -> None:
    """Without a limit it says so and offers one; with one it uses what is left of it."""
    await en.say("2000 in, 300 out, gpt-5.4-mini")
    await en.press("Fits my budget?")
    assert screen(en) == ["You have no monthly limit yet.", "$10 pay for it about 3,508 times."]
    assert en.labels == ["‹ Back", "Set a limit"]
    await en.press("‹ Back")
    estimate = en.last
    await en.say("/budget 50 usd")
    await en.say("spent 41.54")
    en.api.press(1, estimate, "Fits my budget?")
    await en.session.settle()
    assert estimate.text.splitlines() == [
        "It fits 2,968 more times.",
        "Left of your limit: $8.46 until 30 Nov, 8 days",
        "That is about 371 a day.",
        "One call: gpt-5.4-mini · $0.0029",
    ]


async def test_whether_so_many_fit(en: Conversation) -> None:
    """With a number of calls it says whether the days that are left can be paid; a used-up limit pays for none."""
    await en.say("/budget 50 usd")
    await en.say("500 calls a day, 2000 in, 300 out, gpt-5.4-mini")
    await en.press("Fits my budget?")
    assert "500 calls a day for these days: $11.40, that fits." in screen(en)
    await en.say("spent 45")
    await en.say("500 calls a day, 2000 in, 300 out, gpt-5.4-mini")
    await en.press("Fits my budget?")
    assert "500 calls a day for these days: $11.40, that does not fit." in screen(en)
    await en.say("spent 45")
    await en.say("500 calls a day, 2000 in, 300 out, gpt-5.4-mini")
    await en.press("Fits my budget?")
    assert screen(en)[0] == "Your limit is used up: not once more."


async def test_save_as_spent(en: Conversation) -> None:
    """One tap books what line 1 says, in a message of its own with Undo; a tap that comes twice books once."""
    await en.say("/budget 50 usd")
    await en.say("2000 in, 300 out, gpt-5.4-mini")
    estimate = en.last
    update = en.api.press(1, estimate, "Save as spent")
    await en.session.settle()
    assert screen(en)[:3] == [
        "Noted: $0.00285 (¥0.02)",
        "gpt-5.4-mini: 2,000 tokens in, 300 out",
        "Used $0.0029 of $50, $50.00 left until 30 Nov",
    ]
    assert estimate.text.startswith("≈ $0.00285")
    en.api.redeliver(update)
    await en.session.settle()
    assert "Used $0.0029 of $50" in en.last.text
    assert (await en.press("Undo")).startswith("Taken back: 23 Nov · $0.00285")


async def test_copy_and_share(en: Conversation) -> None:
    """The amount, a line that says everything, and the finished estimate in any chat."""
    await en.say("500 calls a day, 2000 in, 300 out, gpt-5.4-mini, cached half")
    await en.press("More ▾")
    assert en.labels == ["Copy the amount", "Copy as a line", "Flex, Fast ▾", "Share", "‹ Back"]
    amount, line, _, share, _ = [button for row in en.last.rows for button in row]
    assert amount.value["text"] == "$32.63"
    assert line.value["text"] == (
        "≈ $32.63 (¥231.64) · gpt-5.4-mini · 2,000 tokens in · 1,000 of them from the cache · 300 out"
        " · 500 calls a day · prices of 12 Oct 2026"
    )
    said = await en.take(script.Inline(str(share.value)))
    assert said.splitlines()[0].startswith("[1 Estimate: $32.63] ≈ $32.63 (¥231.64) · gpt-5.4-mini")
    shared = [call for call in en.api.calls if call.method.lower() == "answerinlinequery"][-1]
    content = shared.params["results"][0]["input_message_content"]["message_text"]
    assert content.startswith("<b>≈ $32.63 · ¥231.64</b> a month (30 days)")
    assert "Estimate: " not in await en.take(script.Inline("estimate zzzzzzz"))


# --- as time goes by ----------------------------------------------------------------------------------------------


async def test_buttons_work_after_a_restart(en: Conversation) -> None:
    """The counts are stored, not the text."""
    await en.say(FOX)
    await en.take(script.Restart())
    await en.advance("40d")
    await en.press("Model ▾")
    assert (await en.press("gpt-6-luna")).startswith("≈ $0.0003")


async def test_prices_that_change(tmp_path: Path) -> None:
    """A change to come is announced; after it the estimate has the new price, and says what it was on the day."""
    async with Conversation(tmp_path / "b.sqlite3", dt.datetime(2026, 8, 10, tzinfo=dt.UTC)) as chat:
        await chat.say("10k in 1k out gpt-5.6-sol")
        assert screen(chat)[0] == "≈ $0.08 · ¥0.57 for one call"
        assert "From 21 Aug 2026: $4 in, $20 out" in screen(chat)
        await chat.advance("12d")
        await chat.press("Compare")
        await chat.press("‹ Back")
        assert screen(chat)[0] == "≈ $0.06 · ¥0.43 for one call"
        assert "Prices changed since 10 Aug 2026: then it was $0.08." in screen(chat)


async def test_buttons_of_the_first_version(en: Conversation) -> None:
    """They carry the counts themselves, and go on working."""
    await en.say(FOX)
    for action, line in (
        ("use:2213.2400.9651:gpt-5.4-mini", "≈ $0.0039 (0.39 cents) · ¥0.028 for one call"),
        ("model:2213.2400.9651:gpt-6-luna", "Which model? Now it is gpt-6-luna."),
        ("compare:2213.2400.9651:gpt-5.4-mini", "2,213 tokens in, 500 out, cheapest first"),
        ("mine:2213.2400.9651:gpt-4.1", "≈ $0.0084 (0.84 cents) · ¥0.06 for one call"),
    ):
        await forge(en, action)
        assert screen(en)[0] == line
    assert (await en.press("Compare")).startswith("2,213 tokens in")


async def test_forged_buttons(en: Conversation) -> None:
    """Answered with a short note or a page; nothing breaks, and no estimate is made or changed."""
    await en.say(FOX)
    kept = await estimates(en)
    own = written(int(str(kept[0]["estimate_id"])))
    en.may_be_refused = True  # two of them show the same page, and Telegram does not like an edit that changes nothing
    for action in (
        *("use:0:gpt-6-luna", "use:zzzzzzzz:gpt-6-luna", "use::", "show", "use:2213.2400.9651:gpt-9", "show:-1"),
        *("card:gpt-9", "often:1.1.1:x", "answer:ABC:long", "nothing:1:2", "own:gpt-9", "names:x:y:z"),
        *(f"use:{own}:gpt-9", f"answer:{own}:x", f"often:{own}:7", f"often:{own}:once:x", f"cached:{own}:12"),
        *(f"tier:{own}:scale", f"model:{own}:zz", f"model:{own}:999"),
    ):
        await forge(en, action)
    assert await estimates(en) == kept


async def forge(chat: Conversation, action: str) -> None:
    """Press a button of one's own making under the newest message with buttons."""
    message = next(m for m in reversed(chat.api.chat(1).messages) if m.from_bot and m.rows)
    assert message.keyboard is not None
    forged = replace(message.keyboard.rows[0][0], value=f"1e:cost:{action}")
    before, message.keyboard = message.keyboard, replace(message.keyboard, rows=((forged,),))
    chat.api.press(1, message, 1)
    message.keyboard = before
    await chat.session.settle()


async def test_in_a_group(en: Conversation) -> None:
    """Another person's tap changes nothing of mine, and says so; what is private stays private."""
    group = en.api.group(-500)
    en.api.say(1, f"@{en.service.application.bot.username} {FOX}", chat=group)
    await en.session.settle()
    estimate = en.api.last_message(group)
    assert estimate.text.startswith("≈ $0.0026")
    en.api.person(2, "en")
    for button in ("Compare", "Model ▾", "Save as spent", "Batch price"):
        en.api.press(2, estimate, button)
        await en.session.settle()
        assert toasts(en)[-1] == "These buttons belong to Person 1. Ask me yourself to get your own."
        assert estimate.text.startswith("≈ $0.0026")
    for button in ("Fits my budget?", "Save as spent"):
        en.api.press(1, estimate, button)
        await en.session.settle()
        assert estimate.text.startswith("≈ $0.0026")
    en.api.press(1, estimate, "Batch price")
    await en.session.settle()
    assert estimate.text.startswith("≈ $0.0013")


async def test_the_example(en: Conversation) -> None:
    """One tap under /start shows what the bot does."""
    await en.say("/start")
    await en.press("What does a text cost?")
    assert screen(en)[:2] == [
        "For example: Sum up this e-mail in three points and write a friendly answer to it.",
        "≈ $0.0023 (0.23 cents) · ¥0.016 for one call",
    ]
    assert screen(en)[-1] == "Now send a text of your own."


def test_the_start_of_the_clock() -> None:
    """The literal dates above belong to this day."""
    assert dt.datetime(2026, 11, 23, 1, 0, tzinfo=dt.UTC) == START
