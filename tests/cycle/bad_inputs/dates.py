"""Days and periods that have no reading, or two."""

from __future__ import annotations

from collections.abc import Mapping

from bad_inputs.entries import (
    ACTIVITIES,
    OBSERVATIONS,
    PROGRESS,
    SOURCES,
    BadInput,
    bad,
    cell,
    real,
)

ENTRIES: Mapping[str, BadInput] = {
    "a day with slashes, both ways possible": bad(
        cell(OBSERVATIONS, 2, "recorded_on", "01/02/2023"),
        "error: monitoring/observations.csv, row 2, column 'recorded_on': found '01/02/2023'; the"
        " date can be read as 2023-02-01 or as 2023-01-02. Mend: write the date as year-month-day.",
    ),
    "a day with slashes, one way possible": bad(
        cell(OBSERVATIONS, 2, "recorded_on", "31/01/2023"),
        "error: monitoring/observations.csv, row 2, column 'recorded_on': found '31/01/2023'; a"
        " date with slashes is not read, for its order differs from country to country. Mend: write"
        " the date as year-month-day. Did you mean '2023-01-31'?",
    ),
    "a day with slashes that no calendar has": bad(
        cell(OBSERVATIONS, 2, "recorded_on", "31/31/2023"),
        "error: monitoring/observations.csv, row 2, column 'recorded_on': found '31/31/2023'; a"
        " date is expected, such as 2023-06-30. Mend: write the date as year-month-day.",
    ),
    "a bare number of days": bad(
        cell(OBSERVATIONS, 2, "recorded_on", "44958"),
        "error: monitoring/observations.csv, row 2, column 'recorded_on': found '44958'; a number"
        " is no date; as a day count of a spreadsheet it can be 2023-02-01 or 2027-02-02. Mend:"
        " write the date as year-month-day.",
    ),
    "a bare number of days with a decimal": bad(
        cell(OBSERVATIONS, 2, "recorded_on", "44958.0"),
        "error: monitoring/observations.csv, row 2, column 'recorded_on': found '44958.0'; a number"
        " is no date; as a day count of a spreadsheet it can be 2023-02-01 or 2027-02-02. Mend:"
        " write the date as year-month-day.",
    ),
    "a month in words, Albanian": bad(
        cell(OBSERVATIONS, 2, "recorded_on", "1 shkurt 2023"),
        "error: monitoring/observations.csv, row 2, column 'recorded_on': found '1 shkurt 2023'; a"
        " date is expected, such as 2023-06-30. Mend: write the date as year-month-day.",
    ),
    "a month in words, English": bad(
        cell(OBSERVATIONS, 2, "recorded_on", "1-Feb-23"),
        "error: monitoring/observations.csv, row 2, column 'recorded_on': found '1-Feb-23'; a date"
        " is expected, such as 2023-06-30. Mend: write the date as year-month-day.",
    ),
    "a year for a day": bad(
        cell(OBSERVATIONS, 2, "recorded_on", "2023"),
        "error: monitoring/observations.csv, row 2, column 'recorded_on': found '2023'; a date is"
        " expected, such as 2023-06-30. Mend: write the date as year-month-day.",
    ),
    "a month for a day": bad(
        cell(OBSERVATIONS, 2, "recorded_on", "2023-02"),
        "error: monitoring/observations.csv, row 2, column 'recorded_on': found '2023-02'; a date"
        " is expected, such as 2023-06-30. Mend: write the date as year-month-day.",
    ),
    "a day without zeros": bad(
        cell(OBSERVATIONS, 2, "recorded_on", "2023-2-1"),
        "error: monitoring/observations.csv, row 2, column 'recorded_on': found '2023-2-1'; a date"
        " is expected, such as 2023-06-30. Mend: write the date as year-month-day. Did you mean"
        " '2023-02-01'?",
    ),
    "a year of two digits": bad(
        cell(OBSERVATIONS, 2, "recorded_on", "01.02.23"),
        "error: monitoring/observations.csv, row 2, column 'recorded_on': found '01.02.23'; a date"
        " is expected, such as 2023-06-30. Mend: write the date as year-month-day.",
    ),
    "a day with points that the calendar has not": bad(
        cell(OBSERVATIONS, 2, "recorded_on", "30.02.2023"),
        "error: monitoring/observations.csv, row 2, column 'recorded_on': found '30.02.2023'; a"
        " date is expected, such as 2023-06-30. Mend: write the date as year-month-day.",
    ),
    "a day with a time": bad(
        cell(OBSERVATIONS, 2, "recorded_on", "2023-02-01 14:30"),
        "error: monitoring/observations.csv, row 2, column 'recorded_on': found '2023-02-01 14:30';"
        " a date is expected, such as 2023-06-30. Mend: write the date as year-month-day. Did you"
        " mean '2023-02-01'?",
    ),
    "a day with hyphens, day first": bad(
        cell(OBSERVATIONS, 2, "recorded_on", "01-02-2023"),
        "error: monitoring/observations.csv, row 2, column 'recorded_on': found '01-02-2023'; a"
        " date is expected, such as 2023-06-30. Mend: write the date as year-month-day.",
    ),
    "a day with slashes, year first": bad(
        cell(OBSERVATIONS, 2, "recorded_on", "2023/02/01"),
        "error: monitoring/observations.csv, row 2, column 'recorded_on': found '2023/02/01'; a"
        " date is expected, such as 2023-06-30. Mend: write the date as year-month-day. Did you mean"
        " '2023-02-01'?",
    ),
    "no day known, in letters": bad(
        cell(PROGRESS, 3, "completed_on", "n/a"),
        "error: monitoring/progress.csv, row 3, column 'completed_on': found 'n/a'; a date is"
        " expected, such as 2023-06-30. Mend: write the date as year-month-day.",
    ),
    "two days in one cell": bad(
        cell(PROGRESS, 3, "completed_on", "2022-11-30, 2022-12-01"),
        "error: monitoring/progress.csv, row 3, column 'completed_on': found '2022-11-30,"
        " 2022-12-01'; a date is expected, such as 2023-06-30. Mend: write the date as"
        " year-month-day.",
    ),
    "a half-year with a small letter": bad(
        cell(OBSERVATIONS, 3, "period", "2023-h1"),
        "error: monitoring/observations.csv, row 3, column 'period': found '2023-h1'; a period is"
        " expected: 2023, 2023-H1, 2023-Q3, 2023-05 or 2013-01/2013-05. Mend: write the period in"
        " one of these forms. Did you mean '2023-H1'?",
    ),
    "a half-year before the year": bad(
        cell(OBSERVATIONS, 3, "period", "H1 2023"),
        "error: monitoring/observations.csv, row 3, column 'period': found 'H1 2023'; a period is"
        " expected: 2023, 2023-H1, 2023-Q3, 2023-05 or 2013-01/2013-05. Mend: write the period in"
        " one of these forms. Did you mean '2023-H1'?",
    ),
    "a half-year in Roman numerals": bad(
        cell(OBSERVATIONS, 3, "period", "I/2023"),
        "error: monitoring/observations.csv, row 3, column 'period': found 'I/2023'; a period is"
        " expected: 2023, 2023-H1, 2023-Q3, 2023-05 or 2013-01/2013-05. Mend: write the period in"
        " one of these forms.",
    ),
    "a fifth quarter": bad(
        cell(OBSERVATIONS, 3, "period", "2023-Q5"),
        "error: monitoring/observations.csv, row 3, column 'period': found '2023-Q5'; a period is"
        " expected: 2023, 2023-H1, 2023-Q3, 2023-05 or 2013-01/2013-05. Mend: write the period in"
        " one of these forms.",
    ),
    "a quarter in Albanian": bad(
        cell(OBSERVATIONS, 3, "period", "T3 2023"),
        "error: monitoring/observations.csv, row 3, column 'period': found 'T3 2023'; a period is"
        " expected: 2023, 2023-H1, 2023-Q3, 2023-05 or 2013-01/2013-05. Mend: write the period in"
        " one of these forms. Did you mean '2023-Q3'?",
    ),
    "a thirteenth month": bad(
        cell(OBSERVATIONS, 3, "period", "2023-13"),
        "error: monitoring/observations.csv, row 3, column 'period': found '2023-13'; a period is"
        " expected: 2023, 2023-H1, 2023-Q3, 2023-05 or 2013-01/2013-05. Mend: write the period in"
        " one of these forms.",
    ),
    "a month in words for a period": bad(
        cell(OBSERVATIONS, 3, "period", "janar 2023"),
        "error: monitoring/observations.csv, row 3, column 'period': found 'janar 2023'; a period"
        " is expected: 2023, 2023-H1, 2023-Q3, 2023-05 or 2013-01/2013-05. Mend: write the period in"
        " one of these forms.",
    ),
    "a month as a spreadsheet made it": bad(
        cell(OBSERVATIONS, 3, "period", "May-23"),
        "error: monitoring/observations.csv, row 3, column 'period': found 'May-23'; a period is"
        " expected: 2023, 2023-H1, 2023-Q3, 2023-05 or 2013-01/2013-05. Mend: write the period in"
        " one of these forms.",
    ),
    "a month before the year": bad(
        cell(OBSERVATIONS, 3, "period", "05.2023"),
        "error: monitoring/observations.csv, row 3, column 'period': found '05.2023'; a period is"
        " expected: 2023, 2023-H1, 2023-Q3, 2023-05 or 2013-01/2013-05. Mend: write the period in"
        " one of these forms. Did you mean '2023-05'?",
    ),
    "a day for a period": bad(
        cell(OBSERVATIONS, 3, "period", "2023-06-30"),
        "error: monitoring/observations.csv, row 3, column 'period': found '2023-06-30'; a period"
        " is expected: 2023, 2023-H1, 2023-Q3, 2023-05 or 2013-01/2013-05. Mend: write the period in"
        " one of these forms.",
    ),
    "two years with a hyphen": bad(
        cell(ACTIVITIES, 2, "end", "2022-2024"),
        "error: plan/activities.csv, row 2, column 'end': found '2022-2024'; a period is expected:"
        " 2023, 2023-H1, 2023-Q3, 2023-05 or 2013-01/2013-05. Mend: write the period in one of these"
        " forms. Did you mean '2022/2024'?",
    ),
    "two years, the second short": bad(
        cell(ACTIVITIES, 2, "end", "2022/23"),
        "error: plan/activities.csv, row 2, column 'end': found '2022/23'; a period is expected:"
        " 2023, 2023-H1, 2023-Q3, 2023-05 or 2013-01/2013-05. Mend: write the period in one of these"
        " forms.",
    ),
    "an interval that ends before it begins": bad(
        cell(ACTIVITIES, 2, "end", "2024/2022"),
        "error: plan/activities.csv, row 2, column 'end': found '2024/2022'; a period is expected:"
        " 2023, 2023-H1, 2023-Q3, 2023-05 or 2013-01/2013-05. Mend: write the period in one of these"
        " forms.",
    ),
    "all the time": bad(
        cell(ACTIVITIES, 2, "end", "vazhdimisht"),
        "error: plan/activities.csv, row 2, column 'end': found 'vazhdimisht'; a period is"
        " expected: 2023, 2023-H1, 2023-Q3, 2023-05 or 2013-01/2013-05. Mend: write the period in"
        " one of these forms.",
    ),
    "a day of retrieval with slashes": real(
        cell(SOURCES, 2, "retrieved", "21/11/2026"),
        "error: monitoring/sources.csv, row 2, column 'retrieved': found '21/11/2026'; a date with"
        " slashes is not read, for its order differs from country to country. Mend: write the date"
        " as year-month-day. Did you mean '2026-11-21'?",
    ),
    "a bare number for the day of a record": real(
        cell(OBSERVATIONS, 2, "recorded_on", "46347"),
        "error: monitoring/observations.csv, row 2, column 'recorded_on': found '46347'; a number"
        " is no date; as a day count of a spreadsheet it can be 2026-11-21 or 2030-11-22. Mend:"
        " write the date as year-month-day.",
    ),
    "a year with a mark of a part": real(
        cell(OBSERVATIONS, 2, "period", "2012 (Jan-Jun)"),
        "error: monitoring/observations.csv, row 2, column 'period': found '2012 (Jan-Jun)'; a"
        " period is expected: 2023, 2023-H1, 2023-Q3, 2023-05 or 2013-01/2013-05. Mend: write the"
        " period in one of these forms.",
    ),
    "an event in words": real(
        cell("monitoring/events.csv", 2, "date", "gusht 2013"),
        "error: monitoring/events.csv, row 2, column 'date': found 'gusht 2013'; a period is"
        " expected: 2023, 2023-H1, 2023-Q3, 2023-05 or 2013-01/2013-05. Mend: write the period in"
        " one of these forms.",
    ),
}
