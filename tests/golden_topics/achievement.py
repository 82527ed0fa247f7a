"""How the topics of the achievement reference map to the public names of the measures: no arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from napeval.measures.accumulation import (
    Accumulated,
    added_up,
    last_total,
    persons_over_periods,
    year_by_year,
)
from napeval.measures.exact import NotUsable, as_float, exact, needed
from napeval.measures.path import (
    elapsed_share,
    end_of,
    expected_share,
    on_pace,
    pace,
    planned_value,
    projected_year_end,
    start_of,
)
from napeval.measures.pooling import PooledShare, pooled_progress, pooled_share, weighted_score
from napeval.measures.progress import Progress, progress_in_range, progress_to_target, relative_target
from napeval.measures.stages import milestone, ordinal, steps_done, timing

Offered = dict[str, Any]

PERCENTAGE_UNITS = ("percentage", "percent")

NOT_OFFERED: Mapping[str, str] = {
    "flags_recommended": "advice of the file on further remarks; nothing is required, and nothing compared",
}
"""Names of the vocabulary that are left out on purpose, and why."""


def exact_and_written(name: str, value: Fraction | None) -> Offered:
    return {name: as_float(value), f"{name}_fraction": None if value is None else str(value)}


def judged(progress: Progress, *, distance: bool = False) -> Offered:
    return {
        **exact_and_written("achievement", progress.progress),
        **exact_and_written("achievement_capped", progress.capped),
        "met": progress.met, "method": progress.method, "flags": progress.flags,
        "gap": as_float(progress.distance if distance else progress.gap), "target": as_float(progress.target),
        "change_from_baseline": as_float(progress.change), "reportable": progress.reportable,
        "reason": progress.reason,
    }  # fmt: skip


def or_refusal(compute: Callable[..., Offered]) -> Callable[..., Offered]:
    """The names of a refusal in place of a result."""

    def offered(**given: Any) -> Offered:
        try:
            return compute(**given)
        except NotUsable as problem:
            return {"reportable": False, "reason": problem.reason}

    return offered


def to_target(
    actual: Any, target: Any, unit: str, scale: str, measure: str, direction: str, baseline: Any = None,
    bound: str | None = None, tolerance_band: Any = None, decimal: str = ".",
) -> Progress:  # fmt: skip
    decimal = {"comma": ",", "point": "."}.get(decimal, decimal)
    return progress_to_target(
        actual, target, baseline=baseline, direction=direction, bound=bound, tolerance=tolerance_band,
        ratio_scale=scale == "ratio", percentage=unit in PERCENTAGE_UNITS, decimal=decimal,
    )  # fmt: skip


def level(**given: Any) -> Offered:
    return judged(to_target(**given))


def in_range(actual: Any, target_low: Any, target_high: Any, **_scale: str) -> Offered:
    return judged(progress_in_range(actual, target_low, target_high), distance=True)


ACCUMULATIONS: Mapping[str, Callable[[Mapping[str, object]], Accumulated]] = {
    "cumulative_from_annual": added_up, "running_total": last_total, "unique_persons": persons_over_periods,
}  # fmt: skip

OVERLAPS: Mapping[Any, Callable[[Mapping[str, object]], Accumulated]] = {
    False: added_up, "none": added_up, True: persons_over_periods, "possible": persons_over_periods,
    "unknown": persons_over_periods,
}  # fmt: skip


@or_refusal
def cumulative(values: Mapping[str, Any], measure: str, overlap: Any = None, **given: Any) -> Offered:
    accumulate = OVERLAPS.get(overlap, ACCUMULATIONS[measure])
    total = accumulate(values)
    low, high = (to_target(actual=value, measure=measure, **given) for value in (total.low, total.high))
    known = {**judged(low), "met": low.met if low.met == high.met else None}
    if total.value is None:
        known |= {**exact_and_written("achievement", None), **exact_and_written("achievement_capped", None)}
    return {
        "reportable": True, "reason": None, **known, "actual": as_float(total.value),
        "actual_low": as_float(total.low),
        "actual_high": as_float(total.high), **exact_and_written("achievement_low", low.progress),
        **exact_and_written("achievement_high", high.progress), "flags": (*total.flags, *low.flags),
    }  # fmt: skip


@or_refusal
def annual_recurring(
    values: Mapping[str, Any], direction: str, target: Any = None, target_by_period: Mapping[str,
    Any] | None = None,
    **_scale: str,
) -> Offered:  # fmt: skip
    result = year_by_year(values, target_by_period or dict.fromkeys(values, target), direction=direction)
    return {
        "achievement_by_period": [as_float(one.progress) for one in result.by_period.values()],
        "periods": result.periods, "periods_met": result.met, "periods_with_data": result.with_data,
        **exact_and_written("achievement_pooled", result.pooled), "flags": result.flags,
        **exact_and_written("achievement_mean_capped", result.mean_capped),
    }  # fmt: skip


def pooled(regions: Sequence[Mapping[str, Any]], unit: str) -> PooledShare:
    return pooled_share(
        [(region.get("num"), region.get("den")) for region in regions],
        part_of_whole=unit in PERCENTAGE_UNITS,
        stated=[region.get("pct") for region in regions],
    )  # fmt: skip


@or_refusal
def percentage_aggregation(
    unit: str, regions: Sequence[Mapping[str, Any]] | None = None,
    baseline_regions: Sequence[Mapping[str, Any]] | None = None,
    actual_regions: Sequence[Mapping[str, Any]] | None = None, **given: Any,
) -> Offered:  # fmt: skip
    after = pooled(actual_regions if regions is None else regions, unit)
    before = None if baseline_regions is None else pooled(baseline_regions, unit).per(unit)
    progress = (
        judged(to_target(actual=after.per(unit), baseline=before, unit=unit, **given))
        if given.get("target") is not None
        else {"reportable": True, "reason": None, "flags": ()}
    )
    return {
        **progress, **exact_and_written("share", after.share),
        **exact_and_written("percentage", after.percentage), **exact_and_written("rate", after.per(unit)),
        "region_shares": [as_float(share) for share in after.shares],
        "flags": (*after.flags, *progress["flags"]), "baseline": as_float(before),
        "actual": as_float(after.per(unit)),
    }  # fmt: skip


@or_refusal
def aggregation(regions: Sequence[Mapping[str, Any]], unit: str) -> Offered:
    result = pooled_progress(regions, additive="median" not in unit)
    return {
        **exact_and_written("achievement", result.progress), **exact_and_written("mean", result.mean),
        **exact_and_written("achievement_no_offset", result.without_offset),
        **exact_and_written("coverage_of_target", result.target_coverage), "regions": result.places,
        "regions_with_data": result.with_data, "regions_met": result.met, "flags": result.flags,
        "reportable": True, "reason": None,
    }  # fmt: skip


@or_refusal
def score(achievements: Sequence[Any], weights: Sequence[Any]) -> Offered:
    result = weighted_score(achievements, weights)
    return {
        **exact_and_written("score_capped", result.capped), **exact_and_written("score_raw", result.raw),
        **exact_and_written("weight_coverage", result.coverage), "flags": result.flags, "reportable": True,
        "reason": None,
    }  # fmt: skip


@or_refusal
def relative(
    baseline: Any, scale: str, target_relative: Any = None, target_factor: Any = None,
    target_points: Any = None,
    target_annual_growth: Any = None, years: Any = None, **given: Any,
) -> Offered:  # fmt: skip
    target = relative_target(
        baseline, change_share=target_relative, factor=target_factor, points=target_points,
        annual_growth=target_annual_growth, years=years, ratio_scale=scale == "ratio",
    )  # fmt: skip
    return judged(to_target(baseline=baseline, target=target, scale=scale, **given))


@or_refusal
def milestones(
    unit: str, target: Any = None, actual: Any = None, target_date: str | None = None,
    actual_date: str | None = None,
    steps: Sequence[Any] | None = None, weights: Sequence[Any] | None = None,
) -> Offered:  # fmt: skip
    if steps is not None:
        process = steps_done(steps, weights=weights)
        return {
            "steps": process.of, "steps_done": process.done, **exact_and_written("share_of_steps",
            process.share),
            "flags": process.flags,
        }  # fmt: skip
    if target_date is None:
        return judged(milestone(actual))
    on = date.fromisoformat(actual_date) if actual_date else None
    kept = timing(date.fromisoformat(target_date), on)
    return {**judged(milestone(on is not None if actual is None else actual)), "on_time": kept.on_time,
            "days_late": kept.days_late}  # fmt: skip


def ordinal_levels(
    actual: Any, target: Any, levels: Sequence[Any], baseline: Any = None, **_scale: str
) -> Offered:
    result = ordinal(actual, target, baseline=baseline, levels=levels)
    return {**judged(result.judged), "steps_done": result.done, "steps_planned": result.planned}


@or_refusal
def interim(
    actual: Any = None, baseline_year: Any = None, target_year: Any = None, year: Any = None,
    start: str | None = None,
    end: str | None = None, as_of: str | None = None, months_elapsed: Any = None, values: Any = None,
    first_year: Any = None, last_year: Any = None, milestones: Mapping[str, Any] | None = None, **given: Any,
) -> Offered:  # fmt: skip
    """The planned path by years, by dates or by steps, the months of one year, and sums so far."""
    if values is not None:
        return on_the_way(values, first_year, last_year, year, **given)
    progress = to_target(actual=actual, **given)
    if milestones is not None:
        return along_steps(progress, given, milestones, year)
    if months_elapsed is not None:
        offered = along_path(progress, given, Fraction(0), Fraction(12), Fraction(months_elapsed))
        return {
            **offered,
            "projected_year_end": as_float(projected_year_end(needed(actual), Fraction(months_elapsed))),
        }
    if start is not None and end is not None and as_of is not None:
        first, last, now = (Fraction(date.fromisoformat(day).toordinal()) for day in (start, end, as_of))
        return along_path(progress, given, first, last, now)
    return along_path(progress, given, Fraction(baseline_year), Fraction(target_year), Fraction(year))


def on_the_way(
    values: Mapping[str, Any], first_year: Any, last_year: Any, year: Any, measure: str, **given: Any
) -> Offered:
    """The sum, or the last running total, of the years so far against a total planned for several years."""
    until = int(year or max(values))
    told = {str(one): values.get(str(one)) for one in range(int(first_year or min(values)), until + 1)}
    total = ACCUMULATIONS[measure](told)
    progress = to_target(actual=total.value, measure=measure, **given)
    begin, end = start_of(date(int(first_year or min(values)), 1, 1)), end_of(date(int(last_year), 12, 31))
    offered = along_path(progress, given, begin, end, end_of(date(until, 12, 31)))
    return {**offered, "actual": as_float(total.value), "flags": (*total.flags, *progress.flags)}


def along_steps(
    progress: Progress, given: Mapping[str, Any], milestones: Mapping[str, Any], year: Any
) -> Offered:
    points = [(Fraction(one), needed(value)) for one, value in sorted(milestones.items())]
    expected = planned_value(Fraction(year), points, path="step")
    share = expected_share(expected, baseline=needed(given["baseline"]), target=needed(given["target"]))
    return {
        **judged(progress), "expected_value": as_float(expected), **exact_and_written("expected_share",
        share),
        **exact_and_written("pace", pace(progress.progress, share)), "method": "milestone",
        "on_track": None if progress.progress is None or share is None else on_pace(progress.progress, share),
    }  # fmt: skip


def along_path(
    progress: Progress, given: Mapping[str, Any], first: Fraction, last: Fraction, now: Fraction
) -> Offered:
    due = elapsed_share(first, last, now)
    base = exact(given.get("baseline")) or Fraction(0)
    expected = planned_value(now, [(first, base), (last, needed(given["target"]))])
    return {
        **judged(progress), **exact_and_written("expected_share", due), "expected_value": as_float(expected),
        **exact_and_written("pace", pace(progress.progress, due)),
        "on_track": None if progress.progress is None else on_pace(progress.progress, due),
    }  # fmt: skip


def revision(target_original: Any, target_revised: Any, **given: Any) -> Offered:
    before, after = (to_target(target=target, **given) for target in (target_original, target_revised))
    return {
        **exact_and_written("achievement_original", before.progress),
        **exact_and_written("achievement_revised", after.progress),
        "flags": ("target_revised", *after.flags),
    }  # fmt: skip


MAPPINGS: Mapping[str, Callable[..., Offered]] = {
    **dict.fromkeys(
        ("basic", "decreasing", "over_achievement", "negative_progress", "percentage", "maintain",
        "zero_target",
         "baseline_missing", "guards", "rounding"),
        level,
    ),
    "range": in_range, "cumulative": cumulative, "annual_recurring": annual_recurring,
    "percentage_aggregation": percentage_aggregation, "aggregation": aggregation, "weighted_score": score,
    "relative_target": relative, "milestone": milestones, "ordinal": ordinal_levels, "interim": interim,
    "revision": revision,
}  # fmt: skip

MEASURES = frozenset({*ACCUMULATIONS, "level", "annual_recurring"})
"""What a case can say of its values: of one level, of one year each, or adding up."""
