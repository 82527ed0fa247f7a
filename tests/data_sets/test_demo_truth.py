"""The truth behind the synthetic cycle: what the model knows, the measures find."""

from __future__ import annotations

import pytest
from demo_cycle import JUDGED, known, number, result, truth

EVALUATIONS = tuple(JUDGED)


@pytest.fixture(scope="module", params=EVALUATIONS)
def evaluation(request):
    return request.param


def achieved(evaluation):
    """The results on indicators by indicator, dimension and category."""
    found = result("achievement", evaluation)
    return found.set_index(["indicator_id", "dimension", "category"])


def place_of(row):
    return row["indicator_id"], row["dimension"], row["category"]


def test_there_is_truth_enough_to_recover(evaluation):
    figures = sum(len(truth(name, evaluation)) for name in ("indicators", "activities", "spending"))
    assert figures > 300


def test_every_indicator_that_is_judged_has_its_truth(evaluation):
    found = result("achievement", evaluation)
    with_targets = found[found["category"] == ""]
    judged = {row["indicator_id"] for row in truth("indicators", evaluation)}
    assert set(with_targets["indicator_id"]) == judged
    assert len(judged) == 172


@pytest.mark.parametrize("column", ["state", "status"])
def test_state_and_status_of_every_indicator(evaluation, column):
    found = achieved(evaluation)
    rows = truth("indicators", evaluation)
    wrong = {
        place_of(row): (found.loc[place_of(row), column], row[column])
        for row in rows
        if found.loc[place_of(row), column] != row[column]
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("column", "cell"),
    [("actual_low", "low"), ("actual_high", "high"), ("target", "target"), ("progress", "progress")],
)
def test_values_of_every_indicator(evaluation, column, cell):
    found = achieved(evaluation)
    wrong = {
        place_of(row): (known(found.loc[place_of(row), column]), number(row[cell]))
        for row in truth("indicators", evaluation)
        if known(found.loc[place_of(row), column]) != number(row[cell])
    }
    assert wrong == {}


def test_why_an_indicator_cannot_be_judged(evaluation):
    found = achieved(evaluation)
    reasons = [row for row in truth("indicators", evaluation) if row["reason"]]
    assert len(reasons) >= 9
    for row in reasons:
        assert row["reason"] in found.loc[place_of(row), "flags"].split(";"), row


def test_what_was_told_of_every_activity(evaluation):
    found = result("activities", evaluation).set_index("activity_id")
    told = truth("activities", evaluation)
    assert len(told) == 101
    wrong = {
        row["activity_id"]: (found.loc[row["activity_id"], "status"], row["told"])
        for row in told
        if (row["told"], row["told_most"]) != tuple(found.loc[row["activity_id"], ["status", "status_high"]])
    }
    assert wrong == {}


def test_the_counts_of_the_plan_are_those_of_the_activities_told(evaluation):
    plan = result("delivery", evaluation).set_index("scope").loc["plan"]
    told = [row["told"] for row in truth("activities", evaluation)]
    for status in ("completed", "partly_completed", "ongoing", "delayed", "not_started", "cancelled"):
        assert plan[status] == told.count(status), status
    assert plan["not_reported"] == told.count("not_reported") > 0


def test_what_is_not_reported_is_open_and_the_truth_lies_within(evaluation):
    """Without the two reports that were wrong at mid-term, the true number lies between the bounds."""
    plan = result("delivery", evaluation).set_index("scope").loc["plan"]
    rows = truth("activities", evaluation)
    wrongly_told = [row for row in rows if row["told"] == "completed" != row["true"]]
    true = sum(row["true"] == "completed" for row in rows)
    assert {row["activity_id"] for row in wrongly_told} == (
        {"I.3.6", "II.1.3"} if evaluation == "mid-term" else {"I.3.6"}
    )
    assert plan["done_lower"] * 101 - len(wrongly_told) <= true + 1e-9
    assert true <= plan["done_upper"] * 101 + 1e-9


def test_a_correction_is_known_only_after_its_day():
    """The handbook was reported as done and is not; the correction came in October."""
    status = {
        one: result("activities", one).set_index("activity_id").loc["II.1.3", "status"] for one in EVALUATIONS
    }
    assert status == {"mid-term": "completed", "ex-post": "partly_completed"}
    visitors = {one: achieved(one).loc[("II.1.ind3", "", ""), "actual"] for one in EVALUATIONS}
    assert visitors == {"mid-term": 33500, "ex-post": 66000}


@pytest.mark.parametrize("stage", ["committed", "spent"])
def test_the_money_known_to_be_spent(evaluation, stage):
    found = result("expenditure", evaluation)
    found = found[found["scope"].isin(["plan", "specific"])].set_index(["scope_id", "year"])
    rows = truth("spending", evaluation)
    wrong = {
        (row["scope_id"], row["year"]): (known(found.loc[(row["scope_id"], row["year"]), stage]), row[stage])
        for row in rows
        if known(found.loc[(row["scope_id"], row["year"]), stage]) != number(row[stage])
    }
    assert wrong == {}
    assert len(rows) == 13 * (3 if evaluation == "mid-term" else 4)


def test_the_disputes_between_sources():
    found = result("series", "ex-post")
    whole = found[(found["dimension"] == "") & (found["category"] == "")].set_index(
        ["indicator_id", "period"]
    )
    for row in truth("disputes"):
        one = whole.loc[(row["indicator_id"], row["period"])]
        assert (one["low"], one["high"]) == (float(row["low"]), float(row["high"])), row
        assert one["n_independent"] == int(row["independent"]), row
        assert (one["dispute"] == "values") == (row["low"] != row["high"]), row


def test_no_other_values_are_disputed():
    """Beside those of the truth, only shares of courts that cannot be pooled differ."""
    found = result("series", "ex-post")
    disputed = found[(found["dispute"] == "values") & (found["category"] == "")]
    named = {(row["indicator_id"], row["period"]) for row in truth("disputes") if row["low"] != row["high"]}
    found_places = set(zip(disputed["indicator_id"], disputed["period"], strict=True))
    assert found_places - named == {("IV.3.ind5", "2022"), ("IV.3.ind5", "2024")}


def evidence(evaluation, kind):
    found = result("evidence", evaluation)
    return found[found["kind"] == kind].set_index("question_id")


def test_the_means_of_the_survey(evaluation):
    found = evidence(evaluation, "survey")
    asked = [row for row in truth("survey", evaluation) if int(row["respondents"]) >= 3]
    assert len(asked) == (19 if evaluation == "mid-term" else 23)
    for row in asked:
        one = found.loc[row["question_id"]]
        assert one["n"] == int(row["respondents"]), row
        assert one["value"] == pytest.approx((number(row["mean"]) - 1) / 4 * 100, abs=1e-9), row


def test_too_few_answers_are_not_used(evaluation):
    one = evidence(evaluation, "survey").loc["IMP3"]
    assert known(one["value"]) is None and "too_few_respondents" in one["reason"]


def test_the_mean_marks_of_the_evaluators(evaluation):
    found = evidence(evaluation, "rating")
    for row in truth("ratings", evaluation):
        one = found.loc[row["question_id"]]
        assert one["n"] == int(row["raters"]), row
        assert one["value"] == pytest.approx((number(row["mean"]) - 1) / 4 * 100, abs=1e-9), row
