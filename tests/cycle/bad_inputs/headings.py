"""Headings that the schema does not have, or has under another name."""

from __future__ import annotations

from collections.abc import Mapping

from bad_inputs.entries import (
    ACTIVITIES,
    BUDGET,
    INDICATORS,
    BadInput,
    bad,
    cell,
    raw,
    real,
    rows,
    several,
    text,
)

ENTRIES: Mapping[str, BadInput] = {
    "a heading in capitals": bad(
        text(BUDGET, "amount,currency", "AMOUNT,currency"),
        "error: plan/budget.csv, row 1, column 'AMOUNT': the table has no such column; allowed:"
        " activity_id, year, funding_source, cost_category, amount, currency, basis, secured,"
        " in_kind, note, amount_printed, source_ref. Mend: rename the column or take it out. Did you"
        " mean 'amount'?",
    ),
    "a heading with its unit": bad(
        text(BUDGET, "amount,currency", "amount (EUR),currency"),
        "error: plan/budget.csv, row 1, column 'amount (EUR)': the table has no such column;"
        " allowed: activity_id, year, funding_source, cost_category, amount, currency, basis,"
        " secured, in_kind, note, amount_printed, source_ref. Mend: rename the column or take it"
        " out. Did you mean 'amount'?",
    ),
    "a heading in Albanian": bad(
        text(BUDGET, "amount,currency", "shuma,currency"),
        "error: plan/budget.csv, row 1, column 'shuma': the table has no such column; allowed:"
        " activity_id, year, funding_source, cost_category, amount, currency, basis, secured,"
        " in_kind, note, amount_printed, source_ref. Mend: rename the column or take it out.",
        "error: plan/budget.csv, row 1, column 'amount': the column is missing. Mend: add the"
        " column; leave its cells empty where nothing is known.",
    ),
    "a heading in two lines": bad(
        text(BUDGET, "amount,currency", '"shuma\n(EUR)",currency'),
        "error: plan/budget.csv, row 1, column 'shuma⏎(EUR)': the table has no such column;"
        " allowed: activity_id, year, funding_source, cost_category, amount, currency, basis,"
        " secured, in_kind, note, amount_printed, source_ref. Mend: rename the column or take it out.",
        "error: plan/budget.csv, row 1, column 'amount': the column is missing. Mend: add the"
        " column; leave its cells empty where nothing is known.",
    ),
    "a heading with a Cyrillic letter": bad(
        text(BUDGET, "amount,currency", "аmount,currency"),
        "error: plan/budget.csv, row 1, column 'аmount': the table has no such column; allowed:"
        " activity_id, year, funding_source, cost_category, amount, currency, basis, secured,"
        " in_kind, note, amount_printed, source_ref. Mend: rename the column or take it out. Did you"
        " mean 'amount'?",
    ),
    "a heading with a space": bad(
        text(BUDGET, "funding_source", "funding source"),
        "error: plan/budget.csv, row 1, column 'funding source': the table has no such column;"
        " allowed: activity_id, year, funding_source, cost_category, amount, currency, basis,"
        " secured, in_kind, note, amount_printed, source_ref. Mend: rename the column or take it"
        " out. Did you mean 'funding_source'?",
    ),
    "a column of ours that is not in the schema": bad(
        rows(
            BUDGET,
            lambda found: [
                [*cells, "x"] if place else [*cells, "remarks"] for place, cells in enumerate(found)
            ],
        ),
        "error: plan/budget.csv, row 1, column 'remarks': the table has no such column; allowed:"
        " activity_id, year, funding_source, cost_category, amount, currency, basis, secured,"
        " in_kind, note, amount_printed, source_ref. Mend: rename the column or take it out.",
    ),
    "values below a blank heading at the end": bad(
        rows(
            BUDGET,
            lambda found: [[*cells, "checked" if place == 4 else ""] for place, cells in enumerate(found)],
        ),
        "error: plan/budget.csv, row 1: the heading of column number 13 is blank, and there are"
        " values below it. Mend: write the heading, or empty the column.",
    ),
    "values below a blank heading in the middle": bad(
        rows(
            BUDGET,
            lambda found: [
                [*cells[:2], "x" if place == 4 else "", *cells[2:]] for place, cells in enumerate(found)
            ],
        ),
        "error: plan/budget.csv, row 1: the heading of column number 3 is blank, and there are"
        " values below it. Mend: write the heading, or empty the column.",
    ),
    "a heading twice": bad(
        text(BUDGET, "note,amount_printed", "note,note"),
        "error: plan/budget.csv, row 1, column 'note': the heading stands more than once. Mend:"
        " keep one of the columns.",
        "error: plan/budget.csv, row 1, column 'amount_printed': the column is missing. Mend: add"
        " the column; leave its cells empty where nothing is known.",
    ),
    "a heading twice with a space at its end": bad(
        text(BUDGET, "note,amount_printed", "note,note "),
        "error: plan/budget.csv, row 1, column 'note': the heading stands more than once. Mend:"
        " keep one of the columns.",
        "error: plan/budget.csv, row 1, column 'amount_printed': the column is missing. Mend: add"
        " the column; leave its cells empty where nothing is known.",
    ),
    "two columns missing": bad(
        rows(BUDGET, lambda found: [[*cells[:4], *cells[6:]] for cells in found]),
        "error: plan/budget.csv, row 1, column 'amount': the column is missing. Mend: add the"
        " column; leave its cells empty where nothing is known.",
        "error: plan/budget.csv, row 1, column 'currency': the column is missing. Mend: add the"
        " column; leave its cells empty where nothing is known.",
    ),
    "a misspelt heading hides no fault of another column": bad(
        several(
            text(BUDGET, "amount,currency", "amuont,currency"),
            cell(BUDGET, 3, "currency", "euro"),
            cell(BUDGET, 4, "activity_id", "I.1.l"),
        ),
        "error: plan/budget.csv, row 1, column 'amuont': the table has no such column; allowed:"
        " activity_id, year, funding_source, cost_category, amount, currency, basis, secured,"
        " in_kind, note, amount_printed, source_ref. Mend: rename the column or take it out. Did you"
        " mean 'amount'?",
        "error: plan/budget.csv, row 3, column 'currency': found 'euro'; the cell has not the form"
        " that is asked for (three capital letters of ISO 4217, such as EUR). Mend: correct the cell.",
        "error: plan/budget.csv, row 4, column 'activity_id': found 'I.1.l'; there is no such row"
        " in plan/activities.csv. Mend: correct the cell, or add the row there. Did you mean 'I.1.1'?",
    ),
    "without the column of the key no row is missing elsewhere": bad(
        several(text(ACTIVITIES, "activity_id,", "activity,"), cell(ACTIVITIES, 3, "objective_id", "I.l")),
        "error: plan/activities.csv, row 1, column 'activity': the table has no such column;"
        " allowed: activity_id, printed_id, objective_id, title_sq, title_en, title_sr, start, end,"
        " deadline_printed, output_sq, output_en, output_sr, reference_documents, funding_sources,"
        " institutions_printed, funding_printed, note, translation, source_ref. Mend: rename the"
        " column or take it out. Did you mean 'activity_id'?",
        "error: plan/activities.csv, row 3, column 'objective_id': found 'I.l'; there is no such"
        " row in plan/objectives.csv. Mend: correct the cell, or add the row there. Did you mean"
        " 'I.1'?",
    ),
    "headings separated in another way than the rows": bad(
        raw(BUDGET, lambda data: data.replace(b",", b";", data.split(b"\n")[0].count(b","))),
        "error: plan/budget.csv, row 2: the row has 1 cells, the heading has 12. Mend: look for a"
        " missing or surplus comma, or a missing quotation mark.",
        "error: plan/budget.csv, row 3: the row has 1 cells, the heading has 12. Mend: look for a"
        " missing or surplus comma, or a missing quotation mark.",
        "error: plan/budget.csv, row 4: the row has 1 cells, the heading has 12. Mend: look for a"
        " missing or surplus comma, or a missing quotation mark.",
        "error: plan/budget.csv, row 5: the row has 2 cells, the heading has 12. Mend: look for a"
        " missing or surplus comma, or a missing quotation mark.",
        "error: plan/budget.csv, row 6: the row has 2 cells, the heading has 12. Mend: look for a"
        " missing or surplus comma, or a missing quotation mark.",
        "error: plan/budget.csv, row 7: the row has 1 cells, the heading has 12. Mend: look for a"
        " missing or surplus comma, or a missing quotation mark.",
        "error: plan/budget.csv, row 8: the row has 1 cells, the heading has 12. Mend: look for a"
        " missing or surplus comma, or a missing quotation mark.",
        "error: plan/budget.csv, row 9: the row has 1 cells, the heading has 12. Mend: look for a"
        " missing or surplus comma, or a missing quotation mark.",
        "error: plan/budget.csv, row 10: the row has 1 cells, the heading has 12. Mend: look for a"
        " missing or surplus comma, or a missing quotation mark.",
        "error: plan/budget.csv, row 11: the row has 1 cells, the heading has 12. Mend: look for a"
        " missing or surplus comma, or a missing quotation mark.",
        "error: plan/budget.csv, row 12: the row has 1 cells, the heading has 12. Mend: look for a"
        " missing or surplus comma, or a missing quotation mark.",
        "error: plan/budget.csv, row 13: the row has 1 cells, the heading has 12. Mend: look for a"
        " missing or surplus comma, or a missing quotation mark.",
        "error: plan/budget.csv, row 14: the row has 1 cells, the heading has 12. Mend: look for a"
        " missing or surplus comma, or a missing quotation mark.",
        "error: plan/budget.csv, row 15: the row has 1 cells, the heading has 12. Mend: look for a"
        " missing or surplus comma, or a missing quotation mark.",
        "error: plan/budget.csv, row 16: the row has 1 cells, the heading has 12. Mend: look for a"
        " missing or surplus comma, or a missing quotation mark.",
        "error: plan/budget.csv, row 17: the row has 1 cells, the heading has 12. Mend: look for a"
        " missing or surplus comma, or a missing quotation mark.",
        "error: plan/budget.csv, row 18: the row has 1 cells, the heading has 12. Mend: look for a"
        " missing or surplus comma, or a missing quotation mark.",
        "error: plan/budget.csv, row 19: the row has 1 cells, the heading has 12. Mend: look for a"
        " missing or surplus comma, or a missing quotation mark.",
        "error: plan/budget.csv, row 20: the row has 1 cells, the heading has 12. Mend: look for a"
        " missing or surplus comma, or a missing quotation mark.",
        "error: plan/budget.csv, row 21: the row has 1 cells, the heading has 12. Mend: look for a"
        " missing or surplus comma, or a missing quotation mark.",
        "error: plan/budget.csv, row 22: the row has 1 cells, the heading has 12. Mend: look for a"
        " missing or surplus comma, or a missing quotation mark.",
        "note: plan/budget.csv: cells are separated by ; and were read so. Mend: nothing; a comma is usual.",
    ),
    "a heading that nobody could print": bad(
        text(BUDGET, "amount,currency", "amo\x07unt,currency"),
        "error: plan/budget.csv, row 1, column 'amo�unt': the table has no such column; allowed:"
        " activity_id, year, funding_source, cost_category, amount, currency, basis, secured,"
        " in_kind, note, amount_printed, source_ref. Mend: rename the column or take it out. Did you"
        " mean 'amount'?",
    ),
    "a column left out of 215 indicators": real(
        rows(INDICATORS, lambda found: [[*cells[:10], *cells[11:]] for cells in found]),
        "error: plan/indicators.csv, row 1, column 'unit': the column is missing. Mend: add the"
        " column; leave its cells empty where nothing is known.",
    ),
    "headings in Albanian throughout": real(
        rows("plan/printed_totals.csv", lambda found: [["Objektivi", "Viti", "Shuma", "Burimi"], *found[1:]]),
        "error: plan/printed_totals.csv, row 1, column 'Objektivi': the table has no such column;"
        " allowed: objective_id, year, amount, source_ref. Mend: rename the column or take it out."
        " Did you mean 'objective_id'?",
        "error: plan/printed_totals.csv, row 1, column 'Viti': the table has no such column;"
        " allowed: objective_id, year, amount, source_ref. Mend: rename the column or take it out.",
        "error: plan/printed_totals.csv, row 1, column 'Shuma': the table has no such column;"
        " allowed: objective_id, year, amount, source_ref. Mend: rename the column or take it out.",
        "error: plan/printed_totals.csv, row 1, column 'Burimi': the table has no such column;"
        " allowed: objective_id, year, amount, source_ref. Mend: rename the column or take it out.",
        "error: plan/printed_totals.csv, row 1, column 'year': the column is missing. Mend: add the"
        " column; leave its cells empty where nothing is known.",
        "error: plan/printed_totals.csv, row 1, column 'amount': the column is missing. Mend: add"
        " the column; leave its cells empty where nothing is known.",
        "error: plan/printed_totals.csv, row 1, column 'source_ref': the column is missing. Mend:"
        " add the column; leave its cells empty where nothing is known.",
    ),
}
