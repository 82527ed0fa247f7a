"""Links and paths that lead out of the cycle."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bad_inputs.entries import (
    ACCEPTED,
    BUDGET,
    PACKAGE,
    SETTINGS,
    BadInput,
    bad,
    several,
    whole,
    without,
)


def linked(cycle: Path, name: str) -> None:
    """A file or folder moved out of the cycle, with a link in its place."""
    elsewhere = cycle.parent / "elsewhere"
    (cycle / name).rename(elsewhere)
    (cycle / name).symlink_to(elsewhere, target_is_directory=elsewhere.is_dir())


ENTRIES: Mapping[str, BadInput] = {
    "a link in place of a table": bad(
        lambda cycle: linked(cycle, BUDGET),
        "error: plan/budget.csv: links to other files are not followed. Mend: put the file itself here.",
    ),
    "a link to nothing": bad(
        several(without(BUDGET), lambda cycle: (cycle / BUDGET).symlink_to(cycle / "nowhere.csv")),
        "error: plan/budget.csv: links to other files are not followed. Mend: put the file itself here.",
    ),
    "a link in place of the folder of a plan": bad(
        lambda cycle: linked(cycle, "plan"),
        "error: plan/activities.csv: links to other files are not followed. Mend: put the file itself here.",
        "error: plan/budget.csv: links to other files are not followed. Mend: put the file itself here.",
        "error: plan/indicators.csv: links to other files are not followed. Mend: put the file itself here.",
        "error: plan/institutions.csv: links to other files are not followed. Mend: put the file"
        " itself here.",
        "error: plan/objectives.csv: links to other files are not followed. Mend: put the file itself here.",
        "error: plan/printed_totals.csv: links to other files are not followed. Mend: put the file"
        " itself here.",
        "error: plan/reporting.csv: links to other files are not followed. Mend: put the file itself here.",
        "error: plan/responsibilities.csv: links to other files are not followed. Mend: put the"
        " file itself here.",
        "error: plan/results.csv: links to other files are not followed. Mend: put the file itself here.",
        "error: plan/revisions.csv: links to other files are not followed. Mend: put the file itself here.",
        "error: plan/risks.csv: links to other files are not followed. Mend: put the file itself here.",
        "error: plan/targets.csv: links to other files are not followed. Mend: put the file itself here.",
    ),
    "a link in place of the description": bad(
        lambda cycle: linked(cycle, PACKAGE),
        "error: datapackage.json: links to other files are not followed. Mend: put the file itself here.",
    ),
    "a link in place of what is accepted": bad(
        lambda cycle: linked(cycle, ACCEPTED),
        "warning: monitoring/progress.csv, row 17, column 'status': found 'ongoing'; POL reports"
        " the activity as completed in the same period (2023-H1, row 16). Mend: ask both"
        " institutions; append a correction. To accept it: code reports_contradict, key"
        " IV.1.2|2023-H1|PRO|2023-06-30.",
        "error: accepted.yml: links to other files are not followed. Mend: put the file itself here.",
    ),
    "a Parquet link beside a table": bad(
        lambda cycle: (cycle / "plan/budget.parquet").symlink_to(cycle / BUDGET),
        "error: plan/budget.csv: the same table is there as plan/budget.parquet too. Mend: keep one"
        " of the two files.",
    ),
    "a link in place of the settings of an evaluation": whole(
        lambda cycle: linked(cycle, SETTINGS),
        "error: evaluations/mid-term/evaluation.yml: links to other files are not followed. Mend:"
        " put the file itself here.",
    ),
    "a link in place of an evaluation": whole(
        lambda cycle: linked(cycle, "evaluations/mid-term"),
        "error: evaluations/mid-term/evaluation.yml: links to other files are not followed. Mend:"
        " put the file itself here.",
        "error: evaluations/mid-term/checklist.csv: links to other files are not followed. Mend:"
        " put the file itself here.",
        "error: evaluations/mid-term/comments.csv: links to other files are not followed. Mend: put"
        " the file itself here.",
        "error: evaluations/mid-term/conclusions.csv: links to other files are not followed. Mend:"
        " put the file itself here.",
        "error: evaluations/mid-term/evidence.csv: links to other files are not followed. Mend: put"
        " the file itself here.",
        "error: evaluations/mid-term/findings.csv: links to other files are not followed. Mend: put"
        " the file itself here.",
        "error: evaluations/mid-term/lessons.csv: links to other files are not followed. Mend: put"
        " the file itself here.",
        "error: evaluations/mid-term/ratings.csv: links to other files are not followed. Mend: put"
        " the file itself here.",
        "error: evaluations/mid-term/recommendations.csv: links to other files are not followed."
        " Mend: put the file itself here.",
        "error: evaluations/mid-term/responses.csv: links to other files are not followed. Mend:"
        " put the file itself here.",
        "error: evaluations/mid-term/survey.csv: links to other files are not followed. Mend: put"
        " the file itself here.",
        "error: evaluations/mid-term/text/background.en.md: links to other files are not followed."
        " Mend: put the file itself here.",
        "error: evaluations/mid-term/text/background.sq.md: links to other files are not followed."
        " Mend: put the file itself here.",
        "error: evaluations/mid-term/text/conclusions.en.md: links to other files are not followed."
        " Mend: put the file itself here.",
        "error: evaluations/mid-term/text/conclusions.sq.md: links to other files are not followed."
        " Mend: put the file itself here.",
        "error: evaluations/mid-term/text/executive_summary.en.md: links to other files are not"
        " followed. Mend: put the file itself here.",
        "error: evaluations/mid-term/text/executive_summary.sq.md: links to other files are not"
        " followed. Mend: put the file itself here.",
    ),
    "a link in place of a text": whole(
        lambda cycle: linked(cycle, "evaluations/mid-term/text/background.sq.md"),
        "error: evaluations/mid-term/text/background.sq.md: links to other files are not followed."
        " Mend: put the file itself here.",
    ),
    "a link in place of the policy": whole(
        lambda cycle: linked(cycle, "policy.yml"),
        "error: policy.yml: links to other files are not followed. Mend: put the file itself here.",
    ),
}
