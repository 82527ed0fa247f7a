"""Forms ask the questions of the matrix that the settings of an evaluation choose."""

from __future__ import annotations

from pathlib import Path

import pytest

from broken_cycle import copy_of_demo, replace
from napeval.criteria.matrix import default_matrix
from napeval.cycle import Fault, examine_cycle
from napeval.exchange.forms.evaluation_context import Context, context_of

FOLDER = "evaluations/mid-term"
EXTENDING = "name: own\nwritten: 2030-01-31\nextends: anti_trafficking\n"


def context(folder: Path, matrix: str, text: str = "") -> Context | list[Fault]:
    """The context of the demonstration's mid-term evaluation with this setting and this file of its own."""
    cycle = copy_of_demo(folder)
    replace(cycle, f"{FOLDER}/evaluation.yml", "status: draft", f'matrix: "{matrix}"\nstatus: draft')
    if text:
        (cycle / FOLDER / matrix).write_text(text, encoding="utf-8")
    read = examine_cycle(cycle).cycle
    assert read is not None
    return context_of("mid-term", read)


@pytest.mark.parametrize("name", ["anti_trafficking", "", " "])
def test_the_shipped_matrix_by_its_name_or_without_any(tmp_path, name):
    found = context(tmp_path, name)
    assert isinstance(found, Context)
    assert found.matrix == default_matrix()
    assert found.questions == tuple(one for one in default_matrix().questions if one.mid_term)


@pytest.mark.parametrize("file", ["own.yml", "own.yaml"])
def test_a_matrix_of_its_own_though_it_came_late(tmp_path, file):
    found = context(tmp_path, file, EXTENDING + "leave_out: [SUS1.own_lines]\n")
    assert isinstance(found, Context)
    assert [one.id for one in found.questions if one not in default_matrix().questions] == ["SUS1"]


@pytest.mark.parametrize(
    ("matrix", "text", "count"),
    [
        ("own.yml", EXTENDING + "leave_out: [REL11, COH11]\n", "2"),
        ("own.yml", "", "1"),
        ("anti_traficking", "", "1"),
        ("../mid-term/own.yml", EXTENDING, "1"),
    ],
)
def test_an_evaluation_without_a_matrix_has_no_forms(tmp_path, matrix, text, count):
    assert context(tmp_path, matrix, text) == [
        Fault("form_evaluation_unusable", "", None, "evaluation", "mid-term", {"count": count})
    ]


def test_a_link_does_not_lead_out_of_the_folder(tmp_path):
    cycle = copy_of_demo(tmp_path)
    replace(cycle, f"{FOLDER}/evaluation.yml", "status: draft", "matrix: own.yml\nstatus: draft")
    (tmp_path / "elsewhere.yml").write_text(EXTENDING, encoding="utf-8")
    (cycle / FOLDER / "own.yml").symlink_to(tmp_path / "elsewhere.yml")
    read = examine_cycle(cycle).cycle
    assert read is not None
    found = context_of("mid-term", read)
    assert isinstance(found, list) and [fault.code for fault in found] == ["form_evaluation_unusable"]
