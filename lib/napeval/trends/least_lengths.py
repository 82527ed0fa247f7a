"""How long a series must be before a method may speak, and the codes it answers with below that.

One table for the whole room, so that a threshold is read and argued with in one place. Lengths count usable
points (missing ones are already dropped).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType

# A verdict needs a test that could at least have reached this level.
VERDICT_LEVEL = 0.05
# Fewer events than this in all periods together carry no usable slope.
LEAST_TOTAL_FOR_TREND = 5
# Fewer degrees of freedom than two straight lines of four points leave say too little of the spread.
LEAST_RESIDUAL_DF = 4
# A seasonal trend from fewer years than this rests on few comparisons within each season.
YEARS_WITHOUT_DOUBT = 5
# A forecast reaches at most this share of the observed history ahead.
LONGEST_HORIZON_SHARE = 1 / 3
# An interval that fills more than this share of what is possible at all says nothing.
WIDEST_INTERVAL_SHARE = 0.9
# A probability from fewer observed periods is an assumption-driven scenario.
LEAST_PERIODS_FOR_PROBABILITY = 3
# A share of fewer cases is shown as counts.
LEAST_CASES_FOR_SHARE = 10

# From how many points on a series supports how many joinpoints at most; below the first, none.
# Source: recommended maxima of the Joinpoint program of the National Cancer Institute.
MOST_JOINPOINTS = ((7, 1), (12, 2), (17, 3))
# Below this many points a straight line is taken for a bent one in more than one series of twenty (BIC3).
FALSE_JOINPOINTS_RARE_FROM = 15
# Multiple systems: two lists cannot show whether being on one changes the chance of being on the other; from
# four on that shows. Few persons in the overlaps bias the estimate (rule of thumb: Robson and Regier 1964).
LEAST_LISTS = 3
LISTS_PREFERRED = 4
MOST_LISTS = 9  # names of models give each list one digit
LEAST_IN_OVERLAPS = 7
LEAST_PERSONS = 100
# Where a count lies below this, a line through logarithms gives it too much weight.
POISSON_BELOW = 10


@dataclass(frozen=True)
class LeastLength:
    """From how many usable points a method describes, and from how many it may support a verdict."""

    describe_from: int
    verdict_from: int
    below: str  # reason code given below describe_from


LEAST_LENGTHS: Mapping[str, LeastLength] = MappingProxyType(
    {
        "mann_kendall": LeastLength(3, 5, "n_too_small"),
        "sen_slope": LeastLength(3, 5, "n_too_small"),
        # Of seasons: years in which the best observed season has a value; see also YEARS_WITHOUT_DOUBT.
        "seasonal_mann_kendall": LeastLength(3, 3, "n_too_small"),
        # Of regions: values of the best observed region.
        "regional_mann_kendall": LeastLength(3, 3, "n_too_small"),
        "mann_kendall_hamed_rao": LeastLength(30, 30, "n_too_small"),
        "pettitt_change_point": LeastLength(4, 8, "n_too_small"),
        "level_shift": LeastLength(8, 8, "n_too_small"),
        "poisson_trend": LeastLength(3, 4, "n_too_small"),
        "overdispersion": LeastLength(5, 5, "n_too_small"),
        "negative_binomial_trend": LeastLength(12, 12, "n_too_small"),
        "constant_rate_test": LeastLength(2, 2, "n_too_small"),
        # A straight line from the first number on, a joinpoint from the second: see MOST_JOINPOINTS.
        "joinpoint": LeastLength(3, 7, "n_too_small"),
        "continuous_break": LeastLength(7, 7, "n_too_small"),
        # Of interrupted series: points on the shorter side of the date.
        "interrupted_level": LeastLength(4, 4, "n_too_small"),
        "interrupted_slope": LeastLength(4, 6, "n_too_small"),
        "interrupted_useful": LeastLength(4, 8, "n_too_small"),
        "before_after": LeastLength(2, 2, "n_too_small"),
        # Of interrupted series: points in all, from which this estimator is the one to answer.
        "gls_ar1": LeastLength(8, 12, "n_too_small"),
        "newey_west": LeastLength(8, 40, "n_too_small"),
        "forecast_drift": LeastLength(5, 6, "n_too_small"),
        "forecast_linear": LeastLength(5, 6, "n_too_small"),
        "forecast_naive": LeastLength(5, 6, "n_too_small"),
        "forecast_poisson_constant_rate": LeastLength(1, 3, "no_valid_data"),
        "forecast_poisson_loglinear": LeastLength(5, 6, "n_too_small"),
        # Of a composition: periods.
        "composition_change": LeastLength(2, 2, "n_too_small"),
        "wilson": LeastLength(1, 1, "no_valid_data"),
    }
)

# Every reason a result of this room can carry; sentences for them live where languages live.
REASON_CODES: tuple[str, ...] = (
    "autocorrelation_undefined",
    "count_missing",
    "duplicate_time",
    "empty_period",
    "estimate_does_not_exist",
    "exposure_missing",
    "exposure_not_positive",
    "horizon_too_long",
    "interval_beyond_plausible",
    "lists_not_linked",
    "log_of_negative",
    "log_of_zero",
    "n_too_small",
    "no_bend",
    "no_events",
    "no_overdispersion",
    "no_overlap",
    "no_residual_variation",
    "no_valid_data",
    "no_variation",
    "non_finite_value",
    "not_a_count",
    "not_identifiable",
    "one_category",
    "one_region_only",
    "one_season_only",
    "scenario_only",
    "season_not_separable",
    "separation",
    "share_at_bound",
    "target_at_bound",
    "target_time_not_observed",
    "too_few_events",
    "too_few_in_overlaps",
    "too_few_lists",
    "too_few_persons",
    "too_few_points",
    "too_few_post",
    "too_few_pre",
    "variance_not_positive",
)


def least_length(method: str) -> LeastLength:
    """The least lengths of one method.

    Raises ValueError naming the nearest method when the name is unknown.
    """
    if method not in LEAST_LENGTHS:
        raise ValueError(unknown_setting("method", method, tuple(LEAST_LENGTHS)))
    return LEAST_LENGTHS[method]


def most_joinpoints(n: int) -> int:
    """The most joinpoints that so many points support."""
    return max((most for start, most in MOST_JOINPOINTS if n >= start), default=0)


def unknown_setting(setting: str, found: object, allowed: tuple[str, ...]) -> str:
    """The message for a setting outside its allowed names, with the nearest name as the mend."""
    near = get_close_matches(str(found), allowed, n=1, cutoff=0.3)
    mend = f" Did you mean {near[0]!r}?" if near else ""
    return f"{setting}: found {found!r}; allowed: {', '.join(allowed)}.{mend}"
