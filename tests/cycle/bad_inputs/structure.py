"""Files whose rows and cells cannot be told apart, or that are no tables at all."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from bad_inputs.entries import (
    ACTIVITIES,
    BUDGET,
    EXPENDITURE,
    INDICATORS,
    INSTITUTIONS,
    OBSERVATIONS,
    PACKAGE,
    BadInput,
    bad,
    cell,
    content,
    raw,
    real,
    row,
    rows,
    several,
    without,
)


def unnamed(name: str) -> Callable[[bytes], bytes]:
    """The package without one of its tables."""

    def change(data: bytes) -> bytes:
        package = json.loads(data)
        package["resources"] = [table for table in package["resources"] if table["name"] != name]
        return json.dumps(package, ensure_ascii=False).encode("utf-8")

    return change


ENTRIES: Mapping[str, BadInput] = {
    "a short row in the middle": bad(
        rows(BUDGET, lambda found: [*found[:4], found[4][:-2], *found[5:]]),
        "error: plan/budget.csv, row 5: the row has 10 cells, the heading has 12. Mend: look for a"
        " missing or surplus comma, or a missing quotation mark.",
    ),
    "a comma too many in a row": bad(
        raw(BUDGET, lambda data: data.replace(b"I.1.2,2023,BUD", b"I.1.2,,2023,BUD")),
        "error: plan/budget.csv, row 3: the row has 13 cells, the heading has 12. Mend: look for a"
        " missing or surplus comma, or a missing quotation mark.",
    ),
    "a decimal comma that became two cells": bad(
        raw(BUDGET, lambda data: data.replace(b"3000.00", b"3000,00")),
        "error: plan/budget.csv, row 3: the row has 13 cells, the heading has 12. Mend: look for a"
        " missing or surplus comma, or a missing quotation mark.",
        "error: plan/budget.csv, row 19: the row has 13 cells, the heading has 12. Mend: look for a"
        " missing or surplus comma, or a missing quotation mark.",
        "error: plan/budget.csv, row 20: the row has 13 cells, the heading has 12. Mend: look for a"
        " missing or surplus comma, or a missing quotation mark.",
    ),
    "the last line cut off": bad(
        raw(BUDGET, lambda data: data.rstrip(b"\n")[:-25]),
        "error: plan/budget.csv, row 22: the last line is cut off: it has 5 cells, the heading has"
        " 12. Mend: save or copy the file again, whole.",
    ),
    "a quotation mark that is never closed": bad(
        raw(BUDGET, lambda data: data.replace(b'"10 places', b'"10 places""', 1).replace(b'EUR"', b"EUR", 1)),
        "error: plan/budget.csv, row 12: a quotation mark is opened here and never closed. Mend:"
        " close it, or write two of them where one is meant as a sign.",
    ),
    "letters after a closed quotation": bad(
        raw(BUDGET, lambda data: data.replace(b'1,000 EUR"', b'1,000 EUR" (est.)')),
        "error: plan/budget.csv, row 12: from here on the file cannot be read as CSV. Mend: look"
        " for an open quotation mark or a cut line.",
    ),
    "a cell as long as a book": bad(
        cell(ACTIVITIES, 2, "note", "a" * 140_000),
        "error: plan/activities.csv, row 2: the cell holds more than 131072 characters. Mend: look"
        " for an open quotation mark; shorten the text.",
    ),
    "nothing but the byte order mark": bad(
        content(BUDGET, b"\xef\xbb\xbf"),
        "error: plan/budget.csv: the file has no heading. Mend: add the heading row.",
    ),
    "nothing but spaces and line ends": bad(
        content(BUDGET, "  \n \n"),
        "error: plan/budget.csv: the file has no heading. Mend: add the heading row.",
    ),
    "a title above the headings": bad(
        rows(BUDGET, lambda found: [["Ministria e Drejtësisë: buxheti", *[""] * 11], [""] * 12, *found]),
        "error: plan/budget.csv, row 1: found 'Ministria e Drejtësisë: buxheti,,,,,,,,,,,'; the"
        " headings stand in row 3 and not in the first. Mend: take out the rows above the headings.",
    ),
    "a title above the headings, in a line of its own": bad(
        raw(BUDGET, lambda data: b"Buxheti i planit\n\n" + data),
        "error: plan/budget.csv, row 1: found 'Buxheti i planit'; the headings stand in row 3 and"
        " not in the first. Mend: take out the rows above the headings.",
    ),
    "a total at the end": bad(
        row(BUDGET, activity_id="GJITHSEJ", amount="96100.00"),
        "error: plan/budget.csv, row 23: most cells that must be filled are blank (year, currency,"
        " basis). Mend: fill them; if the row is a total, a note or a second heading, take it out.",
    ),
    "a total without a word for it": bad(
        row(BUDGET, amount="96100.00"),
        "error: plan/budget.csv, row 23: most cells that must be filled are blank (activity_id,"
        " year, currency, basis). Mend: fill them; if the row is a total, a note or a second"
        " heading, take it out.",
    ),
    "a note below the table": bad(
        row(BUDGET, activity_id="Shënim: shumat janë paraprake"),
        "error: plan/budget.csv, row 23: most cells that must be filled are blank (year, amount,"
        " currency, basis). Mend: fill them; if the row is a total, a note or a second heading, take"
        " it out.",
    ),
    "a note below the table, in a line of one cell": bad(
        raw(BUDGET, lambda data: data + "Shënim: shumat janë paraprake\n".encode()),
        "error: plan/budget.csv, row 23: the row has 1 cells, the heading has 12. Mend: look for a"
        " missing or surplus comma, or a missing quotation mark.",
    ),
    "a second line of headings": bad(
        rows(
            BUDGET,
            lambda found: [
                found[0],
                ["Aktiviteti", "Viti", "Burimi", "Kategoria", "Shuma", "Valuta", "Baza", "", "", "", "", ""],
                *found[1:],
            ],
        ),
        "error: plan/budget.csv, row 2, column 'year': found 'Viti'; a whole number is expected."
        " Mend: write the number without decimals.",
        "error: plan/budget.csv, row 2, column 'amount': found 'Shuma'; a number is expected, such"
        " as 1250.50. Mend: write the number; leave the cell empty where it is not known.",
        "error: plan/budget.csv, row 2, column 'currency': found 'Valuta'; the cell has not the"
        " form that is asked for (three capital letters of ISO 4217, such as EUR). Mend: correct the"
        " cell.",
        "error: plan/budget.csv, row 2, column 'basis': found 'Baza'; allowed: printed, derived."
        " Mend: use one of the allowed words.",
        "error: plan/budget.csv, row 2, column 'activity_id': found 'Aktiviteti'; there is no such"
        " row in plan/activities.csv. Mend: correct the cell, or add the row there.",
        "error: plan/budget.csv, row 2, column 'funding_source': found 'Burimi'; there is no such"
        " row in plan/institutions.csv. Mend: correct the cell, or add the row there.",
    ),
    "a row for the numbers of the columns": bad(
        rows(BUDGET, lambda found: [found[0], [str(place) for place in range(1, 13)], *found[1:]]),
        "error: plan/budget.csv, row 2, column 'year': found '2'; the value is outside its range"
        " (1990 to 2100). Mend: correct the cell.",
        "error: plan/budget.csv, row 2, column 'currency': found '6'; the cell has not the form"
        " that is asked for (three capital letters of ISO 4217, such as EUR). Mend: correct the cell.",
        "error: plan/budget.csv, row 2, column 'basis': found '7'; allowed: printed, derived. Mend:"
        " use one of the allowed words.",
        "error: plan/budget.csv, row 2, column 'secured': found '8'; allowed: yes, partly, no."
        " Mend: use one of the allowed words.",
        "error: plan/budget.csv, row 2, column 'in_kind': found '9'; allowed: true, false. Mend:"
        " write true or false.",
        "error: plan/budget.csv, row 2, column 'activity_id': found '1'; there is no such row in"
        " plan/activities.csv. Mend: correct the cell, or add the row there.",
        "error: plan/budget.csv, row 2, column 'funding_source': found '3'; there is no such row in"
        " plan/institutions.csv. Mend: correct the cell, or add the row there.",
    ),
    "merged cells, the institution in the first row only": bad(
        several(cell(EXPENDITURE, 5, "activity_id", ""), cell(EXPENDITURE, 6, "activity_id", "")),
        "error: monitoring/expenditure.csv, row 5, column 'activity_id': the cell must be filled."
        " Mend: fill the cell.",
        "error: monitoring/expenditure.csv, row 6, column 'activity_id': the cell must be filled."
        " Mend: fill the cell.",
    ),
    "a table without which there is no plan": bad(
        without(INDICATORS),
        "error: plan/indicators.csv: the file is missing. Mend: add the file.",
    ),
    "a table that the package names": bad(
        without("plan/risks.csv"),
        "error: plan/risks.csv: datapackage.json names this table, and it is not there. Mend: add"
        " the file, or take the table out of datapackage.json.",
    ),
    "a table that others refer to and nobody names": bad(
        several(
            rows(INSTITUTIONS, lambda found: found),
            without(INSTITUTIONS),
            raw(PACKAGE, unnamed("institutions")),
        ),
        "error: plan/institutions.csv: the file is missing, and other tables refer to it"
        " (plan/responsibilities.csv, institution). Mend: add the file.",
    ),
    "a folder in place of a table": bad(
        several(without(BUDGET), lambda cycle: (cycle / BUDGET).mkdir()),
        "error: plan/budget.csv: the file is missing. Mend: add the file.",
    ),
    "a table as CSV and as Parquet": bad(
        several(lambda cycle: (cycle / "plan/budget.parquet").write_bytes((cycle / BUDGET).read_bytes())),
        "error: plan/budget.csv: the same table is there as plan/budget.parquet too. Mend: keep one"
        " of the two files.",
    ),
    "a workbook in place of a table": bad(
        content("plan/budget.xlsx", b"PK"),
        "error: plan/budget.xlsx: no table of a cycle has this name; allowed here: activities.csv,"
        " budget.csv, indicators.csv, institutions.csv, objectives.csv, printed_totals.csv,"
        " reporting.csv, responsibilities.csv, results.csv, revisions.csv, risks.csv, targets.csv."
        " Mend: rename the file or take it out. Did you mean 'budget.csv'?",
    ),
    "an old workbook beside the tables": bad(
        content("monitoring/progress.xls", b"\xd0\xcf"),
        "error: monitoring/progress.xls: no table of a cycle has this name; allowed here:"
        " categories.csv, events.csv, expenditure.csv, observations.csv, progress.csv,"
        " recommendations_received.csv, risk_updates.csv, sources.csv, statements.csv. Mend: rename"
        " the file or take it out. Did you mean 'progress.csv'?",
    ),
    "a copy beside a table": bad(
        lambda cycle: (cycle / "plan/budget (1).csv").write_bytes((cycle / BUDGET).read_bytes()),
        "error: plan/budget (1).csv: no table of a cycle has this name; allowed here:"
        " activities.csv, budget.csv, indicators.csv, institutions.csv, objectives.csv,"
        " printed_totals.csv, reporting.csv, responsibilities.csv, results.csv, revisions.csv,"
        " risks.csv, targets.csv. Mend: rename the file or take it out. Did you mean 'budget.csv'?",
    ),
    "a table under a name in capitals": bad(
        lambda cycle: (cycle / "plan/risks.csv").rename(cycle / "plan/RISKS.CSV"),
        "error: plan/risks.csv: datapackage.json names this table, and it is not there. Mend: add"
        " the file, or take the table out of datapackage.json.",
        "error: plan/RISKS.CSV: no table of a cycle has this name; allowed here: activities.csv,"
        " budget.csv, indicators.csv, institutions.csv, objectives.csv, printed_totals.csv,"
        " reporting.csv, responsibilities.csv, results.csv, revisions.csv, risks.csv, targets.csv."
        " Mend: rename the file or take it out. Did you mean 'risks.csv'?",
    ),
    "a table beside the folders": bad(
        lambda cycle: (cycle / BUDGET).rename(cycle / "budget.csv"),
        "error: budget.csv: no table is read from this folder; a table of this name belongs to"
        " plan/budget.csv. Mend: move the file there, or take it out.",
    ),
    "tables in a folder of another name": bad(
        lambda cycle: (cycle / "monitoring").rename(cycle / "monitorimi"),
        "error: monitorimi/categories.csv: no table is read from this folder; a table of this name"
        " belongs to monitoring/categories.csv. Mend: move the file there, or take it out.",
        "error: monitorimi/events.csv: no table is read from this folder; a table of this name"
        " belongs to monitoring/events.csv. Mend: move the file there, or take it out.",
        "error: monitorimi/expenditure.csv: no table is read from this folder; a table of this name"
        " belongs to monitoring/expenditure.csv. Mend: move the file there, or take it out.",
        "error: monitorimi/observations.csv: no table is read from this folder; a table of this"
        " name belongs to monitoring/observations.csv. Mend: move the file there, or take it out.",
        "error: monitorimi/progress.csv: no table is read from this folder; a table of this name"
        " belongs to monitoring/progress.csv. Mend: move the file there, or take it out.",
        "error: monitorimi/recommendations_received.csv: no table is read from this folder; a table"
        " of this name belongs to monitoring/recommendations_received.csv. Mend: move the file"
        " there, or take it out.",
        "error: monitorimi/risk_updates.csv: no table is read from this folder; a table of this"
        " name belongs to monitoring/risk_updates.csv. Mend: move the file there, or take it out.",
        "error: monitorimi/sources.csv: no table is read from this folder; a table of this name"
        " belongs to monitoring/sources.csv. Mend: move the file there, or take it out.",
        "error: monitorimi/statements.csv: no table is read from this folder; a table of this name"
        " belongs to monitoring/statements.csv. Mend: move the file there, or take it out.",
    ),
    "a table of an evaluation outside of any": bad(
        content("evaluations/survey.csv", "respondent\n"),
        "error: evaluations/survey.csv: no table is read from this folder; a table of this name"
        " belongs to evaluations/…/survey.csv. Mend: move the file there, or take it out.",
    ),
    "a row of the plan cut short": real(
        rows(ACTIVITIES, lambda found: [*found[:9], found[9][:6], *found[10:]]),
        "error: plan/activities.csv, row 10: the row has 6 cells, the heading has 19. Mend: look"
        " for a missing or surplus comma, or a missing quotation mark.",
    ),
    "the totals of the plan below its budget": real(
        several(
            row(BUDGET, activity_id="Totali 2022", amount="812.400,00"),
            row(BUDGET, activity_id="Totali 2023", amount="905.100,00"),
        ),
        "error: plan/budget.csv, row 247: most cells that must be filled are blank (year, currency,"
        " basis). Mend: fill them; if the row is a total, a note or a second heading, take it out.",
        "error: plan/budget.csv, row 248: most cells that must be filled are blank (year, currency,"
        " basis). Mend: fill them; if the row is a total, a note or a second heading, take it out.",
    ),
    "the observations cut off": real(
        raw(OBSERVATIONS, lambda data: data[: len(data) * 2 // 3]),
        "error: monitoring/observations.csv, row 266: the last line is cut off: it has 1 cells, the"
        " heading has 15. Mend: save or copy the file again, whole.",
    ),
}
