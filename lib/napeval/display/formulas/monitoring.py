"""Formulas: The report's own period: what was owed, reported and moved in it; risks and comments."""

from __future__ import annotations

from collections.abc import Mapping

from napeval.display.formulas.formula import Formulas
from napeval.display.languages import N_

MONITORING_FORMULAS: Mapping[str, Formulas] = {
    "risks": Formulas(
        N_(
            "Updates on the risk about periods that ended by the cutoff, counted; its status is that of the"
            " last."
        ),
    ),
    "period_delivery": Formulas(
        N_(
            "Activities of the scope counted by what the reports about the period say, beside those of"
            " before."
        ),
        {
            "reported_share": N_("Activities owed and reported on in the period, divided by those owed."),
            "owed": N_(
                "Activities on which a report was to be expected: not dropped, not finished before, and"
                " planned to have begun."
            ),
            "due_done_of_reported": N_(
                "Completed, of the activities due in the period and reported on, divided by these."
            ),
            "due_done_lower": N_(
                "Completed, divided by all activities due in the period: what was not reported counts as not"
                " completed."
            ),
            "due_done_upper": N_(
                "The same share, with what was not reported, and whatever any report calls completed,"
                " counted as completed."
            ),
        },
    ),
    "period_activities": Formulas(
        N_(
            "From the reports about periods that ended in the report's period, beside the last ones of"
            " before."
        ),
        {
            "spent": N_("Sum of the money reported as spent for periods that lie in this one."),
        },
    ),
    "period_indicators": Formulas(
        N_(
            "The value and the progress at the end of the period, beside those at the end of the time before"
            " it, by the rules of achievement."
        ),
        {
            "progress progress_before": N_("Value less baseline, divided by target less baseline."),
        },
    ),
    "period_movement": Formulas(
        N_("Indicators of the scope counted by whether they came nearer to their target in the period."),
    ),
    "period_spending": Formulas(
        N_(
            "Sums of the money reported for periods that lie in this one, each money once, beside the money"
            " planned for the whole year."
        ),
        {
            "planned": N_("Sum of the amounts that the plan, as last revised, names for the whole year."),
        },
    ),
    "result_progress": Formulas(
        N_(
            "Indicators that measure the result, counted by track, and activities of its objective and of"
            " those below it, counted by what is reported."
        ),
        {
            "spent": N_("Sum of the money reported as spent on these activities for the period."),
        },
    ),
    "comments": Formulas(
        N_("One comment on the draft, with what was decided on it."),
    ),
    "comment_counts": Formulas(
        N_(
            "Comments on the draft counted by what was decided on them, and of these those without an answer."
        ),
    ),
}
"""By results table."""
