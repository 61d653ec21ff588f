"""Finds the entry that answers a message: rules first, then the trained models."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from bot.core import secrets
from bot.features.faq import codes, stories
from bot.features.faq.decision import NOTHING, Decision, Match
from bot.features.faq.model import model
from bot.features.faq.normalise import normalise
from bot.features.faq.small_talk import read_small_talk
from bot.features.faq.spelling import speller

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.features.faq.codes import ErrorCode
    from bot.features.faq.model import Model, Scores

LEAKED_KEY = "leaked-key"
MOST = 3  # entries that are offered
SURE_OF_PART = 0.5  # how sure the first entry of each half must be for a message to ask two things

_PART = re.compile(
    r"[?？!！。;；\n]+\s*|[,，]\s*(?:and|also|plus|but|另外|还有|以及|顺便|再问|同时|而且)[\s,，]*"
    r"|\s(?:and also|also|and)\s+(?=(?:how|what|why|when|where|which|who|is|are|do|does|did|can|could|should|will)\b)"
    r"|(?:另外|还有就是|还有|顺便问一下|顺便问|顺便|再问一下|再问)"
)
_SHORTEST_PART = 4


class Matcher:
    """Decides about messages.

    Args:
        trained: the models.
    """

    def __init__(self, trained: Model) -> None:
        self._model = trained
        self._known = frozenset(trained.ids)

    def match(self, text: str) -> Match:
        """Return what to do with a message and the entries for it."""
        message = speller().mend(normalise(text))
        code = codes.find(text)
        if code is not None:
            return self._pasted(code, text, message)
        if LEAKED_KEY in self._known and secrets.has_masked_key(secrets.mask(text)):
            return Match(Decision.ANSWER, (LEAKED_KEY,), 1.0)
        if read_small_talk(text) is not None:
            return NOTHING
        scores = self._model.scores(message)
        decision, certainty = self._model.judge(scores)
        if decision is Decision.NONE:
            return NOTHING
        both = self._two_questions(message)
        if len(both) > 1:
            return Match(Decision.SUGGEST, both, certainty, several=True)
        return Match(decision, self._best(scores), certainty)

    def _pasted(self, code: ErrorCode, text: str, message: str) -> Match:
        """Return the entry for an error, or for the story that is told around it."""
        others = self._best(self._model.scores(message))
        told = stories.told_by(normalise(codes.without(text)), code)
        if told in self._known:
            return Match(Decision.ANSWER, _first((told, code.entry, *others)), 1.0)
        return Match(Decision.ANSWER, _first((code.entry, *others)), 1.0, code)

    def _best(self, scores: Scores) -> tuple[str, ...]:
        order = np.argsort(-scores.entries)[:MOST]
        return tuple(self._model.ids[i] for i in order)

    def _two_questions(self, message: str) -> tuple[str, ...]:
        """Return the entries for the parts of a message, where each is a question of its own."""
        parts = [part for part in _PART.split(message) if len(part) >= _SHORTEST_PART]
        if len(parts) < 2:  # noqa: PLR2004 - one part is the whole
            return ()
        found = []
        for part in parts[:4]:
            scores = self._model.scores(part)
            if self._model.judge(scores).certainty >= SURE_OF_PART:
                found.append(self._best(scores)[0])
        return _first(found)


def _first(ids: Iterable[str]) -> tuple[str, ...]:
    """Return the first ids, each once."""
    return tuple(dict.fromkeys(ids))[:MOST]


@cache
def matcher() -> Matcher:
    """Return the matcher with the model that travels with the program."""
    return Matcher(model())
