"""What is a piece of a text that a client cut, and how the pieces are joined."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.console.cuts import Client, cut
from bot.tg.answers import Newest
from bot.tg.pastes import MOST_PIECES, OPENS, Paste, is_late, join, joint

NOW = dt.datetime(2026, 11, 23, 1, 0, tzinfo=dt.UTC)


CLIENTS: tuple[Client, ...] = ("desktop", "android", "ios", "web")


PROSE = ("The quick brown fox jumps over the lazy dog, and nobody minds. " * 16 + "\n\n") * 9


CODE = "".join(f"def function_{n}(value):\n    return value + {n}\n\n\n" for n in range(200))


CHINESE = "各位好，附件是上次会议的纪要，请在周四之前把意见发给我。" * 400


def message(text: str, message_id: int = 1, seconds: int = 0, person: int = 1, **more: Any) -> dict[str, Any]:
    """Return a raw update as Telegram sends it."""
    content = {
        "message_id": message_id,
        "date": int(NOW.timestamp()) + seconds,
        "chat": {"id": 1, "type": "private"},
        "from": {"id": person, "is_bot": False, "first_name": "P"},
        "text": text,
        **more,
    }
    return {"update_id": message_id, "message": content}


class TestJoining:
    @pytest.mark.parametrize(
        ("left", "right", "between"),
        [
            pytest.param("some words", "and more", " ", id="words"),
            pytest.param("他说", "好的", "", id="chinese"),
            pytest.param("他说。", "好的", "", id="chinese-full-stop"),
            pytest.param("他说", "OK then", " ", id="chinese-and-latin"),
            pytest.param("x" * 4096, "yy", "", id="cut-hard"),
            pytest.param("x" * 4093, "yy", "", id="cut-hard-a-few-units-less"),
            pytest.param("x" * 3000, "yy", " ", id="far-from-the-limit"),
            pytest.param("word " * 818 + "words", "yy", " ", id="a-word-that-ended"),
            pytest.param("😀" * 2048, "yy", "", id="units-not-characters"),
            pytest.param("list:", "item", "\n", id="colon"),
            pytest.param("a list", "- item", "\n", id="list"),
            pytest.param("text", "## Heading", "\n", id="heading"),
            pytest.param("text", "2. second", "\n", id="number"),
            pytest.param("text", "三、第三", "\n", id="chinese-number"),
            pytest.param("}", "x", "\n", id="brace"),
            pytest.param("text", '"key": 1', "\n", id="json"),
            pytest.param("text", "def f(x):", "\n", id="code"),
            pytest.param("line\n" * 100 + "line", "line", "\n", id="lines"),
            pytest.param("a\n" + "b" * 3000, "line", " ", id="lines-only-at-the-start"),
        ],
    )
    def test_what_stood_at_the_cut(self, left: str, right: str, between: str) -> None:
        """Telegram trims at the cuts; what is put back is the likeliest."""
        assert joint(left, right) == between

    @pytest.mark.parametrize("client", CLIENTS)
    @pytest.mark.parametrize("text", [PROSE, CODE, CHINESE, "好" * 9000, "0123456789abcdef" * 600])
    def test_only_white_space_differs(self, client: Client, text: str) -> None:
        """What a client cut and this joins has the same words; Android loses a character where it cuts hard."""
        pieces = cut(text, client)
        whole = join(pieces)
        assert len(pieces) > 2
        lost = len(pieces) - 1 if client == "android" and not re.search(r"\s", text) else 0
        assert len("".join(whole.split())) == len("".join(text.split())) - lost
        if not lost:
            assert whole.split() == text.split()

    @given(st.lists(st.text(min_size=1, max_size=50), min_size=1, max_size=6))
    def test_nothing_is_lost_or_doubled(self, pieces: list[str]) -> None:
        """Whatever the pieces are, they stand in the text in order, with at most one character between two."""
        whole, at = join(pieces), 0
        for number, piece in enumerate(pieces):
            found = whole.find(piece, at)
            assert found - at in ({0} if number == 0 else {0, 1})
            at = found + len(piece)
        assert at == len(whole)


class TestPieces:
    @pytest.mark.parametrize(
        ("text", "opens"),
        [
            ("x" * OPENS, True),
            ("x" * (OPENS - 1), False),
            ("😀" * 1000, True),
            ("😀" * 999, False),
            ("/a " + "x" * 4000, False),
        ],
    )
    def test_what_opens_a_text(self, text: str, opens: bool) -> None:
        """2,000 UTF-16 units, and no command."""
        assert (Paste.opened_by(message(text)) is not None) is opens

    def test_a_key_stands_alone(self) -> None:
        """A message in which a key was masked is warned about for itself."""
        assert Paste.opened_by(message("x" * 3000 + " \ue000\ue000")) is None

    @pytest.mark.parametrize(
        ("update", "takes"),
        [
            pytest.param(message("tail", 2), True, id="short"),
            pytest.param(message("tail", 2, seconds=5), True, id="within-five-seconds"),
            pytest.param(message("tail", 2, seconds=6), False, id="sent-later"),
            pytest.param(message("tail", 2, person=2), False, id="somebody-else"),
            pytest.param(message("/help", 2), False, id="command"),
            pytest.param(message("tail", 2, message_thread_id=7), False, id="another-topic"),
            pytest.param({"update_id": 2, "edited_message": message("tail", 2)["message"]}, False, id="edit"),
            pytest.param({"update_id": 2, "callback_query": {"from": {"id": 1}}}, False, id="tap"),
            pytest.param({"update_id": 2, "message": {"text": "x"}}, False, id="not-to-be-ordered"),
        ],
    )
    def test_what_follows(self, update: dict[str, Any], takes: bool) -> None:
        """The next plain text of the same person, sent at the same time."""
        paste = Paste.opened_by(message("x" * 3000))
        assert paste is not None
        assert paste.takes(update) is takes

    def test_pieces_are_ordered_by_message(self) -> None:
        """However they came."""
        paste = Paste.opened_by(message("b" * 3000, 12))
        assert paste is not None
        paste.add(message("c", 13))
        paste.add(message("a" * 3000, 11))
        joined = paste.joined()
        assert joined["message"]["text"] == f"{'a' * 3000} {'b' * 3000} c"
        assert joined["message"]["message_id"] == 11

    def test_there_is_an_end(self) -> None:
        """Fifty pieces, or 200,000 units."""
        paste = Paste.opened_by(message("x" * 2000))
        assert paste is not None
        for number in range(2, MOST_PIECES + 1):
            assert not paste.is_full
            paste.add(message("x", number))
        assert paste.is_full

    @pytest.mark.parametrize(
        ("message_id", "seconds", "length", "sent_s_ago", "late"),
        [
            pytest.param(12, 0, 4000, 5, True, id="after-the-answer-to-a-full-message"),
            pytest.param(12, 0, 3500, 5, True, id="3500-looks-cut"),
            pytest.param(12, 0, 3499, 5, False, id="3499-was-probably-whole"),
            pytest.param(10, 0, 2000, 5, True, id="sent-before-the-answer"),
            pytest.param(12, 15, 4000, 5, True, id="fifteen-seconds"),
            pytest.param(12, 16, 4000, 5, False, id="somebody-typed-it"),
            pytest.param(12, 0, 4000, 60, True, id="a-minute-ago"),
            pytest.param(12, 0, 4000, 61, False, id="too-long-ago"),
        ],
    )
    def test_what_is_late(self, message_id: int, seconds: int, length: int, sent_s_ago: int, late: bool) -> None:
        """Sent before the answer, or at once after a piece that looks cut."""
        newest = Newest(11, 1, length, NOW, NOW - dt.timedelta(seconds=sent_s_ago))
        assert is_late(message("tail", message_id, seconds)["message"], newest, NOW) is late
