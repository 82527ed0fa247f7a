"""Tables of many series: what is read, what is refused, which series belong together."""

from math import inf, nan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from napeval.trends import mann_kendall, mann_kendall_many
from napeval.trends.columns import first_of, for_all, one_of, spread_out
from napeval.trends.series import read_points
from napeval.trends.tables import (
    groups_of,
    named,
    one_for_each_series,
    read_exposure,
    read_matrix,
    read_table,
    read_times,
)

POINTS = 5
CELLS = st.sampled_from([nan, inf, -inf, 0.0, 1.0, 2.5])
TIMES = st.one_of(
    st.none(),
    arrays(float, POINTS, elements=st.sampled_from([0.0, 1.0, 2.0, 2.5, 3.0, nan, inf])),
    st.permutations(range(POINTS)),
)
EFFORT = st.one_of(
    st.none(),
    arrays(float, POINTS, elements=st.sampled_from([1.0, 2.0, 0.0, -1.0, nan, inf])),
    arrays(float, (4, POINTS), elements=st.sampled_from([1.0, 2.0, 0.0, -1.0, nan, inf])),
)


@settings(max_examples=300, deadline=None)
@given(arrays(float, (4, POINTS), elements=CELLS), TIMES, EFFORT)
def test_every_row_of_a_table_is_refused_as_the_series_by_itself(matrix, times, exposure):
    table = read_table(matrix, times, exposure)
    effort = np.broadcast_to(np.ones(POINTS) if exposure is None else exposure, matrix.shape)
    for row, points in enumerate(read_points(*one) for one in zip(matrix, [times] * 4, effort, strict=True)):
        assert named(table.refusals)[row] == points.refusal
        assert (table.n[row], table.n_missing[row]) == (points.n, points.n_missing)
        if points.refusal is None:
            there = ~np.isnan(table.values[row])
            assert table.values[row][there].tolist() == points.values.tolist()
            assert table.times[there].tolist() == points.times.tolist()
            used = np.broadcast_to(table.exposure, table.values.shape)[row][there]
            assert used.tolist() == points.exposure.tolist()


@settings(max_examples=200, deadline=None)
@given(arrays(float, (6, POINTS), elements=CELLS), TIMES)
def test_groups_hold_every_series_once_with_its_points_in_order(matrix, times):
    when = read_times(times, POINTS)
    places = []
    for group in groups_of(matrix, when):
        places += group.places.tolist()
        for place, values in zip(group.places, group.values, strict=True):
            points = read_points(matrix[place], times)
            assert (group.n, group.n_missing, group.refusal) == (points.n, points.n_missing, points.refusal)
            if points.refusal is None:
                assert values.tolist() == points.values.tolist()
                assert group.times.tolist() == points.times.tolist()
    assert sorted(places) == list(range(6))


def test_series_that_lack_the_same_points_share_a_group():
    matrix = np.array([[1, nan, 3], [4, 5, 6], [7, nan, 9]])
    groups = {tuple(group.places): group for group in groups_of(matrix, np.array([2.0, 1.0, 0.0]))}
    assert set(groups) == {(0, 2), (1,)}
    assert groups[0, 2].values.tolist() == [[3, 1], [9, 7]]
    assert groups[0, 2].times.tolist() == [0, 2]
    assert groups[0, 2].columns.tolist() == [2, 0]


def test_missing_cells_may_be_none_nan_or_masked():
    masked = np.ma.MaskedArray([[1, 999]], mask=[[False, True]])
    for given_matrix in ([[1, None]], [[1, nan]], masked, np.array([[1, None]], dtype=object)):
        np.testing.assert_array_equal(read_matrix(given_matrix), [[1, nan]])


def test_reading_leaves_the_callers_table_as_it_was():
    matrix = np.array([[1.0, inf, 2.0], [3.0, nan, 1.0]])
    before = matrix.copy()
    mann_kendall_many(matrix, [2, 1, 0])
    np.testing.assert_array_equal(matrix, before)


def test_a_frame_of_columns_is_a_table_too():
    class Frame:
        """As a data frame: iterates over the names of its columns, and turns into an array."""

        def __iter__(self):
            return iter(["a", "b", "c"])

        def __array__(self, dtype=None, copy=None):
            return np.array([[3, 2, None], [1, 2, 3]], dtype=object)

    np.testing.assert_array_equal(read_matrix(Frame()), [[3, 2, nan], [1, 2, 3]])
    assert mann_kendall_many(Frame())["S"].tolist() == [-1, mann_kendall([1, 2, 3]).S]


@pytest.mark.parametrize(
    ("matrix", "message"),
    [
        ([], "matrix: found no series; allowed: at least one."),
        (np.empty((0, 3)), "matrix: found no series; allowed: at least one."),
        ([1, 2], "matrix: found 1 dimensions; allowed: series in rows, points in columns."),
        ([[[1]]], "matrix: found 3 dimensions; allowed: series in rows, points in columns."),
        (3, "matrix: found 0 dimensions; allowed: series in rows, points in columns."),
        ([[1, 2], [3]], "matrix: found rows of 2, 1 cells; allowed: one length."),
        ([[1, 2], 3], "matrix, row 1: found 0 dimensions; allowed: one row of numbers."),
        ([[1, 2], [3, "4"]],
         "matrix, row 1, position 1 (counted from 0): found '4'; allowed: a number, or None or NaN where "
         "missing."),
    ],
)  # fmt: skip
def test_what_is_no_table_is_a_wrong_call(matrix, message):
    with pytest.raises(ValueError) as error:
        read_matrix(matrix)
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("exposure", "read"),
    [(None, [[1, 1]]), ([2, 3], [[2, 3]]), ([[2, 3]], [[2, 3]]), ([[1, 2], [3, None]], [[1, 2], [3, nan]]),
     (np.array([[1, 2], [3, 4]]), [[1, 2], [3, 4]])],
)  # fmt: skip
def test_exposure_is_one_row_for_all_or_one_for_each(exposure, read):
    np.testing.assert_array_equal(read_exposure(exposure, (2, 2)), read)


@pytest.mark.parametrize(
    ("exposure", "message"),
    [
        ([1, 2, 3], "exposure: found 3 entries for 2 counts; allowed: one for each."),
        ([], "exposure: found 0 entries for 2 counts; allowed: one for each."),
        (1, "exposure: found 0 dimensions; allowed: one row of numbers."),
        ([[1, 2]] * 3, "exposure: found 3 x 2 entries for a matrix of 2 x 2; allowed: one for each point, or "
                       "one for each cell."),
        ([[1, 2], [1]], "exposure: found rows of 2, 1 cells; allowed: one length."),
    ],
)  # fmt: skip
def test_an_exposure_that_does_not_fit_is_a_wrong_call(exposure, message):
    with pytest.raises(ValueError) as error:
        read_exposure(exposure, (2, 2), of="counts")
    assert str(error.value) == message


def test_a_number_for_each_series():
    assert one_for_each_series(3, 2, name="target").tolist() == [3, 3]
    np.testing.assert_array_equal(one_for_each_series([1, None], 2, name="target"), [1, nan])
    with pytest.raises(ValueError) as error:
        one_for_each_series([1, 2, 3], 2, name="target")
    assert str(error.value) == "target: found 3 for 2 series; allowed: one, or one for each."


def test_columns_of_groups_are_spread_over_all_series():
    columns = spread_out([(np.array([2]), {"p": np.array([0.5]), "sure": np.array([True]),
                                           "pair": np.array([[1.0, 2.0]]), "code": for_all("a", 1)})], 3)
    np.testing.assert_array_equal(columns["p"], [nan, nan, 0.5])
    assert columns["sure"].tolist() == [False, False, True]
    assert columns["code"].tolist() == [None, None, "a"]
    assert one_of(columns, 2) == {"p": 0.5, "sure": True, "pair": (1.0, 2.0), "code": "a"}
    assert one_of(columns, 0) == {"p": None, "sure": False, "pair": None, "code": None}


def test_the_first_code_that_holds():
    assert first_of(3, ([True, False, False], "a"), (False, "b"), ([True, True, False], "c")).tolist() == [
        "a", "c", None,
    ]  # fmt: skip
    assert for_all(("a", "b"), 2).tolist() == [("a", "b")] * 2
