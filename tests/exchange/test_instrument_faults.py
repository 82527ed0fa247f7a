"""Wrong answers to the forms of instruments: every fault with its place, nothing taken in."""

from datetime import date

import openpyxl
import pytest
from form_workbooks import write_cells
from instrument_answers import cell_of, fill
from test_instrument_rows import collected, cycle, handed_out, interview_answers, messages, who, written

__all__ = ["cycle"]  # a fixture

PLACE = ("list", "A1", "answer")


def refused(cycle, path, form, answers, expected):
    """That these answers give exactly these messages, {cell} standing for the place of an answer."""
    fill(path, form, answers)
    found = collected(cycle, path)
    assert sorted(messages(found)) == sorted(expected)
    assert dict(found.changes) == {} and dict(found.added) == {}


def at(path, form, sheet, key, column):
    """The beginning of a message about a cell."""
    of = form.sheet(sheet)
    cell = cell_of(path, form, sheet, key, column)
    return f"form.xlsx, sheet '{of.tab}', cell {cell}, column '{of.column(column).heading}'"


def test_a_list_says_who_answered_and_when(cycle, tmp_path):
    form, path = handed_out(cycle, tmp_path, "self_assessment")
    by, on = (row.values["line"] for row in form.sheet("who").rows)
    refused(
        cycle, path, form, {PLACE: "yes"},
        [
            f"{at(path, form, 'who', by, 'entry')}: the line 'Initials of who answers (no name)' is empty. "
            "Mend: fill in the line.",
            f"{at(path, form, 'who', on, 'entry')}: the line 'Date of the answers' is empty. "
            "Mend: fill in the line.",
        ],
    )  # fmt: skip
    refused(
        cycle, path, form,
        {PLACE: "yes", ("who", by, "entry"): "Ana Bardhi", ("who", on, "entry"): date(2023, 6, 30)},
        [
            f"{at(path, form, 'who', by, 'entry')}: persons stand here by initials or a code of at most "
            "12 letters and digits without spaces. Mend: put initials or a code, such as A.B. or P01, in the "
            "place of the name.",
            f"{at(path, form, 'who', on, 'entry')}: found '2023-06-30'; the date lies before the "
            "day on which the form was made (2023-07-01). Mend: correct the date.",
        ],
    )  # fmt: skip


def test_answers_that_no_list_knows(cycle, tmp_path):
    form, path = handed_out(cycle, tmp_path, "self_assessment")
    answers = {PLACE: "maybe", ("list", "A1", "reason"): "So", ("list", "A2", "reason"): "Why not"}
    refused(
        cycle, path, form, answers | who(form),
        [
            f"{at(path, form, *PLACE)}: found 'maybe'; allowed: yes, partly, no. "
            "Mend: use one of the allowed words.",
            f"{at(path, form, 'list', 'A2', 'answer')}: there is a reason but no answer. "
            "Mend: write the answer, or empty the row.",
        ],
    )  # fmt: skip


def test_no_list_is_answered_after_the_day_of_collecting(cycle, tmp_path):
    form, path = handed_out(cycle, tmp_path, "self_assessment")
    on = next(row.values["line"] for row in form.sheet("who").rows if row.values["code"] == "on")
    fill(path, form, {PLACE: "yes"} | who(form) | {("who", on, "entry"): date(2033, 7, 20)})
    found = collected(cycle, path)
    assert messages(found) == [
        "form.xlsx, sheet 'Self-assessment', row 8: found '2033-07-20'; the date of the answer lies in the "
        "future (today is 2023-09-30). Mend: correct the date."
    ]


def test_a_reason_under_no_letter(cycle, tmp_path):
    form, path = handed_out(cycle, tmp_path, "indicator_checklist")
    smart = "indicator_kinds.smart.s"
    refused(
        cycle, path, form, {("indicators", "V.ind1", "reason"): "No unit"} | who(form),
        [
            f"{at(path, form, 'indicators', 'V.ind1', smart)}: there is a reason but no answer. "
            "Mend: write the answer, or empty the row.",
        ],
    )  # fmt: skip


def test_what_is_on_record_is_not_answered_otherwise(cycle, tmp_path):
    form, path = handed_out(cycle, tmp_path, "self_assessment")
    fill(path, form, {PLACE: "yes"} | who(form))
    (rows,) = written(cycle, path, "evaluations/mid-term/checklist")
    assert [row["answer"] for row in rows] == ["yes"]
    fill(path, form, {PLACE: "no"})
    found = collected(cycle, path)
    (message,) = messages(found)
    assert message.startswith(f"{at(path, form, *PLACE)}: found 'no'; ") and "'yes'" in message
    assert [fault.code for fault in found.errors] == ["form_key_taken"]


def test_marks_outside_the_scale_and_of_activities_without_a_part(cycle, tmp_path):
    form, path = handed_out(cycle, tmp_path, "questionnaire", institution="POL", person="R1")
    grade, done = ("activities", "V.1.1", "grade"), ("activities", "V.1.1", "done")
    other = ("activities", "I.1.2", "grade")
    denied = (
        "the institution says that it took no part in this activity, and judges it. "
        "Mend: change the answer on taking part, or empty the cell."
    )
    marks = "1: the goals were not realised, 2, 3, 4, 5: the goals were met in full"
    refused(
        cycle, path, form,
        {("activities", "V.1.1", "took"): "no", grade: "4", done: "Meetings", other: "6"},
        [
            f"{at(path, form, *grade)}: {denied}",
            f"{at(path, form, *done)}: {denied}",
            f"{at(path, form, *other)}: found '6'; allowed: {marks}. Mend: use one of the allowed words.",
        ],
    )  # fmt: skip


def test_an_interview_is_complete_and_names_nobody(cycle, tmp_path):
    form, path = handed_out(cycle, tmp_path, "interview", extra="E09")
    answers, _ = interview_answers(form, 4)
    line = {row.values["code"]: ("record", row.values["line"], "entry") for row in form.sheet("record").rows}
    answers |= {line["pseudonym"]: "Besa Krasniqi", ("said", "1", "theme"): ""}
    answers |= {("principles", "3", "answer"): "", ("principles", "4", "answer"): "no"}
    answers |= {("principles", "4", "reason"): "", ("principles", "3", "reason"): "Later"}
    del answers[line["date"]]
    expected = [
        f"{at(path, form, *line['date'])}: the line 'Date of the talk' is empty. Mend: fill in the line.",
        f"{at(path, form, *line['pseudonym'])}: persons stand here by initials or a code of at most "
        "12 letters and digits without spaces. Mend: put initials or a code, such as A.B. or P01, in the "
        "place of the name.",
        f"{at(path, form, 'said', '1', 'theme')}: what was said needs both a theme and a summary. "
        "Mend: fill in the empty one of the two.",
        f"{at(path, form, 'principles', '3', 'answer')}: principle 3 is not confirmed. "
        "Mend: say whether it was kept, or that it does not concern this talk.",
        f"{at(path, form, 'principles', '4', 'reason')}: a principle that was not kept, or does not concern "
        "this talk, needs a reason. Mend: write the reason.",
    ]
    refused(cycle, path, form, answers, expected)


def test_the_institution_of_an_interview_stands_there_by_a_pseudonym(cycle, tmp_path):
    form, path = handed_out(cycle, tmp_path, "interview", extra="E09")
    answers, _ = interview_answers(form, 4)
    place = ("record", "Pseudonym of the institution (no name)", "entry")
    answers[place] = "Ministry of Justice"
    expected = [
        f"{at(path, form, *place)}: persons stand here by initials or a code of at most 12 letters and "
        "digits without spaces. Mend: put initials or a code, such as A.B. or P01, in the place of the name.",
    ]
    refused(cycle, path, form, answers, expected)


def test_a_record_in_which_nothing_was_said(cycle, tmp_path):
    form, path = handed_out(cycle, tmp_path, "interview", extra="E09")
    answers, _ = interview_answers(form, 4)
    answers = {place: value for place, value in answers.items() if place[0] != "said"}
    refused(
        cycle, path, form, answers,
        [
            "form.xlsx, sheet 'What was said': the record holds nothing that was said. "
            "Mend: write theme and summary, one row for each theme."
        ],
    )  # fmt: skip


@pytest.mark.parametrize("kind", ["questionnaire", "self_assessment", "interview", "terms_of_reference"])
def test_a_form_of_an_evaluation_that_is_not_there(kind, cycle, tmp_path):
    more = {"institution": "POL", "person": "R1"} if kind == "questionnaire" else {}
    more = {"extra": "E09"} if kind == "interview" else more
    _, path = handed_out(cycle, tmp_path, kind, **more)
    sheet, cell = first_sheet_cell(path, "mid-term")
    write_cells(path, {sheet: {cell: "midterm"}})
    assert messages(collected(cycle, path)) == [
        f"form.xlsx, sheet '{sheet}', cell {cell}, column 'Evaluation': found 'midterm'; the plan has no "
        "such evaluation; there are: mid-term. Mend: correct the name, or make the folder of the evaluation "
        "first. Did you mean 'mid-term'?"
    ]


def test_an_evaluation_with_faults_of_its_own(cycle, tmp_path):
    _, path = handed_out(cycle, tmp_path, "self_assessment")
    settings = cycle.folder / "evaluations/mid-term/evaluation.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("icmpd_5", "icmpd_6"), encoding="utf-8")
    sheet, cell = first_sheet_cell(path, "mid-term")
    assert messages(collected(cycle, path)) == [
        f"form.xlsx, sheet '{sheet}', cell {cell}, column 'Evaluation': found 'mid-term'; the folder of "
        "this evaluation has faults of its own: 1. Mend: mend them first; the check of the plan names each "
        "of them."
    ]


def first_sheet_cell(path, text):
    """The first sheet, and the cell of it that holds a text."""
    page = openpyxl.load_workbook(path).worksheets[0]
    return page.title, next(cell.coordinate for row in page.iter_rows() for cell in row if cell.value == text)
