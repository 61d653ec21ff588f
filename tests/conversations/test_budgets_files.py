"""Pictures, usage exports and files of ours, as a person sends and gets them."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conversation import Conversation

USAGE_CSV = (
    "start_time,end_time,start_time_iso,end_time_iso,amount_value,amount_currency,line_item,project_id,organization_id\n"
    "1762300800,1762387200,2026-11-05T00:00:00+00:00,2026-11-06T00:00:00+00:00,0.8958740000000000,usd,gpt,proj_a,org\n"
    "1762300800,1762387200,2026-11-05T00:00:00+00:00,2026-11-06T00:00:00+00:00,1.104126,usd,tts,proj_a,org\n"
    "1762387200,1762473600,2026-11-06T00:00:00+00:00,2026-11-07T00:00:00+00:00,3.5,usd,gpt,proj_a,org\n"
    "1762473600,1762560000,2026-11-07T00:00:00+00:00,2026-11-08T00:00:00+00:00,,,,,\n"
)


@pytest.fixture
def begins_at() -> dt.datetime:
    """Tuesday 10 November 2026, 09:00 in Shanghai."""
    return dt.datetime(2026, 11, 10, 1, tzinfo=dt.UTC)


def files(en: Conversation, ending: str) -> list[bytes]:
    """Return what the bot sent under a name."""
    return [file.data for file in en.api._world.files.values() if file.name.endswith(ending)]


async def test_pictures_and_history(en: Conversation) -> None:
    """Two pictures, each a PNG below 150 KB; the history as text as well."""
    await en.say("/budget 50 usd #学习")
    await en.say("spent 12 #学习")
    await en.say("/budget")
    assert "tokentally-chart.png" in await en.press("Chart")
    await en.say("/budget")
    assert "Your last cycle\n1 Nov – 30 Nov: $12.00" in await en.press("History")
    assert "tokentally-history.png" in await en.press("Picture")
    pictures = files(en, ".png")
    assert len(pictures) == 2
    assert all(data.startswith(b"\x89PNG") and len(data) < 150_000 for data in pictures)
    assert [call.method for call in en.api.calls].count("sendPhoto") == 2


async def test_a_usage_export_is_shown_then_booked_once(en: Conversation) -> None:
    """What it holds, a tap, and the second time nothing; a newer file with more changes what changed."""
    await en.say("/budget 50 usd")
    said = await en.send_file("costs.csv", USAGE_CSV.encode())
    assert "$5.50 on 2 days, 5 Nov 2026 – 6 Nov 2026" in said
    said = await en.press("Book it")
    assert "Booked 2 entries\nUsed $5.50 of $50" in said
    assert "2 of them are booked already." in await en.send_file("again.csv", USAGE_CSV.encode())
    assert "Nothing new" in await en.press("Book it")
    await en.send_file("more.csv", USAGE_CSV.replace(",3.5,", ",4.5,").encode())
    assert "1 got a new amount.\n1 was there already.\nUsed $6.50 of $50" in await en.press("Book it")
    assert "Taken back: 2 entries of a file\nUsed $0 of $50" in await en.say("/undo")
    await en.send_file("costs.csv", USAGE_CSV.encode())
    assert "Nothing was booked." in await en.press("Leave it")


async def test_what_was_taken_back_before_its_file_stays_so(en: Conversation) -> None:
    """Undo and Book it again move what they moved, and nothing else of the file."""
    for step in ("/budget 50 usd", "/spent 4", "/undo", "/spent 3"):
        await en.say(step)
    await en.advance("1h")
    kept = (await en.export())["tokentally.json"]
    await en.say("/delete_me")
    await en.press("Delete everything")
    await en.send_file("tokentally.json", kept)
    await en.press("Restore")
    assert "Taken back: 10 Nov · $3\nUsed $0 of $50" in await en.press("Undo")
    assert "Used $3.00 of $50" in await en.press("Book it again")


async def test_other_files(en: Conversation) -> None:
    """The activity export and a broken file of ours have a sentence; other tables go to the counter."""
    said = await en.send_file("a.csv", b"start_time,num_model_requests,input_tokens\n1762300800,3,2000\n")
    assert "activity export, without amounts" in said
    broken = {"budgets": {"version": 1, "limits": [{"amount": "-5", "currency": "USD"}], "entries": []}}
    said = await en.send_file("tokentally.json", json.dumps(broken).encode())
    assert "limits.0.amount" in said
    assert "entries" not in await en.send_file("notes.csv", b"name,age\nanna,3\n")


async def test_export_and_import(en: Conversation) -> None:
    """JSON restores everything, twice is once; the table is harmless in spreadsheets."""
    await en.say("/budget 50 usd")
    await en.say("/spent 12.5 =cmd()")
    await en.say("/spent 4 #学习")
    await en.say("/undo")
    await en.say("/budget")
    await en.press("Export")
    table, kept = files(en, ".csv")[0], files(en, "budgets.json")[0]
    assert table.startswith("\ufeffdate,amount,".encode())
    assert ",'=cmd()," in table.decode()
    everything = await en.export()
    assert everything["tokentally-spending.csv"] == table
    whole = everything["tokentally.json"]
    for content in (kept, whole):
        await en.say("/delete_me")
        await en.press("Delete everything")
        assert "My own export: 2 entries" in await en.send_file("tokentally.json", content)
        assert "Used $12.50 of $50" in await en.press("Restore")
        assert "2 entries are there already." in await en.send_file("tokentally.json", content)
        assert "Nothing new" in await en.press("Restore")
        assert "Your limit: used $12.50 of $50" in await en.say("/spent")
    assert "table for spreadsheets" in await en.send_file("tokentally-spending.csv", table)
    assert "• my own export" in await en.say("/import")
