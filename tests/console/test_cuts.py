"""How the clients cut: where, and what gets lost."""

from __future__ import annotations

import pytest

from bot.console.cuts import Client, cut
from bot.console.markup import utf16_length

CLIENTS: tuple[Client, ...] = ("desktop", "android", "ios", "web")
PARAGRAPHS = "\n\n".join(f"Paragraph {n}. " + "Some words of it. " * 40 for n in range(14)).strip()


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("text", [PARAGRAPHS, "好" * 9000, "😀" * 5000, "word " * 2000, "x" * 4200])
def test_every_piece_fits_and_nothing_but_white_space_is_lost(client: Client, text: str) -> None:
    """Except on Android, which loses one character at each cut through a word."""
    pieces = cut(text, client)
    assert len(pieces) > 1
    assert all(0 < utf16_length(piece) <= 4096 and piece == piece.strip() for piece in pieces)
    lost = len("".join(text.split())) - len("".join("".join(pieces).split()))
    hard = client == "android" and " " not in text
    assert lost == (len(pieces) - 1 if hard else 0)


@pytest.mark.parametrize(
    ("client", "text", "first"),
    [
        pytest.param("desktop", "a" * 2100 + "\n\n" + "b " * 1500, "a" * 2100, id="desktop-prefers-a-blank-line"),
        pytest.param("desktop", "a" * 2000 + "\n\n" + "b" * 3000, "a" * 2000 + "\n\n" + "b" * 2094, id="second-half"),
        pytest.param("desktop", "a" * 2100 + "\n" + "b " * 1500, "a" * 2100, id="desktop-then-a-line"),
        pytest.param(
            "android", "a" * 3000 + " " + "b" * 3000, "a" * 3000 + " " + "b" * 1095, id="android-looks-back-300"
        ),
        pytest.param("android", "a" * 3900 + " " + "b" * 3000, "a" * 3900, id="android-at-a-space"),
        pytest.param("ios", "a" * 100 + "." + "b" * 5000, "a" * 100 + ".", id="ios-at-a-full-stop-anywhere"),
        pytest.param("web", "a" * 10 + " " + "b" * 5000, "a" * 10, id="web-at-the-last-space"),
        pytest.param("web", "a" * 4096 + " b", "a" * 4096, id="web-at-a-space-behind-the-limit"),
    ],
)
def test_each_client_has_its_own_place(client: Client, text: str, first: str) -> None:
    """As their code says."""
    assert cut(text, client)[0] == first


def test_a_short_text_is_one_message() -> None:
    """4,096 units go in one."""
    assert [cut("x" * 4096, client) for client in CLIENTS] == [["x" * 4096]] * 4
