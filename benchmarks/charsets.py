"""The encoding of a text: how often it is found, and how long that takes.

Baseline: charset-normalizer's best guess. Our own answers to billing questions, and a few sentences, in the encodings
people have: pieces of 4 to 2,000 characters, each with something in it that ASCII has not.
"""

from __future__ import annotations

import random
import time

from _texts import natural
from charset_normalizer import from_bytes
from opencc import OpenCC

from bot.features.cost.counting.vocabulary import load
from bot.features.cost.files.charsets import decode
from bot.features.cost.files.problems import NotTextError
from bot.features.cost.rules import Encoding

LENGTHS = (4, 10, 50, 200, 2_000)
PIECES = 40
_CHINESE = natural("Chinese", 200_000)
_FRENCH = "Où est le café de la gare ? Les élèves français étaient très fatigués, mais ils ont mangé des crêpes."
_JAPANESE = "今日は天気がいいですね。テキストの料金を計算します。トークンの数はいくつですか。東京へ行きました。"
_RUSSIAN = "Сколько стоит этот текст? Мы считаем токены и показываем цену. Привет, мир, как дела сегодня."
TEXTS = {
    "utf-8": _CHINESE,
    "utf-16-le": _CHINESE,
    "gb18030": _CHINESE,
    "big5": OpenCC("s2tw").convert(_CHINESE),
    "latin-1": _FRENCH,
    "shift_jis": _JAPANESE,
    "cp1251": _RUSSIAN,
}


def main() -> None:
    """Print a line for each encoding."""
    load(Encoding.O200K)
    chance = random.Random(1)  # noqa: S311 - the same every time
    for codec, text in TEXTS.items():
        found = []
        milliseconds = [0.0, 0.0]
        for length in LENGTHS:
            pieces = [_piece(text, codec, length, chance) for _ in range(PIECES)]
            right = [0, 0]
            for number, read in enumerate((_ours, _theirs)):
                started = time.perf_counter()
                right[number] = sum(read(piece.encode(codec)) == piece for piece in pieces)
                milliseconds[number] += 1_000 * (time.perf_counter() - started) / PIECES / len(LENGTHS)
            found.append(f"{right[0] / PIECES:.0%} ({right[1] / PIECES:.0%})")
        print(
            f"{codec}, pieces of {', '.join(map(str, LENGTHS))} characters: {', '.join(found)}, charset-normalizer in"
            f" brackets; {milliseconds[0]:.1f} ms ({milliseconds[1]:.1f} ms)",
            flush=True,
        )


def _piece(text: str, codec: str, length: int, chance: random.Random) -> str:
    while True:
        start = chance.randrange(max(1, len(text) - length))
        piece = (text * (length // len(text) + 2))[start : start + length].encode(codec, "ignore").decode(codec)
        if not piece.isascii():
            return piece


def _ours(content: bytes) -> str:
    try:
        return decode(content).text
    except NotTextError:
        return ""


def _theirs(content: bytes) -> str:
    return str(from_bytes(content).best() or "")


if __name__ == "__main__":
    main()
