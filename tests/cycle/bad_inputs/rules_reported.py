"""Progress reports that cannot be, and reports that contradict one another."""

from __future__ import annotations

from collections.abc import Mapping

from bad_inputs.entries import PROGRESS, BadInput, bad, cell, row, several

ENTRIES: Mapping[str, BadInput] = {
    "completed after the report was made": bad(
        cell(PROGRESS, 3, "completed_on", "2023-11-30"),
        "error: monitoring/progress.csv, row 3, column 'completed_on': found '2023-11-30';"
        " completed on a day after the report was recorded (2023-02-01). Mend: correct the day; what"
        " is still to come is not completed.",
    ),
    "completed before it began": bad(
        cell(PROGRESS, 3, "completed_on", "2022-01-31"),
        "error: monitoring/progress.csv, row 3, column 'completed_on': found '2022-01-31'; the end"
        " lies before the start (2022-02-14). Mend: correct one of the dates.",
    ),
    "completed and under way": bad(
        cell(PROGRESS, 3, "status", "ongoing"),
        "error: monitoring/progress.csv, row 3, column 'completed_on': found '2022-11-30'; a day of"
        " completion stands beside the status ongoing. Mend: correct the status, or empty the cell.",
    ),
    "a status that cannot be read is not in conflict besides": bad(
        cell(PROGRESS, 7, "status", "done"),
        "error: monitoring/progress.csv, row 7, column 'status': found 'done'; allowed:"
        " not_started, ongoing, completed, partly_completed, delayed, cancelled. Mend: use one of"
        " the allowed words.",
    ),
    "completed in part": bad(
        cell(PROGRESS, 3, "completion", "0.9"),
        "warning: monitoring/progress.csv, row 3, column 'completion': found '0.9'; reported as"
        " completed, and the share done is below 1. Mend: correct the status or the share. To accept"
        " it: code completed_in_part, key I.1.1|2022-H2|NCO|2023-02-01.",
    ),
    "one says completed, another not": bad(
        row(
            PROGRESS,
            activity_id="II.1.2",
            period="2022-H2",
            reported_by="MSA",
            recorded_on="2023-02-02",
            status="delayed",
        ),
        "warning: monitoring/progress.csv, row 23, column 'status': found 'delayed'; NCO reports"
        " the activity as completed in the same period (2022-H2, row 7). Mend: ask both"
        " institutions; append a correction. To accept it: code reports_contradict, key"
        " II.1.2|2022-H2|MSA|2023-02-02.",
    ),
    "completed and then not": bad(
        row(
            PROGRESS,
            activity_id="II.1.2",
            period="2023-H1",
            reported_by="NCO",
            recorded_on="2023-06-30",
            status="ongoing",
        ),
        "warning: monitoring/progress.csv, row 23, column 'status': found 'ongoing'; the same"
        " institution had reported the activity as completed by 2022-12-31. Mend: ask the"
        " institution; append a correction. To accept it: code reopened, key"
        " II.1.2|2023-H1|NCO|2023-06-30.",
    ),
    "two rules broken in one row": bad(
        several(cell(PROGRESS, 3, "completed_on", "2024-01-31"), cell(PROGRESS, 3, "status", "ongoing")),
        "error: monitoring/progress.csv, row 3, column 'completed_on': found '2024-01-31';"
        " completed on a day after the report was recorded (2023-02-01). Mend: correct the day; what"
        " is still to come is not completed.",
        "error: monitoring/progress.csv, row 3, column 'completed_on': found '2024-01-31'; a day of"
        " completion stands beside the status ongoing. Mend: correct the status, or empty the cell.",
    ),
}
