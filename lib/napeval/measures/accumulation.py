"""The value at the cutoff from values of several periods: added up, the last one, or judged year by year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from napeval.measures.exact import SAME, NotUsable, capped, exact
from napeval.measures.progress import Progress, progress_to_target


@dataclass(frozen=True, kw_only=True)
class Accumulated:
    """One value made of several periods; low and high differ where persons may be counted more than once."""

    low: Fraction
    high: Fraction
    flags: tuple[str, ...] = ()

    @property
    def value(self) -> Fraction | None:
        """The value, where it is one."""
        return self.low if self.low == self.high else None


@dataclass(frozen=True, kw_only=True)
class YearByYear:
    """Values judged one period at a time, each against the target of that period.

    by_period: one judgement per period, in order. met, with_data, periods: counts. pooled: all that was
    reached over all that was due in the periods with data; mean_capped: mean of the capped ratios; both
    None where there is no ratio to speak of.
    """

    by_period: Mapping[str, Progress]
    met: int
    with_data: int
    periods: int
    pooled: Fraction | None
    mean_capped: Fraction | None
    flags: tuple[str, ...] = ()


def _known(values: Mapping[str, object]) -> tuple[list[Fraction], tuple[str, ...]]:
    read = [exact(values[period]) for period in sorted(values)]
    known = [value for value in read if value is not None]
    if not known:
        raise NotUsable("no_data")
    return known, () if len(known) == len(read) else ("incomplete_periods",)


def added_up(values: Mapping[str, object]) -> Accumulated:
    """The sum over the periods. values: by period, None where not reported.

    Flag incomplete_periods: some are missing, and the sum is of the others only.
    Raises NotUsable: no_data, not_numeric, non_finite_value.
    """
    known, flags = _known(values)
    return Accumulated(low=sum(known, Fraction(0)), high=sum(known, Fraction(0)), flags=flags)


def persons_over_periods(values: Mapping[str, object]) -> Accumulated:
    """How many different persons there were, when one person may have been counted in several periods.

    At least as many as in the fullest period, at most the sum. Flags: double_counting_possible,
    incomplete_periods. Raises as added_up does.
    """
    known, flags = _known(values)
    low, high = max(known), sum(known, Fraction(0))
    return Accumulated(
        low=low, high=high, flags=flags if low == high else (*flags, "double_counting_possible")
    )


def last_total(values: Mapping[str, object]) -> Accumulated:
    """The last of running totals. values: by period (names sort by time), None where not reported.

    Raises NotUsable: running_total_decreases (a total cannot fall), and as added_up does.
    """
    known, flags = _known(values)
    if any(later < earlier - SAME for earlier, later in pairwise(known)):
        raise NotUsable("running_total_decreases")
    return Accumulated(low=known[-1], high=known[-1], flags=flags)


def year_by_year(
    values: Mapping[str, object],
    targets: Mapping[str, object],
    *,
    direction: str | None,
    bound: str | None = None,
) -> YearByYear:
    """How did each year do against its own target? Annual values are never added against one year's target.

    values: by period, None where not reported; targets: by period. A period with a target and without a value
    counts as a period without data.
    """
    judged = {
        period: progress_to_target(values.get(period), targets[period], direction=direction, bound=bound)
        for period in sorted(targets)
    }
    with_data = [period for period, one in judged.items() if one.reportable]
    ratios = [one.progress for one in judged.values() if one.progress is not None]
    reached = [exact(values[period]) for period in with_data]
    wanted = [exact(targets[period]) for period in with_data]
    has_ratio = bool(ratios) and len(ratios) == len(with_data)
    return YearByYear(
        by_period=judged, met=sum(one.met is True for one in judged.values()), with_data=len(with_data),
        periods=len(judged), pooled=_total(reached) / _total(wanted) if has_ratio else None,
        mean_capped=_mean([capped(ratio) for ratio in ratios]) if has_ratio else None,
        flags=() if len(with_data) == len(judged) else ("incomplete_periods",),
    )  # fmt: skip


def _total(numbers: Sequence[Fraction | None]) -> Fraction:
    return sum((number for number in numbers if number is not None), Fraction(0))


def _mean(numbers: Sequence[Fraction]) -> Fraction:
    return sum(numbers, Fraction(0)) / len(numbers)
