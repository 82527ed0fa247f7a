"""Changes of make-up: brute force over whole tables, values of R, shares, refusals, symmetries."""

from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import factorial, inf, nan, prod

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq
from scipy.stats import nchypergeom_fisher

from napeval.trends import REASON_CODES, composition_change, composition_change_many, wilson
from napeval.trends.composition import exact_tables
from napeval.trends.composition.exact_tables import drawn_share_no_likelier, share_no_likelier

FORMS = [[12, 9, 5], [6, 3, 16]]


def tables_with_margins(rows, columns):
    """Every table of whole numbers with these margins, row by row."""
    if len(rows) == 1:
        yield (tuple(columns),)
        return
    for first in product(*(range(min(rows[0], column) + 1) for column in columns)):
        if sum(first) == rows[0]:
            left = [column - cell for column, cell in zip(columns, first, strict=True)]
            for rest in tables_with_margins(rows[1:], left):
                yield (first, *rest)


def weight(table):
    return Fraction(1, prod(factorial(cell) for row in table for cell in row))


def by_brute_force(table):
    """(p of the table, smallest p of any table with its margins), exactly."""
    columns = [sum(column) for column in zip(*table, strict=True)]
    weights = [weight(other) for other in tables_with_margins([sum(row) for row in table], columns)]
    observed, smallest, whole = weight(table), min(weights), sum(weights)
    return tuple(sum(w for w in weights if w <= limit) / whole for limit in (observed, smallest))


# --- the exact p


@pytest.mark.parametrize(
    "table",
    [[[8, 2], [1, 5]], [[3, 1], [1, 3]], [[0, 4], [4, 0]], [[1, 0], [0, 1]], FORMS, [[4, 6, 2], [8, 12, 4]],
     [[3, 0, 1], [0, 2, 2], [1, 1, 4]], [[2, 1], [1, 2], [0, 4], [3, 3]], [[1, 2, 0, 1], [2, 0, 1, 3]],
     [[1, 0, 2], [2, 1, 0], [0, 3, 1], [1, 1, 1]], [[0, 0, 5], [1, 0, 0], [0, 7, 0]]],
)  # fmt: skip
def test_the_exact_p_is_the_sum_over_all_tables_no_likelier(table):
    if not all(map(sum, zip(*table, strict=True))):
        table = [[cell for cell, column in zip(row, zip(*table, strict=True), strict=True) if sum(column)]
                 for row in table]  # fmt: skip
    p, floor = by_brute_force(table)
    got = composition_change(table)
    assert got.p_exact == pytest.approx(float(p), rel=1e-11)
    assert got.p_floor == pytest.approx(float(floor), rel=1e-11)
    assert (got.p, got.p_standard_error, got.method) == (got.p_exact, None, "fisher_freeman_halton_exact")


@given(st.integers(2, 3), st.integers(2, 3), st.data())
@settings(max_examples=15, deadline=None)
def test_the_exact_p_of_any_small_table(rows, columns, data):
    cells = st.lists(st.integers(0, 4), min_size=columns, max_size=columns)
    table = data.draw(st.lists(cells, min_size=rows, max_size=rows))
    assume(all(map(sum, table)) and all(map(sum, zip(*table, strict=True))))
    p, floor = by_brute_force(table)
    got = composition_change(table)
    assert (got.p_exact, got.p_floor) == pytest.approx((float(p), float(floor)), rel=1e-10)


def test_two_by_two_by_hand():
    # Margins 10, 6 and 9, 7: C(9, 8) C(7, 2) / C(16, 10) and the tables no likelier.
    got = composition_change([[8, 2], [1, 5]])
    assert got.p == pytest.approx((9 * 21 + 7 + 84) / 8008)
    assert got.statistic == pytest.approx(16 * (8 * 5 - 2 * 1) ** 2 / (10 * 6 * 9 * 7))
    assert got.cramers_v == pytest.approx(abs(8 * 5 - 2) / (10 * 6 * 9 * 7) ** 0.5)
    assert got.min_expected == 6 * 7 / 16


@pytest.mark.parametrize(
    ("table", "p", "statistic", "p_chi2"),
    [(FORMS, 0.00519094725364787, 10.7464285714286, 0.00463919561914871),
     ([[10, 12, 8], [12, 5, 13], [20, 7, 12]], 0.159750201208092, 7.14436813186813, 0.12845288938744),
     ([[30, 25, 10, 5, 8], [22, 30, 18, 9, 2]], 0.0728105090458249, 8.66036541805773, 0.0701726116108762),
     ([[3, 2, 1, 4], [1, 2, 3, 0], [2, 2, 2, 2], [0, 3, 1, 4]], 0.448517612218041, 9.21735449735450,
      0.417457355898054)],
)  # fmt: skip
def test_fisher_test_and_chisq_test_of_r(table, p, statistic, p_chi2):
    # R 4.2.2: fisher.test(table), chisq.test(table, correct = FALSE)
    got = composition_change(table)
    assert got.p_exact == pytest.approx(p, rel=2e-12)
    assert (got.statistic, got.p_chi2) == pytest.approx((statistic, p_chi2), rel=1e-12)
    assert got.df == (len(table) - 1) * (len(table[0]) - 1)


def test_the_same_make_up_has_p_one_and_nothing_moved():
    got = composition_change([[4, 6, 2], [8, 12, 4]])
    assert (got.p, got.statistic, got.cramers_v, got.p_chi2, got.moved_most) == (1, 0, 0, 1, None)


def test_complete_separation_has_the_largest_effect():
    got = composition_change([[7, 0, 0], [0, 5, 0], [0, 0, 6]])
    assert got.cramers_v == pytest.approx(1)
    assert got.p == pytest.approx(got.p_floor)


@given(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=2, max_size=3), st.randoms())
@settings(max_examples=15, deadline=None)
def test_neither_the_order_nor_the_side_of_the_categories_matters(table, chance):
    assume(all(map(sum, table)) and all(map(sum, zip(*table, strict=True))))
    here, places = composition_change(table), [0, 1, 2]
    chance.shuffle(places)
    shuffled = composition_change([[row[place] for place in places] for row in table])
    turned = composition_change(list(zip(*table, strict=True)))
    for other in (shuffled, turned):
        assert (other.p, other.p_floor, other.statistic, other.cramers_v) == pytest.approx(
            (here.p, here.p_floor, here.statistic, here.cramers_v), abs=1e-9)
    assert shuffled.shares[0][0] == here.shares[0][places[0]]


def test_too_few_cases_to_tell_show_in_the_floor():
    got = composition_change([[1, 2], [2, 1]])
    assert (got.reportable, got.can_reach_p05) == (True, False)
    assert got.p_floor == pytest.approx(2 / 20)
    assert composition_change([[8, 2], [1, 5]]).can_reach_p05


# --- where there are too many tables


LARGE = [[40, 35, 30, 20], [30, 40, 25, 10], [35, 20, 45, 15]]


def test_too_many_tables_are_drawn_from_and_say_so():
    # R 4.2.2: fisher.test(LARGE, workspace = 2e8)$p.value
    got = composition_change(LARGE)
    assert (got.p_exact, got.method) == (None, "fisher_freeman_halton_monte_carlo")
    assert got.p_standard_error == pytest.approx((got.p * (1 - got.p) / 100_001) ** 0.5)
    assert got.p == pytest.approx(0.0110972403824556, abs=4 * got.p_standard_error)
    assert got.p == composition_change(LARGE).p != composition_change(LARGE, seed=1).p
    assert (got.reportable, got.df) == (True, 6)


def test_drawing_agrees_with_going_through_all():
    share, error = drawn_share_no_likelier(np.array(FORMS), draws=100_000, seed=3)
    assert share == pytest.approx(share_no_likelier(np.array(FORMS)), abs=4 * error)
    assert error == pytest.approx((share * (1 - share) / 1e5) ** 0.5, rel=1e-4)


def test_the_work_limit_stops_the_way_through_open_tables(monkeypatch):
    table = np.array([[10, 5, 8, 3], [2, 9, 7, 6], [5, 5, 4, 11]])
    monkeypatch.setattr(exact_tables, "TABLES_WORK_LIMIT", 1000)
    assert share_no_likelier(table) is None
    assert composition_change(table).p_exact is None


# --- the odds ratio


def test_the_odds_ratio_gives_the_first_cell_its_own_value_as_mean():
    got = composition_change([[8, 2], [1, 5]])
    assert nchypergeom_fisher(16, 9, 10, got.odds_ratio).mean() == pytest.approx(8)
    low, high = got.odds_ratio_interval
    assert nchypergeom_fisher(16, 9, 10, low).sf(7) == pytest.approx(0.025)
    assert nchypergeom_fisher(16, 9, 10, high).cdf(8) == pytest.approx(0.025)
    assert got.odds_ratio == pytest.approx(
        brentq(lambda odds: nchypergeom_fisher(16, 9, 10, odds).mean() - 8, 1, 100, xtol=1e-12), rel=1e-9)


@pytest.mark.parametrize(
    ("table", "printed"),
    [([[8, 2], [1, 5]], 15.4696874628869), ([[6, 8], [11, 8]], 0.5557178345043866),
     ([[2, 3], [2, 5]], 1.59564166862673), ([[40, 43], [46, 36]], 0.7294286885304379),
     ([[1, 4], [4, 4]], 0.2779247096485084), ([[13, 13], [11, 11]], 1.0),
     ([[3, 1], [1, 3]], 6.40830886700579)],
)  # fmt: skip
def test_what_fisher_test_of_r_prints_is_the_odds_ratio_to_its_tolerance(table, printed):
    # R 4.2.2: fisher.test(table)$estimate, found with a tolerance of .Machine$double.eps ^ 0.25
    got = composition_change(table)
    assert got.odds_ratio_r == pytest.approx(printed, rel=1e-12)
    assert got.odds_ratio == pytest.approx(printed, rel=1e-3)


@pytest.mark.parametrize(("table", "ratio"), [([[3, 1], [0, 3]], inf), ([[0, 3], [3, 1]], 0)])
def test_an_empty_corner_leaves_the_odds_ratio_without_an_end(table, ratio):
    got = composition_change(table)
    assert got.odds_ratio == got.odds_ratio_r == ratio
    assert ratio in got.odds_ratio_interval


def test_swapping_the_periods_inverts_the_odds_ratio():
    here, there = composition_change([[8, 2], [1, 5]]), composition_change([[1, 5], [8, 2]])
    assert there.odds_ratio == pytest.approx(1 / here.odds_ratio)
    assert there.odds_ratio_interval == pytest.approx([1 / limit for limit in here.odds_ratio_interval[::-1]])


def test_larger_tables_have_no_odds_ratio_and_no_yates():
    got = composition_change(FORMS)
    assert (got.odds_ratio, got.odds_ratio_interval, got.odds_ratio_r, got.p_chi2_yates) == (None,) * 4


def test_yates_of_r():
    # R 4.2.2: chisq.test(matrix(c(8, 1, 2, 5), 2)); the correction never exceeds the difference itself.
    assert composition_change([[8, 2], [1, 5]]).p_chi2_yates == pytest.approx(0.0509619369677633)
    assert composition_change([[5, 5], [5, 5]]).p_chi2_yates == 1


# --- which category moved


def test_adjusted_residuals_of_r_and_the_category_that_moved_most():
    # R 4.2.2: chisq.test(table)$stdres
    got = composition_change(FORMS)
    assert got.residuals[0] == pytest.approx((1.65499878520227, 1.90336823838362, -3.24751468793471))
    assert got.residuals[1] == pytest.approx([-cell for cell in got.residuals[0]])
    assert got.moved_most == (0, 2)
    three = composition_change(LARGE)
    assert three.moved_most == (2, 1)
    assert three.residuals[2][1] == pytest.approx(-2.982845691793766)


def test_an_empty_category_is_dropped_and_named():
    full, bare = composition_change([[12, 0, 9, 5], [6, 0, 3, 16]]), composition_change(FORMS)
    assert (full.dropped_categories, bare.dropped_categories) == ((1,), ())
    assert (full.p, full.statistic, full.df) == (bare.p, bare.statistic, bare.df)
    assert full.residuals[0] == (*bare.residuals[0][:1], None, *bare.residuals[0][1:])
    assert full.moved_most == (0, 3)
    assert [share.count for share in full.shares[0]] == [12, 0, 9, 5]


def test_shares_come_with_cases_and_interval_and_few_cases_are_shown_as_counts():
    got = composition_change([[7, 2], [6, 4]])
    assert [[share.as_count for share in row] for row in got.shares] == [[True, True], [False, False]]
    share = got.shares[1][0]
    assert (share.count, share.cases, share.share) == (6, 10, 6 / 10)
    assert share.interval == wilson(6, 10).interval
    narrower = composition_change([[7, 2], [6, 4]], confidence=0.8)
    assert narrower.shares[1][0].interval == wilson(6, 10, 0.8).interval


# --- refusals


@pytest.mark.parametrize(
    ("table", "reason"),
    [([], "no_valid_data"), ([[], []], "no_valid_data"), ([[None, nan]], "no_valid_data"),
     ([[1, None], [2, 3]], "count_missing"), ([[1, inf], [2, 3]], "non_finite_value"),
     ([[1, 2.5], [2, 3]], "not_a_count"), ([[1, 2]], "n_too_small"),
     ([[0, 0, 0], [8, 12, 4]], "empty_period"), ([[0, 0], [0, 0]], "empty_period"),
     ([[5, 0], [3, 0]], "one_category"), ([[5], [3]], "one_category")],
)  # fmt: skip
def test_refusals(table, reason):
    got = composition_change(table)
    assert (got.reportable, got.reason) == (False, reason)
    assert (got.p, got.cramers_v, got.effect) == (None, None, None)
    assert reason in REASON_CODES


def test_one_category_still_names_the_dropped_ones():
    assert composition_change([[0, 5, 0], [0, 3, 0]]).dropped_categories == (0, 2)


@pytest.mark.parametrize(
    ("call", "message"),
    [({"table": [[1, -2], [3, 4]]},
      "table, row 0, position 1 (counted from 0): found -2; allowed: whole numbers from 0 up."),
     ({"table": [[1, 2], [3]]}, "table: found rows of 2, 1 cells; allowed: one length."),
     ({"table": [["a", 2]]}, "table, row 0, position 0 (counted from 0): found 'a'; allowed: a number, or "
      "None or NaN where missing."),
     ({"draws": 9999}, "draws: found 9999; allowed: whole numbers from 100000 up."),
     ({"confidence": 1}, "confidence: found 1; allowed: a share above 0 and below 1.")],
)  # fmt: skip
def test_wrong_calls(call, message):
    call = {"table": FORMS} | call
    with pytest.raises(ValueError) as error:
        composition_change(call.pop("table"), **call)
    assert str(error.value) == message


def test_many_tables_are_the_single_ones():
    tables = [FORMS, [[8, 2], [1, 5]], [[0, 0], [1, 2]], [[12, 0, 9, 5], [6, 0, 3, 16]]]
    many = composition_change_many(tables)
    for place, table in enumerate(tables):
        one = composition_change(table)
        assert many["reason"][place] == one.reason
        assert many["dropped_categories"][place] == one.dropped_categories
        assert many["shares"][place] == one.shares
        for name in ("p", "cramers_v", "odds_ratio", "p_floor"):
            expected = getattr(one, name)
            assert many[name][place] == pytest.approx(nan if expected is None else expected, nan_ok=True)


def test_a_result_says_what_was_chosen_and_how_large_the_difference_is():
    got = composition_change(FORMS, seed=5)
    assert dict(got.options) == {"confidence": 0.95, "draws": 100_000, "seed": 5}
    assert (got.effect.value, got.effect.unit) == (got.cramers_v, "cramers_v")
    assert replace(got, reportable=False).effect is None
