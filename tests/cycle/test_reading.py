"""Cycles with faults: what is said about each, in full, and that all are said at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from broken_cycle import (
    DEMO,
    add_row,
    copy_of_demo,
    evaluation_messages,
    messages,
    records,
    replace,
    set_cell,
    without_table,
    write,
)
from napeval.cycle import CycleFaults, examine_cycle, read_cycle, read_evaluation
from plans import plan_folder

Break = Callable[[Path], object]

ACTIVITIES, BUDGET, OBJECTIVES = "plan/activities.csv", "plan/budget.csv", "plan/objectives.csv"
OBSERVATIONS, PACKAGE = "monitoring/observations.csv", "datapackage.json"
SETTINGS = "evaluations/mid-term/evaluation.yml"


@pytest.fixture
def cycle(tmp_path: Path) -> Path:
    return copy_of_demo(tmp_path)


def cell(file: str, row: int, column: str, value: str) -> Break:
    return lambda cycle: set_cell(cycle, file, row, column, value)


def text(file: str, old: str, new: str) -> Break:
    return lambda cycle: replace(cycle, file, old, new)


def content(file: str, data: bytes) -> Break:
    return lambda cycle: (cycle / file).write_bytes(data)


def without(file: str) -> Break:
    return lambda cycle: (cycle / file).unlink()


def without_column(file: str, column: str) -> Break:
    def break_it(cycle: Path) -> None:
        rows = records(cycle, file)
        place = rows[0].index(column)
        write(cycle, file, [row[:place] + row[place + 1 :] for row in rows])

    return break_it


def with_cells(file: str, row: int, count: int) -> Break:
    """The row cut or lengthened to so many cells."""

    def break_it(cycle: Path) -> None:
        rows = records(cycle, file)
        rows[row - 1] = (rows[row - 1] + ["surplus"] * count)[:count]
        write(cycle, file, rows)

    return break_it


def repeated_row(file: str, row: int, **changed: str) -> Break:
    """The row once more at the end, with other cells where some are named."""

    def break_it(cycle: Path) -> None:
        rows = records(cycle, file)
        cells = dict(zip(rows[0], rows[row - 1], strict=True)) | changed
        write(cycle, file, [*rows, list(cells.values())])

    return break_it


def open_quotation_mark(cycle: Path) -> None:
    lines = (cycle / BUDGET).read_text(encoding="utf-8").splitlines(keepends=True)
    lines[3] = lines[3].replace("6000.00", '"6000.00') if "6000.00" in lines[3] else '"' + lines[3]
    (cycle / BUDGET).write_text("".join(lines), encoding="utf-8")


def unfinished_quotation(cycle: Path) -> None:
    with (cycle / BUDGET).open("a", encoding="utf-8") as stream:
        stream.write('V.1.2,2024,"BUD,,10,EUR,printed,,,,,\n')


def link(cycle: Path) -> None:
    (cycle / BUDGET).rename(cycle / "elsewhere.csv")
    (cycle / BUDGET).symlink_to(cycle / "elsewhere.csv")


TABLE_FAULTS: dict[str, tuple[Break, str]] = {
    "a column is missing": (
        without_column(BUDGET, "amount"),
        "plan/budget.csv, row 1, column 'amount': the column is missing. Mend: add the column; leave its"
        " cells empty where nothing is known.",
    ),
    "a column is misspelt": (
        text(BUDGET, "amount,currency", "amuont,currency"),
        "plan/budget.csv, row 1, column 'amuont': the table has no such column; allowed: activity_id, year,"
        " funding_source, cost_category, amount, currency, basis, secured, in_kind, note, amount_printed,"
        " source_ref. Mend: rename the column or take it out. Did you mean 'amount'?",
    ),
    "an objective is unknown": (
        cell(ACTIVITIES, 3, "objective_id", "I.l"),
        "plan/activities.csv, row 3, column 'objective_id': found 'I.l'; there is no such row in"
        " plan/objectives.csv. Mend: correct the cell, or add the row there. Did you mean 'I.1'?",
    ),
    "a number with marks": (
        cell(BUDGET, 2, "amount", "2.0.00,00"),
        "plan/budget.csv, row 2, column 'amount': found '2.0.00,00'; a number is expected, such as 1250.50."
        " Mend: write the number; leave the cell empty where it is not known.",
    ),
    "an observed value that is no number": (
        cell(OBSERVATIONS, 2, "value", "many"),
        "monitoring/observations.csv, row 2, column 'value': found 'many'; a number is expected, such as"
        " 1250.50. Mend: write the number; leave the cell empty where it is not known.",
    ),
    "an amount is empty": (
        cell(BUDGET, 2, "amount", ""),
        "plan/budget.csv, row 2, column 'amount': the cell must be filled. Mend: fill the cell.",
    ),
    "an amount is below zero": (
        cell(BUDGET, 2, "amount", "-5"),
        "plan/budget.csv, row 2, column 'amount': found '-5'; the value must be at least 0."
        " Mend: correct the cell.",
    ),
    "a year that cannot be": (
        cell(BUDGET, 2, "year", "20222"),
        "plan/budget.csv, row 2, column 'year': found '20222'; the value is outside its range (1990 to 2100)."
        " Mend: correct the cell.",
    ),
    "a year with decimals": (
        cell(BUDGET, 2, "year", "2022.5"),
        "plan/budget.csv, row 2, column 'year': found '2022.5'; a whole number is expected."
        " Mend: write the number without decimals.",
    ),
    "a whole number beyond all bounds": (
        cell(BUDGET, 2, "year", "9" * 30),
        f"plan/budget.csv, row 2, column 'year': found '{'9' * 30}'; the number has more than 15 digits."
        " Mend: check the number; round it.",
    ),
    "neither true nor false": (
        cell("plan/institutions.csv", 2, "responsible", "nein"),
        "plan/institutions.csv, row 2, column 'responsible': found 'nein'; allowed: true, false."
        " Mend: write true or false.",
    ),
    "a row stands twice": (
        repeated_row(BUDGET, 2),
        "plan/budget.csv, row 23, column 'activity_id, year, funding_source, cost_category':"
        " found 'I.1.1 | 2022 | BUD | '; the same row stands in row 2 already."
        " Mend: take out one of the rows.",
    ),
    "a key with a date stands twice, with another value": (
        repeated_row(OBSERVATIONS, 2, value="55"),
        "monitoring/observations.csv, row 71, column 'indicator_id, period, dimension, category, source_id,"
        " reported_by, recorded_on': found 'I.1.ind1 | 2022 |  |  | annual_report_2022 | NCO | 2023-02-01';"
        " the same key stands in row 2 already. Mend: take out one of the rows, or correct its key.",
    ),
    "a short row": (
        with_cells(BUDGET, 3, 11),
        "plan/budget.csv, row 3: the row has 11 cells, the heading has 12."
        " Mend: look for a missing or surplus comma, or a missing quotation mark.",
    ),
    "a short row that others refer to": (
        with_cells(OBJECTIVES, 7, 10),
        "plan/objectives.csv, row 7: the row has 10 cells, the heading has 11."
        " Mend: look for a missing or surplus comma, or a missing quotation mark.",
    ),
    "a long row": (
        with_cells(BUDGET, 3, 14),
        "plan/budget.csv, row 3: the row has 14 cells, the heading has 12."
        " Mend: look for a missing or surplus comma, or a missing quotation mark.",
    ),
    "a date in another order": (
        cell(OBSERVATIONS, 2, "recorded_on", "1/2/2023"),
        "monitoring/observations.csv, row 2, column 'recorded_on': found '1/2/2023'; the date can be read as"
        " 2023-02-01 or as 2023-01-02. Mend: write the date as year-month-day.",
    ),
    "a date that the calendar has not": (
        cell(OBSERVATIONS, 2, "recorded_on", "2023-02-30"),
        "monitoring/observations.csv, row 2, column 'recorded_on': found '2023-02-30'; a date is expected,"
        " such as 2023-06-30. Mend: write the date as year-month-day.",
    ),
    "a date without hyphens": (
        cell(OBSERVATIONS, 2, "recorded_on", "20230201"),
        "monitoring/observations.csv, row 2, column 'recorded_on': found '20230201'; a date is expected, such"
        " as 2023-06-30. Mend: write the date as year-month-day.",
    ),
    "a third half-year": (
        cell(OBSERVATIONS, 2, "period", "2022-H3"),
        "monitoring/observations.csv, row 2, column 'period': found '2022-H3'; a period is expected: 2023,"
        " 2023-H1, 2023-Q3, 2023-05 or 2013-01/2013-05. Mend: write the period in one of these forms.",
    ),
    "a word that is not allowed": (
        cell(OBSERVATIONS, 2, "state", "mesured"),
        "monitoring/observations.csv, row 2, column 'state': found 'mesured'; allowed: measured,"
        " not_reported, not_due, not_applicable, suppressed. Mend: use one of the allowed words."
        " Did you mean 'measured'?",
    ),
    "a word in capitals": (
        cell(OBSERVATIONS, 2, "state", "MEASURED"),
        "monitoring/observations.csv, row 2, column 'state': found 'MEASURED'; allowed: measured,"
        " not_reported, not_due, not_applicable, suppressed. Mend: use one of the allowed words."
        " Did you mean 'measured'?",
    ),
    "a currency in small letters": (
        cell(BUDGET, 2, "currency", "eur"),
        "plan/budget.csv, row 2, column 'currency': found 'eur'; the cell has not the form that is asked for"
        " (three capital letters of ISO 4217, such as EUR). Mend: correct the cell.",
    ),
    "a character that cannot be printed": (
        cell(ACTIVITIES, 2, "output_en", "a\x0bb"),
        "plan/activities.csv, row 2, column 'output_en': found 'a\N{REPLACEMENT CHARACTER}b'; the cell holds"
        " a character that cannot be printed. Mend: type the cell again.",
    ),
    "not UTF-8": (
        content(BUDGET, "activity_id,year\në".encode("latin-1")),
        "plan/budget.csv: the file is not UTF-8 text; read as windows-1250 it holds these words: ë. Mend:"
        " save it as CSV in UTF-8; or, if the words are right, declare the encoding in datapackage.json"
        " (napeval.writing.encoding).",
    ),
    "an open quotation mark": (
        open_quotation_mark,
        "plan/budget.csv, row 4: from here on the file cannot be read as CSV."
        " Mend: look for an open quotation mark or a cut line.",
    ),
    "a quotation that does not end": (
        unfinished_quotation,
        "plan/budget.csv, row 23: a quotation mark is opened here and never closed."
        " Mend: close it, or write two of them where one is meant as a sign.",
    ),
    "nothing in the file": (
        content(BUDGET, b""),
        "plan/budget.csv: the file has no heading. Mend: add the heading row.",
    ),
    "a blank line for a heading": (
        content(BUDGET, b"\n1,2\n"),
        "plan/budget.csv: the file has no heading. Mend: add the heading row.",
    ),
    "a link in place of a file": (
        link,
        "plan/budget.csv: links to other files are not followed. Mend: put the file itself here.",
    ),
    "a table without which there is no plan": (
        without(OBJECTIVES),
        "plan/objectives.csv: the file is missing. Mend: add the file.",
    ),
    "a misspelt file": (
        content("plan/printed_total.csv", b"objective_id\n"),
        "plan/printed_total.csv: no table of a cycle has this name; allowed here: activities.csv, budget.csv,"
        " indicators.csv, institutions.csv, objectives.csv, printed_totals.csv, reporting.csv,"
        " responsibilities.csv, results.csv, revisions.csv, risks.csv, targets.csv."
        " Mend: rename the file or take it out. Did you mean 'printed_totals.csv'?",
    ),
}


@pytest.mark.parametrize("name", TABLE_FAULTS)
def test_a_fault_of_a_table_is_the_only_message_and_says_it_all(cycle: Path, name: str) -> None:
    break_it, expected = TABLE_FAULTS[name]
    break_it(cycle)
    assert messages(cycle) == [expected]


def test_a_repeated_heading_is_named_and_so_is_the_column_it_stands_in_for(cycle: Path) -> None:
    replace(cycle, BUDGET, "note,amount_printed", "note,note")
    assert messages(cycle) == [
        "plan/budget.csv, row 1, column 'note': the heading stands more than once. Mend: keep one of the"
        " columns.",
        "plan/budget.csv, row 1, column 'amount_printed': the column is missing. Mend: add the column; leave"
        " its cells empty where nothing is known.",
    ]


PACKAGE_FAULTS: dict[str, tuple[Break, str]] = {
    "no description": (without(PACKAGE), "datapackage.json: the file is missing. Mend: add the file."),
    "not JSON": (
        text(PACKAGE, '"name": "demo-small",', '"name": "demo-small"'),
        "datapackage.json, line 4: the file cannot be read as JSON (Expecting ',' delimiter)."
        " Mend: correct the file.",
    ),
    "not UTF-8": (
        content(PACKAGE, b'{"name": "\xeb"}'),
        "datapackage.json: the file is not UTF-8 text. Mend: save it as text in UTF-8.",
    ),
    "a setting is misspelt": (
        text(PACKAGE, '"midterm": "2023', '"mid_term": "2023'),
        "datapackage.json, setting 'napeval.mid_term': there is no such setting; allowed: title, country,"
        " start, end, midterm, currency, data_status, predecessor, designation_note, inferred, writing."
        " Mend: correct the name or take it out. Did you mean 'midterm'?",
    ),
    "a setting is missing": (
        text(PACKAGE, '  "country": "XX",\n', ""),
        "datapackage.json, setting 'napeval.country': the setting is missing. Mend: add it.",
    ),
    "neither real nor synthetic": (
        text(PACKAGE, '"synthetic"', '"syntetic"'),
        "datapackage.json, setting 'napeval.data_status': found 'syntetic'; allowed: real, synthetic."
        " Mend: use one of the allowed words. Did you mean 'synthetic'?",
    ),
    "a date in another order": (
        text(PACKAGE, '"midterm": "2023-06-30"', '"midterm": "30.6.2023"'),
        "datapackage.json, setting 'napeval.midterm': found '30.6.2023'; a date is expected, such as"
        " 2023-06-30. Mend: write the date as year-month-day.",
    ),
    "a number for a date": (
        text(PACKAGE, '"midterm": "2023-06-30"', '"midterm": 2023'),
        "datapackage.json, setting 'napeval.midterm': found '2023'; a text is expected."
        " Mend: write one text, in quotation marks where it looks like a number or a date.",
    ),
    "a mid-term outside": (
        text(PACKAGE, '"midterm": "2023-06-30"', '"midterm": "2025-06-30"'),
        "datapackage.json, setting 'napeval.midterm': found '2025-06-30'; the mid-term date lies outside the"
        " cycle (2022-01-01 to 2024-12-31). Mend: correct the date.",
    ),
    "an end before the start": (
        text(PACKAGE, '"end": "2024-12-31"', '"end": "2021-12-31"'),
        "datapackage.json, setting 'napeval.end': found '2021-12-31'; the end lies before the start"
        " (2022-01-01). Mend: correct one of the dates.",
    ),
}


@pytest.mark.parametrize("name", PACKAGE_FAULTS)
def test_a_fault_of_the_description_of_a_cycle(cycle: Path, name: str) -> None:
    break_it, expected = PACKAGE_FAULTS[name]
    break_it(cycle)
    assert messages(cycle) == [expected]


EVALUATION_FAULTS: dict[str, tuple[Break, str]] = {
    "rating out of its table": (
        cell("evaluations/mid-term/survey.csv", 2, "answer", "6"),
        "evaluations/mid-term/survey.csv, row 2, column 'answer': found '6'; the value is outside its range"
        " (1 to 5). Mend: correct the cell.",
    ),
    "misspelt table": (
        content("evaluations/mid-term/rating.csv", b"question_id\n"),
        "evaluations/mid-term/rating.csv: no table of a cycle has this name; allowed here: checklist.csv,"
        " comments.csv, conclusions.csv, contribution_claims.csv, contribution_tests.csv, evidence.csv,"
        " findings.csv, lessons.csv, ratings.csv,"
        " recommendations.csv, responses.csv, survey.csv. Mend: rename the file or take it out."
        " Did you mean 'ratings.csv'?",
    ),
    "text in an unknown language": (
        content("evaluations/mid-term/text/background.de.md", b"Hintergrund"),
        "evaluations/mid-term/text/background.de.md: the name of a text is section.language.md; allowed"
        " languages: sq, en, sr. Mend: rename the file.",
    ),
    "text that is not UTF-8": (
        content("evaluations/mid-term/text/background.sq.md", b"\xeb"),
        "evaluations/mid-term/text/background.sq.md: the file is not UTF-8 text. Mend: save it as text in"
        " UTF-8.",
    ),
    "no settings": (without(SETTINGS), f"{SETTINGS}: the file is missing. Mend: add the file."),
}


@pytest.mark.parametrize("name", EVALUATION_FAULTS)
def test_a_fault_of_an_evaluation(cycle: Path, name: str) -> None:
    break_it, expected = EVALUATION_FAULTS[name]
    break_it(cycle)
    assert evaluation_messages(cycle) == [expected]
    with pytest.raises(CycleFaults):
        read_evaluation(cycle, "mid-term")


def test_messages_in_albanian(cycle: Path) -> None:
    set_cell(cycle, OBSERVATIONS, 2, "state", "mesured")
    with_cells(BUDGET, 3, 11)(cycle)
    assert messages(cycle, "sq") == [
        "plan/budget.csv, rreshti 3: numri i qelizave në rresht: 11; në rreshtin e titujve: 12."
        " Si ndreqet: kërkoni një presje që mungon ose teprohet, ose një thonjëz që mungon.",
        "monitoring/observations.csv, rreshti 2, kolona 'state': u gjet 'mesured'; lejohen: measured,"
        " not_reported, not_due, not_applicable, suppressed. Si ndreqet: përdorni njërën nga fjalët e"
        " lejuara. A kishit parasysh 'measured'?",
    ]


def plant_twelve(cycle: Path) -> list[tuple[str, int, str]]:
    """Twelve faults in five files; returns file, row and column of each."""
    planted = [
        (ACTIVITIES, 2, "objective_id", "I.9"),
        (ACTIVITIES, 4, "end", "2023/2022"),
        (ACTIVITIES, 5, "title_en", ""),
        (BUDGET, 2, "amount", ""),
        (BUDGET, 3, "amount", "3 00"),
        (BUDGET, 4, "currency", "USD"),
        (OBSERVATIONS, 2, "value", "154"),
        (OBSERVATIONS, 3, "state", "mesured"),
        (OBSERVATIONS, 4, "source_id", "anual_report_2022"),
        ("plan/targets.csv", 3, "year", "2031"),
        ("plan/targets.csv", 5, "role", "goal"),
        ("monitoring/progress.csv", 3, "period", "2019-H1"),
    ]
    for file, row, column, value in planted:
        set_cell(cycle, file, row, column, value)
    return [(file, row, column) for file, row, column, _ in planted]


def test_twelve_faults_in_five_files_are_twelve_messages_of_one_run(cycle: Path) -> None:
    planted = plant_twelve(cycle)
    found = examine_cycle(cycle).errors
    assert len(found) == len(messages(cycle)) == len(planted) == 12
    assert {(fault.file, fault.row, fault.column) for fault in found} == set(planted)


def test_reading_a_broken_cycle_raises_with_every_fault(cycle: Path) -> None:
    plant_twelve(cycle)
    with pytest.raises(CycleFaults) as raised:
        read_cycle(cycle)
    assert raised.value.faults == examine_cycle(cycle).errors
    assert str(raised.value) == ("12 faults, first: plan/activities.csv, row 4, column end: not_a_period")


@pytest.mark.parametrize("name", ["demo-small", "xk-2022-2024"])
def test_the_cycles_that_come_with_the_project_have_no_errors(name: str) -> None:
    reading = examine_cycle(plan_folder(name))
    assert reading.errors == () and reading.cycle is not None
    assert {fault.severity for fault in reading.faults} == {"note"}  # earlier observations, accepted warnings


def observed(cycle: Path) -> pd.DataFrame:
    return read_cycle(cycle).table("monitoring/observations")


def test_an_empty_value_is_missing_and_no_zero(cycle: Path) -> None:
    row = add_row(
        cycle, OBSERVATIONS, indicator_id="I.1.ind2", period="2023", source_id="annual_report_2022",
        recorded_on="2024-02-01", state="not_reported",
    )  # fmt: skip
    assert pd.isna(observed(cycle).loc[row, "value"])
    set_cell(cycle, OBSERVATIONS, row, "state", "measured")
    set_cell(cycle, OBSERVATIONS, row, "value", "0")
    assert observed(cycle).loc[row, "value"] == 0.0


def test_an_absent_table_is_a_table_without_rows(cycle: Path) -> None:
    without_table(cycle, "plan/risks.csv")
    without_table(cycle, "monitoring/risk_updates.csv")
    risks = read_cycle(cycle).table("plan/risks")
    assert len(risks) == 0
    assert risks.columns.tolist() == records(DEMO, "plan/risks.csv")[0]


def test_columns_have_the_types_of_the_schema(cycle: Path) -> None:
    read = read_cycle(cycle)
    assert {name: str(dtype) for name, dtype in read.table("plan/targets").dtypes.items()} == {
        **dict.fromkeys(read.table("plan/targets").columns, "str"),
        "year": "Int64",
        "set_on": "datetime64[s]",
        "supersedes": "datetime64[s]",
        "value": "float64",
        "upper": "float64",
    }
    assert str(read.table("plan/institutions")["responsible"].dtype) == "boolean"


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_files_as_spreadsheets_save_them_read_alike(cycle: Path, line_end: str, encoding: str) -> None:
    whole = read_cycle(cycle).table("plan/activities")
    write(cycle, ACTIVITIES, records(cycle, ACTIVITIES), line_end=line_end, encoding=encoding)
    pd.testing.assert_frame_equal(read_cycle(cycle).table("plan/activities"), whole)


def test_a_quoted_line_break_stays_and_moves_no_row_number(cycle: Path) -> None:
    """A spreadsheet shows a cell of three lines in one row: rows are counted, not lines."""
    set_cell(cycle, ACTIVITIES, 2, "note", "first\nsecond\r\nthird")
    set_cell(cycle, ACTIVITIES, 4, "objective_id", "nowhere")
    assert records(cycle, ACTIVITIES)[3][0] == "II.1.1"
    assert [(fault.row, fault.value) for fault in examine_cycle(cycle).errors] == [(4, "nowhere")]
    set_cell(cycle, ACTIVITIES, 4, "objective_id", "II.1")
    activities = read_cycle(cycle).table("plan/activities")
    assert activities.loc[2, "note"] == "first\nsecond\r\nthird"
    assert activities.loc[4, "activity_id"] == "II.1.1"


def test_a_blank_line_is_no_row_but_is_counted(cycle: Path) -> None:
    rows = records(cycle, ACTIVITIES)
    write(cycle, ACTIVITIES, [*rows[:2], [], *rows[2:]])
    assert read_cycle(cycle).table("plan/activities").index.tolist() == [2, *range(4, 17)]


def test_blanks_around_cells_and_headings_are_nothing(cycle: Path) -> None:
    rows = records(cycle, BUDGET)
    write(cycle, BUDGET, [[f" {cell} " for cell in row] for row in rows])
    assert read_cycle(cycle).table("plan/budget")["amount"].iloc[0] == 2000.0


def test_the_order_of_columns_does_not_matter(cycle: Path) -> None:
    whole = read_cycle(cycle).table("plan/budget")
    write(cycle, BUDGET, [row[::-1] for row in records(cycle, BUDGET)])
    pd.testing.assert_frame_equal(read_cycle(cycle).table("plan/budget"), whole)


def test_a_table_is_given_as_a_copy(cycle: Path) -> None:
    read = read_cycle(cycle)
    copy = read.table("plan/budget")
    copy.loc[:, "amount"] = 0.0
    assert read.table("plan/budget")["amount"].iloc[0] == 2000.0
    with pytest.raises(
        KeyError, match="no table 'plan/budgets' in a cycle; there are monitoring/categories,"
    ):
        read.table("plan/budgets")


def test_the_texts_of_the_evaluator_are_read_by_section_and_language(cycle: Path) -> None:
    (cycle / "evaluations/mid-term/text/limits.en.md").write_text("  \n", encoding="utf-8")
    texts = read_evaluation(cycle, "mid-term").texts
    sections = ("background", "conclusions", "executive_summary")
    assert set(texts) == {(section, language) for section in sections for language in ("sq", "en")}
