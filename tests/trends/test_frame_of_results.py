"""Every answer of the trends room has the same frame, whichever method gives it."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import fields
from typing import Any

import numpy as np
import pytest

from napeval import trends
from napeval.trends import LEAST_LENGTHS, REASON_CODES, least_lengths
from napeval.trends.results import Assumption, Effect, Many, Result

Call = Callable[[], Any]

# Thirteen points of which one is missing, with the missing one in the middle; and as counts.
LEVELS = [3.0, 5.0, 4.0, 6.5, 5.0, None, 8.0, 7.0, 9.5, 9.0, 11.0, 10.0, 12.5]
COUNTS = [3, 5, 4, 6, 5, None, 8, 7, 9, 9, 11, 10, 12]
SHIFTED = [1.2, 0.8, 1.0, 1.3, 0.7, None, 5.1, 4.9, 5.3, 5.0, 4.8, 5.2, 4.7]
SPREAD = [3, 25, 4, 40, 2, None, 33, 5, 60, 9, 71, 10, 64]
MONTHS = [*(float((7 * i) % 31) + i / 5 for i in range(36)), None]
HISTORIES = {"100": 60, "010": 50, "001": 40, "110": 12, "101": 10, "011": 9, "111": 3}
TABLE = [[20, 30, 10], [35, 15, 12]]
LATER = {"new_times": [13, 14], "target": 12}

# For each method: a call that is answered and one that is refused.
CALLS: dict[str, tuple[Call, Call]] = {
    "before_after": (lambda: trends.before_after(LEVELS, None, 6),
                     lambda: trends.before_after([1, 2], None, 1)),
    "composition_change": (lambda: trends.composition_change(TABLE),
                           lambda: trends.composition_change([[1, 2]])),
    "constant_rate_test": (lambda: trends.constant_rate_test(COUNTS), lambda: trends.constant_rate_test([3])),
    "continuous_break": (lambda: trends.continuous_break(LEVELS),
                         lambda: trends.continuous_break([1, 2, 1, 2])),
    "forecast_drift": (lambda: trends.forecast_drift(LEVELS), lambda: trends.forecast_drift([1, 2, 3])),
    "forecast_linear": (lambda: trends.forecast_linear(LEVELS, **LATER),
                        lambda: trends.forecast_linear([1, 2, 4], new_times=[3])),
    "forecast_naive": (lambda: trends.forecast_naive(LEVELS), lambda: trends.forecast_naive([1, 2, 3])),
    "forecast_poisson_constant_rate": (lambda: trends.forecast_poisson_constant_rate(COUNTS),
                                       lambda: trends.forecast_poisson_constant_rate([None])),
    "forecast_poisson_loglinear": (lambda: trends.forecast_poisson_loglinear(COUNTS, **LATER),
                                   lambda: trends.forecast_poisson_loglinear([1, 2], new_times=[3])),
    "interrupted_counts": (lambda: trends.interrupted_counts(COUNTS, None, 6),
                           lambda: trends.interrupted_counts(COUNTS, None, 11)),
    "interrupted_series": (lambda: trends.interrupted_series(LEVELS, None, 6),
                           lambda: trends.interrupted_series(LEVELS, None, 11)),
    "joinpoint": (lambda: trends.joinpoint(LEVELS), lambda: trends.joinpoint([1, 2])),
    "level_shift": (lambda: trends.level_shift(SHIFTED), lambda: trends.level_shift([1, 2, 3, 9])),
    "linkage": (lambda: trends.linkage(HISTORIES), lambda: trends.linkage({"10": 5, "01": 4, "11": 2})),
    "mann_kendall": (lambda: trends.mann_kendall(LEVELS), lambda: trends.mann_kendall([1, 2])),
    "mann_kendall_hamed_rao": (lambda: trends.mann_kendall_hamed_rao(MONTHS),
                               lambda: trends.mann_kendall_hamed_rao(LEVELS)),
    "model_existence": (lambda: trends.model_existence(HISTORIES),
                        lambda: trends.model_existence({"100": 5, "010": 4, "001": 0}, model=("12",))),
    "multiple_systems": (lambda: trends.multiple_systems(HISTORIES, resamples=100),
                         lambda: trends.multiple_systems({"10": 5, "01": 4, "11": 2})),
    "negative_binomial_trend": (lambda: trends.negative_binomial_trend(SPREAD),
                                lambda: trends.negative_binomial_trend([1, 5, 9])),
    "pair_existence": (lambda: trends.pair_existence(HISTORIES),
                       lambda: trends.pair_existence({"100": None})),
    "pettitt_change_point": (lambda: trends.pettitt_change_point(LEVELS),
                             lambda: trends.pettitt_change_point([1, 2, 3])),
    "poisson_against_rate": (lambda: trends.poisson_against_rate(5, 3.0),
                             lambda: trends.poisson_against_rate(None, 3.0)),
    "poisson_interval": (lambda: trends.poisson_interval(5), lambda: trends.poisson_interval(None)),
    "poisson_trend": (lambda: trends.poisson_trend(COUNTS), lambda: trends.poisson_trend([1, 9])),
    "rate_ratio": (lambda: trends.rate_ratio(5, 8), lambda: trends.rate_ratio(0, 0)),
    "regional_mann_kendall": (lambda: trends.regional_mann_kendall([LEVELS, LEVELS]),
                              lambda: trends.regional_mann_kendall([[1, 2], [2, 1]])),
    "seasonal_mann_kendall": (lambda: trends.seasonal_mann_kendall(MONTHS, period=4),
                              lambda: trends.seasonal_mann_kendall([1, 2, 3, 4, 5])),
    "sen_slope": (lambda: trends.sen_slope(LEVELS), lambda: trends.sen_slope([4, 4, 4])),
    "target_outlook": (lambda: trends.target_outlook(LEVELS, target=12, target_time=14),
                       lambda: trends.target_outlook(LEVELS, target=12, target_time=40)),
    "wilson": (lambda: trends.wilson(7, 10), lambda: trends.wilson(0, 0)),
}  # fmt: skip
# They judge others' results or give one number each; what they return is no answer about a series.
NO_RESULT = {"benjamini_hochberg", "benjamini_yekutieli", "coverage_of_next_count", "family_of_tests", "holm",
             "least_length"}  # fmt: skip
# Points used and points missing in the answered calls, where these are not the 12 and 1 of one series.
PERSONS, CASES = (sum(HISTORIES.values()), 0), (122, 0)
COUNTED = {
    "composition_change": CASES, "linkage": PERSONS, "mann_kendall_hamed_rao": (36, 1),
    "model_existence": PERSONS, "multiple_systems": PERSONS, "pair_existence": PERSONS,
    "poisson_against_rate": (1, 0), "poisson_interval": (1, 0), "rate_ratio": (2, 0),
    "regional_mann_kendall": (24, 2), "seasonal_mann_kendall": (36, 1), "wilson": (1, 0),
}  # fmt: skip
# They measure no amount.
NO_EFFECT = {"constant_rate_test", "linkage", "model_existence", "pair_existence", "poisson_against_rate"}

GAPPED, WHOLE = np.array([LEVELS, [4.0] * 13], dtype=float), np.array([COUNTS, [0] * 13], dtype=float)
# For each form of many series: a call with one that is answered and one that is refused.
MANY: dict[str, Call] = {
    "before_after_many": lambda: trends.before_after_many(GAPPED, None, 6),
    "composition_change_many": lambda: trends.composition_change_many([TABLE, [[1, 2]]]),
    "constant_rate_test_many": lambda: trends.constant_rate_test_many(WHOLE),
    "continuous_break_many": lambda: trends.continuous_break_many(GAPPED),
    "forecast_drift_many": lambda: trends.forecast_drift_many(GAPPED),
    "forecast_linear_many": lambda: trends.forecast_linear_many(GAPPED, **LATER),
    "forecast_naive_many": lambda: trends.forecast_naive_many(GAPPED),
    "forecast_poisson_constant_rate_many":
        lambda: trends.forecast_poisson_constant_rate_many([COUNTS, [None] * 13]),
    "forecast_poisson_loglinear_many": lambda: trends.forecast_poisson_loglinear_many(WHOLE, **LATER),
    "interrupted_counts_many": lambda: trends.interrupted_counts_many(WHOLE, None, 6),
    "interrupted_series_many": lambda: trends.interrupted_series_many(GAPPED, None, 6),
    "joinpoint_many": lambda: trends.joinpoint_many(GAPPED),
    "level_shift_many": lambda: trends.level_shift_many(GAPPED),
    "mann_kendall_hamed_rao_many":
        lambda: trends.mann_kendall_hamed_rao_many(np.array([MONTHS, [1] * 37], dtype=float)),
    "mann_kendall_many": lambda: trends.mann_kendall_many(GAPPED),
    "multiple_systems_many": lambda: trends.multiple_systems_many([HISTORIES, {"10": 5}], resamples=0),
    "negative_binomial_trend_many":
        lambda: trends.negative_binomial_trend_many(np.array([SPREAD, [0] * 13], dtype=float)),
    "pettitt_change_point_many": lambda: trends.pettitt_change_point_many(GAPPED),
    "poisson_against_rate_many": lambda: trends.poisson_against_rate_many([5, None], 3.0),
    "poisson_interval_many": lambda: trends.poisson_interval_many([5, None]),
    "poisson_trend_many": lambda: trends.poisson_trend_many(WHOLE),
    "rate_ratio_many": lambda: trends.rate_ratio_many([5, 0], [8, 0]),
    "regional_mann_kendall_many": lambda: trends.regional_mann_kendall_many([GAPPED[[0, 0]], GAPPED[[1, 1]]]),
    "seasonal_mann_kendall_many":
        lambda: trends.seasonal_mann_kendall_many(np.array([MONTHS, [1] * 37], dtype=float)),
    "sen_slope_many": lambda: trends.sen_slope_many(GAPPED),
    "target_outlook_many":
        lambda: trends.target_outlook_many([LEVELS, [None] * 13], target=12, target_time=14),
    "wilson_many": lambda: trends.wilson_many([7, 0], [10, 0]),
}  # fmt: skip
# In place of its two inner results the columns hold their fields; its docstring says so.
FLATTENED = {
    "poisson_trend_many": (
        {"exact", "fit", "assumptions"},
        {"statistic", "p_lower", "p_upper", "p_central", "p_floor", "slope", "standard_error", "deviance",
         "pearson", "likelihood_ratio"},
    )
}  # fmt: skip
# Parameters that are data rather than a choice, and choices that the result names otherwise.
DATA = {"values", "counts", "count", "count_a", "count_b", "times", "exposure", "exposure_a", "exposure_b",
        "table", "series", "successes", "n", "lists"}  # fmt: skip
RENAMED = {("joinpoint", "k"): "k_given", ("multiple_systems", "model"): "model_given"}


def functions(ending: str = "") -> set[str]:
    named = {name for name in trends.__all__ if inspect.isfunction(getattr(trends, name))}
    return {name for name in named if name.endswith("_many") == bool(ending)}


def test_every_public_function_stands_here():
    assert functions() == set(CALLS) | NO_RESULT
    assert functions("_many") == set(MANY)


@pytest.fixture(scope="module")
def answered() -> dict[str, Result]:
    return {name: call() for name, (call, _) in CALLS.items()}


@pytest.fixture(scope="module")
def refused() -> dict[str, Result]:
    return {name: call() for name, (_, call) in CALLS.items()}


def frame_faults(result: Result) -> list[str]:
    """What is wrong with the frame of a result, whether it answers or refuses."""
    found = {
        "is a Result": isinstance(result, Result),
        "n is a whole number": type(result.n) is int and result.n >= 0,
        "n_missing is a whole number": type(result.n_missing) is int and result.n_missing >= 0,
        "reportable is a bool": type(result.reportable) is bool,
        "reason is a code, just when refused":
            result.reason is None if result.reportable else result.reason in REASON_CODES,
        "method is a code": isinstance(result.method, str) and result.method.replace("_", "a").isalnum(),
        "has assumptions": len(result.assumptions) > 0,
        "assumptions are Assumptions": all(isinstance(one, Assumption) for one in result.assumptions),
        "no assumption twice": len({one.code for one in result.assumptions}) == len(result.assumptions),
        "p of a check is a share": all(one.p is None or 0 <= one.p <= 1 for one in result.assumptions),
        "checked where there is a p":
            all(one.p is None or one.state != "not_checkable" or one.code == "same_slope_before_and_after"
                for one in result.assumptions),
        "options are fields": set(result.OPTIONS) <= {one.name for one in fields(result)},
        "options hold plain values": not any(isinstance(one, np.ndarray | np.generic)
                                             for one in result.options.values()),
    }  # fmt: skip
    return [fault for fault, right in found.items() if not right]


@pytest.mark.parametrize("name", CALLS)
def test_an_answer_has_the_frame(name, answered):
    result = answered[name]
    assert frame_faults(result) == []
    assert result.reportable
    assert (result.effect is None) == (name in NO_EFFECT)


@pytest.mark.parametrize("name", CALLS)
def test_a_refusal_has_the_frame_and_shows_no_effect(name, refused):
    result = refused[name]
    assert frame_faults(result) == []
    assert not result.reportable
    assert result.effect is None


@pytest.mark.parametrize("name", sorted(set(CALLS) - NO_EFFECT))
def test_an_effect_lies_in_its_interval(name, answered):
    effect = answered[name].effect
    assert isinstance(effect, Effect)
    assert type(effect.value) is float
    assert effect.unit.replace("_", "").isalpha()
    if effect.interval is not None:
        low, high = effect.interval
        assert low <= effect.value <= high
        assert effect.confidence is not None and 0 < effect.confidence < 1


@pytest.mark.parametrize("name", CALLS)
def test_points_used_and_points_missing_are_counted(name, answered):
    assert (answered[name].n, answered[name].n_missing) == COUNTED.get(name, (12, 1))


@pytest.mark.parametrize("name", CALLS)
def test_whatever_the_caller_can_choose_is_an_option(name, answered):
    choices = set(inspect.signature(getattr(trends, name)).parameters) - DATA
    assert {RENAMED.get((name, choice), choice) for choice in choices} == set(answered[name].OPTIONS)


@pytest.mark.parametrize("name", MANY)
def test_many_series_give_the_fields_as_columns(name, answered):
    one, many = answered[name.removesuffix("_many")], MANY[name]()
    without, instead = FLATTENED.get(name, (set(), set()))
    assert isinstance(many, Many)
    assert set(many.columns) == {field.name for field in fields(one)} - without | instead
    assert {len(column) for column in many.columns.values()} == {len(many)} == {2}
    assert many["reportable"].dtype == bool
    assert many["reportable"].tolist() == [True, False]
    assert many["reason"][0] is None
    assert many["reason"][1] in REASON_CODES
    assert all(isinstance(method, str) for method in many["method"])


def test_every_least_length_of_the_table_is_asked_for(monkeypatch):
    asked = set()

    class Watched(dict):
        def __getitem__(self, method: str) -> Any:
            asked.add(method)
            return super().__getitem__(method)

    monkeypatch.setattr(least_lengths, "LEAST_LENGTHS", Watched(LEAST_LENGTHS))
    for good, bad in CALLS.values():
        good(), bad()
    assert set(LEAST_LENGTHS) - asked == set()


def test_reasons_and_least_lengths_name_one_another():
    assert list(REASON_CODES) == sorted(set(REASON_CODES))
    for least in LEAST_LENGTHS.values():
        assert least.below in REASON_CODES
        assert 0 < least.describe_from <= least.verdict_from
