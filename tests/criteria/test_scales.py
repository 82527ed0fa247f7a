"""Levels just below, on and above every threshold; marks as points; what every scale says of itself."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from napeval.criteria.matrix import CRITERIA
from napeval.criteria.scale_rules import PointsRule
from napeval.criteria.scales import ScaleError, load_scale, rating_scales

JUST = Fraction(1, 10**30)
SHOWN = (
    "icmpd_5", "giz_100", "kfw_6", "ieg_6", "adb_2006", "adb_2016", "undp_icpe_4", "undp_gef_te_6",
)  # fmt: skip

# Worked by hand: points at which the level changes, with the level just below, on and just above them.
THRESHOLDS = {
    "icmpd_5": [("20", "1", "2", "2"), ("40", "2", "3", "3"), ("60", "3", "4", "4"), ("80", "4", "5", "5")],
    "giz_100": [
        ("30", "L6", "L5", "L5"), ("50", "L5", "L4", "L4"), ("67", "L4", "L3", "L3"),
        ("81", "L3", "L2", "L2"), ("92", "L2", "L1", "L1"),
    ],
    # 100 points are grade 1, every 20 points less a grade more; half-way it is the worse, higher grade.
    "kfw_6": [
        ("10", "6", "6", "5"), ("30", "5", "5", "4"), ("50", "4", "4", "3"), ("70", "3", "3", "2"),
        ("90", "2", "2", "1"),
    ],
    "ieg_6": [
        ("50/3", "HU", "U", "U"), ("100/3", "U", "MU", "MU"), ("50", "MU", "MS", "MS"),
        ("200/3", "MS", "S", "S"), ("250/3", "S", "HS", "HS"),
    ],
    # 0 to 3: 0.8, 1.6 and 2.7; 0.75, 1.75 and 2.5.
    "adb_2006": [("80/3", "U", "PS", "PS"), ("160/3", "PS", "S", "S"), ("90", "S", "HS", "HS")],
    "adb_2016": [("25", "U", "LS", "LS"), ("175/3", "LS", "S", "S"), ("250/3", "S", "HS", "HS")],
    # 1 to 4: half-way at 1.5, 2.5 and 3.5.
    "undp_icpe_4": [("50/3", "1", "1", "2"), ("50", "2", "2", "3"), ("250/3", "3", "3", "4")],
    "undp_gef_te_6": [
        ("10", "HU", "HU", "U"), ("30", "U", "U", "MU"), ("50", "MU", "MU", "MS"), ("70", "MS", "MS", "S"),
        ("90", "S", "S", "HS"),
    ],
}  # fmt: skip
CASES = [(scale, *case) for scale, cases in THRESHOLDS.items() for case in cases]


def test_the_scales_for_criteria_in_the_order_in_which_they_are_shown():
    assert rating_scales() == SHOWN == tuple(THRESHOLDS)


@pytest.mark.parametrize(("scale_id", "threshold", "below", "on", "above"), CASES)
def test_just_below_on_and_just_above_each_threshold(scale_id, threshold, below, on, above):
    scale, points = load_scale(scale_id), Fraction(threshold)
    found = [scale.level_of(points + step).code for step in (-JUST, 0, JUST)]
    assert found == [below, on, above]


@pytest.mark.parametrize("scale_id", SHOWN)
def test_the_thresholds_that_a_scale_states_are_those_at_which_its_level_changes(scale_id):
    assert load_scale(scale_id).thresholds == tuple(Fraction(case[0]) for case in THRESHOLDS[scale_id])


@pytest.mark.parametrize("scale_id", SHOWN)
def test_every_score_has_a_level_and_more_points_are_never_worse(scale_id):
    scale = load_scale(scale_id)
    levels = [scale.level_of(Fraction(tenth, 10)) for tenth in range(1001)]
    ordinals = [level.ordinal for level in levels]
    assert ordinals == sorted(ordinals)
    assert (levels[0], levels[-1]) == (scale.levels[0], scale.levels[-1])
    assert set(levels) == set(scale.levels)


@pytest.mark.parametrize("scale_id", SHOWN)
def test_what_a_scale_says_of_itself(scale_id):
    scale = load_scale(scale_id)
    assert scale.verification in ("read", "part_read", "recall")
    assert scale.points_rule.basis in ("published", "ours")
    assert scale.overall.basis in ("published", "ours")
    assert scale.name and scale.source and scale.missing_evidence
    assert set(scale.criteria) <= set(CRITERIA)
    assert [level.ordinal for level in scale.levels] == list(range(1, len(scale.levels) + 1))
    for rule in scale.knock_outs:
        assert set(rule.criteria) <= set(scale.criteria)
        assert rule.not_above or scale.level(rule.cap).ordinal < scale.levels[-1].ordinal
    if scale.overall.method == "weighted_mean":
        assert set(scale.overall.weights) == set(scale.criteria)
        assert sum(scale.overall.weights.values()) == 1


def test_how_far_each_scale_was_checked_and_whose_its_bands_are():
    told = {name: (load_scale(name).verification, load_scale(name).points_rule.basis) for name in SHOWN}
    assert told == {
        "icmpd_5": ("part_read", "ours"),
        "giz_100": ("recall", "published"),
        "kfw_6": ("read", "ours"),
        "ieg_6": ("part_read", "ours"),
        "adb_2006": ("recall", "published"),
        "adb_2016": ("recall", "published"),
        "undp_icpe_4": ("part_read", "ours"),
        "undp_gef_te_6": ("recall", "ours"),
    }


def test_a_criterion_that_its_source_names_otherwise():
    assert load_scale("ieg_6").criteria == ("relevance", "effectiveness", "efficiency")


@pytest.mark.parametrize(
    ("mark", "points"), [(1, 0), (2, 25), (3, 50), (4, 75), (5, 100), (Fraction(9, 2), Fraction(175, 2))]
)
def test_icmpd_marks_as_points(mark, points):
    assert load_scale("icmpd_5").points_of_mark(Fraction(mark)) == points


@pytest.mark.parametrize("scale_id", SHOWN)
def test_a_mark_is_a_mark_of_its_own_level(scale_id):
    """A whole grade, rating or ordinal falls into the level that has this number."""
    scale = load_scale(scale_id)
    if scale_id in ("giz_100", "adb_2006", "adb_2016"):  # their marks are scores: the lower end of each band
        marks = [level.lower for level in scale.levels]
    elif all(level.code.isdecimal() for level in scale.levels):
        marks = [Fraction(level.code) for level in scale.levels]
    else:
        marks = [Fraction(level.ordinal) for level in scale.levels]
    assert [scale.level_of(scale.points_of_mark(mark)) for mark in marks] == list(scale.levels)


def test_grades_where_low_is_good():
    scale = load_scale("kfw_6")
    assert (scale.points_of_mark(Fraction(1)), scale.points_of_mark(Fraction(6))) == (100, 0)
    assert (scale.own_unit(Fraction(100)), scale.own_unit(Fraction(0))) == (1, 6)
    assert scale.own_unit(Fraction(50)) == Fraction(7, 2)


def test_points_in_the_unit_of_the_scale():
    assert load_scale("adb_2016").own_unit(Fraction(50)) == Fraction(3, 2)
    assert load_scale("giz_100").own_unit(Fraction(81)) == 81
    assert load_scale("undp_icpe_4").own_unit(Fraction(50)) == Fraction(5, 2)
    assert load_scale("ieg_6").own_unit(Fraction(20)) == 2  # its levels have no numbers but their order


def test_marks_on_a_scale_of_points_are_points():
    assert load_scale("giz_100").points_of_mark(Fraction(81)) == 81
    assert load_scale("adb_2016").points_of_mark(Fraction("1.5")) == 50


def test_bands_that_hold_their_upper_end():
    scale = load_scale("mopan_31")  # 0 to 4; above 2.5 satisfactory, 2.5 itself not
    threshold = Fraction("2.5") / 4 * 100
    assert [scale.level_of(threshold + step).code for step in (0, JUST)] == ["U", "S"]


def test_bands_where_low_is_good():
    """The bands of the guide turned round: what was worst is best."""
    guide = load_scale("icmpd_5")
    turned = replace(
        guide,
        direction="lower_is_better",
        levels=tuple(replace(level, ordinal=6 - level.ordinal) for level in reversed(guide.levels)),
    )
    assert turned.thresholds == (20, 40, 60, 80)
    # 20 points are 80 in the unit of the scale, which belongs to its own worst band.
    assert [turned.level_of(20 + step).code for step in (-JUST, Fraction(0), JUST)] == ["5", "5", "4"]


@pytest.mark.parametrize(
    "scale_id", ["ieg_country_5", "eurostat_target", "gophr_status", "process_tracing_tests"]
)
def test_a_scale_without_a_rule_for_points_gives_no_level(scale_id):
    with pytest.raises(ScaleError) as error:
        load_scale(scale_id).level_of(Fraction(50))
    assert str(error.value) == (
        f"scale {scale_id} has no rule that places a score of 0 to 100 points; scales with one: "
        + ", ".join(SHOWN)
    )


def test_whole_marks_are_needed_for_the_nearest_one():
    scale = replace(load_scale("giz_100"), points_rule=PointsRule("nearest_level", "ours"))
    assert not scale.places_scores


def test_an_unknown_scale_names_the_nearest():
    with pytest.raises(ScaleError) as error:
        load_scale("icmpd5")
    assert str(error.value) == "no rating scale 'icmpd5'; did you mean 'icmpd_5'?"


def test_an_unknown_level_names_the_nearest():
    with pytest.raises(ScaleError) as error:
        load_scale("giz_100").level("L7")
    assert str(error.value) == "scale giz_100: no level 'L7'; allowed: L6, L5, L4, L3, L2, L1"


def test_scores_and_marks_outside_the_scale():
    with pytest.raises(ScaleError) as error:
        load_scale("icmpd_5").level_of(Fraction(101))
    assert str(error.value) == "scale icmpd_5: found the score 101; allowed: from 0 to 100 points"
    with pytest.raises(ScaleError) as error:
        load_scale("icmpd_5").points_of_mark(Fraction(0))
    assert str(error.value) == "scale icmpd_5: found the mark 0; allowed: from 1 to 5"
    with pytest.raises(ScaleError) as error:
        load_scale("kfw_6").points_of_mark(Fraction(7))
    assert str(error.value) == "scale kfw_6: found the mark 7; allowed: from 1 to 6"
