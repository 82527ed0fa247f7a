"""One bend at any time: against another program, by hand, and what is refused."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from napeval.trends import REASON_CODES, continuous_break, joinpoint

YEARS = np.arange(2008, 2023)
RATES = [20.1, 22.4, 23.9, 27.2, 29.6, 33.1, 36.8, 40.2, 44.9, 46.1, 43.0, 41.7, 38.2, 36.9, 34.0]

# R 4.2.2 with segmented 1.6-2 (Muggeo): segmented(lm(z ~ x), npsi = 1), tolerance 1e-14.
BY_SEGMENTED = {
    "log": {
        "breakpoint": 2016.56852837576, "error": 0.0837434396632849, "sse": 0.00175947182139684,
        "slopes": (0.100480752065750, -0.059111240483273), "errors": (0.0016327481116373, 0.0030232620392393),
        "first": (0.096887097701868, 0.104074406429630), "second": (-0.065765395366707, -0.052457085599839),
    },
    "linear": {
        "breakpoint": 2016.92485109247, "error": 0.185457989064687, "sse": 10.487769841272,
        "slopes": (3.0716666666676, -2.3514285714268), "errors": (0.12605776598672, 0.23341362696587),
        "first": (2.7942153944165, 3.3491179389187), "second": (-2.8651685005418, -1.8376886423118),
    },
}  # fmt: skip


@pytest.mark.parametrize("scale", ["log", "linear"])
def test_the_bend_and_its_errors_are_those_of_segmented(scale):
    found, theirs = continuous_break(RATES, YEARS, scale=scale), BY_SEGMENTED[scale]
    assert found.breakpoint == pytest.approx(theirs["breakpoint"], abs=1e-6)
    assert found.breakpoint_error == pytest.approx(theirs["error"], rel=1e-6)
    assert found.slopes == pytest.approx(theirs["slopes"], rel=1e-7)
    assert found.slope_errors == pytest.approx(theirs["errors"], rel=1e-6)
    assert found.slope_intervals[0] == pytest.approx(theirs["first"], rel=1e-6)
    assert found.slope_intervals[1] == pytest.approx(theirs["second"], rel=1e-6)
    assert found.sse == pytest.approx(theirs["sse"], rel=1e-9)
    assert found.df == 15 - 4


def test_a_bend_between_two_observations_is_found_without_error():
    times = np.arange(10.0)
    found = continuous_break(np.where(times < 4.25, 2 * times, 8.5 - (times - 4.25)), scale="linear")
    assert found.breakpoint == pytest.approx(4.25)
    assert found.slopes == pytest.approx((2, -1))
    assert found.sse == 0.0
    assert found.breakpoint_error is found.breakpoint_range is found.slope_intervals is None


def test_percent_change_before_and_after():
    times = np.arange(12)
    rates = np.where(times <= 6, 50 * 1.1**times, 50 * 1.1**6 * 0.95 ** (times - 6.0))
    found = continuous_break(rates, times)
    assert found.breakpoint == pytest.approx(6)
    assert found.apc == pytest.approx((10, -5))


def squares(values, times, bend):
    design = np.column_stack([np.ones(len(times)), times, np.maximum(times - bend, 0)])
    left = values - design @ np.linalg.lstsq(design, values, rcond=None)[0]
    return float(left @ left)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), n=st.integers(7, 14))
def test_no_other_time_fits_better(seed, n):
    rng = np.random.default_rng(seed)
    times, values = np.cumsum(rng.uniform(0.5, 2, n)), rng.normal(0, 1, n)
    found = continuous_break(values, times, scale="linear")
    looks = np.linspace(times[2], times[-3], 400)
    assert times[2] <= found.breakpoint <= times[-3]
    assert found.sse == pytest.approx(squares(values, times, found.breakpoint))
    assert found.sse <= min(squares(values, times, bend) for bend in looks) + 1e-9
    assert found.sse <= joinpoint(values, times, scale="linear", k=1).sse + 1e-9


def test_the_range_ends_where_the_fit_becomes_too_poor():
    found = continuous_break(RATES, YEARS)
    logs, (low, high) = np.log(RATES), found.breakpoint_range
    limit = found.sse * (1 + 4.844335674943618 / 11)  # F with 1 and 11 degrees of freedom, 95%
    assert low < found.breakpoint < high
    assert squares(logs, YEARS, low) == pytest.approx(limit, rel=1e-6)
    assert squares(logs, YEARS, high) == pytest.approx(limit, rel=1e-6)
    assert found.effect.value == found.breakpoint and found.effect.interval == (low, high)


def test_a_weak_bend_may_lie_anywhere_allowed():
    found = continuous_break(np.random.default_rng(3).normal(0, 1, 9), scale="linear", confidence=0.999)
    assert found.breakpoint_range == (2.0, 6.0)


@pytest.mark.parametrize(("values", "options", "reason"), [
    ([1, 2, 4, 7, 5, 3], {}, "n_too_small"),
    ([1, 2, 4, 7, 5, 3, 2], {}, None),
    ([1, 2, 4, 7, 5, 3, 2], {"min_obs_each_end": 4}, "n_too_small"),
    ([1, 2, 4, 7, 5, 3, None], {}, "n_too_small"),
    ([1, 2, 4, 7, 5, 3, 0], {}, "log_of_zero"),
    ([1, 2, 4, 7, 5, 3, 0], {"add_half": True}, None),
    ([1, 2.5, 4, 7, 5, 3, 0], {"add_half": True}, "not_a_count"),
    ([1, 2, 4, 7, 5, 3, -1], {}, "log_of_negative"),
    ([3] * 8, {}, "no_variation"),
    ([1, 2, 3, 4, 5, 6, 7, 8], {"scale": "linear"}, "no_bend"),
    ([], {}, "no_valid_data"),
    ([1, 2, 4, 7, 5, 3, float("inf")], {}, "non_finite_value"),
])  # fmt: skip
def test_what_is_refused_and_why(values, options, reason):
    found = continuous_break(values, **options)
    assert (found.reason, found.reportable) == (reason, reason is None)
    assert (found.effect is None) == (reason is not None)
    assert reason is None or reason in REASON_CODES


def test_a_half_is_named_in_the_method_and_options_are_kept():
    found = continuous_break([1, 2, 4, 7, 5, 3, 0], add_half=True)
    assert found.method == "continuous_break_log_half_added"
    assert dict(found.options) == {
        "scale": "log", "min_obs_each_end": 2, "confidence": 0.95, "add_half": True,
    }


@pytest.mark.parametrize(("options", "message"), [
    ({"scale": "poisson"}, "scale: found 'poisson'; allowed: log, linear. Did you mean 'linear'?"),
    ({"min_obs_each_end": 1}, "min_obs_each_end: found 1; allowed: a whole number from 2 up."),
    ({"confidence": 0}, "confidence: found 0; allowed: a share above 0 and below 1."),
    ({"scale": "linear", "add_half": True},
     "add_half: found True with scale='linear'; allowed: with scale='log' only, which needs it."),
])  # fmt: skip
def test_wrong_options_say_what_is_allowed(options, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        continuous_break(RATES, YEARS, **options)
