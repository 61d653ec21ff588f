"""Every button under an estimate, in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.console import script
from tests.conversations.estimates import FOX, THINKS, answers, screen, toasts

if TYPE_CHECKING:
    from tests.conversation import Conversation


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
