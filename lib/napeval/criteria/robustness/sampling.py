"""Random numbers of a criterion: weights, evaluators, and what each draw chooses."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from napeval.criteria.robustness.arrays import FACTORS, Arrays, Numbers
from napeval.criteria.robustness.scoring import Draws, Rows

CONCENTRATION = 20.0
"""Of the Dirichlet weights: of four equal ones nine tenths of the draws lie from about 0.11 to 0.42."""
SPREAD = 0.25
"""Of the uniform weights: each nominal weight times 0.75 to 1.25."""
_BY_ITEM = ("missing", "bounds")
_BY_ROW = ("question_weights", "item_weights", "raters")


def generator(seed: int, name: str) -> np.random.Generator:
    """The random numbers of one criterion: by its name, so that another criterion does not change them."""
    sequence = np.random.SeedSequence(seed, spawn_key=tuple(name.encode()))
    return np.random.Generator(np.random.PCG64(sequence))


def drawn_weights(nominal: Numbers, rng: np.random.Generator, count: int) -> Numbers:
    """So many rows of weights around nominal ones, each row adding up to 1.

    By turns each weight times 0.75 to 1.25, and Dirichlet with mean at the nominal weights and CONCENTRATION.
    """
    drawn = nominal * rng.uniform(1 - SPREAD, 1 + SPREAD, (count, len(nominal)))
    drawn[1::2] = rng.gamma(CONCENTRATION * nominal, size=(count // 2, len(nominal)))
    weights: Numbers = drawn / drawn.sum(axis=1, keepdims=True)
    return weights


def drawn_rows(own: Arrays, rng: np.random.Generator, count: int) -> Rows:
    """So many rows of weights and of evaluators' means.

    The evaluators are drawn with replacement from those who rated a question; what they agreed on stays.
    """
    item_weights = np.empty((count, len(own.items)))
    raters = np.empty((count, len(own.weights)))
    for place, (marks, agreed) in enumerate(zip(own.marks, own.agreed, strict=True)):
        mine = own.items == place
        item_weights[:, mine] = drawn_weights(own.item_weights[mine], rng, count)
        if np.isnan(agreed) and len(marks):
            raters[:, place] = marks[rng.integers(0, len(marks), (count, len(marks)))].mean(axis=1)
        else:
            raters[:, place] = agreed
    return Rows(drawn_weights(own.weights, rng, count), item_weights, raters)


def independent(own: Arrays, rng: np.random.Generator, count: int) -> Draws:
    """So many independent draws; every row is used once."""
    once = np.arange(count, dtype=np.intp)
    return Draws(
        question_weights=once,
        item_weights=once,
        missing=rng.random((count, len(own.items))),
        bounds=rng.random((count, len(own.items))),
        raters=once,
        normalisation=rng.random(count),
        aggregation=rng.random(count),
    )


def blocks_of(own: Arrays, rng: np.random.Generator, count: int) -> dict[str, Numbers]:
    """Independent numbers of 0 to 1 by factor: a column for each item (missing, bounds), else one column."""
    widths = {name: len(own.items) if name in _BY_ITEM else 1 for name in FACTORS}
    return {name: rng.random((count, width)) for name, width in widths.items()}


def draws_of(blocks: Mapping[str, Numbers], count: int) -> Draws:
    """The draws that such numbers stand for; of `count` rows the one at their place from 0 to 1."""
    chosen = {name: np.minimum((blocks[name][:, 0] * count).astype(np.intp), count - 1) for name in _BY_ROW}
    return Draws(
        **chosen,
        missing=blocks["missing"],
        bounds=blocks["bounds"],
        normalisation=blocks["normalisation"][:, 0],
        aggregation=blocks["aggregation"][:, 0],
    )
