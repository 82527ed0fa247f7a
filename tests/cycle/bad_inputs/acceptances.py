"""accepted.yml: what cannot be accepted, or is accepted no more."""

from __future__ import annotations

from collections.abc import Mapping

from bad_inputs.entries import (
    ACCEPTED,
    EXPENDITURE,
    PROGRESS,
    BadInput,
    bad,
    cell,
    content,
    raw,
    row,
    several,
    text,
)


def entry(code: str, file: str, key: str) -> bytes:
    """One more acceptance."""
    return (
        f"  - code: {code}\n    file: {file}\n    keys: ['{key}']\n    reason: as printed\n"
        "    accepted_by: A.B.\n    on: 2023-07-14\n"
    ).encode()


ENTRIES: Mapping[str, BadInput] = {
    "a warning that is there no more": bad(
        cell(PROGRESS, 17, "status", "completed"),
        "warning: monitoring/progress.csv, row 17, column 'completion': found '0.8'; reported as"
        " completed, and the share done is below 1. Mend: correct the status or the share. To accept"
        " it: code completed_in_part, key IV.1.2|2023-H1|PRO|2023-06-30.",
        "error: accepted.yml, setting 'accepted.1.keys': found 'IV.1.2|2023-H1|PRO|2023-06-30'; no"
        " warning 'reports_contradict' stands at a row of monitoring/progress.csv with this key."
        " Mend: take the key out of the list, or correct it.",
    ),
    "a key with a misprint": bad(
        text(ACCEPTED, "IV.1.2|2023-H1|PRO", "IV.1.2|2023-H1|PR0"),
        "warning: monitoring/progress.csv, row 17, column 'status': found 'ongoing'; POL reports"
        " the activity as completed in the same period (2023-H1, row 16). Mend: ask both"
        " institutions; append a correction. To accept it: code reports_contradict, key"
        " IV.1.2|2023-H1|PRO|2023-06-30.",
        "error: accepted.yml, setting 'accepted.1.keys': found 'IV.1.2|2023-H1|PR0|2023-06-30'; no"
        " warning 'reports_contradict' stands at a row of monitoring/progress.csv with this key."
        " Mend: take the key out of the list, or correct it. Did you mean"
        " 'IV.1.2|2023-H1|PRO|2023-06-30'?",
    ),
    "a warning of another code": bad(
        text(ACCEPTED, "code: reports_contradict", "code: report_contradicts"),
        "warning: monitoring/progress.csv, row 17, column 'status': found 'ongoing'; POL reports"
        " the activity as completed in the same period (2023-H1, row 16). Mend: ask both"
        " institutions; append a correction. To accept it: code reports_contradict, key"
        " IV.1.2|2023-H1|PRO|2023-06-30.",
        "error: accepted.yml, setting 'accepted.1.keys': found 'IV.1.2|2023-H1|PRO|2023-06-30'; no"
        " warning 'report_contradicts' stands at a row of monitoring/progress.csv with this key."
        " Mend: take the key out of the list, or correct it. Did you mean 'reports_contradict'?",
    ),
    "a warning of another file": bad(
        text(ACCEPTED, "monitoring/progress.csv", "monitoring/progres.csv"),
        "warning: monitoring/progress.csv, row 17, column 'status': found 'ongoing'; POL reports"
        " the activity as completed in the same period (2023-H1, row 16). Mend: ask both"
        " institutions; append a correction. To accept it: code reports_contradict, key"
        " IV.1.2|2023-H1|PRO|2023-06-30.",
        "error: accepted.yml, setting 'accepted.1.keys': found 'IV.1.2|2023-H1|PRO|2023-06-30'; no"
        " warning 'reports_contradict' stands at a row of monitoring/progres.csv with this key."
        " Mend: take the key out of the list, or correct it. Did you mean 'monitoring/progress.csv'?",
    ),
    "an error cannot be accepted": bad(
        several(
            cell(EXPENDITURE, 2, "currency", "USD"),
            raw(
                ACCEPTED,
                lambda data: (
                    data + entry("currency_mixed", EXPENDITURE, "I.1.1|2022|committed|BUD||2023-02-01")
                ),
            ),
        ),
        "error: monitoring/expenditure.csv, row 2, column 'currency': found 'USD'; the cycle is"
        " kept in EUR. Mend: convert the amount, or correct the currency.",
    ),
    "a rule that gives no warning": bad(
        raw(
            ACCEPTED,
            lambda data: data + entry("currency_mixed", EXPENDITURE, "I.1.1|2022|committed|BUD||2023-02-01"),
        ),
        "error: accepted.yml, setting 'accepted.2.keys': found"
        " 'I.1.1|2022|committed|BUD||2023-02-01'; no warning 'currency_mixed' stands at a row of"
        " monitoring/expenditure.csv with this key. Mend: take the key out of the list, or correct"
        " it.",
    ),
    "no reason": bad(
        text(ACCEPTED, "reason:", "# reason:"),
        "warning: monitoring/progress.csv, row 17, column 'status': found 'ongoing'; POL reports"
        " the activity as completed in the same period (2023-H1, row 16). Mend: ask both"
        " institutions; append a correction. To accept it: code reports_contradict, key"
        " IV.1.2|2023-H1|PRO|2023-06-30.",
        "error: accepted.yml, setting 'accepted.1.reason': the setting is missing. Mend: add it.",
    ),
    "a blank name": bad(
        text(ACCEPTED, "accepted_by: A.B., team leader (invented)", "accepted_by: ''"),
        "warning: monitoring/progress.csv, row 17, column 'status': found 'ongoing'; POL reports"
        " the activity as completed in the same period (2023-H1, row 16). Mend: ask both"
        " institutions; append a correction. To accept it: code reports_contradict, key"
        " IV.1.2|2023-H1|PRO|2023-06-30.",
        "error: accepted.yml, setting 'accepted.1.accepted_by': the setting is missing. Mend: add it.",
    ),
    "a day in words": bad(
        text(ACCEPTED, "on: 2023-07-14", "on: 14 July 2023"),
        "warning: monitoring/progress.csv, row 17, column 'status': found 'ongoing'; POL reports"
        " the activity as completed in the same period (2023-H1, row 16). Mend: ask both"
        " institutions; append a correction. To accept it: code reports_contradict, key"
        " IV.1.2|2023-H1|PRO|2023-06-30.",
        "error: accepted.yml, setting 'accepted.1.on': found '14 July 2023'; a date is expected,"
        " such as 2023-06-30. Mend: write the date as year-month-day.",
    ),
    "no keys": bad(
        text(ACCEPTED, '["IV.1.2|2023-H1|PRO|2023-06-30"]', "[]"),
        "warning: monitoring/progress.csv, row 17, column 'status': found 'ongoing'; POL reports"
        " the activity as completed in the same period (2023-H1, row 16). Mend: ask both"
        " institutions; append a correction. To accept it: code reports_contradict, key"
        " IV.1.2|2023-H1|PRO|2023-06-30.",
        "error: accepted.yml, setting 'accepted.1.keys': the setting is missing. Mend: add it.",
    ),
    "one key in place of a list": bad(
        text(ACCEPTED, '["IV.1.2|2023-H1|PRO|2023-06-30"]', '"IV.1.2|2023-H1|PRO|2023-06-30"'),
        "warning: monitoring/progress.csv, row 17, column 'status': found 'ongoing'; POL reports"
        " the activity as completed in the same period (2023-H1, row 16). Mend: ask both"
        " institutions; append a correction. To accept it: code reports_contradict, key"
        " IV.1.2|2023-H1|PRO|2023-06-30.",
        "error: accepted.yml, setting 'accepted.1.keys': found 'IV.1.2|2023-H1|PRO|2023-06-30'; a"
        " list is expected. Mend: write it as [first, second].",
    ),
    "a setting of ours": bad(
        text(ACCEPTED, "on: 2023-07-14", "on: 2023-07-14\n    until: 2024-01-01"),
        "warning: monitoring/progress.csv, row 17, column 'status': found 'ongoing'; POL reports"
        " the activity as completed in the same period (2023-H1, row 16). Mend: ask both"
        " institutions; append a correction. To accept it: code reports_contradict, key"
        " IV.1.2|2023-H1|PRO|2023-06-30.",
        "error: accepted.yml, setting 'accepted.1.until': there is no such setting; allowed: code,"
        " file, keys, reason, accepted_by, on. Mend: correct the name or take it out.",
    ),
    "a misspelt heading": bad(
        text(ACCEPTED, "accepted:\n", "acepted:\n"),
        "warning: monitoring/progress.csv, row 17, column 'status': found 'ongoing'; POL reports"
        " the activity as completed in the same period (2023-H1, row 16). Mend: ask both"
        " institutions; append a correction. To accept it: code reports_contradict, key"
        " IV.1.2|2023-H1|PRO|2023-06-30.",
        "error: accepted.yml, setting 'acepted': there is no such setting; allowed: accepted. Mend:"
        " correct the name or take it out. Did you mean 'accepted'?",
    ),
    "words in place of an entry": bad(
        content(ACCEPTED, "accepted: [reports_contradict]\n"),
        "warning: monitoring/progress.csv, row 17, column 'status': found 'ongoing'; POL reports"
        " the activity as completed in the same period (2023-H1, row 16). Mend: ask both"
        " institutions; append a correction. To accept it: code reports_contradict, key"
        " IV.1.2|2023-H1|PRO|2023-06-30.",
        "error: accepted.yml, setting 'accepted.1': found 'reports_contradict'; a group of named"
        " values is expected. Mend: write name: value, each in a line of its own.",
    ),
    "no YAML": bad(
        text(ACCEPTED, "accepted:\n", "accepted\n"),
        "warning: monitoring/progress.csv, row 17, column 'status': found 'ongoing'; POL reports"
        " the activity as completed in the same period (2023-H1, row 16). Mend: ask both"
        " institutions; append a correction. To accept it: code reports_contradict, key"
        " IV.1.2|2023-H1|PRO|2023-06-30.",
        "error: accepted.yml, line 3: the file cannot be read as YAML (mapping values are not"
        " allowed here). Mend: correct the line.",
    ),
    "the same entry with a key more": bad(
        text(
            ACCEPTED,
            '["IV.1.2|2023-H1|PRO|2023-06-30"]',
            '["IV.1.2|2023-H1|PRO|2023-06-30", "V.1.3|2023-H1|SHN|2023-06-30"]',
        ),
        "error: accepted.yml, setting 'accepted.1.keys': found 'V.1.3|2023-H1|SHN|2023-06-30'; no"
        " warning 'reports_contradict' stands at a row of monitoring/progress.csv with this key."
        " Mend: take the key out of the list, or correct it.",
    ),
    "a table that cannot be read keeps its acceptances open": bad(
        content(PROGRESS, b""),
        "error: monitoring/progress.csv: the file has no heading. Mend: add the heading row.",
    ),
    "a warning beside an accepted one": bad(
        row(
            PROGRESS,
            activity_id="IV.1.2",
            period="2023-H1",
            reported_by="MSA",
            recorded_on="2023-06-30",
            status="ongoing",
        ),
        "warning: monitoring/progress.csv, row 23, column 'status': found 'ongoing'; POL reports"
        " the activity as completed in the same period (2023-H1, row 16). Mend: ask both"
        " institutions; append a correction. To accept it: code reports_contradict, key"
        " IV.1.2|2023-H1|MSA|2023-06-30.",
    ),
}
