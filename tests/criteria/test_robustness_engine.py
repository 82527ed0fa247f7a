"""Draws of a criterion: weights, rules, levels, and the same scores by a plain loop."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from robustness_cases import evidence, judged, known, missing, question, rated

from napeval.criteria.overall import knocked_out
from napeval.criteria.robustness.arrays import Arrays, arrays_of
from napeval.criteria.robustness.levels import places_of, places_of_whole
from napeval.criteria.robustness.sampling import (
    blocks_of,
    drawn_rows,
    drawn_weights,
    draws_of,
    generator,
    independent,
)
from napeval.criteria.robustness.scoring import Draws, Rows, on_rungs, scores, taken_together
from napeval.criteria.scales import load_scale, rating_scales

RNG = np.random.default_rng(5)
ARITHMETIC, GEOMETRIC, MEDIAN = 0.0, 0.5, 0.9


def arrays(*ratings, judged: bool = False) -> Arrays:
    found = arrays_of(ratings, judged=judged)
    assert found is not None
    return found


def mixed_case() -> Arrays:
    """Three questions: with an item missing, with one in bounds, and with one item only."""
    return arrays(
        evidence(known("a", 80), missing("b"), known("c", 40, weight=2), name="Q1", weight=3),
        evidence(known("d", 50, 30, 90), known("e", 10), name="Q2", weight=2),
        evidence(known("f", 65), name="Q3"),
    )


def by_a_plain_loop(own: Arrays, rows: Rows, draws: Draws) -> list[float]:
    """The score of one draw after the other, from the description of the method."""

    def together(points: list[float], weights: list[float], aggregation: float) -> float:
        if aggregation < 1 / 3:
            return math.fsum(w * x for w, x in zip(weights, points, strict=True))
        if aggregation < 2 / 3:
            return math.prod((x + 1) ** w for w, x in zip(weights, points, strict=True)) - 1
        reached = 0.0
        for point, weight in sorted(zip(points, weights, strict=True)):
            reached += weight
            if reached >= 0.5 - 1e-12:
                return point
        raise AssertionError

    found = []
    for draw in range(len(draws.aggregation)):
        questions = []
        for place in range(len(own.weights)):
            points, weights = [], []
            for item in range(len(own.items)):
                if own.items[item] != place:
                    continue
                lower, upper, value = own.lower[item], own.upper[item], own.values[item]
                if lower < upper:
                    part = draws.missing if math.isnan(value) else draws.bounds
                    value = lower + (upper - lower) * part[draw, item]
                if draws.normalisation[draw] >= 0.5:
                    value = 20 * min(value // 20, 4) + 10
                points.append(value)
                weights.append(rows.item_weights[draws.item_weights[draw], item])
            questions.append(together(points, weights, draws.aggregation[draw]))
        weights = list(rows.question_weights[draws.question_weights[draw]])
        found.append(together(questions, weights, draws.aggregation[draw]))
    return found


def test_all_draws_at_once_are_what_a_plain_loop_finds():
    own = mixed_case()
    rows = drawn_rows(own, RNG, 500)
    for draws in (independent(own, RNG, 500), draws_of(blocks_of(own, RNG, 512), 500)):
        assert scores(own, rows, draws) == pytest.approx(by_a_plain_loop(own, rows, draws), abs=1e-9)


def fixed(own: Arrays, missing: list[float], rule: float, normalisation: float = 0.0) -> np.ndarray:
    """Scores with nominal weights, one rule, and the missing items at these places from 0 to 1."""
    count = len(missing)
    places, once = (
        np.repeat(np.array(missing)[:, None], len(own.items), axis=1),
        np.zeros(count, dtype=np.intp),
    )
    rows = Rows(own.weights[None, :], own.item_weights[None, :], np.empty((1, len(own.weights))))
    same = np.full(count, rule)
    return scores(own, rows, Draws(once, once, places, places, once, np.full(count, normalisation), same))


def test_a_missing_item_moves_the_score_within_its_weight():
    own = arrays(evidence(known("a", 50), missing("b")))
    assert fixed(own, [0, 0.25, 1], ARITHMETIC) == pytest.approx([25, 37.5, 75])
    assert fixed(own, [0], GEOMETRIC) == pytest.approx([math.sqrt(51 * 1) - 1])
    assert fixed(own, [0, 1], MEDIAN) == pytest.approx([0, 50])
    assert fixed(own, [0, 0.25, 1], ARITHMETIC, 0.5) == pytest.approx([30, 40, 70])


def test_a_uniform_missing_item_gives_the_share_of_its_range():
    # The score is uniform from 25 to 75: two fifths of it between 40 and 60 points.
    own = arrays(evidence(known("a", 50), missing("b")))
    found = fixed(own, list((np.arange(1000) + 0.5) / 1000), ARITHMETIC)
    places = places_of(load_scale("icmpd_5"), found)
    assert np.bincount(places, minlength=5).tolist() == [0, 300, 400, 300, 0]


def test_rungs_hold_their_lower_ends():
    points = np.array([0, 19.999, 20, 39.999, 40, 60, 80, 99, 100])
    assert on_rungs(points).tolist() == [10, 10, 30, 30, 50, 70, 90, 90, 90]


def test_points_taken_together_by_hand():
    points, weights = np.array([[90.0, 10.0, 40.0]] * 3), np.array([[0.2, 0.3, 0.5]] * 3)
    found = taken_together(points, weights, np.array([0, 1, 2]))
    assert found == pytest.approx([41, 91**0.2 * 11**0.3 * 41**0.5 - 1, 40])
    # Half of the weight is reached at the lower of two equal points of view.
    halves = taken_together(np.array([[70.0, 20.0]]), np.array([[0.5, 0.5]]), np.array([2]))
    assert halves.tolist() == [20]


def test_weights_are_drawn_around_the_nominal_ones_in_both_families():
    nominal = np.array([0.5, 0.3, 0.2])
    found = drawn_weights(nominal, np.random.default_rng(1), 40_000)
    assert found.sum(axis=1) == pytest.approx(1)
    uniform, dirichlet = found[::2], found[1::2]
    assert uniform.mean(axis=0) == pytest.approx(nominal, abs=0.003)
    assert dirichlet.mean(axis=0) == pytest.approx(nominal, abs=0.003)
    # Variance of Dirichlet weights: a (1 - a) / (concentration + 1).
    assert dirichlet.var(axis=0) == pytest.approx(nominal * (1 - nominal) / 21, rel=0.05)
    # The first weight at 0.75 and the others at 1.25 of theirs, and the other way round.
    assert 0.375 / (0.375 + 0.625) <= uniform[:, 0].min() < 0.4
    assert 0.6 < uniform[:, 0].max() <= 0.625 / (0.625 + 0.375)


def test_one_weight_stays_one_and_an_odd_number_of_rows_is_whole():
    assert drawn_weights(np.array([1.0]), RNG, 5) == pytest.approx(np.ones((5, 1)))
    assert np.isfinite(drawn_weights(np.array([0.25] * 4), RNG, 7)).all()


def test_evaluators_are_drawn_with_replacement_and_agreement_stays():
    own = arrays(
        judged("Q1", A=0, B=100),
        rated(question("Q2"), marks={"A": 0, "B": 100}, agreed=75),
        judged("Q3", A=25),
        judged=True,
    )
    found = drawn_rows(own, np.random.default_rng(2), 40_000).raters
    shares = [np.mean(found[:, 0] == points) for points in (0, 50, 100)]
    assert shares == pytest.approx([0.25, 0.5, 0.25], abs=0.01)
    assert np.unique(found[:, 1]).tolist() == [75]
    assert np.unique(found[:, 2]).tolist() == [25]


def test_factors_are_those_that_can_move_the_score():
    assert mixed_case().factors == (
        "question_weights", "item_weights", "missing", "bounds", "normalisation", "aggregation",
    )  # fmt: skip
    assert arrays(evidence(known("a", 50))).factors == ("normalisation",)
    assert arrays(judged("Q1", A=50), judged=True).factors == ()
    assert arrays(judged("Q1", A=50, B=50), judged("Q2", A=1), judged=True).factors == (
        "question_weights", "aggregation",
    )  # fmt: skip
    agreed = rated(question("Q1"), known("a", 0, 0, 100), marks={"A": 0, "B": 100}, agreed=75)
    assert arrays(agreed, judged=True).factors == ()
    assert arrays(judged("Q1", A=0, B=100), judged=True).factors == ("raters",)


def test_arrays_do_not_depend_on_any_order():
    first = evidence(known("a", 80), missing("b"), name="Q1", weight=3)
    turned = evidence(missing("b"), known("a", 80), name="Q1", weight=3)
    second = evidence(known("c", 20, 10, 40), name="Q2")
    one, other = arrays(first, second), arrays(second, turned)
    for name in ("weights", "items", "item_weights", "values", "lower", "upper"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))
    by = arrays(judged("Q1", A=0, B=100), judged=True), arrays(judged("Q1", B=100, A=0), judged=True)
    assert by[0].marks[0].tolist() == by[1].marks[0].tolist() == [0, 100]


def test_questions_nobody_rated_do_not_count_where_the_judgement_is_drawn():
    own = arrays(evidence(known("a", 80), name="Q1"), judged("Q2", A=25), judged=True)
    assert (own.weights.tolist(), own.marks[0].tolist(), len(own.items)) == ([1], [25], 0)
    assert arrays_of([evidence(missing("a"))], judged=False) is None
    assert arrays_of([], judged=False) is None
    assert arrays_of([evidence(known("a", 80))], judged=True) is None


@pytest.mark.parametrize("scale_id", rating_scales())
def test_levels_of_many_scores_are_the_exact_ones_at_and_beside_every_threshold(scale_id):
    scale = load_scale(scale_id)
    edge = Fraction(1, 10**6)
    exact = [0, 100, *(at + step for at in scale.thresholds for step in (-edge, 0, edge))]
    found = places_of(scale, np.array([float(one) for one in exact]))
    assert [scale.levels[place] for place in found] == [scale.level_of(Fraction(one)) for one in exact]
    # A mean of equal points misses the threshold by a few bits and stands on it all the same.
    noise = [float(at) + bits for at in scale.thresholds for bits in (-2e-14, 2e-14)]
    on_it = [scale.level_of(at) for at in scale.thresholds for _ in range(2)]
    assert [scale.levels[place] for place in places_of(scale, np.array(noise))] == on_it


@pytest.mark.parametrize("scale_id", rating_scales())
def test_knock_outs_of_many_draws_are_the_exact_ones(scale_id):
    scale = load_scale(scale_id)
    rng = np.random.default_rng(3)
    criteria = {name: rng.integers(0, 1001, 300) / 10 for name in scale.criteria}
    totals = rng.integers(0, 1001, 300) / 10
    found = places_of_whole(scale, totals, criteria)
    for draw in range(300):
        levels = {name: scale.level_of(Fraction(str(points[draw]))) for name, points in criteria.items()}
        before = scale.level_of(Fraction(str(totals[draw])))
        assert scale.levels[found[draw]] == knocked_out(scale, before, levels)[0]


def test_random_numbers_hang_on_the_seed_and_on_the_name():
    first = generator(1, "relevance").random(3).tolist()
    assert generator(1, "relevance").random(3).tolist() == first
    assert generator(2, "relevance").random(3).tolist() != first
    assert generator(1, "impact").random(3).tolist() != first
