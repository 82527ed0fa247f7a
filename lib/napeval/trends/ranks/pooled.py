"""What seasons and regions share: S and slopes of several blocks of points, pooled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from napeval.trends.least_lengths import VERDICT_LEVEL, least_length
from napeval.trends.ranks.inversions import Blocks, comparable_pairs, is_exact
from napeval.trends.ranks.scores import RankTest, all_pairs, score, score_statistics, tie_groups
from napeval.trends.ranks.slopes import limit_rank, limits_of, pair_slopes
from napeval.trends.results import Effect
from napeval.trends.series import FloatArray


@dataclass(frozen=True, kw_only=True)
class PooledTest(RankTest):
    """What the ranks within several blocks of points say together; the fields of RankTest, and the slope.

    slope: the median of the slopes between all pairs of one block, over all blocks; interval: for it, at
    `confidence`, or None where no pair of ranks covers as much; interval_coverage: what it covers without
    ties. pairs: slopes taken.
    """

    OPTIONS: ClassVar[tuple[str, ...]] = ("alternative", "confidence")
    SLOPE_UNIT: ClassVar[str] = "unit_per_time"

    confidence: float
    pairs: int = 0
    slope: float | None = None
    interval: tuple[float, float] | None = None
    interval_coverage: float | None = None

    @property
    def effect(self) -> Effect | None:
        if self.slope is None or not self.reportable:
            return None
        return Effect(self.slope, self.SLOPE_UNIT, self.interval, self.confidence)


@dataclass(frozen=True)
class Block:
    """One season or region: settled values in order of time, and their times."""

    values: FloatArray
    times: FloatArray


def scores_and_groups(blocks: Sequence[Block]) -> tuple[tuple[int, ...], Blocks]:
    """S and the tie groups of each block."""
    return tuple(score(one.values) for one in blocks), tuple(tie_groups(one.values) for one in blocks)


def pooled_statistics(method: str, scores: Sequence[int], groups: Blocks, alternative: str,
                      confidence: float, *, one_only: str) -> dict[str, Any]:
    """The fields of a PooledTest that follow from S and the tie groups of its blocks, so without the slope.

    one_only: the reason code for a single block. Blocks of fewer than two points say nothing and count as
    none; without any other, only the reason is given.
    """
    observed = observed_groups(groups)
    if not observed:
        return {"reportable": False, "reason": least_length(method).below, "method": f"{method}_exact"}
    statistics = score_statistics(sum(scores), observed, alternative)
    reason = _reason(method, observed, statistics["p_floor_fraction"], one_only)
    return {
        **statistics, "pairs": sum(map(all_pairs, observed)),
        "interval_coverage": interval_rank(observed, confidence)[1], "reportable": reason is None,
        "reason": reason, "method": f"{method}_exact" if is_exact(observed) else f"{method}_normal",
    }  # fmt: skip


def slope_fields(blocks: Sequence[Block], groups: Blocks, confidence: float) -> dict[str, Any]:
    """The pooled slope and its interval; nothing where no block has two points."""
    slopes = np.sort(np.concatenate([pair_slopes(one.values, one.times) for one in blocks]))
    if len(slopes) == 0:
        return {}
    rank, _ = interval_rank(observed_groups(groups), confidence)
    return {"slope": float(np.median(slopes)), "interval": limits_of(slopes, rank)}


def observed_groups(groups: Blocks) -> Blocks:
    """The tie groups of the blocks with at least two points, sorted, so that one table serves every order."""
    return tuple(sorted(sizes for sizes in groups if sum(sizes) > 1))


def interval_rank(observed: Blocks, confidence: float) -> tuple[int, float | None]:
    """As slopes.limit_rank; 0, None where no value varies, which is no exact knowledge of a slope of 0."""
    if not any(map(comparable_pairs, observed)):
        return 0, None
    return limit_rank(tuple(sorted(map(sum, observed))), confidence)


def _reason(method: str, observed: Blocks, p_floor: float, one_only: str) -> str | None:
    least = least_length(method)
    if max(map(sum, observed)) < least.describe_from:
        return least.below
    if len(observed) < 2:
        return one_only
    if not any(map(comparable_pairs, observed)):
        return "no_variation"
    return "too_few_points" if p_floor > VERDICT_LEVEL else None
