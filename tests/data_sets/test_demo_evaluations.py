"""The two invented evaluations give what was planted in them: levels, response, themes, verdicts, gaps."""

from __future__ import annotations

import csv
from datetime import date

import pandas as pd
import pytest
from demo_cycle import JUDGED, TRUTH, inputs, known, number, released, result

from napeval import measures
from napeval.cycle.trace import key_parts
from napeval.measures.told import period_of
from napeval.release import CATALOGUE
from napeval.release.claims import split_address


def rows_of(name):
    with (TRUTH / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("row", rows_of("levels"), ids=lambda row: f"{row['evaluation']} {row['criterion']}")
def test_every_planted_level_is_recovered(row):
    criteria = result("criteria", row["evaluation"]).set_index("criterion")
    assert row["intended"] == row["level"], "the design and the marks disagree"
    assert criteria.at[row["criterion"], "level_judged"] == row["level"]
    assert criteria.at[row["criterion"], "level"] == row["level"]
    above, below = row["points"].split("/")
    assert criteria.at[row["criterion"], "judged"] == pytest.approx(int(above) / int(below), abs=1e-12)


@pytest.mark.parametrize("row", rows_of("planted"), ids=lambda row: f"{row['evaluation']} {row['claim']}")
def test_what_was_planted_is_found(row):
    table, key, column = split_address(row["claim"])
    frame = result(table, row["evaluation"])
    for name, part in zip(CATALOGUE[table].keys, key_parts(key), strict=True):
        frame = frame[frame[name].astype(str) == part]
    assert len(frame) == 1, f"{len(frame)} rows"
    value = frame[column].iloc[0]
    assert str(value) == row["value"] or value == pytest.approx(float(row["value"]))


@pytest.mark.parametrize("evaluation", JUDGED)
def test_marks_agreed_on_are_there_and_take_the_place_of_the_mean(evaluation):
    ratings = inputs(evaluation).evaluation.table("evaluations/ratings")
    agreed = ratings[ratings["evaluator"] == "consensus"]
    assert len(agreed)
    questions = result("questions", evaluation).set_index("question_id")
    for row in agreed.itertuples():
        assert questions.at[row.question_id, "judged_basis"] == "consensus"
        assert questions.at[row.question_id, "judged"] == (row.score - 1) * 25


def test_a_mark_on_a_threshold_is_fragile_and_one_far_from_any_is_firm():
    firm = result("robustness", "ex-post").set_index("criterion")
    assert firm.at["effectiveness", "verdict"] == "fragile"  # exactly 60 points, where the level begins
    assert firm.at["coherence", "verdict"] == "robust"


# --- after the end of the plan --------------------------------------------------------------------------

AT_THE_END = {"cutoff": date(2024, 12, 31), "as_of": date(2025, 6, 30)}
"""The last day of the plan, as known before the follow-up report."""
FOLLOWED_UP = [row["indicator_id"] for row in rows_of("lasting")]


def values_that_lasted():
    """The figures as the public sees them, by indicator; those of a category left out."""
    found = released("lasting", "ex-post")
    return found[(found["kind"] == "value") & (found["category"] == "")].set_index("indicator_id")


@pytest.mark.parametrize("row", rows_of("lasting"), ids=lambda row: row["indicator_id"])
def test_what_held_after_the_end_is_found(row):
    found = values_that_lasted().loc[row["indicator_id"]]
    kept = "" if pd.isna(found["kept"]) else str(bool(found["kept"])).lower()
    assert (kept, found["reason"] or "") == (row["kept"], row["reason"])
    for column in ("final_low", "final_high", "later_low", "later_high"):
        assert known(found[column]) == number(row[column]), column
    assert (found["later_period"] == "2025-H1") == bool(row["later_low"])


def test_every_answer_is_planted():
    """Held, not held, two sources and not measured any more; of all other indicators there is no answer."""
    answers = {(row["kept"], row["reason"]) for row in rows_of("lasting")}
    assert answers == {("true", ""), ("false", ""), ("", "depends_on_source"), ("", "no_later_value")}
    found = released("lasting", "ex-post")
    others = found[(found["kind"] == "value") & ~found["indicator_id"].isin(FOLLOWED_UP)]
    assert len(others) > 50
    assert others["kept"].isna().all()
    assert set(others["reason"]) == {
        "no_later_value", "no_final_value", "denominator_missing", "accumulation_missing",
    }  # fmt: skip


def test_the_counts_of_what_held_are_those_planted():
    frame = released("lasting", "ex-post")
    counts = measures.lasting_counts(frame).set_index(["kind", "lasted"])["figures"]
    planted = [row["kept"] for row in rows_of("lasting")]
    assert counts["value", "held"] == planted.count("true") > 1
    assert counts["value", "not_held"] == planted.count("false") > 1
    assert counts["value"].sum() == (frame["kind"] == "value").sum()


@pytest.fixture(scope="module")
def at_the_end():
    """Achievement, money and series of the plan at its end."""
    cycle = inputs("ex-post").cycle
    return {
        "achievement": measures.achievement(cycle, **AT_THE_END),
        "expenditure": measures.expenditure(cycle, **AT_THE_END),
        "series": measures.series(cycle, **AT_THE_END)[0],
        "reporting_completeness": measures.reporting_completeness(cycle, **AT_THE_END),
    }


def same(found, expected):
    pd.testing.assert_frame_equal(found.reset_index(drop=True), expected.reset_index(drop=True))


def test_no_target_and_no_status_of_the_plan_differs_half_a_year_later(at_the_end):
    found, expected = result("achievement", "ex-post"), at_the_end["achievement"]
    plan = ["indicator_id", "dimension", "category", "baseline", "target", "target_year", "met", "status"]
    same(found[plan], expected[plan])
    values = [
        *plan, "actual", "actual_low", "actual_high", "state", "progress", "lower", "upper", "flags",
        "original_share", "progress_blended",
    ]  # fmt: skip
    others = ~expected["indicator_id"].isin(FOLLOWED_UP)
    assert others.sum() > 150
    same(found.loc[others.to_numpy(), values], expected.loc[others, values])


def test_no_money_of_the_plan_differs_half_a_year_later(at_the_end):
    """Nor is a report on spending owed for the time after it, which would widen what may have been spent."""
    same(result("expenditure", "ex-post"), at_the_end["expenditure"])


def test_no_report_is_owed_for_the_time_after_the_plan(at_the_end):
    """But what a report of that time itself calls not reported is owed by its own word."""
    found = result("reporting_completeness", "ex-post")
    after = found["period"] == "2025-H1"
    same(found[~after], at_the_end["reporting_completeness"])
    owed = found[after & (found["owed"] > 0)]
    assert owed[["institution", "owed", "missing"]].values.tolist() == [["CSW", 1, 1]]
    assert found.loc[after, "unasked"].sum() > 5


def test_no_value_of_the_years_of_the_plan_differs_half_a_year_later(at_the_end):
    found, expected = result("series", "ex-post"), at_the_end["series"]
    within = [period_of(text).end <= AT_THE_END["cutoff"] for text in found["period"]]
    assert set(found.loc[[not one for one in within], "indicator_id"]) <= set(FOLLOWED_UP)
    columns = ["indicator_id", "dimension", "category", "period", "low", "high", "n_independent", "dispute"]
    same(found.loc[within, columns], expected[columns])


def test_before_the_follow_up_report_nothing_is_known_of_the_time_after():
    cycle = inputs("ex-post").cycle
    early, _ = measures.series(cycle, cutoff=JUDGED["ex-post"][0], as_of=AT_THE_END["as_of"])
    late = result("series", "ex-post")
    assert "2025-H1" in set(late["period"])
    assert "2025-H1" not in set(early["period"])
