from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_evaluations import evaluation_of

from napeval.criteria.follow_up import follow_up
from napeval.criteria.reasoning import reasoning
from napeval.release.catalogue import CATALOGUE

FIGURE = "achievement#I.1.ind1||:progress"


def said(name: str, based_on: str | None = None, **cells) -> dict[str, object]:
    return {"id": name, "based_on": based_on, **cells}


def advice(name: str, based_on: str | None = None, **cells) -> dict[str, object]:
    """A recommendation that lacks nothing but what it rests on."""
    return said(name, based_on, **{"addressed_to": "NCO", "due": "2025", "priority": "high"} | cells)


def rows_of(**tables) -> pd.DataFrame:
    given_tables = {"evidence": [{"evidence_id": "X1"}, {"evidence_id": "X2"}], **tables}
    return reasoning(evaluation_of(**given_tables))[0].set_index(["kind", "id"])


def test_a_chain_from_evidence_to_recommendation():
    evaluation = evaluation_of(
        evidence=[{"evidence_id": "X1"}],
        findings=[said("F1", f"X1;{FIGURE}", objective_id="I.1", criterion="impact"), said("F2", "X1")],
        conclusions=[said("K1", "F1; F2")],
        recommendations=[advice("R1", "K1")],
        lessons=[said("L1", "F2")],
    )
    frame, counts = reasoning(evaluation)
    rows = frame.set_index("id")
    assert frame["kind"].tolist() == ["finding", "finding", "conclusion", "recommendation", "lesson"]
    assert frame["complete"].tolist() == [True] * 5
    assert frame["reason"].tolist() == [""] * 5
    assert rows.loc["R1", ["rests_on", "conclusions", "findings", "evidence"]].tolist() == [
        "K1", "K1", "F1;F2", f"X1;{FIGURE}",
    ]  # fmt: skip
    assert rows.loc["K1", ["rests_on", "conclusions", "findings"]].tolist() == ["F1;F2", "", "F1;F2"]
    assert rows.loc["F1", ["objective_id", "criterion", "evidence"]].tolist() == [
        "I.1", "impact", f"X1;{FIGURE}",
    ]  # fmt: skip
    assert rows.loc["R1", ["addressed_to", "due", "priority"]].tolist() == ["NCO", "2025", "high"]
    # Figures are no rows of the evaluation; their address says where they stand.
    assert rows.loc["K1", "trace"] == (
        "evaluations/conclusions#K1;evaluations/findings#F1;evaluations/findings#F2;evaluations/evidence#X1"
    )
    assert counts.drop(columns="trace").to_numpy().tolist() == [
        ["finding", 2, 2, 0], ["conclusion", 1, 1, 0], ["recommendation", 1, 1, 0], ["lesson", 1, 1, 0],
    ]  # fmt: skip


FOUND = [said("F1", "X1"), said("F0")]


@pytest.mark.parametrize(
    ("based_on", "reason"),
    [
        (None, "no_evidence"),
        (" ; ", "no_evidence"),
        ("X1", ""),
        (FIGURE, ""),
        ("X9", "no_evidence;unknown_reference"),
        ("X1;X9", "unknown_reference"),
    ],
)
def test_a_finding_needs_evidence(based_on, reason):
    found = rows_of(findings=[said("F1", based_on)]).loc["finding", "F1"]
    assert (found["reason"], found["complete"]) == (reason, reason == "")


@pytest.mark.parametrize(
    ("based_on", "reason"),
    [
        (None, "no_finding;no_evidence"),
        ("F1", ""),
        ("F0", "no_evidence"),
        ("X1", "no_finding"),
        (FIGURE, "no_finding"),
        ("F1;F9", "unknown_reference"),
    ],
)
def test_a_conclusion_needs_a_finding_that_rests_on_evidence(based_on, reason):
    found = rows_of(findings=FOUND, conclusions=[said("K1", based_on)])
    assert found.loc[("conclusion", "K1"), "reason"] == reason


@pytest.mark.parametrize(
    ("based_on", "reason"),
    [
        (None, "no_conclusion;no_finding;no_evidence"),
        ("K1", ""),
        ("F1", "no_conclusion"),
        ("K0", "no_finding;no_evidence"),
        ("K1;K9", "unknown_reference"),
        (f"K1;{FIGURE}", ""),
    ],
)
def test_a_recommendation_needs_a_conclusion(based_on, reason):
    conclusions = [said("K1", "F1"), said("K0")]
    found = rows_of(findings=FOUND, conclusions=conclusions, recommendations=[advice("R1", based_on)])
    assert found.loc[("recommendation", "R1"), "reason"] == reason


@pytest.mark.parametrize(
    ("column", "reason"),
    [("addressed_to", "no_addressee"), ("due", "no_deadline"), ("priority", "no_priority")],
)
def test_only_a_recommendation_needs_addressee_deadline_and_priority(column, reason):
    found = rows_of(
        findings=FOUND, conclusions=[said("K1", "F1")], recommendations=[advice("R1", "K1", **{column: None})]
    )
    assert found.loc[("recommendation", "R1"), "reason"] == reason
    assert found.loc[("conclusion", "K1"), "reason"] == ""


@pytest.mark.parametrize("based_on", ["F1", "X1", "K1", "R1", FIGURE])
def test_a_lesson_may_rest_on_anything_that_rests_on_evidence(based_on):
    found = rows_of(
        findings=FOUND, conclusions=[said("K1", "F1")], recommendations=[advice("R1", "K1")],
        lessons=[said("L1", based_on), said("L0", "F0")],
    )  # fmt: skip
    assert found.loc[("lesson", "L1"), "reason"] == ""
    assert found.loc[("lesson", "L0"), "reason"] == "no_evidence"


def test_statements_in_a_circle_end_and_are_named():
    found = rows_of(
        findings=[said("F1", "X1"), said("F2", "F3"), said("F3", "F2;K2"), said("F4", "F4")],
        conclusions=[said("K1", "K1;F1"), said("K2", "F3;F1")],
        recommendations=[advice("R1", "K2")],
    )["reason"]
    assert found.to_dict() == {
        ("finding", "F1"): "",
        # K2 brings F1 and so evidence; that F2 rests on itself stays.
        ("finding", "F2"): "circular",
        ("finding", "F3"): "circular",
        ("finding", "F4"): "no_evidence;circular",
        ("conclusion", "K1"): "circular",
        ("conclusion", "K2"): "circular",
        ("recommendation", "R1"): "",
    }


def test_one_name_in_two_tables_stands_for_what_the_kind_rests_on():
    found = rows_of(
        evidence=[{"evidence_id": "A"}, {"evidence_id": "B"}], findings=[said("A", "A")],
        conclusions=[said("A", "A")], recommendations=[advice("A", "A")],
    )  # fmt: skip
    assert found["complete"].tolist() == [True, True, True]
    assert found.loc[("recommendation", "A"), ["conclusions", "findings", "evidence"]].tolist() == ["A"] * 3


names = st.lists(st.sampled_from(("X1", "F1", "F2", "F3", "K1", "K2")), max_size=4).map(";".join)


@settings(max_examples=30)
@given(st.tuples(names, names, names, names, names, names))
def test_whatever_rests_on_whatever_nothing_beneath_is_lost(cells):
    findings = [said(f"F{number}", cell) for number, cell in enumerate(cells[:3], start=1)]
    conclusions = [said(f"K{number}", cell) for number, cell in enumerate(cells[3:5], start=1)]
    found = rows_of(findings=findings, conclusions=conclusions, recommendations=[advice("R1", cells[5])])
    lists = found[["conclusions", "findings", "evidence"]].agg(";".join, axis=1)
    beneath = {name: set(filter(None, parts.split(";"))) for (_, name), parts in lists.items()}
    for (_, name), parts in found["rests_on"].items():
        for part in filter(None, parts.split(";")):
            # What lies beneath a part lies beneath the whole, but for the whole itself.
            assert beneath.get(part, set()) | {part} <= beneath[name] | {name}


def test_columns_are_those_that_the_catalogue_declares():
    evaluation = evaluation_of()
    for names_of, frames in (
        (("reasoning", "reasoning_counts"), reasoning(evaluation)),
        (("follow_up", "follow_up_counts"), follow_up(evaluation, evaluation, as_of=date(2025, 1, 1))),
        (("follow_up", "follow_up_counts"), follow_up(None, evaluation, as_of=date(2025, 1, 1))),
    ):
        for name, frame in zip(names_of, frames, strict=True):
            assert [*CATALOGUE[name].names] == frame.columns.tolist()


def reply(name: str, **cells) -> dict[str, object]:
    return {"recommendation_id": name, **cells}


def followed(previous: dict, present: dict | None = None, as_of: date = date(2024, 7, 1)):
    frame, counts = follow_up(
        evaluation_of("mid-term", **previous), evaluation_of("final", **(present or {})), as_of=as_of
    )
    return frame.set_index("recommendation_id"), counts.set_index("status")


def test_what_became_of_earlier_recommendations():
    frame, counts = followed(
        {
            "recommendations": [
                advice("M1", due="2024-H1"), advice("M2", due="2024-H1"), advice("M3", due="2024-H1"),
                advice("M4", due="2024-H1"), advice("M5", due=None), advice("M6", due="2024-H1"),
            ],
            "responses": [
                reply("M1", accepted="yes", responsible="MOI", status="done"),
                reply("M2", accepted="partly", responsible="MOI", status="under_way"),
                reply("M3", accepted="yes", due="2024-H2", status="open"),
                reply("M4", accepted="yes"),
                reply("M5", accepted="yes", status="open"),
                reply("M8", status="done"),
            ],
        }
    )  # fmt: skip
    assert frame["evaluation"].unique().tolist() == ["mid-term"]
    assert frame["status"].to_dict() == {
        "M1": "done", "M2": "under_way", "M3": "open", "M4": "not_stated", "M5": "open", "M6": "no_response",
    }  # fmt: skip
    assert [None if pd.isna(cell) else bool(cell) for cell in frame["overdue"]] == [
        False, True, False, True, None, True,
    ]  # fmt: skip
    assert frame["due"].tolist() == ["2024-H1", "2024-H1", "2024-H2", "2024-H1", "", "2024-H1"]
    assert frame["reason"].tolist() == ["", "", "", "", "no_deadline", "no_response"]
    assert frame.loc["M2", ["addressed_to", "priority", "accepted", "responsible"]].tolist() == [
        "NCO", "high", "partly", "MOI",
    ]  # fmt: skip
    assert frame["trace"].tolist()[0] == "evaluations/recommendations#M1;evaluations/responses#M1"
    assert frame["trace"].tolist()[5] == "evaluations/recommendations#M6"
    assert counts.drop(columns="trace").to_dict("index") == {
        "done": {"recommendations": 1, "overdue": 0},
        "under_way": {"recommendations": 1, "overdue": 1},
        "open": {"recommendations": 2, "overdue": 0},
        "dropped": {"recommendations": 0, "overdue": 0},
        "not_stated": {"recommendations": 1, "overdue": 1},
        "no_response": {"recommendations": 1, "overdue": 1},
    }


@pytest.mark.parametrize(
    ("as_of", "overdue"),
    [(date(2024, 6, 29), False), (date(2024, 6, 30), False), (date(2024, 7, 1), True)],
)
def test_a_recommendation_is_overdue_from_the_day_after_its_period(as_of, overdue):
    frame, _ = followed({"recommendations": [advice("M1", due="2024-Q2")]}, as_of=as_of)
    assert frame["overdue"].tolist() == [overdue]


@pytest.mark.parametrize(
    "answer",
    [{"status": "done"}, {"status": "dropped"}, {"accepted": "no"}, {"accepted": "no", "status": "open"}],
)
def test_what_is_done_dropped_or_refused_is_not_overdue(answer):
    frame, _ = followed({"recommendations": [advice("M1", due="2023")], "responses": [reply("M1", **answer)]})
    assert frame["overdue"].tolist() == [False]
    without, _ = followed({"recommendations": [advice("M1", due=None)], "responses": [reply("M1", **answer)]})
    assert (without["overdue"].tolist(), without["reason"].tolist()) == ([False], [""])


def test_the_present_evaluation_knows_more_of_earlier_recommendations():
    previous = {
        "recommendations": [advice("M1", due="2023"), advice("M2", due="2023")],
        "responses": [reply("M1", accepted="yes", responsible="MOI", status="open")],
    }
    frame, _ = followed(
        previous, {"responses": [reply("M1", status="done"), reply("M2", status="under_way")]}
    )
    assert frame["status"].tolist() == ["done", "under_way"]
    # What it leaves blank was said before.
    assert frame.loc["M1", ["accepted", "responsible"]].tolist() == ["yes", "MOI"]


def test_a_response_to_a_recommendation_of_its_own_does_not_answer_the_earlier_one_of_that_name():
    previous = {"recommendations": [advice("M1", due="2023")]}
    present = {"recommendations": [advice("M1")], "responses": [reply("M1", status="done")]}
    assert followed(previous, present)[0]["status"].tolist() == ["no_response"]


def test_without_a_previous_evaluation_there_is_nothing_to_follow_up():
    frames = follow_up(None, evaluation_of(responses=[reply("M1", status="done")]), as_of=date(2025, 1, 1))
    assert [len(frame) for frame in frames] == [0, 0]
