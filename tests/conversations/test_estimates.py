"""What a text costs, in English: sent whole, in pieces, edited, in reply, with a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.console import script
from bot.console.cuts import cut
from tests.conversations.estimates import FOOT, FOX, ONE_LINE, PROSE, USUAL, answers, estimates, screen, toasts

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conversation import Conversation


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
