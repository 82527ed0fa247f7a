"""The five tables: shares that can be worked out, what is refused, and what must not change them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from robustness_cases import evidence, judged, known, missing, question, rated, row_of, tables_of

from napeval.criteria.addresses import EvidenceError
from napeval.criteria.robustness.arrays import marks_of
from napeval.criteria.robustness.drawn_tables import verdict_of
from napeval.criteria.scales import rating_scales
from napeval.release.catalogue import CATALOGUE

SURE = 0.02
"""Four standard errors of a share of one half in 10,000 draws."""
DISPUTED = [evidence(known("a", 50, 0, 100))]


def shares(tables, criterion: str = "relevance", scale: str = "icmpd_5") -> list[float]:
    frame = tables.robustness_levels
    return frame[(frame["criterion"] == criterion) & (frame["scale_id"] == scale)]["share"].tolist()


def test_columns_are_those_of_the_catalogue():
    tables = tables_of({"relevance": [*DISPUTED, judged("Q2", A=50, B=75)], "impact": [judged("Q3", A=50)]})
    for name, frame in tables._asdict().items():
        declared = CATALOGUE[name]
        columns = [*declared.keys, *(column.name for column in declared.columns)]
        assert list(dict.fromkeys([*columns, "trace"])) == list(frame.columns), name
        assert not frame.duplicated(list(declared.keys)).any(), name
        assert len(frame) and (frame["trace"] != "").all(), name


def test_a_mark_without_any_choice_comes_out_in_every_draw():
    # 60 points are a threshold: means of equal points, geometric ones too, must stand on it.
    tables = tables_of({"relevance": [judged("Q1", A=60), judged("Q2", 3, A=60, B=60)]})
    row = row_of(tables.robustness, criterion="relevance")
    assert (row["draws"], row["level"], row["modal_level"]) == (10_000, "4", "4")
    assert (row["level_share"], row["below_share"], row["above_share"], row["modal_share"]) == (1, 0, 0, 1)
    assert [row[name] for name in ("median", "low", "high")] == pytest.approx([60, 60, 60], abs=1e-9)
    assert (row["verdict"], row["leading_factor"], row["reason"]) == ("robust", "", "")
    assert shares(tables) == [0, 0, 0, 1, 0]
    assert set(tables.sensitivity[tables.sensitivity["criterion"] == "relevance"]["reason"]) == {
        "no_variation"
    }


def test_one_disputed_figure_is_spread_over_its_bounds():
    # Uniform from 0 to 100, as it is or on a rung: a fifth of the draws at each of the five levels.
    tables = tables_of({"relevance": DISPUTED})
    assert shares(tables) == pytest.approx([0.2] * 5, abs=SURE)
    row = row_of(tables.robustness, criterion="relevance")
    assert (row["level"], row["verdict"], row["leading_factor"]) == ("3", "fragile", "bounds")
    assert (row["level_share"], row["below_share"], row["above_share"]) == pytest.approx(
        (0.2, 0.4, 0.4), abs=SURE
    )
    assert row["level_share"] + row["below_share"] + row["above_share"] == pytest.approx(1)
    assert row["median"] == pytest.approx(50, abs=2)
    # Narrower: from 30 to 80 points two fifths of the range each lie in levels 3 and 4.
    narrow = tables_of({"relevance": [evidence(known("a", 50, 30, 80))]})
    assert shares(narrow) == pytest.approx([0, 0.2, 0.4, 0.4, 0], abs=SURE)


def test_a_missing_item_of_two_by_numerical_integration():
    # a at 50, b missing, equal weights. Level 3 by hand: the rules on a grid of weights and places.
    tables = tables_of({"relevance": [evidence(known("a", 50), missing("b"))]}, draws=100_000)
    rng = np.random.default_rng(99)
    place, share = 100 * rng.random(400_000), np.empty(400_000)
    share[::2] = rng.beta(10, 10, 200_000)
    one, other = rng.uniform(0.75, 1.25, (2, 200_000))
    share[1::2] = other / (one + other)
    on_rung = 20 * np.floor(place / 20) + 10
    expected = []
    for points in (place, on_rung):
        expected += [
            50 * (1 - share) + points * share,
            51 ** (1 - share) * (points + 1) ** share - 1,
            np.where(share >= 0.5, points, 50),
        ]
    together = np.concatenate(expected)
    found = np.bincount(np.minimum((together + 1e-9) // 20, 4).astype(int), minlength=5) / len(together)
    assert shares(tables) == pytest.approx(found.tolist(), abs=0.006)


def test_two_evaluators_drawn_again_by_hand():
    # Means 0, 50 and 100 in a quarter, a half and a quarter of the draws.
    tables = tables_of({"relevance": [judged("Q1", A=0, B=100)]})
    row = row_of(tables.robustness, criterion="relevance")
    assert (row["level_share"], row["below_share"], row["above_share"]) == pytest.approx(
        (0.5, 0.25, 0.25), abs=SURE
    )
    assert (row["median"], row["low"], row["high"], row["leading_factor"]) == (50, 0, 100, "raters")
    index = row_of(tables.sensitivity, criterion="relevance", factor="raters")
    assert index["first_low"] <= 1 <= index["first_high"]
    assert index["total_low"] <= 1 <= index["total_high"]


def test_weights_of_two_questions_are_symmetric_around_equal_ones():
    tables = tables_of({"relevance": [judged("Q1", A=40), judged("Q2", A=70)]})
    row = row_of(tables.robustness, criterion="relevance")
    # By the mean the median is 55; the geometric mean is about 52.4, the weighted median 40 or 70.
    assert row["median"] == pytest.approx(53.5, abs=1)
    assert (row["low"], row["high"]) == (40, 70)
    # The weighted median is 70 where Q2 weighs more: half of a third of the draws.
    assert row["above_share"] >= 1 / 6 - SURE
    assert row["level_share"] + row["above_share"] == pytest.approx(1)


def test_what_the_evaluators_agreed_on_is_not_drawn():
    agreed = rated(question("Q1"), known("a", 10, 0, 100), marks={"A": 0, "B": 100}, agreed=75)
    tables = tables_of({"relevance": [agreed]})
    row = row_of(tables.robustness, criterion="relevance")
    assert (row["level"], row["level_share"], row["low"], row["high"]) == ("4", 1, 75, 75)
    # Nothing was put to the test, so there is no verdict either.
    assert (row["verdict"], row["reason"], row["leading_factor"]) == ("", "nothing_to_vary", "")
    computed = tables_of({"relevance": [agreed]}, prevails="computed")
    assert row_of(computed.robustness, criterion="relevance")["level"] == "1"
    assert shares(computed) == pytest.approx([0.2] * 5, abs=SURE)


def test_the_marks_of_a_single_evaluator_say_so():
    def row(*ratings) -> tuple[object, ...]:
        found = row_of(tables_of({"relevance": ratings}).robustness, criterion="relevance")
        return found["level_share"], found["verdict"], found["reason"]

    assert row(judged("Q1", A=50)) == (1, "", "nothing_to_vary;one_evaluator")
    assert row(judged("Q1", A=50), judged("Q2", A=50)) == (1, "robust", "one_evaluator")
    assert row(judged("Q1", A=50), judged("Q2", B=50)) == (1, "robust", "one_evaluator")
    assert row(judged("Q1", A=50, B=50), judged("Q2", A=50)) == (1, "robust", "")
    agreed = rated(question("Q1"), marks={"A": 50}, agreed=50)
    assert row(agreed, judged("Q2", A=50)) == (1, "robust", "")


def test_a_criterion_not_demonstrated_shows_what_it_could_be():
    tables = tables_of({"relevance": [evidence(known("a", 90), missing("b", weight=3))]})
    row = row_of(tables.robustness, criterion="relevance")
    assert (row["level"], row["reason"], row["verdict"]) == ("not_demonstrated", "not_demonstrated", "")
    assert np.isnan([row["level_share"], row["below_share"], row["above_share"]]).all()
    assert (row["draws"], row["leading_factor"]) == (10_000, "missing")
    assert row["modal_share"] == max(shares(tables))
    assert sum(shares(tables)) == pytest.approx(1)
    assert tables.left_out.empty and tables.tipping_weights.empty


def test_where_nothing_is_known_nothing_is_drawn():
    tables = tables_of({"relevance": [evidence(missing("a"))], "coherence": [], "impact": DISPUTED})
    for criterion, reason in (("relevance", "nothing_known"), ("coherence", "not_asked")):
        row = row_of(tables.robustness, criterion=criterion)
        assert (row["level"], row["reason"], row["modal_level"]) == ("not_demonstrated", reason, "")
        assert (
            pd.isna(row["draws"]) and np.isnan([row["median"], row["modal_share"], row["level_share"]]).all()
        )
    assert row_of(tables.robustness, criterion="overall")["reason"] == "nothing_known"
    assert set(tables.robustness_levels["criterion"]) == {"impact"}
    assert set(tables.sensitivity["criterion"]) == {"impact"}


@pytest.mark.parametrize(
    ("share", "verdict"),
    [
        (1, "robust"), (0.9, "robust"), (0.8999, "fairly_robust"), (0.7, "fairly_robust"),
        (0.6999, "fragile"), (0, "fragile"),
    ],
)  # fmt: skip
def test_verdicts_at_their_bounds(share, verdict):
    assert verdict_of(share) == verdict


def test_every_scale_that_has_the_criterion_shows_its_levels():
    tables = tables_of({"coherence": [judged("Q1", criterion="coherence", A=50)]})
    frame = tables.robustness_levels
    own = frame[frame["criterion"] == "coherence"]
    # Four scales do not rate coherence.
    without = {"ieg_6", "adb_2006", "adb_2016", "undp_gef_te_6"}
    assert own["scale_id"].unique().tolist() == [name for name in rating_scales() if name not in without]
    assert own.groupby("scale_id")["share"].sum().tolist() == pytest.approx([1] * 4)
    # Only the guide's scale makes an overall mark of coherence alone.
    assert frame[frame["criterion"] == "overall"]["scale_id"].unique().tolist() == ["icmpd_5"]


def test_the_overall_mark_draws_its_weights():
    # Each criterion is sure; only the weights between 40 and 80 points move the whole.
    ratings = {"relevance": [judged("Q1", A=40)], "impact": [judged("Q2", criterion="impact", A=80)]}
    tables = tables_of(ratings)
    row = row_of(tables.robustness, criterion="overall")
    # 60 points: below it where relevance weighs more, half of the draws.
    assert (row["level"], row["leading_factor"]) == ("4", "criterion_weights")
    assert (row["level_share"], row["below_share"]) == pytest.approx((0.5, 0.5), abs=SURE)
    assert row["median"] == pytest.approx(60, abs=0.3)
    assert tables.sensitivity["factor"].tolist() == ["criterion_weights"]
    heavy = tables_of(ratings, overall_weights={"relevance": 3, "impact": 1})
    assert row_of(heavy.robustness, criterion="overall")["median"] == pytest.approx(50, abs=0.5)


def test_a_factor_of_several_criteria_is_one_of_the_overall_mark():
    ratings = {name: [judged(f"Q.{name}", criterion=name, A=20, B=80)] for name in ("relevance", "impact")}
    found = tables_of(ratings).sensitivity
    whole = found[found["criterion"] == "overall"].set_index("factor")
    assert whole.index.tolist() == ["criterion_weights", "raters"]
    assert whole.loc["raters", "first_order"] > 0.9
    assert whole.loc["criterion_weights", "total"] < 0.1


def test_an_overall_mark_that_the_scale_leaves_open_is_not_drawn():
    names = ("relevance", "effectiveness", "efficiency")
    ratings = {name: [judged(f"Q.{name}", criterion=name, A=50)] for name in names}
    row = row_of(tables_of(ratings, "ieg_6").robustness, criterion="overall")
    assert (row["level"], row["reason"]) == ("", "overall_needs_judgement")
    row = row_of(tables_of(ratings, "kfw_6").robustness, criterion="overall")
    assert (row["level"], row["reason"]) == ("", "weights_not_given")
    row = row_of(tables_of(ratings, "adb_2006").robustness, criterion="overall")
    assert (row["level"], row["reason"]) == ("not_demonstrated", "criterion_not_asked")


SEVERAL = {
    "relevance": [
        evidence(known("a", 80), missing("b"), name="Q1"),
        evidence(known("c", 30, 10, 60), name="Q2"),
    ],
    "impact": [judged("Q3", criterion="impact", A=25, B=75), judged("Q4", criterion="impact", B=50)],
}


def test_the_same_seed_gives_the_same_tables():
    first, second = tables_of(SEVERAL), tables_of(SEVERAL)
    for name, frame in first._asdict().items():
        pd.testing.assert_frame_equal(frame, getattr(second, name), check_exact=True)
    other = tables_of(SEVERAL, seed=7)
    assert not other.robustness["median"].equals(first.robustness["median"])
    pd.testing.assert_frame_equal(other.left_out, first.left_out, check_exact=True)
    pd.testing.assert_frame_equal(other.tipping_weights, first.tipping_weights, check_exact=True)
    zero = tables_of(SEVERAL, seed=0)
    assert not zero.robustness["median"].equals(first.robustness["median"])


def test_neither_order_nor_another_criterion_changes_a_mark():
    turned = {
        name: [_turned(one) for one in reversed(questions)] for name, questions in reversed(SEVERAL.items())
    }
    first = tables_of(SEVERAL)
    more = tables_of({**turned, "coherence": [judged("Q5", criterion="coherence", A=1, B=2)]})
    for name in ("robustness", "robustness_levels", "sensitivity", "left_out", "tipping_weights"):
        one, other = (_of_criteria(getattr(tables, name), CATALOGUE[name].keys) for tables in (first, more))
        pd.testing.assert_frame_equal(one, other, check_exact=True, obj=name)
    again = tables_of(turned)
    for name in ("robustness", "sensitivity"):
        one, other = (
            getattr(tables, name).set_index(list(CATALOGUE[name].keys)).drop(columns="trace").sort_index()
            for tables in (first, again)
        )
        pd.testing.assert_frame_equal(one, other, check_exact=True, obj=name)


def _turned(rating):
    """The same question with its evidence and its evaluators in the other order."""
    items = [(one.item, one.reading) for one in reversed(rating.gathered) if one.item.scored]
    return rated(rating.question, *items, marks=dict(reversed(marks_of(rating))))


def _of_criteria(frame: pd.DataFrame, keys) -> pd.DataFrame:
    """The rows of relevance and impact, without traces, in the order of their keys."""
    kept = frame[frame["criterion"].isin(["relevance", "impact"])].drop(columns="trace")
    return kept.set_index(list(keys)).sort_index()


def test_more_draws_only_sharpen_the_shares():
    few, many = tables_of(SEVERAL, draws=10_000), tables_of(SEVERAL, draws=80_000, seed=3)
    one, other = (frame.robustness.set_index("criterion")["level_share"] for frame in (few, many))
    assert (one - other).abs().max() < SURE


def test_seeds_and_weights_that_cannot_be_used_stop():
    def message(**settings: object) -> str:
        with pytest.raises(EvidenceError) as error:
            tables_of(SEVERAL, **settings)
        return str(error.value)

    assert message(seed=-1) == "evaluation test, seed: found '-1'; expected a whole number from 0"
    assert message(seed=True) == "evaluation test, seed: found 'True'; expected a whole number from 0"
    assert message(overall_weights={"impact": 0}) == (
        "evaluation test, overall_weights: criterion impact: found '0'; expected a number above 0"
    )
