"""Krippendorff's alpha: the published example, every pair by brute force, and what must not matter."""

from fractions import Fraction
from itertools import combinations, permutations
from math import nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napeval.criteria.agreement import LEAST_UNITS, krippendorff_alpha

# Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, section C: 4 observers, 12 units.
PUBLISHED = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]
RATINGS = st.lists(
    st.lists(st.one_of(st.none(), st.integers(1, 4)), min_size=6, max_size=6), min_size=2, max_size=4
)
MEASURES = ["nominal", "ordinal", "interval", "ratio"]


@pytest.mark.parametrize(
    ("measure", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_the_published_example(measure, alpha):
    got = krippendorff_alpha(PUBLISHED, measure=measure)
    assert round(got.alpha, 3) == alpha
    assert (got.n, got.n_missing, got.pairable_values, got.missing_ratings) == (11, 1, 40, 7)
    assert (got.raters, got.reportable, got.reason) == (4, True, None)
    assert (got.effect.value, got.effect.unit) == (got.alpha, "alpha")


def test_two_raters_by_hand():
    # Units 11, 12, 22: of the six values three are 1 and three are 2. Observed: 2 of 6 unlike; expected:
    # 2 x 3 x 3 of 6 x 5.
    got = krippendorff_alpha([[1, 1, 2], [1, 2, 2]], measure="nominal")
    assert got.observed_disagreement == Fraction(2, 6)
    assert got.expected_disagreement == Fraction(18, 30)
    assert got.alpha_fraction == 1 - Fraction(2, 6) / Fraction(18, 30)


def test_complete_data_with_three_raters_weigh_a_pair_by_the_raters_less_one():
    # Units 111, 112: mean distance of pairs within units (0 + 2 of 6) / 2; five 1 and one 2 in all.
    got = krippendorff_alpha([[1, 1], [1, 1], [1, 2]], measure="nominal")
    assert got.alpha_fraction == 1 - Fraction(2, 6) / Fraction(2 * 5 * 1, 6 * 5)


def squared(measure, values):
    """The distance of two values straight from the text: for ordinal, all ratings from one to the other."""

    def apart(one, other):
        if measure == "nominal":
            return Fraction(one != other)
        if measure == "interval":
            return Fraction(one - other) ** 2
        if measure == "ratio":
            return Fraction(one - other, one + other) ** 2
        low, high = sorted((one, other))
        between = sum(low <= value <= high for value in values)
        return (between - Fraction(values.count(one) + values.count(other), 2)) ** 2

    return apart


@pytest.mark.parametrize("measure", MEASURES)
@given(ratings=RATINGS)
def test_alpha_is_one_minus_the_ratio_of_mean_distances(measure, ratings):
    units = [[value for value in unit if value is not None] for unit in zip(*ratings, strict=True)]
    units = [unit for unit in units if len(unit) > 1]
    values = [value for unit in units for value in unit]
    got = krippendorff_alpha(ratings, measure=measure)
    if len(set(values)) < 2:
        assert (got.alpha, got.reason) == (None, "no_variation" if values else "no_pairable_values")
        return
    apart = squared(measure, values)
    within = sum(
        (sum(apart(a, b) for a, b in permutations(unit, 2)) / Fraction(len(unit) - 1) for unit in units),
        Fraction(0),
    ) / len(values)
    overall = sum((apart(a, b) for a, b in combinations(values, 2)), Fraction(0)) / Fraction(
        len(values) * (len(values) - 1), 2
    )
    assert got.alpha_fraction == 1 - within / overall
    assert got.alpha == pytest.approx(float(got.alpha_fraction), rel=1e-15)


@pytest.mark.parametrize("measure", MEASURES)
@given(ratings=RATINGS, order=st.permutations(range(6)))
def test_the_order_of_raters_and_units_does_not_matter(measure, ratings, order):
    turned = [[row[place] for place in order] for row in reversed(ratings)]
    one, other = (krippendorff_alpha(table, measure=measure) for table in (ratings, turned))
    assert one == other


@given(ratings=RATINGS)
def test_what_a_measure_ignores_does_not_matter(ratings):
    def recoded(code):
        return [[None if value is None else code(value) for value in row] for row in ratings]

    def alpha(table, measure):
        return krippendorff_alpha(table, measure=measure).alpha_fraction

    assert alpha(recoded(lambda v: "wdxa"[v - 1]), "nominal") == alpha(
        ratings, "nominal"
    )
    assert alpha(recoded(lambda v: v**3), "ordinal") == alpha(ratings, "ordinal")
    assert alpha(recoded(lambda v: 10 - 2 * v), "interval") == alpha(ratings, "interval")
    assert alpha(recoded(lambda v: 7 * v), "ratio") == alpha(ratings, "ratio")


def test_perfect_agreement_is_one():
    row = [1, 2, 3, 4, 1, 2, 3, 4, 1, 2]
    assert krippendorff_alpha([row, row, row]).alpha_fraction == 1


def test_one_value_throughout_is_undefined_and_not_one():
    got = krippendorff_alpha([[3] * 12, [3] * 12])
    assert (got.alpha, got.reportable, got.reason, got.n) == (None, False, "no_variation", 12)
    assert got.effect is None


def test_units_rated_once_cannot_be_paired():
    got = krippendorff_alpha([[1, None, 2], [None, 3, nan]])
    assert (got.n, got.n_missing, got.missing_ratings) == (0, 3, 3)
    assert (got.reportable, got.reason) == (False, "no_pairable_values")


@pytest.mark.parametrize(("units", "reason"), [(9, "too_few_units"), (10, None), (11, None)])
def test_ten_units_are_needed_and_the_value_stands_beside_the_refusal(units, reason):
    row = [1, 2] * 6
    got = krippendorff_alpha([row[:units], row[:units]])
    assert (got.alpha, got.reason, got.reportable) == (1.0, reason, reason is None)
    assert LEAST_UNITS == 10


def test_decimals_are_what_they_look_like():
    tenths = krippendorff_alpha([[0.1, 0.2, 0.3], [0.1, 0.3, 0.3]], measure="interval")
    whole = krippendorff_alpha([[1, 2, 3], [1, 3, 3]], measure="interval")
    assert tenths.alpha_fraction == whole.alpha_fraction


def test_zero_is_allowed_on_a_ratio_and_less_is_not():
    assert krippendorff_alpha([[0, 0, 1], [0, 1, 1]], measure="ratio").alpha is not None
    got = krippendorff_alpha([[0, -1, 1], [0, 1, 1]], measure="ratio")
    assert (got.alpha, got.reason) == (None, "negative_value")


def test_options_say_the_measure():
    assert dict(krippendorff_alpha(PUBLISHED).options) == {"measure": "ordinal"}


@pytest.mark.parametrize(
    ("ratings", "measure", "message"),
    [
        ([[1, 2]], "ordnal", "measure: found 'ordnal'; allowed: nominal, ordinal, interval, ratio. Did you "
         "mean 'ordinal'?"),
        ([[1, 2], [1]], "ordinal", "ratings: found rows of [1, 2] cells; allowed: at least one row, all of "
         "one length, with None where nothing was rated."),
        ([], "ordinal", "ratings: found rows of [] cells; allowed: at least one row, all of one length, with "
         "None where nothing was rated."),
        ([[]], "ordinal", "ratings: found 0 units; allowed: at least 1."),
        ([[1, "high"]], "ordinal", "ratings, row 0, position 1 (counted from 0): found 'high'; allowed: a "
         "finite number, or None or NaN where nothing was rated."),
        ([[1, True]], "nominal", "ratings, row 0, position 1 (counted from 0): found True; allowed: a finite "
         "number or a word, or None or NaN where nothing was rated."),
        ([[1, float("inf")]], "ordinal", "ratings, row 0, position 1 (counted from 0): found inf; allowed: a "
         "finite number, or None or NaN where nothing was rated."),
        (["12", "12"], "ordinal", "ratings, row 0: found '12'; allowed: a row of ratings."),
        (3, "ordinal", "ratings: found 3; allowed: a row of ratings."),
    ],
)  # fmt: skip
def test_wrong_calls_say_what_is_wrong(ratings, measure, message):
    with pytest.raises(ValueError) as raised:
        krippendorff_alpha(ratings, measure=measure)
    assert str(raised.value) == message
