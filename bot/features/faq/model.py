"""What training made: the ranker and the gate, in one file beside the code."""

from __future__ import annotations

import json
import math
import re
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from bot.features.faq.decision import Decision
from bot.features.faq.terms import BILLING, ELSEWHERE, terms
from bot.features.faq.vectors import Vectoriser

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.ridge import Floats, Weights

_OTHER_BILLS = {"vendor", "everyday", "coin"}
_OURS = re.compile("openai|gpt|api|codex|plus|token|key|sora|dall")
PATH = Path(__file__).with_name("model.npz")
# From this probability of being right on, an entry is offered even where the message does not look like a question.
CLEAR = 0.35


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How scores become a decision; set from data by training.

    Args:
        right: what each part of :meth:`Scores.evidence` says for the first entry being right, as log-odds.
        asked: the same for the message being a billing question at all.
        answer: from this probability of being right on, the first entry is shown at once.
        offer: from this probability of being a billing question on, entries are offered.
    """

    right: tuple[float, ...]
    asked: tuple[float, ...]
    answer: float
    offer: float


@dataclass(frozen=True, slots=True)
class Scores:
    """What the models say about one message.

    Args:
        entries: one score per entry; the right one is near 1, the others near 0.
        gate: near 1 for questions of the kind that is answered, near -1 for other messages.
        ideas: how many ideas of billing the message names.
        elsewhere: it names another company or an everyday bill, and nothing of OpenAI.
    """

    entries: Floats
    gate: float
    ideas: int
    elsewhere: bool

    def evidence(self) -> Floats:
        """Return what the decision rests on: the best score, its lead, the gate, none or one idea only, and 1."""
        second, first = np.sort(self.entries)[-2:]
        return np.array([first, first - second, self.gate, self.ideas == 0, self.ideas == 1, 1], dtype=np.float32)


class Judgement(NamedTuple):
    """A decision and the probability that the first entry truly answers."""

    decision: Decision
    certainty: float


@dataclass(frozen=True, slots=True)
class Model:
    """The ranker and the gate on the same features.

    Args:
        ids: of the entries, in the order of the columns.
        vectoriser: makes vectors of messages.
        weights: a row for each feature; a column for each entry and a last one for the gate. In whole numbers
            from -127 to 127, which take a quarter of the memory.
        scale: what each column is multiplied with.
        thresholds: how scores become a decision.
        fingerprint: of all that it learnt from.
    """

    ids: tuple[str, ...]
    vectoriser: Vectoriser
    weights: Weights
    scale: Floats
    thresholds: Thresholds
    fingerprint: str

    def scores(self, message: str) -> Scores:
        """Return what the models say about a normalised message."""
        found = terms(message)
        indices, values = self.vectoriser.row(found)
        columns = (values @ self.weights[indices]) * self.scale
        return Scores(columns[:-1], float(columns[-1]), *context(message, found))

    def judge(self, scores: Scores) -> Judgement:
        """Return how sure it is that the message is a question, and that the first entry answers it."""
        evidence = scores.evidence()
        right = _probability(evidence, self.thresholds.right)
        asked = _probability(evidence, self.thresholds.asked)
        if scores.elsewhere or (asked < self.thresholds.offer and right < CLEAR):
            return Judgement(Decision.NONE, right)
        return Judgement(Decision.ANSWER if right >= self.thresholds.answer else Decision.SUGGEST, right)

    def save(self, path: Path = PATH) -> None:
        """Write the model to a file."""
        about = {"ids": self.ids, "thresholds": asdict(self.thresholds), "fingerprint": self.fingerprint}
        np.savez_compressed(
            path,
            about=_bytes(json.dumps(about, ensure_ascii=False)),
            features=_bytes("\n".join(self.vectoriser.features)),
            rarity=self.vectoriser.rarity.astype(np.float16),
            weights=self.weights,
            scale=self.scale,
        )


def context(message: str, found: Mapping[str, Sequence[str]]) -> tuple[int, bool]:
    """Return how many ideas of billing a message names, and whether it is about something else, from its terms."""
    elsewhere = not _OTHER_BILLS.isdisjoint(found[ELSEWHERE]) and not _OURS.search(message)
    return len(found[BILLING]), elsewhere


def load(path: Path = PATH) -> Model:
    """Return the model in a file."""
    with np.load(path) as stored:
        about = json.loads(stored["about"].tobytes())
        limits = about["thresholds"]
        features = stored["features"].tobytes().decode().split("\n")
        return Model(
            ids=tuple(about["ids"]),
            vectoriser=Vectoriser(features, stored["rarity"].astype(np.float32)),
            weights=stored["weights"],
            scale=stored["scale"],
            thresholds=Thresholds(**{**limits, "right": tuple(limits["right"]), "asked": tuple(limits["asked"])}),
            fingerprint=about["fingerprint"],
        )


@cache
def model() -> Model:
    """Return the model that travels with the program; read once."""
    return load()


def _bytes(text: str) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    return np.frombuffer(text.encode(), dtype=np.uint8)


def _probability(evidence: Floats, weights: tuple[float, ...]) -> float:
    return 1 / (1 + math.exp(-float(np.dot(evidence, weights))))
