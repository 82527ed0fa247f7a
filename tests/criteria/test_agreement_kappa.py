"""Kappa of two raters and of several: published values, by hand, by brute force, and refusals."""

from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napeval.criteria.agreement import fleiss_kappa, krippendorff_alpha, weighted_kappa

PAIRS = st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=1, max_size=14)


def ratings_from(table):
    """Two rows of ratings from a table of counts, levels from 1 up."""
    cells = [(a + 1, b + 1) for (a, row) in enumerate(table) for b, count in enumerate(row)
             for _ in range(count)]  # fmt: skip
    return [a for a, _ in cells], [b for _, b in cells]


# Cohen 1960, Educational and Psychological Measurement 20, table 1: 200 cases; kappa .492 (p_o .70, p_c .41).
COHEN_1960 = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]

# Fleiss 1971, Psychological Bulletin 76, table 1: 30 patients, 6 psychiatrists, 5 diagnoses. One word for
# each patient, one digit for each rating; kappa .430.
FLEISS_1971 = """
444444 222555 233335 555555 222444 113333 333355 113334 114444 555555 144444 124444 222333 144444 224445
333335 111455 111112 224444 133555 555555 244444 224555 114444 144445 222224 111155 224444 133333 555555
"""


def test_the_example_of_cohen():
    got = weighted_kappa(*ratings_from(COHEN_1960), levels=[1, 2, 3], weights="unweighted")
    assert got.raw_agreement == 140 / 200
    assert got.kappa_fraction == (Fraction(140, 200) - Fraction(82, 200)) / (1 - Fraction(82, 200))
    assert round(got.kappa, 3) == 0.492


def test_the_example_of_fleiss():
    units = [[int(rating) for rating in patient] for patient in FLEISS_1971.split()]
    got = fleiss_kappa(units)
    assert (got.n, got.raters, got.reportable) == (30, 6, True)
    assert round(got.kappa, 3) == 0.430
    assert (round(got.raw_agreement, 4), round(got.expected_agreement, 4)) == (0.5556, 0.2199)


@pytest.mark.parametrize("weights", ["unweighted", "linear", "quadratic"])
@given(pairs=PAIRS)
def test_kappa_compares_with_all_pairs_of_ratings_of_the_two(weights, pairs):
    power = {"unweighted": 0, "linear": 1, "quadratic": 2}[weights]

    def apart(a, b):
        return Fraction(int(a != b)) if power == 0 else Fraction(abs(a - b), 3) ** power

    first, second = [a for a, _ in pairs], [b for _, b in pairs]
    observed = sum((apart(a, b) for a, b in pairs), Fraction(0)) / len(pairs)
    chance = sum((apart(a, b) for a, b in product(first, second)), Fraction(0)) / len(pairs) ** 2
    got = weighted_kappa(first, second, levels=[1, 2, 3, 4], weights=weights)
    assert got.kappa_fraction == (1 - observed / chance if chance else None)
    assert got.raw_agreement == pytest.approx(sum(a == b for a, b in pairs) / len(pairs))


@given(pairs=PAIRS, order=st.randoms(use_true_random=False))
def test_swapping_raters_reordering_units_or_turning_the_scale_changes_nothing(pairs, order):
    def kappa(cells, levels=(1, 2, 3, 4)):
        got = weighted_kappa([a for a, _ in cells], [b for _, b in cells], levels=levels, weights="linear")
        return got.kappa_fraction, got.standard_error

    shuffled = list(pairs)
    order.shuffle(shuffled)
    expected = kappa(pairs)
    for other in (kappa(shuffled), kappa([(b, a) for a, b in pairs]), kappa(pairs, levels=(4, 3, 2, 1))):
        assert other[0] == expected[0]
        assert other[1] == pytest.approx(expected[1], abs=1e-9)


def test_a_level_that_nobody_used_still_counts():
    one, other = [1, 1, 2, 3, 3, 1, 2, 3, 1, 3], [1, 2, 2, 3, 1, 1, 3, 3, 1, 3]
    used = weighted_kappa(one, other, levels=[1, 2, 3], weights="quadratic")
    with_gap = weighted_kappa(one, other, levels=[1, "never", 2, 3], weights="quadratic")
    assert used.kappa_fraction != with_gap.kappa_fraction
    assert used.kappa_fraction == weighted_kappa(one, other, levels=[0, 1, 2, 3]).kappa_fraction


def test_words_are_levels_in_the_order_given():
    words = {"low": 1, "middle": 2, "high": 3}
    one, other = ["low", "high", "middle", "low"] * 3, ["low", "middle", "middle", "high"] * 3
    spoken = weighted_kappa(one, other, levels=["low", "middle", "high"])
    numbers = weighted_kappa([words[w] for w in one], [words[w] for w in other], levels=[1, 2, 3])
    assert spoken.kappa_fraction == numbers.kappa_fraction


def test_the_interval_is_that_of_fleiss_cohen_and_everitt():
    # R 4.2.2, psych 2.2.9 cohen.kappa of the same ratings: .0776 to .8112 and .6925 to .9504.
    one, other = [1, 2, 3, 4, 4, 2, 1, 3, 2, 3, 1, 4], [1, 2, 4, 4, 3, 2, 2, 3, 1, 3, 1, 3]
    plain = weighted_kappa(one, other, levels=[1, 2, 3, 4], weights="unweighted")
    squared = weighted_kappa(one, other, levels=[1, 2, 3, 4], weights="quadratic")
    assert plain.interval == pytest.approx((0.077643699, 0.81124519), abs=1e-8)
    assert squared.interval == pytest.approx((0.692482873, 0.95037427), abs=1e-8)
    assert (squared.effect.value, squared.effect.interval) == (squared.kappa, squared.interval)


def test_high_agreement_on_one_level_has_a_low_kappa_and_says_both():
    table = [[45, 2], [3, 0]]
    got = weighted_kappa(*ratings_from(table), levels=[1, 2], weights="unweighted")
    assert got.raw_agreement == 45 / 50
    assert got.kappa < 0


def test_units_with_a_gap_are_left_out():
    got = weighted_kappa([1, None, 2, 1], [1, 2, None, 2], levels=[1, 2])
    assert (got.n, got.n_missing) == (2, 2)


@pytest.mark.parametrize(
    ("one", "other", "reason", "raw"),
    [
        ([None, 1], [1, None], "no_pairable_values", None),
        ([2] * 12, [2] * 12, "no_variation", 1.0),
        ([1, 2] * 4, [1, 2] * 4, "too_few_units", 1.0),
        ([1, 2] * 5, [1, 2] * 5, None, 1.0),
        ([1] * 12, [1, 2] * 6, None, 0.5),  # one rater never varies: kappa is 0, not undefined
    ],
)
def test_what_two_raters_cannot_show(one, other, reason, raw):
    got = weighted_kappa(one, other, levels=[1, 2])
    assert (got.reason, got.reportable, got.raw_agreement) == (reason, reason is None, raw)
    assert (got.kappa is None) is (reason in ("no_pairable_values", "no_variation"))
    assert (got.effect is None) is (reason is not None)


@given(units=st.lists(st.lists(st.integers(1, 3), min_size=3, max_size=3), min_size=1, max_size=8))
def test_fleiss_compares_pairs_within_units_with_pairs_of_all_ratings(units):
    pairs = [pair for unit in units for pair in combinations(unit, 2)]
    observed = Fraction(sum(a == b for a, b in pairs), len(pairs))
    everything = [value for unit in units for value in unit]
    chance = Fraction(sum(a == b for a, b in product(everything, repeat=2)), len(everything) ** 2)
    got = fleiss_kappa(units)
    assert got.kappa_fraction == ((observed - chance) / (1 - chance) if chance < 1 else None)
    assert fleiss_kappa([unit[::-1] for unit in reversed(units)]) == got


def test_fleiss_lies_below_the_nominal_alpha_of_the_same_ratings():
    units = [[1, 1, 2], [2, 2, 2], [1, 1, 1], [3, 2, 3], [3, 3, 3]] * 2
    kappa = fleiss_kappa(units)
    alpha = krippendorff_alpha(list(zip(*units, strict=True)), measure="nominal")
    ratings = 30  # alpha corrects for their number: 1 - alpha = (1 - kappa) (1 - 1/ratings)
    assert 1 - alpha.alpha_fraction == (1 - kappa.kappa_fraction) * Fraction(ratings - 1, ratings)


@pytest.mark.parametrize(
    ("units", "reason"),
    [
        ([[1, None], [None, 2]], "no_pairable_values"),
        ([[1, 1]] * 12, "no_variation"),
        ([[1, 1], [2, 2], [1, 2]] * 3, "too_few_units"),
        ([[1, 1], [2, 2]] * 5, None),
    ],
)
def test_what_several_raters_cannot_show(units, reason):
    got = fleiss_kappa(units)
    assert (got.reason, got.reportable) == (reason, reason is None)
    assert (got.effect is None) is (reason is not None)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: weighted_kappa([1], [1], levels=[1, 2], weights="cubic"),
         "weights: found 'cubic'; allowed: unweighted, linear, quadratic."),
        (lambda: weighted_kappa([1, 2], [1], levels=[1, 2]),
         "rater2: found 1 ratings for 2 of rater1; allowed: one for each."),
        (lambda: weighted_kappa([1, 3], [1, 2], levels=[1, 2]),
         "rater1, position 1 (counted from 0): found 3; allowed: 1, 2."),
        (lambda: weighted_kappa([1], [1], levels=[1, 1]),
         "levels: found [1, 1]; allowed: at least two, each named once."),
        (lambda: weighted_kappa([1], [1], levels=[1, 2], confidence=95),
         "confidence: found 95; allowed: a share above 0 and below 1. Did you mean 0.95?"),
        (lambda: fleiss_kappa([[1], [2]]), "ratings: found 1 raters; allowed: at least 2."),
    ],
)  # fmt: skip
def test_wrong_calls_say_what_is_wrong(call, message):
    with pytest.raises(ValueError) as raised:
        call()
    assert str(raised.value).startswith(message)
