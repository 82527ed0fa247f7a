"""Identifiers of other letters, marks and forms than they seem to have, and keys that stand twice."""

from __future__ import annotations

from collections.abc import Mapping

from bad_inputs.entries import (
    ACTIVITIES,
    BUDGET,
    INDICATORS,
    INSTITUTIONS,
    OBJECTIVES,
    OBSERVATIONS,
    PROGRESS,
    SOURCES,
    TARGETS,
    BadInput,
    bad,
    cell,
    real,
    row,
    rows,
    several,
    text,
)

ENTRIES: Mapping[str, BadInput] = {
    "a point at the end": bad(
        cell(BUDGET, 2, "activity_id", "I.1.1."),
        "error: plan/budget.csv, row 2, column 'activity_id': found 'I.1.1.'; there is no such row"
        " in plan/activities.csv. Mend: correct the cell, or add the row there. Did you mean 'I.1.1'?",
    ),
    "small letters": bad(
        cell(BUDGET, 2, "activity_id", "i.1.1"),
        "error: plan/budget.csv, row 2, column 'activity_id': found 'i.1.1'; there is no such row"
        " in plan/activities.csv. Mend: correct the cell, or add the row there. Did you mean 'I.1.1'?",
    ),
    "a no-break space inside": bad(
        cell(BUDGET, 2, "activity_id", "I.1.\N{NO-BREAK SPACE}1"),
        "error: plan/budget.csv, row 2, column 'activity_id': found 'I.1.\xa01'; there is no such"
        " row in plan/activities.csv. Mend: correct the cell, or add the row there. Did you mean"
        " 'I.1.1'?",
    ),
    "a comma for a point": bad(
        cell(BUDGET, 2, "activity_id", "I.1,1"),
        "error: plan/budget.csv, row 2, column 'activity_id': found 'I.1,1'; there is no such row"
        " in plan/activities.csv. Mend: correct the cell, or add the row there. Did you mean 'I.1.1'?",
    ),
    "what a spreadsheet makes of 1-2": bad(
        cell(BUDGET, 2, "activity_id", "02-Jan"),
        "error: plan/budget.csv, row 2, column 'activity_id': found '02-Jan'; there is no such row"
        " in plan/activities.csv. Mend: correct the cell, or add the row there.",
    ),
    "what a spreadsheet makes of 007": bad(
        several(
            text(INSTITUTIONS, "SHN,", "007,"),
            rows(
                "plan/responsibilities.csv",
                lambda found: [["7" if name == "SHN" else name for name in cells] for cells in found],
            ),
            rows(
                BUDGET,
                lambda found: [["007" if name == "SHN" else name for name in cells] for cells in found],
            ),
            rows(
                PROGRESS,
                lambda found: [["007" if name == "SHN" else name for name in cells] for cells in found],
            ),
            rows(
                ACTIVITIES,
                lambda found: [["007" if name == "SHN" else name for name in cells] for cells in found],
            ),
        ),
        "error: plan/responsibilities.csv, row 8, column 'institution': found '7'; there is no such"
        " row in plan/institutions.csv. Mend: correct the cell, or add the row there.",
        "error: plan/responsibilities.csv, row 12, column 'institution': found '7'; there is no"
        " such row in plan/institutions.csv. Mend: correct the cell, or add the row there.",
        "error: plan/responsibilities.csv, row 14, column 'institution': found '7'; there is no"
        " such row in plan/institutions.csv. Mend: correct the cell, or add the row there.",
        "error: plan/responsibilities.csv, row 15, column 'institution': found '7'; there is no"
        " such row in plan/institutions.csv. Mend: correct the cell, or add the row there.",
        "error: plan/responsibilities.csv, row 18, column 'institution': found '7'; there is no"
        " such row in plan/institutions.csv. Mend: correct the cell, or add the row there.",
        "error: plan/responsibilities.csv, row 20, column 'institution': found '7'; there is no"
        " such row in plan/institutions.csv. Mend: correct the cell, or add the row there.",
        "error: plan/responsibilities.csv, row 28, column 'institution': found '7'; there is no"
        " such row in plan/institutions.csv. Mend: correct the cell, or add the row there.",
        "error: plan/responsibilities.csv, row 29, column 'institution': found '7'; there is no"
        " such row in plan/institutions.csv. Mend: correct the cell, or add the row there.",
    ),
    "a space in an identifier that others refer to": bad(
        cell(OBJECTIVES, 8, "objective_id", "II. 1"),
        "error: plan/objectives.csv, row 8, column 'objective_id': found 'II. 1'; the cell has not"
        " the form that is asked for (letters, digits and marks without spaces, semicolons and"
        " upright bars, such as II.1.3). Mend: correct the cell.",
    ),
    "a semicolon in a new identifier": bad(
        row(INSTITUTIONS, institution="MD;MB", name_en="Two ministries"),
        "error: plan/institutions.csv, row 10, column 'institution': found 'MD;MB'; the cell has"
        " not the form that is asked for (letters, digits and marks without spaces, semicolons and"
        " upright bars, such as II.1.3). Mend: correct the cell.",
    ),
    "a line in a new identifier": bad(
        row(INSTITUTIONS, institution="MD|MB", name_en="Two ministries"),
        "error: plan/institutions.csv, row 10, column 'institution': found 'MD|MB'; the cell has"
        " not the form that is asked for (letters, digits and marks without spaces, semicolons and"
        " upright bars, such as II.1.3). Mend: correct the cell.",
    ),
    "Latin and Cyrillic letters in one word": bad(
        cell(BUDGET, 2, "funding_source", "BUД"),
        "error: plan/budget.csv, row 2, column 'funding_source': found 'BUД'; letters of two"
        " scripts that look alike are mixed (Latin + Cyrillic). Mend: type the identifier again in"
        " one script.",
    ),
    "a Cyrillic letter that looks Latin": bad(
        cell(BUDGET, 2, "activity_id", "І.1.1"),
        "error: plan/budget.csv, row 2, column 'activity_id': found 'І.1.1'; the letters only look"
        " like those of the other words of the column (Cyrillic). Mend: type the identifier again in"
        " one script. Did you mean 'I.1.1'?",
    ),
    "a Cyrillic letter in the key that others refer to": bad(
        cell(ACTIVITIES, 2, "activity_id", "І.1.1"),
        "error: plan/activities.csv, row 2, column 'activity_id': found 'І.1.1'; the letters only"
        " look like those of the other words of the column (Cyrillic). Mend: type the identifier"
        " again in one script. Did you mean 'I.1.1'?",
    ),
    "a Greek letter that looks Latin": bad(
        cell(OBSERVATIONS, 26, "reported_by", "ΡΟ"),
        "error: monitoring/observations.csv, row 26, column 'reported_by': found 'ΡΟ'; the letters"
        " only look like those of the other words of the column (Greek). Mend: type the identifier"
        " again in one script. Did you mean 'PO'?",
    ),
    "a Cyrillic letter among categories": bad(
        cell(TARGETS, 2, "category", "аdults"),
        "error: plan/targets.csv, row 2, column 'category': found 'аdults'; letters of two scripts"
        " that look alike are mixed (Latin + Cyrillic). Mend: type the identifier again in one"
        " script. Did you mean 'adults'?",
    ),
    "a key that must be filled": bad(
        cell(INSTITUTIONS, 4, "institution", ""),
        "error: plan/institutions.csv, row 4, column 'institution': the cell must be filled. Mend:"
        " fill the cell.",
        "error: plan/responsibilities.csv, row 7, column 'institution': found 'MSA'; there is no"
        " such row in plan/institutions.csv. Mend: correct the cell, or add the row there.",
        "error: plan/responsibilities.csv, row 11, column 'institution': found 'MSA'; there is no"
        " such row in plan/institutions.csv. Mend: correct the cell, or add the row there.",
        "error: plan/responsibilities.csv, row 13, column 'institution': found 'MSA'; there is no"
        " such row in plan/institutions.csv. Mend: correct the cell, or add the row there.",
        "error: plan/responsibilities.csv, row 17, column 'institution': found 'MSA'; there is no"
        " such row in plan/institutions.csv. Mend: correct the cell, or add the row there.",
        "error: monitoring/progress.csv, row 5, column 'reported_by': found 'MSA'; there is no such"
        " row in plan/institutions.csv. Mend: correct the cell, or add the row there.",
        "error: monitoring/progress.csv, row 6, column 'reported_by': found 'MSA'; there is no such"
        " row in plan/institutions.csv. Mend: correct the cell, or add the row there.",
        "error: monitoring/progress.csv, row 10, column 'reported_by': found 'MSA'; there is no"
        " such row in plan/institutions.csv. Mend: correct the cell, or add the row there.",
        "error: monitoring/progress.csv, row 22, column 'reported_by': found 'MSA'; there is no"
        " such row in plan/institutions.csv. Mend: correct the cell, or add the row there.",
        "error: plan/reporting.csv, row 3, column 'prepared_by': found 'MSA'; there is no such row"
        " in plan/institutions.csv. Mend: correct the cell, or add the row there.",
    ),
    "the same row twice": bad(
        rows(BUDGET, lambda found: [*found, found[1]]),
        "error: plan/budget.csv, row 23, column 'activity_id, year, funding_source, cost_category':"
        " found 'I.1.1 | 2022 | BUD | '; the same row stands in row 2 already. Mend: take out one of"
        " the rows.",
    ),
    "the same key with another amount": bad(
        row(
            BUDGET,
            activity_id="I.1.1",
            year="2022",
            funding_source="BUD",
            amount="2500",
            currency="EUR",
            basis="printed",
        ),
        "error: plan/budget.csv, row 23, column 'activity_id, year, funding_source, cost_category':"
        " found 'I.1.1 | 2022 | BUD | '; the same key stands in row 2 already. Mend: take out one of"
        " the rows, or correct its key.",
    ),
    "the same key but for a space": bad(
        row(
            BUDGET,
            activity_id="I.1.1 ",
            year="2022",
            funding_source=" BUD",
            amount="2500.00",
            currency="EUR",
            basis="printed",
        ),
        "note: plan/budget.csv, row 23, column 'activity_id': found 'I.1.1 '; spaces at the ends"
        " were removed; read as 'I.1.1'. Mend: nothing.",
        "note: plan/budget.csv, row 23, column 'funding_source': found ' BUD'; spaces at the ends"
        " were removed; read as 'BUD'. Mend: nothing.",
        "error: plan/budget.csv, row 23, column 'activity_id, year, funding_source, cost_category':"
        " found 'I.1.1 | 2022 | BUD | '; the same key stands in row 2 already. Mend: take out one of"
        " the rows, or correct its key.",
    ),
    "the same key but for the writing of the year": bad(
        row(
            BUDGET,
            activity_id="I.1.1",
            year="2022.0",
            funding_source="BUD",
            amount="2500.00",
            currency="EUR",
            basis="printed",
        ),
        "note: plan/budget.csv, row 23, column 'year': found '2022.0'; read as '2022'. Mend: nothing.",
        "error: plan/budget.csv, row 23, column 'activity_id, year, funding_source, cost_category':"
        " found 'I.1.1 | 2022 | BUD | '; the same key stands in row 2 already. Mend: take out one of"
        " the rows, or correct its key.",
    ),
    "the same report of the same day twice": bad(
        rows(PROGRESS, lambda found: [*found, found[2]]),
        "error: monitoring/progress.csv, row 23, column 'activity_id, period, reported_by,"
        " recorded_on': found 'I.1.1 | 2022-H2 | NCO | 2023-02-01'; the same row stands in row 3"
        " already. Mend: take out one of the rows.",
    ),
    "the same row three times": bad(
        rows(BUDGET, lambda found: [*found, found[1], found[1]]),
        "error: plan/budget.csv, row 23, column 'activity_id, year, funding_source, cost_category':"
        " found 'I.1.1 | 2022 | BUD | '; the same row stands in row 2 already. Mend: take out one of"
        " the rows.",
        "error: plan/budget.csv, row 24, column 'activity_id, year, funding_source, cost_category':"
        " found 'I.1.1 | 2022 | BUD | '; the same row stands in row 2 already. Mend: take out one of"
        " the rows.",
    ),
    "keys that cannot be read are not the same": bad(
        several(cell(BUDGET, 3, "year", "x"), cell(BUDGET, 4, "year", "y")),
        "error: plan/budget.csv, row 3, column 'year': found 'x'; a whole number is expected. Mend:"
        " write the number without decimals.",
        "error: plan/budget.csv, row 4, column 'year': found 'y'; a whole number is expected. Mend:"
        " write the number without decimals.",
    ),
    "a mark of translation that is none": bad(
        cell(OBJECTIVES, 2, "translation", "en"),
        "error: plan/objectives.csv, row 2, column 'translation': found 'en'; the cell has not the"
        ' form that is asked for ("ours:" and language codes with commas, such as ours:en,sr). Mend:'
        " correct the cell.",
    ),
    "an address without its beginning": bad(
        cell(SOURCES, 2, "url", "www.example.org/report.pdf"),
        "error: monitoring/sources.csv, row 2, column 'url': found 'www.example.org/report.pdf';"
        " the cell has not the form that is asked for (an address that begins with http:// or"
        " https://, without spaces). Mend: correct the cell.",
    ),
    "a currency in small letters": bad(
        cell(BUDGET, 2, "currency", "Eur"),
        "error: plan/budget.csv, row 2, column 'currency': found 'Eur'; the cell has not the form"
        " that is asked for (three capital letters of ISO 4217, such as EUR). Mend: correct the cell.",
    ),
    "inferred columns with a comma": bad(
        cell(INDICATORS, 2, "inferred", "additive_over, path"),
        "error: plan/indicators.csv, row 2, column 'inferred': found 'additive_over, path'; the"
        " cell has not the form that is asked for (names of columns separated by semicolons, such as"
        " year;basis). Mend: correct the cell.",
    ),
    "an activity with a point too many": real(
        cell(BUDGET, 2, "activity_id", "I.1.1."),
        "error: plan/budget.csv, row 2, column 'activity_id': found 'I.1.1.'; there is no such row"
        " in plan/activities.csv. Mend: correct the cell, or add the row there. Did you mean 'I.1.1'?",
    ),
    "a ministry in Cyrillic letters that look Latin": real(
        cell("plan/responsibilities.csv", 3, "institution", "МРВ"),
        "error: plan/responsibilities.csv, row 3, column 'institution': found 'МРВ'; the letters"
        " only look like those of the other words of the column (Cyrillic). Mend: type the"
        " identifier again in one script. Did you mean 'MPB'?",
    ),
    "the same activity twice": real(
        rows(ACTIVITIES, lambda found: [*found, found[1]]),
        "error: plan/activities.csv, row 103, column 'activity_id': found 'I.1.1'; the same row"
        " stands in row 2 already. Mend: take out one of the rows.",
    ),
    "an indicator in small letters": real(
        cell(OBSERVATIONS, 2, "indicator_id", "c.victims_identified"),
        "error: monitoring/observations.csv, row 2, column 'indicator_id': found"
        " 'c.victims_identified'; there is no such row in plan/indicators.csv. Mend: correct the"
        " cell, or add the row there. Did you mean 'C.victims_identified'?",
    ),
}
