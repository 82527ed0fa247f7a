"""One mark from all criteria: published weights, knock-outs just at and just above, what is missing."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from napeval.criteria.addresses import EvidenceError
from napeval.criteria.matrix import CRITERIA
from napeval.criteria.overall import Overall, overall, overall_weights, stated_weights
from napeval.criteria.scales import Scale, load_scale, rating_scales

JUST = Fraction(1, 10**30)
EQUAL = dict.fromkeys(CRITERIA, 1)


def whole(scale_id: str, stated: dict[str, float] | None = None, **scores: Fraction | int | None) -> Overall:
    """The overall mark; criteria not named stand at 95 points, those named with None are not demonstrated."""
    points = {
        name: None if scores.get(name, 0) is None else Fraction(scores.get(name, 95)) for name in CRITERIA
    }
    scale = load_scale(scale_id)
    return overall(scale, points, overall_weights(scale, CRITERIA, stated))


def code(found: Overall) -> tuple[str, str, tuple[str, ...]]:
    assert found.before is not None and found.level is not None
    return found.before.code, found.level.code, found.knocked_by


@pytest.mark.parametrize("criterion", ["effectiveness", "impact", "sustainability"])
def test_giz_knocks_out_at_level_four_and_not_just_above(criterion):
    # (5 x 95 + 67) / 6 = 90.3: level 2. Level 4 ends below 67 points.
    assert code(whole("giz_100", **{criterion: 67})) == ("L2", "L2", ())
    assert code(whole("giz_100", **{criterion: 67 - JUST})) == ("L2", "L4", (criterion,))
    assert code(whole("giz_100", **{criterion: 0})) == ("L3", "L4", (criterion,))


@pytest.mark.parametrize("criterion", ["relevance", "coherence", "efficiency"])
def test_giz_does_not_knock_out_for_the_other_criteria(criterion):
    assert code(whole("giz_100", **{criterion: 0})) == ("L3", "L3", ())


def test_giz_names_every_criterion_that_lowers_and_no_mark_that_is_low_already():
    assert code(whole("giz_100", sustainability=60, effectiveness=66)) == (
        "L2", "L4", ("effectiveness", "sustainability"),
    )  # fmt: skip
    assert code(whole("giz_100", **dict.fromkeys(CRITERIA, 40))) == ("L5", "L5", ())


@pytest.mark.parametrize("criterion", ["effectiveness", "impact", "sustainability"])
def test_kfw_is_not_successful_with_a_grade_below_three(criterion):
    # 50 points are grade 3.5, which is 4; just above it is 3.
    assert code(whole("kfw_6", EQUAL, **{criterion: 50 + JUST})) == ("2", "2", ())
    assert code(whole("kfw_6", EQUAL, **{criterion: 50})) == ("2", "4", (criterion,))


def test_kfw_needs_the_weights_of_the_evaluators_for_each_of_its_criteria():
    assert whole("kfw_6").reasons == ("weights_not_given",)
    assert whole("kfw_6", {}).reasons == ("weights_not_given",)
    lacking = {name: 1 for name in CRITERIA if name != "impact"}
    assert whole("kfw_6", lacking) == Overall(reasons=("weights_not_given",))
    heavy = {**EQUAL, "relevance": 5}
    assert whole("kfw_6", heavy, relevance=45).score == Fraction(5 * 95 + 5 * 45, 10)


def test_published_weights_stay_and_equal_ones_of_ours_give_way():
    heavy = {**EQUAL, "relevance": 5}
    assert whole("giz_100", heavy, relevance=35).score == Fraction(5 * 95 + 35, 6)
    assert whole("undp_icpe_4", heavy, relevance=35).score == Fraction(4 * 95 + 35, 5)
    assert whole("adb_2006", heavy, relevance=45).score == Fraction(8 * 95 + 2 * 45, 10)
    assert whole("icmpd_5", heavy, relevance=45).score == Fraction(5 * 95 + 5 * 45, 10)
    assert whole("icmpd_5", {"relevance": 5}) == Overall(reasons=("weights_not_given",))


def test_adb_weighs_its_four_criteria_as_published():
    scores = {"relevance": 10, "effectiveness": 20, "efficiency": 40, "sustainability": 80}
    assert whole("adb_2006", **scores).score == 2 + 6 + 12 + 16
    assert whole("adb_2016", **scores).score == Fraction(10 + 20 + 40 + 80, 4)
    # Neither scale asks for these two.
    assert whole("adb_2006", **scores, coherence=None, impact=0).score == 36


def test_gef_is_not_above_effectiveness():
    # Mean (95 + 70 + 95) / 3 = 86.7: S. 70 points are half-way to S and so MS.
    assert code(whole("undp_gef_te_6", effectiveness=70 + JUST)) == ("S", "S", ())
    assert code(whole("undp_gef_te_6", effectiveness=70)) == ("S", "MS", ("effectiveness",))


def test_gef_is_unsatisfactory_where_relevance_is():
    # Mean (30 + 95 + 95) / 3 = 73.3: S. 30 points are half-way to MU and so U.
    assert code(whole("undp_gef_te_6", relevance=30 + JUST)) == ("S", "S", ())
    assert code(whole("undp_gef_te_6", relevance=30)) == ("S", "U", ("relevance",))
    assert code(whole("undp_gef_te_6", relevance=30, effectiveness=50)) == (
        "MS", "U", ("relevance", "effectiveness"),
    )  # fmt: skip


def test_ieg_leaves_the_overall_mark_to_judgement():
    assert whole("ieg_6") == Overall(reasons=("overall_needs_judgement",))


@pytest.mark.parametrize("scale_id", [name for name in rating_scales() if name != "ieg_6"])
def test_a_missing_criterion_is_never_averaged_away(scale_id):
    scale = load_scale(scale_id)
    weights = overall_weights(scale, CRITERIA, EQUAL)
    all_there = dict.fromkeys(CRITERIA, Fraction(95))
    assert overall(scale, all_there, weights).score == 95
    for name in scale.criteria:
        assert overall(scale, {**all_there, name: None}, weights) == Overall(reasons=("criterion_missing",))


@pytest.mark.parametrize("scale_id", ["giz_100", "kfw_6", "adb_2006", "undp_icpe_4", "undp_gef_te_6"])
def test_a_criterion_of_the_scale_that_is_not_asked_is_missing_too(scale_id):
    scale = load_scale(scale_id)
    asked = [name for name in CRITERIA if name != "effectiveness"]
    weights = overall_weights(scale, asked, EQUAL)
    scores: dict[str, Fraction | None] = dict.fromkeys(asked, Fraction(95))
    assert overall(scale, scores, weights).reasons == ("criterion_not_asked",)
    scores["relevance"] = None
    assert overall(scale, scores, weights).reasons == ("criterion_missing", "criterion_not_asked")


def test_the_marks_of_the_guide_serve_the_criteria_that_are_asked():
    scale = load_scale("icmpd_5")
    asked = ("relevance", "coherence")
    found = overall(
        scale, {"relevance": Fraction(30), "coherence": Fraction(90)}, overall_weights(scale, asked, None)
    )
    assert (found.score, found.reasons) == (60, ())
    assert overall(scale, {}, overall_weights(scale, (), None)).reasons == ("not_asked",)


def _on_a_threshold(scale: Scale, target: Fraction, order: list[str]) -> dict[str, Fraction | None]:
    """Scores, in this order, whose overall mean is the target: what floats would miss by a bit."""
    weights = overall_weights(scale, CRITERIA, EQUAL)
    assert not isinstance(weights, str)
    offsets = dict(zip(CRITERIA, (Fraction(n, d) for n, d in OFFSETS), strict=True))
    shift = sum(weight * offsets[name] for name, weight in weights.items()) / sum(weights.values())
    return {name: target + offsets[name] - shift for name in order}


OFFSETS = ((1, 3), (1, 7), (-1, 3), (-1, 7), (2, 9), (0, 1))


@pytest.mark.parametrize("scale_id", [name for name in rating_scales() if name != "ieg_6"])
def test_a_mean_on_a_threshold_is_on_it_in_any_order(scale_id):
    scale = load_scale(scale_id)
    weights = overall_weights(scale, CRITERIA, EQUAL)
    assert not isinstance(weights, str)
    for seed, target in enumerate(scale.thresholds * 5):
        order = random.Random(seed).sample(CRITERIA, len(CRITERIA))
        shuffled = {name: weights[name] for name in reversed(order) if name in weights}
        found = overall(scale, _on_a_threshold(scale, target, order), shuffled)
        assert (found.score, found.before) == (target, scale.level_of(target))


def test_weights_that_cannot_be_used_stop(make_evaluation):
    def message(weights: dict[str, object]) -> str:
        with pytest.raises(EvidenceError) as error:
            stated_weights(make_evaluation(overall_weights=weights), CRITERIA)
        return str(error.value)

    place = "evaluation test, overall_weights: "
    assert message({"relevanc": 1}) == f"{place}no criterion 'relevanc'; did you mean 'relevance'?"
    assert message({"impact": 0}) == f"{place}criterion impact: found '0'; expected a number above 0"
    assert message({"impact": True}) == f"{place}criterion impact: found 'True'; expected a number above 0"
    assert stated_weights(make_evaluation(), CRITERIA) == {}
