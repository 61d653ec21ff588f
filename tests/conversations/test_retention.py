"""Whoever could not be reached for twelve months is forgotten; whoever came back is not."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from bot.console import script

if TYPE_CHECKING:
    from tests.conversation import Conversation

WOMBAT = 987654321


def people(chat: Conversation) -> set[int]:
    """Return whom the database knows."""
    connection = sqlite3.connect(chat.path)
    try:
        return {row[0] for row in connection.execute("SELECT person_id FROM people")}
    finally:
        connection.close()


def stored(chat: Conversation) -> bytes:
    """Return every byte of the database, its log and whatever lies beside it."""
    return b"".join(path.read_bytes() for path in chat.path.parent.iterdir())


async def left(chat: Conversation) -> None:
    """Let somebody store this and that, and block the bot; somebody else stays."""
    chat.may_be_refused = True  # what is due is tried once, and Telegram says that they blocked the bot
    await chat.say("/budget 20")
    await chat.become(WOMBAT, "en")
    await chat.say("/budget 100")
    await chat.say("spent 12.34 on wombat")
    await chat.say("remind me on 5 May 2029 at 9:00 to feed the wombat")
    await chat.take(script.Block(blocked=True))


async def test_after_twelve_months_everything_is_gone(en: Conversation) -> None:
    """On day 364 all of it is there, on day 366 no byte; nobody else loses anything."""
    await left(en)
    await en.advance("364d")
    assert people(en) == {1, WOMBAT}
    assert b"wombat" in stored(en)
    await en.advance("2d")
    assert people(en) == {1}
    content = stored(en)
    for trace in (b"wombat", b"987654321", WOMBAT.to_bytes(4, "big")):
        assert trace not in content
    await en.become(1)
    assert "of $20" in await en.say("/budget")


async def test_who_came_back_is_kept(en: Conversation) -> None:
    """The time begins anew with the next block."""
    await left(en)
    await en.advance("300d")
    await en.take(script.Block(blocked=False))
    await en.say("/spent")
    await en.advance("300d")
    assert people(en) == {1, WOMBAT}
    await en.take(script.Block(blocked=True))
    await en.advance("364d")
    assert people(en) == {1, WOMBAT}
    await en.advance("2d")
    assert people(en) == {1}


async def test_many_at_once_go_in_batches(en: Conversation) -> None:
    """As many as there are, in one go of the job."""
    await en.say("/help")
    connection = sqlite3.connect(en.path)
    with connection:
        connection.executemany(
            "INSERT INTO people (person_id, unreachable, unreachable_since, first_seen_at)"
            " VALUES (?, 1, ?, '2020-01-01T00:00:00.000000Z')",
            [(100 + number, None if number == 0 else "2020-01-01T00:00:00.000000Z") for number in range(61)],
        )
    connection.close()
    await en.advance("25h")
    assert people(en) == {1, 100}  # since when 100 cannot be reached was not known
    await en.advance("366d")
    assert people(en) == {1}
