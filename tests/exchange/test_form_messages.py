"""What is wrong with a filled form, and the message for it in full."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from form_workbooks import write_cells
from inbox import ANSWERED, EN, REMARKS_LINE, Edits, Inbox, identification_cell

from napeval.cycle import CycleFaults, read_cycle
from napeval.display.fault_words import fault_text
from napeval.display.languages import Language
from napeval.exchange.collecting.collect import write_collected
from napeval.exchange.collecting.reading import ReadForm, read_forms

FORM = "progress_2023-H1_MSA_en.xlsx"
SOMETHING: Edits = {("Who answers", "Answer", REMARKS_LINE): "x"}

HANDED_OUT = "Mend: fill in the form as it was handed out; ask for a new one if it is lost."
NOT_READ = "Mend: move what is needed into the cells of the form, or write it as a comment."
OWN_ROWS = "Mend: put the answers into the rows of the form; leave its codes as they are."
NOT_THERE = (
    "was handed out and is no longer there; it counts as not answered. Mend: answer in the form as it was "
    "handed out, if there is anything to report."
)
LOCKED = (
    "was handed out in this locked cell; the change is not taken over. Mend: write in the comment what "
    "should be corrected."
)
A_NUMBER = (
    "a number is expected, such as 1250.50. Mend: write the number; leave the cell empty where it is "
    "not known."
)
FORMULA = (
    "the formula has never been calculated, so its result is not known. Mend: open the workbook in Excel, "
    "let it calculate, and save it."
)
VALUE = "sheet 'Indicators', cell H10, column 'Value reached'"
PERCENT = "sheet 'Indicators', cell H16, column 'Value reached'"
SHARE = "sheet 'Activities', cell H9, column 'Share done'"
BEGUN = "sheet 'Activities', cell I9, column 'Begun on'"
DAY = "sheet 'Who answers', cell B6, column 'Answer'"


@dataclass(frozen=True)
class Case:
    """edits: by sheet, heading and row. first: lines of the first sheet by label. change: of the workbook."""

    expected: list[str]
    edits: Edits = field(default_factory=lambda: SOMETHING)
    first: Mapping[str, object] = field(default_factory=dict)
    change: Callable[[Any], None] | None = None
    day: object = ANSWERED


def first(label: str, value: object, *expected: str) -> Case:
    return Case(list(expected), first={label: value})


def cells(tab: str, values: Mapping[str, object], *expected: str) -> Case:
    def change(book: Any) -> None:
        for ref, value in values.items():
            book[tab][ref] = value

    return Case(list(expected), change=change)


def indicator(heading: str, value: object, *expected: str, row: str = "II.1.ind1", **more: object) -> Case:
    more = {"State of the value": "measured"} | {name.replace("_", " "): one for name, one in more.items()}
    answers = {("Indicators", name, row): one for name, one in {**more, heading: value}.items()}
    return Case(list(expected), {**SOMETHING, **answers})


def activity(heading: str, value: object, *expected: str, status: object = "under way") -> Case:
    answers = {
        ("Activities", name, "II.1.1"): one for name, one in {"Status": status, heading: value}.items()
    }
    return Case(list(expected), {**SOMETHING, **answers})


def _rename_money(book: Any) -> None:
    book["Money"].title = "Geld"


def _empty_headings(book: Any) -> None:
    for cell in book["Indicators"][8]:
        cell.value = None


def _delete_row(book: Any) -> None:
    book["Indicators"].delete_rows(10)


def _own_sheet(book: Any) -> None:
    book.create_sheet("Own")["A1"] = 3


KINDS = (
    "progress, me_plan, questionnaire, self_assessment, indicator_checklist, interview, terms_of_reference"
)
CASES = {
    "another layout": first(
        "Version of the form", "2",
        "error: {file}, sheet 'Instructions', cell B11, column 'Version of the form': found '2'; the form "
        "is of "
        "an older or newer version; the one in use is 1. Mend: ask for a new form and copy the answers into "
        "it.",
    ),
    "unreadable layout": first(
        "Version of the form", "x",
        "error: {file}, sheet 'Instructions', cell B11, column 'Version of the form': found 'x'; this line "
        f"of the first sheet cannot be read. {HANDED_OUT}",
    ),
    "unknown kind": first(
        "Form", "progres",
        "error: {file}, sheet 'Instructions', cell B5, column 'Form': found 'progres'; there is no such "
        f"form; known: {KINDS}. {HANDED_OUT} Did you mean 'progress'?",
    ),
    "another plan": first(
        "Action plan", "xk-2022-2024",
        "error: {file}, sheet 'Instructions', cell B6, column 'Action plan': found 'xk-2022-2024'; the form "
        "belongs to another plan; the one it is collected into is demo-small. Mend: put the form into the "
        "folder of its own plan.",
    ),
    "unknown institution": first(
        "Institution", "MSX",
        "error: {file}, sheet 'Instructions', cell B7, column 'Institution': found 'MSX'; the plan names no "
        "such institution. Mend: correct the code, or add the institution to the plan. Did you mean 'MSA'?",
    ),
    "institution that is asked nothing": first(
        "Institution", "DON",
        "error: {file}, sheet 'Instructions', cell B7, column 'Institution': found 'DON'; the plan asks "
        "nothing of this institution in this period. Mend: check institution and period on the first sheet.",
    ),
    "period outside": first(
        "Reporting period", "2025-H1",
        "error: {file}, sheet 'Instructions', cell B8, column 'Reporting period': found '2025-H1'; the "
        "period "
        "lies outside the plan (2022-01-01 to 2024-12-31). Mend: correct the period, or put the form into "
        "the folder of its own plan.",
    ),
    "no period": first(
        "Reporting period", "H1 2023",
        "error: {file}, sheet 'Instructions', cell B8, column 'Reporting period': found 'H1 2023'; a period "
        "is expected: 2023, 2023-H1, 2023-Q3, 2023-05 or 2013-01/2013-05. Mend: write the period in one of "
        "these forms. Did you mean '2023-H1'?",
    ),
    "unknown language": first(
        "Language of the form", "de",
        "error: {file}, sheet 'Instructions', cell B9, column 'Language of the form': found 'de'; this line "
        f"of the first sheet cannot be read. {HANDED_OUT}",
    ),
    "no day of making": first(
        "Made on", None,
        "error: {file}, sheet 'Instructions': the line 'Made on' of the first sheet is missing. "
        "" + HANDED_OUT,
    ),
    "no form at all": first(
        "Form", None,
        "error: {file}: the workbook does not say what form it is. Mend: send the form that was handed out, "
        "with its first sheet; take any other workbook out of the folder.",
    ),
    "sheet renamed": Case(
        [
            "error: {file}, sheet 'Money': this sheet of the form is missing. " + HANDED_OUT,
            "warning: {file}, sheet 'Geld': the form has no such sheet; what stands in it is not read. "
            + NOT_READ,
        ],
        change=_rename_money,
    ),
    "sheet of one's own": Case(
        ["warning: {file}, sheet 'Own': the form has no such sheet; what stands in it is not read. "
         "" + NOT_READ],
        change=_own_sheet,
    ),
    "heading renamed": cells(
        "Indicators", {"A8": "Kode"},
        "warning: {file}, sheet 'Indicators', cell A8, column 'Kode': the form has no such column; what "
        f"stands in it is not read. {NOT_READ} Did you mean 'Code'?",
        f"error: {{file}}, sheet 'Indicators', row 8, column 'Code': this column of the form is missing. "
        f"{HANDED_OUT}",
    ),
    "column of one's own": cells(
        "Indicators", {"M8": "Own", "M10": 4},
        "warning: {file}, sheet 'Indicators', cell M8, column 'Own': the form has no such column; what "
        f"stands in it is not read. {NOT_READ}",
    ),
    "heading twice": cells(
        "Indicators", {"M8": "Value reached"},
        "error: {file}, sheet 'Indicators', cell M8, column 'Value reached': the heading stands more than "
        "once. Mend: keep one of the columns.",
    ),
    "no headings": Case(
        [
            "error: {file}, sheet 'Indicators': the headings of the table are not there; the first should be "
            f"'Code'. {HANDED_OUT}"
        ],
        change=_empty_headings,
    ),
    "code of a row changed": cells(
        "Indicators", {"A10": "II.1.ind9"},
        "error: {file}, sheet 'Indicators', cell A10, column 'Code': found 'II.1.ind9'; the row belongs to "
        f"none that was handed out. {OWN_ROWS}",
        f"warning: {{file}}, sheet 'Indicators': the row 'II.1.ind1' {NOT_THERE}",
    ),
    "row twice": cells(
        "Indicators", {"A11": "II.1.ind1"},
        "error: {file}, sheet 'Indicators', cell A11, column 'Code': found 'II.1.ind1'; the same row stands "
        "in row 10 already. Mend: keep one of the two.",
        f"warning: {{file}}, sheet 'Indicators': the row 'II.1.1.out1' {NOT_THERE}",
    ),
    "answer below the table": cells(
        "Indicators", {"H40": 5},
        "error: {file}, sheet 'Indicators', cell A40, column 'Code': the row belongs to none that was handed "
        f"out. {OWN_ROWS}",
    ),
    "row deleted": Case(
        [f"warning: {{file}}, sheet 'Indicators': the row 'II.1.ind1' {NOT_THERE}"],
        change=_delete_row,
    ),
    "locked cell changed": cells(
        "Activities", {"E9": "2030"},
        "warning: {file}, sheet 'Activities', cell E9, column 'Deadline': found '2030'; 'Jun 2023' " + LOCKED,
    ),
    "cell in which nothing is asked": cells(
        "Indicators", {"I10": 3},
        "warning: {file}, sheet 'Indicators', cell I10, column 'Numerator': found '3'; nothing is asked in "
        "this cell; what stands there is not taken over. Mend: move it into a cell that is to be filled.",
    ),
    "words for a "
    "number": indicator("Value reached", "viele", f"error: {{file}}, {VALUE}: found 'viele'; {A_NUMBER}"),
    "date for a number": indicator(
        "Value reached", date(2023, 1, 1), f"error: {{file}}, {VALUE}: found '2023-01-01'; {A_NUMBER}"
    ),
    "number with two readings": indicator(
        "Value reached", "1.234",
        f"error: {{file}}, {VALUE}: found '1.234'; the number can be read as 1234 or as 1.234. Mend: write "
        "it without a thousands mark, so that the cell takes it for a number.",
    ),
    "percent sign on a count": indicator(
        "Value reached", "12 %",
        f"error: {{file}}, {VALUE}: found '12 %'; the sign '%' does not fit the unit asked for. Mend: write "
        "the number in the unit of the row.",
    ),
    "percentage above all": indicator(
        "Value reached", 120,
        f"error: {{file}}, {PERCENT}: found '120'; the value is outside its range (0 to 100). Mend: correct "
        "the cell.",
        row="III.2.ind1",
    ),
    "percentage as a share": indicator(
        "Value reached", 0.4,
        f"warning: {{file}}, {PERCENT}: found '0.4'; less than one percent is rare; should it be 40 %? Mend: "
        "write 45 for 45 %; leave the cell as it is if it is right.",
        row="III.2.ind1",
    ),
    "percentage with its sign": indicator("Value reached", "45 %", row="III.2.ind1"),
    "percentage against its parts": indicator(
        "Value reached", 45,
        f"warning: {{file}}, {PERCENT}: found '45'; numerator and denominator give 50 %. Mend: correct "
        "whichever of the three is wrong.",
        row="III.2.ind1", Numerator=10, Denominator=20,
    ),
    "denominator zero": indicator(
        "Denominator", 0,
        "error: {file}, sheet 'Indicators', cell J16, column 'Denominator': found '0'; the denominator must "
        "be above zero and not below the numerator. Mend: correct numerator or denominator.",
        row="III.2.ind1", Numerator=10, Value_reached=45,
    ),
    "level that is none": indicator(
        "Value reached", "fair",
        "error: {file}, sheet 'Indicators', cell H17, column 'Value reached': found 'fair'; allowed: basic, "
        "partial, good, full. Mend: use one of the allowed words.",
        row="III.2.ind2",
    ),
    "no state": Case(
        [
            "error: {file}, sheet 'Indicators', cell G10, column 'State of the value': something is written "
            "in this row, but not how it stands with the value. Mend: choose the state of the value."
        ],
        {("Indicators", "Remark", "II.1.ind1"): "x"},
    ),
    "measured without a value": indicator(
        "State of the value", "measured",
        f"error: {{file}}, {VALUE}: the value is said to be measured, but there is none; zero is a value. "
        "Mend: write the value, or choose another state.",
    ),
    "value that was not measured": indicator(
        "State of the value", "not due",
        "error: {file}, sheet 'Indicators', cell G10, column 'State of the value': found 'not due'; there "
        "is a "
        "value, though it is said not to be measured. Mend: choose the state that says it is measured, or "
        "empty the value.",
        Value_reached=3,
    ),
    "share above one": activity(
        "Share done", 1.2,
        f"error: {{file}}, {SHARE}: found '120 %'; the value is outside its range (0 % to 100 %). Mend: "
        "correct the cell.",
    ),
    "share in a plain text": activity(
        "Share done", "60",
        f"error: {{file}}, {SHARE}: found '60'; a share is expected, from 0 % to 100 %. Mend: write it with "
        "the percent sign, such as 60 %.",
    ),
    "date with two readings": activity(
        "Begun on", "01/02/2023",
        f"error: {{file}}, {BEGUN}: found '01/02/2023'; the date can be read as 2023-02-01 or as 2023-01-02. "
        "Mend: write the date as year-month-day.",
    ),
    "date in words": activity(
        "Begun on", "in May",
        f"error: {{file}}, {BEGUN}: found 'in May'; a date is expected, such as 2023-06-30. Mend: write the "
        "date as year-month-day.",
    ),
    "word not in the list": activity(
        "Status", "complete",
        "error: {file}, sheet 'Activities', cell G9, column 'Status': found 'complete'; allowed: not "
        "started, "
        "under way, completed, partly completed, delayed, cancelled. Mend: use one of the allowed words. "
        "Did you mean 'completed'?",
    ),
    "no status": activity(
        "Difficulties", "x",
        "error: {file}, sheet 'Activities', cell G9, column 'Status': something is written in this row, but "
        "no status. Mend: choose the status.",
        status=None,
    ),
    "completed in the future": activity(
        "Completed on", date(2023, 12, 1),
        "error: {file}, sheet 'Activities', cell J9, column 'Completed on': found '2023-12-01'; completed "
        "on a "
        "day after the report was recorded (2023-07-14). Mend: correct the day; what is still to come is not "
        "completed.",
        status="completed",
    ),
    "text too long": Case(
        [
            "error: {file}, sheet 'Who answers', cell B9, column 'Answer': found "
            "'" + 59 * "x" + "…'; the text is "
            "longer than 5000 characters. Mend: shorten it."
        ],
        {("Who answers", "Answer", REMARKS_LINE): 5001 * "x"},
    ),
    "money of no activity": cells(
        "Money", {"G14": 5},
        "error: {file}, sheet 'Money', cell A14, column 'Code': something is written in this row, but not "
        "for which activity. Mend: choose the activity.",
    ),
    "activity without money": cells(
        "Money", {"A14": "II.1.1"},
        "error: {file}, sheet 'Money', cell G14, column 'Spent in the period': the row names an activity "
        "but no amount. Mend: write the amount, or empty the row.",
    ),
    "money of another's activity": cells(
        "Money", {"A14": "I.1.1", "G14": 5},
        "error: {file}, sheet 'Money', cell A14, column 'Code': found 'I.1.1'; allowed: II.1.1, III.1.1, "
        "III.2.1. Mend: use one of the allowed words. Did you mean 'II.1.1'?",
    ),
    "negative amount": cells(
        "Money", {"G8": -4},
        "error: {file}, sheet 'Money', cell G8, column 'Spent in the period': found '-4'; the value must be "
        "at least 0. Mend: correct the cell.",
    ),
    "formula without a result": cells(
        "Money", {"F8": "=SUM(1,2)"},
        f"error: {{file}}, sheet 'Money', cell F8: found '=SUM(1,2)'; {FORMULA}",
    ),
    "nothing answered": Case(
        [
            "warning: {file}: nothing is answered in this form. Mend: fill it in, or take it out of the "
            "folder."
        ],
        {},
    ),
    "no date": Case(
        [
            f"error: {{file}}, {DAY}: the date of the answer is missing; without it nobody knows what was "
            "known "
            "when. Mend: write the date."
        ],
        day=None,
    ),
    "answered before it was made": Case(
        [
            f"error: {{file}}, {DAY}: found '2023-06-01'; the date lies before the day on which the form "
            "was made "
            "(2023-07-01). Mend: correct the date."
        ],
        day=date(2023, 6, 1),
    ),
    "answered in the future": Case(
        [
            f"error: {{file}}, {DAY}: found '2023-09-01'; the date of the answer lies in the future (today "
            "is "
            "2023-08-01). Mend: correct the date."
        ],
        day=date(2023, 9, 1),
    ),
}  # fmt: skip


# Told only when the rows are tried against what is on record.
LATE = ("denominator zero", "completed in the future", "answered in the future")


def prepare(inbox: Inbox, case: Case, path: Path) -> None:
    """Fill the form of a case."""
    inbox.answer("MSA", case.edits, case.day, path)
    for label, value in case.first.items():
        write_cells(path, {"Instructions": {identification_cell(path, label): value}})
    if case.change:
        book = openpyxl.load_workbook(path)
        case.change(book)
        book.save(path)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, ReadForm]:
    """The forms of all cases, read by one process, by the name of the case."""
    inbox = Inbox(tmp_path_factory.mktemp("cases"), "MSA")
    empty = inbox.path("MSA").read_bytes()
    inbox.path("MSA").unlink()
    names = {f"{number:03}.xlsx": name for number, name in enumerate(CASES)}
    for file, name in names.items():
        (inbox.folder / file).write_bytes(empty)
        prepare(inbox, CASES[name], inbox.folder / file)
    forms, faults = read_forms(inbox.folder, read_cycle(inbox.cycle))
    assert faults == []
    return {names[form.file]: form for form in forms}


@pytest.mark.parametrize("name", [name for name in CASES if name not in LATE])
def test_the_message_names_place_rule_and_mend(read: Mapping[str, ReadForm], name: str) -> None:
    form = read[name]
    messages = [f"{fault.severity}: {fault_text(fault, EN)}" for fault in form.faults]
    assert messages == [line.format(file=form.file) for line in CASES[name].expected]
    assert form.refused == any(line.startswith("error") for line in messages)


@pytest.mark.parametrize("name", LATE)
def test_what_the_cycle_would_refuse_is_told_in_the_form(tmp_path: Path, name: str) -> None:
    inbox = Inbox(tmp_path, "MSA")
    prepare(inbox, CASES[name], inbox.path("MSA"))
    collected = inbox.collect()
    assert [f"{one.severity}: {fault_text(one, EN)}" for one in collected.faults] == [
        line.format(file=FORM) for line in CASES[name].expected
    ]
    with pytest.raises(CycleFaults):
        write_collected(collected, inbox.cycle)


def test_messages_are_told_in_albanian_and_serbian(read: Mapping[str, ReadForm]) -> None:
    (fault,) = read["no date"].faults
    assert "mungon data e përgjigjes; pa të nuk dihet se çfarë dihej dhe kur." in fault_text(
        fault, Language("sq")
    )
    assert "nedostaje datum odgovora; bez njega se ne zna šta se kada znalo." in fault_text(
        fault, Language("sr")
    )
