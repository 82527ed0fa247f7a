"""Probabilities in words: which code stands for which range, and what a model may not claim."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from napeval.trends.series import FloatArray

# Mastrandrea et al. 2010, guidance note for lead authors of the fifth assessment report of the IPCC, table 1.
# Each code holds from its lower end up to the next one.
LIKELIHOODS: tuple[tuple[float, str], ...] = (
    (0.0, "very_unlikely"),
    (0.10, "unlikely"),
    (0.33, "about_as_likely_as_not"),
    (0.66, "likely"),
    (0.90, "very_likely"),
)
# Only what has already happened is surer than this; no model of a short series is.
SUREST = (0.01, 0.99)
CERTAIN_CODES = {0.0: "exceptionally_unlikely", 1.0: "virtually_certain"}


def shown(probability: FloatArray, certain: NDArray[np.bool_]) -> FloatArray:
    """The probability that may be printed: never beyond SUREST unless certain."""
    return np.where(certain, probability, np.clip(probability, *SUREST))


def likelihood_codes(probability: FloatArray, certain: NDArray[np.bool_]) -> NDArray[Any]:
    """The code for each probability; None where there is none.

    virtually_certain and exceptionally_unlikely are kept for what is decided already: a model's own answer
    beyond 1 % or 99 % stays very_unlikely or very_likely.
    """
    starts = [start for start, _ in LIKELIHOODS]
    words = np.array([word for _, word in LIKELIHOODS], dtype=object)
    column = words[np.searchsorted(starts, np.nan_to_num(probability), side="right") - 1]
    for value, word in CERTAIN_CODES.items():
        column[certain & (probability == value)] = word
    column[np.isnan(probability)] = None
    return np.asarray(column)
