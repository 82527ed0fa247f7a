"""Will the target be reached: method by kind, certainty, words, guards, scenarios, benchmarks, refusals."""

from dataclasses import fields
from math import inf, nan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import expit, logit

from napeval.trends import (
    LIKELIHOODS,
    REASON_CODES,
    forecast_drift,
    forecast_linear,
    forecast_naive,
    forecast_poisson_constant_rate,
    forecast_poisson_loglinear,
    target_outlook,
    target_outlook_many,
)
from napeval.trends.outlook.likelihood import likelihood_codes, shown
from napeval.trends.outlook.target import Outlook

EIGHT, YEARS = [18, 21, 19, 25, 24, 30, 28, 33], list(range(2015, 2023))
SHARES = [0.40, 0.45, 0.50, 0.60, 0.58, 0.63]


# --- the model is fixed by the kind


def test_a_level_is_a_line_beside_its_benchmarks():
    got = target_outlook(EIGHT, YEARS, target=35, target_time=2024)
    line = forecast_linear(EIGHT, YEARS, new_times=[2024], target=35)
    assert (got.projected,) == line.forecast
    assert (got.probability,) == line.p_reach_target
    assert (got.interval95,) == line.interval
    assert (got.interval80,) == forecast_linear(EIGHT, YEARS, new_times=[2024], confidence=0.8).interval
    for name, walk in (("naive", forecast_naive), ("drift", forecast_drift)):
        beside = walk(EIGHT, YEARS, steps=[2])
        assert (getattr(got, name),) == beside.forecast
        assert (getattr(got, f"{name}_interval80"),) == beside.interval80
        assert (getattr(got, f"{name}_interval95"),) == beside.interval95
    assert (got.method, got.basis, got.likelihood) == (
        "straight_line_t_interval", "forecast", "about_as_likely_as_not"
    )  # fmt: skip
    assert got.loglinear is None


def test_a_share_is_a_line_between_its_bounds():
    got = target_outlook(SHARES, target=0.7, target_time=7, kind="share")
    line = forecast_linear(logit(SHARES), new_times=[7], target=logit(0.7))
    assert got.projected == pytest.approx(expit(line.forecast[0]))
    assert got.interval95 == pytest.approx(expit(line.interval[0]))
    assert got.probability == pytest.approx(line.p_reach_target[0])
    assert got.method == "straight_line_logit_t_interval"
    percent = target_outlook([100 * share for share in SHARES], target=70, target_time=7, kind="share",
                             bounds=(0, 100))
    assert percent.probability == pytest.approx(got.probability)
    assert percent.interval80 == pytest.approx([100 * limit for limit in got.interval80])


def test_a_count_is_a_constant_rate_beside_growth():
    counts = [12, 15, 11, 19, 24, 22, 31]
    got = target_outlook(counts, target=30, target_time=7, kind="count")
    rate = forecast_poisson_constant_rate(counts, target=30)
    growth = forecast_poisson_loglinear(counts, new_times=[7], target=30)
    assert (got.projected, got.probability) == (rate.mean_future, rate.p_reach_target)
    assert (got.interval80, got.interval95) == (rate.interval80_future, rate.interval95_future)
    assert (got.loglinear, got.loglinear_interval95) == (growth.mean[0], growth.interval[0])
    assert got.loglinear_probability == growth.p_reach_target[0]
    assert (got.naive, got.naive_interval95) == (31, forecast_naive(counts).interval95[0])
    assert (got.method, got.likelihood) == ("gamma_poisson_jeffreys", "very_unlikely")


def test_a_benchmark_that_would_turn_negative_keeps_its_value_and_loses_its_limits():
    got = target_outlook([9, 1, 8, 0, 7, 2], target=3, target_time=6, kind="count")
    assert (got.naive, got.naive_interval95) == (2, None)
    assert forecast_naive([9, 1, 8, 0, 7, 2]).interval95[0][0] < 0


def test_a_running_total_adds_what_is_there_and_forecasts_only_what_remains():
    got = target_outlook([20, 22, 18, 21, 19, 20], target=180, target_time=7, kind="cumulative", already=140)
    rest = forecast_poisson_constant_rate([20, 22, 18, 21, 19, 20], future_exposure=2, target=40)
    assert got.probability == rest.p_reach_target
    assert got.projected == pytest.approx(140 + 2 * 120.5 / 6)
    assert got.interval95 == tuple(140 + limit for limit in rest.interval95_future)
    assert (got.already, got.naive, got.loglinear) == (140, None, None)


def test_a_running_year_needs_what_remains_of_it():
    got = target_outlook([26, 17, 25], [2021, 2022, 2023], target=30, target_time=2024, kind="count",
                         already=9, exposure=[12, 12, 12], future_exposure=6)
    rest = forecast_poisson_constant_rate([26, 17, 25], [12] * 3, future_exposure=6, target=30, already=9)
    assert (got.probability, got.projected) == (rest.p_reach_target, 9 + rest.mean_future)


def test_a_missing_last_year_belongs_to_what_remains():
    got = target_outlook([20, 22, 18, 21, 19, 20, None], target=160, target_time=7, kind="cumulative",
                         already=120)
    assert got.projected == pytest.approx(120 + 2 * 120.5 / 6)
    assert got.n_missing == 1


# --- certain


@pytest.mark.parametrize(
    ("already", "comparator", "p", "word"),
    [(100, "at_least", 1, "virtually_certain"), (101, "at_most", 0, "exceptionally_unlikely")],
)  # fmt: skip
def test_a_total_that_is_there_already_is_certain_whatever_the_history(already, comparator, p, word):
    got = target_outlook([50], target=100, target_time=9, kind="cumulative", already=already,
                         comparator=comparator, future_exposure=1)
    assert (got.probability, got.probability_shown, got.likelihood) == (p, p, word)
    assert (got.reportable, got.certain, got.basis, got.method) == (True, True, "certain", "decided_already")


@pytest.mark.parametrize(
    ("kind", "values", "target"),
    [("level", EIGHT, 30), ("count", EIGHT, 30), ("share", [v / 100 for v in EIGHT], 0.3)],
)
@pytest.mark.parametrize(("year", "p"), [(2020, 1), (2021, 0)])
def test_an_observed_year_is_judged_by_its_value(kind, values, target, year, p):
    got = target_outlook(values, YEARS, target=target, target_time=year, kind=kind)
    assert (got.probability, got.certain, got.method, got.reason) == (p, True, "observed", None)
    assert got.projected == values[year - 2015]
    assert got.interval95 is None


def test_a_running_total_whose_year_has_come_is_decided_by_what_is_there():
    missed, kept = (
        target_outlook([50, 40], [2023, 2024], target=100, target_time=2024, kind="cumulative", already=90,
                       comparator=comparator)
        for comparator in ("at_least", "at_most")
    )  # fmt: skip
    assert (missed.probability, kept.probability) == (0, 1)
    assert missed.certain and missed.reportable and missed.projected == 90


def test_a_past_year_without_a_value_is_neither_forecast_nor_guessed():
    for kind in ("level", "count"):
        got = target_outlook([1, 2, None, 3, 5, 4, 6], target=3, target_time=2, kind=kind)
        assert (got.reportable, got.reason) == (False, "target_time_not_observed")


# --- words


@pytest.mark.parametrize(
    ("p", "word"),
    [(0.0, "very_unlikely"), (0.0999, "very_unlikely"), (0.10, "unlikely"), (0.3299, "unlikely"),
     (0.33, "about_as_likely_as_not"), (0.6599, "about_as_likely_as_not"), (0.66, "likely"),
     (0.8999, "likely"), (0.90, "very_likely"), (1.0, "very_likely"), (nan, None)],
)  # fmt: skip
def test_every_code_holds_from_its_lower_end(p, word):
    assert likelihood_codes(np.array([p]), np.array([False])).tolist() == [word]
    assert word is None or word in [code for _, code in LIKELIHOODS]


def test_no_model_is_surer_than_one_and_ninety_nine_percent():
    p, certain = np.array([0.0, 0.002, 0.5, 0.998, 1.0, 1.0]), np.array([False] * 5 + [True])
    assert shown(p, certain).tolist() == [0.01, 0.01, 0.5, 0.99, 0.99, 1.0]
    got = target_outlook(EIGHT, YEARS, target=1, target_time=2023)
    assert got.probability > 0.999
    assert (got.probability_shown, got.likelihood, got.certain) == (0.99, "very_likely", False)


def test_five_points_describe_and_give_no_verdict_in_words():
    five, six = (target_outlook(EIGHT[:n], target=29, target_time=n) for n in (5, 6))
    assert (five.reportable, five.descriptive_only, five.likelihood) == (True, True, None)
    assert five.projected is not None
    assert (six.descriptive_only, six.likelihood) == (False, "likely")


# --- guards and refusals


@pytest.mark.parametrize(("kind", "already"), [("level", None), ("count", None), ("cumulative", 50)])
@pytest.mark.parametrize(("year", "reason"), [(2022, None), (2023, "horizon_too_long")])
def test_six_years_carry_two_years_ahead(kind, already, year, reason):
    got = target_outlook([18, 21, 19, 25, 24, 26], YEARS[:6], target=150, target_time=year, kind=kind,
                         already=already)
    assert got.reason == reason
    assert (got.history, got.horizon) == (6, year - 2020)


@pytest.mark.parametrize(
    ("n", "reason", "basis"),
    [(1, "scenario_only", "scenario"), (2, "scenario_only", "scenario"), (3, None, "forecast")],
)
def test_fewer_than_three_periods_speak_only_as_a_scenario(n, reason, basis):
    bare = target_outlook([26, 17, 25][:n], target=20, target_time=n, kind="count")
    assert (bare.reason, bare.basis, bare.probability_shown is None) == (reason, basis, reason is not None)
    named = target_outlook([26, 17, 25][:n], target=20, target_time=n, kind="count", as_scenario=True)
    assert (named.reportable, named.basis) == (True, basis)
    assert named.likelihood is not None


def test_half_a_year_of_months_answers_for_the_other_half_as_a_scenario():
    months = {"kind": "cumulative", "already": 0, "target": 1, "target_time": 12}
    bare = target_outlook([0] * 6, range(1, 7), **months)
    named = target_outlook([0] * 6, range(1, 7), as_scenario=True, **months)
    assert (bare.reason, named.reason, named.basis) == ("horizon_too_long", None, "scenario")
    assert named.probability == pytest.approx(1 - 0.5**0.5)
    assert named.likelihood == "unlikely"


@pytest.mark.parametrize(
    ("values", "options", "reason"),
    [([], {}, "no_valid_data"), ([1, 2, inf, 4, 5, 6], {}, "non_finite_value"),
     ([1, 2, 3.5, 4], {}, "n_too_small"), ([2] * 6, {}, "no_residual_variation"),
     ([5, 1, 6, 1, 5, 2], {"bounds": (0, None)}, "interval_beyond_plausible"),
     ([0.2, 1.0, 0.5, 0.6, 0.7, 0.6], {"kind": "share"}, "share_at_bound"),
     (SHARES, {"kind": "share", "target": 1}, "target_at_bound"),
     ([0.1, 0.9, 0.2, 0.8, 0.1, 0.9], {"kind": "share", "target": 0.5}, "interval_beyond_plausible"),
     ([1, 2.5, 3], {"kind": "count"}, "not_a_count"), ([], {"kind": "count"}, "no_valid_data"),
     ([9, 9, 9, 9], {"kind": "count", "bounds": (0, 12)}, "interval_beyond_plausible"),
     ([1, 2, 3], {"kind": "count", "exposure": [1, 0, 1], "future_exposure": 1}, "exposure_not_positive"),
     ([1, 2, 3], {"kind": "count", "exposure": [1, None, 1], "future_exposure": 1}, "exposure_missing"),
     ([1, 2, inf], {"kind": "count"}, "non_finite_value")],
)  # fmt: skip
def test_refusals(values, options, reason):
    got = target_outlook(values, **({"target": 3, "target_time": len(values) + 0.0} | options))
    assert (got.reportable, got.reason) == (False, reason)
    assert (got.likelihood, got.probability_shown, got.effect) == (None, None, None)
    assert reason in REASON_CODES


@pytest.mark.parametrize("kind", ["level", "count"])
def test_two_values_for_one_year_are_refused(kind):
    got = target_outlook([1, 2, 4, 3, 5, 7], [1, 2, 2, 3, 4, 5], target=3, target_time=6, kind=kind)
    assert got.reason == "duplicate_time"


@pytest.mark.parametrize(
    ("options", "message"),
    [({"kind": "rate"},
      "kind: found 'rate'; allowed: level, count, cumulative, share. Did you mean 'share'?"),
     ({"kind": "cumulative"},
      "already: found none; allowed: the running total so far, for a cumulative target."),
     ({"already": 3}, "already: found beside kind 'level'; allowed: with count or cumulative."),
     ({"as_scenario": True}, "as_scenario: found beside kind 'level'; allowed: with count or cumulative."),
     ({"kind": "count", "already": 3}, "future_exposure: found none beside already; allowed: the part of the "
      "target's period that remains, in periods."),
     ({"kind": "count", "exposure": [1] * 8}, "future_exposure: found none beside exposure; allowed: what "
      "remains, in its unit."),
     ({"kind": "share"}, "values, series 0, position 0 (counted from 0): found 18; allowed: from 0 to 1. "
      "Are these percentages? Then give bounds=(0, 100)."),
     ({"kind": "share", "bounds": (0, None)},
      "bounds: found an open side for a share; allowed: (lower, upper), such as (0, 100)."),
     ({"target": nan}, "target: found none; allowed: a finite number."),
     ({"target_time": inf}, "target_time: found inf; allowed: a finite number."),
     ({"bounds": (20, None)},
      "values, series 0, position 0 (counted from 0): found 18; allowed: from 20 to inf.")],
)  # fmt: skip
def test_wrong_calls(options, message):
    with pytest.raises(ValueError) as error:
        target_outlook(EIGHT, YEARS, **({"target": 35, "target_time": 2024} | options))
    assert str(error.value) == message


def test_a_single_time_does_not_say_how_long_a_period_is():
    with pytest.raises(ValueError) as error:
        target_outlook([5], [2024], target=9, target_time=2026, kind="cumulative", already=5)
    assert str(error.value) == (
        "future_exposure: found none for a single time; allowed: what remains, in periods."
    )


# --- properties


@given(st.lists(st.integers(0, 60), min_size=6, max_size=10), st.integers(1, 70), st.integers(-2000, 2000))
@settings(max_examples=20, deadline=None)
def test_the_calendar_does_not_matter_and_both_tails_add_up(values, target, shift):
    n = len(values)
    for kind in ("level", "count"):
        here = target_outlook(values, target=target, target_time=n, kind=kind)
        later = [shift + i for i in range(n)]
        moved = target_outlook(values, later, target=target, target_time=shift + n, kind=kind)
        assert moved.reason == here.reason
        if here.probability is None:
            continue
        assert moved.probability == pytest.approx(here.probability, abs=1e-7)
        below = target - (kind == "count")
        rest = target_outlook(values, target=below, target_time=n, kind=kind, comparator="at_most")
        assert here.probability + rest.probability == pytest.approx(1, abs=1e-9)


CELLS = st.one_of(st.none(), st.integers(0, 9), st.sampled_from([2.5, inf]))


@given(st.lists(st.lists(CELLS, min_size=7, max_size=7), min_size=1, max_size=5),
       st.sampled_from(["level", "count", "cumulative", "share"]), st.sampled_from([3, 6, 7, 8, 9]),
       st.sampled_from(["at_least", "at_most"]), st.booleans())  # fmt: skip
@settings(max_examples=25, deadline=None)
def test_many_outlooks_are_the_single_ones(matrix, kind, when, comparator, scenario):
    counted = kind in ("count", "cumulative")
    options = {"target_time": when, "kind": kind, "comparator": comparator,
               "as_scenario": scenario and counted,
               "bounds": (0, 10) if kind == "share" else None}  # fmt: skip
    own = {"target": [2 + i for i in range(len(matrix))]}
    if kind == "cumulative":
        own["already"] = [i for i in range(len(matrix))]
    many = target_outlook_many(matrix, **own, **options)
    assert set(many.columns) == {field.name for field in fields(Outlook)}
    for place, values in enumerate(matrix):
        one = target_outlook(values, **{name: given[place] for name, given in own.items()}, **options)
        for name in many.columns:
            cell, field = many[name][place], getattr(one, name)
            if field is None:
                assert cell is None or np.isnan(cell).all(), name
            elif isinstance(field, str) or name == "assumptions":
                assert cell == field, name
            else:
                assert np.asarray(cell, float) == pytest.approx(np.asarray(field, float), rel=1e-9), name
