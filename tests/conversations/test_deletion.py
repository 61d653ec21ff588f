"""/delete_me after every feature was used: no byte is left, and no reminder comes."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from bot.settings import read_settings
from tests.conftest import START
from tests.conversation import Conversation
from tests.conversations.everything import WORDS, use_everything
from tests.test_privacy import tables

if TYPE_CHECKING:
    from pathlib import Path

PERSON = 987654321


def rows_of(chat: Conversation, person_id: int) -> dict[str, int]:
    """Return how many rows each table has with the person's number in any column that can hold it."""
    found = {}
    connection = sqlite3.connect(chat.path)
    try:
        for table, columns in tables(chat.path).items():
            owners = columns & {"person_id", "chat_id", "set_by"}
            for owner in sorted(owners):
                count = f"SELECT COUNT(*) FROM {table} WHERE {owner} = ?"  # noqa: S608 - names of our own tables
                found[f"{table}.{owner}"] = connection.execute(count, (person_id,)).fetchone()[0]
    finally:
        connection.close()
    return found


async def test_nothing_of_them_is_left(en: Conversation) -> None:
    """Neither number, name, note nor text, in the database, its log or a file beside it; somebody else keeps all."""
    await en.say("/budget 20")
    await en.become(PERSON, "en")
    await use_everything(en)
    before = rows_of(en, PERSON)
    empty = {name for name, count in before.items() if not count}
    # The inbox is empty once all is answered; nothing failed; they are no admin.
    assert empty == {"inbox.chat_id", "set_aside.person_id", "operator_rates.set_by", "reminder_batches.person_id"}
    await en.say("/delete_me")
    await en.press("Delete everything")
    assert not any(rows_of(en, PERSON).values())
    content = b"".join(path.read_bytes() for path in en.path.parent.rglob("*") if path.is_file())
    traces = [str(PERSON).encode(), PERSON.to_bytes(4, "big"), en.session.person.first_name.encode()]
    assert [trace for trace in traces + [word.encode() for word in WORDS] if trace in content] == []
    assert await en.advance("60d") == ""
    await en.become(1)
    assert "of $20" in await en.say("/budget")


@pytest.mark.parametrize("press", ["Keep it", None])
async def test_one_tap_deletes_nothing(en: Conversation, press: str | None) -> None:
    """The command alone, or with a change of mind."""
    await en.say("/budget 100")
    await en.say("/delete_me")
    if press is not None:
        await en.press(press)
    assert "of $100" in await en.say("/budget")


@pytest.mark.parametrize(
    ("lang", "privacy", "tap", "deleted"),
    [
        pytest.param("en", "hold it for up to 30 days more", "Delete everything", "hold it for up to 30 days more"),
        pytest.param("zh-hans", "备份里最多再留 30 天", "全部删除", "备份里最多再留 30 天"),
    ],
)
async def test_backups_are_named_with_their_age(
    tmp_path: Path, lang: str, privacy: str, tap: str, deleted: str
) -> None:
    """Where the operator says how long they are kept."""
    settings = read_settings(None).model_copy(update={"backup_days": 30})
    async with Conversation(tmp_path / "bot.sqlite3", START, lang=lang, settings=settings) as chat:
        assert privacy in await chat.say("/privacy")
        await chat.say("/delete_me")
        assert deleted in await chat.press(tap)


async def test_without_backups_none_are_named(en: Conversation) -> None:
    """The operator has not said that there are any."""
    await en.say("/delete_me")
    assert "backup" not in await en.press("Delete everything")
