"""Somebody who uses every feature once, with words that are found again wherever they are stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.conversation import Conversation

WORDS = ("quokka", "wombat", "okapi", "axolotl", "zebra", "numbat", "pangolin", "narwhal", "tapir")
"""In a text to count, a note, reminders, a question to the operator, a file, a paste, an edit and a name."""


async def use_everything(chat: Conversation) -> None:
    """Estimate, paste, file, limits, entries, import, reminders, hours, rate, feedback, edit; a question stays open."""
    await chat.say("quokka jumps over the quokka. " * 40)
    await chat.paste("tapir and tapir. " * 400)
    await chat.send_file("zebra.txt", b"the zebra runs " * 50)
    await chat.say("/budget 100")
    await chat.say("/budget 20 #numbat")
    await chat.say("spent 12.34 on wombat")
    await chat.say("spent 3 on axolotl")
    await chat.edit("spent 4 on narwhal")
    await chat.say("remind me tomorrow 9:00 to feed the okapi")
    await chat.say("remind me to feed the okapi")
    await chat.say("/cancel")
    await chat.say("/myrate 7.25 + 1.5%")
    await chat.say("¥500 in dollars")
    await chat.say("does plus include the api?")
    await chat.press("👍")
    await chat.say("how does the pangolin pay for the api of its burrow")
    while "None of these" in chat.labels:
        await chat.press("None of these")
    await chat.press("Send to the operator")
    await chat.say("/settings")
    await chat.press("My hours")
    await chat.press(1)
    await chat.press(1)
    await chat.say("/settings")
    await chat.press("My limit")
    await chat.press("Warnings")
    await chat.press("Weekly")
    await chat.say("spent 14 on #numbat")  # which gives a warning
    content = b"date,amount_value,amount_currency,line_item\n2026-11-20,1.5,usd,gpt-4o\n"
    await chat.send_file("costs.csv", content)  # shown, and never booked
    await chat.say("/settings")
    await chat.press("Time zone")
    await chat.press("Another zone")  # an open question
