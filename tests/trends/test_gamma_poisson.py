"""Counts to come at a constant rate: hand cases, values of R, coverage, certainty, refusals."""

from math import inf, nan, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import gamma, poisson

from napeval.trends import (
    coverage_of_next_count,
    forecast_poisson_constant_rate,
    forecast_poisson_constant_rate_many,
)

FIELDS = (
    "n", "n_missing", "reportable", "reason", "total", "exposure_total", "mean_future", "interval80_future",
    "interval95_future", "p_reach_target", "p_reach_plug_in", "already_reached", "already_exceeded",
    "certain", "scenario", "p_constant_rate", "future_exposure", "already",
)  # fmt: skip


def test_the_next_year_after_three():
    # R 4.2.2: pnbinom(29, 68.5, 3/4, lower.tail = FALSE), qnbinom, ppois(29, 68/3, lower.tail = FALSE)
    got = forecast_poisson_constant_rate([26, 17, 25], target=30)
    assert got.mean_future == pytest.approx(68.5 / 3)
    assert got.p_reach_target == pytest.approx(0.116701111846745, rel=1e-12)
    assert (got.interval80_future, got.interval95_future) == ((16, 30), (13, 34))
    assert got.p_reach_plug_in == pytest.approx(0.0800796141498272, rel=1e-12)
    assert (got.reportable, got.scenario, got.certain) == (True, False, False)


def test_half_a_year_without_an_event_is_not_a_probability_of_zero():
    # The predictive chance of none is (6 / 12) ^ (1 / 2).
    got = forecast_poisson_constant_rate([0], [6], future_exposure=6, target=1)
    assert got.p_reach_target == pytest.approx(1 - sqrt(1 / 2))
    assert round(got.p_reach_target, 2) == 0.29
    assert got.p_reach_plug_in == 0
    assert (got.scenario, got.reportable) == (True, True)


@pytest.mark.parametrize(("periods", "scenario"), [(1, True), (2, True), (3, False)])
def test_fewer_than_three_periods_make_a_scenario(periods, scenario):
    assert forecast_poisson_constant_rate([4] * periods, target=3).scenario is scenario


def test_the_predictive_distribution_is_the_poisson_one_mixed_over_the_posterior():
    rates = gamma(68.5, scale=1 / 3).ppf((np.arange(20_000) + 0.5) / 20_000)
    mixed = poisson.sf(29, rates).mean()
    got = forecast_poisson_constant_rate([26, 17, 25], target=30)
    assert got.p_reach_target == pytest.approx(mixed, abs=1e-5)


def test_the_negative_binomial_by_its_sum():
    # total 3 in 2 periods: P(none in 1) = (2/3)^3.5, P(one) = 3.5 (2/3)^3.5 / 3.
    got = forecast_poisson_constant_rate([1, 2], target=1, comparator="at_most")
    assert got.p_reach_target == pytest.approx((2 / 3) ** 3.5 * (1 + 3.5 / 3))


def test_what_is_there_counts_towards_the_target():
    fresh = forecast_poisson_constant_rate([26, 17, 25], target=30)
    begun = forecast_poisson_constant_rate([26, 17, 25], target=130, already=100)
    assert begun.p_reach_target == fresh.p_reach_target
    assert begun.mean_future == fresh.mean_future  # what is to come, without what is there


@pytest.mark.parametrize(
    ("already", "comparator", "p", "reached", "exceeded"),
    [(100, "at_least", 1, True, False), (115, "at_least", 1, True, False),
     (40, "at_least", None, False, False), (101, "at_most", 0, False, True),
     (40, "at_most", None, False, False)],
)  # fmt: skip
def test_what_is_decided_already_is_certain(already, comparator, p, reached, exceeded):
    got = forecast_poisson_constant_rate([60, 55], target=100, already=already, comparator=comparator)
    assert (got.already_reached, got.already_exceeded) == (reached, exceeded)
    assert got.certain is (reached or exceeded)
    if p is None:
        assert 0 < got.p_reach_target < 1
    else:
        assert got.p_reach_target == p


@pytest.mark.parametrize("counts", [[], [None], [inf], [1.5]])
def test_a_target_that_is_reached_needs_no_model(counts):
    got = forecast_poisson_constant_rate(counts, target=2, already=2)
    assert (got.p_reach_target, got.reportable, got.reason, got.scenario) == (1, True, None, False)
    assert got.mean_future is None


def test_a_target_between_two_counts_needs_the_next_and_permits_the_last():
    half, whole = (forecast_poisson_constant_rate([26, 17, 25], target=t) for t in (29.5, 30))
    assert half.p_reach_target == whole.p_reach_target
    most, floor = (forecast_poisson_constant_rate([26, 17, 25], target=t, comparator="at_most")
                   for t in (29.5, 29))  # fmt: skip
    assert most.p_reach_target == floor.p_reach_target
    assert most.p_reach_target + half.p_reach_target == pytest.approx(1)


@given(counts=st.lists(st.integers(0, 30), min_size=1, max_size=8), target=st.integers(1, 60),
       scale=st.sampled_from([0.1, 12, 1000]))
@settings(max_examples=25, deadline=None)
def test_neither_order_nor_unit_of_exposure_matters(counts, target, scale):
    here = forecast_poisson_constant_rate(counts, target=target)
    there = forecast_poisson_constant_rate(counts[::-1], [scale] * len(counts), future_exposure=scale,
                                           target=target)
    assert there.p_reach_target == pytest.approx(here.p_reach_target, rel=1e-9)
    assert there.interval95_future == here.interval95_future
    higher = forecast_poisson_constant_rate(counts, target=target + 1)
    assert higher.p_reach_target < here.p_reach_target


def test_counts_that_differ_more_than_chance_speak_against_a_constant_rate():
    even, uneven = (forecast_poisson_constant_rate(counts, target=1) for counts in ([20, 22, 19], [5, 60, 9]))
    assert [result.assumptions[0].state for result in (even, uneven)] == ["holds", "doubtful"]
    assert uneven.assumptions[0].code == "constant_rate"
    assert uneven.assumptions[0].p == uneven.p_constant_rate < 1e-10
    assert forecast_poisson_constant_rate([5, 60]).assumptions[0].state == "not_checkable"
    assert forecast_poisson_constant_rate([0, 0, 0]).assumptions[0].state == "not_checkable"


@pytest.mark.parametrize(
    ("counts", "exposure", "future", "reason"),
    [([], None, 1, "no_valid_data"), ([nan], None, 1, "no_valid_data"),
     ([1, inf], None, 1, "non_finite_value"), ([1, 2], [1, inf], 1, "non_finite_value"),
     ([1.5], None, 1, "not_a_count"),
     ([1, 2], [1, nan], 1, "exposure_missing"), ([1], None, None, "exposure_missing"),
     ([1, 2], [1, 0], 1, "exposure_not_positive"), ([1, 2], [1, -1], 1, "exposure_not_positive"),
     ([1], None, 0, "exposure_not_positive"), ([1], None, inf, "non_finite_value"),
     ([0, 0, 0], None, 1, None), ([1, None], [1, 0], 1, None)],
)  # fmt: skip
def test_refusals(counts, exposure, future, reason):
    got = forecast_poisson_constant_rate(counts, exposure, future_exposure=future, target=3)
    assert (got.reportable, got.reason) == (reason is None, reason)
    assert (got.effect is None) == (reason is not None)
    assert (got.p_reach_target is None) == (reason is not None)


def test_a_missing_count_takes_its_exposure_with_it():
    got = forecast_poisson_constant_rate([3, None, 5], [1, 10, 1])
    assert (got.n, got.n_missing, got.total, got.exposure_total) == (2, 1, 8, 2)


@pytest.mark.parametrize(
    ("call", "message"),
    [({"counts": [1, -1]},
      "counts, position 1 (counted from 0): found -1; allowed: whole numbers from 0 up."),
     ({"already": -2}, "already, position 0 (counted from 0): found -2; allowed: whole numbers from 0 up."),
     ({"exposure": [1]}, "exposure: found 1 entries for 2 counts; allowed: one for each."),
     ({"comparator": "more"},
      "comparator: found 'more'; allowed: at_least, at_most. Did you mean 'at_most'?"),
     ({"target": inf}, "target: found an infinite number; allowed: a finite number.")],
)  # fmt: skip
def test_wrong_calls(call, message):
    call = {"counts": [1, 2]} | call
    with pytest.raises(ValueError) as error:
        forecast_poisson_constant_rate(call.pop("counts"), **call)
    assert str(error.value) == message


@given(st.lists(st.lists(st.one_of(st.none(), st.integers(0, 9), st.sampled_from([1.5, inf])), min_size=4,
                         max_size=4), min_size=1, max_size=6), st.sampled_from(["at_least", "at_most"]))
@settings(max_examples=25, deadline=None)
def test_many_are_the_single_ones(matrix, comparator):
    targets, already = [3 * i for i in range(len(matrix))], [i % 3 for i in range(len(matrix))]
    many = forecast_poisson_constant_rate_many(matrix, [1, 2, 3, 4], future_exposure=2, target=targets,
                                               already=already, comparator=comparator)
    for place, counts in enumerate(matrix):
        one = forecast_poisson_constant_rate(counts, [1, 2, 3, 4], future_exposure=2, target=targets[place],
                                             already=already[place], comparator=comparator)
        for name in FIELDS:
            cell, field = many[name][place], getattr(one, name)
            if field is None:
                assert cell is None or np.isnan(cell).all(), name
            elif isinstance(field, str):
                assert cell == field
            else:
                assert np.asarray(cell, float) == pytest.approx(np.asarray(field, float)), name
        assert many["assumptions"][place] == one.assumptions


def test_each_series_may_have_its_own_exposure():
    many = forecast_poisson_constant_rate_many([[1, 2], [1, 2]], [[1, 1], [12, 12]], future_exposure=[1, 12])
    assert many["mean_future"] == pytest.approx([3.5 / 2, 3.5 / 2])
    assert len(many) == 2


# --- does the interval hold what it promises?


@pytest.mark.parametrize(
    ("periods", "rule", "at80", "at95"),
    [(3, "plug_in", 0.770, 0.927), (3, "jeffreys", 0.830, 0.960), (1, "plug_in", 0.674, 0.854),
     (1, "jeffreys", 0.826, 0.958)],
)  # fmt: skip
def test_the_plug_in_interval_is_too_narrow_and_the_predictive_one_is_not(periods, rule, at80, at95):
    # By simulation: .765/.924 and .827/.958 after three years with a mean of 20; .674/.857 and .830/.957
    # after one.
    got = [coverage_of_next_count(20, periods, rule=rule, confidence=c).coverage for c in (0.80, 0.95)]
    assert got == pytest.approx([at80, at95], abs=6e-4)


def test_coverage_agrees_with_a_small_simulation():
    generator = np.random.default_rng(7)
    past, future = generator.poisson(20, (4000, 3)), generator.poisson(20, 4000)
    many = forecast_poisson_constant_rate_many(past)
    low, high = many["interval80_future"].T
    held = ((low <= future) & (future <= high)).mean()
    assert held == pytest.approx(coverage_of_next_count(20, 3, confidence=0.80).coverage, abs=0.02)


def test_coverage_by_hand_where_the_past_is_nearly_always_empty():
    # Mean 0.01 in one period: after none (99 %) the interval is 0 to 1 at 95 %, and holds all but 5e-5.
    got = coverage_of_next_count(0.01, 1)
    assert got.coverage == pytest.approx(1, abs=1e-4)


def test_coverage_refuses_unknown_rules_and_empty_pasts():
    with pytest.raises(ValueError) as error:
        coverage_of_next_count(20, 3, rule="plugin")
    assert str(error.value) == "rule: found 'plugin'; allowed: jeffreys, plug_in. Did you mean 'plug_in'?"
    with pytest.raises(ValueError) as error:
        coverage_of_next_count(20, 0)
    assert str(error.value) == "mean, past_periods: found 20, 0; allowed: above 0, and 1 or more."
