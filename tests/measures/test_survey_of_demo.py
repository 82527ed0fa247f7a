"""The surveys and talks of the two invented evaluations, read as any others are."""

from __future__ import annotations

import time
from functools import cache
from pathlib import Path

import pytest

from napeval.cycle.reading import examine_evaluation
from napeval.measures import survey_answers, survey_choices, survey_groups, survey_response, themes
from napeval.release.catalogue import CATALOGUE
from napeval.release.claims import declared

DEMO = Path(__file__).parents[2] / "data" / "demo-2022-2024"
EVALUATIONS = ("mid-term", "ex-post")


@cache
def read(name):
    reading = examine_evaluation(DEMO, name)
    assert reading.faults == ()
    return reading.evaluation


@pytest.mark.parametrize(("name", "invited", "answered"), [("mid-term", 48, 34), ("ex-post", 57, 41)])
def test_who_was_invited_and_who_answered(name, invited, answered):
    frame = survey_response(read(name))
    whole = frame.iloc[0]
    assert (whole["institution_kind"], whole["invited"], whole["answered"]) == ("all", invited, answered)
    assert whole["rate"] == answered / invited
    assert (frame["answered"].iloc[1:].sum(), frame["invited"].iloc[1:].sum()) == (answered, invited)


@pytest.mark.parametrize("name", EVALUATIONS)
def test_marks_counted_again_from_the_rows(name):
    rows = read(name).table("evaluations/survey")
    frame = survey_answers(read(name), minimum=3)
    whole = frame[(frame["institution_kind"] == "all") & frame["mean"].notna()]
    assert len(whole) > 20
    for row in whole.itertuples():
        own = rows[(rows["item_id"] == row.item_id) & rows["answer"].notna()]
        assert row.n == own["respondent"].nunique() and row.respondents == row.n + row.silent
        assert row.mean == pytest.approx(own["answer"].mean()) and row.median == own["answer"].median()
        assert row.mean_lower <= row.mean <= row.mean_upper
        if not row.reason:
            assert sum(getattr(row, f"mark_{mark}") for mark in range(1, 6)) == row.n
    few = frame[(frame["institution_kind"] != "all") & (frame["reason"] == "too_few_respondents")]
    assert len(few) and few[["respondents", "n", "median"]].isna().all(axis=None)


@pytest.mark.parametrize("name", EVALUATIONS)
def test_choices_add_up_and_show_no_choice_of_one_or_two(name):
    frame = survey_choices(read(name), minimum=3)
    for _, item in frame.groupby("item_id"):
        assert item["reason"].nunique() == 1
        if item["reason"].iloc[0]:
            assert item[["count", "of", "share"]].isna().all(axis=None)
        else:
            assert item["count"].sum() == item["of"].iloc[0] and not item["count"].isin([1, 2]).any()
    assert set(frame["reason"]) == {"", "too_few_in_a_choice"}


@pytest.mark.parametrize("name", EVALUATIONS)
def test_groups_are_tested_in_about_a_second(name):
    evaluation = read(name)
    start = time.process_time()
    frame, counts = survey_groups(evaluation)
    assert time.process_time() - start < 3  # a half of one on a quiet machine
    counted = counts.set_index("grouping")
    assert counted.loc["all", "tests"] == frame["p"].notna().sum() > 30
    tested = frame[frame["p"].notna()]
    assert (tested["p_adjusted"] >= tested["p"] - 1e-12).all()
    assert ((tested["p_adjusted"] <= 0.05) == (tested["finding"] == "difference")).all()
    assert (tested["left_out"] == 0).sum() and not tested["left_out"].isin([1, 2]).any()


def test_funding_is_told_by_five_and_cooperation_by_too_few_at_mid_term():
    public, withheld = themes(read("mid-term"), audience="public")
    assert public.set_index("theme").loc["funding", "institutions"] == 5
    internal, none = themes(read("mid-term"), audience="internal")
    assert none.empty
    few = internal[internal["reason"] == "few_institutions"]
    assert "cooperation" in set(few["theme"]) and "cooperation" not in set(public["theme"])
    assert set(public["theme"]) == set(internal["theme"]) - set(few["theme"])
    assert withheld[["themes", "pieces"]].values.tolist() == [[len(few), few["pieces"].sum()]]


@pytest.mark.parametrize("name", EVALUATIONS)
def test_every_table_is_as_declared(name):
    evaluation = read(name)
    groups, counts = survey_groups(evaluation)
    told, withheld = themes(evaluation, audience="public")
    tables = {
        "survey_response": survey_response(evaluation), "survey_answers": survey_answers(evaluation),
        "survey_choices": survey_choices(evaluation), "survey_groups": groups,
        "survey_group_counts": counts, "themes": told, "themes_withheld": withheld,
    }  # fmt: skip
    for table, frame in tables.items():
        assert len(frame) and list(declared(frame, CATALOGUE[table]).columns) == list(CATALOGUE[table].names)
