"""Which intent a message is likest to, told from labelled messages: a second voice where no reader is sure.

The readers know forms and ideas; this knows how people word what they want. It was trained by
``python -m bot intent train`` on the tables in tests/intents and on the examples of the billing answers.
"""

from __future__ import annotations

import json
import re
import unicodedata
import zlib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from bot.core.han import simplified
from bot.core.intent import Intent
from bot.core.ridge import fit, in_steps, kernel_of, primal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.core.ridge import Floats, Row, Weights

PATH: Final = Path(__file__).with_name("likeness.npz")
LONGEST: Final = 400
"""Characters that are looked at; what a longer message wants stands at its beginning."""
_WIDTH: Final = 1 << 16  # features, by the hash of their name
_RIDGE: Final = 0.3
_KINDS: Final = (1.0, 0.8)  # the weight of words with their neighbours, and of parts of words
_NUMBER: Final = re.compile(r"\d+(?:[.,:]\d+)*")
_TOKEN: Final = re.compile(r"[a-z']+|0|\n|[^\W\d_]|[^\w\s]")
_MOST_NEIGHBOURS: Final = 4


class Guess(NamedTuple):
    """An intent and how likely it is, from 0 to 1."""

    intent: Intent
    likely: float


@dataclass(frozen=True, slots=True)
class Likeness:
    """What training made.

    Args:
        intents: in the order of the columns.
        rarity: the weight of each feature, larger for rarer ones.
        weights, scale: a row for each feature, a column for each intent; in whole numbers, to be multiplied.
        sharpness: what turns scores into probabilities.
        fingerprint: of all that it learnt from.
    """

    intents: tuple[Intent, ...]
    rarity: Floats
    weights: Weights
    scale: Floats
    sharpness: float
    fingerprint: str

    def guess(self, text: str) -> Guess:
        """Return the likeliest intent of a message."""
        indices, values = _row(text, self.rarity)
        scores = (values @ self.weights[indices]) * self.scale * self.sharpness
        likely = np.exp(scores - scores.max())
        best = int(likely.argmax())
        return Guess(self.intents[best], float(likely[best] / likely.sum()))

    def save(self, path: Path = PATH) -> None:
        """Write it to a file."""
        about = {
            "intents": [intent.value for intent in self.intents],
            "sharpness": self.sharpness,
            "fingerprint": self.fingerprint,
        }
        np.savez_compressed(
            path,
            about=np.frombuffer(json.dumps(about).encode(), dtype=np.uint8),
            rarity=self.rarity.astype(np.float16),
            weights=self.weights,
            scale=self.scale,
        )


class Trained(NamedTuple):
    """A model, and for each message it learnt from what it says when that one is held out."""

    model: Likeness
    held_out: list[Intent]


def train(messages: Sequence[tuple[str, Intent]], fingerprint: str) -> Trained:
    """Return a model that tells the intents of messages. Each intent pulls alike, however many examples it has."""
    found = [_features(text) for text, _ in messages]
    seen = Counter(index for kinds in found for index in set(chain.from_iterable(kinds)))
    rarity = np.zeros(_WIDTH, dtype=np.float32)
    for index, count in seen.items():
        rarity[index] = np.log((len(messages) + 1) / (count + 1)) + 1
    rows = [_row(text, rarity) for text, _ in messages]
    intents = tuple(sorted({intent for _, intent in messages}, key=lambda intent: intent.value))
    column = np.array([intents.index(intent) for _, intent in messages])
    targets = (column[:, None] == np.arange(len(intents))).astype(np.float32)
    dual, predicted = fit(kernel_of(rows, _WIDTH), targets - targets.mean(axis=0), _RIDGE)
    weights, scale = in_steps(primal(rows, _WIDTH, dual))
    model = Likeness(intents, rarity, weights, scale, _sharpness(predicted, column), fingerprint)
    return Trained(model, [intents[best] for best in predicted.argmax(axis=1)])


@cache
def likeness() -> Likeness:
    """Return the model that travels with the program; read once."""
    with np.load(PATH) as stored:
        about = json.loads(stored["about"].tobytes())
        return Likeness(
            intents=tuple(map(Intent, about["intents"])),
            rarity=stored["rarity"].astype(np.float32),
            weights=stored["weights"],
            scale=stored["scale"],
            sharpness=about["sharpness"],
            fingerprint=about["fingerprint"],
        )


def _sharpness(scores: Floats, column: np.ndarray) -> float:
    """Return the factor by which scores of held-out messages become the most honest probabilities."""

    def surprise(factor: float) -> float:
        sharp = scores * factor
        top = sharp.max(axis=1)
        right = sharp[np.arange(len(column)), column]
        return float(np.mean(top + np.log(np.exp(sharp - top[:, None]).sum(axis=1)) - right))

    return min((step / 2 for step in range(2, 60)), key=surprise)


def _row(text: str, rarity: Floats) -> Row:
    indices, values = [], []
    for kind, weight in zip(_features(text), _KINDS, strict=True):
        counts = Counter(index for index in kind if rarity[index])
        if counts:
            at = np.fromiter(counts.keys(), dtype=np.int64)
            value = (1 + np.log(np.fromiter(counts.values(), dtype=np.float32))) * rarity[at]
            indices.append(at)
            values.append(value * np.float32(weight / np.linalg.norm(value)))
    if not indices:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
    whole = np.concatenate(values)
    return np.concatenate(indices), (whole / np.linalg.norm(whole)).astype(np.float32)


def _features(text: str) -> tuple[list[int], list[int]]:
    """Return the features of a message: its words with their neighbours, and the parts of its Latin words."""
    folded = simplified(unicodedata.normalize("NFKC", text[:LONGEST])).casefold()
    tokens = ["^", *_TOKEN.findall(_NUMBER.sub("0", folded)), "$"]
    phrases = (
        " ".join(tokens[start : start + size])
        for size in range(1, _MOST_NEIGHBOURS + 1)
        for start in range(len(tokens) - size + 1)
    )
    return [_hash(f"w{each}") for each in phrases], [_hash(f"c{each}") for each in _parts(tokens)]


def _parts(tokens: Sequence[str]) -> Iterator[str]:
    for token in tokens:
        if len(token) > 1:
            padded = f" {token} "
            for size in (3, 4, 5):
                yield from (padded[start : start + size] for start in range(len(padded) - size + 1))


def _hash(name: str) -> int:
    return zlib.crc32(name.encode()) % _WIDTH
