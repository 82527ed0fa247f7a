"""Many series at once give, series by series, exactly what one series gives."""

from dataclasses import fields
from math import inf, nan

import numpy as np
import pymannkendall
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from napeval.trends import (
    level_shift,
    level_shift_many,
    mann_kendall,
    mann_kendall_hamed_rao,
    mann_kendall_hamed_rao_many,
    mann_kendall_many,
    pettitt_change_point,
    pettitt_change_point_many,
    regional_mann_kendall,
    regional_mann_kendall_many,
    seasonal_mann_kendall,
    seasonal_mann_kendall_many,
    sen_slope,
    sen_slope_many,
)
from napeval.trends.ranks import tables

CELLS = st.one_of(st.integers(0, 4), st.sampled_from([None, nan, inf, -inf, 0.1 + 0.2, 0.3, -0.5, 1e6, 2.5]))
SAFE_CELLS = st.one_of(st.integers(0, 4), st.sampled_from([None, 0.1 + 0.2, 0.3]))


def matrices(cells, most_points=8, most_rows=5):
    def rows_of(points):
        row = st.lists(cells, min_size=points, max_size=points)
        return st.lists(row, min_size=1, max_size=most_rows)

    return st.integers(1, most_points).flatmap(rows_of)


def same(cell, value):
    """Does a column hold this value of a field? NaN stands for None, a row of the column for a pair."""
    if value is None:
        return cell is None or bool(np.isnan(cell).all())
    return tuple(cell.tolist()) == value if isinstance(cell, np.ndarray) else bool(cell == value)


def assert_agree(many, singles):
    assert len(many) == len(singles)
    assert list(many.columns) == [one.name for one in fields(singles[0])]
    for row, single in enumerate(singles):
        for name, column in many.columns.items():
            expected = getattr(single, name)
            assert same(column[row], expected), (row, name, column[row], expected)


MOMENTS = [0, 1, 2, 3, 4, 5, 6, 7, 9, 12, -3, nan, inf]
METHODS = [
    (mann_kendall, mann_kendall_many, {}),
    (mann_kendall, mann_kendall_many, {"alternative": "greater"}),
    (sen_slope, sen_slope_many, {}),
    (sen_slope, sen_slope_many, {"confidence": 0.5}),
    (mann_kendall_hamed_rao, mann_kendall_hamed_rao_many, {}),
    (pettitt_change_point, pettitt_change_point_many, {"draws": 19}),
    (level_shift, level_shift_many, {"draws": 19}),
    (seasonal_mann_kendall, seasonal_mann_kendall_many, {"period": 2}),
    (seasonal_mann_kendall, seasonal_mann_kendall_many, {"period": 3, "alternative": "less"}),
    (seasonal_mann_kendall, seasonal_mann_kendall_many, {"period": 3, "confidence": 0.5}),
]


@pytest.mark.parametrize(("one", "many", "options"), METHODS)
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_every_series_gets_what_it_gets_by_itself(one, many, options, data):
    matrix = data.draw(matrices(CELLS))
    points = len(matrix[0])
    calendar = st.lists(st.sampled_from(MOMENTS), min_size=points, max_size=points)
    times = data.draw(st.one_of(st.none(), calendar))
    assert_agree(many(matrix, times, **options), [one(row, times, **options) for row in matrix])


@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_every_set_of_regions_gets_what_it_gets_by_itself(data):
    points, regions = data.draw(st.integers(1, 5)), data.draw(st.integers(1, 3))
    row = st.lists(CELLS if data.draw(st.booleans()) else SAFE_CELLS, min_size=points, max_size=points)
    sets = data.draw(st.lists(st.lists(row, min_size=regions, max_size=regions), min_size=1, max_size=4))
    times = data.draw(st.one_of(st.none(), st.permutations(range(points))))
    many = regional_mann_kendall_many(sets, times)
    assert_agree(many, [regional_mann_kendall(one, times) for one in sets])


LONG = [
    np.random.default_rng(1).poisson(20, (7, 70)).astype(float),  # more points than one word has bits
    np.random.default_rng(3).choice([nan, *np.random.default_rng(2).normal(size=90)], (5, 130)),
]


@pytest.mark.parametrize("matrix", LONG)
def test_long_series_agree_as_well(matrix):
    assert_agree(mann_kendall_many(matrix), [mann_kendall(row) for row in matrix])
    assert_agree(sen_slope_many(matrix), [sen_slope(row) for row in matrix])
    assert_agree(seasonal_mann_kendall_many(matrix), [seasonal_mann_kendall(row) for row in matrix])


def test_chunks_are_put_together_in_order(monkeypatch):
    matrix = np.random.default_rng(4).poisson(3, (40, 6)).astype(float)
    whole = mann_kendall_many(matrix), sen_slope_many(matrix), seasonal_mann_kendall_many(matrix, period=2)
    monkeypatch.setattr(tables, "LONGEST_CHUNK", 7)
    parts = mann_kendall_many(matrix), sen_slope_many(matrix), seasonal_mann_kendall_many(matrix, period=2)
    for one, other in zip(whole, parts, strict=True):
        for name in one.columns:
            np.testing.assert_array_equal(one[name], other[name])


def test_combinations_beyond_one_whole_number_are_still_told_apart():
    generator = np.random.default_rng(5)
    columns = [generator.integers(0, 1 << 40, 50) for _ in range(4)]
    columns = [np.concatenate([column, column[::-1]]) for column in columns]
    first, combination = tables.alike(columns)
    assert len(first) == 50
    assert (combination == combination[::-1]).all()
    for column in columns:
        assert (column[first][combination] == column).all()


def test_agrees_with_pymannkendall_series_by_series():
    matrix = np.random.default_rng(6).poisson(8, (200, 12)).astype(float)
    matrix[::9, 4] = nan
    tests, slopes = mann_kendall_many(matrix), sen_slope_many(matrix)
    for row, values in enumerate(matrix):
        reference = pymannkendall.original_test(values)
        assert (tests["S"][row], tests["var_S"][row]) == (reference.s, reference.var_s)
        assert tests["p_normal"][row] == pytest.approx(reference.p, rel=1e-9, abs=1e-15)
        assert slopes["slope"][row] == reference.slope


def test_reversal_of_all_series_flips_every_sign():
    matrix = np.random.default_rng(7).normal(size=(30, 9))
    forth, back = mann_kendall_many(matrix), mann_kendall_many(matrix[:, ::-1])
    assert (forth["S"] == -back["S"]).all() and (forth["p_exact"] == back["p_exact"]).all()
    np.testing.assert_allclose(sen_slope_many(matrix)["slope"], -sen_slope_many(matrix[:, ::-1])["slope"])


def test_the_given_table_is_left_alone_and_may_be_masked():
    matrix = np.array([[3.0, 1, 2, 5], [1, nan, 2, 9]])
    before = matrix.copy()
    mann_kendall_many(matrix, [4, 3, 2, 1])
    sen_slope_many(matrix)
    np.testing.assert_array_equal(matrix, before)
    masked = np.ma.MaskedArray([[3, 999, 2, 5]], mask=[[False, True, False, False]])
    assert sen_slope_many(masked)["slope"][0] == sen_slope([3, None, 2, 5]).slope


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: mann_kendall_many([]),
         "matrix: found no series; allowed: at least one."),
        (lambda: mann_kendall_many(np.arange(5)),
         "matrix: found 1 dimensions; allowed: series in rows, points in columns."),
        (lambda: sen_slope_many([[1, 2], [1]]),
         "matrix: found rows of 2, 1 cells; allowed: one length."),
        (lambda: sen_slope_many([[1, 2], [1, "2"]]),
         "matrix, row 1, position 1 (counted from 0): found '2'; allowed: a number, or None or NaN where "
         "missing."),
        (lambda: mann_kendall_many([[1, 2]], [1, 2, 3]),
         "times: found 3 entries for 2 values; allowed: one for each."),
        (lambda: mann_kendall_many([[1, 2]], alternative="les"),
         "alternative: found 'les'; allowed: two-sided, greater, less. Did you mean 'less'?"),
        (lambda: sen_slope_many([[1, 2]], confidence=1),
         "confidence: found 1; allowed: a share above 0 and below 1."),
        (lambda: seasonal_mann_kendall_many([[1, 2]], period=0),
         "period: found 0; allowed: a whole number of seasons a year, from 2 up."),
        (lambda: regional_mann_kendall_many([[[1, 2]], [[1, 2], [3, 4]]]),
         "sets: found 2 indicators of 2 shapes; allowed: indicators x regions x points, at least one "
         "indicator."),
        (lambda: regional_mann_kendall_many([]),
         "sets: found 0 indicators of 0 shapes; allowed: indicators x regions x points, at least one "
         "indicator."),
    ],
)  # fmt: skip
def test_nonsense_is_an_error_that_names_the_mend(call, message):
    with pytest.raises(ValueError) as error:
        call()
    assert str(error.value) == message
