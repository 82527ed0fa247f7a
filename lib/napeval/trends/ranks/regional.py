"""One trend in many regions: every region is compared with itself only, and the comparisons are added up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from numpy.typing import NDArray

from napeval.trends.assumptions import INDEPENDENT_REGIONS
from napeval.trends.ranks.inversions import Blocks, Groups, is_exact, tail_probability
from napeval.trends.ranks.pooled import Block, PooledTest, pooled_statistics, scores_and_groups, slope_fields
from napeval.trends.ranks.scores import ASSUMPTIONS, check_alternative, homogeneity
from napeval.trends.series import Numbers, check_confidence, read_points, settle_ties

METHOD = "regional_mann_kendall"
Regions = Mapping[str, Numbers] | Sequence[Numbers] | NDArray[Any]


@dataclass(frozen=True, kw_only=True)
class RegionalMannKendall(PooledTest):
    """What the ranks within each region say together about a steady rise or fall.

    The fields of PooledTest. regions: their names, or '0', '1', ... . S_by_region, n_by_region,
    p_exact_by_region: S, usable points and exact p of each region by itself (None where it has fewer than
    two points or too many). Among the assumptions stand independent_regions, which cannot be checked here
    and without which p is too small, and same_trend_in_all_parts (with p, where it can be checked).
    """

    regions: tuple[str, ...]
    S_by_region: tuple[int, ...] | None = None
    n_by_region: tuple[int, ...] | None = None
    p_exact_by_region: tuple[float | None, ...] | None = None


def regional_mann_kendall(series: Regions, times: Numbers | None = None, *, alternative: str = "two-sided",
                          confidence: float = 0.95) -> RegionalMannKendall:
    """Do the regions together rise or fall steadily, each compared with itself only?

    series: one row of values per region, by name or in order; missing as None or NaN: only that point drops
    out. times: one distinct number per column, for all regions; None = by position. alternative: 'two-sided',
    'greater' (rise), 'less' (fall). confidence: of the interval of the slope, 0-1.
    Regions are taken as independent of each other: what moves all of them at once makes p too small.
    Refused with a reason: no_valid_data, non_finite_value, duplicate_time, n_too_small (no region with 3
    values), one_region_only, no_variation (every region constant), too_few_points (no order of the values
    reaches p = 0.05).
    Raises ValueError without any region, on an unknown alternative, a confidence outside 0-1, or rows that
    are not numbers or not of the length of times.
    Source: Helsel and Frans 2006, Environmental Science and Technology 40; exact p by convolution of the
    distributions of the regions.
    """
    check_alternative(alternative)
    check_confidence(confidence)
    names, rows = named_rows(series)
    points = [read_points(row, times, name=f"series {name}") for name, row in zip(names, rows, strict=True)]
    n_missing = sum(one.n_missing for one in points)
    refusal = first_fault([one.refusal for one in points])
    if refusal is not None:
        n = sum(one.n for one in points)
        return refused_regions(names, n, n_missing, refusal, alternative, confidence)
    blocks = [Block(settle_ties(one.values), one.times) for one in points]
    scores, groups = scores_and_groups(blocks)
    judged = judged_regions(names, scores, groups, n_missing, alternative, confidence)
    return replace(judged, **slope_fields(blocks, groups, confidence))


def refused_regions(names: tuple[str, ...], n: int, n_missing: int, refusal: str, alternative: str,
                    confidence: float) -> RegionalMannKendall:
    """The result without any statistic."""
    return RegionalMannKendall(n=n, n_missing=n_missing, alternative=alternative, confidence=confidence,
                               regions=names, reportable=False, reason=refusal, method=f"{METHOD}_exact",
                               assumptions=(*ASSUMPTIONS, INDEPENDENT_REGIONS))


def judged_regions(names: tuple[str, ...], scores: tuple[int, ...], groups: Blocks, n_missing: int,
                   alternative: str, confidence: float) -> RegionalMannKendall:
    """The result for these regions; the slope is not there yet."""
    counts = tuple(map(sum, groups))
    own_p = tuple(_own_p(s, sizes, alternative) for s, sizes in zip(scores, groups, strict=True))
    return RegionalMannKendall(
        n=sum(counts), n_missing=n_missing, alternative=alternative, confidence=confidence, regions=names,
        S_by_region=scores, n_by_region=counts, p_exact_by_region=own_p,
        **pooled_statistics(METHOD, scores, groups, alternative, confidence, one_only="one_region_only"),
        assumptions=(*ASSUMPTIONS, INDEPENDENT_REGIONS, homogeneity(scores, groups)),
    )


def named_rows(series: Regions) -> tuple[tuple[str, ...], list[Numbers]]:
    """The names of the regions and their rows. Raises ValueError when there is none."""
    rows = list(series.values()) if isinstance(series, Mapping) else list(series)
    names = tuple(map(str, series)) if isinstance(series, Mapping) else tuple(map(str, range(len(rows))))
    if not rows:
        raise ValueError("series: found no region; allowed: one row of values for each region.")
    return names, rows


def first_fault(refusals: Sequence[str | None]) -> str | None:
    """What forbids a judgement: any fault of a region, but a region without values only when all are."""
    faults = [one for one in refusals if one not in (None, "no_valid_data")]
    if faults:
        return faults[0]
    return None if None in refusals else "no_valid_data"


def _own_p(total: int, sizes: Groups, alternative: str) -> float | None:
    """The exact p of one region by itself."""
    if sum(sizes) < 2 or not is_exact((sizes,)):
        return None
    return float(tail_probability(total, (sizes,), alternative))
