"""What the manifest says of the files that a report was made from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from broken_cycle import copy_of_demo
from napeval.release import Policy
from napeval.reports.compute import Inputs, read_inputs
from napeval.reports.manifest import _closed_tables, _input

ANSWERS = ("checklist", "comments", "evidence", "ratings", "survey")


@pytest.fixture
def inputs(tmp_path: Path) -> Inputs:
    return read_inputs(copy_of_demo(tmp_path), "mid-term")


def test_answers_in_any_evaluation_leave_neither_size_nor_hash(inputs: Inputs) -> None:
    folder = inputs.cycle.folder
    for evaluation in ("mid-term", "ex-post"):
        (folder / "evaluations" / evaluation).mkdir(exist_ok=True)
        for name in ANSWERS:
            path = folder / "evaluations" / evaluation / f"{name}.csv"
            path.touch()
            assert _input(path, folder, frozenset()) == {
                "path": f"evaluations/{evaluation}/{name}.csv",
                "restricted": True,
            }
    findings = _input(folder / "evaluations/mid-term/findings.csv", folder, frozenset())
    assert set(findings) == {"path", "bytes", "sha256"}


def test_tables_with_rows_of_a_restricted_source_are_closed(inputs: Inputs) -> None:
    closed = _closed_tables(inputs, "public")
    assert "monitoring/observations.csv" in closed
    assert "monitoring/expenditure.csv" not in closed


def test_tables_of_sources_that_nobody_signed_for_are_closed(inputs: Inputs) -> None:
    line = replace(inputs.policy.signed[0], audiences=("internal",))
    policy = Policy(inputs.policy.thresholds, inputs.policy.protected_units, (line,))
    unsigned = replace(inputs, policy=policy)
    assert "monitoring/expenditure.csv" in _closed_tables(unsigned, "public")
    assert "monitoring/expenditure.csv" not in _closed_tables(unsigned, "internal")
