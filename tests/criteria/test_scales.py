from __future__ import annotations

from fractions import Fraction

import pytest

from napeval.criteria.scales import ScaleError, banded_scales, load_scale

JUST_BELOW = Fraction(1, 10**30)


@pytest.mark.parametrize(
    ("threshold", "below", "on"), [(20, "1", "2"), (40, "2", "3"), (60, "3", "4"), (80, "4", "5")]
)
def test_icmpd_levels_just_below_on_and_just_above_each_threshold(threshold, below, on):
    scale = load_scale("icmpd_5")
    assert scale.level_of(threshold - JUST_BELOW).code == below
    assert scale.level_of(Fraction(threshold)).code == on
    assert scale.level_of(threshold + JUST_BELOW).code == on


def test_icmpd_ends():
    scale = load_scale("icmpd_5")
    assert (scale.level_of(Fraction(0)).code, scale.level_of(Fraction(100)).code) == ("1", "5")
    assert [level.ordinal for level in scale.levels] == [1, 2, 3, 4, 5]
    assert scale.level_of(Fraction(70)).label == "icmpd_5.4"
    assert scale.verification == "part_read"


@pytest.mark.parametrize(
    ("mark", "points"), [(1, 0), (2, 25), (3, 50), (4, 75), (5, 100), (Fraction(9, 2), Fraction(175, 2))]
)
def test_icmpd_marks_as_points(mark, points):
    assert load_scale("icmpd_5").points_of_mark(Fraction(mark)) == points


def test_whole_icmpd_marks_fall_into_their_own_level():
    scale = load_scale("icmpd_5")
    assert [scale.level_of(scale.points_of_mark(Fraction(mark))).code for mark in range(1, 6)] == list(
        "12345"
    )


def test_grades_where_low_is_good():
    scale = load_scale("kfw_6")
    assert (scale.points_of_mark(Fraction(1)), scale.points_of_mark(Fraction(6))) == (100, 0)


def test_a_scale_in_a_unit_of_its_own():
    scale = load_scale("adb_2016")  # 0 to 3; successful from 1.75
    threshold = Fraction("1.75") / 3 * 100
    assert scale.level_of(threshold).code == "S"
    assert scale.level_of(threshold - JUST_BELOW).code == "LS"
    assert scale.points_of_mark(Fraction("1.5")) == 50


def test_a_scale_whose_bands_hold_their_upper_end():
    scale = load_scale("mopan_31")  # 0 to 4; above 2.5 satisfactory, 2.5 itself not
    threshold = Fraction("2.5") / 4 * 100
    assert scale.level_of(threshold).code == "U"
    assert scale.level_of(threshold + JUST_BELOW).code == "S"


def test_marks_on_a_scale_of_points_are_points():
    assert load_scale("giz_100").points_of_mark(Fraction(81)) == 81
    assert load_scale("giz_100").level_of(Fraction(81)).code == "L2"


def test_marks_on_a_scale_of_words_are_ordinals():
    assert load_scale("ieg_6").points_of_mark(Fraction(6)) == 100


def test_the_scales_on_which_a_score_has_a_level():
    banded = banded_scales()
    assert {"icmpd_5", "giz_100", "adb_2016", "omb_part"} <= set(banded)
    assert not {"kfw_6", "ieg_6", "eurostat_target", "gophr_status", "process_tracing_tests"} & set(banded)


@pytest.mark.parametrize("scale_id", banded_scales())
def test_every_score_has_exactly_one_level(scale_id):
    scale = load_scale(scale_id)
    ends = (Fraction(0), Fraction(100))
    worst, best = ends if scale.levels[0].code.isdecimal() else scale.marks
    for tenth in range(0, 1001):
        own = worst + (best - worst) * Fraction(tenth, 1000)
        holding = [level.code for level in scale.levels if level.holds(own)]
        assert holding == [scale.level_of(Fraction(tenth, 10)).code]


def test_an_unknown_scale_names_the_nearest():
    with pytest.raises(ScaleError) as error:
        load_scale("icmpd5")
    assert str(error.value) == "no rating scale 'icmpd5'; did you mean 'icmpd_5'?"


def test_a_scale_without_bands_gives_no_level():
    with pytest.raises(ScaleError) as error:
        load_scale("kfw_6").level_of(Fraction(50))
    assert str(error.value) == (
        "scale kfw_6 has no bands that cover 0 to 100 points, so a score has no level on it; "
        "scales with bands: " + ", ".join(banded_scales())
    )


def test_scores_and_marks_outside_the_scale():
    with pytest.raises(ScaleError) as error:
        load_scale("icmpd_5").level_of(Fraction(101))
    assert str(error.value) == "scale icmpd_5: found the score 101; allowed: from 0 to 100 points"
    with pytest.raises(ScaleError) as error:
        load_scale("icmpd_5").points_of_mark(Fraction(0))
    assert str(error.value) == "scale icmpd_5: found the mark 0; allowed: from 1 to 5"
