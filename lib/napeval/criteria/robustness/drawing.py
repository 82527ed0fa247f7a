"""The scores of a criterion, and of all criteria together, drawn anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from napeval.criteria.robustness.arrays import Arrays, Numbers, Places
from napeval.criteria.robustness.levels import places_of, places_of_whole
from napeval.criteria.robustness.sampling import (
    blocks_of,
    drawn_rows,
    drawn_weights,
    draws_of,
    generator,
    independent,
)
from napeval.criteria.robustness.scoring import scores
from napeval.criteria.robustness.sensitivity import BASE_ROWS, Index, Sample, indices
from napeval.criteria.scale_levels import OVERALL
from napeval.criteria.scales import Scale

CRITERION_WEIGHTS = "criterion_weights"
"""What the draws of the overall mark vary besides the factors of its criteria."""


@dataclass(frozen=True)
class Drawn:
    """A criterion, or all together. scores: of the draws, in points. sample: for the sensitivity indices.

    criteria: scores of the criteria that make an overall mark, empty for a criterion.
    """

    scores: Numbers
    sample: Sample
    indices: tuple[Index, ...]
    criteria: Mapping[str, Numbers]

    def places(self, scale: Scale) -> Places:
        """The place of the level of each draw, from the worst; of an overall mark after knock-outs."""
        return (
            places_of_whole(scale, self.scores, self.criteria)
            if self.criteria
            else places_of(scale, self.scores)
        )


def drawn(own: Arrays, criterion: str, seed: int, count: int) -> Drawn:
    """So many draws of a criterion."""
    rng = generator(seed, criterion)
    rows = drawn_rows(own, rng, count)
    found = scores(own, rows, independent(own, rng, count))
    first, second = (blocks_of(own, rng, BASE_ROWS) for _sample in range(2))

    def of(blocks: Mapping[str, Numbers]) -> Numbers:
        return scores(own, rows, draws_of(blocks, count))

    mixed = {name: of({**first, name: second[name]}) for name in own.factors}
    sample = Sample(of(first), of(second), mixed)
    return Drawn(found, sample, tuple(indices(sample, rng)), {})


def drawn_whole(weights: Mapping[str, Fraction], criteria: Mapping[str, Drawn], seed: int) -> Drawn:
    """All criteria together: each with its own draws, and with the weights between them drawn too.

    A factor is exchanged in every criterion that has it at once.
    """
    rng = generator(seed, OVERALL)
    names = sorted(weights)
    nominal = np.array([float(weights[name]) for name in names])
    count = len(criteria[names[0]].scores)
    rows = drawn_weights(nominal / nominal.sum(), rng, count)

    def together(of_rows: Numbers, parts: list[Numbers]) -> Numbers:
        total: Numbers = np.einsum("ij,ji->i", of_rows, np.stack(parts))
        return total

    samples = [criteria[name].sample for name in names]
    first, second = (rows[rng.integers(0, count, BASE_ROWS)] for _sample in range(2))
    firsts = [one.first for one in samples]
    factors = list(dict.fromkeys(name for one in samples for name in one.mixed))
    mixed = {name: together(first, [one.mixed.get(name, one.first) for one in samples]) for name in factors}
    if len(names) > 1:
        mixed = {CRITERION_WEIGHTS: together(second, firsts), **mixed}
    sample = Sample(together(first, firsts), together(second, [one.second for one in samples]), mixed)
    own = {name: criteria[name].scores for name in names}
    found = together(rows, [own[name] for name in names])
    return Drawn(found, sample, tuple(indices(sample, rng)), own)
