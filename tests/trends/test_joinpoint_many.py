"""Many series at once give what each gives alone."""

import re

import numpy as np
import pytest

from napeval.trends import continuous_break, continuous_break_many, joinpoint, joinpoint_many

TIMES = np.array([2010, 2012, 2011, 2013, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023.0])


def mixed() -> np.ndarray:
    """Bent, straight, gappy, constant, empty, with a zero, below zero, and infinite series."""
    rng = np.random.default_rng(9)
    bends = 0.1 * np.abs(TIMES - 2016) * rng.choice([-1, 0, 1], (14, 1))
    rows = np.exp(3 + bends + rng.normal(0, 0.1, (14, 13)))
    rows[1, [0, 4]] = np.nan
    rows[2, [0, 4]] = np.nan
    rows[3, 3:] = np.nan
    rows[4, 7:] = np.nan
    rows[5] = np.nan
    rows[6] = 7.0
    rows[7, 5] = 0.0
    rows[8, 5] = -1.0
    rows[9, 5] = np.inf
    return rows


def same(one, many, nested=False):
    if one is None:
        return many is None or (not isinstance(many, tuple) and bool(np.isnan(many).all()))
    if isinstance(one, str | bool):
        return one == many
    if isinstance(one, tuple) and one and not isinstance(one[0], int | float):
        return len(one) == len(many) and all(same(a, b, nested=True) for a, b in zip(one, many, strict=True))
    if not isinstance(one, int | float | tuple):
        fields = [name for name in getattr(one, "__slots__", None) or vars(one)]
        return all(same(getattr(one, name), getattr(many, name), nested=True) for name in fields)
    return np.shape(one) == np.shape(many) and np.allclose(one, many, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("options", [
    {}, {"scale": "linear"}, {"scale": "linear", "choose": "permutation", "permutations": 99}, {"k": 1},
    {"k": 3}, {"k_max": 2, "choose": "wbic"}, {"confidence": 0.8, "min_obs_each_end": 3},
])  # fmt: skip
def test_every_entry_is_the_answer_for_that_series_alone(options):
    rows = mixed()
    many = joinpoint_many(rows, TIMES, **options)
    assert len(many) == len(rows)
    for place, row in enumerate(rows):
        alone = joinpoint(row, TIMES, **options)
        for name in many.columns:
            assert same(getattr(alone, name), many[name][place]), (place, name)


@pytest.mark.parametrize("exposure", [None, np.linspace(1, 3, 13), np.tile(np.linspace(1, 3, 13), (4, 1))])
@pytest.mark.parametrize("scale", ["poisson", "log"])
def test_counts_with_zeros_gaps_and_exposure(scale, exposure):
    counts = np.random.default_rng(2).poisson(6, (4, 13)).astype(float)
    counts[0, 3], counts[1, 2], counts[3] = 0, np.nan, 0
    half = scale == "log"
    many = joinpoint_many(counts, TIMES, exposure, scale=scale, add_half=half)
    for place, row in enumerate(counts):
        own = exposure[place] if exposure is not None and exposure.ndim == 2 else exposure
        alone = joinpoint(row, TIMES, own, scale=scale, add_half=half)
        assert all(same(getattr(alone, name), many[name][place]) for name in many.columns)
    assert many["method"][0] == ("joinpoint_log_half_added" if half else "joinpoint_poisson")


def test_columns_keep_their_kind_whatever_the_series():
    many = joinpoint_many(mixed()[10:12], TIMES, k=1)
    assert many["slopes"].dtype == object and many["slopes"].shape == (2,)
    assert many["reportable"].dtype == bool
    assert many["aapc_full_interval"].shape == (2, 2)


def test_exposure_that_rules_a_series_out_does_not_touch_the_others():
    rows, exposure = mixed()[10:13], np.ones((3, 13))
    exposure[1, 0] = 0
    many = joinpoint_many(rows, TIMES, exposure)
    assert many["reason"].tolist() == [None, "exposure_not_positive", None]


def test_a_repeated_time_refuses_all_and_missing_cells_may_be_none():
    assert joinpoint_many(mixed()[10:12], np.ones(13))["reason"].tolist() == ["duplicate_time"] * 2
    assert joinpoint_many([[None, *range(1, 9)]], range(9))["n_missing"].tolist() == [1]


def test_wrong_shapes_say_what_was_found():
    with pytest.raises(ValueError, match="found no series; allowed: at least one"):
        joinpoint_many(np.empty((0, 9)))
    with pytest.raises(ValueError, match=re.escape(
        "exposure: found 3 entries for 13 values; allowed: one for each."
    )):
        joinpoint_many(mixed()[:2], TIMES, [1, 2, 3])
    with pytest.raises(ValueError, match=re.escape("times: found 3 entries for 13 values; allowed: one")):
        joinpoint_many(mixed()[:2], TIMES[:3])
    with pytest.raises(ValueError, match=re.escape("scale: found 'cubic'")):
        joinpoint_many(mixed(), TIMES, scale="cubic")


@pytest.mark.parametrize("scale", ["log", "linear"])
def test_continuous_breaks_of_many_series(scale):
    rows = mixed()
    many = continuous_break_many(rows, TIMES, scale=scale)
    for place, row in enumerate(rows):
        alone = continuous_break(row, TIMES, scale=scale)
        for name in ("n", "reason", "breakpoint", "breakpoint_error", "sse"):
            assert same(getattr(alone, name), many[name][place])
