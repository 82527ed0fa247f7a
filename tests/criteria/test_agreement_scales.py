"""Intraclass correlation and Cronbach's alpha: published values, by hand, and what must not matter."""

from fractions import Fraction
from math import isclose

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from napeval.criteria.agreement import REASON_CODES, cronbach_alpha, intraclass_correlation

# Shrout and Fleiss 1979, Psychological Bulletin 86, table 2: 6 targets, 4 judges; coefficients of table 4.
SHROUT_FLEISS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
TABLE_4 = {"icc_1": 0.17, "icc_a1": 0.29, "icc_c1": 0.71, "icc_1k": 0.44, "icc_ak": 0.62, "icc_ck": 0.91}

TABLES = st.lists(st.lists(st.integers(1, 5), min_size=3, max_size=3), min_size=3, max_size=8)
COEFFICIENTS = tuple(TABLE_4)

# Item 4 was asked the other way round. Values: R 4.2.2, psych 2.2.9 alpha.
TURNED = [
    [3, 4, 3, 2, 3], [2, 2, 3, 4, 2], [4, 4, 5, 1, 5], [3, 3, None, 2, 3], [5, 4, 5, 1, 4], [1, 2, 1, 4, 2],
    [4, 5, 4, 2, 4], [2, 3, 2, 3, 3], [3, 3, 4, 3, 3], [4, 4, 4, 2, 5], [1, 2, 2, 5, 1],
]  # fmt: skip


def test_the_six_forms_of_shrout_and_fleiss():
    got = intraclass_correlation(SHROUT_FLEISS)
    assert {name: round(getattr(got, name), 2) for name in COEFFICIENTS} == TABLE_4
    assert (got.n, got.raters, got.reason) == (6, 4, "too_few_units")


def test_intervals_are_those_of_mcgraw_and_wong():
    # R 4.2.2, psych 2.2.9 ICC of the same table: ICC2 and ICC3k.
    got = intraclass_correlation(SHROUT_FLEISS)
    assert got.icc_a1_interval == pytest.approx((0.0187865, 0.761084), abs=1e-6)
    assert got.icc_ck_interval == pytest.approx((0.6756747, 0.985892), abs=1e-6)


@given(table=TABLES, order=st.permutations(range(3)))
def test_order_place_and_unit_of_the_scale_do_not_matter_to_an_intraclass_correlation(table, order):
    turned = [[2 * row[place] - 7 for place in order] for row in reversed(table)]
    one, other = intraclass_correlation(table), intraclass_correlation(turned)
    assert all(getattr(one, name) == getattr(other, name) for name in COEFFICIENTS)
    assert (one.icc_a1_interval is None) is (other.icc_a1_interval is None)
    if one.icc_a1_interval is not None:
        assert one.icc_a1_interval == pytest.approx(other.icc_a1_interval, rel=1e-9)


@given(table=TABLES, shift=st.integers(1, 9))
def test_a_severe_rater_lowers_agreement_and_not_consistency(table, shift):
    severe = [[row[0] - shift - 10, *row[1:]] for row in table]
    one, other = intraclass_correlation(table), intraclass_correlation(severe)
    assert (one.icc_c1, one.icc_ck) == (other.icc_c1, other.icc_ck)
    if one.icc_c1 is not None and one.icc_c1 > 0:
        assert other.icc_a1 < one.icc_a1 or isclose(other.icc_a1, one.icc_a1)


def test_raters_who_agree_in_everything():
    got = intraclass_correlation([[value] * 3 for value in range(10)])
    assert {getattr(got, name) for name in COEFFICIENTS} == {1.0}
    assert (got.icc_a1_interval, got.icc_ck_interval, got.reportable) == (None, None, True)
    assert (got.effect.value, got.effect.interval, got.effect.confidence) == (1.0, None, None)


@pytest.mark.parametrize(
    ("table", "reason", "n", "n_missing"),
    [
        ([[1, 2], [None, 2]], "no_pairable_values", 1, 1),
        ([[2, 2]] * 12, "no_variation", 12, 0),
        ([[1, 2]] * 12, "no_variation", 12, 0),  # only the raters differ
        ([[i, i + i % 2] for i in range(9)], "too_few_units", 9, 0),
        ([[i, i + i % 2] for i in range(10)], None, 10, 0),
    ],
)
def test_what_an_intraclass_correlation_cannot_show(table, reason, n, n_missing):
    got = intraclass_correlation(table)
    assert (got.reason, got.reportable, got.n, got.n_missing) == (reason, reason is None, n, n_missing)
    assert reason is None or reason in REASON_CODES
    assert (got.icc_a1 is None) is (reason in ("no_pairable_values", "no_variation"))
    assert (got.effect is None) is (reason is not None)


def test_two_items_by_hand():
    # Variances 1 and 1, covariance 1/2: alpha = 2 x (1 - 2 / 3).
    got = cronbach_alpha([[1, 1], [2, 3], [3, 2]])
    assert got.alpha_fraction == 2 * (1 - Fraction(2, 3))
    assert (got.alpha_if_item_dropped, got.item_rest) == ((None, None), (0.5, 0.5))
    assert got.alpha_standardised == pytest.approx(2 * 0.5 / 1.5)


@given(table=TABLES)
def test_alpha_is_that_of_the_covariances(table):
    covariances = np.cov(np.array(table, dtype=float), rowvar=False)
    got = cronbach_alpha(table)
    whole = covariances.sum()
    if got.alpha is None:
        assert whole == pytest.approx(0, abs=1e-9)
        return
    assert got.alpha == pytest.approx(3 / 2 * (1 - np.trace(covariances) / whole))
    # The same as the consistency of the mean of three raters.
    assert got.alpha == pytest.approx(intraclass_correlation(table).icc_ck)
    for item in range(3):
        rest = np.delete(np.array(table, dtype=float), item, axis=1)
        if rest.sum(axis=1).std() and np.array(table)[:, item].std():
            expected = np.corrcoef(np.array(table)[:, item], rest.sum(axis=1))[0, 1]
            assert got.item_rest[item] == pytest.approx(expected, abs=1e-9)


@given(table=TABLES, item=st.integers(1, 3))
def test_turning_an_item_is_turning_its_answers(table, item):
    turned = [[6 - cell if place + 1 == item else cell for place, cell in enumerate(row)] for row in table]
    named, done = cronbach_alpha(table, reverse=[item]), cronbach_alpha(turned)
    assert named.alpha_fraction == done.alpha_fraction
    assert named.alpha_standardised == pytest.approx(done.alpha_standardised)
    assert named.negative_items == done.negative_items


@pytest.mark.parametrize(
    ("missing", "n", "alpha", "standardised", "dropped_4"),
    [
        ("listwise", 10, 0.4181494662, 0.4631028234, 0.94986117916),
        ("pairwise", 11, 0.4499371596, 0.4911114356, 0.95603652882),
    ],
)
def test_gaps_are_left_out_by_respondent_or_by_pair_as_in_psych(missing, n, alpha, standardised, dropped_4):
    got = cronbach_alpha(TURNED, missing=missing)
    assert (got.n, got.n_missing) == (n, 11 - n)
    assert got.alpha == pytest.approx(alpha, abs=1e-9)
    assert got.alpha_standardised == pytest.approx(standardised, abs=1e-9)
    assert got.alpha_if_item_dropped[3] == pytest.approx(dropped_4, abs=1e-9)
    assert dict(got.options) == {"missing": missing, "reverse": (), "confidence": 0.95}


def test_an_item_asked_the_other_way_round_is_named_and_mended():
    got = cronbach_alpha(TURNED)
    assert (got.negative_items, got.reason) == ((4,), "reversed_item")
    assert (got.reportable, got.effect) == (False, None)
    mended = cronbach_alpha(TURNED, reverse=(4,))
    assert (mended.negative_items, mended.reason) == ((), None)
    assert mended.alpha > 0.96 > got.alpha
    assert mended.effect.interval == mended.interval


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ([[1, None], [None, 2], [1, 2]], "no_pairable_values"),
        ([[2, 3]] * 12, "no_variation"),
        ([[i % 3, i % 3] for i in range(9)], "too_few_units"),
        ([[i % 3, i % 3] for i in range(10)], None),
    ],
)
def test_what_a_scale_cannot_show(table, reason):
    got = cronbach_alpha(table)
    assert (got.reason, got.reportable) == (reason, reason is None)
    assert (got.alpha is None) is (reason in ("no_pairable_values", "no_variation"))


def test_an_item_that_never_varies_has_no_standardised_alpha():
    got = cronbach_alpha([[i % 4, (i + i // 5) % 4, 3] for i in range(12)])
    assert got.alpha is not None
    assert (got.alpha_standardised, got.item_rest[2]) == (None, None)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: cronbach_alpha([[1, 2]], missing="pair wise"),
         "missing: found 'pair wise'; allowed: listwise, pairwise. Did you mean 'pairwise'?"),
        (lambda: cronbach_alpha([[1, 2]], reverse=[0]), "reverse: found item 0; allowed: 1 to 2."),
        (lambda: cronbach_alpha([[1], [2]]), "answers: found 1 items; allowed: at least 2."),
        (lambda: cronbach_alpha([[1, 2]], confidence=0),
         "confidence: found 0; allowed: a share above 0 and below 1."),
        (lambda: intraclass_correlation([[1, "high"]]),
         "ratings, row 0, position 1 (counted from 0): found 'high'; allowed: a finite number, or None or "
         "NaN where nothing was rated."),
        (lambda: intraclass_correlation([[1, 2]], confidence=1),
         "confidence: found 1; allowed: a share above 0 and below 1."),
    ],
)  # fmt: skip
def test_wrong_calls_say_what_is_wrong(call, message):
    with pytest.raises(ValueError) as raised:
        call()
    assert str(raised.value) == message
