"""Linear models of text: kernel ridge regression in closed form, in numpy alone and in little memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Sequence

    Floats: TypeAlias = npt.NDArray[np.floating]
    Indices: TypeAlias = npt.NDArray[np.int64]
    Weights: TypeAlias = npt.NDArray[np.int8]
    # Which features a text has, and how much of each.
    Row: TypeAlias = tuple[Indices, Floats]

_SMALL = 500  # rows of a matrix that is inverted at once
_FEATURES_AT_A_TIME = 2_000  # bounds the memory that training takes


def fit(kernel: Floats, targets: Floats, ridge: float) -> tuple[Floats, Floats]:
    """Return the examples' weights and what is predicted for each when it is left out.

    Args:
        kernel: from :func:`kernel_of`; changed on the way.
        targets: a row for each example, a column for each thing to be told.
        ridge: how much the model is held back from learning single examples by heart.
    """
    kernel[np.diag_indices_from(kernel)] += ridge
    inverse = _inverse(kernel)
    dual = inverse @ targets
    return dual, targets - dual / np.diag(inverse)[:, None]


def _inverse(matrix: Floats) -> Floats:
    """Return the inverse of a symmetric, positive definite matrix.

    By halves (Schur complement) and in single precision: numpy's own works in double precision, which takes twice the
    memory and the time.
    """
    if len(matrix) <= _SMALL:
        return np.linalg.inv(matrix).astype(np.float32)
    half = len(matrix) // 2
    upper = _inverse(matrix[:half, :half])
    across = upper @ matrix[:half, half:]
    lower = _inverse(matrix[half:, half:] - matrix[half:, :half] @ across)
    whole = np.empty_like(matrix)
    whole[:half, half:] = -across @ lower
    whole[half:, :half] = whole[:half, half:].T
    whole[:half, :half] = upper - whole[:half, half:] @ across.T
    whole[half:, half:] = lower
    return whole


def kernel_of(rows: Sequence[Row], width: int) -> Floats:
    """Return the products of all rows with each other, made from a part of the `width` features at a time."""
    kernel = np.zeros((len(rows), len(rows)), dtype=np.float32)
    for start in range(0, width, _FEATURES_AT_A_TIME):
        part = np.zeros((len(rows), min(_FEATURES_AT_A_TIME, width - start)), dtype=np.float32)
        for at, (indices, values) in enumerate(rows):
            here = (indices >= start) & (indices < start + part.shape[1])
            part[at, indices[here] - start] = values[here]
        kernel += part @ part.T
    return kernel


def primal(rows: Sequence[Row], width: int, dual: Floats) -> Floats:
    """Return the weights of the features from the weights of the examples."""
    weights = np.zeros((width, dual.shape[1]), dtype=np.float32)
    for (indices, values), example in zip(rows, dual, strict=True):
        weights[indices] += values[:, None] * example
    return weights


def in_steps(weights: Floats) -> tuple[Weights, Floats]:
    """Return weights in whole numbers from -127 to 127, and the scale of each column."""
    scale = (np.abs(weights).max(axis=0) / 127).astype(np.float32)
    return np.round(weights / scale).astype(np.int8), scale
