"""Training: from the example questions to the file that the matcher reads. A few seconds, numpy alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.core.ridge import fit, in_steps, kernel_of, primal
from bot.features.faq.corpus import examples, fingerprint, out_of_scope
from bot.features.faq.decision import NOTHING, Decision, Match
from bot.features.faq.evaluate import Labelled, report
from bot.features.faq.model import Model, Scores, Thresholds, context
from bot.features.faq.normalise import normalise
from bot.features.faq.spelling import speller
from bot.features.faq.terms import terms
from bot.features.faq.vectors import Vectoriser

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.ridge import Floats
    from bot.features.faq.content import Library
    from bot.features.faq.corpus import Example
    from bot.features.faq.evaluate import Report

_FEWEST = 2  # messages that must have a feature for it to count
_RIDGE = 0.5  # how much the models are held back from learning single examples by heart
# What the thresholds allow on messages that were held out, as shares of the questions and of the other messages.
_WRONG, _ANSWERED_OUT_OF_SCOPE, _REJECTED = 0.018, 0.032, 0.015


@dataclass(frozen=True, slots=True)
class Trained:
    """A model and what it says about each example when that example is held out.

    Args:
        model: ready to use.
        examples: what it learnt from.
        held_out: the scores of each, by a model that did not see it.
    """

    model: Model
    examples: tuple[Example, ...]
    held_out: tuple[Scores, ...]


def train(library: Library) -> Trained:
    """Return a model for the entries as they are now.

    Both models are linear and fitted in closed form; what each says about an example that it did not see follows
    from the same matrix (leave one out), so the thresholds are set on held-out scores without training again.
    """
    asked, others = tuple(examples(library)), tuple(out_of_scope())
    everything = (*asked, *others)
    messages = [speller().mend(normalise(example.text)) for example in everything]
    found = [terms(message) for message in messages]
    vectoriser = Vectoriser.of(found, _FEWEST)
    rows = [vectoriser.row(each) for each in found]
    contexts = [context(message, each) for message, each in zip(messages, found, strict=True)]
    del found  # some hundred MB

    columns = {entry_id: i for i, entry_id in enumerate(library.ids)}
    entry_of = np.array([columns[example.entry] if example.entry else -1 for example in everything])
    targets = np.empty((len(rows), len(columns) + 1), dtype=np.float32)
    targets[:, :-1] = entry_of[:, None] == np.arange(len(columns))
    # The last column is the gate. Both sides pull alike, however many examples each has.
    targets[:, -1] = np.where(entry_of >= 0, _pull(len(others), len(rows)), -_pull(len(asked), len(rows)))
    dual, predicted = fit(kernel_of(rows, len(vectoriser.features)), targets, _RIDGE)

    held_out = tuple(
        Scores(columns[:-1], float(columns[-1]), *about) for columns, about in zip(predicted, contexts, strict=True)
    )
    weights, scale = in_steps(primal(rows, len(vectoriser.features), dual))
    model = Model(
        ids=library.ids,
        vectoriser=vectoriser,
        weights=weights,
        scale=scale,
        thresholds=set_thresholds(held_out, entry_of),
        fingerprint=fingerprint(library),
    )
    return Trained(model, everything, held_out)


def _pull(others: int, everything: int) -> float:
    """Return the gate's target for one side, from how many examples the other side has."""
    return float(np.sqrt(others / everything)) * 2**0.5


def set_thresholds(scores: Sequence[Scores], entry_of: np.ndarray) -> Thresholds:
    """Return thresholds that keep what goes wrong on held-out messages within bounds.

    Args:
        scores: of each message.
        entry_of: the column of the entry that answers it, -1 for none.
    """
    evidence = np.array([each.evidence() for each in scores])
    asked = entry_of >= 0
    right = np.array([each.entries.argmax() for each in scores]) == entry_of
    weights_right, weights_asked = _logistic(evidence, right), _logistic(evidence, asked)
    is_right, is_asked = _probability(evidence, weights_right), _probability(evidence, weights_asked)
    return Thresholds(
        right=tuple(weights_right.tolist()),
        asked=tuple(weights_asked.tolist()),
        answer=max(
            _lowest(is_right[asked], ~right[asked], _WRONG),
            _lowest(is_right[~asked], np.ones((~asked).sum(), dtype=bool), _ANSWERED_OUT_OF_SCOPE),
        ),
        offer=float(np.quantile(is_asked[asked], _REJECTED)),
    )


def _lowest(certainty: Floats, wrong: np.ndarray, allowed: float) -> float:
    """Return the lowest threshold at which at most the allowed share of all is wrong and above it."""
    order = np.argsort(-certainty)
    within = np.cumsum(wrong[order]) <= allowed * len(wrong)
    last = int(np.argmin(within)) if not within.all() else len(wrong)
    return float(certainty[order][min(last, len(wrong) - 1)]) + 1e-6


def _logistic(evidence: Floats, right: np.ndarray, steps: int = 25) -> Floats:
    """Return the weights of a logistic regression (Newton's method, lightly held back)."""
    weights = np.zeros(evidence.shape[1])
    hold = 1e-3 * np.eye(len(weights))
    for _ in range(steps):
        p = _probability(evidence, weights)
        slope = evidence.T @ (right - p) - hold @ weights
        weights += np.linalg.solve((evidence * (p * (1 - p))[:, None]).T @ evidence + hold, slope)
    return weights


def _probability(evidence: Floats, weights: Floats) -> Floats:
    probability: Floats = 1 / (1 + np.exp(-evidence @ weights))
    return probability


def cross_validate(trained: Trained) -> Report:
    """Return how the stored thresholds do on the scores of messages that were held out."""

    def decided(scores: Scores) -> Match:
        decision, certainty = trained.model.judge(scores)
        if decision is Decision.NONE:
            return NOTHING
        best = np.argsort(-scores.entries)[:3]
        return Match(decision, tuple(trained.model.ids[i] for i in best), certainty)

    return report(
        (
            Labelled(example.text, example.language.value, frozenset([example.entry] if example.entry else []), ""),
            decided(scores),
        )
        for example, scores in zip(trained.examples, trained.held_out, strict=True)
    )
