"""One piece left out, and weights at which a level changes: exact, by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from robustness_cases import RULES, evidence, judged, known, missing, question, rated, row_of, tables_of

from napeval.criteria.criterion_rating import criterion_score
from napeval.criteria.overall import overall, overall_weights
from napeval.criteria.robustness.leaving_out import without_each
from napeval.criteria.robustness.tipping import Tipping, tipping_of
from napeval.criteria.scales import load_scale, rating_scales

FIVE = load_scale("icmpd_5")


def left_out(*ratings, prevails: str = "judgement") -> dict[tuple[str, str], tuple[object, ...]]:
    """Score, level and reason by kind and subject."""
    rating = criterion_score(ratings, RULES, FIVE, prevails=prevails)
    return {
        (one.kind, one.subject): (one.score, one.level, one.reason) for one in without_each(rating, RULES)
    }


def test_items_and_questions_left_out_by_hand():
    # Q1: (2 x 90 + 30) / 3 = 70. Q2: 40. The criterion: (3 x 70 + 40) / 4 = 62.5, level 4.
    first = evidence(known("a", 90, weight=2), known("b", 30), name="Q1", weight=3)
    second = evidence(known("c", 40), missing("d"), name="Q2")
    assert left_out(first, second) == {
        ("question", "Q1"): (40, "3", ""),
        ("question", "Q2"): (70, "4", ""),
        ("item", "a"): (Fraction(3 * 30 + 40, 4), "2", ""),
        ("item", "b"): (Fraction(3 * 90 + 40, 4), "4", ""),
        # Without c nothing is known of Q2, which is a quarter of the weight.
        ("item", "c"): (70, "4", ""),
    }


def test_what_is_left_may_not_be_enough():
    half = evidence(known("a", 90), name="Q1"), evidence(missing("b"), name="Q2")
    found = left_out(*half)
    assert found["question", "Q1"] == (None, "not_demonstrated", "no_question_demonstrated")
    assert found["question", "Q2"] == (90, "5", "")
    # The only item of its question goes with the question.
    assert found["item", "a"] == (None, "not_demonstrated", "no_question_demonstrated")
    assert left_out(evidence(known("a", 90)))["question", "Q1"] == (None, "", "last_one")
    assert left_out(evidence(known("a", 90)))["item", "a"] == (None, "", "last_one")


def test_evaluators_left_out_by_hand():
    # Q1: (100 + 40) / 2 = 70. Q2: agreed on 50. Q3: 30 by B alone. Mean: 50.
    ratings = (
        judged("Q1", A=100, B=40),
        rated(question("Q2"), marks={"A": 0, "C": 10}, agreed=50),
        judged("Q3", B=30),
    )
    assert left_out(*ratings) == {
        ("question", "Q1"): (40, "3", ""),
        ("question", "Q2"): (50, "3", ""),
        ("question", "Q3"): (60, "4", ""),
        ("rater", "A"): (Fraction(40 + 50 + 30, 3), "3", ""),
        # Q3 is then rated by nobody and does not count.
        ("rater", "B"): (75, "4", ""),
    }


def test_without_its_only_evaluator_a_criterion_is_what_the_evidence_computes():
    both = rated(question("Q1"), known("a", 30), marks={"A": 70})
    assert left_out(both)["rater", "A"] == (30, "2", "")
    assert ("item", "a") not in left_out(both)
    assert ("rater", "A") not in left_out(both, prevails="computed")
    alone = judged("Q1", A=70)
    assert left_out(alone)["rater", "A"] == (None, "not_demonstrated", "no_question_demonstrated")


def test_the_table_says_what_changes():
    table = tables_of(
        {
            "relevance": [evidence(known("a", 90), known("b", 60))],
            "impact": [evidence(missing("c"), name="Q2")],
        }
    ).left_out
    assert table["criterion"].unique().tolist() == ["relevance"]
    row = row_of(table, subject="a")
    trace, scale = row.pop("trace"), row.pop("scale_id")
    assert (trace, scale) == ("t#a;t#b;r#Q1", "icmpd_5")
    assert row == {
        "criterion": "relevance", "kind": "item", "subject": "a", "score": 60, "change": -15, "level": "4",
        "flips": False, "reason": "",
    }  # fmt: skip
    assert row_of(table, subject="b")["flips"] is True
    assert row_of(table, subject="b")["level"] == "5"
    last = row_of(table, subject="Q1")
    assert (last["level"], last["reason"]) == ("", "last_one")
    assert table["flips"].isna().tolist() == [True, False, False]


def test_criteria_left_out_of_the_overall_mark_by_hand():
    # Mean (90 + 60 + 30) / 3 = 60: level 4.
    ratings = {
        name: [judged(f"Q.{name}", criterion=name, A=points)]
        for name, points in (("relevance", 90), ("coherence", 60), ("impact", 30))
    }
    table = tables_of(ratings).left_out
    found = table[table["criterion"] == "overall"].set_index("subject")
    assert found["kind"].unique().tolist() == ["criterion"]
    assert found["score"].tolist() == [45, 60, 75]
    assert found["change"].tolist() == [-15, 0, 15]
    assert found["level"].tolist() == ["3", "4", "4"]
    assert found["flips"].tolist() == [True, False, False]


def test_a_knock_out_goes_with_its_criterion():
    # KfW: effectiveness at 50 points is a 4, so the whole is no better than 4.
    names = ("relevance", "coherence", "effectiveness", "efficiency", "impact", "sustainability")
    ratings = {
        name: [judged(f"Q.{name}", criterion=name, A=50 if name == "effectiveness" else 95)] for name in names
    }
    tables = tables_of(ratings, "kfw_6", overall_weights=dict.fromkeys(names, 1))
    whole = row_of(tables.robustness, criterion="overall")
    assert (whole["level"], whole["level_share"], whole["verdict"]) == ("4", 1, "robust")
    left = row_of(tables.left_out, criterion="overall", subject="effectiveness")
    assert (left["score"], left["level"], left["flips"]) == (95, "1", True)
    # No weight lifts the cap; only where effectiveness alone counts does it make no difference either.
    tipping = tables.tipping_weights
    assert set(tipping[tipping["criterion"] == "overall"]["reason"]) == {"never"}


PARTS = {"Q1": (Fraction(3), Fraction(90)), "Q2": (Fraction(1), Fraction(30))}


def test_tipping_weights_by_hand():
    # 90 - 60 t with t the share of Q2, now a quarter: 75 points, level 4. Level 5 from 80 on: t = 1/6. Level
    # 3 below 60: t = 1/2, further away.
    assert tipping_of("Q2", PARTS, FIVE) == Tipping("Q2", Fraction(1, 4), Fraction(1, 6), "less", "5", "")
    assert tipping_of("Q1", PARTS, FIVE) == Tipping("Q1", Fraction(3, 4), Fraction(5, 6), "more", "5", "")
    down = {"Q1": (Fraction(11), Fraction(90)), "Q2": (Fraction(9), Fraction(30))}
    # 63 points: level 3 is nearer.
    assert tipping_of("Q2", down, FIVE) == Tipping("Q2", Fraction(9, 20), Fraction(1, 2), "more", "3", "")
    assert tipping_of("Q1", down, FIVE) == Tipping("Q1", Fraction(11, 20), Fraction(1, 2), "less", "3", "")


def test_the_others_keep_their_proportions():
    # Q2 and Q3 together stand at (30 + 3 x 70) / 4 = 60. 90 t + 60 (1 - t) = 80 where t = 2/3.
    parts = {name: (Fraction(w), Fraction(p)) for name, w, p in (("Q1", 4, 90), ("Q2", 1, 30), ("Q3", 3, 70))}
    found = tipping_of("Q1", parts, FIVE)
    assert found == Tipping("Q1", Fraction(1, 2), Fraction(2, 3), "more", "5", "")


def test_no_weight_changes_what_stands_in_one_level():
    never = Tipping("Q1", Fraction(1, 2))
    assert never.reason == "never"

    def of(first: int, second: int, scale: str = "icmpd_5") -> Tipping:
        parts = {"Q1": (Fraction(1), Fraction(first)), "Q2": (Fraction(1), Fraction(second))}
        return tipping_of("Q1", parts, load_scale(scale))

    assert of(65, 75) == never
    assert of(70, 70) == never
    assert tipping_of("Q1", {"Q1": (Fraction(1), Fraction(70))}, FIVE) == Tipping("Q1", Fraction(1))
    # 60 points belong to level 4: with Q1 alone it is still that level.
    assert of(60, 75) == never
    # 80 points are level 5, and 50 a worse grade of KfW: with Q1 alone, which is a weight no longer.
    assert of(80, 70) == never
    assert of(50, 60, "kfw_6") == never
    assert of(81, 70) == Tipping("Q1", Fraction(1, 2), Fraction(10, 11), "more", "5", "")
    assert of(49, 60, "kfw_6") == Tipping("Q1", Fraction(1, 2), Fraction(10, 11), "more", "4", "")


def test_on_a_threshold_any_change_one_way_tips():
    parts = {"Q1": (Fraction(1), Fraction(90)), "Q2": (Fraction(1), Fraction(30))}
    assert tipping_of("Q1", parts, FIVE) == Tipping("Q1", Fraction(1, 2), Fraction(1, 2), "less", "3", "")


def test_a_cap_moves_the_threshold_down():
    # GIZ: 90 t + 20 (1 - t), now 83: L2, capped at L4. Below L4 (50 points) from t = 3/7 down.
    giz = load_scale("giz_100")
    parts = {"Q1": (Fraction(9), Fraction(90)), "Q2": (Fraction(1), Fraction(20))}
    assert tipping_of("Q1", parts, giz, cap=giz.level("L4")) == Tipping(
        "Q1", Fraction(9, 10), Fraction(3, 7), "less", "L5", ""
    )
    assert tipping_of("Q1", parts, giz).level_to == "L3"


points = st.fractions(0, 100, max_denominator=12)
weight = st.fractions(Fraction(1, 6), 10, max_denominator=6)
three = st.dictionaries(st.sampled_from(["a", "b", "c"]), st.tuples(weight, points), min_size=2, max_size=3)


@given(three, st.sampled_from(rating_scales()), st.integers(0, 5) | st.none())
def test_levels_on_either_side_of_a_tipping_weight(parts, scale_id, capped):
    scale = load_scale(scale_id)
    cap = None if capped is None else scale.levels[min(capped, len(scale.levels) - 1)]
    subject = min(parts)
    own = parts[subject][1]
    others = [pair for name, pair in parts.items() if name != subject]
    rest = sum(w * p for w, p in others) / sum(w for w, _ in others)

    def level(share: Fraction) -> int:
        found = scale.level_of(share * own + (1 - share) * rest).ordinal
        return found if cap is None else min(found, cap.ordinal)

    found = tipping_of(subject, parts, scale, cap=cap)
    now = level(found.share)
    if found.reason == "never":
        assert found.tipping is None
        assert {level(Fraction(step, 60)) for step in range(1, 60)} == {now}
        return
    assert found.tipping is not None
    step = Fraction(1, 10**9) * (1 if found.direction == "more" else -1)
    assert 0 < found.tipping < 1
    assert level(found.tipping + step) == scale.level(found.level_to).ordinal != now
    # Nearer to the nominal share, on both sides, nothing changes.
    gap = abs(found.tipping - found.share)
    for part in range(1, 20):
        for side in (-1, 1):
            near = found.share + side * gap * Fraction(part, 20)
            if 0 <= near <= 1:
                assert level(near) == now


def test_tipping_weights_of_the_overall_mark_are_those_of_the_overall_rule():
    scores = {"relevance": 85, "effectiveness": 55, "efficiency": 70, "sustainability": 20}
    ratings = {name: [judged(f"Q.{name}", criterion=name, A=value)] for name, value in scores.items()}
    table = tables_of(ratings, "adb_2006").tipping_weights
    found = row_of(table, criterion="overall", subject="sustainability")
    # Published weights 2, 3, 3, 2: 17 + 16.5 + 21 + 4 = 58.5, S. The others: 54.5 / 0.8 = 68.125.
    # 68.125 - 48.125 t = 160/3 where t = 0.30736.
    assert (found["level_from"], found["level_to"], found["direction"]) == ("S", "PS", "more")
    assert found["share"] == 0.2
    assert found["tipping_share"] == pytest.approx((68.125 - 160 / 3) / 48.125)
    scale, exact = load_scale("adb_2006"), {name: Fraction(value) for name, value in scores.items()}
    weights = dict(overall_weights(scale, scores, None))
    others = sum(weight for name, weight in weights.items() if name != "sustainability")
    levels = []
    for share in (found["tipping_share"] - 1e-6, found["tipping_share"] + 1e-6):
        weights["sustainability"] = Fraction(share) * others / (1 - Fraction(share))
        levels.append(overall(scale, exact, weights).level.code)
    assert levels == ["S", "PS"]


def test_tipping_weights_of_the_table():
    table = tables_of(
        {"relevance": [judged("Q1", 3, A=90), judged("Q2", A=30)], "impact": [judged("Q3", A=50)]}
    ).tipping_weights
    row = row_of(table, subject="Q2")
    assert row.pop("tipping_share") == pytest.approx(1 / 6)
    assert row == {
        "criterion": "relevance", "subject": "Q2", "scale_id": "icmpd_5", "share": 0.25, "direction": "less",
        "level_from": "4", "level_to": "5", "reason": "", "trace": "t#Q1.none;r#Q1;t#Q2.none;r#Q2",
    }  # fmt: skip
    assert row_of(table, subject="Q3")["reason"] == "never"
    # Overall (75 + 50) / 2 = 62.5: with more than three fifths for impact it is below 60.
    impact = row_of(table, criterion="overall", subject="impact")
    assert (impact["tipping_share"], impact["direction"], impact["level_to"]) == (0.6, "more", "3")
