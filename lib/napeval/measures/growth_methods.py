"""Growth methods: how others measure progress to a target, by yearly growth from a base year.

growth = (latest / base) ** (1 / years) - 1, the compound annual growth rate; it needs values above zero on a
scale with a true zero, and says nothing of a value that adds up over the years.

- Eurostat: growth so far over the growth that would reach the target in time; at least 0.95 significant, at
  least 0.6 moderate, at least 0 insufficient progress, below it movement away. Source: Eurostat, Sustainable
  development in the European Union, monitoring report, annex on the method (as described by EUSTAT,
  metodologia.md); its short-term assessment spans five years and is not made on fewer than three.
- UN SDG Progress Chart: the value that growth so far leads to in the target year, as a share of the planned
  change; at least 0.95 met or on track, at least 0.1 progress too slow, below it stagnation or regression.
  Source: United Nations Statistics Division, Progress Chart Technical Note 2023 (as described by EUSTAT).
- Open SDG: growth so far, in the wanted direction, over the size of the growth that would reach the target;
  at least 0.95 on track, at least 0.6 acceleration needed, at least 0 limited progress, below it
  deterioration; a target that is reached counts as achieved. Source: Open SDG, Progress measurement
  methodology (Statistics Canada), docs/progress-methodology.md; Open SDG puts 0.001 in place of a base or
  target of zero, which invents a number and is refused here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import isfinite

EUROSTAT, UN_CHART, OPEN_SDG = "eurostat", "un_chart", "open_sdg"
ON_TRACK_AT = 0.95
EUROSTAT_LEAST_YEARS = 3
LEAST_YEARS = 1


@dataclass(frozen=True, kw_only=True)
class Course:
    """From a base to a latest value, and where it should lead.

    base, latest, target: values in one unit. years: from base to latest; to_target: from base to the target.
    rising: whether more is wanted. met: whether the latest value meets the target.
    """

    base: float
    latest: float
    target: float
    years: int
    to_target: int
    rising: bool
    met: bool


@dataclass(frozen=True, kw_only=True)
class Rated:
    """What a method says: its figure and class, or the reason why it says nothing."""

    value: float | None = None
    verdict: str = ""
    reason: str = ""

    @property
    def track(self) -> str:
        """on_track, off_track, or unknown where the method says nothing."""
        if self.reason:
            return "unknown"
        return "on_track" if self.verdict in ON_TRACK_CLASSES else "off_track"


ON_TRACK_CLASSES = frozenset({"significant", "target_achieved", "met_or_on_track", "on_course"})


def growth(base: float, latest: float, years: int) -> float:
    """The compound annual growth rate, 0.05 for 5 % a year. base above 0, latest not below, years above 0."""
    return float((latest / base) ** (1 / years) - 1)


def eurostat(course: Course) -> Rated:
    """Growth so far over growth required.

    Refused with a reason: too_few_years (fewer than three), zero_baseline, negative_value, zero_target,
    target_equals_baseline, target_year_not_after_baseline.
    """
    reason = _refusal(course, least=EUROSTAT_LEAST_YEARS, zero_target=True)
    if reason:
        return Rated(reason=reason)
    ratio = growth(course.base, course.latest, course.years) / _required(course)
    steps = ((ON_TRACK_AT, "significant"), (0.6, "moderate"), (0.0, "insufficient"))
    return Rated(value=ratio, verdict="significant" if course.met else _class(ratio, steps, "away"))


def un_chart(course: Course) -> Rated:
    """The share of the planned change that growth so far leads to by the target year.

    Refused with a reason: too_few_years (none), zero_baseline, negative_value, target_equals_baseline,
    target_year_not_after_baseline.
    """
    reason = _refusal(course, least=LEAST_YEARS, zero_target=False)
    if reason:
        return Rated(reason=reason)
    rate = growth(course.base, course.latest, course.years)
    ahead = course.latest * (1 + rate) ** (course.to_target - course.years)
    share = (ahead - course.base) / (course.target - course.base)
    steps = ((ON_TRACK_AT, "met_or_on_track"), (0.1, "too_slow"))
    return Rated(value=share, verdict="met_or_on_track" if course.met else _class(share, steps, "stagnation"))


def open_sdg(course: Course) -> Rated:
    """Growth so far in the wanted direction over the size of the growth required.

    Refused with a reason: too_few_years (none), zero_baseline, negative_value, zero_target,
    target_equals_baseline, target_year_not_after_baseline.
    """
    reason = _refusal(course, least=LEAST_YEARS, zero_target=True)
    if reason:
        return Rated(reason=reason)
    sign = 1 if course.rising else -1
    ratio = sign * growth(course.base, course.latest, course.years) / abs(_required(course))
    steps = ((ON_TRACK_AT, "on_course"), (0.6, "acceleration_needed"), (0.0, "limited"))
    verdict = "target_achieved" if course.met else _class(ratio, steps, "deterioration")
    return Rated(value=ratio, verdict=verdict)


METHODS: Mapping[str, Callable[[Course], Rated]] = {
    EUROSTAT: eurostat, UN_CHART: un_chart, OPEN_SDG: open_sdg,
}  # fmt: skip


def _required(course: Course) -> float:
    return growth(course.base, course.target, course.to_target)


def _refusal(course: Course, *, least: int, zero_target: bool) -> str:
    values = (course.base, course.latest, course.target)
    if not all(isfinite(value) for value in values):
        return "non_finite_value"
    if any(value < 0 for value in values):
        return "negative_value"
    if course.base == 0:
        return "zero_baseline"
    if course.target == course.base:
        return "target_equals_baseline"
    if course.to_target < 1:
        return "target_year_not_after_baseline"
    if zero_target and course.target == 0:
        return "zero_target"
    return "too_few_years" if course.years < least else ""


def _class(value: float, steps: tuple[tuple[float, str], ...], below: str) -> str:
    return next((name for least, name in steps if value >= least), below)
