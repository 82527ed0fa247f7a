"""When sparse lists leave no best estimate: published codes, hand cases, and the limit of ordinary fits."""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from napeval.trends import model_existence, multiple_systems, pair_existence
from napeval.trends.hidden.estimates import estimate, many_tables
from napeval.trends.hidden.existence import positive_cells
from napeval.trends.hidden.hierarchy import all_models, design, model_of, name_of, read_model
from napeval.trends.hidden.histories import read_histories

# Chan, Silverman and Vincent 2021, table 2: an artificial data set of three lists; codes of table 3.
ARTIFICIAL = {"100": 40, "010": 30, "001": 20, "110": 6}
SPARSE = st.lists(st.sampled_from([0, 0, 0, 1, 2, 5, 30]), min_size=7, max_size=7)
KEYS = ["".join(digits) for digits in product("01", repeat=3)][1:]


@pytest.mark.parametrize(
    ("model", "code"),
    [((), 0), (("12",), 1), (("13",), 0), (("23",), 0), (("13", "23"), 0), (("12", "13"), 1),
     (("12", "23"), 1), (("12", "13", "23"), 2)],
)  # fmt: skip
def test_the_codes_of_chan_silverman_and_vincent(model, code):
    got = model_existence(ARTIFICIAL, model=model)
    assert got.code == code
    assert got.hidden_estimable is (code == 0)


def test_all_pairs_at_once():
    got = pair_existence(ARTIFICIAL)
    assert (got.main_effects, got.all_pairs, got.worst_pair) == (0, 2, 1)
    assert got.by_pair == (("12", 1), ("13", 0), ("23", 0))
    assert got.empty_pairs == ("13", "23")


def test_an_empty_overlap_in_the_model_is_minus_infinity_and_no_failure():
    got = model_existence(ARTIFICIAL, model=("13",))
    assert (got.empty_overlaps, got.forced_to_zero) == (("13",), ("101", "111"))
    assert (got.model, got.reportable, got.reason, got.n) == ("[13,2]", True, None, 96)


@pytest.mark.parametrize(
    ("model", "reason"), [(("12",), "estimate_does_not_exist"), (("12", "13", "23"), "not_identifiable")]
)
def test_what_is_not_estimable_is_refused_with_its_reason(model, reason):
    got = model_existence(ARTIFICIAL, model=model)
    assert (got.reportable, got.reason) == (False, reason)
    assert multiple_systems(ARTIFICIAL, model=model).total is None


def test_an_empty_interaction_is_the_limit_of_its_parameter_going_down():
    # With nobody on lists 1 and 3, their interaction fits the two histories at 0, and the rest is as if they
    # had never been there: list 2 is then independent of the others among four histories.
    # 100, 010, 001, 110, 011 with 13 at minus infinity: hidden = 100 x 010 / 110 pooled over lists 1 and 3.
    counts = {"100": 40, "010": 30, "001": 20, "110": 6, "011": 4}
    got = multiple_systems(counts, model=("13",), resamples=0)
    assert got.total - got.observed == pytest.approx((40 + 20) * 30 / (6 + 4))


@given(cells=SPARSE)
@settings(max_examples=15)
@example(cells=[0, 0, 0, 5, 5, 2, 30])  # everybody on list 1: nothing is known of who is not
@example(cells=[5, 0, 2, 2, 30, 2, 2])
def test_the_programme_and_the_iteration_find_the_same_histories_and_total(cells):
    histories = read_histories(dict(zip(KEYS, cells, strict=True)))
    if not histories.in_overlaps:
        return
    for model in all_models(3, 2)[0]:
        hidden, _ = many_tables(design(histories.table, model), histories.counts[None])
        got = estimate(histories, model)
        expected = np.nan if got.hidden is None else got.hidden
        assert hidden[0] == pytest.approx(expected, rel=1e-5, nan_ok=True)


def brute_positive(matrix, counts):
    """Histories that some table with these margins has above zero: one linear programme for each."""
    return [
        bool(-linprog(-np.eye(len(counts))[cell], A_eq=matrix.T, b_eq=matrix.T @ counts).fun > 1e-6)
        for cell in range(len(counts))
    ]


@given(cells=SPARSE, pairs=st.sets(st.sampled_from([(0, 1), (0, 2), (1, 2)])))
@settings(max_examples=25)
def test_histories_above_zero_are_those_found_one_by_one(cells, pairs):
    counts = np.array(cells, dtype=float)
    matrix = design(read_histories({"111": 1}).table, model_of(3, pairs))
    assert positive_cells(matrix, counts).tolist() == brute_positive(matrix, counts)


@given(cells=SPARSE)
@settings(max_examples=15)
def test_a_best_estimate_that_exists_says_how_many_are_unseen(cells):
    counts = dict(zip(KEYS, cells, strict=True))
    for pairs in ((), ("12",), ("12", "13"), ("12", "13", "23")):
        got = model_existence(counts, model=pairs)
        if got.code == 0:
            assert got.hidden_estimable


@pytest.mark.parametrize(("lists", "order", "models"), [(2, 1, 1), (3, 2, 8), (4, 2, 64), (4, 3, 113),
                                                        (5, 2, 1024)])  # fmt: skip
def test_there_are_as_many_hierarchical_models_as_rcapture_lists(lists, order, models):
    got, complete = all_models(lists, order)
    assert (len(got), len({name_of(model) for model in got}), complete) == (models, models, True)


def test_beyond_five_lists_only_models_with_few_pairs_are_tried():
    got, complete = all_models(7, 2)
    assert (len(got), complete) == (1 + 21 + 210 + 1330, False)


@pytest.mark.parametrize(
    ("text", "name"),
    [("L1+L2+L3+L4", "[1,2,3,4]"), ("L1 + L2 + L3 + L4 + L1:L3", "[13,2,4]"), ("L1*L2 + L3*L4", "[12,34]"),
     ("[34,12]", "[12,34]"), ("[123,14]", "[123,14]"), (("21", "4"), "[12,3,4]"), ((), "[1,2,3,4]"),
     ("[1, 23, 4]", "[23,1,4]"), (("123", "12"), "[123,4]")],
)  # fmt: skip
def test_models_have_one_name_however_they_are_written(text, name):
    assert name_of(read_model(text, 4)) == name
    assert read_model(name, 4) == read_model(text, 4)


def test_a_design_has_one_where_a_history_is_on_all_lists_of_a_term():
    histories = read_histories({"111": 1})
    matrix = design(histories.table, model_of(3, [(0, 2)]))
    assert histories.keys[4] == "101"
    assert matrix[4].tolist() == [1, 1, 0, 1, 1]  # constant, lists 1 2 3, lists 1 and 3 together


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[12,5]", "model: found '[12,5]' for 4 lists; allowed: lists 1 to 4."),
        ("[12,3]", "model: found '[12,3]' for 4 lists; allowed: a model with every list in it."),
        ("[1234]", "model: found '[1234]' for 4 lists; allowed: interactions of all lists but one at most."),
        ("best", "model: found 'best'; allowed: a name such as '[12,3]', a formula such as "
         "'L1+L2+L3+L1:L2', or interactions such as ('12',)."),
        ("[11,2]", "model: found '[11,2]'; allowed: a name such as '[12,3]', a formula such as "
         "'L1+L2+L3+L1:L2', or interactions such as ('12',)."),
        ("[12,3", "model: found '[12,3'; allowed: a name such as '[12,3]', a formula such as "
         "'L1+L2+L3+L1:L2', or interactions such as ('12',)."),
    ],
)  # fmt: skip
def test_a_model_that_is_none_is_told(text, message):
    with pytest.raises(ValueError) as raised:
        read_model(text, 4)
    assert str(raised.value) == message


@pytest.mark.parametrize("function", [model_existence, pair_existence])
@pytest.mark.parametrize(("count", "reason"), [(None, "count_missing"), (1.5, "not_a_count")])
def test_counts_that_cannot_be_used_are_refused(function, count, reason):
    got = function({**ARTIFICIAL, "111": count})
    assert (got.reportable, got.reason) == (False, reason)


def test_pairs_are_all_pairs():
    got = pair_existence(dict.fromkeys(["1000", "0100", "0010", "0001", "1111"], 5))
    assert [pair for pair, _ in got.by_pair] == [f"{a}{b}" for a, b in combinations("1234", 2)]
