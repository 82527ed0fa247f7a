"""One figure from many places or indicators: percentages from counts, amounts against targets, scores."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from napeval.measures.exact import SAME, NotUsable, capped, exact, needed


@dataclass(frozen=True, kw_only=True)
class PooledShare:
    """All numerators over all denominators; shares: of each part, None where it has none."""

    numerator: Fraction
    denominator: Fraction
    shares: tuple[Fraction | None, ...]
    flags: tuple[str, ...] = ()

    @property
    def share(self) -> Fraction:
        """The pooled share; 0-1 where the numerator counts part of the denominator."""
        return self.numerator / self.denominator

    @property
    def percentage(self) -> Fraction:
        """The pooled share in percent."""
        return 100 * self.share

    def per(self, unit: str) -> Fraction:
        """The pooled value in a unit that says what it is counted per: per_100000, percent, else per one."""
        return counted_per(unit) * self.share


@dataclass(frozen=True, kw_only=True)
class PooledProgress:
    """Places taken together.

    progress: all change over all planned change, where one place's surplus makes up for another's lack;
    without_offset: the same with no place counting beyond its own target. mean: of the places' own progress.
    target_coverage: the share of the whole planned change that lies in places with data. Counts: places,
    with_data, met.
    """

    progress: Fraction
    without_offset: Fraction
    mean: Fraction
    target_coverage: Fraction
    places: int
    with_data: int
    met: int
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Score:
    """A weighted mean of progress: capped (each 0-1) and raw; coverage: share of the weight that is known."""

    capped: Fraction
    raw: Fraction
    coverage: Fraction
    flags: tuple[str, ...] = ()


def counted_per(unit: str) -> Fraction:
    """What a rate in this unit is counted per: 100 for percent, 100 000 for per_100000, else 1."""
    if unit in ("percent", "percentage", "%"):
        return Fraction(100)
    digits = re.search(r"[0-9][0-9 _,.]*", unit)
    whole = re.sub(r"[^0-9]", "", digits[0]) if digits else ""
    return Fraction(int(whole)) if whole and int(whole) else Fraction(1)


def pooled_share(
    parts: Sequence[tuple[object, object]], *, part_of_whole: bool = True, stated: Sequence[object] = ()
) -> PooledShare:
    """The share over several places, from their numerators and denominators; shares are never averaged.

    parts: (numerator, denominator), both None where a place did not report. part_of_whole: the numerator
    counts some of the denominator, so it cannot be larger. stated: the percentage each place gives, None
    where none.
    Flags: incomplete_regions, zero_denominator (such a part is left out of the shares, not of the sums).
    Raises NotUsable: denominator_missing, numerator_exceeds_denominator, no_data, zero_denominator,
    not_numeric, non_finite_value.
    """
    numbers = [(exact(numerator), exact(denominator)) for numerator, denominator in parts]
    percentages = [*stated, *[None] * (len(numbers) - len(stated))]
    for (numerator, denominator), percentage in zip(numbers, percentages, strict=True):
        if denominator is None and (numerator is not None or percentage is not None):
            raise NotUsable("denominator_missing")
        if part_of_whole and numerator is not None and denominator is not None and numerator > denominator:
            raise NotUsable("numerator_exceeds_denominator")
    known = [(n, d) for n, d in numbers if n is not None and d is not None]
    if not known:
        raise NotUsable("no_data")
    whole = sum((d for _, d in known), Fraction(0))
    if whole == 0:
        raise NotUsable("zero_denominator")
    flags: tuple[str, ...] = ("incomplete_regions",) if len(known) < len(numbers) else ()
    if any(d == 0 for _, d in known):
        flags += ("zero_denominator",)
    return PooledShare(
        numerator=sum((n for n, _ in known), Fraction(0)), denominator=whole, flags=flags,
        shares=tuple(n / d if n is not None and d else None for n, d in numbers),
    )  # fmt: skip


def pooled_progress(places: Sequence[Mapping[str, object]], *, additive: bool = True) -> PooledProgress:
    """How far have several places together come to their targets?

    places: each with target, actual (None where not reported) and, where there is one, baseline (else 0).
    additive: whether the values may be added over places; medians may not.
    Flag incomplete_regions: some did not report; they are left out, and target_coverage says how much that
    is.
    Raises NotUsable: median_not_aggregable, no_data, target_missing, target_equals_baseline (nothing was
    planned in a place), not_numeric, non_finite_value.
    """
    if not additive:
        raise NotUsable("median_not_aggregable")
    planned, reached = [], []
    for place in places:
        target, actual, start = (exact(place.get(name)) for name in ("target", "actual", "baseline"))
        if target is None:
            raise NotUsable("target_missing")
        base = start or Fraction(0)
        if target == base:
            raise NotUsable("target_equals_baseline")
        planned.append(target - base)
        reached.append(None if actual is None else actual - base)
    known = [(change, plan) for change, plan in zip(reached, planned, strict=True) if change is not None]
    if not known:
        raise NotUsable("no_data")
    due = sum((plan for _, plan in known), Fraction(0))
    ratios = [change / plan for change, plan in known]
    no_surplus = [min(ratio, Fraction(1)) * plan for ratio, (_, plan) in zip(ratios, known, strict=True)]
    return PooledProgress(
        progress=sum((change for change, _ in known), Fraction(0)) / due,
        without_offset=sum(no_surplus, Fraction(0)) / due,
        mean=sum(ratios, Fraction(0)) / len(ratios), target_coverage=due / sum(planned, Fraction(0)),
        places=len(planned), with_data=len(known), met=sum(ratio >= 1 - SAME for ratio in ratios),
        flags=("incomplete_regions",) if len(known) < len(planned) else (),
    )  # fmt: skip


def weighted_score(progress: Sequence[object], weights: Sequence[object]) -> Score:
    """The weighted mean of several indicators' progress; weights are rescaled over what is known.

    progress: shares, None where not known. weights: one each, 0 or above.
    Flag incomplete_indicators: some are not known; coverage says how much of the weight is.
    Raises NotUsable: negative_weight, no_data, not_numeric, non_finite_value.
    """
    shares = [exact(share) for share in progress]
    weighing = [needed(weight) for weight in weights]
    if any(weight < 0 for weight in weighing):
        raise NotUsable("negative_weight")
    known = [(share, weight) for share, weight in zip(shares, weighing, strict=True) if share is not None]
    weight_known = sum((weight for _, weight in known), Fraction(0))
    if weight_known == 0:
        raise NotUsable("no_data")
    return Score(
        capped=sum((capped(share) * weight for share, weight in known), Fraction(0)) / weight_known,
        raw=sum((share * weight for share, weight in known), Fraction(0)) / weight_known,
        coverage=weight_known / sum(weighing, Fraction(0)),
        flags=("incomplete_indicators",) if len(known) < len(shares) else (),
    )  # fmt: skip
