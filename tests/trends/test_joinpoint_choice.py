"""How many joinpoints: criteria, permutation tests, and how often a straight line is taken for a bent one."""

from math import log
from time import process_time

import numpy as np
import pytest

from napeval.trends import joinpoint, joinpoint_many


def white(series: int, n: int, seed: int = 11) -> np.ndarray:
    return np.random.default_rng(seed).normal(0, 1, (series, n))


def bent(n: int, change: float, seed: int = 3) -> np.ndarray:
    times = np.arange(n)
    return change * np.maximum(times - n // 2, 0) + np.random.default_rng(seed).normal(0, 1, n)


def test_criteria_by_their_formulas():
    found = joinpoint(bent(15, 1.0), scale="linear")
    for k, model in enumerate(found.models):
        assert model.bic == pytest.approx(log(model.sse / 15) + (2 * k + 2) * log(15) / 15)
        assert model.bic3 == pytest.approx(log(model.sse / 15) + (3 * k + 2) * log(15) / 15)
        assert model.bic <= model.wbic <= model.bic3


def test_the_weight_of_wbic_is_the_partial_r2_of_the_strongest_bend_over_its_two_segments():
    values, times = bent(15, 1.0), np.arange(15.0)
    found = joinpoint(values, times, scale="linear", k=2)
    shares = []
    first, second = found.joinpoints
    for place, inside in ((first, times <= second), (second, times > first)):
        line = np.column_stack([np.ones(inside.sum()), times[inside]])
        hinge = np.column_stack([line, np.maximum(times[inside] - place, 0)])
        straight, broken = (
            np.linalg.lstsq(design, values[inside], rcond=None)[1][0] for design in (line, hinge)
        )
        shares.append(1 - broken / straight)
    parameters = (2 + max(shares)) * 2 + 2
    assert found.models[2].wbic == pytest.approx(log(found.sse / 15) + parameters * log(15) / 15)


def test_each_rule_picks_the_smallest_of_its_criterion_and_choose_says_which_counts():
    values = bent(12, 0.55, seed=21)
    answers = {rule: joinpoint(values, scale="linear", choose=rule) for rule in ("bic", "bic3", "wbic")}
    for rule, answer in answers.items():
        picked = int(np.argmin([getattr(model, rule) for model in answer.models]))
        assert answer.k == getattr(answer, f"k_by_{rule}") == picked
        assert answer.k_by_permutation is answer.p_permutation is None
    assert len({answer.models for answer in answers.values()}) == 1


def test_more_joinpoints_than_the_points_support_are_shown_but_not_chosen():
    values = np.interp(np.arange(11), [0, 3, 6, 10], [0, 9, 0, 12]) + 0.1 * bent(11, 0)
    found = joinpoint(values, scale="linear", k_max=2)
    assert (found.k_max_allowed, len(found.models)) == (1, 3)
    assert (found.k_by_bic3, found.k) == (2, 0)


def test_a_clear_bend_is_found_by_the_permutation_test_and_white_noise_holds_none():
    found = joinpoint(bent(12, 3.0), scale="linear", choose="permutation")
    assert (found.k, found.k_by_permutation, found.joinpoints) == (1, 1, (6.0,))
    assert found.p == found.p_permutation == 2 * 2 / 1000  # up to two joinpoints: two tests
    clearer = joinpoint(bent(12, 9.0), scale="linear", choose="permutation")
    assert clearer.p == 2 * 1 / 1000 == clearer.p_floor
    assert joinpoint(bent(12, 9.0), scale="linear", k=1, choose="permutation").p_floor == 1 / 1000
    none = joinpoint(white(1, 12)[0], scale="linear", choose="permutation")
    assert none.k == 0 and none.p > 0.05


def test_two_clear_bends_are_found_by_the_sequence_of_tests():
    values = np.interp(np.arange(16), [0, 5, 10, 15], [0, 15, 0, 15]) + 0.5 * bent(16, 0)
    found = joinpoint(values, scale="linear", choose="permutation")
    assert (found.k, found.joinpoints) == (2, (5.0, 10.0))


def test_p_is_the_share_of_all_shuffles_that_fit_as_much_better():
    """Against every shuffle made one by one, each fitted anew by the one-series search."""
    values = bent(7, 1.2, seed=2)
    found = joinpoint(values, scale="linear", choose="permutation", permutations=99, seed=4)
    line = np.polyval(np.polyfit(np.arange(7), values, 1), np.arange(7))
    orders = np.random.default_rng(4).permuted(np.tile(np.arange(7), (99, 1)), axis=1)

    def ratio(row):
        straight, broken = joinpoint(row, scale="linear", k=1).models
        return straight.sse / broken.sse

    reached = sum(ratio(line + (values - line)[order]) >= ratio(values) * (1 - 1e-9) for order in orders)
    assert found.p_permutation == (1 + reached) / 100


def test_the_seed_settles_p_and_another_seed_changes_it_little():
    values = bent(12, 0.6)
    options = {"scale": "linear", "choose": "permutation"}
    first, again, other = (joinpoint(values, seed=seed, **options).p for seed in (1, 1, 2))
    assert first == again != other
    assert first == pytest.approx(other, abs=0.05)


def test_a_perfect_line_is_no_evidence_of_a_bend_and_a_perfect_bend_is():
    line = joinpoint(np.arange(10.0), scale="linear", choose="permutation")
    assert (line.k, line.p) == (0, 1.0)
    bend = joinpoint(np.abs(np.arange(10.0) - 5), scale="linear", choose="permutation")
    assert (bend.k, bend.joinpoints) == (1, (5.0,)) and bend.p < 0.01


def test_a_given_number_is_tested_against_none_and_stays_as_given():
    found = joinpoint(white(1, 12)[0], scale="linear", k=1, choose="permutation")
    assert (found.k, found.k_by_permutation) == (1, None)
    assert found.p > 0.05
    assert joinpoint(white(1, 12)[0], scale="linear", k=0, choose="permutation").p is None


def chance(found):
    return next(one for one in found.assumptions if one.code == "joinpoint_not_found_by_chance")


def test_a_joinpoint_chosen_by_a_criterion_from_few_points_is_in_doubt():
    assert chance(joinpoint(bent(14, 4.0), scale="linear")).state == "doubtful"
    assert chance(joinpoint(bent(15, 4.0), scale="linear", k_max=1)).state == "not_checkable"
    assert chance(joinpoint(bent(15, 4.0), scale="linear", k_max=1, choose="bic")).state == "doubtful"
    assert chance(joinpoint(bent(10, 4.0), scale="linear", k=1)).state == "not_checkable"
    tested = chance(joinpoint(bent(10, 4.0), scale="linear", choose="permutation"))
    assert (tested.state, tested.p) == ("holds", 0.001)
    given = chance(joinpoint(white(1, 10)[0], scale="linear", k=1, choose="permutation"))
    assert given.state == "doubtful" and given.p > 0.05


@pytest.mark.parametrize(("n", "bic", "bic3"), [(7, 0.29, 0.17), (12, 0.18, 0.075), (20, 0.11, 0.034)])
def test_false_joinpoints_under_a_straight_line_are_as_often_as_measured_before(n, bic, bic3):
    found = joinpoint_many(white(3000, n), scale="linear", k_max=1)
    assert (found["k_by_bic"] > 0).mean() == pytest.approx(bic, abs=0.025)
    assert (found["k_by_bic3"] > 0).mean() == pytest.approx(bic3, abs=0.02)
    assert (found["k_by_bic3"] <= found["k_by_wbic"]).all()
    assert (found["k_by_wbic"] <= found["k_by_bic"]).all()


def test_the_permutation_test_keeps_its_level():
    found = joinpoint_many(white(1000, 9), scale="linear", choose="permutation", permutations=199)
    assert (found["p_permutation"] <= 0.05).mean() == pytest.approx(0.05, abs=0.02)
    assert ((found["k"] > 0) == (found["p_permutation"] <= 0.05)).all()


def test_the_sequence_of_tests_keeps_its_level_and_p_agrees_with_the_choice():
    found = joinpoint_many(white(500, 13), scale="linear", choose="permutation", permutations=199)
    assert ((found["k"] > 0) == (found["p_permutation"] <= 0.05)).all()
    assert (found["k"] > 0).mean() == pytest.approx(0.04, abs=0.03)


def test_the_permutation_test_keeps_its_level_for_small_and_for_scattered_counts():
    rng = np.random.default_rng(6)
    for counts in (rng.poisson(4, (80, 9)), rng.negative_binomial(5, 0.25, (80, 9))):
        found = joinpoint_many(counts, scale="poisson", choose="permutation", permutations=99)
        assert (found["p_permutation"] <= 0.05).mean() < 0.1


def test_a_thousand_permutations_take_little_time():
    values = bent(12, 1.0)
    start = process_time()
    joinpoint(values, scale="linear", k_max=2, choose="permutation")
    assert process_time() - start < 0.2
