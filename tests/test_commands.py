"""The commands that make, hand out and take in: end to end, as a user calls them."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from docx.oxml.ns import qn

from broken_cycle import add_row, copy_of_demo, records
from edited_reports import FINANCING, made_project, opened, paragraph_with
from napeval.cli import DONE, FAULTS, WRONG_CALL, main
from plans import PROJECT, SMALL, plan_folder

DOCS = PROJECT / "docs"
TODAY = date.today().isoformat()  # a form is answered on or after the day on which it was made


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, list[str], str]:
    """Exit code, lines printed, and what was said to the user."""
    code = main([str(argument) for argument in arguments])
    shown = capsys.readouterr()
    return code, shown.out.splitlines(), shown.err


def fill(path: Path, heading: str, values: dict[str, object]) -> None:
    """Write values below a heading, in the rows whose first column holds these identifiers."""
    workbook = openpyxl.load_workbook(path)
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == heading:
                    for below in sheet.iter_rows(min_row=cell.row + 1):
                        if below[0].value in values:
                            sheet.cell(below[0].row, cell.column, values[below[0].value])
                    workbook.save(path)
                    return
    raise AssertionError(f"no heading '{heading}'")


def answer(path: Path, question: str, value: object) -> None:
    """Write a value beside a question."""
    workbook = openpyxl.load_workbook(path)
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows():
            if isinstance(row[0].value, str) and row[0].value.startswith(question):
                row[1].value = value
                workbook.save(path)
                return
    raise AssertionError(f"no question '{question}'")


def test_a_cycle_from_nothing_to_a_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, made, _ = run(capsys, "new", tmp_path / "data/XX-2024-2026", "--synthetic")
    assert code == DONE
    cycle = tmp_path / "data/xx-2024-2026"
    assert str(tmp_path / "params/xx-2024-2026/mid-term.yml") in made
    package = json.loads((cycle / "datapackage.json").read_text("utf-8"))
    assert package["napeval"]["data_status"] == "synthetic"
    code, made, _ = run(capsys, "new", cycle, "--evaluation", "mid-term")
    assert code == DONE and str(cycle / "evaluations/mid-term/text/executive_summary.sq.md") in made
    year = ("--evaluation", "annual-2024", "--kind", "annual_monitoring")
    assert run(capsys, "new", cycle, *year)[0] == WRONG_CALL
    code, made, _ = run(capsys, "new", cycle, *year, "--period", "2024")
    assert code == DONE and str(cycle / "evaluations/annual-2024/text/way_forward.sr.md") in made
    code, lines, _ = run(capsys, "check", cycle)
    assert code == DONE and lines[-1] == "Errors: 0; warnings: 0; notes: 0."


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "blah",
            "error: blah: the folder of a cycle is named by country and years, such as XX-2024-2026. Mend:"
            " choose such a name: two letters of the country, first year, last year.",
        ),
        (
            "XX-2026-2024",
            "error: XX-2026-2024: the first year comes before the last, and both lie between 1990 and 2100."
            " Mend: correct the years in the name of the folder.",
        ),
    ],
)
def test_a_cycle_under_a_name_that_says_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, said: str
) -> None:
    code, lines, _ = run(capsys, "new", tmp_path / "data" / name)
    assert (code, lines) == (WRONG_CALL, [said])
    assert not (tmp_path / "data").exists()


def test_a_cycle_where_one_stands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "new", tmp_path / "data/XX-2024-2026")[0] == DONE
    code, lines, _ = run(capsys, "new", tmp_path / "data/XX-2024-2026", "--language", "sr")
    assert code == WRONG_CALL and all(line.startswith("greška: ") for line in lines)


def test_a_form_goes_out_comes_back_and_is_taken_in_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cycle = copy_of_demo(tmp_path)
    before = records(cycle, "monitoring/progress.csv")
    out = tmp_path / "forms"
    code, made, _ = run(capsys, "forms", cycle, "--period", "2023-H2", "--out", out, "--institution", "PRO")
    assert code == DONE and [Path(path).name for path in made] == ["progress_2023-H2_PRO_en.xlsx"]
    workbook = Path(made[0])
    fill(workbook, "Status", {"IV.1.1": "completed"})
    answer(workbook, "Date of this answer", TODAY)
    answer(workbook, "Function of whoever answers", "Head of the planning unit")

    code, lines, _ = run(capsys, "collect", out, "--into", cycle)
    assert code == DONE and lines[-1] == "Nothing was written; add --write to write the rows."
    begin = "add to monitoring/progress: activity_id=IV.1.1, status=completed, period=2023-H2"
    assert any(line.startswith(begin) for line in lines)
    assert any(line.startswith("progress 2023-H2 NCO") and "has not answered" in line for line in lines)
    assert records(cycle, "monitoring/progress.csv") == before

    code, lines, _ = run(capsys, "collect", out, "--into", cycle, "--write")
    assert code == DONE and lines[-1].startswith("Written: ")
    after = records(cycle, "monitoring/progress.csv")
    assert after[: len(before)] == before and len(after) == len(before) + 1
    added = dict(zip(after[0], after[-1], strict=True))
    assert {name: added[name] for name in ("activity_id", "reported_by", "recorded_on", "status")} == {
        "activity_id": "IV.1.1", "reported_by": "PRO", "recorded_on": TODAY, "status": "completed",
    }  # fmt: skip
    assert run(capsys, "check", cycle)[0] == DONE

    code, lines, _ = run(capsys, "collect", out, "--into", cycle, "--write")
    assert code == DONE and lines[-1] == "Nothing new; nothing to write."
    assert records(cycle, "monitoring/progress.csv") == after


def test_a_form_with_a_fault_is_not_taken_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cycle = copy_of_demo(tmp_path)
    out = tmp_path / "forms"
    _, made, _ = run(capsys, "forms", cycle, "--period", "2023-H2", "--out", out, "--institution", "PRO")
    fill(Path(made[0]), "Status", {"IV.1.1": "nearly done"})
    answer(Path(made[0]), "Date of this answer", TODAY)
    code, lines, _ = run(capsys, "collect", out, "--into", cycle, "--write")
    assert code == FAULTS
    assert lines[0].startswith("error: progress_2023-H2_PRO_en.xlsx, sheet 'Activities', cell ")
    assert "found 'nearly done'" in lines[0]
    assert "Nothing was written, because of the errors." in lines
    progress = "monitoring/progress.csv"
    assert records(cycle, progress) == records(plan_folder("demo-small"), progress)


@pytest.mark.parametrize("language", ["sq", "en", "sr"])
@pytest.mark.parametrize(
    "kind",
    ["me_plan", "questionnaire", "self_assessment", "indicator_checklist", "interview", "terms_of_reference"],
)
def test_every_instrument_is_a_workbook(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, language: str
) -> None:
    arguments = ["--kind", kind, "--evaluation", "mid-term", "--language", language]
    code, made, _ = run(capsys, "forms", plan_folder("demo-small"), "--out", tmp_path, *arguments)
    assert code == DONE and made
    assert all(Path(path).name.endswith(f"_{language}.xlsx") for path in made)


def test_progress_forms_need_a_period(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, said = run(capsys, "forms", plan_folder("demo-small"), "--out", tmp_path)
    assert code == WRONG_CALL and said == "Name the period: --period 2023-H1.\n"


def test_forms_of_a_cycle_with_faults_are_not_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cycle = copy_of_demo(tmp_path)
    add_row(cycle, "plan/budget.csv", activity_id="IX.9.9", year="2023", amount="1")
    code, lines, _ = run(capsys, "forms", cycle, "--period", "2023-H2", "--out", tmp_path / "forms")
    assert code == FAULTS and "IX.9.9" in "".join(lines) and not (tmp_path / "forms").exists()


def test_a_plan_is_shown_and_then_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "new", tmp_path / "data/XX-2024-2026")
    cycle, plan = tmp_path / "data/xx-2024-2026", tmp_path / "plan.csv"
    plan.write_text(
        "No.,Specific objective,Activity,Deadline,Budget 2024,Source of funding,"
        "Responsible institution,Output\n"
        "1.1.1,Prevention in schools,Train teachers,Q4 2024,12000.00,State Budget,Ministry of Education,"
        "100 teachers trained\n",
        encoding="utf-8",
    )
    code, lines, _ = run(capsys, "import", plan, "--into", cycle, "--plan-language", "en")
    assert code == DONE and "Nothing was written; add --write to write the tables." in lines
    assert len(records(cycle, "plan/activities.csv")) == 1
    code, lines, _ = run(capsys, "import", plan, "--into", cycle, "--plan-language", "en", "--write")
    assert code == DONE
    activities = records(cycle, "plan/activities.csv")
    assert len(activities) == 2
    row = dict(zip(*activities, strict=True))
    assert (row["title_en"], row["end"]) == ("Train teachers", "2024-Q4")
    assert records(cycle, "plan/budget.csv")[1][4] == "12000"


@pytest.mark.parametrize("missing", ["plan.xlsx", "data"])
def test_what_is_not_there_is_a_wrong_call(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], missing: str
) -> None:
    arguments = (tmp_path / missing, "--into", tmp_path / "data")
    assert run(capsys, "import", *arguments)[0] == WRONG_CALL
    assert run(capsys, "collect", *arguments)[0] == WRONG_CALL
    assert run(capsys, "forms", tmp_path / missing, "--out", tmp_path, "--period", "2023")[0] == WRONG_CALL


def test_an_edited_report_is_shown_then_written_and_what_is_refused_is_a_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = made_project(tmp_path)
    path = project.edited()
    document = opened(path)
    paragraph_with(document, "The rest").add_run(" More.")
    document.tables[0].cell(1, 1).text = "13"
    document.save(str(path))
    call = ("absorb", path, "--into", project.evaluation)
    shown = [
        "section financing: edited.",
        "  -The rest is open.",
        "  +The rest is open. More.",
        "Changed outside the evaluators' texts; the report is made anew, and this would be lost:",
        "  1 Financing, cell of a table (Planned): 12 → 13",
    ]
    hint = "Nothing was written; add --write to write the texts."
    assert run(capsys, *call) == (DONE, [*shown, hint], "")
    assert project.text("financing").read_text("utf-8") == FINANCING
    assert run(capsys, *call, "--write") == (DONE, [*shown, f"Written: {project.text('financing')}"], "")
    assert project.text("financing").read_text("utf-8") == f"{FINANCING} More.\n"
    again = ["section financing: the text says so already.", *shown[3:], "Nothing new; nothing to write."]
    assert run(capsys, *call, "--write") == (DONE, again, "")

    project.text("financing").write_text("Another text.", encoding="utf-8")
    code, lines, _ = run(capsys, *call, "--write")
    assert (code, lines[0]) == (
        FAULTS,
        "section financing: edited, but the text was changed since the report was made; refused unless you"
        " add --take financing.",
    )
    assert project.text("financing").read_text("utf-8") == "Another text."
    assert run(capsys, *call, "--write", "--take", "financing")[0] == DONE
    assert project.text("financing").read_text("utf-8").endswith("The rest is open. More.\n")
    assert run(capsys, *call, "--take", "finances")[::2] == (
        WRONG_CALL, "The report has no section finances; it has: financing, outlook, limits.\n",
    )  # fmt: skip


def test_what_keeps_a_section_from_being_brought_back_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = made_project(tmp_path)
    path = project.edited()
    document = opened(path)
    next(one for one in paragraph_with(document, "Of all").runs if one.text == "17").text = "18"
    body = document.element.body
    for start in body.findall(qn("w:bookmarkStart")):
        if start.get(qn("w:name")) == "slot_outlook":
            body.remove(start)
    document.add_comment(paragraph_with(document, "The rest").runs, text="Why?", author="A")
    document.save(str(path))
    code, lines, _ = run(capsys, "absorb", path, "--into", project.evaluation)
    assert code == FAULTS
    assert [line for line in lines if not line.startswith(("  -", "  +"))] == [
        "section financing: edited, and refused.",
        "  the figure {delivery#plan:completed} was printed as «17» and reads «18» now; figures come from the"
        " results: correct the data, or say it in words.",
        "section outlook: the bookmarks around it are gone from the document; its text cannot be brought"
        " back.",
        "The document has comments (1); bring them with --comments FROM.",
        "Nothing new; nothing to write.",
    ]


def test_comments_of_a_word_file_are_shown_then_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = made_project(tmp_path)
    shutil.copytree(plan_folder(SMALL) / "plan", project.evaluation.parents[1] / "plan")
    path = project.edited()
    document = opened(path)
    document.add_comment(paragraph_with(document, "The rest").runs, text="Why?", author="A")
    document.save(str(path))
    call = ("absorb", path, "--into", project.evaluation, "--comments", "MUN")
    line = "add to comments: comment_id=MUN-1, place=financing, from=MUN, text=Why?"
    assert run(capsys, *call) == (
        DONE, [line, "Nothing was written; add --write to write the rows."], "",
    )  # fmt: skip
    written = project.evaluation / "comments.csv"
    assert not written.exists()
    assert run(capsys, *call, "--write") == (DONE, [line, f"Written: {written}"], "")
    assert run(capsys, *call, "--write") == (
        DONE, ["on record already in comments: 1", "Nothing new; nothing to write."], "",
    )  # fmt: skip
    assert run(capsys, *call[:-1], "MUM")[0] == FAULTS


def test_absorbing_needs_a_document_and_an_evaluation(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = made_project(tmp_path)
    none = tmp_path / "none.docx"
    assert run(capsys, "absorb", none, "--into", project.evaluation) == (
        WRONG_CALL, [], f"There is no file {none}.\n",
    )  # fmt: skip
    assert run(capsys, "absorb", project.edited(), "--into", tmp_path) == (
        WRONG_CALL, [], f"There is no evaluation in {tmp_path}.\n",
    )  # fmt: skip
    none.write_bytes(b"no document")
    assert run(capsys, "absorb", none, "--into", project.evaluation)[:2] == (
        FAULTS,
        [
            "error: none.docx: the file is no Word document (.docx), whatever its name says. Mend: open it in"
            " Word or LibreOffice and save it as .docx."
        ],
    )


def test_the_dictionary_pages_are_those_in_the_project(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, made, _ = run(capsys, "dictionary", "--out", tmp_path)
    assert code == DONE and len(made) == 3
    for path in map(Path, made):
        assert path.read_bytes() == (DOCS / path.name).read_bytes()
