"""Pettitt and shifts of the mean: published values, brute force, and what must not matter."""

from itertools import combinations, permutations
from math import exp, inf, log, nan, pi

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from napeval.trends import REASON_CODES, level_shift, pettitt_change_point
from napeval.trends.ranks.pettitt import EXACT_UP_TO

# Annual flow of the Nile at Aswan, 1871-1970 (Cobb 1978; data set Nile of R).
NILE = [
    1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180,
    799, 958, 1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833,
    701, 916, 692, 1020, 1050, 969, 831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845,
    864, 862, 698, 845, 744, 796, 1040, 759, 781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649,
    846, 812, 742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050, 918, 986, 797, 923, 975, 815,
    1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740,
]  # fmt: skip
YEARS = list(range(1871, 1971))
SMALL = st.lists(st.integers(0, 4), min_size=4, max_size=6)
SERIES = st.lists(st.integers(0, 20), min_size=8, max_size=20)


def largest_u(values):
    n = len(values)
    shifts = [sum((a > b) - (a < b) for a in values[:k] for b in values[k:]) for k in range(1, n)]
    most = max(map(abs, shifts))
    return most, [k for k, u in enumerate(shifts, 1) if abs(u) == most]


def test_pettitt_on_the_nile_is_as_published():
    # R trend::pettitt.test(Nile): U* = 1617, p-value = 3.591e-07, change point at 28 (the year 1898).
    got = pettitt_change_point(NILE, YEARS)
    assert (got.U, got.change_after_position, got.change_after_time) == (1617, 28, 1898)
    assert got.p_approx == pytest.approx(3.591e-07, rel=1e-4)
    assert got.p_permutation == 1 / 10_000  # none of 9,999 random orders comes near
    assert (got.p_exact, got.method, got.reportable) == (None, "pettitt_change_point_permutation", True)


def test_shifts_of_the_nile_are_as_published():
    # R strucchange 1.5-3, breakpoints(Nile ~ 1), as in Zeileis, Kleiber, Kraemer and Hornik 2003.
    got = level_shift(NILE, YEARS)
    assert (got.least_segment, got.most_breaks) == (15, 5)
    assert (got.n_breaks, got.change_after_position, got.change_after_time) == (1, (28,), (1898,))
    assert got.rss_by_breaks == pytest.approx(
        [2835156.750, 1597457.194, 1552923.616, 1538096.513, 1507888.476, 1659993.500], abs=1e-3
    )
    assert got.bic_by_breaks == pytest.approx(
        [1318.242, 1270.084, 1276.467, 1284.718, 1291.944, 1310.765], abs=1e-3
    )
    assert got.positions_by_breaks[2] == (28, 83)
    assert got.levels == pytest.approx((1097.75, 849.97222), abs=1e-5)
    assert (got.beyond_chance, got.effect.value) == (True, got.levels[1] - got.levels[0])


@given(values=SMALL)
@settings(max_examples=30, deadline=None)
def test_exact_p_of_pettitt_is_that_of_all_permutations(values):
    assume(len(set(values)) > 1)
    got = pettitt_change_point(values)
    observed, places = largest_u(values)
    all_u = [largest_u(order)[0] for order in permutations(values)]
    assert (got.U, list(got.equal_positions), got.change_after_position) == (observed, places, places[0])
    assert got.p_exact == pytest.approx(sum(u >= observed for u in all_u) / len(all_u))
    assert got.p_floor == pytest.approx(sum(u >= max(all_u) for u in all_u) / len(all_u))
    assert got.p_approx == min(1, 2 * exp(-6 * observed**2 / (len(values) ** 3 + len(values) ** 2)))


def test_pettitt_by_hand():
    # Four low, four high: U_4 = 4 x 4, reached by 2 x 4! x 4! of 8! orders.
    got = pettitt_change_point([1, 2, 3, 4, 15, 16, 17, 18])
    assert (got.U, got.change_after_position) == (16, 4)
    assert got.p_exact == pytest.approx(2 * 24 * 24 / 40320)
    assert (got.shift, got.effect.value) == (14, 14)
    assert got.p_approx > 2 * got.p_exact  # the approximation is poor at this length


def test_random_orders_come_near_the_exact_p():
    values = [3, 1, 4, 1, 5, 9, 2, 6, 5, 8, 9, 7, 9, 3]
    exact = pettitt_change_point(values)
    longer = pettitt_change_point([*values, 8])
    assert len(values) == EXACT_UP_TO and exact.p_permutation is None
    assert (longer.p_exact, longer.p) == (None, longer.p_permutation)
    assert longer == pettitt_change_point([*values, 8])
    other = pettitt_change_point([*values, 8], seed=7).p_permutation
    assert longer.p_permutation != other
    assert longer.p_permutation == pytest.approx(other, abs=0.01)


@pytest.mark.parametrize(("n", "reason"), [(3, "n_too_small"), (4, "too_few_points"), (7, "too_few_points"),
                                           (8, None)])
def test_pettitt_needs_eight_points_for_a_verdict(n, reason):
    got = pettitt_change_point(range(n))
    assert (got.reportable, got.reason) == (reason is None, reason)


def test_ties_can_make_even_twenty_points_too_few():
    got = pettitt_change_point([0] * 19 + [1])
    assert (got.reason, got.p_floor > 0.05) == ("too_few_points", True)


@given(values=SERIES, order=st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_neither_the_order_of_rows_nor_the_calendar_matters(values, order):
    rows = [(2000 + 3 * i, value) for i, value in enumerate(values)]
    plain_u, plain_levels = pettitt_change_point(values, draws=99), level_shift(values, draws=99)
    order.shuffle(rows)
    shuffled, times = [v for _, v in rows], [t for t, _ in rows]
    moved_u, moved_levels = (m(shuffled, times, draws=99) for m in (pettitt_change_point, level_shift))
    assert (plain_u.U, plain_u.change_after_position) == (moved_u.U, moved_u.change_after_position)
    assert plain_levels.change_after_position == moved_levels.change_after_position
    assert plain_levels.rss_by_breaks == moved_levels.rss_by_breaks


@given(values=SERIES, factor=st.integers(1, 9), lift=st.integers(-99, 99))
@settings(max_examples=30, deadline=None)
def test_a_change_of_unit_moves_no_shift(values, factor, lift):
    changed = [factor * value + lift for value in values]
    before, after = pettitt_change_point(values, draws=99), pettitt_change_point(changed, draws=99)
    assert (before.U, before.equal_positions, before.p) == (after.U, after.equal_positions, after.p)
    before, after = level_shift(values, draws=99), level_shift(changed, draws=99)
    assert before.positions_by_breaks == after.positions_by_breaks
    if before.rss_by_breaks is not None:
        assert after.rss_by_breaks == pytest.approx([factor**2 * rss for rss in before.rss_by_breaks])


@given(values=SERIES)
@settings(max_examples=30, deadline=None)
def test_reversal_mirrors_the_place(values):
    forth, back = pettitt_change_point(values, draws=99), pettitt_change_point(values[::-1], draws=99)
    assert forth.U == back.U
    assert [len(values) - k for k in forth.equal_positions] == list(back.equal_positions[::-1])
    there, here = level_shift(values, draws=99), level_shift(values[::-1], draws=99)
    if there.rss_by_breaks is not None:
        assert there.rss_by_breaks == pytest.approx(here.rss_by_breaks)


@given(values=st.lists(st.integers(0, 9), min_size=8, max_size=12))
@settings(max_examples=25, deadline=None)
def test_the_segments_are_the_best_of_all(values):
    assume(len(set(values)) > 1)
    got, n = level_shift(values, draws=9), len(values)

    def squares(places):
        parts = np.split(np.array(values, float), places)
        return sum(float(((part - part.mean()) ** 2).sum()) for part in parts)

    for breaks, rss in enumerate(got.rss_by_breaks):
        allowed = [places for places in combinations(range(1, n), breaks)
                   if min(np.diff([0, *places, n])) >= got.least_segment]
        assert rss == pytest.approx(min(map(squares, allowed)), abs=1e-9)
        if rss:
            assert got.bic_by_breaks[breaks] == pytest.approx(
                n * (log(rss) + 1 - log(n) + log(2 * pi)) + log(n) * (2 * breaks + 2)
            )
    assert got.n_breaks == got.bic_by_breaks.index(min(got.bic_by_breaks))
    assert got.change_after_position == got.positions_by_breaks[got.n_breaks]


@pytest.mark.parametrize(
    ("n", "segment", "most"), [(8, 2, 2), (13, 2, 5), (19, 2, 8), (20, 3, 5), (40, 6, 5)]
)
def test_bounds_follow_from_the_length_as_in_strucchange(n, segment, most):
    got = level_shift([i % 3 for i in range(n)], draws=9)
    assert (got.least_segment, got.most_breaks, len(got.rss_by_breaks)) == (segment, most, most + 1)


def test_the_caller_may_set_the_bounds():
    got = level_shift(NILE, least_segment=20, most_breaks=2, draws=9)
    assert (len(got.bic_by_breaks), got.least_segment) == (3, 20)
    assert level_shift(NILE, most_breaks=9, draws=9).most_breaks == 5


def test_steps_without_noise_are_found_exactly_and_the_first_of_the_best_is_chosen():
    got = level_shift([5, 5, 5, 5, 9, 9, 9, 9, 2, 2, 2, 2])
    assert (got.n_breaks, got.change_after_position, got.levels) == (2, (4, 8), (5, 9, 2))
    assert (got.rss_by_breaks[2], got.bic_by_breaks[2]) == (0, -inf)
    assert got.effect is None  # two steps have no one size


def test_what_bic_finds_in_noise_is_called_doubtful():
    noise = [8, 4, 7, 0, 1, 2, 5, 9, 6, 3]
    got = level_shift(noise)
    assert got.n_breaks > 0 and got.p_permutation > 0.05
    assert (got.beyond_chance, got.effect) == (False, None)
    assert {one.code: one.state for one in got.assumptions}["shift_not_found_by_chance"] == "doubtful"


def test_p_of_a_shift_keeps_its_level_where_there_is_none():
    draws = np.random.default_rng(11).normal(size=(200, 12))
    found = [level_shift(row, draws=199) for row in draws]
    assert np.mean([one.p_permutation <= 0.05 for one in found]) < 0.1
    assert np.mean([one.n_breaks > 0 for one in found]) > 0.2  # BIC alone does not
    assert np.mean([one.beyond_chance for one in found]) < 0.1


def test_missing_values_are_dropped_and_positions_count_what_is_left():
    got = level_shift([1, 2, None, 1, 2, 8, nan, 9, 8, 9], [*range(2010, 2020)])
    assert (got.n, got.n_missing, got.change_after_position, got.change_after_time) == (8, 2, (4,), (2014,))
    shifted = pettitt_change_point([1, 2, None, 1, 2, 8, nan, 9, 8, 9], [*range(2010, 2020)])
    assert (shifted.change_after_position, shifted.change_after_time) == (4, 2014)


@pytest.mark.parametrize(
    ("values", "times", "reason"),
    [
        ([], None, "no_valid_data"), ([None, nan], None, "no_valid_data"), ([1], None, "n_too_small"),
        ([1, 2], None, "n_too_small"), ([3] * 9, None, "no_variation"),
        ([1, 2, inf, 3, 4, 5, 6, 7, 8], None, "non_finite_value"),
        ([1, 2, 3, 3, 4, 5, 6, 7], [1, 2, 3, 3, 4, 5, 6, 7], "duplicate_time"),
    ],
)  # fmt: skip
def test_refusals_are_results(values, times, reason):
    for got in (pettitt_change_point(values, times), level_shift(values, times)):
        assert (got.reportable, got.reason, got.effect) == (False, reason, None)
        assert reason in REASON_CODES


@pytest.mark.parametrize(("n", "reason"), [(3, "n_too_small"), (7, "n_too_small"), (8, None), (9, None)])
def test_shifts_of_the_mean_need_eight_points(n, reason):
    got = level_shift([1] * (n // 2) + [5] * (n - n // 2 - 1) + [6], draws=99)
    assert (got.reportable, got.reason) == (reason is None, reason)
    assert (got.rss_by_breaks is None) is (n == 3)  # not even two segments


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: level_shift(NILE, least_segment=1),
         "least_segment: found 1; allowed: a whole number from 2 up."),
        (lambda: level_shift(NILE, least_segment=0.15),
         "least_segment: found 0.15; allowed: a whole number from 2 up."),
        (lambda: level_shift(NILE, most_breaks=0),
         "most_breaks: found 0; allowed: a whole number from 1 up."),
        (lambda: level_shift(NILE, draws=0), "draws: found 0; allowed: a whole number from 1 up."),
        (lambda: pettitt_change_point(NILE, draws=0), "draws: found 0; allowed: a whole number from 1 up."),
    ],
)  # fmt: skip
def test_nonsense_is_an_error_that_names_the_mend(call, message):
    with pytest.raises(ValueError) as error:
        call()
    assert str(error.value) == message
