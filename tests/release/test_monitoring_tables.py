"""The results of a monitoring report: its period beside what is always computed, and no judgement."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from napeval import measures
from napeval.cycle import Cycle
from napeval.cycle.periods import parse_period
from napeval.cycle.reading import read_cycle
from napeval.release import CATALOGUE, Released
from napeval.release.store import read_results, write_results
from napeval.reports.compute import compute_released, read_inputs
from napeval.reports.compute_period import in_period, summed_up
from plans import SMALL, plan_folder

PERIOD_TABLES = {
    "period_delivery", "period_activities", "period_indicators", "period_movement", "period_spending",
    "result_progress",
}  # fmt: skip
ALWAYS = {
    "risks",
    "comments",
    "comment_counts",
    "reasoning",
    "reasoning_counts",
    "follow_up",
    "follow_up_counts",
}
JUDGED = {
    "evidence", "questions", "criteria", "scale_levels", "robustness", "robustness_levels", "sensitivity",
    "left_out", "tipping_weights", "rater_agreement", "survey_reliability", "contribution",
    "contribution_tests",
}  # fmt: skip
ASKED = {
    "survey_response", "survey_answers", "survey_choices", "survey_groups", "survey_group_counts", "themes",
    "themes_withheld",
}  # fmt: skip
SETTINGS = """\
kind: annual_monitoring
period: "2023"
purpose: {en: To practise}
scale: icmpd_5
status: draft
audience: public
"""


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Released:
    """What a yearly report on the demonstration cycle shows."""
    name = "demo-2022-2024"
    cycle = Path(shutil.copytree(plan_folder(name), tmp_path_factory.mktemp("data") / name))
    folder = cycle / "evaluations" / "year"
    folder.mkdir()
    (folder / "evaluation.yml").write_text(SETTINGS, encoding="utf-8")
    comments = "comment_id,place,from,text,response,decision\n" + (
        "C1,achievement#I.1.ind3||:actual,MFL,Wrong,Checked,not_accepted\n"
        "C2,way_forward,NCO,Add a date,,\n"
        "C3,the cover,NCO,Change the picture,,accepted\n"
    )
    (folder / "comments.csv").write_text(comments, encoding="utf-8")
    inputs = read_inputs(cycle, "year")
    return compute_released(inputs, cutoff=date(2023, 12, 31), as_of=date(2024, 3, 31), audience="public")


@pytest.fixture(scope="module")
def evaluation() -> Released:
    """What the mid-term report of the small plan shows."""
    inputs = read_inputs(plan_folder(SMALL), "mid-term")
    return compute_released(inputs, cutoff=date(2023, 6, 30), as_of=date(2023, 9, 30), audience="public")


def test_a_monitoring_report_tells_of_its_period_and_judges_nothing(year: Released) -> None:
    assert set(year.tables) >= PERIOD_TABLES | ALWAYS
    assert not set(year.tables) & (JUDGED | ASKED)


def test_an_evaluation_has_no_period_and_judges(evaluation: Released) -> None:
    assert set(evaluation.tables) >= ALWAYS | JUDGED | ASKED
    assert not set(evaluation.tables) & PERIOD_TABLES
    assert evaluation["risks"].frame["updated_in_period"].isna().all()


def test_a_monitoring_report_has_no_other_tables_of_its_own(year: Released, evaluation: Released) -> None:
    common = set(year.tables) & set(evaluation.tables)
    assert set(year.tables) - common == PERIOD_TABLES
    assert set(evaluation.tables) - common >= JUDGED | ASKED


def test_the_tables_of_a_period_are_filled(year: Released) -> None:
    for name in PERIOD_TABLES | {"risks"}:
        assert len(year[name].frame), name
    plan = year["period_delivery"].row("plan", "plan")
    assert plan["activities"].value == 101
    assert plan["reported"].value + plan["not_reported"].value == plan["owed"].value
    assert 0 < plan["due_done_lower"].value <= plan["due_done_of_reported"].value
    assert {row.text("movement") for row in year["period_indicators"].rows()} >= {"nearer", "unchanged"}


def test_comments_by_place_and_decision(year: Released) -> None:
    rows = [
        (row.text("place_kind"), row["answered"].value, row.text("decision"))
        for row in year["comments"].rows()
    ]
    assert rows == [("claim", True, "not_accepted"), ("section", False, "open"), ("other", False, "accepted")]
    counts = {row.text("decision"): (row["comments"].value, row["unanswered"].value)
              for row in year["comment_counts"].rows()}  # fmt: skip
    assert counts == {"accepted": (1, 1), "partly_accepted": (0, 0), "not_accepted": (1, 0), "open": (1, 1)}


def test_a_hidden_indicator_of_the_period_is_hidden_and_counted_as_unknown(year: Released) -> None:
    shown = year["period_indicators"]
    hidden = shown.suppressed["movement"]
    assert hidden.any()
    whole = shown.frame[(shown.frame["dimension"] == "") & (shown.frame["category"] == "")]
    counted = year["period_movement"].row("plan", "plan")
    for movement in ("nearer", "further", "unchanged"):
        assert counted[movement].value == (whole["movement"] == movement).sum()
    assert counted["indicators"].value == len(whole)


def test_the_tables_come_back_from_their_files(year: Released, tmp_path: Path) -> None:
    write_results(year, tmp_path)
    again = read_results(tmp_path)
    assert set(again.tables) == set(year.tables)
    for name in PERIOD_TABLES | {"risks", "comments", "reporting"}:
        pd.testing.assert_frame_equal(again[name].marked, year[name].marked, check_dtype=False)


@pytest.mark.parametrize("scope", ["pillar", "strategic"])
@pytest.mark.parametrize("name", ["period_delivery", "period_movement", "period_spending"])
def test_the_parts_add_up_to_the_plan(year: Released, name: str, scope: str) -> None:
    counted = [column.name for column in CATALOGUE[name].columns if column.kind in ("count", "money")]
    frame = year[name].frame
    parts = frame.loc[frame["scope"] == scope, counted].astype("float64").sum()
    whole = frame.loc[frame["scope"] == "plan", counted].astype("float64").iloc[0]
    assert parts.tolist() == pytest.approx(whole.tolist())


# --- the order of rows -----------------------------------------------------------------------------


def of_period(cycle: Cycle, text: str) -> dict[str, pd.DataFrame]:
    period, as_of = parse_period(text), date(2023, 9, 30)
    results = {
        "achievement": measures.achievement(cycle, cutoff=period.end, as_of=as_of),
        "activities": measures.activities(cycle, cutoff=period.end, as_of=as_of),
    }
    found = in_period(cycle, results, period, as_of=as_of)
    risks = measures.risks(cycle, cutoff=period.end, as_of=as_of, period=period)
    return {**found, **summed_up(cycle, found), "risks": risks}


def in_order(frames: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    return {
        name: frame.drop(columns="trace").sort_values(list(CATALOGUE[name].keys), ignore_index=True)
        for name, frame in frames.items()
    }


@pytest.mark.parametrize("text", ["2022", "2022-H2", "2023-H1"])
@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_what_was_reported_does_not_matter(text: str, seed: int) -> None:
    cycle = read_cycle(plan_folder(SMALL))
    mixed = dict(cycle.tables)
    for name in mixed:
        if name.startswith("monitoring/"):
            mixed[name] = mixed[name].sample(frac=1, random_state=seed, ignore_index=True)
    before = in_order(of_period(cycle, text))
    after = in_order(of_period(Cycle(cycle.folder, cycle.meta, mixed), text))
    for name, frame in before.items():
        pd.testing.assert_frame_equal(after[name], frame, obj=name)


def test_two_halves_make_the_year_in_money_and_reports() -> None:
    """Where money is reported by half-years only, the year has spent what its halves have spent."""
    cycle = read_cycle(plan_folder("demo-2022-2024"))
    money = cycle.tables["monitoring/expenditure"]
    halves = {**cycle.tables, "monitoring/expenditure": money[money["period"].str.contains("-H")]}
    known = Cycle(cycle.folder, cycle.meta, halves)
    spent, told = [], []
    for text in ("2022", "2022-H1", "2022-H2"):
        period, as_of = parse_period(text), date(2023, 9, 30)
        frame = measures.period_spending(known, period=period, as_of=as_of)
        spent.append(frame["spent"].fillna(0.0))
        activities = measures.activities(known, cutoff=period.end, as_of=as_of)
        of_each = measures.period_activities(known, activities, period=period, as_of=as_of)
        told.append(of_each["reported"])
    assert spent[0].iloc[0] > 0
    assert spent[0].tolist() == pytest.approx((spent[1] + spent[2]).tolist())
    assert told[0].tolist() == (told[1] | told[2]).tolist()
