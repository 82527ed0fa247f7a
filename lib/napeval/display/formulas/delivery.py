"""Formulas: How far activities were carried out: counts, shares, days, reasons, institutions."""

from __future__ import annotations

from collections.abc import Mapping

from napeval.display.formulas.formula import Formulas
from napeval.display.languages import N_

_DONE_OF_REPORTED = N_("Completed activities divided by those reported on.")
_DONE_OF_REPORTED_UPPER = N_("Activities that any report calls completed, divided by those reported on.")
_COVERAGE = N_("Activities reported on, divided by all.")
_DONE_LOWER = N_("Completed activities divided by all: what was not reported counts as not completed.")
_DONE_UPPER = N_(
    "Completed activities, those not reported and those that any report calls completed, together divided by"
    " all."
)
_DUE_DONE_OF_REPORTED = N_("Due and completed, divided by those due and reported on.")
_DUE_DONE_OF_REPORTED_UPPER = N_(
    "Due activities that any report calls completed, divided by those due and reported on."
)
_DUE_COVERAGE = N_("Due and reported on, divided by all that are due.")
_DUE_DONE_LOWER = N_(
    "Due and completed, divided by all that are due: what was not reported counts as not completed."
)
_DUE_DONE_UPPER = N_(
    "Due activities that are completed, not reported or called completed by any report, together divided by"
    " all that are due."
)

DELIVERY_FORMULAS: Mapping[str, Formulas] = {
    "activities": Formulas(
        N_(
            "From the last progress report of each reporter about a period that ended by the cutoff, and"
            " from the plan as revised."
        ),
        {
            "amount": N_("Sum of the amounts of all years and sources in the plan as adopted."),
            "amount_derived": N_("The part of the amount that comes from costing notes."),
            "amount_revised": N_("Sum of the amounts of all years, as the revisions known have them."),
            "completion_low completion_high": N_(
                "The share done that the last reports state, the least and the greatest; a completed"
                " activity counts in full, one not started as nothing."
            ),
            "supporting": N_("Number of institutions of the activity that do not lead it."),
            "reports": N_("Number of progress reports taken into account, corrections counted once."),
        },
    ),
    "delivery": Formulas(
        N_("Counts of the activities of the scope by what the last reports say, and shares of them."),
        {
            "done_of_reported": _DONE_OF_REPORTED,
            "done_of_reported_upper": _DONE_OF_REPORTED_UPPER,
            "coverage": _COVERAGE,
            "done_lower": _DONE_LOWER,
            "done_upper": _DONE_UPPER,
            "due_done_of_reported": _DUE_DONE_OF_REPORTED,
            "due_done_of_reported_upper": _DUE_DONE_OF_REPORTED_UPPER,
            "due_coverage": _DUE_COVERAGE,
            "due_done_lower": _DUE_DONE_LOWER,
            "due_done_upper": _DUE_DONE_UPPER,
            "due": N_("Activities whose deadline, as revised, lies at or before the cutoff."),
            "overdue": N_("Activities that are due and known to be neither completed nor cancelled."),
            "not_reported": N_(
                "Activities without any progress report up to the cutoff; they are never taken for not"
                " started."
            ),
            "completion": N_("Mean of the share done over the activities of which it is known."),
            "completion_coverage": N_("Activities whose share done is known, divided by all."),
            "completion_lower": N_(
                "Mean of the share done over all activities, with what is not known counted as nothing."
            ),
            "completion_upper": N_(
                "Mean of the share done over all activities, with what is not known counted in full."
            ),
            "on_track off_track": N_(
                "Off track is what is cancelled, delayed, overdue, or not started after its planned start;"
                " on track is what is completed, or not due and nothing of that kind."
            ),
        },
    ),
    "implementation_points": Formulas(
        N_(
            "Shares of the activities due in the year that were completed, put into points by the published"
            " rule."
        ),
        {
            "done_of_reported": _DUE_DONE_OF_REPORTED,
            "coverage": _DUE_COVERAGE,
            "done_lower": _DUE_DONE_LOWER,
            "done_upper": _DUE_DONE_UPPER,
            "points": N_("Points that the published rule gives to the share completed of those reported on."),
            "points_lower": N_("Points with nothing unreported completed, as the published rule has it."),
            "points_upper": N_("Points with everything unreported completed."),
        },
    ),
    "delivery_time": Formulas(
        N_(
            "Days between the days planned and the days on which the activity began and was completed, the"
            " least and the greatest that the reports allow."
        ),
        {
            "slippage_low slippage_high": N_(
                "Days from the last day of the deadline to the completion, below zero before it."
            ),
            "start_slippage_low start_slippage_high": N_(
                "Days from the planned to the actual start, below zero before it."
            ),
        },
    ),
    "punctuality": Formulas(
        N_(
            "Counts of the activities by how the day of completion stands to the deadline, and mean days"
            " over the completed ones whose days are known."
        ),
        {
            "in_time": N_(
                "Completed early or on time, divided by the completed ones of which the day is known."
            ),
            "coverage": N_(
                "Completed activities whose punctuality is known, divided by all that are or may be"
                " completed."
            ),
            "in_time_lower": N_(
                "The same share of all that are or may be completed, with the unknown ones late."
            ),
            "in_time_upper": N_(
                "The same share of all that are or may be completed, with the unknown ones in time."
            ),
        },
    ),
    "reasons": Formulas(
        N_("The words of the last reports and of the revisions known, as they were given."),
    ),
    "reason_counts": Formulas(
        N_("Activities counted once for each reason that is given for them in exactly these words."),
    ),
    "donors": Formulas(
        N_(
            "Activities whose last reports name the donor, counted; of these, those for which the plan names"
            " it as a source and those for which it does not."
        ),
    ),
    "responsibilities": Formulas(
        N_(
            "Activities counted by the role that the plan gives the institution, their planned money, and"
            " how far they have come."
        ),
        {
            "amount_led": N_("Sum of the planned money of the activities led, as adopted."),
            "amount_led_revised": N_("Sum of the planned money of the activities led, as revised."),
            "amount_supported": N_("Sum of the planned money of the activities supported, as revised."),
            "lead_done_of_reported support_done_of_reported": _DONE_OF_REPORTED,
            "lead_done_of_reported_upper support_done_of_reported_upper": _DONE_OF_REPORTED_UPPER,
            "lead_coverage support_coverage": _COVERAGE,
            "lead_done_lower support_done_lower": _DONE_LOWER,
            "lead_done_upper support_done_upper": _DONE_UPPER,
            "lead_inferred": N_(
                "Activities of which the plan names no lead and lists the institution first."
            ),
            "peak_low peak_high": N_(
                "Activities led in the busiest half-year by their planned times, those that certainly run in"
                " it and those that may."
            ),
        },
    ),
    "institution_load": Formulas(
        N_(
            "Activities counted by their planned times: those that certainly run in the half-year, those"
            " that may, and those whose deadline ends in it."
        ),
    ),
    "overlaps": Formulas(
        N_(
            "Activities of one objective with exactly the same output or title, counted, and the sum of"
            " their planned money as revised."
        ),
    ),
    "recommendations": Formulas(
        N_(
            "Activities linked to the recommendation, counted by strength of the link and by how far they"
            " have come."
        ),
        {
            "done_of_reported": _DONE_OF_REPORTED,
            "done_of_reported_upper": _DONE_OF_REPORTED_UPPER,
            "coverage": _COVERAGE,
            "done_lower": _DONE_LOWER,
            "done_upper": _DONE_UPPER,
        },
    ),
    "alignment": Formulas(
        N_(
            "Recommendations counted by whether an activity answers them, and the distinct activities linked"
            " by how far they have come."
        ),
        {
            "done_of_reported": _DONE_OF_REPORTED,
            "done_of_reported_upper": _DONE_OF_REPORTED_UPPER,
            "coverage": _COVERAGE,
            "done_lower": _DONE_LOWER,
            "done_upper": _DONE_UPPER,
            "share_direct": N_(
                "Recommendations with an activity that answers them directly, divided by all."
            ),
            "share_any": N_(
                "Recommendations with an activity that answers them directly or in part, divided by all."
            ),
        },
    ),
}
"""By results table."""
