from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napeval.criteria.exact import exact, number, weighted_mean


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0.6, Fraction(3, 5)),
        (1 / 3, Fraction(1, 3)),
        (55 / 544, Fraction(55, 544)),
        (402828 / 785359, Fraction(402828, 785359)),
        (0.2, Fraction(1, 5)),
        (0.0, Fraction(0)),
        (-0.25, Fraction(-1, 4)),
        (785359.13, Fraction(78535913, 100)),
        (7, Fraction(7)),
    ],
)
def test_a_float_gives_back_the_ratio_it_was_made_of(value, expected):
    assert exact(value) == expected


@given(st.integers(1, 90_000_000).flatmap(lambda q: st.tuples(st.integers(0, q), st.just(q))))
def test_every_share_of_up_to_90_million_is_recovered(pair):
    part, whole = pair
    assert exact(part / whole) == Fraction(part, whole)


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e12, max_value=1e12))
def test_the_ratio_is_always_the_same_float(value):
    assert float(exact(value)) == value


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_what_is_not_finite_is_refused(value):
    with pytest.raises(ValueError, match=f"^'{value}' is not a finite number$"):
        exact(value)


def test_a_weighted_mean_is_exact_and_needs_a_weight():
    assert weighted_mean([(Fraction(1), Fraction(1, 3)), (Fraction(2), Fraction(2, 3))]) == Fraction(5, 9)
    assert weighted_mean([]) is None


def test_what_is_not_known_is_a_missing_number():
    missing = number(None)
    assert missing != missing
    assert number(Fraction(1, 4)) == 1 / 4
