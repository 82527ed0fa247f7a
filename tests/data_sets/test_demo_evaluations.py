"""The two invented evaluations give what was planted in them: levels, response, themes, verdicts, gaps."""

from __future__ import annotations

import csv

import pytest
from demo_cycle import JUDGED, TRUTH, inputs, result

from napeval.cycle.trace import key_parts
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
