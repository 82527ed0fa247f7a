"""What each test says of one yearly series, in one form for all tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import ceil, floor

from napeval import trends as statistics
from napeval.measures.over_time.choices import Choice
from napeval.trends.least_lengths import VERDICT_LEVEL


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What one test says of one choice of values.

    direction: 1 rise (or simply: shown), -1 fall, 0 none shown. Effect and interval are in the unit that the
    test is registered with. place: the first and last year at which a break may lie. described: the effect
    may be told, though too few values support a verdict.
    """

    reportable: bool
    reason: str | None
    statistic: float | None = None
    p: float | None = None
    p_floor: float | None = None
    effect: float | None = None
    interval: tuple[float, float] | None = None
    direction: int = 0
    place: tuple[int, int] | None = None
    method: str = ""
    described: bool = False


Test = Callable[[Choice], Outcome]


@dataclass(frozen=True)
class Registered:
    """A test and how its findings are told.

    effect_unit: unit of the effect (a code). shows: what is shown or not: a trend (rise or fall), a change, a
    break. years_in_turn: whether each year is left out in turn, to see what decides the finding.
    """

    test: Test
    effect_unit: str
    shows: str = "trend"
    years_in_turn: bool = False


def _mann_kendall(choice: Choice) -> Outcome:
    found = statistics.mann_kendall(choice.values, choice.years)
    return Outcome(
        reportable=found.reportable, reason=found.reason, statistic=found.S, p=found.p,
        p_floor=found.p_floor, effect=found.tau_b, direction=_shown(found.S, found.p), method=found.method,
    )  # fmt: skip


def _sen(choice: Choice) -> Outcome:
    found = statistics.sen_slope(choice.values, choice.years)
    judged = found.reportable and found.interval is not None
    return Outcome(
        reportable=judged,
        reason=found.reason or found.interval_reason,
        effect=found.slope,
        interval=found.interval,
        direction=_outside_zero(found.interval),
        method=found.method,
        described=found.reportable,
    )


def _poisson_trend(choice: Choice) -> Outcome:
    found = statistics.poisson_trend(choice.values, choice.years, choice.exposure)
    exact = found.exact
    too_few = found.reportable and found.descriptive_only
    return Outcome(
        reportable=found.reportable and not too_few, reason="too_few_points" if too_few else found.reason,
        statistic=None if exact is None else exact.statistic,
        p=None if too_few else found.p, p_floor=None if exact is None else exact.p_floor,
        effect=found.percent_change, interval=found.percent_interval,
        direction=_shown(found.percent_change, found.p),
        method="quasi_poisson_t" if found.p_rule == "quasi_poisson_t" else found.method,
        described=too_few,
    )  # fmt: skip


def _constant_rate(choice: Choice) -> Outcome:
    found = statistics.constant_rate_test(choice.values)
    return Outcome(
        reportable=found.reportable, reason=found.reason, statistic=found.statistic, p=found.p,
        direction=_shown(1.0, found.p), method=found.method,
    )  # fmt: skip


def _level_shift(choice: Choice) -> Outcome:
    found = statistics.pettitt_change_point(choice.values, choice.years)
    after = found.change_after_time
    shown = found.reportable and found.p is not None and found.p <= VERDICT_LEVEL
    return Outcome(
        reportable=found.reportable, reason=found.reason, statistic=found.U, p=found.p, p_floor=found.p_floor,
        effect=found.shift, direction=_shown(found.shift, found.p) if found.reportable else 0,
        place=(round(after) + 1, round(after) + 1) if shown and after is not None else None,
        method=found.method,
    )  # fmt: skip


def _joinpoint(choice: Choice) -> Outcome:
    """Bends of a line through the values, their number chosen by permutation."""
    found = statistics.joinpoint(choice.values, choice.years, scale="linear", choose="permutation")
    average = found.average_slope() if found.reportable else None
    return _bends(
        found, None if average is None else average.value, None if average is None else average.interval
    )


def _poisson_joinpoint(choice: Choice) -> Outcome:
    """Bends of a log-linear rate of counts, their number chosen by permutation."""
    found = statistics.joinpoint(
        choice.values, choice.years, choice.exposure, scale="poisson", choose="permutation"
    )
    return _bends(found, found.aapc_full, found.aapc_full_interval)


def _bends(
    found: statistics.Joinpoint, effect: float | None, interval: tuple[float, float] | None
) -> Outcome:
    ends = [*(found.joinpoints or ()), *(end for pair in found.joinpoint_ranges or () for end in pair)]
    # Where no joinpoint may be looked for at all, nothing is said about bends.
    refused = "n_too_small" if found.reportable and found.k_max_allowed == 0 else found.reason
    return Outcome(
        reportable=refused is None, reason=refused, statistic=found.k, p=found.p_permutation, effect=effect,
        interval=interval, direction=int(bool(found.k)), method=found.method,
        place=(floor(min(ends)), ceil(max(ends))) if ends else None,
    )  # fmt: skip


def _since_plan(choice: Choice) -> Outcome:
    found = statistics.interrupted_series(choice.values, choice.years, choice.plan_start)
    p, effect = found.effect_at_end_p, found.effect_at_end
    return Outcome(
        reportable=found.reportable, reason=found.reason, statistic=found.level_change, p=p, effect=effect,
        interval=found.effect_at_end_interval, direction=_shown(effect, p) if found.reportable else 0,
        method=found.method,
    )  # fmt: skip


def _counts_since_plan(choice: Choice) -> Outcome:
    found = statistics.interrupted_counts(choice.values, choice.years, choice.plan_start, choice.exposure)
    p, ratio, limits = found.rate_ratio_at_end_p, found.rate_ratio_at_end, found.rate_ratio_at_end_interval
    effect = None if ratio is None else 100 * (ratio - 1)
    return Outcome(
        reportable=found.reportable, reason=found.reason, statistic=found.rate_ratio_level, p=p,
        effect=effect, interval=None if limits is None else (100 * (limits[0] - 1), 100 * (limits[1] - 1)),
        direction=_shown(effect, p) if found.reportable else 0, method=found.method,
    )  # fmt: skip


def _shown(effect: float | None, p: float | None) -> int:
    if effect is None or p is None or p > VERDICT_LEVEL:
        return 0
    return (effect > 0) - (effect < 0)


def _outside_zero(interval: tuple[float, float] | None) -> int:
    return 0 if interval is None else int(interval[0] > 0) - int(interval[1] < 0)


RANK_TESTS: Mapping[str, Registered] = {
    "mann_kendall": Registered(_mann_kendall, "tau_b", years_in_turn=True),
    "sen": Registered(_sen, "unit_per_year"),
    "level_shift": Registered(_level_shift, "unit"),
}
"""Tests of any yearly series."""
LEVEL_TESTS: Mapping[str, Registered] = {
    "joinpoint": Registered(_joinpoint, "unit_per_year", shows="break"),
    "since_plan": Registered(_since_plan, "unit"),
}
"""Tests of levels, shares and amounts."""
COUNT_TESTS: Mapping[str, Registered] = {
    "poisson_trend": Registered(_poisson_trend, "percent_per_year", years_in_turn=True),
    "constant_rate": Registered(_constant_rate, "", shows="change"),
    "joinpoint": Registered(_poisson_joinpoint, "percent_per_year", shows="break"),
    "since_plan": Registered(_counts_since_plan, "percent"),
}
"""Tests of numbers of events."""
RATE_TESTS: Mapping[str, Registered] = {
    "rate_trend": Registered(_poisson_trend, "percent_per_year", years_in_turn=True),
}
"""Tests of counts over what they arose from."""
