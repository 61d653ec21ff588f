"""Messages as sparse vectors: terms weighted by how rare they are."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from bot.features.faq.terms import WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.ridge import Floats, Row

    Terms: TypeAlias = Mapping[str, Sequence[str]]

_KINDS = tuple(WEIGHTS)


class Vectoriser:
    """Turns the terms of messages into vectors of length 1.

    Args:
        features: their names; the first character says of which kind.
        rarity: the weight of each, larger for rarer ones.
    """

    def __init__(self, features: Sequence[str], rarity: Floats) -> None:
        self.features = features
        self.rarity = rarity
        self._index = {name: i for i, name in enumerate(features)}

    @classmethod
    def of(cls, messages: Sequence[Terms], fewest: int) -> Vectoriser:
        """Return a vectoriser for the features that at least `fewest` of the messages have (ideas: one)."""
        seen: Counter[str] = Counter()
        for message in messages:
            seen.update({_name(kind, term) for kind in _KINDS for term in message[kind]})
        ideas = str(_KINDS.index("ideas"))
        kept = sorted(name for name, count in seen.items() if count >= (1 if name[0] == ideas else fewest))
        rarity = [np.log((len(messages) + 1) / (seen[name] + 1)) + 1 for name in kept]
        return cls(kept, np.array(rarity, dtype=np.float32))

    def row(self, found: Terms) -> Row:
        """Return the vector for the terms of a message; empty where none of them is known."""
        indices, values = [], []
        for kind, weight in WEIGHTS.items():
            counts = Counter(i for term in found[kind] if (i := self._index.get(_name(kind, term))) is not None)
            if counts:
                at = np.fromiter(counts.keys(), dtype=np.int64)
                value = (1 + np.log(np.fromiter(counts.values(), dtype=np.float32))) * self.rarity[at]
                indices.append(at)
                values.append(value * np.float32(weight / np.linalg.norm(value)))
        if not indices:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        whole = np.concatenate(values)
        return np.concatenate(indices), (whole / np.linalg.norm(whole)).astype(np.float32)


def _name(kind: str, term: str) -> str:
    return f"{_KINDS.index(kind)}{term}"
