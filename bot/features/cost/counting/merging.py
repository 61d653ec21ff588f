"""The tokens of one long match, merged in parts.

Byte pairs are merged by rank, the leftmost first. Let A and B be bytes, a the last token of A, b the first of B. If
merging the bytes of a and b alone leaves [a, b], then the tokens of AB are those of A, then those of B: take the first
merge of AB that crosses from A to B. It joins an end of a and a beginning of b, for no merge before it left a or b
(each is a token of its side). Inside a and b the merges up to then, and their order, are those of the two tokens alone,
so the same merge would have crossed there.

The same argument makes every beginning of a list of tokens the tokens of its own bytes. So a long match is merged
part by part: a few tokens at the end of each part are taken back, and begin the next one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.cost.counting.vocabulary import TokenizerFailedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.features.cost.counting.vocabulary import Vocabulary

PART = 4_096  # characters: 1 to 4 ms, in which other threads wait
_SPARE = 1_024  # characters; longer than any token: `merge` knows a whole token without merging
_TAKEN_BACK = 16  # tokens at first, then eight times as many each time


def count_match(
    text: str,
    start: int,
    end: int,
    vocabulary: Vocabulary,
    on_part: Callable[[int], None] = lambda _: None,
    part: int = PART,
) -> int:
    """Return the tokens of text[start:end], which is one match of the pattern.

    Args:
        text: without lone surrogates.
        start: where the match begins.
        end: where it ends.
        vocabulary: whose tokens.
        on_part: is told how far the text is counted; what it raises ends the counting.
        part: characters that are merged at once; more than in any token.

    Raises:
        TokenizerFailedError: the match cannot be merged in parts. No such text is known.
    """
    total = 0
    kept: list[int] = []  # of the last part; counted when the next one fits to them
    rest = b""  # of the last part, taken back
    while True:
        stop = start + part
        if end - stop < min(_SPARE, part):
            stop = end
        added = text[start:stop].encode()
        tokens = vocabulary.merge(rest + added)
        back = _TAKEN_BACK
        while kept and not _stay_apart(kept[-1], tokens[0], vocabulary):
            if len(kept) == 1:
                raise TokenizerFailedError(vocabulary.encoding, len(text))
            kept, taken_back = kept[: max(1, len(kept) - back)], kept[max(1, len(kept) - back) :]
            rest = _bytes(taken_back, vocabulary) + rest
            tokens = vocabulary.merge(rest + added)
            back *= 8
        total += len(kept)
        if stop == end:
            return total + len(tokens)
        on_part(stop)
        start, kept, rest = stop, tokens[:-_TAKEN_BACK], _bytes(tokens[-_TAKEN_BACK:], vocabulary)


def _stay_apart(left: int, right: int, vocabulary: Vocabulary) -> bool:
    return vocabulary.merge(_bytes([left, right], vocabulary)) == [left, right]


def _bytes(tokens: list[int], vocabulary: Vocabulary) -> bytes:
    return b"".join(map(vocabulary.bytes_of, tokens))
