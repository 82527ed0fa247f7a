"""Traces lead to the tables of answers, never to the one who answered."""

from __future__ import annotations

import pytest
from result_tables import frame, through

from napeval.release.exposure import without_who_answered


@pytest.mark.parametrize(
    ("trace", "shown"),
    [
        ("evaluations/survey#S01|REL1|a;evaluations/survey#S02|REL1|a", "evaluations/survey#*"),
        ("evaluations/ratings#REL1|A.B.", "evaluations/ratings#*"),
        ("evaluations/evidence#E05", "evaluations/evidence#*"),
        ("evaluations/checklist#i|s", "evaluations/checklist#*"),
        ("plan/activities#I.1;evaluations/survey#S01|a|b", "plan/activities#I.1;evaluations/survey#*"),
        ("evaluations/recommendations#R1", "evaluations/recommendations#R1"),
        ("monitoring/observations#a|2022|||s|NCO|", "monitoring/observations#a|2022|||s|NCO|"),
        ("", ""),
        (None, None),
    ],
)  # fmt: skip
def test_a_trace_without_who_answered(trace: str | None, shown: str | None) -> None:
    assert without_who_answered(trace) == shown


def test_released_tables_hold_no_other() -> None:
    row = {"item_id": "REL1.survey", "kind": "survey", "trace": "evaluations/survey#S01|REL1|a"}
    table = through(evidence=frame("evidence", row))["evidence"]
    assert table.cell(0, "kind").trace == "evaluations/survey#*"
    assert table.frame["trace"].tolist() == ["evaluations/survey#*"]
