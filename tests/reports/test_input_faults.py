"""Everything that would stop a report is said by the check, all at once, with file and place."""

from __future__ import annotations

import ast
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from textwrap import indent

import pytest

import napeval.reports.sections
from broken_cycle import copy_of_demo, records, replace, set_cell
from napeval.criteria import CRITERIA, default_matrix, rating_scales
from napeval.criteria.matrix import shipped_matrices, shipped_matrix
from napeval.cycle import CycleFaults
from napeval.cycle.reading import examine_evaluation
from napeval.display.fault_words import fault_text
from napeval.display.languages import Language
from napeval.reports.compute import input_faults, read_inputs
from napeval.reports.matrices import address_faults, matrix_of
from napeval.reports.slots import AREA, CRITERION, PROMPTS

EVALUATION = "evaluations/mid-term"
SETTINGS = f"{EVALUATION}/evaluation.yml"
QUESTIONS = ", ".join(question.id for question in default_matrix().questions)


def shipped_text() -> str:
    """The shipped matrix as one file of a cycle, which states its day."""
    folder = resources.files("napeval.criteria") / "matrices" / "anti_trafficking"
    parts = [(name, (folder / f"{name}.yml").read_text("utf-8")) for name in CRITERIA]
    criteria = "".join(f"  {name}:\n{indent(part, '    ')}\n" for name, part in parts)
    top = (folder / "matrix.yml").read_text("utf-8")
    return f"written: 2023-01-31\n{top}\ncriteria:\n{criteria}"


SHIPPED = shipped_text()
LEADS_AGREED = '"checklists#financial_planning.a2|plan:answer"'
DOMESTIC = """"funding#domestic:share_low"
          high: share_high
          rule: interval
"""
IN_CODES = """"checklists#financial_planning.a2|plan:{column}"
          rule: codes
          points: {{yes: 100, partly: 50, no: 0}}
"""
EXTENDING = "name: own\nwritten: 2023-01-31\nextends: anti_trafficking\n"


@pytest.fixture
def cycle(tmp_path: Path) -> Path:
    return copy_of_demo(tmp_path)


def said(cycle: Path) -> list[str]:
    return [fault_text(fault, Language("en")) for fault in input_faults(cycle)]


def setting(line: str) -> Callable[[Path], None]:
    return lambda cycle: replace(cycle, SETTINGS, "status: draft", f"{line}\nstatus: draft")


def matrix(text: str, name: str = "own.yml") -> Callable[[Path], None]:
    def put(cycle: Path) -> None:
        setting(f"matrix: {name}")(cycle)
        (cycle / EVALUATION / name).write_text(text, encoding="utf-8")

    return put


def test_nothing_is_said_where_all_is_in_order(cycle: Path) -> None:
    assert said(cycle) == []


ALLOWED = "Mend: use one of the allowed words."
FAULTS: dict[str, tuple[Callable[[Path], object], str]] = {
    "scale": (
        lambda cycle: replace(cycle, SETTINGS, "icmpd_5", "icmpd5"),
        f"{SETTINGS}, setting 'scale': found 'icmpd5'; allowed: {', '.join(rating_scales())}. {ALLOWED}"
        " Did you mean 'icmpd_5'?",
    ),
    "criterion": (
        setting("criteria: [relevance, efectiveness]"),
        f"{SETTINGS}, setting 'criteria': found 'efectiveness'; allowed: {', '.join(CRITERIA)}. {ALLOWED}"
        " Did you mean 'effectiveness'?",
    ),
    "no word": (
        setting("criteria: [relevance, 7]"),
        f"{SETTINGS}, setting 'criteria': found '7'; allowed: {', '.join(CRITERIA)}. {ALLOWED}",
    ),
    "weight of nothing": (
        setting("weights: {REL9: 2}"),
        f"{SETTINGS}, setting 'weights': found 'REL9'; allowed: {QUESTIONS}. {ALLOWED}"
        " Did you mean 'REL1'?",
    ),
    "weight": (
        setting("weights: {REL1: 0, REL2: 0.5}"),
        f"{SETTINGS}, setting 'weights.REL1': found '0'; a number above zero is expected."
        " Mend: correct the setting.",
    ),
    "mark": (
        lambda cycle: set_cell(cycle, f"{EVALUATION}/ratings.csv", 3, "score", "6"),
        f"{EVALUATION}/ratings.csv, row 3, column 'score': found '6'; the value is outside its range"
        " (1 to 5). Mend: correct the cell.",
    ),
    "question": (
        lambda cycle: set_cell(cycle, f"{EVALUATION}/ratings.csv", 2, "question_id", "RELL1"),
        f"{EVALUATION}/ratings.csv, row 2, column 'question_id': found 'RELL1'; the evaluation matrix has no"
        " such question. Mend: correct the cell. Did you mean 'REL1'?",
    ),
    "matrix elsewhere": (
        setting("matrix: ../own.yml"),
        f"{SETTINGS}, setting 'matrix': found '../own.yml'; the setting has not the form that is asked for;"
        " allowed: A-Z, a-z, 0-9, -, _, .. Mend: correct the setting.",
    ),
    "matrix of another ending": (
        setting("matrix: own.txt"),
        f"{SETTINGS}, setting 'matrix': found 'own.txt';"
        f" allowed: anti_trafficking, anti_trafficking_guide, *.yml, *.yaml. {ALLOWED}",
    ),
    "matrix missing": (
        setting("matrix: own.yml"),
        f"{EVALUATION}/own.yml: the file is missing. Mend: add the file.",
    ),
    "matrix not text": (
        lambda cycle: (matrix("")(cycle), (cycle / EVALUATION / "own.yml").write_bytes(b"\xff\xfe")),
        f"{EVALUATION}/own.yml: the file is not UTF-8 text. Mend: save it as text in UTF-8.",
    ),
    "address to no column": (
        matrix(SHIPPED.replace('"funding#domestic:share_low"', '"funding#domestic:share_lo"')),
        f"{EVALUATION}/own.yml, setting 'SUS1.domestic_share': found 'funding#domestic:share_lo';"
        " the address leads to no column with figures; allowed: amount, share, share_low, share_high."
        " Mend: correct the matrix."
        " Did you mean 'share_low'?",
    ),
    "context of no column": (
        matrix(SHIPPED.replace(LEADS_AGREED, '"funding#domestic:shares"')),
        f"{EVALUATION}/own.yml, setting 'EFC1.leads_agreed': found 'funding#domestic:shares';"
        " the address leads to no column of the results table; allowed: amount, share, share_low, share_high."
        " Mend: correct the matrix. Did you mean 'share'?",
    ),
    "points for figures": (
        matrix(SHIPPED.replace(DOMESTIC, IN_CODES.format(column="count"))),
        f"{EVALUATION}/own.yml, setting 'SUS1.domestic_share': found"
        " 'checklists#financial_planning.a2|plan:count'; the address leads to no column with codes; allowed:"
        " instrument, asked_of, answer, answered_by, answer_tables, answer_person, reach, reason, lacking."
        " Mend: correct the matrix.",
    ),
    "matrix of no shipped name": (
        setting("matrix: anti_traficking"),
        f"{SETTINGS}, setting 'matrix': found 'anti_traficking'; allowed: anti_trafficking,"
        f" anti_trafficking_guide, *.yml, *.yaml. {ALLOWED} Did you mean 'anti_trafficking'?",
    ),
    "matrix without its day": (
        matrix(EXTENDING.replace("written: 2023-01-31\n", "")),
        f"{EVALUATION}/own.yml: the evaluation matrix cannot be used (top: key 'written': found nothing;"
        " expected a day such as 2023-09-01). Mend: correct the matrix.",
    ),
    "text of no section": (
        lambda cycle: (cycle / EVALUATION / "text/backround.en.md").write_text("Words.", encoding="utf-8"),
        "Did you mean 'background'?",
    ),
    "source in no line": (
        lambda cycle: replace(cycle, "policy.yml", "- line_statistics", "- line_statistic"),
        "policy.yml, setting 'signed[1]': found 'line_statistic'; monitoring/sources.csv holds no such"
        " source. Mend: correct the name, or add the source there. Did you mean 'line_statistics'?",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_and_its_mend(cycle: Path, name: str) -> None:
    break_it, expected = FAULTS[name]
    break_it(cycle)
    (found,) = said(cycle)
    assert found.endswith(expected)
    with pytest.raises(CycleFaults) as refused:  # and the report is stopped by the same
        read_inputs(cycle, "mid-term")
    assert [fault_text(fault, Language("en")) for fault in refused.value.faults] == [found]


def test_a_link_in_place_of_a_matrix_is_not_followed(cycle: Path) -> None:
    matrix(SHIPPED)(cycle)
    own = cycle / EVALUATION / "own.yml"
    own.rename(cycle.parent / "own.yml")
    own.symlink_to(cycle.parent / "own.yml")
    assert said(cycle) == [
        f"{EVALUATION}/own.yml: links to other files are not followed. Mend: put the file itself here."
    ]


def test_every_fault_of_a_matrix_is_a_line(cycle: Path) -> None:
    matrix("name: x\n")(cycle)
    found = said(cycle)
    start, end = (
        f"{EVALUATION}/own.yml: the evaluation matrix cannot be used (",
        "). Mend: correct the matrix.",
    )
    assert len(found) > 1
    assert all(line.startswith(start) and line.endswith(end) for line in found)
    assert found[0] == f"{start}rules: found nothing; expected a mapping of keys to values{end}"


@pytest.mark.parametrize("name", shipped_matrices())
def test_a_shipped_matrix_reads_results_that_there_are(name: str) -> None:
    assert list(address_faults(shipped_matrix(name), "matrix.yml")) == []


def test_codes_may_be_shown_and_given_points(cycle: Path) -> None:
    assert SHIPPED.count(DOMESTIC) == SHIPPED.count(LEADS_AGREED) == 1
    matrix(SHIPPED.replace(DOMESTIC, IN_CODES.format(column="answer")))(cycle)
    assert said(cycle) == []


@pytest.mark.parametrize("name", shipped_matrices())
def test_the_settings_may_name_a_shipped_matrix(cycle: Path, name: str) -> None:
    setting(f"matrix: {name}")(cycle)
    evaluation = examine_evaluation(cycle, "mid-term").evaluation
    assert matrix_of(cycle, evaluation) == (shipped_matrix(name), [])


def test_marks_for_questions_that_the_guide_does_not_ask(cycle: Path) -> None:
    setting("matrix: anti_trafficking_guide")(cycle)
    faults = input_faults(cycle)
    assert {fault.code for fault in faults} == {"question_unknown"}
    evaluation = examine_evaluation(cycle, "mid-term").evaluation
    answers = [evaluation.table(f"evaluations/{name}") for name in ("ratings", "survey", "evidence")]
    of_coherence = {
        name for table in answers for name in table["question_id"].dropna() if name.startswith("COH")
    }
    assert {fault.value for fault in faults} == of_coherence != set()


def test_an_older_matrix_extends_the_shipped_one(cycle: Path) -> None:
    matrix(EXTENDING)(cycle)
    assert said(cycle) == []
    assert read_inputs(cycle, "mid-term").matrix.questions == default_matrix().questions


@pytest.mark.parametrize(("day", "warned"), [("2023-02-10", False), ("2023-02-11", True)])
def test_a_matrix_younger_than_the_first_evidence_is_a_warning(cycle: Path, day: str, warned: bool) -> None:
    set_cell(cycle, f"{EVALUATION}/evidence.csv", 2, "date", "2023-02-10")
    matrix(EXTENDING.replace("2023-01-31", day))(cycle)
    expected = (
        f"{EVALUATION}/own.yml, setting 'written': found '{day}'; the evaluation matrix was written after the"
        " first evidence or mark (2023-02-10). Mend: correct the day if it is wrong; else say in the report"
        " why the rubrics came later."
    )
    assert said(cycle) == ([expected] if warned else [])
    assert [fault.severity for fault in input_faults(cycle)] == ["warning"] * warned
    assert str(read_inputs(cycle, "mid-term").matrix.written) == day  # which does not stop the report


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("  funding: [funding_class]", "  funding: [kind]", "address_keys"),
        ("  funding: [funding_class]", "  criteria: [criterion]\n  funding: [funding_class]", ""),
    ],
)
def test_keys_of_the_results_tables(cycle: Path, old: str, new: str, code: str) -> None:
    assert SHIPPED.count(old) == 1
    matrix(SHIPPED.replace(old, new))(cycle)
    assert {fault.code for fault in input_faults(cycle)} == ({code} if code else set())


def test_the_assessment_is_no_evidence_for_itself(cycle: Path) -> None:
    text = SHIPPED.replace(
        "  funding: [funding_class]", "  funding: [funding_class]\n  criteria: [criterion]"
    )
    matrix(text.replace('"funding#domestic:share_low"', '"criteria#impact:score"'))(cycle)
    assert {fault.code for fault in input_faults(cycle)} == {"address_table"}


def test_a_file_beside_the_evaluations_is_no_evaluation(cycle: Path) -> None:
    (cycle / "evaluations/README.md").write_text("Evaluations of the plan.", encoding="utf-8")
    assert said(cycle) == []


def test_all_groups_of_faults_at_once(cycle: Path) -> None:
    set_cell(cycle, "plan/budget.csv", 2, "currency", "USD")
    set_cell(cycle, f"{EVALUATION}/survey.csv", 2, "answer", "6")
    replace(cycle, "policy.yml", "public: 10", "public: 9")
    setting("weights: {REL1: -1}")(cycle)
    replace(cycle, SETTINGS, "icmpd_5", "icmpd_6")
    with pytest.raises(CycleFaults) as refused:
        read_inputs(cycle, "mid-term")
    assert [(fault.file, fault.column) for fault in refused.value.faults] == [
        ("plan/budget.csv", "currency"),
        ("policy.yml", "thresholds.public"),
        (f"{EVALUATION}/survey.csv", "answer"),
        (SETTINGS, "scale"),
        (SETTINGS, "weights.REL1"),
    ]


def test_sections_of_objectives_and_criteria_have_texts(cycle: Path) -> None:
    folder = cycle / EVALUATION / "text"
    for name in ("achievements_II", "criterion_impact", "limits"):
        (folder / f"{name}.en.md").write_text("Words.", encoding="utf-8")
    assert [row[0] for row in records(cycle, "plan/objectives.csv") if row[0] == "II"] == ["II"]
    assert said(cycle) == []
    (folder / "achievements_II.1.en.md").write_text("Words.", encoding="utf-8")
    assert len(said(cycle)) == 1


def test_every_slot_of_the_report_is_a_section() -> None:
    found = set()
    for path in Path(napeval.reports.sections.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "slot"
            ):
                name = node.args[0]
                if isinstance(name, ast.JoinedStr):
                    name = name.values[0]
                assert isinstance(name, ast.Constant)
                found.add(name.value)
    assert found == {*PROMPTS, AREA, CRITERION}
