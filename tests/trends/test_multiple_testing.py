"""Adjusted p: published values, other programs, and who belongs into the family."""

from math import nan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from napeval.trends import (
    benjamini_hochberg,
    benjamini_yekutieli,
    family_of_tests,
    holm,
    mann_kendall,
    pettitt_change_point,
    poisson_interval,
)

MANY_P = st.lists(st.floats(0, 1), min_size=1, max_size=20)
SAME_ELSEWHERE = [(benjamini_hochberg, "fdr_bh"), (benjamini_yekutieli, "fdr_by"), (holm, "holm")]
# Benjamini and Hochberg 1995, section 4.1: fifteen comparisons of two treatments of heart attacks.
HEART = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
         0.6528, 0.7590, 1.0000]  # fmt: skip


def test_the_published_example_rejects_four_by_benjamini_hochberg_and_three_by_holm():
    assert (benjamini_hochberg(HEART) <= 0.05).sum() == 4
    assert (holm(HEART) <= 0.05).sum() == 3


def test_three_tests_by_hand():
    assert benjamini_hochberg([0.01, 0.02, 0.3]) == pytest.approx([0.01 * 3, 0.02 * 3 / 2, 0.3])
    assert holm([0.01, 0.02, 0.3]) == pytest.approx([0.01 * 3, 0.02 * 2, 0.3])
    harmonic = 1 + 1 / 2 + 1 / 3
    assert benjamini_yekutieli([0.01, 0.02, 0.3]) == pytest.approx(
        [0.03 * harmonic, 0.03 * harmonic, 0.3 * harmonic]
    )


@pytest.mark.parametrize(("adjust", "name"), SAME_ELSEWHERE)
@given(p=MANY_P)
@settings(max_examples=20, deadline=None)
def test_agrees_with_statsmodels(adjust, name, p):
    assert adjust(p) == pytest.approx(multipletests(p, method=name)[1], rel=1e-12, abs=1e-300)


@pytest.mark.parametrize("adjust", [one for one, _ in SAME_ELSEWHERE])
@given(p=MANY_P, order=st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_never_below_p_never_above_one_and_in_the_order_given(adjust, p, order):
    adjusted = adjust(p)
    assert (adjusted >= np.array(p) * (1 - 1e-12)).all() and (adjusted <= 1).all()
    places = list(range(len(p)))
    order.shuffle(places)
    assert adjust([p[i] for i in places]).tolist() == adjusted[places].tolist()


@pytest.mark.parametrize("adjust", [one for one, _ in SAME_ELSEWHERE])
def test_a_missing_p_stays_missing_and_is_no_test(adjust):
    with_gap = adjust([0.01, None, 0.04, nan])
    assert np.isnan(with_gap[[1, 3]]).all()
    assert with_gap[[0, 2]].tolist() == adjust([0.01, 0.04]).tolist()
    assert len(adjust([])) == 0


def test_what_cannot_reach_the_level_is_no_member_of_the_family():
    rising, short = mann_kendall(range(8)), mann_kendall([3, 7, 8, 15])
    constant, none = mann_kendall([4] * 6), mann_kendall([])
    level = mann_kendall([3, 1, 2, 5, 4, 1])
    got = family_of_tests([rising, short, constant, none, level])
    assert got.testable == (True, False, False, False, True)
    assert (got.n_tested, got.n_not_testable) == (2, 3)
    assert got.p_adjusted[0] == 2 * rising.p_exact
    assert got.p_adjusted[1:4] == (None, None, None)
    assert got.rejected == (True, False, False, False, False)


def test_the_floor_is_held_against_the_level_of_the_family():
    five = [mann_kendall(range(5))]  # 2 of 120 orders
    assert family_of_tests(five, level=0.05).testable == (True,)
    assert family_of_tests(five, level=1 / 60).testable == (True,)
    assert family_of_tests(five, level=0.0166).testable == (False,)


def test_untestable_series_do_not_dilute_the_rest():
    rising = [mann_kendall(range(6)), mann_kendall(range(7))]
    diluted = family_of_tests([*rising, *[mann_kendall([1, 2, 3])] * 50])
    assert diluted.p_adjusted[:2] == family_of_tests(rising).p_adjusted
    assert diluted.n_not_testable == 50


def test_tests_of_different_kinds_make_one_family_by_any_method():
    results = [mann_kendall(range(10)), pettitt_change_point([1, 2, 1, 2, 1, 9, 8, 9, 8, 9])]
    for method, adjust in (("holm", holm), ("benjamini_yekutieli", benjamini_yekutieli)):
        got = family_of_tests(results, method=method)
        assert got.p_adjusted == tuple(adjust([one.p for one in results]))
        assert (got.method, got.level) == (method, 0.05)


def test_an_empty_family_tests_nothing():
    assert (family_of_tests([]).n_tested, family_of_tests([]).p_adjusted) == (0, ())


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: holm([0.1, 1.2]),
         "p, position 1 (counted from 0): found 1.2; allowed: a number from 0 to 1, or None or NaN where "
         "missing."),
        (lambda: benjamini_hochberg([-0.1]),
         "p, position 0 (counted from 0): found -0.1; allowed: a number from 0 to 1, or None or NaN where "
         "missing."),
        (lambda: benjamini_hochberg(["0.1"]),
         "p, position 0 (counted from 0): found '0.1'; allowed: a number, or None or NaN where missing."),
        (lambda: family_of_tests([], method="benjamini"),
         "method: found 'benjamini'; allowed: benjamini_hochberg, benjamini_yekutieli, holm. "
         "Did you mean 'benjamini_hochberg'?"),
        (lambda: family_of_tests([], level=5),
         "level: found 5; allowed: a share above 0 and below 1."),
    ],
)  # fmt: skip
def test_nonsense_is_an_error_that_names_the_mend(call, message):
    with pytest.raises(ValueError) as error:
        call()
    assert str(error.value) == message


def test_a_result_without_p_is_a_wrong_member():
    with pytest.raises(AttributeError):
        family_of_tests([poisson_interval(3)])
