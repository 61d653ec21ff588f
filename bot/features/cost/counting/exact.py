"""How many tokens a text has, whatever its size and shape: piece by piece, exactly what tiktoken says of the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.cost.counting.cuts import WHITE, find_cut
from bot.features.cost.counting.matches import matches
from bot.features.cost.counting.merging import count_match
from bot.features.cost.counting.surrogates import without_surrogates

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.features.cost.counting.vocabulary import Vocabulary

PIECE = 65_536  # characters that tiktoken gets at once
_LONG = 8_192  # characters; longer matches are not left to tiktoken


def count_tokens(
    text: str, vocabulary: Vocabulary, on_piece: Callable[[int], None] = lambda _: None, piece: int = PIECE
) -> int:
    """Return the number of tokens; every character counts, and ``<|endoftext|>`` is text like any other.

    Two surrogates that make a character count as that character, others as U+FFFD, as tiktoken counts them.

    Args:
        text: of any length; it takes some 20 MB more to count it, however long it is.
        vocabulary: the encoding.
        on_piece: is told how many characters are counted; what it raises ends the counting.
        piece: characters that tiktoken gets at once, about.

    Raises:
        TokenizerFailedError: tiktoken cannot count this text. No such text is known.
    """
    text = without_surrogates(text)
    total, start = 0, 0
    while len(text) - start > piece:
        cut = find_cut(text, start, start + piece, vocabulary.encoding)
        if cut is not None:
            total += vocabulary.count(text[start:cut])
            start = cut
        else:
            counted, start = _count_matches(text, start, vocabulary, on_piece, piece)
            total += counted
        on_piece(start)
    return total + vocabulary.count(text[start:])


def _count_matches(
    text: str, start: int, vocabulary: Vocabulary, on_piece: Callable[[int], None], piece: int
) -> tuple[int, int]:
    """Return the tokens of a piece that begins at `start` and ends with a match of the pattern, and where that is."""
    end = start  # of the last match behind which the text may be cut: not behind white space
    blanks: list[int] = []  # where the matches since then end
    position = start
    for stop, is_one in matches(text, start, vocabulary.encoding):
        if is_one and stop - position > min(_LONG, piece):
            counted = vocabulary.count(text[start:end]) + _each(text, end, blanks, vocabulary)
            return counted + count_match(text, position, stop, vocabulary, on_piece), stop
        position = stop
        if text[stop - 1] in WHITE:
            blanks.append(stop)
        else:
            end, blanks = stop, []
            if end - start >= piece:
                break
    else:
        end = len(text)
    return vocabulary.count(text[start:end]), end


def _each(text: str, start: int, ends: list[int], vocabulary: Vocabulary) -> int:
    total = 0
    for end in ends:
        total += count_match(text, start, end, vocabulary)
        start = end
    return total
