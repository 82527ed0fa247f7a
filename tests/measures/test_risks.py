"""Risks: what was last said of each, by when, and what is not known of those nobody reported on."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from napeval.cycle.periods import parse_period
from napeval.measures.risks import risks
from napeval.release.catalogue import CATALOGUE
from napeval.release.claims import declared

PERIOD = parse_period("2023")
CUTOFF, AS_OF = date(2023, 12, 31), date(2024, 6, 30)
RISKS = [
    {"risk_id": "R1", "objective_id": "A", "kind": "risk", "likelihood": "high", "effect": "low",
     "mitigation": "Two persons for every post", "owner": "NCO"},
    {"risk_id": "R2", "kind": "assumption"},
]  # fmt: skip


def update(
    period: str, status: str, on: str = "2024-01-15", risk: str = "R1", **cells: str
) -> dict[str, str]:
    return {"risk_id": risk, "period": period, "recorded_on": on, "status": status, **cells}


def found(make_cycle, *updates, period=PERIOD, cutoff=CUTOFF, as_of=AS_OF) -> pd.DataFrame:
    cycle = make_cycle({"plan/risks": RISKS, "monitoring/risk_updates": list(updates)})
    frame = risks(cycle, cutoff=cutoff, as_of=as_of, period=period)
    declared(frame, CATALOGUE["risks"])
    return frame.set_index("risk_id")


def test_what_the_plan_says_of_a_risk_nobody_reported_on(make_cycle):
    rows = found(make_cycle)
    assert rows.index.tolist() == ["R1", "R2"]
    assert rows.loc["R1", ["objective_id", "kind", "likelihood", "effect", "owner"]].tolist() == [
        "A", "risk", "high", "low", "NCO",
    ]  # fmt: skip
    assert rows["mitigation_stated"].tolist() == [True, False]
    assert rows["updates"].tolist() == [0, 0]
    assert rows["updated_in_period"].tolist() == [False, False]
    unknown = ["status", "status_before", "period", "action", "escalated_to"]
    assert rows[unknown].isna().all(axis=None)
    assert rows.loc["R1", "trace"] == "plan/risks#R1"


def test_the_last_word_counts_and_the_one_before_the_period(make_cycle):
    row = found(
        make_cycle,
        update("2023-H2", "mitigated", action="Staff trained", escalated_to="Minister"),
        update("2022-H1", "open"),
        update("2022-H2", "occurred"),
        update("2023-H1", "occurred", action="Post filled"),
    ).loc["R1"]
    assert row[["status", "status_before", "period", "action", "escalated_to"]].tolist() == [
        "mitigated", "occurred", "2023-H2", "Staff trained", "Minister",
    ]  # fmt: skip
    assert (row["updates"], bool(row["updated_in_period"])) == (4, True)
    assert row["trace"].count("monitoring/risk_updates#") == 4


@pytest.mark.parametrize(
    ("period", "status", "before", "in_period"),
    [
        ("2022-12", "open", "open", False),  # ends on the day before the period
        ("2022-07/2023-01", "open", None, True),  # reaches into it
        ("2023-12", "open", None, True),  # ends on its last day
        ("2024-01", None, None, False),
        ("2023-07/2024-06", None, None, False),  # says how things stood later
    ],
)
def test_an_update_belongs_to_the_period_in_which_it_ends(make_cycle, period, status, before, in_period):
    row = found(make_cycle, update(period, "open")).loc["R1"]
    known = [None if pd.isna(cell) else cell for cell in row[["status", "status_before"]]]
    assert (*known, bool(row["updated_in_period"])) == (status, before, in_period)


def test_an_evaluation_has_no_period_to_look_back_from(make_cycle):
    row = found(make_cycle, update("2022", "open"), period=None).loc["R1"]
    assert row["status"] == "open"
    assert row[["status_before", "updated_in_period"]].isna().all()


def test_a_correction_counts_from_the_day_it_was_recorded(make_cycle):
    said = (update("2023", "open", on="2024-01-15"), update("2023", "closed", on="2024-07-01"))
    assert found(make_cycle, *said).loc["R1", ["status", "updates"]].tolist() == ["open", 1]
    later = found(make_cycle, *said, as_of=date(2024, 7, 1)).loc["R1"]
    assert later[["status", "updates"]].tolist() == ["closed", 1]


def test_of_two_periods_that_end_together_the_one_recorded_later_counts(make_cycle):
    said = [update("2023", "closed", on="2024-03-01"), update("2023-H2", "open", on="2024-01-15")]
    for updates in (said, said[::-1]):
        assert found(make_cycle, *updates).loc["R1", ["status", "period"]].tolist() == ["closed", "2023"]


def test_an_update_without_words_does_not_borrow_those_of_an_earlier_one(make_cycle):
    row = found(make_cycle, update("2022", "open", action="Letter sent"), update("2023", "open")).loc["R1"]
    assert pd.isna(row["action"])
